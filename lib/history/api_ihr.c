/* SPDX-License-Identifier: ISC */
/*
 * The three endpoints of the Internet Health Report's RPKI history: /vrp,
 * /status, /metadata.  A time that was not observed is an error there (404),
 * to keep it apart from NotFound; a state that nobody knows is "Unknown", which
 * is ours.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "history/api_private.h"
#include "history/view_private.h"

#define DAY ((uint32_t)RSEC_DAY)

struct listing {
	struct rsec_api_call *call;
	const struct rsec_history_vrp *vrp; /* at hand */
	uint32_t from, to;
};

static int
put_span(void *ctx, const struct rsec_history_span *span)
{
	const struct listing *listing = ctx;
	struct rsec_json_writer *json = &listing->call->json;

	if (span->from > listing->to || span->to < listing->from)
		return 0;
	rsec_json_object_begin(json);
	rsec_api_key_prefix(json, "prefix", &listing->vrp->prefix);
	rsec_api_key_uint(json, "asn", listing->vrp->asn);
	rsec_api_key_uint(json, "max_length", listing->vrp->max_len);
	rsec_json_key(json, "visible");
	rsec_json_object_begin(json);
	rsec_json_key(json, "from");
	rsec_json_put_time(json, span->from);
	rsec_json_key(json, "to");
	rsec_json_put_time(json, span->to);
	rsec_json_object_end(json);
	rsec_json_object_end(json);
	return 0;
}

static int
list_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct listing *listing = ctx;

	listing->vrp = vrp;
	return rsec_history_spans(listing->call->history, vrp,
	    RSEC_GAPS_UNKNOWN, put_span, listing, listing->call->err);
}

/* TIMESTAMP, which is a day whole where it is midnight, or a range. */
static int
read_range(struct rsec_api_call *call, struct listing *listing)
{
	bool given;

	*listing = (struct listing){ .call = call };
	if (rsec_api_interval(call, "timestamp__gte", "timestamp__lte",
		&listing->from, &listing->to, &given) != 0)
		return RSEC_API_REFUSED;
	if (given && rsec_api_word(call, "timestamp") != NULL)
		return rsec_api_refuse(call, 400, "timestamp",
		    "timestamp excludes timestamp__gte and timestamp__lte");
	if (given)
		return 0;
	if (rsec_api_moment(call, "timestamp", &listing->from) != 0)
		return RSEC_API_REFUSED;
	listing->to = listing->from;
	if (listing->to % DAY == 0)
		listing->to += DAY - 1;
	return 0;
}

int
rsec_api_ihr_vrp(struct rsec_api_call *call)
{
	struct listing listing;
	struct rsec_prefix prefix;

	if (rsec_api_prefix(call, &prefix) != 0 ||
	    read_range(call, &listing) != 0)
		return RSEC_API_REFUSED;
	rsec_json_array_begin(&call->json);
	if (rsec_history_covering(
		call->history, &prefix, list_vrp, &listing, call->err) != 0)
		return -1;
	rsec_json_array_end(&call->json);
	return 0;
}

static void
put_reason(struct rsec_json_writer *json, const char *code, const char *words)
{
	rsec_json_key(json, "reason");
	rsec_json_object_begin(json);
	rsec_api_key_string(json, "code", code);
	rsec_api_key_string(json, "description", words);
	rsec_json_object_end(json);
}

int
rsec_api_ihr_status(struct rsec_api_call *call)
{
	static const char *const names[] = { "Valid", "Invalid", "NotFound",
		"Unknown", "Unknown" };
	struct rsec_json_writer *json = &call->json;
	struct rsec_history_answer answer;
	struct rsec_route route;
	uint32_t at;

	if (rsec_api_route(call, &route) != 0 ||
	    rsec_api_moment(call, "timestamp", &at) != 0)
		return RSEC_API_REFUSED;
	if (rsec_history_check(call->history, &route, at, RSEC_GAPS_UNKNOWN,
		&answer, call->err) != 0)
		return -1;
	rsec_json_object_begin(json);
	rsec_api_key_string(json, "status", names[answer.verdict.state]);
	if (answer.verdict.state >= RSEC_HISTORY_UNKNOWN)
		put_reason(json, "notObserved",
		    "No observation tells what was published at that time.");
	else if (answer.verdict.reason == RSEC_ROV_LENGTH)
		put_reason(json, "moreSpecific",
		    "A covering VRP has the origin, but the prefix is longer "
		    "than its maxLength.");
	else if (answer.verdict.state == RSEC_HISTORY_INVALID)
		put_reason(json, "noMatchingOrigin",
		    "There are covering VRPs, but none has the origin.");
	rsec_json_object_end(json);
	return 0;
}

