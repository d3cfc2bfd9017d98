/* SPDX-License-Identifier: ISC */
/*
 * A1-CUST-*: what the subject carried for its customers, who are told by
 * as-rel: the origin of the path is its customer, and it stands in the path.
 * For program cdn peers are held to the same, but for the as-set, which is of
 * customers.
 * A route that several of its ASNs carried counts once, one of another of its
 * own ASNs not at all.
 *
 * Bad by RPKI and IRR is what CAIDA's analysis of MANRS counts (route.h);
 * routes whose origin takes part in MANRS itself are left out, as there.  The
 * holder check asks whom an RIR has for the prefix and for the ASN (holder.c);
 * a ROA for the customer is the holder's word.
 */
#include <stdlib.h>
#include <string.h>

#include "manrs/action1_private.h"
#include "manrs/action4_private.h"
#include "manrs/lookup_private.h"

static int
compare_numbers(const void *a, const void *b)
{
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* The numbers of all that was carried, sorted. */
static int
find_numbers(struct rsec_manrs_work *work, struct rsec_buf *numbers)
{
	const struct rsec_manrs_view *view = work->data->view;
	const struct rsec_manrs_report *report = work->report;
	const uint32_t *carried;
	uint32_t count, i;
	size_t k;

	for (k = 0; k < report->asns; k++) {
		count = rsec_manrs_view_carried(view, report->asn[k], &carried);
		for (i = 0; i < count; i++)
			if (rsec_manrs_is_carried(view, report->asn,
				report->asns, k, carried[i]) &&
			    rsec_buf_add(
				numbers, &carried[i], sizeof(carried[i])) == -1)
				return rsec_err_nomem(work->err);
	}
	if (report->asns > 1 && numbers->len > 0)
		qsort(numbers->data, numbers->len / sizeof(*carried),
		    sizeof(*carried), compare_numbers);
	return 0;
}

static int
judge_numbers(struct rsec_manrs_work *work, const struct rsec_buf *numbers,
    struct rsec_buf *routes)
{
	const uint32_t *number = (void *)numbers->data;
	const size_t count = numbers->len / sizeof(*number);
	const struct rsec_manrs_data *data = work->data;
	struct rsec_manrs_judged judged;
	size_t i;

	for (i = 0; i < count; i++) {
		rsec_manrs_view_get(
		    data->view, number[i], &judged.announcement);
		if (!rsec_manrs_route_counts(data, &judged.announcement))
			continue;
		rsec_manrs_route_judge(data, &judged.announcement.prefix,
		    judged.announcement.origin, &judged.route);
		if (rsec_buf_add(routes, &judged, sizeof(judged)) == -1)
			return rsec_err_nomem(work->err);
	}
	return 0;
}

static int
find_routes(struct rsec_manrs_work *work, struct rsec_buf *routes)
{
	struct rsec_buf numbers = RSEC_BUF_INIT;
	int rc;

	rc = find_numbers(work, &numbers);
	if (rc == 0)
		rc = judge_numbers(work, &numbers, routes);
	rsec_buf_fini(&numbers);
	return rc;
}

/*
 * Look at one route: GOOD, BAD with a row, NOTHING to look at, or LEFT_OUT,
 * maybe with a row; -1 ERR.
 */
enum {
	GOOD,
	BAD,
	NOTHING,
	LEFT_OUT,
	ANSWERS
};
typedef int look(
    struct rsec_manrs_work *work, const struct rsec_manrs_judged *judged);

/*
 * "1 of 4 customers' routes KIND ARE_WHAT" of how many were SEEN; none at all
 * is good as well.
 */
static const char *
summarise(struct rsec_manrs_work *work, const uint64_t seen[ANSWERS],
    const char *kind, const char *are_what)
{
	const uint64_t total = seen[GOOD] + seen[BAD];
	const char *left_out = "",
		   *whose = work->data->rules.program == RSEC_MANRS_CDN
				? "customers' and peers'"
				: "customers'";

	if (seen[LEFT_OUT] > 0)
		left_out = rsec_manrs_text(work,
		    ", %llu route%s of MANRS participants left out",
		    (unsigned long long)seen[LEFT_OUT],
		    seen[LEFT_OUT] == 1 ? "" : "s");
	if (left_out == NULL)
		return NULL;
	if (total == 0)
		return rsec_manrs_text(work, "no %s routes%s were carried%s",
		    whose, kind, left_out);
	return rsec_manrs_text(work, "%llu of %llu %s routes%s %s%s",
	    (unsigned long long)seen[BAD], (unsigned long long)total, whose,
	    kind, are_what, left_out);
}

static int
check_routes(struct rsec_manrs_work *work, const struct rsec_buf *routes,
    enum rsec_manrs_check check, look *look_at, const char *kind,
    const char *summary)
{
	const struct rsec_manrs_judged *judged = (void *)routes->data;
	const size_t count = routes->len / sizeof(*judged);
	uint64_t seen[ANSWERS] = { 0 };
	size_t i;
	int rc;

	if (!rsec_manrs_check_begin_paths(work, check))
		return 0;
	for (i = 0; i < count; i++) {
		if ((rc = look_at(work, &judged[i])) == -1)
			return -1;
		seen[rc]++;
	}
	if (rsec_manrs_check_end(work, check, seen[GOOD],
		seen[GOOD] + seen[BAD],
		summarise(work, seen, kind, summary)) == -1)
		return -1;
	return rsec_manrs_check_carried(work, check);
}

/* A row for a customer's route, whose texts may have found no memory. */
static int
tell(struct rsec_manrs_work *work, const struct rsec_manrs_judged *judged,
    const char *why, const char *remedy)
{
	const struct rsec_manrs_evidence row = { .has_prefix = true,
		.has_asn = true,
		.prefix = judged->announcement.prefix,
		.asn = judged->announcement.origin,
		.why = why,
		.remedy = remedy };

	if (why == NULL || remedy == NULL)
		return rsec_err_nomem(work->err);
	return rsec_manrs_evidence_add(work, &row) == -1 ? -1 : BAD;
}

/* The same of one that is bad by CAIDA's rule: a participant's is left out. */
static int
tell_bad(struct rsec_manrs_work *work, const struct rsec_manrs_judged *judged,
    const char *why, const char *remedy)
{
	const struct rsec_manrs_route *route = &judged->route;
	struct rsec_manrs_evidence row = { .has_prefix = true,
		.has_asn = true,
		.prefix = route->prefix,
		.asn = route->origin,
		.why = why,
		.remedy = remedy };

	if (!rsec_manrs_is_participant(work->data, route->origin))
		return tell(work, judged, why, remedy);
	row.left_out = rsec_manrs_text(
	    work, "AS%u takes part in MANRS itself", route->origin);
	if (why == NULL || remedy == NULL || row.left_out == NULL)
		return rsec_err_nomem(work->err);
	return rsec_manrs_evidence_add(work, &row) == -1 ? -1 : LEFT_OUT;
}

static int
good(const struct rsec_manrs_work *work, const struct rsec_manrs_route *route)
{
	return rsec_manrs_is_participant(work->data, route->origin) ? LEFT_OUT
								    : GOOD;
}

static int
look_at_rpki(
    struct rsec_manrs_work *work, const struct rsec_manrs_judged *judged)
{
	const struct rsec_manrs_route *route = &judged->route;

	if (route->rpki != RSEC_ROV_INVALID)
		return good(work, route);
	return tell_bad(work, judged, rsec_manrs_why_rpki(work, route),
	    rsec_manrs_remedy_customer_roa(
		work, &route->prefix, route->origin, false));
}

static int
look_at_irr(
    struct rsec_manrs_work *work, const struct rsec_manrs_judged *judged)
{
	const struct rsec_manrs_route *route = &judged->route;

	if (route->rpki != RSEC_ROV_NOT_FOUND)
		return NOTHING;
	if (route->irr != RSEC_MANRS_IRR_INVALID)
		return good(work, route);
	return tell_bad(work, judged, rsec_manrs_why_irr(work, route),
	    rsec_manrs_remedy_customer_route(
		work, &route->prefix, route->origin, false));
}

static int
look_at_bogon(
    struct rsec_manrs_work *work, const struct rsec_manrs_judged *judged)
{
	char why[RSEC_MANRS_WHY_SIZE];
	const enum rsec_manrs_bogon kind =
	    rsec_manrs_bogon_prefix(work->data->bogons, work->data->delegated,
		&judged->announcement.prefix, why);

	if (kind == RSEC_MANRS_NO_BOGON ||
	    (kind == RSEC_MANRS_BOGON_ADMINISTRATIVE &&
		work->data->rules.full_bogons_only))
		return GOOD;
	return rsec_manrs_tell_bogon(work, judged, why, true) == -1 ? -1 : BAD;
}

/* Whether the RIR has both of one holder; what it has of each. */
static int
look_at_holder(
    struct rsec_manrs_work *work, const struct rsec_manrs_judged *judged)
{
	const struct rsec_manrs_announcement *a = &judged->announcement;
	struct rsec_delegation space, asn;
	const enum rsec_manrs_holding holding = rsec_manrs_holding_of(
	    work->data->delegated, &a->prefix, a->origin, &space, &asn);

	if (holding == RSEC_MANRS_HOLDER_UNKNOWN)
		return NOTHING;
	if (holding == RSEC_MANRS_HOLDER_SAME ||
	    judged->route.rpki == RSEC_ROV_VALID)
		return GOOD;
	return tell(work, judged,
	    rsec_manrs_text(work,
		"at %s the prefix is of holder %s, AS%u of holder %s",
		rsec_rir_name(space.rir), space.opaque_id, a->origin,
		asn.opaque_id),
	    rsec_manrs_text(work,
		"ask AS%u for the holder's word, best as a ROA", a->origin));
}

/* Add the ASNs of the set NAME to ASNS; of none such a row tells. */
static int
add_members(
    struct rsec_manrs_work *work, const char *name, struct rsec_buf *asns)
{
	struct rsec_irr_expansion expansion;
	struct rsec_manrs_evidence row = { .what = name };
	struct rsec_err err;
	int rc = 0;

	if (rsec_irr_expand(rsec_manrs_registry_sets(work->data->registry),
		name, &expansion, &err) == -1) {
		if (err.code == RSEC_ERR_NOMEM)
			return rsec_err_nomem(work->err);
		row.why = rsec_manrs_text(work, "%s", err.msg);
		if (row.why == NULL)
			return -1;
		return rsec_manrs_evidence_add(work, &row);
	}
	if (rsec_buf_add(asns, expansion.asn,
		expansion.asns * sizeof(*expansion.asn)) == -1)
		rc = rsec_err_nomem(work->err);
	rsec_irr_expansion_fini(&expansion);
	return rc;
}

/* The members of all as-sets of the subject, sorted; NAMES of the sets. */
static int
find_members(
    struct rsec_manrs_work *work, struct rsec_buf *asns, const char **names)
{
	struct rsec_manrs_named *named;
	size_t i, count;

	*names = "";
	if (rsec_manrs_named_sets(work, &named, &count) == -1)
		return -1;
	for (i = 0; i < count; i++) {
		if (add_members(work, named[i].full, asns) == -1)
			return -1;
		*names = rsec_manrs_text(
		    work, "%s%s%s", *names, i > 0 ? ", " : "", named[i].full);
		if (*names == NULL)
			return -1;
	}
	if (asns->len > 0)
		qsort(asns->data, asns->len / sizeof(uint32_t),
		    sizeof(uint32_t), compare_numbers);
	return 0;
}

static bool
is_member(const struct rsec_buf *asns, uint32_t asn)
{
	return asns->len > 0 &&
	       bsearch(&asn, asns->data, asns->len / sizeof(asn), sizeof(asn),
		   compare_numbers) != NULL;
}

/* ASN, COUNT of whose routes were carried, is a member of none of NAMES. */
static int
tell_outsider(
    struct rsec_manrs_work *work, uint32_t asn, size_t count, const char *names)
{
	struct rsec_manrs_evidence row = { .has_asn = true, .asn = asn };

	row.why = rsec_manrs_text(work,
	    "a customer, %zu of whose routes %s carried, and no member of %s",
	    count, count == 1 ? "was" : "were",
	    names[0] == '\0' ? "an as-set, since none is named" : names);
	row.remedy =
	    rsec_manrs_text(work, "members:        AS%u # add it to %s", asn,
		names[0] == '\0' ? "your as-set" : names);
	if (row.why == NULL || row.remedy == NULL)
		return -1;
	return rsec_manrs_evidence_add(work, &row);
}

/* Whether ASN is a peer of one of the subject, and no customer of any. */
static bool
is_peer(const struct rsec_manrs_work *work, uint32_t asn)
{
	const struct rsec_manrs_report *report = work->report;
	bool peer = false;
	size_t i;

	for (i = 0; i < report->asns; i++)
		switch (rsec_relations_get(
		    work->data->relations, report->asn[i], asn)) {
		case RSEC_RELATION_PROVIDER:
			return false;
		case RSEC_RELATION_PEER:
			peer = true;
			break;
		default:
			break;
		}
	return peer;
}

static int
check_members(struct rsec_manrs_work *work, const struct rsec_buf *routes,
    const struct rsec_buf *asns, const char *names)
{
	const struct rsec_manrs_judged *judged = (void *)routes->data;
	const size_t count = routes->len / sizeof(*judged);
	uint64_t good = 0, total = 0;
	size_t from, to;
	uint32_t asn;

	for (from = 0; from < count; from = to) {
		asn = judged[from].announcement.origin;
		for (to = from + 1;
		     to < count && judged[to].announcement.origin == asn; to++)
			continue;
		if (is_peer(work, asn))
			continue;
		total++;
		if (is_member(asns, asn))
			good++;
		else if (tell_outsider(work, asn, to - from, names) == -1)
			return -1;
	}
	return rsec_manrs_share_end(work, RSEC_MANRS_A1_CUST_CONE, good, total,
	    "customers are in the as-set", "no customers' routes were carried");
}

static int
check_cone(struct rsec_manrs_work *work, const struct rsec_buf *routes)
{
	struct rsec_buf asns = RSEC_BUF_INIT;
	const char *names;
	int rc;

	if (!rsec_manrs_check_begin_paths(work, RSEC_MANRS_A1_CUST_CONE))
		return 0;
	rc = find_members(work, &asns, &names);
	if (rc == 0)
		rc = check_members(work, routes, &asns, names);
	if (rc == 0)
		rc = rsec_manrs_check_carried(work, RSEC_MANRS_A1_CUST_CONE);
	rsec_buf_fini(&asns);
	return rc;
}

static int
check_all(struct rsec_manrs_work *work, const struct rsec_buf *routes)
{
	static const struct {
		enum rsec_manrs_check check;
		look *look;
		const char *kind, *summary;
	} checks[] = {
		{ RSEC_MANRS_A1_CUST_RPKI, look_at_rpki, "",
		    "are RPKI-invalid" },
		{ RSEC_MANRS_A1_CUST_IRR, look_at_irr, " without ROA",
		    "are IRR-invalid" },
		{ RSEC_MANRS_A1_CUST_BOGON_PFX, look_at_bogon, "",
		    "are bogons" },
		{ RSEC_MANRS_A1_CUST_HOLDER, look_at_holder,
		    " of known holders", "are of another one's space" },
	};
	size_t i;

	for (i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		if (check_routes(work, routes, checks[i].check, checks[i].look,
			checks[i].kind, checks[i].summary) == -1)
			return -1;
	return check_cone(work, routes);
}

/* The numbers of what ASN may have carried as well. */
static int
add_unknown(
    struct rsec_manrs_work *work, uint32_t asn, struct rsec_buf *numbers)
{
	const struct rsec_manrs_view *view = work->data->view;
	struct rsec_manrs_announcement announcement;
	const uint32_t *unknown;
	uint32_t i, count = rsec_manrs_view_unknown(view, asn, &unknown);

	for (i = 0; i < count; i++) {
		rsec_manrs_view_get(view, unknown[i], &announcement);
		if (rsec_manrs_is_own(work, announcement.origin) ||
		    !rsec_manrs_route_counts(work->data, &announcement))
			continue;
		if (rsec_buf_add(numbers, &unknown[i], sizeof(*unknown)) == -1)
			return rsec_err_nomem(work->err);
	}
	return 0;
}

static int
count_unknown(struct rsec_manrs_work *work)
{
	struct rsec_buf numbers = RSEC_BUF_INIT;
	size_t i;
	int rc = 0;

	for (i = 0; i < work->report->asns && rc == 0; i++)
		rc = add_unknown(work, work->report->asn[i], &numbers);
	if (rc == 0)
		work->unknown = rsec_manrs_sort_asns(
		    (void *)numbers.data, numbers.len / sizeof(uint32_t));
	rsec_buf_fini(&numbers);
	return rc;
}

int
rsec_manrs_action1_customers(struct rsec_manrs_work *work)
{
	struct rsec_buf routes = RSEC_BUF_INIT;
	int rc = 0;

	if (work->data->view != NULL)
		rc = count_unknown(work);
	if (rc == 0 && work->data->view != NULL)
		rc = find_routes(work, &routes);
	if (rc == 0)
		rc = check_all(work, &routes);
	rsec_buf_fini(&routes);
	return rc;
}
