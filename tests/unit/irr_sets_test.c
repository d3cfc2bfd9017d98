/* SPDX-License-Identifier: ISC */
/*
 * What as-sets and route-sets expand to, in small: what a member can be, whose
 * set is meant, who is a member by reference, and every finding.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/irrsets.h"
#include "tests/lib/rpsl.h"

/* Objects on a line or two each. */
#define AS_SET(name, members, source) \
	"as-set: " name "\nmembers: " members "\nsource: " source "\n\n"
#define ROUTE_SET(name, members, source) \
	"route-set: " name "\nmembers: " members "\nsource: " source "\n\n"
#define ROUTE(prefix, origin, source) \
	"route: " prefix "\norigin: " origin "\nsource: " source "\n\n"
#define ROUTE6(prefix, origin, source) \
	"route6: " prefix "\norigin: " origin "\nsource: " source "\n\n"

static void
an_as_set_is_its_members_and_those_of_its_sets(void **state)
{
	(void)state;
	irrsets_must_expand(
	    AS_SET("AS1:AS-X", "AS64500, as64496 AS1:as-y", "A")
		AS_SET("AS1:AS-Y", "AS64497\nmembers: AS64496 AS1.1", "a"),
	    "", "as1:AS-x",
	    "AS64496 AS64497 AS64500 AS65537\nA::AS1:AS-X A::AS1:AS-Y\n");
}

static void
a_set_is_taken_from_the_source_that_is_told(void **state)
{
	static const char text[] = AS_SET("AS1:AS-X", "AS1, A::AS1:AS-Y", "A")
	    AS_SET("AS1:AS-X", "AS2, b::AS1:AS-Y", "B")
		AS_SET("AS1:AS-Y", "AS3", "A") AS_SET("AS1:AS-Y", "AS4", "B");

	(void)state;
	irrsets_must_expand(
	    text, "A B", "B::AS1:AS-X", "AS2 AS4\nB::AS1:AS-X B::AS1:AS-Y\n");
	irrsets_must_expand(
	    text, "B A", "a::AS1:AS-X", "AS1 AS3\nA::AS1:AS-X A::AS1:AS-Y\n");
}

static void
without_a_source_the_order_decides_and_the_others_are_told(void **state)
{
	static const char text[] = AS_SET("AS1:AS-X", "AS1 AS1:AS-Y", "A")
	    AS_SET("AS1:AS-X", "AS2", "B") AS_SET("AS1:AS-Y", "AS3", "C")
		AS_SET("AS1:AS-Y", "AS4", "B");

	(void)state;
	irrsets_must_expand(text, "A c", "AS1:AS-X",
	    "AS1 AS3\nA::AS1:AS-X C::AS1:AS-Y\n"
	    "ambiguous A::AS1:AS-X AS1:AS-X: A, B\n"
	    "ambiguous A::AS1:AS-X AS1:AS-Y: C, B\n");
	irrsets_must_expand(text, "B", "AS1:AS-X",
	    "AS2\nB::AS1:AS-X\nambiguous B::AS1:AS-X AS1:AS-X: B, A\n");
	irrsets_must_expand(text, "", "A::AS1:AS-X",
	    "AS1 AS4\nA::AS1:AS-X B::AS1:AS-Y\n"
	    "ambiguous A::AS1:AS-X AS1:AS-Y: B, C\n");
}

static void
of_two_sets_in_one_registry_the_last_counts(void **state)
{
	(void)state;
	irrsets_must_expand(AS_SET("AS1:AS-X", "AS1", "A")
				AS_SET("AS1:as-x", "AS2", "a"),
	    "", "AS1:AS-X", "AS2\nA::AS1:AS-X\n");
}

