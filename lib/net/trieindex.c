/* SPDX-License-Identifier: ISC */
/*
 * The direct index of a trie, in two levels that adapt to where prefixes are.
 *
 *	IPv4	|  8 bits: block  |  k bits: slot of the block	|
 *	IPv6	001| 13 bits: block  |	k bits: slot of the block   |
 *
 * A block has 2^k slots, with k so large that a slot has 8 to 16 nodes on
 * average, and 1 slot where it has no more than that:
 *
 *	blocks	| 0 |	1   | 2 |	  3	  | ...
 *	slots	| . | . | . | . | . | . | . | . | . | ...  | end |
 *
 * so that slots ascend over all blocks, and the next slot ends each slot.
 *
 * Why not simply the same bits of all addresses?  2^16 slots by bits 3..18 of
 * IPv6 were the first version.  Of a real set of 128,671 prefixes they put one
 * in six into the same slot (2804::/19), a search of 14 steps, and left all
 * but 335 of the slots empty.  On a generated table of 150,000 VRPs this index
 * takes 28 ns a question in table order instead of 42, 68 instead of 104 in
 * random order, and it makes a small set a small trie.  Fewer nodes a slot
 * make it no faster: what the search saves, a larger index loses to the cache.
 *
 * What stands outside of 2000::/3 is in the first and the last block, of one
 * slot each: a few transition and local prefixes, found by binary search.
 */
#include <stdlib.h>

#include "net/trie_private.h"

#define PER_SLOT 16u /* nodes, at most, if they are spread evenly */

void
rsec_trie_index_fini(struct rsec_trie_index *index)
{
	free(index->blocks);
	free(index->slots);
	*index = (struct rsec_trie_index){ NULL, NULL, 0 };
}

/* From the number of nodes in each block to its slots. */
static uint32_t
lay_out(uint32_t *blocks, uint32_t n)
{
	uint32_t b, first = 0, k;

	for (b = 0; b < n; b++) {
		k = 0;
		while (k < RSEC_BLOCK_MAX && blocks[b] > PER_SLOT << k)
			k++;
		if (n == RSEC_TRIE_BLOCKS6 && (b == 0 || b == n - 1))
			k = 0;
		blocks[b] = first << RSEC_BLOCK_BITS | k;
		first += 1u << k;
	}
	return first;
}

int
rsec_trie_index_build(struct rsec_trie_index *index,
    const struct rsec_trie *trie, uint32_t count, uint32_t blocks,
    rsec_trie_place_at at, struct rsec_err *err)
{
	uint32_t i, slot, next = 0;

	rsec_trie_index_fini(index);
	index->blocks = calloc(blocks, sizeof(*index->blocks));
	if (index->blocks == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < count; i++)
		index->blocks[at(trie, i).block]++;
	index->count = lay_out(index->blocks, blocks);
	index->slots = malloc((index->count + 1u) * sizeof(*index->slots));
	if (index->slots == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < count; i++) {
		slot = rsec_slot(index, at(trie, i));
		while (next <= slot)
			index->slots[next++] = i;
	}
	while (next <= index->count)
		index->slots[next++] = count;
	return 0;
}

/* The slots of blocks follow each other without a gap. */
static bool
blocks_are_sound(const struct rsec_trie_index *index, uint32_t blocks)
{
	uint64_t first = 0;
	uint32_t b, k = 0;

	for (b = 0; b < blocks; b++) {
		k = index->blocks[b] & ((1u << RSEC_BLOCK_BITS) - 1);
		if (k > RSEC_BLOCK_MAX ||
		    index->blocks[b] >> RSEC_BLOCK_BITS != first)
			return false;
		first += (uint64_t)1 << k;
		if (b == 0 && k != 0 && blocks == RSEC_TRIE_BLOCKS6)
			return false;
	}
	if (k != 0 && blocks == RSEC_TRIE_BLOCKS6)
		return false;
	return first == index->count;
}

bool
rsec_trie_index_is_sound(
    const struct rsec_trie_index *index, uint32_t count, uint32_t blocks)
{
	const uint32_t *slots = index->slots;
	uint32_t slot;
	unsigned bad = 0;

	if (!blocks_are_sound(index, blocks))
		return false;
	for (slot = 0; slot < index->count; slot++)
		bad |= slots[slot] > slots[slot + 1];
	return bad == 0 && slots[0] == 0 && slots[index->count] == count;
}
