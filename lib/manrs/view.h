/* SPDX-License-Identifier: ISC */
/*
 * What BGP showed in a month, from any number of tables and updates: who
 * announced what and on which days, who carried routes of whose customers, and
 * which paths break a rule.
 *
 * Nothing depends on the order of the files.  Of a text without paths (prefix
 * and origin) only the announcements are known.
 */
#ifndef RSEC_MANRS_VIEW_H
#define RSEC_MANRS_VIEW_H

#include "base/source.h"
#include "bgp/relations.h"
#include "bgp/table.h"
#include "manrs/aspa.h"
#include "manrs/bogon.h"
#include "manrs/month.h"

/* A (prefix, origin) pair that was seen in the month at any time. */
struct rsec_manrs_announcement {
	struct rsec_prefix prefix;
	uint32_t origin;
	uint32_t days;	      /* bit 0: seen on the first; see month.h */
	uint32_t first, last; /* seconds UTC; 0: the input has no times */
	uint32_t peers; /* that had it, at most, in one table; of an update
			   1; 0: no input has a number of them */
	uint8_t seen;	/* bits RSEC_MANRS_SEEN_* */
	/* Of a route server; else 0. */
	uint8_t served;		      /* bits RSEC_MANRS_SERVED_* */
	uint32_t bogon, transit_free; /* the least such ASN in a path */
};

/* How an announcement was seen, at any time. */
enum {
	RSEC_MANRS_SEEN_TABLE = 1 << 0, /* in a table, else in updates alone */
	RSEC_MANRS_SEEN_PATH = 1 << 1,	/* with a path */
	RSEC_MANRS_SEEN_ATTRIBUTES = 1 << 2, /* with all of MRT */
};

/* What an entry of a route server's table is, where any is. */
enum {
	RSEC_MANRS_SERVED_TAGGED = 1 << 0,   /* a community says: invalid */
	RSEC_MANRS_SERVED_UNTAGGED = 1 << 1, /* none does */
	RSEC_MANRS_SERVED_LONG = 1 << 2,     /* its path is too long */
	RSEC_MANRS_SERVED_FIRST = 1 << 3, /* it begins not with the peer's AS */
	RSEC_MANRS_SERVED_BOGON = 1 << 4, /* a bogon ASN is in the path */
	RSEC_MANRS_SERVED_TRANSIT = 1 << 5, /* behind the peer a transit-free */
};
#define RSEC_MANRS_SERVED_PATH 64 /* ASNs, which are too many */

/* A community (RFC 1997), or a large one (RFC 8092). */
struct rsec_manrs_community {
	bool large;
	uint32_t part[3]; /* the last of large ones only */
};

/* The tables are those of a route server. */
struct rsec_manrs_server {
	const struct rsec_manrs_community *invalid; /* say: RPKI-invalid */
	size_t count;
};

enum rsec_manrs_path_rule {
	RSEC_MANRS_PATH_BOGON,	/* a bogon ASN right behind this AS */
	RSEC_MANRS_PATH_VALLEY, /* from provider or peer to another (as-rel) */
	RSEC_MANRS_PATH_OTC,	/* passed on against OTC (RFC 9234 section 5) */
	RSEC_MANRS_PATH_ASPA,	/* the customer's ASPA does not name it */
	RSEC_MANRS_PATH_RULES
};

/*
 * A path has no AS twice in a row, so that prepending makes no other of it.
 * Those of routes in practice have less than 40 ASNs then, and break a rule
 * once or twice.  What is made up to be more than the limits costs no more than
 * they allow: of a longer path the first ASNs are looked at, and the origin;
 * of more breaches in a path the first that are found, and of more providers of
 * the origin those nearest to it.
 */
#define RSEC_MANRS_PATH_MAX	256 /* ASNs */
#define RSEC_MANRS_BREACHES_MAX 4   /* of one rule in a path */
#define RSEC_MANRS_CARRIERS_MAX 8   /* providers of the origin in a path */

/* ASN broke a rule in paths, or is the next to it, which accepted that. */
struct rsec_manrs_path_finding {
	uint32_t asn;
	bool accomplice; /* it only accepted what its neighbour did */
	enum rsec_manrs_path_rule rule;
	uint32_t other; /* the bogon ASN; of an accomplice the one who did it;
			   else the AS that it came from, or OTC's value */
	uint32_t days, first, last;
	uint32_t paths;		   /* that differ */
	uint64_t routes;	   /* entries with these paths */
	const uint32_t *path;	   /* the first in order of the paths, the */
	uint32_t path_len;	   /* neighbour of the collector first */
	struct rsec_prefix prefix; /* the first in order of those with it */
};

