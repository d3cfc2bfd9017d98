/* SPDX-License-Identifier: ISC */
/* Ghostbusters Records: RFC 6493. */
#ifndef RSEC_RPKI_GBR_H
#define RSEC_RPKI_GBR_H

#include "net/prefix.h"
#include "rpki/cert.h"

struct rsec_gbr {
	struct rsec_bytes vcard; /* the whole text, untrusted */
	struct rsec_bytes fn, org, adr, tel, email; /* values; empty: absent */
};

RSEC_BEGIN_API

/* Parse the eContent.  0 when there is something to print, else -1. */
int rsec_gbr_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_gbr *out);
void rsec_gbr_check_ee(const struct rsec_gbr *gbr, const struct rsec_cert *ee,
    struct rsec_findings *f);

RSEC_END_API

#endif
