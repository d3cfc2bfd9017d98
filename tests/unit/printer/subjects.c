/* SPDX-License-Identifier: ISC */
/* See subjects.h. */
#include "tests/unit/printer/subjects.h"

#include <string.h>

#define NOT_BEFORE ((int64_t)1790812800) /* 2026-10-01T00:00:00Z */
#define NOT_AFTER  ((int64_t)1822348800) /* 2027-10-01T00:00:00Z */

static const uint8_t octets[32] = { 0x00, 0x9f, 0x2c, 0x01 };
static const struct rsec_bytes serial = { octets, 4 }, hash = { octets, 32 };
static const uint8_t roa_oid[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01,
	0x09, 0x10, 0x01, 0x18 };
static const uint8_t sha256_oid[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04,
	0x02, 0x01 };

static const struct rsec_roa_prefix prefixes[] = {
	{ { 0xc000020000000000, 0, RSEC_IPV4, 24 }, 24, false, 40 },
	{ { 0x20010db800000000, 0, RSEC_IPV6, 32 }, 48, true, 50 },
};
static const struct rsec_prefix plain[] = {
	{ 0xc000020000000000, 0, RSEC_IPV4, 24 },
};
static const uint32_t providers[] = { 64497, 64498 };

/* Lists that a sample points to; the tests do not run at once. */
static struct rsec_ip_range range = { { 0xc000020000000000, 0 },
	{ 0xc00002ffffffffff, UINT64_MAX }, 0 };
static struct rsec_asn_range asns = { 64496, 64511, 0 };
static struct rsec_mft_entry files[2];
static struct rsec_rsc_entry entries[2];
static struct rsec_revoked revoked;
static struct rsec_bytes comments[1];

static struct rsec_bytes
bytes(const char *s)
{
	return (struct rsec_bytes){ (const uint8_t *)s, strlen(s) };
}

static struct rsec_uris
uris(const char *uri)
{
	return (struct rsec_uris){ { bytes(uri) }, 1 };
}

static struct rsec_resources
resources(void)
{
	return (struct rsec_resources){
		.ipv4 = { true, false, &range, 1 },
		.ipv6 = { true, true, NULL, 0 },
		.asn = { true, false, &asns, 1 },
	};
}

static struct rsec_cert
cert(enum rsec_cert_kind kind, const char *text)
{
	return (struct rsec_cert){ .kind = kind,
		.serial = serial,
		.issuer_cn = bytes(text),
		.subject_cn = bytes(text),
		.not_before = NOT_BEFORE,
		.not_after = NOT_AFTER,
		.spki = hash,
		.ski = { octets, 20 },
		.aki = { octets, 20 },
		.aia = uris(text),
		.crl_dp = uris(text),
		.ca_repository = uris(text),
		.manifest = uris(text),
		.notify = uris(text),
		.signed_object = uris(text),
		.resources = resources() };
}

static void
fill_path(struct sample *sample, const char *text)
{
	struct rsec_path *path = &sample->subject.path;

	sample->issuer = cert(RSEC_CERT_CA, text);
	sample->crl = (struct rsec_crl){ .next_update = NOT_AFTER };
	sample->mft = (struct rsec_mft){ .number = serial };
	path->link[0] =
	    (struct rsec_chain_link){ bytes(text), &sample->issuer, NULL };
	path->link[1] =
	    (struct rsec_chain_link){ bytes(text), &sample->issuer, text };
	path->count = 2;
	path->expires = NOT_AFTER;
	path->crl = &sample->crl;
	path->crl_uri = bytes(text);
	path->manifest = &sample->mft;
	path->manifest_uri = bytes(text);
}

static void
fill_manifest(struct sample *sample, struct rsec_mft *mft, const char *text)
{
	files[0] = files[1] = (struct rsec_mft_entry){ bytes(text), hash, 0 };
	*mft = (struct rsec_mft){ .number = serial,
		.this_update = NOT_BEFORE,
		.next_update = NOT_AFTER,
		.hash_alg = { sha256_oid, sizeof(sha256_oid) },
		.entries = files,
		.count = 2 };
	sample->states[0] = ENTRY_OK;
	sample->states[1] = ENTRY_HASH_MISMATCH;
	sample->unlisted[0] = text;
	sample->check =
	    (struct manifest_check){ sample->states, sample->unlisted, 1 };
	sample->subject.manifest = &sample->check;
}

static void
fill_anchors(struct rsec_object *object, const char *text)
{
	struct rsec_tak_key key = { true, comments, 1, uris(text), hash, hash };

	comments[0] = bytes(text);
	if (object->type == RSEC_OBJECT_TAK)
		object->tak = (struct rsec_tak){ 0, key, key, key };
	else
		object->tal =
		    (struct rsec_tal){ bytes(text), uris(text), hash };
}

