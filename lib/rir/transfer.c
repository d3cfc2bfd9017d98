/* SPDX-License-Identifier: ISC */
/*
 * Transfers: a list of records, and for each family the ranges that moved,
 * which overlap where space moved more than once.
 *
 * Frozen, the ranges are sorted by their first address and are read as a
 * binary tree: the root of [from, to) is the one in the middle.  Beside each
 * stands the last address of all that are below it, so that a question turns
 * away from whatever ends before the prefix does.  It costs O(log n) and the
 * ranges that touch the prefix.
 *
 * Records are numbered by date in the freeze, so that "the newest first" is to
 * count down.  A pass keeps the newest PASS of its answers; what is older comes
 * in the next pass.  Nothing is allocated to answer, and a caller who stops at
 * the first one pays for one pass.  All of 60,000 take 0.2 s.
 */
#include "rir/transfer.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "rir/transfer_private.h"

#define FAMILIES 2
#define PASS	 256

struct record {
	const char *source_org, *recipient_org;
	int32_t date;
	uint32_t order; /* of the input */
	uint8_t type, from, to;
};

struct rsec_transfers {
	struct rsec_arena arena;
	struct rsec_buf records; /* of the struct above */
	struct rsec_buf ranges[FAMILIES];
	struct rsec_place *below[FAMILIES]; /* one for each range */
	bool frozen;
};

struct rsec_transfers *
rsec_transfers_new(void)
{
	return calloc(1, sizeof(struct rsec_transfers));
}

void
rsec_transfers_free(struct rsec_transfers *transfers)
{
	int family;

	if (transfers == NULL)
		return;
	for (family = 0; family < FAMILIES; family++) {
		rsec_buf_fini(&transfers->ranges[family]);
		free(transfers->below[family]);
	}
	rsec_buf_fini(&transfers->records);
	rsec_arena_fini(&transfers->arena);
	free(transfers);
}

static struct record *
records_of(const struct rsec_transfers *transfers)
{
	return (void *)transfers->records.data;
}

size_t
rsec_transfers_count(const struct rsec_transfers *transfers)
{
	return transfers->records.len / sizeof(struct record);
}

static const char *
copy(struct rsec_arena *arena, const char *s)
{
	return s[0] == '\0' ? "" : rsec_arena_strndup(arena, s, strlen(s));
}

int
rsec_transfers_add(struct rsec_transfers *transfers,
    const struct rsec_transfer *transfer,
    const struct rsec_transfer_ranges *ranges, struct rsec_err *err)
{
	const size_t count = rsec_transfers_count(transfers);
	struct record record = { .date = transfer->date,
		.order = (uint32_t)count,
		.type = (uint8_t)transfer->type,
		.from = (uint8_t)transfer->from,
		.to = (uint8_t)transfer->to };
	struct rsec_span *range;
	size_t i;
	int family;

	if (transfers->frozen)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "the transfers are frozen");
	if (count >= UINT32_MAX - 1)
		return rsec_err_set(err, RSEC_ERR_LIMIT, "too many transfers");
	record.source_org = copy(&transfers->arena, transfer->source_org);
	record.recipient_org = copy(&transfers->arena, transfer->recipient_org);
	if (record.source_org == NULL || record.recipient_org == NULL ||
	    rsec_buf_add(&transfers->records, &record, sizeof(record)) == -1)
		return rsec_err_nomem(err);
	for (family = 0; family < FAMILIES; family++) {
		range = rsec_spans(&ranges->of[family]);
		for (i = rsec_spans_count(&ranges->of[family]); i > 0; i--) {
			range->record = record.order;
			if (rsec_buf_add(&transfers->ranges[family], range++,
				sizeof(*range)) == -1)
				return rsec_err_nomem(err);
		}
	}
	return 0;
}

