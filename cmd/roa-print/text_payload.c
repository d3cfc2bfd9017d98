/* SPDX-License-Identifier: ISC */
/* What is in an object, by its type, as text for people. */
#include "cmd/roa-print/printer.h"

#define HEX_ROW	 32   /* octets of unknown content a line */
#define HEX_SHOW 1024 /* and how many are shown */

void
text_label(struct writer *w, const char *label)
{
	const size_t from = w->out->len;

	put_string(w, label);
	put_pad(w, from, TEXT_LABEL);
}

void
text_field(struct writer *w, const char *label)
{
	const size_t from = w->out->len;

	put_string(w, "    ");
	put_string(w, label);
	put_pad(w, from, TEXT_LABEL);
}

static void
line_uint(struct writer *w, const char *label, uint64_t v)
{
	text_label(w, label);
	put_uint(w, v);
	put_char(w, '\n');
}

static void
line_asn(struct writer *w, const char *label, uint32_t asn)
{
	text_label(w, label);
	put_asn(w, asn);
	put_char(w, '\n');
}

static void
line_time(struct writer *w, const char *label, int64_t t)
{
	text_label(w, label);
	put_date(w, t);
	put_char(w, '\n');
}

/* Nothing where there is nothing. */
static void
line_bytes(struct writer *w, const char *label, struct rsec_bytes bytes)
{
	if (bytes.len == 0)
		return;
	text_label(w, label);
	put_bytes(w, bytes);
	put_char(w, '\n');
}

static void
ip_resources(struct writer *w, const char **label,
    const struct rsec_ip_resources *set, uint8_t family)
{
	size_t i;

	if (!set->present)
		return;
	if (set->inherit) {
		text_label(w, *label);
		put_string(w, family == RSEC_IPV4 ? "IPv4 as the issuer\n"
						  : "IPv6 as the issuer\n");
		*label = "";
	}
	for (i = 0; i < set->count; i++, *label = "") {
		text_label(w, *label);
		put_range(w, &set->list[i], family);
		put_char(w, '\n');
	}
}

void
text_resources(
    struct writer *w, const char *label, const struct rsec_resources *r)
{
	const struct rsec_asn_range *range;
	size_t i;

	ip_resources(w, &label, &r->ipv4, RSEC_IPV4);
	ip_resources(w, &label, &r->ipv6, RSEC_IPV6);
	if (r->asn.present && r->asn.inherit) {
		text_label(w, label);
		put_string(w, "AS numbers as the issuer\n");
	}
	for (i = 0; i < r->asn.count; i++, label = "") {
		range = &r->asn.list[i];
		text_label(w, label);
		put_asn(w, range->min);
		if (range->max != range->min) {
			put_char(w, '-');
			put_asn(w, range->max);
		}
		put_char(w, '\n');
	}
}

static void
roa(struct writer *w, const struct rsec_roa *roa)
{
	const struct rsec_roa_prefix *p;
	size_t i;

	line_asn(w, "Origin", roa->asn);
	for (i = 0; i < roa->count; i++) {
		p = &roa->prefixes[i];
		text_label(w, i == 0 ? "Prefixes" : "");
		put_prefix(w, &p->prefix);
		if (p->has_max_len) {
			put_string(w, "  maxLength ");
			put_uint(w, p->max_len);
		}
		put_char(w, '\n');
	}
}

/* One file of a list: how it stands, its hash and its name. */
static void
file(struct writer *w, const char *state, struct rsec_bytes hash,
    struct rsec_bytes name)
{
	text_field(w, state);
	if (hash.len == 0)
		put_char(w, '-');
	put_hex(w, hash, '\0');
	put_string(w, "  ");
	put_bytes(w, name);
	put_char(w, '\n');
}

static void
mft(struct writer *w, const struct subject *subject)
{
	static const char *const states[] = {
		[ENTRY_OK] = "ok",
		[ENTRY_MISSING] = "MISSING",
		[ENTRY_HASH_MISMATCH] = "MISMATCH",
		[ENTRY_UNLISTED] = "UNLISTED",
		[ENTRY_NOT_CHECKED] = "-",
	};
	const struct rsec_mft *mft = &subject->object.mft;
	size_t i;

	text_label(w, "Number");
	put_integer(w, mft->number);
	put_char(w, '\n');
	line_time(w, "This update", mft->this_update);
	line_time(w, "Next update", mft->next_update);
	line_uint(w, "Files", mft->count);
	for (i = 0; i < mft->count; i++)
		file(w, states[subject_entry(subject, i)], mft->entries[i].hash,
		    mft->entries[i].name);
	if (subject->manifest == NULL)
		return;
	for (i = 0; i < subject->manifest->unlisted_count; i++)
		file(w, states[ENTRY_UNLISTED], bytes_of(""),
		    bytes_of(subject->manifest->unlisted[i]));
}

static void
aspa(struct writer *w, const struct rsec_aspa *aspa)
{
	size_t i;

	line_asn(w, "Customer", aspa->customer);
	for (i = 0; i < aspa->count; i++)
		line_asn(w, i == 0 ? "Providers" : "", aspa->providers[i]);
}

