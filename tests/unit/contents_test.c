/* SPDX-License-Identifier: ISC */
/* The contents of RSCs, TAKs and Ghostbusters records; TALs. */
#include "tests/lib/test.h"

#include <string.h>

#include "rpki/gbr.h"
#include "rpki/rsc.h"
#include "rpki/tak.h"
#include "rpki/tal.h"
#include "tests/lib/cadefect.h"
#include "tests/lib/content.h"

#define HASH                                                          \
	"04 20 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11 12" \
	"13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f 20"
#define SHA256 "30 0b 06 09 60 86 48 01 65 03 04 02 01"

static struct rsec_bytes
bytes(const char *text)
{
	return (struct rsec_bytes){ (const uint8_t *)text, strlen(text) };
}

static void
must_be(struct rsec_bytes value, const char *text)
{
	assert_true(rsec_bytes_equal(value, bytes(text)));
}

/* An RSC of RESOURCES, which are elements, and ENTRIES. */
static void
parse_rsc(struct content *c, const char *resources, const char *entries,
    struct rsec_rsc *rsc)
{
	struct rsec_der der;

	derw_reset(&c->w, NULL);
	derw_begin(&c->w, 0x30, NULL);
	derw_begin(&c->w, 0x30, NULL);
	derw_hex(&c->w, resources);
	derw_end(&c->w);
	derw_hex(&c->w, SHA256);
	derw_begin(&c->w, 0x30, NULL);
	derw_hex(&c->w, entries);
	derw_end(&c->w);
	derw_end(&c->w);
	der = content_der(c);
	assert_int_equal(rsec_rsc_parse(&der, &c->arena, rsc), 0);
}

/* AS64496 and 192.0.2.0/24 */
#define AS64496	 "a0 0b 30 09 a0 07 30 05 02 03 00 fb f0"
#define IP	 "a1 10 30 0e 30 0c 04 02 00 01 30 06 03 04 00 c0 00 02"
#define NAMED	 "30 25 16 01 61" HASH
#define NAMELESS "30 22" HASH

static void
a_checklist_is_read_as_it_stands(void **state)
{
	struct rsec_rsc rsc;

	parse_rsc(*state, AS64496 IP, NAMED NAMELESS NAMELESS, &rsc);
	content_must_be_sound(*state);
	assert_int_equal(rsc.resources.asn.count, 1);
	assert_int_equal(rsc.resources.asn.list[0].min, 64496);
	assert_int_equal(rsc.resources.ipv4.count, 1);
	assert_false(rsc.resources.ipv6.present);
	assert_int_equal(rsc.count, 3);
	must_be(rsc.entries[0].name, "a");
	assert_true(rsc.entries[0].has_name && !rsc.entries[1].has_name);
	assert_int_equal(rsc.entries[2].hash.data[31], 32);
}

static const struct {
	const char *resources, *entries;
	enum rsec_rule rule;
	const char *message;
} rscs[] = {
	{ "", NAMED, RSEC_RULE_RSC_RESOURCES_EMPTY,
	    "neither AS nor IP resources" },
	{ "a0 06 30 04 a0 02 05 00", NAMED, RSEC_RULE_RSC_INHERIT,
	    "resources are inherited" },
	{ IP "05 00", NAMED, RSEC_RULE_RSC_SYNTAX,
	    "something follows the end of the resources (tag 05)" },
	{ IP, "", RSEC_RULE_RSC_EMPTY, "no file is listed" },
	{ IP, NAMED NAMED, RSEC_RULE_RSC_NAME_TWICE, "\"a\" is listed again" },
	{ IP, "30 25 16 01 2f" HASH, RSEC_RULE_RSC_NAME_CHARS,
	    "\"/\" is no name of a file: letters, digits, '-', '_' and '.'" },
	{ IP, "30 25 0c 01 61" HASH, RSEC_RULE_RSC_SYNTAX,
	    "name of a file is no IA5String (tag 0c)" },
	{ IP, "30 03 04 01 00", RSEC_RULE_RSC_HASH_SIZE,
	    "hash of 1 octets, not 32" },
	{ IP, "30 03 16 01 61", RSEC_RULE_RSC_SYNTAX, "no hash of a file" },
};

static void
each_fault_of_a_checklist_has_its_message(void **state)
{
	struct rsec_rsc rsc;
	size_t i;

	for (i = 0; i < sizeof(rscs) / sizeof(*rscs); i++) {
		parse_rsc(*state, rscs[i].resources, rscs[i].entries, &rsc);
		content_must_find(*state, rscs[i].rule, -1, rscs[i].message);
	}
}

