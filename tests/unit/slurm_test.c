/* SPDX-License-Identifier: ISC */
/*
 * SLURM files, RFC 8416: what is read, what is refused and in which words,
 * and what applying them does to a set.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rpki/slurm.h"
#include "text/base64url.h"

/* A document around the entries of each array. */
#define DOCUMENT(pf, bf, pa, ba)                                   \
	"{\"slurmVersion\":1,\"validationOutputFilters\":"         \
	"{\"prefixFilters\":[" pf "],\"bgpsecFilters\":[" bf       \
	"]},\"locallyAddedAssertions\":{\"prefixAssertions\":[" pa \
	"],\"bgpsecAssertions\":[" ba "]}}"
#define PREFIX_FILTERS(entries)	   DOCUMENT(entries, "", "", "")
#define BGPSEC_FILTERS(entries)	   DOCUMENT("", entries, "", "")
#define PREFIX_ASSERTIONS(entries) DOCUMENT("", "", entries, "")
#define BGPSEC_ASSERTIONS(entries) DOCUMENT("", "", "", entries)

/* A key identifier of 20 bytes; a SEQUENCE of one INTEGER. */
#define SKI "\"SKI\":\"AAECAwQFBgcICQoLDA0ODxAREhM\""
#define KEY "\"routerPublicKey\":\"MAMCAQA\""

static struct rsec_slurm *
parse(const char *json)
{
	struct rsec_slurm *slurm = NULL;
	struct rsec_err err;

	if (rsec_slurm_parse(json, strlen(json), &slurm, &err) == -1)
		fail_msg("%s", err.msg);
	return slurm;
}

static struct rsec_vrp
vrp_of(const char *prefix, uint8_t max_len, uint32_t asn)
{
	struct rsec_vrp vrp = { .asn = asn, .max_len = max_len };

	assert_int_equal(
	    rsec_prefix_parse(prefix, strlen(prefix), &vrp.prefix, NULL), 0);
	return vrp;
}

