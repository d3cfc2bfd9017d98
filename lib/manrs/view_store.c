/* SPDX-License-Identifier: ISC */
/*
 * What a month of routes says, each thing once: tables of 93 hours of a month
 * and all updates between say mostly the same, so that memory is bounded by
 * what there is and not by how often it was said.
 */
#include <string.h>
#include <xxhash.h>

#include "base/num.h"
#include "manrs/view_private.h"

static uint32_t
append(struct rsec_buf *records, struct rsec_manrs_index *index, uint32_t hash,
    size_t at, const void *record, size_t size)
{
	const uint32_t number = index->count;

	if (rsec_buf_add(records, record, size) == -1)
		return RSEC_MANRS_NONE;
	rsec_manrs_index_put(index, hash, at, number);
	return number;
}

void
rsec_manrs_view_span(
    uint32_t *first, uint32_t *last, uint32_t from, uint32_t to)
{
	if (from != 0 && (*first == 0 || from < *first))
		*first = from;
	if (to > *last)
		*last = to;
}

static uint32_t
hash_announcement(const struct rsec_manrs_announcement *a)
{
	const uint64_t rest = (uint64_t)a->origin << 16 |
			      (uint64_t)a->prefix.family << 8 | a->prefix.len;

	return rsec_manrs_mix(a->prefix.hi * 0x9e3779b97f4a7c15 ^
			      a->prefix.lo * 0xc2b2ae3d27d4eb4f ^
			      rest * 0x165667b19e3779f9);
}

static void
add_seen(struct rsec_manrs_announcement *to,
    const struct rsec_manrs_announcement *more)
{
	to->days |= more->days;
	rsec_manrs_view_span(&to->first, &to->last, more->first, more->last);
	if (more->peers > to->peers)
		to->peers = more->peers;
	rsec_manrs_view_add_served(to, more);
}

uint32_t
rsec_manrs_view_announce(struct rsec_manrs_view *view,
    const struct rsec_manrs_announcement *announcement)
{
	const uint32_t hash = hash_announcement(announcement);
	struct rsec_manrs_index *index = &view->announced_index;
	struct rsec_manrs_announcement *here;
	size_t at = hash;
	uint32_t i;

	if (rsec_manrs_index_room(index) == -1)
		return RSEC_MANRS_NONE;
	while ((i = rsec_manrs_index_next(index, hash, &at)) !=
	       RSEC_MANRS_INDEX_NONE) {
		here = rsec_manrs_view_announced(view) + i;
		if (here->origin == announcement->origin &&
		    rsec_prefix_equal(&here->prefix, &announcement->prefix)) {
			add_seen(here, announcement);
			return i;
		}
	}
	return append(&view->announced, index, hash, at, announcement,
	    sizeof(*announcement));
}

/* Add COUNT numbers; where they begin, or NONE. */
static uint32_t
add_numbers(struct rsec_manrs_view *view, const uint32_t *from, uint32_t count)
{
	const size_t first = view->numbers.len / sizeof(*from);

	if (first >= UINT32_MAX - count ||
	    rsec_buf_add(&view->numbers, from, count * sizeof(*from)) == -1)
		return RSEC_MANRS_NONE;
	return (uint32_t)first;
}

static bool
are_numbers(const struct rsec_manrs_view *view, uint32_t first,
    const uint32_t *wanted, uint32_t count)
{
	return count == 0 || memcmp(rsec_manrs_view_numbers(view) + first,
				 wanted, count * sizeof(*wanted)) == 0;
}

