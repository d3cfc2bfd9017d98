/* SPDX-License-Identifier: ISC */
/*
 * show: the VRPs for a prefix and when they were there; for people first of
 * all whether it is covered, and at last a line that shows the years.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "cmd/roa-history/ask.h"
#include "history/plot.h"
#include "text/escape.h"

#define SPARK_WIDTH 48

/* The VRPs that were found, until they are in order. */
struct found {
	struct ask *ask;
	struct latest {
		struct rsec_history_vrp vrp;
		uint32_t to; /* of its last run */
	} * list;
	size_t count, cap;
};

static void
put(struct ask *ask, const char *a, const char *b, const char *c)
{
	rsec_out_raw(ask->out, a);
	rsec_out_raw(ask->out, b);
	rsec_out_raw(ask->out, c);
}

/* A name that is an input's. */
static void
put_escaped(struct ask *ask, const char *s)
{
	char escape[RSEC_ESCAPE_SIZE];
	size_t n = strlen(s), run;

	for (;; s += run + 1, n -= run + 1) {
		run = rsec_escape_run(s, n, 0);
		rsec_out_raw_bytes(ask->out, s, run);
		if (run == n)
			return;
		rsec_out_raw_bytes(
		    ask->out, escape, rsec_escape_byte(escape, s[run]));
	}
}

/* "192.0.2.0/24 is covered since 2019-03-02 (2,823 of 2,824 days observed)" */
static void
print_sentence(struct ask *ask, const struct rsec_prefix *prefix,
    const struct stretch *stretch)
{
	const bool past = ask->options->to.given || stretch->missing != NULL;
	char text[RSEC_PREFIX_SIZE], day[RSEC_UTC_SIZE];
	char observed[CLI_COUNT_SIZE], days[CLI_COUNT_SIZE];

	rsec_prefix_format(text, prefix);
	rsec_out_raw(ask->out, text);
	if (stretch->state == RSEC_HISTORY_UNKNOWN) {
		rsec_out_raw(ask->out, ": nothing is known\n");
		return;
	}
	put(ask, past || !stretch->ever ? " was" : " is",
	    stretch->state == RSEC_HISTORY_VALID ? " covered"
	    : stretch->ever			 ? " not covered"
						 : " never covered",
	    past || !stretch->ever ? " from " : " since ");
	format_time(day, stretch->since);
	put(ask, day,
	    stretch->ever && stretch->since == ask->from ? " or before" : "",
	    "");
	if (past || !stretch->ever) {
		format_time(day, stretch->until);
		put(ask, " to ", day, "");
	}
	put(ask, " (", cli_count(observed, stretch->observed), " of ");
	put(ask, cli_count(days, (stretch->until - stretch->since) / DAY + 1),
	    stretch->until == stretch->since ? " day" : " days", " observed)");
	if (stretch->missing != NULL) {
		format_time(day, stretch->until);
		put(ask, ", not known after ", day, ": ");
		put_escaped(ask, stretch->missing);
		rsec_out_raw(ask->out, " was not observed");
	}
	rsec_out_raw(ask->out, "\n");
}

static void
print_cover(struct ask *ask, const struct rsec_prefix *prefix)
{
	struct stretch stretch;

	find_stretch(ask, prefix, &stretch);
	print_sentence(ask, prefix, &stretch);
}

static void
print_spark(struct ask *ask, const struct rsec_prefix *prefix)
{
	struct rsec_buf spark = RSEC_BUF_INIT;
	char text[16];

	ask_done(ask, rsec_plot_spark(ask->history, prefix, ask->from, ask->to,
			  SPARK_WIDTH, &spark, &ask->err));
	snprintf(text, sizeof(text), "%lld ",
	    (long long)rsec_utc_civil(ask->from / DAY).year);
	rsec_out_raw(ask->out, text);
	rsec_out_raw_bytes(ask->out, spark.data, spark.len);
	snprintf(text, sizeof(text), " %lld\n",
	    (long long)rsec_utc_civil(ask->to / DAY).year);
	rsec_out_raw(ask->out, text);
	rsec_buf_fini(&spark);
}

static int
keep(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct found *found = ctx;
	struct rsec_history_run run;
	struct latest *list;
	size_t cap;

	if (!span_wanted(found->ask, vrp))
		return 0;
	if (rsec_history_run_get(found->ask->history, vrp, vrp->runs - 1, &run,
		&found->ask->err) == -1)
		return -1;
	if (found->count == found->cap) {
		cap = found->cap * 2 + 16;
		list = realloc(found->list, cap * sizeof(*list));
		if (list == NULL)
			cli_die("out of memory");
		found->list = list;
		found->cap = cap;
	}
	found->list[found->count++] = (struct latest){ *vrp, run.to };
	return 0;
}

/* What was there last stands first; then in the order of the store. */
static int
cmp(const void *a, const void *b)
{
	const struct latest *left = a, *right = b;

	if (left->to != right->to)
		return left->to > right->to ? -1 : 1;
	return (left->vrp.record > right->vrp.record) -
	       (left->vrp.record < right->vrp.record);
}

static void
print_covering(struct ask *ask, const struct rsec_prefix *prefix)
{
	struct found found = { .ask = ask };
	size_t i;
	int rc = 0;

	ask_done(ask, rsec_history_covering(
			  ask->history, prefix, keep, &found, &ask->err));
	if (found.count > 1)
		qsort(found.list, found.count, sizeof(*found.list), cmp);
	for (i = 0; i < found.count && rc == 0; i++)
		if (ask->options->match == MATCH_COVERING ||
		    rsec_prefix_equal(&found.list[i].vrp.prefix, prefix))
			rc = span_print(ask, &found.list[i].vrp);
	ask_done(ask, rc);
	free(found.list);
}

int
show(const struct options *options)
{
	struct rsec_prefix prefix;
	struct ask ask;
	bool whole;

	need_operands(options, 1, 1, "a prefix");
	prefix = parse_prefix(options->operand[0]);
	ask_open(&ask, options);
	ask_begin(&ask);
	ask.out = cli_out(STDOUT_FILENO, options->format, span_columns(&ask));
	whole = ask_text(&ask) && options->match == MATCH_COVERING &&
		options->tal.count == 0 && !options->asn.given;
	if (whole)
		print_cover(&ask, &prefix);
	print_covering(&ask, &prefix);
	if (options->match == MATCH_COVERED)
		ask_done(&ask, rsec_history_inside(ask.history, &prefix,
				   span_print, &ask, &ask.err));
	if (whole)
		print_spark(&ask, &prefix);
	return ask_close(&ask, CLI_OK);
}

int
asn(const struct options *options)
{
	struct ask ask;
	uint32_t number;

	need_operands(options, 1, 1, "an AS number");
	number = parse_asn(options->operand[0]);
	ask_open(&ask, options);
	ask_begin(&ask);
	ask.out = cli_out(STDOUT_FILENO, options->format, span_columns(&ask));
	ask_done(&ask, rsec_history_of_asn(
			   ask.history, number, span_print, &ask, &ask.err));
	return ask_close(&ask, CLI_OK);
}
