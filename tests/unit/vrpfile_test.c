/* SPDX-License-Identifier: ISC */
/* What is accepted: every format gives the same set. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/input.h"
#include "tests/lib/vrptext.h"

/* The same three VRPs in each format, as its exporter lays it out. */
static const char expected[] = "192.0.2.0/24-26 64496 example\n"
			       "198.51.100.0/24-24 0 example\n"
			       "2001:db8::/32-48 4200000000 example\n";

static const struct format_case {
	const char *name, *text;
	enum rsec_vrpfile_format format;
	int64_t time;
} formats[] = {
	{ "rpki-client JSON",
	    "{\n\t\"metadata\": {\n\t\t\"buildmachine\": \"host\",\n"
	    "\t\t\"buildtime\": \"2026-11-23T04:05:06Z\",\n"
	    "\t\t\"roas\": 3,\n\t\t\"talfiles\": [\n\t\t\t\"a\"\n\t\t]\n"
	    "\t},\n\t\"roas\": [\n"
	    "\t\t{ \"asn\": 64496, \"prefix\": \"192.0.2.0/24\", "
	    "\"maxLength\": 26, \"ta\": \"example\", \"expires\": 17 },\n"
	    "\t\t{ \"asn\": 0, \"prefix\": \"198.51.100.0/24\", "
	    "\"maxLength\": 24, \"ta\": \"example\", \"expires\": 17 },\n"
	    "\t\t{ \"asn\": 4200000000, \"prefix\": \"2001:db8::/32\", "
	    "\"maxLength\": 48, \"ta\": \"example\", \"expires\": 17 }\n"
	    "\t],\n\t\"bgpsec_keys\": [\n\t\t{ \"asn\": 64496, "
	    "\"ski\": \"00\", \"pubkey\": \"MFk=\", \"ta\": \"example\" }\n"
	    "\t],\n\t\"aspas\": [\n\t\t{ \"customer_asid\": 64496, "
	    "\"expires\": 17, \"providers\": [ 64497, 64498 ] }\n\t]\n}\n",
	    RSEC_VRPFILE_JSON, 1795406706 },
	{ "Routinator json",
	    "{\n  \"metadata\": {\n    \"generated\": 1795406706,\n"
	    "    \"generatedTime\": \"2026-11-23T04:05:06Z\"\n  },\n"
	    "  \"roas\": [\n    { \"asn\": \"AS64496\", \"prefix\": "
	    "\"192.0.2.0/24\", \"maxLength\": 26, \"ta\": \"example\" },\n"
	    "    { \"asn\": \"AS0\", \"prefix\": \"198.51.100.0/24\", "
	    "\"maxLength\": 24, \"ta\": \"N/A\" },\n"
	    "    { \"asn\": \"AS4200000000\", \"prefix\": \"2001:db8::/32\", "
	    "\"maxLength\": 48, \"ta\": \"example\" }\n  ]\n}\n",
	    RSEC_VRPFILE_JSON, 1795406706 },
	{ "Routinator jsonext",
	    "{ \"roas\": [ { \"asn\": \"AS64496\", \"prefix\": "
	    "\"192.0.2.0/24\", \"maxLength\": 26, \"source\": [ "
	    "{ \"type\": \"roa\", \"uri\": \"rsync://example.net/a.roa\", "
	    "\"tal\": \"example\", \"validity\": { \"notBefore\": \"x\" } }, "
	    "{ \"type\": \"roa\", \"uri\": null, \"tal\": \"example\" } ] }, "
	    "{ \"source\": [ ], \"maxLength\": 24, "
	    "\"prefix\": \"198.51.100.0/24\", \"asn\": \"AS0\" },\n"
	    "{ \"asn\": \"AS4200000000\", \"prefix\": \"2001:db8::/32\", "
	    "\"maxLength\": 48, \"source\": [ { \"type\": \"roa\" } ] } ] }",
	    RSEC_VRPFILE_JSON, 0 },
	{ "GoRTR JSON with strings, and members out of order",
	    "{\"roas\":[{\"prefix\":\"192.0.2.0\\/24\",\"maxLength\":\"26\","
	    "\"asn\":\"64496\"},{\"ta\":null,\"asn\":\"as0\",\"prefix\":"
	    "\"198.51.100.0/24\"},{\"prefix\":\"2001:DB8::/32\","
	    "\"maxLength\":48,\"asn\":\"AS4200000000\",\"mnt-by\":[\"M\"]},"
	    "{\"asn\":0,\"prefix\":\"198.51.100.0/24\",\"maxLength\":null}],"
	    "\"metadata\":{\"counts\":3,\"generated\":1795406706}}",
	    RSEC_VRPFILE_JSON, 1795406706 },
	{ "JSON with other words for maxLength",
	    "{\"roas\":[{\"prefix\":\"192.0.2.0/24\",\"max_length\":26,"
	    "\"asn\":64496},{\"asn\":0,\"prefix\":\"198.51.100.0/24\","
	    "\"maximalLength\":24},{\"prefix\":\"2001:db8::/32\","
	    "\"maxPrefixLength\":48,\"asn\":4200000000}]}",
	    RSEC_VRPFILE_JSON, 0 },
	{ "rpki-client CSV",
	    "ASN,IP Prefix,Max Length,Trust Anchor,Expires\n"
	    "AS64496,192.0.2.0/24,26,example,17\n"
	    "AS0,198.51.100.0/24,24,example,17\n"
	    "AS4200000000,2001:db8::/32,48,example,17\n",
	    RSEC_VRPFILE_CSV, 0 },
	{ "Routinator csvcompat",
	    "\"ASN\",\"IP Prefix\",\"Max Length\",\"Trust Anchor\"\n"
	    "\"64496\",\"192.0.2.0/24\",\"26\",\"example\"\n"
	    "\"0\",\"198.51.100.0/24\",\"24\",\"N/A\"\n"
	    "\"4200000000\",\"2001:db8::/32\",\"48\",\"example\"\n",
	    RSEC_VRPFILE_CSV, 0 },
	{ "RIPE archive CSV, old rows among new ones, CRLF",
	    "URI,ASN,IP Prefix,Max Length,Not Before,Not After\r\n"
	    "\"rsync://example.net/\"\"a\"\",b.roa\",AS64496,192.0.2.0/24,26,"
	    "2026-01-01 00:00:00,2027-01-01 00:00:00\r\n"
	    "N/A,AS0,198.51.100.0/24,,N/A,N/A\r\n"
	    "rsync://example.net/c.roa,AS4200000000,2001:db8::/32,48,"
	    "2026-01-01 00:00:00,2027-01-01 00:00:00\r\n",
	    RSEC_VRPFILE_CSV, 0 },
	{ "CSV with other columns in another order, and no last line end",
	    "trust anchor, maxlength , prefix , asn ,comment\n"
	    "example,26,192.0.2.0/24,64496,\n\n"
	    ",24,198.51.100.0/24,0,\"a, b\"\n"
	    "example , 48 , 2001:db8:0::/32 , AS4200000000 ,x",
	    RSEC_VRPFILE_CSV, 0 },
	{ "CSV with another word for maxLength",
	    "Prefix,Maximum length,ASN\n"
	    "192.0.2.0/24,26,AS64496\n198.51.100.0/24,,AS0\n"
	    "2001:db8::/32,48,AS4200000000\n",
	    RSEC_VRPFILE_CSV, 0 },
	{ "CSV without a header",
	    "AS64496,192.0.2.0/24,26,example\n"
	    "AS0,198.51.100.0/24,24,example\n"
	    "AS4200000000,2001:db8::/32,48,example\n",
	    RSEC_VRPFILE_CSV, 0 },
	{ "csvext without a header, then another file with one",
	    "rsync://example.net/a.roa,AS64496,192.0.2.0/24,26,N/A,N/A\n"
	    "rsync://example.net/b.roa,AS0,198.51.100.0/24,24,N/A,N/A\n"
	    "ASN,IP Prefix,Max Length,Trust Anchor\n"
	    "AS4200000000,2001:db8::/32,48,example\n"
	    "IP Prefix,ASN,Max Length,Trust Anchor\n"
	    "192.0.2.0/24,AS64496,26,example\n",
	    RSEC_VRPFILE_CSV, 0 },
	{ "CSV of roa-print",
	    "uri,asn,prefix,maxlen,notBefore,notAfter\n"
	    "\"a,\"\"b.roa\",AS64496,192.0.2.0/24,26,2026-10-01T00:00:00Z,\n"
	    "c.roa,AS0,198.51.100.0/24,24,,\n"
	    "d.roa,AS4200000000,2001:db8::/32,48,,\n",
	    RSEC_VRPFILE_CSV, 0 },
	{ "TSV of roa-print",
	    "uri\tasn\tprefix\tmaxlen\tnotBefore\tnotAfter\n"
	    "\"a,b.roa\tAS64496\t192.0.2.0/24\t26\t2026-10-01T00:00:00Z\t\n"
	    "c.roa\tAS0\t198.51.100.0/24\t24\t\t\n"
	    "d.roa\tAS4200000000\t2001:db8::/32\t48\t\t\n",
	    RSEC_VRPFILE_CSV, 0 },
	{ "OpenBGPD by rpki-client",
	    "# Generated on host example\nroa-set {\n"
	    "\t192.0.2.0/24 maxlen 26 source-as 64496 expires 17\n"
	    "\t198.51.100.0/24 source-as 0 expires 17\n"
	    "\t2001:db8::/32 maxlen 48 source-as 4200000000 expires 17\n"
	    "}\n\naspa-set {\n\tcustomer-as 64496 expires 17 "
	    "provider-as { 64497, 64498 }\n}\n",
	    RSEC_VRPFILE_OPENBGPD, 0 },
	{ "OpenBGPD in few lines",
	    "roa-set{192.0.2.0/24 maxlen 26 source-as 64496,"
	    "198.51.100.0/24 source-as 0 # a comment }\n"
	    "2001:db8::/32 source-as 4200000000 maxlen 48}",
	    RSEC_VRPFILE_OPENBGPD, 0 },
	{ "BIRD by rpki-client",
	    "# For BIRD 2.16+\n#\n\n"
	    "define force_roa_table_update = 1795406706;\n\n"
	    "roa4 table ROAS4;\nroa6 table ROAS6;\naspa table ASPAS;\n\n"
	    "protocol static {\n\troa4 { table ROAS4; };\n\n"
	    "\troute 192.0.2.0/24 max 26 as 64496;\n"
	    "\troute 198.51.100.0/24 max 24 as 0;\n}\n\nprotocol static {\n"
	    "\troa6 { table ROAS6; };\n\n"
	    "\troute 2001:db8::/32 max 48 as 4200000000;\n}\n\n"
	    "protocol static {\n\taspa { table ASPAS; };\n\n"
	    "\troute aspa 64496 providers 64497, 64498;\n}\n",
	    RSEC_VRPFILE_BIRD, 1795406706 },
	{ "BIRD 2 by Routinator",
	    "route 192.0.2.0/24 max 26 as 64496;\n"
	    "route 198.51.100.0/24 max 24 as 0;\n"
	    "route 2001:db8::/32 max 48 as 4200000000;\n",
	    RSEC_VRPFILE_BIRD, 0 },
	{ "BIRD 1 by rpki-client",
	    "roa table ROAS {\n\troa 192.0.2.0/24 max 26 as 64496;\n"
	    "\troa 198.51.100.0/24 max 24 as 0;\n"
	    "\troa 2001:db8::/32 max 48 as 4200000000;\n}\n",
	    RSEC_VRPFILE_BIRD, 0 },
};

