/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <string.h>

#include "tests/lib/prefixes.h"
#include "tests/unit/hygiene/world.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define SEEDS	     40

/* What a walk found. */
struct found {
	struct rsec_impact_route route[WORLD_ROUTES];
	size_t n;
};

static int
keep(void *ctx, const struct rsec_impact_route *route)
{
	struct found *found = ctx;

	assert_true(found->n < WORLD_ROUTES);
	found->route[found->n++] = *route;
	return 0;
}

/* Whether ONE object justifies ROUTE in FILTER. */
static bool
justifies(const struct rsec_irr_record *one, const struct rsec_bgp_route *route,
    enum rsec_impact_filter filter)
{
	if (!route->has_origin || one->origin != route->origin)
		return false;
	if (rsec_prefix_equal(&one->prefix, &route->prefix))
		return true;
	return filter == RSEC_IMPACT_PERMISSIVE &&
	       rsec_prefix_contains(&one->prefix, &route->prefix) &&
	       route->prefix.len <=
		   (route->prefix.family == RSEC_IPV4 ? 24 : 48);
}

static enum rsec_impact
impact_of(const struct world *world, const struct rsec_impact_drop *drop,
    const struct rsec_bgp_route *route, enum rsec_impact_filter filter)
{
	bool before = false;
	uint32_t i;

	for (i = 0; i < world->objects; i++) {
		if (!justifies(&world->object[i], route, filter))
			continue;
		before = true;
		if (!rsec_impact_drops(&world->inputs, drop, i))
			return RSEC_IMPACT_KEPT;
	}
	if (!before)
		return RSEC_IMPACT_UNJUSTIFIED;
	return world_rpki(world, &route->prefix, route->origin) ==
		       RSEC_HYGIENE_VALID
		   ? RSEC_IMPACT_RESCUED
		   : RSEC_IMPACT_ORPHANED;
}

static bool
is_in(const uint64_t *set, size_t registry)
{
	return (set[registry / 64] >> registry % 64 & 1) != 0;
}

/* The registries that justify ONE, and the record that tells why. */
static void
assert_justification(const struct world *world,
    const struct rsec_impact_drop *drop, const struct rsec_impact_route *one)
{
	bool exact[8] = { false }, covering[8] = { false };
	const struct rsec_irr_record *record;
	size_t i;

	for (i = 0; i < world->objects; i++) {
		record = &world->object[i];
		if (justifies(record, &one->route, RSEC_IMPACT_STRICT))
			exact[record->registry] = true;
		else if (justifies(record, &one->route, RSEC_IMPACT_PERMISSIVE))
			covering[record->registry] = true;
	}
	for (i = 0; i < world->registries; i++) {
		assert_int_equal(is_in(one->exact, i), exact[i]);
		assert_int_equal(is_in(one->covering, i), covering[i]);
	}
	if (one->has_record) {
		assert_true(
		    rsec_impact_drops(&world->inputs, drop, one->record));
		assert_true(justifies(&world->object[one->record], &one->route,
		    RSEC_IMPACT_PERMISSIVE));
	}
	i = one->impact[RSEC_IMPACT_PERMISSIVE];
	if (i == RSEC_IMPACT_ORPHANED || i == RSEC_IMPACT_RESCUED)
		assert_true(one->has_record);
}

static void
drop_some(
    const struct world *world, uint64_t seed, struct rsec_impact_drop *drop)
{
	size_t i;

	memset(drop, 0, sizeof(*drop));
	drop->freeze = seed % 3 == 0 ? WORLD_TODAY - 1000 : RSEC_IRR_NO_DATE;
	drop->ripe_731 = seed % 5 == 0;
	for (i = 0; i < world->registries; i++)
		drop->registry[i] =
		    !world->inputs.authoritative[i] && seed % 4 != 0;
}

