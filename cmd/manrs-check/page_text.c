/* SPDX-License-Identifier: ISC */
/*
 * The report as text, 100 columns wide: first the answer, then what wins most,
 * then what it stands on; with --verbose every check and its evidence.
 */
#include <string.h>

#include "base/utc.h"
#include "cmd/manrs-check/page.h"

#define WIDTH  100
#define BAR    20 /* characters of a full bar */
#define ROWS   10 /* of evidence, without --verbose */
#define REMEDY 3  /* lines of it, likewise */
#define FIXES  5

/* "green" of a terminal, or nothing. */
static void
put_coloured(struct rsec_buf *page, const struct sheet *sheet, const char *code,
    const char *s, size_t width)
{
	size_t from;

	if (sheet->colour)
		put(page, "\033[%sm", code);
	from = page->len;
	put(page, "%s", s);
	put_pad(page, from, width);
	if (sheet->colour)
		put(page, "\033[0m");
}

static const char *
state_colour(enum rsec_manrs_state state)
{
	switch (state) {
	case RSEC_MANRS_PASS:
	case RSEC_MANRS_NOTED:
		return "32";
	case RSEC_MANRS_FAIL:
		return "31";
	case RSEC_MANRS_WARN:
	case RSEC_MANRS_NO_DATA:
		break;
	}
	return "33";
}

static const char *
verdict_colour(enum rsec_manrs_verdict verdict)
{
	switch (verdict) {
	case RSEC_MANRS_CONFORMANT:
		return "32";
	case RSEC_MANRS_NOT_CONFORMANT:
		return "31";
	case RSEC_MANRS_VERDICT_NO_DATA:
		return "33";
	case RSEC_MANRS_NOT_COMPUTED:
		break;
	}
	return "0";
}

static const char *
severity_colour(enum rsec_manrs_severity severity)
{
	switch (severity) {
	case RSEC_MANRS_READY:
		return "32";
	case RSEC_MANRS_LAGGING:
		return "31";
	case RSEC_MANRS_ASPIRING:
	case RSEC_MANRS_NO_SCORE:
		break;
	}
	return "33";
}

/* A bar of eighths of a character. */
static void
put_bar(struct rsec_buf *page, uint32_t millionths)
{
	static const char *const part[] = { "", "▏", "▎", "▍", "▌", "▋", "▊",
		"▉" };
	uint32_t eighths = (millionths * 8 * BAR + 500000) / 1000000;

	for (; eighths >= 8; eighths -= 8)
		put(page, "█");
	put(page, "%s", part[eighths]);
}

static void
put_head(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_rules *rules = &sheet->options->rules;
	char month[RSEC_MANRS_MONTH_SIZE];

	rsec_manrs_month_format(month, &sheet->options->month);
	put(page, "MANRS self-assessment   ");
	put_title(page, sheet);
	put(page, "\n%s   %s   rule set %u",
	    rsec_manrs_program_title(rules->program), month, rules->ruleset);
	put_lacks(page, sheet->report->data, "\n");
	put(page, "\n\n");
}

/* "+3 since", "at month's end 41.3 %": what the arithmetic is followed by. */
static void
put_trend(struct rsec_buf *page, const struct rsec_manrs_score *score)
{
	char text[POINTS_SIZE];
	int64_t change = (int64_t)score->value - score->previous;

	if (score->has_value && score->has_previous && change != 0)
		put(page, "; %s%s since the earlier report",
		    change > 0 ? "+" : "", points(text, change));
	if (score->has_projected && score->projected != score->value)
		put(page, "; at month's end %s",
		    percent(text, score->projected));
}

static void
put_score(struct rsec_buf *page, const struct sheet *sheet,
    enum rsec_manrs_figure figure)
{
	const struct rsec_manrs_score *score = &sheet->report->score[figure];
	struct rsec_buf how = RSEC_BUF_INIT;
	char text[PERCENT_SIZE] = "-";
	size_t from = page->len;

