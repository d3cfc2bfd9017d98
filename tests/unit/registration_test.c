/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hygiene/registration.h"
#include "rpki/vrpfile.h"

/*
 * Texts of the inputs; NULL is one that is not given.  The object is a route
 * 192.0.2.0/24 of AS64496 whose other attributes are given.
 */
struct scene {
	const char *attributes; /* "source: RIPE\n..." */
	const char *transfers;	/* inside the array */
	const char *delegated, *vrps, *bgp, *organisations;
};

struct stage {
	struct rsec_irr_routes *routes;
	struct rsec_transfers *transfers;
	struct rsec_delegated *delegated;
	struct rsec_vrps *vrps;
	struct rsec_bgp_table *bgp;
	struct rsec_organisations *organisations;
};

static struct rsec_source
source_of(struct rsec_memory *memory, const char *text)
{
	*memory =
	    (struct rsec_memory){ (const uint8_t *)text, strlen(text), 0 };
	return rsec_source_memory(memory);
}

static void
stage_routes(struct stage *stage, const char *attributes)
{
	static const struct rsec_irr_leniency strict = { .repair = false };
	struct rsec_memory memory;
	char text[512];

	snprintf(text, sizeof(text),
	    "route: 192.0.2.0/24\norigin: AS64496\nmnt-by: EXAMPLE-MNT\n%s",
	    attributes);
	stage->routes = rsec_irr_routes_new();
	assert_int_equal(
	    rsec_irr_routes_read(stage->routes, source_of(&memory, text),
		&strict, NULL, NULL, NULL),
	    0);
	assert_int_equal(rsec_irr_routes_freeze(stage->routes, NULL), 0);
	assert_int_equal(rsec_irr_routes_count(stage->routes), 1);
}

static void
stage_registries(struct stage *stage, const struct scene *scene)
{
	struct rsec_memory memory;
	char text[2048];

	if (scene->transfers != NULL) {
		snprintf(text, sizeof(text), "{\"transfers\": [%s]}",
		    scene->transfers);
		stage->transfers = rsec_transfers_new();
		assert_int_equal(rsec_transfers_read(stage->transfers,
				     source_of(&memory, text), NULL, NULL),
		    0);
		assert_int_equal(
		    rsec_transfers_freeze(stage->transfers, NULL), 0);
	}
	if (scene->delegated != NULL) {
		stage->delegated = rsec_delegated_new();
		assert_int_equal(
		    rsec_delegated_read(stage->delegated,
			source_of(&memory, scene->delegated), NULL, NULL),
		    0);
		assert_int_equal(
		    rsec_delegated_freeze(stage->delegated, NULL), 0);
	}
}

static void
stage_evidence(struct stage *stage, const struct scene *scene)
{
	struct rsec_memory memory;

	if (scene->vrps != NULL) {
		stage->vrps = rsec_vrps_new();
		assert_int_equal(
		    rsec_vrpfile_read(source_of(&memory, scene->vrps), "",
			stage->vrps, NULL, NULL, NULL),
		    0);
		assert_int_equal(rsec_vrps_freeze(stage->vrps, NULL), 0);
	}
	if (scene->bgp != NULL) {
		stage->bgp = rsec_bgp_table_new();
		assert_int_equal(
		    rsec_bgp_table_read(stage->bgp,
			source_of(&memory, scene->bgp), NULL, NULL, NULL),
		    0);
		assert_int_equal(rsec_bgp_table_freeze(stage->bgp, NULL), 0);
	}
	if (scene->organisations != NULL) {
		stage->organisations = rsec_organisations_new();
		assert_int_equal(
		    rsec_organisations_read(stage->organisations,
			source_of(&memory, scene->organisations), NULL, NULL),
		    0);
		assert_int_equal(
		    rsec_organisations_freeze(stage->organisations, NULL), 0);
	}
}

