/* SPDX-License-Identifier: ISC */
/*
 * A report: its inputs are read, its rows printed, its findings counted.
 * Which report it is, and which columns it has, stands in one table.
 */
#include <stdio.h>
#include <strings.h>
#include <unistd.h>

#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"

bool
report_wants_prefix(
    const struct report *report, const struct rsec_prefix *prefix)
{
	const struct rsec_irr_filter *filter = &report->options->filter;
	uint8_t family = report->options->family;

	if (family != 0 && family != prefix->family)
		return false;
	if (filter->prefix == NULL)
		return true;
	if (filter->more_specific)
		return rsec_prefix_contains(filter->prefix, prefix);
	return rsec_prefix_equal(filter->prefix, prefix);
}

bool
report_wants(const struct report *report, const struct rsec_irr_record *record)
{
	const struct rsec_irr_routes *routes = report->evidence->inputs.routes;
	const struct rsec_irr_filter *filter = &report->options->filter;

	return report_wants_prefix(report, &record->prefix) &&
	       (!filter->has_origin || filter->origin == record->origin) &&
	       (filter->source == NULL ||
		   strcasecmp(filter->source, rsec_irr_routes_registry(routes,
						  record->registry)) == 0) &&
	       (filter->maintainer == NULL ||
		   strcasecmp(
		       filter->maintainer, rsec_irr_routes_maintainer(routes,
					       record->maintainer)) == 0);
}

void
report_headings(struct report *report, const struct rsec_out_column *columns)
{
	const struct rsec_out_column *column;
	int width, owed = 0;
	char text[64];

	if (report->options->format != RSEC_OUT_TEXT)
		return;
	for (column = columns; column->name != NULL; column++) {
		width = (int)column->width;
		if (column->type != RSEC_OUT_UINT)
			width = -width; /* to the left */
		snprintf(text, sizeof(text), "%*s%*s", owed, "", width,
		    column->name);
		rsec_out_raw(report->out, text);
		owed = 2;
	}
	rsec_out_raw(report->out, "\n");
}

void
report_object(struct report *report, const struct rsec_irr_record *record)
{
	const struct rsec_irr_routes *routes = report->evidence->inputs.routes;

	rsec_out_prefix(report->out, &record->prefix);
	rsec_out_asn(report->out, record->origin);
	rsec_out_string(
	    report->out, rsec_irr_routes_registry(routes, record->registry));
	rsec_out_string(report->out,
	    rsec_irr_routes_maintainer(routes, record->maintainer));
}

void
report_day(struct rsec_out *out, int32_t days)
{
	char day[RSEC_UTC_SIZE];

	if (days == RSEC_IRR_NO_DATE) {
		rsec_out_null(out);
		return;
	}
	rsec_utc_format_day(day, days);
	rsec_out_string(out, day);
}

void
report_why(struct report *report, int rc)
{
	if (rc != 0)
		cli_die("out of memory");
	rsec_out_bytes(report->out, report->why.data, report->why.len);
	report->why.len = 0;
}

bool
report_sums_up(const struct report *report)
{
	const struct options *options = report->options;

	if (options->input.quiet || options->summary ||
	    options->format != RSEC_OUT_TEXT)
		return false;
	rsec_out_flush(report->out); /* the rows come first */
	return !rsec_out_failed(report->out);
}

struct kind {
	void (*print)(struct report *report);
	const struct rsec_out_column *columns;
};

static struct kind
find_kind(const struct options *options)
{
	bool summary = options->summary;

	switch (options->mode) {
	case MODE_AGAINST:
		if (summary)
			return (
			    struct kind){ summary_print, summary_columns() };
		return (struct kind){ against_print, against_columns };
	case MODE_IRREGULAR:
		return (struct kind){ irregular_print,
			summary ? irregular_summary_columns
				: irregular_columns };
	case MODE_MATRIX:
		return (struct kind){ matrix_print, matrix_columns };
	case MODE_IMPACT:
		return (struct kind){ impact_print,
			options->list ? impact_list_columns : impact_columns };
	default:
		return (struct kind){ registration_print,
			summary ? registration_summary_columns
				: registration_columns };
	}
}

int
report(const struct options *options)
{
	struct inputs *inputs = inputs_open(options);
	struct report report = { .options = options,
		.evidence = inputs_read(inputs) };
	struct kind kind = find_kind(options);
	int status = CLI_TROUBLE;

	if (report.evidence != NULL) {
		report.out =
		    cli_out(STDOUT_FILENO, options->format, kind.columns);
		kind.print(&report);
		status = options->exit_code && report.findings > 0 ? CLI_FINDING
								   : CLI_OK;
		status = cli_close(report.out, status);
		rsec_buf_fini(&report.why);
	}
	inputs_close(inputs);
	return status;
}