#define FORMATS (sizeof(formats) / sizeof(formats[0]))

static void
check(const struct format_case *f, const char *before, size_t chunk)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct vrptext out;

	assert_int_equal(rsec_buf_puts(&text, before), 0);
	assert_int_equal(rsec_buf_puts(&text, f->text), 0);
	vrptext_read(text.data, text.len, chunk, "example", &out);
	if (out.rc != 0 || strcmp(out.vrps.data, expected) != 0)
		fail_msg("%s: %s\n%s%s", f->name, out.rc ? out.err.msg : "",
		    out.messages.data, out.vrps.data);
	assert_string_equal(out.messages.data, "");
	assert_int_equal(out.stats.format, f->format);
	assert_true(out.stats.time == f->time);
	assert_true(out.stats.skipped == 0);
	assert_true(out.stats.records == 3 || out.stats.records == 4);
	vrptext_fini(&out);
	rsec_buf_fini(&text);
}

static void
every_format_gives_the_same_set(void **state)
{
	size_t i, chunk;

	(void)state;
	for (i = 0; i < FORMATS; i++)
		for (chunk = 0; chunk < 80; chunk += chunk < 20 ? 1 : 9)
			check(&formats[i], "", chunk);
}

static void
a_byte_order_mark_and_blanks_may_come_first(void **state)
{
	static const char *before[] = { "\xef\xbb\xbf", " \r\n\t\n",
		"\xef\xbb\xbf \n\n" };
	size_t i, j, chunk;

	(void)state;
	for (i = 0; i < FORMATS; i++)
		for (j = 0; j < 3; j++)
			for (chunk = 0; chunk < 8; chunk++)
				check(&formats[i], before[j], chunk);
}

