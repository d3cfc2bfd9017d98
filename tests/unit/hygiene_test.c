/* SPDX-License-Identifier: ISC */
/* The oracle of each class is a linear scan; see hygiene/world.h. */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "hygiene/summary.h"
#include "tests/lib/prefixes.h"
#include "tests/unit/hygiene/world.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define WORLDS	     30

static int32_t
newest(const struct rsec_irr_record *record)
{
	return record->changed > record->created ? record->changed
						 : record->created;
}

/* The record that an answer names is one that can decide. */
static void
assert_auth_record(const struct world *world, uint32_t i,
    const struct rsec_hygiene_answer *answer)
{
	const struct rsec_irr_record *own = &world->object[i], *other;

	assert_int_equal(
	    answer->has_auth_record, answer->auth != RSEC_AUTH_NONE);
	if (!answer->has_auth_record)
		return;
	other = &world->object[answer->auth_record];
	assert_true(world->inputs.authoritative[other->registry]);
	assert_true(rsec_prefix_contains(&other->prefix, &own->prefix));
	switch (answer->auth) {
	case RSEC_AUTH_SAME:
		assert_true(rsec_prefix_equal(&other->prefix, &own->prefix));
		assert_int_equal(other->origin, own->origin);
		break;
	case RSEC_AUTH_COVERED_SAME:
		assert_int_equal(other->origin, own->origin);
		break;
	case RSEC_AUTH_RELATED:
		assert_true(world_related(world, other->origin, own->origin));
		break;
	default:
		assert_int_equal(other->prefix.len == own->prefix.len,
		    world_exact(world, i));
		break;
	}
}

static void
assert_vrp(
    const struct rsec_irr_record *own, const struct rsec_hygiene_answer *answer)
{
	const struct rsec_route route = { own->prefix, own->origin, true };
	enum rsec_vrp_match match;

	assert_int_equal(
	    answer->has_vrp, answer->rpki != RSEC_HYGIENE_NOT_FOUND);
	if (!answer->has_vrp)
		return;
	assert_true(rsec_prefix_contains(&answer->vrp.prefix, &own->prefix));
	match = rsec_rov_match(&answer->vrp, &route);
	if (answer->rpki == RSEC_HYGIENE_VALID)
		assert_int_equal(match, RSEC_VRP_MATCHES);
	else if (answer->rpki == RSEC_HYGIENE_INVALID_LENGTH)
		assert_int_equal(match, RSEC_VRP_TOO_LONG);
	else
		assert_true(
		    match == RSEC_VRP_OTHER_AS || match == RSEC_VRP_AS0);
}

/* The other origin is the first one that BGP has for the prefix. */
static void
assert_bgp_origin(const struct world *world, const struct rsec_irr_record *own,
    const struct rsec_hygiene_answer *answer)
{
	uint32_t i;

	for (i = 0; i < world->routes; i++)
		if (world->route[i].has_origin &&
		    world->route[i].origin != own->origin &&
		    rsec_prefix_equal(&world->route[i].prefix, &own->prefix))
			break;
	assert_int_equal(answer->has_bgp_origin, i < world->routes);
	if (i < world->routes)
		assert_int_equal(answer->bgp_origin, world->route[i].origin);
}

/* Which classes the worlds together have. */
struct seen {
	unsigned auth[RSEC_AUTHS], rpki[RSEC_HYGIENE_RPKIS];
	unsigned bgp[RSEC_HYGIENE_BGPS], age[RSEC_AGES];
};

static void
assert_classes(const struct world *world, struct seen *seen)
{
	const struct rsec_irr_record *own;
	struct rsec_hygiene_answer a;
	uint32_t i;

	for (i = 0; i < world->objects; i++) {
		own = &world->object[i];
		rsec_hygiene_classify(world->hygiene, i, &a);
		assert_int_equal(a.auth, world_auth(world, i));
		assert_int_equal(
		    a.rpki, world_rpki(world, &own->prefix, own->origin));
		assert_int_equal(a.bgp, world_bgp(world, i));
		assert_int_equal(a.age, world_age(WORLD_TODAY, newest(own)));
		assert_int_equal(a.auth_exact, world_exact(world, i));
		assert_auth_record(world, i, &a);
		assert_vrp(own, &a);
		assert_bgp_origin(world, own, &a);
		if (world->inputs.authoritative[own->registry])
			assert_int_equal(a.auth, RSEC_AUTH_SAME);
		seen->auth[a.auth]++;
		seen->rpki[a.rpki]++;
		seen->bgp[a.bgp]++;
		seen->age[a.age]++;
	}
}

