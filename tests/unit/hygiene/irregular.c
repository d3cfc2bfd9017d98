/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <string.h>

#include "hygiene/irregular.h"
#include "tests/unit/hygiene/world.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define SEEDS	     40

/* What a walk found, and when it is to stop. */
struct found {
	struct rsec_irregular irregular[WORLD_OBJECTS];
	size_t n, stop_at;
};

static int
keep(void *ctx, const struct rsec_irregular *irregular)
{
	struct found *found = ctx;

	assert_true(found->n < WORLD_OBJECTS);
	found->irregular[found->n++] = *irregular;
	return found->n == found->stop_at ? 7 : 0;
}

/* Whether the registry of record I has its prefix with ORIGIN. */
static bool
registered(const struct world *world, uint32_t i, uint32_t origin)
{
	const struct rsec_irr_record *own = &world->object[i], *other;
	uint32_t j;

	for (j = 0; j < world->objects; j++) {
		other = &world->object[j];
		if (other->registry == own->registry &&
		    other->origin == origin &&
		    rsec_prefix_equal(&other->prefix, &own->prefix))
			return true;
	}
	return false;
}

/* Origins of the prefix of I: ask each that there can be. */
static enum rsec_overlap
overlap_of(const struct world *world, uint32_t i)
{
	static const uint32_t origins[] = { 0, 64496, 64497, 64498, 64499,
		64500, 64501 };
	bool common = false, differ = false, here, there;
	size_t k;

	for (k = 0; k < COUNT(origins); k++) {
		here = registered(world, i, origins[k]);
		there = world_announced(
		    world, &world->object[i].prefix, origins[k]);
		common |= here && there;
		differ |= here != there;
	}
	if (!common)
		return RSEC_OVERLAP_NONE;
	return differ ? RSEC_OVERLAP_PARTIAL : RSEC_OVERLAP_FULL;
}

static void
assert_irregular(const struct world *world, const struct rsec_irregular *one)
{
	struct rsec_hygiene_answer answer;
	bool partial = one->overlap == RSEC_OVERLAP_PARTIAL;

	rsec_hygiene_classify(world->hygiene, one->record, &answer);
	assert_int_equal(one->answer.auth, answer.auth);
	assert_int_equal(one->answer.auth_record, answer.auth_record);
	assert_int_equal(one->answer.rpki, answer.rpki);
	assert_int_equal(one->answer.bgp, answer.bgp);
	assert_int_equal(one->answer.age, answer.age);
	assert_int_equal(one->overlap, overlap_of(world, one->record));
	assert_int_equal(one->irregular, partial);
	assert_int_equal(
	    one->suspicious, partial && answer.bgp == RSEC_HYGIENE_EXACT &&
				 answer.rpki != RSEC_HYGIENE_VALID);
}

static bool
is_inconsistent(const struct world *world, uint32_t i)
{
	return !world->inputs.authoritative[world->object[i].registry] &&
	       world_auth(world, i) == RSEC_AUTH_DIFFERENT;
}

void
irregular_objects_are_those_of_linear_scans(void **state)
{
	unsigned overlaps[3] = { 0 }, suspicious = 0;
	struct found found;
	struct world world;
	uint64_t seed;
	uint32_t i;
	size_t n;

	(void)state;
	for (seed = 0; seed < SEEDS; seed++) {
		world_init(&world, seed, seed % 2 == 0);
		found.n = found.stop_at = 0;
		assert_int_equal(
		    rsec_irregular_walk(world.hygiene, keep, &found, NULL), 0);
		for (i = 0, n = 0; i < world.objects; i++) {
			if (!is_inconsistent(&world, i))
				continue;
			assert_true(n < found.n);
			assert_int_equal(found.irregular[n].record, i);
			assert_irregular(&world, &found.irregular[n]);
			overlaps[found.irregular[n].overlap]++;
			suspicious += found.irregular[n++].suspicious;
		}
		assert_int_equal(n, found.n);
		world_fini(&world);
	}
	assert_true(overlaps[0] > 0 && overlaps[1] > 0 && overlaps[2] > 0);
	assert_true(suspicious > 0 && suspicious < overlaps[1]);
}

void
an_irregular_walk_stops_when_it_is_told_to(void **state)
{
	struct found found = { .n = 0, .stop_at = 2 };
	struct world world;

	(void)state;
	world_init(&world, 3, false);
	assert_int_equal(
	    rsec_irregular_walk(world.hygiene, keep, &found, NULL), 7);
	assert_int_equal(found.n, 2);
	world_fini(&world);
}

void
irregular_objects_need_bgp(void **state)
{
	struct rsec_hygiene_inputs inputs;
	struct rsec_hygiene *hygiene;
	struct rsec_err err;
	struct world world;

	(void)state;
	world_init(&world, 3, false);
	inputs = world.inputs;
	inputs.bgp = NULL;
	assert_non_null(hygiene = rsec_hygiene_new(&inputs, NULL));
	assert_int_equal(rsec_irregular_walk(hygiene, keep, NULL, &err), -1);
	assert_string_equal(err.msg, "irregular objects need a BGP table");
	rsec_hygiene_free(hygiene);
	world_fini(&world);
}
