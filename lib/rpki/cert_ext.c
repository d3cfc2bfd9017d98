/* SPDX-License-Identifier: ISC */
/*
 * The extensions of a resource certificate: RFC 6487 section 4.8, RFC 8182
 * section 3.2 (rpkiNotify), RFC 7318 (policy qualifiers), RFC 8209 (routers).
 *
 * Here each value is read and judged as far as that does not depend on the
 * kind of certificate, which is only known when all have been read.
 */
#include <string.h>

#include "base/quote.h"
#include "rpki/cert_private.h"

#define OID_PKIX	  "\x2b\x06\x01\x05\x05\x07"
#define OID_BGPSEC_ROUTER OID_PKIX "\x03\x1e"
#define OID_POLICY_RPKI	  OID_PKIX "\x0e\x02"
#define OID_QUALIFIER_CPS OID_PKIX "\x02\x01"
#define OID_CA_ISSUERS	  OID_PKIX "\x30\x02"
#define OID_CA_REPOSITORY OID_PKIX "\x30\x05"
#define OID_RPKI_MANIFEST OID_PKIX "\x30\x0a"
#define OID_SIGNED_OBJECT OID_PKIX "\x30\x0b"
#define OID_RPKI_NOTIFY	  OID_PKIX "\x30\x0d"

#define URI_MAX		  4096 /* octets; longer than any path is */

#define GENERAL_NAME_URI  RSEC_DER_CONTEXT(6)

struct reader {
	struct rsec_arena *arena;
	struct rsec_cert *cert;
	struct rsec_cert_exts *exts;
};

/* Told of what is not of its type; SYNTAX is no rule of its own for each. */
static void
fault_syntax(const struct rsec_der *der, const uint8_t *at, const char *what)
{
	rsec_der_fault(der, RSEC_RULE_CERT_EXT_SYNTAX, at, "%s", what);
}

static void
expect_end(const struct rsec_der *der, const char *what)
{
	if (!rsec_der_at_end(der))
		rsec_der_fault(der, RSEC_RULE_CERT_EXT_SYNTAX, der->at,
		    "something follows the end of %s", what);
}

static void
parse_bc(struct rsec_der *value, struct reader *r)
{
	const uint8_t *at = value->at;
	struct rsec_bytes octets;
	struct rsec_der der;

	if (!rsec_der_sequence(value, &der)) {
		fault_syntax(value, at, "basicConstraints is no SEQUENCE");
		return;
	}
	at = der.at;
	if (rsec_der_boolean(&der, &r->exts->ca) && !r->exts->ca)
		rsec_der_fault(&der, RSEC_RULE_DER_DEFAULT_ENCODED, at,
		    "cA FALSE is encoded");
	at = der.at;
	if (rsec_der_integer(&der, &octets))
		rsec_der_fault(&der, RSEC_RULE_CERT_BC_PATHLEN, at,
		    "pathLenConstraint is present");
	expect_end(&der, "basicConstraints");
}

static void
parse_ski(struct rsec_der *value, struct reader *r)
{
	const uint8_t *at = value->at;

	r->cert->ski_offset = rsec_der_offset(value, at);
	if (!rsec_der_octet_string(value, &r->cert->ski))
		fault_syntax(
		    value, at, "subject key identifier is no OCTET STRING");
	else if (r->cert->ski.len != RSEC_KEY_ID_SIZE)
		rsec_der_fault(value, RSEC_RULE_CERT_SKI_LENGTH, at,
		    "subject key identifier has %zu octets, not %d",
		    r->cert->ski.len, RSEC_KEY_ID_SIZE);
}

static void
parse_aki(struct rsec_der *value, struct reader *r)
{
	rsec_x509_aki_parse(value, &rsec_cert_rules, &r->cert->aki);
}

