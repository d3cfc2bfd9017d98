/* SPDX-License-Identifier: ISC */
/*
 * What reading an export costs, by its format and without the freeze of the
 * set: the median of ROUNDS passes over VRPS generated VRPs that lie in memory
 * and are handed out in runs as a file is.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "rpki/vrpfile.h"
#include "tests/lib/random.h"

#define VRPS   200000
#define ROUNDS 9
#define RUN    ((size_t)128 * 1024)

struct format {
	const char *name, *head, *between, *tail;
	int (*print)(char *to, const char *prefix, unsigned max_len,
	    unsigned asn, const char *ta);
};

static int
print_client(char *to, const char *prefix, unsigned max_len, unsigned asn,
    const char *ta)
{
	return sprintf(to,
	    "\t\t{ \"asn\": %u, \"prefix\": \"%s\", \"maxLength\": %u, "
	    "\"ta\": \"%s\", \"expires\": 1753453058 }",
	    asn, prefix, max_len, ta);
}

static int
print_ext(char *to, const char *prefix, unsigned max_len, unsigned asn,
    const char *ta)
{
	return sprintf(to,
	    "    { \"asn\": \"AS%u\", \"prefix\": \"%s\", \"maxLength\": %u, "
	    "\"source\": [ { \"type\": \"roa\", \"uri\": "
	    "\"rsync://rpki.example.net/repository/%u.roa\", \"tal\": \"%s\" "
	    "}] }",
	    asn, prefix, max_len, asn, ta);
}

static int
print_csv(char *to, const char *prefix, unsigned max_len, unsigned asn,
    const char *ta)
{
	return sprintf(
	    to, "AS%u,%s,%u,%s,1753453058\n", asn, prefix, max_len, ta);
}

static int
print_openbgpd(char *to, const char *prefix, unsigned max_len, unsigned asn,
    const char *ta)
{
	(void)ta;
	return sprintf(to, "\t%s maxlen %u source-as %u expires 1753453058\n",
	    prefix, max_len, asn);
}

static int
print_bird(char *to, const char *prefix, unsigned max_len, unsigned asn,
    const char *ta)
{
	(void)ta;
	return sprintf(to, "\troute %s max %u as %u;\n", prefix, max_len, asn);
}

static const struct format formats[] = {
	{ "json, rpki-client", "{\n\t\"roas\": [\n", ",\n", "\n\t]\n}\n",
	    print_client },
	{ "json, Routinator jsonext", "{\n  \"roas\": [\n", ",\n", "\n  ]\n}\n",
	    print_ext },
	{ "csv, rpki-client", "ASN,IP Prefix,Max Length,Trust Anchor,Expires\n",
	    "", "", print_csv },
	{ "openbgpd, rpki-client", "roa-set {\n", "", "}\n", print_openbgpd },
	{ "bird, rpki-client", "protocol static {\n", "", "}\n", print_bird },
};

static struct rsec_prefix
random_prefix(struct random *r)
{
	struct rsec_prefix p = { random_u64(r), 0, RSEC_IPV4, 24 };

	if (random_once_in(r, 5)) {
		p.family = RSEC_IPV6;
		p.len = (uint8_t)(32 + random_below(r, 17));
		p.hi = p.hi >> 4 | (uint64_t)2 << 60;
	} else {
		p.len = (uint8_t)(16 + random_below(r, 9));
	}
	p.hi &= rsec_mask_hi(p.len);
	return p;
}

static void
generate(const struct format *format, struct rsec_buf *text)
{
	static const char *const tas[] = { "ripe", "apnic", "arin", "lacnic",
		"afrinic" };
	struct random r = { 20261123 };
	char prefix[RSEC_PREFIX_SIZE], line[400];
	struct rsec_prefix p;
	int i, n;

	text->len = 0;
	rsec_buf_puts(text, format->head);
	for (i = 0; i < VRPS; i++) {
		p = random_prefix(&r);
		rsec_prefix_format(prefix, &p);
		n = format->print(line, prefix, p.len, random_below(&r, 400000),
		    tas[random_below(&r, 5)]);
		if (i > 0)
			rsec_buf_puts(text, format->between);
		rsec_buf_add(text, line, (size_t)n);
	}
	rsec_buf_puts(text, format->tail);
}

/* Nanoseconds of one pass. */
static double
read_once(const struct rsec_buf *text)
{
	struct rsec_memory mem = { (const uint8_t *)text->data, text->len,
		RUN };
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_vrpfile_stats stats;
	struct timespec from, to;
	struct rsec_err err;

	clock_gettime(CLOCK_MONOTONIC, &from);
	if (vrps == NULL ||
	    rsec_vrpfile_read(
		rsec_source_memory(&mem), "", vrps, NULL, &stats, &err) != 0 ||
	    stats.records != VRPS) {
		fprintf(stderr, "vrpfile_bench: reading failed\n");
		exit(1);
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	rsec_vrps_free(vrps);
	return (double)(to.tv_sec - from.tv_sec) * 1e9 +
	       (double)(to.tv_nsec - from.tv_nsec);
}

static int
double_cmp(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

int
main(void)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	double ns[ROUNDS];
	size_t i, round;

	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		generate(&formats[i], &text);
		for (round = 0; round < ROUNDS; round++)
			ns[round] = read_once(&text);
		qsort(ns, ROUNDS, sizeof(ns[0]), double_cmp);
		printf("%-26s %6.1f ns/VRP  %6.0f MB/s\n", formats[i].name,
		    ns[ROUNDS / 2] / VRPS,
		    (double)text.len * 1e3 / ns[ROUNDS / 2]);
	}
	rsec_buf_fini(&text);
	return 0;
}
