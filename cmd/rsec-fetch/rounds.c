/* SPDX-License-Identifier: ISC */
/*
 * Fetching jobs in rounds.  A round asks for the published digests of all that
 * is due, then for the files.  What follows from it, an earlier step where one
 * is not published yet, the next page, is due in the round after.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/rsec-fetch/rsec-fetch.h"
#include "cmd/stop.h"
#include "io/hasher.h"
#include "io/input.h"

#define REQUESTS_A_SECOND  5 /* to each host */
#define CONNECTIONS_A_HOST 2
#define DIGEST_FILE_MAX	   65536 /* bytes */
#define PAGES_MAX	   1000
#define AGENT		   "rsec/" RSEC_VERSION " (rsec-fetch)"

struct round {
	struct fetch *fetch;
	struct rsec_fetch_item *items;
	size_t *jobs; /* of each item */
	size_t count;
	bool digests; /* it is these that are asked for */
	uint64_t bytes;
};

static struct job *
job_of(const struct round *round, size_t item)
{
	return &round->fetch->jobs.job[round->jobs[item]];
}

static int
check_item(void *ctx, size_t item, int fd, struct rsec_err *err)
{
	const struct round *round = ctx;
	struct job *job = job_of(round, item);
	const struct expectation expected = { job->feed, job->path, job->url,
		job->has_digest ? job->digest : NULL };

	if (round->digests)
		return 0;
	if (job->check.pid == 0 &&
	    verify_begin(&job->check, &expected, fd, err) != 0)
		return -1;
	return verify_ask(&job->check, false, &job->verdict, err);
}

static int
take_outcome(void *ctx, const struct rsec_fetch_outcome *outcome)
{
	const struct round *round = ctx;
	struct job *job = job_of(round, outcome->item);

	if (round->digests) {
		if (outcome->state == RSEC_FETCH_DONE ||
		    outcome->state == RSEC_FETCH_CURRENT)
			return 0;
		job->state = JOB_FAILED;
		job->err = outcome->err;
		rsec_err_prepend(&job->err, "its digest, %s", job->digest_url);
		return 0;
	}
	switch (outcome->state) {
	case RSEC_FETCH_DONE:
		job->state = JOB_FETCHED;
		job->resumed = outcome->resumed;
		job->replaced = true;
		break;
	case RSEC_FETCH_CURRENT:
		job->state = JOB_CURRENT;
		break;
	case RSEC_FETCH_MISSING:
		job->state = JOB_ABSENT;
		job->err = outcome->err;
		break;
	case RSEC_FETCH_FAILED:
		job->state = JOB_FAILED;
		job->err = outcome->err;
		break;
	}
	return 0;
}

static void
take_progress(void *ctx, const struct rsec_fetch_progress *progress)
{
	struct round *round = ctx;
	const struct fetch *fetch = round->fetch;

	char now[40] = "";

	round->bytes = progress->bytes;
	if (progress->longest.total > 0)
		snprintf(now, sizeof(now), "%.28s %.0f %%",
		    job_of(round, progress->longest.item)->feed->name,
		    100 * (double)progress->longest.size /
			(double)progress->longest.total);
	if (!fetch->options->quiet)
		cli_progress_items(progress->done, progress->items,
		    fetch->bytes + progress->bytes, now);
}

/* A host may have been asked at the end of the round before. */
static void
keep_distance(const struct fetch *fetch)
{
	const struct timespec pause = { .tv_nsec =
					    1000000000 / REQUESTS_A_SECOND };

	if (fetch->asked)
		nanosleep(&pause, NULL); /* a signal stops more than this */
}

/* Fetch the items of ROUND. */
static void
run(struct round *round)
{
	struct fetch *fetch = round->fetch;
	const struct options *given = fetch->options;
	const struct rsec_fetch_many_options options = {
		.at_once = given->at_once,
		.per_host = CONNECTIONS_A_HOST,
		.requests_per_second = REQUESTS_A_SECOND,
		.bytes_per_second = given->rate,
		.stall_timeout = given->stall,
		.tries = given->tries,
		.conditional = true,
		.ftp = true,
		.agent = AGENT,
		.check = check_item,
		.outcome = take_outcome,
		.progress = take_progress,
		.stop = cli_is_stopped,
		.ctx = round,
	};
	struct rsec_err err;
	size_t i;
	int rc;

	keep_distance(fetch);
	fetch->asked = true;
	rc = rsec_fetch_many(
	    fetch->dir, round->items, round->count, &options, &err);
	cli_progress_end();
	for (i = 0; i < round->count; i++)
		verify_abort(&job_of(round, i)->check);
	fetch->bytes += round->bytes;
	if (rc != 0 && err.code != RSEC_ERR_STOPPED)
		cli_die("%s", err.msg);
	fetch->stopped = rc != 0;
}

/* The first run of exactly 2 * SIZE hexadecimal digits in S[0..n). */
static bool
find_digest(const char *s, size_t n, uint8_t *digest, size_t size)
{
	static const char hex[] = "0123456789abcdef0123456789ABCDEF";
	size_t i, run = 0;

	for (i = 0; i <= n; i++) {
		if (i < n && s[i] != '\0' && strchr(hex, s[i]) != NULL) {
			run++;
			continue;
		}
		if (run == 2 * size)
			break;
		run = 0;
	}
	if (i > n)
		return false;
	for (s += i - run; size > 0; size--, s += 2)
		*digest++ = (uint8_t)((strchr(hex, s[0]) - hex) % 16 * 16 +
				      (strchr(hex, s[1]) - hex) % 16);
	return true;
}

