/* SPDX-License-Identifier: ISC */
/* The content of ROAs: RFC 9582. */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "rpki/roa.h"
#include "tests/lib/content.h"
#include "tests/lib/random.h"

static int
parse_hex(struct content *c, const char *hex, struct rsec_roa *roa)
{
	struct rsec_der der;

	derw_reset(&c->w, NULL);
	derw_hex(&c->w, hex);
	der = content_der(c);
	return rsec_roa_parse(&der, &c->arena, roa);
}

static void
must_be(const struct rsec_roa_prefix *entry, const char *prefix,
    unsigned max_len, bool has_max_len, uint64_t offset)
{
	char text[RSEC_PREFIX_SIZE];

	rsec_prefix_format(text, &entry->prefix);
	assert_string_equal(text, prefix);
	assert_int_equal(entry->max_len, max_len);
	assert_int_equal(entry->has_max_len, has_max_len);
	assert_int_equal(entry->offset, offset);
}

static void
a_roa_is_read_as_it_stands(void **state)
{
	struct rsec_roa roa;

	assert_int_equal(parse_hex(*state,
			     "30 37 02 03 00 fb f0 30 30"
			     "30 1a 04 02 00 01 30 14"
			     "30 0a 03 05 07 c0 00 02 00 02 01 1a"
			     "30 06 03 04 00 c6 33 64"
			     "30 12 04 02 00 02 30 0c"
			     "30 0a 03 05 00 20 01 0d b8 02 01 30",
			     &roa),
	    0);
	content_must_be_sound(*state);
	assert_int_equal(roa.version, 0);
	assert_int_equal(roa.asn, 64496);
	assert_int_equal(roa.count, 3);
	must_be(&roa.prefixes[0], "192.0.2.0/25", 26, true, 17);
	must_be(&roa.prefixes[1], "198.51.100.0/24", 24, false, 29);
	must_be(&roa.prefixes[2], "2001:db8::/32", 48, true, 45);
}

static void
the_whole_of_each_family_is_a_prefix(void **state)
{
	struct rsec_roa roa;

	assert_int_equal(
	    parse_hex(*state,
		"30 26 02 01 00 30 21"
		"30 0e 04 02 00 01 30 08 30 06 03 01 00 02 01 20"
		"30 0f 04 02 00 02 30 09 30 07 03 01 00 02 02 00 80",
		&roa),
	    0);
	content_must_be_sound(*state);
	must_be(&roa.prefixes[0], "0.0.0.0/0", 32, true, 15);
	must_be(&roa.prefixes[1], "::/0", 128, true, 31);
	assert_int_equal(roa.asn, 0);
}

/* What one entry of 192.0.2.0/24 with such a maxLength gives. */
static const struct {
	const char *hex;
	unsigned max_len;
	const char *message; /* NULL: sound */
} max_lens[] = {
	{ "02 01 18", 24, NULL },
	{ "02 01 20", 32, NULL },
	{ "02 01 17", 24,
	    "maxLength 23 of 192.0.2.0/24 is not one of 24 to 32" },
	{ "02 01 21", 24,
	    "maxLength 33 of 192.0.2.0/24 is not one of 24 to 32" },
	{ "02 01 ff", 24, "maxLength of 192.0.2.0/24 is negative" },
	{ "02 02 01 18", 24,
	    "maxLength 280 of 192.0.2.0/24 is not one of 24 to 32" },
	{ "02 09 01 00 00 00 00 00 00 00 18", 24,
	    "maxLength of 192.0.2.0/24 has 9 octets" },
};

