/* SPDX-License-Identifier: ISC */
/* Certificate revocation lists: RFC 6487 section 5, RFC 9829. */
#ifndef RSEC_RPKI_CRL_H
#define RSEC_RPKI_CRL_H

#include <stdbool.h>

#include "rpki/cert.h"

#define RSEC_REVOKED_MAX 1000000 /* entries of one CRL */

struct rsec_revoked {
	struct rsec_bytes serial;
	int64_t time;
};

struct rsec_crl {
	struct rsec_bytes whole, tbs, signature;
	struct rsec_bytes issuer, issuer_cn;
	struct rsec_bytes aki, number;
	int64_t this_update, next_update;
	struct rsec_revoked *revoked; /* as they stand */
	size_t revoked_count;
	const struct rsec_revoked **by_serial; /* the same, sorted */
	uint64_t offset;		       /* of the CRL in the file */
};

RSEC_BEGIN_API

int rsec_crl_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_crl *out);

bool rsec_crl_check_signature(struct rsec_verifier *v,
    const struct rsec_crl *crl, const struct rsec_cert *issuer,
    struct rsec_findings *f);

/* The entry that revokes SERIAL, or NULL. */
const struct rsec_revoked *rsec_crl_find(
    const struct rsec_crl *crl, struct rsec_bytes serial);

RSEC_END_API

#endif
