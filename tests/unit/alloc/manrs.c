/* SPDX-License-Identifier: ISC */
/* Scenarios of what an assessment reads, beside routes; see each.h. */
#include "tests/lib/test.h"

#include <string.h>

#include <openssl/crypto.h>

#include "base/buf.h"
#include "manrs/action1_private.h"
#include "manrs/checklist.h"
#include "manrs/event.h"
#include "manrs/peeringdb.h"
#include "manrs/report_private.h"
#include "manrs/spoofer.h"
#include "rpki/signature.h"
#include "tests/lib/cadefect.h"
#include "tests/lib/manrs.h"
#include "tests/unit/alloc/each.h"

static struct rsec_source
source_of(struct rsec_memory *memory, const char *text)
{
	*memory =
	    (struct rsec_memory){ (const uint8_t *)text, strlen(text), 7 };
	return rsec_source_memory(memory);
}

#define EVENT(id)                                                   \
	"{\"id\":\"" id "\",\"view_ts\":1791158400,\"summary\":{"   \
	"\"victims\":[64496],\"prefixes\":[\"192.0.2.0/24\"],"      \
	"\"tags\":[\"irr-radb-all-newcomer-exact-record\"]},"       \
	"\"pfx_events\":[{\"prefix\":\"192.0.2.0/24\",\"details\":" \
	"{\"new_origins\":[64497,64499],\"old_origins\":[64496],"   \
	"\"as_path\":\"64511 64498 64497:64511 64510 64499\"}}]}"

static int
read_events(void *ctx, struct rsec_err *err)
{
	static const struct rsec_manrs_grip_options options = { 80, true };
	static const char leak[] =
	    "{\"start_time\":\"2026-10-05\",\"leaker_asn\":64497,"
	    "\"leaked_to\":\"asn=64498\",\"leak_seg\":[64499],"
	    "\"event_id\":\"17\"}";
	static const char hijack[] =
	    "{\"start_time\":\"2026-10-05\",\"origin_asn\":64497,"
	    "\"victim_asns\":[64496],\"prefixes\":[\"192.0.2.0/24\"],"
	    "\"hijack_as_path\":\"64511 64498 64497\"}";
	struct rsec_manrs_events *events = rsec_manrs_events_new();
	struct rsec_memory memory;
	uint64_t count = 0;
	int rc;

	(void)ctx;
	if (events == NULL)
		return rsec_err_nomem(err);
	rc = rsec_manrs_grip_read(events, &options,
	    source_of(&memory, "{\"data\":[" EVENT("a") "," EVENT("b") "]}"),
	    NULL, &count, err);
	if (rc == 0)
		rc = rsec_manrs_bgpstream_read(
		    events, source_of(&memory, leak), NULL, &count, err);
	if (rc == 0)
		rc = rsec_manrs_bgpstream_read(
		    events, source_of(&memory, hijack), NULL, &count, err);
	if (rc == 0)
		rc = rsec_manrs_cidr_report_read(events,
		    source_of(&memory,
			"2026-10-05\n192.0.2.0/24 AS64497 unallocated\n"),
		    0, NULL, &count, err);
	if (rc == 0)
		rc = rsec_manrs_feedback_read(events,
		    source_of(&memory, "a ours\n17 ours\nc none\n"), NULL,
		    &count, err);
	if (rc == 0)
		rc = rsec_manrs_events_freeze(events, err);
	if (rc == 0) {
		assert_int_equal(count, 2 + 1 + 1 + 1 + 2);
		assert_int_equal(
		    rsec_manrs_events_count(events), 2 * 4 + 2 + 2 + 1);
	}
	rsec_manrs_events_free(events);
	return rc;
}

void
events_of_all_sources(void **state)
{
	(void)state;
	every_allocation_fails(read_events, NULL);
}

#define NOC                                                                \
	"{\"roles\":[\"noc\"],\"handle\":\"H\",\"vcardArray\":[\"vcard\"," \
	"[[\"fn\",{},\"text\",\"N\"],[\"email\",{},\"text\","              \
	"\"noc@example.net\"]]]}"

static int
read_contacts(struct rsec_manrs_contacts *contacts,
    struct rsec_manrs_peeringdb *peeringdb, struct rsec_err *err)
{
	static const char dump[] =
	    "{\"net\":{\"data\":[{\"id\":7,\"asn\":64496,\"name\":\"N\"}]},"
	    "\"poc\":{\"data\":[{\"net_id\":7,\"role\":\"NOC\","
	    "\"email\":\"noc@example.net\"}]},"
	    "\"netixlan\":{\"data\":[{\"id\":1,\"net_id\":7}]}}";
	struct rsec_memory memory;
	uint64_t count = 0;

	if (rsec_manrs_rdap_read(contacts,
		source_of(&memory,
		    "[{\"startAutnum\":64496,\"entities\":[" NOC "]}]"),
		NULL, &count, err) == -1 ||
	    rsec_manrs_peeringdb_read(peeringdb, NULL, source_of(&memory, dump),
		NULL, &count, err) == -1 ||
	    rsec_manrs_peeringdb_freeze(peeringdb, contacts, err) == -1)
		return -1;
	assert_int_equal(count, 4);
	return rsec_manrs_contacts_freeze(contacts, err);
}

