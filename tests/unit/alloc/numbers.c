/* SPDX-License-Identifier: ISC */
/* Scenarios of what is asked of the past; see each.h. */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "history/plot.h"
#include "history/stats.h"
#include "tests/lib/past.h"
#include "tests/unit/alloc/each.h"

#define LAST (PAST_ZERO + (PAST_DAYS - 1) * PAST_DAY)

/* All of them are made before anything fails. */
struct world {
	struct past past;
	struct rsec_delegated *delegated;
	struct rsec_bgp_table *bgp;
	struct rsec_prefix prefix;
};

static int
count_point(void *ctx, const struct rsec_stats_point *point)
{
	(void)point;
	++*(size_t *)ctx;
	return 0;
}

static int
count_segment(void *ctx, const struct rsec_history_segment *segment)
{
	(void)segment;
	++*(size_t *)ctx;
	return 0;
}

static int
numbers(void *ctx, struct rsec_err *err)
{
	struct world *world = ctx;
	struct rsec_stats_options options = { .from = PAST_ZERO,
		.to = LAST,
		.step = 1,
		.delegated = world->delegated,
		.bgp = world->bgp };
	size_t count = 0;

	for (options.by = RSEC_STATS_ALL; options.by <= RSEC_STATS_ECONOMY;
	     options.by++)
		if (rsec_stats_walk(world->past.history, &options, count_point,
			&count, err) == -1)
			return -1;
	assert_true(count >= 5 * PAST_DAYS);
	return 0;
}

static int
delays(void *ctx, struct rsec_err *err)
{
	struct world *world = ctx;
	struct rsec_delay delay[PAST_TAS];

	return rsec_stats_delay(world->past.history, delay, err);
}

static int
range(void *ctx, struct rsec_err *err)
{
	struct world *world = ctx;
	size_t count = 0;
	int rc = rsec_history_covered_range(world->past.history, &world->prefix,
	    PAST_ZERO, LAST, RSEC_GAPS_UNKNOWN, count_segment, &count, err);

	if (rc == 0)
		assert_true(count > 1);
	return rc;
}

static int
pictures(void *ctx, struct rsec_err *err)
{
	static const uint32_t time[] = { PAST_ZERO, PAST_ZERO + PAST_DAY };
	static const double value[] = { 1, 2 };
	const struct rsec_plot_series series = { "ripe", time, value, 2 };
	struct world *world = ctx;
	struct rsec_buf out = RSEC_BUF_INIT;
	int rc = rsec_plot_timeline(
	    world->past.history, &world->prefix, PAST_ZERO, LAST, &out, err);

	if (rc == 0)
		rc = rsec_plot_spark(world->past.history, &world->prefix,
		    PAST_ZERO, LAST, 20, &out, err);
	if (rc == 0)
		rc = rsec_plot_series("VRPs", "VRPs", &series, 1, &out, err);
	rsec_buf_fini(&out);
	return rc;
}

static void
make_inputs(struct world *world)
{
	static const char text[] =
	    "2|nro|20110126|1|19830101|20110126|+0000\n"
	    "ripencc|NL|ipv4|192.0.2.0|512|20000101|allocated\n";
	struct rsec_memory memory = { (const uint8_t *)text, sizeof(text) - 1,
		0 };
	struct rsec_bgp_route route = { .origin = 64496, .has_origin = true };

	assert_int_equal(
	    rsec_prefix_parse("192.0.2.0/24", 12, &world->prefix, NULL), 0);
	route.prefix = world->prefix;
	world->delegated = rsec_delegated_new();
	assert_int_equal(rsec_delegated_read(world->delegated,
			     rsec_source_memory(&memory), NULL, NULL),
	    0);
	assert_int_equal(rsec_delegated_freeze(world->delegated, NULL), 0);
	world->bgp = rsec_bgp_table_new();
	assert_int_equal(rsec_bgp_table_add(world->bgp, &route, NULL), 0);
	assert_int_equal(rsec_bgp_table_freeze(world->bgp, NULL), 0);
}

void
questions_about_the_past(void **state)
{
	struct world *world;

	(void)state;
	skip_without_shim();
	world = calloc(1, sizeof(*world));
	assert_non_null(world);
	past_init(&world->past);
	past_add(&world->past, "100.64.0.0/10", 10, 64511);
	past_add(&world->past, "192.0.0.0/22", 24, 64496);
	past_add(&world->past, "192.0.2.0/24", 24, 64497);
	past_add(&world->past, "2001:db8::/32", 48, 64497);
	world->past.not_before[2] = PAST_ZERO;
	past_fill(&world->past, 1);
	past_build(&world->past);
	make_inputs(world);
	every_allocation_fails(numbers, world);
	every_allocation_fails(delays, world);
	every_allocation_fails(range, world);
	every_allocation_fails(pictures, world);
	rsec_bgp_table_free(world->bgp);
	rsec_delegated_free(world->delegated);
	past_fini(&world->past);
	free(world);
}
