/* SPDX-License-Identifier: ISC */
/* Months, incidents and the curve from raw to score. */
#include "tests/lib/test.h"

#include <math.h>
#include <string.h>

#include "base/utc.h"
#include "manrs/report.h"
#include "tests/lib/random.h"

#define MINUTE	60
#define HOUR	3600
#define SUBJECT 64496

static struct rsec_manrs_month
month_named(const char *name)
{
	struct rsec_manrs_month month;

	assert_true(rsec_manrs_month_parse(name, strlen(name), &month));
	return month;
}

static void
a_month_begins_where_the_last_ended(void **state)
{
	static const char *const bad[] = { "", "2026-1", "2026-13", "2026-00",
		"2026-10-", "2026/10", "26-10", "+026-10", "2026-1 " };
	struct rsec_manrs_month month = month_named("2023-12"), next;
	char name[RSEC_MANRS_MONTH_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < 60; i++, month = next) {
		next = rsec_manrs_month_of(month.end);
		assert_true(next.begin == month.end);
		assert_true(
		    rsec_manrs_month_of(month.end - 1).begin == month.begin);
		rsec_manrs_month_format(name, &month);
		assert_true(month_named(name).begin == month.begin);
		assert_int_equal(
		    month.days, (month.end - month.begin) / RSEC_DAY);
	}
	assert_string_equal(name, "2028-11");
	assert_int_equal(month_named("2024-02").days, 29);
	assert_int_equal(month_named("2023-02").days, 28);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(
		    rsec_manrs_month_parse(bad[i], strlen(bad[i]), &month));
}

static void
published_points_lie_on_the_curve(void **state)
{
	uint64_t raw;
	uint32_t last = 1000000, value;

	(void)state;
	assert_int_equal(rsec_manrs_decay(0), 1000000);
	assert_int_equal(rsec_manrs_decay(RSEC_MANRS_ONE / 2), 600000);
	assert_int_equal(rsec_manrs_decay(RSEC_MANRS_ONE), 485578);
	assert_int_equal(rsec_manrs_decay(2 * RSEC_MANRS_ONE), 360000);
	for (raw = 0; raw < 3000 * RSEC_MANRS_ONE; raw += raw / 50 + 1) {
		value = rsec_manrs_decay(raw);
		assert_true(value <= last);
		assert_true(
		    fabs(value - 1e6 * pow(0.6, sqrt((double)raw / 5000))) < 1);
		last = value;
	}
	assert_int_equal(rsec_manrs_decay(UINT64_MAX), 0);
}

static void
a_weight_grows_by_whole_days(void **state)
{
	static const struct {
		int64_t seconds;
		uint64_t weight;
	} tests[] = { { 0, 0 }, { 1, 5000 }, { 30 * MINUTE - 1, 5000 },
		{ 30 * MINUTE, 10000 }, { 24 * HOUR - 1, 10000 },
		{ 24 * HOUR, 20000 }, { 25 * HOUR, 20000 },
		{ 48 * HOUR - 1, 20000 }, { 48 * HOUR, 30000 },
		{ 31 * 24 * HOUR, 320000 } };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		assert_int_equal(rsec_manrs_duration_weight(tests[i].seconds),
		    tests[i].weight);
}

/* Incidents of events that are added one by one. */
struct log {
	struct rsec_manrs_events *events;
	struct rsec_manrs_month month;
	struct rsec_arena arena;
	struct rsec_manrs_incident *incident;
};

static void
log_init(struct log *log)
{
	*log = (struct log){ rsec_manrs_events_new(), month_named("2026-10"),
		RSEC_ARENA_INIT, NULL };
	assert_non_null(log->events);
}

static void
log_fini(struct log *log)
{
	rsec_manrs_events_free(log->events);
	rsec_arena_fini(&log->arena);
}

static void
add(struct log *log, enum rsec_manrs_metric metric, int64_t begin, int64_t end,
    uint32_t weight)
{
	const struct rsec_manrs_event event = {
		.asn = SUBJECT,
		.metric = metric,
		.begin = begin,
		.end = end,
		.weight = weight,
		.id = "",
		.why = "",
		.url = "",
	};

	assert_int_equal(rsec_manrs_events_add(log->events, &event, NULL), 0);
}

/* The same, seconds into the month. */
static void
add_hijack(struct log *log, int64_t from, int64_t seconds)
{
	add(log, RSEC_MANRS_M2, log->month.begin + from,
	    log->month.begin + from + seconds, 100);
}

static int
merge_until(struct log *log, int64_t now)
{
	uint32_t first, count;

	assert_int_equal(rsec_manrs_events_freeze(log->events, NULL), 0);
	count = rsec_manrs_events_of(log->events, SUBJECT, &first);
	return rsec_manrs_incidents(log->events, first, count, &log->month, now,
	    &log->arena, &log->incident);
}

