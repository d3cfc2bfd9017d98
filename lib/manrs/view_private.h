/* SPDX-License-Identifier: ISC */
/*
 * What the parts of the view share: view.c makes and asks it, view_read.c
 * reads routes, view_store.c keeps what they say once, view_path.c looks at
 * paths, view_dump.c at lines of bgpdump, view_rules.c holds them against the
 * rules, view_served.c looks at routes of a route server, view_freeze.c sorts,
 * view_coverage.c tells of what nothing is known, view_findings.c says who
 * broke rules, and view_merge.c adds two.  Not installed.
 *
 * A route says the same of its announcement as all others with the same
 * prefix and the same end of the path: its origin, who is next to that, and
 * which of those in the path are its providers.  Such an end is kept once, by
 * number.  What a table says of a prefix is a set of ends, which most prefixes
 * of an origin share: it is kept once as well, and an announcement has links
 * to the sets that it was seen with.
 */
#ifndef RSEC_MANRS_VIEW_PRIVATE_H
#define RSEC_MANRS_VIEW_PRIVATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "bgp/mrt.h"
#include "bgp/path.h"
#include "bgp/routeline.h"
#include "manrs/index_private.h"
#include "manrs/rows_private.h"
#include "manrs/view.h"

#define RSEC_MANRS_NONE UINT32_MAX

/* What a step in a path, from the AS on the RIGHT to the LEFT, is; bits. */
enum {
	RSEC_MANRS_UP = 1 << 0,	  /* from customer to provider, by as-rel */
	RSEC_MANRS_DOWN = 1 << 1, /* from provider to customer */
	RSEC_MANRS_ACROSS = 1 << 2,
	RSEC_MANRS_RIGHT_BOGON = 1 << 3,
	RSEC_MANRS_LEFT_BOGON = 1 << 4,
	/* What the ASPA of the AS on the right says of it, and the left's. */
	RSEC_MANRS_UP_NAMED = 1 << 5,
	RSEC_MANRS_UP_DENIED = 1 << 6,
	RSEC_MANRS_DOWN_NAMED = 1 << 7,
	RSEC_MANRS_DOWN_DENIED = 1 << 8,
};

struct rsec_manrs_step {
	uint32_t right, left;
	uint16_t is;
};

/* The end of a path; AS0 is no next hop. */
struct rsec_manrs_end {
	uint32_t origin, next_hop;
	uint32_t first, count; /* carriers, in the numbers */
};

/* Ends with which a prefix stands in a table. */
struct rsec_manrs_ends {
	uint32_t first, count; /* in the numbers, sorted */
};

/* A path that breaks a rule, and where it was seen. */
struct rsec_manrs_bad_path {
	uint32_t first, len; /* in the numbers */
	bool has_otc;
	uint32_t otc;
	uint32_t days, first_time, last_time;
	uint64_t routes;
	struct rsec_prefix prefix;
};

/* What a path was found to be; by the hash of its attributes. */
struct rsec_manrs_known {
	uint64_t hash; /* 0: free */
	uint32_t end;
	unsigned bad : 31;   /* or RSEC_MANRS_SOUND */
	unsigned beyond : 1; /* the limits of what is looked at */
};
#define RSEC_MANRS_SOUND	  (UINT32_MAX >> 1)
#define RSEC_MANRS_KNOWN_WAYS	  4		   /* a row: 64 bytes */
#define RSEC_MANRS_END_NONE	  (UINT32_MAX - 1) /* no origin */
#define RSEC_MANRS_END_UNREADABLE (UINT32_MAX - 2)

/* A path as the rules see it: no AS twice in a row, no sets. */
struct rsec_manrs_path {
	const uint32_t *asn;  /* neighbour of the collector first */
	const uint16_t *step; /* I: from asn[I + 1] to asn[I] */
	uint32_t len;
	bool has_otc;
	uint32_t otc;
};

/* A path_finding as it is kept: the number of a bad path is in it. */
struct rsec_manrs_held {
	uint32_t asn, other;
	uint8_t rule;
	bool accomplice;
	uint32_t days, first, last;
	uint32_t paths;
	uint32_t bad;	 /* the first in order */
	uint32_t latest; /* while they are gathered */
	uint64_t routes;
};

/* Who hears of a breach: add() returns 0, or -1 to stop. */
struct rsec_manrs_emit {
	int (*add)(void *ctx, uint32_t asn, bool accomplice,
	    enum rsec_manrs_path_rule rule, uint32_t other);
	void *ctx;
};

struct rsec_manrs_view {
	struct rsec_manrs_view_inputs inputs;
	uint32_t all_days;
	bool frozen;
	/* Of each customer, by as-rel; with inputs.peers of each peer, too. */
	struct rsec_manrs_rows providers;
	struct rsec_buf transit_free; /* uint32_t, sorted; of a route server */

	/* Each an array of records, and where in it they are. */
	struct rsec_buf announced; /* struct rsec_manrs_announcement */
	struct rsec_buf ends;
	struct rsec_buf sets;  /* struct rsec_manrs_ends */
	struct rsec_buf links; /* uint64_t: announcement, set */
	struct rsec_buf steps;
	struct rsec_buf bad;
	struct rsec_buf otc; /* uint32_t */
	struct rsec_manrs_index announced_index, ends_index, sets_index,
	    links_index, steps_index, bad_index, otc_index;
	struct rsec_buf numbers; /* uint32_t: carriers and paths */

