/* SPDX-License-Identifier: ISC */
/* ASPA: Autonomous System Provider Authorization
 * (draft-ietf-sidrops-aspa-profile). */
#ifndef RSEC_RPKI_ASPA_H
#define RSEC_RPKI_ASPA_H

#include "net/prefix.h"
#include "rpki/cert.h"

#define RSEC_ASPA_PROVIDERS_MAX 16380 /* what RTR can carry */

struct rsec_aspa {
	uint64_t version;
	uint32_t customer;
	uint32_t *providers; /* as they stand */
	size_t count;
};

RSEC_BEGIN_API

/* Parse the eContent.  0 when there is something to print, else -1. */
int rsec_aspa_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_aspa *out);
void rsec_aspa_check_ee(const struct rsec_aspa *aspa,
    const struct rsec_cert *ee, struct rsec_findings *f);

RSEC_END_API

#endif
