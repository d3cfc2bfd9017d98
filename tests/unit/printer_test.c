/* SPDX-License-Identifier: ISC */
/*
 * The printers of roa-print, over objects that are put together by hand:
 * exact texts, JSON as jansson reads it, and what hostile bytes may not do.
 */
#include "tests/lib/test.h"

#include <jansson.h>
#include <string.h>

#include "cmd/roa-print/put.h"
#include "tests/unit/printer/subjects.h"
#include "text/escape.h"

#define FORMATS (FORMAT_RPKI_CLIENT + 1)

static const struct rsec_policy policy;

static void
assert_text(struct rsec_buf *buf, const char *text)
{
	assert_int_equal(rsec_buf_addc(buf, '\0'), 0);
	assert_string_equal(buf->data, text);
	rsec_buf_fini(buf);
}

static void
print(struct rsec_buf *out, enum print_format format,
    const struct subject *subject)
{
	const struct printer *printer = printer_get(format);

	assert_int_equal(printer->begin(out), 0);
	assert_int_equal(printer->object(out, subject, &policy, true), 0);
	assert_int_equal(printer->end(out), 0);
}

static void
text_has_verdict_and_findings(void **state)
{
	static const char expected[] =
	    "File            customer.roa (32 bytes)\n"
	    "URI             rsync://example.net/customer.roa\n"
	    "SHA-256         009f2c0100000000000000000000000000000000000000000"
	    "000000000000000\n"
	    "Type            ROA, version 0\n"
	    "Origin          AS64496\n"
	    "Prefixes        192.0.2.0/24\n"
	    "                2001:db8::/32  maxLength 48\n"
	    "Valid           2026-10-01 00:00:00Z to 2027-10-01 00:00:00Z\n"
	    "Signed          2026-10-01 00:00:00Z\n"
	    "EE certificate\n"
	    "    serial      9F2C01\n"
	    "    subject     rsync://example.net/CA.cer\n"
	    "    issuer      rsync://example.net/CA.cer\n"
	    "    SKI         00:9F:2C:01:00:00:00:00:00:00:00:00:00:00:00:00:"
	    "00:00:00:00\n"
	    "    AKI         00:9F:2C:01:00:00:00:00:00:00:00:00:00:00:00:00:"
	    "00:00:00:00\n"
	    "    AIA         rsync://example.net/CA.cer\n"
	    "    CRL         rsync://example.net/CA.cer\n"
	    "    Repository  rsync://example.net/CA.cer\n"
	    "    Manifest    rsync://example.net/CA.cer\n"
	    "    Notify      rsync://example.net/CA.cer\n"
	    "    SIA         rsync://example.net/CA.cer\n"
	    "    resources   192.0.2.0/24\n"
	    "                IPv6 as the issuer\n"
	    "                AS64496-AS64511\n"
	    "Verdict         not checked\n"
	    "    der         ok          1 error\n"
	    "    cms         ok\n"
	    "    signature   ok\n"
	    "    profile     ok\n"
	    "    content     ok\n"
	    "    time        not checked: not asked for\n"
	    "    chain       ok          example > CA.cer > this, "
	    "expires 2027-10-01 00:00:00Z\n"
	    "    crl         ok          CA.cer, next update 2027-10-01 "
	    "00:00:00Z\n"
	    "    resources   ok\n"
	    "    manifest    ok          listed in CA.cer #9F2C01, hash "
	    "matches\n"
	    "Findings\n"
	    "    error    DER-TRUNCATED  what is wrong\n"
	    "             X.690 section 8.1, at byte 1411\n";
	static struct sample sample;
	struct rsec_buf out = RSEC_BUF_INIT;

	(void)state;
	sample_roa(&sample);
	print(&out, FORMAT_TEXT, &sample.subject);
	assert_text(&out, expected);
}