static int
merge(struct log *log)
{
	return merge_until(log, log->month.end);
}

static void
the_published_example_is_3_5(void **state)
{
	struct log log;
	uint64_t raw = 0;
	int i, n;

	(void)state;
	log_init(&log);
	add_hijack(&log, 0, 29 * MINUTE);
	add_hijack(&log, 5 * 24 * HOUR, 13 * HOUR);
	add_hijack(&log, 9 * 24 * HOUR, 25 * HOUR);
	assert_int_equal(n = merge(&log), 3);
	for (i = 0; i < n; i++)
		raw += log.incident[i].raw;
	assert_int_equal(raw, 35000);
	log_fini(&log);
}

static void
events_that_touch_are_one_incident(void **state)
{
	struct log log;

	(void)state;
	log_init(&log);
	add_hijack(&log, 13 * HOUR, 12 * HOUR);
	add_hijack(&log, 0, 13 * HOUR);
	assert_int_equal(merge(&log), 1);
	assert_int_equal(log.incident[0].events, 2);
	assert_int_equal(
	    log.incident[0].end - log.incident[0].begin, 25 * HOUR);
	assert_int_equal(log.incident[0].raw, 20000);
	log_fini(&log);
}

static void
only_events_of_the_same_weight_and_metric_are_one(void **state)
{
	struct log log;

	(void)state;
	log_init(&log);
	add_hijack(&log, 0, HOUR);
	add(&log, RSEC_MANRS_M2, log.month.begin, log.month.begin + HOUR, 50);
	add(&log, RSEC_MANRS_M3, log.month.begin, log.month.begin + HOUR, 100);
	assert_int_equal(merge(&log), 3);
	assert_int_equal(log.incident[0].raw, 5000);
	assert_int_equal(log.incident[1].raw, 10000);
	assert_int_equal(log.incident[2].metric, RSEC_MANRS_M3);
	log_fini(&log);
}

static void
what_is_beyond_the_month_is_cut_off(void **state)
{
	struct log log;
	int64_t begin, end;

	(void)state;
	log_init(&log);
	begin = log.month.begin;
	end = log.month.end;
	add(&log, RSEC_MANRS_M1, begin - HOUR, begin, 100);
	add(&log, RSEC_MANRS_M1, end, end + HOUR, 100);
	add(&log, RSEC_MANRS_M2, begin - 24 * HOUR, begin + HOUR, 100);
	add(&log, RSEC_MANRS_M2, end - HOUR, end + 24 * HOUR, 100);
	add(&log, RSEC_MANRS_M3, begin + HOUR, begin, 100);
	assert_int_equal(merge(&log), 2);
	assert_true(log.incident[0].begin == begin && !log.incident[0].open);
	assert_true(log.incident[1].end == end && log.incident[1].open);
	assert_int_equal(log.incident[0].raw, 10000);
	assert_int_equal(log.incident[1].raw, 10000);
	log_fini(&log);
}

static void
an_open_event_lasts_until_now_or_the_end_of_the_month(void **state)
{
	struct log log;
	int64_t begin;

	(void)state;
	log_init(&log);
	begin = log.month.end - 2 * 24 * HOUR;
	add(&log, RSEC_MANRS_M2, begin, RSEC_MANRS_OPEN, 100);
	assert_int_equal(merge(&log), 1);
	assert_true(log.incident[0].open);
	assert_int_equal(log.incident[0].raw, 30000);
	assert_int_equal(merge_until(&log, begin + HOUR), 1);
	assert_true(log.incident[0].open);
	assert_int_equal(log.incident[0].raw, 10000);
	assert_int_equal(merge_until(&log, begin - HOUR), 1);
	assert_int_equal(log.incident[0].raw, 0);
	log_fini(&log);
}

/* Points of the month on a grid of ten minutes, those between them, too. */
#define STEP	600
#define POINTS	(2 * 31 * 24 * 6 + 1)
#define METRICS 3
#define WEIGHTS 2

struct grid {
	bool point[METRICS][WEIGHTS][POINTS];
};

static void
add_random(struct log *log, struct random *r, struct grid *grid)
{
	const int last = POINTS / 2;
	const int from = (int)random_below(r, POINTS / 2 + 40) - 20;
	const int to = from + (int)random_below(r, 1 + random_below(r, 300));
	const unsigned metric = random_below(r, METRICS);
	const unsigned weight = random_below(r, WEIGHTS);
	int i;

	add(log, (enum rsec_manrs_metric)metric, log->month.begin + from * STEP,
	    log->month.begin + to * STEP, 50 * (weight + 1));
	if (from >= last || to < 0 || (to == 0 && from < 0))
		return;
	for (i = from < 0 ? 0 : 2 * from; i <= 2 * (to < last ? to : last); i++)
		grid->point[metric][weight][i] = true;
}

