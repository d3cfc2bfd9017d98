/* SPDX-License-Identifier: ISC */
/*
 * The diff of two dumps, by hand-made examples; irr_diff_oracle_test.c has the
 * random ones.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/irrdiff.h"
#include "tests/lib/nrtm.h"

#define ROUTE(prefix, origin, maintainer, more)                              \
	"route: " prefix "\norigin: " origin "\n" more "mnt-by: " maintainer \
	"\nsource: EXAMPLE\n\n"

/* Run on two texts; sides may be set up before. */
static struct rsec_irr_diff *
run(const struct rsec_irr_diff_options *options, struct irrdiff_side sides[2],
    const char *old, const char *new)
{
	static const struct rsec_irr_diff_options none;
	struct rsec_irr_diff *diff;

	sides[0].text = old;
	sides[0].len = strlen(old);
	sides[1].text = new;
	sides[1].len = strlen(new);
	diff = irrdiff_run(options != NULL ? options : &none, sides, true);
	assert_non_null(diff);
	return diff;
}

/* "op class key source", one change a line. */
static void
assert_changes(const struct rsec_irr_diff *diff, const char *expected)
{
	const struct rsec_irr_change *change;
	char text[1000] = "";
	size_t i;

	for (i = 0; i < rsec_irr_diff_count(diff); i++) {
		change = rsec_irr_diff_get(diff, i);
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
		    "%s %s %s %s\n", rsec_irr_op_sign(change->op),
		    rsec_rpsl_class_name(change->class_id), change->key,
		    change->source);
		assert_true((change->old_object == NULL) ==
			    (change->op == RSEC_IRR_ADDED));
		assert_true((change->new_object == NULL) ==
			    (change->op == RSEC_IRR_REMOVED));
	}
	assert_string_equal(text, expected);
}

static void
assert_diff(const struct rsec_irr_diff_options *options, const char *old,
    const char *new, const char *expected)
{
	struct irrdiff_side sides[2] = { { .chunk = 0 }, { .chunk = 7 } };
	struct rsec_irr_diff *diff = run(options, sides, old, new);

	assert_true(sides[0].rc == 0 && sides[1].rc == 0);
	assert_int_equal(sides[0].faults + sides[1].faults, 0);
	assert_changes(diff, expected);
	rsec_irr_diff_free(diff);
}

static void
nothing_differs_from_nothing(void **state)
{
	(void)state;
	assert_diff(NULL, "", "", "");
	assert_diff(NULL, "", "# EOF\n", "");
}

static void
objects_are_added_removed_and_changed(void **state)
{
	(void)state;
	assert_diff(NULL,
	    ROUTE("192.0.2.0/24", "AS64496", "M-A", "")
		ROUTE("198.51.100.0/24", "AS64496", "M-A", "descr: a\n"),
	    ROUTE("198.51.100.0/24", "AS64496", "M-A", "descr: b\n")
		ROUTE("203.0.113.0/24", "AS64496", "M-A",
		    "") "as-set: AS-X\nsource: EXAMPLE\n\n"
			"route6: 2001:db8::/32\norigin: AS1\nsource: example\n",
	    "- route 192.0.2.0/24AS64496 EXAMPLE\n"
	    "~ route 198.51.100.0/24AS64496 EXAMPLE\n"
	    "+ route 203.0.113.0/24AS64496 EXAMPLE\n"
	    "+ route6 2001:db8::/32AS1 EXAMPLE\n"
	    "+ as-set AS-X EXAMPLE\n");
}

static void
layout_order_and_noise_make_no_difference(void **state)
{
	(void)state;
	assert_diff(NULL,
	    ROUTE("192.0.2.0/24", "AS64496", "M-A", "descr: a\n b\n")
		ROUTE("198.51.100.0/24", "AS64496", "M-A", ""),
	    ROUTE("198.51.100.0/24", "as64496 # x", "m-a", "")
		ROUTE("192.0.2.0/24", "AS64496", "M-A",
		    "last-modified: 2026-01-01T00:00:00Z\n% c\n"
		    "DESCR:\ta\ndescr: b\n"),
	    "");
}

static void
the_same_key_in_two_sources_is_two_objects(void **state)
{
	(void)state;
	assert_diff(NULL, "as-set: AS-X\nsource: B\n\n",
	    "as-set: AS-X\nsource: a\n", "+ as-set AS-X A\n- as-set AS-X B\n");
}

