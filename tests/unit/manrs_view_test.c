/* SPDX-License-Identifier: ISC */
/*
 * The view of a month: random tables and updates, in any order of files and
 * split over views that are merged, against a list of what was written.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "manrs/view_private.h"
#include "tests/lib/mrttext.h"
#include "tests/lib/mrtwrite.h"
#include "tests/lib/random.h"

#define ASNS	 10
#define PREFIXES 9
#define HOPS	 6
#define PEERS	 8
#define ENTRIES	 400
#define FILES	 5
#define BEGIN	 1698796800U /* 2023-11-01 */
#define DAY	 86400U

/* Two of them are bogons. */
static const uint32_t asns[ASNS] = { 201, 202, 203, 204, 205, 206, 207, 208,
	64496, 4200000001U };

/* In order. */
static const char *const prefixes[PREFIXES] = { "192.0.2.0/24", "192.0.2.0/25",
	"192.0.2.128/25", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32",
	"2001:db8::/48", "2001:db8:1::/48", "3fff::/20" };

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

/* One route, as it was written. */
struct entry {
	unsigned file, record; /* of the table; of updates, each its own */
	bool table;
	uint32_t time;
	unsigned prefix, peer, len;
	uint32_t path[HOPS];
	bool set; /* the last is one */
	bool has_otc;
	uint32_t otc;
};

struct world {
	struct entry entry[ENTRIES];
	unsigned entries;
	/* [a][b]: what a is to b */
	enum rsec_relation relation[ASNS][ASNS];
	struct rsec_relations *relations;
	struct mrtw file[FILES];
};

static void
make_relations(struct random *r, struct world *world)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_memory memory;
	unsigned a, b, kind;

	text_add(&text, "# as-rel\n");
	for (a = 0; a < ASNS; a++)
		for (b = a + 1; b < ASNS; b++) {
			kind = random_below(r, 4);
			if (kind == 0)
				continue;
			text_add(&text, "%u|%u|%d\n", asns[kind == 2 ? b : a],
			    asns[kind == 2 ? a : b], kind == 3 ? 0 : -1);
			world->relation[a][b] =
			    kind == 1	? RSEC_RELATION_PROVIDER
			    : kind == 2 ? RSEC_RELATION_CUSTOMER
					: RSEC_RELATION_PEER;
			world->relation[b][a] =
			    kind == 1	? RSEC_RELATION_CUSTOMER
			    : kind == 2 ? RSEC_RELATION_PROVIDER
					: RSEC_RELATION_PEER;
		}
	world->relations = rsec_relations_new();
	memory = (struct rsec_memory){ (void *)text.data, text.len, 0 };
	assert_int_equal(rsec_relations_read(world->relations,
			     rsec_source_memory(&memory), NULL, NULL),
	    0);
	assert_int_equal(rsec_relations_freeze(world->relations, NULL), 0);
	rsec_buf_fini(&text);
}

static struct entry
random_entry(struct random *r)
{
	struct entry e = { .prefix = random_below(r, PREFIXES),
		.peer = random_below(r, PEERS),
		.time = BEGIN - DAY + random_below(r, 32 * DAY),
		.len = 1 + random_below(r, HOPS),
		.has_otc = random_once_in(r, 3) };
	unsigned i;

	for (i = 0; i < e.len; i++)
		e.path[i] = i > 0 && random_once_in(r, 4)
				? e.path[i - 1]
				: asns[random_below(r, ASNS)];
	e.set = random_once_in(r, 8);
	e.otc = asns[random_below(r, ASNS)];
	return e;
}

static void
write_attributes(struct mrtw *w, const struct entry *e)
{
	char path[HOPS * 16] = "";
	size_t n = 0;
	unsigned i;

	for (i = 0; i < e->len; i++)
		n += (size_t)snprintf(path + n, sizeof(path) - n,
		    e->set && i + 1 == e->len ? "%s{%u}" : "%s%u",
		    i > 0 ? " " : "", e->path[i]);
	mrtw_attribute(w, 1, "", 1);
	mrtw_path(w, 2, 4, path);
	if (e->has_otc)
		mrtw_otc(w, e->otc);
}

/* The time in the head of the last record. */
static void
set_time(struct mrtw *w, uint32_t time)
{
	rsec_put_be32((uint8_t *)w->buf.data + w->record, time);
}

