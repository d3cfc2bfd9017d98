/* SPDX-License-Identifier: ISC */
/*
 * The authority of the tests, judged by OpenSSL: what it signs is what it
 * should be, and each defect is really there.
 */
#include "tests/lib/test.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

#include "rpki/finding.h"
#include "tests/lib/cadefect.h"
#include "tests/lib/random.h"

#define RUNS 300

struct world {
	struct ca ca;
};

static struct world
new_world(void)
{
	static const char base[] = "rsync://rpki.example.net/repo/";
	static struct ca ta;
	struct world w;

	ca_init(&ta, "ta", 0, NULL, base);
	ca_init(&w.ca, "example", 1, &ta, base);
	ta.ip = w.ca.ip = CA_DOC_IP;
	ta.asn = w.ca.asn = CA_DOC_ASN;
	return w;
}

static void
sign(enum ca_type type, const struct ca_defect *defect, struct derw *out)
{
	struct world world = new_world();

	ca_defect_sign(&world.ca, type, "object", defect, out);
}

/* Whether OpenSSL finds digest and signature of this object right. */
static bool
is_signed(const struct derw *w)
{
	const unsigned char *p = w->data;
	CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &p, (long)w->len);
	bool right =
	    cms != NULL && CMS_verify(cms, NULL, NULL, NULL, NULL,
			       CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY) == 1;

	CMS_ContentInfo_free(cms);
	ERR_clear_error();
	return right;
}

static EVP_PKEY *
public_key(unsigned key)
{
	struct derw w = { 0 };
	const unsigned char *p;
	EVP_PKEY *pkey;

	ca_key_write(&w, key);
	p = w.data;
	pkey = d2i_PUBKEY(NULL, &p, (long)w.len);
	assert_non_null(pkey);
	derw_fini(&w);
	return pkey;
}

static void
sound_signed_objects_pass_cms_verify(void **state)
{
	struct derw w = { 0 };
	unsigned type;

	(void)state;
	for (type = CA_ROA; type < CA_TYPES; type++) {
		sign(type, NULL, &w);
		assert_true(is_signed(&w));
	}
	derw_fini(&w);
}

static void
sound_certificates_and_crls_pass_x509_verify(void **state)
{
	struct derw w = { 0 };
	const unsigned char *p;
	EVP_PKEY *key = public_key(1);
	X509_CRL *crl;
	unsigned type;
	X509 *cert;

	(void)state;
	for (type = CA_TA; type <= CA_ROUTER; type++) {
		sign(type, NULL, &w);
		p = w.data;
		cert = d2i_X509(NULL, &p, (long)w.len);
		assert_int_equal(X509_verify(cert, key), 1);
		assert_ptr_equal(p, w.data + w.len);
		X509_free(cert);
	}
	sign(CA_CRL, NULL, &w);
	p = w.data;
	crl = d2i_X509_CRL(NULL, &p, (long)w.len);
	assert_int_equal(X509_CRL_verify(crl, key), 1);
	X509_CRL_free(crl);
	EVP_PKEY_free(key);
	derw_fini(&w);
}

static void
an_object_is_the_same_in_every_run(void **state)
{
	/* SHA-256 of the sound ROA, once looked at with other tools. */
	static const uint8_t expected[4] = { 0x46, 0x25, 0x7f, 0x87 };
	struct derw w = { 0 };
	uint8_t digest[32];

	(void)state;
	sign(CA_ROA, NULL, &w);
	ca_sha256(w.data, w.len, digest);
	assert_memory_equal(digest, expected, sizeof(expected));
	derw_fini(&w);
}

static bool
differs(const struct ca_defect *defect)
{
	struct derw sound = { 0 }, broken = { 0 };
	bool differ;

	sign(defect->type, NULL, &sound);
	sign(defect->type, defect, &broken);
	differ = sound.len != broken.len ||
		 memcmp(sound.data, broken.data, sound.len) != 0;
	derw_fini(&sound);
	derw_fini(&broken);
	return differ;
}

