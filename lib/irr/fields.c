/* SPDX-License-Identifier: ISC */
/*
 * Fields that objects of several classes have: a value that must stand once,
 * the source, lists that are gathered from several attributes.  RFC 2622
 * section 2 says what words are, section 3.1 what each object has.
 */
#include "irr/object_private.h"

#include <string.h>
#include <strings.h>

#include "base/quote.h"

bool
rsec_irr_piece_is(struct rsec_rpsl_piece piece, const char *s)
{
	return piece.n == strlen(s) && strncasecmp(piece.s, s, piece.n) == 0;
}

int
rsec_irr_field_one(const struct rsec_rpsl_object *object,
    enum rsec_rpsl_name name, const char *rule, struct rsec_rpsl_piece *out,
    struct rsec_err *err)
{
	const struct rsec_rpsl_attribute *attribute = NULL, *at;
	size_t i;

	for (i = 0; i < object->count; i++) {
		at = &object->attributes[i];
		if (at->id != name)
			continue;
		if (attribute != NULL)
			return rsec_err_at_line(err, RSEC_ERR_SYNTAX,
			    rsec_irr_line(object, at),
			    "a second %s attribute (%s)", rsec_rpsl_name(name),
			    rule);
		attribute = at;
	}
	if (attribute == NULL)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, object->line,
		    "no %s attribute (%s)", rsec_rpsl_name(name), rule);
	*out = rsec_irr_word(attribute);
	if (out->n == 0)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX,
		    rsec_irr_line(object, attribute), "%s is empty (%s)",
		    rsec_rpsl_name(name), rule);
	return 0;
}

struct rsec_rpsl_piece
rsec_irr_field(const struct rsec_rpsl_object *object, enum rsec_rpsl_name name)
{
	const struct rsec_rpsl_attribute *attribute;

	attribute = rsec_rpsl_find(object, name);
	if (attribute == NULL)
		return (struct rsec_rpsl_piece){ "", 0 };
	return rsec_rpsl_value(attribute);
}

int
rsec_irr_field_source(const struct rsec_rpsl_object *object,
    struct rsec_rpsl_piece *out, struct rsec_err *err)
{
	const struct rsec_rpsl_attribute *attribute;
	char quoted[RSEC_QUOTE_SIZE];

	if (rsec_irr_field_one(object, RSEC_RPSL_ATTR_SOURCE,
		"RFC 2622 section 3.1", out, err) == -1)
		return -1;
	if (rsec_irr_is_name(*out))
		return 0;
	attribute = rsec_rpsl_find(object, RSEC_RPSL_ATTR_SOURCE);
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX,
	    rsec_irr_line(object, attribute),
	    "source %s is not a registry name (RFC 2622 section 2)",
	    rsec_quote(quoted, out->s, out->n));
}

static bool
next_piece(const struct rsec_irr_collect *field, struct rsec_rpsl_walk *walk,
    struct rsec_rpsl_piece *piece)
{
	return field->lines ? rsec_rpsl_line_next(walk, piece)
			    : rsec_rpsl_item_next(walk, piece);
}

/* Go over the items of FIELD; into ITEM where it is not NULL. */
static size_t
walk_items(const struct rsec_rpsl_object *object,
    const struct rsec_irr_collect *field, struct rsec_rpsl_piece *item)
{
	struct rsec_rpsl_piece piece;
	struct rsec_rpsl_walk walk;
	size_t i, n = 0;

	for (i = 0; i < object->count; i++) {
		if (object->attributes[i].id != field->name)
			continue;
		walk = (struct rsec_rpsl_walk){ &object->attributes[i], NULL };
		while (next_piece(field, &walk, &piece)) {
			if (item != NULL)
				item[n] = piece;
			n++;
		}
	}
	return n;
}

/* Append the items of FIELD to its list. */
static int
collect_one(const struct rsec_rpsl_object *object, struct rsec_arena *arena,
    const struct rsec_irr_collect *field)
{
	const size_t more = walk_items(object, field, NULL);
	const struct rsec_irr_list *old = field->list;
	struct rsec_rpsl_piece *item;
	size_t i;

	if (more == 0)
		return 0;
	item = rsec_arena_alloc(arena, (old->count + more) * sizeof(*item));
	if (item == NULL)
		return -1;
	for (i = 0; i < old->count; i++)
		item[i] = old->item[i];
	walk_items(object, field, item + old->count);
	field->list->item = item;
	field->list->count += more;
	return 0;
}

int
rsec_irr_collect(const struct rsec_rpsl_object *object,
    struct rsec_arena *arena, const struct rsec_irr_collect *fields,
    size_t count, struct rsec_err *err)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (collect_one(object, arena, &fields[i]) == -1)
			return rsec_err_nomem(err);
	return 0;
}
