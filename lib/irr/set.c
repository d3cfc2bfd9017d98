/* SPDX-License-Identifier: ISC */
/*
 * as-set, route-set and rtr-set objects: RFC 2622 section 5 and 9, RFC 4012
 * section 4.  Whether each member is one that the class may have is for
 * whoever expands the set; the name of the set is checked here.
 */
#include "irr/object_private.h"

#include "base/quote.h"

#define RULE "RFC 2622 section 5"

static enum rsec_rpsl_name name_attribute(enum rsec_rpsl_class class)
{
	switch (class) {
	case RSEC_RPSL_AS_SET:
		return RSEC_RPSL_ATTR_AS_SET;
	case RSEC_RPSL_ROUTE_SET:
		return RSEC_RPSL_ATTR_ROUTE_SET;
	case RSEC_RPSL_RTR_SET:
		return RSEC_RPSL_ATTR_RTR_SET;
	default:
		return RSEC_RPSL_UNKNOWN_NAME;
	}
}

static int
read_name(const struct rsec_rpsl_object *object, struct rsec_rpsl_piece *name,
    struct rsec_err *err)
{
	const enum rsec_rpsl_name attribute = name_attribute(object->class_id);
	char quoted[RSEC_QUOTE_SIZE];
	const char *why;

	if (attribute == RSEC_RPSL_UNKNOWN_NAME)
		return rsec_err_at_line(err, RSEC_ERR_UNSUPPORTED, object->line,
		    "the object is not an as-set, route-set or rtr-set");
	if (rsec_irr_field_one(object, attribute, RULE, name, err) == -1)
		return -1;
	if (rsec_irr_set_name(*name, &why) == object->class_id)
		return 0;
	if (why != NULL)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, object->line,
		    "%s %s: %s (" RULE ")", rsec_rpsl_name(attribute),
		    rsec_quote(quoted, name->s, name->n), why);
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, object->line,
	    "%s is not the name of %s %s (" RULE ")",
	    rsec_quote(quoted, name->s, name->n),
	    attribute == RSEC_RPSL_ATTR_AS_SET ? "an" : "a",
	    rsec_rpsl_name(attribute));
}

int
rsec_irr_set_parse(const struct rsec_rpsl_object *object,
    struct rsec_arena *arena, struct rsec_irr_set *out, struct rsec_err *err)
{
	const struct rsec_irr_collect lists[] = {
		{ RSEC_RPSL_ATTR_MEMBERS, &out->members, false },
		{ RSEC_RPSL_ATTR_MP_MEMBERS, &out->members, false },
		{ RSEC_RPSL_ATTR_MBRS_BY_REF, &out->mbrs_by_ref, false },
		{ RSEC_RPSL_ATTR_MNT_BY, &out->mnt_by, false },
	};

	*out = (struct rsec_irr_set){ .name = { "", 0 } };
	if (read_name(object, &out->name, err) == -1 ||
	    rsec_irr_field_source(object, &out->source, err) == -1)
		return -1;
	return rsec_irr_collect(
	    object, arena, lists, sizeof(lists) / sizeof(*lists), err);
}
