/* SPDX-License-Identifier: ISC */
/*
 * Files of a cache.  See cachedir.h.
 *
 * A name is first looked at as text: parts that are empty, "." or "..", and
 * bytes that no URI has, are refused, so that one file has one name.  Then the
 * kernel is asked to stay below the directory and to follow no link
 * (openat2(2)); where it cannot, each part is opened from the one above it.
 * An unreadable directory on the way is an error, a missing one is not.
 */
#include "io/cachedir.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/quote.h"
#include "io/cachedir_private.h"

#define FILE_FLAGS   (O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
#define FOLDER_FLAGS (O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)

static const char scheme[] = "rsync://";

struct rsec_cachedir {
	int fd;
	size_t limit;
};

struct name { /* below the directory, NUL-terminated */
	char text[RSEC_CACHEDIR_PATH];
	size_t len;
};

struct rsec_cachedir *
rsec_cachedir_open(const char *path, size_t limit, struct rsec_err *err)
{
	struct rsec_cachedir *dir = malloc(sizeof(*dir));

	if (dir == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	dir->limit = limit;
	dir->fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (dir->fd == -1) {
		rsec_err_set(err, RSEC_ERR_IO, "%s", strerror(errno));
		free(dir);
		return NULL;
	}
	return dir;
}

void
rsec_cachedir_close(struct rsec_cachedir *dir)
{
	if (dir == NULL)
		return;
	close(dir->fd);
	free(dir);
}

/* Append to a name; false where it gets too long. */
static bool
add_text(struct name *name, const void *text, size_t n)
{
	if (n >= sizeof(name->text) - name->len)
		return false;
	memcpy(name->text + name->len, text, n);
	name->len += n;
	name->text[name->len] = '\0';
	return true;
}

static bool
is_part(const char *part, size_t n)
{
	size_t i;

	if (n == 0 || (n <= 2 && strncmp(part, "..", n) == 0))
		return false;
	for (i = 0; i < n; i++)
		if (part[i] <= ' ' || part[i] > '~')
			return false;
	return true;
}

/* Whether the name is one or more parts with a slash between them. */
static bool
is_name(const struct name *name)
{
	const char *part = name->text, *slash;

	while ((slash = strchr(part, '/')) != NULL) {
		if (!is_part(part, (size_t)(slash - part)))
			return false;
		part = slash + 1;
	}
	return is_part(part, (size_t)(name->text + name->len - part)) &&
	       strlen(name->text) == name->len;
}

/* The folder that the part AT[0..n) names; what was open is closed. */
static int
open_folder(int above, bool close_above, const char *at, size_t n)
{
	char part[RSEC_CACHEDIR_PATH];
	int fd, saved;

	memcpy(part, at, n);
	part[n] = '\0';
	fd = openat(above, part, FOLDER_FLAGS);
	saved = errno;
	if (close_above)
		close(above);
	errno = saved;
	return fd;
}

int
rsec_cachedir_open_parts(int fd, const char *name)
{
	const char *at, *slash;
	int above = fd, file, saved;

	for (at = name; (slash = strchr(at, '/')) != NULL; at = slash + 1) {
		above =
		    open_folder(above, above != fd, at, (size_t)(slash - at));
		if (above == -1)
			return -1;
	}
	file = openat(above, at, FILE_FLAGS);
	saved = errno;
	if (above != fd)
		close(above);
	errno = saved;
	return file;
}

static int
open_below(int fd, const char *name)
{
	struct open_how how = { .flags = FILE_FLAGS,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS |
			   RESOLVE_NO_MAGICLINKS };
	long file = syscall(SYS_openat2, fd, name, &how, sizeof(how));

	if (file == -1 && (errno == ENOSYS || errno == EPERM))
		return rsec_cachedir_open_parts(fd, name);
	return (int)file;
}

/* All of the file FD of LEN bytes; -1 where it cannot be read. */
static int
read_all(int fd, uint8_t *data, size_t len)
{
	size_t at = 0;
	ssize_t n;

	while (at < len) {
		n = read(fd, data + at, len - at);
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0) {
			errno = n == 0 ? EIO : errno; /* it was cut meanwhile */
			return -1;
		}
		at += (size_t)n;
	}
	return 0;
}

static int
read_file(struct rsec_cachedir *dir, int fd, const struct name *name,
    struct rsec_bytes *file, struct rsec_err *err)
{
	char quoted[RSEC_QUOTE_SIZE];
	struct stat st;
	uint8_t *data;
	size_t len;