static void
an_aut_num_is_a_member_where_its_maintainer_is_let_in(void **state)
{
	static const char sets[] =
	    "as-set: AS1:AS-X\nmbrs-by-ref: M1, M2\nsource: A\n\n"
	    "as-set: AS1:AS-Y\nmembers: AS9\nmbrs-by-ref: any\nsource: A\n\n";
	static const char members[] =
	    "aut-num: AS1\nmember-of: AS1:AS-X\nmnt-by: M0, m2\nsource: A\n\n"
	    "aut-num: AS2\nmember-of: as1:as-x AS1:AS-Y\nmnt-by: M3\n"
	    "source: A\n\n"
	    "aut-num: AS3\nmember-of: AS1:AS-X\nmnt-by: M1\nsource: B\n\n"
	    "aut-num: AS4\nmember-of: A::AS1:AS-X\nmnt-by: M1\nsource: A\n\n"
	    "aut-num: AS5\nmember-of: B::AS1:AS-X\nmnt-by: M1\nsource: A\n\n"
	    "aut-num: AS6\nmember-of: AS1:AS-X\nsource: A\n\n"
	    "aut-num: AS7\nmnt-by: M1\nsource: A\n\n";
	char text[1000];

	(void)state;
	snprintf(text, sizeof(text), "%s%s", sets, members);
	irrsets_must_expand(text, "", "AS1:AS-X", "AS1 AS4\nA::AS1:AS-X\n");
	irrsets_must_expand(text, "", "AS1:AS-Y",
	    "AS2 AS9\nA::AS1:AS-Y\nany A::AS1:AS-Y: mbrs-by-ref: ANY\n");
	snprintf(text, sizeof(text), "%s%s", members, sets);
	irrsets_must_expand(text, "", "AS1:AS-X", "AS1 AS4\nA::AS1:AS-X\n");
}

static void
a_route_is_a_member_where_its_maintainer_is_let_in(void **state)
{
	(void)state;
	irrsets_must_expand(
	    "route-set: AS1:RS-X\nmbrs-by-ref: M1\nsource: A\n\n"
	    "route: 192.0.2.0/24\norigin: AS1\nmember-of: AS1:RS-X\n"
	    "mnt-by: M1\nsource: A\n\n"
	    "route6: 2001:db8::/32\norigin: AS1\nmember-of: AS1:RS-X\n"
	    "mnt-by: M1\nsource: A\n\n"
	    "route: 198.51.100.0/24\norigin: AS1\nmember-of: AS1:RS-X\n"
	    "mnt-by: M2\nsource: A\n\n"
	    "route: 203.0.113.0/24\norigin: AS1\nmember-of: AS1:RS-X\n"
	    "mnt-by: M1\nsource: B\n\n"
	    "aut-num: AS9\nmember-of: AS1:RS-X\nmnt-by: M1\nsource: A\n\n",
	    "", "AS1:RS-X",
	    "192.0.2.0/24^24-24 2001:db8::/32^32-32\nA::AS1:RS-X\n");
}

