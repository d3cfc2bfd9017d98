/* SPDX-License-Identifier: ISC */
/*
 * Questions on standard input: "PREFIX ORIGIN [DATE]" a line, between blanks,
 * tabs, commas or '|'.  A header ("prefix,origin,date") and comments ('#',
 * '%') are passed over.
 */
#include <string.h>
#include <strings.h>

#include "cmd/roa-history/ask.h"
#include "io/input.h"
#include "net/asn.h"
#include "text/field.h"
#include "text/line.h"

#define MANY 1000 /* lines: there are likely to be more */

struct batch {
	struct ask *ask;
	char date[RSEC_UTC_SIZE]; /* the last one that was read, */
	size_t date_len;
	uint32_t time; /* and what it means: most lines repeat it */
	bool begun;    /* past the line that may be a header */
	bool bad, open;
};

/* The words of LINE; returns how many there are, 4 for any more. */
static size_t
split(const char *line, size_t len, struct rsec_field word[3])
{
	const char *at = line, *end = line + len, *from;
	size_t n = 0;

	for (;;) {
		while (at < end && strchr(" \t,|\r", *at) != NULL && *at != 0)
			at++;
		if (at == end)
			return n;
		if (n == 3)
			return 4;
		from = at;
		while (at < end && *at != ' ' && *at != '\t' && *at != ',' &&
		       *at != '|' && *at != '\r')
			at++;
		word[n++] = (struct rsec_field){ from, (size_t)(at - from) };
	}
}

static int
read_date(struct batch *batch, struct rsec_field f, struct rsec_err *err)
{
	int64_t t;

	if (f.n == batch->date_len && memcmp(f.s, batch->date, f.n) == 0)
		return 0;
	if (!rsec_utc_parse(f.s, f.n, &t) || t < 0 || t > UINT32_MAX)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "\"%.*s\" is not a date", f.n > 40 ? 40 : (int)f.n, f.s);
	batch->time = (uint32_t)t;
	batch->date_len = 0;
	if (f.n <= sizeof(batch->date)) {
		memcpy(batch->date, f.s, f.n);
		batch->date_len = f.n;
	}
	return 0;
}

static int
parse_route(
    struct rsec_field word[2], struct rsec_route *route, struct rsec_err *err)
{
	if (rsec_prefix_parse(word[0].s, word[0].n, &route->prefix, err) != 0)
		return -1;
	route->has_origin = !rsec_field_is(word[1], "none");
	if (route->has_origin &&
	    !rsec_asn_parse(word[1].s, word[1].n, &route->origin))
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "\"%.*s\" is not an AS number",
		    word[1].n > 40 ? 40 : (int)word[1].n, word[1].s);
	return 0;
}

static int
ask_route(struct batch *batch, const struct rsec_route *route, uint32_t at)
{
	struct ask *ask = batch->ask;
	struct rsec_history_answer answer;
	int status;

	ask_done(ask, rsec_history_check(ask->history, route, at,
			  ask->options->gaps, &answer, &ask->err));
	print_route(ask, route, at, &answer);
	rsec_out_end(ask->out);
	status = state_status(answer.verdict.state);
	batch->bad |= status == CLI_FINDING;
	batch->open |= status == CLI_UNCHECKED;
	return 0;
}

/* Answer what LINE asks; -1 with ERR where it is malformed. */
static int
ask_line(
    struct batch *batch, const char *line, size_t len, struct rsec_err *err)
{
	const struct moment *at = &batch->ask->options->at;
	struct rsec_route route = { .has_origin = true };
	struct rsec_field word[3];
	size_t n = split(line, len, word);

	if (n == 0 || word[0].s[0] == '#' || word[0].s[0] == '%')
		return 0;
	if (!batch->begun && rsec_field_is(word[0], "prefix")) {
		batch->begun = true;
		return 0;
	}
	batch->begun = true;
	if (n != 3 && !(n == 2 && at->given))
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    at->given ? "not a prefix, an origin and maybe a date"
			      : "not a prefix, an origin and a date");
	if (parse_route(word, &route, err) != 0 ||
	    (n == 3 && read_date(batch, word[2], err) != 0))
		return -1;
	return ask_route(batch, &route, n == 3 ? batch->time : at->time);
}

int
check_lines(struct ask *ask, struct rsec_input *in)
{
	struct batch batch = { .ask = ask };
	struct cli_diag diag = { .file = "stdin",
		.strict = ask->options->input.strict,
		.verbose = ask->options->input.verbose };
	struct rsec_lines lines;
	struct rsec_err err;
	const char *line;
	size_t len;
	int rc;

	rsec_lines_init(&lines, rsec_input_source(in));
	for (;;) {
		if (lines.at == lines.end) /* the next line may take time */
			rsec_out_flush(ask->out);
		if ((rc = rsec_lines_next(&lines, &line, &len, &err)) != 1)
			break;
		if (lines.number == MANY)
			ask_done(
			    ask, rsec_history_prepare(ask->history, &ask->err));
		if (ask_line(&batch, line, len, &err) != 0) {
			err.line = lines.number;
			if (cli_diag_report(&diag, &err) != 0) {
				rc = -1;
				err.code = RSEC_ERR_STOPPED; /* it is told */
				break;
			}
		}
		if (rsec_out_failed(ask->out))
			break;
	}
	if (rc == -1)
		cli_warn_err("stdin", &err);
	cli_diag_summary(&diag, lines.number);
	rsec_lines_fini(&lines);
	if (rc == -1)
		return CLI_TROUBLE;
	return batch.bad ? CLI_FINDING : batch.open ? CLI_UNCHECKED : CLI_OK;
}
