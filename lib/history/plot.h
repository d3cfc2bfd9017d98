/* SPDX-License-Identifier: ISC */
/*
 * Pictures of the past: the timeline of a prefix, as SVG and as one line of
 * text, and series of numbers as SVG.  No script, no font and no file from
 * elsewhere; readable in print and by a screen reader (title and desc).
 */
#ifndef RSEC_HISTORY_PLOT_H
#define RSEC_HISTORY_PLOT_H

#include "base/buf.h"
#include "history/query.h"

#define RSEC_PLOT_ROWS 200 /* VRPs of a timeline that are drawn */

/* One series of a plot: COUNT values at times, NAN where unknown. */
struct rsec_plot_series {
	const char *name;
	const uint32_t *time; /* ascending */
	const double *value;  /* not negative */
	size_t count;
};

RSEC_BEGIN_API

/*
 * All of these write to the end of OUT.  FROM and TO are days, both included.
 *
 * A bar for the cover of PREFIX, and below it one for each VRP that covered it
 * at any time between, the most specific first.  What nobody observed is
 * hatched.  A bar has a title of its own: the VRP and the days.
 */
int rsec_plot_timeline(struct rsec_history *history,
    const struct rsec_prefix *prefix, uint32_t from, uint32_t to,
    struct rsec_buf *out, struct rsec_err *err);

/* A line for each series, with a legend; a line is broken at NAN. */
int rsec_plot_series(const char *title, const char *unit,
    const struct rsec_plot_series *series, size_t count, struct rsec_buf *out,
    struct rsec_err *err);

/*
 * At most WIDTH characters, one for as many days: U+00B7 where PREFIX was not
 * covered, U+2581 to U+2588 by the share of the observed days on which it was,
 * U+2591 where nobody observed.
 */
int rsec_plot_spark(struct rsec_history *history,
    const struct rsec_prefix *prefix, uint32_t from, uint32_t to,
    unsigned width, struct rsec_buf *out, struct rsec_err *err);

RSEC_END_API

#endif
