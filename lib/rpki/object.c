/* SPDX-License-Identifier: ISC */
/*
 * Any RPKI object.  What it is follows from its content alone: a signed
 * object has an OBJECT IDENTIFIER in front and is what its eContentType says;
 * a CRL has a time among its fields, a certificate a version in [0] or enough
 * fields; a TAL is a text.  All that is left is unknown, and says so.
 */
#include "rpki/object.h"

#include <string.h>

#include "rpki/x509_private.h"

#define OID_CONTENT_TYPES "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01"
#define TBS_CERT_MIN	  6 /* fields of a certificate without a version */

static const struct {
	const char *name, *suffix;
	uint8_t content_type; /* last arc of id-ct; 0: no signed object */
} types[RSEC_OBJECT_TYPES] = {
	[RSEC_OBJECT_UNKNOWN] = { "Unknown", "", 0 },
	[RSEC_OBJECT_ROA] = { "ROA", "roa", 24 },
	[RSEC_OBJECT_MFT] = { "Manifest", "mft", 26 },
	[RSEC_OBJECT_ASPA] = { "ASPA", "asa", 49 },
	[RSEC_OBJECT_RSC] = { "RSC", "sig", 48 },
	[RSEC_OBJECT_TAK] = { "TAK", "tak", 50 },
	[RSEC_OBJECT_SPL] = { "SPL", "spl", 51 },
	[RSEC_OBJECT_GBR] = { "GBR", "gbr", 35 },
	[RSEC_OBJECT_SIGNED] = { "Signed object", "", 0 },
	[RSEC_OBJECT_CERT] = { "Certificate", "cer", 0 },
	[RSEC_OBJECT_CRL] = { "CRL", "crl", 0 },
	[RSEC_OBJECT_TAL] = { "TAL", "tal", 0 },
};

const char *
rsec_object_type_name(enum rsec_object_type type)
{
	return types[type].name;
}

const char *
rsec_object_type_suffix(enum rsec_object_type type)
{
	return types[type].suffix;
}

enum rsec_object_type
rsec_object_type_by_suffix(const char *name)
{
	const char *dot = strrchr(name, '.');
	int type;

	for (type = 0; dot != NULL && type < RSEC_OBJECT_TYPES; type++)
		if (types[type].suffix[0] != '\0' &&
		    strcmp(dot + 1, types[type].suffix) == 0)
			return (enum rsec_object_type)type;
	return RSEC_OBJECT_UNKNOWN;
}

void
rsec_object_init(struct rsec_object *object)
{
	memset(object, 0, sizeof(*object));
	object->arena = RSEC_ARENA_INIT;
	rsec_findings_init(&object->findings, &object->arena);
}

void
rsec_object_fini(struct rsec_object *object)
{
	rsec_findings_fini(&object->findings);
	rsec_arena_fini(&object->arena);
}

const struct rsec_cert *
rsec_object_cert(const struct rsec_object *object)
{
	if (object->type == RSEC_OBJECT_CERT)
		return object->decoded ? &object->cert : NULL;
	return object->is_signed && object->cms.has_ee ? &object->cms.ee : NULL;
}

/* Empty again, with the memory that it has. */
static void
reset(struct rsec_object *object, struct rsec_bytes file)
{
	rsec_arena_reset(&object->arena);
	rsec_findings_reset(&object->findings);
	object->type = RSEC_OBJECT_UNKNOWN;
	object->file = file;
	object->is_signed = false;
	object->decoded = false;
}

/* A certificate or a CRL, by the fields of what is signed. */
static enum rsec_object_type
type_of_tbs(struct rsec_der tbs)
{
	bool is_first = true;
	struct rsec_tlv tlv;
	unsigned n = 0;

	while (rsec_der_next(&tbs, &tlv)) {
		if (is_first && tlv.tag == RSEC_DER_EXPLICIT(0))
			return RSEC_OBJECT_CERT;
		if (tlv.tag == RSEC_DER_UTC_TIME ||
		    tlv.tag == RSEC_DER_GENERALIZED_TIME)
			return RSEC_OBJECT_CRL;
		is_first = false;
		n++;
	}
	return n >= TBS_CERT_MIN ? RSEC_OBJECT_CERT : RSEC_OBJECT_UNKNOWN;
}

