/* SPDX-License-Identifier: ISC */
/*
 * The layout of "rpki-client -f" since 9.0: labels in 26 columns, "--"
 * between files.  The verdict is ours, with the message of the first error
 * where it failed.  An object that rpki-client would refuse is shown all the
 * same.
 */
#include "cmd/roa-print/client.h"
#include "cmd/roa-print/printer.h"
#include "rpki/signature.h"

#define LINE 64 /* characters of a key in base64 a line */

static void
cert(struct writer *w, const struct rsec_cert *cert)
{
	const bool router = cert->kind == RSEC_CERT_ROUTER;

	client_key_id(w, "Subject key identifier:", cert->ski);
	client_key_id(w, "Authority key identifier:", cert->aki);
	client_name(w, "Certificate issuer:", cert->issuer);
	client_integer(w, "Certificate serial:", cert->serial);
	client_uri(w, "Authority info access:", &cert->aia);
	client_uri(w, "Manifest:", &cert->manifest);
	client_uri(w, "caRepository:", &cert->ca_repository);
	client_uri(w, "Notify URL:", &cert->notify);
	if (router) {
		client_label(w, "BGPsec ECDSA public key:");
		put_base64(w, cert->spki);
		put_char(w, '\n');
	}
	client_time(w,
	    router ? "Router key not before:" : "Certificate not before:",
	    cert->not_before);
	client_time(w,
	    router ? "Router key not after:" : "Certificate not after:",
	    cert->not_after);
	client_resources(w, "Subordinate resources:", &cert->resources);
}

static void
crl(struct writer *w, const struct rsec_crl *crl)
{
	size_t i, from;

	client_key_id(w, "Authority key identifier:", crl->aki);
	client_name(w, "CRL issuer:", crl->issuer);
	client_integer(w, "CRL serial number:", crl->number);
	client_time(w, "CRL this update:", crl->this_update);
	client_time(w, "CRL next update:", crl->next_update);
	put_string(w, "Revoked Certificates:\n");
	for (i = 0; i < crl->revoked_count; i++) {
		client_label(w, "");
		put_string(w, "Serial: ");
		from = w->out->len;
		put_integer(w, crl->revoked[i].serial);
		put_right(w, from, 8);
		put_string(w, "   Revocation Date: ");
		client_moment(w, crl->revoked[i].time);
		put_char(w, '\n');
	}
	if (i == 0)
		put_string(w, "No Revoked Certificates\n");
}

/*
 * What each signed object begins with.  ROAs, ASPAs, TAKs and SPLs have their
 * AKI after the certificate, manifests and RSCs before it.
 */
static void
ee(struct writer *w, const struct rsec_object *object, bool aki_first)
{
	const struct rsec_cert *cert = &object->cms.ee;

	client_key_id(w, "Subject key identifier:", cert->ski);
	if (aki_first)
		client_key_id(w, "Authority key identifier:", cert->aki);
	client_name(w, "Certificate issuer:", cert->issuer);
	client_integer(w, "Certificate serial:", cert->serial);
	if (!aki_first)
		client_key_id(w, "Authority key identifier:", cert->aki);
	client_uri(w, "Authority info access:", &cert->aia);
	client_uri(w, "Subject info access:", &cert->signed_object);
}

static void
signing_time(struct writer *w, const struct rsec_object *object)
{
	if (object->cms.has_signing_time)
		client_time(w, "Signing time:", object->cms.signing_time);
}

/* The validity of the EE certificate, under the name of the object. */
static void
validity(struct writer *w, const struct rsec_object *object, const char *type)
{
	static const char *const what[] = { " not before:", " not after:" };
	size_t i, from;

	for (i = 0; i < 2; i++) {
		from = w->out->len;
		put_string(w, type);
		put_string(w, what[i]);
		put_pad(w, from, CLIENT_LABEL);
		client_moment(w, i == 0 ? object->cms.ee.not_before
					: object->cms.ee.not_after);
		put_char(w, '\n');
	}
}

static void
mft(struct writer *w, const struct rsec_object *object)
{
	const struct rsec_mft *mft = &object->mft;
	size_t i;

	ee(w, object, true);
	client_integer(w, "Manifest number:", mft->number);
	signing_time(w, object);
	client_time(w, "Manifest this update:", mft->this_update);
	client_time(w, "Manifest next update:", mft->next_update);
	for (i = 0; i < mft->count; i++)
		client_file(w, "Files and hashes:", i, mft->entries[i].name,
		    mft->entries[i].hash);
}

