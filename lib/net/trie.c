/* SPDX-License-Identifier: ISC */
/*
 * The prefix trie, laid out flat.
 *
 * Prefixes form a forest: the parent of a prefix is the longest other one that
 * contains it.  Sorted by address, and the shorter first where addresses are
 * equal, they stand in the pre-order of that forest: each right before all
 * that it contains.  So the sorted array *is* the trie, once each entry knows
 * its parent:
 *
 *	entry	prefix			parent	picture
 *	0	192.0.2.0/24		none	0---+
 *	1	192.0.2.0/25		0	    +--1---+
 *	2	192.0.2.64/26		1	    |	   +--2
 *	3	192.0.2.128/26		0	    +--3
 *	4	198.51.100.0/24		none	4
 *
 * Which entries cover a prefix q?  Find the last entry that stands at or
 * before q in the order; call it p.
 *
 *	- p contains q: it is the longest that does, since a longer one would
 *	  stand between p and q.
 *	- p does not contain q (192.0.2.64/26 for q = 192.0.2.192/26 above, if
 *	  entry 3 were not there): whatever contains q stands before p and, as
 *	  it reaches as far as q, contains p too.  It is an ancestor of p, and
 *	  the first ancestor that contains q is the longest.
 *
 * From there on, each parent covers q as well: the answer is a chain of links,
 * the most specific first.  Real tables nest 1 to 3 deep.
 *
 * Which entries are inside q?  They are consecutive: from the first at or
 * behind q, to the last whose address is in q.
 *
 * The search for p does not begin with the whole array: a direct index tells
 * where the entries of a slot of addresses start, and a binary search among
 * them does the rest (trieindex.c).  The entry before the first of a slot is
 * an ordinary answer: it is p for a q that stands before all entries of its
 * own slot.
 *
 * An entry is 12 bytes for IPv4, 24 for IPv6.  The parent shares a word with
 * the length (26 + 6 bits, 24 + 8 bits), which limits the entries to 2^26 - 1
 * and 2^24 - 1: sixty and forty times what there are in 2026.  The values of
 * an entry are a run of numbers; it holds the first, and the next entry's first
 * is the end, for which one more node stands behind the last.
 *
 * Appending is O(depth): the parent of a new entry is found among the last
 * entry and its ancestors, the chain of links being the stack of the walk.  A
 * covering question costs the search, O(log of a slot), and O(depth).  Nothing
 * in the arrays is a pointer, so that they can be written to a file and asked
 * there (trieimage.c).
 *
 * There is no removal and no insertion in the middle: sets are built once and
 * asked often.
 */
#include "net/trie.h"

#include <stdlib.h>

#include "base/num.h"
#include "net/trie_private.h"

struct rsec_trie *
rsec_trie_new(void)
{
	return calloc(1, sizeof(struct rsec_trie));
}

void
rsec_trie_free(struct rsec_trie *trie)
{
	if (trie == NULL)
		return;
	if (!trie->mapped) {
		free(trie->v4);
		free(trie->v6);
		rsec_trie_index_fini(&trie->index4);
		rsec_trie_index_fini(&trie->index6);
	}
	free(trie);
}

/* P, COUNT elements of SIZE bytes from now on; NULL leaves it as it was. */
static void *
resize(void *p, size_t count, size_t size)
{
	size_t bytes;

	return rsec_size_mul(count, size, &bytes) ? realloc(p, bytes) : NULL;
}

/* Room for one more node of SIZE bytes and for the one behind the last. */
static int
reserve(void **nodes, uint32_t *cap, uint32_t count, uint32_t max, size_t size,
    struct rsec_err *err)
{
	uint32_t want;
	void *p;

	if (count >= max)
		return rsec_err_set(err, RSEC_ERR_LIMIT,
		    "more than %u different prefixes of one family", max);
	if (*cap >= count + 2)
		return 0;
	want = count < 32 ? 64 : count * 2;
	if ((p = resize(*nodes, want, size)) == NULL)
		return rsec_err_nomem(err);
	*nodes = p;
	*cap = want;
	return 0;
}

static int
append4(
    struct rsec_trie *trie, const struct rsec_prefix *p, struct rsec_err *err)
{
	const uint32_t addr = (uint32_t)(p->hi >> 32), n = trie->count4;
	uint32_t parent = n == 0 ? RSEC_NODE4_NONE : n - 1;
	void *nodes = trie->v4;

