/* SPDX-License-Identifier: ISC */
/*
 * Action 1 of the programs that look at more than customers: the table of a
 * route server (ixp), and routes of peers (cdn).
 */
#include "tests/lib/test.h"

#include <string.h>

#include "tests/lib/manrs.h"
#include "tests/lib/mrtwrite.h"

static const char as_rel[] = "301|201|-1\n"
			     "301|302|0\n"
			     "201|202|-1\n"
			     "201|203|0\n";

static const char vrps[] = "ASN,IP Prefix,Max Length,Trust Anchor\n"
			   "AS209,20.3.0.0/16,16,ripe\n";

static void
assess(struct manrs_world *world, struct rsec_manrs_report *report,
    enum rsec_manrs_program program, const char *paths)
{
	const uint32_t asn = 201;

	manrs_world_init(world, "2026-10");
	assert_true(rsec_manrs_rules_init(&world->data.rules, 2024, program));
	manrs_world_give(world, RSEC_MANRS_BGP, paths);
	manrs_world_give(world, RSEC_MANRS_AS_REL, as_rel);
	manrs_world_give(world, RSEC_MANRS_VRPS, vrps);
	manrs_world_give(world, RSEC_MANRS_BOGONS, "");
	manrs_world_give(world, RSEC_MANRS_IRR,
	    "route: 20.1.0.0/16\norigin: AS201\nsource: RADB\n\n");
	manrs_world_give(world, RSEC_MANRS_DELEGATED,
	    "ripencc|NL|ipv4|20.0.0.0|65536|20200101|allocated|holder\n");
	manrs_world_read(world);
	assert_int_equal(
	    rsec_manrs_assess(&world->data, &asn, 1, NULL, report, NULL), 0);
}

static void
assert_counts(const struct rsec_manrs_report *report,
    enum rsec_manrs_check check, unsigned bad, unsigned total)
{
	const struct rsec_manrs_result *result = &report->result[check];

	assert_true(result->applies);
	assert_int_equal(result->total, total);
	assert_int_equal(result->total - result->good, bad);
	assert_int_equal(result->evidences, bad);
}