static void
roa(struct writer *w, const struct rsec_object *object)
{
	const struct rsec_roa *roa = &object->roa;
	size_t i;

	ee(w, object, false);
	signing_time(w, object);
	validity(w, object, "ROA");
	client_uint(w, "asID:", roa->asn);
	for (i = 0; i < roa->count; i++) {
		client_first(w, "IP address blocks:", i);
		put_prefix(w, &roa->prefixes[i].prefix);
		put_string(w, " maxlen: ");
		put_uint(w, roa->prefixes[i].max_len);
		put_char(w, '\n');
	}
}

static void
spl(struct writer *w, const struct rsec_object *object)
{
	size_t i;

	ee(w, object, false);
	signing_time(w, object);
	validity(w, object, "SPL");
	client_uint(w, "asID:", object->spl.asn);
	for (i = 0; i < object->spl.count; i++) {
		client_first(w, "Originated IP Prefixes:", i);
		put_prefix(w, &object->spl.prefixes[i]);
		put_char(w, '\n');
	}
}

static void
aspa(struct writer *w, const struct rsec_object *object)
{
	size_t i;

	ee(w, object, false);
	signing_time(w, object);
	validity(w, object, "ASPA");
	client_uint(w, "Customer ASID:", object->aspa.customer);
	for (i = 0; i < object->aspa.count; i++) {
		client_first(w, "Providers:", i);
		put_string(w, "AS: ");
		put_uint(w, object->aspa.providers[i]);
		put_char(w, '\n');
	}
}

static void
rsc(struct writer *w, const struct rsec_object *object)
{
	const struct rsec_rsc *rsc = &object->rsc;
	size_t i;

	ee(w, object, true);
	signing_time(w, object);
	validity(w, object, "RSC");
	client_resources(w, "Signed with resources:", &rsc->resources);
	for (i = 0; i < rsc->count; i++)
		client_file(w, "Filenames and hashes:", i,
		    rsc->entries[i].has_name ? rsc->entries[i].name
					     : bytes_of("no filename"),
		    rsc->entries[i].hash);
}

static void
tak_key(struct writer *w, const char *name, const struct rsec_tak_key *key)
{
	struct rsec_bytes part = key->spki;
	size_t i, left = key->spki.len;

	if (!key->present)
		return;
	put_string(w, "TAL derived from the '");
	put_string(w, name);
	put_string(w, "' Trust Anchor Key:\n\n");
	for (i = 0; i < key->comment_count; i++) {
		put_string(w, "\t# ");
		put_bytes(w, key->comments[i]);
		put_char(w, '\n');
	}
	for (i = 0; i < key->uris.count; i++) {
		put_char(w, '\t');
		put_bytes(w, key->uris.list[i]);
		put_char(w, '\n');
	}
	put_string(w, "\n\t");
	for (; left > 0; left -= part.len, part.data += part.len) {
		part.len = left < LINE / 4 * 3 ? left : LINE / 4 * 3;
		put_base64(w, part);
		if (part.len == LINE / 4 * 3)
			put_string(w, "\n\t");
	}
	put_string(w, "\n\n");
}

static void
tak(struct writer *w, const struct rsec_object *object)
{
	ee(w, object, false);
	signing_time(w, object);
	validity(w, object, "TAK");
	tak_key(w, "current", &object->tak.current);
	tak_key(w, "predecessor", &object->tak.predecessor);
	tak_key(w, "successor", &object->tak.successor);
}

static void
gbr(struct writer *w, const struct rsec_object *object)
{
	ee(w, object, true);
	client_bytes(w, "vcard:", object->gbr.vcard);
}

/* The SHA-1 of the bits of a key; nothing where it is none. */
static void
tal_key_id(struct writer *w, struct rsec_bytes spki)
{
	struct rsec_der der = rsec_der_init(spki, spki.data, NULL), key, alg;
	uint8_t digest[RSEC_SHA1_SIZE];
	struct rsec_verifier *v;
	struct rsec_bytes bits;
	unsigned unused;

	if (spki.len == 0 || !rsec_der_sequence(&der, &key) ||
	    !rsec_der_sequence(&key, &alg) ||
	    !rsec_der_bit_string(&key, &bits, &unused))
		return;
	if ((v = rsec_verifier_new()) == NULL) {
		w->failed = true;
		return;
	}
	rsec_sha1(v, bits, digest);
	rsec_verifier_free(v);
	client_key_id(w, "Subject key identifier:",
	    (struct rsec_bytes){ digest, sizeof(digest) });
}

