/* SPDX-License-Identifier: ISC */
/*
 * What differs between two objects.  See meaning.h.
 *
 * The pieces of both are put into one array, sorted by attribute and by what
 * they say, and struck out in pairs, one of each side.  What is left is put
 * back into the order in which it stood, and told name by name.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "irr/meaning.h"
#include "irr/meaning_private.h"

enum side {
	OLD,
	NEW,
	STRUCK /* both have it */
};

struct piece {
	const char *name; /* lower case */
	bool first;	  /* of its object: that is the class */
	const char *said; /* what is compared, of SAID_LEN bytes */
	size_t said_len;
	const char *shown; /* what is told */
	enum side side;
	size_t order;	   /* of the pieces of OLD, then of NEW */
	size_t name_order; /* of the first piece with that name */
};

struct comparison {
	struct rsec_arena arena; /* all texts */
	struct piece *piece;
	size_t count, cap;
	bool all;
	struct rsec_buf text;	 /* of a piece */
	struct rsec_buf told[2]; /* the values of a side */
};

/* A copy of S[0..n) in lower case; NULL without memory. */
static char *
folded(struct rsec_arena *arena, const char *s, size_t n)
{
	char *to = rsec_arena_strndup(arena, s, n);
	size_t i;

	for (i = 0; to != NULL && i < n; i++)
		to[i] = rsec_rpsl_fold(to[i]);
	return to;
}

static struct piece *
new_piece(struct comparison *c)
{
	struct piece *grown;
	size_t cap, size;

	if (c->count == c->cap) {
		if (!rsec_size_mul(c->cap, 2, &cap))
			return NULL;
		if (cap == 0)
			cap = 64;
		if (!rsec_size_mul(cap, sizeof(*grown), &size) ||
		    (grown = realloc(c->piece, size)) == NULL)
			return NULL;
		c->piece = grown;
		c->cap = cap;
	}
	return &c->piece[c->count];
}

/* Add the piece that is in c->text. */
static int
add_piece(struct comparison *c, const struct rsec_rpsl_attribute *attribute,
    bool first, enum side side)
{
	struct piece *piece = new_piece(c);
	char written[RSEC_RPSL_FORM_SIZE];
	const char *said = c->text.data;
	size_t n;

	if (piece == NULL)
		return -1;
	n = rsec_rpsl_form_write(
	    written, rsec_rpsl_forms(attribute->id), c->text.data, c->text.len);
	if (n > 0)
		said = written;
	else
		n = c->text.len;
	*piece = (struct piece){
		.first = first,
		.said = folded(&c->arena, said, n),
		.said_len = n,
		.shown =
		    rsec_arena_strndup(&c->arena, c->text.data, c->text.len),
		.name = attribute->id != RSEC_RPSL_UNKNOWN_NAME
			    ? rsec_rpsl_schema[attribute->id].name
			    : folded(&c->arena, attribute->name,
				  attribute->name_len),
		.side = side,
		.order = c->count,
	};
	if (piece->said == NULL || piece->shown == NULL || piece->name == NULL)
		return -1;
	c->count++;
	return 0;
}

static int
add_attribute(struct comparison *c, const struct rsec_rpsl_attribute *attribute,
    bool first, enum side side)
{
	unsigned kind = rsec_rpsl_schema[attribute->id].kind;
	struct rsec_rpsl_walk walk = { attribute, NULL };
	struct rsec_rpsl_piece piece;

	if (kind == RSEC_RPSL_WHOLE) {
		c->text.len = 0;
		if (rsec_rpsl_value_format(attribute, &c->text) != 0)
			return -1;
		return c->text.len == 0 ? 0
					: add_piece(c, attribute, first, side);
	}
	while (kind == RSEC_RPSL_LIST ? rsec_rpsl_item_next(&walk, &piece)
				      : rsec_rpsl_line_next(&walk, &piece)) {
		if (!c->all && rsec_rpsl_is_noise(attribute, piece))
			continue;
		c->text.len = 0;
		if (rsec_rpsl_line_format(piece, &c->text) != 0 ||
		    add_piece(c, attribute, first, side) != 0)
			return -1;
	}
	return 0;
}

static int
add_object(
    struct comparison *c, const struct rsec_rpsl_object *object, enum side side)
{
	size_t i;

	for (i = 0; i < object->count; i++) {
		if (!c->all && rsec_rpsl_schema[object->attributes[i].id].noise)
			continue;
		if (add_attribute(c, &object->attributes[i], i == 0, side) != 0)
			return -1;
	}
	return 0;
}

