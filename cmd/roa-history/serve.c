/* SPDX-License-Identifier: ISC */
/*
 * serve: the API over HTTP, or as one CGI request.  Everything that is asked
 * is answered by rsec_api_answer(); here are the socket, the store in service
 * and the headers.
 *
 * The process listens, then locks itself down: it can read the folder of the
 * store, where the next one will be, and talk to who connects; nothing else.
 */
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/roa-history/serve.h"
#include "cmd/sandbox.h"

#define BACKLOG	    1024
#define DESCRIPTORS 16384 /* at most; who is new is looked for among them */

/* "HOST:PORT", a host of IPv6 in brackets; both decoded in place. */
static void
split_address(char *address, char **host, char **port)
{
	char *colon = strrchr(address, ':');
	size_t len;

	if (colon == NULL || colon == address || colon[1] == '\0')
		cli_die("--listen: \"%s\" is not ADDRESS:PORT such as "
			"127.0.0.1:8080 or [::1]:8080",
		    address);
	*colon = '\0';
	*port = colon + 1;
	*host = address;
	len = strlen(address);
	if (address[0] == '[' && address[len - 1] == ']') {
		address[len - 1] = '\0';
		*host = address + 1;
	}
}

static int
listen_at(const struct addrinfo *info)
{
	const int on = 1;
	int fd = socket(
	    info->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd == -1)
		return -1;
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == 0 &&
	    bind(fd, info->ai_addr, info->ai_addrlen) == 0 &&
	    listen(fd, BACKLOG) == 0)
		return fd;
	close(fd);
	return -1;
}

static void
name_socket(int fd, char *name, size_t size)
{
	struct sockaddr_storage address;
	socklen_t len = sizeof(address);
	char host[NI_MAXHOST], port[NI_MAXSERV];

	if (getsockname(fd, (struct sockaddr *)&address, &len) != 0 ||
	    getnameinfo((struct sockaddr *)&address, len, host, sizeof(host),
		port, sizeof(port), NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		cli_die("--listen: the socket has no name");
	snprintf(
	    name, size, strchr(host, ':') ? "[%s]:%s" : "%s:%s", host, port);
}

int
serve_listen(const char *address, char *name, size_t size)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICSERV };
	struct addrinfo *list, *info;
	char *copy = strdup(address), *host, *port;
	int rc, fd = -1;

	if (copy == NULL)
		cli_die("out of memory");
	split_address(copy, &host, &port);
	rc = getaddrinfo(host, port, &hints, &list);
	if (rc != 0)
		cli_die("--listen: %s: %s", address, gai_strerror(rc));
	for (info = list; info != NULL && fd == -1; info = info->ai_next)
		fd = listen_at(info);
	if (fd == -1)
		cli_die("--listen: %s: %s", address, strerror(errno));
	freeaddrinfo(list);
	free(copy);
	name_socket(fd, name, size);
	return fd;
}

const char *
serve_reason(int status)
{
	static const struct {
		int status;
		const char *reason;
	} reasons[] = {
		{ 200, "OK" },
		{ 204, "No Content" },
		{ 304, "Not Modified" },
		{ 400, "Bad Request" },
		{ 404, "Not Found" },
		{ 405, "Method Not Allowed" },
		{ 410, "Gone" },
		{ 413, "Content Too Large" },
		{ 414, "URI Too Long" },
		{ 500, "Internal Server Error" },
		{ 503, "Service Unavailable" },
	};
	size_t i;

	for (i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Unknown";
}

static void
add(struct serve_header *headers, size_t *n, const char *name,
    const char *value)
{
	headers[*n].name = name;
	snprintf(headers[*n].value, sizeof(headers[*n].value), "%s", value);
	++*n;
}

/* RFC 9110 section 5.6.7; in C, whatever the locale. */
static void
format_date(char to[64], int64_t t)
{
	static const char days[][4] = { "Sun", "Mon", "Tue", "Wed", "Thu",
		"Fri", "Sat" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	const time_t time = (time_t)t;
	struct tm tm;

	gmtime_r(&time, &tm);
	snprintf(to, 64, "%s, %02d %s %d %02d:%02d:%02d GMT", days[tm.tm_wday],
	    tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour,
	    tm.tm_min, tm.tm_sec);
}

size_t
serve_headers(const struct service *service,
    const struct rsec_api_response *response,
    struct serve_header headers[SERVE_HEADERS])
{
	char text[64];
	size_t n = 0;

	if (response->body.len > 0)
		add(headers, &n, "Content-Type", response->type);
	add(headers, &n, "Access-Control-Allow-Origin", "*");
	if (response->allow != NULL) {
		add(headers, &n, "Allow", response->allow);
		add(headers, &n, "Access-Control-Allow-Methods",
		    response->allow);
		add(headers, &n, "Access-Control-Allow-Headers",
		    "Content-Type, If-None-Match");
	}
	if (response->etag[0] != '\0') {
		add(headers, &n, "ETag", response->etag);
		format_date(text, service->modified);
		add(headers, &n, "Last-Modified", text);
	}
	if (response->max_age > 0)
		snprintf(text, sizeof(text), "public, max-age=%u",
		    response->max_age);
	else
		snprintf(text, sizeof(text), "no-cache");
	add(headers, &n, "Cache-Control", text);
	add(headers, &n, "X-Content-Type-Options", "nosniff");
	if (strncmp(response->type, "text/html", 9) == 0)
		add(headers, &n, "Content-Security-Policy",
		    "default-src 'none'; style-src 'unsafe-inline'; "
		    "form-action 'self'; frame-ancestors 'none'; base-uri "
		    "'none'");
	return n;
}

/* A connection is a descriptor: take many, if we may. */
static void
raise_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	limit.rlim_cur =
	    limit.rlim_max < DESCRIPTORS ? limit.rlim_max : DESCRIPTORS;
	setrlimit(RLIMIT_NOFILE, &limit);
}

int
serve(const struct options *options)
{
	const char *address = options->listen;
	struct service service;
	struct server *server;
	char name[NI_MAXHOST + NI_MAXSERV], *folder;
	const char *paths[1];
	int status, fd;

	need_operands(options, 0, 0, NULL);
	if (options->cgi && address != NULL)
		cli_die("--cgi takes no --listen");
	paths[0] = folder = service_folder(options->store);
	if (options->cgi) {
		sandbox_enter_reading(paths, 1);
		service_open(&service, options);
		status = serve_cgi(&service);
		service_close(&service);
		free(folder);
		return status;
	}
	fd = serve_listen(
	    address == NULL ? "127.0.0.1:8080" : address, name, sizeof(name));
	raise_limit();
	server = serve_http_new(&service, fd);
	sandbox_enter_serving(paths, 1);
	service_open(&service, options);
	if (!options->input.quiet)
		cli_warn("http://%s/ answers from %s", name, options->store);
	status = serve_http_run(server);
	service_close(&service);
	free(folder);
	return status;
}
