/* SPDX-License-Identifier: ISC */
/*
 * Random tables and updates against the list that they were made from, and
 * against themselves where they are cut or damaged.
 */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/mrtrandom.h"
#include "tests/lib/mrttext.h"

#define FILES	500
#define RECORDS 12

/* What is read of the first LEN bytes of W, in runs of CHUNK. */
static char *
text_of(const struct mrtw *w, size_t len, size_t chunk)
{
	struct rsec_memory memory = mrtw_memory(w, chunk);

	memory.len = len;
	return mrt_text(rsec_source_memory(&memory), NULL);
}

static void
what_is_read_is_what_was_written(void **state)
{
	struct random r = { 1 };
	struct rsec_buf expected;
	struct mrtw w;
	unsigned i;
	char *text;

	(void)state;
	for (i = 0; i < FILES; i++) {
		w = MRTW_INIT;
		expected = RSEC_BUF_INIT;
		mrt_random(&r, RECORDS, &w, &expected);
		text_add(&expected, "%c", '\0');
		text = text_of(&w, w.buf.len, random_below(&r, 300));
		assert_string_equal(text, expected.data);
		free(text);
		rsec_buf_fini(&expected);
		mrtw_fini(&w);
	}
}

/* A file that is cut says what it said before, and that it is cut. */
static void
a_cut_loses_no_record_before_it(void **state)
{
	struct random r = { 2 };
	struct rsec_buf expected = RSEC_BUF_INIT;
	struct mrtw w = MRTW_INIT;
	char *text, *end;
	size_t len;

	(void)state;
	mrt_random(&r, RECORDS, &w, &expected);
	text_add(&expected, "%c", '\0');
	for (len = 0; len < w.buf.len; len++) {
		text = text_of(&w, len, 0);
		if ((end = strstr(text, "error ")) != NULL) {
			assert_non_null(
			    strstr(end, " the input ends inside a record "
					"(RFC 6396 section 2)\n"));
			*end = '\0';
		}
		assert_int_equal(strncmp(text, expected.data, strlen(text)), 0);
		free(text);
	}
	rsec_buf_fini(&expected);
	mrtw_fini(&w);
}

/* Whatever the damage, runs of any size are read alike. */
static void
damage_is_the_same_in_runs_of_every_size(void **state)
{
	struct random r = { 3 };
	struct rsec_buf expected;
	struct mrtw w;
	char *whole, *cut;
	unsigned i, n;

	(void)state;
	for (i = 0; i < FILES; i++) {
		w = MRTW_INIT;
		expected = RSEC_BUF_INIT;
		mrt_random(&r, RECORDS, &w, &expected);
		for (n = 1 + random_below(&r, 8); n > 0; n--)
			w.buf.data[random_below(&r, (uint32_t)w.buf.len)] =
			    (char)random_u64(&r);
		whole = text_of(&w, w.buf.len, 0);
		cut = text_of(&w, w.buf.len, 1 + random_below(&r, 100));
		assert_string_equal(whole, cut);
		free(whole);
		free(cut);
		rsec_buf_fini(&expected);
		mrtw_fini(&w);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_read_is_what_was_written),
		cmocka_unit_test(a_cut_loses_no_record_before_it),
		cmocka_unit_test(damage_is_the_same_in_runs_of_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
