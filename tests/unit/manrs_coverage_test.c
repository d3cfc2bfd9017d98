/* SPDX-License-Identifier: ISC */
/* Checks of which the BGP data show a part. */
#include "tests/lib/test.h"

#include <string.h>

#include "tests/lib/manrs.h"

#define ASN 201

static const char paths[] = MANRS_PATHS "20.1.0.0/16 301 201\n"
					"20.2.0.0/16 301 201 202\n"
					"20.3.0.0/16 301\n"
					"2a00:201::/32 301 201\n";
static const char as_rel[] = "301|201|-1\n"
			     "201|202|-1\n";

struct made {
	struct manrs_world world;
	struct rsec_manrs_report report;
};

/* A world of two texts of BGP, of which the second may be NULL. */
static void
make(struct made *m, const char *bgp, const char *more, const char *vrps)
{
	const uint32_t asn = ASN;

	manrs_world_init(&m->world, "2026-10");
	manrs_world_give(&m->world, RSEC_MANRS_BGP, bgp);
	if (more != NULL)
		manrs_world_give(&m->world, RSEC_MANRS_BGP, more);
	manrs_world_give(&m->world, RSEC_MANRS_AS_REL, as_rel);
	manrs_world_give(&m->world, RSEC_MANRS_VRPS, vrps);
	manrs_world_give(&m->world, RSEC_MANRS_IRR,
	    "route: 20.9.0.0/16\norigin: AS201\nsource: RADB\n");
	manrs_world_give(&m->world, RSEC_MANRS_DELEGATED,
	    "ripencc|NL|asn|201|2|20200101|allocated|holder\n");
	manrs_world_give(&m->world, RSEC_MANRS_BOGONS, "");
	manrs_world_give(&m->world, RSEC_MANRS_GRIP, "{\"data\":[]}");
	manrs_world_give(&m->world, RSEC_MANRS_CIDR_REPORT, "");
	manrs_world_read(&m->world);
	assert_int_equal(
	    rsec_manrs_assess(&m->world.data, &asn, 1, NULL, &m->report, NULL),
	    0);
}

static void
fini(struct made *m)
{
	rsec_manrs_report_fini(&m->report);
	manrs_world_fini(&m->world);
}

static const enum rsec_manrs_check of_carried[] = {
	RSEC_MANRS_A1_CUST_RPKI,
	RSEC_MANRS_A1_CUST_IRR,
	RSEC_MANRS_A1_CUST_BOGON_PFX,
	RSEC_MANRS_A1_CUST_HOLDER,
	RSEC_MANRS_PLUS_ROV,
};

static const enum rsec_manrs_check of_paths[] = {
	RSEC_MANRS_A1_CUST_BOGON_ASN,
	RSEC_MANRS_A1_PATH_VALLEY,
	RSEC_MANRS_A1_PATH_OTC,
	RSEC_MANRS_A1_INC_M3C,
	RSEC_MANRS_A1_INC_M4,
	RSEC_MANRS_A1_INC_M4C,
};

#define VRPS	  "ASN,IP Prefix,Max Length,Trust Anchor\n"
#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

/* Each of the checks is in STATE; without data it is BGP that is missing. */
static void
must_be(const struct made *m, const enum rsec_manrs_check *check, size_t count,
    enum rsec_manrs_state state)
{
	const struct rsec_manrs_result *result;
	size_t i;

	for (i = 0; i < count; i++) {
		result = &m->report.result[check[i]];
		if (result->state != state)
			fail_msg("%s: %s", rsec_manrs_check_name(check[i]),
			    result->summary);
		assert_int_equal(result->missing,
		    state == RSEC_MANRS_NO_DATA ? RSEC_MANRS_BGP : 0);
	}
}

static void
paths_of_all_routes_let_checks_pass(void **state)
{
	struct made m;

	(void)state;
	make(&m, paths, "20.1.0.0/16 AS201\n", VRPS);
	must_be(&m, of_carried, LENGTH(of_carried) - 2, RSEC_MANRS_PASS);
	must_be(&m, of_paths, LENGTH(of_paths), RSEC_MANRS_PASS);
	assert_true(m.report.score[RSEC_MANRS_FILTERING].has_value);
	assert_int_equal(m.report.action[0].verdict, RSEC_MANRS_CONFORMANT);
	fini(&m);
}

