/* SPDX-License-Identifier: ISC */
/*
 * MRT records that break a rule, each named after it: what is said of them, at
 * which offset, and that what stands behind them is read.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "tests/lib/mrttext.h"
#include "tests/lib/mrtwrite.h"

#define UPDATE 2

/* A record that is right; what it says. */
static void
add_good(struct mrtw *w)
{
	mrtw_message(w, 16, 4, 0, UPDATE);
	mrtw_u16(w, 0);
	mrtw_u16(w, 0);
	mrtw_nlri(w, "203.0.113.0/24");
}

#define GOOD "A|1000000000|192.0.2.1|64496|203.0.113.0/24|||||||\n"

/* Where the index of one peer ends, and a table of it begins. */
#define TABLE	 35
#define TABLE_AT "35"

/* An entry of peer 0 without attributes; what it says. */
static void
add_entry(struct mrtw *w)
{
	mrtw_entry(w, 0);
	mrtw_close(w);
}

#define ENTRY "B|1000000000|192.0.2.1|64496|192.0.2.0/24|||||||999999999\n"

/* W and a good record say EXPECTED and what the good one says. */
static void
must_go_on(struct mrtw *w, const char *expected)
{
	char text[1024];

	add_good(w);
	snprintf(text, sizeof(text), "%s%s", expected, GOOD);
	mrt_must_say(w, text);
	mrtw_fini(w);
}

static void
a_table_needs_a_peer_index(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_rib(&w, 2, "192.0.2.0/24", 1);
	add_entry(&w);
	must_go_on(&w,
	    "malformed 0 a table without a peer index before it (RFC 6396 "
	    "section 4.3)\n");
}

static void
a_peer_is_one_of_the_index(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_peers(&w, 1);
	mrtw_rib(&w, 2, "192.0.2.0/24", 3);
	add_entry(&w);
	mrtw_entry(&w, 1);
	mrtw_close(&w);
	add_entry(&w);
	must_go_on(&w, ENTRY
	    "malformed " TABLE_AT
	    " peer 1, where the index has 1 (RFC 6396 section 4.3.4)\n" ENTRY);
}

static void
a_peer_index_that_is_cut_is_none(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_record(&w, 13, 1);
	mrtw_u32(&w, 0);
	mrtw_u16(&w, 0);
	mrtw_u16(&w, 2);
	mrtw_u8(&w, 0);
	mrtw_u32(&w, 0);
	mrtw_address(&w, "192.0.2.1");
	mrtw_u16(&w, 64496);
	mrtw_u8(&w, 0);
	mrtw_rib(&w, 2, "192.0.2.0/24", 1);
	add_entry(&w);
	must_go_on(&w,
	    "malformed 0 the peer index table ends inside peer 1 of 2 (RFC "
	    "6396 section 4.3.1)\n"
	    "malformed 32 a table without a peer index before it (RFC 6396 "
	    "section 4.3)\n");
}

static void
a_peer_index_has_a_head(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_record(&w, 13, 1);
	mrtw_u32(&w, 0);
	mrtw_u16(&w, 9); /* octets of a name */
	must_go_on(
	    &w, "malformed 0 the record ends inside the peer index table\n");
}

static void
entries_are_as_many_as_the_count_says(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_peers(&w, 1);
	mrtw_rib(&w, 2, "192.0.2.0/24", 65535);
	add_entry(&w);
	must_go_on(&w,
	    ENTRY "malformed " TABLE_AT " the record ends inside an entry\n");
}

static void
attributes_end_before_their_record(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_peers(&w, 1);
	mrtw_rib(&w, 2, "192.0.2.0/24", 2);
	add_entry(&w);
	mrtw_u16(&w, 0);
	mrtw_u32(&w, 0);
	mrtw_u16(&w, 5);
	mrtw_u32(&w, 0);
	must_go_on(&w,
	    ENTRY "malformed " TABLE_AT " the record ends inside an entry\n");
}

