/* SPDX-License-Identifier: ISC */
/*
 * The inside of the trie, for trie.c that builds it, trieimage.c that maps it,
 * and loops hot enough to want their steps inlined.  See trie.c for what it
 * means.
 */
#ifndef RSEC_NET_TRIE_PRIVATE_H
#define RSEC_NET_TRIE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "net/prefix.h"
#include "net/trie.h"

/*
 * Blocks of the direct index: the top 8 bits of IPv4; bits 3..15 of 2000::/3,
 * and one block before and one behind that for the rest of IPv6.
 */
#define RSEC_TRIE_BLOCKS4 256
#define RSEC_TRIE_BLOCKS6 (1 + 8192 + 1)

/*
 * One prefix.  LINK holds the parent above and the length below: 26 and 6
 * bits, or 24 and 8.  A parent of all ones is none.  FIRST counts the values
 * of all entries before this one; the next node's is the end of its own.
 */
struct rsec_node4 {
	uint32_t addr;
	uint32_t first;
	uint32_t link;
};

struct rsec_node6 {
	uint64_t hi, lo;
	uint32_t first;
	uint32_t link;
};

#define RSEC_NODE4_LEN	6 /* bits of a length in a link */
#define RSEC_NODE6_LEN	8
#define RSEC_NODE4_NONE (UINT32_MAX >> RSEC_NODE4_LEN)
#define RSEC_NODE6_NONE (UINT32_MAX >> RSEC_NODE6_LEN)

/*
 * Where the search of a table begins.  Block b has 2^k slots from slot s on;
 * blocks[b] is s << RSEC_BLOCK_BITS | k.  A slot holds the number of the first
 * node at or behind its first address; one more slot holds the number of nodes.
 */
struct rsec_trie_index {
	uint32_t *blocks;
	uint32_t *slots;
	uint32_t count; /* slots, the one behind the last not counted */
};

#define RSEC_BLOCK_BITS 5  /* of the exponent */
#define RSEC_BLOCK_MAX	24 /* largest exponent */

/* A place in the index: a block, and the 32 address bits that follow it. */
struct rsec_trie_place {
	uint32_t block, rest;
};

/*
 * Each table has its nodes in order and one behind them, which holds only the
 * end of the last one's values.
 */
struct rsec_trie {
	struct rsec_node4 *v4;
	struct rsec_node6 *v6;
	uint32_t count4, count6; /* entries */
	uint32_t cap4, cap6;	 /* nodes that there is room for */
	uint32_t values;
	struct rsec_trie_index index4, index6;
	bool frozen;
	bool mapped; /* the arrays are the caller's image */
};

/* The place of node I of TRIE, in the table of one family. */
typedef struct rsec_trie_place (*rsec_trie_place_at)(
    const struct rsec_trie *trie, uint32_t i);

/*
 * Build the index of COUNT nodes in BLOCKS blocks.  Returns 0, or -1 with ERR.
 */
int rsec_trie_index_build(struct rsec_trie_index *index,
    const struct rsec_trie *trie, uint32_t count, uint32_t blocks,
    rsec_trie_place_at at, struct rsec_err *err);
void rsec_trie_index_fini(struct rsec_trie_index *index);

/*
 * Whether INDEX, from an image, leads no search of COUNT nodes outside of
 * them.  That it leads to the right ones is not verified.
 */
bool rsec_trie_index_is_sound(
    const struct rsec_trie_index *index, uint32_t count, uint32_t blocks);

static inline unsigned
rsec_node4_len(const struct rsec_node4 *node)
{
	return node->link & ((1u << RSEC_NODE4_LEN) - 1);
}

static inline uint32_t
rsec_node4_parent(const struct rsec_node4 *node)
{
	return node->link >> RSEC_NODE4_LEN;
}

static inline unsigned
rsec_node6_len(const struct rsec_node6 *node)
{
	return node->link & ((1u << RSEC_NODE6_LEN) - 1);
}

static inline uint32_t
rsec_node6_parent(const struct rsec_node6 *node)
{
	return node->link >> RSEC_NODE6_LEN;
}

/* A mask of LEN (0..32) ones. */
static inline uint32_t
rsec_mask4(unsigned len)
{
	return (uint32_t)((uint64_t)UINT32_MAX << (32 - len));
}

/* Whether NODE contains the prefix ADDR/LEN. */
static inline bool
rsec_node4_contains(const struct rsec_node4 *node, uint32_t addr, unsigned len)
{
	const unsigned own = rsec_node4_len(node);

	return own <= len && ((node->addr ^ addr) & rsec_mask4(own)) == 0;
}

