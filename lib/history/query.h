/* SPDX-License-Identifier: ISC */
/*
 * Questions about the past, with three-valued answers: what a trust anchor
 * said on a day that nobody observed is unknown.
 *
 * A point in time is seconds UTC.  A midnight stands for the whole day, which
 * is the last observation that was made on it.  Any other time lies between
 * two observations: the answer is theirs where they agree and are 36 hours
 * apart at most, and else that it changed in between.
 *
 * A trust anchor that was not observed makes an answer unknown only where it
 * matters: it had a VRP for the prefix at some time, or it is an RIR and was
 * not observed yet, or not any more, or nothing was observed at all; and no VRP
 * of another makes the route Valid.
 */
#ifndef RSEC_HISTORY_QUERY_H
#define RSEC_HISTORY_QUERY_H

#include "history/store.h"
#include "rpki/origin.h"

/*
 * Seconds: a daily observation may come some hours late, which a missing day
 * cannot be taken for.
 */
#define RSEC_HISTORY_NEAR UINT32_C(129600)

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
	RSEC_HISTORY_CHANGED, /* before and after differ */
};

/* A state with its reason. */
struct rsec_history_verdict {
	enum rsec_history_state state;
	enum rsec_rov_reason reason; /* of INVALID */
};

struct rsec_history_answer {
	struct rsec_history_verdict verdict;
	/*
	 * Of UNKNOWN and CHANGED: what the observations before and after the
	 * time say; UNKNOWN where there is none.
	 */
	struct rsec_history_verdict before, after;
	/* UNKNOWN: the first trust anchor that was not observed. */
	uint8_t unknown_ta;
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
 * The same for each day of FROM..TO, both included: one call of SEGMENT for
 * each run of days with the same answer, in order, without a gap between
 * them; it returns 0 to go on.
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

/* The same over an interval, as rsec_history_check_range(). */
int rsec_history_covered_range(struct rsec_history *history,
    const struct rsec_prefix *prefix, uint32_t from, uint32_t to,
    enum rsec_history_gaps gaps,
    int (*segment)(void *ctx, const struct rsec_history_segment *segment),
    void *ctx, struct rsec_err *err);

/* A time during which a VRP was there, both ends included. */
struct rsec_history_span {
	uint32_t from, to; /* times of observations; midnights by CARRY */
	uint32_t observed, unknown; /* days */
	bool ongoing; /* up to the last observation of its trust anchor */
	/* It appeared after AFTER and not later than from; 0: not known. */
	uint32_t after;
};

/* The spans of VRP as GAPS sees them: one call of SPAN each, in order. */
int rsec_history_spans(struct rsec_history *history,
    const struct rsec_history_vrp *vrp, enum rsec_history_gaps gaps,
    int (*span)(void *ctx, const struct rsec_history_span *span), void *ctx,
    struct rsec_err *err);

/*
 * What changed from A to B, in the order of the store.  Of a trust anchor that
 * was not observed at one of them nothing is told; see rsec_history_day().
 */
int rsec_history_changes(struct rsec_history *history, uint32_t a, uint32_t b,
    int (*change)(void *ctx, bool added, const struct rsec_history_vrp *vrp),
    void *ctx, struct rsec_err *err);

/*
 * Every VRP that was there at a point in time, in the order of the store;
 * those of trust anchors that were not observed then, as GAPS says.
 */
int rsec_history_at(struct rsec_history *history, uint32_t at,
    enum rsec_history_gaps gaps, rsec_history_found *found, void *ctx,
    struct rsec_err *err);

const char *rsec_history_state_name(enum rsec_history_state state);
const char *rsec_observation_state_name(enum rsec_observation_state state);

RSEC_END_API

#endif
