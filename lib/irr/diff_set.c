/* SPDX-License-Identifier: ISC */
/*
 * A hash table with linear probing, of texts or of meanings.
 *
 * A hash is as good as random: some of its bits choose the slot, by the product
 * with the number of slots, which thus need be no power of two: a table grows
 * by half, and is never less than half full once it has grown.  That is 40 to
 * 60 bytes an object.  The order of the slots is that of those bits, so that
 * growing goes through both tables from their beginning to their end.
 *
 * A table is far larger than a cache, and every object goes somewhere else:
 * rsec_diff_set_expect() asks for its slot some objects ahead.
 *
 * What is kept of an object lives only until the other side has it, too.
 */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "irr/diff_private.h"

#define SLOTS_FIRST ((size_t)1024)

void
rsec_diff_set_init(struct rsec_diff_set *set)
{
	atomic_init(&set->slot, NULL);
	atomic_init(&set->slots, 0);
	set->used = set->held = 0;
}

void
rsec_diff_set_fini(struct rsec_diff_set *set)
{
	struct rsec_diff_entry *slot = set->slot;
	size_t i;

	for (i = 0; i < set->slots; i++)
		free(slot[i].kept);
	free(slot);
}

static size_t
slot_of(const struct rsec_rpsl_signature *hash, size_t slots)
{
	return (size_t)((hash->lo >> 32) * slots >> 32);
}

/* The slot that has HASH, or the free one where it belongs. */
static struct rsec_diff_entry *
find(struct rsec_diff_entry *slot, size_t slots,
    const struct rsec_rpsl_signature *hash)
{
	size_t i = slot_of(hash, slots);

	while (slot[i].key != 0 &&
	       (slot[i].hash.lo != hash->lo || slot[i].hash.hi != hash->hi))
		if (++i == slots)
			i = 0;
	return &slot[i];
}

/* Room for MORE: at most four slots in five are used. */
static int
make_room(struct rsec_diff_set *set, size_t more)
{
	struct rsec_diff_entry *slot, *old = set->slot;
	size_t slots = set->slots, i;

	while ((set->used + more) * 5 > slots * 4)
		slots = slots == 0 ? SLOTS_FIRST : slots + slots / 2;
	if (slots == set->slots)
		return 0;
	if (slots > UINT32_MAX || (slot = calloc(slots, sizeof(*slot))) == NULL)
		return -1;
	for (i = 0; i < set->slots; i++)
		if (old[i].key != 0)
			*find(slot, slots, &old[i].hash) = old[i];
	set->slot = slot;
	set->slots = slots;
	free(old);
	return 0;
}

/*
 * The hint may be of before and after the table grew: it is only a hint.
 */
void
rsec_diff_set_expect(
    struct rsec_diff_set *set, const struct rsec_rpsl_signature *hash)
{
	uintptr_t slot =
	    (uintptr_t)atomic_load_explicit(&set->slot, memory_order_relaxed);
	size_t slots = atomic_load_explicit(&set->slots, memory_order_relaxed);

	slot += slot_of(hash, slots) * sizeof(struct rsec_diff_entry);
	__builtin_prefetch((const void *)slot, 1);
}

struct rsec_diff_entry *
rsec_diff_set_get(
    struct rsec_diff_set *set, const struct rsec_rpsl_signature *hash)
{
	struct rsec_diff_entry *entry;

	if (make_room(set, 1) != 0)
		return NULL;
	entry = find(set->slot, set->slots, hash);
	if (entry->key == 0) {
		entry->hash = *hash;
		entry->key = RSEC_DIFF_USED;
		set->used++;
	}
	return entry;
}

static size_t
size_of(const struct rsec_diff_kept *kept)
{
	return sizeof(*kept) + (kept->text == kept->copy ? kept->len : 0);
}

bool
rsec_diff_set_add(struct rsec_diff_set *set, struct rsec_diff_entry *entry,
    enum rsec_irr_side side, uint64_t key, struct rsec_diff_kept **kept)
{
	const uint64_t bit = (uint64_t)1 << side;

	if ((entry->key & bit) != 0)
		return false;
	if ((entry->key & RSEC_DIFF_SIDES) == 0) {
		entry->key |= key;
		entry->kept = *kept;
		*kept = NULL;
		set->held += size_of(entry->kept);
	} else {
		set->held -= size_of(entry->kept);
		free(entry->kept);
		entry->kept = NULL;
	}
	entry->key |= bit;
	return true;
}

int
rsec_diff_set_remove(struct rsec_diff_set *set,
    bool (*which)(const struct rsec_diff_entry *entry))
{
	struct rsec_diff_set left;
	size_t i;

	rsec_diff_set_init(&left);
	for (i = 0; i < set->slots; i++)
		left.used += set->slot[i].key != 0 && !which(&set->slot[i]);
	if (make_room(&left, 1) != 0)
		return -1;
	for (i = 0; i < set->slots; i++)
		if (set->slot[i].key != 0 && !which(&set->slot[i]))
			*find(left.slot, left.slots, &set->slot[i].hash) =
			    set->slot[i];
	free(set->slot);
	set->slot = left.slot;
	set->slots = left.slots;
	set->used = left.used;
	set->held = 0;
	return 0;
}