/* What one time of observations brought, all trust anchors together. */
struct dump {
	uint32_t time;
	uint32_t added, deleted, total;
};

struct dumps {
	struct rsec_api_call *call;
	struct dump *dump; /* by time */
	size_t count;
	/* Of each trust anchor, where the dump of an observation is. */
	uint32_t *of[RSEC_HISTORY_TAS_MAX];
};

static int
compare_times(const void *a, const void *b)
{
	const uint32_t x = ((const struct dump *)a)->time;
	const uint32_t y = ((const struct dump *)b)->time;

	return (x > y) - (x < y);
}

static uint32_t
find_dump(const struct dumps *dumps, uint32_t time)
{
	const struct dump key = { .time = time };
	const struct dump *at = bsearch(
	    &key, dumps->dump, dumps->count, sizeof(key), compare_times);

	return (uint32_t)(at - dumps->dump);
}

static void
free_dumps(struct dumps *dumps)
{
	size_t tas = rsec_history_tas(dumps->call->history), ta;

	for (ta = 0; ta < tas; ta++)
		free(dumps->of[ta]);
	free(dumps->dump);
}

/* The distinct times of trusted observations. */
static int
list_times(struct dumps *dumps)
{
	struct rsec_history *history = dumps->call->history;
	size_t tas = rsec_history_tas(history), ta, n = 0, i;
	uint32_t trusted, k;

	for (ta = 0; ta < tas; ta++)
		n += rsec_history_trusted(history, (uint8_t)ta);
	dumps->dump = calloc(n + 1, sizeof(*dumps->dump));
	if (dumps->dump == NULL)
		return -1;
	for (ta = n = 0; ta < tas; ta++) {
		trusted = rsec_history_trusted(history, (uint8_t)ta);
		for (k = 0; k < trusted; k++)
			dumps->dump[n++].time =
			    rsec_history_trusted_time(history, (uint8_t)ta, k);
	}
	qsort(dumps->dump, n, sizeof(*dumps->dump), compare_times);
	for (i = 0; i < n; i++)
		if (i == 0 ||
		    dumps->dump[i].time != dumps->dump[dumps->count - 1].time)
			dumps->dump[dumps->count++] = dumps->dump[i];
	return 0;
}

static int
list_numbers(struct dumps *dumps)
{
	struct rsec_history *history = dumps->call->history;
	size_t tas = rsec_history_tas(history), ta;
	uint32_t trusted, k;

	for (ta = 0; ta < tas; ta++) {
		trusted = rsec_history_trusted(history, (uint8_t)ta);
		dumps->of[ta] = calloc(trusted + 1, sizeof(*dumps->of[ta]));
		if (dumps->of[ta] == NULL)
			return -1;
		for (k = 0; k < trusted; k++)
			dumps->of[ta][k] = find_dump(dumps,
			    rsec_history_trusted_time(history, (uint8_t)ta, k));
	}
	return 0;
}

static int
count_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct dumps *dumps = ctx;
	struct rsec_history *history = dumps->call->history;
	const uint32_t trusted = rsec_history_trusted(history, vrp->ta);
	struct rsec_history_run run;
	uint32_t i;

	for (i = 0; i < vrp->runs; i++) {
		if (rsec_history_run_get(
			history, vrp, i, &run, dumps->call->err) != 0)
			return -1;
		dumps->dump[dumps->of[vrp->ta][run.first]].added++;
		if (run.last + 1 < trusted)
			dumps->dump[dumps->of[vrp->ta][run.last + 1]].deleted++;
	}
	return 0;
}

