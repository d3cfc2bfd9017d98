/* SPDX-License-Identifier: ISC */
/* What cli.c and cli_message.c share. */
#ifndef RSEC_CMD_CLI_PRIVATE_H
#define RSEC_CMD_CLI_PRIVATE_H

extern const char *cli_tool_name; /* for messages */

#endif
