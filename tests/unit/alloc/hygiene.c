/* SPDX-License-Identifier: ISC */
/* Scenarios of route objects and of what is asked about them; see each.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "hygiene/impact.h"
#include "hygiene/summary.h"
#include "tests/lib/prefixes.h"
#include "tests/unit/alloc/each.h"

#define OBJECTS 6000

/* Add N objects of 40 registries and 500 maintainers. */
static int
add_many(
    struct rsec_irr_routes *routes, uint64_t seed, int n, struct rsec_err *err)
{
	struct rsec_irr_route route = { .changed = 20000 };
	struct random r = { seed };
	char registry[8], maintainer[16];

	for (; n > 0; n--) {
		route.prefix = prefix_random(&r, n % 2 ? RSEC_IPV4 : RSEC_IPV6);
		route.origin = random_below(&r, 60000);
		route.source.s = registry;
		route.source.n =
		    (size_t)snprintf(registry, sizeof(registry), "R%d", n % 40);
		route.maintainer.s = maintainer;
		route.maintainer.n = (size_t)snprintf(maintainer,
		    sizeof(maintainer), "MAINT-%u", random_below(&r, 500));
		if (rsec_irr_routes_add(routes, &route, err) == -1)
			return -1;
	}
	return 0;
}

/* Two sets are filled and become one. */
static int
merge_sets(void *ctx, struct rsec_err *err)
{
	struct rsec_irr_routes *routes = rsec_irr_routes_new();
	struct rsec_irr_routes *other = rsec_irr_routes_new();
	int rc = 0;

	(void)ctx;
	if (routes == NULL || other == NULL)
		rc = rsec_err_nomem(err);
	if (rc == 0)
		rc = add_many(routes, 1, OBJECTS / 2, err);
	if (rc == 0)
		rc = add_many(other, 2, OBJECTS / 2, err);
	if (rc == 0)
		rc = rsec_irr_routes_merge(routes, other, err);
	if (rc == 0)
		rc = rsec_irr_routes_freeze(routes, err);
	if (rc == 0)
		assert_int_equal(rsec_irr_routes_count(routes), OBJECTS);
	rsec_irr_routes_free(routes);
	rsec_irr_routes_free(other);
	return rc;
}

void
sets_of_route_objects(void **state)
{
	(void)state;
	every_allocation_fails(merge_sets, NULL);
}

static int
read_dump(void *ctx, struct rsec_err *err)
{
	struct rsec_memory memory = { ctx, strlen(ctx), 9 };
	struct rsec_irr_routes *routes = rsec_irr_routes_new();
	const struct rsec_irr_leniency leniency = { .repair = true };
	int rc;

	if (routes == NULL)
		return rsec_err_nomem(err);
	rc = rsec_irr_routes_read(
	    routes, rsec_source_memory(&memory), &leniency, NULL, NULL, err);
	if (rc == 0)
		assert_int_equal(rsec_irr_routes_count(routes), 2);
	rsec_irr_routes_free(routes);
	return rc;
}

void
a_dump_of_route_objects(void **state)
{
	static char dump[] = "route: 192.0.2.1/24\n"
			     "origin: AS64496\n"
			     "mnt-by: EXAMPLE-MNT\n"
			     "source: EXAMPLE\n"
			     "\n"
			     "no attribute\n"
			     "\n"
			     "route6: 2001:db8::/32\n"
			     "origin: AS64496\n"
			     "source: EXAMPLE\n";

	(void)state;
	every_allocation_fails(read_dump, dump);
}

/* What all questions are asked of. */
struct world {
	struct rsec_hygiene_inputs inputs;
	struct rsec_irr_routes *routes;
	struct rsec_bgp_table *bgp;
};

