/* SPDX-License-Identifier: ISC */
/*
 * Output: one schema of columns, every format from it.
 *
 * A tool declares its columns once, then writes records: for each column, in
 * order, one rsec_out_ call, then rsec_out_end().  The same record comes out
 * as aligned text, TSV, CSV (RFC 4180), a JSON array or JSON Lines, with the
 * same names in the same order.
 *
 * One column may be a list of rows with columns of their own (the VRPs that
 * decided): JSON shows an array of objects, text one indented line a row,
 * TSV and CSV one cell "a b c; d e f".
 *
 * Strings may be any bytes.  In text, TSV and CSV a backslash, a control
 * character and whatever is not valid UTF-8 are written as \\ \t \n \r or
 * \xhh, so that a record is always one line and a terminal obeys nothing that
 * came from an input.  JSON has its own escapes and loses nothing but bytes
 * that are not UTF-8: each is shown as U+FFFD.
 *
 * A writer is for one thread.
 */
#ifndef RSEC_IO_OUT_H
#define RSEC_IO_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "net/prefix.h"

enum rsec_out_format {
	RSEC_OUT_TEXT,
	RSEC_OUT_TSV,
	RSEC_OUT_CSV,
	RSEC_OUT_JSON,
	RSEC_OUT_JSONL,
};

enum rsec_out_type {
	RSEC_OUT_STRING,
	RSEC_OUT_UINT,
	RSEC_OUT_REAL,
	RSEC_OUT_BOOL,
	RSEC_OUT_PERCENT, /* a real; "75.0 %" in text */
	RSEC_OUT_PREFIX,
	/*
	 * An unsigned number right behind a PREFIX column: text joins the two,
	 * "192.0.2.0/22-24", and leaves it out where it is the prefix's length.
	 */
	RSEC_OUT_MAX_LENGTH,
	RSEC_OUT_ASN,  /* "AS64496" in text, TSV and CSV; 64496 in JSON */
	RSEC_OUT_TIME, /* RFC 3339, UTC */
	/*
	 * A string of parts with "; " between them, the last column: in text
	 * each is a line of its own below the record.
	 */
	RSEC_OUT_NOTE,
	RSEC_OUT_ROWS, /* a list of rows; at most one a schema, the last */
};

/* Added to a width: text goes on with this column on a line below, indented. */
#define RSEC_OUT_BELOW 0x1000u

struct rsec_out_column {
	const char *name; /* the key in JSON, the header in CSV and TSV */
	enum rsec_out_type type;
	unsigned width; /* least width in text, 0: last or not aligned */
	const struct rsec_out_column *rows; /* of ROWS; ends with NULL name */
};

struct rsec_out; /* opaque */

RSEC_BEGIN_API

/* "text", "tsv", "csv", "json" or "jsonl"; false for anything else. */
bool rsec_out_format_parse(const char *name, enum rsec_out_format *format);

/*
 * A writer to the descriptor FD, which stays the caller's.  COLUMNS ends with
 * a NULL name, or is NULL for a writer of rsec_out_raw() only; it must outlive
 * the writer.  NULL without memory.
 */
struct rsec_out *rsec_out_new(
    int fd, enum rsec_out_format format, const struct rsec_out_column *columns);

/*
 * Finish (close the JSON array, flush) and free; OUT may be NULL.  Returns 0
 * when everything is written, 1 when the reader of a pipe went away before
 * (EPIPE), or -1 with ERR: a write failed, or a record did not follow the
 * schema.
 */
int rsec_out_close(struct rsec_out *out, struct rsec_err *err);

/* Whether text may use colours; false until it is said. */
void rsec_out_set_colour(struct rsec_out *out, bool colour);

/* How the next value is to look, in text with colours; else nothing. */
enum rsec_out_look {
	RSEC_OUT_PLAIN,
	RSEC_OUT_GOOD, /* green */
	RSEC_OUT_BAD,  /* red */
	RSEC_OUT_OPEN, /* yellow: neither */
};
void rsec_out_look(struct rsec_out *out, enum rsec_out_look look);

/*
 * The next column of the record; each by the type of its column.  In text an
 * empty string is "-", unless nothing but empty ones follow it on the line.
 * A real has 0..9 DECIMALS; what is no finite number is null.
 */
void rsec_out_string(struct rsec_out *out, const char *s);
void rsec_out_bytes(struct rsec_out *out, const char *s, size_t n);
void rsec_out_uint(struct rsec_out *out, uint64_t v);
void rsec_out_real(struct rsec_out *out, double v, unsigned decimals);
void rsec_out_bool(struct rsec_out *out, bool v);
void rsec_out_prefix(struct rsec_out *out, const struct rsec_prefix *p);
void rsec_out_asn(struct rsec_out *out, uint32_t asn);
void rsec_out_time(struct rsec_out *out, int64_t t);

/* No value, whatever the type: "-" in text, empty in TSV and CSV, null. */
void rsec_out_null(struct rsec_out *out);

/* The ROWS column: begin, then the columns of each row and its end, end. */
void rsec_out_rows_begin(struct rsec_out *out);
void rsec_out_row_end(struct rsec_out *out);
void rsec_out_rows_end(struct rsec_out *out);

/* The record is complete. */
void rsec_out_end(struct rsec_out *out);

/* Ready text between records, as it is: the caller vouches for it. */
void rsec_out_raw(struct rsec_out *out, const char *s);
void rsec_out_raw_bytes(struct rsec_out *out, const char *s, size_t n);

/* Write out what is buffered, as before a blocking read of a pipe. */
void rsec_out_flush(struct rsec_out *out);

/* Whether a write failed so far, and whether the reader just went away. */
bool rsec_out_failed(const struct rsec_out *out);
bool rsec_out_broken_pipe(const struct rsec_out *out);

RSEC_END_API

#endif
