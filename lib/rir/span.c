/* SPDX-License-Identifier: ISC */
/*
 * Ranges of numbers.  See span_private.h.
 *
 * Flattening is a walk along the numbers.  A heap holds the ranges that have
 * begun, the newest on top; that one has the numbers from where the walk is to
 * its end, or to where the next range begins:
 *
 *	record 0	|-----------------|
 *	record 1		|----|
 *	flat		|--0---||-1--||-0-|
 *
 * A range that ended stays in the heap until it comes to the top.  Ranges go
 * in and out once: O(n log n).
 */
#include "rir/span_private.h"

#include <stdlib.h>

struct rsec_span
rsec_span_of(const struct rsec_prefix *p)
{
	return (struct rsec_span){ { p->hi, p->lo },
		{ p->hi | ~rsec_mask_hi(p->len),
		    p->lo | ~rsec_mask_lo(p->len) },
		0 };
}

enum rsec_span_kind
rsec_span_kind_of(const struct rsec_prefix *p)
{
	return p->family == RSEC_IPV4 ? RSEC_SPAN_IPV4 : RSEC_SPAN_IPV6;
}

struct rsec_span
rsec_span_numbers(uint32_t first, uint64_t count)
{
	const uint64_t last = first + count - 1;

	return (struct rsec_span){ { (uint64_t)first << 32, 0 },
		{ last << 32 | UINT32_MAX, UINT64_MAX }, 0 };
}

static int
range_cmp(const void *a, const void *b)
{
	const struct rsec_span *x = a, *y = b;
	int order = rsec_place_cmp(x->first, y->first);

	if (order == 0)
		order = rsec_place_cmp(x->last, y->last);
	if (order == 0)
		order = (x->record > y->record) - (x->record < y->record);
	return order;
}

void
rsec_spans_sort(struct rsec_buf *ranges)
{
	const size_t count = rsec_spans_count(ranges);

	if (count > 1)
		qsort(ranges->data, count, sizeof(struct rsec_span), range_cmp);
}

static struct rsec_place
before(struct rsec_place place)
{
	place.hi -= place.lo == 0;
	place.lo--;
	return place;
}

/* The next place; false behind the very last. */
static bool
step(struct rsec_place *place)
{
	place->hi += ++place->lo == 0;
	return place->hi != 0 || place->lo != 0;
}

/* A heap of borrowed ranges, the newest on top. */
struct heap {
	const struct rsec_span **at;
	size_t count;
};

static void
push(struct heap *heap, const struct rsec_span *range)
{
	size_t i = heap->count++, up;

	for (; i > 0; i = up) {
		up = (i - 1) / 2;
		if (heap->at[up]->record >= range->record)
			break;
		heap->at[i] = heap->at[up];
	}
	heap->at[i] = range;
}

static void
pop(struct heap *heap)
{
	const struct rsec_span *last = heap->at[--heap->count];
	size_t i = 0, down;

	while ((down = 2 * i + 1) < heap->count) {
		if (down + 1 < heap->count &&
		    heap->at[down + 1]->record > heap->at[down]->record)
			down++;
		if (heap->at[down]->record <= last->record)
			break;
		heap->at[i] = heap->at[down];
		i = down;
	}
	heap->at[i] = last;
}

/* Put FIRST..LAST of RECORD behind the others of FLAT. */
static int
emit(struct rsec_buf *flat, struct rsec_place first, struct rsec_place last,
    uint32_t record)
{
	const struct rsec_span range = { first, last, record };

	return rsec_buf_add(flat, &range, sizeof(range));
}

static int
walk(const struct rsec_buf *ranges, struct heap *heap, struct rsec_buf *flat)
{
	const struct rsec_span *next = rsec_spans(ranges), *top;
	const struct rsec_span *end = next + rsec_spans_count(ranges);
	struct rsec_place at, last;

	while (next < end || heap->count > 0) {
		if (heap->count == 0)
			at = next->first;
		while (next < end && rsec_place_cmp(next->first, at) == 0)
			push(heap, next++);
		top = heap->at[0];
		if (rsec_place_cmp(top->last, at) < 0) {
			pop(heap);
			continue;
		}
		last = top->last;
		if (next < end && rsec_place_cmp(next->first, last) <= 0)
			last = before(next->first);
		if (emit(flat, at, last, top->record) == -1)
			return -1;
		at = last;
		if (!step(&at))
			break;
	}
	return 0;
}

/* Join what touches and is of one record. */
static void
join(struct rsec_buf *flat)
{
	struct rsec_span *range = rsec_spans(flat), *to = range;
	const struct rsec_span *end = range + rsec_spans_count(flat);
	struct rsec_place behind;

	if (flat->len == 0)
		return;
	for (range++; range < end; range++) {
		behind = to->last;
		if (range->record == to->record && step(&behind) &&
		    rsec_place_cmp(behind, range->first) == 0)
			to->last = range->last;
		else
			*++to = *range;
	}
	flat->len = (size_t)((char *)(to + 1) - flat->data);
}

int
rsec_spans_flatten(struct rsec_buf *ranges)
{
	const size_t count = rsec_spans_count(ranges);
	struct rsec_buf flat = RSEC_BUF_INIT;
	struct heap heap = { NULL, 0 };
	int rc;

	if (count == 0)
		return 0;
	rsec_spans_sort(ranges);
	heap.at = calloc(count, sizeof(*heap.at));
	rc = heap.at == NULL ? -1 : walk(ranges, &heap, &flat);
	free(heap.at);
	if (rc == -1) {
		rsec_buf_fini(&flat);
		return -1;
	}
	join(&flat);
	rsec_buf_fini(ranges);
	*ranges = flat;
	return 0;
}

size_t
rsec_spans_rank(const struct rsec_buf *ranges, struct rsec_place place)
{
	const struct rsec_span *all = rsec_spans(ranges);
	size_t from = 0, to = rsec_spans_count(ranges), middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (rsec_place_cmp(all[middle].first, place) <= 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}
