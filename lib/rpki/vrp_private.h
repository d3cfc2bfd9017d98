/* SPDX-License-Identifier: ISC */
/*
 * The inside of a VRP set, for the files of lib/rpki that build it (vrp.c),
 * ask it (vrpwalk.c, origin.c) and map it (vrpmap.c).
 *
 * Frozen, a set is three things: the trie over the prefixes, one value for
 * each VRP in the order of the trie's values, and the names of the trust
 * anchors, sorted.  All of them can be memory of this set or a mapped file.
 */
#ifndef RSEC_RPKI_VRP_PRIVATE_H
#define RSEC_RPKI_VRP_PRIVATE_H

#include <stdint.h>

#include "base/arena.h"
#include "net/trie.h"
#include "rpki/vrp.h"

/* What a VRP says beside its prefix.  The compiled form holds it as it is. */
struct rsec_vrp_value {
	uint32_t asn;
	uint8_t max_len;
	uint8_t zero; /* no padding: the bytes are the same in every run */
	uint16_t ta;
};

/*
 * VRPs of one family that wait for the freeze: records of a fixed size, whose
 * bytes are their own sort key (see vrp.c).
 */
struct rsec_vrp_records {
	uint8_t *data;
	size_t count, cap; /* records */
};

struct rsec_vrps {
	/* Frozen. */
	struct rsec_trie *trie; /* NULL before the freeze */
	const struct rsec_vrp_value *values;
	uint32_t count;
	struct rsec_vrp_value *own_values; /* to free; NULL where mapped */

	/* Always.  The names are borrowed from the arena or the mapping. */
	const char **ta_names;
	uint32_t ta_count, ta_cap;
	struct rsec_arena arena;

	/* Before the freeze. */
	struct rsec_vrp_records v4, v6;
	uint16_t *ta_order; /* indexes of ta_names, sorted by name */
	uint16_t ta_last;   /* the one that was asked for last */
};

/*
 * A frozen set over parts that are built already, of which TRIE and NAMES (a
 * malloc'd array of TA_COUNT borrowed texts) become the set's, and VALUES
 * (COUNT of them) stays the caller's.  NULL without memory, and nothing has
 * changed hands.
 */
struct rsec_vrps *rsec_vrps_adopt(struct rsec_trie *trie,
    const struct rsec_vrp_value *values, uint32_t count, const char **names,
    uint32_t ta_count);

#endif
