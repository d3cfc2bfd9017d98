/* SPDX-License-Identifier: ISC */
/*
 * Small archives for history_test: inputs as sets of VRPs, and an oracle that
 * answers from these sets what a store should say.
 */
#ifndef RSEC_TESTS_UNIT_HISTORY_SCENE_H
#define RSEC_TESTS_UNIT_HISTORY_SCENE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "history/builder.h"
#include "history/store.h"
#include "rpki/vrp.h"
#include "tests/lib/random.h"

#define SCENE_TAS    3
#define SCENE_VRPS   600
#define SCENE_TIMES  64 /* observations of a trust anchor */
#define SCENE_INPUTS 200
#define SCENE_EXTRAS 8

struct scene_input {
	char ta[8];
	uint32_t time, made;
	uint8_t digest[16];
	bool has[SCENE_VRPS];
	uint32_t not_before[SCENE_VRPS];
	bool has_extras; /* it tells of them */
	bool extras[SCENE_EXTRAS];
};

struct scene_run {
	uint32_t from, to;
};

struct scene {
	struct random random;
	struct rsec_vrp vrps[SCENE_VRPS];
	size_t vrp_count;
	struct scene_input inputs[SCENE_INPUTS];
	size_t input_count;
	bool not_before; /* inputs say it */
};

/* Few VRPs, random sets, several inputs for one time. */
void scene_small(struct scene *scene, uint64_t seed);

/* Many VRPs, and days on which most of them are missing. */
void scene_faulty(struct scene *scene, uint64_t seed);

int scene_try(const struct scene *scene, const struct scene_input *input,
    struct rsec_builder *builder, bool replace, struct rsec_err *err);
void scene_add(const struct scene *scene, const struct scene_input *input,
    struct rsec_builder *builder);
struct rsec_buf scene_write(struct rsec_builder *builder);
struct rsec_builder *scene_load(const struct rsec_buf *bytes);

/* The oracle. */
size_t scene_find(const struct scene *scene, const struct rsec_prefix *prefix,
    uint8_t max_len, uint32_t asn);
const struct scene_input *scene_input_find(const struct scene *scene,
    const char *ta, uint32_t time, const uint8_t digest[16]);
uint32_t scene_count(
    const struct scene *scene, const struct scene_input *input);
enum rsec_observation_state scene_state(
    const struct scene *scene, const struct scene_input *input);
uint32_t scene_not_before(
    const struct scene *scene, const char *ta, size_t vrp);
bool scene_extras_count(
    const struct scene *scene, const struct scene_input *input);
size_t scene_extra_runs(const struct scene *scene, const char *ta, size_t extra,
    struct scene_run runs[SCENE_TIMES]);
size_t scene_runs(const struct scene *scene, const char *ta, size_t vrp,
    struct scene_run runs[SCENE_TIMES]);

#endif