/* By name, then by what is said. */
static int
cmp_said(const struct piece *a, const struct piece *b)
{
	size_t n = a->said_len < b->said_len ? a->said_len : b->said_len;
	int rc = strcmp(a->name, b->name);

	if (rc == 0)
		rc = (int)a->first - (int)b->first;
	if (rc == 0)
		rc = memcmp(a->said, b->said, n);
	if (rc == 0)
		rc = (a->said_len > b->said_len) - (a->said_len < b->said_len);
	return rc;
}

static int
cmp_equal_last(const void *left, const void *right)
{
	const struct piece *a = left, *b = right;
	int rc = cmp_said(a, b);

	return rc != 0 ? rc : (a->order > b->order) - (a->order < b->order);
}

/* As they are told: by name in the order of names, OLD before NEW. */
static int
cmp_told(const void *left, const void *right)
{
	const struct piece *a = left, *b = right;

	if (a->name_order != b->name_order)
		return a->name_order < b->name_order ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

/*
 * Pieces FROM..TO say the same, those of OLD first: strike out as many of one
 * side as of the other.
 */
static void
strike(struct piece *piece, size_t from, size_t to)
{
	size_t middle = from, i;

	while (middle < to && piece[middle].side == OLD)
		middle++;
	for (i = 0; from + i < middle && middle + i < to; i++)
		piece[from + i].side = piece[middle + i].side = STRUCK;
}

/* Strike out what both have, and note for each name where it first stood. */
static void
match(struct comparison *c)
{
	size_t i, from = 0, name = 0, order = 0;

	if (c->count == 0)
		return;
	qsort(c->piece, c->count, sizeof(*c->piece), cmp_equal_last);
	for (i = 0; i < c->count; i++) {
		if (cmp_said(&c->piece[from], &c->piece[i]) != 0) {
			strike(c->piece, from, i);
			from = i;
		}
		if (strcmp(c->piece[name].name, c->piece[i].name) != 0)
			name = i;
		if (i == name || c->piece[i].order < order)
			order = c->piece[i].order;
		c->piece[name].name_order = order;
	}
	strike(c->piece, from, c->count);
	for (i = 1; i < c->count; i++)
		if (strcmp(c->piece[i].name, c->piece[i - 1].name) == 0)
			c->piece[i].name_order = c->piece[i - 1].name_order;
	qsort(c->piece, c->count, sizeof(*c->piece), cmp_told);
}

/* Put the values of one name, which begin at FROM, together; where they end. */
static int
gather(struct comparison *c, size_t from, size_t *to)
{
	const struct piece *piece;
	struct rsec_buf *told;
	size_t i;

	c->told[OLD].len = c->told[NEW].len = 0;
	for (i = from; i < c->count; i++) {
		piece = &c->piece[i];
		if (piece->name_order != c->piece[from].name_order)
			break;
		if (piece->side == STRUCK)
			continue;
		told = &c->told[piece->side];
		if ((told->len > 0 && rsec_buf_puts(told, ", ") != 0) ||
		    rsec_buf_puts(told, piece->shown) != 0)
			return -1;
	}
	*to = i;
	if (rsec_buf_addc(&c->told[OLD], '\0') != 0)
		return -1;
	return rsec_buf_addc(&c->told[NEW], '\0');
}

/* Tell what is left; 0, what FIELD returned, or -1 with ERR. */
static int
tell(struct comparison *c,
    int (*field)(void *ctx, const char *name, const char *old_value,
	const char *new_value),
    void *ctx, struct rsec_err *err)
{
	size_t i, end;
	int rc = 0;

	for (i = 0; i < c->count && rc == 0; i = end) {
		for (end = i; end < c->count && c->piece[end].side == STRUCK;)
			end++;
		if (end > i)
			continue;
		if (gather(c, i, &end) != 0)
			return rsec_err_nomem(err);
		rc = field(ctx, c->piece[i].name, c->told[OLD].data,
		    c->told[NEW].data);
	}
	return rc;
}

int
rsec_rpsl_compare(const struct rsec_rpsl_object *old,
    const struct rsec_rpsl_object *new, bool all,
    int (*field)(void *ctx, const char *name, const char *old_value,
	const char *new_value),
    void *ctx, struct rsec_err *err)
{
	struct comparison c = { .all = all };
	int rc;

	if (add_object(&c, old, OLD) != 0 || add_object(&c, new, NEW) != 0) {
		rc = rsec_err_nomem(err);
	} else {
		match(&c);
		rc = tell(&c, field, ctx, err);
	}
	rsec_buf_fini(&c.text);
	rsec_buf_fini(&c.told[OLD]);
	rsec_buf_fini(&c.told[NEW]);
	free(c.piece);
	rsec_arena_fini(&c.arena);
	return rc;
}
