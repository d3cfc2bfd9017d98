/* SPDX-License-Identifier: ISC */
/*
 * Questions about the past, against an oracle that keeps each day's VRPs as a
 * set and answers from the sets by the words of RFC 6811, and the vectors in
 * which another service is known to err.
 */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "history/query.h"
#include "tests/lib/random.h"
#include "tests/unit/history_query/archive.h"

/* RFC 6811 over the sets SET[ta], any of which may be NULL. */
static struct rsec_history_verdict
validate(const struct archive *archive, const bool *const set[TAS],
    const struct rsec_route *route)
{
	bool covered = false, zero = true, length = false;
	size_t ta, i;

	for (ta = 0; ta < TAS; ta++)
		for (i = 0; set[ta] != NULL && i < archive->vrp_count; i++) {
			const struct rsec_vrp *vrp = &archive->vrps[i];

			if (!set[ta][i] ||
			    !rsec_prefix_contains(&vrp->prefix, &route->prefix))
				continue;
			covered = true;
			if (vrp->asn != 0)
				zero = false;
			if (vrp->asn == 0 || vrp->asn != route->origin)
				continue;
			if (route->prefix.len <= vrp->max_len)
				return (struct rsec_history_verdict){
					RSEC_HISTORY_VALID, RSEC_ROV_NONE
				};
			length = true;
		}
	if (!covered)
		return (struct rsec_history_verdict){ RSEC_HISTORY_NOT_FOUND,
			RSEC_ROV_NONE };
	return (struct rsec_history_verdict){ RSEC_HISTORY_INVALID,
		length ? RSEC_ROV_LENGTH
		: zero ? RSEC_ROV_AS0
		       : RSEC_ROV_AS };
}

static bool
ever_covered(
    const struct archive *archive, size_t ta, const struct rsec_route *route)
{
	size_t day, i;

	for (day = 0; day < DAYS; day++)
		for (i = 0;
		     archive->observed[ta][day] && i < archive->vrp_count; i++)
			if (archive->has[ta][day][i] &&
			    rsec_prefix_contains(
				&archive->vrps[i].prefix, &route->prefix))
				return true;
	return false;
}

/* Whether TA was observed both before and after DAY. */
static bool
is_amid(const struct archive *archive, size_t ta, size_t day)
{
	bool before = false, after = false;
	size_t i;

	for (i = 0; i < DAYS; i++) {
		before |= i < day && archive->observed[ta][i];
		after |= i > day && archive->observed[ta][i];
	}
	return before && after;
}

/* The set of TA on DAY, or the one before it where that is missing. */
static const bool *
carried(const struct archive *archive, size_t ta, size_t day)
{
	size_t i;

	for (i = day + 1; i-- > 0;)
		if (archive->observed[ta][i])
			return archive->has[ta][i];
	return NULL;
}

static struct rsec_history_verdict
expect(const struct archive *archive, const struct rsec_route *route,
    size_t day, enum rsec_history_gaps gaps)
{
	const bool *set[TAS];
	struct rsec_history_verdict verdict;
	bool missing = false, any = false, ever = false;
	size_t ta;

	for (ta = 0; ta < TAS; ta++) {
		set[ta] =
		    archive->observed[ta][day] ? archive->has[ta][day] : NULL;
		any |= set[ta] != NULL;
		ever |= ever_covered(archive, ta, route);
		if (set[ta] == NULL && (ever_covered(archive, ta, route) ||
					   !is_amid(archive, ta, day)))
			missing = true;
		if (set[ta] == NULL && gaps == RSEC_GAPS_CARRY)
			set[ta] = carried(archive, ta, day);
	}
	verdict = validate(archive, set, route);
	if (gaps == RSEC_GAPS_UNKNOWN && verdict.state != RSEC_HISTORY_VALID &&
	    (missing || (!ever && !any)))
		return (struct rsec_history_verdict){ RSEC_HISTORY_UNKNOWN,
			RSEC_ROV_NONE };
	return verdict;
}

static const char *const route_prefixes[] = { "192.0.2.0/24", "192.0.2.0/25",
	"192.0.2.128/25", "192.0.0.0/22", "192.0.0.0/21", "198.51.100.0/24",
	"203.0.113.0/24", "2001:db8::/32", "2001:db8:8000::/33" };

