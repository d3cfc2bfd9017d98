/* SPDX-License-Identifier: ISC */
/*
 * Digests, and RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7935) through libcrypto.
 *
 * A key is built from its two numbers by EVP_PKEY_fromdata(): decoding the
 * SubjectPublicKeyInfo in libcrypto costs some 140 us, this 5 us.  Keys of
 * issuers are kept, with the context that verifies, for the next object.
 * Algorithms are fetched once a verifier, since each fetch takes locks.
 *
 * A key is looked at before libcrypto sees it: what is not 2048 bits and odd
 * with the exponent 65537 cannot be used.
 */
#include "rpki/signature.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/rsa.h>

#include <stdlib.h>
#include <string.h>

#define KEY_SIZE 256 /* octets of a modulus and of a signature */
#define KEYS	 16  /* of issuers, that are kept; walks go issuer by issuer */

struct key {
	uint8_t modulus[KEY_SIZE];
	EVP_PKEY *pkey;
	EVP_PKEY_CTX *ctx; /* ready to verify */
	uint64_t used;	   /* by the clock of the verifier; 0: empty */
};

struct rsec_verifier {
	EVP_MD *md_sha256, *md_sha1;
	EVP_MD_CTX *sha256, *sha1;
	EVP_PKEY_CTX *maker; /* builds keys */
	struct key kept[KEYS];
	EC_GROUP *p256; /* made for the first router */
	uint64_t clock;
	bool no_memory; /* a digest was lost */
};

static void
fini_key(struct key *key)
{
	EVP_PKEY_CTX_free(key->ctx);
	EVP_PKEY_free(key->pkey);
	memset(key, 0, sizeof(*key));
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

	if (v == NULL)
		return NULL;
	v->maker = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	ok = v->maker != NULL && EVP_PKEY_fromdata_init(v->maker) == 1 &&
	     init_digest("SHA256", &v->md_sha256, &v->sha256) &&
	     init_digest("SHA1", &v->md_sha1, &v->sha1);
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
	EC_GROUP_free(v->p256);
	EVP_PKEY_CTX_free(v->maker);
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

/* KEY of MODULUS, ready to verify; false without memory. */
static bool
make_key(struct rsec_verifier *v, struct key *key, const uint8_t *modulus)
{
	unsigned char n[KEY_SIZE], e[] = { 1, 0, 1 }; /* the same both ways */
	OSSL_PARAM params[] = {
		OSSL_PARAM_BN(OSSL_PKEY_PARAM_RSA_N, n, sizeof(n)),
		OSSL_PARAM_BN(OSSL_PKEY_PARAM_RSA_E, e, sizeof(e)),
		OSSL_PARAM_END,
	};
	size_t i;

	memcpy(key->modulus, modulus, KEY_SIZE);
	for (i = 0; i < KEY_SIZE; i++) /* parameters are in native order */
		n[__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? KEY_SIZE - 1 - i
							    : i] = modulus[i];
	if (EVP_PKEY_fromdata(
		v->maker, &key->pkey, EVP_PKEY_PUBLIC_KEY, params) != 1)
		return false;
	key->ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key->pkey, NULL);
	return key->ctx != NULL && EVP_PKEY_verify_init(key->ctx) == 1 &&
	       EVP_PKEY_CTX_set_rsa_padding(key->ctx, RSA_PKCS1_PADDING) == 1 &&
	       EVP_PKEY_CTX_set_signature_md(key->ctx, v->md_sha256) == 1;
}

/* The kept key of MODULUS, or the one that was not used for longest. */
static struct key *
find_key(struct rsec_verifier *v, const uint8_t *modulus)
{
	struct key *oldest = &v->kept[0];
	int i;

	for (i = 0; i < KEYS; i++) {
		if (v->kept[i].used > 0 &&
		    memcmp(v->kept[i].modulus, modulus, KEY_SIZE) == 0)
			return &v->kept[i];
		if (v->kept[i].used < oldest->used)
			oldest = &v->kept[i];
	}
	return oldest;
}

/*
 * The key of MODULUS: a kept one, kept from now on with KEEP, else ONCE, which
 * the caller then has to free.  NULL without memory.
 */
static struct key *
get_key(struct rsec_verifier *v, const uint8_t *modulus, bool keep,
    struct key *once)
{
	struct key *key = find_key(v, modulus);

	if (key->used == 0 || memcmp(key->modulus, modulus, KEY_SIZE) != 0) {
		if (keep)
			fini_key(key);
		else
			key = once;
		if (!make_key(v, key, modulus)) {
			fini_key(key);
			return NULL;
		}
	}
	key->used = ++v->clock;
	return key;
}

/* Empty the error queue; whether it says that memory is out. */
static bool
was_no_memory(void)
{
	unsigned long error;
	bool found = false;

	while ((error = ERR_get_error()) != 0)
		found |= ERR_GET_REASON(error) == ERR_R_MALLOC_FAILURE;
	return found;
}

enum rsec_verify_result
rsec_verify_rsa2(struct rsec_verifier *v, struct rsec_bytes modulus,
    struct rsec_bytes exponent, bool cache, struct rsec_bytes first,
    struct rsec_bytes second, struct rsec_bytes signature)
{
	uint8_t hash[RSEC_SHA256_SIZE];
	struct key once = { .used = 0 }, *key;
	enum rsec_verify_result result = RSEC_VERIFY_OK;

	modulus = magnitude(modulus);
	if (!is_usable(modulus, exponent))
		return RSEC_VERIFY_BAD_KEY;
	if (signature.len != KEY_SIZE)
		return RSEC_VERIFY_BAD;
	if ((key = get_key(v, modulus.data, cache, &once)) == NULL) {
		ERR_clear_error();
		return RSEC_VERIFY_NOMEM;
	}
	digest(v, v->sha256, first, second, hash, sizeof(hash));
	if (EVP_PKEY_verify(key->ctx, signature.data, signature.len, hash,
		sizeof(hash)) != 1)
		result = was_no_memory() ? RSEC_VERIFY_NOMEM : RSEC_VERIFY_BAD;
	fini_key(&once);
	return result;
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
	ok = EC_POINT_oct2point(v->p256, p, point.data, point.len, NULL) == 1;
	EC_POINT_free(p);
	ERR_clear_error();
	return ok ? RSEC_VERIFY_OK : RSEC_VERIFY_BAD;
}
