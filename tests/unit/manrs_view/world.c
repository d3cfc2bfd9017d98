/* SPDX-License-Identifier: ISC */
/* Random tables and updates; see world.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "tests/lib/mrttext.h"
#include "tests/unit/manrs_view/world.h"

/* Two of them are bogons. */
const uint32_t asns[ASNS] = { 201, 202, 203, 204, 205, 206, 207, 208, 64496,
	4200000001U };

const char *const prefixes[PREFIXES] = { "192.0.2.0/24", "192.0.2.0/25",
	"192.0.2.128/25", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32",
	"2001:db8::/48", "2001:db8:1::/48", "3fff::/20" };

void
set_time(struct mrtw *w, uint32_t time)
{
	rsec_put_be32((uint8_t *)w->buf.data + w->record, time);
}

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

struct world *
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

void
free_world(struct world *world)
{
	unsigned i;

	for (i = 0; i < FILES; i++)
		mrtw_fini(&world->file[i]);
	rsec_relations_free(world->relations);
	free(world);
}
