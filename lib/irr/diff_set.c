/* SPDX-License-Identifier: ISC */
/*
 * A set of texts or of meanings.
 *
 * The entries lie in the order in which they came, in blocks that never move.
 * As two dumps of a registry mostly have one order, the other side comes by in
 * that order, too: what is far larger than a cache is gone through from its
 * beginning to its end.  Only the table that finds an entry by its hash is
 * accessed at random, and that has but 8 bytes for each: half a hash, and the
 * number of the entry.  With entries in the table a diff took a third longer.
 *
 * The slot is the product of that half and the number of slots, which thus need
 * be no power of two.  So slots are in the order of what they hold, and to grow
 * needs no look at an entry.
 *
 * What is kept of an object lives only until the other side has it, too.
 */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "irr/diff_private.h"

#define SLOTS_FIRST ((size_t)1024)

void
rsec_diff_set_init(struct rsec_diff_set *set)
{
	memset(set, 0, sizeof(*set));
	atomic_init(&set->slot, NULL);
	atomic_init(&set->slots, 0);
}

static uint32_t
half_of(const struct rsec_rpsl_signature *hash)
{
	return (uint32_t)(hash->lo >> 32);
}

static size_t
place_of(uint32_t half, size_t slots)
{
	return (size_t)((uint64_t)half * slots >> 32);
}

/* The slot of HASH, or the free one where it belongs. */
static struct rsec_diff_slot *
find(const struct rsec_diff_set *set, const struct rsec_rpsl_signature *hash)
{
	const struct rsec_diff_entry *entry;
	struct rsec_diff_slot *slot = set->slot;
	size_t slots = set->slots, i = place_of(half_of(hash), slots);

	for (; slot[i].number != 0; i = i + 1 == slots ? 0 : i + 1) {
		if (slot[i].half != half_of(hash))
			continue;
		entry = rsec_diff_set_at(set, slot[i].number - 1);
		if (entry->hash.lo == hash->lo && entry->hash.hi == hash->hi)
			break;
	}
	return &slot[i];
}

/* A table of SLOTS slots. */
static int
make_table(struct rsec_diff_set *set, size_t slots)
{
	struct rsec_diff_slot *slot, *old = set->slot;
	size_t i, at;

	if (slots > UINT32_MAX ||
	    (slot = rsec_table_alloc(slots * sizeof(*slot))) == NULL)
		return -1;
	for (i = 0; i < set->slots; i++) {
		if (old[i].number == 0)
			continue;
		at = place_of(old[i].half, slots);
		while (slot[at].number != 0)
			at = at + 1 == slots ? 0 : at + 1;
		slot[at] = old[i];
	}
	set->slot = slot;
	set->slots = slots;
	free(old);
	return 0;
}

/* A block for the next entries. */
static int
make_block(struct rsec_diff_set *set)
{
	struct rsec_diff_entry **block;
	size_t cap = set->cap == 0 ? 16 : set->cap * 2;

	if (set->blocks == set->cap) {
		block = realloc(set->block, cap * sizeof(*block));
		if (block == NULL)
			return -1;
		set->block = block;
		set->cap = cap;
	}
	set->block[set->blocks] =
	    rsec_table_alloc(RSEC_DIFF_BLOCK * sizeof(struct rsec_diff_entry));
	if (set->block[set->blocks] == NULL)
		return -1;
	set->blocks++;
	return 0;
}

/* The hint may be of before and after the table grew: it is only a hint. */
void
rsec_diff_set_expect(
    struct rsec_diff_set *set, const struct rsec_rpsl_signature *hash)
{
	uintptr_t slot =
	    (uintptr_t)atomic_load_explicit(&set->slot, memory_order_relaxed);
	size_t slots = atomic_load_explicit(&set->slots, memory_order_relaxed);

	slot += place_of(half_of(hash), slots) * sizeof(struct rsec_diff_slot);
	__builtin_prefetch((const void *)slot, 1);
}

