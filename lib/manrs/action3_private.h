/* SPDX-License-Identifier: ISC */
/* What the parts of Action 3 share; not installed. */
#ifndef RSEC_MANRS_ACTION3_PRIVATE_H
#define RSEC_MANRS_ACTION3_PRIVATE_H

#include "manrs/report_private.h"

/* action3.c: whether it is from an RIR; NOC, technical or administrative. */
bool rsec_manrs_is_whois(const struct rsec_manrs_contact *contact);
bool rsec_manrs_is_operational(const struct rsec_manrs_contact *contact);

/*
 * action3.c: "1 of 2 AS numbers have a WHAT" and MORE; of one, "AS64496 has no
 * WHAT".  NULL without memory.
 */
const char *rsec_manrs_summarise_asns(struct rsec_manrs_work *work,
    uint64_t good, const char *what, const char *more);

/* action3_addresses.c: A3-EMAIL-FORM and A3-CONSISTENT; 0, or -1 with ERR. */
int rsec_manrs_action3_addresses(struct rsec_manrs_work *work);

/*
 * action3_remedy.c: a contact to be published, filled with what other sources
 * know of one: at PeeringDB, as a role object of RPSL, and one for abuse.
 * NULL without memory.
 */
const char *rsec_manrs_remedy_point(struct rsec_manrs_work *work, uint32_t asn);
const char *rsec_manrs_remedy_role(struct rsec_manrs_work *work, uint32_t asn);
const char *rsec_manrs_remedy_abuse(struct rsec_manrs_work *work, uint32_t asn);

#endif
