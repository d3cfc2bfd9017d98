/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "irr/routes.h"

/* What was reported, "line: message" each. */
struct told {
	char text[1024];
	size_t n;
	int stop;
};

/* What a dump gives. */
struct result {
	int rc;
	struct rsec_err err;
	struct rsec_irr_routes_stats stats;
	struct told told, repairs;
	uint32_t count;
};

static int
tell(void *ctx, const struct rsec_err *err)
{
	struct told *told = ctx;

	told->n +=
	    (size_t)snprintf(told->text + told->n, sizeof(told->text) - told->n,
		"%u: %s\n", (unsigned)err->line, err->msg);
	return told->stop;
}

/* Read TEXT, in runs of CHUNK bytes. */
static void
read_dump(
    const char *text, size_t chunk, bool lenient, int stop, struct result *out)
{
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text),
		chunk };
	struct rsec_irr_routes *routes = rsec_irr_routes_new();
	const struct rsec_diag diag = { tell, &out->told };
	const struct rsec_diag repairs = { tell, &out->repairs };
	const struct rsec_irr_leniency leniency = {
		.repair = true, .default_source = "EXAMPLE", .diag = &repairs
	};

	memset(out, 0, sizeof(*out));
	out->told.stop = stop;
	assert_non_null(routes);
	out->rc = rsec_irr_routes_read(routes, rsec_source_memory(&memory),
	    lenient ? &leniency : NULL, &diag, &out->stats, &out->err);
	out->count = rsec_irr_routes_count(routes);
	rsec_irr_routes_free(routes);
}

static const char dump[] = "% a dump\n"
			   "\n"
			   "route: 192.0.2.0/24\n"
			   "origin: AS64496\n"
			   "source: EXAMPLE\n"
			   "\n"
			   "person: Some One\n"
			   "source: EXAMPLE\n"
			   "\n"
			   "route6: 2001:db8::/32\n"
			   "origin: as64497\n"
			   "source: Example\n"
			   "\n"
			   "*xxte: 192.0.2.0/24\n"
			   "origin: AS64496\n"
			   "source: EXAMPLE\n"
			   "\n"
			   "route: 192.0.2.1/24\n"
			   "origin: AS64496\n"
			   "source: EXAMPLE\n"
			   "\n"
			   "route: 192.0.2.0/25\n"
			   "origin: AS64496\n"
			   "\n"
			   "this is no attribute\n"
			   "\n"
			   "route: 198.51.100.0/24\n"
			   "origin: AS64496\n"
			   "source: EXAMPLE\n";

static void
routes_are_taken_in_and_all_else_is_counted(void **state)
{
	struct result result;
	size_t chunk;

	(void)state;
	for (chunk = 0; chunk < 9; chunk++) {
		read_dump(dump, chunk, false, 0, &result);
		assert_int_equal(result.rc, 0);
		assert_int_equal(result.count, 3);
		assert_int_equal(result.stats.routes, 3);
		assert_int_equal(result.stats.objects, 7);
		assert_int_equal(result.stats.malformed, 3);
		assert_int_equal(result.stats.deleted, 1);
		assert_int_equal(result.stats.repaired, 0);
	}
}

static void
what_is_malformed_is_reported_with_its_line(void **state)
{
	struct result result;

	(void)state;
	read_dump(dump, 0, false, 0, &result);
	assert_non_null(strstr(result.told.text, "18: "));
	assert_non_null(strstr(
	    result.told.text, "no source attribute (RFC 2622 section 3.1)\n"));
	assert_non_null(strstr(result.told.text, "25: "));
	assert_string_equal(result.repairs.text, "");
}

static void
what_is_repaired_is_said_and_counted_once_an_object(void **state)
{
	struct result result;

	(void)state;
	read_dump(dump, 0, true, 0, &result);
	assert_int_equal(result.rc, 0);
	assert_int_equal(result.stats.routes, 5);
	assert_int_equal(result.stats.repaired, 2);
	assert_int_equal(result.stats.malformed, 1);
	assert_non_null(strstr(result.repairs.text, "18: "));
	read_dump(
	    "route: 192.0.2.1/24\norigin: AS64496\n", 0, true, 0, &result);
	assert_int_equal(result.stats.repaired, 1);
	assert_int_equal(result.stats.routes, 1);
}

static void
a_reader_that_is_told_to_stop_fails(void **state)
{
	struct result result;

	(void)state;
	read_dump(dump, 0, false, -1, &result);
	assert_int_equal(result.rc, -1);
	assert_int_equal(result.err.code, RSEC_ERR_STOPPED);
	assert_int_equal(result.err.line, 18);
	assert_memory_equal(result.err.msg, "stopped: ", 9);
	assert_int_equal(result.count, 2);
}

static int
fail_next(void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	(void)ctx;
	(void)data;
	(void)len;
	return rsec_err_set(err, RSEC_ERR_IO, "no more of it");
}

static void
a_source_that_fails_is_an_error(void **state)
{
	struct rsec_irr_routes *routes = rsec_irr_routes_new();
	const struct rsec_source source = { fail_next, NULL };
	struct rsec_err err;

	(void)state;
	assert_int_equal(
	    rsec_irr_routes_read(routes, source, NULL, NULL, NULL, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_IO);
	rsec_irr_routes_free(routes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(routes_are_taken_in_and_all_else_is_counted),
		cmocka_unit_test(what_is_malformed_is_reported_with_its_line),
		cmocka_unit_test(
		    what_is_repaired_is_said_and_counted_once_an_object),
		cmocka_unit_test(a_reader_that_is_told_to_stop_fails),
		cmocka_unit_test(a_source_that_fails_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
