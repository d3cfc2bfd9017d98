/* SPDX-License-Identifier: ISC */
/* The oracle of a set of route objects is a plain list, sorted by qsort(). */
#include "tests/lib/test.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "irr/routes.h"
#include "tests/lib/prefixes.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MANY	     400 /* objects of a random set */

/* An object as a test makes it. */
struct made {
	struct rsec_prefix prefix;
	uint32_t origin;
	const char *registry, *maintainer;
	int32_t changed, created;
};

static const char *const registries[] = { "RADB", "ripe", "Ripe", "RIPE",
	"ALTDB", "RIPE-NONAUTH", "AFRINIC" };
static const char *const maintainers[] = { "MAINT-A", "maint-a", "B-MNT", "",
	"MAINT-AA" };

/* Compare texts as if both were upper case. */
static int
folded_cmp(const char *a, const char *b)
{
	for (; toupper(*a) == toupper(*b); a++, b++)
		if (*a == '\0')
			return 0;
	return toupper(*a) < toupper(*b) ? -1 : 1;
}

static int
made_cmp(const void *a, const void *b)
{
	const struct made *x = a, *y = b;
	int order = rsec_prefix_cmp(&x->prefix, &y->prefix);

	if (order == 0)
		order = (x->origin > y->origin) - (x->origin < y->origin);
	if (order == 0)
		order = folded_cmp(x->registry, y->registry);
	if (order == 0)
		order = folded_cmp(x->maintainer, y->maintainer);
	if (order == 0)
		order = (x->changed > y->changed) - (x->changed < y->changed);
	if (order == 0)
		order = (x->created > y->created) - (x->created < y->created);
	return order;
}

static int32_t
random_date(struct random *r)
{
	return random_once_in(r, 3) ? RSEC_IRR_NO_DATE
				    : (int32_t)(1 + random_below(r, 65535));
}

/* N objects, many of which share their prefix, or all but one attribute. */
static void
make_many(struct random *r, struct made *made, size_t n)
{
	struct rsec_prefix prefixes[MANY];
	size_t i;

	prefixes_random(r, 0, prefixes, n);
	for (i = 0; i < n; i++) {
		made[i] = (struct made){ prefixes[i],
			random_once_in(r, 4) ? (uint32_t)random_u64(r)
					     : 64496 + random_below(r, 2),
			registries[random_below(r, COUNT(registries))],
			maintainers[random_below(r, COUNT(maintainers))],
			random_date(r), random_date(r) };
		if (i > 0 && random_once_in(r, 2))
			made[i].prefix = made[i - 1].prefix;
		if (i > 0 && random_once_in(r, 10))
			made[i] = made[i - 1];
	}
}

static void
add(struct rsec_irr_routes *routes, const struct made *made)
{
	const struct rsec_irr_route route = {
		.prefix = made->prefix,
		.origin = made->origin,
		.source = { made->registry, strlen(made->registry) },
		.maintainer = { made->maintainer, strlen(made->maintainer) },
		.changed = made->changed,
		.created = made->created,
	};

	assert_int_equal(rsec_irr_routes_add(routes, &route, NULL), 0);
}

static struct rsec_irr_routes *
fill(const struct made *made, size_t n)
{
	struct rsec_irr_routes *routes = rsec_irr_routes_new();
	size_t i;

	assert_non_null(routes);
	for (i = 0; i < n; i++)
		add(routes, &made[i]);
	return routes;
}

/* The frozen set ROUTES is MADE[0..n), which is sorted. */
static void
assert_is(
    const struct rsec_irr_routes *routes, const struct made *made, size_t n)
{
	struct rsec_irr_record record;
	uint32_t i;

	assert_int_equal(rsec_irr_routes_count(routes), n);
	assert_int_equal(rsec_trie_values(rsec_irr_routes_trie(routes)), n);
	for (i = 0; i < n; i++) {
		rsec_irr_routes_get(routes, i, &record);
		assert_true(rsec_prefix_equal(&record.prefix, &made[i].prefix));
		assert_int_equal(record.origin, made[i].origin);
		assert_int_equal(folded_cmp(rsec_irr_routes_registry(
						routes, record.registry),
				     made[i].registry),
		    0);
		assert_int_equal(folded_cmp(rsec_irr_routes_maintainer(
						routes, record.maintainer),
				     made[i].maintainer),
		    0);
		assert_int_equal(record.changed, made[i].changed);
		assert_int_equal(record.created, made[i].created);
	}
}

/* Each value of the trie is the record of that number. */
static void
assert_trie_fits(const struct rsec_irr_routes *routes)
{
	const struct rsec_trie *trie = rsec_irr_routes_trie(routes);
	struct rsec_irr_record record;
	struct rsec_prefix prefix;
	uint32_t e, first, n;

	for (e = 0; e < rsec_trie_count(trie); e++) {
		n = rsec_trie_get(trie, e, &prefix, &first);
		for (; n > 0; n--) {
			rsec_irr_routes_get(routes, first++, &record);
			assert_true(rsec_prefix_equal(&record.prefix, &prefix));
		}
	}
}

