/* SPDX-License-Identifier: ISC */
/*
 * What a member of a set can be: RFC 2622 sections 5.1 and 5.2, RFC 4012
 * section 4.2, with the source of a set before it ("RADB::AS-X") and, in
 * route-sets, AS numbers and as-sets, as registries take them.
 */
#include "irr/object_private.h"
#include "irr/sets_private.h"

#include <string.h>

enum why {
	WORD,
	PREFIX,
	OPERATOR,
	OPERATOR_HERE,
	EMPTY_RANGE,
	LONG_RANGE,
	SOURCE,
	ASN_SOURCE,
	KIND,
	PREFIX_HERE
};

static const char *const reasons[] = {
	[WORD] = "not an AS number, a set or a prefix (RFC 2622 section 5)",
	[PREFIX] = "not an address prefix (RFC 2622 section 2)",
	[OPERATOR] = "not a range operator (RFC 2622 section 2)",
	[OPERATOR_HERE] =
	    "an as-set has no range operators (RFC 2622 section 5.1)",
	[EMPTY_RANGE] = "no length is in the range (RFC 2622 section 2)",
	[LONG_RANGE] =
	    "the range is longer than an address (RFC 2622 section 2)",
	[SOURCE] = "not a registry before \"::\" (RFC 2622 section 2)",
	[ASN_SOURCE] = "an AS number has no registry",
	[KIND] = "a set of another class (RFC 2622 section 5)",
	[PREFIX_HERE] = "an as-set has no prefixes (RFC 2622 section 5.1)",
};

const char *
rsec_member_why(uint8_t why)
{
	return reasons[why];
}

bool
rsec_irr_split_source(struct rsec_rpsl_piece text,
    struct rsec_rpsl_piece *source, struct rsec_rpsl_piece *name)
{
	const char *colons = memmem(text.s, text.n, "::", 2);

	*source = (struct rsec_rpsl_piece){ text.s, 0 };
	*name = text;
	if (colons == NULL)
		return true;
	source->n = (size_t)(colons - text.s);
	name->s = colons + 2;
	name->n = text.n - source->n - 2;
	return rsec_irr_is_name(*source);
}

static int
keep_name(struct rsec_irr_sets *sets, struct rsec_rpsl_piece name,
    uint32_t *number, struct rsec_err *err)
{
	return rsec_irr_names_add(&sets->names, name.s, name.n,
	    RSEC_NO_NAME - 1, "names of sets", number, err);
}

static int
malformed(struct rsec_irr_sets *sets, struct rsec_rpsl_piece text, enum why why,
    struct rsec_member *out, struct rsec_err *err)
{
	out->kind = RSEC_MEMBER_MALFORMED;
	out->why = (uint8_t)why;
	return keep_name(sets, text, &out->value, err);
}

/* The prefix BASE with the range of OUT. */
static int
read_prefix(struct rsec_irr_sets *sets, struct rsec_rpsl_piece text,
    struct rsec_rpsl_piece base, struct rsec_member *out, struct rsec_err *err)
{
	struct rsec_irr_prefix_range range, *kept;
	unsigned bits;

	if (rsec_prefix_parse(base.s, base.n, &range.prefix, NULL) == -1)
		return malformed(sets, text, PREFIX, out, err);
	range.min_len = range.max_len = range.prefix.len;
	bits = rsec_family_bits(range.prefix.family);
	if (out->range.to < RSEC_RANGE_FULL && out->range.to > bits)
		return malformed(sets, text, LONG_RANGE, out, err);
	if (!rsec_range_apply(out->range, bits, &range.min_len, &range.max_len))
		return malformed(sets, text, EMPTY_RANGE, out, err);
	if ((kept = rsec_array_add(&sets->ranges, sizeof(*kept))) == NULL)
		return rsec_err_nomem(err);
	*kept = range;
	out->kind = RSEC_MEMBER_PREFIX;
	out->range = RSEC_RANGE_IDENTITY;
	out->value = sets->ranges.count - 1;
	return 0;
}

/* The AS, the set or the word BASE. */
static int
read_name(struct rsec_irr_sets *sets, bool is_route_set,
    struct rsec_rpsl_piece text, struct rsec_rpsl_piece base,
    struct rsec_member *out, struct rsec_err *err)
{
	struct rsec_rpsl_piece source, name;
	enum rsec_rpsl_class class;
	const char *why;

	if (!rsec_irr_split_source(base, &source, &name))
		return malformed(sets, text, SOURCE, out, err);
	if (rsec_irr_is_asn(name, &out->value)) {
		out->kind = RSEC_MEMBER_ASN;
		return source.n == 0
			   ? 0
			   : malformed(sets, text, ASN_SOURCE, out, err);
	}
	if (rsec_irr_piece_is(name, "AS-ANY") ||
	    (is_route_set && rsec_irr_piece_is(name, "RS-ANY"))) {
		out->kind = RSEC_MEMBER_ANY;
		return keep_name(sets, name, &out->value, err);
	}
	class = rsec_irr_set_name(name, &why);
	if (class == RSEC_RPSL_UNKNOWN_CLASS)
		return malformed(sets, text, WORD, out, err);
	if (class != RSEC_RPSL_AS_SET &&
	    (class != RSEC_RPSL_ROUTE_SET || !is_route_set))
		return malformed(sets, text, KIND, out, err);
	out->kind = RSEC_MEMBER_SET;
	if (source.n > 0 && keep_name(sets, source, &out->source, err) == -1)
		return -1;
	return keep_name(sets, name, &out->value, err);
}

int
rsec_member_parse(struct rsec_irr_sets *sets, bool is_route_set,
    struct rsec_rpsl_piece piece, struct rsec_member *out, struct rsec_err *err)
{
	const char *caret = memchr(piece.s, '^', piece.n);
	struct rsec_rpsl_piece base = piece;

	*out = (struct rsec_member){ .source = RSEC_NO_NAME,
		.range = RSEC_RANGE_IDENTITY };
	if (caret != NULL) {
		base.n = (size_t)(caret - piece.s);
		if (!is_route_set)
			return malformed(sets, piece, OPERATOR_HERE, out, err);
		if (!rsec_range_parse(
			caret + 1, piece.n - base.n - 1, &out->range))
			return malformed(sets, piece, OPERATOR, out, err);
	}
	if (memchr(base.s, '/', base.n) == NULL)
		return read_name(sets, is_route_set, piece, base, out, err);
	if (!is_route_set)
		return malformed(sets, piece, PREFIX_HERE, out, err);
	return read_prefix(sets, piece, base, out, err);
}
