/* SPDX-License-Identifier: ISC */
/* Small pictures in SVG; coordinates are integers, so that bytes are stable. */
#include "cmd/manrs-check/html.h"

#define SCORE_WIDTH 240
#define PARTS_WIDTH 640
#define MONTH_WIDTH 640
#define ROW	    18 /* height of a metric in the month's picture */
#define LEFT	    48 /* where its days begin */

/* Millionths as pixels of WIDTH. */
static unsigned
pixels(uint64_t millionths, unsigned width)
{
	return (unsigned)((millionths * width + 500000) / 1000000);
}

static void
put_limit(struct rsec_buf *page, uint32_t percent)
{
	const unsigned x = SCORE_WIDTH * percent / 100;

	put(page,
	    "<line class=\"f-line\" x1=\"%u\" x2=\"%u\" y1=\"0\" y2=\"16\"/>",
	    x, x);
}

void
chart_score(struct rsec_buf *page, const struct rsec_manrs_score *score,
    const struct rsec_manrs_rules *rules)
{
	char text[PERCENT_SIZE];

	put(page,
	    "<svg role=\"img\" viewBox=\"0 0 %u 16\" width=\"%u\" "
	    "height=\"16\" preserveAspectRatio=\"none\"><title>%s; ready from "
	    "%u %%, aspiring from %u "
	    "%%</title><rect class=\"f-back\" width=\"%u\" height=\"12\" "
	    "y=\"2\"/>",
	    SCORE_WIDTH, SCORE_WIDTH,
	    score->has_value ? percent(text, score->value) : "no score",
	    rules->ready, rules->aspiring, SCORE_WIDTH);
	if (score->has_value)
		put(page,
		    "<rect class=\"f-%s\" width=\"%u\" height=\"12\" "
		    "y=\"2\"/>",
		    html_severity(score->severity),
		    pixels(score->value, SCORE_WIDTH));
	put_limit(page, rules->ready);
	put_limit(page, rules->aspiring);
	put(page, "</svg>");
}

void
chart_parts(struct rsec_buf *page, const char *title,
    const struct chart_part *part, size_t parts)
{
	uint64_t total = 0, before = 0;
	unsigned from, to;
	size_t i;

	for (i = 0; i < parts; i++)
		total += part[i].count;
	if (total == 0)
		return;
	put(page,
	    "<svg role=\"img\" viewBox=\"0 0 %u 22\" width=\"%u\" "
	    "height=\"22\"><title>%s</title>",
	    PARTS_WIDTH, PARTS_WIDTH, title);
	for (i = 0; i < parts; i++) {
		from = (unsigned)(before * PARTS_WIDTH / total);
		before += part[i].count;
		to = (unsigned)(before * PARTS_WIDTH / total);
		put(page,
		    "<rect class=\"f-%s\" x=\"%u\" width=\"%u\" "
		    "height=\"18\" y=\"2\"/>",
		    part[i].class, from, to - from);
	}
	put(page, "</svg>\n<p class=\"sub\">%s: ", title);
	for (i = 0; i < parts; i++)
		put(page, "%s<span class=\"%s\">%llu %s</span>",
		    i > 0 ? ", " : "",
		    part[i].count > 0 ? part[i].class : "none",
		    (unsigned long long)part[i].count, part[i].name);
	put(page, "</p>\n");
}

/* Which metrics have incidents, as bits. */
static unsigned
metrics_of(const struct rsec_manrs_report *report)
{
	unsigned bits = 0;
	size_t i;

	for (i = 0; i < report->incidents; i++)
		bits |= 1U << report->incident[i].metric;
	return bits;
}

static void
put_days(struct rsec_buf *page, const struct rsec_manrs_month *month,
    unsigned height)
{
	unsigned day, x;

	for (day = 1; day <= month->days; day++) {
		if (day != 1 && day % 5 != 0)
			continue;
		x = LEFT + (day - 1) * (MONTH_WIDTH - LEFT) / month->days;
		put(page, "<text x=\"%u\" y=\"%u\">%u</text>", x, height - 4,
		    day);
	}
}

static void
put_row(struct rsec_buf *page, const struct rsec_manrs_report *report,
    enum rsec_manrs_metric metric, unsigned y)
{
	const struct rsec_manrs_month *month = &report->data->month;
	const int64_t length = month->end - month->begin;
	const unsigned width = MONTH_WIDTH - LEFT;
	const struct rsec_manrs_incident *incident = report->incident;
	unsigned from, to, left = 0, right = 0; /* what was drawn last */

	put(page,
	    "<text x=\"0\" y=\"%u\">%s</text><rect class=\"f-back\" "
	    "x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\"/>",
	    y + ROW - 6, rsec_manrs_metric_name(metric), LEFT, y + 2, width,
	    ROW - 4);
	for (; incident < report->incident + report->incidents; incident++) {
		if (incident->metric != metric)
			continue;
		from = (unsigned)((incident->begin - month->begin) * width /
				  length);
		to =
		    (unsigned)((incident->end - month->begin) * width / length);
		if (to < from + 2)
			to = from + 2;
		if (from >= left && to <= right)
			continue;
		left = from;
		right = to;
		put(page,
		    "<rect class=\"f-bad\" x=\"%u\" y=\"%u\" width=\"%u\" "
		    "height=\"%u\"/>",
		    LEFT + from, y + 2, to - from, ROW - 4);
	}
}

void
chart_month(struct rsec_buf *page, const struct rsec_manrs_report *report)
{
	const unsigned metrics = metrics_of(report);
	unsigned rows = 0, metric, y = 0;

	for (metric = 0; metric < RSEC_MANRS_INCIDENT_METRICS; metric++)
		rows += (metrics & 1U << metric) != 0;
	if (rows == 0)
		return;
	put(page,
	    "<svg role=\"img\" viewBox=\"0 0 %u %u\" width=\"%u\" "
	    "height=\"%u\"><title>Incidents over the days of the "
	    "month</title>",
	    MONTH_WIDTH, rows * ROW + 16, MONTH_WIDTH, rows * ROW + 16);
	for (metric = 0; metric < RSEC_MANRS_INCIDENT_METRICS; metric++) {
		if ((metrics & 1U << metric) == 0)
			continue;
		put_row(page, report, (enum rsec_manrs_metric)metric, y);
		y += ROW;
	}
	put_days(page, &report->data->month, rows * ROW + 16);
	put(page, "</svg>\n");
}
