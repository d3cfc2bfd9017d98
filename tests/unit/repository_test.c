/* SPDX-License-Identifier: ISC */
/*
 * A repository from its trust anchor down: what a relying party takes from
 * the scenes of cachain.c, and how a walk ends.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/cachedir.h"
#include "rpki/repository.h"
#include "tests/lib/cachain.h"

#define BASE "rsync://rpki.example.net/repo/"

struct fixture {
	char top[64], cache[80], tal_path[80];
	struct rsec_cachedir *dir;
	struct rsec_policy policy;
	struct rsec_bytes tal_text, anchor;
	struct rsec_arena arena;
	struct rsec_tal tal;
	struct rsec_chain *chain;
};

static struct rsec_bytes
bytes(const char *s)
{
	return (struct rsec_bytes){ (const uint8_t *)s, strlen(s) };
}

static void
init(struct fixture *f)
{
	memset(f, 0, sizeof(*f));
	strcpy(f->top, "/tmp/rsec-repository-XXXXXX");
	assert_non_null(mkdtemp(f->top));
	snprintf(f->cache, sizeof(f->cache), "%s/cache", f->top);
	snprintf(f->tal_path, sizeof(f->tal_path), "%s/cache/tal", f->top);
}

/* Once the repository is written: a chain with its anchor, at this time. */
static void
open_chain_at(struct fixture *f, int64_t at)
{
	f->dir = rsec_cachedir_open(f->cache, RSEC_OBJECT_MAX, NULL);
	assert_non_null(f->dir);
	assert_int_equal(
	    rsec_cachedir_read(f->dir, bytes("tal"), &f->tal_text, NULL), 1);
	assert_int_equal(
	    rsec_tal_parse(f->tal_text, &f->arena, NULL, &f->tal), 0);
	assert_int_equal(
	    rsec_cachedir_anchor(f->dir, "ta", &f->tal, &f->anchor, NULL), 1);
	f->chain = rsec_chain_new(rsec_cachedir_cache(f->dir), &f->policy, at);
	assert_non_null(f->chain);
	assert_int_equal(rsec_chain_add_anchor(
			     f->chain, "ta", &f->tal, f->anchor, NULL, NULL),
	    0);
}

static void
open_chain(struct fixture *f)
{
	open_chain_at(f, CA_TIME);
}

static void
fini(struct fixture *f)
{
	char command[128];

	rsec_chain_free(f->chain);
	rsec_cachedir_drop(f->anchor);
	rsec_cachedir_drop(f->tal_text);
	rsec_arena_fini(&f->arena);
	rsec_cachedir_close(f->dir);
	snprintf(command, sizeof(command), "rm -rf %s", f->top);
	assert_int_equal(system(command), 0);
}

/* What a walk told: "+", " " or "-", the leaf of the URI, the first error. */
struct told {
	char line[512][160];
	size_t count;
	size_t stop_at; /* 0: never */
};

static const char *
first_rule(const struct rsec_findings *findings, char text[64])
{
	static const struct rsec_policy current;
	size_t i;

	strcpy(text, "");
	for (i = 0; i < findings->count; i++) {
		if (rsec_policy_severity(&current, findings->list[i].rule) !=
		    RSEC_ERROR)
			continue;
		rsec_rule_format(text, findings->list[i].rule);
		break;
	}
	return text;
}

static int
tell(void *ctx, const struct rsec_published *p)
{
	struct told *t = ctx;
	char rule[64];
	size_t at = p->uri.len;

	while (at > 0 && p->uri.data[at - 1] != '/')
		at--;
	assert_true(t->count < 512);
	assert_string_equal(p->anchor, "ta");
	snprintf(t->line[t->count++], sizeof(t->line[0]), "%c%.*s %s",
	    p->accepted	     ? '+'
	    : p->passed_over ? ' '
			     : '-',
	    (int)(p->uri.len - at), (const char *)p->uri.data + at,
	    first_rule(p->findings, rule));
	return t->count == t->stop_at ? -1 : 0;
}

static bool
was_told(const struct told *t, const char *line)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		if (strcmp(t->line[i], line) == 0)
			return true;
	print_message("not told: %s\n", line);
	return false;
}

static void
walk(struct fixture *f, struct told *t)
{
	struct rsec_err err;

	memset(t, 0, sizeof(*t));
	assert_int_equal(rsec_repository_walk(f->chain, tell, t, &err), 0);
}

static void
build_scenes(struct fixture *f)
{
	static struct ca_stage stage;
	const struct ca_scene *scene;
	char uri[CA_URI_SIZE];
	size_t i;

	ca_stage_init(&stage, f->cache, f->tal_path);
	for (i = 0; (scene = ca_scene_get(i)) != NULL; i++)
		ca_stage_add(&stage, scene, uri);
	ca_stage_finish(&stage);
}

