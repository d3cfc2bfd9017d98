/* SPDX-License-Identifier: ISC */
/*
 * How many different numbers there are in each of some groups: origins or
 * maintainers by registry.  Numbers are collected, and sorted without
 * duplicates whenever the room is full; it grows only when that leaves more
 * than half of it taken.  No input is slow, as one could be with a hash table.
 * The number that a group was given last is passed over at once: in the order
 * of prefixes objects of one origin often follow each other.
 */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/sort.h"
#include "hygiene/hygiene_private.h"

#define SIZE  8	   /* bytes of a record */
#define GROUP 3	   /* where it has its group */
#define FIRST 4096 /* records there is room for at first */

void
rsec_tally_fini(struct rsec_tally *tally)
{
	free(tally->data);
	tally->data = NULL;
}

/* Sort, and keep one of each. */
static int
compact(struct rsec_tally *tally, struct rsec_err *err)
{
	if (rsec_sort_records(tally->data, tally->count, SIZE, err) == -1)
		return -1;
	tally->count = rsec_sort_unique(tally->data, tally->count, SIZE);
	return 0;
}

static int
make_room(struct rsec_tally *tally, struct rsec_err *err)
{
	uint8_t *data;
	size_t cap;

	if (tally->count < tally->cap)
		return 0;
	if (tally->count > 0 && compact(tally, err) == -1)
		return -1;
	if (tally->cap > 0 && tally->count <= tally->cap / 2)
		return 0;
	cap = tally->cap == 0 ? FIRST : tally->cap * 2;
	if ((data = realloc(tally->data, cap * SIZE)) == NULL)
		return rsec_err_nomem(err);
	tally->data = data;
	tally->cap = cap;
	return 0;
}

static int
append(struct rsec_tally *tally, const uint8_t *record, struct rsec_err *err)
{
	if (make_room(tally, err) == -1)
		return -1;
	memcpy(tally->data + tally->count * SIZE, record, SIZE);
	tally->count++;
	return 0;
}

int
rsec_tally_add(struct rsec_tally *tally, uint8_t group, uint32_t number,
    struct rsec_err *err)
{
	uint8_t record[SIZE];

	if (tally->any[group] && tally->last[group] == number)
		return 0;
	rsec_put_be64(record, (uint64_t)group << 32 | number);
	if (append(tally, record, err) == -1)
		return -1;
	tally->any[group] = true;
	tally->last[group] = number;
	return 0;
}

int
rsec_tally_join(struct rsec_tally *tally, const struct rsec_tally *from,
    struct rsec_err *err)
{
	size_t i;

	for (i = 0; i < from->count; i++)
		if (append(tally, from->data + i * SIZE, err) == -1)
			return -1;
	return 0;
}

int
rsec_tally_count(struct rsec_tally *tally, uint64_t counts[RSEC_TALLY_GROUPS],
    struct rsec_err *err)
{
	size_t i;

	memset(counts, 0, RSEC_TALLY_GROUPS * sizeof(counts[0]));
	if (tally->count > 0 && compact(tally, err) == -1)
		return -1;
	for (i = 0; i < tally->count; i++)
		counts[tally->data[i * SIZE + GROUP]]++;
	return 0;
}