static void
make_archive(struct archive *archive, uint64_t seed)
{
	struct random random = { seed };
	size_t ta, day, i;

	memset(archive, 0, sizeof(*archive));
	add_vrp(archive, "192.0.0.0/22", 24, 64496);
	add_vrp(archive, "192.0.0.0/22", 22, 64497);
	add_vrp(archive, "192.0.2.0/24", 24, 64497);
	add_vrp(archive, "192.0.2.0/24", 25, 64496);
	add_vrp(archive, "192.0.2.128/25", 25, 64498);
	add_vrp(archive, "198.51.100.0/24", 24, 0);
	add_vrp(archive, "198.51.100.0/24", 24, 64496);
	add_vrp(archive, "2001:db8::/32", 33, 64497);
	add_vrp(archive, "2001:db8::/32", 32, 64496);
	add_vrp(archive, "100.64.0.0/10", 10, 64511);
	for (ta = 0; ta < TAS; ta++)
		for (day = 0; day < DAYS; day++) {
			archive->observed[ta][day] =
			    random_below(&random, 4) != 0;
			for (i = 0; i < archive->vrp_count; i++)
				archive->has[ta][day][i] =
				    day == 0 || random_below(&random, 5) == 0
					? random_below(&random, 3) == 0
					: archive->has[ta][day - 1][i];
			/* A day without any VRP would be suspect. */
			archive->has[ta][day][archive->vrp_count - 1] = true;
		}
	archive->observed[0][0] = archive->observed[1][DAYS - 1] = true;
}

static void
check_days(const struct archive *archive, struct rsec_history *history,
    const struct rsec_route *route, enum rsec_history_gaps gaps)
{
	struct rsec_history_answer answer;
	struct rsec_history_verdict want;
	size_t day;

	for (day = 0; day < DAYS; day++) {
		want = expect(archive, route, day, gaps);
		assert_int_equal(
		    rsec_history_check(history, route,
			ZERO + (uint32_t)day * DAY, gaps, &answer, NULL),
		    0);
		assert_int_equal(answer.verdict.state, want.state);
		assert_int_equal(answer.verdict.reason, want.reason);
	}
}

static void
each_day_is_answered_as_its_sets_say(void **state)
{
	static const uint32_t origins[] = { 64496, 64497, 64498, 0 };
	struct rsec_route route = { .has_origin = true };
	struct archive *archive = malloc(sizeof(*archive));
	struct image image;
	uint64_t seed;
	size_t p, o;

	(void)state;
	assert_non_null(archive);
	for (seed = 1; seed <= 20; seed++) {
		make_archive(archive, seed);
		image = build(archive);
		for (p = 0;
		     p < sizeof(route_prefixes) / sizeof(route_prefixes[0]);
		     p++)
			for (o = 0; o < 4; o++) {
				route.prefix = prefix(route_prefixes[p]);
				route.origin = origins[o];
				check_days(archive, image.history, &route,
				    RSEC_GAPS_UNKNOWN);
				check_days(archive, image.history, &route,
				    RSEC_GAPS_CARRY);
				check_days(archive, image.history, &route,
				    RSEC_GAPS_WITHDRAWN);
			}
		drop(&image);
	}
	free(archive);
}

struct segments {
	const struct archive *archive;
	const struct rsec_route *route;
	uint32_t next; /* where the next one has to begin */
	struct rsec_history_segment last;
	size_t count;
};

static int
check_segment(void *ctx, const struct rsec_history_segment *segment)
{
	struct segments *segments = ctx;
	struct rsec_history_verdict want;
	uint32_t t;

	assert_int_equal(segment->from, segments->next);
	for (t = segment->from; t <= segment->to; t += DAY) {
		want = expect(segments->archive, segments->route,
		    (t - ZERO) / DAY, RSEC_GAPS_UNKNOWN);
		assert_int_equal(segment->answer.verdict.state, want.state);
		assert_int_equal(segment->answer.verdict.reason, want.reason);
	}
	if (segments->count++ > 0 &&
	    segment->answer.verdict.state != RSEC_HISTORY_UNKNOWN)
		assert_false(segments->last.answer.verdict.state ==
				 segment->answer.verdict.state &&
			     segments->last.answer.verdict.reason ==
				 segment->answer.verdict.reason);
	segments->last = *segment;
	segments->next = segment->to + DAY;
	return 0;
}

