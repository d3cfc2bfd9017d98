/* SPDX-License-Identifier: ISC */
/*
 * How an object is written.  Most registries align values to the 16th column;
 * a wild layout uses all that RFC 2622 and the files leave open: the order of
 * attributes, case, blanks, comments, continuation lines, the end of lines.
 */
#include <ctype.h>
#include <string.h>

#include "tests/bench/irr/gen.h"

static const char *const class_names[] = { "route", "route6", "as-set",
	"aut-num", "mntner" };

static const char *const attribute_names[GEN_ATTRIBUTES] = { "", "descr",
	"origin", "as-name", "members", "import", "auth", "upd-to", "admin-c",
	"tech-c", "notify", "remarks", "mnt-by", "created", "changed",
	"last-modified", "source" };

struct layout {
	struct random r;
	unsigned column;      /* of values; 0: a tab */
	const char *go_on;    /* begins a continuation line; NULL: none */
	unsigned commented;   /* out of 16 lines */
	bool shout, trailing; /* names in capitals, blanks at the end */
	bool shuffle, lists;  /* several items in a line */
	bool small_origin;
	const char *newline;
};

const char *
gen_class_name(unsigned class)
{
	return class_names[class];
}

const char *
gen_attribute_name(unsigned class, enum gen_attribute attribute)
{
	return attribute == GEN_KEY ? class_names[class]
				    : attribute_names[attribute];
}

/* Most of a registry's objects look the same; some came another way. */
static struct layout
usual_layout(uint64_t seed)
{
	static const unsigned columns[] = { 12, 14, 0, 16 };
	struct layout l = { .r = { seed }, .column = 16, .newline = "\n" };

	if (random_once_in(&l.r, 12))
		l.column = columns[random_below(&l.r, 4)];
	if (random_once_in(&l.r, 3))
		l.go_on = random_once_in(&l.r, 3) ? "\t" : "                ";
	l.small_origin = random_once_in(&l.r, 50);
	return l;
}

static struct layout
wild_layout(uint64_t seed)
{
	static const unsigned columns[] = { 0, 1, 8, 12, 16, 17, 20 };
	static const char *const going_on[] = { NULL, " ", "\t", "+", "+\t",
		"                    " };
	struct layout l = { .r = { seed ^ 0x1a707 } };

	l.column = columns[random_below(&l.r, 7)];
	l.go_on = going_on[random_below(&l.r, 6)];
	l.commented = random_below(&l.r, 3);
	l.shout = random_once_in(&l.r, 5);
	l.trailing = random_once_in(&l.r, 4);
	l.shuffle = !random_once_in(&l.r, 3);
	l.lists = random_once_in(&l.r, 2);
	l.small_origin = random_once_in(&l.r, 3);
	l.newline = random_once_in(&l.r, 6) ? "\r\n" : "\n";
	return l;
}

static char *
put(char *to, const char *s)
{
	while (*s != '\0')
		*to++ = *s++;
	return to;
}

static char *
put_name(const struct layout *l, char *to, const char *name)
{
	unsigned at;

	for (at = 0; name[at] != '\0'; at++)
		*to++ = l->shout ? (char)toupper(name[at]) : name[at];
	*to++ = ':';
	if (l->column == 0)
		*to++ = '\t';
	for (at++; at < l->column; at++)
		*to++ = ' ';
	return to;
}

static char *
put_value(struct layout *l, char *to, const struct gen_text *t, unsigned i)
{
	const char *s = t->pool + t->line[i].at;
	size_t n = t->line[i].len, at;
	bool origin = t->line[i].attribute == GEN_ORIGIN_AS;

	for (at = 0; at < n; at++)
		*to++ =
		    origin && l->small_origin ? (char)tolower(s[at]) : s[at];
	if (random_below(&l->r, 16) < l->commented)
		to = put(to, "\t# a comment");
	if (l->trailing)
		to = put(to, "  ");
	return to;
}

static bool
is_list(unsigned attribute)
{
	return attribute == GEN_MNT_BY || attribute == GEN_MEMBERS;
}

static bool
is_free(unsigned attribute)
{
	return attribute == GEN_DESCR || attribute == GEN_REMARKS;
}

static char *
put_line(struct layout *l, char *to, const struct gen_text *t, unsigned i,
    unsigned before)
{
	unsigned attribute = t->line[i].attribute;
	bool again = before == attribute;

	if (again && l->go_on != NULL && is_free(attribute))
		to = put(to, l->go_on);
	else if (again && l->lists && is_list(attribute)) {
		to = put(to, l->go_on != NULL ? l->go_on : " ");
		to = put(to, random_once_in(&l->r, 2) ? ", " : ",");
	} else
		to = put_name(l, to, gen_attribute_name(t->class, attribute));
	to = put_value(l, to, t, i);
	to = put(to, l->newline);
	if (random_below(&l->r, 32) < l->commented)
		to = put(put(to, "# it goes on"), l->newline);
	return to;
}

/* The order of lines: the key first, then by groups of one attribute. */
static unsigned
order_lines(
    struct layout *l, const struct gen_text *t, uint8_t order[GEN_LINES_MAX])
{
	uint8_t turn[GEN_ATTRIBUTES];
	unsigned i, a, n = 0;

	for (i = 0; i < GEN_ATTRIBUTES; i++)
		turn[i] = (uint8_t)i;
	random_shuffle(&l->r, turn + 1, GEN_ATTRIBUTES - 1, 1);
	for (a = 0; a < GEN_ATTRIBUTES; a++)
		for (i = 0; i < t->count; i++)
			if (t->line[i].attribute == turn[a])
				order[n++] = (uint8_t)i;
	return n;
}

size_t
gen_layout(const struct gen_text *t, uint64_t seed, bool wild, char *to)
{
	struct layout l = wild ? wild_layout(seed) : usual_layout(seed);
	unsigned i, before = GEN_ATTRIBUTES;
	uint8_t order[GEN_LINES_MAX];
	const char *start = to;

	for (i = 0; i < t->count; i++)
		order[i] = (uint8_t)i;
	if (l.shuffle)
		order_lines(&l, t, order);
	for (i = 0; i < t->count; i++) {
		to = put_line(&l, to, t, order[i], before);
		before = t->line[order[i]].attribute;
	}
	to = put(to, l.newline);
	return (size_t)(to - start);
}
