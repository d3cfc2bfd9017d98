/* SPDX-License-Identifier: ISC */
/*
 * manrs-check: would this network pass the audit of MANRS, which scores would
 * it get, and which changes win the most?
 */
#include "cmd/cli.h"
#include "cmd/manrs-check/manrs-check.h"

static int
assess(struct options *options, struct delivery *to)
{
	struct inputs *inputs = inputs_open(options);
	const struct rsec_manrs_data *data = inputs_read(inputs);
	int status = CLI_TROUBLE;

	if (data == NULL)
		cli_warn("nothing reported");
	else if (options->region != NULL)
		status = region(options, inputs, data, to);
	else
		status = reports(options, inputs, data, to);
	inputs_close(inputs);
	return status;
}

int
main(int argc, char *argv[])
{
	struct options options;
	int status;

	options_parse(&options, argc, argv);
	status = deliver(&options, assess);
	options_fini(&options);
	return status;
}
