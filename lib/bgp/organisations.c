/* SPDX-License-Identifier: ISC */
/*
 * Which organisation holds an AS number, and what it is called.
 *
 * What is read are two lists, of names and of holders, in the order of the
 * input.  The freeze sorts each, keeps of equal keys what was said last, and
 * ties a holder to its organisation by index.  A question is a binary search
 * among the holders.  120,000 AS numbers and as many organisations take 12 MB.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "bgp/organisations_private.h"

struct organisation {
	const char *id, *name; /* name is NULL where only ASNs name the id */
	uint32_t order;	       /* of the input; 0 where name is NULL */
};

struct holder {
	const char *id;
	uint32_t asn;
	uint32_t order; /* of the input; frozen: index of the organisation */
};

struct rsec_organisations {
	struct rsec_arena arena;
	struct rsec_buf names, holders; /* of the two structs above */
	uint32_t order;
	bool frozen;
};

struct rsec_organisations *
rsec_organisations_new(void)
{
	return calloc(1, sizeof(struct rsec_organisations));
}

void
rsec_organisations_free(struct rsec_organisations *organisations)
{
	if (organisations == NULL)
		return;
	rsec_buf_fini(&organisations->names);
	rsec_buf_fini(&organisations->holders);
	rsec_arena_fini(&organisations->arena);
	free(organisations);
}

/* Room for one more of SIZE bytes in LIST; NULL with ERR where there is none.
 */
static void *
next_of(struct rsec_organisations *organisations, struct rsec_buf *list,
    size_t size, struct rsec_err *err)
{
	void *room;

	if (organisations->frozen) {
		rsec_err_set(
		    err, RSEC_ERR_RANGE, "the organisations are frozen");
		return NULL;
	}
	if (organisations->order == UINT32_MAX) {
		rsec_err_set(err, RSEC_ERR_LIMIT,
		    "more than %u organisations and AS numbers", UINT32_MAX);
		return NULL;
	}
	if ((room = rsec_buf_reserve(list, size)) == NULL)
		rsec_err_nomem(err);
	return room;
}

int
rsec_organisations_add_name(struct rsec_organisations *organisations,
    struct rsec_field id, struct rsec_field name, struct rsec_err *err)
{
	struct rsec_arena *arena = &organisations->arena;
	struct organisation *new;

	new = next_of(organisations, &organisations->names, sizeof(*new), err);
	if (new == NULL)
		return -1;
	new->id = rsec_arena_strndup(arena, id.s, id.n);
	new->name = rsec_arena_strndup(arena, name.s, name.n);
	if (new->id == NULL || new->name == NULL)
		return rsec_err_nomem(err);
	new->order = ++organisations->order;
	organisations->names.len += sizeof(*new);
	return 0;
}

int
rsec_organisations_add_asn(struct rsec_organisations *organisations,
    uint32_t asn, struct rsec_field id, struct rsec_err *err)
{
	struct holder *new;

	new =
	    next_of(organisations, &organisations->holders, sizeof(*new), err);
	if (new == NULL)
		return -1;
	new->asn = asn;
	new->id = rsec_arena_strndup(&organisations->arena, id.s, id.n);
	if (new->id == NULL)
		return rsec_err_nomem(err);
	new->order = ++organisations->order;
	organisations->holders.len += sizeof(*new);
	return 0;
}

static int
by_id(const void *a, const void *b)
{
	const struct organisation *x = a, *y = b;
	int order = strcmp(x->id, y->id);

	return order != 0 ? order
			  : (x->order > y->order) - (x->order < y->order);
}

