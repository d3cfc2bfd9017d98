/* SPDX-License-Identifier: ISC */
/*
 * Route origin validation against RFC 6811 written as it reads: look at every
 * VRP of a table, ask whether it covers, ask whether it matches.
 */
#include "tests/lib/test.h"

#include <stdio.h>

#include "rpki/origin.h"
#include "tests/lib/prefixes.h"
#include "tests/lib/random.h"

#define TABLE_MAX 40  /* VRPs in a random table */
#define TABLES	  600 /* random tables */
#define QUESTIONS 100 /* random routes asked of each */

static struct random numbers = { 6811 };

static struct rsec_vrp
random_vrp(const struct rsec_prefix *prefix)
{
	uint8_t room =
	    (uint8_t)(rsec_family_bits(prefix->family) - prefix->len);
	struct rsec_vrp vrp = { .prefix = *prefix };

	vrp.asn =
	    random_once_in(&numbers, 2) ? 0 : 64496 + random_below(&numbers, 2);
	vrp.max_len = prefix->len;
	if (room > 0 && random_once_in(&numbers, 2))
		vrp.max_len++;
	else if (room > 0 && random_once_in(&numbers, 4))
		vrp.max_len =
		    (uint8_t)(vrp.max_len + random_below(&numbers, room) + 1);
	return vrp;
}

static struct rsec_route
random_route(const struct rsec_vrp *table, size_t n)
{
	const struct rsec_vrp *vrp =
	    &table[random_below(&numbers, (uint32_t)n)];
	struct rsec_route route = {
		.prefix = prefix_near(&numbers, &vrp->prefix),
		.origin = 64496 + random_below(&numbers, 3),
		.has_origin = !random_once_in(&numbers, 8),
	};

	if (random_once_in(&numbers, 3))
		route.prefix = vrp->prefix;
	if (random_once_in(&numbers, 8))
		route.origin = 0;
	return route;
}

static struct rsec_vrps *
freeze(const struct rsec_vrp *table, size_t n)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_err err = { .msg = "" };
	uint16_t ta;
	size_t i;

	assert_non_null(vrps);
	assert_int_equal(rsec_vrps_ta(vrps, "", 0, &ta, &err), 0);
	for (i = 0; i < n; i++)
		if (rsec_vrps_add(vrps, &table[i], &err) == -1)
			fail_msg("%s", err.msg);
	assert_int_equal(rsec_vrps_freeze(vrps, &err), 0);
	return vrps;
}

/* Bit by bit, with nothing of the library. */
static bool
covers(const struct rsec_vrp *vrp, const struct rsec_prefix *prefix)
{
	unsigned i;

	if (vrp->prefix.family != prefix->family ||
	    vrp->prefix.len > prefix->len)
		return false;
	for (i = 0; i < vrp->prefix.len; i++) {
		uint64_t a = i < 64 ? vrp->prefix.hi : vrp->prefix.lo;
		uint64_t b = i < 64 ? prefix->hi : prefix->lo;

		if (((a ^ b) >> (63 - i % 64) & 1) != 0)
			return false;
	}
	return true;
}

static enum rsec_rov_state
oracle(const struct rsec_vrp *table, size_t n, const struct rsec_route *route,
    enum rsec_rov_reason *reason)
{
	size_t i, covering = 0, as0 = 0, same_as = 0;

	for (i = 0; i < n; i++) {
		if (!covers(&table[i], &route->prefix))
			continue;
		covering++;
		if (table[i].asn == 0) {
			as0++;
			continue;
		}
		if (!route->has_origin || route->origin != table[i].asn)
			continue;
		same_as++;
		if (route->prefix.len <= table[i].max_len) {
			*reason = RSEC_ROV_NONE;
			return RSEC_ROV_VALID;
		}
	}
	*reason = covering == 0	    ? RSEC_ROV_NONE
		  : same_as > 0	    ? RSEC_ROV_LENGTH
		  : as0 == covering ? RSEC_ROV_AS0
				    : RSEC_ROV_AS;
	return covering == 0 ? RSEC_ROV_NOT_FOUND : RSEC_ROV_INVALID;
}

static bool
same_vrp(const struct rsec_vrp *a, const struct rsec_vrp *b)
{
	return rsec_prefix_equal(&a->prefix, &b->prefix) && a->asn == b->asn &&
	       a->max_len == b->max_len;
}

