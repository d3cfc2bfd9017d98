/* SPDX-License-Identifier: ISC */
/*
 * JSON (RFC 8259): one array, a record a line; and JSON Lines: the records
 * alone.  Both are UTF-8 whatever the strings hold: a byte that is none is
 * written as U+FFFD, and what is not printable as \uxxxx.
 */
#include <string.h>

#include "io/out_private.h"
#include "text/escape.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* The character at S[0..n), which cannot stand as it is; returns its length. */
static size_t
put_escaped(struct rsec_out *out, const char *s, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	char unicode[6] = "\\u";
	const char *at;
	uint32_t c;
	size_t len;
	int i;

	if (*s != '\0' && (at = strchr(from, *s)) != NULL) {
		out_putc(out, '\\');
		out_putc(out, to[at - from]);
		return 1;
	}
	if ((len = rsec_utf8_decode(s, n, &c)) == 0) {
		out_put(out, REPLACEMENT, 3);
		return 1;
	}
	for (i = 0; i < 4; i++) /* none of them is above U+FFFF */
		unicode[2 + i] = hex[c >> (12 - 4 * i) & 15];
	out_put(out, unicode, sizeof(unicode));
	return len;
}

static void
put_string(struct rsec_out *out, const char *s, size_t n)
{
	size_t run;

	for (;;) {
		run = rsec_escape_run(
		    s, n, RSEC_STOP_BACKSLASH | RSEC_STOP_QUOTE);
		out_put(out, s, run);
		if (run == n)
			return;
		run += put_escaped(out, s + run, n - run);
		s += run;
		n -= run;
	}
}

/* What goes before an element: each is a line of its own. */
static void
element(struct rsec_out *out)
{
	if (out->ops == &out_json && out->records > 0)
		out_put(out, ",\n", 2);
}

static void
key(struct rsec_out *out, const struct out_field *field)
{
	if (out_is_first(out, field)) {
		if (!out_in_rows(out))
			element(out);
		else if (out->row > 0)
			out_putc(out, ',');
	}
	out_put(out, field->key, field->key_len);
}

static void
json_value(struct rsec_out *out, const struct out_field *field,
    enum out_kind kind, const char *s, size_t n)
{
	key(out, field);
	switch (kind) {
	case OUT_NULL:
		out_put(out, "null", 4);
		return;
	case OUT_BARE:
		out_put(out, s, n);
		return;
	case OUT_SAFE:
		out_putc(out, '"');
		out_put(out, s, n);
		out_putc(out, '"');
		return;
	case OUT_STRING:
		out_putc(out, '"');
		put_string(out, s, n);
		out_putc(out, '"');
		return;
	}
}

static void
json_rows_begin(struct rsec_out *out, const struct out_field *field)
{
	key(out, field);
	out_putc(out, '[');
}

static void
json_row_end(struct rsec_out *out)
{
	out_putc(out, '}');
}

static void
json_rows_end(struct rsec_out *out)
{
	out_putc(out, ']');
}

static void
json_start(struct rsec_out *out)
{
	out_put(out, "[\n", 2);
}

static void
json_record_end(struct rsec_out *out)
{
	out_putc(out, '}');
}

static void
json_finish(struct rsec_out *out)
{
	if (out->records > 0)
		out_putc(out, '\n');
	out_put(out, "]\n", 2);
}

static void
jsonl_record_end(struct rsec_out *out)
{
	out_put(out, "}\n", 2);
}

static void
nothing(struct rsec_out *out)
{
	(void)out;
}

const struct out_ops out_json = { json_start, json_value, json_rows_begin,
	json_row_end, json_rows_end, json_record_end, json_finish };
const struct out_ops out_jsonl = { nothing, json_value, json_rows_begin,
	json_row_end, json_rows_end, jsonl_record_end, nothing };