static int
fill_contacts(void *ctx, struct rsec_err *err)
{
	struct rsec_manrs_contacts *contacts = rsec_manrs_contacts_new();
	struct rsec_manrs_peeringdb *peeringdb = rsec_manrs_peeringdb_new();
	uint32_t first;
	int rc;

	(void)ctx;
	if (contacts == NULL || peeringdb == NULL)
		rc = rsec_err_nomem(err);
	else
		rc = read_contacts(contacts, peeringdb, err);
	if (rc == 0)
		assert_int_equal(
		    rsec_manrs_contacts_of(contacts, 64496, &first), 2);
	rsec_manrs_contacts_free(contacts);
	rsec_manrs_peeringdb_free(peeringdb);
	return rc;
}

void
contacts_of_all_sources(void **state)
{
	(void)state;
	every_allocation_fails(fill_contacts, NULL);
}

static int
read_sessions(void *ctx, struct rsec_err *err)
{
	struct rsec_manrs_tests *tests = rsec_manrs_tests_new();
	struct rsec_memory memory;
	uint64_t count = 0;
	uint32_t first;
	int rc;

	if (tests == NULL)
		return rsec_err_nomem(err);
	rc = rsec_manrs_spoofer_read(
	    tests, source_of(&memory, ctx), NULL, &count, err);
	if (rc == 0)
		rc = rsec_manrs_tests_freeze(tests, err);
	if (rc == 0)
		assert_int_equal(rsec_manrs_tests_of(tests, 64496, &first), 2);
	rsec_manrs_tests_free(tests);
	return rc;
}

void
sessions_of_the_spoofer(void **state)
{
	static char text[] =
	    "{\"session\":1,\"timestamp\":\"2026-10-05T00:00:00Z\","
	    "\"asn4\":\"64496\",\"client4\":\"192.0.2.0/24\","
	    "\"routedspoof\":\"blocked\",\"asn6\":\"64496\","
	    "\"client6\":\"2001:db8::/40\",\"routedspoof6\":\"blocked\"}";

	(void)state;
	every_allocation_fails(read_sessions, text);
}

static int
read_checklists(void *ctx, struct rsec_err *err)
{
	const struct derw *w = ctx;
	const struct rsec_prefix prefix = { (uint64_t)0xc0000200 << 32, 0,
		RSEC_IPV4, 24 };
	struct rsec_manrs_checklists *lists = rsec_manrs_checklists_new();
	struct rsec_memory memory = { w->data, w->len, 0 };
	struct rsec_buf claims = RSEC_BUF_INIT;
	uint64_t count = 0;
	int rc;

	if (lists == NULL)
		return rsec_err_nomem(err);
	rc = rsec_manrs_checklist_read(
	    lists, rsec_source_memory(&memory), "list.sig", NULL, &count, err);
	OPENSSL_thread_stop(); /* see object.c */
	if (rc == 0)
		rc = rsec_manrs_checklists_freeze(lists, err);
	if (rc == 0)
		rc = rsec_manrs_checklists_of(lists, 64497, &claims, err);
	if (rc == 0)
		rc = rsec_manrs_checklists_within(lists, &prefix, &claims, err);
	if (rc == 0)
		assert_int_equal(
		    claims.len, 2 * sizeof(struct rsec_manrs_claim));
	rsec_buf_fini(&claims);
	rsec_manrs_checklists_free(lists);
	return rc;
}

void
checklists_of_a_folder(void **state)
{
	struct ca_object object = ca_example(CA_RSC, "list.sig");
	struct derw w = { 0 };
	struct ca ca;

	(void)state;
	skip_without_shim();
	ca_init(&ca, "ta", 0, NULL, "rsync://rpki.example.net/repo/");
	object.prefixes = "192.0.2.0/24 2001:db8::/32";
	ca_sign(&ca, &object, &w);
	rsec_verifier_free(rsec_verifier_new()); /* libcrypto sets itself up */
	every_allocation_fails(read_checklists, &w);
	derw_fini(&w);
}

static int
read_participants(void *ctx, struct rsec_err *err)
{
	struct rsec_manrs_participants *table = rsec_manrs_participants_new();
	struct rsec_memory memory;
	int rc;

	if (table == NULL)
		return rsec_err_nomem(err);
	rc = rsec_manrs_participants_read(
	    table, source_of(&memory, ctx), NULL, NULL, err);
	if (rc == 0)
		rc = rsec_manrs_participants_freeze(table, err);
	if (rc == 0)
		assert_non_null(rsec_manrs_participants_name(table, 64497));
	rsec_manrs_participants_free(table);
	return rc;
}

void
a_table_of_participants(void **state)
{
	static char text[] = "Organization Name,ASNs(;)\n"
			     "\"One, Two\",64496;64497\n";

	(void)state;
	every_allocation_fails(read_participants, text);
}