static void
another_origin_of_the_same_maintainer_is_one_change(void **state)
{
	static const struct rsec_irr_diff_options no_pair = { .no_pair = true };
	const char *old = ROUTE("192.0.2.0/24", "AS64500", "M-A", "")
		       ROUTE("198.51.100.0/24", "AS64500", "M-A", ""),
		   *new = ROUTE("192.0.2.0/24", "AS64499", "m-a", "")
		       ROUTE("198.51.100.0/24", "AS64499", "M-B", "");

	(void)state;
	assert_diff(NULL, old, new,
	    "~origin route 192.0.2.0/24AS64500 EXAMPLE\n"
	    "+ route 198.51.100.0/24AS64499 EXAMPLE\n"
	    "- route 198.51.100.0/24AS64500 EXAMPLE\n");
	assert_diff(&no_pair, old, new,
	    "+ route 192.0.2.0/24AS64499 EXAMPLE\n"
	    "- route 192.0.2.0/24AS64500 EXAMPLE\n"
	    "+ route 198.51.100.0/24AS64499 EXAMPLE\n"
	    "- route 198.51.100.0/24AS64500 EXAMPLE\n");
}

static void
several_origins_are_paired_in_their_order(void **state)
{
	struct irrdiff_side sides[2] = { { .chunk = 0 }, { .chunk = 0 } };
	struct rsec_irr_diff *diff = run(NULL, sides,
	    ROUTE("192.0.2.0/24", "AS3", "M", "")
		ROUTE("192.0.2.0/24", "AS1", "M", ""),
	    ROUTE("192.0.2.0/24", "AS6", "M", "") ROUTE("192.0.2.0/24", "AS2",
		"M", "") ROUTE("192.0.2.0/24", "AS4", "M", ""));
	const struct rsec_rpsl_object *new;

	(void)state;
	assert_changes(diff, "~origin route 192.0.2.0/24AS1 EXAMPLE\n"
			     "~origin route 192.0.2.0/24AS3 EXAMPLE\n"
			     "+ route 192.0.2.0/24AS6 EXAMPLE\n");
	new = rsec_irr_diff_get(diff, 0)->new_object;
	assert_non_null(strstr(new->text, "AS2"));
	assert_int_equal(new->line, 6);
	rsec_irr_diff_free(diff);
}

#define DATED(descr, date)                \
	ROUTE("192.0.2.0/24", "AS1", "M", \
	    "descr: " descr "\nchanged: a@b.example " date "\n")

static void
of_several_objects_of_a_key_the_newest_counts(void **state)
{
	struct irrdiff_side sides[2] = { { .chunk = 0 }, { .chunk = 0 } };
	struct rsec_irr_diff *diff = run(NULL, sides,
	    DATED("b", "20200102") DATED("a", "20200101")
		DATED("b", "20200101"),
	    DATED("c", "20200101"));
	const struct rsec_irr_diff_stats *stats =
	    rsec_irr_diff_stats(diff, RSEC_IRR_OLD);

	(void)state;
	assert_changes(diff, "~ route 192.0.2.0/24AS1 EXAMPLE\n");
	assert_non_null(
	    strstr(rsec_irr_diff_get(diff, 0)->old_object->text, "descr: b\n"));
	assert_int_equal(stats->objects, 1);
	assert_int_equal(stats->routes, 1);
	assert_int_equal(stats->duplicates, 2);
	rsec_irr_diff_free(diff);
}

static void
a_key_that_both_sides_share_one_object_of_is_unchanged(void **state)
{
	(void)state;
	assert_diff(NULL, DATED("a", "20200101") DATED("b", "20200102"),
	    DATED("a", "20200101"), "");
	assert_diff(NULL, DATED("a", "20200101"),
	    DATED("a", "20200101") DATED("b", "20200102"), "");
}

