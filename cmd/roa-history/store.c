/* SPDX-License-Identifier: ISC */
/*
 * Opening a store to be asked.  It is mapped as it is: a store is only ever
 * replaced by rename, so that the file under the mapping never changes.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/roa-history/roa-history.h"

int
store_map(struct store *store, const char *path, struct stat *st,
    struct rsec_err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	void *data = NULL;
	int rc = 0;

	*store = (struct store){ .path = path };
	if (fd == -1 || fstat(fd, st) == -1)
		rc = rsec_err_set(err, RSEC_ERR_IO, "%s", strerror(errno));
	else if (!S_ISREG(st->st_mode))
		rc = rsec_err_set(err, RSEC_ERR_IO, "not a regular file");
	else if (st->st_size > 0 && (uintmax_t)st->st_size <= SIZE_MAX) {
		store->len = (size_t)st->st_size;
		data = mmap(NULL, store->len, PROT_READ, MAP_SHARED, fd, 0);
		if (data == MAP_FAILED)
			rc = rsec_err_set(
			    err, RSEC_ERR_IO, "mmap: %s", strerror(errno));
		else
			store->data = data;
	}
	if (fd != -1)
		close(fd);
	return rc;
}

void
store_open(struct store *store, const struct options *options)
{
	struct rsec_err err;
	struct stat st;

	if (store_map(store, options->store, &st, &err) != 0)
		cli_die_err(options->store, &err);
}

struct rsec_history *
store_read(struct store *store)
{
	struct rsec_err err;

	if (!rsec_history_is(store->data, store->len))
		cli_die("%s: not a store of roa-history", store->path);
	store->history = rsec_history_open(store->data, store->len, &err);
	if (store->history == NULL)
		cli_die_err(store->path, &err);
	return store->history;
}

void
store_close(struct store *store)
{
	rsec_history_close(store->history);
	if (store->data != NULL)
		munmap((void *)(uintptr_t)store->data, store->len);
	*store = (struct store){ .path = NULL };
}

bool
store_wants(const struct options *options, const char *ta)
{
	size_t i;

	for (i = 0; i < options->tal.count; i++)
		if (strcmp(options->tal.name[i], ta) == 0)
			return true;
	return options->tal.count == 0;
}
