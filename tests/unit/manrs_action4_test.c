/* SPDX-License-Identifier: ISC */
/* Action 4 and what is beyond: each check with its evidence and remedies. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manrs/report_private.h"
#include "tests/lib/manrs.h"
#include "tests/lib/mrttext.h"
#include "tests/lib/prefixes.h"

#define SUBJECT 201

static const char table[] = "192.0.2.0/24 201\n"
			    "198.51.100.0/24 201\n"
			    "203.0.113.0/24 201\n"
			    "2001:db8::/32 201\n"
			    "2001:db8:8000::/33 202\n";

static const char vrps[] = "ASN,IP Prefix,Max Length,Trust Anchor\n"
			   "AS201,192.0.2.0/24,24,ripe\n"
			   "AS201,198.51.100.0/23,23,ripe\n"
			   "AS202,203.0.113.0/24,24,apnic\n"
			   "AS201,192.88.0.0/16,24,ripe\n"
			   "AS201,2001:db8::/32,34,ripe\n";

static const char irr[] = "route: 192.0.2.0/24\n"
			  "origin: AS201\n"
			  "mnt-by: MAINT-201\n"
			  "source: RIPE\n"
			  "\n"
			  "route: 198.51.100.0/22\n"
			  "origin: AS201\n"
			  "mnt-by: MAINT-201-RADB\n"
			  "source: RADB\n"
			  "\n"
			  "route: 203.0.113.0/24\n"
			  "origin: AS202\n"
			  "mnt-by: MAINT-202\n"
			  "source: RADB\n"
			  "\n"
			  "route: 203.0.113.128/25\n"
			  "origin: AS201\n"
			  "source: RADB\n"
			  "\n"
			  "aut-num: AS201\n"
			  "import: from AS301 accept ANY\n"
			  "source: RIPE\n"
			  "\n"
			  "as-set: AS-OURS\n"
			  "members: AS201, AS202, AS301, AS401, AS-GONE\n"
			  "members: AS-SUB\n"
			  "mbrs-by-ref: MAINT-301\n"
			  "mnt-by: MAINT-201, MAINT-202\n"
			  "source: RADB\n"
			  "\n"
			  "as-set: AS-SUB\n"
			  "members: RADB::AS-OURS, AS-FAR\n"
			  "source: RADB\n"
			  "\n"
			  "as-set: AS-OURS\n"
			  "members: AS666\n"
			  "source: ALTDB\n";

static const char peeringdb[] =
    "{\"net\": {\"data\": [{\"id\": 1, \"org_id\": 1, \"name\": \"Ours\","
    " \"asn\": 201, \"irr_as_set\": \"RADB::AS-OURS, AS-NONE@RIPE\"}]}}";

/* 401 has no provider. */
static const char as_rel[] = "301|201|-1\n"
			     "302|201|-1\n"
			     "401|301|-1\n"
			     "201|202|-1\n";

static const char aspas[] =
    "{\"roas\": [], \"aspas\": [{\"customer_asid\": 201,"
    " \"expires\": 1800000000, \"providers\": [301]}]}";

/* A world, and the report that is made of it. */
struct made {
	struct manrs_world world;
	struct rsec_manrs_report report;
	struct rsec_manrs_work work;
	struct rsec_err err;
	uint32_t asn;
};

static void
made_read(struct made *m)
{
	manrs_world_read(&m->world);
	m->asn = SUBJECT;
	m->report = (struct rsec_manrs_report){
		.asn = &m->asn, .asns = 1, .data = &m->world.data
	};
	m->work = (struct rsec_manrs_work){
		.data = &m->world.data, .report = &m->report, .err = &m->err
	};
}

static void
made_run(struct made *m)
{
	assert_int_equal(rsec_manrs_action4(&m->work), 0);
	assert_int_equal(rsec_manrs_beyond(&m->work), 0);
}

static void
made_all(struct made *m)
{
	manrs_world_init(&m->world, "2026-10");
	manrs_world_give(&m->world, RSEC_MANRS_BGP, table);
	manrs_world_give(&m->world, RSEC_MANRS_VRPS, vrps);
	manrs_world_give(&m->world, RSEC_MANRS_IRR, irr);
	manrs_world_give(&m->world, RSEC_MANRS_PEERINGDB, peeringdb);
	manrs_world_give(&m->world, RSEC_MANRS_AS_REL, as_rel);
	manrs_world_give(&m->world, RSEC_MANRS_ASPAS, aspas);
	manrs_world_give(&m->world, RSEC_MANRS_RSC,
	    "list.sig AS200-AS202 203.0.0.0/16 AS300 a.txt");
	made_read(m);
	made_run(m);
}

