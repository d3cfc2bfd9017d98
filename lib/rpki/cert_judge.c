/* SPDX-License-Identifier: ISC */
/*
 * What a certificate must have and must not have, by its kind: RFC 6487
 * section 4 for CAs and the signers of objects, RFC 8209 section 3 for
 * routers, RFC 8630 section 2.3 for trust anchors.
 */
#include <inttypes.h>
#include <string.h>

#include "rpki/cert_private.h"

#define OID_EC_KEY   "\x2a\x86\x48\xce\x3d\x02\x01"
#define OID_P256     "\x2a\x86\x48\xce\x3d\x03\x01\x07"
#define P256_POINT   65 /* octets of an uncompressed point */
#define MODULUS_BITS 2048
#define ROUTER_ASNS  1000 /* the most of one router */

/* The keys say more than names, which are unique below one issuer only. */
static bool
is_self_signed(const struct rsec_cert *cert, const struct rsec_cert_exts *exts)
{
	if (cert->aki.len > 0 && rsec_bytes_equal(cert->aki, cert->ski))
		return true;
	if (exts->at[RSEC_EXT_AIA] != NULL && exts->at[RSEC_EXT_AKI] != NULL)
		return false;
	return rsec_bytes_equal(cert->issuer, cert->subject) ||
	       (exts->at[RSEC_EXT_AIA] == NULL &&
		   exts->at[RSEC_EXT_AKI] == NULL &&
		   exts->at[RSEC_EXT_CRLDP] == NULL);
}

enum rsec_cert_kind
rsec_cert_kind_guess(
    const struct rsec_cert *cert, const struct rsec_cert_exts *exts)
{
	bool ca = exts->ca || cert->ca_repository.count > 0 ||
		  cert->manifest.count > 0 ||
		  (exts->usage & (RSEC_KU_CERT_SIGN | RSEC_KU_CRL_SIGN)) != 0;

	if (cert->ec_point.len > 0 || (exts->bgpsec && !ca))
		return RSEC_CERT_ROUTER;
	if (!ca)
		return RSEC_CERT_EE;
	return is_self_signed(cert, exts) ? RSEC_CERT_TA : RSEC_CERT_CA;
}

struct judge {
	const struct rsec_der *der;
	const struct rsec_cert *cert;
	const struct rsec_cert_exts *exts;
	bool ca; /* a CA, a trust anchor among them */
};

static void
require(const struct judge *j, enum rsec_cert_ext ext, enum rsec_rule rule,
    const char *name)
{
	if (j->exts->at[ext] == NULL)
		rsec_der_fault(
		    j->der, rule, j->cert->whole.data, "no extension %s", name);
}

static void
refuse(const struct judge *j, enum rsec_cert_ext ext, enum rsec_rule rule,
    const char *name)
{
	if (j->exts->at[ext] != NULL)
		rsec_der_fault(j->der, rule, j->exts->at[ext],
		    "extension %s is present", name);
}

/* Whether one of URIS has SCHEME, "rsync://". */
static bool
has_scheme(const struct rsec_uris *uris, const char *scheme)
{
	size_t i, n = strlen(scheme);

	for (i = 0; i < uris->count; i++)
		if (uris->list[i].len > n &&
		    memcmp(uris->list[i].data, scheme, n) == 0)
			return true;
	return false;
}

static void
require_rsync(const struct judge *j, enum rsec_cert_ext ext,
    const struct rsec_uris *uris, enum rsec_rule rule, const char *name)
{
	if (j->exts->at[ext] != NULL && !has_scheme(uris, "rsync://"))
		rsec_der_fault(j->der, rule, j->exts->at[ext],
		    "no rsync URI for %s", name);
}

