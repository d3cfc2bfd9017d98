/* SPDX-License-Identifier: ISC */
/*
 * Resource certificates: the fields of RFC 5280 section 4.1 in the cut of
 * RFC 6487 section 4, RFC 7935 and, for routers, RFC 8608.  Extensions are
 * read in cert_ext.c; what depends on the kind of certificate is judged in
 * cert_judge.c.
 *
 * The walk never stops at a fault: a field that is not what it should be is
 * told and left for the next read, which is how a certificate that lacks one
 * can still be shown.
 */
#include "rpki/cert.h"

#include <string.h>

#include "rpki/cert_private.h"

#define VERSION_3  2 /* as it is encoded */
#define OID_EC_KEY "\x2a\x86\x48\xce\x3d\x02\x01"

const struct rsec_x509_rules rsec_cert_rules = {
	.syntax = RSEC_RULE_CERT_SYNTAX,
	.sigalg = RSEC_RULE_CERT_SIGALG,
	.sigalg_params = RSEC_RULE_CERT_SIGALG_PARAMS,
	.sigalg_mismatch = RSEC_RULE_CERT_SIGALG_MISMATCH,
	.name = RSEC_RULE_CERT_NAME,
	.name_string = RSEC_RULE_CERT_NAME_STRING,
	.name_chars = RSEC_RULE_CERT_NAME_CHARS,
	.time_type = RSEC_RULE_CERT_TIME_TYPE,
	.ext_syntax = RSEC_RULE_CERT_EXT_SYNTAX,
	.aki_length = RSEC_RULE_CERT_AKI_LENGTH,
	.aki_fields = RSEC_RULE_CERT_AKI_FIELDS,
};

static void
parse_version(struct rsec_der *tbs)
{
	const uint8_t *at = tbs->at;
	struct rsec_bytes octets;
	struct rsec_der inner;
	struct rsec_tlv tlv;
	uint64_t version;

	if (!rsec_der_read(tbs, RSEC_DER_EXPLICIT(0), &tlv)) {
		rsec_der_fault(tbs, RSEC_RULE_CERT_VERSION, at,
		    "no version, which means 1, not 3");
		return;
	}
	inner = rsec_der_enter(tbs, &tlv);
	if (!rsec_der_integer(&inner, &octets) || !rsec_der_at_end(&inner))
		rsec_der_fault(
		    tbs, RSEC_RULE_CERT_SYNTAX, at, "version is no INTEGER");
	else if (!rsec_integer_uint(octets, &version))
		rsec_der_fault(tbs, RSEC_RULE_CERT_VERSION, at,
		    "version is out of range, not 3");
	else if (version != VERSION_3)
		rsec_der_fault(tbs, RSEC_RULE_CERT_VERSION, at,
		    "version is encoded as %llu, not as 2, which means 3",
		    (unsigned long long)version);
	if (octets.len == 1 && octets.data[0] == 0)
		rsec_der_fault(tbs, RSEC_RULE_DER_DEFAULT_ENCODED, at,
		    "version 1, the default, is encoded");
}

static void
parse_serial(struct rsec_der *tbs, struct rsec_cert *cert)
{
	const uint8_t *at = tbs->at;

	if (!rsec_der_integer(tbs, &cert->serial)) {
		rsec_der_fault(
		    tbs, RSEC_RULE_CERT_SYNTAX, at, "no serial number");
		return;
	}
	if (!rsec_x509_number_ok(cert->serial, 1))
		rsec_der_fault(tbs, RSEC_RULE_CERT_SERIAL, at,
		    "serial number is %s",
		    cert->serial.data[0] & 0x80 ? "negative"
		    : cert->serial.len > 20	? "longer than 20 octets"
						: "zero");
}

static void
parse_validity(struct rsec_der *tbs, struct rsec_cert *cert)
{
	const struct rsec_x509_rules *rules = &rsec_cert_rules;
	const uint8_t *at = tbs->at;
	struct rsec_der der;
	bool from, to;

	if (!rsec_der_sequence(tbs, &der)) {
		rsec_der_fault(tbs, RSEC_RULE_CERT_SYNTAX, at, "no validity");
		return;
	}
	from =
	    rsec_x509_time_parse(&der, rules, "notBefore", &cert->not_before);
	to = rsec_x509_time_parse(&der, rules, "notAfter", &cert->not_after);
	if (from && to && cert->not_before > cert->not_after)
		rsec_der_fault(tbs, RSEC_RULE_CERT_TIME_ORDER, at,
		    "notBefore comes after notAfter");
	if (!rsec_der_at_end(&der))
		rsec_der_fault(&der, RSEC_RULE_CERT_SYNTAX, der.at,
		    "something follows notAfter");
}

/* The RSAPublicKey in the bits: RFC 8017 section A.1.1. */
static void
parse_rsa_key(
    const struct rsec_der *spki, struct rsec_bytes bits, struct rsec_cert *cert)
{
	struct rsec_der key = rsec_der_within(spki, bits), numbers;

	if (!rsec_der_sequence(&key, &numbers) ||
	    !rsec_der_integer(&numbers, &cert->modulus) ||
	    !rsec_der_integer(&numbers, &cert->exponent) ||
	    !rsec_der_at_end(&numbers) || !rsec_der_at_end(&key))
		rsec_der_fault(spki, RSEC_RULE_CERT_KEY_VALUE, bits.data,
		    "the RSA key is not a modulus and an exponent");
}

