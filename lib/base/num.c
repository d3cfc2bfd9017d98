/* SPDX-License-Identifier: ISC */
/* Decimal numbers, both ways, without locale and without strtoul's traps. */
#include "base/num.h"

#include <string.h>

bool
rsec_parse_u64(const char *s, size_t n, uint64_t max, uint64_t *out)
{
	uint64_t v = 0;
	unsigned digit;
	size_t i;

	if (n == 0)
		return false;
	for (i = 0; i < n; i++) {
		digit = (unsigned)(unsigned char)s[i] - '0';
		if (digit > 9 || v > (UINT64_MAX - digit) / 10)
			return false;
		v = v * 10 + digit;
	}
	if (v > max)
		return false;
	*out = v;
	return true;
}

bool
rsec_parse_u32(const char *s, size_t n, uint32_t max, uint32_t *out)
{
	uint64_t v;

	if (!rsec_parse_u64(s, n, max, &v))
		return false;
	*out = (uint32_t)v;
	return true;
}

size_t
rsec_format_u64(char *to, uint64_t v)
{
	char digits[RSEC_U64_DIGITS];
	size_t i = sizeof(digits);

	do {
		digits[--i] = (char)('0' + v % 10);
		v /= 10;
	} while (v != 0);
	memcpy(to, digits + i, sizeof(digits) - i);
	return sizeof(digits) - i;
}
