/* SPDX-License-Identifier: ISC */
/* Scenarios of what BGP and the RIRs say; see each.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "bgp/relations.h"
#include "bgp/table.h"
#include "hygiene/registration.h"
#include "manrs/view.h"
#include "rir/transfer.h"
#include "tests/lib/mrttext.h"
#include "tests/lib/mrtwrite.h"
#include "tests/unit/alloc/each.h"

/* A text of the test, handed out in short runs. */
static struct rsec_source
source_of(struct rsec_memory *memory, const struct rsec_buf *text)
{
	*memory =
	    (struct rsec_memory){ (const uint8_t *)text->data, text->len, 50 };
	return rsec_source_memory(memory);
}

/* What a table is read from, and how many routes it then has. */
struct routes {
	const struct rsec_buf *input;
	uint32_t count;
};

static int
read_table(void *ctx, struct rsec_err *err)
{
	const struct routes *routes = ctx;
	struct rsec_bgp_table *table = rsec_bgp_table_new();
	struct rsec_memory memory;
	int rc;

	if (table == NULL)
		return rsec_err_nomem(err);
	rc = rsec_bgp_table_read(
	    table, source_of(&memory, routes->input), NULL, NULL, err);
	if (rc == 0)
		rc = rsec_bgp_table_freeze(table, err);
	if (rc == 0)
		assert_int_equal(rsec_bgp_table_count(table), routes->count);
	rsec_bgp_table_free(table);
	return rc;
}

void
a_table_of_routes(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct routes routes = { &text, 400 };
	char line[64];
	unsigned i;

	(void)state;
	skip_without_shim();
	for (i = 200; i > 0; i--) {
		snprintf(line, sizeof(line), "10.%u.0.0/16 AS%u\n", i,
		    64496 + i % 16);
		assert_int_equal(rsec_buf_puts(&text, line), 0);
		snprintf(line, sizeof(line), "2001:db8:%x::/48 {%u}\n", i,
		    64496 + i % 16);
		assert_int_equal(rsec_buf_puts(&text, line), 0);
	}
	every_allocation_fails(read_table, &routes);
	rsec_buf_fini(&text);
}

static int
read_relations(void *ctx, struct rsec_err *err)
{
	struct rsec_relations *relations = rsec_relations_new();
	struct rsec_memory memory;
	int rc;

	if (relations == NULL)
		return rsec_err_nomem(err);
	rc = rsec_relations_read(relations, source_of(&memory, ctx), NULL, err);
	if (rc == 0)
		rc = rsec_relations_freeze(relations, err);
	if (rc == 0)
		assert_int_equal(rsec_relations_count(relations), 100);
	rsec_relations_free(relations);
	return rc;
}

static int
read_organisations(void *ctx, struct rsec_err *err)
{
	struct rsec_organisations *organisations = rsec_organisations_new();
	struct rsec_memory memory;
	int rc;

	if (organisations == NULL)
		return rsec_err_nomem(err);
	rc = rsec_organisations_read(
	    organisations, source_of(&memory, ctx), NULL, err);
	if (rc == 0)
		rc = rsec_organisations_freeze(organisations, err);
	if (rc == 0)
		assert_true(rsec_organisations_siblings(organisations, 0, 64));
	rsec_organisations_free(organisations);
	return rc;
}

void
relations_and_organisations(void **state)
{
	struct rsec_buf relations = RSEC_BUF_INIT, text = RSEC_BUF_INIT;
	char line[128];
	unsigned i;

	(void)state;
	skip_without_shim();
	assert_int_equal(
	    rsec_buf_puts(&text, "# format:aut|changed|org_id\n"), 0);
	for (i = 0; i < 100; i++) {
		snprintf(line, sizeof(line), "%u|%u|-1\n", 200 - i, i);
		assert_int_equal(rsec_buf_puts(&relations, line), 0);
		snprintf(line, sizeof(line), "%u||ORG-%u\n", i, i % 64);
		assert_int_equal(rsec_buf_puts(&text, line), 0);
		snprintf(line, sizeof(line),
		    "{\"type\":\"Organization\",\"organizationId\":\"ORG-%u\","
		    "\"name\":\"Ex\\u0061mple %u\"}\n",
		    i, i);
		assert_int_equal(rsec_buf_puts(&text, line), 0);
	}
	every_allocation_fails(read_relations, &relations);
	every_allocation_fails(read_organisations, &text);
	rsec_buf_fini(&relations);
	rsec_buf_fini(&text);
}