/* What is refused, and why: RFC 8416 section 3, one line a rule. */
static const struct {
	const char *json, *message;
} refused[] = {
	{ "[]", "not an object (RFC 8416 section 3.2)" },
	{ "7", "not an object (RFC 8416 section 3.2)" },
	{ "{}", "slurmVersion: is missing (RFC 8416 section 3.2)" },
	{ "{\"slurmVersion\":\"1\"}",
	    "slurmVersion: not a number (RFC 8416 section 3.2)" },
	{ "{\"slurmVersion\":1.0}",
	    "slurmVersion: 1.0 is not 1, the only one there is (RFC 8416 "
	    "section 3.2)" },
	{ "{\"aspaFilters\":[],\"slurmVersion\":2}",
	    "slurmVersion: 2 is not 1, the only one there is (RFC 8416 "
	    "section 3.2)" },
	{ "{\"slurmVersion\":1,\"slurmTarget\":[]}",
	    "member \"slurmTarget\" is not allowed (RFC 8416 section 3.1)" },
	{ "{\"slurmVersion\":1,\"slurmVersion\":1}",
	    "member \"slurmVersion\" is there twice (RFC 8416 section 3.1)" },
	{ "{\"slurmVersion\":1,\"\\u001b[2J\":0}",
	    "member \"\\x1b[2J\" is not allowed (RFC 8416 section 3.1)" },
	{ "{\"slurmVersion\":1}",
	    "validationOutputFilters: is missing (RFC 8416 section 3.2)" },
	{ "{\"slurmVersion\":1,\"validationOutputFilters\":[]}",
	    "validationOutputFilters: not an object (RFC 8416 section 3.2)" },
	{ "{\"slurmVersion\":1,\"validationOutputFilters\":"
	  "{\"prefixAssertions\":[]}}",
	    "validationOutputFilters: member \"prefixAssertions\" is not "
	    "allowed (RFC 8416 section 3.1)" },
	{ "{\"slurmVersion\":1,\"validationOutputFilters\":{}}",
	    "prefixFilters: is missing (RFC 8416 section 3.2)" },
	{ "{\"slurmVersion\":1,\"validationOutputFilters\":"
	  "{\"prefixFilters\":[]}}",
	    "bgpsecFilters: is missing (RFC 8416 section 3.2)" },
	{ "{\"slurmVersion\":1,\"validationOutputFilters\":"
	  "{\"prefixFilters\":[],\"bgpsecFilters\":[]}}",
	    "locallyAddedAssertions: is missing (RFC 8416 section 3.2)" },
	{ "{\"slurmVersion\":1,\"validationOutputFilters\":"
	  "{\"prefixFilters\":{},\"bgpsecFilters\":[]}}",
	    "prefixFilters: not an array (RFC 8416 section 3.2)" },
	{ "{\"slurmVersion\":1,\"locallyAddedAssertions\":"
	  "{\"bgpsecAssertions\":[]}}",
	    "prefixAssertions: is missing (RFC 8416 section 3.2)" },
	{ PREFIX_FILTERS("{\"asn\":64496},7"),
	    "prefixFilters[1]: not an object (RFC 8416 section "
	    "3.3.1)" },
	{ PREFIX_FILTERS("{}"),
	    "prefixFilters[0]: neither prefix nor asn (RFC 8416 "
	    "section 3.3.1)" },
	{ PREFIX_FILTERS("{\"asn\":64496,\"comment\":7}"),
	    "prefixFilters[0].comment: not a string (RFC 8416 section "
	    "3.3.1)" },
	{ PREFIX_FILTERS("{\"asn\":64496,\"maxPrefixLength\":24}"),
	    "prefixFilters[0]: member \"maxPrefixLength\" is not allowed (RFC "
	    "8416 section 3.1)" },
	{ PREFIX_FILTERS("{\"asn\":\"64496\"}"),
	    "prefixFilters[0].asn: not an integer (RFC 8416 section "
	    "3.3.1)" },
	{ PREFIX_FILTERS("{\"asn\":-1}"),
	    "prefixFilters[0].asn: not from 0 to 4294967295 (RFC 8416 "
	    "section 3.3.1)" },
	{ PREFIX_FILTERS("{\"asn\":4294967295},{\"asn\":4294967296}"),
	    "prefixFilters[1].asn: not from 0 to 4294967295 (RFC 8416 "
	    "section 3.3.1)" },
	{ PREFIX_FILTERS("{\"prefix\":7}"),
	    "prefixFilters[0].prefix: not a string (RFC 8416 section "
	    "3.3.1)" },
	{ PREFIX_FILTERS("{\"prefix\":\"192.0.2.1\"}"),
	    "prefixFilters[0].prefix: has no prefix length (RFC 8416 "
	    "section 3.3.1)" },
	{ PREFIX_ASSERTIONS("{\"prefix\":\"192.0.2.0/24\"}"),
	    "prefixAssertions[0].asn: is missing (RFC 8416 section "
	    "3.4.1)" },
	{ PREFIX_ASSERTIONS("{\"asn\":64496}"),
	    "prefixAssertions[0].prefix: is missing (RFC 8416 section "
	    "3.4.1)" },
	{ PREFIX_ASSERTIONS("{\"asn\":64496,\"prefix\":"
			    "\"192.0.2.0/24\",\"maxLength\":24}"),
	    "prefixAssertions[0]: member \"maxLength\" is not allowed (RFC "
	    "8416 section 3.1)" },
	{ PREFIX_ASSERTIONS("{\"asn\":64496,\"prefix\":"
			    "\"192.0.2.0/24\",\"maxPrefixLength\":"
			    "\"24\"}"),
	    "prefixAssertions[0].maxPrefixLength: not an integer (RFC "
	    "8416 section 3.4.1)" },
	{ PREFIX_ASSERTIONS("{\"asn\":64496,\"prefix\":"
			    "\"192.0.2.0/24\",\"maxPrefixLength\":"
			    "23}"),
	    "prefixAssertions[0].maxPrefixLength: 23 is not from 24 "
	    "to 32, as 192.0.2.0/24 needs (RFC 9582 section "
	    "4.3.2.2)" },
	{ PREFIX_ASSERTIONS("{\"asn\":64496,\"prefix\":"
			    "\"2001:db8::/32\",\"maxPrefixLength\":"
			    "129}"),
	    "prefixAssertions[0].maxPrefixLength: 129 is not from 32 "
	    "to 128, as 2001:db8::/32 needs (RFC 9582 section "
	    "4.3.2.2)" },
	{ BGPSEC_FILTERS("{\"comment\":\"\"}"),
	    "bgpsecFilters[0]: neither asn nor SKI (RFC 8416 section "
	    "3.3.2)" },
	{ BGPSEC_FILTERS("{" SKI ",\"asn\":\"AS64496\"}"),
	    "bgpsecFilters[0].asn: not an integer (RFC 8416 section "
	    "3.3.2)" },
	{ BGPSEC_FILTERS("{\"SKI\":7}"),
	    "bgpsecFilters[0].SKI: not a string (RFC 8416 section "
	    "3.3.2)" },
	{ BGPSEC_FILTERS("{\"SKI\":\"AAEC+w\"}"),
	    "bgpsecFilters[0].SKI: not base64url without padding (RFC "
	    "8416 section 3.3.2)" },
	{ BGPSEC_FILTERS("{\"SKI\":\"AAECAw\"}"),
	    "bgpsecFilters[0].SKI: not of 20 bytes (RFC 8416 section "
	    "3.3.2)" },
	{ BGPSEC_ASSERTIONS("{" SKI "," KEY "}"),
	    "bgpsecAssertions[0].asn: is missing (RFC 8416 section "
	    "3.4.2)" },
	{ BGPSEC_ASSERTIONS("{\"asn\":64496," KEY "}"),
	    "bgpsecAssertions[0].SKI: is missing (RFC 8416 section "
	    "3.4.2)" },
	{ BGPSEC_ASSERTIONS("{\"asn\":64496," SKI "}"),
	    "bgpsecAssertions[0].routerPublicKey: is missing (RFC "
	    "8416 section 3.4.2)" },
	{ BGPSEC_ASSERTIONS(
	      "{\"asn\":64496," SKI ",\"routerPublicKey\":\"MAMCAQ\"}"),
	    "bgpsecAssertions[0].routerPublicKey: not a DER "
	    "subjectPublicKeyInfo (RFC 8416 section 3.4.2)" },
	{ BGPSEC_ASSERTIONS("{\"asn\":64496,\"prefix\":\"::/0\"}"),
	    "bgpsecAssertions[0]: member \"prefix\" is not allowed (RFC 8416 "
	    "section 3.1)" },
};

