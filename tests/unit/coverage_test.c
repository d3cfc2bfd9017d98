/* SPDX-License-Identifier: ISC */
/*
 * Coverage against a bitmap: in a universe of 256 addresses each address is
 * marked by each VRP, and the holes are what a search of all its prefixes
 * finds, longest last.
 */
#include "tests/lib/test.h"

#include <float.h>
#include <stdio.h>
#include <string.h>

#include "rpki/coverage.h"
#include "tests/lib/prefixes.h"
#include "tests/lib/random.h"

#define SPACE	256 /* addresses of the universe */
#define SETS	400 /* random sets a universe */
#define VRP_MAX 12  /* VRPs in one of them, at most */

static struct random numbers = { 1926 };

/* The last eight bits of the addresses of ROOT. */
struct universe {
	struct rsec_prefix root;
	bool covered[SPACE];
};

/* The prefix of SIZE addresses of UNIVERSE from AT. */
static struct rsec_prefix
place(const struct universe *universe, unsigned at, unsigned size)
{
	struct rsec_prefix prefix = universe->root;

	if (prefix.family == RSEC_IPV4)
		prefix.hi |= (uint64_t)at << 32;
	else
		prefix.lo |= at;
	for (prefix.len = rsec_family_bits(prefix.family); size > 1; size /= 2)
		prefix.len--;
	return prefix;
}

static void
add(struct rsec_vrps *vrps, const struct rsec_prefix *prefix)
{
	struct rsec_vrp vrp = { .prefix = *prefix, .asn = 64496 };

	vrp.max_len = prefix->len;
	assert_int_equal(rsec_vrps_add(vrps, &vrp, NULL), 0);
}

static struct rsec_vrps *
fill(struct universe *universe)
{
	unsigned i, at, size, n = random_below(&numbers, VRP_MAX + 1);
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_prefix prefix;

	assert_non_null(vrps);
	memset(universe->covered, 0, sizeof(universe->covered));
	while (n-- > 0) {
		size = 1u << random_below(&numbers, 8);
		at = random_below(&numbers, SPACE) / size * size;
		prefix = place(universe, at, size);
		add(vrps, &prefix);
		for (i = at; i < at + size; i++)
			universe->covered[i] = true;
	}
	assert_int_equal(rsec_vrps_freeze(vrps, NULL), 0);
	return vrps;
}

struct list {
	struct rsec_prefix prefixes[SPACE];
	unsigned n;
};

static int
append(void *ctx, const struct rsec_prefix *prefix)
{
	struct list *list = ctx;

	assert_true(list->n < SPACE);
	list->prefixes[list->n++] = *prefix;
	return 0;
}

static bool
any(const struct universe *universe, unsigned at, unsigned size, bool covered)
{
	for (; size > 0; size--, at++)
		if (universe->covered[at] == covered)
			return true;
	return false;
}

/* The holes of a block: itself if nothing covers it, else those of halves. */
static void
search_holes(const struct universe *universe, unsigned at, unsigned size,
    struct list *list)
{
	struct rsec_prefix prefix = place(universe, at, size);

	if (!any(universe, at, size, true)) {
		append(list, &prefix);
	} else if (any(universe, at, size, false)) {
		search_holes(universe, at, size / 2, list);
		search_holes(universe, at + size / 2, size / 2, list);
	}
}

static unsigned
count_covered(const struct universe *universe, unsigned at, unsigned size)
{
	unsigned n = 0;

	for (; size > 0; size--, at++)
		n += universe->covered[at];
	return n;
}

static void
check_block(const struct rsec_vrps *vrps, const struct universe *universe,
    unsigned at, unsigned size, unsigned seen[3])
{
	struct rsec_prefix prefix = place(universe, at, size);
	unsigned covered = count_covered(universe, at, size);
	struct list want = { .n = 0 }, got = { .n = 0 };
	enum rsec_coverage coverage;
	unsigned i;

	coverage = covered == size ? RSEC_COVERED
		   : covered == 0  ? RSEC_NOT_COVERED
				   : RSEC_PARTLY_COVERED;
	assert_int_equal(rsec_coverage(vrps, &prefix), coverage);
	assert_true(rsec_coverage_share(vrps, &prefix) * size == covered);
	search_holes(universe, at, size, &want);
	assert_int_equal(rsec_coverage_holes(vrps, &prefix, append, &got), 0);
	assert_int_equal(got.n, want.n);
	for (i = 0; i < got.n; i++)
		assert_true(
		    rsec_prefix_equal(&got.prefixes[i], &want.prefixes[i]));
	seen[coverage]++;
}