/* The answer for SCENE as "class: why". */
static const char *
say(const struct scene *scene)
{
	static char text[1024];
	struct stage stage = { .transfers = NULL };
	struct rsec_hygiene_inputs inputs = { .routes = NULL };
	struct rsec_registration_inputs registration;
	struct rsec_registration_moves moves = { .known = false };
	struct rsec_registration_answer answer;
	struct rsec_buf why = RSEC_BUF_INIT;

	stage_routes(&stage, scene->attributes);
	stage_registries(&stage, scene);
	stage_evidence(&stage, scene);
	inputs.routes = stage.routes;
	inputs.vrps = stage.vrps;
	inputs.bgp = stage.bgp;
	inputs.organisations = stage.organisations;
	registration.transfers = stage.transfers;
	registration.delegated = stage.delegated;
	rsec_registration_classify(&inputs, &registration, &moves, 0, &answer);
	assert_int_equal(
	    rsec_registration_explain(&inputs, 0, &answer, &why), 0);
	snprintf(text, sizeof(text), "%s: %.*s",
	    rsec_registration_name(answer.registration), (int)why.len,
	    why.data);
	rsec_buf_fini(&why);
	rsec_irr_routes_free(stage.routes);
	rsec_transfers_free(stage.transfers);
	rsec_delegated_free(stage.delegated);
	rsec_vrps_free(stage.vrps);
	rsec_bgp_table_free(stage.bgp);
	rsec_organisations_free(stage.organisations);
	return text;
}

/* The first members of a scene; the others are not given. */
#define SCENE(...) SCENE_OF(__VA_ARGS__, NULL, NULL, NULL, NULL, NULL, NULL)
#define SCENE_OF(a, b, c, d, e, f, ...) \
	{                               \
		a, b, c, d, e, f        \
	}

struct expectation {
	struct scene scene;
	const char *says;
};

static void
check(const struct expectation *expectation, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		assert_string_equal(
		    say(&expectation[i].scene), expectation[i].says);
}

#define CHECK(table)  check(table, sizeof(table) / sizeof((table)[0]))

#define MODIFIED(day) "last-modified: " day "T00:00:00Z\n"
#define CREATED(day)  "created: " day "T00:00:00Z\n"
#define RIPE	      "source: RIPE\n"
#define RADB	      "source: RADB\n"
#define NONAUTH	      "source: RIPE-NONAUTH\n"
#define OLD	      MODIFIED("2012-05-06")
#define NEW	      MODIFIED("2020-05-06")
#define NET(from, to)                                                  \
	"\"ip4nets\": {\"transfer_set\": [{\"start_address\": \"" from \
	"\", \"end_address\": \"" to "\"}]}"
#define WHOLE NET("192.0.2.0", "192.0.2.255")
#define PART  NET("192.0.2.0", "192.0.2.126")
#define BETWEEN(source, recipient)                      \
	"\"source_organization\": {\"name\": \"" source \
	"\"}, \"recipient_organization\": {\"name\": \"" recipient "\"},"
#define WITHIN_RIPE \
	"\"source_rir\": \"RIPE NCC\", \"recipient_rir\": \"RIPE NCC\","
#define SOLD(day, net)                                                \
	"{\"type\": \"RESOURCE_TRANSFER\", \"transfer_date\": \"" day \
	"\", " WITHIN_RIPE BETWEEN("Old", "New") net "}"
#define MERGED(day, net)                                               \
	"{\"type\": \"MERGER_ACQUISITION\", \"transfer_date\": \"" day \
	"\", " WITHIN_RIPE BETWEEN("Old", "New") net "}"
#define LEFT_ARIN(day)                                                         \
	"{\"type\": \"RESOURCE_TRANSFER\", \"transfer_date\": \"" day          \
	"\", \"source_rir\": \"ARIN\", \"recipient_rir\": \"RIPE NCC\"," WHOLE \
	"}"
#define HELD(rir, day, status, id) \
	rir "|ZZ|ipv4|192.0.2.0|256|" day "|" status "|" id "\n"
#define SOLD_WHY \
	"it was transferred on 2015-03-01 from RIPE (Old) to RIPE (New)"
#define LAST_OLD "the object was last touched on 2012-05-06"
#define LAST_NEW "the object was last touched on 2020-05-06"

