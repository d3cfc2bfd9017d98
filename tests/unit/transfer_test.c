/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utc.h"
#include "rir/transfer.h"
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

static struct rsec_transfers *
transfers_of(const char *text, const char *expected)
{
	struct rsec_transfers *transfers = rsec_transfers_new();
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text), 13 };
	struct told told = { .n = 0 };
	struct rsec_diag diag = { tell, &told };
	struct rsec_err err;

	assert_non_null(transfers);
	if (rsec_transfers_read(
		transfers, rsec_source_memory(&memory), &diag, &err) == -1)
		fail_msg("%s", err.msg);
	assert_string_equal(told.text, expected);
	assert_int_equal(rsec_transfers_freeze(transfers, NULL), 0);
	return transfers;
}

static const char *
type_name(enum rsec_transfer_type type)
{
	static const char *const names[] = { "resource", "merger", "inter-rir",
		"other" };

	return names[type];
}

static int
append(void *ctx, const struct rsec_transfer *t, bool whole)
{
	char *to = ctx, day[RSEC_UTC_SIZE], first[RSEC_PREFIX_SIZE],
	     last[RSEC_PREFIX_SIZE];

	rsec_utc_format_day(day, t->date);
	rsec_prefix_format_address(first, &t->first);
	rsec_prefix_format_address(last, &t->last);
	to += strlen(to);
	sprintf(to, "%s %s %s>%s %s>%s %s-%s %s\n", day, type_name(t->type),
	    rsec_rir_name(t->from), rsec_rir_name(t->to), t->source_org,
	    t->recipient_org, first, last, whole ? "whole" : "part");
	return 0;
}

/* The transfers of PREFIX, one a line. */
static const char *
say(const struct rsec_transfers *transfers, const char *prefix)
{
	static char text[1 << 16];
	const struct rsec_prefix p = prefix_of(prefix);

	text[0] = '\0';
	assert_int_equal(rsec_transfers_of(transfers, &p, append, text), 0);
	return text;
}

static const char nro[] =
    "{\"version\": {\"stats_version\": \"4.0\", \"producer\": \"ARIN\"},\n"
    " \"transfers\": [\n"
    "  {\"type\": \"RESOURCE_TRANSFER\",\n"
    "   \"transfer_date\": \"2015-06-01T23:30:00-01:00\",\n"
    "   \"source_rir\": \"ARIN\", \"recipient_rir\": \"RIPE NCC\",\n"
    "   \"source_organization\": {\"name\": \"Ol\\u0064\","
    " \"country_code\": \"US\"},\n"
    "   \"recipient_organization\": {\"country_code\": \"NL\","
    " \"name\": \"New\"},\n"
    "   \"ip4nets\": {\"original_set\": [{\"start_address\": \"0.0.0.0\","
    " \"end_address\": \"255.255.255.255\"}],\n"
    "     \"transfer_set\": [{\"start_address\": \"192.0.2.0\","
    " \"end_address\": \"192.0.2.127\"},\n"
    "       {\"start_address\": \"192.0.2.128\","
    " \"end_address\": \"192.0.2.200\"}]}},\n"
    "  {\"type\": \"MERGER_ACQUISITION\","
    " \"transfer_date\": \"2017-01-02T03:04:05Z\",\n"
    "   \"source_rir\": \"RIPE NCC\", \"recipient_rir\": \"RIPE NCC\",\n"
    "   \"asns\": {\"transfer_set\": [{\"start\": 64496, \"end\": 64496}]},"
    "\n"
    "   \"ip4nets\": {\"transfer_set\": [{\"start_address\":"
    " \"192.0.2.64\", \"end_address\": \"192.0.3.255\"}]},\n"
    "   \"ip6nets\": {\"transfer_set\": [{\"start_address\":"
    " \"2001:db8::\", \"end_address\":"
    " \"2001:db8:0:ffff:ffff:ffff:ffff:ffff\"}]}},\n"
    "  {\"type\": \"RESOURCE_TRANSFER\", \"transfer_date\": \"2018-01-01\","
    " \"asns\": {\"transfer_set\": []}}\n"
    " ], \"more\": [1, {\"transfers\": null}]}\n";

