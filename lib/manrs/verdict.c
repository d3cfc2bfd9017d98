/* SPDX-License-Identifier: ISC */
/*
 * Would each Action of the program pass?  Action 1 is held to CAIDA's rule (no
 * customer's route that is RPKI-invalid, or unknown there and IRR-invalid), and
 * to own routes that are neither RPKI-invalid nor full bogons; Action 4 to the
 * least share of routes that are valid in RPKI or IRR.  Of what only a person
 * can judge there is a checklist.
 *
 * Where no table has routes of a family nothing conforms that is on routes.
 * Else a verdict is a function of facts, so that fix.c can ask what it would
 * be.
 */
#include <stdio.h>
#include <string.h>

#include "manrs/report_private.h"

enum rule {
	NO_RULE, /* a checklist */
	RULE_ROUTES,
	RULE_SERVER,
	RULE_SPOOFING,
	RULE_CONTACT,
	RULE_REGISTRATION,
};

static const struct action {
	const char *title;
	bool mandatory;
	enum rule rule;
	const char *checklist;
} actions[RSEC_MANRS_PROGRAMS][RSEC_MANRS_ACTIONS_MAX] = {
	[RSEC_MANRS_NETOPS] = {
		{ "Filtering", true, RULE_ROUTES, NULL },
		{ "Anti-spoofing", false, RULE_SPOOFING, NULL },
		{ "Coordination", true, RULE_CONTACT, NULL },
		{ "Global validation", true, RULE_REGISTRATION, NULL },
	},
	[RSEC_MANRS_IXP] = {
		{ "Filtering at the route server", true, RULE_SERVER, NULL },
		{ "Promotion of MANRS", true, NO_RULE,
		    "a checklist: help with IRR and RPKI, help with MANRS, "
		    "show who takes part, incentives; one at least" },
		{ "Protection of the platform", false, NO_RULE,
		    "a checklist: a published policy of the traffic that is "
		    "not allowed; one of Actions 3 to 5 at least" },
		{ "Communication among members", false, NO_RULE,
		    "a checklist: a mailing list or directory of contacts; "
		    "one of Actions 3 to 5 at least" },
		{ "Tools for monitoring and debugging", false, NO_RULE,
		    "a checklist: a looking glass; one of Actions 3 to 5 at "
		    "least" },
	},
	[RSEC_MANRS_CDN] = {
		{ "Filtering", true, RULE_ROUTES, NULL },
		{ "Anti-spoofing", true, RULE_SPOOFING, NULL },
		{ "Coordination", true, RULE_CONTACT, NULL },
		{ "Global validation", true, RULE_REGISTRATION, NULL },
		{ "Encouragement of peers", true, NO_RULE,
		    "a checklist: ask peers for MANRS, in the peering policy "
		    "or by mail" },
		{ "Tools for monitoring and debugging", false, NO_RULE,
		    "a checklist: show peers which of their routes are "
		    "refused" },
	},
	[RSEC_MANRS_VENDOR] = {
		{ "Solutions for the Actions of other programs", true, NO_RULE,
		    "a checklist: products and guides that filter, validate "
		    "and stop forged packets" },
		{ "Training and support", false, NO_RULE,
		    "a checklist: courses and documents on routing security" },
	},
};

/* Those of own routes first. */
#define OWN_CHECKS 2
static const enum rsec_manrs_check routes_checks[] = {
	RSEC_MANRS_A1_OWN_RPKI,
	RSEC_MANRS_A1_OWN_BOGON,
	RSEC_MANRS_A1_CUST_RPKI,
	RSEC_MANRS_A1_CUST_IRR,
};
#define SHOWN	      5 /* routes that a verdict names */
#define ROUTES_CHECKS (sizeof(routes_checks) / sizeof(routes_checks[0]))

