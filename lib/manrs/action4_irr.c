/* SPDX-License-Identifier: ISC */
/*
 * What the IRR holds of the subject: route objects that are missing, are not
 * of the exact prefix, stand in no RIR's registry, contradict ROAs or are of
 * nothing that is announced; and its aut-num.
 */
#include "manrs/action1_private.h"
#include "manrs/action4_private.h"

#define PROVIDERS_MAX 16 /* that a remedy names */

static bool
is_exact(const struct rsec_manrs_route *route)
{
	return route->irr == RSEC_MANRS_IRR_VALID;
}

static bool
is_of_rir(const struct rsec_manrs_route *route)
{
	return route->irr_auth;
}

static int
tell_irr(struct rsec_manrs_work *work, const struct rsec_manrs_route *route,
    struct rsec_manrs_evidence *row)
{
	row->why = rsec_manrs_why_irr(work, route);
	row->remedy =
	    rsec_manrs_remedy_own_route(work, &route->prefix, route->origin);
	return 0;
}

/* Covered, but by no registry of an RIR. */
static int
tell_auth(struct rsec_manrs_work *work, const struct rsec_manrs_route *route,
    struct rsec_manrs_evidence *row)
{
	const char *why = rsec_manrs_why_irr(work, route);

	if (why == NULL)
		return -1;
	row->why = rsec_manrs_text(
	    work, "%s, and none is in the registry of an RIR", why);
	row->remedy =
	    rsec_manrs_remedy_own_route(work, &route->prefix, route->origin);
	return 0;
}

static uint32_t
list_objects(const struct rsec_manrs_work *work,
    const struct rsec_manrs_own *own, uint32_t asn, const uint32_t **number)
{
	(void)own;
	return rsec_manrs_registry_routes_of(work->data->registry, asn, number);
}

static void
name_object(const struct rsec_manrs_work *work, uint32_t number,
    struct rsec_manrs_evidence *row)
{
	struct rsec_irr_record object;

	rsec_irr_routes_get(
	    rsec_manrs_registry_routes(work->data->registry), number, &object);
	row->prefix = object.prefix;
}

/* "delete the route object 192.0.2.0/24AS64496 of RADB (MAINT-EXAMPLE)" */
static const char *
deletion(struct rsec_manrs_work *work, const struct rsec_manrs_evidence *row)
{
	char prefix[RSEC_PREFIX_SIZE];

	rsec_prefix_format(prefix, &row->prefix);
	return rsec_manrs_text(work, "delete the route object %sAS%u of %s",
	    prefix, row->asn, row->what);
}

static int
tell_conflict(struct rsec_manrs_work *work, const struct rsec_manrs_own *own,
    uint32_t number, struct rsec_manrs_evidence *row, bool *good)
{
	const char *why, *remedy, *roa;
	struct rsec_manrs_route route;

	(void)own;
	rsec_manrs_route_judge(work->data, &row->prefix, row->asn, &route);
	*good = route.rpki != RSEC_ROV_INVALID;
	if (*good)
		return 0;
	if ((row->what = rsec_manrs_object_label(work, number)) == NULL ||
	    (why = rsec_manrs_why_rpki(work, &route)) == NULL ||
	    (remedy = deletion(work, row)) == NULL ||
	    (roa = rsec_manrs_remedy_roa(work, &row->prefix, row->asn)) == NULL)
		return -1;
	row->why = rsec_manrs_text(
	    work, "the route object of %s is RPKI-invalid: %s", row->what, why);
	row->remedy = rsec_manrs_text(work, "%s, or %s", remedy, roa);
	return row->why == NULL || row->remedy == NULL ? -1 : 0;
}

static int
tell_stale(struct rsec_manrs_work *work, const struct rsec_manrs_own *own,
    uint32_t number, struct rsec_manrs_evidence *row, bool *good)
{
	size_t first;

	*good = rsec_manrs_own_inside(own, row->asn, &row->prefix, &first) > 0;
	if (*good)
		return 0;
	if ((row->what = rsec_manrs_object_label(work, number)) == NULL)
		return -1;
	row->why = rsec_manrs_text(work,
	    "AS%u announces nothing of the route object of %s", row->asn,
	    row->what);
	row->remedy = deletion(work, row);
	return row->why == NULL || row->remedy == NULL ? -1 : 0;
}