static void
made_fini(struct made *m)
{
	rsec_buf_fini(&m->work.evidence);
	rsec_arena_fini(&m->report.arena);
	manrs_world_fini(&m->world);
}

static void
must_tell(
    const struct made *m, enum rsec_manrs_check check, const char *expected)
{
	manrs_must_tell(&m->report, check, expected);
}

static void
routes_are_held_against_both_registries(void **state)
{
	struct made m;

	(void)state;
	made_all(&m);
	must_tell(&m, RSEC_MANRS_A4_EITHER,
	    "fail: 3 of 4 routes are valid in RPKI or IRR\n"
	    "203.0.113.0/24 AS201 [] VRP 203.0.113.0/24 maxLength 24 (apnic) "
	    "authorises AS202, not AS201, and route object 203.0.113.0/24 "
	    "AS202 "
	    "of RADB (MAINT-202) is of another origin\n"
	    "> create a ROA: AS201 203.0.113.0/24 maxLength 24\n");
	must_tell(&m, RSEC_MANRS_A4_RPKI_COVER,
	    "pass: 4 of 4 routes are covered by a ROA\n");
	must_tell(&m, RSEC_MANRS_A4_RPKI_INVALID,
	    "warn: 2 of 4 routes are not RPKI-invalid\n"
	    "198.51.100.0/24 AS201 [] /24 is longer than maxLength 23 of VRP "
	    "AS201 198.51.100.0/23 (ripe)\n"
	    "> create a ROA: AS201 198.51.100.0/24 maxLength 24\n"
	    "203.0.113.0/24 AS201 [] VRP 203.0.113.0/24 maxLength 24 (apnic) "
	    "authorises AS202, not AS201\n"
	    "> create a ROA: AS201 203.0.113.0/24 maxLength 24\n");
	made_fini(&m);
}

static void
routes_without_objects_of_their_own_are_told(void **state)
{
	struct made m;

	(void)state;
	made_all(&m);
	must_tell(&m, RSEC_MANRS_A4_IRR_COVER,
	    "warn: 2 of 4 routes are covered by a route object of their "
	    "origin\n"
	    "203.0.113.0/24 AS201 [] route object 203.0.113.0/24 AS202 of RADB "
	    "(MAINT-202) is of another origin\n"
	    "> route:          203.0.113.0/24\n"
	    "descr:          AS201\n"
	    "origin:         AS201\n"
	    "mnt-by:         <your maintainer>\n"
	    "source:         <the registry of your RIR>\n"
	    "\n"
	    "2001:db8::/32 AS201 [] no route object covers it\n"
	    "> route6:         2001:db8::/32\n"
	    "descr:          AS201\n"
	    "origin:         AS201\n"
	    "mnt-by:         <your maintainer>\n"
	    "source:         <the registry of your RIR>\n"
	    "\n");
	must_tell(&m, RSEC_MANRS_A4_IRR_AUTH,
	    "warn: 1 of 2 covered routes have a route object in the registry "
	    "of an "
	    "RIR\n"
	    "198.51.100.0/24 AS201 [] route object 198.51.100.0/22 AS201 of "
	    "RADB "
	    "(MAINT-201-RADB) covers it, but is of a shorter prefix, and none "
	    "is in the registry of "
	    "an RIR\n"
	    "> route:          198.51.100.0/24\n"
	    "descr:          AS201\n"
	    "origin:         AS201\n"
	    "mnt-by:         <your maintainer>\n"
	    "source:         <the registry of your RIR>\n"
	    "\n");
	must_tell(&m, RSEC_MANRS_A4_IRR_EXACT,
	    "warn: 1 of 2 covered routes have a route object of the exact "
	    "prefix\n"
	    "198.51.100.0/24 AS201 [] route object 198.51.100.0/22 AS201 of "
	    "RADB "
	    "(MAINT-201-RADB) covers it, but is of a shorter prefix\n"
	    "> route:          198.51.100.0/24\n"
	    "descr:          AS201\n"
	    "origin:         AS201\n"
	    "mnt-by:         <your maintainer>\n"
	    "source:         <the registry of your RIR>\n"
	    "\n");
	made_fini(&m);
}