static void
a_route_server_is_held_to_what_exchanges_filter(void **state)
{
	char paths[2048] = MANRS_PATHS "20.1.0.0/16 201\n"
				       "20.2.0.0/25 201\n"
				       "20.3.0.0/24 201\n"
				       "10.0.0.0/8 201\n"
				       "20.5.0.0/24 202 64512 203\n"
				       "20.6.0.0/24 202 301 203\n"
				       "20.7.0.0/24 301 203\n"
				       "2001:db8::/32 202\n"
				       "20.8.0.0/24";
	struct rsec_manrs_report report;
	struct manrs_world world;
	unsigned i;

	(void)state;
	for (i = 0; i < RSEC_MANRS_SERVED_PATH; i++)
		strcat(paths, " 201");
	strcat(paths, "\n20.9.0.0/24");
	for (i = 1; i < RSEC_MANRS_SERVED_PATH; i++)
		strcat(paths, " 201");
	strcat(paths, "\n");
	assess(&world, &report, RSEC_MANRS_IXP, paths);
	assert_counts(&report, RSEC_MANRS_A1_RS_RPKI, 1, 10);
	assert_counts(&report, RSEC_MANRS_A1_RS_BOGON, 2, 10);
	assert_counts(&report, RSEC_MANRS_A1_RS_IRR, 9, 10);
	assert_counts(&report, RSEC_MANRS_A1_RS_LEN, 1, 10);
	assert_counts(&report, RSEC_MANRS_A1_RS_PATH_LEN, 1, 10);
	assert_counts(&report, RSEC_MANRS_A1_RS_FIRST_AS, 10, 10);
	assert_counts(&report, RSEC_MANRS_A1_RS_BOGON_ASN, 1, 10);
	assert_counts(&report, RSEC_MANRS_A1_RS_TRANSIT, 1, 10);
	manrs_must_tell(&report, RSEC_MANRS_A1_RS_TRANSIT,
	    "warn: 1 of 10 routes of the route server have a transit-free AS "
	    "behind a peer\n"
	    "20.6.0.0/24 AS203 [] transit-free AS301 is behind a peer in a "
	    "path "
	    "of it\n"
	    "> import no path with AS301 behind the peer\n");
	assert_string_equal(report.action[0].why,
	    "1 of 10 routes of the route server are RPKI-invalid; 0 allowed: "
	    "20.3.0.0/24 AS201");
	assert_int_equal(report.action[0].verdict, RSEC_MANRS_NOT_CONFORMANT);
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

static void
communities_have_two_parts_or_three(void **state)
{
	static const char *const bad[] = { "", "1", "1:", ":1", "65536:1",
		"1:65536", "1:2:", "1:2:3:4", "4294967296:1:2", "a:b", "1:-2",
		" 1:2", "1:2 " };
	struct rsec_manrs_community community;
	size_t i;

	(void)state;
	assert_true(rsec_manrs_community_parse("64500:666", &community));
	assert_false(community.large);
	assert_int_equal(community.part[0], 64500);
	assert_int_equal(community.part[1], 666);
	assert_true(rsec_manrs_community_parse("4294967295:0:7", &community));
	assert_true(community.large);
	assert_int_equal(community.part[0], UINT32_MAX);
	assert_int_equal(community.part[2], 7);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(rsec_manrs_community_parse(bad[i], &community));
}

/* Entries of one prefix; a bit of TAGGED for each that has a community. */
static void
write_route(struct mrtw *w, const char *prefix, unsigned entries,
    unsigned tagged, bool large)
{
	static const uint8_t standard[] = { 0, 0, 0, 1, 251, 244, 2, 154 };
	static const uint8_t larger[] = { 0, 0, 251, 244, 0, 0, 0, 1, 0, 0, 0,
		2 };
	unsigned i;

	mrtw_rib(w, 2, prefix, entries);
	for (i = 0; i < entries; i++) {
		mrtw_entry(w, i);
		mrtw_attribute(w, 1, "", 1);
		mrtw_path(w, 2, 4, i == 0 ? "64496 201" : "202 201");
		if ((tagged >> i & 1) != 0 && large)
			mrtw_attribute(w, 32, larger, sizeof(larger));
		else if ((tagged >> i & 1) != 0)
			mrtw_attribute(w, 8, standard, sizeof(standard));
		mrtw_close(w);
	}
}

static uint8_t
served(const struct rsec_manrs_view *view, uint32_t i)
{
	struct rsec_manrs_announcement announcement;

	rsec_manrs_view_get(view, i, &announcement);
	return announcement.served &
	       (RSEC_MANRS_SERVED_TAGGED | RSEC_MANRS_SERVED_UNTAGGED |
		   RSEC_MANRS_SERVED_FIRST);
}

static void
tags_are_those_of_all_entries_and_all_tables(void **state)
{
	struct rsec_manrs_community invalid[2];
	const struct rsec_manrs_server server = { invalid, 2 };
	const struct rsec_manrs_view_inputs inputs = {
		.month = rsec_manrs_month_of(MRTW_TIME), .server = &server
	};
	struct rsec_manrs_view *view[2];
	struct mrtw w[2] = { MRTW_INIT, MRTW_INIT };
	struct rsec_memory memory;
	size_t i;

	(void)state;
	assert_true(rsec_manrs_community_parse("64500:666", &invalid[0]));
	assert_true(rsec_manrs_community_parse("64500:1:2", &invalid[1]));
	for (i = 0; i < 2; i++)
		mrtw_peers(&w[i], 2);
	write_route(&w[0], "20.1.0.0/16", 1, 1, false);
	write_route(&w[0], "20.2.0.0/16", 2, 3, true);
	write_route(&w[0], "20.3.0.0/16", 2, 1, false);
	write_route(&w[0], "20.4.0.0/16", 1, 1, true);
	write_route(&w[1], "20.4.0.0/16", 1, 0, false);
	for (i = 0; i < 2; i++) {
		view[i] = rsec_manrs_view_new(&inputs);
		memory = mrtw_memory(&w[i], 0);
		assert_int_equal(
		    rsec_manrs_view_read(
			view[i], rsec_source_memory(&memory), NULL, NULL, NULL),
		    0);
		mrtw_fini(&w[i]);
	}
	assert_int_equal(rsec_manrs_view_merge(view[0], view[1], NULL), 0);
	assert_int_equal(rsec_manrs_view_freeze(view[0], NULL), 0);
	assert_int_equal(rsec_manrs_view_count(view[0]), 4);
	assert_int_equal(served(view[0], 0), RSEC_MANRS_SERVED_TAGGED);
	assert_int_equal(served(view[0], 1),
	    RSEC_MANRS_SERVED_TAGGED | RSEC_MANRS_SERVED_FIRST);
	assert_int_equal(served(view[0], 2), RSEC_MANRS_SERVED_TAGGED |
						 RSEC_MANRS_SERVED_UNTAGGED |
						 RSEC_MANRS_SERVED_FIRST);
	assert_int_equal(served(view[0], 3),
	    RSEC_MANRS_SERVED_TAGGED | RSEC_MANRS_SERVED_UNTAGGED);
	rsec_manrs_view_free(view[0]);
	rsec_manrs_view_free(view[1]);
}

static void
a_cdn_answers_for_routes_of_peers_too(void **state)
{
	static const char paths[] = MANRS_PATHS "20.3.1.0/24 401 201 202\n"
						"20.3.2.0/24 401 201 203\n"
						"20.3.3.0/24 401 201 301\n";
	struct rsec_manrs_report report;
	struct manrs_world world;

	(void)state;
	assess(&world, &report, RSEC_MANRS_NETOPS, paths);
	assert_counts(&report, RSEC_MANRS_A1_CUST_RPKI, 1, 1);
	assert_int_equal(report.tally.customer_bad, 1);
	assert_false(report.result[RSEC_MANRS_A1_RS_RPKI].applies);
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
	assess(&world, &report, RSEC_MANRS_CDN, paths);
	assert_counts(&report, RSEC_MANRS_A1_CUST_RPKI, 2, 2);
	assert_int_equal(report.tally.customer_bad, 2);
	assert_string_equal(report.result[RSEC_MANRS_A1_CUST_RPKI].summary,
	    "2 of 2 customers' and peers' routes are RPKI-invalid");
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_route_server_is_held_to_what_exchanges_filter),
		cmocka_unit_test(communities_have_two_parts_or_three),
		cmocka_unit_test(tags_are_those_of_all_entries_and_all_tables),
		cmocka_unit_test(a_cdn_answers_for_routes_of_peers_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
