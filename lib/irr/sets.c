/* SPDX-License-Identifier: ISC */
/*
 * A collection of sets: what is taken from each object that is added.  RFC
 * 2622 sections 5.1, 5.2 and 8; RFC 4012 section 4.
 *
 * Everything is kept in a few large arrays, and names as numbers, so that a
 * member takes 16 bytes.  What an object left in the arrays before it turned
 * out to be malformed stays there, and nothing refers to it.
 */
#include "irr/sets_private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"
#include "irr/object_private.h"

#define FIRST_CAP 64

void *
rsec_array_add(struct rsec_array *array, size_t size)
{
	uint32_t cap;
	size_t bytes;
	void *data;

	if (array->count == array->cap) {
		if (array->cap > UINT32_MAX / 2)
			return NULL;
		cap = array->cap == 0 ? FIRST_CAP : array->cap * 2;
		if (!rsec_size_mul(cap, size, &bytes) ||
		    (data = realloc(array->data, bytes)) == NULL)
			return NULL;
		array->data = data;
		array->cap = cap;
	}
	return (char *)array->data + size * array->count++;
}

struct rsec_irr_sets *
rsec_irr_sets_new(void)
{
	return calloc(1, sizeof(struct rsec_irr_sets));
}

void
rsec_irr_sets_free(struct rsec_irr_sets *sets)
{
	if (sets == NULL)
		return;
	rsec_irr_names_fini(&sets->names);
	free(sets->sets.data);
	free(sets->members.data);
	free(sets->ranges.data);
	free(sets->maintainers.data);
	free(sets->member_of.data);
	free(sets->first);
	free(sets->count);
	free(sets->rank);
	rsec_buf_fini(&sets->routes);
	rsec_arena_fini(&sets->scratch);
	free(sets);
}

static int
add_name(struct rsec_irr_sets *sets, struct rsec_rpsl_piece name,
    uint32_t *number, struct rsec_err *err)
{
	return rsec_irr_names_add(&sets->names, name.s, name.n,
	    RSEC_NO_NAME - 1, "names of sets", number, err);
}

/* Keep LIST, of maintainers; *ANY tells whether the word ANY is among them. */
static int
add_maintainers(struct rsec_irr_sets *sets, struct rsec_irr_list list,
    struct rsec_slice *out, bool *any, struct rsec_err *err)
{
	uint32_t *kept, number;
	size_t i;

	*any = false;
	out->first = sets->maintainers.count;
	out->count = 0;
	for (i = 0; i < list.count; i++) {
		if (rsec_irr_piece_is(list.item[i], "ANY"))
			*any = true;
		if (add_name(sets, list.item[i], &number, err) == -1)
			return -1;
		kept = rsec_array_add(&sets->maintainers, sizeof(*kept));
		if (kept == NULL)
			return rsec_err_nomem(err);
		*kept = number;
		out->count++;
	}
	return 0;
}

static int
add_members(struct rsec_irr_sets *sets, struct rsec_irr_list list,
    struct rsec_set *set, struct rsec_err *err)
{
	struct rsec_member member, *kept;
	size_t i;

	set->members.first = sets->members.count;
	for (i = 0; i < list.count; i++) {
		if (rsec_member_parse(sets, set->is_route_set, list.item[i],
			&member, err) == -1)
			return -1;
		kept = rsec_array_add(&sets->members, sizeof(*kept));
		if (kept == NULL)
			return rsec_err_nomem(err);
		*kept = member;
		set->members.count++;
	}
	return 0;
}

static int
add_set(struct rsec_irr_sets *sets, const struct rsec_rpsl_object *object,
    struct rsec_err *err)
{
	struct rsec_set new = { .is_route_set =
				    object->class_id == RSEC_RPSL_ROUTE_SET };
	struct rsec_irr_set set;
	struct rsec_set *kept;
	bool any;

	if (rsec_irr_set_parse(object, &sets->scratch, &set, err) == -1 ||
	    add_name(sets, set.name, &new.name, err) == -1 ||
	    add_name(sets, set.source, &new.source, err) == -1 ||
	    add_maintainers(
		sets, set.mbrs_by_ref, &new.maintainers, &new.any, err) == -1 ||
	    add_maintainers(sets, set.mnt_by, &new.mnt_by, &any, err) == -1 ||
	    add_members(sets, set.members, &new, err) == -1)
		return -1;
	if ((kept = rsec_array_add(&sets->sets, sizeof(*kept))) == NULL)
		return rsec_err_nomem(err);
	*kept = new;
	return 0;
}

/* One member-of of an object of SOURCE; one of another registry is void. */
static int
add_member_of(struct rsec_irr_sets *sets, struct rsec_rpsl_piece text,
    struct rsec_rpsl_piece own, struct rsec_member_of *new,
    struct rsec_err *err)
{
	struct rsec_rpsl_piece source, name;
	struct rsec_member_of *kept;

