/* SPDX-License-Identifier: ISC */
/*
 * The first month without an incident that counts, if nothing new happens and
 * what has not ended ends now.
 */
#include "manrs/report_private.h"

#define LAST ((int64_t)253402300799) /* 9999-12-31T23:59:59Z */

/* When EVENT is over, if it ends NOW. */
static int64_t
end_of(const struct rsec_manrs_event *event, int64_t now)
{
	if (event->end != RSEC_MANRS_OPEN)
		return event->end < LAST ? event->end : LAST;
	return now > event->begin ? now : event->begin;
}

/*
 * Whether an event of the subject is in MONTH; *LAST is the last moment of
 * the one that lasts longest.
 */
static bool
has_event(const struct rsec_manrs_work *work,
    const struct rsec_manrs_month *month, int64_t *last)
{
	const struct rsec_manrs_data *data = work->data;
	const struct rsec_manrs_event *event;
	uint32_t k, first, count;
	bool found = false;
	int64_t end;
	size_t i;

	for (i = 0; i < work->report->asns; i++) {
		count = rsec_manrs_events_of(
		    data->events, work->report->asn[i], &first);
		for (k = first; k < first + count; k++) {
			event = rsec_manrs_events_get(data->events, k);
			end = end_of(event, data->now);
			if (event->why[0] != '\0' ||
			    !rsec_manrs_metric_counts(
				&data->rules, event->metric) ||
			    event->begin >= month->end || end <= month->begin)
				continue;
			if (!found || end - 1 > *last)
				*last = end - 1;
			found = true;
		}
	}
	return found;
}

int
rsec_manrs_clean_month(struct rsec_manrs_work *work)
{
	struct rsec_manrs_month month = work->data->month;
	char name[RSEC_MANRS_MONTH_SIZE];
	int64_t last;

	work->report->first_clean_month = "";
	while (has_event(work, &month, &last)) {
		if (last >= month.end)
			month = rsec_manrs_month_of(last);
		month = rsec_manrs_month_of(month.end);
	}
	if (month.begin == work->data->month.begin)
		return 0;
	rsec_manrs_month_format(name, &month);
	work->report->first_clean_month = rsec_manrs_text(work, "%s", name);
	return work->report->first_clean_month == NULL ? -1 : 0;
}
