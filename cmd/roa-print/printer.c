/* SPDX-License-Identifier: ISC */
/* The printers by format.  Each stands in its print_*.c. */
#include "cmd/roa-print/printer.h"

const struct printer *
printer_get(enum print_format format)
{
	static const struct printer *const printers[] = {
		[FORMAT_TEXT] = &printer_text,
		[FORMAT_JSON] = &printer_json,
		[FORMAT_JSONL] = &printer_jsonl,
		[FORMAT_CSV] = &printer_csv,
		[FORMAT_TSV] = &printer_tsv,
		[FORMAT_BRIEF] = &printer_brief,
		[FORMAT_URIS] = &printer_uris,
		[FORMAT_PRINT_ROA] = &printer_print_roa,
		[FORMAT_PRINT_MANIFEST] = &printer_print_manifest,
		[FORMAT_RPKI_CLIENT] = &printer_rpki_client,
	};

	return printers[format];
}

const char *
printer_between(enum print_format format)
{
	switch (format) {
	case FORMAT_TEXT:
		return "\n";
	case FORMAT_JSON:
		return ",";
	case FORMAT_RPKI_CLIENT:
		return "--\n";
	default:
		return "";
	}
}

int
printer_nothing(struct rsec_buf *out)
{
	(void)out;
	return 0;
}

struct rsec_bytes
subject_uri(const struct subject *subject)
{
	const struct rsec_object *object = &subject->object;

	if (subject->item->uri.len > 0)
		return subject->item->uri;
	if (object->is_signed && object->cms.has_ee &&
	    object->cms.ee.signed_object.count > 0)
		return object->cms.ee.signed_object.list[0];
	return (struct rsec_bytes){ NULL, 0 };
}

enum entry_state
subject_entry(const struct subject *subject, size_t i)
{
	return subject->manifest == NULL ? ENTRY_NOT_CHECKED
					 : subject->manifest->entry[i];
}

const char *
type_key(enum rsec_object_type type)
{
	static const char *const keys[RSEC_OBJECT_TYPES] = {
		[RSEC_OBJECT_UNKNOWN] = "unknown",
		[RSEC_OBJECT_ROA] = "roa",
		[RSEC_OBJECT_MFT] = "manifest",
		[RSEC_OBJECT_ASPA] = "aspa",
		[RSEC_OBJECT_RSC] = "rsc",
		[RSEC_OBJECT_TAK] = "tak",
		[RSEC_OBJECT_SPL] = "spl",
		[RSEC_OBJECT_GBR] = "gbr",
		[RSEC_OBJECT_SIGNED] = "signed-object",
		[RSEC_OBJECT_CERT] = "certificate",
		[RSEC_OBJECT_CRL] = "crl",
		[RSEC_OBJECT_TAL] = "tal",
	};

	return keys[type];
}

const char *
cert_kind_name(enum rsec_cert_kind kind)
{
	switch (kind) {
	case RSEC_CERT_TA:
		return "ta";
	case RSEC_CERT_CA:
		return "ca";
	case RSEC_CERT_EE:
		return "ee";
	case RSEC_CERT_ROUTER:
		return "router";
	default:
		return "unknown";
	}
}

const struct uri_kind uri_kinds[URI_KINDS] = {
	{ "AIA", "aia", offsetof(struct rsec_cert, aia) },
	{ "CRL", "crlDistributionPoints", offsetof(struct rsec_cert, crl_dp) },
	{ "Repository", "caRepository",
	    offsetof(struct rsec_cert, ca_repository) },
	{ "Manifest", "rpkiManifest", offsetof(struct rsec_cert, manifest) },
	{ "Notify", "rpkiNotify", offsetof(struct rsec_cert, notify) },
	{ "SIA", "signedObject", offsetof(struct rsec_cert, signed_object) },
};

const struct rsec_uris *
cert_uris(const struct rsec_cert *cert, size_t kind)
{
	return (const struct rsec_uris *)(const void *)((const char *)cert +
							uri_kinds[kind].offset);
}
