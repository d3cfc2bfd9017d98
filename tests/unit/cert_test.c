/* SPDX-License-Identifier: ISC */
/*
 * Certificates and what is common to them and CRLs, against what an authority
 * of our own was asked to sign: sound, with each defect, and cut anywhere.
 */
#include "tests/lib/test.h"

#include <string.h>

#include "tests/lib/cadefect.h"
#include "tests/lib/parsed.h"

#define BASE "rsync://rpki.example.net/repo/"

struct world {
	struct ca ta, ca;
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
	ca_init(&w->ta, "ta", 0, NULL, BASE);
	ca_init(&w->ca, "example", 1, &w->ta, BASE);
	w->ta.ip = w->ca.ip = CA_DOC_IP;
	w->ta.asn = w->ca.asn = CA_DOC_ASN;
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

static const struct parsed *
sign(struct world *w, enum ca_type type, const struct ca_defect *defect)
{
	ca_defect_sign(&w->ca, type, "object", defect, &w->w);
	parsed_init(&w->p, type, w->w.data, w->w.len, w->v);
	return &w->p;
}

static bool
is_text(struct rsec_bytes bytes, const char *text)
{
	return bytes.len == strlen(text) &&
	       memcmp(bytes.data, text, bytes.len) == 0;
}

static void
sound_certificates_have_no_finding(void **state)
{
	static const enum rsec_cert_kind kinds[] = { RSEC_CERT_TA, RSEC_CERT_CA,
		RSEC_CERT_ROUTER };
	struct world *w = *state;
	enum ca_type type;

	for (type = CA_TA; type < CA_CRL; type++) {
		const struct parsed *p = sign(w, type, NULL);

		assert_int_equal(p->status, 0);
		assert_int_equal(p->findings.count, 0);
		assert_int_equal(p->cert.kind, kinds[type]);
		parsed_fini(&w->p);
	}
}

static void
the_fields_are_those_that_were_signed(void **state)
{
	struct world *w = *state;
	const struct rsec_cert *cert = &w->p.cert;
	uint64_t serial = w->ca.serial, found;

	sign(w, CA_CERT, NULL);
	assert_true(rsec_integer_uint(cert->serial, &found));
	assert_int_equal(found, serial);
	assert_int_equal(cert->not_before, CA_NOT_BEFORE);
	assert_int_equal(cert->not_after, CA_NOT_AFTER);
	assert_true(is_text(cert->issuer_cn, ca_key_name(w->ca.key)));
	assert_int_equal(cert->ski.len, CA_SKI_SIZE);
	assert_memory_equal(cert->aki.data, ca_key_ski(w->ca.key), CA_SKI_SIZE);
	assert_int_equal(cert->modulus.len, CA_KEY_SIZE + 1);
	assert_int_equal(cert->crl_dp.count, 1);
	assert_true(is_text(cert->crl_dp.list[0], w->ca.crl_uri));
	assert_int_equal(cert->aia.count, 1);
	assert_true(is_text(cert->aia.list[0], w->ca.cer_uri));
	assert_int_equal(cert->ca_repository.count, 1);
	assert_int_equal(cert->manifest.count, 1);
	assert_int_equal(cert->signed_object.count, 0);
	assert_true(cert->is_ca && cert->has_sia);
	assert_ptr_equal(cert->whole.data, w->w.data);
	assert_int_equal(cert->whole.len, w->w.len);
	parsed_fini(&w->p);
}

static void
check_defects(struct world *w, const struct ca_defects *defects)
{
	const struct ca_defect *defect;
	enum rsec_rule rule;
	bool found;
	size_t i;

	for (i = 0; i < defects->count; i++) {
		defect = &defects->list[i];
		sign(w, defect->type, defect);
		if (defect->rule == NULL)
			found = !parsed_is_bad(&w->p, RSEC_PROFILE_CURRENT);
		else {
			rule = rsec_rule_find(defect->rule);
			found = rule != RSEC_RULES && parsed_has(&w->p, rule);
		}
		if (!found)
			print_error("%s\n", defect->name);
		assert_true(found);
		parsed_fini(&w->p);
	}
}

static void
each_defect_breaks_its_rule(void **state)
{
	check_defects(*state, &ca_defects_cert);
}

static void
each_defect_of_resources_breaks_its_rule(void **state)
{
	check_defects(*state, &ca_defects_resources);
}

static void
a_certificate_that_is_cut_is_never_sound(void **state)
{
	struct world *w = *state;
	size_t len;

	ca_defect_sign(&w->ca, CA_CERT, "object", NULL, &w->w);
	for (len = 0; len < w->w.len; len++) {
		parsed_init(&w->p, CA_CERT, w->w.data, len, w->v);
		assert_true(parsed_is_bad(&w->p, RSEC_PROFILE_CURRENT));
		parsed_fini(&w->p);
	}
}

/* Findings lie in the file, and say something that can be shown. */
static void
whatever_octet_is_changed_can_be_told(void **state)
{
	struct world *w = *state;
	size_t i, n, c;

	ca_defect_sign(&w->ca, CA_TA, "object", NULL, &w->w);
	for (i = 0; i < w->w.len; i++) {
		w->w.data[i] ^= 0x81;
		parsed_init(&w->p, CA_TA, w->w.data, w->w.len, w->v);
		assert_true(parsed_is_bad(&w->p, RSEC_PROFILE_CURRENT));
		for (n = 0; n < w->p.findings.count; n++) {
			struct rsec_finding *f = &w->p.findings.list[n];

			assert_true(f->offset == RSEC_NO_OFFSET ||
				    f->offset <= w->w.len);
			assert_true(f->message[0] != '\0');
			for (c = 0; f->message[c] != '\0'; c++)
				assert_in_range(f->message[c], ' ', '~');
		}
		parsed_fini(&w->p);
		w->w.data[i] ^= 0x81;
	}
}

static void
only_the_issuer_has_signed(void **state)
{
	struct world *w = *state;
	struct derw issuer_der = { .data = NULL };
	struct parsed issuer, other;
	struct ca_object object = ca_example(CA_CERT, "object");

	object.subject = &w->ca;
	ca_sign(&w->ta, &object, &issuer_der);
	parsed_init(&issuer, CA_CERT, issuer_der.data, issuer_der.len, w->v);
	sign(w, CA_CERT, NULL);
	assert_true(rsec_cert_check_signature(
	    w->v, &w->p.cert, &issuer.cert, &w->p.findings));
	assert_int_equal(w->p.findings.count, 0);
	other = w->p;
	assert_false(rsec_cert_check_signature(
	    w->v, &w->p.cert, &other.cert, &w->p.findings));
	assert_true(parsed_has(&w->p, RSEC_RULE_CERT_SIGNATURE_INVALID));
	assert_int_equal(
	    w->p.findings.list[0].offset, w->p.cert.signature.data - w->w.data);
	parsed_fini(&w->p);
	parsed_fini(&issuer);
	derw_fini(&issuer_der);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_certificates_have_no_finding),
		cmocka_unit_test(the_fields_are_those_that_were_signed),
		cmocka_unit_test(each_defect_breaks_its_rule),
		cmocka_unit_test(each_defect_of_resources_breaks_its_rule),
		cmocka_unit_test(a_certificate_that_is_cut_is_never_sound),
		cmocka_unit_test(whatever_octet_is_changed_can_be_told),
		cmocka_unit_test(only_the_issuer_has_signed),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
