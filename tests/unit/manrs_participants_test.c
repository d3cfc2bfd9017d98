/* SPDX-License-Identifier: ISC */
/* The table of participants: what is read, and what of it is left out. */
#include "tests/lib/test.h"

#include <string.h>

#include "manrs/participants.h"
#include "tests/lib/told.h"

#define HEAD "Organization Name,Areas,ASNs(;),Action 1: Filtering\n"

static struct rsec_manrs_participants *
read_text(const char *text, size_t chunk, struct told *told, uint64_t *count)
{
	struct rsec_manrs_participants *p = rsec_manrs_participants_new();
	struct rsec_diag diag = told_diag(told);
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text),
		chunk };

	assert_non_null(p);
	assert_int_equal(rsec_manrs_participants_read(p,
			     rsec_source_memory(&memory), &diag, count, NULL),
	    0);
	assert_int_equal(rsec_manrs_participants_freeze(p, NULL), 0);
	return p;
}

static void
organisations_are_found_by_number_and_in_order(void **state)
{
	static const char text[] =
	    "\xef\xbb\xbf" HEAD "Example Networks,NL,64496;AS64497 ,Yes\r\n"
	    "\"Net, \"\"the\"\" big\",\"NL,BE\","
	    "\"64500\",\n"
	    "No numbers,DE,,No\n"
	    "\n"
	    "Short,FR,64501;";
	struct rsec_manrs_participant line;
	size_t chunk;

	(void)state;
	for (chunk = 0; chunk < 5; chunk++) {
		struct told told = { .n = 0 };
		uint64_t count = 0;
		struct rsec_manrs_participants *p =
		    read_text(text, chunk, &told, &count);

		assert_string_equal(told.text, "");
		assert_int_equal(count, 4);
		assert_int_equal(rsec_manrs_participants_count(p), 3);
		line = rsec_manrs_participants_get(p, 0);
		assert_string_equal(line.name, "Example Networks");
		assert_int_equal(line.asns, 2);
		assert_int_equal(line.asn[1], 64497);
		line = rsec_manrs_participants_get(p, 2);
		assert_int_equal(line.asn[0], 64501);
		assert_string_equal(
		    rsec_manrs_participants_name(p, 64500), "Net, \"the\" big");
		assert_null(rsec_manrs_participants_name(p, 64498));
		rsec_manrs_participants_free(p);
	}
}

static void
columns_are_found_by_name(void **state)
{
	struct told told = { .n = 0 };
	uint64_t count = 0;
	struct rsec_manrs_participants *p =
	    read_text("ASNs,Country,Name\n64496,NL,One\n", 0, &told, &count);

	(void)state;
	assert_string_equal(rsec_manrs_participants_name(p, 64496), "One");
	rsec_manrs_participants_free(p);
	p = read_text("Areas,ASNs(;)\nNL,64496\n", 0, &told, &count);
	assert_string_equal(rsec_manrs_participants_name(p, 64496), "");
	rsec_manrs_participants_free(p);
}

static void
a_line_that_is_wrong_is_told_and_skipped(void **state)
{
	struct told told = { .n = 0 };
	uint64_t count = 0;
	struct rsec_manrs_participants *p =
	    read_text(HEAD "One,NL,64496;sixteen\n"
			   "\"Two,NL,64497\n"
			   "Three\n"
			   "Four,NL,4294967296\n"
			   "Five,NL,64498\n",
		0, &told, &count);

	(void)state;
	assert_string_equal(told.text,
	    "2: \"sixteen\" is not an AS number\n"
	    "3: a quoted field does not end (RFC 4180 section 2)\n"
	    "4: the line has no column of AS numbers\n"
	    "5: \"4294967296\" is not an AS number\n");
	assert_int_equal(count, 1);
	assert_null(rsec_manrs_participants_name(p, 64496));
	assert_string_equal(rsec_manrs_participants_name(p, 64498), "Five");
	rsec_manrs_participants_free(p);
}

static void
what_is_no_table_is_an_error(void **state)
{
	static const struct {
		const char *text, *message;
	} tests[] = {
		{ "", "the table of participants is empty" },
		{ "AS64496 Example\n",
		    "the table of participants has no column \"ASNs(;)\"" },
		{ "\"ASNs,Name\n",
		    "the table of participants has no column \"ASNs(;)\"" },
	};
	struct rsec_manrs_participants *p = rsec_manrs_participants_new();
	struct rsec_memory memory;
	struct rsec_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		const uint8_t *data = (const uint8_t *)tests[i].text;
		const size_t n = strlen(tests[i].text);

		memory = (struct rsec_memory){ data, n, 0 };
		assert_int_equal(
		    rsec_manrs_participants_read(
			p, rsec_source_memory(&memory), NULL, NULL, &err),
		    -1);
		assert_string_equal(err.msg, tests[i].message);
		assert_false(rsec_manrs_participants_is(data, n));
	}
	assert_true(
	    rsec_manrs_participants_is((const uint8_t *)HEAD, strlen(HEAD)));
	rsec_manrs_participants_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    organisations_are_found_by_number_and_in_order),
		cmocka_unit_test(columns_are_found_by_name),
		cmocka_unit_test(a_line_that_is_wrong_is_told_and_skipped),
		cmocka_unit_test(what_is_no_table_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