	if (reserve(&nodes, &trie->cap4, n, RSEC_NODE4_NONE, sizeof(*trie->v4),
		err) == -1)
		return -1;
	trie->v4 = nodes;
	while (parent != RSEC_NODE4_NONE &&
	       !rsec_node4_contains(&trie->v4[parent], addr, p->len))
		parent = rsec_node4_parent(&trie->v4[parent]);
	trie->v4[n] = (struct rsec_node4){ addr, trie->values,
		parent << RSEC_NODE4_LEN | p->len };
	trie->count4++;
	return 0;
}

static int
append6(
    struct rsec_trie *trie, const struct rsec_prefix *p, struct rsec_err *err)
{
	const uint32_t n = trie->count6;
	uint32_t parent = n == 0 ? RSEC_NODE6_NONE : n - 1;
	void *nodes = trie->v6;

	if (reserve(&nodes, &trie->cap6, n, RSEC_NODE6_NONE, sizeof(*trie->v6),
		err) == -1)
		return -1;
	trie->v6 = nodes;
	while (parent != RSEC_NODE6_NONE &&
	       !rsec_node6_contains(&trie->v6[parent], p->hi, p->lo, p->len))
		parent = rsec_node6_parent(&trie->v6[parent]);
	trie->v6[n] = (struct rsec_node6){ p->hi, p->lo, trie->values,
		parent << RSEC_NODE6_LEN | p->len };
	trie->count6++;
	return 0;
}

/* The prefix of entry E. */
static void
get_prefix(const struct rsec_trie *trie, uint32_t e, struct rsec_prefix *prefix)
{
	const struct rsec_node4 *v4;
	const struct rsec_node6 *v6;

	if (e < trie->count4) {
		v4 = &trie->v4[e];
		*prefix = (struct rsec_prefix){ (uint64_t)v4->addr << 32, 0,
			RSEC_IPV4, (uint8_t)rsec_node4_len(v4) };
	} else {
		v6 = &trie->v6[e - trie->count4];
		*prefix = (struct rsec_prefix){ v6->hi, v6->lo, RSEC_IPV6,
			(uint8_t)rsec_node6_len(v6) };
	}
}

int
rsec_trie_append(struct rsec_trie *trie, const struct rsec_prefix *prefix,
    struct rsec_err *err)
{
	const uint32_t count = rsec_trie_count(trie);
	struct rsec_prefix last;
	int order = -1;

	if (trie->frozen)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "the set of prefixes is frozen");
	if (trie->values == UINT32_MAX)
		return rsec_err_set(err, RSEC_ERR_LIMIT,
		    "more than %u values of prefixes", UINT32_MAX);
	if (count > 0) {
		get_prefix(trie, count - 1, &last);
		order = rsec_prefix_cmp(&last, prefix);
	}
	if (order > 0)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "the prefixes are not in order");
	if (order < 0 &&
	    (prefix->family == RSEC_IPV4 ? append4(trie, prefix, err)
					 : append6(trie, prefix, err)) == -1)
		return -1;
	trie->values++;
	return 0;
}

/*
 * Give back the room that is not needed, and put the node behind the last,
 * which is all of an empty table.
 */
static int
finish_nodes(struct rsec_trie *trie, struct rsec_err *err)
{
	struct rsec_node4 *v4;
	struct rsec_node6 *v6;

	v4 = resize(trie->v4, trie->count4 + 1u, sizeof(*v4));
	if (v4 == NULL)
		return rsec_err_nomem(err);
	trie->v4 = v4;
	v6 = resize(trie->v6, trie->count6 + 1u, sizeof(*v6));
	if (v6 == NULL)
		return rsec_err_nomem(err);
	trie->v6 = v6;
	trie->cap4 = trie->count4 + 1;
	trie->cap6 = trie->count6 + 1;
	v6[trie->count6] = (struct rsec_node6){ 0, 0, trie->values, 0 };
	v4[trie->count4] = (struct rsec_node4){ 0, v6[0].first, 0 };
	return 0;
}

