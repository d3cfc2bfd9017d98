/* SPDX-License-Identifier: ISC */
/* The content of manifests: RFC 9286. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "rpki/mft.h"
#include "tests/lib/content.h"
#include "tests/lib/random.h"

#define THIS_UPDATE "18 0f 32 30 32 36 31 30 30 31 30 30 30 30 30 30 5a"
#define NEXT_UPDATE "18 0f 32 30 32 36 31 30 30 32 30 30 30 30 30 30 5a"
#define SHA256	    "06 09 60 86 48 01 65 03 04 02 01"
#define SHA1	    "06 05 2b 0e 03 02 1a"
#define HASH                                                          \
	"03 21 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11" \
	"12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f 20"

/* A manifest of FIELDS, and of entries in ENTRIES (NULL: no list of them). */
static int
parse(struct content *c, const char *fields, const char *entries,
    struct rsec_mft *mft)
{
	struct rsec_der der;

	derw_reset(&c->w, NULL);
	derw_begin(&c->w, 0x30, NULL);
	derw_hex(&c->w, fields);
	if (entries != NULL) {
		derw_begin(&c->w, 0x30, NULL);
		derw_hex(&c->w, entries);
		derw_end(&c->w);
	}
	derw_end(&c->w);
	der = content_der(c);
	return rsec_mft_parse(&der, &c->arena, mft);
}

#define ENTRY_CRL "30 2a 16 05 61 2e 63 72 6c" HASH /* a.crl */
#define ENTRY_ROA "30 2a 16 05 62 2e 72 6f 61" HASH /* b.roa */
#define FIELDS	  "02 01 11" THIS_UPDATE NEXT_UPDATE SHA256

static void
a_manifest_is_read_as_it_stands(void **state)
{
	struct rsec_mft mft;

	assert_int_equal(parse(*state, FIELDS, ENTRY_ROA ENTRY_CRL, &mft), 0);
	content_must_be_sound(*state);
	assert_int_equal(mft.version, 0);
	assert_int_equal(mft.number.len, 1);
	assert_int_equal(mft.number.data[0], 17);
	assert_int_equal(mft.this_update, 1790812800);
	assert_int_equal(mft.next_update, 1790812800 + 86400);
	assert_int_equal(mft.hash_alg.len, 9);
	assert_int_equal(mft.count, 2);
	assert_memory_equal(mft.entries[0].name.data, "b.roa", 5);
	assert_int_equal(mft.entries[0].offset, 53);
	assert_memory_equal(mft.entries[1].name.data, "a.crl", 5);
	assert_int_equal(mft.entries[1].hash.len, 32);
	assert_int_equal(mft.entries[1].hash.data[31], 32);
}

