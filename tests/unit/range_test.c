/* SPDX-License-Identifier: ISC */
/*
 * States over an interval, against the question that is asked of each of its
 * days alone.
 */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "history/query.h"
#include "tests/lib/past.h"

static struct rsec_prefix
prefix(const char *s)
{
	struct rsec_prefix p;

	assert_int_equal(rsec_prefix_parse(s, strlen(s), &p, NULL), 0);
	return p;
}

static void
make(struct past *past, uint64_t seed)
{
	past_init(past);
	past_add(past, "100.64.0.0/10", 10, 64511);
	past_add(past, "192.0.0.0/22", 24, 64496);
	past_add(past, "192.0.0.0/22", 22, 64497);
	past_add(past, "192.0.2.0/24", 24, 64497);
	past_add(past, "192.0.2.0/24", 25, 64496);
	past_add(past, "192.0.2.128/25", 25, 64498);
	past_add(past, "198.51.100.0/24", 24, 0);
	past_add(past, "198.51.100.0/24", 24, 64496);
	past_add(past, "2001:db8::/32", 33, 64497);
	past_add(past, "2001:db8::/32", 32, 64496);
	past_fill(past, seed);
	past_build(past);
}

/* A segment says what each of its days says when it is asked alone. */
struct alike {
	struct rsec_history *history;
	const struct rsec_route *route; /* NULL: the cover */
	struct rsec_prefix prefix;
	enum rsec_history_gaps gaps;
	uint32_t next;
};

static void
assert_same(struct rsec_history_verdict a, struct rsec_history_verdict b)
{
	assert_int_equal(a.state, b.state);
	assert_int_equal(a.reason, b.reason);
}

static int
check_alike(void *ctx, const struct rsec_history_segment *segment)
{
	struct alike *alike = ctx;
	struct rsec_history_answer want;
	uint32_t t;
	int rc;

	assert_int_equal(segment->from, alike->next);
	for (t = segment->from; t <= segment->to; t += PAST_DAY) {
		rc = alike->route != NULL
			 ? rsec_history_check(alike->history, alike->route, t,
			       alike->gaps, &want, NULL)
			 : rsec_history_covered(alike->history, &alike->prefix,
			       t, alike->gaps, &want, NULL);
		assert_int_equal(rc, 0);
		assert_same(segment->answer.verdict, want.verdict);
		if (want.verdict.state != RSEC_HISTORY_UNKNOWN)
			continue;
		assert_int_equal(segment->answer.unknown_ta, want.unknown_ta);
		assert_same(segment->answer.before, want.before);
		assert_same(segment->answer.after, want.after);
	}
	alike->next = segment->to + PAST_DAY;
	return 0;
}

static void
check_ranges(struct rsec_history *history, const char *s, unsigned gaps)
{
	const struct rsec_route route = { prefix(s), 64496, true };
	struct alike alike = { .history = history,
		.prefix = route.prefix,
		.gaps = (enum rsec_history_gaps)gaps };
	uint32_t from, to;

	for (from = 0; from < PAST_DAYS + 4; from += 3)
		for (to = from; to < PAST_DAYS + 4; to += 5) {
			alike.next = PAST_ZERO + from * PAST_DAY - 2 * PAST_DAY;
			alike.route = NULL;
			assert_int_equal(
			    rsec_history_covered_range(history, &alike.prefix,
				alike.next + 7,
				PAST_ZERO + to * PAST_DAY - 2 * PAST_DAY + 9,
				alike.gaps, check_alike, &alike, NULL),
			    0);
			assert_int_equal(
			    alike.next, PAST_ZERO + to * PAST_DAY - PAST_DAY);
			alike.next = PAST_ZERO + from * PAST_DAY - 2 * PAST_DAY;
			alike.route = &route;
			assert_int_equal(
			    rsec_history_check_range(history, &route,
				alike.next,
				PAST_ZERO + to * PAST_DAY - 2 * PAST_DAY,
				alike.gaps, check_alike, &alike, NULL),
			    0);
			assert_int_equal(
			    alike.next, PAST_ZERO + to * PAST_DAY - PAST_DAY);
		}
}

static void
an_interval_says_what_each_of_its_days_says(void **state)
{
	static const char *const prefixes[] = { "192.0.2.0/24", "192.0.2.0/25",
		"192.0.2.128/25", "192.0.0.0/22", "192.0.0.0/21",
		"198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32",
		"2001:db8:8000::/33" };
	struct past *past = malloc(sizeof(*past));
	uint64_t seed;
	unsigned gaps;
	size_t i;

	(void)state;
	assert_non_null(past);
	for (seed = 1; seed <= 10; seed++) {
		make(past, seed);
		for (gaps = 0; gaps < 3; gaps++)
			for (i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]);
			     i++)
				check_ranges(past->history, prefixes[i], gaps);
		past_fini(past);
	}
	free(past);
}

static int
never(void *ctx, const struct rsec_history_segment *segment)
{
	(void)ctx;
	(void)segment;
	fail_msg("no day, no segment");
	return 0;
}

static void
an_interval_that_ends_before_it_begins_has_no_segment(void **state)
{
	const struct rsec_prefix p = prefix("192.0.2.0/24");
	struct past *past = malloc(sizeof(*past));

	(void)state;
	assert_non_null(past);
	make(past, 1);
	assert_int_equal(
	    rsec_history_covered_range(past->history, &p, PAST_ZERO + PAST_DAY,
		PAST_ZERO, RSEC_GAPS_UNKNOWN, never, NULL, NULL),
	    0);
	past_fini(past);
	free(past);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_interval_says_what_each_of_its_days_says),
		cmocka_unit_test(
		    an_interval_that_ends_before_it_begins_has_no_segment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
