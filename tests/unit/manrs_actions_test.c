/* SPDX-License-Identifier: ISC */
/* Actions 2 and 3: sessions of the Spoofer, contacts, and what is made of it */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manrs/report_private.h"
#include "tests/lib/manrs.h"
#include "tests/lib/told.h"

/* What an assessment of AS64496 and AS64497 stands on; NULL: not given. */
struct given {
	const char *spoofer, *peeringdb, *rdap;
	bool irr; /* dumps, of which none has a contact */
};

struct fixture {
	struct manrs_world world;
	struct rsec_manrs_report report;
	struct rsec_manrs_work work;
};

static void
fixture_init(struct fixture *f, const struct given *given, size_t asns)
{
	static const uint32_t subject[] = { 64496, 64497 };
	struct manrs_world *world = &f->world;

	memset(f, 0, sizeof(*f));
	manrs_world_init(world, "2026-10");
	if (given->spoofer != NULL)
		manrs_world_give(world, RSEC_MANRS_SPOOFER, given->spoofer);
	if (given->peeringdb != NULL)
		manrs_world_give(world, RSEC_MANRS_PEERINGDB, given->peeringdb);
	if (given->rdap != NULL)
		manrs_world_give(world, RSEC_MANRS_WHOIS, given->rdap);
	if (given->irr)
		manrs_world_give(world, RSEC_MANRS_IRR, "");
	manrs_world_read(world);
	f->report.asn = subject;
	f->report.asns = asns;
	f->report.data = f->work.data = &world->data;
	f->work.report = &f->report;
}

static void
fixture_fini(struct fixture *f)
{
	rsec_buf_fini(&f->work.evidence);
	rsec_arena_fini(&f->report.arena);
	manrs_world_fini(&f->world);
}

/* "A2-V4 pass 1/1 SUMMARY", with "\t" rows of evidence under it. */
static const char *
say(const struct fixture *f, enum rsec_manrs_check from,
    enum rsec_manrs_check to)
{
	static char text[1 << 15];
	char prefix[RSEC_PREFIX_SIZE];
	size_t n = 0, i;
	int check;

	text[0] = '\0';
	for (check = (int)from; check <= (int)to; check++) {
		const struct rsec_manrs_result *r = &f->report.result[check];

		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "%s %s %u/%u %s\n",
		    rsec_manrs_check_name((enum rsec_manrs_check)check),
		    rsec_manrs_state_name(r->state), (unsigned)r->good,
		    (unsigned)r->total, r->summary ? r->summary : "-");
		for (i = 0; i < r->evidences; i++) {
			const struct rsec_manrs_evidence *e = &r->evidence[i];

			strcpy(prefix, "-");
			if (e->has_prefix)
				rsec_prefix_format(prefix, &e->prefix);
			n += (size_t)snprintf(text + n, sizeof(text) - n,
			    "\t%u %s (%s) %s\n", (unsigned)e->asn, prefix,
			    e->what, e->why);
		}
	}
	return text;
}

static void
expect_action2(const char *sessions, size_t asns, const char *expected)
{
	const struct given given = { .spoofer = sessions };
	struct fixture f;

	fixture_init(&f, &given, asns);
	assert_int_equal(rsec_manrs_action2(&f.work), 0);
	assert_string_equal(
	    say(&f, RSEC_MANRS_A2_TEST_PRESENT, RSEC_MANRS_A2_NAT), expected);
	fixture_fini(&f);
}

#define V4(asn, client, nat, private, routed)                           \
	"\"asn4\":\"" asn "\",\"client4\":\"" client "\",\"nat4\":" nat \
	",\"privatespoof\":\"" private "\",\"routedspoof\":\"" routed "\""
#define V6(asn, client, private, routed)                                 \
	"\"asn6\":\"" asn "\",\"client6\":\"" client "\",\"nat6\":null," \
	"\"privatespoof6\":\"" private "\",\"routedspoof6\":\"" routed "\""
#define SESSION(id, day, rest)                          \
	"{\"session\":" id ",\"timestamp\":\"2026-" day \
	"T14:34:59+00:00\",\"country\":\"usa\"," rest "}"
#define CLIENT \
	"run the Spoofer client (https://www.caida.org/projects/spoofer/)"

