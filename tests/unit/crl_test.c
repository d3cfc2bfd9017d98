/* SPDX-License-Identifier: ISC */
/* CRLs, as an authority of our own signs them. */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/cadefect.h"
#include "tests/lib/parsed.h"
#include "tests/lib/random.h"

#define ENTRIES 500

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
a_sound_crl_has_what_was_signed(void **state)
{
	struct world *w = *state;
	const struct rsec_crl *crl = &w->p.crl;
	struct derw issuer_der = { .data = NULL };
	struct parsed issuer;
	uint64_t n;

	ca_defect_sign(&w->ca, CA_TA, "ta.cer", NULL, &issuer_der);
	parsed_init(&issuer, CA_TA, issuer_der.data, issuer_der.len, w->v);
	ca_defect_sign(&w->ca, CA_CRL, "ta.crl", NULL, &w->w);
	parsed_init(&w->p, CA_CRL, w->w.data, w->w.len, w->v);
	assert_int_equal(w->p.status, 0);
	assert_true(
	    rsec_crl_check_signature(w->v, crl, &issuer.cert, &w->p.findings));
	assert_int_equal(w->p.findings.count, 0);
	assert_int_equal(crl->this_update, CA_NOT_BEFORE);
	assert_int_equal(crl->next_update, CA_NOT_AFTER);
	assert_true(rsec_integer_uint(crl->number, &n) && n == 1);
	assert_true(rsec_bytes_equal(crl->aki, issuer.cert.ski));
	assert_int_equal(crl->revoked_count, 2);
	assert_int_equal(crl->revoked[1].time, CA_NOT_BEFORE);
	w->w.data[w->w.len - 1] ^= 1;
	assert_false(
	    rsec_crl_check_signature(w->v, crl, &issuer.cert, &w->p.findings));
	assert_true(parsed_has(&w->p, RSEC_RULE_CRL_SIGNATURE_INVALID));
	parsed_fini(&w->p);
	parsed_fini(&issuer);
	derw_fini(&issuer_der);
}

static void
each_defect_breaks_its_rule(void **state)
{
	struct world *w = *state;
	const struct ca_defect *defect;
	bool found;
	size_t i;

	for (i = 0; i < ca_defects_crl.count; i++) {
		defect = &ca_defects_crl.list[i];
		ca_defect_sign(&w->ca, CA_CRL, "ta.crl", defect, &w->w);
		parsed_init(&w->p, CA_CRL, w->w.data, w->w.len, w->v);
		found = parsed_has(&w->p, rsec_rule_find(defect->rule));
		if (!found)
			print_error("%s\n", defect->name);
		assert_true(found);
		parsed_fini(&w->p);
	}
}

/* By a search that knows nothing of order. */
static const struct rsec_revoked *
find_slowly(const struct rsec_crl *crl, uint64_t serial)
{
	uint64_t found;
	size_t i;

	for (i = 0; i < crl->revoked_count; i++)
		if (rsec_integer_uint(crl->revoked[i].serial, &found) &&
		    found == serial)
			return &crl->revoked[i];
	return NULL;
}

static void
a_serial_number_is_found_in_any_order(void **state)
{
	struct world *w = *state;
	struct ca_object object = ca_example(CA_CRL, "ta.crl");
	struct ca_revoked revoked[ENTRIES];
	struct random random = { 1 };
	uint8_t octets[3] = { 0 };
	struct rsec_bytes serial = { octets, sizeof(octets) };
	uint32_t i;

	for (i = 0; i < ENTRIES; i++)
		revoked[i] =
		    (struct ca_revoked){ 1 + random_below(&random, 2 * ENTRIES),
			    CA_NOT_BEFORE };
	object.revoked = revoked;
	object.revoked_count = ENTRIES;
	ca_sign(&w->ca, &object, &w->w);
	parsed_init(&w->p, CA_CRL, w->w.data, w->w.len, w->v);
	assert_int_equal(w->p.crl.revoked_count, ENTRIES);
	assert_true(parsed_has(&w->p, RSEC_RULE_CRL_ENTRY_DUPLICATE));
	for (i = 0; i < 2 * ENTRIES + 10; i++) {
		octets[1] = (uint8_t)(i >> 8);
		octets[2] = (uint8_t)i;
		assert_ptr_equal(rsec_crl_find(&w->p.crl, serial),
		    find_slowly(&w->p.crl, i));
	}
	parsed_fini(&w->p);
}

static void
a_crl_that_is_cut_is_never_sound(void **state)
{
	struct world *w = *state;
	size_t len;

	ca_defect_sign(&w->ca, CA_CRL, "ta.crl", NULL, &w->w);
	for (len = 0; len < w->w.len; len++) {
		parsed_init(&w->p, CA_CRL, w->w.data, len, w->v);
		assert_true(parsed_is_bad(&w->p, RSEC_PROFILE_CURRENT));
		parsed_fini(&w->p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sound_crl_has_what_was_signed),
		cmocka_unit_test(each_defect_breaks_its_rule),
		cmocka_unit_test(a_serial_number_is_found_in_any_order),
		cmocka_unit_test(a_crl_that_is_cut_is_never_sound),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