static void
what_a_checklist_is_about_is_the_certificates(void **state)
{
	struct rsec_asn_range asn = { 64497, 64500, 0 };
	struct rsec_cert ee = { .offset = 9 };
	struct content *c = *state;
	struct rsec_rsc rsc;

	parse_rsc(c, AS64496 IP, NAMED, &rsc);
	rsec_rsc_check_ee(&rsc, &ee, &c->findings);
	assert_int_equal(content_count(c, RSEC_RULE_RSC_EE_CONTAINED), 2);
	ee.resources.ipv4 = rsc.resources.ipv4;
	ee.resources.asn = (struct rsec_asn_resources){ true, false, &asn, 1 };
	parse_rsc(c, AS64496 IP, NAMED, &rsc);
	rsec_rsc_check_ee(&rsc, &ee, &c->findings);
	content_must_find(c, RSEC_RULE_RSC_EE_CONTAINED, -1,
	    "AS64496-AS64496 is not among the resources of the certificate");
	asn.min = 64496;
	ee.resources.ipv6.present = ee.resources.ipv6.inherit = true;
	parse_rsc(c, AS64496 IP, NAMED, &rsc);
	rsec_rsc_check_ee(&rsc, &ee, &c->findings);
	assert_int_equal(c->findings.count, 1);
	content_must_find(c, RSEC_RULE_RSC_EE_INHERIT, 9, NULL);
}

static void
parse_gbr(struct content *c, const char *text, struct rsec_gbr *gbr)
{
	struct rsec_der der;

	derw_reset(&c->w, NULL);
	derw_raw(&c->w, text, strlen(text));
	der = content_der(c);
	assert_int_equal(rsec_gbr_parse(&der, &c->arena, gbr), 0);
}

#define BEGIN "BEGIN:VCARD\r\nVERSION:4.0\r\n"
#define END   "END:VCARD\r\n"

static void
a_vcard_is_unfolded_and_its_first_values_are_kept(void **state)
{
	struct rsec_gbr gbr;

	parse_gbr(*state,
	    "begin:vcard\r\nVersion:4.0\r\nFN:Exam\r\n ple\r\n\t Operator\r\n"
	    "ORG:One\r\nORG:Two\r\nADR;TYPE=WORK;LABEL=\"a:b;c\":;;1 Street\r\n"
	    "TEL;VALUE=uri:tel:+1-555-555-0100\r\nEMAIL:\r\n" END,
	    &gbr);
	content_must_be_sound(*state);
	must_be(gbr.fn, "Example Operator");
	must_be(gbr.org, "One");
	must_be(gbr.adr, ";;1 Street");
	must_be(gbr.tel, "tel:+1-555-555-0100");
	assert_int_equal(gbr.email.len, 0);
}

static const struct {
	const char *text;
	enum rsec_rule rule;
	long at;
	const char *message;
} gbrs[] = {
	{ BEGIN "FN:A\r\nEMAIL:a@example.net\r\n", RSEC_RULE_GBR_VCARD, 0,
	    "no vCard from BEGIN:VCARD to END:VCARD" },
	{ BEGIN "FN:A\r\nTEL:1\r\n" END "\r\n", RSEC_RULE_GBR_VCARD, 50,
	    "line \"\" is no property of a vCard" },
	{ BEGIN "FN:A\r\nTEL:1\r\n" END "TEL:2\r\n", RSEC_RULE_GBR_VCARD, 50,
	    "something follows END:VCARD" },
	{ BEGIN "FN:A\r\nTEL:1\r\nEND:OTHER\r\n", RSEC_RULE_GBR_VCARD, 39,
	    "BEGIN or END of something other than VCARD" },
	{ "BEGIN:VCARD\r\nFN:A\r\nTEL:1\r\n" END, RSEC_RULE_GBR_VERSION, 0,
	    "no VERSION" },
	{ "BEGIN:VCARD\r\nFN:A\r\nVERSION:4.0\r\nTEL:1\r\n" END,
	    RSEC_RULE_GBR_VERSION, 19,
	    "the second line, and no other, is VERSION:4.0" },
	{ BEGIN "TEL:1\r\n" END, RSEC_RULE_GBR_FN, 0, "no name (FN)" },
	{ BEGIN "FN:A\r\n" END, RSEC_RULE_GBR_CONTACT, 0,
	    "none of ADR, TEL and EMAIL" },
	{ BEGIN "FN:A\r\nTEL:1\r\nNOTE:x\r\n" END, RSEC_RULE_GBR_PROPERTY, 39,
	    "property \"NOTE\" is not allowed" },
	{ BEGIN "FN:A\r\nTEL:1\r\nN:;;;;\r\n" END, RSEC_RULE_GBR_PROPERTY, 39,
	    "property \"N\" is not allowed" },
	{ BEGIN "FN:A\r\nTEL:\033[2J\r\n" END, RSEC_RULE_GBR_CHARS, 32,
	    "line \"TEL:\\x1b[2J\" is no printable UTF-8" },
	{ BEGIN "FN:A\nTEL:1\n" END, RSEC_RULE_GBR_LINE, 26,
	    "a line does not end with CRLF" },
	{ "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;;;;\r\nFN:A\r\nTEL:1\r\n" END,
	    RSEC_RULE_GBR_VERSION, 13, NULL },
};

