/* SPDX-License-Identifier: ISC */
/* Range operators.  See range_private.h for what they are made of. */
#include "irr/range_private.h"

#include <string.h>

#include "base/num.h"

#define LEN_MAX 128 /* of any prefix */

static unsigned
max(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static unsigned
min(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

bool
rsec_range_parse(const char *s, size_t n, struct rsec_range *out)
{
	const char *hyphen = n > 0 ? memchr(s, '-', n) : NULL;
	const size_t first = hyphen == NULL ? n : (size_t)(hyphen - s);
	uint32_t from, to;

	*out = (struct rsec_range){ 0, 0, RSEC_RANGE_FULL, RSEC_RANGE_NONE };
	if (n == 1 && s[0] == '+')
		return true;
	if (n == 1 && s[0] == '-') {
		out->more = 1;
		return true;
	}
	if (!rsec_parse_u32(s, first, LEN_MAX, &from))
		return false;
	to = from;
	if (hyphen != NULL &&
	    !rsec_parse_u32(hyphen + 1, n - first - 1, LEN_MAX, &to))
		return false;
	out->least = (uint8_t)from;
	out->to = (uint8_t)to;
	return from <= to;
}

bool
rsec_range_apply(
    struct rsec_range range, unsigned bits, uint8_t *from, uint8_t *to)
{
	unsigned least, most;

	if (range.to == RSEC_RANGE_NONE)
		return true;
	least = max(range.least, *from + (unsigned)range.more);
	most = range.to == RSEC_RANGE_FULL ? bits : min(range.to, bits);
	if ((range.from_max != RSEC_RANGE_NONE && *from > range.from_max) ||
	    least > most)
		return false;
	*from = (uint8_t)least;
	*to = (uint8_t)most;
	return true;
}

/*
 * INNER gives lengths from max(n, from + more); they must not be above its own
 * end, nor above what OUTER takes.  Both are bounds of from.  An end that is
 * the length of an address is no bound: what lies above it, OUTER deletes.
 */
bool
rsec_range_compose(
    struct rsec_range outer, struct rsec_range inner, struct rsec_range *out)
{
	unsigned least, more, bound = RSEC_RANGE_FULL;

	if (outer.to == RSEC_RANGE_NONE || inner.to == RSEC_RANGE_NONE) {
		*out = outer.to == RSEC_RANGE_NONE ? inner : outer;
		return true;
	}
	if (inner.to != RSEC_RANGE_FULL)
		bound = inner.to;
	if (outer.from_max != RSEC_RANGE_NONE)
		bound = min(bound, outer.from_max);
	least = max(outer.least, inner.least + (unsigned)outer.more);
	more = (unsigned)inner.more + outer.more;
	if (least > LEN_MAX || more > LEN_MAX || inner.least > bound ||
	    inner.more > bound)
		return false;
	if (outer.to != RSEC_RANGE_FULL && least > outer.to)
		return false;
	out->least = (uint8_t)least;
	out->more = (uint8_t)more;
	out->to = outer.to;
	out->from_max = inner.from_max;
	if (bound != RSEC_RANGE_FULL)
		out->from_max =
		    (uint8_t)min(inner.from_max, bound - inner.more);
	return true;
}