static int
read_delegated(void *ctx, struct rsec_err *err)
{
	struct rsec_delegated *delegated = rsec_delegated_new();
	struct rsec_delegation found;
	struct rsec_memory memory;
	int rc;

	if (delegated == NULL)
		return rsec_err_nomem(err);
	rc = rsec_delegated_read(delegated, source_of(&memory, ctx), NULL, err);
	if (rc == 0)
		rc = rsec_delegated_freeze(delegated, err);
	if (rc == 0)
		assert_true(rsec_delegated_find_asn(delegated, 64500, &found));
	rsec_delegated_free(delegated);
	return rc;
}

static int
count_transfers(void *ctx, const struct rsec_transfer *transfer, bool whole)
{
	(void)transfer;
	*(int *)ctx += !whole;
	return 0;
}

static int
read_transfers(void *ctx, struct rsec_err *err)
{
	const struct rsec_prefix all = { 0, 0, RSEC_IPV4, 0 };
	struct rsec_transfers *transfers = rsec_transfers_new();
	struct rsec_memory memory;
	int rc, count = 0;

	if (transfers == NULL)
		return rsec_err_nomem(err);
	rc = rsec_transfers_read(transfers, source_of(&memory, ctx), NULL, err);
	if (rc == 0)
		rc = rsec_transfers_freeze(transfers, err);
	if (rc == 0) {
		rsec_transfers_of(transfers, &all, count_transfers, &count);
		assert_int_equal(count, 50);
	}
	rsec_transfers_free(transfers);
	return rc;
}

void
registrations_and_transfers(void **state)
{
	struct rsec_buf records = RSEC_BUF_INIT, log = RSEC_BUF_INIT;
	char line[512];
	unsigned i;

	(void)state;
	skip_without_shim();
	assert_int_equal(rsec_buf_puts(&log, "{\"transfers\": ["), 0);
	for (i = 0; i < 50; i++) {
		snprintf(line, sizeof(line),
		    "arin|US|ipv4|10.%u.0.0|131072|20200101|allocated|%u\n"
		    "arin|US|asn|%u|10|20200101|allocated|%u\n",
		    i, i, 64496 + i, i);
		assert_int_equal(rsec_buf_puts(&records, line), 0);
		snprintf(line, sizeof(line),
		    "%s{\"transfer_date\": \"2020-01-%02u\","
		    " \"source_organization\": {\"name\": \"Ex\\u0061mple\"},"
		    " \"recipient_organization\": {\"name\": \"Other\"},"
		    " \"ip6nets\": {\"start_address\": \"2001:db8::\","
		    " \"end_address\": \"2001:db8::%x\"},"
		    " \"ip4nets\": {\"start_address\": \"10.0.0.0\","
		    " \"end_address\": \"10.0.0.%u\"}}",
		    i > 0 ? ",\n" : "", 1 + i % 28, i, i);
		assert_int_equal(rsec_buf_puts(&log, line), 0);
	}
	assert_int_equal(rsec_buf_puts(&log, "]}"), 0);
	every_allocation_fails(read_delegated, &records);
	every_allocation_fails(read_transfers, &log);
	rsec_buf_fini(&records);
	rsec_buf_fini(&log);
}

