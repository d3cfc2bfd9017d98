/* SPDX-License-Identifier: ISC */
/* Pictures of the past: that they are well-formed, and what they show. */
#include "tests/lib/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "history/plot.h"
#include "tests/lib/past.h"

#define AT(day) (PAST_ZERO + (day)*PAST_DAY)

static struct rsec_prefix
prefix(const char *s)
{
	struct rsec_prefix p;

	assert_int_equal(rsec_prefix_parse(s, strlen(s), &p, NULL), 0);
	return p;
}

/* 192.0.2.0/24 from day 10 to 19 and 30 to 39, ripe seen but on 14..16. */
static struct past *
make(void)
{
	struct past *past = malloc(sizeof(*past));
	size_t i;

	assert_non_null(past);
	past_init(past);
	past_add(past, "192.0.2.0/24", 24, 64496);
	past_add(past, "192.0.0.0/22", 24, 64500);
	past_add(past, "198.51.100.0/24", 24, 64511);
	past_put(past, 1, 0, 10, 19);
	past_put(past, 1, 1, 30, 39);
	past_put(past, 1, 2, 0, 39);
	for (i = 14; i < 17; i++)
		past->observed[1][i] = false;
	past_build(past);
	return past;
}

static void
drop(struct past *past)
{
	past_fini(past);
	free(past);
}

static void
check_spark(const struct past *past, const char *of, uint32_t from, uint32_t to,
    unsigned width, const char *want)
{
	const struct rsec_prefix p = prefix(of);
	struct rsec_buf out = RSEC_BUF_INIT;
	struct rsec_err err;

	if (rsec_plot_spark(
		past->history, &p, AT(from), AT(to), width, &out, &err) != 0)
		fail_msg("%s", err.msg);
	assert_int_equal(rsec_buf_addc(&out, '\0'), 0);
	assert_string_equal(out.data, want);
	rsec_buf_fini(&out);
}

static void
a_line_shows_the_share_of_days_covered(void **state)
{
	struct past *past = make();

	(void)state;
	check_spark(past, "192.0.2.0/24", 0, 39, 8, "··██··██");
	check_spark(past, "192.0.2.0/24", 0, 39, 4, "·█·█");
	drop(past);
}

static void
a_line_tells_what_nobody_observed(void **state)
{
	struct past *past = make();

	(void)state;
	check_spark(past, "192.0.2.0/24", 8, 21, 100, "··████░░░███··");
	/* Days 17..20: covered on three of four; 20 alone: not. */
	check_spark(past, "192.0.2.0/24", 17, 20, 1, "▆");
	check_spark(past, "192.0.2.0/24", 19, 26, 1, "▁");
	/* Nothing ever covered it, and somebody looked; or nobody did. */
	check_spark(past, "203.0.113.0/24", 12, 15, 4, "··░░");
	check_spark(past, "192.0.2.0/24", 40, 41, 2, "░░");
	check_spark(past, "192.0.2.0/24", 2, 1, 2, "");
	drop(past);
}

/* Whether TEXT is one element whose elements nest; no more of XML is used. */
static bool
is_well_formed(const char *text)
{
	const char *open[16], *at = text, *end;
	size_t depth = 0, len[16], n;

	for (; (at = strchr(at, '<')) != NULL; at = end + 1) {
		if ((end = strchr(at, '>')) == NULL)
			return false;
		if (at[1] == '/') {
			if (depth-- == 0 ||
			    (size_t)(end - at - 2) != len[depth] ||
			    strncmp(at + 2, open[depth], len[depth]) != 0)
				return false;
			if (depth == 0)
				return strcmp(end, ">\n") == 0;
		} else if (end[-1] != '/') {
			n = strcspn(at + 1, " >");
			if (depth == 16)
				return false;
			open[depth] = at + 1;
			len[depth++] = n;
		}
	}
	return false;
}

static size_t
count(const char *text, const char *what)
{
	size_t n = 0;

	for (; (text = strstr(text, what)) != NULL; text++)
		n++;
	return n;
}

static char *
timeline(const struct past *past, const char *of, uint32_t from, uint32_t to)
{
	const struct rsec_prefix p = prefix(of);
	struct rsec_buf out = RSEC_BUF_INIT;
	struct rsec_err err;

	if (rsec_plot_timeline(
		past->history, &p, AT(from), AT(to), &out, &err) != 0)
		fail_msg("%s", err.msg);
	assert_int_equal(rsec_buf_addc(&out, '\0'), 0);
	assert_true(is_well_formed(out.data));
	return out.data;
}

