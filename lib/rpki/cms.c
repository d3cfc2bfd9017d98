/* SPDX-License-Identifier: ISC */
/*
 * The envelope of signed objects: ContentInfo and SignedData of RFC 5652 in
 * the cut of RFC 6488 section 2, RFC 7935 and RFC 9589 (signing-time).
 *
 *	ContentInfo { signedData, [0] SignedData {
 *		3, { SHA-256 }, { eContentType, [0] eContent },
 *		[0] { certificate },
 *		{ SignerInfo { 3, [0] key identifier, SHA-256,
 *			[0] { content-type, message-digest, signing-time },
 *			algorithm, signature } } } }
 *
 * The encoding of the content is judged by whoever knows its type.
 */
#include "rpki/cms.h"

#include <string.h>

#include "rpki/der_private.h"
#include "rpki/x509_private.h"

#define OID_PKCS9	   "\x2a\x86\x48\x86\xf7\x0d\x01\x09"
#define OID_SIGNED_DATA	   "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
#define OID_CONTENT_TYPE   OID_PKCS9 "\x03"
#define OID_MESSAGE_DIGEST OID_PKCS9 "\x04"
#define OID_SIGNING_TIME   OID_PKCS9 "\x05"
#define OID_BINARY_TIME	   OID_PKCS9 "\x10\x02\x2e"
#define OID_CT_RSC	   OID_PKCS9 "\x10\x01\x30"

#define UTC_TIME_END	   ((int64_t)2524608000) /* 2050-01-01 00:00:00 */

enum attr {
	ATTR_CONTENT_TYPE,
	ATTR_MESSAGE_DIGEST,
	ATTR_SIGNING_TIME,
	ATTR_BINARY_TIME,
	ATTRS,
};

struct reader {
	struct rsec_arena *arena;
	struct rsec_cms *cms;
	struct rsec_bytes content_type; /* the attribute */
	unsigned seen[ATTRS];
};

static void
fault_syntax(const struct rsec_der *der, const char *what)
{
	rsec_der_fault(der, RSEC_RULE_CMS_SYNTAX, der->at, "%s", what);
}

static void
expect_end(const struct rsec_der *der, const char *what)
{
	if (!rsec_der_at_end(der))
		rsec_der_fault(der, RSEC_RULE_CMS_SYNTAX, der->at,
		    "something follows the end of %s (tag %02x)", what,
		    rsec_der_peek(der));
}

/* A version that is to be 3. */
static void
parse_version(struct rsec_der *der, enum rsec_rule rule, const char *what)
{
	const uint8_t *at = der->at;
	struct rsec_bytes octets;
	uint64_t version;

	if (!rsec_der_integer(der, &octets))
		rsec_der_fault(
		    der, RSEC_RULE_CMS_SYNTAX, at, "%s has no version", what);
	else if (!rsec_integer_uint(octets, &version))
		rsec_der_fault(der, rule, at,
		    "version of %s is out of range, not 3", what);
	else if (version != 3)
		rsec_der_fault(der, rule, at, "version of %s is %llu, not 3",
		    what, (unsigned long long)version);
}

/* A digest algorithm; false where there is none. */
static bool
parse_digest(struct rsec_der *der, enum rsec_rule rule)
{
	char oid[RSEC_OID_TEXT_SIZE];
	struct rsec_algorithm alg;

	if (!rsec_algorithm_parse(der, &alg))
		return false;
	if (!RSEC_OID_IS(alg.oid, RSEC_OID_SHA256)) {
		rsec_oid_format(oid, sizeof(oid), alg.oid);
		rsec_der_fault(der, rule, alg.whole.data,
		    "digest algorithm %s is not SHA-256", oid);
	} else if (alg.params && !alg.null)
		rsec_der_fault(der, rule, alg.whole.data,
		    "parameters of SHA-256 are neither absent nor NULL");
	return true;
}