static void
a_maxlength_out_of_range_is_told_and_counts_as_absent(void **state)
{
	struct content *c = *state;
	struct rsec_der der;
	struct rsec_roa roa;
	size_t i;

	for (i = 0; i < sizeof(max_lens) / sizeof(*max_lens); i++) {
		derw_reset(&c->w, NULL);
		derw_begin(&c->w, 0x30, NULL);
		derw_uint(&c->w, NULL, 64496);
		derw_begin(&c->w, 0x30, NULL);
		derw_begin(&c->w, 0x30, NULL);
		derw_octets(&c->w, NULL, "\0\1", 2);
		derw_begin(&c->w, 0x30, NULL);
		derw_begin(&c->w, 0x30, NULL);
		derw_hex(&c->w, "03 04 00 c0 00 02");
		derw_hex(&c->w, max_lens[i].hex);
		while (c->w.depth > 0)
			derw_end(&c->w);
		der = content_der(c);
		assert_int_equal(rsec_roa_parse(&der, &c->arena, &roa), 0);
		assert_int_equal(roa.count, 1);
		assert_int_equal(roa.prefixes[0].max_len, max_lens[i].max_len);
		assert_true(roa.prefixes[0].has_max_len);
		if (max_lens[i].message != NULL)
			content_must_find(c, RSEC_RULE_ROA_MAXLEN_RANGE, 25,
			    max_lens[i].message);
		else
			assert_int_equal(
			    content_count(c, RSEC_RULE_ROA_MAXLEN_RANGE), 0);
	}
}

static const struct {
	const char *hex;
	enum rsec_rule rule;
	long at;
	const char *message;
} broken[] = {
	{ "31 00", RSEC_RULE_ROA_SYNTAX, 0,
	    "the content is no SEQUENCE, as a ROA is" },
	{ "30 0a a0 03 02 01 02 02 01 01 30 00", RSEC_RULE_ROA_VERSION, 2,
	    "version is 2, not 0" },
	{ "30 0a a0 03 02 01 00 02 01 01 30 00", RSEC_RULE_DER_DEFAULT_ENCODED,
	    2, "version 0 is encoded" },
	{ "30 0a a0 03 02 01 ff 02 01 01 30 00", RSEC_RULE_ROA_VERSION, 2,
	    "the version is not the number 0" },
	{ "30 08 80 01 01 02 01 01 30 00", RSEC_RULE_ROA_SYNTAX, 2,
	    "the version is in [0] IMPLICIT, not EXPLICIT" },
	{ "30 05 02 01 ff 30 00", RSEC_RULE_ROA_ASN_RANGE, 2,
	    "asID is negative" },
	{ "30 09 02 05 01 00 00 00 00 30 00", RSEC_RULE_ROA_ASN_RANGE, 2,
	    "asID is 4294967296, not one of 0 to 4294967295" },
	{ "30 0d 02 09 01 00 00 00 00 00 00 00 00 30 00",
	    RSEC_RULE_ROA_ASN_RANGE, 2, "asID is over 18446744073709551615" },
	{ "30 02 30 00", RSEC_RULE_ROA_SYNTAX, 2, "no asID" },
	{ "30 05 04 01 00 30 00", RSEC_RULE_ROA_SYNTAX, 2,
	    "asID is not of its type (tag 04)" },
	{ "30 03 02 01 01", RSEC_RULE_ROA_SYNTAX, 5, "no ipAddrBlocks" },
	{ "30 05 02 01 01 30 00", RSEC_RULE_ROA_FAMILIES, 7,
	    "0 address families, not one or two" },
	{ "30 07 02 01 01 30 00 05 00", RSEC_RULE_ROA_SYNTAX, 7,
	    "something follows the end of the ROA (tag 05)" },
	{ "30 0d 02 01 01 30 08 30 06 04 02 00 01 30 00",
	    RSEC_RULE_ROA_FAMILY_EMPTY, 13, "address family without a prefix" },
	{ "30 0d 02 01 01 30 08 30 06 04 02 00 03 30 00", RSEC_RULE_ROA_AFI, 9,
	    "address family 0003 is neither 0001 nor 0002" },
	{ "30 0c 02 01 01 30 07 30 05 04 01 01 30 00", RSEC_RULE_ROA_AFI, 9,
	    "address family of 1 octets, not 2" },
	{ "30 0b 02 01 01 30 06 30 04 04 00 30 00", RSEC_RULE_ROA_AFI, 9,
	    "address family of 0 octets, not 2" },
	{ "30 16 02 01 01 30 11 30 0f 04 02 00 01 30 09"
	  "30 07 03 05 07 c0 00 02 80",
	    RSEC_RULES, 0, NULL }, /* 192.0.2.128/25 */
	{ "30 17 02 01 01 30 12 30 10 04 02 00 01 30 0a"
	  "30 08 03 06 07 c0 00 02 00 80",
	    RSEC_RULE_ROA_PREFIX_LENGTH, 17,
	    "prefix of 33 bits, over the 32 of IPv4" },
	{ "30 16 02 01 01 30 11 30 0f 04 02 00 01 30 09"
	  "30 07 04 05 07 c0 00 02 80",
	    RSEC_RULE_ROA_SYNTAX, 17, "a prefix is no BIT STRING" },
	{ "30 19 02 01 01 30 14 30 12 04 02 00 01 30 0c"
	  "30 0a 03 05 07 c0 00 02 80 02 01 19",
	    RSEC_RULE_ROA_MAXLEN_REDUNDANT, 24,
	    "a maxLength is the length of its prefix" },
};

