/* SPDX-License-Identifier: ISC */
/*
 * The second reader of MRT: RIPE NCC's bgpdump as a child process with limits,
 * which is fed what we decompressed and prints the lines of "bgpdump -m".
 *
 * Its exit status is not trusted: it is 0 for input that is cut or is no MRT.
 * What it writes to standard error, how it ended, and the frames of the
 * records that it was fed tell whether all of the input was read.
 *
 * libbgpdump, where a system installs it (Fedora, Homebrew, some ports), would
 * be another program behind the same pipes: bgpdump_open_dump("-") and a loop
 * of bgpdump_read_next(), linked into a child of its own (it calls exit(3) and
 * abort(3), and exports err(3), warn(3) and the like).  It is GPL-2+ and is
 * not built here.
 */
#ifndef RSEC_IO_BGPDUMP_H
#define RSEC_IO_BGPDUMP_H

#include "base/source.h"

#define RSEC_BGPDUMP "bgpdump" /* as found in PATH */

struct rsec_bgpdump; /* opaque */

RSEC_BEGIN_API

/*
 * Start PROGRAM, to be called before the process locks itself down.  Returns
 * 0, or -1 with ERR: RSEC_ERR_UNSUPPORTED where there is no such program.
 */
int rsec_bgpdump_start(
    const char *program, struct rsec_bgpdump **out, struct rsec_err *err);

/*
 * What it prints of the MRT that SOURCE gives, which is asked for once.  The
 * source fails where the input is cut (with the offset of the record), the
 * program says that it is, or does not end as it should; what came before it
 * is handed out first.
 */
struct rsec_source rsec_bgpdump_source(
    struct rsec_bgpdump *dump, struct rsec_source source);

/* End it, whether it is done or not; DUMP may be NULL. */
void rsec_bgpdump_free(struct rsec_bgpdump *dump);

RSEC_END_API

#endif
