/* SPDX-License-Identifier: ISC */
/*
 * Whether two objects say the same.
 *
 * Compared are the values of their attributes, each with its name: every line
 * of a text, every item of a list, all of any other value (see schema.def), as
 * many times as it stands there.  What makes no difference:
 *
 *	- the order of attributes and of list items, but which of the attributes
 *	  is the first, as that is the class;
 *	- whether a text or a list goes on in a line or in another attribute of
 *	  the same name;
 *	- case (of ASCII letters), blanks, comments, ends of lines, empty
 *values;
 *	- noise, unless it is asked for: the attributes that schema.def calls
 *so, and the remarks that RIPE puts into objects without real contacts;
 *	- how an AS number is written in origin, aut-num, local-as and members:
 *	  AS64496 and AS0.64496 (RFC 5396) are one;
 *	- how an IPv6 prefix is written in route6, inet6num, holes and members:
 *	  2001:db8::/32 and 2001:0DB8:0::/32 (RFC 4291 section 2.2) are one.
 *
 * An IPv4 prefix has one text.  No other value is read: a policy, a filter or a
 * range that is written in another way is another one.
 */
#ifndef RSEC_IRR_MEANING_H
#define RSEC_IRR_MEANING_H

#include "irr/rpsl.h"

/*
 * 128 bits of a sum of XXH3 hashes, one for each value: equal meanings have
 * equal signatures, and of two million objects two with different meanings
 * share one with a chance of 10^-26.  That is chance, not proof against who
 * would make such a pair, and a signature means nothing to another version.
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
 * only one of the two has, in the order of OLD_OBJECT and then of NEW_OBJECT,
 * in lower case; the values of each side, those that both have left out, joined
 * by ", ". Either text may be empty.  A byte of 0 in a value ends it.  FIELD
 * returns 0 to go on.  Returns 0, what FIELD returned, or -1 with ERR.
 *
 * There is no call exactly where the signatures are equal.
 */
int rsec_rpsl_compare(const struct rsec_rpsl_object *old_object,
    const struct rsec_rpsl_object *new_object, bool all,
    int (*field)(void *ctx, const char *name, const char *old_value,
	const char *new_value),
    void *ctx, struct rsec_err *err);

RSEC_END_API

#endif
