/* SPDX-License-Identifier: ISC */
/*
 * Is it DER?  One pass over an element and all below it: X.690 sections 8, 10
 * and 11.  What can only be known with the ASN.1 module at hand, a DEFAULT
 * that is encoded, is for the parsers.
 */
#include <string.h>

#include "rpki/der_private.h"

struct judge {
	const uint8_t *file;
	struct rsec_findings *findings;
};

static void
check_boolean(const struct judge *j, const struct rsec_tlv *tlv, uint64_t at)
{
	if (tlv->body.len != 1)
		rsec_findings_add(j->findings, RSEC_RULE_DER_BOOLEAN, at,
		    "BOOLEAN of %zu octets", tlv->body.len);
	else if (tlv->body.data[0] != 0 && tlv->body.data[0] != 0xff)
		rsec_findings_add(j->findings, RSEC_RULE_DER_BOOLEAN, at,
		    "BOOLEAN TRUE is %02x, not ff", tlv->body.data[0]);
}

static void
check_integer(const struct judge *j, const struct rsec_tlv *tlv, uint64_t at)
{
	const uint8_t *p = tlv->body.data;

	if (tlv->body.len == 0)
		rsec_findings_add(j->findings, RSEC_RULE_DER_INTEGER, at,
		    "INTEGER without an octet");
	else if (tlv->body.len > 1 &&
		 ((p[0] == 0 && p[1] < 0x80) || (p[0] == 0xff && p[1] >= 0x80)))
		rsec_findings_add(j->findings, RSEC_RULE_DER_INTEGER, at,
		    "INTEGER with a superfluous leading %02x", p[0]);
}

static void
check_bit_string(const struct judge *j, const struct rsec_tlv *tlv, uint64_t at)
{
	const uint8_t *p = tlv->body.data;
	size_t len = tlv->body.len;

	if (len == 0)
		rsec_findings_add(j->findings, RSEC_RULE_DER_BIT_STRING, at,
		    "BIT STRING without a count of unused bits");
	else if (p[0] > 7 || (len == 1 && p[0] != 0))
		rsec_findings_add(j->findings, RSEC_RULE_DER_BIT_STRING, at,
		    "BIT STRING of %zu octets with %u unused bits", len - 1,
		    p[0]);
	else if (len > 1 && (p[len - 1] & ((1U << p[0]) - 1)) != 0)
		rsec_findings_add(j->findings, RSEC_RULE_DER_BIT_STRING, at,
		    "unused bits of a BIT STRING are not zero");
}

static void
check_oid(const struct judge *j, const struct rsec_tlv *tlv, uint64_t at)
{
	const uint8_t *p = tlv->body.data;
	bool start = true;
	size_t i;

	if (tlv->body.len == 0 || p[tlv->body.len - 1] & 0x80) {
		rsec_findings_add(j->findings, RSEC_RULE_DER_OID, at,
		    "OBJECT IDENTIFIER ends inside an arc");
		return;
	}
	for (i = 0; i < tlv->body.len; i++) {
		if (start && p[i] == 0x80) {
			rsec_findings_add(j->findings, RSEC_RULE_DER_OID, at,
			    "OBJECT IDENTIFIER with a padded arc");
			return;
		}
		start = (p[i] & 0x80) == 0;
	}
}

static void
check_primitive(const struct judge *j, const struct rsec_tlv *tlv, uint64_t at)
{
	int64_t t;

	switch (tlv->tag) {
	case RSEC_DER_BOOLEAN:
		check_boolean(j, tlv, at);
		break;
	case RSEC_DER_INTEGER:
		check_integer(j, tlv, at);
		break;
	case RSEC_DER_BIT_STRING:
		check_bit_string(j, tlv, at);
		break;
	case RSEC_DER_NULL:
		if (tlv->body.len != 0)
			rsec_findings_add(j->findings, RSEC_RULE_DER_NULL, at,
			    "NULL of %zu octets", tlv->body.len);
		break;
	case RSEC_DER_OID:
		check_oid(j, tlv, at);
		break;
	case RSEC_DER_UTC_TIME:
	case RSEC_DER_GENERALIZED_TIME:
		if (!rsec_der_time_parse(tlv->tag, tlv->body, &t))
			rsec_findings_add(j->findings, RSEC_RULE_DER_TIME, at,
			    "a time that is not in the form of DER");
		break;
	case 0:
	case RSEC_DER_SEQUENCE & ~RSEC_DER_CONSTRUCTED:
	case RSEC_DER_SET & ~RSEC_DER_CONSTRUCTED:
		rsec_findings_add(j->findings, RSEC_RULE_DER_TAG, at,
		    "primitive element with tag %02x", tlv->tag);
		break;
	}
}

