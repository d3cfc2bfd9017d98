/* SPDX-License-Identifier: ISC */
/* Work that any number of threads may share. */
#ifndef RSEC_CMD_THREADS_H
#define RSEC_CMD_THREADS_H

/*
 * WORK(CTX) in COUNT threads, of which this is one, until all have returned;
 * in fewer where no more can be made.  WORK takes piece after piece.
 */
void cli_threads_run(unsigned count, void *(*work)(void *ctx), void *ctx);

#endif
