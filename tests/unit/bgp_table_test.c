/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgp/table.h"
#include "tests/lib/prefixes.h"

/* What was reported, "line: message" each. */
struct told {
	char text[1024];
	size_t n;
	size_t stop_after; /* 0: never */
	size_t count;
};

static int
tell(void *ctx, const struct rsec_err *err)
{
	struct told *told = ctx;

	told->n +=
	    (size_t)snprintf(told->text + told->n, sizeof(told->text) - told->n,
		"%u: %s\n", (unsigned)err->line, err->msg);
	return ++told->count == told->stop_after ? -1 : 0;
}

static struct rsec_bgp_table *
read_text(const char *text, size_t chunk, struct told *told,
    struct rsec_bgp_table_stats *stats)
{
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text),
		chunk };
	struct rsec_bgp_table *table = rsec_bgp_table_new();
	struct rsec_diag diag = { tell, told };
	struct rsec_err err;

	assert_non_null(table);
	assert_int_equal(rsec_bgp_table_read(table, rsec_source_memory(&memory),
			     told == NULL ? NULL : &diag, stats, &err),
	    0);
	assert_int_equal(rsec_bgp_table_freeze(table, &err), 0);
	return table;
}

/* All of TABLE as "prefix origin\n". */
static const char *
say(const struct rsec_bgp_table *table)
{
	static char text[2048];
	struct rsec_bgp_route route;
	size_t n = 0;
	uint32_t i;

	text[0] = '\0';
	for (i = 0; i < rsec_bgp_table_count(table); i++) {
		rsec_bgp_table_get(table, i, &route);
		n += rsec_prefix_format(text + n, &route.prefix);
		if (route.has_origin)
			n += (size_t)sprintf(text + n, " %u\n", route.origin);
		else
			n += (size_t)sprintf(text + n, " none\n");
	}
	return text;
}

static void
routes_stand_in_order_and_once(void **state)
{
	struct rsec_bgp_table_stats stats;
	struct rsec_bgp_table *table;

	(void)state;
	table = read_text("2001:db8::/32 64511\n"
			  "192.0.2.0\t24\t64500_64499\n"
			  "192.0.2.0/24 64499\n"
			  "192.0.2.0\t24\t64498,64497\n"
			  "{64497,64498}\t192.0.2.0/24\t3\n"
			  "192.0.2.0/24 4294967295\n"
			  "192.0.0.0/16 64496\n"
			  "# a comment\n\n"
			  "0.0.0.0/0 0",
	    7, NULL, &stats);
	assert_string_equal(say(table),
	    "0.0.0.0/0 0\n192.0.0.0/16 64496\n"
	    "192.0.2.0/24 64499\n192.0.2.0/24 64500\n"
	    "192.0.2.0/24 4294967295\n192.0.2.0/24 none\n"
	    "2001:db8::/32 64511\n");
	assert_true(stats.routes == 9);
	assert_true(stats.skipped == 0);
	rsec_bgp_table_free(table);
}

static void
lines_that_are_left_out_are_told(void **state)
{
	struct rsec_bgp_table_stats stats;
	struct told told = { .n = 0 };
	struct rsec_bgp_table *table;

	(void)state;
	table = read_text("192.0.2.0/24 64496\n198.51.100.0/24\n"
			  "192.0.2.1/24 64496\n192.0.2.0/24 AS-X\nrubbish\n"
			  "192.0.2.0/25\t64497\n",
	    0, &told, &stats);
	assert_string_equal(told.text,
	    "2: 198.51.100.0/24 has no origin\n"
	    "3: 192.0.2.1/24 has bits set beyond its length\n"
	    "4: 192.0.2.0/24 has no origin\n"
	    "5: no prefix in \"rubbish\"\n");
	assert_string_equal(
	    say(table), "192.0.2.0/24 64496\n192.0.2.0/25 64497\n");
	assert_true(stats.routes == 2);
	assert_true(stats.skipped == 4);
	rsec_bgp_table_free(table);
}

