/* SPDX-License-Identifier: ISC */
/*
 * The parts of roa-history.  A verb is a file: it gets the options, opens what
 * it needs, locks the process down and returns the exit status.
 *
 *	options -> verb -> store (mapped) -> answers
 *
 * To add a verb: a bit in enum verb_bit, a line in verbs.c, its options in
 * both tables of options.c, and the file with its function.
 */
#ifndef RSEC_CMD_ROA_HISTORY_ROA_HISTORY_H
#define RSEC_CMD_ROA_HISTORY_ROA_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/inputs.h"
#include "history/archive.h"
#include "history/query.h"
#include "history/stats.h"
#include "io/out.h"

/* One bit a verb, for the table that says which options belong to which. */
enum verb_bit {
	VERB_INGEST = 1 << 0,
	VERB_FETCH = 1 << 1,
	VERB_SOURCES = 1 << 2,
	VERB_SHOW = 1 << 3,
	VERB_CHECK = 1 << 4,
	VERB_COVERED = 1 << 5,
	VERB_ASN = 1 << 6,
	VERB_CHANGES = 1 << 7,
	VERB_STATS = 1 << 8,
	VERB_DELAY = 1 << 9,
	VERB_PLOT = 1 << 10,
	VERB_EXPORT = 1 << 11,
	VERB_VERIFY = 1 << 12,
	VERB_INFO = 1 << 13,
	VERB_SERVE = 1 << 14,
	VERB_ALL = (1 << 15) - 1,
};

struct options;

struct verb {
	const char *name;
	unsigned bit;
	const char *synopsis; /* behind "roa-history NAME -d STORE" */
	int (*run)(const struct options *options); /* the exit status */
};

/* A point in time that an option gives: seconds UTC, midnight for a day. */
struct moment {
	uint32_t time;
	bool given;
};

/* Which VRPs are shown for a prefix. */
enum match {
	MATCH_COVERING,
	MATCH_EXACT,
	MATCH_COVERED,
};

struct options {
	const struct verb *verb;
	char **operand;
	size_t operands;

	const char *store; /* -d */
	struct cli_input_options input;
	enum rsec_out_format format;
	struct cli_names tal; /* canonical names: rsec_archive_ta() */
	struct moment from, to;
	unsigned threads;

	/* questions */
	struct moment at;
	enum rsec_history_gaps gaps;
	enum match match;
	struct {
		uint32_t number;
		bool given;
	} asn;
	bool summary;
	bool sql; /* export -f sql */

	/* numbers */
	enum rsec_stats_by by;
	unsigned step; /* days */
	struct cli_names delegated, bgp;

	/* ingest */
	struct moment date;
	bool replace;

	/* fetch */
	const char *base, *keep;     /* base: never NULL */
	enum rsec_archive_kind kind; /* ROAS or OUTPUT */
	unsigned connections;	     /* 0: default */
	uint64_t rate;		     /* bytes a second; 0: no limit */
	bool dry_run;

	/* serve */
	const char *listen;
	bool cgi;
};

/* Fill OPTIONS, or die. */
void options_parse(struct options *options, int argc, char *argv[]);
void options_fini(struct options *options);

/* verbs.c: all of them, ends with a NULL name; one by its name, or NULL. */
extern const struct verb verbs[];
const struct verb *verb_find(const char *name);

/*
 * store.c: a store to be asked.  It is mapped by store_open(); what is in it
 * is looked at by store_read() only, so that sandbox_enter() and the opening
 * of other inputs come in between.  Both die where they fail.
 */
struct store {
	const char *path;
	const uint8_t *data;
	size_t len;
	struct rsec_history *history;
};

struct stat;
/* The same without dying: 0, or -1 with ERR; *ST is what the file was. */
int store_map(struct store *store, const char *path, struct stat *st,
    struct rsec_err *err);

void store_open(struct store *store, const struct options *options);
struct rsec_history *store_read(struct store *store); /* borrowed */
void store_close(struct store *store);

/* Whether options->tal names the trust anchor; true where it names none. */
bool store_wants(const struct options *options, const char *ta);

/* Die of operands that a verb does not take: MIN to MAX of them. */
void need_operands(
    const struct options *options, size_t min, size_t max, const char *what);

/* The verbs. */
int ingest(const struct options *options);
int fetch(const struct options *options);
int sources(const struct options *options);
int verify(const struct options *options);
int info(const struct options *options);
int show(const struct options *options);
int check(const struct options *options);
int covered(const struct options *options);
int asn(const struct options *options);
int changes(const struct options *options);
int stats(const struct options *options);
int delay(const struct options *options);
int plot(const struct options *options);
int export_store(const struct options *options);
int serve(const struct options *options);

#endif
