/* SPDX-License-Identifier: ISC */
/*
 * What reading a dump costs, by how far an object is read: the median of
 * ROUNDS passes over OBJECTS generated objects that lie in memory.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "irr/meaning.h"
#include "irr/routes.h"
#include "manrs/registry.h"
#include "tests/bench/irr/gen.h"

#define OBJECTS	   200000
#define OBJECT_MAX ((size_t)1 << 14)
#define ROUNDS	   7

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
generate(struct rsec_buf *dump)
{
	struct gen_plan plan = {
		.seed = 2622, .source = { "RADB" }, .sources = 1
	};
	struct gen_text text;
	uint32_t i;
	char *to;

	gen_plan_init(&plan, OBJECTS, 0);
	for (i = 0; i < plan.count; i++) {
		if ((to = rsec_buf_reserve(dump, OBJECT_MAX)) == NULL)
			abort();
		gen_text_make(&text, &plan, &plan.objects[i], false, NULL);
		dump->len += gen_layout(&text, plan.objects[i].seed, false, to);
	}
	gen_plan_fini(&plan);
}

static struct rsec_source
source_of(struct rsec_memory *memory, const struct rsec_buf *dump)
{
	*memory = (struct rsec_memory){ (const uint8_t *)dump->data, dump->len,
		1 << 18 };
	return rsec_source_memory(memory);
}

static bool is_route(enum rsec_rpsl_class class)
{
	return class == RSEC_RPSL_ROUTE || class == RSEC_RPSL_ROUTE6;
}

enum depth {
	OBJECTS_ONLY,
	SIGNED,
	PARSED
};

static void
read_objects(const struct rsec_buf *dump, enum depth depth)
{
	static const struct rsec_irr_leniency strict = { 0 };
	struct rsec_rpsl_object object;
	struct rsec_irr_route route;
	struct rsec_memory memory;
	struct rsec_rpsl *rpsl;
	struct rsec_err err;
	uint64_t sum = 0;
	uint32_t n = 0;

	rpsl = rsec_rpsl_new(source_of(&memory, dump), NULL);
	for (; rsec_rpsl_next(rpsl, &object, &err) == 1; n++)
		if (depth == SIGNED)
			sum += rsec_rpsl_sign(&object, false).lo;
		else if (depth == PARSED && is_route(object.class_id) &&
			 rsec_irr_route_parse(&object, &strict, &route, &err) !=
			     0)
			abort();
	if (n != OBJECTS || (depth == SIGNED && sum == 0))
		abort();
	rsec_rpsl_free(rpsl);
}

static void
objects(const struct rsec_buf *dump)
{
	read_objects(dump, OBJECTS_ONLY);
}

static void
meanings(const struct rsec_buf *dump)
{
	read_objects(dump, SIGNED);
}

static void
routes(const struct rsec_buf *dump)
{
	read_objects(dump, PARSED);
}

static void
frozen(const struct rsec_buf *dump)
{
	struct rsec_irr_routes *set = rsec_irr_routes_new();
	static const struct rsec_irr_leniency strict = { 0 };
	struct rsec_memory memory;
	struct rsec_err err;

	if (rsec_irr_routes_read(set, source_of(&memory, dump), &strict, NULL,
		NULL, &err) != 0 ||
	    rsec_irr_routes_freeze(set, &err) != 0)
		abort();
	rsec_irr_routes_free(set);
}

/* Routes, sets, aut-nums and people in one pass, as manrs-check reads it. */
static void
registry(const struct rsec_buf *dump)
{
	struct rsec_manrs_registry *all = rsec_manrs_registry_new();
	static const struct rsec_irr_leniency strict = { 0 };
	struct rsec_memory memory;
	struct rsec_err err;

	if (rsec_manrs_registry_read(all, source_of(&memory, dump), &strict,
		false, NULL, NULL, &err) != 0)
		abort();
	rsec_manrs_registry_free(all);
}

static int
cmp_double(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int
main(void)
{
	static const struct {
		const char *name;
		void (*run)(const struct rsec_buf *dump);
	} steps[] = {
		{ "objects", objects },
		{ "and their meaning", meanings },
		{ "or what routes say", routes },
		{ "a set of routes, sorted", frozen },
		{ "all of a registry", registry },
	};
	struct rsec_buf dump = RSEC_BUF_INIT;
	double t[ROUNDS], start;
	size_t i, round;

	generate(&dump);
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		for (round = 0; round < ROUNDS; round++) {
			start = now();
			steps[i].run(&dump);
			t[round] = now() - start;
		}
		qsort(t, ROUNDS, sizeof(t[0]), cmp_double);
		printf("%-24s %6.0f ns an object %6.0f MB/s\n", steps[i].name,
		    t[ROUNDS / 2] / OBJECTS * 1e9,
		    (double)dump.len / t[ROUNDS / 2] / 1e6);
	}
	rsec_buf_fini(&dump);
	return 0;
}