/* The walk shows each covering VRP of the table once, and no other. */
static void
check_deciding(const struct rsec_vrps *vrps, const struct rsec_vrp *table,
    size_t n, const struct rsec_route *route)
{
	struct rsec_vrp_walk walk = rsec_vrps_covering(vrps, &route->prefix);
	bool shown[TABLE_MAX] = { false };
	struct rsec_vrp vrp;
	size_t i, found;

	while (rsec_vrp_walk_next(&walk, &vrp)) {
		for (i = 0, found = 0; i < n; i++)
			if (same_vrp(&vrp, &table[i])) {
				assert_false(shown[i]);
				shown[i] = true;
				found++;
			}
		assert_true(found > 0);
	}
	for (i = 0; i < n; i++)
		assert_int_equal(shown[i], covers(&table[i], &route->prefix));
}

/* SEEN counts the reasons, so that a generator gone stale is noticed. */
static void
check_table(struct rsec_vrp *table, size_t n, unsigned seen[4])
{
	struct rsec_vrps *vrps = freeze(table, n), *shuffled;
	enum rsec_rov_reason want, got;
	enum rsec_rov_state state;
	struct rsec_route route;
	unsigned i;

	random_shuffle(&numbers, table, n, sizeof(*table));
	shuffled = freeze(table, n);
	for (i = 0; i < QUESTIONS; i++) {
		route = random_route(table, n);
		state = oracle(table, n, &route, &want);
		assert_int_equal(rsec_rov_validate(vrps, &route, &got), state);
		assert_int_equal(got, want);
		assert_int_equal(
		    rsec_rov_validate(shuffled, &route, NULL), state);
		check_deciding(vrps, table, n, &route);
		seen[want] += state != RSEC_ROV_NOT_FOUND;
	}
	rsec_vrps_free(vrps);
	rsec_vrps_free(shuffled);
}

static void
every_answer_is_that_of_a_look_at_every_vrp(void **state)
{
	struct rsec_prefix prefixes[TABLE_MAX];
	struct rsec_vrp table[TABLE_MAX];
	unsigned i, j, n, seen[4] = { 0 };

	(void)state;
	for (i = 0; i < TABLES; i++) {
		n = 1 + random_below(&numbers, TABLE_MAX);
		prefixes_random(&numbers, 0, prefixes, n);
		for (j = 0; j < n; j++)
			table[j] = random_vrp(&prefixes[j]);
		check_table(table, n, seen);
	}
	for (i = 0; i < 4; i++)
		assert_true(seen[i] > 1000);
}

#define RUN_MAX	   300 /* VRPs that two prefixes have */
#define RUNS	   200
#define RUN_ORIGIN 4 /* ASes of them, AS0 among them */

/* A VRP of one of two prefixes, TA among many. */
static struct rsec_vrp
one_of_a_run(unsigned ta)
{
	struct rsec_vrp vrp = { .ta = (uint16_t)ta };

	vrp.prefix = prefix_of(
	    random_once_in(&numbers, 2) ? "192.0.2.0/24" : "192.0.0.0/16");
	vrp.max_len = (uint8_t)(24 + random_below(&numbers, 4));
	vrp.asn = random_below(&numbers, RUN_ORIGIN);
	return vrp;
}

/* The first VRP of the walk that is ORIGIN's and has MAX_LEN or more. */
static bool
walk_to(const struct rsec_vrps *vrps, const struct rsec_route *route,
    uint8_t max_len, struct rsec_vrp *vrp)
{
	struct rsec_vrp_walk walk = rsec_vrps_covering(vrps, &route->prefix);

	while (rsec_vrp_walk_next(&walk, vrp))
		if (route->has_origin && route->origin != 0 &&
		    vrp->asn == route->origin && vrp->max_len >= max_len)
			return true;
	return false;
}

