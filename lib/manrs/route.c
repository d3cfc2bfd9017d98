/* SPDX-License-Identifier: ISC */
/*
 * A route held against VRPs and route objects.
 *
 * RPKI: origin validation, RFC 6811 section 2.  IRR: the same over route
 * objects, each as a VRP whose maxLength is its own length: an object of the
 * very prefix and origin makes a route valid, a less specific one of the origin
 * "invalid, more specific", which MANRS and CAIDA's analysis count as covered.
 *
 * What --what-if adds is looked through one by one: it is a handful.
 */
#include <string.h>

#include "manrs/lookup_private.h"
#include "manrs/registry_private.h"
#include "manrs/report_private.h"

/*
 * Origins that are left out, as CAIDA's analysis does, which takes no part of
 * what was leaked from private numbering for anybody's routes: RFC 7607, 6793,
 * 6996, 7300, and what IANA never gave out.  The numbers for documentation
 * (RFC 5398), which no BGP table holds, count: examples are made of them.
 */
static const struct {
	uint32_t first, last;
} no_origins[] = {
	{ 0, 0 },
	{ 23456, 23456 },
	{ 64512, 65535 },
	{ 65552, 131071 },
	{ 4200000000, UINT32_MAX },
};

static bool
is_no_origin(uint32_t asn)
{
	size_t i;

	for (i = 0; i < sizeof(no_origins) / sizeof(no_origins[0]); i++)
		if (asn >= no_origins[i].first && asn <= no_origins[i].last)
			return true;
	return false;
}

/* The nearest miss of two, as rsec_rov_validate() tells it. */
static enum rsec_rov_reason
nearest(enum rsec_rov_reason a, enum rsec_rov_reason b)
{
	if (a == RSEC_ROV_NONE)
		return b;
	return a < b ? a : b;
}

/* What the VRPs of --what-if make of ROUTE beside those that there are. */
static void
judge_rpki_if(const struct rsec_manrs_what_if *what_if,
    const struct rsec_route *route, struct rsec_manrs_route *out)
{
	static const enum rsec_rov_reason reasons[] = {
		[RSEC_VRP_MATCHES] = RSEC_ROV_NONE,
		[RSEC_VRP_OTHER_AS] = RSEC_ROV_AS,
		[RSEC_VRP_TOO_LONG] = RSEC_ROV_LENGTH,
		[RSEC_VRP_AS0] = RSEC_ROV_AS0,
	};
	const struct rsec_vrp *vrp = what_if->vrp;
	enum rsec_vrp_match match;
	size_t i;

	for (i = 0; i < what_if->vrps && out->rpki != RSEC_ROV_VALID; i++) {
		if (!rsec_prefix_contains(&vrp[i].prefix, &route->prefix))
			continue;
		match = rsec_rov_match(&vrp[i], route);
		if (match == RSEC_VRP_MATCHES) {
			out->rpki = RSEC_ROV_VALID;
			out->reason = RSEC_ROV_NONE;
			return;
		}
		out->rpki = RSEC_ROV_INVALID;
		out->reason = nearest(out->reason, reasons[match]);
	}
}

static void
judge_rpki(const struct rsec_manrs_data *data, struct rsec_manrs_route *out)
{
	const struct rsec_route route = { out->prefix, out->origin,
		out->origin != 0 };

	out->has_rpki = true;
	out->rpki = rsec_rov_validate(data->vrps, &route, &out->reason);
	if (data->what_if != NULL)
		judge_rpki_if(data->what_if, &route, out);
}

/* An object of the origin stands LEN bits long over the route. */
static void
take_object(struct rsec_manrs_route *out, uint8_t len)
{
	if (len == out->prefix.len)
		out->irr = RSEC_MANRS_IRR_VALID;
	else if (out->irr != RSEC_MANRS_IRR_VALID)
		out->irr = RSEC_MANRS_IRR_MORE_SPECIFIC;
}

static void
judge_irr_if(
    const struct rsec_manrs_what_if *what_if, struct rsec_manrs_route *out)
{
	const struct rsec_route *route = what_if->route;
	size_t i;

	for (i = 0; i < what_if->routes; i++) {
		if (!rsec_prefix_contains(&route[i].prefix, &out->prefix))
			continue;
		if (route[i].has_origin && route[i].origin == out->origin)
			take_object(out, route[i].prefix.len);
		else if (out->irr == RSEC_MANRS_IRR_NOT_FOUND)
			out->irr = RSEC_MANRS_IRR_INVALID;
	}
}