static void
each_refused_document_is_told_why(void **state)
{
	struct rsec_slurm *slurm = NULL;
	struct rsec_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		if (rsec_slurm_parse(refused[i].json, strlen(refused[i].json),
			&slurm, &err) == 0)
			fail_msg("accepted: %s", refused[i].json);
		assert_string_equal(err.msg, refused[i].message);
		assert_null(slurm);
	}
}

static void
each_refused_entry_is_told_with_its_line(void **state)
{
	static const char *const bad[] = {
		PREFIX_FILTERS("{\"asn\":64496},\n{\"asn\":\"64497\"}"),
		PREFIX_FILTERS("{\"asn\":64496},{\n\"AS\":64497}"),
		PREFIX_FILTERS("{\"asn\":64496},\n{}"),
		PREFIX_FILTERS("{\n\"prefix\":\"192.0.2.1/24\"}"),
		PREFIX_ASSERTIONS("{\"asn\":64496,\"prefix\":\"::/8\","
				  "\n\"maxPrefixLength\":7}"),
		PREFIX_ASSERTIONS("\n{\"asn\":64496}"),
		BGPSEC_FILTERS("{\"asn\":64496,\n\"SKI\":\"A\"}"),
	};
	struct rsec_slurm *slurm;
	struct rsec_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(
		    rsec_slurm_parse(bad[i], strlen(bad[i]), &slurm, &err), -1);
		assert_int_equal(err.line, 2);
	}
}