/* Members of a route-set, and the ranges that they are. */
static const struct {
	const char *member, *ranges; /* NULL: malformed, for the reason */
	const char *why;
} members[] = {
	{ "192.0.2.0/24", "192.0.2.0/24^24-24", NULL },
	{ "192.0.2.0/24^-", "192.0.2.0/24^25-32", NULL },
	{ "192.0.2.0/24^+", "192.0.2.0/24^24-32", NULL },
	{ "192.0.2.0/24^28", "192.0.2.0/24^28-28", NULL },
	{ "192.0.2.0/24^26-28", "192.0.2.0/24^26-28", NULL },
	{ "192.0.2.0/24^20-28", "192.0.2.0/24^24-28", NULL },
	{ "192.0.2.1/32^+", "192.0.2.1/32^32-32", NULL },
	{ "0.0.0.0/0^0-0", "0.0.0.0/0^0-0", NULL },
	{ "0.0.0.0/0^-", "0.0.0.0/0^1-32", NULL },
	{ "2001:db8::/32^-", "2001:db8::/32^33-128", NULL },
	{ "2001:db8::/32^48-128", "2001:db8::/32^48-128", NULL },
	{ "192.0.2.1/32^-", NULL,
	    "no length is in the range (RFC 2622 section 2)" },
	{ "192.0.2.0/24^16", NULL,
	    "no length is in the range (RFC 2622 section 2)" },
	{ "192.0.2.0/24^24-33", NULL,
	    "the range is longer than an address (RFC 2622 section 2)" },
	{ "192.0.2.0/24^129", NULL,
	    "not a range operator (RFC 2622 section 2)" },
	{ "192.0.2.0/24^28-26", NULL,
	    "not a range operator (RFC 2622 section 2)" },
	{ "192.0.2.0/24^", NULL, "not a range operator (RFC 2622 section 2)" },
	{ "192.0.2.0/24^24-", NULL,
	    "not a range operator (RFC 2622 section 2)" },
	{ "192.0.2.0/24^-24", NULL,
	    "not a range operator (RFC 2622 section 2)" },
	{ "192.0.2.0/24^24-28^+", NULL,
	    "not a range operator (RFC 2622 section 2)" },
	{ "192.0.2.1/24", NULL, "not an address prefix (RFC 2622 section 2)" },
	{ "192.0.2/24", NULL, "not an address prefix (RFC 2622 section 2)" },
	{ "A::192.0.2.0/24", NULL,
	    "not an address prefix (RFC 2622 section 2)" },
	{ "192.0.2.0", NULL,
	    "not an AS number, a set or a prefix (RFC 2622 section 5)" },
	{ "RTRS-X", NULL, "a set of another class (RFC 2622 section 5)" },
	{ "A::AS64496", NULL, "an AS number has no registry" },
	{ "1::RS-X", NULL,
	    "not a registry before \"::\" (RFC 2622 section 2)" },
	{ "PEERAS", NULL,
	    "not an AS number, a set or a prefix (RFC 2622 section 5)" },
	/* With the routes 192.0.2.0/24 and 2001:db8::/32 of AS64496. */
	{ "AS64496", "192.0.2.0/24^24-24 2001:db8::/32^32-32", NULL },
	{ "AS64496^-", "192.0.2.0/24^25-32 2001:db8::/32^33-128", NULL },
	{ "AS64496^25-30", "192.0.2.0/24^25-30", NULL },
	{ "AS64496^25-48", "192.0.2.0/24^25-32 2001:db8::/32^32-48", NULL },
	{ "AS1:AS-Y^+", "192.0.2.0/24^24-32 2001:db8::/32^32-128", NULL },
	/* Of the route-set {198.51.100.0/24^26-28, 203.0.113.0/24}. */
	{ "AS1:RS-Y", "198.51.100.0/24^26-28 203.0.113.0/24^24-24", NULL },
	{ "AS1:RS-Y^+", "198.51.100.0/24^26-32 203.0.113.0/24^24-32", NULL },
	{ "AS1:RS-Y^-", "198.51.100.0/24^27-32 203.0.113.0/24^25-32", NULL },
	{ "AS1:RS-Y^27-30", "198.51.100.0/24^27-30 203.0.113.0/24^27-30",
	    NULL },
	{ "AS1:RS-Y^24-25", "203.0.113.0/24^24-25", NULL },
	{ "AS1:RS-Y^20", "", NULL },
	/* Of {RS-Y^25-27}: operators on top of each other. */
	{ "AS1:RS-Z", "198.51.100.0/24^26-27 203.0.113.0/24^25-27", NULL },
	{ "AS1:RS-Z^-", "198.51.100.0/24^27-32 203.0.113.0/24^26-32", NULL },
	{ "AS1:RS-Z^26-29", "198.51.100.0/24^26-29 203.0.113.0/24^26-29",
	    NULL },
	{ "AS1:RS-Z^24-25", "203.0.113.0/24^25-25", NULL },
};

/* The first line of TEXT that holds WORD; "" where none does. */
static const char *
line_with(char *text, const char *word)
{
	char *rest = NULL, *line = strtok_r(text, "\n", &rest);

	while (line != NULL && strstr(line, word) == NULL)
		line = strtok_r(NULL, "\n", &rest);
	return line == NULL ? "" : line;
}