	put(page, "%s", rsec_manrs_figure_title(figure));
	put_pad(page, from, 26);
	from = page->len;
	if (score->has_value) {
		put_bar(page, score->value);
		percent(text, score->value);
	}
	put_pad(page, from, BAR + 1);
	put(page, "%7s  ", text);
	put_coloured(page, sheet, severity_colour(score->severity),
	    severity_title(score->severity), 10);
	put_how(&how, score);
	put_trend(&how, score);
	put(&how, "%c", '\0');
	put_wrapped(page, how.data, 66, WIDTH);
	put(page, "\n");
	rsec_buf_fini(&how);
}

static void
put_scores(struct rsec_buf *page, const struct sheet *sheet)
{
	int figure;

	put(page, "%-26s%28s  %s\n", "Scores", "", "severity");
	for (figure = 0; figure < RSEC_MANRS_FIGURES; figure++)
		put_score(page, sheet, (enum rsec_manrs_figure)figure);
	put(page, "\n");
}

static void
put_actions(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_report *report = sheet->report;
	const struct rsec_manrs_action *action = report->action;
	size_t from;

	put(page, "%-41s%s\n", "Actions", "verdict");
	for (; action < report->action + report->actions; action++) {
		from = page->len;
		put(page, "%u %s", action->number, action->title);
		if (page->len - from >= 28) {
			put(page, "\n");
			from = page->len;
		}
		put_pad(page, from, 28);
		put(page, "%-13s",
		    action->mandatory ? "mandatory" : "recommended");
		put_coloured(page, sheet, verdict_colour(action->verdict),
		    rsec_manrs_verdict_name(action->verdict), 16);
		put_wrapped(page, action->why, 57, WIDTH);
		put(page, "\n");
	}
	put(page, "\n");
}

/* "Routing information RPKI: 0 % -> 60 %", and how it was without. */
static void
put_changed_score(struct rsec_buf *page, const struct sheet *sheet,
    enum rsec_manrs_figure figure)
{
	const struct rsec_manrs_score *before = &sheet->before->score[figure];
	const struct rsec_manrs_score *after = &sheet->report->score[figure];
	char was[PERCENT_SIZE] = "-", is[PERCENT_SIZE] = "-";

	if (before->has_value)
		percent(was, before->value);
	if (after->has_value)
		percent(is, after->value);
	put(page, "  %s: %s -> %s\n         ", rsec_manrs_figure_title(figure),
	    was, is);
	put_how(page, before);
	put(page, "\n      -> ");
	put_how(page, after);
	put(page, "\n");
}

/* What --what-if changes: scores and verdicts before and after. */
static void
put_what_if(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_action *was, *is;
	size_t i, from;

	if (sheet->before == NULL)
		return;
	put(page, "What --what-if changes; all of this report is with it:\n");
	from = page->len;
	for (i = 0; i < RSEC_MANRS_FIGURES; i++)
		if (strcmp(sheet->before->score[i].arithmetic,
			sheet->report->score[i].arithmetic) != 0)
			put_changed_score(
			    page, sheet, (enum rsec_manrs_figure)i);
	for (i = 0; i < sheet->report->actions; i++) {
		was = &sheet->before->action[i];
		is = &sheet->report->action[i];
		if (was->verdict != is->verdict)
			put(page, "  Action %u %s: %s -> %s\n", is->number,
			    is->title, rsec_manrs_verdict_name(was->verdict),
			    rsec_manrs_verdict_name(is->verdict));
	}
	put(page, "%s\n",
	    page->len == from ? "  no score and no verdict\n" : "");
}

