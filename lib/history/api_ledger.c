/* SPDX-License-Identifier: ISC */
/*
 * What was observed, and what changed: /api/v1/status, /api/v1/sources,
 * /api/v1/changes.
 */
#include "base/utc.h"
#include "history/api_private.h"

#define DAY ((uint32_t)RSEC_DAY)

static void
put_ta(struct rsec_api_call *call, uint8_t ta)
{
	const uint32_t trusted = rsec_history_trusted(call->history, ta);
	struct rsec_json_writer *json = &call->json;

	rsec_json_object_begin(json);
	rsec_api_key_string(json, "ta", rsec_history_ta(call->history, ta));
	rsec_api_key_uint(json, "observations", trusted);
	rsec_json_key(json, "first");
	if (trusted > 0)
		rsec_api_put_time(
		    json, rsec_history_trusted_time(call->history, ta, 0));
	else
		rsec_json_put_null(json);
	rsec_json_key(json, "last");
	if (trusted > 0)
		rsec_api_put_time(json,
		    rsec_history_trusted_time(call->history, ta, trusted - 1));
	else
		rsec_json_put_null(json);
	rsec_json_object_end(json);
}

int
rsec_api_status(struct rsec_api_call *call)
{
	struct rsec_json_writer *json = &call->json;
	size_t tas = rsec_history_tas(call->history), ta;
	char digest[33];

	rsec_history_digest(call->history, digest);
	rsec_json_object_begin(json);
	rsec_api_key_string(json, "version", RSEC_VERSION);
	rsec_api_key_string(json, "digest", digest);
	rsec_api_key_uint(json, "vrps", rsec_history_vrps(call->history));
	rsec_api_key_uint(json, "runs", rsec_history_runs(call->history));
	rsec_json_key(json, "trustAnchors");
	rsec_json_array_begin(json);
	for (ta = 0; ta < tas; ta++)
		put_ta(call, (uint8_t)ta);
	rsec_json_array_end(json);
	rsec_json_object_end(json);
	return 0;
}

static void
put_digest(struct rsec_json_writer *json, const uint8_t digest[16])
{
	static const char hex[] = "0123456789abcdef";
	char text[32];
	size_t i;

	for (i = 0; i < 16; i++) {
		text[2 * i] = hex[digest[i] >> 4];
		text[2 * i + 1] = hex[digest[i] & 15];
	}
	rsec_json_key(json, "digest");
	rsec_json_put_safe(json, text, sizeof(text));
}

static void
put_observation(struct rsec_api_call *call, const struct rsec_observation *one)
{
	struct rsec_json_writer *json = &call->json;

	rsec_json_object_begin(json);
	rsec_api_key_string(
	    json, "ta", rsec_history_ta(call->history, one->ta));
	rsec_api_key_time(json, "time", one->time);
	rsec_api_key_string(
	    json, "state", rsec_observation_state_name(one->state));
	rsec_json_key(json, "made");
	if (one->made != 0)
		rsec_json_put_time(json, one->made);
	else
		rsec_json_put_null(json);
	rsec_api_key_uint(json, "records", one->records);
	rsec_api_key_uint(json, "skipped", one->skipped);
	rsec_api_key_uint(json, "vrps", one->vrps);
	rsec_api_key_uint(json, "aspas", one->aspas);
	rsec_api_key_uint(json, "routerKeys", one->router_keys);
	put_digest(json, one->digest);
	rsec_json_object_end(json);
}

int
rsec_api_sources(struct rsec_api_call *call)
{
	struct rsec_json_writer *json = &call->json;
	size_t n = rsec_history_observations(call->history), i;
	struct rsec_observation one;
	struct rsec_api_rows rows;
	uint32_t from, to;
	bool given;
	int ta;

	if (rsec_api_ta(call, &ta) != 0 ||
	    rsec_api_interval(call, "from", "to", &from, &to, &given) != 0 ||
	    rsec_api_rows(call, &rows) != 0)
		return RSEC_API_REFUSED;
	rsec_json_object_begin(json);
	rsec_json_key(json, "observations");
	rsec_json_array_begin(json);
	for (i = 0; i < n && !rows.more; i++) {
		if (rsec_history_observation(
			call->history, i, &one, call->err) != 0)
			return -1;
		if ((ta != -1 && one.ta != ta) ||
		    (given && (one.time < from || one.time > to)))
			continue;
		if (rsec_api_row(&rows))
			put_observation(call, &one);
	}
	rsec_json_array_end(json);
	rsec_api_put_next(call, &rows);
	rsec_json_object_end(json);
	return 0;
}

