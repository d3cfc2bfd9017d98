/* SPDX-License-Identifier: ISC */
/*
 * What a builder has in memory.  Nothing in it depends on the order in which
 * observations came:
 *
 *	ledger	the inputs of a trust anchor, sorted, and which of them count
 *	lane	for each key that it ever had, the runs of times at which the
 *		inputs that count had it; suspect ones are among them, for
 *		which ones are suspect is told only when the store is written
 *
 * A trust anchor has two lanes: its VRPs, and its ASPAs and router keys (the
 * extras), which only some inputs tell of.
 */
#ifndef RSEC_HISTORY_BUILDER_PRIVATE_H
#define RSEC_HISTORY_BUILDER_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "history/builder.h"
#include "history/layout_private.h"

#define RSEC_RUN_OPEN UINT32_MAX /* the end of a run: the last observation */
#define RSEC_RUN_NONE UINT32_MAX /* no such run */

/* Times, both ends included. */
struct rsec_lane_run {
	uint32_t from, to; /* from > to: there is none */
	uint32_t next;	   /* the run before it, in older[] */
};

struct rsec_lane {
	uint32_t *times; /* of the observations that count, ascending */
	size_t count, cap;
	/* One a key, in the order of the keys: its last run. */
	struct rsec_lane_run *heads;
	uint8_t *present; /* in the observation that is being added */
	uint32_t keys, keys_cap;
	/* All other runs, and those that wait to be used again. */
	struct rsec_lane_run *older;
	uint32_t older_count, older_cap, unused;
};

/* A VRP as a key: family, length and maxLength from the top of PLACE. */
struct rsec_vrp_key {
	uint64_t hi, lo;
	uint32_t place;
	uint32_t asn;
};

struct rsec_extra_key {
	const uint8_t *data; /* see struct rsec_history_extra_entry */
	uint32_t len;
};

struct rsec_ledger_entry {
	struct rsec_history_entry entry; /* without the trust anchor */
	bool changed;			 /* since it was judged */
};

struct rsec_ta {
	char *name;
	struct rsec_ledger_entry *ledger;
	size_t count, cap;

	struct rsec_lane vrps;
	struct rsec_vrp_key *vrp_keys;
	uint32_t *seen; /* minutes, as in section seen */
	struct rsec_lane extras;
	struct rsec_extra_key *extra_keys;
};

struct rsec_builder {
	struct rsec_ta *tas; /* in the order in which they came */
	size_t count;
	struct rsec_arena arena; /* names and keys of extras */
};

/* lane.c */
void rsec_lane_init(struct rsec_lane *lane);
void rsec_lane_fini(struct rsec_lane *lane);

/* Room for MORE keys in heads and present; 0 or -1. */
int rsec_lane_reserve(struct rsec_lane *lane, uint32_t more);

/* Move the keys FROM..TO-1 up by BY, into room that is reserved. */
void rsec_lane_move(
    struct rsec_lane *lane, uint32_t from, uint32_t to, uint32_t by);

/* KEY is a new one: it has no runs, and it is present. */
void rsec_lane_begin(struct rsec_lane *lane, uint32_t key);

/* The observation at TIME has the keys that are present, and no others. */
int rsec_lane_put(struct rsec_lane *lane, uint32_t time);

/* Note an observation that is implied by the runs around it. */
int rsec_lane_add_time(struct rsec_lane *lane, uint32_t time);

/* Make KEY present or absent at TIME, which is one of times. */
int rsec_lane_set(
    struct rsec_lane *lane, uint32_t key, uint32_t time, bool present);

/* Room for RUNS runs beside the last one of each key; 0 or -1. */
int rsec_lane_reserve_runs(struct rsec_lane *lane, uint32_t runs);

/* Add a run behind those that the last key has; 0 or -1. */
int rsec_lane_append(struct rsec_lane *lane, uint32_t from, uint32_t to);

/* Whether KEY is present at TIME. */
bool rsec_lane_has(const struct rsec_lane *lane, uint32_t key, uint32_t time);

/* builder_vrps.c, builder_extras.c: sort what SNAPSHOT has into the keys. */
int rsec_ta_take_vrps(struct rsec_ta *ta, const struct rsec_snapshot *snapshot,
    uint32_t *count, struct rsec_err *err);
int rsec_ta_take_extras(struct rsec_builder *builder, struct rsec_ta *ta,
    const struct rsec_snapshot_extra *extra, struct rsec_history_entry *entry,
    struct rsec_err *err);

/* Room for MORE keys; 0 or -1. */
int rsec_ta_reserve_vrps(struct rsec_ta *ta, uint32_t more);
int rsec_ta_reserve_extras(struct rsec_ta *ta, uint32_t more);

int rsec_extra_key_cmp(
    const struct rsec_extra_key *a, const struct rsec_extra_key *b);
int rsec_extra_key_copy(struct rsec_arena *arena,
    const struct rsec_extra_key *key, struct rsec_extra_key *to);