#define BOUGHT "2015-06-02 inter-rir ARIN>RIPE Old>New 192.0.2.0-192.0.2.200 "
#define MERGED "2017-01-02 merger RIPE>RIPE > "

static void
transfers_of_the_nro_format_are_found(void **state)
{
	struct rsec_transfers *t = transfers_of(nro, "");

	(void)state;
	assert_int_equal(rsec_transfers_count(t), 2);
	assert_string_equal(say(t, "192.0.2.0/26"), BOUGHT "whole\n");
	assert_string_equal(say(t, "192.0.2.64/26"),
	    MERGED "192.0.2.64-192.0.3.255 whole\n" BOUGHT "whole\n");
	assert_string_equal(say(t, "192.0.2.0/24"),
	    MERGED "192.0.2.64-192.0.3.255 part\n" BOUGHT "part\n");
	assert_string_equal(
	    say(t, "192.0.3.255"), MERGED "192.0.2.64-192.0.3.255 whole\n");
	assert_string_equal(say(t, "192.0.4.0/24"), "");
	assert_string_equal(say(t, "192.0.1.255"), "");
	assert_string_equal(say(t, "2001:db8:0:1::/64"),
	    MERGED "2001:db8::-2001:db8:0:ffff:ffff:ffff:ffff:ffff whole\n");
	assert_string_equal(say(t, "::/0"),
	    MERGED "2001:db8::-2001:db8:0:ffff:ffff:ffff:ffff:ffff part\n");
	rsec_transfers_free(t);
}

static void
what_lacnic_writes_is_read(void **state)
{
	struct rsec_transfers *t;

	(void)state;
	t = transfers_of(
	    "{\"transfers\": [{\"type\": \"RESOURCE_TRANSFER\","
	    " \"transfer_date\": \"2019-03-01 22:00:00.000-0300\","
	    " \"source_rir\": \"LACNIC\", \"recipient_rir\": \"LACNIC\","
	    " \"ip4nets\": [{\"original_set\": {\"start_address\":"
	    " \"10.0.0.0\", \"end_address\": \"10.0.0.255\"},"
	    " \"transfer_set\": {\"start_address\": \"192.0.2.0\","
	    " \"end_address\": \"192.0.2.255\"}},"
	    " {\"start_address\": \"198.51.100.0\","
	    " \"end_address\": \"198.51.100.0\"}]}]}",
	    "");
	assert_string_equal(say(t, "0.0.0.0/0"),
	    "2019-03-02 resource LACNIC>LACNIC > 192.0.2.0-192.0.2.255 part\n"
	    "2019-03-02 resource LACNIC>LACNIC >"
	    " 198.51.100.0-198.51.100.0 part\n");
	rsec_transfers_free(t);
}

#define NET                                                   \
	"\"ip4nets\": {\"transfer_set\": [{"                  \
	"\"start_address\": \"192.0.2.0\", \"end_address\": " \
	"\"192.0.2.255\"}]}"

