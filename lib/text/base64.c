/* SPDX-License-Identifier: ISC */
/* Base64, RFC 4648 section 4: three bytes are four characters. */
#include "text/base64.h"

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