static void
rsc(struct writer *w, const struct rsec_rsc *rsc)
{
	size_t i;

	text_resources(w, "Resources", &rsc->resources);
	line_uint(w, "Files", rsc->count);
	for (i = 0; i < rsc->count; i++)
		file(w, "-", rsc->entries[i].hash,
		    rsc->entries[i].has_name ? rsc->entries[i].name
					     : bytes_of("(no name)"));
}

static void
tak_key(struct writer *w, const char *label, const struct rsec_tak_key *key)
{
	size_t i;

	if (!key->present)
		return;
	text_label(w, label);
	put_uint(w, key->spki.len);
	put_string(w, " bytes\n");
	for (i = 0; i < key->comment_count; i++)
		line_bytes(w, "    comment", key->comments[i]);
	for (i = 0; i < key->uris.count; i++)
		line_bytes(w, "    URI", key->uris.list[i]);
	text_field(w, "key");
	put_base64(w, key->spki);
	put_char(w, '\n');
}

static void
spl(struct writer *w, const struct rsec_spl *spl)
{
	size_t i;

	line_asn(w, "Origin", spl->asn);
	for (i = 0; i < spl->count; i++) {
		text_label(w, i == 0 ? "Prefixes" : "");
		put_prefix(w, &spl->prefixes[i]);
		put_char(w, '\n');
	}
}

static void
gbr(struct writer *w, const struct rsec_gbr *gbr)
{
	line_bytes(w, "Name", gbr->fn);
	line_bytes(w, "Organisation", gbr->org);
	line_bytes(w, "Address", gbr->adr);
	line_bytes(w, "Telephone", gbr->tel);
	line_bytes(w, "Email", gbr->email);
}

static void
crl(struct writer *w, const struct rsec_crl *crl)
{
	size_t i, from;

	line_bytes(w, "Issuer name", crl->issuer_cn);
	text_label(w, "AKI");
	put_upper_hex(w, crl->aki, ':');
	put_char(w, '\n');
	text_label(w, "Number");
	put_integer(w, crl->number);
	put_char(w, '\n');
	line_time(w, "This update", crl->this_update);
	line_time(w, "Next update", crl->next_update);
	line_uint(w, "Revoked", crl->revoked_count);
	for (i = 0; i < crl->revoked_count; i++) {
		from = w->out->len;
		put_string(w, "    ");
		put_integer(w, crl->revoked[i].serial);
		put_pad(w, from, TEXT_LABEL);
		put_date(w, crl->revoked[i].time);
		put_char(w, '\n');
	}
}

static void
tal(struct writer *w, const struct rsec_tal *tal)
{
	size_t i;

	line_bytes(w, "Comment", tal->comment);
	for (i = 0; i < tal->uris.count; i++)
		line_bytes(w, i == 0 ? "URIs" : "", tal->uris.list[i]);
	text_label(w, "Key");
	put_base64(w, tal->spki);
	put_char(w, '\n');
}

/* Content of a type that we do not know. */
static void
content(struct writer *w, struct rsec_bytes bytes)
{
	struct rsec_bytes row = { bytes.data, 0 };
	size_t at;

	text_label(w, "Content");
	put_uint(w, bytes.len);
	put_string(w, " bytes\n");
	for (at = 0; at < bytes.len && at < HEX_SHOW; at += HEX_ROW) {
		row.data = bytes.data + at;
		row.len = bytes.len - at < HEX_ROW ? bytes.len - at : HEX_ROW;
		put_string(w, "    ");
		put_hex(w, row, '\0');
		put_char(w, '\n');
	}
	if (bytes.len > HEX_SHOW)
		put_string(w, "    ...\n");
}

void
text_payload(struct writer *w, const struct subject *subject)
{
	const struct rsec_object *object = &subject->object;

	if (!object->decoded) {
		if (object->is_signed && object->cms.has_content)
			content(w, object->cms.content);
		return;
	}
	switch (object->type) {
	case RSEC_OBJECT_ROA:
		roa(w, &object->roa);
		break;
	case RSEC_OBJECT_MFT:
		mft(w, subject);
		break;
	case RSEC_OBJECT_ASPA:
		aspa(w, &object->aspa);
		break;
	case RSEC_OBJECT_RSC:
		rsc(w, &object->rsc);
		break;
	case RSEC_OBJECT_TAK:
		tak_key(w, "Current key", &object->tak.current);
		tak_key(w, "Predecessor", &object->tak.predecessor);
		tak_key(w, "Successor", &object->tak.successor);
		break;
	case RSEC_OBJECT_SPL:
		spl(w, &object->spl);
		break;
	case RSEC_OBJECT_GBR:
		gbr(w, &object->gbr);
		break;
	case RSEC_OBJECT_CRL:
		crl(w, &object->crl);
		break;
	case RSEC_OBJECT_TAL:
		tal(w, &object->tal);
		break;
	case RSEC_OBJECT_CERT: /* print_text.c */
	default:
		break;
	}
}