static void
parse_digests(struct rsec_der *der)
{
	struct rsec_der set;
	struct rsec_tlv tlv;
	unsigned n = 0;

	if (!rsec_der_read(der, RSEC_DER_SET, &tlv)) {
		fault_syntax(der, "no set of digest algorithms");
		return;
	}
	set = rsec_der_enter(der, &tlv);
	while (parse_digest(&set, RSEC_RULE_CMS_DIGEST))
		n++;
	if (n != 1)
		rsec_der_fault(der, RSEC_RULE_CMS_DIGEST_COUNT, tlv.whole.data,
		    "%u digest algorithms, not one", n);
	expect_end(&set, "the digest algorithms");
}

/* EncapsulatedContentInfo. */
static void
parse_content(struct rsec_der *der, struct rsec_cms *cms)
{
	struct rsec_der info, inner;
	struct rsec_tlv tlv;

	if (!rsec_der_sequence(der, &info)) {
		fault_syntax(der, "no encapsulated content");
		return;
	}
	if (!rsec_der_oid(&info, &cms->type))
		fault_syntax(&info, "no type of the content");
	if (rsec_der_optional(&info, RSEC_DER_EXPLICIT(0), &tlv)) {
		inner = rsec_der_enter(&info, &tlv);
		cms->has_content = rsec_der_octet_string(&inner, &cms->content);
		if (!cms->has_content)
			fault_syntax(&inner, "the content is no OCTET STRING");
		else
			expect_end(&inner, "the content");
	}
	if (!cms->has_content)
		rsec_der_fault(
		    &info, RSEC_RULE_CMS_CONTENT_ABSENT, info.at, "no content");
	expect_end(&info, "the content");
}

/* subjectInfoAccess says where an object is; an RSC is nowhere. */
static void
judge_sia(const struct rsec_der *der, const struct rsec_cms *cms)
{
	bool rsc = RSEC_OID_IS(cms->type, OID_CT_RSC);

	if (rsc && cms->ee.has_sia)
		rsec_der_fault(der, RSEC_RULE_CERT_SIA_PRESENT,
		    cms->ee.whole.data,
		    "certificate of an RSC with subjectInfoAccess");
	else if (!rsc && !cms->ee.has_sia)
		rsec_der_fault(der, RSEC_RULE_CERT_SIA_ABSENT,
		    cms->ee.whole.data, "no extension subjectInfoAccess");
}

static void
parse_certs(struct rsec_der *der, struct reader *r)
{
	const uint8_t *at = der->at;
	struct rsec_der certs = rsec_der_init(
	    (struct rsec_bytes){ at, 0 }, der->file, der->findings);
	struct rsec_cms *cms = r->cms;
	struct rsec_tlv tlv;
	unsigned n = 0;

	if (rsec_der_optional(der, RSEC_DER_EXPLICIT(0), &tlv))
		certs = rsec_der_enter(der, &tlv);
	if (rsec_der_peek(&certs) == RSEC_DER_SEQUENCE) {
		cms->has_ee = rsec_cert_parse(&certs, RSEC_CERT_EE, r->arena,
				  &cms->ee) == 0;
		n++;
	}
	while (rsec_der_next(&certs, &tlv))
		n++;
	if (n != 1 || !cms->has_ee)
		rsec_der_fault(der, RSEC_RULE_CMS_CERT_COUNT, at,
		    "%u certificates, not one", n);
	if (cms->has_ee)
		judge_sia(der, cms);
}

static void
refuse_crls(struct rsec_der *der)
{
	struct rsec_tlv tlv;

	if (rsec_der_optional(der, RSEC_DER_EXPLICIT(1), &tlv))
		rsec_der_fault(der, RSEC_RULE_CMS_CRLS, tlv.whole.data,
		    "CRLs are present");
}

/* Whether the SEQUENCE at DER is an IssuerAndSerialNumber. */
static bool
is_issuer_and_serial(struct rsec_der der)
{
	struct rsec_der inner;

	return rsec_der_sequence(&der, &inner) &&
	       rsec_der_peek(&inner) == RSEC_DER_SEQUENCE;
}

