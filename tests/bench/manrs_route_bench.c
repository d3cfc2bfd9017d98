/* SPDX-License-Identifier: ISC */
/*
 * What it costs to judge all that is announced: the tallies of all origins of
 * a made-up Internet (tests/lib/table.h), 1.27 million announcements against
 * 0.6 million VRPs and OBJECTS route objects; and, with each announcement
 * carried by two providers, those of all carriers.  The median of ROUNDS.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "manrs/registry_private.h"
#include "manrs/route.h"
#include "manrs/view_private.h"
#include "tests/lib/prefixes.h"
#include "tests/lib/table.h"

#define OBJECTS	  4000000
#define PROVIDERS 2000 /* AS numbers that carry */
#define ROUNDS	  3

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
must(bool done, const char *what)
{
	if (done)
		return;
	fprintf(stderr, "manrs_route_bench: %s\n", what);
	exit(2);
}

static void
add_vrps(struct rsec_vrps *vrps, const struct table *table)
{
	struct rsec_vrp vrp;
	size_t i;

	for (i = 0; i < table->count; i++) {
		vrp = (struct rsec_vrp){ .prefix = table->rows[i].prefix,
			.asn = table->rows[i].asn,
			.max_len = table->rows[i].max_len };
		must(rsec_vrps_add(vrps, &vrp, NULL) == 0, "a VRP");
	}
}

/* Three objects in four are of a route, one of five of them of another AS. */
static void
add_objects(struct rsec_manrs_registry *registry, const struct table *table,
    size_t count)
{
	static const char *const sources[] = { "RADB", "RIPE", "APNIC",
		"NTTCOM", "ARIN" };
	struct rsec_irr_route route = { .changed = 20000,
		.maintainer = { "MAINT-EXAMPLE", 13 } };
	struct random r = { 6 };
	size_t i;

	for (i = 0; i < count; i++) {
		const struct table_row *row =
		    &table->rows[random_below(&r, (uint32_t)table->count)];

		route.prefix = random_once_in(&r, 4)
				   ? prefix_near(&r, &row->prefix)
				   : row->prefix;
		route.origin = row->asn + random_once_in(&r, 5);
		route.source.s = sources[random_below(&r, 5)];
		route.source.n = strlen(route.source.s);
		must(rsec_irr_routes_add(registry->routes, &route, NULL) == 0,
		    "a route object");
	}
}

static void
add_lines(struct rsec_buf *text, const struct table *table)
{
	char line[128], prefix[RSEC_PREFIX_SIZE];
	size_t i;

	for (i = 0; i < table->count; i++) {
		rsec_prefix_format(prefix, &table->rows[i].prefix);
		snprintf(
		    line, sizeof(line), "%s %u\n", prefix, table->rows[i].asn);
		must(rsec_buf_puts(text, line) == 0, "a line");
	}
}

/* Two providers carried each announcement. */
static void
add_carriers(struct rsec_manrs_view *view)
{
	const uint32_t count = rsec_manrs_view_count(view);
	struct rsec_buf pairs = RSEC_BUF_INIT;
	struct rsec_manrs_announcement a;
	uint32_t i;

	rsec_manrs_rows_fini(&view->carried);
	for (i = 0; i < count; i++) {
		rsec_manrs_view_get(view, i, &a);
		must(
		    rsec_manrs_pair_add(&pairs, a.origin % PROVIDERS, i) == 0 &&
			rsec_manrs_pair_add(
			    &pairs, a.origin / 7 % PROVIDERS, i) == 0,
		    "a carrier");
	}
	must(rsec_manrs_rows_build(&view->carried, &pairs, NULL) == 0,
	    "the carriers");
}

static struct rsec_manrs_view *
make_view(const struct table tables[2])
{
	struct rsec_manrs_view_inputs inputs = { .relations = NULL };
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_manrs_view *view;
	struct rsec_memory memory;

	must(rsec_manrs_month_parse("2026-10", 7, &inputs.month), "a month");
	add_lines(&text, &tables[0]);
	add_lines(&text, &tables[1]);
	memory = (struct rsec_memory){ (const uint8_t *)text.data, text.len,
		1 << 18 };
	view = rsec_manrs_view_new(&inputs);
	must(view != NULL &&
		 rsec_manrs_view_read(view, rsec_source_memory(&memory), NULL,
		     NULL, NULL) == 0 &&
		 rsec_manrs_view_freeze(view, NULL) == 0,
	    "the view");
	rsec_buf_fini(&text);
	return view;
}

