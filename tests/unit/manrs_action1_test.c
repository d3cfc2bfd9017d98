/* SPDX-License-Identifier: ISC */
/* Action 1: own routes, those carried for customers, and paths. */
#include "tests/lib/test.h"

#include <string.h>

#include "tests/lib/manrs.h"

static const char paths[] = MANRS_PATHS "20.1.0.0/16 401 301 201\n"
					"20.2.0.0/25 401 301 201\n"
					"10.1.0.0/24 401 301 201\n"
					"20.8.0.0/22 401 301 201\n"
					"20.3.0.0/24 401 301 201 202\n"
					"20.4.0.0/24 401 301 201 202\n"
					"20.5.0.0/24 401 301 201 203\n"
					"10.2.0.0/24 401 301 201 203\n"
					"20.6.0.0/24 401 301 201 301 302\n"
					"20.7.0.0/24 401 301 201 64512\n";

static const char as_rel[] = "301|201|-1\n"
			     "301|302|-1\n"
			     "201|202|-1\n"
			     "201|203|-1\n"
			     "401|301|0\n";

static const char vrps[] = "ASN,IP Prefix,Max Length,Trust Anchor\n"
			   "AS209,20.1.0.0/16,16,ripe\n"
			   "AS202,20.3.0.0/16,20,ripe\n";

static const char irr[] = "route: 20.4.0.0/16\n"
			  "origin: AS299\n"
			  "mnt-by: MAINT-299\n"
			  "source: RADB\n"
			  "\n"
			  "as-set: AS201:AS-ALL\n"
			  "members: AS201, AS202\n"
			  "source: RADB\n";

static const char peeringdb[] =
    "{\"data\":[{\"id\":1,\"org_id\":1,\"asn\":201,\"name\":\"Ours\","
    "\"irr_as_set\":\"RADB::AS201:AS-ALL\",\"info_type\":\"NSP\"}]}";

static const char delegated[] =
    "ripencc|ZZ|ipv4|20.8.0.0|1024||reserved|\n"
    "ripencc|NL|ipv4|20.3.0.0|65536|20200101|allocated|holder-b\n"
    "ripencc|NL|ipv4|20.4.0.0|65536|20200101|allocated|holder-a\n"
    "ripencc|NL|asn|202|1|20200101|allocated|holder-b\n";

struct made {
	struct manrs_world world;
	struct rsec_manrs_report report;
};

static void
read_all(struct made *m, const char *bgp)
{
	const uint32_t asn = 201;

	manrs_world_give(&m->world, RSEC_MANRS_BGP, bgp);
	manrs_world_give(&m->world, RSEC_MANRS_AS_REL, as_rel);
	manrs_world_give(&m->world, RSEC_MANRS_VRPS, vrps);
	manrs_world_give(&m->world, RSEC_MANRS_IRR, irr);
	manrs_world_give(&m->world, RSEC_MANRS_PEERINGDB, peeringdb);
	manrs_world_give(&m->world, RSEC_MANRS_DELEGATED, delegated);
	manrs_world_give(&m->world, RSEC_MANRS_BOGONS, "");
	manrs_world_read(&m->world);
	assert_int_equal(
	    rsec_manrs_assess(&m->world.data, &asn, 1, NULL, &m->report, NULL),
	    0);
}

static void
make(struct made *m, const char *bgp)
{
	manrs_world_init(&m->world, "2026-10");
	read_all(m, bgp);
}

static void
fini(struct made *m)
{
	rsec_manrs_report_fini(&m->report);
	manrs_world_fini(&m->world);
}