void
rsec_manrs_facts_init(
    const struct rsec_manrs_work *work, struct rsec_manrs_facts *facts)
{
	const struct rsec_manrs_report *report = work->report;
	size_t i;

	memset(facts, 0, sizeof(*facts));
	for (i = 0; i < RSEC_MANRS_CHECKS; i++)
		facts->state[i] = report->result[i].state;
	facts->tally = report->tally;
	facts->served = report->result[RSEC_MANRS_A1_RS_RPKI].total;
	facts->tested = report->score[RSEC_MANRS_ANTI_SPOOFING].has_value;
}

/* One of them fails, or is not known. */
static enum rsec_manrs_verdict
worst(const struct rsec_manrs_facts *facts, const enum rsec_manrs_check *check,
    size_t count)
{
	enum rsec_manrs_verdict verdict = RSEC_MANRS_CONFORMANT;
	size_t i;

	for (i = 0; i < count; i++) {
		if (facts->state[check[i]] == RSEC_MANRS_FAIL)
			return RSEC_MANRS_NOT_CONFORMANT;
		if (facts->state[check[i]] == RSEC_MANRS_NO_DATA)
			verdict = RSEC_MANRS_VERDICT_NO_DATA;
	}
	return verdict;
}

/* Without own routes it is those of customers that decide; of none nothing. */
static enum rsec_manrs_verdict
judge_routes(const struct rsec_manrs_facts *facts)
{
	const size_t left_out = facts->tally.routes == 0 ? OWN_CHECKS : 0;
	const enum rsec_manrs_verdict verdict =
	    worst(facts, routes_checks + left_out, ROUTES_CHECKS - left_out);

	if (verdict == RSEC_MANRS_CONFORMANT && facts->tally.routes == 0 &&
	    facts->tally.customer_routes == 0)
		return RSEC_MANRS_VERDICT_NO_DATA;
	return verdict;
}

static enum rsec_manrs_verdict
judge_registration(
    const struct rsec_manrs_facts *facts, const struct rsec_manrs_rules *rules)
{
	const struct rsec_manrs_tally *tally = &facts->tally;

	if (facts->state[RSEC_MANRS_A4_EITHER] == RSEC_MANRS_NO_DATA ||
	    tally->routes == 0)
		return RSEC_MANRS_VERDICT_NO_DATA;
	return tally->either * 100 >= tally->routes * rules->conformant
		   ? RSEC_MANRS_CONFORMANT
		   : RSEC_MANRS_NOT_CONFORMANT;
}

enum rsec_manrs_verdict
rsec_manrs_verdict_by(const struct rsec_manrs_facts *facts,
    const struct rsec_manrs_rules *rules, unsigned number)
{
	static const enum rsec_manrs_check server = RSEC_MANRS_A1_RS_RPKI,
					   spoofing = RSEC_MANRS_A2_SPOOFABLE,
					   contact = RSEC_MANRS_A3_CONTACT;

	switch (actions[rules->program][number - 1].rule) {
	case RULE_ROUTES:
		return judge_routes(facts);
	case RULE_SERVER:
		if (facts->served == 0)
			return RSEC_MANRS_VERDICT_NO_DATA;
		return worst(facts, &server, 1);
	case RULE_SPOOFING:
		if (!facts->tested)
			return RSEC_MANRS_VERDICT_NO_DATA;
		return worst(facts, &spoofing, 1);
	case RULE_CONTACT:
		return worst(facts, &contact, 1);
	case RULE_REGISTRATION:
		return judge_registration(facts, rules);
	default:
		return RSEC_MANRS_NOT_COMPUTED;
	}
}

/* The summaries of those of the checks that are in STATE, each once. */
static const char *
join_summaries(struct rsec_manrs_work *work, enum rsec_manrs_state state)
{
	const struct rsec_manrs_result *result;
	const char *text = "";
	size_t i;

	for (i = 0; i < ROUTES_CHECKS && text != NULL; i++) {
		result = &work->report->result[routes_checks[i]];
		if (result->state == state &&
		    strstr(text, result->summary) == NULL)
			text = rsec_manrs_text(work, "%s%s%s", text,
			    text[0] == '\0' ? "" : "; ", result->summary);
	}
	return text;
}

