/* SPDX-License-Identifier: ISC */
/* What the list of routes says of a month; see world.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manrs/view.h"
#include "tests/lib/mrttext.h"
#include "tests/unit/manrs_view/world.h"

static bool
is_bogon(uint32_t asn)
{
	return asn == 64496 || asn == 4200000001U;
}

static int
index_of(uint32_t asn)
{
	int i;

	for (i = 0; asns[i] != asn; i++)
		continue;
	return i;
}

void
say_finding(char text[160], uint32_t asn, unsigned rule, bool accomplice,
    uint32_t other)
{
	snprintf(text, 160, "%010u rule %u %d other %010u:", asn, rule,
	    accomplice, other);
}

void
say_path(char text[160], const uint32_t *path, unsigned len)
{
	size_t n = strlen(text);
	unsigned i;

	for (i = 0; i < len; i++)
		n += (size_t)snprintf(text + n, 160 - n, " %010u", path[i]);
}

static bool
counts(const struct entry *e)
{
	return e->time >= BEGIN && e->time < BEGIN + 30 * DAY;
}

/* The path without prepending, up to a set; its length. */
static unsigned
plain(const struct entry *e, uint32_t path[HOPS])
{
	unsigned i, n = 0;

	for (i = 0; i < e->len - e->set; i++)
		if (n == 0 || path[n - 1] != e->path[i])
			path[n++] = e->path[i];
	return n;
}

static uint32_t
origin_of(const struct entry *e)
{
	return e->set ? 0 : e->path[e->len - 1];
}

static bool
stands_in(const struct entry *e, uint32_t asn)
{
	uint32_t path[HOPS];
	unsigned i, n = plain(e, path);

	for (i = 0; i + 1 < n; i++)
		if (path[i] == asn)
			return true;
	return false;
}

/* Distinct peers of the prefix and origin in the record of E. */
static unsigned
peers_with(const struct world *world, const struct entry *e)
{
	unsigned i, peers = 0, count = 0;
	const struct entry *o;

	for (i = 0; i < world->entries; i++) {
		o = &world->entry[i];
		if (o->record == e->record && origin_of(o) == origin_of(e) &&
		    o->table == e->table)
			peers |= 1U << o->peer;
	}
	for (; peers != 0; peers &= peers - 1)
		count++;
	return count;
}

static bool
is_of(const struct entry *e, unsigned prefix, uint32_t origin)
{
	return counts(e) && e->prefix == prefix && origin_of(e) == origin;
}

/* Its line, unless it was not announced; whether it was. */
static bool
expect_announcement(struct rsec_buf *to, const struct world *world,
    unsigned prefix, uint32_t origin)
{
	uint32_t days = 0, first = 0, last = 0, path[HOPS];
	unsigned i, n, peers = 0, next_hops = 0;
	const struct entry *e;

	for (i = 0; i < world->entries; i++) {
		e = &world->entry[i];
		if (!is_of(e, prefix, origin))
			continue;
		days |= 1U << (e->time - BEGIN) / DAY;
		first = first == 0 || e->time < first ? e->time : first;
		last = e->time > last ? e->time : last;
		n = peers_with(world, e);
		peers = n > peers ? n : peers;
		if ((n = plain(e, path)) > 1)
			next_hops |= 1U << index_of(path[n - 2]);
	}
	if (days == 0)
		return false;
	text_add(to, "%s %u %x %u %u %u <", prefixes[prefix], origin, days,
	    first, last, peers);
	for (i = 0; i < ASNS; i++)
		if (next_hops & 1U << i)
			text_add(to, " %u", asns[i]);
	text_add(to, "\n");
	return true;
}

static void
expect_carried(struct rsec_buf *to, const struct world *world, unsigned carrier)
{
	unsigned origin, prefix, i;

	text_add(to, "%u carried", asns[carrier]);
	for (origin = 0; origin < ASNS; origin++)
		for (prefix = 0; prefix < PREFIXES; prefix++)
			for (i = 0; i < world->entries; i++)
				if (is_of(&world->entry[i], prefix,
					asns[origin]) &&
				    stands_in(
					&world->entry[i], asns[carrier]) &&
				    world->relation[carrier][origin] ==
					RSEC_RELATION_PROVIDER) {
					text_add(to, " %u:%s", asns[origin],
					    prefixes[prefix]);
					break;
				}
	text_add(to, "\n");
}

static void
expect_neighbours(struct rsec_buf *to, const struct world *world, unsigned asn)
{
	unsigned left, i, j, n;
	uint32_t path[HOPS];
	bool found;

	text_add(to, "%u to", asns[asn]);
	for (left = 0; left < ASNS; left++) {
		found = false;
		for (i = 0; i < world->entries; i++) {
			if (!counts(&world->entry[i]))
				continue;
			n = plain(&world->entry[i], path);
			for (j = 1; j < n; j++)
				found |= path[j] == asns[asn] &&
					 path[j - 1] == asns[left];
		}
		if (found)
			text_add(to, " %u", asns[left]);
	}
	text_add(to, "\n");
}

/* Whether A may not pass to B what it has from a provider or peer. */
static bool
is_not_down(const struct world *world, uint32_t a, uint32_t b)
{
	const enum rsec_relation is = world->relation[index_of(a)][index_of(b)];

	return is == RSEC_RELATION_CUSTOMER || is == RSEC_RELATION_PEER;
}

