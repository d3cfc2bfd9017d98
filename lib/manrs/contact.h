/* SPDX-License-Identifier: ISC */
/*
 * Whom to call about an ASN: contacts from PeeringDB, from the whois data of
 * RIRs and IRRs, and from RDAP, in one set.
 */
#ifndef RSEC_MANRS_CONTACT_H
#define RSEC_MANRS_CONTACT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/source.h"

enum rsec_manrs_role {
	RSEC_MANRS_NOC,
	RSEC_MANRS_TECHNICAL,
	RSEC_MANRS_ADMINISTRATIVE,
	RSEC_MANRS_ABUSE, /* alone it is not enough for Action 3 */
	RSEC_MANRS_OTHER_ROLE,
};

enum rsec_manrs_contact_source {
	RSEC_MANRS_FROM_PEERINGDB,
	RSEC_MANRS_FROM_WHOIS, /* of an RIR */
	RSEC_MANRS_FROM_IRR,
	RSEC_MANRS_FROM_RDAP,
};

/* Strings are never NULL; "" is not said, or hidden. */
struct rsec_manrs_contact {
	uint32_t asn;
	enum rsec_manrs_role role;
	enum rsec_manrs_contact_source source;
	const char *registry; /* "RIPE"; "PeeringDB" */
	const char *name, *email, *phone;
	const char *handle; /* nic-hdl; "" */
	/*
	 * The dump hides what it holds (dummified, or visible to users only):
	 * that there is a contact is known, not which.
	 */
	bool hidden;
	bool missing;	 /* it is referred to, and no registry has it */
	int64_t updated; /* seconds UTC; 0: not said */
};

struct rsec_manrs_contacts; /* opaque */

RSEC_BEGIN_API

struct rsec_manrs_contacts *rsec_manrs_contacts_new(void);
void rsec_manrs_contacts_free(struct rsec_manrs_contacts *contacts);
/* Strings are copied. */
int rsec_manrs_contacts_add(struct rsec_manrs_contacts *contacts,
    const struct rsec_manrs_contact *contact, struct rsec_err *err);
/* Sort by ASN, source, registry, role, name and so on; drop duplicates. */
int rsec_manrs_contacts_freeze(
    struct rsec_manrs_contacts *contacts, struct rsec_err *err);
uint32_t rsec_manrs_contacts_of(
    const struct rsec_manrs_contacts *contacts, uint32_t asn, uint32_t *first);
const struct rsec_manrs_contact *rsec_manrs_contacts_get(
    const struct rsec_manrs_contacts *contacts, uint32_t i);

/*
 * RDAP (RFC 9083): an autnum object, an array of them, or one a line, with
 * entities and jCards (RFC 7095).
 */
int rsec_manrs_rdap_read(struct rsec_manrs_contacts *contacts,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err);

/* Whether S could be an address that mail is sent to: one '@', a domain. */
bool rsec_manrs_is_email(const char *s);

/* "NOC", "technical", ...; "PeeringDB", "whois", "IRR", "RDAP". */
const char *rsec_manrs_role_name(enum rsec_manrs_role role);
const char *rsec_manrs_contact_source_name(
    enum rsec_manrs_contact_source source);

RSEC_END_API

#endif