static void
a_frozen_set_is_the_sorted_list(void **state)
{
	struct rsec_irr_routes *routes;
	struct made made[MANY];
	struct random r = { 1 };
	size_t n;

	(void)state;
	for (n = 0; n <= MANY; n = n * 2 + 1) {
		make_many(&r, made, n);
		routes = fill(made, n);
		assert_int_equal(rsec_irr_routes_freeze(routes, NULL), 0);
		qsort(made, n, sizeof(made[0]), made_cmp);
		assert_is(routes, made, n);
		assert_trie_fits(routes);
		rsec_irr_routes_free(routes);
	}
}

static void
sets_that_are_merged_are_one(void **state)
{
	struct rsec_irr_routes *routes, *part[3];
	struct random r = { 2 };
	struct made made[MANY];
	size_t cut[4] = { 0, 0, 0, MANY };
	size_t round, i;

	(void)state;
	for (round = 0; round < 20; round++) {
		make_many(&r, made, MANY);
		cut[1] = round == 0 ? 0 : random_below(&r, MANY);
		cut[2] = cut[1] + random_below(&r, MANY - (uint32_t)cut[1]);
		routes = rsec_irr_routes_new();
		for (i = 0; i < 3; i++) {
			part[i] = fill(made + cut[i], cut[i + 1] - cut[i]);
			assert_int_equal(
			    rsec_irr_routes_merge(routes, part[i], NULL), 0);
			assert_int_equal(rsec_irr_routes_count(part[i]), 0);
			assert_int_equal(
			    rsec_irr_routes_registries(part[i]), 0);
			rsec_irr_routes_free(part[i]);
		}
		assert_int_equal(rsec_irr_routes_freeze(routes, NULL), 0);
		qsort(made, MANY, sizeof(made[0]), made_cmp);
		assert_is(routes, made, MANY);
		rsec_irr_routes_free(routes);
	}
}

static const struct made one = { { 0xc000020000000000, 0, RSEC_IPV4, 24 },
	64496, "Example", "Example-Mnt", 18000, 17000 };

static void
names_are_the_same_in_any_case(void **state)
{
	struct rsec_irr_routes *routes = fill(&one, 1);

	(void)state;
	assert_int_equal(rsec_irr_routes_freeze(routes, NULL), 0);
	assert_string_equal(rsec_irr_routes_registry(routes, 0), "EXAMPLE");
	assert_string_equal(
	    rsec_irr_routes_maintainer(routes, 0), "EXAMPLE-MNT");
	assert_int_equal(rsec_irr_routes_registry_find(routes, "eXample"), 0);
	assert_int_equal(rsec_irr_routes_registry_find(routes, "EXAMPL"), -1);
	assert_int_equal(rsec_irr_routes_registry_find(routes, "EXAMPLES"), -1);
	assert_int_equal(rsec_irr_routes_registry_find(routes, ""), -1);
	rsec_irr_routes_free(routes);
}

static void
registries_are_numbered_by_name(void **state)
{
	struct rsec_irr_routes *routes = rsec_irr_routes_new();
	struct made made = one;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(registries); i++) {
		made.registry = registries[i];
		add(routes, &made);
	}
	assert_int_equal(rsec_irr_routes_freeze(routes, NULL), 0);
	assert_int_equal(rsec_irr_routes_registries(routes), 5);
	assert_int_equal(rsec_irr_routes_registry_find(routes, "AFRINIC"), 0);
	assert_int_equal(rsec_irr_routes_registry_find(routes, "altdb"), 1);
	assert_int_equal(rsec_irr_routes_registry_find(routes, "ripe"), 3);
	assert_string_equal(
	    rsec_irr_routes_registry(routes, 4), "RIPE-NONAUTH");
	rsec_irr_routes_free(routes);
}

static void
dates_before_1970_and_behind_2149_are_none(void **state)
{
	static const int32_t dates[][2] = { { RSEC_IRR_NO_DATE, -1 }, { 0, -1 },
		{ -1, -1 }, { 1, 1 }, { 65535, 65535 }, { 65536, -1 },
		{ INT32_MAX, -1 } };
	struct rsec_irr_routes *routes;
	struct rsec_irr_record record;
	struct made made = one;
	int32_t expected;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(dates); i++) {
		made.changed = made.created = dates[i][0];
		routes = fill(&made, 1);
		rsec_irr_routes_get(routes, 0, &record);
		expected = dates[i][1] == -1 ? RSEC_IRR_NO_DATE : dates[i][1];
		assert_int_equal(record.changed, expected);
		assert_int_equal(record.created, expected);
		rsec_irr_routes_free(routes);
	}
}