	/* Paths that were looked at lately. */
	struct rsec_manrs_known *known;
	size_t known_mask; /* of rows of RSEC_MANRS_KNOWN_WAYS */
	uint32_t missed;   /* since it grew */

	/* The providers of the origin that was asked for last. */
	uint32_t last_origin, last_count;
	const uint32_t *last_providers;

	/* The path at hand. */
	struct rsec_bgp_hop hop[RSEC_BGP_PATH_MAX];
	uint32_t asn[RSEC_MANRS_PATH_MAX];
	uint16_t step[RSEC_MANRS_PATH_MAX];

	/* After the freeze. */
	uint32_t *origins, *origin_first;
	size_t origin_count;
	struct rsec_manrs_rows next_hops, carried, unknown, neighbours;
	struct rsec_manrs_coverage coverage[2]; /* IPv4, IPv6 */
	struct rsec_buf findings;		/* struct rsec_manrs_held */
};

/* How many records of TYPE there are in BUF. */
#define RSEC_MANRS_COUNT(buf, type) ((uint32_t)((buf).len / sizeof(type)))

/* view_store.c: the number of the record, new or not, or NONE and no memory. */
uint32_t rsec_manrs_view_announce(struct rsec_manrs_view *view,
    const struct rsec_manrs_announcement *announcement);
uint32_t rsec_manrs_view_end(struct rsec_manrs_view *view, uint32_t origin,
    uint32_t next_hop, const uint32_t *carriers, uint32_t count);
/* END is sorted, without duplicates. */
uint32_t rsec_manrs_view_set(
    struct rsec_manrs_view *view, const uint32_t *end, uint32_t count);
int rsec_manrs_view_link(
    struct rsec_manrs_view *view, uint32_t announcement, uint32_t set);
int rsec_manrs_view_otc(struct rsec_manrs_view *view, uint32_t asn);
/* What the step is, which is found out when it is new; -1 without memory. */
int rsec_manrs_view_step(
    struct rsec_manrs_view *view, uint32_t right, uint32_t left);
uint32_t rsec_manrs_view_bad(
    struct rsec_manrs_view *view, const struct rsec_manrs_path *path);
/* Add to the path where else it was seen. */
void rsec_manrs_view_seen(struct rsec_manrs_bad_path *bad,
    const struct rsec_prefix *prefix, uint32_t days, uint32_t first,
    uint32_t last, uint64_t routes);
/* Earlier and later of times, of which 0 is none. */
void rsec_manrs_view_span(
    uint32_t *first, uint32_t *last, uint32_t from, uint32_t to);

/*
 * view_path.c: what there is to know of the path in ATTRIBUTES; 0, or -1 with
 * ERR.
 */
int rsec_manrs_view_path(struct rsec_manrs_view *view,
    const struct rsec_bgp_attributes *attributes, struct rsec_manrs_known *out,
    struct rsec_err *err);

/*
 * view_rules.c: how often PATH breaks the rule that it breaks most; and EMIT
 * hears of the first breaches of each, 0, or -1 where it stopped.
 */
uint32_t rsec_manrs_path_breaches(const struct rsec_manrs_path *path);
int rsec_manrs_path_judge(
    const struct rsec_manrs_path *path, const struct rsec_manrs_emit *emit);

/* view_findings.c: who broke rules in the bad paths; 0, or -1 with ERR. */
int rsec_manrs_view_find(struct rsec_manrs_view *view, struct rsec_err *err);

/* view_served.c: who is transit-free; 0, or -1 without memory. */
int rsec_manrs_view_list_transit_free(struct rsec_manrs_view *view);
/* view_served.c: what a route of a route server is, as members of TO. */
void rsec_manrs_view_serve(struct rsec_manrs_view *view,
    const struct rsec_mrt_route *route, struct rsec_manrs_announcement *to);
void rsec_manrs_view_add_served(struct rsec_manrs_announcement *to,
    const struct rsec_manrs_announcement *more);

/* view_coverage.c: after all is in order; 0, or -1 with ERR. */
int rsec_manrs_view_cover(struct rsec_manrs_view *view, struct rsec_err *err);

/*
 * view_dump.c: LINE of bgpdump, which has a time, as a route that lasts until
 * the next; 0, or -1 with ERR: without memory, else its path cannot be read.
 * Zeroed is empty.
 */
struct rsec_manrs_bgpdump {
	struct rsec_arena arena;
	struct rsec_buf peers, path;
	struct rsec_manrs_index index;
};
int rsec_manrs_bgpdump_route(struct rsec_manrs_bgpdump *dump,
    const struct rsec_routeline *line, struct rsec_mrt_route *out,
    struct rsec_err *err);
void rsec_manrs_bgpdump_fini(struct rsec_manrs_bgpdump *dump);

/* view.c: give back what was read. */
void rsec_manrs_view_clear(struct rsec_manrs_view *view);

static inline struct rsec_manrs_announcement *
rsec_manrs_view_announced(const struct rsec_manrs_view *view)
{
	return (struct rsec_manrs_announcement *)(void *)view->announced.data;
}

static inline const uint32_t *
rsec_manrs_view_numbers(const struct rsec_manrs_view *view)
{
	return (const uint32_t *)(void *)view->numbers.data;
}

#endif
