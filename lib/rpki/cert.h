/* SPDX-License-Identifier: ISC */
/*
 * Resource certificates: RFC 6487, BGPsec router certificates: RFC 8209, and
 * trust anchor certificates: RFC 8630.
 */
#ifndef RSEC_RPKI_CERT_H
#define RSEC_RPKI_CERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rpki/der.h"
#include "rpki/resources.h"
#include "rpki/signature.h"

enum rsec_cert_kind {
	RSEC_CERT_UNKNOWN,
	RSEC_CERT_TA, /* self-signed, cA */
	RSEC_CERT_CA,
	RSEC_CERT_EE,	  /* inside a signed object */
	RSEC_CERT_ROUTER, /* BGPsec, RFC 8209 */
};

#define RSEC_URIS_MAX 8 /* of one kind that are kept */

struct rsec_uris {
	struct rsec_bytes list[RSEC_URIS_MAX];
	size_t count;
};

/* Everything borrowed from the file or in the arena. */
struct rsec_cert {
	enum rsec_cert_kind kind;
	struct rsec_bytes whole, tbs;	   /* the certificate, what is signed */
	struct rsec_bytes serial;	   /* INTEGER octets */
	struct rsec_bytes issuer, subject; /* Name, DER */
	struct rsec_bytes issuer_cn, subject_cn;
	int64_t not_before, not_after;
	struct rsec_bytes spki;		     /* whole SubjectPublicKeyInfo */
	struct rsec_bytes modulus, exponent; /* RSA key, else empty */
	struct rsec_bytes ec_point;	     /* P-256 key of a router */
	struct rsec_bytes ski, aki;	     /* key identifiers */
	struct rsec_uris aia;		     /* caIssuers */
	struct rsec_uris crl_dp;
	struct rsec_uris ca_repository, manifest, notify, signed_object;
	struct rsec_resources resources;
	struct rsec_bytes signature;
	bool is_ca;
	bool has_sia;	 /* subjectInfoAccess is there, whatever is in it */
	uint64_t offset; /* of the certificate in the file */
	uint64_t ski_offset;
};

RSEC_BEGIN_API

/*
 * Parse one certificate at DER.  Which rules apply follows from KIND, or,
 * with RSEC_CERT_UNKNOWN, from the certificate.  Findings are the cursor's.
 * Returns 0 when there is enough to print, -1 when it is no certificate.
 * Whether an EE certificate needs a subjectInfoAccess is for the object that
 * it is in: see rsec_cms_parse().
 */
int rsec_cert_parse(struct rsec_der *der, enum rsec_cert_kind kind,
    struct rsec_arena *arena, struct rsec_cert *out);

/*
 * Checks that need arithmetic: SKI = SHA-1 of the key bits (RFC 6487 section
 * 4.8.2), and a router's key is a point on its curve; and that ISSUER's key
 * signed CERT.  Findings go to F.
 */
void rsec_cert_check_ski(struct rsec_verifier *v, const struct rsec_cert *cert,
    struct rsec_findings *f);
bool rsec_cert_check_signature(struct rsec_verifier *v,
    const struct rsec_cert *cert, const struct rsec_cert *issuer,
    struct rsec_findings *f);

RSEC_END_API

#endif
