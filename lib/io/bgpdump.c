/* SPDX-License-Identifier: ISC */
/*
 * bgpdump as a child process.  Between it and us stands a process that only
 * waits for it, and writes how it ended behind what it said on standard error:
 * we could not wait, since by then we may be locked down.
 *
 *	us -- input --> bgpdump -- output --> us
 *	                bgpdump -- log -----> us <-- "\n[end] 0" -- the waiter
 *
 * All is done in one thread: poll(2) tells which end can move.
 */
#include "io/bgpdump.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/num.h"

#define OUTPUT_SIZE ((size_t)64 << 10)
#define LOG_SIZE    512 /* of a line of the log; the rest is cut */
#define MEMORY	    ((rlim_t)2 << 30) /* bytes of address space */
#define SECONDS	    7200 /* of CPU; a table of today takes five minutes */
#define FDS	    1024 /* descriptors that we may have open */
#define HEAD_SIZE   12	 /* of a record, RFC 6396 section 2 */

/* The frames of the records that were fed. */
struct frames {
	uint8_t head[HEAD_SIZE];
	size_t head_len;
	uint64_t left;	 /* of the body */
	uint64_t record; /* offset of the record */
	uint64_t offset; /* of what comes next */
};

struct rsec_bgpdump {
	pid_t waiter;
	int input, output, log; /* -1: closed */
	struct rsec_source source;
	const uint8_t *run; /* of the source, not yet written */
	size_t run_len;
	bool ended;	     /* the source did, or failed */
	bool refused;	     /* the program takes no more */
	struct rsec_err why; /* the source failed */
	bool failed;
	struct frames frames;
	char line[LOG_SIZE]; /* of the log */
	size_t line_len;
	char error[LOG_SIZE]; /* the first line that says so; "": none */
	char end[32];	      /* how it ended; "": not told yet */
	uint8_t data[OUTPUT_SIZE];
};

/* In bgpdump's process: descriptors 0, 1, 2 are as they should be. */
static void
be_program(const char *program, int status)
{
	char *argv[] = { NULL, "-v", "-m", "-", NULL };
	int error;

	argv[0] = strdup(program);
	signal(SIGPIPE, SIG_DFL);
#ifndef __SANITIZE_ADDRESS__ /* whose shadow is larger than any limit */
	setrlimit(RLIMIT_AS, &(struct rlimit){ MEMORY, MEMORY });
#endif
	setrlimit(RLIMIT_CPU, &(struct rlimit){ SECONDS, SECONDS });
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	/* Release 1.6.2 spends three quarters of its time in brk(2) else. */
	setenv("MALLOC_TRIM_THRESHOLD_", "67108864", 1);
	setenv("MALLOC_TOP_PAD_", "1048576", 1);
	execvp(program, argv);
	error = errno;
	(void)!write(status, &error, sizeof(error));
	_exit(127);
}

static void
tell_end(int status)
{
	char text[32];
	int n;

	if (WIFSIGNALED(status))
		n = snprintf(text, sizeof(text), "\n[end] signal %d\n",
		    WTERMSIG(status));
	else
		n = snprintf(text, sizeof(text), "\n[end] status %d\n",
		    WEXITSTATUS(status));
	(void)!write(STDERR_FILENO, text, (size_t)n);
}

/*
 * The waiter.  It keeps no descriptor of ours but 2: else another bgpdump
 * would not see the end of its input while this one runs.
 */
static void
be_waiter(const char *program, int input, int output, int log, int status)
{
	int fds[4] = { input, output, log, status }, i, end = 0;
	pid_t child;

	setpgid(0, 0);
	for (i = 0; i < 4; i++) /* out of the way of 0..3 */
		fds[i] = fcntl(fds[i], F_DUPFD, 4);
	for (i = 0; i < 4; i++)
		dup2(fds[i], i);
	for (i = 4; i < FDS; i++)
		close(i);
	fcntl(3, F_SETFD, FD_CLOEXEC);
	if ((child = fork()) == 0)
		be_program(program, 3);
	for (i = 0; i < 4; i++)
		if (i != STDERR_FILENO)
			close(i);
	if (child > 0)
		while (waitpid(child, &end, 0) < 0 && errno == EINTR)
			;
	if (child > 0)
		tell_end(end);
	_exit(0);
}

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Whether it could be started: 0, or -1 with ERR. */
static int
read_status(int fd, const char *program, struct rsec_err *err)
{
	int error = 0;
	ssize_t n;

	do
		n = read(fd, &error, sizeof(error));
	while (n < 0 && errno == EINTR);
	if (n == 0)
		return 0;
	if (error == ENOENT)
		return rsec_err_set(
		    err, RSEC_ERR_UNSUPPORTED, "%s is not installed", program);
	return rsec_err_set(
	    err, RSEC_ERR_IO, "cannot run %s: %s", program, strerror(error));
}