/* Policies to add: those with each provider, or the shape of one. */
static const char *
policies(struct rsec_manrs_work *work, const struct rsec_manrs_own *own,
    uint32_t asn)
{
	const char *text = rsec_manrs_text(work, "aut-num:        AS%u\n", asn);
	const uint32_t *provider;
	uint32_t i, count;

	count = rsec_manrs_lookup_providers(own->lookup, asn, &provider);
	for (i = 0; i < count && i < PROVIDERS_MAX && text != NULL; i++)
		text = rsec_manrs_text(work,
		    "%simport:         from AS%u accept ANY\n"
		    "export:         to AS%u announce AS%u\n",
		    text, provider[i], provider[i], asn);
	if (count == 0 && text != NULL)
		text = rsec_manrs_text(work,
		    "%simport:         from <your provider> accept ANY\n"
		    "export:         to <your provider> announce AS%u\n",
		    text, asn);
	return text;
}

/* Why the aut-nums of ASN do not do; NULL where one does. */
static const char *
fault_of(struct rsec_manrs_work *work, uint32_t asn, bool *nomem)
{
	const struct rsec_manrs_aut_num *aut_num;
	const char *why = "no registry has its aut-num";
	uint32_t i, first, count;

	*nomem = false;
	count = rsec_manrs_registry_aut_nums(work->data->registry, asn, &first);
	for (i = first; i < first + count; i++) {
		aut_num = rsec_manrs_registry_aut_num(work->data->registry, i);
		if (aut_num->imports > 0 && aut_num->exports > 0)
			return NULL;
		why = rsec_manrs_text(work, "its aut-num of %s registers no %s",
		    aut_num->registry,
		    aut_num->imports == 0 && aut_num->exports == 0
			? "import and no export"
		    : aut_num->imports == 0 ? "import"
					    : "export");
		if (why == NULL) {
			*nomem = true;
			return NULL;
		}
	}
	return why;
}

static int
check_aut_num(struct rsec_manrs_work *work, const struct rsec_manrs_own *own)
{
	const struct rsec_manrs_report *report = work->report;
	struct rsec_manrs_evidence row;
	const char *why;
	uint64_t good = 0;
	bool nomem;
	size_t i;

	if (!rsec_manrs_check_begin(work, RSEC_MANRS_A4_AUTNUM))
		return 0;
	for (i = 0; i < report->asns; i++) {
		why = fault_of(work, report->asn[i], &nomem);
		if (nomem)
			return -1;
		if (why == NULL) {
			good++;
			continue;
		}
		row = (struct rsec_manrs_evidence){ .has_asn = true,
			.asn = report->asn[i],
			.why = why,
			.remedy = policies(work, own, report->asn[i]) };
		if (row.remedy == NULL ||
		    rsec_manrs_evidence_add(work, &row) == -1)
			return -1;
	}
	return rsec_manrs_share_end(work, RSEC_MANRS_A4_AUTNUM, good,
	    report->asns, "aut-nums register imports and exports",
	    "no AS number");
}

int
rsec_manrs_action4_irr(
    struct rsec_manrs_work *work, const struct rsec_manrs_own *own)
{
	static const struct rsec_manrs_route_check checks[] = {
		{ RSEC_MANRS_A4_IRR_COVER, NULL, rsec_manrs_route_is_covered,
		    tell_irr,
		    "routes are covered by a route object of their origin" },
		{ RSEC_MANRS_A4_IRR_EXACT, rsec_manrs_route_is_covered,
		    is_exact, tell_irr,
		    "covered routes have a route object of the exact prefix" },
		{ RSEC_MANRS_A4_IRR_AUTH, rsec_manrs_route_is_covered,
		    is_of_rir, tell_auth,
		    "covered routes have a route object in the registry of an "
		    "RIR" },
	};
	static const struct rsec_manrs_held objects = { list_objects,
		name_object, "no route object has an origin of its own" };
	static const struct rsec_manrs_held_check of_objects[] = {
		{ RSEC_MANRS_A4_IRR_RPKI, &objects, tell_conflict,
		    "route objects agree with ROAs" },
		{ RSEC_MANRS_A4_STALE_ROUTE, &objects, tell_stale,
		    "route objects match something that is announced" },
	};
	size_t i;

	for (i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		if (rsec_manrs_check_routes(work, own, &checks[i]) == -1)
			return -1;
	for (i = 0; i < sizeof(of_objects) / sizeof(of_objects[0]); i++)
		if (rsec_manrs_check_held(work, own, &of_objects[i]) == -1)
			return -1;
	return check_aut_num(work, own);
}
