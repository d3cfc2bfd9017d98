/* SPDX-License-Identifier: ISC */
/* Bogons and ASPAs: lib/manrs/bogon.h and aspa.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manrs/aspa.h"
#include "manrs/bogon.h"
#include "tests/lib/random.h"

struct told {
	char text[1024];
	size_t n;
};

static int
tell(void *ctx, const struct rsec_err *err)
{
	struct told *told = ctx;

	told->n +=
	    (size_t)snprintf(told->text + told->n, sizeof(told->text) - told->n,
		"%u: %s\n", (unsigned)err->line, err->msg);
	return 0;
}

static struct rsec_memory
memory_of(const char *text)
{
	return (struct rsec_memory){ (const uint8_t *)text, strlen(text), 7 };
}

static struct rsec_manrs_bogons *
bogons_of(const char *text, uint64_t expected, const char *said)
{
	struct rsec_manrs_bogons *bogons = rsec_manrs_bogons_new();
	struct rsec_memory memory = memory_of(text);
	struct told told = { .n = 0 };
	struct rsec_diag diag = { tell, &told };
	uint64_t count;

	assert_non_null(bogons);
	assert_int_equal(rsec_manrs_bogons_read(bogons,
			     rsec_source_memory(&memory), &diag, &count, NULL),
	    0);
	assert_int_equal(count, expected);
	assert_string_equal(told.text, said);
	assert_int_equal(rsec_manrs_bogons_freeze(bogons, NULL), 0);
	return bogons;
}

static struct rsec_delegated *
delegated_of(const char *text)
{
	struct rsec_delegated *delegated = rsec_delegated_new();
	struct rsec_memory memory = memory_of(text);

	assert_non_null(delegated);
	assert_int_equal(rsec_delegated_read(delegated,
			     rsec_source_memory(&memory), NULL, NULL),
	    0);
	assert_int_equal(rsec_delegated_freeze(delegated, NULL), 0);
	return delegated;
}

/* "KIND why" of PREFIX. */
static void
must_be(const struct rsec_manrs_bogons *bogons,
    const struct rsec_delegated *delegated, const char *prefix,
    enum rsec_manrs_bogon kind, const char *expected)
{
	char why[RSEC_MANRS_WHY_SIZE];
	struct rsec_prefix p;

	assert_int_equal(
	    rsec_prefix_parse(prefix, strlen(prefix), &p, NULL), 0);
	assert_int_equal(
	    rsec_manrs_bogon_prefix(bogons, delegated, &p, why), kind);
	assert_string_equal(why, expected);
}

static void
must_be_asn(const struct rsec_delegated *delegated, uint32_t asn,
    enum rsec_manrs_bogon kind, const char *expected)
{
	char why[RSEC_MANRS_WHY_SIZE];

	assert_int_equal(rsec_manrs_bogon_asn(delegated, asn, why), kind);
	assert_string_equal(why, expected);
}

static void
special_purpose_space_needs_no_input(void **state)
{
	const enum rsec_manrs_bogon full = RSEC_MANRS_BOGON_FULL;
	const enum rsec_manrs_bogon none = RSEC_MANRS_NO_BOGON;

	(void)state;
	must_be(NULL, NULL, "10.0.0.0/8", full, "special-purpose: RFC 1918");
	must_be(
	    NULL, NULL, "10.255.255.0/24", full, "special-purpose: RFC 1918");
	must_be(
	    NULL, NULL, "100.127.0.0/16", full, "special-purpose: RFC 6598");
	must_be(NULL, NULL, "100.128.0.0/16", none, "");
	must_be(NULL, NULL, "172.15.0.0/16", none, "");
	must_be(NULL, NULL, "192.0.2.7/32", full, "special-purpose: RFC 5737");
	must_be(NULL, NULL, "255.255.255.255/32", full,
	    "special-purpose: RFC 1112");
	must_be(NULL, NULL, "8.0.0.0/5", none, ""); /* spans 10.0.0.0/8 */
	must_be(NULL, NULL, "0.0.0.0/0", none, "");
	must_be(
	    NULL, NULL, "2001:db8:5::/48", full, "special-purpose: RFC 3849");
	must_be(NULL, NULL, "2000::/3", none, "");
	must_be(NULL, NULL, "2a00::/12", none, "");
	must_be(NULL, NULL, "4000::/16", full, "special-purpose: RFC 4291");
	must_be(NULL, NULL, "::1/128", full, "special-purpose: RFC 4291");
	must_be(NULL, NULL, "64:ff9b::/96", none, "");
	must_be(
	    NULL, NULL, "64:ff9b:1::/48", full, "special-purpose: RFC 8215");
	must_be(NULL, NULL, "fd00::/8", full, "special-purpose: RFC 4193");
	must_be(NULL, NULL, "::/0", none, "");
}

