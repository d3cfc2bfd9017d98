/* SPDX-License-Identifier: ISC */
/* Escapes, and UTF-8 against an encoder that is written from RFC 3629. */
#include "tests/lib/test.h"

#include <stdbool.h>
#include <string.h>

#include "text/escape.h"

#define ALL_STOPS                                                  \
	(RSEC_STOP_BACKSLASH | RSEC_STOP_QUOTE | RSEC_STOP_COMMA | \
	    RSEC_STOP_SEMICOLON | RSEC_STOP_BLANK | RSEC_STOP_MARKUP)

static size_t
encode(unsigned char to[4], uint32_t c)
{
	if (c < 0x80) {
		to[0] = (unsigned char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (unsigned char)(0xc0 + c / 64);
		to[1] = (unsigned char)(0x80 + c % 64);
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (unsigned char)(0xe0 + c / 4096);
		to[1] = (unsigned char)(0x80 + c / 64 % 64);
		to[2] = (unsigned char)(0x80 + c % 64);
		return 3;
	}
	to[0] = (unsigned char)(0xf0 + c / 262144);
	to[1] = (unsigned char)(0x80 + c / 4096 % 64);
	to[2] = (unsigned char)(0x80 + c / 64 % 64);
	to[3] = (unsigned char)(0x80 + c % 64);
	return 4;
}

static void
each_character_is_decoded_and_none_of_its_beginnings(void **state)
{
	unsigned char bytes[4];
	uint32_t c, decoded;
	size_t len, cut;

	(void)state;
	for (c = 0; c <= 0x10ffff; c++) {
		len = encode(bytes, c);
		decoded = UINT32_MAX;
		if (c >= 0xd800 && c <= 0xdfff) {
			assert_int_equal(
			    rsec_utf8_decode((char *)bytes, len, &decoded), 0);
			continue;
		}
		assert_int_equal(
		    rsec_utf8_decode((char *)bytes, len, &decoded), len);
		assert_int_equal(decoded, c);
		for (cut = 1; cut < len; cut++)
			assert_int_equal(
			    rsec_utf8_decode((char *)bytes, cut, &decoded), 0);
	}
}

/* What is decoded encodes to the same bytes: nothing overlong, no other. */
static void
no_other_bytes_are_a_character(void **state)
{
	unsigned char bytes[4], again[4];
	uint32_t c, i;
	size_t len;

	(void)state;
	for (i = 0; i < 1U << 24; i++) {
		bytes[0] = (unsigned char)(i >> 16);
		bytes[1] = (unsigned char)(i >> 8);
		bytes[2] = (unsigned char)i;
		bytes[3] = (unsigned char)(0x80 | i % 64);
		len = rsec_utf8_decode((char *)bytes, 4, &c);
		if (len == 0)
			continue;
		assert_true(c <= 0x10ffff);
		assert_int_equal(encode(again, c), len);
		assert_memory_equal(again, bytes, len);
	}
}

static void
runs_end_at_stops_and_at_controls(void **state)
{
	static const char stops[] = "\\\",; <>&";
	char s[3] = { 'a', 0, 'z' };
	bool stop, control;
	int c;

	(void)state;
	for (c = 0; c < 128; c++) {
		s[1] = (char)c;
		stop = c != 0 && strchr(stops, c) != NULL;
		control = c < 32 || c == 127;
		assert_int_equal(rsec_escape_run(s, 3, 0), control ? 1 : 3);
		assert_int_equal(
		    rsec_escape_run(s, 3, ALL_STOPS), stop || control ? 1 : 3);
	}
	assert_int_equal(rsec_escape_run("a,b;c", 5, RSEC_STOP_SEMICOLON), 3);
	assert_int_equal(rsec_escape_run("", 0, ALL_STOPS), 0);
}

static void
runs_end_at_what_hides_or_reorders(void **state)
{
	static const uint32_t hidden[] = { 0x80, 0x9b, 0x9f, 0x61c, 0x200e,
		0x200f, 0x2028, 0x202a, 0x202e, 0x2066, 0x2069 };
	static const uint32_t shown[] = { 0xa0, 0xe4, 0x61b, 0x200d, 0x2010,
		0x2027, 0x202f, 0x2065, 0x206a, 0x20ac, 0xfffd, 0x1f600 };
	unsigned char bytes[4];
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
		len = encode(bytes, hidden[i]);
		assert_int_equal(rsec_escape_run((char *)bytes, len, 0), 0);
	}
	for (i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		len = encode(bytes, shown[i]);
		assert_int_equal(rsec_escape_run((char *)bytes, len, 0), len);
	}
	assert_int_equal(rsec_escape_run("ab\xe2\x82", 4, 0), 2);
}

static void
escapes_are_short_where_they_have_a_letter(void **state)
{
	char to[RSEC_ESCAPE_SIZE];

	(void)state;
	assert_int_equal(rsec_escape_byte(to, '\n'), 2);
	assert_memory_equal(to, "\\n", 2);
	assert_int_equal(rsec_escape_byte(to, '\\'), 2);
	assert_memory_equal(to, "\\\\", 2);
	assert_int_equal(rsec_escape_byte(to, '\0'), 4);
	assert_memory_equal(to, "\\x00", 4);
	assert_int_equal(rsec_escape_byte(to, '\xfe'), 4);
	assert_memory_equal(to, "\\xfe", 4);
}

static void
texts_cannot_be_markup(void **state)
{
	static const char hostile[] = "a\"><b>'&amp;\n\x1b[31m\0\x80\xc3\xa4";
	static const char text[] =
	    "a&quot;&gt;&lt;b&gt;'&amp;amp;\n\\x1b[31m\\x00\\x80\xc3\xa4";
	struct rsec_buf to = RSEC_BUF_INIT;

	(void)state;
	assert_int_equal(
	    rsec_escape_html(&to, hostile, sizeof(hostile) - 1), 0);
	assert_int_equal(to.len, sizeof(text) - 1);
	assert_memory_equal(to.data, text, to.len);
	assert_int_equal(rsec_escape_html(&to, hostile, 0), 0);
	assert_int_equal(to.len, sizeof(text) - 1);
	rsec_buf_fini(&to);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    each_character_is_decoded_and_none_of_its_beginnings),
		cmocka_unit_test(no_other_bytes_are_a_character),
		cmocka_unit_test(runs_end_at_stops_and_at_controls),
		cmocka_unit_test(runs_end_at_what_hides_or_reorders),
		cmocka_unit_test(escapes_are_short_where_they_have_a_letter),
		cmocka_unit_test(texts_cannot_be_markup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
