/* SPDX-License-Identifier: ISC */
/*
 * Events of GRIP, as its API answers:
 *
 *	{ "id": "moas-1760000000-64496_64497", "event_type": "moas",
 *	  "view_ts": 1760000000, "finished_ts": null,
 *	  "duration": null,
 *	  "summary": {
 *		"attackers": [ 64497 ], "victims": [ 64496 ],
 *		"prefixes": [ "192.0.2.0/24" ], "tags": [ ... ],
 *		"inference_result": {
 *			"primary_inference": { "suspicion_level": 80 } } },
 *	  "pfx_events": [ {
 *		"prefix": "192.0.2.0/24", (or sub_pfx and super_pfx)
 *		"details": { "new_origins": [ ... ], "old_origins": [ ... ],
 *			"as_path": "64511 64498 64497:..." } } ] }
 *
 * The attackers, or where none is named the new origins, are held for M2, each
 * once; whoever stands next to one of them in a path, for M2C.  The first AS of
 * a path is the peer of the collector, and is not held.
 *
 * An event of type edges is a link that was not seen before, and no new
 * origin; it comes in as one that does not count.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "manrs/event_private.h"
#include "manrs/json_record_private.h"
#include "text/escape.h"

#define WHY_SIZE 160
#define URL	 "https://api.grip.inetintel.cc.gatech.edu/dev/json/event/id/"
#define URL_SIZE 192

/* Someone who may be held: the culprit, or who stands next to it. */
struct suspect {
	enum rsec_manrs_metric metric;
	uint32_t asn, culprit, victim;
	bool has_prefix, has_victim;
	struct rsec_prefix prefix;
};

struct reader {
	struct rsec_manrs_record record; /* first */
	struct rsec_manrs_events *events;
	struct rsec_manrs_grip_options options;
	/* Of the event. */
	const char *id, *type, *view_ts, *finished_ts, *duration, *suspicion;
	const char *tag;	   /* the least that explains it; "" */
	struct rsec_prefix prefix; /* the least */
	bool has_prefix, has_more_prefixes;
	uint32_t victim; /* the first that was read */
	bool has_victim, has_more_victims;
	struct rsec_buf attackers, victims; /* of uint32_t */
	struct rsec_buf suspects;	    /* of struct suspect */
	/* Of the prefix event. */
	const char *pfx, *sub_pfx;
	struct rsec_buf new_origins, old_origins; /* of uint32_t */
	struct rsec_buf hops;			  /* of struct rsec_manrs_hop */
};

#define AT(field)   .at = offsetof(struct reader, field)
#define EACH(reads) .read = (reads), .each = true

static struct reader *
reader_of(struct rsec_manrs_record *record)
{
	return (void *)record;
}

static uint32_t *
asns(const struct rsec_buf *buf, size_t *count)
{
	*count = buf->len / sizeof(uint32_t);
	return (void *)buf->data;
}

/* Whether TAG begins and ends with these, with something between them. */
static bool
is_between(const char *tag, const char *head, const char *tail)
{
	const size_t n = strlen(tag), h = strlen(head), t = strlen(tail);

	return n > h + t && strncmp(tag, head, h) == 0 &&
	       strcmp(tag + n - t, tail) == 0;
}

/* A tag: its name, or an object that has it. */
static int
read_tag(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	static const struct rsec_manrs_member members[] = {
		{ .name = "name", .read = read_tag },
		{ .name = NULL },
	};
	struct reader *reader = reader_of(record);
	const char *tag;

	(void)member;
	if (token->type == RSEC_JSON_OBJECT)
		return rsec_manrs_record_members(record, token, members, err);
	if ((tag = rsec_manrs_record_text(record, token, err)) == NULL)
		return -1;
	if ((strcmp(tag, "rpki-all-newcomer-valid-roa") == 0 ||
		is_between(tag, "irr-", "-all-newcomer-exact-record")) &&
	    (reader->tag[0] == '\0' || strcmp(tag, reader->tag) < 0))
		reader->tag = tag;
	return rsec_json_skip_rest(record->json, token, err);
}

static void
note_prefix(struct reader *reader, const struct rsec_prefix *prefix)
{
	const int order =
	    !reader->has_prefix ? -1 : rsec_prefix_cmp(prefix, &reader->prefix);

	if (reader->has_prefix && order != 0)
		reader->has_more_prefixes = true;
	if (order >= 0)
		return;
	reader->prefix = *prefix;
	reader->has_prefix = true;
}

static void
note_victims(struct reader *reader, const struct rsec_buf *victims)
{
	size_t count, i;
	const uint32_t *asn = asns(victims, &count);

	for (i = 0; i < count; i++) {
		if (reader->has_victim && asn[i] != reader->victim)
			reader->has_more_victims = true;
		reader->has_victim = true;
		reader->victim = asn[i];
	}
}

