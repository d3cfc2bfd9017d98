/* SPDX-License-Identifier: ISC */
/*
 * The reports of all subjects, from one reading of the inputs; in a folder,
 * with an index.  Threads make the pages of a batch, which then go out in the
 * order of the subjects.
 */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/manrs-check/page.h"
#include "cmd/threads.h"

#define MANY  4	  /* reports, from which on it pays to prepare for them */
#define BATCH 256 /* reports that wait for each other */

struct run {
	const struct options *options;
	const struct inputs *inputs;
	struct rsec_manrs_data data;   /* with --what-if, where it is given */
	struct rsec_manrs_data before; /* without it */
	bool changed;		       /* it is given */
	/* Of both, where there are many reports; NULL. */
	struct rsec_manrs_lookup *lookup, *lookup_before;
	struct delivery *to;
	struct rsec_buf page; /* of all, where they are one file */
	struct rsec_buf fixes;
	struct rsec_buf index;	   /* rows of it */
	size_t verdicts[VERDICTS]; /* how many reports have each */
};

/* What many reports ask is made once for all of them. */
static struct rsec_manrs_lookup *
prepare(struct rsec_manrs_data *data, size_t reports)
{
	struct rsec_manrs_lookup *lookup;
	struct rsec_err err;

	if (reports < MANY)
		return NULL;
	if ((lookup = rsec_manrs_lookup_new(data, &err)) == NULL)
		cli_die("%s", err.msg);
	data->lookup = lookup;
	return lookup;
}

static void
assess(const struct run *run, const struct rsec_manrs_data *data,
    const struct subject *subject, struct rsec_manrs_report *report)
{
	struct rsec_manrs_previous previous;
	struct rsec_err err;

	if (rsec_manrs_assess(data, subject->asn, subject->asns,
		inputs_previous(run->inputs, subject, &previous), report,
		&err) != 0)
		cli_die("%s", err.msg);
}

static bool
is_json(const struct options *options)
{
	return options->format == FORMAT_JSON ||
	       options->format == FORMAT_JSONL ||
	       options->format == FORMAT_OBSERVATORY;
}

/* Whether all reports are one document: an array of JSON. */
static bool
is_array(const struct options *options)
{
	return options->format == FORMAT_JSON && options->subjects > 1 &&
	       options->report_dir == NULL;
}

/* One report, ready to go out. */
struct job {
	const struct subject *subject;
	char name[32]; /* of its file */
	struct rsec_buf page, row, fixes;
	enum rsec_manrs_verdict verdict;
};

/* Jobs of a batch, of which threads take one after the other. */
struct batch {
	const struct run *run;
	struct job job[BATCH];
	size_t jobs;
	atomic_size_t next;
};

static void
write_sheet(const struct run *run, struct job *job, const struct sheet *sheet)
{
	const struct options *options = run->options;

	/* By the first ASN: no two organisations have the same. */
	snprintf(job->name, sizeof(job->name), "AS%u.%s", job->subject->asn[0],
	    format_suffix(options->format));
	if (is_array(options) && job->subject == options->subject)
		put(&job->page, "[");
	if (options->customers)
		page_customers(&job->page, sheet);
	else
		page_sheet(&job->page, sheet);
	if (is_json(options) && !is_array(options))
		put(&job->page, "\n");
	if (options->report_dir != NULL)
		page_index_row(&job->row, sheet, job->name);
	if (options->fixes != NULL)
		page_fixes(&job->fixes, sheet);
}

static void
do_job(const struct run *run, struct job *job)
{
	const struct options *options = run->options;
	struct rsec_manrs_report report, before;
	struct sheet sheet = {
		.options = options, .subject = job->subject, .report = &report
	};

	sheet.file = inputs_files(run->inputs, &sheet.files);
	sheet.colour = options->output == NULL && options->report_dir == NULL &&
		       cli_colour(STDOUT_FILENO);
	assess(run, &run->data, job->subject, &report);
	if (run->changed) {
		assess(run, &run->before, job->subject, &before);
		sheet.before = &before;
	}
	write_sheet(run, job, &sheet);
	job->verdict = rsec_manrs_report_verdict(&report);
	rsec_manrs_report_fini(&report);
	if (run->changed)
		rsec_manrs_report_fini(&before);
}

static void *
work_on(void *ctx)
{
	struct batch *batch = ctx;
	size_t i;

	while ((i = atomic_fetch_add(&batch->next, 1)) < batch->jobs)
		do_job(batch->run, &batch->job[i]);
	return NULL;
}

static void
do_batch(struct batch *batch, unsigned threads)
{
	atomic_init(&batch->next, 0);
	if (threads > batch->jobs)
		threads = (unsigned)batch->jobs;
	cli_threads_run(threads, work_on, batch);
}

