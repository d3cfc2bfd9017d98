/* SPDX-License-Identifier: ISC */
/* Collections of sets for tests, and their expansions as texts. */
#ifndef RSEC_TESTS_LIB_IRRSETS_H
#define RSEC_TESTS_LIB_IRRSETS_H

#include "irr/sets.h"

/*
 * The objects of TEXT, frozen; ORDER is of sources between blanks.  The test
 * fails where one of them cannot be taken in.
 */
struct rsec_irr_sets *irrsets_of(const char *text, const char *order);

/*
 * What NAME expands to, in one text that the caller frees:
 *
 *	AS64496 AS64497
 *	192.0.2.0/24^24-25
 *	A::AS-X A::AS-Y
 *	missing A::AS-X AS-Z
 *
 * Lines without words are left out.
 */
char *irrsets_expand(const struct rsec_irr_sets *sets, const char *name);

/* Fail unless NAME of the objects of TEXT expands to EXPECTED. */
void irrsets_must_expand(const char *text, const char *order, const char *name,
    const char *expected);

#endif
