/* SPDX-License-Identifier: ISC */
/*
 * MRT records of every kind, as lines of text (tests/lib/mrttext.h), in runs
 * of every size.  What is wrong with records is in mrt_hostile_test.c.
 */
#include "tests/lib/test.h"

#include <stdlib.h>

#include "tests/lib/mrttext.h"
#include "tests/lib/mrtwrite.h"

/* Also those of RFC 8050; each a table of one prefix. */
enum {
	RIB_IPV4_UNICAST = 2,
	RIB_IPV4_MULTICAST = 3,
	RIB_IPV6_UNICAST = 4,
	RIB_IPV6_MULTICAST = 5,
	RIB_GENERIC = 6,
	RIB_IPV4_UNICAST_ADDPATH = 8,
	RIB_GENERIC_ADDPATH = 12,
};

#define UPDATE	  2
#define KEEPALIVE 4

static struct rsec_mrt_stats
stats_of(const struct mrtw *w)
{
	struct rsec_memory memory = mrtw_memory(w, 0);
	struct rsec_mrt_stats stats;

	free(mrt_text(rsec_source_memory(&memory), &stats));
	return stats;
}

static void
must_say(struct mrtw *w, const char *expected)
{
	mrt_must_say(w, expected);
	mrtw_fini(w);
}

static void
an_entry_of_a_table_has_prefix_peer_path_and_times(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_peers(&w, 4);
	mrtw_rib(&w, RIB_IPV4_UNICAST, "192.0.2.0/24", 2);
	mrtw_entry(&w, 0);
	mrtw_path(&w, 2, 4, "64496 64500");
	mrtw_close(&w);
	mrtw_entry(&w, 3);
	mrtw_path(&w, 2, 4, "4200000003 4200000500");
	mrtw_close(&w);
	mrtw_rib(&w, RIB_IPV6_UNICAST, "2001:db8:8000::/33", 2);
	mrtw_entry(&w, 1);
	mrtw_path(&w, 2, 4, "64497 64500");
	mrtw_close(&w);
	mrtw_entry(&w, 2);
	mrtw_path(&w, 2, 4, "64500");
	mrtw_close(&w);
	must_say(&w,
	    "B|1000000000|192.0.2.1|64496|192.0.2.0/24||64496 64500||||64500|"
	    "999999999\n"
	    "B|1000000000|2001:db8::4|4200000003|192.0.2.0/24||4200000003 "
	    "4200000500||||4200000500|999999996\n"
	    "B|1000000000|2001:db8::2|64497|2001:db8:8000::/33||64497 "
	    "64500||||64500|999999998\n"
	    "B|1000000000|192.0.2.3|4200000002|2001:db8:8000::/33||64500||||"
	    "64500|999999997\n");
}

static void
entries_with_additional_paths_have_their_identifiers(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_peers(&w, 1);
	mrtw_rib(&w, RIB_IPV4_UNICAST_ADDPATH, "192.0.2.0/24", 2);
	mrtw_entry_with_id(&w, 0, 1);
	mrtw_path(&w, 2, 4, "64496");
	mrtw_close(&w);
	mrtw_entry_with_id(&w, 0, UINT32_MAX);
	mrtw_path(&w, 2, 4, "64497");
	mrtw_close(&w);
	mrtw_rib(&w, RIB_IPV4_UNICAST_ADDPATH + 2, "2001:db8::/32", 1);
	mrtw_entry_with_id(&w, 0, 0);
	mrtw_path(&w, 2, 4, "64498");
	mrtw_close(&w);
	must_say(&w,
	    "B|1000000000|192.0.2.1|64496|192.0.2.0/24|1|64496||||64496|"
	    "999999999\n"
	    "B|1000000000|192.0.2.1|64496|192.0.2.0/24|4294967295|64497||||"
	    "64497|999999999\n"
	    "B|1000000000|192.0.2.1|64496|2001:db8::/32|0|64498||||64498|"
	    "999999999\n");
}

