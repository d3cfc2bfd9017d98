/* SPDX-License-Identifier: ISC */
/*
 * The store and its builder, against an oracle that keeps every observation as
 * a set: whatever the order in which they come, and however often the store is
 * written and loaded between them, it has the same bytes and the runs that the
 * sets have.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/history/scene.h"

static void
check_vrp(struct rsec_history *history, const struct scene *scene,
    const struct rsec_history_vrp *vrp, bool *met)
{
	const char *ta = rsec_history_ta(history, vrp->ta);
	struct scene_run want[SCENE_TIMES];
	struct rsec_history_run run;
	uint32_t not_before;
	size_t which, n, i;

	which = scene_find(scene, &vrp->prefix, vrp->max_len, vrp->asn);
	assert_false(met[which]);
	met[which] = true;
	n = scene_runs(scene, ta, which, want);
	assert_int_equal(vrp->runs, n);
	assert_int_equal(
	    rsec_history_not_before(history, vrp, &not_before, NULL), 0);
	assert_int_equal(not_before, scene_not_before(scene, ta, which));
	for (i = 0; i < n; i++) {
		assert_int_equal(
		    rsec_history_run_get(history, vrp, (uint32_t)i, &run, NULL),
		    0);
		assert_int_equal(run.from, want[i].from);
		assert_int_equal(run.to, want[i].to);
		assert_int_equal(
		    rsec_history_trusted_time(history, vrp->ta, run.first),
		    run.from);
	}
}

struct seen {
	struct rsec_history *history;
	const struct scene *scene;
	bool met[SCENE_TAS][SCENE_VRPS];
	size_t extras;
};

static int
found(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct seen *seen = ctx;

	check_vrp(seen->history, seen->scene, vrp, seen->met[vrp->ta]);
	return 0;
}

/* Each VRP that has runs is in the store, and no other one. */
static void
check_vrps(struct rsec_history *history, const struct scene *scene)
{
	const struct rsec_prefix all[] = { { 0, 0, RSEC_IPV4, 0 },
		{ 0, 0, RSEC_IPV6, 0 } };
	struct seen *seen = calloc(1, sizeof(*seen));
	struct scene_run runs[SCENE_TIMES];
	uint64_t vrps = 0, count = 0;
	const char *ta;
	size_t i, t, n;

	assert_non_null(seen);
	seen->history = history;
	seen->scene = scene;
	for (i = 0; i < 2; i++) {
		assert_int_equal(
		    rsec_history_covering(history, &all[i], found, seen, NULL),
		    0);
		assert_int_equal(
		    rsec_history_inside(history, &all[i], found, seen, NULL),
		    0);
	}
	for (t = 0; t < rsec_history_tas(history); t++) {
		ta = rsec_history_ta(history, (uint8_t)t);
		for (i = 0; i < scene->vrp_count; i++) {
			n = scene_runs(scene, ta, i, runs);
			assert_int_equal(seen->met[t][i], n > 0);
			vrps += n > 0;
			count += n;
		}
	}
	assert_int_equal(rsec_history_vrps(history), vrps);
	assert_int_equal(rsec_history_runs(history), count);
	free(seen);
}

