/* SPDX-License-Identifier: ISC */
/*
 * The HTTP server: libevent's evhttp, one thread, loaded only here (see
 * io/lazy.h).  TLS and who may ask are for a reverse proxy.
 *
 * evhttp bounds the size of headers and body and how long a connection may be
 * idle, but not how long a request may take to arrive: a client that sends a
 * byte now and then would keep its connection for ever.  So from the first
 * byte of a request on it has REQUEST_TIME, by a table of descriptors.  evhttp
 * does not tell when it closes one.  That an entry is still of the connection
 * it was made for is known by the buffer, or where only the descriptor is at
 * hand, by who is at its other end.  (To hold a reference to the buffer does
 * not do: libevent then waits for events of a descriptor that is closed, and
 * not for those of the one that has its number next.)
 */
#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <event2/listener.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

#include "cmd/cli.h"
#include "cmd/roa-history/serve.h"
#include "io/lazy.h"

#define HEADERS_MAX  16384 /* bytes of request line and headers */
#define IDLE_TIME    60	   /* seconds without a byte */
#define REQUEST_TIME 10	   /* seconds for a request to arrive */
#define STOP_TIME    5	   /* seconds for the answers after SIGTERM */
#define TICKS	     10	   /* looks around in a second */

#define BASE_SYMBOLS(X)           \
	X(event_base_new)         \
	X(event_base_dispatch)    \
	X(event_base_loopbreak)   \
	X(event_base_free)        \
	X(event_new)              \
	X(event_add)              \
	X(event_free)             \
	X(bufferevent_socket_new) \
	X(bufferevent_getfd)      \
	X(bufferevent_get_input)  \
	X(evbuffer_add)           \
	X(evbuffer_add_cb)        \
	X(evbuffer_get_length)    \
	X(evbuffer_pullup)        \
	X(evconnlistener_enable)  \
	X(evconnlistener_disable) \
	X(evconnlistener_set_error_cb)

#define HTTP_SYMBOLS(X)                      \
	X(evhttp_new)                        \
	X(evhttp_free)                       \
	X(evhttp_accept_socket_with_handle)  \
	X(evhttp_bound_socket_get_listener)  \
	X(evhttp_del_accept_socket)          \
	X(evhttp_set_gencb)                  \
	X(evhttp_set_bevcb)                  \
	X(evhttp_set_timeout)                \
	X(evhttp_set_max_headers_size)       \
	X(evhttp_set_max_body_size)          \
	X(evhttp_set_allowed_methods)        \
	X(evhttp_request_get_uri)            \
	X(evhttp_request_get_command)        \
	X(evhttp_request_get_connection)     \
	X(evhttp_request_get_input_headers)  \
	X(evhttp_request_get_output_headers) \
	X(evhttp_request_get_input_buffer)   \
	X(evhttp_request_get_output_buffer)  \
	X(evhttp_request_set_on_complete_cb) \
	X(evhttp_connection_get_bufferevent) \
	X(evhttp_find_header)                \
	X(evhttp_add_header)                 \
	X(evhttp_send_reply)

struct base_table {
	BASE_SYMBOLS(RSEC_LAZY_MEMBER)
};

struct http_table {
	HTTP_SYMBOLS(RSEC_LAZY_MEMBER)
};

static const struct rsec_lazy base_library = { "libevent-2.1.so.7", "serve",
	{ BASE_SYMBOLS(RSEC_LAZY_NAME) NULL } };
static const struct rsec_lazy http_library = { "libevent-2.1.so.7", "serve",
	{ HTTP_SYMBOLS(RSEC_LAZY_NAME) NULL } };

/* Who is at the other end of a connection. */
struct peer {
	struct sockaddr_storage address;
	socklen_t len;
};

/* A connection, by its descriptor. */
struct arrival {
	const struct bufferevent *bev; /* to compare, not to use */
	bool busy;		       /* a request is arriving, since then */
	time_t since;
	struct peer peer; /* where BEV is not NULL */
};

struct server {
	struct base_table event;
	struct http_table http;
	struct service *service;
	struct event_base *base;
	struct evhttp *evhttp;
	struct evhttp_bound_socket *socket;
	struct arrival *arrivals; /* by descriptor */
	size_t arrival_count;
	size_t answering; /* answers since SIGTERM that are not sent yet */
	struct event *tick, *hangup, *terminate, *interrupt;
	unsigned ticks;
	bool full, was_full; /* no more connections: till the next tick, ever */
	unsigned stopping;   /* ticks since SIGTERM; 0: not yet */
};

static time_t
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec;
}

