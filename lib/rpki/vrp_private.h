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
#include "base/num.h"
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
	uint32_t *times;		   /* NULL: none are kept */

	/* Always.  The names are borrowed from the arena or the mapping. */
	const char **ta_names;
	uint32_t ta_count, ta_cap;
	struct rsec_arena arena;

	/* Before the freeze. */
	struct rsec_vrp_records v4, v6;
	bool keeps_times;   /* at the end of each record, 4 bytes more */
	uint16_t *ta_order; /* indexes of ta_names, sorted by name */
	uint16_t ta_last;   /* the one that was asked for last */
};

#define RSEC_VRP_SIZE4 12 /* bytes of a record, its time left out */
#define RSEC_VRP_SIZE6 24
#define RSEC_VRP_TIME  4 /* bytes of a time */

/* Bytes before the end of a record where what follows the address starts. */
#define RSEC_VRP_LEN	 8
#define RSEC_VRP_MAX_LEN 7
#define RSEC_VRP_ASN	 6
#define RSEC_VRP_TA	 2

/* Bytes from one record to the next, of which SIZE are the key. */
static inline size_t
rsec_vrps_step(const struct rsec_vrps *vrps, size_t size)
{
	return vrps->keeps_times ? size + RSEC_VRP_TIME : size;
}

/* The VRP that RECORD of SIZE bytes is. */
static inline void
rsec_vrp_decode(const uint8_t *record, size_t size, struct rsec_vrp *vrp)
{
	const uint8_t *end = record + size;

	if (size == RSEC_VRP_SIZE4) {
		vrp->prefix.family = RSEC_IPV4;
		vrp->prefix.hi = (uint64_t)rsec_get_be32(record) << 32;
		vrp->prefix.lo = 0;
	} else {
		vrp->prefix.family = RSEC_IPV6;
		vrp->prefix.hi = rsec_get_be64(record);
		vrp->prefix.lo = rsec_get_be64(record + 8);
	}
	vrp->prefix.len = end[-RSEC_VRP_LEN];
	vrp->max_len = end[-RSEC_VRP_MAX_LEN];
	vrp->asn = rsec_get_be32(end - RSEC_VRP_ASN);
	vrp->ta = rsec_get_be16(end - RSEC_VRP_TA);
}

/* The trust anchor I becomes TO[I] in all records. */
void rsec_vrps_renumber(struct rsec_vrps *vrps, const uint16_t *to);

/* Fail because VRPS is frozen; -1. */
int rsec_vrps_fail_frozen(struct rsec_err *err);

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
