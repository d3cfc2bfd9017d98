/* SPDX-License-Identifier: ISC */
/* Writing SVG to a buffer: text that is escaped, numbers, an axis of time. */
#ifndef RSEC_HISTORY_SVG_PRIVATE_H
#define RSEC_HISTORY_SVG_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

struct rsec_svg {
	struct rsec_buf *out;
	bool failed; /* something was lost for want of memory */
};

/* Where a plot lies within its picture, and the days that it spans. */
struct rsec_svg_frame {
	double left, top, width, height; /* pixels */
	uint32_t from, to;		 /* seconds UTC */
};

/* Markup of our own: no input goes into FMT or its strings. */
void rsec_svg_put(struct rsec_svg *svg, const char *fmt, ...) RSEC_PRINTF(2, 3);

/* Text of an input, escaped. */
void rsec_svg_text(struct rsec_svg *svg, const char *s);

/* A number with two decimals at most, whatever the locale. */
void rsec_svg_number(struct rsec_svg *svg, double v);

/* " NAME=\"V\"" */
void rsec_svg_attribute(struct rsec_svg *svg, const char *name, double v);

/* A text of one line at X, Y; CLASS may be "" */
void rsec_svg_label(struct rsec_svg *svg, double x, double y, const char *class,
    const char *anchor, const char *s);

/* The start with title and description, up to where shapes begin; the end. */
void rsec_svg_begin(struct rsec_svg *svg, double width, double height,
    const char *title, const char *description);
void rsec_svg_end(struct rsec_svg *svg);

/* Where TIME stands in FRAME; years, months or days below it, and lines. */
double rsec_svg_x(const struct rsec_svg_frame *frame, uint32_t time);
void rsec_svg_time_axis(
    struct rsec_svg *svg, const struct rsec_svg_frame *frame);

#endif