static void
a_table_without_paths_lets_no_check_of_paths_pass(void **state)
{
	struct made m;

	(void)state;
	make(&m, "20.1.0.0/16 AS201\n2a00:201::/32 AS201\n", NULL, VRPS);
	must_be(&m, of_carried, LENGTH(of_carried), RSEC_MANRS_NO_DATA);
	must_be(&m, of_paths, LENGTH(of_paths), RSEC_MANRS_NO_DATA);
	manrs_must_tell(&m.report, RSEC_MANRS_A1_INC_M4,
	    "no-data: not evaluated: the BGP data has no paths\n");
	assert_false(m.report.score[RSEC_MANRS_FILTERING].has_value);
	assert_string_equal(m.report.score[RSEC_MANRS_FILTERING].arithmetic,
	    "not evaluated: the BGP data has no paths");
	assert_int_equal(
	    m.report.action[0].verdict, RSEC_MANRS_VERDICT_NO_DATA);
	assert_string_equal(
	    m.report.action[0].why, "not evaluated: the BGP data has no paths");
	fini(&m);
}

static void
a_route_of_no_customer_changes_no_check_of_customers(void **state)
{
	struct made m;

	(void)state;
	make(&m, paths, "20.4.0.0/16 AS301\n", VRPS);
	must_be(&m, of_carried, LENGTH(of_carried) - 2, RSEC_MANRS_PASS);
	must_be(&m, of_paths, LENGTH(of_paths), RSEC_MANRS_NO_DATA);
	manrs_must_tell(&m.report, RSEC_MANRS_A1_PATH_VALLEY,
	    "no-data: not evaluated: paths are known for 4 of 5 routes\n");
	assert_int_equal(m.report.action[0].verdict, RSEC_MANRS_CONFORMANT);
	fini(&m);
}

static void
a_customers_route_without_path_does_not_let_pass(void **state)
{
	struct made m;

	(void)state;
	make(&m, paths, "20.4.0.0/16 AS202\n20.4.0.0/16 AS201\n", VRPS);
	must_be(&m, of_carried, LENGTH(of_carried), RSEC_MANRS_NO_DATA);
	manrs_must_tell(&m.report, RSEC_MANRS_A1_CUST_RPKI,
	    "no-data: not evaluated: no path is known of 1 route of "
	    "customers\n");
	assert_int_equal(
	    m.report.action[0].verdict, RSEC_MANRS_VERDICT_NO_DATA);
	fini(&m);
}

static void
what_is_bad_in_a_part_is_bad(void **state)
{
	struct made m;

	(void)state;
	make(&m, paths, "20.4.0.0/16 AS202\n",
	    VRPS "AS203,20.2.0.0/16,16,ripe\n");
	assert_string_equal(m.report.result[RSEC_MANRS_A1_CUST_RPKI].summary,
	    "1 of 1 customers' routes are RPKI-invalid; no path is known of 1 "
	    "route of customers");
	assert_int_equal(
	    m.report.result[RSEC_MANRS_A1_CUST_RPKI].state, RSEC_MANRS_FAIL);
	assert_int_equal(m.report.action[0].verdict, RSEC_MANRS_NOT_CONFORMANT);
	fini(&m);
}

/* A route object, a ROA and a loose one, of each family. */
#define MORE_VRPS                                                \
	"AS201,20.8.0.0/16,16,ripe\nAS201,20.1.0.0/16,24,ripe\n" \
	"AS201,2a00:208::/32,32,ripe\nAS201,2a00:201::/32,48,ripe\n"

static void
nothing_is_stale_by_a_table_of_the_other_family(void **state)
{
	struct made m;

	(void)state;
	make(&m, MANRS_PATHS "2a00:201::/32 301 201\n", NULL, VRPS MORE_VRPS);
	manrs_must_tell(&m.report, RSEC_MANRS_A4_STALE_ROUTE,
	    "no-data: not evaluated: no table of BGP has IPv4 routes\n");
	assert_string_equal(m.report.result[RSEC_MANRS_A4_STALE_ROA].summary,
	    "1 of 2 VRPs match something that is announced; no table of BGP "
	    "has IPv4 "
	    "routes");
	assert_int_equal(m.report.result[RSEC_MANRS_A4_STALE_ROA].evidences, 1);
	assert_int_equal(m.report.result[RSEC_MANRS_A4_MAXLEN].evidences, 1);
	assert_int_equal(
	    m.report.action[0].verdict, RSEC_MANRS_VERDICT_NO_DATA);
	assert_string_equal(m.report.action[3].why,
	    "no table of BGP has IPv4 routes; 1 of 1 routes valid in RPKI or "
	    "IRR: 100 %, 90 % needed");
	assert_int_equal(
	    m.report.action[3].verdict, RSEC_MANRS_VERDICT_NO_DATA);
	assert_string_equal(m.report.score[RSEC_MANRS_ROUTING_RPKI].arithmetic,
	    "1 valid - 10 x 0 invalid, of 1; no table of BGP has IPv4 routes");
	fini(&m);
	make(&m, MANRS_PATHS "2a00:209::/32 301 201\n", NULL, VRPS MORE_VRPS);
	assert_int_equal(m.report.action[3].verdict, RSEC_MANRS_NOT_CONFORMANT);
	assert_string_equal(m.report.action[3].why,
	    "no table of BGP has IPv4 routes; 0 of 1 routes valid in RPKI or "
	    "IRR: 0 %, 90 % needed");
	fini(&m);
}

