/* SPDX-License-Identifier: ISC */
/*
 * The API as a function: each answer against /openapi.json, against the sets
 * of a made-up past, and what is refused.
 */
#include "tests/lib/test.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "history/api.h"
#include "history/builder.h"
#include "net/asn.h"
#include "tests/lib/past.h"
#include "tests/unit/history_api/schema.h"

struct reply {
	struct rsec_api_response response;
	char *text; /* the body, NUL-terminated */
	json_t *json;
};

static struct past past;

static struct reply
ask_with(struct rsec_api_request request)
{
	struct reply reply = { .json = NULL };
	struct rsec_err err;

	if (rsec_api_answer(past.history, &request, &reply.response, &err) != 0)
		fail_msg("%s: %s", request.target, err.msg);
	reply.text = calloc(reply.response.body.len + 1, 1);
	assert_non_null(reply.text);
	if (reply.response.body.len > 0)
		memcpy(reply.text, reply.response.body.data,
		    reply.response.body.len);
	if (strcmp(reply.response.type, "application/json") == 0)
		reply.json = json_loads(reply.text, 0, NULL);
	return reply;
}

static struct reply
ask(const char *target)
{
	return ask_with(
	    (struct rsec_api_request){ .method = "GET", .target = target });
}

static void
drop(struct reply *reply)
{
	json_decref(reply->json);
	free(reply->text);
	rsec_api_response_fini(&reply->response);
}

static int
set_up(void **state)
{
	(void)state;
	past_init(&past);
	past_add(&past, "192.0.2.0/24", 24, 64496);
	past_add(&past, "192.0.0.0/16", 24, 64500);
	past_add(&past, "192.0.2.0/24", 26, 64497);
	past_add(&past, "192.0.2.128/25", 25, 0);
	past_add(&past, "198.51.100.0/24", 24, 0);
	past_add(&past, "203.0.113.0/24", 32, 64496);
	past_add(&past, "2001:db8::/32", 48, 64496);
	past_add(&past, "2001:db8:1::/48", 48, 64500);
	past_fill(&past, 1);
	past_build(&past);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	past_fini(&past);
	return 0;
}

static const char *
text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

/* The schema of STATUS ("200", "default") of a METHOD of PATH. */
static json_t *
schema_of(const json_t *openapi, const char *path, const char *method,
    const char *status)
{
	json_t *at = json_object_get(openapi, "paths");

	at = json_object_get(json_object_get(at, path), method);
	at = json_object_get(json_object_get(at, "responses"), status);
	at =
	    json_object_get(json_object_get(at, "content"), "application/json");
	return json_object_get(at, "schema");
}

static void
assert_fits(const json_t *openapi, const json_t *schema,
    const struct reply *reply, const char *target)
{
	char *misfit;

	if (reply->json == NULL)
		fail_msg("%s: no JSON: %s", target, reply->text);
	misfit = schema_misfit(openapi, schema, reply->json);
	if (misfit != NULL)
		fail_msg("%s: %s", target, misfit);
}

static void
every_answer_is_what_the_document_says(void **state)
{
	struct reply document = ask("/openapi.json"), reply;
	json_t *paths = json_object_get(document.json, "paths"), *path;
	const char *name, *example;
	size_t n = 0;

	(void)state;
	json_object_foreach(paths, name, path)
	{
		example = text_of(json_object_get(path, "get"), "x-example");
		reply = ask(example);
		if (reply.response.status != 200)
			fail_msg("%s: %s", example, reply.text);
		if (strcmp(name, "/") != 0)
			assert_fits(document.json,
			    schema_of(document.json, name, "get", "200"),
			    &reply, example);
		drop(&reply);
		n++;
	}
	assert_int_equal(n, 16);
	drop(&document);
}

