/* SPDX-License-Identifier: ISC */
/*
 * history_bench [EVERY [STORE [LEFT]]]: build a store of the model archive, of
 * every EVERYth day (1) but the LEFT last ones (0), and time what it takes:
 *
 *	apply	an observation, by the CPU time of the builder alone; and the
 *		slowest of 400,000 VRPs or so
 *	write	the store, to STORE if it is given, else to memory
 *	load	it into a builder again
 *	walk	over the VRPs that cover a prefix and their runs, warm
 *	check	the state of a route on a day, and whether a prefix was
 *		covered: routes of the model, half of them more specific than
 *		their VRP, on any day
 */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utc.h"
#include "history/builder.h"
#include "history/query.h"
#include "tests/lib/archive.h"
#include "tests/lib/random.h"

#define WALKS 1000000

static double
seconds(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int
append(void *ctx, const void *data, size_t len)
{
	return rsec_buf_add(ctx, data, len);
}

struct applied {
	double sum, slowest;
	uint64_t vrps;
	uint32_t observations, slowest_vrps;
};

static void
apply(struct rsec_builder *builder, const struct archive *archive, uint8_t ta,
    uint32_t *not_before, struct applied *applied)
{
	struct rsec_vrps *vrps = archive_set(archive, ta, not_before);
	struct rsec_snapshot snapshot = { .ta = archive_ta(ta), .vrps = vrps };
	struct rsec_err error;
	double took;

	snapshot.time = archive->day * 86400;
	snapshot.records = rsec_vrps_count(vrps);
	snapshot.not_before = not_before;
	memcpy(snapshot.digest, &snapshot.time, sizeof(snapshot.time));
	took = seconds(CLOCK_THREAD_CPUTIME_ID);
	if (rsec_builder_add(builder, &snapshot, false, &error) == -1)
		errx(2, "%s", error.msg);
	took = seconds(CLOCK_THREAD_CPUTIME_ID) - took;
	applied->sum += took;
	applied->vrps += rsec_vrps_count(vrps);
	applied->observations++;
	if (took > applied->slowest) {
		applied->slowest = took;
		applied->slowest_vrps = rsec_vrps_count(vrps);
	}
	rsec_vrps_free(vrps);
}

static struct rsec_buf
build(struct archive *archive, uint32_t every, uint32_t last)
{
	uint32_t *not_before = malloc(archive->count * sizeof(*not_before));
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct applied applied = { 0, 0, 0, 0, 0 };
	struct rsec_buf bytes = RSEC_BUF_INIT;
	struct rsec_err error;
	uint32_t day;
	uint8_t ta;
	double took;

	if (not_before == NULL || builder == NULL)
		err(2, NULL);
	for (day = ARCHIVE_FIRST; day <= last; day += every) {
		archive_go(archive, day);
		for (ta = 0; ta < ARCHIVE_TAS; ta++)
			if (archive_state(ta, day) != ARCHIVE_ABSENT)
				apply(
				    builder, archive, ta, not_before, &applied);
	}
	printf("apply\t%u observations of %llu VRPs in %.1f s: %.1f ns a VRP; "
	       "slowest %.1f ms for %u\n",
	    applied.observations, (unsigned long long)applied.vrps, applied.sum,
	    applied.sum * 1e9 / (double)applied.vrps, applied.slowest * 1e3,
	    applied.slowest_vrps);
	took = seconds(CLOCK_PROCESS_CPUTIME_ID);
	if (rsec_builder_write(builder, append, &bytes, &error) == -1)
		errx(2, "%s", error.msg);
	printf("judge and write\t%.1f ms\n",
	    (seconds(CLOCK_PROCESS_CPUTIME_ID) - took) * 1e3);
	bytes.len = 0;
	took = seconds(CLOCK_PROCESS_CPUTIME_ID);
	if (rsec_builder_write(builder, append, &bytes, &error) == -1)
		errx(2, "%s", error.msg);
	printf("write again\t%.1f ms, %zu bytes\n",
	    (seconds(CLOCK_PROCESS_CPUTIME_ID) - took) * 1e3, bytes.len);
	rsec_builder_free(builder);
	free(not_before);
	return bytes;
}

struct count {
	struct rsec_history *history;
	uint64_t vrps, runs;
};

static int
found(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct count *count = ctx;
	struct rsec_history_run run;
	uint32_t i;

	count->vrps++;
	for (i = 0; i < vrp->runs; i++, count->runs++)
		if (rsec_history_run_get(count->history, vrp, i, &run, NULL) ==
		    -1)
			return -1;
	return 0;
}

static int
cmp(const void *a, const void *b)
{
	const double *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static void
walk(struct rsec_history *history, const struct archive *archive)
{
	struct count count = { history, 0, 0 };
	double *took = malloc(WALKS * sizeof(*took)), begin;
	struct random random = { 5 };
	struct rsec_prefix prefix;
	uint32_t i;

	if (took == NULL)
		err(2, NULL);
	for (i = 0; i < WALKS; i++) {
		prefix =
		    archive->rows[random_below(&random, archive->count)].prefix;
		begin = seconds(CLOCK_MONOTONIC);
		if (rsec_history_covering(
			history, &prefix, found, &count, NULL) != 0)
			errx(2, "cannot walk");
		took[i] = seconds(CLOCK_MONOTONIC) - begin;
	}
	qsort(took, WALKS, sizeof(*took), cmp);
	printf("walk\t%.1f VRPs, %.1f runs; p50 %.2f us, p99 %.2f us\n",
	    (double)count.vrps / WALKS, (double)count.runs / WALKS,
	    took[WALKS / 2] * 1e6, took[WALKS / 100 * 99] * 1e6);
	free(took);
}

/* A route of the model, on any day. */
static uint32_t
draw(const struct archive *archive, struct random *random,
    struct rsec_route *route)
{
	const struct archive_row *row =
	    &archive->rows[random_below(random, archive->count)];

	route->prefix = row->prefix;
	route->origin = row->asn;
	route->has_origin = true;
	if (route->prefix.len < rsec_family_bits(route->prefix.family) &&
	    random_once_in(random, 2))
		route->prefix.len++;
	if (random_once_in(random, 4))
		route->origin++;
	return (ARCHIVE_FIRST +
		   random_below(random, ARCHIVE_LAST - ARCHIVE_FIRST + 1)) *
	       (uint32_t)RSEC_DAY;
}

static void
check(struct rsec_history *history, const struct archive *archive, bool cover)
{
	double *took = malloc(WALKS * sizeof(*took)), begin, sum = 0;
	uint32_t states[RSEC_HISTORY_CHANGED + 1] = { 0 }, at, i;
	struct rsec_history_answer answer;
	struct random random = { 6 };
	struct rsec_route route;
	int rc;

	if (took == NULL)
		err(2, NULL);
	for (i = 0; i < WALKS; i++) {
		at = draw(archive, &random, &route);
		begin = seconds(CLOCK_MONOTONIC);
		rc = cover ? rsec_history_covered(history, &route.prefix, at,
				 RSEC_GAPS_UNKNOWN, &answer, NULL)
			   : rsec_history_check(history, &route, at,
				 RSEC_GAPS_UNKNOWN, &answer, NULL);
		took[i] = seconds(CLOCK_MONOTONIC) - begin;
		if (rc != 0)
			errx(2, "cannot check");
		sum += took[i];
		states[answer.verdict.state]++;
	}
	qsort(took, WALKS, sizeof(*took), cmp);
	printf("%s\t%u valid, %u invalid, %u not found, %u unknown; "
	       "p50 %.2f us, p99 %.2f us, mean %.2f us\n",
	    cover ? "covered" : "check", states[RSEC_HISTORY_VALID],
	    states[RSEC_HISTORY_INVALID], states[RSEC_HISTORY_NOT_FOUND],
	    states[RSEC_HISTORY_UNKNOWN], took[WALKS / 2] * 1e6,
	    took[WALKS / 100 * 99] * 1e6, sum * 1e6 / WALKS);
	free(took);
}

static void
ask(const struct rsec_buf *bytes, const struct archive *archive)
{
	struct rsec_history *history;
	struct rsec_builder *builder;
	struct rsec_err error;
	struct rsec_prefix one = archive->rows[archive->count / 2].prefix;
	struct count count = { NULL, 0, 0 };
	double took = seconds(CLOCK_PROCESS_CPUTIME_ID);

	history =
	    rsec_history_open((const uint8_t *)bytes->data, bytes->len, &error);
	if (history == NULL)
		errx(2, "%s", error.msg);
	count.history = history;
	rsec_history_covering(history, &one, found, &count, NULL);
	printf("open\t%.2f ms with a first question\n",
	    (seconds(CLOCK_PROCESS_CPUTIME_ID) - took) * 1e3);
	took = seconds(CLOCK_PROCESS_CPUTIME_ID);
	if (rsec_history_verify(history, &error) == -1)
		errx(2, "%s", error.msg);
	printf("verify\t%.1f ms; %llu VRPs, %llu runs\n",
	    (seconds(CLOCK_PROCESS_CPUTIME_ID) - took) * 1e3,
	    (unsigned long long)rsec_history_vrps(history),
	    (unsigned long long)rsec_history_runs(history));
	walk(history, archive);
	check(history, archive, false);
	check(history, archive, true);
	took = seconds(CLOCK_PROCESS_CPUTIME_ID);
	builder = rsec_builder_new(history, &error);
	if (builder == NULL)
		errx(2, "%s", error.msg);
	printf("load\t%.1f ms\n",
	    (seconds(CLOCK_PROCESS_CPUTIME_ID) - took) * 1e3);
	rsec_builder_free(builder);
	rsec_history_close(history);
}

static void
save(const char *path, const struct rsec_buf *bytes)
{
	const double begin = seconds(CLOCK_MONOTONIC);
	const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	if (fd == -1 ||
	    write(fd, bytes->data, bytes->len) != (ssize_t)bytes->len ||
	    fsync(fd) == -1 || close(fd) == -1)
		err(2, "%s", path);
	printf("save\t%.1f ms\n", (seconds(CLOCK_MONOTONIC) - begin) * 1e3);
}

int
main(int argc, char **argv)
{
	struct archive archive;
	struct rusage usage;
	struct rsec_buf bytes;

	archive_init(&archive);
	printf("model\t%u rows\n", archive.count);
	bytes = build(&archive, argc > 1 ? (uint32_t)atoi(argv[1]) : 1,
	    ARCHIVE_LAST - (argc > 3 ? (uint32_t)atoi(argv[3]) : 0));
	if (argc > 2)
		save(argv[2], &bytes);
	ask(&bytes, &archive);
	getrusage(RUSAGE_SELF, &usage);
	printf("memory\t%ld MB at most, the model included\n",
	    usage.ru_maxrss / 1024);
	rsec_buf_fini(&bytes);
	archive_fini(&archive);
	return 0;
}
