/* SPDX-License-Identifier: ISC */
/* What a store should say, from the sets, one question at a time. */
#include <stdlib.h>
#include <string.h>

#include "tests/lib/test.h"
#include "tests/unit/history/scene.h"

size_t
scene_find(const struct scene *scene, const struct rsec_prefix *prefix,
    uint8_t max_len, uint32_t asn)
{
	const struct rsec_vrp *vrp;
	size_t i;

	for (i = 0; i < scene->vrp_count; i++) {
		vrp = &scene->vrps[i];
		if (rsec_prefix_equal(&vrp->prefix, prefix) &&
		    vrp->max_len == max_len && vrp->asn == asn)
			break;
	}
	return i;
}

const struct scene_input *
scene_input_find(const struct scene *scene, const char *ta, uint32_t time,
    const uint8_t digest[16])
{
	const struct scene_input *input;
	size_t i;

	for (i = 0; i < scene->input_count; i++) {
		input = &scene->inputs[i];
		if (strcmp(input->ta, ta) == 0 && input->time == time &&
		    memcmp(input->digest, digest, 16) == 0)
			return input;
	}
	return NULL;
}

uint32_t
scene_count(const struct scene *scene, const struct scene_input *input)
{
	uint32_t n = 0;
	size_t i;

	for (i = 0; i < scene->vrp_count; i++)
		n += input->has[i];
	return n;
}

/* Whether OTHER, an input of the same time, counts instead of INPUT. */
static bool
is_better(const struct scene *scene, const struct scene_input *other,
    const struct scene_input *input)
{
	const uint32_t count = scene_count(scene, input);
	const uint32_t others = scene_count(scene, other);

	if (other->made != input->made)
		return other->made > input->made;
	if (others != count)
		return others > count;
	return memcmp(other->digest, input->digest, 16) > 0;
}

/* Whether another one counts; for extras only those matter that tell. */
static bool
is_superseded(
    const struct scene *scene, const struct scene_input *input, bool extras)
{
	const struct scene_input *other;
	size_t i;

	for (i = 0; i < scene->input_count; i++) {
		other = &scene->inputs[i];
		if (strcmp(other->ta, input->ta) == 0 &&
		    other->time == input->time &&
		    (other->has_extras || !extras) &&
		    is_better(scene, other, input))
			return true;
	}
	return false;
}

bool
scene_extras_count(const struct scene *scene, const struct scene_input *input)
{
	return input->has_extras && !is_superseded(scene, input, true);
}

static int
cmp_times(const void *a, const void *b)
{
	const struct scene_input *const *left = a, *const *right = b;

	return ((*left)->time > (*right)->time) -
	       ((*left)->time < (*right)->time);
}

static size_t
list(const struct scene *scene, const char *ta,
    const struct scene_input *inputs[SCENE_INPUTS])
{
	size_t i, n = 0;

	for (i = 0; i < scene->input_count; i++)
		if (strcmp(scene->inputs[i].ta, ta) == 0 &&
		    !is_superseded(scene, &scene->inputs[i], false))
			inputs[n++] = &scene->inputs[i];
	qsort(inputs, n, sizeof(*inputs), cmp_times);
	return n;
}

