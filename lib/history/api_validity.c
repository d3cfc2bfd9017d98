/* SPDX-License-Identifier: ISC */
/*
 * The state of a route at a point in time, in the JSON of Routinator's
 * validity checker, field for field, so that its clients ask about the past by
 * adding ?date=.  generatedTime is the time that was asked about.
 *
 * Two things are Routinator's own.  A VRP that is too short for the route
 * stands under unmatched_length whatever its AS, and "as" is the reason as
 * soon as one VRP stands under unmatched_as.  Two states are ours: "unknown"
 * where a trust anchor that matters was not observed, and "changed" where the
 * observations before and after a time of day differ.
 */
#include <stdio.h>
#include <string.h>

#include "base/utc.h"
#include "history/api_private.h"
#include "history/view_private.h"
#include "net/asn.h"
#include "text/json.h"

enum group {
	MATCHED,
	UNMATCHED_AS,
	UNMATCHED_LENGTH,
	GROUPS,
};

struct question {
	struct rsec_api_call *call;
	struct rsec_route route;
	uint32_t at;
	enum rsec_history_gaps gaps;
	enum group group;	/* that is being written */
	uint32_t count[GROUPS]; /* VRPs of each */
	bool put;
	struct rsec_history_vrp last; /* that was counted or written */
};

static enum group
group_of(const struct rsec_history_vrp *vrp, const struct rsec_route *route)
{
	const struct rsec_vrp value = { .asn = vrp->asn,
		.max_len = vrp->max_len };

	if (route->prefix.len > vrp->max_len)
		return UNMATCHED_LENGTH;
	return rsec_rov_match(&value, route) == RSEC_VRP_MATCHES ? MATCHED
								 : UNMATCHED_AS;
}

static void
put_vrp(struct rsec_json_writer *json, const struct rsec_history_vrp *vrp)
{
	char text[8];
	int n = snprintf(text, sizeof(text), "%u", vrp->max_len);

	rsec_json_object_begin(json);
	rsec_json_key(json, "asn");
	rsec_api_put_asn_text(json, vrp->asn);
	rsec_api_key_prefix(json, "prefix", &vrp->prefix);
	rsec_json_key(json, "max_length"); /* a string, as Routinator's is */
	rsec_json_put_safe(json, text, (size_t)n);
	rsec_json_object_end(json);
}

static bool
is_same(const struct rsec_history_vrp *a, const struct rsec_history_vrp *b)
{
	return a->asn == b->asn && a->max_len == b->max_len &&
	       rsec_prefix_equal(&a->prefix, &b->prefix);
}

/*
 * Each VRP once, whichever trust anchors have it: in the order of the store
 * they stand next to each other.
 */
static int
take_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct question *question = ctx;
	struct rsec_api_call *call = question->call;
	const enum group group = group_of(vrp, &question->route);
	struct rsec_view view;
	int here;

	if (question->put && group != question->group)
		return 0;
	view = rsec_view(call->history, vrp->ta, question->at, question->gaps);
	if (view.kind == RSEC_VIEW_UNKNOWN)
		return 0;
	here = rsec_view_holds(call->history, vrp, view.before, call->err);
	if (here != 1 || is_same(&question->last, vrp))
		return here == -1 ? -1 : 0;
	question->last = *vrp;
	if (question->put)
		put_vrp(&call->json, vrp);
	else
		question->count[group]++;
	return 0;
}

static int
put_group(struct question *question, enum group group)
{
	static const char *const names[GROUPS] = {
		[MATCHED] = "matched",
		[UNMATCHED_AS] = "unmatched_as",
		[UNMATCHED_LENGTH] = "unmatched_length",
	};
	struct rsec_api_call *call = question->call;

	rsec_json_key(&call->json, names[group]);
	rsec_json_array_begin(&call->json);
	question->group = group;
	question->put = true;
	question->last = (struct rsec_history_vrp){ .max_len = 0 };
	if (question->count[group] > 0 &&
	    rsec_history_covering(call->history, &question->route.prefix,
		take_vrp, question, call->err) != 0)
		return -1;
	rsec_json_array_end(&call->json);
	return 0;
}

