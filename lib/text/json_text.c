/* SPDX-License-Identifier: ISC */
/*
 * Strings and numbers of JSON (RFC 8259 sections 6 and 7) that json.c cannot
 * borrow at sight: with escapes, beyond ASCII, with a fraction or an exponent,
 * or cut by the end of a run.  They are put together in json->text.
 */
#include "text/json_private.h"

#include <string.h>

#include "base/quote.h"

/* What a byte is inside a string: plain ASCII, or worth a look. */
static inline bool
is_plain(uint8_t c)
{
	return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
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
		if ((c = rsec_json_byte(json, err)) == -1)
			return -1;
		if (c >= '0' && c <= '9')
			digit = c - '0';
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f' && c >= 0)
			digit = (c | 0x20) - 'a' + 10;
		else
			return rsec_json_unexpected(
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
	if ((c = rsec_json_byte(json, err)) == '\\')
		c = rsec_json_byte(json, err);
	else if (c >= 0)
		return lone_surrogate(json, err);
	if (c == -1)
		return -1;
	if (c == RSEC_JSON_EOF)
		return rsec_json_truncated(json, err);
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

	if ((c = rsec_json_byte(json, err)) == -1)
		return -1;
	if (c == 'u')
		return read_unicode_escape(json, err);
	if (c <= 0 || (name = strchr(names, c)) == NULL)
		return rsec_json_unexpected(
		    json, c, "an escape after \"\\\"", err);
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
		if ((c = rsec_json_byte(json, err)) == -1)
			return -1;
		if (c == RSEC_JSON_EOF)
			return rsec_json_truncated(json, err);
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

int
rsec_json_string(
    struct rsec_json *json, struct rsec_json_token *token, struct rsec_err *err)
{
	const uint8_t *from;
	int c, rc;

	json->text.len = 0;
	for (;;) {
		for (from = json->at; json->at < json->end; json->at++)
			if (!is_plain(*json->at))
				break;
		if (add(json, from, (size_t)(json->at - from), err) != 0)
			return -1;
		if ((c = rsec_json_byte(json, err)) == '"')
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
			rc = rsec_json_unexpected(json, c,
			    "no unescaped control character in a string", err);
		if (rc != 0)
			return -1;
	}
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

int
rsec_json_number(
    struct rsec_json *json, struct rsec_json_token *token, struct rsec_err *err)
{
	char quote[RSEC_QUOTE_SIZE];
	const uint8_t *from;
	int rc = 0;

	json->text.len = 0;
	do {
		for (from = json->at; json->at < json->end; json->at++)
			if (!in_number(*json->at))
				break;
		if (add(json, from, (size_t)(json->at - from), err) != 0)
			return -1;
	} while (
	    json->at == json->end && (rc = rsec_json_pull(json, err)) == 1);
	if (rc < 0)
		return -1;
	lend_text(json, token);
	if (is_number(token->text, token->text + token->len))
		return 0;
	if (json->at == json->end && json->depth > 0)
		return rsec_json_truncated(json, err);
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, json->line,
	    "%s is not a number (RFC 8259 section 6)",
	    rsec_quote(quote, token->text, token->len));
}
