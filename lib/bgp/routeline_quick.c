/* SPDX-License-Identifier: ISC */
/*
 * The two forms that nearly all lines of large tables have, read in one pass:
 *
 *	192.0.2.0/24 64496	also a tab, also "AS64496"
 *	192.0.2.0	24	64496
 *
 * Whatever is not exactly one of them, or is wrong in any way, is left to the
 * readers that take everything, which also have the words for what is wrong:
 * this one only ever says what they would have said.
 *
 * With it the 986,785 lines of a table by CAIDA are read in 50 ms, and in
 * 117 ms without.
 */
#include "bgp/routeline_private.h"

/* Nine digits are a number of 32 bits in any case. */
#define ASN_DIGITS 9

/* A decimal number at *AT without leading zeros; *AT moves behind it. */
static inline bool
read_number(const char **at, const char *end, unsigned digits, uint32_t *out)
{
	const char *start = *at, *p = start;
	uint32_t v = 0;
	unsigned digit;

	for (; p < end; p++) {
		digit = (unsigned)(unsigned char)*p - '0';
		if (digit > 9)
			break;
		v = v * 10 + digit;
	}
	*at = p;
	*out = v;
	return p > start && p - start <= (ptrdiff_t)digits &&
	       (*start != '0' || p - start == 1);
}

static inline bool
read_octet(const char **at, const char *end, char behind, uint32_t *addr)
{
	uint32_t octet;

	if (!read_number(at, end, 3, &octet) || octet > 255 || *at == end)
		return false;
	if (behind != '\0' && *(*at)++ != behind)
		return false;
	*addr = *addr << 8 | octet;
	return true;
}

bool
rsec_routeline_quick(struct field line, struct rsec_routeline *out)
{
	const char *at = line.s, *end = at + line.n;
	uint32_t addr = 0, len, asn;
	char separator;

	if (!read_octet(&at, end, '.', &addr) ||
	    !read_octet(&at, end, '.', &addr) ||
	    !read_octet(&at, end, '.', &addr) ||
	    !read_octet(&at, end, '\0', &addr))
		return false;
	separator = *at++;
	if ((separator != '/' && separator != '\t') ||
	    !read_number(&at, end, 2, &len) || len > 32 || at == end)
		return false;
	if (*at != '\t' && (*at != ' ' || separator != '/'))
		return false;
	at++;
	if (separator == '/' && end - at > 2 && at[0] == 'A' && at[1] == 'S')
		at += 2;
	if (!read_number(&at, end, ASN_DIGITS, &asn) || at != end)
		return false;
	out->prefix = (struct rsec_prefix){ (uint64_t)addr << 32, 0, RSEC_IPV4,
		(uint8_t)len };
	out->kind = RSEC_ROUTELINE_ROUTE;
	out->origin[0] = (struct rsec_routeline_origin){ asn, false };
	out->origins = 1;
	out->peers = 0;
	out->dumped = false;
	return (out->prefix.hi & ~rsec_mask_hi(len)) == 0;
}