static void
every_member_of_a_route_set_is_what_the_rfc_says(void **state)
{
	static const char rest[] = ROUTE("192.0.2.0/24", "AS64496", "A")
	    ROUTE6("2001:db8::/32", "AS64496", "B")
		ROUTE("198.51.100.0/25", "AS64497", "A")
		    AS_SET("AS1:AS-Y", "AS64496", "A") ROUTE_SET(
			"AS1:RS-Y", "198.51.100.0/24^26-28 203.0.113.0/24", "A")
			ROUTE_SET("AS1:RS-Z", "AS1:RS-Y^25-27", "A");
	char text[1000], expected[200], *got;
	struct rsec_irr_sets *sets;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(members) / sizeof(*members); i++) {
		snprintf(text, sizeof(text),
		    ROUTE_SET("AS1:RS-X", "%s", "A") "%s", members[i].member,
		    rest);
		sets = irrsets_of(text, "");
		got = irrsets_expand(sets, "AS1:RS-X");
		if (members[i].ranges == NULL) {
			snprintf(expected, sizeof(expected),
			    "malformed A::AS1:RS-X %s: %s", members[i].member,
			    members[i].why);
			assert_string_equal(
			    line_with(got, "malformed"), expected);
		} else {
			assert_null(strstr(got, "malformed"));
			assert_string_equal(
			    line_with(got, "^"), members[i].ranges);
		}
		free(got);
		rsec_irr_sets_free(sets);
	}
}

static void
a_route_set_has_the_as_numbers_that_it_names(void **state)
{
	(void)state;
	irrsets_must_expand(ROUTE_SET("AS1:RS-X", "AS64497^+ AS1:AS-Y AS64497",
				"A") AS_SET("AS1:AS-Y", "AS64496", "A")
				ROUTE("192.0.2.0/24", "AS64497", "A")
				    ROUTE("192.0.2.0/24", "AS64497", "B"),
	    "", "AS1:RS-X",
	    "AS64496 AS64497\n192.0.2.0/24^24-24 192.0.2.0/24^24-32\n"
	    "A::AS1:AS-Y A::AS1:RS-X\n");
}

static void
mp_members_are_members(void **state)
{
	(void)state;
	irrsets_must_expand("route-set: AS1:RS-X\nmp-members: 2001:db8::/32^+\n"
			    "members: 192.0.2.0/24\nsource: A\n",
	    "", "AS1:RS-X",
	    "192.0.2.0/24^24-24 2001:db8::/32^32-128\nA::AS1:RS-X\n");
}

static void
a_loop_is_told_once_with_its_path(void **state)
{
	(void)state;
	irrsets_must_expand(AS_SET("AS1:AS-X", "AS1:AS-Y AS1", "A")
				AS_SET("AS1:AS-Y", "AS1:AS-Z AS2", "A")
				    AS_SET("AS1:AS-Z", "AS1:AS-Y AS3", "A"),
	    "", "AS1:AS-X",
	    "AS1 AS2 AS3\nA::AS1:AS-X A::AS1:AS-Y A::AS1:AS-Z\n"
	    "loop A::AS1:AS-Y A::AS1:AS-Z: A::AS1:AS-Y > A::AS1:AS-Z > "
	    "A::AS1:AS-Y\n");
}

static void
a_set_that_names_itself_is_told(void **state)
{
	(void)state;
	irrsets_must_expand(AS_SET("AS1:AS-X", "AS1 AS1:AS-X", "A"), "",
	    "AS1:AS-X",
	    "AS1\nA::AS1:AS-X\n"
	    "loop A::AS1:AS-X A::AS1:AS-X: A::AS1:AS-X > A::AS1:AS-X\n");
}

static void
the_loop_that_is_told_is_a_shortest_one(void **state)
{
	(void)state;
	irrsets_must_expand(AS_SET("AS1:AS-A", "AS1:AS-B AS1:AS-D", "A")
				AS_SET("AS1:AS-B", "AS1:AS-C", "A")
				    AS_SET("AS1:AS-C", "AS1:AS-D", "A")
					AS_SET("AS1:AS-D", "AS1:AS-A AS1", "A"),
	    "", "AS1:AS-C",
	    "AS1\nA::AS1:AS-A A::AS1:AS-B A::AS1:AS-C A::AS1:AS-D\n"
	    "loop A::AS1:AS-A A::AS1:AS-D: A::AS1:AS-A > A::AS1:AS-D > "
	    "A::AS1:AS-A\n");
}

static void
two_ways_to_a_set_are_no_loop(void **state)
{
	(void)state;
	irrsets_must_expand(AS_SET("AS1:AS-A", "AS1:AS-B AS1:AS-C AS1:AS-B",
				"A") AS_SET("AS1:AS-B", "AS1:AS-C", "A")
				AS_SET("AS1:AS-C", "AS1", "A"),
	    "", "AS1:AS-A", "AS1\nA::AS1:AS-A A::AS1:AS-B A::AS1:AS-C\n");
}