static const struct {
	const char *fields, *entries;
	enum rsec_rule rule;
	const char *message;
} broken[] = {
	{ "02 01 ff" THIS_UPDATE NEXT_UPDATE SHA256, ENTRY_CRL,
	    RSEC_RULE_MFT_NUMBER, "manifestNumber is negative" },
	{ "02 15 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
	  "00" THIS_UPDATE NEXT_UPDATE SHA256,
	    ENTRY_CRL, RSEC_RULE_MFT_NUMBER,
	    "manifestNumber has 21 octets, over 20" },
	{ THIS_UPDATE NEXT_UPDATE SHA256, ENTRY_CRL, RSEC_RULE_MFT_SYNTAX,
	    "no manifestNumber" },
	{ "80 01 01" FIELDS, ENTRY_CRL, RSEC_RULE_MFT_VERSION,
	    "version is 1, not 0" },
	{ "a0 03 02 01 00" FIELDS, ENTRY_CRL, RSEC_RULE_DER_DEFAULT_ENCODED,
	    "version 0 is encoded" },
	{ "02 01 11" NEXT_UPDATE THIS_UPDATE SHA256, ENTRY_CRL,
	    RSEC_RULE_MFT_UPDATES,
	    "nextUpdate 2026-10-01T00:00:00Z is not after thisUpdate "
	    "2026-10-02T00:00:00Z" },
	{ "02 01 11 17 0d 32 36 31 30 30 31 30 30 30 30 30 30 5a" NEXT_UPDATE
		SHA256,
	    ENTRY_CRL, RSEC_RULE_MFT_TIME_TYPE,
	    "thisUpdate is a UTCTime, not a GeneralizedTime" },
	{ "02 01 11" THIS_UPDATE NEXT_UPDATE SHA1, ENTRY_CRL,
	    RSEC_RULE_MFT_HASH_ALGORITHM,
	    "hash algorithm 1.3.14.3.2.26 is not SHA-256" },
	{ "02 01 11" THIS_UPDATE NEXT_UPDATE, ENTRY_CRL, RSEC_RULE_MFT_SYNTAX,
	    "no fileHashAlg" },
	{ FIELDS, NULL, RSEC_RULE_MFT_SYNTAX, "no fileList" },
	{ FIELDS, "", RSEC_RULE_MFT_EMPTY,
	    "no file is listed, not even the CRL" },
	{ FIELDS, ENTRY_ROA, RSEC_RULE_MFT_CRL, "0 CRLs are listed, not one" },
	{ FIELDS, ENTRY_CRL ENTRY_CRL, RSEC_RULE_MFT_CRL,
	    "2 CRLs are listed, not one" },
	{ FIELDS, ENTRY_CRL ENTRY_ROA ENTRY_ROA, RSEC_RULE_MFT_NAME_TWICE,
	    "\"b.roa\" is listed again, with the same hash" },
	{ FIELDS, ENTRY_CRL ENTRY_ROA "30 0a 16 05 62 2e 72 6f 61 03 01 00",
	    RSEC_RULE_MFT_NAME_TWICE,
	    "\"b.roa\" is listed again, with another hash" },
	{ FIELDS, ENTRY_CRL "30 0c 16 05 62 2e 72 6f 61 03 03 04 10 f0",
	    RSEC_RULE_MFT_HASH_SIZE, "hash of 12 bits, not 256" },
	{ FIELDS, ENTRY_CRL "30 2a 0c 05 62 2e 72 6f 61" HASH,
	    RSEC_RULE_MFT_SYNTAX, "name of a file is no IA5String (tag 0c)" },
	{ FIELDS, ENTRY_CRL "30 2a 16 05 2e 2e 2f 1b 61" HASH,
	    RSEC_RULE_MFT_NAME_CHARS,
	    "\"../\\x1ba\" is no name of a file: letters, digits, '-' and "
	    "'_', a dot and three letters" },
	{ FIELDS, ENTRY_CRL "30 2a 16 05 62 2e 78 79 7a" HASH,
	    RSEC_RULE_MFT_NAME_SUFFIX,
	    "\"b.xyz\" ends like no object that is registered" },
	{ FIELDS, ENTRY_CRL "30 23" HASH, RSEC_RULE_MFT_SYNTAX,
	    "no name of a file" },
	{ FIELDS, ENTRY_CRL "30 07 16 05 62 2e 72 6f 61", RSEC_RULE_MFT_SYNTAX,
	    "no hash of a file" },
};

static void
each_fault_has_its_message(void **state)
{
	struct rsec_mft mft;
	size_t i;

	for (i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		parse(*state, broken[i].fields, broken[i].entries, &mft);
		content_must_find(
		    *state, broken[i].rule, -1, broken[i].message);
	}
}

static void
names_are_files_and_nothing_else(void **state)
{
	static const char *const good[] = { "a.roa", "A-_9.cer",
		"0123456789abcdefghijklmnopqrstuvwxyz.mft" };
	static const char *const bad[] = { "", ".", ".roa", "a.ROA", "a.ro",
		"a.roaa", "a b.roa", "a/b.roa", "..roa", "a.b.roa", "a\\b.roa",
		"a\n.roa", "\xc3\xa4.roa", "a.r0a", "roa" };
	struct content *c = *state;
	struct rsec_der der;
	struct rsec_mft mft;
	size_t i, n = sizeof(good) / sizeof(*good);

	for (i = 0; i < n + sizeof(bad) / sizeof(*bad); i++) {
		derw_reset(&c->w, NULL);
		derw_begin(&c->w, 0x30, NULL);
		derw_hex(&c->w, FIELDS);
		derw_begin(&c->w, 0x30, NULL);
		derw_begin(&c->w, 0x30, NULL);
		derw_text(&c->w, 0x16, NULL, i < n ? good[i] : bad[i - n]);
		derw_hex(&c->w, HASH);
		while (c->w.depth > 0)
			derw_end(&c->w);
		der = content_der(c);
		rsec_mft_parse(&der, &c->arena, &mft);
		assert_int_equal(
		    content_count(c, RSEC_RULE_MFT_NAME_CHARS), i >= n);
	}
}

/* COUNT entries named by numbers below LIMIT, in any order. */
static void
write_numbered(
    struct content *c, struct random *random, size_t count, uint32_t limit)
{
	char name[16];
	size_t i;

