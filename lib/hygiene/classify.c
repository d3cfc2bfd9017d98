/* SPDX-License-Identifier: ISC */
/*
 * How a route object stands to authoritative objects, to the RPKI (RFC 6811,
 * its prefix and origin in place of those of a route), to BGP and to time.
 *
 * The authoritative objects that cover a prefix are found along the chain of
 * parents in the trie of all objects.  Most entries of it hold none, so each
 * entry is told once, when the inputs are prepared, which of its chain is the
 * next that does: parents stand before their children, so one pass over the
 * entries in order is enough, and a second trie is not needed.
 *
 * Within a prefix records are sorted by origin and registry, so that looking
 * for an origin is a binary search.  Only the search for a related one looks
 * at all authoritative objects along the chain.
 */
#include <stdlib.h>

#include "hygiene/hygiene_private.h"

#define DAYS_IN_4_YEARS 1461

/* The first authoritative record of the N from FIRST on, or NONE. */
static uint32_t
first_authoritative(
    const struct rsec_hygiene_inputs *inputs, uint32_t first, uint32_t n)
{
	struct rsec_irr_record record;

	for (; n > 0; n--, first++) {
		rsec_irr_routes_get(inputs->routes, first, &record);
		if (inputs->authoritative[record.registry])
			return first;
	}
	return RSEC_TRIE_NONE;
}

static void
find_nearest(struct rsec_hygiene *hygiene, const struct rsec_trie *trie)
{
	const struct rsec_hygiene_nearest none = { RSEC_TRIE_NONE,
		RSEC_TRIE_NONE };
	struct rsec_prefix prefix;
	uint32_t e, parent, first, n, record;

	for (e = 0; e < rsec_trie_count(trie); e++) {
		n = rsec_trie_get(trie, e, &prefix, &first);
		record = first_authoritative(&hygiene->inputs, first, n);
		if (record != RSEC_TRIE_NONE) {
			hygiene->nearest[e] =
			    (struct rsec_hygiene_nearest){ e, record };
			continue;
		}
		parent = rsec_trie_parent(trie, e);
		hygiene->nearest[e] =
		    parent == RSEC_TRIE_NONE ? none : hygiene->nearest[parent];
	}
}

