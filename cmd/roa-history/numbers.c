/* SPDX-License-Identifier: ISC */
/* Series of numbers over time: their inputs and their points. */
#include "cmd/roa-history/numbers.h"

#include <string.h>

#include "cmd/inputs.h"

static void
open_inputs(struct numbers *numbers, const struct options *options)
{
	const char *taken = NULL;
	size_t i, n = 0;

	cli_claim_stdin(&options->delegated, "--delegated",
	    "another input comes from", &taken);
	cli_claim_stdin(
	    &options->bgp, "--bgp", "another input comes from", &taken);
	for (i = 0; i < options->delegated.count; i++)
		numbers->in[n++] =
		    cli_open(&options->input, options->delegated.name[i]);
	for (i = 0; i < options->bgp.count; i++)
		numbers->in[n++] =
		    cli_open(&options->input, options->bgp.name[i]);
}

static struct cli_diag
diag_of(const struct options *options, const char *file)
{
	return (struct cli_diag){ .file = file,
		.strict = options->input.strict,
		.quiet = options->input.quiet,
		.verbose = options->input.verbose };
}

static void
read_delegated(struct numbers *numbers, const struct options *options)
{
	struct rsec_err err;
	size_t i;

	numbers->delegated = rsec_delegated_new();
	if (numbers->delegated == NULL)
		cli_die("out of memory");
	for (i = 0; i < options->delegated.count; i++) {
		const char *name = options->delegated.name[i];
		struct cli_diag told = diag_of(options, name);
		struct rsec_diag diag = { cli_diag_report, &told };

		if (rsec_delegated_read(numbers->delegated,
			rsec_input_source(numbers->in[i]), &diag, &err) != 0)
			cli_die_err(name, &err);
		cli_diag_summary(&told, 0);
	}
	if (rsec_delegated_freeze(numbers->delegated, &err) != 0)
		cli_die_err(NULL, &err);
	numbers->options.delegated = numbers->delegated;
}

static void
read_bgp(struct numbers *numbers, const struct options *options)
{
	struct rsec_err err;
	size_t i;

	numbers->bgp = rsec_bgp_table_new();
	if (numbers->bgp == NULL)
		cli_die("out of memory");
	for (i = 0; i < options->bgp.count; i++) {
		const char *name = options->bgp.name[i];
		struct cli_diag told = diag_of(options, name);
		struct rsec_diag diag = { cli_diag_report, &told };

		if (rsec_bgp_table_read(numbers->bgp,
			rsec_input_source(
			    numbers->in[options->delegated.count + i]),
			&diag, NULL, &err) != 0)
			cli_die_err(name, &err);
		cli_diag_summary(&told, 0);
	}
	if (rsec_bgp_table_freeze(numbers->bgp, &err) != 0)
		cli_die_err(NULL, &err);
	numbers->options.bgp = numbers->bgp;
}

static void
choose_tas(struct numbers *numbers)
{
	const struct ask *ask = &numbers->ask;
	const size_t tas = rsec_history_tas(ask->history);
	size_t i;

	for (i = 0; i < tas; i++)
		numbers->tas[i] = store_wants(
		    ask->options, rsec_history_ta(ask->history, (uint8_t)i));
	numbers->options.tas = numbers->tas;
}

static void
check_options(const struct options *options)
{
	const bool holders =
	    options->by == RSEC_STATS_RIR || options->by == RSEC_STATS_ECONOMY;

	need_operands(options, 0, 1, NULL);
	if (holders && options->delegated.count == 0)
		cli_die("--by rir and --by economy need --delegated");
	if (!holders && options->delegated.count > 0)
		cli_die("--delegated goes with --by rir or --by economy");
	if (options->by == RSEC_STATS_TA && options->bgp.count > 0)
		cli_die("--bgp does not go with --by ta: the state of a route "
			"is what all trust anchors together say");
}

void
numbers_begin(struct numbers *numbers, const struct options *options)
{
	struct rsec_stats_options *to = &numbers->options;
	uint32_t step;

	check_options(options);
	memset(numbers, 0, sizeof(*numbers));
	ask_open(&numbers->ask, options);
	open_inputs(numbers, options);
	ask_begin(&numbers->ask);
	choose_tas(numbers);
	if (options->delegated.count > 0)
		read_delegated(numbers, options);
	if (options->bgp.count > 0)
		read_bgp(numbers, options);
	to->by = options->by;
	to->gaps = options->gaps;
	to->step = options->step;
	step = options->step * DAY;
	to->to = numbers->ask.to;
	to->from = to->to - (to->to - numbers->ask.from) / step * step;
}

int
numbers_end(struct numbers *numbers, int status)
{
	size_t i;

	for (i = 0; i < 2 * CLI_INPUTS_MAX; i++)
		if (numbers->in[i] != NULL)
			rsec_input_close(numbers->in[i]);
	rsec_bgp_table_free(numbers->bgp);
	rsec_delegated_free(numbers->delegated);
	return ask_close(&numbers->ask, status);
}