static void
each_fault_of_a_vcard_has_its_message_and_place(void **state)
{
	struct rsec_gbr gbr;
	size_t i;

	for (i = 0; i < sizeof(gbrs) / sizeof(*gbrs); i++) {
		parse_gbr(*state, gbrs[i].text, &gbr);
		assert_int_equal(((struct content *)*state)->findings.count, 1);
		content_must_find(
		    *state, gbrs[i].rule, gbrs[i].at, gbrs[i].message);
	}
}

/* A TAL for a key of ours; its text goes to W. */
static void
write_tal(struct derw *w)
{
	static struct ca ca;

	ca_init(&ca, "ta", 0, NULL, "rsync://rpki.example.net/repo/");
	derw_reset(w, NULL);
	ca_tal_write(&ca, w);
}

static int
parse_tal(struct content *c, struct rsec_tal *tal)
{
	rsec_findings_reset(&c->findings);
	return rsec_tal_parse((struct rsec_bytes){ c->w.data, c->w.len },
	    &c->arena, &c->findings, tal);
}

static void
a_tal_is_read_and_written_again(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_tal tal, again;
	struct content *c = *state;

	write_tal(&c->w);
	assert_int_equal(parse_tal(c, &tal), 0);
	content_must_be_sound(c);
	assert_int_equal(tal.spki.len, 294);
	assert_int_equal(
	    rsec_tal_format(&text, "one\ntwo\n", &tal.uris, tal.spki), 0);
	assert_memory_equal(text.data, "# one\n# two\n#\nrsync://", 22);
	assert_int_equal(
	    rsec_tal_parse(
		(struct rsec_bytes){ (uint8_t *)text.data, text.len },
		&c->arena, &c->findings, &again),
	    0);
	content_must_be_sound(c);
	must_be(again.comment, "one");
	assert_int_equal(again.uris.count, tal.uris.count);
	assert_true(rsec_bytes_equal(again.uris.list[0], tal.uris.list[0]));
	assert_true(rsec_bytes_equal(again.spki, tal.spki));
	rsec_buf_fini(&text);
}

static void
a_tal_may_have_more_uris_than_are_kept(void **state)
{
	struct content *c = *state;
	struct rsec_tal tal;
	int i;

	derw_reset(&c->w, NULL);
	for (i = 0; i <= RSEC_URIS_MAX; i++)
		derw_raw(&c->w, "https://rpki.example.net/ta.cer\n", 32);
	assert_int_equal(parse_tal(c, &tal), 0);
	assert_int_equal(tal.uris.count, RSEC_URIS_MAX);
	content_must_find(
	    c, RSEC_RULE_TAL_LIMIT, RSEC_URIS_MAX * 32, "more than 8 URIs");
	content_must_find(c, RSEC_RULE_TAL_KEY_MISSING, 288, "no key");
}

static void
what_a_tal_looks_like(void **state)
{
	(void)state;
	assert_true(rsec_tal_is(bytes("# comment")));
	assert_true(rsec_tal_is(bytes("rsync://a/b")));
	assert_true(rsec_tal_is(bytes("http://a/b\n")));
	assert_false(rsec_tal_is(bytes("")));
	assert_false(rsec_tal_is(bytes("://a")));
	assert_false(rsec_tal_is(bytes("0\x82rsync://")));
	assert_false(rsec_tal_is(bytes("abcdefghijkl://a")));
	assert_false(rsec_tal_is(bytes("rsync:/\n/a")));
}

/* A TAK whose current key has SPKI, and these comments and URIs. */
static void
parse_tak(struct content *c, const char *comments, const char *uris,
    struct rsec_bytes spki, struct rsec_tak *tak)
{
	struct rsec_der der;

	derw_reset(&c->w, NULL);
	derw_begin(&c->w, 0x30, NULL);
	derw_begin(&c->w, 0x30, NULL);
	derw_begin(&c->w, 0x30, NULL);
	derw_hex(&c->w, comments);
	derw_end(&c->w);
	derw_begin(&c->w, 0x30, NULL);
	derw_hex(&c->w, uris);
	derw_end(&c->w);
	derw_raw(&c->w, spki.data, spki.len);
	derw_end(&c->w);
	derw_end(&c->w);
	der = content_der(c);
	assert_int_equal(rsec_tak_parse(&der, &c->arena, tak), 0);
}

