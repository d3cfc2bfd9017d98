/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "net/prefix.h"
#include "tests/lib/prefixes.h"
#include "tests/lib/random.h"

static const char *
message(const char *text)
{
	static struct rsec_err err;
	struct rsec_prefix p;

	assert_int_equal(rsec_prefix_parse(text, strlen(text), &p, &err), -1);
	return err.msg;
}

/* TEXT is read, and written as CANONICAL. */
static void
check_text(const char *text, const char *canonical)
{
	char out[RSEC_PREFIX_SIZE];
	struct rsec_prefix p = prefix_of(text);

	assert_int_equal(rsec_prefix_format(out, &p), strlen(canonical));
	assert_string_equal(out, canonical);
}

static void
texts_are_read_and_written(void **state)
{
	(void)state;
	check_text("0.0.0.0/0", "0.0.0.0/0");
	check_text("192.0.2.0/24", "192.0.2.0/24");
	check_text("192.0.2.1", "192.0.2.1/32");
	check_text("255.255.255.255/32", "255.255.255.255/32");
	check_text("::/0", "::/0");
	check_text("::", "::/128");
	check_text("::1", "::1/128");
	check_text("2001:DB8::/32", "2001:db8::/32");
	check_text("2001:0db8:0000::0:0/128", "2001:db8::/128");
	check_text("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6/128");
	check_text("1::", "1::/128");
	check_text("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0/128");
	check_text("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8/128");
	check_text("64:ff9b::192.0.2.1", "64:ff9b::c000:201/128");
	check_text("1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5:6:c000:201/128");
	check_text("::192.0.2.1", "::c000:201/128");
}

static void
rfc_5952_chooses_one_text(void **state)
{
	(void)state;
	/* Section 4.2.2: one group of zeros is no run. */
	check_text("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1/128");
	/* Section 4.2.3: the longest run, the first of equals. */
	check_text("2001:0:0:1:0:0:0:1", "2001:0:0:1::1/128");
	check_text("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1/128");
	check_text("0:0:1:0:0:1:0:0", "::1:0:0:1:0:0/128");
	/* Section 4.3: lower case. */
	check_text("ABCD:EF01::", "abcd:ef01::/128");
	/* Section 5: mapped addresses, and the prefix that holds them. */
	check_text("::ffff:c000:0201", "::ffff:192.0.2.1/128");
	check_text("::ffff:192.0.2.0/120", "::ffff:192.0.2.0/120");
	check_text("::ffff:0.0.0.0/96", "::ffff:0:0/96");
}

static void
an_address_is_written_without_length(void **state)
{
	struct rsec_prefix p = prefix_of("192.0.2.0/24");
	char out[RSEC_PREFIX_SIZE];

	(void)state;
	assert_int_equal(rsec_prefix_format_address(out, &p), 9);
	assert_string_equal(out, "192.0.2.0");
	p = prefix_of("::ffff:0:0/96");
	rsec_prefix_format_address(out, &p);
	assert_string_equal(out, "::ffff:0.0.0.0");
}