/* Take the digest of JOB from the file that was fetched. */
static void
read_digest(const struct fetch *fetch, struct job *job)
{
	const size_t size =
	    job->feed->digest == RSEC_FEED_MD5 ? 16 : DIGEST_MAX;
	static char text[DIGEST_FILE_MAX];
	ssize_t n = -1;
	int fd;

	fd = openat(
	    fetch->dir, job->digest_path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd >= 0) {
		n = read(fd, text, sizeof(text));
		close(fd);
	}
	job->has_digest =
	    n > 0 && find_digest(text, (size_t)n, job->digest, size);
	if (job->has_digest)
		return;
	job->state = JOB_FAILED;
	rsec_err_set(&job->err, RSEC_ERR_SYNTAX, "its digest, %s: %s",
	    job->digest_url, n < 0 ? strerror(errno) : "there is none in it");
}

/* Whether the round asks for something of JOB. */
static bool
is_wanted(const struct round *round, const struct job *job)
{
	return job->state == JOB_DUE &&
	       (!round->digests || job->digest_url != NULL);
}

static void
run_wanted(struct round *round)
{
	const struct jobs *jobs = &round->fetch->jobs;
	struct rsec_fetch_item *item;
	const struct job *job;
	size_t i;

	round->count = 0;
	round->bytes = 0;
	for (i = 0; i < jobs->count; i++) {
		job = &jobs->job[i];
		if (!is_wanted(round, job))
			continue;
		round->jobs[round->count] = i;
		item = &round->items[round->count++];
		*item = (struct rsec_fetch_item){ .url = job->url,
			.path = job->path,
			.max_size = job->feed->max_size,
			.accept = job->feed->accept };
		if (round->digests)
			*item =
			    (struct rsec_fetch_item){ .url = job->digest_url,
				    .path = job->digest_path,
				    .max_size = DIGEST_FILE_MAX };
	}
	if (round->count > 0)
		run(round);
}

/* What a page says that was here and is current. */
static void
read_page_again(const struct fetch *fetch, struct job *job)
{
	const struct expectation expected = { job->feed, job->path, job->url,
		NULL };
	int rc = -1, fd;

	fd = openat(fetch->dir, job->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd >= 0 && verify_begin(&job->check, &expected, fd, &job->err) == 0)
		rc = verify_ask(&job->check, true, &job->verdict, &job->err);
	else if (fd < 0)
		rsec_err_set(&job->err, RSEC_ERR_IO, "%s", strerror(errno));
	if (fd >= 0)
		close(fd);
	if (rc != 0)
		job->state = JOB_FAILED;
}

/* Whether the page that JOB names is one that was asked for before. */
static bool
is_circle(const struct fetch *fetch, const struct job *job)
{
	const struct jobs *jobs = &fetch->jobs;
	size_t i;

	for (i = 0; i < jobs->count; i++)
		if (jobs->job[i].feed == job->feed &&
		    strcmp(jobs->job[i].url, job->verdict.next) == 0)
			return true;
	return false;
}

/* A page is there: is there another? */
static void
follow_page(struct fetch *fetch, size_t i)
{
	struct job *job = &fetch->jobs.job[i];

	if (job->state == JOB_CURRENT)
		read_page_again(fetch, job);
	if (job->state == JOB_FAILED)
		return;
	if (job->verdict.last) {
		folder_trim(fetch, job);
		return;
	}
	if (!is_circle(fetch, job) && job->place.page + 1 < PAGES_MAX) {
		plan_next_page(fetch, i);
		return;
	}
	job->state = JOB_FAILED;
	rsec_err_set(&job->err, RSEC_ERR_LIMIT,
	    is_circle(fetch, job) ? "its next page is one before it"
				  : "more than %d pages",
	    PAGES_MAX);
}

/* What follows from the round for those that it asked for; whether anything. */
static bool
follow(struct fetch *fetch, const struct round *round)
{
	const size_t before = fetch->jobs.count;
	bool any = false;
	struct job *job;
	size_t i;

	for (i = 0; i < round->count; i++) {
		job = job_of(round, i);
		if (job->state == JOB_ABSENT && plan_step_back(fetch, job))
			any = true;
		else if ((job->state == JOB_FETCHED ||
			     job->state == JOB_CURRENT) &&
			 (job->feed->records != NULL ||
			     job->feed->next != NULL))
			follow_page(fetch, round->jobs[i]);
	}
	return any || fetch->jobs.count > before;
}

/* One round: whether another one is due. */
static bool
run_round(struct fetch *fetch)
{
	struct round round = { .fetch = fetch, .digests = true };
	struct job *job;
	bool again = false;
	size_t i;

	round.items = cli_calloc(fetch->jobs.count, sizeof(*round.items));
	round.jobs = cli_calloc(fetch->jobs.count, sizeof(*round.jobs));
	run_wanted(&round);
	for (i = 0; i < round.count && !fetch->stopped; i++) {
		job = job_of(&round, i);
		if (job->state == JOB_DUE)
			read_digest(fetch, job);
	}
	round.digests = false;
	if (!fetch->stopped) {
		run_wanted(&round);
		again = !fetch->stopped && follow(fetch, &round);
	}
	free(round.items);
	free(round.jobs);
	return again;
}

void
rounds(struct fetch *fetch)
{
	size_t i;

	cli_stop_begin();
	rsec_input_preload();
	rsec_hasher_preload();
	while (fetch->jobs.count > 0 && run_round(fetch))
		;
	for (i = 0; i < fetch->jobs.count; i++)
		folder_stat(fetch, &fetch->jobs.job[i]);
}