/* Each prefix of the universe, in each of many sets. */
static void
check_universe(const char *root)
{
	struct universe universe = { .root = prefix_of(root) };
	unsigned i, at, size, seen[3] = { 0 };
	struct rsec_vrps *vrps;

	for (i = 0; i < SETS; i++) {
		vrps = fill(&universe);
		for (size = SPACE; size > 0; size /= 2)
			for (at = 0; at < SPACE; at += size)
				check_block(vrps, &universe, at, size, seen);
		rsec_vrps_free(vrps);
	}
	for (i = 0; i < 3; i++)
		assert_true(seen[i] > 1000);
}

static void
ipv4_agrees_with_a_bitmap(void **state)
{
	(void)state;
	check_universe("192.0.2.0/24");
	check_universe("0.0.0.0/24");
	check_universe("255.255.255.0/24");
}

static void
ipv6_agrees_with_a_bitmap(void **state)
{
	(void)state;
	check_universe("2001:db8::/120");
	check_universe("2001:db8::ffff:ffff:ffff:ff00/120");
	check_universe("::/120");
	check_universe("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff00/120");
}

/* "STATE SHARE HOLE..." of PREFIX in a set of these prefixes, up to NULL. */
static void
expect(const char *prefix, const char *const vrp_texts[], const char *want)
{
	struct rsec_prefix asked = prefix_of(prefix), vrp;
	struct rsec_vrps *vrps = rsec_vrps_new();
	char got[512], hole[RSEC_PREFIX_SIZE];
	struct list holes = { .n = 0 };
	size_t at, i;

	assert_non_null(vrps);
	for (; *vrp_texts != NULL; vrp_texts++) {
		vrp = prefix_of(*vrp_texts);
		add(vrps, &vrp);
	}
	assert_int_equal(rsec_vrps_freeze(vrps, NULL), 0);
	at = (size_t)snprintf(got, sizeof(got), "%s %.6g",
	    rsec_coverage_name(rsec_coverage(vrps, &asked)),
	    rsec_coverage_share(vrps, &asked));
	rsec_coverage_holes(vrps, &asked, append, &holes);
	for (i = 0; i < holes.n && at < sizeof(got); i++) {
		rsec_prefix_format(hole, &holes.prefixes[i]);
		at += (size_t)snprintf(got + at, sizeof(got) - at, " %s", hole);
	}
	assert_string_equal(got, want);
	rsec_vrps_free(vrps);
}

#define SET(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
all_addresses_of_a_family_are_a_prefix_too(void **state)
{
	(void)state;
	expect("0.0.0.0/0", SET("::/0"), "not-covered 0 0.0.0.0/0");
	expect("0.0.0.0/0", SET("0.0.0.0/0"), "covered 1");
	expect("0.0.0.0/0", SET("0.0.0.0/1", "128.0.0.0/1"), "covered 1");
	expect("0.0.0.0/0", SET("0.0.0.0/1"), "partly-covered 0.5 128.0.0.0/1");
	expect("0.0.0.0/0", SET("128.0.0.0/2", "255.255.255.255/32", "::/1"),
	    "partly-covered 0.25 0.0.0.0/1 192.0.0.0/3 224.0.0.0/4 "
	    "240.0.0.0/5 248.0.0.0/6 252.0.0.0/7 254.0.0.0/8 255.0.0.0/9 "
	    "255.128.0.0/10 255.192.0.0/11 255.224.0.0/12 255.240.0.0/13 "
	    "255.248.0.0/14 255.252.0.0/15 255.254.0.0/16 255.255.0.0/17 "
	    "255.255.128.0/18 255.255.192.0/19 255.255.224.0/20 "
	    "255.255.240.0/21 255.255.248.0/22 255.255.252.0/23 "
	    "255.255.254.0/24 255.255.255.0/25 255.255.255.128/26 "
	    "255.255.255.192/27 255.255.255.224/28 255.255.255.240/29 "
	    "255.255.255.248/30 255.255.255.252/31 255.255.255.254/32");
	expect("::/0", SET("0.0.0.0/0"), "not-covered 0 ::/0");
	expect("::/0", SET("::/0"), "covered 1");
	expect("::/0", SET("::/1", "8000::/1"), "covered 1");
	expect("::/0", SET("2000::/3"),
	    "partly-covered 0.125 ::/3 4000::/2 8000::/1");
}

