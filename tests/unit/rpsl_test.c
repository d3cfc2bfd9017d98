/* SPDX-License-Identifier: ISC */
/*
 * The reader of RPSL: what is an object, an attribute and a value, by hand-made
 * examples.  rpsl_oracle_test.c has the random ones.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "irr/rpsl.h"
#include "irr/value.h"

#define ROUTE                            \
	"route:   192.0.2.0/24 # note\n" \
	"origin:\tAS64496\n"             \
	"source:  EXAMPLE\n"

struct reader {
	struct rsec_memory memory;
	struct rsec_diag diag;
	struct rsec_rpsl *rpsl;
	struct rsec_err fault; /* the last */
	unsigned faults;
	bool stop;
};

static int
note(void *ctx, const struct rsec_err *err)
{
	struct reader *reader = ctx;

	reader->fault = *err;
	reader->faults++;
	return reader->stop ? -1 : 0;
}

static void
open_reader(struct reader *reader, const char *text, size_t chunk)
{
	*reader = (struct reader){
		.memory = { (const uint8_t *)text, strlen(text), chunk },
		.diag = { note, reader },
	};
	reader->rpsl =
	    rsec_rpsl_new(rsec_source_memory(&reader->memory), &reader->diag);
	assert_non_null(reader->rpsl);
}

static void
assert_piece(const char *s, size_t n, const char *expected)
{
	assert_int_equal(n, strlen(expected));
	assert_memory_equal(s, expected, n);
}

static void
assert_value(const struct rsec_rpsl_attribute *attribute, const char *expected)
{
	struct rsec_buf value = RSEC_BUF_INIT;

	assert_int_equal(rsec_rpsl_value_format(attribute, &value), 0);
	if (*expected == '\0')
		assert_int_equal(value.len, 0);
	else
		assert_piece(value.data, value.len, expected);
	rsec_buf_fini(&value);
}

/* TEXT is one object; RPSL reads it. */
static struct rsec_rpsl_object
parse(struct rsec_rpsl *rpsl, const char *text)
{
	struct rsec_rpsl_object object;
	struct rsec_err err;

	assert_int_equal(
	    rsec_rpsl_parse(rpsl, text, strlen(text), &object, &err), 0);
	return object;
}

static struct rsec_rpsl *
parser(void)
{
	struct rsec_source none = { NULL, NULL };
	struct rsec_rpsl *rpsl = rsec_rpsl_new(none, NULL);

	assert_non_null(rpsl);
	return rpsl;
}

static void
objects_and_attributes_have_places(void **state)
{
	const char *text = "# a header\n\n" ROUTE "\n\nMnt-By: MNT-X\r\n"
			   " , MNT-Y\r\n\r\n% the end\n";
	struct rsec_rpsl_object object;
	struct reader reader;
	struct rsec_err err;
	size_t chunk;

	(void)state;
	for (chunk = 0; chunk <= strlen(text); chunk++) {
		open_reader(&reader, text, chunk);
		assert_int_equal(rsec_rpsl_next(reader.rpsl, &object, &err), 1);
		assert_int_equal(object.class_id, RSEC_RPSL_ROUTE);
		assert_int_equal(object.line, 3);
		assert_int_equal(object.offset, 12);
		assert_int_equal(object.copied,
		    object.text < text || object.text >= text + strlen(text));
		assert_piece(object.text, object.len + 1, ROUTE);
		assert_int_equal(object.count, 3);
		assert_piece(object.attributes[1].name,
		    object.attributes[1].name_len, "origin");
		assert_int_equal(object.attributes[1].line, 1);
		assert_int_equal(
		    object.attributes[1].id, RSEC_RPSL_ATTR_ORIGIN);
		assert_piece(object.attributes[1].value,
		    object.attributes[1].value_len, "\tAS64496");
		assert_ptr_equal(rsec_rpsl_find(&object, RSEC_RPSL_ATTR_SOURCE),
		    &object.attributes[2]);
		assert_null(rsec_rpsl_find(&object, RSEC_RPSL_ATTR_DESCR));

		assert_int_equal(rsec_rpsl_next(reader.rpsl, &object, &err), 1);
		assert_int_equal(object.class_id, RSEC_RPSL_UNKNOWN_CLASS);
		assert_int_equal(object.line, 8);
		assert_int_equal(object.count, 1);
		assert_piece(
		    object.text, object.len, "Mnt-By: MNT-X\r\n , MNT-Y");
		assert_int_equal(rsec_rpsl_next(reader.rpsl, &object, &err), 0);
		assert_int_equal(rsec_rpsl_next(reader.rpsl, &object, &err), 0);
		assert_int_equal(rsec_rpsl_stats(reader.rpsl)->objects, 2);
		assert_int_equal(reader.faults, 0);
		rsec_rpsl_free(reader.rpsl);
	}
}

