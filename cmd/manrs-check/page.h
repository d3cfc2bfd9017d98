/* SPDX-License-Identifier: ISC */
/* What the formats of a report share: text to the end of a buffer; or die. */
#ifndef RSEC_CMD_MANRS_CHECK_PAGE_H
#define RSEC_CMD_MANRS_CHECK_PAGE_H

#include "cmd/manrs-check/manrs-check.h"
#include "text/jsonwrite.h"

#define PERCENT_SIZE 16 /* bytes of "-1000.0 %" and its NUL */
#define POINTS_SIZE  24 /* bytes of "-1000.0 points" and its NUL */
#define AGE_SIZE     32 /* bytes of "106751 days" and its NUL */

/* put.c: text.  Words of our own: no input goes into FMT or its strings. */
void put(struct rsec_buf *page, const char *fmt, ...) RSEC_PRINTF(2, 3);

/* Text of an input, on one line, fit for a terminal. */
void put_text(struct rsec_buf *page, const char *s);

/*
 * The lines of S[0..n), each with BEFORE at its begin: as they are to be
 * pasted.
 */
void put_remedy(
    struct rsec_buf *page, const char *s, size_t n, const char *before);

/* Blanks up to WIDTH characters (not bytes) after FROM, an earlier length. */
void put_pad(struct rsec_buf *page, size_t from, size_t width);

/*
 * S in lines of at most WIDTH characters, each after INDENT blanks but the
 * first; words are not cut.  Lines of S stay apart.
 */
void put_wrapped(
    struct rsec_buf *page, const char *s, size_t indent, size_t width);

/*
 * part.c: how many of N rows of a finding a page shows, and how many bytes of a
 * remedy, which are whole lines and objects.
 */
size_t shown_of_rows(const struct sheet *sheet, size_t n);
size_t shown_of_remedy(const struct sheet *sheet, const char *remedy);

/* What prints those LEFT, or the REST; BEFORE and BEHIND commands. */
void put_rows_left(
    struct rsec_buf *page, size_t left, const char *before, const char *behind);
void put_lines_left(struct rsec_buf *page, const char *rest, const char *before,
    const char *behind);

/* words.c: "AS64496, AS64497". */
void put_asns(struct rsec_buf *page, const uint32_t *asn, size_t n);

/* "192.0.2.0/24 AS64496 AS-EXAMPLE": what a row of evidence is about. */
void put_subject(struct rsec_buf *page, const struct rsec_manrs_evidence *row);

/* Why it is evidence, and if so, why it does not count. */
void put_why(struct rsec_buf *page, const struct rsec_manrs_evidence *row);

/*
 * The Ith assumption without the why, which is in *A: "name: 50 percent,
 * --option", with QUOTE around the option; false behind the last.
 */
bool put_assumption(struct rsec_buf *page, const struct sheet *sheet, size_t i,
    const char *quote, struct rsec_manrs_assumption *a);

/* "60 %", "48.6 %" of millionths, NUL-terminated; returns TO. */
const char *percent(char to[PERCENT_SIZE], int64_t millionths);

/* "44 points", "1 point"; a difference of percentages. */
const char *points(char to[POINTS_SIZE], int64_t millionths);

/* "12 days", "5 h", "in the future"; of what is not known "?". */
const char *age(char to[AGE_SIZE], int64_t now, int64_t then);

/* "bgp, grip": the names of a mask of inputs. */
void put_inputs(struct rsec_buf *page, unsigned inputs);

/* How SCORE came about, or what it could not do without. */
void put_how(struct rsec_buf *page, const struct rsec_manrs_score *score);

/* "no data" where there is no score, for people. */
const char *severity_title(enum rsec_manrs_severity severity);

/* How many checks of REPORT are in STATE. */
unsigned count_state(
    const struct rsec_manrs_report *report, enum rsec_manrs_state state);

/* BEFORE and "incomplete: no table of BGP has IPv6 routes", if so. */
void put_lacks(struct rsec_buf *page, const struct rsec_manrs_data *data,
    const char *before);

/*
 * ", as far as it is computed; checklist of Action 5 to be answered", where all
 * that is computed conforms, and mandatory Actions are not computed.
 */
void put_checklists(
    struct rsec_buf *page, const struct rsec_manrs_report *report);

/* "AS64496 Example Networks", or only the ASNs. */
void put_title(struct rsec_buf *page, const struct sheet *sheet);
const char *name_of(const struct sheet *sheet); /* "" */

/* page_json.c: parts that the Observatory's format has, too. */
void json_end(const struct rsec_json_writer *json); /* or die */

#endif