static void
counts_add_up(void **state)
{
	struct irrdiff_side sides[2] = { { .chunk = 0 }, { .chunk = 0 } };
	struct rsec_irr_diff *diff = run(NULL, sides,
	    ROUTE("192.0.2.0/24", "AS1", "M", "") ROUTE("192.0.2.0/24", "AS1",
		"M", "") "*xxte: 192.0.2.0/24\nsource: EXAMPLE\n\n"
			 "route: 192.0.2.0\n\nnonsense\n\n"
			 "unknown: x\n\nas-set: AS-X\nsource: A\n\n",
	    ROUTE("192.0.2.0/24", "AS1", "M", ""));
	const struct rsec_irr_diff_stats *stats =
	    rsec_irr_diff_stats(diff, RSEC_IRR_OLD);

	(void)state;
	assert_int_equal(stats->objects, 2);
	assert_int_equal(stats->routes, 1);
	assert_int_equal(stats->duplicates, 1);
	assert_int_equal(stats->deleted, 1);
	assert_int_equal(stats->malformed, 2);
	assert_int_equal(stats->repaired, 0);
	assert_int_equal(rsec_irr_diff_unchanged(diff), 1);
	assert_int_equal(rsec_irr_diff_count(diff), 1);
	assert_int_equal(sides[0].faults, 2);
	rsec_irr_diff_free(diff);
}

static void
malformed_objects_are_told_with_their_line(void **state)
{
	struct irrdiff_side sides[2] = { { .chunk = 0 }, { .chunk = 0 } };
	struct rsec_irr_diff *diff = run(NULL, sides, "",
	    "\nroute: 192.0.2.0/24\norigin: AS1\n\nas-set: AS-X\n"
	    "mnt-by: M\n");

	(void)state;
	assert_int_equal(sides[1].faults, 2);
	assert_int_equal(sides[1].fault.line, 5);
	assert_string_equal(
	    sides[1].fault.msg, "no source attribute (RFC 2622 section 3.1)");
	assert_changes(diff, "");
	rsec_irr_diff_free(diff);
}

static void
leniency_repairs_and_says_so(void **state)
{
	static const struct rsec_irr_diff_options lenient = {
		.leniency = { .repair = true, .default_source = "EXAMPLE" },
	};
	struct irrdiff_side sides[2] = { { .chunk = 0 }, { .chunk = 0 } };
	struct rsec_irr_diff *diff = run(&lenient, sides, "",
	    "route: 192.0.2.1/24\norigin: AS1\nsource: A\n\n"
	    "as-set: AS-X\n");

	(void)state;
	assert_int_equal(sides[1].faults, 2);
	assert_string_equal(sides[1].fault.msg,
	    "no source attribute (RFC 2622 section 3.1), read as EXAMPLE");
	assert_int_equal(rsec_irr_diff_stats(diff, RSEC_IRR_NEW)->repaired, 2);
	assert_int_equal(rsec_irr_diff_stats(diff, RSEC_IRR_NEW)->malformed, 0);
	assert_changes(
	    diff, "+ route 192.0.2.0/24AS1 A\n+ as-set AS-X EXAMPLE\n");
	rsec_irr_diff_free(diff);
}

static void
noise_counts_when_asked_for(void **state)
{
	static const struct rsec_irr_diff_options all = { .all_attributes =
							      true };

	(void)state;
	assert_diff(NULL, DATED("a", "20200101"), DATED("a", "20200102"), "");
	assert_diff(&all, DATED("a", "20200101"), DATED("a", "20200102"),
	    "~ route 192.0.2.0/24AS1 EXAMPLE\n");
}

static void
templates_are_held_to_when_asked_for(void **state)
{
	static const struct rsec_irr_diff_options check = { .check = true };
	struct irrdiff_side sides[2] = { { .chunk = 0 }, { .chunk = 0 } };
	struct rsec_irr_diff *diff =
	    run(&check, sides, "", "as-set: AS-X\nsource: EXAMPLE\n");

	(void)state;
	assert_int_equal(sides[1].faults, 1);
	assert_changes(diff, "");
	rsec_irr_diff_free(diff);
}

