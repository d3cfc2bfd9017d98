/* SPDX-License-Identifier: ISC */
/*
 * What to do, as text that can be pasted: the ROA to create and the route
 * object to submit (RFC 2622 section 4, RFC 4012 section 3).
 *
 * Who maintains a route object and where it belongs is told by the AS's other
 * objects: of those that stand next to the prefix in address order, one of the
 * registry of the RIR that holds the space, else one of a registry that takes
 * space of any RIR; of several the one that shares most bits.  What is not
 * known is left to be filled in.
 */
#include <string.h>

#include "manrs/action4_private.h"

#define NEIGHBOURS    16 /* that are looked at, on either side */

#define NO_MAINTAINER "<your maintainer>"
#define NO_SOURCE     "<your registry>"
#define NO_RIR	      "<the registry of your RIR>"

/* Where a new route object belongs. */
struct place {
	const char *source, *maintainer;
};

const char *
rsec_manrs_remedy_roa(struct rsec_manrs_work *work,
    const struct rsec_prefix *prefix, uint32_t origin)
{
	const struct rsec_route route = { *prefix, origin, true };
	char text[RSEC_PREFIX_SIZE];
	struct rsec_vrp vrp;

	if (!rsec_rov_suggest(&route, &vrp))
		return "";
	rsec_prefix_format(text, &vrp.prefix);
	return rsec_manrs_text(work, "create a ROA: AS%u %s maxLength %u",
	    vrp.asn, text, vrp.max_len);
}

/* Where among the COUNT records, all of one origin, PREFIX is or belongs. */
static uint32_t
find_place(const struct rsec_irr_routes *routes, const uint32_t *record,
    uint32_t count, const struct rsec_prefix *prefix)
{
	struct rsec_irr_record at;
	uint32_t from = 0, to = count, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		rsec_irr_routes_get(routes, record[middle], &at);
		if (rsec_prefix_cmp(&at.prefix, prefix) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* Leading bits that two prefixes of one family share; 0 where they do not. */
static unsigned
shared_bits(const struct rsec_prefix *a, const struct rsec_prefix *b)
{
	const uint64_t hi = a->hi ^ b->hi, lo = a->lo ^ b->lo;

	if (a->family != b->family)
		return 0;
	if (hi != 0)
		return (unsigned)__builtin_clzll(hi);
	return lo != 0 ? 64 + (unsigned)__builtin_clzll(lo) : 128;
}

/* How well an object of REGISTRY tells where one of SPACE belongs; 0: not. */
static unsigned
fitness(const char *registry, const char *space, unsigned bits)
{
	if (rsec_irr_is_authoritative(registry)) {
		if (space[0] != '\0' &&
		    rsec_rir_parse(registry, strlen(registry)) !=
			rsec_rir_parse(space, strlen(space)))
			return 0;
		return 1000 + bits;
	}
	return 1 + bits;
}

/* The registry of the RIR that holds PREFIX; "" where it is not known. */
static const char *
registry_of(
    const struct rsec_manrs_data *data, const struct rsec_prefix *prefix)
{
	struct rsec_delegation delegation;

	if (data->delegated == NULL ||
	    !rsec_delegated_find(data->delegated, prefix, &delegation, NULL) ||
	    delegation.rir == RSEC_RIR_NONE)
		return "";
	return rsec_rir_name(delegation.rir);
}

static struct place
place_of(const struct rsec_manrs_data *data, const struct rsec_prefix *prefix,
    uint32_t origin)
{
	const char *space = registry_of(data, prefix), *registry;
	struct place place = { space[0] != '\0' ? space : NO_SOURCE,
		NO_MAINTAINER };
	const struct rsec_irr_routes *routes;
	unsigned best = 0, fit;
	struct rsec_irr_record at;
	uint32_t i, end, count;
	const uint32_t *record;

	if (data->registry == NULL)
		return place;
	routes = rsec_manrs_registry_routes(data->registry);
	count = rsec_manrs_registry_routes_of(data->registry, origin, &record);
	i = find_place(routes, record, count, prefix);
	end = count - i > NEIGHBOURS ? i + NEIGHBOURS : count;
	for (i = i > NEIGHBOURS ? i - NEIGHBOURS : 0; i < end; i++) {
		rsec_irr_routes_get(routes, record[i], &at);
		registry = rsec_irr_routes_registry(routes, at.registry);
		fit = fitness(registry, space, shared_bits(&at.prefix, prefix));
		if (fit <= best)
			continue;
		best = fit;
		place.source = registry;
		place.maintainer =
		    rsec_irr_routes_maintainer(routes, at.maintainer);
	}
	if (place.maintainer[0] == '\0')
		place.maintainer = NO_MAINTAINER;
	return place;
}

static const char *
route_object(struct rsec_manrs_work *work, const struct rsec_prefix *prefix,
    uint32_t origin, const struct place *place)
{
	char text[RSEC_PREFIX_SIZE];

	rsec_prefix_format(text, prefix);
	return rsec_manrs_text(work,
	    "%s%s\n"
	    "descr:          AS%u\n"
	    "origin:         AS%u\n"
	    "mnt-by:         %s\n"
	    "source:         %s\n",
	    prefix->family == RSEC_IPV4 ? "route:          "
					: "route6:         ",
	    text, origin, origin, place->maintainer, place->source);
}

const char *
rsec_manrs_remedy_route(struct rsec_manrs_work *work,
    const struct rsec_prefix *prefix, uint32_t origin)
{
	const struct place place = place_of(work->data, prefix, origin);

	return route_object(work, prefix, origin, &place);
}

const char *
rsec_manrs_remedy_route_rir(struct rsec_manrs_work *work,
    const struct rsec_prefix *prefix, uint32_t origin)
{
	const char *space = registry_of(work->data, prefix);
	struct place place = place_of(work->data, prefix, origin);

	if (!rsec_irr_is_authoritative(place.source))
		place = (struct place){ space[0] != '\0' ? space : NO_RIR,
			NO_MAINTAINER };
	return route_object(work, prefix, origin, &place);
}
