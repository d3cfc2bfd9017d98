/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "rir/delegated.h"
#include "tests/lib/prefixes.h"

/* What was reported, "line: message" each. */
struct told {
	char text[4096];
	size_t n;
	int stop;
};

static int
tell(void *ctx, const struct rsec_err *err)
{
	struct told *told = ctx;

	told->n +=
	    (size_t)snprintf(told->text + told->n, sizeof(told->text) - told->n,
		"%u: %s\n", (unsigned)err->line, err->msg);
	return told->stop;
}

static void
read_into(
    struct rsec_delegated *delegated, const char *text, const char *expected)
{
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text), 11 };
	struct told told = { .n = 0 };
	struct rsec_diag diag = { tell, &told };

	assert_int_equal(rsec_delegated_read(delegated,
			     rsec_source_memory(&memory), &diag, NULL),
	    0);
	assert_string_equal(told.text, expected);
}

static struct rsec_delegated *
delegated_of(const char *text, const char *expected)
{
	struct rsec_delegated *delegated = rsec_delegated_new();

	assert_non_null(delegated);
	read_into(delegated, text, expected);
	assert_int_equal(rsec_delegated_freeze(delegated, NULL), 0);
	return delegated;
}

static const char *
say_found(bool found, bool partly, const struct rsec_delegation *d)
{
	static char text[256];
	char day[RSEC_UTC_SIZE] = "never";

	if (!found)
		return partly ? "partly" : "none";
	if (d->date != RSEC_DELEGATION_NO_DATE)
		rsec_utc_format_day(day, d->date);
	snprintf(text, sizeof(text), "%s %s %s %s %s", rsec_rir_name(d->rir),
	    d->economy, day, rsec_delegation_status_name(d->status),
	    d->opaque_id);
	return text;
}

/* What is known of PREFIX, as one text. */
static const char *
say(const struct rsec_delegated *delegated, const char *prefix)
{
	const struct rsec_prefix p = prefix_of(prefix);
	struct rsec_delegation d;
	bool partly, found;

	found = rsec_delegated_find(delegated, &p, &d, &partly);
	return say_found(found, partly, &d);
}

static const char *
say_asn(const struct rsec_delegated *delegated, uint32_t asn)
{
	struct rsec_delegation d;

	return say_found(
	    rsec_delegated_find_asn(delegated, asn, &d), false, &d);
}

static const char extended[] =
    "2.3|ripencc|20261123|5|19830705|20261122|+0100\n"
    "ripencc|*|ipv4|*|3|summary\r\n"
    "# a comment\n\n"
    "ripencc|NL|ipv4|192.0.0.0|768|19930901|allocated|a-1\r\n"
    "apnic|AU|ipv4|198.51.100.0|100|20110811|assigned|A9|e-stats\n"
    "arin||ipv4|203.0.113.0|256||reserved|\n"
    "afrinic|ZZ|ipv4|255.255.255.0|256|00000000|available||x|y\n"
    "lacnic|br|ipv6|2001:db8::|32|20200229|ALLOCATED|b-2\n"
    "iana|ZZ|ipv6|::|128|19700101|reserved|ietf\n"
    "arin|US|asn|64496|16|19991231|assigned|c-3\n"
    "ripencc|NL|asn|4294967295|1|20000101|allocated|a-1\n";

static void
records_of_each_kind_are_found(void **state)
{
	struct rsec_delegated *d = delegated_of(extended, "");

	(void)state;
	assert_int_equal(rsec_delegated_count(d), 8);
	assert_string_equal(
	    say(d, "192.0.0.0/23"), "RIPE NL 1993-09-01 allocated a-1");
	assert_string_equal(
	    say(d, "192.0.2.255"), "RIPE NL 1993-09-01 allocated a-1");
	assert_string_equal(say(d, "192.0.0.0/22"), "partly");
	assert_string_equal(say(d, "192.0.3.0/24"), "none");
	assert_string_equal(say(d, "0.0.0.0/0"), "partly");
	assert_string_equal(
	    say(d, "198.51.100.96/30"), "APNIC AU 2011-08-11 assigned A9");
	assert_string_equal(say(d, "198.51.100.96/29"), "partly");
	assert_string_equal(say(d, "198.51.100.100"), "none");
	assert_string_equal(say(d, "203.0.113.0/24"), "ARIN  never reserved ");
	assert_string_equal(
	    say(d, "255.255.255.255"), "AFRINIC ZZ never available ");
	assert_string_equal(
	    say(d, "2001:db8:ffff::/48"), "LACNIC BR 2020-02-29 allocated b-2");
	assert_string_equal(say(d, "2001:db8::/31"), "partly");
	assert_string_equal(say(d, "::"), "none ZZ 1970-01-01 reserved ietf");
	assert_string_equal(say(d, "::1"), "none");
	assert_string_equal(say(d, "::/0"), "partly");
	assert_string_equal(
	    say_asn(d, 64511), "ARIN US 1999-12-31 assigned c-3");
	assert_string_equal(say_asn(d, 64512), "none");
	assert_string_equal(say_asn(d, 64495), "none");
	assert_string_equal(
	    say_asn(d, UINT32_MAX), "RIPE NL 2000-01-01 allocated a-1");
	rsec_delegated_free(d);
}

