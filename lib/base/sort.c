/* SPDX-License-Identifier: ISC */
/*
 * Two sorts.  Records that are nearly in order, as those of most exports are
 * (rpki-client's has the longer of two prefixes first), are moved to their
 * place one by one; that is given up when it takes more moves than there are
 * records.  What is left is a radix sort from the last byte to the first: one
 * stable pass for each byte position whose values differ.  It needs a second
 * copy of the data.
 *
 * Against qsort() with a comparison: 12-byte records of 450,000 VRPs in random
 * order take a tenth of its time.
 */
#include "base/sort.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"

#define VALUES 256 /* of a byte */

/* How often each value stands at each position. */
struct counts {
	size_t of[RSEC_SORT_SIZE_MAX][VALUES];
};

/* Whether A stands before B; the first eight bytes nearly always tell. */
static inline bool
before(const uint8_t *a, const uint8_t *b, size_t size)
{
	uint64_t x, y;

	if (size >= 8) {
		x = rsec_get_be64(a);
		y = rsec_get_be64(b);
		if (x != y)
			return x < y;
	}
	return memcmp(a, b, size) < 0;
}

/* Sort by insertion; false when that was given up, the records all there. */
static bool
insert_all(uint8_t *data, size_t count, size_t size)
{
	uint8_t record[RSEC_SORT_SIZE_MAX], *at, *place;
	size_t i, moves = 0;

	for (i = 1; i < count; i++) {
		at = data + i * size;
		if (!before(at, at - size, size))
			continue;
		place = at - size;
		while (place > data && before(at, place - size, size) &&
		       moves++ < count)
			place -= size;
		if (moves > count)
			return false;
		memcpy(record, at, size);
		memmove(place + size, place, (size_t)(at - place));
		memcpy(place, record, size);
	}
	return true;
}

static void
count_values(
    struct counts *counts, const uint8_t *data, size_t count, size_t size)
{
	size_t i, position;

	memset(counts->of, 0, size * sizeof(counts->of[0]));
	for (i = 0; i < count; i++, data += size)
		for (position = 0; position < size; position++)
			counts->of[position][data[position]]++;
}

/* One pass by the byte at POSITION, of which there are N of each value. */
static inline void
scatter(uint8_t *to, const uint8_t *from, size_t count, size_t size,
    size_t position, const size_t n[VALUES])
{
	uint8_t *place[VALUES];
	size_t i;

	for (i = 0; i < VALUES; i++) {
		place[i] = to;
		to += n[i] * size;
	}
	for (i = 0; i < count; i++, from += size) {
		memcpy(place[from[position]], from, size);
		place[from[position]] += size;
	}
}

/* The usual sizes as constants, so that a copy is a few moves. */
static void
scatter_any(uint8_t *to, const uint8_t *from, size_t count, size_t size,
    size_t position, const size_t n[VALUES])
{
	switch (size) {
	case 12:
		scatter(to, from, count, 12, position, n);
		break;
	case 24:
		scatter(to, from, count, 24, position, n);
		break;
	default:
		scatter(to, from, count, size, position, n);
		break;
	}
}

int
rsec_sort_records(
    uint8_t *data, size_t count, size_t size, struct rsec_err *err)
{
	uint8_t *copy, *from = data, *to, *swap;
	struct counts *counts;
	size_t position;

	if (insert_all(data, count, size))
		return 0;
	counts = malloc(sizeof(*counts));
	copy = malloc(count * size);
	if (counts == NULL || copy == NULL) {
		free(counts);
		free(copy);
		return rsec_err_nomem(err);
	}
	count_values(counts, data, count, size);
	to = copy;
	for (position = size; position-- > 0;) {
		if (counts->of[position][data[position]] == count)
			continue; /* the same in all */
		scatter_any(
		    to, from, count, size, position, counts->of[position]);
		swap = from;
		from = to;
		to = swap;
	}
	if (from != data)
		memcpy(data, from, count * size);
	free(copy);
	free(counts);
	return 0;
}

size_t
rsec_sort_unique(uint8_t *data, size_t count, size_t size)
{
	uint8_t *to = data;
	size_t i;

	for (i = 0; i < count; i++) {
		if (i > 0 && !before(to - size, data + i * size, size))
			continue;
		if (to != data + i * size)
			memcpy(to, data + i * size, size);
		to += size;
	}
	return (size_t)(to - data) / size;
}
