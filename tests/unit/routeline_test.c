/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgp/routeline.h"
#include "net/asn.h"
#include "tests/lib/random.h"
#include "tests/lib/routetext.h"

struct example {
	const char *line, *says;
};

static void
check_each_alone(const struct example *example, size_t n)
{
	struct rsec_routeline_reader reader;
	size_t i;

	for (i = 0; i < n; i++) {
		reader = RSEC_ROUTELINE_READER_INIT;
		assert_string_equal(routetext(&reader, example[i].line,
					strlen(example[i].line)),
		    example[i].says);
	}
}

static void
check_in_order(const struct example *example, size_t n)
{
	struct rsec_routeline_reader reader = RSEC_ROUTELINE_READER_INIT;
	size_t i;

	for (i = 0; i < n; i++)
		assert_string_equal(routetext(&reader, example[i].line,
					strlen(example[i].line)),
		    example[i].says);
}

#define CHECK_EACH_ALONE(table) \
	check_each_alone(table, sizeof(table) / sizeof((table)[0]))
#define CHECK_IN_ORDER(table) \
	check_in_order(table, sizeof(table) / sizeof((table)[0]))

static void
plain_lines_give_the_first_prefix_and_origin(void **state)
{
	static const struct example table[] = {
		{ "192.0.2.0/24 AS64496", "192.0.2.0/24 AS64496" },
		{ "192.0.2.0/24\t64496", "192.0.2.0/24 AS64496" },
		{ "64496,192.0.2.0/24", "192.0.2.0/24 AS64496" },
		{ "as64496|2001:db8::/32", "2001:db8::/32 AS64496" },
		{ "\"192.0.2.0/24\",\"AS64496\"", "192.0.2.0/24 AS64496" },
		{ "  192.0.2.0/24   1.10  ", "192.0.2.0/24 AS65546" },
		{ "192.0.2.0/24", "192.0.2.0/24" },
		{ "192.0.2.1", "192.0.2.1/32" },
		{ "2001:db8::1 AS64496", "2001:db8::1/128 AS64496" },
		{ "::/0 0", "::/0 AS0" },
		{ "0.0.0.0/0 AS4294967295", "0.0.0.0/0 AS4294967295" },
		{ "192.0.2.0/24 AS64496 # customer", "192.0.2.0/24 AS64496" },
		{ "192.0.2.0/24 # 64496", "192.0.2.0/24" },
		{ "192.0.2.0/24 AS64496 198.51.100.0/24 AS64497",
		    "192.0.2.0/24 AS64496" },
		{ "at 04:05:06 route 192.0.2.0/24 from AS64496",
		    "192.0.2.0/24 AS64496" },
		{ "192.0.2.0/24 64496:100 AS64496", "192.0.2.0/24 AS64496" },
		{ "192.0.2.0/24 AS-EXAMPLE", "192.0.2.0/24" },
		{ "192.0.2.0/24 web1.example.net", "192.0.2.0/24" },
		{ "192.0.2.0/24 -", "192.0.2.0/24" },
		{ "192.0.2.0/24 64496 310 AS64496", "192.0.2.0/24 AS64496" },
		{ "192.0.2.0/24 64496 # not AS64497", "192.0.2.0/24 AS64496" },
		{ "192.0.2.0/24 AS64496 AS64497", "192.0.2.0/24 AS64496" },
		{ "192.0.2.0/24 64496_64497", "192.0.2.0/24 AS64496 AS64497" },
		{ "192.0.2.0/24 {64496,64497}", "192.0.2.0/24 none" },
		{ "192.0.2.0/24 {64496}", "192.0.2.0/24 none" },
	};

	(void)state;
	CHECK_EACH_ALONE(table);
}

