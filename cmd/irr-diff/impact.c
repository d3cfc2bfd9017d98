/* SPDX-License-Identifier: ISC */
/*
 * --impact: what of BGP is justified by route objects, and what is left of
 * that when some of them go; in counts, or with --list route by route in the
 * order of their origins, which is the order of those who are to be told.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"
#include "net/asn.h"

const struct rsec_out_column impact_columns[] = {
	{ "filter", RSEC_OUT_STRING, 10, NULL },
	{ "impact", RSEC_OUT_STRING, 11, NULL },
	{ "pairs", RSEC_OUT_UINT, 7, NULL },
	{ "percent", RSEC_OUT_PERCENT, 7, NULL },
	{ "prefixes", RSEC_OUT_UINT, 8, NULL },
	{ "origins", RSEC_OUT_UINT, 7, NULL },
	{ "slash24", RSEC_OUT_UINT, 7, NULL },
	{ "slash48", RSEC_OUT_UINT, 7, NULL },
	{ NULL, 0, 0, NULL },
};

const struct rsec_out_column impact_list_columns[] = {
	{ "origin", RSEC_OUT_ASN, 8, NULL },
	{ "prefix", RSEC_OUT_PREFIX, 18, NULL },
	{ "strict", RSEC_OUT_STRING, 11, NULL },
	{ "permissive", RSEC_OUT_STRING, 11, NULL },
	{ "rpki", RSEC_OUT_STRING, 5, NULL },
	{ "exact", RSEC_OUT_STRING, 12, NULL },
	{ "covering", RSEC_OUT_STRING, 12, NULL },
	{ "why", RSEC_OUT_NOTE, 0, NULL },
	{ NULL, 0, 0, NULL },
};

struct list {
	struct report *report;
	struct rsec_impact_route *route;
	size_t count, room;
};

/* A registry that --drop names must be there: a slip would drop nothing. */
static void
drop_registry(const struct report *report, const char *name,
    struct rsec_impact_drop *drop)
{
	int i = rsec_irr_routes_registry_find(
	    report->evidence->inputs.routes, name);

	if (i < 0)
		cli_die("--drop %s: no dump has a route object of that "
			"registry",
		    name);
	drop->registry[i] = true;
}

/* Without a word about what goes, all but the authoritative ones go. */
static void
fill_drop(const struct report *report, struct rsec_impact_drop *drop)
{
	const struct options *options = report->options;
	const struct rsec_hygiene_inputs *inputs = &report->evidence->inputs;
	size_t i, n = rsec_irr_routes_registries(inputs->routes);

	memset(drop, 0, sizeof(*drop));
	drop->freeze = options->freeze;
	drop->ripe_731 = options->ripe_731;
	drop->delegated = report->evidence->registration.delegated;
	for (i = 0; i < options->drop.count; i++)
		drop_registry(report, options->drop.name[i], drop);
	if (options->drop.count > 0 || options->ripe_731 ||
	    options->freeze != RSEC_IRR_NO_DATE)
		return;
	for (i = 0; i < n; i++)
		drop->registry[i] = !inputs->authoritative[i];
}

static enum rsec_out_look
impact_look(enum rsec_impact impact)
{
	switch (impact) {
	case RSEC_IMPACT_KEPT:
	case RSEC_IMPACT_RESCUED:
		return RSEC_OUT_GOOD;
	case RSEC_IMPACT_ORPHANED:
		return RSEC_OUT_BAD;
	default:
		return RSEC_OUT_PLAIN;
	}
}

static void
print_counts(struct rsec_out *out, enum rsec_impact_filter filter,
    const struct rsec_impact_counts counts[RSEC_IMPACTS])
{
	uint64_t pairs[RSEC_IMPACTS], share[RSEC_IMPACTS];
	int i;

	for (i = 0; i < RSEC_IMPACTS; i++)
		pairs[i] = counts[i].pairs;
	shares(pairs, RSEC_IMPACTS, share);
	for (i = 0; i < RSEC_IMPACTS; i++) {
		rsec_out_string(out, rsec_impact_filter_name(filter));
		rsec_out_look(out, impact_look((enum rsec_impact)i));
		rsec_out_string(out, rsec_impact_name((enum rsec_impact)i));
		rsec_out_uint(out, pairs[i]);
		rsec_out_real(out, (double)share[i] / 100, 2);
		rsec_out_uint(out, counts[i].prefixes);
		rsec_out_uint(out, counts[i].origins);
		rsec_out_uint(out, counts[i].slash24);
		rsec_out_uint(out, counts[i].slash48);
		rsec_out_end(out);
	}
}

static void
summarise(struct report *report, const struct rsec_impact_drop *drop)
{
	struct rsec_impact_counts counts[RSEC_IMPACT_FILTERS][RSEC_IMPACTS];
	struct rsec_err err;
	int f;

	if (rsec_impact_summarise(
		&report->evidence->inputs, drop, counts, &err) != 0)
		cli_die("%s", err.msg);
	report_headings(report, impact_columns);
	for (f = 0; f < RSEC_IMPACT_FILTERS; f++) {
		print_counts(
		    report->out, (enum rsec_impact_filter)f, counts[f]);
		report->findings += counts[f][RSEC_IMPACT_ORPHANED].pairs;
	}
}

/* What --only names; without it, what at least one filter would lose. */
static bool
wants_impact(
    const struct options *options, const struct rsec_impact_route *route)
{
	const enum rsec_impact *impact = route->impact;

	if (!only_any(options))
		return impact[RSEC_IMPACT_STRICT] == RSEC_IMPACT_ORPHANED ||
		       impact[RSEC_IMPACT_PERMISSIVE] == RSEC_IMPACT_ORPHANED;
	return only_has(options, ONLY_STRICT, impact[RSEC_IMPACT_STRICT]) &&
	       only_has(
		   options, ONLY_PERMISSIVE, impact[RSEC_IMPACT_PERMISSIVE]);
}