struct rsec_hygiene *
rsec_hygiene_new(const struct rsec_hygiene_inputs *inputs, struct rsec_err *err)
{
	const struct rsec_trie *trie = rsec_irr_routes_trie(inputs->routes);
	const size_t entries = rsec_trie_count(trie);
	struct rsec_hygiene *hygiene = malloc(sizeof(*hygiene));

	if (hygiene == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	hygiene->inputs = *inputs;
	hygiene->nearest = malloc((entries + 1) * sizeof(*hygiene->nearest));
	if (hygiene->nearest == NULL) {
		free(hygiene);
		rsec_err_nomem(err);
		return NULL;
	}
	find_nearest(hygiene, trie);
	return hygiene;
}

void
rsec_hygiene_free(struct rsec_hygiene *hygiene)
{
	if (hygiene == NULL)
		return;
	free(hygiene->nearest);
	free(hygiene);
}

uint32_t
rsec_hygiene_seek(const struct rsec_irr_routes *routes, uint32_t from,
    uint32_t to, uint32_t origin, uint32_t registry)
{
	struct rsec_irr_record record;
	uint32_t middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		rsec_irr_routes_get(routes, middle, &record);
		if (record.origin < origin ||
		    (record.origin == origin && record.registry < registry))
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/*
 * Whether one of records FROM..TO - 1, all of one prefix, is authoritative and
 * has ORIGIN.  Records of other registries are leapt over.
 */
static bool
find_same(const struct rsec_hygiene_inputs *inputs, uint32_t from, uint32_t to,
    uint32_t origin, uint32_t *found)
{
	struct rsec_irr_record record = { .registry = 0 };
	uint32_t registry = 0;

	for (;;) {
		from = rsec_hygiene_seek(
		    inputs->routes, from, to, origin, registry);
		if (from == to)
			return false;
		rsec_irr_routes_get(inputs->routes, from, &record);
		if (record.origin != origin)
			return false;
		if (inputs->authoritative[record.registry]) {
			*found = from;
			return true;
		}
		registry = record.registry + 1u;
	}
}

static bool
is_related(const struct rsec_hygiene_inputs *inputs, uint32_t a, uint32_t b)
{
	return (inputs->organisations != NULL &&
		   rsec_organisations_siblings(inputs->organisations, a, b)) ||
	       (inputs->relations != NULL &&
		   rsec_relations_get(inputs->relations, a, b) !=
		       RSEC_RELATION_NONE);
}

/* Whether an authoritative one of records FROM..TO - 1 is related to ORIGIN. */
static bool
find_related(const struct rsec_hygiene_inputs *inputs, uint32_t from,
    uint32_t to, uint32_t origin, uint32_t *found)
{
	struct rsec_irr_record record;

	for (; from < to; from++) {
		rsec_irr_routes_get(inputs->routes, from, &record);
		if (!inputs->authoritative[record.registry] ||
		    !is_related(inputs, record.origin, origin))
			continue;
		*found = from;
		return true;
	}
	return false;
}

/*
 * Search what covers entry E, the most specific first; AT becomes where it was
 * found.
 */
static bool
search(const struct rsec_hygiene *hygiene, uint32_t e, uint32_t origin,
    bool (*find)(const struct rsec_hygiene_inputs *inputs, uint32_t from,
	uint32_t to, uint32_t origin, uint32_t *found),
    uint32_t *at, uint32_t *found)
{
	const struct rsec_trie *trie =
	    rsec_irr_routes_trie(hygiene->inputs.routes);
	struct rsec_hygiene_nearest nearest;
	struct rsec_prefix prefix;
	uint32_t first, n;

	while (e != RSEC_TRIE_NONE) {
		nearest = hygiene->nearest[e];
		if (nearest.entry == RSEC_TRIE_NONE)
			return false;
		n = rsec_trie_get(trie, nearest.entry, &prefix, &first);
		if (find(&hygiene->inputs, nearest.record, first + n, origin,
			found)) {
			*at = nearest.entry;
			return true;
		}
		e = rsec_trie_parent(trie, nearest.entry);
	}
	return false;
}

struct rsec_hygiene_authority
rsec_hygiene_authority(
    const struct rsec_hygiene *hygiene, uint32_t e, uint32_t origin)
{
	const struct rsec_hygiene_nearest nearest = hygiene->nearest[e];
	const struct rsec_hygiene_inputs *inputs = &hygiene->inputs;
	struct rsec_hygiene_authority out = { .class = RSEC_AUTH_NONE };
	uint32_t at;

	if (nearest.entry == RSEC_TRIE_NONE)
		return out;
	out.exact = nearest.entry == e;
	if (search(hygiene, e, origin, find_same, &at, &out.record)) {
		out.exact_same = at == e;
		out.class = at == e ? RSEC_AUTH_SAME : RSEC_AUTH_COVERED_SAME;
		return out;
	}
	out.class = RSEC_AUTH_DIFFERENT;
	out.record = nearest.record;
	if ((inputs->relations != NULL || inputs->organisations != NULL) &&
	    search(hygiene, e, origin, find_related, &at, &out.record))
		out.class = RSEC_AUTH_RELATED;
	return out;
}

enum rsec_hygiene_rpki
rsec_hygiene_rpki(const struct rsec_vrps *vrps,
    const struct rsec_prefix *prefix, uint32_t origin)
{
	const struct rsec_route route = { *prefix, origin, true };
	enum rsec_rov_reason reason;

	if (vrps == NULL)
		return RSEC_HYGIENE_RPKI_UNKNOWN;
	switch (rsec_rov_validate(vrps, &route, &reason)) {
	case RSEC_ROV_VALID:
		return RSEC_HYGIENE_VALID;
	case RSEC_ROV_NOT_FOUND:
		return RSEC_HYGIENE_NOT_FOUND;
	case RSEC_ROV_INVALID:
		break;
	}
	return reason == RSEC_ROV_LENGTH ? RSEC_HYGIENE_INVALID_LENGTH
					 : RSEC_HYGIENE_INVALID_AS;
}

struct rsec_hygiene_announced
rsec_hygiene_announced(
    const struct rsec_bgp_table *bgp, const struct rsec_prefix *prefix)
{
	struct rsec_hygiene_announced out = { .count = 0 };
	const struct rsec_trie *trie;
	struct rsec_prefix entry;
	uint32_t from, to, n;

	if (bgp == NULL)
		return out;
	trie = rsec_bgp_table_trie(bgp);
	if (rsec_trie_within(trie, prefix, &from, &to) == 0)
		return out;
	n = rsec_trie_get(trie, from, &entry, &out.first);
	if (rsec_prefix_equal(&entry, prefix))
		out.count = n;
	out.inside = to - from > (out.count > 0);
	return out;
}

bool
rsec_hygiene_announces(const struct rsec_bgp_table *bgp,
    const struct rsec_hygiene_announced *announced, uint32_t origin)
{
	uint32_t from = announced->first, to = from + announced->count, middle;
	struct rsec_bgp_route route;

	while (from < to) {
		middle = from + (to - from) / 2;
		rsec_bgp_table_get(bgp, middle, &route);
		if (route.has_origin && route.origin == origin)
			return true;
		if (route.has_origin && route.origin < origin)
			from = middle + 1;
		else
			to = middle;
	}
	return false;
}

enum rsec_hygiene_bgp
rsec_hygiene_bgp(const struct rsec_bgp_table *bgp,
    const struct rsec_hygiene_announced *announced, uint32_t origin)
{
	if (bgp == NULL)
		return RSEC_HYGIENE_BGP_UNKNOWN;
	if (announced->count == 0)
		return announced->inside ? RSEC_HYGIENE_MORE_SPECIFIC
					 : RSEC_HYGIENE_ABSENT;
	return rsec_hygiene_announces(bgp, announced, origin)
		   ? RSEC_HYGIENE_EXACT
		   : RSEC_HYGIENE_OTHER_ORIGIN;
}

int32_t
rsec_hygiene_date(const struct rsec_irr_record *record)
{
	return record->changed > record->created ? record->changed
						 : record->created;
}

enum rsec_hygiene_age
rsec_hygiene_age(int32_t today, int32_t date)
{
	const int64_t quarters = ((int64_t)today - date) * 4;

	if (date == RSEC_IRR_NO_DATE)
		return RSEC_AGE_UNKNOWN;
	if (quarters < DAYS_IN_4_YEARS)
		return RSEC_AGE_UNDER_1;
	if (quarters < 3 * DAYS_IN_4_YEARS)
		return RSEC_AGE_1_TO_3;
	return quarters < 10 * DAYS_IN_4_YEARS ? RSEC_AGE_3_TO_10
					       : RSEC_AGE_OVER_10;
}

void
rsec_hygiene_family(
    const struct rsec_trie *trie, uint8_t family, uint32_t *from, uint32_t *to)
{
	const struct rsec_prefix all = { .family = family };

	*from = 0;
	*to = rsec_trie_count(trie);
	if (family != 0)
		rsec_trie_within(trie, &all, from, to);
}

/* The VRP that decided about RECORD. */
static void
find_vrp(const struct rsec_vrps *vrps, const struct rsec_irr_record *record,
    struct rsec_hygiene_answer *out)
{
	const struct rsec_route route = { record->prefix, record->origin,
		true };
	struct rsec_vrp_walk walk;

	if (out->rpki == RSEC_HYGIENE_INVALID_AS) {
		walk = rsec_vrps_covering(vrps, &route.prefix);
		out->has_vrp = rsec_vrp_walk_next(&walk, &out->vrp);
	} else {
		out->has_vrp = rsec_rov_find_origin(vrps, &route,
		    out->rpki == RSEC_HYGIENE_VALID ? route.prefix.len : 0,
		    &out->vrp);
	}
}

/* The first origin of the prefix in BGP that is not ORIGIN. */
static void
find_bgp_origin(const struct rsec_bgp_table *bgp,
    const struct rsec_hygiene_announced *announced, uint32_t origin,
    struct rsec_hygiene_answer *out)
{
	struct rsec_bgp_route route;
	uint32_t i;

	for (i = 0; i < announced->count && !out->has_bgp_origin; i++) {
		rsec_bgp_table_get(bgp, announced->first + i, &route);
		if (!route.has_origin || route.origin == origin)
			continue;
		out->has_bgp_origin = true;
		out->bgp_origin = route.origin;
	}
}

void
rsec_hygiene_classify(const struct rsec_hygiene *hygiene, uint32_t i,
    struct rsec_hygiene_answer *out)
{
	const struct rsec_hygiene_inputs *inputs = &hygiene->inputs;
	struct rsec_hygiene_announced announced;
	struct rsec_hygiene_authority authority;
	struct rsec_irr_record record;
	uint32_t e;

	*out = (struct rsec_hygiene_answer){ .has_vrp = false };
	rsec_irr_routes_get(inputs->routes, i, &record);
	e = rsec_trie_covering(
	    rsec_irr_routes_trie(inputs->routes), &record.prefix);
	authority = rsec_hygiene_authority(hygiene, e, record.origin);
	out->auth = authority.class;
	out->has_auth_record = authority.class != RSEC_AUTH_NONE;
	out->auth_record = authority.record;
	out->auth_exact = authority.exact;
	out->rpki =
	    rsec_hygiene_rpki(inputs->vrps, &record.prefix, record.origin);
	if (inputs->vrps != NULL)
		find_vrp(inputs->vrps, &record, out);
	announced = rsec_hygiene_announced(inputs->bgp, &record.prefix);
	out->bgp = rsec_hygiene_bgp(inputs->bgp, &announced, record.origin);
	find_bgp_origin(inputs->bgp, &announced, record.origin, out);
	out->age = rsec_hygiene_age(inputs->today, rsec_hygiene_date(&record));
}
