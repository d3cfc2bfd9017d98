/* SPDX-License-Identifier: ISC */
/*
 * JSON, an array of objects, a line each; and JSON Lines: the lines alone.
 *
 *	file, uri, type, size, sha256
 *	verdict		overall, then each layer that applies; "reasons" of
 *			those that were not checked
 *	findings	rule, severity, layer, cite, offset, message
 *	contentType, signingTime	of a signed object
 *	content		by its type: json_payload.c
 *	certificate	its own or the one inside
 *	path		from the issuer up; expires, crl, manifest
 */
#include "cmd/roa-print/document.h"
#include "cmd/roa-print/printer.h"

static void
verdict(struct document *doc, const struct rsec_verdict *verdict)
{
	bool reasons = false;
	const char *reason;
	int layer;

	member_object_begin(doc, "verdict");
	member_word(doc, "overall", rsec_judgement_name(verdict->overall));
	for (layer = 0; layer < RSEC_LAYERS; layer++) {
		reason = verdict->layer[layer].reason;
		if (verdict->layer[layer].judgement == RSEC_NOT_CHECKED &&
		    reason == NULL)
			continue;
		reasons |= reason != NULL;
		member_word(doc, rsec_layer_name((enum rsec_layer)layer),
		    rsec_judgement_name(verdict->layer[layer].judgement));
	}
	if (reasons) {
		member_object_begin(doc, "reasons");
		for (layer = 0; layer < RSEC_LAYERS; layer++)
			if ((reason = verdict->layer[layer].reason) != NULL)
				member_string(doc,
				    rsec_layer_name((enum rsec_layer)layer),
				    reason);
		member_object_end(doc);
	}
	member_object_end(doc);
}

static void
findings(struct document *doc, const struct rsec_findings *findings,
    const struct rsec_policy *policy)
{
	const struct rsec_finding *finding;
	const struct rsec_rule_info *info;
	char name[RSEC_RULE_NAME_SIZE];
	size_t i;

	member_array_begin(doc, "findings");
	for (i = 0; i < findings->count; i++) {
		finding = &findings->list[i];
		info = rsec_rule_info(finding->rule);
		rsec_rule_format(name, finding->rule);
		member_object_begin(doc, NULL);
		member_word(doc, "rule", name);
		member_word(doc, "severity",
		    rsec_severity_name(
			rsec_policy_severity(policy, finding->rule)));
		member_word(doc, "layer", rsec_layer_name(info->layer));
		member_word(doc, "cite", info->cite);
		if (finding->offset != RSEC_NO_OFFSET)
			member_uint(doc, "offset", finding->offset);
		member_string(doc, "message", finding->message);
		member_object_end(doc);
	}
	member_array_end(doc);
	if (findings->more > 0)
		member_uint(doc, "moreFindings", findings->more);
}

static void
certificate(struct document *doc, const struct rsec_cert *cert)
{
	const struct rsec_uris *uris;
	size_t kind;

	member_object_begin(doc, "certificate");
	member_word(doc, "kind", cert_kind_name(cert->kind));
	member_integer(doc, "serial", cert->serial);
	member_bytes(doc, "issuer", cert->issuer_cn);
	member_bytes(doc, "subject", cert->subject_cn);
	member_time(doc, "notBefore", cert->not_before);
	member_time(doc, "notAfter", cert->not_after);
	member_upper_hex(doc, "ski", cert->ski);
	if (cert->aki.len > 0)
		member_upper_hex(doc, "aki", cert->aki);
	for (kind = 0; kind < URI_KINDS; kind++) {
		uris = cert_uris(cert, kind);
		if (uris->count > 0)
			member_uris(
			    doc, uri_kinds[kind].key, uris->list, uris->count);
	}
	member_resources(doc, "resources", &cert->resources);
	if (cert->ec_point.len > 0)
		member_base64(doc, "publicKey", cert->spki);
	member_object_end(doc);
}

static void
path(struct document *doc, const struct rsec_path *path)
{
	const struct rsec_chain_link *link;
	size_t i;

	if (path->count == 0)
		return;
	member_array_begin(doc, "path");
	for (i = 0; i < path->count; i++) {
		link = &path->link[i];
		member_object_begin(doc, NULL);
		member_bytes(doc, "uri", link->uri);
		member_upper_hex(doc, "ski", link->cert->ski);
		if (link->anchor != NULL)
			member_string(doc, "anchor", link->anchor);
		member_object_end(doc);
	}
	member_array_end(doc);
	member_time(doc, "expires", path->expires);
	if (path->crl != NULL)
		member_bytes(doc, "crl", path->crl_uri);
	if (path->manifest != NULL) {
		member_bytes(doc, "manifest", path->manifest_uri);
		member_integer(doc, "manifestNumber", path->manifest->number);
	}
}

static void
head(struct document *doc, const struct subject *subject)
{
	const struct rsec_object *object = &subject->object;
	const struct rsec_bytes uri = subject_uri(subject);

	member_string(doc, "file", subject->item->name);
	if (uri.len > 0)
		member_bytes(doc, "uri", uri);
	member_word(doc, "type", type_key(object->type));
	member_uint(doc, "size", object->file.len);
	member_hex(doc, "sha256",
	    (struct rsec_bytes){ object->sha256, RSEC_SHA256_SIZE });
}

static int
line(struct rsec_buf *out, const struct subject *subject,
    const struct rsec_policy *policy)
{
	struct document doc = { rsec_json_writer_init(out), put_begin(out) };
	const struct rsec_object *object = &subject->object;
	const struct rsec_cert *cert = rsec_object_cert(object);

	member_object_begin(&doc, NULL);
	head(&doc, subject);
	verdict(&doc, &subject->verdict);
	findings(&doc, &object->findings, policy);
	if (object->is_signed) {
		member_oid(&doc, "contentType", object->cms.type);
		if (object->cms.has_signing_time)
			member_time(
			    &doc, "signingTime", object->cms.signing_time);
	}
	json_payload(&doc, subject);
	if (cert != NULL)
		certificate(&doc, cert);
	path(&doc, &subject->path);
	member_object_end(&doc);
	return rsec_json_failed(&doc.json) ? -1 : put_end(&doc.text);
}

static int
json_begin(struct rsec_buf *out)
{
	return rsec_buf_puts(out, "[");
}

static int
json_object(struct rsec_buf *out, const struct subject *subject,
    const struct rsec_policy *policy, bool first)
{
	if (rsec_buf_puts(out, first ? "\n" : ",\n") != 0)
		return -1;
	return line(out, subject, policy);
}

static int
json_end(struct rsec_buf *out)
{
	return rsec_buf_puts(out, "\n]\n");
}

static int
jsonl_object(struct rsec_buf *out, const struct subject *subject,
    const struct rsec_policy *policy, bool first)
{
	(void)first;
	if (line(out, subject, policy) != 0)
		return -1;
	return rsec_buf_addc(out, '\n');
}

const struct printer printer_json = { json_begin, json_object, json_end };
const struct printer printer_jsonl = { printer_nothing, jsonl_object,
	printer_nothing };
