/* SPDX-License-Identifier: ISC */
/* Which hijacks count when they are held against who is who, RPKI and IRR. */
#include "tests/lib/test.h"

#include <string.h>

#include "tests/unit/manrs_assess/example.h"

#define EVENT(prefixes, victims)                                       \
	"{\"id\":\"moas-9\",\"event_type\":\"moas\"," TWELVE_MINUTES   \
	",\"summary\":{\"attackers\":[201],\"victims\":[" victims "]," \
	"\"prefixes\":[" prefixes "],\"inference_result\":"            \
	"{\"primary_inference\":{\"suspicion_level\":90}}},"           \
	"\"pfx_events\":[{\"prefix\":\"20.9.0.0/24\",\"details\":"     \
	"{\"as_path\":\"210 204 201\"}}]}\n"
#define ONE "\"20.9.0.0/24\""
#define TWO "\"20.9.0.0/24\",\"20.9.1.0/24\""
#define VRP(asn)                                                     \
	"ASN,IP Prefix,Max Length,Trust Anchor\nAS" asn ",20.9.0.0/" \
	"24,24,arin\n"
#define REGISTERED(prefix, origin, source) \
	"route: " prefix "\norigin: AS" origin "\nsource: " source "\n\n"
#define SIBLINGS                                                  \
	"# format:org_id|changed|org_name|country|source\n"       \
	"X|20260101|Example|US|ARIN\n"                            \
	"Y|20260101|Other|US|ARIN\n"                              \
	"# format:aut|changed|aut_name|org_id|opaque_id|source\n" \
	"201|20260101|ONE|X||ARIN\n"                              \
	"299|20260101|TWO|X||ARIN\n"                              \
	"298|20260101|THREE|Y||ARIN\n"

static const struct {
	const char *event, *organisations, *vrps, *irr;
	const char *why; /* "": it counts */
} tests[] = {
	{ EVENT(ONE, "299"), "", VRP("299"), "", "" },
	{ EVENT(ONE, "299"), SIBLINGS, VRP("299"), "",
	    "culprit and victim are of one organisation" },
	{ EVENT(ONE, "298"), SIBLINGS, VRP("299"), "", "" },
	/* One victim is no sibling. */
	{ EVENT(ONE, "299,298"), SIBLINGS, VRP("299"), "", "" },
	{ EVENT(ONE, "299"), "", VRP("201"), "", "the route is RPKI-valid" },
	/* The ROA says nothing of the other prefix. */
	{ EVENT(TWO, "299"), "", VRP("201"), "", "" },
	{ EVENT(ONE, "299"), "", VRP("299"),
	    REGISTERED("20.9.0.0/24", "201", "ARIN"),
	    "an RIR's registry has a route object of it" },
	/* Anybody puts an object there. */
	{ EVENT(ONE, "299"), "", VRP("299"),
	    REGISTERED("20.9.0.0/24", "201", "RADB"), "" },
	{ EVENT(ONE, "299"), "", VRP("299"),
	    REGISTERED("20.9.0.0/23", "201", "ARIN"), "" },
	{ EVENT(ONE, "299"), "", VRP("299"),
	    REGISTERED("20.9.0.0/24", "299", "ARIN"), "" },
};

/* That the first event of ASN, of METRIC, has WHY. */
static void
must_have(const struct manrs_world *world, uint32_t asn,
    enum rsec_manrs_metric metric, const char *why)
{
	const struct rsec_manrs_event *event;
	uint32_t first;

	assert_int_equal(
	    rsec_manrs_events_of(world->data.events, asn, &first), 1);
	event = rsec_manrs_events_get(world->data.events, first);
	assert_int_equal(event->metric, metric);
	assert_string_equal(event->why, why);
}

static void
give_all(struct manrs_world *world, size_t i)
{
	manrs_world_init(world, "2026-10");
	manrs_world_give(world, RSEC_MANRS_BGP, "20.0.0.0/24 201\n");
	manrs_world_give(world, RSEC_MANRS_GRIP, tests[i].event);
	manrs_world_give(world, RSEC_MANRS_AS_ORG, tests[i].organisations);
	manrs_world_give(world, RSEC_MANRS_VRPS, tests[i].vrps);
	manrs_world_give(world, RSEC_MANRS_IRR, tests[i].irr);
}

void
a_hijack_is_held_against_all_that_is_known(void **state)
{
	const char *why;
	struct manrs_world world;
	struct rsec_manrs_report report;
	const struct rsec_manrs_result *result =
	    &report.result[RSEC_MANRS_A1_INC_M2];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		why = tests[i].why;
		give_all(&world, i);
		manrs_world_read(&world);
		must_have(&world, 201, RSEC_MANRS_M2, why);
		must_have(&world, 204, RSEC_MANRS_M2C, why);
		assess(&world.data, &report);
		assert_int_equal(result->state,
		    why[0] == '\0' ? RSEC_MANRS_WARN : RSEC_MANRS_PASS);
		assert_int_equal(result->evidences, 1);
		assert_string_equal(result->evidence[0].left_out, why);
		rsec_manrs_report_fini(&report);
		manrs_world_fini(&world);
	}
}

/* RPKI and IRR filter since 2024. */
void
until_2023_a_roa_makes_no_hijack_go_away(void **state)
{
	struct manrs_world world;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		give_all(&world, i);
		assert_true(rsec_manrs_rules_init(
		    &world.data.rules, 2023, RSEC_MANRS_NETOPS));
		manrs_world_read(&world);
		must_have(&world, 201, RSEC_MANRS_M2,
		    strchr(tests[i].why, 'c') == tests[i].why ? tests[i].why
							      : "");
		manrs_world_fini(&world);
	}
}

#define STREAM(victims)                                                       \
	"{\"events\":[{\"id\":7,\"hijacker_asn\":201," victims                \
	",\"hijack_as_path\":\"210 204 201\",\"prefixes\":[\"20.9.0.0/24\"]," \
	"\"min_hijack_ts\":\"2026-10-17T00:00:00\","                          \
	"\"max_hijack_ts\":\"2026-10-17T00:12:00\"}]}"

void
siblings_of_bgpstream_do_not_rob_each_other(void **state)
{
	static const struct {
		const char *event;
		bool counts;
	} streams[] = {
		{ STREAM("\"base_asn\":299"), false },
		{ STREAM("\"victim_asns\":[299]"), false },
		{ STREAM("\"victim_asns\":[298]"), true },
		{ STREAM("\"victim_asns\":[299,298]"), true },
	};
	struct manrs_world world;
	const char *why;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(streams) / sizeof(streams[0]); i++) {
		manrs_world_init(&world, "2026-10");
		manrs_world_give(
		    &world, RSEC_MANRS_BGPSTREAM, streams[i].event);
		manrs_world_give(&world, RSEC_MANRS_AS_ORG, SIBLINGS);
		assert_true(rsec_manrs_rules_init(
		    &world.data.rules, 2018, RSEC_MANRS_NETOPS));
		manrs_world_read(&world);
		why = streams[i].counts
			  ? ""
			  : "culprit and victim are of one organisation";
		must_have(&world, 201, RSEC_MANRS_M2, why);
		must_have(&world, 204, RSEC_MANRS_M2C, why);
		manrs_world_fini(&world);
	}
}
