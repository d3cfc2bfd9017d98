/* SPDX-License-Identifier: ISC */
/*
 * What to fix first: of each check that found something all changes together,
 * with the points that they win.  With n routes, an RPKI-invalid one that is
 * repaired wins 11/n, of which 10/n are the penalty, a missing ROA or route
 * object 1/n of its figure, a contact all of coordination; a full bogon, or
 * what is too long, is no route any more, and is told of the figure of routes
 * in which that wins most.  Incidents and
 * forged packets stay in the score of their month: what ends them wins nothing
 * in it.
 *
 * Points are the difference of two scores as they are shown, so that what the
 * limit of 0 swallows is not promised; and they are won by a fix when all
 * before it in the list are done.  Its next is each time the one that then wins
 * most: while invalid routes hold the score at 0, ROAs for the others win
 * nothing.  A verdict turns with the fix that comes last of those that it
 * needs.
 */
#include "manrs/plan_private.h"

#define MILLION 1000000

/* Whether CHECK speaks of the very routes of another one. */
static bool
is_repeated(enum rsec_manrs_check check)
{
	return check == RSEC_MANRS_A4_EITHER ||
	       check == RSEC_MANRS_A4_RPKI_INVALID;
}

static bool
is_incident(enum rsec_manrs_check check)
{
	return check >= RSEC_MANRS_A1_INC_M1 && check <= RSEC_MANRS_A1_INC_M4C;
}

static enum rsec_manrs_figure
figure_of(enum rsec_manrs_check check)
{
	static const enum rsec_manrs_figure figures[] = {
		[1] = RSEC_MANRS_FILTERING,
		[2] = RSEC_MANRS_ANTI_SPOOFING,
		[3] = RSEC_MANRS_COORDINATION,
		[4] = RSEC_MANRS_ROUTING_IRR,
	};

	switch (check) {
	case RSEC_MANRS_A1_OWN_RPKI:
	case RSEC_MANRS_A4_RPKI_COVER:
	case RSEC_MANRS_A4_STALE_ROA:
	case RSEC_MANRS_A4_MAXLEN:
		return RSEC_MANRS_ROUTING_RPKI;
	default:
		return figures[rsec_manrs_check_action(check)];
	}
}

/* Whether the fix of CHECK ends routes, which changes both their figures. */
static bool
ends_routes(enum rsec_manrs_check check)
{
	return check == RSEC_MANRS_A1_OWN_BOGON ||
	       check == RSEC_MANRS_A1_OWN_LEN;
}

static int64_t
value_by(const struct rsec_manrs_plan *plan, enum rsec_manrs_figure figure)
{
	const struct rsec_manrs_tally *tally = &plan->facts.tally;

	return rsec_manrs_share_score(
	    rsec_manrs_share(figure, tally), tally->routes);
}

/* Millionths that FIGURE gains, at least 0, from what is done to AFTER. */
static int64_t
gain(const struct rsec_manrs_work *work, enum rsec_manrs_figure figure,
    const struct rsec_manrs_plan *before, const struct rsec_manrs_plan *after)
{
	int64_t won;

	if (!work->report->score[figure].has_value ||
	    after->facts.tally.routes == 0)
		return 0;
	won = value_by(after, figure) - value_by(before, figure);
	return won > 0 ? won : 0;
}

/* What FIX wins, and in which figure, when PLAN is done. */
static void
value_fix(const struct rsec_manrs_work *work,
    const struct rsec_manrs_plan *plan, struct rsec_manrs_fix *fix)
{
	const struct rsec_manrs_score *contact =
	    &work->report->score[RSEC_MANRS_COORDINATION];
	struct rsec_manrs_plan after = *plan;
	int64_t other;

	fix->figure = figure_of(fix->check);
	fix->points = 0;
	if (fix->check == RSEC_MANRS_A3_CONTACT && contact->has_value)
		fix->points = MILLION - (int64_t)contact->value;
	rsec_manrs_plan_repair(&after, fix->check);
	if (fix->figure >= RSEC_MANRS_ROUTING_IRR)
		fix->points = gain(work, fix->figure, plan, &after);
	if (!ends_routes(fix->check))
		return;
	fix->points = gain(work, RSEC_MANRS_ROUTING_IRR, plan, &after);
	other = gain(work, RSEC_MANRS_ROUTING_RPKI, plan, &after);
	if (fix->points > 0)
		fix->figure = RSEC_MANRS_ROUTING_IRR;
	if (other <= fix->points)
		return;
	fix->points = other;
	fix->figure = RSEC_MANRS_ROUTING_RPKI;
}

/* Mandatory and recommended Actions that conform by FACTS, as bits. */
static unsigned
conforming(
    const struct rsec_manrs_work *work, const struct rsec_manrs_facts *facts)
{
	const struct rsec_manrs_report *report = work->report;
	unsigned bits = 0;
	size_t i;

	for (i = 0; i < report->actions; i++)
		if (rsec_manrs_verdict_by(facts, &work->data->rules,
			report->action[i].number) == RSEC_MANRS_CONFORMANT)
			bits |= 1U << i;
	return bits;
}

/* Whether A wins more than B, or as much and is of an earlier check. */
static bool
is_before(const struct rsec_manrs_fix *a, const struct rsec_manrs_fix *b)
{
	if (a->points != b->points)
		return a->points > b->points;
	return a->check < b->check;
}

