/* SPDX-License-Identifier: ISC */
/*
 * The order that a crash cannot break: write, fsync, rename, fsync of the
 * folder.  PATH.new is locked as long as it is written to.  The lock is on the
 * file and not on its name, and the file that was locked can have become PATH
 * meanwhile; so it is only used while it still has its name.
 */
#include "io/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/num.h"

#define SUFFIX	".new"
#define RUN_MAX ((size_t)1 << 30) /* bytes of one write() */
#define TRIES	100		  /* that others finish in between */

struct rsec_replace {
	int fd;
	int error; /* errno of the first write that failed */
	char *path, *temporary;
	char *folder;
};

static void
release(struct rsec_replace *replace)
{
	if (replace->fd != -1)
		close(replace->fd);
	free(replace->path);
	free(replace->temporary);
	free(replace->folder);
	free(replace);
}

static int
fail(struct rsec_err *err, const char *what, const char *path)
{
	return rsec_err_set(
	    err, RSEC_ERR_IO, "cannot %s %s: %s", what, path, strerror(errno));
}

/* The names of PATH, of what is written, and of the folder of both. */
static int
name(struct rsec_replace *replace, const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t len;

	if (!rsec_size_add(strlen(path), sizeof(SUFFIX), &len))
		return -1;
	replace->path = strdup(path);
	replace->temporary = malloc(len);
	if (slash == NULL)
		replace->folder = strdup(".");
	else
		replace->folder = strndup(path, (size_t)(slash + 1 - path));
	if (replace->path == NULL || replace->temporary == NULL ||
	    replace->folder == NULL)
		return -1;
	memcpy(replace->temporary, path, strlen(path));
	memcpy(replace->temporary + strlen(path), SUFFIX, sizeof(SUFFIX));
	return 0;
}

/* Whether the file that is open still has the name. */
static bool
is_still(int fd, const char *path)
{
	struct stat open_file, named;

	return fstat(fd, &open_file) == 0 && lstat(path, &named) == 0 &&
	       open_file.st_dev == named.st_dev &&
	       open_file.st_ino == named.st_ino;
}

/* Open the temporary file, empty and locked. */
static int
open_temporary(struct rsec_replace *replace, struct rsec_err *err)
{
	const int flags =
	    O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	int tries;

	for (tries = 0; tries < TRIES; tries++) {
		replace->fd = open(replace->temporary, flags, 0666);
		if (replace->fd == -1)
			return fail(err, "write", replace->temporary);
		if (flock(replace->fd, LOCK_EX | LOCK_NB) == -1) {
			if (errno != EWOULDBLOCK)
				return fail(err, "lock", replace->temporary);
			break;
		}
		if (is_still(replace->fd, replace->temporary)) {
			if (ftruncate(replace->fd, 0) == -1)
				return fail(err, "write", replace->temporary);
			return 0;
		}
		close(replace->fd);
		replace->fd = -1;
	}
	return rsec_err_set(
	    err, RSEC_ERR_IO, "another process is writing %s", replace->path);
}

/*
 * A device is not to become a file, be it of root, nor is a link, of which
 * /dev/stdout is one: what it points to would keep the old content.
 */
static bool
can_replace(const char *path, const struct stat *old, struct rsec_err *err)
{
	if (S_ISREG(old->st_mode))
		return true;
	rsec_err_set(err, RSEC_ERR_IO, "cannot replace %s: it is %s", path,
	    S_ISLNK(old->st_mode) ? "a symbolic link" : "no regular file");
	return false;
}

struct rsec_replace *
rsec_replace_begin(const char *path, struct rsec_err *err)
{
	struct rsec_replace *replace = calloc(1, sizeof(*replace));
	struct stat old;
	bool exists;

	if (replace == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	replace->fd = -1;
	if (name(replace, path) == -1) {
		rsec_err_nomem(err);
		goto out;
	}
	exists = lstat(path, &old) == 0;
	if (exists && !can_replace(path, &old, err))
		goto out;
	if (open_temporary(replace, err) == -1)
		goto out;
	/* Whoever may read the old content may read the new one. */
	if (exists && fchmod(replace->fd, old.st_mode & 0777) == -1) {
		fail(err, "write", replace->temporary);
		rsec_replace_abort(replace);
		return NULL;
	}
	return replace;
out:
	release(replace);
	return NULL;
}

int
rsec_replace_write(void *ctx, const void *data, size_t len)
{
	struct rsec_replace *replace = ctx;
	const char *at = data;
	ssize_t n;

	while (len > 0 && replace->error == 0) {
		n = write(replace->fd, at, len < RUN_MAX ? len : RUN_MAX);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1) {
			replace->error = errno;
		} else {
			at += n;
			len -= (size_t)n;
		}
	}
	return replace->error == 0 ? 0 : -1;
}

const char *
rsec_replace_path(const struct rsec_replace *replace)
{
	return replace->path;
}

const char *
rsec_replace_temporary(const struct rsec_replace *replace)
{
	return replace->temporary;
}

/* What RENAME has done is on the disk when the folder is. */
static int
sync_folder(const struct rsec_replace *replace, struct rsec_err *err)
{
	const int fd =
	    open(replace->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = 0;

	/* Some file systems cannot do that, and need not. */
	if (fd == -1 || (fsync(fd) == -1 && errno != EINVAL))
		rc = fail(err, "write to the disk", replace->folder);
	if (fd != -1)
		close(fd);
	return rc;
}

int
rsec_replace_rename(struct rsec_replace *replace, struct rsec_err *err)
{
	errno = replace->error;
	if (replace->error != 0) {
		fail(err, "write", replace->temporary);
		rsec_replace_abort(replace);
		return -1;
	}
	if (rename(replace->temporary, replace->path) == -1) {
		fail(err, "write", replace->path);
		rsec_replace_abort(replace);
		return -1;
	}
	release(replace);
	return 0;
}

int
rsec_replace_commit(struct rsec_replace *replace, struct rsec_err *err)
{
	int rc;

	errno = replace->error;
	if (replace->error != 0 || fsync(replace->fd) == -1) {
		fail(err, "write", replace->temporary);
		rsec_replace_abort(replace);
		return -1;
	}
	if (rename(replace->temporary, replace->path) == -1) {
		fail(err, "write", replace->path);
		rsec_replace_abort(replace);
		return -1;
	}
	rc = sync_folder(replace, err);
	release(replace);
	return rc;
}

void
rsec_replace_abort(struct rsec_replace *replace)
{
	if (replace == NULL)
		return;
	unlink(replace->temporary);
	release(replace);
}
