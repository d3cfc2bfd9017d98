/* SPDX-License-Identifier: ISC */
/*
 * What is in an object, by its type, as members of "content".  ASNs are
 * numbers; names are those of roa-check: asn, prefix, maxLength.
 */
#include "cmd/roa-print/document.h"
#include "cmd/roa-print/printer.h"

static void
roa(struct document *doc, const struct rsec_roa *roa)
{
	size_t i;

	member_uint(doc, "version", roa->version);
	member_uint(doc, "asn", roa->asn);
	member_array_begin(doc, "prefixes");
	for (i = 0; i < roa->count; i++) {
		member_object_begin(doc, NULL);
		member_prefix(doc, "prefix", &roa->prefixes[i].prefix);
		member_uint(doc, "maxLength", roa->prefixes[i].max_len);
		member_object_end(doc);
	}
	member_array_end(doc);
}

static void
mft(struct document *doc, const struct subject *subject)
{
	static const char *const states[] = {
		[ENTRY_OK] = "ok",
		[ENTRY_MISSING] = "missing",
		[ENTRY_HASH_MISMATCH] = "hash-mismatch",
		[ENTRY_UNLISTED] = "unlisted",
		[ENTRY_NOT_CHECKED] = "not-checked",
	};
	const struct rsec_mft *mft = &subject->object.mft;
	size_t i;

	member_uint(doc, "version", mft->version);
	member_integer(doc, "number", mft->number);
	member_time(doc, "thisUpdate", mft->this_update);
	member_time(doc, "nextUpdate", mft->next_update);
	member_oid(doc, "fileHashAlg", mft->hash_alg);
	member_array_begin(doc, "files");
	for (i = 0; i < mft->count; i++) {
		member_object_begin(doc, NULL);
		member_bytes(doc, "name", mft->entries[i].name);
		member_hex(doc, "hash", mft->entries[i].hash);
		member_word(doc, "state", states[subject_entry(subject, i)]);
		member_object_end(doc);
	}
	member_array_end(doc);
	if (subject->manifest == NULL)
		return;
	member_array_begin(doc, "unlisted");
	for (i = 0; i < subject->manifest->unlisted_count; i++)
		member_string(doc, NULL, subject->manifest->unlisted[i]);
	member_array_end(doc);
}

static void
aspa(struct document *doc, const struct rsec_aspa *aspa)
{
	size_t i;

	member_uint(doc, "version", aspa->version);
	member_uint(doc, "customer", aspa->customer);
	member_array_begin(doc, "providers");
	for (i = 0; i < aspa->count; i++)
		member_uint(doc, NULL, aspa->providers[i]);
	member_array_end(doc);
}

static void
rsc(struct document *doc, const struct rsec_rsc *rsc)
{
	size_t i;

	member_uint(doc, "version", rsc->version);
	member_resources(doc, "resources", &rsc->resources);
	member_oid(doc, "digestAlgorithm", rsc->hash_alg);
	member_array_begin(doc, "files");
	for (i = 0; i < rsc->count; i++) {
		member_object_begin(doc, NULL);
		if (rsc->entries[i].has_name)
			member_bytes(doc, "name", rsc->entries[i].name);
		member_hex(doc, "hash", rsc->entries[i].hash);
		member_object_end(doc);
	}
	member_array_end(doc);
}

static void
tak_key(
    struct document *doc, const char *key, const struct rsec_tak_key *tak_key)
{
	if (!tak_key->present)
		return;
	member_object_begin(doc, key);
	member_uris(doc, "comments", tak_key->comments, tak_key->comment_count);
	member_uris(doc, "uris", tak_key->uris.list, tak_key->uris.count);
	member_base64(doc, "publicKey", tak_key->spki);
	member_object_end(doc);
}

static void
tak(struct document *doc, const struct rsec_tak *tak)
{
	member_uint(doc, "version", tak->version);
	tak_key(doc, "current", &tak->current);
	tak_key(doc, "predecessor", &tak->predecessor);
	tak_key(doc, "successor", &tak->successor);
}

static void
spl(struct document *doc, const struct rsec_spl *spl)
{
	size_t i;

	member_uint(doc, "version", spl->version);
	member_uint(doc, "asn", spl->asn);
	member_array_begin(doc, "prefixes");
	for (i = 0; i < spl->count; i++)
		member_prefix(doc, NULL, &spl->prefixes[i]);
	member_array_end(doc);
}

static void
gbr(struct document *doc, const struct rsec_gbr *gbr)
{
	const struct {
		const char *key;
		struct rsec_bytes value;
	} members[] = { { "fn", gbr->fn }, { "org", gbr->org },
		{ "adr", gbr->adr }, { "tel", gbr->tel },
		{ "email", gbr->email }, { "vcard", gbr->vcard } };
	size_t i;

	for (i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (members[i].value.len > 0)
			member_bytes(doc, members[i].key, members[i].value);
}

static void
crl(struct document *doc, const struct rsec_crl *crl)
{
	size_t i;

	member_bytes(doc, "issuer", crl->issuer_cn);
	member_upper_hex(doc, "aki", crl->aki);
	member_integer(doc, "number", crl->number);
	member_time(doc, "thisUpdate", crl->this_update);
	member_time(doc, "nextUpdate", crl->next_update);
	member_array_begin(doc, "revoked");
	for (i = 0; i < crl->revoked_count; i++) {
		member_object_begin(doc, NULL);
		member_integer(doc, "serial", crl->revoked[i].serial);
		member_time(doc, "revocationDate", crl->revoked[i].time);
		member_object_end(doc);
	}
	member_array_end(doc);
}

static void
tal(struct document *doc, const struct rsec_tal *tal)
{
	if (tal->comment.len > 0)
		member_bytes(doc, "comment", tal->comment);
	member_uris(doc, "uris", tal->uris.list, tal->uris.count);
	member_base64(doc, "publicKey", tal->spki);
}

static void
decoded(struct document *doc, const struct subject *subject)
{
	const struct rsec_object *object = &subject->object;

	switch (object->type) {
	case RSEC_OBJECT_ROA:
		roa(doc, &object->roa);
		break;
	case RSEC_OBJECT_MFT:
		mft(doc, subject);
		break;
	case RSEC_OBJECT_ASPA:
		aspa(doc, &object->aspa);
		break;
	case RSEC_OBJECT_RSC:
		rsc(doc, &object->rsc);
		break;
	case RSEC_OBJECT_TAK:
		tak(doc, &object->tak);
		break;
	case RSEC_OBJECT_SPL:
		spl(doc, &object->spl);
		break;
	case RSEC_OBJECT_GBR:
		gbr(doc, &object->gbr);
		break;
	case RSEC_OBJECT_CRL:
		crl(doc, &object->crl);
		break;
	case RSEC_OBJECT_TAL:
		tal(doc, &object->tal);
		break;
	default: /* a certificate is shown as one, whatever it is in */
		break;
	}
}

void
json_payload(struct document *doc, const struct subject *subject)
{
	const struct rsec_object *object = &subject->object;

	if (object->decoded) {
		if (object->type == RSEC_OBJECT_CERT)
			return;
		member_object_begin(doc, "content");
		decoded(doc, subject);
		member_object_end(doc);
	} else if (object->is_signed && object->cms.has_content) {
		member_object_begin(doc, "content");
		member_uint(doc, "size", object->cms.content.len);
		member_hex(doc, "hex", object->cms.content);
		member_object_end(doc);
	}
}
