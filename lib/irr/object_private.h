/* SPDX-License-Identifier: ISC */
/* What the parsers of objects share: fields.c, name.c, date.c and route.c. */
#ifndef RSEC_IRR_OBJECT_PRIVATE_H
#define RSEC_IRR_OBJECT_PRIVATE_H

#include "irr/object.h"
#include "irr/rpsl_private.h"

/* The line of ATTRIBUTE in the input. */
static inline uint64_t
rsec_irr_line(const struct rsec_rpsl_object *object,
    const struct rsec_rpsl_attribute *attribute)
{
	return object->line + attribute->line;
}

/* Where the padding before a value ends. */
static inline const char *
rsec_irr_padding(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	return at;
}

/*
 * rsec_rpsl_value() for what nearly always is one word: that it says in place
 * is worth a third of the time of a route.
 */
static inline struct rsec_rpsl_piece
rsec_irr_word(const struct rsec_rpsl_attribute *attribute)
{
	const char *const end = attribute->value + attribute->value_len;
	const char *const word = rsec_irr_padding(attribute->value, end);
	const char *at = word, *behind;

	while (at < end && (unsigned char)*at > ' ' && *at != '#')
		at++;
	behind = at;
	while (behind < end && rsec_rpsl_is_blank(*behind))
		behind++;
	if (at == word || (behind < end && *behind != '\n' && *behind != '#'))
		return rsec_rpsl_value(attribute);
	return (struct rsec_rpsl_piece){ word, (size_t)(at - word) };
}

/* Whether PIECE is the text S in any case. */
bool rsec_irr_piece_is(struct rsec_rpsl_piece piece, const char *s);

/*
 * The one attribute NAME of OBJECT as a value.  Returns 0, or -1 with ERR: it
 * is missing, empty, or stands twice; RULE is the section that asks for it.
 */
int rsec_irr_field_one(const struct rsec_rpsl_object *object,
    enum rsec_rpsl_name name, const char *rule, struct rsec_rpsl_piece *out,
    struct rsec_err *err);

/* The first attribute NAME as a value; empty where there is none. */
struct rsec_rpsl_piece rsec_irr_field(
    const struct rsec_rpsl_object *object, enum rsec_rpsl_name name);

/* The one source, which must be a registry name.  Returns 0 or -1 with ERR. */
int rsec_irr_field_source(const struct rsec_rpsl_object *object,
    struct rsec_rpsl_piece *out, struct rsec_err *err);

/*
 * Whether PIECE is an <object-name> (RFC 2622 section 2), as those of
 * registries and maintainers are: letters, digits, '-' and '_', the first a
 * letter, the last a letter or a digit.
 */
bool rsec_irr_is_name(struct rsec_rpsl_piece piece);

/* Whether PIECE is "AS" and a number, asdot included (RFC 5396 section 2). */
bool rsec_irr_is_asn(struct rsec_rpsl_piece piece, uint32_t *asn);

/*
 * The class of the set that NAME can name, by its prefix; or UNKNOWN_CLASS,
 * and *WHY says what is wrong with it.
 */
enum rsec_rpsl_class rsec_irr_set_name(
    struct rsec_rpsl_piece name, const char **why);

/* The field that a list of items or of lines is collected into. */
struct rsec_irr_collect {
	enum rsec_rpsl_name name;
	struct rsec_irr_list *list;
	bool lines; /* each line is an item: telephone numbers have blanks */
};

/*
 * Fill COUNT lists with the items of all attributes of their name; two of one
 * list stand in the order of the two.  Returns 0 or -1 without memory.
 */
int rsec_irr_collect(const struct rsec_rpsl_object *object,
    struct rsec_arena *arena, const struct rsec_irr_collect *fields,
    size_t count, struct rsec_err *err);

/*
 * Days since 1970 of "2026-11-23T04:05:06Z", of which only the day is read;
 * RSEC_IRR_NO_DATE where it is no date, or not after 1970-01-01, which is what
 * registries write for a date that they do not know.
 */
int32_t rsec_irr_date_stamp(const struct rsec_rpsl_attribute *attribute);

/*
 * The newest date of a changed attribute, of the forms "mail 20030528",
 * "mail 030528", "20030528" and "mail 2003-05-28"; or RSEC_IRR_NO_DATE.
 */
int32_t rsec_irr_date_changed(const struct rsec_rpsl_attribute *attribute);

/*
 * Prefix and origin of a route or route6, without its source.  LENIENCY may be
 * NULL; *REPAIRED is set where something was.  Returns 0 or -1 with ERR.
 */
int rsec_irr_route_key(const struct rsec_rpsl_object *object,
    const struct rsec_irr_leniency *leniency, struct rsec_prefix *prefix,
    uint32_t *origin, bool *repaired, struct rsec_err *err);

#endif
