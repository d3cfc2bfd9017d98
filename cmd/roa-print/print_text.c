/* SPDX-License-Identifier: ISC */
/*
 * Text for people: what the object is, what is in it, who vouches for it, the
 * verdict layer by layer, and every finding with the rule and the byte.
 */
#include "cmd/cli.h"
#include "cmd/roa-print/printer.h"

#define DETAIL	       12 /* columns of a judgement before its detail */
#define SEVERITY       9  /* columns of a severity */
#define FINDING_INDENT 13 /* of a finding's second line */

static void
type_line(struct writer *w, const struct rsec_object *object)
{
	static const char *const kinds[] = {
		[RSEC_CERT_UNKNOWN] = "of no known kind",
		[RSEC_CERT_TA] = "trust anchor",
		[RSEC_CERT_CA] = "CA",
		[RSEC_CERT_EE] = "EE",
		[RSEC_CERT_ROUTER] = "BGPsec router",
	};
	const uint64_t *version = NULL;

	switch (object->type) {
	case RSEC_OBJECT_ROA:
		version = &object->roa.version;
		break;
	case RSEC_OBJECT_MFT:
		version = &object->mft.version;
		break;
	case RSEC_OBJECT_ASPA:
		version = &object->aspa.version;
		break;
	case RSEC_OBJECT_RSC:
		version = &object->rsc.version;
		break;
	case RSEC_OBJECT_TAK:
		version = &object->tak.version;
		break;
	case RSEC_OBJECT_SPL:
		version = &object->spl.version;
		break;
	default:
		break;
	}
	text_label(w, "Type");
	put_string(w, rsec_object_type_name(object->type));
	if (object->type == RSEC_OBJECT_SIGNED) {
		put_string(w, ", content type ");
		put_oid(w, object->cms.type);
	} else if (!object->decoded) {
		put_string(w, ", cannot be decoded");
	} else if (object->type == RSEC_OBJECT_CERT) {
		put_string(w, ", ");
		put_string(w, kinds[object->cert.kind]);
	} else if (version != NULL) {
		put_string(w, ", version ");
		put_uint(w, *version);
	}
	put_char(w, '\n');
}

static void
head(struct writer *w, const struct subject *subject)
{
	const struct rsec_object *object = &subject->object;
	const struct rsec_bytes sha256 = { object->sha256, RSEC_SHA256_SIZE };
	const struct rsec_bytes uri = subject->item->uri;
	char size[CLI_COUNT_SIZE];

	text_label(w, "File");
	put_name(w, subject->item->name);
	put_string(w, " (");
	put_string(w, cli_count(size, object->file.len));
	put_string(w, " bytes)\n");
	if (uri.len > 0 &&
	    !rsec_bytes_equal(uri, bytes_of(subject->item->name))) {
		text_label(w, "URI");
		put_bytes(w, uri);
		put_char(w, '\n');
	}
	text_label(w, "SHA-256");
	put_hex(w, sha256, '\0');
	put_char(w, '\n');
	type_line(w, object);
}

static void
certificate(struct writer *w, const struct rsec_cert *cert)
{
	const struct rsec_uris *uris;
	size_t kind, i;

	text_field(w, "serial");
	put_integer(w, cert->serial);
	put_char(w, '\n');
	text_field(w, "subject");
	put_bytes(w, cert->subject_cn);
	put_char(w, '\n');
	text_field(w, "issuer");
	put_bytes(w, cert->issuer_cn);
	put_char(w, '\n');
	text_field(w, "SKI");
	put_upper_hex(w, cert->ski, ':');
	put_char(w, '\n');
	if (cert->aki.len > 0) {
		text_field(w, "AKI");
		put_upper_hex(w, cert->aki, ':');
		put_char(w, '\n');
	}
	for (kind = 0; kind < URI_KINDS; kind++) {
		uris = cert_uris(cert, kind);
		for (i = 0; i < uris->count; i++) {
			text_field(w, uri_kinds[kind].label);
			put_bytes(w, uris->list[i]);
			put_char(w, '\n');
		}
	}
}

/* The EE certificate of a signed object, or the certificate that it is. */
static void
credentials(struct writer *w, const struct rsec_object *object)
{
	const struct rsec_cert *cert = rsec_object_cert(object);

	if (cert != NULL) {
		text_label(w, "Valid");
		put_date(w, cert->not_before);
		put_string(w, " to ");
		put_date(w, cert->not_after);
		put_char(w, '\n');
	}
	if (object->is_signed && object->cms.has_signing_time) {
		text_label(w, "Signed");
		put_date(w, object->cms.signing_time);
		put_char(w, '\n');
	}
	if (cert == NULL)
		return;
	put_string(w, object->is_signed ? "EE certificate\n" : "Certificate\n");
	certificate(w, cert);
	if (cert->ec_point.len > 0) {
		text_field(w, "key");
		put_base64(w, cert->spki);
		put_char(w, '\n');
	}
	text_resources(w, "    resources", &cert->resources);
}

/* "example TA > CA1 > this": from the anchor down, by the leaves of URIs. */
static void
path(struct writer *w, const struct rsec_path *path)
{
	const struct rsec_chain_link *link;
	size_t i;

	for (i = path->count; i > 0; i--) {
		link = &path->link[i - 1];
		if (link->anchor != NULL)
			put_name(w, link->anchor);
		else
			put_bytes(w, leaf_of(link->uri));
		put_string(w, " > ");
	}
	put_string(w, "this, expires ");
	put_date(w, path->expires);
}

