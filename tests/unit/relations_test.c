/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "bgp/relations.h"
#include "tests/lib/random.h"

/* What was reported, "line: message" each. */
struct told {
	char text[2048];
	size_t n;
	int stop;
};

static int
tell(void *ctx, const struct rsec_err *err)
{
	struct told *told = ctx;

	told->n +=
	    (size_t)snprintf(told->text + told->n, sizeof(told->text) - told->n,
		"%u: %s\n", (unsigned)err->line, err->msg);
	return told->stop;
}

static struct rsec_memory
memory_of(const char *text)
{
	return (struct rsec_memory){ (const uint8_t *)text, strlen(text), 5 };
}

/* Read TEXT, check what is told of it, and freeze. */
static struct rsec_relations *
relations_of(const char *text, const char *expected)
{
	struct rsec_relations *relations = rsec_relations_new();
	struct rsec_memory memory = memory_of(text);
	struct told told = { .n = 0 };
	struct rsec_diag diag = { tell, &told };

	assert_non_null(relations);
	assert_int_equal(rsec_relations_read(relations,
			     rsec_source_memory(&memory), &diag, NULL),
	    0);
	assert_string_equal(told.text, expected);
	assert_int_equal(rsec_relations_freeze(relations, NULL), 0);
	return relations;
}

static void
both_serials_of_as_rel_are_read(void **state)
{
	struct rsec_relations *relations;

	(void)state;
	relations = relations_of("# inferred clique: 64496\r\n"
				 "64496|64497|-1\r\n"
				 "\n"
				 "64499|64498|-1|bgp\n"
				 "64501|64500|0|mlp\n"
				 "4294967294|1|0",
	    "");
	assert_int_equal(rsec_relations_count(relations), 4);
	assert_int_equal(rsec_relations_get(relations, 64496, 64497),
	    RSEC_RELATION_PROVIDER);
	assert_int_equal(rsec_relations_get(relations, 64497, 64496),
	    RSEC_RELATION_CUSTOMER);
	assert_int_equal(rsec_relations_get(relations, 64499, 64498),
	    RSEC_RELATION_PROVIDER);
	assert_int_equal(rsec_relations_get(relations, 64498, 64499),
	    RSEC_RELATION_CUSTOMER);
	assert_int_equal(
	    rsec_relations_get(relations, 64500, 64501), RSEC_RELATION_PEER);
	assert_int_equal(
	    rsec_relations_get(relations, 64501, 64500), RSEC_RELATION_PEER);
	assert_int_equal(
	    rsec_relations_get(relations, 1, 4294967294), RSEC_RELATION_PEER);
	assert_int_equal(
	    rsec_relations_get(relations, 64496, 64498), RSEC_RELATION_NONE);
	assert_int_equal(
	    rsec_relations_get(relations, 64496, 64496), RSEC_RELATION_NONE);
	rsec_relations_free(relations);
}

static void
wrong_relationships_are_told_and_left_out(void **state)
{
	struct rsec_relations *relations;

	(void)state;
	relations = relations_of(
	    "64496|64497\nAS|64497|0\n64496|4294967296|0\n64496|64497|1\n"
	    "64496|64497|\n64496|64496|0\n64496 64497 -1\n64496|64498|0\n",
	    "1: \"64496|64497\" is no relationship: it has fewer than three"
	    " columns\n"
	    "2: \"AS\" is not an AS number\n"
	    "3: \"4294967296\" is not an AS number\n"
	    "4: relationship \"1\" is neither -1 nor 0\n"
	    "5: relationship \"\" is neither -1 nor 0\n"
	    "6: AS64496 has a relationship with itself\n"
	    "7: \"64496 64497 -1\" is no relationship: it has fewer than"
	    " three columns\n");
	assert_int_equal(rsec_relations_count(relations), 1);
	rsec_relations_free(relations);
}

static void
a_reading_can_be_stopped(void **state)
{
	struct told told = { .stop = -1 };
	struct rsec_diag diag = { tell, &told };
	struct rsec_relations *relations = rsec_relations_new();
	struct rsec_organisations *organisations = rsec_organisations_new();
	struct rsec_memory memory = memory_of("\n1|2\n3|4\n");
	struct rsec_err err;

	(void)state;
	assert_int_equal(rsec_relations_read(relations,
			     rsec_source_memory(&memory), &diag, &err),
	    -1);
	assert_int_equal(err.code, RSEC_ERR_STOPPED);
	assert_true(err.line == 2);
	memory = memory_of("\n1|2\n3|4\n");
	assert_int_equal(rsec_organisations_read(organisations,
			     rsec_source_memory(&memory), &diag, &err),
	    -1);
	assert_int_equal(err.code, RSEC_ERR_STOPPED);
	assert_string_equal(err.msg,
	    "stopped: no \"# format:\" line names the columns of \"1|2\"");
	rsec_relations_free(relations);
	rsec_organisations_free(organisations);
}