static void
parse_ku(struct rsec_der *value, struct reader *r)
{
	const uint8_t *at = value->at;
	struct rsec_bytes bits;
	unsigned unused;
	size_t i;

	if (!rsec_der_bit_string(value, &bits, &unused)) {
		fault_syntax(value, at, "key usage is no BIT STRING");
		return;
	}
	if (bits.len > 0)
		r->exts->usage = bits.data[0];
	for (i = 1; i < bits.len; i++)
		if (bits.data[i] != 0)
			r->exts->usage |= 0x100;
	/* X.690 section 11.2.2: of named bits, trailing zeros are left out. */
	if (bits.len > 0 && (bits.data[bits.len - 1] >> unused & 1) == 0)
		rsec_der_fault(value, RSEC_RULE_DER_BIT_STRING, at,
		    "key usage is written with trailing zero bits");
}

static void
parse_eku(struct rsec_der *value, struct reader *r)
{
	const uint8_t *at = value->at;
	struct rsec_bytes oid;
	struct rsec_der der;

	if (!rsec_der_sequence(value, &der) || rsec_der_at_end(&der)) {
		fault_syntax(value, at, "extended key usage has no purpose");
		return;
	}
	while (rsec_der_oid(&der, &oid))
		if (RSEC_OID_IS(oid, OID_BGPSEC_ROUTER))
			r->exts->bgpsec = true;
	expect_end(&der, "extended key usage");
}

/* Where the path of URI[0..n) begins; n where it has none. */
static size_t
path_of(const char *s, size_t n)
{
	const char *slash;

	if (n < 8 ||
	    (memcmp(s, "rsync://", 8) != 0 && memcmp(s, "https://", 8) != 0))
		return 0; /* another scheme: all of it is looked at */
	slash = memchr(s + 8, '/', n - 8);
	return slash == NULL || slash == s + 8 ? n : (size_t)(slash - s);
}

/* Whether a segment of the path S[0..n) is "." or "..". */
static bool
has_dots(const char *s, size_t n)
{
	size_t i, start = 0, len;

	for (i = 0; i <= n; i++) {
		if (i < n && s[i] != '/')
			continue;
		len = i - start;
		if ((len == 1 || len == 2) && s[start] == '.' &&
		    s[i - 1] == '.')
			return true;
		start = i + 1;
	}
	return false;
}

static void
judge_uri(const struct rsec_der *der, struct rsec_bytes uri)
{
	const char *s = (const char *)uri.data, *wrong = NULL;
	char quoted[RSEC_QUOTE_SIZE];
	size_t i, path = path_of(s, uri.len);

	if (uri.len > URI_MAX)
		wrong = "is too long";
	else if (path == uri.len)
		wrong = "lacks a host or a path";
	else if (has_dots(s + path, uri.len - path))
		wrong = "has a dot segment in its path";
	for (i = 0; i < uri.len; i++)
		if (s[i] <= ' ' || s[i] > '~')
			wrong = "has a character that no URI has";
	if (wrong != NULL)
		rsec_der_fault(der, RSEC_RULE_CERT_URI, uri.data, "URI %s %s",
		    rsec_quote(quoted, s, uri.len), wrong);
}

/* A GeneralName that should be a URI goes to URIS. */
static void
take_location(const struct rsec_der *der, const struct rsec_tlv *name,
    struct rsec_uris *uris)
{
	if (name->tag != GENERAL_NAME_URI) {
		rsec_der_fault(der, RSEC_RULE_CERT_LOCATION, name->whole.data,
		    "a place is told by a name with tag %02x, not by a URI",
		    name->tag);
		return;
	}
	judge_uri(der, name->body);
	if (uris->count < RSEC_URIS_MAX)
		uris->list[uris->count++] = name->body;
	else
		rsec_der_fault(der, RSEC_RULE_CERT_LOCATION, name->whole.data,
		    "more than %d URIs for one purpose", RSEC_URIS_MAX);
}