static void
each_fault_has_its_message_and_place(void **state)
{
	struct rsec_roa roa;
	size_t i;

	for (i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		parse_hex(*state, broken[i].hex, &roa);
		if (broken[i].rule == RSEC_RULES)
			content_must_be_sound(*state);
		else
			content_must_find(*state, broken[i].rule, broken[i].at,
			    broken[i].message);
	}
}

static void
one_that_says_it_is_longer_is_shown_as_far_as_it_goes(void **state)
{
	struct rsec_roa roa;

	assert_int_equal(parse_hex(*state, "30 7f 02 03 00 fb f0", &roa), 0);
	assert_int_equal(roa.asn, 64496);
}

/* COUNT entries of IPv4 whose bytes LIST has: address, length, maxLength. */
static void
write_list(struct content *c, const uint8_t (*list)[6], size_t count)
{
	uint8_t bits[5];
	size_t i;

	derw_reset(&c->w, NULL);
	derw_begin(&c->w, 0x30, NULL);
	derw_uint(&c->w, NULL, 64496);
	derw_begin(&c->w, 0x30, NULL);
	derw_begin(&c->w, 0x30, NULL);
	derw_octets(&c->w, NULL, "\0\1", 2);
	derw_begin(&c->w, 0x30, NULL);
	for (i = 0; i < count; i++) {
		memcpy(bits, list[i], 4);
		derw_begin(&c->w, 0x30, NULL);
		derw_bits(&c->w, NULL, bits, (list[i][4] + 7U) / 8,
		    (8U - list[i][4] % 8U) % 8);
		derw_uint(&c->w, NULL, list[i][5]);
		derw_end(&c->w);
	}
	while (c->w.depth > 0)
		derw_end(&c->w);
}

/* By looking at every pair: the number of later ones that are there already. */
static void
count_pairs(const uint8_t (*list)[6], size_t count, size_t *same, size_t *other)
{
	size_t i, j;

	*same = *other = 0;
	for (i = 1; i < count; i++)
		for (j = 0; j < i; j++) {
			if (memcmp(list[i], list[j], 5) != 0)
				continue;
			if (list[i][5] == list[j][5])
				++*same;
			else
				++*other;
		}
}

static void
order_and_repeats_are_those_of_every_pair(void **state)
{
	size_t round, count, i, same, other, unsorted;
	struct random random = { 7 };
	struct content *c = *state;
	uint8_t list[12][6];
	struct rsec_der der;
	struct rsec_roa roa;

	for (round = 0; round < 3000; round++) {
		count = 1 + random_below(&random, 12);
		unsorted = 0;
		for (i = 0; i < count; i++) {
			memcpy(list[i], "\xc0\x00\x02\x00", 4);
			list[i][3] = (uint8_t)(random_below(&random, 4) * 64);
			list[i][4] = (uint8_t)(26 + random_below(&random, 2));
			list[i][5] = (uint8_t)(28 + random_below(&random, 2));
			unsorted +=
			    i > 0 && memcmp(list[i - 1], list[i], 6) > 0;
		}
		count_pairs((const uint8_t(*)[6])list, count, &same, &other);
		write_list(c, (const uint8_t(*)[6])list, count);
		der = content_der(c);
		assert_int_equal(rsec_roa_parse(&der, &c->arena, &roa), 0);
		assert_int_equal(roa.count, count);
		assert_int_equal(
		    content_count(c, RSEC_RULE_ROA_CANONICAL), unsorted > 0);
		assert_int_equal(
		    content_count(c, RSEC_RULE_ROA_DUPLICATE), same > 0);
		assert_int_equal(
		    content_count(c, RSEC_RULE_ROA_PREFIX_TWICE), other > 0);
	}
}

