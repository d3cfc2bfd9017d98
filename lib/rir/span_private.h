/* SPDX-License-Identifier: ISC */
/*
 * Ranges of addresses and of AS numbers, which need not be prefixes; for the
 * files of lib/rir, not installed.
 *
 * A number stands left-aligned in 128 bits, as in a prefix: the first of a
 * range with zeros behind it, the last with ones.  So each kind of number is
 * compared, and stepped over, in the same way.
 */
#ifndef RSEC_RIR_SPAN_PRIVATE_H
#define RSEC_RIR_SPAN_PRIVATE_H

#include "base/buf.h"
#include "net/prefix.h"

enum rsec_span_kind {
	RSEC_SPAN_IPV4,
	RSEC_SPAN_IPV6,
	RSEC_SPAN_ASN,
	RSEC_SPAN_KINDS
};

struct rsec_place {
	uint64_t hi, lo;
};

struct rsec_span {
	struct rsec_place first, last; /* both included */
	uint32_t record;	       /* that says so; the larger is newer */
};

static inline int
rsec_place_cmp(struct rsec_place a, struct rsec_place b)
{
	if (a.hi != b.hi)
		return a.hi < b.hi ? -1 : 1;
	return (a.lo > b.lo) - (a.lo < b.lo);
}

/* The places of P, and its kind. */
struct rsec_span rsec_span_of(const struct rsec_prefix *p);
enum rsec_span_kind rsec_span_kind_of(const struct rsec_prefix *p);

/* COUNT numbers from FIRST on, of those that have 32 bits; COUNT > 0. */
struct rsec_span rsec_span_numbers(uint32_t first, uint64_t count);

/* A list of ranges is a buffer of them. */
static inline struct rsec_span *
rsec_spans(const struct rsec_buf *ranges)
{
	return (void *)ranges->data;
}

static inline size_t
rsec_spans_count(const struct rsec_buf *ranges)
{
	return ranges->len / sizeof(struct rsec_span);
}

/* By first, then by last, then by record. */
void rsec_spans_sort(struct rsec_buf *ranges);

/*
 * Cut the ranges so that none overlaps another and the newest record has each
 * number; sorted.  Returns 0, or -1 without memory.
 */
int rsec_spans_flatten(struct rsec_buf *ranges);

/* How many of the sorted ranges begin at or before PLACE. */
size_t rsec_spans_rank(const struct rsec_buf *ranges, struct rsec_place place);

#endif