static void
a_prefix_is_covered_from_above_or_piece_by_piece(void **state)
{
	(void)state;
	expect("192.0.2.0/24", SET("192.0.2.0/24"), "covered 1");
	expect("192.0.2.0/24", SET("192.0.0.0/16"), "covered 1");
	expect("192.0.2.0/24",
	    SET("192.0.2.0/25", "192.0.2.0/26", "192.0.2.128/26",
		"192.0.2.192/27", "192.0.2.224/27"),
	    "covered 1");
	expect("192.0.2.0/24", SET("192.0.3.0/24", "192.0.1.0/24"),
	    "not-covered 0 192.0.2.0/24");
	expect("192.0.2.0/24", SET("192.0.2.64/26", "192.0.2.96/27"),
	    "partly-covered 0.25 192.0.2.0/26 192.0.2.128/25");
	expect(
	    "192.0.2.1/32", SET("192.0.2.0/32"), "not-covered 0 192.0.2.1/32");
}

/* One address of 2^128, and all but one: neither is none or all. */
static void
a_share_is_0_or_1_only_where_it_is_exact(void **state)
{
	struct rsec_vrps *one = rsec_vrps_new(), *rest = rsec_vrps_new();
	struct rsec_prefix all = prefix_of("::/0"), host = prefix_of("::/128");
	struct list holes = { .n = 0 };
	unsigned i;
	double share;

	(void)state;
	assert_true(one != NULL && rest != NULL);
	add(one, &host);
	assert_int_equal(rsec_vrps_freeze(one, NULL), 0);
	share = rsec_coverage_share(one, &all);
	assert_true(share > 0.0 && share < 3e-39);
	rsec_coverage_holes(one, &all, append, &holes);
	assert_int_equal(holes.n, 128);
	for (i = 0; i < holes.n; i++)
		add(rest, &holes.prefixes[i]);
	assert_int_equal(rsec_vrps_freeze(rest, NULL), 0);
	assert_true(rsec_coverage_share(rest, &all) < 1.0);
	assert_true(rsec_coverage_share(rest, &all) >= 1.0 - DBL_EPSILON);
	assert_int_equal(rsec_coverage(rest, &all), RSEC_PARTLY_COVERED);
	holes.n = 0;
	rsec_coverage_holes(rest, &all, append, &holes);
	assert_int_equal(holes.n, 1);
	assert_true(rsec_prefix_equal(&holes.prefixes[0], &host));
	rsec_vrps_free(one);
	rsec_vrps_free(rest);
}

static int
stop_at_second(void *ctx, const struct rsec_prefix *hole)
{
	int *calls = ctx;

	(void)hole;
	return ++*calls == 2 ? 7 : 0;
}

static void
the_walk_over_holes_can_be_ended(void **state)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_prefix all = prefix_of("0.0.0.0/0");
	struct rsec_prefix vrp = prefix_of("192.0.2.0/24");
	int calls = 0;

	(void)state;
	assert_non_null(vrps);
	add(vrps, &vrp);
	assert_int_equal(rsec_vrps_freeze(vrps, NULL), 0);
	assert_int_equal(
	    rsec_coverage_holes(vrps, &all, stop_at_second, &calls), 7);
	assert_int_equal(calls, 2);
	rsec_vrps_free(vrps);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ipv4_agrees_with_a_bitmap),
		cmocka_unit_test(ipv6_agrees_with_a_bitmap),
		cmocka_unit_test(all_addresses_of_a_family_are_a_prefix_too),
		cmocka_unit_test(
		    a_prefix_is_covered_from_above_or_piece_by_piece),
		cmocka_unit_test(a_share_is_0_or_1_only_where_it_is_exact),
		cmocka_unit_test(the_walk_over_holes_can_be_ended),
	};

	return cmocka_run_group_tests_name("coverage", tests, NULL, NULL);
}
