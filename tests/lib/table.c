/* SPDX-License-Identifier: ISC */
/*
 * The model of table.h.
 *
 * Routes: walks over the regions of the address space lay allocations of random
 * length side by side, some with a gap behind them; about half of them get
 * more-specifics of random length inside, most with the same origin.  A few
 * ASes hold many prefixes, most hold few.
 *
 * VRPs: seven in ten ASes sign all their routes, most with maxLength equal to
 * the length; some prefixes have a second origin, a few are AS0; the rest of
 * the VRPs are for prefixes that nobody announces.
 *
 * Addresses are the top 64 bits; nothing here is longer than /64.
 */
#include "tests/lib/table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/random.h"

#define ASES 78000

/* How often a length occurs, in thousandths of anything. */
struct weight {
	uint8_t len;
	uint32_t weight;
};

/* A part of the space, and how often the next allocation is in it. */
struct region {
	uint64_t start, end;
	uint32_t weight;
};

struct model {
	uint8_t family;
	uint8_t longest; /* length that max_len seldom exceeds */
	uint8_t gap;	 /* up to 64 /GAP between allocations; 0: none */
	size_t routes, vrps;
	uint32_t bare; /* of 100 allocations, without more-specifics */
	struct region regions[6];
	struct weight top[16];	/* of allocations; ends with weight 0 */
	struct weight more[16]; /* of more-specifics */
};

static const struct model models[] = {
	{ RSEC_IPV4, 24, 0, 1050000, 450000, 45,
	    { { (uint64_t)0x01 << 56, (uint64_t)0xe0 << 56, 1 } },
	    { { 8, 2 }, { 10, 10 }, { 12, 50 }, { 13, 80 }, { 14, 150 },
		{ 15, 250 }, { 16, 1900 }, { 17, 1100 }, { 18, 1800 },
		{ 19, 3400 }, { 20, 5500 }, { 21, 6500 }, { 22, 21000 },
		{ 23, 11000 }, { 24, 47000 } },
	    { { 17, 300 }, { 18, 800 }, { 19, 1400 }, { 20, 2600 },
		{ 21, 3000 }, { 22, 7000 }, { 23, 9000 }, { 24, 76000 } } },
	/* The regions are those of the registries; the widest gap is 64 /32. */
	{ RSEC_IPV6, 48, 32, 230000, 150000, 50,
	    { { (uint64_t)0x2001 << 48, (uint64_t)0x2002 << 48, 10 },
		{ (uint64_t)0x2400 << 48, (uint64_t)0x2410 << 48, 22 },
		{ (uint64_t)0x2600 << 48, (uint64_t)0x2610 << 48, 18 },
		{ (uint64_t)0x2800 << 48, (uint64_t)0x2810 << 48, 18 },
		{ (uint64_t)0x2a00 << 48, (uint64_t)0x2a20 << 48, 29 },
		{ (uint64_t)0x2c0f << 48, (uint64_t)0x2c10 << 48, 3 } },
	    { { 20, 10 }, { 24, 50 }, { 28, 400 }, { 29, 9000 }, { 30, 500 },
		{ 32, 32000 }, { 36, 3000 }, { 40, 5000 }, { 44, 6000 },
		{ 46, 3000 }, { 47, 2000 }, { 48, 39000 } },
	    { { 33, 2000 }, { 34, 1000 }, { 35, 1000 }, { 36, 8000 },
		{ 38, 1200 }, { 40, 15000 }, { 42, 2000 }, { 44, 14000 },
		{ 45, 1000 }, { 46, 4000 }, { 47, 2000 }, { 48, 49000 },
		{ 56, 300 }, { 64, 200 } } },
};

static const struct model *
model_of(uint8_t family)
{
	return &models[family == RSEC_IPV4 ? 0 : 1];
}

static uint8_t
pick_len(struct random *r, const struct weight *weights)
{
	uint32_t sum = 0, at;
	size_t i;

	for (i = 0; i < 16; i++)
		sum += weights[i].weight;
	at = random_below(r, sum);
	for (i = 0; at >= weights[i].weight; i++)
		at -= weights[i].weight;
	return weights[i].len;
}

/* An AS; each doubling of its rank halves how often it comes. */
static uint32_t
pick_as(struct random *r)
{
	uint32_t rank = random_below(r, 1u << random_below(r, 18)) % ASES;

	/* Spread, since neighbours in rank are no neighbours in number. */
	return 1 + rank * 7919 % 64000 + (rank % 3 == 0 ? 131072 : 0);
}

/* How many, MEAN_TENTHS / 10 on average, few being likelier than many. */
static uint32_t
pick_count(struct random *r, uint32_t mean_tenths, uint32_t max)
{
	uint32_t n = 1;

	while (n < max && random_below(r, mean_tenths + 10) >= 10)
		n++;
	return n;
}

static void
put(struct table *table, const struct model *model, uint64_t addr, uint8_t len,
    uint32_t asn, uint8_t max_len)
{
	table->rows[table->count++] =
	    (struct table_row){ { addr, 0, model->family, len }, asn, max_len };
}

/* An address inside ADDR/LEN on the boundary of LONGER. */
static uint64_t
inside(struct random *r, uint64_t addr, uint8_t len, uint8_t longer)
{
	const uint64_t mask = rsec_mask_hi(longer) & ~rsec_mask_hi(len);

	return addr | (random_u64(r) & mask);
}

static void
put_more_specifics(struct table *table, size_t cap, const struct model *model,
    struct random *r, uint64_t addr, uint8_t len, uint32_t asn)
{
	const uint8_t longest = model->longest;
	uint32_t n, mean = 75, room;
	uint8_t more;

