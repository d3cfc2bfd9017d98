/* SPDX-License-Identifier: ISC */
/*
 * The parameters of all endpoints: their names and types, which /openapi.json
 * tells, and how each is read.  What is wrong with one is told by its name.
 */
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "base/utc.h"
#include "history/api_private.h"
#include "history/archive.h"
#include "net/asn.h"

#define DAY	    ((uint32_t)RSEC_DAY)
#define CURSOR_MARK 8 /* hex digits of the store's digest in a cursor */

const struct rsec_api_parameter rsec_api_parameters[] = {
	{ "asn", "asnin", "an AS number, with or without AS before it" },
	{ "by", "all|ta", "one series, or one for each trust anchor" },
	{ "cursor", "string", "what next was in the page before" },
	{ "date", "time", "a day, or a time; the last day if missing" },
	{ "family", "4|6", "IP version" },
	{ "from", "time", "the first day" },
	{ "gaps", "unknown|carry|withdrawn",
	    "what a day without observation means" },
	{ "include", "none|gaps", "gaps: the days that nobody observed" },
	{ "limit", "int", "rows of a page" },
	{ "match", "covering|exact|covered|all",
	    "which VRPs: above, of, below the prefix, or all of these" },
	{ "page", "int", "number of a page, from 1" },
	{ "page_size", "int", "rows of a page" },
	{ "prefix", "prefix", "a prefix, or an address" },
	{ "resolution", "d|w|m|y", "day, week, month or year" },
	{ "resource", "string", "a prefix, an AS or a trust anchor" },
	{ "sourceapp", "string", "who asks; not used" },
	{ "step", "int", "days between two points" },
	{ "tal", "string", "a trust anchor" },
	{ "timestamp", "time", "a time, also as seconds since 1970" },
	{ "timestamp__gte", "time", "the first time" },
	{ "timestamp__lte", "time", "the last time" },
	{ "to", "time", "the last day" },
	{ NULL, NULL, NULL },
};

const char *
rsec_api_word(const struct rsec_api_call *call, const char *name)
{
	size_t i;

	for (i = 0; i < call->word_count; i++) {
		if (strcmp(call->words[i].name, name) != 0)
			continue;
		/* A form sends the fields that nobody filled in, too. */
		if (call->endpoint->dialect == RSEC_API_PAGE &&
		    *call->words[i].value == '\0')
			return NULL;
		return call->words[i].value;
	}
	return NULL;
}

static int
refuse_missing(struct rsec_api_call *call, const char *name)
{
	return rsec_api_refuse(call, 400, name, "%s is missing", name);
}

int
rsec_api_prefix(struct rsec_api_call *call, struct rsec_prefix *prefix)
{
	const char *word = rsec_api_word(call, "prefix");
	struct rsec_err err;

	if (word == NULL)
		return refuse_missing(call, "prefix");
	if (rsec_prefix_parse(word, strlen(word), prefix, &err) != 0)
		return rsec_api_refuse(
		    call, 400, "prefix", "prefix: %s", err.msg);
	return 0;
}

int
rsec_api_asn(struct rsec_api_call *call, uint32_t *asn, bool *found)
{
	const char *word = rsec_api_word(call, "asn");
	char quoted[RSEC_QUOTE_SIZE];

	if (found != NULL)
		*found = word != NULL;
	if (word == NULL)
		return found != NULL ? 0 : refuse_missing(call, "asn");
	if (!rsec_asn_parse(word, strlen(word), asn))
		return rsec_api_refuse(call, 400, "asn",
		    "asn: %s is no AS number",
		    rsec_quote(quoted, word, strlen(word)));
	return 0;
}

int
rsec_api_route(struct rsec_api_call *call, struct rsec_route *route)
{
	route->has_origin = true;
	return rsec_api_prefix(call, &route->prefix) != 0
		   ? RSEC_API_REFUSED
		   : rsec_api_asn(call, &route->origin, NULL);
}

/* The type of the parameter NAME. */
static const char *
type_of(const char *name)
{
	const struct rsec_api_parameter *parameter = rsec_api_parameters;

	while (strcmp(parameter->name, name) != 0)
		parameter++;
	return parameter->type;
}

