/* SPDX-License-Identifier: ISC */
/*
 * Test keys: RSA of 2048 bits, always the same, so that all that they sign is
 * the same in every run.  They are public, and worth nothing.
 */
#ifndef RSEC_TESTS_LIB_CAKEY_H
#define RSEC_TESTS_LIB_CAKEY_H

#include <stddef.h>
#include <stdint.h>

#include "tests/lib/derwrite.h"

#define CA_KEYS	    160 /* by number, 0.. */
#define CA_EE_KEY   128 /* the first that signed objects take; CAs the others */
#define CA_KEY_SIZE 256
#define CA_SKI_SIZE 20

/* The modulus, CA_KEY_SIZE octets; the exponent is 65537. */
const uint8_t *ca_key_modulus(unsigned key);

/* The SHA-1 of the key bits, and the same in upper-case hex. */
const uint8_t *ca_key_ski(unsigned key);
const char *ca_key_name(unsigned key);

/* SubjectPublicKeyInfo, labels "spki/alg", "spki/bits/key/n", ... */
void ca_key_write(struct derw *w, unsigned key);

/* A P-256 key of a router, and its identifier. */
void ca_router_key_write(struct derw *w);
const uint8_t *ca_router_key_ski(void);

/* sha256WithRSAEncryption over DATA. */
void ca_key_sign(unsigned key, const uint8_t *data, size_t len,
    uint8_t signature[CA_KEY_SIZE]);

void ca_sha256(const void *data, size_t len, uint8_t digest[32]);

#endif