static void
communities_and_only_to_customer_are_found(void **state)
{
	const uint8_t communities[] = { 0xfb, 0xf0, 0, 1, 0xff, 0xff, 0xff, 1 },
		      large[] = { 0, 0, 0xfb, 0xf0, 0, 0, 0, 2, 0xff, 0xff,
			      0xff, 0xff };
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_peers(&w, 1);
	mrtw_rib(&w, RIB_IPV4_UNICAST, "192.0.2.0/24", 1);
	mrtw_entry(&w, 0);
	mrtw_attribute(&w, 1, "", 1);	   /* ORIGIN */
	mrtw_attribute(&w, 99, large, 12); /* not known */
	mrtw_attribute(&w, 8, communities, 8);
	mrtw_attribute(&w, 32, large, 12);
	mrtw_otc(&w, 4200000001);
	mrtw_path(&w, 2, 4, "64496");
	mrtw_close(&w);
	must_say(&w,
	    "B|1000000000|192.0.2.1|64496|192.0.2.0/24||64496|64496:1 "
	    "65535:65281|64496:2:4294967295|4200000001|64496|999999999\n");
}

static void
a_default_route_and_an_empty_path_are_routes(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_peers(&w, 1);
	mrtw_rib(&w, RIB_IPV4_UNICAST, "0.0.0.0/0", 1);
	mrtw_entry(&w, 0);
	mrtw_path(&w, 2, 4, "");
	mrtw_close(&w);
	mrtw_rib(&w, RIB_IPV6_UNICAST, "2001:db8::1/128", 1);
	mrtw_entry(&w, 0);
	mrtw_close(&w);
	must_say(&w,
	    "B|1000000000|192.0.2.1|64496|0.0.0.0/0|||||||999999999\n"
	    "B|1000000000|192.0.2.1|64496|2001:db8::1/128|||||||999999999\n");
}

static void
host_bits_of_a_prefix_are_cleared(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_peers(&w, 1);
	mrtw_rib(&w, RIB_IPV4_UNICAST, "192.0.2.255/23", 1);
	mrtw_entry(&w, 0);
	mrtw_close(&w);
	mrtw_message(&w, 16, 4, 0, UPDATE);
	mrtw_u16(&w, 0);
	mrtw_u16(&w, 0);
	mrtw_nlri(&w, "198.51.255.0/17");
	must_say(&w,
	    "B|1000000000|192.0.2.1|64496|192.0.2.0/23|||||||999999999\n"
	    "A|1000000000|192.0.2.1|64496|198.51.128.0/17|||||||\n");
}

static void
a_second_peer_index_replaces_the_first(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_peers(&w, 3);
	mrtw_peers(&w, 1);
	mrtw_rib(&w, RIB_IPV4_UNICAST, "192.0.2.0/24", 2);
	mrtw_entry(&w, 2);
	mrtw_close(&w);
	mrtw_entry(&w, 0);
	mrtw_close(&w);
	must_say(&w,
	    "malformed 106 peer 2, where the index has 1 (RFC 6396 section "
	    "4.3.4)\n"
	    "B|1000000000|192.0.2.1|64496|192.0.2.0/24|||||||999999999\n");
}

/* RFC 6396 section 4.2: one entry a record, two-octet ASNs. */
static void
add_table_dump(struct mrtw *w, uint16_t family, const char *address,
    unsigned len, const char *peer)
{
	mrtw_record(w, 12, family);
	mrtw_u16(w, 0); /* view, sequence */
	mrtw_u16(w, 65535);
	mrtw_address(w, address);
	mrtw_u8(w, len);
	mrtw_u8(w, 1);
	mrtw_u32(w, 900000000);
	mrtw_address(w, peer);
	mrtw_u16(w, 64496);
	mrtw_open(w);
	mrtw_path(w, 2, 2, "64496 23456");
	mrtw_path(w, 17, 4, "4200000001");
	mrtw_close(w);
}