int
rsec_api_choice(struct rsec_api_call *call, const char *name, unsigned *choice)
{
	const char *word = rsec_api_word(call, name), *one = type_of(name);
	size_t n;

	*choice = 0;
	if (word == NULL)
		return 0;
	for (;; one += n + 1, ++*choice) {
		n = strcspn(one, "|");
		if (strlen(word) == n && memcmp(one, word, n) == 0)
			return 0;
		if (one[n] == '\0')
			return rsec_api_refuse(call, 400, name,
			    "%s is one of %s", name, type_of(name));
	}
}

int
rsec_api_gaps(struct rsec_api_call *call, enum rsec_history_gaps *gaps)
{
	unsigned choice;

	if (rsec_api_choice(call, "gaps", &choice) != 0)
		return RSEC_API_REFUSED;
	*gaps = (enum rsec_history_gaps)choice;
	return 0;
}

int
rsec_api_find_ta(struct rsec_api_call *call, const char *word)
{
	char name[64];
	int ta = rsec_history_ta_find(call->history, word);

	if (ta != -1)
		return ta;
	rsec_archive_ta(word, strlen(word), name);
	return rsec_history_ta_find(call->history, name);
}

int
rsec_api_ta(struct rsec_api_call *call, int *ta)
{
	const char *word = rsec_api_word(call, "tal");
	char quoted[RSEC_QUOTE_SIZE];

	*ta = -1;
	if (word == NULL)
		return 0;
	*ta = rsec_api_find_ta(call, word);
	if (*ta == -1)
		return rsec_api_refuse(call, 400, "tal",
		    "tal: the store has no trust anchor %s",
		    rsec_quote(quoted, word, strlen(word)));
	return 0;
}

int
rsec_api_number(struct rsec_api_call *call, const char *name, uint32_t min,
    uint32_t max, uint32_t *number)
{
	const char *word = rsec_api_word(call, name);

	if (word == NULL)
		return 0;
	if (!rsec_parse_u32(word, strlen(word), max, number) || *number < min)
		return rsec_api_refuse(call, 400, name,
		    "%s is a number from %u to %u", name, min, max);
	return 0;
}

bool
rsec_api_bounds(struct rsec_history *history, uint32_t *first, uint32_t *last)
{
	size_t tas = rsec_history_tas(history), ta;
	uint32_t n, time;
	bool any = false;

	for (ta = 0; ta < tas; ta++) {
		n = rsec_history_trusted(history, (uint8_t)ta);
		if (n == 0)
			continue;
		time = rsec_history_trusted_time(history, (uint8_t)ta, 0);
		if (!any || time < *first)
			*first = time;
		time = rsec_history_trusted_time(history, (uint8_t)ta, n - 1);
		if (!any || time > *last)
			*last = time;
		any = true;
	}
	return any;
}

/* WORD as seconds; where the dialect has it, also as a number of them. */
static int
parse_time(struct rsec_api_call *call, const char *name, const char *word,
    uint32_t *time)
{
	char quoted[RSEC_QUOTE_SIZE];
	int64_t t;

	if (call->endpoint->dialect == RSEC_API_IHR &&
	    rsec_parse_u32(word, strlen(word), UINT32_MAX, time))
		return 0;
	if (!rsec_utc_parse(word, strlen(word), &t) || t < 0 || t > UINT32_MAX)
		return rsec_api_refuse(call, 400, name,
		    "%s: %s is no date such as 2026-11-23, and no time such as "
		    "2026-11-23T04:05:06Z",
		    name, rsec_quote(quoted, word, strlen(word)));
	*time = (uint32_t)t;
	return 0;
}

/* A time of IHR's out of range is not found; with us it is a bad parameter. */
static int
refuse_time(
    struct rsec_api_call *call, const char *name, uint32_t first, uint32_t last)
{
	char from[RSEC_UTC_SIZE], to[RSEC_UTC_SIZE];
	const int status = call->endpoint->dialect == RSEC_API_IHR ? 404 : 400;

	rsec_utc_format_day(from, first / DAY);
	rsec_utc_format_day(to, last / DAY);
	return rsec_api_refuse(call, status, name,
	    "%s is outside of what was observed, %s to %s", name, from, to);
}