static void
files_that_are_not_extended_have_no_opaque_id(void **state)
{
	struct rsec_delegated *d;

	(void)state;
	d = delegated_of("2|apnic|20261123|1|19850701|20261122|+1000\n"
			 "apnic|*|asn|*|0|summary\n"
			 "apnic|AU|ipv4|192.0.2.0|256|20110811|allocated\n",
	    "");
	assert_string_equal(
	    say(d, "192.0.2.0/24"), "APNIC AU 2011-08-11 allocated ");
	rsec_delegated_free(d);
}

static void
neighbours_of_one_holder_answer_together(void **state)
{
	struct rsec_delegated *d;

	(void)state;
	d = delegated_of("ripencc|NL|ipv4|192.0.0.0|256|20100101|allocated|a\n"
			 "ripencc|NL|ipv4|192.0.1.0|256|20120101|allocated|a\n"
			 "ripencc|NL|ipv4|192.0.2.0|256|20110101|assigned|a\n"
			 "ripencc|NL|ipv4|192.0.3.0|256|20110101|assigned|b\n"
			 "ripencc|NL|ipv4|192.0.4.0|256|20110101|assigned|\n"
			 "ripencc|NL|ipv4|192.0.5.0|256|20110101|assigned|\n",
	    "");
	assert_string_equal(
	    say(d, "192.0.0.0/23"), "RIPE NL 2012-01-01 allocated a");
	assert_string_equal(say(d, "192.0.2.0/23"), "partly");
	assert_string_equal(say(d, "192.0.4.0/23"), "partly");
	assert_string_equal(say(d, "192.0.0.0/21"), "partly");
	rsec_delegated_free(d);
}

static void
wrong_records_are_told_and_left_out(void **state)
{
	struct rsec_delegated *d;

	(void)state;
	d = delegated_of("ripencc|NL|ipv4\n"
			 "example|NL|ipv4|192.0.2.0|256|20100101|allocated|a\n"
			 "arin|USA|ipv4|192.0.2.0|256|20100101|allocated|a\n"
			 "arin|US|ipv5|192.0.2.0|256|20100101|allocated|a\n"
			 "arin|US|ipv4|192.0.2|256|20100101|allocated|a\n"
			 "arin|US|ipv4|2001:db8::|256|20100101|allocated|a\n"
			 "arin|US|ipv4|192.0.2.0/24|256|20100101|allocated|a\n"
			 "arin|US|ipv4|192.0.2.0|0|20100101|allocated|a\n"
			 "arin|US|ipv4|255.255.255.0|257|20100101|allocated|a\n"
			 "arin|US|ipv6|192.0.2.0|24|20100101|allocated|a\n"
			 "arin|US|ipv6|2001:db8::|129|20100101|allocated|a\n"
			 "arin|US|ipv6|2001:db8::1|32|20100101|allocated|a\n"
			 "arin|US|asn|x|1|20100101|allocated|a\n"
			 "arin|US|asn|1|-1|20100101|allocated|a\n"
			 "arin|US|asn|4294967295|2|20100101|allocated|a\n"
			 "arin|US|asn|1|1|2010|allocated|a\n"
			 "arin|US|asn|1|1|20101301|allocated|a\n"
			 "arin|US|asn|1|1|20100230|allocated|a\n"
			 "arin|US|asn|1|1|20100101|legacy|a\n"
			 "|US|asn|1|1|20100101|allocated|a\n"
			 "arin|US|asn|1|1|20100101|allocated|a\n",
	    "1: \"ripencc|NL|ipv4\" has fewer than seven columns\n"
	    "2: \"example\" is not an RIR\n"
	    "3: \"USA\" is not an economy of two letters\n"
	    "4: \"ipv5\" is none of asn, ipv4 and ipv6\n"
	    "5: \"192.0.2\" is not an IPv4 address: an octet is missing\n"
	    "6: \"2001:db8::\" is not an IPv4 address\n"
	    "7: \"192.0.2.0/24\" is not an IPv4 address\n"
	    "8: \"0\" is not a number of addresses\n"
	    "9: 257 addresses from 255.255.255.0 on end behind"
	    " 255.255.255.255\n"
	    "10: \"192.0.2.0\" is not an IPv6 address\n"
	    "11: \"129\" is not a prefix length\n"
	    "12: 2001:db8::1/32 has bits set beyond its length\n"
	    "13: \"x\" is not an AS number\n"
	    "14: \"-1\" is not a number of AS numbers\n"
	    "15: 2 AS numbers from AS4294967295 on end behind"
	    " AS4294967295\n"
	    "16: \"2010\" is not a date of eight digits\n"
	    "17: \"20101301\" is not a date of eight digits\n"
	    "18: \"20100230\" is not a date of eight digits\n"
	    "19: \"legacy\" is none of allocated, assigned, available and"
	    " reserved\n"
	    "20: \"\" is not an RIR\n");
	assert_int_equal(rsec_delegated_count(d), 1);
	rsec_delegated_free(d);
}