	if (len >= longest || random_below(r, 100) < model->bare)
		return;
	room = 1u << (longest - len > 12 ? 12 : longest - len);
	if (model->family == RSEC_IPV4)
		mean = 17 + (uint32_t)(24 - len) * 115 / 10;
	for (n = pick_count(r, mean, room); n > 0 && table->count < cap; n--) {
		more = pick_len(r, model->more);
		if (more > len)
			put(table, model, inside(r, addr, len, more), more,
			    random_below(r, 5) > 0 ? asn : pick_as(r), 0);
	}
}

static int
row_cmp(const void *a, const void *b)
{
	const struct table_row *x = a, *y = b;
	int order = rsec_prefix_cmp(&x->prefix, &y->prefix);

	if (order != 0)
		return order;
	if (x->max_len != y->max_len)
		return x->max_len < y->max_len ? -1 : 1;
	return (x->asn > y->asn) - (x->asn < y->asn);
}

/* Sort, and keep one of the rows that are equal (by prefix, or wholly). */
static void
finish(struct table *table, bool by_prefix)
{
	struct table_row *rows = table->rows;
	size_t i, kept = 0;

	qsort(rows, table->count, sizeof(*rows), row_cmp);
	for (i = 0; i < table->count; i++) {
		if (kept > 0 &&
		    (by_prefix ? rsec_prefix_equal(
				     &rows[kept - 1].prefix, &rows[i].prefix)
			       : row_cmp(&rows[kept - 1], &rows[i]) == 0))
			continue;
		rows[kept++] = rows[i];
	}
	table->count = kept;
}

static struct table
table_new(size_t cap)
{
	struct table table = { calloc(cap, sizeof(*table.rows)), 0 };

	if (table.rows == NULL)
		abort();
	return table;
}

static size_t
pick_region(struct random *r, const struct model *model)
{
	uint32_t sum = 0, at;
	size_t i;

	for (i = 0; i < 6; i++)
		sum += model->regions[i].weight;
	at = random_below(r, sum);
	for (i = 0; at >= model->regions[i].weight; i++)
		at -= model->regions[i].weight;
	return i;
}

/* Put an allocation at *AT or behind it, and *AT behind that. */
static void
allocate(struct table *table, const struct model *model, struct random *r,
    const struct region *region, uint64_t *at)
{
	const uint8_t len = pick_len(r, model->top);
	const uint64_t size = (uint64_t)1 << (64 - len);
	const uint32_t asn = pick_as(r);

	*at = (*at + size - 1) & rsec_mask_hi(len);
	if (*at >= region->end || region->end - *at < size) {
		*at = region->start; /* round again, between the others */
		return;
	}
	if (random_below(r, 100) < 93)
		put(table, model, *at, len, asn, 0);
	put_more_specifics(table, model->routes, model, r, *at, len, asn);
	*at += size;
	if (random_once_in(r, 4))
		*at += size * (1 + random_below(r, 3));
	if (model->gap > 0)
		*at += (uint64_t)random_below(r, 64) << (64 - model->gap);
}

struct table
table_routes(uint8_t family)
{
	const struct model *model = model_of(family);
	struct table table = table_new(model->routes);
	struct random r = { family };
	uint64_t at[6];
	size_t i;

	for (i = 0; i < 6; i++)
		at[i] = model->regions[i].start;
	while (table.count < model->routes) {
		i = pick_region(&r, model);
		allocate(&table, model, &r, &model->regions[i], &at[i]);
	}
	finish(&table, true);
	return table;
}

/* An AS that signs: seven in ten. */
static bool
signs(uint32_t asn)
{
	struct random r = { asn };

	return random_below(&r, 100) < 72;
}

/* What the holder of ROUTE signs: at most three VRPs. */
static void
put_vrps(struct table *table, const struct model *model, struct random *r,
    const struct table_row *route)
{
	const struct rsec_prefix *p = &route->prefix;
	const uint32_t kind = random_below(r, 100);
	uint8_t max_len = p->len;

	if (p->len < model->longest && kind >= 95)
		max_len = (uint8_t)(p->len + random_below(r,
						 model->longest - p->len + 1u));
	else if (p->len < model->longest && kind >= 82)
		max_len = model->longest;
	put(table, model, p->hi, p->len, route->asn, max_len);
	if (random_below(r, 100) < 6)
		put(table, model, p->hi, p->len, pick_as(r), max_len);
	if (random_below(r, 1000) < 4)
		put(table, model, p->hi, p->len, 0,
		    p->len > model->longest ? p->len : model->longest);
}

/* A VRP of the same holder for what is inside ROUTE and not announced. */
static void
put_unannounced(struct table *table, const struct model *model,
    struct random *r, const struct table_row *route)
{
	const struct rsec_prefix *p = &route->prefix;
	uint8_t len = (uint8_t)(p->len + 1 + random_below(r, 3));

	if (len <= model->longest)
		put(table, model, inside(r, p->hi, p->len, len), len,
		    route->asn, len);
}

struct table
table_vrps(uint8_t family, const struct table *routes)
{
	const struct model *model = model_of(family);
	struct table table = table_new(model->vrps + 3), order;
	struct random r = { (uint64_t)family + 100 };
	size_t i;

	order = table_new(routes->count);
	order.count = routes->count;
	memcpy(order.rows, routes->rows, order.count * sizeof(*order.rows));
	random_shuffle(&r, order.rows, order.count, sizeof(*order.rows));
	for (i = 0; i < order.count && table.count < model->vrps; i++)
		if (signs(order.rows[i].asn))
			put_vrps(&table, model, &r, &order.rows[i]);
	while (table.count < model->vrps)
		put_unannounced(&table, model, &r,
		    &order.rows[random_below(&r, (uint32_t)order.count)]);
	free(order.rows);
	finish(&table, false);
	return table;
}