static void
a_record_may_have_several_trust_anchors(void **state)
{
	static const char text[] =
	    "{\"roas\":[{\"asn\":\"AS64496\",\"prefix\":\"192.0.2.0/24\","
	    "\"maxLength\":24,\"source\":["
	    "{\"type\":\"roa\",\"tal\":\"ripe\"},"
	    "{\"tal\":\"arin\",\"type\":\"roa\"},"
	    "{\"type\":\"roa\",\"tal\":\"ripe\"},"
	    "{\"type\":\"exception\",\"path\":\"/etc/slurm.json\"}]}]}";
	struct vrptext out;

	(void)state;
	vrptext_read(text, strlen(text), 0, "", &out);
	assert_int_equal(out.rc, 0);
	assert_string_equal(out.vrps.data,
	    "192.0.2.0/24-24 64496 arin\n192.0.2.0/24-24 64496 ripe\n"
	    "192.0.2.0/24-24 64496 slurm\n");
	assert_true(out.stats.records == 3);
	vrptext_fini(&out);
}

static void
a_set_may_be_empty(void **state)
{
	static const char *texts[] = { "{\"roas\":[]}",
		"ASN,IP Prefix,Max Length,Trust Anchor\n", "roa-set { }",
		"roa4 table ROAS4;\n" };
	struct vrptext out;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++) {
		vrptext_read(texts[i], strlen(texts[i]), 0, "", &out);
		assert_int_equal(out.rc, 0);
		assert_string_equal(out.vrps.data, "");
		assert_true(out.stats.records == 0);
		vrptext_fini(&out);
	}
}

