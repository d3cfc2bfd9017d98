/* SPDX-License-Identifier: ISC */
/*
 * Trust Anchor Keys: RFC 9691 section 2.
 *
 *	{ [0] version DEFAULT 0, current, [0] predecessor OPTIONAL,
 *		[1] successor OPTIONAL }
 *
 * each of them { { comment ... }, { URI ... }, SubjectPublicKeyInfo }.
 */
#include "rpki/tak.h"

#include "base/quote.h"
#include "rpki/anchor_private.h"
#include "rpki/content_private.h"

static const struct rsec_content_rules rules = { "TAK", RSEC_RULE_TAK_SYNTAX,
	RSEC_RULE_TAK_VERSION, RSEC_RULE_TAK_LIMIT };

static void
parse_comments(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_tak_key *out)
{
	char quoted[RSEC_QUOTE_SIZE];
	size_t cap = rsec_content_count(*der);
	struct rsec_tlv tlv;

	out->comments = rsec_content_alloc(der, arena, &rules, &cap,
	    RSEC_TAK_COMMENTS_MAX, sizeof(*out->comments));
	while (out->comment_count < cap && rsec_der_next(der, &tlv)) {
		out->comments[out->comment_count++] = tlv.body;
		if (tlv.tag != RSEC_DER_UTF8_STRING)
			rsec_der_fault(der, RSEC_RULE_TAK_SYNTAX,
			    tlv.whole.data,
			    "a comment is no UTF8String (tag %02x)", tlv.tag);
		if (!rsec_anchor_is_text(tlv.body))
			rsec_der_fault(der, RSEC_RULE_TAK_COMMENT,
			    tlv.whole.data, "comment %s is no printable UTF-8",
			    rsec_quote(quoted, (const char *)tlv.body.data,
				tlv.body.len));
	}
}

static void
judge_uri(const struct rsec_der *der, const struct rsec_tlv *tlv)
{
	char quoted[RSEC_QUOTE_SIZE];
	const char *wrong;

	if (tlv->tag != RSEC_DER_IA5_STRING)
		rsec_der_fault(der, RSEC_RULE_TAK_SYNTAX, tlv->whole.data,
		    "a URI is no IA5String (tag %02x)", tlv->tag);
	wrong = rsec_anchor_uri_scheme(tlv->body)
		    ? rsec_anchor_uri_fault(tlv->body)
		    : "is neither rsync nor https";
	if (wrong != NULL)
		rsec_der_fault(der, RSEC_RULE_TAK_URIS, tlv->whole.data,
		    "URI %s %s",
		    rsec_quote(
			quoted, (const char *)tlv->body.data, tlv->body.len),
		    wrong);
}

static void
parse_uris(struct rsec_der *der, struct rsec_uris *uris)
{
	const uint8_t *at = der->at;
	struct rsec_tlv tlv;

	if (rsec_der_at_end(der))
		rsec_der_fault(der, RSEC_RULE_TAK_URIS, at, "no URI");
	while (rsec_der_next(der, &tlv)) {
		if (uris->count == RSEC_URIS_MAX) {
			rsec_der_fault(der, RSEC_RULE_TAK_LIMIT, tlv.whole.data,
			    "more than %d URIs of a key", RSEC_URIS_MAX);
			return;
		}
		uris->list[uris->count++] = tlv.body;
		judge_uri(der, &tlv);
	}
}

/* A TAKey; WHAT it is for. */
static void
parse_key(struct rsec_der *der, struct rsec_arena *arena, const char *what,
    struct rsec_tak_key *out)
{
	const uint8_t *at;
	struct rsec_der key, list;
	struct rsec_tlv spki;
	const char *wrong;

	if (!rsec_der_sequence(der, &key)) {
		rsec_content_missing(der, &rules, what, 0);
		return;
	}
	out->present = true;
	if (rsec_der_sequence(&key, &list))
		parse_comments(&list, arena, out);
	else
		rsec_content_missing(
		    &key, &rules, "list of comments", RSEC_DER_SEQUENCE);
	if (rsec_der_sequence(&key, &list))
		parse_uris(&list, &out->uris);
	else
		rsec_content_missing(
		    &key, &rules, "list of URIs", RSEC_DER_SEQUENCE);
	at = key.at;
	if (rsec_der_read(&key, RSEC_DER_SEQUENCE, &spki)) {
		out->spki = spki.whole;
		wrong = rsec_anchor_key_fault(out->spki, &out->key_bits);
		if (wrong != NULL)
			rsec_der_fault(&key, RSEC_RULE_TAK_KEY, at,
			    "%s cannot be used: %s", what, wrong);
	} else
		rsec_content_missing(&key, &rules, "subjectPublicKeyInfo", 0);
	rsec_content_end(&key, &rules, what);
}

int
rsec_tak_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_tak *out)
{
	struct rsec_der tak, inner;
	struct rsec_tlv tlv;

	*out = (struct rsec_tak){ .version = 0 };
	if (!rsec_content_open(der, &rules, &tak))
		return -1;
	/* A version has [0] around an INTEGER, a predecessor a SEQUENCE. */
	rsec_content_version(&tak, &rules, 0, &out->version);
	parse_key(&tak, arena, "the current key", &out->current);
	if (rsec_der_optional(&tak, RSEC_DER_EXPLICIT(0), &tlv)) {
		inner = rsec_der_enter(&tak, &tlv);
		parse_key(&inner, arena, "the predecessor", &out->predecessor);
	}
	if (rsec_der_optional(&tak, RSEC_DER_EXPLICIT(1), &tlv)) {
		inner = rsec_der_enter(&tak, &tlv);
		parse_key(&inner, arena, "the successor", &out->successor);
	}
	rsec_content_end(&tak, &rules, "the TAK");
	return 0;
}

void
rsec_tak_check_ee(const struct rsec_tak *tak, const struct rsec_cert *ee,
    struct rsec_findings *f)
{
	(void)tak;
	rsec_content_check_inherit(ee, RSEC_RULE_TAK_EE_INHERIT, f);
}

void
rsec_tak_check_current(struct rsec_verifier *v, const struct rsec_tak *tak,
    const struct rsec_cert *ee, struct rsec_findings *f)
{
	uint8_t ski[RSEC_SHA1_SIZE];

	if (!tak->current.present || tak->current.key_bits.len == 0)
		return;
	rsec_sha1(v, tak->current.key_bits, ski);
	if (!rsec_bytes_equal((struct rsec_bytes){ ski, sizeof(ski) }, ee->aki))
		rsec_findings_add(f, RSEC_RULE_TAK_CURRENT, ee->offset,
		    "the current key is not the one that issued the "
		    "certificate");
}
