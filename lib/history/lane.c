/* SPDX-License-Identifier: ISC */
/*
 * Runs of times for many keys, into which an observation is put at any place.
 *
 * Each key has a chain of runs from the last one back.  Between two runs of a
 * key lies at least one observation that did not have it, so that a run goes
 * on across times at which there was none.  To put an observation at time t
 * between p and n changes the chain of a key only where the runs around it
 * imply something else:
 *
 *	it has the key, and no run holds t
 *		a run that ends at p and one that starts at n become one; or
 *		one of them grows to t; or there is a new run t..t
 *	it does not have it, and a run does
 *		that run is cut in two, or shortened, or goes
 *
 * The same steps replace an observation by another one of that time.  A run
 * that reaches the last observation has an open end, so that the common case,
 * one more observation with nearly the same keys, writes nearly nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "history/builder_private.h"

#define GROW_MIN 64

void
rsec_lane_init(struct rsec_lane *lane)
{
	*lane = (struct rsec_lane){ .unused = RSEC_RUN_NONE };
}

void
rsec_lane_fini(struct rsec_lane *lane)
{
	free(lane->times);
	free(lane->heads);
	free(lane->present);
	free(lane->older);
}

int
rsec_lane_reserve(struct rsec_lane *lane, uint32_t more)
{
	struct rsec_lane_run *heads;
	uint8_t *present;
	size_t cap;

	if (more <= lane->keys_cap - lane->keys)
		return 0;
	if (more >= RSEC_RUN_NONE - lane->keys - lane->keys / 4 - GROW_MIN)
		return -1;
	cap = (size_t)lane->keys + lane->keys / 4 + more + GROW_MIN;
	heads = realloc(lane->heads, cap * sizeof(*heads));
	if (heads == NULL)
		return -1;
	lane->heads = heads;
	rsec_table_advise(heads, cap * sizeof(*heads));
	present = realloc(lane->present, cap);
	if (present == NULL)
		return -1;
	lane->present = present;
	lane->keys_cap = (uint32_t)cap;
	return 0;
}

void
rsec_lane_move(struct rsec_lane *lane, uint32_t from, uint32_t to, uint32_t by)
{
	const size_t n = to - from;

	memmove(lane->heads + from + by, lane->heads + from,
	    n * sizeof(*lane->heads));
	memmove(lane->present + from + by, lane->present + from, n);
}

void
rsec_lane_begin(struct rsec_lane *lane, uint32_t key)
{
	lane->heads[key] =
	    (struct rsec_lane_run){ UINT32_MAX, 0, RSEC_RUN_NONE };
	lane->present[key] = 1;
}

/* The number of the first observation at or behind TIME. */
static size_t
find(const struct rsec_lane *lane, uint32_t time)
{
	size_t from = 0, to = lane->count, middle;

	if (to > 0 && lane->times[to - 1] < time)
		return to;
	while (from < to) {
		middle = from + (to - from) / 2;
		if (lane->times[middle] < time)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

int
rsec_lane_add_time(struct rsec_lane *lane, uint32_t time)
{
	size_t i = find(lane, time), cap;
	uint32_t *times;

	if (i < lane->count && lane->times[i] == time)
		return 0;
	if (lane->count == lane->cap) {
		cap = lane->cap * 2 + GROW_MIN;
		times = realloc(lane->times, cap * sizeof(*times));
		if (times == NULL)
			return -1;
		lane->times = times;
		lane->cap = cap;
	}
	memmove(lane->times + i + 1, lane->times + i,
	    (lane->count - i) * sizeof(*lane->times));
	lane->times[i] = time;
	lane->count++;
	return 0;
}

/* An unused run; there is one, after have_unused(). */
static uint32_t
take(struct rsec_lane *lane)
{
	const uint32_t i = lane->unused;

	lane->unused = lane->older[i].next;
	return i;
}

static void
give_back(struct rsec_lane *lane, uint32_t i)
{
	lane->older[i].next = lane->unused;
	lane->unused = i;
}

static int
have_unused(struct rsec_lane *lane)
{
	struct rsec_lane_run *older;
	size_t cap;

	if (lane->unused != RSEC_RUN_NONE)
		return 0;
	if (lane->older_count == lane->older_cap) {
		cap = (size_t)lane->older_cap + lane->older_cap / 4 + GROW_MIN;
		if (cap >= RSEC_RUN_NONE)
			return -1;
		older = realloc(lane->older, cap * sizeof(*older));
		if (older == NULL)
			return -1;
		lane->older = older;
		lane->older_cap = (uint32_t)cap;
	}
	give_back(lane, lane->older_count++);
	return 0;
}

/* A place in time: an observation, and the ones before and behind it. */
struct place {
	uint32_t time, before, behind, last;
	bool has_before, has_behind;
};

static struct place
place_of(const struct rsec_lane *lane, uint32_t time)
{
	const size_t i = find(lane, time);
	struct place place = { .time = time };

	place.last = lane->times[lane->count - 1];
	place.has_before = i > 0;
	place.has_behind = i + 1 < lane->count;
	if (place.has_before)
		place.before = lane->times[i - 1];
	if (place.has_behind)
		place.behind = lane->times[i + 1];
	return place;
}

static uint32_t
end_of(const struct rsec_lane_run *run, const struct place *at)
{
	return run->to == RSEC_RUN_OPEN ? at->last : run->to;
}

/* Take RUN, which is HEAD or comes behind NEWER, out of the chain. */
static void
unlink_run(struct rsec_lane *lane, struct rsec_lane_run *head,
    struct rsec_lane_run *newer, struct rsec_lane_run *run)
{
	const uint32_t next = run->next;

	if (newer != NULL) {
		give_back(lane, newer->next);
		newer->next = next;
	} else if (next == RSEC_RUN_NONE) {
		head->from = UINT32_MAX;
		head->to = 0;
	} else {
		*head = lane->older[next];
		give_back(lane, next);
	}
}

/* RUN holds the time, and should not. */
static void
cut(struct rsec_lane *lane, struct rsec_lane_run *head,
    struct rsec_lane_run *newer, struct rsec_lane_run *run,
    const struct place *at)
{
	const uint32_t to = end_of(run, at);
	uint32_t i;

	if (run->from == at->time && to == at->time) {
		unlink_run(lane, head, newer, run);
	} else if (run->from == at->time) {
		run->from = at->behind;
	} else if (to == at->time) {
		run->to = at->before;
	} else {
		i = take(lane);
		lane->older[i] = *run;
		lane->older[i].to = at->before;
		run->from = at->behind;
		run->next = i;
	}
}

/* A run of its own between NEWER and OLDER, either of which may be absent. */
static void
insert_run(struct rsec_lane *lane, struct rsec_lane_run *head,
    struct rsec_lane_run *newer, const struct place *at)
{
	struct rsec_lane_run run = { at->time, at->time, RSEC_RUN_NONE };
	const uint32_t i = take(lane);

	if (!at->has_behind)
		run.to = RSEC_RUN_OPEN;
	if (newer == NULL) {
		lane->older[i] = *head;
		run.next = i;
		*head = run;
	} else {
		run.next = newer->next;
		lane->older[i] = run;
		newer->next = i;
	}
}

/* No run holds the time, and one should: NEWER and OLDER are around it. */
static void
fill(struct rsec_lane *lane, struct rsec_lane_run *head,
    struct rsec_lane_run *newer, struct rsec_lane_run *older,
    const struct place *at)
{
	const bool behind =
	    newer != NULL && at->has_behind && newer->from == at->behind;
	const bool before =
	    older != NULL && at->has_before && end_of(older, at) == at->before;
	uint32_t gone;

	if (before && behind) {
		gone = newer->next;
		newer->from = older->from;
		newer->next = older->next;
		give_back(lane, gone);
	} else if (before) {
		older->to = at->has_behind ? at->time : RSEC_RUN_OPEN;
	} else if (behind) {
		newer->from = at->time;
	} else {
		insert_run(lane, head, newer, at);
	}
}

static int
set(struct rsec_lane *lane, uint32_t key, const struct place *at, bool present)
{
	struct rsec_lane_run *head = &lane->heads[key], *newer = NULL;
	struct rsec_lane_run *run = head;

	if (head->from > head->to) {
		if (present) {
			head->from = at->time;
			head->to = at->has_behind ? at->time : RSEC_RUN_OPEN;
		}
		return 0;
	}
	if (have_unused(lane) == -1)
		return -1;
	while (run != NULL && run->from > at->time) {
		newer = run;
		run =
		    run->next == RSEC_RUN_NONE ? NULL : &lane->older[run->next];
	}
	if (run != NULL && at->time <= run->to) {
		if (!present)
			cut(lane, head, newer, run, at);
	} else if (present) {
		fill(lane, head, newer, run, at);
	}
	return 0;
}

int
rsec_lane_set(struct rsec_lane *lane, uint32_t key, uint32_t time, bool present)
{
	const struct place at = place_of(lane, time);

	return set(lane, key, &at, present);
}

int
rsec_lane_put(struct rsec_lane *lane, uint32_t time)
{
	const struct rsec_lane_run *head;
	struct place at;
	uint32_t i;
	bool has;

	if (rsec_lane_add_time(lane, time) == -1)
		return -1;
	at = place_of(lane, time);
	for (i = 0; i < lane->keys; i++) {
		head = &lane->heads[i];
		has = time <= head->to;
		if (head->from <= time && has == (lane->present[i] != 0))
			continue;
		if (set(lane, i, &at, lane->present[i]) == -1)
			return -1;
	}
	return 0;
}

int
rsec_lane_reserve_runs(struct rsec_lane *lane, uint32_t runs)
{
	struct rsec_lane_run *older;

	if (runs <= lane->older_cap)
		return 0;
	older = realloc(lane->older, runs * sizeof(*older));
	if (older == NULL)
		return -1;
	rsec_table_advise(older, runs * sizeof(*older));
	lane->older = older;
	lane->older_cap = runs;
	return 0;
}

int
rsec_lane_append(struct rsec_lane *lane, uint32_t from, uint32_t to)
{
	struct rsec_lane_run *head = &lane->heads[lane->keys - 1];
	struct rsec_lane_run run = { from, to, RSEC_RUN_NONE };

	if (head->from <= head->to) {
		if (have_unused(lane) == -1)
			return -1;
		run.next = take(lane);
		lane->older[run.next] = *head;
	}
	if (to == lane->times[lane->count - 1])
		run.to = RSEC_RUN_OPEN;
	*head = run;
	return 0;
}

bool
rsec_lane_has(const struct rsec_lane *lane, uint32_t key, uint32_t time)
{
	const struct rsec_lane_run *run = &lane->heads[key];

	if (run->from > run->to)
		return false;
	while (run->from > time) {
		if (run->next == RSEC_RUN_NONE)
			return false;
		run = &lane->older[run->next];
	}
	return time <= run->to;
}
