/* SPDX-License-Identifier: ISC */
/* Each day is an input of its own. */
#include "tests/unit/history_query/archive.h"

#include <stdlib.h>
#include <string.h>

#include "history/builder.h"
#include "tests/lib/test.h"

static const char *const names[TAS] = { "apnic", "ripe" };

static bool prepared; /* every second one: the answers are the same */

struct rsec_prefix
prefix(const char *s)
{
	struct rsec_prefix p;

	assert_int_equal(rsec_prefix_parse(s, strlen(s), &p, NULL), 0);
	return p;
}

void
add_vrp(struct archive *archive, const char *s, uint8_t max_len, uint32_t asn)
{
	assert_true(archive->vrp_count < VRPS);
	archive->vrps[archive->vrp_count++] = (struct rsec_vrp){
		.prefix = prefix(s), .max_len = max_len, .asn = asn
	};
}

static void
add_day(struct rsec_builder *builder, const struct archive *archive, size_t ta,
    size_t day)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_snapshot snapshot = { .ta = names[ta],
		.time = ZERO + (uint32_t)day * DAY,
		.vrps = vrps };
	struct rsec_vrp vrp;
	struct rsec_err err;
	size_t i;

	snapshot.digest[0] = (uint8_t)day;
	snapshot.digest[1] = (uint8_t)ta;
	assert_non_null(vrps);
	for (i = 0; i < archive->vrp_count; i++) {
		vrp = archive->vrps[i];
		assert_int_equal(rsec_vrps_ta(vrps, names[ta],
				     strlen(names[ta]), &vrp.ta, &err),
		    0);
		if (archive->has[ta][day][i])
			assert_int_equal(rsec_vrps_add(vrps, &vrp, &err), 0);
	}
	assert_int_equal(rsec_vrps_freeze(vrps, &err), 0);
	if (rsec_builder_add(builder, &snapshot, false, &err) != 0)
		fail_msg("%s", err.msg);
	rsec_vrps_free(vrps);
}

static int
keep(void *ctx, const void *data, size_t len)
{
	return rsec_buf_add(ctx, data, len);
}

struct image
build(const struct archive *archive)
{
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct image image = { RSEC_BUF_INIT, NULL };
	struct rsec_err err;
	size_t ta, day;

	assert_non_null(builder);
	for (ta = 0; ta < TAS; ta++)
		for (day = 0; day < DAYS; day++)
			if (archive->observed[ta][day])
				add_day(builder, archive, ta, day);
	assert_int_equal(
	    rsec_builder_write(builder, keep, &image.bytes, &err), 0);
	rsec_builder_free(builder);
	image.history = rsec_history_open(
	    (const uint8_t *)image.bytes.data, image.bytes.len, &err);
	if (image.history == NULL)
		fail_msg("%s", err.msg);
	if (prepared)
		assert_int_equal(rsec_history_prepare(image.history, &err), 0);
	prepared = !prepared;
	return image;
}

void
drop(struct image *image)
{
	rsec_history_close(image->history);
	rsec_buf_fini(&image->bytes);
}
