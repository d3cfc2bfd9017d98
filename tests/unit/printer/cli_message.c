/* SPDX-License-Identifier: ISC */
/* A part of all tools, for printer_test. */
#include "cmd/cli_message.c"
