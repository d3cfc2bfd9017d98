/* SPDX-License-Identifier: ISC */
/*
 * The envelope of signed objects: what is handed out lies in the file, and
 * the header of the signed attributes says how long they are.
 */
#include "tests/fuzz/findings.h"
#include "tests/lib/parsed.h"

static void
check_header(const struct rsec_cms *cms)
{
	struct rsec_bytes header = { cms->signed_attrs_header,
		cms->signed_attrs_header_len };
	size_t i, len = 0;

	MUST(header.len >= 2 && header.len <= 6);
	MUST(header.data[0] == RSEC_DER_SET);
	for (i = header.len == 2 ? 1 : 2; i < header.len; i++)
		len = len << 8 | header.data[i];
	MUST(len == cms->signed_attrs.len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct rsec_verifier *verifier;
	const struct rsec_cms *cms;
	struct parsed p;

	if (verifier == NULL)
		verifier = rsec_verifier_new();
	parsed_init(&p, CA_ROA, data, size, verifier);
	cms = &p.cms;
	check_findings(&p.findings, size);
	if (p.status == 0) {
		MUST_BE_INSIDE(cms->type, data, size);
		MUST_BE_INSIDE(cms->sid, data, size);
		MUST_BE_INSIDE(cms->signed_attrs, data, size);
		MUST_BE_INSIDE(cms->ee.whole, data, size);
		MUST(cms->content.len <= size);
		if (cms->signed_attrs.data != NULL)
			check_header(cms);
	} else
		MUST(p.findings.count > 0);
	parsed_fini(&p);
	return 0;
}
