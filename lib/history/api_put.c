/* SPDX-License-Identifier: ISC */
/* Members and values that several answers of the API have. */
#include "base/utc.h"
#include "history/api_private.h"
#include "net/asn.h"

void
rsec_api_put_time(struct rsec_json_writer *json, uint32_t time)
{
	char text[RSEC_UTC_SIZE];
	size_t n;

	if (time % RSEC_DAY == 0) /* stands for the whole day */
		n = rsec_utc_format_day(text, time / RSEC_DAY);
	else
		n = rsec_utc_format(text, time);
	rsec_json_put_safe(json, text, n);
}

void
rsec_api_put_prefix(
    struct rsec_json_writer *json, const struct rsec_prefix *prefix)
{
	char text[RSEC_PREFIX_SIZE];

	rsec_json_put_safe(json, text, rsec_prefix_format(text, prefix));
}

void
rsec_api_put_asn_text(struct rsec_json_writer *json, uint32_t asn)
{
	char text[RSEC_ASN_SIZE];

	rsec_json_put_safe(json, text, rsec_asn_format(text, asn));
}

void
rsec_api_key_string(
    struct rsec_json_writer *json, const char *key, const char *value)
{
	rsec_json_key(json, key);
	rsec_json_put_string(json, value);
}

void
rsec_api_key_uint(
    struct rsec_json_writer *json, const char *key, uint64_t value)
{
	rsec_json_key(json, key);
	rsec_json_put_uint(json, value);
}

void
rsec_api_key_time(struct rsec_json_writer *json, const char *key, uint32_t time)
{
	rsec_json_key(json, key);
	rsec_api_put_time(json, time);
}

void
rsec_api_key_prefix(struct rsec_json_writer *json, const char *key,
    const struct rsec_prefix *prefix)
{
	rsec_json_key(json, key);
	rsec_api_put_prefix(json, prefix);
}

static void
key_state(struct rsec_json_writer *json, const char *key,
    struct rsec_history_verdict verdict)
{
	rsec_api_key_string(json, key, rsec_history_state_name(verdict.state));
}

void
rsec_api_put_answer(
    struct rsec_api_call *call, const struct rsec_history_answer *answer)
{
	const enum rsec_history_state state = answer->verdict.state;
	struct rsec_json_writer *json = &call->json;

	key_state(json, "state", answer->verdict);
	if (state == RSEC_HISTORY_INVALID)
		rsec_api_key_string(json, "reason",
		    rsec_rov_reason_name(answer->verdict.reason));
	if (state == RSEC_HISTORY_UNKNOWN)
		rsec_api_key_string(json, "unknownTa",
		    rsec_history_ta(call->history, answer->unknown_ta));
	if (state == RSEC_HISTORY_UNKNOWN || state == RSEC_HISTORY_CHANGED) {
		key_state(json, "before", answer->before);
		key_state(json, "after", answer->after);
	}
}

void
rsec_api_put_vrp(struct rsec_api_call *call, const struct rsec_history_vrp *vrp)
{
	struct rsec_json_writer *json = &call->json;

	rsec_api_key_prefix(json, "prefix", &vrp->prefix);
	rsec_api_key_uint(json, "maxLength", vrp->max_len);
	rsec_api_key_uint(json, "asn", vrp->asn);
	rsec_api_key_string(
	    json, "ta", rsec_history_ta(call->history, vrp->ta));
}