static void
a_value_goes_on_over_comments_and_blank_lines(void **state)
{
	struct rsec_rpsl *rpsl = parser();
	struct rsec_rpsl_object object;

	(void)state;
	object = parse(rpsl, "descr: one  \t two # cut\n"
			     "# a comment: not an attribute\n"
			     "% neither is: this\n"
			     " \t \n"
			     "+\n"
			     "+three\n"
			     "+ # four\n"
			     " five\n"
			     "import:\n"
			     "  from AS64496\n"
			     "\taccept   ANY\n"
			     "remarks:\n"
			     "# the last line\n");
	assert_int_equal(object.count, 3);
	assert_value(&object.attributes[0], "one two\nthree\nfive");
	assert_value(&object.attributes[1], "from AS64496 accept ANY");
	assert_int_equal(object.attributes[1].line, 8);
	assert_value(&object.attributes[2], "");
	assert_int_equal(rsec_rpsl_value(&object.attributes[2]).n, 0);
	assert_int_equal(object.text[object.len - 1], ':');
	rsec_rpsl_free(rpsl);
}

static void
items_stand_between_commas_blanks_and_lines(void **state)
{
	static const char *const items[] = { "AS64496", "AS64497", "AS-X",
		"AS-Y", "AS-Z", "%W" };
	struct rsec_rpsl *rpsl = parser();
	struct rsec_rpsl_object object =
	    parse(rpsl, "members: ,AS64496 , AS64497,,AS-X# AS-NOT\n"
			"# AS-NOT\n"
			"+AS-Y\r\n"
			"% AS-NOT\n"
			"  #\n"
			"\tAS-Z\t%W,");
	struct rsec_rpsl_walk walk = { object.attributes, NULL };
	struct rsec_rpsl_piece item;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(items) / sizeof(items[0]); i++) {
		assert_true(rsec_rpsl_item_next(&walk, &item));
		assert_piece(item.s, item.n, items[i]);
	}
	assert_false(rsec_rpsl_item_next(&walk, &item));
	assert_false(rsec_rpsl_item_next(&walk, &item));
	rsec_rpsl_free(rpsl);
}

static void
leftovers_of_irrd_are_passed_over(void **state)
{
	const char *text = "*xxte: 192.0.2.0/24\nno colon\n\n" ROUTE;
	struct rsec_rpsl_object object;
	struct reader reader;

	(void)state;
	open_reader(&reader, text, 0);
	assert_int_equal(rsec_rpsl_next(reader.rpsl, &object, NULL), 1);
	assert_int_equal(object.line, 4);
	assert_int_equal(rsec_rpsl_next(reader.rpsl, &object, NULL), 0);
	assert_int_equal(rsec_rpsl_stats(reader.rpsl)->deleted, 1);
	assert_int_equal(reader.faults, 0);
	rsec_rpsl_free(reader.rpsl);
}