static inline bool
rsec_node6_contains(
    const struct rsec_node6 *node, uint64_t hi, uint64_t lo, unsigned len)
{
	const unsigned own = rsec_node6_len(node);

	return own <= len && ((node->hi ^ hi) & rsec_mask_hi(own)) == 0 &&
	       ((node->lo ^ lo) & rsec_mask_lo(own)) == 0;
}

/* Whether NODE stands at or before the prefix ADDR/LEN. */
static inline bool
rsec_node4_upto(const struct rsec_node4 *node, uint32_t addr, unsigned len)
{
	return node->addr < addr ||
	       (node->addr == addr && rsec_node4_len(node) <= len);
}

static inline bool
rsec_node6_upto(
    const struct rsec_node6 *node, uint64_t hi, uint64_t lo, unsigned len)
{
	if (node->hi != hi)
		return node->hi < hi;
	if (node->lo != lo)
		return node->lo < lo;
	return rsec_node6_len(node) <= len;
}

static inline struct rsec_trie_place
rsec_place4(uint32_t addr)
{
	return (struct rsec_trie_place){ addr >> 24, addr << 8 };
}

static inline struct rsec_trie_place
rsec_place6(uint64_t hi)
{
	uint32_t block = 1 + (uint32_t)(hi >> 48 & 8191);

	if (hi >> 61 != 1)
		block = hi >> 61 == 0 ? 0 : RSEC_TRIE_BLOCKS6 - 1;
	return (struct rsec_trie_place){ block, (uint32_t)(hi >> 16) };
}

static inline struct rsec_trie_place
rsec_trie_place4(const struct rsec_trie *trie, uint32_t i)
{
	return rsec_place4(trie->v4[i].addr);
}

static inline struct rsec_trie_place
rsec_trie_place6(const struct rsec_trie *trie, uint32_t i)
{
	return rsec_place6(trie->v6[i].hi);
}

/* The slot of PLACE. */
static inline uint32_t
rsec_slot(const struct rsec_trie_index *index, struct rsec_trie_place place)
{
	const uint32_t block = index->blocks[place.block];
	const unsigned k = block & ((1u << RSEC_BLOCK_BITS) - 1);

	return (block >> RSEC_BLOCK_BITS) +
	       (uint32_t)((uint64_t)place.rest << k >> 32);
}

/* How many IPv4 nodes stand at or before ADDR/LEN. */
static inline uint32_t
rsec_trie_rank4(const struct rsec_trie *trie, uint32_t addr, unsigned len)
{
	const struct rsec_trie_index *index = &trie->index4;
	const uint32_t *slot =
	    index->slots + rsec_slot(index, rsec_place4(addr));
	uint32_t from = slot[0], n = slot[1] - from, half;

	while (n > 0) {
		half = n / 2;
		if (rsec_node4_upto(&trie->v4[from + half], addr, len)) {
			from += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return from;
}

static inline uint32_t
rsec_trie_rank6(
    const struct rsec_trie *trie, uint64_t hi, uint64_t lo, unsigned len)
{
	const struct rsec_trie_index *index = &trie->index6;
	const uint32_t *slot = index->slots + rsec_slot(index, rsec_place6(hi));
	uint32_t from = slot[0], n = slot[1] - from, half;

	while (n > 0) {
		half = n / 2;
		if (rsec_node6_upto(&trie->v6[from + half], hi, lo, len)) {
			from += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return from;
}

/* The longest IPv4 node that contains ADDR/LEN, or RSEC_NODE4_NONE. */
static inline uint32_t
rsec_trie_covering4(const struct rsec_trie *trie, uint32_t addr, unsigned len)
{
	uint32_t rank = rsec_trie_rank4(trie, addr, len);
	uint32_t e = rank == 0 ? RSEC_NODE4_NONE : rank - 1;

	while (e != RSEC_NODE4_NONE &&
	       !rsec_node4_contains(&trie->v4[e], addr, len))
		e = rsec_node4_parent(&trie->v4[e]);
	return e;
}

static inline uint32_t
rsec_trie_covering6(
    const struct rsec_trie *trie, uint64_t hi, uint64_t lo, unsigned len)
{
	uint32_t rank = rsec_trie_rank6(trie, hi, lo, len);
	uint32_t e = rank == 0 ? RSEC_NODE6_NONE : rank - 1;

	while (e != RSEC_NODE6_NONE &&
	       !rsec_node6_contains(&trie->v6[e], hi, lo, len))
		e = rsec_node6_parent(&trie->v6[e]);
	return e;
}

#endif