/* The same for questions that use other parts of the answers. */
static void
other_answers_are_what_the_document_says(void **state)
{
	static const struct {
		const char *path, *target;
	} cases[] = {
		{ "/api/v1/history/{prefix}",
		    "/api/v1/history/::/0?match=all&gaps=carry&limit=3" },
		{ "/api/v1/history/{prefix}",
		    "/api/v1/history/192.0.2.0/24?gaps=withdrawn&include=gaps"
		    "&asn=64496&tal=ripe&from=2011-02-01&to=2011-02-10" },
		{ "/api/v1/asn/{asn}", "/api/v1/asn/1?include=gaps" },
		{ "/api/v1/changes", "/api/v1/changes?date=2011-02-05" },
		{ "/api/v1/changes",
		    "/api/v1/changes?from=2011-01-26&to=2011-02-20&limit=1" },
		{ "/api/v1/segments/{asn}/{prefix}",
		    "/api/v1/segments/AS64497/2001:db8::%2F32" },
		{ "/api/v1/segments/{asn}/{prefix}",
		    "/api/v1/segments/0/198.51.100.0/24?gaps=carry" },
		{ "/data/rpki-history/data.json",
		    "/data/rpki-history/data.json?resource=64496&resolution=w"
		    "&family=6" },
		{ "/data/rpki-history/data.json",
		    "/data/rpki-history/data.json?resource=ripencc"
		    "&resolution=m&sourceapp=test" },
		{ "/data/rpki-history/data.json",
		    "/data/rpki-history/data.json?resource=64511" },
		{ "/vrp", "/vrp?prefix=192.0.2.0/26&timestamp__gte="
			  "1296432000" },
		{ "/status", "/status?prefix=192.0.2.0/26&asn=64496"
			     "&timestamp=2011-02-01T10:00:00Z" },
		{ "/metadata", "/metadata?page=3&page_size=5" },
		{ "/api/v1/stats", "/api/v1/stats?step=1&tal=ripe" },
		{ "/api/v1/sources",
		    "/api/v1/sources?tal=apnic&from=2011-02-01&limit=2" },
	};
	struct reply document = ask("/openapi.json"), reply;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		reply = ask(cases[i].target);
		if (reply.response.status != 200)
			fail_msg("%s: %s", cases[i].target, reply.text);
		assert_fits(document.json,
		    schema_of(document.json, cases[i].path, "get", "200"),
		    &reply, cases[i].target);
		drop(&reply);
	}
	drop(&document);
}

