/* SPDX-License-Identifier: ISC */
/*
 * RIPEstat's rpki-history: how many VRPs a prefix (its own, no covering ones),
 * an AS or a trust anchor had, day by day or in bins of weeks, months, years.
 *
 * A day on which one of the trust anchors that ever had such a VRP was not
 * observed has no sample: it is neither zero nor what was before.  Address
 * space is in addresses, or /48s of IPv6; of a trust anchor it is not told
 * (it would be a sum over all its VRPs and days; /api/v1/stats has it).
 */
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "history/api_private.h"
#include "history/view_private.h"
#include "net/asn.h"

#define DAY ((uint32_t)RSEC_DAY)

struct day {
	uint32_t count; /* first, how much it changes */
	bool unknown;
	struct rsec_prefix top; /* last one in space that none contains */
	uint64_t space;
};

enum resource {
	RESOURCE_PREFIX,
	RESOURCE_ASN,
	RESOURCE_TA,
};

struct series {
	struct rsec_api_call *call;
	enum resource resource;
	struct rsec_prefix prefix;
	uint32_t asn;
	int ta;
	uint8_t family;
	uint32_t first; /* day */
	size_t count;
	struct day *days;
	bool relevant[RSEC_HISTORY_TAS_MAX];
};

static uint64_t
space_of(const struct rsec_prefix *prefix)
{
	const unsigned unit = prefix->family == RSEC_IPV4 ? 32 : 48;

	return prefix->len > unit ? 0 : (uint64_t)1 << (unit - prefix->len);
}

/* A VRP was there from day FROM to TO; prefixes come in order. */
static void
count_days(struct series *series, const struct rsec_prefix *prefix, size_t from,
    size_t to)
{
	struct day *day;
	size_t i;

	series->days[from].count++;
	series->days[to + 1].count--; /* wraps; the sums do not */
	if (series->resource == RESOURCE_TA)
		return;
	for (i = from; i <= to; i++) {
		day = &series->days[i];
		if (day->top.family != 0 &&
		    rsec_prefix_contains(&day->top, prefix))
			continue;
		day->top = *prefix;
		day->space += space_of(prefix);
	}
}

static int
count_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct series *series = ctx;
	struct rsec_api_call *call = series->call;
	struct rsec_history_run run;
	size_t from, to, next = 0;
	uint32_t i;

	if (vrp->prefix.family != series->family ||
	    (series->resource == RESOURCE_TA && vrp->ta != series->ta) ||
	    (series->resource == RESOURCE_PREFIX &&
		!rsec_prefix_equal(&vrp->prefix, &series->prefix)))
		return 0;
	series->relevant[vrp->ta] = true;
	for (i = 0; i < vrp->runs; i++) {
		if (rsec_history_run_get(
			call->history, vrp, i, &run, call->err) != 0)
			return -1;
		from = run.from / DAY - series->first;
		to = run.to / DAY - series->first;
		if (from < next) /* it went and came on one day */
			from = next;
		if (from <= to)
			count_days(series, &vrp->prefix, from, to);
		next = to + 1;
	}
	return 0;
}

static int
count_vrps(struct series *series)
{
	struct rsec_api_call *call = series->call;

	switch (series->resource) {
	case RESOURCE_PREFIX:
		return rsec_history_covering(call->history, &series->prefix,
		    count_vrp, series, call->err);
	case RESOURCE_ASN:
		return rsec_history_of_asn(
		    call->history, series->asn, count_vrp, series, call->err);
	case RESOURCE_TA:
		break;
	}
	return rsec_history_all(call->history, count_vrp, series, call->err);
}

/* Mark the days on which TA was not observed. */
static void
mark_unknown(struct series *series, uint8_t ta)
{
	struct rsec_history *history = series->call->history;
	const uint32_t trusted = rsec_history_trusted(history, ta);
	uint32_t k = 0, day;
	size_t i;

	for (i = 0; i < series->count; i++) {
		day = series->first + (uint32_t)i;
		while (k < trusted &&
		       rsec_history_trusted_time(history, ta, k) / DAY < day)
			k++;
		if (k == trusted ||
		    rsec_history_trusted_time(history, ta, k) / DAY != day)
			series->days[i].unknown = true;
	}
}