static void
the_older_table_dump_is_read(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	add_table_dump(&w, 1, "192.0.2.0", 24, "198.51.100.1");
	add_table_dump(&w, 2, "2001:db8::", 32, "2001:db8::1");
	must_say(&w, "B|1000000000|198.51.100.1|64496|192.0.2.0/24||64496 "
		     "4200000001||||4200000001|900000000\n"
		     "B|1000000000|2001:db8::1|64496|2001:db8::/32||64496 "
		     "4200000001||||4200000001|900000000\n");
}

/* MP_REACH_NLRI or MP_UNREACH_NLRI of one prefix (two in a multicast). */
static void
add_multiprotocol(struct mrtw *w, unsigned type, unsigned afi, unsigned safi,
    const char *prefix)
{
	struct mrtw value = MRTW_INIT;

	value.record = SIZE_MAX / 2;
	mrtw_u16(&value, afi);
	mrtw_u8(&value, safi);
	if (type == 14) {
		mrtw_u8(&value, 16);
		mrtw_address(&value, "2001:db8::1");
		mrtw_u8(&value, 0);
	}
	mrtw_nlri(&value, prefix);
	mrtw_attribute(w, type, value.buf.data, value.buf.len);
	mrtw_fini(&value);
}

static void
add_full_update(struct mrtw *w)
{
	mrtw_open(w);
	mrtw_nlri(w, "192.0.2.0/24");
	mrtw_nlri(w, "0.0.0.0/0");
	mrtw_close(w);
	mrtw_open(w);
	mrtw_path(w, 2, 4, "64496 64500");
	add_multiprotocol(w, 14, 2, 1, "2001:db8:1::/48");
	add_multiprotocol(w, 15, 2, 1, "2001:db8:2::/48");
	mrtw_close(w);
	mrtw_nlri(w, "198.51.100.0/24");
	mrtw_nlri(w, "203.0.113.7/32");
}

static const char full_update[] =
    "W|1000000000|192.0.2.1|64496|192.0.2.0/24|||||||\n"
    "W|1000000000|192.0.2.1|64496|0.0.0.0/0|||||||\n"
    "W|1000000000|192.0.2.1|64496|2001:db8:2::/48|||||||\n"
    "A|1000000000|192.0.2.1|64496|2001:db8:1::/48||64496 64500||||64500|\n"
    "A|1000000000|192.0.2.1|64496|198.51.100.0/24||64496 64500||||64500|\n"
    "A|1000000000|192.0.2.1|64496|203.0.113.7/32||64496 64500||||64500|\n";

static void
an_update_withdraws_and_announces_in_both_families(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_message(&w, 16, 4, 0, UPDATE);
	add_full_update(&w);
	must_say(&w, full_update);
}

static void
a_message_of_the_collector_itself_is_read_alike(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_message(&w, 16, 7, 0, UPDATE);
	add_full_update(&w);
	must_say(&w, full_update);
}

static void
a_session_of_two_octet_asns_has_its_path_merged(void **state)
{
	static const uint16_t subtypes[] = { 1, 6 };
	struct mrtw w = MRTW_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		w = MRTW_INIT;
		mrtw_message(&w, 16, subtypes[i], 1, UPDATE);
		mrtw_u16(&w, 0);
		mrtw_open(&w);
		mrtw_path(&w, 2, 2, "64497 23456 23456");
		mrtw_path(&w, 17, 4, "4200000001 4200000002");
		mrtw_close(&w);
		mrtw_nlri(&w, "192.0.2.0/24");
		must_say(&w,
		    "A|1000000000|2001:db8::2|64497|192.0.2.0/24||64497 "
		    "4200000001 4200000002||||4200000002|\n");
	}
}

