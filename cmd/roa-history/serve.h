/* SPDX-License-Identifier: ISC */
/*
 * The parts of serve: the store in service, the HTTP server, and the same
 * under a web server (CGI).
 */
#ifndef RSEC_CMD_ROA_HISTORY_SERVE_H
#define RSEC_CMD_ROA_HISTORY_SERVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "cmd/roa-history/roa-history.h"
#include "history/api.h"

/* A store that may be replaced while it is in service. */
struct service {
	const char *path;
	struct store store;
	struct stat seen; /* of the file that was last looked at */
	int64_t modified; /* of the one in service, seconds UTC */
	bool quiet;
};

/* serve_store.c: put the store in service, or die. */
void service_open(struct service *service, const struct options *options);

/*
 * Look whether the file was replaced (or in any case, if FORCED), and put the
 * new one in service.  One that is broken is told of once, and what was in
 * service stays.
 */
void service_look(struct service *service, bool forced);
void service_close(struct service *service);

/* Answer, with 500 or 503 and a message where that fails; never dies. */
void service_answer(struct service *service,
    const struct rsec_api_request *request, struct rsec_api_response *response);

/* The folder that the store is in; the caller's to free. */
char *service_folder(const char *path);

/*
 * Listen at ADDRESS ("127.0.0.1:8080", "[::1]:8080"), or die.  Returns the
 * socket, with its name as text in NAME.
 */
int serve_listen(const char *address, char *name, size_t size);

/* "200 OK" without its number. */
const char *serve_reason(int status);

/* A header of an answer, beside its length. */
struct serve_header {
	const char *name;
	char value[256];
};

#define SERVE_HEADERS 12

/* The headers that RESPONSE comes with; returns how many. */
size_t serve_headers(const struct service *service,
    const struct rsec_api_response *response,
    struct serve_header headers[SERVE_HEADERS]);

/* serve_http.c: until SIGTERM or SIGINT; the exit status. */
struct server;
struct server *serve_http_new(struct service *service, int fd);
int serve_http_run(struct server *server);

/* serve_cgi.c: one request from the environment; the exit status. */
int serve_cgi(struct service *service);

#endif
