/* SPDX-License-Identifier: ISC */
/* Route Origin Authorizations: RFC 9582. */
#ifndef RSEC_RPKI_ROA_H
#define RSEC_RPKI_ROA_H

#include "net/prefix.h"
#include "rpki/cert.h"

#define RSEC_ROA_PREFIXES_MAX 100000 /* of one ROA */

struct rsec_roa_prefix {
	struct rsec_prefix prefix;
	uint8_t max_len;  /* the prefix length where absent */
	bool has_max_len; /* encoded */
	uint64_t offset;
};

struct rsec_roa {
	uint64_t version;
	uint32_t asn;
	struct rsec_roa_prefix *prefixes; /* as they stand */
	size_t count;
};

RSEC_BEGIN_API

/* Parse the eContent.  0 when there is something to print, else -1. */
int rsec_roa_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_roa *out);

/* What the EE certificate of a ROA must and must not have (section 5). */
void rsec_roa_check_ee(const struct rsec_roa *roa, const struct rsec_cert *ee,
    struct rsec_findings *f);

RSEC_END_API

#endif