static void
what_is_wrong_is_told_by_name(void **state)
{
	static const struct {
		const char *path, *target;
		int status;
		const char *parameter;
	} cases[] = {
		{ "/api/v1/status", "/api/v1/status?colour=red", 400,
		    "colour" },
		{ "/api/v1/asn/{asn}", "/api/v1/asn/AS1?prefix=::/0", 400,
		    "prefix" },
		{ "/api/v1/asn/{asn}", "/api/v1/asn/AS1?asn=2", 400, "asn" },
		{ "/api/v1/asn/{asn}", "/api/v1/asn/ASX", 400, "asn" },
		{ "/api/v1/asn/{asn}", "/api/v1/asn/%41%53%zz", 400, "asn" },
		{ "/api/v1/asn/{asn}", "/api/v1/asn/1%00", 400, "asn" },
		{ "/api/v1/asn/{asn}", "/api/v1/asn/1?tal=%f", 400, "tal" },
		{ "/api/v1/asn/{asn}", "/api/v1/asn/1?tal=elsewhere", 400,
		    "tal" },
		{ "/api/v1/asn/{asn}", "/api/v1/asn/1?gaps=none", 400, "gaps" },
		{ "/api/v1/asn/{asn}", "/api/v1/asn/1?limit=0", 400, "limit" },
		{ "/api/v1/asn/{asn}", "/api/v1/asn/1?limit=1001", 400,
		    "limit" },
		{ "/api/v1/asn/{asn}", "/api/v1/asn/1?cursor=x", 400,
		    "cursor" },
		{ "/api/v1/asn/{asn}", "/api/v1/asn/1?cursor=00000000-1", 410,
		    "cursor" },
		{ "/api/v1/asn/{asn}",
		    "/api/v1/asn/1?from=2011-02-03&to=2011-02-01", 400,
		    "from" },
		{ "/api/v1/history/{prefix}", "/api/v1/history/192.0.2.1/24",
		    400, "prefix" },
		{ "/api/v1/history/{prefix}", "/api/v1/history/192.0.2.0/24/1",
		    400, "prefix" },
		{ "/validity", "/validity?asn=1", 400, "prefix" },
		{ "/validity", "/validity?prefix=::/0", 400, "asn" },
		{ "/api/v1/covered/{prefix}",
		    "/api/v1/covered/::/0?date=yesterday", 400, "date" },
		/* A time that nobody can tell of is no NotFound. */
		{ "/api/v1/covered/{prefix}",
		    "/api/v1/covered/::/0?date=2011-01-25", 400, "date" },
		{ "/api/v1/covered/{prefix}",
		    "/api/v1/covered/::/0?date=2011-03-07", 400, "date" },
		{ "/status", "/status?asn=1&prefix=::/0&timestamp=2011-01-25",
		    404, "timestamp" },
		{ "/vrp", "/vrp?prefix=::/0&timestamp=1", 404, "timestamp" },
		{ "/vrp",
		    "/vrp?prefix=::/0&timestamp=2011-02-01"
		    "&timestamp__gte=2011-02-01",
		    400, "timestamp" },
		{ "/data/rpki-history/data.json",
		    "/data/rpki-history/data.json", 400, "resource" },
		{ "/data/rpki-history/data.json",
		    "/data/rpki-history/data.json?resource=NL", 400,
		    "resource" },
		{ "/api/v1/changes", "/api/v1/changes?date=2011-01-26", 400,
		    "date" },
		{ "/api/v1/changes",
		    "/api/v1/changes?date=2011-02-01&to=2011-02-02", 400,
		    "date" },
		{ "/api/v1/stats", "/api/v1/stats?by=rir", 400, "by" },
	};
	struct reply document = ask("/openapi.json"), reply;
	const char *named;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		reply = ask(cases[i].target);
		assert_fits(document.json,
		    schema_of(document.json, cases[i].path, "get", "default"),
		    &reply, cases[i].target);
		named = text_of(reply.json, "parameter");
		if (reply.response.status != cases[i].status || named == NULL ||
		    strcmp(named, cases[i].parameter) != 0)
			fail_msg("%s: %d %s", cases[i].target,
			    reply.response.status, reply.text);
		assert_string_equal(reply.response.etag, "");
		drop(&reply);
	}
	drop(&document);
}

static void
an_error_says_what_would_be_right(void **state)
{
	struct reply reply = ask("/api/v1/covered/::/0?date=2012-01-01");

	(void)state;
	assert_string_equal(reply.text,
	    "{\"error\":\"date is outside of what was observed, 2011-01-26 to "
	    "2011-03-06\",\"parameter\":\"date\"}");
	drop(&reply);
	reply = ask("/api/v1/asn/1?x%22%3c=1");
	assert_string_equal(reply.text,
	    "{\"error\":\"x\\\"< is no parameter of /api/v1/asn/{asn}\","
	    "\"parameter\":\"x\\\"<\"}");
	drop(&reply);
}

static void
a_slash_may_be_encoded(void **state)
{
	struct reply a = ask("/api/v1/history/192.0.2.0/24?match=all");
	struct reply b = ask("/api/v1/history/192.0.2.0%2f24?match=%61ll");

	(void)state;
	assert_int_equal(a.response.status, 200);
	assert_string_equal(a.text, b.text);
	drop(&a);
	drop(&b);
}

/* Follow the cursors of TARGET with LIMIT rows a page; all rows of KEY. */
static json_t *
page_through(const char *target, unsigned limit, const char *key)
{
	json_t *all = json_array();
	struct reply reply;
	char text[256], cursor[64] = "";
	const char *next;

	do {
		snprintf(text, sizeof(text), "%s&limit=%u%s%s", target, limit,
		    *cursor != '\0' ? "&cursor=" : "", cursor);
		reply = ask(text);
		if (reply.response.status != 200)
			fail_msg("%s: %s", text, reply.text);
		assert_true(
		    json_array_size(json_object_get(reply.json, key)) <= limit);
		json_array_extend(all, json_object_get(reply.json, key));
		next = text_of(reply.json, "next");
		if (next != NULL)
			assert_int_equal(
			    json_array_size(json_object_get(reply.json, key)),
			    limit);
		snprintf(
		    cursor, sizeof(cursor), "%s", next != NULL ? next : "");
		drop(&reply);
	} while (*cursor != '\0');
	return all;
}

