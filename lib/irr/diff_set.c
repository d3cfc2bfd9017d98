/* SPDX-License-Identifier: ISC */
/*
 * The set of meanings: hash tables with linear probing, one for each of
 * RSEC_DIFF_SHARDS parts of the signatures, each behind a lock of its own, so
 * that two threads seldom want the same.
 *
 * A signature is as good as random: some of its bits choose the shard, others
 * the slot, by the product with the number of slots, which thus need be no
 * power of two: a table grows by half, and is never less than half full once
 * it has grown.  That is 40 to 60 bytes an object.
 *
 * A table is far larger than a cache, and every object goes somewhere else: its
 * slot is asked for some objects ahead, which saves a sixth of all the time.
 *
 * What is kept of an object lives only until the other side has it, too.
 */
#include "irr/diff_private.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS_FIRST ((size_t)64)

int
rsec_diff_set_init(struct rsec_diff_set *set)
{
	size_t i;

	for (i = 0; i < RSEC_DIFF_SHARDS; i++) {
		atomic_init(&set->shard[i].slot, NULL);
		atomic_init(&set->shard[i].slots, 0);
		set->shard[i].used = 0;
		if (pthread_mutex_init(&set->shard[i].lock, NULL) != 0)
			break;
	}
	if (i == RSEC_DIFF_SHARDS)
		return 0;
	while (i-- > 0)
		pthread_mutex_destroy(&set->shard[i].lock);
	return -1;
}

void
rsec_diff_set_fini(struct rsec_diff_set *set)
{
	struct rsec_diff_shard *shard = set->shard;
	struct rsec_diff_entry *slot;
	size_t i;

	for (; shard < set->shard + RSEC_DIFF_SHARDS; shard++) {
		slot = shard->slot;
		for (i = 0; i < shard->slots; i++)
			free(slot[i].kept);
		free(slot);
		pthread_mutex_destroy(&shard->lock);
	}
}

static size_t
slot_of(const struct rsec_rpsl_signature *signature, size_t slots)
{
	return (size_t)((signature->lo >> 32) * slots >> 32);
}

/* The slot that has SIGNATURE, or the free one where it belongs. */
static struct rsec_diff_entry *
find(struct rsec_diff_entry *slot, size_t slots,
    const struct rsec_rpsl_signature *signature)
{
	size_t i = slot_of(signature, slots);

	while ((slot[i].key & RSEC_DIFF_SIDES) != 0 &&
	       (slot[i].signature.lo != signature->lo ||
		   slot[i].signature.hi != signature->hi))
		if (++i == slots)
			i = 0;
	return &slot[i];
}

/* Room for one more: at most four slots in five are used. */
static int
make_room(struct rsec_diff_shard *shard)
{
	size_t slots =
	    shard->slots == 0 ? SLOTS_FIRST : shard->slots + shard->slots / 2;
	struct rsec_diff_entry *slot, *old = shard->slot;
	size_t i;

	if ((shard->used + 1) * 5 <= shard->slots * 4)
		return 0;
	if (slots > UINT32_MAX || (slot = calloc(slots, sizeof(*slot))) == NULL)
		return -1;
	for (i = 0; i < shard->slots; i++)
		if ((old[i].key & RSEC_DIFF_SIDES) != 0)
			*find(slot, slots, &old[i].signature) = old[i];
	free(old);
	shard->slot = slot;
	shard->slots = slots;
	return 0;
}

static struct rsec_diff_kept *
keep(const struct rsec_diff_pending *pending)
{
	struct rsec_diff_kept *kept;

	kept = malloc(sizeof(*kept) + (pending->stable ? 0 : pending->len));
	if (kept == NULL)
		return NULL;
	kept->line = pending->line;
	kept->offset = pending->offset;
	kept->len = (uint32_t)pending->len; /* <= RSEC_RPSL_OBJECT_MAX */
	kept->text = pending->text;
	if (!pending->stable) {
		memcpy(kept->copy, pending->text, pending->len);
		kept->text = kept->copy;
	}
	return kept;
}

/* The same, with the shard locked; *DONE is no longer kept. */
static int
add_locked(struct rsec_diff_shard *shard, uint64_t side,
    const struct rsec_diff_pending *pending, struct rsec_diff_kept **done)
{
	struct rsec_diff_entry *entry;

	if (make_room(shard) != 0)
		return -1;
	entry = find(shard->slot, shard->slots, &pending->signature);
	if ((entry->key & side) != 0)
		return 0;
	if ((entry->key & RSEC_DIFF_SIDES) != 0) {
		entry->key |= side;
		*done = entry->kept;
		entry->kept = NULL;
		return 1;
	}
	if ((entry->kept = keep(pending)) == NULL)
		return -1;
	entry->signature = pending->signature;
	entry->key = (pending->key & ~RSEC_DIFF_SIDES) | side;
	shard->used++;
	return 1;
}

static struct rsec_diff_shard *
shard_of(struct rsec_diff_set *set, const struct rsec_rpsl_signature *signature)
{
	return &set->shard[signature->hi % RSEC_DIFF_SHARDS];
}

/*
 * Without the lock: what is read may be of before and after a table grew, but
 * it is only a hint.
 */
void
rsec_diff_set_expect(
    struct rsec_diff_set *set, const struct rsec_diff_pending *pending)
{
	struct rsec_diff_shard *shard = shard_of(set, &pending->signature);
	uintptr_t slot =
	    (uintptr_t)atomic_load_explicit(&shard->slot, memory_order_relaxed);
	size_t slots =
	    atomic_load_explicit(&shard->slots, memory_order_relaxed);

	slot += slot_of(&pending->signature, slots) *
		sizeof(struct rsec_diff_entry);
	__builtin_prefetch((const void *)slot, 1);
}

int
rsec_diff_set_add(struct rsec_diff_set *set, enum rsec_irr_side side,
    const struct rsec_diff_pending *pending)
{
	struct rsec_diff_shard *shard = shard_of(set, &pending->signature);
	struct rsec_diff_kept *done = NULL;
	int rc;

	pthread_mutex_lock(&shard->lock);
	rc = add_locked(shard, (uint64_t)1 << side, pending, &done);
	pthread_mutex_unlock(&shard->lock);
	free(done);
	return rc;
}
