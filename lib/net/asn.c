/* SPDX-License-Identifier: ISC */
/* Texts of AS numbers.  See asn.h. */
#include "net/asn.h"

#include <string.h>

#include "base/num.h"

bool
rsec_asn_parse(const char *s, size_t n, uint32_t *out)
{
	const char *dot;
	uint32_t high, low;
	size_t before;

	if (n > 2 && (s[0] | 0x20) == 'a' && (s[1] | 0x20) == 's') {
		s += 2;
		n -= 2;
	}
	if (rsec_parse_u32(s, n, UINT32_MAX, out))
		return true;
	if (n == 0 || (dot = memchr(s, '.', n)) == NULL)
		return false;
	before = (size_t)(dot - s);
	if (!rsec_parse_u32(s, before, UINT16_MAX, &high) ||
	    !rsec_parse_u32(dot + 1, n - before - 1, UINT16_MAX, &low))
		return false;
	*out = high << 16 | low;
	return true;
}

size_t
rsec_asn_format(char to[RSEC_ASN_SIZE], uint32_t asn)
{
	size_t n;

	to[0] = 'A';
	to[1] = 'S';
	n = 2 + rsec_format_u64(to + 2, asn);
	to[n] = '\0';
	return n;
}