static void
a_month_without_a_test_is_no_data(void **state)
{
	(void)state;
	expect_action2("{\"hydra:member\":[],\"hydra:totalItems\":0}", 1,
	    "A2-TEST-PRESENT no-data 0/0 no test of the Spoofer in the "
	    "month: " CLIENT "\n"
	    "A2-SPOOFABLE no-data 0/0 no test of the Spoofer in the "
	    "month: " CLIENT "\n"
	    "A2-V4 no-data 0/0 no test of the Spoofer in the month: " CLIENT
	    "\n"
	    "A2-V6 no-data 0/0 no test of the Spoofer in the month: " CLIENT
	    "\n"
	    "A2-SEGMENTS no-data 0/0 no test of the Spoofer in the "
	    "month: " CLIENT "\n"
	    "A2-NAT no-data 0/0 no test of the Spoofer in the month: " CLIENT
	    "\n");
}

#define LAST                                                    \
	"no test of the Spoofer in the month, the last was on " \
	"2026-09-30: " CLIENT "\n"

static void
tests_of_another_month_are_told_and_do_not_count(void **state)
{
	(void)state;
	expect_action2(
	    "[" SESSION("1", "09-30",
		V4("64496", "192.0.2.0/24", "false", "received",
		    "received")) "," SESSION("2", "09-01",
		V4("64496", "192.0.2.0/24", "false", "received",
		    "received")) "," SESSION("3", "11-01",
		V4("64496", "192.0.2.0/24", "false", "received",
		    "received")) "," SESSION("4", "10-05",
		V4("64499", "192.0.2.0/24", "false", "received",
		    "received")) "," SESSION("5", "10-05",
		V4("64496", "192.0.2.0/24", "false", "unknown", "unknown")) "]",
	    1,
	    "A2-TEST-PRESENT no-data 0/0 " LAST "A2-SPOOFABLE no-data 0/0 " LAST
	    "A2-V4 no-data 0/0 " LAST "A2-V6 no-data 0/0 " LAST
	    "A2-SEGMENTS no-data 0/0 " LAST "A2-NAT no-data 0/0 " LAST);
}

static void
a_prefix_that_let_a_packet_out_is_bad_once(void **state)
{
	(void)state;
	expect_action2(
	    SESSION("1", "10-05",
		V4("64496", "192.0.2.0/24", "true", "blocked",
		    "received") "," V6("64496", "2001:db8::/40", "received",
		    "blocked")) "\n" SESSION("2", "10-06",
		V4("64496", "192.0.2.0/24", "true", "received",
		    "received")) "\n" SESSION("3", "10-06",
		V4("64497", "198.51.100.0/24", "true", "rewritten", "blocked")),
	    2,
	    "A2-TEST-PRESENT pass 4/4 4 tests of 3 prefixes\n"
	    "A2-SPOOFABLE fail 1/3 forged packets were received from 2 of 3"
	    " prefixes\n"
	    "\t64496 192.0.2.0/24 (session 1) a packet with a forged routed"
	    " source address was received on 2026-10-05\n"
	    "\t64496 2001:db8::/40 (session 1) a packet with a forged private"
	    " source address was received on 2026-10-05\n"
	    "A2-V4 pass 1/1 2 prefixes were tested over IPv4\n"
	    "A2-V6 pass 1/1 1 prefix was tested over IPv6\n"
	    "A2-SEGMENTS pass 2/2 tested from 2 segments\n"
	    "A2-NAT pass 1/4 1 of 4 tests were without NAT\n");
}

static void
one_host_with_both_families_is_one_segment(void **state)
{
	(void)state;
	expect_action2(SESSION("1", "10-31",
			   V4("AS64496", "192.0.2.0/24", "true", "rewritten",
			       "rewritten") "," V6("64496", "2001:db8::/40",
			       "rewritten", "blocked")),
	    1,
	    "A2-TEST-PRESENT pass 2/2 2 tests of 2 prefixes\n"
	    "A2-SPOOFABLE pass 2/2 no forged packet was received from 2 "
	    "prefixes\n"
	    "A2-V4 pass 1/1 1 prefix was tested over IPv4\n"
	    "A2-V6 pass 1/1 1 prefix was tested over IPv6\n"
	    "A2-SEGMENTS warn 1/2 tested from 1 segment\n"
	    "\t0 - () tested from 1 segment\n"
	    "A2-NAT warn 0/2 0 of 2 tests were without NAT\n"
	    "\t0 - () 0 of 2 tests were without NAT\n");
}

static void
a_family_that_was_not_tested_is_a_warning(void **state)
{
	(void)state;
	expect_action2(
	    "[" SESSION("1", "10-05",
		V6("64496", "2001:db8::/40", "blocked",
		    "blocked")) "," SESSION("2", "10-05",
		V6("64496", "2001:db8:100::/40", "blocked", "blocked")) "]",
	    1,
	    "A2-TEST-PRESENT pass 2/2 2 tests of 2 prefixes\n"
	    "A2-SPOOFABLE pass 2/2 no forged packet was received from 2 "
	    "prefixes\n"
	    "A2-V4 warn 0/1 not tested over IPv4\n"
	    "\t0 - () not tested over IPv4\n"
	    "A2-V6 pass 1/1 2 prefixes were tested over IPv6\n"
	    "A2-SEGMENTS pass 2/2 tested from 2 segments\n"
	    "A2-NAT pass 2/2 2 of 2 tests were without NAT\n");
}

