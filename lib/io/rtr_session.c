/* SPDX-License-Identifier: ISC */
/*
 * RTRlib: a session with a live cache (RFC 8210; RFC 6810 where the cache
 * speaks only version 0).
 *
 * RTRlib keeps a session alive: it retries, refreshes and expires, in a thread
 * of its own.  Here one full set is wanted, now or not at all, so the first
 * error counts.  The connection is made by us, to know why it could not be.
 */
#include "io/rtr_private.h"

#if defined(__has_include)
#if __has_include(<rtrlib/rtrlib.h>)
#define RTR_BUILT
#endif
#endif

#ifndef RTR_BUILT
int
rsec_rtr_session_new(struct rsec_rtr_session **out, struct rsec_err *err)
{
	(void)out;
	return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
	    "rtr:// was not built in: RTRlib's headers were missing");
}

void
rsec_rtr_session_free(struct rsec_rtr_session *session)
{
	(void)session;
}

int
rsec_rtr_session_run(struct rsec_rtr_session *session,
    const struct addrinfo *addresses,
    void (*take)(void *ctx, const struct rsec_vrp *vrp), void *ctx,
    struct rsec_err *err)
{
	(void)session;
	(void)addresses;
	(void)take;
	(void)ctx;
	return rsec_err_set(err, RSEC_ERR_UNSUPPORTED, "not built in");
}
#else
#include <errno.h>
#include <netdb.h>
#include <pthread.h>
#include <rtrlib/rtrlib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/num.h"
#include "io/lazy.h"

#define RTR_SYMBOLS(X)                  \
	X(tr_tcp_init)                  \
	X(rtr_mgr_init)                 \
	X(rtr_mgr_start)                \
	X(rtr_mgr_conf_in_sync)         \
	X(rtr_mgr_for_each_ipv4_record) \
	X(rtr_mgr_for_each_ipv6_record)

struct librtr {
	RTR_SYMBOLS(RSEC_LAZY_MEMBER)
};

static const struct rsec_lazy library = { "librtr.so.0", "rtr://",
	{ RTR_SYMBOLS(RSEC_LAZY_NAME) NULL } };

/* RTRlib wants intervals, in seconds; none of them passes here. */
#define REFRESH 3600
#define EXPIRE	7200
#define RETRY	600

#define POLL	5000000 /* nanoseconds between looks at the session */

struct rsec_rtr_session {
	struct librtr lib;
	const struct addrinfo *addresses;
	char name[2]; /* for RTRlib; new_socket() knows the addresses */
	struct tr_socket transport;
	struct rtr_socket socket;
	struct rtr_socket *sockets[1]; /* RTRlib keeps the pointer to it */
	struct rtr_mgr_config *manager;

	pthread_mutex_t lock; /* of what RTRlib's thread tells */
	bool failed;
	enum rtr_socket_state state; /* in which it failed first */
	int connect_errno;	     /* and why it could not connect */

	void (*take)(void *ctx, const struct rsec_vrp *vrp);
	void *ctx;
	bool bad_length; /* a prefix longer than its family's addresses */
};

int
rsec_rtr_session_new(struct rsec_rtr_session **out, struct rsec_err *err)
{
	struct rsec_rtr_session *session = calloc(1, sizeof(*session));

	if (session == NULL)
		return rsec_err_nomem(err);
	if (rsec_lazy_load(&library, &session->lib, err) != 0) {
		free(session);
		return -1;
	}
	pthread_mutex_init(&session->lock, NULL);
	*out = session;
	return 0;
}

void
rsec_rtr_session_free(struct rsec_rtr_session *session)
{
	if (session == NULL)
		return;
	pthread_mutex_destroy(&session->lock);
	free(session);
}

/*
 * RTRlib's thread asks for a connection: for the first, or for another in an
 * older version of the protocol.
 */
static int
new_socket(void *ctx)
{
	struct rsec_rtr_session *session = ctx;
	const struct addrinfo *a;
	int fd, error = 0;

	for (a = session->addresses; a != NULL; a = a->ai_next) {
		fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC, 0);
		if (fd >= 0 && connect(fd, a->ai_addr, a->ai_addrlen) == 0)
			return fd;
		error = errno;
		if (fd >= 0)
			close(fd);
	}
	pthread_mutex_lock(&session->lock);
	session->connect_errno = error;
	pthread_mutex_unlock(&session->lock);
	return -1;
}

static bool
is_failure(enum rtr_socket_state state)
{
	return state == RTR_ERROR_TRANSPORT || state == RTR_ERROR_FATAL ||
	       state == RTR_ERROR_NO_DATA_AVAIL;
}

