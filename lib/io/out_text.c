/* SPDX-License-Identifier: ISC */
/*
 * Text: columns that the eye can follow.  Two blanks stand between columns,
 * and each is padded to the least width that its schema names; numbers stand
 * to the right.  Rows follow on lines of their own, indented by four blanks,
 * and so do each part of a note and the columns from one that is below.
 *
 * No line ends in blanks: padding is owed until a value follows.  Likewise
 * empty values become "-" only once something follows them.  A character
 * counts as one column; wide and combining ones are not measured.
 */
#include <string.h>

#include "base/num.h"
#include "io/out_private.h"
#include "text/escape.h"

#define GAP    2 /* blanks between columns */
#define INDENT 4 /* blanks before a row */

static void
put_blanks(struct rsec_out *out, size_t n)
{
	size_t room;

	for (; n > 0; n -= room) {
		if (out->len == OUT_BUFFER)
			rsec_out_flush(out);
		room = OUT_BUFFER - out->len;
		if (room > n)
			room = n;
		memset(out->data + out->len, ' ', room);
		out->len += room;
	}
}

/* The gap before FIELD, and a "-" for each empty value before it. */
static void
catch_up(struct rsec_out *out, const struct out_field *field)
{
	const struct out_field *empty;

	for (empty = field - out->empty; empty < field; empty++) {
		put_blanks(out, out->owed);
		out_putc(out, '-');
		out->owed = (empty->width > 1 ? empty->width - 1 : 0) + GAP;
	}
	out->empty = 0;
	if (out->owed > 0)
		put_blanks(out, out->owed);
}

/* Join "-24" to the prefix that was just written, if it says more. */
static void
max_length(struct rsec_out *out, const char *s, size_t n)
{
	uint64_t len;

	if (!rsec_parse_u64(s, n, UINT64_MAX, &len) || len == out->prefix_len)
		return;
	out_putc(out, '-');
	out_put(out, s, n);
	out->owed = out->owed > n + 1 + GAP ? out->owed - n - 1 : GAP;
}

static void
line_end(struct rsec_out *out, size_t indent)
{
	out_putc(out, '\n');
	out->owed = indent;
	out->empty = 0;
}

/* Each part on a line below the record. */
static void
note(struct rsec_out *out, const char *s, size_t n)
{
	const char *end = s + n, *stop;

	for (; s < end; s = stop + strlen("; ")) {
		stop = memmem(s, (size_t)(end - s), "; ", strlen("; "));
		if (stop == NULL)
			stop = end;
		line_end(out, 0);
		if (stop > s)
			put_blanks(out, INDENT);
		out_escape(out, s, (size_t)(stop - s), RSEC_STOP_BACKSLASH);
		if (stop == end)
			return;
	}
}

static void
text_value(struct rsec_out *out, const struct out_field *field,
    enum out_kind kind, const char *s, size_t n)
{
	static const char *const colour[] = { "", "\033[32m", "\033[31m",
		"\033[33m" };
	bool coloured = out->colour && out->look != RSEC_OUT_PLAIN;
	size_t width;

	if (field->type == RSEC_OUT_MAX_LENGTH) {
		max_length(out, s, n);
		return;
	}
	if (field->type == RSEC_OUT_NOTE) {
		if (kind == OUT_STRING)
			note(out, s, n);
		return;
	}
	if (field->below)
		line_end(out, INDENT);
	if (kind == OUT_STRING && n == 0) {
		out->empty++;
		return;
	}
	if (kind == OUT_NULL) {
		s = "-";
		n = 1;
	}
	width = n;
	catch_up(out, field);
	if (field->type == RSEC_OUT_UINT && n < field->width) {
		put_blanks(out, field->width - n);
		width = field->width;
	}
	if (coloured)
		out_put(out, colour[out->look], 5);
	if (kind == OUT_STRING)
		width = out_escape(out, s, n, RSEC_STOP_BACKSLASH);
	else
		out_put(out, s, n);
	if (field->type == RSEC_OUT_PERCENT && kind != OUT_NULL) {
		out_put(out, " %", 2);
		width += 2;
	}
	if (coloured)
		out_put(out, "\033[0m", 4);
	out->owed = (field->width > width ? field->width - width : 0) + GAP;
}

static void
text_rows_begin(struct rsec_out *out, const struct out_field *field)
{
	if (out_is_first(out, field)) /* the line is empty: write none */
		out->owed = INDENT;
	else
		line_end(out, INDENT);
}

static void
text_row_end(struct rsec_out *out)
{
	line_end(out, INDENT);
}

static void
text_rows_end(struct rsec_out *out)
{
	out->owed = 0;
}

static void
text_record_end(struct rsec_out *out)
{
	if (!out->has_rows)
		line_end(out, 0);
}

static void
nothing(struct rsec_out *out)
{
	(void)out;
}

const struct out_ops out_text = { nothing, text_value, text_rows_begin,
	text_row_end, text_rows_end, text_record_end, nothing };
