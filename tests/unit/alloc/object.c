/* SPDX-License-Identifier: ISC */
/* Scenarios of any object; see each.h. */
#include "tests/lib/test.h"

#include <openssl/crypto.h>

#include "rpki/object.h"
#include "tests/lib/cadefect.h"
#include "tests/unit/alloc/each.h"

static int
parse_file(void *ctx, struct rsec_err *err)
{
	const struct derw *w = ctx;
	struct rsec_verifier *v = rsec_verifier_new();
	struct rsec_object object;
	int rc;

	if (v == NULL) {
		OPENSSL_thread_stop();
		return rsec_err_nomem(err);
	}
	rsec_object_init(&object);
	rc = rsec_object_parse(
	    &object, (struct rsec_bytes){ w->data, w->len }, v, true, err);
	if (rc == 0)
		assert_true(object.decoded);
	rsec_object_fini(&object);
	rsec_verifier_free(v);
	OPENSSL_thread_stop(); /* it keeps texts of errors for the next ones */
	return rc;
}

/* With faults that make the parsers sort, copy, or put lines together. */
void
objects_of_every_type(void **state)
{
	static const struct {
		enum ca_type type;
		const char *defect; /* NULL: none */
	} cases[] = { { CA_ROA, "roa-unsorted" }, { CA_ROA, "roa-duplicate" },
		{ CA_MFT, "mft-name-twice" }, { CA_ASPA, NULL },
		{ CA_RSC, "rsc-name-twice" }, { CA_TAK, NULL },
		{ CA_SPL, "spl-prefix-twice" }, { CA_GBR, "gbr-two-cards" },
		{ CA_CRL, NULL }, { CA_TA, NULL } };
	static struct ca ca;
	struct derw w = { 0 };
	size_t i;

	(void)state;
	skip_without_shim();
	ca_init(&ca, "ta", 0, NULL, "rsync://rpki.example.net/repo/");
	ca.ip = CA_DOC_IP;
	ca.asn = CA_DOC_ASN;
	rsec_verifier_free(rsec_verifier_new()); /* libcrypto sets itself up */
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		ca_defect_sign(&ca, cases[i].type, "object",
		    cases[i].defect == NULL ? NULL
					    : ca_defect_find(cases[i].defect),
		    &w);
		every_allocation_fails(parse_file, &w);
	}
	ca_tal_write(&ca, &w);
	every_allocation_fails(parse_file, &w);
	derw_fini(&w);
}