static void
classes_are_those_of_linear_scans(void **state)
{
	struct seen seen = { .auth = { 0 } };
	struct world world;
	uint64_t seed;
	unsigned i;

	(void)state;
	for (seed = 0; seed < WORLDS; seed++) {
		world_init(&world, seed, seed % 2 == 0);
		assert_classes(&world, &seen);
		world_fini(&world);
	}
	for (i = 0; i < RSEC_AUTHS; i++)
		assert_true(seen.auth[i] > 0);
	for (i = 0; i < RSEC_HYGIENE_RPKI_UNKNOWN; i++)
		assert_true(seen.rpki[i] > 0);
	for (i = 0; i < RSEC_HYGIENE_BGP_UNKNOWN; i++)
		assert_true(seen.bgp[i] > 0);
	for (i = 0; i < RSEC_AGES; i++)
		assert_true(seen.age[i] > 0);
}

static void
what_is_not_given_is_unknown(void **state)
{
	struct rsec_hygiene_inputs inputs;
	struct rsec_hygiene_answer answer;
	struct rsec_hygiene *hygiene;
	struct world world;
	uint32_t i;

	(void)state;
	world_init(&world, 1, false);
	inputs = (struct rsec_hygiene_inputs){ .routes = world.set };
	assert_non_null(hygiene = rsec_hygiene_new(&inputs, NULL));
	for (i = 0; i < world.objects; i++) {
		rsec_hygiene_classify(hygiene, i, &answer);
		assert_int_equal(answer.auth, RSEC_AUTH_NONE);
		assert_int_equal(answer.rpki, RSEC_HYGIENE_RPKI_UNKNOWN);
		assert_int_equal(answer.bgp, RSEC_HYGIENE_BGP_UNKNOWN);
		assert_false(answer.has_auth_record || answer.auth_exact ||
			     answer.has_vrp || answer.has_bgp_origin);
	}
	rsec_hygiene_free(hygiene);
	world_fini(&world);
}

/* Whether record I is the first one of its pair, or the first at all. */
static bool
is_first(const struct world *world, uint32_t i)
{
	uint32_t j;

	for (j = 0; j < i; j++)
		if (world_same_pair(world, i, j))
			return false;
	return true;
}

static int32_t
newest_of_pair(const struct world *world, uint32_t i)
{
	int32_t date = RSEC_IRR_NO_DATE;
	uint32_t j;

	for (j = 0; j < world->objects; j++)
		if (world_same_pair(world, i, j) &&
		    newest(&world->object[j]) > date)
			date = newest(&world->object[j]);
	return date;
}

/*
 * Whether no record of the same registry before I, of FAMILY, has the same
 * maintainer, or origin.
 */
static bool
is_new(const struct world *world, uint32_t i, uint8_t family, bool maintainer)
{
	const struct rsec_irr_record *own = &world->object[i], *other;
	uint32_t j;

	for (j = 0; j < i; j++) {
		other = &world->object[j];
		if (other->registry == own->registry &&
		    (family == 0 || family == other->prefix.family) &&
		    (maintainer ? other->maintainer == own->maintainer
				: other->origin == own->origin))
			return false;
	}
	return true;
}

/* Count record I, whose family is counted. */
static void
count_one(const struct world *world, uint32_t i, enum rsec_hygiene_unit unit,
    struct rsec_hygiene_counts *counts)
{
	const struct rsec_irr_record *own = &world->object[i];
	struct rsec_hygiene_counts *c = &counts[own->registry];
	const bool first = is_first(world, i);
	int32_t date = newest(own);

	c->objects++;
	c->pairs += first;
	if (unit == RSEC_HYGIENE_PAIRS && !first)
		return;
	if (unit == RSEC_HYGIENE_PAIRS)
		date = newest_of_pair(world, i);
	c->auth[world_auth(world, i)]++;
	c->rpki[world_rpki(world, &own->prefix, own->origin)]++;
	c->bgp[world_bgp(world, i)]++;
	c->age[world_age(WORLD_TODAY, date)]++;
	if (!world_exact(world, i))
		c->exact_none++;
	else if (world_exact_same(world, i))
		c->exact_same++;
	else
		c->exact_different++;
}

static void
count_all(const struct world *world, uint8_t family,
    enum rsec_hygiene_unit unit, struct rsec_hygiene_counts *counts)
{
	const struct rsec_irr_record *own;
	uint32_t i;

