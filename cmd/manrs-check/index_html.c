/* SPDX-License-Identifier: ISC */
/* Tables of many networks as HTML: the index of --report-dir, a region. */
#include <stdio.h>

#include "cmd/cli.h"
#include "cmd/manrs-check/html.h"
#include "cmd/manrs-check/region.h"

void
page_index_row(
    struct rsec_buf *rows, const struct sheet *sheet, const char *name)
{
	const struct rsec_manrs_report *report = sheet->report;
	const enum rsec_manrs_verdict verdict =
	    rsec_manrs_report_verdict(report);
	struct rsec_buf title = RSEC_BUF_INIT;
	char text[PERCENT_SIZE];
	int i;

	put_title(&title, sheet);
	put(&title, "%c", '\0');
	put(rows, "<tr><td class=\"wrap net key\"><a href=\"%s\">", name);
	html_text(rows, title.data);
	put(rows, "</a></td><td class=\"tag %s\">%s</td>",
	    html_verdict(verdict), rsec_manrs_verdict_name(verdict));
	for (i = 0; i < RSEC_MANRS_FIGURES; i++)
		put(rows, "<td class=\"num %s\">%s</td>",
		    html_severity(report->score[i].severity),
		    report->score[i].has_value
			? percent(text, report->score[i].value)
			: "-");
	html_count(rows, report->tally.routes);
	put(rows, "</tr>\n");
	rsec_buf_fini(&title);
}

static void
put_verdicts(struct rsec_buf *page, const size_t verdicts[VERDICTS])
{
	struct chart_part part[VERDICTS];
	size_t parts = 0;
	int i;

	for (i = 0; i < VERDICTS; i++)
		if (verdicts[i] > 0)
			part[parts++] =
			    (struct chart_part){ rsec_manrs_verdict_name((
						     enum rsec_manrs_verdict)i),
				    html_verdict((enum rsec_manrs_verdict)i),
				    verdicts[i] };
	chart_parts(page, "Of all mandatory Actions", part, parts);
}

void
page_index(struct rsec_buf *page, const struct options *options,
    const struct rsec_manrs_data *data, const struct rsec_buf *rows,
    const size_t verdicts[VERDICTS])
{
	char month[RSEC_MANRS_MONTH_SIZE], count[CLI_COUNT_SIZE];
	int i;

	rsec_manrs_month_format(month, &options->month);
	html_begin(page, "MANRS self-assessments");
	put(page,
	    "<h1>MANRS self-assessments</h1>\n<p class=\"sub\">%s, %s, rule "
	    "set %u, %s organisation%s",
	    rsec_manrs_program_title(options->rules.program), month,
	    options->rules.ruleset, cli_count(count, options->subjects),
	    options->subjects == 1 ? "" : "s");
	put_lacks(page, data, "; ");
	put(page, "</p>\n");
	put_verdicts(page, verdicts);
	put(page, "<div class=\"scroll\"><table>\n<tr class=\"head\">"
		  "<th class=\"key\">network</th><th>verdict</th>");
	for (i = 0; i < RSEC_MANRS_FIGURES; i++)
		put(page, "<th class=\"num\">%s</th>",
		    rsec_manrs_figure_title((enum rsec_manrs_figure)i));
	put(page, "<th class=\"num\">routes</th></tr>\n%.*s</table></div>\n",
	    (int)rows->len, rows->data);
	html_end(page);
}

/* "98.6 %" of a part of a whole; "-" of nothing. */
static void
put_share(struct rsec_buf *page, uint64_t part, uint64_t whole)
{
	char text[PERCENT_SIZE] = "-";

	if (whole > 0)
		percent(text, (int64_t)(part * 1000000 / whole));
	html_cell(page, "num", text);
}

