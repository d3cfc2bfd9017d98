/* SPDX-License-Identifier: ISC */
/*
 * What BGP would lose without some objects.
 *
 * Of each announcement all objects with its origin along the chain of prefixes
 * that cover it are asked whether they go.  What the RIPE NCC does to objects
 * of RIPE-NONAUTH is its policy ripe-731: those that the RPKI contradicts are
 * deleted; so are, since 2021, those in space that nobody holds.
 *
 * Space is counted in blocks of /24 and /48 that the prefixes of a class touch.
 * The announcements come in the order of the prefix forest, so a block is new
 * unless the last prefix that was counted contains it.
 */
#include "hygiene/impact.h"

#include <string.h>

#include "hygiene/hygiene_private.h"

#define PERMISSIVE_LEN4                                      \
	24 /* more-specifics that a permissive filter passes \
	    */
#define PERMISSIVE_LEN6 48

/* What justifies an announcement, by an object for its prefix or beyond. */
struct justification {
	bool before, after; /* any did; one does that stays */
};

static bool
is_unregistered(
    const struct rsec_delegated *delegated, const struct rsec_prefix *prefix)
{
	struct rsec_delegation delegation;
	bool partly;

	return delegated != NULL &&
	       rsec_delegated_find(delegated, prefix, &delegation, &partly) &&
	       (delegation.status == RSEC_DELEGATION_AVAILABLE ||
		   delegation.status == RSEC_DELEGATION_RESERVED);
}

/* Whether RIPE-731 deletes it. */
static bool
breaks_ripe_731(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_impact_drop *drop, const struct rsec_irr_record *record)
{
	enum rsec_hygiene_rpki rpki;

	if (strcmp(rsec_irr_routes_registry(inputs->routes, record->registry),
		"RIPE-NONAUTH") != 0)
		return false;
	rpki = rsec_hygiene_rpki(inputs->vrps, &record->prefix, record->origin);
	return rpki == RSEC_HYGIENE_INVALID_AS ||
	       rpki == RSEC_HYGIENE_INVALID_LENGTH ||
	       is_unregistered(drop->delegated, &record->prefix);
}

static bool
drops(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_impact_drop *drop, const struct rsec_irr_record *record)
{
	int32_t made = record->created;

	if (drop->registry[record->registry])
		return true;
	if (made == RSEC_IRR_NO_DATE)
		made = record->changed;
	if (drop->freeze != RSEC_IRR_NO_DATE && made > drop->freeze &&
	    !inputs->authoritative[record->registry])
		return true;
	return drop->ripe_731 && breaks_ripe_731(inputs, drop, record);
}

bool
rsec_impact_drops(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_impact_drop *drop, uint32_t i)
{
	struct rsec_irr_record record;

	rsec_irr_routes_get(inputs->routes, i, &record);
	return drops(inputs, drop, &record);
}

/*
 * The objects of entry E that have the origin of OUT: their registries go into
 * SET, and what they do for it into JUSTIFIED.
 */
static void
ask_entry(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_impact_drop *drop, uint32_t e,
    struct rsec_impact_route *out, uint64_t *set,
    struct justification *justified)
{
	struct rsec_irr_record record;
	struct rsec_prefix prefix;
	uint32_t i, end;

	end =
	    rsec_trie_get(rsec_irr_routes_trie(inputs->routes), e, &prefix, &i);
	end += i;
	i = rsec_hygiene_seek(inputs->routes, i, end, out->route.origin, 0);
	for (; i < end; i++) {
		rsec_irr_routes_get(inputs->routes, i, &record);
		if (record.origin != out->route.origin)
			break;
		set[record.registry / 64] |= (uint64_t)1
					     << record.registry % 64;
		justified->before = true;
		if (!drops(inputs, drop, &record)) {
			justified->after = true;
		} else if (!out->has_record) {
			out->has_record = true;
			out->record = i;
		}
	}
}

static enum rsec_impact
impact_of(const struct justification *justified, bool rpki_valid)
{
	if (justified->after)
		return RSEC_IMPACT_KEPT;
	if (!justified->before)
		return RSEC_IMPACT_UNJUSTIFIED;
	return rpki_valid ? RSEC_IMPACT_RESCUED : RSEC_IMPACT_ORPHANED;
}

/* Judge out->route, which COVERING is the most specific entry for. */
static void
judge(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_impact_drop *drop, uint32_t covering,
    struct rsec_impact_route *out)
{
	const struct rsec_trie *trie = rsec_irr_routes_trie(inputs->routes);
	const struct rsec_prefix *announced = &out->route.prefix;
	const unsigned longest =
	    announced->family == RSEC_IPV4 ? PERMISSIVE_LEN4 : PERMISSIVE_LEN6;
	struct justification strict = { false, false }, permissive;
	struct rsec_prefix prefix;
	uint32_t e = covering, first;

