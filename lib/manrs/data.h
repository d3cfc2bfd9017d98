/* SPDX-License-Identifier: ISC */
/*
 * All that an assessment stands on.  Every input may be absent; what was given
 * is told by a bit, since an empty file is an answer and no file is none.
 */
#ifndef RSEC_MANRS_DATA_H
#define RSEC_MANRS_DATA_H

#include "manrs/aspa.h"
#include "manrs/bogon.h"
#include "manrs/checklist.h"
#include "manrs/contact.h"
#include "manrs/event.h"
#include "manrs/participants.h"
#include "manrs/peeringdb.h"
#include "manrs/registry.h"
#include "manrs/rules.h"
#include "manrs/spoofer.h"
#include "manrs/view.h"
#include "rpki/origin.h"

/* Kinds of input; bits. */
enum rsec_manrs_input {
	RSEC_MANRS_BGP = 1 << 0,
	RSEC_MANRS_VRPS = 1 << 1,
	RSEC_MANRS_ASPAS = 1 << 2,
	RSEC_MANRS_IRR = 1 << 3,
	RSEC_MANRS_WHOIS = 1 << 4, /* RDAP, too */
	RSEC_MANRS_PEERINGDB = 1 << 5,
	RSEC_MANRS_DELEGATED = 1 << 6,
	RSEC_MANRS_BOGONS = 1 << 7,
	RSEC_MANRS_CIDR_REPORT = 1 << 8,
	RSEC_MANRS_GRIP = 1 << 9,
	RSEC_MANRS_BGPSTREAM = 1 << 10,
	RSEC_MANRS_SPOOFER = 1 << 11,
	RSEC_MANRS_AS_REL = 1 << 12,
	RSEC_MANRS_AS_ORG = 1 << 13,
	RSEC_MANRS_FEEDBACK = 1 << 14,
	RSEC_MANRS_PREVIOUS = 1 << 15,
	RSEC_MANRS_RSC = 1 << 16, /* one that breaks no rule, or more */
	RSEC_MANRS_PARTICIPANTS = 1 << 17,
};
#define RSEC_MANRS_INPUTS 18
#define RSEC_MANRS_ANY	  ((unsigned)1 << 31) /* in the needs of a check */

struct rsec_manrs_lookup; /* opaque */

/* What would be, on top of what is: --what-if. */
struct rsec_manrs_what_if {
	const struct rsec_vrp *vrp;
	size_t vrps;
	const struct rsec_route *route; /* route objects, of registry "" */
	size_t routes;
	const struct rsec_route *withdrawn;
	size_t withdrawals;
};

/* All frozen and borrowed; NULL where the bit of INPUTS is not set. */
struct rsec_manrs_data {
	unsigned inputs; /* enum rsec_manrs_input */
	struct rsec_manrs_month month;
	struct rsec_manrs_rules rules;
	int64_t now; /* seconds UTC: what age is counted from */

	const struct rsec_manrs_view *view;
	const struct rsec_vrps *vrps;
	const struct rsec_manrs_aspas *aspas;
	const struct rsec_manrs_registry *registry; /* IRR, WHOIS or both */
	const struct rsec_manrs_contacts *contacts; /* never NULL */
	const struct rsec_manrs_peeringdb *peeringdb;
	const struct rsec_delegated *delegated;
	const struct rsec_manrs_bogons *bogons;
	/* Never NULL; rsec_manrs_events_derive() was done. */
	const struct rsec_manrs_events *events;
	const struct rsec_manrs_tests *tests;
	const struct rsec_manrs_checklists *checklists;
	const struct rsec_relations *relations;
	const struct rsec_organisations *organisations;
	const struct rsec_manrs_participants *participants;
	const struct rsec_manrs_what_if *what_if; /* NULL: nothing */
	/*
	 * What is asked again and again, made once for many reports; with NULL
	 * each makes its own.
	 */
	const struct rsec_manrs_lookup *lookup;
};

RSEC_BEGIN_API

/*
 * After all else of DATA is set, rules and what-if, too, which must not change
 * as long as it is used.  NULL with ERR without memory.
 */
struct rsec_manrs_lookup *rsec_manrs_lookup_new(
    const struct rsec_manrs_data *data, struct rsec_err *err);
void rsec_manrs_lookup_free(struct rsec_manrs_lookup *lookup);

/*
 * Of which family no table of BGP has routes, as a sentence: nothing counted of
 * routes is of it.  "" where each has some, and where there is no BGP data.
 */
const char *rsec_manrs_data_lacks(const struct rsec_manrs_data *data);

/* "bgp", "as-rel": names of options and of members in JSON. */
const char *rsec_manrs_input_name(enum rsec_manrs_input input);

RSEC_END_API

#endif
