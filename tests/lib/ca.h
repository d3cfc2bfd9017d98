/* SPDX-License-Identifier: ISC */
/*
 * A small certificate authority: it signs every type of RPKI object, valid by
 * RFC 6487, 6488, 9589 and the profile of each type as long as nobody asks
 * for something else.
 *
 * What is to be signed is said in a struct ca_object whose zero fields mean
 * "as it should be".  What is to be wrong is said by the fields or by edits
 * (derwrite.h) of what is written, before it is signed.  Labels of elements
 * are given where they are written; tests/lib/cadefect.c is full of examples.
 *
 * Resources are texts: "192.0.2.0/24 2001:db8::-2001:db8::ff", "64496-64511",
 * "inherit".  Strings are borrowed.
 */
#ifndef RSEC_TESTS_LIB_CA_H
#define RSEC_TESTS_LIB_CA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/lib/cakey.h"
#include "tests/lib/derwrite.h"

#define CA_NOT_BEFORE ((int64_t)1790812800) /* 2026-10-01T00:00:00Z */
#define CA_NOT_AFTER  ((int64_t)1822348800) /* 2027-10-01T00:00:00Z */
#define CA_TIME	      ((int64_t)1798761600) /* 2027-01-01: all is valid */

/* All that is set aside for documentation (RFC 5737, 3849, 5398). */
#define CA_DOC_IP   "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32"
#define CA_DOC_ASN  "64496-64511"

#define CA_URI_SIZE 256

enum ca_type {
	CA_TA,	   /* trust anchor certificate */
	CA_CERT,   /* of a CA below */
	CA_ROUTER, /* BGPsec router certificate */
	CA_CRL,
	CA_ROA, /* from here on signed objects, with an EE certificate */
	CA_MFT,
	CA_ASPA,
	CA_RSC,
	CA_TAK,
	CA_SPL,
	CA_GBR,
	CA_UNKNOWN, /* a signed object of no known content type */
	CA_TYPES,
};

/* An authority: its key, and where it publishes. */
struct ca {
	const char *name; /* of its folder and of what it publishes */
	unsigned key;
	const struct ca *parent;      /* NULL: a trust anchor */
	const char *ip, *asn;	      /* what it holds; NULL: nothing */
	char cer_uri[CA_URI_SIZE];    /* of its certificate */
	char repository[CA_URI_SIZE]; /* of its folder, with "/" */
	char crl_uri[CA_URI_SIZE], mft_uri[CA_URI_SIZE];
	uint64_t serial; /* of the next certificate that it signs */
};

struct ca_file {	  /* of a manifest or an RSC */
	const char *name; /* NULL: absent (RSC) */
	uint8_t sha256[32];
};

struct ca_revoked {
	uint64_t serial;
	int64_t time;
};

struct ca_tak_key {
	const char *comment; /* NULL: none */
	const char *uri;     /* NULL: the key is absent, if it may */
	unsigned key;
};

struct ca_object {
	enum ca_type type;
	const char *name; /* of the file: "example.roa" */

	/* The certificate: CA_TA, CA_CERT, CA_ROUTER, or the EE inside. */
	const struct ca *subject; /* CA_TA, CA_CERT: whose it is */
	uint64_t serial;	  /* 0: the next of the issuer */
	int64_t not_before, not_after;
	const char *ip, *asn; /* NULL: what the object needs; "": none */
	unsigned key;	      /* of the EE; 0: CA_EE_KEY */
	unsigned signer;      /* another key than the issuer's signs; 0: no */
	const char *issuer_name; /* CN; NULL: the issuer's */
	const uint8_t *aki;	 /* CA_SKI_SIZE octets; NULL: the issuer's */
	const uint8_t *ski;	 /* the same; NULL: the subject's */
	const char *aia, *crl_dp, *sia; /* NULL: the issuer's; the name */

	int64_t signing_time; /* 0: notBefore of the EE */

	/* CRL and manifest. */
	uint64_t number; /* 0: 1 */
	int64_t this_update, next_update;
	const struct ca_revoked *revoked;
	size_t revoked_count;

	/* Content; with CONTENT instead, these octets are signed. */
	const uint8_t *content;
	size_t content_len;
	uint32_t as;		     /* ROA, SPL; ASPA: the customer */
	const char *prefixes;	     /* ROA: "192.0.2.0/24-28 ..."; SPL */
	const char *providers;	     /* ASPA: "64497 64498" */
	const struct ca_file *files; /* manifest, RSC */
	size_t file_count;
	struct ca_tak_key current, predecessor, successor; /* TAK */
	const char *vcard;				   /* GBR */

	struct derw_edit edits[DERW_EDITS];
};

/*
 * Fill CA: NAME's certificate is at PARENT's repository, its own folder below
 * the URI BASE ("rsync://rpki.example.net/repo/").
 */
void ca_init(struct ca *ca, const char *name, unsigned key,
    const struct ca *parent, const char *base);

/* BASE, NAME and SUFFIX in one; the program ends if that is too long. */
void ca_uri_set(char uri[CA_URI_SIZE], const char *base, const char *name,
    const char *suffix);

/*
 * Sign OBJECT by CA (for CA_TA, its own) and write it to W, which is emptied.
 */
void ca_sign(struct ca *ca, const struct ca_object *object, struct derw *w);

/* The text of a TAL for the trust anchor CA; NUL-terminated. */
void ca_tal_write(const struct ca *ca, struct derw *w);

/* ".roa", ".cer", ...: how the names of files of TYPE end. */
const char *ca_suffix(enum ca_type type);

#endif
