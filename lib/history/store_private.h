/* SPDX-License-Identifier: ISC */
/*
 * The inside of an open store, for the files that ask it.
 *
 * A store may be hostile and have digests that fit.  So nothing that is read
 * from it is an index before it is compared with what it counts, and bytes are
 * only reached by rsec_history_bytes(), which verifies the blocks they are in.
 */
#ifndef RSEC_HISTORY_STORE_PRIVATE_H
#define RSEC_HISTORY_STORE_PRIVATE_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "history/layout_private.h"
#include "history/store.h"

/* The trusted observations of a trust anchor, of one kind. */
struct rsec_history_times {
	uint32_t *list;
	uint32_t *days; /* distinct ones up to each of the list; of VRPs only */
	uint32_t count;
};

struct rsec_history {
	const uint8_t *data;
	const uint8_t *body; /* where the blocks begin */
	struct rsec_history_header header;
	atomic_uchar *verified; /* one a block */
	const char *names[RSEC_HISTORY_TAS_MAX];
	bool left_out[RSEC_HISTORY_TAS_MAX];
	bool is_rir[RSEC_HISTORY_TAS_MAX];
	/* The entries of TA I in the ledger are ledger[I]..ledger[I + 1]-1. */
	uint32_t ledger[RSEC_HISTORY_TAS_MAX + 1];
	struct rsec_history_times vrps[RSEC_HISTORY_TAS_MAX + 1];
	struct rsec_history_times extras[RSEC_HISTORY_TAS_MAX + 1];
	uint32_t *times; /* all of those lists */
	/*
	 * IPv4 prefixes whose addresses begin with the 16 bits I or with more
	 * are those from starts[I] on; NULL: it is not prepared.
	 */
	uint32_t *starts;
};

/* A record as it stands in the store. */
struct rsec_history_record {
	uint32_t asn;
	uint8_t max_len, ta;
	uint32_t runs;
};

/* block.c */
const char *rsec_section_name(enum rsec_history_section section);
int rsec_history_verify_blocks(struct rsec_history *history, uint64_t first,
    uint64_t last, enum rsec_history_section section, struct rsec_err *err);
int rsec_history_outside(
    enum rsec_history_section section, struct rsec_err *err);

/* ledger.c */
int rsec_history_read_ledger(
    struct rsec_history *history, struct rsec_err *err);

/* node.c: prefixes are numbered over both families, IPv4 first. */
int rsec_history_prefix(struct rsec_history *history, uint32_t node,
    struct rsec_prefix *prefix, struct rsec_err *err);
int rsec_history_node(struct rsec_history *history, uint32_t node,
    struct rsec_history_node *to, struct rsec_err *err);

/* The last prefix that stands at or before PREFIX, plus 1; 0: none. */
int rsec_history_last_before(struct rsec_history *history,
    const struct rsec_prefix *prefix, uint32_t *node, struct rsec_err *err);

/* The parent of NODE, plus 1, in *PARENT; 0 where it has none. */
int rsec_history_parent(struct rsec_history *history, uint32_t node,
    uint32_t *parent, struct rsec_err *err);

/* extra.c */
int rsec_history_extra_at(struct rsec_history *history, uint32_t i,
    struct rsec_history_extra_entry *entry, const uint8_t **key,
    struct rsec_err *err);

/* record.c */
int rsec_history_record(struct rsec_history *history, uint32_t i,
    struct rsec_history_record *record, struct rsec_err *err);
int rsec_history_seen(struct rsec_history *history, uint32_t record,
    uint32_t *minutes, struct rsec_err *err);
int rsec_history_first_run(struct rsec_history *history, uint32_t record,
    uint32_t *run, struct rsec_err *err);
int rsec_history_numbers(struct rsec_history *history,
    enum rsec_history_section section, uint32_t i, uint32_t *first,
    uint32_t *last, struct rsec_err *err);

static inline uint32_t
rsec_history_record_size(const struct rsec_history *history)
{
	return (history->header.flags & RSEC_HISTORY_WIDE) != 0 ? 10 : 8;
}

static inline uint32_t
rsec_history_run_size(const struct rsec_history *history)
{
	return (history->header.flags & RSEC_HISTORY_WIDE) != 0 ? 8 : 4;
}

/* The record of SIZE bytes at AT; its trust anchor may be none. */
static inline void
rsec_history_record_decode(
    const uint8_t *at, uint32_t size, struct rsec_history_record *record)
{
	uint16_t narrow;

	memcpy(&record->asn, at, sizeof(record->asn));
	record->max_len = at[4];
	record->ta = at[5];
	if (size == 8) {
		memcpy(&narrow, at + 6, sizeof(narrow));
		record->runs = narrow;
	} else {
		memcpy(&record->runs, at + 6, sizeof(record->runs));
	}
}

/*
 * LEN bytes, at least 1, of SECTION from OFFSET, verified; NULL with ERR.
 */
static inline const uint8_t *
rsec_history_bytes(struct rsec_history *history,
    enum rsec_history_section section, uint64_t offset, uint64_t len,
    struct rsec_err *err)
{
	const struct rsec_history_span_of *span =
	    &history->header.sections[section];
	const uint8_t *at;
	uint64_t first, last;

	if (offset > span->len || len > span->len - offset) {
		rsec_history_outside(section, err);
		return NULL;
	}
	at = history->data + span->offset + offset;
	first = (uint64_t)(at - history->body) / RSEC_HISTORY_BLOCK;
	last = ((uint64_t)(at - history->body) + len - 1) / RSEC_HISTORY_BLOCK;
	if (first == last && atomic_load_explicit(&history->verified[first],
				 memory_order_relaxed) != 0)
		return at;
	if (rsec_history_verify_blocks(history, first, last, section, err) ==
	    -1)
		return NULL;
	return at;
}

#endif
