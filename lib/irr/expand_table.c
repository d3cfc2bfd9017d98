/* SPDX-License-Identifier: ISC */
/* The hash table of an expansion: open addressing, at most half full. */
#include "irr/expand_private.h"

#include <stdlib.h>

#define FIRST_SLOTS 256

/* The finaliser of splitmix64: every bit of KEY moves half of the others. */
static inline uint64_t
mix(uint64_t key)
{
	key = (key ^ key >> 30) * 0xbf58476d1ce4e5b9;
	key = (key ^ key >> 27) * 0x94d049bb133111eb;
	return key ^ key >> 31;
}

/* The slot of STORED, or the free one where it belongs. */
static uint32_t
slot_of(const struct rsec_table *table, uint64_t stored)
{
	const uint32_t mask = table->slots - 1;
	uint32_t i = (uint32_t)mix(stored) & mask;

	while (table->key[i] != 0 && table->key[i] != stored)
		i = (i + 1) & mask;
	return i;
}

static int
grow(struct rsec_table *table)
{
	struct rsec_table new = { .count = table->count,
		.slots = table->slots == 0 ? FIRST_SLOTS : table->slots * 2 };
	uint32_t i, slot;

	if (table->slots > UINT32_MAX / 4)
		return -1;
	new.key = calloc(new.slots, sizeof(*new.key));
	new.value = malloc(new.slots * sizeof(*new.value));
	if (new.key == NULL || new.value == NULL) {
		rsec_table_fini(&new);
		return -1;
	}
	for (i = 0; i < table->slots; i++) {
		if (table->key[i] == 0)
			continue;
		slot = slot_of(&new, table->key[i]);
		new.key[slot] = table->key[i];
		new.value[slot] = table->value[i];
	}
	rsec_table_fini(table);
	*table = new;
	return 0;
}

int
rsec_table_add(struct rsec_table *table, uint64_t key, uint32_t *value)
{
	uint32_t slot;

	if (table->count >= table->slots / 2 && grow(table) == -1)
		return -1;
	slot = slot_of(table, key + 1);
	if (table->key[slot] != 0) {
		*value = table->value[slot];
		return 0;
	}
	table->key[slot] = key + 1;
	table->value[slot] = *value;
	table->count++;
	return 1;
}

bool
rsec_table_find(const struct rsec_table *table, uint64_t key, uint32_t *value)
{
	uint32_t slot;

	if (table->slots == 0)
		return false;
	slot = slot_of(table, key + 1);
	*value = table->value[slot];
	return table->key[slot] != 0;
}

void
rsec_table_fini(struct rsec_table *table)
{
	free(table->key);
	free(table->value);
}
