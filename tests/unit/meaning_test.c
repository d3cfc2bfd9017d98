/* SPDX-License-Identifier: ISC */
/*
 * What makes a difference to the meaning of an object and what does not, by
 * examples; the signature and the comparison must agree about each.
 * reformat_test.c has the random ones.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "irr/meaning.h"

#define TAIL "mnt-by: MNT-X\nsource: EXAMPLE\n"

struct pair {
	struct rsec_rpsl *rpsl[2];
	struct rsec_rpsl_object object[2];
	struct rsec_buf told; /* "name: old | new" a line */
	int stop;	      /* what field() returns */
};

static void
open_pair(struct pair *pair, const char *old, const char *new)
{
	const char *const text[2] = { old, new };
	struct rsec_source none = { NULL, NULL };
	struct rsec_err err;
	int i;

	*pair = (struct pair){ .stop = 0 };
	for (i = 0; i < 2; i++) {
		pair->rpsl[i] = rsec_rpsl_new(none, NULL);
		assert_non_null(pair->rpsl[i]);
		if (rsec_rpsl_parse(pair->rpsl[i], text[i], strlen(text[i]),
			&pair->object[i], &err) != 0)
			fail_msg("%s: %s", text[i], err.msg);
	}
}

static void
close_pair(struct pair *pair)
{
	rsec_rpsl_free(pair->rpsl[0]);
	rsec_rpsl_free(pair->rpsl[1]);
	rsec_buf_fini(&pair->told);
}

static int
field(void *ctx, const char *name, const char *old_value, const char *new_value)
{
	struct pair *pair = ctx;
	char line[256];

	snprintf(
	    line, sizeof(line), "%s: %s | %s\n", name, old_value, new_value);
	assert_int_equal(rsec_buf_puts(&pair->told, line), 0);
	return pair->stop;
}

static bool
same_signature(const struct pair *pair, bool all)
{
	struct rsec_rpsl_signature a = rsec_rpsl_sign(&pair->object[0], all);
	struct rsec_rpsl_signature b = rsec_rpsl_sign(&pair->object[1], all);

	return a.hi == b.hi && a.lo == b.lo;
}

/* TOLD is what differs between OLD and NEW; "" for nothing. */
static void
assert_told(const char *old, const char *new, bool all, const char *told)
{
	struct pair pair;

	open_pair(&pair, old, new);
	assert_int_equal(rsec_rpsl_compare(&pair.object[0], &pair.object[1],
			     all, field, &pair, NULL),
	    0);
	assert_int_equal(rsec_buf_addc(&pair.told, '\0'), 0);
	assert_string_equal(pair.told.data, told);
	assert_int_equal(same_signature(&pair, all), *told == '\0');
	close_pair(&pair);
}

