/* SPDX-License-Identifier: ISC */
/* What is told: a row for each file, why one is missing, and counts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "cmd/cli.h"
#include "cmd/inputs.h"
#include "cmd/rsec-fetch/rsec-fetch.h"

static const char *const names[] = {
	[JOB_FRESH] = "fresh",
	[JOB_DUE] = "due",
	[JOB_FETCHED] = "fetched",
	[JOB_CURRENT] = "current",
	[JOB_ABSENT] = "absent",
	[JOB_FAILED] = "failed",
};

/* For machines: everything. */
static const struct rsec_out_column all_columns[] = {
	{ "source", RSEC_OUT_STRING, 0, NULL },
	{ "group", RSEC_OUT_STRING, 0, NULL },
	{ "state", RSEC_OUT_STRING, 0, NULL },
	{ "size", RSEC_OUT_UINT, 0, NULL },
	{ "age", RSEC_OUT_UINT, 0, NULL },
	{ "fetched", RSEC_OUT_TIME, 0, NULL },
	{ "checked", RSEC_OUT_TIME, 0, NULL },
	{ "file", RSEC_OUT_STRING, 0, NULL },
	{ "url", RSEC_OUT_STRING, 0, NULL },
	{ "reason", RSEC_OUT_STRING, 0, NULL },
	{ NULL, RSEC_OUT_STRING, 0, NULL },
};

/* For people: the age in words, a reason on standard error. */
static const struct rsec_out_column text_columns[] = {
	{ "source", RSEC_OUT_STRING, 20, NULL },
	{ "state", RSEC_OUT_STRING, 7, NULL },
	{ "size", RSEC_OUT_STRING, 13, NULL },
	{ "age", RSEC_OUT_STRING, 6, NULL },
	{ "file", RSEC_OUT_STRING, 0, NULL },
	{ "url", RSEC_OUT_NOTE, 0, NULL },
	{ NULL, RSEC_OUT_STRING, 0, NULL },
};

static uint64_t
age_of(const struct fetch *fetch, const struct job *job)
{
	const int64_t age = fetch->options->now - job->fetched;

	return age > 0 ? (uint64_t)age : 0;
}

/* "3 d": in the unit of which there are two or more. */
static void
format_age(char to[CLI_COUNT_SIZE], uint64_t age)
{
	static const struct {
		uint64_t seconds;
		const char *name;
	} units[] = { { 86400, "d" }, { 3600, "h" }, { 60, "min" },
		{ 1, "s" } };
	size_t i = 0;

	while (units[i].seconds > 1 && age < 2 * units[i].seconds)
		i++;
	snprintf(to, CLI_COUNT_SIZE, "%llu %s",
	    (unsigned long long)(age / units[i].seconds), units[i].name);
}

static void
put_url(struct rsec_out *out, const struct job *job)
{
	char *shown = cli_shown_name(job->url);

	rsec_out_string(out, shown);
	free(shown);
}

static void
put_text(const struct fetch *fetch, struct rsec_out *out, const struct job *job,
    const char *state)
{
	const struct options *options = fetch->options;
	char size[CLI_COUNT_SIZE] = "", age[CLI_COUNT_SIZE] = "";

	if (job->fetched != 0) {
		cli_count(size, job->size);
		format_age(age, age_of(fetch, job));
	}
	rsec_out_string(out, job->feed->name);
	if (job->state == JOB_FETCHED)
		rsec_out_look(out, RSEC_OUT_GOOD);
	else if (job->state == JOB_FAILED)
		rsec_out_look(out, RSEC_OUT_BAD);
	else if (job->state == JOB_ABSENT)
		rsec_out_look(out, RSEC_OUT_OPEN);
	rsec_out_string(out, state);
	rsec_out_string(out, size);
	rsec_out_string(out, age);
	rsec_out_string(out, job->path);
	if (options->verbose || options->dry_run)
		put_url(out, job);
	else
		rsec_out_string(out, "");
	rsec_out_end(out);
}

static void
put_part(struct rsec_out *out, const struct job *job)
{
	char count[CLI_COUNT_SIZE], text[64 + CLI_COUNT_SIZE];

	snprintf(text, sizeof(text),
	    "broken off after %s bytes, from where it goes on",
	    cli_count(count, job->part));
	rsec_out_string(out, text);
}

