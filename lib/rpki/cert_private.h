/* SPDX-License-Identifier: ISC */
/* What cert.c, cert_ext.c and cert_judge.c share. */
#ifndef RSEC_RPKI_CERT_PRIVATE_H
#define RSEC_RPKI_CERT_PRIVATE_H

#include "rpki/cert.h"
#include "rpki/x509_private.h"

enum rsec_cert_ext {
	RSEC_EXT_BC,
	RSEC_EXT_SKI,
	RSEC_EXT_AKI,
	RSEC_EXT_KU,
	RSEC_EXT_EKU,
	RSEC_EXT_CRLDP,
	RSEC_EXT_AIA,
	RSEC_EXT_SIA,
	RSEC_EXT_POLICY,
	RSEC_EXT_IP,
	RSEC_EXT_ASN,
	RSEC_EXTS,
};

/* Bits of the first octet of a key usage, RFC 5280 section 4.2.1.3. */
#define RSEC_KU_DIGITAL_SIGNATURE 0x80
#define RSEC_KU_CERT_SIGN	  0x04
#define RSEC_KU_CRL_SIGN	  0x02

/* What the extensions say beside what struct rsec_cert keeps. */
struct rsec_cert_exts {
	const uint8_t *at[RSEC_EXTS]; /* NULL: absent */
	bool ca;		      /* basicConstraints: cA */
	unsigned usage;		      /* key usage; bits past 8 as 0x100 */
	bool bgpsec;		      /* extended key usage of a router */
};

extern const struct rsec_x509_rules rsec_cert_rules;

/* The SEQUENCE OF Extension at DER. */
void rsec_cert_exts_parse(struct rsec_der *der, struct rsec_arena *arena,
    struct rsec_cert *cert, struct rsec_cert_exts *exts);

/* What the certificate seems to be. */
enum rsec_cert_kind rsec_cert_kind_guess(
    const struct rsec_cert *cert, const struct rsec_cert_exts *exts);

/*
 * Judge by cert->kind what depends on it.  ALONE: the certificate is a file,
 * not inside a signed object.
 */
void rsec_cert_judge(const struct rsec_der *der, const struct rsec_cert *cert,
    const struct rsec_cert_exts *exts, bool alone);

/* The RSA key or, of a router, EC key of a SubjectPublicKeyInfo. */
void rsec_cert_key_judge(
    const struct rsec_der *der, const struct rsec_cert *cert);

#endif
