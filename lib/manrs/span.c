/* SPDX-License-Identifier: ISC */
/*
 * Ranges sorted by their first address, which are a tree as well: its root is
 * the middle of the row, and the middles of the two halves are below it.  Each
 * node knows how far the ranges of its subtree reach, its top:
 *
 *	 min-max  1-9  2-3  4-5  6-6  7-8	   6-6
 *	 top	   9	9    5	  9    8	 /     \
 *						2-3     7-8
 *					       /  \
 *					     1-9  4-5
 *
 * A search leaves out a subtree whose top is below what is asked, and what is
 * behind a node that begins above it: O(log n) for each range that is found,
 * however they overlap.
 */
#include "manrs/span_private.h"

#include <stdlib.h>

#include "manrs/set_private.h"

#define SIZE sizeof(struct rsec_manrs_span)

/* What is asked, and who is told. */
struct search {
	const struct rsec_manrs_span *span;
	struct rsec_address min, max;
	rsec_manrs_span_found *found;
	void *ctx;
};

static int
compare(struct rsec_address a, struct rsec_address b)
{
	int order = RSEC_MANRS_CMP(a.hi, b.hi);

	return order != 0 ? order : RSEC_MANRS_CMP(a.lo, b.lo);
}

static int
by_min(const void *a, const void *b)
{
	const struct rsec_manrs_span *x = a, *y = b;
	int order = compare(x->min, y->min);

	if (order == 0)
		order = compare(x->max, y->max);
	if (order == 0)
		order = RSEC_MANRS_CMP(x->owner, y->owner);
	return order != 0 ? order : RSEC_MANRS_CMP(x->number, y->number);
}

/* Set the tops of SPAN[from..to), which is not empty; that of its root. */
static struct rsec_address
set_tops(struct rsec_manrs_span *span, size_t from, size_t to)
{
	const size_t middle = from + (to - from) / 2;
	struct rsec_address top = span[middle].max, other;

	if (from < middle) {
		other = set_tops(span, from, middle);
		top = compare(other, top) > 0 ? other : top;
	}
	if (middle + 1 < to) {
		other = set_tops(span, middle + 1, to);
		top = compare(other, top) > 0 ? other : top;
	}
	return span[middle].top = top;
}

void
rsec_manrs_spans_sort(struct rsec_buf *spans)
{
	struct rsec_manrs_span *span = (void *)spans->data;
	const size_t count = spans->len / SIZE;

	if (count == 0)
		return;
	qsort(span, count, SIZE, by_min);
	set_tops(span, 0, count);
}

static int
search(const struct search *s, size_t from, size_t to)
{
	const size_t middle = from + (to - from) / 2;
	const struct rsec_manrs_span *span = &s->span[middle];

	if (from == to || compare(span->top, s->min) < 0)
		return 0;
	if (search(s, from, middle) == -1)
		return -1;
	if (compare(span->min, s->max) > 0)
		return 0;
	if (compare(span->max, s->min) >= 0 && s->found(s->ctx, span) == -1)
		return -1;
	return search(s, middle + 1, to);
}

int
rsec_manrs_spans_find(const struct rsec_buf *spans, struct rsec_address min,
    struct rsec_address max, rsec_manrs_span_found *found, void *ctx)
{
	const struct search s = { (const void *)spans->data, min, max, found,
		ctx };

	return search(&s, 0, spans->len / SIZE);
}
