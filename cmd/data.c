/* SPDX-License-Identifier: ISC */
/*
 * Finding inputs in the folder of public inputs.  Symbolic links are followed:
 * a folder of one's own may be made of them.
 */
#include "cmd/data.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/cli.h"

const char *
cli_data_folder(const char *option)
{
	const char *folder = option != NULL ? option : getenv("RSEC_DATA");
	const char *what = option != NULL ? "--data" : "RSEC_DATA";
	struct stat st;

	if (folder == NULL || *folder == '\0')
		return NULL;
	if (stat(folder, &st) != 0)
		cli_die("%s: %s: %s", what, folder, strerror(errno));
	if (!S_ISDIR(st.st_mode))
		cli_die("%s: %s: %s", what, folder, strerror(ENOTDIR));
	return folder;
}

static bool
ends_with(const char *name, const char *suffix)
{
	const size_t n = strlen(name), len = strlen(suffix);

	return n >= len && strcmp(name + n - len, suffix) == 0;
}

/* What is no input: hidden, unfinished, or says something of another file. */
static bool
is_passed_over(const char *name)
{
	static const char *const suffixes[] = { ".part", ".etag", ".new",
		".md5", ".sha256", "~" };
	size_t i;

	for (i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (ends_with(name, suffixes[i]))
			return true;
	return name[0] == '.';
}

/* PATH, which was allocated, to the end of DATA. */
static void
take_path(struct cli_data *data, char *path)
{
	data->paths =
	    reallocarray(data->paths, data->count + 1, sizeof(*data->paths));
	if (data->paths == NULL)
		cli_die("out of memory");
	data->paths[data->count++] = path;
}

void
cli_data_put(struct cli_data *data, const char *path)
{
	char *copy = strdup(path);

	if (copy == NULL)
		cli_die("out of memory");
	take_path(data, copy);
}

/*
 * Add FOLDER/NAME, which leads to a file; a link that leads nowhere is an input
 * that is missing, and what is no file is told of.
 */
static void
add_file(struct cli_data *data, const char *folder, const char *name)
{
	struct stat st;
	char *path;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		cli_die("out of memory");
	if (stat(path, &st) != 0)
		cli_die("%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode)) {
		cli_warn("%s: %s, passed over", path,
		    S_ISDIR(st.st_mode) ? "a folder" : "not a regular file");
		free(path);
		return;
	}
	take_path(data, path);
}

/* Add the files of FOLDER whose name begins with PREFIX. */
static void
add_files(struct cli_data *data, const char *folder, const char *prefix)
{
	const size_t len = strlen(prefix);
	const struct dirent *entry;
	DIR *dir = opendir(folder);

	if (dir == NULL && errno == ENOTDIR)
		cli_warn("%s: not a folder, passed over", folder);
	else if (dir == NULL && errno != ENOENT)
		cli_die("%s: %s", folder, strerror(errno));
	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL)
		if (strncmp(entry->d_name, prefix, len) == 0 &&
		    !is_passed_over(entry->d_name))
			add_file(data, folder, entry->d_name);
	closedir(dir);
}

static int
compare_paths(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void
cli_data_find(struct cli_data *data, const char *folder, const char *kind)
{
	const size_t first = data->count;
	char *inner, *prefix;

	if (asprintf(&inner, "%s/%s", folder, kind) < 0 ||
	    asprintf(&prefix, "%s.", kind) < 0)
		cli_die("out of memory");
	add_files(data, inner, "");
	add_files(data, folder, prefix);
	free(inner);
	free(prefix);
	if (data->count > first)
		qsort(data->paths + first, data->count - first,
		    sizeof(*data->paths), compare_paths);
}

/* A path, and which file it leads to. */
struct place {
	char *path;
	bool exists; /* else it is known by its path alone */
	dev_t device;
	ino_t number;
};

static int
compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->exists != y->exists)
		return x->exists ? 1 : -1;
	if (x->exists && x->device != y->device)
		return x->device < y->device ? -1 : 1;
	if (x->exists && x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return strcmp(x->path, y->path);
}

static bool
is_same(const struct place *a, const struct place *b)
{
	return a->exists == b->exists &&
	       (a->exists ? a->device == b->device && a->number == b->number
			  : strcmp(a->path, b->path) == 0);
}

/* The places that DATA names, sorted so that the same stand together. */
static struct place *
list_places(const struct cli_data *data)
{
	struct place *place = cli_calloc(data->count, sizeof(*place));
	struct stat st;
	size_t i;

	for (i = 0; i < data->count; i++) {
		place[i].path = data->paths[i];
		if (stat(place[i].path, &st) != 0)
			continue;
		place[i].exists = true;
		place[i].device = st.st_dev;
		place[i].number = st.st_ino;
	}
	qsort(place, data->count, sizeof(*place), compare_places);
	return place;
}

void
cli_data_sort(struct cli_data *data)
{
	struct place *place;
	size_t i, kept = 0;

	if (data->count < 2)
		return;
	place = list_places(data);
	for (i = 0; i < data->count; i++) {
		if (kept > 0 && is_same(&place[kept - 1], &place[i])) {
			cli_warn("%s: the same file as %s is read once",
			    place[i].path, place[kept - 1].path);
			free(place[i].path);
		} else
			place[kept++] = place[i];
	}
	for (i = 0; i < kept; i++)
		data->paths[i] = place[i].path;
	data->count = kept;
	free(place);
	qsort(data->paths, kept, sizeof(*data->paths), compare_paths);
}

void
cli_data_free(struct cli_data *data)
{
	while (data->count > 0)
		free(data->paths[--data->count]);
	free(data->paths);
	data->paths = NULL;
}

void
cli_data_add(
    struct cli_names *names, const struct cli_data *data, const char *option)
{
	size_t i;

	for (i = 0; i < data->count; i++)
		cli_names_add(names, option, data->paths[i]);
}