/* A record of a table, with a few entries that differ in peer and path. */
static void
add_table(struct random *r, struct world *world, unsigned file)
{
	struct mrtw *w = &world->file[file];
	unsigned n = 1 + random_below(r, 6), i, start = world->entries;
	struct entry first = random_entry(r), *e;
	const bool is_ipv6 = strchr(prefixes[first.prefix], ':') != NULL;

	if (world->entries + n > ENTRIES)
		return;
	mrtw_rib(w, is_ipv6 ? 4 : 2, prefixes[first.prefix], n);
	set_time(w, first.time);
	for (i = 0; i < n; i++) {
		e = &world->entry[world->entries++];
		*e = random_entry(r);
		e->table = true;
		e->file = file;
		e->record = start;
		e->prefix = first.prefix;
		e->time = first.time;
		mrtw_entry(w, e->peer);
		write_attributes(w, e);
		mrtw_close(w);
	}
}

/* An update that withdraws something, and may announce one prefix of IPv4. */
static void
add_update(struct random *r, struct world *world, unsigned file)
{
	struct mrtw *w = &world->file[file];
	struct entry e = random_entry(r);

	e.file = file;
	e.record = world->entries;
	e.prefix %= 5;
	mrtw_message(w, 16, 4, 0, 2);
	set_time(w, e.time);
	mrtw_open(w);
	mrtw_nlri(w, prefixes[random_below(r, 5)]);
	mrtw_close(w);
	mrtw_open(w);
	if (random_once_in(r, 3) || world->entries == ENTRIES) {
		mrtw_close(w);
		return;
	}
	write_attributes(w, &e);
	mrtw_close(w);
	mrtw_nlri(w, prefixes[e.prefix]);
	world->entry[world->entries++] = e;
}

static struct world *
make_world(struct random *r)
{
	struct world *world = calloc(1, sizeof(*world));
	unsigned i, file;

	assert_non_null(world);
	make_relations(r, world);
	for (i = 0; i < FILES; i++)
		mrtw_peers(&world->file[i], PEERS);
	for (i = 0; i < ENTRIES / 3; i++) {
		file = random_below(r, FILES);
		if (random_once_in(r, 3))
			add_update(r, world, file);
		else
			add_table(r, world, file);
	}
	return world;
}

static void
free_world(struct world *world)
{
	unsigned i;

	for (i = 0; i < FILES; i++)
		mrtw_fini(&world->file[i]);
	rsec_relations_free(world->relations);
	free(world);
}

/* ---- The list says ... ---- */

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

/* A finding, and where it was seen. */
struct found {
	char text[160]; /* without where */
	uint32_t days, first, last;
	unsigned routes, prefix, last_entry;
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

	while (f < finds->found + finds->count && strcmp(f->text, text) != 0)
		f++;
	if (f == finds->found + finds->count) {
		finds->count++;
		*f = (struct found){ .first = e->time,
			.prefix = e->prefix,
			.last_entry = UINT32_MAX };
		snprintf(f->text, sizeof(f->text), "%s", text);
	}
	f->days |= 1U << (e->time - BEGIN) / DAY;
	f->first = e->time < f->first ? e->time : f->first;
	f->last = e->time > f->last ? e->time : f->last;
	f->prefix = e->prefix < f->prefix ? e->prefix : f->prefix;
	f->routes += f->last_entry != number; /* once for each route */
	f->last_entry = number;
}

static void
say_finding(char text[160], uint32_t asn, unsigned rule, bool accomplice,
    uint32_t other, const uint32_t *path, unsigned len)
{
	size_t n = (size_t)snprintf(text, 160,
	    "%010u rule %u %d other %010u:", asn, rule, accomplice, other);
	unsigned i;

	for (i = 0; i < len; i++)
		n += (size_t)snprintf(text + n, 160 - n, " %010u", path[i]);
}

static int
compare_found(const void *a, const void *b)
{
	return strcmp(
	    ((const struct found *)a)->text, ((const struct found *)b)->text);
}

