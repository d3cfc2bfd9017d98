/* SPDX-License-Identifier: ISC */
/*
 * Records by AS number.  The freeze sorts them by all that they say, so that
 * nothing depends on the order of adding; a question is a binary search.
 */
#include "manrs/set_private.h"

#include <stdlib.h>
#include <string.h>

void
rsec_manrs_set_fini(struct rsec_manrs_set *set)
{
	rsec_buf_fini(&set->records);
	rsec_arena_fini(&set->arena);
}

int
rsec_manrs_set_add(struct rsec_manrs_set *set, const void *record, size_t size,
    struct rsec_err *err)
{
	if (set->frozen)
		return rsec_err_set(err, RSEC_ERR_RANGE, "the set is frozen");
	if (rsec_manrs_set_count(set, size) == UINT32_MAX - 1)
		return rsec_err_set(err, RSEC_ERR_LIMIT, "too many records");
	if (rsec_buf_add(&set->records, record, size) == -1)
		return rsec_err_nomem(err);
	return 0;
}

const char *
rsec_manrs_set_text(struct rsec_manrs_set *set, const char *text)
{
	if (text[0] == '\0')
		return "";
	return rsec_arena_strndup(&set->arena, text, strlen(text));
}

void
rsec_manrs_set_freeze(
    struct rsec_manrs_set *set, size_t size, rsec_manrs_order *order)
{
	const size_t count = set->records.len / size;
	char *data = set->records.data;
	size_t i, kept = 0;

	if (!set->frozen && count > 1) {
		qsort(data, count, size, order);
		for (i = 1; i < count; i++) {
			if (order(data + kept * size, data + i * size) == 0)
				continue;
			kept++;
			memmove(data + kept * size, data + i * size, size);
		}
		set->records.len = (kept + 1) * size;
	}
	set->frozen = true;
}

/* The first record of an AS number that is not below ASN. */
static uint32_t
lower_bound(const struct rsec_manrs_set *set, size_t size, uint64_t asn)
{
	uint32_t from = 0, to = rsec_manrs_set_count(set, size), middle;
	uint32_t here;

	while (from < to) {
		middle = from + (to - from) / 2;
		memcpy(&here, set->records.data + middle * size, sizeof(here));
		if (here < asn)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

uint32_t
rsec_manrs_set_of(const struct rsec_manrs_set *set, size_t size, uint32_t asn,
    uint32_t *first)
{
	*first = lower_bound(set, size, asn);
	return lower_bound(set, size, (uint64_t)asn + 1) - *first;
}

uint32_t
rsec_manrs_set_count(const struct rsec_manrs_set *set, size_t size)
{
	return (uint32_t)(set->records.len / size);
}

const void *
rsec_manrs_set_get(const struct rsec_manrs_set *set, size_t size, uint32_t i)
{
	return set->records.data + i * size;
}