static void
fill_gbr(struct rsec_gbr *gbr, const char *text)
{
	gbr->vcard = gbr->fn = gbr->org = gbr->adr = gbr->tel = gbr->email =
	    bytes(text);
}

static void
fill_crl(struct rsec_crl *crl, const char *text)
{
	revoked = (struct rsec_revoked){ serial, NOT_BEFORE };
	*crl = (struct rsec_crl){ .issuer_cn = bytes(text),
		.aki = { octets, 20 },
		.number = serial,
		.this_update = NOT_BEFORE,
		.next_update = NOT_AFTER,
		.revoked = &revoked,
		.revoked_count = 1 };
}

static void
fill(struct sample *sample, const char *text)
{
	struct rsec_object *object = &sample->subject.object;

	switch (object->type) {
	case RSEC_OBJECT_ROA:
		object->roa = (struct rsec_roa){ 0, 64496,
			(struct rsec_roa_prefix *)(uintptr_t)prefixes, 2 };
		break;
	case RSEC_OBJECT_MFT:
		fill_manifest(sample, &object->mft, text);
		break;
	case RSEC_OBJECT_ASPA:
		object->aspa = (struct rsec_aspa){ 1, 64496,
			(uint32_t *)(uintptr_t)providers, 2 };
		break;
	case RSEC_OBJECT_RSC:
		entries[0] =
		    (struct rsec_rsc_entry){ bytes(text), true, hash, 0 };
		entries[1] = (struct rsec_rsc_entry){ .hash = hash };
		object->rsc = (struct rsec_rsc){ 0, resources(),
			{ sha256_oid, sizeof(sha256_oid) }, entries, 2 };
		break;
	case RSEC_OBJECT_SPL:
		object->spl = (struct rsec_spl){ 0, 64496,
			(struct rsec_prefix *)(uintptr_t)plain, NULL, 1 };
		break;
	case RSEC_OBJECT_GBR:
		fill_gbr(&object->gbr, text);
		break;
	case RSEC_OBJECT_CERT:
		object->cert = cert(RSEC_CERT_CA, text);
		break;
	case RSEC_OBJECT_CRL:
		fill_crl(&object->crl, text);
		break;
	case RSEC_OBJECT_TAK:
	case RSEC_OBJECT_TAL:
		fill_anchors(object, text);
		break;
	default:
		object->decoded = false;
		break;
	}
}

void
sample_init(struct sample *sample, enum rsec_object_type type, const char *text)
{
	struct subject *subject = &sample->subject;
	struct rsec_object *object = &subject->object;
	int layer;

	memset(sample, 0, sizeof(*sample));
	sample->item =
	    (struct item){ text, bytes(text), { octets, 32 }, false };
	subject->item = &sample->item;
	object->type = type;
	object->file = (struct rsec_bytes){ octets, 32 };
	memcpy(object->sha256, octets, sizeof(octets));
	object->decoded = true;
	object->is_signed =
	    type >= RSEC_OBJECT_ROA && type <= RSEC_OBJECT_SIGNED;
	if (object->is_signed)
		object->cms = (struct rsec_cms){
			.type = { roa_oid, sizeof(roa_oid) },
			.content = bytes(text),
			.has_content = true,
			.ee = cert(RSEC_CERT_EE, text),
			.has_ee = true,
			.signing_time = NOT_BEFORE,
			.has_signing_time = true,
		};
	fill(sample, text);
	fill_path(sample, text);
	sample->finding =
	    (struct rsec_finding){ RSEC_RULE_DER_TRUNCATED, 1411, text };
	object->findings.list = &sample->finding;
	object->findings.count = 1;
	for (layer = 0; layer < RSEC_LAYERS; layer++)
		subject->verdict.layer[layer].judgement = RSEC_OK;
	subject->verdict.layer[RSEC_LAYER_TIME].judgement = RSEC_NOT_CHECKED;
	subject->verdict.layer[RSEC_LAYER_TIME].reason = text;
	subject->verdict.overall = RSEC_NOT_CHECKED;
}

void
sample_roa(struct sample *sample)
{
	sample_init(sample, RSEC_OBJECT_ROA, "rsync://example.net/CA.cer");
	sample->item.name = "customer.roa";
	sample->item.uri = bytes("rsync://example.net/customer.roa");
	sample->finding.message = "what is wrong";
	sample->subject.verdict.layer[RSEC_LAYER_TIME].reason = "not asked for";
	sample->subject.path.link[1].anchor = "example";
}

void
sample_mft(struct sample *sample)
{
	sample_init(sample, RSEC_OBJECT_MFT, "a.roa");
	files[1].name = bytes("b.roa");
}
