/* SPDX-License-Identifier: ISC */
/* Verification with kept keys and bare numbers, against a plain use of EVP. */
#include "tests/lib/test.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <string.h>

#include "rpki/signature.h"
#include "tests/lib/cakey.h"
#include "tests/lib/random.h"

#define RUNS 300

static const uint8_t e_65537[] = { 1, 0, 1 };
static const struct rsec_bytes exponent = { e_65537, sizeof(e_65537) };

static struct rsec_bytes
modulus_of(unsigned key)
{
	return (struct rsec_bytes){ ca_key_modulus(key), CA_KEY_SIZE };
}

static int
set_up(void **state)
{
	*state = rsec_verifier_new();
	assert_non_null(*state);
	return 0;
}

static int
tear_down(void **state)
{
	rsec_verifier_free(*state);
	return 0;
}

static EVP_PKEY *
build_key(const uint8_t *modulus)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	OSSL_PARAM_BLD *bld = OSSL_PARAM_BLD_new();
	BIGNUM *n = BN_bin2bn(modulus, CA_KEY_SIZE, NULL), *e = BN_new();
	EVP_PKEY *key = NULL;
	OSSL_PARAM *params;

	BN_set_word(e, 65537);
	OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_RSA_N, n);
	OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_RSA_E, e);
	params = OSSL_PARAM_BLD_to_param(bld);
	EVP_PKEY_fromdata_init(ctx);
	EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_PUBLIC_KEY, params);
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(bld);
	EVP_PKEY_CTX_free(ctx);
	BN_free(n);
	BN_free(e);
	assert_non_null(key);
	return key;
}

/* What libcrypto says of a signature. */
static bool
verify_by_libcrypto(const uint8_t *modulus, struct rsec_bytes data,
    const uint8_t *signature, size_t len)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	EVP_PKEY *key = build_key(modulus);
	bool ok;

	assert_int_equal(
	    EVP_DigestVerifyInit(ctx, NULL, EVP_sha256(), NULL, key), 1);
	ok = EVP_DigestVerify(ctx, signature, len, data.data, data.len) == 1;
	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
	return ok;
}

static void
both_agree_on_signatures_good_and_bad(void **state)
{
	struct random random = { 3 };
	uint8_t data[100], signature[CA_KEY_SIZE];
	struct rsec_bytes bytes = { data, 0 }, sig = { signature, 0 };
	unsigned key, good = 0, run;
	bool ours, theirs;

	for (run = 0; run < RUNS; run++) {
		key = random_below(&random, CA_KEYS);
		bytes.len = random_below(&random, sizeof(data));
		memset(data, (int)run, sizeof(data));
		ca_key_sign(key, data, bytes.len, signature);
		sig.len = CA_KEY_SIZE;
		switch (random_below(&random, 6)) {
		case 0:
			signature[random_below(&random, CA_KEY_SIZE)] ^= 4;
			break;
		case 1:
			sig.len--;
			break;
		case 2:
			key = (key + 1) % CA_KEYS;
			break;
		case 3: /* not below the modulus */
			memset(signature, 0xff, sizeof(signature));
			break;
		}
		theirs = verify_by_libcrypto(
		    ca_key_modulus(key), bytes, signature, sig.len);
		ours = rsec_verify_rsa(*state, modulus_of(key), exponent,
			   run % 2 == 0, bytes, sig) == RSEC_VERIFY_OK;
		assert_int_equal(ours, theirs);
		good += ours;
	}
	assert_in_range(good, RUNS / 6, RUNS / 2);
}

/* Signatures over what PKCS #1 only looks like: RFC 8017 section 9.2. */
static void
a_padding_that_only_looks_right_is_refused(void **state)
{
	static const uint8_t zeros[CA_KEY_SIZE] = { 0 };
	uint8_t one[CA_KEY_SIZE] = { 0 };
	struct rsec_bytes nothing = { zeros, 0 };

	one[CA_KEY_SIZE - 1] = 1; /* 0 and 1 are their own powers */
	assert_int_equal(
	    rsec_verify_rsa(*state, modulus_of(0), exponent, true, nothing,
		(struct rsec_bytes){ zeros, CA_KEY_SIZE }),
	    RSEC_VERIFY_BAD);
	assert_int_equal(rsec_verify_rsa(*state, modulus_of(0), exponent, true,
			     nothing, (struct rsec_bytes){ one, CA_KEY_SIZE }),
	    RSEC_VERIFY_BAD);
}

