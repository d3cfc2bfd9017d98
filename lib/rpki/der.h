/* SPDX-License-Identifier: ISC */
/*
 * A walk over DER (X.690).  Two things are apart: cursors decode, and take
 * BER where it can be decoded, so that a bad object can still be shown;
 * rsec_der_check() judges the encoding of a whole element, once.
 *
 * A cursor walks the elements of one constructed element.  Everything that it
 * hands out points into the caller's bytes.
 */
#ifndef RSEC_RPKI_DER_H
#define RSEC_RPKI_DER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"
#include "rpki/finding.h"

#define RSEC_DER_DEPTH	     32 /* nesting that a cursor follows */

#define RSEC_DER_CONSTRUCTED 0x20 /* the bit of an identifier octet */

/* Identifier octets; high tag numbers (31 and up) are refused. */
#define RSEC_DER_BOOLEAN	  0x01
#define RSEC_DER_INTEGER	  0x02
#define RSEC_DER_BIT_STRING	  0x03
#define RSEC_DER_OCTET_STRING	  0x04
#define RSEC_DER_NULL		  0x05
#define RSEC_DER_OID		  0x06
#define RSEC_DER_UTF8_STRING	  0x0c
#define RSEC_DER_PRINTABLE_STRING 0x13
#define RSEC_DER_IA5_STRING	  0x16
#define RSEC_DER_UTC_TIME	  0x17
#define RSEC_DER_GENERALIZED_TIME 0x18
#define RSEC_DER_SEQUENCE	  0x30
#define RSEC_DER_SET		  0x31
#define RSEC_DER_CONTEXT(n)	  (0x80 | (n)) /* [n] IMPLICIT primitive */
#define RSEC_DER_EXPLICIT(n)	  (0xa0 | (n)) /* [n] constructed */

struct rsec_bytes { /* a borrowed run of bytes */
	const uint8_t *data;
	size_t len;
};

struct rsec_der {
	const uint8_t *at, *end;
	const uint8_t *file;		/* where offsets count from; NULL: no
					 * place in the file has these bytes */
	struct rsec_findings *findings; /* for whoever walks; may be NULL */
};

struct rsec_tlv {
	uint8_t tag;		 /* identifier octet */
	struct rsec_bytes whole; /* with header */
	struct rsec_bytes body;	 /* content octets */
};

RSEC_BEGIN_API

/* A cursor over DATA, whose first byte has the offset DATA - FILE. */
struct rsec_der rsec_der_init(struct rsec_bytes data, const uint8_t *file,
    struct rsec_findings *findings);

/* The offset of AT in the file, for findings; or RSEC_NO_OFFSET. */
uint64_t rsec_der_offset(const struct rsec_der *der, const uint8_t *at);

/* A finding at AT, for whoever walks. */
void rsec_der_fault(const struct rsec_der *der, enum rsec_rule rule,
    const uint8_t *at, const char *fmt, ...) RSEC_PRINTF(4, 5);

bool rsec_der_at_end(const struct rsec_der *der);

/* The tag of the next element; 0 at the end. */
uint8_t rsec_der_peek(const struct rsec_der *der);

/*
 * The next element, whatever it is; or only one with TAG.  False at the end,
 * with the cursor unmoved on another tag, and with the cursor at the end
 * where the bytes make no sense.
 */
bool rsec_der_next(struct rsec_der *der, struct rsec_tlv *tlv);
bool rsec_der_read(struct rsec_der *der, uint8_t tag, struct rsec_tlv *tlv);

/* A cursor over the content of a constructed element. */
struct rsec_der rsec_der_enter(
    const struct rsec_der *der, const struct rsec_tlv *tlv);

/*
 * A cursor over OCTETS, the content of an OCTET STRING or BIT STRING that DER
 * has read, whose encoding is judged as by rsec_der_check().
 */
struct rsec_der rsec_der_within(
    const struct rsec_der *der, struct rsec_bytes octets);

/*
 * Typed reads: the next element, if it is of the type that the name says and
 * has a value of that type; else false, with the cursor unmoved.
 */
bool rsec_der_sequence(struct rsec_der *der, struct rsec_der *inner);
bool rsec_der_boolean(struct rsec_der *der, bool *value);
bool rsec_der_oid(struct rsec_der *der, struct rsec_bytes *oid);

/* An INTEGER's octets, two's complement; and one in 0..2^64-1. */
bool rsec_der_integer(struct rsec_der *der, struct rsec_bytes *octets);
bool rsec_der_uint(struct rsec_der *der, uint64_t *value);
bool rsec_integer_uint(struct rsec_bytes octets, uint64_t *value);

/* A BIT STRING's bits without the count octet; *UNUSED is 0..7. */
bool rsec_der_bit_string(
    struct rsec_der *der, struct rsec_bytes *bits, unsigned *unused);
bool rsec_der_octet_string(struct rsec_der *der, struct rsec_bytes *octets);

/*
 * UTCTime or GeneralizedTime (*TAG tells) in the only forms that RFC 5280
 * section 4.1.2.5 allows, "YYMMDDHHMMSSZ" and "YYYYMMDDHHMMSSZ".
 */
bool rsec_der_time(struct rsec_der *der, int64_t *t, uint8_t *tag);

/* Skip an optional element with TAG; whether it was there. */
bool rsec_der_optional(struct rsec_der *der, uint8_t tag, struct rsec_tlv *tlv);

/*
 * Judge the encoding of every element in BYTES and below: what only BER
 * allows, and what nobody does, become findings of the layer der.  The insides
 * of OCTET STRINGs and BIT STRINGs are for their own parsers.
 */
void rsec_der_check(struct rsec_bytes bytes, const uint8_t *file,
    struct rsec_findings *findings);

/* "1.2.840.113549.1.9.16.1.24"; cut to SIZE. */
size_t rsec_oid_format(char *to, size_t size, struct rsec_bytes oid);
bool rsec_bytes_equal(struct rsec_bytes a, struct rsec_bytes b);

RSEC_END_API

#endif