static void
a_wrong_session_is_told_and_left_out(void **state)
{
	static const char text[] = "[{\"timestamp\":\"2026-10-05\"},\n"
				   "{\"session\":1},\n"
				   "{\"session\":1,\"timestamp\":5,"
				   "\"asn4\":\"AS\"},\n"
				   "{\"session\":1,\"timestamp\":5,"
				   "\"asn4\":\"1\",\"client4\":null},\n"
				   "{\"session\":1,\"timestamp\":5,"
				   "\"asn4\":\"1\",\"client4\":\"::/40\"},\n"
				   "{\"session\":1,\"timestamp\":5,"
				   "\"asn6\":\"1\",\"client6\":\"::/40\","
				   "\"routedspoof6\":\"yes\"}]";
	struct rsec_manrs_tests *tests = rsec_manrs_tests_new();
	struct told told = { .n = 0 };
	struct rsec_diag diag = told_diag(&told);
	struct rsec_memory memory = { (const uint8_t *)text, sizeof(text) - 1,
		1 };
	uint32_t first;
	uint64_t count = 0;

	(void)state;
	assert_non_null(tests);
	assert_int_equal(rsec_manrs_spoofer_read(tests,
			     rsec_source_memory(&memory), &diag, &count, NULL),
	    0);
	assert_int_equal(count, 0);
	assert_string_equal(told.text,
	    "1: session \"\" is not a number\n"
	    "2: timestamp \"\" is not a time\n"
	    "3: asn \"AS\" is not an AS number\n"
	    "4: client: an empty text is not a prefix\n"
	    "5: client is not of IPv4\n"
	    "6: routedspoof \"yes\" is not received, blocked, rewritten or"
	    " unknown\n");
	assert_int_equal(rsec_manrs_tests_freeze(tests, NULL), 0);
	assert_int_equal(rsec_manrs_tests_of(tests, 1, &first), 0);
	rsec_manrs_tests_free(tests);
}

static void
expect_action3(const struct given *given, size_t asns, const char *expected)
{
	struct fixture f;

	fixture_init(&f, given, asns);
	assert_int_equal(rsec_manrs_action3(&f.work), 0);
	assert_string_equal(
	    say(&f, RSEC_MANRS_A3_CONTACT, RSEC_MANRS_A3_CONSISTENT), expected);
	fixture_fini(&f);
}

#define NET(updated)                                                       \
	"\"net\":{\"data\":[{\"id\":7,\"asn\":64496,\"name\":\"Example\"," \
	"\"updated\":\"" updated "\"}]}"
#define POC(role, visible, email, phone, updated)                    \
	"{\"net_id\":7,\"role\":\"" role "\",\"visible\":\"" visible \
	"\",\"email\":\"" email "\",\"phone\":\"" phone              \
	"\",\"updated\":\"" updated "\"}"
#define ENTITY(role, name, email, phone)                              \
	"{\"handle\":\"H1\",\"roles\":[\"" role "\"],\"vcardArray\":" \
	"[\"vcard\",[[\"fn\",{},\"text\",\"" name "\"],"              \
	"[\"email\",{},\"text\",\"" email "\"],"                      \
	"[\"tel\",{},\"uri\",\"tel:" phone "\"]]]}"
#define AUTNUM(entities)                                         \
	"{\"objectClassName\":\"autnum\",\"startAutnum\":64496," \
	"\"port43\":\"whois.ripe.net\",\"entities\":[" entities "]}"

