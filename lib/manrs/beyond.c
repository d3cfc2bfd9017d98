/* SPDX-License-Identifier: ISC */
/*
 * Beyond the baseline, without a score: where MANRS+ and good practice lead.
 * ASPA, Only to Customer (RFC 9234), route origin validation as it shows in
 * what is carried, a ROA for every route and no maxLength (RFC 9319), as-sets
 * whose names nobody else can take, and signed checklists
 * (beyond_checklist.c).
 */
#include "manrs/action4_private.h"

/* "AS64497, AS64498" of the providers of ASN, or what is to be filled in. */
static const char *
list_providers(struct rsec_manrs_work *work, const struct rsec_manrs_own *own,
    uint32_t asn)
{
	const char *text = "";
	const uint32_t *provider;
	uint32_t i, count;

	count = rsec_manrs_lookup_providers(own->lookup, asn, &provider);
	for (i = 0; i < count && text != NULL; i++)
		text = rsec_manrs_text(
		    work, "%s%sAS%u", text, i > 0 ? ", " : "", provider[i]);
	return count > 0 ? text : "<your providers, or AS0 for none>";
}

/* A row about ASN; 0, or -1 with ERR. */
static int
tell(struct rsec_manrs_work *work, uint32_t asn, const char *why,
    const char *remedy)
{
	const struct rsec_manrs_evidence row = {
		.has_asn = true, .asn = asn, .why = why, .remedy = remedy
	};

	if (why == NULL || remedy == NULL)
		return rsec_err_nomem(work->err);
	return rsec_manrs_evidence_add(work, &row);
}

static int
check_aspa(struct rsec_manrs_work *work, const struct rsec_manrs_own *own)
{
	const struct rsec_manrs_report *report = work->report;
	const uint32_t *provider;
	const char *providers;
	uint64_t good = 0;
	size_t i, count;

	if (!rsec_manrs_check_begin(work, RSEC_MANRS_PLUS_ASPA))
		return 0;
	for (i = 0; i < report->asns; i++) {
		if (rsec_manrs_aspas_of(
			work->data->aspas, report->asn[i], &provider, &count)) {
			good++;
			continue;
		}
		providers = list_providers(work, own, report->asn[i]);
		if (providers == NULL ||
		    tell(work, report->asn[i], "it has no ASPA",
			rsec_manrs_text(work,
			    "create an ASPA: customer AS%u, providers %s",
			    report->asn[i], providers)) == -1)
			return -1;
	}
	return rsec_manrs_share_end(work, RSEC_MANRS_PLUS_ASPA, good,
	    report->asns, "AS numbers have an ASPA", "no AS number");
}

/* The providers by as-rel that the ASPA of ASN does not name. */
static int
compare_providers(struct rsec_manrs_work *work,
    const struct rsec_manrs_own *own, uint32_t asn, uint64_t *good,
    uint64_t *total)
{
	const struct rsec_manrs_aspas *aspas = work->data->aspas;
	enum rsec_manrs_aspa_hop hop;
	const uint32_t *provider;
	uint32_t i, count;

	count = rsec_manrs_lookup_providers(own->lookup, asn, &provider);
	for (i = 0; i < count; i++) {
		hop = rsec_manrs_aspas_hop(aspas, asn, provider[i]);
		if (hop == RSEC_MANRS_ASPA_NONE)
			return 0;
		++*total;
		if (hop == RSEC_MANRS_ASPA_PROVIDER) {
			++*good;
			continue;
		}
		if (tell(work, provider[i],
			rsec_manrs_text(work,
			    "it is a provider of AS%u, whose ASPA does not "
			    "name it",
			    asn),
			rsec_manrs_text(work,
			    "add AS%u to the providers of the ASPA of AS%u",
			    provider[i], asn)) == -1)
			return -1;
	}
	return 0;
}

static int
check_aspa_providers(
    struct rsec_manrs_work *work, const struct rsec_manrs_own *own)
{
	const struct rsec_manrs_report *report = work->report;
	uint64_t good = 0, total = 0;
	size_t i;

	if (!rsec_manrs_check_begin(work, RSEC_MANRS_PLUS_ASPA_PROVIDERS))
		return 0;
	for (i = 0; i < report->asns; i++)
		if (compare_providers(
			work, own, report->asn[i], &good, &total) == -1)
			return -1;
	return rsec_manrs_share_end(work, RSEC_MANRS_PLUS_ASPA_PROVIDERS, good,
	    total, "providers are named by ASPAs",
	    "no ASPA, or as-rel knows no provider");
}

static int
check_otc(struct rsec_manrs_work *work)
{
	const struct rsec_manrs_report *report = work->report;
	uint64_t good = 0;
	size_t i;

	if (!rsec_manrs_check_begin_paths(work, RSEC_MANRS_PLUS_OTC))
		return 0;
	for (i = 0; i < report->asns; i++) {
		if (rsec_manrs_view_has_otc(work->data->view, report->asn[i])) {
			good++;
			continue;
		}
		if (tell(work, report->asn[i],
			"its number was seen in no Only to Customer attribute",
			"configure the BGP role of each session "
			"(RFC 9234 section 4)") == -1)
			return -1;
	}
	if (rsec_manrs_share_end(work, RSEC_MANRS_PLUS_OTC, good, report->asns,
		"AS numbers were seen in Only to Customer",
		"no AS number") == -1)
		return -1;
	return good == report->asns
		   ? 0
		   : rsec_manrs_check_paths(work, RSEC_MANRS_PLUS_OTC);
}

