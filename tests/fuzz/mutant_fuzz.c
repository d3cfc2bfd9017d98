/* SPDX-License-Identifier: ISC */
/*
 * Objects that are changed before they are signed: what is behind a good
 * signature is reached.  A seed is as ca_mutant_sign() reads it.
 *
 * Whatever is signed, parsing ends with findings in order that lie in the
 * file, and says the same a second time, in the memory of the first.
 */
#include <string.h>

#include "rpki/object.h"
#include "tests/fuzz/fuzz.h"
#include "tests/lib/cadefect.h"

struct findings_seen {
	size_t count;
	uint64_t sum; /* of rules and offsets */
};

static struct ca *
authority(void)
{
	static const char base[] = "rsync://rpki.example.net/repo/";
	static struct ca ta, ca;

	if (ca.name == NULL) {
		ca_init(&ta, "ta", 0, NULL, base);
		ca_init(&ca, "example", 1, &ta, base);
		ta.ip = ca.ip = CA_DOC_IP;
		ta.asn = ca.asn = CA_DOC_ASN;
	}
	return &ca;
}

static struct findings_seen
look(const struct rsec_object *object)
{
	const struct rsec_findings *f = &object->findings;
	struct findings_seen seen = { f->count, 0 };
	size_t i;

	MUST(!f->no_memory);
	MUST(f->count <= RSEC_FINDINGS_MAX);
	for (i = 0; i < f->count; i++) {
		MUST(f->list[i].rule < RSEC_RULES);
		MUST(f->list[i].offset == RSEC_NO_OFFSET ||
		     f->list[i].offset <= object->file.len);
		MUST(i == 0 || f->list[i - 1].offset <= f->list[i].offset);
		MUST(f->list[i].message[0] != '\0');
		seen.sum = seen.sum * 31 + f->list[i].offset +
			   (uint64_t)f->list[i].rule;
	}
	return seen;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct rsec_verifier *v;
	struct findings_seen first, second;
	struct rsec_object object;
	struct derw w = { 0 };
	struct rsec_err err;

	if (v == NULL)
		MUST((v = rsec_verifier_new()) != NULL);
	ca_mutant_sign(authority(), data, size, &w);
	rsec_object_init(&object);
	MUST(rsec_object_parse(&object, (struct rsec_bytes){ w.data, w.len }, v,
		 true, &err) == 0);
	first = look(&object);
	MUST(rsec_object_parse(&object, object.file, v, true, &err) == 0);
	second = look(&object);
	MUST(first.count == second.count && first.sum == second.sum);
	rsec_object_fini(&object);
	derw_fini(&w);
	return 0;
}