static void
a_timeline_has_a_bar_for_each_span(void **state)
{
	struct past *past = make();
	char *svg = timeline(past, "192.0.2.0/24", 0, 39);

	(void)state;
	assert_non_null(strstr(svg,
	    "<title>ROAs for 192.0.2.0/24, 2011-01-26 .. 2011-03-06</title>"));
	assert_non_null(strstr(svg,
	    "<desc>Days observed: 37, of these covered: 17; days not "
	    "observed: 3; VRPs: 2.</desc>"));
	assert_int_equal(count(svg, "class=\"bar\""), 2);
	assert_int_equal(count(svg, "class=\"cover\""), 3);
	assert_int_equal(count(svg, "<rect class=\"gap\""), 1);
	/* 727 pixels for 40 days: day 10 begins at 243 + 181.75. */
	assert_non_null(strstr(svg,
	    "<rect class=\"bar\" x=\"424.75\" y=\"71\" width=\"181.75\" "
	    "height=\"12\"><title>AS64496  192.0.2.0/24  ripe "
	    "2011-02-05 .. 2011-02-14</title></rect>"));
	assert_non_null(strstr(svg, "d=\"M497.45 71H551.98v12H497.45z\""));
	free(svg);
	drop(past);
}

static void
a_timeline_ends_at_its_frame(void **state)
{
	struct past *past = make();
	char *svg = timeline(past, "192.0.2.0/24", 12, 15);

	(void)state;
	assert_int_equal(count(svg, "class=\"bar\""), 1);
	assert_non_null(strstr(svg, "x=\"221\" y=\"71\" width=\"749\""));
	assert_non_null(strstr(svg, "d=\"M595.5 71H970v12H595.5z\""));
	free(svg);
	svg = timeline(past, "203.0.113.0/24", 0, 39);
	assert_int_equal(count(svg, "class=\"bar\""), 0);
	assert_non_null(strstr(svg, "VRPs: 0."));
	free(svg);
	drop(past);
}

static char *
series(const char *title, const struct rsec_plot_series *list, size_t n)
{
	struct rsec_buf out = RSEC_BUF_INIT;

	assert_int_equal(
	    rsec_plot_series(title, "VRPs", list, n, &out, NULL), 0);
	assert_int_equal(rsec_buf_addc(&out, '\0'), 0);
	assert_true(is_well_formed(out.data));
	return out.data;
}

static void
a_line_is_broken_where_nothing_is_known(void **state)
{
	static const uint32_t time[] = { AT(0), AT(1), AT(2), AT(3) };
	const double value[] = { 0, 50, (double)NAN, 100 };
	const struct rsec_plot_series one = { "ripe", time, value, 4 };
	char *svg = series("VRPs", &one, 1);

	(void)state;
	/* 730 pixels for four days; 100 is the upper edge at 56. */
	assert_non_null(strstr(svg, "d=\"M80 416L262.5 236M627.5 56h1\""));
	free(svg);
}

static void
names_cannot_break_out_of_a_picture(void **state)
{
	static const uint32_t time[] = { AT(0) };
	static const double value[] = { 1 };
	const struct rsec_plot_series one = { "<b>\x1b&\"\xc3\xa4\xff", time,
		value, 1 };
	char *svg = series("]]></svg><script>", &one, 1);

	(void)state;
	assert_non_null(strstr(svg, "&lt;b&gt;\\x1b&amp;&quot;\xc3\xa4\\xff<"));
	assert_null(strstr(svg, "<script"));
	free(svg);
}

static void
nothing_to_draw_is_an_error(void **state)
{
	const struct rsec_plot_series none = { "ripe", NULL, NULL, 0 };
	struct rsec_buf out = RSEC_BUF_INIT;
	struct rsec_err err;

	(void)state;
	assert_int_equal(
	    rsec_plot_series("VRPs", "VRPs", &none, 1, &out, &err), -1);
	assert_string_equal(err.msg, "there is no point to be drawn");
	rsec_buf_fini(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_shows_the_share_of_days_covered),
		cmocka_unit_test(a_line_tells_what_nobody_observed),
		cmocka_unit_test(a_timeline_has_a_bar_for_each_span),
		cmocka_unit_test(a_timeline_ends_at_its_frame),
		cmocka_unit_test(a_line_is_broken_where_nothing_is_known),
		cmocka_unit_test(names_cannot_break_out_of_a_picture),
		cmocka_unit_test(nothing_to_draw_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