/* RTRlib's thread tells how it goes; the first failure counts. */
static void
take_status(const struct rtr_mgr_group *group, enum rtr_mgr_status status,
    const struct rtr_socket *socket, void *ctx)
{
	struct rsec_rtr_session *session = ctx;

	(void)group;  /* there is one */
	(void)status; /* of the group; the socket tells more */
	if (socket == NULL || !is_failure(socket->state))
		return;
	pthread_mutex_lock(&session->lock);
	if (!session->failed)
		session->state = socket->state;
	session->failed = true;
	pthread_mutex_unlock(&session->lock);
}

/*
 * RTRlib tells a connection that was closed while a PDU was awaited, and a
 * PDU that it refused, as the same failure.
 */
static int
failed(const struct rsec_rtr_session *session, struct rsec_err *err)
{
	if (session->connect_errno != 0)
		return rsec_err_set(err, RSEC_ERR_NET, "cannot connect: %s",
		    strerror(session->connect_errno));
	if (session->state == RTR_ERROR_NO_DATA_AVAIL)
		return rsec_err_set(err, RSEC_ERR_NET,
		    "the cache has no data yet (RFC 8210 section 8.4)");
	return rsec_err_set(err, RSEC_ERR_NET,
	    "the cache ended the session before its end of data, or broke "
	    "the protocol (RFC 8210 section 8.1)");
}

/*
 * RTRlib is asked again and again, since it does not always tell: a session
 * that is complete before rtr_mgr_start() returns is never reported.
 */
static int
wait_for_end_of_data(struct rsec_rtr_session *session, struct rsec_err *err)
{
	const struct timespec pause = { .tv_nsec = POLL };
	int status = 0;

	while (!session->lib.rtr_mgr_conf_in_sync(session->manager)) {
		pthread_mutex_lock(&session->lock);
		if (session->failed)
			status = failed(session, err);
		pthread_mutex_unlock(&session->lock);
		if (status != 0)
			return -1;
		nanosleep(&pause, NULL);
	}
	return 0;
}

/* RTRlib's addresses are words in host order. */
static void
take_record(const struct pfx_record *record, void *ctx)
{
	struct rsec_rtr_session *session = ctx;
	struct rsec_vrp vrp;
	bool v4 = record->prefix.ver == LRTR_IPV4;
	uint8_t address[16];
	size_t i;

	memset(&vrp, 0, sizeof(vrp)); /* its padding goes through a pipe */
	if (v4)
		rsec_put_be32(address, record->prefix.u.addr4.addr);
	for (i = 0; !v4 && i < 4; i++)
		rsec_put_be32(address + 4 * i, record->prefix.u.addr6.addr[i]);
	vrp.asn = record->asn;
	vrp.max_len = record->max_len;
	if (rsec_prefix_from_bytes(&vrp.prefix, v4 ? RSEC_IPV4 : RSEC_IPV6,
		address, record->min_len))
		session->take(session->ctx, &vrp);
	else
		session->bad_length = true;
}

static int
start(struct rsec_rtr_session *session, struct rsec_err *err)
{
	const struct tr_tcp_config config = { .host = session->name,
		.port = session->name,
		.data = session,
		.new_socket = new_socket };
	struct rtr_mgr_group group = {
		.sockets = session->sockets, .sockets_len = 1, .preference = 1
	};

	session->socket.tr_socket = &session->transport;
	session->sockets[0] = &session->socket;
	if (session->lib.tr_tcp_init(&config, &session->transport) !=
		TR_SUCCESS ||
	    session->lib.rtr_mgr_init(&session->manager, &group, 1, REFRESH,
		EXPIRE, RETRY, NULL, NULL, take_status, session) != RTR_SUCCESS)
		return rsec_err_nomem(err);
	if (session->lib.rtr_mgr_start(session->manager) != RTR_SUCCESS)
		return rsec_err_set(
		    err, RSEC_ERR_IO, "RTRlib cannot start its thread");
	return 0;
}

int
rsec_rtr_session_run(struct rsec_rtr_session *session,
    const struct addrinfo *addresses,
    void (*take)(void *ctx, const struct rsec_vrp *vrp), void *ctx,
    struct rsec_err *err)
{
	session->addresses = addresses;
	session->name[0] = '-';
	session->take = take;
	session->ctx = ctx;
	if (start(session, err) != 0 || wait_for_end_of_data(session, err) != 0)
		return -1;
	session->lib.rtr_mgr_for_each_ipv4_record(
	    session->manager, take_record, session);
	session->lib.rtr_mgr_for_each_ipv6_record(
	    session->manager, take_record, session);
	if (session->bad_length)
		return rsec_err_set(err, RSEC_ERR_RANGE,
		    "the cache sent a prefix that is longer than an address "
		    "(RFC 8210 section 5.6)");
	return 0;
}
#endif
