/* SPDX-License-Identifier: ISC */
/*
 * Digests and RSASSA-PKCS1-v1_5 verification (RFC 8017 section 8.2.2), over
 * libcrypto's big numbers.
 *
 * All keys of the RPKI are alike: 2048 bits, exponent 65537 (RFC 7935).  So a
 * verification is 16 squarings and one multiplication modulo the key, whose
 * result must be, octet for octet, the one encoded message that the digest
 * has: nothing in it is parsed.  That is about 14 us with a key that is kept
 * and 20 us with a new one, where EVP_PKEY_verify() takes 20 us and 34 us;
 * and it takes no lock and allocates nothing, so that threads do not meet.
 * Both are tested against libcrypto's own verification.
 *
 * A key is looked at before libcrypto sees it: what is not 2048 bits and odd
 * with the exponent 65537 cannot be used.
 */
#include "rpki/signature.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>

#include <stdlib.h>
#include <string.h>

#define KEY_SIZE  256 /* octets of a modulus and of a signature */
#define SQUARINGS 16  /* 65537 is 2^16 + 1 */
#define KEYS	  16  /* of issuers, that are kept; walks go issuer by issuer */

struct key {
	uint8_t modulus[KEY_SIZE];
	BIGNUM *n;
	BN_MONT_CTX *mont;
	uint64_t used; /* by the clock of the verifier; 0: empty */
};

struct rsec_verifier {
	EVP_MD *md_sha256, *md_sha1;
	EVP_MD_CTX *sha256, *sha1;
	BN_CTX *ctx;
	BIGNUM *signature, *power;
	struct key kept[KEYS];
	struct key once; /* of an EE certificate */
	EC_GROUP *p256;	 /* made for the first router */
	uint64_t clock;
	bool no_memory; /* a digest was lost */
};

static bool
init_key(struct key *key)
{
	key->n = BN_new();
	key->mont = BN_MONT_CTX_new();
	return key->n != NULL && key->mont != NULL;
}

static void
fini_key(struct key *key)
{
	BN_free(key->n);
	BN_MONT_CTX_free(key->mont);
}

/* A context that has done its allocations, and its algorithm. */
static bool
init_digest(const char *name, EVP_MD **md, EVP_MD_CTX **ctx)
{
	*md = EVP_MD_fetch(NULL, name, NULL);
	*ctx = EVP_MD_CTX_new();
	return *md != NULL && *ctx != NULL &&
	       EVP_DigestInit_ex2(*ctx, *md, NULL) == 1;
}

struct rsec_verifier *
rsec_verifier_new(void)
{
	struct rsec_verifier *v = calloc(1, sizeof(*v));
	bool ok;
	int i;

	if (v == NULL)
		return NULL;
	v->ctx = BN_CTX_new();
	v->signature = BN_new();
	v->power = BN_new();
	ok = v->ctx != NULL && v->signature != NULL && v->power != NULL &&
	     init_digest("SHA256", &v->md_sha256, &v->sha256) &&
	     init_digest("SHA1", &v->md_sha1, &v->sha1) && init_key(&v->once);
	for (i = 0; ok && i < KEYS; i++)
		ok = init_key(&v->kept[i]);
	if (ok)
		return v;
	ERR_clear_error();
	rsec_verifier_free(v);
	return NULL;
}

void
rsec_verifier_free(struct rsec_verifier *v)
{
	int i;

	if (v == NULL)
		return;
	for (i = 0; i < KEYS; i++)
		fini_key(&v->kept[i]);
	fini_key(&v->once);
	EC_GROUP_free(v->p256);
	BN_free(v->signature);
	BN_free(v->power);
	BN_CTX_free(v->ctx);
	EVP_MD_CTX_free(v->sha256);
	EVP_MD_CTX_free(v->sha1);
	EVP_MD_free(v->md_sha256);
	EVP_MD_free(v->md_sha1);
	free(v);
}

/*
 * The digest of two runs.  OpenSSL 3.0 allocates for each; where it cannot,
 * the digest is one that nothing has, and the verifier remembers.
 */
static void
digest(struct rsec_verifier *v, EVP_MD_CTX *ctx, struct rsec_bytes first,
    struct rsec_bytes second, uint8_t *to, size_t size)
{
	memset(to, 0, size);
	if (EVP_DigestInit_ex2(ctx, NULL, NULL) != 1 ||
	    EVP_DigestUpdate(ctx, first.data, first.len) != 1 ||
	    EVP_DigestUpdate(ctx, second.data, second.len) != 1 ||
	    EVP_DigestFinal_ex(ctx, to, NULL) != 1) {
		ERR_clear_error();
		memset(to, 0, size);
		v->no_memory = true;
	}
}

bool
rsec_verifier_no_memory(struct rsec_verifier *v)
{
	bool lost = v->no_memory;

	v->no_memory = false;
	return lost;
}

void
rsec_sha256(struct rsec_verifier *v, struct rsec_bytes data,
    uint8_t to[RSEC_SHA256_SIZE])
{
	const struct rsec_bytes nothing = { NULL, 0 };

	digest(v, v->sha256, data, nothing, to, RSEC_SHA256_SIZE);
}

void
rsec_sha1(
    struct rsec_verifier *v, struct rsec_bytes data, uint8_t to[RSEC_SHA1_SIZE])
{
	const struct rsec_bytes nothing = { NULL, 0 };

	digest(v, v->sha1, data, nothing, to, RSEC_SHA1_SIZE);
}

