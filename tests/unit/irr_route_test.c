/* SPDX-License-Identifier: ISC */
/*
 * route and route6 objects: what is read from them, what is refused and in
 * which words, and what is repaired for those who ask.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "base/utc.h"
#include "irr/object.h"
#include "tests/lib/prefixes.h"
#include "tests/lib/rpsl.h"

static void
must_be(struct rsec_rpsl_piece piece, const char *s)
{
	if (piece.n != strlen(s) || memcmp(piece.s, s, piece.n) != 0)
		fail_msg("\"%.*s\" is not \"%s\"", (int)piece.n, piece.s, s);
}

/* Parse TEXT, which must be good; pieces are of TEXT. */
static struct rsec_irr_route
route_of(const char *text)
{
	struct rsec_irr_route route;
	struct rpsl_text t;
	struct rsec_err err;

	rpsl_text_init(&t, text);
	if (rsec_irr_route_parse(&t.object, NULL, &route, &err) == -1)
		fail_msg("%s: %s", text, err.msg);
	rpsl_text_fini(&t);
	return route;
}

static int32_t
day(const char *text)
{
	int64_t t;

	assert_true(rsec_utc_parse(text, strlen(text), &t));
	return (int32_t)(t / RSEC_DAY);
}

static void
a_route_has_prefix_origin_source_and_maintainer(void **state)
{
	const struct rsec_irr_route route = route_of(
	    "route:   192.0.2.0/24\norigin: AS64496\nmnt-by: MAINT-A, MAINT-B\n"
	    "mnt-by: MAINT-C\nsource: EXAMPLE\n");
	const struct rsec_prefix prefix = prefix_of("192.0.2.0/24");

	(void)state;
	assert_true(rsec_prefix_equal(&route.prefix, &prefix));
	assert_int_equal(route.origin, 64496);
	must_be(route.source, "EXAMPLE");
	must_be(route.maintainer, "MAINT-A");
	assert_int_equal(route.changed, RSEC_IRR_NO_DATE);
	assert_int_equal(route.created, RSEC_IRR_NO_DATE);
	assert_false(route.dummy);
	assert_false(route.repaired);
}

static void
edges_of_both_families_are_read(void **state)
{
	static const char *const good[] = { "0.0.0.0/0", "255.255.255.255/32",
		"192.0.2.255/32", "::/0", "2001:db8::1/128",
		"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128" };
	struct rsec_prefix prefix;
	char text[200];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(*good); i++) {
		prefix = prefix_of(good[i]);
		snprintf(text, sizeof(text),
		    "route%s: %s\norigin: AS0\nsource: EXAMPLE\n",
		    prefix.family == RSEC_IPV6 ? "6" : "", good[i]);
		struct rsec_irr_route route = route_of(text);

		assert_true(rsec_prefix_equal(&route.prefix, &prefix));
		assert_int_equal(route.origin, 0);
		assert_int_equal(route.maintainer.n, 0);
	}
}

static void
layout_and_comments_make_no_difference(void **state)
{
	static const char *const texts[] = {
		"route:192.0.2.0/24\norigin:AS64496\nmnt-by:M\nsource:EXAMPLE",
		"ROUTE:\t192.0.2.0/24 # a\nOrigin: as64496#b\nMnt-by: #\n M\n"
		"Source:\n+\n\tEXAMPLE  # Filtered\n",
		"route: 192.0.2.0/24 \r\norigin: As0.64496\t\r\nmnt-by: ,M,\r\n"
		"source: EXAMPLE\r\n",
		"route: # none\n 192.0.2.0/24\n# x\norigin: aS064496\n% y\n"
		"source: EXAMPLE\nmnt-by:\nmnt-by: M N\n",
	};
	const struct rsec_prefix prefix = prefix_of("192.0.2.0/24");
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct rsec_irr_route route = route_of(texts[i]);

		assert_true(rsec_prefix_equal(&route.prefix, &prefix));
		assert_int_equal(route.origin, 64496);
		must_be(route.source, "EXAMPLE");
		must_be(route.maintainer, "M");
	}
}