static void
missing_members_are_told_as_they_were_named(void **state)
{
	(void)state;
	irrsets_must_expand(AS_SET("AS1:AS-X", "as1:as-y b::AS1:AS-Z AS1:AS-Y",
				"A") AS_SET("AS1:AS-Z", "AS1", "A"),
	    "", "AS1:AS-X",
	    "A::AS1:AS-X\nmissing A::AS1:AS-X AS1:AS-Y\n"
	    "missing A::AS1:AS-X B::AS1:AS-Z\n");
}

static void
an_empty_set_is_told(void **state)
{
	(void)state;
	irrsets_must_expand(AS_SET("AS1:AS-X", "", "A"), "", "AS1:AS-X",
	    "A::AS1:AS-X\nempty A::AS1:AS-X\n");
}

static void
a_set_that_is_too_deep_is_told_and_opened(void **state)
{
	char text[20000], expected[200], *got;
	struct rsec_irr_sets *sets;
	size_t n = 0;
	int i;

	(void)state;
	for (i = 1; i <= RSEC_IRR_DEPTH_MAX + 2; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    AS_SET("AS1:AS-%d", "AS%d AS1:AS-%d", "A"), i, i, i + 1);
	snprintf(
	    text + n, sizeof(text) - n, AS_SET("AS1:AS-%d", "AS1", "A"), i);
	sets = irrsets_of(text, "");
	got = irrsets_expand(sets, "AS1:AS-1");
	snprintf(expected, sizeof(expected),
	    "A::AS1:AS-9\ndepth A::AS1:AS-%d\n", RSEC_IRR_DEPTH_MAX + 1);
	assert_non_null(strstr(got, expected));
	snprintf(expected, sizeof(expected), "AS%d\n", RSEC_IRR_DEPTH_MAX + 2);
	assert_non_null(strstr(got, expected));
	free(got);
	got = irrsets_expand(sets, "AS1:AS-4");
	assert_null(strstr(got, "depth"));
	free(got);
	rsec_irr_sets_free(sets);
}

static void
the_depth_is_that_of_the_shortest_ways(void **state)
{
	struct rsec_irr_sets *sets =
	    irrsets_of(AS_SET("AS1:AS-A", "AS1:AS-B AS1:AS-C", "A")
			   AS_SET("AS1:AS-B", "AS1:AS-C", "A")
			       AS_SET("AS1:AS-C", "AS1", "A"),
		"");
	struct rsec_irr_expansion x;

	(void)state;
	assert_int_equal(rsec_irr_expand(sets, "AS1:AS-A", &x, NULL), 0);
	assert_int_equal(x.depth, 2);
	rsec_irr_expansion_fini(&x);
	assert_int_equal(rsec_irr_expand(sets, "AS1:AS-C", &x, NULL), 0);
	assert_int_equal(x.depth, 1);
	rsec_irr_expansion_fini(&x);
	rsec_irr_sets_free(sets);
}

static void
malformed_members_are_told_with_the_reason(void **state)
{
	(void)state;
	irrsets_must_expand(
	    AS_SET(
		"AS1:AS-X", "AS1, 64496, AS2^+ RS-X 192.0.2.0/24 AS-Y-", "A"),
	    "", "AS1:AS-X",
	    "AS1\nA::AS1:AS-X\n"
	    "malformed A::AS1:AS-X 192.0.2.0/24: an as-set has no prefixes "
	    "(RFC 2622 section 5.1)\n"
	    "malformed A::AS1:AS-X 64496: not an AS number, a set or a prefix "
	    "(RFC 2622 section 5)\n"
	    "malformed A::AS1:AS-X AS-Y-: not an AS number, a set or a prefix "
	    "(RFC 2622 section 5)\n"
	    "malformed A::AS1:AS-X AS2^+: an as-set has no range operators "
	    "(RFC 2622 section 5.1)\n"
	    "malformed A::AS1:AS-X RS-X: a set of another class (RFC 2622 "
	    "section 5)\n");
}

