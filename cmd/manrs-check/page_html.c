/* SPDX-License-Identifier: ISC */
/*
 * The report as one page of HTML, for a screen and for paper.
 */
#include <string.h>

#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/manrs-check/html.h"

static void
put_head(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_rules *rules = &sheet->options->rules;
	struct rsec_buf title = RSEC_BUF_INIT;
	char month[RSEC_MANRS_MONTH_SIZE];

	rsec_manrs_month_format(month, &sheet->options->month);
	put(&title, "MANRS self-assessment: ");
	put_title(&title, sheet);
	put(&title, "%c", '\0');
	html_begin(page, title.data);
	put(page, "<h1>");
	html_text(page, title.data);
	put(page, "</h1>\n<p class=\"sub\">%s, %s, rule set %u",
	    rsec_manrs_program_title(rules->program), month, rules->ruleset);
	put_lacks(page, sheet->report->data, "; ");
	put(page, "</p>\n");
	rsec_buf_fini(&title);
}

static void
put_answer(struct rsec_buf *page, const struct sheet *sheet)
{
	static const char *const answers[] = { "Would pass the audit today",
		"Would not pass the audit today",
		"Not known whether it would pass: an Action has no data",
		"Nothing of this program can be computed" };
	const enum rsec_manrs_verdict verdict =
	    rsec_manrs_report_verdict(sheet->report);

	put(page, "<p class=\"answer %s\">%s", html_verdict(verdict),
	    answers[verdict]);
	put_checklists(page, sheet->report);
	put(page, ".</p>\n");
}

static void
put_trend(struct rsec_buf *page, const struct rsec_manrs_score *score)
{
	char text[POINTS_SIZE];
	const int64_t change = (int64_t)score->value - score->previous;

	if (!score->has_value || !score->has_previous) {
		html_cell(page, "num none", "-");
		return;
	}
	put(page, "<td class=\"num %s\">%s%s</td>",
	    change > 0	 ? "good"
	    : change < 0 ? "bad"
			 : "none",
	    change > 0 ? "+" : "", points(text, change));
}

static void
put_score(struct rsec_buf *page, const struct sheet *sheet,
    enum rsec_manrs_figure figure)
{
	const struct rsec_manrs_score *score = &sheet->report->score[figure];
	char value[PERCENT_SIZE] = "-", projected[PERCENT_SIZE] = "-";
	struct rsec_buf how = RSEC_BUF_INIT;

	if (score->has_value)
		percent(value, score->value);
	if (score->has_projected)
		percent(projected, score->projected);
	put(page, "<tr><th scope=\"row\">%s</th><td class=\"bar\">",
	    rsec_manrs_figure_title(figure));
	chart_score(page, score, &sheet->options->rules);
	put(page, "</td>");
	html_cell(page, "num", value);
	put(page, "<td class=\"tag %s\">%s</td>",
	    html_severity(score->severity), severity_title(score->severity));
	put_trend(page, score);
	html_cell(page, "num", projected);
	put_how(&how, score);
	put(&how, "%c", '\0');
	html_cell(page, "why", how.data);
	put(page, "</tr>\n");
	rsec_buf_fini(&how);
}

static void
put_scores(struct rsec_buf *page, const struct sheet *sheet)
{
	int figure;

	put(page,
	    "<h2>Scores</h2>\n<table class=\"cards scores\">\n"
	    "<tr class=\"head\"><th></th><th></th><th class=\"num\">score</th>"
	    "<th>severity</th><th class=\"num\">trend</th>"
	    "<th class=\"num\">month's end</th><th>how</th></tr>\n");
	for (figure = 0; figure < RSEC_MANRS_FIGURES; figure++)
		put_score(page, sheet, (enum rsec_manrs_figure)figure);
	put(page, "</table>\n");
}

static void
put_actions(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_report *report = sheet->report;
	const struct rsec_manrs_action *action = report->action;

	put(page, "<h2>Actions</h2>\n<table class=\"cards\">\n"
		  "<tr class=\"head\"><th>Action</th><th></th>"
		  "<th>verdict</th><th>why</th></tr>\n");
	for (; action < report->action + report->actions; action++) {
		put(page, "<tr><td>%u %s</td><td>%s</td>", action->number,
		    action->title,
		    action->mandatory ? "mandatory" : "recommended");
		put(page, "<td class=\"tag %s\">%s</td>",
		    html_verdict(action->verdict),
		    rsec_manrs_verdict_name(action->verdict));
		html_cell(page, "why", action->why);
		put(page, "</tr>\n");
	}
	put(page, "</table>\n");
}

