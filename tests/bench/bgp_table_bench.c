/* SPDX-License-Identifier: ISC */
/*
 * What it takes to read a table of routes and to freeze it: the median of
 * ROUNDS, in milliseconds, of the file that is named (plain, of any kind of
 * line), or else of the model table as "prefix origin" lines.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "bgp/table.h"
#include "tests/lib/table.h"

#define ROUNDS 9

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
compare(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
load(struct rsec_buf *text, const char *path)
{
	FILE *in = fopen(path, "r");
	char *to;
	size_t n;

	if (in == NULL)
		exit(2);
	do {
		if ((to = rsec_buf_reserve(text, 1 << 20)) == NULL)
			exit(2);
		n = fread(to, 1, 1 << 20, in);
		text->len += n;
	} while (n > 0);
	fclose(in);
}

static void
generate(struct rsec_buf *text, uint8_t family)
{
	const struct table table = table_routes(family);
	char line[RSEC_PREFIX_SIZE + 16];
	size_t i, n;

	for (i = 0; i < table.count; i++) {
		n = rsec_prefix_format(line, &table.rows[i].prefix);
		n += (size_t)sprintf(line + n, " %u\n", table.rows[i].asn);
		if (rsec_buf_add(text, line, n) == -1)
			exit(2);
	}
	free(table.rows);
}

int
main(int argc, char **argv)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_bgp_table_stats stats = { 0 };
	double reading[ROUNDS], freezing[ROUNDS], start;
	struct rsec_bgp_table *table = NULL;
	struct rsec_memory memory;
	int i;

	if (argc > 1)
		load(&text, argv[1]);
	else {
		generate(&text, RSEC_IPV4);
		generate(&text, RSEC_IPV6);
	}
	for (i = 0; i < ROUNDS; i++) {
		rsec_bgp_table_free(table);
		table = rsec_bgp_table_new();
		memory = (struct rsec_memory){ (const uint8_t *)text.data,
			text.len, 0 };
		start = now();
		if (table == NULL ||
		    rsec_bgp_table_read(table, rsec_source_memory(&memory),
			NULL, &stats, NULL) == -1)
			return 2;
		reading[i] = now() - start;
		start = now();
		if (rsec_bgp_table_freeze(table, NULL) == -1)
			return 2;
		freezing[i] = now() - start;
	}
	qsort(reading, ROUNDS, sizeof(*reading), compare);
	qsort(freezing, ROUNDS, sizeof(*freezing), compare);
	printf("routes %llu distinct %u skipped %llu\n",
	    (unsigned long long)stats.routes, rsec_bgp_table_count(table),
	    (unsigned long long)stats.skipped);
	printf("read %.0f ms, freeze %.0f ms, %.1f MB\n", reading[ROUNDS / 2],
	    freezing[ROUNDS / 2], (double)rsec_bgp_table_memory(table) / 1e6);
	rsec_bgp_table_free(table);
	rsec_buf_fini(&text);
	return 0;
}
