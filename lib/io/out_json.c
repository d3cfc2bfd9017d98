/* SPDX-License-Identifier: ISC */
/*
 * JSON (RFC 8259): one array, a record a line; and JSON Lines: the records
 * alone.  Both are UTF-8 whatever the strings hold: a byte that is none is
 * written as U+FFFD, and what is not printable as \uxxxx.
 */
#include <string.h>

#include "io/out_private.h"
#include "text/escape.h"

static void
put_string(struct rsec_out *out, const char *s, size_t n)
{
	char escape[RSEC_JSON_ESCAPE_SIZE];
	size_t run, len;

	for (;;) {
		run = rsec_escape_run(
		    s, n, RSEC_STOP_BACKSLASH | RSEC_STOP_QUOTE);
		out_put(out, s, run);
		if (run == n)
			return;
		run += rsec_escape_json(escape, &len, s + run, n - run);
		out_put(out, escape, len);
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
