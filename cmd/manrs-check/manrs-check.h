/* SPDX-License-Identifier: ISC */
/*
 * The parts of manrs-check and what flows between them:
 *
 *	options -> subjects (organisations, each a list of ASNs)
 *	options -> files (opened) -> data (read, frozen), origins of each
 *	data + subject -> report (lib/manrs) -> page (a format)
 */
#ifndef RSEC_CMD_MANRS_CHECK_MANRS_CHECK_H
#define RSEC_CMD_MANRS_CHECK_MANRS_CHECK_H

#include "base/arena.h"
#include "cmd/data.h"
#include "cmd/inputs.h"
#include "cmd/notes.h"
#include "io/hasher.h"
#include "io/out.h"
#include "manrs/previous.h"
#include "manrs/report.h"

/* Kinds of files; several may feed one input of the assessment. */
enum kind {
	KIND_AS_REL,
	KIND_DELEGATED,
	KIND_VRPS,
	KIND_ASPA,
	KIND_RIB,
	KIND_UPDATES,
	KIND_IRR,
	KIND_WHOIS,
	KIND_PEERINGDB,
	KIND_BOGONS,
	KIND_CIDR_REPORT,
	KIND_GRIP,
	KIND_BGPSTREAM,
	KIND_FEEDBACK,
	KIND_SPOOFER,
	KIND_RSC,
	KIND_AS_ORG,
	KIND_PARTICIPANTS,
	KIND_PREVIOUS,
	KINDS
};

enum format {
	FORMAT_TEXT,
	FORMAT_MARKDOWN,
	FORMAT_HTML,
	FORMAT_JSON,
	FORMAT_JSONL,
	FORMAT_OBSERVATORY, /* as the Observatory's API calls things */
	FORMAT_TSV,	    /* of --region only */
};

/* One organisation, and one report. */
struct subject {
	uint32_t *asn; /* sorted, none twice */
	size_t asns;
	const char *name; /* as --asn-file calls it; "" */
	uint64_t line;	  /* of --asn-file; 0: not known */
};

struct options {
	struct rsec_manrs_rules rules;
	struct rsec_manrs_month month;
	bool has_month;		     /* else it is that of the newest table */
	int64_t now;		     /* seconds UTC */
	struct cli_data data[KINDS]; /* by option, or else of the folder */
	struct cli_names order;	     /* --irr-order: registries */
	struct cli_input_options input;
	unsigned threads;

	struct subject *subject;
	size_t subjects;
	struct rsec_arena texts; /* of the subjects */
	struct rsec_manrs_what_if what_if;
	struct rsec_buf vrps, routes, withdrawn; /* that it points to */
	struct rsec_manrs_server server;	 /* --invalid-community */
	struct rsec_buf communities;
	const char *region;			 /* "RIPE", "NL"; NULL */
	const char *report_dir, *output, *fixes; /* NULL */
	bool customers;
	enum format format;
	bool strict; /* no data is not conformant */
};

/* options.c: fill OPTIONS, or die. */
void options_parse(struct options *options, int argc, char *argv[]);
void options_fini(struct options *options);
const char *kind_name(enum kind kind);	       /* "as-rel": option and folder */
const char *format_suffix(enum format format); /* "md" */

/* arguments.c: how options read their arguments; each dies of a wrong one. */
void arg_format(struct options *options, const char *arg);
void arg_month(struct options *options, const char *arg);
void arg_community(struct options *options, const char *arg);
void arg_now(struct options *options, const char *arg);
void arg_program(struct options *options, const char *arg);
void arg_region(struct options *options, const char *arg);
/* "roa=AS64496,192.0.2.0/24[,24]", "route=...", "withdraw=...". */
void arg_what_if(struct options *options, const char *arg);

/* subjects.c: ASNs of the command line, and of --asn-file. */
void subjects_operands(struct options *options, int count, char *word[]);
void subjects_file(struct options *options, const char *path);

/* What the time of an input is of, the better the later. */
enum time_of {
	TIME_OF_FILE, /* its last change on the disk */
	TIME_OF_NAME,
	TIME_OF_RECORD, /* the last event in it: it may be much younger */
	TIME_OF_CONTENT,
};

/* file.c: one input, and what a report tells of it. */
struct file {
	enum kind kind;
	const char *path; /* as given */
	char *name; /* that is shown: "stdin", a URL without its password */
	struct rsec_input *in;
	struct rsec_hasher *hasher;
	struct cli_notes notes;
	/* SHA-256 of the file as it lies there, in hex; "": not all was read */
	char digest[2 * RSEC_HASHER_SIZE + 1];
	uint64_t size;	  /* bytes, as it lies there */
	uint64_t records; /* read; what they are depends on the kind */
	int64_t time;	  /* when it was made; 0: not known */
	enum time_of time_of;
	struct rsec_source source; /* of IN, behind what keeps the head */
	struct rsec_buf head;	   /* first bytes, where they tell of it */
	bool failed;
	struct rsec_err err;
	struct rsec_manrs_view_stats bgp; /* of tables and updates */
};

void file_init(struct file *file, enum kind kind, const char *path,
    const struct options *options);
