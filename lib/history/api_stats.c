/* SPDX-License-Identifier: ISC */
/*
 * /api/v1/stats: numbers over time.  Each point is a walk over the store, so
 * an answer has few of them; by default one a month.
 */
#include "base/utc.h"
#include "history/api_private.h"
#include "history/stats.h"

#define DAY	   ((uint32_t)RSEC_DAY)
#define POINTS_MAX 200 /* times: 0.7 s of the model archive */

static int
put_point(void *ctx, const struct rsec_stats_point *point)
{
	struct rsec_json_writer *json = ctx;

	rsec_json_object_begin(json);
	rsec_api_key_time(json, "date", point->time);
	rsec_api_key_string(json, "of", point->of);
	rsec_json_key(json, "known");
	rsec_json_put_bool(json, point->known);
	if (point->known) {
		rsec_api_key_uint(json, "vrps", point->vrps);
		rsec_api_key_uint(json, "origins", point->origins);
		rsec_api_key_uint(json, "ipv4Prefixes", point->prefixes4);
		rsec_api_key_uint(json, "ipv6Prefixes", point->prefixes6);
		rsec_json_key(json, "ipv4Slash24s");
		rsec_json_put_fixed(
		    json, (int64_t)(point->space4 * 100 + 0.5), 2);
		rsec_json_key(json, "ipv6Slash48s");
		rsec_json_put_fixed(
		    json, (int64_t)(point->space6 * 100 + 0.5), 2);
	}
	rsec_json_object_end(json);
	return 0;
}

int
rsec_api_stats(struct rsec_api_call *call)
{
	static const enum rsec_stats_by kinds[] = { RSEC_STATS_ALL,
		RSEC_STATS_TA };
	struct rsec_stats_options options = { .step = 30 };
	bool tas[RSEC_HISTORY_TAS_MAX] = { false }, given;
	uint32_t step = 30;
	unsigned by;
	int ta;

	if (rsec_api_choice(call, "by", &by) != 0 ||
	    rsec_api_gaps(call, &options.gaps) != 0 ||
	    rsec_api_ta(call, &ta) != 0 ||
	    rsec_api_number(call, "step", 1, 3660, &step) != 0 ||
	    rsec_api_interval(
		call, "from", "to", &options.from, &options.to, &given) != 0)
		return RSEC_API_REFUSED;
	options.from = options.from / DAY * DAY;
	options.to = options.to / DAY * DAY;
	if ((options.to - options.from) / DAY / step >= POINTS_MAX)
		return rsec_api_refuse(call, 400, "step",
		    "from, to and step make more than %d points", POINTS_MAX);
	options.step = step;
	options.by = kinds[by];
	if (ta != -1) {
		tas[ta] = true;
		options.tas = tas;
	}
	rsec_json_object_begin(&call->json);
	rsec_json_key(&call->json, "points");
	rsec_json_array_begin(&call->json);
	if (rsec_stats_walk(call->history, &options, put_point, &call->json,
		call->err) != 0)
		return -1;
	rsec_json_array_end(&call->json);
	rsec_json_object_end(&call->json);
	return 0;
}