static void
lists_and_registries_tell_of_the_rest(void **state)
{
	struct rsec_manrs_bogons *bogons =
	    bogons_of("# last updated 1700000000\n"
		      "198.96.0.0/12 # a comment\n"
		      "198.96.4.0/22\n"
		      "  2a11::/16\r\n"
		      "\n"
		      "198.96.0.0/33\n",
		3, "6: prefix length 33 exceeds 32\n");
	struct rsec_delegated *delegated =
	    delegated_of("apnic|ZZ|ipv4|103.0.0.0|1024||available|\n"
			 "apnic|ZZ|ipv4|103.0.4.0|1024||reserved|\n"
			 "apnic|AU|ipv4|103.0.8.0|1024|20200101|assigned|A1\n"
			 "iana|ZZ|ipv4|110.0.0.0|256||reserved|\n");

	(void)state;
	must_be(bogons, delegated, "198.96.4.0/24", RSEC_MANRS_BOGON_FULL,
	    "full bogons: 198.96.4.0/22");
	must_be(bogons, delegated, "198.97.0.0/16", RSEC_MANRS_BOGON_FULL,
	    "full bogons: 198.96.0.0/12");
	must_be(bogons, delegated, "198.0.0.0/8", RSEC_MANRS_NO_BOGON, "");
	must_be(bogons, NULL, "2a11:5::/32", RSEC_MANRS_BOGON_FULL,
	    "full bogons: 2a11::/16");
	must_be(NULL, delegated, "103.0.1.0/24", RSEC_MANRS_BOGON_FULL,
	    "available at APNIC");
	must_be(bogons, delegated, "103.0.4.0/22",
	    RSEC_MANRS_BOGON_ADMINISTRATIVE, "reserved at APNIC");
	must_be(bogons, delegated, "103.0.8.0/22", RSEC_MANRS_NO_BOGON, "");
	must_be(bogons, delegated, "103.0.0.0/21", RSEC_MANRS_NO_BOGON, "");
	must_be(bogons, delegated, "110.0.0.0/24", RSEC_MANRS_BOGON_FULL,
	    "reserved at IANA");
	rsec_manrs_bogons_free(bogons);
	rsec_delegated_free(delegated);
}

static void
what_an_rir_gave_away_is_of_no_special_purpose(void **state)
{
	struct rsec_delegated *delegated = delegated_of(
	    "ripencc|NL|ipv4|198.51.100.0|128|20260101|assigned|A1\n"
	    "ripencc|NL|asn|64500|1|20260101|assigned|A1\n"
	    "iana|ZZ|ipv4|203.0.113.0|256||assigned|ietf\n");
	char why[RSEC_MANRS_WHY_SIZE];

	(void)state;
	must_be(NULL, delegated, "198.51.100.0/25", RSEC_MANRS_NO_BOGON, "");
	must_be(NULL, delegated, "198.51.100.0/24", RSEC_MANRS_BOGON_FULL,
	    "special-purpose: RFC 5737"); /* half of it only */
	must_be(NULL, delegated, "203.0.113.0/24", RSEC_MANRS_BOGON_FULL,
	    "special-purpose: RFC 5737");
	assert_int_equal(
	    rsec_manrs_bogon_asn(delegated, 64500, why), RSEC_MANRS_NO_BOGON);
	assert_int_equal(
	    rsec_manrs_bogon_asn(delegated, 64501, why), RSEC_MANRS_BOGON_FULL);
	rsec_delegated_free(delegated);
}

static void
what_is_no_list_of_bogons_is_an_error(void **state)
{
	struct rsec_manrs_bogons *bogons = rsec_manrs_bogons_new();
	struct rsec_memory memory = memory_of("<html>\n<body>\n");
	struct rsec_err err;

	(void)state;
	assert_int_equal(rsec_manrs_bogons_read(bogons,
			     rsec_source_memory(&memory), NULL, NULL, &err),
	    -1);
	assert_string_equal(
	    err.msg, "not a list of bogons: no line is a prefix");
	rsec_manrs_bogons_free(bogons);
	rsec_manrs_bogons_free(bogons_of("", 0, "")); /* empty is an answer */
}

