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
 *  - [at, end) is the rest of the run that the source lent us.  Between two
 *    calls no run is pulled after text was borrowed from it: whoever has
 *    returned a borrowed text leaves what follows to the next call.
 *  - A string or number that lies in one run and has nothing but plain ASCII
 *    is borrowed.  Any other is put together in text.
 *  - Which tokens come out does not depend on where the runs are cut.
 *  - Bit i of objects tells whether the container at depth i + 1 is an object.
 */
#include "text/json.h"

#include <stdlib.h>
#include <string.h>

#include "text/quote.h"

#define END_OF_INPUT (-2) /* from peek() and next_byte(); -1 is an error */

enum expect {
	EXPECT_VALUE,	/* the document's, a member's, an array's after "," */
	EXPECT_ELEMENT, /* after "[": a value or "]" */
	EXPECT_MEMBER,	/* after "{": a name or "}" */
	EXPECT_NAME,	/* after "," in an object */
	EXPECT_COLON,	/* after a name */
	EXPECT_NEXT,	/* after a value in a container: "," or its end */
	EXPECT_END,	/* the document is complete */
};

struct rsec_json {
	const uint8_t *at, *end;
	uint64_t line;
	uint64_t objects;
	unsigned depth;
	enum expect expect;
	struct rsec_source source;
	bool ended; /* the source has nothing more */
	struct rsec_buf text;
};

_Static_assert(RSEC_JSON_DEPTH <= 64, "objects has a bit for each depth");

/* What a byte is inside a string: plain ASCII, or worth a look. */
static inline bool
is_plain(uint8_t c)
{
	return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

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

static int
truncated(const struct rsec_json *json, struct rsec_err *err)
{
	const char *where = json->depth == 0  ? "before its value is complete"
			    : in_object(json) ? "inside an object"
					      : "inside an array";

	return rsec_err_at_line(
	    err, RSEC_ERR_TRUNCATED, json->line, "document ends %s", where);
}

/* WHAT should have stood where the byte C does. */
static int
unexpected(
    const struct rsec_json *json, int c, const char *what, struct rsec_err *err)
{
	char quote[RSEC_QUOTE_SIZE], byte = (char)c;

	if (c == END_OF_INPUT)
		return truncated(json, err);
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, json->line,
	    "expected %s, found %s (RFC 8259)", what,
	    rsec_text_quote(quote, &byte, 1));
}

/* Pull the next run; 1, 0 at the end, or -1 with ERR. */
static int
pull(struct rsec_json *json, struct rsec_err *err)
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
	int rc;

	for (;;) {
		for (; json->at < json->end; json->at++) {
			uint8_t c = *json->at;

			if (c > ' ')
				return c;
			if (c == '\n')
				json->line++;
			else if (c != ' ' && c != '\t' && c != '\r')
				return c;
		}
		if ((rc = pull(json, err)) != 1)
			return rc == 0 ? END_OF_INPUT : -1;
	}
}

/* Read one byte, whatever it is. */
static int
next_byte(struct rsec_json *json, struct rsec_err *err)
{
	int rc;

	while (json->at == json->end)
		if ((rc = pull(json, err)) != 1)
			return rc == 0 ? END_OF_INPUT : -1;
	return *json->at++;
}

/* Add to the text that is put together. */
static int
add(struct rsec_json *json, const void *data, size_t n, struct rsec_err *err)
{
	if (n > RSEC_JSON_TEXT - json->text.len)
		return rsec_err_at_line(err, RSEC_ERR_LIMIT, json->line,
		    "string or number is longer than %zu bytes",
		    RSEC_JSON_TEXT);
	if (rsec_buf_add(&json->text, data, n) != 0)
		return rsec_err_nomem(err);
	return 0;
}

/* Hand out the text that lies at FROM, or that was put together. */
static int
lend(struct rsec_json *json, struct rsec_json_token *token, const uint8_t *from,
    size_t n, struct rsec_err *err)
{
	if (n > RSEC_JSON_TEXT)
		return add(json, from, n, err); /* which says why not */
	token->text = (const char *)from;
	token->len = n;
	return 0;
}

