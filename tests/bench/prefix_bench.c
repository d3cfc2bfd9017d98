/* SPDX-License-Identifier: ISC */
/*
 * Reading and writing prefixes: nanoseconds for each, the median of ROUNDS
 * passes over the routes of the model table, beside the system's inet_pton()
 * and inet_ntop(), which do the address only.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "net/prefix.h"
#include "tests/lib/table.h"

#define ROUNDS 9

struct text {
	char prefix[RSEC_PREFIX_SIZE];	/* with its length */
	char address[RSEC_PREFIX_SIZE]; /* without */
	uint8_t bytes[16];		/* in network order */
	size_t n;			/* of prefix */
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static struct text *
texts_of(const struct table *table)
{
	struct text *texts = calloc(table->count, sizeof(*texts));
	const struct rsec_prefix *p;
	size_t i;

	if (texts == NULL)
		abort();
	for (i = 0; i < table->count; i++) {
		p = &table->rows[i].prefix;
		texts[i].n = rsec_prefix_format(texts[i].prefix, p);
		rsec_prefix_format_address(texts[i].address, p);
		if (inet_pton(p->family == RSEC_IPV4 ? AF_INET : AF_INET6,
			texts[i].address, texts[i].bytes) != 1)
			abort();
	}
	return texts;
}

/* Each pass returns a sum, so that nothing of it can be left out. */
typedef uint64_t (*pass)(const struct table *table, const struct text *texts);

static uint64_t
parse(const struct table *table, const struct text *texts)
{
	struct rsec_prefix p;
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < table->count; i++) {
		if (rsec_prefix_parse(texts[i].prefix, texts[i].n, &p, NULL) ==
		    -1)
			abort();
		sum += p.hi;
	}
	return sum;
}

static uint64_t
format(const struct table *table, const struct text *texts)
{
	char to[RSEC_PREFIX_SIZE];
	uint64_t sum = 0;
	size_t i;

	(void)texts;
	for (i = 0; i < table->count; i++)
		sum += rsec_prefix_format(to, &table->rows[i].prefix);
	return sum;
}

static uint64_t
system_parse(const struct table *table, const struct text *texts)
{
	const int family =
	    table->rows[0].prefix.family == RSEC_IPV4 ? AF_INET : AF_INET6;
	uint8_t bytes[16];
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < table->count; i++) {
		inet_pton(family, texts[i].address, bytes);
		sum += bytes[0];
	}
	return sum;
}

static uint64_t
system_format(const struct table *table, const struct text *texts)
{
	const int family =
	    table->rows[0].prefix.family == RSEC_IPV4 ? AF_INET : AF_INET6;
	char to[INET6_ADDRSTRLEN];
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < table->count; i++) {
		inet_ntop(family, texts[i].bytes, to, sizeof(to));
		sum += (uint8_t)to[0];
	}
	return sum;
}

static int
double_cmp(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
measure(pass run, const struct table *table, const struct text *texts)
{
	double times[ROUNDS], start;
	volatile uint64_t sum;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		start = now();
		sum = run(table, texts);
		times[i] = (now() - start) / (double)table->count;
	}
	(void)sum;
	qsort(times, ROUNDS, sizeof(times[0]), double_cmp);
	return times[ROUNDS / 2];
}

static void
run_family(uint8_t family, const char *name)
{
	struct table table = table_routes(family);
	struct text *texts = texts_of(&table);

	printf("%-6s %9.1f %9.1f %9.1f %9.1f\n", name,
	    measure(parse, &table, texts), measure(format, &table, texts),
	    measure(system_parse, &table, texts),
	    measure(system_format, &table, texts));
	free(texts);
	free(table.rows);
}

int
main(void)
{
	printf("family  parse ns format ns inet_pton inet_ntop\n");
	run_family(RSEC_IPV4, "IPv4");
	run_family(RSEC_IPV6, "IPv6");
	return 0;
}
