/* SPDX-License-Identifier: ISC */
/* An interrupt ends long work where it can be gone on with. */
#ifndef RSEC_CMD_STOP_H
#define RSEC_CMD_STOP_H

#include <stdbool.h>

/* Between these SIGINT and SIGTERM only make cli_is_stopped() true. */
void cli_stop_begin(void);
void cli_stop_end(void);

bool cli_is_stopped(void *ctx); /* CTX is unused */

#endif
