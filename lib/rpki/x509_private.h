/* SPDX-License-Identifier: ISC */
/*
 * What certificates and CRLs have in common: RFC 5280.  Each reads the next
 * element of a cursor, judges it by the rules that the caller names, and
 * leaves its result empty where there is nothing to be read.
 */
#ifndef RSEC_RPKI_X509_PRIVATE_H
#define RSEC_RPKI_X509_PRIVATE_H

#include "rpki/der.h"

#define RSEC_KEY_ID_SIZE 20 /* octets of a key identifier, SHA-1 */

/* Which rules are broken, in a certificate or in a CRL. */
struct rsec_x509_rules {
	enum rsec_rule syntax;
	enum rsec_rule sigalg, sigalg_params, sigalg_mismatch;
	enum rsec_rule name, name_string, name_chars;
	enum rsec_rule time_type;
	enum rsec_rule ext_syntax;
	enum rsec_rule aki_length, aki_fields;
};

struct rsec_ext {
	struct rsec_bytes oid, value;
	bool critical;
	const uint8_t *at;
};

struct rsec_algorithm {
	struct rsec_bytes whole, oid;
	bool params, null; /* there are parameters; they are NULL */
};

/* OBJECT IDENTIFIERs as octets: "is OID this one". */
#define RSEC_OID_IS(oid, octets)            \
	((oid).len == sizeof(octets) - 1 && \
	    memcmp((oid).data, octets, sizeof(octets) - 1) == 0)

#define RSEC_OID_RSA	    "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"
#define RSEC_OID_SHA256_RSA "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b"
#define RSEC_OID_SHA256	    "\x60\x86\x48\x01\x65\x03\x04\x02\x01"
#define RSEC_OID_AKI	    "\x55\x1d\x23"
#define RSEC_OID_TEXT_SIZE  64 /* of an OID in a message */

/* AlgorithmIdentifier; false where there is none. */
bool rsec_algorithm_parse(struct rsec_der *der, struct rsec_algorithm *out);

/* The signature algorithm inside; its encoding goes to WHOLE. */
void rsec_x509_sigalg_parse(struct rsec_der *der,
    const struct rsec_x509_rules *rules, struct rsec_bytes *whole);

/* What follows what is signed: the algorithm, which is INNER, the signature. */
void rsec_x509_signature_parse(struct rsec_der *der,
    const struct rsec_x509_rules *rules, struct rsec_bytes inner,
    struct rsec_bytes *signature);

/* A Name; WHAT is "issuer" or "subject". */
void rsec_x509_name_parse(struct rsec_der *der,
    const struct rsec_x509_rules *rules, const char *what,
    struct rsec_bytes *name, struct rsec_bytes *cn);

/* Whether two Names are the same, however they are encoded. */
bool rsec_name_equal(struct rsec_bytes a, struct rsec_bytes b);

/* A Time; WHAT is its field.  False where it cannot be told. */
bool rsec_x509_time_parse(struct rsec_der *der,
    const struct rsec_x509_rules *rules, const char *what, int64_t *t);

/* Whether octets are a serial or CRL number: from MIN, 20 octets at most. */
bool rsec_x509_number_ok(struct rsec_bytes octets, unsigned min);

/* The next of a SEQUENCE OF Extension; false at the end. */
bool rsec_x509_ext_next(struct rsec_der *der,
    const struct rsec_x509_rules *rules, struct rsec_ext *ext);

/* The value of an authority key identifier. */
void rsec_x509_aki_parse(struct rsec_der *value,
    const struct rsec_x509_rules *rules, struct rsec_bytes *aki);

#endif