static void
formats_have_names(void **state)
{
	(void)state;
	assert_string_equal(
	    rsec_vrpfile_format_name(RSEC_VRPFILE_JSON), "json");
	assert_string_equal(rsec_vrpfile_format_name(RSEC_VRPFILE_CSV), "csv");
	assert_string_equal(
	    rsec_vrpfile_format_name(RSEC_VRPFILE_OPENBGPD), "openbgpd");
	assert_string_equal(
	    rsec_vrpfile_format_name(RSEC_VRPFILE_BIRD), "bird");
	assert_string_equal(
	    rsec_vrpfile_format_name((enum rsec_vrpfile_format)99), "unknown");
}

/* Real exports, and what a count of their lines by other tools says. */
static const struct real {
	const char *path;
	uint64_t records;
	uint32_t count, v6, as0;
	int64_t time;
} reals[] = {
	{ "vrps/jeffsw-rpkilog/rpkiclient_summary_20250720T093135Z.json.bz2",
	    723521, 723521, 143155, 2419, 1753003893 },
	{ "vrps/1180300710-Graduation-project/afrinic-roas.csv.xz", 4372, 4372,
	    365, 23, 0 },
	{ "vrps/ties-rpki-analysis/routinator_csv.csv.xz", 9999, 9999, 0, 6,
	    0 },
	{ "vrps/ties-rpki-analysis/rpki_client_csv.csv.xz", 9999, 9999, 0, 6,
	    0 },
	{ "vrps/format-samples/rtrtr-vrps.json", 2, 2, 1, 0, 0 },
	{ "vrps/format-samples/rtrtr-vrps-metadata.json", 2, 2, 1, 0,
	    1606315808 },
	{ "vrps/format-samples/rtrtr-vrps.rpki-client.json", 2, 2, 1, 0,
	    1637240213 },
	{ "vrps/format-samples/stayrtr-test.rpki.json", 19, 19, 14, 0,
	    1690484162 },
};

static void
check_real(const struct real *real, struct rsec_input *in)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_vrpfile_stats stats;
	struct rsec_vrp vrp;
	struct rsec_err err;
	uint32_t i, v6 = 0, as0 = 0;

	if (rsec_vrpfile_read(
		rsec_input_source(in), "", vrps, NULL, &stats, &err) != 0)
		fail_msg("%s: %s", real->path, err.msg);
	assert_int_equal(rsec_vrps_freeze(vrps, &err), 0);
	for (i = 0; i < rsec_vrps_count(vrps); i++) {
		rsec_vrps_get(vrps, i, &vrp);
		v6 += vrp.prefix.family == RSEC_IPV6;
		as0 += vrp.asn == 0;
	}
	if (rsec_vrps_count(vrps) != real->count || v6 != real->v6 ||
	    as0 != real->as0 || stats.time != real->time ||
	    stats.records != real->records)
		fail_msg("%s: %u records, %u VRPs, %u v6, %u AS0, %lld",
		    real->path, (unsigned)stats.records, rsec_vrps_count(vrps),
		    v6, as0, (long long)stats.time);
	assert_true(stats.skipped == 0);
	rsec_vrps_free(vrps);
}

static void
real_exports_are_read_whole(void **state)
{
	const char *root = getenv("RSEC_VECTORS");
	struct rsec_input *in;
	struct rsec_err err;
	char path[512];
	size_t i, absent = 0;

	(void)state;
	for (i = 0; i < sizeof(reals) / sizeof(reals[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s",
		    root != NULL ? root : "../shared/vectors", reals[i].path);
		if (rsec_input_open(path, NULL, &in, &err) != 0) {
			print_message("SKIP: %s: %s\n", path, err.msg);
			absent++;
			continue;
		}
		check_real(&reals[i], in);
		rsec_input_close(in);
	}
	if (absent == i)
		skip();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_format_gives_the_same_set),
		cmocka_unit_test(a_byte_order_mark_and_blanks_may_come_first),
		cmocka_unit_test(a_record_may_have_several_trust_anchors),
		cmocka_unit_test(a_set_may_be_empty),
		cmocka_unit_test(formats_have_names),
		cmocka_unit_test(real_exports_are_read_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
