/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "manrs/event.h"
#include "tests/lib/told.h"

/* Which reader, and what it is told beside the text. */
enum kind {
	GRIP,
	GRIP_FILTERED,
	BGPSTREAM,
	CIDR_REPORT,
	CIDR_REPORT_OF_A_DAY,
	FEEDBACK
};

struct file {
	enum kind kind;
	const char *text;
};

#define OCTOBER_5 20731 /* days since 1970 */

static int
read_file(struct rsec_manrs_events *events, const struct file *file,
    size_t chunk, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err)
{
	const struct rsec_manrs_grip_options options = { 80,
		file->kind == GRIP_FILTERED };
	struct rsec_memory memory = { (const uint8_t *)file->text,
		strlen(file->text), chunk };
	const struct rsec_source source = rsec_source_memory(&memory);
	int32_t day = INT32_MIN;

	switch (file->kind) {
	case GRIP:
	case GRIP_FILTERED:
		return rsec_manrs_grip_read(
		    events, &options, source, diag, count, err);
	case BGPSTREAM:
		return rsec_manrs_bgpstream_read(
		    events, source, diag, count, err);
	case CIDR_REPORT_OF_A_DAY:
		day = OCTOBER_5;
		/* fall through */
	case CIDR_REPORT:
		return rsec_manrs_cidr_report_read(
		    events, source, day, diag, count, err);
	case FEEDBACK:
		return rsec_manrs_feedback_read(
		    events, source, diag, count, err);
	}
	return -1;
}

/* "AS64497 M2 GRIP BEGIN END PREFIX OTHER ID [WHY]", a line each. */
static const char *
say(const struct rsec_manrs_events *events)
{
	static char text[1 << 16];
	char begin[RSEC_UTC_SIZE], end[RSEC_UTC_SIZE] = "open";
	char prefix[RSEC_PREFIX_SIZE];
	size_t n = 0;
	uint32_t i;

	text[0] = '\0';
	for (i = 0; i < rsec_manrs_events_count(events); i++) {
		const struct rsec_manrs_event *e =
		    rsec_manrs_events_get(events, i);

		rsec_utc_format(begin, e->begin);
		strcpy(end, "open");
		if (e->end != RSEC_MANRS_OPEN)
			rsec_utc_format(end, e->end);
		strcpy(prefix, "-");
		if (e->has_prefix)
			rsec_prefix_format(prefix, &e->prefix);
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "AS%u %d/%d %s %s %s %u %s%s%s%s\n", (unsigned)e->asn,
		    e->metric, e->source, begin, end, prefix,
		    e->has_other ? (unsigned)e->other : 0, e->id,
		    e->why[0] ? " [" : "", e->why, e->why[0] ? "]" : "");
	}
	return text;
}

/* Read FILES, one after the other, into a frozen set. */
static struct rsec_manrs_events *
events_of(const struct file *files, size_t n, size_t chunk, uint64_t *count,
    struct told *told)
{
	struct rsec_manrs_events *events = rsec_manrs_events_new();
	struct rsec_diag diag = told_diag(told);
	struct rsec_err err;

	assert_non_null(events);
	for (; n > 0; n--, files++)
		if (read_file(events, files, chunk, &diag, count, &err) == -1)
			fail_msg("%u: %s", (unsigned)err.line, err.msg);
	assert_int_equal(rsec_manrs_events_freeze(events, NULL), 0);
	return events;
}

/* The file gives EXPECTED events and MESSAGES, however it is cut. */
static void
expect(enum kind kind, const char *text, uint64_t records, const char *expected,
    const char *messages)
{
	static const size_t chunks[] = { 0, 1, 7 };
	const struct file file = { kind, text };
	struct rsec_manrs_events *events;
	size_t i;

	for (i = 0; i < 3; i++) {
		struct told told = { .n = 0 };
		uint64_t count = 0;

		events = events_of(&file, 1, chunks[i], &count, &told);
		assert_string_equal(say(events), expected);
		assert_string_equal(told.text, messages);
		assert_int_equal(count, records);
		rsec_manrs_events_free(events);
	}
}

/* The file is refused, at LINE, with MESSAGE. */
static void
refuse(enum kind kind, const char *text, unsigned line, const char *message)
{
	const struct file file = { kind, text };
	struct rsec_manrs_events *events = rsec_manrs_events_new();
	struct rsec_err err;
	uint64_t count = 0;

	assert_non_null(events);
	assert_int_equal(read_file(events, &file, 3, NULL, &count, &err), -1);
	assert_string_equal(err.msg, message);
	assert_int_equal(err.line, line);
	rsec_manrs_events_free(events);
}

