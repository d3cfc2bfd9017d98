/* SPDX-License-Identifier: ISC */
/*
 * Numbers over time, against an oracle that counts each day's sets one by one:
 * space by asking of each small block whether any prefix covers it, routes by
 * the words of RFC 6811.
 */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "history/stats.h"
#include "tests/lib/past.h"

/* Blocks whose cover is asked for: /30 and /56. */
#define BLOCKS 1024

static const char registry[] =
    "2|nro|20110126|3|19830101|20110126|+0000\n"
    "apnic|JP|ipv4|192.0.0.0|512|20000101|allocated\n"
    "ripencc|NL|ipv4|192.0.2.0|512|20000101|allocated\n"
    "ripencc|DE|ipv6|2001:db8::|33|20000101|allocated\n";

static const char *const routes[][2] = {
	{ "192.0.0.0/22", "64496" },
	{ "192.0.0.0/24", "64496" },
	{ "192.0.2.0/24", "64497" },
	{ "192.0.2.0/25", "64496" },
	{ "192.0.2.128/26", "64498" },
	{ "192.0.3.0/24", "64499" },
	{ "2001:db8::/34", "64497" },
	{ "2001:db8:8000::/34", "64496" },
	{ "203.0.113.0/24", "64496" },
};

#define ROUTES (sizeof(routes) / sizeof(routes[0]))

static struct rsec_route
route_of(size_t i)
{
	struct rsec_route route = { .has_origin = true };

	assert_int_equal(rsec_prefix_parse(routes[i][0], strlen(routes[i][0]),
			     &route.prefix, NULL),
	    0);
	route.origin = (uint32_t)atoi(routes[i][1]);
	return route;
}

static void
make(struct past *past, uint64_t seed)
{
	past_init(past);
	past_add(past, "192.0.0.0/22", 24, 64496);
	past_add(past, "192.0.0.0/23", 23, 64496);
	past_add(past, "192.0.1.0/24", 24, 64497);
	past_add(past, "192.0.2.0/23", 24, 64497);
	past_add(past, "192.0.2.0/24", 24, 64497);
	past_add(past, "192.0.2.0/24", 25, 64496);
	past_add(past, "192.0.2.128/25", 25, 64498);
	past_add(past, "192.0.2.192/26", 26, 64498);
	past_add(past, "192.0.3.0/24", 24, 0);
	past_add(past, "2001:db8::/33", 33, 64497);
	past_add(past, "2001:db8::/34", 34, 64497);
	past_add(past, "2001:db8:8000::/33", 34, 64496);
	past_add(past, "2001:db8:c000::/34", 34, 64499);
	past_fill(past, seed);
	past_build(past);
}

struct expected {
	bool known;
	uint64_t vrps, prefixes[2], origins, valid, invalid, not_found;
	double space[2];
};

struct oracle {
	const struct past *past;
	struct rsec_stats_options options;
	const char *of;
	size_t day;
	const bool *set[PAST_TAS];
	bool begun[PAST_TAS];
	size_t points, groups;
};

/* Who holds a prefix by the registry above. */
static const char *
holder(enum rsec_stats_by by, const struct rsec_prefix *prefix)
{
	bool all =
	    prefix->family == RSEC_IPV4 ? prefix->len < 23 : prefix->len < 33;
	bool low = prefix->family == RSEC_IPV4
		       ? (prefix->hi >> 32 & 0xffffff00) < 0xc0000200
		       : (prefix->hi & 0x80000000) == 0;

	if (by == RSEC_STATS_ALL)
		return "all";
	if (prefix->family == RSEC_IPV4 && prefix->hi >> 56 == 203)
		return "none";
	if (all || (prefix->family == RSEC_IPV6 && !low))
		return "none";
	if (prefix->family == RSEC_IPV6)
		return by == RSEC_STATS_RIR ? "RIPE" : "DE";
	if (by == RSEC_STATS_RIR)
		return low ? "APNIC" : "RIPE";
	return low ? "JP" : "NL";
}