/* The RPKI-invalid routes that CARRIER carried. */
static int
find_invalid(struct rsec_manrs_work *work, uint32_t carrier, uint64_t *good,
    uint64_t *total)
{
	const struct rsec_manrs_data *data = work->data;
	struct rsec_manrs_announcement announcement;
	struct rsec_manrs_evidence row;
	struct rsec_manrs_route route;
	const uint32_t *carried;
	uint32_t i, count;

	count = rsec_manrs_view_carried(data->view, carrier, &carried);
	for (i = 0; i < count; i++) {
		rsec_manrs_view_get(data->view, carried[i], &announcement);
		if (!rsec_manrs_route_counts(data, &announcement))
			continue;
		rsec_manrs_route_judge(
		    data, &announcement.prefix, announcement.origin, &route);
		++*total;
		if (route.rpki != RSEC_ROV_INVALID) {
			++*good;
			continue;
		}
		row = (struct rsec_manrs_evidence){ .has_prefix = true,
			.has_asn = true,
			.prefix = route.prefix,
			.asn = route.origin,
			.why = rsec_manrs_why_rpki(work, &route),
			.remedy = "refuse RPKI-invalid routes of customers "
				  "(RFC 6811)" };
		if (row.why == NULL ||
		    rsec_manrs_evidence_add(work, &row) == -1)
			return -1;
	}
	return 0;
}

static int
check_rov(struct rsec_manrs_work *work)
{
	const struct rsec_manrs_report *report = work->report;
	uint64_t good = 0, total = 0;
	size_t i;

	if (!rsec_manrs_check_begin_paths(work, RSEC_MANRS_PLUS_ROV))
		return 0;
	for (i = 0; i < report->asns; i++)
		if (find_invalid(work, report->asn[i], &good, &total) == -1)
			return -1;
	if (rsec_manrs_share_end(work, RSEC_MANRS_PLUS_ROV, good, total,
		"routes carried for customers are not RPKI-invalid",
		"no routes of customers were carried") == -1)
		return -1;
	return rsec_manrs_check_carried(work, RSEC_MANRS_PLUS_ROV);
}

static bool
is_valid(const struct rsec_manrs_route *route)
{
	return route->rpki == RSEC_ROV_VALID;
}

static int
tell_max_len(struct rsec_manrs_work *work, const struct rsec_manrs_own *own,
    uint32_t number, struct rsec_manrs_evidence *row, bool *good)
{
	char prefix[RSEC_PREFIX_SIZE];
	struct rsec_vrp vrp;

	(void)own;
	rsec_vrps_get(work->data->vrps, number, &vrp);
	*good = vrp.max_len == vrp.prefix.len;
	if (*good)
		return 0;
	rsec_prefix_format(prefix, &vrp.prefix);
	row->why = rsec_manrs_text(work,
	    "VRP %s has maxLength %u (RFC 9319 section 5)", prefix,
	    vrp.max_len);
	return row->why == NULL ? -1 : 0;
}

static int
check_sets(struct rsec_manrs_work *work)
{
	struct rsec_manrs_named *named;
	uint64_t good = 0;
	size_t i, count;

	if (!rsec_manrs_check_begin(work, RSEC_MANRS_PLUS_ASSET))
		return 0;
	if (rsec_manrs_named_sets(work, &named, &count) == -1)
		return -1;
	for (i = 0; i < count; i++) {
		const struct rsec_manrs_evidence row = { .has_asn = true,
			.asn = named[i].asn,
			.what = named[i].full,
			.why = "its name is not hierarchical "
			       "(RFC 2622 section 5)" };

		if (rsec_manrs_is_hierarchical(named[i].name))
			good++;
		else if (rsec_manrs_evidence_add(work, &row) == -1)
			return -1;
	}
	return rsec_manrs_share_end(work, RSEC_MANRS_PLUS_ASSET, good, count,
	    "as-sets have a hierarchical name", "no as-set is named");
}

static int
run(struct rsec_manrs_work *work, const struct rsec_manrs_own *own)
{
	static const struct rsec_manrs_route_check roa = { RSEC_MANRS_PLUS_ROA,
		NULL, is_valid, rsec_manrs_tell_rpki,
		"routes have a ROA that matches" };
	static const struct rsec_manrs_held_check max_len = {
		RSEC_MANRS_PLUS_MAXLEN, &rsec_manrs_held_vrps, tell_max_len,
		"VRPs are of their own length alone"
	};

	if (check_aspa(work, own) == -1 ||
	    check_aspa_providers(work, own) == -1 || check_otc(work) == -1 ||
	    check_rov(work) == -1 ||
	    rsec_manrs_check_routes(work, own, &roa) == -1 ||
	    rsec_manrs_check_held(work, own, &max_len) == -1 ||
	    check_sets(work) == -1)
		return -1;
	return rsec_manrs_beyond_checklists(work, own);
}

int
rsec_manrs_beyond(struct rsec_manrs_work *work)
{
	struct rsec_manrs_own own;
	int rc;

	if (rsec_manrs_own_init(work, &own) == -1)
		return -1;
	rc = run(work, &own);
	rsec_manrs_own_fini(&own);
	return rc;
}
