/* SPDX-License-Identifier: ISC */
/*
 * Route origin validation in the process: nanoseconds a question and bytes a
 * VRP, beside RTRlib's pfx_table_validate() on the same VRPs and routes.
 *
 * Each family has a set of its own.  Its routes are asked in the order of the
 * table, as a RIB comes, and in random order, as updates do; times are medians
 * of ROUNDS passes over all routes, the loop that fetches them included.  The
 * memory of both is what malloc gave out.  Both must count the same number of
 * valid, invalid and not-found routes, or the program fails.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "rpki/origin.h"
#include "rpki/vrp.h"
#include "tests/lib/random.h"
#include "tests/lib/table.h"

#if __has_include(<rtrlib/pfx/pfx.h>)
#define HAVE_RTRLIB
#include <rtrlib/pfx/pfx.h>
#endif

#define ROUNDS 5

/* How many routes are in each state. */
struct counts {
	unsigned valid, invalid, not_found;
};

/* One structure with the VRPs of a family in it. */
struct subject {
	const char *name;
	void *(*build)(const struct table *vrps);
	struct counts (*ask)(const void *set, const struct table *routes);
	void (*destroy)(void *set);
};

struct result {
	struct counts counts;
	double build_ms, bytes, table_ns, random_ns;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double
allocated(void)
{
	struct mallinfo2 m = mallinfo2();

	return (double)m.uordblks + (double)m.hblkhd;
}

static void
die(const char *what)
{
	fprintf(stderr, "trie_bench: %s\n", what);
	exit(1);
}

static void *
rsec_build(const struct table *table)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_vrp vrp = { .ta = 0 };
	struct rsec_err err;
	size_t i;

	if (vrps == NULL || rsec_vrps_ta(vrps, "ta", 2, &vrp.ta, &err) == -1)
		die("no memory");
	for (i = 0; i < table->count; i++) {
		vrp.prefix = table->rows[i].prefix;
		vrp.asn = table->rows[i].asn;
		vrp.max_len = table->rows[i].max_len;
		if (rsec_vrps_add(vrps, &vrp, &err) == -1)
			die(err.msg);
	}
	if (rsec_vrps_freeze(vrps, &err) == -1)
		die(err.msg);
	return vrps;
}

static struct counts
rsec_ask(const void *set, const struct table *routes)
{
	struct rsec_route route = { .has_origin = true };
	unsigned n[3] = { 0, 0, 0 };
	size_t i;

	for (i = 0; i < routes->count; i++) {
		route.prefix = routes->rows[i].prefix;
		route.origin = routes->rows[i].asn;
		n[rsec_rov_validate(set, &route, NULL)]++;
	}
	return (struct counts){ n[RSEC_ROV_VALID], n[RSEC_ROV_INVALID],
		n[RSEC_ROV_NOT_FOUND] };
}

static void
rsec_destroy(void *set)
{
	rsec_vrps_free(set);
}

#ifdef HAVE_RTRLIB
static inline struct lrtr_ip_addr
rtr_addr(const struct rsec_prefix *p)
{
	struct lrtr_ip_addr addr;

	if (p->family == RSEC_IPV4) {
		addr.ver = LRTR_IPV4;
		addr.u.addr4.addr = (uint32_t)(p->hi >> 32);
	} else {
		addr.ver = LRTR_IPV6;
		addr.u.addr6.addr[0] = (uint32_t)(p->hi >> 32);
		addr.u.addr6.addr[1] = (uint32_t)p->hi;
		addr.u.addr6.addr[2] = (uint32_t)(p->lo >> 32);
		addr.u.addr6.addr[3] = (uint32_t)p->lo;
	}
	return addr;
}

static void *
rtr_build(const struct table *table)
{
	struct pfx_table *set = malloc(sizeof(*set));
	struct pfx_record record = { .socket = NULL };
	size_t i;

	if (set == NULL)
		die("no memory");
	pfx_table_init(set, NULL);
	for (i = 0; i < table->count; i++) {
		record.asn = table->rows[i].asn;
		record.prefix = rtr_addr(&table->rows[i].prefix);
		record.min_len = table->rows[i].prefix.len;
		record.max_len = table->rows[i].max_len;
		if (pfx_table_add(set, &record) != PFX_SUCCESS)
			die("pfx_table_add failed");
	}
	return set;
}

