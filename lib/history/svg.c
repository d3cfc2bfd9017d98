/* SPDX-License-Identifier: ISC */
/*
 * SVG, as little of it as two kinds of pictures need.  Colours go well with
 * light and dark pages and are told apart by those who are colour blind (after
 * Okabe and Ito); what is hatched is not known.
 */
#include "history/svg_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utc.h"
#include "text/escape.h"

#define DAY	  ((uint32_t)RSEC_DAY)
#define TICKS_MAX 14

static const char style[] =
    "<style>"
    ".rsec{font:13px sans-serif;color:#222;background:#fff}"
    ".rsec text{fill:currentColor}"
    ".rsec .mono{font:12px monospace}"
    ".rsec .dim{opacity:.65}"
    ".rsec .grid{stroke:currentColor;stroke-opacity:.15;fill:none}"
    ".rsec .axis{stroke:currentColor;stroke-opacity:.6;fill:none}"
    ".rsec .bar{fill:#0072b2}"
    ".rsec .cover{fill:#009e73}"
    ".rsec .line{fill:none;stroke-width:1.6;stroke-linejoin:round}"
    ".rsec .gap{fill:url(#rsec-gap)}"
    "@media(prefers-color-scheme:dark){"
    ".rsec{color:#ddd;background:#181818}"
    ".rsec .bar{fill:#56b4e9}}"
    "</style>"
    "<defs><pattern id=\"rsec-gap\" width=\"5\" height=\"5\" "
    "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
    "<rect width=\"5\" height=\"5\" fill=\"#d55e00\" fill-opacity=\".5\"/>"
    "<path d=\"M0 0V5\" stroke=\"#d55e00\" stroke-width=\"3\"/>"
    "</pattern></defs>\n";

static void
add(struct rsec_svg *svg, const char *s, size_t n)
{
	if (rsec_buf_add(svg->out, s, n) == -1)
		svg->failed = true;
}

void
rsec_svg_put(struct rsec_svg *svg, const char *fmt, ...)
{
	char text[512];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n >= 0)
		add(svg, text,
		    (size_t)n < sizeof(text) ? (size_t)n : sizeof(text) - 1);
}

void
rsec_svg_text(struct rsec_svg *svg, const char *s)
{
	if (rsec_escape_html(svg->out, s, strlen(s)) != 0)
		svg->failed = true;
}

void
rsec_svg_number(struct rsec_svg *svg, double v)
{
	long long hundredths = (long long)(v * 100 + (v < 0 ? -0.5 : 0.5));
	long long size = hundredths < 0 ? -hundredths : hundredths;

	rsec_svg_put(svg, "%s%lld", hundredths < 0 ? "-" : "", size / 100);
	if (size % 100 != 0)
		rsec_svg_put(svg, ".%0*lld", size % 10 != 0 ? 2 : 1,
		    size % 10 != 0 ? size % 100 : size % 100 / 10);
}

void
rsec_svg_attribute(struct rsec_svg *svg, const char *name, double v)
{
	rsec_svg_put(svg, " %s=\"", name);
	rsec_svg_number(svg, v);
	rsec_svg_put(svg, "\"");
}

void
rsec_svg_label(struct rsec_svg *svg, double x, double y, const char *class,
    const char *anchor, const char *s)
{
	rsec_svg_put(svg, "<text");
	rsec_svg_attribute(svg, "x", x);
	rsec_svg_attribute(svg, "y", y);
	if (class[0] != '\0')
		rsec_svg_put(svg, " class=\"%s\"", class);
	if (anchor[0] != '\0')
		rsec_svg_put(svg, " text-anchor=\"%s\"", anchor);
	rsec_svg_put(svg, ">");
	rsec_svg_text(svg, s);
	rsec_svg_put(svg, "</text>\n");
}

void
rsec_svg_begin(struct rsec_svg *svg, double width, double height,
    const char *title, const char *description)
{
	rsec_svg_put(svg,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"rsec\" "
	    "role=\"img\" width=\"%.0f\" height=\"%.0f\" "
	    "viewBox=\"0 0 %.0f %.0f\">\n<title>",
	    width, height, width, height);
	rsec_svg_text(svg, title);
	rsec_svg_put(svg, "</title>\n<desc>");
	rsec_svg_text(svg, description);
	rsec_svg_put(svg, "</desc>\n");
	add(svg, style, sizeof(style) - 1);
	rsec_svg_label(svg, 12, 24, "", "", title);
}

void
rsec_svg_end(struct rsec_svg *svg)
{
	rsec_svg_put(svg, "</svg>\n");
}

double
rsec_svg_x(const struct rsec_svg_frame *frame, uint32_t time)
{
	const double days = (double)(frame->to - frame->from) / DAY + 1;
	const double at = ((double)time - (double)frame->from) / DAY;

	if (at <= 0)
		return frame->left;
	return frame->left + frame->width * (at < days ? at : days) / days;
}

static void
tick(struct rsec_svg *svg, const struct rsec_svg_frame *frame, int64_t day,
    size_t len)
{
	char label[RSEC_UTC_SIZE];
	double x = rsec_svg_x(frame, (uint32_t)(day * RSEC_DAY));

	rsec_utc_format_day(label, day);
	label[len] = '\0';
	rsec_svg_put(svg, "<path class=\"grid\" d=\"M");
	rsec_svg_number(svg, x);
	rsec_svg_put(svg, " ");
	rsec_svg_number(svg, frame->top);
	rsec_svg_put(svg, "v");
	rsec_svg_number(svg, frame->height);
	rsec_svg_put(svg, "\"/>");
	rsec_svg_label(
	    svg, x, frame->top + frame->height + 16, "", "middle", label);
}

/* Every STEPth month from the first one within the frame. */
static void
month_ticks(struct rsec_svg *svg, const struct rsec_svg_frame *frame,
    int64_t step, size_t len)
{
	struct rsec_civil date = rsec_utc_civil(frame->from / DAY);
	int64_t month = date.year * 12 + date.month - 1, day;

	for (month -= month % step;; month += step) {
		date = (struct rsec_civil){ month / 12,
			(unsigned)(month % 12) + 1, 1 };
		day = rsec_utc_days(&date);
		if (day > frame->to / DAY)
			return;
		if (day >= frame->from / DAY)
			tick(svg, frame, day, len);
	}
}

void
rsec_svg_time_axis(struct rsec_svg *svg, const struct rsec_svg_frame *frame)
{
	static const int64_t months[] = { 1, 3, 6, 12, 24, 60, 120, 240, 600 };
	const int64_t days = (frame->to - frame->from) / DAY + 1;
	int64_t day, step = 1;
	size_t i;

	if (days <= 60) {
		while (days / step > TICKS_MAX / 2)
			step += step == 1 ? 1 : step;
		for (day = frame->from / DAY; day <= frame->to / DAY;
		     day += step)
			tick(svg, frame, day, 10);
		return;
	}
	for (i = 0; i + 1 < sizeof(months) / sizeof(months[0]); i++)
		if (days / (months[i] * 30) <= TICKS_MAX - 4)
			break;
	month_ticks(svg, frame, months[i], months[i] < 12 ? 7 : 4);
}
