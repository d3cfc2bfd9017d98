/* SPDX-License-Identifier: ISC */
/*
 * What BGP would lose without some registries: for each announced (prefix,
 * origin), which sources justify it, and what is left when some go.
 *
 * A filter is strict when it lets only the prefixes of objects pass,
 * permissive when it lets their more-specifics pass, to /24 and /48.
 */
#ifndef RSEC_HYGIENE_IMPACT_H
#define RSEC_HYGIENE_IMPACT_H

#include "hygiene/hygiene.h"
#include "rir/delegated.h"

enum rsec_impact_filter {
	RSEC_IMPACT_STRICT,
	RSEC_IMPACT_PERMISSIVE,
	RSEC_IMPACT_FILTERS
};

/* What remains of the justification of one announcement. */
enum rsec_impact {
	RSEC_IMPACT_KEPT,	 /* an object that stays justifies it */
	RSEC_IMPACT_RESCUED,	 /* none does, but it is RPKI valid */
	RSEC_IMPACT_ORPHANED,	 /* only objects that go did */
	RSEC_IMPACT_UNJUSTIFIED, /* nothing did before either */
	RSEC_IMPACTS
};

/* Which objects go, by record of inputs->routes. */
struct rsec_impact_drop {
	bool registry[RSEC_IRR_REGISTRIES_MAX];
	/*
	 * Objects of third parties made after that day go; RSEC_IRR_NO_DATE:
	 * no such day.  An object that does not say when it was created was
	 * made when it was changed; without any date it stays.
	 */
	int32_t freeze;
	bool ripe_731; /* RIPE-NONAUTH objects that are RPKI invalid go */
	/* ... and those in space that is available or reserved. */
	const struct rsec_delegated *delegated;
};

/*
 * What is distinct among the announcements of a class.  Pairs add up; a prefix
 * or an AS with several announcements may be in several classes.
 */
struct rsec_impact_counts {
	uint64_t pairs, prefixes, origins;
	uint64_t slash24, slash48; /* blocks that the prefixes touch */
};

/* One announcement. */
struct rsec_impact_route {
	struct rsec_bgp_route route;
	enum rsec_impact impact[RSEC_IMPACT_FILTERS];
	bool rpki_valid;
	/*
	 * Registries that justify it, bit r % 64 of word r / 64: by an object
	 * for its prefix, or for a less specific one.
	 */
	uint64_t exact[RSEC_IRR_REGISTRIES_MAX / 64];
	uint64_t covering[RSEC_IRR_REGISTRIES_MAX / 64];
	bool has_record;
	uint32_t record; /* an object that goes and justified it, for "why" */
};

RSEC_BEGIN_API

/* Whether record I goes. */
bool rsec_impact_drops(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_impact_drop *drop, uint32_t i);

/*
 * One call of ROUTE for each (prefix, origin) of inputs->bgp, in order.  A
 * route without an origin is unjustified.  ROUTE returns 0 to go on.
 */
int rsec_impact_walk(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_impact_drop *drop,
    int (*route)(void *ctx, const struct rsec_impact_route *route), void *ctx,
    struct rsec_err *err);

/* The counts of all, by filter and impact. */
int rsec_impact_summarise(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_impact_drop *drop,
    struct rsec_impact_counts counts[RSEC_IMPACT_FILTERS][RSEC_IMPACTS],
    struct rsec_err *err);

const char *rsec_impact_name(enum rsec_impact impact);
const char *rsec_impact_filter_name(enum rsec_impact_filter filter);

RSEC_END_API

#endif