/* One of the prefixes of the summary; in some events that is two: "a_b". */
static int
read_prefix(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	const char *text = rsec_manrs_record_text(record, token, err);
	struct rsec_prefix prefix;

	(void)member;
	if (text == NULL)
		return -1;
	if (rsec_prefix_parse(text, strcspn(text, "_"), &prefix, NULL) == 0)
		note_prefix(reader_of(record), &prefix);
	return rsec_json_skip_rest(record->json, token, err);
}

/* A text of paths. */
static int
read_path(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	const char *at = rsec_manrs_record_text(record, token, err);
	struct rsec_manrs_hop hop;

	(void)member;
	if (at == NULL)
		return -1;
	while (rsec_manrs_hop_next(&at, &hop))
		if (rsec_buf_add(&reader_of(record)->hops, &hop, sizeof(hop)) ==
		    -1)
			return rsec_err_nomem(err);
	return rsec_json_skip_rest(record->json, token, err);
}

static int
add_suspect(
    struct reader *reader, const struct suspect *suspect, struct rsec_err *err)
{
	if (rsec_buf_add(&reader->suspects, suspect, sizeof(*suspect)) == -1)
		return rsec_err_nomem(err);
	return 0;
}

/* Whoever the prefix event that was read gives reason to hold. */
static int
add_suspects(struct reader *reader, struct rsec_err *err)
{
	const struct rsec_manrs_hop *hop = (void *)reader->hops.data;
	const char *prefix = reader->pfx[0] ? reader->pfx : reader->sub_pfx;
	struct suspect suspect = { .metric = RSEC_MANRS_M2 };
	size_t count, i;
	const uint32_t *asn = asns(&reader->old_origins, &count);

	if (prefix[0] != '\0') {
		if (!rsec_manrs_record_prefix(
			&reader->record, "prefix", prefix, &suspect.prefix))
			return 0;
		suspect.has_prefix = true;
		note_prefix(reader, &suspect.prefix);
	}
	note_victims(reader, &reader->old_origins);
	suspect.has_victim = count > 0;
	suspect.victim = count > 0 ? asn[0] : 0;
	asn = asns(&reader->new_origins, &count);
	for (i = 0; i < count; i++) {
		suspect.asn = suspect.culprit = asn[i];
		if (add_suspect(reader, &suspect, err) == -1)
			return -1;
	}
	suspect.metric = RSEC_MANRS_M2C;
	for (i = 0; i < reader->hops.len / sizeof(*hop); i++) {
		suspect.asn = hop[i].next;
		suspect.culprit = hop[i].origin;
		if (add_suspect(reader, &suspect, err) == -1)
			return -1;
	}
	return 0;
}

static int
read_prefix_event(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	static const struct rsec_manrs_member details[] = {
		{ .name = "new_origins",
		    AT(new_origins),
		    EACH(rsec_manrs_record_add_asn) },
		{ .name = "old_origins",
		    AT(old_origins),
		    EACH(rsec_manrs_record_add_asn) },
		{ .name = "as_path", EACH(read_path) },
		{ .name = NULL },
	};
	static const struct rsec_manrs_member members[] = {
		{ .name = "prefix", AT(pfx) },
		{ .name = "sub_pfx", AT(sub_pfx) },
		{ .name = "details", .members = details },
		{ .name = NULL },
	};
	struct reader *reader = reader_of(record);

	(void)member;
	reader->pfx = reader->sub_pfx = "";
	reader->new_origins.len = reader->old_origins.len = 0;
	reader->hops.len = 0;
	if (rsec_manrs_record_members(record, token, members, err) == -1)
		return -1;
	return add_suspects(reader, err);
}

static void
begin(struct rsec_manrs_record *record)
{
	struct reader *reader = reader_of(record);

	reader->id = reader->type = reader->view_ts = reader->finished_ts = "";
	reader->duration = reader->suspicion = reader->tag = "";
	reader->has_prefix = reader->has_more_prefixes = false;
	reader->has_victim = reader->has_more_victims = false;
	reader->attackers.len = reader->victims.len = reader->suspects.len = 0;
}

static int
compare_asns(const void *a, const void *b)
{
	return RSEC_MANRS_CMP(*(const uint32_t *)a, *(const uint32_t *)b);
}