static void
a_network_with_contacts_everywhere_passes(void **state)
{
	static const struct given given = {
		.peeringdb = "{" NET("2026-01-05") ",\"poc\":{\"data\":[" POC(
		    "NOC", "Public", "NOC@Example.net", "", "2026-02-05") "]}}",
		.rdap = AUTNUM(ENTITY("technical", "NOC", "noc@example.net",
		    "+1-555-0100") "," ENTITY("abuse", "", "abuse@example.net",
		    "")),
	};

	(void)state;
	expect_action3(&given, 1,
	    "A3-CONTACT pass 1/1 AS64496 has a NOC, technical or"
	    " administrative contact\n"
	    "A3-PDB-NET pass 1/1 AS64496 has a record in PeeringDB\n"
	    "A3-PDB-POC pass 1/1 AS64496 has a public NOC or"
	    " technical contact in PeeringDB\n"
	    "A3-PDB-AGE pass 2/2 2 of 2 records in PeeringDB were changed in"
	    " the last 12 months\n"
	    "A3-RIR-CONTACT pass 1/1 AS64496 has a technical or"
	    " administrative contact at the RIR\n"
	    "A3-ABUSE pass 1/1 AS64496 has a published abuse"
	    " contact\n"
	    "A3-EMAIL-FORM pass 3/3 3 of 3 e-mail addresses are well-formed\n"
	    "A3-CONSISTENT pass 1/1 PeeringDB and whois agree on a contact of"
	    " 1 of 1 AS number\n");
}

static void
an_abuse_contact_alone_is_not_enough(void **state)
{
	static const struct given given = {
		.peeringdb = "{" NET("2025-10-31") ",\"poc\":{\"data\":[" POC(
		    "NOC", "Users", "", "", "2020-01-01") "," POC("Abuse",
		    "Public", "abuse@", "12345", "2020-01-01") "]}}",
		.rdap =
		    AUTNUM(ENTITY("abuse", "Abuse", "abuse@example.net", "")),
		.irr = true,
	};

	(void)state;
	expect_action3(&given, 2,
	    "A3-CONTACT fail 0/2 0 of 2 AS numbers have a NOC, technical or"
	    " administrative contact (public dumps of PeeringDB hold only"
	    " public contacts)\n"
	    "\t64496 - () PeeringDB shows the NOC contact to its users only\n"
	    "\t64497 - () no NOC, technical or administrative contact\n"
	    "A3-PDB-NET warn 1/2 1 of 2 AS numbers have a record in"
	    " PeeringDB\n"
	    "\t64497 - () PeeringDB does not have the network\n"
	    "A3-PDB-POC warn 0/2 0 of 2 AS numbers have a public NOC or"
	    " technical contact in PeeringDB (public dumps of PeeringDB hold"
	    " only public contacts)\n"
	    "\t64496 - () PeeringDB shows the NOC contact to its users only\n"
	    "\t64497 - () no public NOC or technical contact in PeeringDB\n"
	    "A3-PDB-AGE warn 0/1 0 of 1 records in PeeringDB were changed in"
	    " the last 12 months\n"
	    "\t64496 - (network) last changed on 2025-10-31, more than 12"
	    " months ago\n"
	    "A3-RIR-CONTACT warn 0/2 0 of 2 AS numbers have a technical or"
	    " administrative contact at the RIR\n"
	    "\t64496 - () no technical or administrative contact at the RIR\n"
	    "\t64497 - () no technical or administrative contact at the RIR\n"
	    "A3-ABUSE warn 1/2 1 of 2 AS numbers have a published abuse"
	    " contact\n"
	    "\t64497 - () no published abuse contact\n"
	    "A3-EMAIL-FORM warn 1/2 1 of 2 e-mail addresses are well-formed\n"
	    "\t64496 - () \"abuse@\" of the abuse contact in PeeringDB is no"
	    " address of mail\n"
	    "A3-CONSISTENT no-data 0/0 PeeringDB and whois do not both show an"
	    " address\n");
}

static void
sources_that_name_others_disagree(void **state)
{
	static const char peeringdb[] =
	    "{" NET("2026-10-05") ",\"poc\":{\"data\":[" POC("NOC", "Public",
		"noc@example.net", "+1 555 0100", "2026-10-05") "]}}";
	static const struct given other = { .peeringdb = peeringdb,
		.rdap = AUTNUM(
		    ENTITY("noc", "", "other@example.net", "+1-555-0199")) };
	static const struct given same_phone = { .peeringdb = peeringdb,
		.rdap = AUTNUM(
		    ENTITY("noc", "", "other@example.net", "+1-555-0100")) };
	struct fixture f;

	(void)state;
	fixture_init(&f, &other, 1);
	assert_int_equal(rsec_manrs_action3(&f.work), 0);
	assert_string_equal(
	    say(&f, RSEC_MANRS_A3_CONSISTENT, RSEC_MANRS_A3_CONSISTENT),
	    "A3-CONSISTENT warn 0/1 PeeringDB and whois agree on a contact of"
	    " 0 of 1 AS number\n"
	    "\t64496 - () PeeringDB says +1 555 0100, whois says +1-555-0199, "
	    "and"
	    " no address or telephone is the same\n");
	fixture_fini(&f);
	fixture_init(&f, &same_phone, 1);
	assert_int_equal(rsec_manrs_action3(&f.work), 0);
	assert_int_equal(
	    f.report.result[RSEC_MANRS_A3_CONSISTENT].state, RSEC_MANRS_PASS);
	fixture_fini(&f);
}

