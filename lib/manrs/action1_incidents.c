/* SPDX-License-Identifier: ISC */
/*
 * A1-INC-*: the incidents of the month by metric.  Each is a row of evidence,
 * with the event that began it; so is each event that does not count.  Those
 * from M3C on are found in paths.
 */
#include <assert.h>
#include <stdio.h>

#include "base/utc.h"
#include "manrs/report_private.h"
#include "net/asn.h"

static_assert(RSEC_MANRS_A1_INC_M4C - RSEC_MANRS_A1_INC_M1 == RSEC_MANRS_M4C,
    "the checks stand in the order of the metrics");

/* What an incident of each metric is, and how its events name the other AS. */
static const struct kind {
	const char *one, *many; /* "a hijack", "hijacks" */
	const char *other;
} kinds[] = {
	[RSEC_MANRS_M1] = { "route leak", "route leaks", "of the route of" },
	[RSEC_MANRS_M1C] = { "accepted leak", "accepted leaks", "from" },
	[RSEC_MANRS_M2] = { "hijack", "hijacks", "against" },
	[RSEC_MANRS_M2C] = { "accepted hijack", "accepted hijacks", "from" },
	[RSEC_MANRS_M3] = { "bogon prefix", "bogon prefixes", "with" },
	[RSEC_MANRS_M3C] = { "accepted bogon prefix", "accepted bogon prefixes",
	    "from" },
	[RSEC_MANRS_M4] = { "bogon ASN", "bogon ASNs", "in a path:" },
	[RSEC_MANRS_M4C] = { "accepted bogon ASN", "accepted bogon ASNs",
	    "in a path:" },
};

const char *
rsec_manrs_metric_title(enum rsec_manrs_metric metric)
{
	return kinds[metric].many;
}

/* " against AS64499", or "" */
static const char *
name_other(const struct rsec_manrs_event *event, char *to, size_t size)
{
	to[0] = '\0';
	if (event->has_other)
		snprintf(to, size, " %s AS%u", kinds[event->metric].other,
		    (unsigned)event->other);
	return to;
}

static const char *
explain(struct rsec_manrs_work *work,
    const struct rsec_manrs_incident *incident,
    const struct rsec_manrs_event *event)
{
	char begin[RSEC_UTC_SIZE], end[RSEC_UTC_SIZE], raw[RSEC_MANRS_RAW_SIZE],
	    other[64], events[32] = "";

	rsec_utc_format(begin, incident->begin);
	rsec_utc_format(end, incident->end);
	rsec_manrs_raw_format(raw, (int64_t)incident->raw);
	if (incident->events > 1)
		snprintf(events, sizeof(events), ", %u events",
		    (unsigned)incident->events);
	return rsec_manrs_text(work, "%s%s from %s to %s%s: raw %s (%s%s)",
	    kinds[event->metric].one, name_other(event, other, sizeof(other)),
	    begin, end, incident->open ? ", not ended" : "", raw,
	    rsec_manrs_event_source_name(event->source), events);
}

/* What ends it, where it may go on; else how it is disputed. */
static const char *
remedy(struct rsec_manrs_work *work, const struct rsec_manrs_incident *incident,
    const struct rsec_manrs_event *event)
{
	/* What BGP showed was no mistake of others. */
	const bool goes_on =
	    incident->open || event->source == RSEC_MANRS_BY_BGP;
	char prefix[RSEC_PREFIX_SIZE] = "the route";

	if (event->has_prefix)
		rsec_prefix_format(prefix, &event->prefix);
	if (event->metric >= RSEC_MANRS_M4)
		return rsec_manrs_text(work,
		    "accept no path with AS%u in it from a neighbour",
		    (unsigned)event->other);
	if (goes_on && rsec_manrs_metric_is_accomplice(event->metric))
		return rsec_manrs_text(work, "accept %s from AS%u no more",
		    prefix, (unsigned)event->other);
	if (goes_on)
		return rsec_manrs_text(work, "withdraw %s", prefix);
	if (event->id[0] == '\0')
		return "";
	return rsec_manrs_text(work,
	    "if it is wrong, dispute event %s with the MANRS team", event->id);
}

static int
add_incident(
    struct rsec_manrs_work *work, const struct rsec_manrs_incident *incident)
{
	const struct rsec_manrs_event *event = incident->event;
	const struct rsec_manrs_evidence row = {
		.has_prefix = event->has_prefix,
		.prefix = event->prefix,
		.has_asn = true,
		.asn = event->asn,
		.what = event->id,
		.why = explain(work, incident, event),
		.remedy = remedy(work, incident, event),
	};

