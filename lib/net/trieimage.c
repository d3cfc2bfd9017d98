/* SPDX-License-Identifier: ISC */
/*
 * A frozen trie as bytes that are asked in place.  Little-endian, no pointers,
 * the same bytes for the same trie:
 *
 *	bytes
 *	4		number of IPv4 nodes, n
 *	4		number of IPv6 nodes, m
 *	4		number of values
 *	4		number of IPv4 slots, s
 *	4		number of IPv6 slots, t
 *	4		zero
 *	24 * (m + 1)	IPv6 nodes
 *	12 * (n + 1)	IPv4 nodes
 *	4 * 256		IPv4 blocks
 *	4 * 8194	IPv6 blocks
 *	4 * (s + 1)	IPv4 slots
 *	4 * (t + 1)	IPv6 slots
 *	0 or 4		zeros to a multiple of 8
 *
 * Mapping verifies all that memory safety rests on, in one pass that costs
 * about a millisecond for 700,000 prefixes: the nodes are in order, parents
 * stand before their children, lengths fit the family, no bit is set beyond a
 * length, the runs of values and the slots of the index ascend and end where
 * they must.  So no question needs bounds, and every walk ends.
 *
 * That a parent contains its child and a slot starts at its node is not
 * verified: a link that lies gives a wrong answer, as a wrong VRP does, and it
 * is the checksum around the image that speaks for the content.
 */
#include "net/trie.h"

#include <stdlib.h>
#include <string.h>

#include "net/trie_private.h"

#define HEADER	    24
#define WORD	    sizeof(uint32_t)
#define ROUND_UP(n) (((n) + 7) & ~(uint64_t)7)

static bool
little_endian(void)
{
	const uint16_t one = 1;
	uint8_t first;

	memcpy(&first, &one, 1);
	return first == 1;
}

/* Of a trie whose counts are known. */
static uint64_t
image_size(const struct rsec_trie *trie)
{
	const uint64_t words = (uint64_t)RSEC_TRIE_BLOCKS4 + RSEC_TRIE_BLOCKS6 +
			       trie->index4.count + 1 + trie->index6.count + 1;

	return ROUND_UP(
	    HEADER + ((uint64_t)trie->count6 + 1) * sizeof(*trie->v6) +
	    ((uint64_t)trie->count4 + 1) * sizeof(*trie->v4) + words * WORD);
}

size_t
rsec_trie_image_size(const struct rsec_trie *trie)
{
	return (size_t)image_size(trie);
}

int
rsec_trie_image_write(const struct rsec_trie *trie,
    int (*write)(void *ctx, const void *data, size_t len), void *ctx)
{
	const uint32_t header[HEADER / WORD] = { trie->count4, trie->count6,
		trie->values, trie->index4.count, trie->index6.count, 0 };
	const struct {
		const void *data;
		size_t len;
	} parts[] = {
		{ header, sizeof(header) },
		{ trie->v6, (trie->count6 + (size_t)1) * sizeof(*trie->v6) },
		{ trie->v4, (trie->count4 + (size_t)1) * sizeof(*trie->v4) },
		{ trie->index4.blocks, RSEC_TRIE_BLOCKS4 * WORD },
		{ trie->index6.blocks, RSEC_TRIE_BLOCKS6 * WORD },
		{ trie->index4.slots, (trie->index4.count + (size_t)1) * WORD },
		{ trie->index6.slots, (trie->index6.count + (size_t)1) * WORD },
	};
	const uint64_t zeros = 0;
	size_t i, written = 0;

	if (!little_endian())
		return -1;
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (write(ctx, parts[i].data, parts[i].len) != 0)
			return -1;
		written += parts[i].len;
	}
	if (written < rsec_trie_image_size(trie))
		return write(ctx, &zeros,
			   rsec_trie_image_size(trie) - written) != 0
			   ? -1
			   : 0;
	return 0;
}

/*
 * Both loops gather what is wrong instead of leaving at once: without a branch
 * for each condition they take half the time.
 */
