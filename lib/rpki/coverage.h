/* SPDX-License-Identifier: ISC */
/*
 * How much of a prefix is covered by VRPs, whatever their origin: the
 * question before an announcement is known.
 */
#ifndef RSEC_RPKI_COVERAGE_H
#define RSEC_RPKI_COVERAGE_H

#include "net/prefix.h"
#include "rpki/vrp.h"

enum rsec_coverage {
	RSEC_COVERED,	     /* one VRP covers it, or those inside all of it */
	RSEC_PARTLY_COVERED, /* VRPs inside it cover a part */
	RSEC_NOT_COVERED,
};

RSEC_BEGIN_API

enum rsec_coverage rsec_coverage(
    const struct rsec_vrps *vrps, const struct rsec_prefix *prefix);

/* "covered", "partly-covered", "not-covered". */
const char *rsec_coverage_name(enum rsec_coverage coverage);

/*
 * The share of the addresses of PREFIX that VRPs cover, 0.0..1.0; exactly 0.0
 * and 1.0 only where none and all are.
 */
double rsec_coverage_share(
    const struct rsec_vrps *vrps, const struct rsec_prefix *prefix);

/*
 * The holes: the fewest prefixes that hold exactly the addresses of PREFIX
 * that no VRP covers, in order, one a call of HOLE.  HOLE returns 0 to go on;
 * any other value ends the walk and is returned.
 */
int rsec_coverage_holes(const struct rsec_vrps *vrps,
    const struct rsec_prefix *prefix,
    int (*hole)(void *ctx, const struct rsec_prefix *hole), void *ctx);

RSEC_END_API

#endif