static void
the_pages_together_are_the_whole(void **state)
{
	static const struct {
		const char *target, *key;
		size_t least;
	} cases[] = {
		{ "/api/v1/history/0.0.0.0/0?match=all", "vrps", 6 },
		{ "/api/v1/history/192.0.2.128/"
		  "25?from=2011-02-01&to=2011-02-02",
		    "vrps", 1 },
		{ "/api/v1/asn/64496?gaps=withdrawn", "vrps", 3 },
		{ "/api/v1/changes?from=2011-01-26&to=2011-02-20", "changes",
		    0 },
		{ "/api/v1/sources?from=2011-01-30", "observations", 30 },
	};
	json_t *whole, *pages;
	size_t i;
	unsigned limit;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		whole = page_through(cases[i].target, 1000, cases[i].key);
		assert_true(json_array_size(whole) >= cases[i].least);
		for (limit = 1; limit < 8; limit++) {
			pages =
			    page_through(cases[i].target, limit, cases[i].key);
			assert_true(json_equal(whole, pages));
			json_decref(pages);
		}
		json_decref(whole);
	}
}

static void
what_the_asker_has_is_not_sent_again(void **state)
{
	struct rsec_api_request request = { .method = "GET",
		.target = "/api/v1/asn/64496?to=2011-02-01" };
	struct reply first = ask(request.target), again;
	char list[200];

	(void)state;
	assert_int_equal(first.response.max_age, 86400);
	snprintf(list, sizeof(list), "\"x\", W/%s", first.response.etag);
	request.if_none_match = list;
	again = ask_with(request);
	assert_int_equal(again.response.status, 304);
	assert_int_equal(again.response.body.len, 0);
	assert_string_equal(again.response.etag, first.response.etag);
	drop(&again);

	request.method = "HEAD";
	again = ask_with(request);
	assert_int_equal(again.response.status, 304);
	drop(&again);

	request.target = "/api/v1/asn/64496";
	again = ask_with(request);
	assert_int_equal(again.response.status, 200);
	assert_int_equal(again.response.max_age, 0);
	assert_string_not_equal(again.response.etag, first.response.etag);
	drop(&again);

	request.if_none_match = "*";
	again = ask_with(request);
	assert_int_equal(again.response.status, 304);
	drop(&again);
	drop(&first);
}

static void
methods_are_those_that_an_endpoint_has(void **state)
{
	static const char *const methods[] = { "PUT", "POST", "get", "OTHER" };
	struct rsec_api_request request = { .target = "/api/v1/status" };
	struct reply reply;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++) {
		request.method = methods[i];
		reply = ask_with(request);
		assert_int_equal(reply.response.status, 405);
		assert_string_equal(reply.response.allow, "GET, HEAD, OPTIONS");
		drop(&reply);
	}
	request.method = "OPTIONS";
	request.target = "/validity";
	reply = ask_with(request);
	assert_int_equal(reply.response.status, 204);
	assert_string_equal(reply.response.allow, "GET, HEAD, OPTIONS, POST");
	assert_int_equal(reply.response.body.len, 0);
	drop(&reply);
}