static void
messages_name_the_wrong_part(void **state)
{
	static const char *texts[][2] = {
		{ "", "an empty text is not a prefix" },
		{ "AS64496", "\"AS64496\" is not an IP address" },
		{ "192.0.2.1/24",
		    "192.0.2.1/24 has bits set beyond its length" },
		{ "2001:db8::1/127",
		    "2001:db8::1/127 has bits set beyond its length" },
		{ "192.0.2.0/33", "prefix length 33 exceeds 32" },
		{ "2001:db8::/129", "prefix length 129 exceeds 128" },
		{ "::/99999999999999999999",
		    "prefix length 99999999999999999999 exceeds 128" },
		{ "192.0.2.0/", "the prefix length is missing" },
		{ "192.0.2.0/024", "prefix length \"024\" has a leading zero" },
		{ "192.0.2.0/-1", "prefix length \"-1\" is not a number" },
		{ "192.0.2.0/24/24",
		    "prefix length \"24/24\" is not a number" },
		{ "192.0.02.0/24", "\"192.0.02.0\" is not an IPv4 address: "
				   "an octet has a leading zero" },
		{ "192.0.2.256", "\"192.0.2.256\" is not an IPv4 address: "
				 "an octet exceeds 255" },
		{ "192.0.2/24", "\"192.0.2\" is not an IPv4 address: "
				"an octet is missing" },
		{ "192.0..2/24", "\"192.0..2\" is not an IPv4 address: "
				 "an octet is missing" },
		{ "192.0.2.0 /24", "\"192.0.2.0 \" is not an IPv4 address: "
				   "other text follows it" },
		{ "1:2:3:4:5:6:7", "\"1:2:3:4:5:6:7\" is not an IPv6 address: "
				   "it has fewer than eight groups" },
		{ "1:2:3:4:5:6:7:8:9",
		    "\"1:2:3:4:5:6:7:8:9\" is not an IPv6 address: "
		    "it has more than eight groups" },
		{ "1:2:3:4:5:6:7:8::",
		    "\"1:2:3:4:5:6:7:8::\" is not an IPv6 address: "
		    "its \"::\" stands for no group" },
		{ "1::2::3", "\"1::2::3\" is not an IPv6 address: "
			     "it has more than one \"::\"" },
		{ "1:::2", "\"1:::2\" is not an IPv6 address: "
			   "other text follows it" },
		{ ":1::", "\":1::\" is not an IPv6 address: "
			  "it starts with one colon" },
		{ "1::2:", "\"1::2:\" is not an IPv6 address: "
			   "a group is missing" },
		{ "12345::", "\"12345::\" is not an IPv6 address: "
			     "a group has more than four digits" },
		{ "1:23456::", "\"1:23456::\" is not an IPv6 address: "
			       "a group has more than four digits" },
		{ "::192.0.2", "\"::192.0.2\" is not an IPv6 address: "
			       "an octet is missing" },
		{ "fe80::1%eth0/128",
		    "\"fe80::1%eth0\" is not an IPv6 address: "
		    "other text follows it" },
		{ "\033[2J\"\\", "\"\\x1b[2J\\\"\\\\\" is not an IP address" },
	};
	char text[300];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_string_equal(message(texts[i][0]), texts[i][1]);
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_string_equal(message(text),
	    "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"... "
	    "is not an IP address");
}

static void
a_failure_leaves_the_output(void **state)
{
	struct rsec_prefix p = prefix_of("192.0.2.0/24"), old = p;
	bool masked;

	(void)state;
	assert_int_equal(rsec_prefix_parse("10.0.0.1/8", 10, &p, NULL), -1);
	assert_int_equal(rsec_prefix_parse("10.0.0.0/x", 10, &p, NULL), -1);
	assert_int_equal(rsec_prefix_parse("", 0, &p, NULL), -1);
	assert_int_equal(
	    rsec_prefix_parse_masked("::/1000", 7, &p, &masked, NULL), -1);
	assert_true(rsec_prefix_equal(&p, &old));
}

static void
host_bits_are_cleared_on_request(void **state)
{
	struct rsec_prefix p, want = prefix_of("10.0.0.0/8");
	bool masked;

	(void)state;
	assert_int_equal(
	    rsec_prefix_parse_masked("10.0.0.1/8", 10, &p, &masked, NULL), 0);
	assert_true(masked);
	assert_true(rsec_prefix_equal(&p, &want));
	assert_int_equal(
	    rsec_prefix_parse_masked("10.0.0.0/8", 10, &p, &masked, NULL), 0);
	assert_false(masked);
	assert_int_equal(
	    rsec_prefix_parse_masked("ffff::1/0", 9, &p, &masked, NULL), 0);
	assert_true(masked && p.hi == 0 && p.lo == 0 && p.len == 0);
}

