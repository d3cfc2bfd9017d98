/* SPDX-License-Identifier: ISC */
/* What the parts of Action 1 share; not installed. */
#ifndef RSEC_MANRS_ACTION1_PRIVATE_H
#define RSEC_MANRS_ACTION1_PRIVATE_H

#include "manrs/report_private.h"

/* An announcement as it is judged. */
struct rsec_manrs_judged {
	struct rsec_manrs_announcement announcement;
	struct rsec_manrs_route route;
};

/* The parts: 0, or -1 with ERR. */
int rsec_manrs_action1_own(struct rsec_manrs_work *work);
int rsec_manrs_action1_customers(struct rsec_manrs_work *work);
int rsec_manrs_action1_paths(struct rsec_manrs_work *work);
int rsec_manrs_action1_server(struct rsec_manrs_work *work);

/* The longest prefixes that are accepted nearly everywhere. */
#define RSEC_MANRS_LONGEST4 24
#define RSEC_MANRS_LONGEST6 48

/*
 * action1.c: " on 3 days, last on 2026-10-05"; "" where the input has no times;
 * NULL without memory.
 */
const char *rsec_manrs_when(
    struct rsec_manrs_work *work, uint32_t days, uint32_t last);

/*
 * holder.c: whether one holder has PREFIX and ASN by the RIR of both, which is
 * then told of each.
 */
enum rsec_manrs_holding {
	RSEC_MANRS_HOLDER_UNKNOWN,
	RSEC_MANRS_HOLDER_SAME,
	RSEC_MANRS_HOLDER_OTHER,
};
enum rsec_manrs_holding rsec_manrs_holding_of(
    const struct rsec_delegated *delegated, const struct rsec_prefix *prefix,
    uint32_t asn, struct rsec_delegation *space,
    struct rsec_delegation *number);

/*
 * holder.c: whether PREFIX is a full bogon, of which A1-OWN-BOGON tells where
 * it has its inputs.
 */
bool rsec_manrs_is_full_bogon(
    const struct rsec_manrs_work *work, const struct rsec_prefix *prefix);

/*
 * holder.c: remedies with who is to create the ROA or route object; an own full
 * bogon is to be withdrawn, and a customer's route to be filtered first, or
 * where it is the customer who is TOLD, to be withdrawn.  NULL without memory.
 */
const char *rsec_manrs_remedy_own_roa(struct rsec_manrs_work *work,
    const struct rsec_prefix *prefix, uint32_t origin);
const char *rsec_manrs_remedy_own_route(struct rsec_manrs_work *work,
    const struct rsec_prefix *prefix, uint32_t origin);
/* "withdraw 192.0.2.0/24" */
const char *rsec_manrs_remedy_withdrawal(
    struct rsec_manrs_work *work, const struct rsec_prefix *prefix);
const char *rsec_manrs_remedy_customer_roa(struct rsec_manrs_work *work,
    const struct rsec_prefix *prefix, uint32_t origin, bool told);
const char *rsec_manrs_remedy_customer_route(struct rsec_manrs_work *work,
    const struct rsec_prefix *prefix, uint32_t origin, bool told);

/* action1.c: add a row for a bogon, and WHY it is one; 0, or -1 with ERR. */
int rsec_manrs_tell_bogon(struct rsec_manrs_work *work,
    const struct rsec_manrs_judged *judged, const char *why, bool customer);

#endif