/* What the element at DER is; a signed object has its own type inside. */
static enum rsec_object_type
type_of(struct rsec_der der)
{
	struct rsec_der outer, tbs;

	if (!rsec_der_sequence(&der, &outer))
		return RSEC_OBJECT_UNKNOWN;
	if (rsec_der_peek(&outer) == RSEC_DER_OID)
		return RSEC_OBJECT_SIGNED;
	if (!rsec_der_sequence(&outer, &tbs))
		return RSEC_OBJECT_UNKNOWN;
	return type_of_tbs(tbs);
}

static enum rsec_object_type
type_of_content(struct rsec_bytes oid)
{
	const size_t n = sizeof(OID_CONTENT_TYPES) - 1;
	int type;

	if (oid.len != n + 1 || memcmp(oid.data, OID_CONTENT_TYPES, n) != 0)
		return RSEC_OBJECT_SIGNED;
	for (type = 0; type < RSEC_OBJECT_TYPES; type++)
		if (types[type].content_type != 0 &&
		    types[type].content_type == oid.data[n])
			return (enum rsec_object_type)type;
	return RSEC_OBJECT_SIGNED;
}

/* The content of a signed object whose type is known. */
static int
parse_content(struct rsec_object *object, struct rsec_der *der)
{
	struct rsec_arena *arena = &object->arena;

	switch (object->type) {
	case RSEC_OBJECT_ROA:
		return rsec_roa_parse(der, arena, &object->roa);
	case RSEC_OBJECT_MFT:
		return rsec_mft_parse(der, arena, &object->mft);
	case RSEC_OBJECT_ASPA:
		return rsec_aspa_parse(der, arena, &object->aspa);
	case RSEC_OBJECT_RSC:
		return rsec_rsc_parse(der, arena, &object->rsc);
	case RSEC_OBJECT_TAK:
		return rsec_tak_parse(der, arena, &object->tak);
	case RSEC_OBJECT_SPL:
		return rsec_spl_parse(der, arena, &object->spl);
	case RSEC_OBJECT_GBR:
		return rsec_gbr_parse(der, arena, &object->gbr);
	default:
		return -1;
	}
}

/* What the profile of each type asks of the certificate inside. */
static void
check_ee(struct rsec_object *object)
{
	const struct rsec_cert *ee = &object->cms.ee;
	struct rsec_findings *f = &object->findings;

	switch (object->type) {
	case RSEC_OBJECT_ROA:
		rsec_roa_check_ee(&object->roa, ee, f);
		break;
	case RSEC_OBJECT_MFT:
		rsec_mft_check_ee(&object->mft, ee, f);
		break;
	case RSEC_OBJECT_ASPA:
		rsec_aspa_check_ee(&object->aspa, ee, f);
		break;
	case RSEC_OBJECT_RSC:
		rsec_rsc_check_ee(&object->rsc, ee, f);
		break;
	case RSEC_OBJECT_TAK:
		rsec_tak_check_ee(&object->tak, ee, f);
		break;
	case RSEC_OBJECT_SPL:
		rsec_spl_check_ee(&object->spl, ee, f);
		break;
	case RSEC_OBJECT_GBR:
		rsec_gbr_check_ee(&object->gbr, ee, f);
		break;
	default:
		break;
	}
}

static void
parse_signed(struct rsec_object *object, struct rsec_der *der)
{
	struct rsec_cms *cms = &object->cms;
	char oid[RSEC_OID_TEXT_SIZE];
	const uint8_t *at = der->at;
	struct rsec_der content;

	object->is_signed = rsec_cms_parse(der, &object->arena, cms) == 0;
	object->type = RSEC_OBJECT_UNKNOWN;
	if (!object->is_signed)
		return;
	object->type = type_of_content(cms->type);
	if (object->type == RSEC_OBJECT_SIGNED) {
		rsec_oid_format(oid, sizeof(oid), cms->type);
		rsec_der_fault(der, RSEC_RULE_OBJECT_CONTENT_TYPE,
		    cms->type.len > 0 ? cms->type.data : at,
		    "content type %s is none that is known", oid);
		return;
	}
	if (!cms->has_content)
		return;
	/* A Ghostbusters record is a text, all others are DER. */
	content = object->type == RSEC_OBJECT_GBR
		      ? rsec_der_init(cms->content, der->file, der->findings)
		      : rsec_der_within(der, cms->content);
	object->decoded = parse_content(object, &content) == 0;
	if (object->decoded && cms->has_ee)
		check_ee(object);
}