static void
a_reading_can_be_stopped(void **state)
{
	static const char text[] = "\nx\n";
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text), 0 };
	struct rsec_delegated *d = rsec_delegated_new();
	struct told told = { .stop = -1 };
	struct rsec_diag diag = { tell, &told };
	struct rsec_err err;

	(void)state;
	assert_int_equal(
	    rsec_delegated_read(d, rsec_source_memory(&memory), &diag, &err),
	    -1);
	assert_int_equal(err.code, RSEC_ERR_STOPPED);
	assert_string_equal(
	    err.msg, "stopped: \"x\" has fewer than seven columns");
	assert_true(err.line == 2);
	rsec_delegated_free(d);
}

static void
nothing_is_added_after_the_freeze(void **state)
{
	static const char text[] = "arin|US|asn|64496|1|20100101|allocated|a\n";
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text), 0 };
	struct rsec_delegated *d = delegated_of("", "");
	struct rsec_err err;

	(void)state;
	assert_string_equal(say(d, "0.0.0.0/0"), "none");
	assert_string_equal(say_asn(d, 0), "none");
	assert_int_equal(
	    rsec_delegated_read(d, rsec_source_memory(&memory), NULL, &err),
	    -1);
	assert_string_equal(err.msg, "the delegations are frozen");
	rsec_delegated_free(d);
}

/*
 * A space of 256 addresses at BASE, in which the record of each address is
 * known, and the same at the end of IPv6.
 */
#define SPACE	256
#define RECORDS 24

struct model {
	int holder[SPACE]; /* record; -1: none */
	struct rsec_delegation records[RECORDS];
	char ids[RECORDS][4];
};

static void
model_record(struct model *model, struct random *r, int i, bool v6, char *line)
{
	struct rsec_delegation *d = &model->records[i];
	uint32_t first = random_below(r, SPACE), count, at, bits = 0;

	count = 1 + random_below(r, SPACE - first);
	if (v6) {
		bits = random_below(r, 9);
		count = SPACE >> bits;
		first -= first % count;
	}
	d->rir = random_once_in(r, 2) ? RSEC_RIR_ARIN : RSEC_RIR_RIPE;
	d->status = random_below(r, 2);
	d->date = 10957 + (int32_t)random_below(r, 28); /* January 2000 */
	sprintf(model->ids[i], "%.*s", (int)random_below(r, 2),
	    random_once_in(r, 2) ? "a" : "b");
	for (at = first; at < first + count; at++)
		model->holder[at] = i;
	if (v6)
		sprintf(line,
		    "%s|ZZ|ipv6|ffff:ffff:ffff:ffff:ffff:ffff:ffff:"
		    "ff%02x|%u",
		    rsec_rir_name(d->rir), first, 120 + bits);
	else
		sprintf(line, "%s|ZZ|ipv4|255.255.255.%u|%u",
		    rsec_rir_name(d->rir), first, count);
	sprintf(line + strlen(line), "|200001%02d|%s|%s\n", d->date - 10957 + 1,
	    rsec_delegation_status_name(d->status), model->ids[i]);
}

static bool
model_same(const struct model *model, int a, int b)
{
	return a == b ||
	       (model->ids[a][0] != '\0' &&
		   strcmp(model->ids[a], model->ids[b]) == 0 &&
		   model->records[a].rir == model->records[b].rir &&
		   model->records[a].status == model->records[b].status);
}

/* The answer for the addresses FIRST..FIRST + COUNT - 1, one by one. */
static const char *
model_say(const struct model *model, uint32_t first, uint32_t count)
{
	struct rsec_delegation d;
	bool some = false, whole = true;
	const int *holder = model->holder + first;
	uint32_t i;

	for (i = 0; i < count; i++) {
		some |= holder[i] >= 0;
		whole = whole && holder[i] >= 0 && holder[0] >= 0 &&
			model_same(model, holder[0], holder[i]);
	}
	if (!whole)
		return say_found(false, some, NULL);
	d = model->records[holder[0]];
	d.opaque_id = model->ids[holder[0]];
	strcpy(d.economy, "ZZ");
	for (i = 0; i < count; i++)
		if (model->records[holder[i]].date > d.date)
			d.date = model->records[holder[i]].date;
	return say_found(true, false, &d);
}

