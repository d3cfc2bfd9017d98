/* SPDX-License-Identifier: ISC */
/*
 * A file that is being fetched: PATH.part, locked, and its record
 * PATH.part.etag (io/fetch_cache.c has the form; the size in it is that of the
 * whole body, 0 where the server did not say).  The record is written before
 * the first byte of the body, so that a process that is killed leaves what can
 * be resumed.
 *
 * The validator that a resumption rests on must be strong (RFC 9110 section
 * 13.1.5): an ETag without W/, or else the date of Last-Modified.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/fetchmany_private.h"

static int
fail(struct rsec_err *err, const char *what, const char *name)
{
	return rsec_err_set(
	    err, RSEC_ERR_IO, "cannot %s %s: %s", what, name, strerror(errno));
}

/* Whether PATH stays below its directory. */
static bool
is_below(const char *path)
{
	size_t n;

	for (;; path += n + 1) {
		n = strcspn(path, "/");
		if (n == 0 || (n == 1 && path[0] == '.') ||
		    (n == 2 && path[0] == '.' && path[1] == '.'))
			return false;
		if (path[n] == '\0')
			return true;
	}
}

/* Make the folders of PATH that are missing. */
static int
make_folders(int dir, const char *path, struct rsec_err *err)
{
	char *name = strdup(path), *slash = name;
	int rc = 0;

	if (name == NULL)
		return rsec_err_nomem(err);
	while (rc == 0 && (slash = strchr(slash, '/')) != NULL) {
		*slash = '\0';
		if (mkdirat(dir, name, 0777) != 0 && errno != EEXIST)
			rc = fail(err, "make the folder", name);
		*slash++ = '/';
	}
	free(name);
	return rc;
}

static int
make_names(struct rsec_part *part, struct rsec_err *err)
{
	if (asprintf(&part->name, "%s.part", part->path) < 0)
		part->name = NULL;
	if (asprintf(&part->record, "%s.part.etag", part->path) < 0)
		part->record = NULL;
	if (asprintf(&part->done_record, "%s.etag", part->path) < 0)
		part->done_record = NULL;
	if (part->name == NULL || part->record == NULL ||
	    part->done_record == NULL)
		return rsec_err_nomem(err);
	return 0;
}

/* Open and lock it, while it has its name: another process may finish it. */
static int
open_locked(struct rsec_part *part, struct rsec_err *err)
{
	const int flags =
	    O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	struct stat held, named;

	part->fd = openat(part->dir, part->name, flags, 0666);
	if (part->fd < 0)
		return fail(err, "write", part->name);
	if (flock(part->fd, LOCK_EX | LOCK_NB) != 0 ||
	    fstat(part->fd, &held) != 0 ||
	    fstatat(part->dir, part->name, &named, AT_SYMLINK_NOFOLLOW) != 0 ||
	    held.st_dev != named.st_dev || held.st_ino != named.st_ino) {
		close(part->fd);
		part->fd = -1;
		return rsec_err_set(err, RSEC_ERR_IO,
		    "another process is fetching %s", part->path);
	}
	if (!S_ISREG(held.st_mode)) {
		close(part->fd);
		part->fd = -1;
		return rsec_err_set(
		    err, RSEC_ERR_IO, "%s is not a regular file", part->name);
	}
	part->size = (uint64_t)held.st_size;
	return 0;
}

int
rsec_part_open(struct rsec_part *part, int dir,
    const struct rsec_fetch_item *item, struct rsec_err *err)
{
	*part = (struct rsec_part){
		.dir = dir, .fd = -1, .url = item->url, .path = item->path
	};
	if (!is_below(item->path))
		return rsec_err_set(err, RSEC_ERR_RANGE,
		    "\"%s\" is no path below a directory", item->path);
	if (make_names(part, err) != 0 ||
	    make_folders(dir, item->path, err) != 0 ||
	    open_locked(part, err) != 0) {
		rsec_part_close(part);
		return -1;
	}
	part->noted = rsec_record_read(
	    dir, part->record, part->url, &part->total, &part->validators);
	if (part->size == 0 || !part->noted ||
	    (part->total != 0 && part->size >= part->total))
		part->size = 0;
	part->resumed = part->size;
	return 0;
}

const char *
rsec_part_condition(const struct rsec_part *part)
{
	if (part->size == 0)
		return NULL;
	if (part->validators.etag[0] == '"')
		return part->validators.etag;
	if (part->validators.modified[0] != '\0')
		return part->validators.modified;
	return NULL;
}

bool
rsec_part_copy(const struct rsec_part *part, struct rsec_validators *validators)
{
	struct stat st;
	uint64_t size;

	return fstatat(part->dir, part->path, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(st.st_mode) &&
	       rsec_record_read(part->dir, part->done_record, part->url, &size,
		   validators) &&
	       size == (uint64_t)st.st_size;
}

int
rsec_part_begin(struct rsec_part *part,
    const struct rsec_validators *validators, uint64_t total,
    struct rsec_err *err)
{
	part->size = part->resumed = 0;
	part->total = total;
	part->validators = *validators;
	part->noted =
	    validators->etag[0] == '"' || validators->modified[0] != '\0';
	unlinkat(part->dir, part->record, 0);
	if (ftruncate(part->fd, 0) != 0)
		return fail(err, "write", part->name);
	if (part->noted)
		rsec_record_write(part->dir, part->record, part->url, total,
		    &part->validators);
	return 0;
}

int
rsec_part_append(
    struct rsec_part *part, const void *data, size_t n, struct rsec_err *err)
{
	const char *from = data;
	ssize_t done;

	while (n > 0) {
		done = pwrite(part->fd, from, n, (off_t)part->size);
		if (done < 0 && errno != EINTR)
			return fail(err, "write", part->name);
		if (done > 0) {
			from += done;
			n -= (size_t)done;
			part->size += (uint64_t)done;
		}
	}
	return 0;
}

int
rsec_part_commit(struct rsec_part *part, bool keep_record, struct rsec_err *err)
{
	if (ftruncate(part->fd, (off_t)part->size) != 0 || fsync(part->fd) != 0)
		return fail(err, "write", part->name);
	/* In between no record vouches for a copy that is not its own. */
	unlinkat(part->dir, part->done_record, 0);
	if (renameat(part->dir, part->name, part->dir, part->path) != 0)
		return fail(err, "replace", part->path);
	unlinkat(part->dir, part->record, 0);
	if (keep_record)
		rsec_record_write(part->dir, part->done_record, part->url,
		    part->size, &part->validators);
	close(part->fd);
	part->fd = -1;
	return 0;
}

void
rsec_part_current(const struct rsec_part *part)
{
	utimensat(part->dir, part->done_record, NULL, AT_SYMLINK_NOFOLLOW);
}

void
rsec_part_discard(struct rsec_part *part)
{
	part->size = 0;
	part->noted = false;
}

void
rsec_part_close(struct rsec_part *part)
{
	if (part->fd >= 0) {
		if (part->size == 0 || !part->noted) {
			unlinkat(part->dir, part->name, 0);
			unlinkat(part->dir, part->record, 0);
		}
		close(part->fd);
	}
	free(part->name);
	free(part->record);
	free(part->done_record);
	*part = (struct rsec_part){ .fd = -1 };
}
