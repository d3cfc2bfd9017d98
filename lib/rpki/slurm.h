/* SPDX-License-Identifier: ISC */
/*
 * Local exceptions to the RPKI: SLURM files, RFC 8416.  Prefix filters take
 * VRPs out, prefix assertions put VRPs in; the BGPsec parts are checked and
 * counted, not applied.
 */
#ifndef RSEC_RPKI_SLURM_H
#define RSEC_RPKI_SLURM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "rpki/vrp.h"

#define RSEC_SLURM_TA "slurm" /* the trust anchor name of assertions */

struct rsec_slurm; /* opaque */

struct rsec_slurm_stats {
	size_t filters;	   /* prefix filters */
	size_t assertions; /* prefix assertions */
	size_t bgpsec;	   /* BGPsec filters and assertions, not applied */
};

RSEC_BEGIN_API

/*
 * Parse one document.  RFC 8416 section 3.1: a file with anything that is not
 * allowed is refused whole.  Returns 0 and the caller owns *OUT, or -1 with
 * ERR naming the member ("prefixFilters[2].asn: ...").
 */
int rsec_slurm_parse(const char *json, size_t len, struct rsec_slurm **out,
    struct rsec_err *err);
void rsec_slurm_free(struct rsec_slurm *slurm);
struct rsec_slurm_stats rsec_slurm_stats(const struct rsec_slurm *slurm);

/*
 * Whether a filter of SLURM takes VRP out (section 3.3.1): by prefix (the
 * filter's prefix covers it), by ASN, or both.
 */
bool rsec_slurm_filters(
    const struct rsec_slurm *slurm, const struct rsec_vrp *vrp);

/*
 * Apply to a set before it is frozen: filtered VRPs out, then assertions in
 * (section 2: filters never touch assertions).  *REMOVED (may be NULL) gets
 * the number taken out.  Several files apply together (section 4.2): N of
 * them; overlapping claims are an error that names the prefix, and VRPS is as
 * it was.  Without memory for the assertions it is to be freed: SLURM acts
 * whole or not at all (section 4.1).
 */
int rsec_slurm_apply(struct rsec_slurm *const slurm[], size_t n,
    struct rsec_vrps *vrps, uint64_t *removed, struct rsec_err *err);

RSEC_END_API

#endif
