/* SPDX-License-Identifier: ISC */
/*
 * The freeze of a collection of sets: names are numbered in their order, sets
 * are sorted by name and by the preference of their registries, and members by
 * reference are put into the sets that let them in.
 *
 * RFC 2622 section 5.1: an object is a member by reference where its member-of
 * names the set, and its mnt-by is among the set's mbrs-by-ref, or that is
 * ANY.  Both must be of one registry, which checks maintainers: one of the
 * same name in another registry is anybody's.
 *
 * Of two sets of one name in one registry the one that was added last counts.
 */
#include "irr/sets_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/sort.h"

#define KEY_RECORD ((size_t)12) /* two numbers that sort, and an index */

/* What sorting needs, for the time of a freeze. */
struct freeze {
	struct rsec_irr_sets *sets;
	uint32_t *map;	/* the new number of each name */
	uint32_t *mark; /* of each name as a maintainer: set + 1 */
	struct rsec_err *err;
};

static void
renumber(uint32_t *number, const uint32_t *map)
{
	if (*number != RSEC_NO_NAME)
		*number = map[*number];
}

static void
renumber_member(struct rsec_member *member, const uint32_t *map)
{
	renumber(&member->source, map);
	if (member->kind == RSEC_MEMBER_SET ||
	    member->kind == RSEC_MEMBER_ANY ||
	    member->kind == RSEC_MEMBER_MALFORMED)
		renumber(&member->value, map);
}

static void
renumber_all(struct rsec_irr_sets *sets, const uint32_t *map)
{
	struct rsec_member_of *member_of = sets->member_of.data;
	struct rsec_member *member = sets->members.data;
	uint32_t *maintainer = sets->maintainers.data;
	struct rsec_set *set = sets->sets.data;
	uint32_t i;

	for (i = 0; i < sets->sets.count; i++) {
		renumber(&set[i].name, map);
		renumber(&set[i].source, map);
	}
	for (i = 0; i < sets->members.count; i++)
		renumber_member(&member[i], map);
	for (i = 0; i < sets->maintainers.count; i++)
		renumber(&maintainer[i], map);
	for (i = 0; i < sets->member_of.count; i++) {
		renumber(&member_of[i].set, map);
		renumber(&member_of[i].source, map);
	}
}

/* Those that ORDER names come first, the others by name. */
static void
rank_sources(struct freeze *f, const char *const order[], size_t count)
{
	const uint32_t names = f->sets->names.count;
	struct rsec_rpsl_piece piece;
	uint32_t i, number;

	for (i = 0; i < names; i++)
		f->sets->rank[i] = i + (uint32_t)count;
	for (i = (uint32_t)count; i > 0; i--) {
		piece.s = order[i - 1];
		piece.n = strlen(piece.s);
		number = rsec_irr_sets_name(f->sets, piece);
		if (number != RSEC_NO_NAME)
			f->sets->rank[number] = i - 1;
	}
}

/* Sort RECORDS of two numbers and an index. */
static void
put_key(uint8_t *record, uint32_t first, uint32_t second, uint32_t index)
{
	rsec_put_be32(record, first);
	rsec_put_be32(record + 4, second);
	rsec_put_be32(record + 8, index);
}

/* Move the sets into the order of RECORDS, the last of equal ones only. */
static void
reorder(struct freeze *f, const uint8_t *records, struct rsec_set *to)
{
	const struct rsec_set *from = f->sets->sets.data;
	const uint32_t count = f->sets->sets.count;
	uint32_t i, n = 0;

	for (i = 0; i < count; i++, records += KEY_RECORD) {
		if (i + 1 < count &&
		    memcmp(records, records + KEY_RECORD, 8) == 0)
			continue;
		to[n++] = from[rsec_get_be32(records + 8)];
	}
	f->sets->sets.count = n;
}

