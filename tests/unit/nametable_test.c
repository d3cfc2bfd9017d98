/* SPDX-License-Identifier: ISC */
/*
 * The table of names finds what the list of names has, and nothing else: were
 * it empty the reader would be right, but slow.
 */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "irr/nametable_private.h"

static void
the_table_has_the_names_of_the_list(void **state)
{
	struct rsec_rpsl_names *names =
	    aligned_alloc(_Alignof(struct rsec_rpsl_names), sizeof(*names));
	char text[2 * RSEC_BLOCK];
	const char *name;
	size_t id, n;

	(void)state;
	assert_non_null(names);
	memset(names, 0, sizeof(*names));
	rsec_rpsl_names_fill(names);
	for (id = 1; id < RSEC_RPSL_NAMES; id++) {
		name = rsec_rpsl_name((enum rsec_rpsl_name)id);
		n = strlen(name);
		if (n >= RSEC_BLOCK)
			continue;
		memset(text, 'x', sizeof(text));
		memcpy(text, name, n);
		text[n] = ':';
		assert_int_equal(
		    rsec_rpsl_names_find(names, rsec_block_load(text), n), id);
		text[0] = (char)(text[0] & ~0x20); /* in upper case */
		assert_int_equal(
		    rsec_rpsl_names_find(names, rsec_block_load(text), n), id);
		text[n - 1] = '\0';
		assert_int_equal(
		    rsec_rpsl_names_find(names, rsec_block_load(text), n),
		    RSEC_RPSL_UNKNOWN_NAME);
	}
	free(names);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_has_the_names_of_the_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