static void
an_object_older_than_a_transfer_is_stale(void **state)
{
	static const struct expectation table[] = {
		{ SCENE(RIPE OLD, SOLD("2015-03-01", WHOLE)),
		    "stale: " SOLD_WHY "; " LAST_OLD },
		{ SCENE(RIPE NEW, SOLD("2015-03-01", WHOLE)),
		    "ok: " SOLD_WHY "; " LAST_NEW },
		{ SCENE(RIPE MODIFIED("2015-03-01"), SOLD("2015-03-01", WHOLE)),
		    "ok: " SOLD_WHY
		    "; the object was last touched on 2015-03-01" },
		{ SCENE(RIPE MODIFIED("2015-02-28"), SOLD("2015-03-01", WHOLE)),
		    "stale: " SOLD_WHY
		    "; the object was last touched on 2015-02-28" },
		{ SCENE(RIPE OLD, ""),
		    "ok: no transfer of it is known; " LAST_OLD },
		/* Of two, the newer one counts; a part is less than all. */
		{ SCENE(RIPE OLD,
		      SOLD("2015-03-01", WHOLE) "," SOLD("2010-01-01", WHOLE)),
		    "stale: " SOLD_WHY "; " LAST_OLD },
		{ SCENE(RIPE OLD,
		      SOLD("2015-03-01", WHOLE) "," SOLD("2016-01-01", PART)),
		    "stale: " SOLD_WHY "; " LAST_OLD },
	};

	(void)state;
	CHECK(table);
}

static void
an_object_older_than_its_registration_is_stale(void **state)
{
	static const struct expectation table[] = {
		{ SCENE(RADB OLD, NULL,
		      HELD("ripencc", "20150301", "allocated", "a")),
		    "stale: RIPE has it as allocated since "
		    "2015-03-01; " LAST_OLD },
		{ SCENE(RADB NEW, NULL,
		      HELD("ripencc", "20150301", "assigned", "a")),
		    "ok: RIPE has it as assigned since 2015-03-01; " LAST_NEW },
	};

	(void)state;
	CHECK(table);
}

static void
a_merger_alone_makes_nothing_stale(void **state)
{
	static const struct expectation table[] = {
		{ SCENE(RIPE OLD, MERGED("2015-03-01", WHOLE)),
		    "ok: it changed hands by a merger on 2015-03-01"
		    " from RIPE (Old) to RIPE (New); " LAST_OLD },
		/* The registration was dated anew by it. */
		{ SCENE(RIPE OLD, MERGED("2015-03-01", WHOLE),
		      HELD("ripencc", "20150315", "allocated", "a")),
		    "ok: it changed hands by a merger on 2015-03-01"
		    " from RIPE (Old) to RIPE (New);"
		    " RIPE has it as allocated since 2015-03-15; " LAST_OLD },
		{ SCENE(RIPE OLD, MERGED("2015-03-01", WHOLE),
		      HELD("ripencc", "20150501", "allocated", "a")),
		    "stale: RIPE has it as allocated since "
		    "2015-05-01; " LAST_OLD },
		/* It was sold as well, before or after. */
		{ SCENE(RIPE OLD, MERGED("2016-03-01", WHOLE) "," SOLD(
				      "2015-03-01", WHOLE)),
		    "stale: " SOLD_WHY "; " LAST_OLD },
		{ SCENE(RIPE OLD, "{\"type\": \"RESOURCE_TRANSFER\","
				  " \"transfer_date\": \"2015-03-01\"," BETWEEN(
				      "Same", "SAME") WHOLE "}"),
		    "ok: it was transferred on 2015-03-01; " LAST_OLD },
	};

	(void)state;
	CHECK(table);
}

#define VRP "ASN,IP Prefix,Max Length,Trust Anchor\nAS64496,192.0.2.0/24,24,x\n"

static void
what_others_vouch_for_is_not_stale(void **state)
{
	static const struct expectation table[] = {
		{ SCENE(RIPE OLD, SOLD("2015-03-01", WHOLE), NULL, VRP),
		    "ok: " SOLD_WHY "; a VRP matches it; " LAST_OLD },
		{ SCENE(RIPE OLD, SOLD("2015-03-01", WHOLE),
		      HELD("ripencc", "20150301", "allocated",
			  "a") "ripencc|NL|asn|64496|1|20000101|allocated|"
			       "a\n"),
		    "ok: " SOLD_WHY
		    "; RIPE has it as allocated since 2015-03-01;"
		    " its origin is of the same holder; " LAST_OLD },
		{ SCENE(RIPE OLD, SOLD("2015-03-01", WHOLE),
		      HELD("ripencc", "20150301", "allocated",
			  "a") "arin|US|asn|64496|1|20000101|allocated|a\n"),
		    "stale: " SOLD_WHY
		    "; RIPE has it as allocated since 2015-03-01; " LAST_OLD },
		{ SCENE(RIPE OLD, SOLD("2015-03-01", WHOLE), NULL, NULL,
		      "192.0.2.0/24 64496\n"),
		    "ok: " SOLD_WHY "; its origin announces it; " LAST_OLD },
		{ SCENE(RIPE OLD, SOLD("2015-03-01", WHOLE), NULL, NULL,
		      "192.0.2.0/24 64497\n192.0.2.0/25 64496\n"),
		    "stale: " SOLD_WHY "; " LAST_OLD },
		/* Those who gave it away announce it still. */
		{ SCENE(RIPE OLD, SOLD("2015-03-01", WHOLE), NULL, NULL,
		      "192.0.2.0/24 64496\n",
		      "# format:org_id|org_name\nA|OLD\n"
		      "# format:aut|org_id\n64496|A\n"),
		    "stale: " SOLD_WHY "; " LAST_OLD },
	};

	(void)state;
	CHECK(table);
}

