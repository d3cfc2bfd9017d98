/* SPDX-License-Identifier: ISC */
/* An interrupt ends long work where it can be gone on with. */
#include "cmd/stop.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t stopped;
static struct sigaction before[2];

static void
note_signal(int number)
{
	(void)number;
	stopped = 1;
}

void
cli_stop_begin(void)
{
	struct sigaction action = { .sa_handler = note_signal };

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, &before[0]);
	sigaction(SIGTERM, &action, &before[1]);
}

void
cli_stop_end(void)
{
	sigaction(SIGINT, &before[0], NULL);
	sigaction(SIGTERM, &before[1], NULL);
}

bool
cli_is_stopped(void *ctx)
{
	(void)ctx;
	return stopped != 0;
}
