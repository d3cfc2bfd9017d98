/* SPDX-License-Identifier: ISC */
/* Writing a file whole, in a child; see rewrite.h. */
#include "cmd/rewrite.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "io/replace.h"

/* For the handler of signals; NULL and 0 where there is none. */
static const char *volatile unfinished; /* what is being written */
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

static const int signals[] = { SIGHUP, SIGINT, SIGTERM };

#define SIGNALS (sizeof(signals) / sizeof(signals[0]))

static void
handle_signals(void (*handler)(int))
{
	size_t i;

	for (i = 0; i < SIGNALS; i++)
		if (signal(signals[i], handler) == SIG_IGN)
			signal(signals[i], SIG_IGN); /* as under nohup(1) */
}

/* HOW is SIG_BLOCK or SIG_UNBLOCK. */
static void
mask_signals(int how)
{
	sigset_t set;
	size_t i;

	sigemptyset(&set);
	for (i = 0; i < SIGNALS; i++)
		sigaddset(&set, signals[i]);
	sigprocmask(how, &set, NULL);
}

int
cli_wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) == -1)
		if (errno != EINTR)
			return CLI_TROUBLE;
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	cli_warn("the process that reads the inputs ended: %s",
	    strsignal(WTERMSIG(status)));
	return CLI_TROUBLE;
}

int
cli_rewrite_put(void *to, const void *data, size_t len)
{
	if (rsec_replace_write(to, data, len) != 0)
		cli_die("%s: write: %s; nothing was changed",
		    rsec_replace_path(to), strerror(errno));
	return 0;
}

int
cli_rewrite(const char *path, int (*fill)(void *ctx, struct rsec_replace *to),
    void *ctx)
{
	struct rsec_replace *to;
	struct rsec_err err;
	int status = CLI_TROUBLE;
	pid_t pid;

	mask_signals(SIG_BLOCK); /* as long as there is half of it to undo */
	if ((to = rsec_replace_begin(path, &err)) == NULL)
		cli_die_err(path, &err);
	unfinished = rsec_replace_temporary(to);
	if ((pid = fork()) == 0) {
		mask_signals(SIG_UNBLOCK);
		exit(fill(ctx, to));
	}
	writer = pid;
	handle_signals(clean_up);
	mask_signals(SIG_UNBLOCK);
	if (pid == -1)
		cli_warn("fork: %s", strerror(errno));
	else
		status = cli_wait_for(pid);
	writer = 0;
	unfinished = NULL;
	handle_signals(SIG_DFL);
	if ((status & CLI_REWRITTEN) == 0)
		rsec_replace_abort(to);
	else if (rsec_replace_commit(to, &err) != 0)
		cli_die_err(path, &err);
	return status & ~CLI_REWRITTEN;
}