static void
find_in(const struct world *world, unsigned number, struct finds *finds)
{
	const struct entry *e = &world->entry[number];
	uint32_t path[HOPS], other = 0;
	unsigned i, rule, n = plain(e, path);
	char text[160];

	for (rule = 0; rule < RSEC_MANRS_PATH_RULES; rule++)
		for (i = 0; i < n; i++) {
			if (!breaks(world, e, path, n, i, rule, &other))
				continue;
			say_finding(text, path[i], rule, false, other, path, n);
			find(finds, e, number, text);
			if (i == 0 || is_bogon(path[i - 1]))
				continue;
			say_finding(text, path[i - 1], rule, true,
			    rule == RSEC_MANRS_PATH_BOGON ? other : path[i],
			    path, n);
			find(finds, e, number, text);
		}
}

static void
expect_findings(struct rsec_buf *to, const struct world *world)
{
	struct finds *finds = calloc(1, sizeof(*finds));
	const struct found *f;
	unsigned i;

	assert_non_null(finds);
	for (i = 0; i < world->entries; i++)
		if (counts(&world->entry[i]))
			find_in(world, i, finds);
	qsort(
	    finds->found, finds->count, sizeof(finds->found[0]), compare_found);
	for (i = 0; i < finds->count; i++) {
		f = &finds->found[i];
		text_add(to, "%s %x %u %u %u %s\n", f->text, f->days, f->first,
		    f->last, f->routes, prefixes[f->prefix]);
	}
	free(finds);
}

static void
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

/* ---- The view says ... ---- */

static void
say_announcement(
    struct rsec_buf *to, const struct rsec_manrs_view *view, uint32_t i)
{
	struct rsec_manrs_announcement a;
	char text[RSEC_PREFIX_SIZE];
	const uint32_t *hops;
	uint32_t n, j;

	rsec_manrs_view_get(view, i, &a);
	rsec_prefix_format(text, &a.prefix);
	text_add(to, "%s %u %x %u %u %u <", text, a.origin, a.days, a.first,
	    a.last, a.peers);
	n = rsec_manrs_view_next_hops(view, i, &hops);
	for (j = 0; j < n; j++)
		text_add(to, " %u", hops[j]);
	text_add(to, "\n");
}

static void
say_asn(struct rsec_buf *to, const struct rsec_manrs_view *view, uint32_t asn)
{
	struct rsec_manrs_announcement a;
	char text[RSEC_PREFIX_SIZE];
	const uint32_t *list;
	uint32_t i, n;

	text_add(to, "%u carried", asn);
	n = rsec_manrs_view_carried(view, asn, &list);
	for (i = 0; i < n; i++) {
		rsec_manrs_view_get(view, list[i], &a);
		rsec_prefix_format(text, &a.prefix);
		text_add(to, " %u:%s", a.origin, text);
	}
	text_add(to, "\n%u to", asn);
	n = rsec_manrs_view_neighbours(view, asn, &list);
	for (i = 0; i < n; i++)
		text_add(to, " %u", list[i]);
	text_add(to, "\notc %d\n", rsec_manrs_view_has_otc(view, asn));
}

static void
say_findings(
    struct rsec_buf *to, const struct rsec_manrs_view *view, uint32_t asn)
{
	struct rsec_manrs_path_finding f;
	char text[160], prefix[RSEC_PREFIX_SIZE];
	uint32_t i, n, first;

	n = rsec_manrs_view_findings(view, asn, &first);
	for (i = first; i < first + n; i++) {
		rsec_manrs_view_finding(view, i, &f);
		say_finding(text, f.asn, f.rule, f.accomplice, f.other, f.path,
		    f.path_len);
		rsec_prefix_format(prefix, &f.prefix);
		text_add(to, "%s %x %u %u %u %s\n", text, f.days, f.first,
		    f.last, (unsigned)f.routes, prefix);
	}
}

static void
say_all(struct rsec_buf *to, const struct rsec_manrs_view *view)
{
	const uint32_t *origins;
	uint32_t first, n, j;
	size_t i, count;

	origins = rsec_manrs_view_origins(view, &count);
	for (i = 0; i < count; i++) {
		n = rsec_manrs_view_of(view, origins[i], &first);
		for (j = first; j < first + n; j++)
			say_announcement(to, view, j);
	}
	for (i = 0; i < ASNS; i++)
		say_asn(to, view, asns[i]);
	for (i = 0; i < ASNS; i++)
		say_findings(to, view, asns[i]);
}

