/* SPDX-License-Identifier: ISC */
/* The timeline of a prefix as SVG: a bar for its cover, one for each VRP. */
#include "history/plot.h"

#include <stdio.h>
#include <string.h>

#include "base/utc.h"
#include "history/svg_private.h"
#include "net/asn.h"

#define DAY    ((uint32_t)RSEC_DAY)
#define WIDTH  1000 /* pixels, all of these */
#define RIGHT  30
#define MARGIN 12 /* left of the labels, and right of them */
#define TOP    44
#define ROW    22
#define BAR    12
#define THIN   1.0 /* of a day among thousands: it is to be seen */
#define GLYPH  7.3 /* at most, of a label */

struct timeline {
	struct rsec_history *history;
	const struct rsec_prefix *prefix;
	struct rsec_svg svg;
	struct rsec_svg_frame frame;
	bool counting; /* first pass: only rows */
	size_t rows, drawn;
	char label[160];		  /* of the row at hand */
	size_t longest;			  /* label: characters */
	double y;			  /* of its bars */
	uint32_t covered, observed, days; /* for the description */
	struct rsec_err *err;
};

/* Days as people write them. */
static void
format_days(char to[2 * RSEC_UTC_SIZE + 4], uint32_t from, uint32_t end)
{
	size_t n = rsec_utc_format_day(to, from / DAY);

	if (from / DAY == end / DAY)
		return;
	memcpy(to + n, " .. ", 4);
	rsec_utc_format_day(to + n + 4, end / DAY);
}

static void
put_bar(struct timeline *timeline, const char *class, uint32_t from,
    uint32_t to, const char *what)
{
	struct rsec_svg *svg = &timeline->svg;
	const double x = rsec_svg_x(&timeline->frame, from / DAY * DAY);
	double width = rsec_svg_x(&timeline->frame, to / DAY * DAY + DAY) - x;
	char days[2 * RSEC_UTC_SIZE + 4];

	format_days(days, from, to);
	rsec_svg_put(svg, "<rect class=\"%s\"", class);
	rsec_svg_attribute(svg, "x", x);
	rsec_svg_attribute(svg, "y", timeline->y);
	rsec_svg_attribute(svg, "width", width < THIN ? THIN : width);
	rsec_svg_attribute(svg, "height", BAR);
	rsec_svg_put(svg, "><title>");
	rsec_svg_text(svg, what);
	rsec_svg_put(svg, " %s</title></rect>\n", days);
}

static int
put_cover(void *ctx, const struct rsec_history_segment *segment)
{
	struct timeline *timeline = ctx;

	if (segment->answer.verdict.state == RSEC_HISTORY_VALID)
		put_bar(
		    timeline, "cover", segment->from, segment->to, "covered");
	return 0;
}

/* Gaps are drawn over bars, so that one of a day is seen. */
static int
put_unknown(void *ctx, const struct rsec_history_segment *segment)
{
	struct timeline *timeline = ctx;

	if (segment->answer.verdict.state == RSEC_HISTORY_UNKNOWN)
		put_bar(timeline, "gap", segment->from, segment->to, "unknown");
	return 0;
}

static int
count_cover(void *ctx, const struct rsec_history_segment *segment)
{
	struct timeline *timeline = ctx;
	const uint32_t days = (segment->to - segment->from) / DAY + 1;

	timeline->days += days;
	if (segment->answer.verdict.state != RSEC_HISTORY_UNKNOWN)
		timeline->observed += days;
	if (segment->answer.verdict.state == RSEC_HISTORY_VALID)
		timeline->covered += days;
	return 0;
}

static int
put_span(void *ctx, const struct rsec_history_span *span)
{
	struct timeline *timeline = ctx;

	if (span->to >= timeline->frame.from &&
	    span->from < timeline->frame.to + DAY)
		put_bar(timeline, "bar",
		    span->from > timeline->frame.from ? span->from
						      : timeline->frame.from,
		    span->to < timeline->frame.to ? span->to
						  : timeline->frame.to,
		    timeline->label);
	return 0;
}

/* The days FROM up to before TO, as a part of a path. */
static void
put_gap(struct timeline *timeline, uint32_t from, uint32_t to)
{
	struct rsec_svg *svg = &timeline->svg;
	const double left = rsec_svg_x(&timeline->frame, from);
	const double right = rsec_svg_x(&timeline->frame, to);

	rsec_svg_put(svg, "M");
	rsec_svg_number(svg, left);
	rsec_svg_put(svg, " ");
	rsec_svg_number(svg, timeline->y);
	rsec_svg_put(svg, "H");
	rsec_svg_number(svg, right < left + THIN ? left + THIN : right);
	rsec_svg_put(svg, "v%dH", BAR);
	rsec_svg_number(svg, left);
	rsec_svg_put(svg, "z");
}

/* Days on which the trust anchor of the row was not observed: one path. */
static void
put_gaps(struct timeline *timeline, uint8_t ta)
{
	const struct rsec_svg_frame *frame = &timeline->frame;
	struct rsec_history *history = timeline->history;
	const uint32_t count = rsec_history_trusted(history, ta);
	const uint32_t end = frame->to / DAY * DAY + DAY;
	uint32_t i = rsec_history_trusted_until(history, ta, frame->from);
	uint32_t next = frame->from / DAY * DAY, day;

	if (i > 0)
		i--;
	rsec_svg_put(&timeline->svg, "<path class=\"gap\" d=\"");
	for (; next < end; i++) {
		day =
		    i < count ? rsec_history_trusted_time(history, ta, i) : end;
		day = day < end ? day / DAY * DAY : end;
		if (day > next)
			put_gap(timeline, next, day);
		if (day + DAY > next)
			next = day + DAY;
	}
	rsec_svg_put(&timeline->svg, "\"><title>not observed</title></path>\n");
}