static int
by_date(const void *a, const void *b)
{
	const struct record *x = a, *y = b;

	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* Number the records by date, and the ranges with them. */
static int
sort_records(struct rsec_transfers *transfers)
{
	const size_t count = rsec_transfers_count(transfers);
	struct record *records = records_of(transfers);
	struct rsec_span *range;
	uint32_t *number;
	size_t i;
	int family;

	if (count == 0)
		return 0;
	if ((number = calloc(count, sizeof(*number))) == NULL)
		return -1;
	qsort(records, count, sizeof(*records), by_date);
	for (i = 0; i < count; i++)
		number[records[i].order] = (uint32_t)i;
	for (family = 0; family < FAMILIES; family++) {
		range = rsec_spans(&transfers->ranges[family]);
		i = rsec_spans_count(&transfers->ranges[family]);
		for (; i > 0; i--, range++)
			range->record = number[range->record];
	}
	free(number);
	return 0;
}

/* The last address of all ranges in [FROM, TO), which is not empty. */
static struct rsec_place
fill_below(const struct rsec_span *ranges, struct rsec_place *below,
    size_t from, size_t to)
{
	const size_t middle = from + (to - from) / 2;
	struct rsec_place last = ranges[middle].last, other;

	if (from < middle) {
		other = fill_below(ranges, below, from, middle);
		if (rsec_place_cmp(other, last) > 0)
			last = other;
	}
	if (middle + 1 < to) {
		other = fill_below(ranges, below, middle + 1, to);
		if (rsec_place_cmp(other, last) > 0)
			last = other;
	}
	return below[middle] = last;
}

int
rsec_transfers_freeze(struct rsec_transfers *transfers, struct rsec_err *err)
{
	struct rsec_buf *ranges;
	struct rsec_place *below;
	size_t count;
	int family;

	if (transfers->frozen)
		return 0;
	if (sort_records(transfers) == -1)
		return rsec_err_nomem(err);
	for (family = 0; family < FAMILIES; family++) {
		ranges = &transfers->ranges[family];
		if ((count = rsec_spans_count(ranges)) == 0)
			continue;
		rsec_spans_sort(ranges);
		if ((below = calloc(count, sizeof(*below))) == NULL)
			return rsec_err_nomem(err);
		transfers->below[family] = below;
		fill_below(rsec_spans(ranges), below, 0, count);
	}
	transfers->frozen = true;
	return 0;
}

/* One pass of a question. */
struct question {
	const struct rsec_span *ranges;
	const struct rsec_place *below;
	struct rsec_span wanted;
	const struct rsec_span *told;	 /* last; NULL in the first pass */
	const struct rsec_span **newest; /* PASS of them, the newest first */
	size_t count;
};

/* Whether A is told before B; ranges of one transfer do not overlap. */
static bool
is_before(const struct rsec_span *a, const struct rsec_span *b)
{
	if (a->record != b->record)
		return a->record > b->record;
	return rsec_place_cmp(a->first, b->first) < 0;
}

/* Put RANGE in its place among the newest; the oldest may fall out. */
static void
keep(struct question *q, const struct rsec_span *range)
{
	size_t i;

	if (q->told != NULL && !is_before(q->told, range))
		return;
	if (q->count < PASS)
		q->count++;
	else if (!is_before(range, q->newest[PASS - 1]))
		return;
	for (i = q->count - 1; i > 0 && is_before(range, q->newest[i - 1]); i--)
		q->newest[i] = q->newest[i - 1];
	q->newest[i] = range;
}

/* Keep what touches the wanted range among those in [FROM, TO). */
static void
search(struct question *q, size_t from, size_t to)
{
	size_t middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (rsec_place_cmp(q->below[middle], q->wanted.first) < 0)
			return; /* they all end before */
		search(q, from, middle);
		if (rsec_place_cmp(q->ranges[middle].first, q->wanted.last) > 0)
			return; /* the others begin behind */
		if (rsec_place_cmp(q->ranges[middle].last, q->wanted.first) >=
		    0)
			keep(q, &q->ranges[middle]);
		from = middle + 1;
	}
}

static struct rsec_prefix
address_of(uint8_t family, struct rsec_place place)
{
	struct rsec_prefix p = { place.hi, place.lo, family,
		rsec_family_bits(family) };

	p.hi &= rsec_mask_hi(p.len);
	p.lo &= rsec_mask_lo(p.len);
	return p;
}

static struct rsec_transfer
transfer_of(const struct rsec_transfers *transfers, uint8_t family,
    const struct rsec_span *range)
{
	const struct record *record = &records_of(transfers)[range->record];

	return (struct rsec_transfer){ .type = record->type,
		.date = record->date,
		.from = record->from,
		.to = record->to,
		.source_org = record->source_org,
		.recipient_org = record->recipient_org,
		.first = address_of(family, range->first),
		.last = address_of(family, range->last) };
}

int
rsec_transfers_of(const struct rsec_transfers *transfers,
    const struct rsec_prefix *prefix,
    int (*found)(void *ctx, const struct rsec_transfer *transfer, bool whole),
    void *ctx)
{
	const enum rsec_span_kind kind = rsec_span_kind_of(prefix);
	struct question q = { .ranges = rsec_spans(&transfers->ranges[kind]),
		.below = transfers->below[kind],
		.wanted = rsec_span_of(prefix) };
	const struct rsec_span *newest[PASS], *range;
	struct rsec_transfer transfer;
	bool whole;
	size_t i;
	int rc;

	q.newest = newest;
	do {
		q.count = 0;
		search(&q, 0, rsec_spans_count(&transfers->ranges[kind]));
		for (i = 0; i < q.count; i++) {
			range = q.told = q.newest[i];
			transfer =
			    transfer_of(transfers, prefix->family, range);
			whole =
			    rsec_place_cmp(range->first, q.wanted.first) <= 0 &&
			    rsec_place_cmp(range->last, q.wanted.last) >= 0;
			if ((rc = found(ctx, &transfer, whole)) != 0)
				return rc;
		}
	} while (q.count == PASS);
	return 0;
}
