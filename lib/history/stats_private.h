/* SPDX-License-Identifier: ISC */
/* What the parts of rsec_stats_walk() share. */
#ifndef RSEC_HISTORY_STATS_PRIVATE_H
#define RSEC_HISTORY_STATS_PRIVATE_H

#include "base/utc.h"
#include "history/interval_private.h"
#include "history/stats.h"

#define RSEC_STATS_DEPTH 130 /* prefixes that contain each other */

/* How the points of a series lie among the observations of a trust anchor. */
struct rsec_stats_view {
	uint32_t *point;  /* those at which it is known, ascending, */
	uint32_t *number; /* and the observation that counts there */
	uint32_t count;
	bool *known; /* one a point */
	bool ignored;
};

/* What changes at a point against the one before. */
struct rsec_stats_step {
	int32_t vrps, prefixes[2], origins, valid, invalid;
	double space[2];
};

/* A prefix on the way to the one at hand, and when it or one above was there */
struct rsec_stats_above {
	struct rsec_prefix prefix;
	struct rsec_intervals covered;
};

struct rsec_stats_group {
	char name[64];
	uint32_t number;	       /* among the groups, by first use */
	int ta;			       /* whose it is; -1: of all */
	struct rsec_stats_step *steps; /* one a point, and one behind */
	struct rsec_stats_step sum;    /* up to the point at hand */
	uint64_t routes;
	struct rsec_intervals here; /* when the prefix at hand was there */
	bool touched;		    /* it was at all */
	struct rsec_stats_above above[RSEC_STATS_DEPTH];
	size_t depth;
};

struct rsec_stats {
	struct rsec_history *history;
	const struct rsec_stats_options *options;
	struct rsec_err *err;
	uint32_t points;
	struct rsec_stats_view *views; /* one a trust anchor */
	bool *known;		       /* one a point: of all that matter */
	struct rsec_stats_group **groups;
	size_t group_count, group_cap;
	struct rsec_prefix prefix; /* at hand */
	bool has_prefix;
	struct rsec_stats_group *holder; /* its group; NULL: by trust anchor */
	struct rsec_intervals set;	 /* for use in between */
	/* Who was an origin when: records that rsec_sort_records() sorts. */
	uint8_t *origins;
	size_t origin_count, origin_cap;
};

static inline uint32_t
rsec_stats_time(const struct rsec_stats *stats, uint32_t point)
{
	return stats->options->from +
	       point * (uint32_t)(RSEC_DAY * stats->options->step);
}

/* stats_view.c */
int rsec_stats_views(struct rsec_stats *stats);
void rsec_stats_views_free(struct rsec_stats *stats);

/* Whether all that matters for GROUP is known at POINT. */
bool rsec_stats_group_known(const struct rsec_stats *stats,
    const struct rsec_stats_group *group, uint32_t point);

/* Add the points at which VRP is there to TO. */
int rsec_stats_points_of(struct rsec_stats *stats,
    const struct rsec_history_vrp *vrp, struct rsec_intervals *to);

/* stats_group.c: those that are there from the start, and that of a prefix. */
int rsec_stats_groups(struct rsec_stats *stats);
struct rsec_stats_group *rsec_stats_holder(
    struct rsec_stats *stats, const struct rsec_prefix *prefix);
void rsec_stats_groups_sort(struct rsec_stats *stats);
void rsec_stats_groups_free(struct rsec_stats *stats);

/* stats_origin.c */
int rsec_stats_origin_add(struct rsec_stats *stats,
    const struct rsec_stats_group *group, uint32_t asn, uint32_t from,
    uint32_t to);
int rsec_stats_origins(struct rsec_stats *stats);

/* stats_route.c */
int rsec_stats_routes(struct rsec_stats *stats);

#endif