static void
put_routes(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_tally *t = &sheet->report->tally;
	const unsigned inputs = sheet->report->data->inputs;
	const struct chart_part rpki[] = {
		{ "valid", "good", t->rpki_valid },
		{ "not found", "none", t->rpki_not_found },
		{ "invalid", "bad", t->rpki_invalid },
	};
	const struct chart_part irr[] = {
		{ "exact", "good", t->irr_exact },
		{ "by a less specific object", "open",
		    t->irr_covered - t->irr_exact },
		{ "none", "none", t->routes - t->irr_covered },
	};

	if (t->routes == 0)
		return;
	put(page, "<h2>Routes of the month</h2>\n");
	if (inputs & RSEC_MANRS_VRPS)
		chart_parts(page, "RPKI", rpki, 3);
	if (inputs & RSEC_MANRS_IRR)
		chart_parts(page, "Route objects", irr, 3);
}

static void
put_what_if(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_score *before, *after;
	char was[PERCENT_SIZE], is[PERCENT_SIZE];
	int i;

	if (sheet->before == NULL)
		return;
	put(page, "<h2>What if</h2>\n<p class=\"sub\">All of this report is "
		  "with --what-if.</p>\n<table><tr><th></th>"
		  "<th class=\"num\">without</th><th class=\"num\">with</th>"
		  "</tr>\n");
	for (i = 0; i < RSEC_MANRS_FIGURES; i++) {
		before = &sheet->before->score[i];
		after = &sheet->report->score[i];
		put(page, "<tr><td>%s</td>",
		    rsec_manrs_figure_title((enum rsec_manrs_figure)i));
		html_cell(page, "num",
		    before->has_value ? percent(was, before->value) : "-");
		html_cell(page, "num",
		    after->has_value ? percent(is, after->value) : "-");
		put(page, "</tr>\n");
	}
	put(page, "</table>\n");
}

static void
put_remedy_part(
    struct rsec_buf *page, const struct sheet *sheet, const char *remedy)
{
	const size_t len = shown_of_remedy(sheet, remedy);

	put(page, "<pre>");
	html_part(page, remedy, len);
	put(page, "</pre>");
	if (remedy[len] == '\0')
		return;
	put(page, "<p class=\"more\">");
	put_lines_left(page, remedy + len, "<code>", "</code>");
	put(page, "</p>");
}

static void
put_fix(struct rsec_buf *page, const struct sheet *sheet,
    const struct rsec_manrs_fix *fix)
{
	const char *id = rsec_manrs_check_name(fix->check);
	char won[POINTS_SIZE];

	put(page, "<li>");
	html_text(page, fix->title);
	if (fix->points > 0)
		put(page, " <span class=\"tag good\">+%s</span> of %s",
		    points(won, fix->points),
		    rsec_manrs_figure_title(fix->figure));
	put(page, "%s (<a class=\"id\" href=\"#%s\">%s</a>)",
	    fix->decides ? "; an Action passes with it" : "", id, id);
	if (fix->remedy[0] != '\0')
		put_remedy_part(page, sheet, fix->remedy);
	put(page, "</li>\n");
}

static void
put_fixes(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_report *report = sheet->report;
	size_t i;

	if (report->fixes == 0)
		return;
	put(page,
	    "<h2>What to fix first</h2>\n"
	    "<p>Points are won in this order.</p>\n<ol class=\"fixes\">\n");
	for (i = 0; i < report->fixes; i++)
		put_fix(page, sheet, &report->fix[i]);
	put(page, "</ol>\n");
}

static void
put_incidents(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_report *report = sheet->report;

	if (report->incidents == 0)
		return;
	put(page, "<h2>Incidents</h2>\n");
	chart_month(page, report);
	if (report->first_clean_month[0] != '\0')
		put(page,
		    "<p class=\"sub\">First month without these: %s</p>\n",
		    report->first_clean_month);
}