static void
parse_sid(struct rsec_der *der, struct rsec_cms *cms)
{
	const uint8_t *at = der->at;
	struct rsec_tlv tlv;

	if (rsec_der_read(der, RSEC_DER_CONTEXT(0), &tlv)) {
		cms->sid = tlv.body;
		if (cms->has_ee && !rsec_bytes_equal(cms->sid, cms->ee.ski))
			rsec_der_fault(der, RSEC_RULE_CMS_SID_MISMATCH, at,
			    "the signer is not the subject key identifier of "
			    "the certificate");
		return;
	}
	if (is_issuer_and_serial(*der)) {
		rsec_der_next(der, &tlv);
		rsec_der_fault(der, RSEC_RULE_CMS_SID, at,
		    "the signer is named by issuer and serial number");
	} else
		rsec_der_fault(
		    der, RSEC_RULE_CMS_SID, at, "no identifier of the signer");
}

static enum attr
find_attr(struct rsec_bytes oid)
{
	if (RSEC_OID_IS(oid, OID_CONTENT_TYPE))
		return ATTR_CONTENT_TYPE;
	if (RSEC_OID_IS(oid, OID_MESSAGE_DIGEST))
		return ATTR_MESSAGE_DIGEST;
	if (RSEC_OID_IS(oid, OID_SIGNING_TIME))
		return ATTR_SIGNING_TIME;
	if (RSEC_OID_IS(oid, OID_BINARY_TIME))
		return ATTR_BINARY_TIME;
	return ATTRS;
}

static bool
parse_signing_time(struct rsec_der *value, struct rsec_cms *cms)
{
	const uint8_t *at = value->at;
	uint8_t tag;

	if (!rsec_der_time(value, &cms->signing_time, &tag))
		return false;
	cms->has_signing_time = true;
	if (tag == RSEC_DER_GENERALIZED_TIME &&
	    cms->signing_time < UTC_TIME_END)
		rsec_der_fault(value, RSEC_RULE_CMS_SIGNING_TIME_TYPE, at,
		    "signing-time before 2050 is a GeneralizedTime, not a "
		    "UTCTime");
	if (cms->has_ee && (cms->signing_time < cms->ee.not_before ||
			       cms->signing_time > cms->ee.not_after))
		rsec_der_fault(value, RSEC_RULE_CMS_SIGNING_TIME_RANGE, at,
		    "signing-time is not in the validity of the certificate "
		    "inside");
	return true;
}

/* The first value of the first of a kind; false where it is of no use. */
static bool
parse_value(struct rsec_der *value, enum attr attr, struct reader *r)
{
	const uint8_t *at = value->at;
	struct rsec_bytes octets;

	switch (attr) {
	case ATTR_CONTENT_TYPE:
		if (!rsec_der_oid(value, &r->content_type))
			return false;
		if (!rsec_bytes_equal(r->content_type, r->cms->type))
			rsec_der_fault(value, RSEC_RULE_CMS_CONTENT_TYPE, at,
			    "content-type is not the type of the content");
		return true;
	case ATTR_MESSAGE_DIGEST:
		r->cms->digest_offset = rsec_der_offset(value, at);
		return rsec_der_octet_string(value, &r->cms->message_digest);
	case ATTR_SIGNING_TIME:
		return parse_signing_time(value, r->cms);
	default:
		return rsec_der_integer(value, &octets);
	}
}

/* A finding about an attribute; WHAT goes on after its name. */
static void
fault_attr(const struct rsec_der *der, enum rsec_rule rule, const uint8_t *at,
    struct rsec_bytes oid, const char *what)
{
	char text[RSEC_OID_TEXT_SIZE];

	rsec_oid_format(text, sizeof(text), oid);
	rsec_der_fault(der, rule, at, "signed attribute %s %s", text, what);
}

/* One Attribute: a type and a SET of values. */
static void
parse_attr(struct rsec_der *der, const uint8_t *at, struct reader *r)
{
	struct rsec_der values;
	struct rsec_bytes oid;
	struct rsec_tlv tlv;
	enum attr attr;

	if (!rsec_der_oid(der, &oid) ||
	    !rsec_der_read(der, RSEC_DER_SET, &tlv)) {
		rsec_der_fault(
		    der, RSEC_RULE_CMS_SYNTAX, at, "this is no Attribute");
		return;
	}
	expect_end(der, "an attribute");
	if ((attr = find_attr(oid)) == ATTRS) {
		fault_attr(
		    der, RSEC_RULE_CMS_ATTR_UNKNOWN, at, oid, "is not allowed");
		return;
	}
	if (attr == ATTR_BINARY_TIME)
		rsec_der_fault(der, RSEC_RULE_CMS_BINARY_SIGNING_TIME, at,
		    "binary-signing-time is present");
	if (r->seen[attr]++ > 0) { /* the first one is shown */
		fault_attr(der, RSEC_RULE_CMS_ATTR_DUPLICATE, at, oid,
		    "is there again");
		return;
	}
	values = rsec_der_enter(der, &tlv);
	if (rsec_der_at_end(&values) || !parse_value(&values, attr, r) ||
	    !rsec_der_at_end(&values))
		fault_attr(der, RSEC_RULE_CMS_ATTR_VALUES, tlv.whole.data, oid,
		    "has not one value of its type");
}

