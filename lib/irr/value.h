/* SPDX-License-Identifier: ISC */
/*
 * What the value of an attribute says, apart from how it is laid out: lines
 * cut at '#', trimmed, runs of blanks one blank, empty lines dropped.
 */
#ifndef RSEC_IRR_VALUE_H
#define RSEC_IRR_VALUE_H

#include "base/buf.h"
#include "irr/rpsl.h"

/* A piece of a value; borrowed from the object's text. */
struct rsec_rpsl_piece {
	const char *s;
	size_t n;
};

/* The walk over the pieces of a value; init is { attribute, NULL }. */
struct rsec_rpsl_walk {
	const struct rsec_rpsl_attribute *attribute;
	const char *at; /* NULL: not begun */
};

RSEC_BEGIN_API

/*
 * The next line that says something, trimmed and without its comment; blanks
 * inside it as they stand.  False at the end.
 */
bool rsec_rpsl_line_next(
    struct rsec_rpsl_walk *walk, struct rsec_rpsl_piece *line);

/* The next item of a list: what stands between commas, blanks and lines. */
bool rsec_rpsl_item_next(
    struct rsec_rpsl_walk *walk, struct rsec_rpsl_piece *item);

/*
 * The first line that says something, which is all of a value such as a
 * prefix, an origin or a source; n is 0 where there is none.
 */
struct rsec_rpsl_piece rsec_rpsl_value(
    const struct rsec_rpsl_attribute *attribute);

/*
 * Append the value as one line of text: its lines joined by one blank, in a
 * text by '\n'.  Returns 0, or -1 without memory.
 */
int rsec_rpsl_value_format(
    const struct rsec_rpsl_attribute *attribute, struct rsec_buf *out);

/* Whether the object carries the text that RIPE puts into dummified ones. */
bool rsec_rpsl_is_dummy(const struct rsec_rpsl_object *object);

RSEC_END_API

#endif
