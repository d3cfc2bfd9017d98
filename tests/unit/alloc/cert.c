/* SPDX-License-Identifier: ISC */
/* Scenarios of certificates, CRLs and signed objects; see each.h. */
#include "tests/lib/test.h"

#include <openssl/crypto.h>

#include "tests/lib/cadefect.h"
#include "tests/lib/parsed.h"
#include "tests/unit/alloc/each.h"

struct object {
	enum ca_type type;
	enum rsec_rule rule; /* that is broken */
	struct derw w;
};

static int
parse_object(void *ctx, struct rsec_err *err)
{
	const struct object *object = ctx;
	struct rsec_verifier *v = rsec_verifier_new();
	struct parsed p;
	int rc = 0;

	if (v == NULL) {
		OPENSSL_thread_stop();
		return rsec_err_nomem(err);
	}
	parsed_init(&p, object->type, object->w.data, object->w.len, v);
	if (p.findings.no_memory)
		rc = rsec_err_nomem(err);
	else {
		assert_int_equal(p.status, 0);
		assert_true(parsed_has(&p, object->rule));
	}
	parsed_fini(&p);
	rsec_verifier_free(v);
	OPENSSL_thread_stop(); /* it keeps texts of errors for the next ones */
	return rc;
}

/* Each has one fault, so that a finding is allocated as well. */
void
objects_of_an_authority(void **state)
{
	static const char *const defects[] = { "ski-critical", "bad-digest",
		"crl-number-critical", "router-eku-critical" };
	static struct ca ca;
	struct object object = { .type = CA_TA };
	const struct ca_defect *defect;
	size_t i;

	(void)state;
	skip_without_shim();
	ca_init(&ca, "ta", 0, NULL, "rsync://rpki.example.net/repo/");
	ca.ip = CA_DOC_IP;
	ca.asn = CA_DOC_ASN;
	rsec_verifier_free(rsec_verifier_new()); /* libcrypto sets itself up */
	for (i = 0; i < sizeof(defects) / sizeof(*defects); i++) {
		defect = ca_defect_find(defects[i]);
		object.type = defect->type;
		object.rule = rsec_rule_find(defect->rule);
		ca_defect_sign(&ca, object.type, "object", defect, &object.w);
		every_allocation_fails(parse_object, &object);
	}
	derw_fini(&object.w);
}
