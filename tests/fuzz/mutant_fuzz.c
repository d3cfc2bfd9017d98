/* SPDX-License-Identifier: ISC */
/*
 * Objects that are changed before they are signed: what is behind a good
 * signature is reached.  A seed is as ca_mutant_sign() reads it.
 *
 * Whatever is signed, parsing ends with findings in order that lie in the
 * file, and says the same a second time, in the memory of the first.  As a
 * signed checklist it is an error, told, or one that can be found.
 */
#include <string.h>

#include "manrs/checklist.h"
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

/* A sound checklist is found by each of its resources. */
static void
check_claims(const struct rsec_manrs_checklists *lists)
{
	const struct rsec_manrs_checklist *list =
	    rsec_manrs_checklists_get(lists, 0);
	const struct rsec_resources *r = &list->resources;
	struct rsec_buf claims = RSEC_BUF_INIT;
	struct rsec_prefix prefix;
	size_t i, n = 0;

	MUST(r->asn.count + r->ipv4.count + r->ipv6.count > 0);
	MUST(list->files > 0);
	for (i = 0; i < r->asn.count; i++, n++)
		MUST(rsec_manrs_checklists_of(
			 lists, r->asn.list[i].max, &claims, NULL) == 0);
	for (i = 0; i < r->ipv6.count; i++)
		if (rsec_ip_range_prefix(
			&r->ipv6.list[i], RSEC_IPV6, &prefix)) {
			MUST(rsec_manrs_checklists_within(
				 lists, &prefix, &claims, NULL) == 0);
			n++;
		}
	MUST(claims.len == n * sizeof(struct rsec_manrs_claim));
	rsec_buf_fini(&claims);
}

static int
ignore(void *ctx, const struct rsec_err *err)
{
	++*(unsigned *)ctx;
	MUST(err->msg[0] != '\0');
	return 0;
}

static void
read_checklist(const struct derw *w)
{
	struct rsec_manrs_checklists *lists = rsec_manrs_checklists_new();
	struct rsec_memory memory = { w->data, w->len, 100 };
	unsigned told = 0;
	struct rsec_diag diag = { ignore, &told };
	uint64_t count = 0;
	int rc;

	MUST(lists != NULL);
	rc = rsec_manrs_checklist_read(lists, rsec_source_memory(&memory),
	    "list.sig", &diag, &count, NULL);
	MUST((rc == -1) + told + count == 1);
	MUST(rsec_manrs_checklists_count(lists) == count);
	MUST(rsec_manrs_checklists_freeze(lists, NULL) == 0);
	if (count == 1)
		check_claims(lists);
	rsec_manrs_checklists_free(lists);
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
	read_checklist(&w);
	derw_fini(&w);
	return 0;
}
