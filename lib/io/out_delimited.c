/* SPDX-License-Identifier: ISC */
/*
 * TSV and CSV: a header line, then a line a record, ended by LF.
 *
 * In both, a backslash, control characters and what is not UTF-8 are escaped
 * (out.h), so that a line is a record.  CSV (RFC 4180) also quotes a field
 * that holds a comma or a quote.  It ends lines with LF, not CRLF, as the CSV
 * of all RPKI validators does.
 *
 * Rows are one cell: values between blanks, rows between "; ".  Empty values
 * are "-"; a semicolon, and a blank anywhere but in the last column, are
 * escaped as \x3b and \x20, so that the cell splits without doubt.  CSV quotes
 * the cell always, since what is in it is not known when it begins.
 */
#include <string.h>

#include "io/out_private.h"
#include "text/escape.h"

static void
header(struct rsec_out *out, char separator)
{
	size_t i;

	for (i = 0; i < out->record.fields; i++) {
		if (i > 0)
			out_putc(out, separator);
		out_put(out, out->record.field[i].name,
		    strlen(out->record.field[i].name));
	}
	out_putc(out, '\n');
}

/* A value of a row; STOPS are those of the cell. */
static void
cell_value(struct rsec_out *out, const struct out_field *field,
    enum out_kind kind, const char *s, size_t n, unsigned stops)
{
	bool last = field == out->rows.field + out->rows.fields - 1;

	if (!out_is_first(out, field))
		out_putc(out, ' ');
	else if (out->row > 0)
		out_put(out, "; ", 2);
	if (n == 0)
		out_putc(out, '-');
	else if (kind == OUT_STRING)
		out_escape(out, s, n,
		    stops | RSEC_STOP_BACKSLASH | RSEC_STOP_SEMICOLON |
			(last ? 0U : (unsigned)RSEC_STOP_BLANK));
	else
		out_put(out, s, n);
}

static void
tsv_start(struct rsec_out *out)
{
	header(out, '\t');
}

static void
tsv_value(struct rsec_out *out, const struct out_field *field,
    enum out_kind kind, const char *s, size_t n)
{
	if (out_in_rows(out)) {
		cell_value(out, field, kind, s, n, 0);
		return;
	}
	if (!out_is_first(out, field))
		out_putc(out, '\t');
	if (kind == OUT_STRING)
		out_escape(out, s, n, RSEC_STOP_BACKSLASH);
	else
		out_put(out, s, n);
}

static void
tsv_rows_begin(struct rsec_out *out, const struct out_field *field)
{
	if (!out_is_first(out, field))
		out_putc(out, '\t');
}

static void
csv_start(struct rsec_out *out)
{
	header(out, ',');
}

static void
csv_string(struct rsec_out *out, const char *s, size_t n)
{
	if (memchr(s, ',', n) == NULL && memchr(s, '"', n) == NULL) {
		out_escape(out, s, n, RSEC_STOP_BACKSLASH);
		return;
	}
	out_putc(out, '"');
	out_escape(out, s, n, RSEC_STOP_BACKSLASH | RSEC_STOP_QUOTE);
	out_putc(out, '"');
}

static void
csv_value(struct rsec_out *out, const struct out_field *field,
    enum out_kind kind, const char *s, size_t n)
{
	if (out_in_rows(out)) {
		cell_value(out, field, kind, s, n, RSEC_STOP_QUOTE);
		return;
	}
	if (!out_is_first(out, field))
		out_putc(out, ',');
	if (kind == OUT_STRING)
		csv_string(out, s, n);
	else
		out_put(out, s, n);
}

static void
csv_rows_begin(struct rsec_out *out, const struct out_field *field)
{
	if (!out_is_first(out, field))
		out_putc(out, ',');
	out_putc(out, '"');
}

static void
csv_rows_end(struct rsec_out *out)
{
	out_putc(out, '"');
}

static void
line_end(struct rsec_out *out)
{
	out_putc(out, '\n');
}

static void
nothing(struct rsec_out *out)
{
	(void)out;
}

const struct out_ops out_tsv = { tsv_start, tsv_value, tsv_rows_begin, nothing,
	nothing, line_end, nothing };
const struct out_ops out_csv = { csv_start, csv_value, csv_rows_begin, nothing,
	csv_rows_end, line_end, nothing };