static void
updates_with_additional_paths_have_their_identifiers(void **state)
{
	static const uint16_t subtypes[] = { 8, 9, 10, 11 };
	struct mrtw w;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++) {
		w = MRTW_INIT;
		mrtw_message(&w, 16, subtypes[i], 0, UPDATE);
		mrtw_open(&w);
		mrtw_u32(&w, 5);
		mrtw_nlri(&w, "192.0.2.0/24");
		mrtw_close(&w);
		mrtw_u16(&w, 0);
		mrtw_u32(&w, 6);
		mrtw_nlri(&w, "198.51.100.0/24");
		must_say(&w,
		    "W|1000000000|192.0.2.1|64496|192.0.2.0/24|5||||||\n"
		    "A|1000000000|192.0.2.1|64496|198.51.100.0/24|6||||||\n");
	}
}

static void
microseconds_are_those_of_the_extended_timestamp(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_message(&w, 17, 4, 0, UPDATE);
	mrtw_u16(&w, 0);
	mrtw_u16(&w, 0);
	mrtw_nlri(&w, "192.0.2.0/24");
	must_say(
	    &w, "A|1000000000.250000|192.0.2.1|64496|192.0.2.0/24|||||||\n");
}

static void
what_is_not_unicast_is_counted(void **state)
{
	struct mrtw w = MRTW_INIT;
	struct rsec_mrt_stats stats;
	uint16_t subtype;

	(void)state;
	mrtw_peers(&w, 1);
	for (subtype = RIB_IPV4_MULTICAST; subtype <= RIB_GENERIC_ADDPATH;
	     subtype++)
		if (subtype == RIB_GENERIC || subtype % 2 == 1 ||
		    subtype == RIB_GENERIC_ADDPATH)
			mrtw_rib(&w, subtype, "192.0.2.0/24", 9);
	mrtw_message(&w, 16, 4, 0, UPDATE);
	mrtw_u16(&w, 0);
	mrtw_open(&w);
	add_multiprotocol(&w, 14, 1, 128, "10.0.0.0/8"); /* VPN */
	add_multiprotocol(&w, 15, 25, 65, "10.0.0.0/8");
	mrtw_close(&w);
	stats = stats_of(&w);
	assert_int_equal(stats.generic, 9);
	assert_int_equal(stats.lists, 2);
	assert_int_equal(stats.records, 9);
	assert_int_equal(stats.routes + stats.malformed + stats.other, 0);
	must_say(&w, "");
}

static void
states_and_other_messages_are_counted(void **state)
{
	struct mrtw w = MRTW_INIT;
	struct rsec_mrt_stats stats;

	(void)state;
	mrtw_record(&w, 16, 0);
	mrtw_u32(&w, 1);
	mrtw_record(&w, 16, 5);
	mrtw_message(&w, 16, 4, 0, KEEPALIVE);
	stats = stats_of(&w);
	assert_int_equal(stats.states, 3);
	assert_int_equal(stats.routes + stats.malformed + stats.other, 0);
	must_say(&w, "");
}

static void
more_types_than_are_told_apart_are_counted_together(void **state)
{
	struct mrtw w = MRTW_INIT;
	struct rsec_mrt_stats stats;
	uint16_t i;

	(void)state;
	for (i = 0; i < 3 * RSEC_MRT_UNREAD; i++)
		mrtw_record(&w, 100, i / 2);
	stats = stats_of(&w);
	for (i = 0; i < RSEC_MRT_UNREAD - 1; i++) {
		assert_int_equal(stats.unread[i].subtype, i);
		assert_int_equal(stats.unread[i].count, 2);
	}
	assert_int_equal(stats.unread[i].count, RSEC_MRT_UNREAD + 2);
	assert_int_equal(stats.other, 3 * RSEC_MRT_UNREAD);
	mrtw_fini(&w);
}

