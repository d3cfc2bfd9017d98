/* SPDX-License-Identifier: ISC */
/*
 * The names of attributes, each with its colon, as a table of blocks, in which
 * one is found without a branch that depends on which it is.
 */
#ifndef RSEC_IRR_NAMETABLE_PRIVATE_H
#define RSEC_IRR_NAMETABLE_PRIVATE_H

#include "irr/block_private.h"
#include "irr/rpsl_private.h"

#define RSEC_RPSL_SLOTS 1024 /* a power of two */

struct rsec_rpsl_names {
	rsec_block name[RSEC_RPSL_NAMES];
	uint8_t slot[RSEC_RPSL_SLOTS]; /* enum rsec_rpsl_name; 0 is free */
};

_Static_assert(RSEC_RPSL_NAMES < 256, "a slot is one byte");

/* Where in the table a name is looked for first. */
static inline size_t
rsec_rpsl_slot(rsec_block name)
{
	uint64_t half[2];

	memcpy(half, &name, sizeof(half));
	half[0] ^= half[1] * 0x9e3779b97f4a7c15;
	return (size_t)(half[0] * 0xc2b2ae3d27d4eb4f >> 32) % RSEC_RPSL_SLOTS;
}

/*
 * The attribute whose name, in any case, is the first N (at most 15) bytes of
 * S, before a colon; 0 where there is none.
 */
static inline uint16_t
rsec_rpsl_names_find(
    const struct rsec_rpsl_names *names, rsec_block s, size_t n)
{
	rsec_block name = rsec_block_first(rsec_block_fold(s), n + 1), same;
	size_t slot = rsec_rpsl_slot(name);
	uint8_t id;

	while ((id = names->slot[slot]) != 0) {
		same = (rsec_block)(names->name[id] == name);
		if (rsec_block_bits(same) == 0xffff)
			return id;
		slot = (slot + 1) % RSEC_RPSL_SLOTS;
	}
	return RSEC_RPSL_UNKNOWN_NAME;
}

/* Put all names in.  NAMES is all zeros; names beyond 15 bytes are left out. */
void rsec_rpsl_names_fill(struct rsec_rpsl_names *names);

#endif
