/* SPDX-License-Identifier: ISC */
/* Any object: what it is, and what is found by each defect that we can sign. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rpki/object.h"
#include "tests/lib/cadefect.h"

struct world {
	struct ca ca;
	struct rsec_verifier *v;
	struct derw w;
	struct rsec_object object;
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
	rsec_object_init(&w->object);
	*state = w;
	return 0;
}

static int
tear_down(void **state)
{
	struct world *w = *state;

	rsec_object_fini(&w->object);
	derw_fini(&w->w);
	rsec_verifier_free(w->v);
	return 0;
}

static void
parse(struct world *w, const void *data, size_t len)
{
	struct rsec_err err;

	assert_int_equal(
	    rsec_object_parse(
		&w->object, (struct rsec_bytes){ data, len }, w->v, true, &err),
	    0);
}

static enum rsec_severity
severity_of(const struct rsec_finding *finding)
{
	return rsec_rule_info(finding->rule)->severity[RSEC_PROFILE_CURRENT];
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

/* How many findings there are that are told today. */
static size_t
count(const struct world *w)
{
	size_t i, n = 0;

	for (i = 0; i < w->object.findings.count; i++)
		n += severity_of(&w->object.findings.list[i]) >= RSEC_NOTE;
	return n;
}

/* The first finding that counts now, for a message; NULL: there is none. */
static const struct rsec_finding *
first_of(const struct world *w, enum rsec_severity least)
{
	const struct rsec_finding *finding;
	size_t i;

	for (i = 0; i < w->object.findings.count; i++) {
		finding = &w->object.findings.list[i];
		if (severity_of(finding) >= least)
			return finding;
	}
	return NULL;
}

static void
must_be_sound(const struct world *w, const char *name, enum rsec_severity least)
{
	const struct rsec_finding *finding = first_of(w, least);

	if (finding != NULL)
		fail_msg("%s: %s: %s", name,
		    rsec_rule_info(finding->rule)->name, finding->message);
}

/* What an object of the authority is to be recognised as. */
static enum rsec_object_type
type_of(enum ca_type type)
{
	switch (type) {
	case CA_TA:
	case CA_CERT:
	case CA_ROUTER:
		return RSEC_OBJECT_CERT;
	case CA_CRL:
		return RSEC_OBJECT_CRL;
	case CA_ROA:
		return RSEC_OBJECT_ROA;
	case CA_MFT:
		return RSEC_OBJECT_MFT;
	case CA_ASPA:
		return RSEC_OBJECT_ASPA;
	case CA_RSC:
		return RSEC_OBJECT_RSC;
	case CA_TAK:
		return RSEC_OBJECT_TAK;
	case CA_SPL:
		return RSEC_OBJECT_SPL;
	case CA_GBR:
		return RSEC_OBJECT_GBR;
	default:
		return RSEC_OBJECT_SIGNED;
	}
}

static void
sound_objects_are_recognised_and_have_no_finding(void **state)
{
	struct world *w = *state;
	enum ca_type type;

	for (type = CA_TA; type < CA_TYPES; type++) {
		ca_defect_sign(&w->ca, type, "example", NULL, &w->w);
		parse(w, w->w.data, w->w.len);
		assert_int_equal(w->object.type, type_of(type));
		assert_int_equal(w->object.is_signed, type >= CA_ROA);
		assert_int_equal(w->object.decoded, type != CA_UNKNOWN);
		assert_non_null(type == CA_CRL ? &w->object.crl
					       : (const void *)rsec_object_cert(
						     &w->object));
		if (type != CA_UNKNOWN)
			must_be_sound(w, ca_suffix(type), RSEC_NOTE);
	}
}

static void
an_unknown_content_type_is_told_and_its_certificate_judged(void **state)
{
	struct world *w = *state;

	ca_defect_sign(&w->ca, CA_UNKNOWN, "example", NULL, &w->w);
	parse(w, w->w.data, w->w.len);
	assert_int_equal(count(w), 1);
	assert_true(has(w, RSEC_RULE_OBJECT_CONTENT_TYPE));
	assert_string_equal(first_of(w, RSEC_NOTE)->message,
	    "content type 1.2.840.113549.1.9.16.1.127 is none that is known");
	assert_int_equal(w->object.cms.ee.kind, RSEC_CERT_EE);
}

static void
each_defect_breaks_its_rule(void **state)
{
	const struct ca_defect *defect;
	struct world *w = *state;
	enum rsec_rule rule;
	size_t i;

	for (i = 0; (defect = ca_defect_get(i)) != NULL; i++) {
		ca_defect_sign(&w->ca, defect->type, "example", defect, &w->w);
		parse(w, w->w.data, w->w.len);
		if (defect->rule == NULL) {
			must_be_sound(w, defect->name, RSEC_ERROR);
			continue;
		}
		rule = rsec_rule_find(defect->rule);
		if (rule == RSEC_RULES)
			fail_msg("%s: no rule %s", defect->name, defect->rule);
		if (!has(w, rule))
			fail_msg("%s: %s was not found (%zu others were)",
			    defect->name, defect->rule,
			    w->object.findings.count);
	}
	assert_true(i > 400);
}