	memset(counts, 0, world->registries * sizeof(*counts));
	for (i = 0; i < world->objects; i++) {
		own = &world->object[i];
		if (family != 0 && family != own->prefix.family)
			continue;
		count_one(world, i, unit, counts);
		counts[own->registry].origins +=
		    is_new(world, i, family, false);
		if (*rsec_irr_routes_maintainer(world->set, own->maintainer) !=
		    '\0')
			counts[own->registry].maintainers +=
			    is_new(world, i, family, true);
	}
}

/* The summary of WORLD by each number of THREADS is what it should be. */
static void
assert_summary(
    const struct world *world, uint8_t family, enum rsec_hygiene_unit unit)
{
	static const unsigned threads[] = { 0, 1, 2, 3, 64, 1000 };
	struct rsec_hygiene_counts expected[8], counts[8];
	size_t i, r;

	assert_true(world->registries <= COUNT(counts));
	count_all(world, family, unit, expected);
	for (i = 0; i < COUNT(threads); i++) {
		memset(counts, 0xff, sizeof(counts));
		assert_int_equal(rsec_hygiene_summarise(world->hygiene, family,
				     unit, threads[i], counts, NULL),
		    0);
		for (r = 0; r < world->registries; r++)
			assert_memory_equal(
			    &counts[r], &expected[r], sizeof(counts[r]));
	}
}

static void
a_summary_is_the_sum_of_classes(void **state)
{
	static const uint8_t families[] = { 0, RSEC_IPV4, RSEC_IPV6 };
	struct world world;
	uint64_t seed;
	size_t i;

	(void)state;
	for (seed = 0; seed < WORLDS / 3; seed++) {
		world_init(&world, seed, seed % 2 == 0);
		for (i = 0; i < COUNT(families); i++) {
			assert_summary(
			    &world, families[i], RSEC_HYGIENE_OBJECTS);
			assert_summary(&world, families[i], RSEC_HYGIENE_PAIRS);
		}
		world_fini(&world);
	}
}

static uint64_t
sum(const uint64_t *n, size_t count)
{
	uint64_t total = 0;

	while (count > 0)
		total += n[--count];
	return total;
}

/* Each group of classes of COUNTS adds up to TOTAL. */
static void
assert_adds_up(const struct rsec_hygiene_counts *c, uint64_t total)
{
	assert_int_equal(sum(c->auth, RSEC_AUTHS), total);
	assert_int_equal(sum(c->rpki, RSEC_HYGIENE_RPKIS), total);
	assert_int_equal(sum(c->bgp, RSEC_HYGIENE_BGPS), total);
	assert_int_equal(sum(c->age, RSEC_AGES), total);
	assert_int_equal(
	    c->exact_none + c->exact_same + c->exact_different, total);
}

static void
classes_add_up_to_the_number_of_objects_and_pairs(void **state)
{
	struct rsec_hygiene_counts counts[8];
	struct world world;
	uint64_t seed, objects;
	size_t r;

	(void)state;
	for (seed = 100; seed < 100 + WORLDS; seed++) {
		world_init(&world, seed, seed % 2 == 0);
		assert_int_equal(rsec_hygiene_summarise(world.hygiene, 0,
				     RSEC_HYGIENE_OBJECTS, 2, counts, NULL),
		    0);
		for (r = 0, objects = 0; r < world.registries; r++) {
			assert_adds_up(&counts[r], counts[r].objects);
			objects += counts[r].objects;
		}
		assert_int_equal(objects, WORLD_OBJECTS);
		assert_int_equal(rsec_hygiene_summarise(world.hygiene, 0,
				     RSEC_HYGIENE_PAIRS, 2, counts, NULL),
		    0);
		for (r = 0; r < world.registries; r++)
			assert_adds_up(&counts[r], counts[r].pairs);
		world_fini(&world);
	}
}

/* Whether registry R has the prefix of OWN; with its origin, where asked. */
static bool
has(const struct world *world, size_t r, const struct rsec_irr_record *own,
    bool same_origin)
{
	uint32_t i;

	for (i = 0; i < world->objects; i++)
		if (world->object[i].registry == r &&
		    rsec_prefix_equal(&world->object[i].prefix, &own->prefix) &&
		    (!same_origin || world->object[i].origin == own->origin))
			return true;
	return false;
}