/* The first of records I..END - 1, of one key, behind REGISTRY. */
static uint32_t
behind_registry(const struct rsec_irr_routes *routes, uint32_t i, uint32_t end,
    uint16_t registry)
{
	uint32_t middle;

	while (i < end) {
		middle = i + (end - i) / 2;
		if (rsec_irr_routes_registry_of(routes, middle) <= registry)
			i = middle + 1;
		else
			end = middle;
	}
	return i;
}

/*
 * Whether one of records I..I + COUNT - 1, of one prefix and origin, is of an
 * RIR's registry.  A registry may hold any number of them.
 */
static bool
has_rir(const struct rsec_manrs_registry *registry, uint32_t i, uint32_t count)
{
	const uint32_t end = i + count;
	uint16_t number;

	while (i < end) {
		number = rsec_irr_routes_registry_of(registry->routes, i);
		if (rsec_manrs_registry_is_rir(registry, number))
			return true;
		i = behind_registry(registry->routes, i + 1, end, number);
	}
	return false;
}

/* From the most specific object that covers the route upwards. */
static void
judge_irr(const struct rsec_manrs_data *data, struct rsec_manrs_route *out)
{
	const struct rsec_irr_routes *routes = data->registry->routes;
	const struct rsec_trie *trie = rsec_irr_routes_trie(routes);
	uint32_t e = rsec_trie_covering(trie, &out->prefix);
	struct rsec_prefix prefix;
	uint32_t first, count;

	out->has_irr = true;
	if (e != RSEC_TRIE_NONE)
		out->irr = RSEC_MANRS_IRR_INVALID;
	for (; e != RSEC_TRIE_NONE && !out->irr_auth;
	     e = rsec_trie_parent(trie, e)) {
		count = rsec_trie_get(trie, e, &prefix, &first);
		count = rsec_irr_routes_of_origin(
		    routes, &first, count, out->origin);
		if (count == 0)
			continue;
		take_object(out, prefix.len);
		out->irr_auth = has_rir(data->registry, first, count);
	}
	if (data->what_if != NULL)
		judge_irr_if(data->what_if, out);
}

void
rsec_manrs_route_judge(const struct rsec_manrs_data *data,
    const struct rsec_prefix *prefix, uint32_t origin,
    struct rsec_manrs_route *out)
{
	*out = (struct rsec_manrs_route){
		.prefix = *prefix,
		.origin = origin,
		.rpki = RSEC_ROV_NOT_FOUND,
		.irr = RSEC_MANRS_IRR_NOT_FOUND,
	};
	if (data->vrps != NULL)
		judge_rpki(data, out);
	if ((data->inputs & RSEC_MANRS_IRR) != 0)
		judge_irr(data, out);
}

bool
rsec_manrs_route_is_covered(const struct rsec_manrs_route *route)
{
	return route->irr == RSEC_MANRS_IRR_VALID ||
	       route->irr == RSEC_MANRS_IRR_MORE_SPECIFIC;
}

bool
rsec_manrs_route_conforms(const struct rsec_manrs_route *route)
{
	return route->rpki == RSEC_ROV_VALID ||
	       rsec_manrs_route_is_covered(route);
}

bool
rsec_manrs_route_is_bad(const struct rsec_manrs_route *route)
{
	return route->rpki == RSEC_ROV_INVALID ||
	       (route->has_rpki && route->rpki == RSEC_ROV_NOT_FOUND &&
		   route->irr == RSEC_MANRS_IRR_INVALID);
}

static bool
is_withdrawn(const struct rsec_manrs_what_if *what_if,
    const struct rsec_manrs_announcement *announcement)
{
	const struct rsec_route *route = what_if->withdrawn;
	size_t i;

	for (i = 0; i < what_if->withdrawals; i++)
		if (route[i].has_origin &&
		    route[i].origin == announcement->origin &&
		    rsec_prefix_equal(&route[i].prefix, &announcement->prefix))
			return true;
	return false;
}

bool
rsec_manrs_route_is_seen(const struct rsec_manrs_data *data,
    const struct rsec_manrs_announcement *announcement)
{
	return (announcement->peers >= data->rules.min_peers ||
		   announcement->peers == 0) &&
	       !is_no_origin(announcement->origin) &&
	       (data->what_if == NULL ||
		   !is_withdrawn(data->what_if, announcement));
}

/* A default route says where the rest goes, and is no route to a place. */
bool
rsec_manrs_route_counts(const struct rsec_manrs_data *data,
    const struct rsec_manrs_announcement *announcement)
{
	return announcement->prefix.len > 0 &&
	       rsec_manrs_route_is_seen(data, announcement);
}