/* On the first of October 2026, as "bgpdump -m" prints them. */
#define LINE(kind, prefix, path) \
	kind "|192.0.2.1|301|" prefix "|" path "|IGP|192.0.2.1|0|0||NAG||\n"
#define UPDATE "BGP4MP|1790812800|A"
#define ENTRY  "TABLE_DUMP2|1790812800|B"

static void
updates_alone_make_nothing_stale(void **state)
{
	static const enum rsec_manrs_check of_tables[] = {
		RSEC_MANRS_A4_STALE_ROA, RSEC_MANRS_A4_STALE_ROUTE,
		RSEC_MANRS_A4_MAXLEN
	};
	struct made m;

	(void)state;
	make(&m,
	    LINE(UPDATE, "20.1.0.0/16", "301 201")
		LINE(UPDATE, "2a00:201::/32", "301 201"),
	    NULL, VRPS MORE_VRPS);
	must_be(&m, of_tables, LENGTH(of_tables), RSEC_MANRS_NO_DATA);
	manrs_must_tell(&m.report, RSEC_MANRS_A4_STALE_ROA,
	    "no-data: not evaluated: there is no table of BGP\n");
	assert_int_equal(
	    m.report.action[3].verdict, RSEC_MANRS_VERDICT_NO_DATA);
	fini(&m);
}

static void
text_of_bgpdump_has_paths_and_no_only_to_customer(void **state)
{
	struct made m;

	(void)state;
	make(&m,
	    LINE(ENTRY, "20.1.0.0/16", "301 201") LINE(ENTRY, "20.2.0.0/16",
		"301 201 202") LINE(ENTRY, "2a00:201::/32", "301 201"),
	    NULL, VRPS);
	must_be(&m, of_carried, LENGTH(of_carried) - 2, RSEC_MANRS_PASS);
	assert_int_equal(m.report.tally.customer_routes, 1);
	assert_int_equal(m.report.action[0].verdict, RSEC_MANRS_CONFORMANT);
	assert_int_equal(
	    m.report.result[RSEC_MANRS_A1_PATH_VALLEY].state, RSEC_MANRS_PASS);
	manrs_must_tell(&m.report, RSEC_MANRS_A1_PATH_OTC,
	    "no-data: not evaluated: Only to Customer is known for 0 of 3 "
	    "routes\n");
	fini(&m);
}

static void
who_only_carries_routes_of_customers_may_conform(void **state)
{
	struct made m;

	(void)state;
	make(&m,
	    MANRS_PATHS "20.2.0.0/16 301 201 202\n2a00:202::/32 301 201 202\n",
	    NULL, VRPS);
	assert_int_equal(m.report.tally.routes, 0);
	assert_int_equal(m.report.action[0].verdict, RSEC_MANRS_CONFORMANT);
	assert_true(m.report.score[RSEC_MANRS_FILTERING].has_value);
	fini(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_of_all_routes_let_checks_pass),
		cmocka_unit_test(
		    a_table_without_paths_lets_no_check_of_paths_pass),
		cmocka_unit_test(
		    a_route_of_no_customer_changes_no_check_of_customers),
		cmocka_unit_test(
		    a_customers_route_without_path_does_not_let_pass),
		cmocka_unit_test(what_is_bad_in_a_part_is_bad),
		cmocka_unit_test(
		    nothing_is_stale_by_a_table_of_the_other_family),
		cmocka_unit_test(updates_alone_make_nothing_stale),
		cmocka_unit_test(
		    text_of_bgpdump_has_paths_and_no_only_to_customer),
		cmocka_unit_test(
		    who_only_carries_routes_of_customers_may_conform),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
