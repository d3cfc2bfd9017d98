/* SPDX-License-Identifier: ISC */
/*
 * What the reader makes of the sample objects of IRRd's own tests
 * ($RSEC_VECTORS/irr/irrd), before anybody asks what they mean;
 * irr_vectors_test.c asks.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "irr/meaning.h"
#include "irr/value.h"

#define TEXT_MAX ((size_t)16 << 10)

struct outcome {
	struct rsec_rpsl_stats stats;
	struct rsec_err fault;
	unsigned attributes; /* of all objects */
};

static int
note(void *ctx, const struct rsec_err *err)
{
	struct outcome *outcome = ctx;

	outcome->fault = *err;
	return 0;
}

static size_t
load(const char *name, char text[TEXT_MAX])
{
	const char *root = getenv("RSEC_VECTORS");
	char path[512];
	FILE *in;
	size_t n;

	snprintf(path, sizeof(path), "%s/irr/irrd/%s.rpsl",
	    root != NULL ? root : "../shared/vectors", name);
	if ((in = fopen(path, "r")) == NULL) {
		print_message("SKIP: no %s\n", path);
		skip();
	}
	n = fread(text, 1, TEXT_MAX, in);
	assert_true(n > 0 && n < TEXT_MAX);
	fclose(in);
	return n;
}

static struct outcome
read_vector(const char *name)
{
	char text[TEXT_MAX];
	struct rsec_memory memory = { (uint8_t *)text, load(name, text), 50 };
	struct outcome outcome = { .attributes = 0 };
	struct rsec_diag diag = { note, &outcome };
	struct rsec_rpsl *rpsl =
	    rsec_rpsl_new(rsec_source_memory(&memory), &diag);
	struct rsec_rpsl_object object;

	assert_non_null(rpsl);
	while (rsec_rpsl_next(rpsl, &object, NULL) == 1)
		outcome.attributes += (unsigned)object.count;
	outcome.stats = *rsec_rpsl_stats(rpsl);
	rsec_rpsl_free(rpsl);
	return outcome;
}

static void
good_objects_are_read(void **state)
{
	static const struct {
		const char *name;
		unsigned objects, attributes;
	} good[] = {
		{ "as_block", 1, 9 },
		{ "as_set", 1, 12 },
		{ "aut_num", 1, 41 },
		{ "filter_set", 1, 10 },
		{ "inet6num", 1, 10 },
		{ "inet_rtr", 1, 10 },
		{ "inetnum", 1, 13 },
		{ "malformed_empty_line", 2, 5 },
		{ "peering_set", 1, 12 },
		{ "route", 1, 10 },
		{ "route6", 1, 7 },
		{ "route_set", 1, 11 },
		{ "rtr_set", 1, 11 },
		{ "unknown_attribute", 1, 6 },
		{ "unknown_class", 1, 5 },
	};
	struct outcome outcome;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		outcome = read_vector(good[i].name);
		if (outcome.stats.objects != good[i].objects ||
		    outcome.attributes != good[i].attributes)
			fail_msg("%s: %u objects, %u attributes", good[i].name,
			    (unsigned)outcome.stats.objects,
			    outcome.attributes);
		assert_int_equal(outcome.stats.malformed, 0);
	}
}

static void
bad_lines_are_told(void **state)
{
	struct outcome outcome;

	(void)state;
	outcome = read_vector("line_neither_continuation_nor_attr");
	assert_int_equal(outcome.stats.malformed, 1);
	assert_int_equal(outcome.stats.objects, 0);
	assert_int_equal(outcome.fault.line, 4);
	assert_string_equal(outcome.fault.msg,
	    "\"or\" is neither an attribute nor goes on with one "
	    "(RFC 2622 section 2)");
	outcome = read_vector("malformed_attribute_name");
	assert_int_equal(outcome.stats.malformed, 1);
	assert_int_equal(outcome.stats.objects, 0);
	assert_int_equal(outcome.fault.line, 3);
	assert_string_equal(outcome.fault.msg,
	    "\"$$$-by\" is not the name of an attribute "
	    "(RFC 2622 section 2)");
}

static void
leftovers_are_passed_over(void **state)
{
	struct outcome outcome = read_vector("legacy_irrd_artifact");

	(void)state;
	assert_int_equal(outcome.stats.deleted, 1);
	assert_int_equal(outcome.stats.objects, 0);
	assert_int_equal(outcome.stats.malformed, 0);
}

/* Among its lines are two that hold blanks only, one behind a '+'. */
static void
a_filter_goes_on_over_blank_lines(void **state)
{
	char text[TEXT_MAX];
	size_t n = load("filter_set", text);
	struct rsec_source none = { NULL, NULL };
	struct rsec_rpsl *rpsl = rsec_rpsl_new(none, NULL);
	struct rsec_rpsl_object object;
	struct rsec_rpsl_walk walk = { NULL, NULL };
	struct rsec_rpsl_piece line;
	unsigned lines = 0;

	(void)state;
	assert_non_null(rpsl);
	assert_int_equal(rsec_rpsl_parse(rpsl, text, n, &object, NULL), 0);
	walk.attribute = rsec_rpsl_find(&object, RSEC_RPSL_ATTR_FILTER);
	assert_non_null(walk.attribute);
	while (rsec_rpsl_line_next(&walk, &line)) {
		assert_null(memchr(line.s, '#', line.n));
		lines++;
	}
	assert_int_equal(lines, 84);
	rsec_rpsl_free(rpsl);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_objects_are_read),
		cmocka_unit_test(bad_lines_are_told),
		cmocka_unit_test(leftovers_are_passed_over),
		cmocka_unit_test(a_filter_goes_on_over_blank_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
