/* SPDX-License-Identifier: ISC */
/*
 * A VRP set from a live cache, read by a process of its own.
 *
 * RTRlib cannot be left in time: its thread refuses to be cancelled while it
 * waits a minute for the next PDU, or ten for the next try.  It writes what it
 * does to standard error, and its table of a full set takes some 100 MB.  A
 * child process does not mind any of this: it is silent, it is killed when the
 * time is over, and its memory goes with it.  Through a pipe it sends the VRPs
 * and, last, how it ended.
 *
 * Transport is TCP without protection, as between most caches and routers; who
 * needs more reads a file over HTTPS.
 */
#include "io/rtr.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/num.h"
#include "io/rtr_private.h"

#define HOST_MAX 256
#define PORT_MAX 6
#define BUF_SIZE 65536

static const char scheme[] = "rtr://";

struct peer {
	char host[HOST_MAX], port[PORT_MAX];
	struct addrinfo *addresses;
};

/* The parent's end of the pipe. */
struct reader {
	int fd;
	struct timespec deadline; /* of CLOCK_MONOTONIC */
	unsigned timeout;	  /* seconds that it was away at the start */
	size_t pos, len;
	uint8_t buf[BUF_SIZE];
};

bool
rsec_rtr_is_url(const char *name)
{
	return strncasecmp(name, scheme, strlen(scheme)) == 0;
}

/*
 * "host", "host:port", "[v6]" or "[v6]:port", and a slash that may follow.
 * Returns 0, or -1 with ERR.
 */
static int
parse_url(const char *url, struct peer *peer, struct rsec_err *err)
{
	const char *host = url + strlen(scheme), *port = RSEC_RTR_PORT;
	size_t host_len, port_len = strlen(port), n = strcspn(host, "/");
	const char *end = host + n;
	uint32_t number;

	if (*end != '\0' && end[1] != '\0')
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "an RTR URL has no path: rtr://host:port");
	if (*host == '[') {
		host++;
		host_len = strcspn(host, "]");
		n = host_len + 1; /* past the bracket */
		if (host + host_len >= end)
			return rsec_err_set(err, RSEC_ERR_SYNTAX,
			    "the address has no closing bracket");
	} else {
		n = host_len = strcspn(host, ":/");
	}
	if (host[n] == ':') {
		port = host + n + 1;
		port_len = (size_t)(end - port);
	} else if (host + n != end) {
		port_len = 0;
	}
	if (host_len == 0 || host_len >= HOST_MAX)
		return rsec_err_set(
		    err, RSEC_ERR_SYNTAX, "an RTR URL is rtr://host:port");
	if (!rsec_parse_u32(port, port_len, 65535, &number) || number == 0 ||
	    port_len >= PORT_MAX)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "the port is no number from 1 to 65535 "
		    "(an IPv6 address is written in brackets)");
	snprintf(peer->host, HOST_MAX, "%.*s", (int)host_len, host);
	snprintf(peer->port, PORT_MAX, "%.*s", (int)port_len, port);
	return 0;
}

static int
resolve(struct peer *peer, struct rsec_err *err)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICSERV };
	int error =
	    getaddrinfo(peer->host, peer->port, &hints, &peer->addresses);

	if (error == 0)
		return 0;
	return rsec_err_set(
	    err, RSEC_ERR_NET, "cannot connect: %s", gai_strerror(error));
}

/* The child: VRPs, one of family 0, the error (code NONE: it went well). */
static void
send_vrp(void *ctx, const struct rsec_vrp *vrp)
{
	fwrite(vrp, sizeof(*vrp), 1, ctx);
}

static void
be_child(struct rsec_rtr_session *session, const struct peer *peer, int fd,
    unsigned timeout)
{
	struct rsec_err err = { .code = RSEC_ERR_NONE };
	struct rsec_vrp end;
	int null = open("/dev/null", O_WRONLY);
	FILE *out = fdopen(fd, "w");

	signal(SIGALRM, SIG_DFL); /* should the parent die without notice */
	alarm(timeout + 1);
	if (null >= 0)
		dup2(null, STDERR_FILENO);
	if (out == NULL)
		_exit(1);
	memset(&end, 0, sizeof(end));
	rsec_rtr_session_run(session, peer->addresses, send_vrp, out, &err);
	fwrite(&end, sizeof(end), 1, out);
	fwrite(&err, sizeof(err), 1, out);
	fflush(out);
	_exit(0);
}

