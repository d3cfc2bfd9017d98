/* SPDX-License-Identifier: ISC */
/* What the suspect observations of a store said, put into a builder again. */
#include "history/builder_private.h"
#include "history/store_private.h"

/* The lists of one suspect observation: the bytes that are left. */
struct lists {
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

/* The lane and the key in it that number AT of a list means. */
static int
find_key(const struct rsec_load *load, bool extras, uint32_t at, uint8_t *ta,
    uint32_t *key)
{
	struct rsec_history_extra_entry entry;
	struct rsec_history_record record;
	const uint8_t *bytes;

	if (extras) {
		if (rsec_history_extra_at(
			load->old, at, &entry, &bytes, load->err) == -1)
			return -1;
		*ta = (uint8_t)entry.ta;
		*key = load->extras[at];
		return 0;
	}
	if (rsec_history_record(load->old, at, &record, load->err) == -1)
		return -1;
	*ta = record.ta;
	*key = load->vrps[at];
	return 0;
}

/* Turn COUNT keys into the opposite of what the runs imply at ENTRY. */
static int
flip(const struct rsec_load *load, struct lists *lists, bool extras,
    const struct rsec_observation *entry, uint32_t count)
{
	struct rsec_ta *ta = &load->builder->tas[entry->ta];
	struct rsec_lane *lane = extras ? &ta->extras : &ta->vrps;
	uint32_t i, at = 0, key;
	uint8_t number;
	bool has;

	for (i = 0; i < count; i++) {
		if (next_number(lists, i == 0 ? 0 : at + 1, &at) == -1 ||
		    find_key(load, extras, at, &number, &key) == -1)
			return -1;
		if (number != entry->ta)
			return rsec_history_outside(
			    RSEC_SECTION_LISTS, load->err);
		has = rsec_lane_has(lane, key, entry->time);
		if (rsec_lane_set(lane, key, entry->time, !has) == -1)
			return rsec_err_nomem(load->err);
	}
	return 0;
}

static int
load_suspect(const struct rsec_load *load, uint32_t number)
{
	struct lists lists = { NULL, NULL, load->err };
	struct rsec_history_suspect suspect;
	struct rsec_observation entry;
	const uint8_t *at;

	at = rsec_history_bytes(load->old, RSEC_SECTION_SUSPECTS,
	    (uint64_t)number * sizeof(suspect), sizeof(suspect), load->err);
	if (at == NULL)
		return -1;
	memcpy(&suspect, at, sizeof(suspect));
	if (rsec_history_observation(
		load->old, suspect.entry, &entry, load->err) == -1)
		return -1;
	if (entry.state != RSEC_OBSERVATION_SUSPECT ||
	    (suspect.extras > 0 && !entry.extras_count) ||
	    (suspect.len == 0 && (suspect.vrps > 0 || suspect.extras > 0)))
		return rsec_history_outside(RSEC_SECTION_SUSPECTS, load->err);
	if (suspect.len == 0)
		return 0;
	lists.at = rsec_history_bytes(load->old, RSEC_SECTION_LISTS,
	    suspect.offset, suspect.len, load->err);
	if (lists.at == NULL)
		return -1;
	lists.end = lists.at + suspect.len;
	if (flip(load, &lists, false, &entry, suspect.vrps) == -1)
		return -1;
	return flip(load, &lists, true, &entry, suspect.extras);
}

int
rsec_load_suspects(struct rsec_load *load)
{
	uint32_t i;

	for (i = 0; i < load->old->header.suspects; i++)
		if (load_suspect(load, i) == -1)
			return -1;
	return 0;
}
