/* SPDX-License-Identifier: ISC */
/*
 * The state of a route at a point in time: RFC 6811 over the VRPs that covered
 * it then, with what nobody observed kept apart.
 *
 * One pass over the covering VRPs of all times fills three tallies: of what is
 * certain (trust anchors that were observed), and of what the observations
 * before and after the time say.  An answer is certain if no trust anchor that
 * matters was unobserved, or if the certain tally alone is Valid already:
 * nothing that is missing could undo that.
 */
#include "history/query.h"

#include <string.h>

#include "base/utc.h"
#include "history/store_private.h"
#include "history/view_private.h"

#define DAY ((uint32_t)RSEC_DAY)

/* What the covering VRPs of one view are. */
struct tally {
	bool covered; /* there is one */
	bool match;   /* one makes the route Valid */
	bool length;  /* one with its origin, but too short a maxLength */
	bool as;      /* one with another origin, AS0 not counted */
};

struct check {
	struct rsec_history *history;
	const struct rsec_route *route; /* NULL: only the cover is asked for */
	uint32_t at;
	enum rsec_history_gaps gaps;
	struct tally certain, before, after;
	bool between; /* before and after are two observations */
	bool unknown;
	bool no_before, no_after; /* an unknown one has no such observation */
	uint8_t unknown_ta;
	uint8_t ta; /* of the view at hand */
	bool has_view;
	struct rsec_view view;
	struct rsec_err *err;
};

static void
count(struct tally *tally, const struct rsec_route *route,
    const struct rsec_history_vrp *vrp)
{
	struct rsec_vrp value = { .asn = vrp->asn, .max_len = vrp->max_len };

	tally->covered = true;
	if (route == NULL) {
		tally->match = true;
		return;
	}
	switch (rsec_rov_match(&value, route)) {
	case RSEC_VRP_MATCHES:
		tally->match = true;
		break;
	case RSEC_VRP_TOO_LONG:
		tally->length = true;
		break;
	case RSEC_VRP_OTHER_AS:
		tally->as = true;
		break;
	case RSEC_VRP_AS0:
		break;
	}
}

static struct rsec_history_verdict
conclude(const struct tally *tally)
{
	struct rsec_history_verdict verdict = { RSEC_HISTORY_NOT_FOUND,
		RSEC_ROV_NONE };

	if (tally->match) {
		verdict.state = RSEC_HISTORY_VALID;
	} else if (tally->covered) {
		verdict.state = RSEC_HISTORY_INVALID;
		verdict.reason = tally->length ? RSEC_ROV_LENGTH
				 : tally->as   ? RSEC_ROV_AS
					       : RSEC_ROV_AS0;
	}
	return verdict;
}

/* Take the view of another trust anchor. */
static void
look(struct check *check, uint8_t ta)
{
	check->ta = ta;
	check->has_view = true;
	check->view = rsec_view(check->history, ta, check->at, check->gaps);
	if (check->view.kind == RSEC_VIEW_BETWEEN)
		check->between = true;
	if (check->view.kind != RSEC_VIEW_UNKNOWN)
		return;
	check->no_before |= check->view.before == RSEC_VIEW_NONE;
	check->no_after |= check->view.after == RSEC_VIEW_NONE;
	if (!check->unknown || ta < check->unknown_ta)
		check->unknown_ta = ta;
	check->unknown = true;
}

static int
count_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct check *check = ctx;
	int before, after;

	if (!check->has_view || vrp->ta != check->ta)
		look(check, vrp->ta);
	before = after = rsec_view_holds(
	    check->history, vrp, check->view.before, check->err);
	if (check->view.after != check->view.before)
		after = rsec_view_holds(
		    check->history, vrp, check->view.after, check->err);
	if (before == -1 || after == -1)
		return -1;
	if (before)
		count(&check->before, check->route, vrp);
	if (after)
		count(&check->after, check->route, vrp);
	if (before && after && check->view.kind != RSEC_VIEW_UNKNOWN)
		count(&check->certain, check->route, vrp);
	return 0;
}

/*
 * No VRP ever covered the prefix.  That is certain if any trust anchor was
 * observed at all.
 */
static void
look_around(struct check *check)
{
	size_t tas = rsec_history_tas(check->history), ta;

	for (ta = 0; ta < tas; ta++) {
		if (check->history->left_out[ta])
			continue;
		look(check, (uint8_t)ta);
		if (check->view.kind != RSEC_VIEW_UNKNOWN) {
			check->unknown = check->between = false;
			return;
		}
	}
	check->unknown = true;
}