/* The first MAX lines of S behind INDENT blanks, and that there are more. */
static void
put_lines(struct rsec_buf *page, const char *s, size_t indent, size_t max)
{
	struct rsec_buf line = RSEC_BUF_INIT;
	size_t len, n = 0;

	for (; *s != '\0' && n < max; n++) {
		len = strcspn(s, "\n");
		line.len = 0;
		put(&line, "%.*s%c", (int)len, s, '\0');
		put(page, "%*s", (int)indent, "");
		put_wrapped(page, line.data, indent + 4, WIDTH);
		put(page, "\n");
		s += len + (s[len] == '\n');
	}
	if (*s != '\0')
		put(page, "%*s...: --fixes FILE writes all of it\n",
		    (int)indent, "");
	rsec_buf_fini(&line);
}

static void
put_fix(struct rsec_buf *page, const struct sheet *sheet, size_t i)
{
	static const char *const names[] = { "Filtering", "Anti-spoofing",
		"Coordination", "IRR", "RPKI" };
	const struct rsec_manrs_fix *fix = &sheet->report->fix[i];
	const bool verbose = sheet->options->input.verbose;
	struct rsec_buf text = RSEC_BUF_INIT;
	char won[POINTS_SIZE];

	if (fix->points > 0)
		put(&text, "+%s %s   ", points(won, fix->points),
		    names[fix->figure]);
	put(&text, "%s%s (%s)%c", fix->title,
	    fix->decides ? "; an Action passes with it" : "",
	    rsec_manrs_check_name(fix->check), '\0');
	put(page, "%3zu. ", i + 1);
	put_wrapped(page, text.data, 5, WIDTH);
	put(page, "\n");
	rsec_buf_fini(&text);
	put_lines(page, fix->remedy, 5, verbose ? SIZE_MAX : REMEDY);
}

/* " (Action 1, Action 4)": mandatory ones whose verdict is that of all. */
static void
put_deciding(struct rsec_buf *page, const struct rsec_manrs_report *report)
{
	const enum rsec_manrs_verdict all = rsec_manrs_report_verdict(report);
	const struct rsec_manrs_action *action = report->action;
	const char *before =
	    all == RSEC_MANRS_NOT_CONFORMANT ? " (" : " (no data: ";
	const size_t from = page->len;

	if (all != RSEC_MANRS_NOT_CONFORMANT &&
	    all != RSEC_MANRS_VERDICT_NO_DATA)
		return;
	for (; action < report->action + report->actions; action++) {
		if (!action->mandatory || action->verdict != all)
			continue;
		put(page, "%sAction %u", before, action->number);
		before = ", ";
	}
	put(page, "%s", page->len > from ? ")" : "");
}

static void
put_fixes(struct rsec_buf *page, const struct sheet *sheet)
{
	static const char *const answers[] = { "yes", "no", "not known",
		"nothing to compute" };
	const struct rsec_manrs_report *report = sheet->report;
	size_t i, n = report->fixes;

	if (n > FIXES && !sheet->options->input.verbose)
		n = FIXES;
	put(page, "Would pass today: ");
	put_coloured(page, sheet,
	    verdict_colour(rsec_manrs_report_verdict(report)),
	    answers[rsec_manrs_report_verdict(report)], 0);
	put_deciding(page, report);
	put_checklists(page, report);
	put(page, ".");
	if (n > 0)
		put(page, "\nWhat to fix, in this order, %zu of %zu:", n,
		    report->fixes);
	put(page, "\n");
	for (i = 0; i < n; i++)
		put_fix(page, sheet, i);
	if (report->first_clean_month[0] != '\0')
		put(page, "First month clear of this month's incidents: %s\n",
		    report->first_clean_month);
	put(page, "\n");
}

/* What it is about, and why, on lines of their own below it where long. */
static void
put_row(struct rsec_buf *page, const struct rsec_manrs_evidence *row)
{
	struct rsec_buf text = RSEC_BUF_INIT;

	put_subject(&text, row);
	put(&text, "  ");
	put_why(&text, row);
	put(&text, "%c", '\0');
	put(page, "%10s", "");
	put_wrapped(page, text.data, 14, WIDTH - 4);
	put(page, "\n");
	rsec_buf_fini(&text);
}

