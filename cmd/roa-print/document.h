/* SPDX-License-Identifier: ISC */
/* A JSON document of one object: members by their key, one call each. */
#ifndef RSEC_CMD_ROA_PRINT_DOCUMENT_H
#define RSEC_CMD_ROA_PRINT_DOCUMENT_H

#include "cmd/roa-print/put.h"
#include "text/jsonwrite.h"

struct document {
	struct rsec_json_writer json;
	struct writer text; /* to the same buffer, within a string */
};

/* KEY NULL: an element of an array. */
void member_string(struct document *doc, const char *key, const char *s);
/* A word of this program, which needs no escapes. */
void member_word(struct document *doc, const char *key, const char *word);
void member_bytes(
    struct document *doc, const char *key, struct rsec_bytes bytes);
void member_uint(struct document *doc, const char *key, uint64_t v);
void member_time(struct document *doc, const char *key, int64_t t);
void member_prefix(
    struct document *doc, const char *key, const struct rsec_prefix *p);

/* Octets as a string, by one of put_hex() and its like. */
void member_hex(struct document *doc, const char *key, struct rsec_bytes bytes);
void member_upper_hex(
    struct document *doc, const char *key, struct rsec_bytes bytes);
void member_base64(
    struct document *doc, const char *key, struct rsec_bytes bytes);
void member_oid(struct document *doc, const char *key, struct rsec_bytes bytes);
void member_integer(
    struct document *doc, const char *key, struct rsec_bytes octets);

void member_object_begin(struct document *doc, const char *key);
void member_object_end(struct document *doc);
void member_array_begin(struct document *doc, const char *key);
void member_array_end(struct document *doc);

void member_uris(struct document *doc, const char *key,
    const struct rsec_bytes *list, size_t count);
void member_resources(
    struct document *doc, const char *key, const struct rsec_resources *r);

#endif
