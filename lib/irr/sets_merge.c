/* SPDX-License-Identifier: ISC */
/*
 * Two collections of sets made one: names get the numbers that they have in
 * the other, and what refers to a place in an array is moved on by what stood
 * there before.
 */
#include "irr/sets_private.h"

#include <stdlib.h>
#include <string.h>

/* Where the arrays of the one end, and the numbers that names get there. */
struct merge {
	struct rsec_irr_sets *to;
	const uint32_t *map;
	uint32_t members, ranges, maintainers;
};

static uint32_t
map_name(const struct merge *merge, uint32_t name)
{
	return name == RSEC_NO_NAME ? name : merge->map[name];
}

static struct rsec_member
map_member(const struct merge *merge, struct rsec_member member)
{
	member.source = map_name(merge, member.source);
	if (member.kind == RSEC_MEMBER_PREFIX)
		member.value += merge->ranges;
	else if (member.kind != RSEC_MEMBER_ASN)
		member.value = map_name(merge, member.value);
	return member;
}

static int
map_names(struct rsec_irr_sets *to, const struct rsec_irr_sets *from,
    uint32_t *map, struct rsec_err *err)
{
	const char *name;
	uint32_t i;

	for (i = 0; i < from->names.count; i++) {
		name = from->names.name[i];
		if (rsec_irr_names_add(&to->names, name, strlen(name),
			RSEC_NO_NAME - 1, "names of sets", &map[i], err) == -1)
			return -1;
	}
	return 0;
}

static int
add_parts(const struct merge *merge, const struct rsec_irr_sets *from)
{
	const struct rsec_irr_prefix_range *range = from->ranges.data;
	const struct rsec_member *member = from->members.data;
	const uint32_t *maintainer = from->maintainers.data;
	struct rsec_irr_sets *to = merge->to;
	void *kept;
	uint32_t i;

	for (i = 0; i < from->ranges.count; i++) {
		if ((kept = rsec_array_add(&to->ranges, sizeof(*range))) ==
		    NULL)
			return -1;
		memcpy(kept, &range[i], sizeof(*range));
	}
	for (i = 0; i < from->members.count; i++) {
		kept = rsec_array_add(&to->members, sizeof(*member));
		if (kept == NULL)
			return -1;
		*(struct rsec_member *)kept = map_member(merge, member[i]);
	}
	for (i = 0; i < from->maintainers.count; i++) {
		kept = rsec_array_add(&to->maintainers, sizeof(*maintainer));
		if (kept == NULL)
			return -1;
		*(uint32_t *)kept = map_name(merge, maintainer[i]);
	}
	return 0;
}

static int
add_sets(const struct merge *merge, const struct rsec_irr_sets *from)
{
	const struct rsec_member_of *member_of = from->member_of.data;
	const struct rsec_set *set = from->sets.data;
	struct rsec_member_of *kept_of;
	struct rsec_set *kept;
	uint32_t i;

	for (i = 0; i < from->sets.count; i++) {
		kept = rsec_array_add(&merge->to->sets, sizeof(*kept));
		if (kept == NULL)
			return -1;
		*kept = set[i];
		kept->name = map_name(merge, set[i].name);
		kept->source = map_name(merge, set[i].source);
		kept->members.first += merge->members;
		kept->maintainers.first += merge->maintainers;
		kept->mnt_by.first += merge->maintainers;
	}
	for (i = 0; i < from->member_of.count; i++) {
		kept_of =
		    rsec_array_add(&merge->to->member_of, sizeof(*kept_of));
		if (kept_of == NULL)
			return -1;
		*kept_of = member_of[i];
		kept_of->set = map_name(merge, member_of[i].set);
		kept_of->source = map_name(merge, member_of[i].source);
		kept_of->maintainers.first += merge->maintainers;
		kept_of->member = map_member(merge, member_of[i].member);
	}
	return 0;
}

static int
add_all(struct rsec_irr_sets *sets, const struct rsec_irr_sets *from,
    uint32_t *map, struct rsec_err *err)
{
	const struct merge merge = { sets, map, sets->members.count,
		sets->ranges.count, sets->maintainers.count };

	if (map_names(sets, from, map, err) == -1)
		return -1;
	if (add_parts(&merge, from) == -1 || add_sets(&merge, from) == -1 ||
	    (from->routes.len > 0 &&
		rsec_buf_add(
		    &sets->routes, from->routes.data, from->routes.len) == -1))
		return rsec_err_nomem(err);
	return 0;
}

int
rsec_irr_sets_merge(struct rsec_irr_sets *sets, struct rsec_irr_sets *from,
    struct rsec_err *err)
{
	const struct rsec_irr_sets empty = *sets;
	uint32_t *map;
	int rc;

	if (sets->frozen || from->frozen)
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "the collection of sets is frozen");
	if (sets->names.count == 0) {
		*sets = *from;
		*from = empty;
		return 0;
	}
	map = malloc((from->names.count + (size_t)1) * sizeof(*map));
	if (map == NULL)
		return rsec_err_nomem(err);
	rc = add_all(sets, from, map, err);
	free(map);
	return rc;
}
