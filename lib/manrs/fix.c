/* SPDX-License-Identifier: ISC */
/*
 * What to fix first: of each check that found something all changes together,
 * with the points that they win.  With n routes, an RPKI-invalid one that is
 * repaired wins 11/n, of which 10/n are the penalty, a missing ROA or route
 * object 1/n of its figure, a contact all of coordination.  Incidents and
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
#include "manrs/report_private.h"

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

/* Change FACTS to what they are when all that CHECK found is repaired. */
static void
repair(enum rsec_manrs_check check, struct rsec_manrs_facts *facts)
{
	struct rsec_manrs_tally *tally = &facts->tally;

	facts->state[check] = RSEC_MANRS_PASS;
	switch (check) {
	case RSEC_MANRS_A1_OWN_RPKI:
		tally->either += tally->rpki_invalid - tally->invalid_covered;
		tally->rpki_valid += tally->rpki_invalid;
		tally->rpki_invalid = tally->invalid_covered = 0;
		break;
	case RSEC_MANRS_A4_RPKI_COVER:
		tally->rpki_valid += tally->rpki_not_found;
		tally->rpki_not_found = 0;
		tally->either = tally->rpki_valid + tally->invalid_covered;
		break;
	case RSEC_MANRS_A4_IRR_COVER:
		tally->irr_covered = tally->either = tally->routes;
		tally->invalid_covered = tally->rpki_invalid;
		break;
	default:
		break;
	}
}

static uint32_t
value_by(const struct rsec_manrs_facts *facts, enum rsec_manrs_figure figure)
{
	return rsec_manrs_share_score(
	    rsec_manrs_share(figure, &facts->tally), facts->tally.routes);
}

/* Millionths that the figure of FIX gains where FACTS are what is done. */
static int64_t
points_of(const struct rsec_manrs_work *work, const struct rsec_manrs_fix *fix,
    const struct rsec_manrs_facts *facts)
{
	const struct rsec_manrs_score *score =
	    &work->report->score[fix->figure];
	struct rsec_manrs_facts after = *facts;

	if (!score->has_value)
		return 0;
	if (fix->check == RSEC_MANRS_A3_CONTACT)
		return MILLION - (int64_t)score->value;
	if (fix->figure < RSEC_MANRS_ROUTING_IRR)
		return 0;
	repair(fix->check, &after);
	return (int64_t)value_by(&after, fix->figure) -
	       (int64_t)value_by(facts, fix->figure);
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

/* Bring to the front of FIX[] the one that wins most by FACTS. */
static void
find_next(const struct rsec_manrs_work *work,
    const struct rsec_manrs_facts *facts, struct rsec_manrs_fix *fix,
    size_t fixes)
{
	struct rsec_manrs_fix *best = fix, first = *fix;
	size_t i;

	for (i = 0; i < fixes; i++) {
		fix[i].points = points_of(work, &fix[i], facts);
		if (is_before(&fix[i], best))
			best = &fix[i];
	}
	first.points = fix->points;
	*fix = *best;
	*best = first;
}

/* Order the fixes, and find which turn a verdict when all before are done. */
static void
sort_fixes(const struct rsec_manrs_work *work, struct rsec_manrs_fix *fix,
    size_t fixes)
{
	struct rsec_manrs_facts facts;
	unsigned before, after;

	rsec_manrs_facts_init(work, &facts);
	before = conforming(work, &facts);
	for (; fixes > 0; fixes--, fix++) {
		find_next(work, &facts, fix, fixes);
		repair(fix->check, &facts);
		after = conforming(work, &facts);
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
		.figure = figure_of(result->check),
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
