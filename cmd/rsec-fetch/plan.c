/* SPDX-License-Identifier: ISC */
/*
 * From sources to jobs.  A source whose URL has no time is one job.  Else it is
 * the step that has begun last, or an earlier one while that is not published;
 * with --month all steps of the month if each has a file of its own, else the
 * last.  A series of months also has the month before until that is final:
 * fetched a while after its end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/rsec-fetch/rsec-fetch.h"

#define BACK  4	       /* earlier steps that will do */
#define FINAL RSEC_DAY /* seconds after its end that a step may change */

static char *
expand(const struct job *job, const char *text)
{
	char *all = rsec_feed_expand(job->feed, text, &job->place);

	if (all == NULL)
		cli_die("out of memory");
	return all;
}

static void
fill_names(struct job *job)
{
	const struct rsec_feed *feed = job->feed;

	job->url = expand(job, feed->url);
	job->path = expand(job, feed->file);
	if (feed->digest_url == NULL)
		return;
	job->digest_url = expand(job, feed->digest_url);
	if (asprintf(&job->digest_path, "%s.%s", job->path,
		feed->digest == RSEC_FEED_MD5 ? "md5" : "sha256") < 0)
		cli_die("out of memory");
}

static void
free_names(struct job *job)
{
	free(job->url);
	free(job->path);
	free(job->digest_url);
	free(job->digest_path);
	job->url = job->path = job->digest_url = job->digest_path = NULL;
}

/* Whether nothing new can come of it, or not so soon. */
static bool
is_fresh(const struct fetch *fetch, const struct job *job)
{
	const struct options *options = fetch->options;

	if (options->force || job->checked > options->now)
		return false; /* a time to come: the clock was wrong */
	if (job->feed->series && job->fetched >= job->place.to + FINAL)
		return true;
	return job->checked + job->feed->every > options->now;
}

static struct job *
add_job(struct fetch *fetch, const struct rsec_feed *feed,
    const struct rsec_feed_place *place)
{
	struct jobs *jobs = &fetch->jobs;
	struct job *job;

	if (jobs->count == jobs->room) {
		jobs->room = jobs->room > 0 ? 2 * jobs->room : 64;
		jobs->job =
		    reallocarray(jobs->job, jobs->room, sizeof(*jobs->job));
		if (jobs->job == NULL)
			cli_die("out of memory");
	}
	job = &jobs->job[jobs->count++];
	*job = (struct job){ .feed = feed, .place = *place };
	fill_names(job);
	job->state = JOB_DUE;
	if (folder_stat(fetch, job) && is_fresh(fetch, job))
		job->state = JOB_FRESH;
	return job;
}

static void
plan_month(struct fetch *fetch, const struct rsec_feed *feed)
{
	const struct options *options = fetch->options;
	int64_t t = options->from, end = options->to;
	struct rsec_feed_place place;

	if (end > options->now + 1)
		end = options->now + 1; /* the step of now has begun */
	if (!feed->series) {
		place = rsec_feed_step(feed, end - 1);
		add_job(fetch, feed, &place)->back = BACK;
		return;
	}
	while (t < end) {
		place = rsec_feed_step(feed, t);
		add_job(fetch, feed, &place);
		t = place.to;
	}
}

static void
plan_now(struct fetch *fetch, const struct rsec_feed *feed)
{
	struct rsec_feed_place now = rsec_feed_step(feed, fetch->options->now);
	struct rsec_feed_place before;

	if (feed->dated && feed->series && feed->step_months != 0) {
		before = rsec_feed_step(feed, now.from - 1);
		add_job(fetch, feed, &before);
		add_job(fetch, feed, &now);
		return;
	}
	add_job(fetch, feed, &now)->back = feed->dated ? BACK : 0;
}

void
plan(struct fetch *fetch)
{
	const struct rsec_feed *feed;
	size_t i;

	for (i = 0; i < fetch->feeds.count; i++) {
		feed = &fetch->feeds.feed[i];
		if (!fetch->chosen[i])
			continue;
		if (fetch->options->has_month && feed->dated)
			plan_month(fetch, feed);
		else
			plan_now(fetch, feed);
	}
}

void
plan_next_page(struct fetch *fetch, size_t i)
{
	struct rsec_feed_place place = fetch->jobs.job[i].place;
	struct verdict *verdict;
	struct job *job;

	place.page++;
	job = add_job(fetch, fetch->jobs.job[i].feed, &place);
	job->state = JOB_DUE;
	verdict = &fetch->jobs.job[i].verdict; /* the array may have moved */
	if (verdict->next[0] == '\0')
		return;
	free(job->url);
	if ((job->url = strdup(verdict->next)) == NULL)
		cli_die("out of memory");
}

bool
plan_step_back(struct fetch *fetch, struct job *job)
{
	if (job->back == 0)
		return false;
	job->back--;
	job->place = rsec_feed_step(job->feed, job->place.from - 1);
	free_names(job);
	fill_names(job);
	job->state = JOB_DUE;
	if (folder_stat(fetch, job) && job->feed->series &&
	    is_fresh(fetch, job))
		job->state = JOB_FRESH;
	return true;
}

void
plan_free(struct fetch *fetch)
{
	size_t i;

	for (i = 0; i < fetch->jobs.count; i++)
		free_names(&fetch->jobs.job[i]);
	free(fetch->jobs.job);
}