static struct peer
peer_of(int fd)
{
	struct peer peer;

	memset(&peer, 0, sizeof(peer));
	peer.len = sizeof(peer.address);
	if (getpeername(fd, (struct sockaddr *)&peer.address, &peer.len) != 0)
		peer.len = 0;
	return peer;
}

/* The entry of FD, or NULL without memory. */
static struct arrival *
arrival_at(struct server *server, int fd)
{
	const size_t n = (size_t)fd * 2 + 64;
	struct arrival *grown;

	if ((size_t)fd >= server->arrival_count) {
		grown = realloc(server->arrivals, n * sizeof(*grown));
		if (grown == NULL)
			return NULL;
		memset(grown + server->arrival_count, 0,
		    (n - server->arrival_count) * sizeof(*grown));
		server->arrivals = grown;
		server->arrival_count = n;
	}
	return &server->arrivals[fd];
}

/* There is one; callbacks on a buffer are given the buffer. */
static struct server *the_server;

/* Bytes arrived: of a request that begins, or goes on. */
static void
on_input(struct evbuffer *input, const struct evbuffer_cb_info *info, void *arg)
{
	struct bufferevent *bev = arg;
	struct arrival *arrival;
	int fd;

	(void)input;
	if (info->n_added == 0)
		return;
	fd = the_server->event.bufferevent_getfd(bev);
	if (fd < 0 || (arrival = arrival_at(the_server, fd)) == NULL ||
	    (arrival->busy && arrival->bev == bev))
		return;
	arrival->since = now();
	arrival->busy = true;
	if (arrival->bev == bev)
		return; /* a further request of it */
	arrival->bev = bev;
	arrival->peer = peer_of(fd);
}

/* A new connection; evhttp takes NULL for "make one yourself". */
static struct bufferevent *
on_connection(struct event_base *base, void *arg)
{
	struct server *server = arg;
	const struct base_table *event = &server->event;
	struct bufferevent *bev = event->bufferevent_socket_new(base, -1, 0);
	size_t i;

	if (bev == NULL)
		return NULL;
	for (i = 0; i < server->arrival_count; i++)
		if (server->arrivals[i].bev == bev) /* of one that is gone */
			server->arrivals[i] = (struct arrival){ .bev = NULL };
	event->evbuffer_add_cb(event->bufferevent_get_input(bev), on_input,
	    bev); /* without memory it is not watched */
	return bev;
}

static bool
is_there(const struct arrival *arrival, size_t fd)
{
	const struct peer peer = peer_of((int)fd);

	return arrival->busy && peer.len > 0 &&
	       memcmp(&peer, &arrival->peer, sizeof(peer)) == 0;
}

/* Cut the connections whose requests take too long. */
static void
sweep(struct server *server)
{
	const time_t t = now();
	struct arrival *arrival = server->arrivals;
	size_t fd;

	for (fd = 0; fd < server->arrival_count; fd++, arrival++) {
		if (!arrival->busy || t - arrival->since <= REQUEST_TIME)
			continue;
		if (is_there(arrival, fd))
			shutdown((int)fd, SHUT_RDWR);
		arrival->busy = false;
	}
}

/* Whether an answer is not sent yet, or a request is half here. */
static bool
is_answering(const struct server *server)
{
	size_t fd;

	for (fd = 0; fd < server->arrival_count; fd++)
		if (is_there(&server->arrivals[fd], fd))
			return true;
	return server->answering > 0;
}

/*
 * After SIGTERM: one tick more for connections that are in the queue, then
 * none are taken, and the answers are finished.
 */
static void
stop(struct server *server)
{
	if (++server->stopping == 2) {
		server->http.evhttp_del_accept_socket(
		    server->evhttp, server->socket);
		server->socket = NULL;
	}
	if (server->stopping > 2 &&
	    (!is_answering(server) || server->stopping > STOP_TIME * TICKS))
		server->event.event_base_loopbreak(server->base);
}

/*
 * There is no descriptor for a connection that waits.  It would be asked for
 * again at once, for ever: so not before the next tick.
 */
static void
on_full(struct evconnlistener *listener, void *arg)
{
	struct server *server = the_server;

	(void)arg; /* is evhttp's */
	server->event.evconnlistener_disable(listener);
	server->full = true;
	if (!server->was_full)
		cli_warn("a connection has to wait: %s", strerror(errno));
	server->was_full = true;
}

static void
accept_again(struct server *server)
{
	if (server->full)
		server->event.evconnlistener_enable(
		    server->http.evhttp_bound_socket_get_listener(
			server->socket));
	server->full = false;
}

static void
on_tick(evutil_socket_t fd, short what, void *arg)
{
	struct server *server = arg;

	(void)fd;
	(void)what;
	if (server->stopping > 0)
		stop(server);
	else
		accept_again(server);
	if (++server->ticks % TICKS != 0)
		return;
	sweep(server);
	service_look(server->service, false);
}