static void
without_input_no_check_has_data(void **state)
{
	static const struct given given = { .rdap = NULL };
	struct fixture f;
	int check;

	(void)state;
	fixture_init(&f, &given, 1);
	assert_int_equal(rsec_manrs_action2(&f.work), 0);
	assert_int_equal(rsec_manrs_action3(&f.work), 0);
	for (check = RSEC_MANRS_A2_TEST_PRESENT;
	     check <= RSEC_MANRS_A3_CONSISTENT; check++) {
		assert_int_equal(
		    f.report.result[check].state, RSEC_MANRS_NO_DATA);
		assert_int_not_equal(f.report.result[check].missing, 0);
	}
	fixture_fini(&f);
}

static void
a_dump_without_contacts_says_nothing_about_them(void **state)
{
	static const struct given given = { .peeringdb = "{" NET("") "}" };

	(void)state;
	expect_action3(&given, 1,
	    "A3-CONTACT no-data 0/1 AS64496 has no NOC, technical or"
	    " administrative contact\n"
	    "\t64496 - () no NOC, technical or administrative contact\n"
	    "A3-PDB-NET pass 1/1 AS64496 has a record in PeeringDB\n"
	    "A3-PDB-POC no-data 0/0 no points of contact of PeeringDB were"
	    " read\n"
	    "A3-PDB-AGE no-data 0/0 PeeringDB does not tell when anything was"
	    " changed\n"
	    "A3-RIR-CONTACT no-data 0/0 -\n"
	    "A3-ABUSE no-data 0/0 -\n"
	    "A3-EMAIL-FORM no-data 0/0 no address is shown\n"
	    "A3-CONSISTENT no-data 0/0 -\n");
}

static void
a_missing_contact_comes_as_text_to_paste(void **state)
{
	static const struct given given = {
		.peeringdb = "{" NET("2026-10-05") ",\"poc\":{\"data\":[" POC(
		    "Technical", "Public", "noc@example.net", "+1-555-0100",
		    "2026-10-05") "]}}",
		.rdap = AUTNUM("")
	};
	struct fixture f;
	const struct rsec_manrs_result *result;

	(void)state;
	fixture_init(&f, &given, 1);
	assert_int_equal(rsec_manrs_action3(&f.work), 0);
	result = &f.report.result[RSEC_MANRS_A3_RIR_CONTACT];
	assert_int_equal(result->evidences, 1);
	assert_string_equal(result->evidence[0].remedy,
	    "role:           <name>\n"
	    "address:        <address>\n"
	    "e-mail:         noc@example.net\n"
	    "phone:          +1-555-0100\n"
	    "nic-hdl:        AUTO-1\n"
	    "mnt-by:         <maintainer>\n"
	    "source:         <source>\n"
	    "\n"
	    "in aut-num AS64496:\n"
	    "admin-c:        <its nic-hdl>\n"
	    "tech-c:         <its nic-hdl>\n");
	result = &f.report.result[RSEC_MANRS_A3_ABUSE];
	assert_int_equal(result->evidences, 1);
	assert_string_equal(result->evidence[0].remedy,
	    "role:           <name>\n"
	    "address:        <address>\n"
	    "e-mail:         <e-mail>\n"
	    "abuse-mailbox:  <e-mail>\n"
	    "nic-hdl:        AUTO-1\n"
	    "mnt-by:         <maintainer>\n"
	    "source:         <source>\n"
	    "\n"
	    "in the organisation of AS64496:\n"
	    "abuse-c:        <its nic-hdl>\n");
	fixture_fini(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_month_without_a_test_is_no_data),
		cmocka_unit_test(
		    tests_of_another_month_are_told_and_do_not_count),
		cmocka_unit_test(a_prefix_that_let_a_packet_out_is_bad_once),
		cmocka_unit_test(one_host_with_both_families_is_one_segment),
		cmocka_unit_test(a_family_that_was_not_tested_is_a_warning),
		cmocka_unit_test(a_wrong_session_is_told_and_left_out),
		cmocka_unit_test(a_network_with_contacts_everywhere_passes),
		cmocka_unit_test(an_abuse_contact_alone_is_not_enough),
		cmocka_unit_test(sources_that_name_others_disagree),
		cmocka_unit_test(without_input_no_check_has_data),
		cmocka_unit_test(
		    a_dump_without_contacts_says_nothing_about_them),
		cmocka_unit_test(a_missing_contact_comes_as_text_to_paste),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