/* By who is held for what; of these, the one with the most to show first. */
static int
compare_suspects(const void *a, const void *b)
{
	const struct suspect *x = a, *y = b;
	int c = RSEC_MANRS_CMP(x->metric, y->metric);

	if (c == 0)
		c = RSEC_MANRS_CMP(x->asn, y->asn);
	if (c == 0)
		c = RSEC_MANRS_CMP(y->has_prefix, x->has_prefix);
	if (c == 0 && x->has_prefix)
		c = rsec_prefix_cmp(&x->prefix, &y->prefix);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->culprit, y->culprit);
	if (c == 0)
		c = RSEC_MANRS_CMP(y->has_victim, x->has_victim);
	return c != 0 ? c : RSEC_MANRS_CMP(x->victim, y->victim);
}

/* The attackers, sorted: those that are named, or all new origins. */
static int
sort_attackers(struct reader *reader, struct rsec_err *err)
{
	const struct suspect *suspect = (void *)reader->suspects.data;
	const size_t suspects = reader->suspects.len / sizeof(*suspect);
	struct suspect named = { .metric = RSEC_MANRS_M2,
		.has_prefix = reader->has_prefix,
		.prefix = reader->prefix };
	const bool are_named = reader->attackers.len > 0;
	size_t count, victims, i;
	const uint32_t *asn = asns(&reader->victims, &victims);

	named.has_victim = victims > 0;
	named.victim = victims > 0 ? asn[0] : 0;
	for (i = 0; i < suspects && !are_named; i++)
		if (suspect[i].metric == RSEC_MANRS_M2 &&
		    rsec_buf_add(&reader->attackers, &suspect[i].asn,
			sizeof(suspect[i].asn)) == -1)
			return rsec_err_nomem(err);
	asn = asns(&reader->attackers, &count);
	if (count > 1)
		qsort((void *)reader->attackers.data, count, sizeof(*asn),
		    compare_asns);
	for (i = 0; i < count && are_named; i++) {
		named.asn = named.culprit = asn[i];
		if (add_suspect(reader, &named, err) == -1)
			return -1;
	}
	return 0;
}

static bool
is_attacker(const struct reader *reader, uint32_t asn)
{
	size_t count;
	const uint32_t *of = asns(&reader->attackers, &count);

	return count > 0 &&
	       bsearch(&asn, of, count, sizeof(asn), compare_asns) != NULL;
}

/* Why the event does not count; "" where it does. */
static void
judge(const struct reader *reader, char why[WHY_SIZE])
{
	const uint32_t least = reader->options.suspicion;
	const bool negative = reader->suspicion[0] == '-';
	uint32_t level = 0;
	char shown[RSEC_QUOTE_SIZE];

	why[0] = '\0';
	if (strcmp(reader->type, "edges") == 0)
		snprintf(why, WHY_SIZE, "a new link is no new origin");
	else if (reader->suspicion[0] == '\0')
		snprintf(why, WHY_SIZE, "its suspicion is not said");
	else if (!negative &&
		 !rsec_parse_u32(reader->suspicion,
		     strcspn(reader->suspicion, "."), UINT32_MAX, &level))
		snprintf(why, WHY_SIZE, "suspicion %s is not a number",
		    rsec_quote(
			shown, reader->suspicion, strlen(reader->suspicion)));
	else if (negative || level < least)
		snprintf(why, WHY_SIZE, "suspicion %.12s is below %u",
		    reader->suspicion, (unsigned)least);
	else if (reader->options.filtered && reader->tag[0] == 'r')
		snprintf(why, WHY_SIZE, "all newcomers have valid ROAs");
	else if (reader->options.filtered && reader->tag[0] == 'i')
		snprintf(
		    why, WHY_SIZE, "all newcomers have exact route objects");
}

/* Where to read about the event, if its id is of the usual characters. */
static void
format_url(const char *id, char url[URL_SIZE])
{
	url[0] = '\0';
	if (strlen(id) < URL_SIZE - sizeof(URL) &&
	    strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen(id))
		snprintf(url, URL_SIZE, URL "%s", id);
}

/* Add an event for each suspect that is held, once. */
static int
add_events(
    struct reader *reader, struct rsec_manrs_event *event, struct rsec_err *err)
{
	struct suspect *suspect = (void *)reader->suspects.data;
	const size_t count = reader->suspects.len / sizeof(*suspect);
	const struct suspect *last = NULL;
	size_t i;

	if (count > 1)
		qsort(suspect, count, sizeof(*suspect), compare_suspects);
	for (i = 0; i < count; i++, suspect++) {
		if (!is_attacker(reader, suspect->culprit) ||
		    (last != NULL && last->metric == suspect->metric &&
			last->asn == suspect->asn))
			continue;
		last = suspect;
		event->asn = suspect->asn;
		event->metric = suspect->metric;
		event->has_prefix = suspect->has_prefix;
		event->prefix = suspect->prefix;
		event->has_other =
		    suspect->metric == RSEC_MANRS_M2C || suspect->has_victim;
		event->other = suspect->metric == RSEC_MANRS_M2C
				   ? suspect->culprit
				   : suspect->victim;
		if (rsec_manrs_events_add(reader->events, event, err) == -1)
			return -1;
	}
	return 0;
}

