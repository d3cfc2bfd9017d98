/* SPDX-License-Identifier: ISC */
/*
 * The reports of all subjects, from one reading of the inputs; in a folder,
 * with an index.
 */
#include <stdio.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/manrs-check/page.h"

#define MANY 4 /* reports, from which on it pays to prepare for them */

struct run {
	const struct options *options;
	const struct inputs *inputs;
	struct rsec_manrs_data data;   /* with --what-if, where it is given */
	struct rsec_manrs_data before; /* without it */
	bool changed;		       /* it is given */
	/* Of both, where there are many reports; NULL. */
	struct rsec_manrs_lookup *lookup, *lookup_before;
	struct delivery *to;
	struct rsec_buf fixes;
	struct rsec_buf index; /* rows of it */
	bool failed, open;     /* of any report: its verdict */
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

/* "AS64496.html", by the first ASN: no two organisations have the same. */
static void
name_report(const struct run *run, const struct subject *subject, char *name,
    size_t size)
{
	snprintf(name, size, "AS%u.%s", subject->asn[0],
	    format_suffix(run->options->format));
}

static void
write_sheet(struct run *run, const struct sheet *sheet)
{
	const struct options *options = run->options;
	struct rsec_buf page = RSEC_BUF_INIT;
	char name[64];

	if (options->customers && !is_json(options))
		page_customers(&page, sheet);
	else
		page_sheet(&page, sheet);
	if (is_json(options))
		put(&page, "\n");
	name_report(run, sheet->subject, name, sizeof(name));
	deliver_report(run->to, name, &page);
	rsec_buf_fini(&page);
	if (options->report_dir != NULL)
		page_index_row(&run->index, sheet, name);
	if (options->fixes != NULL)
		page_fixes(&run->fixes, sheet);
}

static void
note_verdict(struct run *run, const struct rsec_manrs_report *report)
{
	switch (rsec_manrs_report_verdict(report)) {
	case RSEC_MANRS_CONFORMANT:
		break;
	case RSEC_MANRS_NOT_CONFORMANT:
		run->failed = true;
		break;
	case RSEC_MANRS_VERDICT_NO_DATA:
	case RSEC_MANRS_NOT_COMPUTED:
		run->open = true;
		break;
	}
}

static void
report_one(struct run *run, const struct subject *subject)
{
	struct rsec_manrs_report report, before;
	struct sheet sheet = {
		.options = run->options, .subject = subject, .report = &report
	};

	sheet.file = inputs_files(run->inputs, &sheet.files);
	sheet.colour = run->options->output == NULL &&
		       run->options->report_dir == NULL &&
		       cli_colour(STDOUT_FILENO);
	assess(run, &run->data, subject, &report);
	if (run->changed) {
		assess(run, &run->before, subject, &before);
		sheet.before = &before;
	}
	write_sheet(run, &sheet);
	note_verdict(run, &report);
	rsec_manrs_report_fini(&report);
	if (run->changed)
		rsec_manrs_report_fini(&before);
}

static void
write_index(struct run *run)
{
	struct rsec_buf page = RSEC_BUF_INIT;

	page_index(&page, run->options, &run->index);
	deliver_report(run->to, "index.html", &page);
	rsec_buf_fini(&page);
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
	size_t i;

	run.changed =
	    what_if->vrps + what_if->routes + what_if->withdrawals > 0;
	if (run.changed)
		run.data.what_if = what_if;
	run.lookup = prepare(&run.data, options->subjects);
	run.lookup_before =
	    prepare(&run.before, run.changed ? options->subjects : 0);
	for (i = 0; i < options->subjects; i++)
		report_one(&run, &options->subject[i]);
	if (options->report_dir != NULL)
		write_index(&run);
	if (options->fixes != NULL)
		deliver_fixes(to, &run.fixes);
	rsec_buf_fini(&run.fixes);
	rsec_buf_fini(&run.index);
	rsec_manrs_lookup_free(run.lookup);
	rsec_manrs_lookup_free(run.lookup_before);
	if (run.failed || (run.open && options->strict))
		return CLI_FINDING;
	return run.open ? CLI_UNCHECKED : CLI_OK;
}
