/* SPDX-License-Identifier: ISC */
/*
 * A1-OWN-*: what the subject announces itself.  Its routes are found once and
 * held against each check.
 */
#include <string.h>

#include "manrs/action1_private.h"
#include "manrs/action4_private.h"

/*
 * What counts of the subject's routes, as struct rsec_manrs_judged; default
 * routes, which do not, apart.
 */
static int
find_routes(struct rsec_manrs_work *work, struct rsec_buf *routes,
    struct rsec_buf *defaults)
{
	const struct rsec_manrs_data *data = work->data;
	struct rsec_manrs_judged judged;
	uint32_t i, first, count;
	struct rsec_buf *to;
	size_t asn;

	for (asn = 0; asn < work->report->asns; asn++) {
		count = rsec_manrs_view_of(
		    data->view, work->report->asn[asn], &first);
		for (i = first; i < first + count; i++) {
			rsec_manrs_view_get(
			    data->view, i, &judged.announcement);
			if (!rsec_manrs_route_is_seen(
				data, &judged.announcement))
				continue;
			to = judged.announcement.prefix.len == 0 ? defaults
								 : routes;
			rsec_manrs_route_judge(data,
			    &judged.announcement.prefix,
			    judged.announcement.origin, &judged.route);
			if (rsec_buf_add(to, &judged, sizeof(judged)) == -1)
				return rsec_err_nomem(work->err);
		}
	}
	return 0;
}

/*
 * Look at one route: 1 when it is good, 0 when a row was added, -1 with ERR.
 */
typedef int look(
    struct rsec_manrs_work *work, const struct rsec_manrs_judged *judged);

static int
check_routes(struct rsec_manrs_work *work, const struct rsec_buf *routes,
    enum rsec_manrs_check check, look *look_at, const char *summary)
{
	const struct rsec_manrs_judged *judged = (void *)routes->data;
	const size_t total = routes->len / sizeof(*judged);
	size_t i, good = 0;
	int rc;

	if (!rsec_manrs_check_begin(work, check))
		return 0;
	if (total == 0) {
		rsec_manrs_without_data(
		    work, check, "no routes were announced");
		return 0;
	}
	for (i = 0; i < total; i++) {
		if ((rc = look_at(work, &judged[i])) == -1)
			return -1;
		good += rc == 1;
	}
	return rsec_manrs_check_end(work, check, good, total,
	    rsec_manrs_text(work, "%zu of %zu own routes %s", total - good,
		total, summary));
}

static int
look_at_rpki(
    struct rsec_manrs_work *work, const struct rsec_manrs_judged *judged)
{
	const struct rsec_manrs_route *route = &judged->route;
	struct rsec_manrs_evidence row = { .has_prefix = true,
		.has_asn = true,
		.prefix = route->prefix,
		.asn = route->origin };

	if (route->rpki != RSEC_ROV_INVALID)
		return 1;
	if (rsec_manrs_tell_rpki(work, route, &row) == -1)
		return -1;
	if (row.why == NULL || row.remedy == NULL)
		return rsec_err_nomem(work->err);
	return rsec_manrs_evidence_add(work, &row);
}

static int
look_at_bogon(struct rsec_manrs_work *work,
    const struct rsec_manrs_judged *judged, enum rsec_manrs_bogon wanted)
{
	char why[RSEC_MANRS_WHY_SIZE];

	if (rsec_manrs_bogon_prefix(work->data->bogons, work->data->delegated,
		&judged->announcement.prefix, why) != wanted)
		return 1;
	return rsec_manrs_tell_bogon(work, judged, why, false);
}

static int
look_at_full(
    struct rsec_manrs_work *work, const struct rsec_manrs_judged *judged)
{
	return look_at_bogon(work, judged, RSEC_MANRS_BOGON_FULL);
}

static int
look_at_administrative(
    struct rsec_manrs_work *work, const struct rsec_manrs_judged *judged)
{
	return look_at_bogon(work, judged, RSEC_MANRS_BOGON_ADMINISTRATIVE);
}

