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

/* One series of a plot: COUNT values at times, NAN where unknown. */
struct rsec_plot_series {
	const char *name;
	const uint32_t *time;
	const double *value;
	size_t count;
};

RSEC_BEGIN_API

/* A bar for each VRP that covered PREFIX; gaps are hatched. */
int rsec_plot_timeline(struct rsec_history *history,
    const struct rsec_prefix *prefix, uint32_t from, uint32_t to,
    struct rsec_buf *out, struct rsec_err *err);

int rsec_plot_series(const char *title, const char *unit,
    const struct rsec_plot_series *series, size_t count, struct rsec_buf *out,
    struct rsec_err *err);

/* WIDTH characters of U+2581..U+2588 and U+00B7: the share of days covered. */
int rsec_plot_spark(struct rsec_history *history,
    const struct rsec_prefix *prefix, uint32_t from, uint32_t to,
    unsigned width, struct rsec_buf *out, struct rsec_err *err);

RSEC_END_API

#endif
