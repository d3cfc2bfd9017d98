/* SPDX-License-Identifier: ISC */
/* Signed Prefix Lists (draft-ietf-sidrops-rpki-prefixlist). */
#ifndef RSEC_RPKI_SPL_H
#define RSEC_RPKI_SPL_H

#include "net/prefix.h"
#include "rpki/cert.h"

#define RSEC_SPL_PREFIXES_MAX 100000

struct rsec_spl {
	uint64_t version;
	uint32_t asn;
	struct rsec_prefix *prefixes; /* as they stand */
	uint64_t *offsets;	      /* of each */
	size_t count;
};

RSEC_BEGIN_API

/* Parse the eContent.  0 when there is something to print, else -1. */
int rsec_spl_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_spl *out);
void rsec_spl_check_ee(const struct rsec_spl *spl, const struct rsec_cert *ee,
    struct rsec_findings *f);

RSEC_END_API

#endif
