/* SPDX-License-Identifier: ISC */
/*
 * Numbers over time.
 *
 * One pass over the store, in the order of its prefixes: what a run of a VRP
 * adds from one point and takes away at another is written to both, and the
 * sums over these steps are the series.  Prefixes and origins count once a
 * point however many VRPs they have, so their intervals are merged first.
 *
 * The space of a prefix counts where no prefix above it is there: the pass
 * meets each prefix right before all that it contains, and so keeps those
 * above, each with the points at which it or one above it is there.  All this
 * is done for each group (a trust anchor, an economy) apart.
 *
 * Space is summed up in floating point, exactly so for prefixes up to /64.
 */
#include "history/stats.h"

#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "history/stats_private.h"
#include "history/view_private.h"

/* /24 or /48 equivalents, a power of two. */
static double
space_of(const struct rsec_prefix *prefix)
{
	int bits = (prefix->family == RSEC_IPV4 ? 24 : 48) - prefix->len;
	double space = 1;

	for (; bits > 0; bits--)
		space *= 2;
	for (; bits < 0; bits++)
		space /= 2;
	return space;
}

/* The next prefix above in GROUP, which grows by the one at hand. */
static struct rsec_stats_above *
descend(struct rsec_stats_group *group, const struct rsec_prefix *prefix)
{
	struct rsec_stats_above *above;

	while (group->depth > 0 &&
	       !rsec_prefix_contains(
		   &group->above[group->depth - 1].prefix, prefix))
		group->depth--;
	above = &group->above[group->depth++];
	above->prefix = *prefix;
	return above;
}

/* The prefix at hand is complete: count it, and its space, in GROUP. */
static int
count_prefix(struct rsec_stats *stats, struct rsec_stats_group *group)
{
	static const struct rsec_intervals none = { NULL, 0, 0 };
	struct rsec_stats_above *above = descend(group, &stats->prefix);
	const struct rsec_intervals *covered =
	    group->depth > 1 ? &group->above[group->depth - 2].covered : &none;
	const unsigned family = stats->prefix.family == RSEC_IPV6;
	const double space = space_of(&stats->prefix);
	const struct rsec_interval *at;
	size_t i;

	rsec_intervals_merge(&group->here);
	for (i = 0; i < group->here.count; i++) {
		at = &group->here.list[i];
		group->steps[at->from].prefixes[family]++;
		group->steps[at->to].prefixes[family]--;
	}
	if (rsec_intervals_subtract(
		&stats->set, &group->here, covered, stats->err) == -1 ||
	    rsec_intervals_unite(
		&above->covered, &group->here, covered, stats->err) == -1)
		return -1;
	for (i = 0; i < stats->set.count; i++) {
		at = &stats->set.list[i];
		group->steps[at->from].space[family] += space;
		group->steps[at->to].space[family] -= space;
	}
	group->here.count = 0;
	group->touched = false;
	return 0;
}

static int
count_prefixes(struct rsec_stats *stats)
{
	size_t i;

	if (stats->options->by != RSEC_STATS_TA)
		return stats->holder != NULL && stats->holder->touched
			   ? count_prefix(stats, stats->holder)
			   : 0;
	for (i = 0; i < stats->group_count; i++)
		if (stats->groups[i]->touched &&
		    count_prefix(stats, stats->groups[i]) == -1)
			return -1;
	return 0;
}

static int
next_prefix(struct rsec_stats *stats, const struct rsec_prefix *prefix)
{
	if (count_prefixes(stats) == -1)
		return -1;
	stats->prefix = *prefix;
	stats->has_prefix = true;
	if (stats->options->by == RSEC_STATS_TA)
		return 0;
	stats->holder = rsec_stats_holder(stats, prefix);
	return stats->holder == NULL ? -1 : 0;
}

