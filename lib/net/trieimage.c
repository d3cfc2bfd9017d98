/* SPDX-License-Identifier: ISC */
/*
 * A frozen trie as bytes that are asked in place.  Little-endian, no pointers,
 * the same bytes for the same trie:
 *
 *	offset	bytes
 *	0	4		number of IPv4 nodes, n
 *	4	4		number of IPv6 nodes, m
 *	8	4		number of values
 *	12	4		zero
 *	16	4 * 65537	index of IPv4
 *	262164	4 * 65539	index of IPv6
 *	524320	24 * (m + 1)	IPv6 nodes
 *	...	12 * (n + 1)	IPv4 nodes, zeros to a multiple of 8
 *
 * Mapping verifies all that memory safety rests on, in one pass that costs
 * about a millisecond for 700,000 prefixes, so that no question needs to check
 * anything: the nodes are in order, parents stand before their children,
 * lengths fit the family, no bit is set beyond a length, each node is in the
 * slot of its address, the runs of values ascend and end where they must.  That
 *a parent contains its child is not verified: a link that lies gives a wrong
 *answer, as a wrong VRP does, and it is the checksum around the image that
 *speaks for the content.
 */
#include "net/trie.h"

#include <stdlib.h>
#include <string.h>

#include "net/trie_private.h"

#define HEADER	    16
#define INDEX4	    ((RSEC_TRIE_SLOTS4 + 1) * sizeof(uint32_t))
#define INDEX6	    ((RSEC_TRIE_SLOTS6 + 1) * sizeof(uint32_t))
#define NODES	    (HEADER + INDEX4 + INDEX6)
#define ROUND_UP(n) (((n) + 7) & ~(uint64_t)7)

static bool
little_endian(void)
{
	const uint16_t one = 1;
	uint8_t first;

	memcpy(&first, &one, 1);
	return first == 1;
}

static uint64_t
image_size(uint32_t count4, uint32_t count6)
{
	return NODES + ((uint64_t)count6 + 1) * sizeof(struct rsec_node6) +
	       ROUND_UP(((uint64_t)count4 + 1) * sizeof(struct rsec_node4));
}

size_t
rsec_trie_image_size(const struct rsec_trie *trie)
{
	return (size_t)image_size(trie->count4, trie->count6);
}

int
rsec_trie_image_write(const struct rsec_trie *trie,
    int (*write)(void *ctx, const void *data, size_t len), void *ctx)
{
	static const uint8_t zeros[8];
	const uint32_t header[4] = { trie->count4, trie->count6, trie->values,
		0 };
	const size_t size4 = (trie->count4 + (size_t)1) * sizeof(*trie->v4);
	const size_t size6 = (trie->count6 + (size_t)1) * sizeof(*trie->v6);
	const size_t padding = (size_t)(ROUND_UP(size4) - size4);

	if (!little_endian())
		return -1;
	if (write(ctx, header, sizeof(header)) != 0 ||
	    write(ctx, trie->index4, INDEX4) != 0 ||
	    write(ctx, trie->index6, INDEX6) != 0 ||
	    write(ctx, trie->v6, size6) != 0 ||
	    write(ctx, trie->v4, size4) != 0)
		return -1;
	return padding > 0 && write(ctx, zeros, padding) != 0 ? -1 : 0;
}

/* Conditions are joined by & so that the loops have one branch a node. */
static bool
nodes4_are_sound(const struct rsec_trie *trie)
{
	const struct rsec_node4 *node = trie->v4;
	const uint32_t *slot;
	uint64_t key, last = 0;
	uint32_t e, parent;
	unsigned len;
	bool good;

	for (e = 0; e < trie->count4; e++, node++) {
		len = rsec_node4_len(node);
		if (len > 32)
			return false;
		parent = rsec_node4_parent(node);
		key = ((uint64_t)node->addr << 8 | len) + 1;
		good = (parent < e) | (parent == RSEC_NODE4_NONE);
		slot = trie->index4 + rsec_slot4(node->addr);
		good &= (slot[0] <= e) & (e < slot[1]);
		good &= (node->addr & ~rsec_mask4(len)) == 0;
		good &= key > last;
		good &= node[0].first <= node[1].first;
		if (!good)
			return false;
		last = key;
	}
	return node->first == trie->v6[0].first;
}