/* From above, nobody asks a ROA where its issuer is. */
static const char *const accepted[] = { "chain-good", "chain-good-inherit",
	"chain-good-range", "issuer-other-host", "aia-is-roa" };

static void
roas_of_good_scenes_and_no_others_are_accepted(void **state)
{
	static struct told t;
	struct fixture f;
	char line[160];
	size_t i, roas = 0;

	(void)state;
	init(&f);
	build_scenes(&f);
	open_chain(&f);
	walk(&f, &t);
	for (i = 0; i < t.count; i++)
		roas += t.line[i][0] == '+' && strstr(t.line[i], ".roa ");
	for (i = 0; i < sizeof(accepted) / sizeof(*accepted); i++) {
		snprintf(line, sizeof(line), "+%s.roa ", accepted[i]);
		assert_true(was_told(&t, line));
	}
	assert_int_equal(roas, i);
	fini(&f);
}

static void
what_is_refused_says_why(void **state)
{
	static const char *const lines[] = {
		"-expired.roa TIME-EXPIRED",
		"-not-yet-valid.roa TIME-NOT-YET-VALID",
		"-bad-issuer-signature.roa CERT-SIGNATURE-INVALID",
		"-revoked.roa CRL-REVOKED",
		"-not-contained.roa RESOURCES-NOT-CONTAINED",
		"-two-ca-same-ski.roa RESOURCES-NOT-CONTAINED",
		"-crl-of-another.roa CRL-ISSUER-MISMATCH",
		"-crl-kept.roa CRL-UNLISTED",
		/* CAs */
		"-ca-expired.cer TIME-EXPIRED",
		"-ca-revoked.cer CRL-REVOKED",
		"-ca-bad-signature.cer CERT-SIGNATURE-INVALID",
		"-ca-ip-not-contained.cer RESOURCES-NOT-CONTAINED",
		"-ca-asn-not-contained.cer RESOURCES-NOT-CONTAINED",
		/* CAs that fail whole */
		"-mft-missing.mft MANIFEST-MISSING",
		"-mft-stale.mft MANIFEST-STALE",
		"-mft-not-yet.mft MANIFEST-NOT-YET",
		"-mft-bad-signature.mft MANIFEST-INVALID",
		"-crl-stale.mft MANIFEST-INVALID",
		"-crl-missing.mft MANIFEST-INVALID",
		"-hash-mismatch.mft MANIFEST-HASH",
		"-crl-replaced.mft MANIFEST-INVALID",
	};
	static struct told t;
	struct fixture f;
	size_t i;

	(void)state;
	init(&f);
	build_scenes(&f);
	open_chain(&f);
	walk(&f, &t);
	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		assert_true(was_told(&t, lines[i]));
	fini(&f);
}