#define URI "16 0b 72 73 79 6e 63 3a 2f 2f 61 2f 62" /* rsync://a/b */

static const struct {
	const char *comments, *uris;
	enum rsec_rule rule;
	const char *message;
} taks[] = {
	{ "0c 01 1b", URI, RSEC_RULE_TAK_COMMENT,
	    "comment \"\\x1b\" is no printable UTF-8" },
	{ "16 01 61", URI, RSEC_RULE_TAK_SYNTAX,
	    "a comment is no UTF8String (tag 16)" },
	{ "", "", RSEC_RULE_TAK_URIS, "no URI" },
	{ "", "16 07 66 74 70 3a 2f 2f 61", RSEC_RULE_TAK_URIS,
	    "URI \"ftp://a\" is neither rsync nor https" },
	{ "", "16 09 72 73 79 6e 63 3a 2f 2f 61", RSEC_RULE_TAK_URIS,
	    "URI \"rsync://a\" lacks a host or a path" },
	{ "", "16 0e 72 73 79 6e 63 3a 2f 2f 61 2f 2e 2e 2f 62",
	    RSEC_RULE_TAK_URIS,
	    "URI \"rsync://a/../b\" has a dot segment in its path" },
	{ "", URI URI URI URI URI URI URI URI URI, RSEC_RULE_TAK_LIMIT,
	    "more than 8 URIs of a key" },
};

static void
each_fault_of_a_key_has_its_message(void **state)
{
	struct content *c = *state;
	struct rsec_tak tak;
	struct rsec_tal tal;
	uint8_t spki[294];
	size_t i;

	write_tal(&c->w);
	assert_int_equal(parse_tal(c, &tal), 0);
	memcpy(spki, tal.spki.data, sizeof(spki));
	for (i = 0; i < sizeof(taks) / sizeof(*taks); i++) {
		parse_tak(c, taks[i].comments, taks[i].uris,
		    (struct rsec_bytes){ spki, sizeof(spki) }, &tak);
		assert_int_equal(c->findings.count, 1);
		content_must_find(c, taks[i].rule, -1, taks[i].message);
		assert_true(tak.current.present && tak.current.spki.len == 294);
		assert_int_equal(tak.current.key_bits.len, 270);
		assert_false(tak.successor.present);
	}
}

/* Where a byte of the key is changed, and what that makes of it. */
static const struct {
	size_t at;
	uint8_t value;
	const char *message;
} keys[] = {
	{ 14, 0x02,
	    "the current key cannot be used: its algorithm is not "
	    "rsaEncryption with NULL" },
	{ 20, 0x04,
	    "the current key cannot be used: it is no SubjectPublicKeyInfo" },
	{ 33, 0x01,
	    "the current key cannot be used: its modulus is no odd "
	    "number of 2048 bits" },
	{ 288, 0x00,
	    "the current key cannot be used: its modulus is no odd "
	    "number of 2048 bits" },
	{ 293, 0x03,
	    "the current key cannot be used: its exponent is not 65537" },
	{ 289, 0x04,
	    "the current key cannot be used: it is not a modulus and "
	    "an exponent" },
};

static void
a_key_that_is_of_no_use_is_told(void **state)
{
	struct content *c = *state;
	struct rsec_tak tak;
	struct rsec_tal tal;
	uint8_t spki[294];
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		write_tal(&c->w);
		assert_int_equal(parse_tal(c, &tal), 0);
		memcpy(spki, tal.spki.data, sizeof(spki));
		spki[keys[i].at] = keys[i].value;
		parse_tak(c, "", URI, (struct rsec_bytes){ spki, sizeof(spki) },
		    &tak);
		content_must_find(c, RSEC_RULE_TAK_KEY, -1, keys[i].message);
	}
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, content_setup, content_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_checklist_is_read_as_it_stands),
		TEST(each_fault_of_a_checklist_has_its_message),
		TEST(what_a_checklist_is_about_is_the_certificates),
		TEST(a_vcard_is_unfolded_and_its_first_values_are_kept),
		TEST(each_fault_of_a_vcard_has_its_message_and_place),
		TEST(a_tal_is_read_and_written_again),
		TEST(a_tal_may_have_more_uris_than_are_kept),
		TEST(what_a_tal_looks_like),
		TEST(each_fault_of_a_key_has_its_message),
		TEST(a_key_that_is_of_no_use_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