static void
an_attribute_ends_before_the_others_do(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_peers(&w, 1);
	mrtw_rib(&w, 2, "192.0.2.0/24", 3);
	mrtw_entry(&w, 0);
	mrtw_bytes(&w, "\x40\x02\x03\x02\x01", 5);
	mrtw_close(&w);
	mrtw_entry(&w, 0);
	mrtw_bytes(&w, "\x50\x02\x01", 3);
	mrtw_close(&w);
	add_entry(&w);
	must_go_on(&w,
	    "malformed " TABLE_AT
	    " path attribute 2 of 3 octets, where 2 are left (RFC 4271 "
	    "section 4.3)\n"
	    "malformed " TABLE_AT " the path attributes end inside one (RFC "
	    "4271 section 4.3)\n" ENTRY);
}

static void
a_table_record_has_a_head(void **state)
{
	static const char *const missing[] = { "the sequence number",
		"a prefix", "a prefix", "the entry count" };
	static const size_t octets[] = { 3, 4, 6, 9 };
	char expected[128];
	struct mrtw w;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++) {
		w = MRTW_INIT;
		mrtw_peers(&w, 1);
		mrtw_record(&w, 13, 2);
		mrtw_bytes(&w, "\0\0\0\0\x18\xc0\0\x02\0", octets[i]);
		snprintf(expected, sizeof(expected),
		    "malformed " TABLE_AT " the record ends inside %s\n",
		    missing[i]);
		must_go_on(&w, expected);
	}
}

static void
a_prefix_is_no_longer_than_an_address(void **state)
{
	struct mrtw w = MRTW_INIT;
	unsigned i;

	(void)state;
	mrtw_peers(&w, 1);
	for (i = 2; i <= 4; i += 2) {
		mrtw_record(&w, 13, (uint16_t)i);
		mrtw_u32(&w, 0);
		mrtw_u8(&w, i == 2 ? 33 : 129);
		mrtw_bytes(&w, "0123456789abcdefg", 17);
		mrtw_u16(&w, 0);
	}
	must_go_on(&w,
	    "malformed 35 a prefix of 33 bits, where IPv4 has 32\n"
	    "malformed 71 a prefix of 129 bits, where IPv6 has 128\n");
}

static void
an_old_table_entry_is_whole(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_record(&w, 12, 1);
	mrtw_u32(&w, 0);
	mrtw_address(&w, "192.0.2.0");
	mrtw_u8(&w, 24);
	mrtw_record(&w, 12, 1);
	mrtw_u32(&w, 0);
	mrtw_address(&w, "192.0.2.0");
	mrtw_u8(&w, 33);
	mrtw_u8(&w, 1);
	mrtw_u32(&w, 0);
	mrtw_address(&w, "192.0.2.1");
	mrtw_u16(&w, 64496);
	mrtw_u16(&w, 0);
	mrtw_record(&w, 12, 1);
	mrtw_u32(&w, 0);
	mrtw_address(&w, "192.0.2.0");
	mrtw_u8(&w, 24);
	mrtw_u8(&w, 1);
	mrtw_u32(&w, 0);
	mrtw_address(&w, "192.0.2.1");
	mrtw_u16(&w, 64496);
	mrtw_u16(&w, 1);
	must_go_on(&w,
	    "malformed 0 the record ends inside the head of the entry\n"
	    "malformed 21 a prefix of 33 bits, where IPv4 has 32\n"
	    "malformed 55 the record ends inside an entry\n");
}

static void
an_extended_timestamp_has_microseconds(void **state)
{
	struct mrtw w;
	unsigned n;

	(void)state;
	for (n = 0; n < 4; n++) {
		w = MRTW_INIT;
		mrtw_record(&w, 17, 4);
		mrtw_bytes(&w, "\0\0\0", n);
		must_go_on(&w,
		    "malformed 0 the record ends inside the microseconds\n");
	}
}

static void
a_session_is_of_a_known_family(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_record(&w, 16, 4);
	mrtw_bytes(&w, "\0\0\xfb\xf0\0\0\xfb\xf1\0\0\0\3", 12);
	mrtw_record(&w, 16, 4);
	mrtw_bytes(&w, "\0\0\xfb\xf0\0\0\xfb\xf1\0\0\0\2\1\2\3\4", 16);
	mrtw_record(&w, 16, 1);
	mrtw_bytes(&w, "\xfb\xf0\xfb", 3);
	must_go_on(&w,
	    "malformed 0 a session of address family 3 (RFC 6396 section "
	    "4.4.2)\n"
	    "malformed 24 the record ends inside the addresses of the "
	    "session\n"
	    "malformed 52 the record ends inside the head of the message\n");
}

