/* SPDX-License-Identifier: ISC */
/* Quoting for messages.  See quote.h. */
#include "text/quote.h"

#include <string.h>

/* The escaped form of C at TO; 1..4 bytes. */
static size_t
escape(char to[4], unsigned char c)
{
	static const char hex[] = "0123456789abcdef";

	if (c == '"' || c == '\\') {
		to[0] = '\\';
		to[1] = (char)c;
		return 2;
	}
	if (c >= 0x20 && c < 0x7f) {
		to[0] = (char)c;
		return 1;
	}
	to[0] = '\\';
	to[1] = 'x';
	to[2] = hex[c >> 4];
	to[3] = hex[c & 15];
	return 4;
}

const char *
rsec_text_quote(char to[RSEC_QUOTE_SIZE], const char *s, size_t n)
{
	const size_t room = RSEC_QUOTE_SIZE - sizeof("\"...");
	size_t i, len, used = 0;
	char escaped[4];

	to[used++] = '"';
	for (i = 0; i < n; i++) {
		len = escape(escaped, (unsigned char)s[i]);
		if (used + len > room)
			break;
		memcpy(to + used, escaped, len);
		used += len;
	}
	strcpy(to + used, i < n ? "\"..." : "\"");
	return to;
}