/* NAME within FIRST..LAST, both whole days; FALLBACK where it is missing. */
static int
read_time(struct rsec_api_call *call, const char *name, uint32_t first,
    uint32_t last, uint32_t fallback, uint32_t *time)
{
	const char *word = rsec_api_word(call, name);

	*time = fallback;
	if (word == NULL)
		return 0;
	if (parse_time(call, name, word, time) != 0)
		return RSEC_API_REFUSED;
	if (*time / DAY < first / DAY || *time / DAY > last / DAY)
		return refuse_time(call, name, first, last);
	return 0;
}

static int
refuse_empty(struct rsec_api_call *call)
{
	return rsec_api_refuse(
	    call, 404, NULL, "the store has no observation yet");
}

int
rsec_api_moment(struct rsec_api_call *call, const char *name, uint32_t *time)
{
	uint32_t first, last;

	if (!rsec_api_bounds(call->history, &first, &last))
		return refuse_empty(call);
	if (read_time(call, name, first, last, last / DAY * DAY, time) != 0)
		return RSEC_API_REFUSED;
	call->past = *time / DAY < last / DAY;
	return 0;
}

int
rsec_api_interval(struct rsec_api_call *call, const char *from_name,
    const char *to_name, uint32_t *from, uint32_t *to, bool *given)
{
	uint32_t first, last;

	*given = rsec_api_word(call, from_name) != NULL ||
		 rsec_api_word(call, to_name) != NULL;
	if (!rsec_api_bounds(call->history, &first, &last))
		return refuse_empty(call);
	if (read_time(call, from_name, first, last, first / DAY * DAY, from) !=
		0 ||
	    read_time(call, to_name, first, last, last, to) != 0)
		return RSEC_API_REFUSED;
	if (*to % DAY == 0)
		*to += DAY - 1; /* the whole day */
	if (*from > *to)
		return rsec_api_refuse(
		    call, 400, from_name, "%s is after %s", from_name, to_name);
	call->past = *to / DAY < last / DAY;
	return 0;
}

static void
format_cursor(struct rsec_history *history, uint64_t skip, char to[40])
{
	char digest[33];

	rsec_history_digest(history, digest);
	snprintf(
	    to, 40, "%.*s-%llu", CURSOR_MARK, digest, (unsigned long long)skip);
}

int
rsec_api_rows(struct rsec_api_call *call, struct rsec_api_rows *rows)
{
	size_t max = call->request->max_rows;
	const char *word = rsec_api_word(call, "cursor");
	char own[40];

	*rows = (struct rsec_api_rows){ .limit = RSEC_API_ROWS };
	if (max > 0 && max < RSEC_API_ROWS)
		rows->limit = (uint32_t)max;
	if (rsec_api_number(call, "limit", 1, rows->limit, &rows->limit) != 0)
		return RSEC_API_REFUSED;
	if (word == NULL)
		return 0;
	if (strlen(word) <= CURSOR_MARK ||
	    !rsec_parse_u64(word + CURSOR_MARK + 1,
		strlen(word) - CURSOR_MARK - 1, UINT64_MAX, &rows->skip))
		return rsec_api_refuse(
		    call, 400, "cursor", "cursor: not what a page has as next");
	format_cursor(call->history, rows->skip, own);
	if (strcmp(own, word) != 0)
		return rsec_api_refuse(call, 410, "cursor",
		    "cursor: the store was replaced since; begin again "
		    "without it");
	return 0;
}

bool
rsec_api_row(struct rsec_api_rows *rows)
{
	if (rows->seen++ < rows->skip)
		return false;
	if (rows->given == rows->limit) {
		rows->more = true;
		return false;
	}
	rows->given++;
	return true;
}

void
rsec_api_put_next(struct rsec_api_call *call, const struct rsec_api_rows *rows)
{
	char cursor[40];

	rsec_json_key(&call->json, "next");
	if (rows->more) {
		format_cursor(call->history, rows->skip + rows->given, cursor);
		rsec_json_put_string(&call->json, cursor);
	} else {
		rsec_json_put_null(&call->json);
	}
}