static void
an_object_of_an_rir_that_the_space_left_has_moved(void **state)
{
	static const struct expectation table[] = {
		{ SCENE("source: ARIN\n" NEW, LEFT_ARIN("2015-03-01")),
		    "moved-rir: it was transferred on 2015-03-01 from ARIN"
		    " to RIPE; the object is in ARIN" },
		{ SCENE(RIPE NEW, LEFT_ARIN("2015-03-01")),
		    "ok: it was transferred on 2015-03-01 from ARIN to "
		    "RIPE; " LAST_NEW },
		{ SCENE(RADB NEW, LEFT_ARIN("2015-03-01")),
		    "ok: it was transferred on 2015-03-01 from ARIN to "
		    "RIPE; " LAST_NEW },
		{ SCENE(NONAUTH NEW, NULL,
		      HELD("apnic", "20150301", "allocated", "a")),
		    "ok: APNIC has it as allocated since "
		    "2015-03-01; " LAST_NEW },
		{ SCENE(RIPE NEW, NULL,
		      HELD("apnic", "20150301", "allocated", "a")),
		    "moved-rir: APNIC has it as allocated since 2015-03-01;"
		    " the object is in RIPE" },
		/* It is back: the registry knows better than the log. */
		{ SCENE("source: ARIN\n" NEW, LEFT_ARIN("2015-03-01"),
		      HELD("arin", "20180301", "allocated", "a")),
		    "ok: it was transferred on 2015-03-01 from ARIN to RIPE;"
		    " ARIN has it as allocated since 2018-03-01; " LAST_NEW },
	};

	(void)state;
	CHECK(table);
}

static void
a_supernet_has_lost_a_part(void **state)
{
#define PART_WHY                                                        \
	"192.0.2.0-192.0.2.126 was transferred on 2015-03-01 from RIPE" \
	" (Old) to RIPE (New); "
	static const struct expectation table[] = {
		{ SCENE(RIPE OLD, SOLD("2015-03-01", PART)),
		    "supernet: " PART_WHY LAST_OLD },
		{ SCENE(RIPE OLD,
		      SOLD("2015-03-01", PART) "," SOLD("2010-01-01", WHOLE)),
		    "supernet: " PART_WHY LAST_OLD },
		{ SCENE(RIPE NEW, SOLD("2015-03-01", PART)),
		    "ok: " PART_WHY LAST_NEW },
		{ SCENE(RIPE OLD, SOLD("2015-03-01", PART), NULL, VRP),
		    "ok: " PART_WHY "a VRP matches it; " LAST_OLD },
		{ SCENE(RIPE OLD, MERGED("2015-03-01", PART)),
		    "ok: no transfer of it is known; " LAST_OLD },
	};

	(void)state;
	CHECK(table);
}

static void
space_that_nobody_holds_is_named(void **state)
{
	static const struct expectation table[] = {
		{ SCENE(RADB NEW, SOLD("2021-03-01", WHOLE),
		      HELD("afrinic", "", "available", ""), VRP),
		    "unallocated: AFRINIC has it as available" },
		{ SCENE(
		      RADB NEW, NULL, HELD("arin", "20220101", "reserved", "")),
		    "reserved: ARIN has it as reserved since 2022-01-01" },
		{ SCENE(RIPE NEW, NULL, HELD("iana", "", "reserved", "ietf")),
		    "reserved: IANA has it as reserved" },
	};

	(void)state;
	CHECK(table);
}