	if (!rsec_irr_split_source(text, &source, &name) ||
	    (source.n > 0 && (source.n != own.n ||
				 strncasecmp(source.s, own.s, own.n) != 0)))
		return 0;
	if (add_name(sets, name, &new->set, err) == -1)
		return -1;
	if ((kept = rsec_array_add(&sets->member_of, sizeof(*kept))) == NULL)
		return rsec_err_nomem(err);
	*kept = *new;
	return 0;
}

/* MEMBER, an object of SOURCE, is in the sets of LIST if they let it. */
static int
add_references(struct rsec_irr_sets *sets, struct rsec_irr_list list,
    struct rsec_irr_list mnt_by, struct rsec_rpsl_piece source,
    struct rsec_member member, struct rsec_err *err)
{
	struct rsec_member_of new = { .member = member };
	bool any;
	size_t i;

	if (list.count == 0)
		return 0;
	if (add_name(sets, source, &new.source, err) == -1 ||
	    add_maintainers(sets, mnt_by, &new.maintainers, &any, err) == -1)
		return -1;
	for (i = 0; i < list.count; i++)
		if (add_member_of(sets, list.item[i], source, &new, err) == -1)
			return -1;
	return 0;
}

static int
add_aut_num(struct rsec_irr_sets *sets, const struct rsec_rpsl_object *object,
    struct rsec_err *err)
{
	struct rsec_irr_aut_num aut_num;
	struct rsec_member member = { .kind = RSEC_MEMBER_ASN,
		.range = RSEC_RANGE_IDENTITY,
		.source = RSEC_NO_NAME };

	if (rsec_irr_aut_num_parse(object, &sets->scratch, &aut_num, err) == -1)
		return -1;
	member.value = aut_num.asn;
	return add_references(sets, aut_num.member_of, aut_num.mnt_by,
	    aut_num.source, member, err);
}

static int
add_origin(struct rsec_irr_sets *sets, const struct rsec_irr_route *route,
    struct rsec_err *err)
{
	uint8_t record[RSEC_ORIGIN_RECORD];

	rsec_put_be32(record, route->origin);
	record[4] = route->prefix.family;
	rsec_put_be64(record + 5, route->prefix.hi);
	rsec_put_be64(record + 13, route->prefix.lo);
	record[21] = route->prefix.len;
	if (rsec_buf_add(&sets->routes, record, sizeof(record)) == -1)
		return rsec_err_nomem(err);
	return 0;
}

static int
add_route(struct rsec_irr_sets *sets, const struct rsec_rpsl_object *object,
    struct rsec_err *err)
{
	struct rsec_irr_list member_of = { NULL, 0 }, mnt_by = { NULL, 0 };
	const struct rsec_irr_collect lists[] = {
		{ RSEC_RPSL_ATTR_MEMBER_OF, &member_of, false },
		{ RSEC_RPSL_ATTR_MNT_BY, &mnt_by, false },
	};
	struct rsec_member member = { .kind = RSEC_MEMBER_PREFIX,
		.range = RSEC_RANGE_IDENTITY,
		.source = RSEC_NO_NAME };
	struct rsec_irr_prefix_range *range;
	struct rsec_irr_route route;

	if (rsec_irr_route_parse(object, NULL, &route, err) == -1 ||
	    add_origin(sets, &route, err) == -1)
		return -1;
	if (rsec_rpsl_find(object, RSEC_RPSL_ATTR_MEMBER_OF) == NULL)
		return 0;
	if (rsec_irr_collect(object, &sets->scratch, lists, 2, err) == -1)
		return -1;
	if ((range = rsec_array_add(&sets->ranges, sizeof(*range))) == NULL)
		return rsec_err_nomem(err);
	range->prefix = route.prefix;
	range->min_len = range->max_len = route.prefix.len;
	member.value = sets->ranges.count - 1;
	return add_references(
	    sets, member_of, mnt_by, route.source, member, err);
}

int
rsec_irr_sets_add(struct rsec_irr_sets *sets,
    const struct rsec_rpsl_object *object, struct rsec_err *err)
{
	if (sets->frozen)
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "the collection of sets is frozen");
	rsec_arena_reset(&sets->scratch);
	switch (object->class_id) {
	case RSEC_RPSL_AS_SET:
	case RSEC_RPSL_ROUTE_SET:
		return add_set(sets, object, err);
	case RSEC_RPSL_AUT_NUM:
		return add_aut_num(sets, object, err);
	case RSEC_RPSL_ROUTE:
	case RSEC_RPSL_ROUTE6:
		return add_route(sets, object, err);
	default:
		return 0;
	}
}
