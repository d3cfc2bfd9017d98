/* SPDX-License-Identifier: ISC */
/*
 * One assessment: incidents first, then all checks, then what follows from
 * their results: scores, verdicts, fixes and the list for each customer.
 */
#include <string.h>

#include "manrs/report_private.h"

/* The subject, sorted, nothing twice. */
static int
keep_asns(struct rsec_manrs_work *work, const uint32_t *asn, size_t count)
{
	struct rsec_manrs_report *report = work->report;
	uint32_t *copy =
	    rsec_arena_alloc(&report->arena, count * sizeof(*copy) + 1);

	if (copy == NULL)
		return rsec_err_nomem(work->err);
	if (count > 0)
		memcpy(copy, asn, count * sizeof(*copy));
	report->asns = rsec_manrs_sort_asns(copy, count);
	report->asn = copy;
	return 0;
}

/* PeeringDB's name for the network, else that of the organisation. */
static const char *
find_name(const struct rsec_manrs_data *data, uint32_t asn)
{
	const struct rsec_manrs_network *network = NULL;
	const char *name = NULL;

	if (data->peeringdb != NULL)
		network = rsec_manrs_peeringdb_of(data->peeringdb, asn);
	if (network != NULL && network->name[0] != '\0')
		return network->name;
	if (data->organisations != NULL)
		name = rsec_organisations_name(data->organisations, asn);
	return name != NULL ? name : "";
}

int
rsec_manrs_gather(struct rsec_manrs_work *work, int64_t now,
    const struct rsec_manrs_incident **out, size_t *count)
{
	const struct rsec_manrs_report *report = work->report;
	const struct rsec_manrs_events *events = work->data->events;
	struct rsec_manrs_incident *list, *part;
	uint32_t first, n;
	size_t i, most = 0;
	int found;

	for (i = 0; i < report->asns; i++)
		most += rsec_manrs_events_of(events, report->asn[i], &first);
	*count = 0;
	list = rsec_arena_alloc(&work->report->arena, most * sizeof(*list) + 1);
	if (list == NULL)
		return rsec_err_nomem(work->err);
	for (i = 0; i < report->asns; i++) {
		n = rsec_manrs_events_of(events, report->asn[i], &first);
		found = rsec_manrs_incidents(events, first, n,
		    &work->data->month, now, &work->report->arena, &part);
		if (found == -1)
			return rsec_err_nomem(work->err);
		if (found > 0)
			memcpy(
			    list + *count, part, (size_t)found * sizeof(*list));
		*count += (size_t)found;
	}
	*out = list;
	return 0;
}

const char *
rsec_manrs_text_missing(struct rsec_manrs_work *work, unsigned missing)
{
	const char *names = "";
	unsigned i;

	for (i = 0; i < RSEC_MANRS_INPUTS && names != NULL; i++)
		if (missing >> i & 1)
			names = rsec_manrs_text(work, "%s%s %s", names,
			    names[0] == '\0' ? "not evaluated without" : ",",
			    rsec_manrs_input_name(
				(enum rsec_manrs_input)(1 << i)));
	return names;
}

/* What is said of a check, of which inputs MISSING may be all, or a part. */
static const char *
explain_one(struct rsec_manrs_work *work, const char *summary, unsigned missing)
{
	const char *without = rsec_manrs_text_missing(work, missing);

	if (without == NULL || summary == NULL)
		return without;
	return rsec_manrs_text(
	    work, "%s in what was read; %s", summary, without);
}

/* A check whose inputs are missing says which. */
static int
explain_missing(struct rsec_manrs_work *work)
{
	struct rsec_manrs_result *result;
	unsigned needs;
	size_t i;

	for (i = 0; i < RSEC_MANRS_CHECKS; i++) {
		result = &work->report->result[i];
		needs = rsec_manrs_check_needs(
		    (enum rsec_manrs_check)i, &work->data->rules);
		if (!result->applies ||
		    (result->summary != NULL &&
			(result->missing == 0 || !(needs & RSEC_MANRS_ANY))))
			continue;
		result->summary =
		    explain_one(work, result->summary, result->missing);
		if (result->summary == NULL)
			return -1;
	}
	return 0;
}

static int
run_checks(struct rsec_manrs_work *work)
{
	if (rsec_manrs_action1(work) == -1 || rsec_manrs_action2(work) == -1 ||
	    rsec_manrs_action3(work) == -1 || rsec_manrs_action4(work) == -1 ||
	    rsec_manrs_beyond(work) == -1)
		return -1;
	return explain_missing(work);
}

static int
assess(struct rsec_manrs_work *work, const uint32_t *asn, size_t count,
    const struct rsec_manrs_previous *previous)
{
	struct rsec_manrs_report *report = work->report;
	const struct rsec_manrs_data *data = work->data;
	size_t i;

	if (keep_asns(work, asn, count) == -1)
		return -1;
	report->name = "";
	for (i = 0; i < report->asns && report->name[0] == '\0'; i++)
		report->name = find_name(data, report->asn[i]);
	rsec_manrs_tally_add(data, report->asn, report->asns, &report->tally);
	if (rsec_manrs_gather(
		work, data->now, &report->incident, &report->incidents) == -1 ||
	    run_checks(work) == -1 || rsec_manrs_scores(work, previous) == -1 ||
	    rsec_manrs_verdicts(work) == -1 || rsec_manrs_fixes(work) == -1 ||
	    rsec_manrs_customers(work) == -1 ||
	    rsec_manrs_clean_month(work) == -1)
		return -1;
	return 0;
}

int
rsec_manrs_assess(const struct rsec_manrs_data *data, const uint32_t *asn,
    size_t count, const struct rsec_manrs_previous *previous,
    struct rsec_manrs_report *out, struct rsec_err *err)
{
	struct rsec_manrs_work work = { .data = data,
		.report = out,
		.evidence = RSEC_BUF_INIT,
		.err = err };
	int rc;

	memset(out, 0, sizeof(*out));
	out->data = data;
	out->arena = RSEC_ARENA_INIT;
	rc = assess(&work, asn, count, previous);
	rsec_buf_fini(&work.evidence);
	if (rc == -1)
		rsec_manrs_report_fini(out);
	return rc;
}

void
rsec_manrs_report_fini(struct rsec_manrs_report *report)
{
	rsec_arena_fini(&report->arena);
	memset(report, 0, sizeof(*report));
}
