/* SPDX-License-Identifier: ISC */
/*
 * Everything that is opened, fetched or listed before the process locks
 * itself down: after that it can only read below the paths that are gathered
 * here, the folders of the operands and the cache.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/roa-print/roa-print.h"

#define LIST_MAX ((size_t)256 << 20) /* bytes of --files-from */

bool
setup_is_ahead(const char *operand)
{
	return strcmp(operand, "-") == 0 || rsec_fetch_is_url(operand);
}

char *
path_absolute(const struct setup *setup, const char *path)
{
	const char *folder = *path != '/' ? setup->folder : "";
	char *absolute = cli_calloc(strlen(folder) + strlen(path) + 2, 1);
	char *at = stpcpy(absolute, folder);
	size_t n;

	for (; *path != '\0'; path += n) {
		path += strspn(path, "/");
		n = strcspn(path, "/");
		if (n == 0 || (n == 1 && *path == '.'))
			continue;
		if (n == 2 && strncmp(path, "..", 2) == 0) {
			free(absolute);
			return NULL;
		}
		*at++ = '/';
		at = mempcpy(at, path, n);
	}
	return absolute;
}

static void
add_readable(struct setup *setup, const char *path, size_t n)
{
	size_t count = setup->readable_count;
	char *copy;

	if (n == 0) {
		path = ".";
		n = 1;
	}
	if (count > 0 && strncmp(setup->readable[count - 1], path, n) == 0 &&
	    setup->readable[count - 1][n] == '\0')
		return;
	if ((copy = strndup(path, n)) == NULL)
		cli_die("out of memory");
	setup->readable[setup->readable_count++] = copy;
}

/* A file is read, and what stands beside it; a folder, and all below. */
static void
add_path(struct setup *setup, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct stat st;

	if (lstat(path, &st) != 0)
		return; /* told when it is to be read */
	if (!S_ISREG(st.st_mode))
		add_readable(setup, path, strlen(path));
	if (!S_ISDIR(st.st_mode))
		add_readable(setup, path,
		    slash == NULL   ? 0
		    : slash == path ? 1
				    : (size_t)(slash - path));
}

static int
open_ahead(const struct options *options, const char *name)
{
	struct rsec_fetch_options fetch = { .progress = cli_progress };
	struct rsec_err err;
	int fd;

	if (strcmp(name, "-") == 0) {
		if ((fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)) < 0)
			cli_die("stdin: %s", strerror(errno));
		return fd;
	}
	if (options->quiet)
		fetch.progress = NULL;
	if ((fd = rsec_fetch(name, &fetch, NULL, &err)) < 0)
		cli_die_err(name, &err);
	return fd;
}

/* The lines of --files-from, each ended by a NUL; how many. */
static size_t
read_list(struct setup *setup)
{
	const char *name = setup->options->files_from;
	struct rsec_input *in;
	struct rsec_err err;
	size_t len, lines = 1;
	char *at;

	if (rsec_input_open(name, NULL, &in, &err) != 0 ||
	    rsec_input_slurp(in, LIST_MAX, &setup->list, &len, &err) != 0)
		cli_die_err(name, &err);
	rsec_input_close(in);
	for (at = setup->list; (at = strchr(at, '\n')) != NULL; lines++)
		*at++ = '\0';
	return lines;
}

static void
gather_operands(struct setup *setup)
{
	const struct options *options = setup->options;
	size_t i, n = options->operand_count, lines = 0;
	const char *at;

	if (options->files_from != NULL)
		lines = read_list(setup);
	setup->operands = cli_calloc(n + lines, sizeof(*setup->operands));
	for (i = 0; i < n; i++)
		setup->operands[setup->operand_count++] = options->operands[i];
	for (at = setup->list; lines > 0; lines--, at += strlen(at) + 1)
		if (*at != '\0')
			setup->operands[setup->operand_count++] = at;
}

static void
open_operands(struct setup *setup)
{
	const char *name;
	size_t i;

	for (i = 0; i < setup->operand_count; i++) {
		name = setup->operands[i];
		if (!setup_is_ahead(name)) {
			if (strncmp(name, "rsync://", 8) != 0)
				add_path(setup, name);
			continue;
		}
		if (setup->fd_count == URLS_MAX)
			cli_die("more than %d URLs", URLS_MAX);
		setup->fd[setup->fd_count++] = open_ahead(setup->options, name);
	}
}

static void
open_cache(struct setup *setup)
{
	const struct options *options = setup->options;
	struct rsec_err err;

	if (options->cache == NULL)
		return;
	setup->cache =
	    rsec_cachedir_open(options->cache, options->max_size, &err);
	if (setup->cache == NULL)
		cli_die_err(options->cache, &err);
	setup->folder = getcwd(NULL, 0);
	if (setup->folder == NULL)
		cli_die("the working directory: %s", strerror(errno));
	if (strcmp(setup->folder, "/") == 0)
		setup->folder[0] = '\0';
	setup->cache_path = path_absolute(setup, options->cache);
	add_readable(setup, options->cache, strlen(options->cache));
	anchors_open(setup);
}

void
setup_open(struct setup *setup, const struct options *options)
{
	memset(setup, 0, sizeof(*setup));
	setup->options = options;
	setup->arena = RSEC_ARENA_INIT;
	gather_operands(setup);
	/* two for each operand, the cache, --verify-files */
	setup->readable =
	    cli_calloc(2 * setup->operand_count + 2, sizeof(*setup->readable));
	open_cache(setup);
	open_operands(setup);
	if (options->verify_files != NULL)
		add_readable(setup, options->verify_files,
		    strlen(options->verify_files));
	rsec_input_preload();
}

void
setup_close(struct setup *setup)
{
	size_t i;

	for (i = 0; i < setup->anchor_count; i++) {
		rsec_cachedir_drop(setup->anchor[i].file);
		free(setup->anchor[i].name);
		free(setup->anchor[i].text);
	}
	for (i = 0; i < setup->readable_count; i++)
		free((void *)(uintptr_t)setup->readable[i]);
	free(setup->readable);
	free(setup->operands);
	free(setup->list);
	free(setup->cache_path);
	free(setup->folder);
	rsec_arena_fini(&setup->arena);
	rsec_cachedir_close(setup->cache);
}