static struct rsec_manrs_view *
new_view(const struct rsec_relations *relations)
{
	struct rsec_manrs_view_inputs inputs = { .relations = relations,
		.month = rsec_manrs_month_of(BEGIN) };
	struct rsec_manrs_view *view = rsec_manrs_view_new(&inputs);

	assert_non_null(view);
	return view;
}

static void
read_file(struct rsec_manrs_view *view, const struct mrtw *file,
    struct rsec_manrs_view_stats *stats)
{
	struct rsec_memory memory = mrtw_memory(file, 0);

	assert_int_equal(rsec_manrs_view_read(view, rsec_source_memory(&memory),
			     NULL, stats, NULL),
	    0);
}

/* Files from FIRST on, every VIEWS-th in a view of its own. */
static struct rsec_manrs_view *
view_of(const struct world *world, unsigned first, unsigned views)
{
	struct rsec_manrs_view *view[2];
	unsigned i;

	for (i = 0; i < views; i++)
		view[i] = new_view(world->relations);
	for (i = 0; i < FILES; i++)
		read_file(
		    view[i % views], &world->file[(first + i) % FILES], NULL);
	for (i = 1; i < views; i++) {
		assert_int_equal(
		    rsec_manrs_view_merge(view[0], view[i], NULL), 0);
		rsec_manrs_view_free(view[i]);
	}
	assert_int_equal(rsec_manrs_view_freeze(view[0], NULL), 0);
	return view[0];
}

/* As assert_string_equal, of lines: the first that differs fails. */
static void
must_be_same(struct rsec_buf *said, struct rsec_buf *expected)
{
	char *a, *b, *next_a, *next_b;

	text_add(said, "%c", '\0');
	text_add(expected, "%c", '\0');
	for (a = said->data, b = expected->data; *a != '\0' && *b != '\0';
	     a = next_a + 1, b = next_b + 1) {
		next_a = strchr(a, '\n');
		next_b = strchr(b, '\n');
		*next_a = *next_b = '\0';
		assert_string_equal(a, b);
	}
	assert_string_equal(a, b);
}

static void
a_month_is_what_was_written_in_any_order_and_by_any_views(void **state)
{
	struct random r = { 3 };
	struct rsec_manrs_view *view;
	struct rsec_buf expected, said;
	struct world *world;
	unsigned round;

	(void)state;
	for (round = 0; round < 40; round++) {
		world = make_world(&r);
		expected = said = RSEC_BUF_INIT;
		expect_all(&expected, world);
		view = view_of(world, round % FILES, 1 + round % 2);
		say_all(&said, view);
		must_be_same(&said, &expected);
		rsec_manrs_view_free(view);
		rsec_buf_fini(&expected);
		rsec_buf_fini(&said);
		free_world(world);
	}
}

static void
what_was_read_and_left_out_is_counted(void **state)
{
	struct rsec_manrs_view *view = new_view(NULL);
	struct rsec_manrs_view_stats stats;
	struct mrtw w = MRTW_INIT;
	uint32_t first;

	(void)state;
	mrtw_peers(&w, 2);
	mrtw_rib(&w, 2, "192.0.2.0/24", 2);
	set_time(&w, BEGIN + 30 * DAY - 1);
	mrtw_entry(&w, 0);
	mrtw_path(&w, 2, 4, "201 202");
	mrtw_close(&w);
	mrtw_entry(&w, 1);
	mrtw_path(&w, 2, 4, "201 {202,203}");
	mrtw_close(&w);
	mrtw_rib(&w, 2, "192.0.2.0/24", 1);
	set_time(&w, BEGIN + 30 * DAY);
	mrtw_entry(&w, 0);
	mrtw_path(&w, 2, 4, "201 204");
	mrtw_close(&w);
	mrtw_message(&w, 16, 4, 0, 2);
	mrtw_open(&w);
	mrtw_nlri(&w, "192.0.2.0/24");
	mrtw_nlri(&w, "198.51.100.0/24");
	mrtw_close(&w);
	mrtw_u16(&w, 0);
	mrtw_record(&w, 99, 0);
	read_file(view, &w, &stats);
	assert_int_equal(stats.routes, 3);
	assert_int_equal(stats.no_origin, 1);
	assert_int_equal(stats.outside, 1);
	assert_int_equal(stats.withdrawn, 2);
	assert_int_equal(stats.unread, 1);
	assert_int_equal(stats.skipped, 0);
	assert_true(stats.has_paths);
	assert_int_equal(rsec_manrs_view_freeze(view, NULL), 0);
	assert_int_equal(rsec_manrs_view_count(view), 1);
	assert_int_equal(rsec_manrs_view_of(view, 202, &first), 1);
	assert_int_equal(rsec_manrs_view_of(view, 204, &first), 0);
	mrtw_fini(&w);
	rsec_manrs_view_free(view);
}