/* A DistributionPoint. */
static void
parse_crl_dp(struct rsec_der *der, struct reader *r)
{
	struct rsec_der name, names;
	struct rsec_tlv tlv;

	if (!rsec_der_optional(der, RSEC_DER_EXPLICIT(0), &tlv))
		rsec_der_fault(der, RSEC_RULE_CERT_CRLDP_FORM, der->at,
		    "a distribution point has no distributionPoint");
	else {
		name = rsec_der_enter(der, &tlv);
		if (!rsec_der_read(&name, RSEC_DER_EXPLICIT(0), &tlv))
			rsec_der_fault(der, RSEC_RULE_CERT_CRLDP_FORM,
			    tlv.whole.data,
			    "a distribution point has no fullName");
		else {
			names = rsec_der_enter(&name, &tlv);
			while (rsec_der_next(&names, &tlv))
				take_location(&names, &tlv, &r->cert->crl_dp);
		}
	}
	if (rsec_der_optional(der, RSEC_DER_CONTEXT(1), &tlv))
		rsec_der_fault(der, RSEC_RULE_CERT_CRLDP_FORM, tlv.whole.data,
		    "a distribution point has reasons");
	if (rsec_der_optional(der, RSEC_DER_EXPLICIT(2), &tlv))
		rsec_der_fault(der, RSEC_RULE_CERT_CRLDP_FORM, tlv.whole.data,
		    "a distribution point has a cRLIssuer");
	expect_end(der, "a distribution point");
}

static void
parse_crl_dps(struct rsec_der *value, struct reader *r)
{
	const uint8_t *at = value->at;
	struct rsec_der points, point;
	struct rsec_tlv tlv;
	unsigned n = 0;

	if (!rsec_der_sequence(value, &points)) {
		fault_syntax(value, at, "cRLDistributionPoints is no SEQUENCE");
		return;
	}
	while (rsec_der_next(&points, &tlv)) {
		n++;
		point = rsec_der_enter(&points, &tlv);
		if (tlv.tag == RSEC_DER_SEQUENCE)
			parse_crl_dp(&point, r);
		else
			fault_syntax(&points, tlv.whole.data,
			    "a distribution point is no SEQUENCE");
	}
	if (n != 1)
		rsec_der_fault(value, RSEC_RULE_CERT_CRLDP_COUNT, at,
		    "%u distribution points, not one", n);
}

/* Where the URIs of an access method go; NULL: it is not known. */
static struct rsec_uris *
aia_uris(struct rsec_cert *cert, struct rsec_bytes method)
{
	return RSEC_OID_IS(method, OID_CA_ISSUERS) ? &cert->aia : NULL;
}

static struct rsec_uris *
sia_uris(struct rsec_cert *cert, struct rsec_bytes method)
{
	if (RSEC_OID_IS(method, OID_CA_REPOSITORY))
		return &cert->ca_repository;
	if (RSEC_OID_IS(method, OID_RPKI_MANIFEST))
		return &cert->manifest;
	if (RSEC_OID_IS(method, OID_SIGNED_OBJECT))
		return &cert->signed_object;
	if (RSEC_OID_IS(method, OID_RPKI_NOTIFY))
		return &cert->notify;
	return NULL;
}

/* A SEQUENCE OF AccessDescription. */
static void
parse_access(struct rsec_der *value, struct rsec_cert *cert,
    struct rsec_uris *(*uris_of)(struct rsec_cert *, struct rsec_bytes),
    enum rsec_rule rule, const char *what)
{
	char text[RSEC_OID_TEXT_SIZE];
	const uint8_t *at = value->at;
	struct rsec_der list, inner;
	struct rsec_uris *uris;
	struct rsec_bytes method;
	struct rsec_tlv tlv, name;

	if (!rsec_der_sequence(value, &list)) {
		fault_syntax(value, at, "access descriptions are no SEQUENCE");
		return;
	}
	while (rsec_der_next(&list, &tlv)) {
		inner = rsec_der_enter(&list, &tlv);
		if (!rsec_der_oid(&inner, &method) ||
		    !rsec_der_next(&inner, &name)) {
			fault_syntax(&list, tlv.whole.data,
			    "this is no AccessDescription");
			continue;
		}
		if ((uris = uris_of(cert, method)) != NULL)
			take_location(&inner, &name, uris);
		else {
			rsec_oid_format(text, sizeof(text), method);
			rsec_der_fault(&list, rule, tlv.whole.data,
			    "access method %s does not belong in %s", text,
			    what);
		}
		expect_end(&inner, "an AccessDescription");
	}
}