static void
judge_usage(const struct judge *j)
{
	const struct rsec_cert_exts *exts = j->exts;
	unsigned usage = j->ca ? RSEC_KU_CERT_SIGN | RSEC_KU_CRL_SIGN
			       : RSEC_KU_DIGITAL_SIGNATURE;

	if (j->ca) {
		require(j, RSEC_EXT_BC, RSEC_RULE_CERT_BC_ABSENT,
		    "basicConstraints");
		if (exts->at[RSEC_EXT_BC] != NULL && !exts->ca)
			rsec_der_fault(j->der, RSEC_RULE_CERT_BC_CA,
			    exts->at[RSEC_EXT_BC], "cA is not TRUE");
	} else
		refuse(j, RSEC_EXT_BC, RSEC_RULE_CERT_BC_PRESENT,
		    "basicConstraints");
	require(j, RSEC_EXT_KU, RSEC_RULE_CERT_KU_ABSENT, "keyUsage");
	if (exts->at[RSEC_EXT_KU] != NULL && exts->usage != usage)
		rsec_der_fault(j->der, RSEC_RULE_CERT_KU_BITS,
		    exts->at[RSEC_EXT_KU], "key usage %03x is not %03x, %s",
		    exts->usage, usage,
		    j->ca ? "keyCertSign and cRLSign" : "digitalSignature");
	if (j->cert->kind != RSEC_CERT_ROUTER)
		refuse(
		    j, RSEC_EXT_EKU, RSEC_RULE_CERT_EKU_PRESENT, "extKeyUsage");
	else if (!exts->bgpsec)
		rsec_der_fault(j->der, RSEC_RULE_ROUTER_EKU,
		    j->cert->whole.data,
		    "no extended key usage id-kp-bgpsec-router");
}

/* What leads to the issuer. */
static void
judge_issuer(const struct judge *j)
{
	const struct rsec_cert *cert = j->cert;

	if (cert->kind == RSEC_CERT_TA) {
		refuse(j, RSEC_EXT_CRLDP, RSEC_RULE_TA_CRLDP,
		    "cRLDistributionPoints");
		refuse(
		    j, RSEC_EXT_AIA, RSEC_RULE_TA_AIA, "authorityInfoAccess");
		if (j->exts->at[RSEC_EXT_AKI] != NULL &&
		    !rsec_bytes_equal(cert->aki, cert->ski))
			rsec_der_fault(j->der, RSEC_RULE_TA_AKI,
			    j->exts->at[RSEC_EXT_AKI],
			    "authority key identifier is not the subject's");
		if (!rsec_bytes_equal(cert->issuer, cert->subject))
			rsec_der_fault(j->der, RSEC_RULE_TA_NAME,
			    cert->subject.len > 0 ? cert->subject.data
						  : cert->whole.data,
			    "subject differs from issuer");
		return;
	}
	require(j, RSEC_EXT_AKI, RSEC_RULE_CERT_AKI_ABSENT,
	    "authorityKeyIdentifier");
	require(j, RSEC_EXT_CRLDP, RSEC_RULE_CERT_CRLDP_ABSENT,
	    "cRLDistributionPoints");
	require_rsync(j, RSEC_EXT_CRLDP, &cert->crl_dp,
	    RSEC_RULE_CERT_CRLDP_RSYNC, "the CRL");
	require(
	    j, RSEC_EXT_AIA, RSEC_RULE_CERT_AIA_ABSENT, "authorityInfoAccess");
	require_rsync(
	    j, RSEC_EXT_AIA, &cert->aia, RSEC_RULE_CERT_AIA_RSYNC, "caIssuers");
}

static void
refuse_method(const struct judge *j, const struct rsec_uris *uris,
    enum rsec_rule rule, const char *name)
{
	if (uris->count > 0)
		rsec_der_fault(j->der, rule, uris->list[0].data,
		    "access method %s does not belong in this certificate",
		    name);
}

