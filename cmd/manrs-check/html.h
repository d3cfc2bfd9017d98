/* SPDX-License-Identifier: ISC */
/*
 * Pages of HTML that stand alone: the style is in them, there is no script,
 * and nothing is fetched from anywhere.
 */
#ifndef RSEC_CMD_MANRS_CHECK_HTML_H
#define RSEC_CMD_MANRS_CHECK_HTML_H

#include "cmd/manrs-check/page.h"

/* Text of an input, escaped; line breaks stay. */
void html_text(struct rsec_buf *page, const char *s);
void html_part(struct rsec_buf *page, const char *s, size_t n);

/* Up to the heading, with TITLE; and the end. */
void html_begin(struct rsec_buf *page, const char *title);
void html_end(struct rsec_buf *page);

/* "<td class=CLASS>S</td>", S escaped; CLASS of our own, or "". */
void html_cell(struct rsec_buf *page, const char *class, const char *s);
void html_count(struct rsec_buf *page, uint64_t n); /* a cell: 723,521 */

/* Classes of states: "good", "open", "bad", "none". */
const char *html_state(enum rsec_manrs_state state);
const char *html_severity(enum rsec_manrs_severity severity);
const char *html_verdict(enum rsec_manrs_verdict verdict);

/* chart.c: small pictures, in SVG, each with a text for who cannot see it. */
/* A score against the limits of RULES. */
void chart_score(struct rsec_buf *page, const struct rsec_manrs_score *score,
    const struct rsec_manrs_rules *rules);
/* Parts of a whole, side by side, with their names and counts below. */
struct chart_part {
	const char *name, *class;
	uint64_t count;
};
void chart_parts(struct rsec_buf *page, const char *title,
    const struct chart_part *part, size_t parts);
/* Incidents over the days of the month. */
void chart_month(struct rsec_buf *page, const struct rsec_manrs_report *report);

#endif
