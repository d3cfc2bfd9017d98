/* SPDX-License-Identifier: ISC */
/* What registry.c and its readers share; not installed. */
#ifndef RSEC_MANRS_REGISTRY_PRIVATE_H
#define RSEC_MANRS_REGISTRY_PRIVATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "manrs/registry.h"
#include "manrs/rows_private.h"

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
	bool frozen;
	struct rsec_manrs_rows origins; /* to numbers of route objects */
	bool is_rir[RSEC_IRR_REGISTRIES_MAX];
};

/* The last aut-num in another shape than RPSL, which what follows belongs to.
 */
struct rsec_manrs_whois {
	bool has_asn, is_lacnic;
	bool has_holder;      /* the organisation was told already */
	uint32_t first, last; /* the ASNs of the last aut-num */
};

/* A dump that is being read. */
struct rsec_manrs_dump {
	struct rsec_manrs_registry *registry;
	struct rsec_manrs_registry_stats *stats;
	const struct rsec_diag *diag;
	bool whois;
	struct rsec_manrs_whois shape;
	struct rsec_arena scratch; /* of the object at hand */
	struct rsec_err *err;
};

/*
 * What is kept, with copies of all texts; 0, or -1 with ERR.  Empty handles,
 * people and organisations are passed over.
 */
struct rsec_manrs_entry {
	struct rsec_rpsl_piece registry, handle;
	struct rsec_rpsl_piece name, email, phone, abuse;
	bool hidden;
	int32_t changed;
};
int rsec_manrs_dump_person(
    struct rsec_manrs_dump *dump, const struct rsec_manrs_entry *entry);
int rsec_manrs_dump_reference(struct rsec_manrs_dump *dump,
    struct rsec_rpsl_piece registry, struct rsec_rpsl_piece organisation,
    uint32_t asn, enum rsec_manrs_role role, struct rsec_rpsl_piece handle);
int rsec_manrs_dump_holding(struct rsec_manrs_dump *dump,
    struct rsec_rpsl_piece registry, struct rsec_rpsl_piece organisation,
    uint32_t asn);
int rsec_manrs_dump_aut_num(struct rsec_manrs_dump *dump,
    const struct rsec_manrs_aut_num *aut_num, struct rsec_rpsl_piece registry,
    struct rsec_rpsl_piece as_name);

/*
 * registry_whois.c: take OBJECT where it is in the shape of ARIN's or LACNIC's
 * whois; *TAKEN says whether.  0, or -1 with ERR.
 */
int rsec_manrs_dump_whois(struct rsec_manrs_dump *dump,
    const struct rsec_rpsl_object *object, bool *taken);

/* The attribute NAME[0..) of OBJECT in any case, as a value; or n is 0. */
struct rsec_rpsl_piece rsec_manrs_field(
    const struct rsec_rpsl_object *object, const char *name);

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
