/* SPDX-License-Identifier: ISC */
/* Route origin validation, RFC 6811, and what would make a route Valid. */
#ifndef RSEC_RPKI_ORIGIN_H
#define RSEC_RPKI_ORIGIN_H

#include <stdbool.h>
#include <stdint.h>

#include "net/prefix.h"
#include "rpki/vrp.h"

enum rsec_rov_state {
	RSEC_ROV_VALID,
	RSEC_ROV_INVALID,
	RSEC_ROV_NOT_FOUND,
};

/* Why a route is Invalid: the nearest miss among the VRPs that cover it. */
enum rsec_rov_reason {
	RSEC_ROV_NONE,	 /* it is not Invalid */
	RSEC_ROV_LENGTH, /* a VRP has its origin, but a shorter maxLength */
	RSEC_ROV_AS,	 /* no VRP has its origin */
	RSEC_ROV_AS0,	 /* all are AS0: not to be routed (RFC 6483 4) */
};

/*
 * The origin of a route is the last AS of its path, or NONE where that is an
 * AS_SET or there is no path (RFC 6811 section 2).  NONE and AS0 match no VRP
 * (RFC 6811 section 2, RFC 7607).
 */
struct rsec_route {
	struct rsec_prefix prefix;
	uint32_t origin;
	bool has_origin; /* false: NONE */
};

/* How one covering VRP stands to a route. */
enum rsec_vrp_match {
	RSEC_VRP_MATCHES,
	RSEC_VRP_OTHER_AS,
	RSEC_VRP_TOO_LONG, /* the origin is right, the route too specific */
	RSEC_VRP_AS0,
};

RSEC_BEGIN_API

/* REASON may be NULL. */
enum rsec_rov_state rsec_rov_validate(const struct rsec_vrps *vrps,
    const struct rsec_route *route, enum rsec_rov_reason *reason);

/*
 * The first VRP, the most specific prefix first, that covers ROUTE, has its
 * origin and at least MAX_LEN: with the length of the route one that matches,
 * with 0 the nearest one that is of its AS.  False where there is none.
 */
bool rsec_rov_find_origin(const struct rsec_vrps *vrps,
    const struct rsec_route *route, uint8_t max_len, struct rsec_vrp *vrp);

/* VRP covers the prefix of ROUTE, as those of rsec_vrps_covering() do. */
enum rsec_vrp_match rsec_rov_match(
    const struct rsec_vrp *vrp, const struct rsec_route *route);

/* "valid", "invalid", "not-found"; "", "length", "as", "as0". */
const char *rsec_rov_state_name(enum rsec_rov_state state);
const char *rsec_rov_reason_name(enum rsec_rov_reason reason);

/*
 * The VRP that would make ROUTE Valid and nothing else: its own prefix and
 * origin, maxLength equal to its length (RFC 9319 section 5).  False where
 * none can: the origin is NONE or AS0.
 */
bool rsec_rov_suggest(const struct rsec_route *route, struct rsec_vrp *vrp);

RSEC_END_API

#endif