struct rsec_manrs_view_stats {
	uint64_t routes;     /* read */
	uint64_t skipped;    /* records or routes, reported and left out */
	uint64_t unread;     /* records of types that are not read */
	uint64_t outside;    /* routes outside of the month, left out */
	uint64_t withdrawn;  /* withdrawals in updates */
	uint64_t no_origin;  /* routes of origin NONE (RFC 6811): AS_SETs */
	uint64_t no_peers;   /* of text that has no number of peers */
	uint64_t beyond;     /* routes whose paths are beyond the limits */
	int64_t first, last; /* times of records, seconds UTC; 0: none */
	bool is_mrt;
};

/* How many announcements of a family there are, and how they were seen. */
struct rsec_manrs_coverage {
	uint32_t routes, tables, paths, attributes;
};

struct rsec_manrs_view; /* opaque */

/* What paths are held against; borrowed, frozen, each may be NULL. */
struct rsec_manrs_view_inputs {
	struct rsec_manrs_month month;
	const struct rsec_relations *relations;
	const struct rsec_manrs_aspas *aspas;
	const struct rsec_delegated *delegated;
	const struct rsec_manrs_server *server; /* NULL: it is a network */
	bool peers; /* routes of peers are carried as customers' are */
};

RSEC_BEGIN_API

struct rsec_manrs_view *rsec_manrs_view_new(
    const struct rsec_manrs_view_inputs *inputs);
void rsec_manrs_view_free(struct rsec_manrs_view *view);

/*
 * Read a table or updates: MRT, or lines of bgp/routeline.h.  Those of bgpdump
 * have time and path, others neither; what has no time counts for each day of
 * the month.  STATS may be NULL.
 */
int rsec_manrs_view_read(struct rsec_manrs_view *view,
    struct rsec_source source, const struct rsec_diag *diag,
    struct rsec_manrs_view_stats *stats, struct rsec_err *err);

/* Add all of FROM, of the same inputs, which another thread filled; empty it.
 */
int rsec_manrs_view_merge(struct rsec_manrs_view *view,
    struct rsec_manrs_view *from, struct rsec_err *err);
int rsec_manrs_view_freeze(struct rsec_manrs_view *view, struct rsec_err *err);

/*
 * After the freeze.  Announcements are sorted by origin, then prefix; those of
 * ORIGIN are *FIRST.. + returned count - 1.  Likewise for the rest.
 */
uint32_t rsec_manrs_view_count(const struct rsec_manrs_view *view);
void rsec_manrs_view_get(const struct rsec_manrs_view *view, uint32_t i,
    struct rsec_manrs_announcement *out);
uint32_t rsec_manrs_view_of(
    const struct rsec_manrs_view *view, uint32_t origin, uint32_t *first);

/*
 * What CARRIER carried for its customers, sorted numbers of announcements: it
 * stood in a path whose origin is its customer by as-rel, or, where none was
 * given, right next to the origin.  Where inputs.peers says so, its peer's,
 * too.
 */
uint32_t rsec_manrs_view_carried(const struct rsec_manrs_view *view,
    uint32_t carrier, const uint32_t **announcements);

/*
 * What CARRIER may have carried as well, likewise: announcements of its
 * customers by as-rel of which no path is known, where one is of others.
 */
uint32_t rsec_manrs_view_unknown(const struct rsec_manrs_view *view,
    uint32_t carrier, const uint32_t **announcements);

/* Of FAMILY. */
struct rsec_manrs_coverage rsec_manrs_view_coverage(
    const struct rsec_manrs_view *view, uint8_t family);

/* Who stood right next to the origin of announcement I, sorted. */
uint32_t rsec_manrs_view_next_hops(
    const struct rsec_manrs_view *view, uint32_t i, const uint32_t **asns);

/* Sorted by AS, rule, accomplice, other; how many there are of all. */
uint32_t rsec_manrs_view_findings_count(const struct rsec_manrs_view *view);
uint32_t rsec_manrs_view_findings(
    const struct rsec_manrs_view *view, uint32_t asn, uint32_t *first);
void rsec_manrs_view_finding(const struct rsec_manrs_view *view, uint32_t i,
    struct rsec_manrs_path_finding *out);

/* Neighbours of ASN in paths: on its left (it sends to them), sorted. */
uint32_t rsec_manrs_view_neighbours(const struct rsec_manrs_view *view,
    uint32_t asn, const uint32_t **neighbours);

/* "64500:666", or "64500:1:2" for a large one. */
bool rsec_manrs_community_parse(
    const char *text, struct rsec_manrs_community *out);

/* Whether ASN's own number was seen in an OTC attribute (RFC 9234). */
bool rsec_manrs_view_has_otc(const struct rsec_manrs_view *view, uint32_t asn);

/* The distinct origins, sorted: *COUNT of them, borrowed. */
const uint32_t *rsec_manrs_view_origins(
    const struct rsec_manrs_view *view, size_t *count);

RSEC_END_API

#endif
