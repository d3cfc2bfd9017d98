/* SPDX-License-Identifier: ISC */
/*
 * What a store lacks of the archive, beside an oracle that goes through all
 * names that could be: dates as text, spans as text, states as they were put
 * into the store.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utc.h"
#include "history/builder.h"
#include "history/plan.h"
#include "tests/lib/random.h"

#define DAY   ((uint32_t)RSEC_DAY)
#define TAS   5
#define PATHS 4096

enum given {
	GIVEN_NOTHING,
	GIVEN_GOOD,
	GIVEN_CORRUPT,
	GIVEN_BOTH
};

static const char *const ta_names[TAS] = { "afrinic", "apnic", "arin", "lacnic",
	"ripe" };

/* The days from FIRST on, and what the store is given of each. */
struct world {
	uint32_t first;
	uint32_t days;
	uint8_t given[TAS][512];
	struct rsec_buf bytes;
	struct rsec_history *history;
};

static char paths[PATHS][RSEC_ARCHIVE_PATH], expected[PATHS][RSEC_ARCHIVE_PATH];
static size_t path_count, expected_count;

static uint32_t
day_of(const char *date)
{
	int64_t t;

	assert_true(rsec_utc_parse(date, strlen(date), &t));
	return (uint32_t)t;
}

static int
append(void *ctx, const void *data, size_t len)
{
	return rsec_buf_add(ctx, data, len);
}

static struct rsec_vrps *
some_vrps(const char *ta, uint32_t count)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_vrp vrp = { .asn = 64496, .max_len = 24 };
	struct rsec_err err;
	uint32_t i;

	assert_int_equal(rsec_vrps_ta(vrps, ta, strlen(ta), &vrp.ta, &err), 0);
	assert_int_equal(
	    rsec_prefix_parse("192.0.2.0/24", 12, &vrp.prefix, &err), 0);
	for (i = 0; i < count; i++) {
		vrp.asn = 64496 + i;
		assert_int_equal(rsec_vrps_add(vrps, &vrp, &err), 0);
	}
	assert_int_equal(rsec_vrps_freeze(vrps, &err), 0);
	return vrps;
}

static void
add_snapshot(
    struct rsec_builder *builder, const char *ta, uint32_t time, uint32_t count)
{
	struct rsec_vrps *vrps = some_vrps(ta, count);
	struct rsec_snapshot snapshot = {
		.ta = ta, .time = time, .records = count, .vrps = vrps
	};
	struct rsec_err err;

	memcpy(snapshot.digest, &time, sizeof(time));
	assert_int_equal(rsec_builder_add(builder, &snapshot, false, &err), 0);
	rsec_vrps_free(vrps);
}

static void
open_world(struct world *world, struct rsec_builder *builder)
{
	struct rsec_err err;

	world->bytes = RSEC_BUF_INIT;
	assert_int_equal(
	    rsec_builder_write(builder, append, &world->bytes, &err), 0);
	rsec_builder_free(builder);
	world->history = rsec_history_open(
	    (const uint8_t *)world->bytes.data, world->bytes.len, &err);
	assert_non_null(world->history);
}

static void
close_world(struct world *world)
{
	rsec_history_close(world->history);
	rsec_buf_fini(&world->bytes);
}

static void
make_world(struct world *world, const char *first, uint32_t days, uint64_t seed)
{
	struct random random = { seed };
	struct rsec_builder *builder;
	struct rsec_err err;
	uint32_t ta, i, time;

	assert_true(days <= sizeof(world->given[0]));
	world->first = day_of(first);
	world->days = days;
	assert_non_null(builder = rsec_builder_new(NULL, &err));
	for (ta = 0; ta < TAS; ta++) {
		for (i = 0; i < days; i++) {
			world->given[ta][i] = (uint8_t)random_below(&random, 4);
			time = world->first + i * DAY;
			if (world->given[ta][i] & GIVEN_GOOD)
				add_snapshot(builder, ta_names[ta],
				    time + random_below(&random, DAY), 3);
			if (world->given[ta][i] & GIVEN_CORRUPT)
				assert_int_equal(
				    rsec_builder_add_corrupt(builder,
					ta_names[ta],
					time + random_below(&random, DAY),
					&err),
				    0);
		}
	}
	open_world(world, builder);
}

static bool
was_good(const struct world *world, size_t ta, uint32_t day)
{
	return world != NULL && day >= world->first &&
	       (day - world->first) / DAY < world->days &&
	       (world->given[ta][(day - world->first) / DAY] & GIVEN_GOOD) != 0;
}

/* The last good day, or 0. */
static uint32_t
last_good(const struct world *world, size_t ta)
{
	uint32_t i;

	for (i = world->days; i > 0; i--)
		if (world->given[ta][i - 1] & GIVEN_GOOD)
			return world->first + (i - 1) * DAY;
	return 0;
}

