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

struct cli_vrps *
open_vrps(const struct options *options, bool stdin_taken)
{
	static const char what[] = "other VRPs or exceptions come from";
	const char *taken = NULL;

	if (stdin_taken)
		taken = "the routes come from; name them as operands";
	cli_claim_stdin(&options->vrps, "-r", what, &taken);
	cli_claim_stdin(&options->slurm, "--slurm", what, &taken);
	return cli_vrps_open(&options->input, &options->vrps, &options->slurm);
}

int
main(int argc, char *argv[])
{
	struct options options;
	struct check check = { .options = &options };
	struct rsec_bgpdump *dump = NULL;
	struct rsec_input *lines = NULL;
	struct cli_vrps *vrps;
	int first, status;

	first = options_parse(&options, argc, argv);
	if (options.compile != NULL) {
		status = compile(&options);
		cli_data_free(&options.data);
		return status;
	}

	vrps = open_vrps(&options, first == argc);
	if (first == argc) {
		lines = cli_open(&options.input, "-");
		dump = cli_bgpdump(&options.input);
	}
	sandbox_enter();

	check.vrps = cli_vrps_read(vrps);
	check.vrps_time = cli_vrps_time(vrps);
	check.out = open_out(&options);

	if (lines != NULL)
		status = ask_input(&check, lines, dump);
	else
		status = ask_operands(&check, argc - first, argv + first);

	rsec_bgpdump_free(dump);
	rsec_input_close(lines);
	cli_vrps_close(vrps);
	cli_data_free(&options.data);
	return cli_close(check.out, status);
}
