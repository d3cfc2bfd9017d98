/* SPDX-License-Identifier: ISC */
/*
 * Sets of number resources, against sets kept bit by bit in a space that is
 * small: 198.51.100.0/24, and AS numbers 0 to 255.
 */
#include "tests/lib/test.h"

#include <string.h>

#include "rpki/resources.h"
#include "tests/lib/random.h"

#define SPACE  256
#define RANGES 12
#define RUNS   2000
#define NET    ((uint64_t)0xc6336400 << 32) /* 198.51.100.0 */

static struct rsec_ip_range
ip_range(uint32_t min, uint32_t max)
{
	return (struct rsec_ip_range){ { NET | (uint64_t)min << 32, 0 },
		{ NET | (uint64_t)max << 32 | 0xffffffff, UINT64_MAX },
		RSEC_NO_OFFSET };
}

struct sets {
	struct rsec_ip_range ip_list[RANGES];
	struct rsec_asn_range asn_list[RANGES];
	struct rsec_ip_resources ip;
	struct rsec_asn_resources asn;
	bool has[SPACE]; /* the same, by number */
};

static void
make_sets(struct sets *s, struct random *random)
{
	uint32_t i, n, min, max;

	memset(s, 0, sizeof(*s));
	s->ip.list = s->ip_list;
	s->asn.list = s->asn_list;
	for (i = 0; i < random_below(random, RANGES); i++) {
		min = random_below(random, SPACE);
		max = min + random_below(random, SPACE - min) % 20;
		s->ip_list[i] = ip_range(min, max);
		s->asn_list[i] = (struct rsec_asn_range){ min, max, 0 };
		s->ip.count = s->asn.count = i + 1;
		for (n = min; n <= max; n++)
			s->has[n] = true;
	}
}

static void
a_set_contains_what_its_numbers_say(void **state)
{
	struct random random = { 11 };
	struct sets s;
	uint32_t run, min, max, n;
	size_t i;

	(void)state;
	for (run = 0; run < RUNS; run++) {
		struct rsec_ip_range ip;
		struct rsec_asn_range asn;
		bool all = true;

		make_sets(&s, &random);
		rsec_ip_resources_canonize(&s.ip);
		rsec_asn_resources_canonize(&s.asn);
		assert_int_equal(s.ip.count, s.asn.count);
		for (i = 1; i < s.asn.count; i++)
			assert_true(
			    s.asn.list[i].min > s.asn.list[i - 1].max + 1);
		min = random_below(&random, SPACE);
		max = min + random_below(&random, SPACE - min) % 8;
		for (n = min; n <= max; n++)
			all = all && s.has[n];
		ip = ip_range(min, max);
		asn = (struct rsec_asn_range){ min, max, 0 };
		assert_int_equal(rsec_ip_resources_contain(&s.ip, &ip), all);
		assert_int_equal(rsec_asn_resources_contain(&s.asn, &asn), all);
	}
}

/* Every range in the space, against every prefix in it. */
static void
a_range_is_the_prefix_that_has_its_ends(void **state)
{
	struct rsec_ip_range range;
	struct rsec_prefix prefix;
	uint32_t min, max, size;

	(void)state;
	for (min = 0; min < SPACE; min++)
		for (max = min; max < SPACE; max++) {
			bool is = false;
			unsigned len = 0;

			for (size = 1; size <= SPACE; size *= 2)
				if (max - min + 1 == size && min % size == 0) {
					is = true;
					len = 33 - (unsigned)__builtin_ffs(
						       (int)size);
				}
			range = ip_range(min, max);
			assert_int_equal(
			    rsec_ip_range_prefix(&range, RSEC_IPV4, &prefix),
			    is);
			if (is) {
				assert_int_equal(prefix.len, len);
				range = rsec_ip_range_of(&prefix);
				assert_int_equal(
				    range.max.hi, ip_range(min, max).max.hi);
			}
		}
}

static void
ranges_at_the_ends_of_the_space_are_prefixes_or_not(void **state)
{
	struct rsec_ip_range all = { { 0, 0 }, { UINT64_MAX, UINT64_MAX }, 0 };
	struct rsec_ip_range last = { { UINT64_MAX, UINT64_MAX },
		{ UINT64_MAX, UINT64_MAX }, 0 };
	struct rsec_ip_range odd = { { 0, 1 }, { 0, 2 }, 0 };
	struct rsec_ip_range crossed = { { 0, 2 }, { 0, 1 }, 0 };
	struct rsec_prefix prefix;

	(void)state;
	assert_true(rsec_ip_range_prefix(&all, RSEC_IPV6, &prefix));
	assert_int_equal(prefix.len, 0);
	assert_true(rsec_ip_range_prefix(&last, RSEC_IPV6, &prefix));
	assert_int_equal(prefix.len, 128);
	assert_false(rsec_ip_range_prefix(&odd, RSEC_IPV6, &prefix));
	assert_false(rsec_ip_range_prefix(&crossed, RSEC_IPV6, &prefix));
}

static void
ranges_are_written_as_prefixes_where_they_are(void **state)
{
	char text[RSEC_IP_RANGE_SIZE];
	struct rsec_ip_range range = ip_range(0, 255);

	(void)state;
	rsec_ip_range_format(text, &range, RSEC_IPV4);
	assert_string_equal(text, "198.51.100.0/24");
	range = ip_range(1, 2);
	assert_int_equal(rsec_ip_range_format(text, &range, RSEC_IPV4), 25);
	assert_string_equal(text, "198.51.100.1-198.51.100.2");
}

