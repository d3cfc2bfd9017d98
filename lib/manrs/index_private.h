/* SPDX-License-Identifier: ISC */
/*
 * A hash table of the numbers of records, which lie in an array of the caller
 * that grows and never moves them about:
 *
 *	if (rsec_manrs_index_room(index) == -1) ...
 *	at = hash;
 *	while ((i = rsec_manrs_index_next(index, hash, &at)) != NONE)
 *		if (record I is the one) ...
 *	rsec_manrs_index_put(index, hash, at, number of the new record);
 *
 * A slot holds 32 bits of the hash, so that only records which are likely the
 * wanted one are looked at.  Not installed.
 */
#ifndef RSEC_MANRS_INDEX_PRIVATE_H
#define RSEC_MANRS_INDEX_PRIVATE_H

#include <stddef.h>
#include <stdint.h>

#define RSEC_MANRS_INDEX_NONE UINT32_MAX

struct rsec_manrs_slot {
	uint32_t hash;
	uint32_t number; /* and one; 0: free */
};

/* Zeroed is empty. */
struct rsec_manrs_index {
	struct rsec_manrs_slot *slots;
	size_t mask; /* slots - 1 */
	uint32_t count;
};

/* index.c: room for one more; 0, or -1 without memory. */
int rsec_manrs_index_grow(struct rsec_manrs_index *index);
void rsec_manrs_index_fini(struct rsec_manrs_index *index);

static inline int
rsec_manrs_index_room(struct rsec_manrs_index *index)
{
	if (index->slots != NULL && index->count <= index->mask / 2)
		return 0;
	return rsec_manrs_index_grow(index);
}

/* The next candidate from *AT on; NONE: *AT is where a new one goes. */
static inline uint32_t
rsec_manrs_index_next(
    const struct rsec_manrs_index *index, uint32_t hash, size_t *at)
{
	const struct rsec_manrs_slot *slot;

	for (;; ++*at) {
		slot = &index->slots[*at & index->mask];
		if (slot->number == 0)
			return RSEC_MANRS_INDEX_NONE;
		if (slot->hash == hash) {
			++*at;
			return slot->number - 1;
		}
	}
}

static inline void
rsec_manrs_index_put(
    struct rsec_manrs_index *index, uint32_t hash, size_t at, uint32_t number)
{
	index->slots[at & index->mask] =
	    (struct rsec_manrs_slot){ hash, number + 1 };
	index->count++;
}

/* A hash of 64 bits of which all matter (the finisher of MurmurHash3). */
static inline uint32_t
rsec_manrs_mix(uint64_t v)
{
	v = (v ^ v >> 33) * 0xff51afd7ed558ccd;
	v = (v ^ v >> 33) * 0xc4ceb9fe1a85ec53;
	return (uint32_t)(v >> 32);
}

#endif
