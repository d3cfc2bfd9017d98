/* SPDX-License-Identifier: ISC */
/*
 * Stores.  Digests guard each byte, so the input is a list of changes to a
 * store that is made here (changes.h).  A change that is not signed must be
 * refused; one that is may give a wrong answer, but nothing worse.
 */
#include <string.h>
#include <xxhash.h>

#include "base/buf.h"
#include "history/builder.h"
#include "history/layout_private.h"
#include "history/query.h"
#include "history/store.h"
#include "tests/fuzz/changes.h"
#include "tests/fuzz/fuzz.h"

#define DAYS 6
#define DAY  86400u

/* A day of TA; on the third one all is gone, and comes back: suspect. */
static void
add_day(struct rsec_builder *builder, const char *ta, uint32_t day)
{
	static const uint32_t providers[] = { 64497, 64498, 64499 };
	const struct rsec_snapshot_aspa aspa = { 64496, providers, day % 3 };
	const struct rsec_snapshot_router_key key = {
		.asn = 64500, .key = (const uint8_t *)"key", .len = 3
	};
	const struct rsec_snapshot_extra extra = { &aspa, 1, &key, day % 2 };
	const uint32_t not_before[PREFIXES] = { 1300000000 };
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_vrp vrp = { .asn = 64496 };
	struct rsec_snapshot snapshot = { .ta = ta,
		.time = 1300000000 + day * DAY,
		.not_before = not_before,
		.extra = &extra };
	size_t i;

	MUST(vrps != NULL);
	MUST(rsec_vrps_ta(vrps, ta, strlen(ta), &vrp.ta, NULL) == 0);
	for (i = 0; i < PREFIXES && day != 2; i++) {
		MUST(rsec_prefix_parse(prefixes[i], strlen(prefixes[i]),
			 &vrp.prefix, NULL) == 0);
		vrp.max_len = vrp.prefix.len;
		vrp.asn ^= 1;
		if ((i + day) % 5 != 0)
			MUST(rsec_vrps_add(vrps, &vrp, NULL) == 0);
	}
	MUST(rsec_vrps_freeze(vrps, NULL) == 0);
	snapshot.vrps = vrps;
	MUST(rsec_builder_add(builder, &snapshot, false, NULL) == 0);
	snapshot.digest[0] = 1;
	if (day == 4)
		MUST(rsec_builder_add(builder, &snapshot, false, NULL) == 0);
	rsec_vrps_free(vrps);
}

static struct rsec_buf
make_image(void)
{
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct rsec_buf image = RSEC_BUF_INIT;
	uint32_t day;

	MUST(builder != NULL);
	for (day = 0; day < DAYS; day++) {
		add_day(builder, "one", day);
		add_day(builder, "two", day);
	}
	MUST(rsec_builder_add_corrupt(
		 builder, "one", 1300000000 + DAYS * DAY, NULL) == 0);
	MUST(rsec_builder_write(builder, append, &image, NULL) == 0);
	rsec_builder_free(builder);
	return image;
}

/* The image has one block; its header may say something else. */
static void
sign(struct rsec_buf *image)
{
	const size_t body = sizeof(struct rsec_history_header) + 8;
	const uint64_t block =
	    XXH3_64bits(image->data + body, image->len - body);
	uint64_t blocks;
	XXH128_hash_t digest;

	memcpy(image->data + body - 8, &block, sizeof(block));
	memcpy(&blocks,
	    image->data + offsetof(struct rsec_history_header, blocks),
	    sizeof(blocks));
	if (blocks > (image->len - body) / 8)
		return;
	digest = XXH3_128bits(image->data + RSEC_HISTORY_SIGNED,
	    sizeof(struct rsec_history_header) + blocks * 8 -
		RSEC_HISTORY_SIGNED);
	memcpy(image->data + 8, &digest.low64, 8);
	memcpy(image->data + 16, &digest.high64, 8);
}

static int
found_span(void *ctx, const struct rsec_history_span *span)
{
	(void)ctx;
	MUST(span->from <= span->to && span->observed > 0);
	return 0;
}

static int
found_segment(void *ctx, const struct rsec_history_segment *segment)
{
	uint32_t *next = ctx;

	MUST(segment->from == *next && segment->from <= segment->to);
	*next = segment->to + DAY;
	return 0;
}

static int
found_change(void *ctx, bool added, const struct rsec_history_vrp *vrp)
{
	(void)ctx;
	return added && vrp->asn == 64496;
}

struct asking {
	struct rsec_history *history;
	size_t found;
};

