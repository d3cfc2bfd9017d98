/* SPDX-License-Identifier: ISC */
/* What out.c and the formats share.  Not installed. */
#ifndef RSEC_IO_OUT_PRIVATE_H
#define RSEC_IO_OUT_PRIVATE_H

#include <string.h>

#include "io/out.h"

#define OUT_BUFFER ((size_t)64 << 10) /* bytes of one write; a Linux pipe's */

/* How a value that is already text is to be written. */
enum out_kind {
	OUT_NULL,
	OUT_BARE,   /* a number or boolean: never quoted */
	OUT_SAFE,   /* printable ASCII without blanks, quotes or separators */
	OUT_STRING, /* any bytes */
};

struct out_field {
	const char *name;
	enum rsec_out_type type;
	unsigned width;
	bool below;	 /* text: on a new line */
	const char *key; /* JSON: '{"name":' of the first, ',"name":' after */
	size_t key_len;
};

/* The columns of a record, or of each of its rows. */
struct out_level {
	struct out_field *field;
	size_t fields;
	size_t next; /* field[next] gets the next value */
};

/* One format.  FIELD belongs to out->level and tells its place by address. */
struct out_ops {
	void (*start)(struct rsec_out *out);
	void (*value)(struct rsec_out *out, const struct out_field *field,
	    enum out_kind kind, const char *s, size_t n);
	void (*rows_begin)(struct rsec_out *out, const struct out_field *field);
	void (*row_end)(struct rsec_out *out);
	void (*rows_end)(struct rsec_out *out);
	void (*record_end)(struct rsec_out *out);
	void (*finish)(struct rsec_out *out);
};

extern const struct out_ops out_text, out_tsv, out_csv, out_json, out_jsonl;

struct rsec_out {
	const struct out_ops *ops;
	struct out_level record, rows;
	struct out_level *level; /* the one that is being written */
	bool json;		 /* either kind: ASNs are numbers */
	bool has_rows;		 /* the record at hand has its ROWS column */
	uint64_t records;	 /* complete ones */
	size_t row;		 /* complete rows of the record at hand */

	/* text only */
	bool colour;
	enum rsec_out_look look; /* of the next value */
	size_t owed;	     /* blanks to write before the next value, if any */
	size_t empty;	     /* empty values right before the next one */
	unsigned prefix_len; /* of the last prefix, for MAX_LENGTH */

	int fd;
	int error;	    /* errno of the first failed write, 0: none */
	const char *misfit; /* name of the column that a value did not fit */
	size_t len;
	char data[OUT_BUFFER];
};

static inline bool
out_is_first(const struct rsec_out *out, const struct out_field *field)
{
	return field == out->level->field;
}

static inline bool
out_in_rows(const struct rsec_out *out)
{
	return out->level == &out->rows;
}

/* What has no room in the buffer: flush, and write or keep it. */
void out_put_large(struct rsec_out *out, const char *s, size_t n);

static inline void
out_put(struct rsec_out *out, const char *s, size_t n)
{
	if (n > OUT_BUFFER - out->len) {
		out_put_large(out, s, n);
		return;
	}
	memcpy(out->data + out->len, s, n);
	out->len += n;
}

static inline void
out_putc(struct rsec_out *out, char c)
{
	if (out->len == OUT_BUFFER)
		rsec_out_flush(out);
	out->data[out->len++] = c;
}

/*
 * S[0..n) with what is not printable, and each of STOPS (escape.h), escaped;
 * a quote among them is doubled, as CSV has it.  Returns the characters that
 * this takes on a terminal.
 */
size_t out_escape(
    struct rsec_out *out, const char *s, size_t n, unsigned stops);

#endif
