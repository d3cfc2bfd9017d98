/* SPDX-License-Identifier: ISC */
#include "tests/unit/history/scene.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/prefixes.h"
#include "tests/lib/test.h"

#define DAY 86400u

static const char *const names[SCENE_TAS] = { "afrinic", "ripe", "" };

static void
make_vrps(struct scene *scene, size_t n)
{
	struct rsec_prefix prefixes[SCENE_VRPS];
	struct rsec_vrp vrp;
	size_t i;

	prefixes_random(&scene->random, 0, prefixes, n);
	scene->vrp_count = 0;
	for (i = 0; i < n; i++) {
		vrp = (struct rsec_vrp){ .prefix = prefixes[i] };
		vrp.asn = 64496 + random_below(&scene->random, 3);
		vrp.max_len = prefixes[i].len;
		if (vrp.max_len < 32 && random_once_in(&scene->random, 2))
			vrp.max_len++;
		if (scene_find(scene, &vrp.prefix, vrp.max_len, vrp.asn) ==
		    scene->vrp_count)
			scene->vrps[scene->vrp_count++] = vrp;
	}
}

static struct scene_input *
add_input(struct scene *scene, const char *ta, uint32_t time)
{
	struct scene_input *input = &scene->inputs[scene->input_count++];
	size_t i;

	assert_true(scene->input_count <= SCENE_INPUTS);
	memset(input, 0, sizeof(*input));
	strcpy(input->ta, ta);
	input->time = time;
	for (i = 0; i < sizeof(input->digest); i++)
		input->digest[i] = (uint8_t)random_u64(&scene->random);
	for (i = 0; i < SCENE_VRPS; i++)
		input->not_before[i] =
		    1300000000 + random_below(&scene->random, 100) * 7777;
	input->has_extras = !random_once_in(&scene->random, 3);
	for (i = 0; i < SCENE_EXTRAS; i++)
		input->extras[i] = !random_once_in(&scene->random, 3);
	return input;
}

void
scene_small(struct scene *scene, uint64_t seed)
{
	struct scene_input *input;
	size_t i, j, times = 1 + seed % 20;

	memset(scene, 0, sizeof(*scene));
	scene->random.state = seed;
	scene->not_before = seed % 3 != 0;
	make_vrps(scene, 1 + seed % 40);
	for (i = 0; i < times * 2; i++) {
		input = add_input(scene,
		    names[random_below(&scene->random, SCENE_TAS)],
		    1300000000 + random_below(&scene->random, 12) * DAY / 2);
		input->made = random_below(&scene->random, 3);
		for (j = 0; j < scene->vrp_count; j++)
			input->has[j] = !random_once_in(&scene->random, 3);
	}
}

/* One day's set from that of the day before. */
static void
go_on(struct scene *scene, bool has[SCENE_VRPS], bool real_loss)
{
	size_t i;

	for (i = 0; i < scene->vrp_count; i++) {
		if (random_once_in(&scene->random, 40))
			has[i] = !has[i];
		if (real_loss && random_once_in(&scene->random, 2))
			has[i] = false;
	}
}

void
scene_faulty(struct scene *scene, uint64_t seed)
{
	struct scene_input *input;
	bool has[SCENE_VRPS];
	uint32_t day, loss = (uint32_t)(8 + seed % 9), keep, outage = 0;
	size_t i;

	memset(scene, 0, sizeof(*scene));
	scene->random.state = seed;
	scene->not_before = seed % 2 == 0;
	make_vrps(scene, SCENE_VRPS);
	for (i = 0; i < SCENE_VRPS; i++)
		has[i] = !random_once_in(&scene->random, 5);
	for (day = 0; day < 30; day++) {
		go_on(scene, has, day == loss && seed % 4 == 0);
		if (outage > 0)
			outage--;
		else if (random_once_in(&scene->random, 5))
			outage = 1 + random_below(&scene->random, 4);
		input = add_input(scene, names[0], 1300000000 + day * DAY);
		keep = outage > 0 ? random_below(&scene->random, 10) : 10;
		for (i = 0; i < scene->vrp_count; i++)
			input->has[i] =
			    has[i] && random_below(&scene->random, 10) < keep;
	}
}