static void
count(struct writer *w, const char **comma, size_t n, const char *what)
{
	if (n == 0)
		return;
	put_string(w, *comma);
	put_uint(w, n);
	put_char(w, ' ');
	put_string(w, what);
	if (n > 1)
		put_char(w, 's');
	*comma = ", ";
}

/* How many findings a layer has, worst first; whether there are some. */
static bool
tally(struct writer *w, const struct subject *subject,
    const struct rsec_policy *policy, enum rsec_layer layer)
{
	const struct rsec_findings *findings = &subject->object.findings;
	size_t n[3] = { 0, 0, 0 }, i;
	const char *comma = "";

	for (i = 0; i < findings->count; i++)
		if (rsec_rule_info(findings->list[i].rule)->layer == layer)
			n[rsec_policy_severity(
			    policy, findings->list[i].rule)]++;
	count(w, &comma, n[RSEC_ERROR], "error");
	count(w, &comma, n[RSEC_WARNING], "warning");
	count(w, &comma, n[RSEC_NOTE], "note");
	return *comma != '\0';
}

static void
detail(struct writer *w, const struct subject *subject,
    const struct rsec_policy *policy, enum rsec_layer layer)
{
	const struct rsec_path *p = &subject->path;

	if (tally(w, subject, policy, layer))
		return;
	if (layer == RSEC_LAYER_CHAIN && p->count > 0) {
		path(w, p);
	} else if (layer == RSEC_LAYER_CRL && p->crl != NULL) {
		put_bytes(w, leaf_of(p->crl_uri));
		put_string(w, ", next update ");
		put_date(w, p->crl->next_update);
	} else if (layer == RSEC_LAYER_MANIFEST && p->manifest != NULL) {
		put_string(w, "listed in ");
		put_bytes(w, leaf_of(p->manifest_uri));
		put_string(w, " #");
		put_integer(w, p->manifest->number);
		put_string(w, ", hash matches");
	}
}

/* Drop the blanks that a line without detail ends with. */
static void
end_line(struct writer *w)
{
	while (!w->failed && w->out->len > 0 &&
	       w->out->data[w->out->len - 1] == ' ')
		w->out->len--;
	put_char(w, '\n');
}

static void
layer_line(struct writer *w, const struct subject *subject,
    const struct rsec_policy *policy, enum rsec_layer layer)
{
	const enum rsec_judgement judgement =
	    subject->verdict.layer[layer].judgement;
	const char *reason = subject->verdict.layer[layer].reason;
	size_t from;

	if (judgement == RSEC_NOT_CHECKED && reason == NULL)
		return; /* there is nothing to check */
	text_field(w, rsec_layer_name(layer));
	if (judgement == RSEC_NOT_CHECKED) {
		put_string(w, "not checked: ");
		put_message(w, reason);
		put_char(w, '\n');
		return;
	}
	from = w->out->len;
	put_string(w, judgement == RSEC_OK ? "ok" : "FAIL");
	put_pad(w, from, DETAIL);
	detail(w, subject, policy, layer);
	end_line(w);
}

static void
verdict(struct writer *w, const struct subject *subject,
    const struct rsec_policy *policy)
{
	int layer;

	text_label(w, "Verdict");
	put_string(w, subject->verdict.overall == RSEC_OK ? "ok\n"
		      : subject->verdict.overall == RSEC_FAIL
			  ? "FAIL\n"
			  : "not checked\n");
	for (layer = 0; layer < RSEC_LAYERS; layer++)
		layer_line(w, subject, policy, (enum rsec_layer)layer);
}

static void
finding(struct writer *w, const struct rsec_finding *finding,
    const struct rsec_policy *policy, size_t width)
{
	const struct rsec_rule_info *info = rsec_rule_info(finding->rule);
	char name[RSEC_RULE_NAME_SIZE];
	size_t from;

	put_string(w, "    ");
	from = w->out->len;
	put_string(
	    w, rsec_severity_name(rsec_policy_severity(policy, finding->rule)));
	put_pad(w, from, SEVERITY);
	from = w->out->len;
	put(w, name, rsec_rule_format(name, finding->rule));
	put_pad(w, from, width + 2);
	put_message(w, finding->message);
	put_char(w, '\n');
	put_pad(w, w->out->len, FINDING_INDENT);
	put_string(w, info->cite);
	if (finding->offset != RSEC_NO_OFFSET) {
		put_string(w, ", at byte ");
		put_uint(w, finding->offset);
	}
	put_char(w, '\n');
}

static void
findings(struct writer *w, const struct rsec_findings *findings,
    const struct rsec_policy *policy)
{
	char name[RSEC_RULE_NAME_SIZE];
	size_t i, n, width = 0;

	if (findings->count == 0)
		return;
	for (i = 0; i < findings->count; i++) {
		n = rsec_rule_format(name, findings->list[i].rule);
		if (n > width)
			width = n;
	}
	put_string(w, "Findings\n");
	for (i = 0; i < findings->count; i++)
		finding(w, &findings->list[i], policy, width);
	if (findings->more > 0) {
		put_string(w, "    and ");
		put_uint(w, findings->more);
		put_string(w, " more\n");
	}
}

static int
text_object(struct rsec_buf *out, const struct subject *subject,
    const struct rsec_policy *policy, bool first)
{
	struct writer w = put_begin(out);

	if (!first)
		put_char(&w, '\n');
	head(&w, subject);
	text_payload(&w, subject);
	credentials(&w, &subject->object);
	verdict(&w, subject, policy);
	findings(&w, &subject->object.findings, policy);
	return put_end(&w);
}

const struct printer printer_text = { printer_nothing, text_object,
	printer_nothing };
