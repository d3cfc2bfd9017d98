/* SPDX-License-Identifier: ISC */
/*
 * A key is two primes, and a prime is a number that random.h makes from a
 * seed plus the offset at which the next prime stands: the table has those
 * offsets, found once.  All else follows from the primes, so there is no
 * private key in the tree that a scanner would take for a real one.
 */
#include "tests/lib/cakey.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/random.h"

#define OID_RSA	   "1.2.840.113549.1.1.1"
#define OID_EC	   "1.2.840.10045.2.1"
#define OID_P256   "1.2.840.10045.3.1.7"
#define PRIME_SIZE ((size_t)CA_KEY_SIZE / 2)

/* From the even-th and the odd-th number to the next prime. */
static const uint16_t offsets[2 * CA_KEYS] = { 1182, 1860, 1190, 276, 2312,
	2828, 114, 462, 1296, 842, 398, 200, 64, 264, 2524, 306, 2262, 262,
	1346, 1576, 770, 542, 982, 132, 54, 308, 2238, 280, 266, 260, 1548, 538,
	430, 540, 1704, 1740, 386, 58, 362, 340, 116, 1440, 3932, 786, 1558,
	386, 1472, 920, 188, 904, 264, 562, 1086, 856, 2248, 458, 570, 1680,
	1196, 520, 240, 1760, 48, 1238, 1042, 1298, 272, 0, 268, 2180, 422,
	1304, 132, 1536, 658, 1350, 1978, 176, 1060, 36, 718, 652, 754, 592,
	3198, 236, 486, 614, 630, 332, 1176, 76, 976, 1180, 536, 1166, 134,
	1586, 746, 660, 568, 1626, 416, 20, 402, 1154, 594, 768, 2240, 3856,
	1328, 544, 24, 732, 1074, 1050, 912, 412, 638, 1006, 148, 32, 74, 56,
	3076, 296, 844, 1076, 634, 1254, 218, 146, 780, 142, 172, 3456, 564,
	2054, 510, 310, 82, 918, 1330, 86, 8, 460, 8, 2422, 142, 98, 138, 754,
	144, 1026, 3124, 620, 302, 562, 558, 84, 90, 1004, 392, 290, 160, 106,
	180, 490, 890, 486, 376, 656, 436, 212, 80, 516, 382, 274, 258, 1740, 4,
	44, 272, 326, 1888, 1014, 2734, 462, 1390, 30, 796, 54, 348, 892, 1142,
	1636, 86, 844, 2734, 86, 2586, 920, 1788, 1072, 1662, 420, 226, 292,
	806, 90, 1900, 436, 580, 3308, 3100, 308, 448, 1450, 182, 490, 8, 696,
	804, 388, 220, 440, 450, 1038, 676, 260, 1044, 186, 1472, 512, 246, 638,
	36, 444, 420, 1912, 928, 928, 344, 1042, 408, 268, 136, 74, 16, 920, 8,
	350, 518, 30, 876, 404, 568, 382, 728, 168, 224, 140, 664, 2, 590, 840,
	1696, 68, 380, 1756, 276, 446, 194, 450, 558, 400, 590, 44, 1038, 290,
	1442, 1120, 888, 208, 3540, 2000, 590, 230, 758, 28, 196, 72, 1252,
	2288, 614, 322, 40, 22, 378, 480, 16, 154, 104, 86, 250, 688, 2662, 912,
	296, 372, 498, 1044, 1382, 740, 310, 2846, 970, 214, 2, 854 };

/* The generator of P-256, uncompressed: the public key of the number 1. */
static const char router_point[] =
    "04 6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
    "   4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

struct key {
	EVP_PKEY_CTX *ctx; /* set to sign; NULL: not made yet */
	uint8_t modulus[CA_KEY_SIZE];
	uint8_t ski[CA_SKI_SIZE];
	char name[2 * CA_SKI_SIZE + 1];
};

static struct key keys[CA_KEYS];

/* Tests that run out of memory, or of a working libcrypto, end. */
static void
must(bool ok)
{
	if (!ok)
		abort();
}

static BIGNUM *
prime_of(unsigned number)
{
	struct random r = { 0x72736563 + number };
	uint8_t bytes[PRIME_SIZE];
	uint64_t word = 0;
	BIGNUM *prime;
	size_t i;

	for (i = 0; i < sizeof(bytes); i++) {
		if (i % 8 == 0)
			word = random_u64(&r);
		bytes[i] = (uint8_t)(word >> (8 * (i % 8)));
	}
	bytes[0] |= 0xc0; /* the product has 2048 bits */
	bytes[sizeof(bytes) - 1] |= 1;
	prime = BN_bin2bn(bytes, sizeof(bytes), NULL);
	must(prime != NULL && BN_add_word(prime, offsets[number]));
	return prime;
}

/* The numbers of a private key (RFC 8017 section 3.2). */
struct numbers {
	BIGNUM *n, *e, *d, *p, *q, *dp, *dq, *qinv;
};

static void
numbers_init(struct numbers *k, unsigned key)
{
	BN_CTX *ctx = BN_CTX_new();
	BIGNUM *p1 = BN_new(), *q1 = BN_new(), *phi = BN_new();

	k->p = prime_of(2 * key);
	k->q = prime_of(2 * key + 1);
	k->n = BN_new();
	k->e = BN_new();
	k->dp = BN_new();
	k->dq = BN_new();
	must(BN_set_word(k->e, 65537) && BN_mul(k->n, k->p, k->q, ctx) &&
	     BN_sub(p1, k->p, BN_value_one()) &&
	     BN_sub(q1, k->q, BN_value_one()) && BN_mul(phi, p1, q1, ctx));
	k->d = BN_mod_inverse(NULL, k->e, phi, ctx);
	k->qinv = BN_mod_inverse(NULL, k->q, k->p, ctx);
	must(k->d != NULL && k->qinv != NULL && BN_mod(k->dp, k->d, p1, ctx) &&
	     BN_mod(k->dq, k->d, q1, ctx));
	BN_free(p1);
	BN_free(q1);
	BN_free(phi);
	BN_CTX_free(ctx);
}

