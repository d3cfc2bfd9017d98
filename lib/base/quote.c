/* SPDX-License-Identifier: ISC */
/*
 * Quoting for messages.  A line of an input may hold anything, terminal
 * escapes included; nothing of it reaches a terminal but printable ASCII.
 */
#include "base/quote.h"

#include <string.h>

/* One byte as it is shown; returns how many bytes that takes, 4 at most. */
static size_t
quote_byte(char to[4], unsigned char c)
{
	static const char hex[] = "0123456789abcdef";

	to[0] = '\\';
	if (c == '\t' || c == '"' || c == '\\') {
		to[1] = c == '\t' ? 't' : (char)c;
		return 2;
	}
	if (c < ' ' || c > '~') {
		to[1] = 'x';
		to[2] = hex[c >> 4];
		to[3] = hex[c & 15];
		return 4;
	}
	to[0] = (char)c;
	return 1;
}

const char *
rsec_quote(char to[RSEC_QUOTE_SIZE], const char *s, size_t n)
{
	char shown[4], *p = to;
	size_t i, width;

	*p++ = '"';
	for (i = 0; i < n; i++) {
		width = quote_byte(shown, (unsigned char)s[i]);
		if ((size_t)(p - to) - 1 + width > RSEC_QUOTE_MAX)
			break;
		memcpy(p, shown, width);
		p += width;
	}
	*p++ = '"';
	strcpy(p, i < n ? "..." : "");
	return to;
}