static void
check_model(const struct model *model, const struct rsec_delegated *d, bool v6)
{
	char prefix[64], *expected;
	uint32_t len, first, count;

	for (len = 0; len <= 8; len++) {
		count = SPACE >> len;
		for (first = 0; first < SPACE; first += count) {
			snprintf(prefix, sizeof(prefix),
			    v6 ? "ffff:ffff:ffff:ffff:ffff:ffff:ffff:"
				 "ff%02x/%u"
			       : "255.255.255.%u/%u",
			    first, len + (v6 ? 120 : 24));
			expected = strdup(model_say(model, first, count));
			assert_non_null(expected);
			assert_string_equal(say(d, prefix), expected);
			free(expected);
		}
	}
}

static void
of_overlapping_records_the_later_counts(void **state)
{
	struct random r = { 193 };
	struct rsec_delegated *d;
	struct model model;
	char text[256];
	int round, i, n;
	bool v6;

	(void)state;
	for (round = 0; round < 400; round++) {
		v6 = round % 2 == 1;
		n = (int)random_below(&r, RECORDS + 1);
		memset(&model, 0, sizeof(model));
		memset(model.holder, 0xff, sizeof(model.holder));
		assert_non_null(d = rsec_delegated_new());
		for (i = 0; i < n; i++) { /* a file each */
			model_record(&model, &r, i, v6, text);
			read_into(d, text, "");
		}
		assert_int_equal(rsec_delegated_freeze(d, NULL), 0);
		check_model(&model, d, v6);
		rsec_delegated_free(d);
	}
}

static void
as_numbers_come_in_order_and_once(void **state)
{
	static const char text[] =
	    "ripencc|NL|asn|64500|3|20200101|assigned|a\n"
	    "ripencc|DE|asn|64501|1|20200101|assigned|b\n"
	    "arin|US|asn|64496|1|20200101|allocated|c\n"
	    "arin||asn|4294967294|2||reserved|\n";
	static const uint32_t wanted[] = { 64496, 64500, 64501, 64502,
		4294967294 };
	static const char economy[][3] = { "US", "NL", "DE", "NL", "" };
	struct rsec_delegated *d = rsec_delegated_new();
	struct rsec_delegation found;
	uint32_t asn, n = 0;

	(void)state;
	asn = 0;
	assert_int_equal(rsec_delegated_freeze(d, NULL), 0);
	assert_false(rsec_delegated_next_asn(d, &asn, &found));
	rsec_delegated_free(d);
	d = rsec_delegated_new();
	read_into(d, text, "");
	assert_int_equal(rsec_delegated_freeze(d, NULL), 0);
	for (asn = 0; rsec_delegated_next_asn(d, &asn, &found); asn++, n++) {
		assert_int_equal(asn, wanted[n]);
		assert_string_equal(found.economy, economy[n]);
	}
	assert_int_equal(n, 5);
	rsec_delegated_free(d);
}

static void
names_of_rirs_are_known_as_others_write_them(void **state)
{
	static const struct {
		const char *text;
		enum rsec_rir rir;
	} table[] = { { "ripencc", RSEC_RIR_RIPE },
		{ "RIPE NCC", RSEC_RIR_RIPE }, { "ripe-ncc", RSEC_RIR_RIPE },
		{ "RIPE", RSEC_RIR_RIPE }, { "RIPE_NCC", RSEC_RIR_RIPE },
		{ "ARIN", RSEC_RIR_ARIN }, { "AfriNIC", RSEC_RIR_AFRINIC },
		{ "apnic", RSEC_RIR_APNIC }, { "LACNIC", RSEC_RIR_LACNIC },
		{ "iana", RSEC_RIR_NONE }, { "", RSEC_RIR_NONE },
		{ "arinarinarinarinarin", RSEC_RIR_NONE },
		{ "RIPE-NONAUTH", RSEC_RIR_NONE } };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(table) / sizeof(*table); i++)
		assert_int_equal(
		    rsec_rir_parse(table[i].text, strlen(table[i].text)),
		    table[i].rir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_of_each_kind_are_found),
		cmocka_unit_test(files_that_are_not_extended_have_no_opaque_id),
		cmocka_unit_test(neighbours_of_one_holder_answer_together),
		cmocka_unit_test(wrong_records_are_told_and_left_out),
		cmocka_unit_test(a_reading_can_be_stopped),
		cmocka_unit_test(nothing_is_added_after_the_freeze),
		cmocka_unit_test(of_overlapping_records_the_later_counts),
		cmocka_unit_test(as_numbers_come_in_order_and_once),
		cmocka_unit_test(names_of_rirs_are_known_as_others_write_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
