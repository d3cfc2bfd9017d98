/* SPDX-License-Identifier: ISC */
/* IPv4 and IPv6 behave alike: a report of one is the mirror of the other's. */
#include "tests/lib/test.h"

#include <string.h>

#include "tests/lib/mrttext.h"
#include "tests/unit/manrs_mirror/mirror.h"

#define ROUNDS 60

/* As assert_string_equal, of lines: the first that differs fails. */
static void
must_be_same(char *a, char *b)
{
	char *next_a, *next_b;

	for (; *a != '\0' && *b != '\0'; a = next_a + 1, b = next_b + 1) {
		next_a = strchr(a, '\n');
		next_b = strchr(b, '\n');
		*next_a = *next_b = '\0';
		assert_string_equal(a, b);
	}
	assert_string_equal(a, b);
}

/* How many rows all checks have, and which of them had any. */
static unsigned
count_rows(const struct rsec_manrs_report *report, bool *seen)
{
	unsigned rows = 0;
	size_t i;

	for (i = 0; i < RSEC_MANRS_CHECKS; i++) {
		rows += (unsigned)report->result[i].evidences;
		seen[i] |= report->result[i].evidences > 0;
	}
	return rows;
}

static void
a_month_in_ipv6_is_judged_as_its_mirror_in_ipv4(void **state)
{
	static const enum rsec_manrs_check expected[] = {
		RSEC_MANRS_A1_OWN_RPKI, RSEC_MANRS_A1_OWN_BOGON,
		RSEC_MANRS_A1_OWN_ADMBOGON, RSEC_MANRS_A1_OWN_LEN,
		RSEC_MANRS_A1_CUST_RPKI, RSEC_MANRS_A1_CUST_IRR,
		RSEC_MANRS_A1_CUST_BOGON_PFX, RSEC_MANRS_A1_CUST_BOGON_ASN,
		RSEC_MANRS_A1_CUST_HOLDER, RSEC_MANRS_A1_INC_M2,
		RSEC_MANRS_A1_INC_M3, RSEC_MANRS_A1_PATH_VALLEY,
		RSEC_MANRS_A2_SPOOFABLE, RSEC_MANRS_A4_EITHER,
		RSEC_MANRS_A4_RPKI_COVER, RSEC_MANRS_A4_IRR_COVER,
		RSEC_MANRS_A4_IRR_EXACT, RSEC_MANRS_A4_IRR_AUTH,
		RSEC_MANRS_A4_IRR_RPKI, RSEC_MANRS_A4_STALE_ROA,
		RSEC_MANRS_A4_STALE_ROUTE, RSEC_MANRS_A4_MAXLEN
	};
	bool seen[RSEC_MANRS_CHECKS] = { false };
	struct rsec_buf said4, said6, mirrored;
	struct month ipv4, ipv6;
	unsigned round, rows = 0;
	size_t i;

	(void)state;
	for (round = 0; round < ROUNDS; round++) {
		const struct random r = { 4291 + round };

		said4 = said6 = mirrored = RSEC_BUF_INIT;
		month_make(&ipv4, r, RSEC_IPV4);
		month_make(&ipv6, r, RSEC_IPV6);
		say_report(&said4, &ipv4);
		say_report(&said6, &ipv6);
		say_mirrored(&mirrored, said4.data);
		must_be_same(said6.data, mirrored.data);
		rows += count_rows(&ipv4.report, seen);
		rsec_buf_fini(&said4);
		rsec_buf_fini(&said6);
		rsec_buf_fini(&mirrored);
		month_fini(&ipv4);
		month_fini(&ipv6);
	}
	assert_true(rows > ROUNDS * 40);
	for (i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
		if (!seen[expected[i]])
			fail_msg("%s never had a row",
			    rsec_manrs_check_name(expected[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_month_in_ipv6_is_judged_as_its_mirror_in_ipv4),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
