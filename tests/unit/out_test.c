/* SPDX-License-Identifier: ISC */
/*
 * The writer: the bytes of each format, and hostile strings.  What JSON says
 * is read back by jansson.
 */
#include "tests/lib/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "io/out.h"

static const struct rsec_out_column vrp_columns[] = {
	{ "asn", RSEC_OUT_ASN, 7, NULL },
	{ "prefix", RSEC_OUT_PREFIX, 15, NULL },
	{ "maxLength", RSEC_OUT_MAX_LENGTH, 0, NULL },
	{ "ta", RSEC_OUT_STRING, 6, NULL },
	{ "why", RSEC_OUT_STRING, 0, NULL },
	{ NULL, 0, 0, NULL },
};

static const struct rsec_out_column route_columns[] = {
	{ "prefix", RSEC_OUT_PREFIX, 15, NULL },
	{ "origin", RSEC_OUT_ASN, 7, NULL },
	{ "state", RSEC_OUT_STRING, 8, NULL },
	{ "reason", RSEC_OUT_STRING, 0, NULL },
	{ "vrps", RSEC_OUT_ROWS, 0, vrp_columns },
	{ NULL, 0, 0, NULL },
};

static const struct rsec_out_column value_columns[] = {
	{ "count", RSEC_OUT_UINT, 5, NULL },
	{ "real", RSEC_OUT_REAL, 0, NULL },
	{ "share", RSEC_OUT_PERCENT, 8, NULL },
	{ "flag", RSEC_OUT_BOOL, 5, NULL },
	{ "time", RSEC_OUT_TIME, 0, NULL },
	{ NULL, 0, 0, NULL },
};

static const struct rsec_out_column string_columns[] = {
	{ "a", RSEC_OUT_STRING, 3, NULL },
	{ "b", RSEC_OUT_STRING, 3, NULL },
	{ "c", RSEC_OUT_STRING, 3, NULL },
	{ NULL, 0, 0, NULL },
};

static const enum rsec_out_format line_formats[] = { RSEC_OUT_TEXT,
	RSEC_OUT_TSV, RSEC_OUT_CSV };

static char written[1 << 16]; /* what the last capture() wrote */

/* The bytes that FILL writes in FORMAT, in WRITTEN and NUL-terminated. */
static size_t
capture(enum rsec_out_format format, const struct rsec_out_column *columns,
    void (*fill)(struct rsec_out *out))
{
	FILE *file = tmpfile();
	struct rsec_out *out;
	struct rsec_err err;
	size_t n;

	assert_non_null(file);
	out = rsec_out_new(fileno(file), format, columns);
	assert_non_null(out);
	fill(out);
	assert_false(rsec_out_failed(out));
	assert_int_equal(rsec_out_close(out, &err), 0);
	rewind(file);
	n = fread(written, 1, sizeof(written) - 1, file);
	written[n] = '\0';
	fclose(file);
	return n;
}

static void
assert_writes(enum rsec_out_format format,
    const struct rsec_out_column *columns, void (*fill)(struct rsec_out *out),
    const char *wanted)
{
	capture(format, columns, fill);
	assert_string_equal(written, wanted);
}

static void
put_prefix(struct rsec_out *out, const char *text)
{
	struct rsec_prefix prefix;

	assert_int_equal(
	    rsec_prefix_parse(text, strlen(text), &prefix, NULL), 0);
	rsec_out_prefix(out, &prefix);
}

static void
put_vrp(struct rsec_out *out, uint32_t asn, const char *prefix,
    uint8_t max_length, const char *ta, const char *why)
{
	rsec_out_asn(out, asn);
	put_prefix(out, prefix);
	rsec_out_uint(out, max_length);
	rsec_out_string(out, ta);
	rsec_out_string(out, why);
	rsec_out_row_end(out);
}

/* One valid, one invalid by two VRPs, one without origin and without VRP. */
static void
put_routes(struct rsec_out *out)
{
	put_prefix(out, "192.0.2.0/24");
	rsec_out_asn(out, 64496);
	rsec_out_string(out, "valid");
	rsec_out_string(out, "");
	rsec_out_rows_begin(out);
	put_vrp(out, 64496, "192.0.0.0/22", 24, "ripe", "matches");
	rsec_out_rows_end(out);
	rsec_out_end(out);

	put_prefix(out, "198.51.100.0/24");
	rsec_out_asn(out, 64511);
	rsec_out_string(out, "invalid");
	rsec_out_string(out, "as");
	rsec_out_rows_begin(out);
	put_vrp(
	    out, 64500, "198.51.100.0/24", 24, "arin", "authorises AS64500");
	put_vrp(out, 0, "198.51.0.0/16", 16, "", "");
	rsec_out_rows_end(out);
	rsec_out_end(out);

	put_prefix(out, "2001:db8::/32");
	rsec_out_null(out);
	rsec_out_string(out, "not-found");
	rsec_out_string(out, "");
	rsec_out_rows_begin(out);
	rsec_out_rows_end(out);
	rsec_out_end(out);
}