static void
add_own(struct rsec_manrs_tally *tally, const struct rsec_manrs_route *route)
{
	const bool covered = rsec_manrs_route_is_covered(route);

	tally->routes++;
	tally->rpki_valid += route->rpki == RSEC_ROV_VALID;
	tally->rpki_invalid += route->rpki == RSEC_ROV_INVALID;
	tally->rpki_not_found += route->rpki == RSEC_ROV_NOT_FOUND;
	tally->irr_exact += route->irr == RSEC_MANRS_IRR_VALID;
	tally->irr_covered += covered;
	tally->invalid_covered += covered && route->rpki == RSEC_ROV_INVALID;
	tally->irr_auth += route->irr_auth;
	tally->either += rsec_manrs_route_conforms(route);
}

/* What of announcement I counts in a tally; false where it does not. */
static bool
judge_announcement(const struct rsec_manrs_data *data, const uint8_t *judged,
    uint32_t i, struct rsec_manrs_route *route)
{
	struct rsec_manrs_announcement announcement;

	if (judged != NULL) {
		*route = (struct rsec_manrs_route){
			.has_rpki = data->vrps != NULL,
			.rpki = judged[i] & RSEC_MANRS_JUDGED_RPKI,
			.irr = judged[i] >> RSEC_MANRS_JUDGED_IRR & 3,
			.irr_auth = (judged[i] & RSEC_MANRS_JUDGED_AUTH) != 0,
		};
		return (judged[i] & RSEC_MANRS_JUDGED_COUNTS) != 0;
	}
	rsec_manrs_view_get(data->view, i, &announcement);
	if (!rsec_manrs_route_counts(data, &announcement))
		return false;
	rsec_manrs_route_judge(
	    data, &announcement.prefix, announcement.origin, route);
	return true;
}

bool
rsec_manrs_is_participant(const struct rsec_manrs_data *data, uint32_t asn)
{
	return data->participants != NULL &&
	       rsec_manrs_participants_name(data->participants, asn) != NULL;
}

bool
rsec_manrs_is_carried(const struct rsec_manrs_view *view, const uint32_t *asn,
    size_t count, size_t carrier, uint32_t i)
{
	struct rsec_manrs_announcement announcement;
	const uint32_t *carried;
	uint32_t n;
	size_t k;

	if (count == 1)
		return true; /* nobody is its own provider */
	rsec_manrs_view_get(view, i, &announcement);
	for (k = 0; k < count; k++)
		if (announcement.origin == asn[k])
			return false;
	for (k = 0; k < carrier; k++) {
		n = rsec_manrs_view_carried(view, asn[k], &carried);
		if (rsec_manrs_row_has(carried, n, i))
			return false;
	}
	return true;
}

/* Whether a participant of MANRS announces I. */
static bool
is_participants(const struct rsec_manrs_data *data, uint32_t i)
{
	struct rsec_manrs_announcement announcement;

	if (data->participants == NULL)
		return false;
	rsec_manrs_view_get(data->view, i, &announcement);
	return rsec_manrs_is_participant(data, announcement.origin);
}

static void
add_asn(struct rsec_manrs_tally *tally, const struct rsec_manrs_data *data,
    const uint32_t *asn, size_t count, size_t here)
{
	const uint8_t *judged = data->lookup == NULL
				    ? NULL
				    : rsec_manrs_lookup_judged(data->lookup);
	struct rsec_manrs_route route;
	const uint32_t *carried;
	uint32_t i, first, n;

	n = rsec_manrs_view_of(data->view, asn[here], &first);
	for (i = first; i < first + n; i++)
		if (judge_announcement(data, judged, i, &route))
			add_own(tally, &route);
	n = rsec_manrs_view_carried(data->view, asn[here], &carried);
	for (i = 0; i < n; i++) {
		if (!rsec_manrs_is_carried(
			data->view, asn, count, here, carried[i]) ||
		    !judge_announcement(data, judged, carried[i], &route) ||
		    is_participants(data, carried[i]))
			continue;
		tally->customer_routes++;
		tally->customer_bad += rsec_manrs_route_is_bad(&route);
	}
}

void
rsec_manrs_tally_add(const struct rsec_manrs_data *data, const uint32_t *asn,
    size_t count, struct rsec_manrs_tally *tally)
{
	size_t i;

	for (i = 0; i < count && data->view != NULL; i++)
		add_asn(tally, data, asn, count, i);
}

const char *
rsec_manrs_irr_name(enum rsec_manrs_irr irr)
{
	static const char *const names[] = {
		[RSEC_MANRS_IRR_VALID] = "valid",
		[RSEC_MANRS_IRR_MORE_SPECIFIC] = "more-specific",
		[RSEC_MANRS_IRR_INVALID] = "invalid",
		[RSEC_MANRS_IRR_NOT_FOUND] = "not-found",
	};

	return names[irr];
}
