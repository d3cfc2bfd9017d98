/* SPDX-License-Identifier: ISC */
/*
 * The folder.  What is known of a file is when it came (its own time) and when
 * it was last found current (that of the record beside it, PATH.etag).
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/rsec-fetch/rsec-fetch.h"
#include "cmd/sandbox.h"

void
folder_open(struct fetch *fetch, bool to_write)
{
	const char *folder = fetch->options->folder;

	if (to_write && mkdir(folder, 0777) != 0 && errno != EEXIST)
		cli_die("%s: %s", folder, strerror(errno));
	fetch->dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fetch->dir < 0 && (to_write || errno != ENOENT))
		cli_die("%s: %s", folder, strerror(errno));
	if (to_write && flock(fetch->dir, LOCK_EX | LOCK_NB) != 0)
		cli_die("%s: %s", folder,
		    errno == EWOULDBLOCK ? "another rsec-fetch is at work there"
					 : strerror(errno));
}

/*
 * What is directly in the folder may be a link to where there is more room;
 * who made that meant it.
 */
void
folder_guard(const struct fetch *fetch)
{
	const char *folder = fetch->options->folder, *file;
	char **paths = cli_calloc(fetch->feeds.count + 1, sizeof(*paths));
	size_t i, n = 0;

	if ((paths[n++] = strdup(folder)) == NULL)
		cli_die("out of memory");
	for (i = 0; i < fetch->feeds.count; i++) {
		file = fetch->feeds.feed[i].file;
		if (fetch->chosen[i] && asprintf(&paths[n++], "%s/%.*s", folder,
					    (int)strcspn(file, "/"), file) < 0)
			cli_die("out of memory");
	}
	sandbox_enter_fetching((const char *const *)paths, n);
	while (n > 0)
		free(paths[--n]);
	free(paths);
}

/* What is beside the file of JOB: PATH and SUFFIX. */
static bool
stat_beside(const struct fetch *fetch, const struct job *job,
    const char *suffix, struct stat *st)
{
	char *path;
	int rc;

	if (asprintf(&path, "%s%s", job->path, suffix) < 0)
		cli_die("out of memory");
	rc = fstatat(fetch->dir, path, st, AT_SYMLINK_NOFOLLOW);
	free(path);
	return rc == 0;
}

bool
folder_stat(const struct fetch *fetch, struct job *job)
{
	struct stat st;

	job->size = job->part = 0;
	job->fetched = job->checked = 0;
	if (stat_beside(fetch, job, ".part", &st))
		job->part = (uint64_t)st.st_size;
	if (fstatat(fetch->dir, job->path, &st, 0) != 0 || !S_ISREG(st.st_mode))
		return false;
	job->size = (uint64_t)st.st_size;
	job->fetched = job->checked = (int64_t)st.st_mtime;
	if (stat_beside(fetch, job, ".etag", &st) &&
	    (int64_t)st.st_mtime > job->checked)
		job->checked = (int64_t)st.st_mtime;
	return true;
}

void
folder_trim(const struct fetch *fetch, const struct job *job)
{
	struct rsec_feed_place place = job->place;
	bool removed = true;
	char *path, *record;

	while (removed) {
		place.page++;
		path = rsec_feed_expand(job->feed, job->feed->file, &place);
		if (path == NULL || asprintf(&record, "%s.etag", path) < 0)
			cli_die("out of memory");
		removed = unlinkat(fetch->dir, path, 0) == 0;
		unlinkat(fetch->dir, record, 0);
		free(path);
		free(record);
	}
}
