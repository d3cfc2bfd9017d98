/* SPDX-License-Identifier: ISC */
/* The envelope of signed objects: RFC 5652 as RFC 6488 and RFC 9589 cut it. */
#ifndef RSEC_RPKI_CMS_H
#define RSEC_RPKI_CMS_H

#include <stdbool.h>
#include <stdint.h>

#include "rpki/cert.h"

struct rsec_cms {
	struct rsec_bytes type;	   /* eContentType, OID octets */
	struct rsec_bytes content; /* eContent octets */
	bool has_content;
	struct rsec_cert ee; /* the certificate inside */
	bool has_ee;
	struct rsec_bytes sid;		/* subjectKeyIdentifier of the signer */
	struct rsec_bytes signed_attrs; /* body of [0], header not included;
					 * data is NULL where absent */
	uint8_t signed_attrs_header[2 + sizeof(size_t)]; /* SET header that is
							    signed instead */
	size_t signed_attrs_header_len;
	struct rsec_bytes message_digest;
	uint64_t digest_offset, signature_offset; /* or RSEC_NO_OFFSET */
	int64_t signing_time;
	bool has_signing_time;
	struct rsec_bytes signature;
};

RSEC_BEGIN_API

/*
 * Parse one ContentInfo.  Returns 0 when the content can be looked at, -1
 * when this is no signed object.  Findings are the cursor's.
 */
int rsec_cms_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_cms *out);

/* messageDigest is the content's, the signature is the EE key's. */
bool rsec_cms_check_signature(struct rsec_verifier *v,
    const struct rsec_cms *cms, struct rsec_findings *f);

RSEC_END_API

#endif
