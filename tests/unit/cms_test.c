/* SPDX-License-Identifier: ISC */
/* The envelope of signed objects, as an authority of our own writes it. */
#include "tests/lib/test.h"

#include <string.h>

#include "tests/lib/cadefect.h"
#include "tests/lib/parsed.h"

struct world {
	struct ca ca;
	struct rsec_verifier *v;
	struct derw w;
	struct parsed p;
};

static int
set_up(void **state)
{
	static struct world world;
	struct world *w = &world;

	memset(w, 0, sizeof(*w));
	ca_init(&w->ca, "ta", 0, NULL, "rsync://rpki.example.net/repo/");
	w->ca.ip = CA_DOC_IP;
	w->ca.asn = CA_DOC_ASN;
	w->v = rsec_verifier_new();
	assert_non_null(w->v);
	*state = w;
	return 0;
}

static int
tear_down(void **state)
{
	struct world *w = *state;

	derw_fini(&w->w);
	rsec_verifier_free(w->v);
	return 0;
}

static void
sign(struct world *w, enum ca_type type, const struct ca_defect *defect)
{
	ca_defect_sign(&w->ca, type, "object", defect, &w->w);
	parsed_init(&w->p, type, w->w.data, w->w.len, w->v);
}

static void
sound_objects_have_no_finding(void **state)
{
	struct world *w = *state;
	enum ca_type type;

	for (type = CA_ROA; type < CA_TYPES; type++) {
		sign(w, type, NULL);
		assert_int_equal(w->p.status, 0);
		assert_true(parsed_is_silent(&w->p));
		assert_true(w->p.cms.has_content && w->p.cms.has_ee);
		assert_true(w->p.cms.has_signing_time);
		assert_int_equal(w->p.cms.signing_time, CA_NOT_BEFORE);
		assert_int_equal(w->p.cms.ee.kind, RSEC_CERT_EE);
		assert_int_equal(w->p.cms.ee.has_sia, type != CA_RSC);
		parsed_fini(&w->p);
	}
}

static void
each_defect_breaks_its_rule(void **state)
{
	struct world *w = *state;
	const struct ca_defect *defect;
	const struct rsec_rule_info *info;
	enum rsec_rule rule;
	bool found;
	size_t i;

	for (i = 0; i < ca_defects_cms.count; i++) {
		defect = &ca_defects_cms.list[i];
		rule = defect->rule == NULL ? RSEC_RULES
					    : rsec_rule_find(defect->rule);
		info = rule == RSEC_RULES ? NULL : rsec_rule_info(rule);
		if (defect->rule != NULL &&
		    (info == NULL || info->layer == RSEC_LAYER_CONTENT))
			continue; /* for the parsers of contents */
		sign(w, defect->type, defect);
		found = info != NULL
			    ? parsed_has(&w->p, rule)
			    : !parsed_is_bad(&w->p, RSEC_PROFILE_CURRENT);
		if (!found)
			print_error("%s\n", defect->name);
		assert_true(found);
		parsed_fini(&w->p);
	}
}

static void
an_object_that_is_cut_is_never_sound(void **state)
{
	struct world *w = *state;
	size_t len;

	ca_defect_sign(&w->ca, CA_ROA, "object", NULL, &w->w);
	for (len = 0; len < w->w.len; len++) {
		parsed_init(&w->p, CA_ROA, w->w.data, len, w->v);
		assert_true(parsed_is_bad(&w->p, RSEC_PROFILE_CURRENT));
		parsed_fini(&w->p);
	}
}

/*
 * Of the octets of an object, content and signed attributes are covered by
 * its signature, the certificate by its issuer's.
 */
static void
a_change_of_what_is_signed_is_found(void **state)
{
	struct world *w = *state;
	const struct rsec_cms *cms = &w->p.cms;
	size_t i, from, to;

	sign(w, CA_ROA, NULL);
	from = (size_t)(cms->content.data - w->w.data);
	to = from + cms->content.len;
	parsed_fini(&w->p);
	for (i = from; i < to; i++) {
		w->w.data[i] ^= 1;
		parsed_init(&w->p, CA_ROA, w->w.data, w->w.len, w->v);
		assert_true(parsed_has(&w->p, RSEC_RULE_CMS_DIGEST_MISMATCH));
		assert_false(
		    parsed_has(&w->p, RSEC_RULE_CMS_SIGNATURE_INVALID));
		parsed_fini(&w->p);
		w->w.data[i] ^= 1;
	}
	sign(w, CA_ROA, NULL);
	from = (size_t)(cms->signature.data - w->w.data);
	parsed_fini(&w->p);
	for (i = from; i < w->w.len; i++) {
		w->w.data[i] ^= 1;
		parsed_init(&w->p, CA_ROA, w->w.data, w->w.len, w->v);
		assert_true(parsed_has(&w->p, RSEC_RULE_CMS_SIGNATURE_INVALID));
		assert_false(parsed_has(&w->p, RSEC_RULE_CMS_DIGEST_MISMATCH));
		parsed_fini(&w->p);
		w->w.data[i] ^= 1;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_objects_have_no_finding),
		cmocka_unit_test(each_defect_breaks_its_rule),
		cmocka_unit_test(an_object_that_is_cut_is_never_sound),
		cmocka_unit_test(a_change_of_what_is_signed_is_found),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