/* Each run of points is the next incident. */
static int
compare_runs(const struct log *log, const bool *point, unsigned metric,
    unsigned weight, int n)
{
	const struct rsec_manrs_incident *incident;
	int from, to;

	for (from = 0; from < POINTS; from = to + 1) {
		for (to = from; to < POINTS && point[to]; to++)
			continue;
		if (to == from)
			continue;
		incident = &log->incident[n++];
		assert_int_equal(incident->metric, metric);
		assert_true(
		    incident->begin == log->month.begin + from / 2 * STEP);
		assert_true(
		    incident->end == log->month.begin + (to - 1) / 2 * STEP);
		assert_int_equal(incident->raw,
		    rsec_manrs_duration_weight((to - 1 - from) / 2 * STEP) *
			(weight + 1) / 2);
	}
	return n;
}

static void
incidents_are_the_runs_of_a_grid(void **state)
{
	struct random r = { 6 };
	static struct grid grid;
	struct log log;
	unsigned round, m, w, i;
	int n, expected;

	(void)state;
	for (round = 0; round < 200; round++) {
		memset(&grid, 0, sizeof(grid));
		log_init(&log);
		for (i = random_below(&r, 120); i > 0; i--)
			add_random(&log, &r, &grid);
		n = merge(&log);
		expected = 0;
		for (m = 0; m < METRICS; m++)
			for (w = 0; w < WEIGHTS; w++)
				expected = compare_runs(
				    &log, grid.point[m][w], m, w, expected);
		assert_int_equal(n, expected);
		log_fini(&log);
	}
}

static void
rules_are_those_of_a_year(void **state)
{
	struct rsec_manrs_rules rules;
	struct rsec_manrs_assumption assumed;
	enum rsec_manrs_check check;
	size_t i, options = 0;

	(void)state;
	assert_false(rsec_manrs_rules_init(&rules, 2019, RSEC_MANRS_NETOPS));
	assert_true(rsec_manrs_rules_init(&rules, 2018, RSEC_MANRS_NETOPS));
	assert_true(rsec_manrs_check_find("A1-INC-M2", &check));
	assert_int_equal(
	    rsec_manrs_check_needs(check, &rules), RSEC_MANRS_BGPSTREAM);
	assert_true(rsec_manrs_rules_init(&rules, 2023, RSEC_MANRS_NETOPS));
	assert_int_equal(rsec_manrs_check_needs(check, &rules),
	    RSEC_MANRS_BGPSTREAM | RSEC_MANRS_GRIP);
	assert_true(rsec_manrs_rules_init(&rules, 2024, RSEC_MANRS_CDN));
	assert_int_equal(
	    rsec_manrs_check_needs(check, &rules), RSEC_MANRS_GRIP);
	assert_int_equal(rules.conformant, 100);
	for (i = 0; rsec_manrs_rules_assumption(&rules, i, &assumed); i++) {
		assert_true(strlen(assumed.why) > 0);
		options += assumed.option[0] != '\0';
	}
	assert_int_equal(options, 7);
	assert_true(i > options);
}

static void
a_frozen_set_of_events_takes_no_more(void **state)
{
	struct rsec_manrs_event event = { .id = "", .why = "", .url = "" };
	struct rsec_manrs_events *events = rsec_manrs_events_new();
	struct rsec_err err;

	(void)state;
	assert_non_null(events);
	assert_int_equal(rsec_manrs_events_freeze(events, NULL), 0);
	assert_int_equal(rsec_manrs_events_add(events, &event, &err), -1);
	assert_string_equal(err.msg, "the set is frozen");
	rsec_manrs_events_free(events);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_month_begins_where_the_last_ended),
		cmocka_unit_test(published_points_lie_on_the_curve),
		cmocka_unit_test(a_weight_grows_by_whole_days),
		cmocka_unit_test(the_published_example_is_3_5),
		cmocka_unit_test(events_that_touch_are_one_incident),
		cmocka_unit_test(
		    only_events_of_the_same_weight_and_metric_are_one),
		cmocka_unit_test(what_is_beyond_the_month_is_cut_off),
		cmocka_unit_test(
		    an_open_event_lasts_until_now_or_the_end_of_the_month),
		cmocka_unit_test(incidents_are_the_runs_of_a_grid),
		cmocka_unit_test(rules_are_those_of_a_year),
		cmocka_unit_test(a_frozen_set_of_events_takes_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