/* The name of a TAL is that of its file, without ".tal". */
static void
tal(struct writer *w, const struct subject *subject)
{
	struct rsec_bytes name = leaf_of(bytes_of(subject->item->name));
	const struct rsec_tal *tal = &subject->object.tal;
	size_t i;

	if (name.len > 4 &&
	    rsec_bytes_equal((struct rsec_bytes){ name.data + name.len - 4, 4 },
		bytes_of(".tal")))
		name.len -= 4;
	client_bytes(w, "Trust anchor name:", name);
	tal_key_id(w, tal->spki);
	for (i = 0; i < tal->uris.count; i++) {
		client_first(w, "Trust anchor locations:", i);
		put_bytes(w, tal->uris.list[i]);
		put_char(w, '\n');
	}
}

static void
payload(struct writer *w, const struct subject *subject)
{
	const struct rsec_object *object = &subject->object;

	if (!object->decoded)
		return;
	switch (object->type) {
	case RSEC_OBJECT_ROA:
		roa(w, object);
		break;
	case RSEC_OBJECT_MFT:
		mft(w, object);
		break;
	case RSEC_OBJECT_ASPA:
		aspa(w, object);
		break;
	case RSEC_OBJECT_RSC:
		rsc(w, object);
		break;
	case RSEC_OBJECT_TAK:
		tak(w, object);
		break;
	case RSEC_OBJECT_SPL:
		spl(w, object);
		break;
	case RSEC_OBJECT_GBR:
		gbr(w, object);
		break;
	case RSEC_OBJECT_CERT:
		cert(w, &object->cert);
		break;
	case RSEC_OBJECT_CRL:
		crl(w, &object->crl);
		break;
	case RSEC_OBJECT_TAL:
		tal(w, subject);
		break;
	default:
		break;
	}
}

static void
validation(struct writer *w, const struct subject *subject,
    const struct rsec_policy *policy)
{
	const struct rsec_findings *findings = &subject->object.findings;
	size_t i;

	client_label(w, "Validation:");
	switch (subject->verdict.overall) {
	case RSEC_OK:
		put_string(w, "OK\n");
		return;
	case RSEC_NOT_CHECKED:
		put_string(w, "N/A\n");
		return;
	case RSEC_FAIL:
		break;
	}
	put_string(w, "Failed");
	for (i = 0; i < findings->count; i++) {
		if (rsec_policy_severity(policy, findings->list[i].rule) !=
		    RSEC_ERROR)
			continue;
		put_string(w, ", ");
		put_message(w, findings->list[i].message);
		break;
	}
	put_char(w, '\n');
}

static void
path(struct writer *w, const struct rsec_path *path)
{
	static const char text[] = "Signature path:";
	size_t i, n = 0;

	if (path->count == 0)
		return;
	if (path->crl != NULL) {
		client_first(w, text, n++);
		put_bytes(w, path->crl_uri);
		put_char(w, '\n');
	}
	if (path->manifest != NULL) {
		client_first(w, text, n++);
		put_bytes(w, path->manifest_uri);
		put_char(w, '\n');
	}
	for (i = 0; i < path->count; i++) {
		client_first(w, text, n++);
		put_bytes(w, path->link[i].uri);
		put_char(w, '\n');
	}
	client_time(w, "Signature path expires:", path->expires);
}

static int
client_object(struct rsec_buf *out, const struct subject *subject,
    const struct rsec_policy *policy, bool first)
{
	const struct rsec_bytes sha256 = { subject->object.sha256,
		RSEC_SHA256_SIZE };
	struct writer w = put_begin(out);

	if (!first)
		put_string(&w, "--\n");
	client_label(&w, "File:");
	put_name(&w, subject->item->name);
	put_char(&w, '\n');
	client_label(&w, "Hash identifier:");
	put_base64(&w, sha256);
	put_char(&w, '\n');
	payload(&w, subject);
	validation(&w, subject, policy);
	path(&w, &subject->path);
	return put_end(&w);
}

const struct printer printer_rpki_client = { printer_nothing, client_object,
	printer_nothing };
