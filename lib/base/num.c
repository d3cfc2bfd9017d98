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

static size_t
count_digits(uint64_t v)
{
	size_t n = 1;

	for (; v >= 10000; v /= 10000)
		n += 4;
	return n + (v >= 10) + (v >= 100) + (v >= 1000);
}

/* From the right, two digits a division: half the time of one at a time. */
size_t
rsec_format_u64(char *to, uint64_t v)
{
	static const char pairs[] = "00010203040506070809"
				    "10111213141516171819"
				    "20212223242526272829"
				    "30313233343536373839"
				    "40414243444546474849"
				    "50515253545556575859"
				    "60616263646566676869"
				    "70717273747576777879"
				    "80818283848586878889"
				    "90919293949596979899";
	size_t n = count_digits(v);
	char *at = to + n;

	for (; v >= 100; v /= 100) {
		at -= 2;
		memcpy(at, pairs + v % 100 * 2, 2);
	}
	if (v >= 10)
		memcpy(to, pairs + v * 2, 2);
	else
		to[0] = (char)('0' + v);
	return n;
}