	if (row.why == NULL || row.remedy == NULL)
		return -1;
	return rsec_manrs_evidence_add(work, &row);
}

/* An event that was left out, and why. */
static int
add_excused(struct rsec_manrs_work *work, const struct rsec_manrs_event *event)
{
	char begin[RSEC_UTC_SIZE], end[RSEC_UTC_SIZE] = "", other[64];
	const bool open = event->end == RSEC_MANRS_OPEN;
	struct rsec_manrs_evidence row = {
		.has_prefix = event->has_prefix,
		.prefix = event->prefix,
		.has_asn = true,
		.asn = event->asn,
		.what = event->id,
		.left_out = event->why,
	};

	rsec_utc_format(begin, event->begin);
	if (!open)
		rsec_utc_format(end, event->end);
	row.why = rsec_manrs_text(work, "%s%s from %s%s%s%s (%s)",
	    kinds[event->metric].one, name_other(event, other, sizeof(other)),
	    begin, open ? "" : " to ", end, open ? ", not ended" : "",
	    rsec_manrs_event_source_name(event->source));
	return row.why == NULL ? -1 : rsec_manrs_evidence_add(work, &row);
}

/* Events of METRIC in the month that were left out: a row each; how many. */
static int
tell_excused(struct rsec_manrs_work *work, enum rsec_manrs_metric metric,
    uint64_t *excused)
{
	const struct rsec_manrs_month *month = &work->data->month;
	const struct rsec_manrs_event *event;
	uint32_t first, count, k;
	size_t i;

	*excused = 0;
	for (i = 0; i < work->report->asns; i++) {
		count = rsec_manrs_events_of(
		    work->data->events, work->report->asn[i], &first);
		for (k = first; k < first + count; k++) {
			event = rsec_manrs_events_get(work->data->events, k);
			if (event->metric != metric || event->why[0] == '\0' ||
			    event->begin >= month->end ||
			    event->end <= month->begin)
				continue;
			if (add_excused(work, event) == -1)
				return -1;
			++*excused;
		}
	}
	return 0;
}

static const char *
summarise(struct rsec_manrs_work *work, enum rsec_manrs_metric metric,
    uint64_t incidents, uint64_t raw, uint64_t excused)
{
	const char *ignored =
	    rsec_manrs_metric_counts(&work->data->rules, metric)
		? ""
		: " (not in the score since 2024)";
	char text[RSEC_MANRS_RAW_SIZE], left[64] = "";

	if (excused > 0)
		snprintf(left, sizeof(left), "; %llu event%s do%s not count",
		    (unsigned long long)excused, excused == 1 ? "" : "s",
		    excused == 1 ? "es" : "");
	if (incidents == 0)
		return rsec_manrs_text(
		    work, "no %s%s", kinds[metric].many, left);
	rsec_manrs_raw_format(text, (int64_t)raw);
	return rsec_manrs_text(work, "%llu %s: raw %s%s%s",
	    (unsigned long long)incidents,
	    incidents == 1 ? kinds[metric].one : kinds[metric].many, text,
	    ignored, left);
}

static int
check_metric(struct rsec_manrs_work *work, enum rsec_manrs_metric metric)
{
	const struct rsec_manrs_report *report = work->report;
	const enum rsec_manrs_check check =
	    (enum rsec_manrs_check)(RSEC_MANRS_A1_INC_M1 + (int)metric);
	const bool of_paths = metric >= RSEC_MANRS_M3C;
	uint64_t incidents = 0, raw = 0, excused;
	size_t i;

	if (of_paths ? !rsec_manrs_check_begin_paths(work, check)
		     : !rsec_manrs_check_begin(work, check))
		return 0;
	for (i = 0; i < report->incidents; i++) {
		if (report->incident[i].metric != metric)
			continue;
		if (add_incident(work, &report->incident[i]) == -1)
			return -1;
		incidents++;
		raw += report->incident[i].raw;
	}
	if (tell_excused(work, metric, &excused) == -1)
		return -1;
	if (rsec_manrs_check_end(work, check, 0, incidents,
		summarise(work, metric, incidents, raw, excused)) == -1)
		return -1;
	return of_paths ? rsec_manrs_check_paths(work, check) : 0;
}

int
rsec_manrs_action1_incidents(struct rsec_manrs_work *work)
{
	int metric;

	for (metric = 0; metric < RSEC_MANRS_INCIDENT_METRICS; metric++)
		if (check_metric(work, (enum rsec_manrs_metric)metric) == -1)
			return -1;
	return 0;
}
