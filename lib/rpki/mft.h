/* SPDX-License-Identifier: ISC */
/* Manifests: RFC 9286. */
#ifndef RSEC_RPKI_MFT_H
#define RSEC_RPKI_MFT_H

#include "rpki/cert.h"

#define RSEC_MFT_ENTRIES_MAX 100000 /* of one manifest */

struct rsec_mft_entry {
	struct rsec_bytes name; /* untrusted bytes: escape before printing */
	struct rsec_bytes hash; /* 32 octets where it is as it must be */
	uint64_t offset;
};

struct rsec_mft {
	uint64_t version;
	struct rsec_bytes number; /* INTEGER octets, at most 20 */
	int64_t this_update, next_update;
	struct rsec_bytes hash_alg;	       /* OID octets */
	struct rsec_mft_entry *entries;	       /* as they stand */
	const struct rsec_mft_entry **by_name; /* the same, sorted */
	size_t count;
};

RSEC_BEGIN_API

int rsec_mft_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_mft *out);
void rsec_mft_check_ee(const struct rsec_mft *mft, const struct rsec_cert *ee,
    struct rsec_findings *f);

/* The entry NAME, or NULL. */
const struct rsec_mft_entry *rsec_mft_find(
    const struct rsec_mft *mft, struct rsec_bytes name);

RSEC_END_API

#endif
