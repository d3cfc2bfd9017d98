/* SPDX-License-Identifier: ISC */
/* An assessment in another order, and without an input. */
#include "tests/lib/test.h"

#include <string.h>

#include "tests/lib/mrttext.h"
#include "tests/lib/random.h"
#include "tests/unit/manrs_assess/example.h"

/*
 * All of RESULT as one text.  Remedies are left out: another input may make
 * them more exact.
 */
static void
say_result(const struct rsec_manrs_result *result, struct rsec_buf *to)
{
	char prefix[RSEC_PREFIX_SIZE] = "-";
	size_t i;

	text_add(to, "%s %s %x %u/%u %s\n",
	    rsec_manrs_check_name(result->check),
	    rsec_manrs_state_name(result->state), result->missing,
	    (unsigned)result->good, (unsigned)result->total, result->summary);
	for (i = 0; i < result->evidences; i++) {
		const struct rsec_manrs_evidence *row = &result->evidence[i];

		if (row->has_prefix)
			rsec_prefix_format(prefix, &row->prefix);
		text_add(to, "  %s %u %s|", prefix, row->asn, row->what);
		rsec_buf_puts(to, row->why);
		rsec_buf_addc(to, '\n');
	}
}

static void
say_score(const struct rsec_manrs_score *score, struct rsec_buf *to)
{
	text_add(to, "%d %u %d %d/%d %d %d %u %d %u %x %s\n", score->has_value,
	    score->value, score->has_share, (int)score->numerator,
	    (int)score->denominator, score->severity, score->has_previous,
	    score->previous, score->has_projected, score->projected,
	    score->missing, score->arithmetic);
}

/* All of REPORT as one text, NUL-terminated. */
static void
say(const struct rsec_manrs_report *report, struct rsec_buf *to)
{
	size_t i, k;

	to->len = 0;
	text_add(to, "%s %s\n", report->name, report->first_clean_month);
	for (i = 0; i < RSEC_MANRS_FIGURES; i++)
		say_score(&report->score[i], to);
	for (i = 0; i < report->actions; i++)
		text_add(to, "%s %d %s\n", report->action[i].title,
		    report->action[i].verdict, report->action[i].why);
	for (i = 0; i < RSEC_MANRS_CHECKS; i++)
		say_result(&report->result[i], to);
	for (i = 0; i < report->incidents; i++)
		text_add(to, "%s %u %s\n",
		    rsec_manrs_metric_name(report->incident[i].metric),
		    (unsigned)report->incident[i].raw,
		    report->incident[i].event->id);
	for (i = 0; i < report->fixes; i++) {
		text_add(to, "%s %d %d %u %s\n",
		    rsec_manrs_check_name(report->fix[i].check),
		    (int)report->fix[i].points, report->fix[i].decides,
		    (unsigned)report->fix[i].changes, report->fix[i].title);
		rsec_buf_puts(to, report->fix[i].remedy);
	}
	for (i = 0; i < report->customers; i++) {
		text_add(to, "AS%u %s %u/%u\n", report->customer[i].asn,
		    report->customer[i].name,
		    (unsigned)report->customer[i].routes,
		    (unsigned)report->customer[i].total);
		for (k = 0; k < report->customer[i].routes; k++)
			text_add(
			    to, "  %s\n", report->customer[i].route[k].why);
	}
	rsec_buf_addc(to, '\0');
}

void
every_check_has_a_result(void **state)
{
	struct manrs_world world;
	struct rsec_manrs_report report;
	size_t i, k;

	(void)state;
	for (k = 0; k < 2; k++) {
		manrs_world_init(&world, "2026-10");
		if (k == 0)
			give_example(&world);
		manrs_world_read(&world);
		assess(&world.data, &report);
		for (i = 0; i < RSEC_MANRS_CHECKS; i++) {
			assert_int_equal(report.result[i].applies,
			    i < RSEC_MANRS_A1_RS_RPKI ||
				i > RSEC_MANRS_A1_RS_TRANSIT);
			if (!report.result[i].applies)
				continue;
			assert_int_equal(report.result[i].check, i);
			if (report.result[i].summary == NULL)
				fail_msg("%s says nothing",
				    rsec_manrs_check_name(
					(enum rsec_manrs_check)i));
			assert_true(strlen(report.result[i].summary) > 0);
			if (k == 1)
				assert_int_equal(
				    report.result[i].state, RSEC_MANRS_NO_DATA);
		}
		for (i = 0; i < RSEC_MANRS_FIGURES && k == 1; i++)
			assert_false(report.score[i].has_value);
		rsec_manrs_report_fini(&report);
		manrs_world_fini(&world);
	}
}

