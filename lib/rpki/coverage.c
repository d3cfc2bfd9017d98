/* SPDX-License-Identifier: ISC */
/*
 * Coverage: which addresses of a prefix some VRP covers.
 *
 * Addresses are left-aligned 128-bit numbers in both families, as in
 * net/prefix.h, and a range has its last address inside, so that ::/0 needs
 * no 129th bit.  One walk answers all questions: it goes over the entries of
 * the trie within the prefix, in order, and calls out the gaps between those
 * that no other one contains.  Its cost is the number of those entries.
 *
 *	prefix	|-------------------------------|
 *	entries	   |-----------|  |--|		   the first holds others,
 *		     |--| |---|			   which change nothing
 *	gaps	|-|	        |-|  |----------|
 */
#include "rpki/coverage.h"

#include <float.h>

#include "net/trie.h"

__extension__ typedef unsigned __int128 u128;

#define BITS 128

struct range {
	u128 first, last; /* both are in it */
};

static struct range
range_of(const struct rsec_prefix *prefix)
{
	struct range range;

	range.first = (u128)prefix->hi << 64 | prefix->lo;
	range.last = range.first;
	range.last |= (u128)~rsec_mask_hi(prefix->len) << 64;
	range.last |= ~rsec_mask_lo(prefix->len);
	return range;
}

/*
 * Call GAP for each range of PREFIX that no entry of TRIE covers, in order;
 * PREFIX itself has no covering entry.  A GAP that is not 0 ends the walk and
 * is returned.
 */
static int
for_each_gap(const struct rsec_trie *trie, const struct rsec_prefix *prefix,
    int (*gap)(void *ctx, const struct range *range), void *ctx)
{
	struct range whole = range_of(prefix), entry, between;
	struct rsec_prefix inside;
	u128 next = whole.first; /* the first address not yet looked at */
	uint32_t e, to, value;
	int result;

	for (rsec_trie_within(trie, prefix, &e, &to); e < to; e++) {
		rsec_trie_get(trie, e, &inside, &value);
		entry = range_of(&inside);
		if (entry.first < next)
			continue; /* in the one before */
		between = (struct range){ next, entry.first - 1 };
		if (entry.first > next && (result = gap(ctx, &between)) != 0)
			return result;
		if (entry.last == whole.last)
			return 0;
		next = entry.last + 1;
	}
	between = (struct range){ next, whole.last };
	return gap(ctx, &between);
}

/* The length of the largest prefix that starts RANGE and fits in it. */
static uint8_t
first_length(const struct range *range)
{
	u128 rest = range->last - range->first, host = 0;
	uint8_t len = BITS;

	while (len > 0) {
		host = host << 1 | 1; /* host bits of one bit less */
		if ((range->first & host) != 0 || rest < host)
			break;
		len--;
	}
	return len;
}

struct holes {
	uint8_t family;
	int (*hole)(void *ctx, const struct rsec_prefix *hole);
	void *ctx;
};

/*
 * Cut a gap into prefixes.  Taking the largest that fits from the left is
 * minimal, for any prefix in the gap lies within one of those; and a VRP
 * stands between two gaps, so that none goes over both.
 */
static int
cut_gap(void *ctx, const struct range *range)
{
	const struct holes *holes = ctx;
	struct rsec_prefix prefix = { .family = holes->family };
	struct range left = *range;
	u128 last;
	int result;

	for (;;) {
		prefix.hi = (uint64_t)(left.first >> 64);
		prefix.lo = (uint64_t)left.first;
		prefix.len = first_length(&left);
		if ((result = holes->hole(holes->ctx, &prefix)) != 0)
			return result;
		last = range_of(&prefix).last;
		if (last == left.last)
			return 0;
		left.first = last + 1;
	}
}

int
rsec_coverage_holes(const struct rsec_vrps *vrps,
    const struct rsec_prefix *prefix,
    int (*hole)(void *ctx, const struct rsec_prefix *hole), void *ctx)
{
	const struct rsec_trie *trie = rsec_vrps_trie(vrps);
	struct holes holes = { prefix->family, hole, ctx };

	if (rsec_trie_covering(trie, prefix) != RSEC_TRIE_NONE)
		return 0;
	return for_each_gap(trie, prefix, cut_gap, &holes);
}

static int
stop_at_gap(void *ctx, const struct range *range)
{
	(void)ctx;
	(void)range;
	return 1;
}

enum rsec_coverage
rsec_coverage(const struct rsec_vrps *vrps, const struct rsec_prefix *prefix)
{
	const struct rsec_trie *trie = rsec_vrps_trie(vrps);
	uint32_t from, to;

	if (rsec_trie_covering(trie, prefix) != RSEC_TRIE_NONE)
		return RSEC_COVERED;
	if (rsec_trie_within(trie, prefix, &from, &to) == 0)
		return RSEC_NOT_COVERED;
	return for_each_gap(trie, prefix, stop_at_gap, NULL) == 0
		   ? RSEC_COVERED
		   : RSEC_PARTLY_COVERED;
}

const char *
rsec_coverage_name(enum rsec_coverage coverage)
{
	static const char *const names[] = {
		[RSEC_COVERED] = "covered",
		[RSEC_PARTLY_COVERED] = "partly-covered",
		[RSEC_NOT_COVERED] = "not-covered",
	};

	return names[coverage];
}

static int
add_gap(void *ctx, const struct range *range)
{
	u128 *sum = ctx;

	*sum += range->last - range->first + 1;
	return 0;
}

double
rsec_coverage_share(
    const struct rsec_vrps *vrps, const struct rsec_prefix *prefix)
{
	struct range whole = range_of(prefix);
	u128 covered, gaps = 0;
	double share;

	switch (rsec_coverage(vrps, prefix)) {
	case RSEC_COVERED:
		return 1.0;
	case RSEC_NOT_COVERED:
		return 0.0;
	case RSEC_PARTLY_COVERED:
		break;
	}
	for_each_gap(rsec_vrps_trie(vrps), prefix, add_gap, &gaps);
	covered = whole.last - whole.first + 1 - gaps; /* modulo 2^128 */
	share = (double)covered / ((double)(whole.last - whole.first) + 1.0);
	return share < 1.0 ? share : 1.0 - DBL_EPSILON / 2.0;
}