static void
wrong_transfers_are_told_and_left_out(void **state)
{
	struct rsec_transfers *t;

	(void)state;
	t = transfers_of("{\"transfers\": [\n"
			 "{" NET "},\n"
			 "{\"transfer_date\": \"2019-02-30\", " NET "},\n"
			 "{\"transfer_date\": 2019, " NET "},\n"
			 "{\"transfer_date\": \"2019-02-01\","
			 " \"source_rir\": \"EXAMPLE\", " NET "},\n"
			 "{\"transfer_date\": \"2019-02-01\","
			 " \"ip4nets\": {\"start_address\": \"192.0.2\","
			 " \"end_address\": {\"x\": [1]}}},\n"
			 "{\"transfer_date\": \"2019-02-01\","
			 " \"ip4nets\": {\"start_address\": \"192.0.2.1\","
			 " \"end_address\": \"192.0.2.0\"}},\n"
			 "{\"transfer_date\": \"2019-02-01\","
			 " \"ip4nets\": {\"end_address\": \"192.0.2.0\"}},\n"
			 "{\"transfer_date\": \"2019-02-01\", \"type\": null,"
			 " \"source_rir\": null, " NET "},\n"
			 "[{\"transfer_date\": 1}],\n"
			 "\"x\",\n"
			 "{\"transfer_date\": \"2019-02-01\","
			 " \"ip4nets\": \"192.0.2.0/24\"},\n"
			 "{\"transfer_date\": \"2019-02-01\","
			 " \"ip6nets\": 1}]}\n",
	    "2: the transfer has no transfer_date\n"
	    "3: \"2019-02-30\" is not a date\n"
	    "4: a value of another type is not a date\n"
	    "5: \"EXAMPLE\" is not an RIR\n"
	    "6: \"192.0.2\" is not an IP address\n"
	    "7: start_address and end_address are no range\n"
	    "8: start_address and end_address are no range\n"
	    "10: a transfer is not an object\n"
	    "11: a transfer is not an object\n"
	    "12: \"192.0.2.0/24\" is not a set of nets\n"
	    "13: a value of another type is not a set of nets\n");
	assert_int_equal(rsec_transfers_count(t), 1);
	assert_string_equal(say(t, "192.0.2.0/24"),
	    "2019-02-01 other none>none > 192.0.2.0-192.0.2.255 whole\n");
	rsec_transfers_free(t);
}

static void
what_is_no_log_of_transfers_is_an_error(void **state)
{
	static const struct {
		const char *text, *says;
	} table[] = {
		{ "[]", "the document is not an object" },
		{ "{\"roas\": []}",
		    "the document has no member \"transfers\"" },
		{ "{\"transfers\": {}}", "\"transfers\" is not an array" },
		{ "{\"transfers\": [1}",
		    "expected \",\" or \"]\", found \"}\" (RFC 8259)" },
		{ "{\"transfers\": [{\"ip4nets\": [",
		    "document ends inside an array" },
		{ "", "document ends before its value is complete" },
	};
	struct rsec_memory memory;
	struct rsec_transfers *t;
	struct rsec_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(table) / sizeof(*table); i++) {
		t = rsec_transfers_new();
		memory = (struct rsec_memory){ (const uint8_t *)table[i].text,
			strlen(table[i].text), 0 };
		assert_int_equal(rsec_transfers_read(t,
				     rsec_source_memory(&memory), NULL, &err),
		    -1);
		assert_string_equal(err.msg, table[i].says);
		rsec_transfers_free(t);
	}
}

static int
stop_at_second(void *ctx, const struct rsec_transfer *t, bool whole)
{
	int *calls = ctx;

	(void)t;
	(void)whole;
	return ++*calls == 2 ? 7 : 0;
}

static void
a_search_and_a_reading_can_be_stopped(void **state)
{
	struct rsec_transfers *t = transfers_of(nro, "");
	const struct rsec_prefix p = prefix_of("192.0.2.0/24");
	static const char text[] = "{\"transfers\": [{}, {}]}";
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text), 0 };
	struct told told = { .stop = -1 };
	struct rsec_diag diag = { tell, &told };
	struct rsec_err err;
	int calls = 0;

	(void)state;
	assert_int_equal(rsec_transfers_of(t, &p, stop_at_second, &calls), 7);
	assert_int_equal(calls, 2);
	rsec_transfers_free(t);
	t = rsec_transfers_new();
	assert_int_equal(
	    rsec_transfers_read(t, rsec_source_memory(&memory), &diag, &err),
	    -1);
	assert_int_equal(err.code, RSEC_ERR_STOPPED);
	assert_string_equal(
	    err.msg, "stopped: the transfer has no transfer_date");
	rsec_transfers_free(t);
}

/* A transfer of the model: addresses FIRST..LAST of a space of 256. */
#define SPACE 256

struct moved {
	uint32_t first, last;
	int day; /* of January 2019 */
	size_t number;
};

