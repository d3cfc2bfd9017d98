/* SPDX-License-Identifier: ISC */
/*
 * The VRPs of a prefix or an AS, each with the intervals in which it was
 * there: /api/v1/history/PREFIX, /api/v1/asn/ASN.
 *
 * Whether a VRP has an interval within FROM..TO is known when its intervals
 * are written.  So its row is written first, and taken back where there was
 * none, or where it belongs to another page.
 */
#include "base/utc.h"
#include "history/api_private.h"

#define DAY ((uint32_t)RSEC_DAY)

struct listing {
	struct rsec_api_call *call;
	struct rsec_api_rows rows;
	const struct rsec_prefix *exact; /* only VRPs of this prefix */
	bool has_asn;
	uint32_t asn;
	int ta; /* -1: all */
	enum rsec_history_gaps gaps;
	bool bounded; /* FROM or TO were given */
	uint32_t from, to;
	bool name_gaps;
	const struct rsec_history_vrp *vrp; /* at hand */
	uint32_t intervals;		    /* written of it */
};

/* The days between FROM and TO that no trusted observation is of. */
static void
put_gaps(const struct listing *listing, uint32_t from, uint32_t to)
{
	struct rsec_history *history = listing->call->history;
	struct rsec_json_writer *json = &listing->call->json;
	const uint8_t ta = listing->vrp->ta;
	uint32_t i = rsec_history_trusted_until(history, ta, from);
	uint32_t end = rsec_history_trusted_until(history, ta, to);
	uint32_t day = from / DAY, next;

	rsec_json_key(json, "gaps");
	rsec_json_array_begin(json);
	for (; i < end; i++, day = next) {
		next = rsec_history_trusted_time(history, ta, i) / DAY;
		if (next <= day + 1)
			continue;
		rsec_json_object_begin(json);
		rsec_api_key_time(json, "from", (day + 1) * DAY);
		rsec_api_key_time(json, "to", (next - 1) * DAY);
		rsec_json_object_end(json);
	}
	rsec_json_array_end(json);
}

static int
put_span(void *ctx, const struct rsec_history_span *span)
{
	struct listing *listing = ctx;
	struct rsec_json_writer *json = &listing->call->json;

	if (span->from > listing->to || span->to < listing->from)
		return 0;
	listing->intervals++;
	rsec_json_object_begin(json);
	rsec_api_key_time(json, "from", span->from);
	rsec_api_key_time(json, "to", span->to);
	rsec_json_key(json, "ongoing");
	rsec_json_put_bool(json, span->ongoing);
	rsec_api_key_uint(json, "observedDays", span->observed);
	rsec_api_key_uint(json, "unknownDays", span->unknown);
	rsec_json_key(json, "absentAt"); /* it came after this */
	if (span->after != 0)
		rsec_api_put_time(json, span->after);
	else
		rsec_json_put_null(json);
	if (listing->name_gaps)
		put_gaps(listing, span->from, span->to);
	rsec_json_object_end(json);
	return 0;
}

static int
put_row(struct listing *listing, const struct rsec_history_vrp *vrp)
{
	struct rsec_api_call *call = listing->call;
	struct rsec_json_writer *json = &call->json;
	uint32_t not_before;

	if (rsec_history_not_before(
		call->history, vrp, &not_before, call->err) != 0)
		return -1;
	rsec_json_object_begin(json);
	rsec_api_put_vrp(call, vrp);
	rsec_json_key(json, "earliestNotBefore");
	if (not_before != 0)
		rsec_json_put_time(json, not_before);
	else
		rsec_json_put_null(json);
	rsec_json_key(json, "intervals");
	rsec_json_array_begin(json);
	listing->vrp = vrp;
	listing->intervals = 0;
	if (rsec_history_spans(call->history, vrp, listing->gaps, put_span,
		listing, call->err) != 0)
		return -1;
	rsec_json_array_end(json);
	rsec_json_object_end(json);
	return 0;
}