static void
a_manifest_says_how_its_files_stand(void **state)
{
	static struct sample sample;
	struct rsec_buf out = RSEC_BUF_INIT;

	(void)state;
	sample_mft(&sample);
	print(&out, FORMAT_TEXT, &sample.subject);
	assert_int_equal(rsec_buf_addc(&out, '\0'), 0);
	assert_non_null(
	    strstr(out.data, "Number          9F2C01\n"
			     "This update     2026-10-01 00:00:00Z\n"
			     "Next update     2027-10-01 00:00:00Z\n"
			     "Files           2\n"
			     "    ok          009f2c01"));
	assert_non_null(strstr(out.data, "\n    MISMATCH    009f2c01"));
	assert_non_null(strstr(out.data, "  b.roa\n    UNLISTED    "));
	rsec_buf_fini(&out);
}

static void
old_layouts_of_a_roa(void **state)
{
	static struct sample sample;
	struct rsec_buf out = RSEC_BUF_INIT;

	(void)state;
	sample_roa(&sample);
	print(&out, FORMAT_PRINT_ROA, &sample.subject);
	print(&out, FORMAT_PRINT_MANIFEST, &sample.subject);
	assert_text(&out, "ROA Version:    0\n"
			  "SigningTime:    2026-10-01T00:00:00Z\n"
			  "asID:           64496\n"
			  " addressFamily: 1\n"
			  "     IPAddress: 192.0.2.0/24\n"
			  " addressFamily: 2\n"
			  "     IPAddress: 2001:db8::/32-48\n\n");
	sample.subject.object.cms.has_signing_time = false;
	sample.subject.object.roa.count = 0;
	print(&out, FORMAT_PRINT_ROA, &sample.subject);
	assert_text(&out, "ROA Version:    0\n"
			  "SigningTime:    None\n"
			  "asID:           64496\n\n");
}

static void
old_layout_of_a_manifest(void **state)
{
	static struct sample sample;
	struct rsec_buf out = RSEC_BUF_INIT;

	(void)state;
	sample_mft(&sample);
	sample.subject.object.mft.count = 1;
	print(&out, FORMAT_PRINT_MANIFEST, &sample.subject);
	assert_text(&out,
	    "Manifest Version: 0\n"
	    "SigningTime:      2026-10-01T00:00:00Z\n"
	    "Number:           10431489\n"
	    "thisUpdate:       2026-10-01T00:00:00Z\n"
	    "nextUpdate:       2027-10-01T00:00:00Z\n"
	    "fileHashAlg:      id-sha256\n"
	    "fileList[  0]:    00:9F:2C:01:00:00:00:00:00:00:00:00:00:00:00:00:"
	    "00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00 a.roa\n\n");
}

static void
the_layout_of_rpki_client(void **state)
{
	static struct sample sample;
	struct rsec_buf out = RSEC_BUF_INIT;

	(void)state;
	sample_roa(&sample);
	print(&out, FORMAT_RPKI_CLIENT, &sample.subject);
	assert_text(&out,
	    "File:                     customer.roa\n"
	    "Hash identifier:          AJ8sAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	    "AAAA=\n"
	    "Subject key identifier:   00:9F:2C:01:00:00:00:00:00:00:00:00:00:"
	    "00:00:00:00:00:00:00\n"
	    "Certificate issuer:       \n"
	    "Certificate serial:       9F2C01\n"
	    "Authority key identifier: 00:9F:2C:01:00:00:00:00:00:00:00:00:00:"
	    "00:00:00:00:00:00:00\n"
	    "Authority info access:    rsync://example.net/CA.cer\n"
	    "Subject info access:      rsync://example.net/CA.cer\n"
	    "Signing time:             Thu 01 Oct 2026 00:00:00 +0000\n"
	    "ROA not before:           Thu 01 Oct 2026 00:00:00 +0000\n"
	    "ROA not after:            Fri 01 Oct 2027 00:00:00 +0000\n"
	    "asID:                     64496\n"
	    "IP address blocks:        192.0.2.0/24 maxlen: 24\n"
	    "                          2001:db8::/32 maxlen: 48\n"
	    "Validation:               N/A\n"
	    "Signature path:           rsync://example.net/CA.cer\n"
	    "                          rsync://example.net/CA.cer\n"
	    "                          rsync://example.net/CA.cer\n"
	    "                          rsync://example.net/CA.cer\n"
	    "Signature path expires:   Fri 01 Oct 2027 00:00:00 +0000\n");
}