static void
warnings_are_told_once_with_how_often(void **state)
{
	const uint8_t list[][6] = { { 192, 0, 2, 0, 24, 24 },
		{ 192, 0, 2, 0, 24, 24 }, { 192, 0, 2, 0, 24, 24 },
		{ 192, 0, 2, 0, 24, 25 }, { 10, 0, 0, 0, 24, 25 },
		{ 9, 0, 0, 0, 24, 25 } };
	struct content *c = *state;
	struct rsec_der der;
	struct rsec_roa roa;

	write_list(c, list, 6);
	der = content_der(c);
	assert_int_equal(rsec_roa_parse(&der, &c->arena, &roa), 0);
	assert_int_equal(c->findings.count, 4);
	content_must_find(c, RSEC_RULE_ROA_DUPLICATE,
	    (long)roa.prefixes[1].offset,
	    "192.0.2.0/24 is there again, and 1 "
	    "more");
	content_must_find(c, RSEC_RULE_ROA_PREFIX_TWICE,
	    (long)roa.prefixes[3].offset,
	    "192.0.2.0/24-25 is there with another maxLength as well");
	content_must_find(c, RSEC_RULE_ROA_CANONICAL,
	    (long)roa.prefixes[4].offset,
	    "10.0.0.0/24-25 comes after 192.0.2.0/24-25, and 1 more");
	content_must_find(c, RSEC_RULE_ROA_MAXLEN_REDUNDANT, -1,
	    "a maxLength is the length of its prefix, and 2 more");
}

/* Comparing each with each would take minutes. */
static void
a_hundred_thousand_prefixes_are_read_and_no_more(void **state)
{
	const size_t n = RSEC_ROA_PREFIXES_MAX + 1;
	struct content *c = *state;
	uint8_t(*list)[6] = calloc(n, sizeof(*list));
	struct rsec_der der;
	struct rsec_roa roa;
	size_t i;

	assert_non_null(list);
	for (i = 0; i < n; i++) { /* from the last to the first, each twice */
		list[i][0] = 10;
		list[i][1] = (uint8_t)((n - i) / 2 >> 16);
		list[i][2] = (uint8_t)((n - i) / 2 >> 8);
		list[i][3] = (uint8_t)((n - i) / 2);
		list[i][4] = list[i][5] = 32;
	}
	write_list(c, (const uint8_t(*)[6])list, n);
	free(list);
	der = content_der(c);
	assert_int_equal(rsec_roa_parse(&der, &c->arena, &roa), 0);
	assert_int_equal(roa.count, RSEC_ROA_PREFIXES_MAX);
	content_must_find(c, RSEC_RULE_ROA_LIMIT, -1,
	    "100001 entries, of which the first 100000 are read");
	assert_int_equal(content_count(c, RSEC_RULE_ROA_DUPLICATE), 1);
	assert_int_equal(content_count(c, RSEC_RULE_ROA_CANONICAL), 1);
}

/* Whether each address of 192.0.2.0/24 in P is in one of the ranges. */
static bool
is_covered(const struct rsec_prefix *p, const struct rsec_ip_range *ranges,
    size_t count)
{
	uint64_t a, first = p->hi >> 32 & 255, n = (uint64_t)1 << (32 - p->len);
	size_t i;

	for (a = first; a < first + n; a++) {
		for (i = 0; i < count; i++)
			if (a >= (ranges[i].min.hi >> 32 & 255) &&
			    a <= (ranges[i].max.hi >> 32 & 255))
				break;
		if (i == count)
			return false;
	}
	return true;
}

