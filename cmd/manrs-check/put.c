/* SPDX-License-Identifier: ISC */
/* Text to the end of a page: our own, that of inputs, in lines and columns. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/manrs-check/page.h"
#include "text/escape.h"

static void
add(struct rsec_buf *page, const void *data, size_t len)
{
	if (rsec_buf_add(page, data, len) != 0)
		cli_die("out of memory");
}

void
put(struct rsec_buf *page, const char *fmt, ...)
{
	va_list ap, again;
	char *to;
	int len;

	va_start(ap, fmt);
	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, ap);
	if (len < 0 || (to = rsec_buf_reserve(page, (size_t)len + 1)) == NULL)
		cli_die("out of memory");
	vsnprintf(to, (size_t)len + 1, fmt, again);
	page->len += (size_t)len;
	va_end(again);
	va_end(ap);
}

/* S[0..LEN): what is not printable is escaped. */
static void
put_bytes(struct rsec_buf *page, const char *s, size_t len)
{
	char escape[RSEC_ESCAPE_SIZE];
	size_t n;

	while (len > 0) {
		n = rsec_escape_run(s, len, 0);
		add(page, s, n);
		s += n;
		len -= n;
		if (len == 0)
			return;
		add(page, escape, rsec_escape_byte(escape, *s));
		s++;
		len--;
	}
}

void
put_text(struct rsec_buf *page, const char *s)
{
	put_bytes(page, s, strlen(s));
}

void
put_remedy(struct rsec_buf *page, const char *s, size_t n, const char *before)
{
	const char *end;
	size_t len;

	while (n > 0) {
		end = memchr(s, '\n', n);
		len = end != NULL ? (size_t)(end - s) : n;
		put(page, "%s", before);
		put_bytes(page, s, len);
		put(page, "\n");
		len += end != NULL;
		s += len;
		n -= len;
	}
}

/* Characters of UTF-8 in S[0..n). */
static size_t
count_characters(const char *s, size_t n)
{
	size_t i, count = 0;

	for (i = 0; i < n; i++)
		count += ((unsigned char)s[i] & 0xc0) != 0x80;
	return count;
}

void
put_pad(struct rsec_buf *page, size_t from, size_t width)
{
	size_t n = count_characters(page->data + from, page->len - from);

	for (; n < width; n++)
		add(page, " ", 1);
}

void
put_wrapped(struct rsec_buf *page, const char *s, size_t indent, size_t width)
{
	size_t column = 0, word, blanks;

	while (*s != '\0') {
		blanks = strspn(s, " ");
		word = strcspn(s + blanks, " \n");
		if (s[blanks + word] == ' ' && s[blanks + word + 1] == '%')
			/* "90 %," is one word */
			word += 1 + strcspn(s + blanks + word + 1, " \n");
		if (column > 0 && indent + column + blanks +
					  count_characters(s + blanks, word) >
				      width) {
			put(page, "\n%*s", (int)indent, "");
			column = blanks = 0;
			s += strspn(s, " ");
		}
		put_bytes(page, s, blanks + word);
		column += blanks + count_characters(s + blanks, word);
		s += blanks + word;
		if (*s == '\n') {
			s++;
			column = 0;
			if (*s != '\0')
				put(page, "\n%*s", (int)indent, "");
		}
	}
}
