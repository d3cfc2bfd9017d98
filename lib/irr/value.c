/* SPDX-License-Identifier: ISC */
/*
 * Walks over the pieces of a value.  See value.h.
 *
 * A value is a first line, which stands behind the colon, and lines that go on
 * with it, with comment lines among them: "value_len" has cut all else off.  A
 * walk of lines stands at the beginning of one, a walk of items behind one.
 */
#include "irr/value.h"

#include <string.h>

#include "irr/rpsl_private.h"

/*
 * What RIPE puts into objects whose contacts it has replaced: lines of remarks,
 * the first and the last all stars.
 */
static const char *const dummy_lines[] = {
	"****************************",
	"* THIS OBJECT CONTAINS PLACEHOLDER DATA",
	"* Please note that all data that is generally regarded as personal",
	"* data has been removed from this object.",
	"* To view the original object, please query the RIPE Database at:",
	"* http://www.ripe.net/whois",
};
#define DUMMY_SIGN  1 /* the line that is in nothing else */
#define DUMMY_LINES (sizeof(dummy_lines) / sizeof(dummy_lines[0]))

static struct rsec_rpsl_piece
trim(const char *s, const char *end)
{
	while (s < end && rsec_rpsl_is_blank(*s))
		s++;
	while (s < end && rsec_rpsl_is_blank(end[-1]))
		end--;
	return (struct rsec_rpsl_piece){ s, (size_t)(end - s) };
}

/* C in S..END, or END. */
static const char *
find(const char *s, const char *end, char c)
{
	const char *at = s < end ? memchr(s, c, (size_t)(end - s)) : NULL;

	return at != NULL ? at : end;
}

static const char *
value_end(const struct rsec_rpsl_attribute *attribute)
{
	return attribute->value + attribute->value_len;
}

/* What the line that begins at AT says, without comment and '+'. */
static struct rsec_rpsl_piece
line_at(const struct rsec_rpsl_attribute *attribute, const char *at)
{
	const char *end = find(at, value_end(attribute), '\n');

	if (at > attribute->value && at[-1] == '\n') {
		if (*at == '#' || *at == '%')
			return (struct rsec_rpsl_piece){ at, 0 };
		if (*at == '+')
			at++;
	}
	return trim(at, find(at, end, '#'));
}

/* Where the walk stands. */
static const char *
begin(const struct rsec_rpsl_walk *walk)
{
	return walk->at != NULL ? walk->at : walk->attribute->value;
}

static void
to_next_line(struct rsec_rpsl_walk *walk, const char *at)
{
	const char *end = value_end(walk->attribute);

	at = find(at, end, '\n');
	walk->at = at < end ? at + 1 : end;
}

bool
rsec_rpsl_line_next(struct rsec_rpsl_walk *walk, struct rsec_rpsl_piece *line)
{
	const char *at = begin(walk);

	while (at < value_end(walk->attribute)) {
		*line = line_at(walk->attribute, at);
		to_next_line(walk, at);
		if (line->n > 0)
			return true;
		at = walk->at;
	}
	return false;
}

static bool
is_in_item(char c)
{
	return c != ',' && c != '\n' && c != '#' && !rsec_rpsl_is_blank(c);
}

/*
 * Step over one thing that is no item: a separator, a comment, the end of a
 * line with the '+' behind it.
 */
static const char *
pass_one(const struct rsec_rpsl_attribute *attribute, const char *at)
{
	const char *end = value_end(attribute);
	bool is_line = at > attribute->value && at[-1] == '\n';

	if (*at == '#' || (is_line && *at == '%'))
		return find(at, end, '\n');
	if (!is_in_item(*at) || (is_line && *at == '+'))
		return at + 1;
	return at;
}

bool
rsec_rpsl_item_next(struct rsec_rpsl_walk *walk, struct rsec_rpsl_piece *item)
{
	const char *at = begin(walk), *end = value_end(walk->attribute);
	const char *passed;

	while (at < end && (passed = pass_one(walk->attribute, at)) != at)
		at = passed;
	item->s = at;
	while (at < end && is_in_item(*at))
		at++;
	item->n = (size_t)(at - item->s);
	walk->at = at;
	return item->n > 0;
}

struct rsec_rpsl_piece
rsec_rpsl_value(const struct rsec_rpsl_attribute *attribute)
{
	struct rsec_rpsl_walk walk = { attribute, NULL };
	struct rsec_rpsl_piece line = { attribute->value, 0 };

	if (!rsec_rpsl_line_next(&walk, &line))
		line.n = 0;
	return line;
}

int
rsec_rpsl_line_format(struct rsec_rpsl_piece line, struct rsec_buf *out)
{
	size_t i, begin = 0;

	for (i = 0; i < line.n; i++) {
		if (!rsec_rpsl_is_blank(line.s[i]))
			continue;
		if (i > begin &&
		    (rsec_buf_add(out, line.s + begin, i - begin) != 0 ||
			rsec_buf_addc(out, ' ') != 0))
			return -1;
		begin = i + 1;
	}
	return rsec_buf_add(out, line.s + begin, line.n - begin);
}

int
rsec_rpsl_value_format(
    const struct rsec_rpsl_attribute *attribute, struct rsec_buf *out)
{
	bool text = rsec_rpsl_schema[attribute->id].kind == RSEC_RPSL_TEXT;
	struct rsec_rpsl_walk walk = { attribute, NULL };
	struct rsec_rpsl_piece line;
	size_t before = out->len;

	while (rsec_rpsl_line_next(&walk, &line)) {
		if (out->len > before &&
		    rsec_buf_addc(out, text ? '\n' : ' ') != 0)
			return -1;
		if (rsec_rpsl_line_format(line, out) != 0)
			return -1;
	}
	return 0;
}

/* Whether LINE is TEXT, in any case and with any blanks for one. */
static bool
says(struct rsec_rpsl_piece line, const char *text)
{
	size_t i;
	char c;

	for (i = 0; i < line.n && *text != '\0'; i++) {
		c = rsec_rpsl_fold(line.s[i]);
		if (rsec_rpsl_is_blank(c)) {
			if (rsec_rpsl_is_blank(line.s[i + 1]))
				continue;
			c = ' ';
		}
		if (c != rsec_rpsl_fold(*text++))
			return false;
	}
	return i == line.n && *text == '\0';
}

bool
rsec_rpsl_is_noise(
    const struct rsec_rpsl_attribute *attribute, struct rsec_rpsl_piece line)
{
	size_t i;

	if (attribute->id != RSEC_RPSL_ATTR_REMARKS || *line.s != '*')
		return false;
	for (i = 0; i < DUMMY_LINES; i++)
		if (says(line, dummy_lines[i]))
			return true;
	return false;
}

bool
rsec_rpsl_is_dummy(const struct rsec_rpsl_object *object)
{
	struct rsec_rpsl_walk walk;
	struct rsec_rpsl_piece line;
	size_t i;

	for (i = 0; i < object->count; i++) {
		walk.attribute = &object->attributes[i];
		walk.at = NULL;
		if (walk.attribute->id != RSEC_RPSL_ATTR_REMARKS)
			continue;
		while (rsec_rpsl_line_next(&walk, &line))
			if (says(line, dummy_lines[DUMMY_SIGN]))
				return true;
	}
	return false;
}