static void
malformed_objects_are_told_and_passed_over(void **state)
{
	static const struct {
		const char *text, *msg;
		uint64_t line;
	} bad[] = {
		{ "route: 192.0.2.0/24\nor\nx\n",
		    "\"or\" is neither an attribute nor goes on with one "
		    "(RFC 2622 section 2)",
		    5 },
		{ "$$$-by: X\n",
		    "\"$$$-by\" is not the name of an attribute "
		    "(RFC 2622 section 2)",
		    4 },
		{ "route : X\n",
		    "\"route \" is not the name of an attribute "
		    "(RFC 2622 section 2)",
		    4 },
		{ ": X\n",
		    "\"\" is not the name of an attribute (RFC 2622 section 2)",
		    4 },
		{ " X\nroute: X\n",
		    "a line goes on where there is no attribute "
		    "(RFC 2622 section 2)",
		    4 },
		{ "\rroute: X\n",
		    "\"\\x0droute\" is not the name of an attribute "
		    "(RFC 2622 section 2)",
		    4 },
		{ "route: X\n*xxte: X\n",
		    "\"*xxte\" is not the name of an attribute "
		    "(RFC 2622 section 2)",
		    5 },
	};
	struct rsec_rpsl_object object;
	struct reader reader;
	char text[256];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text), "\n\r\n \t\n%s\n%s", bad[i].text,
		    ROUTE);
		open_reader(&reader, text, i);
		assert_int_equal(rsec_rpsl_next(reader.rpsl, &object, NULL), 1);
		assert_piece(object.text, object.len + 1, ROUTE);
		assert_int_equal(reader.faults, 1);
		assert_string_equal(reader.fault.msg, bad[i].msg);
		assert_int_equal(reader.fault.line, bad[i].line);
		assert_int_equal(reader.fault.code, RSEC_ERR_SYNTAX);
		assert_int_equal(rsec_rpsl_stats(reader.rpsl)->malformed, 1);
		assert_int_equal(rsec_rpsl_next(reader.rpsl, &object, NULL), 0);
		rsec_rpsl_free(reader.rpsl);
	}
}

static void
a_nul_is_no_part_of_a_name(void **state)
{
	static const char text[] = "route\0: 192.0.2.0/24\n";
	struct rsec_rpsl *rpsl = parser();
	struct rsec_rpsl_object object;
	struct rsec_err err;

	(void)state;
	assert_int_equal(
	    rsec_rpsl_parse(rpsl, text, sizeof(text) - 1, &object, &err), -1);
	assert_string_equal(err.msg, "\"route\\x00\" is not the name of an "
				     "attribute (RFC 2622 section 2)");
	rsec_rpsl_free(rpsl);
}

static void
a_diag_can_stop_the_reader(void **state)
{
	struct rsec_rpsl_object object;
	struct reader reader;
	struct rsec_err err;

	(void)state;
	open_reader(&reader, "route: X\nx\n\n" ROUTE, 0);
	reader.stop = true;
	assert_int_equal(rsec_rpsl_next(reader.rpsl, &object, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_STOPPED);
	assert_int_equal(err.line, 2);
	rsec_rpsl_free(reader.rpsl);
}

static void
a_text_is_parsed_while_a_stream_is_read(void **state)
{
	struct rsec_rpsl_object object;
	struct reader reader;
	struct rsec_err err;

	(void)state;
	open_reader(&reader, ROUTE "\n" ROUTE, 7);
	assert_int_equal(rsec_rpsl_next(reader.rpsl, &object, &err), 1);
	object = parse(reader.rpsl, "\n# x\n\nmntner: MNT-X\n\n");
	assert_int_equal(object.class_id, RSEC_RPSL_MNTNER);
	assert_int_equal(object.line, 4);
	assert_int_equal(object.offset, 6);
	assert_false(object.copied);
	assert_int_equal(rsec_rpsl_next(reader.rpsl, &object, &err), 1);
	assert_int_equal(object.line, 5);
	assert_int_equal(rsec_rpsl_stats(reader.rpsl)->objects, 2);
	rsec_rpsl_free(reader.rpsl);
}

static void
what_is_not_one_object_is_not_parsed(void **state)
{
	static const struct {
		const char *text, *msg;
		uint64_t line;
	} bad[] = {
		{ "", "there is no object", 1 },
		{ "\n# x\n", "there is no object", 3 },
		{ "\nroute: X\nx",
		    "\"x\" is neither an attribute nor goes on "
		    "with one (RFC 2622 section 2)",
		    3 },
		{ "\n*xxte: X", "the object is a leftover of a deletion", 2 },
		{ ROUTE "\n\nx", "another object follows after an empty line",
		    6 },
	};
	struct rsec_rpsl *rpsl = parser();
	struct rsec_rpsl_object object;
	struct rsec_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(rsec_rpsl_parse(rpsl, bad[i].text,
				     strlen(bad[i].text), &object, &err),
		    -1);
		assert_string_equal(err.msg, bad[i].msg);
		assert_int_equal(err.line, bad[i].line);
	}
	rsec_rpsl_free(rpsl);
}