static void
parse_aia(struct rsec_der *value, struct reader *r)
{
	parse_access(value, r->cert, aia_uris, RSEC_RULE_CERT_AIA_METHOD,
	    "authorityInfoAccess");
}

static void
parse_sia(struct rsec_der *value, struct reader *r)
{
	r->cert->has_sia = true;
	parse_access(value, r->cert, sia_uris, RSEC_RULE_CERT_SIA_METHOD,
	    "subjectInfoAccess");
}

/* A SEQUENCE OF PolicyQualifierInfo. */
static void
judge_qualifiers(struct rsec_der *der)
{
	struct rsec_der inner;
	struct rsec_bytes oid;
	struct rsec_tlv tlv, uri;
	unsigned n = 0;

	while (rsec_der_next(der, &tlv)) {
		inner = rsec_der_enter(der, &tlv);
		if (!rsec_der_oid(&inner, &oid) ||
		    !RSEC_OID_IS(oid, OID_QUALIFIER_CPS))
			rsec_der_fault(der, RSEC_RULE_CERT_POLICY_QUALIFIER,
			    tlv.whole.data,
			    "a policy qualifier is no pointer to a CPS");
		else if (!rsec_der_read(&inner, RSEC_DER_IA5_STRING, &uri) ||
			 !rsec_der_at_end(&inner))
			rsec_der_fault(der, RSEC_RULE_CERT_POLICY_QUALIFIER,
			    tlv.whole.data,
			    "the pointer to the CPS is no IA5String");
		if (++n == 2)
			rsec_der_fault(der, RSEC_RULE_CERT_POLICY_QUALIFIER,
			    tlv.whole.data,
			    "a policy has more than one qualifier");
	}
}

static void
parse_policy(struct rsec_der *der)
{
	const uint8_t *at = der->at;
	char text[RSEC_OID_TEXT_SIZE];
	struct rsec_der qualifiers;
	struct rsec_bytes oid;

	if (!rsec_der_oid(der, &oid)) {
		fault_syntax(der, at, "a policy has no OBJECT IDENTIFIER");
		return;
	}
	if (!RSEC_OID_IS(oid, OID_POLICY_RPKI)) {
		rsec_oid_format(text, sizeof(text), oid);
		rsec_der_fault(der, RSEC_RULE_CERT_POLICY, at,
		    "policy %s is not 1.3.6.1.5.5.7.14.2", text);
	}
	if (rsec_der_sequence(der, &qualifiers))
		judge_qualifiers(&qualifiers);
	expect_end(der, "a policy");
}

static void
parse_policies(struct rsec_der *value, struct reader *r)
{
	const uint8_t *at = value->at;
	struct rsec_der policies, policy;
	struct rsec_tlv tlv;
	unsigned n = 0;

	(void)r;
	if (!rsec_der_sequence(value, &policies)) {
		fault_syntax(value, at, "certificatePolicies is no SEQUENCE");
		return;
	}
	while (rsec_der_next(&policies, &tlv)) {
		n++;
		policy = rsec_der_enter(&policies, &tlv);
		parse_policy(&policy);
	}
	if (n != 1)
		rsec_der_fault(value, RSEC_RULE_CERT_POLICY, at,
		    "%u certificate policies, not one", n);
}

static void
parse_ip(struct rsec_der *value, struct reader *r)
{
	rsec_ip_resources_parse(value, r->arena, &r->cert->resources);
}

static void
parse_asn(struct rsec_der *value, struct reader *r)
{
	rsec_asn_resources_parse(value, r->arena, &r->cert->resources);
}

#define OID_CE(last) "\x55\x1d" last
#define OID_PE(last) OID_PKIX "\x01" last

