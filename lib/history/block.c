/* SPDX-License-Identifier: ISC */
/*
 * Blocks are verified when they are first touched.  Threads may do that at the
 * same time: they find the same, and the mark is set when all is known.
 */
#include <inttypes.h>
#include <xxhash.h>

#include "history/store_private.h"

static const char *const names[RSEC_SECTIONS] = {
	[RSEC_SECTION_NAMES] = "names",
	[RSEC_SECTION_LEDGER] = "ledger",
	[RSEC_SECTION_NETS4] = "nets4",
	[RSEC_SECTION_NETS6] = "nets6",
	[RSEC_SECTION_NODES] = "nodes",
	[RSEC_SECTION_RECORDS] = "records",
	[RSEC_SECTION_MARKS] = "marks",
	[RSEC_SECTION_RUNS] = "runs",
	[RSEC_SECTION_SEEN] = "seen",
	[RSEC_SECTION_SUSPECTS] = "suspects",
	[RSEC_SECTION_LISTS] = "lists",
	[RSEC_SECTION_EXTRAS] = "extras",
	[RSEC_SECTION_KEYS] = "keys",
	[RSEC_SECTION_EXTRA_RUNS] = "extra runs",
};

const char *
rsec_section_name(enum rsec_history_section section)
{
	return names[section];
}

int
rsec_history_outside(enum rsec_history_section section, struct rsec_err *err)
{
	return rsec_err_set(err, RSEC_ERR_CORRUPT,
	    "section %s: a number points outside", names[section]);
}

static bool
is_sound(const struct rsec_history *history, uint64_t block)
{
	const uint64_t body =
	    history->header.len - (uint64_t)(history->body - history->data);
	const uint64_t offset = block * RSEC_HISTORY_BLOCK;
	uint64_t len = body - offset, digest;

	if (len > RSEC_HISTORY_BLOCK)
		len = RSEC_HISTORY_BLOCK;
	memcpy(&digest,
	    history->data + sizeof(history->header) + block * sizeof(digest),
	    sizeof(digest));
	return XXH3_64bits(history->body + offset, len) == digest;
}

int
rsec_history_verify_blocks(struct rsec_history *history, uint64_t first,
    uint64_t last, enum rsec_history_section section, struct rsec_err *err)
{
	uint64_t block;

	for (block = first; block <= last; block++) {
		if (atomic_load_explicit(
			&history->verified[block], memory_order_relaxed) != 0)
			continue;
		if (!is_sound(history, block))
			return rsec_err_set(err, RSEC_ERR_CORRUPT,
			    "section %s: block %" PRIu64
			    " does not match its digest",
			    names[section], block);
		atomic_store_explicit(
		    &history->verified[block], 1, memory_order_relaxed);
	}
	return 0;
}
