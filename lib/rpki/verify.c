/* SPDX-License-Identifier: ISC */
/*
 * The checks of certificates, CRLs and signed objects that take a digest or a
 * signature.  They stand apart from the parsers, so that what is only printed
 * needs no key.
 */
#include <string.h>

#include "rpki/cms.h"
#include "rpki/crl.h"
#include "rpki/x509_private.h"

/* The bits of the key of CERT, or nothing. */
static struct rsec_bytes
key_bits(const struct rsec_cert *cert)
{
	struct rsec_der der = rsec_der_init(cert->spki, NULL, NULL), inner;
	struct rsec_bytes bits = { NULL, 0 };
	struct rsec_algorithm alg;
	unsigned unused;

	if (cert->spki.len > 0 && rsec_der_sequence(&der, &inner) &&
	    rsec_algorithm_parse(&inner, &alg) &&
	    rsec_der_bit_string(&inner, &bits, &unused))
		return bits;
	return (struct rsec_bytes){ NULL, 0 };
}

/* Where a signature stands in a structure that does at OFFSET. */
static uint64_t
offset_in(struct rsec_bytes whole, uint64_t offset, struct rsec_bytes part)
{
	if (part.data == NULL || offset == RSEC_NO_OFFSET)
		return offset;
	return offset + (uint64_t)(part.data - whole.data);
}

/* Whether the key of a router is a point on the curve. */
static void
check_point(struct rsec_verifier *v, const struct rsec_cert *cert,
    struct rsec_findings *f)
{
	if (cert->kind != RSEC_CERT_ROUTER || cert->ec_point.len == 0 ||
	    cert->ec_point.data[0] != 4)
		return; /* none, or that was told */
	switch (rsec_p256_check(v, cert->ec_point)) {
	case RSEC_VERIFY_OK:
		break;
	case RSEC_VERIFY_NOMEM:
		if (f != NULL)
			f->no_memory = true;
		break;
	default:
		rsec_findings_add(f, RSEC_RULE_ROUTER_KEY,
		    offset_in(cert->whole, cert->offset, cert->ec_point),
		    "the key is no point on P-256");
	}
}

void
rsec_cert_check_ski(struct rsec_verifier *v, const struct rsec_cert *cert,
    struct rsec_findings *f)
{
	uint8_t digest[RSEC_SHA1_SIZE];
	struct rsec_bytes bits = key_bits(cert);

	check_point(v, cert, f);
	if (cert->ski.len != RSEC_SHA1_SIZE || bits.data == NULL)
		return; /* that was told */
	rsec_sha1(v, bits, digest);
	if (memcmp(cert->ski.data, digest, sizeof(digest)) != 0)
		rsec_findings_add(f, RSEC_RULE_CERT_SKI_MISMATCH,
		    cert->ski_offset,
		    "subject key identifier is not the SHA-1 of the key");
}

/* Whether a signature holds; else a finding says why not. */
static bool
is_signed(enum rsec_verify_result result, struct rsec_findings *f,
    enum rsec_rule rule, uint64_t offset, const char *what)
{
	switch (result) {
	case RSEC_VERIFY_OK:
		return true;
	case RSEC_VERIFY_BAD:
		rsec_findings_add(f, rule, offset,
		    "the signature is not one of %s over this", what);
		break;
	case RSEC_VERIFY_BAD_KEY:
		rsec_findings_add(f, rule, offset,
		    "%s cannot be used to verify anything", what);
		break;
	case RSEC_VERIFY_NOMEM:
		if (f != NULL)
			f->no_memory = true;
		break;
	}
	return false;
}

bool
rsec_cert_check_signature(struct rsec_verifier *v, const struct rsec_cert *cert,
    const struct rsec_cert *issuer, struct rsec_findings *f)
{
	return is_signed(rsec_verify_rsa(v, issuer->modulus, issuer->exponent,
			     true, cert->tbs, cert->signature),
	    f, RSEC_RULE_CERT_SIGNATURE_INVALID,
	    offset_in(cert->whole, cert->offset, cert->signature),
	    "the issuer's key");
}

bool
rsec_crl_check_signature(struct rsec_verifier *v, const struct rsec_crl *crl,
    const struct rsec_cert *issuer, struct rsec_findings *f)
{
	return is_signed(rsec_verify_rsa(v, issuer->modulus, issuer->exponent,
			     true, crl->tbs, crl->signature),
	    f, RSEC_RULE_CRL_SIGNATURE_INVALID,
	    offset_in(crl->whole, crl->offset, crl->signature),
	    "the issuer's key");
}

static bool
check_digest(struct rsec_verifier *v, const struct rsec_cms *cms,
    struct rsec_findings *f)
{
	uint8_t digest[RSEC_SHA256_SIZE];

	if (!cms->has_content || cms->message_digest.data == NULL)
		return false; /* that was told */
	rsec_sha256(v, cms->content, digest);
	if (cms->message_digest.len == sizeof(digest) &&
	    memcmp(cms->message_digest.data, digest, sizeof(digest)) == 0)
		return true;
	rsec_findings_add(f, RSEC_RULE_CMS_DIGEST_MISMATCH, cms->digest_offset,
	    "message-digest is not the SHA-256 of the content");
	return false;
}

bool
rsec_cms_check_signature(struct rsec_verifier *v, const struct rsec_cms *cms,
    struct rsec_findings *f)
{
	struct rsec_bytes header = { cms->signed_attrs_header,
		cms->signed_attrs_header_len };
	bool digest_ok = check_digest(v, cms, f);
	enum rsec_verify_result result;

	if (!cms->has_ee || cms->signed_attrs.data == NULL) {
		rsec_findings_add(f, RSEC_RULE_CMS_SIGNATURE_INVALID,
		    cms->signature_offset, "nothing to verify it %s",
		    cms->has_ee ? "over" : "with");
		return false;
	}
	result = rsec_verify_rsa2(v, cms->ee.modulus, cms->ee.exponent, false,
	    header, cms->signed_attrs, cms->signature);
	return is_signed(result, f, RSEC_RULE_CMS_SIGNATURE_INVALID,
		   cms->signature_offset,
		   "the key in the certificate inside") &&
	       digest_ok;
}
