/* SPDX-License-Identifier: ISC */
/* What the verbs that ask a store share. */
#ifndef RSEC_CMD_ROA_HISTORY_ASK_H
#define RSEC_CMD_ROA_HISTORY_ASK_H

#include "base/buf.h"
#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/roa-history/roa-history.h"
#include "history/query.h"

#define DAY	  ((uint32_t)RSEC_DAY)
#define SPAN_SIZE (2 * RSEC_UTC_SIZE + 4)
#define NOTE_SIZE 256

/* A store that is asked, and where the answers go. */
struct ask {
	const struct options *options;
	struct store store;
	struct rsec_history *history; /* borrowed from it */
	struct rsec_out *out;
	uint32_t first, last; /* days: of the first and last observation */
	uint32_t from, to;    /* days that are asked about, by default those */
	struct gaps *gaps[RSEC_HISTORY_TAS_MAX]; /* gaps.c: NULL: not known */
	struct rsec_err err;
};

/*
 * Open the store; then, when all other inputs are open too, lock the process
 * down and look at it.  Both die where they fail.
 */
void ask_open(struct ask *ask, const struct options *options);
void ask_begin(struct ask *ask);

/* RC of a question: go on, or die if it is -1, with the error in ASK. */
void ask_done(struct ask *ask, int rc);

/* Close all, and return the exit status. */
int ask_close(struct ask *ask, int status);

/* Whether answers are text for people. */
bool ask_text(const struct ask *ask);

/* An operand, or die. */
struct rsec_prefix parse_prefix(const char *s);
uint32_t parse_asn(const char *s);
uint32_t parse_time(const char *s); /* midnight for a date */

/* A date for a midnight, else a time; and two of them, "A .. B". */
void format_time(char to[RSEC_UTC_SIZE], uint32_t t);
void format_span(char to[SPAN_SIZE], uint32_t from, uint32_t end);
void print_time(struct rsec_out *out, uint32_t t);

/*
 * verdict.c: how a state looks, and in words what is behind it.  NAME says
 * what states are called: rsec_history_state_name() for routes, cover_name()
 * for the cover of a prefix ("yes", "no").
 */
const char *cover_name(enum rsec_history_state state);
void print_state(struct rsec_out *out, enum rsec_history_state state,
    const char *(*name)(enum rsec_history_state state));
void format_note(const struct ask *ask,
    const struct rsec_history_answer *answer,
    const char *(*name)(enum rsec_history_state state), char to[NOTE_SIZE]);

/* The columns not_observed, before and after of an answer. */
void print_around(const struct ask *ask,
    const struct rsec_history_answer *answer,
    const char *(*name)(enum rsec_history_state state));

/* 0, 1, 3 as the state is good, bad, or open; as roa-check has it. */
int state_status(enum rsec_history_state state);

/* evidence.c: the VRPs that covered at a time, as rows. */
extern const struct rsec_out_column evidence_columns[];
void print_evidence(struct ask *ask, const struct rsec_prefix *prefix,
    const struct rsec_route *route, uint32_t at);

/* spans.c: a record for each time during which a VRP was there. */
const struct rsec_out_column *span_columns(const struct ask *ask);
bool span_wanted(const struct ask *ask, const struct rsec_history_vrp *vrp);
int span_print(void *ctx, const struct rsec_history_vrp *vrp);

/*
 * gaps.c: the days of a span FROM..END on which TA was not observed: all of
 * them, borrowed and without a NUL, or some.
 */
const char *find_gaps(
    struct ask *ask, uint8_t ta, uint32_t from, uint32_t end, size_t *len);
void format_some_gaps(struct ask *ask, uint8_t ta, uint32_t from, uint32_t end,
    char to[NOTE_SIZE]);
void gaps_fini(struct ask *ask);

/*
 * stretch.c: the last stretch of days with one answer within those that ASK is
 * about; days that are unknown are passed.
 */
struct stretch {
	enum rsec_history_state state; /* UNKNOWN: nothing is known at all */
	uint32_t since, until;
	uint32_t observed;   /* days */
	bool ever;	     /* it was covered at any time */
	const char *missing; /* trust anchor that was not observed at the end */
};
void find_stretch(
    struct ask *ask, const struct rsec_prefix *prefix, struct stretch *stretch);

/* check.c: the columns of one answer but for its VRPs. */
void print_route(const struct ask *ask, const struct rsec_route *route,
    uint32_t at, const struct rsec_history_answer *answer);

/* batch.c: questions on standard input; exit status. */
int check_lines(struct ask *ask, struct rsec_input *in);

/* export_sql.c */
void export_sql(struct ask *ask);

#endif
