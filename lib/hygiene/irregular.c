/* SPDX-License-Identifier: ISC */
/*
 * Irregular objects: the workflow of Du et al., "IRRegularities in the
 * Internet Routing Registry" (IMC 2023), on all authoritative registries at
 * once.  (Their code goes through them one by one, and lists an object against
 * one RIR even if it agrees with another.)
 *
 * How the origins of a prefix in a registry overlap with those in BGP is
 * counted for all registries of a prefix in one pass over its records.
 */
#include "hygiene/irregular.h"

#include <string.h>

#include "hygiene/hygiene_private.h"

/* Different origins of one prefix, by registry. */
struct overlaps {
	uint32_t own[RSEC_IRR_REGISTRIES_MAX];
	uint32_t announced[RSEC_IRR_REGISTRIES_MAX]; /* of those, in BGP */
	uint32_t in_bgp; /* different origins in BGP */
};

/* The N records from FIRST on are all of PREFIX. */
static void
count_overlaps(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_prefix *prefix, uint32_t first, uint32_t n,
    struct overlaps *overlaps)
{
	const struct rsec_hygiene_announced announced =
	    rsec_hygiene_announced(inputs->bgp, prefix);
	struct rsec_irr_record record, before;
	struct rsec_bgp_route route;
	bool is_announced = false;
	uint32_t i;

	memset(overlaps, 0, sizeof(*overlaps));
	for (i = 0; i < announced.count; i++) {
		rsec_bgp_table_get(inputs->bgp, announced.first + i, &route);
		overlaps->in_bgp += route.has_origin;
	}
	for (i = 0; i < n; i++, before = record) {
		rsec_irr_routes_get(inputs->routes, first + i, &record);
		if (i == 0 || record.origin != before.origin)
			is_announced = rsec_hygiene_announces(
			    inputs->bgp, &announced, record.origin);
		else if (record.registry == before.registry)
			continue; /* the same once more */
		overlaps->own[record.registry]++;
		overlaps->announced[record.registry] += is_announced;
	}
}

static enum rsec_overlap
overlap_of(const struct overlaps *overlaps, uint16_t registry)
{
	const uint32_t common = overlaps->announced[registry];

	if (common == 0)
		return RSEC_OVERLAP_NONE;
	return common == overlaps->own[registry] && common == overlaps->in_bgp
		   ? RSEC_OVERLAP_FULL
		   : RSEC_OVERLAP_PARTIAL;
}

/* Record I, of a registry that is not authoritative, contradicts them. */
static void
judge(const struct rsec_hygiene *hygiene, uint32_t i, uint16_t registry,
    const struct overlaps *overlaps, struct rsec_irregular *out)
{
	*out = (struct rsec_irregular){ .record = i };
	rsec_hygiene_classify(hygiene, i, &out->answer);
	out->overlap = overlap_of(overlaps, registry);
	out->irregular = out->overlap == RSEC_OVERLAP_PARTIAL;
	out->suspicious = out->irregular &&
			  out->answer.bgp == RSEC_HYGIENE_EXACT &&
			  out->answer.rpki != RSEC_HYGIENE_VALID;
}

/* The inconsistent objects of entry E. */
static int
walk_entry(const struct rsec_hygiene *hygiene, uint32_t e,
    int (*found)(void *ctx, const struct rsec_irregular *irregular), void *ctx)
{
	const struct rsec_hygiene_inputs *inputs = &hygiene->inputs;
	struct rsec_irregular irregular;
	struct rsec_irr_record record;
	struct rsec_prefix prefix;
	struct overlaps overlaps;
	bool counted = false;
	uint32_t i, first, n;
	int rc;

	n = rsec_trie_get(
	    rsec_irr_routes_trie(inputs->routes), e, &prefix, &first);
	for (i = first; i < first + n; i++) {
		rsec_irr_routes_get(inputs->routes, i, &record);
		if (inputs->authoritative[record.registry] ||
		    rsec_hygiene_authority(hygiene, e, record.origin).class !=
			RSEC_AUTH_DIFFERENT)
			continue;
		if (!counted)
			count_overlaps(inputs, &prefix, first, n, &overlaps);
		counted = true;
		judge(hygiene, i, record.registry, &overlaps, &irregular);
		if ((rc = found(ctx, &irregular)) != 0)
			return rc;
	}
	return 0;
}

int
rsec_irregular_walk(const struct rsec_hygiene *hygiene,
    int (*found)(void *ctx, const struct rsec_irregular *irregular), void *ctx,
    struct rsec_err *err)
{
	const uint32_t entries =
	    rsec_trie_count(rsec_irr_routes_trie(hygiene->inputs.routes));
	uint32_t e;
	int rc;

	if (hygiene->inputs.bgp == NULL)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "irregular objects need a BGP table");
	for (e = 0; e < entries; e++)
		if (hygiene->nearest[e].entry != RSEC_TRIE_NONE &&
		    (rc = walk_entry(hygiene, e, found, ctx)) != 0)
			return rc;
	return 0;
}