static void
put_evidence(struct rsec_buf *page, const struct sheet *sheet,
    const struct rsec_manrs_result *result)
{
	const struct rsec_manrs_evidence *row = result->evidence;
	const size_t rows = shown_of_rows(sheet, result->evidences);
	struct rsec_buf subject = RSEC_BUF_INIT;

	if (rows == 0)
		return;
	put(page, "<ul class=\"rows\">");
	for (; row < result->evidence + rows; row++) {
		subject.len = 0;
		put_subject(&subject, row);
		put(&subject, "%c", '\0');
		put(page, "<li><code>");
		html_text(page, subject.data);
		put(page, "</code> <span>");
		html_text(page, row->why);
		if (row->left_out[0] != '\0') {
			put(page, "; left out: ");
			html_text(page, row->left_out);
		}
		put(page, "</span></li>");
	}
	put(page, "</ul>");
	if (rows < result->evidences) {
		put(page, "<p class=\"more\">");
		put_rows_left(
		    page, result->evidences - rows, "<code>", "</code>");
		put(page, "</p>");
	}
	rsec_buf_fini(&subject);
}

static void
put_result(struct rsec_buf *page, const struct sheet *sheet,
    const struct rsec_manrs_result *result)
{
	const char *id = rsec_manrs_check_name(result->check);

	put(page,
	    "<tr id=\"%s\"><td class=\"id\">%s</td>"
	    "<td class=\"tag %s\">%s</td>",
	    id, id, html_state(result->state),
	    rsec_manrs_state_name(result->state));
	put(page, "<td class=\"why\">%s<br>",
	    rsec_manrs_check_title(result->check));
	put(page, "<span class=\"none\">");
	html_text(page, result->summary);
	put(page, "</span>");
	put_evidence(page, sheet, result);
	put(page, "</td></tr>\n");
}

/* Those of an Action; 0: beyond the baseline. */
static void
put_results(struct rsec_buf *page, const struct sheet *sheet, unsigned action,
    const char *title)
{
	const struct rsec_manrs_result *result = sheet->report->result;
	int i;

	put(page, "<h2>%s</h2>\n<table class=\"cards checks\">\n", title);
	for (i = 0; i < RSEC_MANRS_CHECKS; i++)
		if (result[i].applies &&
		    rsec_manrs_check_action(result[i].check) == action)
			put_result(page, sheet, &result[i]);
	put(page, "</table>\n");
}

static void
put_files(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct file *file = sheet->file;
	char text[AGE_SIZE];

	put(page, "<h2>Inputs</h2>\n<table class=\"cards files\">\n"
		  "<tr class=\"head\"><th>kind</th><th>file</th>"
		  "<th class=\"num\">age</th><th class=\"num\">records</th>"
		  "<th>SHA-256</th></tr>\n");
	for (; file < sheet->file + sheet->files; file++) {
		put(page, "<tr><td>%s</td>", kind_name(file->kind));
		html_cell(page, "wrap", file->name);
		html_cell(
		    page, "num", age(text, sheet->options->now, file->time));
		html_count(page, file->records);
		put(page, "<td class=\"digest\">%s</td></tr>\n", file->digest);
	}
	put(page, "</table>\n");
}

static void
put_assumptions(struct rsec_buf *page, const struct sheet *sheet)
{
	struct rsec_manrs_assumption a;
	size_t i;

	put(page, "<h2>Assumed, where MANRS publishes nothing</h2>\n<ul>\n");
	for (i = 0; rsec_manrs_rules_assumption(&sheet->options->rules, i, &a);
	     i++) {
		put(page, "<li>%s", a.name);
		if (a.unit[0] != '\0')
			put(page, ": %u %s (<code>%s</code>)", a.value, a.unit,
			    a.option);
		put(page, ": ");
		html_text(page, a.why);
		put(page, "</li>\n");
	}
	put(page, "</ul>\n");
}

void
page_html(struct rsec_buf *page, const struct sheet *sheet)
{
	put_head(page, sheet);
	put_answer(page, sheet);
	put_scores(page, sheet);
	put_actions(page, sheet);
	put_what_if(page, sheet);
	put_routes(page, sheet);
	put_fixes(page, sheet);
	put_incidents(page, sheet);
	put_results(page, sheet, 1, "Action 1: filtering");
	put_results(page, sheet, 2, "Action 2: anti-spoofing");
	put_results(page, sheet, 3, "Action 3: coordination");
	put_results(page, sheet, 4, "Action 4: global validation");
	put_results(page, sheet, 0, "Beyond the baseline, without a score");
	put_files(page, sheet);
	put_assumptions(page, sheet);
	html_end(page);
}