/* What is signed is a SET, where [0] is written: RFC 5652 section 5.4. */
static void
set_signed_header(struct rsec_cms *cms)
{
	uint8_t *to = cms->signed_attrs_header;
	size_t len = cms->signed_attrs.len;
	unsigned octets = 0;

	*to++ = RSEC_DER_SET;
	if (len < 0x80)
		*to++ = (uint8_t)len;
	else {
		while (len >> (8 * octets) != 0)
			octets++;
		*to++ = (uint8_t)(0x80 | octets);
		while (octets-- > 0)
			*to++ = (uint8_t)(len >> (8 * octets));
	}
	cms->signed_attrs_header_len = (size_t)(to - cms->signed_attrs_header);
}

static void
parse_attrs(struct rsec_der *der, struct reader *r)
{
	struct rsec_der list, attr;
	const uint8_t *at = der->at;
	struct rsec_tlv tlv;

	if (!rsec_der_optional(der, RSEC_DER_EXPLICIT(0), &tlv)) {
		rsec_der_fault(der, RSEC_RULE_CMS_ATTRS_ABSENT, at,
		    "no signed attributes");
		return;
	}
	if (tlv.body.len == 0)
		rsec_der_fault(der, RSEC_RULE_CMS_ATTRS_ABSENT, at,
		    "the set of signed attributes is empty");
	r->cms->signed_attrs = tlv.body;
	set_signed_header(r->cms);
	rsec_der_check_set(&tlv, der->file, der->findings);
	list = rsec_der_enter(der, &tlv);
	while (rsec_der_next(&list, &tlv)) {
		attr = rsec_der_enter(&list, &tlv);
		parse_attr(&attr, tlv.whole.data, r);
	}
	if (r->seen[ATTR_CONTENT_TYPE] == 0)
		rsec_der_fault(der, RSEC_RULE_CMS_CONTENT_TYPE_ABSENT, at,
		    "no signed attribute content-type");
	if (r->seen[ATTR_MESSAGE_DIGEST] == 0)
		rsec_der_fault(der, RSEC_RULE_CMS_MESSAGE_DIGEST_ABSENT, at,
		    "no signed attribute message-digest");
	if (r->seen[ATTR_SIGNING_TIME] == 0)
		rsec_der_fault(der, RSEC_RULE_CMS_SIGNING_TIME_ABSENT, at,
		    "no signed attribute signing-time");
}

static void
parse_signature(struct rsec_der *der, struct rsec_cms *cms)
{
	char oid[RSEC_OID_TEXT_SIZE];
	struct rsec_algorithm alg;

	if (!rsec_algorithm_parse(der, &alg))
		fault_syntax(der, "no signature algorithm");
	else if (!RSEC_OID_IS(alg.oid, RSEC_OID_RSA) &&
		 !RSEC_OID_IS(alg.oid, RSEC_OID_SHA256_RSA)) {
		rsec_oid_format(oid, sizeof(oid), alg.oid);
		rsec_der_fault(der, RSEC_RULE_CMS_SIGNATURE_ALGORITHM,
		    alg.whole.data,
		    "signature algorithm %s is neither rsaEncryption nor "
		    "sha256WithRSAEncryption",
		    oid);
	} else if (!alg.params)
		rsec_der_fault(der, RSEC_RULE_CMS_SIGNATURE_PARAMS,
		    alg.whole.data,
		    "signature algorithm without NULL parameters");
	else if (!alg.null)
		rsec_der_fault(der, RSEC_RULE_CMS_SIGNATURE_ALGORITHM,
		    alg.whole.data,
		    "parameters of the signature algorithm are not NULL");
	else if (RSEC_OID_IS(alg.oid, RSEC_OID_RSA))
		rsec_der_fault(der, RSEC_RULE_CMS_SIGNATURE_RSA, alg.whole.data,
		    "signature algorithm rsaEncryption");
	cms->signature_offset = rsec_der_offset(der, der->at);
	if (!rsec_der_octet_string(der, &cms->signature))
		fault_syntax(der, "no signature");
}

