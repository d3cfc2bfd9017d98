/* SPDX-License-Identifier: ISC */
/*
 * The folder of a fetch: --keep DIR, which stays, or STORE.fetch, from which
 * each file goes when the store has it.  What an interrupted run leaves in
 * either is what the next one goes on from.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/roa-history/fetch.h"

#define SUFFIX ".fetch"

void
folder_open(struct fetch *fetch)
{
	const struct options *options = fetch->options;
	int n;

	if (options->keep != NULL)
		n = asprintf(&fetch->folder, "%s", options->keep);
	else
		n = asprintf(&fetch->folder, "%s" SUFFIX, options->store);
	if (n < 0)
		cli_die("out of memory");
	if (mkdir(fetch->folder, 0777) != 0 && errno != EEXIST)
		cli_die("%s: %s", fetch->folder, strerror(errno));
	fetch->dir = open(fetch->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fetch->dir < 0)
		cli_die("%s: %s", fetch->folder, strerror(errno));
}

char *
folder_path(const struct fetch *fetch, const char *path)
{
	char *all;

	if (asprintf(&all, "%s/%s", fetch->folder, path) < 0)
		cli_die("out of memory");
	return all;
}

/* Unlink PATH with SUFFIX behind it, if there is one. */
static void
remove_beside(const struct fetch *fetch, const char *path, const char *suffix)
{
	char name[RSEC_ARCHIVE_PATH + 32];

	snprintf(name, sizeof(name), "%s%s", path, suffix);
	unlinkat(fetch->dir, name, 0);
}

void
folder_forget(const struct fetch *fetch, const char *path)
{
	remove_beside(fetch, path, ".etag");
	remove_beside(fetch, path, ".sha256.etag");
}

void
folder_remove(const struct fetch *fetch, const char *path)
{
	char name[RSEC_ARCHIVE_PATH];
	char *slash;

	folder_forget(fetch, path);
	remove_beside(fetch, path, ".sha256");
	remove_beside(fetch, path, "");
	snprintf(name, sizeof(name), "%s", path);
	while ((slash = strrchr(name, '/')) != NULL) {
		*slash = '\0';
		if (unlinkat(fetch->dir, name, AT_REMOVEDIR) != 0)
			break; /* it has others */
	}
}

void
folder_close(struct fetch *fetch)
{
	close(fetch->dir);
	if (fetch->options->keep == NULL)
		rmdir(fetch->folder); /* unless something is left to resume */
	free(fetch->folder);
}
