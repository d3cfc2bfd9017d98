/* SPDX-License-Identifier: ISC */
/* Why a route is not valid: what in RPKI or IRR contradicts it. */
#include <stdio.h>

#include "manrs/action4_private.h"
#include "net/trie.h"

#define TA_SIZE 64 /* of the name of a trust anchor, shown */

/* The match that tells REASON best. */
static enum rsec_vrp_match
match_of(enum rsec_rov_reason reason)
{
	if (reason == RSEC_ROV_LENGTH)
		return RSEC_VRP_TOO_LONG;
	return reason == RSEC_ROV_AS ? RSEC_VRP_OTHER_AS : RSEC_VRP_AS0;
}

/* The most specific VRP, of the set or of --what-if, that is why. */
static bool
find_vrp(const struct rsec_manrs_data *data,
    const struct rsec_manrs_route *route, struct rsec_vrp *vrp, const char **ta)
{
	const struct rsec_route asked = { route->prefix, route->origin, true };
	const enum rsec_vrp_match wanted = match_of(route->reason);
	const struct rsec_manrs_what_if *what_if = data->what_if;
	struct rsec_vrp_walk walk =
	    rsec_vrps_covering(data->vrps, &route->prefix);
	size_t i;

	while (rsec_vrp_walk_next(&walk, vrp))
		if (rsec_rov_match(vrp, &asked) == wanted) {
			*ta = rsec_vrps_ta_name(data->vrps, vrp->ta);
			return true;
		}
	*ta = "--what-if";
	for (i = 0; what_if != NULL && i < what_if->vrps; i++) {
		*vrp = what_if->vrp[i];
		if (rsec_prefix_contains(&vrp->prefix, &route->prefix) &&
		    rsec_rov_match(vrp, &asked) == wanted)
			return true;
	}
	return false;
}

/* " (ripe)", or "" where no trust anchor is told; cut where it is too long. */
static const char *
format_ta(const char *ta, char to[TA_SIZE])
{
	to[0] = '\0';
	if (ta[0] != '\0')
		snprintf(to, TA_SIZE, " (%s)", ta);
	return to;
}

const char *
rsec_manrs_why_rpki(
    struct rsec_manrs_work *work, const struct rsec_manrs_route *route)
{
	char prefix[RSEC_PREFIX_SIZE];
	struct rsec_vrp vrp;
	char of[TA_SIZE];
	const char *ta;

	if (route->rpki != RSEC_ROV_INVALID)
		return route->rpki == RSEC_ROV_VALID ? "a ROA matches it"
						     : "no ROA covers it";
	if (!find_vrp(work->data, route, &vrp, &ta))
		return "it is RPKI-invalid";
	rsec_prefix_format(prefix, &vrp.prefix);
	if (route->reason == RSEC_ROV_LENGTH)
		return rsec_manrs_text(work,
		    "/%u is longer than maxLength %u of VRP AS%u %s%s",
		    route->prefix.len, vrp.max_len, vrp.asn, prefix,
		    format_ta(ta, of));
	if (route->reason == RSEC_ROV_AS)
		return rsec_manrs_text(work,
		    "VRP %s maxLength %u%s authorises AS%u, not AS%u", prefix,
		    vrp.max_len, format_ta(ta, of), vrp.asn, route->origin);
	return rsec_manrs_text(work,
	    "VRP AS0 %s maxLength %u%s says that it is not to be routed "
	    "(RFC 6483 section 4)",
	    prefix, vrp.max_len, format_ta(ta, of));
}

const char *
rsec_manrs_object_label(struct rsec_manrs_work *work, uint32_t i)
{
	const struct rsec_irr_routes *routes =
	    rsec_manrs_registry_routes(work->data->registry);
	struct rsec_irr_record record;
	const char *registry, *maintainer;

	rsec_irr_routes_get(routes, i, &record);
	registry = rsec_irr_routes_registry(routes, record.registry);
	maintainer = rsec_irr_routes_maintainer(routes, record.maintainer);
	if (maintainer[0] == '\0')
		return rsec_manrs_text(work, "%s", registry);
	return rsec_manrs_text(work, "%s (%s)", registry, maintainer);
}

/* The most specific route object that covers PREFIX, its origin's if any. */
static bool
find_object(const struct rsec_irr_routes *routes,
    const struct rsec_manrs_route *route, uint32_t *i)
{
	const struct rsec_trie *trie = rsec_irr_routes_trie(routes);
	uint32_t e = rsec_trie_covering(trie, &route->prefix);
	const bool own = route->irr != RSEC_MANRS_IRR_INVALID;
	struct rsec_prefix prefix;
	uint32_t first, count;

	for (; e != RSEC_TRIE_NONE; e = rsec_trie_parent(trie, e)) {
		count = rsec_trie_get(trie, e, &prefix, &first);
		if (own)
			count = rsec_irr_routes_of_origin(
			    routes, &first, count, route->origin);
		*i = first;
		if (count > 0)
			return true;
	}
	return false;
}

const char *
rsec_manrs_why_irr(
    struct rsec_manrs_work *work, const struct rsec_manrs_route *route)
{
	const struct rsec_irr_routes *routes;
	char prefix[RSEC_PREFIX_SIZE];
	struct rsec_irr_record record;
	const char *label, *what;
	uint32_t i;

	if (route->irr == RSEC_MANRS_IRR_NOT_FOUND)
		return "no route object covers it";
	routes = rsec_manrs_registry_routes(work->data->registry);
	if (!find_object(routes, route, &i))
		return "a route object of --what-if covers it";
	if ((label = rsec_manrs_object_label(work, i)) == NULL)
		return NULL;
	rsec_irr_routes_get(routes, i, &record);
	rsec_prefix_format(prefix, &record.prefix);
	what = "matches it";
	if (route->irr == RSEC_MANRS_IRR_MORE_SPECIFIC)
		what = "covers it, but is of a shorter prefix";
	else if (route->irr == RSEC_MANRS_IRR_INVALID)
		what = "is of another origin";
	return rsec_manrs_text(work, "route object %s AS%u of %s %s", prefix,
	    record.origin, label, what);
}