static bool
nodes6_are_sound(const struct rsec_trie *trie)
{
	const struct rsec_node6 *node = trie->v6;
	const uint32_t *slot;
	uint32_t e, parent;
	unsigned len;
	bool good;

	for (e = 0; e < trie->count6; e++, node++) {
		len = rsec_node6_len(node);
		if (len > 128)
			return false;
		parent = rsec_node6_parent(node);
		good = (parent < e) | (parent == RSEC_NODE6_NONE);
		slot = trie->index6 + rsec_slot6(node->hi);
		good &= (slot[0] <= e) & (e < slot[1]);
		good &= (node->hi & ~rsec_mask_hi(len)) == 0;
		good &= (node->lo & ~rsec_mask_lo(len)) == 0;
		good &= node[0].first <= node[1].first;
		good &= e == 0 || !rsec_node6_upto(node, node[-1].hi,
				      node[-1].lo, rsec_node6_len(&node[-1]));
		if (!good)
			return false;
	}
	return node->first == trie->values;
}

static bool
index_is_sound(const uint32_t *index, uint32_t slots, uint32_t count)
{
	bool good = index[0] == 0 && index[slots] == count;
	uint32_t slot;

	for (slot = 0; slot < slots; slot++)
		good &= index[slot] <= index[slot + 1];
	return good;
}

/* The parts of IMAGE, whose size is right.  A mapped trie is only read. */
static void
locate(struct rsec_trie *trie, const uint8_t *image)
{
	uint8_t *at = (uint8_t *)(uintptr_t)image + HEADER;

	trie->mapped = true;
	trie->index4 = (uint32_t *)(void *)at;
	at += INDEX4;
	trie->index6 = (uint32_t *)(void *)at;
	at += INDEX6;
	trie->v6 = (struct rsec_node6 *)(void *)at;
	at += (trie->count6 + (size_t)1) * sizeof(*trie->v6);
	trie->v4 = (struct rsec_node4 *)(void *)at;
	trie->cap4 = trie->count4 + 1;
	trie->cap6 = trie->count6 + 1;
}

static int
open_image(struct rsec_trie *trie, const uint8_t *image, size_t len,
    struct rsec_err *err)
{
	uint32_t header[4];

	if (!little_endian())
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "compiled prefixes need a little-endian machine");
	if (len < NODES)
		return rsec_err_set(err, RSEC_ERR_TRUNCATED,
		    "the prefixes end after %zu bytes", len);
	memcpy(header, image, sizeof(header));
	if (header[3] != 0 || header[0] > RSEC_NODE4_NONE ||
	    header[1] > RSEC_NODE6_NONE ||
	    image_size(header[0], header[1]) != len)
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "the prefixes take %zu bytes, which does not fit %u IPv4 "
		    "and %u IPv6 ones",
		    len, header[0], header[1]);
	trie->count4 = header[0];
	trie->count6 = header[1];
	trie->values = header[2];
	locate(trie, image);
	if (trie->v4[0].first != 0)
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "the values of the prefixes do not start at 0");
	if (!index_is_sound(trie->index4, RSEC_TRIE_SLOTS4, trie->count4) ||
	    !index_is_sound(trie->index6, RSEC_TRIE_SLOTS6, trie->count6))
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "the index does not fit the prefixes");
	if (!nodes4_are_sound(trie) || !nodes6_are_sound(trie))
		return rsec_err_set(
		    err, RSEC_ERR_CORRUPT, "the prefixes are not a trie");
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
	if (open_image(trie, image, len, err) == -1) {
		trie->mapped = true; /* what it points to is not its own */
		rsec_trie_free(trie);
		return NULL;
	}
	return trie;
}
