/* SPDX-License-Identifier: ISC */
/*
 * Where questions come from: operands, "PREFIX [ORIGIN]" as often as one
 * likes, or the lines of standard input.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bgp/routeline.h"
#include "cmd/cli.h"
#include "cmd/roa-check/roa-check.h"
#include "net/asn.h"
#include "text/line.h"

int
ask_end(struct check *check, uint64_t unanswered)
{
	if (check->options->print == PRINT_SUMMARY)
		summary_print(check);
	else if (check->options->print == PRINT_ROUTINATOR)
		routinator_end(check);
	return summary_status(check, unanswered);
}

/* ARG, which is not an origin in its place, is no prefix either. */
static void
refuse_operand(const char *arg, const struct rsec_err *err)
{
	uint32_t asn;

	if (rsec_asn_parse(arg, strlen(arg), &asn))
		cli_die("%s has no prefix in front of it", arg);
	if (strncasecmp(arg, "AS", 2) == 0)
		cli_die("\"%s\" is not an AS number", arg);
	cli_die("%s", err->msg);
}

/*
 * Whether there is an answer to Q: Routinator's format has none for a prefix
 * alone.
 */
static bool
can_answer(
    const struct check *check, const struct question *q, struct rsec_err *err)
{
	char text[RSEC_PREFIX_SIZE];

	if (q->is_route || check->options->print != PRINT_ROUTINATOR)
		return true;
	rsec_prefix_format(text, &q->route.prefix);
	rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
	    "%s has no origin, and -f routinator is for routes", text);
	return false;
}

/* Operands are checked before the first is answered. */
static size_t
parse_operands(const struct check *check, int argc, char *argv[],
    struct question *questions)
{
	struct question *q;
	struct rsec_err err;
	size_t n = 0;
	int i;

	for (i = 0; i < argc; i++) {
		q = &questions[n++];
		if (rsec_prefix_parse(
			argv[i], strlen(argv[i]), &q->route.prefix, &err) != 0)
			refuse_operand(argv[i], &err);
		if (i + 1 < argc &&
		    rsec_asn_parse(
			argv[i + 1], strlen(argv[i + 1]), &q->route.origin)) {
			q->is_route = q->route.has_origin = true;
			i++;
		}
		if (!can_answer(check, q, &err))
			cli_die("%s", err.msg);
	}
	return n;
}

int
ask_operands(struct check *check, int argc, char *argv[])
{
	struct question *questions;
	size_t i, n;

	questions = cli_calloc((size_t)argc, sizeof(*questions));
	n = parse_operands(check, argc, argv, questions);
	check->one_question = n == 1;
	for (i = 0; i < n; i++)
		check_ask(check, &questions[i]);
	if (n > 1)
		summary_warn(check);
	free(questions);
	return ask_end(check, 0);
}

/* Answer what LINE asks; -1 with ERR where it is malformed. */
static int
ask_line(struct check *check, struct rsec_routeline_reader *reader,
    const char *line, size_t len, struct rsec_err *err)
{
	struct question question = { .line = line, .line_len = len };
	struct rsec_routeline parsed;
	size_t i;

	if (rsec_routeline_parse(reader, line, len, &parsed, err) != 0)
		return -1;
	question.route.prefix = parsed.prefix;
	if (parsed.kind == RSEC_ROUTELINE_PREFIX) {
		if (!can_answer(check, &question, err))
			return -1;
		check_ask(check, &question);
	}
	for (i = 0; i < parsed.origins; i++) {
		question.is_route = true;
		question.route.origin = parsed.origin[i].asn;
		question.route.has_origin = !parsed.origin[i].none;
		check_ask(check, &question);
	}
	return 0;
}

static int
ask_lines(struct check *check, struct rsec_source source)
{
	struct rsec_routeline_reader reader = RSEC_ROUTELINE_READER_INIT;
	struct cli_diag diag = { .file = "stdin",
		.strict = check->options->input.strict,
		.verbose = check->options->input.verbose };
	struct rsec_lines lines;
	struct rsec_err err;
	const char *line;
	size_t len;
	int rc;

	rsec_lines_init(&lines, source);
	for (;;) {
		if (lines.at == lines.end) /* the next line may take time */
			rsec_out_flush(check->out);
		if ((rc = rsec_lines_next(&lines, &line, &len, &err)) != 1)
			break;
		if (ask_line(check, &reader, line, len, &err) != 0) {
			err.line = lines.number;
			if (cli_diag_report(&diag, &err) != 0) {
				rc = -1;
				err.code = RSEC_ERR_STOPPED; /* it is told */
				break;
			}
		}
		if (rsec_out_failed(check->out))
			break;
	}
	if (rc == -1)
		cli_warn_err("stdin", &err);
	cli_diag_summary(&diag, lines.number);
	rsec_lines_fini(&lines);
	summary_warn(check);
	if (rc == -1)
		return CLI_TROUBLE;
	return ask_end(check, diag.skipped);
}

int
ask_input(struct check *check, struct rsec_input *in, struct rsec_bgpdump *dump)
{
	struct rsec_source source = rsec_input_source(in);
	struct rsec_peeked peeked;
	struct rsec_err err;
	bool is_mrt;

	if (cli_routes(dump, &peeked, &source, &is_mrt, &err) != 0) {
		cli_warn_err("stdin", &err);
		return CLI_TROUBLE;
	}
	return is_mrt ? ask_mrt(check, source) : ask_lines(check, source);
}
