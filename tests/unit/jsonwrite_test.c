/* SPDX-License-Identifier: ISC */
/* The JSON writer, read back by jansson; and base64. */
#include "tests/lib/test.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "text/base64.h"
#include "text/escape.h"
#include "text/jsonwrite.h"

static void
assert_text(const struct rsec_buf *buf, const char *text)
{
	assert_int_equal(buf->len, strlen(text));
	assert_memory_equal(buf->data, text, buf->len);
}

static void
commas_stand_between_values_at_any_depth(void **state)
{
	struct rsec_buf buf = RSEC_BUF_INIT;
	struct rsec_json_writer json = rsec_json_writer_init(&buf);
	int i;

	(void)state;
	rsec_json_object_begin(&json);
	rsec_json_key(&json, "empty");
	rsec_json_array_begin(&json);
	rsec_json_array_end(&json);
	rsec_json_key(&json, "list");
	rsec_json_array_begin(&json);
	for (i = 0; i < 2; i++) {
		rsec_json_object_begin(&json);
		rsec_json_key(&json, "a");
		rsec_json_put_bool(&json, i == 0);
		rsec_json_key(&json, "b");
		rsec_json_put_null(&json);
		rsec_json_object_end(&json);
	}
	rsec_json_put_uint(&json, UINT64_MAX);
	rsec_json_put_safe(&json, "x", 1);
	rsec_json_put_fixed(&json, 1203, 2);
	rsec_json_put_fixed(&json, -7, 2);
	rsec_json_put_fixed(&json, -16, 0);
	rsec_json_put_fixed(&json, INT64_MIN, 9);
	rsec_json_array_end(&json);
	rsec_json_key(&json, "time");
	rsec_json_put_time(&json, 1790813167);
	rsec_json_object_end(&json);
	assert_false(rsec_json_failed(&json));
	assert_text(&buf, "{\"empty\":[],\"list\":[{\"a\":true,\"b\":null},"
			  "{\"a\":false,\"b\":null},18446744073709551615,\"x\","
			  "12.03,-0.07,-16,"
			  "-9223372036.854775808],"
			  "\"time\":\"2026-10-01T00:06:07Z\"}");
	rsec_buf_fini(&buf);
}

/* A JSON array with the string S[0..n) alone, and what jansson reads. */
static json_t *
round_trip(struct rsec_buf *buf, const char *s, size_t n)
{
	struct rsec_json_writer json = rsec_json_writer_init(buf);
	json_error_t error;
	json_t *root;

	buf->len = 0;
	rsec_json_array_begin(&json);
	rsec_json_put_bytes(&json, s, n);
	rsec_json_array_end(&json);
	assert_false(rsec_json_failed(&json));
	root = json_loadb(buf->data, buf->len, JSON_ALLOW_NUL, &error);
	assert_non_null(root);
	assert_int_equal(json_array_size(root), 1);
	return root;
}

static void
each_character_comes_back(void **state)
{
	struct rsec_buf buf = RSEC_BUF_INIT;
	const json_t *string;
	uint32_t c, decoded;
	char text[8];
	json_t *root;
	size_t i, n;

	(void)state;
	for (c = 0; c < 0x3000; c++) {
		n = 0;
		if (c < 0x80) {
			text[n++] = (char)c;
		} else if (c < 0x800) {
			text[n++] = (char)(0xc0 | c >> 6);
			text[n++] = (char)(0x80 | (c & 63));
		} else {
			text[n++] = (char)(0xe0 | c >> 12);
			text[n++] = (char)(0x80 | (c >> 6 & 63));
			text[n++] = (char)(0x80 | (c & 63));
		}
		text[n++] = 'z';
		root = round_trip(&buf, text, n);
		string = json_array_get(root, 0);
		assert_int_equal(json_string_length(string), n);
		assert_memory_equal(json_string_value(string), text, n);
		for (i = 0; i < buf.len; i++) /* nothing that acts is raw */
			assert_true((unsigned char)buf.data[i] >= ' ');
		if (rsec_utf8_decode(text, n, &decoded) > 1 && c < 0xa0)
			assert_null(memchr(buf.data, 0xc2, buf.len));
		json_decref(root);
	}
	rsec_buf_fini(&buf);
}

static void
bytes_that_are_no_utf8_are_replaced_one_by_one(void **state)
{
	static const char *const bad[] = { "\x80", "\xc0\xaf", "\xff",
		"\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82" };
	struct rsec_buf buf = RSEC_BUF_INIT;
	json_t *root;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		root = round_trip(&buf, bad[i], strlen(bad[i]));
		assert_int_equal(json_string_length(json_array_get(root, 0)),
		    3 * strlen(bad[i]));
		json_decref(root);
	}
	rsec_buf_fini(&buf);
}

/* RFC 4648 section 10. */
static void
base64_is_that_of_the_rfc(void **state)
{
	static const char *const vectors[][2] = { { "", "" }, { "f", "Zg==" },
		{ "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" },
		{ "\xfb\xff\xbf", "+/+/" } };
	struct rsec_buf buf = RSEC_BUF_INIT;
	uint8_t back[8];
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		buf.len = 0;
		assert_int_equal(
		    rsec_base64_encode(&buf, (const uint8_t *)vectors[i][0],
			strlen(vectors[i][0])),
		    0);
		assert_text(&buf, vectors[i][1]);
		assert_true(rsec_base64_decode(vectors[i][1],
		    strlen(vectors[i][1]), back, strlen(vectors[i][0]), &len));
		assert_int_equal(len, strlen(vectors[i][0]));
		assert_memory_equal(back, vectors[i][0], len);
		if (len > 0)
			assert_false(rsec_base64_decode(vectors[i][1],
			    strlen(vectors[i][1]), back, len - 1, &len));
	}
	rsec_buf_fini(&buf);
}

static void
base64_is_read_over_line_ends_and_strictly_else(void **state)
{
	static const char *const bad[] = { "Z", "Zg", "Zg=", "Zg===", "=",
		"====", "Z===", "Zg==Zg==", "Zh==", "Zm9=", "Zm=v", "Zm9v!",
		"Zm9-", "Zm9v=" };
	static const char folded[] = "\r\nZm\n9v\r\n Y\tg==\n";
	uint8_t to[16];
	size_t i, len;

	(void)state;
	assert_true(
	    rsec_base64_decode(folded, strlen(folded), to, sizeof(to), &len));
	assert_int_equal(len, 4);
	assert_memory_equal(to, "foob", 4);
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(rsec_base64_decode(
		    bad[i], strlen(bad[i]), to, sizeof(to), &len));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commas_stand_between_values_at_any_depth),
		cmocka_unit_test(each_character_comes_back),
		cmocka_unit_test(
		    bytes_that_are_no_utf8_are_replaced_one_by_one),
		cmocka_unit_test(base64_is_that_of_the_rfc),
		cmocka_unit_test(
		    base64_is_read_over_line_ends_and_strictly_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
