/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <string.h>

#include "tests/lib/prefixes.h"
#include "tests/unit/hygiene/world.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ORIGINS	     6 /* AS64496 and those behind it */

/* AS64496 has a customer, AS64497 a peer, AS64498 a sibling. */
static const char relations_text[] = "64496|64499|-1\n64497|64500|0\n";
static const char organisations_text[] =
    "# format:aut|changed|aut_name|org_id|opaque_id|source\n"
    "64498||A|ORG-1||X\n"
    "64501||B|ORG-1||X\n";

/* Authoritative are the first two. */
static const char *const registries[] = { "ARIN", "RIPE", "ALTDB", "RADB",
	"RIPE-NONAUTH" };

static uint32_t
random_origin(struct random *r)
{
	return random_once_in(r, 10) ? 0 : 64496 + random_below(r, ORIGINS);
}

static int32_t
random_date(struct random *r)
{
	return random_once_in(r, 4)
		   ? RSEC_IRR_NO_DATE
		   : (int32_t)(WORLD_TODAY - 5000 + random_below(r, 5100));
}

static struct rsec_rpsl_piece
piece(const char *text)
{
	return (struct rsec_rpsl_piece){ text, strlen(text) };
}

static void
add_objects(
    struct world *world, struct random *r, const struct rsec_prefix *prefixes)
{
	static const char *const maintainers[] = { "A-MNT", "B-MNT", "" };
	struct rsec_irr_route route;
	uint32_t i;

	assert_non_null(world->set = rsec_irr_routes_new());
	for (i = 0; i < WORLD_OBJECTS; i++) {
		route = (struct rsec_irr_route){
			.prefix = prefixes[random_below(r, WORLD_OBJECTS / 2)],
			.origin = random_origin(r),
			.source = piece(
			    registries[random_below(r, COUNT(registries))]),
			.maintainer = piece(maintainers[random_below(r, 3)]),
			.changed = random_date(r),
			.created = random_date(r),
		};
		assert_int_equal(
		    rsec_irr_routes_add(world->set, &route, NULL), 0);
	}
	assert_int_equal(rsec_irr_routes_freeze(world->set, NULL), 0);
	world->objects = rsec_irr_routes_count(world->set);
	assert_int_equal(world->objects, WORLD_OBJECTS);
	for (i = 0; i < world->objects; i++)
		rsec_irr_routes_get(world->set, i, &world->object[i]);
	world->registries = rsec_irr_routes_registries(world->set);
}

static void
add_routes(
    struct world *world, struct random *r, const struct rsec_prefix *prefixes)
{
	struct rsec_bgp_route route;
	uint32_t i;

	assert_non_null(world->bgp = rsec_bgp_table_new());
	for (i = 0; i < WORLD_ROUTES; i++) {
		route.prefix = prefixes[random_below(r, WORLD_OBJECTS)];
		route.has_origin = !random_once_in(r, 10);
		route.origin = route.has_origin ? random_origin(r) : 0;
		assert_int_equal(
		    rsec_bgp_table_add(world->bgp, &route, NULL), 0);
	}
	assert_int_equal(rsec_bgp_table_freeze(world->bgp, NULL), 0);
	world->routes = rsec_bgp_table_count(world->bgp);
	for (i = 0; i < world->routes; i++)
		rsec_bgp_table_get(world->bgp, i, &world->route[i]);
}

static void
add_vrps(
    struct world *world, struct random *r, const struct rsec_prefix *prefixes)
{
	struct rsec_vrp vrp = { .ta = 0 };
	unsigned room;
	uint32_t i;

	assert_non_null(world->roas = rsec_vrps_new());
	for (i = 0; i < WORLD_VRPS; i++) {
		vrp.prefix = prefixes[random_below(r, WORLD_OBJECTS)];
		room = rsec_family_bits(vrp.prefix.family) -
		       (unsigned)vrp.prefix.len;
		vrp.max_len = vrp.prefix.len;
		if (random_once_in(r, 2))
			vrp.max_len =
			    (uint8_t)(vrp.max_len + random_below(r, room + 1));
		vrp.asn = random_origin(r);
		assert_int_equal(rsec_vrps_add(world->roas, &vrp, NULL), 0);
	}
	assert_int_equal(rsec_vrps_freeze(world->roas, NULL), 0);
	world->vrps = rsec_vrps_count(world->roas);
	for (i = 0; i < world->vrps; i++)
		rsec_vrps_get(world->roas, i, &world->vrp[i]);
}

static void
add_relations(struct world *world)
{
	struct rsec_memory as_rel = { (const uint8_t *)relations_text,
		sizeof(relations_text) - 1, 0 };
	struct rsec_memory as_org = { (const uint8_t *)organisations_text,
		sizeof(organisations_text) - 1, 0 };

	assert_non_null(world->relations = rsec_relations_new());
	assert_non_null(world->organisations = rsec_organisations_new());
	assert_int_equal(rsec_relations_read(world->relations,
			     rsec_source_memory(&as_rel), NULL, NULL),
	    0);
	assert_int_equal(rsec_organisations_read(world->organisations,
			     rsec_source_memory(&as_org), NULL, NULL),
	    0);
	assert_int_equal(rsec_relations_freeze(world->relations, NULL), 0);
	assert_int_equal(
	    rsec_organisations_freeze(world->organisations, NULL), 0);
}

