/* SPDX-License-Identifier: ISC */
/* One session of RTRlib, which runs in a process of its own: see rtr.c. */
#ifndef RSEC_IO_RTR_PRIVATE_H
#define RSEC_IO_RTR_PRIVATE_H

#include "base/err.h"
#include "rpki/vrp.h"

struct addrinfo;
struct rsec_rtr_session; /* opaque */

/* Load RTRlib.  Returns 0 and the caller frees *OUT, or -1 with ERR. */
int rsec_rtr_session_new(struct rsec_rtr_session **out, struct rsec_err *err);
void rsec_rtr_session_free(struct rsec_rtr_session *session);

/*
 * Connect to one of ADDRESSES, wait as long as it takes for the end of data,
 * and hand each VRP (with ta 0) to TAKE.  Returns 0, or -1 with ERR.  Meant to
 * be followed by _exit(2): the session is not ended.
 */
int rsec_rtr_session_run(struct rsec_rtr_session *session,
    const struct addrinfo *addresses,
    void (*take)(void *ctx, const struct rsec_vrp *vrp), void *ctx,
    struct rsec_err *err);

#endif
