/* SPDX-License-Identifier: ISC */
/* Names, equal and not, however their strings are encoded. */
#include "tests/lib/test.h"

#include <string.h>

#include "rpki/x509_private.h"

#define CN(tag, text) \
	"\x30\x0e\x31\x0c\x30\x0a\x06\x03\x55\x04\x03" tag "\x03" text
#define CN_AND_SERIAL(cn, serial)                                            \
	"\x30\x1a\x31\x18\x30\x0a\x06\x03\x55\x04\x03\x13\x03" cn "\x30\x0a" \
	"\x06\x03\x55\x04\x05\x13\x03" serial
#define BYTES(s) ((struct rsec_bytes){ (const uint8_t *)(s), sizeof(s) - 1 })

static bool
equal(struct rsec_bytes a, struct rsec_bytes b)
{
	bool is = rsec_name_equal(a, b);

	assert_int_equal(is, rsec_name_equal(b, a));
	return is;
}

static void
type_of_string_and_case_do_not_matter(void **state)
{
	(void)state;
	assert_true(equal(BYTES(CN("\x13", "abc")), BYTES(CN("\x13", "abc"))));
	assert_true(equal(BYTES(CN("\x13", "abc")), BYTES(CN("\x0c", "abc"))));
	assert_true(equal(BYTES(CN("\x13", "abc")), BYTES(CN("\x13", "AbC"))));
	assert_false(equal(BYTES(CN("\x13", "abc")), BYTES(CN("\x13", "abd"))));
	assert_false(equal(BYTES(CN("\x13", "a{c")), BYTES(CN("\x13", "a[c"))));
	assert_false(equal(BYTES(CN("\x13", "abc")), BYTES(CN("\x16", "abc"))));
}

static void
every_attribute_counts(void **state)
{
	(void)state;
	assert_true(equal(BYTES(CN_AND_SERIAL("abc", "123")),
	    BYTES(CN_AND_SERIAL("ABC", "123"))));
	assert_false(equal(BYTES(CN_AND_SERIAL("abc", "123")),
	    BYTES(CN_AND_SERIAL("abc", "124"))));
	assert_false(equal(
	    BYTES(CN_AND_SERIAL("abc", "123")), BYTES(CN("\x13", "abc"))));
}

static void
what_is_no_name_equals_only_itself(void **state)
{
	const struct rsec_bytes name = BYTES(CN("\x13", "abc"));
	struct rsec_bytes cut = name;

	(void)state;
	for (cut.len = 0; cut.len < name.len; cut.len++)
		assert_false(equal(cut, name));
	assert_true(equal(BYTES("x"), BYTES("x")));
	assert_false(equal(BYTES("x"), BYTES("y")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(type_of_string_and_case_do_not_matter),
		cmocka_unit_test(every_attribute_counts),
		cmocka_unit_test(what_is_no_name_equals_only_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