/* Whether the archive had a tree for TA on DATE; from the spec's table. */
static bool
had_tree(const char *tree, const char *date)
{
	const bool split =
	    strcmp(date, "2012-10-26") >= 0 && strcmp(date, "2018-04-04") <= 0;

	if (strcmp(date, "2011-01-21") < 0 || strcmp(date, "2023-06-24") == 0 ||
	    (strcmp(date, "2023-07-14") >= 0 &&
		strcmp(date, "2023-07-17") <= 0))
		return false;
	if (strcmp(tree, "apnic") == 0)
		return !split;
	return strncmp(tree, "apnic-", 6) != 0 || split;
}

static void
expect(
    struct world *world, const struct rsec_archive_wish *wish, bool wished[TAS])
{
	static const struct {
		const char *tree;
		size_t ta;
	} trees[] = { { "afrinic", 0 }, { "apnic", 1 }, { "apnic-afrinic", 1 },
		{ "apnic-arin", 1 }, { "apnic-iana", 1 }, { "apnic-lacnic", 1 },
		{ "apnic-ripe", 1 }, { "arin", 2 }, { "lacnic", 3 },
		{ "ripencc", 4 } };
	char date[RSEC_UTC_SIZE];
	uint32_t day;
	size_t i;

	expected_count = 0;
	for (day = day_of("2010-12-31"); day <= wish->to; day += DAY) {
		rsec_utc_format_day(date, day / DAY);
		for (i = 0; i < sizeof(trees) / sizeof(trees[0]); i++) {
			if (!wished[trees[i].ta] ||
			    !had_tree(trees[i].tree, date) ||
			    (wish->from != 0 && day < wish->from) ||
			    (wish->from == 0 &&
				day <= last_good(world, trees[i].ta)) ||
			    was_good(world, trees[i].ta, day))
				continue;
			assert_true(expected_count < PATHS);
			snprintf(expected[expected_count++], RSEC_ARCHIVE_PATH,
			    "%s.tal/%.4s/%.2s/%.2s/%s.xz", trees[i].tree, date,
			    date + 5, date + 8,
			    wish->kind == RSEC_ARCHIVE_OUTPUT &&
				    strcmp(date, "2023-10-11") >= 0
				? "output.json"
				: "roas.csv");
		}
	}
}

static int
note(void *ctx, const struct rsec_archive_file *file)
{
	struct rsec_archive_name name;
	char date[RSEC_UTC_SIZE];

	(void)ctx;
	assert_true(path_count < PATHS);
	assert_true(rsec_archive_parse(file->path, &name));
	assert_string_equal(name.ta, file->ta);
	assert_int_equal(name.day, file->day);
	rsec_utc_format_day(date, file->day / DAY);
	assert_int_equal(file->has_digest, strcmp(date, "2022-07-19") >= 0);
	strcpy(paths[path_count++], file->path);
	return 0;
}

static void
assert_planned(struct world *world, const struct rsec_archive_wish *wish)
{
	bool wished[TAS];
	size_t i, j;

	for (i = 0; i < TAS; i++) {
		wished[i] = wish->ta_count == 0;
		for (j = 0; j < wish->ta_count; j++)
			if (strcmp(wish->tas[j], ta_names[i]) == 0)
				wished[i] = true;
	}
	expect(world, wish, wished);
	path_count = 0;
	assert_int_equal(
	    rsec_archive_plan(
		world != NULL ? world->history : NULL, wish, note, NULL),
	    0);
	for (i = 0; i < path_count && i < expected_count; i++)
		assert_string_equal(paths[i], expected[i]);
	assert_int_equal(path_count, expected_count);
}

static void
the_trust_anchors_have_their_names(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < TAS; i++)
		assert_string_equal(rsec_archive_ta_name(i), ta_names[i]);
	assert_null(rsec_archive_ta_name(TAS));
}

static void
days_with_names_are_what_they_are_called(void **state)
{
	(void)state;
	assert_int_equal(RSEC_ARCHIVE_BEGIN, day_of("2011-01-21"));
	assert_int_equal(RSEC_ARCHIVE_JSON, day_of("2023-10-11"));
	assert_int_equal(RSEC_ARCHIVE_SHA256, day_of("2022-07-19"));
}

/* Around each day on which something changes, and without a store. */
static void
an_empty_store_lacks_all_that_there_is(void **state)
{
	static const char *const spans[][2] = { { "2011-01-01", "2011-02-10" },
		{ "2012-10-20", "2012-10-31" }, { "2018-03-30", "2018-04-10" },
		{ "2022-07-15", "2022-07-25" }, { "2023-06-20", "2023-07-20" },
		{ "2023-10-01", "2023-10-20" }, { "2024-02-27", "2024-03-02" },
		{ "2026-01-01", "2026-01-01" },
		{ "2026-01-02", "2026-01-01" } };
	struct rsec_archive_wish wish = { .kind = RSEC_ARCHIVE_ROAS };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(spans) / sizeof(spans[0]); i++) {
		wish.from = day_of(spans[i][0]);
		wish.to = day_of(spans[i][1]);
		wish.kind = RSEC_ARCHIVE_ROAS;
		assert_planned(NULL, &wish);
		wish.kind = RSEC_ARCHIVE_OUTPUT;
		assert_planned(NULL, &wish);
	}
}

