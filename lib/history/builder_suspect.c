/* SPDX-License-Identifier: ISC */
/*
 * Which observations are suspect: mass disappearances that come back.
 *
 * One is, where its number of VRPs is below the median of the seven trusted
 * ones before it by more than 5 % and 200, where so many are also missing of
 * those that the last trusted one had, and where nine tenths of these are back
 * in one of the next three observations.  One without any VRP needs no 200.
 *
 * The judgement of one observation depends on those around it only, so that
 * the ledger is gone through in order, and VRPs are compared only where an
 * observation falls and something near it has changed.  What is told depends
 * on what the ledger holds and not on how it came there.
 */
#include <stdlib.h>
#include <string.h>

#include "history/builder_private.h"

#define WINDOW	    7 /* trusted observations before it */
#define BEHIND	    3 /* observations in which VRPs can come back */
#define FALL_MIN    200
#define FALL_SHARE  20 /* 1/20 is 5 % */
#define BACK_TENTHS 9

struct judge {
	struct rsec_ta *ta;
	struct rsec_ledger_entry **list; /* those that count, in order */
	size_t count;
	struct rsec_ledger_entry *window[WINDOW]; /* trusted, a ring */
	size_t trusted;
	unsigned calm; /* trusted ones since something changed */
};

static const struct rsec_ledger_entry *
last_trusted(const struct judge *judge)
{
	return judge->window[(judge->trusted - 1) % WINDOW];
}

static uint32_t
median(const struct judge *judge)
{
	uint32_t sorted[WINDOW], one;
	size_t i, j, n = judge->trusted < WINDOW ? judge->trusted : WINDOW;

	for (i = 0; i < n; i++) {
		one = judge->window[i]->entry.vrps;
		for (j = i; j > 0 && sorted[j - 1] > one; j--)
			sorted[j] = sorted[j - 1];
		sorted[j] = one;
	}
	return n == 0 ? 0 : sorted[n / 2];
}

static bool
is_mass(uint32_t gone, uint32_t of, bool nothing_left)
{
	return (gone > FALL_MIN || (nothing_left && gone > 0)) &&
	       (uint64_t)gone * FALL_SHARE > of;
}

/* Whether what the I-th lacks against the last trusted one comes back. */
static bool
comes_back(const struct judge *judge, size_t i, uint32_t usual)
{
	const struct rsec_lane *lane = &judge->ta->vrps;
	const uint32_t before = last_trusted(judge)->entry.time;
	const struct rsec_history_entry *entry = &judge->list[i]->entry;
	uint32_t gone = 0, back[BEHIND] = { 0 }, most = 0, key;
	size_t j;

	for (key = 0; key < lane->keys; key++) {
		if (!rsec_lane_has(lane, key, before) ||
		    rsec_lane_has(lane, key, entry->time))
			continue;
		gone++;
		for (j = 0; j < BEHIND && i + 1 + j < judge->count; j++)
			back[j] += rsec_lane_has(
			    lane, key, judge->list[i + 1 + j]->entry.time);
	}
	for (j = 0; j < BEHIND; j++)
		most = back[j] > most ? back[j] : most;
	return is_mass(gone, usual, entry->vrps == 0) &&
	       (uint64_t)most * 10 >= (uint64_t)gone * BACK_TENTHS;
}

static bool
is_suspect(const struct judge *judge, size_t i)
{
	const struct rsec_ledger_entry *one = judge->list[i];
	const uint32_t usual = median(judge), vrps = one->entry.vrps;
	bool touched = judge->calm < WINDOW || one->changed;
	size_t j;

	if (vrps >= usual || !is_mass(usual - vrps, usual, vrps == 0))
		return false;
	for (j = i + 1; j < judge->count && j <= i + BEHIND; j++)
		touched |= judge->list[j]->changed;
	if (!touched)
		return one->entry.state == RSEC_OBSERVATION_SUSPECT;
	return comes_back(judge, i, usual);
}

static void
judge_one(struct judge *judge, size_t i)
{
	struct rsec_ledger_entry *one = judge->list[i];
	const bool suspect = is_suspect(judge, i);

	if (one->changed ||
	    suspect != (one->entry.state == RSEC_OBSERVATION_SUSPECT))
		judge->calm = 0;
	else if (!suspect && judge->calm < WINDOW)
		judge->calm++;
	one->entry.state =
	    suspect ? RSEC_OBSERVATION_SUSPECT : RSEC_OBSERVATION_OBSERVED;
	if (!suspect)
		judge->window[judge->trusted++ % WINDOW] = one;
}

int
rsec_ta_judge(struct rsec_ta *ta, struct rsec_err *err)
{
	struct judge judge = { .ta = ta, .calm = WINDOW };
	size_t i;

	if (ta->count == 0)
		return 0;
	judge.list = malloc(ta->count * sizeof(*judge.list));
	if (judge.list == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < ta->count; i++)
		if (rsec_entry_counts(&ta->ledger[i].entry))
			judge.list[judge.count++] = &ta->ledger[i];
	for (i = 0; i < judge.count; i++)
		judge_one(&judge, i);
	for (i = 0; i < ta->count; i++)
		ta->ledger[i].changed = false;
	free(judge.list);
	return 0;
}
