/* SPDX-License-Identifier: ISC */
/* What the printers share among themselves. */
#ifndef RSEC_CMD_ROA_PRINT_PRINTER_H
#define RSEC_CMD_ROA_PRINT_PRINTER_H

#include "cmd/roa-print/put.h"
#include "cmd/roa-print/roa-print.h"

extern const struct printer printer_text, printer_json, printer_jsonl,
    printer_csv, printer_tsv, printer_brief, printer_uris, printer_print_roa,
    printer_print_manifest, printer_rpki_client;

/* For a printer that has nothing to say around its objects. */
int printer_nothing(struct rsec_buf *out);

/* Where an object is published: as the walk knows, or as it says itself. */
struct rsec_bytes subject_uri(const struct subject *subject);

/* How entry I of a manifest stands. */
enum entry_state subject_entry(const struct subject *subject, size_t i);

/* "roa", "manifest" ...; "ta", "ca" ...: for programs. */
const char *type_key(enum rsec_object_type type);
const char *cert_kind_name(enum rsec_cert_kind kind);

/* The kinds of URIs in a certificate, and one by its index. */
#define URI_KINDS ((size_t)6)
struct uri_kind {
	const char *label, *key; /* in texts, in JSON */
	size_t offset;		 /* in struct rsec_cert */
};
extern const struct uri_kind uri_kinds[URI_KINDS];
const struct rsec_uris *cert_uris(const struct rsec_cert *cert, size_t kind);

/* text_payload.c: what is in an object, for print_text.c. */
#define TEXT_LABEL 16 /* columns of a label */
void text_label(struct writer *w, const char *label);
void text_field(struct writer *w, const char *label); /* indented */
void text_resources(
    struct writer *w, const char *label, const struct rsec_resources *r);
void text_payload(struct writer *w, const struct subject *subject);

/* json_payload.c: the same for print_json.c, between "{" and "}". */
struct document;
void json_payload(struct document *doc, const struct subject *subject);

#endif
