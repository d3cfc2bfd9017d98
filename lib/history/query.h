/* SPDX-License-Identifier: ISC */
/*
 * Questions about the past, with three-valued answers: what a trust anchor
 * said on a day that nobody observed is unknown.
 *
 * A day is the observation that was made on it; where there were several, the
 * last one.  A time with hours lies between two observations: the answer is
 * theirs where they agree, and else that it changed between them.
 */
#ifndef RSEC_HISTORY_QUERY_H
#define RSEC_HISTORY_QUERY_H

#include "history/store.h"
#include "rpki/origin.h"

/* What a day without observation means. */
enum rsec_history_gaps {
	RSEC_GAPS_UNKNOWN,
	RSEC_GAPS_CARRY,     /* what the observation before said */
	RSEC_GAPS_WITHDRAWN, /* that there was nothing */
};

/* The state of a route (RFC 6811), and of the cover of a prefix. */
enum rsec_history_state {
	RSEC_HISTORY_VALID,
	RSEC_HISTORY_INVALID,
	RSEC_HISTORY_NOT_FOUND,
	RSEC_HISTORY_UNKNOWN,
};

struct rsec_history_answer {
	enum rsec_history_state state;
	enum rsec_rov_reason reason;
	/*
	 * UNKNOWN: the first trust anchor that was not observed and may have
	 * said otherwise, and what it would be if the days around, where they
	 * agree, are carried.
	 */
	uint8_t unknown_ta;
	bool has_guess;
	enum rsec_history_state guess;
	enum rsec_rov_reason guess_reason;
};

/* Part of an interval in which the answer is the same; both ends included. */
struct rsec_history_segment {
	uint32_t from, to;
	struct rsec_history_answer answer;
};

RSEC_BEGIN_API

/* The route at a day or time. */
int rsec_history_check(struct rsec_history *history,
    const struct rsec_route *route, uint32_t at, enum rsec_history_gaps gaps,
    struct rsec_history_answer *answer, struct rsec_err *err);

/*
 * The same over FROM..TO: one call of SEGMENT each, in order, without a gap
 * between them; it returns 0 to go on.
 */
int rsec_history_check_range(struct rsec_history *history,
    const struct rsec_route *route, uint32_t from, uint32_t to,
    enum rsec_history_gaps gaps,
    int (*segment)(void *ctx, const struct rsec_history_segment *segment),
    void *ctx, struct rsec_err *err);

/* Whether a VRP covered PREFIX: VALID stands for yes, NOT_FOUND for no. */
int rsec_history_covered(struct rsec_history *history,
    const struct rsec_prefix *prefix, uint32_t at, enum rsec_history_gaps gaps,
    struct rsec_history_answer *answer, struct rsec_err *err);

/*
 * The runs of VRP as GAPS sees them, one call of RUN each, with the days
 * inside it on which its trust anchor was not observed.
 */
struct rsec_history_span {
	uint32_t from, to;
	uint32_t observed, unknown; /* days */
	bool ongoing; /* up to the last observation of its trust anchor */
	/* It appeared after AFTER and not later than from; 0: not known. */
	uint32_t after;
};
int rsec_history_spans(struct rsec_history *history,
    const struct rsec_history_vrp *vrp, enum rsec_history_gaps gaps,
    int (*span)(void *ctx, const struct rsec_history_span *span), void *ctx,
    struct rsec_err *err);

/* What changed from A to B (days or times), per trust anchor and prefix. */
int rsec_history_changes(struct rsec_history *history, uint32_t a, uint32_t b,
    int (*change)(void *ctx, bool added, const struct rsec_history_vrp *vrp),
    void *ctx, struct rsec_err *err);

const char *rsec_history_state_name(enum rsec_history_state state);
const char *rsec_observation_state_name(enum rsec_observation_state state);

RSEC_END_API

#endif
