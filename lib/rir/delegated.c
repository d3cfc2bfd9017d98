/* SPDX-License-Identifier: ISC */
/*
 * Delegations: a list of records, a list of ranges for each kind of number,
 * and one pool of texts.  Frozen, the ranges of a kind do not overlap (see
 * span.c), and a question is a binary search among them.
 *
 * Two records may lie next to each other and be of one holder, who then
 * announces both as one prefix; they answer together.
 */
#include "rir/delegated.h"

#include <stdlib.h>
#include <string.h>

#include "rir/delegated_private.h"

struct record {
	int32_t date;
	uint32_t id; /* offset in the texts */
	uint8_t rir, status;
	char economy[2];
};

struct rsec_delegated {
	struct rsec_buf records; /* of the struct above */
	struct rsec_buf ranges[RSEC_SPAN_KINDS];
	struct rsec_buf texts; /* NUL-terminated; the first is empty */
	bool frozen;
};

struct rsec_delegated *
rsec_delegated_new(void)
{
	return calloc(1, sizeof(struct rsec_delegated));
}

void
rsec_delegated_free(struct rsec_delegated *delegated)
{
	int kind;

	if (delegated == NULL)
		return;
	for (kind = 0; kind < RSEC_SPAN_KINDS; kind++)
		rsec_buf_fini(&delegated->ranges[kind]);
	rsec_buf_fini(&delegated->records);
	rsec_buf_fini(&delegated->texts);
	free(delegated);
}

/* Put TEXT into the pool, unless it is empty. */
static int
add_text(struct rsec_buf *texts, struct rsec_field text, uint32_t *offset)
{
	if (texts->len == 0 && rsec_buf_addc(texts, '\0') == -1)
		return -1;
	*offset = 0;
	if (text.n == 0)
		return 0;
	if (rsec_buf_reserve(texts, text.n + 1) == NULL)
		return -1;
	*offset = (uint32_t)texts->len;
	rsec_buf_add(texts, text.s, text.n);
	rsec_buf_addc(texts, '\0');
	return 0;
}

int
rsec_delegated_add(struct rsec_delegated *delegated, enum rsec_span_kind kind,
    struct rsec_span range, const struct rsec_delegation *delegation,
    struct rsec_field id, struct rsec_err *err)
{
	struct record record = { .date = delegation->date,
		.rir = (uint8_t)delegation->rir,
		.status = (uint8_t)delegation->status };
	const size_t count = delegated->records.len / sizeof(record);

	if (delegated->frozen)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "the delegations are frozen");
	if (count >= UINT32_MAX - 1 ||
	    delegated->texts.len + id.n >= UINT32_MAX - 1)
		return rsec_err_set(
		    err, RSEC_ERR_LIMIT, "too many delegations");
	memcpy(record.economy, delegation->economy, sizeof(record.economy));
	range.record = (uint32_t)count;
	if (add_text(&delegated->texts, id, &record.id) == -1 ||
	    rsec_buf_add(&delegated->ranges[kind], &range, sizeof(range)) ==
		-1 ||
	    rsec_buf_add(&delegated->records, &record, sizeof(record)) == -1)
		return rsec_err_nomem(err);
	return 0;
}

int
rsec_delegated_freeze(struct rsec_delegated *delegated, struct rsec_err *err)
{
	int kind;

	if (delegated->frozen)
		return 0;
	for (kind = 0; kind < RSEC_SPAN_KINDS; kind++)
		if (rsec_spans_flatten(&delegated->ranges[kind]) == -1)
			return rsec_err_nomem(err);
	delegated->frozen = true;
	return 0;
}

static const struct record *
record_of(const struct rsec_delegated *delegated, uint32_t i)
{
	const struct record *records = (void *)delegated->records.data;

	return &records[i];
}

static void
get(const struct rsec_delegated *delegated, const struct record *record,
    struct rsec_delegation *out)
{
	*out = (struct rsec_delegation){ .rir = record->rir,
		.status = record->status,
		.date = record->date,
		.opaque_id = delegated->texts.data + record->id };
	memcpy(out->economy, record->economy, sizeof(record->economy));
}

/*
 * Whether RECORD is of the holder of OUT, as far as that can be told: without
 * an id only of what nobody holds.
 */