static void
filters_choose_what_is_compared(void **state)
{
	const char *new = ROUTE("192.0.2.0/24", "AS1", "M-A, M-B", "")
	    ROUTE("192.0.2.0/25", "AS2", "M-A", "") ROUTE("198.51.100.0/24",
		"AS1", "M-C", "") "as-set: AS-X\nmnt-by: m-b\nsource: other\n";
	struct rsec_irr_diff_options options = { .filter = { 0 } };
	struct rsec_irr_filter *filter = &options.filter;
	struct rsec_prefix prefix;

	(void)state;
	filter->classes = (uint64_t)1 << RSEC_RPSL_AS_SET;
	assert_diff(&options, "", new, "+ as-set AS-X OTHER\n");
	*filter = (struct rsec_irr_filter){ .source = "OTHER" };
	assert_diff(&options, "", new, "+ as-set AS-X OTHER\n");
	*filter = (struct rsec_irr_filter){ .maintainer = "m-B" };
	assert_diff(&options, "", new,
	    "+ route 192.0.2.0/24AS1 EXAMPLE\n+ as-set AS-X OTHER\n");
	*filter = (struct rsec_irr_filter){ .has_origin = true, .origin = 1 };
	assert_diff(&options, "", new,
	    "+ route 192.0.2.0/24AS1 EXAMPLE\n"
	    "+ route 198.51.100.0/24AS1 EXAMPLE\n");
	rsec_prefix_parse("192.0.2.0/24", 12, &prefix, NULL);
	*filter = (struct rsec_irr_filter){ .prefix = &prefix };
	assert_diff(&options, "", new, "+ route 192.0.2.0/24AS1 EXAMPLE\n");
	filter->more_specific = true;
	assert_diff(&options, "", new,
	    "+ route 192.0.2.0/24AS1 EXAMPLE\n"
	    "+ route 192.0.2.0/25AS2 EXAMPLE\n");
}

static void
a_journal_changes_its_side(void **state)
{
	const char *text =
	    "%START Version: 3 EXAMPLE 1-9\n"
	    "DEL 1\n\n" ROUTE("192.0.2.0/24", "AS1", "M", "") "ADD 2\n\n" ROUTE(
		"192.0.2.0/24", "AS2", "M",
		"") "ADD 3\n\n" ROUTE("198.51.100.0/24", "AS1", "N",
		"") "ADD 4\n\nroute: 192.0.2.0\norigin: AS1\n\n"
		    "%END EXAMPLE\n";
	struct rsec_err err;
	struct rsec_nrtm *journal = nrtm_of(text, strlen(text), 0, &err);
	struct irrdiff_side sides[2] = { { .journal = journal },
		{ .chunk = 0 } };
	struct rsec_irr_diff *diff = run(NULL, sides,
	    ROUTE("192.0.2.0/24", "AS1", "M", "")
		ROUTE("198.51.100.0/24", "AS1", "M",
		    "") "route: 192.0.2.0/24\norigin: AS1\nsource: OTHER\n\n",
	    ROUTE("192.0.2.0/24", "AS2", "M", "")
		ROUTE("198.51.100.0/24", "AS1", "N",
		    "") "route: 192.0.2.0/24\norigin: AS1\nsource: OTHER\n\n");

	(void)state;
	assert_changes(diff, "");
	assert_int_equal(rsec_irr_diff_unchanged(diff), 3);
	assert_int_equal(sides[0].faults, 1);
	assert_int_equal(sides[0].fault.line, 0); /* not of the dump */
	assert_non_null(
	    strstr(sides[0].fault.msg, "line 25 of the journal of EXAMPLE: "));
	rsec_irr_diff_free(diff);
	rsec_nrtm_free(journal);
}

/* COUNT routes with a long text each. */
static void
many_routes(struct rsec_buf *out, unsigned count, const char *end)
{
	char route[400];
	unsigned i;

	for (i = 0; i < count; i++) {
		snprintf(route, sizeof(route),
		    "route: 10.%u.%u.0/24\norigin: AS%u\ndescr: %0300u\n"
		    "source: EXAMPLE\n\n",
		    i >> 8 & 255, i & 255, i >> 16, i);
		assert_int_equal(rsec_buf_puts(out, route), 0);
	}
	assert_int_equal(rsec_buf_puts(out, end), 0);
}

#define MANY 120000 /* over 40 MB: more than a thread may be ahead */

static void
a_side_that_ends_early_lets_the_other_go(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct irrdiff_side sides[2] = { { .chunk = 1 << 16 },
		{ .text = "", .chunk = 0 } };
	struct rsec_irr_diff_options options = { .no_pair = true };
	struct rsec_irr_diff *diff;

	(void)state;
	many_routes(&text, MANY, "");
	sides[0].text = text.data;
	sides[0].len = text.len;
	diff = irrdiff_run(&options, sides, true);
	assert_int_equal(rsec_irr_diff_count(diff), MANY);
	rsec_irr_diff_free(diff);
	diff = irrdiff_run(&options, sides, false);
	assert_int_equal(rsec_irr_diff_count(diff), MANY);
	rsec_irr_diff_free(diff);
	rsec_buf_fini(&text);
}