static void
a_message_is_no_longer_than_its_record(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_message(&w, 16, 4, 0, UPDATE);
	w.buf.data[w.message + 17]++;
	w.message = 0;
	mrtw_message(&w, 16, 4, 0, UPDATE);
	w.buf.data[w.message + 17] = 18;
	w.message = 0;
	mrtw_message(&w, 16, 4, 0, UPDATE);
	w.buf.len = w.message + 18;
	w.message = 0;
	mrtw_bytes(&w, "", 0);
	must_go_on(&w,
	    "malformed 0 a BGP message of 20 octets in a record that has 19 "
	    "(RFC 4271 section 4.1)\n"
	    "malformed 51 a BGP message of 18 octets in a record that has 19 "
	    "(RFC 4271 section 4.1)\n"
	    "malformed 102 the record ends inside the head of the BGP "
	    "message\n");
}

/* An update with ATTRIBUTES and NLRI as they are. */
static void
add_update(struct mrtw *w, const char *attributes, size_t attributes_len,
    const char *nlri, size_t nlri_len)
{
	mrtw_message(w, 16, 4, 0, UPDATE);
	mrtw_u16(w, 0);
	mrtw_open(w);
	mrtw_bytes(w, attributes, attributes_len);
	mrtw_close(w);
	mrtw_bytes(w, nlri, nlri_len);
}

static void
lists_of_an_update_end_inside_it(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_message(&w, 16, 4, 0, UPDATE);
	mrtw_u16(&w, 1);
	mrtw_message(&w, 16, 4, 0, UPDATE);
	mrtw_u16(&w, 0);
	mrtw_u16(&w, 1);
	must_go_on(&w,
	    "malformed 0 the record ends inside the withdrawn routes\n"
	    "malformed 53 the record ends inside the path attributes\n");
}

static void
of_an_update_with_a_bad_prefix_nothing_is_used(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	add_update(&w, "", 0, "\x08\x0a\x21\1\2\3\4\5", 8);
	add_update(&w, "", 0, "\x08\x0a\x18\xc0\0", 5);
	must_go_on(&w, "malformed 0 a prefix of 33 bits, where IPv4 has 32\n"
		       "malformed 63 the record ends inside a prefix\n");
}

static void
a_path_identifier_has_four_octets(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_message(&w, 16, 9, 0, UPDATE);
	mrtw_u16(&w, 0);
	mrtw_u16(&w, 0);
	mrtw_u16(&w, 1);
	must_go_on(
	    &w, "malformed 0 the record ends inside a path identifier\n");
}

static void
multiprotocol_attributes_stand_once(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	add_update(
	    &w, "\x80\x0e\x05\0\2\1\0\0\x80\x0e\x05\0\2\1\0\0", 16, "", 0);
	add_update(&w, "\x80\x0f\x03\0\2\1\x80\x0f\x03\0\2\1", 12, "", 0);
	must_go_on(&w,
	    "malformed 0 two MP_REACH_NLRI attributes (RFC 7606 section 3)\n"
	    "malformed 71 two MP_UNREACH_NLRI attributes (RFC 7606 section "
	    "3)\n");
}

static void
multiprotocol_attributes_are_whole(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	add_update(&w, "\x80\x0e\x02\0\2", 5, "", 0);
	add_update(&w, "\x80\x0e\x05\0\2\1\1\0", 8, "", 0);
	add_update(&w, "\x80\x0f\x04\0\2\1\x81", 7, "", 0);
	must_go_on(&w,
	    "malformed 0 the record ends inside a multiprotocol attribute\n"
	    "malformed 60 the record ends inside the next hop\n"
	    "malformed 123 a prefix of 129 bits, where IPv6 has 128\n");
}

static void
only_to_customer_is_one_asn(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	add_update(&w, "\xc0\x23\x03\0\0\1", 6, "", 0);
	must_go_on(&w,
	    "malformed 0 an OTC attribute of 3 octets, not 4 (RFC 9234 "
	    "section 5)\n");
}