#define VRPS_HEADER "uri,asn,prefix,maxlen,notBefore,notAfter\n"

static void
vrps_of_a_roa_that_does_not_fail(void **state)
{
	static struct sample sample;
	struct rsec_buf out = RSEC_BUF_INIT;

	(void)state;
	sample_roa(&sample);
	print(&out, FORMAT_CSV, &sample.subject);
	assert_text(&out, VRPS_HEADER
	    "rsync://example.net/customer.roa,AS64496,192.0.2.0/24,24,"
	    "2026-10-01T00:00:00Z,2027-10-01T00:00:00Z\n"
	    "rsync://example.net/customer.roa,AS64496,2001:db8::/32,48,"
	    "2026-10-01T00:00:00Z,2027-10-01T00:00:00Z\n");
	sample.subject.verdict.overall = RSEC_FAIL;
	print(&out, FORMAT_CSV, &sample.subject);
	assert_text(&out, VRPS_HEADER);
}

static void
csv_quotes_and_tsv_escapes_a_name(void **state)
{
	static struct sample sample;
	struct rsec_buf out = RSEC_BUF_INIT;

	(void)state;
	sample_roa(&sample);
	sample.item.uri = bytes_of("a,\"b\"\t.roa");
	sample.subject.object.roa.count = 1;
	print(&out, FORMAT_CSV, &sample.subject);
	assert_text(&out,
	    VRPS_HEADER "\"a,\"\"b\"\"\\t.roa\",AS64496,192.0.2.0/24,24,"
			"2026-10-01T00:00:00Z,2027-10-01T00:00:00Z\n");
	print(&out, FORMAT_TSV, &sample.subject);
	assert_text(&out, "uri\tasn\tprefix\tmaxlen\tnotBefore\tnotAfter\n"
			  "a,\"b\"\\t.roa\tAS64496\t192.0.2.0/24\t24\t"
			  "2026-10-01T00:00:00Z\t2027-10-01T00:00:00Z\n");
}

static void
a_brief_line(void **state)
{
	static struct sample sample;
	struct rsec_buf out = RSEC_BUF_INIT;

	(void)state;
	sample_roa(&sample);
	print(&out, FORMAT_BRIEF, &sample.subject);
	sample_mft(&sample);
	print(&out, FORMAT_BRIEF, &sample.subject);
	assert_text(&out, "not-checked  roa            AS64496       "
			  "192.0.2.0/24,2001:db8::/32-48   customer.roa\n"
			  "not-checked  manifest       9F2C01        "
			  "files=2                         a.roa\n");
}

/* The text at a path of keys: "certificate/ski". */
static const char *
text_at(const json_t *root, const char *path)
{
	char key[32];
	size_t n;

	for (; *path != '\0' && root != NULL; path += n + (path[n] == '/')) {
		n = strcspn(path, "/");
		assert_true(n < sizeof(key));
		memcpy(key, path, n);
		key[n] = '\0';
		root = json_object_get(root, key);
	}
	return json_string_value(root);
}

