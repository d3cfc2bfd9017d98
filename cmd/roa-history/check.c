/* SPDX-License-Identifier: ISC */
/*
 * check: the state of a route by RFC 6811, at a time or over an interval; and
 * covered: whether there was a ROA for a prefix at all.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cmd/roa-history/ask.h"
#include "io/input.h"

#define ANSWER_COLUMNS                                    \
	{ "state", RSEC_OUT_STRING, 0, NULL },            \
	    { "reason", RSEC_OUT_STRING, 0, NULL },       \
	    { "not_observed", RSEC_OUT_STRING, 0, NULL }, \
	    { "before", RSEC_OUT_STRING, 0, NULL },       \
	{                                                 \
		"after", RSEC_OUT_STRING, 0, NULL         \
	}

#define TEXT_COLUMNS                             \
	{ "state", RSEC_OUT_STRING, 9, NULL },   \
	{                                        \
		"note", RSEC_OUT_STRING, 0, NULL \
	}

#define ROUTE_COLUMNS(a, b, c)                   \
	{ "prefix", RSEC_OUT_PREFIX, a, NULL },  \
	    { "origin", RSEC_OUT_ASN, b, NULL }, \
	{                                        \
		"date", RSEC_OUT_STRING, c, NULL \
	}

#define EVIDENCE                                           \
	{                                                  \
		"vrps", RSEC_OUT_ROWS, 0, evidence_columns \
	}
#define END                      \
	{                        \
		NULL, 0, 0, NULL \
	}

/* Of text, then of the other formats. */
static const struct rsec_out_column route_columns[2][10] = {
	{ ROUTE_COLUMNS(16, 8, 10), TEXT_COLUMNS, EVIDENCE, END },
	{ ROUTE_COLUMNS(0, 0, 0), ANSWER_COLUMNS, EVIDENCE, END },
};

static const struct rsec_out_column range_columns[2][9] = {
	{ { "span", RSEC_OUT_STRING, 25, NULL }, TEXT_COLUMNS, END },
	{ { "from", RSEC_OUT_STRING, 0, NULL },
	    { "to", RSEC_OUT_STRING, 0, NULL }, ANSWER_COLUMNS, END },
};

static const struct rsec_out_column line_columns[2][9] = {
	{ ROUTE_COLUMNS(18, 10, 10), TEXT_COLUMNS, END },
	{ ROUTE_COLUMNS(0, 0, 0), ANSWER_COLUMNS, END },
};

static const struct rsec_out_column cover_columns[2][9] = {
	{ { "prefix", RSEC_OUT_PREFIX, 16, NULL },
	    { "date", RSEC_OUT_STRING, 10, NULL },
	    { "covered", RSEC_OUT_STRING, 7, NULL },
	    { "note", RSEC_OUT_STRING, 0, NULL }, EVIDENCE, END },
	{ { "prefix", RSEC_OUT_PREFIX, 0, NULL },
	    { "date", RSEC_OUT_STRING, 0, NULL },
	    { "covered", RSEC_OUT_STRING, 0, NULL },
	    { "not_observed", RSEC_OUT_STRING, 0, NULL },
	    { "before", RSEC_OUT_STRING, 0, NULL },
	    { "after", RSEC_OUT_STRING, 0, NULL },
	    { "since", RSEC_OUT_STRING, 0, NULL }, EVIDENCE, END },
};

static void
open_out(struct ask *ask, const struct rsec_out_column *text,
    const struct rsec_out_column *others)
{
	ask->out = cli_out(
	    STDOUT_FILENO, ask->options->format, ask_text(ask) ? text : others);
}

/* The date that is asked about: by default the last one. */
static uint32_t
moment_of(const struct ask *ask)
{
	return ask->options->at.given ? ask->options->at.time : ask->last;
}

static void
print_answer(const struct ask *ask, const struct rsec_history_answer *answer)
{
	char note[NOTE_SIZE];

	print_state(ask->out, answer->verdict.state, rsec_history_state_name);
	if (ask_text(ask)) {
		format_note(ask, answer, rsec_history_state_name, note);
		rsec_out_string(ask->out, note);
		return;
	}
	rsec_out_string(ask->out, rsec_rov_reason_name(answer->verdict.reason));
	print_around(ask, answer, rsec_history_state_name);
}

void
print_route(const struct ask *ask, const struct rsec_route *route, uint32_t at,
    const struct rsec_history_answer *answer)
{
	rsec_out_prefix(ask->out, &route->prefix);
	if (route->has_origin)
		rsec_out_asn(ask->out, route->origin);
	else
		rsec_out_null(ask->out);
	print_time(ask->out, at);
	print_answer(ask, answer);
}