#define TO_RIPE                                          \
	"2|ripencc|20261001|1|19800101|20261001|+0000\n" \
	"ripencc|NL|ipv4|192.0.2.0|512|20200101|allocated|x\n"
#define OBJECT(prefix, maintainer, source)                      \
	"route: " prefix "\norigin: AS201\nmnt-by: " maintainer \
	"\nsource: " source "\n\n"
#define AUT_NUM(maintainers, source) \
	"aut-num: AS201\nmnt-by: " maintainers "\nsource: " source "\n\n"

/* The object that is proposed for 192.0.2.0/24. */
static void
a_maintainer_is_proposed_where_only_its_owner_can_use_it(void **state)
{
	static const struct {
		const char *delegated, *irr, *maintainer, *source;
	} tests[] = {
		{ TO_RIPE, OBJECT("192.0.3.0/24", "OUR-MNT", "RIPE"), "OUR-MNT",
		    "RIPE" },
		/* Anybody may put an object into these. */
		{ TO_RIPE, OBJECT("192.0.2.0/23", "EVIL-MNT", "ALTDB"),
		    "<your maintainer>", "RIPE" },
		{ TO_RIPE, OBJECT("192.0.2.0/23", "EVIL-MNT", "RADB"),
		    "<your maintainer>", "RIPE" },
		/* Another RIR's registry has maintainers of its own. */
		{ TO_RIPE, OBJECT("192.0.3.0/24", "MNT-OURS", "ARIN"),
		    "<your maintainer>", "RIPE" },
		{ TO_RIPE, AUT_NUM("MNT-OURS", "ARIN"), "<your maintainer>",
		    "RIPE" },
		{ TO_RIPE, AUT_NUM("RIPE-NCC-END-MNT, OUR-MNT", "RIPE"),
		    "OUR-MNT", "RIPE" },
		{ TO_RIPE,
		    AUT_NUM("THIRD-MNT", "RIPE")
			OBJECT("192.0.3.0/24", "OUR-MNT", "RIPE"),
		    "OUR-MNT", "RIPE" },
		/* What is no name is not to be pasted. */
		{ TO_RIPE, OBJECT("192.0.3.0/24", "<SCRIPT>", "RIPE"),
		    "<your maintainer>", "RIPE" },
		{ TO_RIPE, OBJECT("192.0.3.0/24", "M`id`", "RIPE"),
		    "<your maintainer>", "RIPE" },
		/* Without delegations: an object that shares the space. */
		{ NULL, OBJECT("192.0.2.0/23", "OUR-MNT", "RIPE"), "OUR-MNT",
		    "RIPE" },
		{ NULL, OBJECT("192.0.2.128/25", "OUR-MNT", "RIPE"), "OUR-MNT",
		    "RIPE" },
		{ NULL, OBJECT("192.0.3.0/24", "OUR-MNT", "RIPE"),
		    "<your maintainer>", "<the registry of your RIR>" },
		{ NULL, OBJECT("192.0.2.0/23", "EVIL-MNT", "RADB"),
		    "<your maintainer>", "<the registry of your RIR>" },
	};
	const struct rsec_prefix prefix = prefix_of("192.0.2.0/24");
	char expected[256];
	struct made m;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		manrs_world_init(&m.world, "2026-10");
		manrs_world_give(
		    &m.world, RSEC_MANRS_BGP, "192.0.2.0/24 201\n");
		if (tests[i].delegated != NULL)
			manrs_world_give(
			    &m.world, RSEC_MANRS_DELEGATED, tests[i].delegated);
		manrs_world_give(&m.world, RSEC_MANRS_IRR, tests[i].irr);
		made_read(&m);
		snprintf(expected, sizeof(expected),
		    "route:          192.0.2.0/24\ndescr:          AS201\n"
		    "origin:         AS201\nmnt-by:         %s\n"
		    "source:         %s\n",
		    tests[i].maintainer, tests[i].source);
		assert_string_equal(
		    rsec_manrs_remedy_route(&m.work, &prefix, SUBJECT),
		    expected);
		made_fini(&m);
	}
}