static void
append(struct rsec_buf *to, struct rsec_buf *from)
{
	put(to, "%.*s", (int)from->len, from->data != NULL ? from->data : "");
	rsec_buf_fini(from);
}

/* A page of its own file goes out; one of a common file waits for the rest. */
static void
deliver_page(struct run *run, struct job *job)
{
	if (run->options->output != NULL) {
		append(&run->page, &job->page);
		return;
	}
	deliver_report(run->to, job->name, &job->page);
	rsec_buf_fini(&job->page);
}

/* What parts the elements of an array, where the reports are one. */
static void
finish_element(const struct options *options, struct job *job)
{
	const struct subject *subject = options->subject;

	if (is_array(options))
		put(&job->page, "%s",
		    job->subject == &subject[options->subjects - 1] ? "]\n"
								    : ",\n");
}

static void
finish_job(struct run *run, struct job *job)
{
	finish_element(run->options, job);
	deliver_page(run, job);
	append(&run->index, &job->row);
	append(&run->fixes, &job->fixes);
	run->verdicts[job->verdict]++;
}

static void
report_all(struct run *run)
{
	const struct options *options = run->options;
	struct batch *batch = cli_calloc(1, sizeof(*batch));
	size_t from, i;

	batch->run = run;
	for (from = 0; from < options->subjects; from += batch->jobs) {
		batch->jobs = options->subjects - from;
		if (batch->jobs > BATCH)
			batch->jobs = BATCH;
		for (i = 0; i < batch->jobs; i++)
			batch->job[i] =
			    (struct job){ .subject =
					      &options->subject[from + i] };
		do_batch(batch, options->threads);
		for (i = 0; i < batch->jobs; i++)
			finish_job(run, &batch->job[i]);
	}
	free(batch);
}

static void
write_index(struct run *run)
{
	struct rsec_buf page = RSEC_BUF_INIT;

	page_index(&page, run->options, &run->data, &run->index, run->verdicts);
	deliver_report(run->to, "index.html", &page);
	rsec_buf_fini(&page);
}

static int
exit_status(const struct options *options, const size_t verdicts[VERDICTS])
{
	const bool open = verdicts[RSEC_MANRS_VERDICT_NO_DATA] +
			      verdicts[RSEC_MANRS_NOT_COMPUTED] >
			  0;

	if (verdicts[RSEC_MANRS_NOT_CONFORMANT] > 0 ||
	    (open && options->strict))
		return CLI_FINDING;
	return open ? CLI_UNCHECKED : CLI_OK;
}

static bool
is_announced(const struct rsec_manrs_view *view, const struct rsec_route *route)
{
	struct rsec_manrs_announcement announcement;
	uint32_t i, end;

	end = rsec_manrs_view_of(view, route->origin, &i);
	for (end += i; i < end; i++) {
		rsec_manrs_view_get(view, i, &announcement);
		if (rsec_prefix_equal(&announcement.prefix, &route->prefix))
			return true;
	}
	return false;
}

/* What is not announced cannot be withdrawn: it was meant otherwise. */
static void
tell_withdrawals(const struct rsec_manrs_data *data,
    const struct rsec_manrs_what_if *what_if)
{
	const struct rsec_route *route = what_if->withdrawn;
	char prefix[RSEC_PREFIX_SIZE];
	size_t i;

	for (i = 0; i < what_if->withdrawals; i++, route++) {
		if (data->view != NULL && is_announced(data->view, route))
			continue;
		rsec_prefix_format(prefix, &route->prefix);
		cli_warn("--what-if withdraw=AS%u,%s: it is not announced in "
			 "the BGP data, nothing changes",
		    route->origin, prefix);
	}
}

int
reports(const struct options *options, const struct inputs *inputs,
    const struct rsec_manrs_data *data, struct delivery *to)
{
	const struct rsec_manrs_what_if *what_if = &options->what_if;
	struct run run = { .options = options,
		.inputs = inputs,
		.data = *data,
		.before = *data,
		.to = to };

	run.changed =
	    what_if->vrps + what_if->routes + what_if->withdrawals > 0;
	if (run.changed)
		run.data.what_if = what_if;
	tell_withdrawals(data, what_if);
	run.lookup = prepare(&run.data, options->subjects);
	run.lookup_before =
	    prepare(&run.before, run.changed ? options->subjects : 0);
	report_all(&run);
	if (options->output != NULL)
		deliver_report(to, "", &run.page);
	if (options->report_dir != NULL)
		write_index(&run);
	if (options->fixes != NULL)
		deliver_fixes(to, &run.fixes);
	rsec_buf_fini(&run.page);
	rsec_buf_fini(&run.fixes);
	rsec_buf_fini(&run.index);
	rsec_manrs_lookup_free(run.lookup);
	rsec_manrs_lookup_free(run.lookup_before);
	return exit_status(options, run.verdicts);
}
