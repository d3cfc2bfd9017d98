/* SPDX-License-Identifier: ISC */
/*
 * Base64url, RFC 4648 section 5, as JSON documents of the RPKI carry keys.
 * One text stands for any bytes: padding, line breaks and stray bits at the
 * end are refused.
 */
#include "text/base64url.h"

#include <string.h>

/* The six bits of a character; -1 where it is none of the alphabet. */
static int
sextet(char c)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "abcdefghijklmnopqrstuvwxyz"
				       "0123456789-_";
	const char *at = memchr(alphabet, c, sizeof(alphabet) - 1);

	return at == NULL ? -1 : (int)(at - alphabet);
}

bool
rsec_base64url_decode(
    const char *s, size_t n, uint8_t *to, size_t cap, size_t *len)
{
	uint32_t bits = 0; /* read but not yet written */
	unsigned held = 0; /* how many of them */
	size_t i, out = 0;
	int value;

	if (n % 4 == 1 || n / 4 * 3 + n % 4 * 3 / 4 > cap)
		return false;
	for (i = 0; i < n; i++) {
		if ((value = sextet(s[i])) < 0)
			return false;
		bits = bits << 6 | (uint32_t)value;
		held += 6;
		if (held < 8)
			continue;
		held -= 8;
		to[out++] = (uint8_t)(bits >> held);
		bits &= ((uint32_t)1 << held) - 1;
	}
	*len = out;
	return bits == 0;
}
