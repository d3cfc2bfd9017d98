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

#include "base/buf.h"
#include "base/err.h"
#include "io/out.h"

/* Exit status, as in diff(1) and grep(1). */
enum {
	CLI_OK = 0,
	CLI_FINDING = 1,
	CLI_TROUBLE = 2,
	CLI_UNCHECKED = 3,
};

#define CLI_DIAG_MAX 20 /* messages on one file before they are suppressed */
#define CLI_COUNT_SIZE \
	27 /* bytes of "18,446,744,073,709,551,615" and its NUL */

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
	/* Whether --help lists an option; NULL: it lists all of them. */
	bool (*lists)(const struct cli_option *option);
};

/* The two that each table ends with. */
#define CLI_COMMON_OPTIONS                                         \
	{ 'h', "help", NULL, "print this help and exit" },         \
	{                                                          \
		'V', "version", NULL, "print the version and exit" \
	}

/*
 * The next option: its key with *ARG set, or -1 when only operands are left,
 * from argv[cli_operands()].  Handles -h and -V (exits 0) and anything unknown
 * (says how to get help, exits 2).  The first call also names the tool for
 * messages, ignores SIGPIPE, and sees to it that no file that is opened later
 * becomes standard output.
 */
int cli_next(
    const struct cli_tool *tool, int argc, char *argv[], const char **arg);
int cli_operands(void); /* index of the first operand */

/* "--apply", of the option KEY in TABLE; valid until the next call. */
const char *cli_long_name(const struct cli_option *table, int key);

/*
 * "tool: message" to standard error, in one write.  What is not printable in
 * it is escaped, so that text of an input may be quoted.
 */
void cli_warn(const char *fmt, ...) RSEC_PRINTF(1, 2);

/*
 * "tool: FILE:LINE: message" (or "FILE: byte N: message"), from an error
 * value.  Says nothing for RSEC_ERR_STOPPED: whoever stopped has told why.
 */
void cli_warn_err(const char *file, const struct rsec_err *err);

/* The same with words behind it: "; nothing compared". */
void cli_warn_err_then(
    const char *file, const struct rsec_err *err, const char *then);

/* The same, then exit with CLI_TROUBLE. */
void cli_die(const char *fmt, ...) RSEC_PRINTF(1, 2)
    __attribute__((__noreturn__));
void cli_die_err(const char *file, const struct rsec_err *err)
    __attribute__((__noreturn__));

/* N * SIZE zeroed bytes, or die. */
void *cli_calloc(size_t n, size_t size);

/* An option's argument as a number or a size ("512M"), or die. */
uint64_t cli_number(const char *option, const char *arg, uint64_t max);
uint64_t cli_size(const char *option, const char *arg);

/* "723,521": V for people, NUL-terminated; returns TO. */
const char *cli_count(char to[CLI_COUNT_SIZE], uint64_t v);

/* Append "3 failed" to TEXT, after a comma where something stands there. */
void cli_add_count(struct rsec_buf *text, uint64_t n, const char *what);

/*
 * Whether colours go to FD: it is a terminal that is not dumb, and NO_COLOR
 * is not set (or empty).
 */
bool cli_colour(int fd);

/* A writer to FD, with colours as cli_colour() says, or die. */
struct rsec_out *cli_out(
    int fd, enum rsec_out_format format, const struct rsec_out_column *columns);

/*
 * Finish OUT and return the exit status: CLI_TROUBLE, with a message, if
 * anything was not written, else STATUS.  A reader that went away ("| head")
 * has seen enough: that is STATUS, too, without a word.
 */
int cli_close(struct rsec_out *out, int status);

/*
 * A progress callback for rsec_fetch(): a bar if standard error is a tty, at
 * most ten times a second.  CTX is unused.  The bar goes before a message, at
 * the end, or with cli_progress_end().
 */
void cli_progress(void *ctx, uint64_t done, uint64_t total);
/*
 * The same for DONE of TOTAL items, BYTES of which have come so far, and NOW,
 * what is going on; "" or a few words.
 */
void cli_progress_items(
    size_t done, size_t total, uint64_t bytes, const char *now);
void cli_progress_end(void);

/*
 * A diagnostic callback: prints and counts.  With strict set the first message
 * is the last: the reader then stops with RSEC_ERR_STOPPED.  Beyond
 * CLI_DIAG_MAX messages the rest is only counted, unless verbose is set.
 */
struct cli_diag {
	const char *file;
	const char *unit; /* what is skipped, NULL: "line" */
	bool strict, quiet, verbose;
	uint64_t skipped; /* counted here, printed or not */
};
int cli_diag_report(void *ctx, const struct rsec_err *err);

/*
 * "tool: FILE: 1 of 723,521 lines skipped", if any were; also if quiet, since
 * nothing is dropped in silence.  TOTAL may be 0 where it is not known.
 */
void cli_diag_summary(const struct cli_diag *diag, uint64_t total);

#endif