static void
parse_signer(struct rsec_der *der, struct reader *r)
{
	struct rsec_tlv tlv;

	parse_version(der, RSEC_RULE_CMS_SIGNER_VERSION, "SignerInfo");
	parse_sid(der, r->cms);
	if (!parse_digest(der, RSEC_RULE_CMS_SIGNER_DIGEST))
		rsec_der_fault(der, RSEC_RULE_CMS_SIGNER_DIGEST, der->at,
		    "no digest algorithm of the signer");
	parse_attrs(der, r);
	parse_signature(der, r->cms);
	if (rsec_der_optional(der, RSEC_DER_EXPLICIT(1), &tlv))
		rsec_der_fault(der, RSEC_RULE_CMS_UNSIGNED_ATTRS,
		    tlv.whole.data, "unsigned attributes are present");
	expect_end(der, "SignerInfo");
}

static void
parse_signers(struct rsec_der *der, struct reader *r)
{
	struct rsec_der set, signer;
	struct rsec_tlv all, tlv;
	unsigned n = 0;

	if (!rsec_der_read(der, RSEC_DER_SET, &all)) {
		fault_syntax(der, "no set of signers");
		return;
	}
	set = rsec_der_enter(der, &all);
	while (rsec_der_next(&set, &tlv)) {
		signer = rsec_der_enter(&set, &tlv);
		if (n++ == 0)
			parse_signer(&signer, r);
	}
	if (n != 1)
		rsec_der_fault(der, RSEC_RULE_CMS_SIGNER_COUNT, all.whole.data,
		    "%u signers, not one", n);
}

/* A cursor over the SignedData; false where this is something else. */
static bool
enter_signed_data(struct rsec_der *der, struct rsec_der *out)
{
	char text[RSEC_OID_TEXT_SIZE];
	const uint8_t *at = der->at;
	struct rsec_der info, inner;
	struct rsec_bytes oid;
	struct rsec_tlv tlv;

	if (!rsec_der_sequence(der, &info) || !rsec_der_oid(&info, &oid)) {
		rsec_der_fault(
		    der, RSEC_RULE_CMS_TYPE, at, "this is no ContentInfo");
		return false;
	}
	if (!RSEC_OID_IS(oid, OID_SIGNED_DATA)) {
		rsec_oid_format(text, sizeof(text), oid);
		rsec_der_fault(der, RSEC_RULE_CMS_TYPE, at,
		    "ContentInfo of type %s, not signedData", text);
		return false;
	}
	if (!rsec_der_read(&info, RSEC_DER_EXPLICIT(0), &tlv)) {
		fault_syntax(&info, "ContentInfo has no content");
		return false;
	}
	expect_end(&info, "ContentInfo");
	inner = rsec_der_enter(&info, &tlv);
	if (!rsec_der_sequence(&inner, out)) {
		fault_syntax(&inner, "SignedData is no SEQUENCE");
		return false;
	}
	expect_end(&inner, "SignedData");
	return true;
}

int
rsec_cms_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_cms *out)
{
	struct reader r = { .arena = arena, .cms = out };
	struct rsec_der data;

	memset(out, 0, sizeof(*out));
	out->digest_offset = out->signature_offset = RSEC_NO_OFFSET;
	if (!enter_signed_data(der, &data))
		return -1;
	parse_version(&data, RSEC_RULE_CMS_VERSION, "SignedData");
	parse_digests(&data);
	parse_content(&data, out);
	parse_certs(&data, &r);
	refuse_crls(&data);
	parse_signers(&data, &r);
	expect_end(&data, "SignedData");
	return 0;
}
