/* SPDX-License-Identifier: ISC */
/* Trust Anchor Keys: RFC 9691. */
#ifndef RSEC_RPKI_TAK_H
#define RSEC_RPKI_TAK_H

#include "net/prefix.h"
#include "rpki/cert.h"

#define RSEC_TAK_COMMENTS_MAX 1000 /* of one key */

struct rsec_tak_key {
	bool present;
	struct rsec_bytes *comments; /* UTF-8, untrusted */
	size_t comment_count;
	struct rsec_uris uris;
	struct rsec_bytes spki;	    /* SubjectPublicKeyInfo, whole */
	struct rsec_bytes key_bits; /* of which the SKI is the SHA-1 */
};

struct rsec_tak {
	uint64_t version;
	struct rsec_tak_key current, predecessor, successor;
};

RSEC_BEGIN_API

/* Parse the eContent.  0 when there is something to print, else -1. */
int rsec_tak_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_tak *out);
void rsec_tak_check_ee(const struct rsec_tak *tak, const struct rsec_cert *ee,
    struct rsec_findings *f);

/* The current key is the issuer's (section 2.3): its SKI is the AKI of EE. */
void rsec_tak_check_current(struct rsec_verifier *v, const struct rsec_tak *tak,
    const struct rsec_cert *ee, struct rsec_findings *f);

RSEC_END_API

#endif
