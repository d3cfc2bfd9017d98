/* SPDX-License-Identifier: ISC */
/*
 * Action 4, global validation: what the subject announces, held against ROAs
 * (action4_rpki.c) and the IRR (action4_irr.c), and its as-sets
 * (action4_set.c).
 */
#include <string.h>

#include "manrs/action1_private.h"
#include "manrs/action4_private.h"

/* Add the routes of ORIGIN that count. */
static int
add_routes(struct rsec_manrs_work *work, uint32_t origin, struct rsec_buf *buf)
{
	const struct rsec_manrs_data *data = work->data;
	struct rsec_manrs_announcement announcement;
	struct rsec_manrs_route route;
	uint32_t i, first, count;

	count = rsec_manrs_view_of(data->view, origin, &first);
	for (i = first; i < first + count; i++) {
		rsec_manrs_view_get(data->view, i, &announcement);
		if (!rsec_manrs_route_counts(data, &announcement))
			continue;
		rsec_manrs_route_judge(
		    data, &announcement.prefix, origin, &route);
		if (rsec_buf_add(buf, &route, sizeof(route)) == -1)
			return rsec_err_nomem(work->err);
	}
	return 0;
}

static int
find_routes(struct rsec_manrs_work *work, struct rsec_buf *buf,
    struct rsec_manrs_own *own)
{
	const struct rsec_manrs_report *report = work->report;
	struct rsec_manrs_route *copy;
	size_t i;

	for (i = 0; i < report->asns; i++)
		if (add_routes(work, report->asn[i], buf) == -1)
			return -1;
	if (buf->len == 0)
		return 0;
	copy = rsec_arena_alloc(&work->report->arena, buf->len);
	if (copy == NULL)
		return rsec_err_nomem(work->err);
	memcpy(copy, buf->data, buf->len);
	own->route = copy;
	own->count = buf->len / sizeof(*copy);
	return 0;
}

int
rsec_manrs_own_init(struct rsec_manrs_work *work, struct rsec_manrs_own *own)
{
	struct rsec_buf buf = RSEC_BUF_INIT;
	int rc = 0;

	*own = (struct rsec_manrs_own){ .lookup = work->data->lookup };
	if (own->lookup == NULL) {
		own->made = rsec_manrs_lookup_make(work->data, work->err);
		if (own->made == NULL)
			return -1;
		own->lookup = own->made;
	}
	if (work->data->view != NULL)
		rc = find_routes(work, &buf, own);
	rsec_buf_fini(&buf);
	if (rc == -1)
		rsec_manrs_own_fini(own);
	return rc;
}

void
rsec_manrs_own_fini(struct rsec_manrs_own *own)
{
	rsec_manrs_lookup_free(own->made);
}

/* Whether ROUTE stands before PREFIX of ORIGIN. */
static bool
is_before(const struct rsec_manrs_route *route, uint32_t origin,
    const struct rsec_prefix *prefix)
{
	if (route->origin != origin)
		return route->origin < origin;
	return rsec_prefix_cmp(&route->prefix, prefix) < 0;
}

size_t
rsec_manrs_own_inside(const struct rsec_manrs_own *own, uint32_t origin,
    const struct rsec_prefix *prefix, size_t *first)
{
	size_t from = 0, to = own->count, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (is_before(&own->route[middle], origin, prefix))
			from = middle + 1;
		else
			to = middle;
	}
	*first = from;
	while (from < own->count && own->route[from].origin == origin &&
	       rsec_prefix_contains(prefix, &own->route[from].prefix))
		from++;
	return from - *first;
}

int
rsec_manrs_check_routes(struct rsec_manrs_work *work,
    const struct rsec_manrs_own *own,
    const struct rsec_manrs_route_check *check)
{
	const struct rsec_manrs_route *route;
	struct rsec_manrs_evidence row;
	uint64_t good = 0, total = 0;
	size_t i;

	if (!rsec_manrs_check_begin(work, check->check))
		return 0;
	for (i = 0; i < own->count; i++) {
		route = &own->route[i];
		if (check->counts != NULL && !check->counts(route))
			continue;
		total++;
		if (check->is_good(route)) {
			good++;
			continue;
		}
		row = (struct rsec_manrs_evidence){ .has_prefix = true,
			.has_asn = true,
			.prefix = route->prefix,
			.asn = route->origin };
		if (check->tell(work, route, &row) == -1)
			return -1;
		if (row.why == NULL || row.remedy == NULL)
			return rsec_err_nomem(work->err);
		if (rsec_manrs_evidence_add(work, &row) == -1)
			return -1;
	}
	return rsec_manrs_share_end(work, check->check, good, total,
	    check->summary,
	    own->count == 0 ? "no routes were announced"
			    : "no route object covers any route");
}