/* From changes to counts, and what is not known. */
static void
finish(struct series *series)
{
	size_t tas = rsec_history_tas(series->call->history), ta, i;

	for (i = 1; i < series->count; i++)
		series->days[i].count += series->days[i - 1].count;
	for (ta = 0; ta < tas; ta++)
		if (series->relevant[ta])
			mark_unknown(series, (uint8_t)ta);
}

/* Number I of the bin in which a day is; adjacent days of a bin share it. */
static int64_t
bin_of(int64_t day, unsigned resolution)
{
	const struct rsec_civil civil = rsec_utc_civil(day);

	switch (resolution) {
	case 1:
		return (day + 3) / 7; /* 1970-01-01 was a Thursday */
	case 2:
		return civil.year * 12 + civil.month;
	case 3:
		return civil.year;
	default:
		return day;
	}
}

static int64_t
bin_start(int64_t day, unsigned resolution)
{
	struct rsec_civil civil = rsec_utc_civil(day);

	if (resolution == 1)
		return (day + 3) / 7 * 7 - 3;
	if (resolution >= 2)
		civil.day = 1;
	if (resolution == 3)
		civil.month = 1;
	return rsec_utc_days(&civil);
}

/* What a bin comes to. */
struct bin {
	uint64_t min, max, first, last, sum, samples;
};

static void
add_sample(struct bin *bin, uint64_t value)
{
	if (bin->samples++ == 0)
		bin->min = bin->first = value;
	if (value < bin->min)
		bin->min = value;
	if (value > bin->max)
		bin->max = value;
	bin->last = value;
	bin->sum += value;
}

static void
put_bin(struct rsec_json_writer *json, const char *key, const struct bin *bin,
    unsigned resolution)
{
	const uint64_t n = bin->samples;

	if (resolution == 0) {
		rsec_api_key_uint(json, key, bin->first);
		return;
	}
	rsec_json_key(json, key);
	rsec_json_object_begin(json);
	rsec_json_key(json, "avg");
	rsec_json_put_fixed(
	    json, (int64_t)(bin->sum / n * 100 + bin->sum % n * 100 / n), 2);
	rsec_api_key_uint(json, "min", bin->min);
	rsec_api_key_uint(json, "max", bin->max);
	rsec_api_key_uint(json, "first", bin->first);
	rsec_api_key_uint(json, "last", bin->last);
	rsec_json_object_end(json);
}

static void
put_resource(const struct series *series)
{
	struct rsec_json_writer *json = &series->call->json;

	switch (series->resource) {
	case RESOURCE_PREFIX:
		rsec_api_key_prefix(json, "prefix", &series->prefix);
		break;
	case RESOURCE_ASN:
		rsec_api_key_uint(json, "asn", series->asn);
		break;
	case RESOURCE_TA:
		rsec_api_key_string(json, "trust_anchor",
		    rsec_history_ta(
			series->call->history, (uint8_t)series->ta));
		break;
	}
}

static void
put_point(const struct series *series, int64_t day, const struct bin bins[2],
    unsigned resolution)
{
	struct rsec_json_writer *json = &series->call->json;

	rsec_json_object_begin(json);
	put_resource(series);
	rsec_json_key(json, "time");
	rsec_json_put_time(json, bin_start(day, resolution) * DAY);
	rsec_json_key(json, "warnings");
	rsec_json_array_begin(json);
	rsec_json_array_end(json);
	rsec_api_key_uint(json, "family", series->family);
	rsec_json_key(json, "rpki");
	rsec_json_object_begin(json);
	put_bin(json, "vrp_count", &bins[0], resolution);
	if (series->resource != RESOURCE_TA)
		put_bin(json, "address_space", &bins[1], resolution);
	if (resolution != 0)
		rsec_api_key_uint(json, "samples", bins[0].samples);
	rsec_json_object_end(json);
	rsec_json_object_end(json);
}

