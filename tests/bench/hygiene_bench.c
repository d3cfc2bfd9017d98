/* SPDX-License-Identifier: ISC */
/*
 * Hygiene of large registries: seconds to freeze 4 million route objects of 25
 * registries, to prepare them, to summarise them with one and two threads
 * beside 1.2 million BGP routes and 0.6 million VRPs, to compare each registry
 * with each, and to tell what BGP would lose.
 *
 * Objects are made from the routes of the model (tests/lib/table.h): three of
 * four have the origin of a route, one in eight is a part of one.  The RIRs'
 * registries have as many objects as all others together.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "hygiene/impact.h"
#include "hygiene/summary.h"
#include "tests/lib/random.h"
#include "tests/lib/table.h"

#define OBJECTS	    4000000
#define REGISTRIES  25
#define MAINTAINERS 60000
#define ROUNDS	    5

static const char *const rirs[] = { "AFRINIC", "APNIC", "ARIN", "LACNIC",
	"RIPE" };

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
must(int rc)
{
	if (rc == 0)
		return;
	fprintf(stderr, "hygiene_bench: out of memory\n");
	exit(2);
}

/* An object made of ROUTE. */
static void
add_object(struct rsec_irr_routes *routes, struct random *r,
    const struct table_row *row)
{
	const unsigned bits = rsec_family_bits(row->prefix.family);
	struct rsec_irr_route route = { .prefix = row->prefix,
		.origin = row->asn };
	char registry[16], maintainer[16];
	int n;

	if (random_once_in(r, 4))
		route.origin = 64496 + random_below(r, 60000);
	if (random_once_in(r, 8) && route.prefix.len < bits)
		route.prefix.len++;
	n = random_once_in(r, 2) ? snprintf(registry, sizeof(registry), "%s",
				       rirs[random_below(r, 5)])
				 : snprintf(registry, sizeof(registry), "R%u",
				       random_below(r, REGISTRIES - 5));
	route.source = (struct rsec_rpsl_piece){ registry, (size_t)n };
	n = snprintf(maintainer, sizeof(maintainer), "MAINT-%u",
	    route.origin % MAINTAINERS);
	route.maintainer = (struct rsec_rpsl_piece){ maintainer, (size_t)n };
	route.changed = (int32_t)(11000 + random_below(r, 9000));
	route.created = RSEC_IRR_NO_DATE;
	must(rsec_irr_routes_add(routes, &route, NULL));
}

static struct rsec_irr_routes *
make_objects(const struct table *v4, const struct table *v6)
{
	struct rsec_irr_routes *routes = rsec_irr_routes_new();
	const size_t total = v4->count + v6->count;
	struct random r = { 4 };
	size_t i, which;

	must(routes == NULL ? -1 : 0);
	for (i = 0; i < OBJECTS; i++) {
		which = random_below(&r, (uint32_t)total);
		add_object(routes, &r,
		    which < v4->count ? &v4->rows[which]
				      : &v6->rows[which - v4->count]);
	}
	return routes;
}

static struct rsec_bgp_table *
make_bgp(const struct table *v4, const struct table *v6)
{
	struct rsec_bgp_table *bgp = rsec_bgp_table_new();
	const struct table *const tables[] = { v4, v6 };
	struct rsec_bgp_route route = { .has_origin = true };
	size_t t, i;

	must(bgp == NULL ? -1 : 0);
	for (t = 0; t < 2; t++)
		for (i = 0; i < tables[t]->count; i++) {
			route.prefix = tables[t]->rows[i].prefix;
			route.origin = tables[t]->rows[i].asn;
			must(rsec_bgp_table_add(bgp, &route, NULL));
		}
	must(rsec_bgp_table_freeze(bgp, NULL));
	return bgp;
}

static void
add_vrps(struct rsec_vrps *vrps, const struct table *routes, uint8_t family)
{
	struct table rows = table_vrps(family, routes);
	struct rsec_vrp vrp = { .ta = 0 };
	size_t i;

	for (i = 0; i < rows.count; i++) {
		vrp.prefix = rows.rows[i].prefix;
		vrp.asn = rows.rows[i].asn;
		vrp.max_len = rows.rows[i].max_len;
		must(rsec_vrps_add(vrps, &vrp, NULL));
	}
	free(rows.rows);
}