static void
segments_follow_each_other_without_a_gap(void **state)
{
	struct rsec_route route = { .origin = 64496, .has_origin = true };
	struct archive *archive = malloc(sizeof(*archive));
	struct segments segments;
	struct image image;
	uint64_t seed;

	(void)state;
	assert_non_null(archive);
	for (seed = 1; seed <= 20; seed++) {
		make_archive(archive, seed);
		image = build(archive);
		route.prefix = prefix(route_prefixes[seed % 9]);
		segments = (struct segments){
			.archive = archive, .route = &route, .next = ZERO
		};
		assert_int_equal(
		    rsec_history_check_range(image.history, &route, ZERO,
			ZERO + (DAYS - 1) * DAY, RSEC_GAPS_UNKNOWN,
			check_segment, &segments, NULL),
		    0);
		assert_int_equal(segments.next, ZERO + DAYS * DAY);
		drop(&image);
	}
	free(archive);
}

struct spans {
	struct rsec_history *history;
	enum rsec_history_gaps gaps;
	uint32_t days, unknown;
};

static int
mark_span(void *ctx, const struct rsec_history_span *span)
{
	struct spans *spans = ctx;

	assert_true(span->from <= span->to);
	assert_int_equal(
	    span->observed + span->unknown, (span->to - span->from) / DAY + 1);
	if (spans->gaps == RSEC_GAPS_WITHDRAWN)
		assert_int_equal(span->unknown, 0);
	spans->days += span->observed;
	spans->unknown += span->unknown;
	return 0;
}

static int
mark_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct spans *spans = ctx;

	return rsec_history_spans(
	    spans->history, vrp, spans->gaps, mark_span, spans, NULL);
}

/* Days on which VRPs were seen: what all ways to read a gap agree on. */
static uint32_t
vrp_days(const struct archive *archive)
{
	uint32_t days = 0;
	size_t ta, day, i;

	for (ta = 0; ta < TAS; ta++)
		for (day = 0; day < DAYS; day++)
			for (i = 0; archive->observed[ta][day] && i < VRPS; i++)
				days += archive->has[ta][day][i];
	return days;
}

static void
spans_have_the_days_on_which_it_was_seen(void **state)
{
	struct archive *archive = malloc(sizeof(*archive));
	struct spans spans = { .history = NULL };
	struct image image;
	uint64_t seed;
	unsigned gaps;

	(void)state;
	assert_non_null(archive);
	for (seed = 1; seed <= 20; seed++) {
		make_archive(archive, seed);
		image = build(archive);
		spans.history = image.history;
		for (gaps = 0; gaps < 3; gaps++) {
			spans.gaps = (enum rsec_history_gaps)gaps;
			spans.days = spans.unknown = 0;
			assert_int_equal(rsec_history_all(image.history,
					     mark_vrp, &spans, NULL),
			    0);
			assert_int_equal(spans.days, vrp_days(archive));
		}
		drop(&image);
	}
	free(archive);
}

struct difference {
	const struct archive *archive;
	size_t a, b, count;
};

static int
check_change(void *ctx, bool added, const struct rsec_history_vrp *vrp)
{
	struct difference *difference = ctx;
	const struct archive *archive = difference->archive;
	size_t i;

	for (i = 0; i < archive->vrp_count; i++)
		if (rsec_prefix_equal(&archive->vrps[i].prefix, &vrp->prefix) &&
		    archive->vrps[i].asn == vrp->asn &&
		    archive->vrps[i].max_len == vrp->max_len)
			break;
	assert_true(i < archive->vrp_count);
	assert_int_equal(archive->has[vrp->ta][difference->a][i], !added);
	assert_int_equal(archive->has[vrp->ta][difference->b][i], added);
	difference->count++;
	return 0;
}