void
announcements_are_justified_as_linear_scans_say(void **state)
{
	unsigned seen[RSEC_IMPACT_FILTERS][RSEC_IMPACTS] = { { 0 } }, f, k;
	struct rsec_impact_drop drop;
	struct found found;
	struct world world;
	uint64_t seed;
	size_t i;

	(void)state;
	for (seed = 0; seed < SEEDS; seed++) {
		world_init(&world, seed, false);
		drop_some(&world, seed, &drop);
		found.n = 0;
		assert_int_equal(
		    rsec_impact_walk(&world.inputs, &drop, keep, &found, NULL),
		    0);
		assert_int_equal(found.n, world.routes);
		for (i = 0; i < found.n; i++) {
			for (f = 0; f < RSEC_IMPACT_FILTERS; f++) {
				k = found.route[i].impact[f];
				assert_int_equal(k, impact_of(&world, &drop,
							&world.route[i], f));
				seen[f][k]++;
			}
			assert_justification(&world, &drop, &found.route[i]);
		}
		world_fini(&world);
	}
	for (k = 0; k < RSEC_IMPACTS; k++)
		assert_true(seen[0][k] > 0 && seen[1][k] > 0);
}

/* PREFIX, or the block of LEN that it is a part of. */
static struct rsec_prefix
block_of(struct rsec_prefix prefix, uint8_t len)
{
	if (prefix.len > len)
		prefix.len = len;
	return prefix_masked(prefix);
}

/*
 * Blocks of LEN that the routes of a class touch: of each prefix that is in no
 * other, and not equal to one before it.
 */
static uint64_t
count_blocks(const struct found *found, unsigned f, unsigned k, uint8_t family,
    uint8_t len)
{
	struct rsec_prefix a, b;
	uint64_t blocks = 0;
	bool inside;
	size_t i, j;

	for (i = 0; i < found->n; i++) {
		a = block_of(found->route[i].route.prefix, len);
		if (found->route[i].impact[f] != k || a.family != family)
			continue;
		for (j = 0, inside = false; j < found->n; j++) {
			b = block_of(found->route[j].route.prefix, len);
			if (found->route[j].impact[f] == k &&
			    rsec_prefix_contains(&b, &a) &&
			    (b.len < a.len || j < i))
				inside = true;
		}
		if (!inside)
			blocks += (uint64_t)1 << (len - a.len);
	}
	return blocks;
}

/* Whether none of the class before I has the same prefix, or origin. */
static bool
is_new(const struct found *found, size_t i, unsigned f, bool origin)
{
	const struct rsec_impact_route *own = &found->route[i], *other;
	size_t j;

	for (j = 0; j < i; j++) {
		other = &found->route[j];
		if (other->impact[f] != own->impact[f])
			continue;
		if (origin ? other->route.has_origin &&
				 other->route.origin == own->route.origin
			   : rsec_prefix_equal(
				 &other->route.prefix, &own->route.prefix))
			return false;
	}
	return true;
}

static void
assert_counts(const struct found *found, unsigned f, unsigned k,
    const struct rsec_impact_counts *counts)
{
	struct rsec_impact_counts expected = { 0 };
	size_t i;

	for (i = 0; i < found->n; i++) {
		if (found->route[i].impact[f] != k)
			continue;
		expected.pairs++;
		expected.prefixes += is_new(found, i, f, false);
		expected.origins += found->route[i].route.has_origin &&
				    is_new(found, i, f, true);
	}
	expected.slash24 = count_blocks(found, f, k, RSEC_IPV4, 24);
	expected.slash48 = count_blocks(found, f, k, RSEC_IPV6, 48);
	assert_memory_equal(counts, &expected, sizeof(expected));
}

void
counts_of_an_impact_are_those_of_its_walk(void **state)
{
	struct rsec_impact_counts counts[RSEC_IMPACT_FILTERS][RSEC_IMPACTS];
	struct rsec_impact_drop drop;
	struct found found;
	struct world world;
	uint64_t seed, pairs;
	unsigned f, k;

	(void)state;
	for (seed = 0; seed < SEEDS; seed++) {
		world_init(&world, seed, false);
		drop_some(&world, seed, &drop);
		found.n = 0;
		assert_int_equal(
		    rsec_impact_walk(&world.inputs, &drop, keep, &found, NULL),
		    0);
		assert_int_equal(
		    rsec_impact_summarise(&world.inputs, &drop, counts, NULL),
		    0);
		for (f = 0; f < RSEC_IMPACT_FILTERS; f++) {
			for (k = 0, pairs = 0; k < RSEC_IMPACTS; k++) {
				assert_counts(&found, f, k, &counts[f][k]);
				pairs += counts[f][k].pairs;
			}
			assert_int_equal(pairs, world.routes);
		}
		world_fini(&world);
	}
}

