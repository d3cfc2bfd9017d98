/* SPDX-License-Identifier: ISC */
/*
 * Incidents: events of one metric and weight that share a moment, or touch,
 * are one; what is beyond the month is cut off.  How long an incident lasted
 * tells its weight:
 *
 *	nothing 0	under 30 minutes 0.5	under 24 hours 1
 *	else 1 and the number of whole days
 *
 * as in the framework of the Observatory, whose example is 29 minutes, 13 and
 * 25 hours: 0.5 + 1 + 2.
 */
#include <string.h>

#include "base/utc.h"
#include "manrs/event.h"

#define HALF_HOUR 1800

uint64_t
rsec_manrs_duration_weight(int64_t seconds)
{
	if (seconds <= 0)
		return 0;
	if (seconds < HALF_HOUR)
		return RSEC_MANRS_ONE / 2;
	return RSEC_MANRS_ONE * (1 + (uint64_t)(seconds / RSEC_DAY));
}

/* The part of an event that is in MONTH; false where none is. */
static bool
clip(const struct rsec_manrs_event *event, const struct rsec_manrs_month *month,
    int64_t now, struct rsec_manrs_incident *out)
{
	int64_t end = event->end;

	if (end == RSEC_MANRS_OPEN && now < month->end)
		end = now > event->begin ? now : event->begin;
	if (event->why[0] != '\0' || event->begin >= month->end ||
	    end < event->begin || end < month->begin ||
	    (end == month->begin && event->begin < month->begin))
		return false;
	*out = (struct rsec_manrs_incident){
		.metric = event->metric,
		.begin =
		    event->begin > month->begin ? event->begin : month->begin,
		.end = end < month->end ? end : month->end,
		.open = event->end == RSEC_MANRS_OPEN || end > month->end,
		.events = 1,
		.event = event,
	};
	return true;
}

/*
 * Whether the event, whose PART follows in order, goes on where INCIDENT was:
 * then it becomes part of it.
 */
static bool
merge(struct rsec_manrs_incident *incident,
    const struct rsec_manrs_incident *part, bool same_weight)
{
	if (!same_weight || part->metric != incident->metric ||
	    part->begin > incident->end)
		return false;
	if (part->end > incident->end)
		incident->end = part->end;
	incident->open |= part->open;
	incident->events++;
	return true;
}

int
rsec_manrs_incidents(const struct rsec_manrs_events *events, uint32_t first,
    uint32_t count, const struct rsec_manrs_month *month, int64_t now,
    struct rsec_arena *arena, struct rsec_manrs_incident **out)
{
	struct rsec_manrs_incident part, *list, *last = NULL;
	const struct rsec_manrs_event *event;
	uint32_t i, weight = 0;
	int n = 0;

	*out = NULL;
	if (count == 0)
		return 0;
	list = rsec_arena_alloc(arena, count * sizeof(*list));
	if (list == NULL)
		return -1;
	for (i = first; i < first + count; i++) {
		event = rsec_manrs_events_get(events, i);
		if (!clip(event, month, now, &part))
			continue;
		if (last == NULL ||
		    !merge(last, &part, weight == event->weight)) {
			last = &list[n++];
			*last = part;
			weight = event->weight;
		}
		last->raw =
		    rsec_manrs_duration_weight(last->end - last->begin) *
		    weight / 100;
	}
	*out = list;
	return n;
}

const char *
rsec_manrs_metric_name(enum rsec_manrs_metric metric)
{
	static const char *const names[] = {
		[RSEC_MANRS_M1] = "M1",
		[RSEC_MANRS_M1C] = "M1C",
		[RSEC_MANRS_M2] = "M2",
		[RSEC_MANRS_M2C] = "M2C",
		[RSEC_MANRS_M3] = "M3",
		[RSEC_MANRS_M3C] = "M3C",
		[RSEC_MANRS_M4] = "M4",
		[RSEC_MANRS_M4C] = "M4C",
	};

	return names[metric];
}

const char *
rsec_manrs_event_source_name(enum rsec_manrs_event_source source)
{
	static const char *const names[] = {
		[RSEC_MANRS_BY_GRIP] = "GRIP",
		[RSEC_MANRS_BY_BGPSTREAM] = "BGPStream",
		[RSEC_MANRS_BY_CIDR_REPORT] = "CIDR Report",
		[RSEC_MANRS_BY_BGP] = "BGP",
	};

	return names[source];
}

bool
rsec_manrs_metric_is_accomplice(enum rsec_manrs_metric metric)
{
	return metric == RSEC_MANRS_M1C || metric == RSEC_MANRS_M2C ||
	       metric == RSEC_MANRS_M3C || metric == RSEC_MANRS_M4C;
}