/* What the checks without data miss, named once; or what else they say. */
static const char *
join_missing(struct rsec_manrs_work *work)
{
	const struct rsec_manrs_result *result;
	unsigned missing = 0;
	const char *text;
	size_t i;

	for (i = 0; i < ROUTES_CHECKS; i++) {
		result = &work->report->result[routes_checks[i]];
		if (result->state != RSEC_MANRS_NO_DATA)
			continue;
		text = rsec_manrs_text_missing(work, result->missing);
		if (text == NULL)
			return NULL;
		if (strcmp(text, result->summary) != 0)
			return join_summaries(work, RSEC_MANRS_NO_DATA);
		missing |= result->missing;
	}
	return rsec_manrs_text_missing(work, missing);
}

static const char *
explain_routes(struct rsec_manrs_work *work, enum rsec_manrs_verdict verdict)
{
	const struct rsec_manrs_tally *tally = &work->report->tally;
	const char *text, *whose = work->data->rules.program == RSEC_MANRS_CDN
				       ? "customers' and peers'"
				       : "customers'";

	if (verdict == RSEC_MANRS_CONFORMANT && tally->customer_routes == 0)
		return rsec_manrs_text(work,
		    "0 of %llu own routes are RPKI-invalid or full bogons; no "
		    "%s routes were carried",
		    (unsigned long long)tally->routes, whose);
	if (verdict == RSEC_MANRS_CONFORMANT)
		return rsec_manrs_text(work,
		    "0 of %llu own routes are RPKI-invalid or full bogons, 0 "
		    "of %llu %s routes are RPKI-invalid, or IRR-invalid "
		    "without ROA; 0 allowed",
		    (unsigned long long)tally->routes,
		    (unsigned long long)tally->customer_routes, whose);
	if (tally->routes == 0 && tally->customer_routes == 0 &&
	    verdict != RSEC_MANRS_NOT_CONFORMANT &&
	    work->report->result[RSEC_MANRS_A1_CUST_RPKI].state ==
		RSEC_MANRS_PASS)
		return rsec_manrs_text(work,
		    "no routes were announced, and no %s routes were carried",
		    whose);
	if (verdict != RSEC_MANRS_NOT_CONFORMANT)
		return join_missing(work);
	text = join_summaries(work, RSEC_MANRS_FAIL);
	if (text == NULL)
		return NULL;
	return rsec_manrs_text(work, "%s; 0 allowed", text);
}

/* ": 192.0.2.0/24 AS64496, ...", or "" */
static const char *
list_served(
    struct rsec_manrs_work *work, const struct rsec_manrs_result *result)
{
	char prefix[RSEC_PREFIX_SIZE];
	const char *text = "";
	size_t i;

	for (i = 0; i < result->evidences && i < SHOWN && text != NULL; i++) {
		rsec_prefix_format(prefix, &result->evidence[i].prefix);
		text = rsec_manrs_text(work, "%s%s %s AS%u", text,
		    i == 0 ? ":" : ",", prefix, result->evidence[i].asn);
	}
	if (text != NULL && result->evidences > i)
		text = rsec_manrs_text(work, "%s, ...", text);
	return text;
}

static const char *
explain_server(struct rsec_manrs_work *work)
{
	const struct rsec_manrs_result *result =
	    &work->report->result[RSEC_MANRS_A1_RS_RPKI];
	const char *list;

	if (result->total == 0)
		return "no routes of a route server, or no VRPs";
	if ((list = list_served(work, result)) == NULL)
		return NULL;
	return rsec_manrs_text(work, "%s; 0 allowed%s", result->summary, list);
}

/* Cut, not rounded: 89.96 % is not 90 %. */
static const char *
explain_registration(
    struct rsec_manrs_work *work, const struct rsec_manrs_facts *facts)
{
	const struct rsec_manrs_tally *tally = &facts->tally;
	char share[RSEC_MANRS_RAW_SIZE];