static struct counts
rtr_ask(const void *set, const struct table *routes)
{
	const struct table_row *row;
	struct lrtr_ip_addr addr;
	enum pfxv_state state;
	unsigned n[3] = { 0, 0, 0 };
	size_t i;

	for (i = 0; i < routes->count; i++) {
		row = &routes->rows[i];
		addr = rtr_addr(&row->prefix);
		/* It takes a lock, and so no const. */
		pfx_table_validate((struct pfx_table *)(uintptr_t)set, row->asn,
		    &addr, row->prefix.len, &state);
		n[state]++;
	}
	return (struct counts){ n[BGP_PFXV_STATE_VALID],
		n[BGP_PFXV_STATE_INVALID], n[BGP_PFXV_STATE_NOT_FOUND] };
}

static void
rtr_destroy(void *set)
{
	pfx_table_free(set);
	free(set);
}
#endif

static const struct subject subjects[] = {
	{ "rsec", rsec_build, rsec_ask, rsec_destroy },
#ifdef HAVE_RTRLIB
	{ "rtrlib", rtr_build, rtr_ask, rtr_destroy },
#endif
};

static int
double_cmp(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The median time of one question. */
static double
time_questions(const struct subject *subject, const void *set,
    const struct table *routes, struct counts *counts)
{
	double times[ROUNDS], start;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		start = now();
		*counts = subject->ask(set, routes);
		times[i] = (now() - start) / (double)routes->count;
	}
	qsort(times, ROUNDS, sizeof(times[0]), double_cmp);
	return times[ROUNDS / 2];
}

static struct result
measure(const struct subject *subject, const struct table *vrps,
    const struct table *ordered, const struct table *shuffled)
{
	struct counts again;
	struct result result;
	double before = allocated(), start = now();
	void *set = subject->build(vrps);

	result.build_ms = (now() - start) / 1e6;
	result.bytes = (allocated() - before) / (double)vrps->count;
	result.table_ns = time_questions(subject, set, ordered, &result.counts);
	result.random_ns = time_questions(subject, set, shuffled, &again);
	if (memcmp(&again, &result.counts, sizeof(again)) != 0)
		die("the order of the questions changed their answers");
	subject->destroy(set);
	return result;
}

static struct table
shuffled_copy(const struct table *table)
{
	struct table copy = { malloc(table->count * sizeof(*copy.rows)),
		table->count };
	struct random r = { 1 };

	if (copy.rows == NULL)
		die("no memory");
	memcpy(copy.rows, table->rows, copy.count * sizeof(*copy.rows));
	random_shuffle(&r, copy.rows, copy.count, sizeof(*copy.rows));
	return copy;
}

static void
print(const char *family, const char *name, const struct result *result,
    const struct result *base)
{
	printf("%-6s %-8s %9.1f %9.1f %9.1f %9.1f", family, name,
	    result->build_ms, result->table_ns, result->random_ns,
	    result->bytes);
	if (result != base)
		printf("   %.1f x  %.1f x  %.1f x",
		    result->table_ns / base->table_ns,
		    result->random_ns / base->random_ns,
		    result->bytes / base->bytes);
	putchar('\n');
}

static void
run_family(uint8_t family, const char *name)
{
	struct table routes = table_routes(family);
	struct table vrps = table_vrps(family, &routes);
	struct table shuffled = shuffled_copy(&routes);
	struct table order = shuffled_copy(&vrps);
	struct result results[sizeof(subjects) / sizeof(subjects[0])];
	const struct counts *counts = &results[0].counts;
	size_t i;

	for (i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
		results[i] = measure(&subjects[i], &order, &routes, &shuffled);
		if (memcmp(&results[i].counts, counts, sizeof(*counts)) != 0)
			die("rsec and rtrlib do not agree");
		print(name, subjects[i].name, &results[i], &results[0]);
	}
	printf("%-6s %zu VRPs; %zu routes: %u valid, %u invalid, "
	       "%u not found\n",
	    name, vrps.count, routes.count, counts->valid, counts->invalid,
	    counts->not_found);
	free(routes.rows);
	free(vrps.rows);
	free(shuffled.rows);
	free(order.rows);
}

int
main(void)
{
	printf("family name      build ms  table ns random ns     B/VRP   "
	       "ratios to rsec\n");
	run_family(RSEC_IPV4, "IPv4");
	run_family(RSEC_IPV6, "IPv6");
#ifndef HAVE_RTRLIB
	printf("rtrlib left out: librtr is not installed\n");
#endif
	return 0;
}
