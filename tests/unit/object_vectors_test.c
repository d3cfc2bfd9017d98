/* SPDX-License-Identifier: ISC */
/*
 * Objects that others have signed: fields as "openssl cms" and "openssl
 * asn1parse" show them, and verdicts that their names or notes tell.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rpki/object.h"

#define FILE_MAX 65536

struct world {
	struct rsec_verifier *v;
	struct rsec_object object;
	uint8_t file[FILE_MAX];
};

static int
set_up(void **state)
{
	static struct world world;

	world.v = rsec_verifier_new();
	assert_non_null(world.v);
	rsec_object_init(&world.object);
	*state = &world;
	return 0;
}

static int
tear_down(void **state)
{
	struct world *w = *state;

	rsec_object_fini(&w->object);
	rsec_verifier_free(w->v);
	return 0;
}

/* Parse the vector at PATH; the test is skipped where there are none. */
static void
load(struct world *w, const char *path)
{
	const char *root = getenv("RSEC_VECTORS");
	struct rsec_err err;
	char name[512];
	FILE *stream;
	size_t len;

	snprintf(name, sizeof(name), "%s/rpki/%s",
	    root != NULL ? root : "../shared/vectors", path);
	if ((stream = fopen(name, "rb")) == NULL) {
		print_message("SKIP: no %s\n", name);
		skip();
	}
	len = fread(w->file, 1, sizeof(w->file), stream);
	fclose(stream);
	assert_true(len < sizeof(w->file));
	assert_int_equal(
	    rsec_object_parse(&w->object, (struct rsec_bytes){ w->file, len },
		w->v, true, &err),
	    0);
}

static bool
has(const struct world *w, enum rsec_rule rule)
{
	size_t i;

	for (i = 0; i < w->object.findings.count; i++)
		if (w->object.findings.list[i].rule == rule)
			return true;
	return false;
}

/* How many findings of LAYER are errors today. */
static size_t
errors(const struct world *w, enum rsec_layer layer)
{
	const struct rsec_rule_info *info;
	size_t i, n = 0;

	for (i = 0; i < w->object.findings.count; i++) {
		info = rsec_rule_info(w->object.findings.list[i].rule);
		n += info->layer == layer &&
		     info->severity[RSEC_PROFILE_CURRENT] == RSEC_ERROR;
	}
	return n;
}

static size_t
all_errors(const struct world *w)
{
	enum rsec_layer layer;
	size_t n = 0;

	for (layer = RSEC_LAYER_DER; layer < RSEC_LAYERS; layer++)
		n += errors(w, layer);
	return n;
}

static void
must_be_prefix(const struct rsec_prefix *prefix, const char *expected)
{
	char text[RSEC_PREFIX_SIZE];

	rsec_prefix_format(text, prefix);
	assert_string_equal(text, expected);
}

static void
must_be_text(struct rsec_bytes bytes, const char *expected)
{
	assert_int_equal(bytes.len, strlen(expected));
	assert_memory_equal(bytes.data, expected, bytes.len);
}

static void
roas_of_a_registry(void **state)
{
	static const char *const prefixes[] = { "147.28.0.0/16",
		"192.83.230.0/24", "198.180.151.0/24", "198.180.153.0/24" };
	struct world *w = *state;
	size_t i;

	load(w, "rpki-client-openbsd/roa/xZEe_HUX98kANKreh2ZIpdaDnAI.roa");
	assert_int_equal(w->object.type, RSEC_OBJECT_ROA);
	assert_int_equal(all_errors(w), 0);
	assert_int_equal(w->object.roa.asn, 3927);
	assert_int_equal(w->object.roa.count, 1);
	must_be_prefix(&w->object.roa.prefixes[0].prefix, "198.180.150.0/24");

	load(w, "rpki-client-openbsd/roa/Hf1ZR31W9DN5QSF6xJEO5qgH4ac.roa");
	assert_int_equal(all_errors(w), 0);
	assert_int_equal(w->object.roa.asn, 3130);
	assert_int_equal(
	    w->object.roa.count, sizeof(prefixes) / sizeof(*prefixes));
	for (i = 0; i < w->object.roa.count; i++)
		must_be_prefix(&w->object.roa.prefixes[i].prefix, prefixes[i]);
}