static void
special_and_free_asns_are_bogons(void **state)
{
	struct rsec_delegated *delegated =
	    delegated_of("ripencc|ZZ|asn|210000|10||available|\n"
			 "ripencc|ZZ|asn|210010|1||reserved|\n"
			 "ripencc|NL|asn|3333|1|19930901|allocated|x\n");
	static const struct {
		uint32_t asn;
		const char *why; /* NULL: no bogon */
	} cases[] = { { 0, "special-purpose: RFC 7607" }, { 1, NULL },
		{ 23455, NULL }, { 23456, "special-purpose: RFC 6793" },
		{ 23457, NULL }, { 64495, NULL },
		{ 64496, "special-purpose: RFC 5398" },
		{ 64512, "special-purpose: RFC 6996" },
		{ 65535, "special-purpose: RFC 7300" },
		{ 65551, "special-purpose: RFC 5398" },
		{ 65552, "special-purpose: reserved by IANA" },
		{ 131071, "special-purpose: reserved by IANA" },
		{ 131072, NULL }, { 4199999999, NULL },
		{ 4200000000, "special-purpose: RFC 6996" },
		{ UINT32_MAX, "special-purpose: RFC 7300" }, { 3333, NULL },
		{ 210009, "available at RIPE" } };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		must_be_asn(delegated, cases[i].asn,
		    cases[i].why == NULL ? RSEC_MANRS_NO_BOGON
					 : RSEC_MANRS_BOGON_FULL,
		    cases[i].why == NULL ? "" : cases[i].why);
	must_be_asn(delegated, 210010, RSEC_MANRS_BOGON_ADMINISTRATIVE,
	    "reserved at RIPE");
	must_be_asn(NULL, 210010, RSEC_MANRS_NO_BOGON, "");
	rsec_delegated_free(delegated);
}

static enum rsec_manrs_aspa_hop
expected_hop(bool has, bool named)
{
	if (!has)
		return RSEC_MANRS_ASPA_NONE;
	return named ? RSEC_MANRS_ASPA_PROVIDER : RSEC_MANRS_ASPA_NOT_PROVIDER;
}

#define ASNS 12

/* A matrix of who names whom is the oracle. */
static void
aspas_add_up_in_any_order(void **state)
{
	struct rsec_manrs_aspas *aspas = rsec_manrs_aspas_new();
	bool names[ASNS][ASNS] = { { false } }, has[ASNS] = { false };
	struct random r = { 7 };
	const uint32_t *of;
	uint32_t list[3], a, b;
	size_t n, i, count = 0;

	(void)state;
	for (i = 0; i < 10; i++) {
		a = 1 + random_below(&r, ASNS - 1);
		for (n = 0; n < random_below(&r, 4) && n < 3; n++) {
			list[n] = random_below(&r, ASNS);
			names[a][list[n]] = true;
		}
		names[a][0] |= n == 0;
		has[a] = true;
		assert_int_equal(
		    rsec_manrs_aspas_add(aspas, a, list, n, NULL), 0);
	}
	assert_int_equal(rsec_manrs_aspas_freeze(aspas, NULL), 0);
	for (a = 0; a < ASNS; a++) {
		count += has[a];
		assert_int_equal(
		    rsec_manrs_aspas_of(aspas, a, &of, &n), has[a]);
		for (i = 0; has[a] && i < n; i++)
			assert_true(
			    names[a][of[i]] && (i == 0 || of[i - 1] < of[i]));
		for (b = 0; b < ASNS; b++)
			assert_int_equal(rsec_manrs_aspas_hop(aspas, a, b),
			    expected_hop(has[a], b != 0 && names[a][b]));
	}
	assert_int_equal(rsec_manrs_aspas_count(aspas), count);
	rsec_manrs_aspas_free(aspas);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(special_purpose_space_needs_no_input),
		cmocka_unit_test(lists_and_registries_tell_of_the_rest),
		cmocka_unit_test(what_is_no_list_of_bogons_is_an_error),
		cmocka_unit_test(
		    what_an_rir_gave_away_is_of_no_special_purpose),
		cmocka_unit_test(special_and_free_asns_are_bogons),
		cmocka_unit_test(aspas_add_up_in_any_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