/* Whether the AS at I of the path of E broke RULE, and with which other. */
static bool
breaks(const struct world *world, const struct entry *e, const uint32_t *path,
    unsigned n, unsigned i, enum rsec_manrs_path_rule rule, uint32_t *other)
{
	unsigned k;

	switch (rule) {
	case RSEC_MANRS_PATH_BOGON:
		if (i + 1 == n || is_bogon(path[i]) || !is_bogon(path[i + 1]))
			return false;
		*other = path[i + 1];
		return true;
	case RSEC_MANRS_PATH_VALLEY:
		if (i == 0 || i + 1 >= n)
			return false;
		*other = path[i + 1];
		return is_not_down(world, path[i], path[i + 1]) &&
		       is_not_down(world, path[i], path[i - 1]);
	case RSEC_MANRS_PATH_OTC:
		for (k = 0; k < n && path[k] != e->otc; k++)
			continue;
		if (!e->has_otc || k == n || i > k || i == 0)
			return false;
		*other = e->otc;
		return i < k ? is_not_down(world, path[i], path[i - 1])
			     : world->relation[index_of(path[i])][index_of(
				   path[i - 1])] == RSEC_RELATION_CUSTOMER;
	default:
		return false;
	}
}

/* A finding in one path, and where it was seen. */
struct found {
	char text[160]; /* without where */
	char path[160];
	uint32_t days, first, last;
	unsigned routes, paths, prefix, last_entry;
};

struct finds {
	struct found found[4 * ENTRIES];
	unsigned count;
};

static void
find(struct finds *finds, const struct entry *e, unsigned number,
    const char *text)
{
	struct found *f = finds->found;
	uint32_t path[HOPS];
	char said[160] = "";

	say_path(said, path, plain(e, path));
	while (f < finds->found + finds->count &&
	       (strcmp(f->text, text) != 0 || strcmp(f->path, said) != 0))
		f++;
	if (f == finds->found + finds->count) {
		finds->count++;
		*f = (struct found){ .first = e->time,
			.prefix = e->prefix,
			.paths = 1,
			.last_entry = UINT32_MAX };
		snprintf(f->text, sizeof(f->text), "%s", text);
		snprintf(f->path, sizeof(f->path), "%s", said);
	}
	f->days |= 1U << (e->time - BEGIN) / DAY;
	f->first = e->time < f->first ? e->time : f->first;
	f->last = e->time > f->last ? e->time : f->last;
	f->prefix = e->prefix < f->prefix ? e->prefix : f->prefix;
	f->routes += f->last_entry != number; /* once for each route */
	f->last_entry = number;
}

static int
compare_found(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	const int order = strcmp(x->text, y->text);

	return order != 0 ? order : strcmp(x->path, y->path);
}

/* The first breaches of RULE in the path count, of OTC from the origin on. */
static void
find_rule(const struct world *world, unsigned number, unsigned rule,
    struct finds *finds)
{
	const struct entry *e = &world->entry[number];
	unsigned i, k, breaches = 0;
	uint32_t path[HOPS], other = 0;
	const unsigned n = plain(e, path);
	char text[160];

	for (k = 0; k < n && breaches < RSEC_MANRS_BREACHES_MAX; k++) {
		i = rule == RSEC_MANRS_PATH_OTC ? n - 1 - k : k;
		if (!breaks(world, e, path, n, i, rule, &other))
			continue;
		breaches++;
		say_finding(text, path[i], rule, false, other);
		find(finds, e, number, text);
		if (i == 0 || is_bogon(path[i - 1]))
			continue;
		say_finding(text, path[i - 1], rule, true,
		    rule == RSEC_MANRS_PATH_BOGON ? other : path[i]);
		find(finds, e, number, text);
	}
}

/* Those of FOUND that say the same, sorted, as one; the next one. */
static const struct found *
join(struct found *to, const struct found *end)
{
	const struct found *f;

	for (f = to + 1; f < end && strcmp(f->text, to->text) == 0; f++) {
		to->days |= f->days;
		to->first = f->first < to->first ? f->first : to->first;
		to->last = f->last > to->last ? f->last : to->last;
		to->routes += f->routes;
		to->paths++;
	}
	return f;
}

static void
expect_findings(struct rsec_buf *to, const struct world *world)
{
	struct finds *finds = calloc(1, sizeof(*finds));
	const struct found *next;
	struct found *f;
	unsigned i, rule;

	assert_non_null(finds);
	for (i = 0; i < world->entries; i++)
		for (rule = 0; rule < RSEC_MANRS_PATH_RULES; rule++)
			if (counts(&world->entry[i]))
				find_rule(world, i, rule, finds);
	qsort(
	    finds->found, finds->count, sizeof(finds->found[0]), compare_found);
	for (f = finds->found; f < finds->found + finds->count;
	     f = finds->found + (next - finds->found)) {
		next = join(f, finds->found + finds->count);
		text_add(to, "%s%s %x %u %u %u %u %s\n", f->text, f->path,
		    f->days, f->first, f->last, f->paths, f->routes,
		    prefixes[f->prefix]);
	}
	free(finds);
}

void
expect_all(struct rsec_buf *to, const struct world *world)
{
	unsigned origin, prefix, i, j;
	bool seen;

	for (origin = 0; origin < ASNS; origin++)
		for (prefix = 0; prefix < PREFIXES; prefix++)
			expect_announcement(to, world, prefix, asns[origin]);
	for (i = 0; i < ASNS; i++) {
		expect_carried(to, world, i);
		expect_neighbours(to, world, i);
		seen = false;
		for (j = 0; j < world->entries; j++)
			seen |= counts(&world->entry[j]) &&
				world->entry[j].has_otc &&
				world->entry[j].otc == asns[i];
		text_add(to, "otc %d\n", seen);
	}
	expect_findings(to, world);
}
