/* SPDX-License-Identifier: ISC */
/* What the suspect observations of a store said, put into a builder again. */
#include "history/builder_private.h"
#include "history/store_private.h"

/* The lists of one suspect observation: the bytes that are left. */
struct lists {
	struct rsec_history *old;
	const uint8_t *at, *end;
	struct rsec_err *err;
};

/* The next number of a list, behind AFTER (the number before it, plus 1). */
static int
next_number(struct lists *lists, uint32_t after, uint32_t *number)
{
	uint64_t gap = 0;
	unsigned shift;

	for (shift = 0; shift < 35; shift += 7) {
		if (lists->at == lists->end)
			break;
		gap |= (uint64_t)(*lists->at & 0x7f) << shift;
		if ((*lists->at++ & 0x80) != 0)
			continue;
		if (gap + after >= UINT32_MAX)
			break;
		*number = after + (uint32_t)gap;
		return 0;
	}
	return rsec_history_outside(RSEC_SECTION_LISTS, lists->err);
}

/* Turn COUNT keys of TA at TIME into the opposite of what the runs imply. */
static int
flip_vrps(struct lists *lists, struct rsec_ta *ta, uint8_t number,
    uint32_t time, uint32_t count, const uint32_t *keys)
{
	struct rsec_history_record record;
	uint32_t i, at = 0;

	for (i = 0; i < count; i++) {
		if (next_number(lists, i == 0 ? 0 : at + 1, &at) == -1 ||
		    rsec_history_record(lists->old, at, &record, lists->err) ==
			-1)
			return -1;
		if (record.ta != number)
			return rsec_history_outside(
			    RSEC_SECTION_LISTS, lists->err);
		if (rsec_lane_set(&ta->vrps, keys[at], time,
			!rsec_lane_has(&ta->vrps, keys[at], time)) == -1)
			return rsec_err_nomem(lists->err);
	}
	return 0;
}

static int
load_suspect(struct rsec_builder *builder, struct rsec_history *old,
    uint32_t number, const uint32_t *keys, struct rsec_err *err)
{
	struct lists lists = { old, NULL, NULL, err };
	struct rsec_history_suspect suspect;
	struct rsec_observation entry;
	const uint8_t *at;

	at = rsec_history_at(old, RSEC_SECTION_SUSPECTS,
	    (uint64_t)number * sizeof(suspect), sizeof(suspect), err);
	if (at == NULL)
		return -1;
	memcpy(&suspect, at, sizeof(suspect));
	if (rsec_history_observation(old, suspect.entry, &entry, err) == -1)
		return -1;
	if (entry.state != RSEC_OBSERVATION_SUSPECT)
		return rsec_history_outside(RSEC_SECTION_SUSPECTS, err);
	if (suspect.len == 0)
		return 0;
	lists.at = rsec_history_at(
	    old, RSEC_SECTION_LISTS, suspect.offset, suspect.len, err);
	if (lists.at == NULL)
		return -1;
	lists.end = lists.at + suspect.len;
	return flip_vrps(&lists, &builder->tas[entry.ta], entry.ta, entry.time,
	    suspect.vrps, keys);
}

int
rsec_builder_load_suspects(struct rsec_builder *builder,
    struct rsec_history *old, const uint32_t *keys, struct rsec_err *err)
{
	uint32_t i;

	for (i = 0; i < old->header.suspects; i++)
		if (load_suspect(builder, old, i, keys, err) == -1)
			return -1;
	return 0;
}