static void
make_label(struct timeline *timeline, const struct rsec_history_vrp *vrp)
{
	char prefix[RSEC_PREFIX_SIZE], asn[RSEC_ASN_SIZE], max_len[8] = "";
	size_t n;

	rsec_prefix_format(prefix, &vrp->prefix);
	rsec_asn_format(asn, vrp->asn);
	if (vrp->max_len != vrp->prefix.len)
		snprintf(max_len, sizeof(max_len), "-%u", vrp->max_len);
	n = (size_t)snprintf(timeline->label, sizeof(timeline->label),
	    "%s  %s%s  %.64s", asn, prefix, max_len,
	    rsec_history_ta(timeline->history, vrp->ta));
	if (n > timeline->longest)
		timeline->longest = n;
}

/* Whether VRP was there at any time of the frame: 1 or 0, or -1. */
static int
is_within(struct timeline *timeline, const struct rsec_history_vrp *vrp)
{
	struct rsec_history_run run;
	uint32_t i;

	for (i = 0; i < vrp->runs; i++) {
		if (rsec_history_run_get(
			timeline->history, vrp, i, &run, timeline->err) == -1)
			return -1;
		if (run.to >= timeline->frame.from)
			return run.from / DAY <= timeline->frame.to / DAY;
	}
	return 0;
}

static int
put_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct timeline *timeline = ctx;
	int within = is_within(timeline, vrp);

	if (within != 1)
		return within;
	if (timeline->counting) {
		if (timeline->rows++ < RSEC_PLOT_ROWS)
			make_label(timeline, vrp);
		return 0;
	}
	if (timeline->drawn == RSEC_PLOT_ROWS)
		return 0;
	timeline->drawn++;
	timeline->y += ROW;
	make_label(timeline, vrp);
	rsec_svg_label(&timeline->svg, MARGIN, timeline->y + BAR - 2, "mono",
	    "", timeline->label);
	if (rsec_history_spans(timeline->history, vrp, RSEC_GAPS_UNKNOWN,
		put_span, timeline, timeline->err) == -1)
		return -1;
	put_gaps(timeline, vrp->ta);
	return 0;
}

static void
begin(struct timeline *timeline)
{
	char prefix[RSEC_PREFIX_SIZE], days[2 * RSEC_UTC_SIZE + 4];
	char title[RSEC_PREFIX_SIZE + sizeof(days) + 32], text[256];
	const size_t rows =
	    timeline->rows < RSEC_PLOT_ROWS ? timeline->rows : RSEC_PLOT_ROWS;

	rsec_prefix_format(prefix, timeline->prefix);
	format_days(days, timeline->frame.from, timeline->frame.to);
	snprintf(title, sizeof(title), "ROAs for %s, %s", prefix, days);
	snprintf(text, sizeof(text),
	    "Days observed: %u, of these covered: %u; days not observed: %u; "
	    "VRPs: %zu.",
	    timeline->observed, timeline->covered,
	    timeline->days - timeline->observed, timeline->rows);
	timeline->frame.left =
	    (double)(size_t)((double)timeline->longest * GLYPH) + 2 * MARGIN;
	timeline->frame.width = WIDTH - RIGHT - timeline->frame.left;
	timeline->frame.height = (double)(rows + 1) * ROW;
	rsec_svg_begin(&timeline->svg, WIDTH,
	    TOP + timeline->frame.height + 2 * ROW, title, text);
	rsec_svg_time_axis(&timeline->svg, &timeline->frame);
	timeline->y = TOP + (double)(ROW - BAR) / 2;
	rsec_svg_label(&timeline->svg, MARGIN, timeline->y + BAR - 2, "mono",
	    "", "covered");
}

static void
end(struct timeline *timeline)
{
	char text[64];

	if (timeline->rows > timeline->drawn) {
		snprintf(text, sizeof(text), "and %zu more",
		    timeline->rows - timeline->drawn);
		rsec_svg_label(&timeline->svg, MARGIN, timeline->y + ROW + BAR,
		    "dim", "", text);
	}
	rsec_svg_end(&timeline->svg);
}

int
rsec_plot_timeline(struct rsec_history *history,
    const struct rsec_prefix *prefix, uint32_t from, uint32_t to,
    struct rsec_buf *out, struct rsec_err *err)
{
	struct timeline timeline = { .history = history,
		.prefix = prefix,
		.svg = { out, false },
		.frame = { 0, TOP, 0, 0, from, to },
		.longest = sizeof("covered") - 1,
		.counting = true,
		.err = err };

	if (from > to)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "the timeline ends before it begins");
	if (rsec_history_covering(history, prefix, put_vrp, &timeline, err) !=
		0 ||
	    rsec_history_covered_range(history, prefix, from, to,
		RSEC_GAPS_UNKNOWN, count_cover, &timeline, err) != 0)
		return -1;
	timeline.counting = false;
	begin(&timeline);
	if (rsec_history_covered_range(history, prefix, from, to,
		RSEC_GAPS_UNKNOWN, put_cover, &timeline, err) != 0 ||
	    rsec_history_covered_range(history, prefix, from, to,
		RSEC_GAPS_UNKNOWN, put_unknown, &timeline, err) != 0 ||
	    rsec_history_covering(history, prefix, put_vrp, &timeline, err) !=
		0)
		return -1;
	end(&timeline);
	return timeline.svg.failed ? rsec_err_nomem(err) : 0;
}