	if (facts->state[RSEC_MANRS_A4_EITHER] == RSEC_MANRS_NO_DATA)
		return work->report->result[RSEC_MANRS_A4_EITHER].summary;
	if (tally->routes == 0)
		return "no routes were announced";
	rsec_manrs_raw_format(
	    share, (int64_t)(tally->either * 1000 / tally->routes) *
		       (RSEC_MANRS_ONE / 10));
	return rsec_manrs_text(work,
	    "%llu of %llu routes valid in RPKI or IRR: %s %%, %u %% needed",
	    (unsigned long long)tally->either,
	    (unsigned long long)tally->routes, share,
	    (unsigned)work->data->rules.conformant);
}

static const char *
explain(struct rsec_manrs_work *work, const struct rsec_manrs_facts *facts,
    const struct action *action, enum rsec_manrs_verdict verdict)
{
	const struct rsec_manrs_result *result = work->report->result;

	switch (action->rule) {
	case RULE_ROUTES:
		return explain_routes(work, verdict);
	case RULE_SERVER:
		return explain_server(work);
	case RULE_SPOOFING:
		if (facts->tested)
			return result[RSEC_MANRS_A2_SPOOFABLE].summary;
		return result[RSEC_MANRS_A2_TEST_PRESENT].summary;
	case RULE_CONTACT:
		return result[RSEC_MANRS_A3_CONTACT].summary;
	case RULE_REGISTRATION:
		return explain_registration(work, facts);
	default:
		return action->checklist;
	}
}

/* What no table could show does not conform; it is told in any case. */
static int
hold_to_tables(struct rsec_manrs_work *work, enum rule rule,
    struct rsec_manrs_action *action)
{
	const char *lacks = rsec_manrs_data_lacks(work->data);

	if ((rule != RULE_ROUTES && rule != RULE_SERVER &&
		rule != RULE_REGISTRATION) ||
	    action->verdict == RSEC_MANRS_VERDICT_NO_DATA || lacks[0] == '\0')
		return 0;
	if (action->verdict == RSEC_MANRS_CONFORMANT)
		action->verdict = RSEC_MANRS_VERDICT_NO_DATA;
	action->why = rsec_manrs_text(work, "%s; %s", lacks, action->why);
	return action->why == NULL ? -1 : 0;
}

int
rsec_manrs_verdicts(struct rsec_manrs_work *work)
{
	struct rsec_manrs_report *report = work->report;
	const struct rsec_manrs_rules *rules = &work->data->rules;
	const struct action *action;
	struct rsec_manrs_facts facts;
	struct rsec_manrs_action *out;
	unsigned i;

	rsec_manrs_facts_init(work, &facts);
	for (i = 0; i < RSEC_MANRS_ACTIONS_MAX; i++) {
		action = &actions[rules->program][i];
		if (action->title == NULL)
			break;
		out = &report->action[report->actions++];
		out->number = i + 1;
		out->title = action->title;
		out->mandatory = action->mandatory;
		out->verdict = rsec_manrs_verdict_by(&facts, rules, i + 1);
		out->why = explain(work, &facts, action, out->verdict);
		if (out->why == NULL ||
		    hold_to_tables(work, action->rule, out) == -1)
			return -1;
	}
	return 0;
}

enum rsec_manrs_verdict
rsec_manrs_report_verdict(const struct rsec_manrs_report *report)
{
	enum rsec_manrs_verdict all = RSEC_MANRS_NOT_COMPUTED;
	size_t i;

	for (i = 0; i < report->actions; i++) {
		const struct rsec_manrs_action *action = &report->action[i];

		if (!action->mandatory ||
		    action->verdict == RSEC_MANRS_NOT_COMPUTED)
			continue;
		if (action->verdict == RSEC_MANRS_NOT_CONFORMANT)
			return RSEC_MANRS_NOT_CONFORMANT;
		if (all != RSEC_MANRS_VERDICT_NO_DATA)
			all = action->verdict;
	}
	return all;
}
