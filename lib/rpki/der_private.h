/* SPDX-License-Identifier: ISC */
/* What cursors (der.c), judge (dercheck.c) and parsers share. */
#ifndef RSEC_RPKI_DER_PRIVATE_H
#define RSEC_RPKI_DER_PRIVATE_H

#include "rpki/der.h"

struct rsec_der_header {
	uint8_t tag;
	bool indefinite; /* len is 0 then */
	bool minimal;	 /* the length is in the fewest octets */
	size_t len;	 /* of the body */
	const uint8_t *body;
};

/* The header at AT; false where none, or its body does not fit. */
bool rsec_der_header(
    const uint8_t *at, const uint8_t *end, struct rsec_der_header *h);

/* The element at AT with its header. */
bool rsec_der_element(const uint8_t *at, const uint8_t *end,
    struct rsec_tlv *tlv, struct rsec_der_header *h);

/* The text of a UTCTime or GeneralizedTime as a time. */
bool rsec_der_time_parse(uint8_t tag, struct rsec_bytes text, int64_t *t);

/*
 * That the elements inside TLV are in the order of a SET OF, where its tag
 * does not tell that it is one: [0] IMPLICIT SET OF.
 */
void rsec_der_check_set(const struct rsec_tlv *tlv, const uint8_t *file,
    struct rsec_findings *findings);

#endif