static int
lend_text(struct rsec_json *json, struct rsec_json_token *token)
{
	token->text = json->text.len > 0 ? json->text.data : "";
	token->len = json->text.len;
	return 0;
}

/* The four digits behind "\u". */
static int
read_hex4(struct rsec_json *json, uint32_t *code, struct rsec_err *err)
{
	int c, i, digit;

	*code = 0;
	for (i = 0; i < 4; i++) {
		if ((c = next_byte(json, err)) == -1)
			return -1;
		if (c >= '0' && c <= '9')
			digit = c - '0';
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f' && c >= 0)
			digit = (c | 0x20) - 'a' + 10;
		else
			return unexpected(
			    json, c, "four hex digits after \"\\u\"", err);
		*code = *code << 4 | (uint32_t)digit;
	}
	return 0;
}

static int
lone_surrogate(const struct rsec_json *json, struct rsec_err *err)
{
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, json->line,
	    "escape is half of a surrogate pair (RFC 8259 section 8.2)");
}

static int
add_code(struct rsec_json *json, uint32_t code, struct rsec_err *err)
{
	uint8_t utf8[4];
	size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const uint8_t lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t i;

	for (i = n; i-- > 1; code >>= 6)
		utf8[i] = (uint8_t)(0x80 | (code & 0x3f));
	utf8[0] = (uint8_t)(lead[n] | code);
	return add(json, utf8, n, err);
}

static int
read_unicode_escape(struct rsec_json *json, struct rsec_err *err)
{
	uint32_t high, low;
	int c;

	if (read_hex4(json, &high, err) != 0)
		return -1;
	if (high < 0xd800 || high > 0xdfff)
		return add_code(json, high, err);
	if (high > 0xdbff)
		return lone_surrogate(json, err);
	if ((c = next_byte(json, err)) == '\\')
		c = next_byte(json, err);
	else if (c >= 0)
		return lone_surrogate(json, err);
	if (c == -1)
		return -1;
	if (c == END_OF_INPUT)
		return truncated(json, err);
	if (c != 'u')
		return lone_surrogate(json, err);
	if (read_hex4(json, &low, err) != 0)
		return -1;
	if (low < 0xdc00 || low > 0xdfff)
		return lone_surrogate(json, err);
	return add_code(
	    json, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00), err);
}