/* Each twice: a reader that has started takes the quick way. */
static void
peers_are_counted_by_riswhois_and_bgp_tools_alone(void **state)
{
	static const struct {
		const char *line;
		uint32_t peers;
	} table[] = {
		{ "64496\t192.0.2.0/24\t310", 310 },
		{ "{64496,64497}\t192.0.2.0/24\t310", 310 },
		{ "64496\t2001:db8::/32\t4294967295\r", 4294967295U },
		{ "64496\t192.0.2.0/24\t4294967296", 0 },
		{ "64496\t192.0.2.0/24\t-1", 0 },
		{ "64496\t192.0.2.0/24\t", 0 },
		{ "64496\t192.0.2.0/24", 0 },
		{ "64496\t192.0.2.0/24\t310\t1", 0 },
		{ "AS64496,192.0.2.0/24,24", 0 }, /* a maxLength */
		{ "64496 192.0.2.0/24 24", 0 },
		{ "192.0.2.0/24\t64496\t310", 0 },
		{ "192.0.2.0/24\t64496", 0 },
		{ "192.0.2.0\t24\t64496", 0 },
		{ "{\"CIDR\":\"192.0.2.0/24\",\"ASN\":64496,\"Hits\":310}",
		    310 },
		{ "{\"CIDR\":\"192.0.2.0/24\",\"ASN\":64496}", 0 },
		{ "TABLE_DUMP2|1|B|192.0.2.1|64500|192.0.2.0/24|64500|IGP", 0 },
	};
	struct rsec_routeline_reader reader = RSEC_ROUTELINE_READER_INIT;
	struct rsec_routeline line = { .peers = 1 };
	size_t i;

	(void)state;
	for (i = 0; i < 2 * sizeof(table) / sizeof(table[0]); i++) {
		assert_int_equal(
		    rsec_routeline_parse(&reader, table[i / 2].line,
			strlen(table[i / 2].line), &line, NULL),
		    0);
		assert_int_equal(line.kind, RSEC_ROUTELINE_ROUTE);
		assert_int_equal(line.peers, table[i / 2].peers);
	}
}

static void
comments_and_blank_lines_say_nothing(void **state)
{
	static const struct example table[] = {
		{ "", "" },
		{ " \t", "" },
		{ "\r", "" },
		{ "# 192.0.2.0/24 AS64496", "" },
		{ "  % 192.0.2.0/24", "" },
		{ "\xef\xbb\xbf", "" },
	};

	(void)state;
	CHECK_EACH_ALONE(table);
}

static void
pfx2as_has_the_length_in_its_own_field(void **state)
{
	static const struct example table[] = {
		{ "192.0.2.0\t24\t64496", "192.0.2.0/24 AS64496" },
		{ "2001:db8::\t32\t64496_64497",
		    "2001:db8::/32 AS64496 AS64497" },
		{ "192.0.2.0\t24\t64496,64497", "192.0.2.0/24 none" },
		{ "192.0.2.0\t24\t64511_64496,64497",
		    "192.0.2.0/24 AS64511 none" },
		{ "0.0.0.0 0 64496", "0.0.0.0/0 AS64496" },
		{ "192.0.2.0\t33\t64496", "[prefix length 33 exceeds 32]" },
		{ "192.0.2.0\t24",
		    "[\"24\" after an address may be its length or an "
		    "origin: write a '/' or \"AS\" before it]" },
		{ "192.0.2.0\t24\t64496_",
		    "[origin \"\" is not an AS number]" },
		{ "192.0.2.0\t24\t64496,,64497",
		    "[origin \"64496,,64497\" is not an AS number]" },
		{ "192.0.2.0\t24\t64496\t7",
		    "[origin \"64496\\t7\" is not an AS number]" },
	};

	(void)state;
	CHECK_EACH_ALONE(table);
}

static void
riswhois_has_the_origin_first(void **state)
{
	static const struct example table[] = {
		{ "% RIS whois dump", "" },
		{ "", "" },
		{ "64496\t192.0.2.0/24\t310", "192.0.2.0/24 AS64496" },
		{ "{64496,64497}\t2001:db8::/32\t9", "2001:db8::/32 none" },
	};

	(void)state;
	CHECK_IN_ORDER(table);
}