static void
what_is_registered_of_nothing_announced_is_stale(void **state)
{
	struct made m;

	(void)state;
	made_all(&m);
	must_tell(&m, RSEC_MANRS_A4_STALE_ROA,
	    "warn: 2 of 4 VRPs match something that is announced\n"
	    "192.88.0.0/16 AS201 [ripe] AS201 announces nothing that VRP "
	    "192.88.0.0/16 maxLength 24 allows\n"
	    "> unless kept for backup, remove from its ROA: AS201 "
	    "192.88.0.0/16 maxLength 24\n"
	    "198.51.100.0/23 AS201 [ripe] AS201 announces nothing that VRP "
	    "198.51.100.0/23 maxLength 23 allows\n"
	    "> unless kept for backup, remove from its ROA: AS201 "
	    "198.51.100.0/23 maxLength 23\n");
	must_tell(&m, RSEC_MANRS_A4_STALE_ROUTE,
	    "warn: 2 of 3 route objects match something that is announced\n"
	    "203.0.113.128/25 AS201 [RADB] AS201 announces nothing of the "
	    "route object of RADB\n"
	    "> delete the route object 203.0.113.128/25AS201 of RADB\n");
	must_tell(&m, RSEC_MANRS_A4_IRR_RPKI,
	    "warn: 2 of 3 route objects agree with ROAs\n"
	    "203.0.113.128/25 AS201 [RADB] the route object of RADB is "
	    "RPKI-invalid: VRP 203.0.113.0/24 maxLength 24 (apnic) "
	    "authorises AS202, not AS201\n"
	    "> delete the route object 203.0.113.128/25AS201 of RADB, or "
	    "create a ROA: AS201 203.0.113.128/25 maxLength 25\n");
	must_tell(&m, RSEC_MANRS_A4_MAXLEN,
	    "warn: 3 of 4 VRPs allow no more than is announced\n"
	    "2001:db8::/32 AS201 [ripe] VRP 2001:db8::/32 maxLength 34 allows "
	    "more than the 1 prefix announced, the longest a /32\n"
	    "> replace AS201 2001:db8::/32 maxLength 34 in its ROA by:\n"
	    "AS201 2001:db8::/32 maxLength 32\n");
	must_tell(&m, RSEC_MANRS_A4_AUTNUM,
	    "warn: 0 of 1 aut-nums register imports and exports\n"
	    "AS201 [] its aut-num of RIPE registers no export\n"
	    "> aut-num:        AS201\n"
	    "import:         from AS301 accept ANY\n"
	    "export:         to AS301 announce AS201\n"
	    "import:         from AS302 accept ANY\n"
	    "export:         to AS302 announce AS201\n"
	    "\n");
	made_fini(&m);
}

static void
the_faults_of_own_as_sets_are_told(void **state)
{
	struct made m;

	(void)state;
	made_all(&m);
	must_tell(&m, RSEC_MANRS_A4_ASSET_NAMED,
	    "pass: 1 of 1 networks name an as-set in PeeringDB\n");
	must_tell(&m, RSEC_MANRS_A4_ASSET_FOUND,
	    "warn: 1 of 2 as-sets have members\n"
	    "AS201 [RIPE::AS-NONE] no registry has a set "
	    "\"RIPE::AS-NONE\"\n"
	    "> as-set:         AS201:AS-NONE\n"
	    "descr:          AS201 and its customers\n"
	    "members:        AS201\n"
	    "mnt-by:         <your maintainer>\n"
	    "source:         RIPE\n"
	    "\n");
	must_tell(&m, RSEC_MANRS_A4_ASSET_UNIQUE,
	    "warn: 1 of 2 as-sets are in one registry alone\n"
	    "AS201 [RADB::AS-OURS] its name is in several registries: ALTDB, "
	    "RADB\n"
	    "> delete AS-OURS from all registries but RADB\n");
	must_tell(&m, RSEC_MANRS_A4_ASSET_LOOP,
	    "warn: 1 of 2 as-sets have no loop or missing member\n"
	    "AS201 [RADB::AS-OURS] it contains itself: RADB::AS-OURS > "
	    "RADB::AS-SUB > RADB::AS-OURS\n"
	    "> remove RADB::AS-OURS from the members of RADB::AS-SUB\n"
	    "AS201 [RADB::AS-OURS] member AS-GONE of RADB::AS-OURS is in no "
	    "registry\n"
	    "> remove AS-GONE from the members of RADB::AS-OURS\n");
	must_tell(&m, RSEC_MANRS_A4_ASSET_TIER1,
	    "warn: 1 of 2 as-sets hold no provider or transit-free network\n"
	    "AS301 [RADB::AS-OURS] AS301 is a provider of AS201\n"
	    "> remove AS301, or the set that it came with, from "
	    "RADB::AS-OURS\n"
	    "AS401 [RADB::AS-OURS] AS401 has no provider itself\n"
	    "> remove AS401, or the set that it came with, from "
	    "RADB::AS-OURS\n");
	must_tell(&m, RSEC_MANRS_A4_ASSET_NAME,
	    "warn: 0 of 2 as-sets have a hierarchical name\n"
	    "AS201 [RADB::AS-OURS] its name is not hierarchical: anybody can "
	    "register it in another registry (RFC 2622 section 5)\n"
	    "> as-set:         AS201:AS-OURS\n"
	    "descr:          AS201 and its customers\n"
	    "members:        AS201, AS202, AS301, AS401, AS-GONE, AS-SUB\n"
	    "mbrs-by-ref:    MAINT-301\n"
	    "mnt-by:         MAINT-201, MAINT-202\n"
	    "source:         RADB\n"
	    "\n"
	    "then name it instead of AS-OURS in PeeringDB, in the aut-num "
	    "and in sets\n"
	    "\n"
	    "AS201 [RIPE::AS-NONE] its name is not hierarchical: anybody can "
	    "register it in another registry (RFC 2622 section 5)\n"
	    "> as-set:         AS201:AS-NONE\n"
	    "descr:          AS201 and its customers\n"
	    "members:        AS201\n"
	    "mnt-by:         <your maintainer>\n"
	    "source:         RIPE\n"
	    "\n");
	made_fini(&m);
}

