/* SPDX-License-Identifier: ISC */
/*
 * What certificates and CRLs have in common: algorithms, names, times,
 * numbers, and the list of extensions.  RFC 5280 sections 4.1 and 5.1 as
 * RFC 6487 and RFC 7935 cut them.
 */
#include <string.h>

#include "base/quote.h"
#include "rpki/x509_private.h"

#define OID_COMMON_NAME	  "\x55\x04\x03"
#define OID_SERIAL_NUMBER "\x55\x04\x05"

#define UTC_TIME_END	  ((int64_t)2524608000) /* 2050-01-01 00:00:00 */
#define NUMBER_OCTETS_MAX 20

bool
rsec_algorithm_parse(struct rsec_der *der, struct rsec_algorithm *out)
{
	struct rsec_der inner;
	struct rsec_tlv tlv;

	*out = (struct rsec_algorithm){ .params = false };
	if (!rsec_der_read(der, RSEC_DER_SEQUENCE, &tlv))
		return false;
	out->whole = tlv.whole;
	inner = rsec_der_enter(der, &tlv);
	if (!rsec_der_oid(&inner, &out->oid))
		return true; /* an algorithm that nobody knows */
	if (rsec_der_next(&inner, &tlv)) {
		out->params = true;
		out->null = tlv.tag == RSEC_DER_NULL && tlv.body.len == 0 &&
			    rsec_der_at_end(&inner);
	}
	return true;
}

static void
judge_sigalg(const struct rsec_der *der, const struct rsec_x509_rules *rules,
    const struct rsec_algorithm *alg)
{
	char oid[RSEC_OID_TEXT_SIZE];

	if (!RSEC_OID_IS(alg->oid, RSEC_OID_SHA256_RSA)) {
		rsec_oid_format(oid, sizeof(oid), alg->oid);
		rsec_der_fault(der, rules->sigalg, alg->whole.data,
		    "signature algorithm %s is not sha256WithRSAEncryption",
		    oid);
	} else if (!alg->params)
		rsec_der_fault(der, rules->sigalg_params, alg->whole.data,
		    "sha256WithRSAEncryption without NULL parameters");
	else if (!alg->null)
		rsec_der_fault(der, rules->sigalg, alg->whole.data,
		    "parameters of sha256WithRSAEncryption are not NULL");
}

void
rsec_x509_sigalg_parse(struct rsec_der *der,
    const struct rsec_x509_rules *rules, struct rsec_bytes *whole)
{
	struct rsec_algorithm alg;

	if (!rsec_algorithm_parse(der, &alg))
		rsec_der_fault(
		    der, rules->syntax, der->at, "no signature algorithm");
	else
		judge_sigalg(der, rules, &alg);
	*whole = alg.whole;
}

void
rsec_x509_signature_parse(struct rsec_der *der,
    const struct rsec_x509_rules *rules, struct rsec_bytes inner,
    struct rsec_bytes *signature)
{
	const uint8_t *at = der->at;
	struct rsec_bytes outer;
	unsigned unused;

	rsec_x509_sigalg_parse(der, rules, &outer);
	if (outer.len > 0 && inner.len > 0 && !rsec_bytes_equal(outer, inner))
		rsec_der_fault(der, rules->sigalg_mismatch, at,
		    "signature algorithm outside differs from the one inside");
	at = der->at;
	if (!rsec_der_bit_string(der, signature, &unused)) {
		*signature = (struct rsec_bytes){ NULL, 0 };
		rsec_der_fault(der, rules->syntax, at, "no signature");
	} else if (unused != 0)
		rsec_der_fault(der, rules->syntax, at,
		    "signature has %u unused bits, not 0", unused);
	if (!rsec_der_at_end(der))
		rsec_der_fault(der, rules->syntax, der->at,
		    "something follows the signature");
}

static bool
is_printable(uint8_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') ||
	       (c != '\0' && strchr(" '()+,-./:=?", c) != NULL);
}

static void
judge_name_string(const struct rsec_der *der,
    const struct rsec_x509_rules *rules, const char *what,
    const struct rsec_tlv *value)
{
	const char *text = (const char *)value->body.data;
	char quoted[RSEC_QUOTE_SIZE];
	size_t i;

	if (value->tag != RSEC_DER_PRINTABLE_STRING) {
		rsec_der_fault(der, rules->name_string, value->whole.data,
		    "%s %s has the type %02x, not PrintableString", what,
		    rsec_quote(quoted, text, value->body.len), value->tag);
		return;
	}
	for (i = 0; i < value->body.len; i++)
		if (!is_printable(value->body.data[i])) {
			rsec_der_fault(der, rules->name_chars,
			    value->body.data + i,
			    "%s %s has a character that is not of "
			    "PrintableString",
			    what, rsec_quote(quoted, text, value->body.len));
			return;
		}
}

struct name_counts {
	unsigned cn, serial;
};

/* One AttributeTypeAndValue. */
static void
parse_attribute(const struct rsec_der *set, const struct rsec_tlv *tlv,
    const struct rsec_x509_rules *rules, const char *what,
    struct name_counts *n, struct rsec_bytes *cn)
{
	struct rsec_der der = rsec_der_enter(set, tlv);
	char text[RSEC_OID_TEXT_SIZE];
	struct rsec_tlv value;
	struct rsec_bytes oid;