static int
list_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct listing *listing = ctx;
	struct rsec_json_writer *json = &listing->call->json, before = *json;
	const size_t len = json->out->len;

	if ((listing->has_asn && vrp->asn != listing->asn) ||
	    (listing->ta != -1 && vrp->ta != listing->ta) ||
	    (listing->exact != NULL &&
		!rsec_prefix_equal(&vrp->prefix, listing->exact)))
		return 0;
	if (!listing->bounded) {
		if (rsec_api_row(&listing->rows))
			return put_row(listing, vrp);
		return listing->rows.more;
	}
	if (put_row(listing, vrp) != 0)
		return -1;
	if (listing->intervals > 0 && rsec_api_row(&listing->rows))
		return 0;
	before.failed = json->failed;
	*json = before;
	json->out->len = len;
	return listing->rows.more;
}

static int
read_filters(struct rsec_api_call *call, struct listing *listing)
{
	unsigned include;

	*listing = (struct listing){ .call = call };
	if (rsec_api_asn(call, &listing->asn, &listing->has_asn) != 0 ||
	    rsec_api_ta(call, &listing->ta) != 0 ||
	    rsec_api_gaps(call, &listing->gaps) != 0 ||
	    rsec_api_choice(call, "include", &include) != 0 ||
	    rsec_api_interval(call, "from", "to", &listing->from, &listing->to,
		&listing->bounded) != 0 ||
	    rsec_api_rows(call, &listing->rows) != 0)
		return RSEC_API_REFUSED;
	listing->name_gaps = include == 1;
	return 0;
}

/* The walks that MATCH asks for, one after the other. */
static int
walk(struct listing *listing, const struct rsec_prefix *prefix, unsigned match)
{
	enum {
		COVERING,
		EXACT,
		COVERED,
		ALL
	};
	struct rsec_api_call *call = listing->call;
	int rc;

	if (match == EXACT || match == COVERED)
		listing->exact = prefix;
	rc = rsec_history_covering(
	    call->history, prefix, list_vrp, listing, call->err);
	if (rc != 0 || match == COVERING || match == EXACT)
		return rc;
	listing->exact = NULL;
	return rsec_history_inside(
	    call->history, prefix, list_vrp, listing, call->err);
}

static void
begin_rows(struct listing *listing)
{
	static const char *const gaps[] = { "unknown", "carry", "withdrawn" };
	struct rsec_json_writer *json = &listing->call->json;

	rsec_api_key_string(json, "gaps", gaps[listing->gaps]);
	rsec_api_key_time(json, "from", listing->from / DAY * DAY);
	rsec_api_key_time(json, "to", listing->to / DAY * DAY);
	rsec_json_key(json, "vrps");
	rsec_json_array_begin(json);
}

static int
end_rows(struct listing *listing)
{
	struct rsec_json_writer *json = &listing->call->json;

	rsec_json_array_end(json);
	rsec_api_put_next(listing->call, &listing->rows);
	rsec_json_object_end(json);
	return 0;
}

int
rsec_api_history(struct rsec_api_call *call)
{
	struct listing listing;
	struct rsec_prefix prefix;
	unsigned match;

	if (rsec_api_prefix(call, &prefix) != 0 ||
	    rsec_api_choice(call, "match", &match) != 0 ||
	    read_filters(call, &listing) != 0)
		return RSEC_API_REFUSED;
	rsec_json_object_begin(&call->json);
	rsec_api_key_prefix(&call->json, "prefix", &prefix);
	begin_rows(&listing);
	if (walk(&listing, &prefix, match) == -1)
		return -1;
	return end_rows(&listing);
}

int
rsec_api_of_asn(struct rsec_api_call *call)
{
	struct listing listing;
	uint32_t asn;

	if (rsec_api_asn(call, &asn, NULL) != 0 ||
	    read_filters(call, &listing) != 0)
		return RSEC_API_REFUSED;
	rsec_json_object_begin(&call->json);
	rsec_api_key_uint(&call->json, "asn", asn);
	begin_rows(&listing);
	if (rsec_history_of_asn(
		call->history, asn, list_vrp, &listing, call->err) == -1)
		return -1;
	return end_rows(&listing);
}
