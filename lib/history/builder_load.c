/* SPDX-License-Identifier: ISC */
/*
 * From an open store back to what a builder has in memory: the runs, with the
 * suspect observations put among them again by their lists.
 */
#include <stdlib.h>

#include "history/builder_private.h"
#include "history/store_private.h"

static int
load_ledger(struct rsec_load *load)
{
	struct rsec_history_entry entry;
	struct rsec_ta *ta;
	const uint8_t *at;
	uint32_t i;

	for (i = 0; i < load->old->header.observations; i++) {
		at = rsec_history_bytes(load->old, RSEC_SECTION_LEDGER,
		    (uint64_t)i * sizeof(entry), sizeof(entry), load->err);
		if (at == NULL)
			return -1;
		memcpy(&entry, at, sizeof(entry));
		ta = &load->builder->tas[entry.ta];
		entry.ta = 0;
		if (!rsec_ledger_follows(ta, &entry))
			return rsec_history_outside(
			    RSEC_SECTION_LEDGER, load->err);
		if (rsec_ledger_insert(ta, &entry, load->err) == -1)
			return -1;
		if (rsec_entry_counts(&entry) &&
		    rsec_lane_add_time(&ta->vrps, entry.time) == -1)
			return rsec_err_nomem(load->err);
		if ((entry.flags & RSEC_ENTRY_EXTRA_COUNTS) != 0 &&
		    rsec_lane_add_time(&ta->extras, entry.time) == -1)
			return rsec_err_nomem(load->err);
	}
	return 0;
}

/* All that was judged when it was written still holds. */
static void
calm(struct rsec_ta *ta)
{
	size_t i;

	for (i = 0; i < ta->count; i++)
		ta->ledger[i].changed = false;
}

/* Add RUNS runs from RUN on to the lane's last key. */
static int
load_runs(struct rsec_load *load, struct rsec_lane *lane,
    enum rsec_history_section section, const struct rsec_history_times *times,
    uint32_t run, uint32_t runs)
{
	uint32_t i, first, last, before = 0;

	for (i = 0; i < runs; i++) {
		if (rsec_history_numbers(load->old, section, run + i, &first,
			&last, load->err) == -1)
			return -1;
		if (first > last || last >= times->count ||
		    (i > 0 && first <= before + 1))
			return rsec_history_outside(section, load->err);
		if (rsec_lane_append(
			lane, times->list[first], times->list[last]) == -1)
			return rsec_err_nomem(load->err);
		before = last;
	}
	return 0;
}

static int
load_vrp(struct rsec_load *load, uint32_t i, const struct rsec_prefix *prefix,
    uint32_t *run)
{
	struct rsec_history_record record;
	struct rsec_vrp_key key = { prefix->hi, prefix->lo, 0, 0 };
	struct rsec_lane *lane;
	struct rsec_ta *ta;

	if (rsec_history_record(load->old, i, &record, load->err) == -1)
		return -1;
	key.place = (uint32_t)prefix->family << 16 |
		    (uint32_t)prefix->len << 8 | record.max_len;
	key.asn = record.asn;
	ta = &load->builder->tas[record.ta];
	lane = &ta->vrps;
	if (record.max_len < prefix->len ||
	    record.max_len > rsec_family_bits(prefix->family) ||
	    (lane->keys > 0 &&
		!rsec_vrp_key_before(&ta->vrp_keys[lane->keys - 1], &key)))
		return rsec_history_outside(RSEC_SECTION_RECORDS, load->err);
	if (rsec_ta_reserve_vrps(ta, 1) == -1)
		return rsec_err_nomem(load->err);
	ta->vrp_keys[lane->keys] = key;
	if (rsec_history_seen(load->old, i, &ta->seen[lane->keys], load->err) ==
	    -1)
		return -1;
	rsec_lane_begin(lane, lane->keys);
	load->vrps[i] = lane->keys++;
	if (load_runs(load, lane, RSEC_SECTION_RUNS,
		&load->old->vrps[record.ta], *run, record.runs) == -1)
		return -1;
	*run += record.runs;
	return 0;
}

/* How many keys, and runs but the last of each, each trust anchor has. */
static int
count_vrps(struct rsec_load *load, uint32_t keys[RSEC_HISTORY_TAS_MAX],
    uint32_t runs[RSEC_HISTORY_TAS_MAX])
{
	const struct rsec_history_header *header = &load->old->header;
	const uint32_t size = rsec_history_record_size(load->old);
	struct rsec_history_record record;
	const uint8_t *at;
	uint32_t i;

	if (header->records == 0)
		return 0;
	at = rsec_history_bytes(load->old, RSEC_SECTION_RECORDS, 0,
	    (uint64_t)header->records * size, load->err);
	if (at == NULL)
		return -1;
	for (i = 0; i < header->records; i++, at += size) {
		rsec_history_record_decode(at, size, &record);
		if (record.ta >= header->tas || record.runs > header->runs)
			return rsec_history_outside(
			    RSEC_SECTION_RECORDS, load->err);
		keys[record.ta]++;
		runs[record.ta] += record.runs > 0 ? record.runs - 1 : 0;
		if (runs[record.ta] > header->runs)
			return rsec_history_outside(
			    RSEC_SECTION_RECORDS, load->err);
	}
	return 0;
}

