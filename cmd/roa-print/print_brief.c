/* SPDX-License-Identifier: ISC */
/*
 * One line an object, in columns of which none but the name, the last, can
 * hold a blank:
 *
 *	verdict  type  origin, customer or number  what is in it  name
 *
 * And the URIs of an object: name, kind and URI, between tabs.
 */
#include "cmd/roa-print/printer.h"

#define SHOWN	       4 /* prefixes or providers in a line */

#define COLUMN_VERDICT 13
#define COLUMN_TYPE    15
#define COLUMN_KEY     14
#define COLUMN_WHAT    32

static void
key(struct writer *w, const struct rsec_object *object)
{
	switch (object->decoded ? object->type : RSEC_OBJECT_UNKNOWN) {
	case RSEC_OBJECT_ROA:
		put_asn(w, object->roa.asn);
		break;
	case RSEC_OBJECT_SPL:
		put_asn(w, object->spl.asn);
		break;
	case RSEC_OBJECT_ASPA:
		put_asn(w, object->aspa.customer);
		break;
	case RSEC_OBJECT_MFT:
		put_integer(w, object->mft.number);
		break;
	case RSEC_OBJECT_CRL:
		put_integer(w, object->crl.number);
		break;
	case RSEC_OBJECT_CERT:
		put_string(w, cert_kind_name(object->cert.kind));
		break;
	default:
		put_char(w, '-');
		break;
	}
}

static void
vrp(struct writer *w, const struct rsec_roa_prefix *p)
{
	put_prefix(w, &p->prefix);
	if (p->max_len != p->prefix.len) {
		put_char(w, '-');
		put_uint(w, p->max_len);
	}
}

static void
amount(struct writer *w, const char *what, size_t n)
{
	put_string(w, what);
	put_char(w, '=');
	put_uint(w, n);
}

/* The first elements of a list; "+3" stands for three more. */
static void
list(struct writer *w, const struct rsec_object *object, size_t count)
{
	size_t i;

	if (count == 0)
		put_char(w, '-');
	for (i = 0; i < count && i < SHOWN; i++) {
		if (i > 0)
			put_char(w, ',');
		if (object->type == RSEC_OBJECT_ROA)
			vrp(w, &object->roa.prefixes[i]);
		else if (object->type == RSEC_OBJECT_SPL)
			put_prefix(w, &object->spl.prefixes[i]);
		else
			put_asn(w, object->aspa.providers[i]);
	}
	if (count > SHOWN) {
		put_string(w, ",+");
		put_uint(w, count - SHOWN);
	}
}

static void
what(struct writer *w, const struct rsec_object *object)
{
	switch (object->decoded ? object->type : RSEC_OBJECT_UNKNOWN) {
	case RSEC_OBJECT_ROA:
		list(w, object, object->roa.count);
		break;
	case RSEC_OBJECT_SPL:
		list(w, object, object->spl.count);
		break;
	case RSEC_OBJECT_ASPA:
		list(w, object, object->aspa.count);
		break;
	case RSEC_OBJECT_MFT:
		amount(w, "files", object->mft.count);
		break;
	case RSEC_OBJECT_RSC:
		amount(w, "files", object->rsc.count);
		break;
	case RSEC_OBJECT_CRL:
		amount(w, "revoked", object->crl.revoked_count);
		break;
	default:
		put_char(w, '-');
		break;
	}
}

static int
brief_object(struct rsec_buf *out, const struct subject *subject,
    const struct rsec_policy *policy, bool first)
{
	struct writer w = put_begin(out);
	size_t from = out->len;

	(void)policy;
	(void)first;
	put_string(&w, rsec_judgement_name(subject->verdict.overall));
	put_pad(&w, from, COLUMN_VERDICT);
	from = out->len;
	put_string(&w, type_key(subject->object.type));
	put_pad(&w, from, COLUMN_TYPE);
	from = out->len;
	key(&w, &subject->object);
	put_pad(&w, from, COLUMN_KEY);
	from = out->len;
	what(&w, &subject->object);
	put_pad(&w, from, COLUMN_WHAT);
	put_name(&w, subject->item->name);
	put_char(&w, '\n');
	return put_end(&w);
}

static void
uri(struct writer *w, const struct subject *subject, const char *kind,
    const struct rsec_uris *uris)
{
	size_t i;

	for (i = 0; i < uris->count; i++) {
		put_name(w, subject->item->name);
		put_char(w, '\t');
		put_string(w, kind);
		put_char(w, '\t');
		put_bytes(w, uris->list[i]);
		put_char(w, '\n');
	}
}

static int
uris_object(struct rsec_buf *out, const struct subject *subject,
    const struct rsec_policy *policy, bool first)
{
	const struct rsec_object *object = &subject->object;
	const struct rsec_cert *cert = rsec_object_cert(object);
	struct writer w = put_begin(out);
	size_t kind;

	(void)policy;
	(void)first;
	for (kind = 0; cert != NULL && kind < URI_KINDS; kind++)
		uri(&w, subject, uri_kinds[kind].key, cert_uris(cert, kind));
	if (object->decoded && object->type == RSEC_OBJECT_TAL)
		uri(&w, subject, "tal", &object->tal.uris);
	if (object->decoded && object->type == RSEC_OBJECT_TAK) {
		uri(&w, subject, "current", &object->tak.current.uris);
		uri(&w, subject, "predecessor", &object->tak.predecessor.uris);
		uri(&w, subject, "successor", &object->tak.successor.uris);
	}
	return put_end(&w);
}

const struct printer printer_brief = { printer_nothing, brief_object,
	printer_nothing };
const struct printer printer_uris = { printer_nothing, uris_object,
	printer_nothing };