static int
read_escape(struct rsec_json *json, struct rsec_err *err)
{
	static const char names[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
	const char *name;
	int c;

	if ((c = next_byte(json, err)) == -1)
		return -1;
	if (c == 'u')
		return read_unicode_escape(json, err);
	if (c <= 0 || (name = strchr(names, c)) == NULL)
		return unexpected(json, c, "an escape after \"\\\"", err);
	return add(json, bytes + (name - names), 1, err);
}

/*
 * A character of two to four bytes, its first byte LEAD.  RFC 3629 section 4:
 * the first continuation byte has a narrower range after some leads, which
 * keeps out overlong forms, surrogates, and what lies beyond U+10FFFF.
 */
static int
read_utf8(struct rsec_json *json, uint8_t lead, struct rsec_err *err)
{
	uint8_t utf8[4] = { lead };
	int low = 0x80, high = 0xbf, c;
	size_t i, n = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

	if (lead == 0xe0)
		low = 0xa0;
	else if (lead == 0xed)
		high = 0x9f;
	else if (lead == 0xf0)
		low = 0x90;
	else if (lead == 0xf4)
		high = 0x8f;
	for (i = 1; i < n; i++) {
		if ((c = next_byte(json, err)) == -1)
			return -1;
		if (c == END_OF_INPUT)
			return truncated(json, err);
		if (lead < 0xc2 || lead > 0xf4 || c < low || c > high)
			return rsec_err_at_line(err, RSEC_ERR_SYNTAX,
			    json->line,
			    "string is not well-formed UTF-8 (RFC 3629)");
		utf8[i] = (uint8_t)c;
		low = 0x80;
		high = 0xbf;
	}
	return add(json, utf8, n, err);
}

/* Any string; its opening quote and what is in text are read already. */
static int
read_string(
    struct rsec_json *json, struct rsec_json_token *token, struct rsec_err *err)
{
	const uint8_t *from;
	int c, rc;

	for (;;) {
		for (from = json->at; json->at < json->end; json->at++)
			if (!is_plain(*json->at))
				break;
		if (add(json, from, (size_t)(json->at - from), err) != 0)
			return -1;
		if ((c = next_byte(json, err)) == '"')
			return lend_text(json, token);
		if (c == -1)
			return -1;
		if (c == '\\')
			rc = read_escape(json, err);
		else if (c >= 0x80)
			rc = read_utf8(json, (uint8_t)c, err);
		else if (c >= 0x20)
			rc = add(json, &(char){ (char)c }, 1, err);
		else
			rc = unexpected(json, c,
			    "no unescaped control character in a string", err);
		if (rc != 0)
			return -1;
	}
}

/* A string that is plain and lies in one run is borrowed. */
static inline int
string(
    struct rsec_json *json, struct rsec_json_token *token, struct rsec_err *err)
{
	const uint8_t *from = ++json->at, *at = from, *end = json->end;

	while (at < end && is_plain(*at))
		at++;
	if (at < end && *at == '"') {
		json->at = at + 1;
		return lend(json, token, from, (size_t)(at - from), err);
	}
	json->text.len = 0;
	return read_string(json, token, err);
}

static const char *
skip_digits(const char *s, const char *end)
{
	while (s < end && *s >= '0' && *s <= '9')
		s++;
	return s;
}

/* RFC 8259 section 6: [ minus ] int [ frac ] [ exp ]. */
static bool
is_number(const char *s, const char *end)
{
	const char *from;

	if (s < end && *s == '-')
		s++;
	from = s;
	if ((s = skip_digits(s, end)) == from || (*from == '0' && s > from + 1))
		return false;
	if (s < end && *s == '.') {
		from = ++s;
		if ((s = skip_digits(s, end)) == from)
			return false;
	}
	if (s < end && (*s | 0x20) == 'e') {
		s++;
		if (s < end && (*s == '+' || *s == '-'))
			s++;
		from = s;
		if ((s = skip_digits(s, end)) == from)
			return false;
	}
	return s == end;
}

static inline bool
in_number(uint8_t c)
{
	return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' ||
	       (c | 0x20) == 'e';
}

/* A number that the end of a run may cut. */
static int
join_number(
    struct rsec_json *json, struct rsec_json_token *token, struct rsec_err *err)
{
	const uint8_t *from;
	int rc;

	json->text.len = 0;
	do {
		for (from = json->at; json->at < json->end; json->at++)
			if (!in_number(*json->at))
				break;
		if (add(json, from, (size_t)(json->at - from), err) != 0)
			return -1;
		if (json->at < json->end)
			break;
	} while ((rc = pull(json, err)) == 1);
	return json->at == json->end && rc < 0 ? -1 : lend_text(json, token);
}

static inline int
number(
    struct rsec_json *json, struct rsec_json_token *token, struct rsec_err *err)
{
	const uint8_t *at = json->at, *end = json->end;
	char quote[RSEC_QUOTE_SIZE];
	int rc;

	while (at < end && in_number(*at))
		at++;
	if (at < end) {
		rc = lend(json, token, json->at, (size_t)(at - json->at), err);
		json->at = at;
	} else {
		rc = join_number(json, token, err);
	}
	if (rc != 0)
		return -1;
	if (!is_number(token->text, token->text + token->len))
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, json->line,
		    "%s is not a number (RFC 8259 section 6)",
		    rsec_text_quote(quote, token->text, token->len));
	return 0;
}

static int
literal(struct rsec_json *json, const char *name, struct rsec_err *err)
{
	const char *s;
	int c;

	for (s = name; *s != '\0'; s++)
		if ((c = next_byte(json, err)) != (unsigned char)*s)
			return c == -1 ? -1 : unexpected(json, c, name, err);
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
			return unexpected(json, c, "a value", err);
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
		return unexpected(json, c, "the name of a member", err);
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
			return unexpected(json, *c, "\":\"", err);
		json->expect = EXPECT_VALUE;
	} else if (*c == ',') {
		json->expect = object ? EXPECT_NAME : EXPECT_VALUE;
	} else if (*c != (object ? '}' : ']')) {
		return unexpected(json, *c,
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
		if (c != END_OF_INPUT)
			return unexpected(
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
