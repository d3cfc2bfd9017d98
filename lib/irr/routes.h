/* SPDX-License-Identifier: ISC */
/*
 * The route objects of many registries, in one sorted array of compact
 * records with a trie over it: what is asked about them is asked of this.
 */
#ifndef RSEC_IRR_ROUTES_H
#define RSEC_IRR_ROUTES_H

#include "irr/object.h"
#include "net/trie.h"

#define RSEC_IRR_REGISTRIES_MAX 256 /* registries in one set */

struct rsec_irr_record {
	struct rsec_prefix prefix;
	uint32_t origin;
	uint16_t registry;	  /* index; by name, upper case */
	uint32_t maintainer;	  /* index for rsec_irr_routes_maintainer() */
	int32_t changed, created; /* days 1..65535, or RSEC_IRR_NO_DATE */
};

struct rsec_irr_routes; /* opaque */

RSEC_BEGIN_API

struct rsec_irr_routes *rsec_irr_routes_new(void);
void rsec_irr_routes_free(struct rsec_irr_routes *routes);

/*
 * Add one.  Names are kept in upper case; a date outside 1970-01-02..2149-06-06
 * is none.  Not for two threads at once: each fills its own set, then merge.
 */
int rsec_irr_routes_add(struct rsec_irr_routes *routes,
    const struct rsec_irr_route *route, struct rsec_err *err);

/* Move all of FROM, which is empty afterwards, into ROUTES. */
int rsec_irr_routes_merge(struct rsec_irr_routes *routes,
    struct rsec_irr_routes *from, struct rsec_err *err);

/*
 * Read all route and route6 objects of a dump into ROUTES; what cannot be read
 * is reported through DIAG.  STATS may be NULL.
 */
struct rsec_irr_routes_stats {
	uint64_t objects; /* of every class, malformed ones, too */
	uint64_t routes;  /* taken in */
	uint64_t malformed, deleted, repaired;
};
int rsec_irr_routes_read(struct rsec_irr_routes *routes,
    struct rsec_source source, const struct rsec_irr_leniency *leniency,
    const struct rsec_diag *diag, struct rsec_irr_routes_stats *stats,
    struct rsec_err *err);

/*
 * OBJECT, of any class, as rsec_irr_routes_read() takes it: for one pass over a
 * dump that takes more than routes.  Routes, malformed and repaired of STATS
 * count it.  Returns 0, or -1 with ERR.
 */
int rsec_irr_routes_take(struct rsec_irr_routes *routes,
    const struct rsec_rpsl_object *object,
    const struct rsec_irr_leniency *leniency, const struct rsec_diag *diag,
    struct rsec_irr_routes_stats *stats, struct rsec_err *err);

/*
 * Sort by prefix, origin, registry name, maintainer, dates; nothing is
 * dropped.  Registries and maintainers get numbers in the order of their
 * names, so that nothing depends on the order of adding.  After a failure the
 * set can only be frozen again, or freed.
 */
int rsec_irr_routes_freeze(
    struct rsec_irr_routes *routes, struct rsec_err *err);

/* After the freeze; values of the trie are record numbers. */
uint32_t rsec_irr_routes_count(const struct rsec_irr_routes *routes);
void rsec_irr_routes_get(const struct rsec_irr_routes *routes, uint32_t i,
    struct rsec_irr_record *record);
const struct rsec_trie *rsec_irr_routes_trie(
    const struct rsec_irr_routes *routes);

/*
 * Of the records *I..*I + COUNT - 1, which are of one prefix, those of ORIGIN:
 * *I.. + returned count - 1.
 */
uint32_t rsec_irr_routes_of_origin(const struct rsec_irr_routes *routes,
    uint32_t *i, uint32_t count, uint32_t origin);
/* The registry of record I. */
uint16_t rsec_irr_routes_registry_of(
    const struct rsec_irr_routes *routes, uint32_t i);

size_t rsec_irr_routes_registries(const struct rsec_irr_routes *routes);
const char *rsec_irr_routes_registry(
    const struct rsec_irr_routes *routes, uint16_t registry);
/* -1 where there is none of that name, whatever its case. */
int rsec_irr_routes_registry_find(
    const struct rsec_irr_routes *routes, const char *name);
const char *rsec_irr_routes_maintainer(
    const struct rsec_irr_routes *routes, uint32_t maintainer);

/* Whether NAME is the registry of an RIR: AFRINIC APNIC ARIN LACNIC RIPE. */
bool rsec_irr_is_authoritative(const char *name);

RSEC_END_API

#endif