static int
explain(void *ctx, struct rsec_err *err)
{
	static const struct rsec_hygiene_inputs inputs = { .routes = NULL };
	struct rsec_buf why = RSEC_BUF_INIT;
	int rc;

	rc = rsec_registration_explain(&inputs, 0, ctx, &why);
	if (rc == 0)
		assert_int_equal(why.data[why.len - 1], '6'); /* the date */
	else
		assert_int_equal(why.len, 0);
	rsec_buf_fini(&why);
	return rc == 0 ? 0 : rsec_err_nomem(err);
}

void
reasons_of_a_registration(void **state)
{
	struct rsec_registration_answer answer = {
		.registration = RSEC_REGISTRATION_STALE,
		.has_transfer = true,
		.whole = true,
		.transfer = { .from = RSEC_RIR_ARIN,
		    .source_org = "Example Networks of a long name",
		    .to = RSEC_RIR_RIPE,
		    .recipient_org = "" },
		.touched = 15466 /* 2012-05-06 */
	};

	(void)state;
	every_allocation_fails(explain, &answer);
}

void
a_table_in_mrt(void **state)
{
	struct mrtw w = MRTW_INIT;
	struct routes routes = { &w.buf, 100 };
	char prefix[32];
	unsigned i;

	(void)state;
	skip_without_shim();
	mrtw_peers(&w, 200);
	for (i = 0; i < 100; i++) {
		snprintf(prefix, sizeof(prefix), "10.%u.0.0/16", i);
		mrtw_rib(&w, 2, prefix, 1);
		mrtw_entry(&w, i);
		mrtw_path(&w, 2, 4, "64496 64497");
		mrtw_close(&w);
	}
	every_allocation_fails(read_table, &routes);
	mrtw_fini(&w);
}

/* A half of what is in CTX in a view of its own. */
static int
read_views(void *ctx, struct rsec_err *err)
{
	const struct routes *routes = ctx;
	const struct rsec_manrs_view_inputs inputs = {
		.month = rsec_manrs_month_of(MRTW_TIME)
	};
	struct rsec_manrs_view *view = rsec_manrs_view_new(&inputs);
	struct rsec_manrs_view *other = rsec_manrs_view_new(&inputs);
	struct rsec_memory memory;
	int rc = -1;

	if (view == NULL || other == NULL)
		rsec_err_nomem(err);
	else
		rc = rsec_manrs_view_read(
		    other, source_of(&memory, routes->input), NULL, NULL, err);
	if (rc == 0)
		rc = rsec_manrs_view_merge(view, other, err);
	if (rc == 0)
		rc = rsec_manrs_view_freeze(view, err);
	if (rc == 0)
		assert_true(
		    rsec_manrs_view_count(view) == routes->count &&
		    rsec_manrs_view_findings_count(view) == routes->count);
	rsec_manrs_view_free(view);
	rsec_manrs_view_free(other);
	return rc;
}

void
a_month_of_routes(void **state)
{
	struct mrtw w = MRTW_INIT;
	struct routes routes = { &w.buf, 100 };
	char text[64];
	unsigned i;

	(void)state;
	skip_without_shim();
	mrtw_peers(&w, 1);
	for (i = 0; i < 100; i++) {
		snprintf(text, sizeof(text), "10.%u.0.0/16", i);
		mrtw_rib(&w, 2, text, 1);
		mrtw_entry(&w, 0);
		snprintf(text, sizeof(text), "%u 64496", 1000 + i);
		mrtw_path(&w, 2, 4, text);
		mrtw_otc(&w, i);
		mrtw_close(&w);
	}
	every_allocation_fails(read_views, &routes);
	mrtw_fini(&w);
}

void
a_month_of_bgpdump(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct routes routes = { &text, 100 };
	unsigned i;

	(void)state;
	skip_without_shim();
	for (i = 0; i < 100; i++)
		text_add(&text,
		    "TABLE_DUMP2|%u|B|192.0.2.%u|1|10.%u.0.0/16|%u 64496|\n",
		    MRTW_TIME, i, i, 1000 + i);
	every_allocation_fails(read_views, &routes);
	rsec_buf_fini(&text);
}
