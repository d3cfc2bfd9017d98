/* SPDX-License-Identifier: ISC */
/* The as-sets of the subject, where several have its name, or are hostile. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "tests/lib/manrs.h"
#include "tests/lib/mrttext.h"

#define NAMED(sets)                                             \
	"{\"data\": [{\"id\": 1, \"org_id\": 1, \"asn\": 201, " \
	"\"irr_as_set\": \"" sets "\"}]}"
#define SET(members, maintainer, source)                             \
	"as-set: AS-OURS\nmembers: " members "\nmnt-by: " maintainer \
	"\nsource: " source "\n\n"

static const char as_rel[] = "301|201|-1\n"
			     "302|201|-1\n"
			     "401|301|-1\n"
			     "201|202|-1\n";

static void
assess(struct manrs_world *world, struct rsec_manrs_report *report)
{
	const uint32_t asn = 201;

	manrs_world_read(world);
	assert_int_equal(
	    rsec_manrs_assess(&world->data, &asn, 1, NULL, report, NULL), 0);
}

static void
fini(struct manrs_world *world, struct rsec_manrs_report *report)
{
	rsec_manrs_report_fini(report);
	manrs_world_fini(world);
}

static void
an_as_set_of_hostile_shape_is_no_trouble(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct manrs_world world;
	struct rsec_manrs_report report;
	unsigned i;

	(void)state;
	/* A chain of 200 sets, and 100,000 members that are nowhere. */
	for (i = 0; i < 200; i++)
		text_add(&text,
		    "as-set: AS201:AS-C%u\nmembers: AS201:AS-C%u\n"
		    "source: RADB\n\n",
		    i, i + 1);
	text_add(&text, "as-set: AS201:AS-C200\nsource: RADB\nmembers: AS201");
	for (i = 0; i < 100000; i++)
		text_add(&text, ", AS-M%u", i);
	text_add(&text, "\n%c", 0);
	manrs_world_init(&world, "2026-10");
	manrs_world_give(&world, RSEC_MANRS_BGP, "203.0.113.0/24 201\n");
	manrs_world_give(&world, RSEC_MANRS_IRR, text.data);
	manrs_world_give(&world, RSEC_MANRS_AS_REL, as_rel);
	manrs_world_give(&world, RSEC_MANRS_PEERINGDB,
	    "{\"data\": [{\"id\": 1, \"org_id\": 1, \"name\": \"\", "
	    "\"asn\": 201, \"irr_as_set\": \"AS201:AS-C0 AS201:AS-C200 "
	    "AS-ANY AS201 not/a/set ::: @ AS-\"}]}");
	assess(&world, &report);
	assert_int_equal(report.result[RSEC_MANRS_A4_ASSET_NAME].total, 2);
	assert_int_equal(
	    report.result[RSEC_MANRS_A4_ASSET_LOOP].state, RSEC_MANRS_WARN);
	assert_true(report.result[RSEC_MANRS_A4_ASSET_LOOP].evidences <= 2000);
	fini(&world, &report);
	rsec_buf_fini(&text);
}

static void
of_sets_of_one_name_that_of_the_rir_is_to_be_named(void **state)
{
	struct manrs_world world;
	struct rsec_manrs_report report;

	(void)state;
	manrs_world_init(&world, "2026-10");
	manrs_world_give(&world, RSEC_MANRS_PEERINGDB,
	    "{\"net\": {\"data\": [{\"id\": 1, \"org_id\": 1, \"asn\": 201,"
	    " \"irr_as_set\": \"AS-OURS\"}]}}");
	manrs_world_give(&world, RSEC_MANRS_IRR,
	    "as-set: AS-OURS\nmembers: AS666\nsource: ALTDB\n\n"
	    "as-set: AS-OURS\nmembers: AS201\nsource: RIPE\n");
	assess(&world, &report);
	manrs_must_tell(&report, RSEC_MANRS_A4_ASSET_UNIQUE,
	    "warn: 0 of 1 as-sets are in one registry alone\n"
	    "AS201 [AS-OURS] its name is in several registries: ALTDB, RIPE\n"
	    "> name it with its registry in PeeringDB: RIPE::AS-OURS\n");
	fini(&world, &report);
}

/* What the proposed set has of those that are there. */
static void
a_set_of_somebody_else_is_not_proposed_as_the_own_one(void **state)
{
	static const struct {
		const char *named, *irr, *members, *maintainer;
	} tests[] = {
		{ NAMED("RADB::AS-OURS"),
		    SET("AS201, AS202", "OUR-MNT", "RADB")
			SET("AS666", "EVIL-MNT", "ALTDB"),
		    "AS201, AS202", "OUR-MNT" },
		{ NAMED("AS-OURS"),
		    SET("AS201, AS202", "OUR-MNT", "RIPE")
			SET("AS666", "EVIL-MNT", "ALTDB"),
		    "AS201, AS202", "OUR-MNT" },
		{ NAMED("AS-OURS"), SET("AS201, AS202", "A-MNT", "RADB"),
		    "AS201, AS202", "<your maintainer>" },
		{ NAMED("AS-OURS"),
		    SET("AS201, AS202", "A-MNT", "RADB")
			SET("AS666", "EVIL-MNT", "ALTDB"),
		    "AS201", "<your maintainer>" },
		{ NAMED("AS-OURS"),
		    SET("AS-OURS, RIPE::AS-OURS, AS202", "<SCRIPT>, OUR-MNT",
			"RIPE"),
		    "AS202", "<your maintainer>" },
	};
	struct rsec_manrs_report report;
	struct manrs_world world;
	const char *remedy;
	char part[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		manrs_world_init(&world, "2026-10");
		manrs_world_give(&world, RSEC_MANRS_PEERINGDB, tests[i].named);
		manrs_world_give(&world, RSEC_MANRS_IRR, tests[i].irr);
		assess(&world, &report);
		remedy =
		    report.result[RSEC_MANRS_A4_ASSET_NAME].evidence[0].remedy;
		snprintf(part, sizeof(part),
		    "\nmembers:        %s\nmnt-by:         %s\n",
		    tests[i].members, tests[i].maintainer);
		if (strstr(remedy, part) == NULL)
			fail_msg("%zu: %s", i, remedy);
		fini(&world, &report);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_as_set_of_hostile_shape_is_no_trouble),
		cmocka_unit_test(
		    of_sets_of_one_name_that_of_the_rir_is_to_be_named),
		cmocka_unit_test(
		    a_set_of_somebody_else_is_not_proposed_as_the_own_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