static void
what_is_too_long_is_refused(void **state)
{
	struct rsec_api_request request = { .method = "GET" };
	char target[RSEC_API_TARGET + 2];
	struct reply reply;

	(void)state;
	memset(target, 'a', sizeof(target));
	target[0] = '/';
	target[sizeof(target) - 1] = '\0';
	reply = ask(target);
	assert_int_equal(reply.response.status, 414);
	drop(&reply);
	target[sizeof(target) - 2] = '\0';
	reply = ask(target);
	assert_int_equal(reply.response.status, 404);
	drop(&reply);

	request = (struct rsec_api_request){ .method = "POST",
		.target = "/validity",
		.body = target,
		.body_len = RSEC_API_BODY + 1 };
	reply = ask_with(request);
	assert_int_equal(reply.response.status, 413);
	drop(&reply);
	reply = ask("/api/v1/status?a&b&c&d&e&f&g&h&i&j&k&l&m&n&o&p&q");
	assert_int_equal(reply.response.status, 400);
	assert_string_equal(text_of(reply.json, "parameter"), "q");
	drop(&reply);
}

static const char *
day_text(char to[RSEC_UTC_SIZE], size_t day)
{
	rsec_utc_format_day(to, PAST_ZERO / PAST_DAY + (int64_t)day);
	return to;
}

/* How many VRPs of a list of Routinator's the oracle has, or a state. */
static void
check_validity(const json_t *validity, const struct rsec_route *route,
    size_t day, const struct rsec_history_answer *answer)
{
	size_t listed[3], expected[3] = { 0 }, ta, v, group;
	json_t *vrps = json_object_get(validity, "VRPs");
	const struct rsec_vrp *vrp;
	bool here;

	assert_string_equal(text_of(validity, "state"),
	    rsec_history_state_name(answer->verdict.state));
	assert_true((text_of(validity, "reason") != NULL) ==
		    (answer->verdict.state == RSEC_HISTORY_INVALID));
	for (v = 0; v < past.vrp_count; v++) {
		vrp = &past.vrps[v];
		here = false;
		for (ta = 0; ta < PAST_TAS; ta++)
			here |= past.observed[ta][day] && past.has[ta][day][v];
		if (!here ||
		    !rsec_prefix_contains(&vrp->prefix, &route->prefix))
			continue;
		group = route->prefix.len > vrp->max_len	     ? 2
			: vrp->asn == route->origin && vrp->asn != 0 ? 0
								     : 1;
		expected[group]++;
	}
	listed[0] = json_array_size(json_object_get(vrps, "matched"));
	listed[1] = json_array_size(json_object_get(vrps, "unmatched_as"));
	listed[2] = json_array_size(json_object_get(vrps, "unmatched_length"));
	assert_memory_equal(listed, expected, sizeof(listed));
}

static void
validity_lists_what_was_there(void **state)
{
	static const char *const prefixes[] = { "192.0.2.0/24",
		"192.0.2.128/26", "198.51.100.0/24", "2001:db8:1::/48",
		"10.0.0.0/8" };
	struct rsec_history_answer answer;
	struct rsec_route route = { .has_origin = true };
	char target[200], day_of[RSEC_UTC_SIZE];
	struct reply reply;
	size_t day, i, states[5] = { 0 };
	uint32_t asn;

	(void)state;
	for (day = 0; day < PAST_DAYS; day++)
		for (i = 0; i < 5; i++)
			for (asn = 64495; asn < 64502; asn++) {
				rsec_prefix_parse(prefixes[i],
				    strlen(prefixes[i]), &route.prefix, NULL);
				route.origin = asn == 64495 ? 0 : asn;
				snprintf(target, sizeof(target),
				    "/api/v1/validity/AS%u/%s?date=%s",
				    route.origin, prefixes[i],
				    day_text(day_of, day));
				reply = ask(target);
				assert_int_equal(
				    rsec_history_check(past.history, &route,
					PAST_ZERO + (uint32_t)day * PAST_DAY,
					RSEC_GAPS_UNKNOWN, &answer, NULL),
				    0);
				check_validity(
				    json_object_get(json_object_get(reply.json,
							"validated_route"),
					"validity"),
				    &route, day, &answer);
				states[answer.verdict.state]++;
				drop(&reply);
			}
	assert_true(states[RSEC_HISTORY_VALID] > 0);
	assert_true(states[RSEC_HISTORY_INVALID] > 0);
	assert_true(states[RSEC_HISTORY_NOT_FOUND] > 0);
	assert_true(states[RSEC_HISTORY_UNKNOWN] > 0);
}