/* Extra I: an ASPA of customer I with I providers, or a router key. */
static struct rsec_snapshot_extra
make_extras(const struct scene_input *input, struct rsec_snapshot_aspa *aspas,
    struct rsec_snapshot_router_key *keys)
{
	static const uint32_t providers[] = { 64500, 0, 64499, 64500, 9, 9, 9 };
	struct rsec_snapshot_extra extra = { aspas, 0, keys, 0 };
	uint32_t i;

	for (i = SCENE_EXTRAS; i-- > 0;) { /* any order will do */
		if (!input->extras[i])
			continue;
		if (i % 2 == 0) {
			aspas[extra.aspa_count++] =
			    (struct rsec_snapshot_aspa){ i, providers, i };
		} else {
			keys[extra.key_count] =
			    (struct rsec_snapshot_router_key){ .asn = i,
				    .key = (const uint8_t *)"public key",
				    .len = i };
			keys[extra.key_count++].ski[19] = (uint8_t)i;
			if (i == 3) /* twice */
				keys[extra.key_count] =
				    keys[extra.key_count - 1];
			extra.key_count += i == 3;
		}
	}
	return extra;
}

/* The set of INPUT, and that of another trust anchor. */
static struct rsec_vrps *
make_set(const struct scene *scene, const struct scene_input *input)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_vrp vrp, other;
	uint32_t i;

	assert_non_null(vrps);
	for (i = 0; i < scene->vrp_count; i++) {
		vrp = other = scene->vrps[i];
		rsec_vrps_ta(vrps, input->ta, strlen(input->ta), &vrp.ta, NULL);
		rsec_vrps_ta(vrps, "other", 5, &other.ta, NULL);
		if (input->has[i])
			assert_int_equal(rsec_vrps_add(vrps, &vrp, NULL), 0);
		if (i % 5 == 0)
			assert_int_equal(rsec_vrps_add(vrps, &other, NULL), 0);
	}
	assert_int_equal(rsec_vrps_freeze(vrps, NULL), 0);
	return vrps;
}

int
scene_try(const struct scene *scene, const struct scene_input *input,
    struct rsec_builder *builder, bool replace, struct rsec_err *err)
{
	struct rsec_snapshot snapshot = { .ta = input->ta };
	struct rsec_snapshot_aspa aspas[SCENE_EXTRAS];
	struct rsec_snapshot_router_key keys[SCENE_EXTRAS + 1];
	struct rsec_snapshot_extra extra = make_extras(input, aspas, keys);
	struct rsec_vrps *vrps = make_set(scene, input);
	const uint32_t count = rsec_vrps_count(vrps);
	uint32_t *not_before = calloc(count + 1, sizeof(*not_before)), i;
	struct rsec_vrp vrp;
	int rc;

	assert_non_null(not_before);
	for (i = 0; i < count; i++) {
		rsec_vrps_get(vrps, i, &vrp);
		not_before[i] = input->not_before[scene_find(
		    scene, &vrp.prefix, vrp.max_len, vrp.asn)];
	}
	snapshot.time = input->time;
	snapshot.made = input->made;
	memcpy(snapshot.digest, input->digest, sizeof(snapshot.digest));
	snapshot.vrps = vrps;
	snapshot.not_before = scene->not_before ? not_before : NULL;
	snapshot.extra = input->has_extras ? &extra : NULL;
	rc = rsec_builder_add(builder, &snapshot, replace, err);
	free(not_before);
	rsec_vrps_free(vrps);
	return rc;
}

void
scene_add(const struct scene *scene, const struct scene_input *input,
    struct rsec_builder *builder)
{
	assert_int_equal(scene_try(scene, input, builder, false, NULL), 0);
}

static int
append(void *ctx, const void *data, size_t len)
{
	return rsec_buf_add(ctx, data, len);
}

struct rsec_buf
scene_write(struct rsec_builder *builder)
{
	struct rsec_buf bytes = RSEC_BUF_INIT;

	assert_int_equal(rsec_builder_write(builder, append, &bytes, NULL), 0);
	return bytes;
}

struct rsec_builder *
scene_load(const struct rsec_buf *bytes)
{
	struct rsec_err err = { .msg = "" };
	struct rsec_history *history;
	struct rsec_builder *builder;

	history =
	    rsec_history_open((const uint8_t *)bytes->data, bytes->len, &err);
	assert_non_null(history);
	builder = rsec_builder_new(history, &err);
	if (builder == NULL)
		print_error("%s\n", err.msg);
	assert_non_null(builder);
	rsec_history_close(history);
	return builder;
}
