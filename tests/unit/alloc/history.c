/* SPDX-License-Identifier: ISC */
/* Scenarios of lib/history; see each.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "history/api.h"
#include "history/builder.h"
#include "history/store.h"
#include "tests/lib/prefixes.h"
#include "tests/unit/alloc/each.h"

#define DAYS 6
#define DAY  86400u

/* The sets of the days; they are made before anything fails. */
static struct rsec_vrps *sets[DAYS];

/* The store that is asked. */
static struct rsec_history *asked;

static void
make_sets(void)
{
	struct random r = { 6811 };
	struct rsec_prefix prefixes[40];
	struct rsec_vrp vrp = { .asn = 64496 };
	size_t day, i;

	prefixes_random(&r, 0, prefixes, 40);
	for (day = 0; day < DAYS; day++) {
		sets[day] = rsec_vrps_new();
		rsec_vrps_ta(sets[day], "ripe", 4, &vrp.ta, NULL);
		for (i = 0; i < 40 && day != 2; i++) {
			vrp.prefix = prefixes[i];
			vrp.max_len = prefixes[i].len;
			if ((i + day) % 7 != 0)
				rsec_vrps_add(sets[day], &vrp, NULL);
		}
		rsec_vrps_freeze(sets[day], NULL);
	}
}

static int
add_day(struct rsec_builder *builder, uint32_t day, struct rsec_err *err)
{
	static const uint32_t providers[] = { 64498, 64497 };
	const struct rsec_snapshot_aspa aspa = { 64496, providers, day % 3 };
	const struct rsec_snapshot_router_key key = {
		.asn = 64500, .key = (const uint8_t *)"key", .len = 3
	};
	const struct rsec_snapshot_extra extra = { &aspa, 1, &key, day % 2 };
	const struct rsec_snapshot snapshot = { .ta = "ripe",
		.time = (20000 + day) * DAY,
		.vrps = sets[day],
		.extra = &extra };

	return rsec_builder_add(builder, &snapshot, false, err);
}

static int
append(void *ctx, const void *data, size_t len)
{
	return rsec_buf_add(ctx, data, len);
}

static int
build(
    struct rsec_builder *builder, struct rsec_buf *bytes, struct rsec_err *err)
{
	uint32_t day;
	int rc = rsec_builder_add_corrupt(builder, "arin", DAY, err);

	for (day = 0; day < DAYS && rc == 0; day++)
		rc = add_day(builder, (day * 5) % DAYS, err);
	if (rc == 0)
		rc = rsec_builder_write(builder, append, bytes, err);
	if (rc == -1 && err->code == RSEC_ERR_IO)
		rc = rsec_err_nomem(err); /* it was our buffer */
	return rc;
}

static int
store(void *ctx, struct rsec_err *err)
{
	struct rsec_builder *builder = rsec_builder_new(NULL, err);
	struct rsec_buf bytes = RSEC_BUF_INIT;
	struct rsec_history *history = NULL;
	int rc = -1;

	(void)ctx;
	if (builder != NULL && build(builder, &bytes, err) == 0) {
		history = rsec_history_open(
		    (const uint8_t *)bytes.data, bytes.len, err);
		if (history != NULL)
			rc = rsec_history_verify(history, err);
		if (rc == 0)
			rc = rsec_history_prepare(history, err);
	}
	if (rc == 0)
		assert_true(rsec_history_observations(history) == DAYS + 1);
	rsec_history_close(history);
	rsec_builder_free(builder);
	rsec_buf_fini(&bytes);
	return rc;
}

void
a_store_of_the_past(void **state)
{
	size_t day;

	(void)state;
	skip_without_shim();
	make_sets();
	every_allocation_fails(store, NULL);
	for (day = 0; day < DAYS; day++)
		rsec_vrps_free(sets[day]);
}

/* Requests that hold memory of their own; "" is a POST. */
static const char *const targets[] = {
	"/api/v1/history/0.0.0.0/0?match=all&include=gaps",
	"/api/v1/segments/64496/192.0.2.0/24",
	"/data/rpki-history/data.json?resource=ripe&resolution=m",
	"/metadata",
	"/api/v1/stats?by=ta&step=1",
	"/?prefix=192.0.2.0/24&asn=64496",
	"/openapi.json",
	"/api/v1/nothing",
	"",
};

static int
answer(void *ctx, struct rsec_err *err)
{
	static const char body[] =
	    "{\"routes\":[{\"asn\":1,\"prefix\":\"::/0\"}]}";
	const char *const *target = ctx;
	const bool post = **target == '\0';
	const struct rsec_api_request request = {
		.method = post ? "POST" : "GET",
		.target = post ? "/validity" : *target,
		.body = body,
		.body_len = post ? sizeof(body) - 1 : 0,
	};
	struct rsec_api_response response;
	int rc = rsec_api_answer(asked, &request, &response, err);

	if (rc == 0)
		assert_true(response.status < 500 && response.body.len > 0);
	rsec_api_response_fini(&response);
	return rc;
}

void
answers_of_the_api(void **state)
{
	struct rsec_builder *builder;
	struct rsec_buf bytes = RSEC_BUF_INIT;
	size_t day, i;

	(void)state;
	skip_without_shim();
	builder = rsec_builder_new(NULL, NULL);
	make_sets();
	assert_int_equal(build(builder, &bytes, NULL), 0);
	rsec_builder_free(builder);
	asked = rsec_history_open((const uint8_t *)bytes.data, bytes.len, NULL);
	assert_non_null(asked);
	for (i = 0; i < sizeof(targets) / sizeof(targets[0]); i++)
		every_allocation_fails(answer, (void *)(uintptr_t)&targets[i]);
	rsec_history_close(asked);
	rsec_buf_fini(&bytes);
	for (day = 0; day < DAYS; day++)
		rsec_vrps_free(sets[day]);
}
