/* SPDX-License-Identifier: ISC */
/*
 * What it takes to read a table of MRT into a view of its month and to freeze
 * it, with as-rel: the median of ROUNDS, beside reading the table alone.
 *
 *	mrt_gen >rib; manrs_view_bench rib
 *
 * as-rel is made of the table: whoever stands next to an origin is its
 * provider, the core (mrt_gen.c) is the provider of others and peers with
 * itself.  Without a file a small table is made here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bgp/mrt.h"
#include "io/input.h"
#include "manrs/view.h"
#include "tests/lib/mrttext.h"
#include "tests/lib/mrtwrite.h"

#define ROUNDS	     3
#define CORE(asn)    ((asn) >= 1000 && (asn) < 1015)
#define TRANSIT(asn) ((asn) >= 2000 && (asn) < 3500)

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
die(const struct rsec_err *err)
{
	fprintf(stderr, "manrs_view_bench: %s\n", err->msg);
	exit(2);
}

static struct rsec_input *
open_table(const char *name, const struct rsec_buf *made)
{
	struct rsec_input *input;
	struct rsec_err err;
	int rc;

	if (name != NULL)
		rc = rsec_input_open(name, NULL, &input, &err);
	else
		rc = rsec_input_open_memory((const uint8_t *)made->data,
		    made->len, "table", NULL, &input, &err);
	if (rc == -1)
		die(&err);
	return input;
}

/* A line of as-rel for each step in PATH. */
static void
add_relations(struct rsec_buf *to, const struct rsec_bgp_hop *hop, int n)
{
	uint32_t left, right;
	int i;

	for (i = 0; i + 1 < n; i++) {
		left = hop[i].asn;
		right = hop[i + 1].asn;
		if (left == right)
			continue;
		if (i + 2 == n || (CORE(left) && TRANSIT(right)))
			text_add(to, "%u|%u|-1\n", left, right);
		else if (CORE(left) && CORE(right))
			text_add(to, "%u|%u|0\n", left, right);
		else if (CORE(right))
			text_add(to, "%u|%u|-1\n", right, left);
	}
}

/* Read all routes, of one in 7 the relations; how many there are. */
static uint64_t
walk(struct rsec_input *input, struct rsec_buf *relations)
{
	struct rsec_mrt *mrt = rsec_mrt_new(rsec_input_source(input), NULL);
	static struct rsec_bgp_hop hop[RSEC_BGP_PATH_MAX];
	struct rsec_mrt_route route;
	struct rsec_err err;
	uint64_t count = 0;
	int more, n;

	if (mrt == NULL)
		exit(2);
	while ((more = rsec_mrt_next(mrt, &route, &err)) == 1) {
		if (relations == NULL || count++ % 7 != 0)
			continue;
		n = rsec_bgp_path(
		    &route.attributes, hop, RSEC_BGP_PATH_MAX, NULL);
		add_relations(relations, hop, n);
	}
	if (more == -1)
		die(&err);
	count = rsec_mrt_stats(mrt)->routes;
	rsec_mrt_free(mrt);
	rsec_input_close(input);
	return count;
}

static struct rsec_relations *
relations_of(const struct rsec_buf *text)
{
	struct rsec_relations *relations = rsec_relations_new();
	struct rsec_memory memory = { (const uint8_t *)text->data, text->len,
		0 };
	struct rsec_err err;

	if (relations == NULL ||
	    rsec_relations_read(
		relations, rsec_source_memory(&memory), NULL, &err) == -1 ||
	    rsec_relations_freeze(relations, &err) == -1)
		exit(2);
	return relations;
}

static void
make_table(struct rsec_buf *made)
{
	struct mrtw w = MRTW_INIT;
	char prefix[32], path[64];
	unsigned i, peer;

	mrtw_peers(&w, 4);
	for (i = 0; i < 20000; i++) {
		snprintf(
		    prefix, sizeof(prefix), "20.%u.%u.0/24", i / 256, i % 256);
		mrtw_rib(&w, 2, prefix, 4);
		for (peer = 0; peer < 4; peer++) {
			snprintf(path, sizeof(path), "%u %u %u %u",
			    mrtw_peer_asn(peer), 1000 + i % 13, 2000 + i % 997,
			    200000 + i / 10);
			mrtw_entry(&w, peer);
			mrtw_path(&w, 2, 4, path);
			mrtw_close(&w);
		}
	}
	*made = w.buf;
}

struct times {
	double alone, reading, freezing;
};

static struct rsec_manrs_view *
measure(const struct rsec_manrs_view_inputs *inputs, const char *name,
    const struct rsec_buf *made, struct times *times)
{
	struct rsec_manrs_view *view = rsec_manrs_view_new(inputs);
	struct rsec_input *input;
	struct rsec_err err;
	double start = now();

	walk(open_table(name, made), NULL);
	times->alone = now() - start;
	input = open_table(name, made);
	start = now();
	if (view == NULL || rsec_manrs_view_read(view, rsec_input_source(input),
				NULL, NULL, &err) == -1)
		die(&err);
	times->reading = now() - start;
	rsec_input_close(input);
	start = now();
	if (rsec_manrs_view_freeze(view, &err) == -1)
		die(&err);
	times->freezing = now() - start;
	return view;
}

int
main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : NULL;
	struct rsec_buf made = RSEC_BUF_INIT, text = RSEC_BUF_INIT;
	struct rsec_manrs_view_inputs inputs = { .month = rsec_manrs_month_of(
						     MRTW_TIME) };
	struct rsec_relations *relations;
	struct rsec_manrs_view *view;
	struct times times;
	uint64_t routes;
	int round;

	if (name == NULL)
		make_table(&made);
	routes = walk(open_table(name, &made), &text);
	relations = relations_of(&text);
	rsec_buf_fini(&text);
	inputs.relations = relations;
	printf("%llu routes, %zu relationships\n", (unsigned long long)routes,
	    rsec_relations_count(relations));
	for (round = 0; round < ROUNDS; round++) {
		view = measure(&inputs, name, &made, &times);
		printf("MRT alone %.2f s, read %.2f s, freeze %.2f s; %u "
		       "announcements, %u findings\n",
		    times.alone, times.reading, times.freezing,
		    rsec_manrs_view_count(view),
		    rsec_manrs_view_findings_count(view));
		rsec_manrs_view_free(view);
	}
	rsec_relations_free(relations);
	rsec_buf_fini(&made);
	return 0;
}
