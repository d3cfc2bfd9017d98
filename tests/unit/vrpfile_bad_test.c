/* SPDX-License-Identifier: ISC */
/* What is refused: records one by one, and files as a whole. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/vrptext.h"

#define GOOD_JSON "{\"asn\":64496,\"prefix\":\"192.0.2.0/24\"}"

/* TEXT holds one bad record beside the good one of 192.0.2.0/24 AS64496. */
static void
check_bad(const char *text, const char *message)
{
	struct vrptext out;
	size_t chunk;

	for (chunk = 0; chunk < 20; chunk++) {
		vrptext_read(text, strlen(text), chunk, "", &out);
		if (out.rc != 0)
			fail_msg("%s\n%s", text, out.err.msg);
		if (strncmp(out.messages.data, message, strlen(message)) != 0 ||
		    strcmp(out.messages.data + strlen(message), "\n") != 0)
			fail_msg("%s\n%s", text, out.messages.data);
		assert_string_equal(out.vrps.data, "192.0.2.0/24-24 64496 \n");
		assert_true(out.stats.records == 1 && out.stats.skipped == 1);
		vrptext_fini(&out);
	}
}

static void
a_bad_json_record_is_told_and_skipped(void **state)
{
	static const char *const cases[][2] = {
		{ "{}", "2: asn is missing" },
		{ "{\"asn\":1}", "2: prefix is missing" },
		{ "{\"prefix\":\"192.0.2.0/24\",\"ta\":\"x\"}",
		    "2: asn is missing" },
		{ "{\"asn\":\"ASX\",\"prefix\":\"192.0.2.0/24\"}",
		    "2: asn \"ASX\" is not an AS number" },
		{ "{\"asn\":4294967296,\"prefix\":\"192.0.2.0/24\"}",
		    "2: asn \"4294967296\" is not an AS number" },
		{ "{\"asn\":1.10,\"prefix\":\"192.0.2.0/24\"}",
		    "2: asn \"1.10\" is not an AS number" },
		{ "{\"asn\":-1,\"prefix\":\"192.0.2.0/24\"}",
		    "2: asn \"-1\" is not an AS number" },
		{ "{\"asn\":\"\\u001b[2J\",\"prefix\":\"192.0.2.0/24\"}",
		    "2: asn \"\\x1b[2J\" is not an AS number" },
		{ "{\"asn\":[1,{}],\"prefix\":\"192.0.2.0/24\"}",
		    "2: asn is neither a number nor a string" },
		{ "{\"asn\":1,\"asn\":2,\"prefix\":\"192.0.2.0/24\"}",
		    "2: asn is given twice" },
		{ "{\"asn\":1,\n\"prefix\":\"192.0.2.1/24\"}",
		    "3: prefix: 192.0.2.1/24 has bits set beyond its "
		    "length" },
		{ "{\"asn\":1,\"prefix\":\"192.0.2.0\"}",
		    "2: prefix \"192.0.2.0\" has no length" },
		{ "{\"asn\":1,\"prefix\":\"192.0.2.0/33\"}",
		    "2: prefix: prefix length 33 exceeds 32" },
		{ "{\"asn\":1,\"prefix\":\"\"}",
		    "2: prefix: an empty text is not a prefix" },
		{ "{\"asn\":1,\"prefix\":{\"a\":[]}}",
		    "2: prefix is not a string" },
		{ "{\"asn\":1,\"maxLength\":23,\"prefix\":\"192.0.2.0/24\"}",
		    "2: maxLength 23 is shorter than the prefix 192.0.2.0/24 "
		    "(RFC 9582 section 4.3.2.2)" },
		{ "{\"asn\":1,\"prefix\":\"192.0.2.0/24\",\"maxLength\":33}",
		    "2: maxLength 33 of 192.0.2.0/24 exceeds 32 "
		    "(RFC 9582 section 4.3.2.2)" },
		{ "{\"asn\":1,\"prefix\":\"192.0.2.0/24\",\"maxLength\":256}",
		    "2: maxLength \"256\" is not a prefix length" },
		{ "{\"asn\":1,\"prefix\":\"192.0.2.0/24\",\"maxLength\":2e1}",
		    "2: maxLength \"2e1\" is not a prefix length" },
		{ "{\"asn\":1,\"prefix\":\"192.0.2.0/24\","
		  "\"maxLength\":true}",
		    "2: maxLength is neither a number nor a string" },
		{ "{\"asn\":1,\"prefix\":\"192.0.2.0/24\",\"ta\":7}",
		    "2: ta is not a string" },
		{ "{\"asn\":1,\"prefix\":\"192.0.2.0/24\",\"ta\":\"\\u0000\"}",
		    "2: a trust anchor name has a NUL byte" },
		{ "{\"asn\":1,\"prefix\":\"192.0.2.0/24\",\"source\":{}}",
		    "2: source is not an array" },
		{ "{\"asn\":1,\"prefix\":\"192.0.2.0/24\",\"source\":[[]]}",
		    "2: source has a member that is not an object" },
		{ "[\"x\"]", "2: record is not an object" },
		{ "17", "2: record is not an object" },
	};
	char text[400];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		snprintf(text, sizeof(text), "{\"roas\":[\n%s,\n%s]}",
		    cases[i][0], GOOD_JSON);
		check_bad(text, cases[i][1]);
		snprintf(text, sizeof(text), "{\"roas\":[%s,\n%s]}", GOOD_JSON,
		    cases[i][0]);
		check_bad(text, cases[i][1]);
	}
}