static void
changes_are_the_difference_of_the_sets(void **state)
{
	struct archive *archive = malloc(sizeof(*archive));
	struct difference difference = { .archive = archive };
	struct image image;
	size_t want, ta, i;
	uint64_t seed;

	(void)state;
	assert_non_null(archive);
	for (seed = 1; seed <= 20; seed++) {
		make_archive(archive, seed);
		image = build(archive);
		difference.a = seed % DAYS;
		difference.b = (seed * 7) % DAYS;
		difference.count = want = 0;
		for (ta = 0; ta < TAS; ta++)
			for (i = 0;
			     archive->observed[ta][difference.a] &&
			     archive->observed[ta][difference.b] && i < VRPS;
			     i++)
				want += archive->has[ta][difference.a][i] !=
					archive->has[ta][difference.b][i];
		assert_int_equal(rsec_history_changes(image.history,
				     ZERO + (uint32_t)difference.a * DAY,
				     ZERO + (uint32_t)difference.b * DAY,
				     check_change, &difference, NULL),
		    0);
		assert_int_equal(difference.count, want);
		drop(&image);
	}
	free(archive);
}

static enum rsec_history_state
ask(struct rsec_history *history, const char *s, uint32_t origin, uint32_t at,
    struct rsec_history_answer *answer)
{
	struct rsec_route route = { prefix(s), origin, true };

	assert_int_equal(rsec_history_check(history, &route, at,
			     RSEC_GAPS_UNKNOWN, answer, NULL),
	    0);
	return answer->verdict.state;
}

/* Siblings and more-specifics have no say, nor have VRPs of other days. */
static void
only_vrps_that_cover_the_route_on_that_day_count(void **state)
{
	struct archive *archive = calloc(1, sizeof(*archive));
	struct rsec_history_answer answer;
	struct image image;
	size_t day;

	(void)state;
	assert_non_null(archive);
	add_vrp(archive, "10.0.0.0/8", 8, 64496);
	add_vrp(archive, "10.1.0.0/16", 24, 64497);
	add_vrp(archive, "192.0.2.0/24", 24, 64496);
	add_vrp(archive, "198.51.100.0/24", 24, 0);
	for (day = 0; day < DAYS; day++) {
		archive->observed[1][day] = true;
		archive->has[1][day][0] = archive->has[1][day][1] = true;
		archive->has[1][day][2] = day < 5;
		archive->has[1][day][3] = true;
	}
	image = build(archive);
	assert_int_equal(
	    ask(image.history, "10.2.0.0/24", 64497, ZERO, &answer),
	    RSEC_HISTORY_INVALID);
	assert_int_equal(answer.verdict.reason, RSEC_ROV_AS);
	assert_int_equal(
	    ask(image.history, "192.0.2.0/24", 64496, ZERO + 4 * DAY, &answer),
	    RSEC_HISTORY_VALID);
	assert_int_equal(
	    ask(image.history, "192.0.2.0/24", 64496, ZERO + 5 * DAY, &answer),
	    RSEC_HISTORY_NOT_FOUND);
	assert_int_equal(
	    ask(image.history, "198.51.100.0/24", 0, ZERO, &answer),
	    RSEC_HISTORY_INVALID);
	assert_int_equal(answer.verdict.reason, RSEC_ROV_AS0);
	drop(&image);
	free(archive);
}

static void
a_time_of_day_lies_between_two_observations(void **state)
{
	struct archive *archive = calloc(1, sizeof(*archive));
	struct rsec_history_answer answer;
	struct image image;
	size_t day;

	(void)state;
	assert_non_null(archive);
	add_vrp(archive, "192.0.2.0/24", 24, 64496);
	for (day = 0; day < 10; day++) {
		archive->observed[1][day] = day != 6;
		archive->has[1][day][0] = day < 3;
	}
	image = build(archive);
	assert_int_equal(ask(image.history, "192.0.2.0/24", 64496,
			     ZERO + DAY + 36000, &answer),
	    RSEC_HISTORY_VALID);
	assert_int_equal(ask(image.history, "192.0.2.0/24", 64496,
			     ZERO + 2 * DAY + 36000, &answer),
	    RSEC_HISTORY_CHANGED);
	assert_int_equal(answer.before.state, RSEC_HISTORY_VALID);
	assert_int_equal(answer.after.state, RSEC_HISTORY_NOT_FOUND);
	/* Nobody looked on day 6: what lies beside it is two days apart. */
	assert_int_equal(ask(image.history, "192.0.2.0/24", 64496,
			     ZERO + 5 * DAY + 36000, &answer),
	    RSEC_HISTORY_UNKNOWN);
	assert_int_equal(answer.before.state, RSEC_HISTORY_NOT_FOUND);
	assert_int_equal(answer.after.state, RSEC_HISTORY_NOT_FOUND);
	drop(&image);
	free(archive);
}

