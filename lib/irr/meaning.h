/* SPDX-License-Identifier: ISC */
/*
 * Whether two objects say the same: compared are the values of their
 * attributes, each with its name, as a set; neither the order of attributes
 * and of list items, nor case, layout, comments and noise make a difference
 * (see schema.def).
 */
#ifndef RSEC_IRR_MEANING_H
#define RSEC_IRR_MEANING_H

#include "irr/rpsl.h"

/*
 * 128 bits of a sum of XXH3 hashes, one for each value: equal meanings have
 * equal signatures, and of two million objects two with different meanings
 * share one with a chance of 10^-26.
 */
struct rsec_rpsl_signature {
	uint64_t hi, lo;
};

RSEC_BEGIN_API

/* ALL: count noise attributes, too. */
struct rsec_rpsl_signature rsec_rpsl_sign(
    const struct rsec_rpsl_object *object, bool all);

/*
 * What differs: one call of FIELD for each attribute name with values that
 * only one of the two has, in the order of OLD and then of NEW; the values of
 * each side, those that both have left out, joined by ", ".  Either text may
 * be empty.  FIELD returns 0 to go on.  Returns 0, what FIELD returned, or -1
 * with ERR.
 */
int rsec_rpsl_compare(const struct rsec_rpsl_object *old,
    const struct rsec_rpsl_object *new, bool all,
    int (*field)(void *ctx, const char *name, const char *old_value,
	const char *new_value),
    void *ctx, struct rsec_err *err);

RSEC_END_API

#endif