static void
containment_is_that_of_every_address(void **state)
{
	struct rsec_ip_range ranges[4];
	struct random random = { 11 };
	struct rsec_roa_prefix entry;
	struct rsec_roa roa = { .prefixes = &entry, .count = 1 };
	struct rsec_cert ee;
	struct content *c = *state;
	size_t round, i;
	uint64_t a, b;

	for (round = 0; round < 5000; round++) {
		memset(&ee, 0, sizeof(ee));
		memset(&entry, 0, sizeof(entry));
		ee.resources.ipv4.present = true;
		ee.resources.ipv4.list = ranges;
		ee.resources.ipv4.count = 1 + random_below(&random, 4);
		for (i = 0; i < ee.resources.ipv4.count; i++) {
			a = random_below(&random, 32) * 8;
			b = a + random_below(&random, (uint32_t)(256 - a));
			ranges[i].min =
			    (struct rsec_address){ (0xc0000200 + a) << 32, 0 };
			ranges[i].max = (struct rsec_address){
				(0xc0000200 + b) << 32 | UINT32_MAX, UINT64_MAX
			};
		}
		entry.offset = 77;
		entry.prefix.family = RSEC_IPV4;
		entry.prefix.len = (uint8_t)(25 + random_below(&random, 6));
		a = random_below(&random, 256);
		entry.prefix.hi =
		    (0xc0000200 + a) << 32 & rsec_mask_hi(entry.prefix.len);
		content_der(c);
		rsec_roa_check_ee(&roa, &ee, &c->findings);
		assert_int_equal(content_count(c, RSEC_RULE_ROA_EE_CONTAINED),
		    !is_covered(
			&entry.prefix, ranges, ee.resources.ipv4.count));
	}
}

static void
the_certificate_is_told_what_it_lacks(void **state)
{
	struct rsec_roa_prefix entry = { .offset = 17, .max_len = 25 };
	struct rsec_roa roa = { .prefixes = &entry, .count = 1 };
	struct rsec_cert ee = { .offset = 99 };
	struct content *c = *state;

	assert_int_equal(
	    rsec_prefix_parse("192.0.2.0/24", 12, &entry.prefix, NULL), 0);
	content_der(c);
	rsec_roa_check_ee(&roa, &ee, &c->findings);
	assert_int_equal(c->findings.count, 1);
	content_must_find(
	    c, RSEC_RULE_ROA_EE_IP, 99, "the certificate has no IP resources");
	ee.resources.asn.present = true;
	ee.resources.ipv6.present = true;
	content_der(c);
	rsec_roa_check_ee(&roa, &ee, &c->findings);
	assert_int_equal(c->findings.count, 2);
	content_must_find(
	    c, RSEC_RULE_ROA_EE_AS, 99, "the certificate has AS resources");
	content_must_find(c, RSEC_RULE_ROA_EE_CONTAINED, 17,
	    "192.0.2.0/24 is not among the resources of the certificate");
	ee.resources.asn.present = false;
	ee.resources.ipv4.present = ee.resources.ipv4.inherit = true;
	content_der(c);
	rsec_roa_check_ee(&roa, &ee, &c->findings);
	assert_int_equal(c->findings.count, 1);
	content_must_find(c, RSEC_RULE_ROA_EE_INHERIT, 99,
	    "IP resources of the certificate are inherited");
	rsec_roa_check_ee(&roa, &ee, NULL); /* nobody listens */
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, content_setup, content_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_roa_is_read_as_it_stands),
		TEST(the_whole_of_each_family_is_a_prefix),
		TEST(a_maxlength_out_of_range_is_told_and_counts_as_absent),
		TEST(each_fault_has_its_message_and_place),
		TEST(one_that_says_it_is_longer_is_shown_as_far_as_it_goes),
		TEST(order_and_repeats_are_those_of_every_pair),
		TEST(warnings_are_told_once_with_how_often),
		TEST(a_hundred_thousand_prefixes_are_read_and_no_more),
		TEST(containment_is_that_of_every_address),
		TEST(the_certificate_is_told_what_it_lacks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