static int
count_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct rsec_stats *stats = ctx;
	struct rsec_stats_group *group;
	const struct rsec_interval *at;
	size_t i;

	if (stats->views[vrp->ta].ignored)
		return 0;
	if ((!stats->has_prefix ||
		!rsec_prefix_equal(&stats->prefix, &vrp->prefix)) &&
	    next_prefix(stats, &vrp->prefix) == -1)
		return -1;
	group = stats->options->by == RSEC_STATS_TA ? stats->groups[vrp->ta]
						    : stats->holder;
	i = group->here.count;
	if (rsec_stats_points_of(stats, vrp, &group->here) == -1)
		return -1;
	for (; i < group->here.count; i++) {
		at = &group->here.list[i];
		group->touched = true;
		group->steps[at->from].vrps++;
		group->steps[at->to].vrps--;
		if (rsec_stats_origin_add(
			stats, group, vrp->asn, at->from, at->to) == -1)
			return -1;
	}
	return 0;
}

static void
go_on(struct rsec_stats_step *sum, const struct rsec_stats_step *step)
{
	unsigned i;

	sum->vrps += step->vrps;
	sum->origins += step->origins;
	sum->valid += step->valid;
	sum->invalid += step->invalid;
	for (i = 0; i < 2; i++) {
		sum->prefixes[i] += step->prefixes[i];
		sum->space[i] += step->space[i];
	}
}

static struct rsec_stats_point
point_of(const struct rsec_stats *stats, const struct rsec_stats_group *group,
    uint32_t i)
{
	const struct rsec_stats_step *sum = &group->sum;
	struct rsec_stats_point point = {
		.time = rsec_stats_time(stats, i),
		.of = group->name,
		.known = rsec_stats_group_known(stats, group, i),
	};

	if (!point.known)
		return point;
	point.vrps = (uint64_t)sum->vrps;
	point.prefixes4 = (uint64_t)sum->prefixes[0];
	point.prefixes6 = (uint64_t)sum->prefixes[1];
	point.origins = (uint64_t)sum->origins;
	point.space4 = sum->space[0];
	point.space6 = sum->space[1];
	point.valid = (uint64_t)sum->valid;
	point.invalid = (uint64_t)sum->invalid;
	point.not_found = group->routes - point.valid - point.invalid;
	return point;
}

static int
tell(struct rsec_stats *stats,
    int (*told)(void *ctx, const struct rsec_stats_point *point), void *ctx)
{
	struct rsec_stats_point point;
	uint32_t i;
	size_t g;
	int rc;

	rsec_stats_groups_sort(stats);
	for (i = 0; i < stats->points; i++)
		for (g = 0; g < stats->group_count; g++) {
			go_on(&stats->groups[g]->sum,
			    &stats->groups[g]->steps[i]);
			if (stats->groups[g]->ta != -1 &&
			    stats->views[stats->groups[g]->ta].ignored)
				continue;
			point = point_of(stats, stats->groups[g], i);
			if ((rc = told(ctx, &point)) != 0)
				return rc;
		}
	return 0;
}

static int
check_options(const struct rsec_stats_options *options, struct rsec_err *err)
{
	if (options->step == 0 || options->from > options->to)
		return rsec_err_set(err, RSEC_ERR_RANGE,
		    "a series needs a step and an end that is not before its "
		    "beginning");
	if (options->delegated == NULL &&
	    (options->by == RSEC_STATS_RIR ||
		options->by == RSEC_STATS_ECONOMY))
		return rsec_err_set(err, RSEC_ERR_RANGE,
		    "who holds a prefix is not known without delegated files");
	return 0;
}

int
rsec_stats_walk(struct rsec_history *history,
    const struct rsec_stats_options *options,
    int (*point)(void *ctx, const struct rsec_stats_point *point), void *ctx,
    struct rsec_err *err)
{
	struct rsec_stats stats = {
		.history = history, .options = options, .err = err
	};
	int rc = -1;

	if (check_options(options, err) == -1)
		return -1;
	stats.points = (options->to - options->from) /
			   (uint32_t)(RSEC_DAY * options->step) +
		       1;
	if (rsec_stats_views(&stats) == 0 && rsec_stats_groups(&stats) == 0 &&
	    rsec_history_all(history, count_vrp, &stats, err) == 0 &&
	    count_prefixes(&stats) == 0 && rsec_stats_origins(&stats) == 0 &&
	    rsec_stats_routes(&stats) == 0)
		rc = tell(&stats, point, ctx);
	rsec_stats_groups_free(&stats);
	rsec_stats_views_free(&stats);
	rsec_intervals_fini(&stats.set);
	free(stats.origins);
	return rc;
}
