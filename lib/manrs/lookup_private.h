/* SPDX-License-Identifier: ISC */
/* VRPs by ASN and providers by customer; not installed. */
#ifndef RSEC_MANRS_LOOKUP_PRIVATE_H
#define RSEC_MANRS_LOOKUP_PRIVATE_H

#include "manrs/data.h"

/* Numbers of the VRPs of ASN, in order. */
uint32_t rsec_manrs_lookup_vrps(const struct rsec_manrs_lookup *lookup,
    uint32_t asn, const uint32_t **vrps);

/* The providers of ASN by as-rel, sorted. */
uint32_t rsec_manrs_lookup_providers(const struct rsec_manrs_lookup *lookup,
    uint32_t asn, const uint32_t **providers);

/* Whether ASN has customers and no provider, by as-rel. */
bool rsec_manrs_lookup_is_transit_free(
    const struct rsec_manrs_lookup *lookup, uint32_t asn);

#endif
