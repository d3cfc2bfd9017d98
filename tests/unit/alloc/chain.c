/* SPDX-License-Identifier: ISC */
/* Scenarios of paths to a trust anchor, and of walks; see each.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/cachedir.h"
#include "rpki/repository.h"
#include "tests/lib/cachain.h"
#include "tests/unit/alloc/each.h"

/*
 * Blocks by which libcrypto may differ: OpenSSL 3.0 loses two when
 * EVP_PKEY_fromdata() is out of memory, and its caches come and go.
 */
#define LIBCRYPTO_LOSES 64

struct place {
	char top[64], cache[80], tal_path[80];
	const char *scene;
	char uri[CA_URI_SIZE];
	enum rsec_judgement expected;
};

static struct rsec_bytes
bytes(const char *s)
{
	return (struct rsec_bytes){ (const uint8_t *)s, strlen(s) };
}

/* What CTX does with a chain that has the anchor. */
typedef int use_chain(struct rsec_chain *chain, struct rsec_cachedir *dir,
    const struct place *place, struct rsec_err *err);

static int
with_anchor(struct rsec_cachedir *dir, const struct place *place,
    use_chain *use, struct rsec_err *err)
{
	struct rsec_arena arena = RSEC_ARENA_INIT;
	struct rsec_bytes text = { NULL, 0 }, file = { NULL, 0 };
	static const struct rsec_policy policy;
	struct rsec_chain *chain = NULL;
	struct rsec_findings findings;
	struct rsec_tal tal;
	int rc = -1;

	rsec_findings_init(&findings, &arena);
	if (rsec_cachedir_read(dir, bytes("tal"), &text, err) != 1)
		goto out;
	if (rsec_tal_parse(text, &arena, &findings, &tal) == -1 ||
	    findings.no_memory) {
		rsec_err_nomem(err);
		goto out;
	}
	if (rsec_cachedir_anchor(dir, "ta", &tal, &file, err) != 1)
		goto out;
	chain = rsec_chain_new(rsec_cachedir_cache(dir), &policy, CA_TIME);
	if (chain == NULL)
		rc = rsec_err_nomem(err);
	else if (rsec_chain_add_anchor(chain, "ta", &tal, file, NULL, err) == 0)
		rc = use(chain, dir, place, err);
out:
	rsec_chain_free(chain);
	rsec_cachedir_drop(file);
	rsec_cachedir_drop(text);
	rsec_findings_fini(&findings);
	rsec_arena_fini(&arena);
	return rc;
}

static int
judge(struct rsec_chain *chain, struct rsec_cachedir *dir,
    const struct place *place, struct rsec_err *err)
{
	struct rsec_verifier *v = rsec_verifier_new();
	struct rsec_bytes file = { NULL, 0 };
	struct rsec_verdict verdict;
	struct rsec_object object;
	struct rsec_path path;
	int rc = -1;

	rsec_object_init(&object);
	if (v == NULL)
		rsec_err_nomem(err);
	else if (rsec_cachedir_get(dir, bytes(place->uri), &file, err) == 1 &&
		 rsec_object_parse(&object, file, v, true, err) == 0)
		rc = rsec_chain_judge(chain, &object, true, bytes(place->uri),
		    &path, &verdict, err);
	if (rc == 0)
		assert_int_equal(verdict.overall, place->expected);
	rsec_object_fini(&object);
	rsec_cachedir_drop(file);
	rsec_verifier_free(v);
	return rc;
}

static int
count_roas(void *ctx, const struct rsec_published *p)
{
	*(size_t *)ctx += p->accepted && p->object->type == RSEC_OBJECT_ROA;
	return 0;
}

static int
walk(struct rsec_chain *chain, struct rsec_cachedir *dir,
    const struct place *place, struct rsec_err *err)
{
	size_t roas = 0;

	(void)dir;
	if (rsec_repository_walk(chain, count_roas, &roas, err) == -1)
		return -1;
	assert_int_equal(roas, place->expected == RSEC_OK);
	return 0;
}

static int
open_and(void *ctx, use_chain *use, struct rsec_err *err)
{
	const struct place *place = ctx;
	struct rsec_cachedir *dir;
	int rc;

	dir = rsec_cachedir_open(place->cache, RSEC_OBJECT_MAX, err);
	if (dir == NULL)
		return -1;
	rc = with_anchor(dir, place, use, err);
	rsec_cachedir_close(dir);
	return rc;
}

static int
judge_object(void *ctx, struct rsec_err *err)
{
	return open_and(ctx, judge, err);
}

static int
walk_repository(void *ctx, struct rsec_err *err)
{
	return open_and(ctx, walk, err);
}

static void
build(struct place *place)
{
	static struct ca_stage stage;
	const struct ca_scene *scene;
	size_t i;

	strcpy(place->top, "/tmp/rsec-alloc-XXXXXX");
	assert_non_null(mkdtemp(place->top));
	snprintf(place->cache, sizeof(place->cache), "%s/cache", place->top);
	snprintf(place->tal_path, sizeof(place->tal_path), "%s/cache/tal",
	    place->top);
	ca_stage_init(&stage, place->cache, place->tal_path);
	for (i = 0; (scene = ca_scene_get(i)) != NULL; i++)
		if (strcmp(scene->name, place->scene) == 0)
			ca_stage_add(&stage, scene, place->uri);
	ca_stage_finish(&stage);
}

static void
fail_in(const char *scene, enum rsec_judgement expected)
{
	struct place place = { .scene = scene, .expected = expected };
	char command[128];

	build(&place);
	every_allocation_fails_but(judge_object, &place, LIBCRYPTO_LOSES);
	every_allocation_fails_but(walk_repository, &place, LIBCRYPTO_LOSES);
	snprintf(command, sizeof(command), "rm -rf %s", place.top);
	assert_int_equal(system(command), 0);
}

void
paths_and_walks(void **state)
{
	(void)state;
	skip_without_shim();
	rsec_verifier_free(rsec_verifier_new()); /* libcrypto sets itself up */
	fail_in("chain-good-inherit", RSEC_OK);
	fail_in("ca-expired", RSEC_FAIL);
	fail_in("issuer-missing", RSEC_FAIL);
	fail_in("mft-stale", RSEC_FAIL);
}