/* Room for all, counted first. */
static int
reserve_vrps(struct rsec_load *load)
{
	uint32_t keys[RSEC_HISTORY_TAS_MAX] = { 0 };
	uint32_t runs[RSEC_HISTORY_TAS_MAX] = { 0 };
	struct rsec_ta *ta = load->builder->tas;
	uint32_t i;

	if (count_vrps(load, keys, runs) == -1)
		return -1;
	for (i = 0; i < load->old->header.tas; i++, ta++)
		if (rsec_ta_reserve_vrps(ta, keys[i]) == -1 ||
		    rsec_lane_reserve_runs(&ta->vrps, runs[i]) == -1)
			return rsec_err_nomem(load->err);
	return 0;
}

static int
load_vrps(struct rsec_load *load)
{
	const uint32_t nodes = load->old->header.v4 + load->old->header.v6;
	struct rsec_history_node node, behind;
	struct rsec_prefix prefix;
	uint32_t i, record = 0, run = 0;

	if (reserve_vrps(load) == -1 ||
	    rsec_history_node(load->old, 0, &behind, load->err) == -1)
		return -1;
	for (i = 0; i < nodes; i++) {
		node = behind;
		if (rsec_history_prefix(load->old, i, &prefix, load->err) ==
			-1 ||
		    rsec_history_node(load->old, i + 1, &behind, load->err) ==
			-1)
			return -1;
		if (node.first != record || behind.first < record)
			return rsec_history_outside(
			    RSEC_SECTION_NODES, load->err);
		for (; record < behind.first; record++)
			if (load_vrp(load, record, &prefix, &run) == -1)
				return -1;
	}
	return 0;
}

static int
load_tas(struct rsec_load *load)
{
	size_t i, n = rsec_history_tas(load->old);

	for (i = 0; i < n; i++)
		if (rsec_builder_ta(load->builder,
			rsec_history_ta(load->old, (uint8_t)i),
			load->err) == NULL)
			return -1;
	return 0;
}

static int
load_extra(struct rsec_load *load, uint32_t i)
{
	struct rsec_history_extra_entry entry;
	struct rsec_extra_key key;
	struct rsec_lane *lane;
	struct rsec_ta *ta;

	if (rsec_history_extra_at(load->old, i, &entry, &key.data, load->err) ==
	    -1)
		return -1;
	key.len = entry.len;
	ta = &load->builder->tas[entry.ta];
	lane = &ta->extras;
	if (lane->keys > 0 &&
	    rsec_extra_key_cmp(&ta->extra_keys[lane->keys - 1], &key) >= 0)
		return rsec_history_outside(RSEC_SECTION_EXTRAS, load->err);
	if (rsec_ta_reserve_extras(ta, 1) == -1 ||
	    rsec_extra_key_copy(
		&load->builder->arena, &key, &ta->extra_keys[lane->keys]) == -1)
		return rsec_err_nomem(load->err);
	rsec_lane_begin(lane, lane->keys);
	load->extras[i] = lane->keys++;
	return load_runs(load, lane, RSEC_SECTION_EXTRA_RUNS,
	    &load->old->extras[entry.ta], entry.run, entry.runs);
}

static int
load_extras(struct rsec_load *load)
{
	uint32_t i;

	for (i = 0; i < load->old->header.extras; i++)
		if (load_extra(load, i) == -1)
			return -1;
	return 0;
}

int
rsec_builder_load(struct rsec_builder *builder, struct rsec_history *old,
    struct rsec_err *err)
{
	struct rsec_load load = { builder, old, NULL, NULL, err };
	size_t i;
	int rc = -1;

	load.vrps =
	    malloc(((size_t)old->header.records + 1) * sizeof(uint32_t));
	load.extras =
	    malloc(((size_t)old->header.extras + 1) * sizeof(uint32_t));
	if (load.vrps == NULL || load.extras == NULL)
		rsec_err_nomem(err);
	else if (load_tas(&load) == 0 && load_ledger(&load) == 0 &&
		 load_vrps(&load) == 0 && load_extras(&load) == 0)
		rc = rsec_load_suspects(&load);
	for (i = 0; i < builder->count; i++)
		calm(&builder->tas[i]);
	free(load.vrps);
	free(load.extras);
	return rc;
}