/* Whether VRP I of TA counts for the group, and is there. */
static bool
counts(const struct oracle *oracle, size_t ta, size_t i)
{
	const enum rsec_stats_by by = oracle->options.by;
	const struct past *past = oracle->past;

	if (oracle->set[ta] == NULL || !oracle->set[ta][i] ||
	    (oracle->options.tas != NULL && !oracle->options.tas[ta]))
		return false;
	return strcmp(by == RSEC_STATS_TA ? past_tas[ta]
					  : holder(by, &past->vrps[i].prefix),
		   oracle->of) == 0;
}

static bool
here(const struct oracle *oracle, size_t i)
{
	return counts(oracle, 0, i) || counts(oracle, 1, i);
}

static void
count_vrps(const struct oracle *oracle, struct expected *to)
{
	const struct rsec_vrp *vrps = oracle->past->vrps;
	bool new_prefix, new_origin;
	size_t i, j;

	for (i = 0; i < oracle->past->vrp_count; i++) {
		to->vrps += counts(oracle, 0, i);
		to->vrps += counts(oracle, 1, i);
		new_prefix = new_origin = here(oracle, i);
		for (j = 0; j < i; j++) {
			if (!here(oracle, j))
				continue;
			if (rsec_prefix_equal(&vrps[i].prefix, &vrps[j].prefix))
				new_prefix = false;
			if (vrps[i].asn == vrps[j].asn)
				new_origin = false;
		}
		to->prefixes[vrps[i].prefix.family == RSEC_IPV6] += new_prefix;
		to->origins += new_origin;
	}
}

static void
count_space(const struct oracle *oracle, struct expected *to)
{
	struct rsec_prefix block = { .len = 30 };
	size_t i;
	uint32_t b;

	for (b = 0; b < 2 * BLOCKS; b++) {
		block.family = b < BLOCKS ? RSEC_IPV4 : RSEC_IPV6;
		block.len = b < BLOCKS ? 30 : 42;
		block.hi = b < BLOCKS ? (uint64_t)(0xc0000000 + b * 4) << 32
				      : (uint64_t)0x20010db8 << 32 |
					    (uint64_t)(b - BLOCKS) << 22;
		for (i = 0; i < oracle->past->vrp_count; i++)
			if (here(oracle, i) &&
			    rsec_prefix_contains(
				&oracle->past->vrps[i].prefix, &block))
				break;
		if (i < oracle->past->vrp_count)
			to->space[b >= BLOCKS] += b < BLOCKS ? 1.0 / 64 : 64;
	}
}

static void
count_route(const struct oracle *oracle, size_t number, struct expected *to)
{
	const struct rsec_route route = route_of(number);
	const struct past *past = oracle->past;
	bool covered = false, match = false;
	size_t ta, i;

	if (strcmp(holder(oracle->options.by, &route.prefix), oracle->of) != 0)
		return;
	for (ta = 0; ta < PAST_TAS; ta++)
		for (i = 0; i < past->vrp_count; i++) {
			if (oracle->set[ta] == NULL || !oracle->set[ta][i] ||
			    (oracle->options.tas != NULL &&
				!oracle->options.tas[ta]) ||
			    !rsec_prefix_contains(
				&past->vrps[i].prefix, &route.prefix))
				continue;
			covered = true;
			match |= past->vrps[i].asn == route.origin &&
				 route.prefix.len <= past->vrps[i].max_len;
		}
	to->valid += match;
	to->invalid += covered && !match;
	to->not_found += !covered;
}

static bool
is_known(const struct oracle *oracle)
{
	bool known = true, any = false;
	size_t ta;

	for (ta = 0; ta < PAST_TAS; ta++) {
		if (!oracle->begun[ta] ||
		    (oracle->options.tas != NULL && !oracle->options.tas[ta]))
			continue;
		if (oracle->options.by == RSEC_STATS_TA &&
		    strcmp(oracle->of, past_tas[ta]) != 0)
			continue;
		any = true;
		known &= oracle->options.gaps != RSEC_GAPS_UNKNOWN ||
			 oracle->set[ta] != NULL;
	}
	return any && known;
}