static int
found_extra(void *ctx, const struct rsec_history_extra *extra)
{
	const struct seen *seen = ctx;
	struct rsec_history *history = seen->history;
	struct scene_run want[SCENE_TIMES];
	struct rsec_history_run run;
	size_t n, i;

	assert_in_range(extra->asn, 0, SCENE_EXTRAS - 1);
	assert_int_equal(extra->kind,
	    extra->asn % 2 == 0 ? RSEC_HISTORY_ASPA : RSEC_HISTORY_ROUTER_KEY);
	if (extra->asn == 6) /* 0 9 64499 64500 */
		assert_memory_equal(extra->data,
		    "\0\0\0\0\0\0\0\011\0\0\373\363\0\0\373\364", 16);
	if (extra->asn == 7)
		assert_memory_equal(extra->data,
		    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\007pub", 23);
	n = scene_extra_runs(
	    seen->scene, rsec_history_ta(history, extra->ta), extra->asn, want);
	assert_int_equal(extra->runs, n);
	for (i = 0; i < n; i++) {
		assert_int_equal(rsec_history_extra_run_get(
				     history, extra, (uint32_t)i, &run, NULL),
		    0);
		assert_int_equal(run.from, want[i].from);
		assert_int_equal(run.to, want[i].to);
	}
	((struct seen *)ctx)->extras++;
	return 0;
}

static void
check_extras(struct rsec_history *history, const struct scene *scene)
{
	struct seen seen = { .history = history, .scene = scene };
	struct scene_run runs[SCENE_TIMES];
	size_t i, t, want = 0;
	uint32_t asn;

	for (asn = 0; asn < SCENE_EXTRAS; asn++)
		assert_int_equal(
		    rsec_history_extras_of(history, RSEC_HISTORY_ASPA, &asn,
			found_extra, &seen, NULL),
		    0);
	assert_int_equal(
	    rsec_history_extras_of(history, RSEC_HISTORY_ROUTER_KEY, NULL,
		found_extra, &seen, NULL),
	    0);
	for (t = 0; t < rsec_history_tas(history); t++)
		for (i = 0; i < SCENE_EXTRAS; i++)
			want += scene_extra_runs(scene,
				    rsec_history_ta(history, (uint8_t)t), i,
				    runs) > 0;
	assert_int_equal(seen.extras, want);
}

static size_t suspects; /* in the ledger that was checked last */

/* The states of the inputs are those that the oracle gives them. */
static void
check_ledger(struct rsec_history *history, const struct scene *scene)
{
	struct rsec_observation one;
	const struct scene_input *input;
	size_t i, n = rsec_history_observations(history);

	assert_int_equal(n, scene->input_count);
	suspects = 0;
	for (i = 0; i < n; i++) {
		assert_int_equal(
		    rsec_history_observation(history, i, &one, NULL), 0);
		input = scene_input_find(scene,
		    rsec_history_ta(history, one.ta), one.time, one.digest);
		assert_non_null(input);
		assert_int_equal(one.state, scene_state(scene, input));
		suspects += one.state == RSEC_OBSERVATION_SUSPECT;
		assert_int_equal(one.vrps, scene_count(scene, input));
		assert_int_equal(one.made, input->made);
		assert_int_equal(one.has_extras, input->has_extras);
		assert_int_equal(
		    one.extras_count, scene_extras_count(scene, input));
	}
}

static void
check_store(const struct rsec_buf *bytes, const struct scene *scene)
{
	struct rsec_err err = { .msg = "" };
	struct rsec_history *history;

	history =
	    rsec_history_open((const uint8_t *)bytes->data, bytes->len, &err);
	if (history == NULL)
		print_error("%s\n", err.msg);
	assert_non_null(history);
	assert_int_equal(rsec_history_verify(history, &err), 0);
	check_ledger(history, scene);
	check_vrps(history, scene);
	check_extras(history, scene);
	rsec_history_close(history);
}

/* Add all in a random order, now and then by way of a written store. */
static struct rsec_buf
build(struct scene *scene, const size_t *order)
{
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct rsec_buf bytes = RSEC_BUF_INIT;
	size_t i;

	assert_non_null(builder);
	for (i = 0; i < scene->input_count; i++) {
		scene_add(scene, &scene->inputs[order[i]], builder);
		if (random_once_in(&scene->random, 7)) {
			rsec_buf_fini(&bytes);
			bytes = scene_write(builder);
		}
		if (random_once_in(&scene->random, 7)) {
			rsec_buf_fini(&bytes);
			bytes = scene_write(builder);
			rsec_builder_free(builder);
			builder = scene_load(&bytes);
		}
		if (random_once_in(&scene->random, 9)) /* again */
			scene_add(scene, &scene->inputs[order[i]], builder);
	}
	rsec_buf_fini(&bytes);
	bytes = scene_write(builder);
	rsec_builder_free(builder);
	return bytes;
}

static size_t
check_scenes(unsigned count, void (*make)(struct scene *scene, uint64_t seed))
{
	struct scene *scene = calloc(1, sizeof(*scene));
	struct rsec_buf first, again;
	size_t order[SCENE_INPUTS], sum = 0;
	unsigned i, j;

	assert_non_null(scene);
	for (i = 0; i < count; i++) {
		make(scene, i);
		for (j = 0; j < scene->input_count; j++)
			order[j] = j;
		first = build(scene, order);
		check_store(&first, scene);
		sum += suspects;
		for (j = 0; j < 3; j++) {
			random_shuffle(&scene->random, order,
			    scene->input_count, sizeof(*order));
			again = build(scene, order);
			assert_int_equal(first.len, again.len);
			assert_memory_equal(first.data, again.data, first.len);
			rsec_buf_fini(&again);
		}
		rsec_buf_fini(&first);
	}
	free(scene);
	return sum;
}

static void
any_order_gives_the_runs_of_the_sets_and_the_same_bytes(void **state)
{
	(void)state;
	check_scenes(60, scene_small);
}

static void
what_disappears_in_mass_and_comes_back_is_suspect(void **state)
{
	(void)state;
	assert_in_range(check_scenes(25, scene_faulty), 30, 500);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    any_order_gives_the_runs_of_the_sets_and_the_same_bytes),
		cmocka_unit_test(
		    what_disappears_in_mass_and_comes_back_is_suspect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
