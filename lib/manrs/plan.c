/* SPDX-License-Identifier: ISC */
/*
 * What becomes of the subject's routes when fixes are done: some are registered
 * and some withdrawn.  A full bogon can have no ROA, so that it is withdrawn by
 * whatever fix names it; of what is too long a shorter prefix is announced
 * instead, unless a fix before that registers it.
 */
#include <string.h>

#include "manrs/action1_private.h"
#include "manrs/plan_private.h"

/* The tally, which has no joint counts, as cells of routes that stay. */
static void
spread(const struct rsec_manrs_tally *tally,
    uint64_t cells[RSEC_MANRS_ROV_STATES][2])
{
	uint64_t *valid = cells[RSEC_ROV_VALID],
		 *invalid = cells[RSEC_ROV_INVALID],
		 *not_found = cells[RSEC_ROV_NOT_FOUND];

	invalid[1] = tally->invalid_covered;
	invalid[0] = tally->rpki_invalid - invalid[1];
	not_found[1] = tally->either - tally->rpki_valid - invalid[1];
	not_found[0] = tally->rpki_not_found - not_found[1];
	valid[1] = tally->irr_covered - invalid[1] - not_found[1];
	valid[0] = tally->rpki_valid - valid[1];
}

/* Those that CHECK found are of FATE, too. */
static void
mark(const struct rsec_manrs_work *work, enum rsec_manrs_check check,
    unsigned fate, struct rsec_manrs_plan *plan)
{
	const struct rsec_manrs_result *result = &work->report->result[check];
	const struct rsec_manrs_evidence *row = result->evidence;
	struct rsec_manrs_route route;
	unsigned before;
	bool covered;

	for (; row < result->evidence + result->evidences; row++) {
		rsec_manrs_route_judge(
		    work->data, &row->prefix, row->asn, &route);
		covered = rsec_manrs_route_is_covered(&route);
		before = fate == RSEC_MANRS_FATE_LONG &&
				 rsec_manrs_is_full_bogon(work, &row->prefix)
			     ? RSEC_MANRS_FATE_BOGON
			     : 0;
		plan->routes[before][route.rpki][covered]--;
		plan->routes[before | fate][route.rpki][covered]++;
	}
}

/* The tally of what is left, and the bogons that are. */
static void
count(struct rsec_manrs_plan *plan)
{
	struct rsec_manrs_tally *tally = &plan->facts.tally;
	uint64_t bogons = 0, n;
	unsigned fate, rpki, covered;

	tally->routes = tally->rpki_valid = tally->rpki_invalid = 0;
	tally->irr_covered = tally->either = 0;
	for (fate = 0; fate < RSEC_MANRS_FATES; fate++)
		for (rpki = 0; rpki < RSEC_MANRS_ROV_STATES; rpki++)
			for (covered = 0; covered < 2; covered++) {
				n = plan->routes[fate][rpki][covered];
				tally->routes += n;
				if (rpki == RSEC_ROV_VALID)
					tally->rpki_valid += n;
				if (rpki == RSEC_ROV_INVALID)
					tally->rpki_invalid += n;
				if (covered)
					tally->irr_covered += n;
				if (covered || rpki == RSEC_ROV_VALID)
					tally->either += n;
				if (fate & RSEC_MANRS_FATE_BOGON)
					bogons += n;
			}
	if (bogons == 0 &&
	    plan->facts.state[RSEC_MANRS_A1_OWN_BOGON] == RSEC_MANRS_FAIL)
		plan->facts.state[RSEC_MANRS_A1_OWN_BOGON] = RSEC_MANRS_PASS;
}

void
rsec_manrs_plan_init(
    const struct rsec_manrs_work *work, struct rsec_manrs_plan *plan)
{
	memset(plan, 0, sizeof(*plan));
	rsec_manrs_facts_init(work, &plan->facts);
	spread(&plan->facts.tally, plan->routes[0]);
	mark(work, RSEC_MANRS_A1_OWN_BOGON, RSEC_MANRS_FATE_BOGON, plan);
	mark(work, RSEC_MANRS_A1_OWN_LEN, RSEC_MANRS_FATE_LONG, plan);
}

/* Routes of a state become RPKI-valid, bogons nothing. */
static void
validate(struct rsec_manrs_plan *plan, enum rsec_rov_state rpki)
{
	unsigned fate, covered;
	uint64_t *n;

	for (fate = 0; fate < RSEC_MANRS_FATES; fate++)
		for (covered = 0; covered < 2; covered++) {
			n = &plan->routes[fate][rpki][covered];
			if ((fate & RSEC_MANRS_FATE_BOGON) == 0)
				plan->routes[fate][RSEC_ROV_VALID][covered] +=
				    *n;
			*n = 0;
		}
}

/* Routes without route object get one, bogons are no more. */
static void
cover(struct rsec_manrs_plan *plan)
{
	unsigned fate, rpki;

	for (fate = 0; fate < RSEC_MANRS_FATES; fate++)
		for (rpki = 0; rpki < RSEC_MANRS_ROV_STATES; rpki++) {
			uint64_t *n = plan->routes[fate][rpki];

			if ((fate & RSEC_MANRS_FATE_BOGON) == 0)
				n[1] += n[0];
			n[0] = 0;
		}
}

static void
withdraw(struct rsec_manrs_plan *plan, unsigned fates)
{
	unsigned fate;

	for (fate = 0; fate < RSEC_MANRS_FATES; fate++)
		if (fate & fates)
			memset(
			    plan->routes[fate], 0, sizeof(plan->routes[fate]));
}

void
rsec_manrs_plan_repair(
    struct rsec_manrs_plan *plan, enum rsec_manrs_check check)
{
	plan->facts.state[check] = RSEC_MANRS_PASS;
	switch (check) {
	case RSEC_MANRS_A1_OWN_RPKI:
		validate(plan, RSEC_ROV_INVALID);
		break;
	case RSEC_MANRS_A1_OWN_BOGON:
		withdraw(plan, RSEC_MANRS_FATE_BOGON);
		break;
	case RSEC_MANRS_A1_OWN_LEN:
		withdraw(plan, RSEC_MANRS_FATE_LONG);
		break;
	case RSEC_MANRS_A4_RPKI_COVER:
		validate(plan, RSEC_ROV_NOT_FOUND);
		break;
	case RSEC_MANRS_A4_IRR_COVER:
		cover(plan);
		break;
	default:
		return;
	}
	count(plan);
}
