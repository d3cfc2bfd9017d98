/* SPDX-License-Identifier: ISC */
/*
 * JSON (RFC 8259) written piece by piece to the end of a buffer.
 *
 *	rsec_json_object_begin(&json);
 *	rsec_json_key(&json, "asn");
 *	rsec_json_put_uint(&json, 64496);
 *	rsec_json_object_end(&json);
 *
 * Commas come by themselves; that a key stands before each value of an object
 * and nowhere else is the caller's part.  What comes out is UTF-8, printable,
 * and one line, whatever the strings hold.  Without memory everything else is
 * dropped, and rsec_json_failed() says so.
 */
#ifndef RSEC_TEXT_JSONWRITE_H
#define RSEC_TEXT_JSONWRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct rsec_json_writer {
	struct rsec_buf *out;
	bool comma; /* one goes before the next key or element */
	bool failed;
};

RSEC_BEGIN_API

/* Write to the end of OUT, which stays the caller's. */
struct rsec_json_writer rsec_json_writer_init(struct rsec_buf *out);

/* Whether something was lost for want of memory. */
bool rsec_json_failed(const struct rsec_json_writer *json);

void rsec_json_object_begin(struct rsec_json_writer *json);
void rsec_json_object_end(struct rsec_json_writer *json);
void rsec_json_array_begin(struct rsec_json_writer *json);
void rsec_json_array_end(struct rsec_json_writer *json);

/* The key of the next value; NAME is written as it is. */
void rsec_json_key(struct rsec_json_writer *json, const char *name);

/* A string of any bytes; what is not UTF-8 is shown as U+FFFD. */
void rsec_json_put_bytes(
    struct rsec_json_writer *json, const char *s, size_t n);
void rsec_json_put_string(struct rsec_json_writer *json, const char *s);

/* A string that needs no escapes: the caller vouches for it. */
void rsec_json_put_safe(struct rsec_json_writer *json, const char *s, size_t n);

/*
 * The same in pieces: the caller appends them to json->out between the two
 * calls.
 */
void rsec_json_text_begin(struct rsec_json_writer *json);
void rsec_json_text_end(struct rsec_json_writer *json);

void rsec_json_put_uint(struct rsec_json_writer *json, uint64_t v);
/* V with the last DECIMALS (1..9) digits behind the point: 1234, 2 is 12.34. */
void rsec_json_put_fixed(
    struct rsec_json_writer *json, int64_t v, unsigned decimals);
void rsec_json_put_bool(struct rsec_json_writer *json, bool v);
void rsec_json_put_null(struct rsec_json_writer *json);

/* RFC 3339, as a string. */
void rsec_json_put_time(struct rsec_json_writer *json, int64_t t);

RSEC_END_API

#endif
