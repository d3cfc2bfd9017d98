/* SPDX-License-Identifier: ISC */
/* Paths to a trust anchor: each scene of cachain.c breaks its rule. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/cachedir.h"
#include "rpki/chain.h"
#include "tests/lib/cachain.h"

#define SCENES 64

struct fixture {
	char top[64], cache[80], tal_path[80];
	char uri[SCENES][CA_URI_SIZE];
	size_t count;
	struct rsec_cachedir *dir;
	struct rsec_policy policy;
	struct rsec_verifier *verifier;
	struct rsec_bytes anchor_file;
	struct rsec_tal tal;
};

static struct rsec_bytes
bytes(const char *s)
{
	return (struct rsec_bytes){ (const uint8_t *)s, strlen(s) };
}

static void
build(struct fixture *f)
{
	static struct ca_stage stage;
	const struct ca_scene *scene;

	ca_stage_init(&stage, f->cache, f->tal_path);
	for (; (scene = ca_scene_get(f->count)) != NULL; f->count++) {
		assert_true(f->count < SCENES);
		ca_stage_add(&stage, scene, f->uri[f->count]);
	}
	ca_stage_finish(&stage);
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct rsec_object object;

	assert_non_null(f);
	strcpy(f->top, "/tmp/rsec-chain-XXXXXX");
	assert_non_null(mkdtemp(f->top));
	snprintf(f->cache, sizeof(f->cache), "%s/cache", f->top);
	snprintf(f->tal_path, sizeof(f->tal_path), "%s/ta.tal", f->top);
	build(f);
	f->dir = rsec_cachedir_open(f->cache, RSEC_OBJECT_MAX, NULL);
	assert_non_null(f->dir);
	f->verifier = rsec_verifier_new();
	assert_non_null(f->verifier);
	/* The key that its locator would have. */
	f->tal.uris.list[0] = bytes("rsync://rpki.example.net/repo/ta.cer");
	f->tal.uris.count = 1;
	assert_int_equal(rsec_cachedir_get(f->dir, f->tal.uris.list[0],
			     &f->anchor_file, NULL),
	    1);
	rsec_object_init(&object);
	assert_int_equal(
	    rsec_object_parse(&object, f->anchor_file, f->verifier, true, NULL),
	    0);
	assert_int_equal(object.type, RSEC_OBJECT_CERT);
	f->tal.spki = object.cert.spki; /* borrowed from the file */
	rsec_object_fini(&object);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;
	char command[128];

	rsec_cachedir_drop(f->anchor_file);
	rsec_verifier_free(f->verifier);
	rsec_cachedir_close(f->dir);
	snprintf(command, sizeof(command), "rm -rf %s", f->top);
	assert_int_equal(system(command), 0);
	free(f);
	return 0;
}

static struct rsec_chain *
new_chain_at(struct fixture *f, int64_t at)
{
	struct rsec_chain *chain =
	    rsec_chain_new(rsec_cachedir_cache(f->dir), &f->policy, at);

	assert_non_null(chain);
	assert_int_equal(rsec_chain_add_anchor(
			     chain, "ta", &f->tal, f->anchor_file, NULL, NULL),
	    0);
	return chain;
}

/* One file that is judged. */
struct judged {
	struct rsec_bytes file;
	struct rsec_object object;
	struct rsec_path path;
	struct rsec_verdict verdict;
};

static void
judge(struct fixture *f, struct rsec_chain *chain, const char *uri,
    bool tell_uri, struct judged *j)
{
	struct rsec_bytes none = { NULL, 0 };

	assert_int_equal(
	    rsec_cachedir_get(f->dir, bytes(uri), &j->file, NULL), 1);
	rsec_object_init(&j->object);
	assert_int_equal(
	    rsec_object_parse(&j->object, j->file, f->verifier, true, NULL), 0);
	assert_int_equal(
	    rsec_chain_judge(chain, &j->object, true,
		tell_uri ? bytes(uri) : none, &j->path, &j->verdict, NULL),
	    0);
}

static void
fini(struct judged *j)
{
	rsec_object_fini(&j->object);
	rsec_cachedir_drop(j->file);
}

static const struct rsec_finding *
find(const struct judged *j, const char *rule)
{
	size_t i;

	for (i = 0; i < j->object.findings.count; i++)
		if (j->object.findings.list[i].rule == rsec_rule_find(rule))
			return &j->object.findings.list[i];
	return NULL;
}