static const char *
describe(const struct question *question, enum rsec_history_state state)
{
	switch (state) {
	case RSEC_HISTORY_VALID:
		return "At least one VRP Matches the Route Prefix";
	case RSEC_HISTORY_NOT_FOUND:
		return "No VRP Covers the Route Prefix";
	case RSEC_HISTORY_UNKNOWN:
		return "A trust anchor that had a VRP for the Route Prefix was "
		       "not observed at that time";
	case RSEC_HISTORY_CHANGED:
		return "The state changed between the observations before and "
		       "after that time";
	case RSEC_HISTORY_INVALID:
		break;
	}
	if (question->count[UNMATCHED_AS] > 0)
		return "At least one VRP Covers the Route Prefix, but no VRP "
		       "ASN matches the route origin ASN";
	return "At least one VRP Covers the Route Prefix, but the Route Prefix "
	       "length is greater than the maximum length allowed by VRP(s) "
	       "matching this route origin ASN";
}

static int
put_validity(struct question *question, enum rsec_history_state state)
{
	struct rsec_json_writer *json = &question->call->json;
	const bool as = question->count[UNMATCHED_AS] > 0;

	rsec_json_object_begin(json);
	rsec_api_key_string(json, "state", rsec_history_state_name(state));
	if (state == RSEC_HISTORY_INVALID)
		rsec_api_key_string(json, "reason", as ? "as" : "length");
	rsec_api_key_string(json, "description", describe(question, state));
	rsec_json_key(json, "VRPs");
	rsec_json_object_begin(json);
	if (put_group(question, MATCHED) != 0 ||
	    put_group(question, UNMATCHED_AS) != 0 ||
	    put_group(question, UNMATCHED_LENGTH) != 0)
		return -1;
	rsec_json_object_end(json);
	rsec_json_object_end(json);
	return 0;
}

static void
put_route(struct rsec_json_writer *json, const struct rsec_route *route)
{
	rsec_json_key(json, "route");
	rsec_json_object_begin(json);
	rsec_json_key(json, "origin_asn");
	rsec_api_put_asn_text(json, route->origin);
	rsec_api_key_prefix(json, "prefix", &route->prefix);
	rsec_json_object_end(json);
}

/* { "route": ..., "validity": ... } */
static int
put_answer(struct question *question)
{
	struct rsec_api_call *call = question->call;
	struct rsec_history_answer answer;

	memset(question->count, 0, sizeof(question->count));
	question->put = false;
	question->last = (struct rsec_history_vrp){ .max_len = 0 };
	if (rsec_history_check(call->history, &question->route, question->at,
		question->gaps, &answer, call->err) != 0 ||
	    rsec_history_covering(call->history, &question->route.prefix,
		take_vrp, question, call->err) != 0)
		return -1;
	rsec_json_object_begin(&call->json);
	put_route(&call->json, &question->route);
	rsec_json_key(&call->json, "validity");
	if (put_validity(question, answer.verdict.state) != 0)
		return -1;
	rsec_json_object_end(&call->json);
	return 0;
}

static int
end_answer(struct question *question)
{
	struct rsec_json_writer *json = &question->call->json;

	rsec_json_key(json, "generatedTime");
	rsec_json_put_time(json, question->at);
	rsec_json_object_end(json);
	return 0;
}

int
rsec_api_validity(struct rsec_api_call *call)
{
	struct question question = { .call = call };

	if (rsec_api_route(call, &question.route) != 0 ||
	    rsec_api_moment(call, "date", &question.at) != 0 ||
	    rsec_api_gaps(call, &question.gaps) != 0)
		return RSEC_API_REFUSED;
	rsec_json_object_begin(&call->json);
	rsec_json_key(&call->json, "validated_route");
	if (put_answer(&question) != 0)
		return -1;
	return end_answer(&question);
}

/* What one object of "routes" says. */
struct item {
	struct rsec_route route;
	bool has_prefix;
};

static int
refuse_body(struct rsec_api_call *call, const char *why)
{
	return rsec_api_refuse(call, 400, "routes",
	    "the body is to be {\"routes\":[{\"asn\":\"AS64496\","
	    "\"prefix\":\"192.0.2.0/24\"}]}: %s",
	    why);
}

/* The next token; a body that is no JSON is refused. */
static int
next(struct rsec_api_call *call, struct rsec_json *body,
    struct rsec_json_token *token)
{
	struct rsec_err err;

	if (rsec_json_next(body, token, &err) == 0)
		return 0;
	if (err.code == RSEC_ERR_NOMEM)
		return rsec_err_nomem(call->err);
	return refuse_body(call, err.msg);
}

