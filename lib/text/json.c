/* SPDX-License-Identifier: ISC */
/*
 * The JSON reader: RFC 8259, nothing more and nothing less.
 *
 * Accepted is exactly what the grammar of sections 2 to 7 derives, in
 * well-formed UTF-8 (section 8.1, RFC 3629), with two limits that section 9
 * leaves to us: RSEC_JSON_DEPTH and RSEC_JSON_TEXT.  An escaped half of a
 * surrogate pair (section 8.2) is refused, for it has no UTF-8.  A byte order
 * mark is not skipped.  Members with the same name are all handed out, and
 * numbers are text: what they mean is for the caller to say.
 *
 * Invariants:
 *  - Text that was borrowed from a run is the last thing that a call touches:
 *    whatever could pull the next run waits for the next call.
 *  - A plain ASCII string or a whole number that lies in one run is borrowed,
 *    here; any other is put together, in json_text.c.
 *  - Which tokens come out does not depend on where the runs are cut.
 */
#include "text/json_private.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "base/quote.h"

_Static_assert(RSEC_JSON_DEPTH <= 64, "objects has a bit for each depth");

struct rsec_json *
rsec_json_new(struct rsec_source source)
{
	struct rsec_json *json = calloc(1, sizeof(*json));

	if (json == NULL)
		return NULL;
	json->source = source;
	json->line = 1;
	return json;
}

void
rsec_json_free(struct rsec_json *json)
{
	if (json == NULL)
		return;
	rsec_buf_fini(&json->text);
	free(json);
}

static bool
in_object(const struct rsec_json *json)
{
	return json->depth > 0 && (json->objects >> (json->depth - 1) & 1) != 0;
}

int
rsec_json_truncated(const struct rsec_json *json, struct rsec_err *err)
{
	const char *where = json->depth == 0  ? "before its value is complete"
			    : in_object(json) ? "inside an object"
					      : "inside an array";

	return rsec_err_at_line(
	    err, RSEC_ERR_TRUNCATED, json->line, "document ends %s", where);
}

int
rsec_json_unexpected(
    const struct rsec_json *json, int c, const char *what, struct rsec_err *err)
{
	char quote[RSEC_QUOTE_SIZE], byte = (char)c;

	if (c == RSEC_JSON_EOF)
		return rsec_json_truncated(json, err);
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, json->line,
	    "expected %s, found %s (RFC 8259)", what,
	    rsec_quote(quote, &byte, 1));
}

int
rsec_json_pull(struct rsec_json *json, struct rsec_err *err)
{
	size_t len;
	int rc;

	if (json->ended)
		return 0;
	rc = json->source.next(json->source.ctx, &json->at, &len, err);
	if (rc == 1) {
		json->end = json->at + len;
	} else {
		json->at = json->end = NULL;
		json->ended = true;
	}
	return rc;
}

/* The next byte that is no white space, still to be read. */
static inline int
peek(struct rsec_json *json, struct rsec_err *err)
{
	const uint8_t *at;
	int rc;

	for (;;) {
		for (at = json->at; at < json->end; at++) {
			if (*at > ' ')
				break;
			if (*at == '\n')
				json->line++;
			else if (*at != ' ' && *at != '\t' && *at != '\r')
				break;
		}
		json->at = at;
		if (at < json->end)
			return *at;
		if ((rc = rsec_json_pull(json, err)) != 1)
			return rc == 0 ? RSEC_JSON_EOF : -1;
	}
}

int
rsec_json_byte(struct rsec_json *json, struct rsec_err *err)
{
	int rc;

	while (json->at == json->end)
		if ((rc = rsec_json_pull(json, err)) != 1)
			return rc == 0 ? RSEC_JSON_EOF : -1;
	return *json->at++;
}

/*
 * Where the plain ASCII of a string ends, eight bytes at a time.  A byte that
 * is no plain ASCII has its top bit set in special: it had it, or it wraps
 * below 0 where 0x20 is taken away, or where 1 is from what is 0 for a quote
 * or a backslash.  Such a borrow may mark bytes behind it by mistake, but
 * never one before.
 */