static bool
nodes4_are_sound(const struct rsec_trie *trie)
{
	const struct rsec_node4 *node = trie->v4;
	uint64_t key, next = 0;
	unsigned len, bad = 0;
	uint32_t e, parent;

	for (e = 0; e < trie->count4; e++, node++) {
		len = rsec_node4_len(node);
		parent = rsec_node4_parent(node);
		key = (uint64_t)node->addr << RSEC_NODE4_LEN | len;
		bad |= key < next;
		bad |= len > 32;
		bad |= (uint32_t)((uint64_t)node->addr << len) != 0;
		/* One more than none is 0. */
		bad |= ((parent + 1) & RSEC_NODE4_NONE) > e;
		bad |= node[0].first > node[1].first;
		next = key + 1;
	}
	bad |= node->first != trie->v6[0].first;
	return bad == 0;
}

static bool
nodes6_are_sound(const struct rsec_trie *trie)
{
	const struct rsec_node6 *node = trie->v6;
	uint32_t e, parent;
	unsigned len, bad = 0;

	for (e = 0; e < trie->count6; e++, node++) {
		len = rsec_node6_len(node);
		if (len > 128)
			return false;
		parent = rsec_node6_parent(node);
		bad |= (node->hi & ~rsec_mask_hi(len)) != 0;
		bad |= (node->lo & ~rsec_mask_lo(len)) != 0;
		bad |= ((parent + 1) & RSEC_NODE6_NONE) > e;
		bad |= node[0].first > node[1].first;
		bad |= e > 0 && rsec_node6_upto(node, node[-1].hi, node[-1].lo,
				    rsec_node6_len(&node[-1]));
	}
	bad |= node->first != trie->values;
	return bad == 0;
}

/* The parts of IMAGE, whose size is right.  A mapped trie is only read. */
static void
locate(struct rsec_trie *trie, const uint8_t *image)
{
	uint8_t *nodes = (uint8_t *)(uintptr_t)image + HEADER;
	uint32_t *words;

	trie->mapped = trie->frozen = true;
	trie->v6 = (struct rsec_node6 *)(void *)nodes;
	trie->cap6 = trie->count6 + 1;
	trie->v4 = (struct rsec_node4 *)(void *)(trie->v6 + trie->cap6);
	trie->cap4 = trie->count4 + 1;
	words = (uint32_t *)(void *)(trie->v4 + trie->cap4);
	trie->index4.blocks = words;
	trie->index6.blocks = words + RSEC_TRIE_BLOCKS4;
	words = trie->index6.blocks + RSEC_TRIE_BLOCKS6;
	trie->index4.slots = words;
	trie->index6.slots = words + trie->index4.count + 1;
}

static int
read_header(struct rsec_trie *trie, const uint8_t *image, size_t len,
    struct rsec_err *err)
{
	uint32_t header[HEADER / WORD];

	if (!little_endian())
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "compiled prefixes need a little-endian machine");
	if (len < HEADER)
		return rsec_err_set(err, RSEC_ERR_TRUNCATED,
		    "the prefixes end after %zu bytes", len);
	memcpy(header, image, sizeof(header));
	trie->count4 = header[0];
	trie->count6 = header[1];
	trie->values = header[2];
	trie->index4.count = header[3];
	trie->index6.count = header[4];
	if (header[5] != 0 || trie->count4 > RSEC_NODE4_NONE ||
	    trie->count6 > RSEC_NODE6_NONE || image_size(trie) != len)
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "the prefixes take %zu bytes, which does not fit %u IPv4 "
		    "and %u IPv6 ones",
		    len, trie->count4, trie->count6);
	return 0;
}

static int
verify(const struct rsec_trie *trie, struct rsec_err *err)
{
	if (trie->v4[0].first != 0)
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "the values of the prefixes do not start at 0");
	if (!nodes4_are_sound(trie) || !nodes6_are_sound(trie))
		return rsec_err_set(
		    err, RSEC_ERR_CORRUPT, "the prefixes are not a trie");
	if (!rsec_trie_index_is_sound(
		&trie->index4, trie->count4, RSEC_TRIE_BLOCKS4) ||
	    !rsec_trie_index_is_sound(
		&trie->index6, trie->count6, RSEC_TRIE_BLOCKS6))
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "the index does not fit the prefixes");
	return 0;
}

struct rsec_trie *
rsec_trie_map(const uint8_t *image, size_t len, struct rsec_err *err)
{
	struct rsec_trie *trie;

	if ((trie = rsec_trie_new()) == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	if (read_header(trie, image, len, err) == 0) {
		locate(trie, image);
		if (verify(trie, err) == 0)
			return trie;
	}
	trie->mapped = true; /* what it points to is not its own */
	rsec_trie_free(trie);
	return NULL;
}
