/* SPDX-License-Identifier: ISC */
/*
 * Range operators, RFC 2622 section 2: ^- ^+ ^n ^n-m, behind a prefix or a set
 * of prefixes; and what several of them, each behind a set that holds the one
 * before, make of a prefix.  Not installed.
 */
#ifndef RSEC_IRR_RANGE_PRIVATE_H
#define RSEC_IRR_RANGE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RSEC_RANGE_FULL 254 /* to: the length of an address */
#define RSEC_RANGE_NONE 255 /* to: as it was; from_max: any */

/*
 * An operator takes the lengths from..to of a prefix to
 *
 *	max(least, from + more)..to'	where from is at most from_max
 *
 * and deletes the prefix where that is empty.  That form is closed: an
 * operator on top of another is one of the same form.  All four bytes are the
 * identity of an operator.
 */
struct rsec_range {
	uint8_t least, more, to, from_max;
};

#define RSEC_RANGE_IDENTITY \
	((struct rsec_range){ 0, 0, RSEC_RANGE_NONE, RSEC_RANGE_NONE })

/* "-", "+", "24", "24-28": what stands behind '^'.  False where it is none. */
bool rsec_range_parse(const char *s, size_t n, struct rsec_range *out);

/* Apply RANGE to lengths of an address of BITS; false: nothing is left. */
bool rsec_range_apply(
    struct rsec_range range, unsigned bits, uint8_t *from, uint8_t *to);

/* OUTER on top of INNER; false where nothing can pass both. */
bool rsec_range_compose(
    struct rsec_range outer, struct rsec_range inner, struct rsec_range *out);

#endif
