/* SPDX-License-Identifier: ISC */
/*
 * The store in service.  A new one comes by rename, so that the file under the
 * old mapping stays whole until nobody needs it; an answer is made in one go,
 * so that nobody does once it is made.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/roa-history/serve.h"

/*
 * The store at PATH, or -1 with ERR.  One that is to serve for long is read
 * whole, 35 MB in some 10 ms, to see whether its blocks fit their digests.
 */
static int
load(struct store *store, const char *path, bool whole, struct stat *st,
    struct rsec_err *err)
{
	if (store_map(store, path, st, err) != 0)
		return -1;
	store->history = rsec_history_open(store->data, store->len, err);
	if (store->history != NULL &&
	    (!whole || rsec_history_verify_digests(store->history, err) == 0))
		return 0;
	store_close(store);
	return -1;
}

void
service_open(struct service *service, const struct options *options)
{
	struct rsec_err err;

	*service = (struct service){ .path = options->store,
		.quiet = options->input.quiet };
	if (load(&service->store, service->path, !options->cgi, &service->seen,
		&err) != 0)
		cli_die_err(service->path, &err);
	service->modified = service->seen.st_mtim.tv_sec;
}

static bool
is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	       a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* What is at the path now; stat(2) is not for a process locked down. */
static bool
look_at(const char *path, struct stat *st)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	bool found = fd != -1 && fstat(fd, st) == 0;

	if (fd != -1)
		close(fd);
	return found;
}

void
service_look(struct service *service, bool forced)
{
	struct store store;
	struct stat st;
	struct rsec_err err;

	if (!look_at(service->path, &st)) {
		if (errno == EMFILE || errno == ENFILE)
			return; /* of connections, for now */
		memset(&st, 0, sizeof(st));
	}
	if (!forced && is_same(&st, &service->seen))
		return;
	service->seen = st;
	if (load(&store, service->path, true, &st, &err) != 0) {
		cli_warn_err(service->path, &err);
		cli_warn("the store from before stays in service");
		return;
	}
	store_close(&service->store);
	service->store = store;
	service->seen = st;
	service->modified = st.st_mtim.tv_sec;
	if (!service->quiet)
		cli_warn("%s: a new store is in service", service->path);
}

void
service_close(struct service *service)
{
	store_close(&service->store);
}

void
service_answer(struct service *service, const struct rsec_api_request *request,
    struct rsec_api_response *response)
{
	struct rsec_err err;
	bool nomem;

	if (rsec_api_answer(service->store.history, request, response, &err) ==
	    0)
		return;
	nomem = err.code == RSEC_ERR_NOMEM;
	cli_warn_err(service->path, &err);
	*response = (struct rsec_api_response){
		.status = nomem ? 503 : 500,
		.type = "application/json",
	};
	/* Without memory for these words the status alone has to do. */
	rsec_buf_puts(&response->body,
	    nomem ? "{\"error\":\"out of memory\",\"parameter\":null}"
		  : "{\"error\":\"the store is damaged\",\"parameter\":null}");
}

char *
service_folder(const char *path)
{
	char *folder = strdup(path), *slash;

	if (folder == NULL)
		cli_die("out of memory");
	slash = strrchr(folder, '/');
	if (slash == NULL)
		strcpy(folder, "."); /* a store has a name: there is room */
	else
		slash[slash == folder] = '\0';
	return folder;
}