/* What is refused: the text, the line, the message. */
static const struct {
	const char *text;
	uint64_t line;
	const char *message;
} refused[] = {
	{ "route: 192.0.2.1/24\norigin: AS64496\nsource: EXAMPLE\n", 1,
	    "route 192.0.2.1/24 has host bits set (RFC 2622 section 4)" },
	{ "route6: 2001:db8::1/32\norigin: AS64496\nsource: EXAMPLE\n", 1,
	    "route6 2001:db8::1/32 has host bits set (RFC 4012 section 3)" },
	{ "route: 192.0.02.0/24\norigin: AS64496\nsource: EXAMPLE\n", 1,
	    "route: \"192.0.02.0\" is not an IPv4 address: an octet has a "
	    "leading zero (RFC 2622 section 4)" },
	{ "route: 192.0.2.0/024\norigin: AS64496\nsource: EXAMPLE\n", 1,
	    "route: prefix length \"024\" has a leading zero (RFC 2622 section "
	    "4)" },
	{ "route: 192.0.2/24\norigin: AS64496\nsource: EXAMPLE\n", 1,
	    "route: \"192.0.2\" is not an IPv4 address: an octet is missing "
	    "(RFC 2622 section 4)" },
	{ "route: 192.0.2.1\norigin: AS64496\nsource: EXAMPLE\n", 1,
	    "route: \"192.0.2.1\" has no prefix length (RFC 2622 section 4)" },
	{ "route: 192.0.2.0/33\norigin: AS64496\nsource: EXAMPLE\n", 1,
	    "route: prefix length 33 exceeds 32 (RFC 2622 section 4)" },
	{ "route: not-a-prefix\norigin: AS64496\nsource: EXAMPLE\n", 1,
	    "route: \"not-a-prefix\" is not an IP address (RFC 2622 section "
	    "4)" },
	{ "route: 192.0.2.0/24, 198.51.100.0/24\norigin: AS64496\nsource: X\n",
	    1,
	    "route: prefix length \"24, 198.51.100.0/24\" is not a number (RFC "
	    "2622 section 4)" },
	{ "route: # none\norigin: AS64496\nsource: EXAMPLE\n", 1,
	    "route is empty (RFC 2622 section 4)" },
	{ "route6: 192.0.2.0/24\norigin: AS64496\nsource: EXAMPLE\n", 1,
	    "route6 192.0.2.0/24 is an IPv4 prefix (RFC 4012 section 3)" },
	{ "route: 2001:db8::/32\norigin: AS64496\nsource: EXAMPLE\n", 1,
	    "route 2001:db8::/32 is an IPv6 prefix (RFC 2622 section 4)" },
	{ "route: 192.0.2.0/24\nsource: EXAMPLE\n", 1,
	    "no origin attribute (RFC 2622 section 4)" },
	{ "route6: 2001:db8::/32\nsource: EXAMPLE\n", 1,
	    "no origin attribute (RFC 4012 section 3)" },
	{ "route: 192.0.2.0/24\norigin: \nsource: EXAMPLE\n", 2,
	    "origin \"\" is not an AS number (RFC 2622 section 4)" },
	{ "route: 192.0.2.0/24\norigin: 64496\nsource: EXAMPLE\n", 2,
	    "origin \"64496\" is not an AS number (RFC 2622 section 4)" },
	{ "route: 192.0.2.0/24\norigin: AS\nsource: EXAMPLE\n", 2,
	    "origin \"AS\" is not an AS number (RFC 2622 section 4)" },
	{ "route: 192.0.2.0/24\norigin: ASAS1\nsource: EXAMPLE\n", 2,
	    "origin \"ASAS1\" is not an AS number (RFC 2622 section 4)" },
	{ "route: 192.0.2.0/24\norigin: AS4294967296\nsource: EXAMPLE\n", 2,
	    "origin \"AS4294967296\" is not an AS number (RFC 2622 section "
	    "4)" },
	{ "route: 192.0.2.0/24\norigin: AS1.65536\nsource: EXAMPLE\n", 2,
	    "origin \"AS1.65536\" is not an AS number (RFC 2622 section 4)" },
	{ "route: 192.0.2.0/24\norigin: AS64496 AS64497\nsource: EXAMPLE\n", 2,
	    "origin \"AS64496 AS64497\" is not an AS number (RFC 2622 section "
	    "4)" },
	{ "route: 192.0.2.0/24\norigin: AS64496\nmnt-by: M\norigin: AS64496\n"
	  "source: EXAMPLE\n",
	    4, "a second origin attribute (RFC 2622 section 4)" },
	{ "route6: 2001:db8::/32\norigin: AS64496\norigin: AS64496\nsource: "
	  "X\n",
	    3, "a second origin attribute (RFC 4012 section 3)" },
	{ "route: 192.0.2.0/24\nroute: 192.0.2.0/24\norigin: AS64496\n"
	  "source: EXAMPLE\n",
	    2, "a second route attribute (RFC 2622 section 4)" },
	{ "route: 192.0.2.0/24\norigin: AS64496\nsource: A\ndescr: x\n y\n"
	  "source: B\n",
	    6, "a second source attribute (RFC 2622 section 3.1)" },
	{ "route: 192.0.2.0/24\norigin: AS64496\n", 1,
	    "no source attribute (RFC 2622 section 3.1)" },
	{ "route: 192.0.2.0/24\norigin: AS64496\nsource: # X\n", 3,
	    "source is empty (RFC 2622 section 3.1)" },
	{ "route: 192.0.2.0/24\norigin: AS64496\nsource: +TEST$$$\n", 3,
	    "source \"+TEST$$$\" is not a registry name (RFC 2622 section "
	    "2)" },
	{ "route: 192.0.2.0/24\norigin: AS64496\nsource: A B\n", 3,
	    "source \"A B\" is not a registry name (RFC 2622 section 2)" },
	{ "route: 192.0.2.0/24\norigin: AS64496\nsource: TEST-\n", 3,
	    "source \"TEST-\" is not a registry name (RFC 2622 section 2)" },
	{ "route: 192.0.2.0/24\norigin: AS64496\nsource: 3X\n", 3,
	    "source \"3X\" is not a registry name (RFC 2622 section 2)" },
	/* A control character is no blank. */
	{ "route: 192.0.2.0/24\001\norigin: AS64496\nsource: EXAMPLE\n", 1,
	    "route: prefix length \"24\\x01\" is not a number (RFC 2622 "
	    "section "
	    "4)" },
	{ "route: 192.0.2.0/24\norigin: AS64496 \f# x\nsource: EXAMPLE\n", 2,
	    "origin \"AS64496 \\x0c\" is not an AS number (RFC 2622 section "
	    "4)" },
	{ "route: 192.0.2.0/24\norigin: AS64496\nsource: EXAMPLE\033\n", 3,
	    "source \"EXAMPLE\\x1b\" is not a registry name (RFC 2622 section "
	    "2)" },
	{ "as-set: AS-X\nsource: EXAMPLE\n", 1,
	    "the object is not a route or route6" },
};