static void
as_any_and_rs_any_are_told_and_not_expanded(void **state)
{
	(void)state;
	irrsets_must_expand(AS_SET("AS1:AS-X", "AS1 as-any", "A"), "",
	    "AS1:AS-X", "AS1\nA::AS1:AS-X\nany A::AS1:AS-X AS-ANY\n");
	irrsets_must_expand(ROUTE_SET("AS1:RS-X", "AS-ANY^+ RS-ANY", "A"), "",
	    "AS1:RS-X",
	    "A::AS1:RS-X\nany A::AS1:RS-X AS-ANY\n"
	    "any A::AS1:RS-X RS-ANY\n");
}

static void
names_that_anyone_can_register_are_told(void **state)
{
	(void)state;
	irrsets_must_expand(AS_SET("AS-X", "AS1 AS-Y:AS1:AS-Z AS1:AS-Y", "A")
				AS_SET("AS-Y:AS1:AS-Z", "AS2", "A")
				    AS_SET("AS1:AS-Y", "AS3", "A"),
	    "", "AS-X",
	    "AS1 AS2 AS3\nA::AS-X A::AS-Y:AS1:AS-Z A::AS1:AS-Y\n"
	    "flat-name A::AS-X\nflat-name A::AS-Y:AS1:AS-Z\n");
}

static void
a_name_that_is_none_or_unknown_is_an_error(void **state)
{
	static const char text[] = AS_SET("AS1:AS-X", "AS1", "A");

	(void)state;
	irrsets_must_expand(text, "", "AS1:AS-Y",
	    "error: no registry has a set \"AS1:AS-Y\"\n");
	irrsets_must_expand(text, "", "B::AS1:AS-X",
	    "error: no registry has a set \"B::AS1:AS-X\"\n");
	irrsets_must_expand(text, "", "AS1::AS1:AS-X",
	    "error: no registry has a set \"AS1::AS1:AS-X\"\n");
	irrsets_must_expand(text, "", "A:::AS-X",
	    "error: \"A:::AS-X\" is not the name of an as-set or route-set "
	    "(RFC 2622 section 5)\n");
	irrsets_must_expand(text, "", "AS1",
	    "error: \"AS1\" is not the name of an as-set or route-set (RFC "
	    "2622 section 5)\n");
	irrsets_must_expand(text, "", "",
	    "error: \"\" is not the name of an as-set or route-set (RFC 2622 "
	    "section 5)\n");
	irrsets_must_expand(text, "", "RTRS-X",
	    "error: \"RTRS-X\" is not the name of an as-set or route-set (RFC "
	    "2622 section 5)\n");
	irrsets_must_expand(text, "", "-::AS-X",
	    "error: \"-::AS-X\": not a registry before \"::\" (RFC 2622 "
	    "section 2)\n");
	irrsets_must_expand(
	    "", "A", "AS-X", "error: no registry has a set \"AS-X\"\n");
}

static void
registries_of_a_name_stand_in_the_order(void **state)
{
	struct rsec_irr_sets *sets =
	    irrsets_of(AS_SET("AS-X", "", "A") AS_SET("AS-X", "", "B")
			   AS_SET("AS-X", "", "C") AS_SET("AS-Y", "", "C"),
		"x c B c");
	const char *sources[3];

	(void)state;
	assert_int_equal(rsec_irr_sets_sources(sets, "as-x", sources, 3), 3);
	assert_string_equal(sources[0], "C");
	assert_string_equal(sources[1], "B");
	assert_string_equal(sources[2], "A");
	sources[1] = NULL;
	assert_int_equal(rsec_irr_sets_sources(sets, "AS-X", sources, 1), 3);
	assert_null(sources[1]);
	assert_int_equal(rsec_irr_sets_sources(sets, "AS-Y", sources, 3), 1);
	assert_int_equal(rsec_irr_sets_sources(sets, "AS-Z", sources, 3), 0);
	assert_int_equal(rsec_irr_sets_sources(sets, "A", sources, 3), 0);
	rsec_irr_sets_free(sets);
}