static void
each_edit_of_each_defect_changes_the_object(void **state)
{
	const struct ca_defect *defect;
	struct ca_defect one;
	size_t i, e;

	(void)state;
	for (i = 0; (defect = ca_defect_get(i)) != NULL; i++) {
		for (e = 0; e < CA_DEFECT_EDITS; e++) {
			one = *defect;
			memset(one.edits, 0, sizeof(one.edits));
			one.edits[0] = defect->edits[e];
			if (one.edits[0].at == NULL && one.change == NULL)
				continue;
			if (!differs(&one))
				fail_msg(
				    "%s: edit %zu is nowhere", defect->name, e);
		}
	}
}

/* Rules of parsers that are written. */
static void
each_defect_breaks_a_rule_that_there_is(void **state)
{
	static const struct ca_defects *const known[] = { &ca_defects_der,
		&ca_defects_cert, &ca_defects_resources, &ca_defects_crl };
	const char *rule;
	size_t s, i;

	(void)state;
	for (s = 0; s < sizeof(known) / sizeof(*known); s++)
		for (i = 0; i < known[s]->count; i++) {
			rule = known[s]->list[i].rule;
			if (rule != NULL && rsec_rule_find(rule) == RSEC_RULES)
				fail_msg("%s: there is no rule %s",
				    known[s]->list[i].name, rule);
		}
}

static void
no_two_defects_have_the_same_name(void **state)
{
	const struct ca_defect *defect;
	size_t i;

	(void)state;
	for (i = 0; (defect = ca_defect_get(i)) != NULL; i++)
		assert_ptr_equal(ca_defect_find(defect->name), defect);
	assert_null(ca_defect_find("no such defect"));
}

/* So that what is behind the signature check is reached. */
static void
a_broken_content_is_under_a_good_signature(void **state)
{
	static const struct ca_defects *const contents[] = { &ca_defects_roa,
		&ca_defects_mft, &ca_defects_others };
	const struct ca_defect *defect;
	struct derw w = { 0 };
	size_t s, i;

	(void)state;
	for (s = 0; s < sizeof(contents) / sizeof(*contents); s++)
		for (i = 0; i < contents[s]->count; i++) {
			defect = &contents[s]->list[i];
			sign(defect->type, defect, &w);
			if (!is_signed(&w))
				fail_msg("%s is not signed", defect->name);
		}
	derw_fini(&w);
}

static void
a_broken_signature_does_not_pass(void **state)
{
	static const char *const names[] = { "bad-signature", "bad-digest",
		"signature-empty", "econtent-absent" };
	struct derw w = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		sign(CA_ROA, ca_defect_find(names[i]), &w);
		assert_false(is_signed(&w));
	}
	derw_fini(&w);
}

/* Any octets make an object, and most make one that no other did. */
static void
a_fuzzer_gets_an_object_for_any_seed(void **state)
{
	struct random r = { 1 };
	struct world world = new_world();
	struct derw w = { 0 };
	uint8_t seed[80];
	unsigned run, i, with_content = 0;

	(void)state;
	for (run = 0; run < RUNS; run++) {
		for (i = 0; i < sizeof(seed); i++)
			seed[i] = (uint8_t)random_u64(&r);
		ca_mutant_sign(
		    &world.ca, seed, random_below(&r, sizeof(seed)), &w);
		with_content += w.len > 500;
	}
	assert_true(with_content > RUNS / 2);
	derw_fini(&w);
}

/* The element "box" with "a" and "b" in it, edited, is the octets of HEX. */
static void
assert_edited(struct derw_edit edit, const char *hex)
{
	struct derw_edit edits[DERW_EDITS] = { edit };
	struct derw w = { 0 }, expected = { 0 };

	derw_reset(&w, edits);
	derw_begin(&w, 0x30, "box");
	derw_uint(&w, "a", 1);
	derw_uint(&w, "b", 128);
	derw_end(&w);
	derw_hex(&expected, hex);
	assert_int_equal(w.len, expected.len);
	assert_memory_equal(w.data, expected.data, w.len);
	derw_fini(&w);
	derw_fini(&expected);
}