static void
json_has_what_a_roa_says(void **state)
{
	static const char *const texts[][2] = { { "file", "customer.roa" },
		{ "uri", "rsync://example.net/customer.roa" },
		{ "type", "roa" }, { "verdict/overall", "not-checked" },
		{ "verdict/der", "ok" }, { "verdict/time", "not-checked" },
		{ "verdict/reasons/time", "not asked for" },
		{ "contentType", "1.2.840.113549.1.9.16.1.24" },
		{ "signingTime", "2026-10-01T00:00:00Z" },
		{ "certificate/kind", "ee" },
		{ "certificate/serial", "9F2C01" },
		{ "certificate/notAfter", "2027-10-01T00:00:00Z" },
		{ "certificate/ski",
		    "009F2C0100000000000000000000000000000000" },
		{ "certificate/resources/ipv6", "inherit" },
		{ "manifestNumber", "9F2C01" } };
	static struct sample sample;
	struct rsec_buf out = RSEC_BUF_INIT;
	json_t *root, *content, *prefix;
	size_t i;

	(void)state;
	sample_roa(&sample);
	print(&out, FORMAT_JSONL, &sample.subject);
	root = json_loadb(out.data, out.len, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(root);
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_string_equal(text_at(root, texts[i][0]), texts[i][1]);
	content = json_object_get(root, "content");
	assert_int_equal(
	    json_integer_value(json_object_get(content, "asn")), 64496);
	prefix = json_array_get(json_object_get(content, "prefixes"), 1);
	assert_string_equal(text_at(prefix, "prefix"), "2001:db8::/32");
	assert_int_equal(
	    json_integer_value(json_object_get(prefix, "maxLength")), 48);
	prefix = json_array_get(json_object_get(root, "findings"), 0);
	assert_string_equal(text_at(prefix, "rule"), "DER-TRUNCATED");
	assert_int_equal(
	    json_integer_value(json_object_get(prefix, "offset")), 1411);
	json_decref(root);
	rsec_buf_fini(&out);
}

static void
json_is_one_array_of_all(void **state)
{
	const struct printer *printer = printer_get(FORMAT_JSON);
	static struct sample sample;
	struct rsec_buf out = RSEC_BUF_INIT;
	json_t *root;
	int type;

	(void)state;
	assert_int_equal(printer->begin(&out), 0);
	for (type = 0; type < RSEC_OBJECT_TYPES; type++) {
		sample_init(&sample, (enum rsec_object_type)type, "x\"\\\x1b");
		assert_int_equal(
		    printer->object(&out, &sample.subject, &policy, type == 0),
		    0);
	}
	assert_int_equal(printer->end(&out), 0);
	root = json_loadb(out.data, out.len, JSON_REJECT_DUPLICATES, NULL);
	assert_int_equal(json_array_size(root), RSEC_OBJECT_TYPES);
	json_decref(root);
	rsec_buf_fini(&out);
}

/* Lines of OUT, in which nothing but LF and TAB acts on a terminal. */
static size_t
count_lines(const struct rsec_buf *out)
{
	size_t lines = 0, at = 0;

	while (at < out->len) {
		at += rsec_escape_run(out->data + at, out->len - at, 0);
		if (at == out->len)
			break;
		assert_true(out->data[at] == '\n' || out->data[at] == '\t');
		lines += out->data[at++] == '\n';
	}
	return lines;
}

static void
no_bytes_of_an_object_act_or_add_lines(void **state)
{
	static const char *const hostile[] = { "\x1b[2J", "a\nb\r\n",
		"\xff\xfe",
		"\xc2\x9b"
		"31m",
		"\xe2\x80\xae"
		"evil",
		"a\tb", "\x7f", "" };
	static struct sample good, bad;
	struct rsec_buf out = RSEC_BUF_INIT;
	size_t i, lines;
	int type, format;

	(void)state;
	for (type = 0; type < RSEC_OBJECT_TYPES; type++)
		for (format = 0; format < FORMATS; format++) {
			sample_init(&good, (enum rsec_object_type)type, "abc");
			out.len = 0;
			print(&out, (enum print_format)format, &good.subject);
			lines = count_lines(&out);
			for (i = 0; *hostile[i] != '\0'; i++) {
				sample_init(&bad, (enum rsec_object_type)type,
				    hostile[i]);
				out.len = 0;
				print(&out, (enum print_format)format,
				    &bad.subject);
				assert_int_equal(count_lines(&out), lines);
			}
		}
	rsec_buf_fini(&out);
}

/* A buffer that cannot grow is what a printer sees without memory. */
static void
a_printer_without_memory_says_so(void **state)
{
	struct rsec_buf full = { NULL, SIZE_MAX / 2, SIZE_MAX / 2 };
	static struct sample sample;
	int format;

	(void)state;
	for (format = 0; format < FORMATS; format++) {
		if (format == FORMAT_PRINT_MANIFEST)
			sample_mft(&sample);
		else
			sample_roa(&sample);
		assert_int_equal(
		    printer_get((enum print_format)format)
			->object(&full, &sample.subject, &policy, true),
		    -1);
		assert_true(full.len == SIZE_MAX / 2);
	}
	assert_int_equal(rules_print(&full), -1);
	assert_int_equal(rules_explain(&full, RSEC_RULE_DER_TAG), -1);
}

static void
integers_of_any_size_and_sign(void **state)
{
	static const struct {
		const char *octets;
		size_t n;
		const char *hex, *decimal;
	} cases[] = { { "", 0, "-", "-" }, { "\0", 1, "00", "0" },
		{ "\x7f", 1, "7F", "127" }, { "\0\x80", 2, "80", "128" },
		{ "\xff", 1, "-01", "0x-01" }, { "\x80", 1, "-80", "0x-80" },
		{ "\xff\x00", 2, "-0100", "0x-0100" },
		{ "\xfe\xff", 2, "-0101", "0x-0101" },
		{ "\x12\x34\x56\x78\x9a\xbc\xde\xf0\x12", 9,
		    "123456789ABCDEF012", "335812727670730321938" } };
	struct rsec_buf out = RSEC_BUF_INIT;
	struct rsec_bytes octets;
	struct writer w;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		octets.data = (const uint8_t *)cases[i].octets;
		octets.len = cases[i].n;
		w = put_begin(&out);
		put_integer(&w, octets);
		assert_text(&out, cases[i].hex);
		put_decimal(&w, octets);
		assert_text(&out, cases[i].decimal);
	}
}

