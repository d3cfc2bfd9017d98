/* SPDX-License-Identifier: ISC */
/* Series of numbers as SVG: a line for each, and a legend. */
#include <math.h>
#include <stdio.h>

#include "base/utc.h"
#include "history/plot.h"
#include "history/svg_private.h"

#define WIDTH  1000 /* pixels, all of these */
#define LEFT   80
#define RIGHT  190
#define TOP    56
#define HEIGHT 360 /* of the lines; a long legend makes it more */
#define KEY    18

static const char *const colours[] = { "#0072b2", "#d55e00", "#009e73",
	"#cc79a7", "#e69f00", "#56b4e9", "#8b6d3f", "#999999" };

#define COLOURS (sizeof(colours) / sizeof(colours[0]))

/* Beyond the colours, dashes tell lines apart. */
static const char *const dashes[] = { "", "6 3", "2 2", "8 3 2 3" };

struct plot {
	struct rsec_svg svg;
	struct rsec_svg_frame frame;
	double top; /* the value at the upper edge */
};

/* 1, 2 or 5 times a power of ten: COUNT of them reach V or a bit more. */
static double
step_for(double v, unsigned count)
{
	static const double nice[] = { 1, 2, 5 };
	double power = 1;
	unsigned i = 0;

	while (power * 10 * count <= v)
		power *= 10;
	while (i < 2 && power * nice[i] * count < v)
		i++;
	return power * nice[i] * count < v ? power * 10 : power * nice[i];
}

/* "1.5 M"; the values of an axis have few digits. */
static void
format_value(char *to, size_t size, double v)
{
	static const char *const units[] = { "", " k", " M", " G", " T" };
	unsigned unit = 0;

	while (v >= 1000 && unit < 4) {
		v /= 1000;
		unit++;
	}
	snprintf(to, size, "%u%s%.0u%s", (unsigned)v,
	    (unsigned)(v * 10 + 0.5) % 10 != 0 ? "." : "",
	    (unsigned)(v * 10 + 0.5) % 10, units[unit]);
}

static double
y_of(const struct plot *plot, double v)
{
	return plot->frame.top + plot->frame.height * (1 - v / plot->top);
}

static void
put_values(struct plot *plot, double most)
{
	const double step = step_for(most, 5);
	char text[32];
	double v;

	plot->top = step;
	while (plot->top < most)
		plot->top += step;
	for (v = 0; v < plot->top + step / 2; v += step) {
		format_value(text, sizeof(text), v);
		rsec_svg_label(
		    &plot->svg, LEFT - 8, y_of(plot, v) + 4, "", "end", text);
		rsec_svg_put(&plot->svg, "<path class=\"grid\" d=\"M");
		rsec_svg_number(&plot->svg, LEFT);
		rsec_svg_put(&plot->svg, " ");
		rsec_svg_number(&plot->svg, y_of(plot, v));
		rsec_svg_put(&plot->svg, "h");
		rsec_svg_number(&plot->svg, plot->frame.width);
		rsec_svg_put(&plot->svg, "\"/>\n");
	}
}

static void
put_stroke(struct plot *plot, size_t i)
{
	rsec_svg_put(
	    &plot->svg, " class=\"line\" stroke=\"%s\"", colours[i % COLOURS]);
	if (i >= COLOURS)
		rsec_svg_put(&plot->svg, " stroke-dasharray=\"%s\"",
		    dashes[i / COLOURS % 4]);
}

static void
put_line(struct plot *plot, const struct rsec_plot_series *series, size_t i)
{
	bool broken = true, alone;
	size_t p;

	rsec_svg_put(&plot->svg, "<path");
	put_stroke(plot, i);
	rsec_svg_put(&plot->svg, " d=\"");
	for (p = 0; p < series->count; p++) {
		if (!isfinite(series->value[p])) {
			broken = true;
			continue;
		}
		alone = broken && (p + 1 == series->count ||
				      !isfinite(series->value[p + 1]));
		rsec_svg_put(&plot->svg, broken ? "M" : "L");
		rsec_svg_number(
		    &plot->svg, rsec_svg_x(&plot->frame, series->time[p]));
		rsec_svg_put(&plot->svg, " ");
		rsec_svg_number(&plot->svg, y_of(plot, series->value[p]));
		if (alone) /* else nothing would be seen of it */
			rsec_svg_put(&plot->svg, "h1");
		broken = false;
	}
	rsec_svg_put(&plot->svg, "\"><title>");
	rsec_svg_text(&plot->svg, series->name);
	rsec_svg_put(&plot->svg, "</title></path>\n");
}

static void
put_legend(struct plot *plot, const struct rsec_plot_series *series, size_t i)
{
	const double y = TOP + (double)i * KEY + 6;

	rsec_svg_put(&plot->svg, "<path");
	put_stroke(plot, i);
	rsec_svg_put(&plot->svg, " d=\"M%d ", WIDTH - RIGHT + 16);
	rsec_svg_number(&plot->svg, y);
	rsec_svg_put(&plot->svg, "h24\"/>");
	rsec_svg_label(
	    &plot->svg, WIDTH - RIGHT + 48, y + 4, "", "", series->name);
}

/* The greatest value, and the times of all points. */
static double
measure(struct rsec_svg_frame *frame, const struct rsec_plot_series *series,
    size_t count)
{
	double most = 0;
	size_t i, p;

	frame->from = UINT32_MAX;
	frame->to = 0;
	for (i = 0; i < count; i++)
		for (p = 0; p < series[i].count; p++) {
			if (series[i].time[p] < frame->from)
				frame->from = series[i].time[p];
			if (series[i].time[p] > frame->to)
				frame->to = series[i].time[p];
			if (isfinite(series[i].value[p]) &&
			    series[i].value[p] > most)
				most = series[i].value[p];
		}
	return most;
}

int
rsec_plot_series(const char *title, const char *unit,
    const struct rsec_plot_series *series, size_t count, struct rsec_buf *out,
    struct rsec_err *err)
{
	struct plot plot = { .svg = { out, false },
		.frame = { LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT, 0, 0 } };
	const double most = measure(&plot.frame, series, count);
	char text[128];
	size_t i;

	if (plot.frame.from > plot.frame.to)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "there is no point to be drawn");
	if ((double)count * KEY > plot.frame.height)
		plot.frame.height = (double)count * KEY;
	snprintf(text, sizeof(text), "%zu series of %.64s", count, unit);
	rsec_svg_begin(
	    &plot.svg, WIDTH, TOP + plot.frame.height + 40, title, text);
	rsec_svg_label(&plot.svg, LEFT - 8, TOP - 10, "dim", "end", unit);
	put_values(&plot, most);
	rsec_svg_time_axis(&plot.svg, &plot.frame);
	for (i = 0; i < count; i++) {
		put_line(&plot, &series[i], i);
		put_legend(&plot, &series[i], i);
	}
	rsec_svg_end(&plot.svg);
	return plot.svg.failed ? rsec_err_nomem(err) : 0;
}