static void
print_findings(const char *scene, const struct judged *j)
{
	char rule[RSEC_RULE_NAME_SIZE];
	size_t i;

	for (i = 0; i < j->object.findings.count; i++) {
		rsec_rule_format(rule, j->object.findings.list[i].rule);
		print_message("%s: %s: %s\n", scene, rule,
		    j->object.findings.list[i].message);
	}
}

/* Whether the scene has its rule, and no good one an error. */
static bool
is_as_told(const struct ca_scene *scene, const struct judged *j)
{
	if (scene->rule == NULL)
		return j->verdict.overall == RSEC_OK;
	assert_int_not_equal(rsec_rule_find(scene->rule), RSEC_RULES);
	return j->verdict.overall == RSEC_FAIL && find(j, scene->rule) != NULL;
}

static void
each_scene_breaks_its_rule(void **state)
{
	struct fixture *f = *state;
	struct rsec_chain *chain = new_chain_at(f, CA_TIME);
	struct judged j;
	size_t i, wrong = 0;

	for (i = 0; i < f->count; i++) {
		judge(f, chain, f->uri[i], true, &j);
		if (!is_as_told(ca_scene_get(i), &j)) {
			wrong++;
			print_message("%s wants %s\n", ca_scene_get(i)->name,
			    ca_scene_get(i)->rule);
			print_findings(ca_scene_get(i)->name, &j);
		}
		fini(&j);
	}
	assert_true(f->count > 30);
	assert_int_equal(wrong, 0);
	rsec_chain_free(chain);
}

/* The verdict of one file of a scene, the only thing a test looks at. */
static void
expect_layers(
    struct fixture *f, const char *uri, int64_t at, const char *expected)
{
	struct rsec_chain *chain = new_chain_at(f, at);
	char text[RSEC_LAYERS + 1] = "";
	struct judged j;
	int layer;

	judge(f, chain, uri, true, &j);
	for (layer = 0; layer < RSEC_LAYERS; layer++)
		text[layer] = j.verdict.layer[layer].judgement == RSEC_OK ? '+'
			      : j.verdict.layer[layer].judgement == RSEC_FAIL
				  ? '-'
			      : j.verdict.layer[layer].reason != NULL ? '?'
								      : '.';
	if (strcmp(text, expected) != 0)
		print_findings(uri, &j);
	assert_string_equal(text, expected);
	fini(&j);
	rsec_chain_free(chain);
}

#define BASE "rsync://rpki.example.net/repo/"
#define GOOD BASE "chain-good/chain-good"

/* der cms signature profile content time chain crl resources manifest */
static void
each_type_has_the_layers_that_apply(void **state)
{
	struct fixture *f = *state;

	expect_layers(f, GOOD ".roa", CA_TIME, "++++++++++");
	expect_layers(f, GOOD ".mft", CA_TIME, "+++++++++.");
	expect_layers(f, GOOD ".crl", CA_TIME, "+.++.++..+");
	expect_layers(f, BASE "ta/chain-good.cer", CA_TIME, "+.++.+++++");
	expect_layers(f, BASE "ta.cer", CA_TIME, "+.++.++...");
	expect_layers(f, BASE "ta/ta.crl", CA_TIME, "+.++.++..+");
	expect_layers(f, BASE "ta/ta.mft", CA_TIME, "+++++++++.");
}

static void
layers_that_cannot_be_judged_say_so(void **state)
{
	struct fixture *f = *state;

	expect_layers(
	    f, BASE "issuer-missing/issuer-missing.roa", CA_TIME, "++++++-???");
	expect_layers(
	    f, BASE "issuer-missing/issuer-missing.crl", CA_TIME, "+.?+.+-..?");
}

static void
all_that_depends_on_time_does(void **state)
{
	struct fixture *f = *state;

	expect_layers(f, GOOD ".roa", CA_NOT_BEFORE - 1, "+++++---+-");
	expect_layers(f, GOOD ".roa", CA_NOT_BEFORE, "++++++++++");
	expect_layers(f, GOOD ".roa", CA_NOT_AFTER, "++++++++++");
	expect_layers(f, GOOD ".roa", CA_NOT_AFTER + 1, "+++++---+-");
	expect_layers(f, GOOD ".mft", CA_NOT_AFTER + 1, "+++++---+.");
	expect_layers(f, GOOD ".crl", CA_NOT_AFTER + 1, "+.++.--..-");
	expect_layers(f, BASE "ta.cer", CA_NOT_AFTER + 1, "+.++.--...");
}