#define M2    "2/0"
#define M2C   "3/0"
#define AT    "\"view_ts\":1791158400,\"finished_ts\":1791162000"
#define TIMES " 2026-10-05T00:00:00Z 2026-10-05T01:00:00Z "
#define SUSPECT(level)                                              \
	"\"inference_result\":{\"primary_inference\":{\"suspicion_" \
	"level\":" level "}}"
#define PLAIN(id)                                                         \
	"{\"id\":\"" id "\",\"event_type\":\"moas\"," AT ",\"summary\":{" \
	"\"attackers\":[64497],\"victims\":[64496],"                      \
	"\"prefixes\":[\"192.0.2.0/24\"]," SUSPECT("80") "}}"
#define PLAIN_SAID(id) "AS64497 " M2 TIMES "192.0.2.0/24 64496 " id "\n"

static void
a_grip_event_holds_the_attacker_and_who_stands_next_to_it(void **state)
{
	(void)state;
	expect(GRIP,
	    "{\"data\": [\n{\"id\": \"moas-1\", \"event_type\": \"moas\",\n"
	    "\"view_ts\": 1791158400, \"finished_ts\": null,\n"
	    "\"summary\": {\"attackers\": [\"64497\"], \"victims\": [64496],\n"
	    "  \"tags\": [\"reserved-space\"], " SUSPECT(
		"100") "},\n"
		       "\"pfx_events\": [{\"prefix\": \"192.0.2.0/24\", "
		       "\"tags\": [],\n"
		       " \"details\": {\"new_origins\": [64497], "
		       "\"old_origins\":\n"
		       " [64496], \"origins\": [64496, 64497], \"as_path\":\n"
		       " \"64511 64510 64498 64498 64497 64497:64511 64510 "
		       "64496:"
		       "64511 64497:64511 64511 64497\"}}]}],\n"
		       "\"recordsTotal\": 1, \"recordsFiltered\": 1}",
	    1,
	    "AS64497 " M2 " 2026-10-05T00:00:00Z open 192.0.2.0/24 64496"
	    " moas-1\n"
	    "AS64498 " M2C " 2026-10-05T00:00:00Z open 192.0.2.0/24 64497"
	    " moas-1\n",
	    "");
}

static void
new_origins_are_held_where_no_attacker_is_named(void **state)
{
	(void)state;
	expect(GRIP,
	    "[{\"id\":\"submoas-1\",\"event_type\":\"submoas\"," AT
	    ",\"summary\":{" SUSPECT(
		"80.5") "},\"pfx_events\":["
			"{\"sub_pfx\":\"2001:db8:1::/"
			"48\",\"super_pfx\":\"2001:db8::/32\","
			"\"details\":{\"new_origins\":[64498,64497],\"as_"
			"path\":"
			"[\"64511 64510 64497\",\"64511 64509 64498\"]}}]}]",
	    1,
	    "AS64497 " M2 TIMES "2001:db8:1::/48 0 submoas-1\n"
	    "AS64498 " M2 TIMES "2001:db8:1::/48 0 submoas-1\n"
	    "AS64509 " M2C TIMES "2001:db8:1::/48 64498 submoas-1\n"
	    "AS64510 " M2C TIMES "2001:db8:1::/48 64497 submoas-1\n",
	    "");
}

static void
an_event_of_many_prefixes_holds_each_network_once(void **state)
{
	(void)state;
	expect(GRIP,
	    "{\"id\":\"moas-2\",\"event_type\":\"defcon\"," AT
	    ",\"pfx_events\":["
	    "{\"prefix\":\"198.51.100.0/24\",\"details\":"
	    "{\"new_origins\":[64497],\"as_path\":\"64511 64498 64497\"}},"
	    "{\"prefix\":\"192.0.2.0/24\",\"details\":"
	    "{\"new_origins\":[64497],\"as_path\":\"64510 64498 64497\"}}],"
	    "\"summary\":{\"attackers\":[64497],"
	    "\"prefixes\":[\"203.0.113.0/24\"]," SUSPECT("90") "}}",
	    1,
	    "AS64497 " M2 TIMES "192.0.2.0/24 0 moas-2\n"
	    "AS64498 " M2C TIMES "192.0.2.0/24 64497 moas-2\n",
	    "");
}

