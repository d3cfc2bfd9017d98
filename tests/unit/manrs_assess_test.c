/* SPDX-License-Identifier: ISC */
/* Whole assessments: scores, verdicts and fixes; the rest is in parts. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "manrs/report_private.h"
#include "tests/lib/mrttext.h"
#include "tests/unit/manrs_assess/example.h"

#define MINUTE	60
#define FIRST	1790812800 /* 2026-10-01 */
#define DAY	86400
#define MILLION 1000000

static void
one_invalid_of_ten_costs_all(void **state)
{
	struct manrs_world world;
	struct rsec_manrs_report report;
	const struct rsec_manrs_score *score = report.score;

	(void)state;
	read_example(&world);
	assess(&world.data, &report);
	assert_string_equal(report.name, "Example Networks");
	assert_int_equal(score[RSEC_MANRS_ROUTING_RPKI].numerator, -1);
	assert_int_equal(score[RSEC_MANRS_ROUTING_RPKI].denominator, 10);
	assert_true(score[RSEC_MANRS_ROUTING_RPKI].has_value);
	assert_int_equal(score[RSEC_MANRS_ROUTING_RPKI].value, 0);
	assert_string_equal(score[RSEC_MANRS_ROUTING_RPKI].arithmetic,
	    "9 valid - 10 x 1 invalid, of 10: raw -0.1, counted as 0");
	assert_int_equal(score[RSEC_MANRS_ROUTING_IRR].value, 700000);
	assert_string_equal(score[RSEC_MANRS_ROUTING_IRR].arithmetic,
	    "7 of 10 routes covered by route objects");
	assert_int_equal(
	    score[RSEC_MANRS_ROUTING_IRR].severity, RSEC_MANRS_ASPIRING);
	assert_int_equal(score[RSEC_MANRS_FILTERING].value, 600000);
	assert_string_equal(score[RSEC_MANRS_FILTERING].arithmetic,
	    "raw 0.5 = 0.5 (M2, hijacks)");
	assert_int_equal(score[RSEC_MANRS_COORDINATION].value, 0);
	assert_true(score[RSEC_MANRS_COORDINATION].has_value);
	assert_false(score[RSEC_MANRS_FILTERING].has_projected);
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

static void
without_a_spoofing_test_there_is_no_score(void **state)
{
	struct manrs_world world;
	struct rsec_manrs_report report;
	const struct rsec_manrs_score *score =
	    &report.score[RSEC_MANRS_ANTI_SPOOFING];

	(void)state;
	read_example(&world);
	assess(&world.data, &report);
	assert_false(score->has_value);
	assert_int_equal(score->severity, RSEC_MANRS_NO_SCORE);
	assert_int_equal(score->missing, 0);
	assert_int_equal(report.action[1].verdict, RSEC_MANRS_VERDICT_NO_DATA);
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);

	manrs_world_init(&world, "2026-10");
	give_example(&world);
	manrs_world_give(&world, RSEC_MANRS_SPOOFER,
	    SESSION("1", "20.0.1.0/24", "received") SESSION("2", "20.0.1.0/24",
		"received") SESSION("3", "20.0.2.0/24", "received")
		SESSION("4", "20.0.3.0/24", "blocked"));
	manrs_world_read(&world);
	assess(&world.data, &report);
	assert_true(score->has_value);
	assert_int_equal(score->value, 360000);
	assert_int_equal(report.action[1].verdict, RSEC_MANRS_NOT_CONFORMANT);
	assert_false(report.action[1].mandatory);
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

static void
verdicts_name_their_limit(void **state)
{
	struct manrs_world world;
	struct rsec_manrs_report report;

	(void)state;
	read_example(&world);
	assess(&world.data, &report);
	assert_int_equal(report.actions, 4);
	assert_int_equal(report.action[0].verdict, RSEC_MANRS_NOT_CONFORMANT);
	assert_non_null(strstr(report.action[0].why, "0 allowed"));
	assert_int_equal(report.action[2].verdict, RSEC_MANRS_NOT_CONFORMANT);
	assert_int_equal(report.action[3].verdict, RSEC_MANRS_CONFORMANT);
	assert_string_equal(report.action[3].why,
	    "9 of 10 routes valid in RPKI or IRR: 90 %, 90 % needed");
	assert_int_equal(
	    rsec_manrs_report_verdict(&report), RSEC_MANRS_NOT_CONFORMANT);
	rsec_manrs_report_fini(&report);

	assert_true(
	    rsec_manrs_rules_init(&world.data.rules, 2024, RSEC_MANRS_CDN));
	assess(&world.data, &report);
	assert_int_equal(report.actions, 6);
	assert_int_equal(report.action[3].verdict, RSEC_MANRS_NOT_CONFORMANT);
	assert_string_equal(report.action[3].why,
	    "9 of 10 routes valid in RPKI or IRR: 90 %, 100 % needed");
	assert_int_equal(report.action[4].verdict, RSEC_MANRS_NOT_COMPUTED);
	assert_true(report.action[4].mandatory);
	rsec_manrs_report_fini(&report);

	assert_true(
	    rsec_manrs_rules_init(&world.data.rules, 2024, RSEC_MANRS_IXP));
	assess(&world.data, &report);
	assert_int_equal(report.actions, 5);
	assert_string_equal(report.action[0].why,
	    "2 of 14 routes of the route server are RPKI-invalid; 0 allowed: "
	    "20.0.9.0/24 AS201, 20.1.1.0/24 AS202");
	assert_int_equal(
	    rsec_manrs_report_verdict(&report), RSEC_MANRS_NOT_CONFORMANT);
	rsec_manrs_report_fini(&report);

	assert_true(
	    rsec_manrs_rules_init(&world.data.rules, 2024, RSEC_MANRS_VENDOR));
	assess(&world.data, &report);
	assert_int_equal(
	    rsec_manrs_report_verdict(&report), RSEC_MANRS_NOT_COMPUTED);
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

static const struct rsec_manrs_fix *
find_fix(const struct rsec_manrs_report *report, enum rsec_manrs_check check)
{
	size_t i;

	for (i = 0; i < report->fixes; i++)
		if (report->fix[i].check == check)
			return &report->fix[i];
	fail_msg("no fix of %s", rsec_manrs_check_name(check));
	return NULL;
}

static void
a_fix_tells_what_it_wins(void **state)
{
	struct manrs_world world;
	struct rsec_manrs_report report;
	const struct rsec_manrs_fix *fix;

	(void)state;
	read_example(&world);
	assess(&world.data, &report);
	fix = find_fix(&report, RSEC_MANRS_A1_OWN_RPKI);
	assert_int_equal(fix->points, MILLION);
	assert_int_equal(fix->figure, RSEC_MANRS_ROUTING_RPKI);
	assert_false(fix->decides); /* customers' routes are bad, too */
	assert_non_null(strstr(fix->remedy, "20.0.9.0/24"));
	fix = find_fix(&report, RSEC_MANRS_A3_CONTACT);
	assert_int_equal(fix->points, MILLION);
	assert_true(fix->decides);
	fix = find_fix(&report, RSEC_MANRS_A4_IRR_COVER);
	assert_int_equal(fix->points, 300000);
	assert_int_equal(fix->changes, 3);
	fix = find_fix(&report, RSEC_MANRS_A1_INC_M2);
	assert_int_equal(fix->points, 0);
	assert_non_null(strstr(fix->title, "from next month on"));
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

/* 50 routes: the first INVALID have the ROA of another AS, UNKNOWN none. */
static void
give_fifty(struct manrs_world *world, unsigned invalid, unsigned unknown,
    struct rsec_buf *routes, struct rsec_buf *roas)
{
	unsigned i;

	routes->len = roas->len = 0;
	text_add(roas, "ASN,IP Prefix,Max Length,Trust Anchor\n");
	for (i = 0; i < 50; i++) {
		text_add(routes, "20.0.%u.0/24 %u\n", i, OWN);
		if (i < invalid || i >= invalid + unknown)
			text_add(roas, "AS%u,20.0.%u.0/24,24,arin\n",
			    i < invalid ? 299 : OWN, i);
	}
	rsec_buf_addc(routes, '\0');
	rsec_buf_addc(roas, '\0');
	manrs_world_init(world, "2026-10");
	manrs_world_give(world, RSEC_MANRS_BGP, routes->data);
	manrs_world_give(world, RSEC_MANRS_VRPS, roas->data);
	manrs_world_give(world, RSEC_MANRS_IRR, OBJECT("20.9.0.0/24", "201"));
	manrs_world_read(world);
}

static void
an_invalid_route_costs_eleven_and_an_unknown_one(void **state)
{
	static const struct {
		unsigned invalid, unknown;
		int64_t invalid_points, unknown_points;
		bool decides;
	} tests[] = {
		{ 2, 0, 440000, 0, false }, { 2, 1, 440000, 20000, false },
		{ 1, 1, 220000, 20000, false }, { 0, 6, 0, 120000, true },
		{ 0, 5, 0, 100000, false },
		{ 5, 1, 980000, 20000, true }, /* 44 - 50 is 0 before */
	};
	struct rsec_buf routes = RSEC_BUF_INIT, roas = RSEC_BUF_INIT;
	struct manrs_world world;
	struct rsec_manrs_report report;
	const struct rsec_manrs_fix *fix;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		give_fifty(
		    &world, tests[i].invalid, tests[i].unknown, &routes, &roas);
		assess(&world.data, &report);
		if (tests[i].invalid > 0) {
			fix = find_fix(&report, RSEC_MANRS_A1_OWN_RPKI);
			assert_int_equal(fix->points, tests[i].invalid_points);
		}
		if (tests[i].unknown > 0) {
			fix = find_fix(&report, RSEC_MANRS_A4_RPKI_COVER);
			assert_int_equal(fix->points, tests[i].unknown_points);
		}
		/* Of route objects all are missing: that comes first. */
		fix = find_fix(&report, RSEC_MANRS_A4_IRR_COVER);
		assert_ptr_equal(fix, report.fix);
		assert_int_equal(fix->decides, tests[i].decides);
		rsec_manrs_report_fini(&report);
		manrs_world_fini(&world);
	}
	rsec_buf_fini(&routes);
	rsec_buf_fini(&roas);
}

static void
one_invalid_allows_80_percent_from_55_routes_on(void **state)
{
	static const struct {
		uint64_t routes;
		bool ready, aspiring;
	} tests[] = { { 27, false, false }, { 28, false, true },
		{ 54, false, true }, { 55, true, true } };
	struct rsec_manrs_tally tally = { .rpki_invalid = 1 };
	uint32_t value;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		tally.routes = tests[i].routes;
		tally.rpki_valid = tests[i].routes - 1;
		value = rsec_manrs_share_score(
		    rsec_manrs_share(RSEC_MANRS_ROUTING_RPKI, &tally),
		    tally.routes);
		assert_int_equal(value >= 800000, tests[i].ready);
		assert_int_equal(value >= 600000, tests[i].aspiring);
	}
}

static void
an_accomplice_is_weighted(void **state)
{
	static const uint32_t asn = 204; /* it accepted the hijack */
	struct manrs_world world;
	struct rsec_manrs_report report;
	const struct rsec_manrs_score *score =
	    &report.score[RSEC_MANRS_FILTERING];

	(void)state;
	read_example(&world);
	assert_int_equal(
	    rsec_manrs_assess(&world.data, &asn, 1, NULL, &report, NULL), 0);
	assert_string_equal(
	    score->arithmetic, "raw 0.25 = 0.5 x 0.5 (M2C, accepted hijacks)");
	assert_int_equal(score->value, rsec_manrs_decay(2500));
	rsec_manrs_report_fini(&report);
	world.data.rules.accomplice_weight = 100;
	assert_int_equal(
	    rsec_manrs_assess(&world.data, &asn, 1, NULL, &report, NULL), 0);
	assert_string_equal(
	    score->arithmetic, "raw 0.5 = 1 x 0.5 (M2C, accepted hijacks)");
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

static void
an_open_incident_goes_on_in_the_projected_score(void **state)
{
	struct manrs_world world;
	struct rsec_manrs_report report;
	const struct rsec_manrs_score *score =
	    &report.score[RSEC_MANRS_FILTERING];

	(void)state;
	manrs_world_init(&world, "2026-10");
	give_example(&world);
	manrs_world_give(&world, RSEC_MANRS_GRIP, HIJACK("moas-2", STILL_OPEN));
	world.data.now = 1792800000 + 20 * MINUTE;
	manrs_world_read(&world);
	assess(&world.data, &report);
	assert_int_equal(score->numerator, RSEC_MANRS_ONE);
	assert_true(score->has_projected);
	/* 8 days and 24 minutes are left: 0.5 + 9 */
	assert_int_equal(score->projected,
	    rsec_manrs_decay(RSEC_MANRS_ONE / 2 + 9 * RSEC_MANRS_ONE));
	assert_true(report.score[RSEC_MANRS_ROUTING_IRR].has_projected);
	assert_string_equal(report.first_clean_month, "2026-11");
	rsec_manrs_report_fini(&report);
	world.data.now = FIRST + 62 * DAY; /* December, and it still goes on */
	assess(&world.data, &report);
	assert_string_equal(report.first_clean_month, "2027-01");
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

static void
a_customer_gets_its_own_list(void **state)
{
	struct manrs_world world;
	struct rsec_manrs_report report;

	(void)state;
	read_example(&world);
	assess(&world.data, &report);
	assert_int_equal(report.customers, 2);
	assert_int_equal(report.customer[0].asn, 202);
	assert_int_equal(report.customer[0].routes, 1);
	assert_int_equal(report.customer[0].total, 2);
	assert_int_equal(report.customer[1].asn, 203);
	assert_int_equal(report.customer[1].total, 1);
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_invalid_of_ten_costs_all),
		cmocka_unit_test(without_a_spoofing_test_there_is_no_score),
		cmocka_unit_test(verdicts_name_their_limit),
		cmocka_unit_test(a_fix_tells_what_it_wins),
		cmocka_unit_test(fixes_win_their_points_one_after_the_other),
		cmocka_unit_test(
		    an_invalid_route_costs_eleven_and_an_unknown_one),
		cmocka_unit_test(
		    one_invalid_allows_80_percent_from_55_routes_on),
		cmocka_unit_test(an_accomplice_is_weighted),
		cmocka_unit_test(
		    an_open_incident_goes_on_in_the_projected_score),
		cmocka_unit_test(a_hijack_is_held_against_all_that_is_known),
		cmocka_unit_test(until_2023_a_roa_makes_no_hijack_go_away),
		cmocka_unit_test(siblings_of_bgpstream_do_not_rob_each_other),
		cmocka_unit_test(every_check_has_a_result),
		cmocka_unit_test(a_share_of_nothing_is_no_data),
		cmocka_unit_test(nothing_depends_on_the_order_of_inputs),
		cmocka_unit_test(without_an_input_only_its_checks_change),
		cmocka_unit_test(a_customer_gets_its_own_list),
		cmocka_unit_test(each_remedy_is_told_once),
		cmocka_unit_test(what_is_proposed_removes_the_finding),
		cmocka_unit_test(
		    objects_that_are_proposed_keep_to_their_template),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
