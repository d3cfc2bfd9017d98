/* SPDX-License-Identifier: ISC */
/*
 * Nanoseconds to write one answer of roa-check, {prefix, origin, state,
 * reason, one VRP}, to /dev/null, in each format.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "io/out.h"

#define RECORDS 2000000
#define ROUNDS	5

static const struct rsec_out_column vrp_columns[] = {
	{ "asn", RSEC_OUT_ASN, 10, NULL },
	{ "prefix", RSEC_OUT_PREFIX, 18, NULL },
	{ "maxLength", RSEC_OUT_MAX_LENGTH, 0, NULL },
	{ "ta", RSEC_OUT_STRING, 8, NULL },
	{ "why", RSEC_OUT_STRING, 0, NULL },
	{ NULL, 0, 0, NULL },
};

static const struct rsec_out_column columns[] = {
	{ "prefix", RSEC_OUT_PREFIX, 18, NULL },
	{ "origin", RSEC_OUT_ASN, 10, NULL },
	{ "state", RSEC_OUT_STRING, 9, NULL },
	{ "reason", RSEC_OUT_STRING, 0, NULL },
	{ "vrps", RSEC_OUT_ROWS, 0, vrp_columns },
	{ NULL, 0, 0, NULL },
};

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
write_record(struct rsec_out *out, uint32_t i)
{
	struct rsec_prefix prefix = { 0, 0, RSEC_IPV4, 24 };

	prefix.hi = (uint64_t)(i * 2654435761U & 0xffffff00U) << 32;
	rsec_out_prefix(out, &prefix);
	rsec_out_asn(out, 64496 + i % 16);
	rsec_out_string(out, "valid");
	rsec_out_string(out, "");
	rsec_out_rows_begin(out);
	rsec_out_asn(out, 64496 + i % 16);
	rsec_out_prefix(out, &prefix);
	rsec_out_uint(out, 24);
	rsec_out_string(out, "apnic");
	rsec_out_string(out, "matches");
	rsec_out_row_end(out);
	rsec_out_rows_end(out);
	rsec_out_end(out);
}

static double
measure(enum rsec_out_format format, int fd)
{
	struct rsec_out *out = rsec_out_new(fd, format, columns);
	double start = seconds();
	uint32_t i;

	if (out == NULL)
		exit(2);
	for (i = 0; i < RECORDS; i++)
		write_record(out, i);
	if (rsec_out_close(out, NULL) != 0)
		exit(2);
	return (seconds() - start) * 1e9 / RECORDS;
}

int
main(void)
{
	static const char *const names[] = { "text", "tsv", "csv", "json",
		"jsonl" };
	int fd = open("/dev/null", O_WRONLY), round;
	enum rsec_out_format format;
	double best, ns;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!rsec_out_format_parse(names[i], &format))
			return 2;
		best = 1e9;
		for (round = 0; round < ROUNDS; round++)
			if ((ns = measure(format, fd)) < best)
				best = ns;
		printf("out %-5s %6.1f ns/record, best of %d\n", names[i], best,
		    ROUNDS);
	}
	return 0;
}