static void
the_path_leads_to_the_anchor(void **state)
{
	struct fixture *f = *state;
	struct rsec_chain *chain = new_chain_at(f, CA_TIME);
	struct judged j;

	judge(f, chain, GOOD ".roa", true, &j);
	assert_int_equal(j.path.count, 2);
	assert_true(rsec_bytes_equal(
	    j.path.link[0].uri, bytes(BASE "ta/chain-good.cer")));
	assert_null(j.path.link[0].anchor);
	assert_true(rsec_bytes_equal(j.path.link[1].uri, bytes(BASE "ta.cer")));
	assert_string_equal(j.path.link[1].anchor, "ta");
	assert_true(rsec_bytes_equal(j.path.crl_uri, bytes(GOOD ".crl")));
	assert_true(rsec_bytes_equal(j.path.manifest_uri, bytes(GOOD ".mft")));
	assert_non_null(j.path.crl);
	assert_int_equal(j.path.manifest->count, 2);
	assert_int_equal(j.path.expires, CA_NOT_AFTER);
	fini(&j);
	rsec_chain_free(chain);
}

/* Of a file somebody was sent: its own signedObject, or the hash, will do. */
static void
an_object_without_a_uri_is_found_on_the_manifest(void **state)
{
	static const char *const uris[] = { GOOD ".roa",
		BASE "ta/chain-good.cer" };
	struct fixture *f = *state;
	struct rsec_chain *chain = new_chain_at(f, CA_TIME);
	struct judged j;
	size_t i;

	for (i = 0; i < 2; i++) {
		judge(f, chain, uris[i], false, &j);
		assert_int_equal(j.verdict.overall, RSEC_OK);
		fini(&j);
	}
	judge(f, chain, BASE "not-on-manifest/not-on-manifest.roa", false, &j);
	assert_non_null(find(&j, "MANIFEST-UNLISTED"));
	fini(&j);
	rsec_chain_free(chain);
}

static void
a_finding_about_resources_tells_where_they_stand(void **state)
{
	static const char uri[] =
	    BASE "not-contained-by-one-bit/not-contained-by-one-bit.roa";
	struct fixture *f = *state;
	struct rsec_chain *chain = new_chain_at(f, CA_TIME);
	const struct rsec_finding *finding;
	struct judged j;

	judge(f, chain, uri, true, &j);
	finding = find(&j, "RESOURCES-NOT-CONTAINED");
	assert_non_null(finding);
	assert_string_equal(finding->message,
	    "2001:db8:100::/48 is not among the resources of " BASE
	    "ta/not-contained-by-one-bit.cer");
	/* BIT STRING of 48 bits: 03 07 00 20 01 0d b8 01 00 */
	assert_true(finding->offset + 9 <= j.file.len);
	assert_memory_equal(j.file.data + finding->offset,
	    "\x03\x07\x00\x20\x01\x0d\xb8\x01\x00", 9);
	fini(&j);
	rsec_chain_free(chain);
}

/* The findings of a scene, in one text. */
static void
write_findings(const struct judged *j, char *text, size_t size)
{
	size_t i, n = 0;

	text[0] = '\0';
	for (i = 0; i < j->object.findings.count; i++)
		n += (size_t)snprintf(text + n, size - n, "%d %s\n",
		    (int)j->object.findings.list[i].rule,
		    j->object.findings.list[i].message);
	assert_true(n < size);
}

static void
a_verdict_does_not_depend_on_what_was_judged_before(void **state)
{
	static char forward[SCENES][4096], text[4096];
	struct fixture *f = *state;
	struct rsec_chain *chain = new_chain_at(f, CA_TIME);
	struct judged j;
	size_t i;

	for (i = 0; i < f->count; i++) {
		judge(f, chain, f->uri[i], true, &j);
		write_findings(&j, forward[i], sizeof(forward[i]));
		fini(&j);
	}
	rsec_chain_free(chain);
	chain = new_chain_at(f, CA_TIME);
	/* From the middle of the circle, and down the long path. */
	judge(f, chain, BASE "aia-loop-b/aia-loop.cer", true, &j);
	assert_non_null(find(&j, "CHAIN-LOOP"));
	fini(&j);
	judge(
	    f, chain, BASE "chain-too-deep-10/chain-too-deep-11.cer", true, &j);
	assert_int_equal(j.verdict.overall, RSEC_OK);
	assert_int_equal(j.path.count, 12);
	fini(&j);
	for (i = f->count; i-- > 0;) {
		judge(f, chain, f->uri[i], true, &j);
		write_findings(&j, text, sizeof(text));
		assert_string_equal(text, forward[i]);
		fini(&j);
	}
	rsec_chain_free(chain);
}

