/* SPDX-License-Identifier: ISC */
/* What numbers are told of: all, a trust anchor, an RIR, an economy. */
#include <stdlib.h>
#include <string.h>

#include "history/stats_private.h"

static struct rsec_stats_group *
add(struct rsec_stats *stats, const char *name, int ta)
{
	struct rsec_stats_group **groups, *group;
	size_t cap;

	if (stats->group_count == stats->group_cap) {
		cap = stats->group_cap * 2 + 8;
		groups = realloc(
		    stats->groups, cap * sizeof(struct rsec_stats_group *));
		if (groups == NULL)
			return NULL;
		stats->groups = groups;
		stats->group_cap = cap;
	}
	group = calloc(1, sizeof(*group));
	if (group == NULL)
		return NULL;
	group->steps = calloc((size_t)stats->points + 1, sizeof(*group->steps));
	if (group->steps == NULL) {
		free(group);
		return NULL;
	}
	strncpy(group->name, name, sizeof(group->name) - 1);
	group->number = (uint32_t)stats->group_count;
	group->ta = ta;
	stats->groups[stats->group_count++] = group;
	return group;
}

static struct rsec_stats_group *
find_or_add(struct rsec_stats *stats, const char *name)
{
	struct rsec_stats_group *group = NULL;
	size_t i;

	for (i = 0; i < stats->group_count; i++)
		if (strcmp(stats->groups[i]->name, name) == 0)
			return stats->groups[i];
	group = add(stats, name, -1);
	if (group == NULL)
		rsec_err_nomem(stats->err);
	return group;
}

int
rsec_stats_groups(struct rsec_stats *stats)
{
	const size_t tas = rsec_history_tas(stats->history);
	size_t ta;

	if (stats->options->by == RSEC_STATS_ALL) {
		stats->holder = find_or_add(stats, "all");
		return stats->holder == NULL ? -1 : 0;
	}
	for (ta = 0; stats->options->by == RSEC_STATS_TA && ta < tas; ta++)
		if (add(stats, rsec_history_ta(stats->history, (uint8_t)ta),
			(int)ta) == NULL)
			return rsec_err_nomem(stats->err);
	return 0;
}

struct rsec_stats_group *
rsec_stats_holder(struct rsec_stats *stats, const struct rsec_prefix *prefix)
{
	struct rsec_delegation holder = { .rir = RSEC_RIR_NONE };

	if (stats->options->by == RSEC_STATS_ALL)
		return stats->holder;
	rsec_delegated_find(stats->options->delegated, prefix, &holder, NULL);
	if (stats->options->by == RSEC_STATS_RIR)
		return find_or_add(stats, rsec_rir_name(holder.rir));
	return find_or_add(
	    stats, holder.economy[0] == '\0' ? "none" : holder.economy);
}

static int
cmp_names(const void *a, const void *b)
{
	struct rsec_stats_group *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

void
rsec_stats_groups_sort(struct rsec_stats *stats)
{
	if (stats->group_count > 1)
		qsort(stats->groups, stats->group_count,
		    sizeof(struct rsec_stats_group *), cmp_names);
}

static void
group_free(struct rsec_stats_group *group)
{
	size_t i;

	for (i = 0; i < RSEC_STATS_DEPTH; i++)
		rsec_intervals_fini(&group->above[i].covered);
	rsec_intervals_fini(&group->here);
	free(group->steps);
	free(group);
}

void
rsec_stats_groups_free(struct rsec_stats *stats)
{
	size_t i;

	for (i = 0; i < stats->group_count; i++)
		group_free(stats->groups[i]);
	free(stats->groups);
}
