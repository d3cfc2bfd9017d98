/* SPDX-License-Identifier: ISC */
/*
 * Which objects there are.  Modelled is what decides the cost of reading and
 * comparing them, and the answers: the mix of classes and lengths, holders who
 * register runs of neighbours, prefixes with several objects, origins with a
 * long tail.
 *
 * A prefix is drawn until it is new; only one that is shared on purpose has
 * two objects.  Those are neither removed nor given another origin, so that
 * there is one way only to tell what was done.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/bench/irr/gen.h"

#define HOLDERS 60000

/* The prefixes that are taken: numbers of objects, 0 is free. */
struct prefix_set {
	uint32_t *slot;
	uint32_t mask;
};

static void *
allocate(size_t n, size_t size)
{
	void *p = calloc(n, size);

	if (p == NULL) {
		perror("irr_gen");
		exit(1);
	}
	return p;
}

/* Enters PREFIX as number N, if it is not there. */
static bool
set_add(struct prefix_set *set, const struct gen_object *objects, uint32_t n)
{
	const struct rsec_prefix *p = &objects[n].prefix, *q;
	uint64_t hash = (p->hi ^ p->len) * 0x9e3779b97f4a7c15;
	uint32_t at = (uint32_t)(hash >> 32) & set->mask;

	for (; set->slot[at] != 0; at = (at + 1) & set->mask) {
		q = &objects[set->slot[at] - 1].prefix;
		if (q->hi == p->hi && q->len == p->len &&
		    q->family == p->family)
			return false;
	}
	set->slot[at] = n + 1;
	return true;
}

static uint8_t
draw_length(struct random *r, uint8_t family)
{
	static const uint8_t v4[] = { 16, 17, 18, 19, 19, 20, 20, 20, 21, 21,
		22, 22, 22, 22, 23, 23, 23, 25, 28 };
	static const uint8_t v6[] = { 29, 32, 32, 32, 36, 40, 44, 48, 48, 48,
		48, 64 };

	if (family == RSEC_IPV6)
		return v6[random_below(r, sizeof(v6))];
	if (random_below(r, 100) < 61)
		return 24;
	return v4[random_below(r, sizeof(v4))];
}

static void
draw_prefix(struct random *r, struct rsec_prefix *p, uint8_t family)
{
	uint64_t top = 1 + random_below(r, 223);

	p->family = family;
	p->len = draw_length(r, family);
	if (family == RSEC_IPV6)
		top = 0x20 | random_below(r, 2) << 2 | random_below(r, 2);
	p->hi = top << 56 | random_u64(r) >> 8;
	p->hi &= rsec_mask_hi(p->len);
	p->lo = 0;
}

/* The one behind P of the same length, as holders register them. */
static void
next_prefix(struct rsec_prefix *p)
{
	p->hi += (uint64_t)1 << (64 - p->len);
}

/* Few have many objects, most have few. */
static uint32_t
draw_origin(struct random *r)
{
	uint64_t u = random_below(r, 1 << 16);

	return 1000 + (uint32_t)(u * u * u * HOLDERS >> 48) * 3 +
	       (random_once_in(r, 4) ? 196608 : 0);
}

static void
draw_holder(struct random *r, struct gen_object *o)
{
	o->origin = draw_origin(r);
	/* Some providers register what belongs to their customers. */
	o->maintainer = random_once_in(r, 5) ? random_below(r, 64) : o->origin;
}

static bool
is_route(const struct gen_object *o)
{
	return o->class <= GEN_ROUTE6;
}

/* A second object for a prefix that a recent one has; false: none there. */
static bool
share_prefix(struct random *r, const struct gen_plan *plan, uint32_t n)
{
	struct gen_object *o = &plan->objects[n], *e;
	uint32_t back = 1 + random_below(r, 1000);

	/* What is added shares none: it would look like a new origin. */
	if (n >= plan->count || back > n ||
	    !is_route(e = &plan->objects[n - back]) || e->shared)
		return false;
	if (plan->sources > 1 && e->source == o->source)
		return false;
	o->prefix = e->prefix;
	o->class = e->class;
	o->shared = e->shared = true;
	draw_holder(r, o);
	if (plan->sources > 1 && random_below(r, 10) < 7) {
		o->origin = e->origin;
		o->maintainer = e->maintainer;
	} else if (o->origin == e->origin)
		o->origin++;
	return true;
}

static void
draw_route(struct random *r, const struct gen_plan *plan,
    struct prefix_set *set, uint32_t n)
{
	struct gen_object *o = &plan->objects[n];
	uint8_t family = o->class == GEN_ROUTE ? RSEC_IPV4 : RSEC_IPV6;

	if (n > 0 && o[-1].class == o->class && random_below(r, 100) < 35) {
		o->prefix = o[-1].prefix;
		o->origin = o[-1].origin;
		o->maintainer = o[-1].maintainer;
		next_prefix(&o->prefix);
		if (o->prefix.hi >> 56 != 0 && o->prefix.hi >> 56 < 224 &&
		    set_add(set, plan->objects, n))
			return;
	}
	draw_holder(r, o);
	do
		draw_prefix(r, &o->prefix, family);
	while (!set_add(set, plan->objects, n));
}

