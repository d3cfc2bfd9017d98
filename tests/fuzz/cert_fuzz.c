/* SPDX-License-Identifier: ISC */
/*
 * Certificates, of any kind: what is handed out lies in the file, every range
 * of addresses can be written, and no key upsets the verifier.
 */
#include "tests/fuzz/findings.h"
#include "tests/lib/parsed.h"

static void
check_ranges(const struct rsec_ip_resources *set, uint8_t family)
{
	char text[RSEC_IP_RANGE_SIZE];
	size_t i;

	MUST(set->present || set->count == 0);
	for (i = 0; i < set->count; i++)
		MUST(rsec_ip_range_format(text, &set->list[i], family) <
		     sizeof(text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct rsec_verifier *verifier;
	const struct rsec_cert *cert;
	struct parsed p;
	size_t i;

	if (verifier == NULL)
		verifier = rsec_verifier_new();
	parsed_init(&p, CA_CERT, data, size, verifier);
	cert = &p.cert;
	check_findings(&p.findings, size);
	if (p.status == 0) {
		MUST(cert->kind != RSEC_CERT_UNKNOWN);
		MUST_BE_INSIDE(cert->whole, data, size);
		MUST_BE_INSIDE(cert->tbs, data, size);
		MUST_BE_INSIDE(cert->serial, data, size);
		MUST_BE_INSIDE(cert->subject_cn, data, size);
		MUST_BE_INSIDE(cert->modulus, data, size);
		MUST_BE_INSIDE(cert->signature, data, size);
		MUST(cert->manifest.count <= RSEC_URIS_MAX);
		for (i = 0; i < cert->manifest.count; i++)
			MUST(cert->manifest.list[i].data != NULL);
		check_ranges(&cert->resources.ipv4, RSEC_IPV4);
		check_ranges(&cert->resources.ipv6, RSEC_IPV6);
		(void)rsec_cert_check_signature(
		    verifier, cert, cert, &p.findings);
	} else
		MUST(p.findings.count > 0);
	parsed_fini(&p);
	return 0;
}
