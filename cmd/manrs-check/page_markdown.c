/* SPDX-License-Identifier: ISC */
/* The report as Markdown, for a ticket or a wiki. */
#include <string.h>

#include "base/utc.h"
#include "cmd/manrs-check/page.h"

/* Text of an input: what Markdown would read as markup is escaped. */
static void
put_escaped(struct rsec_buf *page, const char *s)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	size_t i;

	put_text(&text, s);
	for (i = 0; i < text.len; i++) {
		if (strchr("\\`*_{}[]<>()#+!|~", text.data[i]) != NULL)
			put(page, "\\");
		put(page, "%c", text.data[i]);
	}
	rsec_buf_fini(&text);
}

static void
put_score(struct rsec_buf *page, const struct sheet *sheet,
    enum rsec_manrs_figure figure)
{
	const struct rsec_manrs_score *score = &sheet->report->score[figure];
	char value[PERCENT_SIZE] = "-", trend[POINTS_SIZE] = "-";
	char projected[PERCENT_SIZE] = "-";
	struct rsec_buf how = RSEC_BUF_INIT;

	if (score->has_value)
		percent(value, score->value);
	if (score->has_value && score->has_previous)
		points(trend, (int64_t)score->value - score->previous);
	if (score->has_projected)
		percent(projected, score->projected);
	put(page, "| %s | %s | %s | %s | %s | ",
	    rsec_manrs_figure_title(figure), value,
	    severity_title(score->severity), trend, projected);
	put_how(&how, score);
	put(&how, "%c", '\0');
	put_escaped(page, how.data);
	put(page, " |\n");
	rsec_buf_fini(&how);
}

static void
put_scores(struct rsec_buf *page, const struct sheet *sheet)
{
	int figure;

	put(page,
	    "## Scores\n\n"
	    "| figure | score | severity | trend | at month's end | how |\n"
	    "|---|---:|---|---:|---:|---|\n");
	for (figure = 0; figure < RSEC_MANRS_FIGURES; figure++)
		put_score(page, sheet, (enum rsec_manrs_figure)figure);
	put(page, "\n");
}

static void
put_actions(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_report *report = sheet->report;
	const struct rsec_manrs_action *action = report->action;

	put(page, "## Actions\n\n| Action | | verdict | why |\n"
		  "|---|---|---|---|\n");
	for (; action < report->action + report->actions; action++) {
		put(page, "| %u %s | %s | %s | ", action->number, action->title,
		    action->mandatory ? "mandatory" : "recommended",
		    rsec_manrs_verdict_name(action->verdict));
		put_escaped(page, action->why);
		put(page, " |\n");
	}
	put(page, "\nOf all mandatory Actions: **%s**",
	    rsec_manrs_verdict_name(rsec_manrs_report_verdict(report)));
	put_checklists(page, report);
	put(page, ".\n\n");
}

/* The scores without --what-if, since all the rest is with it. */
static void
put_what_if(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_score *before, *after;
	char was[PERCENT_SIZE], is[PERCENT_SIZE];
	int i;

	if (sheet->before == NULL)
		return;
	put(page, "## What if\n\nAll of this report is with --what-if.\n\n"
		  "| figure | without | with |\n|---|---:|---:|\n");
	for (i = 0; i < RSEC_MANRS_FIGURES; i++) {
		before = &sheet->before->score[i];
		after = &sheet->report->score[i];
		put(page, "| %s | %s | %s |\n",
		    rsec_manrs_figure_title((enum rsec_manrs_figure)i),
		    before->has_value ? percent(was, before->value) : "-",
		    after->has_value ? percent(is, after->value) : "-");
	}
	put(page, "\n");
}

static void
put_remedy_part(
    struct rsec_buf *page, const struct sheet *sheet, const char *remedy)
{
	const size_t len = shown_of_remedy(sheet, remedy);

	put(page, "\n    ~~~\n");
	put_remedy(page, remedy, len, "    ");
	put(page, "    ~~~\n\n");
	if (remedy[len] == '\0')
		return;
	put(page, "    ");
	put_lines_left(page, remedy + len, "`", "`");
	put(page, "\n\n");
}