/* The prefix parser's own words follow the member. */
static void
a_wrong_prefix_is_told_with_its_member(void **state)
{
	static const char json[] = PREFIX_FILTERS(
	    "{\"asn\":1},{\"asn\":2},{\"prefix\":\"192.0.2.1/24\"}");
	struct rsec_prefix prefix;
	struct rsec_err err, own;
	struct rsec_slurm *slurm;
	char want[RSEC_ERR_MSG_MAX + 32];

	(void)state;
	assert_int_equal(
	    rsec_slurm_parse(json, strlen(json), &slurm, &err), -1);
	assert_int_equal(
	    rsec_prefix_parse("192.0.2.1/24", 12, &prefix, &own), -1);
	snprintf(want, sizeof(want), "prefixFilters[2].prefix: %s", own.msg);
	assert_string_equal(err.msg, want);
}

static void
what_is_not_json_is_told_with_its_line(void **state)
{
	static const struct {
		const char *json;
		uint64_t line;
		enum rsec_errcode code;
		const char *message;
	} bad[] = {
		{ "", 1, RSEC_ERR_TRUNCATED,
		    "document ends before its value is complete" },
		{ "{\n\"slurmVersion\": 1,\n", 3, RSEC_ERR_TRUNCATED,
		    "document ends inside an object" },
		{ "{\n\"slurmVersion\": 01}", 2, RSEC_ERR_SYNTAX,
		    "\"01\" is not a number (RFC 8259 section 6)" },
		{ "{\"slurmVersion\": 1}\n{}", 2, RSEC_ERR_SYNTAX,
		    "expected nothing after the document, found \"{\" (RFC "
		    "8259)" },
		{ "{\n\"\xff\":1}", 2, RSEC_ERR_SYNTAX,
		    "string is not well-formed UTF-8 (RFC 3629)" },
	};
	struct rsec_slurm *slurm;
	struct rsec_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(rsec_slurm_parse(bad[i].json,
				     strlen(bad[i].json), &slurm, &err),
		    -1);
		assert_string_equal(err.msg, bad[i].message);
		assert_int_equal(err.line, bad[i].line);
		assert_int_equal(err.code, bad[i].code);
	}
}

static void
entries_are_counted(void **state)
{
	struct rsec_slurm *slurm =
	    parse(DOCUMENT("{\"asn\":64496},{\"prefix\":\"192.0.2.0/24\"}",
		"{\"asn\":64496},{" SKI "},{\"asn\":64497," SKI "}",
		"{\"asn\":0,\"prefix\":\"::/0\",\"maxPrefixLength\":128}",
		"{\"asn\":64496," SKI "," KEY ",\"comment\":\"\"}"));
	struct rsec_slurm_stats stats = rsec_slurm_stats(slurm);

	(void)state;
	assert_int_equal(stats.filters, 2);
	assert_int_equal(stats.assertions, 1);
	assert_int_equal(stats.bgpsec, 4);
	rsec_slurm_free(slurm);
	slurm = parse(DOCUMENT("", "", "", ""));
	stats = rsec_slurm_stats(slurm);
	assert_int_equal(stats.filters + stats.assertions + stats.bgpsec, 0);
	rsec_slurm_free(slurm);
	rsec_slurm_free(NULL);
}

static bool
is_filtered(const char *filters, const char *prefix, uint32_t asn)
{
	struct rsec_vrp vrp = vrp_of(prefix, 0, asn);
	struct rsec_slurm *slurm = parse(filters);
	bool filtered = rsec_slurm_filters(slurm, &vrp);

	rsec_slurm_free(slurm);
	return filtered;
}

