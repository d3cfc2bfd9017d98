/* SPDX-License-Identifier: ISC */
/* A line cut at a character into fields: "64496|64497|-1". */
#ifndef RSEC_TEXT_FIELD_H
#define RSEC_TEXT_FIELD_H

#include <stdbool.h>
#include <stddef.h>

/* Borrowed from the line, without blanks at either end. */
struct rsec_field {
	const char *s;
	size_t n;
};

/*
 * Cut LINE[0..n) at each SEPARATOR; the first MAX fields go to OUT.  Returns
 * how many there are, at least 1, which may be more than MAX.
 */
size_t rsec_fields_cut(const char *line, size_t n, char separator,
    struct rsec_field *out, size_t max);

/* Whether F is S, in any case of ASCII letters. */
bool rsec_field_is(struct rsec_field f, const char *s);

#endif
