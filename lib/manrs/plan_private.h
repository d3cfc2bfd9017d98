/* SPDX-License-Identifier: ISC */
/* What is left of the subject's routes when fixes are done; not installed. */
#ifndef RSEC_MANRS_PLAN_PRIVATE_H
#define RSEC_MANRS_PLAN_PRIVATE_H

#include "manrs/report_private.h"

/* What is to become of a route; bits. */
enum {
	RSEC_MANRS_FATE_BOGON = 1 << 0, /* a full one: withdrawn by any fix */
	RSEC_MANRS_FATE_LONG = 1 << 1,	/* replaced by a shorter one */
	RSEC_MANRS_FATES = 1 << 2
};

#define RSEC_MANRS_ROV_STATES (RSEC_ROV_NOT_FOUND + 1)

struct rsec_manrs_plan {
	struct rsec_manrs_facts facts;
	/* How many routes, by fate, by RPKI, and 1 where the IRR covers them.
	 */
	uint64_t routes[RSEC_MANRS_FATES][RSEC_MANRS_ROV_STATES][2];
};

/* As it is; and when all that CHECK found is done, too. */
void rsec_manrs_plan_init(
    const struct rsec_manrs_work *work, struct rsec_manrs_plan *plan);
void rsec_manrs_plan_repair(
    struct rsec_manrs_plan *plan, enum rsec_manrs_check check);

#endif