/* Judge the encoding: of what is no SEQUENCE, nothing can be said. */
static void
check_der(struct rsec_der der)
{
	struct rsec_bytes file = { der.at, (size_t)(der.end - der.at) };
	struct rsec_tlv whole;

	if (rsec_der_peek(&der) != RSEC_DER_SEQUENCE)
		return;
	if (!rsec_der_next(&der, &whole)) {
		rsec_der_check(file, der.file, der.findings);
		return;
	}
	rsec_der_check(whole.whole, der.file, der.findings);
	if (!rsec_der_at_end(&der))
		rsec_der_fault(&der, RSEC_RULE_DER_TRAILING_BYTES, der.at,
		    "%zu bytes follow the object", (size_t)(der.end - der.at));
}

/* One object in DER, or in BER that can be read. */
static void
parse_der(struct rsec_object *object)
{
	struct rsec_findings *f = &object->findings;
	struct rsec_bytes file = object->file;
	struct rsec_der der = rsec_der_init(file, file.data, f);

	check_der(der);
	object->type = type_of(der);
	switch (object->type) {
	case RSEC_OBJECT_SIGNED:
		parse_signed(object, &der);
		break;
	case RSEC_OBJECT_CERT:
		object->decoded = rsec_cert_parse(&der, RSEC_CERT_UNKNOWN,
				      &object->arena, &object->cert) == 0;
		break;
	case RSEC_OBJECT_CRL:
		object->decoded =
		    rsec_crl_parse(&der, &object->arena, &object->crl) == 0;
		break;
	default:
		rsec_der_fault(&der, RSEC_RULE_OBJECT_UNKNOWN, file.data,
		    "neither a signed object nor a certificate, CRL or TAL");
		break;
	}
}

/* What the object can prove alone. */
static void
check_signatures(struct rsec_object *object, struct rsec_verifier *v)
{
	const struct rsec_cert *cert = rsec_object_cert(object);
	struct rsec_findings *f = &object->findings;

	if (cert != NULL)
		rsec_cert_check_ski(v, cert, f);
	if (object->is_signed)
		rsec_cms_check_signature(v, &object->cms, f);
	else if (cert != NULL && cert->kind == RSEC_CERT_TA)
		rsec_cert_check_signature(v, cert, cert, f);
	if (object->type == RSEC_OBJECT_TAK && object->decoded && cert != NULL)
		rsec_tak_check_current(v, &object->tak, cert, f);
}

int
rsec_object_parse(struct rsec_object *object, struct rsec_bytes file,
    struct rsec_verifier *v, bool signatures, struct rsec_err *err)
{
	reset(object, file);
	memset(object->sha256, 0, sizeof(object->sha256));
	if (v != NULL)
		rsec_sha256(v, file, object->sha256);
	if (file.len == 0)
		rsec_findings_add(&object->findings, RSEC_RULE_OBJECT_EMPTY, 0,
		    "the file is empty");
	else if (rsec_tal_is(file)) {
		object->type = RSEC_OBJECT_TAL;
		object->decoded = rsec_tal_parse(file, &object->arena,
				      &object->findings, &object->tal) == 0;
	} else
		parse_der(object);
	if (v != NULL && signatures)
		check_signatures(object, v);
	rsec_findings_sort(&object->findings);
	if (v != NULL && rsec_verifier_no_memory(v))
		object->findings.no_memory = true;
	if (object->findings.no_memory)
		return rsec_err_nomem(err);
	return 0;
}
