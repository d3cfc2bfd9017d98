/* SPDX-License-Identifier: ISC */
/*
 * SHA-256 and MD5 through libcrypto.  The algorithm is fetched once a hasher,
 * since each fetch takes locks.
 */
#include "io/hasher.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "io/lazy.h"

#define CRYPTO_SYMBOLS(X)     \
	X(ERR_clear_error)    \
	X(EVP_DigestFinal_ex) \
	X(EVP_DigestInit_ex2) \
	X(EVP_DigestUpdate)   \
	X(EVP_MD_CTX_free) X(EVP_MD_CTX_new) X(EVP_MD_fetch) X(EVP_MD_free)

struct crypto {
	CRYPTO_SYMBOLS(RSEC_LAZY_MEMBER)
};

static const struct rsec_lazy library = { "libcrypto.so.3", "digests",
	{ CRYPTO_SYMBOLS(RSEC_LAZY_NAME) NULL } };

struct rsec_hasher {
	struct crypto lib;
	EVP_MD *md;
	EVP_MD_CTX *ctx;
	bool no_memory;
};

void
rsec_hasher_preload(void)
{
	struct crypto lib;
	struct rsec_err err;

	/* One that is missing is told of by rsec_hasher_new(). */
	(void)rsec_lazy_load(&library, &lib, &err);
}

static struct rsec_hasher *
new_hasher(const char *algorithm, struct rsec_err *err)
{
	struct rsec_hasher *hasher = calloc(1, sizeof(*hasher));

	if (hasher == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	if (rsec_lazy_load(&library, &hasher->lib, err) != 0) {
		free(hasher);
		return NULL;
	}
	hasher->md = hasher->lib.EVP_MD_fetch(NULL, algorithm, NULL);
	hasher->ctx = hasher->lib.EVP_MD_CTX_new();
	if (hasher->md != NULL && hasher->ctx != NULL &&
	    hasher->lib.EVP_DigestInit_ex2(hasher->ctx, hasher->md, NULL) == 1)
		return hasher;
	hasher->lib.ERR_clear_error();
	rsec_hasher_free(hasher);
	rsec_err_nomem(err);
	return NULL;
}

struct rsec_hasher *
rsec_hasher_new(struct rsec_err *err)
{
	return new_hasher("SHA256", err);
}

struct rsec_hasher *
rsec_hasher_new_md5(struct rsec_err *err)
{
	return new_hasher("MD5", err);
}

void
rsec_hasher_free(struct rsec_hasher *hasher)
{
	if (hasher == NULL)
		return;
	hasher->lib.EVP_MD_CTX_free(hasher->ctx);
	hasher->lib.EVP_MD_free(hasher->md);
	free(hasher);
}

void
rsec_hasher_add(struct rsec_hasher *hasher, const void *data, size_t len)
{
	if (hasher->lib.EVP_DigestUpdate(hasher->ctx, data, len) != 1)
		hasher->no_memory = true;
}

int
rsec_hasher_end(struct rsec_hasher *hasher, uint8_t digest[RSEC_HASHER_SIZE])
{
	const struct crypto *lib = &hasher->lib;
	bool ok = !hasher->no_memory;

	memset(digest, 0, RSEC_HASHER_SIZE);
	ok = lib->EVP_DigestFinal_ex(hasher->ctx, digest, NULL) == 1 && ok;
	hasher->no_memory =
	    lib->EVP_DigestInit_ex2(hasher->ctx, hasher->md, NULL) != 1;
	if (ok)
		return 0;
	lib->ERR_clear_error();
	memset(digest, 0, RSEC_HASHER_SIZE);
	return -1;
}