static void
judge_ca_sia(const struct judge *j)
{
	const struct rsec_cert *cert = j->cert;
	const struct rsec_uris *notify = &cert->notify;

	require(
	    j, RSEC_EXT_SIA, RSEC_RULE_CERT_SIA_ABSENT, "subjectInfoAccess");
	require_rsync(j, RSEC_EXT_SIA, &cert->ca_repository,
	    RSEC_RULE_CERT_SIA_REPOSITORY, "caRepository");
	require_rsync(j, RSEC_EXT_SIA, &cert->manifest,
	    RSEC_RULE_CERT_SIA_MANIFEST, "rpkiManifest");
	if (notify->count > 0 &&
	    (notify->count > 1 || !has_scheme(notify, "https://")))
		rsec_der_fault(j->der, RSEC_RULE_CERT_SIA_NOTIFY,
		    notify->list[0].data,
		    "%zu URIs for rpkiNotify, not one https URI",
		    notify->count);
	refuse_method(
	    j, &cert->signed_object, RSEC_RULE_CERT_SIA_METHOD, "signedObject");
}

static void
judge_sia(const struct judge *j, bool alone)
{
	const struct rsec_cert *cert = j->cert;

	if (j->ca) {
		judge_ca_sia(j);
		return;
	}
	if (cert->kind == RSEC_CERT_ROUTER) {
		refuse(j, RSEC_EXT_SIA, RSEC_RULE_CERT_SIA_PRESENT,
		    "subjectInfoAccess");
		return;
	}
	if (alone)
		require(j, RSEC_EXT_SIA, RSEC_RULE_CERT_SIA_ABSENT,
		    "subjectInfoAccess");
	require_rsync(j, RSEC_EXT_SIA, &cert->signed_object,
	    RSEC_RULE_CERT_SIA_OBJECT, "signedObject");
	refuse_method(
	    j, &cert->ca_repository, RSEC_RULE_CERT_SIA_METHOD, "caRepository");
	refuse_method(
	    j, &cert->manifest, RSEC_RULE_CERT_SIA_METHOD, "rpkiManifest");
	refuse_method(
	    j, &cert->notify, RSEC_RULE_CERT_SIA_NOTIFY_EE, "rpkiNotify");
}

static void
judge_router_asns(const struct judge *j)
{
	const struct rsec_asn_resources *set = &j->cert->resources.asn;
	const uint8_t *asn = j->exts->at[RSEC_EXT_ASN];
	uint64_t n = set->count;
	size_t i;

	if (asn == NULL || set->inherit)
		rsec_der_fault(j->der, RSEC_RULE_ROUTER_ASN,
		    asn == NULL ? j->cert->whole.data : asn,
		    asn == NULL ? "no AS resources"
				: "AS resources are inherited");
	for (i = 0; i < set->count; i++)
		n += set->list[i].max - set->list[i].min;
	if (n > ROUTER_ASNS)
		rsec_der_fault(j->der, RSEC_RULE_ROUTER_ASN_LIMIT, asn,
		    "%" PRIu64 " AS numbers, more than %d", n, ROUTER_ASNS);
}

static void
judge_resources(const struct judge *j)
{
	const struct rsec_resources *res = &j->cert->resources;
	bool inherit = res->ipv4.inherit || res->ipv6.inherit;
	const uint8_t *ip = j->exts->at[RSEC_EXT_IP];
	const uint8_t *asn = j->exts->at[RSEC_EXT_ASN];

	if (ip == NULL && asn == NULL)
		rsec_der_fault(j->der, RSEC_RULE_CERT_RESOURCES_ABSENT,
		    j->cert->whole.data, "neither IP nor AS resources");
	if (j->cert->kind == RSEC_CERT_TA) {
		if (inherit)
			rsec_der_fault(j->der, RSEC_RULE_TA_INHERIT, ip,
			    "IP resources are inherited");
		if (res->asn.inherit)
			rsec_der_fault(j->der, RSEC_RULE_TA_INHERIT, asn,
			    "AS resources are inherited");
	} else if (j->cert->kind == RSEC_CERT_ROUTER) {
		refuse(j, RSEC_EXT_IP, RSEC_RULE_ROUTER_IP, "ipAddrBlocks");
		judge_router_asns(j);
	}
}

