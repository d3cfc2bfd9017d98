/* SPDX-License-Identifier: ISC */
/*
 * From a store of roa-history, for those who measure it beside another way:
 *
 *	history_sample_gen STORE routes COUNT	"PREFIX ORIGIN DATE" a line
 *	history_sample_gen STORE rows		"PREFIX,MAXLEN,ASN,TA,FROM,TO"
 *
 * Routes are those of VRPs drawn at random, half of them one bit more specific
 * and a quarter with another origin, on days between the first and the last
 * observation; the same in each run.  A row is a run: FROM and TO are days
 * since 1970-01-01, both included.
 */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/utc.h"
#include "history/query.h"
#include "tests/lib/random.h"

/* The VRPs of the store, in order; the first day and the last. */
struct sample {
	struct rsec_history *history;
	struct rsec_history_vrp *vrps;
	uint32_t count, first, last;
};

static struct rsec_history *
open_store(const char *path)
{
	struct rsec_history *history;
	struct rsec_err error;
	struct stat st;
	void *data;
	int fd = open(path, O_RDONLY);

	if (fd == -1 || fstat(fd, &st) == -1)
		err(2, "%s", path);
	data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (data == MAP_FAILED)
		err(2, "%s", path);
	history = rsec_history_open(data, (size_t)st.st_size, &error);
	if (history == NULL)
		errx(2, "%s: %s", path, error.msg);
	return history;
}

static int
keep(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct sample *sample = ctx;

	sample->vrps[sample->count++] = *vrp;
	return 0;
}

static void
read_vrps(struct sample *sample)
{
	const struct rsec_prefix all[] = { { 0, 0, RSEC_IPV4, 0 },
		{ 0, 0, RSEC_IPV6, 0 } };
	size_t i;

	sample->vrps = calloc(
	    rsec_history_vrps(sample->history) + 1, sizeof(*sample->vrps));
	if (sample->vrps == NULL)
		err(2, NULL);
	for (i = 0; i < 2; i++)
		if (rsec_history_covering(
			sample->history, &all[i], keep, sample, NULL) != 0 ||
		    rsec_history_inside(
			sample->history, &all[i], keep, sample, NULL) != 0)
			errx(2, "the store is damaged");
}

static void
find_days(struct sample *sample)
{
	struct rsec_history *history = sample->history;
	uint32_t n, first, last;
	size_t i;

	sample->first = UINT32_MAX;
	for (i = 0; i < rsec_history_tas(history); i++) {
		n = rsec_history_trusted(history, (uint8_t)i);
		if (n == 0)
			continue;
		first = rsec_history_trusted_time(history, (uint8_t)i, 0);
		last = rsec_history_trusted_time(history, (uint8_t)i, n - 1);
		if (first / RSEC_DAY < sample->first)
			sample->first = first / RSEC_DAY;
		if (last / RSEC_DAY > sample->last)
			sample->last = last / RSEC_DAY;
	}
	if (sample->count == 0 || sample->first == UINT32_MAX)
		errx(2, "the store is empty");
}

static void
print_routes(const struct sample *sample, uint32_t count)
{
	const uint32_t days = sample->last - sample->first + 1;
	char prefix[RSEC_PREFIX_SIZE], date[RSEC_UTC_SIZE];
	struct rsec_history_vrp vrp;
	struct random random = { 7 };
	uint32_t day;

	for (; count > 0; count--) {
		vrp = sample->vrps[random_below(&random, sample->count)];
		if (vrp.prefix.len < rsec_family_bits(vrp.prefix.family) &&
		    random_once_in(&random, 2))
			vrp.prefix.len++;
		if (random_once_in(&random, 4))
			vrp.asn++;
		day = sample->first + random_below(&random, days);
		rsec_prefix_format(prefix, &vrp.prefix);
		rsec_utc_format(date, day * RSEC_DAY);
		printf("%s AS%u %.10s\n", prefix, vrp.asn, date);
	}
}

static void
print_rows(const struct sample *sample)
{
	char prefix[RSEC_PREFIX_SIZE];
	struct rsec_history_run run;
	uint32_t i, j;

	for (i = 0; i < sample->count; i++) {
		const struct rsec_history_vrp *vrp = &sample->vrps[i];

		rsec_prefix_format(prefix, &vrp->prefix);
		for (j = 0; j < vrp->runs; j++) {
			if (rsec_history_run_get(
				sample->history, vrp, j, &run, NULL) != 0)
				errx(2, "the store is damaged");
			printf("%s,%u,%u,%s,%u,%u\n", prefix, vrp->max_len,
			    vrp->asn, rsec_history_ta(sample->history, vrp->ta),
			    run.from / (uint32_t)RSEC_DAY,
			    run.to / (uint32_t)RSEC_DAY);
		}
	}
}

int
main(int argc, char **argv)
{
	struct sample sample = { NULL, NULL, 0, 0, 0 };

	if (argc < 3)
		errx(2, "usage: history_sample_gen STORE rows|routes [COUNT]");
	sample.history = open_store(argv[1]);
	read_vrps(&sample);
	find_days(&sample);
	if (strcmp(argv[2], "rows") == 0)
		print_rows(&sample);
	else
		print_routes(&sample, argc > 3 ? (uint32_t)atoi(argv[3]) : 1);
	if (fflush(stdout) == EOF)
		err(2, "standard output");
	free(sample.vrps);
	rsec_history_close(sample.history);
	return 0;
}