	if (!rsec_der_oid(&der, &oid) || !rsec_der_next(&der, &value) ||
	    !rsec_der_at_end(&der)) {
		rsec_der_fault(&der, rules->syntax, tlv->whole.data,
		    "%s has an attribute without type or value", what);
		return;
	}
	if (RSEC_OID_IS(oid, OID_COMMON_NAME)) {
		if (n->cn++ == 0)
			*cn = value.body;
		judge_name_string(&der, rules, what, &value);
	} else if (RSEC_OID_IS(oid, OID_SERIAL_NUMBER)) {
		n->serial++;
		judge_name_string(&der, rules, what, &value);
	} else {
		rsec_oid_format(text, sizeof(text), oid);
		rsec_der_fault(&der, rules->name, tlv->whole.data,
		    "%s has an attribute %s that is neither commonName nor "
		    "serialNumber",
		    what, text);
	}
}

void
rsec_x509_name_parse(struct rsec_der *der, const struct rsec_x509_rules *rules,
    const char *what, struct rsec_bytes *name, struct rsec_bytes *cn)
{
	struct name_counts n = { 0, 0 };
	const uint8_t *at = der->at;
	struct rsec_der sets, set;
	struct rsec_tlv tlv;

	*name = *cn = (struct rsec_bytes){ NULL, 0 };
	if (!rsec_der_read(der, RSEC_DER_SEQUENCE, &tlv)) {
		rsec_der_fault(der, rules->syntax, at, "no %s", what);
		return;
	}
	*name = tlv.whole;
	sets = rsec_der_enter(der, &tlv);
	while (rsec_der_next(&sets, &tlv)) {
		set = rsec_der_enter(&sets, &tlv);
		while (rsec_der_next(&set, &tlv))
			parse_attribute(&set, &tlv, rules, what, &n, cn);
	}
	if (n.cn != 1)
		rsec_der_fault(der, rules->name, at,
		    "%s has %u commonNames, not one", what, n.cn);
	if (n.serial > 1)
		rsec_der_fault(der, rules->name, at,
		    "%s has %u serialNumbers, not one at most", what, n.serial);
}

bool
rsec_x509_time_parse(struct rsec_der *der, const struct rsec_x509_rules *rules,
    const char *what, int64_t *t)
{
	const uint8_t *at = der->at;
	struct rsec_tlv tlv;
	uint8_t tag;

	*t = 0;
	if (rsec_der_time(der, t, &tag)) {
		if (tag == RSEC_DER_GENERALIZED_TIME && *t < UTC_TIME_END)
			rsec_der_fault(der, rules->time_type, at,
			    "%s before 2050 is a GeneralizedTime, not a "
			    "UTCTime",
			    what);
		return true;
	}
	rsec_der_fault(der, rules->syntax, at, "%s is no time", what);
	if (tag == RSEC_DER_UTC_TIME || tag == RSEC_DER_GENERALIZED_TIME)
		rsec_der_next(der, &tlv);
	return false;
}

bool
rsec_x509_number_ok(struct rsec_bytes octets, unsigned min)
{
	uint64_t value;

	if (octets.len == 0 || octets.data[0] & 0x80 ||
	    octets.len > NUMBER_OCTETS_MAX)
		return false;
	return !rsec_integer_uint(octets, &value) || value >= min;
}

bool
rsec_x509_ext_next(struct rsec_der *der, const struct rsec_x509_rules *rules,
    struct rsec_ext *ext)
{
	struct rsec_der inner;
	struct rsec_tlv tlv;
	const uint8_t *at;

	while (!rsec_der_at_end(der)) {
		ext->at = der->at;
		if (!rsec_der_next(der, &tlv))
			return false;
		inner = rsec_der_enter(der, &tlv);
		ext->critical = false;
		if (tlv.tag == RSEC_DER_SEQUENCE &&
		    rsec_der_oid(&inner, &ext->oid)) {
			at = inner.at;
			if (rsec_der_boolean(&inner, &ext->critical) &&
			    !ext->critical)
				rsec_der_fault(&inner,
				    RSEC_RULE_DER_DEFAULT_ENCODED, at,
				    "critical FALSE is encoded");
			if (rsec_der_octet_string(&inner, &ext->value) &&
			    rsec_der_at_end(&inner))
				return true;
		}
		rsec_der_fault(
		    der, rules->ext_syntax, ext->at, "this is no Extension");
	}
	return false;
}

void
rsec_x509_aki_parse(struct rsec_der *value, const struct rsec_x509_rules *rules,
    struct rsec_bytes *aki)
{
	const uint8_t *at = value->at;
	struct rsec_tlv tlv;
	struct rsec_der der;

	*aki = (struct rsec_bytes){ NULL, 0 };
	if (!rsec_der_sequence(value, &der)) {
		rsec_der_fault(value, rules->ext_syntax, at,
		    "authority key identifier is no SEQUENCE");
		return;
	}
	if (rsec_der_read(&der, RSEC_DER_CONTEXT(0), &tlv)) {
		*aki = tlv.body;
		at = tlv.whole.data;
	}
	if (aki->len != RSEC_KEY_ID_SIZE)
		rsec_der_fault(&der, rules->aki_length, at,
		    "authority keyIdentifier has %zu octets, not %d", aki->len,
		    RSEC_KEY_ID_SIZE);
	while (rsec_der_next(&der, &tlv)) {
		if (tlv.tag == RSEC_DER_EXPLICIT(1))
			rsec_der_fault(&der, rules->aki_fields, tlv.whole.data,
			    "authorityCertIssuer is present");
		else if (tlv.tag == RSEC_DER_CONTEXT(2))
			rsec_der_fault(&der, rules->aki_fields, tlv.whole.data,
			    "authorityCertSerialNumber is present");
		else
			rsec_der_fault(&der, rules->ext_syntax, tlv.whole.data,
			    "element with tag %02x in an authority key "
			    "identifier",
			    tlv.tag);
	}
}
