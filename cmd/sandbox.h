/* SPDX-License-Identifier: ISC */
/*
 * Lock the process down once its inputs are open and before the first byte of
 * them is parsed: Landlock and seccomp on Linux, pledge and unveil on
 * OpenBSD, nothing elsewhere.
 */
#ifndef RSEC_CMD_SANDBOX_H
#define RSEC_CMD_SANDBOX_H

#include <stddef.h>

/*
 * From here on the process may read and write what is already open, map
 * memory, use threads and exit; it may open no file, no socket and start no
 * program.  Dies if the kernel offers a mechanism that then fails; goes on
 * where it offers none.
 */
void sandbox_enter(void);

/*
 * The same, but for reading below COUNT paths: files and folders there may be
 * opened and listed, and nothing else is.  A path that is not there is passed
 * over.
 */
void sandbox_enter_reading(const char *const paths[], size_t count);

/*
 * The same, and for a server: connections that come to sockets which are open
 * already may be taken, read from and written to.
 */
void sandbox_enter_serving(const char *const paths[], size_t count);

/*
 * For a process that fetches: it may read what it could, ask servers and start
 * processes of its own, but write, make and remove files below COUNT paths
 * alone, and run no program.  Where there is no Landlock nothing changes.
 */
void sandbox_enter_fetching(const char *const paths[], size_t count);

#endif