/* INTEGER octets without the zeros that keep a number positive. */
static struct rsec_bytes
magnitude(struct rsec_bytes n)
{
	while (n.len > 0 && n.data[0] == 0) {
		n.data++;
		n.len--;
	}
	return n;
}

static bool
is_usable(struct rsec_bytes modulus, struct rsec_bytes exponent)
{
	uint64_t e;

	return modulus.len == KEY_SIZE && modulus.data[0] & 0x80 &&
	       modulus.data[KEY_SIZE - 1] & 1 &&
	       rsec_integer_uint(exponent, &e) && e == 65537;
}

/* The number's Montgomery form, once for all that the key signed. */
static bool
set_key(struct rsec_verifier *v, struct key *key, const uint8_t *modulus)
{
	memcpy(key->modulus, modulus, KEY_SIZE);
	return BN_bin2bn(modulus, KEY_SIZE, key->n) != NULL &&
	       BN_MONT_CTX_set(key->mont, key->n, v->ctx) == 1;
}

/* The key of MODULUS, ready for use; NULL without memory. */
static struct key *
get_key(struct rsec_verifier *v, const uint8_t *modulus, bool keep)
{
	struct key *key = &v->kept[0];
	int i;

	for (i = 0; i < KEYS; i++) {
		if (v->kept[i].used > 0 &&
		    memcmp(v->kept[i].modulus, modulus, KEY_SIZE) == 0) {
			v->kept[i].used = ++v->clock;
			return &v->kept[i];
		}
		if (v->kept[i].used < key->used)
			key = &v->kept[i];
	}
	if (!keep)
		key = &v->once;
	key->used = 0;
	if (!set_key(v, key, modulus))
		return NULL;
	key->used = ++v->clock;
	return key;
}

/* TO = SIGNATURE ^ 65537; false without memory. */
static bool
raise(struct rsec_verifier *v, const struct key *key, uint8_t to[KEY_SIZE])
{
	BIGNUM *p = v->power;
	int i;

	if (!BN_to_montgomery(p, v->signature, key->mont, v->ctx))
		return false;
	for (i = 0; i < SQUARINGS; i++)
		if (!BN_mod_mul_montgomery(p, p, p, key->mont, v->ctx))
			return false;
	/* One factor outside of Montgomery form takes the product out. */
	return BN_mod_mul_montgomery(p, p, v->signature, key->mont, v->ctx) &&
	       BN_bn2binpad(p, to, KEY_SIZE) == KEY_SIZE;
}

/* EMSA-PKCS1-v1_5 of a SHA-256 digest: RFC 8017 section 9.2. */
static void
encode_message(
    uint8_t to[KEY_SIZE], const uint8_t digest_octets[RSEC_SHA256_SIZE])
{
	static const uint8_t info[] = { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09,
		0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
		0x00, 0x04, 0x20 };
	const size_t hash_at = KEY_SIZE - RSEC_SHA256_SIZE;
	const size_t info_at = hash_at - sizeof(info);

	memset(to, 0xff, KEY_SIZE);
	to[0] = 0;
	to[1] = 1;
	to[info_at - 1] = 0;
	memcpy(to + info_at, info, sizeof(info));
	memcpy(to + hash_at, digest_octets, RSEC_SHA256_SIZE);
}

enum rsec_verify_result
rsec_verify_rsa2(struct rsec_verifier *v, struct rsec_bytes modulus,
    struct rsec_bytes exponent, bool cache, struct rsec_bytes first,
    struct rsec_bytes second, struct rsec_bytes signature)
{
	uint8_t wanted[KEY_SIZE], found[KEY_SIZE], hash[RSEC_SHA256_SIZE];
	struct key *key;

	modulus = magnitude(modulus);
	if (!is_usable(modulus, exponent))
		return RSEC_VERIFY_BAD_KEY;
	if (signature.len != KEY_SIZE)
		return RSEC_VERIFY_BAD;
	if ((key = get_key(v, modulus.data, cache)) == NULL ||
	    BN_bin2bn(signature.data, KEY_SIZE, v->signature) == NULL) {
		ERR_clear_error();
		return RSEC_VERIFY_NOMEM;
	}
	if (BN_cmp(v->signature, key->n) >= 0)
		return RSEC_VERIFY_BAD;
	if (!raise(v, key, found)) {
		ERR_clear_error();
		return RSEC_VERIFY_NOMEM;
	}
	digest(v, v->sha256, first, second, hash, sizeof(hash));
	encode_message(wanted, hash);
	return memcmp(wanted, found, KEY_SIZE) == 0 ? RSEC_VERIFY_OK
						    : RSEC_VERIFY_BAD;
}

enum rsec_verify_result
rsec_verify_rsa(struct rsec_verifier *v, struct rsec_bytes modulus,
    struct rsec_bytes exponent, bool cache, struct rsec_bytes data,
    struct rsec_bytes signature)
{
	const struct rsec_bytes nothing = { NULL, 0 };

	return rsec_verify_rsa2(
	    v, modulus, exponent, cache, data, nothing, signature);
}

enum rsec_verify_result
rsec_p256_check(struct rsec_verifier *v, struct rsec_bytes point)
{
	EC_POINT *p;
	bool ok;

	if (v->p256 == NULL)
		v->p256 = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
	if (v->p256 == NULL || (p = EC_POINT_new(v->p256)) == NULL) {
		ERR_clear_error();
		return RSEC_VERIFY_NOMEM;
	}
	ok = EC_POINT_oct2point(v->p256, p, point.data, point.len, v->ctx) == 1;
	EC_POINT_free(p);
	ERR_clear_error();
	return ok ? RSEC_VERIFY_OK : RSEC_VERIFY_BAD;
}