static void
updates_that_only_withdraw_announce_nothing(void **state)
{
	struct rsec_manrs_view *view = new_view(NULL);
	struct rsec_manrs_view_stats stats;
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_message(&w, 16, 4, 0, 2);
	mrtw_open(&w);
	mrtw_nlri(&w, "192.0.2.0/24");
	mrtw_close(&w);
	mrtw_u16(&w, 0);
	read_file(view, &w, &stats);
	assert_int_equal(stats.withdrawn, 1);
	assert_int_equal(rsec_manrs_view_freeze(view, NULL), 0);
	assert_int_equal(rsec_manrs_view_count(view), 0);
	assert_false(rsec_manrs_view_has_paths(view));
	mrtw_fini(&w);
	rsec_manrs_view_free(view);
}

static void
lines_count_for_the_whole_month(void **state)
{
	static const char text[] = "192.0.2.0/24 AS201\n"
				   "192.0.2.0/24 {201,202}\n"
				   "192.0.2.0/24\n"
				   "2001:db8::/32 AS202\n";
	struct rsec_memory memory = { (const uint8_t *)text, sizeof(text) - 1,
		3 };
	struct rsec_manrs_view *view = new_view(NULL);
	struct rsec_manrs_view_stats stats;
	struct rsec_manrs_announcement a;
	const uint32_t *list;

	(void)state;
	assert_int_equal(rsec_manrs_view_read(view, rsec_source_memory(&memory),
			     NULL, &stats, NULL),
	    0);
	assert_int_equal(stats.routes, 3);
	assert_int_equal(stats.no_origin, 1);
	assert_int_equal(stats.skipped, 1);
	assert_false(stats.has_paths);
	assert_int_equal(rsec_manrs_view_freeze(view, NULL), 0);
	assert_int_equal(rsec_manrs_view_count(view), 2);
	rsec_manrs_view_get(view, 0, &a);
	assert_true(a.origin == 201 && a.days == 0x3fffffff && a.first == 0 &&
		    a.last == 0 && a.peers == 1);
	assert_int_equal(rsec_manrs_view_next_hops(view, 0, &list), 0);
	assert_false(rsec_manrs_view_has_paths(view));
	rsec_manrs_view_free(view);
}

/* N ASNs that differ, from 1000 on. */
static void
write_long_path(struct mrtw *w, unsigned n)
{
	struct mrtw value = MRTW_INIT;
	unsigned i;

	value.record = SIZE_MAX / 2;
	for (i = 0; i < n; i++) {
		if (i % 255 == 0) {
			mrtw_u8(&value, 2);
			mrtw_u8(&value, n - i < 255 ? n - i : 255);
		}
		mrtw_u32(&value, 1000 + i);
	}
	mrtw_entry(w, 0);
	mrtw_attribute(w, 2, value.buf.data, value.buf.len);
	mrtw_close(w);
	mrtw_fini(&value);
}

static int
keep_message(void *ctx, const struct rsec_err *err)
{
	snprintf(ctx, RSEC_ERR_MSG_MAX, "%s", err->msg);
	return 0;
}

static void
a_path_of_4096_hops_is_read_and_a_longer_one_reported(void **state)
{
	struct rsec_manrs_view *view = new_view(NULL);
	struct rsec_manrs_view_stats stats;
	char message[RSEC_ERR_MSG_MAX] = "";
	struct rsec_diag diag = { keep_message, message };
	struct mrtw w = MRTW_INIT;
	struct rsec_memory memory;
	const uint32_t *list;

	(void)state;
	mrtw_peers(&w, 1);
	mrtw_rib(&w, 2, "192.0.2.0/24", 2);
	set_time(&w, BEGIN);
	write_long_path(&w, 4096);
	write_long_path(&w, 4097);
	memory = mrtw_memory(&w, 0);
	assert_int_equal(rsec_manrs_view_read(view, rsec_source_memory(&memory),
			     &diag, &stats, NULL),
	    0);
	assert_int_equal(stats.skipped, 1);
	assert_string_equal(message, "an AS path of more than 4096 ASNs");
	assert_int_equal(rsec_manrs_view_freeze(view, NULL), 0);
	assert_int_equal(rsec_manrs_view_count(view), 1);
	assert_int_equal(rsec_manrs_view_next_hops(view, 0, &list), 1);
	assert_int_equal(list[0], 1000 + 4094);
	mrtw_fini(&w);
	rsec_manrs_view_free(view);
}

