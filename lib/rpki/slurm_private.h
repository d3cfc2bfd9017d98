/* SPDX-License-Identifier: ISC */
/* A SLURM file after parsing: slurm.c fills it, slurm_apply.c asks it. */
#ifndef RSEC_RPKI_SLURM_PRIVATE_H
#define RSEC_RPKI_SLURM_PRIVATE_H

#include "net/trie.h"
#include "rpki/slurm.h"

/* A prefix filter that names a prefix. */
struct rsec_slurm_filter {
	struct rsec_prefix prefix;
	uint32_t asn;
	bool has_asn; /* false: whatever the ASN */
};

struct rsec_slurm {
	struct rsec_slurm_filter *filters; /* in order; values of the trie */
	size_t nfilters;
	struct rsec_trie *trie; /* frozen */
	uint32_t *asns;		/* of the filters without a prefix, in order */
	size_t nasns;
	struct rsec_vrp *assertions; /* ta is set when they are applied */
	size_t nassertions;
	uint32_t *bgpsec_asns; /* that BGPsec entries name */
	size_t nbgpsec_asns;
	size_t nbgpsec; /* BGPsec entries */
};

#endif