/* Look at record NUMBER of ASN: 1 where it counts, 0 where not, -1 with ERR. */
static int
look_at_held(struct rsec_manrs_work *work, const struct rsec_manrs_own *own,
    const struct rsec_manrs_held_check *check, uint32_t asn, uint32_t number,
    unsigned *unseen, bool *good)
{
	struct rsec_manrs_evidence row = {
		.has_prefix = true, .has_asn = true, .asn = asn
	};

	*good = true;
	check->held->name(work, number, &row);
	if (rsec_manrs_is_unseen(work, check->check, row.prefix.family, unseen))
		return 0;
	if (check->tell(work, own, number, &row, good) == -1 ||
	    (!*good && rsec_manrs_evidence_add(work, &row) == -1))
		return -1;
	return 1;
}

int
rsec_manrs_check_held(struct rsec_manrs_work *work,
    const struct rsec_manrs_own *own, const struct rsec_manrs_held_check *check)
{
	const struct rsec_manrs_report *report = work->report;
	uint64_t good = 0, total = 0;
	const uint32_t *number;
	unsigned unseen = 0;
	uint32_t i, count;
	bool is_good;
	size_t k;
	int rc;

	if (!rsec_manrs_check_begin(work, check->check))
		return 0;
	for (k = 0; k < report->asns; k++) {
		count = check->held->list(work, own, report->asn[k], &number);
		for (i = 0; i < count; i++) {
			rc = look_at_held(work, own, check, report->asn[k],
			    number[i], &unseen, &is_good);
			if (rc == -1)
				return -1;
			good += rc == 1 && is_good;
			total += rc == 1;
		}
	}
	if (rsec_manrs_share_end(work, check->check, good, total,
		check->summary, check->held->none) == -1)
		return -1;
	return rsec_manrs_check_tables(work, check->check, unseen);
}

/* Neither RPKI nor IRR has it: one ROA is enough. */
static int
tell_either(struct rsec_manrs_work *work, const struct rsec_manrs_route *route,
    struct rsec_manrs_evidence *row)
{
	const char *rpki = rsec_manrs_why_rpki(work, route);
	const char *irr = rsec_manrs_why_irr(work, route);

	if (rpki == NULL || irr == NULL)
		return -1;
	row->why = rsec_manrs_text(work, "%s, and %s", rpki, irr);
	row->remedy =
	    rsec_manrs_remedy_own_roa(work, &route->prefix, route->origin);
	return 0;
}

/* What does not conform fails the check only below the limit. */
static int
check_either(struct rsec_manrs_work *work, const struct rsec_manrs_own *own)
{
	static const struct rsec_manrs_route_check check = {
		.check = RSEC_MANRS_A4_EITHER,
		.is_good = rsec_manrs_route_conforms,
		.tell = tell_either,
		.summary = "routes are valid in RPKI or IRR",
	};
	struct rsec_manrs_result *result =
	    &work->report->result[RSEC_MANRS_A4_EITHER];

	if (rsec_manrs_check_routes(work, own, &check) == -1)
		return -1;
	if (result->state == RSEC_MANRS_FAIL &&
	    result->good * 100 >= result->total * work->data->rules.conformant)
		result->state = RSEC_MANRS_WARN;
	return 0;
}

int
rsec_manrs_action4(struct rsec_manrs_work *work)
{
	struct rsec_manrs_own own;
	int rc = 0;

	if (rsec_manrs_own_init(work, &own) == -1)
		return -1;
	if (check_either(work, &own) == -1 ||
	    rsec_manrs_action4_rpki(work, &own) == -1 ||
	    rsec_manrs_action4_irr(work, &own) == -1 ||
	    rsec_manrs_action4_sets(work, &own) == -1)
		rc = -1;
	rsec_manrs_own_fini(&own);
	return rc;
}