/* What a path of an ASPA test was blamed for. */
struct blamed {
	unsigned count;
	uint32_t asn;
};

static int
keep_blamed(void *ctx, uint32_t asn, bool accomplice,
    enum rsec_manrs_path_rule rule, uint32_t other)
{
	struct blamed *blamed = ctx;

	(void)other;
	if (rule == RSEC_MANRS_PATH_ASPA && !accomplice) {
		blamed->count++;
		blamed->asn = asn;
	}
	return 0;
}

/*
 * draft-ietf-sidrops-aspa-verification, a path from a provider: AS(1) is the
 * origin, and STEP[I] leads from asn[I + 1] to asn[I].  Invalid where the
 * longest ramps up and down cannot meet.
 */
static bool
is_invalid(const uint16_t *step, unsigned n)
{
	unsigned up = n, down = n, i;

	for (i = 1; i < n && up == n; i++) /* from AS(i) to AS(i + 1) */
		if (step[n - 1 - i] & RSEC_MANRS_UP_DENIED)
			up = i;
	for (i = n; i > 1 && down == n; i--) /* from AS(i - 1) to AS(i) */
		if (step[n - i] & RSEC_MANRS_DOWN_DENIED)
			down = n - i + 1;
	return up + down < n;
}

static void
whoever_is_held_for_a_path_stands_in_one_that_aspas_make_invalid(void **state)
{
	static const uint16_t said[] = { 0, RSEC_MANRS_UP_NAMED,
		RSEC_MANRS_UP_DENIED, RSEC_MANRS_DOWN_NAMED,
		RSEC_MANRS_DOWN_DENIED,
		RSEC_MANRS_UP_DENIED | RSEC_MANRS_DOWN_DENIED };
	static const uint32_t asn[] = { 201, 202, 203, 204, 205, 206 };
	unsigned n, round, i, invalid = 0, blames = 0;
	struct random r = { 11 };
	struct blamed blamed;
	const struct rsec_manrs_emit emit = { keep_blamed, &blamed };
	struct rsec_manrs_path path = { .asn = asn };
	uint16_t step[5];

	(void)state;
	for (round = 0; round < 20000; round++) {
		path.len = n = 1 + random_below(&r, 6);
		path.step = step;
		for (i = 0; i + 1 < n; i++)
			step[i] = said[random_below(&r, 6)];
		blamed = (struct blamed){ 0, 0 };
		assert_int_equal(rsec_manrs_path_judge(&path, &emit), 0);
		assert_int_equal(
		    rsec_manrs_path_is_bad(&path), blamed.count > 0);
		if (!is_invalid(step, n))
			assert_int_equal(blamed.count, 0);
		invalid += is_invalid(step, n);
		blames += blamed.count > 0;
		/* Between the two is one AS: it is held for it. */
		for (i = 1; i + 1 < n; i++)
			if ((step[i] & RSEC_MANRS_UP_DENIED) &&
			    (step[i - 1] & RSEC_MANRS_DOWN_DENIED))
				assert_true(blamed.count > 0);
	}
	assert_true(invalid > 1000 && blames > 1000 && blames < invalid);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_month_is_what_was_written_in_any_order_and_by_any_views),
		cmocka_unit_test(what_was_read_and_left_out_is_counted),
		cmocka_unit_test(
		    whoever_is_held_for_a_path_stands_in_one_that_aspas_make_invalid),
		cmocka_unit_test(updates_that_only_withdraw_announce_nothing),
		cmocka_unit_test(lines_count_for_the_whole_month),
		cmocka_unit_test(
		    a_path_of_4096_hops_is_read_and_a_longer_one_reported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
