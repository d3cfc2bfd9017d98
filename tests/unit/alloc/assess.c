/* SPDX-License-Identifier: ISC */
/* Scenarios of an assessment as a whole, and of earlier ones; see each.h. */
#include "tests/lib/test.h"

#include <string.h>

#include "manrs/previous.h"
#include "tests/lib/manrs.h"
#include "tests/unit/alloc/each.h"

/*
 * A provider with bad routes of its own and of a customer, and incidents; MORE
 * is a table besides, or NULL.
 */
static void
read_world(struct manrs_world *world, const char *more)
{
	manrs_world_init(world, "2026-10");
	if (more != NULL)
		manrs_world_give(world, RSEC_MANRS_BGP, more);
	manrs_world_give(world, RSEC_MANRS_BGP,
	    MANRS_PATHS "20.0.0.0/24 210 201\n"
			"20.0.1.0/24 210 201\n"
			"20.1.0.0/24 210 201 202\n"
			"20.2.0.0/24 210 201 64512 203\n");
	manrs_world_give(world, RSEC_MANRS_VRPS,
	    "ASN,IP Prefix,Max Length,Trust Anchor\n"
	    "AS299,20.0.0.0/24,24,arin\nAS299,20.1.0.0/24,24,arin\n");
	manrs_world_give(world, RSEC_MANRS_IRR,
	    "route: 20.0.0.0/24\norigin: AS201\nsource: RADB\n");
	manrs_world_give(world, RSEC_MANRS_DELEGATED,
	    "arin|US|asn|201|100|20200101|assigned|x\n");
	manrs_world_give(world, RSEC_MANRS_CIDR_REPORT,
	    "2026-10-05\n20.0.1.0/24 AS201 unallocated\n"
	    "20.1.0.0/24 AS202 unallocated\n");
	manrs_world_give(world, RSEC_MANRS_GRIP, "");
	manrs_world_give(world, RSEC_MANRS_BOGONS, "");
	manrs_world_give(world, RSEC_MANRS_PEERINGDB,
	    "{\"net\":{\"data\":[{\"id\":7,\"asn\":201,"
	    "\"name\":\"Example\"}]},\"poc\":{\"data\":[]}}");
	manrs_world_give(world, RSEC_MANRS_SPOOFER,
	    "{\"session\":1,\"timestamp\":\"2026-10-05T00:00:00Z\","
	    "\"asn4\":\"201\",\"client4\":\"20.0.0.0/24\","
	    "\"routedspoof\":\"received\"}");
	manrs_world_give(world, RSEC_MANRS_AS_REL, "201|202|-1\n210|201|-1\n");
	manrs_world_give(world, RSEC_MANRS_RSC,
	    "a.sig AS201 20.0.0.0/16 20.0.1.0-20.0.1.9 2001:db8::/32 a b c d");
	manrs_world_read(world);
}

static int
assess(void *ctx, struct rsec_err *err)
{
	const struct manrs_world *world = ctx;
	static const uint32_t asn = 201;
	struct rsec_manrs_report report;

	if (rsec_manrs_assess(&world->data, &asn, 1, NULL, &report, err) == -1)
		return -1;
	assert_true(report.score[RSEC_MANRS_FILTERING].has_value);
	assert_int_equal(report.customers, 1);
	assert_true(report.incidents > 0);
	assert_true(report.fixes > 5);
	assert_int_equal(report.result[RSEC_MANRS_PLUS_RSC].evidences, 1);
	rsec_manrs_report_fini(&report);
	return 0;
}

/* The same with a table without paths. */
static int
assess_part(void *ctx, struct rsec_err *err)
{
	const struct manrs_world *world = ctx;
	static const uint32_t asn = 201;
	struct rsec_manrs_report report;

	if (rsec_manrs_assess(&world->data, &asn, 1, NULL, &report, err) == -1)
		return -1;
	assert_false(report.score[RSEC_MANRS_FILTERING].has_value);
	assert_int_equal(
	    report.result[RSEC_MANRS_A1_PATH_VALLEY].state, RSEC_MANRS_NO_DATA);
	assert_non_null(
	    strstr(report.result[RSEC_MANRS_A1_CUST_RPKI].summary, "no path"));
	rsec_manrs_report_fini(&report);
	return 0;
}

/* Events that the view and the list of bogons make. */
static int
derive(void *ctx, struct rsec_err *err)
{
	const struct manrs_world *world = ctx;
	struct rsec_manrs_events *events = rsec_manrs_events_new();
	int rc = events == NULL ? rsec_err_nomem(err) : 0;
	uint32_t i;

	for (i = 0; rc == 0 && i < rsec_manrs_events_count(world->events); i++)
		rc = rsec_manrs_events_add(
		    events, rsec_manrs_events_get(world->events, i), err);
	if (rc == 0)
		rc = rsec_manrs_events_derive(events, &world->data, err);
	if (rc == 0)
		rc = rsec_manrs_events_freeze(events, err);
	if (rc == 0) /* the same once more */
		assert_int_equal(rsec_manrs_events_count(events),
		    rsec_manrs_events_count(world->events));
	rsec_manrs_events_free(events);
	return rc;
}

void
whole_assessments(void **state)
{
	struct manrs_world world;

	(void)state;
	skip_without_shim();
	read_world(&world, NULL);
	every_allocation_fails(assess, &world);
	every_allocation_fails(derive, &world);
	manrs_world_fini(&world);
	read_world(&world, "20.3.0.0/24 AS202\n");
	every_allocation_fails(assess_part, &world);
	manrs_world_fini(&world);
}

static int
read_earlier(void *ctx, struct rsec_err *err)
{
	const char *text = ctx;
	struct rsec_memory memory = { ctx, strlen(text), 7 };
	struct rsec_manrs_earlier *earlier = rsec_manrs_earlier_new();
	const uint32_t asn[] = { 201, 202 };
	struct rsec_manrs_previous scores;
	int rc;

	if (earlier == NULL)
		return rsec_err_nomem(err);
	rc = rsec_manrs_earlier_read(
	    earlier, rsec_source_memory(&memory), NULL, NULL, err);
	if (rc == 0)
		assert_true(rsec_manrs_earlier_of(earlier, asn, 2, &scores));
	rsec_manrs_earlier_free(earlier);
	return rc;
}

void
earlier_assessments(void **state)
{
	static char text[] = "{\"asns\":[202,201],\"month\":\"2026-09\","
			     "\"scores\":{\"filtering\":{\"value\":0.5}}}";

	(void)state;
	every_allocation_fails(read_earlier, text);
}