static void
beyond_the_baseline_nothing_fails(void **state)
{
	const struct rsec_manrs_result *result;
	struct made m;
	int i;

	(void)state;
	made_all(&m);
	for (i = RSEC_MANRS_PLUS_ASPA; i < RSEC_MANRS_CHECKS; i++) {
		result = &m.report.result[i];
		if (i == RSEC_MANRS_PLUS_ROV || i == RSEC_MANRS_PLUS_OTC)
			assert_int_equal(result->state, RSEC_MANRS_NO_DATA);
		else
			assert_int_equal(result->state, result->evidences > 0
							    ? RSEC_MANRS_NOTED
							    : RSEC_MANRS_PASS);
	}
	must_tell(
	    &m, RSEC_MANRS_PLUS_ASPA, "pass: 1 of 1 AS numbers have an ASPA\n");
	must_tell(&m, RSEC_MANRS_PLUS_ASPA_PROVIDERS,
	    "info: 1 of 2 providers are named by ASPAs\n"
	    "AS302 [] it is a provider of AS201, whose ASPA does not name it\n"
	    "> add AS302 to the providers of the ASPA of AS201\n");
	must_tell(&m, RSEC_MANRS_PLUS_OTC,
	    "no-data: not evaluated: the BGP data has no paths\n");
	assert_int_equal(m.report.result[RSEC_MANRS_PLUS_ROA].good, 2);
	assert_int_equal(m.report.result[RSEC_MANRS_PLUS_MAXLEN].evidences, 2);
	assert_int_equal(m.report.result[RSEC_MANRS_PLUS_ASSET].evidences, 2);
	must_tell(&m, RSEC_MANRS_PLUS_RSC,
	    "info: 1 of 1 checklists of its resources are current, none "
	    "validated against a trust anchor\n"
	    "AS0 [list.sig] it has AS200-AS202, 203.0.0.0/16, and lists 1 "
	    "file: a.txt; valid until 2027-10-01T00:00:00Z, not validated "
	    "against a trust anchor\n"
	    "> validate it: roa-print -d CACHE -t TAL list.sig\n");
	made_fini(&m);
}

static void
a_share_above_the_limit_warns_only(void **state)
{
	struct made m;

	(void)state;
	made_all(&m);
	m.world.data.rules.conformant = 75;
	made_run(&m);
	assert_int_equal(
	    m.report.result[RSEC_MANRS_A4_EITHER].state, RSEC_MANRS_WARN);
	m.world.data.rules.conformant = 76;
	made_run(&m);
	assert_int_equal(
	    m.report.result[RSEC_MANRS_A4_EITHER].state, RSEC_MANRS_FAIL);
	made_fini(&m);
}