static void
on_hangup(evutil_socket_t fd, short what, void *arg)
{
	struct server *server = arg;

	(void)fd;
	(void)what;
	service_look(server->service, true);
}

static void
on_stop(evutil_socket_t fd, short what, void *arg)
{
	struct server *server = arg;

	(void)fd;
	(void)what;
	if (server->stopping == 0)
		server->stopping = 1;
}

static const char *
method_name(enum evhttp_cmd_type command)
{
	switch (command) {
	case EVHTTP_REQ_GET:
		return "GET";
	case EVHTTP_REQ_HEAD:
		return "HEAD";
	case EVHTTP_REQ_POST:
		return "POST";
	case EVHTTP_REQ_OPTIONS:
		return "OPTIONS";
	default:
		return "other"; /* is refused, whatever it is */
	}
}

/* Path and query of a target in absolute form (RFC 9112 section 3.2.2). */
static const char *
without_authority(const char *target)
{
	const char *authority;

	if (*target == '/' || (authority = strstr(target, "://")) == NULL)
		return target;
	authority += 3;
	authority += strcspn(authority, "/?#");
	return *authority == '/' ? authority : "/";
}

/* The request is here: its connection has time again. */
static void
arrived(struct server *server, struct evhttp_request *request)
{
	struct bufferevent *bev =
	    server->http.evhttp_connection_get_bufferevent(
		server->http.evhttp_request_get_connection(request));
	int fd = server->event.bufferevent_getfd(bev);

	if (fd >= 0 && (size_t)fd < server->arrival_count &&
	    server->arrivals[fd].bev == bev)
		server->arrivals[fd].busy = false;
}

/* It is sent; of one whose connection broke it is not told. */
static void
on_sent(struct evhttp_request *request, void *arg)
{
	struct server *server = arg;

	(void)request;
	server->answering--;
}

static void
send_answer(struct server *server, struct evhttp_request *request,
    struct rsec_api_response *response, bool head)
{
	const struct http_table *http = &server->http;
	struct evkeyvalq *to = http->evhttp_request_get_output_headers(request);
	struct serve_header headers[SERVE_HEADERS];
	char length[24];
	size_t n, i;

	n = serve_headers(server->service, response, headers);
	for (i = 0; i < n; i++)
		http->evhttp_add_header(to, headers[i].name, headers[i].value);
	if (head) {
		snprintf(length, sizeof(length), "%zu", response->body.len);
		http->evhttp_add_header(to, "Content-Length", length);
	} else if (response->body.len > 0 &&
		   server->event.evbuffer_add(
		       http->evhttp_request_get_output_buffer(request),
		       response->body.data, response->body.len) != 0) {
		response->status = 503;
	}
	if (server->stopping > 0) {
		http->evhttp_add_header(to, "Connection", "close");
		server->answering++;
		http->evhttp_request_set_on_complete_cb(
		    request, on_sent, server);
	}
	http->evhttp_send_reply(
	    request, response->status, serve_reason(response->status), NULL);
}

static bool
is_number(const char *s)
{
	return *s != '\0' && s[strspn(s, "0123456789")] == '\0';
}

/*
 * Whether the end of a request may be seen elsewhere by a proxy before us
 * than by evhttp, which reads no body of a GET, takes the first of two
 * lengths, and keeps a blank in the name of a header (RFC 9112 sections 5.1,
 * 6.3, 11.2).
 */
static bool
is_ambiguous(struct server *server, struct evhttp_request *request, bool body)
{
	const struct evkeyvalq *headers =
	    server->http.evhttp_request_get_input_headers(request);
	const struct evkeyval *header;
	size_t lengths = 0, encodings = 0;

	for (header = headers->tqh_first; header != NULL;
	     header = header->next.tqe_next) {
		if (header->key[strcspn(header->key, " \t")] != '\0')
			return true;
		if (strcasecmp(header->key, "Transfer-Encoding") == 0) {
			if (strcasecmp(header->value, "chunked") != 0)
				return true;
			encodings++;
		}
		if (strcasecmp(header->key, "Content-Length") != 0)
			continue;
		lengths++;
		if (!is_number(header->value) ||
		    (!body &&
			strspn(header->value, "0") != strlen(header->value)))
			return true;
	}
	return lengths + encodings > 1 || (encodings > 0 && !body);
}

/* Refuse, and read nothing more of the connection. */
static void
refuse(struct server *server, struct evhttp_request *request)
{
	struct rsec_api_response response = { .status = 400,
		.type = "application/json" };

	rsec_buf_puts(&response.body,
	    "{\"error\":\"where the request ends is not clear\","
	    "\"parameter\":null}");
	server->http.evhttp_add_header(
	    server->http.evhttp_request_get_output_headers(request),
	    "Connection", "close");
	send_answer(server, request, &response, false);
	rsec_api_response_fini(&response);
}