static void
text_is_aligned_and_rows_are_indented(void **state)
{
	(void)state;
	assert_writes(RSEC_OUT_TEXT, route_columns, put_routes,
	    "192.0.2.0/24     AS64496  valid\n"
	    "    AS64496  192.0.0.0/22-24  ripe    matches\n"
	    "198.51.100.0/24  AS64511  invalid   as\n"
	    "    AS64500  198.51.100.0/24  arin    authorises AS64500\n"
	    "    AS0      198.51.0.0/16\n"
	    "2001:db8::/32    -        not-found\n");
}

static void
tsv_has_a_header_and_rows_in_a_cell(void **state)
{
	(void)state;
	assert_writes(RSEC_OUT_TSV, route_columns, put_routes,
	    "prefix\torigin\tstate\treason\tvrps\n"
	    "192.0.2.0/24\tAS64496\tvalid\t\t"
	    "AS64496 192.0.0.0/22 24 ripe matches\n"
	    "198.51.100.0/24\tAS64511\tinvalid\tas\t"
	    "AS64500 198.51.100.0/24 24 arin authorises AS64500; "
	    "AS0 198.51.0.0/16 16 - -\n"
	    "2001:db8::/32\t\tnot-found\t\t\n");
}

static void
csv_quotes_the_cell_of_rows(void **state)
{
	(void)state;
	assert_writes(RSEC_OUT_CSV, route_columns, put_routes,
	    "prefix,origin,state,reason,vrps\n"
	    "192.0.2.0/24,AS64496,valid,,"
	    "\"AS64496 192.0.0.0/22 24 ripe matches\"\n"
	    "198.51.100.0/24,AS64511,invalid,as,"
	    "\"AS64500 198.51.100.0/24 24 arin authorises AS64500; "
	    "AS0 198.51.0.0/16 16 - -\"\n"
	    "2001:db8::/32,,not-found,,\"\"\n");
}

#define ROUTE_1                                                         \
	"{\"prefix\":\"192.0.2.0/24\",\"origin\":64496,"                \
	"\"state\":\"valid\",\"reason\":\"\",\"vrps\":[{\"asn\":64496," \
	"\"prefix\":\"192.0.0.0/22\",\"maxLength\":24,\"ta\":\"ripe\"," \
	"\"why\":\"matches\"}]}"
#define ROUTE_2                                                           \
	"{\"prefix\":\"198.51.100.0/24\",\"origin\":64511,"               \
	"\"state\":\"invalid\",\"reason\":\"as\",\"vrps\":["              \
	"{\"asn\":64500,\"prefix\":\"198.51.100.0/24\",\"maxLength\":24," \
	"\"ta\":\"arin\",\"why\":\"authorises AS64500\"},"                \
	"{\"asn\":0,\"prefix\":\"198.51.0.0/16\",\"maxLength\":16,"       \
	"\"ta\":\"\",\"why\":\"\"}]}"
#define ROUTE_3                                          \
	"{\"prefix\":\"2001:db8::/32\",\"origin\":null," \
	"\"state\":\"not-found\",\"reason\":\"\",\"vrps\":[]}"

static void
json_is_an_array_with_a_record_a_line(void **state)
{
	(void)state;
	assert_writes(RSEC_OUT_JSON, route_columns, put_routes,
	    "[\n" ROUTE_1 ",\n" ROUTE_2 ",\n" ROUTE_3 "\n]\n");
	assert_writes(RSEC_OUT_JSONL, route_columns, put_routes,
	    ROUTE_1 "\n" ROUTE_2 "\n" ROUTE_3 "\n");
}

static void
put_nothing(struct rsec_out *out)
{
	(void)out;
}

static void
no_record_is_still_a_document(void **state)
{
	(void)state;
	assert_writes(RSEC_OUT_TEXT, string_columns, put_nothing, "");
	assert_writes(RSEC_OUT_TSV, string_columns, put_nothing, "a\tb\tc\n");
	assert_writes(RSEC_OUT_CSV, string_columns, put_nothing, "a,b,c\n");
	assert_writes(RSEC_OUT_JSON, string_columns, put_nothing, "[\n]\n");
	assert_writes(RSEC_OUT_JSONL, string_columns, put_nothing, "");
	assert_writes(RSEC_OUT_JSON, NULL, put_nothing, "");
}