static void
a_set_has_at_most_256_registries(void **state)
{
	struct rsec_irr_routes *routes = rsec_irr_routes_new();
	struct rsec_irr_route route = { .prefix = one.prefix };
	struct rsec_err err;
	char name[16];
	int i;

	(void)state;
	for (i = 0; i < RSEC_IRR_REGISTRIES_MAX; i++) {
		snprintf(name, sizeof(name), "R%d", i);
		route.source = (struct rsec_rpsl_piece){ name, strlen(name) };
		assert_int_equal(rsec_irr_routes_add(routes, &route, &err), 0);
	}
	route.source = (struct rsec_rpsl_piece){ "r7", 2 };
	assert_int_equal(rsec_irr_routes_add(routes, &route, &err), 0);
	route.source = (struct rsec_rpsl_piece){ "R256", 4 };
	assert_int_equal(rsec_irr_routes_add(routes, &route, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_LIMIT);
	assert_string_equal(err.msg, "more than 256 registries");
	assert_int_equal(
	    rsec_irr_routes_count(routes), RSEC_IRR_REGISTRIES_MAX + 1);
	rsec_irr_routes_free(routes);
}

static void
many_maintainers_are_told_apart(void **state)
{
	struct rsec_irr_routes *routes = rsec_irr_routes_new();
	struct rsec_irr_route route = { .prefix = one.prefix,
		.source = { "EXAMPLE", 7 } };
	struct rsec_irr_record record;
	char name[128], prefix[100];
	uint32_t i;

	(void)state;
	memset(prefix, 'X', sizeof(prefix)); /* no two hashes differ */
	for (i = 0; i < 2000; i++) {
		snprintf(name, sizeof(name), "%.*s-%u", (int)sizeof(prefix),
		    prefix, i % 1000);
		route.maintainer =
		    (struct rsec_rpsl_piece){ name, strlen(name) };
		route.origin = i % 1000;
		assert_int_equal(rsec_irr_routes_add(routes, &route, NULL), 0);
	}
	assert_int_equal(rsec_irr_routes_freeze(routes, NULL), 0);
	for (i = 0; i < 2000; i++) {
		rsec_irr_routes_get(routes, i, &record);
		snprintf(name, sizeof(name), "%.*s-%u", (int)sizeof(prefix),
		    prefix, i / 2);
		assert_string_equal(
		    rsec_irr_routes_maintainer(routes, record.maintainer),
		    name);
	}
	rsec_irr_routes_free(routes);
}

static void
a_frozen_set_takes_nothing_in(void **state)
{
	struct rsec_irr_routes *routes = fill(&one, 1), *other = fill(&one, 1);
	const struct rsec_irr_route route = { .prefix = one.prefix };
	struct rsec_err err;

	(void)state;
	assert_int_equal(rsec_irr_routes_freeze(routes, NULL), 0);
	assert_int_equal(rsec_irr_routes_freeze(routes, NULL), 0);
	assert_int_equal(rsec_irr_routes_add(routes, &route, &err), -1);
	assert_string_equal(err.msg, "the set of route objects is frozen");
	assert_int_equal(rsec_irr_routes_merge(routes, other, &err), -1);
	assert_int_equal(rsec_irr_routes_merge(other, routes, &err), -1);
	assert_int_equal(rsec_irr_routes_count(routes), 1);
	assert_int_equal(rsec_irr_routes_count(other), 1);
	rsec_irr_routes_free(routes);
	rsec_irr_routes_free(other);
}

static void
only_the_registries_of_the_rirs_are_authoritative(void **state)
{
	static const char *const yes[] = { "AFRINIC", "APNIC", "ARIN", "LACNIC",
		"RIPE", "ripe" };
	static const char *const no[] = { "RIPE-NONAUTH", "ARIN-NONAUTH",
		"RADB", "JPIRR", "RIP", "" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(yes); i++)
		assert_true(rsec_irr_is_authoritative(yes[i]));
	for (i = 0; i < COUNT(no); i++)
		assert_false(rsec_irr_is_authoritative(no[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_frozen_set_is_the_sorted_list),
		cmocka_unit_test(sets_that_are_merged_are_one),
		cmocka_unit_test(names_are_the_same_in_any_case),
		cmocka_unit_test(registries_are_numbered_by_name),
		cmocka_unit_test(dates_before_1970_and_behind_2149_are_none),
		cmocka_unit_test(a_set_has_at_most_256_registries),
		cmocka_unit_test(many_maintainers_are_told_apart),
		cmocka_unit_test(a_frozen_set_takes_nothing_in),
		cmocka_unit_test(
		    only_the_registries_of_the_rirs_are_authoritative),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