static void
many_routes_are_asked_by_post(void **state)
{
	static const char body[] =
	    "{\"routes\":[{\"asn\":\"AS64496\",\"prefix\":\"192.0.2.0/24\"},"
	    "{\"prefix\":\"10.0.0.0/8\",\"asn\":64511}]}";
	struct rsec_api_request request = { .method = "POST",
		.target = "/validity?date=2011-02-05",
		.body = body,
		.body_len = sizeof(body) - 1 };
	struct reply reply = ask_with(request), one, document;
	json_t *routes = json_object_get(reply.json, "validated_routes");

	(void)state;
	one = ask("/validity?asn=64496&prefix=192.0.2.0/24&date=2011-02-05");
	document = ask("/openapi.json");
	assert_fits(document.json,
	    schema_of(document.json, "/validity", "post", "200"), &reply,
	    "POST");
	assert_int_equal(json_array_size(routes), 2);
	assert_true(json_equal(json_array_get(routes, 0),
	    json_object_get(one.json, "validated_route")));
	assert_string_equal(reply.response.etag, "");
	drop(&document);
	drop(&one);
	drop(&reply);
}

static void
a_body_that_is_something_else_is_refused(void **state)
{
	static const char *const bodies[] = { "", "null", "{}", "[]",
		"{\"routes\":{}}", "{\"routes\":[1]}", "{\"routes\":[{}]}",
		"{\"routes\":[{\"asn\":1}]}",
		"{\"routes\":[{\"asn\":-1,\"prefix\":\"::/0\"}]}",
		"{\"routes\":[{\"asn\":1,\"prefix\":1}]}",
		"{\"routes\":[{\"asn\":1,\"prefix\":\"::/0\",\"x\":1}]}",
		"{\"routes\":[{\"asn\":1,\"prefix\":\"::1/0\"}]}",
		"{\"routes\":[],\"more\":1}", "{\"routes\":[]} 1",
		"{\"routes\":[" };
	struct rsec_api_request request = { .method = "POST",
		.target = "/validity" };
	struct reply reply;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		request.body = bodies[i];
		request.body_len = strlen(bodies[i]);
		reply = ask_with(request);
		if (reply.response.status != 400)
			fail_msg("%s: %s", bodies[i], reply.text);
		assert_string_equal(text_of(reply.json, "parameter"), "routes");
		drop(&reply);
	}
}

/* RIPEstat's numbers are those of the sets, on days that are known. */
static void
numbers_over_time_are_those_of_the_sets(void **state)
{
	struct reply reply =
	    ask("/data/rpki-history/data.json?resource=AS64496");
	json_t *series =
	    json_object_get(json_object_get(reply.json, "data"), "timeseries");
	char text[RSEC_UTC_SIZE];
	size_t day, v, ta, expected, at = 0;
	const json_t *point;

	(void)state;
	assert_string_equal(
	    text_of(json_object_get(reply.json, "data"), "resource"), "64496");
	for (day = 0; day < PAST_DAYS; day++) {
		expected = 0;
		for (v = 0; v < past.vrp_count; v++)
			for (ta = 0; ta < PAST_TAS; ta++)
				expected += past.has[ta][day][v] &&
					    past.vrps[v].asn == 64496 &&
					    past.vrps[v].prefix.family == 4;
		if (!past.observed[0][day] || !past.observed[1][day])
			continue;
		if (at == 0 && expected == 0)
			continue; /* it begins with the first VRP */
		point = json_array_get(series, at++);
		rsec_utc_format(text, (int64_t)(PAST_ZERO + day * PAST_DAY));
		assert_string_equal(text_of(point, "time"), text);
		assert_int_equal(
		    json_integer_value(json_object_get(
			json_object_get(point, "rpki"), "vrp_count")),
		    expected);
	}
	assert_int_equal(json_array_size(series), at);
	assert_true(at > 3);
	drop(&reply);
}