static void
on_request(struct evhttp_request *request, void *arg)
{
	struct server *server = arg;
	const struct http_table *http = &server->http;
	struct evbuffer *body = http->evhttp_request_get_input_buffer(request);
	const enum evhttp_cmd_type command =
	    http->evhttp_request_get_command(request);
	struct rsec_api_request ask = {
		.method = method_name(command),
		.target =
		    without_authority(http->evhttp_request_get_uri(request)),
		.if_none_match = http->evhttp_find_header(
		    http->evhttp_request_get_input_headers(request),
		    "If-None-Match"),
		.body_len = server->event.evbuffer_get_length(body),
	};
	struct rsec_api_response response;

	arrived(server, request);
	if (is_ambiguous(server, request,
		(command & (EVHTTP_REQ_POST | EVHTTP_REQ_PUT |
			       EVHTTP_REQ_PATCH)) != 0)) {
		refuse(server, request);
		return;
	}
	if (ask.body_len > 0)
		ask.body = (char *)server->event.evbuffer_pullup(body, -1);
	if (ask.body == NULL)
		ask.body_len = 0;
	service_answer(server->service, &ask, &response);
	send_answer(server, request, &response, command == EVHTTP_REQ_HEAD);
	rsec_api_response_fini(&response);
}

static struct event *
on_signal(struct server *server, int number, event_callback_fn call)
{
	struct event *event = server->event.event_new(
	    server->base, number, EV_SIGNAL | EV_PERSIST, call, server);

	if (event == NULL || server->event.event_add(event, NULL) != 0)
		cli_die("out of memory");
	return event;
}

static void
set_up(struct server *server, int fd)
{
	const struct http_table *http = &server->http;

	http->evhttp_set_timeout(server->evhttp, IDLE_TIME);
	http->evhttp_set_max_headers_size(server->evhttp, HEADERS_MAX);
	http->evhttp_set_max_body_size(server->evhttp, RSEC_API_BODY);
	http->evhttp_set_allowed_methods(server->evhttp,
	    EVHTTP_REQ_GET | EVHTTP_REQ_HEAD | EVHTTP_REQ_POST |
		EVHTTP_REQ_PUT | EVHTTP_REQ_DELETE | EVHTTP_REQ_OPTIONS |
		EVHTTP_REQ_TRACE | EVHTTP_REQ_PATCH);
	http->evhttp_set_gencb(server->evhttp, on_request, server);
	http->evhttp_set_bevcb(server->evhttp, on_connection, server);
	server->socket =
	    http->evhttp_accept_socket_with_handle(server->evhttp, fd);
	if (server->socket == NULL)
		cli_die("out of memory");
	server->event.evconnlistener_set_error_cb(
	    http->evhttp_bound_socket_get_listener(server->socket), on_full);
}

struct server *
serve_http_new(struct service *service, int fd)
{
	static const struct timeval period = { 0, 1000000 / TICKS };
	struct server *server = cli_calloc(1, sizeof(*server));
	struct rsec_err err;

	if (rsec_lazy_load(&base_library, &server->event, &err) != 0 ||
	    rsec_lazy_load(&http_library, &server->http, &err) != 0)
		cli_die("%s", err.msg);
	the_server = server;
	server->service = service;
	server->base = server->event.event_base_new();
	if (server->base == NULL)
		cli_die("libevent finds no way to wait for events");
	server->evhttp = server->http.evhttp_new(server->base);
	if (server->evhttp == NULL)
		cli_die("out of memory");
	set_up(server, fd);
	server->hangup = on_signal(server, SIGHUP, on_hangup);
	server->terminate = on_signal(server, SIGTERM, on_stop);
	server->interrupt = on_signal(server, SIGINT, on_stop);
	server->tick = server->event.event_new(
	    server->base, -1, EV_PERSIST, on_tick, server);
	if (server->tick == NULL ||
	    server->event.event_add(server->tick, &period) != 0)
		cli_die("out of memory");
	return server;
}

int
serve_http_run(struct server *server)
{
	const struct base_table *event = &server->event;
	int status = CLI_OK;

	if (event->event_base_dispatch(server->base) != 0) {
		cli_warn("libevent: waiting for events failed");
		status = CLI_TROUBLE;
	}
	server->http.evhttp_free(server->evhttp);
	event->event_free(server->tick);
	event->event_free(server->hangup);
	event->event_free(server->terminate);
	event->event_free(server->interrupt);
	event->event_base_free(server->base);
	free(server->arrivals);
	free(server);
	return status;
}
