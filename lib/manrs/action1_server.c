/* SPDX-License-Identifier: ISC */
/*
 * A1-RS-*: what a route server exports, of program ixp alone.  The table is
 * the server's own, so that every route of it counts, whoever announced it.
 * An RPKI-invalid one may stand there if all of its entries carry a community
 * that says so (--invalid-community).
 *
 * The other checks are what exchanges declare that they filter; what MANRS
 * measures are the invalid ones.
 */
#include "manrs/action1_private.h"
#include "manrs/action4_private.h"

static int
judge_all(struct rsec_manrs_work *work, struct rsec_buf *routes)
{
	const struct rsec_manrs_data *data = work->data;
	const uint32_t count = rsec_manrs_view_count(data->view);
	struct rsec_manrs_judged judged;
	uint32_t i;

	for (i = 0; i < count; i++) {
		rsec_manrs_view_get(data->view, i, &judged.announcement);
		if (!rsec_manrs_route_is_seen(data, &judged.announcement) &&
		    judged.announcement.bogon == 0)
			continue;
		rsec_manrs_route_judge(data, &judged.announcement.prefix,
		    judged.announcement.origin, &judged.route);
		if (rsec_buf_add(routes, &judged, sizeof(judged)) == -1)
			return rsec_err_nomem(work->err);
	}
	return 0;
}

/*
 * What is wrong with one route: WHY and REMEDY are set; 1 when it is good, 0
 * when it is not.  A text that found no memory is NULL.
 */
typedef int look(struct rsec_manrs_work *work,
    const struct rsec_manrs_judged *judged, struct rsec_manrs_evidence *row);

static int
check_routes(struct rsec_manrs_work *work, const struct rsec_buf *routes,
    enum rsec_manrs_check check, look *look_at, const char *summary)
{
	const struct rsec_manrs_judged *judged = (void *)routes->data;
	const size_t total = routes->len / sizeof(*judged);
	struct rsec_manrs_evidence row;
	size_t i, good = 0;

	if (total == 0) {
		rsec_manrs_without_data(
		    work, check, "no routes of the route server");
		return 0;
	}
	for (i = 0; i < total; i++) {
		row = (struct rsec_manrs_evidence){ .has_prefix = true,
			.has_asn = true,
			.prefix = judged[i].announcement.prefix,
			.asn = judged[i].announcement.origin };
		if (look_at(work, &judged[i], &row) == 1) {
			good++;
			continue;
		}
		if (row.why == NULL || row.remedy == NULL)
			return rsec_err_nomem(work->err);
		if (rsec_manrs_evidence_add(work, &row) == -1)
			return -1;
	}
	return rsec_manrs_check_end(work, check, good, total,
	    rsec_manrs_text(work, "%zu of %zu routes of the route server %s",
		total - good, total, summary));
}

static int
look_at_rpki(struct rsec_manrs_work *work,
    const struct rsec_manrs_judged *judged, struct rsec_manrs_evidence *row)
{
	const unsigned tags =
	    judged->announcement.served &
	    (RSEC_MANRS_SERVED_TAGGED | RSEC_MANRS_SERVED_UNTAGGED);

	if (judged->route.rpki != RSEC_ROV_INVALID ||
	    tags == RSEC_MANRS_SERVED_TAGGED)
		return 1;
	row->why = rsec_manrs_why_rpki(work, &judged->route);
	row->remedy = "export no RPKI-invalid route (RFC 6811)";
	return 0;
}

static int
look_at_bogon(struct rsec_manrs_work *work,
    const struct rsec_manrs_judged *judged, struct rsec_manrs_evidence *row)
{
	char why[RSEC_MANRS_WHY_SIZE];
	const enum rsec_manrs_bogon kind =
	    rsec_manrs_bogon_prefix(work->data->bogons, work->data->delegated,
		&judged->announcement.prefix, why);

	if (kind == RSEC_MANRS_NO_BOGON ||
	    (kind == RSEC_MANRS_BOGON_ADMINISTRATIVE &&
		work->data->rules.full_bogons_only))
		return 1;
	row->why = rsec_manrs_text(work, "%s", why);
	row->remedy = "import no bogon";
	return 0;
}

static int
look_at_irr(struct rsec_manrs_work *work,
    const struct rsec_manrs_judged *judged, struct rsec_manrs_evidence *row)
{
	if (judged->route.irr == RSEC_MANRS_IRR_VALID)
		return 1;
	row->why = rsec_manrs_why_irr(work, &judged->route);
	row->remedy = "import only routes that have a route object of their "
		      "prefix and origin";
	return 0;
}

