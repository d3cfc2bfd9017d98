/* SPDX-License-Identifier: ISC */
/* ASPAs of VRP exports: which providers an AS says that it has. */
#ifndef RSEC_MANRS_ASPA_H
#define RSEC_MANRS_ASPA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct rsec_manrs_aspas; /* opaque */

RSEC_BEGIN_API

struct rsec_manrs_aspas *rsec_manrs_aspas_new(void);
void rsec_manrs_aspas_free(struct rsec_manrs_aspas *aspas);

/* Providers of CUSTOMER; those of several ASPAs add up. */
int rsec_manrs_aspas_add(struct rsec_manrs_aspas *aspas, uint32_t customer,
    const uint32_t *providers, size_t count, struct rsec_err *err);
int rsec_manrs_aspas_freeze(
    struct rsec_manrs_aspas *aspas, struct rsec_err *err);

/* Whether CUSTOMER has one; *PROVIDERS is sorted and borrowed. */
bool rsec_manrs_aspas_of(const struct rsec_manrs_aspas *aspas,
    uint32_t customer, const uint32_t **providers, size_t *count);
size_t rsec_manrs_aspas_count(const struct rsec_manrs_aspas *aspas);

/*
 * What CUSTOMER says of PROVIDER (draft-ietf-sidrops-aspa-verification, hop
 * check).
 */
enum rsec_manrs_aspa_hop {
	RSEC_MANRS_ASPA_NONE, /* it has no ASPA */
	RSEC_MANRS_ASPA_PROVIDER,
	RSEC_MANRS_ASPA_NOT_PROVIDER,
};
enum rsec_manrs_aspa_hop rsec_manrs_aspas_hop(
    const struct rsec_manrs_aspas *aspas, uint32_t customer, uint32_t provider);

RSEC_END_API

#endif
