/* SPDX-License-Identifier: ISC */
/*
 * IRR hygiene: how a route object stands to what the RIRs' registries, the
 * RPKI and BGP say.  Classes are orthogonal, each from its own input, and
 * every object is in exactly one class of each: totals add up.
 *
 * This room stands on irr, rpki, bgp and rir, which know nothing of each
 * other.
 */
#ifndef RSEC_HYGIENE_HYGIENE_H
#define RSEC_HYGIENE_HYGIENE_H

#include "base/buf.h"
#include "bgp/relations.h"
#include "bgp/table.h"
#include "irr/routes.h"
#include "rpki/origin.h"

/* What the authoritative registries say about prefix and origin. */
enum rsec_hygiene_auth {
	RSEC_AUTH_NONE,		/* no object covers the prefix */
	RSEC_AUTH_SAME,		/* one for the prefix has the origin */
	RSEC_AUTH_COVERED_SAME, /* only a less specific one has it */
	RSEC_AUTH_RELATED,	/* none has; one has a sibling or relation */
	RSEC_AUTH_DIFFERENT,	/* all have other, unrelated origins */
	RSEC_AUTHS
};

enum rsec_hygiene_rpki {
	RSEC_HYGIENE_VALID,
	RSEC_HYGIENE_INVALID_AS, /* AS0 included */
	RSEC_HYGIENE_INVALID_LENGTH,
	RSEC_HYGIENE_NOT_FOUND,
	RSEC_HYGIENE_RPKI_UNKNOWN, /* no VRPs were given */
	RSEC_HYGIENE_RPKIS
};

enum rsec_hygiene_bgp {
	RSEC_HYGIENE_EXACT,
	RSEC_HYGIENE_OTHER_ORIGIN,  /* the prefix is announced by others */
	RSEC_HYGIENE_MORE_SPECIFIC, /* only parts of it are announced */
	RSEC_HYGIENE_ABSENT,
	RSEC_HYGIENE_BGP_UNKNOWN, /* no table was given */
	RSEC_HYGIENE_BGPS
};

/* Years since it was last touched; of the newest date that it carries. */
enum rsec_hygiene_age {
	RSEC_AGE_UNDER_1,
	RSEC_AGE_1_TO_3,
	RSEC_AGE_3_TO_10,
	RSEC_AGE_OVER_10,
	RSEC_AGE_UNKNOWN,
	RSEC_AGES
};

/* What there is to hold objects against; all frozen, NULL: not given. */
struct rsec_hygiene_inputs {
	const struct rsec_irr_routes *routes;
	bool authoritative[RSEC_IRR_REGISTRIES_MAX]; /* by registry index */
	const struct rsec_vrps *vrps;
	const struct rsec_bgp_table *bgp;
	const struct rsec_relations *relations;
	const struct rsec_organisations *organisations;
	int32_t today; /* days since 1970: what age is counted from */
};

struct rsec_hygiene; /* inputs, prepared for questions; opaque */

/* The classes of an object, and what decided, for the "why" of an answer. */
struct rsec_hygiene_answer {
	enum rsec_hygiene_auth auth;
	enum rsec_hygiene_rpki rpki;
	enum rsec_hygiene_bgp bgp;
	enum rsec_hygiene_age age;
	/*
	 * Record of the authoritative object that decided: the most specific
	 * one that has the origin, or else a related one, or else the most
	 * specific one that contradicts.
	 */
	bool has_auth_record;
	uint32_t auth_record;
	bool auth_exact; /* an authoritative object has exactly the prefix */
	bool has_vrp;	 /* the VRP that matches, or contradicts */
	struct rsec_vrp vrp;
	bool has_bgp_origin; /* the first other origin of the prefix in BGP */
	uint32_t bgp_origin;
};

RSEC_BEGIN_API

/*
 * Prepare INPUTS, which is copied; what it points to is borrowed.  Any number
 * of threads may ask the same one.  NULL with ERR without memory.
 */
struct rsec_hygiene *rsec_hygiene_new(
    const struct rsec_hygiene_inputs *inputs, struct rsec_err *err);
void rsec_hygiene_free(struct rsec_hygiene *hygiene);

/*
 * Record I of inputs->routes.  An object of an authoritative registry is held
 * against those of all of them, itself included: its auth class is SAME.
 */
void rsec_hygiene_classify(const struct rsec_hygiene *hygiene, uint32_t i,
    struct rsec_hygiene_answer *out);

/*
 * The "why" in words, one sentence, appended to OUT: it names the object, the
 * VRP and the origin that decided, with their registry and maintainer.
 * Returns 0, or -1 without memory.
 */
int rsec_hygiene_explain(const struct rsec_hygiene_inputs *inputs, uint32_t i,
    const struct rsec_hygiene_answer *answer, struct rsec_buf *out);

/* "covered-same", "invalid-as", "other-origin", "1-3 years". */
const char *rsec_hygiene_auth_name(enum rsec_hygiene_auth auth);
const char *rsec_hygiene_rpki_name(enum rsec_hygiene_rpki rpki);
const char *rsec_hygiene_bgp_name(enum rsec_hygiene_bgp bgp);
const char *rsec_hygiene_age_name(enum rsec_hygiene_age age);

RSEC_END_API

#endif