static void
each_edit_does_what_it_says(void **state)
{
	static const struct {
		enum derw_op op;
		const char *text;
		size_t n;
		const char *hex;
	} at_a[] = {
		{ DERW_KEEP, NULL, 0, "3007 020101 02020080" },
		{ DERW_BODY, "05", 0, "3007 020105 02020080" },
		{ DERW_BODY, "0506", 2, "300a 020405060506 02020080" },
		{ DERW_BODY, NULL, 0, "3006 0200 02020080" },
		{ DERW_TEXT, "A", 0, "3007 020141 02020080" },
		{ DERW_FIRST, "09", 0, "3008 02020901 02020080" },
		{ DERW_LAST, "09", 3, "300a 020401090909 02020080" },
		{ DERW_CUT, NULL, 1, "3006 0200 02020080" },
		{ DERW_FLIP, NULL, 0, "3007 020100 02020080" },
		{ DERW_TAG, "1f21", 0, "3008 1f210101 02020080" },
		{ DERW_LENGTH, "847fffffff", 0,
		    "300b 02847fffffff01 02020080" },
		{ DERW_LONG, NULL, 0, "300b 02840000000101 02020080" },
		{ DERW_INDEFINITE, NULL, 0, "3009 0280010000 02020080" },
		{ DERW_WHOLE, "0500", 2, "3008 05000500 02020080" },
		{ DERW_OMIT, NULL, 0, "3004 02020080" },
		{ DERW_TWICE, NULL, 0, "300a 020101 020101 02020080" },
		{ DERW_NEST, NULL, 2, "300b 30053003020101 02020080" },
		{ DERW_BEFORE, "0500", 0, "3009 0500 020101 02020080" },
		{ DERW_AFTER, "0500", 0, "3009 020101 0500 02020080" },
		{ DERW_TRUNCATE, NULL, 1, "3006 0201 02020080" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(at_a) / sizeof(*at_a); i++)
		assert_edited((struct derw_edit){ "box/a", at_a[i].op,
				  at_a[i].text, at_a[i].n, 0 },
		    at_a[i].hex);
	assert_edited((struct derw_edit){ "box", DERW_REVERSE, NULL, 0, 0 },
	    "3007 02020080 020101");
	assert_edited((struct derw_edit){ "other/a", DERW_OMIT, NULL, 0, 0 },
	    "3007 020101 02020080");
	assert_edited((struct derw_edit){ "a", DERW_OMIT, NULL, 0, 1 },
	    "3007 020101 02020080");
}

static void
der_is_written_in_full_and_minimal(void **state)
{
	static const char expected[] = "0203 00fbf0 0201 00 0605 2a03870405";
	struct derw w = { 0 }, hex = { 0 };
	uint8_t zeros[300] = { 0 };

	(void)state;
	derw_uint(&w, NULL, 64496);
	derw_uint(&w, NULL, 0);
	derw_oid(&w, NULL, "1.2.3.900.5");
	derw_hex(&hex, expected);
	assert_int_equal(w.len, hex.len);
	assert_memory_equal(w.data, hex.data, w.len);
	derw_reset(&w, NULL);
	derw_octets(&w, NULL, zeros, 127);
	derw_octets(&w, NULL, zeros, 128);
	derw_octets(&w, NULL, zeros, 300);
	assert_memory_equal(w.data, "\x04\x7f", 2);
	assert_memory_equal(w.data + 129, "\x04\x81\x80", 3);
	assert_memory_equal(w.data + 129 + 131, "\x04\x82\x01\x2c", 4);
	derw_reset(&w, NULL);
	derw_time(&w, NULL, 2524607999); /* 2049-12-31T23:59:59Z */
	derw_time(&w, NULL, 2524608000);
	assert_memory_equal(w.data,
	    "\x17\x0d"
	    "491231235959Z",
	    15);
	assert_memory_equal(w.data + 15,
	    "\x18\x0f"
	    "20500101000000Z",
	    17);
	derw_fini(&w);
	derw_fini(&hex);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(der_is_written_in_full_and_minimal),
		cmocka_unit_test(each_edit_does_what_it_says),
		cmocka_unit_test(sound_signed_objects_pass_cms_verify),
		cmocka_unit_test(sound_certificates_and_crls_pass_x509_verify),
		cmocka_unit_test(an_object_is_the_same_in_every_run),
		cmocka_unit_test(each_edit_of_each_defect_changes_the_object),
		cmocka_unit_test(each_defect_breaks_a_rule_that_there_is),
		cmocka_unit_test(no_two_defects_have_the_same_name),
		cmocka_unit_test(a_broken_content_is_under_a_good_signature),
		cmocka_unit_test(a_broken_signature_does_not_pass),
		cmocka_unit_test(a_fuzzer_gets_an_object_for_any_seed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