static void
events_come_in_pages_arrays_and_one_a_line(void **state)
{
	(void)state;
	expect(GRIP, PLAIN("a") "\n\n" PLAIN("b") "\r\n", 2,
	    PLAIN_SAID("a") PLAIN_SAID("b"), "");
	expect(GRIP, "[" PLAIN("a") "," PLAIN("a") "]" PLAIN("b"), 3,
	    PLAIN_SAID("a") PLAIN_SAID("b"), "");
	expect(GRIP, "", 0, "", "");
	expect(GRIP, "{\"data\":[],\"recordsTotal\":0}", 0, "", "");
}

/* An event whose TEXT is as it stands, and why it does not count. */
static void
does_not_count(enum kind kind, const char *type, const char *level,
    const char *tags, const char *why)
{
	char text[1024], expected[256];

	snprintf(text, sizeof(text),
	    "{\"id\":\"x\",\"event_type\":\"%s\"," AT ",\"summary\":{"
	    "\"attackers\":[64497],\"tags\":[%s]%s%s%s}}",
	    type, tags,
	    level ? ",\"inference_result\":{\"primary_inference\":"
		    "{\"suspicion_level\":"
		  : "",
	    level ? level : "", level ? "}}" : "");
	snprintf(expected, sizeof(expected),
	    "AS64497 " M2 TIMES "- 0 x%s%s%s\n", why ? " [" : "",
	    why ? why : "", why ? "]" : "");
	expect(kind, text, 1, expected, "");
}

static void
an_event_that_does_not_count_says_why(void **state)
{
	static const char rpki[] = "\"rpki-all-newcomer-valid-roa\"";
	static const char irr[] =
	    "{\"name\":\"irr-radb-all-newcomer-exact-record\"}";

	(void)state;
	does_not_count(GRIP, "moas", "80", "", NULL);
	does_not_count(GRIP, "moas", "79", "", "suspicion 79 is below 80");
	does_not_count(GRIP, "moas", "-1", "", "suspicion -1 is below 80");
	does_not_count(GRIP, "moas", "null", "", "its suspicion is not said");
	does_not_count(GRIP, "moas", NULL, "", "its suspicion is not said");
	does_not_count(GRIP, "moas", "\"x\\n\"", "",
	    "suspicion \"x\\x0a\" is not a number");
	does_not_count(GRIP, "edges", "90", "", "a new link is no new origin");
	does_not_count(GRIP, "moas", "90", rpki, NULL);
	does_not_count(
	    GRIP_FILTERED, "moas", "90", rpki, "all newcomers have valid ROAs");
	does_not_count(GRIP_FILTERED, "moas", "90", irr,
	    "all newcomers have exact route objects");
	does_not_count(GRIP_FILTERED, "moas", "90",
	    "\"irr-all-newcomer-exact-record\",\"rpki-some-newcomer-valid-"
	    "roa\"",
	    NULL);
}

static void
a_download_that_stopped_early_is_told(void **state)
{
	(void)state;
	expect(GRIP, "{\"data\":[" PLAIN("a") "],\"recordsFiltered\":5000}", 1,
	    PLAIN_SAID("a"),
	    "0: it holds 1 of the 5000 records that it speaks of\n");
	expect(GRIP, "{\"data\":[" PLAIN("a") "],\"recordsFiltered\":1}", 1,
	    PLAIN_SAID("a"), "");
}

static void
an_event_without_an_end_lasts_its_duration(void **state)
{
	(void)state;
	expect(GRIP,
	    "[{\"id\":\"a\",\"view_ts\":5,\"duration\":-1},"
	    "{\"id\":\"a\",\"view_ts\":1791158400,\"duration\":3600.0,"
	    "\"summary\":{\"attackers\":[64497]," SUSPECT("90") "}}]",
	    1,
	    "AS64497 " M2 " 2026-10-05T00:00:00Z 2026-10-05T01:00:00Z - 0 a\n",
	    "1: duration \"-1\" is not a number\n");
}