/* When it began and ended: after its duration, where no end is told. */
static bool
read_times(struct reader *reader, struct rsec_manrs_event *event)
{
	struct rsec_manrs_record *record = &reader->record;
	const char *duration = reader->duration;
	char shown[RSEC_QUOTE_SIZE];
	uint32_t seconds;

	if (!rsec_manrs_record_time(
		record, "view_ts", reader->view_ts, &event->begin))
		return false;
	if (reader->finished_ts[0] != '\0')
		return rsec_manrs_record_time(
		    record, "finished_ts", reader->finished_ts, &event->end);
	if (duration[0] == '\0')
		return true;
	if (!rsec_parse_u32(
		duration, strcspn(duration, "."), UINT32_MAX, &seconds)) {
		rsec_manrs_record_spoil(record, "duration %s is not a number",
		    rsec_quote(shown, duration, strlen(duration)));
		return false;
	}
	event->end = event->begin + seconds;
	return true;
}

static int
finish(struct rsec_manrs_record *record, struct rsec_err *err)
{
	struct reader *reader = reader_of(record);
	struct rsec_manrs_event event = { .source = RSEC_MANRS_BY_GRIP,
		.end = RSEC_MANRS_OPEN,
		.weight = 100 };
	char why[WHY_SIZE], url[URL_SIZE];

	if (reader->id[0] == '\0')
		return rsec_manrs_record_spoil(record, "the event has no id");
	if (rsec_escape_run(reader->id, strlen(reader->id), 0) !=
	    strlen(reader->id))
		return rsec_manrs_record_spoil(
		    record, "the event's id is not printable");
	if (!read_times(reader, &event))
		return 0;
	if (event.end < event.begin)
		return rsec_manrs_record_spoil(
		    record, "finished_ts is before view_ts");
	judge(reader, why);
	format_url(reader->id, url);
	event.id = reader->id;
	event.why = why;
	event.url = url;
	note_victims(reader, &reader->victims);
	event.has_victim = reader->has_victim && !reader->has_more_victims;
	event.victim = event.has_victim ? reader->victim : 0;
	event.is_all = !reader->has_more_prefixes;
	if (sort_attackers(reader, err) == -1)
		return -1;
	return add_events(reader, &event, err);
}

static const struct rsec_manrs_member primary[] = {
	{ .name = "suspicion_level", AT(suspicion) },
	{ .name = NULL },
};

static const struct rsec_manrs_member inference[] = {
	{ .name = "primary_inference", .members = primary },
	{ .name = NULL },
};

static const struct rsec_manrs_member summary[] = {
	{ .name = "attackers", AT(attackers), EACH(rsec_manrs_record_add_asn) },
	{ .name = "victims", AT(victims), EACH(rsec_manrs_record_add_asn) },
	{ .name = "prefixes", EACH(read_prefix) },
	{ .name = "tags", EACH(read_tag) },
	{ .name = "inference_result", .members = inference },
	{ .name = NULL },
};

static const struct rsec_manrs_member members[] = {
	{ .name = "id", AT(id) },
	{ .name = "event_type", AT(type) },
	{ .name = "view_ts", AT(view_ts) },
	{ .name = "finished_ts", AT(finished_ts) },
	{ .name = "duration", AT(duration) },
	{ .name = "summary", .members = summary },
	{ .name = "pfx_events", EACH(read_prefix_event) },
	{ .name = NULL },
};

static const struct rsec_manrs_member page[] = {
	{ .name = "data", .read = rsec_manrs_record_list },
	{ .name = "recordsFiltered", .read = rsec_manrs_record_total },
	{ .name = NULL },
};

int
rsec_manrs_grip_read(struct rsec_manrs_events *events,
    const struct rsec_manrs_grip_options *options, struct rsec_source source,
    const struct rsec_diag *diag, uint64_t *count, struct rsec_err *err)
{
	static const struct rsec_manrs_kind kind = { "event", "GRIP events",
		page, members, begin, finish };
	struct reader reader = { .events = events, .options = *options };
	struct rsec_buf *const buffers[] = { &reader.attackers, &reader.victims,
		&reader.suspects, &reader.new_origins, &reader.old_origins,
		&reader.hops };
	size_t i;
	int rc;

	rc = rsec_manrs_records_read(
	    &reader.record, &kind, source, diag, count, err);
	for (i = 0; i < sizeof(buffers) / sizeof(*buffers); i++)
		rsec_buf_fini(buffers[i]);
	return rc;
}
