/* SPDX-License-Identifier: ISC */
/* The network that is assessed: it fails Actions 1 and 3. */
#ifndef RSEC_TESTS_UNIT_MANRS_ASSESS_EXAMPLE_H
#define RSEC_TESTS_UNIT_MANRS_ASSESS_EXAMPLE_H

#include "tests/lib/manrs.h"

#define OWN 201

/* A line of a table, behind MANRS_PATHS. */
#define ROUTE(prefix, path) prefix " 210 204 " path "\n"
#define OBJECT(prefix, origin) \
	"route: " prefix "\norigin: AS" origin "\nsource: RADB\n\n"
#define HIJACK(id, times)                                          \
	"{\"id\":\"" id "\",\"event_type\":\"moas\"," times        \
	",\"summary\":{\"attackers\":[201],\"victims\":[299],"     \
	"\"prefixes\":[\"20.0.9.0/24\"],\"inference_result\":"     \
	"{\"primary_inference\":{\"suspicion_level\":90}}},"       \
	"\"pfx_events\":[{\"prefix\":\"20.0.9.0/24\",\"details\":" \
	"{\"new_origins\":[201],\"as_path\":\"210 204 201\"}}]}\n"
#define TWELVE_MINUTES "\"view_ts\":1791158400,\"finished_ts\":1791159120"
#define STILL_OPEN     "\"view_ts\":1792800000,\"finished_ts\":null"
#define SESSION(id, client, result)                                        \
	"{\"session\":" id ",\"timestamp\":\"2026-10-07T00:00:00+00:00\"," \
	"\"asn4\":\"201\",\"client4\":\"" client "\",\"nat4\":false,"      \
	"\"privatespoof\":\"blocked\",\"routedspoof\":\"" result "\"}\n"

/* All inputs of it, in October 2026; then it may be given more. */
void give_example(struct manrs_world *world);
/* The same, begun and read. */
void read_example(struct manrs_world *world);
/* Of OWN; fails the test. */
void assess(
    const struct rsec_manrs_data *data, struct rsec_manrs_report *report);

/* change.c */
void every_check_has_a_result(void **state);
void a_share_of_nothing_is_no_data(void **state);
void nothing_depends_on_the_order_of_inputs(void **state);
void without_an_input_only_its_checks_change(void **state);

/* remedy.c */
void each_remedy_is_told_once(void **state);
void what_is_proposed_removes_the_finding(void **state);
void objects_that_are_proposed_keep_to_their_template(void **state);
/* The VRP that REMEDY asks for, or the route object that it is, if any. */
bool parse_roa(const char *remedy, struct rsec_vrp *vrp);
bool parse_object(const char *remedy, struct rsec_route *route);

/* hijack.c */
void a_hijack_is_held_against_all_that_is_known(void **state);
void until_2023_a_roa_makes_no_hijack_go_away(void **state);
void siblings_of_bgpstream_do_not_rob_each_other(void **state);

/* points.c */
void fixes_win_their_points_one_after_the_other(void **state);

#endif