static size_t
model_text(char *to, const struct moved *moved, size_t n, bool v6)
{
	static const char *const at[2] = { "255.255.255.%u",
		"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff%02x" };
	char *start = to;
	size_t i;

	to += sprintf(to, "{\"transfers\": [");
	for (i = 0; i < n; i++) {
		to += sprintf(to,
		    "%s{\"transfer_date\": \"2019-01-%02d\","
		    " \"source_organization\": {\"name\": \"%zu\"},"
		    " \"ip%unets\": [{\"start_address\": \"",
		    i > 0 ? ",\n" : "", moved[i].day, i, v6 ? 6 : 4);
		to += sprintf(to, at[v6], moved[i].first);
		to += sprintf(to, "\", \"end_address\": \"");
		to += sprintf(to, at[v6], moved[i].last);
		to += sprintf(to, "\"}]}");
	}
	to += sprintf(to, "]}");
	return (size_t)(to - start);
}

struct answer {
	char text[1 << 14];
	size_t n;
};

static int
note(void *ctx, const struct rsec_transfer *t, bool whole)
{
	struct answer *answer = ctx;

	answer->n += (size_t)sprintf(
	    answer->text + answer->n, "%s%s ", t->source_org, whole ? "!" : "");
	return 0;
}

static int
newest_first(const void *a, const void *b)
{
	const struct moved *x = a, *y = b;

	if (x->day != y->day)
		return x->day > y->day ? -1 : 1;
	return x->number > y->number ? -1 : 1;
}

/* MOVED stands newest first. */
static void
model_answer(struct answer *out, const struct moved *moved, size_t n,
    uint32_t first, uint32_t last)
{
	size_t i;

	out->n = 0;
	out->text[0] = '\0';
	for (i = 0; i < n; i++)
		if (moved[i].first <= last && moved[i].last >= first)
			out->n += (size_t)sprintf(out->text + out->n, "%zu%s ",
			    moved[i].number,
			    moved[i].first <= first && moved[i].last >= last
				? "!"
				: "");
}

static void
check_model(const struct rsec_transfers *t, const struct moved *moved, size_t n,
    bool v6)
{
	static struct answer got, expected;
	struct rsec_prefix p;
	char text[64];
	uint32_t len, first, count;

	for (len = 0; len <= 8; len++) {
		count = SPACE >> len;
		for (first = 0; first < SPACE; first += count) {
			snprintf(text, sizeof(text),
			    v6 ? "ffff:ffff:ffff:ffff:ffff:ffff:ffff:"
				 "ff%02x/%u"
			       : "255.255.255.%u/%u",
			    first, len + (v6 ? 120 : 24));
			p = prefix_of(text);
			got.n = 0;
			got.text[0] = '\0';
			assert_int_equal(
			    rsec_transfers_of(t, &p, note, &got), 0);
			model_answer(
			    &expected, moved, n, first, first + count - 1);
			assert_string_equal(got.text, expected.text);
		}
	}
}

#define MOVED 600 /* several passes of a search */

static void
all_transfers_that_touch_are_told_newest_first(void **state)
{
	static struct moved moved[MOVED];
	static char text[MOVED * 300];
	struct random r = { 7020 };
	struct rsec_transfers *t;
	int round;
	size_t i, n;
	bool v6;

	(void)state;
	for (round = 0; round < 24; round++) {
		v6 = round % 2 == 1;
		n = random_below(&r, round < 10 ? 4 : MOVED + 1);
		for (i = 0; i < n; i++) {
			moved[i].first = random_below(&r, SPACE);
			moved[i].last =
			    moved[i].first +
			    random_below(&r, SPACE - moved[i].first);
			moved[i].day = 1 + (int)random_below(&r, 31);
			moved[i].number = i;
		}
		model_text(text, moved, n, v6);
		t = transfers_of(text, "");
		assert_int_equal(rsec_transfers_count(t), n);
		qsort(moved, n, sizeof(*moved), newest_first);
		check_model(t, moved, n, v6);
		rsec_transfers_free(t);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(transfers_of_the_nro_format_are_found),
		cmocka_unit_test(what_lacnic_writes_is_read),
		cmocka_unit_test(wrong_transfers_are_told_and_left_out),
		cmocka_unit_test(what_is_no_log_of_transfers_is_an_error),
		cmocka_unit_test(a_search_and_a_reading_can_be_stopped),
		cmocka_unit_test(
		    all_transfers_that_touch_are_told_newest_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