void
world_init(struct world *world, uint64_t seed, bool related)
{
	struct rsec_prefix prefixes[WORLD_OBJECTS];
	struct random r = { seed };
	size_t i;

	memset(world, 0, sizeof(*world));
	prefixes_random(&r, 0, prefixes, WORLD_OBJECTS);
	add_objects(world, &r, prefixes);
	add_routes(world, &r, prefixes);
	add_vrps(world, &r, prefixes);
	if (related)
		add_relations(world);
	world->inputs = (struct rsec_hygiene_inputs){
		.routes = world->set,
		.vrps = world->roas,
		.bgp = world->bgp,
		.relations = world->relations,
		.organisations = world->organisations,
		.today = WORLD_TODAY,
	};
	for (i = 0; i < world->registries; i++)
		world->inputs.authoritative[i] = rsec_irr_is_authoritative(
		    rsec_irr_routes_registry(world->set, (uint16_t)i));
	world->hygiene = rsec_hygiene_new(&world->inputs, NULL);
	assert_non_null(world->hygiene);
}

void
world_fini(struct world *world)
{
	rsec_hygiene_free(world->hygiene);
	rsec_irr_routes_free(world->set);
	rsec_bgp_table_free(world->bgp);
	rsec_vrps_free(world->roas);
	rsec_relations_free(world->relations);
	rsec_organisations_free(world->organisations);
}

bool
world_related(const struct world *world, uint32_t a, uint32_t b)
{
	static const uint32_t pairs[][2] = { { 64496, 64499 }, { 64497, 64500 },
		{ 64498, 64501 } };
	size_t i;

	for (i = 0; i < COUNT(pairs) && world->relations != NULL; i++)
		if ((a == pairs[i][0] && b == pairs[i][1]) ||
		    (a == pairs[i][1] && b == pairs[i][0]))
			return true;
	return false;
}

enum rsec_hygiene_auth
world_auth(const struct world *world, uint32_t i)
{
	const struct rsec_irr_record *own = &world->object[i], *other;
	bool covered = false, related = false, covered_same = false;
	uint32_t j;

	for (j = 0; j < world->objects; j++) {
		other = &world->object[j];
		if (!world->inputs.authoritative[other->registry] ||
		    !rsec_prefix_contains(&other->prefix, &own->prefix))
			continue;
		covered = true;
		if (other->origin == own->origin &&
		    other->prefix.len == own->prefix.len)
			return RSEC_AUTH_SAME;
		if (other->origin == own->origin)
			covered_same = true;
		if (world_related(world, own->origin, other->origin))
			related = true;
	}
	if (covered_same)
		return RSEC_AUTH_COVERED_SAME;
	if (related)
		return RSEC_AUTH_RELATED;
	return covered ? RSEC_AUTH_DIFFERENT : RSEC_AUTH_NONE;
}

bool
world_exact(const struct world *world, uint32_t i)
{
	uint32_t j;

	for (j = 0; j < world->objects; j++)
		if (world->inputs.authoritative[world->object[j].registry] &&
		    rsec_prefix_equal(
			&world->object[j].prefix, &world->object[i].prefix))
			return true;
	return false;
}

bool
world_exact_same(const struct world *world, uint32_t i)
{
	return world_auth(world, i) == RSEC_AUTH_SAME;
}

enum rsec_hygiene_rpki
world_rpki(const struct world *world, const struct rsec_prefix *prefix,
    uint32_t origin)
{
	bool covered = false, too_long = false;
	const struct rsec_vrp *vrp;
	uint32_t i;

	for (i = 0; i < world->vrps; i++) {
		vrp = &world->vrp[i];
		if (!rsec_prefix_contains(&vrp->prefix, prefix))
			continue;
		covered = true;
		if (origin == 0 || vrp->asn != origin)
			continue;
		if (prefix->len <= vrp->max_len)
			return RSEC_HYGIENE_VALID;
		too_long = true;
	}
	if (!covered)
		return RSEC_HYGIENE_NOT_FOUND;
	return too_long ? RSEC_HYGIENE_INVALID_LENGTH : RSEC_HYGIENE_INVALID_AS;
}

bool
world_announced(const struct world *world, const struct rsec_prefix *prefix,
    uint32_t origin)
{
	uint32_t i;

	for (i = 0; i < world->routes; i++)
		if (world->route[i].has_origin &&
		    world->route[i].origin == origin &&
		    rsec_prefix_equal(&world->route[i].prefix, prefix))
			return true;
	return false;
}

enum rsec_hygiene_bgp
world_bgp(const struct world *world, uint32_t i)
{
	const struct rsec_irr_record *own = &world->object[i];
	bool others = false, inside = false;
	uint32_t j;

	if (world_announced(world, &own->prefix, own->origin))
		return RSEC_HYGIENE_EXACT;
	for (j = 0; j < world->routes; j++)
		if (rsec_prefix_equal(&world->route[j].prefix, &own->prefix))
			others = true;
		else if (rsec_prefix_contains(
			     &own->prefix, &world->route[j].prefix))
			inside = true;
	if (others)
		return RSEC_HYGIENE_OTHER_ORIGIN;
	return inside ? RSEC_HYGIENE_MORE_SPECIFIC : RSEC_HYGIENE_ABSENT;
}

enum rsec_hygiene_age
world_age(int32_t today, int32_t date)
{
	double years;

	if (date == RSEC_IRR_NO_DATE)
		return RSEC_AGE_UNKNOWN;
	years = (today - date) / 365.25;
	if (years < 1)
		return RSEC_AGE_UNDER_1;
	if (years < 3)
		return RSEC_AGE_1_TO_3;
	return years < 10 ? RSEC_AGE_3_TO_10 : RSEC_AGE_OVER_10;
}

bool
world_same_pair(const struct world *world, uint32_t i, uint32_t j)
{
	const struct rsec_irr_record *a = &world->object[i];
	const struct rsec_irr_record *b = &world->object[j];

	return a->registry == b->registry && a->origin == b->origin &&
	       rsec_prefix_equal(&a->prefix, &b->prefix);
}
