/* SPDX-License-Identifier: ISC */
/* What the parts of Action 4 share; not installed. */
#ifndef RSEC_MANRS_ACTION4_PRIVATE_H
#define RSEC_MANRS_ACTION4_PRIVATE_H

#include "manrs/lookup_private.h"
#include "manrs/report_private.h"

/* What the subject announces, sorted by origin, then prefix. */
struct rsec_manrs_own {
	const struct rsec_manrs_route *route; /* in the report's arena */
	size_t count;
	const struct rsec_manrs_lookup *lookup;
	struct rsec_manrs_lookup *made; /* where the data have none */
};

/* action4.c: 0, or -1 with ERR and nothing to free. */
int rsec_manrs_own_init(
    struct rsec_manrs_work *work, struct rsec_manrs_own *own);
void rsec_manrs_own_fini(struct rsec_manrs_own *own);

/* The routes of ORIGIN inside PREFIX: *FIRST.. + returned count - 1. */
size_t rsec_manrs_own_inside(const struct rsec_manrs_own *own, uint32_t origin,
    const struct rsec_prefix *prefix, size_t *first);

/* A check of routes: those for which IS_GOOD is false are evidence. */
struct rsec_manrs_route_check {
	enum rsec_manrs_check check;
	bool (*counts)(const struct rsec_manrs_route *route); /* NULL: all */
	bool (*is_good)(const struct rsec_manrs_route *route);
	int (*tell)(struct rsec_manrs_work *work,
	    const struct rsec_manrs_route *route,
	    struct rsec_manrs_evidence *row);
	const char *summary; /* of the two numbers good and total */
};
int rsec_manrs_check_routes(struct rsec_manrs_work *work,
    const struct rsec_manrs_own *own,
    const struct rsec_manrs_route_check *check);

/* action4_rpki.c: why RPKI does not have it, and the ROA to create. */
int rsec_manrs_tell_rpki(struct rsec_manrs_work *work,
    const struct rsec_manrs_route *route, struct rsec_manrs_evidence *row);

/*
 * A check of what registries hold for the subject's ASNs.  What TELL says of
 * the one that has NUMBER, with *GOOD false, is evidence; ROW names it already.
 * It returns 0, or -1 with ERR.
 */
struct rsec_manrs_held {
	/* Those of ASN: *NUMBER[0..returned count). */
	uint32_t (*list)(const struct rsec_manrs_work *work,
	    const struct rsec_manrs_own *own, uint32_t asn,
	    const uint32_t **number);
	/* Its prefix, and what else names it. */
	void (*name)(const struct rsec_manrs_work *work, uint32_t number,
	    struct rsec_manrs_evidence *row);
	const char *none; /* that there is nothing */
};
struct rsec_manrs_held_check {
	enum rsec_manrs_check check;
	const struct rsec_manrs_held *held;
	int (*tell)(struct rsec_manrs_work *work,
	    const struct rsec_manrs_own *own, uint32_t number,
	    struct rsec_manrs_evidence *row, bool *good);
	const char *summary; /* of the two numbers good and total */
};
int rsec_manrs_check_held(struct rsec_manrs_work *work,
    const struct rsec_manrs_own *own,
    const struct rsec_manrs_held_check *check);

extern const struct rsec_manrs_held rsec_manrs_held_vrps; /* action4_rpki.c */

/*
 * Why a route is not valid, as a part of a sentence: the VRP, or the route
 * object with registry and maintainer, that contradicts it.  NULL without
 * memory.
 */
const char *rsec_manrs_why_rpki(
    struct rsec_manrs_work *work, const struct rsec_manrs_route *route);
const char *rsec_manrs_why_irr(
    struct rsec_manrs_work *work, const struct rsec_manrs_route *route);

/* "RADB (MAINT-EXAMPLE)" of record I of the route objects. */
const char *rsec_manrs_object_label(struct rsec_manrs_work *work, uint32_t i);

/* An as-set that the subject says is its own. */
struct rsec_manrs_named {
	uint32_t asn;	    /* whose */
	const char *source; /* upper case; "" where none is told */
	const char *name;   /* upper case */
	const char *full;   /* "RADB::AS-X", or the name alone */
};

/*
 * names.c: the as-sets that PeeringDB names and, of an ASN for which it names
 * none, those that its aut-nums do.  Sorted, nothing twice, in the arena of the
 * report; 0, or -1 with ERR.
 */
int rsec_manrs_named_sets(struct rsec_manrs_work *work,
    struct rsec_manrs_named **named, size_t *count);

/* remedy.c: whether NAME[0..n) is one of RPSL (RFC 2622 section 2). */
bool rsec_manrs_is_object_name(const char *name, size_t n);

/*
 * set_remedy.c: the as-set to submit in place of NAMED; NULL without memory.
 */
const char *rsec_manrs_remedy_set(
    struct rsec_manrs_work *work, const struct rsec_manrs_named *named);
/* The one of the sources that is an RIR's; NULL: none, or more than one. */
const char *rsec_manrs_set_registry(const char *const source[], size_t count);

/* Whether NAME is hierarchical: "AS64496:AS-X" (RFC 2622 section 5). */
bool rsec_manrs_is_hierarchical(const char *name);

/* beyond_checklist.c: PLUS-RSC; 0, or -1 with ERR. */
int rsec_manrs_beyond_checklists(
    struct rsec_manrs_work *work, const struct rsec_manrs_own *own);

/* The parts: 0, or -1 with ERR. */
int rsec_manrs_action4_rpki(
    struct rsec_manrs_work *work, const struct rsec_manrs_own *own);
int rsec_manrs_action4_irr(
    struct rsec_manrs_work *work, const struct rsec_manrs_own *own);
int rsec_manrs_action4_sets(
    struct rsec_manrs_work *work, const struct rsec_manrs_own *own);

#endif
