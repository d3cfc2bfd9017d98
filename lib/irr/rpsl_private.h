/* SPDX-License-Identifier: ISC */
/* What rpsl.c, value.c and meaning.c share. */
#ifndef RSEC_IRR_RPSL_PRIVATE_H
#define RSEC_IRR_RPSL_PRIVATE_H

#include "irr/rpsl.h"
#include "irr/value.h"

/* What schema.def says about an attribute. */
struct rsec_rpsl_schema {
	const char *name; /* lower case; "" for RSEC_RPSL_UNKNOWN_NAME */
	uint8_t len;
	uint8_t kind; /* enum rsec_rpsl_kind */
	bool noise;
};

extern const struct rsec_rpsl_schema rsec_rpsl_schema[RSEC_RPSL_NAMES];

/* The class whose objects begin with that attribute; 0 for most. */
extern const uint8_t rsec_rpsl_class_of[RSEC_RPSL_NAMES];

/* Whether a line is one of the remarks that RIPE puts into dummies. */
bool rsec_rpsl_is_noise(
    const struct rsec_rpsl_attribute *attribute, struct rsec_rpsl_piece line);

/* Append a trimmed line, each run of blanks as one; 0, or -1 without memory. */
int rsec_rpsl_line_format(struct rsec_rpsl_piece line, struct rsec_buf *out);

/* One letter in lower case; bytes beyond ASCII as they are. */
static inline char
rsec_rpsl_fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* The blanks inside a line; a CR is one wherever it stands. */
static inline bool
rsec_rpsl_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

#endif
