/* SPDX-License-Identifier: ISC */
/*
 * Any bytes as an object: it ends, findings lie in the file and are sorted,
 * and what is kept of a content is in range, whatever is wrong with it.  One
 * object is used for all, as the tools do.
 */
#include <string.h>

#include "rpki/object.h"
#include "tests/fuzz/findings.h"

static void
check_roa(const struct rsec_roa *roa)
{
	const struct rsec_roa_prefix *p;
	size_t i;

	MUST(roa->count <= RSEC_ROA_PREFIXES_MAX);
	for (i = 0; i < roa->count; i++) {
		p = &roa->prefixes[i];
		MUST(p->prefix.len <= p->max_len);
		MUST(p->max_len <= rsec_family_bits(p->prefix.family));
		MUST((p->prefix.hi & ~rsec_mask_hi(p->prefix.len)) == 0);
		MUST((p->prefix.lo & ~rsec_mask_lo(p->prefix.len)) == 0);
	}
}

/* Each entry is found by its name, or one of the same name before it is. */
static void
check_mft(const struct rsec_mft *mft)
{
	const struct rsec_mft_entry *found;
	size_t i;

	MUST(mft->count <= RSEC_MFT_ENTRIES_MAX);
	for (i = 0; i < mft->count; i++) {
		found = rsec_mft_find(mft, mft->entries[i].name);
		MUST(found != NULL && found <= &mft->entries[i]);
		MUST(rsec_bytes_equal(found->name, mft->entries[i].name));
	}
}

static void
check_content(const struct rsec_object *object)
{
	switch (object->type) {
	case RSEC_OBJECT_ROA:
		check_roa(&object->roa);
		break;
	case RSEC_OBJECT_MFT:
		check_mft(&object->mft);
		break;
	case RSEC_OBJECT_ASPA:
		MUST(object->aspa.count <= RSEC_ASPA_PROVIDERS_MAX);
		break;
	case RSEC_OBJECT_RSC:
		MUST(object->rsc.count <= RSEC_RSC_ENTRIES_MAX);
		break;
	case RSEC_OBJECT_SPL:
		MUST(object->spl.count <= RSEC_SPL_PREFIXES_MAX);
		break;
	case RSEC_OBJECT_TAK:
		MUST(object->tak.current.uris.count <= RSEC_URIS_MAX);
		break;
	case RSEC_OBJECT_TAL:
		MUST(object->tal.uris.count <= RSEC_URIS_MAX);
		break;
	default:
		break;
	}
}

/* What has no finding but notes is a TAL whose text says the same again. */
static void
check_tal(const struct rsec_tal *tal)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_arena arena = RSEC_ARENA_INIT;
	struct rsec_tal again;

	MUST(rsec_tal_format(&text, NULL, &tal->uris, tal->spki) == 0);
	MUST(rsec_tal_parse(
		 (struct rsec_bytes){ (uint8_t *)text.data, text.len }, &arena,
		 NULL, &again) == 0);
	MUST(again.uris.count == tal->uris.count);
	MUST(rsec_bytes_equal(again.spki, tal->spki));
	rsec_arena_fini(&arena);
	rsec_buf_fini(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct rsec_verifier *verifier;
	static struct rsec_object object;
	const struct rsec_findings *f = &object.findings;
	struct rsec_err err;
	size_t i;

	if (verifier == NULL) {
		verifier = rsec_verifier_new();
		rsec_object_init(&object);
	}
	MUST(rsec_object_parse(&object, (struct rsec_bytes){ data, size },
		 verifier, true, &err) == 0);
	check_findings(f, size);
	for (i = 1; i < f->count; i++)
		MUST(f->list[i - 1].offset <= f->list[i].offset);
	if (object.type == RSEC_OBJECT_UNKNOWN)
		MUST(f->count > 0 && !object.decoded);
	if (object.decoded)
		check_content(&object);
	if (object.type == RSEC_OBJECT_TAL && f->count == 0)
		check_tal(&object.tal);
	return 0;
}
