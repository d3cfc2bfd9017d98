/* SPDX-License-Identifier: ISC */
/*
 * What is announced: the distinct (prefix, origin) pairs of a BGP table,
 * sorted, with a trie over the prefixes.
 */
#ifndef RSEC_BGP_TABLE_H
#define RSEC_BGP_TABLE_H

#include "base/source.h"
#include "bgp/mrt.h"
#include "net/prefix.h"
#include "net/trie.h"

struct rsec_bgp_route {
	struct rsec_prefix prefix;
	uint32_t origin;
	bool has_origin; /* false: an AS_SET, or a path that names none */
};

struct rsec_bgp_table; /* opaque */

RSEC_BEGIN_API

struct rsec_bgp_table *rsec_bgp_table_new(void);
void rsec_bgp_table_free(struct rsec_bgp_table *table);

/* Add a route.  Returns 0, or -1 with ERR and the table as it was. */
int rsec_bgp_table_add(struct rsec_bgp_table *table,
    const struct rsec_bgp_route *route, struct rsec_err *err);

struct rsec_bgp_table_stats {
	uint64_t routes;  /* read, duplicates included */
	uint64_t records; /* routes and skipped lines; records of MRT */
	uint64_t skipped; /* lines or records reported and left out */
	bool is_mrt;
	struct rsec_mrt_stats mrt; /* where it is */
};

/*
 * Read routes: lines of every kind of bgp/routeline.h, of which those without
 * an origin are reported, or an MRT table or updates (bgp/mrt.h), of which all
 * announcements count.  STATS may be NULL.  Returns 0 or -1 with ERR.
 */
int rsec_bgp_table_read(struct rsec_bgp_table *table, struct rsec_source source,
    const struct rsec_diag *diag, struct rsec_bgp_table_stats *stats,
    struct rsec_err *err);

/*
 * Sort, drop duplicates, build the trie.  Needed before any question.  After a
 * failure the table can only be freed.
 */
int rsec_bgp_table_freeze(struct rsec_bgp_table *table, struct rsec_err *err);

/*
 * After the freeze: the values of the trie are route numbers; the routes of a
 * prefix stand in the order of their origins, those without one last.
 */
uint32_t rsec_bgp_table_count(const struct rsec_bgp_table *table);
void rsec_bgp_table_get(const struct rsec_bgp_table *table, uint32_t i,
    struct rsec_bgp_route *route);
const struct rsec_trie *rsec_bgp_table_trie(const struct rsec_bgp_table *table);

/* Bytes that a frozen table holds. */
size_t rsec_bgp_table_memory(const struct rsec_bgp_table *table);

RSEC_END_API

#endif
