/* SPDX-License-Identifier: ISC */
/*
 * A collection of as-sets, route-sets and what belongs to them by reference
 * (aut-num, route), from any number of registries, and the expansion of a set
 * to its members: RFC 2622 section 5, RFC 4012 section 4.
 *
 * A set is asked for as "AS-X" or as "RADB::AS-X".  A name that is in several
 * registries is taken from the first in the order of the caller, as a route
 * server's configuration would, and the others are reported: which of them is
 * meant is what an attacker plays with.
 */
#ifndef RSEC_IRR_SETS_H
#define RSEC_IRR_SETS_H

#include "irr/object.h"

#define RSEC_IRR_DEPTH_MAX 64 /* sets inside sets; more is reported */

struct rsec_irr_sets; /* opaque */

/* What an expansion met. */
enum rsec_irr_finding {
	RSEC_IRR_LOOP,	    /* a set that contains itself; told, not an end */
	RSEC_IRR_MISSING,   /* a member that no registry has */
	RSEC_IRR_AMBIGUOUS, /* a name in several registries, no source told */
	RSEC_IRR_EMPTY,	    /* a set without members */
	RSEC_IRR_DEPTH,	    /* deeper than RSEC_IRR_DEPTH_MAX */
	RSEC_IRR_MALFORMED, /* a member that is no AS, set, prefix or range */
	RSEC_IRR_ANY,	    /* AS-ANY or RS-ANY, or mbrs-by-ref: ANY */
	RSEC_IRR_FLAT_NAME, /* not hierarchical: AS-X, not AS64496:AS-X */
};

struct rsec_irr_set_finding {
	enum rsec_irr_finding what;
	const char *set;    /* in which: "RADB::AS-X" */
	const char *member; /* the offending member; "" where it is the set */
	const char
	    *detail; /* path of a loop, registries of an ambiguous name */
};

/* A prefix with the range of lengths that a route-set lets pass. */
struct rsec_irr_prefix_range {
	struct rsec_prefix prefix;
	uint8_t min_len, max_len;
};

/* What a set expands to: sorted, nothing twice; the caller frees it. */
struct rsec_irr_expansion {
	uint32_t *asn;
	size_t asns;
	struct rsec_irr_prefix_range *range; /* of a route-set */
	size_t ranges;
	const char **set; /* the sets that were opened, "RADB::AS-X" */
	size_t sets;
	struct rsec_irr_set_finding *finding;
	size_t findings;
	unsigned depth; /* of the deepest set; 1: the set itself */
	struct rsec_arena arena;
};

/* What an as-set says itself; lists are "A, B", "" where nothing is told. */
struct rsec_irr_set_copy {
	const char *source;
	const char *members; /* without those by reference and malformed ones */
	const char *mbrs_by_ref, *mnt_by;
};

RSEC_BEGIN_API

struct rsec_irr_sets *rsec_irr_sets_new(void);
void rsec_irr_sets_free(struct rsec_irr_sets *sets);

/*
 * Take an object in if its class matters here; others are passed over.  What
 * is kept is copied.  Returns 0, or -1 with ERR.
 */
int rsec_irr_sets_add(struct rsec_irr_sets *sets,
    const struct rsec_rpsl_object *object, struct rsec_err *err);

/*
 * Add all of FROM, which can only be freed afterwards, to SETS; neither is
 * frozen.
 */
int rsec_irr_sets_merge(struct rsec_irr_sets *sets, struct rsec_irr_sets *from,
    struct rsec_err *err);

/*
 * All is added.  ORDER names sources in the order of preference, COUNT of
 * them; those that it does not name come behind, by name.
 */
int rsec_irr_sets_freeze(struct rsec_irr_sets *sets, const char *const order[],
    size_t count, struct rsec_err *err);

/* After the freeze: whether there is a set of the registry SOURCE. */
bool rsec_irr_sets_has_source(
    const struct rsec_irr_sets *sets, const char *source);

/* How many registries hold the set NAME, and the I-th of them. */
size_t rsec_irr_sets_sources(const struct rsec_irr_sets *sets, const char *name,
    const char *sources[], size_t max);

/*
 * The as-set NAME as it stands, its texts in ARENA or borrowed.  Returns 1, 0
 * where there is none, or -1 with ERR.
 */
int rsec_irr_sets_copy(const struct rsec_irr_sets *sets, const char *name,
    struct rsec_arena *arena, struct rsec_irr_set_copy *out,
    struct rsec_err *err);

/*
 * Expand NAME, an as-set or a route-set.  With prefixes asked for, the ASNs
 * that a route-set names stand for the routes of that origin among the route
 * objects that were added.  Returns 0, or -1 with ERR: no such set, not a
 * name (RFC 2622 section 5), no memory.
 */
int rsec_irr_expand(const struct rsec_irr_sets *sets, const char *name,
    struct rsec_irr_expansion *out, struct rsec_err *err);
void rsec_irr_expansion_fini(struct rsec_irr_expansion *expansion);

/* "loop", "missing", "ambiguous", ... */
const char *rsec_irr_finding_name(enum rsec_irr_finding finding);

RSEC_END_API

#endif