static void
put_result(struct rsec_buf *page, const struct sheet *sheet,
    const struct rsec_manrs_result *result)
{
	const struct rsec_manrs_evidence *row = result->evidence;
	size_t i;

	put_coloured(page, sheet, state_colour(result->state),
	    rsec_manrs_state_name(result->state), 8);
	put(page, "%-22s", rsec_manrs_check_name(result->check));
	put_wrapped(page, result->summary, 30, WIDTH);
	put(page, "\n");
	if (!sheet->options->input.verbose)
		return;
	for (i = 0; i < result->evidences; i++, row++)
		put_row(page, row);
}

/* All checks with --verbose, else those that fail or warn. */
static void
put_results(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_report *report = sheet->report;
	const bool verbose = sheet->options->input.verbose;
	const struct rsec_manrs_result *result;
	int i;

	put(page, "Checks: %u pass, %u info, %u warn, %u fail, %u no data\n",
	    count_state(report, RSEC_MANRS_PASS),
	    count_state(report, RSEC_MANRS_NOTED),
	    count_state(report, RSEC_MANRS_WARN),
	    count_state(report, RSEC_MANRS_FAIL),
	    count_state(report, RSEC_MANRS_NO_DATA));
	for (i = 0; i < RSEC_MANRS_CHECKS; i++) {
		result = &report->result[i];
		if (!result->applies)
			continue;
		if (verbose || result->state == RSEC_MANRS_FAIL ||
		    result->state == RSEC_MANRS_WARN)
			put_result(page, sheet, result);
	}
	put(page, "\n");
}

/* WHAT there was of METRIC. */
static void
put_incident(
    struct rsec_buf *page, enum rsec_manrs_metric metric, struct rsec_buf *what)
{
	put(what, "%c", '\0');
	put(page, "%-5s", rsec_manrs_metric_name(metric));
	put_wrapped(page, what->data, 5, WIDTH);
	put(page, "\n");
	rsec_buf_fini(what);
}

static void
put_counted(struct rsec_buf *page, const struct rsec_manrs_incident *incident)
{
	const struct rsec_manrs_event *event = incident->event;
	const struct rsec_manrs_evidence about = { event->has_prefix, true,
		event->prefix, event->asn, event->id, "", "", "" };
	char begin[RSEC_UTC_SIZE], end[RSEC_UTC_SIZE];
	struct rsec_buf what = RSEC_BUF_INIT;

	rsec_utc_format(begin, incident->begin);
	rsec_utc_format(end, incident->end);
	put(&what, "%s to %s%s, raw %llu.%02llu, %u event%s: ", begin, end,
	    incident->open ? " (open)" : "",
	    (unsigned long long)(incident->raw / RSEC_MANRS_ONE),
	    (unsigned long long)(incident->raw % RSEC_MANRS_ONE / 100),
	    incident->events, incident->events == 1 ? "" : "s");
	put_subject(&what, &about);
	put_incident(page, incident->metric, &what);
}

/* Events of the check of METRIC that do not count. */
static void
put_left_out(struct rsec_buf *page, const struct rsec_manrs_report *report,
    enum rsec_manrs_metric metric)
{
	const struct rsec_manrs_result *result =
	    &report->result[RSEC_MANRS_A1_INC_M1 + (int)metric];
	const struct rsec_manrs_evidence *row = result->evidence;
	struct rsec_buf what;

	for (; row < result->evidence + result->evidences; row++) {
		if (row->left_out[0] == '\0')
			continue;
		what = RSEC_BUF_INIT;
		put(&what, "does not count: ");
		put_subject(&what, row);
		put(&what, "  ");
		put_why(&what, row);
		put_incident(page, metric, &what);
	}
}