/* Ends of pipes: [i][0] is read, [i][1] written. */
enum {
	INPUT,
	OUTPUT,
	LOG,
	STATUS,
	PIPES
};

static int
open_pipes(int pipes[PIPES][2], struct rsec_err *err)
{
	int i;

	for (i = 0; i < PIPES; i++)
		if (pipe2(pipes[i], O_CLOEXEC) != 0) {
			rsec_err_set(err, RSEC_ERR_IO, "%s", strerror(errno));
			while (i-- > 0) {
				close(pipes[i][0]);
				close(pipes[i][1]);
			}
			return -1;
		}
	return 0;
}

static int
spawn(struct rsec_bgpdump *dump, const char *program, struct rsec_err *err)
{
	int pipes[PIPES][2], rc;

	if (open_pipes(pipes, err) != 0)
		return -1;
	if ((dump->waiter = fork()) == 0)
		be_waiter(program, pipes[INPUT][0], pipes[OUTPUT][1],
		    pipes[LOG][1], pipes[STATUS][1]);
	close(pipes[INPUT][0]);
	close(pipes[OUTPUT][1]);
	close(pipes[LOG][1]);
	close(pipes[STATUS][1]);
	dump->input = pipes[INPUT][1];
	dump->output = pipes[OUTPUT][0];
	dump->log = pipes[LOG][0];
	if (dump->waiter < 0)
		rc = rsec_err_set(err, RSEC_ERR_IO, "%s", strerror(errno));
	else
		rc = read_status(pipes[STATUS][0], program, err);
	close(pipes[STATUS][0]);
	if (rc == 0)
		fcntl(dump->input, F_SETFL, O_NONBLOCK);
	return rc;
}

int
rsec_bgpdump_start(
    const char *program, struct rsec_bgpdump **out, struct rsec_err *err)
{
	struct rsec_bgpdump *dump = calloc(1, sizeof(*dump));

	if (dump == NULL)
		return rsec_err_nomem(err);
	dump->input = dump->output = dump->log = -1;
	dump->waiter = -1;
	if (spawn(dump, program, err) != 0) {
		rsec_bgpdump_free(dump);
		return -1;
	}
	*out = dump;
	return 0;
}

/* Once locked down we may neither kill nor wait: the pipes end it, too. */
void
rsec_bgpdump_free(struct rsec_bgpdump *dump)
{
	if (dump == NULL)
		return;
	close_fd(&dump->input);
	close_fd(&dump->output);
	close_fd(&dump->log);
	if (dump->waiter > 0 && kill(-dump->waiter, SIGKILL) == 0)
		while (waitpid(dump->waiter, NULL, 0) < 0 && errno == EINTR)
			;
	free(dump);
}

/* Follow the frames of the records in what is fed. */
static void
follow(struct frames *frames, const uint8_t *data, size_t len)
{
	uint64_t n;

	while (len > 0) {
		n = HEAD_SIZE - frames->head_len;
		if (frames->left > 0)
			n = frames->left;
		n = n < len ? n : len;
		if (frames->left > 0) {
			frames->left -= n;
		} else {
			if (frames->head_len == 0)
				frames->record = frames->offset;
			memcpy(frames->head + frames->head_len, data, n);
			frames->head_len += n;
			if (frames->head_len == HEAD_SIZE) {
				frames->left = rsec_get_be32(frames->head + 8);
				frames->head_len = 0;
			}
		}
		data += n;
		len -= n;
		frames->offset += n;
	}
}