struct changes {
	struct rsec_api_call *call;
	struct rsec_api_rows rows;
	int ta; /* -1: all */
	uint32_t added[RSEC_HISTORY_TAS_MAX], removed[RSEC_HISTORY_TAS_MAX];
};

static int
put_change(void *ctx, bool added, const struct rsec_history_vrp *vrp)
{
	struct changes *changes = ctx;
	struct rsec_json_writer *json = &changes->call->json;

	if (changes->ta != -1 && vrp->ta != changes->ta)
		return 0;
	if (added)
		changes->added[vrp->ta]++;
	else
		changes->removed[vrp->ta]++;
	if (!rsec_api_row(&changes->rows))
		return 0; /* it still counts */
	rsec_json_object_begin(json);
	rsec_api_key_string(json, "change", added ? "added" : "removed");
	rsec_api_put_vrp(changes->call, vrp);
	rsec_json_object_end(json);
	return 0;
}

static void
put_count(
    struct rsec_json_writer *json, const char *key, bool known, uint32_t count)
{
	rsec_json_key(json, key);
	if (known)
		rsec_json_put_uint(json, count);
	else
		rsec_json_put_null(json);
}

static void
put_ta_counts(struct changes *changes, uint8_t ta, uint32_t from, uint32_t to)
{
	struct rsec_history *history = changes->call->history;
	struct rsec_json_writer *json = &changes->call->json;
	const enum rsec_observation_state before =
	    rsec_history_day(history, ta, from);
	const enum rsec_observation_state after =
	    rsec_history_day(history, ta, to);
	const bool known = before == RSEC_OBSERVATION_OBSERVED &&
			   after == RSEC_OBSERVATION_OBSERVED;

	rsec_json_object_begin(json);
	rsec_api_key_string(json, "ta", rsec_history_ta(history, ta));
	rsec_api_key_string(json, "from", rsec_observation_state_name(before));
	rsec_api_key_string(json, "to", rsec_observation_state_name(after));
	put_count(json, "added", known, changes->added[ta]);
	put_count(json, "removed", known, changes->removed[ta]);
	rsec_json_object_end(json);
}

/* The counts; a trust anchor that was not observed at both days has none. */
static void
put_counts(struct changes *changes, uint32_t from, uint32_t to)
{
	struct rsec_history *history = changes->call->history;
	struct rsec_json_writer *json = &changes->call->json;
	size_t tas = rsec_history_tas(history), ta;

	rsec_json_key(json, "trustAnchors");
	rsec_json_array_begin(json);
	for (ta = 0; ta < tas; ta++)
		if (changes->ta == -1 || ta == (size_t)changes->ta)
			put_ta_counts(changes, (uint8_t)ta, from, to);
	rsec_json_array_end(json);
}

/* DATE is compared with the day before it; or FROM with TO. */
static int
read_days(struct rsec_api_call *call, uint32_t *from, uint32_t *to)
{
	uint32_t first, last;
	bool given;

	if (rsec_api_interval(call, "from", "to", from, to, &given) != 0)
		return RSEC_API_REFUSED;
	*to = *to / DAY * DAY;
	*from = *from / DAY * DAY;
	if (given && rsec_api_word(call, "date") != NULL)
		return rsec_api_refuse(
		    call, 400, "date", "date excludes from and to");
	if (given)
		return 0;
	if (rsec_api_moment(call, "date", to) != 0)
		return RSEC_API_REFUSED;
	*to = *to / DAY * DAY;
	if (!rsec_api_bounds(call->history, &first, &last) ||
	    *to / DAY <= first / DAY)
		return rsec_api_refuse(call, 400, "date",
		    "date is the first day: there is nothing before it");
	*from = *to - DAY;
	return 0;
}

int
rsec_api_changes(struct rsec_api_call *call)
{
	struct changes changes = { .call = call };
	struct rsec_json_writer *json = &call->json;
	uint32_t from, to;

	if (rsec_api_ta(call, &changes.ta) != 0 ||
	    read_days(call, &from, &to) != 0 ||
	    rsec_api_rows(call, &changes.rows) != 0)
		return RSEC_API_REFUSED;
	rsec_json_object_begin(json);
	rsec_api_key_time(json, "from", from);
	rsec_api_key_time(json, "to", to);
	rsec_json_key(json, "changes");
	rsec_json_array_begin(json);
	if (rsec_history_changes(
		call->history, from, to, put_change, &changes, call->err) != 0)
		return -1;
	rsec_json_array_end(json);
	put_counts(&changes, from, to);
	rsec_api_put_next(call, &changes.rows);
	rsec_json_object_end(json);
	return 0;
}