/* Whether it must be opened before the process locks itself down. */
bool file_is_early(const struct file *file);
/* 0, or -1 with file->err; once is enough. */
int file_open(struct file *file, const struct options *options);
/* It was only looked at: as if it were not yet open, where that can be. */
void file_rewind(struct file *file);
struct rsec_source file_source(struct file *file);
/* It was read; what is told of it stays. */
void file_close(struct file *file);
void file_fini(struct file *file);
/* A date in the name of the file, in days since 1970; INT32_MIN: none. */
int32_t file_day(const struct file *file);

/* times.c: "file", "name", "record", "content". */
const char *time_of_name(enum time_of time_of);
/* Whether its time is that of a state of the network. */
bool file_is_state(const struct file *file);
/* Say so once where the oldest and the newest state lie far apart. */
void files_tell_apart(const struct file *file, size_t count);
/* Around reading: how many events SETS have, and the time of the new ones. */
struct sets;
uint32_t file_events(const struct file *file, const struct sets *sets);
void file_find_time(
    struct file *file, const struct sets *sets, uint32_t events);

/* newest.c: seconds UTC of the first record of the newest; 0: none tells. */
int64_t files_newest(
    struct file *file, size_t count, const struct options *options);

/* inputs.c: all files; then, locked down, read into one set of data. */
struct inputs; /* opaque */

struct inputs *inputs_open(struct options *options);
/* NULL where an input is not sound, which is told. */
const struct rsec_manrs_data *inputs_read(struct inputs *inputs);
const struct file *inputs_files(const struct inputs *inputs, size_t *count);
/* The scores of the earlier report that --previous named; NULL. */
const struct rsec_manrs_previous *inputs_previous(const struct inputs *inputs,
    const struct subject *subject, struct rsec_manrs_previous *previous);
void inputs_close(struct inputs *inputs);

/* readers.c: one kind of file each; 0, or -1 with file->err. */
struct sets {
	struct rsec_relations *relations;
	struct rsec_delegated *delegated;
	struct rsec_vrps *vrps;
	struct rsec_manrs_aspas *aspas;
	bool has_aspas; /* an export told of ASPAs, maybe of none */
	struct rsec_manrs_view *view;
	struct rsec_manrs_registry *registry;
	struct rsec_manrs_contacts *contacts;
	struct rsec_manrs_peeringdb *peeringdb;
	struct rsec_manrs_bogons *bogons;
	struct rsec_manrs_events *events;
	struct rsec_manrs_tests *tests;
	struct rsec_manrs_checklists *checklists;
	struct rsec_organisations *organisations;
	struct rsec_manrs_participants *participants;
	struct rsec_manrs_earlier *earlier;
	const struct rsec_manrs_rules *rules;
};
int read_file(struct sets *sets, struct file *file);
/* Tell which routes in FILE are not judged as others are. */
void file_tell_routes(
    const struct file *file, const struct rsec_manrs_data *data);
/* New ones, empty, of all but the view; or die. */
void sets_init(struct sets *sets, const struct rsec_manrs_rules *rules);
void sets_fini(struct sets *sets);

/* deliver.c: where reports go: standard output, files, or a folder. */
struct delivery; /* opaque */

/*
 * WORK reads, assesses and puts reports; where they go to files it runs in a
 * child that can open none for writing.  The exit status.
 */
int deliver(struct options *options,
    int (*work)(struct options *options, struct delivery *to));
/* A report, under NAME where there is a folder of them; or die. */
void deliver_report(
    struct delivery *to, const char *name, const struct rsec_buf *text);
void deliver_fixes(struct delivery *to, const struct rsec_buf *text);

#define VERDICTS (RSEC_MANRS_NOT_COMPUTED + 1)

/* One report, with what stands around it. */
struct sheet {
	const struct options *options;
	const struct subject *subject;
	const struct rsec_manrs_report *report;
	const struct rsec_manrs_report *before; /* without --what-if; NULL */
	const struct file *file;
	size_t files;
	bool colour;
};

/* page_*.c: a report in a format, to the end of PAGE; or die. */
void page_text(struct rsec_buf *page, const struct sheet *sheet);
void page_markdown(struct rsec_buf *page, const struct sheet *sheet);
void page_html(struct rsec_buf *page, const struct sheet *sheet);
void page_json(struct rsec_buf *page, const struct sheet *sheet);
void page_observatory(struct rsec_buf *page, const struct sheet *sheet);
void page_customers(struct rsec_buf *page, const struct sheet *sheet);
void page_fixes(struct rsec_buf *page, const struct sheet *sheet);

/* One sheet in the format that is asked for. */
void page_sheet(struct rsec_buf *page, const struct sheet *sheet);
/*
 * The row of a report, whose file is NAME, in the index; and all of it, with
 * how many reports have each verdict.
 */
void page_index_row(
    struct rsec_buf *rows, const struct sheet *sheet, const char *name);
void page_index(struct rsec_buf *page, const struct options *options,
    const struct rsec_manrs_data *data, const struct rsec_buf *rows,
    const size_t verdicts[VERDICTS]);

/* reports.c: the reports of all subjects; the exit status. */
int reports(const struct options *options, const struct inputs *inputs,
    const struct rsec_manrs_data *data, struct delivery *to);
/* region.c: the table of a registry or an economy; the exit status. */
int region(const struct options *options, const struct inputs *inputs,
    const struct rsec_manrs_data *data, struct delivery *to);

#endif