/* builder.c */
struct rsec_ta *rsec_builder_ta(
    struct rsec_builder *builder, const char *name, struct rsec_err *err);
/* Whether ENTRY stands behind all that the ledger has. */
bool rsec_ledger_follows(
    const struct rsec_ta *ta, const struct rsec_history_entry *entry);
int rsec_ledger_insert(struct rsec_ta *ta,
    const struct rsec_history_entry *entry, struct rsec_err *err);

/* builder_load.c, builder_reload.c */
struct rsec_load {
	struct rsec_builder *builder;
	struct rsec_history *old;
	/* The key that each record and each extra became, in its lane. */
	uint32_t *vrps, *extras;
	struct rsec_err *err;
};

int rsec_builder_load(struct rsec_builder *builder, struct rsec_history *old,
    struct rsec_err *err);
int rsec_load_suspects(struct rsec_load *load);

/* builder_suspect.c: tell in the ledger which observations are suspect. */
int rsec_ta_judge(struct rsec_ta *ta, struct rsec_err *err);

/*
 * Numbers of observations for the times of a lane, without the suspect ones;
 * and what those said that the runs do not tell.
 */
struct rsec_suspect_list {
	uint32_t at;	      /* number of the observation in the lane */
	struct rsec_buf gaps; /* LEB128 */
	uint32_t count, next;
};

struct rsec_numbers {
	uint32_t first, last;
};

struct rsec_timeline {
	const struct rsec_lane *lane;
	uint32_t *trusted; /* how many of them before the I-th of the lane */
	uint32_t *days;	   /* the first of the lane on the day or later */
	uint32_t first_day;
	struct rsec_suspect_list *suspects;
	size_t suspect_count;
	/* The runs of the last key, as they are and without the suspects. */
	struct rsec_numbers *raw, *runs;
	size_t raw_count, count, cap;
};

/* timeline.c */
int rsec_timeline_init(struct rsec_timeline *timeline, const struct rsec_ta *ta,
    bool extras, struct rsec_err *err);
void rsec_timeline_fini(struct rsec_timeline *timeline);
uint32_t rsec_timeline_trusted(const struct rsec_timeline *timeline);

/* The runs of KEY, which is to be RECORD of the store. */
int rsec_timeline_runs(
    struct rsec_timeline *timeline, uint32_t key, uint32_t record);

/* A store that is being put together. */
struct rsec_image {
	struct rsec_history_header header;
	struct rsec_buf sections[RSEC_SECTIONS];
	struct rsec_ta **tas;		     /* by name */
	struct rsec_timeline *vrps, *extras; /* one each a trust anchor */
	bool wide;
};

/* image.c */
int rsec_image_init(struct rsec_image *image,
    const struct rsec_builder *builder, struct rsec_err *err);
void rsec_image_fini(struct rsec_image *image);

/* Add the runs of the last key of TIMELINE to SECTION. */
int rsec_image_add_runs(struct rsec_image *image,
    enum rsec_history_section section, const struct rsec_timeline *timeline);
int rsec_image_write(struct rsec_image *image,
    int (*write)(void *ctx, const void *data, size_t len), void *ctx,
    struct rsec_err *err);

/* image_vrps.c, image_extras.c, image_ledger.c */
int rsec_image_put_vrps(struct rsec_image *image, struct rsec_err *err);
int rsec_image_put_extras(struct rsec_image *image, struct rsec_err *err);
int rsec_image_put_ledger(struct rsec_image *image, struct rsec_err *err);

/* Most of a store is a few bytes a VRP, and there is room for them. */
static inline int
rsec_image_add(struct rsec_image *image, enum rsec_history_section section,
    const void *data, size_t len)
{
	struct rsec_buf *buf = &image->sections[section];

	if (len == 0 || len > buf->cap - buf->len)
		return rsec_buf_add(buf, data, len);
	memcpy(buf->data + buf->len, data, len);
	buf->len += len;
	return 0;
}

static inline bool
rsec_entry_counts(const struct rsec_history_entry *entry)
{
	return entry->state == RSEC_OBSERVATION_OBSERVED ||
	       entry->state == RSEC_OBSERVATION_SUSPECT;
}

/* Whether A stands before B; they are ordered as VRPs of a set are. */
static inline bool
rsec_vrp_key_before(const struct rsec_vrp_key *a, const struct rsec_vrp_key *b)
{
	if (a->place >> 16 != b->place >> 16)
		return a->place >> 16 < b->place >> 16;
	if (a->hi != b->hi)
		return a->hi < b->hi;
	if (a->lo != b->lo)
		return a->lo < b->lo;
	return a->place != b->place ? a->place < b->place : a->asn < b->asn;
}

static inline bool
rsec_vrp_key_equal(const struct rsec_vrp_key *a, const struct rsec_vrp_key *b)
{
	return a->hi == b->hi && a->lo == b->lo && a->place == b->place &&
	       a->asn == b->asn;
}

#endif
