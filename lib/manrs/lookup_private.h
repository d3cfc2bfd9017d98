/* SPDX-License-Identifier: ISC */
/* VRPs by ASN and providers by customer; not installed. */
#ifndef RSEC_MANRS_LOOKUP_PRIVATE_H
#define RSEC_MANRS_LOOKUP_PRIVATE_H

#include "manrs/data.h"

/* How an announcement was judged: bits of a byte. */
#define RSEC_MANRS_JUDGED_RPKI	 3u /* enum rsec_rov_state */
#define RSEC_MANRS_JUDGED_IRR	 2  /* shift of enum rsec_manrs_irr, 2 bits */
#define RSEC_MANRS_JUDGED_AUTH	 16u
#define RSEC_MANRS_JUDGED_COUNTS 32u

/* As rsec_manrs_lookup_new(), for one report: no announcement is judged. */
struct rsec_manrs_lookup *rsec_manrs_lookup_make(
    const struct rsec_manrs_data *data, struct rsec_err *err);

/* A byte for each announcement; NULL where they were not judged. */
const uint8_t *rsec_manrs_lookup_judged(const struct rsec_manrs_lookup *lookup);

/* judged.c: judge all announcements; the caller frees it.  NULL with ERR. */
uint8_t *rsec_manrs_judge_all(
    const struct rsec_manrs_data *data, struct rsec_err *err);

/* Numbers of the VRPs of ASN, in order. */
uint32_t rsec_manrs_lookup_vrps(const struct rsec_manrs_lookup *lookup,
    uint32_t asn, const uint32_t **vrps);

/* The providers of ASN by as-rel, sorted. */
uint32_t rsec_manrs_lookup_providers(const struct rsec_manrs_lookup *lookup,
    uint32_t asn, const uint32_t **providers);

/* Whether ASN has customers and no provider, by as-rel. */
bool rsec_manrs_lookup_is_transit_free(
    const struct rsec_manrs_lookup *lookup, uint32_t asn);

/*
 * route.c: whether announcement I, which ASN[CARRIER] carried, is carried for a
 * customer of the COUNT ASNs: its origin is none of them, and none of those
 * before ASN[CARRIER] carried it, too.
 */
bool rsec_manrs_is_carried(const struct rsec_manrs_view *view,
    const uint32_t *asn, size_t count, size_t carrier, uint32_t i);

/* route.c: whether ASN takes part in MANRS, as far as the data tell. */
bool rsec_manrs_is_participant(
    const struct rsec_manrs_data *data, uint32_t asn);

#endif