static int
by_asn(const void *a, const void *b)
{
	const struct holder *x = a, *y = b;

	if (x->asn != y->asn)
		return x->asn < y->asn ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static struct organisation *
names_of(const struct rsec_organisations *organisations, size_t *count)
{
	*count = organisations->names.len / sizeof(struct organisation);
	return (void *)organisations->names.data;
}

static struct holder *
holders_of(const struct rsec_organisations *organisations, size_t *count)
{
	*count = organisations->holders.len / sizeof(struct holder);
	return (void *)organisations->holders.data;
}

/* Each organisation that an AS number names is one, be it without a name. */
static int
name_all_ids(struct rsec_organisations *organisations, struct rsec_err *err)
{
	struct organisation *new;
	const struct holder *holders;
	size_t i, count;

	holders = holders_of(organisations, &count);
	new = (void *)rsec_buf_reserve(
	    &organisations->names, count * sizeof(*new) + 1);
	if (new == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < count; i++)
		new[i] = (struct organisation){ holders[i].id, NULL, 0 };
	organisations->names.len += count * sizeof(*new);
	return 0;
}

/* Sort the names, and keep the last of each run, which has a name if any. */
static void
sort_names(struct rsec_organisations *organisations)
{
	struct organisation *names;
	size_t i, count, kept = 0;

	names = names_of(organisations, &count);
	if (count > 0)
		qsort(names, count, sizeof(*names), by_id);
	for (i = 0; i < count; i++)
		if (i + 1 == count || strcmp(names[i].id, names[i + 1].id) != 0)
			names[kept++] = names[i];
	organisations->names.len = kept * sizeof(*names);
}

static uint32_t
find_id(const struct organisation *names, size_t count, const char *id)
{
	size_t from = 0, to = count, middle;

	while (to - from > 1) {
		middle = from + (to - from) / 2;
		if (strcmp(names[middle].id, id) <= 0)
			from = middle;
		else
			to = middle;
	}
	return (uint32_t)from;
}

static void
sort_holders(struct rsec_organisations *organisations)
{
	const struct organisation *names;
	struct holder *holders;
	size_t i, count, name_count, kept = 0;

	names = names_of(organisations, &name_count);
	holders = holders_of(organisations, &count);
	if (count > 0)
		qsort(holders, count, sizeof(*holders), by_asn);
	for (i = 0; i < count; i++) {
		if (i + 1 < count && holders[i].asn == holders[i + 1].asn)
			continue;
		holders[kept] = holders[i];
		holders[kept].order = find_id(names, name_count, holders[i].id);
		kept++;
	}
	organisations->holders.len = kept * sizeof(*holders);
}

int
rsec_organisations_freeze(
    struct rsec_organisations *organisations, struct rsec_err *err)
{
	if (organisations->frozen)
		return 0;
	if (name_all_ids(organisations, err) == -1)
		return -1;
	sort_names(organisations);
	sort_holders(organisations);
	organisations->frozen = true;
	return 0;
}

/* The organisation that holds ASN, or NULL. */
static const struct organisation *
find(const struct rsec_organisations *organisations, uint32_t asn)
{
	size_t from = 0, to, middle, count;
	const struct holder *holders = holders_of(organisations, &to);

	while (from < to) {
		middle = from + (to - from) / 2;
		if (holders[middle].asn == asn)
			return names_of(organisations, &count) +
			       holders[middle].order;
		if (holders[middle].asn < asn)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

const char *
rsec_organisations_id(
    const struct rsec_organisations *organisations, uint32_t asn)
{
	const struct organisation *found = find(organisations, asn);

	return found != NULL ? found->id : NULL;
}

const char *
rsec_organisations_name(
    const struct rsec_organisations *organisations, uint32_t asn)
{
	const struct organisation *found = find(organisations, asn);

	return found != NULL ? found->name : NULL;
}

bool
rsec_organisations_siblings(
    const struct rsec_organisations *organisations, uint32_t a, uint32_t b)
{
	const struct organisation *x = find(organisations, a);
	const struct organisation *y = find(organisations, b);

	if (x == NULL || y == NULL)
		return false;
	return x == y ||
	       (x->name != NULL && y->name != NULL && x->name[0] != '\0' &&
		   strcasecmp(x->name, y->name) == 0);
}

size_t
rsec_organisations_count(const struct rsec_organisations *organisations)
{
	return organisations->holders.len / sizeof(struct holder);
}