static void
put_values(struct rsec_out *out)
{
	rsec_out_uint(out, 12);
	rsec_out_real(out, -0.125, 2);
	rsec_out_real(out, 75, 1);
	rsec_out_bool(out, true);
	rsec_out_time(out, 1795406706);
	rsec_out_end(out);

	rsec_out_uint(out, UINT64_MAX);
	rsec_out_real(out, -0.001, 2);
	rsec_out_real(out, NAN, 1);
	rsec_out_bool(out, false);
	rsec_out_null(out);
	rsec_out_end(out);

	rsec_out_null(out);
	rsec_out_real(out, 1e20, 3);
	rsec_out_real(out, 99.999, 2);
	rsec_out_null(out);
	rsec_out_time(out, 0);
	rsec_out_end(out);
}

static void
values_are_written_by_their_type(void **state)
{
	(void)state;
	assert_writes(RSEC_OUT_TEXT, value_columns, put_values,
	    "   12  -0.13  75.0 %    true   2026-11-23T04:05:06Z\n"
	    "18446744073709551615  0.00  -         false  -\n"
	    "    -  100000000000000000000  100.00 %  -      "
	    "1970-01-01T00:00:00Z\n");
	assert_writes(RSEC_OUT_CSV, value_columns, put_values,
	    "count,real,share,flag,time\n"
	    "12,-0.13,75.0,true,2026-11-23T04:05:06Z\n"
	    "18446744073709551615,0.00,,false,\n"
	    ",100000000000000000000,100.00,,1970-01-01T00:00:00Z\n");
	assert_writes(RSEC_OUT_JSONL, value_columns, put_values,
	    "{\"count\":12,\"real\":-0.13,\"share\":75.0,\"flag\":true,"
	    "\"time\":\"2026-11-23T04:05:06Z\"}\n"
	    "{\"count\":18446744073709551615,\"real\":0.00,\"share\":null,"
	    "\"flag\":false,\"time\":null}\n"
	    "{\"count\":null,\"real\":100000000000000000000,"
	    "\"share\":100.00,\"flag\":null,"
	    "\"time\":\"1970-01-01T00:00:00Z\"}\n");
}

static void
put_gaps(struct rsec_out *out)
{
	static const char *const records[][3] = { { "", "", "c" },
		{ "a", "", "c" }, { "a", "", "" }, { "", "b", "" },
		{ "", "", "" }, { "\xc3\xa4", "longer", "c" } };
	size_t i, j;

	for (i = 0; i < sizeof(records) / sizeof(records[0]); i++) {
		for (j = 0; j < 3; j++)
			rsec_out_string(out, records[i][j]);
		rsec_out_end(out);
	}
}

static void
put_notes(struct rsec_out *out)
{
	static const char *const notes[] = { "a; b;c\x1b; ; d", "", "; " };
	size_t i;

	for (i = 0; i < sizeof(notes) / sizeof(notes[0]); i++) {
		rsec_out_string(out, "x");
		rsec_out_string(out, notes[i]);
		rsec_out_end(out);
	}
	rsec_out_string(out, "");
	rsec_out_null(out);
	rsec_out_end(out);
}

static void
a_note_is_a_line_a_part_in_text_only(void **state)
{
	static const struct rsec_out_column columns[] = {
		{ "name", RSEC_OUT_STRING, 4, NULL },
		{ "why", RSEC_OUT_NOTE, 0, NULL },
		{ NULL, 0, 0, NULL },
	};

	(void)state;
	assert_writes(RSEC_OUT_TEXT, columns, put_notes,
	    "x\n    a\n    b;c\\x1b\n\n    d\nx\nx\n\n\n");
	assert_writes(RSEC_OUT_TSV, columns, put_notes,
	    "name\twhy\nx\ta; b;c\\x1b; ; d\nx\t\nx\t; \n\t\n");
}

static void
a_column_that_is_below_begins_a_line_in_text_only(void **state)
{
	static const struct rsec_out_column columns[] = {
		{ "a", RSEC_OUT_STRING, 3, NULL },
		{ "b", RSEC_OUT_STRING, RSEC_OUT_BELOW + 3, NULL },
		{ "c", RSEC_OUT_STRING, 3, NULL },
		{ NULL, 0, 0, NULL },
	};

	(void)state;
	assert_writes(RSEC_OUT_TEXT, columns, put_gaps,
	    "\n    -    c\n"
	    "a\n    -    c\n"
	    "a\n\n"
	    "\n    b\n"
	    "\n\n"
	    "\xc3\xa4\n    longer  c\n");
	assert_writes(RSEC_OUT_TSV, columns, put_gaps,
	    "a\tb\tc\n\t\tc\na\t\tc\na\t\t\n\tb\t\n\t\t\n"
	    "\xc3\xa4\tlonger\tc\n");
}

