/* SPDX-License-Identifier: ISC */
/* What the API answers against the sets that a store was made of. */
#include "tests/lib/test.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/utc.h"
#include "history/builder.h"
#include "tests/unit/history_api/ask.h"

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
		cmocka_unit_test(validity_lists_what_was_there),
		cmocka_unit_test(a_body_that_is_something_else_is_refused),
		cmocka_unit_test(numbers_over_time_are_those_of_the_sets),
		cmocka_unit_test(what_comes_and_goes_adds_up),
		cmocka_unit_test(a_store_without_observations_knows_nothing),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
