/* SPDX-License-Identifier: ISC */
/*
 * What is compared: objects of some classes, of a prefix, an origin, a
 * maintainer or a source.  Only routes have a prefix and an origin: asking for
 * one leaves everything else out.
 */
#include <string.h>
#include <strings.h>

#include "irr/diff_private.h"
#include "irr/value.h"

bool
rsec_irr_filter_class(
    const struct rsec_irr_filter *filter, enum rsec_rpsl_class class)
{
	bool route = class == RSEC_RPSL_ROUTE || class == RSEC_RPSL_ROUTE6;

	if (class == RSEC_RPSL_UNKNOWN_CLASS ||
	    (!route && (filter->prefix != NULL || filter->has_origin)))
		return false;
	return filter->classes == 0 || (filter->classes >> class & 1) != 0;
}

static bool
piece_is(struct rsec_rpsl_piece piece, const char *s)
{
	return piece.n == strlen(s) && strncasecmp(piece.s, s, piece.n) == 0;
}

static bool
is_maintained_by(const struct rsec_rpsl_object *object, const char *maintainer)
{
	struct rsec_rpsl_piece item;
	struct rsec_rpsl_walk walk;
	size_t i;

	for (i = 0; i < object->count; i++) {
		if (object->attributes[i].id != RSEC_RPSL_ATTR_MNT_BY)
			continue;
		walk = (struct rsec_rpsl_walk){ &object->attributes[i], NULL };
		while (rsec_rpsl_item_next(&walk, &item))
			if (piece_is(item, maintainer))
				return true;
	}
	return false;
}

static bool
filter_route(
    const struct rsec_irr_filter *filter, const struct rsec_irr_route *route)
{
	if (filter->has_origin && filter->origin != route->origin)
		return false;
	if (filter->prefix == NULL)
		return true;
	return filter->more_specific
		   ? rsec_prefix_contains(filter->prefix, &route->prefix)
		   : rsec_prefix_equal(filter->prefix, &route->prefix);
}

bool
rsec_irr_filter_source(
    const struct rsec_irr_filter *filter, struct rsec_rpsl_piece source)
{
	return filter->source == NULL || piece_is(source, filter->source);
}

bool
rsec_irr_filter_object(const struct rsec_irr_filter *filter,
    const struct rsec_rpsl_object *object, const struct rsec_irr_route *route)
{
	if (route != NULL && !filter_route(filter, route))
		return false;
	return filter->maintainer == NULL ||
	       is_maintained_by(object, filter->maintainer);
}
