/* SPDX-License-Identifier: ISC */
/*
 * roa-history: was this prefix covered by a ROA then?  Fifteen years of the
 * RPKI in one file: collected by ingest and fetch, asked by the other verbs.
 */
#include "cmd/roa-history/roa-history.h"

int
main(int argc, char *argv[])
{
	struct options options;
	int status;

	options_parse(&options, argc, argv);
	status = options.verb->run(&options);
	options_fini(&options);
	return status;
}