static void
own_routes_are_told_with_what_is_wrong(void **state)
{
	struct made m;

	(void)state;
	make(&m, paths);
	manrs_must_tell(&m.report, RSEC_MANRS_A1_OWN_RPKI,
	    "fail: 1 of 4 own routes are RPKI-invalid\n"
	    "20.1.0.0/16 AS201 [] VRP 20.1.0.0/16 maxLength 16 (ripe) "
	    "authorises AS209, not AS201\n"
	    "> create a ROA: AS201 20.1.0.0/16 maxLength 16\n");
	manrs_must_tell(&m.report, RSEC_MANRS_A1_OWN_BOGON,
	    "fail: 1 of 4 own routes are full bogons\n"
	    "10.1.0.0/24 AS201 [] announced on 2026-10-01; special-purpose: "
	    "RFC 1918\n"
	    "> withdraw 10.1.0.0/24\n");
	manrs_must_tell(&m.report, RSEC_MANRS_A1_OWN_ADMBOGON,
	    "info: 1 of 4 own routes are administrative bogons\n"
	    "20.8.0.0/22 AS201 [] announced on 2026-10-01; reserved at RIPE\n"
	    "> withdraw 20.8.0.0/22\n");
	manrs_must_tell(&m.report, RSEC_MANRS_A1_OWN_LEN,
	    "warn: 1 of 4 own routes are longer than /24 or /48\n"
	    "20.2.0.0/25 AS201 [] announced on 2026-10-01; longer than a /24, "
	    "which many networks refuse\n"
	    "> announce a /24 or shorter instead; then 20.2.0.0/25 needs "
	    "neither "
	    "ROA nor route object\n");
	fini(&m);
}

/* Though the CIDR Report does not list it. */
static void
a_bogon_of_the_table_is_an_incident(void **state)
{
	struct made m;
	struct rsec_manrs_report carrier;
	const uint32_t asn = 204;

	(void)state;
	manrs_world_init(&m.world, "2026-10");
	manrs_world_give(&m.world, RSEC_MANRS_CIDR_REPORT, "");
	read_all(&m, MANRS_PATHS "10.1.0.0/24 210 204 201\n"
				 "20.8.0.0/22 210 204 201\n"
				 "20.4.0.0/24 210 204 201\n");
	manrs_must_tell(&m.report, RSEC_MANRS_A1_INC_M3,
	    "warn: 1 bogon prefix: raw 2; 1 event does not count\n"
	    "10.1.0.0/24 AS201 [bgp-2026-10-01-10.1.0.0/24] bogon prefix from "
	    "2026-10-01T00:00:00Z to 2026-10-02T00:00:00Z: raw 2 (BGP)\n"
	    "> withdraw 10.1.0.0/24\n"
	    "20.8.0.0/22 AS201 [bgp-2026-10-01-20.8.0.0/22] bogon prefix from "
	    "2026-10-01T00:00:00Z to 2026-10-02T00:00:00Z (BGP); "
	    "left out: an administrative bogon; only full ones count\n"
	    "> \n");
	assert_int_equal(
	    rsec_manrs_assess(&m.world.data, &asn, 1, NULL, &carrier, NULL), 0);
	manrs_must_tell(&carrier, RSEC_MANRS_A1_INC_M3C,
	    "warn: 1 accepted bogon prefix: raw 2; 1 event does not count\n"
	    "10.1.0.0/24 AS204 [bgp-2026-10-01-10.1.0.0/24] accepted bogon "
	    "prefix from AS201 from 2026-10-01T00:00:00Z to "
	    "2026-10-02T00:00:00Z: raw 2 (BGP)\n"
	    "> accept 10.1.0.0/24 from AS201 no more\n"
	    "20.8.0.0/22 AS204 [bgp-2026-10-01-20.8.0.0/22] accepted bogon "
	    "prefix from AS201 from 2026-10-01T00:00:00Z to "
	    "2026-10-02T00:00:00Z (BGP); "
	    "left out: an administrative bogon; only full ones count\n"
	    "> \n");
	rsec_manrs_report_fini(&carrier);
	fini(&m);
}