/* An AS that nothing is known of, though all inputs are there. */
void
a_share_of_nothing_is_no_data(void **state)
{
	static const enum rsec_manrs_check shares[] = { RSEC_MANRS_A4_EITHER,
		RSEC_MANRS_A4_RPKI_COVER, RSEC_MANRS_A4_RPKI_INVALID,
		RSEC_MANRS_A4_IRR_COVER, RSEC_MANRS_A4_IRR_EXACT,
		RSEC_MANRS_A4_IRR_AUTH, RSEC_MANRS_A4_IRR_RPKI,
		RSEC_MANRS_A4_STALE_ROA, RSEC_MANRS_A4_STALE_ROUTE,
		RSEC_MANRS_A4_MAXLEN, RSEC_MANRS_A4_ASSET_FOUND,
		RSEC_MANRS_A1_OWN_RPKI, RSEC_MANRS_A1_OWN_BOGON,
		RSEC_MANRS_A1_CUST_CONE, RSEC_MANRS_PLUS_ROA,
		RSEC_MANRS_PLUS_ROV };
	/* None of these is allowed, and none there is. */
	static const enum rsec_manrs_check limits[] = { RSEC_MANRS_A1_CUST_RPKI,
		RSEC_MANRS_A1_CUST_IRR };
	const struct rsec_manrs_result *result;
	const uint32_t nobody = 999;
	struct rsec_manrs_report report;
	struct manrs_world world;
	size_t i;

	(void)state;
	read_example(&world);
	assert_int_equal(
	    rsec_manrs_assess(&world.data, &nobody, 1, NULL, &report, NULL), 0);
	for (i = 0; i < sizeof(shares) / sizeof(shares[0]); i++) {
		result = &report.result[shares[i]];
		assert_int_equal(result->state, RSEC_MANRS_NO_DATA);
		assert_int_equal(result->missing, 0);
		assert_int_equal(strncmp(result->summary, "no ", 3), 0);
	}
	for (i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		assert_int_equal(
		    report.result[limits[i]].state, RSEC_MANRS_PASS);
	for (i = 0; i < RSEC_MANRS_CHECKS; i++)
		if (report.result[i].applies)
			assert_null(strstr(report.result[i].summary, "of 0 "));
	assert_false(report.score[RSEC_MANRS_FILTERING].has_value);
	assert_int_equal(report.action[0].verdict, RSEC_MANRS_VERDICT_NO_DATA);
	assert_string_equal(report.action[0].why,
	    "no routes were announced, and no customers' routes were carried");
	assert_int_equal(report.action[3].verdict, RSEC_MANRS_VERDICT_NO_DATA);
	assert_string_equal(report.action[3].why, "no routes were announced");
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

void
nothing_depends_on_the_order_of_inputs(void **state)
{
	struct random r = { 9 };
	struct rsec_buf first = RSEC_BUF_INIT, other = RSEC_BUF_INIT;
	uint32_t asn[] = { 201, 202, 204, 201 };
	struct manrs_world world;
	struct rsec_manrs_report report;
	unsigned round;

	(void)state;
	for (round = 0; round < 12; round++) {
		manrs_world_init(&world, "2026-10");
		give_example(&world);
		if (round > 0) {
			random_shuffle(
			    &r, world.text, world.texts, sizeof(world.text[0]));
			random_shuffle(&r, asn, 4, sizeof(asn[0]));
		}
		manrs_world_read(&world);
		assert_int_equal(
		    rsec_manrs_assess(&world.data, asn, 4, NULL, &report, NULL),
		    0);
		assert_int_equal(report.asns, 3);
		say(&report, round == 0 ? &first : &other);
		if (round > 0)
			assert_string_equal(first.data, other.data);
		rsec_manrs_report_fini(&report);
		manrs_world_fini(&world);
	}
	rsec_buf_fini(&first);
	rsec_buf_fini(&other);
}

/* What becomes of a check without INPUT, which it needs or does not need. */
static void
compare_without(const struct rsec_manrs_result *with,
    const struct rsec_manrs_result *without, unsigned needs,
    enum rsec_manrs_input input)
{
	struct rsec_buf before = RSEC_BUF_INIT, after = RSEC_BUF_INIT;

	if ((needs & input) == 0) {
		say_result(with, &before);
		say_result(without, &after);
		rsec_buf_addc(&before, '\0');
		rsec_buf_addc(&after, '\0');
		assert_string_equal(before.data, after.data);
	} else if ((needs & RSEC_MANRS_ANY) != 0)
		assert_int_not_equal(without->state, RSEC_MANRS_FAIL);
	else {
		assert_int_equal(without->state, RSEC_MANRS_NO_DATA);
		assert_true((without->missing & input) != 0);
	}
	rsec_buf_fini(&before);
	rsec_buf_fini(&after);
}

void
without_an_input_only_its_checks_change(void **state)
{
	struct manrs_world world;
	struct rsec_manrs_report full, report;
	struct rsec_manrs_data data;
	unsigned bit;
	size_t i;

	(void)state;
	read_example(&world);
	assess(&world.data, &full);
	for (bit = 0; bit < RSEC_MANRS_INPUTS; bit++) {
		const enum rsec_manrs_input input =
		    (enum rsec_manrs_input)(1 << bit);

		data = world.data;
		manrs_world_remove(&data, input);
		assess(&data, &report);
		for (i = 0; i < RSEC_MANRS_CHECKS; i++)
			if (full.result[i].applies)
				compare_without(&full.result[i],
				    &report.result[i],
				    rsec_manrs_check_needs(
					(enum rsec_manrs_check)i, &data.rules),
				    input);
		rsec_manrs_report_fini(&report);
	}
	rsec_manrs_report_fini(&full);
	manrs_world_fini(&world);
}
