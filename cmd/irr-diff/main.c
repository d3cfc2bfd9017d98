/* SPDX-License-Identifier: ISC */
/*
 * irr-diff: what changed between two dumps of a routing registry, what do
 * registries say that the RIRs' do not, and what would BGP lose without them?
 */
#include "cmd/irr-diff/irr-diff.h"

int
main(int argc, char *argv[])
{
	struct options options;
	int status;

	options_parse(&options, argc, argv);
	if (options.mode == MODE_CHANGES)
		status = changes(&options);
	else
		status = report(&options);
	options_fini(&options);
	return status;
}