	if (e != RSEC_TRIE_NONE) {
		rsec_trie_get(trie, e, &prefix, &first);
		if (rsec_prefix_equal(&prefix, announced)) {
			ask_entry(inputs, drop, e, out, out->exact, &strict);
			e = rsec_trie_parent(trie, e);
		}
	}
	permissive = strict;
	if (announced->len <= longest)
		for (; e != RSEC_TRIE_NONE; e = rsec_trie_parent(trie, e))
			ask_entry(
			    inputs, drop, e, out, out->covering, &permissive);
	out->rpki_valid = rsec_hygiene_rpki(inputs->vrps, announced,
			      out->route.origin) == RSEC_HYGIENE_VALID;
	out->impact[RSEC_IMPACT_STRICT] = impact_of(&strict, out->rpki_valid);
	out->impact[RSEC_IMPACT_PERMISSIVE] =
	    impact_of(&permissive, out->rpki_valid);
}

int
rsec_impact_walk(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_impact_drop *drop,
    int (*route)(void *ctx, const struct rsec_impact_route *route), void *ctx,
    struct rsec_err *err)
{
	const struct rsec_trie *trie = rsec_irr_routes_trie(inputs->routes);
	const struct rsec_bgp_table *bgp = inputs->bgp;
	struct rsec_impact_route out;
	uint32_t i;
	int rc;

	if (bgp == NULL)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "an impact needs a BGP table");
	for (i = 0; i < rsec_bgp_table_count(bgp); i++) {
		out = (struct rsec_impact_route){ .has_record = false };
		rsec_bgp_table_get(bgp, i, &out.route);
		if (out.route.has_origin)
			judge(inputs, drop,
			    rsec_trie_covering(trie, &out.route.prefix), &out);
		else
			out.impact[RSEC_IMPACT_STRICT] =
			    out.impact[RSEC_IMPACT_PERMISSIVE] =
				RSEC_IMPACT_UNJUSTIFIED;
		if ((rc = route(ctx, &out)) != 0)
			return rc;
	}
	return 0;
}

/* A class of announcements, and what was counted of it last. */
struct class {
	struct rsec_impact_counts *counts;
	struct rsec_prefix last;  /* family 0: none yet */
	struct rsec_prefix space; /* the same of blocks */
};

struct counting {
	struct class class[RSEC_IMPACT_FILTERS][RSEC_IMPACTS];
	struct rsec_tally origins;
	struct rsec_err err;
};

static uint8_t
group_of(enum rsec_impact_filter filter, enum rsec_impact impact)
{
	return (uint8_t)((unsigned)filter * RSEC_IMPACTS + impact);
}

/* Count the blocks of PREFIX that are new to CLASS. */
static void
count_space(struct class *class, struct rsec_prefix prefix)
{
	const bool is_v4 = prefix.family == RSEC_IPV4;
	const uint8_t len = is_v4 ? PERMISSIVE_LEN4 : PERMISSIVE_LEN6;
	uint64_t blocks;

	if (prefix.len > len) {
		prefix.hi &= rsec_mask_hi(len);
		prefix.lo = 0;
		prefix.len = len;
	}
	if (rsec_prefix_contains(&class->space, &prefix))
		return;
	class->space = prefix;
	blocks = (uint64_t)1 << (len - prefix.len);
	if (is_v4)
		class->counts->slash24 += blocks;
	else
		class->counts->slash48 += blocks;
}

static int
count_route(void *ctx, const struct rsec_impact_route *route)
{
	const struct rsec_bgp_route *announced = &route->route;
	struct counting *counting = ctx;
	enum rsec_impact impact;
	struct class *class;
	unsigned filter;

	for (filter = 0; filter < RSEC_IMPACT_FILTERS; filter++) {
		impact = route->impact[filter];
		class = &counting->class[filter][impact];
		class->counts->pairs++;
		if (!rsec_prefix_equal(&class->last, &announced->prefix)) {
			class->last = announced->prefix;
			class->counts->prefixes++;
			count_space(class, announced->prefix);
		}
		if (announced->has_origin &&
		    rsec_tally_add(&counting->origins, group_of(filter, impact),
			announced->origin, &counting->err) == -1)
			return -1;
	}
	return 0;
}

int
rsec_impact_summarise(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_impact_drop *drop,
    struct rsec_impact_counts counts[RSEC_IMPACT_FILTERS][RSEC_IMPACTS],
    struct rsec_err *err)
{
	struct counting counting = { .origins = { .data = NULL } };
	uint64_t origins[RSEC_TALLY_GROUPS];
	unsigned f, i;
	int rc;

	for (f = 0; f < RSEC_IMPACT_FILTERS; f++)
		for (i = 0; i < RSEC_IMPACTS; i++) {
			counts[f][i] = (struct rsec_impact_counts){ 0 };
			counting.class[f][i].counts = &counts[f][i];
		}
	rc = rsec_impact_walk(
	    inputs, drop, count_route, &counting, &counting.err);
	if (rc == 0)
		rc =
		    rsec_tally_count(&counting.origins, origins, &counting.err);
	rsec_tally_fini(&counting.origins);
	if (rc == -1) {
		if (err != NULL)
			*err = counting.err;
		return -1;
	}
	for (f = 0; f < RSEC_IMPACT_FILTERS; f++)
		for (i = 0; i < RSEC_IMPACTS; i++)
			counts[f][i].origins = origins[group_of(f, i)];
	return 0;
}
