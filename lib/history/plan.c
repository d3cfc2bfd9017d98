/* SPDX-License-Identifier: ISC */
/*
 * What a store lacks of the archive: a walk over days and trees, each asked
 * for in the ledger.
 */
#include "history/plan.h"

#include <stdio.h>
#include <string.h>

#include "base/utc.h"

#define DAY ((uint32_t)RSEC_DAY)

/* The trees of the archive, by trust anchor; 0: to this day. */
static const struct tree {
	const char *name, *ta;
	uint32_t from, to; /* both included */
} trees[] = {
	{ "afrinic", "afrinic", RSEC_ARCHIVE_BEGIN, 0 },
	/* to 2012-10-25, and from 2018-04-05 */
	{ "apnic", "apnic", RSEC_ARCHIVE_BEGIN, UINT32_C(1351123200) },
	{ "apnic", "apnic", UINT32_C(1522886400), 0 },
	{ "apnic-afrinic", "apnic", UINT32_C(1351209600),
	    UINT32_C(1522800000) },
	{ "apnic-arin", "apnic", UINT32_C(1351209600), UINT32_C(1522800000) },
	{ "apnic-iana", "apnic", UINT32_C(1351209600), UINT32_C(1522800000) },
	{ "apnic-lacnic", "apnic", UINT32_C(1351209600), UINT32_C(1522800000) },
	{ "apnic-ripe", "apnic", UINT32_C(1351209600), UINT32_C(1522800000) },
	{ "arin", "arin", RSEC_ARCHIVE_BEGIN, 0 },
	{ "lacnic", "lacnic", RSEC_ARCHIVE_BEGIN, 0 },
	{ "ripencc", "ripe", RSEC_ARCHIVE_BEGIN, 0 },
};

#define TREES (sizeof(trees) / sizeof(trees[0]))

/* Days of which there is no archive. */
static const uint32_t holes[] = {
	UINT32_C(1687564800), /* 2023-06-24 */
	UINT32_C(1689292800), /* 2023-07-14 */
	UINT32_C(1689379200), UINT32_C(1689465600),
	UINT32_C(1689552000), /* 2023-07-17 */
};

const char *
rsec_archive_ta_name(size_t i)
{
	size_t tree;

	for (tree = 0; tree < TREES; tree++) {
		if (tree > 0 && strcmp(trees[tree].ta, trees[tree - 1].ta) == 0)
			continue;
		if (i-- == 0)
			return trees[tree].ta;
	}
	return NULL;
}

static bool
is_hole(uint32_t day)
{
	size_t i;

	for (i = 0; i < sizeof(holes) / sizeof(holes[0]); i++)
		if (holes[i] == day)
			return true;
	return false;
}

static bool
is_wished(const struct rsec_archive_wish *wish, const char *ta)
{
	size_t i;

	for (i = 0; i < wish->ta_count; i++)
		if (strcmp(wish->tas[i], ta) == 0)
			return true;
	return wish->ta_count == 0;
}

bool
rsec_archive_last(
    const struct rsec_history *history, const char *ta, uint32_t *day)
{
	const int i = history != NULL ? rsec_history_ta_find(history, ta) : -1;
	uint32_t n, time;

	if (i < 0 || (n = rsec_history_trusted(history, (uint8_t)i)) == 0)
		return false;
	time = rsec_history_trusted_time(history, (uint8_t)i, n - 1);
	*day = time - time % DAY;
	return true;
}

/* What is planned, and for each tree from which day on; UINT32_MAX: none. */
struct plan {
	struct rsec_history *history;
	const struct rsec_archive_wish *wish;
	uint32_t from[TREES];
};

/* The first day of a tree that may be wanted. */
static uint32_t
first_day(const struct plan *plan, const struct tree *tree)
{
	uint32_t from = plan->wish->from, last;

	if (!is_wished(plan->wish, tree->ta))
		return UINT32_MAX;
	if (from == 0 && rsec_archive_last(plan->history, tree->ta, &last))
		from = last + DAY;
	return from > tree->from ? from : tree->from;
}

static bool
is_there(struct rsec_history *history, const char *ta, uint32_t day)
{
	const int i = history != NULL ? rsec_history_ta_find(history, ta) : -1;
	enum rsec_observation_state state;

	if (i < 0)
		return false;
	state = rsec_history_day(history, (uint8_t)i, day);
	return state == RSEC_OBSERVATION_OBSERVED ||
	       state == RSEC_OBSERVATION_SUSPECT;
}

static void
name_file(struct rsec_archive_file *file, const struct tree *tree, uint32_t day,
    enum rsec_archive_kind kind)
{
	const struct rsec_civil date = rsec_utc_civil(day / DAY);
	const bool json =
	    kind == RSEC_ARCHIVE_OUTPUT && day >= RSEC_ARCHIVE_JSON;

	snprintf(file->path, sizeof(file->path), "%s.tal/%04u/%02u/%02u/%s.xz",
	    tree->name, (unsigned)date.year, date.month, date.day,
	    json ? "output.json" : "roas.csv");
	file->ta = tree->ta;
	file->day = day;
	file->has_digest = day >= RSEC_ARCHIVE_SHA256;
}

static int
plan_day(struct plan *plan, uint32_t day, rsec_archive_found *found, void *ctx)
{
	struct rsec_archive_file file;
	const struct tree *tree;
	int rc = 0;
	size_t i;

	for (i = 0; i < TREES && rc == 0; i++) {
		tree = &trees[i];
		if (day < plan->from[i] || (tree->to != 0 && day > tree->to) ||
		    is_there(plan->history, tree->ta, day))
			continue;
		name_file(&file, tree, day, plan->wish->kind);
		rc = found(ctx, &file);
	}
	return rc;
}

int
rsec_archive_plan(struct rsec_history *history,
    const struct rsec_archive_wish *wish, rsec_archive_found *found, void *ctx)
{
	struct plan plan = { .history = history, .wish = wish };
	uint32_t first = UINT32_MAX;
	uint64_t day; /* may go beyond the last of uint32_t */
	int rc = 0;
	size_t i;

	for (i = 0; i < TREES; i++) {
		plan.from[i] = first_day(&plan, &trees[i]);
		if (plan.from[i] < first)
			first = plan.from[i];
	}
	day = (uint64_t)first + DAY - 1;
	for (day -= day % DAY; day <= wish->to && rc == 0; day += DAY)
		if (!is_hole((uint32_t)day))
			rc = plan_day(&plan, (uint32_t)day, found, ctx);
	return rc;
}