static void
a_walk_that_is_stopped_says_so(void **state)
{
	static struct told t;
	struct rsec_err err;
	struct fixture f;

	(void)state;
	init(&f);
	build_scenes(&f);
	open_chain(&f);
	memset(&t, 0, sizeof(t));
	t.stop_at = 3;
	assert_int_equal(rsec_repository_walk(f.chain, tell, &t, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_STOPPED);
	assert_int_equal(t.count, 3);
	fini(&f);
}

/* A trust anchor with one CA, whose point the caller fills. */
struct small {
	struct ca ta, ca;
	struct ca_point point;
};

static void
begin_small(struct fixture *f, struct small *s)
{
	init(f);
	ca_init(&s->ta, "ta", 0, NULL, BASE);
	s->ta.ip = CA_DOC_IP;
	s->ta.asn = CA_DOC_ASN;
	ca_anchor_write(&s->ta, f->cache, f->tal_path);
	ca_init(&s->ca, "ca", 1, &s->ta, BASE);
	s->ca.ip = CA_DOC_IP;
	s->ca.asn = CA_DOC_ASN;
	ca_point_init(&s->point, &s->ca, f->cache);
}

static void
add_cer(struct ca_point *point, const char *name, const struct ca *subject)
{
	struct ca_object cer = {
		.type = CA_CERT, .name = name, .subject = subject
	};

	ca_point_add(point, &cer);
}

static void
add_roa(struct ca_point *point, const char *name)
{
	struct ca_object roa = { .type = CA_ROA,
		.name = name,
		.as = 64496,
		.prefixes = "192.0.2.0/24" };

	ca_point_add(point, &roa);
}

static void
finish_point(struct ca_point *point)
{
	ca_point_add_crl(point, NULL);
	ca_point_finish(point, NULL);
	ca_point_fini(point);
}

static void
finish_small(struct fixture *f, struct small *s, struct told *t)
{
	finish_point(&s->point);
	ca_point_init(&s->point, &s->ta, f->cache);
	add_cer(&s->point, "ca.cer", &s->ca);
	finish_point(&s->point);
	open_chain(f);
	walk(f, t);
}

static void
a_ca_below_itself_is_refused(void **state)
{
	static struct told t;
	struct fixture f;
	struct small s;

	(void)state;
	begin_small(&f, &s);
	add_cer(&s.point, "again.cer", &s.ca);
	add_cer(&s.point, "above.cer", &s.ta);
	add_roa(&s.point, "one.roa");
	finish_small(&f, &s, &t);
	assert_true(was_told(&t, "-again.cer CHAIN-LOOP"));
	assert_true(was_told(&t, "-above.cer CHAIN-LOOP"));
	assert_true(was_told(&t, "+one.roa "));
	fini(&f);
}

static void
a_ca_with_a_file_missing_fails_whole(void **state)
{
	static struct told t;
	struct fixture f;
	struct small s;

	(void)state;
	begin_small(&f, &s);
	add_roa(&s.point, "one.roa");
	ca_point_list(&s.point, "two.roa", "", 0);
	finish_small(&f, &s, &t);
	assert_true(was_told(&t, "-ca.mft MANIFEST-FILE-MISSING"));
	assert_int_equal(t.count, 3); /* ca.cer, ta.crl, ca.mft */
	fini(&f);
}

static void
a_file_whose_name_tells_another_type_is_refused(void **state)
{
	static struct told t;
	struct fixture f;
	struct small s;

	(void)state;
	begin_small(&f, &s);
	add_roa(&s.point, "one.gbr");
	add_roa(&s.point, "two.roa");
	finish_small(&f, &s, &t);
	assert_true(was_told(&t, "-one.gbr MANIFEST-NAME-TYPE"));
	assert_true(was_told(&t, "+two.roa "));
	fini(&f);
}

static void
a_type_that_nobody_knows_is_passed_over(void **state)
{
	struct ca_object object = { .type = CA_UNKNOWN, .name = "new.xyz" };
	static struct told t;
	struct fixture f;
	struct small s;

	(void)state;
	begin_small(&f, &s);
	add_roa(&s.point, "one.roa");
	ca_point_add(&s.point, &object);
	object.name = "expired.xyz";
	object.not_after = CA_TIME - 1;
	ca_point_add(&s.point, &object);
	finish_small(&f, &s, &t);
	assert_true(was_told(&t, " new.xyz "));
	assert_true(was_told(&t, "-expired.xyz TIME-EXPIRED"));
	assert_true(was_told(&t, "+one.roa "));
	fini(&f);
}

static void
an_anchor_that_has_expired_is_told_and_not_visited(void **state)
{
	static struct told t;
	struct fixture f;

	(void)state;
	init(&f);
	build_scenes(&f);
	open_chain_at(&f, CA_NOT_AFTER + 1);
	walk(&f, &t);
	assert_int_equal(t.count, 1);
	assert_true(was_told(&t, "-ta.cer CHAIN-EXPIRED"));
	fini(&f);
}

static void
a_certificate_is_visited_once(void **state)
{
	struct rsec_walk *w = rsec_walk_new();
	const struct rsec_ca *ca;
	static struct told t;
	struct fixture f;
	struct small s;

	(void)state;
	begin_small(&f, &s);
	add_roa(&s.point, "one.roa");
	finish_small(&f, &s, &t);
	assert_int_equal(rsec_walk_add_anchors(w, f.chain, tell, &t, NULL), 0);
	assert_int_equal(rsec_walk_add_anchors(w, f.chain, tell, &t, NULL), 0);
	assert_non_null(ca = rsec_walk_next(w));
	assert_null(rsec_walk_next(w));
	assert_int_equal(rsec_walk_add(w, ca), 0);
	assert_null(rsec_walk_next(w));
	rsec_walk_free(w);
	fini(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    roas_of_good_scenes_and_no_others_are_accepted),
		cmocka_unit_test(what_is_refused_says_why),
		cmocka_unit_test(a_walk_that_is_stopped_says_so),
		cmocka_unit_test(a_ca_below_itself_is_refused),
		cmocka_unit_test(a_ca_with_a_file_missing_fails_whole),
		cmocka_unit_test(
		    a_file_whose_name_tells_another_type_is_refused),
		cmocka_unit_test(a_type_that_nobody_knows_is_passed_over),
		cmocka_unit_test(
		    an_anchor_that_has_expired_is_told_and_not_visited),
		cmocka_unit_test(a_certificate_is_visited_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