#define ASNS  24
#define LINES 400

/* The last line that has the pair counts, whichever way round it is. */
static void
later_lines_count(void **state)
{
	static enum rsec_relation known[ASNS][ASNS];
	struct random r = { 174 };
	struct rsec_relations *relations;
	char text[LINES * 12];
	uint32_t a, b, i;
	size_t n = 0, count = 0;
	bool peers;

	(void)state;
	for (i = 0; i < LINES; i++) {
		a = random_below(&r, ASNS);
		b = (a + 1 + random_below(&r, ASNS - 1)) % ASNS;
		peers = random_once_in(&r, 2);
		n += (size_t)sprintf(
		    text + n, "%u|%u|%d\n", a, b, peers ? 0 : -1);
		known[a][b] =
		    peers ? RSEC_RELATION_PEER : RSEC_RELATION_PROVIDER;
		known[b][a] =
		    peers ? RSEC_RELATION_PEER : RSEC_RELATION_CUSTOMER;
	}
	relations = relations_of(text, "");
	for (a = 0; a < ASNS; a++)
		for (b = 0; b < ASNS; b++) {
			assert_int_equal(
			    rsec_relations_get(relations, a, b), known[a][b]);
			count += a < b && known[a][b] != RSEC_RELATION_NONE;
		}
	assert_int_equal(rsec_relations_count(relations), count);
	rsec_relations_free(relations);
}

static void
nothing_is_known_without_input(void **state)
{
	struct rsec_relations *relations = relations_of("", "");
	struct rsec_organisations *organisations = rsec_organisations_new();
	struct rsec_memory memory = memory_of("1|2|0\n");
	struct rsec_err err;

	(void)state;
	assert_int_equal(
	    rsec_relations_get(relations, 1, 2), RSEC_RELATION_NONE);
	assert_int_equal(rsec_relations_read(relations,
			     rsec_source_memory(&memory), NULL, &err),
	    -1);
	assert_string_equal(err.msg, "the relationships are frozen");
	assert_int_equal(rsec_organisations_freeze(organisations, NULL), 0);
	assert_null(rsec_organisations_id(organisations, 1));
	assert_null(rsec_organisations_name(organisations, 1));
	assert_false(rsec_organisations_siblings(organisations, 1, 1));
	rsec_relations_free(relations);
	rsec_organisations_free(organisations);
}

static struct rsec_organisations *
organisations_of(const char *text, const char *expected)
{
	struct rsec_organisations *organisations = rsec_organisations_new();
	struct rsec_memory memory = memory_of(text);
	struct told told = { .n = 0 };
	struct rsec_diag diag = { tell, &told };

	assert_non_null(organisations);
	assert_int_equal(rsec_organisations_read(organisations,
			     rsec_source_memory(&memory), &diag, NULL),
	    0);
	assert_string_equal(told.text, expected);
	assert_int_equal(rsec_organisations_freeze(organisations, NULL), 0);
	return organisations;
}

/* 64496 and 64497 by id, 64498 by name; 64499 and 64500 have no names. */
static void
check_siblings(const struct rsec_organisations *organisations)
{
	assert_int_equal(rsec_organisations_count(organisations), 6);
	assert_string_equal(
	    rsec_organisations_id(organisations, 64496), "EX-1-ARIN");
	assert_string_equal(
	    rsec_organisations_name(organisations, 64497), "Example, Inc.");
	assert_string_equal(
	    rsec_organisations_name(organisations, 64498), "EXAMPLE, INC.");
	assert_string_equal(rsec_organisations_name(organisations, 64499), "");
	assert_string_equal(
	    rsec_organisations_id(organisations, 64501), "EX-GONE");
	assert_null(rsec_organisations_name(organisations, 64501));
	assert_null(rsec_organisations_id(organisations, 64502));
	assert_true(rsec_organisations_siblings(organisations, 64496, 64497));
	assert_true(rsec_organisations_siblings(organisations, 64497, 64498));
	assert_true(rsec_organisations_siblings(organisations, 64499, 64499));
	assert_false(rsec_organisations_siblings(organisations, 64499, 64500));
	assert_false(rsec_organisations_siblings(organisations, 64496, 64501));
	assert_false(rsec_organisations_siblings(organisations, 64496, 64502));
	assert_false(rsec_organisations_siblings(organisations, 64502, 64502));
}

