/* SPDX-License-Identifier: ISC */
/* Which checklists have an AS number, or share addresses with a prefix. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/checklist.h"
#include "tests/lib/random.h"
#include "tests/unit/manrs_checklist/find.h"

/*
 * The oracle: which of 256 addresses, or AS numbers, each list has.  Those of
 * IPv6 lie across the middle of an address, those of AS numbers end with the
 * last one.
 */
#define LISTS	 24
#define UNIVERSE 256

struct oracle {
	struct rsec_manrs_checklists *lists;
	bool has[3][LISTS][UNIVERSE]; /* AS numbers, IPv4, IPv6 */
};

static struct rsec_address
address_at(unsigned kind, uint32_t i)
{
	struct rsec_address a = { (uint64_t)(0x14000000 + i) << 32, 0 };

	if (kind == 2) {
		a.hi = 0x20010db800000000;
		a.lo = UINT64_MAX - 127 + i;
		a.hi += i >= 128;
	}
	return a;
}

static uint32_t
asn_at(uint32_t i)
{
	return UINT32_MAX - (UNIVERSE - 1) + i;
}

static void
add_random_range(struct random *random, struct oracle *oracle, unsigned list,
    struct rsec_resources *to)
{
	const unsigned kind = random_below(random, 3);
	const uint32_t from = random_below(random, UNIVERSE);
	uint32_t until = from + random_below(random, 12), i;
	struct rsec_ip_resources *ip = kind == 1 ? &to->ipv4 : &to->ipv6;

	until = until < UNIVERSE ? until : UNIVERSE - 1;
	for (i = from; i <= until; i++)
		oracle->has[kind][list][i] = true;
	if (kind == 0)
		to->asn.list[to->asn.count++] =
		    (struct rsec_asn_range){ asn_at(from), asn_at(until),
			    RSEC_NO_OFFSET };
	else {
		ip->list[ip->count].min = address_at(kind, from);
		ip->list[ip->count].max = address_at(kind, until);
		if (kind == 1) /* to the last bit */
			ip->list[ip->count].max.hi |= UINT32_MAX;
		if (kind == 1)
			ip->list[ip->count].max.lo = UINT64_MAX;
		ip->count++;
	}
}

static void
make_oracle(struct random *random, struct oracle *oracle)
{
	struct rsec_asn_range asn[16];
	struct rsec_ip_range ipv4[16], ipv6[16];
	struct rsec_manrs_checklist list;
	unsigned i, n;
	char path[8];

	memset(oracle, 0, sizeof(*oracle));
	assert_non_null(oracle->lists = rsec_manrs_checklists_new());
	for (i = 0; i < LISTS; i++) {
		list = (struct rsec_manrs_checklist){ .path = path };
		list.resources.asn.list = asn;
		list.resources.ipv4.list = ipv4;
		list.resources.ipv6.list = ipv6;
		snprintf(path, sizeof(path), "%02u", i);
		for (n = random_below(random, 16); n > 0; n--)
			add_random_range(random, oracle, i, &list.resources);
		assert_int_equal(
		    rsec_manrs_checklists_add(oracle->lists, &list, NULL), 0);
	}
	assert_int_equal(rsec_manrs_checklists_freeze(oracle->lists, NULL), 0);
}

/* Addresses FROM..TO of KIND were asked for: is CLAIMS what each list has? */
static void
compare_claims(const struct oracle *oracle, unsigned kind, uint32_t from,
    uint32_t to, struct rsec_buf *claims)
{
	static const uint8_t families[] = { 0, RSEC_IPV4, RSEC_IPV6 };
	const struct rsec_manrs_claim *claim;
	bool expected[LISTS] = { false }, found[LISTS] = { false };
	size_t list, i;

	for (list = 0; list < LISTS; list++)
		for (i = from; i <= to; i++)
			expected[list] |= oracle->has[kind][list][i];
	rsec_manrs_claims_sort(claims);
	claim = (const void *)claims->data;
	for (i = 0; i < claims->len / sizeof(*claim); i++) {
		assert_int_equal(claim[i].family, families[kind]);
		found[claim[i].checklist] = true;
		assert_true(i == 0 ||
			    claim[i - 1].checklist < claim[i].checklist ||
			    claim[i - 1].range < claim[i].range);
	}
	assert_memory_equal(expected, found, sizeof(found));
	claims->len = 0;
}

void
resources_are_found_as_an_address_by_address_search_does(void **state)
{
	struct random random = { 3779 };
	static struct oracle oracle;
	struct rsec_buf claims = RSEC_BUF_INIT;
	struct rsec_prefix prefix;
	struct rsec_address first;
	unsigned round, kind, bits;
	uint32_t i, last;

	(void)state;
	for (round = 0; round < 20; round++) {
		make_oracle(&random, &oracle);
		for (i = 0; i < UNIVERSE; i++) {
			assert_int_equal(rsec_manrs_checklists_of(oracle.lists,
					     asn_at(i), &claims, NULL),
			    0);
			compare_claims(&oracle, 0, i, i, &claims);
		}
		for (i = 0; i < 400; i++) {
			kind = 1 + random_below(&random, 2);
			bits = random_below(&random, 8);
			last = random_below(&random, UNIVERSE) |
			       ((1U << bits) - 1);
			first = address_at(kind, last >> bits << bits);
			prefix = (struct rsec_prefix){ first.hi, first.lo,
				kind == 1 ? RSEC_IPV4 : RSEC_IPV6,
				(uint8_t)((kind == 1 ? 32 : 128) - bits) };
			assert_int_equal(
			    rsec_manrs_checklists_within(
				oracle.lists, &prefix, &claims, NULL),
			    0);
			compare_claims(
			    &oracle, kind, last >> bits << bits, last, &claims);
		}
		rsec_manrs_checklists_free(oracle.lists);
	}
	rsec_buf_fini(&claims);
}