static void
a_bad_csv_record_is_told_and_skipped(void **state)
{
	static const char *const cases[][2] = {
		{ "ASX,192.0.2.0/24,24,",
		    "3: asn \"ASX\" is not an AS number" },
		{ ",192.0.2.0/24,24,", "3: asn \"\" is not an AS number" },
		{ "AS1,192.0.2/24,24,",
		    "3: prefix: \"192.0.2\" is not an IPv4 address: an octet "
		    "is missing" },
		{ "AS1,192.0.2.1/24,24,",
		    "3: prefix: 192.0.2.1/24 has bits set beyond its "
		    "length" },
		{ "AS1,192.0.2.0/24,23,",
		    "3: maxLength 23 is shorter than the prefix 192.0.2.0/24 "
		    "(RFC 9582 section 4.3.2.2)" },
		{ "AS1,192.0.2.0/24,x,",
		    "3: maxLength \"x\" is not a prefix length" },
		{ "AS1,192.0.2.0/24,24", "3: record has too few fields" },
		{ "AS1,192.0.2.0/24,24,,", "3: record has too many fields" },
		{ "AS1,192.0.2.0/24,24,\"a",
		    "3: quoted field does not end in its line (RFC 4180 "
		    "section 2)" },
		{ "\"AS1\"x,192.0.2.0/24,24,",
		    "3: text follows a closing quote (RFC 4180 section 2)" },
		{ ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,",
		    "3: record has more than 32 fields" },
	};
	char text[400];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		snprintf(text, sizeof(text),
		    "ASN,IP Prefix,Max Length,Trust Anchor\n\n%s\n"
		    "AS64496,192.0.2.0/24,,\n",
		    cases[i][0]);
		check_bad(text, cases[i][1]);
	}
}

static void
a_bad_item_of_openbgpd_is_told_and_skipped(void **state)
{
	static const char *const cases[][2] = {
		{ "192.0.2.0/24", "2: asn is missing" },
		{ "192.0.2.0/24 maxlen", "2: maxlen has no value" },
		{ "192.0.2.0/24 source-as 1 maxlen", "2: maxlen has no value" },
		{ "192.0.2.0/24 source-as X",
		    "2: asn \"X\" is not an AS number" },
		{ "192.0.2.0/24 source-as 1 source-as 1",
		    "2: asn is given twice" },
		{ "192.0.2.0/24 maxlength 25 source-as 1",
		    "2: asn is missing" },
		{ "host source-as 1",
		    "2: prefix: \"host\" is not an IP address" },
		{ "192.0.2.0/24 maxlen 23 source-as 1",
		    "2: maxLength 23 is shorter than the prefix 192.0.2.0/24 "
		    "(RFC 9582 section 4.3.2.2)" },
	};
	static const char *const layouts[] = {
		"roa-set {\n%s\n192.0.2.0/24 source-as 64496\n}\n",
		"roa-set {\n%s, 192.0.2.0/24 source-as 64496 }\n",
		"roa-set { 192.0.2.0/24 source-as 64496\n%s}\n",
	};
	char text[400];
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (j = 0; j < 3; j++) {
			/* There the comma is what it lacks. */
			if (j == 1 && strstr(cases[i][0], "maxlen") != NULL &&
			    strstr(cases[i][1], "no value") != NULL)
				continue;
			snprintf(text, sizeof(text), layouts[j], cases[i][0]);
			check_bad(text, cases[i][1]);
		}
	}
}

