/* SPDX-License-Identifier: ISC */
/* Asking a frozen VRP set: one by number, those that cover, those inside. */
#include "rpki/vrp.h"

#include "rpki/vrp_private.h"

static void
get_value(const struct rsec_vrps *vrps, uint32_t i,
    const struct rsec_prefix *prefix, struct rsec_vrp *vrp)
{
	vrp->prefix = *prefix;
	vrp->asn = vrps->values[i].asn;
	vrp->max_len = vrps->values[i].max_len;
	vrp->ta = vrps->values[i].ta;
}

void
rsec_vrps_get(const struct rsec_vrps *vrps, uint32_t i, struct rsec_vrp *vrp)
{
	uint32_t from = 0, to = rsec_trie_count(vrps->trie), middle, first;
	struct rsec_prefix prefix;

	/* The last entry whose values start at or before I. */
	while (to - from > 1) {
		middle = from + (to - from) / 2;
		rsec_trie_get(vrps->trie, middle, &prefix, &first);
		if (first <= i)
			from = middle;
		else
			to = middle;
	}
	rsec_trie_get(vrps->trie, from, &prefix, &first);
	get_value(vrps, i, &prefix, vrp);
}

struct rsec_vrp_walk
rsec_vrps_covering(
    const struct rsec_vrps *vrps, const struct rsec_prefix *prefix)
{
	struct rsec_vrp_walk walk = { .vrps = vrps };

	walk.entry = rsec_trie_covering(vrps->trie, prefix);
	return walk;
}

struct rsec_vrp_walk
rsec_vrps_inside(const struct rsec_vrps *vrps, const struct rsec_prefix *prefix)
{
	struct rsec_vrp_walk walk = { .vrps = vrps, .inside = true };
	struct rsec_prefix first;
	uint32_t value;

	if (rsec_trie_within(vrps->trie, prefix, &walk.entry, &walk.end) > 0) {
		rsec_trie_get(vrps->trie, walk.entry, &first, &value);
		walk.entry += rsec_prefix_equal(&first, prefix);
	}
	return walk;
}

struct rsec_vrp_walk
rsec_vrps_all(const struct rsec_vrps *vrps)
{
	struct rsec_vrp_walk walk = { .vrps = vrps, .inside = true };

	walk.end = rsec_trie_count(vrps->trie);
	return walk;
}

/* Take up the next entry; false where there is none. */
static bool
next_entry(struct rsec_vrp_walk *walk)
{
	const struct rsec_trie *trie = walk->vrps->trie;
	const uint32_t e = walk->entry;

	if (walk->inside ? e >= walk->end : e == RSEC_TRIE_NONE)
		return false;
	walk->values = rsec_trie_get(trie, e, &walk->prefix, &walk->value);
	walk->values += walk->value;
	walk->entry = walk->inside ? e + 1 : rsec_trie_parent(trie, e);
	return true;
}

bool
rsec_vrp_walk_next(struct rsec_vrp_walk *walk, struct rsec_vrp *vrp)
{
	while (walk->value == walk->values)
		if (!next_entry(walk))
			return false;
	get_value(walk->vrps, walk->value++, &walk->prefix, vrp);
	return true;
}
