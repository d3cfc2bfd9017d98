/* SPDX-License-Identifier: ISC */
/*
 * Replacing a file whole or not at all.  The new content is written beside the
 * file, as PATH.new, and takes its name when it is on the disk: whoever opens
 * PATH at any time, a crash included, has the old content or the new one.
 *
 * Only one process at a time can replace a file: begin before reading what the
 * new content depends on.  What a killed process left is used again.
 */
#ifndef RSEC_IO_REPLACE_H
#define RSEC_IO_REPLACE_H

#include <stddef.h>

#include "base/api.h"
#include "base/err.h"

struct rsec_replace; /* opaque */

RSEC_BEGIN_API

/*
 * NULL with ERR: no such folder, no right to write there, PATH is something
 * else than a file (a symbolic link, too), or somebody else is replacing it.
 */
struct rsec_replace *rsec_replace_begin(const char *path, struct rsec_err *err);

/*
 * Append to the new content: 0, or -1 when the system refused, which commit
 * tells.  REPLACE is a void * so that this can be a callback.
 */
int rsec_replace_write(void *replace, const void *data, size_t len);

/* Borrowed: the name that is to be had, and that of what is written. */
const char *rsec_replace_path(const struct rsec_replace *replace);
const char *rsec_replace_temporary(const struct rsec_replace *replace);

/* The new content counts, and REPLACE is gone: 0, or -1 with the old one. */
int rsec_replace_commit(struct rsec_replace *replace, struct rsec_err *err);

/*
 * As commit, without waiting for the disk: of many files that are made again
 * where a crash takes one.
 */
int rsec_replace_rename(struct rsec_replace *replace, struct rsec_err *err);

/* The old content stays, and REPLACE is gone; NULL is fine. */
void rsec_replace_abort(struct rsec_replace *replace);

RSEC_END_API

#endif