static void
json_lines_have_cidr_and_asn(void **state)
{
	static const struct example table[] = {
		{ "{\"CIDR\":\"192.0.2.0/24\",\"ASN\":64496,\"Hits\":310}",
		    "192.0.2.0/24 AS64496" },
		{ " { \"Hits\" : 3 , \"ASN\" : \"AS64496\" ,"
		  "\"CIDR\" : \"2001:db8::/32\" } ",
		    "2001:db8::/32 AS64496" },
		{ "{\"CIDR\":\"192.0.2.0/24\",\"x\":\"a\\\"}\",\"y\":null}",
		    "192.0.2.0/24" },
		{ "{\"ASN\":64496}", "[no CIDR in \"{\\\"ASN\\\":64496}\"]" },
		{ "{\"CIDR\":\"192.0.2.0/24\",\"ASN\":-1}",
		    "[origin \"-1\" is not an AS number]" },
		{ "{\"CIDR\":\"192.0.2.1/24\",\"ASN\":1}",
		    "[192.0.2.1/24 has bits set beyond its length]" },
		{ "{\"CIDR\":[\"192.0.2.0/24\"]}",
		    "[\"{\\\"CIDR\\\":[\\\"192.0.2.0/24\\\"]}\""
		    " is no flat JSON object]" },
		{ "{\"a\\", "[\"{\\\"a\\\\\" is no flat JSON object]" },
		{ "{\"a\"", "[\"{\\\"a\\\"\" is no flat JSON object]" },
		{ "{\"a\":1} 192.0.2.0/24", "[\"{\\\"a\\\":1} 192.0.2.0/24\""
					    " is no flat JSON object]" },
		{ "{\"a\":}", "[\"{\\\"a\\\":}\" is no flat JSON object]" },
		{ "{64496,64497}\t192.0.2.0/24\t310", "192.0.2.0/24 none" },
		{ "{64496}\t192.0.2.0/24\t310", "192.0.2.0/24 none" },
	};

	(void)state;
	CHECK_EACH_ALONE(table);
}

static void
bgpdump_lines_give_the_last_as(void **state)
{
#define HEAD "|1700000000|B|192.0.2.1|64500|"
#define TAIL "|IGP|192.0.2.1|0|0||NAG||"
	static const struct example table[] = {
		{ "TABLE_DUMP2" HEAD "192.0.2.0/24|64500 64496" TAIL,
		    "192.0.2.0/24 AS64496" },
		{ "TABLE_DUMP" HEAD "192.0.2.0/24|64496" TAIL,
		    "192.0.2.0/24 AS64496" },
		{ "TABLE_DUMP2_AP" HEAD "2001:db8::/32|17|64500 64496" TAIL,
		    "2001:db8::/32 AS64496" },
		{ "TABLE_DUMP2" HEAD "192.0.2.0/24|64500 {64496,64497}" TAIL,
		    "192.0.2.0/24 none" },
		{ "TABLE_DUMP2" HEAD "192.0.2.0/24|{64497} 64496" TAIL,
		    "192.0.2.0/24 AS64496" },
		{ "TABLE_DUMP2" HEAD "192.0.2.0/24|64500 (64496 64497)" TAIL,
		    "192.0.2.0/24 none" },
		{ "TABLE_DUMP2" HEAD "192.0.2.0/24|[64496,64497]" TAIL,
		    "192.0.2.0/24 none" },
		{ "TABLE_DUMP2" HEAD "192.0.2.0/24|" TAIL,
		    "192.0.2.0/24 none" },
		{ "TABLE_DUMP2" HEAD "192.0.2.0/24|! Error !" TAIL,
		    "192.0.2.0/24 none" },
		{ "TABLE_DUMP2" HEAD "192.0.2.0/24|64500 644..." TAIL,
		    "192.0.2.0/24 none" },
		{ "TABLE_DUMP2" HEAD "192.0.2.1/24|64496" TAIL,
		    "192.0.2.0/24 AS64496" },
		{ "BGP4MP|1700000000.5|A|::1|64500|::/0|64500 64496|IGP|",
		    "::/0 AS64496" },
		{ "BGP4MP_ET_AP|1.5|A|::1|64500|::/0|1|64496|IGP|",
		    "::/0 AS64496" },
		{ "BGP4MP|7|1700000000|A|::1|64500|::/0|64496|IGP|",
		    "::/0 AS64496" },
		{ "TABLE_DUMP2|11/14/23 22:13:20|B|::1|64500|::/0|64496|IGP",
		    "::/0 AS64496" },
		{ "BGP4MP|1700000000|W|192.0.2.1|64500|192.0.2.0/24", "" },
		{ "BGP4MP|1700000000|STATE|192.0.2.1|64500|5|6", "" },
		{ "TABLE_DUMP2" HEAD "192.0.2.0/24|64500 x\x1b[m" TAIL,
		    "[AS path ends in \"x\\x1b[m\", which is no AS number]" },
		{ "TABLE_DUMP2|1700000000|B|192.0.2.1|64500|192.0.2.0/24",
		    "[bgpdump line \"TABLE_DUMP2|1700000000|B|192.0.2.1|64500\""
		    "... has too few fields]" },
		{ "BGP4MP|17000",
		    "[bgpdump line \"BGP4MP|17000\" has too few fields]" },
		{ "BGP4MP|1700000000|X|192.0.2.1|64500|192.0.2.0/24|64496",
		    "[bgpdump line of type \"X\" is none of A, B, W and "
		    "STATE]" },
	};

	(void)state;
	CHECK_EACH_ALONE(table);
}