/* Bring to the front of FIX[] the one that wins most when PLAN is done. */
static void
find_next(const struct rsec_manrs_work *work,
    const struct rsec_manrs_plan *plan, struct rsec_manrs_fix *fix,
    size_t fixes)
{
	struct rsec_manrs_fix *best = fix, first;
	size_t i;

	for (i = 0; i < fixes; i++) {
		value_fix(work, plan, &fix[i]);
		if (is_before(&fix[i], best))
			best = &fix[i];
	}
	first = *fix;
	*fix = *best;
	*best = first;
}

/* Order the fixes, and find which turn a verdict when all before are done. */
static void
sort_fixes(const struct rsec_manrs_work *work, struct rsec_manrs_fix *fix,
    size_t fixes)
{
	struct rsec_manrs_plan plan;
	unsigned before, after;

	rsec_manrs_plan_init(work, &plan);
	before = conforming(work, &plan.facts);
	for (; fixes > 0; fixes--, fix++) {
		find_next(work, &plan, fix, fixes);
		rsec_manrs_plan_repair(&plan, fix->check);
		after = conforming(work, &plan.facts);
		fix->decides = (after & ~before) != 0;
		before = after;
	}
}

/* What is wrong, for checks whose summary tells what is right. */
static const struct {
	enum rsec_manrs_check check;
	const char *one, *many; /* behind the number of rows */
} wrongs[] = {
	{ RSEC_MANRS_A1_CUST_CONE, "customer is not in the as-set",
	    "customers are not in the as-set" },
	{ RSEC_MANRS_A3_PDB_AGE, "record in PeeringDB is old",
	    "records in PeeringDB are old" },
	{ RSEC_MANRS_A4_RPKI_COVER, "route is covered by no ROA",
	    "routes are covered by no ROA" },
	{ RSEC_MANRS_A4_IRR_COVER, "route has no route object that covers it",
	    "routes have no route object that covers them" },
	{ RSEC_MANRS_A4_IRR_EXACT,
	    "covered route has no route object of the exact prefix",
	    "covered routes have no route object of the exact prefix" },
	{ RSEC_MANRS_A4_IRR_AUTH,
	    "covered route has no route object in the registry of an RIR",
	    "covered routes have no route object in the registry of an RIR" },
	{ RSEC_MANRS_A4_IRR_RPKI, "route object is RPKI-invalid",
	    "route objects are RPKI-invalid" },
	{ RSEC_MANRS_A4_STALE_ROA, "VRP matches nothing that is announced",
	    "VRPs match nothing that is announced" },
	{ RSEC_MANRS_A4_STALE_ROUTE,
	    "route object matches nothing that is announced",
	    "route objects match nothing that is announced" },
	{ RSEC_MANRS_A4_MAXLEN, "VRP allows more than is announced",
	    "VRPs allow more than is announced" },
	{ RSEC_MANRS_A4_ASSET_NAME,
	    "as-set has a name that is not hierarchical",
	    "as-sets have names that are not hierarchical" },
	{ RSEC_MANRS_A4_ASSET_UNIQUE, "as-set has a name in several registries",
	    "as-sets have names in several registries" },
	{ RSEC_MANRS_A4_ASSET_LOOP,
	    "as-set has a loop, or a member that is missing",
	    "loops and missing members are in the as-sets" },
};

/* Whether an incident that CHECK tells of has not ended. */
static bool
goes_on(const struct rsec_manrs_report *report, enum rsec_manrs_check check)
{
	size_t i;

	for (i = 0; i < report->incidents; i++)
		if (report->incident[i].open &&
		    RSEC_MANRS_A1_INC_M1 + (int)report->incident[i].metric ==
			(int)check)
			return true;
	return false;
}

static const char *
title_of(struct rsec_manrs_work *work, const struct rsec_manrs_result *result)
{
	const size_t n = rsec_manrs_counted(result);
	size_t i;

	for (i = 0; i < sizeof(wrongs) / sizeof(wrongs[0]); i++)
		if (wrongs[i].check == result->check)
			return rsec_manrs_text(work, "%zu %s", n,
			    n == 1 ? wrongs[i].one : wrongs[i].many);
	if (!is_incident(result->check))
		return result->summary;
	return rsec_manrs_text(work, "%s; %s", result->summary,
	    goes_on(work->report, result->check)
		? "ending them wins points from next month on"
		: "over, and in no score from next month on");
}

static int
fill(struct rsec_manrs_work *work, const struct rsec_manrs_result *result,
    struct rsec_manrs_fix *fix)
{
	*fix = (struct rsec_manrs_fix){
		.check = result->check,
		.title = title_of(work, result),
		.changes = rsec_manrs_counted(result),
	};
	return fix->title == NULL ? -1 : 0;
}

int
rsec_manrs_fixes(struct rsec_manrs_work *work)
{
	struct rsec_manrs_report *report = work->report;
	const struct rsec_manrs_result *result;
	struct rsec_manrs_fix *list;
	size_t i;

	list =
	    rsec_arena_alloc(&report->arena, RSEC_MANRS_CHECKS * sizeof(*list));
	if (list == NULL)
		return rsec_err_nomem(work->err);
	for (i = 0; i < RSEC_MANRS_CHECKS; i++) {
		result = &report->result[i];
		if (!result->applies ||
		    (result->state != RSEC_MANRS_FAIL &&
			result->state != RSEC_MANRS_WARN) ||
		    is_repeated(result->check))
			continue;
		if (fill(work, result, &list[report->fixes++]) == -1)
			return -1;
	}
	sort_fixes(work, list, report->fixes);
	report->fix = list;
	return rsec_manrs_fix_remedies(work, list, report->fixes);
}
