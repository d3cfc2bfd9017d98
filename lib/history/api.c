/* SPDX-License-Identifier: ISC */
/*
 * One request: is its size within limits, which endpoint is it for, does the
 * asker have the answer already (RFC 9110 section 13.1.2), and if not, the
 * answer.
 *
 * An answer depends on the store, the request and our version alone.  So its
 * ETag is made of the digests of them, and known before the answer is.
 */
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

#include "history/api_private.h"

#define PAST_AGE 86400 /* seconds that an answer of a past day is kept */

static bool
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static void
make_etag(struct rsec_api_call *call)
{
	const uint64_t version =
	    XXH3_64bits(RSEC_VERSION, sizeof(RSEC_VERSION));
	const char *target = call->request->target;
	char digest[33];

	rsec_history_digest(call->history, digest);
	snprintf(call->response->etag, sizeof(call->response->etag),
	    "\"%.16s-%016llx\"", digest,
	    (unsigned long long)XXH3_64bits_withSeed(
		target, strlen(target), version));
}

/* Whether If-None-Match lists ETAG; weak comparison, as for GET. */
static bool
has_already(const char *list, const char *etag)
{
	const size_t n = strlen(etag);

	if (list == NULL)
		return false;
	list += strspn(list, " \t");
	if (is(list, "*"))
		return true;
	for (; *list != '\0'; list += strspn(list, " \t,")) {
		if (strncmp(list, "W/", 2) == 0)
			list += 2;
		if (strncmp(list, etag, n) == 0 &&
		    strchr(" \t,", list[n]) != NULL)
			return true;
		list += strcspn(list, ",");
	}
	return false;
}

static int
answer_get(struct rsec_api_call *call)
{
	struct rsec_api_response *response = call->response;
	int rc;

	make_etag(call);
	if (has_already(call->request->if_none_match, response->etag)) {
		response->status = 304;
		return 0;
	}
	rc = call->endpoint->get(call);
	if (rc == 0 && call->past)
		response->max_age = PAST_AGE;
	return rc;
}

static int
refuse_method(struct rsec_api_call *call)
{
	struct rsec_api_response *response = call->response;

	response->allow = call->endpoint->post != NULL
			      ? "GET, HEAD, OPTIONS, POST"
			      : "GET, HEAD, OPTIONS";
	if (is(call->request->method, "OPTIONS")) {
		response->status = 204;
		return 0;
	}
	return rsec_api_refuse(call, 405, NULL, "%s takes %s",
	    call->endpoint->path, response->allow);
}

static int
answer(struct rsec_api_call *call)
{
	const struct rsec_api_request *request = call->request;

	if (strlen(request->target) > RSEC_API_TARGET)
		return rsec_api_refuse(call, 414, NULL,
		    "the target is longer than %d bytes", RSEC_API_TARGET);
	if (request->body_len > RSEC_API_BODY)
		return rsec_api_refuse(call, 413, NULL,
		    "the body is longer than %d bytes", RSEC_API_BODY);
	if (rsec_api_parse_target(call) != 0)
		return RSEC_API_REFUSED;
	if (is(request->method, "GET") || is(request->method, "HEAD"))
		return answer_get(call);
	if (is(request->method, "POST") && call->endpoint->post != NULL)
		return call->endpoint->post(call);
	return refuse_method(call);
}

int
rsec_api_answer(struct rsec_history *history,
    const struct rsec_api_request *request, struct rsec_api_response *response,
    struct rsec_err *err)
{
	struct rsec_api_call call;
	int rc;

	*response = (struct rsec_api_response){
		.status = 200, .type = "application/json", .body = RSEC_BUF_INIT
	};
	call.history = history;
	call.request = request;
	call.response = response;
	call.endpoint = NULL;
	call.json = rsec_json_writer_init(&response->body);
	call.err = err;
	call.word_count = 0;
	call.text_len = 0;
	call.past = false;
	rc = answer(&call);
	if (rc != -1 && rsec_json_failed(&call.json))
		rc = rsec_err_nomem(err);
	if (rc == -1) {
		rsec_api_response_fini(response);
		return -1;
	}
	if (response->status >= 400)
		response->etag[0] = '\0';
	return 0;
}

void
rsec_api_response_fini(struct rsec_api_response *response)
{
	rsec_buf_fini(&response->body);
}