static void
what_breaks_a_rule_is_refused_with_line_and_reason(void **state)
{
	struct rsec_irr_route route;
	struct rpsl_text t;
	struct rsec_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		rpsl_text_init(&t, refused[i].text);
		assert_int_equal(
		    rsec_irr_route_parse(&t.object, NULL, &route, &err), -1);
		assert_string_equal(err.msg, refused[i].message);
		assert_int_equal(err.line, refused[i].line);
		assert_int_equal(
		    rsec_irr_route_parse(&t.object, NULL, &route, NULL), -1);
		rpsl_text_fini(&t);
	}
}

/* What a lenient reader was told. */
struct told {
	char message[RSEC_ERR_MSG_MAX];
	enum rsec_errcode code;
	unsigned times;
	int answer;
};

static int
listen(void *ctx, const struct rsec_err *err)
{
	struct told *told = ctx;

	memcpy(told->message, err->msg, sizeof(told->message));
	told->code = err->code;
	told->times++;
	return told->answer;
}

static const struct {
	const char *text, *prefix, *message;
} repaired[] = {
	{ "route: 192.0.2.1/24\norigin: AS64496\nsource: EXAMPLE\n",
	    "192.0.2.0/24",
	    "route 192.0.2.1/24 has host bits set (RFC 2622 section 4), read "
	    "as 192.0.2.0/24" },
	{ "route: 192.000.02.010/024\norigin: AS64496\nsource: EXAMPLE\n",
	    "192.0.2.0/24",
	    "route: \"192.000.02.010\" is not an IPv4 address: an octet has a "
	    "leading zero (RFC 2622 section 4), read as 192.0.2.0/24" },
	{ "route: 00.0.0.0/00\norigin: AS64496\nsource: EXAMPLE\n", "0.0.0.0/0",
	    "route: \"00.0.0.0\" is not an IPv4 address: an octet has a "
	    "leading zero (RFC 2622 section 4), read as 0.0.0.0/0" },
	{ "route6: 2001:db8:0:1::/032\norigin: AS64496\nsource: EXAMPLE\n",
	    "2001:db8::/32",
	    "route6: prefix length \"032\" has a leading zero (RFC 4012 "
	    "section 3), read as 2001:db8::/32" },
	{ "route: 192.0.2.0/24\norigin: AS64496\n", "192.0.2.0/24",
	    "no source attribute (RFC 2622 section 3.1), read as EXAMPLE" },
	{ "route: 192.0.2.0/24\norigin: AS64496\nsource:\n", "192.0.2.0/24",
	    "source is empty (RFC 2622 section 3.1), read as EXAMPLE" },
};