static int
double_cmp(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
print_median(const char *what, double *seconds)
{
	qsort(seconds, ROUNDS, sizeof(seconds[0]), double_cmp);
	printf("%-24s %7.3f s\n", what, seconds[ROUNDS / 2]);
}

static void
time_summary(const struct rsec_hygiene *hygiene, unsigned threads)
{
	struct rsec_hygiene_counts counts[RSEC_IRR_REGISTRIES_MAX];
	double seconds[ROUNDS], start;
	char what[32];
	int i;

	for (i = 0; i < ROUNDS; i++) {
		start = now();
		must(rsec_hygiene_summarise(
		    hygiene, 0, RSEC_HYGIENE_PAIRS, threads, counts, NULL));
		seconds[i] = now() - start;
	}
	snprintf(what, sizeof(what), "summary, %u thread%s", threads,
	    threads == 1 ? "" : "s");
	print_median(what, seconds);
}

static void
time_matrix(const struct rsec_irr_routes *routes)
{
	static struct rsec_hygiene_cell cells[REGISTRIES * REGISTRIES];
	double seconds[ROUNDS], start;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		start = now();
		rsec_hygiene_matrix(routes, 0, cells);
		seconds[i] = now() - start;
	}
	print_median("matrix", seconds);
}

static void
time_impact(const struct rsec_hygiene_inputs *inputs)
{
	struct rsec_impact_counts counts[RSEC_IMPACT_FILTERS][RSEC_IMPACTS];
	struct rsec_impact_drop drop = { .freeze = RSEC_IRR_NO_DATE };
	double seconds[ROUNDS], start;
	int i;

	for (i = 0; i < REGISTRIES; i++)
		drop.registry[i] = !inputs->authoritative[i];
	for (i = 0; i < ROUNDS; i++) {
		start = now();
		must(rsec_impact_summarise(inputs, &drop, counts, NULL));
		seconds[i] = now() - start;
	}
	print_median("impact", seconds);
}

static void
time_all(struct rsec_hygiene_inputs *inputs)
{
	const struct rsec_irr_routes *routes = inputs->routes;
	struct rsec_hygiene *hygiene;
	double start = now();
	uint16_t i;

	for (i = 0; i < rsec_irr_routes_registries(routes); i++)
		inputs->authoritative[i] = rsec_irr_is_authoritative(
		    rsec_irr_routes_registry(routes, i));
	hygiene = rsec_hygiene_new(inputs, NULL);
	must(hygiene == NULL ? -1 : 0);
	printf("%-24s %7.3f s\n", "prepare", now() - start);
	time_summary(hygiene, 1);
	time_summary(hygiene, 2);
	time_matrix(routes);
	time_impact(inputs);
	rsec_hygiene_free(hygiene);
}

int
main(void)
{
	struct table v4 = table_routes(RSEC_IPV4), v6 = table_routes(RSEC_IPV6);
	struct rsec_hygiene_inputs inputs = { .today = 20000 };
	struct rsec_irr_routes *routes = make_objects(&v4, &v6);
	struct rsec_bgp_table *bgp = make_bgp(&v4, &v6);
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct mallinfo2 before = mallinfo2(), after;
	double start;

	must(vrps == NULL ? -1 : 0);
	add_vrps(vrps, &v4, RSEC_IPV4);
	add_vrps(vrps, &v6, RSEC_IPV6);
	must(rsec_vrps_freeze(vrps, NULL));
	start = now();
	must(rsec_irr_routes_freeze(routes, NULL));
	printf("%-24s %7.3f s\n", "freeze", now() - start);
	after = mallinfo2();
	printf("%-24s %7.1f MB more\n", "after the freeze",
	    ((double)after.uordblks + (double)after.hblkhd -
		(double)before.uordblks - (double)before.hblkhd) /
		1e6);
	inputs.routes = routes;
	inputs.bgp = bgp;
	inputs.vrps = vrps;
	printf("%u objects, %u BGP routes, %u VRPs\n",
	    rsec_irr_routes_count(routes), rsec_bgp_table_count(bgp),
	    rsec_vrps_count(vrps));
	time_all(&inputs);
	rsec_irr_routes_free(routes);
	rsec_bgp_table_free(bgp);
	rsec_vrps_free(vrps);
	free(v4.rows);
	free(v6.rows);
	return 0;
}