static int
found(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct asking *asking = ctx;
	struct rsec_history_run run;
	uint32_t i, time;

	MUST(vrp->runs > 0 && vrp->ta < rsec_history_tas(asking->history));
	MUST(vrp->max_len >= vrp->prefix.len &&
	     vrp->max_len <= rsec_family_bits(vrp->prefix.family));
	for (i = 0; i < vrp->runs && i < 100; i++)
		if (rsec_history_run_get(asking->history, vrp, i, &run, NULL) ==
		    0)
			MUST(run.from <= run.to);
	for (time = 0; time < DAYS; time++)
		MUST(rsec_history_holds(asking->history, vrp, time, &i, NULL) <=
		     1);
	rsec_history_not_before(asking->history, vrp, &time, NULL);
	rsec_history_spans(asking->history, vrp,
	    (enum rsec_history_gaps)(vrp->asn % 3), found_span, NULL, NULL);
	return ++asking->found > 1000;
}

static int
found_extra(void *ctx, const struct rsec_history_extra *extra)
{
	struct asking *asking = ctx;
	struct rsec_history_run run;
	uint32_t i, sum = 0;

	for (i = 0; i < extra->len; i++)
		sum += extra->data[i];
	for (i = 0; i < extra->runs && i < 100; i++)
		if (rsec_history_extra_run_get(
			asking->history, extra, i, &run, NULL) == 0)
			MUST(run.from <= run.to);
	return ++asking->found > 1000 + sum % 2;
}

/* Questions about days, those before and behind all observations included. */
static void
ask_days(struct rsec_history *history, const struct rsec_prefix *prefix)
{
	const struct rsec_route route = { *prefix, 64496, true };
	const uint32_t from = 1300000000 / DAY * DAY - DAY;
	const uint32_t end = from + (DAYS + 2) * DAY;
	struct rsec_history_answer answer;
	enum rsec_history_gaps gaps;
	struct rsec_err err;
	uint32_t at = from;

	for (gaps = RSEC_GAPS_UNKNOWN; gaps <= RSEC_GAPS_WITHDRAWN; gaps++) {
		rsec_history_check(
		    history, &route, from + DAY / 2, gaps, &answer, &err);
		at = from;
		if (rsec_history_check_range(history, &route, from, end, gaps,
			found_segment, &at, &err) == 0)
			MUST(at == end + DAY);
		at = from;
		rsec_history_covered_range(
		    history, prefix, from, end, gaps, found_segment, &at, &err);
	}
	rsec_history_changes(
	    history, from + DAY, from + 2 * DAY, found_change, NULL, &err);
}

/* Every question, to see whether one of them leaves the store. */
static void
ask(struct rsec_history *history)
{
	struct asking asking = { history, 0 };
	struct rsec_observation observation;
	struct rsec_prefix prefix;
	struct rsec_err err;
	size_t i;
	uint8_t ta;

	for (i = 0; i < PREFIXES; i++) {
		MUST(rsec_prefix_parse(
			 prefixes[i], strlen(prefixes[i]), &prefix, NULL) == 0);
		rsec_history_covering(history, &prefix, found, &asking, &err);
		rsec_history_inside(history, &prefix, found, &asking, &err);
		ask_days(history, &prefix);
	}
	rsec_history_of_asn(history, 64497, found, &asking, &err);
	rsec_history_extras_of(
	    history, RSEC_HISTORY_ASPA, NULL, found_extra, &asking, &err);
	rsec_history_extras_of(
	    history, RSEC_HISTORY_ROUTER_KEY, NULL, found_extra, &asking, &err);
	for (i = 0; i <= rsec_history_observations(history); i++)
		rsec_history_observation(history, i, &observation, &err);
	for (ta = 0; ta < rsec_history_tas(history); ta++) {
		MUST(strlen(rsec_history_ta(history, ta)) < 10000);
		for (i = 0; i < DAYS; i++)
			rsec_history_day(history, ta,
			    1300000000 / DAY * DAY + (uint32_t)i * DAY);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct rsec_buf made; /* once; the same for every input */
	struct rsec_buf image = RSEC_BUF_INIT;
	struct rsec_err err = { .msg = "" };
	struct rsec_history *history;
	bool changed, sound;

	if (size == 0)
		return 0;
	if (made.len == 0)
		made = make_image();
	changed = make_changes(&image, &made, data, size);
	if (data[0] == SIGNED)
		sign(&image);
	history =
	    rsec_history_open((const uint8_t *)image.data, image.len, &err);
	sound = history != NULL;
	if (sound) {
		ask(history);
		if (rsec_history_prepare(history, &err) == 0)
			ask(history);
		sound = rsec_history_verify(history, &err) == 0;
	}
	MUST(sound || err.msg[0] != '\0');
	MUST(data[0] != CHANGES || sound == !changed);
	rsec_history_close(history);
	rsec_buf_fini(&image);
	return 0;
}