static void
empty_text_is_a_dash_but_never_at_the_end(void **state)
{
	(void)state;
	assert_writes(RSEC_OUT_TEXT, string_columns, put_gaps,
	    "-    -    c\n"
	    "a    -    c\n"
	    "a\n"
	    "-    b\n"
	    "\n"
	    "\xc3\xa4    longer  c\n");
}

/* ESC, a separator of each format, backslash; bad UTF-8; C1, bidi; good. */
static void
put_hostile(struct rsec_out *out)
{
	rsec_out_bytes(out, "\033[2J\t,\"\\\r\n\0", 11);
	rsec_out_string(out, "\xff\xc0\xaf\xed\xa0\x80");
	rsec_out_string(out, "\xc2\x9b\xe2\x80\xae\xe2\x82\xac");
	rsec_out_end(out);
}

static void
hostile_bytes_are_escaped(void **state)
{
	(void)state;
	assert_writes(RSEC_OUT_TEXT, string_columns, put_hostile,
	    "\\x1b[2J\\t,\"\\\\\\r\\n\\x00  "
	    "\\xff\\xc0\\xaf\\xed\\xa0\\x80  "
	    "\\xc2\\x9b\\xe2\\x80\\xae\xe2\x82\xac\n");
	assert_writes(RSEC_OUT_TSV, string_columns, put_hostile,
	    "a\tb\tc\n"
	    "\\x1b[2J\\t,\"\\\\\\r\\n\\x00\t"
	    "\\xff\\xc0\\xaf\\xed\\xa0\\x80\t"
	    "\\xc2\\x9b\\xe2\\x80\\xae\xe2\x82\xac\n");
	assert_writes(RSEC_OUT_CSV, string_columns, put_hostile,
	    "a,b,c\n"
	    "\"\\x1b[2J\\t,\"\"\\\\\\r\\n\\x00\","
	    "\\xff\\xc0\\xaf\\xed\\xa0\\x80,"
	    "\\xc2\\x9b\\xe2\\x80\\xae\xe2\x82\xac\n");
	assert_writes(RSEC_OUT_JSONL, string_columns, put_hostile,
	    "{\"a\":\"\\u001b[2J\\t,\\\"\\\\\\r\\n\\u0000\","
	    "\"b\":\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
	    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\","
	    "\"c\":\"\\u009b\\u202e\xe2\x82\xac\"}\n");
}

static void
put_hostile_rows(struct rsec_out *out)
{
	put_prefix(out, "::/0");
	rsec_out_asn(out, UINT32_MAX);
	rsec_out_string(out, "-");
	rsec_out_string(out, "a;b c");
	rsec_out_rows_begin(out);
	put_vrp(out, 0, "0.0.0.0/0", 32, "a b; \"c\"", "d e; f, \\");
	rsec_out_rows_end(out);
	rsec_out_end(out);
}

static void
a_cell_of_rows_splits_without_doubt(void **state)
{
	(void)state;
	assert_writes(RSEC_OUT_TSV, route_columns, put_hostile_rows,
	    "prefix\torigin\tstate\treason\tvrps\n"
	    "::/0\tAS4294967295\t-\ta;b c\t"
	    "AS0 0.0.0.0/0 32 a\\x20b\\x3b\\x20\"c\" d e\\x3b f, \\\\\n");
	assert_writes(RSEC_OUT_CSV, route_columns, put_hostile_rows,
	    "prefix,origin,state,reason,vrps\n"
	    "::/0,AS4294967295,-,a;b c,"
	    "\"AS0 0.0.0.0/0 32 a\\x20b\\x3b\\x20\"\"c\"\" "
	    "d e\\x3b f, \\\\\"\n");
}

static unsigned seed;
static char random_text[3][40];
static size_t random_len[3];

static void
put_random(struct rsec_out *out)
{
	size_t i, j;

	srand(seed);
	for (i = 0; i < 3; i++) {
		random_len[i] = (size_t)rand() % sizeof(random_text[i]);
		for (j = 0; j < random_len[i]; j++)
			random_text[i][j] =
			    (char)(rand() % 3 ? rand() % 128 : rand());
		rsec_out_bytes(out, random_text[i], random_len[i]);
	}
	rsec_out_end(out);
}

