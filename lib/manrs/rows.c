/* SPDX-License-Identifier: ISC */
/* Rows of numbers, sorted once; see rows_private.h. */
#include "manrs/rows_private.h"

#include <stdlib.h>

#include "base/num.h"
#include "base/sort.h"

int
rsec_manrs_pair_add(struct rsec_buf *pairs, uint32_t key, uint32_t value)
{
	uint8_t *to = (uint8_t *)rsec_buf_reserve(pairs, RSEC_MANRS_PAIR);

	if (to == NULL)
		return -1;
	rsec_put_be32(to, key);
	rsec_put_be32(to + 4, value);
	pairs->len += RSEC_MANRS_PAIR;
	return 0;
}

/* How many keys the sorted pairs have. */
static size_t
count_keys(const uint8_t *pair, size_t count)
{
	size_t i, keys = count > 0;

	for (i = 1; i < count; i++, pair += RSEC_MANRS_PAIR)
		keys += rsec_get_be32(pair) !=
			rsec_get_be32(pair + RSEC_MANRS_PAIR);
	return keys;
}

static void
fill(struct rsec_manrs_rows *rows, const uint8_t *pair, size_t count)
{
	uint32_t key;
	size_t i;

	for (i = 0; i < count; i++, pair += RSEC_MANRS_PAIR) {
		key = rsec_get_be32(pair);
		if (rows->count == 0 || rows->keys[rows->count - 1] != key) {
			rows->keys[rows->count] = key;
			rows->first[rows->count++] = (uint32_t)i;
		}
		rows->values[i] = rsec_get_be32(pair + 4);
	}
	rows->first[rows->count] = (uint32_t)count;
}

int
rsec_manrs_rows_build(
    struct rsec_manrs_rows *rows, struct rsec_buf *pairs, struct rsec_err *err)
{
	uint8_t *data = (uint8_t *)pairs->data;
	size_t count = pairs->len / RSEC_MANRS_PAIR, keys;

	if (count >= UINT32_MAX)
		return rsec_err_set(err, RSEC_ERR_LIMIT, "too many records");
	if (rsec_sort_records(data, count, RSEC_MANRS_PAIR, err) == -1)
		return -1;
	count = rsec_sort_unique(data, count, RSEC_MANRS_PAIR);
	keys = count_keys(data, count) + 1;
	*rows = (struct rsec_manrs_rows){ malloc(keys * sizeof(uint32_t)),
		malloc(keys * sizeof(uint32_t)),
		malloc((count + 1) * sizeof(uint32_t)), 0 };
	if (rows->keys == NULL || rows->first == NULL || rows->values == NULL) {
		rsec_manrs_rows_fini(rows);
		return rsec_err_nomem(err);
	}
	fill(rows, data, count);
	rsec_buf_fini(pairs);
	return 0;
}

void
rsec_manrs_rows_fini(struct rsec_manrs_rows *rows)
{
	free(rows->keys);
	free(rows->first);
	free(rows->values);
	*rows = (struct rsec_manrs_rows){ NULL, NULL, NULL, 0 };
}

uint32_t
rsec_manrs_rows_of(
    const struct rsec_manrs_rows *rows, uint32_t key, const uint32_t **values)
{
	uint32_t from = 0, to = rows->count, middle;

	*values = NULL;
	while (from < to) {
		middle = from + (to - from) / 2;
		if (rows->keys[middle] < key)
			from = middle + 1;
		else
			to = middle;
	}
	if (from == rows->count || rows->keys[from] != key)
		return 0;
	*values = rows->values + rows->first[from];
	return rows->first[from + 1] - rows->first[from];
}
