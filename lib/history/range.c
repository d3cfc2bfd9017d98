/* SPDX-License-Identifier: ISC */
/*
 * The state of a route, or of the cover of a prefix, over an interval.
 *
 * An answer can only change on a few days: those on which a run of a covering
 * VRP begins, ends, or has just ended, and those on which the trust anchors
 * that matter begin or cease to be observed.  These are collected first, and
 * the question is asked on them alone.  Over fifteen years that is some tens
 * of questions instead of 5,700.
 */
#include <stdlib.h>

#include "base/utc.h"
#include "history/query.h"
#include "history/store_private.h"

#define DAY ((uint32_t)RSEC_DAY)

struct range {
	struct rsec_history *history;
	uint32_t first, last; /* days */
	uint32_t *days;	      /* on which the answer may change */
	size_t count, cap;
	bool matters[RSEC_HISTORY_TAS_MAX]; /* by trust anchor */
	bool any;
	struct rsec_err *err;
};

static int
add_day(struct range *range, uint32_t day)
{
	uint32_t *days;
	size_t cap;

	if (day <= range->first || day > range->last)
		return 0;
	if (range->count == range->cap) {
		cap = range->cap * 2 + 64;
		days = realloc(range->days, cap * sizeof(*days));
		if (days == NULL)
			return rsec_err_nomem(range->err);
		range->days = days;
		range->cap = cap;
	}
	range->days[range->count++] = day;
	return 0;
}

static int
add_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct range *range = ctx;
	struct rsec_history_run run;
	uint32_t i;

	range->matters[vrp->ta] = range->any = true;
	for (i = 0; i < vrp->runs; i++)
		if (rsec_history_run_get(
			range->history, vrp, i, &run, range->err) == -1 ||
		    add_day(range, run.from / DAY) == -1 ||
		    add_day(range, run.to / DAY) == -1 ||
		    add_day(range, run.to / DAY + 1) == -1)
			return -1;
	return 0;
}

static uint32_t
observed_day(const struct range *range, uint8_t ta, uint32_t i)
{
	return rsec_history_trusted_time(range->history, ta, i) / DAY;
}

/* The first day of all observations, and the first behind them. */
static int
add_ends(struct range *range, uint8_t ta)
{
	const uint32_t count = rsec_history_trusted(range->history, ta);

	if (count == 0)
		return 0;
	if (add_day(range, observed_day(range, ta, 0)) == -1)
		return -1;
	return add_day(range, observed_day(range, ta, count - 1) + 1);
}

/* The first day of each gap between observations, and the first behind it. */
static int
add_gaps(struct range *range, uint8_t ta)
{
	const uint32_t count = rsec_history_trusted(range->history, ta);
	uint32_t i, day, before;

	for (i = 1; i < count; i++) {
		before = observed_day(range, ta, i - 1);
		day = observed_day(range, ta, i);
		if (day > before + 1 && (add_day(range, before + 1) == -1 ||
					    add_day(range, day) == -1))
			return -1;
	}
	return 0;
}

static int
cmp_days(const void *a, const void *b)
{
	const uint32_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static int
collect(struct range *range, const struct rsec_prefix *prefix)
{
	const size_t tas = rsec_history_tas(range->history);
	size_t ta;

	if (rsec_history_covering(
		range->history, prefix, add_vrp, range, range->err) != 0)
		return -1;
	for (ta = 0; ta < tas; ta++)
		if (!range->history->left_out[ta] &&
		    (add_ends(range, (uint8_t)ta) == -1 ||
			((range->matters[ta] || !range->any) &&
			    add_gaps(range, (uint8_t)ta) == -1)))
			return -1;
	if (range->count > 0)
		qsort(
		    range->days, range->count, sizeof(*range->days), cmp_days);
	return 0;
}

static bool
same(struct rsec_history_verdict a, struct rsec_history_verdict b)
{
	return a.state == b.state && a.reason == b.reason;
}

static bool
same_answer(
    const struct rsec_history_answer *a, const struct rsec_history_answer *b)
{
	return same(a->verdict, b->verdict) &&
	       (a->verdict.state != RSEC_HISTORY_UNKNOWN ||
		   (a->unknown_ta == b->unknown_ta &&
		       same(a->before, b->before) && same(a->after, b->after)));
}

struct asked {
	const struct rsec_prefix *prefix;
	const struct rsec_route *route; /* NULL: only the cover */
	enum rsec_history_gaps gaps;
	int (*segment)(void *ctx, const struct rsec_history_segment *segment);
	void *ctx;
};

static int
ask(const struct range *range, const struct asked *asked, uint32_t day,
    struct rsec_history_answer *answer)
{
	if (asked->route == NULL)
		return rsec_history_covered(range->history, asked->prefix,
		    day * DAY, asked->gaps, answer, range->err);
	return rsec_history_check(range->history, asked->route, day * DAY,
	    asked->gaps, answer, range->err);
}

static int
tell(const struct range *range, const struct asked *asked)
{
	struct rsec_history_segment at = { .from = range->first * DAY };
	struct rsec_history_answer answer;
	size_t i;
	int rc;

	if (ask(range, asked, range->first, &at.answer) == -1)
		return -1;
	for (i = 0; i < range->count; i++) {
		if (i > 0 && range->days[i] == range->days[i - 1])
			continue;
		if (ask(range, asked, range->days[i], &answer) == -1)
			return -1;
		if (same_answer(&at.answer, &answer))
			continue;
		at.to = (range->days[i] - 1) * DAY;
		if ((rc = asked->segment(asked->ctx, &at)) != 0)
			return rc;
		at.from = range->days[i] * DAY;
		at.answer = answer;
	}
	at.to = range->last * DAY;
	return asked->segment(asked->ctx, &at);
}

static int
run(struct rsec_history *history, const struct asked *asked, uint32_t from,
    uint32_t to, struct rsec_err *err)
{
	struct range range = { .history = history,
		.first = from / DAY,
		.last = to / DAY,
		.err = err };
	int rc;

	if (from > to)
		return 0;
	rc = collect(&range, asked->prefix);
	if (rc == 0)
		rc = tell(&range, asked);
	free(range.days);
	return rc;
}

int
rsec_history_check_range(struct rsec_history *history,
    const struct rsec_route *route, uint32_t from, uint32_t to,
    enum rsec_history_gaps gaps,
    int (*segment)(void *ctx, const struct rsec_history_segment *segment),
    void *ctx, struct rsec_err *err)
{
	const struct asked asked = { &route->prefix, route, gaps, segment,
		ctx };

	return run(history, &asked, from, to, err);
}

int
rsec_history_covered_range(struct rsec_history *history,
    const struct rsec_prefix *prefix, uint32_t from, uint32_t to,
    enum rsec_history_gaps gaps,
    int (*segment)(void *ctx, const struct rsec_history_segment *segment),
    void *ctx, struct rsec_err *err)
{
	const struct asked asked = { prefix, NULL, gaps, segment, ctx };

	return run(history, &asked, from, to, err);
}
