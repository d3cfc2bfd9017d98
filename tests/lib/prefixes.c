/* SPDX-License-Identifier: ISC */
/* Generators of prefixes.  See prefixes.h. */
#include "tests/lib/test.h"

#include "tests/lib/prefixes.h"

#include <string.h>

struct rsec_prefix
prefix_of(const char *text)
{
	struct rsec_prefix p = { 0, 0, 0, 0 };
	struct rsec_err err;

	if (rsec_prefix_parse(text, strlen(text), &p, &err) == -1)
		fail_msg("%s", err.msg);
	return p;
}

struct rsec_prefix
prefix_masked(struct rsec_prefix p)
{
	p.hi &= rsec_mask_hi(p.len);
	p.lo &= rsec_mask_lo(p.len);
	return p;
}

struct rsec_prefix
prefix_random(struct random *r, uint8_t family)
{
	struct rsec_prefix p = { random_u64(r), random_u64(r), family, 0 };

	if (family == RSEC_IPV4)
		p.lo = 0;
	p.len = (uint8_t)random_below(r, rsec_family_bits(family) + 1u);
	return prefix_masked(p);
}

/* Flip bit I of the address of P; bit 0 is the first. */
static void
flip(struct rsec_prefix *p, unsigned i)
{
	if (i < 64)
		p->hi ^= (uint64_t)1 << (63 - i);
	else
		p->lo ^= (uint64_t)1 << (127 - i);
}

struct rsec_prefix
prefix_near(struct random *r, const struct rsec_prefix *p)
{
	const unsigned bits = rsec_family_bits(p->family);
	struct rsec_prefix near = *p;
	unsigned by = random_below(r, 9), old = p->len, i;

	switch (random_below(r, 6)) {
	case 0: /* shorter */
		near.len = (uint8_t)(old > by ? old - by : 0);
		break;
	case 1: /* longer, the first inside */
		near.len = (uint8_t)(old + by < bits ? old + by : bits);
		break;
	case 2: /* longer, the last inside */
		near.len = (uint8_t)(old + by < bits ? old + by : bits);
		for (i = old; i < near.len; i++)
			flip(&near, i);
		break;
	case 3: /* longer, anywhere inside */
		near.len = (uint8_t)(old + by < bits ? old + by : bits);
		for (i = old; i < near.len; i++)
			if (random_once_in(r, 2))
				flip(&near, i);
		break;
	case 4: /* one of the last bits is another: sibling, neighbour */
		if (old > 0)
			flip(&near, old - 1 - random_below(r, old < 3 ? 1 : 3));
		break;
	default: /* any bit is another */
		if (old > 0)
			flip(&near, random_below(r, old));
		break;
	}
	return prefix_masked(near);
}

void
prefixes_random(
    struct random *r, uint8_t family, struct rsec_prefix *out, size_t n)
{
	uint8_t each;
	size_t i;

	for (i = 0; i < n; i++) {
		each = family != 0	      ? family
		       : random_once_in(r, 2) ? RSEC_IPV4
					      : RSEC_IPV6;
		if (i == 0 || random_once_in(r, 8))
			out[i] = prefix_random(r, each);
		else
			out[i] =
			    prefix_near(r, &out[random_below(r, (uint32_t)i)]);
	}
}

int
prefixes_cmp(const void *a, const void *b)
{
	return rsec_prefix_cmp(a, b);
}
