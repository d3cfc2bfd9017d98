/* SPDX-License-Identifier: ISC */
/*
 * Points of a series and observations: which of them each trust anchor is
 * known at, and at which of them a VRP is there.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "history/stats_private.h"
#include "history/view_private.h"

#define DAY ((uint32_t)RSEC_DAY)

/* Before its first observation nothing is known of a trust anchor. */
static bool
has_begun(const struct rsec_stats *stats, uint8_t ta, uint32_t point)
{
	const uint32_t day = rsec_stats_time(stats, point);

	return rsec_history_trusted(stats->history, ta) > 0 &&
	       rsec_history_trusted_time(stats->history, ta, 0) / DAY <=
		   day / DAY;
}

static int
fill_view(struct rsec_stats *stats, uint8_t ta)
{
	struct rsec_stats_view *to = &stats->views[ta];
	struct rsec_view view;
	uint32_t i;

	to->point = calloc(stats->points, sizeof(*to->point));
	to->number = calloc(stats->points, sizeof(*to->number));
	to->known = calloc(stats->points, sizeof(*to->known));
	if (to->point == NULL || to->number == NULL || to->known == NULL)
		return rsec_err_nomem(stats->err);
	for (i = 0; i < stats->points; i++) {
		view = rsec_view(stats->history, ta, rsec_stats_time(stats, i),
		    stats->options->gaps);
		to->known[i] =
		    view.kind != RSEC_VIEW_UNKNOWN && has_begun(stats, ta, i);
		if (!to->known[i] || view.before == RSEC_VIEW_NONE)
			continue;
		to->point[to->count] = i;
		to->number[to->count++] = view.before;
	}
	return 0;
}

/* All is known at a point where each that has begun is, and one has. */
static bool
all_known(const struct rsec_stats *stats, uint32_t point)
{
	const size_t tas = rsec_history_tas(stats->history);
	bool any = false;
	size_t ta;

	for (ta = 0; ta < tas; ta++) {
		if (stats->views[ta].ignored ||
		    !has_begun(stats, (uint8_t)ta, point))
			continue;
		if (!stats->views[ta].known[point])
			return false;
		any = true;
	}
	return any;
}

int
rsec_stats_views(struct rsec_stats *stats)
{
	const size_t tas = rsec_history_tas(stats->history);
	const bool *wanted = stats->options->tas;
	size_t ta;
	uint32_t i;

	stats->views = calloc(tas + 1, sizeof(*stats->views));
	stats->known = calloc(stats->points, sizeof(*stats->known));
	if (stats->views == NULL || stats->known == NULL)
		return rsec_err_nomem(stats->err);
	for (ta = 0; ta < tas; ta++) {
		if (wanted != NULL && !wanted[ta]) {
			stats->views[ta].ignored = true;
			continue;
		}
		if (fill_view(stats, (uint8_t)ta) == -1)
			return -1;
	}
	for (i = 0; i < stats->points; i++)
		stats->known[i] = all_known(stats, i);
	return 0;
}

void
rsec_stats_views_free(struct rsec_stats *stats)
{
	const size_t tas = rsec_history_tas(stats->history);
	size_t ta;

	for (ta = 0; stats->views != NULL && ta < tas; ta++) {
		free(stats->views[ta].point);
		free(stats->views[ta].number);
		free(stats->views[ta].known);
	}
	free(stats->views);
	free(stats->known);
}

/* The first of the known points whose observation is NUMBER or later. */
static uint32_t
find(const struct rsec_stats_view *view, uint32_t number)
{
	uint32_t from = 0, to = view->count, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (view->number[middle] < number)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

bool
rsec_stats_group_known(const struct rsec_stats *stats,
    const struct rsec_stats_group *group, uint32_t point)
{
	return group->ta == -1 ? stats->known[point]
			       : stats->views[group->ta].known[point];
}

/*
 * The known points FROM..TO-1.  Points between them that are not known do not
 * matter unless nothing is there at them: nobody is told of them.
 */
static int
add_points(struct rsec_stats *stats, const struct rsec_stats_view *view,
    uint32_t from, uint32_t to, struct rsec_intervals *set)
{
	uint32_t i;

	if (from >= to)
		return 0;
	if (stats->options->gaps != RSEC_GAPS_WITHDRAWN)
		return rsec_intervals_add(set, view->point[from],
		    view->point[to - 1] + 1, stats->err);
	for (i = from + 1; i < to; i++) {
		if (view->point[i] == view->point[i - 1] + 1)
			continue;
		if (rsec_intervals_add(set, view->point[from],
			view->point[i - 1] + 1, stats->err) == -1)
			return -1;
		from = i;
	}
	return rsec_intervals_add(
	    set, view->point[from], view->point[to - 1] + 1, stats->err);
}

int
rsec_stats_points_of(struct rsec_stats *stats,
    const struct rsec_history_vrp *vrp, struct rsec_intervals *to)
{
	const struct rsec_stats_view *view = &stats->views[vrp->ta];
	struct rsec_history_run run;
	uint32_t i, from;

	for (i = 0; i < vrp->runs; i++) {
		if (rsec_history_run_get(
			stats->history, vrp, i, &run, stats->err) == -1)
			return -1;
		from = find(view, run.first);
		if (add_points(
			stats, view, from, find(view, run.last + 1), to) == -1)
			return -1;
	}
	return 0;
}
