/* SPDX-License-Identifier: ISC */
/* A hash table of numbers; see index_private.h. */
#include "manrs/index_private.h"

#include <stdlib.h>

#include "base/table.h"

#define SLOTS_MIN 64

int
rsec_manrs_index_grow(struct rsec_manrs_index *index)
{
	const size_t old = index->slots == NULL ? 0 : index->mask + 1;
	const size_t slots = old == 0 ? SLOTS_MIN : old * 2;
	struct rsec_manrs_index grown = { NULL, slots - 1, 0 };
	size_t i, at;

	if (index->count >= UINT32_MAX - 2)
		return -1;
	grown.slots = rsec_table_alloc(slots * sizeof(*grown.slots));
	if (grown.slots == NULL)
		return -1;
	for (i = 0; i < old; i++) {
		if (index->slots[i].number == 0)
			continue;
		for (at = index->slots[i].hash;
		     grown.slots[at & grown.mask].number != 0; at++)
			continue;
		rsec_manrs_index_put(&grown, index->slots[i].hash, at,
		    index->slots[i].number - 1);
	}
	free(index->slots);
	*index = grown;
	return 0;
}

void
rsec_manrs_index_fini(struct rsec_manrs_index *index)
{
	free(index->slots);
	*index = (struct rsec_manrs_index){ NULL, 0, 0 };
}
