/* SPDX-License-Identifier: ISC */
/* Asking the API about a made-up past; for the tests of the API. */
#ifndef RSEC_TESTS_UNIT_HISTORY_API_ASK_H
#define RSEC_TESTS_UNIT_HISTORY_API_ASK_H

#include "tests/lib/test.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "history/api.h"
#include "tests/lib/past.h"

struct reply {
	struct rsec_api_response response;
	char *text; /* the body, NUL-terminated */
	json_t *json;
};

static struct past past;

static inline struct reply
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

static inline struct reply
ask(const char *target)
{
	return ask_with(
	    (struct rsec_api_request){ .method = "GET", .target = target });
}

static inline void
drop(struct reply *reply)
{
	json_decref(reply->json);
	free(reply->text);
	rsec_api_response_fini(&reply->response);
}

static inline int
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

static inline int
tear_down(void **state)
{
	(void)state;
	past_fini(&past);
	return 0;
}

static inline const char *
text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

#endif