static void
a_wrong_grip_event_is_told_and_left_out(void **state)
{
	(void)state;
	expect(GRIP,
	    "{\"data\":[\n7,\n{},\n{\"id\":\"a\"},\n"
	    "{\"id\":\"a\",\"view_ts\":\"yesterday\"},\n"
	    "{\"id\":\"a\",\"view_ts\":5,\"finished_ts\":4},\n"
	    "{\"id\":\"a\"," AT ",\"summary\":{\"attackers\":[\"{1,2}\"]}},\n"
	    "{\"id\":\"a\"," AT
	    ",\"pfx_events\":[{\"prefix\":\"192.0.2.1/24\"}]},\n"
	    "{\"id\":\"a\\u0000b\"," AT "},\n" PLAIN("good") "]}",
	    1, PLAIN_SAID("good"),
	    "2: the event is not a JSON object\n"
	    "3: the event has no id\n"
	    "4: view_ts \"\" is not a time\n"
	    "5: view_ts \"yesterday\" is not a time\n"
	    "6: finished_ts is before view_ts\n"
	    "7: attackers \"{1,2}\" is not an AS number\n"
	    "8: prefix: 192.0.2.1/24 has bits set beyond its length\n"
	    "9: a text holds the character U+0000\n");
}

static void
what_holds_no_grip_events_is_refused(void **state)
{
	(void)state;
	refuse(GRIP, "\n\nid,event_type\n", 3,
	    "GRIP events are expected, as JSON objects or arrays");
	refuse(
	    GRIP, "{\"roas\": []}", 1, "the JSON object holds no GRIP events");
	refuse(
	    GRIP, "{\"data\": {}}", 1, "the JSON object holds no GRIP events");
	refuse(
	    GRIP, PLAIN("a") "\n{\"id\":", 2, "document ends inside an object");
	refuse(GRIP, PLAIN("a") "\n\n{\"id\"]}\n", 3,
	    "expected \":\", found \"]\" (RFC 8259)");
	refuse(GRIP, PLAIN("a") "}", 1,
	    "GRIP events are expected, as JSON objects or arrays");
}