static void
the_text_ends_where_it_is_told_to(void **state)
{
	struct rsec_prefix p;

	(void)state;
	assert_int_equal(rsec_prefix_parse("192.0.2.0/245", 12, &p, NULL), 0);
	assert_int_equal(p.len, 24);
	assert_int_equal(rsec_prefix_parse("2001:db8::/3256", 13, &p, NULL), 0);
	assert_int_equal(p.len, 32);
	assert_int_equal(rsec_prefix_parse("192.0.2.1\0", 10, &p, NULL), -1);
}

/* inet_pton() and our reader say the same about TEXT as an address. */
static void
check_against_system(const char *text)
{
	uint8_t bytes[16];
	struct rsec_prefix p, want;
	uint8_t family = strchr(text, ':') != NULL ? RSEC_IPV6 : RSEC_IPV4;
	int good, ours;

	good = inet_pton(family == RSEC_IPV4 ? AF_INET : AF_INET6, text, bytes);
	ours = rsec_prefix_parse(text, strlen(text), &p, NULL);
	if ((good == 1) != (ours == 0))
		fail_msg("\"%s\": inet_pton %d, rsec %d", text, good, ours);
	if (good != 1)
		return;
	assert_true(rsec_prefix_from_bytes(
	    &want, family, bytes, rsec_family_bits(family)));
	if (!rsec_prefix_equal(&p, &want))
		fail_msg("\"%s\": another address", text);
}

/* Addresses with many zero groups, so that each "::" occurs. */
static void
random_address(struct random *r, uint8_t bytes[16])
{
	unsigned group, v;

	for (group = 0; group < 8; group++) {
		v = random_below(r, 1u << (4 * random_below(r, 5)));
		if (random_once_in(r, 2))
			v = 0;
		bytes[2 * group] = (uint8_t)(v >> 8);
		bytes[2 * group + 1] = (uint8_t)v;
	}
}

static void
random_addresses_agree_with_the_system(void **state)
{
	struct random r = { 1 };
	char ours[RSEC_PREFIX_SIZE], theirs[INET6_ADDRSTRLEN];
	struct rsec_prefix p;
	uint8_t bytes[16];
	unsigned i;

	(void)state;
	for (i = 0; i < 200000; i++) {
		random_address(&r, bytes);
		assert_true(rsec_prefix_from_bytes(&p, RSEC_IPV6, bytes, 128));
		rsec_prefix_format_address(ours, &p);
		check_against_system(ours);
		inet_ntop(AF_INET6, bytes, theirs, sizeof(theirs));
		check_against_system(theirs);
		/* It writes ::/96 as dotted quads also, which RFC 5952 5
		 * leaves to prefixes that are known to hold addresses. */
		if (p.hi != 0 || p.lo >> 32 != 0)
			assert_string_equal(ours, theirs);

		assert_true(rsec_prefix_from_bytes(&p, RSEC_IPV4, bytes, 32));
		rsec_prefix_format_address(ours, &p);
		inet_ntop(AF_INET, bytes, theirs, sizeof(theirs));
		assert_string_equal(ours, theirs);
		check_against_system(ours);
	}
}

static void
random_texts_agree_with_the_system(void **state)
{
	static const char letters[] = "0012:::.fF9g";
	struct random r = { 2 };
	char text[24];
	unsigned i, n, at;

	(void)state;
	for (i = 0; i < 1000000; i++) {
		n = 1 + random_below(&r, sizeof(text) - 2);
		for (at = 0; at < n; at++)
			text[at] = letters[random_below(&r, 12)];
		text[n] = '\0';
		check_against_system(text);
	}
}

/* Good addresses with one byte put in, taken out or changed. */
static void
spoilt_texts_agree_with_the_system(void **state)
{
	static const char letters[] = "01:.f";
	struct random r = { 3 };
	char text[INET6_ADDRSTRLEN + 2];
	uint8_t bytes[16];
	unsigned i;
	size_t at, n;

	(void)state;
	for (i = 0; i < 300000; i++) {
		random_address(&r, bytes);
		inet_ntop(random_once_in(&r, 3) ? AF_INET : AF_INET6, bytes,
		    text, INET6_ADDRSTRLEN);
		n = strlen(text);
		at = random_below(&r, (uint32_t)n);
		switch (random_below(&r, 3)) {
		case 0:
			memmove(text + at, text + at + 1, n - at);
			break;
		case 1:
			memmove(text + at + 1, text + at, n - at + 1);
			/* FALLTHROUGH */
		default:
			text[at] = letters[random_below(&r, 5)];
			break;
		}
		check_against_system(text);
	}
}

