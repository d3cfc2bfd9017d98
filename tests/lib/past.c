/* SPDX-License-Identifier: ISC */
/* A small made-up past, as sets of VRPs and as a store. */
#include "tests/lib/test.h"

#include "tests/lib/past.h"

#include <string.h>

#include "history/builder.h"
#include "tests/lib/random.h"

const char *const past_tas[PAST_TAS] = { "apnic", "ripe" };

void
past_init(struct past *past)
{
	memset(past, 0, sizeof(*past));
}

void
past_fini(struct past *past)
{
	rsec_history_close(past->history);
	rsec_buf_fini(&past->bytes);
}

size_t
past_add(struct past *past, const char *prefix, uint8_t max_len, uint32_t asn)
{
	struct rsec_vrp *vrp = &past->vrps[past->vrp_count];

	assert_true(past->vrp_count < PAST_VRPS);
	assert_int_equal(
	    rsec_prefix_parse(prefix, strlen(prefix), &vrp->prefix, NULL), 0);
	vrp->max_len = max_len;
	vrp->asn = asn;
	return past->vrp_count++;
}

void
past_put(struct past *past, size_t ta, size_t vrp, size_t from, size_t to)
{
	for (; from <= to; from++)
		past->has[ta][from][vrp] = past->observed[ta][from] = true;
}

void
past_fill(struct past *past, uint64_t seed)
{
	struct random random = { seed };
	size_t ta, day, i;
	bool anew;

	for (ta = 0; ta < PAST_TAS; ta++)
		for (day = 0; day < PAST_DAYS; day++) {
			past->observed[ta][day] = !random_once_in(&random, 6);
			for (i = 0; i < past->vrp_count; i++) {
				anew = day == 0 || random_once_in(&random, 6);
				past->has[ta][day][i] =
				    anew ? random_once_in(&random, 3)
					 : past->has[ta][day - 1][i];
			}
			/* A day without any VRP would be suspect. */
			past->has[ta][day][0] = true;
		}
}

static void
add_day(const struct past *past, struct rsec_builder *builder, size_t ta,
    size_t day)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_snapshot snapshot = { .ta = past_tas[ta],
		.time = PAST_ZERO + (uint32_t)day * PAST_DAY,
		.vrps = vrps };
	uint32_t not_before[PAST_VRPS] = { 0 };
	struct rsec_vrp vrp, at;
	struct rsec_err err;
	size_t i, j;

	assert_non_null(vrps);
	snapshot.digest[0] = (uint8_t)day;
	snapshot.digest[1] = (uint8_t)ta;
	for (i = 0; i < past->vrp_count; i++) {
		vrp = past->vrps[i];
		assert_int_equal(rsec_vrps_ta(vrps, past_tas[ta],
				     strlen(past_tas[ta]), &vrp.ta, &err),
		    0);
		if (past->has[ta][day][i])
			assert_int_equal(rsec_vrps_add(vrps, &vrp, &err), 0);
	}
	assert_int_equal(rsec_vrps_freeze(vrps, &err), 0);
	for (j = 0; j < rsec_vrps_count(vrps); j++) {
		rsec_vrps_get(vrps, (uint32_t)j, &at);
		for (i = 0; i < past->vrp_count; i++)
			if (rsec_prefix_equal(
				&at.prefix, &past->vrps[i].prefix) &&
			    at.asn == past->vrps[i].asn &&
			    at.max_len == past->vrps[i].max_len)
				not_before[j] = past->not_before[i];
	}
	snapshot.not_before = not_before;
	if (rsec_builder_add(builder, &snapshot, false, &err) != 0)
		fail_msg("%s", err.msg);
	rsec_vrps_free(vrps);
}

static int
keep(void *ctx, const void *data, size_t len)
{
	return rsec_buf_add(ctx, data, len);
}

void
past_build(struct past *past)
{
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct rsec_err err;
	size_t ta, day;

	assert_non_null(builder);
	for (ta = 0; ta < PAST_TAS; ta++)
		for (day = 0; day < PAST_DAYS; day++)
			if (past->observed[ta][day])
				add_day(past, builder, ta, day);
	assert_int_equal(
	    rsec_builder_write(builder, keep, &past->bytes, &err), 0);
	rsec_builder_free(builder);
	past->history = rsec_history_open(
	    (const uint8_t *)past->bytes.data, past->bytes.len, &err);
	if (past->history == NULL)
		fail_msg("%s", err.msg);
}

const bool *
past_set(
    const struct past *past, size_t ta, size_t day, enum rsec_history_gaps gaps)
{
	size_t i;

	if (past->observed[ta][day])
		return past->has[ta][day];
	for (i = day; gaps == RSEC_GAPS_CARRY && i-- > 0;)
		if (past->observed[ta][i])
			return past->has[ta][i];
	return NULL;
}
