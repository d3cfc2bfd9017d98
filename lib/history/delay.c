/* SPDX-License-Identifier: ISC */
/*
 * From Not Before to the archive: how long it takes until a ROA is seen.
 *
 * Nobody looks all the time, so a delay is known by bounds only: the VRP came
 * after the observation that did not have it yet, and not later than the first
 * that did.  What was there when a trust anchor was first observed is left
 * out: nobody knows how long it had been.
 */
#include <stdlib.h>

#include "base/utc.h"
#include "history/stats.h"
#include "history/view_private.h"

#define DAY ((uint32_t)RSEC_DAY)

struct delays {
	uint32_t *least, *most;
	size_t count, cap;
};

struct collect {
	struct rsec_history *history;
	struct delays *of; /* one a trust anchor */
	struct rsec_err *err;
};

static int
add(struct delays *to, uint32_t least, uint32_t most, struct rsec_err *err)
{
	uint32_t *list;
	size_t cap;

	if (to->count == to->cap) {
		cap = to->cap * 2 + 64;
		list = realloc(to->least, cap * sizeof(*list));
		if (list == NULL)
			return rsec_err_nomem(err);
		to->least = list;
		list = realloc(to->most, cap * sizeof(*list));
		if (list == NULL)
			return rsec_err_nomem(err);
		to->most = list;
		to->cap = cap;
	}
	to->least[to->count] = least;
	to->most[to->count++] = most;
	return 0;
}

/* The last second of what a time stands for: a midnight is its whole day. */
static uint32_t
end_of(uint32_t time)
{
	return time % DAY == 0 && time <= UINT32_MAX - DAY ? time + DAY - 1
							   : time;
}

static int
measure(void *ctx, const struct rsec_history_vrp *vrp)
{
	const struct collect *collect = ctx;
	uint32_t not_before, before, seen;
	struct rsec_history_run run;

	if (rsec_history_not_before(
		collect->history, vrp, &not_before, collect->err) == -1 ||
	    rsec_history_run_get(
		collect->history, vrp, 0, &run, collect->err) == -1)
		return -1;
	seen = end_of(run.from);
	if (not_before == 0 || run.first == 0 || not_before > seen)
		return 0;
	before =
	    rsec_history_trusted_time(collect->history, vrp->ta, run.first - 1);
	return add(&collect->of[vrp->ta],
	    before > not_before ? before - not_before : 0, seen - not_before,
	    collect->err);
}

static int
cmp(const void *a, const void *b)
{
	const uint32_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

/* The least value that a quarter, half, three quarters are not more than. */
static void
quartiles(uint32_t *list, size_t count, uint32_t to[3])
{
	size_t i;

	qsort(list, count, sizeof(*list), cmp);
	for (i = 0; i < 3; i++)
		to[i] = list[(count * (i + 1) + 3) / 4 - 1];
}

int
rsec_stats_delay(struct rsec_history *history, struct rsec_delay *delay,
    struct rsec_err *err)
{
	const size_t tas = rsec_history_tas(history);
	struct collect collect = { .history = history, .err = err };
	struct delays *of;
	size_t ta;
	int rc;

	collect.of = calloc(tas + 1, sizeof(*collect.of));
	if (collect.of == NULL)
		return rsec_err_nomem(err);
	rc = rsec_history_all(history, measure, &collect, err);
	for (ta = 0; ta < tas; ta++) {
		of = &collect.of[ta];
		delay[ta] =
		    (struct rsec_delay){ .ta = (uint8_t)ta, .vrps = of->count };
		if (rc == 0 && of->count > 0) {
			quartiles(of->least, of->count, delay[ta].least);
			quartiles(of->most, of->count, delay[ta].most);
		}
		free(of->least);
		free(of->most);
	}
	free(collect.of);
	return rc;
}
