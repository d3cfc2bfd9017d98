/* SPDX-License-Identifier: ISC */
/* The words that the formats share. */
#include <stdio.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/manrs-check/page.h"

void
put_asns(struct rsec_buf *page, const uint32_t *asn, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		put(page, "%sAS%u", i > 0 ? ", " : "", asn[i]);
}

void
put_subject(struct rsec_buf *page, const struct rsec_manrs_evidence *row)
{
	char text[RSEC_PREFIX_SIZE];
	const char *blank = "";

	if (row->has_prefix) {
		rsec_prefix_format(text, &row->prefix);
		put(page, "%s", text);
		blank = " ";
	}
	if (row->has_asn) {
		put(page, "%sAS%u", blank, row->asn);
		blank = " ";
	}
	if (row->what[0] != '\0') {
		put(page, "%s", blank);
		put_text(page, row->what);
	}
}

void
put_why(struct rsec_buf *page, const struct rsec_manrs_evidence *row)
{
	put_text(page, row->why);
	if (row->left_out[0] == '\0')
		return;
	put(page, "; left out: ");
	put_text(page, row->left_out);
}

bool
put_assumption(struct rsec_buf *page, const struct sheet *sheet, size_t i,
    const char *quote, struct rsec_manrs_assumption *a)
{
	if (!rsec_manrs_rules_assumption(&sheet->options->rules, i, a))
		return false;
	put(page, "- %s", a->name);
	if (a->unit[0] != '\0')
		put(page, ": %u %s, %s%s%s", a->value, a->unit, quote,
		    a->option, quote);
	return true;
}

/* "-48.6" of millionths, with UNIT behind it. */
static void
format_percent(char *to, size_t size, int64_t millionths, const char *unit)
{
	const bool negative = millionths < 0;
	const int64_t tenths =
	    ((negative ? -millionths : millionths) + 500) / 1000 % 10000000;

	if (tenths % 10 == 0)
		snprintf(to, size, "%s%d%s", negative ? "-" : "",
		    (int)(tenths / 10), unit);
	else
		snprintf(to, size, "%s%d.%d%s", negative ? "-" : "",
		    (int)(tenths / 10), (int)(tenths % 10), unit);
}

const char *
percent(char to[PERCENT_SIZE], int64_t millionths)
{
	format_percent(to, PERCENT_SIZE, millionths, " %");
	return to;
}

const char *
points(char to[POINTS_SIZE], int64_t millionths)
{
	const bool one = millionths == 10000 || millionths == -10000;

	format_percent(to, POINTS_SIZE, millionths, one ? " point" : " points");
	return to;
}

const char *
age(char to[AGE_SIZE], int64_t now, int64_t then)
{
	const int64_t hours = (now - then) / 3600;

	if (then == 0)
		snprintf(to, AGE_SIZE, "?");
	else if (then > now)
		snprintf(to, AGE_SIZE, "in the future");
	else if (hours < 48)
		snprintf(to, AGE_SIZE, "%lld h", (long long)hours);
	else
		snprintf(to, AGE_SIZE, "%lld days", (long long)hours / 24);
	return to;
}

void
put_inputs(struct rsec_buf *page, unsigned inputs)
{
	const char *comma = "";
	unsigned bit;

	for (bit = 0; bit < RSEC_MANRS_INPUTS; bit++) {
		if ((inputs & 1U << bit) == 0)
			continue;
		put(page, "%s%s", comma,
		    rsec_manrs_input_name((enum rsec_manrs_input)(1U << bit)));
		comma = ", ";
	}
}

void
put_how(struct rsec_buf *page, const struct rsec_manrs_score *score)
{
	if (!score->has_value && score->missing != 0 &&
	    score->arithmetic[0] == '\0') {
		put(page, "not evaluated without ");
		put_inputs(page, score->missing);
	} else
		put_text(page, score->arithmetic);
}

const char *
severity_title(enum rsec_manrs_severity severity)
{
	return severity == RSEC_MANRS_NO_SCORE
		   ? "no data"
		   : rsec_manrs_severity_name(severity);
}

unsigned
count_state(const struct rsec_manrs_report *report, enum rsec_manrs_state state)
{
	unsigned i, n = 0;

	for (i = 0; i < RSEC_MANRS_CHECKS; i++)
		n += report->result[i].applies &&
		     report->result[i].state == state;
	return n;
}

void
put_lacks(struct rsec_buf *page, const struct rsec_manrs_data *data,
    const char *before)
{
	const char *lacks = rsec_manrs_data_lacks(data);

	if (lacks[0] != '\0')
		put(page, "%sincomplete: %s", before, lacks);
}

void
put_checklists(struct rsec_buf *page, const struct rsec_manrs_report *report)
{
	const struct rsec_manrs_action *action = report->action;
	unsigned n = 0;

	if (rsec_manrs_report_verdict(report) != RSEC_MANRS_CONFORMANT)
		return;
	for (; action < report->action + report->actions; action++)
		if (action->mandatory &&
		    action->verdict == RSEC_MANRS_NOT_COMPUTED)
			put(page, "%s%u",
			    n++ == 0 ? ", as far as it is computed; checklist "
				       "of Action "
				     : ", ",
			    action->number);
	put(page, "%s", n > 0 ? " to be answered" : "");
}

const char *
name_of(const struct sheet *sheet)
{
	if (sheet->subject->name[0] != '\0')
		return sheet->subject->name;
	return sheet->report->name;
}

void
put_title(struct rsec_buf *page, const struct sheet *sheet)
{
	put_asns(page, sheet->subject->asn, sheet->subject->asns);
	if (name_of(sheet)[0] != '\0') {
		put(page, " ");
		put_text(page, name_of(sheet));
	}
}