static int
look_at_length(struct rsec_manrs_work *work,
    const struct rsec_manrs_judged *judged, struct rsec_manrs_evidence *row)
{
	const struct rsec_prefix *prefix = &judged->announcement.prefix;
	const unsigned longest = prefix->family == RSEC_IPV4
				     ? RSEC_MANRS_LONGEST4
				     : RSEC_MANRS_LONGEST6;

	if (prefix->len <= longest)
		return 1;
	row->why = rsec_manrs_text(work, "longer than a /%u", longest);
	row->remedy =
	    rsec_manrs_text(work, "import nothing longer than a /%u", longest);
	return 0;
}

static int
look_at_path_length(struct rsec_manrs_work *work,
    const struct rsec_manrs_judged *judged, struct rsec_manrs_evidence *row)
{
	(void)work;
	if (!(judged->announcement.served & RSEC_MANRS_SERVED_LONG))
		return 1;
	row->why = "a path of it has 64 ASNs or more";
	row->remedy = "import no path of 64 ASNs or more";
	return 0;
}

static int
look_at_first(struct rsec_manrs_work *work,
    const struct rsec_manrs_judged *judged, struct rsec_manrs_evidence *row)
{
	(void)work;
	if (!(judged->announcement.served & RSEC_MANRS_SERVED_FIRST))
		return 1;
	row->why = "a path of it does not begin with the AS of the peer "
		   "(RFC 4271 section 6.3)";
	row->remedy = "enforce the first AS of each peer";
	return 0;
}

static int
look_at_bogon_asn(struct rsec_manrs_work *work,
    const struct rsec_manrs_judged *judged, struct rsec_manrs_evidence *row)
{
	if (!(judged->announcement.served & RSEC_MANRS_SERVED_BOGON))
		return 1;
	row->why = rsec_manrs_text(work, "bogon ASN AS%u is in a path of it",
	    judged->announcement.bogon);
	row->remedy = rsec_manrs_text(
	    work, "import no path with AS%u in it", judged->announcement.bogon);
	return 0;
}

static int
look_at_transit(struct rsec_manrs_work *work,
    const struct rsec_manrs_judged *judged, struct rsec_manrs_evidence *row)
{
	if (!(judged->announcement.served & RSEC_MANRS_SERVED_TRANSIT))
		return 1;
	row->why = rsec_manrs_text(work,
	    "transit-free AS%u is behind a peer in a path of it",
	    judged->announcement.transit_free);
	row->remedy =
	    rsec_manrs_text(work, "import no path with AS%u behind the peer",
		judged->announcement.transit_free);
	return 0;
}

static int
check_all(struct rsec_manrs_work *work, const struct rsec_buf *routes)
{
	static const struct {
		enum rsec_manrs_check check;
		bool of_paths;
		look *look;
		const char *summary;
	} checks[] = {
		{ RSEC_MANRS_A1_RS_RPKI, false, look_at_rpki,
		    "are RPKI-invalid" },
		{ RSEC_MANRS_A1_RS_BOGON, false, look_at_bogon, "are bogons" },
		{ RSEC_MANRS_A1_RS_IRR, false, look_at_irr,
		    "have no route object of their very prefix" },
		{ RSEC_MANRS_A1_RS_LEN, false, look_at_length,
		    "are longer than /24 or /48" },
		{ RSEC_MANRS_A1_RS_PATH_LEN, true, look_at_path_length,
		    "have a path of 64 ASNs or more" },
		{ RSEC_MANRS_A1_RS_FIRST_AS, true, look_at_first,
		    "have a path that does not begin with the peer's AS" },
		{ RSEC_MANRS_A1_RS_BOGON_ASN, true, look_at_bogon_asn,
		    "have a bogon ASN in a path" },
		{ RSEC_MANRS_A1_RS_TRANSIT, true, look_at_transit,
		    "have a transit-free AS behind a peer" },
	};
	size_t i;

	for (i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		if (checks[i].of_paths
			? !rsec_manrs_check_begin_paths(work, checks[i].check)
			: !rsec_manrs_check_begin(work, checks[i].check))
			continue;
		if (check_routes(work, routes, checks[i].check, checks[i].look,
			checks[i].summary) == -1 ||
		    (checks[i].of_paths &&
			rsec_manrs_check_paths(work, checks[i].check) == -1))
			return -1;
	}
	return 0;
}

int
rsec_manrs_action1_server(struct rsec_manrs_work *work)
{
	struct rsec_buf routes = RSEC_BUF_INIT;
	int rc = 0;

	if (work->data->rules.program != RSEC_MANRS_IXP)
		return 0;
	if (work->data->view != NULL)
		rc = judge_all(work, &routes);
	if (rc == 0)
		rc = check_all(work, &routes);
	rsec_buf_fini(&routes);
	return rc;
}
