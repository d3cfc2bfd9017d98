/* SPDX-License-Identifier: ISC */
/* The parts of the authority that only ca*.c use. */
#ifndef RSEC_TESTS_LIB_CAPARTS_H
#define RSEC_TESTS_LIB_CAPARTS_H

#include "tests/lib/ca.h"

#define OID_SHA256	"2.16.840.1.101.3.4.2.1"
#define OID_SHA256_RSA	"1.2.840.113549.1.1.11"
#define OID_CT(n)	"1.2.840.113549.1.9.16.1." n

#define TAG_CONTEXT(n)	(0x80 | (n)) /* [n] IMPLICIT, primitive */
#define TAG_EXPLICIT(n) (0xa0 | (n)) /* [n], constructed */

/* Ranges of numbers: of IPv4 (4 octets), IPv6 (16) or ASNs (4). */
struct ca_range {
	uint8_t min[16], max[16];
};

struct ca_ranges {
	struct ca_range *list;
	size_t count;
	size_t size; /* octets of a number */
	bool inherit;
};

struct ca_prefix {
	uint8_t address[16];
	unsigned size; /* octets of an address: 4, 16 */
	unsigned len;
	int max_len; /* -1: absent */
};

/*
 * Read one blank-separated prefix "192.0.2.0/24-28" at *TEXT and go past it.
 * False at the end; a text that is none ends the program.
 */
bool ca_prefix_next(const char **text, struct ca_prefix *out);

/* The ranges of one kind in TEXT, in canonical order; SIZE as above. */
void ca_ranges_init(
    struct ca_ranges *r, const char *text, size_t size, bool asn);
void ca_ranges_fini(struct ca_ranges *r);

/* RFC 3779: the values of the extensions, without and with families. */
void ca_ip_write(struct derw *w, const char *text);
void ca_asn_write(struct derw *w, const char *text);
void ca_prefix_bits_write(
    struct derw *w, const char *label, const uint8_t *address, unsigned len);

/* An AlgorithmIdentifier; NULL parameters with PARAMS. */
void ca_algorithm_write(
    struct derw *w, const char *label, const char *oid, bool params);

/* BIT STRING with the signature of KEY over the bytes from AT to the end. */
void ca_signature_write(struct derw *w, unsigned key, size_t at);

/* A Name with this commonName. */
void ca_name_write(struct derw *w, const char *label, const char *cn);

void ca_cert_write(
    struct derw *w, struct ca *issuer, const struct ca_object *object);
void ca_crl_write(
    struct derw *w, struct ca *issuer, const struct ca_object *object);
void ca_cms_write(
    struct derw *w, struct ca *issuer, const struct ca_object *object);

/* An extension: OID, critical, and the value in between. */
void ca_extension_begin(
    struct derw *w, const char *label, const char *oid, bool critical);
void ca_extension_end(struct derw *w);
void ca_aki_write(struct derw *w, const uint8_t *ski);

/* The eContent, and what type it is. */
void ca_content_write(struct derw *w, const struct ca_object *object);
const char *ca_content_type(enum ca_type type);

/* OBJECT's time, or the one that is right when it says 0. */
int64_t ca_time_or(int64_t t, int64_t otherwise);

#endif