static void
a_reading_can_be_stopped(void **state)
{
	static const char text[] = "192.0.2.0/24 64496\nx\ny\n";
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text), 0 };
	struct rsec_bgp_table *table = rsec_bgp_table_new();
	struct told told = { .stop_after = 1 };
	struct rsec_diag diag = { tell, &told };
	struct rsec_err err;

	(void)state;
	assert_non_null(table);
	assert_int_equal(rsec_bgp_table_read(table, rsec_source_memory(&memory),
			     &diag, NULL, &err),
	    -1);
	assert_int_equal(err.code, RSEC_ERR_STOPPED);
	assert_string_equal(err.msg, "stopped: no prefix in \"x\"");
	assert_true(err.line == 2);
	assert_true(told.count == 1);
	rsec_bgp_table_free(table);
}

static void
an_empty_table_answers(void **state)
{
	struct rsec_bgp_table *table = read_text("", 0, NULL, NULL);
	struct rsec_prefix p = prefix_of("192.0.2.0/24");

	(void)state;
	assert_int_equal(rsec_bgp_table_count(table), 0);
	assert_true(rsec_trie_covering(rsec_bgp_table_trie(table), &p) ==
		    RSEC_TRIE_NONE);
	rsec_bgp_table_free(table);
}

static void
a_frozen_table_takes_nothing_more(void **state)
{
	struct rsec_bgp_table *table = read_text("", 0, NULL, NULL);
	struct rsec_bgp_route route = { prefix_of("192.0.2.0/24"), 64496,
		true };
	struct rsec_err err;

	(void)state;
	assert_int_equal(rsec_bgp_table_add(table, &route, &err), -1);
	assert_string_equal(err.msg, "the table of routes is frozen");
	assert_int_equal(rsec_bgp_table_freeze(table, &err), 0);
	rsec_bgp_table_free(table);
}

#define ROUTES 4000

static int
routes_cmp(const void *a, const void *b)
{
	const struct rsec_bgp_route *x = a, *y = b;
	int order = rsec_prefix_cmp(&x->prefix, &y->prefix);

	if (order != 0)
		return order;
	if (x->has_origin != y->has_origin)
		return x->has_origin ? -1 : 1;
	return (x->origin > y->origin) - (x->origin < y->origin);
}

/* Random routes, of which many are equal. */
static void
make_routes(struct rsec_bgp_route *routes, uint64_t seed)
{
	static struct rsec_prefix prefixes[ROUTES / 4];
	struct random r = { seed };
	size_t i;

	prefixes_random(&r, 0, prefixes, ROUTES / 4);
	for (i = 0; i < ROUTES; i++) {
		routes[i].prefix = prefixes[random_below(&r, ROUTES / 4)];
		routes[i].has_origin = !random_once_in(&r, 8);
		routes[i].origin =
		    routes[i].has_origin ? random_below(&r, 8) * 0x10001001 : 0;
	}
}

/* The trie's entry of each route has it among its values. */
static void
check_entry(const struct rsec_bgp_table *table, uint32_t i,
    const struct rsec_bgp_route *route)
{
	const struct rsec_trie *trie = rsec_bgp_table_trie(table);
	struct rsec_prefix prefix;
	uint32_t e = rsec_trie_covering(trie, &route->prefix), first, n;

	assert_true(e != RSEC_TRIE_NONE);
	n = rsec_trie_get(trie, e, &prefix, &first);
	assert_true(rsec_prefix_equal(&prefix, &route->prefix));
	assert_true(first <= i && i < first + n);
}

