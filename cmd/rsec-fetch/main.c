/* SPDX-License-Identifier: ISC */
/*
 * rsec-fetch: keep a folder of the public inputs that the other tools read up
 * to date.
 */
#include <stdlib.h>
#include <unistd.h>

#include "cmd/rsec-fetch/rsec-fetch.h"

int
main(int argc, char *argv[])
{
	struct options options;
	struct fetch fetch = { .options = &options, .dir = -1 };
	bool to_write;
	int status;

	options_parse(&options, argc, argv);
	sources_read(&fetch);
	to_write = !options.list && !options.dry_run;
	folder_open(&fetch, to_write);
	plan(&fetch);
	if (to_write) {
		folder_guard(&fetch);
		rounds(&fetch);
	}
	status = report(&fetch);
	if (to_write)
		report_counts(&fetch);
	plan_free(&fetch);
	free(fetch.chosen);
	rsec_feeds_fini(&fetch.feeds);
	if (fetch.dir >= 0)
		close(fetch.dir);
	return status;
}