static void
organisations_are_read_from_text(void **state)
{
	struct rsec_organisations *organisations;

	(void)state;
	organisations = organisations_of(
	    "# name: AS Org\n"
	    "# format: aut|changed|aut_name|org_id|opaque_id|source\n"
	    "64496|20200101|EX-AS|EX-1-ARIN|abc_ARIN|ARIN\n"
	    "64497||EX-AS2|EX-1-ARIN||ARIN\n"
	    "64498|||EX-2-RIPE\n"
	    "64499|||EX-3\n64500|||EX-4\n64501|||EX-GONE\n"
	    "# format:org_id|changed|org_name|country|source\n"
	    "EX-1-ARIN|20200101|Example, Inc.|US|ARIN\n"
	    "EX-2-RIPE|20200101|EXAMPLE, INC.|NL|RIPE\n"
	    "EX-3|||US\nEX-4|||US\n",
	    "");
	check_siblings(organisations);
	rsec_organisations_free(organisations);
}

static void
organisations_are_read_from_json_lines(void **state)
{
	struct rsec_organisations *organisations;

	(void)state;
	organisations = organisations_of(
	    "{\"organizationId\":\"EX-1-ARIN\",\"changed\":\"20200101\","
	    "\"name\":\"Example\\u002c Inc.\",\"country\":\"US\","
	    "\"type\":\"Organization\"}\n"
	    "{\"organizationId\":\"EX-2-RIPE\",\"name\":\"EXAMPLE, INC.\","
	    "\"type\":\"Organization\"}\n"
	    "{\"type\":\"Organization\",\"organizationId\":\"EX-3\"}\n"
	    "{\"type\":\"Organization\",\"organizationId\":\"EX-4\","
	    "\"name\":null}\n"
	    "{\"asn\":\"64496\",\"organizationId\":\"EX-1-ARIN\","
	    "\"opaqueId\":{\"a\":[1]},\"type\":\"ASN\"}\n"
	    "{\"asn\":64497,\"organizationId\":\"EX-1-ARIN\","
	    "\"type\":\"ASN\"}\n"
	    "{\"asn\":\"64498\",\"organizationId\":\"EX-2-RIPE\","
	    "\"type\":\"ASN\"}\n"
	    "{\"asn\":\"64499\",\"organizationId\":\"EX-3\","
	    "\"type\":\"ASN\"}\n"
	    "{\"asn\":\"64500\",\"organizationId\":\"EX-4\","
	    "\"type\":\"ASN\"}\n"
	    "{\"asn\":\"64501\",\"organizationId\":\"EX-GONE\","
	    "\"type\":\"ASN\"}\n",
	    "");
	check_siblings(organisations);
	rsec_organisations_free(organisations);
}

static void
what_is_said_later_of_an_organisation_counts(void **state)
{
	struct rsec_organisations *organisations;

	(void)state;
	organisations =
	    organisations_of("# format:org_id|org_name\nA|Old\nB|Two\nA|New\n"
			     "# format:aut|org_id\n1|B\n1|A\n2|A\n2|B\n",
		"");
	assert_string_equal(rsec_organisations_name(organisations, 1), "New");
	assert_string_equal(rsec_organisations_name(organisations, 2), "Two");
	assert_int_equal(rsec_organisations_count(organisations), 2);
	rsec_organisations_free(organisations);
}

static void
wrong_organisations_are_told_and_left_out(void **state)
{
	struct rsec_organisations *organisations;

	(void)state;
	organisations =
	    organisations_of("1|x|y\n"
			     "# format:country|source\n"
			     "2|x\n"
			     "# format:aut|changed|org_id\n"
			     "x|1|EX\n"
			     "64496|1\n"
			     "64496|1|\n"
			     "{\"type\":\"ASN\",\"organizationId\":\"EX\"}\n"
			     "{\"type\":\"ASN\",\"asn\":64496}\n"
			     "{\"type\":\"Person\"}\n"
			     "{\"type\":\"ASN\"\n"
			     "{\"type\":\"ASN\"}}\n"
			     "64497|1|EX\n",
		"1: no \"# format:\" line names the columns of \"1|x|y\"\n"
		"3: no \"# format:\" line names the columns of \"2|x\"\n"
		"5: \"x\" is not an AS number\n"
		"6: \"64496|1\" has too few columns\n"
		"7: the organisation has no identifier\n"
		"8: \"\" is not an AS number\n"
		"9: the organisation has no identifier\n"
		"10: type \"Person\" is neither \"ASN\" nor \"Organization\"\n"
		"11: document ends inside an object\n"
		"12: expected nothing after the document, found \"}\" (RFC "
		"8259)\n");
	assert_int_equal(rsec_organisations_count(organisations), 1);
	rsec_organisations_free(organisations);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_serials_of_as_rel_are_read),
		cmocka_unit_test(wrong_relationships_are_told_and_left_out),
		cmocka_unit_test(a_reading_can_be_stopped),
		cmocka_unit_test(later_lines_count),
		cmocka_unit_test(nothing_is_known_without_input),
		cmocka_unit_test(organisations_are_read_from_text),
		cmocka_unit_test(organisations_are_read_from_json_lines),
		cmocka_unit_test(what_is_said_later_of_an_organisation_counts),
		cmocka_unit_test(wrong_organisations_are_told_and_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