static void
a_filter_takes_out_what_its_prefix_covers(void **state)
{
	static const char filter[] =
	    PREFIX_FILTERS("{\"prefix\":\"192.0.2.0/24\"}");

	(void)state;
	assert_true(is_filtered(filter, "192.0.2.0/24", 64496));
	assert_true(is_filtered(filter, "192.0.2.128/25", 64497));
	assert_true(is_filtered(filter, "192.0.2.255/32", 0));
	assert_false(is_filtered(filter, "192.0.2.0/23", 64496));
	assert_false(is_filtered(filter, "192.0.3.0/24", 64496));
	assert_false(is_filtered(filter, "::/0", 64496));
	assert_true(is_filtered(
	    PREFIX_FILTERS("{\"prefix\":\"::/0\"}"), "2001:db8::/32", 1));
	assert_false(is_filtered(
	    PREFIX_FILTERS("{\"prefix\":\"::/0\"}"), "192.0.2.0/24", 1));
}

static void
a_filter_takes_out_what_has_its_asn(void **state)
{
	static const char filter[] = PREFIX_FILTERS(
	    "{\"asn\":64500},{\"asn\":0},{\"asn\":64496},{\"asn\":64498}");

	(void)state;
	assert_true(is_filtered(filter, "192.0.2.0/24", 0));
	assert_true(is_filtered(filter, "192.0.2.0/24", 64496));
	assert_true(is_filtered(filter, "2001:db8::/32", 64498));
	assert_true(is_filtered(filter, "2001:db8::/32", 64500));
	assert_false(is_filtered(filter, "192.0.2.0/24", 64497));
	assert_false(is_filtered(filter, "192.0.2.0/24", 64501));
}

static void
a_filter_with_both_needs_both(void **state)
{
	static const char filter[] =
	    PREFIX_FILTERS("{\"prefix\":\"192.0.2.0/24\",\"asn\":64496},"
			   "{\"prefix\":\"192.0.2.0/24\",\"asn\":64498},"
			   "{\"prefix\":\"192.0.0.0/16\",\"asn\":64499}");

	(void)state;
	assert_true(is_filtered(filter, "192.0.2.0/25", 64496));
	assert_true(is_filtered(filter, "192.0.2.0/25", 64498));
	assert_true(is_filtered(filter, "192.0.2.0/25", 64499));
	assert_false(is_filtered(filter, "192.0.2.0/25", 64497));
	assert_false(is_filtered(filter, "192.0.3.0/24", 64496));
	assert_true(is_filtered(filter, "192.0.3.0/24", 64499));
	assert_true(is_filtered(
	    PREFIX_FILTERS("{\"prefix\":\"192.0.2.0/24\",\"asn\":0},"
			   "{\"prefix\":\"192.0.2.0/24\"},"
			   "{\"prefix\":\"192.0.2.0/24\",\"asn\":64498}"),
	    "192.0.2.0/25", 64497));
}

/* One line a VRP of a frozen set. */
static void
list(struct rsec_vrps *vrps, char *to, size_t size)
{
	char prefix[RSEC_PREFIX_SIZE];
	struct rsec_vrp vrp;
	size_t at = 0;
	uint32_t i;

	assert_int_equal(rsec_vrps_freeze(vrps, NULL), 0);
	to[0] = '\0';
	for (i = 0; i < rsec_vrps_count(vrps); i++) {
		rsec_vrps_get(vrps, i, &vrp);
		rsec_prefix_format(prefix, &vrp.prefix);
		at += (size_t)snprintf(to + at, size - at, "%s-%d AS%u %s\n",
		    prefix, vrp.max_len, vrp.asn,
		    rsec_vrps_ta_name(vrps, vrp.ta));
		assert_true(at < size);
	}
}

static struct rsec_vrps *
example_set(void)
{
	const struct rsec_vrp table[] = {
		vrp_of("192.0.2.0/24", 24, 64496),
		vrp_of("192.0.2.0/25", 26, 64497),
		vrp_of("198.51.100.0/24", 24, 64496),
		vrp_of("2001:db8::/32", 48, 64496),
	};
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_vrp vrp;
	uint16_t ta;
	size_t i;

	assert_non_null(vrps);
	assert_int_equal(rsec_vrps_ta(vrps, "ta", 2, &ta, NULL), 0);
	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		vrp = table[i];
		vrp.ta = ta;
		assert_int_equal(rsec_vrps_add(vrps, &vrp, NULL), 0);
	}
	return vrps;
}