static void
put_fixes(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_report *report = sheet->report;
	const struct rsec_manrs_fix *fix = report->fix;
	char won[POINTS_SIZE];

	if (report->fixes == 0)
		return;
	put(page, "## What to fix first\n\n"
		  "Points are won in this order.\n\n");
	for (; fix < report->fix + report->fixes; fix++) {
		put(page, "1. %s: ", rsec_manrs_check_name(fix->check));
		put_escaped(page, fix->title);
		if (fix->points > 0)
			put(page, " (+%s, %s)", points(won, fix->points),
			    rsec_manrs_figure_title(fix->figure));
		put(page, "%s\n",
		    fix->decides ? ", an Action passes with it" : "");
		if (fix->remedy[0] == '\0')
			continue;
		put_remedy_part(page, sheet, fix->remedy);
	}
	put(page, "\n");
}

static void
put_result(struct rsec_buf *page, const struct sheet *sheet,
    const struct rsec_manrs_result *result)
{
	const struct rsec_manrs_evidence *row = result->evidence;
	const size_t rows = shown_of_rows(sheet, result->evidences);
	struct rsec_buf subject = RSEC_BUF_INIT;

	put(page, "| %s | %s | ", rsec_manrs_check_name(result->check),
	    rsec_manrs_state_name(result->state));
	put_escaped(page, result->summary);
	for (; row < result->evidence + rows; row++) {
		put(page, "<br>");
		subject.len = 0;
		put_subject(&subject, row);
		put(&subject, " ");
		put_why(&subject, row);
		put(&subject, "%c", '\0');
		put_escaped(page, subject.data);
	}
	if (rows < result->evidences) {
		put(page, "<br>");
		put_rows_left(page, result->evidences - rows, "`", "`");
	}
	put(page, " |\n");
	rsec_buf_fini(&subject);
}

static void
put_results(struct rsec_buf *page, const struct sheet *sheet)
{
	int i;

	put(page, "## Checks\n\n| check | state | what |\n|---|---|---|\n");
	for (i = 0; i < RSEC_MANRS_CHECKS; i++)
		if (sheet->report->result[i].applies)
			put_result(page, sheet, &sheet->report->result[i]);
	put(page, "\n");
}

static void
put_files(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct file *file = sheet->file;
	char text[AGE_SIZE];

	put(page, "## Inputs\n\n| kind | file | age | records | SHA-256 |\n"
		  "|---|---|---:|---:|---|\n");
	for (; file < sheet->file + sheet->files; file++) {
		put(page, "| %s | ", kind_name(file->kind));
		put_escaped(page, file->name);
		put(page, " | %s | %llu | ",
		    age(text, sheet->options->now, file->time),
		    (unsigned long long)file->records);
		put(page, "%s |\n", file->digest);
	}
	put(page, "\n");
}

static void
put_assumptions(struct rsec_buf *page, const struct sheet *sheet)
{
	struct rsec_manrs_assumption a;
	size_t i;

	put(page, "## Assumed, where MANRS publishes nothing\n\n");
	for (i = 0; put_assumption(page, sheet, i, "`", &a); i++)
		put(page, ": %s\n", a.why);
}

void
page_markdown(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_rules *rules = &sheet->options->rules;
	char month[RSEC_MANRS_MONTH_SIZE];

	rsec_manrs_month_format(month, &sheet->options->month);
	put(page, "# MANRS self-assessment: ");
	put_asns(page, sheet->subject->asn, sheet->subject->asns);
	put(page, " ");
	put_escaped(page, name_of(sheet));
	put(page, "\n\n%s, %s, rule set %u",
	    rsec_manrs_program_title(rules->program), month, rules->ruleset);
	put_lacks(page, sheet->report->data, "; ");
	put(page, "\n\n");
	put_scores(page, sheet);
	put_actions(page, sheet);
	put_what_if(page, sheet);
	put_fixes(page, sheet);
	put_results(page, sheet);
	put_files(page, sheet);
	put_assumptions(page, sheet);
}