static void
what_if_repairs(void **state)
{
	const struct rsec_vrp vrp = { .prefix = { 0xcb00710000000000, 0,
					  RSEC_IPV4, 24 },
		.asn = SUBJECT,
		.max_len = 24 };
	const struct rsec_route route = {
		{ 0x20010db800000000, 0, RSEC_IPV6, 32 }, SUBJECT, true
	};
	const struct rsec_manrs_what_if what_if = {
		.vrp = &vrp, .vrps = 1, .route = &route, .routes = 1
	};
	struct made m;

	(void)state;
	made_all(&m);
	m.world.data.what_if = &what_if;
	made_run(&m);
	must_tell(&m, RSEC_MANRS_A4_EITHER,
	    "pass: 4 of 4 routes are valid in RPKI or IRR\n");
	assert_int_equal(m.report.result[RSEC_MANRS_A4_IRR_COVER].good, 3);
	made_fini(&m);
}

/* Every check of Action 4 or beyond that needs INPUT, and no other, changes. */
static void
a_missing_input_makes_its_checks_no_data(void **state)
{
	static const enum rsec_manrs_input inputs[] = { RSEC_MANRS_BGP,
		RSEC_MANRS_VRPS, RSEC_MANRS_ASPAS, RSEC_MANRS_IRR,
		RSEC_MANRS_PEERINGDB, RSEC_MANRS_AS_REL };
	enum rsec_manrs_state before[RSEC_MANRS_CHECKS];
	struct rsec_manrs_data all;
	struct made m;
	size_t i;
	int check;

	(void)state;
	made_all(&m);
	all = m.world.data;
	for (check = 0; check < RSEC_MANRS_CHECKS; check++)
		before[check] = m.report.result[check].state;
	for (i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
		m.world.data = all;
		manrs_world_remove(&m.world.data, inputs[i]);
		made_run(&m);
		for (check = RSEC_MANRS_A4_EITHER; check < RSEC_MANRS_CHECKS;
		     check++) {
			const unsigned needs = rsec_manrs_check_needs(
			    (enum rsec_manrs_check)check, &all.rules);
			const bool lost = (needs & inputs[i]) != 0;

			assert_int_equal(m.report.result[check].state,
			    lost ? RSEC_MANRS_NO_DATA : before[check]);
		}
	}
	m.world.data = all;
	made_fini(&m);
}

static void
the_order_of_objects_makes_no_difference(void **state)
{
	static const char one[] = "route: 203.0.113.128/25\n"
				  "origin: AS201\n"
				  "source: ALTDB\n";
	struct made m[2];
	int i, check;

	(void)state;
	for (i = 0; i < 2; i++) {
		struct manrs_world *world = &m[i].world;

		manrs_world_init(world, "2026-10");
		manrs_world_give(world, RSEC_MANRS_BGP, table);
		manrs_world_give(world, RSEC_MANRS_IRR, i == 0 ? one : irr);
		manrs_world_give(world, RSEC_MANRS_VRPS, vrps);
		manrs_world_give(world, RSEC_MANRS_IRR, i == 0 ? irr : one);
		made_read(&m[i]);
		made_run(&m[i]);
	}
	for (check = RSEC_MANRS_A4_EITHER; check < RSEC_MANRS_CHECKS; check++) {
		char *text =
		    manrs_tell(&m[0].report, (enum rsec_manrs_check)check);

		must_tell(&m[1], (enum rsec_manrs_check)check, text);
		free(text);
	}
	made_fini(&m[0]);
	made_fini(&m[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(routes_are_held_against_both_registries),
		cmocka_unit_test(routes_without_objects_of_their_own_are_told),
		cmocka_unit_test(
		    a_maintainer_is_proposed_where_only_its_owner_can_use_it),
		cmocka_unit_test(
		    what_is_registered_of_nothing_announced_is_stale),
		cmocka_unit_test(the_faults_of_own_as_sets_are_told),
		cmocka_unit_test(beyond_the_baseline_nothing_fails),
		cmocka_unit_test(a_share_above_the_limit_warns_only),
		cmocka_unit_test(what_if_repairs),
		cmocka_unit_test(a_missing_input_makes_its_checks_no_data),
		cmocka_unit_test(the_order_of_objects_makes_no_difference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
