/* SPDX-License-Identifier: ISC */
/* What registry.c and its readers share; not installed. */
#ifndef RSEC_MANRS_REGISTRY_PRIVATE_H
#define RSEC_MANRS_REGISTRY_PRIVATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "manrs/registry.h"

/*
 * Somebody whom a registry knows by a handle: a person, a role, an irt.  All
 * texts are in an arena of the registry and never NULL; names of registries and
 * handles are in upper case.
 */
struct rsec_manrs_person {
	const char *registry, *handle;
	const char *name, *email, *phone;
	const char *abuse; /* abuse-mailbox */
	bool hidden;
	int32_t changed; /* days since 1970, or RSEC_IRR_NO_DATE */
};

/* Who refers to somebody: an aut-num, or an organisation. */
struct rsec_manrs_reference {
	const char *registry;
	const char *organisation; /* "" where an aut-num does */
	uint32_t asn;		  /* of the aut-num */
	enum rsec_manrs_role role;
	const char *handle;
	bool hidden;
	bool whois;
};

/* That an aut-num is an organisation's. */
struct rsec_manrs_holding {
	const char *registry, *organisation;
	uint32_t asn;
	bool whois;
};

struct rsec_manrs_registry {
	struct rsec_irr_routes *routes;
	struct rsec_irr_sets *sets;
	struct rsec_buf arenas;	    /* struct rsec_arena, of all texts */
	struct rsec_buf aut_nums;   /* struct rsec_manrs_aut_num */
	struct rsec_buf people;	    /* struct rsec_manrs_person */
	struct rsec_buf references; /* struct rsec_manrs_reference */
	struct rsec_buf holdings;   /* struct rsec_manrs_holding */
	/* After the freeze: */
	uint32_t *origin; /* the distinct ones, sorted */
	uint32_t *first; /* of each, its first in RECORD; one more at the end */
	uint32_t *record; /* numbers of route objects, by origin */
	uint32_t origins;
	bool is_rir[RSEC_IRR_REGISTRIES_MAX];
};

/* A copy of S[0..n) in the registry, in upper case; NULL without memory. */
const char *rsec_manrs_registry_upper(
    struct rsec_manrs_registry *registry, const char *s, size_t n);

/* A copy of S[0..n) as it is. */
const char *rsec_manrs_registry_text(
    struct rsec_manrs_registry *registry, const char *s, size_t n);

/* registry_people.c: the contacts of each aut-num, to CONTACTS. */
int rsec_manrs_registry_people(struct rsec_manrs_registry *registry,
    struct rsec_manrs_contacts *contacts, struct rsec_err *err);

/* Whether registry number REGISTRY of the routes is that of an RIR. */
static inline bool
rsec_manrs_registry_is_rir(
    const struct rsec_manrs_registry *registry, uint16_t number)
{
	return registry->is_rir[number];
}

#endif