static void
any_bytes_are_valid_json(void **state)
{
	static const char *const names[] = { "a", "b", "c" };
	json_error_t error;
	json_t *json, *value;
	size_t i, n, len;

	(void)state;
	for (seed = 1; seed < 2000; seed++) {
		n = capture(RSEC_OUT_JSON, string_columns, put_random);
		json = json_loadb(written, n, JSON_ALLOW_NUL, &error);
		assert_non_null(json);
		assert_int_equal(json_array_size(json), 1);
		for (i = 0; i < 3; i++) {
			value =
			    json_object_get(json_array_get(json, 0), names[i]);
			len = json_string_length(value);
			/* Nothing is lost but what is not UTF-8. */
			if (memmem(json_string_value(value), len,
				"\xef\xbf\xbd", 3) != NULL)
				continue;
			assert_int_equal(len, random_len[i]);
			assert_memory_equal(
			    json_string_value(value), random_text[i], len);
		}
		json_decref(json);
	}
}

static void
any_bytes_are_one_line_without_controls(void **state)
{
	size_t f, i, n, lines;

	(void)state;
	for (seed = 1; seed < 500; seed++)
		for (f = 0; f < 3; f++) {
			n = capture(
			    line_formats[f], string_columns, put_random);
			for (lines = i = 0; i < n; i++) {
				lines += written[i] == '\n';
				assert_true((unsigned char)written[i] >= ' ' ||
					    written[i] == '\n' ||
					    (written[i] == '\t' && f == 1));
				assert_true(written[i] != 0x7f);
			}
			assert_int_equal(lines, f == 0 ? 1 : 2);
		}
}

static void
put_coloured(struct rsec_out *out)
{
	rsec_out_set_colour(out, true);
	rsec_out_look(out, RSEC_OUT_GOOD);
	rsec_out_string(out, "ok");
	rsec_out_look(out, RSEC_OUT_BAD);
	rsec_out_string(out, "");
	rsec_out_string(out, "c");
	rsec_out_end(out);
}

static void
colours_are_for_text_and_not_for_padding(void **state)
{
	(void)state;
	assert_writes(RSEC_OUT_TEXT, string_columns, put_coloured,
	    "\033[32mok\033[0m   -    c\n");
	assert_writes(
	    RSEC_OUT_TSV, string_columns, put_coloured, "a\tb\tc\nok\t\tc\n");
}

static void
put_raw(struct rsec_out *out)
{
	rsec_out_raw(out, "valid\t");
	rsec_out_raw_bytes(out, "line\n", 5);
}

static void
raw_bytes_pass_as_they_are(void **state)
{
	(void)state;
	assert_writes(RSEC_OUT_TEXT, NULL, put_raw, "valid\tline\n");
}

static void
format_names_are_exact(void **state)
{
	enum rsec_out_format format = RSEC_OUT_CSV;

	(void)state;
	assert_false(rsec_out_format_parse("TEXT", &format));
	assert_false(rsec_out_format_parse("jso", &format));
	assert_false(rsec_out_format_parse("", &format));
	assert_int_equal(format, RSEC_OUT_CSV);
	assert_true(rsec_out_format_parse("jsonl", &format));
	assert_int_equal(format, RSEC_OUT_JSONL);
	assert_true(rsec_out_format_parse("text", &format));
	assert_int_equal(format, RSEC_OUT_TEXT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_aligned_and_rows_are_indented),
		cmocka_unit_test(tsv_has_a_header_and_rows_in_a_cell),
		cmocka_unit_test(csv_quotes_the_cell_of_rows),
		cmocka_unit_test(json_is_an_array_with_a_record_a_line),
		cmocka_unit_test(no_record_is_still_a_document),
		cmocka_unit_test(values_are_written_by_their_type),
		cmocka_unit_test(a_note_is_a_line_a_part_in_text_only),
		cmocka_unit_test(
		    a_column_that_is_below_begins_a_line_in_text_only),
		cmocka_unit_test(empty_text_is_a_dash_but_never_at_the_end),
		cmocka_unit_test(hostile_bytes_are_escaped),
		cmocka_unit_test(a_cell_of_rows_splits_without_doubt),
		cmocka_unit_test(any_bytes_are_valid_json),
		cmocka_unit_test(any_bytes_are_one_line_without_controls),
		cmocka_unit_test(colours_are_for_text_and_not_for_padding),
		cmocka_unit_test(raw_bytes_pass_as_they_are),
		cmocka_unit_test(format_names_are_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