static void
calls_in_the_wrong_order_are_refused(void **state)
{
	struct rsec_irr_sets *sets = rsec_irr_sets_new();
	struct rsec_irr_expansion x;
	struct rsec_err err;
	struct rpsl_text t;

	(void)state;
	assert_int_equal(rsec_irr_expand(sets, "AS-X", &x, &err), -1);
	assert_string_equal(err.msg, "the collection of sets is not frozen");
	assert_int_equal(rsec_irr_sets_sources(sets, "AS-X", NULL, 0), 0);
	assert_int_equal(rsec_irr_sets_freeze(sets, NULL, 0, &err), 0);
	assert_int_equal(rsec_irr_sets_freeze(sets, NULL, 0, &err), -1);
	assert_string_equal(err.msg, "the collection of sets is frozen");
	rpsl_text_init(&t, AS_SET("AS-X", "", "A"));
	assert_int_equal(rsec_irr_sets_add(sets, &t.object, &err), -1);
	assert_string_equal(err.msg, "the collection of sets is frozen");
	rpsl_text_fini(&t);
	rsec_irr_sets_free(sets);
}

static void
what_is_malformed_is_refused_and_leaves_nothing(void **state)
{
	struct rsec_irr_sets *sets = rsec_irr_sets_new();
	struct rsec_err err;
	struct rpsl_text t;

	(void)state;
	rpsl_text_init(&t, "as-set: AS-X\nmembers: AS1\n");
	assert_int_equal(rsec_irr_sets_add(sets, &t.object, &err), -1);
	assert_string_equal(
	    err.msg, "no source attribute (RFC 2622 section 3.1)");
	rpsl_text_set(&t, ROUTE("192.0.2.1/24", "AS1", "A"));
	assert_int_equal(rsec_irr_sets_add(sets, &t.object, &err), -1);
	rpsl_text_set(&t, "aut-num: AS1\n");
	assert_int_equal(rsec_irr_sets_add(sets, &t.object, &err), -1);
	rpsl_text_set(&t, "poem: x\n"); /* does not matter here */
	assert_int_equal(rsec_irr_sets_add(sets, &t.object, &err), 0);
	assert_int_equal(rsec_irr_sets_freeze(sets, NULL, 0, &err), 0);
	assert_int_equal(rsec_irr_sets_sources(sets, "AS-X", NULL, 0), 0);
	rpsl_text_fini(&t);
	rsec_irr_sets_free(sets);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_as_set_is_its_members_and_those_of_its_sets),
		cmocka_unit_test(a_set_is_taken_from_the_source_that_is_told),
		cmocka_unit_test(
		    without_a_source_the_order_decides_and_the_others_are_told),
		cmocka_unit_test(of_two_sets_in_one_registry_the_last_counts),
		cmocka_unit_test(
		    an_aut_num_is_a_member_where_its_maintainer_is_let_in),
		cmocka_unit_test(
		    a_route_is_a_member_where_its_maintainer_is_let_in),
		cmocka_unit_test(
		    every_member_of_a_route_set_is_what_the_rfc_says),
		cmocka_unit_test(a_route_set_has_the_as_numbers_that_it_names),
		cmocka_unit_test(mp_members_are_members),
		cmocka_unit_test(a_loop_is_told_once_with_its_path),
		cmocka_unit_test(a_set_that_names_itself_is_told),
		cmocka_unit_test(the_loop_that_is_told_is_a_shortest_one),
		cmocka_unit_test(two_ways_to_a_set_are_no_loop),
		cmocka_unit_test(missing_members_are_told_as_they_were_named),
		cmocka_unit_test(an_empty_set_is_told),
		cmocka_unit_test(a_set_that_is_too_deep_is_told_and_opened),
		cmocka_unit_test(the_depth_is_that_of_the_shortest_ways),
		cmocka_unit_test(malformed_members_are_told_with_the_reason),
		cmocka_unit_test(as_any_and_rs_any_are_told_and_not_expanded),
		cmocka_unit_test(names_that_anyone_can_register_are_told),
		cmocka_unit_test(a_name_that_is_none_or_unknown_is_an_error),
		cmocka_unit_test(registries_of_a_name_stand_in_the_order),
		cmocka_unit_test(calls_in_the_wrong_order_are_refused),
		cmocka_unit_test(
		    what_is_malformed_is_refused_and_leaves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
