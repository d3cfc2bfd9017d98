/* SPDX-License-Identifier: ISC */
/*
 * The parts of roa-check and what flows between them:
 *
 *	options  ->  inputs (opened)  ->  VRPs  ->  questions  ->  answers
 */
#ifndef RSEC_CMD_ROA_CHECK_ROA_CHECK_H
#define RSEC_CMD_ROA_CHECK_ROA_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/data.h"
#include "cmd/vrps.h"
#include "io/out.h"
#include "net/prefix.h"
#include "rpki/origin.h"
#include "rpki/vrp.h"

/* What becomes of the answers. */
enum print_mode {
	PRINT_RECORDS,
	PRINT_TAGGED,	  /* --tag: the line, its state in front */
	PRINT_SUMMARY,	  /* --summary: only counts */
	PRINT_SUGGESTION, /* --suggest: the ROA that would help */
	PRINT_ROUTINATOR, /* -f routinator */
};

struct options {
	struct cli_names vrps; /* -r: files, URLs, live caches */
	struct cli_names slurm;
	const char *folder;   /* --data, or NULL */
	struct cli_data data; /* what VRPS names of it */
	struct cli_input_options input;
	const char *compile; /* --compile: where to, or NULL */
	enum rsec_out_format format;
	enum print_mode print;
	unsigned only; /* states to print, a bit each; 0: all */
	bool more_specific, space;
};

/* Fill OPTIONS; returns the index of the first operand, or dies. */
int options_parse(struct options *options, int argc, char *argv[]);

/* main.c: open the VRPs; standard input may hold the questions. */
struct cli_vrps *open_vrps(const struct options *options, bool stdin_taken);

/* compile.c: read the inputs in a locked-down child; the exit status. */
int compile(const struct options *options);

/* The state of an answer: three for a route, three for a prefix alone. */
enum state {
	STATE_VALID,
	STATE_INVALID,
	STATE_NOT_FOUND,
	STATE_COVERED,
	STATE_PARTLY_COVERED,
	STATE_NOT_COVERED,
	STATES,
};

const char *state_name(enum state state);

/* A question: a route, or with is_route false only its prefix. */
struct question {
	struct rsec_route route;
	bool is_route;
	const char *line; /* the input line, for --tag */
	size_t line_len;
};

struct check {
	const struct options *options;
	const struct rsec_vrps *vrps;
	int64_t vrps_time; /* when the VRPs were made; 0: not said */
	struct rsec_out *out;
	uint64_t count[2][STATES]; /* answers, IPv4 and IPv6, by state */
	bool one_question;	   /* -f routinator: the single-route form */
	bool printed;		   /* -f routinator: something was */
};

/* check.c: answer one question: count it, and print it if asked for. */
void check_ask(struct check *check, const struct question *question);

/* questions.c: the operands, or standard input; the exit status. */
int ask_operands(struct check *check, int argc, char *argv[]);
int ask_input(
    struct check *check, struct rsec_input *in, struct rsec_bgpdump *dump);
/* After the last question; so many lines or records were not answered. */
int ask_end(struct check *check, uint64_t unanswered);

/* mrt.c: the routes of an MRT table or of updates; the exit status. */
int ask_mrt(struct check *check, struct rsec_source source);

/* records.c: the columns, and the record of one answer. */
const struct rsec_out_column *record_columns(const struct options *options);
void record_print(struct check *check, const struct question *question,
    enum state state, enum rsec_rov_reason reason);

/* summary.c: the counts as records, and in one line on standard error. */
extern const struct rsec_out_column summary_columns[];
void summary_print(const struct check *check);
void summary_warn(const struct check *check);
int summary_status(const struct check *check, uint64_t unanswered);

/* suggest.c */
extern const struct rsec_out_column suggest_columns[];
void suggest_print(struct check *check, const struct question *question);

/* routinator.c: the document around the answers, and one answer. */
void routinator_print(
    struct check *check, const struct question *question, enum state state);
void routinator_end(struct check *check);

#endif
