/* SPDX-License-Identifier: ISC */
/*
 * Irregular objects, by the workflow of Du et al., "IRRegularities in the
 * Internet Routing Registry" (IMC 2023):
 *
 *	1. objects of other registries whose prefix an authoritative object
 *	   covers, none of them with their origin or one that is related;
 *	2. of those, the prefixes whose origins in the registry and in BGP
 *	   overlap in part: neither the same sets nor disjoint ones;
 *	3. of those, the objects that are announced exactly and are not RPKI
 *	   valid: suspicious.
 */
#ifndef RSEC_HYGIENE_IRREGULAR_H
#define RSEC_HYGIENE_IRREGULAR_H

#include "hygiene/hygiene.h"

/* Origins of a prefix in a registry, and in BGP. */
enum rsec_overlap {
	RSEC_OVERLAP_NONE, /* none in common, or the prefix is not announced */
	RSEC_OVERLAP_PARTIAL,
	RSEC_OVERLAP_FULL, /* the same */
};

struct rsec_irregular {
	uint32_t record;
	struct rsec_hygiene_answer answer;
	enum rsec_overlap overlap;
	bool irregular, suspicious;
};

RSEC_BEGIN_API

/*
 * One call of FOUND for each inconsistent object (step 1), in the order of the
 * records; it returns 0 to go on.  inputs->bgp must be given.
 */
int rsec_irregular_walk(const struct rsec_hygiene *hygiene,
    int (*found)(void *ctx, const struct rsec_irregular *irregular), void *ctx,
    struct rsec_err *err);
const char *rsec_overlap_name(enum rsec_overlap overlap);

RSEC_END_API

#endif
