/* SPDX-License-Identifier: ISC */
/*
 * --compile: the VRPs of all inputs in the form that is mapped, not parsed.
 *
 * The file appears whole or not at all: a child locks itself down, parses and
 * writes to a temporary file that is open already; the parent, which has seen
 * no byte of the inputs, renames it, or removes it if a signal comes first.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/roa-check/roa-check.h"
#include "cmd/sandbox.h"
#include "rpki/vrpmap.h"

/* For the handler of signals; NULL and 0 where there is none. */
static const char *volatile unfinished; /* temporary file */
static volatile pid_t writer;

static void
clean_up(int sig)
{
	if (unfinished != NULL)
		unlink(unfinished);
	if (writer > 0)
		kill(writer, sig);
	signal(sig, SIG_DFL);
	raise(sig);
}

static void
catch_signals(void)
{
	static const int signals[] = { SIGHUP, SIGINT, SIGTERM };
	size_t i;

	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		if (signal(signals[i], clean_up) == SIG_IGN)
			signal(signals[i], SIG_IGN); /* as under nohup(1) */
}

/* The name is about to be replaced, which no device would survive. */
static void
check_name(const char *name)
{
	struct stat st;

	if (strcmp(name, "-") == 0 ||
	    (stat(name, &st) == 0 && !S_ISREG(st.st_mode)))
		cli_die("--compile %s: not a regular file", name);
}

struct target {
	const char *name;
	int fd;
};

static int
write_all(void *ctx, const void *data, size_t len)
{
	const struct target *target = ctx;
	const char *p = data;
	ssize_t n;

	for (; len > 0; p += n, len -= (size_t)n) {
		n = write(target->fd, p, len);
		if (n == -1 && errno == EINTR)
			n = 0;
		else if (n == -1) {
			cli_warn(
			    "%s: write: %s", target->name, strerror(errno));
			return -1;
		}
	}
	return 0;
}

static void
write_compiled(const struct options *options, struct cli_vrps *inputs, int fd)
{
	struct target target = { options->compile, fd };
	const struct rsec_vrps *vrps;
	struct rsec_err err;

	sandbox_enter();
	vrps = cli_vrps_read(inputs);
	if (rsec_vrpmap_write(vrps, write_all, &target, &err) != 0)
		cli_die_err(options->compile, &err);
	if (options->input.verbose)
		cli_warn(
		    "%s: %u VRPs", options->compile, rsec_vrps_count(vrps));
	cli_vrps_close(inputs);
	exit(CLI_OK);
}

/* Exit status of the child PID; trouble where it did not exit by itself. */
static int
wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) == -1)
		if (errno != EINTR)
			return CLI_TROUBLE;
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	cli_warn("the process that reads the VRPs ended: %s",
	    strsignal(WTERMSIG(status)));
	return CLI_TROUBLE;
}

int
compile(const struct options *options)
{
	size_t size = strlen(options->compile) + sizeof(".XXXXXX");
	char *temporary = cli_calloc(1, size);
	struct cli_vrps *inputs;
	int fd, status;
	pid_t pid;

	check_name(options->compile);
	inputs = open_vrps(options, false);
	snprintf(temporary, size, "%s.XXXXXX", options->compile);
	unfinished = temporary;
	catch_signals();
	if ((fd = mkstemp(temporary)) == -1 || fchmod(fd, 0644) == -1)
		cli_die("%s: %s", options->compile, strerror(errno));
	if ((pid = fork()) == 0)
		write_compiled(options, inputs, fd);
	writer = pid;
	status = pid == -1 ? CLI_TROUBLE : wait_for(pid);
	writer = 0;
	if (status == CLI_OK &&
	    (fsync(fd) == -1 || rename(temporary, options->compile) == -1)) {
		cli_warn("%s: %s", options->compile, strerror(errno));
		status = CLI_TROUBLE;
	}
	if (status != CLI_OK)
		unlink(temporary);
	unfinished = NULL;
	close(fd);
	free(temporary);
	cli_vrps_close(inputs);
	return status;
}