static void
thirty_two_cas_are_not_too_many(void **state)
{
	struct fixture *f = *state;
	struct rsec_chain *chain = new_chain_at(f, CA_TIME);
	struct judged j;

	/* The anchor and 31 CAs, numbers 0 to 30, are above number 31. */
	judge(
	    f, chain, BASE "chain-too-deep-30/chain-too-deep-31.cer", true, &j);
	assert_int_equal(j.verdict.overall, RSEC_OK);
	assert_int_equal(j.path.count, RSEC_CHAIN_DEPTH);
	fini(&j);
	judge(
	    f, chain, BASE "chain-too-deep-31/chain-too-deep-32.cer", true, &j);
	assert_non_null(find(&j, "CHAIN-DEPTH"));
	fini(&j);
	rsec_chain_free(chain);
}

static void
without_anchors_there_is_no_path(void **state)
{
	struct fixture *f = *state;
	struct rsec_chain *chain =
	    rsec_chain_new(rsec_cachedir_cache(f->dir), &f->policy, CA_TIME);
	struct judged j;

	judge(f, chain, GOOD ".roa", true, &j);
	assert_non_null(find(&j, "CHAIN-ANCHOR"));
	assert_int_equal(j.path.count, 2);
	fini(&j);
	judge(f, chain, BASE "ta.cer", true, &j);
	assert_non_null(find(&j, "CHAIN-ANCHOR"));
	fini(&j);
	rsec_chain_free(chain);
}

static void
without_a_cache_only_time_is_judged(void **state)
{
	struct fixture *f = *state;
	struct rsec_cache none = { NULL, NULL, NULL };
	struct rsec_chain *chain = rsec_chain_new(none, &f->policy, CA_TIME);
	struct judged j;

	judge(f, chain, GOOD ".roa", true, &j);
	assert_int_equal(j.verdict.layer[RSEC_LAYER_TIME].judgement, RSEC_OK);
	assert_int_equal(j.verdict.overall, RSEC_NOT_CHECKED);
	assert_string_equal(j.verdict.layer[RSEC_LAYER_CHAIN].reason,
	    "there is no cache to look in");
	fini(&j);
	rsec_chain_free(chain);
}

static void
an_anchor_has_the_key_of_its_locator(void **state)
{
	struct fixture *f = *state;
	struct rsec_chain *chain =
	    rsec_chain_new(rsec_cachedir_cache(f->dir), &f->policy, CA_TIME);
	struct rsec_tal other = f->tal;
	struct rsec_arena arena = RSEC_ARENA_INIT;
	struct rsec_findings findings;
	struct rsec_err err;

	rsec_findings_init(&findings, &arena);
	other.spki.len--;
	assert_int_equal(rsec_chain_add_anchor(chain, "ta", &other,
			     f->anchor_file, &findings, &err),
	    -1);
	assert_string_equal(err.msg,
	    "trust anchor ta: the key is not the one in the trust anchor "
	    "locator (RFC 8630 section 3)");
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.list[0].rule, RSEC_RULE_CHAIN_ANCHOR_KEY);
	rsec_findings_fini(&findings);
	rsec_arena_fini(&arena);
	rsec_chain_free(chain);
}

static void
an_ignored_rule_breaks_no_path(void **state)
{
	struct fixture *f = *state;
	struct rsec_chain *chain;
	struct judged j;

	f->policy.ignore[RSEC_RULE_CHAIN_EXPIRED] = true;
	chain = new_chain_at(f, CA_TIME);
	judge(f, chain, BASE "ca-expired/ca-expired.roa", true, &j);
	assert_int_equal(j.verdict.overall, RSEC_OK);
	assert_non_null(find(&j, "CHAIN-EXPIRED"));
	fini(&j);
	rsec_chain_free(chain);
	f->policy.ignore[RSEC_RULE_CHAIN_EXPIRED] = false;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_scene_breaks_its_rule),
		cmocka_unit_test(each_type_has_the_layers_that_apply),
		cmocka_unit_test(layers_that_cannot_be_judged_say_so),
		cmocka_unit_test(all_that_depends_on_time_does),
		cmocka_unit_test(the_path_leads_to_the_anchor),
		cmocka_unit_test(
		    an_object_without_a_uri_is_found_on_the_manifest),
		cmocka_unit_test(
		    a_finding_about_resources_tells_where_they_stand),
		cmocka_unit_test(
		    a_verdict_does_not_depend_on_what_was_judged_before),
		cmocka_unit_test(thirty_two_cas_are_not_too_many),
		cmocka_unit_test(without_anchors_there_is_no_path),
		cmocka_unit_test(without_a_cache_only_time_is_judged),
		cmocka_unit_test(an_anchor_has_the_key_of_its_locator),
		cmocka_unit_test(an_ignored_rule_breaks_no_path),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