uint32_t
rsec_manrs_view_end(struct rsec_manrs_view *view, uint32_t origin,
    uint32_t next_hop, const uint32_t *carriers, uint32_t count)
{
	struct rsec_manrs_end end = { origin, next_hop, 0, count };
	const struct rsec_manrs_end *here;
	struct rsec_manrs_index *index = &view->ends_index;
	const uint32_t hash = (uint32_t)XXH3_64bits_withSeed(carriers,
	    count * sizeof(*carriers), (uint64_t)origin << 32 | next_hop);
	size_t at = hash;
	uint32_t i;

	if (rsec_manrs_index_room(index) == -1)
		return RSEC_MANRS_NONE;
	while ((i = rsec_manrs_index_next(index, hash, &at)) !=
	       RSEC_MANRS_INDEX_NONE) {
		here = (struct rsec_manrs_end *)(void *)view->ends.data + i;
		if (here->origin == origin && here->next_hop == next_hop &&
		    here->count == count &&
		    are_numbers(view, here->first, carriers, count))
			return i;
	}
	end.first = add_numbers(view, carriers, count);
	if (end.first == RSEC_MANRS_NONE)
		return RSEC_MANRS_NONE;
	return append(&view->ends, index, hash, at, &end, sizeof(end));
}

uint32_t
rsec_manrs_view_set(
    struct rsec_manrs_view *view, const uint32_t *end, uint32_t count)
{
	struct rsec_manrs_ends set = { 0, count };
	const struct rsec_manrs_ends *here;
	struct rsec_manrs_index *index = &view->sets_index;
	const uint32_t hash = (uint32_t)XXH3_64bits(end, count * sizeof(*end));
	size_t at = hash;
	uint32_t i;

	if (rsec_manrs_index_room(index) == -1)
		return RSEC_MANRS_NONE;
	while ((i = rsec_manrs_index_next(index, hash, &at)) !=
	       RSEC_MANRS_INDEX_NONE) {
		here = (struct rsec_manrs_ends *)(void *)view->sets.data + i;
		if (here->count == count &&
		    are_numbers(view, here->first, end, count))
			return i;
	}
	set.first = add_numbers(view, end, count);
	if (set.first == RSEC_MANRS_NONE)
		return RSEC_MANRS_NONE;
	return append(&view->sets, index, hash, at, &set, sizeof(set));
}

int
rsec_manrs_view_link(
    struct rsec_manrs_view *view, uint32_t announcement, uint32_t set)
{
	const uint64_t link = (uint64_t)announcement << 32 | set;
	struct rsec_manrs_index *index = &view->links_index;
	const uint32_t hash = rsec_manrs_mix(link);
	size_t at = hash;
	uint32_t i;

	if (rsec_manrs_index_room(index) == -1)
		return -1;
	while ((i = rsec_manrs_index_next(index, hash, &at)) !=
	       RSEC_MANRS_INDEX_NONE)
		if (((uint64_t *)(void *)view->links.data)[i] == link)
			return 0;
	i = append(&view->links, index, hash, at, &link, sizeof(link));
	return i == RSEC_MANRS_NONE ? -1 : 0;
}

int
rsec_manrs_view_otc(struct rsec_manrs_view *view, uint32_t asn)
{
	struct rsec_manrs_index *index = &view->otc_index;
	const uint32_t hash = rsec_manrs_mix(asn);
	size_t at = hash;
	uint32_t i;

	if (rsec_manrs_index_room(index) == -1)
		return -1;
	while ((i = rsec_manrs_index_next(index, hash, &at)) !=
	       RSEC_MANRS_INDEX_NONE)
		if (((uint32_t *)(void *)view->otc.data)[i] == asn)
			return 0;
	i = append(&view->otc, index, hash, at, &asn, sizeof(asn));
	return i == RSEC_MANRS_NONE ? -1 : 0;
}

