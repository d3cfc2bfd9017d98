/* SPDX-License-Identifier: ISC */
/*
 * Route leaks and hijacks, as BGPStream published them ({"events": [...]}),
 * and as Cloudflare Radar does ({"result": {"events": [...]}}), which came in
 * its place:
 *
 *	BGPStream		Radar
 *	event_id		id
 *	start_time, end_time	min_ts, max_ts; min_hijack_ts, max_hijack_ts
 *	leaker_asn, leaked_to	leak_asn, leak_seg (before and behind it)
 *	leaked_prefix
 *	origin_asn		hijacker_asn
 *	base_asn		victim_asns
 *	hijack_as_path
 *	hijack_announced_prefix	prefixes
 *
 * An end_time of zeros is an event that goes on.  BGPStream's outages are
 *passed over; of what is neither a leak nor a hijack the type is told.
 */
#include <string.h>

#include "base/quote.h"
#include "manrs/event_private.h"
#include "manrs/json_record_private.h"
#include "net/asn.h"
#include "text/escape.h"

#define NEVER	 "0000-00-00 00:00:00"
#define LISTED	 " \t,;{}[]\"" /* what may stand between those leaked to */
#define ASN_MARK "asn="
#define LEAK	 "BGP Leak" /* types of BGPStream */
#define HIJACK	 "Possible Hijack"

struct reader {
	struct rsec_manrs_record record; /* first */
	struct rsec_manrs_events *events;
	/* Of the event. */
	const char *id, *type, *start, *end;
	const char *leaker, *leaked_to, *leaked_prefix;
	const char *origin, *base, *path, *announced;
	const char *hijacker; /* Radar's name for the origin of a hijack */
	unsigned victims;     /* of a list */
};

/* The first of a list.  That of a segment is whom the route was leaked to. */
static int
keep_first(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	const char **to = rsec_manrs_record_at(record, member);
	const char *text = rsec_manrs_record_text(record, token, err);

	if (text == NULL)
		return -1;
	if ((*to)[0] == '\0')
		*to = text;
	return rsec_json_skip_rest(record->json, token, err);
}

static int
keep_victim(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	struct reader *reader = (void *)record;

	reader->victims++;
	return keep_first(record, member, token, err);
}

static void
begin(struct rsec_manrs_record *record)
{
	struct reader *reader = (void *)record;

	reader->id = reader->type = reader->start = reader->end = "";
	reader->leaker = reader->leaked_to = reader->leaked_prefix = "";
	reader->origin = reader->base = reader->path = "";
	reader->announced = reader->hijacker = "";
	reader->victims = 0;
}

/* What an event of either kind says; false where it is spoilt. */
static bool
read_common(
    struct reader *reader, const char *prefix, struct rsec_manrs_event *event)
{
	struct rsec_manrs_record *record = &reader->record;

	if (!rsec_manrs_record_time(
		record, "start_time", reader->start, &event->begin))
		return false;
	if (reader->end[0] != '\0' && strcmp(reader->end, NEVER) != 0 &&
	    !rsec_manrs_record_time(
		record, "end_time", reader->end, &event->end))
		return false;
	if (event->end < event->begin) {
		rsec_manrs_record_spoil(
		    record, "end_time is before start_time");
		return false;
	}
	event->has_prefix = prefix[0] != '\0';
	return !event->has_prefix || rsec_manrs_record_prefix(record, "prefix",
					 prefix, &event->prefix);
}

/*
 * The next of those that took the leak, in "asn=64496, asn=64497" or one AS
 * number, from *AT on: 1, 0 at the end, or -1 where it is no AS number.
 */
static int
next_leaked_to(const char **at, uint32_t *asn)
{
	size_t n;

	*at += strspn(*at, LISTED);
	if (**at == '\0')
		return 0;
	if (strncmp(*at, ASN_MARK, strlen(ASN_MARK)) == 0)
		*at += strlen(ASN_MARK);
	n = strcspn(*at, LISTED);
	if (!rsec_asn_parse(*at, n, asn))
		return -1;
	*at += n;
	return 1;
}

/* Whether all of them are AS numbers; if not, the event is spoilt. */
static bool
check_leaked_to(struct reader *reader)
{
	const char *at = reader->leaked_to;
	uint32_t asn;
	int rc;

	while ((rc = next_leaked_to(&at, &asn)) == 1)
		;
	if (rc == -1)
		rsec_manrs_record_spoil(
		    &reader->record, "leaked_to has what is not an AS number");
	return rc == 0;
}

static int
finish_leak(
    struct reader *reader, struct rsec_manrs_event *event, struct rsec_err *err)
{
	struct rsec_manrs_record *record = &reader->record;
	const char *at = reader->leaked_to;

	if (!read_common(reader, reader->leaked_prefix, event) ||
	    !check_leaked_to(reader) ||
	    !rsec_manrs_record_asn(
		record, "leaker_asn", reader->leaker, &event->asn))
		return 0;
	event->has_other = reader->origin[0] != '\0';
	if (event->has_other && !rsec_manrs_record_asn(record, "origin_asn",
				    reader->origin, &event->other))
		return 0;
	event->metric = RSEC_MANRS_M1;
	if (rsec_manrs_events_add(reader->events, event, err) == -1)
		return -1;
	event->metric = RSEC_MANRS_M1C;
	event->has_other = true;
	event->other = event->asn;
	while (next_leaked_to(&at, &event->asn) == 1)
		if (rsec_manrs_events_add(reader->events, event, err) == -1)
			return -1;
	return 0;
}

