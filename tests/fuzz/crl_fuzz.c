/* SPDX-License-Identifier: ISC */
/* CRLs: what is handed out lies in the file, and each entry is found. */
#include "tests/fuzz/findings.h"
#include "tests/lib/parsed.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct rsec_revoked *entry;
	const struct rsec_crl *crl;
	struct parsed p;
	size_t i;

	parsed_init(&p, CA_CRL, data, size, NULL);
	crl = &p.crl;
	check_findings(&p.findings, size);
	if (p.status == 0) {
		MUST_BE_INSIDE(crl->whole, data, size);
		MUST_BE_INSIDE(crl->tbs, data, size);
		MUST_BE_INSIDE(crl->issuer, data, size);
		MUST_BE_INSIDE(crl->signature, data, size);
		for (i = 0; i < crl->revoked_count; i++) {
			entry = &crl->revoked[i];
			MUST_BE_INSIDE(entry->serial, data, size);
			entry = rsec_crl_find(crl, entry->serial);
			MUST(entry != NULL && entry <= &crl->revoked[i]);
		}
	} else
		MUST(p.findings.count > 0);
	parsed_fini(&p);
	return 0;
}