static void
a_bad_statement_of_bird_is_told_and_skipped(void **state)
{
	static const char *const cases[][2] = {
		{ "route 192.0.2.0/24;", "2: asn is missing" },
		{ "route;", "2: prefix: \";\" is not an IP address" },
		{ "route 192.0.2.1/24 max 24 as 1;",
		    "2: prefix: 192.0.2.1/24 has bits set beyond its "
		    "length" },
		{ "route 192.0.2.0/24 max 24 as;",
		    "2: asn \";\" is not an AS number" },
		{ "route 192.0.2.0/24 via 198.51.100.1;",
		    "2: expected max, as or \";\", found \"via\"" },
		{ "route 192.0.2.0/24 max 24 as 1 as 2;",
		    "2: asn is given twice" },
		{ "roa 192.0.2.0/24 max 23 as 1;",
		    "2: maxLength 23 is shorter than the prefix 192.0.2.0/24 "
		    "(RFC 9582 section 4.3.2.2)" },
		{ "router id 192.0.2.1;",
		    "2: statement \"router\" has no VRP" },
	};
	static const char *const layouts[] = {
		"route 192.0.2.0/24 max 24 as 64496;\n%s\n",
		"roa table t {\n%s roa 192.0.2.0/24 as 64496\nmax\n24;}\n",
	};
	char text[400];
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (j = 0; j < 2; j++) {
			snprintf(text, sizeof(text), layouts[j], cases[i][0]);
			check_bad(text, cases[i][1]);
		}
	}
	check_bad("roa table t { roa 192.0.2.0/24 as 64496;\n"
		  "roa 192.0.2.0/24 as }",
	    "2: asn \"}\" is not an AS number");
}

static void
a_file_that_is_not_one_of_these_is_refused(void **state)
{
	static const struct {
		const char *text, *message;
		enum rsec_errcode code;
		unsigned line;
	} cases[] = {
		{ "", "input is empty", RSEC_ERR_TRUNCATED, 0 },
		{ "\xef\xbb\xbf", "input is empty", RSEC_ERR_TRUNCATED, 0 },
		{ " \n\n", "input is empty", RSEC_ERR_TRUNCATED, 0 },
		{ "# a comment\n", "input is empty", RSEC_ERR_TRUNCATED, 0 },
		{ "\n\x1f\x8b\x08",
		    "no format of VRPs that is known begins with "
		    "\"\\x1f\\x8b\\x08\"",
		    RSEC_ERR_SYNTAX, 2 },
		{ "\xef\xbb{}",
		    "no format of VRPs that is known begins with "
		    "\"\\xef\\xbb{}\"",
		    RSEC_ERR_SYNTAX, 1 },
		{ "<html>",
		    "no format of VRPs that is known begins with \"<html>\"",
		    RSEC_ERR_SYNTAX, 1 },
		{ "[]", "no format of VRPs that is known begins with \"[]\"",
		    RSEC_ERR_SYNTAX, 1 },
		{ "ASN,Max Length\n",
		    "no format of VRPs that is known begins with "
		    "\"ASN,Max Length\"",
		    RSEC_ERR_SYNTAX, 1 },
		{ "{}\n", "document has no member \"roas\"", RSEC_ERR_SYNTAX,
		    2 },
		{ "{\"roas\":{}}", "member \"roas\" is not an array",
		    RSEC_ERR_SYNTAX, 1 },
		{ "{\"roas\":[]}x",
		    "expected nothing after the document, found \"x\" "
		    "(RFC 8259)",
		    RSEC_ERR_SYNTAX, 1 },
		{ "{\"roas\":[\n" GOOD_JSON "\n" GOOD_JSON "]}",
		    "expected \",\" or \"]\", found \"{\" (RFC 8259)",
		    RSEC_ERR_SYNTAX, 3 },
		{ "roa-set\n192.0.2.0/24",
		    "expected \"{\", found \"192.0.2.0/24\"", RSEC_ERR_SYNTAX,
		    2 },
		{ "roa-set { {", "expected a prefix, found \"{\"",
		    RSEC_ERR_SYNTAX, 1 },
		{ "roa-set { }\nAS 64496",
		    "expected roa-set or aspa-set, found \"AS\"",
		    RSEC_ERR_SYNTAX, 2 },
		{ "roa table t { }\n}", "\"}\" closes no block",
		    RSEC_ERR_SYNTAX, 2 },
	};
	struct vrptext out;
	size_t i, chunk;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (chunk = 0; chunk < 5; chunk++) {
			vrptext_read(cases[i].text, strlen(cases[i].text),
			    chunk, "", &out);
			assert_int_equal(out.rc, -1);
			assert_string_equal(out.err.msg, cases[i].message);
			assert_int_equal(out.err.code, cases[i].code);
			assert_true(out.err.line == cases[i].line);
			vrptext_fini(&out);
		}
	}
}

/*
 * Read TEXT cut behind each byte, and count those cuts that are not noticed.
 * Those that are must be told by MESSAGE, if there is one.
 */
static size_t
count_unnoticed(const char *text, const char *message)
{
	struct vrptext out;
	size_t n, unnoticed = 0;

	for (n = 0; n < strlen(text); n++) {
		vrptext_read(text, n, 0, "", &out);
		unnoticed += out.rc == 0;
		if (out.rc != 0 && n > 0 && message != NULL) {
			assert_int_equal(out.err.code, RSEC_ERR_TRUNCATED);
			assert_non_null(strstr(out.err.msg, message));
		}
		vrptext_fini(&out);
	}
	return unnoticed;
}

