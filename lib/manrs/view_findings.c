/* SPDX-License-Identifier: ISC */
/*
 * Who broke rules: bad paths, each once, become findings, one for each AS, rule
 * and other AS.  Paths are gone through in their order, so that the first of a
 * finding is the first in order, and one that was seen with several OTCs counts
 * once.
 *
 * A path gives no more findings than the limits of view.h allow, and a finding
 * is found by its hash: time is linear in the paths but for sorting them.
 */
#include <stdlib.h>
#include <string.h>

#include "manrs/set_private.h"
#include "manrs/view_private.h"

/* A bad path, to be sorted. */
struct sorted {
	const uint32_t *asn;
	uint32_t len;
	uint32_t bad;
};

/* Findings in the making. */
struct findings {
	struct rsec_manrs_view *view;
	struct rsec_manrs_index index;
	uint32_t bad;	 /* the path at hand, */
	uint32_t number; /* its place in the order, */
	uint32_t same;	 /* and that of the first with the same ASNs */
};

static const struct rsec_manrs_bad_path *
bad_path(const struct rsec_manrs_view *view, uint32_t i)
{
	return (const struct rsec_manrs_bad_path *)(const void *)
		   view->bad.data +
	       i;
}

static struct rsec_manrs_held *
held(const struct rsec_manrs_view *view)
{
	return (struct rsec_manrs_held *)(void *)view->findings.data;
}

static int
compare_paths(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	uint32_t i;

	for (i = 0; i < x->len && i < y->len; i++)
		if (x->asn[i] != y->asn[i])
			return RSEC_MANRS_CMP(x->asn[i], y->asn[i]);
	return RSEC_MANRS_CMP(x->len, y->len);
}

static int
compare_held(const void *a, const void *b)
{
	const struct rsec_manrs_held *x = a, *y = b;
	int order;

	if ((order = RSEC_MANRS_CMP(x->asn, y->asn)) != 0 ||
	    (order = RSEC_MANRS_CMP(x->rule, y->rule)) != 0 ||
	    (order = RSEC_MANRS_CMP(x->accomplice, y->accomplice)) != 0)
		return order;
	return RSEC_MANRS_CMP(x->other, y->other);
}

static bool
is_held(const void *record, const void *wanted)
{
	return compare_held(record, wanted) == 0;
}

/* Add the path at hand to what is held of it. */
static void
add_path(const struct findings *to, struct rsec_manrs_held *held)
{
	const struct rsec_manrs_bad_path *bad = bad_path(to->view, to->bad);

	if (held->paths > 0 && held->latest == to->number)
		return; /* the path leads in a circle */
	if (held->paths == 0 || held->latest < to->same)
		held->paths++;
	held->latest = to->number;
	held->days |= bad->days;
	held->routes += bad->routes;
	rsec_manrs_view_span(
	    &held->first, &held->last, bad->first_time, bad->last_time);
	if (held->paths == 1 && rsec_prefix_cmp(&bad->prefix,
				    &bad_path(to->view, held->bad)->prefix) < 0)
		held->bad = to->bad;
}

static int
add_finding(void *ctx, uint32_t asn, bool accomplice,
    enum rsec_manrs_path_rule rule, uint32_t other)
{
	struct findings *to = ctx;
	const struct rsec_manrs_held new = { .asn = asn,
		.other = other,
		.rule = (uint8_t)rule,
		.accomplice = accomplice,
		.bad = to->bad };
	const uint32_t hash = rsec_manrs_mix(
	    ((uint64_t)asn << 32 | other) + rule * 2U + accomplice);
	uint32_t i = rsec_manrs_index_find(
	    &to->index, hash, &to->view->findings, sizeof(new), is_held, &new);

	if (i == RSEC_MANRS_NONE)
		i = rsec_manrs_index_append(
		    &to->index, hash, &to->view->findings, &new, sizeof(new));
	if (i == RSEC_MANRS_NONE)
		return -1;
	add_path(to, held(to->view) + i);
	return 0;
}