static bool
is_same_holder(const struct rsec_delegated *delegated,
    const struct record *record, const struct rsec_delegation *out)
{
	bool known = record->id != 0 ||
		     record->status == RSEC_DELEGATION_AVAILABLE ||
		     record->status == RSEC_DELEGATION_RESERVED;

	return known && record->rir == out->rir &&
	       record->status == out->status &&
	       strcmp(delegated->texts.data + record->id, out->opaque_id) == 0;
}

/* Whether B begins right behind A. */
static bool
touches(const struct rsec_span *a, const struct rsec_span *b)
{
	struct rsec_place place = a->last;

	place.hi += ++place.lo == 0;
	return rsec_place_cmp(place, b->first) == 0;
}

/* The record, or the records of one holder, of all of WANTED. */
static bool
find(const struct rsec_delegated *delegated, enum rsec_span_kind kind,
    const struct rsec_span *wanted, struct rsec_delegation *out, bool *partly)
{
	const struct rsec_buf *ranges = &delegated->ranges[kind];
	const struct rsec_span *range, *end;
	const size_t rank = rsec_spans_rank(ranges, wanted->first);
	const struct record *record;

	*partly = false;
	if (ranges->len == 0)
		return false;
	range = rsec_spans(ranges) + rank;
	end = range + (rsec_spans_count(ranges) - rank);
	*partly =
	    range < end && rsec_place_cmp(range->first, wanted->last) <= 0;
	if (rank == 0 || rsec_place_cmp(range[-1].last, wanted->first) < 0)
		return false;
	range--;
	*partly = true;
	get(delegated, record_of(delegated, range->record), out);
	while (rsec_place_cmp(range->last, wanted->last) < 0) {
		if (++range == end || !touches(range - 1, range))
			return false;
		record = record_of(delegated, range->record);
		if (!is_same_holder(delegated, record, out))
			return false;
		if (record->date > out->date)
			out->date = record->date;
	}
	return true;
}

bool
rsec_delegated_find(const struct rsec_delegated *delegated,
    const struct rsec_prefix *prefix, struct rsec_delegation *out, bool *partly)
{
	const struct rsec_span wanted = rsec_span_of(prefix);
	struct rsec_delegation found;
	bool some;

	const bool whole =
	    find(delegated, rsec_span_kind_of(prefix), &wanted, &found, &some);

	if (whole)
		*out = found;
	if (partly != NULL)
		*partly = some && !whole;
	return whole;
}

bool
rsec_delegated_find_asn(const struct rsec_delegated *delegated, uint32_t asn,
    struct rsec_delegation *out)
{
	const struct rsec_span wanted = rsec_span_numbers(asn, 1);
	bool partly;

	return find(delegated, RSEC_SPAN_ASN, &wanted, out, &partly);
}

bool
rsec_delegated_next_asn(const struct rsec_delegated *delegated, uint32_t *asn,
    struct rsec_delegation *out)
{
	const struct rsec_buf *ranges = &delegated->ranges[RSEC_SPAN_ASN];
	const struct rsec_place place = rsec_span_numbers(*asn, 1).first;
	const struct rsec_span *range = rsec_spans(ranges);
	size_t rank;

	if (ranges->len == 0 || *asn == UINT32_MAX)
		return false;
	rank = rsec_spans_rank(ranges, place);
	if (rank > 0 && rsec_place_cmp(range[rank - 1].last, place) >= 0)
		rank--; /* it holds *ASN itself */
	else if (rank == rsec_spans_count(ranges))
		return false;
	else
		*asn = (uint32_t)(range[rank].first.hi >> 32);
	get(delegated, record_of(delegated, range[rank].record), out);
	return *asn != UINT32_MAX;
}

size_t
rsec_delegated_count(const struct rsec_delegated *delegated)
{
	return delegated->records.len / sizeof(struct record);
}

const char *
rsec_delegation_status_name(enum rsec_delegation_status status)
{
	static const char *const names[] = {
		[RSEC_DELEGATION_ALLOCATED] = "allocated",
		[RSEC_DELEGATION_ASSIGNED] = "assigned",
		[RSEC_DELEGATION_AVAILABLE] = "available",
		[RSEC_DELEGATION_RESERVED] = "reserved",
	};

	return names[status];
}