static void
load(struct rsec_manrs_data *data)
{
	struct rsec_manrs_registry *registry = rsec_manrs_registry_new();
	struct rsec_manrs_contacts *contacts = rsec_manrs_contacts_new();
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct table routes[2], objects[2];
	int i;

	must(registry != NULL && contacts != NULL && vrps != NULL, "memory");
	for (i = 0; i < 2; i++) {
		routes[i] = table_routes(i == 0 ? RSEC_IPV4 : RSEC_IPV6);
		objects[i] =
		    table_vrps(i == 0 ? RSEC_IPV4 : RSEC_IPV6, &routes[i]);
		add_vrps(vrps, &objects[i]);
		add_objects(registry, &routes[i],
		    i == 0 ? OBJECTS / 5 * 4 : OBJECTS / 5);
	}
	must(rsec_vrps_freeze(vrps, NULL) == 0 &&
		 rsec_manrs_registry_freeze(
		     registry, NULL, 0, contacts, NULL) == 0,
	    "a freeze");
	data->inputs = RSEC_MANRS_BGP | RSEC_MANRS_VRPS | RSEC_MANRS_IRR;
	data->vrps = vrps;
	data->registry = registry;
	data->view = make_view(routes);
	for (i = 0; i < 2; i++) {
		free(routes[i].rows);
		free(objects[i].rows);
	}
}

static int
cmp_double(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* All origins, and all who carry. */
static void
measure(const struct rsec_manrs_data *data, const char *what)
{
	struct rsec_manrs_tally tally = { 0 };
	const uint32_t *origin;
	double t[ROUNDS], start;
	uint64_t judged;
	size_t i, count;
	int round;

	origin = rsec_manrs_view_origins(data->view, &count);
	for (round = 0; round < ROUNDS; round++) {
		tally = (struct rsec_manrs_tally){ 0 };
		start = now();
		for (i = 0; i < count; i++)
			rsec_manrs_tally_add(data, &origin[i], 1, &tally);
		t[round] = now() - start;
	}
	qsort(t, ROUNDS, sizeof(t[0]), cmp_double);
	judged = tally.routes + tally.customer_routes;
	printf("%-26s %6zu ASNs %8llu routes %6.2f s %5.0f ns a route\n", what,
	    count, (unsigned long long)judged, t[ROUNDS / 2],
	    t[ROUNDS / 2] / (double)judged * 1e9);
	printf("%-26s valid %llu invalid %llu covered %llu either %llu bad "
	       "%llu\n",
	    "", (unsigned long long)tally.rpki_valid,
	    (unsigned long long)tally.rpki_invalid,
	    (unsigned long long)tally.irr_covered,
	    (unsigned long long)tally.either,
	    (unsigned long long)tally.customer_bad);
}

/* What is made once for many reports. */
static void
measure_lookup(struct rsec_manrs_data *data)
{
	const double start = now();

	data->lookup = rsec_manrs_lookup_new(data, NULL);
	must(data->lookup != NULL, "the lookup");
	printf("%-26s %31.2f s\n", "judge all beforehand", now() - start);
}

int
main(void)
{
	struct rsec_manrs_data data = { .inputs = 0 };

	must(rsec_manrs_rules_init(&data.rules, 2024, RSEC_MANRS_NETOPS),
	    "rules");
	load(&data);
	measure(&data, "origins");
	add_carriers((struct rsec_manrs_view *)(uintptr_t)data.view);
	measure(&data, "origins and carriers");
	measure_lookup(&data);
	measure(&data, "the same, judged before");
	rsec_manrs_lookup_free(
	    (struct rsec_manrs_lookup *)(uintptr_t)data.lookup);
	rsec_manrs_view_free((struct rsec_manrs_view *)(uintptr_t)data.view);
	rsec_manrs_registry_free(
	    (struct rsec_manrs_registry *)(uintptr_t)data.registry);
	rsec_vrps_free((struct rsec_vrps *)(uintptr_t)data.vrps);
	return 0;
}