static void
a_table_is_what_sorting_and_dropping_make(void **state)
{
	static struct rsec_bgp_route routes[ROUTES];
	struct rsec_bgp_table *table;
	struct rsec_bgp_route got;
	uint32_t at, i;
	uint64_t seed;

	(void)state;
	for (seed = 1; seed <= 8; seed++) {
		make_routes(routes, seed);
		assert_non_null(table = rsec_bgp_table_new());
		for (i = 0; i < ROUTES; i++)
			assert_int_equal(
			    rsec_bgp_table_add(table, &routes[i], NULL), 0);
		assert_int_equal(rsec_bgp_table_freeze(table, NULL), 0);
		qsort(routes, ROUTES, sizeof(*routes), routes_cmp);
		for (i = at = 0; i < ROUTES; i++) {
			if (i > 0 &&
			    routes_cmp(&routes[i - 1], &routes[i]) == 0)
				continue;
			assert_true(at < rsec_bgp_table_count(table));
			rsec_bgp_table_get(table, at, &got);
			assert_int_equal(routes_cmp(&got, &routes[i]), 0);
			check_entry(table, at, &got);
			at++;
		}
		assert_int_equal(at, rsec_bgp_table_count(table));
		rsec_bgp_table_free(table);
	}
}

static int
next_run(void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	static uint8_t run[1 << 16];

	(void)err;
	*data = run;
	*len = fread(run, 1, sizeof(run), ctx);
	return *len > 0;
}

struct counts {
	uint32_t prefixes, pairs, sets, several;
};

/* Prefixes, those of several origins, pairs, and sets in TABLE. */
static struct counts
count(const struct rsec_bgp_table *table)
{
	const struct rsec_trie *trie = rsec_bgp_table_trie(table);
	struct counts counts = { rsec_trie_count(trie), 0, 0, 0 };
	struct rsec_bgp_route route;
	struct rsec_prefix prefix;
	uint32_t e, first, i, n, origins;

	for (e = 0; e < counts.prefixes; e++) {
		n = rsec_trie_get(trie, e, &prefix, &first);
		for (i = origins = 0; i < n; i++) {
			rsec_bgp_table_get(table, first + i, &route);
			origins += route.has_origin;
			counts.sets += !route.has_origin;
		}
		counts.pairs += origins;
		counts.several += origins > 1;
	}
	return counts;
}

/*
 * The counts of an independent script.  Others count 993,630 pairs and 5,440
 * prefixes with several origins there: each member of an AS_SET as an origin,
 * which RFC 6811 section 2 does not.
 */
static void
the_table_of_a_real_day_has_the_known_counts(void **state)
{
	const char *vectors = getenv("RSEC_VECTORS");
	struct rsec_bgp_table *table = rsec_bgp_table_new();
	struct rsec_bgp_table_stats stats;
	struct counts counts;
	char command[512];
	FILE *in;

	(void)state;
	snprintf(command, sizeof(command),
	    "gzip -dc %s/irr/caida-irregularities/"
	    "routeviews-rv2-20240101-1200.pfx2as.gz",
	    vectors != NULL ? vectors : "../shared/vectors");
	if (access(command + strlen("gzip -dc "), R_OK) == -1) {
		print_message("SKIP: no %s\n", command + strlen("gzip -dc "));
		rsec_bgp_table_free(table);
		skip();
	}
	assert_non_null(in = popen(command, "r"));
	assert_int_equal(
	    rsec_bgp_table_read(table, (struct rsec_source){ next_run, in },
		NULL, &stats, NULL),
	    0);
	assert_int_equal(pclose(in), 0);
	assert_int_equal(rsec_bgp_table_freeze(table, NULL), 0);
	counts = count(table);
	assert_true(stats.skipped == 0);
	assert_int_equal(counts.prefixes, 986785);
	assert_int_equal(counts.pairs, 993468);
	assert_int_equal(counts.sets, 54);
	assert_int_equal(counts.several, 5389);
	assert_true(rsec_bgp_table_memory(table) < 40000000);
	rsec_bgp_table_free(table);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(routes_stand_in_order_and_once),
		cmocka_unit_test(lines_that_are_left_out_are_told),
		cmocka_unit_test(a_reading_can_be_stopped),
		cmocka_unit_test(an_empty_table_answers),
		cmocka_unit_test(a_frozen_table_takes_nothing_more),
		cmocka_unit_test(a_table_is_what_sorting_and_dropping_make),
		cmocka_unit_test(the_table_of_a_real_day_has_the_known_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