	rsec_quote(quoted, name->text, name->len);
	if (fstat(fd, &st) == -1)
		return rsec_err_set(
		    err, RSEC_ERR_IO, "%s: %s", quoted, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return 0;
	if ((uintmax_t)st.st_size > dir->limit)
		return rsec_err_set(err, RSEC_ERR_LIMIT,
		    "%s has %jd bytes, more than the limit of %zu", quoted,
		    (intmax_t)st.st_size, dir->limit);
	len = (size_t)st.st_size;
	if ((data = malloc(len + 1)) == NULL)
		return rsec_err_nomem(err);
	if (read_all(fd, data, len) == -1) {
		free(data);
		return rsec_err_set(
		    err, RSEC_ERR_IO, "%s: %s", quoted, strerror(errno));
	}
	*file = (struct rsec_bytes){ data, len };
	return 1;
}

static int
get_name(struct rsec_cachedir *dir, const struct name *name,
    struct rsec_bytes *file, struct rsec_err *err)
{
	char quoted[RSEC_QUOTE_SIZE];
	int fd, rc;

	if (!is_name(name))
		return 0;
	fd = open_below(dir->fd, name->text);
	if (fd == -1) {
		switch (errno) {
		case ENOENT:
		case ENOTDIR:
		case ENAMETOOLONG:
		case ELOOP: /* a link */
		case EXDEV: /* it would leave the directory */
		case ENXIO: /* a socket */
			return 0;
		default:
			return rsec_err_set(err, RSEC_ERR_IO, "%s: %s",
			    rsec_quote(quoted, name->text, name->len),
			    strerror(errno));
		}
	}
	rc = read_file(dir, fd, name, file, err);
	close(fd);
	return rc;
}

int
rsec_cachedir_read(struct rsec_cachedir *dir, struct rsec_bytes text,
    struct rsec_bytes *file, struct rsec_err *err)
{
	struct name name = { .len = 0 };

	if (!add_text(&name, text.data, text.len))
		return 0;
	return get_name(dir, &name, file, err);
}

static bool
has_scheme(struct rsec_bytes uri)
{
	size_t n = sizeof(scheme) - 1;

	return uri.len > n && memcmp(uri.data, scheme, n) == 0;
}

int
rsec_cachedir_get(struct rsec_cachedir *dir, struct rsec_bytes uri,
    struct rsec_bytes *file, struct rsec_err *err)
{
	static const char *const folders[] = { "", "rsync/" };
	size_t i, skip = sizeof(scheme) - 1;
	int rc = 0;

	if (!has_scheme(uri))
		return 0;
	for (i = 0; i < 2 && rc == 0; i++) {
		struct name name = { .len = 0 };

		if (add_text(&name, folders[i], strlen(folders[i])) &&
		    add_text(&name, uri.data + skip, uri.len - skip))
			rc = get_name(dir, &name, file, err);
	}
	return rc;
}

/* "ta/NAME/" and what follows the last slash of URI. */
static int
get_in_ta(struct rsec_cachedir *dir, const char *anchor, struct rsec_bytes uri,
    struct rsec_bytes *file, struct rsec_err *err)
{
	struct name name = { .len = 0 };
	size_t leaf = uri.len;

	while (leaf > 0 && uri.data[leaf - 1] != '/')
		leaf--;
	if (!add_text(&name, "ta/", 3) ||
	    !add_text(&name, anchor, strlen(anchor)) ||
	    !add_text(&name, "/", 1) ||
	    !add_text(&name, uri.data + leaf, uri.len - leaf))
		return 0;
	return get_name(dir, &name, file, err);
}

int
rsec_cachedir_anchor(struct rsec_cachedir *dir, const char *name,
    const struct rsec_tal *tal, struct rsec_bytes *file, struct rsec_err *err)
{
	size_t i;
	int rc = 0;

	for (i = 0; i < tal->uris.count && rc == 0; i++)
		rc = get_in_ta(dir, name, tal->uris.list[i], file, err);
	for (i = 0; i < tal->uris.count && rc == 0; i++)
		rc = rsec_cachedir_get(dir, tal->uris.list[i], file, err);
	return rc;
}

void
rsec_cachedir_drop(struct rsec_bytes file)
{
	free((void *)(uintptr_t)file.data);
}

static int
cache_get(void *ctx, struct rsec_bytes uri, struct rsec_bytes *file,
    struct rsec_err *err)
{
	return rsec_cachedir_get(ctx, uri, file, err);
}

static void
cache_drop(void *ctx, struct rsec_bytes file)
{
	(void)ctx;
	rsec_cachedir_drop(file);
}

struct rsec_cache
rsec_cachedir_cache(struct rsec_cachedir *dir)
{
	return (struct rsec_cache){ cache_get, cache_drop, dir };
}