/* Whether A comes after B in the order of encodings: X.690 section 11.6. */
static bool
is_after(struct rsec_bytes a, struct rsec_bytes b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = memcmp(a.data, b.data, n);

	return order > 0 || (order == 0 && a.len > b.len);
}

void
rsec_der_check_set(const struct rsec_tlv *tlv, const uint8_t *file,
    struct rsec_findings *findings)
{
	struct rsec_der set = rsec_der_init(tlv->body, file, findings);
	struct rsec_bytes before = { NULL, 0 };
	struct rsec_tlv element;

	while (rsec_der_next(&set, &element)) {
		if (before.data != NULL && is_after(before, element.whole))
			rsec_der_fault(&set, RSEC_RULE_DER_SET_ORDER,
			    element.whole.data,
			    "element of a SET OF is out of order");
		before = element.whole;
	}
}

static void
check_header(
    const struct judge *j, const struct rsec_der_header *h, uint64_t at)
{
	const uint8_t universal_constructed = 0x20;

	if (h->indefinite)
		rsec_findings_add(j->findings, RSEC_RULE_DER_INDEFINITE_LENGTH,
		    at, "indefinite length");
	if (!h->minimal)
		rsec_findings_add(j->findings, RSEC_RULE_DER_LENGTH_NOT_MINIMAL,
		    at, "length %zu is not in the fewest octets", h->len);
	if ((h->tag & 0xe0) == universal_constructed &&
	    h->tag != RSEC_DER_SEQUENCE && h->tag != RSEC_DER_SET)
		rsec_findings_add(j->findings, RSEC_RULE_DER_CONSTRUCTED_STRING,
		    at, "constructed element with tag %02x", h->tag);
}

/* The elements of one constructed element, or of the whole. */
static void
check_elements(const struct judge *j, struct rsec_bytes bytes, unsigned depth)
{
	const uint8_t *at = bytes.data, *end = bytes.data + bytes.len;
	struct rsec_der_header h;
	struct rsec_tlv tlv;
	uint64_t offset;

	for (; at < end; at += tlv.whole.len) {
		offset =
		    j->file == NULL ? RSEC_NO_OFFSET : (uint64_t)(at - j->file);
		if (!rsec_der_element(at, end, &tlv, &h)) {
			rsec_findings_add(j->findings,
			    (*at & 0x1f) == 0x1f ? RSEC_RULE_DER_TAG
						 : RSEC_RULE_DER_TRUNCATED,
			    offset, "no element fits here (tag %02x)", *at);
			return;
		}
		check_header(j, &h, offset);
		if ((tlv.tag & RSEC_DER_CONSTRUCTED) == 0)
			check_primitive(j, &tlv, offset);
		else if (depth == RSEC_DER_DEPTH)
			rsec_findings_add(j->findings, RSEC_RULE_DER_DEPTH,
			    offset, "nested deeper than %d", RSEC_DER_DEPTH);
		else
			check_elements(j, tlv.body, depth + 1);
		if (tlv.tag == RSEC_DER_SET)
			rsec_der_check_set(&tlv, j->file, j->findings);
	}
}

void
rsec_der_check(struct rsec_bytes bytes, const uint8_t *file,
    struct rsec_findings *findings)
{
	struct judge judge = { file, findings };

	if (bytes.len > 0)
		check_elements(&judge, bytes, 1);
}