static inline const uint8_t *
skip_plain(const uint8_t *at, const uint8_t *end)
{
	const uint64_t ones = UINT64_MAX / 255;
	uint64_t word, special;

	for (; end - at >= 8; at += 8) {
		memcpy(&word, at, 8);
		word = le64toh(word);
		special = word | (word - ones * 0x20) |
			  ((word ^ ones * '"') - ones) |
			  ((word ^ ones * '\\') - ones);
		special &= ones << 7;
		if (special != 0)
			return at + __builtin_ctzll(special) / 8;
	}
	while (
	    at < end && *at >= 0x20 && *at < 0x80 && *at != '"' && *at != '\\')
		at++;
	return at;
}

/* A string that is plain and lies in one run is borrowed. */
static inline int
string(
    struct rsec_json *json, struct rsec_json_token *token, struct rsec_err *err)
{
	const uint8_t *from = ++json->at, *at = skip_plain(from, json->end);

	if (at == json->end || *at != '"' ||
	    (size_t)(at - from) > RSEC_JSON_TEXT)
		return rsec_json_string(json, token, err);
	token->text = (const char *)from;
	token->len = (size_t)(at - from);
	json->at = at + 1;
	return 0;
}

/* And so is a whole number without an exponent. */
static inline int
number(
    struct rsec_json *json, struct rsec_json_token *token, struct rsec_err *err)
{
	const uint8_t *from = json->at, *at = from, *end = json->end;

	while (at < end && *at >= '0' && *at <= '9')
		at++;
	if (at == from || (*from == '0' && at > from + 1) || at == end ||
	    *at == '.' || *at == '+' || *at == '-' || (*at | 0x20) == 'e' ||
	    (size_t)(at - from) > RSEC_JSON_TEXT)
		return rsec_json_number(json, token, err);
	token->text = (const char *)from;
	token->len = (size_t)(at - from);
	json->at = at;
	return 0;
}

static int
literal(struct rsec_json *json, const char *name, struct rsec_err *err)
{
	const char *s;
	int c;

	for (s = name; *s != '\0'; s++)
		if ((c = rsec_json_byte(json, err)) != (unsigned char)*s)
			return c == -1
				   ? -1
				   : rsec_json_unexpected(json, c, name, err);
	return 0;
}

static int
open_container(struct rsec_json *json, bool object, struct rsec_err *err)
{
	uint64_t bit;

	if (json->depth == RSEC_JSON_DEPTH)
		return rsec_err_at_line(err, RSEC_ERR_LIMIT, json->line,
		    "nested deeper than %d", RSEC_JSON_DEPTH);
	bit = (uint64_t)1 << json->depth++;
	json->objects = object ? json->objects | bit : json->objects & ~bit;
	json->expect = object ? EXPECT_MEMBER : EXPECT_ELEMENT;
	json->at++;
	return 0;
}

static void
value_is_complete(struct rsec_json *json)
{
	json->expect = json->depth == 0 ? EXPECT_END : EXPECT_NEXT;
}

static int
close_container(struct rsec_json *json, struct rsec_json_token *token)
{
	token->type =
	    in_object(json) ? RSEC_JSON_OBJECT_END : RSEC_JSON_ARRAY_END;
	json->depth--;
	json->at++;
	value_is_complete(json);
	return 0;
}