/* A source that fails after its text. */
struct failing {
	struct rsec_memory memory;
	struct rsec_source source;
};

static int
failing_next(void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	struct failing *failing = ctx;
	int rc = failing->source.next(failing->source.ctx, data, len, err);

	return rc != 0 ? rc
		       : rsec_err_set(err, RSEC_ERR_TRUNCATED, "it was cut");
}

static void
a_side_that_fails_lets_the_other_go(void **state)
{
	static const struct rsec_irr_diff_options none;
	struct rsec_buf text = RSEC_BUF_INIT;
	struct irrdiff_side sides[2] = { { .chunk = 1 << 16 },
		{ .text = "nonsense\n", .len = 9, .stop_at = 1 } };
	struct rsec_irr_diff *diff;

	(void)state;
	many_routes(&text, MANY, "nonsense\n");
	sides[0].text = text.data;
	sides[0].len = text.len;
	diff = irrdiff_run(&none, sides, true);
	assert_int_equal(sides[0].rc, 0);
	assert_int_equal(sides[0].faults, 1); /* it was read to its end */
	assert_int_equal(sides[1].rc, -1);
	assert_int_equal(sides[1].err.code, RSEC_ERR_STOPPED);
	rsec_irr_diff_free(diff);
	rsec_buf_fini(&text);
}

static void
a_source_that_is_cut_is_an_error(void **state)
{
	static const struct rsec_irr_diff_options none;
	static const char text[] = ROUTE("192.0.2.0/24", "AS1", "M", "");
	struct failing failing = { .memory = { (const uint8_t *)text,
				       sizeof(text) - 1, 0 } };
	struct rsec_source source = { failing_next, &failing };
	struct rsec_irr_diff *diff = rsec_irr_diff_new(&none);
	struct rsec_err err;

	(void)state;
	failing.source = rsec_source_memory(&failing.memory);
	assert_int_equal(
	    rsec_irr_diff_read(diff, RSEC_IRR_OLD, source, false, NULL, &err),
	    -1);
	assert_int_equal(err.code, RSEC_ERR_TRUNCATED);
	assert_string_equal(err.msg, "it was cut");
	rsec_irr_diff_free(diff);
}

static void
operations_have_names(void **state)
{
	(void)state;
	assert_string_equal(rsec_irr_op_name(RSEC_IRR_ADDED), "added");
	assert_string_equal(rsec_irr_op_name(RSEC_IRR_REMOVED), "removed");
	assert_string_equal(rsec_irr_op_name(RSEC_IRR_CHANGED), "changed");
	assert_string_equal(rsec_irr_op_name(RSEC_IRR_ORIGIN), "origin");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_differs_from_nothing),
		cmocka_unit_test(objects_are_added_removed_and_changed),
		cmocka_unit_test(layout_order_and_noise_make_no_difference),
		cmocka_unit_test(the_same_key_in_two_sources_is_two_objects),
		cmocka_unit_test(
		    another_origin_of_the_same_maintainer_is_one_change),
		cmocka_unit_test(several_origins_are_paired_in_their_order),
		cmocka_unit_test(of_several_objects_of_a_key_the_newest_counts),
		cmocka_unit_test(
		    a_key_that_both_sides_share_one_object_of_is_unchanged),
		cmocka_unit_test(counts_add_up),
		cmocka_unit_test(malformed_objects_are_told_with_their_line),
		cmocka_unit_test(leniency_repairs_and_says_so),
		cmocka_unit_test(noise_counts_when_asked_for),
		cmocka_unit_test(templates_are_held_to_when_asked_for),
		cmocka_unit_test(filters_choose_what_is_compared),
		cmocka_unit_test(a_journal_changes_its_side),
		cmocka_unit_test(a_side_that_ends_early_lets_the_other_go),
		cmocka_unit_test(a_side_that_fails_lets_the_other_go),
		cmocka_unit_test(a_source_that_is_cut_is_an_error),
		cmocka_unit_test(operations_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