static void
a_cut_is_noticed_wherever_it_leaves_a_trace(void **state)
{
	(void)state;
	assert_int_equal(
	    count_unnoticed("{\"metadata\":{\"generated\":1,\"a\":[1.5e1,"
			    "\"\\u00e9\\\\\"]},\"roas\":[" GOOD_JSON "]}",
		"document ends inside "),
	    0);
	/* But for the last brace, with or without its line end. */
	assert_int_equal(
	    count_unnoticed("roa-set {\n192.0.2.0/24 source-as 64496\n"
			    "2001:db8::/32 maxlen 48 source-as 64496\n}\n",
		NULL),
	    1);
	assert_int_equal(
	    count_unnoticed("roa table t {\nroa 192.0.2.0/24 max 24 as 64496;"
			    "\nroa 2001:db8::/32 max 48 as 64496;\n}\n",
		NULL),
	    1);
	/* Here each line could be the last: ";", line end. */
	assert_int_equal(
	    count_unnoticed("route 192.0.2.0/24 max 24 as 64496;\n"
			    "route 2001:db8::/32 max 48 as 64496;\n",
		NULL),
	    3);
	/*
	 * RFC 4180 lets the last line go without an end.  So not noticed are:
	 * the header alone, and each record from its last comma on.
	 */
	assert_int_equal(
	    count_unnoticed("ASN,IP Prefix,Max Length,Trust Anchor\n"
			    "AS64496,192.0.2.0/24,24,ripe\n"
			    "AS64496,2001:db8::/32,48,ripe\n",
		NULL),
	    1 + 2 * strlen(",ripe\n") - 1);
}

static int
stop_at_second(void *ctx, const struct rsec_err *err)
{
	int *calls = ctx;

	(void)err;
	return ++*calls == 2 ? -1 : 0;
}

static void
a_reader_stops_where_its_caller_says(void **state)
{
	static const char *const texts[] = {
		"{\"roas\":[{},\n{},\n{}]}",
		"ASN,Prefix\n,\n,\n,\n",
		"roa-set {\na\nb\nc\n}\n",
		"route a;\nroute b;\nroute c;\n",
	};
	struct rsec_vrpfile_stats stats;
	struct rsec_memory mem;
	struct rsec_vrps *vrps;
	struct rsec_err err;
	struct rsec_diag diag = { stop_at_second, NULL };
	size_t i;
	int calls;

	(void)state;
	for (i = 0; i < 4; i++) {
		calls = 0;
		diag.ctx = &calls;
		mem = (struct rsec_memory){ (const uint8_t *)texts[i],
			strlen(texts[i]), 0 };
		vrps = rsec_vrps_new();
		assert_int_equal(rsec_vrpfile_read(rsec_source_memory(&mem), "",
				     vrps, &diag, &stats, &err),
		    -1);
		assert_int_equal(err.code, RSEC_ERR_STOPPED);
		assert_int_equal(calls, 2);
		assert_true(stats.skipped == 2);
		rsec_vrps_free(vrps);
	}
}

static int
broken_next(void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	const char **text = ctx;

	if (**text == '\0')
		return rsec_err_set(err, RSEC_ERR_IO, "the disk is on fire");
	*data = (const uint8_t *)*text;
	*len = 1;
	++*text;
	return 1;
}

static void
a_source_that_fails_is_an_error(void **state)
{
	static const char *const texts[] = { "", "\n", "{", "{\"roas\":[",
		"# c", "ASN,Prefix\n", "roa-set {", "route a" };
	struct rsec_source source = { broken_next, NULL };
	struct rsec_vrps *vrps;
	struct rsec_err err;
	const char *text;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		text = texts[i];
		source.ctx = &text;
		vrps = rsec_vrps_new();
		assert_int_equal(
		    rsec_vrpfile_read(source, "", vrps, NULL, NULL, &err), -1);
		assert_string_equal(err.msg, "the disk is on fire");
		rsec_vrps_free(vrps);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bad_json_record_is_told_and_skipped),
		cmocka_unit_test(a_bad_csv_record_is_told_and_skipped),
		cmocka_unit_test(a_bad_item_of_openbgpd_is_told_and_skipped),
		cmocka_unit_test(a_bad_statement_of_bird_is_told_and_skipped),
		cmocka_unit_test(a_file_that_is_not_one_of_these_is_refused),
		cmocka_unit_test(a_cut_is_noticed_wherever_it_leaves_a_trace),
		cmocka_unit_test(a_reader_stops_where_its_caller_says),
		cmocka_unit_test(a_source_that_fails_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