static void
a_header_names_the_columns(void **state)
{
	static const struct example routinator[] = {
		{ "\xef\xbb\xbf"
		  "ASN,IP Prefix,Max Length,Trust Anchor",
		    "" },
		{ "AS64496,192.0.2.0/24,24,ripe", "192.0.2.0/24 AS64496" },
		{ "\"AS64496\",\"2001:db8::/32\",48,\"ri,pe\"",
		    "2001:db8::/32 AS64496" },
		{ "AS64496,,24,ripe", "[no prefix in column 2 of "
				      "\"AS64496,,24,ripe\"]" },
		{ "AS64496", "[no prefix in column 2 of \"AS64496\"]" },
		{ "ASN,192.0.2.0/24", "[origin \"ASN\" is not an AS number]" },
		{ "# end", "" },
	};
	static const struct example tabs[] = {
		{ "# made by hand", "" },
		{ "Name\tAsn\tPrefix\tOrigin_ASN", "" },
		{ "\t7\t192.0.2.0/24\t64496", "192.0.2.0/24 AS64496" },
		{ "x,y\t7\t192.0.2.0/24\t", "192.0.2.0/24" },
		{ "x,y\t7\t192.0.2.0/24\t-", "192.0.2.0/24" },
		{ "x\t7\t192.0.2.0/24\t{1,2}", "192.0.2.0/24 none" },
		{ "x\t7\t192.0.2.0/24\t1_2", "192.0.2.0/24 AS1 AS2" },
	};
	static const struct example prefixes[] = {
		{ "prefix", "" },
		{ "192.0.2.0/24", "192.0.2.0/24" },
		{ "192.0.2.0/24,64496", "192.0.2.0/24" },
	};
	static const struct example paths[] = {
		{ "Prefix;AS Path", "" },
		{ "192.0.2.0/24;64496", "192.0.2.0/24 AS64496" },
		{ "192.0.2.0/24;64500 64496",
		    "[origin \"64500 64496\" is not an AS number]" },
	};
	static const struct example late[] = {
		{ "192.0.2.0/24,64496", "192.0.2.0/24 AS64496" },
		{ "prefix,origin", "[no prefix in \"prefix,origin\"]" },
	};

	(void)state;
	CHECK_IN_ORDER(routinator);
	CHECK_IN_ORDER(tabs);
	CHECK_IN_ORDER(prefixes);
	CHECK_IN_ORDER(paths);
	CHECK_IN_ORDER(late);
}