static void
rules_are_listed_and_explained(void **state)
{
	struct rsec_buf out = RSEC_BUF_INIT;
	int rule;

	(void)state;
	assert_int_equal(rules_print(&out), 0);
	assert_int_equal(count_lines(&out), RSEC_RULES + 1);
	out.len = 0;
	for (rule = 0; rule < RSEC_RULES; rule++)
		assert_int_equal(rules_explain(&out, (enum rsec_rule)rule), 0);
	out.len = 0;
	assert_int_equal(
	    rules_explain(&out, RSEC_RULE_CMS_SIGNING_TIME_ABSENT), 0);
	assert_text(&out,
	    "CMS-SIGNING-TIME-ABSENT\n"
	    "    severity    error; note under --profile 2013\n"
	    "    layer       cms\n"
	    "    cite        RFC 9589 section 4\n\n"
	    "The attribute signing-time is present: repositories date their "
	    "files by it.\n"
	    "Until 2024 it was optional; sign the object anew.\n");
}

static void
two_roas_differ_in_what_was_changed(void **state)
{
	static const struct rsec_roa_prefix now[] = {
		{ { 0xc6336400000000U << 8, 0, RSEC_IPV4, 24 }, 24, false, 0 },
		{ { 0x20010db800000000, 0, RSEC_IPV6, 32 }, 40, true, 0 },
	};
	static struct sample a, b;
	struct rsec_buf out = RSEC_BUF_INIT;
	bool different = true;

	(void)state;
	sample_roa(&a);
	sample_roa(&b);
	assert_int_equal(
	    diff_print(&out, &a.subject, &b.subject, &different), 0);
	assert_false(different);
	b.subject.object.roa.prefixes =
	    (struct rsec_roa_prefix *)(uintptr_t)now;
	b.subject.object.roa.asn = 64500;
	assert_int_equal(
	    diff_print(&out, &a.subject, &b.subject, &different), 0);
	assert_true(different);
	assert_text(&out, "~  origin  AS64496 > AS64500\n"
			  "-  192.0.2.0/24  maxLength 24\n"
			  "+  198.51.100.0/24  maxLength 24\n"
			  "~  2001:db8::/32  maxLength 48 > maxLength 40\n");
}

