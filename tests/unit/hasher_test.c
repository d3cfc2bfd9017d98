/* SPDX-License-Identifier: ISC */
/* Digests against those of FIPS 180-4, and however the data is cut. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "io/hasher.h"

static const char abc[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char nothing[] =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/* RFC 1321, appendix A.5. */
static const char md5_of_abc[] = "900150983cd24fb0d6963f7d28e17f72"
				 "00000000000000000000000000000000";

static void
assert_digest(struct rsec_hasher *hasher, const char *want)
{
	uint8_t digest[RSEC_HASHER_SIZE];
	char text[2 * RSEC_HASHER_SIZE + 1];
	size_t i;

	assert_int_equal(rsec_hasher_end(hasher, digest), 0);
	for (i = 0; i < RSEC_HASHER_SIZE; i++)
		snprintf(text + 2 * i, 3, "%02x", digest[i]);
	assert_string_equal(text, want);
}

static void
a_hasher_begins_anew_after_each_digest(void **state)
{
	struct rsec_hasher *hasher;
	struct rsec_err err;

	(void)state;
	rsec_hasher_preload();
	hasher = rsec_hasher_new(&err);
	assert_non_null(hasher);
	assert_digest(hasher, nothing);
	rsec_hasher_add(hasher, "abc", 3);
	assert_digest(hasher, abc);
	rsec_hasher_add(hasher, "a", 1);
	rsec_hasher_add(hasher, "", 0);
	rsec_hasher_add(hasher, "bc", 2);
	assert_digest(hasher, abc);
	assert_digest(hasher, nothing);
	rsec_hasher_free(hasher);
	rsec_hasher_free(NULL);
}

static void
md5_has_zeros_behind_it(void **state)
{
	struct rsec_hasher *hasher;
	struct rsec_err err;

	(void)state;
	hasher = rsec_hasher_new_md5(&err);
	assert_non_null(hasher);
	rsec_hasher_add(hasher, "ab", 2);
	rsec_hasher_add(hasher, "c", 1);
	assert_digest(hasher, md5_of_abc);
	rsec_hasher_free(hasher);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hasher_begins_anew_after_each_digest),
		cmocka_unit_test(md5_has_zeros_behind_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
