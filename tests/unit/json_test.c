/* SPDX-License-Identifier: ISC */
/*
 * The oracle is jansson, which reads a document whole.  It differs from us,
 * and from RFC 8259, in three things that the comparison leaves out: it
 * refuses numbers that no int64_t or double holds, and an escaped NUL in a
 * name; and it takes a NUL byte behind the document for its end.
 */
#include "tests/lib/test.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/json.h"

/* The tokens of a document as text: what they are, and their line. */
static int
read_tokens(const char *text, size_t n, size_t chunk, struct rsec_buf *out,
    struct rsec_err *err)
{
	static const char marks[] = ".{}[]ksntf0";
	struct rsec_memory mem = { (const uint8_t *)text, n, chunk };
	struct rsec_json *json = rsec_json_new(rsec_source_memory(&mem));
	struct rsec_json_token token;
	char line[32];
	int rc;

	assert_non_null(json);
	out->len = 0;
	while ((rc = rsec_json_next(json, &token, err)) == 0) {
		snprintf(line, sizeof(line), "%u", (unsigned)token.line);
		assert_int_equal(rsec_buf_puts(out, line), 0);
		assert_int_equal(rsec_buf_addc(out, marks[token.type]), 0);
		assert_int_equal(rsec_buf_add(out, token.text, token.len), 0);
		assert_int_equal(rsec_buf_addc(out, ' '), 0);
		if (token.type == RSEC_JSON_END)
			break;
	}
	rsec_json_free(json);
	return rc;
}

static void
tokens_are_the_same_however_runs_are_cut(void **state)
{
	static const struct {
		const char *text, *tokens;
	} cases[] = {
		{ "{}", "1{ 1} 1. " },
		{ " [ ] \n", "1[ 1] 2. " },
		{ "[1,-2.5e+3,\"x\"]", "1[ 1n1 1n-2.5e+3 1sx 1] 1. " },
		{ "{\"a\" :\n[true,\nfalse , null]\r\n}",
		    "1{ 1ka 2[ 2t 3f 30 3] 4} 4. " },
		{ "\"\"", "1s 1. " },
		{ "12", "1n12 1. " },
		{ "\"a\\\"\\\\\\/\\b\\f\\n\\r\\tz\"",
		    "1sa\"\\/\b\f\n\r\tz 1. " },
		{ "\"\\u00e9\\u20AC\\ud83d\\ude00\"",
		    "1s\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80 1. " },
		{ "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\x7f\"",
		    "1s\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\x7f 1. " },
		{ "{\"k\":{\"k\":[[],{}]},\"k\":0}",
		    "1{ 1kk 1{ 1kk 1[ 1[ 1] 1{ 1} 1] 1} 1kk 1n0 1} 1. " },
	};
	struct rsec_buf out = RSEC_BUF_INIT;
	struct rsec_err err;
	size_t i, n, chunk;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		n = strlen(cases[i].text);
		for (chunk = 0; chunk <= n; chunk++) {
			assert_int_equal(
			    read_tokens(cases[i].text, n, chunk, &out, &err),
			    0);
			assert_int_equal(rsec_buf_addc(&out, '\0'), 0);
			assert_string_equal(out.data, cases[i].tokens);
		}
	}
	rsec_buf_fini(&out);
}

