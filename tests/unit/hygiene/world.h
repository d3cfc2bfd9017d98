/* SPDX-License-Identifier: ISC */
/*
 * A small world for hygiene_test: route objects, BGP, VRPs and relations, at
 * random, and what linear scans say about them.
 */
#ifndef RSEC_TESTS_UNIT_HYGIENE_WORLD_H
#define RSEC_TESTS_UNIT_HYGIENE_WORLD_H

#include "hygiene/hygiene.h"
#include "hygiene/impact.h"
#include "tests/lib/random.h"

#define WORLD_OBJECTS 150
#define WORLD_ROUTES  60
#define WORLD_VRPS    40
#define WORLD_TODAY   20000

struct world {
	/* As they are in the sets: sorted. */
	struct rsec_irr_record object[WORLD_OBJECTS];
	struct rsec_bgp_route route[WORLD_ROUTES];
	struct rsec_vrp vrp[WORLD_VRPS];
	uint32_t objects, routes, vrps;
	size_t registries;
	/* The same as sets; inputs is const of them. */
	struct rsec_irr_routes *set;
	struct rsec_bgp_table *bgp;
	struct rsec_vrps *roas;
	struct rsec_relations *relations;
	struct rsec_organisations *organisations;
	struct rsec_hygiene_inputs inputs;
	struct rsec_hygiene *hygiene;
};

/* RELATED: with relations and organisations. */
void world_init(struct world *world, uint64_t seed, bool related);
void world_fini(struct world *world);

/* By linear scans; record I. */
enum rsec_hygiene_auth world_auth(const struct world *world, uint32_t i);
enum rsec_hygiene_rpki world_rpki(const struct world *world,
    const struct rsec_prefix *prefix, uint32_t origin);
enum rsec_hygiene_bgp world_bgp(const struct world *world, uint32_t i);
enum rsec_hygiene_age world_age(int32_t today, int32_t date);

/* An authoritative object has exactly the prefix of I, and its origin too. */
bool world_exact(const struct world *world, uint32_t i);
bool world_exact_same(const struct world *world, uint32_t i);

/* Whether A and B are of one organisation, or customer, provider, or peer. */
bool world_related(const struct world *world, uint32_t a, uint32_t b);

/* Whether the records are of one registry, prefix and origin. */
bool world_same_pair(const struct world *world, uint32_t i, uint32_t j);

/* Whether BGP has the prefix, by that origin. */
bool world_announced(const struct world *world,
    const struct rsec_prefix *prefix, uint32_t origin);

/* irregular.c, impact.c: tests of hygiene_test. */
void irregular_objects_are_those_of_linear_scans(void **state);
void an_irregular_walk_stops_when_it_is_told_to(void **state);
void irregular_objects_need_bgp(void **state);
void announcements_are_justified_as_linear_scans_say(void **state);
void counts_of_an_impact_are_those_of_its_walk(void **state);
void an_impact_needs_bgp(void **state);
void a_frozen_filter_drops_what_third_parties_made_later(void **state);
void ripe_731_drops_what_the_rpki_contradicts(void **state);
void a_permissive_filter_ends_at_24_and_48(void **state);

#endif