static void
ask_run(const struct rsec_vrps *vrps, const struct rsec_vrp *table, unsigned n)
{
	struct rsec_route route = { .has_origin = true };
	enum rsec_rov_reason want, got;
	enum rsec_rov_state state;
	struct rsec_vrp first, found;
	uint8_t max_len;
	bool any;

	route.prefix = prefix_of("192.0.2.0/24");
	route.prefix.len = (uint8_t)(24 + random_below(&numbers, 5));
	route.origin = random_below(&numbers, RUN_ORIGIN + 1);
	route.has_origin = !random_once_in(&numbers, 8);
	state = oracle(table, n, &route, &want);
	assert_int_equal(rsec_rov_validate(vrps, &route, &got), state);
	assert_int_equal(got, want);
	max_len = (uint8_t)(23 + random_below(&numbers, 6));
	any = walk_to(vrps, &route, max_len, &first);
	assert_int_equal(
	    rsec_rov_find_origin(vrps, &route, max_len, &found), any);
	if (any) {
		assert_true(same_vrp(&found, &first));
		assert_int_equal(found.ta, first.ta);
	}
}

static void
long_runs_of_one_prefix_are_asked_as_short_ones_are(void **state)
{
	struct rsec_vrp table[RUN_MAX];
	struct rsec_vrps *vrps;
	unsigned run, i, n;
	char name[8];
	uint16_t ta;

	(void)state;
	for (run = 0; run < RUNS; run++) {
		assert_non_null(vrps = rsec_vrps_new());
		n = 1 + random_below(&numbers, RUN_MAX);
		for (i = 0; i < n; i++) {
			snprintf(name, sizeof(name), "ta%03u", i);
			assert_int_equal(
			    rsec_vrps_ta(vrps, name, 5, &ta, NULL), 0);
			table[i] = one_of_a_run(ta);
			assert_int_equal(
			    rsec_vrps_add(vrps, &table[i], NULL), 0);
		}
		assert_int_equal(rsec_vrps_freeze(vrps, NULL), 0);
		for (i = 0; i < QUESTIONS; i++)
			ask_run(vrps, table, n);
		rsec_vrps_free(vrps);
	}
}

/* "valid", "invalid as" ...: what a set of N VRPs says of one route. */
static void
expect(const struct rsec_vrp *table, size_t n, const char *prefix, long origin,
    const char *want)
{
	struct rsec_vrps *vrps = freeze(table, n);
	struct rsec_route route = {
		.prefix = prefix_of(prefix),
		.origin = origin < 0 ? 64496 : (uint32_t)origin,
		.has_origin = origin >= 0,
	};
	enum rsec_rov_state state;
	enum rsec_rov_reason reason;
	char got[64];

	state = rsec_rov_validate(vrps, &route, &reason);
	snprintf(got, sizeof(got), "%s%s%s", rsec_rov_state_name(state),
	    reason == RSEC_ROV_NONE ? "" : " ", rsec_rov_reason_name(reason));
	assert_string_equal(got, want);
	rsec_vrps_free(vrps);
}

#define NO_ORIGIN -1

static void
siblings_and_more_specifics_have_no_say(void **state)
{
	const struct rsec_vrp table[] = {
		{ prefix_of("10.0.0.0/8"), 1, 8, 0 },
		{ prefix_of("10.1.0.0/16"), 2, 24, 0 },
	};

	(void)state;
	expect(table, 2, "10.2.0.0/24", 2, "invalid as");
	expect(table, 2, "10.1.2.0/24", 2, "valid");
	expect(table, 2, "10.1.2.0/25", 2, "invalid length");
	expect(table, 2, "10.0.0.0/8", 1, "valid");
	expect(table, 2, "10.0.0.0/9", 1, "invalid length");
	expect(table, 2, "10.0.0.0/7", 1, "not-found");
	expect(table, 2, "11.0.0.0/8", 1, "not-found");
}

static void
as0_and_none_never_match(void **state)
{
	const struct rsec_vrp as0[] = {
		{ prefix_of("192.0.2.0/24"), 0, 32, 0 },
		{ prefix_of("192.0.2.0/25"), 0, 25, 0 },
	};
	const struct rsec_vrp mixed[] = {
		{ prefix_of("192.0.2.0/24"), 0, 32, 0 },
		{ prefix_of("192.0.2.0/24"), 64496, 24, 0 },
	};

	(void)state;
	expect(as0, 2, "192.0.2.0/24", 64496, "invalid as0");
	expect(as0, 2, "192.0.2.0/24", 0, "invalid as0");
	expect(as0, 2, "192.0.2.0/25", NO_ORIGIN, "invalid as0");
	expect(mixed, 2, "192.0.2.0/24", 64496, "valid");
	expect(mixed, 2, "192.0.2.0/24", 0, "invalid as");
	expect(mixed, 2, "192.0.2.0/24", NO_ORIGIN, "invalid as");
	expect(mixed, 2, "192.0.2.0/25", 64496, "invalid length");
	expect(mixed, 2, "192.0.2.0/25", NO_ORIGIN, "invalid as");
	expect(mixed, 2, "198.51.100.0/24", NO_ORIGIN, "not-found");
}