/* The number of bits of an INTEGER, at least one octet. */
static size_t
count_bits(struct rsec_bytes n)
{
	size_t bits;

	while (n.len > 0 && n.data[0] == 0) {
		n.data++;
		n.len--;
	}
	if (n.len == 0)
		return 0;
	bits = n.len * 8;
	return bits - (size_t)(__builtin_clz(n.data[0]) - 24);
}

static void
judge_rsa_key(const struct rsec_der *der, const struct rsec_cert *cert)
{
	struct rsec_bytes n = cert->modulus;
	uint64_t e;

	if (n.len == 0 || cert->exponent.len == 0)
		return; /* CERT_KEY_VALUE was told */
	if (n.data[0] & 0x80 || (n.data[n.len - 1] & 1) == 0)
		rsec_der_fault(der, RSEC_RULE_CERT_KEY_VALUE, n.data,
		    "the modulus is %s",
		    n.data[0] & 0x80 ? "negative" : "even");
	if (count_bits(n) != MODULUS_BITS)
		rsec_der_fault(der, RSEC_RULE_CERT_KEY_SIZE, n.data,
		    "the modulus has %zu bits, not %d", count_bits(n),
		    MODULUS_BITS);
	if (!rsec_integer_uint(cert->exponent, &e) || e != 65537)
		rsec_der_fault(der, RSEC_RULE_CERT_KEY_EXPONENT,
		    cert->exponent.data, "the exponent is not 65537");
}

void
rsec_cert_key_judge(const struct rsec_der *der, const struct rsec_cert *cert)
{
	struct rsec_der spki = rsec_der_init(cert->spki, der->file, NULL), in;
	bool router = cert->kind == RSEC_CERT_ROUTER, ok;
	char text[RSEC_OID_TEXT_SIZE];
	struct rsec_algorithm alg;
	struct rsec_bytes curve;
	struct rsec_der params;

	if (cert->spki.len == 0 || !rsec_der_sequence(&spki, &in) ||
	    !rsec_algorithm_parse(&in, &alg))
		return; /* CERT_SYNTAX was told */
	if (router) {
		params = rsec_der_init(alg.whole, der->file, NULL);
		ok = RSEC_OID_IS(alg.oid, OID_EC_KEY) &&
		     rsec_der_sequence(&params, &params) &&
		     rsec_der_oid(&params, &curve) &&
		     rsec_der_oid(&params, &curve) &&
		     RSEC_OID_IS(curve, OID_P256);
		if (ok && (cert->ec_point.len != P256_POINT ||
			      cert->ec_point.data[0] != 4))
			rsec_der_fault(der, RSEC_RULE_ROUTER_KEY,
			    cert->spki.data,
			    "the key is no uncompressed point on P-256");
	} else
		ok = RSEC_OID_IS(alg.oid, RSEC_OID_RSA) && alg.null;
	if (!ok) {
		rsec_oid_format(text, sizeof(text), alg.oid);
		rsec_der_fault(der, RSEC_RULE_CERT_KEY_ALGORITHM,
		    alg.whole.data,
		    "key algorithm %s, or its parameters, is not %s", text,
		    router ? "that of P-256" : "rsaEncryption with NULL");
	} else if (!router)
		judge_rsa_key(der, cert);
}

void
rsec_cert_judge(const struct rsec_der *der, const struct rsec_cert *cert,
    const struct rsec_cert_exts *exts, bool alone)
{
	struct judge j = { der, cert, exts,
		cert->kind == RSEC_CERT_TA || cert->kind == RSEC_CERT_CA };

	rsec_cert_key_judge(der, cert);
	require(&j, RSEC_EXT_SKI, RSEC_RULE_CERT_SKI_ABSENT,
	    "subjectKeyIdentifier");
	require(&j, RSEC_EXT_POLICY, RSEC_RULE_CERT_POLICY_ABSENT,
	    "certificatePolicies");
	judge_usage(&j);
	judge_issuer(&j);
	judge_sia(&j, alone);
	judge_resources(&j);
}