static int
look_at_length(
    struct rsec_manrs_work *work, const struct rsec_manrs_judged *judged)
{
	const struct rsec_manrs_announcement *a = &judged->announcement;
	const unsigned longest = a->prefix.family == RSEC_IPV4
				     ? RSEC_MANRS_LONGEST4
				     : RSEC_MANRS_LONGEST6;
	char prefix[RSEC_PREFIX_SIZE];
	const char *when;
	struct rsec_manrs_evidence row = { .has_prefix = true,
		.has_asn = true,
		.prefix = a->prefix,
		.asn = a->origin };

	if (a->prefix.len <= longest)
		return 1;
	if ((when = rsec_manrs_when(work, a->days, a->last)) == NULL)
		return -1;
	rsec_prefix_format(prefix, &a->prefix);
	row.why = rsec_manrs_text(work,
	    "announced%s; longer than a /%u, which many networks refuse", when,
	    longest);
	row.remedy = rsec_manrs_text(work,
	    "announce a /%u or shorter instead; then %s needs neither ROA nor "
	    "route object",
	    longest, prefix);
	if (row.why == NULL || row.remedy == NULL)
		return -1;
	return rsec_manrs_evidence_add(work, &row);
}

/* Routes to anywhere, which only customers are to get. */
static int
check_defaults(struct rsec_manrs_work *work, const struct rsec_buf *defaults)
{
	const struct rsec_manrs_judged *judged = (void *)defaults->data;
	const size_t total = defaults->len / sizeof(*judged);
	const struct rsec_manrs_announcement *a;
	struct rsec_manrs_evidence row;
	const char *when;
	size_t i;

	if (!rsec_manrs_check_begin(work, RSEC_MANRS_A1_OWN_DEFAULT))
		return 0;
	for (i = 0; i < total; i++) {
		a = &judged[i].announcement;
		if ((when = rsec_manrs_when(work, a->days, a->last)) == NULL)
			return -1;
		row = (struct rsec_manrs_evidence){ .has_prefix = true,
			.has_asn = true,
			.prefix = a->prefix,
			.asn = a->origin,
			.why = rsec_manrs_text(
			    work, "announced%s; it counts as no route", when),
			.remedy = "announce a default route to customers "
				  "alone" };
		if (row.why == NULL ||
		    rsec_manrs_evidence_add(work, &row) == -1)
			return -1;
	}
	return rsec_manrs_check_end(work, RSEC_MANRS_A1_OWN_DEFAULT, 0, total,
	    total == 0 ? "no default route was announced"
		       : rsec_manrs_text(work,
			     "%zu default route%s announced, and left out",
			     total, total == 1 ? " was" : "s were"));
}

int
rsec_manrs_action1_own(struct rsec_manrs_work *work)
{
	static const struct {
		enum rsec_manrs_check check;
		look *look;
		const char *summary;
	} checks[] = {
		{ RSEC_MANRS_A1_OWN_RPKI, look_at_rpki, "are RPKI-invalid" },
		{ RSEC_MANRS_A1_OWN_BOGON, look_at_full, "are full bogons" },
		{ RSEC_MANRS_A1_OWN_ADMBOGON, look_at_administrative,
		    "are administrative bogons" },
		{ RSEC_MANRS_A1_OWN_LEN, look_at_length,
		    "are longer than /24 or /48" },
	};
	struct rsec_buf routes = RSEC_BUF_INIT, defaults = RSEC_BUF_INIT;
	size_t i;
	int rc = 0;

	if (work->data->view != NULL)
		rc = find_routes(work, &routes, &defaults);
	for (i = 0; i < sizeof(checks) / sizeof(checks[0]) && rc == 0; i++)
		rc = check_routes(work, &routes, checks[i].check,
		    checks[i].look, checks[i].summary);
	if (rc == 0)
		rc = check_defaults(work, &defaults);
	rsec_buf_fini(&routes);
	rsec_buf_fini(&defaults);
	return rc;
}