/* The value that begins with the byte C. */
static int
value(struct rsec_json *json, int c, struct rsec_json_token *token,
    struct rsec_err *err)
{
	value_is_complete(json);
	switch (c) {
	case '"':
		token->type = RSEC_JSON_STRING;
		return string(json, token, err);
	case '{':
		token->type = RSEC_JSON_OBJECT;
		return open_container(json, true, err);
	case '[':
		token->type = RSEC_JSON_ARRAY;
		return open_container(json, false, err);
	case 't':
		token->type = RSEC_JSON_TRUE;
		return literal(json, "true", err);
	case 'f':
		token->type = RSEC_JSON_FALSE;
		return literal(json, "false", err);
	case 'n':
		token->type = RSEC_JSON_NULL;
		return literal(json, "null", err);
	default:
		if (c != '-' && (c < '0' || c > '9'))
			return rsec_json_unexpected(json, c, "a value", err);
		token->type = RSEC_JSON_NUMBER;
		return number(json, token, err);
	}
}

/*
 * A member's name.  Its colon is read along where it follows at once; looking
 * further could pull a run and take the name away.
 */
static int
name(struct rsec_json *json, int c, struct rsec_json_token *token,
    struct rsec_err *err)
{
	if (c != '"')
		return rsec_json_unexpected(
		    json, c, "the name of a member", err);
	token->type = RSEC_JSON_KEY;
	json->expect = EXPECT_COLON;
	if (string(json, token, err) != 0)
		return -1;
	if (json->at < json->end && *json->at == ':') {
		json->at++;
		json->expect = EXPECT_VALUE;
	}
	return 0;
}

/* Read the comma or the colon that stands before the next token. */
static int
separator(struct rsec_json *json, int *c, struct rsec_err *err)
{
	const bool object = in_object(json);

	if (json->expect == EXPECT_COLON) {
		if (*c != ':')
			return rsec_json_unexpected(json, *c, "\":\"", err);
		json->expect = EXPECT_VALUE;
	} else if (*c == ',') {
		json->expect = object ? EXPECT_NAME : EXPECT_VALUE;
	} else if (*c != (object ? '}' : ']')) {
		return rsec_json_unexpected(json, *c,
		    object ? "\",\" or \"}\"" : "\",\" or \"]\"", err);
	} else {
		json->expect = object ? EXPECT_MEMBER : EXPECT_ELEMENT;
		return 0;
	}
	json->at++;
	return (*c = peek(json, err)) == -1 ? -1 : 0;
}

int
rsec_json_next(
    struct rsec_json *json, struct rsec_json_token *token, struct rsec_err *err)
{
	int c;

	if ((c = peek(json, err)) == -1)
		return -1;
	if (json->expect == EXPECT_NEXT || json->expect == EXPECT_COLON)
		if (separator(json, &c, err) != 0)
			return -1;
	token->line = json->line;
	token->text = NULL;
	token->len = 0;
	switch (json->expect) {
	case EXPECT_END:
		if (c != RSEC_JSON_EOF)
			return rsec_json_unexpected(
			    json, c, "nothing after the document", err);
		token->type = RSEC_JSON_END;
		return 0;
	case EXPECT_MEMBER:
		if (c == '}')
			return close_container(json, token);
		return name(json, c, token, err);
	case EXPECT_NAME:
		return name(json, c, token, err);
	case EXPECT_ELEMENT:
		if (c == ']')
			return close_container(json, token);
		return value(json, c, token, err);
	default:
		return value(json, c, token, err);
	}
}

int
rsec_json_skip_rest(struct rsec_json *json, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	struct rsec_json_token inner;
	unsigned outside;

	if (token->type != RSEC_JSON_OBJECT && token->type != RSEC_JSON_ARRAY)
		return 0;
	outside = json->depth - 1;
	while (json->depth > outside)
		if (rsec_json_next(json, &inner, err) != 0)
			return -1;
	return 0;
}

int
rsec_json_skip(struct rsec_json *json, struct rsec_err *err)
{
	struct rsec_json_token token;

	if (rsec_json_next(json, &token, err) != 0)
		return -1;
	return rsec_json_skip_rest(json, &token, err);
}

bool
rsec_json_is(const struct rsec_json_token *token, const char *s)
{
	size_t n = strlen(s);

	return token->len == n && (n == 0 || memcmp(token->text, s, n) == 0);
}