int
rsec_trie_freeze(struct rsec_trie *trie, struct rsec_err *err)
{
	if (trie->frozen)
		return 0;
	if (finish_nodes(trie, err) == -1 ||
	    rsec_trie_index_build(&trie->index4, trie, trie->count4,
		RSEC_TRIE_BLOCKS4, rsec_trie_place4, err) == -1 ||
	    rsec_trie_index_build(&trie->index6, trie, trie->count6,
		RSEC_TRIE_BLOCKS6, rsec_trie_place6, err) == -1)
		return -1;
	trie->frozen = true;
	return 0;
}

uint32_t
rsec_trie_count(const struct rsec_trie *trie)
{
	return trie->count4 + trie->count6;
}

uint32_t
rsec_trie_values(const struct rsec_trie *trie)
{
	return trie->values;
}

uint32_t
rsec_trie_get(const struct rsec_trie *trie, uint32_t e,
    struct rsec_prefix *prefix, uint32_t *first)
{
	const struct rsec_node4 *v4;
	const struct rsec_node6 *v6;

	get_prefix(trie, e, prefix);
	if (e < trie->count4) {
		v4 = &trie->v4[e];
		*first = v4->first;
		return v4[1].first - v4->first;
	}
	v6 = &trie->v6[e - trie->count4];
	*first = v6->first;
	return v6[1].first - v6->first;
}

/* From the number of a node in its own table to that of an entry. */
static uint32_t
entry4(uint32_t e)
{
	return e == RSEC_NODE4_NONE ? RSEC_TRIE_NONE : e;
}

static uint32_t
entry6(const struct rsec_trie *trie, uint32_t e)
{
	return e == RSEC_NODE6_NONE ? RSEC_TRIE_NONE : e + trie->count4;
}

uint32_t
rsec_trie_covering(
    const struct rsec_trie *trie, const struct rsec_prefix *prefix)
{
	if (prefix->family == RSEC_IPV4)
		return entry4(rsec_trie_covering4(
		    trie, (uint32_t)(prefix->hi >> 32), prefix->len));
	return entry6(trie,
	    rsec_trie_covering6(trie, prefix->hi, prefix->lo, prefix->len));
}

uint32_t
rsec_trie_parent(const struct rsec_trie *trie, uint32_t e)
{
	if (e < trie->count4)
		return entry4(rsec_node4_parent(&trie->v4[e]));
	return entry6(trie, rsec_node6_parent(&trie->v6[e - trie->count4]));
}

/* How many entries stand at or before PREFIX. */
static uint32_t
rank(const struct rsec_trie *trie, const struct rsec_prefix *prefix)
{
	if (prefix->family == RSEC_IPV4)
		return rsec_trie_rank4(
		    trie, (uint32_t)(prefix->hi >> 32), prefix->len);
	return trie->count4 +
	       rsec_trie_rank6(trie, prefix->hi, prefix->lo, prefix->len);
}

/* Whether entry E is inside P. */
static bool
is_inside(const struct rsec_trie *trie, uint32_t e, const struct rsec_prefix *p)
{
	struct rsec_prefix entry;

	get_prefix(trie, e, &entry);
	return rsec_prefix_contains(p, &entry);
}

uint32_t
rsec_trie_within(const struct rsec_trie *trie, const struct rsec_prefix *prefix,
    uint32_t *from, uint32_t *to)
{
	struct rsec_prefix last = *prefix;

	*from = rank(trie, prefix);
	if (*from > 0 && is_inside(trie, *from - 1, prefix))
		--*from; /* it is PREFIX */
	/* Up to the longest prefix with the last address. */
	last.hi |= ~rsec_mask_hi(prefix->len);
	last.lo |= ~rsec_mask_lo(prefix->len);
	last.len = rsec_family_bits(prefix->family);
	*to = rank(trie, &last);
	/*
	 * The index of an image may lie about where slots start; the caller
	 * can count on entries that are inside all the same.
	 */
	if (*to <= *from || !is_inside(trie, *from, prefix) ||
	    !is_inside(trie, *to - 1, prefix))
		*to = *from;
	return *to - *from;
}

size_t
rsec_trie_memory(const struct rsec_trie *trie)
{
	size_t bytes = sizeof(*trie) + trie->cap4 * sizeof(*trie->v4) +
		       trie->cap6 * sizeof(*trie->v6);

	if (trie->frozen)
		bytes += (RSEC_TRIE_BLOCKS4 + RSEC_TRIE_BLOCKS6 +
			     trie->index4.count + trie->index6.count + 2) *
			 sizeof(uint32_t);
	return bytes;
}
