/* SPDX-License-Identifier: ISC */
/*
 * --compile: the VRPs of all inputs in the form that is mapped, not parsed.
 *
 * The file appears whole or not at all: a child locks itself down, parses and
 * writes to a temporary file that is open already; the parent, which has seen
 * no byte of the inputs, renames it.
 */
#include <errno.h>
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

static int
write_all(void *ctx, const void *data, size_t len)
{
	const char *p = data;
	const int *fd = ctx;
	ssize_t n;

	for (; len > 0; p += n, len -= (size_t)n) {
		n = write(*fd, p, len);
		if (n == -1 && errno == EINTR)
			n = 0;
		else if (n == -1)
			return -1;
	}
	return 0;
}

static void
write_compiled(const struct options *options, struct inputs *inputs, int fd)
{
	const struct rsec_vrps *vrps;
	struct rsec_err err;

	sandbox_enter();
	vrps = inputs_read(inputs);
	if (rsec_vrpmap_write(vrps, write_all, &fd, &err) != 0)
		cli_die_err(options->compile, &err);
	if (options->verbose)
		cli_warn(
		    "%s: %u VRPs", options->compile, rsec_vrps_count(vrps));
	inputs_close(inputs);
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
	return WIFEXITED(status) ? WEXITSTATUS(status) : CLI_TROUBLE;
}

int
compile(const struct options *options)
{
	struct inputs *inputs = inputs_open(options, false);
	size_t size = strlen(options->compile) + sizeof(".XXXXXX");
	char *temporary = cli_calloc(1, size);
	int fd, status;
	pid_t pid;

	snprintf(temporary, size, "%s.XXXXXX", options->compile);
	if ((fd = mkstemp(temporary)) == -1 || fchmod(fd, 0644) == -1)
		cli_die("%s: %s", options->compile, strerror(errno));
	if ((pid = fork()) == 0)
		write_compiled(options, inputs, fd);
	status = pid == -1 ? CLI_TROUBLE : wait_for(pid);
	if (status == CLI_OK &&
	    (fsync(fd) == -1 || rename(temporary, options->compile) == -1)) {
		cli_warn("%s: %s", options->compile, strerror(errno));
		status = CLI_TROUBLE;
	}
	if (status != CLI_OK)
		unlink(temporary);
	close(fd);
	free(temporary);
	inputs_close(inputs);
	return status;
}