static void
a_reader_stops_where_the_caller_wants(void **state)
{
	const struct file file = { GRIP, "[\n1,\n2]" };
	struct rsec_manrs_events *events = rsec_manrs_events_new();
	struct told told = { .stop = -1 };
	struct rsec_diag diag = told_diag(&told);
	struct rsec_err err;
	uint64_t count = 0;

	(void)state;
	assert_int_equal(read_file(events, &file, 0, &diag, &count, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_STOPPED);
	assert_int_equal(err.line, 2);
	assert_string_equal(told.text, "2: the event is not a JSON object\n");
	rsec_manrs_events_free(events);
}

static void
a_leak_holds_the_leaker_and_all_that_took_it(void **state)
{
	(void)state;
	expect(BGPSTREAM,
	    "{\"events\": [{\"event_id\": 17, \"event_type\": \"BGP Leak\","
	    "\"start_time\": \"2026-10-05 00:00:00\","
	    "\"end_time\": \"0000-00-00 00:00:00\","
	    "\"leaker_asn\": \"64497\", \"origin_asn\": \"64496\","
	    "\"leaked_to\": \"asn=64498, asn=64499,\","
	    "\"leaked_prefix\": \"192.0.2.0/24\"}]}",
	    1,
	    "AS64497 0/1 2026-10-05T00:00:00Z open 192.0.2.0/24 64496 17\n"
	    "AS64498 1/1 2026-10-05T00:00:00Z open 192.0.2.0/24 64497 17\n"
	    "AS64499 1/1 2026-10-05T00:00:00Z open 192.0.2.0/24 64497 17\n",
	    "");
}

static void
a_hijack_holds_the_new_origin_and_who_stands_next_to_it(void **state)
{
	(void)state;
	expect(BGPSTREAM,
	    "{\"event_id\": 18, \"event_type\": \"Possible Hijack\","
	    "\"start_time\": \"2026-10-05 00:00:00\","
	    "\"end_time\": \"2026-10-05 01:00:00\","
	    "\"base_asn\": 64496, \"origin_asn\": 64497,"
	    "\"hijack_base_prefix\": \"192.0.2.0/24\","
	    "\"hijack_announced_prefix\": \"192.0.2.128/25\","
	    "\"hijack_as_path\": \"64511 64510 64498 64497\"}\n"
	    "{\"event_id\": 19, \"event_type\": \"Outage\"}",
	    2,
	    "AS64497 2/1" TIMES "192.0.2.128/25 64496 18\n"
	    "AS64498 3/1" TIMES "192.0.2.128/25 64497 18\n",
	    "");
}

static void
events_of_radar_are_read_as_well(void **state)
{
	(void)state;
	expect(BGPSTREAM,
	    "{\"success\": true, \"result\": {\"events\": ["
	    "{\"id\": 3, \"leak_asn\": 64497, \"leak_seg\": "
	    "[64498,64497,64496],"
	    "\"min_ts\": \"2026-10-05T00:00:00\","
	    "\"max_ts\": \"2026-10-05T01:00:00\"},"
	    "{\"id\": 4, \"hijacker_asn\": 64499, \"victim_asns\": [64496],"
	    "\"prefixes\": [\"2001:db8::/32\"],"
	    "\"min_hijack_ts\": \"2026-10-05T00:00:00\","
	    "\"max_hijack_ts\": \"2026-10-05T01:00:00\"}]}}",
	    2,
	    "AS64497 0/1" TIMES "- 0 3\n"
	    "AS64498 1/1" TIMES "- 64497 3\n"
	    "AS64499 2/1" TIMES "2001:db8::/32 64496 4\n",
	    "");
}

static void
a_wrong_event_of_bgpstream_is_told_and_left_out(void **state)
{
	(void)state;
	expect(BGPSTREAM,
	    "[{\"leaker_asn\":1},\n"
	    "{\"leaker_asn\":1,\"start_time\":\"2026-10-05\","
	    "\"end_time\":\"2026-10-04\"},\n"
	    "{\"leaker_asn\":\"x\",\"start_time\":\"2026-10-05\"},\n"
	    "{\"leaker_asn\":1,\"leaked_to\":\"asn=1,asn=,\","
	    "\"start_time\":\"2026-10-05\"},\n"
	    "{\"hijack_as_path\":\"\",\"hijack_announced_prefix\":\"::/x\","
	    "\"start_time\":\"2026-10-05\"}]",
	    0, "",
	    "1: start_time \"\" is not a time\n"
	    "2: end_time is before start_time\n"
	    "3: leaker_asn \"x\" is not an AS number\n"
	    "4: leaked_to has what is not an AS number\n"
	    "5: prefix: prefix length \"x\" is not a number\n");
}

#define DAY(day) " 2026-10-" day "T00:00:00Z "
#define BOGON	 "Prefix is within unallocated space: 192.0.2.0 - 192.0.3.0\n"

static void
a_bogon_of_the_cidr_report_lasts_a_day(void **state)
{
	(void)state;
	expect(CIDR_REPORT,
	    "The CIDR Report\n\nGenerated Mon Oct  5 06:14:04 2026 (AEST)\n"
	    "192.0.2.0/24\tAS64496\t" BOGON
	    "2001:db8::/32 AS64497 Prefix spans unallocated space: a - b\n"
	    "20261006\n192.0.2.0/24 AS64496 " BOGON
	    "Report for 7 October, 2026\n192.0.2.0/24 AS64496 " BOGON
	    "# 2026-10-08\n192.0.2.0/24 AS64496 " BOGON,
	    5,
	    "AS64496 4/2" DAY(
		"05") "2026-10-06T00:00:00Z 192.0.2.0/24 0"
		      " cidr-report:2026-10-05:192.0.2.0/24\n"
		      "AS64496 4/2" DAY(
			  "06") "2026-10-07T00:00:00Z 192.0.2.0/24 0"
				" cidr-report:2026-10-06:192.0.2.0/24\n"
				"AS64496 4/2" DAY(
				    "07") "2026-10-08T00:00:00Z 192.0.2.0/24 0"
					  " cidr-report:2026-10-07:192.0.2.0/"
					  "24\n"
					  "AS64496 4/2" DAY(
					      "08") "2026-10-09T00:00:00Z "
						    "192.0.2.0/24 0"
						    " cidr-report:2026-10-08:"
						    "192.0.2.0/24\n"
						    "AS64497 4/2" DAY(
							"05") "2026-10-06T00:"
							      "00:00Z "
							      "2001:db8::/32 0"
							      " cidr-report:"
							      "2026-10-05:2001:"
							      "db8::/32\n",
	    "");
	expect(CIDR_REPORT_OF_A_DAY, "192.0.2.0/24 AS64496 " BOGON, 1,
	    "AS64496 4/2" DAY("05") "2026-10-06T00:00:00Z 192.0.2.0/24 0"
				    " cidr-report:2026-10-05:192.0.2.0/24\n",
	    "");
}

static void
a_wrong_line_of_the_cidr_report_is_told_and_left_out(void **state)
{
	(void)state;
	expect(CIDR_REPORT_OF_A_DAY,
	    "192.0.2.0/33 AS64496 " BOGON "192.0.2.0/24\n"
	    "192.0.2.0/24 ASX " BOGON "192.0.2.0/24 AS64496\n",
	    0, "",
	    "1: prefix length 33 exceeds 32\n"
	    "2: no AS number follows the prefix \"192.0.2.0/24\"\n"
	    "3: no AS number follows the prefix \"192.0.2.0/24\"\n"
	    "4: the line does not say that \"192.0.2.0/24\" is "
	    "unallocated\n");
	refuse(CIDR_REPORT, "text\n192.0.2.0/24 AS64496 " BOGON, 2,
	    "no line above the first bogon tells the day");
	refuse(CIDR_REPORT, "nothing\n31 February 2026\n", 0,
	    "the file has neither a day nor a bogon of the CIDR Report");
	expect(CIDR_REPORT, "2026-10-05\nno bogons today\n", 0, "", "");
}

static void
a_dispute_takes_the_events_of_its_id_out_of_the_count(void **state)
{
	static const struct file files[] = {
		{ GRIP, PLAIN("a") PLAIN("b") PLAIN("c") },
		{ FEEDBACK, "# ours\n\nb  our own sister network \na\nd gone\n"
			    "a old reason\na\n" },
	};
	struct told told = { .n = 0 };
	uint64_t count = 0;
	struct rsec_manrs_events *events =
	    events_of(files, 2, 5, &count, &told);

	(void)state;
	assert_string_equal(say(events),
	    "AS64497 " M2 TIMES "192.0.2.0/24 64496 a [disputed]\n"
	    "AS64497 " M2 TIMES "192.0.2.0/24 64496 b"
	    " [disputed: our own sister network]\n" PLAIN_SAID("c"));
	assert_string_equal(told.text, "5: no event has the id \"d\"\n");
	assert_int_equal(count, 3 + 2);
	rsec_manrs_events_free(events);
}

static void
the_order_of_files_makes_no_difference(void **state)
{
	static const struct file there[] = { { GRIP, PLAIN("a") },
		{ GRIP, PLAIN("b") PLAIN("a") },
		{ CIDR_REPORT_OF_A_DAY, "192.0.2.0/24 AS64496 " BOGON } };
	const struct file back[] = { there[2], there[1], there[0] };
	struct told told = { .n = 0 };
	uint64_t count = 0;
	struct rsec_manrs_events *a = events_of(there, 3, 0, &count, &told);
	struct rsec_manrs_events *b = events_of(back, 3, 0, &count, &told);
	char *said = strdup(say(a));
	uint32_t first;

	(void)state;
	assert_non_null(said);
	assert_string_equal(said, say(b));
	free(said);
	assert_int_equal(rsec_manrs_events_of(a, 64497, &first), 2);
	assert_int_equal(first, 1);
	assert_int_equal(rsec_manrs_events_of(a, 64498, &first), 0);
	assert_int_equal(rsec_manrs_events_of(a, UINT32_MAX, &first), 0);
	rsec_manrs_events_free(a);
	rsec_manrs_events_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_grip_event_holds_the_attacker_and_who_stands_next_to_it),
		cmocka_unit_test(
		    new_origins_are_held_where_no_attacker_is_named),
		cmocka_unit_test(
		    an_event_of_many_prefixes_holds_each_network_once),
		cmocka_unit_test(events_come_in_pages_arrays_and_one_a_line),
		cmocka_unit_test(an_event_that_does_not_count_says_why),
		cmocka_unit_test(a_download_that_stopped_early_is_told),
		cmocka_unit_test(an_event_without_an_end_lasts_its_duration),
		cmocka_unit_test(a_wrong_grip_event_is_told_and_left_out),
		cmocka_unit_test(what_holds_no_grip_events_is_refused),
		cmocka_unit_test(a_reader_stops_where_the_caller_wants),
		cmocka_unit_test(a_leak_holds_the_leaker_and_all_that_took_it),
		cmocka_unit_test(
		    a_hijack_holds_the_new_origin_and_who_stands_next_to_it),
		cmocka_unit_test(events_of_radar_are_read_as_well),
		cmocka_unit_test(
		    a_wrong_event_of_bgpstream_is_told_and_left_out),
		cmocka_unit_test(a_bogon_of_the_cidr_report_lasts_a_day),
		cmocka_unit_test(
		    a_wrong_line_of_the_cidr_report_is_told_and_left_out),
		cmocka_unit_test(
		    a_dispute_takes_the_events_of_its_id_out_of_the_count),
		cmocka_unit_test(the_order_of_files_makes_no_difference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
