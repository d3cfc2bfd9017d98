/* SPDX-License-Identifier: ISC */
/*
 * Twelve real registries and a BGP table of the same day (CAIDA, 2024-01-01)
 * beside what another program counted of them; SKIP where they are not there.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hygiene/summary.h"
#include "io/input.h"
#include "tests/lib/random.h"

#define REGISTRIES 12

static const char *const names[REGISTRIES] = { "afrinic", "altdb", "arin",
	"bboi", "canarie", "idnic", "jpirr", "lacnic", "level3", "nestegg",
	"panix", "tc" };

#define LINE 256 /* bytes of a line of expected-v4.tsv */

static char directory[1024];
static char expected[REGISTRIES][LINE]; /* in the order of names */
static struct rsec_bgp_table *bgp;

static struct rsec_input *
open_file(const char *name, const char *suffix)
{
	struct rsec_input *in;
	struct rsec_err err;
	char path[2048];

	snprintf(path, sizeof(path), "%s/%s%s", directory, name, suffix);
	if (rsec_input_open(path, NULL, &in, &err) == -1)
		fail_msg("%s: %s", path, err.msg);
	return in;
}

/* Read one registry into ROUTES. */
static void
read_registry(struct rsec_irr_routes *routes, const char *name)
{
	struct rsec_input *in = open_file(name, ".db.gz");
	struct rsec_irr_routes_stats stats;
	struct rsec_err err;

	if (rsec_irr_routes_read(
		routes, rsec_input_source(in), NULL, NULL, &stats, &err) == -1)
		fail_msg(
		    "%s:%llu: %s", name, (unsigned long long)err.line, err.msg);
	assert_true(stats.malformed == 0 && stats.deleted == 0);
	assert_true(stats.objects == stats.routes && stats.routes > 0);
	rsec_input_close(in);
}

static struct rsec_irr_routes *
read_in_order(const unsigned *order, bool apart)
{
	struct rsec_irr_routes *routes = rsec_irr_routes_new(), *one;
	unsigned i;

	assert_non_null(routes);
	for (i = 0; i < REGISTRIES; i++) {
		if (!apart) {
			read_registry(routes, names[order[i]]);
			continue;
		}
		assert_non_null(one = rsec_irr_routes_new());
		read_registry(one, names[order[i]]);
		assert_int_equal(rsec_irr_routes_merge(routes, one, NULL), 0);
		rsec_irr_routes_free(one);
	}
	assert_int_equal(rsec_irr_routes_freeze(routes, NULL), 0);
	return routes;
}

/* COUNTS as a line of expected-v4.tsv. */
static void
format_line(
    char line[LINE], const char *name, const struct rsec_hygiene_counts *c)
{
	const uint64_t n[] = { c->pairs, c->bgp[RSEC_HYGIENE_EXACT],
		c->bgp[RSEC_HYGIENE_OTHER_ORIGIN],
		c->bgp[RSEC_HYGIENE_MORE_SPECIFIC] +
		    c->bgp[RSEC_HYGIENE_ABSENT],
		c->exact_none, c->exact_same, c->exact_different,
		c->auth[RSEC_AUTH_NONE],
		c->auth[RSEC_AUTH_SAME] + c->auth[RSEC_AUTH_COVERED_SAME],
		c->auth[RSEC_AUTH_DIFFERENT] };
	size_t i;
	int at;

	at = snprintf(line, LINE, "%s", name);
	for (i = 0; i < sizeof(n) / sizeof(n[0]); i++)
		at += snprintf(line + at, LINE - (size_t)at, "\t%llu",
		    (unsigned long long)n[i]);
}

/* Summarise ROUTES with THREADS, and hold it against what is expected. */
static void
assert_summary(const struct rsec_irr_routes *routes, unsigned threads)
{
	struct rsec_hygiene_inputs inputs = { .routes = routes, .bgp = bgp };
	struct rsec_hygiene_counts counts[REGISTRIES];
	struct rsec_hygiene *hygiene;
	char line[LINE];
	unsigned i;
	int registry;

	assert_int_equal(rsec_irr_routes_registries(routes), REGISTRIES);
	for (i = 0; i < REGISTRIES; i++)
		inputs.authoritative[i] = rsec_irr_is_authoritative(
		    rsec_irr_routes_registry(routes, (uint16_t)i));
	assert_non_null(hygiene = rsec_hygiene_new(&inputs, NULL));
	assert_int_equal(rsec_hygiene_summarise(hygiene, RSEC_IPV4,
			     RSEC_HYGIENE_PAIRS, threads, counts, NULL),
	    0);
	for (i = 0; i < REGISTRIES; i++) {
		registry = rsec_irr_routes_registry_find(routes, names[i]);
		assert_true(registry >= 0);
		format_line(line, names[i], &counts[registry]);
		assert_string_equal(line, expected[i]);
	}
	rsec_hygiene_free(hygiene);
}