static void
parse_spki(struct rsec_der *tbs, struct rsec_cert *cert)
{
	const uint8_t *at = tbs->at;
	struct rsec_algorithm alg;
	struct rsec_bytes bits;
	struct rsec_der spki;
	struct rsec_tlv tlv;
	unsigned unused;

	if (!rsec_der_read(tbs, RSEC_DER_SEQUENCE, &tlv)) {
		rsec_der_fault(tbs, RSEC_RULE_CERT_SYNTAX, at, "no key");
		return;
	}
	cert->spki = tlv.whole;
	spki = rsec_der_enter(tbs, &tlv);
	if (!rsec_algorithm_parse(&spki, &alg) ||
	    !rsec_der_bit_string(&spki, &bits, &unused) || unused != 0 ||
	    !rsec_der_at_end(&spki)) {
		rsec_der_fault(tbs, RSEC_RULE_CERT_SYNTAX, at,
		    "the key is no SubjectPublicKeyInfo");
		return;
	}
	if (RSEC_OID_IS(alg.oid, RSEC_OID_RSA))
		parse_rsa_key(&spki, bits, cert);
	else if (RSEC_OID_IS(alg.oid, OID_EC_KEY))
		cert->ec_point = bits;
}

/* issuerUniqueID and subjectUniqueID. */
static void
refuse_unique_ids(struct rsec_der *tbs)
{
	struct rsec_tlv tlv;
	uint8_t n;

	for (n = 1; n <= 2; n++)
		if (rsec_der_optional(tbs, RSEC_DER_CONTEXT(n), &tlv) ||
		    rsec_der_optional(tbs, RSEC_DER_EXPLICIT(n), &tlv))
			rsec_der_fault(tbs, RSEC_RULE_CERT_UNIQUE_ID,
			    tlv.whole.data, "%sUniqueID is present",
			    n == 1 ? "issuer" : "subject");
}

static void
parse_tbs(struct rsec_der *tbs, struct rsec_arena *arena,
    struct rsec_cert *cert, struct rsec_cert_exts *exts,
    struct rsec_bytes *sigalg)
{
	const struct rsec_x509_rules *rules = &rsec_cert_rules;
	struct rsec_der inner;
	struct rsec_tlv tlv;

	parse_version(tbs);
	parse_serial(tbs, cert);
	rsec_x509_sigalg_parse(tbs, rules, sigalg);
	rsec_x509_name_parse(
	    tbs, rules, "issuer", &cert->issuer, &cert->issuer_cn);
	parse_validity(tbs, cert);
	rsec_x509_name_parse(
	    tbs, rules, "subject", &cert->subject, &cert->subject_cn);
	parse_spki(tbs, cert);
	refuse_unique_ids(tbs);
	if (rsec_der_optional(tbs, RSEC_DER_EXPLICIT(3), &tlv)) {
		inner = rsec_der_enter(tbs, &tlv);
		rsec_cert_exts_parse(&inner, arena, cert, exts);
	}
	if (!rsec_der_at_end(tbs))
		rsec_der_fault(tbs, RSEC_RULE_CERT_SYNTAX, tbs->at,
		    "element with tag %02x does not belong here",
		    rsec_der_peek(tbs));
}

int
rsec_cert_parse(struct rsec_der *der, enum rsec_cert_kind kind,
    struct rsec_arena *arena, struct rsec_cert *out)
{
	struct rsec_cert_exts exts = { .ca = false };
	const uint8_t *at = der->at;
	struct rsec_der outer, tbs;
	struct rsec_bytes sigalg;
	struct rsec_tlv tlv;

	memset(out, 0, sizeof(*out));
	out->offset = rsec_der_offset(der, at);
	if (!rsec_der_read(der, RSEC_DER_SEQUENCE, &tlv)) {
		rsec_der_fault(
		    der, RSEC_RULE_CERT_SYNTAX, at, "this is no certificate");
		return -1;
	}
	out->whole = tlv.whole;
	outer = rsec_der_enter(der, &tlv);
	if (!rsec_der_read(&outer, RSEC_DER_SEQUENCE, &tlv)) {
		rsec_der_fault(
		    der, RSEC_RULE_CERT_SYNTAX, at, "this is no certificate");
		return -1;
	}
	out->tbs = tlv.whole;
	tbs = rsec_der_enter(&outer, &tlv);
	parse_tbs(&tbs, arena, out, &exts, &sigalg);
	rsec_x509_signature_parse(
	    &outer, &rsec_cert_rules, sigalg, &out->signature);
	out->kind =
	    kind != RSEC_CERT_UNKNOWN ? kind : rsec_cert_kind_guess(out, &exts);
	rsec_cert_judge(der, out, &exts, kind != RSEC_CERT_EE);
	return 0;
}