static void
layout_order_and_case_make_no_difference(void **state)
{
	static const char old[] = "route: 192.0.2.0/24\n"
				  "descr: One Two\n"
				  "descr: three\n"
				  "import: from AS64496 accept ANY\n"
				  "x-unknown: Something\n"
				  "member-of: RS-A, RS-B\n" TAIL;
	static const char *const new[] = {
		"route:192.0.2.0/24#x\n" TAIL "descr: three # drei\n"
		"descr:ONE  \t two\r\n"
		"X-Unknown: something\n"
		"IMPORT:\n# no\n from\n+AS64496\n\taccept   any\n+\n"
		"member-of: rs-b\nmember-of: RS-A\n",
		"Route: 192.0.2.0/24\n"
		"descr:\n+ One Two\n% x: y\n three\n"
		"import: from AS64496 accept ANY\n"
		"remarks:\nremarks: # nothing\n"
		"member-of: ,rs-A# RS-C\n rs-B,\n" TAIL
		"x-unknown:\n\tSomething  \n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(new) / sizeof(new[0]); i++)
		assert_told(old, new[i], true, "");
}

static void
noise_counts_when_it_is_asked_for(void **state)
{
	static const char old[] =
	    "route: 192.0.2.0/24\n" TAIL "created: 2020-01-01T00:00:00Z\n"
	    "remarks: * a remark\n";
	static const char new[] =
	    "route: 192.0.2.0/24\n" TAIL "remarks: * a remark\n"
	    "remarks: ****************************\n"
	    "remarks: * THIS OBJECT CONTAINS PLACEHOLDER DATA\n"
	    "changed: x@example.net 20200101\n"
	    "last-modified: 2020-01-01T00:00:00Z\n"
	    "rpki-ov-state: valid\n"
	    "auth: CRYPT-PW x\n";

	(void)state;
	assert_told(old, new, false, "");
	assert_told(old, new, true,
	    "created: 2020-01-01T00:00:00Z | \n"
	    "remarks:  | ****************************, "
	    "* THIS OBJECT CONTAINS PLACEHOLDER DATA\n"
	    "changed:  | x@example.net 20200101\n"
	    "last-modified:  | 2020-01-01T00:00:00Z\n"
	    "rpki-ov-state:  | valid\n"
	    "auth:  | CRYPT-PW x\n");
}

static void
as_numbers_are_numbers(void **state)
{
	(void)state;
	assert_told("route: X\norigin: AS65537\n" TAIL,
	    "route: X\norigin: as1.1\n" TAIL, false, "");
	assert_told(
	    "aut-num: AS64496\n" TAIL, "aut-num: as0064496\n" TAIL, false, "");
	assert_told("as-set: AS-X\nmembers: AS64496, AS-Y\n",
	    "as-set: AS-X\nmembers: AS0.64496\nmembers: AS-Y\n", false, "");
	/* Not where they are a text, or no number. */
	assert_told("role: X\ndescr: AS64496\n" TAIL,
	    "role: X\ndescr: AS064496\n" TAIL, false,
	    "descr: AS64496 | AS064496\n");
	assert_told("route: X\norigin: AS4294967296\n" TAIL,
	    "route: X\norigin: AS04294967296\n" TAIL, false,
	    "origin: AS4294967296 | AS04294967296\n");
}

static void
ipv6_prefixes_are_prefixes(void **state)
{
	(void)state;
	assert_told("route6: 2001:db8::/32\n" TAIL,
	    "route6: 2001:0DB8:0:0::/32 # x\n" TAIL, false, "");
	assert_told("route6: 2001:db8::/32\nholes: 2001:db8:1::/48\n" TAIL,
	    "route6: 2001:db8::/32\nholes: 2001:DB8:1:0::0/48\n" TAIL, false,
	    "");
	assert_told("route6: 2001:db8::/32\n" TAIL,
	    "route6: 2001:db8::/33\n" TAIL, false,
	    "route6: 2001:db8::/32 | 2001:db8::/33\n");
	assert_told("route6: 2001:db8::1/32\n" TAIL,
	    "route6: 2001:db8::01/32\n" TAIL, false,
	    "route6: 2001:db8::1/32 | 2001:db8::01/32\n");
}

static void
differences_are_told_by_name(void **state)
{
	(void)state;
	assert_told("route: X\nmnt-by: MNT-A, MNT-B\ndescr: a\ndescr: B\n",
	    "route: X\ndescr: b\ndescr: C  c\nnotify: x\nmnt-by: mnt-b mnt-C\n",
	    false,
	    "mnt-by: MNT-A | mnt-C\n"
	    "descr: a | C c\n"
	    "notify:  | x\n");
	/* How often a value stands there. */
	assert_told("route: X\ndescr: a\ndescr: A\n", "route: X\ndescr: a\n",
	    false, "descr: A | \n");
	/* A class is what stands first. */
	assert_told("role: X\nperson: Y\n", "person: Y\nrole: X\n", false,
	    "role: X | X\nperson: Y | Y\n");
	/* Names that are not known, and lines that are one value. */
	assert_told("x: 1\nx-y: 2\nimport: a\n b\n",
	    "x: 1\nX-Z: 2\nimport: ab\n", false,
	    "x-y: 2 | \nimport: a b | ab\nx-z:  | 2\n");
	/* A line that goes on elsewhere is two, in a text. */
	assert_told("role: X\naddress: a b\n", "role: X\naddress: a\n b\n",
	    false, "address: a b | a, b\n");
}

static void
field_can_stop_a_comparison(void **state)
{
	struct pair pair;

	(void)state;
	open_pair(&pair, "route: X\ndescr: a\norigin: b\n", "route: X\n");
	pair.stop = 7;
	assert_int_equal(rsec_rpsl_compare(&pair.object[0], &pair.object[1],
			     false, field, &pair, NULL),
	    7);
	assert_int_equal(pair.told.len, strlen("descr: a | \n"));
	close_pair(&pair);
}

/* Around the lengths at which the signature takes another way. */
static void
values_of_every_length_are_signed(void **state)
{
	static char old[1400], new[1400], long_line[1200];
	struct pair pair;
	size_t n, at;

	(void)state;
	for (n = 1; n < 1100; n += n < 80 ? 1 : 37) {
		memset(long_line, 'a', sizeof(long_line));
		long_line[n] = '\0';
		sprintf(old, "route: X\ndescr: %s\n" TAIL, long_line);
		at = n / 2;
		long_line[at] = 'A';
		sprintf(new, "route: X\n+\ndescr: %s # X\n" TAIL, long_line);
		assert_told(old, new, false, "");
		sprintf(new, "route: X\n" TAIL "descr: %s", long_line);
		assert_told(old, new, false, "");
		if (n > 255)
			continue;
		long_line[at] = 'b';
		sprintf(new, "route: X\ndescr: %s\n" TAIL, long_line);
		open_pair(&pair, old, new);
		assert_false(same_signature(&pair, false));
		close_pair(&pair);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(layout_order_and_case_make_no_difference),
		cmocka_unit_test(noise_counts_when_it_is_asked_for),
		cmocka_unit_test(as_numbers_are_numbers),
		cmocka_unit_test(ipv6_prefixes_are_prefixes),
		cmocka_unit_test(differences_are_told_by_name),
		cmocka_unit_test(field_can_stop_a_comparison),
		cmocka_unit_test(values_of_every_length_are_signed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
