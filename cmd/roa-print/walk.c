/* SPDX-License-Identifier: ISC */
/*
 * From operands to files: folders are walked in the order of their names,
 * links in them are not followed.  A file that cannot be read is told, and
 * the walk goes on.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/roa-print/roa-print.h"
#include "io/tar.h"

#define PATH_BYTES_MAX 4096 /* of a path that the walk makes */
#define FILE_FLAGS     (O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)

static const char scheme[] = "rsync://";

void
walk_trouble(struct walk *walk, const char *name, struct rsec_err *err)
{
	cli_warn_err(name, err);
	walk->trouble = true;
}

static void
trouble(struct walk *walk, const char *name, int error)
{
	cli_warn("%s: %s", name, strerror(error));
	walk->trouble = true;
}

/*
 * The URI of a file below the cache: what follows CACHE/ or CACHE/rsync/ in
 * its path, if that has a host and is not of CACHE/ta/.
 */
static struct rsec_bytes
uri_of(struct walk *walk, const char *name)
{
	const char *cache = walk->setup->cache_path, *below;
	struct rsec_bytes uri = { NULL, 0 };
	char *path;
	size_t n;

	if (cache == NULL || (path = path_absolute(walk->setup, name)) == NULL)
		return uri;
	n = strlen(cache);
	below = path + n + 1;
	if (strncmp(path, cache, n) == 0 && path[n] == '/' &&
	    strncmp(below, "ta/", 3) != 0) {
		if (strncmp(below, "rsync/", 6) == 0)
			below += 6;
		walk->uri.len = 0;
		if (rsec_buf_puts(&walk->uri, scheme) != 0 ||
		    rsec_buf_puts(&walk->uri, below) != 0)
			cli_die("out of memory");
		uri.data = (const uint8_t *)walk->uri.data;
		uri.len = walk->uri.len;
	}
	free(path);
	return uri;
}

/* The SIZE bytes of FD into walk->file, fewer where it ends before; or -1. */
static int
read_file(struct walk *walk, int fd, size_t size)
{
	ssize_t n = 1;

	walk->file.len = 0;
	if (rsec_buf_reserve(&walk->file, size + 1) == NULL)
		cli_die("out of memory");
	while (walk->file.len < size && n != 0) {
		n = read(fd, walk->file.data + walk->file.len,
		    size - walk->file.len);
		if (n < 0 && errno != EINTR)
			return -1;
		if (n > 0)
			walk->file.len += (size_t)n;
	}
	return 0;
}

/* Whether these bytes are DER, and no archive whose first name looks so. */
static bool
is_der(const struct rsec_buf *file)
{
	return file->len > 0 && file->data[0] == RSEC_DER_SEQUENCE &&
	       !rsec_tar_is((const uint8_t *)file->data, file->len);
}

static void
open_input(struct walk *walk, int fd, const char *name, struct rsec_bytes uri)
{
	struct rsec_input *in;
	struct rsec_err err;

	if (rsec_input_open_fd(fd, name, NULL, &in, &err) != 0) {
		walk_trouble(walk, name, &err);
		return;
	}
	walk_input(walk, in, name, uri);
	rsec_input_close(in);
}

