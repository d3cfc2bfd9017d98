/* SPDX-License-Identifier: ISC */
/*
 * A check in a process of its own, which is locked down before it reads the
 * first byte: what a server sends is decompressed and parsed where there is
 * neither network nor file system, and the transfers go on meanwhile.  Its
 * verdict comes over a pipe, in one write.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd/rsec-fetch/rsec-fetch.h"
#include "cmd/sandbox.h"

#define FDS 1024 /* descriptors that we may have open */

_Static_assert(sizeof(struct verdict) <= PIPE_BUF, "a verdict is one write");

static void
run_child(const struct expectation *expected, int fd, int to)
{
	struct verdict verdict;
	int i;

	signal(SIGINT, SIG_IGN); /* our parent ends us */
	signal(SIGTERM, SIG_IGN);
	for (i = STDERR_FILENO + 1; i < FDS; i++) /* other transfers */
		if (i != fd && i != to)
			close(i);
	sandbox_enter();
	inspect(expected, fd, &verdict);
	_exit(write(to, &verdict, sizeof(verdict)) == sizeof(verdict) ? 0 : 1);
}

int
verify_begin(struct check *check, const struct expectation *expected, int fd,
    struct rsec_err *err)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return rsec_err_set(
		    err, RSEC_ERR_IO, "cannot check it: %s", strerror(errno));
	check->pid = fork();
	if (check->pid == 0)
		run_child(expected, fd, ends[1]);
	close(ends[1]);
	check->fd = ends[0];
	if (check->pid > 0)
		return 0;
	check->pid = 0;
	close(ends[0]);
	return rsec_err_set(
	    err, RSEC_ERR_IO, "cannot check it: %s", strerror(errno));
}

/* The process has ended, or is about to. */
static void
reap(struct check *check)
{
	while (waitpid(check->pid, NULL, 0) == -1 && errno == EINTR)
		;
	close(check->fd);
	*check = (struct check){ .pid = 0 };
}

int
verify_ask(struct check *check, bool wait, struct verdict *verdict,
    struct rsec_err *err)
{
	struct pollfd ready = { check->fd, POLLIN, 0 };
	ssize_t n = 0;

	if (poll(&ready, 1, wait ? -1 : 0) <= 0)
		return 1;
	do
		n = read(check->fd, verdict, sizeof(*verdict));
	while (n < 0 && errno == EINTR);
	reap(check);
	if (n != (ssize_t)sizeof(*verdict))
		return rsec_err_set(err, RSEC_ERR_IO,
		    "the process that checks it came to grief");
	if (verdict->good)
		return 0;
	*err = verdict->err;
	return -1;
}

void
verify_abort(struct check *check)
{
	if (check->pid == 0)
		return;
	kill(check->pid, SIGKILL);
	reap(check);
}