static void
names_are_found_in_any_case(void **state)
{
	unsigned i;

	(void)state;
	assert_int_equal(
	    rsec_rpsl_name_find("mNt-By", 6), RSEC_RPSL_ATTR_MNT_BY);
	assert_int_equal(rsec_rpsl_class_find("As-Set", 6), RSEC_RPSL_AS_SET);
	assert_int_equal(rsec_rpsl_class_find("origin", 6), 0);
	assert_int_equal(rsec_rpsl_class_find("rout", 4), 0);
	assert_int_equal(rsec_rpsl_class_find("route\0", 6), 0);
	for (i = 1; i < RSEC_RPSL_NAMES; i++) {
		const char *name = rsec_rpsl_name((enum rsec_rpsl_name)i);

		assert_int_equal(rsec_rpsl_name_find(name, strlen(name)), i);
	}
	for (i = 1; i < RSEC_RPSL_CLASSES; i++) {
		const char *name =
		    rsec_rpsl_class_name((enum rsec_rpsl_class)i);

		assert_int_equal(rsec_rpsl_class_find(name, strlen(name)), i);
	}
	assert_string_equal(rsec_rpsl_name(RSEC_RPSL_UNKNOWN_NAME), "");
	assert_string_equal(rsec_rpsl_class_name(RSEC_RPSL_UNKNOWN_CLASS), "");
}

static void
dummies_are_known_by_their_remarks(void **state)
{
	struct rsec_rpsl *rpsl = parser();
	struct rsec_rpsl_object object;

	(void)state;
	object = parse(rpsl,
	    ROUTE "remarks: ****************************\n"
		  "remarks: * THIS OBJECT CONTAINS PLACEHOLDER DATA\n");
	assert_true(rsec_rpsl_is_dummy(&object));
	object = parse(rpsl,
	    ROUTE "descr: * THIS OBJECT CONTAINS PLACEHOLDER DATA\n"
		  "remarks: this object contains placeholder data\n");
	assert_false(rsec_rpsl_is_dummy(&object));
	rsec_rpsl_free(rpsl);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(objects_and_attributes_have_places),
		cmocka_unit_test(a_value_goes_on_over_comments_and_blank_lines),
		cmocka_unit_test(items_stand_between_commas_blanks_and_lines),
		cmocka_unit_test(leftovers_of_irrd_are_passed_over),
		cmocka_unit_test(malformed_objects_are_told_and_passed_over),
		cmocka_unit_test(a_nul_is_no_part_of_a_name),
		cmocka_unit_test(a_diag_can_stop_the_reader),
		cmocka_unit_test(a_text_is_parsed_while_a_stream_is_read),
		cmocka_unit_test(what_is_not_one_object_is_not_parsed),
		cmocka_unit_test(names_are_found_in_any_case),
		cmocka_unit_test(dummies_are_known_by_their_remarks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