static void
a_roa_of_3870_prefixes(void **state)
{
	const struct rsec_roa *roa;
	struct world *w = *state;

	load(w, "rpki-validator-3/g11HohjaKcA9vAJV9LrYPq1bKZQ.roa");
	roa = &w->object.roa;
	assert_int_equal(w->object.type, RSEC_OBJECT_ROA);
	assert_int_equal(roa->asn, 8551);
	assert_int_equal(roa->count, 3870);
	must_be_prefix(&roa->prefixes[0].prefix, "109.66.202.0/24");
	assert_int_equal(roa->prefixes[0].max_len, 24);
	must_be_prefix(&roa->prefixes[3869].prefix, "2001:4cd0:dc00:e00::/56");
	assert_int_equal(roa->prefixes[3869].max_len, 56);
	/* It is BER, and in no order, but its signature holds. */
	assert_true(has(w, RSEC_RULE_DER_INDEFINITE_LENGTH));
	assert_true(has(w, RSEC_RULE_ROA_CANONICAL));
	assert_int_equal(errors(w, RSEC_LAYER_SIGNATURE), 0);
	assert_int_equal(errors(w, RSEC_LAYER_CONTENT), 0);
}

static void
a_manifest_of_a_registry(void **state)
{
	const struct rsec_mft *mft;
	struct world *w = *state;

	load(w, "rpki-client-openbsd/mft/RjQZ5pSL7riIcFGhdm4iFtIalko.mft");
	mft = &w->object.mft;
	assert_int_equal(w->object.type, RSEC_OBJECT_MFT);
	assert_int_equal(all_errors(w), 0);
	assert_int_equal(mft->number.len, 1);
	assert_int_equal(mft->number.data[0], 17);
	assert_int_equal(mft->this_update, 1560827543);
	assert_int_equal(mft->next_update, 1560849143);
	assert_int_equal(mft->count, 6);
	must_be_text(mft->entries[0].name, "4DAr1VXnjh69GoQkxjmIQdkRVtQ.roa");
	must_be_text(mft->entries[5].name, "xZEe_HUX98kANKreh2ZIpdaDnAI.roa");
}

/* The manifest's hash of a ROA beside it is the SHA-256 of that file. */
static void
a_manifest_knows_the_hash_of_a_file(void **state)
{
	static const char name[] = "xZEe_HUX98kANKreh2ZIpdaDnAI.roa";
	uint8_t sha256[RSEC_SHA256_SIZE];
	const struct rsec_mft_entry *entry;
	struct world *w = *state;

	load(w, "rpki-client-openbsd/roa/xZEe_HUX98kANKreh2ZIpdaDnAI.roa");
	memcpy(sha256, w->object.sha256, sizeof(sha256));
	load(w, "rpki-client-openbsd/mft/RjQZ5pSL7riIcFGhdm4iFtIalko.mft");
	entry = rsec_mft_find(&w->object.mft,
	    (struct rsec_bytes){ (const uint8_t *)name, strlen(name) });
	assert_non_null(entry);
	assert_int_equal(entry->hash.len, sizeof(sha256));
	assert_memory_equal(entry->hash.data, sha256, sizeof(sha256));
}

static void
an_aspa_and_a_prefix_list_of_one_network(void **state)
{
	struct world *w = *state;

	load(w, "rpki-client-openbsd/aspa/5m80fwYws_3FiFD7JiQjAqZ1RYQ.asa");
	assert_int_equal(w->object.type, RSEC_OBJECT_ASPA);
	assert_int_equal(all_errors(w), 0);
	assert_int_equal(w->object.aspa.version, 1);
	assert_int_equal(w->object.aspa.customer, 15562);
	assert_int_equal(w->object.aspa.count, 4);
	assert_int_equal(w->object.aspa.providers[0], 2914);
	assert_int_equal(w->object.aspa.providers[3], 206238);

	load(w, "rpki-client-openbsd/spl/9X0AhXWTJDl8lJhfOwvnac-42CA.spl");
	assert_int_equal(w->object.type, RSEC_OBJECT_SPL);
	assert_int_equal(all_errors(w), 0);
	assert_int_equal(w->object.spl.asn, 15562);
	assert_int_equal(w->object.spl.count, 23);
	must_be_prefix(&w->object.spl.prefixes[0], "67.221.245.0/24");
	must_be_prefix(&w->object.spl.prefixes[22], "2a0e:b240::/48");
}