/* RFC 8416 section 2: the filters act first, and on the RPKI's VRPs only. */
static void
filters_never_touch_assertions(void **state)
{
	struct rsec_slurm *slurm[] = {
		parse(PREFIX_ASSERTIONS(
		    "{\"asn\":64500,\"prefix\":\"198.51.100.0/24\"}")),
		parse(DOCUMENT("{\"prefix\":\"192.0.2.0/24\"},"
			       "{\"asn\":64500}",
		    "",
		    "{\"asn\":64499,\"prefix\":\"192.0.2.0/24\","
		    "\"maxPrefixLength\":25}",
		    "")),
	};
	struct rsec_vrps *vrps = example_set();
	uint64_t removed = 99;
	char got[512];

	(void)state;
	assert_int_equal(rsec_slurm_apply(slurm, 2, vrps, &removed, NULL), 0);
	assert_int_equal(removed, 2);
	list(vrps, got, sizeof(got));
	assert_string_equal(got, "192.0.2.0/24-25 AS64499 slurm\n"
				 "198.51.100.0/24-24 AS64496 ta\n"
				 "198.51.100.0/24-24 AS64500 slurm\n"
				 "2001:db8::/32-48 AS64496 ta\n");
	rsec_slurm_free(slurm[0]);
	rsec_slurm_free(slurm[1]);
	rsec_vrps_free(vrps);
}

static void
no_files_change_nothing(void **state)
{
	struct rsec_vrps *vrps = example_set();
	char got[512];

	(void)state;
	assert_int_equal(rsec_slurm_apply(NULL, 0, vrps, NULL, NULL), 0);
	list(vrps, got, sizeof(got));
	assert_string_equal(got, "192.0.2.0/24-24 AS64496 ta\n"
				 "192.0.2.0/25-26 AS64497 ta\n"
				 "198.51.100.0/24-24 AS64496 ta\n"
				 "2001:db8::/32-48 AS64496 ta\n");
	rsec_vrps_free(vrps);
}

/* What applying two files says; "" where they get on with each other. */
static void
expect_overlap(const char *first, const char *second, const char *want)
{
	struct rsec_slurm *slurm[] = { parse(first), parse(second) };
	struct rsec_vrps *vrps = example_set();
	struct rsec_err err = { .msg = "" };
	uint64_t removed = 99;
	int result;

	result = rsec_slurm_apply(slurm, 2, vrps, &removed, &err);
	assert_string_equal(err.msg, want);
	assert_int_equal(result, want[0] == '\0' ? 0 : -1);
	if (result == -1) {
		/* all or nothing: the set is as it was */
		assert_int_equal(removed, 99);
		assert_int_equal(rsec_vrps_freeze(vrps, NULL), 0);
		assert_int_equal(rsec_vrps_count(vrps), 4);
	}
	rsec_slurm_free(slurm[0]);
	rsec_slurm_free(slurm[1]);
	rsec_vrps_free(vrps);
}

