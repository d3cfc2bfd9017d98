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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_scene_breaks_its_rule),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
