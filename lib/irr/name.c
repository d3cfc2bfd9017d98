/* SPDX-License-Identifier: ISC */
/*
 * Names of objects: RFC 2622 section 2, and section 5 for those of sets.
 *
 *	AS-EXAMPLE			an as-set, by its prefix
 *	AS64496:AS-CUSTOMERS		one below an AS: hierarchical
 *	AS64496:RS-EXPORT:AS64497	a route-set, with a peer's number
 *
 * One component at least is a set name, and all of those are of one kind.
 */
#include "irr/object_private.h"

#include <string.h>
#include <strings.h>

#include "net/asn.h"

static inline bool
is_letter(char c)
{
	return (unsigned)((unsigned char)c | 0x20) - 'a' < 26;
}

static inline bool
is_letter_or_digit(char c)
{
	return is_letter(c) || (unsigned)(unsigned char)c - '0' < 10;
}

bool
rsec_irr_is_name(struct rsec_rpsl_piece piece)
{
	size_t i;

	if (piece.n == 0 || !is_letter(piece.s[0]) ||
	    !is_letter_or_digit(piece.s[piece.n - 1]))
		return false;
	for (i = 1; i < piece.n; i++)
		if (!is_letter_or_digit(piece.s[i]) && piece.s[i] != '-' &&
		    piece.s[i] != '_')
			return false;
	return true;
}

bool
rsec_irr_is_asn(struct rsec_rpsl_piece piece, uint32_t *asn)
{
	return piece.n > 2 && (piece.s[0] | 0x20) == 'a' &&
	       (piece.s[1] | 0x20) == 's' &&
	       rsec_asn_parse(piece.s, piece.n, asn);
}

/* The class whose names have the prefix of S[0..n). */
static enum rsec_rpsl_class
class_of_prefix(const char *s, size_t n)
{
	static const struct {
		const char *prefix;
		size_t len;
		enum rsec_rpsl_class class;
	} prefixes[] = {
		{ "AS-", 3, RSEC_RPSL_AS_SET },
		{ "RS-", 3, RSEC_RPSL_ROUTE_SET },
		{ "RTRS-", 5, RSEC_RPSL_RTR_SET },
		{ "FLTR-", 5, RSEC_RPSL_FILTER_SET },
		{ "PRNG-", 5, RSEC_RPSL_PEERING_SET },
	};
	size_t i;

	for (i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (n > prefixes[i].len &&
		    strncasecmp(s, prefixes[i].prefix, prefixes[i].len) == 0)
			return prefixes[i].class;
	return RSEC_RPSL_UNKNOWN_CLASS;
}

/* One component; *CLASS becomes that of the first set name. */
static const char *
check_component(struct rsec_rpsl_piece part, enum rsec_rpsl_class *class)
{
	enum rsec_rpsl_class own;
	uint32_t asn;

	if (part.n == 0)
		return "a component is empty";
	if (rsec_irr_is_asn(part, &asn))
		return NULL;
	own = class_of_prefix(part.s, part.n);
	if (own == RSEC_RPSL_UNKNOWN_CLASS)
		return "a component is neither an AS number nor a set name";
	if (!rsec_irr_is_name(part))
		return "a component is not made of letters, digits, - and _";
	if (rsec_irr_piece_is(part, "AS-ANY") ||
	    rsec_irr_piece_is(part, "RS-ANY"))
		return "a reserved word is no name";
	if (*class == RSEC_RPSL_UNKNOWN_CLASS)
		*class = own;
	return own == *class ? NULL : "its set names are of several kinds";
}

enum rsec_rpsl_class
rsec_irr_name_class(const char *s, size_t n)
{
	const char *why;

	return rsec_irr_set_name((struct rsec_rpsl_piece){ s, n }, &why);
}

enum rsec_rpsl_class
rsec_irr_set_name(struct rsec_rpsl_piece name, const char **why)
{
	enum rsec_rpsl_class class = RSEC_RPSL_UNKNOWN_CLASS;
	const char *const end = name.s + name.n;
	struct rsec_rpsl_piece part;
	const char *at = name.s, *colon;

	do {
		colon = memchr(at, ':', (size_t)(end - at));
		part.s = at;
		part.n = (size_t)((colon == NULL ? end : colon) - at);
		if ((*why = check_component(part, &class)) != NULL)
			return RSEC_RPSL_UNKNOWN_CLASS;
		at = part.s + part.n + 1;
	} while (colon != NULL);
	if (class == RSEC_RPSL_UNKNOWN_CLASS)
		*why = "no component is a set name";
	return class;
}
