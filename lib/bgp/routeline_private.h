/* SPDX-License-Identifier: ISC */
/* What the parts of the route line parser share; not installed. */
#ifndef RSEC_BGP_ROUTELINE_PRIVATE_H
#define RSEC_BGP_ROUTELINE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "bgp/routeline.h"

/* A run of bytes in the line; borrowed. */
struct field {
	const char *s;
	size_t n;
};

/* routeline.c: F without blanks at either end. */
struct field rsec_routeline_trim(struct field f);

/*
 * routeline_origins.c: the origins in one field: "64496", "AS64496",
 * "64496_64497" (MOAS), "{64496,64497}" and "64496,64497" (AS_SET: none).
 */
int rsec_routeline_origins(
    struct field f, struct rsec_routeline *out, struct rsec_err *err);

/* routeline_origins.c: put one more origin into OUT. */
int rsec_routeline_add(
    struct rsec_routeline *out, uint32_t asn, bool none, struct rsec_err *err);

/*
 * routeline.c: what roa-check calls the state of a route, or of a prefix.  It
 * writes '-' or nothing for the origin of both a prefix and a route of origin
 * NONE; the state tells which of them it was.
 */
bool rsec_routeline_is_route_state(struct field f);
bool rsec_routeline_is_prefix_state(struct field f);

/*
 * routeline_quick.c: the most usual lines.  False says nothing about LINE, and
 * *OUT is to be filled anew.
 */
bool rsec_routeline_quick(struct field line, struct rsec_routeline *out);

/* routeline_plain.c: prefix and origins somewhere in LINE. */
int rsec_routeline_plain(struct rsec_routeline_reader *reader,
    struct field line, struct rsec_routeline *out, struct rsec_err *err);

/* routeline_bgpdump.c: a line that bgpdump -m wrote. */
bool rsec_routeline_is_bgpdump(struct field line);
int rsec_routeline_bgpdump(
    struct field line, struct rsec_routeline *out, struct rsec_err *err);

/* routeline_json.c: a line of JSON, as bgp.tools has them. */
bool rsec_routeline_is_json(struct field line);
int rsec_routeline_json(
    struct field line, struct rsec_routeline *out, struct rsec_err *err);

/*
 * routeline_columns.c: whether LINE is a header that names a column of
 * prefixes, which READER then remembers; and a line below such a header.
 */
bool rsec_routeline_is_header(
    struct rsec_routeline_reader *reader, struct field line);
int rsec_routeline_columns(const struct rsec_routeline_reader *reader,
    struct field line, struct rsec_routeline *out, struct rsec_err *err);

#endif
