/* SPDX-License-Identifier: ISC */
/* RPKI Signed Checklists: RFC 9323. */
#ifndef RSEC_RPKI_RSC_H
#define RSEC_RPKI_RSC_H

#include "net/prefix.h"
#include "rpki/cert.h"

#define RSEC_RSC_ENTRIES_MAX 100000

struct rsec_rsc_entry {
	struct rsec_bytes name; /* empty where absent; untrusted */
	bool has_name;
	struct rsec_bytes hash;
	uint64_t offset;
};

struct rsec_rsc {
	uint64_t version;
	struct rsec_resources resources;
	struct rsec_bytes hash_alg;
	struct rsec_rsc_entry *entries;
	size_t count;
};

RSEC_BEGIN_API

/* Parse the eContent.  0 when there is something to print, else -1. */
int rsec_rsc_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_rsc *out);
void rsec_rsc_check_ee(const struct rsec_rsc *rsc, const struct rsec_cert *ee,
    struct rsec_findings *f);

RSEC_END_API

#endif
