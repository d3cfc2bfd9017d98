/* SPDX-License-Identifier: ISC */
/*
 * What registries say of ASNs: one pass over a dump of an IRR, or over the
 * whois data of an RIR, takes route objects, sets, aut-nums and contacts.
 */
#ifndef RSEC_MANRS_REGISTRY_H
#define RSEC_MANRS_REGISTRY_H

#include "irr/routes.h"
#include "irr/sets.h"
#include "manrs/contact.h"

/* Strings are never NULL. */
struct rsec_manrs_aut_num {
	uint32_t asn;
	const char *registry; /* upper case */
	const char *as_name;
	const char *maintainer; /* the first of mnt-by that is not an RIR's */
	uint32_t imports, exports; /* policy lines, mp- ones included */
	bool has_admin, has_tech;
	/* As-sets that its exports announce and its remarks name; sorted. */
	const char *const *as_set;
	uint32_t as_sets;
	int32_t changed; /* days since 1970, or RSEC_IRR_NO_DATE */
};

struct rsec_manrs_registry; /* opaque */

struct rsec_manrs_registry_stats {
	uint64_t objects, routes, aut_nums, sets, contacts;
	uint64_t malformed;
};

RSEC_BEGIN_API

struct rsec_manrs_registry *rsec_manrs_registry_new(void);
void rsec_manrs_registry_free(struct rsec_manrs_registry *registry);

/*
 * Read a dump.  WHOIS: it is an RIR's, of which contacts count as its own.
 * Besides RPSL, the fields of ARIN's whois ("ASHandle:", "OrgTechRef:") and of
 * LACNIC's ("person:", "e-mail:" below an aut-num) are taken.  Each dump may
 * be read by a thread into a registry of its own; then merge.
 */
int rsec_manrs_registry_read(struct rsec_manrs_registry *registry,
    struct rsec_source source, const struct rsec_irr_leniency *leniency,
    bool whois, const struct rsec_diag *diag,
    struct rsec_manrs_registry_stats *stats, struct rsec_err *err);
int rsec_manrs_registry_merge(struct rsec_manrs_registry *registry,
    struct rsec_manrs_registry *from, struct rsec_err *err);

/*
 * ORDER: sources in the order of preference for sets.  Contacts of the
 * aut-nums, with what they refer to, go to CONTACTS.
 */
int rsec_manrs_registry_freeze(struct rsec_manrs_registry *registry,
    const char *const order[], size_t count,
    struct rsec_manrs_contacts *contacts, struct rsec_err *err);

/* After the freeze; borrowed. */
const struct rsec_irr_routes *rsec_manrs_registry_routes(
    const struct rsec_manrs_registry *registry);
const struct rsec_irr_sets *rsec_manrs_registry_sets(
    const struct rsec_manrs_registry *registry);
/* Those of ASN, by registry: *FIRST.. + returned count - 1. */
uint32_t rsec_manrs_registry_aut_nums(
    const struct rsec_manrs_registry *registry, uint32_t asn, uint32_t *first);
const struct rsec_manrs_aut_num *rsec_manrs_registry_aut_num(
    const struct rsec_manrs_registry *registry, uint32_t i);
/* Route objects of ORIGIN: numbers of records in the routes, sorted. */
uint32_t rsec_manrs_registry_routes_of(
    const struct rsec_manrs_registry *registry, uint32_t origin,
    const uint32_t **records);

RSEC_END_API

#endif