static const struct {
	const char *text, *msg;
	enum rsec_errcode code;
} refused[] = {
	{ "", "document ends before its value is complete",
	    RSEC_ERR_TRUNCATED },
	{ "\"abc", "document ends before its value is complete",
	    RSEC_ERR_TRUNCATED },
	{ "{\"a\":[1", "document ends inside an array", RSEC_ERR_TRUNCATED },
	{ "[{\"a\"", "document ends inside an object", RSEC_ERR_TRUNCATED },
	{ "{\"a\":\"\\u12", "document ends inside an object",
	    RSEC_ERR_TRUNCATED },
	{ "{\"a\":tru", "document ends inside an object", RSEC_ERR_TRUNCATED },
	{ "[1,]", "expected a value, found \"]\" (RFC 8259)", RSEC_ERR_SYNTAX },
	{ "{\"a\":1,}", "expected the name of a member, found \"}\" (RFC 8259)",
	    RSEC_ERR_SYNTAX },
	{ "{,}", "expected the name of a member, found \",\" (RFC 8259)",
	    RSEC_ERR_SYNTAX },
	{ "{\"a\" 1}", "expected \":\", found \"1\" (RFC 8259)",
	    RSEC_ERR_SYNTAX },
	{ "{\"a\":1]", "expected \",\" or \"}\", found \"]\" (RFC 8259)",
	    RSEC_ERR_SYNTAX },
	{ "[1 2]", "expected \",\" or \"]\", found \"2\" (RFC 8259)",
	    RSEC_ERR_SYNTAX },
	{ "{} x",
	    "expected nothing after the document, found \"x\" "
	    "(RFC 8259)",
	    RSEC_ERR_SYNTAX },
	{ "\xef\xbb\xbf{}", "expected a value, found \"\\xef\" (RFC 8259)",
	    RSEC_ERR_SYNTAX },
	{ "[tRue]", "expected true, found \"R\" (RFC 8259)", RSEC_ERR_SYNTAX },
	{ "[01]", "\"01\" is not a number (RFC 8259 section 6)",
	    RSEC_ERR_SYNTAX },
	{ "[1.]", "\"1.\" is not a number (RFC 8259 section 6)",
	    RSEC_ERR_SYNTAX },
	{ "[+1]", "expected a value, found \"+\" (RFC 8259)", RSEC_ERR_SYNTAX },
	{ "[-]", "\"-\" is not a number (RFC 8259 section 6)",
	    RSEC_ERR_SYNTAX },
	{ "[1e]", "\"1e\" is not a number (RFC 8259 section 6)",
	    RSEC_ERR_SYNTAX },
	{ "[\"\\x\"]",
	    "expected an escape after \"\\\", found \"x\" (RFC 8259)",
	    RSEC_ERR_SYNTAX },
	{ "[\"\\u12g4\"]",
	    "expected four hex digits after \"\\u\", found \"g\" "
	    "(RFC 8259)",
	    RSEC_ERR_SYNTAX },
	{ "[\"a\tb\"]",
	    "expected no unescaped control character in a string, "
	    "found \"\\t\" (RFC 8259)",
	    RSEC_ERR_SYNTAX },
	{ "[\"\\ud83d\"]",
	    "escape is half of a surrogate pair (RFC 8259 section "
	    "8.2)",
	    RSEC_ERR_SYNTAX },
	{ "[\"\\ud83d\\u0041\"]",
	    "escape is half of a surrogate pair (RFC 8259 section "
	    "8.2)",
	    RSEC_ERR_SYNTAX },
	{ "[\"\\ude00\"]",
	    "escape is half of a surrogate pair (RFC 8259 section "
	    "8.2)",
	    RSEC_ERR_SYNTAX },
};

static void
each_broken_rule_is_named(void **state)
{
	struct rsec_buf out = RSEC_BUF_INIT;
	struct rsec_err err;
	size_t i, n, chunk;

	(void)state;
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		n = strlen(refused[i].text);
		for (chunk = 0; chunk <= n; chunk++) {
			assert_int_equal(
			    read_tokens(refused[i].text, n, chunk, &out, &err),
			    -1);
			assert_string_equal(err.msg, refused[i].msg);
			assert_int_equal(err.code, refused[i].code);
			assert_true(err.line == 1);
		}
	}
	rsec_buf_fini(&out);
}

/* Whether the string that holds S and nothing else is accepted. */
static bool
accepts_string(const char *s, size_t n)
{
	struct rsec_buf doc = RSEC_BUF_INIT, out = RSEC_BUF_INIT;
	struct rsec_err err;
	int rc;

	assert_int_equal(rsec_buf_addc(&doc, '"'), 0);
	assert_int_equal(rsec_buf_add(&doc, s, n), 0);
	assert_int_equal(rsec_buf_addc(&doc, '"'), 0);
	rc = read_tokens(doc.data, doc.len, 0, &out, &err);
	rsec_buf_fini(&doc);
	rsec_buf_fini(&out);
	return rc == 0;
}