/* From the first VRP on; before it there is nothing to tell. */
static void
put_series(const struct series *series, unsigned resolution)
{
	struct bin bins[2] = { { 0 }, { 0 } };
	size_t i = 0;
	int64_t day = 0, bin = -1;

	while (i < series->count && series->days[i].count == 0)
		i++;
	for (; i < series->count; i++) {
		if (series->days[i].unknown)
			continue;
		if (bins[0].samples > 0 &&
		    bin_of(series->first + (int64_t)i, resolution) != bin) {
			put_point(series, day, bins, resolution);
			memset(bins, 0, sizeof(bins));
		}
		day = series->first + (int64_t)i;
		bin = bin_of(day, resolution);
		add_sample(&bins[0], series->days[i].count);
		add_sample(&bins[1], series->days[i].space);
	}
	if (bins[0].samples > 0)
		put_point(series, day, bins, resolution);
}

/* What RIPEstat wraps each answer in; the time is that of the data. */
static void
put_document(
    const struct series *series, const char *resource, unsigned resolution)
{
	struct rsec_json_writer *json = &series->call->json;

	rsec_json_object_begin(json);
	rsec_json_key(json, "messages");
	rsec_json_array_begin(json);
	rsec_json_array_end(json);
	rsec_json_key(json, "see_also");
	rsec_json_array_begin(json);
	rsec_json_array_end(json);
	rsec_api_key_string(json, "version", "0.1");
	rsec_api_key_string(json, "data_call_name", "rpki-history");
	rsec_api_key_string(json, "data_call_status", "supported");
	rsec_json_key(json, "cached");
	rsec_json_put_bool(json, false);
	rsec_api_key_string(json, "status", "ok");
	rsec_api_key_uint(json, "status_code", 200);
	rsec_json_key(json, "time");
	rsec_json_put_time(
	    json, (int64_t)(series->first + series->count - 1) * DAY);
	rsec_json_key(json, "data");
	rsec_json_object_begin(json);
	rsec_json_key(json, "timeseries");
	rsec_json_array_begin(json);
	put_series(series, resolution);
	rsec_json_array_end(json);
	if (series->resource == RESOURCE_ASN && (*resource | 0x20) == 'a')
		resource += 2; /* it is told without AS */
	rsec_api_key_string(json, "resource", resource);
	rsec_json_object_end(json);
	rsec_json_object_end(json);
}

/* A prefix, an AS, or a trust anchor. */
static int
read_resource(struct series *series, const char *word)
{
	struct rsec_api_call *call = series->call;

	if (word == NULL)
		return rsec_api_refuse(
		    call, 400, "resource", "resource is missing");
	if (rsec_asn_parse(word, strlen(word), &series->asn)) {
		series->resource = RESOURCE_ASN;
		return 0;
	}
	if (rsec_prefix_parse(word, strlen(word), &series->prefix, NULL) == 0) {
		series->resource = RESOURCE_PREFIX;
		if (rsec_api_word(call, "family") == NULL)
			series->family = series->prefix.family;
		return 0;
	}
	series->resource = RESOURCE_TA;
	series->ta = rsec_api_find_ta(call, word);
	if (series->ta == -1)
		return rsec_api_refuse(call, 400, "resource",
		    "resource: neither a prefix, an AS, nor a trust anchor of "
		    "the store");
	return 0;
}

int
rsec_api_ripestat(struct rsec_api_call *call)
{
	struct series series = { .call = call };
	const char *word = rsec_api_word(call, "resource");
	unsigned family, resolution;
	uint32_t first, last;
	int rc;

	if (rsec_api_choice(call, "family", &family) != 0 ||
	    rsec_api_choice(call, "resolution", &resolution) != 0)
		return RSEC_API_REFUSED;
	series.family = family == 0 ? RSEC_IPV4 : RSEC_IPV6;
	if (read_resource(&series, word) != 0)
		return RSEC_API_REFUSED;
	if (!rsec_api_bounds(call->history, &first, &last))
		return rsec_api_refuse(
		    call, 404, NULL, "the store has no observation yet");
	series.first = first / DAY;
	series.count = last / DAY - series.first + 1;
	series.days = calloc(series.count + 1, sizeof(*series.days));
	if (series.days == NULL)
		return rsec_err_nomem(call->err);
	rc = count_vrps(&series);
	if (rc == 0) {
		finish(&series);
		put_document(&series, word, resolution);
	}
	free(series.days);
	return rc;
}