static int
run_actions(void *ctx, struct rsec_err *err)
{
	const struct manrs_world *world = ctx;
	static const uint32_t asn = 64496;
	struct rsec_manrs_report report = { .asn = &asn, .asns = 1 };
	struct rsec_manrs_work work = {
		.data = &world->data, .report = &report, .err = err
	};
	int rc;

	if ((rc = rsec_manrs_action2(&work)) == 0)
		rc = rsec_manrs_action3(&work);
	if (rc == 0) {
		assert_int_equal(
		    report.result[RSEC_MANRS_A2_SPOOFABLE].evidences, 1);
		assert_int_equal(
		    report.result[RSEC_MANRS_A3_CONSISTENT].evidences, 1);
	}
	rsec_buf_fini(&work.evidence);
	rsec_arena_fini(&report.arena);
	return rc;
}

void
checks_of_actions_2_and_3(void **state)
{
	struct manrs_world world;

	(void)state;
	skip_without_shim();
	manrs_world_init(&world, "2026-10");
	manrs_world_give(&world, RSEC_MANRS_SPOOFER,
	    "{\"session\":1,\"timestamp\":\"2026-10-05T00:00:00Z\","
	    "\"asn4\":\"64496\",\"client4\":\"192.0.2.0/24\",\"nat4\":true,"
	    "\"routedspoof\":\"received\"}");
	manrs_world_give(&world, RSEC_MANRS_PEERINGDB,
	    "{\"net\":{\"data\":[{\"id\":7,\"asn\":64496,"
	    "\"updated\":\"2020-01-01\"}]},\"poc\":{\"data\":["
	    "{\"net_id\":7,\"role\":\"NOC\",\"email\":\"noc@\"}]}}");
	manrs_world_give(&world, RSEC_MANRS_WHOIS,
	    "{\"startAutnum\":64496,\"entities\":[" NOC "]}");
	manrs_world_read(&world);
	every_allocation_fails(run_actions, &world);
	manrs_world_fini(&world);
}

static int
serve(void *ctx, struct rsec_err *err)
{
	static const enum rsec_manrs_check checks[] = { RSEC_MANRS_A1_RS_RPKI,
		RSEC_MANRS_A1_RS_BOGON, RSEC_MANRS_A1_RS_IRR,
		RSEC_MANRS_A1_RS_LEN, RSEC_MANRS_A1_RS_PATH_LEN,
		RSEC_MANRS_A1_RS_FIRST_AS, RSEC_MANRS_A1_RS_BOGON_ASN,
		RSEC_MANRS_A1_RS_TRANSIT };
	const struct manrs_world *world = ctx;
	static const uint32_t asn = 201;
	struct rsec_manrs_report report = { .asn = &asn, .asns = 1 };
	struct rsec_manrs_work work = {
		.data = &world->data, .report = &report, .err = err
	};
	size_t i;
	int rc;

	rc = rsec_manrs_action1_server(&work);
	for (i = 0; i < sizeof(checks) / sizeof(checks[0]) && rc == 0; i++)
		assert_true(report.result[checks[i]].evidences > 0);
	rsec_buf_fini(&work.evidence);
	rsec_arena_fini(&report.arena);
	return rc;
}

/* One route for each of its checks. */
void
checks_of_a_route_server(void **state)
{
	char paths[1024] = MANRS_PATHS "20.3.0.0/24 201\n"
				       "10.0.0.0/8 201\n"
				       "20.2.0.0/25 201\n"
				       "20.5.0.0/24 202 64512 203\n"
				       "20.6.0.0/24 202 301 203\n"
				       "20.8.0.0/24";
	struct manrs_world world;
	unsigned i;

	(void)state;
	skip_without_shim();
	for (i = 0; i < RSEC_MANRS_SERVED_PATH; i++)
		strcat(paths, " 201");
	manrs_world_init(&world, "2026-10");
	assert_true(
	    rsec_manrs_rules_init(&world.data.rules, 2024, RSEC_MANRS_IXP));
	manrs_world_give(&world, RSEC_MANRS_BGP, paths);
	manrs_world_give(&world, RSEC_MANRS_AS_REL, "301|201|-1\n");
	manrs_world_give(&world, RSEC_MANRS_VRPS,
	    "ASN,IP Prefix,Max Length,Trust Anchor\n"
	    "AS209,20.3.0.0/16,16,ripe\n");
	manrs_world_give(&world, RSEC_MANRS_IRR,
	    "route: 20.3.0.0/16\norigin: AS209\nsource: RADB\n");
	manrs_world_give(&world, RSEC_MANRS_BOGONS, "");
	manrs_world_give(&world, RSEC_MANRS_DELEGATED,
	    "ripencc|NL|ipv4|20.0.0.0|65536|20200101|allocated|holder\n");
	manrs_world_read(&world);
	every_allocation_fails(serve, &world);
	manrs_world_fini(&world);
}