static void
match_finds_what_covers_and_what_lies_in(void **state)
{
	static const struct {
		const char *arg;
		bool roa, certificate;
	} cases[] = { { "AS64496", true, true }, { "64511", false, true },
		{ "AS64512", false, false }, { "192.0.2.0/24", true, true },
		{ "192.0.2.128/25", true, true },
		{ "192.0.0.0/16", true, true }, { "0.0.0.0/0", true, true },
		{ "192.0.3.0/24", false, false },
		{ "2001:db8::/48", true, false },
		{ "2001:db9::/32", false, false }, { "::/0", true, false } };
	static struct sample roa, certificate;
	struct match match;
	size_t i;

	(void)state;
	sample_roa(&roa);
	sample_init(&certificate, RSEC_OBJECT_CERT, "x");
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_true(match_parse(&match, cases[i].arg));
		assert_int_equal(
		    match_object(&match, &roa.subject.object), cases[i].roa);
		assert_int_equal(
		    match_object(&match, &certificate.subject.object),
		    cases[i].certificate);
	}
	assert_false(match_parse(&match, "example"));
	assert_false(match_parse(&match, "192.0.2.1/24"));
}

/* The URI and the key of a TAL made of SAMPLE; its first URI is URI. */
static void
assert_tal(const struct sample *sample, const char *uri)
{
	struct rsec_arena arena = RSEC_ARENA_INIT;
	struct rsec_buf out = RSEC_BUF_INIT;
	struct rsec_bytes text;
	struct rsec_tal tal;

	assert_int_equal(tal_out(&out, &sample->subject), 0);
	text = (struct rsec_bytes){ (const uint8_t *)out.data, out.len };
	assert_true(rsec_tal_is(text));
	assert_int_equal(rsec_tal_parse(text, &arena, NULL, &tal), 0);
	assert_int_equal(tal.uris.count, 1);
	assert_true(rsec_bytes_equal(tal.uris.list[0], bytes_of(uri)));
	assert_true(rsec_bytes_equal(
	    tal.spki, (struct rsec_bytes){ sample->item.file.data, 32 }));
	rsec_arena_fini(&arena);
	rsec_buf_fini(&out);
}

static void
a_tal_of_a_key_that_is_published(void **state)
{
	static const char uri[] = "rsync://example.net/ta.cer";
	static struct sample sample;
	struct rsec_buf out = RSEC_BUF_INIT;

	(void)state;
	sample_init(&sample, RSEC_OBJECT_TAK, uri);
	assert_tal(&sample, uri);
	sample_init(&sample, RSEC_OBJECT_TAL, uri);
	assert_tal(&sample, uri);
	sample_init(&sample, RSEC_OBJECT_CERT, uri);
	sample.subject.object.cert.kind = RSEC_CERT_TA;
	assert_tal(&sample, uri);
	sample.item.uri.len = 0;
	assert_int_equal(tal_out(&out, &sample.subject), -1);
	sample_init(&sample, RSEC_OBJECT_TAK, "rsync://x/\n# y");
	assert_int_equal(tal_out(&out, &sample.subject), -1);
	sample_roa(&sample);
	assert_int_equal(tal_out(&out, &sample.subject), -1);
	assert_int_equal(out.len, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_has_verdict_and_findings),
		cmocka_unit_test(a_manifest_says_how_its_files_stand),
		cmocka_unit_test(old_layouts_of_a_roa),
		cmocka_unit_test(old_layout_of_a_manifest),
		cmocka_unit_test(the_layout_of_rpki_client),
		cmocka_unit_test(vrps_of_a_roa_that_does_not_fail),
		cmocka_unit_test(csv_quotes_and_tsv_escapes_a_name),
		cmocka_unit_test(a_brief_line),
		cmocka_unit_test(json_has_what_a_roa_says),
		cmocka_unit_test(json_is_one_array_of_all),
		cmocka_unit_test(no_bytes_of_an_object_act_or_add_lines),
		cmocka_unit_test(a_printer_without_memory_says_so),
		cmocka_unit_test(integers_of_any_size_and_sign),
		cmocka_unit_test(rules_are_listed_and_explained),
		cmocka_unit_test(two_roas_differ_in_what_was_changed),
		cmocka_unit_test(a_tal_of_a_key_that_is_published),
		cmocka_unit_test(match_finds_what_covers_and_what_lies_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