/* Neither a ROA nor a route object of it is proposed. */
static void
a_default_route_is_told_and_left_out(void **state)
{
	struct made m;

	(void)state;
	make(&m, MANRS_PATHS "20.4.0.0/24 210 201\n"
			     "0.0.0.0/0 210 201\n"
			     "::/0 210 201\n");
	assert_int_equal(m.report.tally.routes, 1);
	manrs_must_tell(&m.report, RSEC_MANRS_A1_OWN_DEFAULT,
	    "warn: 2 default routes were announced, and left out\n"
	    "0.0.0.0/0 AS201 [] announced on 2026-10-01; it counts as no "
	    "route\n"
	    "> announce a default route to customers alone\n"
	    "::/0 AS201 [] announced on 2026-10-01; it counts as no route\n"
	    "> announce a default route to customers alone\n");
	assert_int_equal(m.report.result[RSEC_MANRS_A4_RPKI_COVER].total, 1);
	assert_int_equal(m.report.result[RSEC_MANRS_A4_IRR_COVER].total, 1);
	fini(&m);
}

static void
customers_routes_are_told_with_what_is_wrong(void **state)
{
	struct made m;

	(void)state;
	make(&m, paths);
	manrs_must_tell(&m.report, RSEC_MANRS_A1_CUST_RPKI,
	    "fail: 1 of 4 customers' routes are RPKI-invalid\n"
	    "20.3.0.0/24 AS202 [] /24 is longer than maxLength 20 of VRP AS202 "
	    "20.3.0.0/16 (ripe)\n"
	    "> filter 20.3.0.0/24 until AS202 withdraws it, or let AS202 "
	    "create a ROA: AS202 "
	    "20.3.0.0/24 maxLength 24\n");
	manrs_must_tell(&m.report, RSEC_MANRS_A1_CUST_IRR,
	    "fail: 1 of 3 customers' routes without ROA are IRR-invalid\n"
	    "20.4.0.0/24 AS202 [] route object 20.4.0.0/16 AS299 of RADB "
	    "(MAINT-299) is of another origin\n"
	    "> # filter 20.4.0.0/24 until AS202 withdraws it, or let the "
	    "holder of the "
	    "space (RIPE: not the holder of AS202) create:\n"
	    "route:          20.4.0.0/24\n"
	    "descr:          AS202\n"
	    "origin:         AS202\n"
	    "mnt-by:         <your maintainer>\n"
	    "source:         RIPE\n"
	    "\n");
	manrs_must_tell(&m.report, RSEC_MANRS_A1_CUST_BOGON_PFX,
	    "warn: 1 of 4 customers' routes are bogons\n"
	    "10.2.0.0/24 AS203 [] announced on 2026-10-01; special-purpose: "
	    "RFC 1918\n"
	    "> accept 10.2.0.0/24 from AS203 no more\n");
	manrs_must_tell(&m.report, RSEC_MANRS_A1_CUST_CONE,
	    "warn: 1 of 2 customers are in the as-set\n"
	    "AS203 [] a customer, 2 of whose routes were carried, and no "
	    "member of RADB::AS201:AS-ALL\n"
	    "> members:        AS203 # add it to RADB::AS201:AS-ALL\n");
	manrs_must_tell(&m.report, RSEC_MANRS_A1_CUST_HOLDER,
	    "info: 1 of 2 customers' routes of known holders are of another "
	    "one's space\n"
	    "20.4.0.0/24 AS202 [] at RIPE the prefix is of holder holder-a, "
	    "AS202 of holder holder-b\n"
	    "> ask AS202 for the holder's word, best as a ROA\n");
	fini(&m);
}

static void
paths_are_told_with_who_stands_where(void **state)
{
	struct made m;

	(void)state;
	make(&m, paths);
	manrs_must_tell(&m.report, RSEC_MANRS_A1_CUST_BOGON_ASN,
	    "warn: bogon ASNs were accepted: 1 path, 1 route\n"
	    "20.7.0.0/24 AS201 [401 301 201 64512] AS201 accepted routes of "
	    "its neighbour AS64512 (special-purpose: RFC 6996) on 2026-10-01; "
	    "1 path, 1 route\n"
	    "> accept no path with AS64512 in it from a neighbour\n");
	manrs_must_tell(&m.report, RSEC_MANRS_A1_PATH_VALLEY,
	    "warn: routes of a provider or peer were passed to another: 1 "
	    "path, 1 route\n"
	    "20.6.0.0/24 AS201 [401 301 201 301 302] AS201 passed routes of "
	    "its provider AS301 to its provider AS301 on 2026-10-01; 1 path, 1 "
	    "route\n"
	    "> announce to AS301 only own routes and those of customers\n");
	manrs_must_tell(&m.report, RSEC_MANRS_A1_PATH_OTC,
	    "pass: no route was passed on against Only to Customer\n");
	manrs_must_tell(&m.report, RSEC_MANRS_A1_PATH_ASPA,
	    "no-data: not evaluated without aspas\n");
	fini(&m);
}