static void
draw_object(struct random *r, const struct gen_plan *plan,
    struct prefix_set *set, uint32_t n)
{
	struct gen_object *o = &plan->objects[n];
	uint32_t u = random_below(r, 100), v = random_below(r, plan->sources);

	o->class = u < 88 ? GEN_ROUTE : u < 97 ? GEN_ROUTE6 : (uint8_t)(u - 95);
	o->seed = (uint32_t)random_u64(r);
	/* The first source is the largest. */
	o->source = (uint8_t)random_below(r, v + 1);
	if (!is_route(o)) {
		draw_holder(r, o);
		o->origin = n; /* in its name: nothing is twice */
	} else if (random_below(r, 100) >= (plan->sources > 1 ? 40 : 12) ||
		   !share_prefix(r, plan, n))
		draw_route(r, plan, set, n);
}

static void
mutate_object(struct random *r, struct gen_object *o)
{
	o->op = (uint8_t)(GEN_REMOVED + random_below(r, GEN_OPS - 1));
	if (o->op == GEN_ORIGIN && (!is_route(o) || o->shared))
		o->op = GEN_CHANGED;
	if (o->op == GEN_REMOVED && o->shared)
		o->op = GEN_REFORMATTED;
	if (o->op == GEN_ORIGIN)
		do
			o->new_origin = draw_origin(r);
		while (o->new_origin == o->origin);
}

/* GEN_ADDED says that one is added behind the object, which stays. */
static void
mutate(struct gen_plan *plan, struct prefix_set *set, double share)
{
	struct random r = { plan->seed ^ 0xadd };
	uint32_t limit = (uint32_t)(share * 1e6), i;
	struct gen_object *o;

	for (i = 0; i < plan->count; i++) {
		if (random_below(&r, 1000000) >= limit)
			continue;
		mutate_object(&r, &plan->objects[i]);
		if (plan->objects[i].op != GEN_ADDED)
			continue;
		plan->objects[i].op = GEN_SAME;
		o = &plan->objects[plan->total];
		draw_object(&r, plan, set, plan->total++);
		o->op = GEN_ADDED;
		o->after = i;
	}
}

void
gen_plan_init(struct gen_plan *plan, uint32_t count, double share)
{
	struct random r = { plan->seed };
	struct prefix_set set = { .mask = 1 << 10 };
	size_t room = count + count / 4 + 1000;
	uint32_t i;

	while (set.mask < 3 * room)
		set.mask *= 2;
	set.slot = allocate(set.mask, sizeof(*set.slot));
	set.mask--;
	plan->objects = allocate(room, sizeof(*plan->objects));
	plan->count = plan->total = count;
	for (i = 0; i < count; i++)
		draw_object(&r, plan, &set, i);
	mutate(plan, &set, share);
	free(set.slot);
}

void
gen_plan_fini(struct gen_plan *plan)
{
	free(plan->objects);
}

/* The route of a random object, or one that no object is about. */
static struct gen_object
draw_related(struct random *r, const struct gen_plan *plan, unsigned stray)
{
	struct gen_object o;

	o = plan->objects[random_below(r, plan->count)];
	if (is_route(&o) && random_below(r, 100) >= stray)
		return o;
	draw_prefix(r, &o.prefix, random_once_in(r, 6) ? RSEC_IPV6 : RSEC_IPV4);
	draw_holder(r, &o);
	return o;
}

static uint32_t
share_of(const struct gen_plan *plan, uint32_t sixteenths, uint32_t most)
{
	uint64_t n = (uint64_t)plan->count * sixteenths / 16;

	return n > most ? most : (uint32_t)n;
}

void
gen_write_bgp(const struct gen_plan *plan, FILE *out)
{
	struct random r = { plan->seed ^ 0xb69 };
	uint32_t n = share_of(plan, 10, 1000000), i;
	char address[RSEC_PREFIX_SIZE];
	struct gen_object o;
	unsigned u;

	for (i = 0; i < n; i++) {
		o = draw_related(&r, plan, 45);
		if ((u = random_below(&r, 10)) < 2)
			o.origin = draw_origin(&r);
		else if (u < 4 && o.prefix.len < 24)
			o.prefix.len++;
		rsec_prefix_format_address(address, &o.prefix);
		fprintf(out, "%s\t%u\t%u\n", address, o.prefix.len, o.origin);
	}
}

void
gen_write_vrps(const struct gen_plan *plan, FILE *out)
{
	struct random r = { plan->seed ^ 0x609 };
	uint32_t n = share_of(plan, 7, 700000), i;
	char prefix[RSEC_PREFIX_SIZE];
	struct gen_object o;
	unsigned longest;

	fprintf(out, "ASN,IP Prefix,Max Length,Trust Anchor\n");
	for (i = 0; i < n; i++) {
		o = draw_related(&r, plan, 40);
		if (random_once_in(&r, 6))
			o.origin = draw_origin(&r);
		longest = o.prefix.len;
		if (random_once_in(&r, 4) && longest < 23)
			longest = random_once_in(&r, 2) ? 24 : longest + 1;
		rsec_prefix_format(prefix, &o.prefix);
		fprintf(out, "AS%u,%s,%u,%s\n", o.origin, prefix, longest,
		    random_once_in(&r, 3) ? "ripe" : "apnic");
	}
}
