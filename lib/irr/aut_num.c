/* SPDX-License-Identifier: ISC */
/*
 * aut-num objects: RFC 2622 section 6, RFC 4012 section 2.5.  Policies are
 * counted, not read.
 */
#include "irr/object_private.h"

#include "base/quote.h"

#define RULE "RFC 2622 section 6"

static int
read_asn(
    const struct rsec_rpsl_object *object, uint32_t *asn, struct rsec_err *err)
{
	char quoted[RSEC_QUOTE_SIZE];
	struct rsec_rpsl_piece text;

	if (object->class_id != RSEC_RPSL_AUT_NUM)
		return rsec_err_at_line(err, RSEC_ERR_UNSUPPORTED, object->line,
		    "the object is not an aut-num");
	if (rsec_irr_field_one(
		object, RSEC_RPSL_ATTR_AUT_NUM, RULE, &text, err) == -1)
		return -1;
	if (rsec_irr_is_asn(text, asn))
		return 0;
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, object->line,
	    "aut-num %s is not an AS number (" RULE ")",
	    rsec_quote(quoted, text.s, text.n));
}

static void
count_policies(
    const struct rsec_rpsl_object *object, struct rsec_irr_aut_num *out)
{
	size_t i;

	for (i = 0; i < object->count; i++) {
		switch (object->attributes[i].id) {
		case RSEC_RPSL_ATTR_IMPORT:
		case RSEC_RPSL_ATTR_MP_IMPORT:
			out->imports++;
			break;
		case RSEC_RPSL_ATTR_EXPORT:
		case RSEC_RPSL_ATTR_MP_EXPORT:
			out->exports++;
			break;
		default:
			break;
		}
	}
}

int
rsec_irr_aut_num_parse(const struct rsec_rpsl_object *object,
    struct rsec_arena *arena, struct rsec_irr_aut_num *out,
    struct rsec_err *err)
{
	const struct rsec_irr_collect lists[] = {
		{ RSEC_RPSL_ATTR_MEMBER_OF, &out->member_of, false },
		{ RSEC_RPSL_ATTR_MNT_BY, &out->mnt_by, false },
		{ RSEC_RPSL_ATTR_ADMIN_C, &out->admin_c, false },
		{ RSEC_RPSL_ATTR_TECH_C, &out->tech_c, false },
	};

	*out = (struct rsec_irr_aut_num){ .asn = 0 };
	if (read_asn(object, &out->asn, err) == -1 ||
	    rsec_irr_field_source(object, &out->source, err) == -1)
		return -1;
	out->as_name = rsec_irr_field(object, RSEC_RPSL_ATTR_AS_NAME);
	out->org = rsec_irr_field(object, RSEC_RPSL_ATTR_ORG);
	count_policies(object, out);
	return rsec_irr_collect(
	    object, arena, lists, sizeof(lists) / sizeof(*lists), err);
}
