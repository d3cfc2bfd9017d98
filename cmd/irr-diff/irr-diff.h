/* SPDX-License-Identifier: ISC */
/*
 * The parts of irr-diff and what flows between them:
 *
 *	options -> two sides (opened) -> diff -> changes        OLD NEW
 *	options -> inputs (opened) -> evidence -> a report      DUMP...
 */
#ifndef RSEC_CMD_IRR_DIFF_IRR_DIFF_H
#define RSEC_CMD_IRR_DIFF_IRR_DIFF_H

#include "base/arena.h"
#include "cmd/data.h"
#include "cmd/notes.h"
#include "hygiene/impact.h"
#include "hygiene/registration.h"
#include "hygiene/summary.h"
#include "io/out.h"
#include "irr/diff.h"
#include "irr/meaning.h"

/* What is asked; bits, for the tables of what belongs to which. */
enum mode {
	MODE_CHANGES = 1,
	MODE_AGAINST = 2,
	MODE_IRREGULAR = 4,
	MODE_MATRIX = 8,
	MODE_IMPACT = 16,
	MODE_REGISTRATION = 32,
};

/* How changes are written. */
enum shape {
	SHAPE_RECORDS, /* one a changed attribute, in options->format */
	SHAPE_RPSL,
	SHAPE_UNIFIED,
	SHAPE_NRTM3,
	SHAPE_NRTM4,
};

/* What --only chooses by; each has values of its own. */
enum only_kind {
	ONLY_OP,
	ONLY_AUTH,
	ONLY_RPKI,
	ONLY_BGP,
	ONLY_AGE,
	ONLY_FINDING,
	ONLY_REGISTRATION,
	ONLY_STRICT,
	ONLY_PERMISSIVE,
	ONLY_KINDS
};

/* What --irregular finds: how far an object came in the workflow. */
enum finding {
	FINDING_INCONSISTENT,
	FINDING_IRREGULAR,
	FINDING_SUSPICIOUS,
	FINDINGS
};

/* An operand: "path" or "NAME=path". */
struct operand {
	const char *source; /* NULL: not said */
	const char *path;
	bool of_folder; /* --data found it: sets and aut-num will do */
};

struct options {
	enum mode mode;
	bool impact, irregular, matrix, summary, list; /* as given */
	enum rsec_out_format format;
	enum shape shape;
	bool status, exit_code, lenient;
	struct cli_input_options input;
	unsigned threads;

	const char *folder;   /* --data, or NULL */
	struct cli_data data; /* what is found there */
	struct operand *dump;
	size_t dumps;
	struct rsec_arena texts; /* of names, in upper case */
	struct cli_names vrps, slurm, bgp, as_org, as_rel;
	struct cli_names delegated, transfers, apply;
	struct cli_names against, auth_also, drop; /* names of registries */

	/* Which objects, or changes. */
	uint8_t family; /* 0: both */
	struct rsec_irr_filter filter;
	struct rsec_prefix prefix; /* that filter points to */
	unsigned only[ONLY_KINDS]; /* a bit each; 0: all */

	bool all_attributes, no_pair;
	const char *max_removed; /* as given, or NULL */
	double max_removed_percent;
	const char *serial_given; /* or NULL */
	uint64_t serial;
	const char *session; /* a UUID, or NULL */

	enum rsec_hygiene_unit unit;
	int32_t today, freeze; /* days; RSEC_IRR_NO_DATE */
	bool ripe_731;
};

/* options.c: fill OPTIONS, or die. */
void options_parse(struct options *options, int argc, char *argv[]);
void options_fini(struct options *options);

/* only.c: set the bits of --only's argument, or die; whether VALUE is asked. */
void only_parse(struct options *options, const char *arg);
bool only_has(
    const struct options *options, enum only_kind kind, unsigned value);
bool only_any(const struct options *options); /* whether any bit is set */
const char *finding_name(enum finding finding);

/* dump.c: a dump of a registry, or another input with notes of its own. */
struct dump {
	const char *name;   /* for messages */
	const char *source; /* of objects that name none; NULL: not said */
	char *file_source;  /* the same from the file's name; --lenient */
	struct rsec_input *in;
	struct rsec_bgpdump *bgpdump; /* reads it where it is MRT, or NULL */
	struct rsec_memory memory;    /* of a file that is mapped */
	bool mapped;		      /* its bytes stay where they are */
	bool is_snapshot;	      /* of NRTM version 4 */
	struct rsec_buf text;	      /* of the snapshot, as a dump */
	struct cli_notes notes;
	uint64_t records;	   /* read and skipped; 0: not known */
	struct rsec_mrt_stats mrt; /* of a table in MRT */
	bool of_folder;
	char read[64]; /* --verbose: what was */
	bool failed;
	struct rsec_err err;
};