static void
every_prefix_survives_its_text(void **state)
{
	struct random r = { 4 };
	struct rsec_prefix p, again;
	char text[RSEC_PREFIX_SIZE];
	unsigned i;
	size_t n;

	(void)state;
	for (i = 0; i < 200000; i++) {
		p = prefix_random(&r, i & 1 ? RSEC_IPV4 : RSEC_IPV6);
		n = rsec_prefix_format(text, &p);
		assert_int_equal(n, strlen(text));
		assert_int_equal(rsec_prefix_parse(text, n, &again, NULL), 0);
		assert_true(rsec_prefix_equal(&p, &again));
	}
}

static void
bytes_make_prefixes(void **state)
{
	const uint8_t bytes[16] = { 0x20, 1, 0xd, 0xb8, 1, 2, 3, 4, 5, 6, 7, 8,
		9, 10, 11, 12 };
	struct rsec_prefix p, want = prefix_of("2001:db8:102:300::/56");

	(void)state;
	assert_true(rsec_prefix_from_bytes(&p, RSEC_IPV6, bytes, 56));
	assert_true(rsec_prefix_equal(&p, &want));
	want = prefix_of("32.0.0.0/7");
	assert_true(rsec_prefix_from_bytes(&p, RSEC_IPV4, bytes, 7));
	assert_true(rsec_prefix_equal(&p, &want));
	assert_false(rsec_prefix_from_bytes(&p, RSEC_IPV4, bytes, 33));
	assert_false(rsec_prefix_from_bytes(&p, RSEC_IPV6, bytes, 129));
	assert_true(rsec_prefix_equal(&p, &want));
}

/* Bit I of an address, the other way to write a mask. */
static bool
bit(const struct rsec_prefix *p, unsigned i)
{
	return i < 64 ? p->hi >> (63 - i) & 1 : p->lo >> (127 - i) & 1;
}

static bool
contains_bit_by_bit(const struct rsec_prefix *a, const struct rsec_prefix *b)
{
	unsigned i;

	if (a->family != b->family || a->len > b->len)
		return false;
	for (i = 0; i < a->len; i++)
		if (bit(a, i) != bit(b, i))
			return false;
	return true;
}

static void
containment_is_bit_by_bit(void **state)
{
	struct random r = { 5 };
	struct rsec_prefix a, b;
	unsigned i, yes = 0;

	(void)state;
	for (i = 0; i < 200000; i++) {
		a = prefix_random(&r, i & 1 ? RSEC_IPV4 : RSEC_IPV6);
		b = prefix_near(&r, &a);
		assert_true(rsec_prefix_contains(&a, &b) ==
			    contains_bit_by_bit(&a, &b));
		yes += rsec_prefix_contains(&a, &b);
		if (rsec_prefix_contains(&a, &b))
			assert_true(rsec_prefix_cmp(&a, &b) <= 0);
	}
	assert_in_range(yes, 50000, 150000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_read_and_written),
		cmocka_unit_test(rfc_5952_chooses_one_text),
		cmocka_unit_test(an_address_is_written_without_length),
		cmocka_unit_test(messages_name_the_wrong_part),
		cmocka_unit_test(a_failure_leaves_the_output),
		cmocka_unit_test(host_bits_are_cleared_on_request),
		cmocka_unit_test(the_text_ends_where_it_is_told_to),
		cmocka_unit_test(random_addresses_agree_with_the_system),
		cmocka_unit_test(random_texts_agree_with_the_system),
		cmocka_unit_test(spoilt_texts_agree_with_the_system),
		cmocka_unit_test(every_prefix_survives_its_text),
		cmocka_unit_test(bytes_make_prefixes),
		cmocka_unit_test(containment_is_bit_by_bit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