static bool
wants_route(const struct report *report, const struct rsec_impact_route *route)
{
	const struct rsec_irr_filter *filter = &report->options->filter;

	return report_wants_prefix(report, &route->route.prefix) &&
	       (!filter->has_origin ||
		   (route->route.has_origin &&
		       route->route.origin == filter->origin)) &&
	       wants_impact(report->options, route);
}

static int
keep(void *ctx, const struct rsec_impact_route *route)
{
	struct list *list = ctx;
	struct rsec_impact_route *more;

	if (!wants_route(list->report, route))
		return 0;
	if (list->count == list->room) {
		list->room = list->room > 0 ? 2 * list->room : 64;
		more = realloc(list->route, list->room * sizeof(*more));
		if (more == NULL)
			cli_die("out of memory");
		list->route = more;
	}
	list->route[list->count++] = *route;
	return 0;
}

/* By origin, those without one last; then by prefix. */
static int
cmp(const void *a, const void *b)
{
	const struct rsec_bgp_route *x =
	    &((const struct rsec_impact_route *)a)->route;
	const struct rsec_bgp_route *y =
	    &((const struct rsec_impact_route *)b)->route;

	if (x->has_origin != y->has_origin)
		return x->has_origin ? -1 : 1;
	if (x->has_origin && x->origin != y->origin)
		return x->origin < y->origin ? -1 : 1;
	return rsec_prefix_cmp(&x->prefix, &y->prefix);
}

/* The names of the registries whose bits are set, between commas. */
static void
print_registries(
    struct report *report, const uint64_t set[RSEC_IRR_REGISTRIES_MAX / 64])
{
	const struct rsec_irr_routes *routes = report->evidence->inputs.routes;
	size_t i, n = rsec_irr_routes_registries(routes);
	struct rsec_buf *text = &report->why;
	int rc = 0;

	for (i = 0; i < n; i++) {
		if ((set[i / 64] >> (i % 64) & 1) == 0)
			continue;
		if (text->len > 0)
			rc |= rsec_buf_addc(text, ',');
		rc |= rsec_buf_puts(
		    text, rsec_irr_routes_registry(routes, (uint16_t)i));
	}
	report_why(report, rc);
}

/* The object that justified the route and goes. */
static void
print_record(struct report *report, const struct rsec_impact_route *route)
{
	const struct rsec_irr_routes *routes = report->evidence->inputs.routes;
	struct rsec_buf *text = &report->why;
	struct rsec_irr_record record;
	char prefix[RSEC_PREFIX_SIZE], asn[RSEC_ASN_SIZE];
	int rc = 0;

	if (route->has_record) {
		rsec_irr_routes_get(routes, route->record, &record);
		rsec_prefix_format(prefix, &record.prefix);
		rsec_asn_format(asn, record.origin);
		rc |= rsec_buf_puts(
		    text, rsec_irr_routes_registry(routes, record.registry));
		rc |= rsec_buf_puts(text, "'s object ");
		rc |= rsec_buf_puts(text, prefix);
		rc |= rsec_buf_addc(text, ' ');
		rc |= rsec_buf_puts(text, asn);
		rc |= rsec_buf_puts(text, " of ");
		rc |= rsec_buf_puts(text,
		    rsec_irr_routes_maintainer(routes, record.maintainer));
		rc |= rsec_buf_puts(text, " goes");
	}
	report_why(report, rc);
}

static void
print_route(struct report *report, const struct rsec_impact_route *route)
{
	struct rsec_out *out = report->out;
	int f;

	if (route->route.has_origin)
		rsec_out_asn(out, route->route.origin);
	else
		rsec_out_null(out);
	rsec_out_prefix(out, &route->route.prefix);
	for (f = 0; f < RSEC_IMPACT_FILTERS; f++) {
		rsec_out_look(out, impact_look(route->impact[f]));
		rsec_out_string(out, rsec_impact_name(route->impact[f]));
	}
	rsec_out_string(out, route->rpki_valid ? "valid" : "");
	print_registries(report, route->exact);
	print_registries(report, route->covering);
	print_record(report, route);
	rsec_out_end(out);
}

static void
sum_up(const struct list *list)
{
	char routes[CLI_COUNT_SIZE], origins[CLI_COUNT_SIZE];
	uint64_t n = 0;
	size_t i;

	if (!report_sums_up(list->report))
		return;
	for (i = 0; i < list->count; i++)
		n += i == 0 || list->route[i].route.origin !=
				   list->route[i - 1].route.origin;
	cli_warn("%s route%s of %s origin%s", cli_count(routes, list->count),
	    list->count == 1 ? "" : "s", cli_count(origins, n),
	    n == 1 ? "" : "s");
}

void
impact_print(struct report *report)
{
	struct rsec_impact_drop drop;
	struct list list = { .report = report };
	struct rsec_err err;
	size_t i;

	fill_drop(report, &drop);
	if (!report->options->list) {
		summarise(report, &drop);
		return;
	}
	if (rsec_impact_walk(
		&report->evidence->inputs, &drop, keep, &list, &err) != 0)
		cli_die("%s", err.msg);
	if (list.count > 0)
		qsort(list.route, list.count, sizeof(*list.route), cmp);
	for (i = 0; i < list.count && !rsec_out_failed(report->out); i++)
		print_route(report, &list.route[i]);
	report->findings = list.count;
	sum_up(&list);
	free(list.route);
}