/*
 * An RIR matters although it never had a VRP for the prefix, before its first
 * observation and after its last: it may have had one then.  Others come and
 * go, and would make all answers unknown.  It is named only where none that
 * had a VRP is missing.
 */
static void
look_outside(struct check *check)
{
	const uint32_t at = check->at;
	const uint64_t end = (uint64_t)at + (at % DAY == 0 ? DAY - 1 : 0);
	const size_t tas = rsec_history_tas(check->history);
	const struct rsec_history_times *times;
	bool before, after;
	size_t ta;

	for (ta = 0; ta < tas; ta++) {
		if (!check->history->is_rir[ta] || check->history->left_out[ta])
			continue;
		times = &check->history->vrps[ta];
		before = times->count > 0 && times->list[0] <= end;
		after = times->count > 0 && times->list[times->count - 1] >= at;
		if (before && after)
			continue;
		check->no_before |= !before;
		check->no_after |= !after;
		if (!check->unknown)
			check->unknown_ta = (uint8_t)ta;
		check->unknown = true;
	}
}

static bool
same(struct rsec_history_verdict a, struct rsec_history_verdict b)
{
	return a.state == b.state && a.reason == b.reason;
}

static void
answer_check(const struct check *check, struct rsec_history_answer *answer)
{
	memset(answer, 0, sizeof(*answer));
	answer->verdict = conclude(&check->certain);
	answer->before = conclude(&check->before);
	answer->after = conclude(&check->after);
	if (answer->verdict.state == RSEC_HISTORY_VALID)
		return;
	if (check->unknown) {
		answer->verdict =
		    (struct rsec_history_verdict){ RSEC_HISTORY_UNKNOWN,
			    RSEC_ROV_NONE };
		answer->unknown_ta = check->unknown_ta;
		if (check->no_before && !check->before.match)
			answer->before = answer->verdict;
		if (check->no_after && !check->after.match)
			answer->after = answer->verdict;
	} else if (check->between) {
		answer->verdict = answer->before;
		if (!same(answer->before, answer->after))
			answer->verdict =
			    (struct rsec_history_verdict){ RSEC_HISTORY_CHANGED,
				    RSEC_ROV_NONE };
	}
}

static int
run_check(struct check *check, const struct rsec_prefix *prefix,
    struct rsec_history_answer *answer)
{
	if (rsec_history_covering(
		check->history, prefix, count_vrp, check, check->err) != 0)
		return -1;
	if (!check->has_view)
		look_around(check);
	if (check->gaps == RSEC_GAPS_UNKNOWN && !check->certain.match)
		look_outside(check);
	answer_check(check, answer);
	return 0;
}

int
rsec_history_check(struct rsec_history *history, const struct rsec_route *route,
    uint32_t at, enum rsec_history_gaps gaps,
    struct rsec_history_answer *answer, struct rsec_err *err)
{
	struct check check = { .history = history,
		.route = route,
		.at = at,
		.gaps = gaps,
		.err = err };

	return run_check(&check, &route->prefix, answer);
}

int
rsec_history_covered(struct rsec_history *history,
    const struct rsec_prefix *prefix, uint32_t at, enum rsec_history_gaps gaps,
    struct rsec_history_answer *answer, struct rsec_err *err)
{
	struct check check = {
		.history = history, .at = at, .gaps = gaps, .err = err
	};

	return run_check(&check, prefix, answer);
}

const char *
rsec_history_state_name(enum rsec_history_state state)
{
	static const char *const names[] = {
		[RSEC_HISTORY_VALID] = "valid",
		[RSEC_HISTORY_INVALID] = "invalid",
		[RSEC_HISTORY_NOT_FOUND] = "not-found",
		[RSEC_HISTORY_UNKNOWN] = "unknown",
		[RSEC_HISTORY_CHANGED] = "changed",
	};

	return names[state];
}

const char *
rsec_observation_state_name(enum rsec_observation_state state)
{
	static const char *const names[] = {
		[RSEC_OBSERVATION_OBSERVED] = "observed",
		[RSEC_OBSERVATION_ABSENT] = "absent",
		[RSEC_OBSERVATION_SUSPECT] = "suspect",
		[RSEC_OBSERVATION_CORRUPT] = "corrupt",
		[RSEC_OBSERVATION_SUPERSEDED] = "superseded",
	};

	return names[state];
}
