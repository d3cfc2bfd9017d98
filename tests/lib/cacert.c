/* SPDX-License-Identifier: ISC */
/*
 * Certificates: RFC 6487, for routers RFC 8209, for trust anchors RFC 8630;
 * and CRLs: RFC 6487 section 5.
 *
 * Labels: "cert/tbs/serial", "tbs/validity/notBefore", "tbs/issuer/cn",
 * "spki/bits/key/n"; an extension is "ski", "aki", "bc", ... with "oid",
 * "critical" and "value" in it, and what is in the value below that; a CRL has
 * "crl/tbs/thisUpdate", "revoked/entry/serial", ...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/caparts.h"

#define OID_CE(n)  "2.5.29." n
#define OID_PE(n)  "1.3.6.1.5.5.7.1." n
#define OID_AD(n)  "1.3.6.1.5.5.7.48." n
#define OID_CN	   "2.5.4.3"
#define OID_POLICY "1.3.6.1.5.5.7.14.2"
#define OID_ROUTER "1.3.6.1.5.5.7.3.30"
#define TAG_URI	   TAG_CONTEXT(6)

int64_t
ca_time_or(int64_t t, int64_t otherwise)
{
	return t != 0 ? t : otherwise;
}

void
ca_algorithm_write(
    struct derw *w, const char *label, const char *oid, bool params)
{
	derw_begin(w, 0x30, label);
	derw_oid(w, "oid", oid);
	if (params)
		derw_null(w, "params");
	derw_end(w);
}

void
ca_signature_write(struct derw *w, unsigned key, size_t at)
{
	uint8_t signature[CA_KEY_SIZE];

	ca_key_sign(key, w->data + at, w->len - at, signature);
	ca_algorithm_write(w, "alg", OID_SHA256_RSA, true);
	derw_bits(w, "signature", signature, sizeof(signature), 0);
}

void
ca_name_write(struct derw *w, const char *label, const char *cn)
{
	derw_begin(w, 0x30, label);
	derw_begin(w, 0x31, "rdn");
	derw_begin(w, 0x30, "attribute");
	derw_oid(w, "oid", OID_CN);
	derw_text(w, 0x13, "cn", cn);
	derw_end(w);
	derw_end(w);
	derw_end(w);
}

void
ca_extension_begin(
    struct derw *w, const char *label, const char *oid, bool critical)
{
	derw_begin(w, 0x30, label);
	derw_oid(w, "oid", oid);
	if (critical)
		derw_true(w, "critical");
	derw_begin(w, 0x04, "value");
}

void
ca_extension_end(struct derw *w)
{
	derw_end(w);
	derw_end(w);
}

void
ca_aki_write(struct derw *w, const uint8_t *ski)
{
	ca_extension_begin(w, "aki", OID_CE("35"), false);
	derw_begin(w, 0x30, "ids");
	derw_tlv(w, TAG_CONTEXT(0), "keyid", ski, CA_SKI_SIZE);
	derw_end(w);
	ca_extension_end(w);
}

static void
write_ski(struct derw *w, const uint8_t *ski)
{
	ca_extension_begin(w, "ski", OID_CE("14"), false);
	derw_octets(w, "keyid", ski, CA_SKI_SIZE);
	ca_extension_end(w);
}

static bool
is_ca(enum ca_type type)
{
	return type == CA_TA || type == CA_CERT;
}

static void
write_usage(struct derw *w, enum ca_type type)
{
	if (is_ca(type)) {
		ca_extension_begin(w, "bc", OID_CE("19"), true);
		derw_begin(w, 0x30, "constraints");
		derw_true(w, "ca");
		derw_end(w);
		ca_extension_end(w);
	}
	ca_extension_begin(w, "ku", OID_CE("15"), true);
	if (is_ca(type)) /* keyCertSign, cRLSign */
		derw_bits(w, "bits", "\x06", 1, 1);
	else /* digitalSignature */
		derw_bits(w, "bits", "\x80", 1, 7);
	ca_extension_end(w);
	if (type != CA_ROUTER)
		return;
	ca_extension_begin(w, "eku", OID_CE("37"), false);
	derw_begin(w, 0x30, "purposes");
	derw_oid(w, "purpose", OID_ROUTER);
	derw_end(w);
	ca_extension_end(w);
}