static int
check_point(void *ctx, const struct rsec_stats_point *point)
{
	struct oracle *oracle = ctx;
	struct expected want = { .known = false };
	size_t ta, i;

	oracle->of = point->of;
	oracle->day = (point->time - PAST_ZERO) / PAST_DAY;
	for (ta = 0; ta < PAST_TAS; ta++) {
		oracle->set[ta] = past_set(
		    oracle->past, ta, oracle->day, oracle->options.gaps);
		for (i = 0; i <= oracle->day; i++)
			oracle->begun[ta] |= oracle->past->observed[ta][i];
	}
	want.known = is_known(oracle);
	if (want.known) {
		count_vrps(oracle, &want);
		count_space(oracle, &want);
		for (i = 0; oracle->options.bgp != NULL && i < ROUTES; i++)
			count_route(oracle, i, &want);
	}
	assert_int_equal(point->known, want.known);
	assert_int_equal(point->vrps, want.vrps);
	assert_int_equal(point->prefixes4, want.prefixes[0]);
	assert_int_equal(point->prefixes6, want.prefixes[1]);
	assert_int_equal(point->origins, want.origins);
	assert_true(point->space4 == want.space[0]);
	assert_true(point->space6 == want.space[1]);
	assert_int_equal(point->valid, want.valid);
	assert_int_equal(point->invalid, want.invalid);
	assert_int_equal(point->not_found, want.not_found);
	oracle->points++;
	return 0;
}

static size_t
walk(const struct past *past, const struct rsec_stats_options *options)
{
	struct oracle oracle = { .past = past, .options = *options };
	struct rsec_err err;

	if (rsec_stats_walk(
		past->history, options, check_point, &oracle, &err) != 0)
		fail_msg("%s", err.msg);
	return oracle.points;
}

static struct rsec_delegated *
read_registry(void)
{
	struct rsec_memory memory = { (const uint8_t *)registry,
		sizeof(registry) - 1, 0 };
	struct rsec_delegated *delegated = rsec_delegated_new();

	assert_non_null(delegated);
	assert_int_equal(rsec_delegated_read(delegated,
			     rsec_source_memory(&memory), NULL, NULL),
	    0);
	assert_int_equal(rsec_delegated_freeze(delegated, NULL), 0);
	return delegated;
}

static struct rsec_bgp_table *
read_routes(void)
{
	struct rsec_bgp_table *bgp = rsec_bgp_table_new();
	struct rsec_bgp_route route;
	struct rsec_route from;
	size_t i;

	assert_non_null(bgp);
	for (i = 0; i < ROUTES; i++) {
		from = route_of(i);
		route =
		    (struct rsec_bgp_route){ from.prefix, from.origin, true };
		assert_int_equal(rsec_bgp_table_add(bgp, &route, NULL), 0);
	}
	assert_int_equal(rsec_bgp_table_freeze(bgp, NULL), 0);
	return bgp;
}

static void
check_all(const struct past *past, struct rsec_stats_options *options,
    const struct rsec_bgp_table *bgp)
{
	static const bool only[PAST_TAS] = { false, true };
	static const unsigned steps[] = { 1, 7 };
	unsigned by, gaps, i;
	size_t want;

	for (by = 0; by < 4; by++)
		for (gaps = 0; gaps < 3; gaps++)
			for (i = 0; i < 4; i++) {
				options->by = (enum rsec_stats_by)by;
				options->gaps = (enum rsec_history_gaps)gaps;
				options->step = steps[i & 1];
				options->tas = (i & 2) != 0 ? only : NULL;
				options->bgp = by == RSEC_STATS_TA ? NULL : bgp;
				want = (PAST_DAYS - 1) / options->step + 1;
				if (by == RSEC_STATS_TA && (i & 2) == 0)
					want *= 2;
				if (by < 2)
					assert_int_equal(
					    walk(past, options), want);
				else
					assert_true(
					    walk(past, options) % want == 0);
			}
}