void
an_impact_needs_bgp(void **state)
{
	struct rsec_impact_counts counts[RSEC_IMPACT_FILTERS][RSEC_IMPACTS];
	const struct rsec_impact_drop drop = { .freeze = RSEC_IRR_NO_DATE };
	struct rsec_err err;
	struct world world;

	(void)state;
	world_init(&world, 1, false);
	world.inputs.bgp = NULL;
	assert_int_equal(
	    rsec_impact_summarise(&world.inputs, &drop, counts, &err), -1);
	assert_string_equal(err.msg, "an impact needs a BGP table");
	world_fini(&world);
}

/* A set of one object for PREFIX and AS64496. */
static struct rsec_irr_routes *
one_object(
    const char *prefix, const char *registry, int32_t changed, int32_t created)
{
	struct rsec_irr_routes *routes = rsec_irr_routes_new();
	const struct rsec_irr_route route = { .prefix = prefix_of(prefix),
		.origin = 64496,
		.source = { registry, strlen(registry) },
		.changed = changed,
		.created = created };

	assert_non_null(routes);
	assert_int_equal(rsec_irr_routes_add(routes, &route, NULL), 0);
	assert_int_equal(rsec_irr_routes_freeze(routes, NULL), 0);
	return routes;
}

void
a_frozen_filter_drops_what_third_parties_made_later(void **state)
{
	static const struct {
		const char *registry;
		int32_t changed, created;
		bool dropped;
	} cases[] = {
		{ "RADB", 900, 1001, true },
		{ "RADB", 2000, 1000, false },
		{ "RADB", 1001, RSEC_IRR_NO_DATE, true },
		{ "RADB", 1000, RSEC_IRR_NO_DATE, false },
		{ "RADB", RSEC_IRR_NO_DATE, RSEC_IRR_NO_DATE, false },
		{ "RIPE-NONAUTH", 2000, 2000, true },
		{ "RIPE", 2000, 2000, false },
	};
	struct rsec_impact_drop drop = { .freeze = 1000 };
	struct rsec_hygiene_inputs inputs = { .routes = NULL };
	struct rsec_irr_routes *routes;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		routes = one_object("192.0.2.0/24", cases[i].registry,
		    cases[i].changed, cases[i].created);
		inputs.routes = routes;
		inputs.authoritative[0] =
		    rsec_irr_is_authoritative(cases[i].registry);
		drop.freeze = 1000;
		assert_int_equal(
		    rsec_impact_drops(&inputs, &drop, 0), cases[i].dropped);
		drop.freeze = RSEC_IRR_NO_DATE;
		assert_false(rsec_impact_drops(&inputs, &drop, 0));
		rsec_irr_routes_free(routes);
	}
}

static struct rsec_vrps *
one_vrp(const char *prefix, uint8_t max_len, uint32_t asn)
{
	const struct rsec_vrp vrp = { prefix_of(prefix), asn, max_len, 0 };
	struct rsec_vrps *vrps = rsec_vrps_new();

	assert_non_null(vrps);
	assert_int_equal(rsec_vrps_add(vrps, &vrp, NULL), 0);
	assert_int_equal(rsec_vrps_freeze(vrps, NULL), 0);
	return vrps;
}

static struct rsec_delegated *
delegated_of(const char *text)
{
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text), 0 };
	struct rsec_delegated *delegated = rsec_delegated_new();

	assert_non_null(delegated);
	assert_int_equal(rsec_delegated_read(delegated,
			     rsec_source_memory(&memory), NULL, NULL),
	    0);
	assert_int_equal(rsec_delegated_freeze(delegated, NULL), 0);
	return delegated;
}

