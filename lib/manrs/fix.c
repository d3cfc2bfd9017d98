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
 * limit of 0 swallows is not promised.
 */
#include <stdlib.h>
#include <string.h>

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

/* Routes of RESULT that would begin to be valid in RPKI or IRR. */
static uint64_t
count_gained(
    const struct rsec_manrs_work *work, const struct rsec_manrs_result *result)
{
	const struct rsec_manrs_evidence *row, *before = NULL;
	struct rsec_manrs_route route;
	uint64_t gained = 0;
	size_t i;

	for (i = 0; i < result->evidences; i++, before = row) {
		row = &result->evidence[i];
		if (!row->has_prefix || !row->has_asn ||
		    (before != NULL && row->asn == before->asn &&
			rsec_prefix_equal(&row->prefix, &before->prefix)))
			continue;
		rsec_manrs_route_judge(
		    work->data, &row->prefix, row->asn, &route);
		gained += !rsec_manrs_route_conforms(&route);
	}
	return gained;
}

/* The facts once all that RESULT found is repaired. */
static void
repair(const struct rsec_manrs_work *work,
    const struct rsec_manrs_result *result, struct rsec_manrs_facts *facts)
{
	struct rsec_manrs_tally *tally = &facts->tally;

	facts->state[result->check] = RSEC_MANRS_PASS;
	switch (result->check) {
	case RSEC_MANRS_A1_OWN_RPKI:
		tally->rpki_valid += tally->rpki_invalid;
		tally->rpki_invalid = 0;
		break;
	case RSEC_MANRS_A4_RPKI_COVER:
		tally->rpki_valid += tally->rpki_not_found;
		tally->rpki_not_found = 0;
		break;
	case RSEC_MANRS_A4_IRR_COVER:
		tally->irr_covered = tally->routes;
		break;
	default:
		return;
	}
	tally->either += count_gained(work, result);
}

/* Millionths that the figure of FIX gains. */
static int64_t
points_of(const struct rsec_manrs_work *work, const struct rsec_manrs_fix *fix,
    const struct rsec_manrs_facts *after)
{
	const struct rsec_manrs_score *score =
	    &work->report->score[fix->figure];

	if (!score->has_value)
		return 0;
	if (fix->check == RSEC_MANRS_A3_CONTACT)
		return MILLION - (int64_t)score->value;
	if (fix->figure < RSEC_MANRS_ROUTING_IRR)
		return 0;
	return (int64_t)rsec_manrs_share_score(
		   rsec_manrs_share(fix->figure, &after->tally),
		   after->tally.routes) -
	       (int64_t)score->value;
}

static bool
turns_a_verdict(
    const struct rsec_manrs_work *work, const struct rsec_manrs_facts *after)
{
	const struct rsec_manrs_report *report = work->report;
	size_t i;

	for (i = 0; i < report->actions; i++)
		if (report->action[i].verdict != RSEC_MANRS_CONFORMANT &&
		    rsec_manrs_verdict_by(after, &work->data->rules,
			report->action[i].number) == RSEC_MANRS_CONFORMANT)
			return true;
	return false;
}

/* Remedies of several lines are parted by an empty one. */
static int
add_remedy(struct rsec_buf *text, const char *remedy)
{
	const size_t len = strlen(remedy);

	if (len == 0)
		return 0;
	if (text->len > 0 && strchr(remedy, '\n') != NULL &&
	    rsec_buf_addc(text, '\n') == -1)
		return -1;
	if (rsec_buf_add(text, remedy, len) == -1)
		return -1;
	return remedy[len - 1] == '\n' ? 0 : rsec_buf_addc(text, '\n');
}

/* All remedies of RESULT; of the same ones in a row one. */
static const char *
join_remedies(
    struct rsec_manrs_work *work, const struct rsec_manrs_result *result)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	const char *before = "", *joined = NULL;
	size_t i;

	for (i = 0; i < result->evidences; i++) {
		const char *remedy = result->evidence[i].remedy;

		if (strcmp(remedy, before) != 0 &&
		    add_remedy(&text, remedy) == -1)
			break;
		before = remedy;
	}
	if (i == result->evidences)
		joined = text.len == 0
			     ? ""
			     : rsec_arena_strndup(
				   &work->report->arena, text.data, text.len);
	rsec_buf_fini(&text);
	if (joined == NULL)
		rsec_err_nomem(work->err);
	return joined;
}

static const char *
title_of(struct rsec_manrs_work *work, const struct rsec_manrs_result *result)
{
	if (!is_incident(result->check))
		return result->summary;
	return rsec_manrs_text(work,
	    "%s; ending them wins points from next month on", result->summary);
}

static int
fill(struct rsec_manrs_work *work, const struct rsec_manrs_result *result,
    const struct rsec_manrs_facts *facts, struct rsec_manrs_fix *fix)
{
	struct rsec_manrs_facts after = *facts;

	repair(work, result, &after);
	*fix = (struct rsec_manrs_fix){
		.figure = figure_of(result->check),
		.check = result->check,
		.title = title_of(work, result),
		.remedy = join_remedies(work, result),
		.changes = result->evidences,
	};
	if (fix->title == NULL || fix->remedy == NULL)
		return -1;
	fix->points = points_of(work, fix, &after);
	fix->decides = turns_a_verdict(work, &after);
	return 0;
}

static int
compare_fixes(const void *a, const void *b)
{
	const struct rsec_manrs_fix *x = a, *y = b;

	if (x->points != y->points)
		return x->points > y->points ? -1 : 1;
	if (x->decides != y->decides)
		return x->decides ? -1 : 1;
	return (x->check > y->check) - (x->check < y->check);
}

int
rsec_manrs_fixes(struct rsec_manrs_work *work)
{
	struct rsec_manrs_report *report = work->report;
	const struct rsec_manrs_result *result;
	struct rsec_manrs_facts facts;
	struct rsec_manrs_fix *list;
	size_t i;

	list =
	    rsec_arena_alloc(&report->arena, RSEC_MANRS_CHECKS * sizeof(*list));
	if (list == NULL)
		return rsec_err_nomem(work->err);
	rsec_manrs_facts_init(work, &facts);
	for (i = 0; i < RSEC_MANRS_CHECKS; i++) {
		result = &report->result[i];
		if ((result->state != RSEC_MANRS_FAIL &&
			result->state != RSEC_MANRS_WARN) ||
		    is_repeated(result->check))
			continue;
		if (fill(work, result, &facts, &list[report->fixes++]) == -1)
			return -1;
	}
	qsort(list, report->fixes, sizeof(*list), compare_fixes);
	report->fix = list;
	return 0;
}
