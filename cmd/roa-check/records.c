/* SPDX-License-Identifier: ISC */
/*
 * The record of an answer: the question, its state, and the evidence, a row
 * for each VRP that decided and for each hole that none covers.
 */
#include <string.h>

#include "base/num.h"
#include "cmd/roa-check/roa-check.h"
#include "net/asn.h"
#include "rpki/coverage.h"

#define WHY_SIZE 64 /* bytes of the longest explanation and its NUL */

static const struct rsec_out_column vrp_columns[] = {
	{ "asn", RSEC_OUT_ASN, 10, NULL },
	{ "prefix", RSEC_OUT_PREFIX, 18, NULL },
	{ "maxLength", RSEC_OUT_MAX_LENGTH, 0, NULL },
	{ "ta", RSEC_OUT_STRING, 8, NULL },
	{ "why", RSEC_OUT_STRING, 0, NULL },
	{ NULL, 0, 0, NULL },
};

static const struct rsec_out_column columns[] = {
	{ "prefix", RSEC_OUT_PREFIX, 18, NULL },
	{ "origin", RSEC_OUT_ASN, 10, NULL },
	{ "state", RSEC_OUT_STRING, 9, NULL },
	{ "reason", RSEC_OUT_STRING, 0, NULL },
	{ "vrps", RSEC_OUT_ROWS, 0, vrp_columns },
	{ NULL, 0, 0, NULL },
};

static const struct rsec_out_column space_columns[] = {
	{ "prefix", RSEC_OUT_PREFIX, 18, NULL },
	{ "origin", RSEC_OUT_ASN, 10, NULL },
	{ "state", RSEC_OUT_STRING, 14, NULL },
	{ "reason", RSEC_OUT_STRING, 6, NULL },
	{ "percent", RSEC_OUT_PERCENT, 0, NULL },
	{ "vrps", RSEC_OUT_ROWS, 0, vrp_columns },
	{ NULL, 0, 0, NULL },
};

const struct rsec_out_column *
record_columns(const struct options *options)
{
	return options->space ? space_columns : columns;
}

static void
print_vrp(struct check *check, const struct rsec_vrp *vrp, const char *why)
{
	rsec_out_asn(check->out, vrp->asn);
	rsec_out_prefix(check->out, &vrp->prefix);
	rsec_out_uint(check->out, vrp->max_len);
	rsec_out_string(check->out, rsec_vrps_ta_name(check->vrps, vrp->ta));
	rsec_out_string(check->out, why);
	rsec_out_row_end(check->out);
}

/* How VRP stands to ROUTE, in words. */
static void
explain(char why[WHY_SIZE], const struct rsec_vrp *vrp,
    const struct rsec_route *route)
{
	char *p = why;

	switch (rsec_rov_match(vrp, route)) {
	case RSEC_VRP_MATCHES:
		strcpy(why, "matches");
		return;
	case RSEC_VRP_AS0:
		strcpy(why, "AS0: not to be routed");
		return;
	case RSEC_VRP_OTHER_AS:
		p = stpcpy(p, "authorises ");
		rsec_asn_format(p, vrp->asn);
		return;
	case RSEC_VRP_TOO_LONG:
		*p++ = '/';
		p += rsec_format_u64(p, route->prefix.len);
		p = stpcpy(p, " is longer than maxLength ");
		p += rsec_format_u64(p, vrp->max_len);
		*p = '\0';
		return;
	}
}

static void
print_covering(struct check *check, const struct question *question)
{
	const struct rsec_route *route = &question->route;
	struct rsec_vrp_walk walk;
	struct rsec_vrp vrp;
	char why[WHY_SIZE] = "covers";

	walk = rsec_vrps_covering(check->vrps, &route->prefix);
	while (rsec_vrp_walk_next(&walk, &vrp)) {
		if (question->is_route)
			explain(why, &vrp, route);
		print_vrp(check, &vrp, why);
	}
}

/* The VRPs inside a prefix and its holes, merged in address order. */
struct inside {
	struct check *check;
	struct rsec_vrp_walk walk;
	struct rsec_vrp vrp; /* the next to print */
	bool more;	     /* whether there is one */
};

static void
print_inside_before(struct inside *inside, const struct rsec_prefix *end)
{
	while (inside->more &&
	       (end == NULL || rsec_prefix_cmp(&inside->vrp.prefix, end) < 0)) {
		print_vrp(inside->check, &inside->vrp, "inside");
		inside->more = rsec_vrp_walk_next(&inside->walk, &inside->vrp);
	}
}

static int
print_hole(void *ctx, const struct rsec_prefix *hole)
{
	struct inside *inside = ctx;
	struct rsec_out *out = inside->check->out;

	print_inside_before(inside, hole);
	rsec_out_null(out);
	rsec_out_prefix(out, hole);
	rsec_out_null(out);
	rsec_out_null(out);
	rsec_out_string(out, "no VRP");
	rsec_out_row_end(out);
	return rsec_out_failed(out) ? -1 : 0;
}

static void
print_inside(struct check *check, const struct rsec_prefix *prefix)
{
	struct inside inside = { .check = check };

	inside.walk = rsec_vrps_inside(check->vrps, prefix);
	inside.more = rsec_vrp_walk_next(&inside.walk, &inside.vrp);
	if (check->options->space)
		(void)rsec_coverage_holes(
		    check->vrps, prefix, print_hole, &inside);
	print_inside_before(&inside, NULL);
}

/* A share in percent, with so many decimals that 0 means none, 100 all. */
static void
print_share(struct check *check, const struct question *question)
{
	double share, step = 0.1;
	unsigned decimals = 1;

	if (question->is_route) {
		rsec_out_null(check->out);
		return;
	}
	share = rsec_coverage_share(check->vrps, &question->route.prefix) * 100;
	while (share > 0 && share < 100 && decimals < 9 &&
	       (share < step || share > 100 - step)) {
		decimals++;
		step /= 10;
	}
	rsec_out_real(check->out, share, decimals);
}

static enum rsec_out_look
state_look(enum state state)
{
	switch (state) {
	case STATE_VALID:
	case STATE_COVERED:
		return RSEC_OUT_GOOD;
	case STATE_INVALID:
		return RSEC_OUT_BAD;
	default:
		return RSEC_OUT_OPEN;
	}
}

void
record_print(struct check *check, const struct question *question,
    enum state state, enum rsec_rov_reason reason)
{
	const struct options *options = check->options;
	struct rsec_out *out = check->out;

	rsec_out_prefix(out, &question->route.prefix);
	if (question->route.has_origin)
		rsec_out_asn(out, question->route.origin);
	else
		rsec_out_null(out);
	rsec_out_look(out, state_look(state));
	rsec_out_string(out, state_name(state));
	rsec_out_string(out, rsec_rov_reason_name(reason));
	if (options->space)
		print_share(check, question);

	rsec_out_rows_begin(out);
	print_covering(check, question);
	if (!question->is_route && (options->more_specific || options->space))
		print_inside(check, &question->route.prefix);
	rsec_out_rows_end(out);
	rsec_out_end(out);
}