static void
assert_matrix(const struct world *world, uint8_t family)
{
	struct rsec_hygiene_cell cells[8 * 8], expected;
	const struct rsec_irr_record *own;
	size_t left, right;
	uint32_t i;

	rsec_hygiene_matrix(world->set, family, cells);
	for (left = 0; left < world->registries; left++)
		for (right = 0; right < world->registries; right++) {
			expected = (struct rsec_hygiene_cell){ 0, 0 };
			for (i = 0; i < world->objects; i++) {
				own = &world->object[i];
				if (own->registry != left || left == right ||
				    !is_first(world, i) ||
				    (family != 0 &&
					family != own->prefix.family))
					continue;
				expected.compared +=
				    has(world, right, own, false);
				expected.inconsistent +=
				    has(world, right, own, false) &&
				    !has(world, right, own, true);
			}
			assert_memory_equal(
			    &cells[left * world->registries + right], &expected,
			    sizeof(expected));
		}
}

static void
a_matrix_compares_each_registry_with_each(void **state)
{
	struct world world;
	uint64_t seed;

	(void)state;
	for (seed = 0; seed < WORLDS; seed++) {
		world_init(&world, seed, false);
		assert_matrix(&world, 0);
		assert_matrix(&world, RSEC_IPV4);
		assert_matrix(&world, RSEC_IPV6);
		world_fini(&world);
	}
}

/* 256 registries, each with its own origin for one prefix and a common one. */
static void
a_matrix_takes_as_many_registries_as_a_set(void **state)
{
	const size_t n = RSEC_IRR_REGISTRIES_MAX;
	struct rsec_hygiene_cell *cells = calloc(n * n, sizeof(*cells));
	struct rsec_irr_routes *routes = rsec_irr_routes_new();
	struct rsec_irr_route route = { .prefix = prefix_of("192.0.2.0/24") };
	char name[3] = "AA";
	size_t i;

	(void)state;
	assert_true(cells != NULL && routes != NULL);
	for (i = 0; i < n; i++) {
		name[0] = (char)('A' + i / 16);
		name[1] = (char)('A' + i % 16);
		route.source = (struct rsec_rpsl_piece){ name, 2 };
		route.origin = 64496;
		assert_int_equal(rsec_irr_routes_add(routes, &route, NULL), 0);
		route.origin = 1000 + (uint32_t)i;
		assert_int_equal(rsec_irr_routes_add(routes, &route, NULL), 0);
	}
	assert_int_equal(rsec_irr_routes_freeze(routes, NULL), 0);
	rsec_hygiene_matrix(routes, 0, cells);
	for (i = 0; i < n * n; i++) {
		assert_int_equal(cells[i].compared, i % (n + 1) == 0 ? 0 : 2);
		assert_int_equal(
		    cells[i].inconsistent, i % (n + 1) == 0 ? 0 : 1);
	}
	rsec_irr_routes_free(routes);
	free(cells);
}

static void
a_set_without_objects_has_nothing_to_count(void **state)
{
	struct rsec_irr_routes *routes = rsec_irr_routes_new();
	struct rsec_hygiene_inputs inputs = { .routes = routes };
	struct rsec_hygiene_counts counts;
	struct rsec_hygiene_cell cell;
	struct rsec_hygiene *hygiene;

	(void)state;
	assert_int_equal(rsec_irr_routes_freeze(routes, NULL), 0);
	assert_non_null(hygiene = rsec_hygiene_new(&inputs, NULL));
	assert_int_equal(rsec_hygiene_summarise(
			     hygiene, 0, RSEC_HYGIENE_PAIRS, 2, &counts, NULL),
	    0);
	rsec_hygiene_matrix(routes, RSEC_IPV4, &cell);
	rsec_hygiene_free(hygiene);
	rsec_irr_routes_free(routes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(classes_are_those_of_linear_scans),
		cmocka_unit_test(what_is_not_given_is_unknown),
		cmocka_unit_test(a_summary_is_the_sum_of_classes),
		cmocka_unit_test(
		    classes_add_up_to_the_number_of_objects_and_pairs),
		cmocka_unit_test(a_matrix_compares_each_registry_with_each),
		cmocka_unit_test(a_matrix_takes_as_many_registries_as_a_set),
		cmocka_unit_test(a_set_without_objects_has_nothing_to_count),
		cmocka_unit_test(irregular_objects_are_those_of_linear_scans),
		cmocka_unit_test(an_irregular_walk_stops_when_it_is_told_to),
		cmocka_unit_test(irregular_objects_need_bgp),
		cmocka_unit_test(
		    announcements_are_justified_as_linear_scans_say),
		cmocka_unit_test(counts_of_an_impact_are_those_of_its_walk),
		cmocka_unit_test(an_impact_needs_bgp),
		cmocka_unit_test(
		    a_frozen_filter_drops_what_third_parties_made_later),
		cmocka_unit_test(ripe_731_drops_what_the_rpki_contradicts),
		cmocka_unit_test(a_permissive_filter_ends_at_24_and_48),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
