/* SPDX-License-Identifier: ISC */
/*
 * roa-check: is this prefix covered, is this route valid, and which VRP says
 * so?  RFC 6811, for one route or a million.
 */
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/roa-check/roa-check.h"
#include "cmd/sandbox.h"

static struct rsec_out *
open_out(const struct options *options)
{
	const struct rsec_out_column *columns = NULL;
	enum rsec_out_format format = options->format;

	switch (options->print) {
	case PRINT_RECORDS:
		columns = record_columns(options);
		break;
	case PRINT_SUMMARY:
		columns = summary_columns;
		break;
	case PRINT_SUGGESTION:
		columns = suggest_columns;
		break;
	case PRINT_TAGGED:
	case PRINT_ROUTINATOR:
		format = RSEC_OUT_TEXT; /* of which none comes from columns */
		break;
	}
	return cli_out(STDOUT_FILENO, format, columns);
}

static struct rsec_input *
open_lines(const struct options *options)
{
	struct rsec_input_options in_options = { options->max_size, NULL };
	struct rsec_input *in;
	struct rsec_err err;

	if (rsec_input_open("-", &in_options, &in, &err) != 0)
		cli_die_err("stdin", &err);
	return in;
}

int
main(int argc, char *argv[])
{
	struct options options;
	struct check check = { .options = &options };
	struct rsec_input *lines = NULL;
	struct inputs *inputs;
	int first, status;

	first = options_parse(&options, argc, argv);
	if (options.compile != NULL)
		return compile(&options);

	inputs = inputs_open(&options, first == argc);
	if (first == argc)
		lines = open_lines(&options);
	sandbox_enter();

	check.vrps = inputs_read(inputs);
	check.vrps_time = inputs_time(inputs);
	check.out = open_out(&options);

	if (lines != NULL)
		status = ask_lines(&check, lines);
	else
		status = ask_operands(&check, argc - first, argv + first);

	rsec_input_close(lines);
	inputs_close(inputs);
	return cli_close(check.out, status);
}