static int
milliseconds_left(const struct timespec *deadline)
{
	struct timespec now;
	int64_t left;

	clock_gettime(CLOCK_MONOTONIC, &now);
	left = (int64_t)(deadline->tv_sec - now.tv_sec) * 1000 +
	       (deadline->tv_nsec - now.tv_nsec) / 1000000;
	return left < 0 ? 0 : left > INT32_MAX ? INT32_MAX : (int)left;
}

/* More bytes of the child, within the time.  0, or -1 with ERR. */
static int
refill(struct reader *reader, struct rsec_err *err)
{
	struct pollfd ready = { .fd = reader->fd, .events = POLLIN };
	ssize_t n;

	do {
		n = poll(&ready, 1, milliseconds_left(&reader->deadline));
		if (n == 0)
			return rsec_err_set(err, RSEC_ERR_NET,
			    "no complete set of VRPs within %u seconds",
			    reader->timeout);
		if (n > 0)
			n = read(reader->fd, reader->buf, BUF_SIZE);
	} while (n < 0 && errno == EINTR);
	if (n <= 0)
		return rsec_err_set(
		    err, RSEC_ERR_IO, "RTRlib ended before its time");
	reader->pos = 0;
	reader->len = (size_t)n;
	return 0;
}

static int
receive(struct reader *reader, void *to, size_t n, struct rsec_err *err)
{
	uint8_t *p = to;
	size_t some;

	while (n > 0) {
		if (reader->pos == reader->len && refill(reader, err) != 0)
			return -1;
		some = reader->len - reader->pos;
		some = some < n ? some : n;
		memcpy(p, reader->buf + reader->pos, some);
		reader->pos += some;
		p += some;
		n -= some;
	}
	return 0;
}

/* The parent: add what the child sends. */
static int
receive_vrps(struct reader *reader, uint16_t ta, struct rsec_vrps *vrps,
    struct rsec_err *err)
{
	struct rsec_vrp vrp;
	struct rsec_err told;

	for (;;) {
		if (receive(reader, &vrp, sizeof(vrp), err) != 0)
			return -1;
		if (vrp.prefix.family == 0)
			break;
		vrp.ta = ta;
		if (rsec_vrps_add(vrps, &vrp, err) != 0)
			return -1;
	}
	if (receive(reader, &told, sizeof(told), err) != 0)
		return -1;
	if (told.code == RSEC_ERR_NONE)
		return 0;
	if (err != NULL)
		*err = told;
	return -1;
}

/* Fork the child, and read from it until it ends or the time does. */
static int
read_from_child(struct rsec_rtr_session *session, const struct peer *peer,
    struct reader *reader, uint16_t ta, struct rsec_vrps *vrps,
    struct rsec_err *err)
{
	int fds[2], status;
	pid_t child;

	if (pipe2(fds, O_CLOEXEC) != 0)
		return rsec_err_set(err, RSEC_ERR_IO, "%s", strerror(errno));
	if ((child = fork()) == 0)
		be_child(session, peer, fds[1], reader->timeout);
	close(fds[1]);
	if (child < 0) {
		close(fds[0]);
		return rsec_err_set(err, RSEC_ERR_IO, "%s", strerror(errno));
	}
	reader->fd = fds[0];
	clock_gettime(CLOCK_MONOTONIC, &reader->deadline);
	reader->deadline.tv_sec += reader->timeout;
	status = receive_vrps(reader, ta, vrps, err);
	close(fds[0]);
	kill(child, SIGKILL);
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
	return status;
}

int
rsec_rtr_read(const char *url, unsigned timeout, const char *ta,
    struct rsec_vrps *vrps, struct rsec_err *err)
{
	struct rsec_rtr_session *session = NULL;
	struct peer peer = { .addresses = NULL };
	struct reader *reader;
	uint16_t ta_index;
	int status = -1;

	if ((reader = calloc(1, sizeof(*reader))) == NULL)
		return rsec_err_nomem(err);
	reader->timeout = timeout != 0 ? timeout : RSEC_RTR_TIMEOUT;
	if (rsec_rtr_session_new(&session, err) == 0 &&
	    parse_url(url, &peer, err) == 0 &&
	    rsec_vrps_ta(vrps, ta, strlen(ta), &ta_index, err) == 0 &&
	    resolve(&peer, err) == 0)
		status = read_from_child(
		    session, &peer, reader, ta_index, vrps, err);
	if (peer.addresses != NULL)
		freeaddrinfo(peer.addresses);
	rsec_rtr_session_free(session);
	free(reader);
	return status;
}
