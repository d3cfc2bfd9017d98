/* SPDX-License-Identifier: ISC */
/* The states of routes over time: what a table of today would have been. */
#include "history/stats_private.h"
#include "rpki/origin.h"

struct judge {
	struct rsec_stats *stats;
	struct rsec_route route;
	/* When VRPs make it Valid, cover it; what is left; all by points. */
	struct rsec_intervals valid, covered, invalid;
};

static int
judge_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	const struct rsec_vrp value = {
		.prefix = vrp->prefix, .asn = vrp->asn, .max_len = vrp->max_len
	};
	struct judge *judge = ctx;
	struct rsec_intervals *to = &judge->covered;

	if (judge->stats->views[vrp->ta].ignored)
		return 0;
	if (rsec_rov_match(&value, &judge->route) == RSEC_VRP_MATCHES)
		to = &judge->valid;
	return rsec_stats_points_of(judge->stats, vrp, to);
}

static int
judge_route(struct judge *judge, struct rsec_stats_group *group)
{
	struct rsec_stats *stats = judge->stats;
	size_t i;

	judge->valid.count = judge->covered.count = 0;
	if (rsec_history_covering(stats->history, &judge->route.prefix,
		judge_vrp, judge, stats->err) != 0)
		return -1;
	rsec_intervals_merge(&judge->valid);
	rsec_intervals_merge(&judge->covered);
	if (rsec_intervals_subtract(&judge->invalid, &judge->covered,
		&judge->valid, stats->err) == -1)
		return -1;
	group->routes++;
	for (i = 0; i < judge->valid.count; i++) {
		group->steps[judge->valid.list[i].from].valid++;
		group->steps[judge->valid.list[i].to].valid--;
	}
	for (i = 0; i < judge->invalid.count; i++) {
		group->steps[judge->invalid.list[i].from].invalid++;
		group->steps[judge->invalid.list[i].to].invalid--;
	}
	return 0;
}

int
rsec_stats_routes(struct rsec_stats *stats)
{
	const struct rsec_bgp_table *bgp = stats->options->bgp;
	struct judge judge = { .stats = stats };
	struct rsec_stats_group *group;
	struct rsec_bgp_route route;
	uint32_t i;
	int rc = 0;

	if (bgp == NULL || stats->options->by == RSEC_STATS_TA)
		return 0;
	for (i = 0; i < rsec_bgp_table_count(bgp) && rc == 0; i++) {
		rsec_bgp_table_get(bgp, i, &route);
		judge.route = (struct rsec_route){ route.prefix, route.origin,
			route.has_origin };
		group = rsec_stats_holder(stats, &route.prefix);
		rc = group == NULL ? -1 : judge_route(&judge, group);
	}
	rsec_intervals_fini(&judge.valid);
	rsec_intervals_fini(&judge.covered);
	rsec_intervals_fini(&judge.invalid);
	return rc;
}
