/* SPDX-License-Identifier: ISC */
/*
 * Those whom to ask: person and role (RFC 2622 sections 3.2 and 3.3), and the
 * RIPE database's organisation and irt.
 */
#include "irr/object_private.h"

/* Which attributes are key and name of a class. */
struct shape {
	enum rsec_rpsl_class class;
	enum rsec_rpsl_name key, name;
	const char *rule;
};

static const struct shape shapes[] = {
	{ RSEC_RPSL_PERSON, RSEC_RPSL_ATTR_NIC_HDL, RSEC_RPSL_ATTR_PERSON,
	    "RFC 2622 section 3.2" },
	{ RSEC_RPSL_ROLE, RSEC_RPSL_ATTR_NIC_HDL, RSEC_RPSL_ATTR_ROLE,
	    "RFC 2622 section 3.3" },
	{ RSEC_RPSL_ORGANISATION, RSEC_RPSL_ATTR_ORGANISATION,
	    RSEC_RPSL_ATTR_ORG_NAME, "RIPE database" },
	{ RSEC_RPSL_IRT, RSEC_RPSL_ATTR_IRT, RSEC_RPSL_ATTR_IRT,
	    "RIPE database" },
};

static const struct shape *shape_of(enum rsec_rpsl_class class)
{
	size_t i;

	for (i = 0; i < sizeof(shapes) / sizeof(*shapes); i++)
		if (shapes[i].class == class)
			return &shapes[i];
	return NULL;
}

int
rsec_irr_contact_parse(const struct rsec_rpsl_object *object,
    struct rsec_arena *arena, struct rsec_irr_contact *out,
    struct rsec_err *err)
{
	const struct rsec_irr_collect lists[] = {
		{ RSEC_RPSL_ATTR_E_MAIL, &out->e_mail, false },
		{ RSEC_RPSL_ATTR_PHONE, &out->phone, true },
		{ RSEC_RPSL_ATTR_ABUSE_MAILBOX, &out->abuse_mailbox, false },
		{ RSEC_RPSL_ATTR_MNT_BY, &out->mnt_by, false },
	};
	const struct shape *shape = shape_of(object->class_id);

	*out = (struct rsec_irr_contact){ .class_id = object->class_id };
	if (shape == NULL)
		return rsec_err_at_line(err, RSEC_ERR_UNSUPPORTED, object->line,
		    "the object is not a person, role, organisation or irt");
	if (rsec_irr_field_one(
		object, shape->key, shape->rule, &out->key, err) == -1 ||
	    rsec_irr_field_one(
		object, shape->name, shape->rule, &out->name, err) == -1 ||
	    rsec_irr_field_source(object, &out->source, err) == -1)
		return -1;
	out->dummy = rsec_rpsl_is_dummy(object);
	return rsec_irr_collect(
	    object, arena, lists, sizeof(lists) / sizeof(*lists), err);
}