static void
each_defect_of_a_tal_breaks_its_rule(void **state)
{
	const struct ca_tal_defect *defect;
	struct world *w = *state;
	size_t i;

	for (i = 0; (defect = ca_tal_defect_get(i)) != NULL; i++) {
		ca_tal_defect_write(&w->ca, defect, &w->w);
		parse(w, w->w.data, w->w.len);
		assert_int_equal(w->object.type, RSEC_OBJECT_TAL);
		if (defect->rule == NULL)
			must_be_sound(w, defect->name, RSEC_NOTE);
		else if (!has(w, rsec_rule_find(defect->rule)))
			fail_msg(
			    "%s: %s was not found", defect->name, defect->rule);
	}
}

static void
what_is_no_object_is_unknown(void **state)
{
	static const char *const texts[] = { "", "\n", "0", "hello",
		"-----BEGIN CERTIFICATE-----", "<xml/>", "\x30", "\x30\x80",
		"\x30\x03\x30\x01", "\xff\xff\xff\xff" };
	struct world *w = *state;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		parse(w, texts[i], strlen(texts[i]));
		assert_int_equal(w->object.type, RSEC_OBJECT_UNKNOWN);
		assert_false(w->object.decoded);
		assert_null(rsec_object_cert(&w->object));
		assert_true(has(w, i == 0 ? RSEC_RULE_OBJECT_EMPTY
					  : RSEC_RULE_OBJECT_UNKNOWN));
	}
	parse(w, "", 1); /* one NUL */
	assert_int_equal(w->object.type, RSEC_OBJECT_UNKNOWN);
	assert_int_equal(count(w), 1);
}

/* In memory of its very size, so that the sanitizer sees the end. */
static void
every_truncation_is_told(void **state)
{
	struct world *w = *state;
	enum ca_type type;
	uint8_t *cut;
	size_t len;

	for (type = CA_TA; type < CA_TYPES; type++) {
		ca_defect_sign(&w->ca, type, "example", NULL, &w->w);
		for (len = 1; len < w->w.len; len++) {
			cut = malloc(len);
			assert_non_null(cut);
			memcpy(cut, w->w.data, len);
			parse(w, cut, len);
			assert_true(has(w, RSEC_RULE_DER_TRUNCATED));
			free(cut);
		}
	}
}

static void
trailing_bytes_are_told_where_they_begin(void **state)
{
	struct world *w = *state;
	const struct rsec_finding *finding;
	size_t len;

	ca_defect_sign(&w->ca, CA_ROA, "example", NULL, &w->w);
	len = w->w.len;
	derw_raw(&w->w, "abc", 3);
	parse(w, w->w.data, w->w.len);
	assert_int_equal(w->object.type, RSEC_OBJECT_ROA);
	assert_int_equal(count(w), 1);
	finding = first_of(w, RSEC_NOTE);
	assert_int_equal(finding->rule, RSEC_RULE_DER_TRAILING_BYTES);
	assert_int_equal(finding->offset, len);
	assert_string_equal(finding->message, "3 bytes follow the object");
}

static void
without_signatures_a_broken_one_is_not_found(void **state)
{
	struct world *w = *state;
	struct rsec_err err;
	struct rsec_bytes file;

	ca_defect_sign(&w->ca, CA_ROA, "example", NULL, &w->w);
	w->w.data[w->w.len - 1] ^= 1;
	file = (struct rsec_bytes){ w->w.data, w->w.len };
	assert_int_equal(
	    rsec_object_parse(&w->object, file, NULL, false, &err), 0);
	assert_int_equal(count(w), 0);
	assert_int_equal(w->object.sha256[0] | w->object.sha256[31], 0);
	parse(w, w->w.data, w->w.len);
	assert_int_equal(count(w), 1);
	assert_true(has(w, RSEC_RULE_CMS_SIGNATURE_INVALID));
}

static void
types_have_names_and_suffixes(void **state)
{
	enum rsec_object_type type, back;
	const char *suffix;
	char name[32];

	(void)state;
	for (type = RSEC_OBJECT_UNKNOWN; type < RSEC_OBJECT_TYPES; type++) {
		assert_true(rsec_object_type_name(type)[0] != '\0');
		suffix = rsec_object_type_suffix(type);
		snprintf(name, sizeof(name), "a.b.%s", suffix);
		back = rsec_object_type_by_suffix(name);
		assert_int_equal(
		    back, suffix[0] == '\0' ? RSEC_OBJECT_UNKNOWN : type);
	}
	assert_int_equal(
	    rsec_object_type_by_suffix("roa"), RSEC_OBJECT_UNKNOWN);
	assert_int_equal(
	    rsec_object_type_by_suffix("a.roa.gz"), RSEC_OBJECT_UNKNOWN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    sound_objects_are_recognised_and_have_no_finding, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    an_unknown_content_type_is_told_and_its_certificate_judged,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    each_defect_breaks_its_rule, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    each_defect_of_a_tal_breaks_its_rule, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_is_no_object_is_unknown, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    every_truncation_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    trailing_bytes_are_told_where_they_begin, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    without_signatures_a_broken_one_is_not_found, set_up,
		    tear_down),
		cmocka_unit_test(types_have_names_and_suffixes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
