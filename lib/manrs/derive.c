/* SPDX-License-Identifier: ISC */
/*
 * What the events say when they are held against the rest of the data: which
 * bogon prefixes and bogon ASNs the routes of the month have, who accepted
 * those, or what the CIDR Report lists, and which events do not count:
 * siblings, and what RPKI or IRR authorises, are no hijacks.
 */
#include <stdio.h>

#include "base/utc.h"
#include "manrs/event_private.h"
#include "manrs/route.h"

#define WEIGHT 100

struct derivation {
	struct rsec_manrs_events *events;
	const struct rsec_manrs_data *data;
	struct rsec_err *err;
};

/* The announcement of PREFIX by ORIGIN, by number; false where there is none.
 */
static bool
find_announcement(const struct rsec_manrs_view *view,
    const struct rsec_prefix *prefix, uint32_t origin, uint32_t *number)
{
	struct rsec_manrs_announcement here;
	uint32_t from, to, middle;
	int order;

	to = rsec_manrs_view_of(view, origin, &from);
	to += from;
	while (from < to) {
		middle = from + (to - from) / 2;
		rsec_manrs_view_get(view, middle, &here);
		order = rsec_prefix_cmp(&here.prefix, prefix);
		if (order == 0) {
			*number = middle;
			return true;
		}
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return false;
}

/* The days on which a bogon was announced: an event each, of 24 hours. */
static int
add_bogon(struct derivation *run, const struct rsec_manrs_announcement *bogon)
{
	char id[96], date[RSEC_UTC_SIZE], prefix[RSEC_PREFIX_SIZE];
	struct rsec_manrs_event event = {
		.asn = bogon->origin,
		.metric = RSEC_MANRS_M3,
		.source = RSEC_MANRS_BY_BGP,
		.weight = WEIGHT,
		.has_prefix = true,
		.prefix = bogon->prefix,
		.id = id,
		.why = "",
		.url = "",
	};
	const uint32_t days = bogon->first == 0 ? 1 : bogon->days;
	unsigned day;

	rsec_prefix_format(prefix, &bogon->prefix);
	for (day = 0; day < run->data->month.days; day++) {
		if ((days >> day & 1) == 0)
			continue;
		event.begin = run->data->month.begin + day * RSEC_DAY;
		event.end = event.begin + RSEC_DAY;
		rsec_utc_format_day(date, event.begin / RSEC_DAY);
		snprintf(id, sizeof(id), "bgp-%s-%s", date, prefix);
		if (rsec_manrs_events_add(run->events, &event, run->err) == -1)
			return -1;
	}
	return 0;
}

/* What of all announcements is a bogon, as A1-OWN-BOGON tells it. */
static int
add_bogons(struct derivation *run)
{
	const struct rsec_manrs_data *data = run->data;
	struct rsec_manrs_announcement here;
	char why[RSEC_MANRS_WHY_SIZE];
	uint32_t i, count;

	if (data->bogons == NULL || data->delegated == NULL)
		return 0;
	count = rsec_manrs_view_count(data->view);
	for (i = 0; i < count; i++) {
		rsec_manrs_view_get(data->view, i, &here);
		if (rsec_manrs_bogon_prefix(data->bogons, data->delegated,
			&here.prefix, why) == RSEC_MANRS_NO_BOGON ||
		    !rsec_manrs_route_counts(data, &here))
			continue;
		if (add_bogon(run, &here) == -1)
			return -1;
	}
	return 0;
}

/* Those who accepted the bogon of the I-th event from its origin. */
static int
add_accomplices(struct derivation *run, uint32_t i)
{
	struct rsec_manrs_event event = *rsec_manrs_events_get(run->events, i);
	const uint32_t *asn;
	uint32_t number, count, k;

	if (event.metric != RSEC_MANRS_M3 || !event.has_prefix ||
	    !find_announcement(
		run->data->view, &event.prefix, event.asn, &number))
		return 0;
	event.metric = RSEC_MANRS_M3C;
	event.has_other = true;
	event.other = event.asn;
	count = rsec_manrs_view_next_hops(run->data->view, number, &asn);
	for (k = 0; k < count; k++) {
		event.asn = asn[k];
		if (rsec_manrs_events_add(run->events, &event, run->err) == -1)
			return -1;
	}
	return 0;
}

/* A day on which a path had a bogon ASN. */
static int
add_day(struct derivation *run, const struct rsec_manrs_path_finding *finding,
    unsigned day)
{
	const int64_t begin = run->data->month.begin + day * RSEC_DAY;
	char id[64], date[RSEC_UTC_SIZE];
	struct rsec_manrs_event event = {
		.asn = finding->asn,
		.metric = finding->accomplice ? RSEC_MANRS_M4C : RSEC_MANRS_M4,
		.source = RSEC_MANRS_BY_BGP,
		.begin = begin,
		.end = begin + RSEC_DAY,
		.weight = WEIGHT,
		.has_prefix = true,
		.prefix = finding->prefix,
		.has_other = true,
		.other = finding->other,
		.id = id,
		.why = "",
		.url = "",
	};

	rsec_utc_format_day(date, begin / RSEC_DAY);
	snprintf(id, sizeof(id), "bgp-%s-%u-%u", date, (unsigned)finding->asn,
	    (unsigned)finding->other);
	return rsec_manrs_events_add(run->events, &event, run->err);
}

static int
add_finding(struct derivation *run, uint32_t i)
{
	struct rsec_manrs_path_finding finding;
	unsigned day;

	rsec_manrs_view_finding(run->data->view, i, &finding);
	if (finding.rule != RSEC_MANRS_PATH_BOGON)
		return 0;
	if (finding.first == 0)
		return add_day(run, &finding, 0);
	for (day = 0; day < run->data->month.days; day++)
		if ((finding.days >> day & 1) != 0 &&
		    add_day(run, &finding, day) == -1)
			return -1;
	return 0;
}

static bool
is_administrative(
    const struct rsec_manrs_data *data, const struct rsec_manrs_event *event)
{
	char why[RSEC_MANRS_WHY_SIZE];
	enum rsec_manrs_bogon bogon = RSEC_MANRS_NO_BOGON;

	switch (event->metric) {
	case RSEC_MANRS_M3:
	case RSEC_MANRS_M3C:
		if (event->has_prefix)
			bogon = rsec_manrs_bogon_prefix(
			    data->bogons, data->delegated, &event->prefix, why);
		break;
	case RSEC_MANRS_M4:
	case RSEC_MANRS_M4C:
		bogon =
		    rsec_manrs_bogon_asn(data->delegated, event->other, why);
		break;
	default:
		break;
	}
	return bogon == RSEC_MANRS_BOGON_ADMINISTRATIVE;
}

/*
 * Why a hijack is none by what else is known, or NULL.  Siblings do not rob
 * each other; since 2024 what RPKI or IRR authorises is filtered, of which
 * GRIP's tags only tell what it knew.
 */
static const char *
excuse_hijack(
    const struct rsec_manrs_data *data, const struct rsec_manrs_event *event)
{
	const uint32_t culprit =
	    event->metric == RSEC_MANRS_M2C ? event->other : event->asn;
	struct rsec_manrs_route route;

	if (event->has_victim && data->organisations != NULL &&
	    rsec_organisations_siblings(
		data->organisations, culprit, event->victim))
		return "culprit and victim are of one organisation";
	if (!data->rules.grip_filtered || !event->has_prefix || !event->is_all)
		return NULL;
	rsec_manrs_route_judge(data, &event->prefix, culprit, &route);
	if (route.rpki == RSEC_ROV_VALID)
		return "the route is RPKI-valid";
	if (route.irr == RSEC_MANRS_IRR_VALID && route.irr_auth)
		return "an RIR's registry has a route object of it";
	return NULL;
}

/* Why EVENT does not count, or NULL. */
static const char *
excuse(const struct rsec_manrs_data *data, const struct rsec_manrs_event *event)
{
	const struct rsec_manrs_rules *rules = &data->rules;

	if (event->source == RSEC_MANRS_BY_GRIP && !rules->grip_counts)
		return "events of GRIP count from 2023 on";
	if (event->source == RSEC_MANRS_BY_BGPSTREAM &&
	    event->metric >= RSEC_MANRS_M2 && !rules->bgpstream_counts)
		return "hijacks of BGPStream counted until 2023";
	if (rules->full_bogons_only && is_administrative(data, event))
		return "an administrative bogon; only full ones count";
	if (event->metric == RSEC_MANRS_M2 || event->metric == RSEC_MANRS_M2C)
		return excuse_hijack(data, event);
	return NULL;
}

static void
excuse_all(struct derivation *run)
{
	struct rsec_manrs_set *set = rsec_manrs_events_set(run->events);
	struct rsec_manrs_event *event =
	    (struct rsec_manrs_event *)(void *)set->records.data;
	const uint32_t count = rsec_manrs_events_count(run->events);
	const char *why;
	uint32_t i;

	for (i = 0; i < count; i++)
		if (event[i].why[0] == '\0' &&
		    (why = excuse(run->data, &event[i])) != NULL)
			event[i].why = why;
}

int
rsec_manrs_events_derive(struct rsec_manrs_events *events,
    const struct rsec_manrs_data *data, struct rsec_err *err)
{
	struct derivation run = { events, data, err };
	const uint32_t findings =
	    data->view != NULL ? rsec_manrs_view_findings_count(data->view) : 0;
	uint32_t i, bogons;

	if (data->view != NULL && add_bogons(&run) == -1)
		return -1;
	bogons = rsec_manrs_events_count(events);
	for (i = 0; i < bogons && data->view != NULL; i++)
		if (add_accomplices(&run, i) == -1)
			return -1;
	for (i = 0; i < findings; i++)
		if (add_finding(&run, i) == -1)
			return -1;
	excuse_all(&run);
	return 0;
}
