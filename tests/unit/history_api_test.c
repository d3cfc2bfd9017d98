/* SPDX-License-Identifier: ISC */
/*
 * The API as a function: each answer against /openapi.json, what is refused,
 * pages and entity tags.
 */
#include "tests/lib/test.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/history_api/ask.h"
#include "tests/unit/history_api/schema.h"

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

static const struct {
	const char *path, *target;
	int status;
	const char *parameter;
} wrong[] = {
	{ "/api/v1/status", "/api/v1/status?colour=red", 400, "colour" },
	{ "/api/v1/asn/{asn}", "/api/v1/asn/AS1?prefix=::/0", 400, "prefix" },
	{ "/api/v1/asn/{asn}", "/api/v1/asn/AS1?asn=2", 400, "asn" },
	{ "/api/v1/asn/{asn}", "/api/v1/asn/ASX", 400, "asn" },
	{ "/api/v1/asn/{asn}", "/api/v1/asn/%41%53%zz", 400, "asn" },
	{ "/api/v1/asn/{asn}", "/api/v1/asn/1%00", 400, "asn" },
	{ "/api/v1/asn/{asn}", "/api/v1/asn/1?tal=%f", 400, "tal" },
	{ "/api/v1/asn/{asn}", "/api/v1/asn/1?tal=elsewhere", 400, "tal" },
	{ "/api/v1/asn/{asn}", "/api/v1/asn/1?gaps=none", 400, "gaps" },
	{ "/api/v1/asn/{asn}", "/api/v1/asn/1?limit=0", 400, "limit" },
	{ "/api/v1/asn/{asn}", "/api/v1/asn/1?limit=1001", 400, "limit" },
	{ "/api/v1/asn/{asn}", "/api/v1/asn/1?cursor=x", 400, "cursor" },
	{ "/api/v1/asn/{asn}", "/api/v1/asn/1?cursor=00000000-1", 410,
	    "cursor" },
	{ "/api/v1/asn/{asn}", "/api/v1/asn/1?from=2011-02-03&to=2011-02-01",
	    400, "from" },
	{ "/api/v1/history/{prefix}", "/api/v1/history/192.0.2.1/24", 400,
	    "prefix" },
	{ "/api/v1/history/{prefix}", "/api/v1/history/192.0.2.0/24/1", 400,
	    "prefix" },
	{ "/validity", "/validity?asn=1", 400, "prefix" },
	{ "/validity", "/validity?prefix=::/0", 400, "asn" },
	{ "/api/v1/covered/{prefix}", "/api/v1/covered/::/0?date=yesterday",
	    400, "date" },
	/* A time that nobody can tell of is no NotFound. */
	{ "/api/v1/covered/{prefix}", "/api/v1/covered/::/0?date=2011-01-25",
	    400, "date" },
	{ "/api/v1/covered/{prefix}", "/api/v1/covered/::/0?date=2011-03-07",
	    400, "date" },
	{ "/status", "/status?asn=1&prefix=::/0&timestamp=2011-01-25", 404,
	    "timestamp" },
	{ "/vrp", "/vrp?prefix=::/0&timestamp=1", 404, "timestamp" },
	{ "/vrp",
	    "/vrp?prefix=::/0&timestamp=2011-02-01"
	    "&timestamp__gte=2011-02-01",
	    400, "timestamp" },
	{ "/data/rpki-history/data.json", "/data/rpki-history/data.json", 400,
	    "resource" },
	{ "/data/rpki-history/data.json",
	    "/data/rpki-history/data.json?resource=NL", 400, "resource" },
	{ "/api/v1/changes", "/api/v1/changes?date=2011-01-26", 400, "date" },
	{ "/api/v1/changes", "/api/v1/changes?date=2011-02-01&to=2011-02-02",
	    400, "date" },
	{ "/api/v1/stats", "/api/v1/stats?by=rir", 400, "by" },
};

static void
what_is_wrong_is_told_by_name(void **state)
{
	struct reply document = ask("/openapi.json"), reply;
	const char *named;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		reply = ask(wrong[i].target);
		assert_fits(document.json,
		    schema_of(document.json, wrong[i].path, "get", "default"),
		    &reply, wrong[i].target);
		named = text_of(reply.json, "parameter");
		if (reply.response.status != wrong[i].status || named == NULL ||
		    strcmp(named, wrong[i].parameter) != 0)
			fail_msg("%s: %d %s", wrong[i].target,
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
		cmocka_unit_test(many_routes_are_asked_by_post),
		cmocka_unit_test(the_page_escapes_what_it_is_given),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
