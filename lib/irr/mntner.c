/* SPDX-License-Identifier: ISC */
/* mntner objects: RFC 2622 section 3.1.  Credentials are left alone. */
#include "irr/object_private.h"

#include "base/quote.h"

#define RULE "RFC 2622 section 3.1"

int
rsec_irr_mntner_parse(const struct rsec_rpsl_object *object,
    struct rsec_arena *arena, struct rsec_irr_mntner *out, struct rsec_err *err)
{
	const struct rsec_irr_collect lists[] = {
		{ RSEC_RPSL_ATTR_ADMIN_C, &out->admin_c, false },
		{ RSEC_RPSL_ATTR_TECH_C, &out->tech_c, false },
		{ RSEC_RPSL_ATTR_UPD_TO, &out->upd_to, false },
		{ RSEC_RPSL_ATTR_MNT_NFY, &out->mnt_nfy, false },
		{ RSEC_RPSL_ATTR_MNT_BY, &out->mnt_by, false },
	};
	char quoted[RSEC_QUOTE_SIZE];

	*out = (struct rsec_irr_mntner){ .name = { "", 0 } };
	if (object->class_id != RSEC_RPSL_MNTNER)
		return rsec_err_at_line(err, RSEC_ERR_UNSUPPORTED, object->line,
		    "the object is not a mntner");
	if (rsec_irr_field_one(
		object, RSEC_RPSL_ATTR_MNTNER, RULE, &out->name, err) == -1)
		return -1;
	if (!rsec_irr_is_name(out->name))
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, object->line,
		    "mntner %s is not a name (RFC 2622 section 2)",
		    rsec_quote(quoted, out->name.s, out->name.n));
	if (rsec_irr_field_source(object, &out->source, err) == -1)
		return -1;
	return rsec_irr_collect(
	    object, arena, lists, sizeof(lists) / sizeof(*lists), err);
}