static void
write_crl_dp(struct derw *w, const char *uri)
{
	ca_extension_begin(w, "crldp", OID_CE("31"), false);
	derw_begin(w, 0x30, "points");
	derw_begin(w, 0x30, "point");
	derw_begin(w, TAG_EXPLICIT(0), "name");
	derw_begin(w, TAG_EXPLICIT(0), "full");
	derw_text(w, TAG_URI, "uri", uri);
	derw_end(w);
	derw_end(w);
	derw_end(w);
	derw_end(w);
	ca_extension_end(w);
}

static void
write_access(
    struct derw *w, const char *label, const char *method, const char *uri)
{
	derw_begin(w, 0x30, label);
	derw_oid(w, "method", method);
	derw_text(w, TAG_URI, "uri", uri);
	derw_end(w);
}

static void
write_aia(struct derw *w, const char *uri)
{
	ca_extension_begin(w, "aia", OID_PE("1"), false);
	derw_begin(w, 0x30, "accesses");
	write_access(w, "issuers", OID_AD("2"), uri);
	derw_end(w);
	ca_extension_end(w);
}

static void
write_sia(
    struct derw *w, const struct ca *issuer, const struct ca_object *object)
{
	char uri[2 * CA_URI_SIZE];

	ca_extension_begin(w, "sia", OID_PE("11"), false);
	derw_begin(w, 0x30, "accesses");
	if (is_ca(object->type)) {
		write_access(
		    w, "repository", OID_AD("5"), object->subject->repository);
		write_access(
		    w, "manifest", OID_AD("10"), object->subject->mft_uri);
	} else {
		strcpy(uri, issuer->repository);
		strncat(uri, object->name, CA_URI_SIZE - 1);
		write_access(w, "signedObject", OID_AD("11"),
		    object->sia != NULL ? object->sia : uri);
	}
	derw_end(w);
	ca_extension_end(w);
}

static void
write_policies(struct derw *w)
{
	ca_extension_begin(w, "policies", OID_CE("32"), true);
	derw_begin(w, 0x30, "list");
	derw_begin(w, 0x30, "policy");
	derw_oid(w, "id", OID_POLICY);
	derw_end(w);
	derw_end(w);
	ca_extension_end(w);
}

/* Which resources the certificate of OBJECT has: "" or NULL is none. */
static void
choose_resources(const struct ca_object *object, char asn[16], const char **ip,
    const char **as)
{
	snprintf(asn, 16, "%u", (unsigned)object->as);
	*ip = *as = NULL;
	if (is_ca(object->type)) {
		*ip = object->subject->ip;
		*as = object->subject->asn;
	} else if (object->type == CA_ROA) {
		*ip = object->prefixes;
	} else if (object->type == CA_RSC) {
		*ip = object->prefixes;
		*as = object->providers;
	} else if (object->type == CA_ASPA || object->type == CA_SPL ||
		   object->type == CA_ROUTER) {
		*as = asn;
	} else {
		*ip = *as = "inherit";
	}
	if (object->ip != NULL)
		*ip = object->ip;
	if (object->asn != NULL)
		*as = object->asn;
}

static void
write_resources(struct derw *w, const struct ca_object *object)
{
	const char *ip, *as;
	char asn[16];

	choose_resources(object, asn, &ip, &as);
	if (ip != NULL && *ip != '\0') {
		ca_extension_begin(w, "ip", OID_PE("7"), true);
		ca_ip_write(w, ip);
		ca_extension_end(w);
	}
	if (as != NULL && *as != '\0') {
		ca_extension_begin(w, "asn", OID_PE("8"), true);
		ca_asn_write(w, as);
		ca_extension_end(w);
	}
}

/* What the certificate is about: its key, by number. */
static unsigned
subject_key(const struct ca_object *object)
{
	if (is_ca(object->type))
		return object->subject->key;
	return object->key != 0 ? object->key : CA_EE_KEY;
}

static const uint8_t *
subject_ski(const struct ca_object *object)
{
	if (object->ski != NULL)
		return object->ski;
	if (object->type == CA_ROUTER)
		return ca_router_key_ski();
	return ca_key_ski(subject_key(object));
}

