/* SPDX-License-Identifier: ISC */
/*
 * The envelope: CMS SignedData (RFC 5652) as RFC 6488 and RFC 9589 cut it.
 *
 * Labels: "object/signed/version", "signed/digests/alg", "encap/type",
 * "encap/explicit/econtent", "certs/cert/...", "signer/sid", "signer/attrs".
 * Signed attributes are written apart, as "attrs/contentType/values/value"
 * (and signingTime, messageDigest), and signed as edited there; what is
 * edited at "signer/sent" is so only behind the signature.
 */
#include <string.h>

#include "tests/lib/caparts.h"

#define OID_SIGNED_DATA	   "1.2.840.113549.1.7.2"
#define OID_RSA		   "1.2.840.113549.1.1.1"
#define OID_CONTENT_TYPE   "1.2.840.113549.1.9.3"
#define OID_MESSAGE_DIGEST "1.2.840.113549.1.9.4"
#define OID_SIGNING_TIME   "1.2.840.113549.1.9.5"

static void
begin_attribute(struct derw *w, const char *label, const char *oid)
{
	derw_begin(w, 0x30, label);
	derw_oid(w, "oid", oid);
	derw_begin(w, 0x31, "values");
}

static void
end_attribute(struct derw *w)
{
	derw_end(w);
	derw_end(w);
}

/* In the order of DER: the shorter ones have the smaller length octet. */
static void
write_attributes(
    struct derw *w, const struct ca_object *object, const struct derw *content)
{
	uint8_t digest[32];

	ca_sha256(content->data, content->len, digest);
	derw_begin(w, 0x31, "attrs");
	begin_attribute(w, "contentType", OID_CONTENT_TYPE);
	derw_oid(w, "value", ca_content_type(object->type));
	end_attribute(w);
	begin_attribute(w, "signingTime", OID_SIGNING_TIME);
	derw_time(w, "value",
	    ca_time_or(object->signing_time,
		ca_time_or(object->not_before, CA_NOT_BEFORE)));
	end_attribute(w);
	begin_attribute(w, "messageDigest", OID_MESSAGE_DIGEST);
	derw_octets(w, "value", digest, sizeof(digest));
	end_attribute(w);
	derw_end(w);
}

/* The attributes as [0]; their header has the tag of a SET when signed. */
static void
send_attributes(struct derw *w, const struct derw *attrs)
{
	size_t header = 2;

	if (attrs->len < 2)
		return; /* there are none */
	if (attrs->data[1] > 0x80)
		header += attrs->data[1] & 0x7fu;
	if (header > attrs->len)
		header = attrs->len;
	derw_begin(w, TAG_EXPLICIT(0), "sent");
	derw_raw(w, attrs->data + header, attrs->len - header);
	derw_end(w);
}

static void
write_signer(
    struct derw *w, const struct ca_object *object, const struct derw *content)
{
	unsigned key = object->key != 0 ? object->key : CA_EE_KEY;
	uint8_t signature[CA_KEY_SIZE];
	struct derw attrs = { 0 };
	const struct derw *what;

	derw_reset(&attrs, object->edits);
	write_attributes(&attrs, object, content);
	derw_begin(w, 0x30, "signer");
	derw_uint(w, "version", 3);
	derw_tlv(w, TAG_CONTEXT(0), "sid",
	    object->ski != NULL ? object->ski : ca_key_ski(key), CA_SKI_SIZE);
	ca_algorithm_write(w, "digest", OID_SHA256, false);
	send_attributes(w, &attrs);
	ca_algorithm_write(w, "alg", OID_RSA, true);
	what = attrs.len > 0 ? &attrs : content;
	ca_key_sign(key, what->data, what->len, signature);
	derw_octets(w, "signature", signature, sizeof(signature));
	derw_end(w);
	derw_fini(&attrs);
}

static void
write_encapsulated(
    struct derw *w, const struct ca_object *object, const struct derw *content)
{
	derw_begin(w, 0x30, "encap");
	derw_oid(w, "type", ca_content_type(object->type));
	derw_begin(w, TAG_EXPLICIT(0), "explicit");
	derw_octets(w, "econtent", content->data, content->len);
	derw_end(w);
	derw_end(w);
}

static void
write_signed(struct derw *w, struct ca *issuer, const struct ca_object *object,
    const struct derw *content)
{
	derw_begin(w, 0x30, "signed");
	derw_uint(w, "version", 3);
	derw_begin(w, 0x31, "digests");
	ca_algorithm_write(w, "alg", OID_SHA256, false);
	derw_end(w);
	write_encapsulated(w, object, content);
	derw_begin(w, TAG_EXPLICIT(0), "certs");
	ca_cert_write(w, issuer, object);
	derw_end(w);
	derw_begin(w, 0x31, "signers");
	write_signer(w, object, content);
	derw_end(w);
	derw_end(w);
}

void
ca_cms_write(struct derw *w, struct ca *issuer, const struct ca_object *object)
{
	struct derw content = { 0 };

	derw_reset(&content, object->edits);
	if (object->content != NULL)
		derw_raw(&content, object->content, object->content_len);
	else
		ca_content_write(&content, object);
	derw_begin(w, 0x30, "object");
	derw_oid(w, "oid", OID_SIGNED_DATA);
	derw_begin(w, TAG_EXPLICIT(0), "explicit");
	write_signed(w, issuer, object, &content);
	derw_end(w);
	derw_end(w);
	derw_fini(&content);
}
