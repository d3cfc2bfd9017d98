/* SPDX-License-Identifier: ISC */
/*
 * What all printers write with: text to the end of a buffer.  Without memory
 * everything else is dropped, and put_end() says so.
 */
#ifndef RSEC_CMD_ROA_PRINT_PUT_H
#define RSEC_CMD_ROA_PRINT_PUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "net/prefix.h"
#include "rpki/der.h"
#include "rpki/resources.h"

struct writer {
	struct rsec_buf *out;
	bool failed;
};

struct writer put_begin(struct rsec_buf *out);
int put_end(const struct writer *w); /* 0, or -1 without memory */

void put(struct writer *w, const void *data, size_t n);
void put_char(struct writer *w, char c);
void put_string(struct writer *w, const char *s);
void put_uint(struct writer *w, uint64_t v);

/* Blanks up to WIDTH bytes after FROM, an earlier out->len; at least one. */
void put_pad(struct writer *w, size_t from, size_t width);

/* Move what was written from FROM on to the right of WIDTH bytes. */
void put_right(struct writer *w, size_t from, size_t width);

/* Bytes of an object, or a name: one line, which no terminal obeys. */
void put_bytes(struct writer *w, struct rsec_bytes bytes);
void put_name(struct writer *w, const char *name);

/* A message, in which the library has escaped what it quotes. */
void put_message(struct writer *w, const char *message);

void put_asn(struct writer *w, uint32_t asn); /* "AS64496" */
void put_prefix(struct writer *w, const struct rsec_prefix *p);
void put_range(
    struct writer *w, const struct rsec_ip_range *range, uint8_t family);

/* "f9d2fc" or, with a separator, "f9:d2:fc". */
void put_hex(struct writer *w, struct rsec_bytes bytes, char separator);
void put_upper_hex(struct writer *w, struct rsec_bytes bytes, char separator);
void put_base64(struct writer *w, struct rsec_bytes bytes);
void put_oid(struct writer *w, struct rsec_bytes oid);

/* An INTEGER's octets as "065D26C2", without octets of the sign only. */
void put_integer(struct writer *w, struct rsec_bytes octets);

/* The same in decimal; in hexadecimal behind "0x" where it is very long. */
void put_decimal(struct writer *w, struct rsec_bytes octets);

/* "2026-10-01T00:06:07Z", or "2026-10-01 00:06:07Z" for people; 0: "-". */
void put_time(struct writer *w, int64_t t);
void put_date(struct writer *w, int64_t t);

/* The part of a name or URI after its last slash. */
struct rsec_bytes leaf_of(struct rsec_bytes path);
struct rsec_bytes bytes_of(const char *s);

#endif
