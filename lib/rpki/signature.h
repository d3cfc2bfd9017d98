/* SPDX-License-Identifier: ISC */
/*
 * Digests and signatures: the one place that links with libcrypto.  Keys are
 * built from the bytes of a SubjectPublicKeyInfo that the DER walk has read,
 * and only when something is to be verified.
 */
#ifndef RSEC_RPKI_SIGNATURE_H
#define RSEC_RPKI_SIGNATURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/api.h"
#include "base/err.h"
#include "rpki/der.h"

#define RSEC_SHA1_SIZE	 20
#define RSEC_SHA256_SIZE 32

/*
 * What one thread needs to verify: fetched algorithms and contexts, and keys
 * of issuers seen before.  Opaque.
 */
struct rsec_verifier;

enum rsec_verify_result {
	RSEC_VERIFY_OK,
	RSEC_VERIFY_BAD,     /* the signature is not of this key and data */
	RSEC_VERIFY_BAD_KEY, /* the key cannot be used at all */
	RSEC_VERIFY_NOMEM,
};

RSEC_BEGIN_API

struct rsec_verifier *rsec_verifier_new(void); /* NULL without memory */
void rsec_verifier_free(struct rsec_verifier *v);

void rsec_sha256(struct rsec_verifier *v, struct rsec_bytes data,
    uint8_t digest[RSEC_SHA256_SIZE]);
void rsec_sha1(struct rsec_verifier *v, struct rsec_bytes data,
    uint8_t digest[RSEC_SHA1_SIZE]);

/*
 * Whether a digest was lost for want of memory since this was last asked: it
 * then was all zeros.
 */
bool rsec_verifier_no_memory(struct rsec_verifier *v);

/*
 * Verify SIGNATURE over DATA with sha256WithRSAEncryption (RFC 7935).
 * MODULUS and EXPONENT are the key's INTEGER octets.  CACHE keeps the key for
 * the next call: for issuers, not for EE certificates.
 */
enum rsec_verify_result rsec_verify_rsa(struct rsec_verifier *v,
    struct rsec_bytes modulus, struct rsec_bytes exponent, bool cache,
    struct rsec_bytes data, struct rsec_bytes signature);

/* The same when DATA comes in two runs, as signedAttrs do with their tag. */
enum rsec_verify_result rsec_verify_rsa2(struct rsec_verifier *v,
    struct rsec_bytes modulus, struct rsec_bytes exponent, bool cache,
    struct rsec_bytes first, struct rsec_bytes second,
    struct rsec_bytes signature);

/* Whether POINT, uncompressed, is one of the curve P-256. */
enum rsec_verify_result rsec_p256_check(
    struct rsec_verifier *v, struct rsec_bytes point);

RSEC_END_API

#endif