/* A set with the last address: nothing comes after it. */
static void
the_last_address_touches_nothing(void **state)
{
	struct rsec_ip_range list[] = {
		{ { UINT64_MAX, UINT64_MAX }, { UINT64_MAX, UINT64_MAX }, 0 },
		{ { 0, 0 }, { 0, 0 }, 0 },
	};
	struct rsec_ip_resources set = { true, false, list, 2 };
	struct rsec_asn_range asns[] = { { UINT32_MAX, UINT32_MAX, 0 },
		{ 0, 0, 0 } };
	struct rsec_asn_resources as = { true, false, asns, 2 };

	(void)state;
	rsec_ip_resources_canonize(&set);
	assert_int_equal(set.count, 2);
	assert_int_equal(list[0].min.hi, 0);
	rsec_asn_resources_canonize(&as);
	assert_int_equal(as.count, 2);
}

static void
addresses_have_no_more_bits_than_their_family(void **state)
{
	const uint8_t octets[17] = { 0xc0, 0, 2, 0 };
	struct rsec_bytes bits = { octets, 0 };
	struct rsec_prefix p;
	unsigned unused;

	(void)state;
	assert_true(rsec_ip_bits_parse(bits, 0, RSEC_IPV4, &p));
	assert_int_equal(p.len, 0);
	assert_false(rsec_ip_bits_parse(bits, 1, RSEC_IPV4, &p));
	for (bits.len = 1; bits.len <= sizeof(octets); bits.len++)
		for (unused = 0; unused < 8; unused++) {
			size_t n = bits.len * 8 - unused;

			assert_int_equal(
			    rsec_ip_bits_parse(bits, unused, RSEC_IPV4, &p),
			    n <= 32);
			assert_int_equal(
			    rsec_ip_bits_parse(bits, unused, RSEC_IPV6, &p),
			    n <= 128);
			if (n <= 128)
				assert_int_equal(p.len, n);
		}
}

struct parse {
	struct rsec_arena arena;
	struct rsec_findings f;
	struct rsec_resources res;
	int status;
};

static void
parse(struct parse *p, bool ip, const char *der, size_t len)
{
	struct rsec_bytes bytes = { (const uint8_t *)der, len };
	struct rsec_der cursor;

	memset(p, 0, sizeof(*p));
	p->arena = RSEC_ARENA_INIT;
	rsec_findings_init(&p->f, &p->arena);
	cursor = rsec_der_init(bytes, bytes.data, &p->f);
	p->status = ip ? rsec_ip_resources_parse(&cursor, &p->arena, &p->res)
		       : rsec_asn_resources_parse(&cursor, &p->arena, &p->res);
}

static void
parse_fini(struct parse *p)
{
	rsec_findings_fini(&p->f);
	rsec_arena_fini(&p->arena);
}

#define PARSE(p, ip, s) parse(p, ip, s, sizeof(s) - 1)

static void
messages_name_the_resource(void **state)
{
	struct parse p;

	(void)state;
	/* 192.0.2.0/24, 192.0.2.128/25 */
	PARSE(&p, true,
	    "\x30\x15\x30\x13\x04\x02\x00\x01\x30\x0d\x03\x04\x00\xc0\x00\x02"
	    "\x03\x05\x07\xc0\x00\x02\x80");
	assert_int_equal(p.f.count, 1);
	assert_int_equal(p.f.list[0].rule, RSEC_RULE_IP_ORDER);
	assert_int_equal(p.f.list[0].offset, 16);
	assert_string_equal(
	    p.f.list[0].message, "192.0.2.128/25 overlaps 192.0.2.0/24");
	assert_int_equal(p.res.ipv4.count, 2);
	parse_fini(&p);
	/* AS64496, AS64497 */
	PARSE(&p, false,
	    "\x30\x0e\xa0\x0c\x30\x0a\x02\x03\x00\xfb\xf0\x02\x03\x00\xfb"
	    "\xf1");
	assert_int_equal(p.f.count, 1);
	assert_string_equal(
	    p.f.list[0].message, "AS64497 should be one range with AS64496");
	parse_fini(&p);
}

static void
inherit_is_no_list(void **state)
{
	struct parse p;

	(void)state;
	PARSE(&p, true,
	    "\x30\x10\x30\x06\x04\x02\x00\x01\x05\x00\x30\x06\x04\x02\x00\x02"
	    "\x05\x00");
	assert_int_equal(p.f.count, 0);
	assert_true(p.res.ipv4.inherit && p.res.ipv6.inherit);
	assert_int_equal(p.res.ipv4.count, 0);
	parse_fini(&p);
	PARSE(&p, false, "\x30\x04\xa0\x02\x05\x00");
	assert_true(p.f.count == 0 && p.res.asn.inherit);
	parse_fini(&p);
}

/* What is behind the last element that can be read has no room in the list. */
static void
a_broken_end_of_a_list_is_not_taken(void **state)
{
	struct parse p;

	(void)state;
	PARSE(&p, true,
	    "\x30\x10\x30\x0e\x04\x02\x00\x01\x30\x08\x03\x04\x00\xc0\x00\x02"
	    "\x03\x7f");
	assert_int_equal(p.res.ipv4.count, 1);
	assert_true(p.f.count > 0);
	parse_fini(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_set_contains_what_its_numbers_say),
		cmocka_unit_test(a_range_is_the_prefix_that_has_its_ends),
		cmocka_unit_test(
		    ranges_at_the_ends_of_the_space_are_prefixes_or_not),
		cmocka_unit_test(ranges_are_written_as_prefixes_where_they_are),
		cmocka_unit_test(the_last_address_touches_nothing),
		cmocka_unit_test(addresses_have_no_more_bits_than_their_family),
		cmocka_unit_test(messages_name_the_resource),
		cmocka_unit_test(inherit_is_no_list),
		cmocka_unit_test(a_broken_end_of_a_list_is_not_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