static int
sort_sets(struct freeze *f)
{
	const uint32_t count = f->sets->sets.count;
	const struct rsec_set *set = f->sets->sets.data;
	uint8_t *records = malloc((size_t)(count + 1) * KEY_RECORD);
	struct rsec_set *sorted = malloc((size_t)(count + 1) * sizeof(*sorted));
	uint32_t i;
	int rc = -1;

	if (records == NULL || sorted == NULL) {
		rsec_err_nomem(f->err);
		goto out;
	}
	for (i = 0; i < count; i++)
		put_key(records + i * KEY_RECORD, set[i].name,
		    f->sets->rank[set[i].source], i);
	if (rsec_sort_records(records, count, KEY_RECORD, f->err) == -1)
		goto out;
	reorder(f, records, sorted);
	free(f->sets->sets.data);
	f->sets->sets.data = sorted;
	f->sets->sets.cap = count + 1;
	sorted = NULL;
	rc = 0;
out:
	free(records);
	free(sorted);
	return rc;
}

static void
index_names(struct rsec_irr_sets *sets)
{
	uint32_t i, name;

	for (i = 0; i < sets->names.count; i++)
		sets->first[i] = RSEC_NO_NAME;
	for (i = sets->sets.count; i > 0; i--) {
		name = rsec_irr_sets_at(sets, i - 1)->name;
		sets->first[name] = i - 1;
		sets->count[name]++;
	}
}

static bool
lets_in(struct freeze *f, uint32_t i, const struct rsec_member_of *ref)
{
	const struct rsec_set *set = rsec_irr_sets_at(f->sets, i);
	const uint32_t *maintainer = f->sets->maintainers.data;
	const bool is_prefix = ref->member.kind == RSEC_MEMBER_PREFIX;
	uint32_t j;

	if (set->is_route_set != is_prefix)
		return false;
	if (set->any)
		return true;
	for (j = 0; j < ref->maintainers.count; j++)
		if (f->mark[maintainer[ref->maintainers.first + j]] == i + 1)
			return true;
	return false;
}

/* Put those of COUNT references at RECORDS into set I that it lets in. */
static int
refer(struct freeze *f, uint32_t i, const uint8_t *records, uint32_t count)
{
	const struct rsec_member_of *ref = f->sets->member_of.data;
	struct rsec_set *set = (struct rsec_set *)f->sets->sets.data + i;
	const uint32_t *maintainer = f->sets->maintainers.data;
	struct rsec_member *kept;
	uint32_t j, index;

	for (j = 0; j < set->maintainers.count; j++)
		f->mark[maintainer[set->maintainers.first + j]] = i + 1;
	set->refs.first = f->sets->members.count;
	for (j = 0; j < count; j++, records += KEY_RECORD) {
		index = rsec_get_be32(records + 8);
		if (!lets_in(f, i, &ref[index]))
			continue;
		kept = rsec_array_add(&f->sets->members, sizeof(*kept));
		if (kept == NULL)
			return rsec_err_nomem(f->err);
		*kept = ref[index].member;
		set->refs.count++;
	}
	return 0;
}

/* For each run of references to one set of one registry: put them there. */
static int
refer_runs(struct freeze *f, const uint8_t *records)
{
	const uint32_t count = f->sets->member_of.count;
	uint32_t i, end, set, others;

	for (i = 0; i < count; i = end) {
		for (end = i + 1; end < count; end++)
			if (memcmp(records + i * KEY_RECORD,
				records + end * KEY_RECORD, 8) != 0)
				break;
		set = rsec_irr_sets_resolve(f->sets,
		    rsec_get_be32(records + i * KEY_RECORD + 4),
		    rsec_get_be32(records + i * KEY_RECORD), &others);
		if (set != RSEC_NO_NAME &&
		    refer(f, set, records + i * KEY_RECORD, end - i) == -1)
			return -1;
	}
	return 0;
}

static int
put_references(struct freeze *f)
{
	const struct rsec_member_of *ref = f->sets->member_of.data;
	const uint32_t count = f->sets->member_of.count;
	uint8_t *records = malloc((size_t)(count + 1) * KEY_RECORD);
	uint32_t i;
	int rc = -1;

	if (records == NULL)
		return rsec_err_nomem(f->err);
	for (i = 0; i < count; i++)
		put_key(records + i * KEY_RECORD, ref[i].set, ref[i].source, i);
	if (rsec_sort_records(records, count, KEY_RECORD, f->err) == 0)
		rc = refer_runs(f, records);
	free(records);
	return rc;
}