void
ripe_731_drops_what_the_rpki_contradicts(void **state)
{
	static const struct {
		const char *prefix, *registry;
		bool by_rpki, by_space; /* by VRP 192.0.2.0/24 AS64496 */
	} cases[] = {
		{ "192.0.2.0/24", "RIPE-NONAUTH", false, true },
		{ "192.0.2.0/25", "RIPE-NONAUTH", true, true },
		{ "192.0.2.0/25", "RADB", false, false },
		{ "198.51.100.0/24", "RIPE-NONAUTH", false, true },
		{ "203.0.113.0/24", "RIPE-NONAUTH", false, false },
		{ "203.0.114.0/24", "RIPE-NONAUTH", false, false },
	};
	struct rsec_delegated *delegated = delegated_of(
	    "2|ripencc|20261123|3|19830705|20261123|+0000\n"
	    "ripencc||ipv4|192.0.2.0|256||available|\n"
	    "ripencc||ipv4|198.51.100.0|256||reserved|\n"
	    "ripencc|NL|ipv4|203.0.113.0|256|19930901|allocated|A\n");
	struct rsec_vrps *vrps = one_vrp("192.0.2.0/24", 24, 64496);
	struct rsec_hygiene_inputs inputs = { .vrps = vrps };
	struct rsec_impact_drop drop = { .freeze = RSEC_IRR_NO_DATE };
	struct rsec_irr_routes *routes;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		routes = one_object(cases[i].prefix, cases[i].registry,
		    RSEC_IRR_NO_DATE, RSEC_IRR_NO_DATE);
		inputs.routes = routes;
		drop.ripe_731 = false;
		drop.delegated = delegated;
		assert_false(rsec_impact_drops(&inputs, &drop, 0));
		drop.ripe_731 = true;
		assert_int_equal(rsec_impact_drops(&inputs, &drop, 0),
		    cases[i].by_rpki || cases[i].by_space);
		drop.delegated = NULL;
		assert_int_equal(
		    rsec_impact_drops(&inputs, &drop, 0), cases[i].by_rpki);
		rsec_irr_routes_free(routes);
	}
	rsec_vrps_free(vrps);
	rsec_delegated_free(delegated);
}

/* The impact on PREFIX of AS64496 where an object for COVERING goes. */
static enum rsec_impact
impact_on(const char *prefix, const char *covering)
{
	const struct rsec_bgp_route route = { prefix_of(prefix), 64496, true };
	struct rsec_impact_drop drop = { .freeze = RSEC_IRR_NO_DATE };
	struct rsec_bgp_table *bgp = rsec_bgp_table_new();
	struct rsec_hygiene_inputs inputs = { .bgp = bgp };
	struct rsec_irr_routes *routes;
	struct found found = { .n = 0 };

	routes = one_object(covering, "RADB", 1, 1);
	assert_int_equal(rsec_bgp_table_add(bgp, &route, NULL), 0);
	assert_int_equal(rsec_bgp_table_freeze(bgp, NULL), 0);
	inputs.routes = routes;
	drop.registry[0] = true;
	assert_int_equal(
	    rsec_impact_walk(&inputs, &drop, keep, &found, NULL), 0);
	assert_int_equal(found.n, 1);
	rsec_irr_routes_free(routes);
	rsec_bgp_table_free(bgp);
	return found.route[0].impact[RSEC_IMPACT_PERMISSIVE];
}

void
a_permissive_filter_ends_at_24_and_48(void **state)
{
	(void)state;
	assert_int_equal(
	    impact_on("192.0.2.0/24", "192.0.0.0/16"), RSEC_IMPACT_ORPHANED);
	assert_int_equal(
	    impact_on("192.0.2.0/25", "192.0.0.0/16"), RSEC_IMPACT_UNJUSTIFIED);
	assert_int_equal(
	    impact_on("192.0.2.0/25", "192.0.2.0/25"), RSEC_IMPACT_ORPHANED);
	assert_int_equal(impact_on("2001:db8:1::/48", "2001:db8::/32"),
	    RSEC_IMPACT_ORPHANED);
	assert_int_equal(impact_on("2001:db8:1::/49", "2001:db8::/32"),
	    RSEC_IMPACT_UNJUSTIFIED);
	assert_int_equal(
	    impact_on("0.0.0.0/0", "0.0.0.0/0"), RSEC_IMPACT_ORPHANED);
}
