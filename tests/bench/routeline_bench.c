/* SPDX-License-Identifier: ISC */
/*
 * What one line of routes costs, by its kind: the median of ROUNDS passes over
 * LINES generated lines that lie in memory, in nanoseconds a line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "bgp/routeline.h"
#include "tests/lib/random.h"

#define LINES  200000
#define ROUNDS 9

struct route {
	char prefix[RSEC_PREFIX_SIZE], address[RSEC_PREFIX_SIZE];
	uint8_t len;
	uint32_t asn;
};

static struct route
random_route(struct random *r)
{
	struct rsec_prefix p = { 0, 0, RSEC_IPV4, 24 };
	struct route route;

	p.len = (uint8_t)(16 + random_below(r, 9));
	p.hi = random_u64(r);
	if (random_once_in(r, 6)) {
		p.family = RSEC_IPV6;
		p.len = (uint8_t)(p.len * 2);
		p.hi = p.hi >> 4 | (uint64_t)2 << 60;
	}
	p.hi &= rsec_mask_hi(p.len);
	rsec_prefix_format(route.prefix, &p);
	rsec_prefix_format_address(route.address, &p);
	route.len = p.len;
	route.asn = 1 + random_below(r, 400000);
	return route;
}

static int
plain(char *to, const struct route *route)
{
	return sprintf(to, "%s AS%u", route->prefix, route->asn);
}

static int
csv(char *to, const struct route *route)
{
	return sprintf(to, "AS%u,%s,%u,ripe", route->asn, route->prefix,
	    (unsigned)route->len);
}

static int
quoted(char *to, const struct route *route)
{
	return sprintf(to, "\"AS%u\",\"%s\",\"%u\",\"ripe\"", route->asn,
	    route->prefix, (unsigned)route->len);
}

static int
pfx2as(char *to, const struct route *route)
{
	return sprintf(
	    to, "%s\t%u\t%u", route->address, (unsigned)route->len, route->asn);
}

static int
riswhois(char *to, const struct route *route)
{
	return sprintf(to, "%u\t%s\t310", route->asn, route->prefix);
}

static int
bgpdump(char *to, const struct route *route)
{
	return sprintf(to,
	    "TABLE_DUMP2|1700000000|B|198.51.100.1|64500|%s|64500 64501 64502 "
	    "%u|IGP|198.51.100.1|0|0|64500:1000 64500:2000 64501:666|NAG||",
	    route->prefix, route->asn);
}

struct kind {
	const char *name;
	int (*print)(char *to, const struct route *route);
	const char *header;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void
generate(const struct kind *kind, struct rsec_buf *text)
{
	struct random r = { 4271 };
	struct route route;
	char line[512];
	int i, n;

	text->len = 0;
	for (i = 0; i < LINES; i++) {
		route = random_route(&r);
		n = kind->print(line, &route);
		line[n++] = '\n';
		if (rsec_buf_add(text, line, (size_t)n) == -1)
			abort();
	}
}

/* One pass over TEXT; the time of one line. */
static double
measure(const struct kind *kind, const struct rsec_buf *text)
{
	struct rsec_routeline_reader reader = RSEC_ROUTELINE_READER_INIT;
	struct rsec_routeline route;
	const char *at = text->data, *end = at + text->len, *newline;
	double start = now();

	if (kind->header != NULL &&
	    rsec_routeline_parse(&reader, kind->header, strlen(kind->header),
		&route, NULL) == -1)
		abort();
	for (; at < end; at = newline + 1) {
		newline = memchr(at, '\n', (size_t)(end - at));
		if (rsec_routeline_parse(&reader, at, (size_t)(newline - at),
			&route, NULL) == -1 ||
		    route.kind != RSEC_ROUTELINE_ROUTE)
			abort();
	}
	return (now() - start) / LINES;
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
	static const struct kind kinds[] = {
		{ "plain", plain, NULL },
		{ "csv with header", csv, "ASN,IP Prefix,Max Length,TA" },
		{ "csv, quoted", quoted, "ASN,IP Prefix,Max Length,TA" },
		{ "pfx2as", pfx2as, NULL },
		{ "riswhois", riswhois, NULL },
		{ "bgpdump -m", bgpdump, NULL },
	};
	struct rsec_buf text = RSEC_BUF_INIT;
	double t[ROUNDS];
	size_t i, round;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		generate(&kinds[i], &text);
		for (round = 0; round < ROUNDS; round++)
			t[round] = measure(&kinds[i], &text);
		qsort(t, ROUNDS, sizeof(t[0]), cmp_double);
		printf("%-16s %6.1f ns a line\n", kinds[i].name, t[ROUNDS / 2]);
	}
	rsec_buf_fini(&text);
	return 0;
}