static void
put_incidents(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_report *report = sheet->report;
	size_t from, i;
	int metric;

	if (!sheet->options->input.verbose)
		return;
	put(page, "Incidents, clipped to the month\n");
	from = page->len;
	for (i = 0; i < report->incidents; i++)
		put_counted(page, &report->incident[i]);
	for (metric = RSEC_MANRS_M1; metric <= RSEC_MANRS_M4C; metric++)
		put_left_out(page, report, (enum rsec_manrs_metric)metric);
	put(page, "%s\n", page->len == from ? "none\n" : "");
}

/* A line of what it is, and one of its digest. */
static void
put_file(
    struct rsec_buf *page, const struct sheet *sheet, const struct file *file)
{
	char text[AGE_SIZE];
	size_t from = page->len;

	put(page, "%-13s%-11llu", kind_name(file->kind),
	    (unsigned long long)file->records);
	put(page, "%s", age(text, sheet->options->now, file->time));
	put_pad(page, from, 39);
	put_text(page, file->name);
	put(page, "\n");
	if (file->digest[0] != '\0')
		put(page, "%39s%s\n", "", file->digest);
}

static void
put_files(struct rsec_buf *page, const struct sheet *sheet)
{
	size_t i;

	put(page, "%-13s%-11s%-15s%s\n", "Inputs", "records", "age",
	    "file, SHA-256");
	for (i = 0; i < sheet->files; i++)
		put_file(page, sheet, &sheet->file[i]);
	put(page, "\n");
}

static const struct file *
oldest(const struct sheet *sheet)
{
	const struct file *file = sheet->file, *old = NULL;

	for (; file < sheet->file + sheet->files; file++)
		if (file_is_state(file) &&
		    (old == NULL || file->time < old->time))
			old = file;
	return old;
}

static void
put_inputs_line(struct rsec_buf *page, const struct sheet *sheet)
{
	const unsigned given = sheet->report->data->inputs;
	const unsigned optional = RSEC_MANRS_FEEDBACK | RSEC_MANRS_PREVIOUS |
				  RSEC_MANRS_BGPSTREAM | RSEC_MANRS_RSC |
				  RSEC_MANRS_PARTICIPANTS;
	const unsigned missing =
	    ~given & ~optional & ((1U << RSEC_MANRS_INPUTS) - 1);
	const struct file *old = oldest(sheet);
	struct rsec_buf line = RSEC_BUF_INIT;
	char text[AGE_SIZE];

	put(&line, "Inputs: %zu read", sheet->files);
	if (missing != 0) {
		put(&line, ", missing: ");
		put_inputs(&line, missing);
		put(&line, " (rsec-fetch gets them)");
	}
	if (old != NULL) {
		put(&line, "; oldest is ");
		put_text(&line, old->name);
		put(&line, ", %s", age(text, sheet->options->now, old->time));
	}
	put(&line, "%c", '\0');
	put_wrapped(page, line.data, 4, WIDTH);
	put(page, "\n");
	rsec_buf_fini(&line);
}

static void
put_assumptions(struct rsec_buf *page, const struct sheet *sheet)
{
	struct rsec_manrs_assumption a;
	size_t i;

	put(page, "Assumed, where MANRS publishes nothing\n");
	for (i = 0; put_assumption(page, sheet, i, "", &a); i++) {
		put(page, "\n      ");
		put_wrapped(page, a.why, 6, WIDTH);
		put(page, "\n");
	}
}

void
page_text(struct rsec_buf *page, const struct sheet *sheet)
{
	put_head(page, sheet);
	put_scores(page, sheet);
	put_actions(page, sheet);
	put_what_if(page, sheet);
	put_fixes(page, sheet);
	put_results(page, sheet);
	put_incidents(page, sheet);
	if (sheet->options->input.verbose) {
		put_files(page, sheet);
		put_assumptions(page, sheet);
	} else {
		put(page, "Evidence: manrs-check -v, or -f html -o "
			  "report.html\n");
		put_inputs_line(page, sheet);
	}
}
