/* SPDX-License-Identifier: ISC */
/*
 * The state of a route day by day, and whether a prefix was covered: what no
 * other service has an endpoint for.  /api/v1/segments/ASN/PREFIX,
 * /api/v1/covered/PREFIX.
 */
#include "history/api_private.h"

static int
put_segment(void *ctx, const struct rsec_history_segment *segment)
{
	struct rsec_api_call *call = ctx;

	rsec_json_object_begin(&call->json);
	rsec_api_key_time(&call->json, "from", segment->from);
	rsec_api_key_time(&call->json, "to", segment->to);
	rsec_api_put_answer(call, &segment->answer);
	rsec_json_object_end(&call->json);
	return 0;
}

int
rsec_api_segments(struct rsec_api_call *call)
{
	struct rsec_route route;
	enum rsec_history_gaps gaps;
	uint32_t from, to;
	bool given;

	if (rsec_api_route(call, &route) != 0 ||
	    rsec_api_interval(call, "from", "to", &from, &to, &given) != 0 ||
	    rsec_api_gaps(call, &gaps) != 0)
		return RSEC_API_REFUSED;
	rsec_json_object_begin(&call->json);
	rsec_api_key_uint(&call->json, "asn", route.origin);
	rsec_api_key_prefix(&call->json, "prefix", &route.prefix);
	rsec_json_key(&call->json, "segments");
	rsec_json_array_begin(&call->json);
	if (rsec_history_check_range(call->history, &route, from, to, gaps,
		put_segment, call, call->err) != 0)
		return -1;
	rsec_json_array_end(&call->json);
	rsec_json_object_end(&call->json);
	return 0;
}

int
rsec_api_covered(struct rsec_api_call *call)
{
	static const char *const words[] = { "yes", "yes", "no", "unknown",
		"changed" };
	struct rsec_history_answer answer;
	struct rsec_prefix prefix;
	enum rsec_history_gaps gaps;
	uint32_t at;

	if (rsec_api_prefix(call, &prefix) != 0 ||
	    rsec_api_moment(call, "date", &at) != 0 ||
	    rsec_api_gaps(call, &gaps) != 0)
		return RSEC_API_REFUSED;
	if (rsec_history_covered(
		call->history, &prefix, at, gaps, &answer, call->err) != 0)
		return -1;
	rsec_json_object_begin(&call->json);
	rsec_api_key_prefix(&call->json, "prefix", &prefix);
	rsec_api_key_time(&call->json, "date", at);
	rsec_api_key_string(
	    &call->json, "covered", words[answer.verdict.state]);
	if (answer.verdict.state >= RSEC_HISTORY_UNKNOWN) {
		rsec_api_key_string(
		    &call->json, "before", words[answer.before.state]);
		rsec_api_key_string(
		    &call->json, "after", words[answer.after.state]);
	}
	if (answer.verdict.state == RSEC_HISTORY_UNKNOWN)
		rsec_api_key_string(&call->json, "unknownTa",
		    rsec_history_ta(call->history, answer.unknown_ta));
	rsec_json_object_end(&call->json);
	return 0;
}
