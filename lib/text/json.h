/* SPDX-License-Identifier: ISC */
/*
 * A pull reader for JSON (RFC 8259): the caller asks for one token after the
 * other, in constant memory, however large the document is: a VRP export of
 * 100 MB as well as a SLURM file of ten lines.
 */
#ifndef RSEC_TEXT_JSON_H
#define RSEC_TEXT_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/source.h"

#define RSEC_JSON_DEPTH 64		  /* nesting beyond it is an error */
#define RSEC_JSON_TEXT	((size_t)1 << 20) /* bytes of one string or number */

enum rsec_json_type {
	RSEC_JSON_END, /* the document is complete, nothing follows it */
	RSEC_JSON_OBJECT,
	RSEC_JSON_OBJECT_END,
	RSEC_JSON_ARRAY,
	RSEC_JSON_ARRAY_END,
	RSEC_JSON_KEY, /* a member's name; its value is the next token */
	RSEC_JSON_STRING,
	RSEC_JSON_NUMBER, /* text has its digits as they stand */
	RSEC_JSON_TRUE,
	RSEC_JSON_FALSE,
	RSEC_JSON_NULL,
};

struct rsec_json_token {
	enum rsec_json_type type;
	const char *text; /* KEY, STRING (unescaped, UTF-8) and NUMBER */
	size_t len;
	uint64_t line; /* where the token starts */
};

struct rsec_json; /* opaque */

RSEC_BEGIN_API

/* Returns NULL without memory.  The source is used until rsec_json_free(). */
struct rsec_json *rsec_json_new(struct rsec_source source);
void rsec_json_free(struct rsec_json *json);

/*
 * Read the next token; its text is borrowed until the following call.
 * Returns 0, or -1 with ERR: line and reason.
 */
int rsec_json_next(struct rsec_json *json, struct rsec_json_token *token,
    struct rsec_err *err);

/*
 * After a KEY, or inside an array: read over the next value whole, whatever
 * it is.  Returns 0 or -1 with ERR.
 */
int rsec_json_skip(struct rsec_json *json, struct rsec_err *err);

/*
 * The same where TOKEN, which was just read, begins the value: nothing is left
 * to do unless it opens an object or an array.
 */
int rsec_json_skip_rest(struct rsec_json *json,
    const struct rsec_json_token *token, struct rsec_err *err);

/* Whether the text of TOKEN is S. */
bool rsec_json_is(const struct rsec_json_token *token, const char *s);

RSEC_END_API

#endif
