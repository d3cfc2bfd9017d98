/* SPDX-License-Identifier: ISC */
/*
 * What to do, as text that can be pasted: the ROA to create and the route
 * object to submit (RFC 2622 section 4, RFC 4012 section 3).
 *
 * A route object belongs into the registry of the RIR that holds the space,
 * where delegations, or an object there that shares the space, tell which.  Its
 * maintainer is that of the AS's other objects in the same registry: of those
 * that stand next to the prefix in address order the one that shares most bits,
 * else of the aut-num.  Anybody may put objects of any origin into other
 * registries, so that a maintainer there says nothing of who the AS is.  What
 * is not known is left to be filled in.
 */
#include <string.h>

#include "manrs/action4_private.h"

#define NEIGHBOURS    16 /* that are looked at, on either side */

#define NO_MAINTAINER "<your maintainer>"
#define NO_SOURCE     "<the registry of your RIR>"

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

bool
rsec_manrs_is_object_name(const char *name, size_t n)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	return n > 0 && strspn(name, letters) > 0 &&
	       n <= strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz0123456789-_");
}

/*
 * How well an object of REGISTRY for AT tells where PREFIX of SPACE belongs;
 * 0: not.
 */
static unsigned
fitness(const char *registry, const struct rsec_prefix *at, const char *space,
    const struct rsec_prefix *prefix)
{
	if (!rsec_irr_is_authoritative(registry))
		return 0;
	if (space[0] == '\0' ? !rsec_prefix_contains(at, prefix) &&
				   !rsec_prefix_contains(prefix, at)
			     : rsec_rir_parse(registry, strlen(registry)) !=
				   rsec_rir_parse(space, strlen(space)))
		return 0;
	return 1 + shared_bits(at, prefix);
}

/* The place that the AS's objects next to PREFIX tell, if any. */
static void
find_neighbour(const struct rsec_manrs_registry *registry, const char *space,
    const struct rsec_prefix *prefix, uint32_t origin, struct place *place)
{
	const struct rsec_irr_routes *routes =
	    rsec_manrs_registry_routes(registry);
	const char *source, *maintainer;
	unsigned best = 0, fit;
	struct rsec_irr_record at;
	uint32_t i, end, count;
	const uint32_t *record;

	count = rsec_manrs_registry_routes_of(registry, origin, &record);
	i = find_place(routes, record, count, prefix);
	end = count - i > NEIGHBOURS ? i + NEIGHBOURS : count;
	for (i = i > NEIGHBOURS ? i - NEIGHBOURS : 0; i < end; i++) {
		rsec_irr_routes_get(routes, record[i], &at);
		source = rsec_irr_routes_registry(routes, at.registry);
		fit = fitness(source, &at.prefix, space, prefix);
		maintainer = rsec_irr_routes_maintainer(routes, at.maintainer);
		if (fit <= best ||
		    !rsec_manrs_is_object_name(maintainer, strlen(maintainer)))
			continue;
		best = fit;
		*place = (struct place){ source, maintainer };
	}
}

/* The maintainer of the aut-num of ASN in the registry of PLACE. */
static void
find_aut_num(const struct rsec_manrs_registry *registry, uint32_t asn,
    struct place *place)
{
	const struct rsec_manrs_aut_num *aut_num;
	uint32_t i, count = rsec_manrs_registry_aut_nums(registry, asn, &i);

	for (count += i; i < count; i++) {
		aut_num = rsec_manrs_registry_aut_num(registry, i);
		if (strcmp(aut_num->registry, place->source) != 0 ||
		    !rsec_manrs_is_object_name(
			aut_num->maintainer, strlen(aut_num->maintainer)))
			continue;
		place->maintainer = aut_num->maintainer;
		return;
	}
}

static struct place
place_of(const struct rsec_manrs_data *data, const struct rsec_prefix *prefix,
    uint32_t origin)
{
	const char *space = registry_of(data, prefix);
	struct place place = { space[0] != '\0' ? space : NO_SOURCE, "" };

	if (data->registry != NULL) {
		find_neighbour(data->registry, space, prefix, origin, &place);
		if (place.maintainer[0] == '\0')
			find_aut_num(data->registry, origin, &place);
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