static void
what_comes_and_goes_adds_up(void **state)
{
	struct reply reply = ask("/metadata");
	json_t *results = json_object_get(reply.json, "results"), *one;
	json_int_t added, unchanged;
	size_t i, total, ta, v, day;
	int64_t t;

	(void)state;
	assert_true(json_array_size(results) > 20);
	json_array_foreach(results, i, one)
	{
		assert_true(rsec_utc_parse(text_of(one, "timestamp"),
		    strlen(text_of(one, "timestamp")), &t));
		day = (size_t)((t - PAST_ZERO) / PAST_DAY);
		for (total = ta = 0; ta < PAST_TAS; ta++)
			for (v = 0; v < past.vrp_count; v++)
				total += past.observed[ta][day] &&
					 past.has[ta][day][v];
		added = json_integer_value(json_object_get(one, "new_vrps"));
		unchanged =
		    json_integer_value(json_object_get(one, "unchanged_vrps"));
		assert_int_equal(added + unchanged, total);
	}
	drop(&reply);
}

static void
the_page_escapes_what_it_is_given(void **state)
{
	struct reply reply = ask("/?prefix=192.0.2.0/24&asn=64496");

	(void)state;
	assert_int_equal(reply.response.status, 200);
	assert_string_equal(reply.response.type, "text/html; charset=utf-8");
	assert_non_null(strstr(reply.text, "<svg "));
	assert_non_null(strstr(reply.text, "</html>"));
	assert_null(strstr(reply.text, "<script"));
	assert_null(strstr(reply.text, "src="));
	drop(&reply);
	reply = ask("/?prefix=%3Cscript%3E&asn=%22");
	assert_int_equal(reply.response.status, 400);
	assert_null(strstr(reply.text, "<script"));
	drop(&reply);
	reply = ask("/?prefix=&asn=%3Cscript%3E%22");
	assert_int_equal(reply.response.status, 200);
	assert_null(strstr(reply.text, "<script"));
	assert_null(strstr(reply.text, "\"\"\""));
	drop(&reply);
}

static int
append(void *ctx, const void *data, size_t len)
{
	return rsec_buf_add(ctx, data, len);
}

static void
a_store_without_observations_knows_nothing(void **state)
{
	static const char *const targets[] = { "/validity?asn=1&prefix=::/0",
		"/api/v1/covered/::/0", "/api/v1/asn/1", "/api/v1/sources",
		"/data/rpki-history/data.json?resource=1", "/metadata" };
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct rsec_history *full = past.history;
	struct rsec_buf bytes = RSEC_BUF_INIT;
	struct reply reply;
	size_t i;

	(void)state;
	assert_int_equal(rsec_builder_write(builder, append, &bytes, NULL), 0);
	rsec_builder_free(builder);
	past.history =
	    rsec_history_open((const uint8_t *)bytes.data, bytes.len, NULL);
	assert_non_null(past.history);
	for (i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		reply = ask(targets[i]);
		assert_int_equal(reply.response.status, 404);
		drop(&reply);
	}
	rsec_history_close(past.history);
	past.history = full;
	rsec_buf_fini(&bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_answer_is_what_the_document_says),
		cmocka_unit_test(other_answers_are_what_the_document_says),
		cmocka_unit_test(what_is_wrong_is_told_by_name),
		cmocka_unit_test(an_error_says_what_would_be_right),
		cmocka_unit_test(a_slash_may_be_encoded),
		cmocka_unit_test(the_pages_together_are_the_whole),
		cmocka_unit_test(what_the_asker_has_is_not_sent_again),
		cmocka_unit_test(methods_are_those_that_an_endpoint_has),
		cmocka_unit_test(what_is_too_long_is_refused),
		cmocka_unit_test(validity_lists_what_was_there),
		cmocka_unit_test(many_routes_are_asked_by_post),
		cmocka_unit_test(a_body_that_is_something_else_is_refused),
		cmocka_unit_test(numbers_over_time_are_those_of_the_sets),
		cmocka_unit_test(what_comes_and_goes_adds_up),
		cmocka_unit_test(the_page_escapes_what_it_is_given),
		cmocka_unit_test(a_store_without_observations_knows_nothing),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