static void
a_path_that_cannot_be_read_has_no_origin(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	add_update(&w, "\x40\x02\x02\x02\0", 5, "\x08\x0a", 2);
	add_update(&w, "\x40\x02\x06\x05\1\0\0\xfb\xf0", 9, "\x08\x0a", 2);
	must_go_on(&w, "A|1000000000|192.0.2.1|64496|10.0.0.0/8||!|||||\n"
		       "A|1000000000|192.0.2.1|64496|10.0.0.0/8||!|||||\n");
}

static void
a_record_of_gigabytes_is_a_broken_frame(void **state)
{
	struct mrtw w = MRTW_INIT;

	(void)state;
	add_good(&w);
	mrtw_record(&w, 16, 4);
	rsec_put_be32((uint8_t *)w.buf.data + w.record + 8, 3694573824);
	w.record = w.buf.len; /* what follows counts no more */
	mrt_must_say(&w,
	    GOOD "error 59 a record of 3694573824 bytes, more than 67108864: "
		 "the input is damaged, or no MRT\n");
	mrtw_fini(&w);
}

/* Two good records, cut before each byte of the second. */
static void
a_file_ends_between_records(void **state)
{
	struct mrtw w = MRTW_INIT;
	size_t one;

	(void)state;
	add_good(&w);
	one = w.buf.len;
	add_good(&w);
	while (--w.buf.len > one)
		mrt_must_say(&w,
		    GOOD "error 59 the input ends inside a record (RFC 6396 "
			 "section 2)\n");
	mrt_must_say(&w, GOOD);
	mrtw_fini(&w);
}

static int
stop(void *ctx, const struct rsec_err *err)
{
	(void)err;
	++*(unsigned *)ctx;
	return -1;
}

static void
a_reader_stops_when_it_is_told_to(void **state)
{
	struct mrtw w = MRTW_INIT;
	unsigned calls = 0;
	struct rsec_diag diag = { stop, &calls };
	struct rsec_memory memory;
	struct rsec_mrt_route route;
	struct rsec_mrt *mrt;
	struct rsec_err err;

	(void)state;
	mrtw_rib(&w, 2, "192.0.2.0/24", 0);
	add_good(&w);
	memory = mrtw_memory(&w, 0);
	mrt = rsec_mrt_new(rsec_source_memory(&memory), &diag);
	assert_int_equal(rsec_mrt_next(mrt, &route, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_STOPPED);
	assert_int_equal(calls, 1);
	rsec_mrt_free(mrt);
	mrtw_fini(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_needs_a_peer_index),
		cmocka_unit_test(a_peer_is_one_of_the_index),
		cmocka_unit_test(a_peer_index_that_is_cut_is_none),
		cmocka_unit_test(a_peer_index_has_a_head),
		cmocka_unit_test(entries_are_as_many_as_the_count_says),
		cmocka_unit_test(attributes_end_before_their_record),
		cmocka_unit_test(an_attribute_ends_before_the_others_do),
		cmocka_unit_test(a_table_record_has_a_head),
		cmocka_unit_test(a_prefix_is_no_longer_than_an_address),
		cmocka_unit_test(an_old_table_entry_is_whole),
		cmocka_unit_test(an_extended_timestamp_has_microseconds),
		cmocka_unit_test(a_session_is_of_a_known_family),
		cmocka_unit_test(a_message_is_no_longer_than_its_record),
		cmocka_unit_test(lists_of_an_update_end_inside_it),
		cmocka_unit_test(
		    of_an_update_with_a_bad_prefix_nothing_is_used),
		cmocka_unit_test(a_path_identifier_has_four_octets),
		cmocka_unit_test(multiprotocol_attributes_stand_once),
		cmocka_unit_test(multiprotocol_attributes_are_whole),
		cmocka_unit_test(only_to_customer_is_one_asn),
		cmocka_unit_test(a_path_that_cannot_be_read_has_no_origin),
		cmocka_unit_test(a_record_of_gigabytes_is_a_broken_frame),
		cmocka_unit_test(a_file_ends_between_records),
		cmocka_unit_test(a_reader_stops_when_it_is_told_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
