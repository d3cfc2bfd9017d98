/* SPDX-License-Identifier: ISC */
/*
 * A route (prefix and origin) held against RPKI and IRR, as the Observatory
 * and as CAIDA's analysis of MANRS do it.
 */
#ifndef RSEC_MANRS_ROUTE_H
#define RSEC_MANRS_ROUTE_H

#include "manrs/data.h"

/* By route objects as by VRPs whose maxLength is their own length. */
enum rsec_manrs_irr {
	RSEC_MANRS_IRR_VALID,	      /* an object of prefix and origin */
	RSEC_MANRS_IRR_MORE_SPECIFIC, /* only a less specific one of its origin
				       */
	RSEC_MANRS_IRR_INVALID, /* only objects of other origins cover it */
	RSEC_MANRS_IRR_NOT_FOUND,
};

struct rsec_manrs_route {
	struct rsec_prefix prefix;
	uint32_t origin;
	bool has_rpki; /* there are VRPs to ask */
	enum rsec_rov_state rpki;
	enum rsec_rov_reason reason;
	bool has_irr;
	enum rsec_manrs_irr irr;
	bool irr_auth; /* an object that counts is of an RIR's registry */
};

/* Counts of all announcements of one AS, or of several. */
struct rsec_manrs_tally {
	uint64_t routes;
	uint64_t rpki_valid, rpki_invalid, rpki_not_found;
	uint64_t irr_exact, irr_covered; /* COVERED holds EXACT, too */
	uint64_t irr_auth;		 /* of those covered */
	uint64_t invalid_covered;	 /* RPKI-invalid, but covered in IRR */
	uint64_t either; /* valid in RPKI or IRR: CAIDA's rule for Action 4 */
	/* That it carried for customers that take no part in MANRS. */
	uint64_t customer_routes;
	uint64_t customer_bad; /* CAIDA's rule for Action 1 */
};

RSEC_BEGIN_API

/* --what-if of DATA counts. */
void rsec_manrs_route_judge(const struct rsec_manrs_data *data,
    const struct rsec_prefix *prefix, uint32_t origin,
    struct rsec_manrs_route *out);

/* RPKI valid, or IRR valid, or IRR "Invalid,more-specific". */
bool rsec_manrs_route_conforms(const struct rsec_manrs_route *route);

/*
 * RPKI-invalid of either kind, or not found there and IRR-invalid: what is not
 * to be accepted of a customer.
 */
bool rsec_manrs_route_is_bad(const struct rsec_manrs_route *route);

/*
 * Whether announcement I of the view counts: seen by rules.min_peers or by a
 * number that is not known, not withdrawn by --what-if, its origin no bogon
 * ASN, and no default route.
 */
bool rsec_manrs_route_counts(const struct rsec_manrs_data *data,
    const struct rsec_manrs_announcement *announcement);

/*
 * Add what the COUNT ASNs of one organisation announced and carried to TALLY;
 * fast: no evidence.  What several of them carried counts once, and what is of
 * another of them is no customer's.
 */
void rsec_manrs_tally_add(const struct rsec_manrs_data *data,
    const uint32_t *asn, size_t count, struct rsec_manrs_tally *tally);

/* "valid", "more-specific", "invalid", "not-found". */
const char *rsec_manrs_irr_name(enum rsec_manrs_irr irr);

RSEC_END_API

#endif