static int
cmp_counts(const void *a, const void *b)
{
	const uint32_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static uint32_t
usual(const struct scene *scene, const struct scene_input *const *inputs,
    const bool *suspect, size_t i)
{
	uint32_t counts[7];
	size_t n = 0;

	while (i-- > 0 && n < 7)
		if (!suspect[i])
			counts[n++] = scene_count(scene, inputs[i]);
	qsort(counts, n, sizeof(*counts), cmp_counts);
	return n == 0 ? 0 : counts[n / 2];
}

static bool
is_fall(double gone, double of, bool empty)
{
	return gone > of * 0.05 && (gone > 200 || (empty && gone > 0));
}

static bool
returns(const struct scene *scene, const struct scene_input *const *inputs,
    size_t n, size_t last, size_t i, uint32_t of)
{
	unsigned gone = 0, back[3] = { 0 }, k;
	size_t v;

	for (v = 0; v < scene->vrp_count; v++) {
		if (!inputs[last]->has[v] || inputs[i]->has[v])
			continue;
		gone++;
		for (k = 0; k < 3 && i + 1 + k < n; k++)
			back[k] += inputs[i + 1 + k]->has[v];
	}
	if (!is_fall(gone, of, scene_count(scene, inputs[i]) == 0))
		return false;
	for (k = 0; k < 3; k++)
		if (back[k] >= gone * 0.9)
			return true;
	return false;
}

static void
judge(const struct scene *scene, const struct scene_input *const *inputs,
    size_t n, bool *suspect)
{
	size_t i, last = 0;
	uint32_t of, count;

	for (i = 0; i < n; i++) {
		of = usual(scene, inputs, suspect, i);
		count = scene_count(scene, inputs[i]);
		suspect[i] = count < of &&
			     is_fall(of - count, of, count == 0) &&
			     returns(scene, inputs, n, last, i, of);
		if (!suspect[i])
			last = i;
	}
}

enum rsec_observation_state
scene_state(const struct scene *scene, const struct scene_input *input)
{
	const struct scene_input *inputs[SCENE_INPUTS];
	bool suspect[SCENE_INPUTS];
	size_t i, n;

	if (is_superseded(scene, input, false))
		return RSEC_OBSERVATION_SUPERSEDED;
	n = list(scene, input->ta, inputs);
	judge(scene, inputs, n, suspect);
	for (i = 0; inputs[i] != input; i++)
		assert_true(i < n);
	return suspect[i] ? RSEC_OBSERVATION_SUSPECT
			  : RSEC_OBSERVATION_OBSERVED;
}

size_t
scene_runs(const struct scene *scene, const char *ta, size_t vrp,
    struct scene_run runs[SCENE_TIMES])
{
	const struct scene_input *inputs[SCENE_INPUTS];
	bool suspect[SCENE_INPUTS], running = false;
	size_t i, n, count = 0;

	n = list(scene, ta, inputs);
	judge(scene, inputs, n, suspect);
	for (i = 0; i < n; i++) {
		if (suspect[i])
			continue;
		if (inputs[i]->has[vrp] && running)
			runs[count - 1].to = inputs[i]->time;
		else if (inputs[i]->has[vrp])
			runs[count++] = (struct scene_run){ inputs[i]->time,
				inputs[i]->time };
		running = inputs[i]->has[vrp];
	}
	return count;
}

size_t
scene_extra_runs(const struct scene *scene, const char *ta, size_t extra,
    struct scene_run runs[SCENE_TIMES])
{
	const struct scene_input *inputs[SCENE_INPUTS], *input;
	size_t i, n = 0, count = 0;
	bool running = false;

	for (i = 0; i < scene->input_count; i++) {
		input = &scene->inputs[i];
		if (strcmp(input->ta, ta) == 0 &&
		    scene_extras_count(scene, input) &&
		    scene_state(scene, input) != RSEC_OBSERVATION_SUSPECT)
			inputs[n++] = input;
	}
	qsort(inputs, n, sizeof(*inputs), cmp_times);
	for (i = 0; i < n; i++) {
		if (inputs[i]->extras[extra] && running)
			runs[count - 1].to = inputs[i]->time;
		else if (inputs[i]->extras[extra])
			runs[count++] = (struct scene_run){ inputs[i]->time,
				inputs[i]->time };
		running = inputs[i]->extras[extra];
	}
	return count;
}

/* The earliest of all inputs, whether they count or not, in minutes. */
uint32_t
scene_not_before(const struct scene *scene, const char *ta, size_t vrp)
{
	const struct scene_input *input;
	uint32_t time = 0;
	size_t i;

	for (i = 0; i < scene->input_count && scene->not_before; i++) {
		input = &scene->inputs[i];
		if (strcmp(input->ta, ta) == 0 && input->has[vrp] &&
		    (time == 0 || input->not_before[vrp] < time))
			time = input->not_before[vrp];
	}
	return time / 60 * 60;
}