static int
finish_hijack(struct reader *reader, const char *origin,
    struct rsec_manrs_event *event, struct rsec_err *err)
{
	const char *at = reader->path;
	struct rsec_manrs_hop hop;

	if (!read_common(reader, reader->announced, event) ||
	    !rsec_manrs_record_asn(
		&reader->record, "origin_asn", origin, &event->asn))
		return 0;
	event->metric = RSEC_MANRS_M2;
	event->has_other = reader->base[0] != '\0';
	if (event->has_other && !rsec_manrs_record_asn(&reader->record,
				    "base_asn", reader->base, &event->other))
		return 0;
	event->has_victim = event->has_other && reader->victims <= 1;
	event->victim = event->other;
	if (rsec_manrs_events_add(reader->events, event, err) == -1)
		return -1;
	event->metric = RSEC_MANRS_M2C;
	event->has_other = true;
	event->other = event->asn;
	while (rsec_manrs_hop_next(&at, &hop)) {
		if (hop.origin != event->other)
			continue;
		event->asn = hop.next;
		if (rsec_manrs_events_add(reader->events, event, err) == -1)
			return -1;
	}
	return 0;
}

/* An event whose members tell of no leak and no hijack. */
static int
finish_other(struct reader *reader)
{
	char shown[RSEC_QUOTE_SIZE];

	if (strcmp(reader->type, "Outage") == 0)
		return 0;
	if (reader->type[0] == '\0')
		return rsec_manrs_record_spoil(&reader->record,
		    "the event has no leaker_asn and no hijack_as_path");
	return rsec_manrs_record_spoil(&reader->record,
	    "event_type %s is neither a leak nor a hijack",
	    rsec_quote(shown, reader->type, strlen(reader->type)));
}

static int
finish(struct rsec_manrs_record *record, struct rsec_err *err)
{
	struct reader *reader = (void *)record;
	struct rsec_manrs_event event = { .source = RSEC_MANRS_BY_BGPSTREAM,
		.end = RSEC_MANRS_OPEN,
		.weight = 100,
		.id = reader->id,
		.why = "",
		.url = "" };

	if (rsec_escape_run(reader->id, strlen(reader->id), 0) !=
	    strlen(reader->id))
		return rsec_manrs_record_spoil(
		    record, "the event's id is not printable");
	if (reader->leaker[0] != '\0' || strcmp(reader->type, LEAK) == 0)
		return finish_leak(reader, &event, err);
	if (reader->hijacker[0] != '\0')
		return finish_hijack(reader, reader->hijacker, &event, err);
	if (reader->announced[0] != '\0' || reader->path[0] != '\0' ||
	    strcmp(reader->type, HIJACK) == 0)
		return finish_hijack(reader, reader->origin, &event, err);
	return finish_other(reader);
}

#define TEXT(member, field)                                            \
	{                                                              \
		.name = (member), .at = offsetof(struct reader, field) \
	}
#define FIRST(member, field, keep)                                      \
	{                                                               \
		.name = (member), .at = offsetof(struct reader, field), \
		.read = (keep), .each = true                            \
	}

static const struct rsec_manrs_member result[] = {
	{ .name = "events", .read = rsec_manrs_record_list },
	{ .name = NULL },
};

static const struct rsec_manrs_member page[] = {
	{ .name = "events", .read = rsec_manrs_record_list },
	{ .name = "result", .members = result },
	{ .name = NULL },
};

static const struct rsec_manrs_member members[] = {
	TEXT("event_id", id),
	TEXT("id", id),
	TEXT("event_type", type),
	TEXT("start_time", start),
	TEXT("min_ts", start),
	TEXT("min_hijack_ts", start),
	TEXT("end_time", end),
	TEXT("max_ts", end),
	TEXT("max_hijack_ts", end),
	TEXT("leaker_asn", leaker),
	TEXT("leak_asn", leaker),
	TEXT("leaked_to", leaked_to),
	FIRST("leak_seg", leaked_to, keep_first),
	TEXT("leaked_prefix", leaked_prefix),
	TEXT("origin_asn", origin),
	TEXT("hijacker_asn", hijacker),
	TEXT("base_asn", base),
	FIRST("victim_asns", base, keep_victim),
	TEXT("hijack_as_path", path),
	TEXT("hijack_announced_prefix", announced),
	FIRST("prefixes", announced, keep_first),
	{ .name = NULL },
};

int
rsec_manrs_bgpstream_read(struct rsec_manrs_events *events,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err)
{
	static const struct rsec_manrs_kind kind = { "event",
		"events of BGPStream", page, members, begin, finish };
	struct reader reader = { .events = events };

	return rsec_manrs_records_read(
	    &reader.record, &kind, source, diag, count, err);
}
