/* SPDX-License-Identifier: ISC */
/*
 * One full VRP set from a live cache over RTR (RFC 8210), through RTRlib,
 * which is loaded at the first call and runs in a child process.  Left out
 * where RTRlib's headers were not there at build time: then every call fails
 * with RSEC_ERR_UNSUPPORTED.
 */
#ifndef RSEC_IO_RTR_H
#define RSEC_IO_RTR_H

#include <stdbool.h>

#include "base/err.h"
#include "rpki/vrp.h"

#define RSEC_RTR_PORT	 "323" /* RFC 8210 section 9 */
#define RSEC_RTR_TIMEOUT 60    /* seconds until the set must be complete */

RSEC_BEGIN_API

bool rsec_rtr_is_url(const char *name); /* rtr:// */

/*
 * Connect to URL ("rtr://host:port", "rtr://[v6]:port", port optional), wait
 * for the end of data, add every VRP to VRPS with the trust anchor name TA,
 * and disconnect.  TIMEOUT in seconds, 0 for RSEC_RTR_TIMEOUT.  Returns 0,
 * or -1 with ERR; nothing is added before the end of data.
 */
int rsec_rtr_read(const char *url, unsigned timeout, const char *ta,
    struct rsec_vrps *vrps, struct rsec_err *err);

RSEC_END_API

#endif