static const struct {
	const char *oid;
	size_t len;
	bool critical;	     /* what it must be */
	enum rsec_rule rule; /* broken where it is not */
	const char *name;
	void (*parse)(struct rsec_der *value, struct reader *r);
} table[RSEC_EXTS] = {
#define EXT(id, oid, critical, name, parse)                 \
	[RSEC_EXT_##id] = { oid, sizeof(oid) - 1, critical, \
		RSEC_RULE_CERT_##id##_CRITICAL, name, parse }
	EXT(BC, OID_CE("\x13"), true, "basicConstraints", parse_bc),
	EXT(SKI, OID_CE("\x0e"), false, "subjectKeyIdentifier", parse_ski),
	EXT(AKI, OID_CE("\x23"), false, "authorityKeyIdentifier", parse_aki),
	EXT(KU, OID_CE("\x0f"), true, "keyUsage", parse_ku),
	EXT(EKU, OID_CE("\x25"), false, "extKeyUsage", parse_eku),
	EXT(CRLDP, OID_CE("\x1f"), false, "cRLDistributionPoints",
	    parse_crl_dps),
	EXT(AIA, OID_PE("\x01"), false, "authorityInfoAccess", parse_aia),
	EXT(SIA, OID_PE("\x0b"), false, "subjectInfoAccess", parse_sia),
	EXT(POLICY, OID_CE("\x20"), true, "certificatePolicies",
	    parse_policies),
	EXT(IP, OID_PE("\x07"), true, "ipAddrBlocks", parse_ip),
	EXT(ASN, OID_PE("\x08"), true, "autonomousSysIds", parse_asn),
#undef EXT
};

static int
find_ext(struct rsec_bytes oid)
{
	int i;

	for (i = 0; i < RSEC_EXTS; i++)
		if (oid.len == table[i].len &&
		    memcmp(oid.data, table[i].oid, oid.len) == 0)
			break;
	return i;
}

static void
parse_ext(
    const struct rsec_der *list, const struct rsec_ext *ext, struct reader *r)
{
	char oid[RSEC_OID_TEXT_SIZE];
	struct rsec_der value;
	int i = find_ext(ext->oid);

	if (i == RSEC_EXTS) {
		rsec_oid_format(oid, sizeof(oid), ext->oid);
		rsec_der_fault(list, RSEC_RULE_CERT_EXT_UNKNOWN, ext->at,
		    "extension %s is not of the profile", oid);
		return;
	}
	if (r->exts->at[i] != NULL) {
		rsec_der_fault(list, RSEC_RULE_CERT_EXT_DUPLICATE, ext->at,
		    "extension %s is there again", table[i].name);
		return;
	}
	r->exts->at[i] = ext->at;
	if (ext->critical != table[i].critical)
		rsec_der_fault(list, table[i].rule, ext->at,
		    "extension %s is %s", table[i].name,
		    ext->critical ? "critical" : "not critical");
	value = rsec_der_within(list, ext->value);
	table[i].parse(&value, r);
	if (!rsec_der_at_end(&value))
		rsec_der_fault(&value, RSEC_RULE_DER_TRAILING_BYTES, value.at,
		    "something follows the value of %s", table[i].name);
}

void
rsec_cert_exts_parse(struct rsec_der *der, struct rsec_arena *arena,
    struct rsec_cert *cert, struct rsec_cert_exts *exts)
{
	struct reader r = { arena, cert, exts };
	struct rsec_ext ext;
	struct rsec_der list;

	if (!rsec_der_sequence(der, &list)) {
		fault_syntax(der, der->at, "extensions are no SEQUENCE");
		return;
	}
	while (rsec_x509_ext_next(&list, &rsec_cert_rules, &ext))
		parse_ext(&list, &ext, &r);
	if (!rsec_der_at_end(der))
		rsec_der_fault(der, RSEC_RULE_CERT_SYNTAX, der->at,
		    "something follows the extensions");
	cert->is_ca = exts->ca;
}