/* What as-rel, the registries and ASPAs say of the two. */
static uint16_t
find_out(const struct rsec_manrs_view_inputs *in, uint32_t right, uint32_t left)
{
	static const uint16_t relation[] = {
		[RSEC_RELATION_NONE] = 0,
		[RSEC_RELATION_CUSTOMER] = RSEC_MANRS_UP,
		[RSEC_RELATION_PROVIDER] = RSEC_MANRS_DOWN,
		[RSEC_RELATION_PEER] = RSEC_MANRS_ACROSS,
	};
	static const uint16_t up[] = { 0, RSEC_MANRS_UP_NAMED,
		RSEC_MANRS_UP_DENIED };
	static const uint16_t down[] = { 0, RSEC_MANRS_DOWN_NAMED,
		RSEC_MANRS_DOWN_DENIED };
	char why[RSEC_MANRS_WHY_SIZE];
	unsigned is = 0;

	if (in->relations != NULL)
		is |= relation[rsec_relations_get(in->relations, right, left)];
	if (rsec_manrs_bogon_asn(in->delegated, right, why) !=
	    RSEC_MANRS_NO_BOGON)
		is |= RSEC_MANRS_RIGHT_BOGON;
	if (rsec_manrs_bogon_asn(in->delegated, left, why) !=
	    RSEC_MANRS_NO_BOGON)
		is |= RSEC_MANRS_LEFT_BOGON;
	if (in->aspas != NULL) {
		is |= up[rsec_manrs_aspas_hop(in->aspas, right, left)];
		is |= down[rsec_manrs_aspas_hop(in->aspas, left, right)];
	}
	return (uint16_t)is;
}

int
rsec_manrs_view_step(
    struct rsec_manrs_view *view, uint32_t right, uint32_t left)
{
	struct rsec_manrs_index *index = &view->steps_index;
	const uint32_t hash = rsec_manrs_mix((uint64_t)right << 32 | left);
	struct rsec_manrs_step step = { right, left, 0 };
	const struct rsec_manrs_step *here;
	size_t at = hash;
	uint32_t i;

	if (rsec_manrs_index_room(index) == -1)
		return -1;
	while ((i = rsec_manrs_index_next(index, hash, &at)) !=
	       RSEC_MANRS_INDEX_NONE) {
		here = (struct rsec_manrs_step *)(void *)view->steps.data + i;
		if (here->right == right && here->left == left)
			return here->is;
	}
	step.is = find_out(&view->inputs, right, left);
	i = append(&view->steps, index, hash, at, &step, sizeof(step));
	return i == RSEC_MANRS_NONE ? -1 : step.is;
}

uint32_t
rsec_manrs_view_bad(
    struct rsec_manrs_view *view, const struct rsec_manrs_path *path)
{
	struct rsec_manrs_bad_path bad = {
		.len = path->len, .has_otc = path->has_otc, .otc = path->otc
	};
	const struct rsec_manrs_bad_path *here;
	struct rsec_manrs_index *index = &view->bad_index;
	const uint32_t hash = (uint32_t)XXH3_64bits_withSeed(
	    path->asn, path->len * sizeof(*path->asn), path->otc);
	size_t at = hash;
	uint32_t i;

	if (rsec_manrs_index_room(index) == -1)
		return RSEC_MANRS_NONE;
	while ((i = rsec_manrs_index_next(index, hash, &at)) !=
	       RSEC_MANRS_INDEX_NONE) {
		here = (struct rsec_manrs_bad_path *)(void *)view->bad.data + i;
		if (here->len == path->len && here->has_otc == path->has_otc &&
		    here->otc == path->otc &&
		    are_numbers(view, here->first, path->asn, path->len))
			return i;
	}
	bad.first = add_numbers(view, path->asn, path->len);
	if (bad.first == RSEC_MANRS_NONE)
		return RSEC_MANRS_NONE;
	return append(&view->bad, index, hash, at, &bad, sizeof(bad));
}

void
rsec_manrs_view_seen(struct rsec_manrs_bad_path *bad,
    const struct rsec_prefix *prefix, uint32_t days, uint32_t first,
    uint32_t last, uint64_t routes)
{
	if (bad->routes == 0 || rsec_prefix_cmp(prefix, &bad->prefix) < 0)
		bad->prefix = *prefix;
	bad->days |= days;
	bad->routes += routes;
	rsec_manrs_view_span(&bad->first_time, &bad->last_time, first, last);
}