static void
leniency_repairs_and_tells(void **state)
{
	struct told told = { .answer = 0 };
	const struct rsec_diag diag = { listen, &told };
	const struct rsec_irr_leniency lenient = { true, "EXAMPLE", &diag };
	struct rsec_irr_route route;
	struct rsec_prefix prefix;
	struct rpsl_text t;
	struct rsec_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(repaired) / sizeof(*repaired); i++) {
		rpsl_text_init(&t, repaired[i].text);
		told.times = 0;
		if (rsec_irr_route_parse(&t.object, &lenient, &route, &err))
			fail_msg("%s", err.msg);
		prefix = prefix_of(repaired[i].prefix);
		assert_true(rsec_prefix_equal(&route.prefix, &prefix));
		assert_true(route.repaired);
		must_be(route.source, "EXAMPLE");
		assert_int_equal(told.times, 1);
		assert_int_equal(told.code, RSEC_ERR_NONE);
		assert_string_equal(told.message, repaired[i].message);
		rpsl_text_fini(&t);
	}
}

static void
a_listener_can_stop_a_repair(void **state)
{
	struct told told = { .answer = -1 };
	const struct rsec_diag diag = { listen, &told };
	const struct rsec_irr_leniency lenient = { true, NULL, &diag };
	struct rsec_irr_route route;
	struct rpsl_text t;
	struct rsec_err err;

	(void)state;
	rpsl_text_init(&t, repaired[0].text);
	assert_int_equal(
	    rsec_irr_route_parse(&t.object, &lenient, &route, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_STOPPED);
	rpsl_text_fini(&t);
}

/* Leniency has its limits: these are refused as they are without it. */
static void
leniency_guesses_nothing(void **state)
{
	const struct rsec_irr_leniency lenient = { true, NULL, NULL };
	static const size_t in_both[] = { 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 21,
		24, 25, 27 };
	struct rsec_irr_route route;
	struct rpsl_text t;
	struct rsec_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(in_both) / sizeof(*in_both); i++) {
		rpsl_text_init(&t, refused[in_both[i]].text);
		assert_int_equal(
		    rsec_irr_route_parse(&t.object, &lenient, &route, &err),
		    -1);
		assert_string_equal(err.msg, refused[in_both[i]].message);
		rpsl_text_fini(&t);
	}
}