static void
a_table_without_paths_says_nothing_of_customers(void **state)
{
	static const char none[] =
	    "no-data: not evaluated: the BGP data has no paths\n";
	struct made m;

	(void)state;
	make(&m, "20.1.0.0/16 201\n");
	manrs_must_tell(&m.report, RSEC_MANRS_A1_CUST_RPKI, none);
	manrs_must_tell(&m.report, RSEC_MANRS_A1_CUST_CONE, none);
	manrs_must_tell(&m.report, RSEC_MANRS_A1_PATH_VALLEY, none);
	fini(&m);
}

static void
an_event_that_does_not_count_says_why(void **state)
{
	static const char grip[] =
	    "{\"data\":[{\"id\":\"moas-1\",\"event_type\":\"moas\","
	    "\"view_ts\":1791849600,\"finished_ts\":1791849660,"
	    "\"summary\":{\"attackers\":[201],\"victims\":[299],"
	    "\"prefixes\":[\"20.1.0.0/16\"],"
	    "\"tags\":[\"rpki-all-newcomer-valid-roa\"],"
	    "\"inference_result\":{\"primary_inference\":"
	    "{\"suspicion_level\":80}}}}]}";
	struct manrs_world world;
	struct rsec_manrs_report report;
	const uint32_t asn = 201;

	(void)state;
	manrs_world_init(&world, "2026-10");
	manrs_world_give(&world, RSEC_MANRS_GRIP, grip);
	manrs_world_read(&world);
	assert_int_equal(
	    rsec_manrs_assess(&world.data, &asn, 1, NULL, &report, NULL), 0);
	manrs_must_tell(&report, RSEC_MANRS_A1_INC_M2,
	    "pass: no hijacks; 1 event does not count\n"
	    "20.1.0.0/16 AS201 [moas-1] hijack against AS299 from "
	    "2026-10-13T00:00:00Z to 2026-10-13T00:01:00Z (GRIP); left out: "
	    "all newcomers have valid ROAs\n"
	    "> \n");
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

/* AS202, whose two routes are bad, is in the table or not. */
static void
customers_that_take_part_are_left_out(void **state)
{
	struct manrs_world world;
	struct rsec_manrs_report report;
	struct rsec_manrs_lookup *lookup;
	const uint32_t asn = 201;

	(void)state;
	manrs_world_init(&world, "2026-10");
	manrs_world_give(&world, RSEC_MANRS_BGP, paths);
	manrs_world_give(&world, RSEC_MANRS_AS_REL, as_rel);
	manrs_world_give(&world, RSEC_MANRS_VRPS, vrps);
	manrs_world_give(&world, RSEC_MANRS_IRR, irr);
	manrs_world_give(&world, RSEC_MANRS_PARTICIPANTS,
	    "Organization Name,ASNs(;)\nTwo,202\n");
	manrs_world_read(&world);
	assert_int_equal(
	    rsec_manrs_assess(&world.data, &asn, 1, NULL, &report, NULL), 0);
	manrs_must_tell(&report, RSEC_MANRS_A1_CUST_RPKI,
	    "pass: 0 of 2 customers' routes are RPKI-invalid, 2 "
	    "routes of MANRS "
	    "participants left out\n"
	    "20.3.0.0/24 AS202 [] /24 is longer than maxLength 20 of VRP AS202 "
	    "20.3.0.0/16 (ripe); left out: AS202 takes part in MANRS itself\n"
	    "> filter 20.3.0.0/24 until AS202 withdraws it, or let the holder "
	    "of the "
	    "space create a ROA: AS202 20.3.0.0/24 maxLength 24\n");
	assert_true(
	    report.result[RSEC_MANRS_A1_CUST_IRR].evidence[0].left_out[0] !=
	    '\0');
	assert_int_equal(report.tally.customer_routes, 2);
	assert_int_equal(report.tally.customer_bad, 0);
	rsec_manrs_report_fini(&report);
	lookup = rsec_manrs_lookup_new(&world.data, NULL); /* many reports */
	world.data.lookup = lookup;
	assert_int_equal(
	    rsec_manrs_assess(&world.data, &asn, 1, NULL, &report, NULL), 0);
	assert_int_equal(report.tally.customer_routes, 2);
	rsec_manrs_report_fini(&report);
	rsec_manrs_lookup_free(lookup);
	world.data.lookup = NULL;
	manrs_world_remove(&world.data, RSEC_MANRS_PARTICIPANTS);
	assert_int_equal(
	    rsec_manrs_assess(&world.data, &asn, 1, NULL, &report, NULL), 0);
	assert_int_equal(
	    report.result[RSEC_MANRS_A1_CUST_RPKI].state, RSEC_MANRS_FAIL);
	assert_int_equal(report.tally.customer_routes, 4);
	assert_int_equal(report.tally.customer_bad, 2);
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

/*
 * AS201 and AS202 are one organisation: what AS202 announced behind AS201 is
 * its own, and what AS203 announced behind both counts once.
 */
static void
an_own_asn_is_no_customer_of_another(void **state)
{
	const uint32_t asns[] = { 202, 201 };
	struct manrs_world world;
	struct rsec_manrs_report report;
	const struct rsec_manrs_result *rpki;

	(void)state;
	manrs_world_init(&world, "2026-10");
	manrs_world_give(&world, RSEC_MANRS_BGP,
	    MANRS_PATHS "20.3.0.0/24 401 301 201 202\n"
			"20.5.0.0/24 401 301 201 202 203\n"
			"20.4.0.0/24 401 301 202 203\n");
	manrs_world_give(&world, RSEC_MANRS_AS_REL, as_rel);
	manrs_world_give(&world, RSEC_MANRS_AS_REL, "202|203|-1\n");
	manrs_world_give(&world, RSEC_MANRS_VRPS, vrps);
	manrs_world_give(&world, RSEC_MANRS_IRR, irr);
	manrs_world_read(&world);
	assert_int_equal(
	    rsec_manrs_assess(&world.data, asns, 2, NULL, &report, NULL), 0);
	manrs_must_tell(&report, RSEC_MANRS_A1_CUST_RPKI,
	    "pass: 0 of 2 customers' routes are RPKI-invalid\n");
	rpki = &report.result[RSEC_MANRS_A1_CUST_RPKI];
	assert_int_equal(report.tally.customer_routes, rpki->total);
	assert_int_equal(report.tally.customer_bad, 1);
	assert_int_equal(report.customers, 1);
	assert_int_equal(report.customer[0].asn, 203);
	assert_int_equal(report.customer[0].routes, 1);
	assert_int_equal(report.customer[0].total, 2);
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(own_routes_are_told_with_what_is_wrong),
		cmocka_unit_test(a_bogon_of_the_table_is_an_incident),
		cmocka_unit_test(a_default_route_is_told_and_left_out),
		cmocka_unit_test(customers_routes_are_told_with_what_is_wrong),
		cmocka_unit_test(customers_that_take_part_are_left_out),
		cmocka_unit_test(an_own_asn_is_no_customer_of_another),
		cmocka_unit_test(paths_are_told_with_who_stands_where),
		cmocka_unit_test(
		    a_table_without_paths_says_nothing_of_customers),
		cmocka_unit_test(an_event_that_does_not_count_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