static void
keys_that_the_rpki_does_not_use_are_refused(void **state)
{
	uint8_t n[CA_KEY_SIZE + 1] = { 0 }, signature[CA_KEY_SIZE] = { 1 };
	struct rsec_bytes modulus = { n, sizeof(n) };
	struct rsec_bytes sig = { signature, sizeof(signature) };
	static const uint8_t three[] = { 3 }, none[] = { 0 };
	const struct rsec_bytes e3 = { three, 1 }, e0 = { none, 1 };
	const struct rsec_bytes nothing = { none, 0 };

	memcpy(n + 1, ca_key_modulus(0), CA_KEY_SIZE);
	assert_int_equal(
	    rsec_verify_rsa(*state, modulus, exponent, true, nothing, sig),
	    RSEC_VERIFY_BAD);
	assert_int_equal(
	    rsec_verify_rsa(*state, modulus, e3, true, nothing, sig),
	    RSEC_VERIFY_BAD_KEY);
	assert_int_equal(
	    rsec_verify_rsa(*state, modulus, e0, true, nothing, sig),
	    RSEC_VERIFY_BAD_KEY);
	assert_int_equal(
	    rsec_verify_rsa(*state, nothing, exponent, true, nothing, sig),
	    RSEC_VERIFY_BAD_KEY);
	modulus.len--;
	assert_int_equal(
	    rsec_verify_rsa(*state, modulus, exponent, true, nothing, sig),
	    RSEC_VERIFY_BAD_KEY);
	modulus.len++;
	n[CA_KEY_SIZE] &= 0xfe; /* even */
	assert_int_equal(
	    rsec_verify_rsa(*state, modulus, exponent, true, nothing, sig),
	    RSEC_VERIFY_BAD_KEY);
}

static void
digests_are_those_of_the_standard(void **state)
{
	static const uint8_t sha1_abc[] = { 0xa9, 0x99, 0x3e, 0x36, 0x47, 0x06,
		0x81, 0x6a, 0xba, 0x3e, 0x25, 0x71, 0x78, 0x50, 0xc2, 0x6c,
		0x9c, 0xd0, 0xd8, 0x9d };
	const struct rsec_bytes abc = { (const uint8_t *)"abc", 3 };
	uint8_t sha1[RSEC_SHA1_SIZE], sha256[RSEC_SHA256_SIZE], other[32];

	rsec_sha1(*state, abc, sha1);
	assert_memory_equal(sha1, sha1_abc, sizeof(sha1));
	rsec_sha256(*state, abc, sha256);
	ca_sha256("abc", 3, other);
	assert_memory_equal(sha256, other, sizeof(other));
}

static void
points_are_on_the_curve_or_refused(void **state)
{
	/* The base point of P-256. */
	uint8_t g[] = { 4, 0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8,
		0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40, 0xf2, 0x77, 0x03, 0x7d,
		0x81, 0x2d, 0xeb, 0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8,
		0x98, 0xc2, 0x96, 0x4f, 0xe3, 0x42, 0xe2, 0xfe, 0x1a, 0x7f,
		0x9b, 0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f, 0x9e, 0x16, 0x2b,
		0xce, 0x33, 0x57, 0x6b, 0x31, 0x5e, 0xce, 0xcb, 0xb6, 0x40,
		0x68, 0x37, 0xbf, 0x51, 0xf5 };
	struct rsec_bytes point = { g, sizeof(g) };

	assert_int_equal(rsec_p256_check(*state, point), RSEC_VERIFY_OK);
	g[64] ^= 1;
	assert_int_equal(rsec_p256_check(*state, point), RSEC_VERIFY_BAD);
	point.len = 0;
	assert_int_equal(rsec_p256_check(*state, point), RSEC_VERIFY_BAD);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_agree_on_signatures_good_and_bad),
		cmocka_unit_test(a_padding_that_only_looks_right_is_refused),
		cmocka_unit_test(keys_that_the_rpki_does_not_use_are_refused),
		cmocka_unit_test(digests_are_those_of_the_standard),
		cmocka_unit_test(points_are_on_the_curve_or_refused),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
