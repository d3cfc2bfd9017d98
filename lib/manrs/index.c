/* SPDX-License-Identifier: ISC */
/* A hash table of numbers; see index_private.h. */
#include "manrs/index_private.h"

#include <stdlib.h>

#include "base/table.h"

#define SLOTS_MIN 64

static void
put(struct rsec_manrs_index *index, uint32_t hash, uint32_t number)
{
	size_t at = hash;

	while (index->slots[at & index->mask].number != 0)
		at++;
	index->slots[at & index->mask] =
	    (struct rsec_manrs_slot){ hash, number };
}

static int
grow(struct rsec_manrs_index *index)
{
	const size_t old = index->slots == NULL ? 0 : index->mask + 1;
	const size_t slots = old == 0 ? SLOTS_MIN : old * 2;
	struct rsec_manrs_index grown = { NULL, slots - 1, index->count };
	size_t i;

	grown.slots = rsec_table_alloc(slots * sizeof(*grown.slots));
	if (grown.slots == NULL)
		return -1;
	for (i = 0; i < old; i++)
		if (index->slots[i].number != 0)
			put(&grown, index->slots[i].hash,
			    index->slots[i].number);
	free(index->slots);
	*index = grown;
	return 0;
}

uint32_t
rsec_manrs_index_add(struct rsec_manrs_index *index, uint32_t hash)
{
	if (index->count >= UINT32_MAX - 2)
		return RSEC_MANRS_INDEX_NONE;
	if ((index->slots == NULL || index->count > index->mask / 2) &&
	    grow(index) == -1)
		return RSEC_MANRS_INDEX_NONE;
	put(index, hash, index->count + 1);
	return index->count++;
}

uint32_t
rsec_manrs_index_append(struct rsec_manrs_index *index, uint32_t hash,
    struct rsec_buf *records, const void *record, size_t size)
{
	uint32_t number;

	if (rsec_buf_add(records, record, size) == -1)
		return RSEC_MANRS_INDEX_NONE;
	number = rsec_manrs_index_add(index, hash);
	if (number == RSEC_MANRS_INDEX_NONE)
		records->len -= size;
	return number;
}

void
rsec_manrs_index_fini(struct rsec_manrs_index *index)
{
	free(index->slots);
	*index = (struct rsec_manrs_index){ NULL, 0, 0 };
}