/* FD, which is closed.  Objects are read at once, all else as a stream. */
static void
walk_file(struct walk *walk, int fd, const struct stat *st, const char *name)
{
	size_t max = walk->setup->options->max_size;
	struct item item = { .name = name, .in_folder = true };
	bool whole = S_ISREG(st->st_mode) && (uintmax_t)st->st_size <= max;

	item.uri = uri_of(walk, name);
	if (whole && read_file(walk, fd, (size_t)st->st_size) < 0) {
		trouble(walk, name, errno);
		close(fd);
		return;
	}
	if (whole && (walk->file.len == 0 || is_der(&walk->file))) {
		close(fd);
		item.file.data = (const uint8_t *)walk->file.data;
		item.file.len = walk->file.len;
		walk_bytes(walk, &item);
		return;
	}
	if (whole && lseek(fd, 0, SEEK_SET) != 0) {
		trouble(walk, name, errno);
		close(fd);
		return;
	}
	open_input(walk, fd, name, item.uri);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct names {
	char **list;
	size_t count, cap;
};

static void
add_name(struct names *names, const char *name)
{
	if (names->count == names->cap) {
		names->cap = names->cap > 0 ? 2 * names->cap : 64;
		names->list =
		    realloc(names->list, names->cap * sizeof(*names->list));
		if (names->list == NULL)
			cli_die("out of memory");
	}
	if ((names->list[names->count++] = strdup(name)) == NULL)
		cli_die("out of memory");
}

static void
list_folder(struct walk *walk, DIR *dir, struct names *names)
{
	const struct dirent *entry;

	errno = 0;
	while ((entry = readdir(dir)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			add_name(names, entry->d_name);
	if (errno != 0)
		trouble(walk, walk->path.data, errno);
	if (names->count > 0)
		qsort(names->list, names->count, sizeof(*names->list), by_name);
}

static void walk_at(
    struct walk *walk, int above, const char *name, unsigned depth);

/* FD, the folder walk->path, which is closed. */
static void
walk_folder(struct walk *walk, int fd, unsigned depth)
{
	size_t i, len = walk->path.len - 1; /* without the NUL */
	struct names names = { NULL, 0, 0 };
	DIR *dir = fdopendir(fd);

	if (dir == NULL) {
		trouble(walk, walk->path.data, errno);
		close(fd);
		return;
	}
	list_folder(walk, dir, &names);
	for (i = 0; i < names.count; i++) {
		walk->path.len = len;
		if (len > 0 && walk->path.data[len - 1] != '/')
			rsec_buf_addc(&walk->path, '/');
		if (rsec_buf_puts(&walk->path, names.list[i]) != 0 ||
		    rsec_buf_addc(&walk->path, '\0') != 0)
			cli_die("out of memory");
		if (!walk->stopped)
			walk_at(walk, dirfd(dir), names.list[i], depth + 1);
		free(names.list[i]);
	}
	free(names.list);
	closedir(dir);
}

/* What walk->path names is NAME in the folder ABOVE. */
static void
walk_at(struct walk *walk, int above, const char *name, unsigned depth)
{
	const struct options *options = walk->setup->options;
	int fd = openat(above, name, FILE_FLAGS | (depth > 0 ? O_NOFOLLOW : 0));
	struct stat st;

	if (fd < 0 && depth > 0 && (errno == ELOOP || errno == ENXIO))
		return; /* a link, a socket: not ours */
	if (fd < 0 || fstat(fd, &st) != 0) {
		trouble(walk, walk->path.data, errno);
	} else if (!S_ISDIR(st.st_mode)) {
		if (depth == 0 || S_ISREG(st.st_mode))
			walk_file(walk, fd, &st, walk->path.data);
		else
			close(fd);
		return;
	} else if (!options->recurse) {
		cli_warn(
		    "%s: a folder; -r prints what is in it", walk->path.data);
		walk->trouble = true;
	} else if (depth > options->max_depth ||
		   walk->path.len > PATH_BYTES_MAX) {
		cli_warn("%s: deeper than %u folders, the limit of "
			 "--max-depth",
		    walk->path.data, options->max_depth);
		walk->trouble = true;
	} else {
		walk_folder(walk, fd, depth);
		return;
	}
	if (fd >= 0)
		close(fd);
}

/* rsync://HOST/PATH in the cache. */
static void
walk_uri(struct walk *walk, const char *name)
{
	struct rsec_cachedir *cache = walk->setup->cache;
	struct item item = { .name = name };
	struct rsec_err err;
	int rc;

	item.uri = (struct rsec_bytes){ (const uint8_t *)name, strlen(name) };
	if (cache == NULL) {
		cli_warn("%s: is looked up in a cache; name one with -d", name);
		walk->trouble = true;
		return;
	}
	rc = rsec_cachedir_get(cache, item.uri, &item.file, &err);
	if (rc < 0) {
		walk_trouble(walk, name, &err);
	} else if (rc == 0) {
		cli_warn("%s: not in %s", name, walk->setup->options->cache);
		walk->trouble = true;
	} else {
		walk_bytes(walk, &item);
		rsec_cachedir_drop(item.file);
	}
}

static void
walk_path(struct walk *walk, const char *name)
{
	walk->path.len = 0;
	if (rsec_buf_add(&walk->path, name, strlen(name) + 1) != 0)
		cli_die("out of memory");
	walk_at(walk, AT_FDCWD, name, 0);
}

int
walk_operands(struct walk *walk)
{
	const struct setup *setup = walk->setup;
	struct rsec_bytes none = { NULL, 0 };
	const char *name;
	size_t i, ahead = 0;

	for (i = 0; i < setup->operand_count && !walk->stopped; i++) {
		name = setup->operands[i];
		if (strcmp(name, "-") == 0)
			open_input(walk, setup->fd[ahead++], "stdin", none);
		else if (setup_is_ahead(name))
			open_input(walk, setup->fd[ahead++], name, none);
		else if (strncmp(name, scheme, sizeof(scheme) - 1) == 0)
			walk_uri(walk, name);
		else
			walk_path(walk, name);
	}
	rsec_buf_fini(&walk->file);
	rsec_buf_fini(&walk->path);
	rsec_buf_fini(&walk->uri);
	return walk->trouble ? CLI_TROUBLE : CLI_OK;
}