static void
an_answer_of_roa_check_is_a_question_again(void **state)
{
	static const struct example text[] = {
		{ "192.0.2.0/25     AS64496  invalid   length",
		    "192.0.2.0/25 AS64496" },
		{ "    AS64497  192.0.0.0/22-24   ripe   matches", "" },
		{ "    AS64498  192.0.2.0/24      ripe   matches", "" },
		{ "192.0.2.0/24     -        invalid   as",
		    "192.0.2.0/24 none" },
		{ "192.0.2.0/24     -        not-covered", "192.0.2.0/24" },
		{ "203.0.112.0/22   partly-covered   75.0 % of 1024 addresses",
		    "203.0.112.0/22" },
		{ "    AS64496  203.0.112.0/23-24   apnic", "" },
		{ "198.51.100.0/24 AS64511", "198.51.100.0/24 AS64511" },
		{ "  198.51.100.0/24 AS64496", "198.51.100.0/24 AS64496" },
	};
	static const struct example columns[] = {
		{ "prefix,origin,state,reason,vrps", "" },
		{ "192.0.2.0/24,AS64496,valid,,AS64496 192.0.2.0/24",
		    "192.0.2.0/24 AS64496" },
		{ "192.0.2.0/24,,invalid,as,AS64496 192.0.2.0/24",
		    "192.0.2.0/24 none" },
		{ "192.0.2.0/24,,covered,,AS64496 192.0.2.0/24",
		    "192.0.2.0/24" },
	};
	static const struct example tag[] = {
		{ "valid\t192.0.2.0/24 AS64496", "192.0.2.0/24 AS64496" },
		{ "not-found BGP4MP|1|A|::1|64500|::/0|64500 64496|IGP|",
		    "::/0 AS64496" },
		{ "invalid\t192.0.2.0\t24\t64496,64497", "192.0.2.0/24 none" },
	};

	(void)state;
	CHECK_IN_ORDER(text);
	CHECK_IN_ORDER(columns);
	CHECK_EACH_ALONE(tag);
}

static void
a_wrong_line_says_what_is_wrong(void **state)
{
	static const struct example table[] = {
		{ "foo bar", "[no prefix in \"foo bar\"]" },
		{ "AS64496", "[no prefix in \"AS64496\"]" },
		{ "a \"b\"\t\\\x1b\xc3",
		    "[no prefix in \"a \\\"b\\\"\\t\\\\\\x1b\\xc3\"]" },
		{ "0123456789 0123456789 0123456789 0123456789",
		    "[no prefix in \"0123456789 0123456789 0123456789 "
		    "0123456\"...]" },
		{ "192.0.2.1/24 AS64496",
		    "[192.0.2.1/24 has bits set beyond its length]" },
		{ "192.0.2.0/24 AS4294967296",
		    "[origin \"AS4294967296\" is not an AS number]" },
		{ "192.0.2.0/24 AS64496x",
		    "[origin \"AS64496x\" is not an AS number]" },
		{ "192.0.2.0/24 {64496,64497",
		    "[origin \"{64496,64497\" is not an AS number]" },
		{ "192.0.2.0/24 {}", "[origin \"{}\" is not an AS number]" },
		{ "192.0.2.0/24 (AS64496)",
		    "[origin \"(AS64496)\" is not an AS number]" },
		{ "ASN64496 192.0.2.0/24",
		    "[origin \"ASN64496\" is not an AS number]" },
		{ "192.0.2.0/24 64496x",
		    "[origin \"64496x\" is not an AS number]" },
		{ "192.0.2.0/24 198.51.100.0/24",
		    "[origin \"198.51.100.0/24\" is not an AS number]" },
		{ "192.0.2.0/24,24,AS64496",
		    "[the origin may be 24 or \"AS64496\": write \"AS\" "
		    "before the first, or leave one]" },
		{ "310 192.0.2.0/24 AS64496",
		    "[the origin may be 310 or \"AS64496\": write \"AS\" "
		    "before the first, or leave one]" },
	};

	(void)state;
	CHECK_EACH_ALONE(table);
}

/* A wrong prefix must not be skipped for the sake of a later good one. */
static void
the_first_prefix_is_never_passed_over(void **state)
{
	static const char *const wrong[] = { "192.0.2.0/33", "192.0.2.1/24",
		"192.0.2.0/", "192.0.2.0/24x", "192.0.2/24", "2001:db8::/129",
		"1.2.3.256", "192.0.2.0/22-24" };
	struct rsec_routeline_reader reader;
	char line[128];
	size_t i;
	int n;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		n = snprintf(
		    line, sizeof(line), "%s 198.51.100.0/24 AS64496", wrong[i]);
		reader = RSEC_ROUTELINE_READER_INIT;
		assert_int_equal(routetext(&reader, line, (size_t)n)[0], '[');
	}
}