static void
numbers_fini(struct numbers *k)
{
	BN_free(k->n);
	BN_free(k->e);
	BN_free(k->d);
	BN_free(k->p);
	BN_free(k->q);
	BN_free(k->dp);
	BN_free(k->dq);
	BN_free(k->qinv);
}

static EVP_PKEY *
key_of(const struct numbers *k)
{
	OSSL_PARAM_BLD *bld = OSSL_PARAM_BLD_new();
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	EVP_PKEY *pkey = NULL;
	OSSL_PARAM *params;

	must(
	    bld != NULL && ctx != NULL &&
	    OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_RSA_N, k->n) &&
	    OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_RSA_E, k->e) &&
	    OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_RSA_D, k->d) &&
	    OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_RSA_FACTOR1, k->p) &&
	    OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_RSA_FACTOR2, k->q) &&
	    OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_RSA_EXPONENT1, k->dp) &&
	    OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_RSA_EXPONENT2, k->dq) &&
	    OSSL_PARAM_BLD_push_BN(
		bld, OSSL_PKEY_PARAM_RSA_COEFFICIENT1, k->qinv));
	params = OSSL_PARAM_BLD_to_param(bld);
	must(params != NULL && EVP_PKEY_fromdata_init(ctx) > 0 &&
	     EVP_PKEY_fromdata(ctx, &pkey, EVP_PKEY_KEYPAIR, params) > 0);
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(bld);
	EVP_PKEY_CTX_free(ctx);
	return pkey;
}

/* The RSAPublicKey of RFC 8017 section A.1.1. */
static void
write_key_bits(struct derw *w, const uint8_t modulus[CA_KEY_SIZE])
{
	derw_begin(w, 0x30, "key");
	derw_magnitude(w, "n", modulus, CA_KEY_SIZE);
	derw_uint(w, "e", 65537);
	derw_end(w);
}

static void
name_key(struct key *k)
{
	struct derw bits = { 0 };
	size_t i;

	write_key_bits(&bits, k->modulus);
	SHA1(bits.data, bits.len, k->ski);
	for (i = 0; i < CA_SKI_SIZE; i++)
		snprintf(k->name + 2 * i, 3, "%02X", k->ski[i]);
	derw_fini(&bits);
}

static struct key *
key_get(unsigned number)
{
	struct key *k = &keys[number];
	struct numbers numbers;
	EVP_PKEY *pkey;

	must(number < CA_KEYS);
	if (k->ctx != NULL)
		return k;
	numbers_init(&numbers, number);
	pkey = key_of(&numbers);
	k->ctx = EVP_PKEY_CTX_new(pkey, NULL);
	must(k->ctx != NULL && EVP_PKEY_sign_init(k->ctx) > 0 &&
	     EVP_PKEY_CTX_set_signature_md(k->ctx, EVP_sha256()) > 0 &&
	     BN_bn2binpad(numbers.n, k->modulus, CA_KEY_SIZE) == CA_KEY_SIZE);
	EVP_PKEY_free(pkey); /* the context keeps it */
	numbers_fini(&numbers);
	name_key(k);
	return k;
}

const uint8_t *
ca_key_modulus(unsigned key)
{
	return key_get(key)->modulus;
}

const uint8_t *
ca_key_ski(unsigned key)
{
	return key_get(key)->ski;
}

const char *
ca_key_name(unsigned key)
{
	return key_get(key)->name;
}

void
ca_key_write(struct derw *w, unsigned key)
{
	derw_begin(w, 0x30, "spki");
	derw_begin(w, 0x30, "alg");
	derw_oid(w, "oid", OID_RSA);
	derw_null(w, "params");
	derw_end(w);
	derw_begin(w, 0x03, "bits");
	derw_raw(w, "", 1);
	write_key_bits(w, key_get(key)->modulus);
	derw_end(w);
	derw_end(w);
}

void
ca_router_key_write(struct derw *w)
{
	derw_begin(w, 0x30, "spki");
	derw_begin(w, 0x30, "alg");
	derw_oid(w, "oid", OID_EC);
	derw_oid(w, "params", OID_P256);
	derw_end(w);
	derw_begin(w, 0x03, "bits");
	derw_raw(w, "", 1);
	derw_hex(w, router_point);
	derw_end(w);
	derw_end(w);
}

const uint8_t *
ca_router_key_ski(void)
{
	static uint8_t ski[CA_SKI_SIZE];
	struct derw point = { 0 };

	derw_hex(&point, router_point);
	SHA1(point.data, point.len, ski);
	derw_fini(&point);
	return ski;
}

void
ca_key_sign(unsigned key, const uint8_t *data, size_t len,
    uint8_t signature[CA_KEY_SIZE])
{
	uint8_t digest[32];
	size_t size = CA_KEY_SIZE;

	ca_sha256(data, len, digest);
	must(EVP_PKEY_sign(key_get(key)->ctx, signature, &size, digest,
		 sizeof(digest)) > 0);
}

void
ca_sha256(const void *data, size_t len, uint8_t digest[32])
{
	must(EVP_Digest(data, len, digest, NULL, EVP_sha256(), NULL) > 0);
}