static void
world_init(struct world *world)
{
	struct random r = { 3 };
	struct rsec_bgp_route route = { .has_origin = true };
	int i;

	assert_non_null(world->routes = rsec_irr_routes_new());
	assert_non_null(world->bgp = rsec_bgp_table_new());
	assert_int_equal(add_many(world->routes, 1, OBJECTS, NULL), 0);
	for (i = 0; i < OBJECTS; i++) {
		route.prefix = prefix_random(&r, RSEC_IPV4);
		route.origin = random_below(&r, 60000);
		assert_int_equal(
		    rsec_bgp_table_add(world->bgp, &route, NULL), 0);
	}
	assert_int_equal(rsec_irr_routes_freeze(world->routes, NULL), 0);
	assert_int_equal(rsec_bgp_table_freeze(world->bgp, NULL), 0);
	world->inputs = (struct rsec_hygiene_inputs){ .routes = world->routes,
		.bgp = world->bgp,
		.authoritative = { true } };
}

static void
world_fini(struct world *world)
{
	rsec_irr_routes_free(world->routes);
	rsec_bgp_table_free(world->bgp);
}

static int
summarise_with(struct world *world, unsigned threads, struct rsec_err *err)
{
	struct rsec_hygiene_counts counts[RSEC_IRR_REGISTRIES_MAX];
	struct rsec_hygiene *hygiene = rsec_hygiene_new(&world->inputs, err);
	uint64_t objects = 0;
	int rc, i;

	if (hygiene == NULL)
		return -1;
	rc = rsec_hygiene_summarise(
	    hygiene, 0, RSEC_HYGIENE_OBJECTS, threads, counts, err);
	for (i = 0; i < 40 && rc == 0; i++)
		objects += counts[i].objects;
	if (rc == 0)
		assert_int_equal(objects, OBJECTS);
	rsec_hygiene_free(hygiene);
	return rc;
}

static int
summarise_alone(void *ctx, struct rsec_err *err)
{
	return summarise_with(ctx, 1, err);
}

static int
summarise_together(void *ctx, struct rsec_err *err)
{
	return summarise_with(ctx, 3, err);
}

void
summaries_of_hygiene(void **state)
{
	struct world world;

	(void)state;
	skip_without_shim();
	world_init(&world);
	every_allocation_fails(summarise_alone, &world);
	/* The C library keeps what it has for a thread. */
	every_allocation_fails_but(summarise_together, &world, 4);
	world_fini(&world);
}

static int
count_impact(void *ctx, struct rsec_err *err)
{
	struct rsec_impact_counts counts[RSEC_IMPACT_FILTERS][RSEC_IMPACTS];
	const struct rsec_impact_drop drop = { .freeze = RSEC_IRR_NO_DATE };
	const struct world *world = ctx;

	return rsec_impact_summarise(&world->inputs, &drop, counts, err);
}

void
an_impact(void **state)
{
	struct world world;

	(void)state;
	skip_without_shim();
	world_init(&world);
	every_allocation_fails(count_impact, &world);
	world_fini(&world);
}

static int
explain_all(void *ctx, struct rsec_err *err)
{
	const struct world *world = ctx;
	struct rsec_hygiene *hygiene = rsec_hygiene_new(&world->inputs, err);
	struct rsec_hygiene_answer answer;
	struct rsec_buf out = RSEC_BUF_INIT;
	uint32_t i;
	int rc = 0;

	if (hygiene == NULL)
		return -1;
	for (i = 0; i < 500 && rc == 0; i++) {
		const size_t len = out.len;

		rsec_hygiene_classify(hygiene, i, &answer);
		rc = rsec_hygiene_explain(&world->inputs, i, &answer, &out);
		assert_true(rc == 0 ? out.len > len : out.len == len);
	}
	rsec_buf_fini(&out);
	rsec_hygiene_free(hygiene);
	return rc == 0 ? 0 : rsec_err_nomem(err);
}

void
reasons_of_hygiene(void **state)
{
	struct world world;

	(void)state;
	skip_without_shim();
	world_init(&world);
	every_allocation_fails(explain_all, &world);
	world_fini(&world);
}