static void
origins_of_one_line_are_limited(void **state)
{
	struct rsec_routeline_reader reader = RSEC_ROUTELINE_READER_INIT;
	char line[512];
	const char *said;
	size_t i, n;

	(void)state;
	n = (size_t)sprintf(line, "192.0.2.0\t24\t1");
	for (i = 1; i < RSEC_ROUTELINE_ORIGINS; i++)
		n += (size_t)sprintf(line + n, "_%zu", i + 1);
	said = routetext(&reader, line, n);
	assert_string_equal(said + strlen(said) - 5, " AS64");
	n += (size_t)sprintf(line + n, "_65");
	assert_string_equal(
	    routetext(&reader, line, n), "[more than 64 origins in one line]");
}

/* Lines end where they are said to end: a copy of exactly their size. */
static void
mutated_lines_never_crash(void **state)
{
	static const char *const seeds[] = { "192.0.2.0/24 AS64496",
		"192.0.2.0\t24\t64496_64497,64498", "{64496}\t::/0\t3",
		"{\"CIDR\":\"::/0\",\"ASN\":1}",
		"TABLE_DUMP2_AP|1|B|::1|1|::/0|3|64500 {64496}|IGP|",
		"prefix,\"origin\"", "valid\t2001:db8::/32 1.10" };
	static const char alphabet[] = "0123456789abcdefAS./:,_{}|\"\t #%-";
	struct rsec_routeline_reader reader = RSEC_ROUTELINE_READER_INIT;
	uint32_t seed = 6811;
	char *line;
	size_t i, j, n;

	(void)state;
	for (i = 0; i < 60000; i++) {
		if (i % 50 == 0)
			reader = RSEC_ROUTELINE_READER_INIT;
		n = strlen(seeds[i % 7]);
		assert_non_null(line = malloc(n));
		memcpy(line, seeds[i % 7], n);
		for (j = 0; j < i % 5; j++) {
			seed = seed * 1664525 + 1013904223;
			line[(seed >> 8) % n] =
			    alphabet[(seed >> 20) % (sizeof(alphabet) - 1)];
		}
		routetext(&reader, line, n - seed % 3);
		free(line);
	}
}

/* A reader knows the usual lines from the second line on. */
static void
usual_lines_say_what_any_other_reader_says(void **state)
{
	static const char *const seeds[] = { "192.0.2.0/24 AS64496",
		"192.0.2.0\t24\t64496", "10.0.0.0/8\t1", "0.0.0.0/0 0",
		"198.51.100.255/32 AS4294967295", "192.0.2.128\t25\t1.10" };
	static const char alphabet[] = "0123456789AS./:,_ \t\r#";
	struct rsec_routeline_reader first, later;
	struct random r = { 4271 };
	char line[64], *expected;
	size_t i, j, n;

	(void)state;
	for (i = 0; i < 200000; i++) {
		n = strlen(seeds[i % 6]);
		memcpy(line, seeds[i % 6], n);
		for (j = random_below(&r, 4); j > 0; j--)
			line[random_below(&r, (uint32_t)n)] =
			    alphabet[random_below(&r, sizeof(alphabet) - 1)];
		n -= random_once_in(&r, 8);
		first = RSEC_ROUTELINE_READER_INIT;
		expected = strdup(routetext(&first, line, n));
		assert_non_null(expected);
		later = RSEC_ROUTELINE_READER_INIT;
		later.started = true;
		assert_string_equal(routetext(&later, line, n), expected);
		free(expected);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_lines_give_the_first_prefix_and_origin),
		cmocka_unit_test(
		    peers_are_counted_by_riswhois_and_bgp_tools_alone),
		cmocka_unit_test(comments_and_blank_lines_say_nothing),
		cmocka_unit_test(pfx2as_has_the_length_in_its_own_field),
		cmocka_unit_test(riswhois_has_the_origin_first),
		cmocka_unit_test(json_lines_have_cidr_and_asn),
		cmocka_unit_test(bgpdump_lines_give_the_last_as),
		cmocka_unit_test(a_header_names_the_columns),
		cmocka_unit_test(an_answer_of_roa_check_is_a_question_again),
		cmocka_unit_test(a_wrong_line_says_what_is_wrong),
		cmocka_unit_test(the_first_prefix_is_never_passed_over),
		cmocka_unit_test(origins_of_one_line_are_limited),
		cmocka_unit_test(mutated_lines_never_crash),
		cmocka_unit_test(usual_lines_say_what_any_other_reader_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