static void
types_of_rfc_6396_have_names(void **state)
{
	(void)state;
	assert_string_equal(rsec_mrt_type_name(0), "NULL");
	assert_string_equal(rsec_mrt_type_name(13), "TABLE_DUMP_V2");
	assert_string_equal(rsec_mrt_type_name(49), "OSPFv3_ET");
	assert_null(rsec_mrt_type_name(14));
	assert_null(rsec_mrt_type_name(50));
	assert_null(rsec_mrt_type_name(65535));
}

static void
types_that_are_not_read_are_counted(void **state)
{
	static const uint16_t types[][2] = { { 5, 1 }, { 11, 0 }, { 12, 3 },
		{ 13, 0 }, { 13, 13 }, { 16, 2 }, { 16, 3 }, { 16, 12 },
		{ 33, 0 }, { 48, 1 }, { 65535, 65535 } };
	struct mrtw w = MRTW_INIT;
	struct rsec_mrt_stats stats;
	size_t i, n = sizeof(types) / sizeof(types[0]);

	(void)state;
	for (i = 0; i < n; i++) {
		mrtw_record(&w, types[i][0], types[i][1]);
		mrtw_bytes(&w, "anything that is not read", i);
	}
	stats = stats_of(&w);
	assert_int_equal(stats.other, n);
	assert_int_equal(stats.records, n);
	for (i = 0; i < n; i++) {
		assert_int_equal(stats.unread[i].type, types[i][0]);
		assert_int_equal(stats.unread[i].subtype, types[i][1]);
		assert_int_equal(stats.unread[i].count, 1);
	}
	assert_int_equal(stats.unread[n].count, 0);
	assert_int_equal(stats.first_time, MRTW_TIME);
	assert_int_equal(stats.last_time, MRTW_TIME);
	must_say(&w, "");
}

static void
a_file_is_known_by_its_first_record(void **state)
{
	static const char text[] = "# a comment of some length\n";
	struct mrtw w = MRTW_INIT;

	(void)state;
	assert_false(rsec_mrt_is((const uint8_t *)text, sizeof(text) - 1));
	mrtw_peers(&w, 1);
	assert_true(rsec_mrt_is((uint8_t *)w.buf.data, RSEC_MRT_PEEK));
	assert_false(rsec_mrt_is((uint8_t *)w.buf.data, RSEC_MRT_PEEK - 1));
	w.buf.data[5] = 11; /* OSPF */
	assert_false(rsec_mrt_is((uint8_t *)w.buf.data, RSEC_MRT_PEEK));
	mrtw_fini(&w);
}

static void
an_empty_input_has_no_routes(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	must_say(&w, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_entry_of_a_table_has_prefix_peer_path_and_times),
		cmocka_unit_test(
		    entries_with_additional_paths_have_their_identifiers),
		cmocka_unit_test(communities_and_only_to_customer_are_found),
		cmocka_unit_test(a_default_route_and_an_empty_path_are_routes),
		cmocka_unit_test(host_bits_of_a_prefix_are_cleared),
		cmocka_unit_test(a_second_peer_index_replaces_the_first),
		cmocka_unit_test(the_older_table_dump_is_read),
		cmocka_unit_test(
		    an_update_withdraws_and_announces_in_both_families),
		cmocka_unit_test(
		    a_message_of_the_collector_itself_is_read_alike),
		cmocka_unit_test(
		    a_session_of_two_octet_asns_has_its_path_merged),
		cmocka_unit_test(
		    updates_with_additional_paths_have_their_identifiers),
		cmocka_unit_test(
		    microseconds_are_those_of_the_extended_timestamp),
		cmocka_unit_test(what_is_not_unicast_is_counted),
		cmocka_unit_test(states_and_other_messages_are_counted),
		cmocka_unit_test(types_that_are_not_read_are_counted),
		cmocka_unit_test(
		    more_types_than_are_told_apart_are_counted_together),
		cmocka_unit_test(types_of_rfc_6396_have_names),
		cmocka_unit_test(a_file_is_known_by_its_first_record),
		cmocka_unit_test(an_empty_input_has_no_routes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