static int
judge(struct findings *to)
{
	struct rsec_manrs_view *view = to->view;
	const struct rsec_manrs_bad_path *bad = bad_path(view, to->bad);
	const uint32_t *asn = rsec_manrs_view_numbers(view) + bad->first;
	const struct rsec_manrs_emit emit = { add_finding, to };
	const struct rsec_manrs_path path = { asn, view->step, bad->len,
		bad->has_otc, bad->otc };
	uint32_t i;
	int is;

	for (i = 0; i + 1 < bad->len; i++) {
		if ((is = rsec_manrs_view_step(view, asn[i + 1], asn[i])) == -1)
			return -1;
		view->step[i] = (uint16_t)is;
	}
	return rsec_manrs_path_judge(&path, &emit);
}

/* The bad paths that were seen, in order; their number. */
static uint32_t
sort_paths(const struct rsec_manrs_view *view, struct sorted *sorted)
{
	const uint32_t bads =
	    RSEC_MANRS_COUNT(view->bad, struct rsec_manrs_bad_path);
	const struct rsec_manrs_bad_path *bad;
	uint32_t i, count = 0;

	for (i = 0; i < bads; i++) {
		bad = bad_path(view, i);
		if (bad->routes == 0)
			continue;
		sorted[count++] =
		    (struct sorted){ rsec_manrs_view_numbers(view) + bad->first,
			    bad->len, i };
	}
	if (count > 0)
		qsort(sorted, count, sizeof(*sorted), compare_paths);
	return count;
}

int
rsec_manrs_view_find(struct rsec_manrs_view *view, struct rsec_err *err)
{
	const size_t bads =
	    RSEC_MANRS_COUNT(view->bad, struct rsec_manrs_bad_path);
	struct sorted *sorted = malloc((bads + 1) * sizeof(*sorted));
	struct findings to = { .view = view };
	uint32_t count;
	int rc = 0;

	if (sorted == NULL)
		return rsec_err_nomem(err);
	count = sort_paths(view, sorted);
	for (; to.number < count && rc == 0; to.number++) {
		if (to.number == 0 || compare_paths(&sorted[to.number],
					  &sorted[to.number - 1]) != 0)
			to.same = to.number;
		to.bad = sorted[to.number].bad;
		rc = judge(&to);
	}
	free(sorted);
	rsec_manrs_index_fini(&to.index);
	if (rc == -1)
		return rsec_err_nomem(err);
	count = rsec_manrs_view_findings_count(view);
	if (count > 0)
		qsort(held(view), count, sizeof(*held(view)), compare_held);
	return 0;
}

/* The first finding whose AS is not below ASN. */
static uint32_t
find_findings(const struct rsec_manrs_view *view, uint64_t asn)
{
	uint32_t from = 0, to = rsec_manrs_view_findings_count(view), middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (held(view)[middle].asn < asn)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

uint32_t
rsec_manrs_view_findings(
    const struct rsec_manrs_view *view, uint32_t asn, uint32_t *first)
{
	*first = find_findings(view, asn);
	return find_findings(view, (uint64_t)asn + 1) - *first;
}

uint32_t
rsec_manrs_view_findings_count(const struct rsec_manrs_view *view)
{
	return RSEC_MANRS_COUNT(view->findings, struct rsec_manrs_held);
}

void
rsec_manrs_view_finding(const struct rsec_manrs_view *view, uint32_t i,
    struct rsec_manrs_path_finding *out)
{
	const struct rsec_manrs_held *from = &held(view)[i];
	const struct rsec_manrs_bad_path *bad = bad_path(view, from->bad);

	*out = (struct rsec_manrs_path_finding){
		.asn = from->asn,
		.accomplice = from->accomplice,
		.rule = (enum rsec_manrs_path_rule)from->rule,
		.other = from->other,
		.days = from->days,
		.first = from->first,
		.last = from->last,
		.paths = from->paths,
		.routes = from->routes,
		.path = rsec_manrs_view_numbers(view) + bad->first,
		.path_len = bad->len,
		.prefix = bad->prefix,
	};
}