static int
sort_routes(struct freeze *f)
{
	struct rsec_buf *routes = &f->sets->routes;
	const size_t count = routes->len / RSEC_ORIGIN_RECORD;
	uint8_t *data = (uint8_t *)routes->data;

	if (count == 0)
		return 0;
	if (rsec_sort_records(data, count, RSEC_ORIGIN_RECORD, f->err) == -1)
		return -1;
	routes->len = rsec_sort_unique(data, count, RSEC_ORIGIN_RECORD) *
		      RSEC_ORIGIN_RECORD;
	return 0;
}

/* Room for what is kept for each name. */
static int
allocate(struct freeze *f)
{
	const size_t names = (size_t)f->sets->names.count + 1;

	f->mark = calloc(names, sizeof(*f->mark));
	f->sets->first = calloc(names, sizeof(*f->sets->first));
	f->sets->count = calloc(names, sizeof(*f->sets->count));
	f->sets->rank = calloc(names, sizeof(*f->sets->rank));
	if (f->mark == NULL || f->sets->first == NULL ||
	    f->sets->count == NULL || f->sets->rank == NULL)
		return rsec_err_nomem(f->err);
	return rsec_irr_names_sort(&f->sets->names, &f->map, f->err);
}

int
rsec_irr_sets_freeze(struct rsec_irr_sets *sets, const char *const order[],
    size_t count, struct rsec_err *err)
{
	struct freeze f = { .sets = sets, .err = err };

	if (sets->frozen)
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "the collection of sets is frozen");
	sets->frozen = true;
	rsec_arena_fini(&sets->scratch);
	if (allocate(&f) == -1) {
		free(f.mark);
		return -1;
	}
	renumber_all(sets, f.map);
	rank_sources(&f, order, count);
	if (sort_sets(&f) == 0) {
		index_names(sets);
		sets->ready = put_references(&f) == 0 && sort_routes(&f) == 0;
	}
	free(f.map);
	free(f.mark);
	return sets->ready ? 0 : -1;
}

uint32_t
rsec_irr_sets_name(
    const struct rsec_irr_sets *sets, struct rsec_rpsl_piece name)
{
	uint32_t low = 0, high = sets->names.count, middle;
	int order;

	while (low < high) {
		middle = low + (high - low) / 2;
		order = rsec_irr_name_cmp(
		    name.s, name.n, rsec_irr_sets_text(sets, middle));
		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return RSEC_NO_NAME;
}

uint32_t
rsec_irr_sets_resolve(const struct rsec_irr_sets *sets, uint32_t source,
    uint32_t name, uint32_t *count)
{
	const uint32_t end = sets->first[name] + sets->count[name];
	uint32_t low = sets->first[name], high = end, middle;

	*count = sets->count[name];
	if (source == RSEC_NO_NAME || *count == 0)
		return low;
	while (low < high) {
		middle = low + (high - low) / 2;
		if (sets->rank[rsec_irr_sets_at(sets, middle)->source] <
		    sets->rank[source])
			low = middle + 1;
		else
			high = middle;
	}
	if (low < end && rsec_irr_sets_at(sets, low)->source == source)
		return low;
	return RSEC_NO_NAME;
}

size_t
rsec_irr_sets_sources(const struct rsec_irr_sets *sets, const char *name,
    const char *sources[], size_t max)
{
	const struct rsec_rpsl_piece piece = { name, strlen(name) };
	uint32_t number, count, first, i;

	if (!sets->ready ||
	    (number = rsec_irr_sets_name(sets, piece)) == RSEC_NO_NAME)
		return 0;
	first = rsec_irr_sets_resolve(sets, RSEC_NO_NAME, number, &count);
	for (i = 0; i < count && i < max; i++)
		sources[i] = rsec_irr_sets_text(
		    sets, rsec_irr_sets_at(sets, first + i)->source);
	return count;
}

bool
rsec_irr_sets_has_source(const struct rsec_irr_sets *sets, const char *source)
{
	const struct rsec_rpsl_piece piece = { source, strlen(source) };
	uint32_t number, i;

	if (!sets->ready ||
	    (number = rsec_irr_sets_name(sets, piece)) == RSEC_NO_NAME)
		return false;
	for (i = 0; i < sets->sets.count; i++)
		if (rsec_irr_sets_at(sets, i)->source == number)
			return true;
	return false;
}