static const struct {
	const char *lines, *changed, *created; /* NULL: not known */
} dates[] = {
	{ "", NULL, NULL },
	{ "last-modified: 2022-07-18T15:42:45Z\n", "2022-07-18", NULL },
	{ "changed: a@example.com 20030528\n", "2003-05-28", NULL },
	{ "changed: a@example.com 20030528 # 20040101\n", "2003-05-28", NULL },
	{ "changed: a@example.com 20030528\nchanged: b@example.com 20010101\n",
	    "2003-05-28", NULL },
	{ "changed: a@example.com 20010101\n b@example.com 20030528\n",
	    "2003-05-28", NULL },
	{ "changed: a@example.com 990102\n", "1999-01-02", NULL },
	{ "changed: a@example.com 030102\n", "2003-01-02", NULL },
	{ "changed: 20030102\n", "2003-01-02", NULL },
	{ "changed: ***@example.net 20140916\n", "2014-09-16", NULL },
	{ "changed: a@example.com 2014-09-16\n", "2014-09-16", NULL },
	{ "changed: a@example.com # 20140916\n", NULL, NULL },
	{ "changed: a@example.com 20140931\n", NULL, NULL },
	{ "changed: a@example.com 20140229\n", NULL, NULL },
	{ "changed: a@example.com 20000229\n", "2000-02-29", NULL },
	{ "changed: a@example.com 19000229\n", NULL, NULL },
	{ "changed: a@example.com 20141316\n", NULL, NULL },
	{ "changed: a@example.com 2014091\n", NULL, NULL },
	{ "changed: a@example.com 2014O916\n", NULL, NULL },
	{ "changed: a@example.com 19700101\n", NULL, NULL },
	{ "last-modified: 2015-01-01T00:00:00Z\nchanged: a@b 20160101\n",
	    "2016-01-01", NULL },
	{ "changed: a@b 20140101\nlast-modified: 2015-01-01T00:00:00Z\n",
	    "2015-01-01", NULL },
	{ "last-modified: 2015-01\nlast-modified: today\n", NULL, NULL },
	{ "last-modified: 2015-01-01X\n", NULL, NULL },
	{ "last-modified: 2015-01-01\n", "2015-01-01", NULL },
	{ "created: 2004-05-06T07:08:09Z # x\n", NULL, "2004-05-06" },
	{ "created: 1970-01-01T00:00:00Z\n", NULL, NULL },
};

static void
dates_are_the_newest_that_can_be_read(void **state)
{
	char text[300];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
		struct rsec_irr_route route;

		snprintf(text, sizeof(text),
		    "route: 192.0.2.0/24\norigin: AS64496\n%ssource: X\n",
		    dates[i].lines);
		route = route_of(text);
		if (route.changed != (dates[i].changed == NULL
					     ? RSEC_IRR_NO_DATE
					     : day(dates[i].changed)) ||
		    route.created != (dates[i].created == NULL
					     ? RSEC_IRR_NO_DATE
					     : day(dates[i].created)))
			fail_msg(
			    "%s: %d %d", text, route.changed, route.created);
	}
}

static void
dummified_objects_are_told(void **state)
{
	struct rsec_irr_route route;

	(void)state;
	route = route_of("route: 192.0.2.0/24\norigin: AS64496\n"
			 "remarks: ****************************\n"
			 "remarks: * THIS OBJECT CONTAINS PLACEHOLDER DATA\n"
			 "remarks: * Please note that all data that is "
			 "generally regarded as personal\n"
			 "remarks: * data has been removed from this object.\n"
			 "remarks: ****************************\n"
			 "source: RIPE # Filtered\n");
	assert_true(route.dummy);
	must_be(route.source, "RIPE");
	route = route_of("route: 192.0.2.0/24\norigin: AS64496\n"
			 "remarks: * a star *\nsource: RIPE\n");
	assert_false(route.dummy);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_route_has_prefix_origin_source_and_maintainer),
		cmocka_unit_test(edges_of_both_families_are_read),
		cmocka_unit_test(layout_and_comments_make_no_difference),
		cmocka_unit_test(
		    what_breaks_a_rule_is_refused_with_line_and_reason),
		cmocka_unit_test(leniency_repairs_and_tells),
		cmocka_unit_test(a_listener_can_stop_a_repair),
		cmocka_unit_test(leniency_guesses_nothing),
		cmocka_unit_test(dates_are_the_newest_that_can_be_read),
		cmocka_unit_test(dummified_objects_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
