/* SPDX-License-Identifier: ISC */
/*
 * What an as-set says itself (RFC 2622 section 5.1), to write another one by:
 * members as they were named, and who maintains it.
 */
#include <string.h>

#include "irr/sets_private.h"
#include "net/asn.h"

/* The set that NAME means, "AS-X" or "RADB::AS-X"; NULL where there is none. */
static const struct rsec_set *
find(const struct rsec_irr_sets *sets, const char *name)
{
	const struct rsec_rpsl_piece text = { name, strlen(name) };
	struct rsec_rpsl_piece source, rest;
	uint32_t number, of = RSEC_NO_NAME, set, count;

	if (!sets->ready || !rsec_irr_split_source(text, &source, &rest) ||
	    (number = rsec_irr_sets_name(sets, rest)) == RSEC_NO_NAME)
		return NULL;
	if (source.n > 0 &&
	    (of = rsec_irr_sets_name(sets, source)) == RSEC_NO_NAME)
		return NULL;
	set = rsec_irr_sets_resolve(sets, of, number, &count);
	return count == 0 || set == RSEC_NO_NAME ? NULL
						 : rsec_irr_sets_at(sets, set);
}

/* ", " before all but the first; 0, or -1 without memory. */
static int
add_word(struct rsec_buf *list, const char *source, const char *word)
{
	if ((list->len > 0 && rsec_buf_puts(list, ", ") == -1) ||
	    (source[0] != '\0' && (rsec_buf_puts(list, source) == -1 ||
				      rsec_buf_puts(list, "::") == -1)))
		return -1;
	return rsec_buf_puts(list, word);
}

static int
add_member(const struct rsec_irr_sets *sets, const struct rsec_member *member,
    struct rsec_buf *list)
{
	char asn[RSEC_ASN_SIZE];

	switch (member->kind) {
	case RSEC_MEMBER_ASN:
		rsec_asn_format(asn, member->value);
		return add_word(list, "", asn);
	case RSEC_MEMBER_SET:
		return add_word(list,
		    member->source == RSEC_NO_NAME
			? ""
			: rsec_irr_sets_text(sets, member->source),
		    rsec_irr_sets_text(sets, member->value));
	default:
		return 0; /* what nobody can make use of */
	}
}

/* LIST as a text in ARENA; it is empty again. */
static const char *
keep(struct rsec_buf *list, struct rsec_arena *arena)
{
	const char *text =
	    list->len == 0 ? ""
			   : rsec_arena_strndup(arena, list->data, list->len);

	list->len = 0;
	return text;
}

static const char *
copy_members(const struct rsec_irr_sets *sets, const struct rsec_set *set,
    struct rsec_buf *list, struct rsec_arena *arena)
{
	uint32_t i;

	for (i = 0; i < set->members.count; i++)
		if (add_member(
			sets, rsec_irr_sets_member(sets, set, i), list) == -1)
			return NULL;
	return keep(list, arena);
}

static const char *
copy_names(const struct rsec_irr_sets *sets, struct rsec_slice slice,
    struct rsec_buf *list, struct rsec_arena *arena)
{
	const uint32_t *name = sets->maintainers.data;
	uint32_t i;

	for (i = 0; i < slice.count; i++)
		if (add_word(list, "",
			rsec_irr_sets_text(sets, name[slice.first + i])) == -1)
			return NULL;
	return keep(list, arena);
}

int
rsec_irr_sets_copy(const struct rsec_irr_sets *sets, const char *name,
    struct rsec_arena *arena, struct rsec_irr_set_copy *out,
    struct rsec_err *err)
{
	const struct rsec_set *set = find(sets, name);
	struct rsec_buf list = RSEC_BUF_INIT;

	if (set == NULL || set->is_route_set)
		return 0;
	out->source = rsec_irr_sets_text(sets, set->source);
	out->members = copy_members(sets, set, &list, arena);
	out->mbrs_by_ref = copy_names(sets, set->maintainers, &list, arena);
	out->mnt_by = copy_names(sets, set->mnt_by, &list, arena);
	rsec_buf_fini(&list);
	if (out->members == NULL || out->mbrs_by_ref == NULL ||
	    out->mnt_by == NULL)
		return rsec_err_nomem(err);
	return 1;
}
