/* SPDX-License-Identifier: ISC */
/*
 * Whether a route object is older than the registration of its space, lies
 * with an RIR that the space has left, or in space that nobody holds.
 */
#ifndef RSEC_HYGIENE_REGISTRATION_H
#define RSEC_HYGIENE_REGISTRATION_H

#include "hygiene/hygiene.h"
#include "rir/transfer.h"

enum rsec_registration {
	RSEC_REGISTRATION_OK,
	RSEC_REGISTRATION_STALE,     /* last touched before the space moved */
	RSEC_REGISTRATION_MOVED_RIR, /* in the IRR of an RIR that it has left */
	RSEC_REGISTRATION_SUPERNET,  /* part of its space moved since */
	RSEC_REGISTRATION_UNALLOCATED,
	RSEC_REGISTRATION_RESERVED,
	RSEC_REGISTRATION_UNKNOWN, /* no record of it, or it has no date */
	RSEC_REGISTRATIONS
};

/* Why an object that is older than its registration, or undated, is good. */
enum rsec_registration_excuse {
	RSEC_EXCUSE_NONE,
	RSEC_EXCUSE_RPKI,   /* a VRP matches it */
	RSEC_EXCUSE_HOLDER, /* prefix and origin are of one holder */
	RSEC_EXCUSE_BGP,    /* announced, and not of who gave it away */
	RSEC_EXCUSE_MERGER, /* the holder is another one in name only */
};

struct rsec_registration_inputs {
	const struct rsec_transfers *transfers; /* NULL: not given */
	const struct rsec_delegated *delegated; /* NULL: not given */
};

/*
 * The transfers of a prefix that matter, the newest of each kind.  A prefix
 * that covers much is touched by many: what was found of it is there for the
 * next record of that prefix.
 */
struct rsec_registration_moves {
	bool known; /* false before the first question, as all else is 0 */
	struct rsec_prefix prefix;
	bool has_newest, has_whole, has_part, has_merger;
	struct rsec_transfer newest; /* of all of it, whatever its type */
	struct rsec_transfer whole, part;
	struct rsec_transfer merger; /* of all of it */
};

struct rsec_registration_answer {
	enum rsec_registration registration;
	enum rsec_registration_excuse excuse; /* of an object that is OK */
	bool has_transfer, whole;
	struct rsec_transfer transfer; /* that decided */
	bool has_delegation;	       /* of the whole prefix */
	struct rsec_delegation delegation;
	bool same_holder; /* prefix and origin share an opaque id */
	/*
	 * When the object was last touched, in days; RSEC_IRR_NO_DATE.  Where
	 * it was restamped that is not known: then it is when it was created.
	 */
	int32_t touched;
	bool restamped; /* last-modified is that of all objects of its IRR */
};

RSEC_BEGIN_API

/*
 * Record I of inputs->routes.  The VRPs, the BGP table and the organisations
 * of INPUTS excuse what is older than its registration; each may be NULL.
 * MOVES are those that the last call left, and of one thread.
 */
void rsec_registration_classify(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_registration_inputs *registration,
    struct rsec_registration_moves *moves, uint32_t i,
    struct rsec_registration_answer *out);

/*
 * The "why" in words, one sentence, appended to OUT: the transfer, the record
 * of the RIR and the object's date.  Returns 0, or -1 without memory.
 */
int rsec_registration_explain(const struct rsec_hygiene_inputs *inputs,
    uint32_t i, const struct rsec_registration_answer *answer,
    struct rsec_buf *out);

/* "ok", "stale", "moved-rir", "supernet", "unallocated", ... */
const char *rsec_registration_name(enum rsec_registration registration);

RSEC_END_API

#endif