static void
each_point_counts_its_sets(void **state)
{
	struct rsec_delegated *delegated = read_registry();
	struct rsec_bgp_table *bgp = read_routes();
	struct rsec_stats_options options = { .from = PAST_ZERO,
		.to = PAST_ZERO + (PAST_DAYS - 1) * PAST_DAY,
		.delegated = delegated };
	struct past *past = malloc(sizeof(*past));
	uint64_t seed;

	(void)state;
	assert_non_null(past);
	for (seed = 1; seed <= 6; seed++) {
		make(past, seed);
		check_all(past, &options, bgp);
		past_fini(past);
	}
	free(past);
	rsec_bgp_table_free(bgp);
	rsec_delegated_free(delegated);
}

static void
holders_need_delegated_files(void **state)
{
	struct rsec_stats_options options = { .by = RSEC_STATS_RIR,
		.from = PAST_ZERO,
		.to = PAST_ZERO,
		.step = 1 };
	struct past *past = malloc(sizeof(*past));
	struct rsec_err err;

	(void)state;
	assert_non_null(past);
	make(past, 1);
	assert_int_equal(
	    rsec_stats_walk(past->history, &options, check_point, NULL, &err),
	    -1);
	assert_string_equal(
	    err.msg, "who holds a prefix is not known without delegated files");
	options.by = RSEC_STATS_ALL;
	options.step = 0;
	assert_int_equal(
	    rsec_stats_walk(past->history, &options, check_point, NULL, &err),
	    -1);
	assert_string_equal(err.msg,
	    "a series needs a step and an end that is not before its "
	    "beginning");
	past_fini(past);
	free(past);
}

/*
 * Day 0 and 3 are observed, 1 and 2 are not.  What is new on day 3 came between
 * the first second of day 0 and the last of day 3.
 */
static void
a_delay_is_known_by_bounds(void **state)
{
	struct rsec_delay delay[PAST_TAS];
	struct past *past = malloc(sizeof(*past));
	size_t i;

	(void)state;
	assert_non_null(past);
	past_init(past);
	for (i = 0; i < 6; i++)
		past_add(past, "192.0.2.0/24", 24, 64496 + (uint32_t)i);
	past_put(past, 1, 0, 0, 0); /* it was there on the first day */
	past_put(past, 1, 0, 3, 3);
	past->not_before[0] = PAST_ZERO - PAST_DAY;
	for (i = 1; i < 6; i++)
		past_put(past, 1, i, 3, 3);
	past->not_before[1] = PAST_ZERO - 600;	/* 600 .. 4 d + 599 s */
	past->not_before[2] = PAST_ZERO + 3600; /* 0 .. 4 d - 1 h - 1 s */
	past->not_before[3] = PAST_ZERO + 3 * PAST_DAY; /* 0 .. 1 d - 1 s */
	past->not_before[4] = PAST_ZERO + 5 * PAST_DAY; /* it lies ahead */
	past_build(past);
	assert_int_equal(rsec_stats_delay(past->history, delay, NULL), 0);
	assert_int_equal(rsec_history_tas(past->history), 1);
	assert_int_equal(delay[0].vrps, 3);
	assert_int_equal(delay[0].least[0], 0);
	assert_int_equal(delay[0].least[1], 0);
	assert_int_equal(delay[0].least[2], 600);
	assert_int_equal(delay[0].most[0], PAST_DAY - 1);
	assert_int_equal(delay[0].most[1], 4 * PAST_DAY - 3601);
	assert_int_equal(delay[0].most[2], 4 * PAST_DAY + 599);
	past_fini(past);
	free(past);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_point_counts_its_sets),
		cmocka_unit_test(holders_need_delegated_files),
		cmocka_unit_test(a_delay_is_known_by_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
