/* SPDX-License-Identifier: ISC */
/* How every tool names and opens its inputs: files, "-", URLs. */
#ifndef RSEC_CMD_INPUTS_H
#define RSEC_CMD_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bgp/mrt.h"
#include "io/bgpdump.h"
#include "io/input.h"

#define CLI_INPUTS_MAX 64 /* inputs of one option */

/* The inputs that an option named, as often as it was given. */
struct cli_names {
	const char *name[CLI_INPUTS_MAX];
	size_t count;
};

/* What options say about all inputs; zero is the default of each. */
struct cli_input_options {
	const char *cache; /* --cache: folder for copies of URLs, or NULL */
	uint64_t max_size; /* bytes after decompression; 0: default */
	unsigned timeout;  /* seconds for a URL or live cache; 0: default */
	bool bgpdump;	   /* --mrt-reader: it reads MRT, not we */
	bool strict, quiet, verbose;
	const char *failed; /* said behind why an input failed, or NULL */
};

/* Add NAME, the argument of OPTION, or die. */
void cli_names_add(
    struct cli_names *names, const char *option, const char *name);

/*
 * Standard input can be read once.  *TAKEN says by what, NULL by nothing yet:
 * die if one of NAMES, arguments of OPTION, is "-" too, else it is by WHAT.
 */
void cli_claim_stdin(const struct cli_names *names, const char *option,
    const char *what, const char **taken);

/* Keys of options that all tools have that read inputs. */
enum {
	CLI_MAX_SIZE = 512,
	CLI_MRT_READER,
	CLI_TIMEOUT
};

/* Their rows in the table of a tool; see cli.h. */
#define CLI_LIMIT_OPTIONS                                           \
	{ CLI_MAX_SIZE, "max-size", "SIZE",                         \
		"largest input after decompression (default 8G)" }, \
	{                                                           \
		CLI_TIMEOUT, "timeout", "SECONDS",                  \
		    "give up on a URL or live cache after so long"  \
	}
/* Of those that read MRT line by line. */
#define CLI_INPUT_OPTIONS                                     \
	{ CLI_MRT_READER, "mrt-reader", "READER",             \
		"read MRT by native code or by bgpdump(1)" }, \
	    CLI_LIMIT_OPTIONS

/* Take one of them, or die. */
void cli_input_option(
    struct cli_input_options *options, int key, const char *arg);

/*
 * Before the process locks itself down: bgpdump where OPTIONS ask for it, NULL
 * where not; or die.
 */
struct rsec_bgpdump *cli_bgpdump(const struct cli_input_options *options);

/*
 * What SOURCE gives; of MRT, if DUMP is not NULL, the lines that it prints.
 * PEEKED is the source's from here on.  Returns 0 or -1 with ERR; *IS_MRT is
 * true only where the caller is to read it.
 */
int cli_routes(struct rsec_bgpdump *dump, struct rsec_peeked *peeked,
    struct rsec_source *source, bool *is_mrt, struct rsec_err *err);

/*
 * NAME of an input as others may read it: a URL without the user and password
 * in it.  The caller frees it.
 */
char *cli_shown_name(const char *name);

/* Fetch URL whole and return a descriptor at its start, or die. */
int cli_fetch(const struct cli_input_options *options, const char *url);

/*
 * Nothing is dropped in silence: tell of what FILE has that STATS counted as
 * not read.
 */
void cli_mrt_unread(const char *file, const struct rsec_mrt_stats *stats);

/* Open NAME, fetch it whole where it is a URL, or die. */
struct rsec_input *cli_open(
    const struct cli_input_options *options, const char *name);

#endif
