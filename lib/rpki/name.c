/* SPDX-License-Identifier: ISC */
/*
 * Whether two Names are the same: RFC 5280 section 7.1, as far as the profile
 * of the RPKI goes.  Letters match in either case and PrintableString matches
 * UTF8String; runs of blanks are left as they are.
 */
#include <string.h>

#include "rpki/x509_private.h"

static uint8_t
lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
}

static bool
is_text(uint8_t tag)
{
	return tag == RSEC_DER_PRINTABLE_STRING || tag == RSEC_DER_UTF8_STRING;
}

/* Two values of attributes. */
static bool
value_equal(const struct rsec_tlv *a, const struct rsec_tlv *b)
{
	size_t i;

	if (!is_text(a->tag) || !is_text(b->tag))
		return rsec_bytes_equal(a->whole, b->whole);
	if (a->body.len != b->body.len)
		return false;
	for (i = 0; i < a->body.len; i++)
		if (lower(a->body.data[i]) != lower(b->body.data[i]))
			return false;
	return true;
}

/* Two AttributeTypeAndValues. */
static bool
attribute_equal(struct rsec_der *a, struct rsec_der *b)
{
	struct rsec_bytes a_type, b_type;
	struct rsec_tlv a_value, b_value;

	return rsec_der_oid(a, &a_type) && rsec_der_oid(b, &b_type) &&
	       rsec_bytes_equal(a_type, b_type) && rsec_der_next(a, &a_value) &&
	       rsec_der_next(b, &b_value) && value_equal(&a_value, &b_value) &&
	       rsec_der_at_end(a) && rsec_der_at_end(b);
}

/* Two RelativeDistinguishedNames, whose attributes DER has in one order. */
static bool
rdn_equal(struct rsec_der *a, struct rsec_der *b)
{
	struct rsec_der a_inner, b_inner;

	while (!rsec_der_at_end(a))
		if (!rsec_der_sequence(a, &a_inner) ||
		    !rsec_der_sequence(b, &b_inner) ||
		    !attribute_equal(&a_inner, &b_inner))
			return false;
	return rsec_der_at_end(b);
}

bool
rsec_name_equal(struct rsec_bytes a, struct rsec_bytes b)
{
	struct rsec_der a_der, b_der, a_rdn, b_rdn;
	struct rsec_tlv a_set, b_set;

	if (rsec_bytes_equal(a, b))
		return true;
	a_der = rsec_der_init(a, NULL, NULL);
	b_der = rsec_der_init(b, NULL, NULL);
	if (!rsec_der_sequence(&a_der, &a_der) ||
	    !rsec_der_sequence(&b_der, &b_der))
		return false;
	while (!rsec_der_at_end(&a_der)) {
		if (!rsec_der_read(&a_der, RSEC_DER_SET, &a_set) ||
		    !rsec_der_read(&b_der, RSEC_DER_SET, &b_set))
			return false;
		a_rdn = rsec_der_enter(&a_der, &a_set);
		b_rdn = rsec_der_enter(&b_der, &b_set);
		if (!rdn_equal(&a_rdn, &b_rdn))
			return false;
	}
	return rsec_der_at_end(&b_der);
}