static void
put_region_row(struct rsec_buf *page, const struct region *region,
    const struct region_row *row)
{
	const struct rsec_manrs_tally *t = &row->tally;
	const enum rsec_manrs_verdict verdict = region_verdict(region, row);
	char asn[16];

	html_count(page, (size_t)(row - region->row) + 1);
	snprintf(asn, sizeof(asn), "AS%u", row->asn);
	html_cell(page, "id key", asn);
	html_cell(page, "", row->economy);
	html_cell(page, "wrap net", row->name);
	html_count(page, t->routes);
	put_share(page, t->rpki_valid, t->routes);
	html_count(page, t->rpki_invalid);
	put_share(page, t->irr_covered, t->routes);
	put_share(page, t->either, t->routes);
	html_count(page, t->customer_bad);
	put(page, "<td class=\"tag %s\">%s</td>", html_verdict(verdict),
	    t->routes == 0 ? "-" : rsec_manrs_verdict_name(verdict));
}

static void
put_state(struct rsec_buf *page, const struct region *region)
{
	const struct rsec_manrs_tally *t = &region->all;
	const struct chart_part rpki[] = {
		{ "valid", "good", t->rpki_valid },
		{ "not found", "none", t->rpki_not_found },
		{ "invalid", "bad", t->rpki_invalid },
	};
	const struct chart_part irr[] = {
		{ "with a route object", "good", t->irr_covered },
		{ "without", "none", t->routes - t->irr_covered },
	};
	const size_t unknown =
	    region->announcing - region->conformant - region->failing;
	const struct chart_part networks[] = {
		{ "conformant to Actions 1 and 4", "good", region->conformant },
		{ "not", "bad", region->failing },
		{ "no data", "none", unknown },
	};

	chart_parts(
	    page, "Networks that announce", networks, unknown > 0 ? 3 : 2);
	chart_parts(page, "Routes by RPKI", rpki, 3);
	chart_parts(page, "Routes by IRR", irr, 2);
}

/* Whose routes Action 1 looks at. */
static const char *
carried_from(const struct options *options)
{
	return options->rules.program == RSEC_MANRS_CDN ? "customer or peer"
							: "customer";
}

static void
put_region_title(struct rsec_buf *page, const struct options *options,
    const struct region *region)
{
	char month[RSEC_MANRS_MONTH_SIZE];
	char rows[CLI_COUNT_SIZE], announcing[CLI_COUNT_SIZE];

	rsec_manrs_month_format(month, &options->month);
	put(page, "<h1>State of routing security: ");
	html_text(page, region->name);
	put(page, "</h1>\n<p class=\"sub\">%s, %s, %s ASN%s, %s announcing; ",
	    rsec_manrs_program_title(options->rules.program), month,
	    cli_count(rows, region->rows), region->rows == 1 ? "" : "s",
	    cli_count(announcing, region->announcing));
	put(page,
	    "conformant: %u %% of the routes valid in RPKI or IRR, and no bad "
	    "route of a %s",
	    region->rules->conformant, carried_from(options));
	region_put_lacks(page, region);
	put(page, "</p>\n");
}

void
region_html(struct rsec_buf *page, const struct options *options,
    const struct region *region)
{
	const struct region_row *row = region->row;

	html_begin(page, "State of routing security");
	put_region_title(page, options, region);
	put_state(page, region);
	put(page,
	    "<div class=\"scroll\"><table>\n<tr class=\"head\">"
	    "<th class=\"num\">rank</th><th class=\"key\">AS</th><th></th>"
	    "<th>name</th><th class=\"num\">routes</th>"
	    "<th class=\"num\">RPKI valid</th>"
	    "<th class=\"num\">invalid</th>"
	    "<th class=\"num\">IRR</th>"
	    "<th class=\"num\">RPKI or IRR</th>"
	    "<th class=\"num\">bad of %ss</th>"
	    "<th>Actions 1, 4</th></tr>\n",
	    carried_from(options));
	for (; row < region->row + region->rows; row++) {
		put(page, "<tr>");
		put_region_row(page, region, row);
		put(page, "</tr>\n");
	}
	put(page, "</table></div>\n");
	html_end(page);
}
