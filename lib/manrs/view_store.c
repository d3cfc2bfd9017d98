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
	to->seen |= more->seen;
	rsec_manrs_view_span(&to->first, &to->last, more->first, more->last);
	if (more->peers > to->peers)
		to->peers = more->peers;
	rsec_manrs_view_add_served(to, more);
}

static bool
is_announcement(const void *record, const void *wanted)
{
	const struct rsec_manrs_announcement *a = record, *b = wanted;

	return a->origin == b->origin &&
	       rsec_prefix_equal(&a->prefix, &b->prefix);
}

uint32_t
rsec_manrs_view_announce(struct rsec_manrs_view *view,
    const struct rsec_manrs_announcement *announcement)
{
	const uint32_t hash = hash_announcement(announcement);
	const uint32_t i = rsec_manrs_index_find(&view->announced_index, hash,
	    &view->announced, sizeof(*announcement), is_announcement,
	    announcement);

	if (i == RSEC_MANRS_NONE)
		return rsec_manrs_index_append(&view->announced_index, hash,
		    &view->announced, announcement, sizeof(*announcement));
	add_seen(rsec_manrs_view_announced(view) + i, announcement);
	return i;
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

/* A record that has a run of numbers, and where the numbers are. */
struct wanted {
	const void *record;
	const uint32_t *run, *numbers;
};

static bool
is_run(const struct wanted *wanted, uint32_t first, uint32_t count)
{
	return count == 0 || memcmp(wanted->numbers + first, wanted->run,
				 count * sizeof(*wanted->run)) == 0;
}

static bool
is_end(const void *record, const void *to)
{
	const struct wanted *wanted = to;
	const struct rsec_manrs_end *a = record, *b = wanted->record;

	return a->origin == b->origin && a->next_hop == b->next_hop &&
	       a->count == b->count && is_run(wanted, a->first, a->count);
}

uint32_t
rsec_manrs_view_end(struct rsec_manrs_view *view, uint32_t origin,
    uint32_t next_hop, const uint32_t *carriers, uint32_t count)
{
	struct rsec_manrs_end end = { origin, next_hop, 0, count };
	const struct wanted wanted = { &end, carriers,
		rsec_manrs_view_numbers(view) };
	const uint32_t hash = (uint32_t)XXH3_64bits_withSeed(carriers,
	    count * sizeof(*carriers), (uint64_t)origin << 32 | next_hop);
	const uint32_t i = rsec_manrs_index_find(
	    &view->ends_index, hash, &view->ends, sizeof(end), is_end, &wanted);

	if (i != RSEC_MANRS_NONE)
		return i;
	end.first = add_numbers(view, carriers, count);
	if (end.first == RSEC_MANRS_NONE)
		return RSEC_MANRS_NONE;
	return rsec_manrs_index_append(
	    &view->ends_index, hash, &view->ends, &end, sizeof(end));
}

static bool
is_set(const void *record, const void *to)
{
	const struct wanted *wanted = to;
	const struct rsec_manrs_ends *a = record, *b = wanted->record;

	return a->count == b->count && is_run(wanted, a->first, a->count);
}

uint32_t
rsec_manrs_view_set(
    struct rsec_manrs_view *view, const uint32_t *end, uint32_t count)
{
	struct rsec_manrs_ends set = { 0, count };
	const struct wanted wanted = { &set, end,
		rsec_manrs_view_numbers(view) };
	const uint32_t hash = (uint32_t)XXH3_64bits(end, count * sizeof(*end));
	const uint32_t i = rsec_manrs_index_find(
	    &view->sets_index, hash, &view->sets, sizeof(set), is_set, &wanted);

	if (i != RSEC_MANRS_NONE)
		return i;
	set.first = add_numbers(view, end, count);
	if (set.first == RSEC_MANRS_NONE)
		return RSEC_MANRS_NONE;
	return rsec_manrs_index_append(
	    &view->sets_index, hash, &view->sets, &set, sizeof(set));
}

static bool
is_link(const void *record, const void *wanted)
{
	return *(const uint64_t *)record == *(const uint64_t *)wanted;
}

int
rsec_manrs_view_link(
    struct rsec_manrs_view *view, uint32_t announcement, uint32_t set)
{
	const uint64_t link = (uint64_t)announcement << 32 | set;
	const uint32_t hash = rsec_manrs_mix(link);
	uint32_t i = rsec_manrs_index_find(&view->links_index, hash,
	    &view->links, sizeof(link), is_link, &link);

	if (i == RSEC_MANRS_NONE)
		i = rsec_manrs_index_append(&view->links_index, hash,
		    &view->links, &link, sizeof(link));
	return i == RSEC_MANRS_NONE ? -1 : 0;
}

static bool
is_asn(const void *record, const void *wanted)
{
	return *(const uint32_t *)record == *(const uint32_t *)wanted;
}

int
rsec_manrs_view_otc(struct rsec_manrs_view *view, uint32_t asn)
{
	const uint32_t hash = rsec_manrs_mix(asn);
	uint32_t i = rsec_manrs_index_find(
	    &view->otc_index, hash, &view->otc, sizeof(asn), is_asn, &asn);

	if (i == RSEC_MANRS_NONE)
		i = rsec_manrs_index_append(
		    &view->otc_index, hash, &view->otc, &asn, sizeof(asn));
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

static bool
is_step(const void *record, const void *wanted)
{
	const struct rsec_manrs_step *a = record, *b = wanted;

	return a->right == b->right && a->left == b->left;
}

int
rsec_manrs_view_step(
    struct rsec_manrs_view *view, uint32_t right, uint32_t left)
{
	const uint32_t hash = rsec_manrs_mix((uint64_t)right << 32 | left);
	struct rsec_manrs_step step = { right, left, 0 };
	uint32_t i = rsec_manrs_index_find(&view->steps_index, hash,
	    &view->steps, sizeof(step), is_step, &step);

	if (i != RSEC_MANRS_NONE)
		return ((struct rsec_manrs_step *)(void *)view->steps.data)[i]
		    .is;
	step.is = find_out(&view->inputs, right, left);
	i = rsec_manrs_index_append(
	    &view->steps_index, hash, &view->steps, &step, sizeof(step));
	return i == RSEC_MANRS_NONE ? -1 : step.is;
}

static bool
is_bad(const void *record, const void *to)
{
	const struct wanted *wanted = to;
	const struct rsec_manrs_bad_path *a = record, *b = wanted->record;

	return a->len == b->len && a->has_otc == b->has_otc &&
	       a->otc == b->otc && is_run(wanted, a->first, a->len);
}

uint32_t
rsec_manrs_view_bad(
    struct rsec_manrs_view *view, const struct rsec_manrs_path *path)
{
	struct rsec_manrs_bad_path bad = {
		.len = path->len, .has_otc = path->has_otc, .otc = path->otc
	};
	const struct wanted wanted = { &bad, path->asn,
		rsec_manrs_view_numbers(view) };
	const uint32_t hash = (uint32_t)XXH3_64bits_withSeed(
	    path->asn, path->len * sizeof(*path->asn), path->otc);
	const uint32_t i = rsec_manrs_index_find(
	    &view->bad_index, hash, &view->bad, sizeof(bad), is_bad, &wanted);

	if (i != RSEC_MANRS_NONE)
		return i;
	bad.first = add_numbers(view, path->asn, path->len);
	if (bad.first == RSEC_MANRS_NONE)
		return RSEC_MANRS_NONE;
	return rsec_manrs_index_append(
	    &view->bad_index, hash, &view->bad, &bad, sizeof(bad));
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