/* The UTF-8 of CODE by RFC 3629 section 3, without looking at its range. */
static size_t
encode(uint32_t code, char utf8[4])
{
	static const uint8_t lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t i, n = code < 0x80      ? 1
		      : code < 0x800   ? 2
		      : code < 0x10000 ? 3
				       : 4;

	for (i = n; i-- > 1; code >>= 6)
		utf8[i] = (char)(0x80 | (code & 0x3f));
	utf8[0] = (char)(lead[n] | code);
	return n;
}

static void
utf8_is_exactly_that_of_rfc_3629(void **state)
{
	static const char *bad[] = { "\x80", "\xc0\xaf", "\xc1\xbf",
		"\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
		"\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\xe2\x82z",
		"\xc3" };
	char utf8[4];
	uint32_t code;
	size_t i, n;

	(void)state;
	for (code = 0x80; code < 0x110000; code += code < 0x3000 ? 1 : 251) {
		n = encode(code, utf8);
		assert_int_equal(
		    accepts_string(utf8, n), code < 0xd800 || code > 0xdfff);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(accepts_string(bad[i], strlen(bad[i])));
	for (i = 0; i < 0x20; i++)
		assert_false(accepts_string(&(char){ (char)i }, 1));
}

static void
a_nul_byte_ends_no_document(void **state)
{
	struct rsec_buf out = RSEC_BUF_INIT;
	struct rsec_err err;

	(void)state;
	assert_int_equal(read_tokens("{}\0", 3, 0, &out, &err), -1);
	assert_string_equal(err.msg,
	    "expected nothing after the document, found \"\\x00\" (RFC 8259)");
	assert_int_equal(read_tokens("[\0]", 3, 0, &out, &err), -1);
	rsec_buf_fini(&out);
}

static void
nesting_ends_at_its_limit(void **state)
{
	char text[2 * (RSEC_JSON_DEPTH + 1)];
	struct rsec_buf out = RSEC_BUF_INIT;
	struct rsec_err err;

	(void)state;
	memset(text, '[', RSEC_JSON_DEPTH + 1);
	memset(text + RSEC_JSON_DEPTH + 1, ']', RSEC_JSON_DEPTH + 1);
	assert_int_equal(
	    read_tokens(text + 1, sizeof(text) - 2, 0, &out, &err), 0);
	assert_int_equal(read_tokens(text, sizeof(text), 0, &out, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_LIMIT);
	assert_string_equal(err.msg, "nested deeper than 64");
	rsec_buf_fini(&out);
}

static void
a_text_ends_at_its_limit(void **state)
{
	static const size_t chunks[] = { 0, 65536 };
	const size_t n = RSEC_JSON_TEXT + 3;
	char *text = malloc(n);
	struct rsec_buf out = RSEC_BUF_INIT;
	struct rsec_err err;
	size_t i, kind;

	(void)state;
	assert_non_null(text);
	for (i = 0; i < 4; i++) {
		kind = i / 2;
		memset(text, '7', n);
		text[0] = text[n - 1] = kind == 0 ? '"' : ' ';
		assert_int_equal(
		    read_tokens(text, n, chunks[i % 2], &out, &err), -1);
		assert_int_equal(err.code, RSEC_ERR_LIMIT);
		assert_string_equal(
		    err.msg, "string or number is longer than 1048576 bytes");
		text[n - 2] = text[n - 1];
		text[n - 1] = ' ';
		assert_int_equal(
		    read_tokens(text, n, chunks[i % 2], &out, &err), 0);
	}
	rsec_buf_fini(&out);
	free(text);
}

static void
skipping_reads_over_one_value(void **state)
{
	static const char text[] = "{\"a\":{\"b\":[1,{\"c\":2}]},\"d\":3,"
				   "\"e\":[[],[]],\"f\":\"g\"}";
	struct rsec_memory mem = { (const uint8_t *)text, strlen(text), 1 };
	struct rsec_json *json = rsec_json_new(rsec_source_memory(&mem));
	struct rsec_json_token token;
	struct rsec_err err;
	const char *name;

	(void)state;
	assert_int_equal(rsec_json_next(json, &token, &err), 0);
	for (name = "adef"; *name != '\0'; name++) {
		assert_int_equal(rsec_json_next(json, &token, &err), 0);
		assert_int_equal(token.type, RSEC_JSON_KEY);
		assert_true(rsec_json_is(&token, (char[]){ *name, '\0' }));
		assert_false(rsec_json_is(&token, ""));
		if (*name != 'e') {
			assert_int_equal(rsec_json_skip(json, &err), 0);
			continue;
		}
		assert_int_equal(rsec_json_next(json, &token, &err), 0);
		assert_int_equal(rsec_json_skip_rest(json, &token, &err), 0);
	}
	assert_int_equal(rsec_json_next(json, &token, &err), 0);
	assert_int_equal(token.type, RSEC_JSON_OBJECT_END);
	rsec_json_free(json);
}

/* The value that TOKEN begins, as jansson would have it. */
static json_t *
build(struct rsec_json *json, const struct rsec_json_token *token)
{
	struct rsec_json_token inner;
	json_t *value, *member;
	char *number, *name;
	struct rsec_err err;

	switch (token->type) {
	case RSEC_JSON_OBJECT:
	case RSEC_JSON_ARRAY:
		value = token->type == RSEC_JSON_OBJECT ? json_object()
							: json_array();
		for (;;) {
			if (rsec_json_next(json, &inner, &err) != 0) {
				json_decref(value);
				return NULL;
			}
			if (inner.type == RSEC_JSON_OBJECT_END ||
			    inner.type == RSEC_JSON_ARRAY_END)
				return value;
			name = NULL;
			if (inner.type == RSEC_JSON_KEY) {
				name = strndup(inner.text, inner.len);
				if (rsec_json_next(json, &inner, &err) != 0)
					inner.type = RSEC_JSON_END;
			}
			member = inner.type == RSEC_JSON_END
				     ? NULL
				     : build(json, &inner);
			if (member == NULL) {
				free(name);
				json_decref(value);
				return NULL;
			}
			if (name != NULL)
				json_object_set_new(value, name, member);
			else
				json_array_append_new(value, member);
			free(name);
		}
	case RSEC_JSON_STRING:
		return json_stringn(token->text, token->len);
	case RSEC_JSON_NUMBER:
		number = strndup(token->text, token->len);
		value = strpbrk(number, ".eE") != NULL
			    ? json_real(strtod(number, NULL))
			    : json_integer(strtoll(number, NULL, 10));
		free(number);
		return value;
	case RSEC_JSON_TRUE:
		return json_true();
	case RSEC_JSON_FALSE:
		return json_false();
	default:
		return json_null();
	}
}

static json_t *
build_document(const char *text, size_t n, size_t chunk)
{
	struct rsec_memory mem = { (const uint8_t *)text, n, chunk };
	struct rsec_json *json = rsec_json_new(rsec_source_memory(&mem));
	struct rsec_json_token token;
	struct rsec_err err;
	json_t *value = NULL;

	assert_non_null(json);
	if (rsec_json_next(json, &token, &err) == 0)
		value = build(json, &token);
	if (value != NULL && rsec_json_next(json, &token, &err) != 0) {
		json_decref(value);
		value = NULL;
	}
	rsec_json_free(json);
	return value;
}

/* A small generator of documents; deterministic. */
static unsigned
draw(uint64_t *seed, unsigned n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % n;
}

static void
put_string(struct rsec_buf *buf, uint64_t *seed)
{
	static const char *pieces[] = { "a", "prefix", "\\n", "\\\"", "\\\\",
		"\\u0041", "\\u00e9", "\\ud83d\\ude00", "\xc3\xa9",
		"\xe2\x82\xac", "\xf0\x9f\x98\x80", "/", "2001:db8::/32", " ",
		"\x7f" };
	unsigned n = draw(seed, 5);

	rsec_buf_addc(buf, '"');
	while (n-- > 0)
		rsec_buf_puts(buf, pieces[draw(seed, 15)]);
	rsec_buf_addc(buf, '"');
}

static void
put_value(struct rsec_buf *buf, uint64_t *seed, int depth)
{
	static const char *scalars[] = { "true", "false", "null", "0", "-0",
		"17", "-4294967295", "1.5", "-0.25e-3", "1E+2", "\"\"" };
	static const char *blanks[] = { "", "", " ", "\n", "\r\n\t" };
	unsigned i, n, kind = draw(seed, depth < 5 ? 6 : 4);

	rsec_buf_puts(buf, blanks[draw(seed, 5)]);
	if (kind < 2) {
		rsec_buf_puts(buf, scalars[draw(seed, 11)]);
	} else if (kind < 4) {
		put_string(buf, seed);
	} else {
		rsec_buf_addc(buf, kind == 4 ? '{' : '[');
		for (n = draw(seed, 5), i = 0; i < n; i++) {
			if (i > 0)
				rsec_buf_addc(buf, ',');
			if (kind == 4) {
				put_string(buf, seed);
				rsec_buf_puts(buf, blanks[draw(seed, 5)]);
				rsec_buf_addc(buf, ':');
			}
			put_value(buf, seed, depth + 1);
		}
		rsec_buf_addc(buf, kind == 4 ? '}' : ']');
	}
	rsec_buf_puts(buf, blanks[draw(seed, 5)]);
}

static void
mutate(struct rsec_buf *buf, uint64_t *seed)
{
	static const char bytes[] = "{}[]:,\"\\/ntrue01.-+eE \n\t\x80\xc3\x01";
	size_t at = draw(seed, (unsigned)buf->len);

	switch (draw(seed, 4)) {
	case 0: /* replace */
		buf->data[at] = bytes[draw(seed, sizeof(bytes) - 1)];
		break;
	case 1: /* delete */
		memmove(buf->data + at, buf->data + at + 1, buf->len - at - 1);
		buf->len--;
		break;
	case 2: /* insert */
		rsec_buf_addc(buf, ' ');
		memmove(buf->data + at + 1, buf->data + at, buf->len - at - 1);
		buf->data[at] = bytes[draw(seed, sizeof(bytes) - 1)];
		break;
	default: /* cut */
		buf->len = at;
	}
}

/* Returns whether the document was accepted, by both. */
static bool
agrees_with_jansson(const struct rsec_buf *doc, uint64_t *seed)
{
	size_t chunk = draw(seed, 3) == 0 ? 0 : 1 + draw(seed, 7);
	json_error_t error;
	json_t *theirs = json_loadb(
	    doc->data, doc->len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
	json_t *ours = build_document(doc->data, doc->len, chunk);
	bool accepted = ours != NULL;

	if (theirs == NULL &&
	    (json_error_code(&error) == json_error_numeric_overflow ||
		json_error_code(&error) == json_error_null_byte_in_key)) {
		json_decref(ours);
		return false;
	}
	if (!json_equal(theirs, ours) && (theirs != NULL || ours != NULL))
		fail_msg("we %s, jansson %s: %.*s",
		    ours != NULL ? "accept" : "refuse",
		    theirs != NULL ? "accepts" : "refuses", (int)doc->len,
		    doc->data);
	json_decref(theirs);
	json_decref(ours);
	return accepted;
}

static void
random_documents_read_as_jansson_reads_them(void **state)
{
	struct rsec_buf doc = RSEC_BUF_INIT;
	uint64_t seed = 20261123;
	int i, j, mutants = 0;

	(void)state;
	for (i = 0; i < 5000; i++) {
		doc.len = 0;
		put_value(&doc, &seed, 0);
		assert_true(agrees_with_jansson(&doc, &seed));
		for (j = 0; j < 8 && doc.len > 0; j++) {
			mutate(&doc, &seed);
			mutants += agrees_with_jansson(&doc, &seed);
		}
	}
	/* Both sides of the line are well visited. */
	assert_true(mutants > 1000 && mutants < 39000);
	rsec_buf_fini(&doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_are_the_same_however_runs_are_cut),
		cmocka_unit_test(each_broken_rule_is_named),
		cmocka_unit_test(utf8_is_exactly_that_of_rfc_3629),
		cmocka_unit_test(a_nul_byte_ends_no_document),
		cmocka_unit_test(nesting_ends_at_its_limit),
		cmocka_unit_test(a_text_ends_at_its_limit),
		cmocka_unit_test(skipping_reads_over_one_value),
		cmocka_unit_test(random_documents_read_as_jansson_reads_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