/* Have something to write, if there is more. */
static void
pull(struct rsec_bgpdump *dump)
{
	int more;

	if (dump->run_len > 0 || dump->ended || dump->refused)
		return;
	more = dump->source.next(
	    dump->source.ctx, &dump->run, &dump->run_len, &dump->why);
	if (more == 1) {
		follow(&dump->frames, dump->run, dump->run_len);
		return;
	}
	dump->run_len = 0;
	dump->failed = more == -1;
	dump->ended = true;
	close_fd(&dump->input);
}

static void
feed(struct rsec_bgpdump *dump)
{
	ssize_t n = write(dump->input, dump->run, dump->run_len);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n < 0) { /* EPIPE */
		dump->refused = true;
		close_fd(&dump->input);
		return;
	}
	dump->run += n;
	dump->run_len -= (size_t)n;
}

/* One line of the log: "2026-11-23 16:39:25 [error] message". */
static void
take_log_line(struct rsec_bgpdump *dump)
{
	const char *text;

	dump->line[dump->line_len] = '\0';
	dump->line_len = 0;
	if (strncmp(dump->line, "[end] ", 6) == 0)
		snprintf(dump->end, sizeof(dump->end), "%.31s", dump->line + 6);
	else if (dump->error[0] == '\0' &&
		 (text = strstr(dump->line, "[error] ")) != NULL)
		snprintf(dump->error, sizeof(dump->error), "%s", text + 8);
}

static void
read_log(struct rsec_bgpdump *dump)
{
	char data[4096];
	ssize_t n = read(dump->log, data, sizeof(data)), i;

	if (n < 0 && errno == EINTR)
		return;
	if (n <= 0)
		close_fd(&dump->log);
	for (i = 0; i < n; i++)
		if (data[i] == '\n')
			take_log_line(dump);
		else if (dump->line_len < LOG_SIZE - 1)
			dump->line[dump->line_len++] = data[i];
}

/* Both its ends are closed: was that all?  0, or -1 with ERR. */
static int
finish(const struct rsec_bgpdump *dump, struct rsec_err *err)
{
	const struct frames *frames = &dump->frames;

	if (dump->failed) {
		if (err != NULL)
			*err = dump->why;
		return -1;
	}
	if (strcmp(dump->end, "status 0") != 0)
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "bgpdump ended with %s",
		    dump->end[0] != '\0' ? dump->end : "its waiter");
	if (dump->error[0] != '\0')
		return rsec_err_set(
		    err, RSEC_ERR_CORRUPT, "bgpdump: %.200s", dump->error);
	if (dump->refused)
		return rsec_err_at_offset(err, RSEC_ERR_CORRUPT, frames->record,
		    "bgpdump did not read all of the input");
	if (frames->left > 0 || frames->head_len > 0)
		return rsec_err_at_offset(err, RSEC_ERR_TRUNCATED,
		    frames->record,
		    "the input ends inside a record (RFC 6396 section 2)");
	return 0;
}

/* Move what can be moved; the bytes of output that came, or 0. */
static size_t
move(struct rsec_bgpdump *dump)
{
	struct pollfd ends[3] = { { dump->input, POLLOUT, 0 },
		{ dump->output, POLLIN, 0 }, { dump->log, POLLIN, 0 } };
	ssize_t n;

	if (poll(ends, 3, -1) < 0)
		return 0; /* a signal */
	if (ends[0].revents != 0)
		feed(dump);
	if (ends[2].revents != 0)
		read_log(dump);
	if (ends[1].revents == 0)
		return 0;
	n = read(dump->output, dump->data, OUTPUT_SIZE);
	if (n == 0 || (n < 0 && errno != EINTR))
		close_fd(&dump->output);
	return n > 0 ? (size_t)n : 0;
}

static int
next(void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	struct rsec_bgpdump *dump = ctx;

	while (dump->output >= 0 || dump->log >= 0) {
		pull(dump);
		if ((*len = move(dump)) > 0) {
			*data = dump->data;
			return 1;
		}
	}
	return finish(dump, err);
}

struct rsec_source
rsec_bgpdump_source(struct rsec_bgpdump *dump, struct rsec_source source)
{
	dump->source = source;
	return (struct rsec_source){ next, dump };
}