static void
two_files_may_not_speak_about_one_address(void **state)
{
	static const char filter[] =
	    PREFIX_FILTERS("{\"prefix\":\"192.0.2.0/24\"}");

	(void)state;
	expect_overlap(filter, filter,
	    "192.0.2.0/24 in SLURM file 2 overlaps 192.0.2.0/24 in file 1 "
	    "(RFC 8416 section 4.2)");
	expect_overlap(filter, PREFIX_FILTERS("{\"prefix\":\"192.0.0.0/16\"}"),
	    "192.0.2.0/24 in SLURM file 1 overlaps 192.0.0.0/16 in file 2 "
	    "(RFC 8416 section 4.2)");
	/* only the outermost contains it: .0/25 and .0/26 stand between */
	expect_overlap(PREFIX_FILTERS("{\"prefix\":\"192.0.2.0/24\"},"
				      "{\"prefix\":\"192.0.2.0/25\"},"
				      "{\"prefix\":\"192.0.2.0/26\"}"),
	    PREFIX_ASSERTIONS("{\"asn\":64496,\"prefix\":\"192.0.2.128/32\"}"),
	    "192.0.2.128/32 in SLURM file 2 overlaps 192.0.2.0/24 in file 1 "
	    "(RFC 8416 section 4.2)");
	expect_overlap(
	    filter, PREFIX_FILTERS("{\"prefix\":\"192.0.3.0/24\"}"), "");
	expect_overlap(filter, PREFIX_FILTERS("{\"prefix\":\"::/0\"}"), "");
	expect_overlap(PREFIX_FILTERS("{\"asn\":64496}"),
	    PREFIX_FILTERS("{\"asn\":64496}"), "");
	/* within one file anything goes */
	expect_overlap(PREFIX_FILTERS("{\"prefix\":\"192.0.2.0/24\"},"
				      "{\"prefix\":\"192.0.2.0/24\"}"),
	    PREFIX_FILTERS("{\"prefix\":\"192.0.3.0/24\"}"), "");
}

static void
two_files_may_not_have_bgpsec_entries_of_one_asn(void **state)
{
	(void)state;
	expect_overlap(BGPSEC_FILTERS("{\"asn\":64497},{\"asn\":64496}"),
	    BGPSEC_ASSERTIONS("{\"asn\":64496," SKI "," KEY "}"),
	    "AS64496 has BGPsec entries in SLURM files 1 and 2 (RFC 8416 "
	    "section 4.2)");
	expect_overlap(BGPSEC_FILTERS("{\"asn\":64497},{" SKI "}"),
	    BGPSEC_FILTERS("{\"asn\":64496},{" SKI "}"), "");
}

static void
base64url_has_one_text_for_any_bytes(void **state)
{
	static const struct {
		const char *text, *bytes;
	} good[] = { { "", "" }, { "Zg", "f" }, { "Zm8", "fo" },
		{ "Zm9v", "foo" }, { "Zm9vYg", "foob" }, { "Zm9vYmE", "fooba" },
		{ "Zm9vYmFy", "foobar" }, { "-_-_", "\xfb\xff\xbf" } };
	static const char *const bad[] = { "Z", "Zg==", "Zh", "Zm9", "Zm9vY",
		"+/+/", "Zm9v\n", "Zm 9", "Zm9vYmFyYQ" };
	uint8_t to[6];
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(rsec_base64url_decode(
		    good[i].text, strlen(good[i].text), to, sizeof(to), &n));
		assert_int_equal(n, strlen(good[i].bytes));
		assert_memory_equal(to, good[i].bytes, n);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(rsec_base64url_decode(
		    bad[i], strlen(bad[i]), to, sizeof(to), &n));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_refused_document_is_told_why),
		cmocka_unit_test(each_refused_entry_is_told_with_its_line),
		cmocka_unit_test(a_wrong_prefix_is_told_with_its_member),
		cmocka_unit_test(what_is_not_json_is_told_with_its_line),
		cmocka_unit_test(entries_are_counted),
		cmocka_unit_test(a_filter_takes_out_what_its_prefix_covers),
		cmocka_unit_test(a_filter_takes_out_what_has_its_asn),
		cmocka_unit_test(a_filter_with_both_needs_both),
		cmocka_unit_test(filters_never_touch_assertions),
		cmocka_unit_test(no_files_change_nothing),
		cmocka_unit_test(two_files_may_not_speak_about_one_address),
		cmocka_unit_test(
		    two_files_may_not_have_bgpsec_entries_of_one_asn),
		cmocka_unit_test(base64url_has_one_text_for_any_bytes),
	};

	return cmocka_run_group_tests_name("slurm", tests, NULL, NULL);
}