	derw_reset(&c->w, NULL);
	derw_begin(&c->w, 0x30, NULL);
	derw_hex(&c->w, FIELDS);
	derw_begin(&c->w, 0x30, NULL);
	for (i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "%u.roa",
		    (unsigned)random_below(random, limit));
		derw_begin(&c->w, 0x30, NULL);
		derw_text(&c->w, 0x16, NULL, name);
		derw_hex(&c->w, HASH);
		derw_end(&c->w);
	}
	derw_end(&c->w);
	derw_end(&c->w);
}

/* The first entry NAME by looking at each. */
static const struct rsec_mft_entry *
scan(const struct rsec_mft *mft, struct rsec_bytes name)
{
	size_t i;

	for (i = 0; i < mft->count; i++)
		if (rsec_bytes_equal(mft->entries[i].name, name))
			return &mft->entries[i];
	return NULL;
}

static void
an_entry_is_found_where_a_scan_finds_it(void **state)
{
	struct content *c = *state;
	struct random random = { 3 };
	struct rsec_bytes wanted;
	size_t round, i, again;
	struct rsec_der der;
	struct rsec_mft mft;
	char name[16];

	for (round = 0; round < 300; round++) {
		write_numbered(c, &random, random_below(&random, 40), 50);
		der = content_der(c);
		assert_int_equal(rsec_mft_parse(&der, &c->arena, &mft), 0);
		for (i = 0; i < 50; i++) {
			snprintf(name, sizeof(name), "%zu.roa", i);
			wanted = (struct rsec_bytes){ (uint8_t *)name,
				strlen(name) };
			assert_ptr_equal(
			    rsec_mft_find(&mft, wanted), scan(&mft, wanted));
		}
		for (i = again = 0; i < mft.count; i++)
			again +=
			    scan(&mft, mft.entries[i].name) != &mft.entries[i];
		assert_int_equal(
		    content_count(c, RSEC_RULE_MFT_NAME_TWICE), again);
	}
}

/* Comparing each with each would take minutes. */
static void
a_hundred_thousand_entries_are_read_and_no_more(void **state)
{
	struct content *c = *state;
	struct random random = { 5 };
	struct rsec_der der;
	struct rsec_mft mft;

	write_numbered(c, &random, RSEC_MFT_ENTRIES_MAX + 1, 200000);
	der = content_der(c);
	assert_int_equal(rsec_mft_parse(&der, &c->arena, &mft), 0);
	assert_int_equal(mft.count, RSEC_MFT_ENTRIES_MAX);
	content_must_find(c, RSEC_RULE_MFT_ENTRIES, -1,
	    "100001 entries, of which the first 100000 are read");
	assert_true(content_count(c, RSEC_RULE_MFT_NAME_TWICE) > 900);
}

static void
the_certificate_and_the_manifest_must_fit(void **state)
{
	static const char uri[] = "rsync://rpki.example.net/repo/a.crl";
	struct content *c = *state;
	struct rsec_cert ee = { .offset = 99,
		.not_before = 1790812800,
		.not_after = 1790812800 + 86400 };
	struct rsec_mft mft;

	ee.resources.ipv4.present = ee.resources.ipv4.inherit = true;
	ee.crl_dp.list[0] =
	    (struct rsec_bytes){ (const uint8_t *)uri, strlen(uri) };
	ee.crl_dp.count = 1;
	assert_int_equal(parse(c, FIELDS, ENTRY_ROA ENTRY_CRL, &mft), 0);
	rsec_mft_check_ee(&mft, &ee, &c->findings);
	content_must_be_sound(c);

	ee.crl_dp.list[0].len--;
	ee.resources.ipv6.present = ee.resources.asn.present = true;
	ee.not_before++;
	ee.not_after--;
	rsec_mft_check_ee(&mft, &ee, &c->findings);
	assert_int_equal(c->findings.count, 5);
	content_must_find(c, RSEC_RULE_MFT_CRL_NAME,
	    (long)mft.entries[1].offset,
	    "\"a.crl\" is not the CRL that the certificate points to");
	assert_int_equal(content_count(c, RSEC_RULE_MFT_EE_INHERIT), 2);
	assert_int_equal(content_count(c, RSEC_RULE_MFT_EE_VALIDITY), 2);
	assert_string_equal(c->findings.list[3].message,
	    "thisUpdate 2026-10-01T00:00:00Z is before notBefore "
	    "2026-10-01T00:00:01Z of the certificate");
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, content_setup, content_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_manifest_is_read_as_it_stands),
		TEST(each_fault_has_its_message),
		TEST(names_are_files_and_nothing_else),
		TEST(an_entry_is_found_where_a_scan_finds_it),
		TEST(a_hundred_thousand_entries_are_read_and_no_more),
		TEST(the_certificate_and_the_manifest_must_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