static int
read_member(struct rsec_api_call *call, struct rsec_json *body,
    struct rsec_json_token *token, struct item *item)
{
	const bool asn = rsec_json_is(token, "asn");
	struct rsec_err err;
	int rc;

	if (!asn && !rsec_json_is(token, "prefix"))
		return refuse_body(call, "a member is neither asn nor prefix");
	if ((rc = next(call, body, token)) != 0)
		return rc;
	if (token->type != RSEC_JSON_STRING &&
	    (token->type != RSEC_JSON_NUMBER || !asn))
		return refuse_body(call, "a member is of another type");
	if (asn) {
		item->route.has_origin = rsec_asn_parse(
		    token->text, token->len, &item->route.origin);
		return item->route.has_origin
			   ? 0
			   : refuse_body(call, "asn is no AS number");
	}
	item->has_prefix = rsec_prefix_parse(token->text, token->len,
			       &item->route.prefix, &err) == 0;
	return item->has_prefix ? 0 : refuse_body(call, err.msg);
}

static int
read_item(struct rsec_api_call *call, struct rsec_json *body, struct item *item)
{
	struct rsec_json_token token;
	int rc;

	*item = (struct item){ .has_prefix = false };
	while (
	    (rc = next(call, body, &token)) == 0 && token.type == RSEC_JSON_KEY)
		if ((rc = read_member(call, body, &token, item)) != 0)
			break;
	if (rc != 0)
		return rc;
	if (!item->has_prefix || !item->route.has_origin)
		return refuse_body(call, "a route lacks asn or prefix");
	return 0;
}

/* The array of routes, each answered as it is read. */
static int
answer_items(
    struct rsec_api_call *call, struct rsec_json *body, struct question *to)
{
	struct rsec_json_token token;
	struct item item;
	size_t n = 0;
	int rc;

	while ((rc = next(call, body, &token)) == 0 &&
	       token.type == RSEC_JSON_OBJECT) {
		if (n++ == RSEC_API_ROWS)
			return rsec_api_refuse(call, 413, "routes",
			    "there are more than %d routes", RSEC_API_ROWS);
		if ((rc = read_item(call, body, &item)) != 0)
			return rc;
		to->route = item.route;
		if (put_answer(to) != 0)
			return -1;
	}
	if (rc == 0 && token.type != RSEC_JSON_ARRAY_END)
		return refuse_body(call, "a route is no object");
	return rc;
}

/* {"routes": [...]} and nothing else. */
static int
answer_body(
    struct rsec_api_call *call, struct rsec_json *body, struct question *to)
{
	static const enum rsec_json_type before[] = { RSEC_JSON_OBJECT,
		RSEC_JSON_KEY, RSEC_JSON_ARRAY };
	static const enum rsec_json_type after[] = { RSEC_JSON_OBJECT_END,
		RSEC_JSON_END };
	struct rsec_json_token token;
	size_t i;
	int rc;

	for (i = 0; i < 3; i++) {
		if ((rc = next(call, body, &token)) != 0)
			return rc;
		if (token.type != before[i] ||
		    (token.type == RSEC_JSON_KEY &&
			!rsec_json_is(&token, "routes")))
			return refuse_body(call, "it is something else");
	}
	if ((rc = answer_items(call, body, to)) != 0)
		return rc;
	for (i = 0; i < 2; i++) {
		if ((rc = next(call, body, &token)) != 0)
			return rc;
		if (token.type != after[i])
			return refuse_body(call, "more comes after routes");
	}
	return 0;
}

int
rsec_api_validity_batch(struct rsec_api_call *call)
{
	const struct rsec_api_request *request = call->request;
	struct rsec_memory memory = { (const uint8_t *)request->body,
		request->body_len, 0 };
	struct question question = { .call = call };
	struct rsec_json *body;
	int rc;

	if (rsec_api_moment(call, "date", &question.at) != 0 ||
	    rsec_api_gaps(call, &question.gaps) != 0)
		return RSEC_API_REFUSED;
	body = rsec_json_new(rsec_source_memory(&memory));
	if (body == NULL)
		return rsec_err_nomem(call->err);
	rsec_json_object_begin(&call->json);
	rsec_json_key(&call->json, "validated_routes");
	rsec_json_array_begin(&call->json);
	rc = answer_body(call, body, &question);
	rsec_json_free(body);
	if (rc != 0)
		return rc;
	rsec_json_array_end(&call->json);
	return end_answer(&question);
}