static void
a_checklist_and_a_trust_anchor_key(void **state)
{
	struct world *w = *state;
	const struct rsec_tak *tak;

	load(w, "rpki-client-openbsd/rsc/rsc-deployment-test-3.sig");
	assert_int_equal(w->object.type, RSEC_OBJECT_RSC);
	assert_int_equal(all_errors(w), 0);
	assert_int_equal(w->object.rsc.count, 1);
	must_be_text(w->object.rsc.entries[0].name, "test.txt");
	assert_int_equal(w->object.rsc.entries[0].hash.data[0], 0xf2);
	assert_int_equal(w->object.rsc.resources.ipv4.count, 1);

	load(w, "rpki-client-openbsd/tak/B7C2334E4DA911EDAF862D5A9E174E93.tak");
	tak = &w->object.tak;
	assert_int_equal(w->object.type, RSEC_OBJECT_TAK);
	assert_int_equal(all_errors(w), 0);
	assert_int_equal(tak->current.uris.count, 1);
	must_be_text(tak->current.uris.list[0],
	    "rsync://rpki-testbed.apnic.net/repository/"
	    "AD9FA45A4DA911EDAF862D5A9E174E93/root.cer");
	assert_int_equal(tak->current.comment_count, 0);
	assert_false(tak->predecessor.present);
	assert_true(tak->successor.present);
	must_be_text(
	    tak->successor.uris.list[0], "rsync://example.invalid/root.cer");
}

static void
trust_anchor_locators_of_the_registries(void **state)
{
	static const char *const names[] = { "afrinic", "apnic", "arin",
		"lacnic", "ripe" };
	struct world *w = *state;
	char path[64];
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		snprintf(path, sizeof(path),
		    "rpki-client-openbsd/etc-rpki/%s.tal", names[i]);
		load(w, path);
		assert_int_equal(w->object.type, RSEC_OBJECT_TAL);
		assert_int_equal(w->object.findings.count, 0);
		assert_true(w->object.tal.uris.count >= 1);
		assert_int_equal(w->object.tal.spki.len, 294);
	}
}

#define ASPA "rpki-commons/interop/aspa/"

/* A good one may lack something that the content has nothing to do with. */
static void
aspas_are_good_and_bad_as_they_are_called(void **state)
{
	static const char *const paths[] = {
		ASPA "BAD-profile-13-AS211321-profile-13.asa",
		ASPA "BAD-profile-13-no-signingtime-aspa-rpkimancer.asa",
		ASPA "BAD-profile-15-APNIC-rpki-aspa-demo-AS1000.asa",
		ASPA "BAD-profile-15-rpki-commons-propertytest-sample-"
		     "implicit-tag.asa",
		ASPA "GOOD-profile-15-APNIC-rpki-aspa-demo-AS1000.asa",
		ASPA "GOOD-profile-15-draft-ietf-sidrops-profile-15-sample.asa",
		ASPA "GOOD-profile-15-rpki-commons-propertytest-sample.asa",
	};
	struct world *w = *state;
	bool bad;
	size_t i;

	for (i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		load(w, paths[i]);
		bad = strstr(paths[i], "BAD") != NULL;
		assert_int_equal(w->object.type, RSEC_OBJECT_ASPA);
		assert_int_equal(errors(w, RSEC_LAYER_CONTENT) > 0, bad);
		assert_int_equal(errors(w, RSEC_LAYER_SIGNATURE), 0);
	}
}

static const struct {
	const char *path;
	enum rsec_rule rule;
} broken[] = {
	{ "rpki-rs/repository/maxlen-overflow.roa",
	    RSEC_RULE_ROA_MAXLEN_RANGE },
	{ "rpki-rs/repository/maxlen-underflow.roa",
	    RSEC_RULE_ROA_MAXLEN_RANGE },
	{ "rpki-rs/repository/prefix-len-overflow.roa",
	    RSEC_RULE_ROA_PREFIX_LENGTH },
	{ "rpki-rs/repository/ta.mft.bad-filename", RSEC_RULE_MFT_NAME_CHARS },
	{ "rpki-rs/not-repository-objects/router-csr.der",
	    RSEC_RULE_OBJECT_UNKNOWN },
	{ "rpki-rs/not-repository-objects/list.der",
	    RSEC_RULE_OBJECT_CONTENT_TYPE },
	{ "rpki-validator-3/empty-file.cer", RSEC_RULE_OBJECT_EMPTY },
};

static void
broken_ones_show_what_is_wrong(void **state)
{
	struct world *w = *state;
	size_t i;

	for (i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		load(w, broken[i].path);
		assert_true(has(w, broken[i].rule));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(roas_of_a_registry),
		TEST(a_roa_of_3870_prefixes),
		TEST(a_manifest_of_a_registry),
		TEST(a_manifest_knows_the_hash_of_a_file),
		TEST(an_aspa_and_a_prefix_list_of_one_network),
		TEST(a_checklist_and_a_trust_anchor_key),
		TEST(trust_anchor_locators_of_the_registries),
		TEST(aspas_are_good_and_bad_as_they_are_called),
		TEST(broken_ones_show_what_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