/* apnic from day 5 to 14, ripe on all days: who says what beyond the former. */
static void
an_rir_says_nothing_beyond_its_observations(void **state)
{
	struct archive *archive = calloc(1, sizeof(*archive));
	struct rsec_history_answer answer;
	struct image image;
	size_t day;

	(void)state;
	assert_non_null(archive);
	add_vrp(archive, "192.0.2.0/24", 24, 64496);
	add_vrp(archive, "192.0.0.0/16", 16, 64497);
	for (day = 0; day < DAYS; day++) {
		archive->observed[0][day] = day >= 5 && day < 15 && day != 9;
		archive->observed[1][day] = true;
		archive->has[0][day][0] = archive->has[1][day][1] = true;
	}
	image = build(archive);
	/* apnic had a VRP for it: of the time before nothing is known. */
	assert_int_equal(
	    ask(image.history, "192.0.2.0/24", 64496, ZERO + DAY, &answer),
	    RSEC_HISTORY_UNKNOWN);
	assert_int_equal(answer.unknown_ta, 0);
	assert_int_equal(answer.before.state, RSEC_HISTORY_UNKNOWN);
	assert_int_equal(answer.after.state, RSEC_HISTORY_VALID);
	/* It had none for these: but may have had one before, and after. */
	assert_int_equal(
	    ask(image.history, "10.0.0.0/8", 64496, ZERO + 4 * DAY, &answer),
	    RSEC_HISTORY_UNKNOWN);
	assert_int_equal(answer.unknown_ta, 0);
	assert_int_equal(
	    ask(image.history, "192.0.0.0/17", 64499, ZERO + 15 * DAY, &answer),
	    RSEC_HISTORY_UNKNOWN);
	assert_int_equal(answer.before.state, RSEC_HISTORY_INVALID);
	assert_int_equal(answer.after.state, RSEC_HISTORY_UNKNOWN);
	/* One that is missing would not undo this. */
	assert_int_equal(
	    ask(image.history, "192.0.0.0/16", 64497, ZERO + 15 * DAY, &answer),
	    RSEC_HISTORY_VALID);
	/* Neither the day before nor the one behind had any. */
	assert_int_equal(
	    ask(image.history, "10.0.0.0/8", 64496, ZERO + 9 * DAY, &answer),
	    RSEC_HISTORY_NOT_FOUND);
	/* Times of day: from the first observation to the last. */
	assert_int_equal(ask(image.history, "10.0.0.0/8", 64496,
			     ZERO + 5 * DAY - 1, &answer),
	    RSEC_HISTORY_UNKNOWN);
	assert_int_equal(ask(image.history, "10.0.0.0/8", 64496,
			     ZERO + 5 * DAY + 1, &answer),
	    RSEC_HISTORY_NOT_FOUND);
	assert_int_equal(ask(image.history, "10.0.0.0/8", 64496,
			     ZERO + 14 * DAY + 1, &answer),
	    RSEC_HISTORY_UNKNOWN);
	drop(&image);
	free(archive);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_day_is_answered_as_its_sets_say),
		cmocka_unit_test(segments_follow_each_other_without_a_gap),
		cmocka_unit_test(spans_have_the_days_on_which_it_was_seen),
		cmocka_unit_test(changes_are_the_difference_of_the_sets),
		cmocka_unit_test(
		    only_vrps_that_cover_the_route_on_that_day_count),
		cmocka_unit_test(a_time_of_day_lies_between_two_observations),
		cmocka_unit_test(an_rir_says_nothing_beyond_its_observations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
