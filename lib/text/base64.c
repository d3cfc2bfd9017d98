/* SPDX-License-Identifier: ISC */
/* Base64, RFC 4648 section 4: three bytes are four characters. */
#include "text/base64.h"

#include <string.h>

#define PAD 64 /* what '=' decodes to */

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int
rsec_base64_encode(struct rsec_buf *out, const uint8_t *data, size_t n)
{
	char *to = rsec_buf_reserve(out, n / 3 * 4 + 4);
	size_t i, j, left;
	uint32_t group;

	if (to == NULL)
		return -1;
	for (i = 0; i < n; i += 3) {
		left = n - i < 3 ? n - i : 3;
		group = 0;
		for (j = 0; j < 3; j++)
			group = group << 8 | (j < left ? data[i + j] : 0U);
		for (j = 0; j < 4; j++)
			*to++ = j > left ? '='
					 : alphabet[group >> (18 - 6 * j) & 63];
	}
	out->len = (size_t)(to - out->data);
	return 0;
}

/* The value of a character, PAD for "=", or -1. */
static int
sextet(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '=')
		return PAD;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* One group; how many bytes it stands for, 0 where it stands for none. */
static size_t
decode_group(const uint8_t v[4], uint8_t bytes[3])
{
	size_t n = v[3] < PAD ? 3 : v[2] < PAD ? 2 : 1;

	if (v[0] == PAD || v[1] == PAD || (v[2] == PAD && v[3] != PAD))
		return 0;
	bytes[0] = (uint8_t)(v[0] << 2 | v[1] >> 4);
	bytes[1] = (uint8_t)(v[1] << 4 | (v[2] & 63) >> 2);
	bytes[2] = (uint8_t)(v[2] << 6 | (v[3] & 63));
	return n == 3 || bytes[n] == 0 ? n : 0;
}

bool
rsec_base64_decode(
    const char *s, size_t n, uint8_t *to, size_t cap, size_t *len)
{
	uint8_t group[4], bytes[3];
	size_t i, out = 0, held = 0, got = 3;
	int value;

	for (i = 0; i < n; i++) {
		if (s[i] == '\n' || s[i] == '\r' || s[i] == ' ' || s[i] == '\t')
			continue;
		if ((value = sextet(s[i])) < 0 || got < 3)
			return false; /* nothing follows padding */
		group[held++] = (uint8_t)value;
		if (held < 4)
			continue;
		held = 0;
		got = decode_group(group, bytes);
		if (got == 0 || got > cap - out)
			return false;
		memcpy(to + out, bytes, got);
		out += got;
	}
	*len = out;
	return held == 0;
}