struct rsec_diff_entry *
rsec_diff_set_get(
    struct rsec_diff_set *set, const struct rsec_rpsl_signature *hash)
{
	size_t slots = set->slots;
	struct rsec_diff_entry *entry;
	struct rsec_diff_slot *slot;

	if ((set->count + 1) * 4 > slots * 3 &&
	    make_table(set, slots == 0 ? SLOTS_FIRST : slots + slots / 2) != 0)
		return NULL;
	slot = find(set, hash);
	if (slot->number != 0)
		return rsec_diff_set_at(set, slot->number - 1);
	if (set->count == set->blocks * RSEC_DIFF_BLOCK && make_block(set) != 0)
		return NULL;
	entry = rsec_diff_set_at(set, set->count++);
	*entry = (struct rsec_diff_entry){ .hash = *hash };
	slot->half = half_of(hash);
	slot->number = (uint32_t)set->count;
	return entry;
}

void
rsec_diff_set_keep(struct rsec_diff_set *set, struct rsec_diff_entry *entry,
    struct rsec_diff_kept *kept)
{
	entry->text = kept->text;
	entry->offset = kept->offset;
	entry->line = kept->line & RSEC_DIFF_LINE_MAX;
	entry->len = kept->len & RSEC_DIFF_LEN_MAX;
	if (!kept->owned)
		return;
	entry->key |= RSEC_DIFF_OWNED;
	set->held += entry->len;
	kept->owned = false;
}

void
rsec_diff_set_give(struct rsec_diff_set *set, struct rsec_diff_entry *entry,
    struct rsec_diff_kept *kept)
{
	*kept = (struct rsec_diff_kept){ .text = entry->text,
		.len = entry->len,
		.line = entry->line,
		.offset = entry->offset,
		.owned = (entry->key & RSEC_DIFF_OWNED) != 0 };
	if (kept->owned)
		set->held -= entry->len;
	entry->key &= ~RSEC_DIFF_OWNED;
	entry->text = NULL;
}

static void
release(struct rsec_diff_set *set, struct rsec_diff_entry *entry)
{
	struct rsec_diff_kept kept;

	rsec_diff_set_give(set, entry, &kept);
	if (kept.owned)
		free(kept.text);
}

void
rsec_diff_set_fini(struct rsec_diff_set *set)
{
	size_t i;

	for (i = 0; i < set->count; i++)
		release(set, rsec_diff_set_at(set, i));
	for (i = 0; i < set->blocks; i++)
		free(set->block[i]);
	free(set->block);
	free(set->slot);
	rsec_diff_set_init(set);
}

bool
rsec_diff_set_add(struct rsec_diff_set *set, struct rsec_diff_entry *entry,
    enum rsec_irr_side side, uint64_t key, struct rsec_diff_kept *kept)
{
	const uint64_t bit = (uint64_t)1 << side;

	if ((entry->key & bit) != 0)
		return false;
	if ((entry->key & RSEC_DIFF_SIDES) == 0) {
		entry->key |= key;
		rsec_diff_set_keep(set, entry, kept);
	} else if (entry->text != NULL) {
		if (kept->owned)
			free(kept->text);
		rsec_diff_set_give(set, entry, kept);
	}
	entry->key |= bit;
	return true;
}

int
rsec_diff_set_remove(struct rsec_diff_set *set,
    bool (*which)(const struct rsec_diff_entry *entry))
{
	struct rsec_diff_set left;
	struct rsec_diff_entry *from, *to = NULL;
	size_t i;

	rsec_diff_set_init(&left);
	for (i = 0; i < set->count; i++) {
		from = rsec_diff_set_at(set, i);
		if (which(from))
			continue;
		if ((to = rsec_diff_set_get(&left, &from->hash)) == NULL) {
			left.count = 0; /* the texts are still those of SET */
			rsec_diff_set_fini(&left);
			return -1;
		}
		*to = *from;
	}
	left.held = set->held;
	left.removals = set->removals + 1;
	set->count = 0;
	rsec_diff_set_fini(set);
	*set = left;
	return 0;
}