static void
put_all(const struct fetch *fetch, struct rsec_out *out, const struct job *job,
    const char *state)
{
	rsec_out_string(out, job->feed->name);
	rsec_out_string(out, job->feed->group);
	rsec_out_string(out, state);
	if (job->fetched != 0) {
		rsec_out_uint(out, job->size);
		rsec_out_uint(out, age_of(fetch, job));
		rsec_out_time(out, job->fetched);
		rsec_out_time(out, job->checked);
	} else {
		rsec_out_null(out);
		rsec_out_null(out);
		rsec_out_null(out);
		rsec_out_null(out);
	}
	rsec_out_string(out, job->path);
	put_url(out, job);
	if (job->err.msg[0] != '\0' &&
	    (job->state == JOB_FAILED || job->state == JOB_ABSENT))
		rsec_out_string(out, job->err.msg);
	else if (job->state == JOB_DUE && job->part > 0)
		put_part(out, job);
	else
		rsec_out_null(out);
	rsec_out_end(out);
}

/* In a list a file that is due is here, or a part of it, or nothing. */
static const char *
state_of(const struct fetch *fetch, const struct job *job)
{
	if (job->state == JOB_DUE && fetch->options->list)
		return job->part > 0	   ? "part"
		       : job->fetched != 0 ? "due"
					   : "none";
	return names[job->state];
}

static bool
is_shown(const struct fetch *fetch, const struct job *job)
{
	const struct options *options = fetch->options;

	if (options->list)
		return true;
	if (options->dry_run)
		return job->state == JOB_DUE;
	return !options->quiet && (options->verbose || job->state != JOB_FRESH);
}

/* Why a file is not what it should be, and what becomes of the old one. */
static void
explain(const struct fetch *fetch)
{
	const struct job *job;
	char *url;
	size_t i;

	for (i = 0; i < fetch->jobs.count; i++) {
		job = &fetch->jobs.job[i];
		if (job->state != JOB_FAILED && job->state != JOB_ABSENT)
			continue;
		url = cli_shown_name(job->url);
		cli_warn("%s: %s: %s%s", job->feed->name, url, job->err.msg,
		    job->fetched != 0 && !job->replaced ? "; the old file stays"
							: "");
		free(url);
	}
}

static bool
has_failed(const struct job *job)
{
	return job->state == JOB_FAILED || job->state == JOB_ABSENT;
}

int
report(const struct fetch *fetch)
{
	const enum rsec_out_format format = fetch->options->format;
	const bool text = format == RSEC_OUT_TEXT;
	struct rsec_out *out =
	    cli_out(STDOUT_FILENO, format, text ? text_columns : all_columns);
	const struct job *job;
	int status = CLI_OK;
	size_t i;

	explain(fetch);
	for (i = 0; i < fetch->jobs.count; i++) {
		job = &fetch->jobs.job[i];
		if (has_failed(job))
			status = CLI_FINDING;
		if (is_shown(fetch, job))
			(text ? put_text : put_all)(
			    fetch, out, job, state_of(fetch, job));
	}
	return cli_close(out, fetch->stopped ? CLI_TROUBLE : status);
}

void
report_counts(const struct fetch *fetch)
{
	static const enum job_state order[] = { JOB_FETCHED, JOB_CURRENT,
		JOB_FRESH, JOB_DUE, JOB_ABSENT, JOB_FAILED };
	struct rsec_buf text = RSEC_BUF_INIT;
	char received[64] = "";
	uint64_t count;
	size_t i, j;

	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		count = 0;
		for (j = 0; j < fetch->jobs.count; j++)
			count += fetch->jobs.job[j].state == order[i];
		cli_add_count(&text, count, names[order[i]]);
	}
	if (fetch->stopped)
		cli_warn("interrupted; the next run goes on from there");
	if (fetch->bytes > 0)
		snprintf(received, sizeof(received), "; %.1f MB received",
		    (double)fetch->bytes / 1e6);
	if (!fetch->options->quiet)
		cli_warn("%s: %zu file%s: %.*s%s", fetch->options->folder,
		    fetch->jobs.count, fetch->jobs.count == 1 ? "" : "s",
		    (int)text.len, text.data, received);
	rsec_buf_fini(&text);
}