static void
what_has_no_date_or_no_record_is_unknown(void **state)
{
	static const struct expectation table[] = {
		{ SCENE(RIPE OLD),
		    "unknown: no record holds all of it; " LAST_OLD },
		{ SCENE(RIPE OLD, NULL, ""),
		    "unknown: no record holds all of it; " LAST_OLD },
		{ SCENE(RIPE OLD, "",
		      "ripencc|NL|ipv4|192.0.2.0|128|20000101|"
		      "allocated|a\n"),
		    "unknown: no record holds all of it; " LAST_OLD },
		{ SCENE("source: ARIN\n", NULL,
		      HELD("arin", "20150301", "allocated", "a")),
		    "unknown: ARIN has it as allocated since 2015-03-01;"
		    " the object has no date" },
		{ SCENE("source: ARIN\n", NULL,
		      HELD("arin", "20150301", "allocated", "a"), VRP),
		    "ok: ARIN has it as allocated since 2015-03-01;"
		    " a VRP matches it; the object has no date" },
		{ SCENE(RADB, SOLD("2015-03-01", WHOLE)),
		    "unknown: " SOLD_WHY "; the object has no date" },
		{ SCENE(RADB, SOLD("2015-03-01", PART)),
		    "unknown: " PART_WHY "the object has no date" },
		{ SCENE(RADB, ""),
		    "ok: no transfer of it is known; the object has no date" },
		{ SCENE(RIPE OLD, NULL, HELD("ripencc", "", "allocated", "a")),
		    "unknown: RIPE has it as allocated; " LAST_OLD },
	};

	(void)state;
	CHECK(table);
}

static void
a_date_that_all_objects_were_given_says_little(void **state)
{
#define STAMPED MODIFIED("2018-09-04")
#define GIVEN	", its last-modified of 2018-09-04 was given to all"
	static const struct expectation table[] = {
		{ SCENE(NONAUTH STAMPED CREATED("2005-01-02"),
		      SOLD("2015-03-01", WHOLE)),
		    "stale: " SOLD_WHY
		    "; the object was created on 2005-01-02" GIVEN },
		{ SCENE(NONAUTH STAMPED CREATED("2016-01-02"),
		      SOLD("2015-03-01", WHOLE)),
		    "ok: " SOLD_WHY
		    "; the object was created on 2016-01-02" GIVEN },
		/* Created is not known: it may be older or not. */
		{ SCENE(NONAUTH STAMPED CREATED("1970-01-01"),
		      SOLD("2015-03-01", WHOLE)),
		    "unknown: " SOLD_WHY "; the object has no date" GIVEN },
		/* It is not younger than the stamp in any case. */
		{ SCENE(NONAUTH STAMPED,
		      "{\"type\": \"RESOURCE_TRANSFER\","
		      "\"transfer_date\": \"2019-03-01\"," WHOLE "}"),
		    "stale: it was transferred on 2019-03-01;"
		    " the object has no date" GIVEN },
		/* Another registry, another day. */
		{ SCENE(RADB STAMPED CREATED("2005-01-02"),
		      SOLD("2015-03-01", WHOLE)),
		    "ok: " SOLD_WHY
		    "; the object was last touched on 2018-09-04" },
		{ SCENE(NONAUTH MODIFIED("2018-09-05") CREATED("2005-01-02"),
		      SOLD("2015-03-01", WHOLE)),
		    "ok: " SOLD_WHY
		    "; the object was last touched on 2018-09-05" },
	};

	(void)state;
	CHECK(table);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_object_older_than_a_transfer_is_stale),
		cmocka_unit_test(
		    an_object_older_than_its_registration_is_stale),
		cmocka_unit_test(a_merger_alone_makes_nothing_stale),
		cmocka_unit_test(what_others_vouch_for_is_not_stale),
		cmocka_unit_test(
		    an_object_of_an_rir_that_the_space_left_has_moved),
		cmocka_unit_test(a_supernet_has_lost_a_part),
		cmocka_unit_test(space_that_nobody_holds_is_named),
		cmocka_unit_test(what_has_no_date_or_no_record_is_unknown),
		cmocka_unit_test(
		    a_date_that_all_objects_were_given_says_little),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
