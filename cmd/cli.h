/* SPDX-License-Identifier: ISC */
/*
 * What every tool does alike: options from one table, --help and --version,
 * messages, exit status.
 */
#ifndef RSEC_CMD_CLI_H
#define RSEC_CMD_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* Exit status, as in diff(1) and grep(1). */
enum {
	CLI_OK = 0,
	CLI_FINDING = 1,
	CLI_TROUBLE = 2,
	CLI_UNCHECKED = 3,
};

/*
 * One option.  The table is the only source: getopt_long, --help, and the
 * check that manual page and completions list the same options.
 */
struct cli_option {
	int key;	  /* the short option's letter, or a number above 255 */
	const char *name; /* the long name */
	const char *arg;  /* what its argument is called, or NULL */
	const char *help; /* one line */
};

struct cli_tool {
	const char *name;
	const char *synopsis;		  /* lines after "usage: " */
	const char *purpose;		  /* one line */
	const struct cli_option *options; /* ends with a zero key */
};

/* The two that each table starts with. */
#define CLI_COMMON_OPTIONS                                         \
	{ 'h', "help", NULL, "print this help and exit" },         \
	{                                                          \
		'V', "version", NULL, "print the version and exit" \
	}

/*
 * The next option: its key with *ARG set, or -1 when only operands are left,
 * from argv[*optind()].  Handles -h and -V (exits 0) and anything unknown
 * (prints how to get help, exits 2).
 */
int cli_next(
    const struct cli_tool *tool, int argc, char *argv[], const char **arg);
int cli_operands(void); /* index of the first operand */

/* "tool: message" to standard error. */
void cli_warn(const char *fmt, ...) RSEC_PRINTF(1, 2);

/* "tool: FILE:LINE: message" (or ": at byte N"), from an error value. */
void cli_warn_err(const char *file, const struct rsec_err *err);

/* The same, then exit with CLI_TROUBLE. */
void cli_die(const char *fmt, ...) RSEC_PRINTF(1, 2)
    __attribute__((__noreturn__));
void cli_die_err(const char *file, const struct rsec_err *err)
    __attribute__((__noreturn__));

/* An option's argument as a number or a size ("512M"), or die. */
uint64_t cli_number(const char *option, const char *arg, uint64_t max);
uint64_t cli_size(const char *option, const char *arg);

/* A progress callback for rsec_fetch(): a bar if standard error is a tty. */
void cli_progress(void *ctx, uint64_t done, uint64_t total);

/*
 * A diagnostic callback: prints, counts in ctx->skipped, and stops if
 * ctx->strict.
 */
struct cli_diag {
	const char *file;
	bool strict, quiet;
	uint64_t skipped;
};
int cli_diag_report(void *ctx, const struct rsec_err *err);

#endif
