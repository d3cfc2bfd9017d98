/* SPDX-License-Identifier: ISC */
/*
 * How tools write a file that others may be reading: whole or not at all
 * (io/replace.h), in a child that locks itself down before it looks at any
 * input.  The parent, which has seen no byte of them, gives the new content
 * its name, or removes it if a signal comes first.
 */
#ifndef RSEC_CMD_REWRITE_H
#define RSEC_CMD_REWRITE_H

#include <stddef.h>
#include <sys/types.h>

struct rsec_replace;

#define CLI_REWRITTEN 64 /* or'ed to an exit status: the content is whole */

/*
 * Replace PATH by what FILL writes.  FILL runs in the child and returns its
 * exit status, with CLI_REWRITTEN if all is written; where it does not, or
 * dies, what was there stays.  Returns the exit status.
 */
int cli_rewrite(const char *path,
    int (*fill)(void *ctx, struct rsec_replace *to), void *ctx);

/* Exit status of the child PID; trouble where it did not exit by itself. */
int cli_wait_for(pid_t pid);

/* For FILL, as a callback with TO: write, or die.  Returns 0. */
int cli_rewrite_put(void *to, const void *data, size_t len);

#endif