/* How many VRPs the trust anchors had that were observed at each time. */
static int
count_totals(struct dumps *dumps)
{
	struct rsec_history *history = dumps->call->history;
	size_t n = rsec_history_observations(history), i;
	struct rsec_observation one;

	for (i = 0; i < n; i++) {
		if (rsec_history_observation(
			history, i, &one, dumps->call->err) != 0)
			return -1;
		if (one.state == RSEC_OBSERVATION_OBSERVED)
			dumps->dump[find_dump(dumps, one.time)].total +=
			    one.vrps;
	}
	return 0;
}

static void
put_dump(struct rsec_json_writer *json, const struct dump *dump)
{
	rsec_json_object_begin(json);
	rsec_json_key(json, "timestamp");
	rsec_json_put_time(json, dump->time);
	rsec_api_key_uint(json, "deleted_vrps", dump->deleted);
	rsec_api_key_uint(json, "unchanged_vrps",
	    dump->total > dump->added ? dump->total - dump->added : 0);
	rsec_api_key_uint(json, "new_vrps", dump->added);
	rsec_json_object_end(json);
}

/* The target again, for the next page. */
static void
put_next(struct rsec_api_call *call, uint32_t page, uint32_t size)
{
	static const char *const bounds[] = { "timestamp__gte",
		"timestamp__lte" };
	char text[128];
	const char *word;
	size_t i;
	int rc;

	snprintf(
	    text, sizeof(text), "/metadata?page=%u&page_size=%u", page, size);
	rsec_json_text_begin(&call->json);
	rc = rsec_buf_puts(call->json.out, text);
	for (i = 0; i < 2; i++) {
		if ((word = rsec_api_word(call, bounds[i])) == NULL)
			continue;
		rc |= rsec_buf_addc(call->json.out, '&');
		rc |= rsec_buf_puts(call->json.out, bounds[i]);
		rc |= rsec_buf_addc(call->json.out, '=');
		/* It is a time: '+' and ' ' are all that is to be encoded. */
		for (; *word != '\0'; word++)
			rc |= *word == '+'
				  ? rsec_buf_puts(call->json.out, "%2B")
			      : *word == ' '
				  ? rsec_buf_puts(call->json.out, "%20")
				  : rsec_buf_addc(call->json.out, *word);
	}
	rsec_json_text_end(&call->json);
	call->json.failed |= rc != 0;
}

static void
put_page(struct dumps *dumps, const struct listing *listing, uint32_t page,
    uint32_t size)
{
	struct rsec_json_writer *json = &dumps->call->json;
	const uint64_t first = (uint64_t)(page - 1) * size;
	uint64_t n = 0;
	size_t i;

	rsec_json_object_begin(json);
	rsec_json_key(json, "results");
	rsec_json_array_begin(json);
	for (i = 0; i < dumps->count; i++) {
		if (dumps->dump[i].time < listing->from ||
		    dumps->dump[i].time > listing->to)
			continue;
		if (n >= first && n < first + size)
			put_dump(json, &dumps->dump[i]);
		n++;
	}
	rsec_json_array_end(json);
	rsec_json_key(json, "next");
	if (n > first + size)
		put_next(dumps->call, page + 1, size);
	else
		rsec_json_put_string(json, "");
	rsec_json_object_end(json);
}

int
rsec_api_ihr_metadata(struct rsec_api_call *call)
{
	struct dumps dumps = { .call = call };
	struct listing listing;
	uint32_t page = 1, size = RSEC_API_ROWS;
	bool given;
	int rc = -1;

	listing.call = call;
	if (rsec_api_number(call, "page", 1, UINT32_MAX - 1, &page) != 0 ||
	    rsec_api_number(call, "page_size", 1, RSEC_API_ROWS, &size) != 0 ||
	    rsec_api_interval(call, "timestamp__gte", "timestamp__lte",
		&listing.from, &listing.to, &given) != 0)
		return RSEC_API_REFUSED;
	if (list_times(&dumps) != 0 || list_numbers(&dumps) != 0)
		rsec_err_nomem(call->err);
	else if (rsec_history_all(
		     call->history, count_vrp, &dumps, call->err) == 0)
		rc = count_totals(&dumps);
	if (rc == 0)
		put_page(&dumps, &listing, page, size);
	free_dumps(&dumps);
	return rc;
}
