/* SPDX-License-Identifier: ISC */
/*
 * A directory of published files, as a relying party leaves it:
 *
 *	rsync://HOST/PATH	DIRECTORY/HOST/PATH	(rpki-client)
 *				DIRECTORY/rsync/HOST/PATH
 *	a trust anchor's	DIRECTORY/ta/NAME/FILE.cer
 *
 * Names come from hostile objects: none leads out of the directory, by ".."
 * or by a link, and only regular files are read.  One cachedir may serve many
 * threads.
 */
#ifndef RSEC_IO_CACHEDIR_H
#define RSEC_IO_CACHEDIR_H

#include <stddef.h>

#include "base/api.h"
#include "base/err.h"
#include "rpki/chain.h"

#define RSEC_CACHEDIR_PATH 1024 /* bytes of a name below the directory */

struct rsec_cachedir; /* opaque */

RSEC_BEGIN_API

/*
 * Open the directory PATH, to read files of up to LIMIT bytes.  NULL with ERR
 * when it is none.
 */
struct rsec_cachedir *rsec_cachedir_open(
    const char *path, size_t limit, struct rsec_err *err);
void rsec_cachedir_close(struct rsec_cachedir *dir);

/*
 * The file with this name below the directory: 1 with *FILE, which goes back
 * by rsec_cachedir_drop(); 0 where there is none, or where the name is not
 * one that a cache has; -1 with ERR when it cannot be read.
 */
int rsec_cachedir_read(struct rsec_cachedir *dir, struct rsec_bytes name,
    struct rsec_bytes *file, struct rsec_err *err);

/* The same for the file that URI (rsync://...) names. */
int rsec_cachedir_get(struct rsec_cachedir *dir, struct rsec_bytes uri,
    struct rsec_bytes *file, struct rsec_err *err);

/* The certificate of the trust anchor NAME, or that TAL's URIs name. */
int rsec_cachedir_anchor(struct rsec_cachedir *dir, const char *name,
    const struct rsec_tal *tal, struct rsec_bytes *file, struct rsec_err *err);

void rsec_cachedir_drop(struct rsec_bytes file);

/* As a chain asks for it; it stays the caller's. */
struct rsec_cache rsec_cachedir_cache(struct rsec_cachedir *dir);

RSEC_END_API

#endif