static void
write_extensions(
    struct derw *w, const struct ca *issuer, const struct ca_object *object)
{
	derw_begin(w, TAG_EXPLICIT(3), "extensions");
	derw_begin(w, 0x30, "list");
	write_ski(w, subject_ski(object));
	if (object->type != CA_TA) {
		ca_aki_write(w, object->aki != NULL ? object->aki
						    : ca_key_ski(issuer->key));
	}
	write_usage(w, object->type);
	if (object->type != CA_TA) {
		write_crl_dp(w,
		    object->crl_dp != NULL ? object->crl_dp : issuer->crl_uri);
		write_aia(
		    w, object->aia != NULL ? object->aia : issuer->cer_uri);
	}
	if (object->type != CA_ROUTER && object->type != CA_RSC)
		write_sia(w, issuer, object);
	write_policies(w);
	write_resources(w, object);
	derw_end(w);
	derw_end(w);
}

static void
write_subject(struct derw *w, const struct ca_object *object)
{
	if (object->type == CA_ROUTER) {
		ca_name_write(w, "subject", "ROUTER-0000FBF0");
		ca_router_key_write(w);
		return;
	}
	ca_name_write(w, "subject", ca_key_name(subject_key(object)));
	ca_key_write(w, subject_key(object));
}

static void
write_tbs(struct derw *w, struct ca *issuer, const struct ca_object *object)
{
	derw_begin(w, 0x30, "tbs");
	derw_begin(w, TAG_EXPLICIT(0), "version");
	derw_uint(w, "number", 2);
	derw_end(w);
	derw_uint(w, "serial",
	    object->serial != 0 ? object->serial : issuer->serial++);
	ca_algorithm_write(w, "alg", OID_SHA256_RSA, true);
	ca_name_write(w, "issuer",
	    object->issuer_name != NULL ? object->issuer_name
					: ca_key_name(issuer->key));
	derw_begin(w, 0x30, "validity");
	derw_time(
	    w, "notBefore", ca_time_or(object->not_before, CA_NOT_BEFORE));
	derw_time(w, "notAfter", ca_time_or(object->not_after, CA_NOT_AFTER));
	derw_end(w);
	write_subject(w, object);
	write_extensions(w, issuer, object);
	derw_end(w);
}

void
ca_cert_write(struct derw *w, struct ca *issuer, const struct ca_object *object)
{
	size_t at;

	derw_begin(w, 0x30, "cert");
	at = w->len;
	write_tbs(w, issuer, object);
	ca_signature_write(
	    w, object->signer != 0 ? object->signer : issuer->key, at);
	derw_end(w);
}

static void
write_revoked(struct derw *w, const struct ca_object *object)
{
	size_t i;

	if (object->revoked_count == 0)
		return; /* an empty list must not be there */
	derw_begin(w, 0x30, "revoked");
	for (i = 0; i < object->revoked_count; i++) {
		derw_begin(w, 0x30, "entry");
		derw_uint(w, "serial", object->revoked[i].serial);
		derw_time(w, "time", object->revoked[i].time);
		derw_end(w);
	}
	derw_end(w);
}

void
ca_crl_write(struct derw *w, struct ca *issuer, const struct ca_object *object)
{
	size_t at;

	derw_begin(w, 0x30, "crl");
	at = w->len;
	derw_begin(w, 0x30, "tbs");
	derw_uint(w, "version", 1);
	ca_algorithm_write(w, "alg", OID_SHA256_RSA, true);
	ca_name_write(w, "issuer",
	    object->issuer_name != NULL ? object->issuer_name
					: ca_key_name(issuer->key));
	derw_time(
	    w, "thisUpdate", ca_time_or(object->this_update, CA_NOT_BEFORE));
	derw_time(
	    w, "nextUpdate", ca_time_or(object->next_update, CA_NOT_AFTER));
	write_revoked(w, object);
	derw_begin(w, TAG_EXPLICIT(0), "extensions");
	derw_begin(w, 0x30, "list");
	ca_aki_write(
	    w, object->aki != NULL ? object->aki : ca_key_ski(issuer->key));
	ca_extension_begin(w, "number", OID_CE("20"), false);
	derw_uint(w, "number", object->number != 0 ? object->number : 1);
	ca_extension_end(w);
	derw_end(w);
	derw_end(w);
	derw_end(w);
	ca_signature_write(
	    w, object->signer != 0 ? object->signer : issuer->key, at);
	derw_end(w);
}
