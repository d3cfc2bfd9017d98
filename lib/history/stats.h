/* SPDX-License-Identifier: ISC */
/*
 * Numbers over time: how many VRPs and prefixes there were, how much address
 * space they covered, by trust anchor or by who holds the space, and how long
 * a ROA takes from its Not Before to the archive.
 */
#ifndef RSEC_HISTORY_STATS_H
#define RSEC_HISTORY_STATS_H

#include "bgp/table.h"
#include "history/query.h"
#include "rir/delegated.h"

/* What a series is drawn for. */
enum rsec_stats_by {
	RSEC_STATS_ALL,
	RSEC_STATS_TA,
	RSEC_STATS_RIR,	    /* needs delegated files */
	RSEC_STATS_ECONOMY, /* likewise */
};

struct rsec_stats_options {
	enum rsec_stats_by by;
	uint32_t from, to; /* days; the points are FROM, FROM + STEP days... */
	unsigned step;	   /* days between two points: 1, 7, 30, 365 */
	enum rsec_history_gaps gaps;
	const bool *tas; /* trust anchors that count; NULL: all do */
	const struct rsec_delegated *delegated; /* NULL: not given */
	const struct rsec_bgp_table *bgp;	/* NULL: no shares of routes */
};

/*
 * One point.  With gaps unknown a point of a trust anchor is known if it was
 * observed on that day; one of all of them, or of who holds the space, if each
 * was that had been observed at any time before.
 *
 * Space is that of the union of all prefixes.  With RSEC_STATS_TA there are no
 * states of routes, since each is what all trust anchors together say.
 */
struct rsec_stats_point {
	uint32_t time;
	const char *of; /* trust anchor, RIR or economy; "all"; "-": nobody */
	bool known;	/* false: not observed; the numbers are zero */
	uint64_t vrps, prefixes4, prefixes6, origins;
	double space4, space6; /* covered: /24 and /48 equivalents */
	uint64_t valid, invalid, not_found; /* routes; with bgp only */
};

struct rsec_delay {
	uint8_t ta;
	uint64_t vrps; /* with a Not Before, first seen after the first day */
	/*
	 * Seconds from the earliest Not Before to first seen: 25, 50 and 75 %
	 * of all are not more than these, by the least and the most that it
	 * may have been for each VRP.
	 */
	uint32_t least[3], most[3];
};

RSEC_BEGIN_API

/* One call of POINT each, by time, then name; it returns 0 to go on. */
int rsec_stats_walk(struct rsec_history *history,
    const struct rsec_stats_options *options,
    int (*point)(void *ctx, const struct rsec_stats_point *point), void *ctx,
    struct rsec_err *err);

/*
 * DELAY has one element for each trust anchor.  A VRP was first seen after the
 * observation before, in which it was not, and not later than in the one which
 * had it first; an observation at midnight was made at any time of its day.
 * Of a Not Before that lies behind that nothing is told.
 */
int rsec_stats_delay(struct rsec_history *history, struct rsec_delay *delay,
    struct rsec_err *err);

RSEC_END_API

#endif