void dump_open(struct dump *dump, const struct options *options,
    const struct operand *operand, const char *unit);
struct rsec_source dump_bytes(struct dump *dump);
const char *dump_source(const struct dump *dump); /* NULL: not known */
/*
 * What is not read yet, 0 or -1 with dump->err: which form it has; a snapshot,
 * which becomes the text of a dump; a journal, which is the caller's.
 */
int dump_sniff(struct dump *dump, enum rsec_nrtm_format *format);
int dump_snapshot(struct dump *dump);
int dump_journal(struct dump *dump, struct rsec_nrtm **journal);
/* "RADB" of "irr/radb.db.gz", to be freed; NULL: there is no name in it. */
char *dump_path_source(const char *path);
/* Print why reading DUMP failed, with THEN: what becomes of the rest. */
void dump_warn(const struct dump *dump, const char *then);
void dump_close(struct dump *dump);

/* serial.c: from --serial's argument, NULL if not given; or die. */
void serial_choose(struct options *options, const char *arg);

/* sides.c: OLD and NEW, opened, then read and compared. */
struct sides; /* opaque */

struct sides *sides_open(const struct options *options);
const struct rsec_irr_diff *sides_read(struct sides *sides);
void sides_close(struct sides *sides);

/* changes.c: OLD NEW; the exit status. */
int changes(const struct options *options);
/* Whether change I is to be printed; the number of each op. */
bool changes_wanted(
    const struct options *options, const struct rsec_irr_change *change);
/* The only source of all changes, or die: a journal has one. */
const char *changes_source(
    const struct options *options, const struct rsec_irr_diff *diff);

/* The shapes of changes; each prints what is wanted. */
void print_rpsl(const struct options *options, const struct rsec_irr_diff *diff,
    struct rsec_out *out);
void print_unified(const struct options *options,
    const struct rsec_irr_diff *diff, struct rsec_out *out);
void print_journal(const struct options *options,
    const struct rsec_irr_diff *diff, struct rsec_out *out);

/* inputs.c: all that reports stand on, opened, then read. */
struct inputs; /* opaque */

struct evidence {
	struct rsec_hygiene_inputs inputs;
	struct rsec_hygiene *hygiene; /* made of them */
	struct rsec_registration_inputs registration;
};

struct inputs *inputs_open(const struct options *options);
const struct evidence *inputs_read(struct inputs *inputs); /* borrowed */
void inputs_close(struct inputs *inputs);

/* report.c: what reports have in common. */
struct report {
	const struct options *options;
	const struct evidence *evidence;
	struct rsec_out *out;
	struct rsec_buf why; /* of one row after the other */
	uint64_t findings;
};

/* Whether the filters of OPTIONS let the record pass. */
bool report_wants(
    const struct report *report, const struct rsec_irr_record *record);
bool report_wants_prefix(
    const struct report *report, const struct rsec_prefix *prefix);
/* In text, the names of COLUMNS above the numbers. */
void report_headings(
    struct report *report, const struct rsec_out_column *columns);
/* The columns prefix, origin, source and maintainer. */
void report_object(struct report *report, const struct rsec_irr_record *record);
/* A day, or nothing for RSEC_IRR_NO_DATE. */
void report_day(struct rsec_out *out, int32_t days);
/* A column of text, from report->why; RC is what filled it. */
void report_why(struct report *report, int rc);
/* Whether a line that sums it up goes to standard error; makes way for it. */
bool report_sums_up(const struct report *report);
int report(const struct options *options); /* the exit status */

/* The reports: what each prints, and its columns. */
void against_print(struct report *report);
void irregular_print(struct report *report);
void matrix_print(struct report *report);
void impact_print(struct report *report);
void registration_print(struct report *report);
void summary_print(struct report *report);

/* against.c: the columns of classes, and whether --only lets them pass. */
void against_classes(struct report *report,
    const struct rsec_irr_record *record,
    const struct rsec_hygiene_answer *answer);
bool against_wants(
    const struct options *options, const struct rsec_hygiene_answer *answer);

extern const struct rsec_out_column against_columns[];
extern const struct rsec_out_column irregular_columns[];
extern const struct rsec_out_column irregular_summary_columns[];
extern const struct rsec_out_column matrix_columns[];
extern const struct rsec_out_column impact_columns[];
extern const struct rsec_out_column impact_list_columns[];
extern const struct rsec_out_column registration_columns[];
extern const struct rsec_out_column registration_summary_columns[];
const struct rsec_out_column *summary_columns(void);

/* share.c: N counts as hundredths of a percent that add up to 10000. */
void shares(const uint64_t *counts, size_t n, uint64_t *hundredths);

#endif
