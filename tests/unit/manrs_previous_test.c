/* SPDX-License-Identifier: ISC */
/* Scores of earlier reports. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "manrs/previous.h"

#define OURS(asns, month, filtering)                                      \
	"{\"schema\":1,\"asns\":[" asns "],\"month\":\"" month "\","      \
	"\"scores\":{\"filtering\":{\"value\":" filtering                 \
	",\"raw\":{\"numerator\":1}},\"anti-spoofing\":{\"value\":null}," \
	"\"routing-information-rpki\":{\"value\":1}},\"checks\":[{}]}\n"

#define OFFICIAL                                                        \
	"{\"participants\":[{\"id\":7,\"ASNs\":[64500,64499],"          \
	"\"filtering\":{\"conformance\":\"conformant\"},"               \
	"\"anti_spoofing\":{\"score\":{\"value\":0.6,"                  \
	"\"severity\":\"aspiring\"}},"                                  \
	"\"coordination\":{\"score\":{\"value\":1.0}},"                 \
	"\"routing_information\":{\"score_irr\":{\"value\":0.9876549}," \
	"\"score_rpki\":{\"value\":0}}}]}"

/* What was told of bad reports. */
static int
keep_message(void *ctx, const struct rsec_err *err)
{
	char *to = ctx;
	const size_t n = strlen(to);

	snprintf(to + n, RSEC_ERR_MSG_MAX - n, "%u: %s\n", (unsigned)err->line,
	    err->msg);
	return 0;
}

static int
read_text(struct rsec_manrs_earlier *earlier, const char *text, char *told,
    struct rsec_err *err)
{
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text), 3 };
	const struct rsec_diag diag = { keep_message, told };

	told[0] = '\0';
	return rsec_manrs_earlier_read(
	    earlier, rsec_source_memory(&memory), &diag, NULL, err);
}

static struct rsec_manrs_earlier *
read_good(const char *text)
{
	struct rsec_manrs_earlier *earlier = rsec_manrs_earlier_new();
	char told[RSEC_ERR_MSG_MAX];
	struct rsec_err err;

	assert_non_null(earlier);
	if (read_text(earlier, text, told, &err) == -1)
		fail_msg("%s", err.msg);
	assert_string_equal(told, "");
	return earlier;
}

static void
a_report_of_ours_is_read(void **state)
{
	struct rsec_manrs_earlier *earlier =
	    read_good(OURS("64500", "2026-09", "0.485578"));
	struct rsec_manrs_previous scores;
	const uint32_t asn[] = { 64500, 64501 };

	(void)state;
	assert_true(rsec_manrs_earlier_of(earlier, asn, 1, &scores));
	assert_true(scores.has[RSEC_MANRS_FILTERING]);
	assert_int_equal(scores.value[RSEC_MANRS_FILTERING], 485578);
	assert_false(scores.has[RSEC_MANRS_ANTI_SPOOFING]);
	assert_false(scores.has[RSEC_MANRS_ROUTING_IRR]);
	assert_int_equal(scores.value[RSEC_MANRS_ROUTING_RPKI], 1000000);
	assert_false(rsec_manrs_earlier_of(earlier, asn, 2, &scores));
	assert_false(rsec_manrs_earlier_of(earlier, asn + 1, 1, &scores));
	assert_false(rsec_manrs_earlier_of(earlier, asn, 0, &scores));
	rsec_manrs_earlier_free(earlier);
}

static void
the_names_of_the_observatory_are_read(void **state)
{
	struct rsec_manrs_earlier *earlier = read_good(OFFICIAL);
	struct rsec_manrs_previous scores;
	const uint32_t asn[] = { 64499, 64500 };

	(void)state;
	assert_true(rsec_manrs_earlier_of(earlier, asn, 2, &scores));
	assert_false(scores.has[RSEC_MANRS_FILTERING]);
	assert_int_equal(scores.value[RSEC_MANRS_ANTI_SPOOFING], 600000);
	assert_int_equal(scores.value[RSEC_MANRS_COORDINATION], 1000000);
	assert_int_equal(scores.value[RSEC_MANRS_ROUTING_IRR], 987654);
	assert_true(scores.has[RSEC_MANRS_ROUTING_RPKI]);
	assert_int_equal(scores.value[RSEC_MANRS_ROUTING_RPKI], 0);
	rsec_manrs_earlier_free(earlier);
}

static void
the_latest_month_counts_in_any_order(void **state)
{
	static const char *const lines[] = {
		OURS("64500", "2026-09", "0.9") OURS("64500", "2026-08", "0.8")
		    OURS("64499,64500", "2026-10", "0.1"),
		OURS("64500,64499", "2026-10", "0.1") OURS("64500,64500",
		    "2026-08", "0.8") OURS("64500", "2026-09", "0.9"),
	};
	struct rsec_manrs_earlier *earlier;
	struct rsec_manrs_previous scores;
	const uint32_t asn = 64500;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		earlier = read_good(lines[i]);
		assert_true(rsec_manrs_earlier_of(earlier, &asn, 1, &scores));
		assert_int_equal(scores.value[RSEC_MANRS_FILTERING], 900000);
		rsec_manrs_earlier_free(earlier);
	}
}

static void
a_bad_report_is_told_and_left_out(void **state)
{
	static const struct {
		const char *text, *told;
	} tests[] = {
		{ OURS("64500", "2026-09", "1.000001"),
		    "1: score \"1.000001\" is not a share of 0 to 1\n" },
		{ OURS("64500", "2026-09", "-0.1"),
		    "1: score \"-0.1\" is not a share of 0 to 1\n" },
		{ OURS("64500", "2026-09", "5e-1"),
		    "1: score \"5e-1\" is not a share of 0 to 1\n" },
		{ OURS("64500", "2026-09", "\"0.1234567x\""),
		    "1: score \"0.1234567x\" is not a share of 0 to 1\n" },
		{ OURS("", "2026-09", "1"), "1: the report names no ASN\n" },
		{ OURS("\"A\"", "2026-09", "1"),
		    "1: asns \"A\" is not an AS number\n" },
	};
	struct rsec_manrs_earlier *earlier;
	struct rsec_manrs_previous scores;
	const uint32_t asn = 64500;
	char told[RSEC_ERR_MSG_MAX];
	struct rsec_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		assert_non_null(earlier = rsec_manrs_earlier_new());
		assert_int_equal(
		    read_text(earlier, tests[i].text, told, &err), 0);
		assert_string_equal(told, tests[i].told);
		assert_false(rsec_manrs_earlier_of(earlier, &asn, 1, &scores));
		rsec_manrs_earlier_free(earlier);
	}
}

static void
another_file_is_an_error(void **state)
{
	struct rsec_manrs_earlier *earlier = rsec_manrs_earlier_new();
	char told[RSEC_ERR_MSG_MAX];
	struct rsec_err err;

	(void)state;
	assert_non_null(earlier);
	assert_int_equal(read_text(earlier, "a,b\n", told, &err), -1);
	assert_string_equal(
	    err.msg, "reports are expected, as JSON objects or arrays");
	assert_int_equal(read_text(earlier, "{\"roas\":[]}", told, &err), -1);
	assert_string_equal(err.msg, "the JSON object holds no reports");
	rsec_manrs_earlier_free(earlier);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_of_ours_is_read),
		cmocka_unit_test(the_names_of_the_observatory_are_read),
		cmocka_unit_test(the_latest_month_counts_in_any_order),
		cmocka_unit_test(a_bad_report_is_told_and_left_out),
		cmocka_unit_test(another_file_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