static void
the_ends_of_both_families_work(void **state)
{
	const struct rsec_vrp table[] = {
		{ prefix_of("0.0.0.0/0"), 64496, 0, 0 },
		{ prefix_of("255.255.255.255/32"), 64497, 32, 0 },
		{ prefix_of("::/0"), 64498, 128, 0 },
		{ prefix_of("2001:db8::/128"), 64499, 128, 0 },
	};

	(void)state;
	expect(table, 4, "0.0.0.0/0", 64496, "valid");
	expect(table, 4, "0.0.0.0/1", 64496, "invalid length");
	expect(table, 4, "255.255.255.255/32", 64497, "valid");
	expect(table, 4, "255.255.255.254/32", 64497, "invalid as");
	expect(table, 4, "2001:db8::/128", 64498, "valid");
	expect(table, 4, "2001:db8::/128", 64499, "valid");
	expect(table, 4, "2001:db8::1/128", 64499, "invalid as");
	expect(table, 2, "::/0", 64496, "not-found");
	expect(table, 0, "0.0.0.0/0", 64496, "not-found");
}

static void
each_vrp_says_how_it_stands_to_a_route(void **state)
{
	const struct rsec_vrp vrp = { prefix_of("192.0.2.0/24"), 64496, 25, 0 };
	const struct rsec_vrp as0 = { prefix_of("192.0.2.0/24"), 0, 32, 0 };
	struct rsec_route route = { prefix_of("192.0.2.0/25"), 64496, true };

	(void)state;
	assert_int_equal(rsec_rov_match(&vrp, &route), RSEC_VRP_MATCHES);
	assert_int_equal(rsec_rov_match(&as0, &route), RSEC_VRP_AS0);
	route.prefix = prefix_of("192.0.2.0/26");
	assert_int_equal(rsec_rov_match(&vrp, &route), RSEC_VRP_TOO_LONG);
	route.origin = 64497;
	assert_int_equal(rsec_rov_match(&vrp, &route), RSEC_VRP_OTHER_AS);
	route = (struct rsec_route){ prefix_of("192.0.2.0/24"), 64496, false };
	assert_int_equal(rsec_rov_match(&vrp, &route), RSEC_VRP_OTHER_AS);
	route = (struct rsec_route){ prefix_of("192.0.2.0/24"), 0, true };
	assert_int_equal(rsec_rov_match(&as0, &route), RSEC_VRP_AS0);
}

static void
the_suggestion_makes_the_route_valid_and_no_other(void **state)
{
	struct rsec_route route = { prefix_of("192.0.2.0/25"), 64496, true };
	struct rsec_vrp vrp = { .ta = 7 };

	(void)state;
	assert_true(rsec_rov_suggest(&route, &vrp));
	assert_int_equal(vrp.ta, 0);
	expect(&vrp, 1, "192.0.2.0/25", 64496, "valid");
	expect(&vrp, 1, "192.0.2.0/26", 64496, "invalid length");
	expect(&vrp, 1, "192.0.2.0/24", 64496, "not-found");
	route.origin = 0;
	assert_false(rsec_rov_suggest(&route, &vrp));
	route = (struct rsec_route){ prefix_of("192.0.2.0/25"), 64496, false };
	assert_false(rsec_rov_suggest(&route, &vrp));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_answer_is_that_of_a_look_at_every_vrp),
		cmocka_unit_test(
		    long_runs_of_one_prefix_are_asked_as_short_ones_are),
		cmocka_unit_test(siblings_and_more_specifics_have_no_say),
		cmocka_unit_test(as0_and_none_never_match),
		cmocka_unit_test(the_ends_of_both_families_work),
		cmocka_unit_test(each_vrp_says_how_it_stands_to_a_route),
		cmocka_unit_test(
		    the_suggestion_makes_the_route_valid_and_no_other),
	};

	return cmocka_run_group_tests_name("origin", tests, NULL, NULL);
}