/* The claims to what TEXT names, as one text. */
static void
must_claim(const struct rsec_manrs_checklists *lists, const char *text,
    const char *expected)
{
	struct rsec_buf claims = RSEC_BUF_INIT;
	const struct rsec_manrs_claim *claim;
	char all[512] = "", one[RSEC_IP_RANGE_SIZE];
	struct rsec_prefix prefix;
	size_t i, n = 0;
	uint32_t asn;

	if (strncmp(text, "AS", 2) == 0) {
		asn = (uint32_t)strtoul(text + 2, NULL, 10);
		assert_int_equal(
		    rsec_manrs_checklists_of(lists, asn, &claims, NULL), 0);
	} else {
		assert_int_equal(
		    rsec_prefix_parse(text, strlen(text), &prefix, NULL), 0);
		assert_int_equal(
		    rsec_manrs_checklists_within(lists, &prefix, &claims, NULL),
		    0);
	}
	rsec_manrs_claims_sort(&claims);
	claim = (const void *)claims.data;
	for (i = 0; i < claims.len / sizeof(*claim); i++) {
		rsec_manrs_claim_format(one, lists, &claim[i]);
		n += (size_t)snprintf(all + n, sizeof(all) - n, "%s %s;",
		    rsec_manrs_checklists_get(lists, claim[i].checklist)->path,
		    one);
	}
	assert_string_equal(all, expected);
	rsec_buf_fini(&claims);
}

static struct rsec_manrs_checklists *
lists_of(const char *const *text, size_t count)
{
	struct rsec_manrs_checklists *lists = rsec_manrs_checklists_new();
	size_t i;

	assert_non_null(lists);
	for (i = 0; i < count; i++)
		assert_int_equal(
		    checklist_add(lists, text[i], FIRST, LAST, NULL), 0);
	assert_int_equal(rsec_manrs_checklists_freeze(lists, NULL), 0);
	return lists;
}

void
the_first_and_the_last_are_found(void **state)
{
	static const char *const text[] = { "all AS0-AS4294967295 "
					    "0.0.0.0/0 ::/0",
		"ends AS0 AS4294967295 0.0.0.0/32 255.255.255.255/32 ::/128 "
		"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128",
		"none" };
	struct rsec_manrs_checklists *lists = lists_of(text, 3);
	struct rsec_manrs_checklists *empty = lists_of(text, 0);

	(void)state;
	must_claim(lists, "AS0", "all AS0-AS4294967295;ends AS0;");
	must_claim(lists, "AS1", "all AS0-AS4294967295;");
	must_claim(
	    lists, "AS4294967295", "all AS0-AS4294967295;ends AS4294967295;");
	must_claim(lists, "0.0.0.0/0",
	    "all 0.0.0.0/0;ends 0.0.0.0/32;ends 255.255.255.255/32;");
	must_claim(lists, "0.0.0.0/32", "all 0.0.0.0/0;ends 0.0.0.0/32;");
	must_claim(lists, "0.0.0.1/32", "all 0.0.0.0/0;");
	must_claim(lists, "255.255.255.254/31",
	    "all 0.0.0.0/0;ends 255.255.255.255/32;");
	must_claim(lists, "::/0",
	    "all ::/0;ends ::/128;"
	    "ends ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128;");
	must_claim(lists, "::1/128", "all ::/0;");
	must_claim(lists, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127",
	    "all ::/0;ends ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128;");
	must_claim(empty, "AS0", "");
	must_claim(empty, "::/0", "");
	rsec_manrs_checklists_free(lists);
	rsec_manrs_checklists_free(empty);
}

void
the_order_of_files_makes_no_difference(void **state)
{
	static const char *const text[] = { "a AS1 20.0.0.0/24", "b AS1-AS9",
		"c 2001:db8::/32 AS1", "a AS1 20.0.0.0/24", "d 20.0.0.0/8" };
	const char *shuffled[5];
	struct rsec_manrs_checklists *lists;
	struct random random = { 4 };
	unsigned round;

	(void)state;
	memcpy(shuffled, text, sizeof(text));
	for (round = 0; round < 20; round++) {
		lists = lists_of(shuffled, 5);
		assert_int_equal(rsec_manrs_checklists_count(lists), 4);
		must_claim(lists, "AS1", "a AS1;b AS1-AS9;c AS1;");
		must_claim(lists, "20.0.0.0/16", "a 20.0.0.0/24;d 20.0.0.0/8;");
		assert_int_equal(
		    checklist_add(lists, "e AS1", FIRST, LAST, NULL), -1);
		rsec_manrs_checklists_free(lists);
		random_shuffle(&random, shuffled, 5, sizeof(*shuffled));
	}
}
