/* SPDX-License-Identifier: ISC */
/*
 * What may be shown and what is escaped.  One table look-up a byte for ASCII;
 * only bytes above it are decoded (RFC 3629).
 *
 * C1 controls are hidden because a terminal in UTF-8 mode obeys U+009B as it
 * does ESC [; the bidi controls because they make a line read otherwise than
 * it is.
 */
#include "text/escape.h"

#include <stdbool.h>
#include <string.h>

#define REPLACEMENT  "\xef\xbf\xbd" /* U+FFFD */
#define STOP_CONTROL 0x40	    /* C0 and DEL */
#define CONTROLS_8                                                            \
	STOP_CONTROL, STOP_CONTROL, STOP_CONTROL, STOP_CONTROL, STOP_CONTROL, \
	    STOP_CONTROL, STOP_CONTROL, STOP_CONTROL

/* Why a run might stop at an ASCII character. */
static const uint8_t stops_at[128] = {
	CONTROLS_8,
	CONTROLS_8,
	CONTROLS_8,
	CONTROLS_8, /* below the blank */
	[' '] = RSEC_STOP_BLANK,
	['"'] = RSEC_STOP_QUOTE,
	[','] = RSEC_STOP_COMMA,
	[';'] = RSEC_STOP_SEMICOLON,
	['&'] = RSEC_STOP_MARKUP,
	['<'] = RSEC_STOP_MARKUP,
	['>'] = RSEC_STOP_MARKUP,
	['\\'] = RSEC_STOP_BACKSLASH,
	[0x7f] = STOP_CONTROL,
};

size_t
rsec_utf8_decode(const char *s, size_t n, uint32_t *c)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *u = (const unsigned char *)s;
	size_t len, i;
	uint32_t v;

	if (u[0] < 0x80) {
		*c = u[0];
		return 1;
	}
	if (u[0] < 0xc2 || u[0] > 0xf4)
		return 0;
	len = u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;
	if (len > n)
		return 0;
	v = u[0] & (0xffU >> (len + 1));
	for (i = 1; i < len; i++) {
		if ((u[i] & 0xc0) != 0x80)
			return 0;
		v = v << 6 | (u[i] & 0x3f);
	}
	if (v < least[len] || v > 0x10ffff || (v >= 0xd800 && v <= 0xdfff))
		return 0;
	*c = v;
	return len;
}

static bool
is_printable(uint32_t c)
{
	if (c < 0xa0) /* only C1 gets here */
		return false;
	return c != 0x061c && c != 0x200e && c != 0x200f &&
	       (c < 0x2028 || c > 0x202e) && (c < 0x2066 || c > 0x2069);
}

size_t
rsec_escape_run(const char *s, size_t n, unsigned stops)
{
	size_t i = 0, len;
	unsigned char byte;
	uint32_t c;

	stops |= STOP_CONTROL;
	while (i < n) {
		byte = (unsigned char)s[i];
		if (byte < 0x80) {
			if ((stops_at[byte] & stops) != 0)
				break;
			i++;
			continue;
		}
		len = rsec_utf8_decode(s + i, n - i, &c);
		if (len == 0 || !is_printable(c))
			break;
		i += len;
	}
	return i;
}

size_t
rsec_escape_byte(char to[RSEC_ESCAPE_SIZE], char c)
{
	static const char hex[] = "0123456789abcdef";
	unsigned char u = (unsigned char)c;

	to[0] = '\\';
	to[1] = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
	if (c == '\\' || c == '\t' || c == '\n' || c == '\r')
		return 2;
	to[1] = 'x';
	to[2] = hex[u >> 4];
	to[3] = hex[u & 15];
	return 4;
}

size_t
rsec_escape_json(
    char to[RSEC_JSON_ESCAPE_SIZE], size_t *len, const char *s, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	static const char from[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
	const char *at;
	uint32_t c;
	size_t taken;
	int i;

	if (*s != '\0' && (at = strchr(from, *s)) != NULL) {
		to[0] = '\\';
		to[1] = letters[at - from];
		*len = 2;
		return 1;
	}
	if ((taken = rsec_utf8_decode(s, n, &c)) == 0) {
		memcpy(to, REPLACEMENT, *len = sizeof(REPLACEMENT) - 1);
		return 1;
	}
	to[0] = '\\';
	to[1] = 'u';
	for (i = 0; i < 4; i++) /* none of them is above U+FFFF */
		to[2 + i] = hex[c >> (12 - 4 * i) & 15];
	*len = 6;
	return taken;
}

/* What stands for C in HTML and XML. */
static int
add_html(struct rsec_buf *to, char c)
{
	char escape[RSEC_ESCAPE_SIZE];

	switch (c) {
	case '<':
		return rsec_buf_puts(to, "&lt;");
	case '>':
		return rsec_buf_puts(to, "&gt;");
	case '&':
		return rsec_buf_puts(to, "&amp;");
	case '"':
		return rsec_buf_puts(to, "&quot;");
	case '\n':
		return rsec_buf_addc(to, c);
	default:
		return rsec_buf_add(to, escape, rsec_escape_byte(escape, c));
	}
}

int
rsec_escape_html(struct rsec_buf *to, const char *s, size_t n)
{
	size_t run;

	for (; n > 0; s++, n--) {
		run = rsec_escape_run(s, n, RSEC_STOP_MARKUP | RSEC_STOP_QUOTE);
		if (rsec_buf_add(to, s, run) != 0)
			return -1;
		s += run;
		if ((n -= run) == 0)
			break;
		if (add_html(to, *s) != 0)
			return -1;
	}
	return 0;
}