static void
skip_without_files(void)
{
	if (bgp != NULL)
		return;
	print_message("SKIP: RSEC_VECTORS has no caida-irregularities\n");
	skip();
}

static void
counts_are_those_expected(void **state)
{
	unsigned order[REGISTRIES], i;
	struct rsec_irr_routes *routes;

	(void)state;
	skip_without_files();
	for (i = 0; i < REGISTRIES; i++)
		order[i] = i;
	routes = read_in_order(order, false);
	assert_summary(routes, 1);
	assert_summary(routes, 2);
	assert_summary(routes, 7);
	rsec_irr_routes_free(routes);
}

static void
the_order_of_files_makes_no_difference(void **state)
{
	unsigned order[REGISTRIES], i;
	struct rsec_irr_routes *routes;
	struct random r = { 2024 };

	(void)state;
	skip_without_files();
	for (i = 0; i < REGISTRIES; i++)
		order[i] = REGISTRIES - 1 - i;
	routes = read_in_order(order, true);
	assert_summary(routes, 2);
	rsec_irr_routes_free(routes);
	random_shuffle(&r, order, REGISTRIES, sizeof(order[0]));
	routes = read_in_order(order, true);
	assert_summary(routes, 2);
	rsec_irr_routes_free(routes);
}

static void
lacnic_has_69_objects_twice(void **state)
{
	struct rsec_irr_routes *routes;
	struct rsec_hygiene_inputs inputs = { .routes = NULL };
	struct rsec_hygiene_counts counts;
	struct rsec_hygiene *hygiene;

	(void)state;
	skip_without_files();
	assert_non_null(routes = rsec_irr_routes_new());
	read_registry(routes, "lacnic");
	assert_int_equal(rsec_irr_routes_freeze(routes, NULL), 0);
	inputs.routes = routes;
	assert_non_null(hygiene = rsec_hygiene_new(&inputs, NULL));
	assert_int_equal(rsec_hygiene_summarise(hygiene, 0,
			     RSEC_HYGIENE_OBJECTS, 1, &counts, NULL),
	    0);
	assert_int_equal(counts.objects, 9808);
	assert_int_equal(counts.pairs, 9739);
	rsec_hygiene_free(hygiene);
	rsec_irr_routes_free(routes);
}

static int
read_bgp(void)
{
	struct rsec_input *in =
	    open_file("routeviews-rv2-20240101-1200.pfx2as.gz", "");
	struct rsec_err err;

	bgp = rsec_bgp_table_new();
	if (bgp == NULL ||
	    rsec_bgp_table_read(bgp, rsec_input_source(in), NULL, NULL, &err) ==
		-1 ||
	    rsec_bgp_table_freeze(bgp, &err) == -1)
		return -1;
	rsec_input_close(in);
	return 0;
}

/* Keep LINE, unless it is the head; whether it is a registry's. */
static bool
keep_line(const char *line)
{
	size_t i, n;

	for (i = 0; i < REGISTRIES; i++) {
		n = strlen(names[i]);
		if (strncmp(line, names[i], n) != 0 || line[n] != '\t')
			continue;
		snprintf(
		    expected[i], LINE, "%.*s", (int)strcspn(line, "\n"), line);
		return true;
	}
	return false;
}

static int
setup(void **state)
{
	const char *vectors = getenv("RSEC_VECTORS");
	char path[2048], line[LINE];
	unsigned rows = 0;
	FILE *file;

	(void)state;
	if (vectors == NULL)
		vectors = "../shared/vectors";
	snprintf(directory, sizeof(directory), "%s/irr/caida-irregularities",
	    vectors);
	snprintf(path, sizeof(path), "%s/expected-v4.tsv", directory);
	if ((file = fopen(path, "r")) == NULL)
		return 0;
	while (fgets(line, sizeof(line), file) != NULL)
		rows += keep_line(line);
	fclose(file);
	return rows == REGISTRIES ? read_bgp() : -1;
}

static int
teardown(void **state)
{
	(void)state;
	rsec_bgp_table_free(bgp);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_are_those_expected),
		cmocka_unit_test(the_order_of_files_makes_no_difference),
		cmocka_unit_test(lacnic_has_69_objects_twice),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
