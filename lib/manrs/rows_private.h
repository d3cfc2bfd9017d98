/* SPDX-License-Identifier: ISC */
/*
 * A row of numbers for each of many numbers, which are mostly AS numbers: who
 * is next to whom.  Filled as pairs, built once, then asked.  Not installed.
 */
#ifndef RSEC_MANRS_ROWS_PRIVATE_H
#define RSEC_MANRS_ROWS_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#define RSEC_MANRS_PAIR 8 /* bytes: key and value, big-endian */

/* Zeroed is empty. */
struct rsec_manrs_rows {
	uint32_t *keys;	  /* sorted */
	uint32_t *first;  /* of each key's values; and the end of the last */
	uint32_t *values; /* of each key: sorted, nothing twice */
	uint32_t count;	  /* of keys */
};

/* Add a pair to PAIRS; 0, or -1 without memory. */
int rsec_manrs_pair_add(struct rsec_buf *pairs, uint32_t key, uint32_t value);

/* Build ROWS of PAIRS, in any order, which are freed: 0, or -1 with ERR. */
int rsec_manrs_rows_build(
    struct rsec_manrs_rows *rows, struct rsec_buf *pairs, struct rsec_err *err);
void rsec_manrs_rows_fini(struct rsec_manrs_rows *rows);

/* How many values KEY has; they are borrowed. */
uint32_t rsec_manrs_rows_of(
    const struct rsec_manrs_rows *rows, uint32_t key, const uint32_t **values);

/* Whether ROW[0..count), sorted, has WANTED. */
static inline bool
rsec_manrs_row_has(const uint32_t *row, uint32_t count, uint32_t wanted)
{
	uint32_t from = 0, middle;

	while (from < count) {
		middle = from + (count - from) / 2;
		if (row[middle] == wanted)
			return true;
		if (row[middle] < wanted)
			from = middle + 1;
		else
			count = middle;
	}
	return false;
}

#endif