static int
check_one(struct ask *ask, const struct rsec_route *route)
{
	const uint32_t at = moment_of(ask);
	struct rsec_history_answer answer;

	open_out(ask, route_columns[0], route_columns[1]);
	ask_done(ask, rsec_history_check(ask->history, route, at,
			  ask->options->gaps, &answer, &ask->err));
	print_route(ask, route, at, &answer);
	print_evidence(ask, &route->prefix, route, at);
	rsec_out_end(ask->out);
	return state_status(answer.verdict.state);
}

struct segments {
	const struct ask *ask;
	bool bad, open; /* some day is not Valid; or not known */
};

static int
print_segment(void *ctx, const struct rsec_history_segment *segment)
{
	struct segments *segments = ctx;
	const struct ask *ask = segments->ask;
	const int status = state_status(segment->answer.verdict.state);
	char text[SPAN_SIZE];

	segments->bad |= status == CLI_FINDING;
	segments->open |= status == CLI_UNCHECKED;
	if (ask_text(ask)) {
		format_span(text, segment->from, segment->to);
		rsec_out_string(ask->out, text);
	} else {
		print_time(ask->out, segment->from);
		print_time(ask->out, segment->to);
	}
	print_answer(ask, &segment->answer);
	rsec_out_end(ask->out);
	return rsec_out_failed(ask->out);
}

static int
check_range(struct ask *ask, const struct rsec_route *route)
{
	struct segments segments = { .ask = ask };

	open_out(ask, range_columns[0], range_columns[1]);
	ask_done(ask,
	    rsec_history_check_range(ask->history, route, ask->from, ask->to,
		ask->options->gaps, print_segment, &segments, &ask->err));
	return segments.bad    ? CLI_FINDING
	       : segments.open ? CLI_UNCHECKED
			       : CLI_OK;
}

static int
check_batch(struct ask *ask, const struct options *options)
{
	struct rsec_input *in = cli_open(&options->input, "-");
	int status;

	ask_begin(ask);
	open_out(ask, line_columns[0], line_columns[1]);
	status = check_lines(ask, in);
	rsec_input_close(in);
	return ask_close(ask, status);
}

int
check(const struct options *options)
{
	const bool range = options->from.given || options->to.given;
	struct rsec_route route = { .has_origin = true };
	struct ask ask;
	int status;

	need_operands(options, 0, 2, NULL);
	if (range && options->at.given)
		cli_die("--at and --from or --to exclude each other");
	if (options->operands == 0) {
		if (range)
			cli_die("--from and --to are for one route; lines on "
				"standard input have dates of their own");
		ask_open(&ask, options);
		return check_batch(&ask, options);
	}
	need_operands(options, 2, 2, "a prefix and its origin");
	route.prefix = parse_prefix(options->operand[0]);
	route.has_origin = strcasecmp(options->operand[1], "none") != 0;
	if (route.has_origin)
		route.origin = parse_asn(options->operand[1]);
	ask_open(&ask, options);
	ask_begin(&ask);
	status = range ? check_range(&ask, &route) : check_one(&ask, &route);
	return ask_close(&ask, status);
}

/* Since when, as far as it is known; "since" in words is for people. */
static void
print_cover(struct ask *ask, const struct rsec_prefix *prefix,
    const struct rsec_history_answer *answer)
{
	char note[NOTE_SIZE], day[RSEC_UTC_SIZE];
	struct stretch stretch;
	bool known;

	find_stretch(ask, prefix, &stretch);
	known = stretch.state == answer->verdict.state &&
		stretch.state != RSEC_HISTORY_UNKNOWN;
	format_time(day, stretch.since);
	if (ask_text(ask)) {
		format_note(ask, answer, cover_name, note);
		if (known)
			snprintf(note, sizeof(note), "since %s%s", day,
			    stretch.since == ask->from ? " or before" : "");
		rsec_out_string(ask->out, note);
		return;
	}
	print_around(ask, answer, cover_name);
	if (known)
		rsec_out_string(ask->out, day);
	else
		rsec_out_null(ask->out);
}

int
covered(const struct options *options)
{
	struct rsec_history_answer answer;
	struct rsec_prefix prefix;
	struct ask ask;
	uint32_t at;

	need_operands(options, 1, 1, "a prefix");
	prefix = parse_prefix(options->operand[0]);
	ask_open(&ask, options);
	ask_begin(&ask);
	at = moment_of(&ask);
	open_out(&ask, cover_columns[0], cover_columns[1]);
	ask_done(&ask, rsec_history_covered(ask.history, &prefix, at,
			   options->gaps, &answer, &ask.err));
	rsec_out_prefix(ask.out, &prefix);
	print_time(ask.out, at);
	print_state(ask.out, answer.verdict.state, cover_name);
	ask.to = at - at % DAY;
	print_cover(&ask, &prefix, &answer);
	print_evidence(&ask, &prefix, NULL, at);
	rsec_out_end(ask.out);
	return ask_close(&ask, state_status(answer.verdict.state));
}