static void
a_store_lacks_what_nobody_gave_it_and_what_was_corrupt(void **state)
{
	static const char *const firsts[] = { "2012-10-01", "2018-03-20",
		"2023-06-10", "2023-09-25" };
	static const char *const some[] = { "ripe", "apnic", "nobody" };
	static struct world world;
	struct rsec_archive_wish wish = { .kind = RSEC_ARCHIVE_OUTPUT };
	uint64_t seed;

	(void)state;
	for (seed = 0; seed < 8; seed++) {
		make_world(&world, firsts[seed % 4], 50, seed);
		wish.tas = some;
		wish.ta_count = seed % 3 == 0 ? 0 : seed % 3 + 1;
		wish.from = world.first - 5 * DAY;
		wish.to = world.first + 60 * DAY;
		assert_planned(&world, &wish);
		wish.from = world.first + 10 * DAY + 1; /* not at midnight */
		wish.to = world.first + 20 * DAY + DAY / 2;
		assert_planned(&world, &wish);
		close_world(&world);
	}
}

static void
without_a_first_day_each_goes_on_after_its_last(void **state)
{
	static struct world world;
	struct rsec_archive_wish wish = { .kind = RSEC_ARCHIVE_ROAS };
	uint64_t seed;
	uint32_t day;
	size_t ta;

	(void)state;
	for (seed = 20; seed < 24; seed++) {
		make_world(&world, "2018-03-01", 40, seed);
		wish.to = world.first + 45 * DAY;
		for (ta = 0; ta < TAS; ta++) {
			assert_true(rsec_archive_last(
			    world.history, ta_names[ta], &day));
			assert_int_equal(day, last_good(&world, ta));
		}
		assert_planned(&world, &wish);
		close_world(&world);
	}
	assert_false(rsec_archive_last(NULL, "ripe", &day));
}

/* It has an input already: the same one would be as suspect. */
static void
a_suspect_day_is_not_wanted_again(void **state)
{
	struct rsec_archive_wish wish = { .kind = RSEC_ARCHIVE_ROAS };
	static const char *const ripe[] = { "ripe" };
	static struct world world;
	struct rsec_builder *builder;
	struct rsec_err err;
	uint32_t i;
	int ta;

	(void)state;
	wish.tas = ripe;
	wish.ta_count = 1;
	wish.from = day_of("2024-01-01");
	wish.to = day_of("2024-01-12");
	assert_non_null(builder = rsec_builder_new(NULL, &err));
	for (i = 0; i < 12; i++)
		if (i != 5)
			add_snapshot(builder, "ripe", wish.from + i * DAY,
			    i == 8 ? 0 : 500);
	open_world(&world, builder);
	ta = rsec_history_ta_find(world.history, "ripe");
	assert_int_equal(
	    rsec_history_day(world.history, (uint8_t)ta, wish.from + 8 * DAY),
	    RSEC_OBSERVATION_SUSPECT);
	path_count = 0;
	assert_int_equal(
	    rsec_archive_plan(world.history, &wish, note, NULL), 0);
	assert_int_equal(path_count, 1);
	assert_string_equal(paths[0], "ripencc.tal/2024/01/06/roas.csv.xz");
	close_world(&world);
}

static int
stop_third(void *ctx, const struct rsec_archive_file *file)
{
	(void)file;
	return ++*(int *)ctx == 3 ? 42 : 0;
}

static void
a_callback_can_stop_it(void **state)
{
	const struct rsec_archive_wish wish = { .kind = RSEC_ARCHIVE_ROAS,
		.from = RSEC_ARCHIVE_BEGIN,
		.to = UINT32_MAX }; /* as far as time goes */
	int calls = 0;

	(void)state;
	assert_int_equal(
	    rsec_archive_plan(NULL, &wish, stop_third, &calls), 42);
	assert_int_equal(calls, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_trust_anchors_have_their_names),
		cmocka_unit_test(days_with_names_are_what_they_are_called),
		cmocka_unit_test(an_empty_store_lacks_all_that_there_is),
		cmocka_unit_test(
		    a_store_lacks_what_nobody_gave_it_and_what_was_corrupt),
		cmocka_unit_test(
		    without_a_first_day_each_goes_on_after_its_last),
		cmocka_unit_test(a_suspect_day_is_not_wanted_again),
		cmocka_unit_test(a_callback_can_stop_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
