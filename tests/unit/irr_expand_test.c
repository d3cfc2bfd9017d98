/* SPDX-License-Identifier: ISC */
/*
 * The expansion of random collections of sets against a naive one (world.h),
 * and of collections that someone made to hurt.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/irrsets.h"
#include "tests/unit/irr_expand/world.h"

static void
compare_asns(
    const struct world *w, uint32_t set, const struct rsec_irr_expansion *x)
{
	size_t n = 0;
	uint32_t i;

	for (i = 0; i < ASNS; i++) {
		if (!w->known[set].asn[i])
			continue;
		if (n < x->asns && x->asn[n] == i)
			n++;
		else /* a way on which nothing can pass is not gone */
			assert_true(world_is_route_set(set));
	}
	assert_int_equal(n, x->asns);
}

static void
compare_ranges(
    const struct world *w, uint32_t set, const struct rsec_irr_expansion *x)
{
	const struct known *known = &w->known[set];
	size_t i, j;

	for (i = 0; i < x->ranges; i++) {
		for (j = 0; j < known->ranges; j++)
			if (rsec_prefix_equal(&x->range[i].prefix,
				&w->prefix[known->range[j].prefix]) &&
			    x->range[i].min_len == known->range[j].from &&
			    x->range[i].max_len == known->range[j].to)
				break;
		assert_true(j < known->ranges);
	}
	assert_int_equal(x->ranges, known->ranges);
}

static size_t
count_findings(const struct rsec_irr_expansion *x, enum rsec_irr_finding what)
{
	size_t i, n = 0;

	for (i = 0; i < x->findings; i++)
		n += x->finding[i].what == what;
	return n;
}

/* Sets that name themselves, and classes of sets that reach each other. */
static size_t
count_loops(const struct world *w, uint32_t root)
{
	const struct known *known = w->known;
	uint32_t i, j;
	size_t n = 0;

	for (i = 0; i < SETS; i++) {
		if (i != root && !known[root].reaches[i])
			continue;
		for (j = 0; j < w->set[i].members; j++)
			if (w->set[i].member[j].kind == SET &&
			    world_resolve(w, &w->set[i].member[j]) == i) {
				n++;
				break;
			}
		for (j = 0; j < SETS; j++)
			if (i != j && known[i].reaches[j] &&
			    known[j].reaches[i])
				break;
		n += j < SETS && j > i; /* the first of its class */
	}
	return n;
}

static void
compare_graph(
    const struct world *w, uint32_t root, const struct rsec_irr_expansion *x)
{
	uint32_t i, j, k, n = 0;
	size_t missing = 0;

	if (world_is_route_set(root))
		return; /* ways on which nothing can pass are not gone */
	for (i = 0; i < SETS; i++) {
		const struct member *m = w->set[i].member;

		if (i != root && !w->known[root].reaches[i])
			continue;
		n++;
		for (j = 0; j < w->set[i].members; j++) {
			for (k = 0; k < j; k++)
				if (m[k].kind == SET &&
				    m[k].value == m[j].value &&
				    m[k].source == m[j].source)
					break;
			missing += k == j && m[j].kind == SET &&
				   world_resolve(w, &m[j]) == SETS;
		}
	}
	assert_int_equal(x->sets, n);
	assert_int_equal(count_findings(x, RSEC_IRR_MISSING), missing);
	assert_int_equal(
	    count_findings(x, RSEC_IRR_LOOP), count_loops(w, root));
	assert_int_equal(count_findings(x, RSEC_IRR_MALFORMED), 0);
}

static void
compare_all(const struct world *w, const char *text, const char *other)
{
	struct rsec_irr_sets *sets = irrsets_of(text, "A B");
	struct rsec_irr_sets *again = irrsets_of(other, "A B");
	struct rsec_irr_expansion x;
	char name[20], *one, *two;
	uint32_t i;

	for (i = 0; i < SETS; i++) {
		if (!w->set[i].exists)
			continue;
		snprintf(name, sizeof(name), "%c::AS1:%s-%u",
		    'A' + (int)i % SOURCES, world_is_route_set(i) ? "RS" : "AS",
		    i / SOURCES);
		assert_int_equal(rsec_irr_expand(sets, name, &x, NULL), 0);
		compare_asns(w, i, &x);
		if (world_is_route_set(i))
			compare_ranges(w, i, &x);
		else
			assert_int_equal(x.ranges, 0);
		compare_graph(w, i, &x);
		rsec_irr_expansion_fini(&x);
		one = irrsets_expand(sets, name);
		two = irrsets_expand(again, name);
		assert_string_equal(one, two);
		free(one);
		free(two);
	}
	rsec_irr_sets_free(sets);
	rsec_irr_sets_free(again);
}

static void
random_collections_expand_as_they_do_naively(void **state)
{
	static struct world w;
	char *text, *other;
	int i;

	(void)state;
	world_init(&w, 2622);
	for (i = 0; i < 2000; i++) {
		world_make(&w);
		world_expand(&w);
		text = world_write(&w, &w.random);
		other = world_write(&w, &w.random);
		compare_all(&w, text, other);
		free(text);
		free(other);
	}
	world_fini(&w);
}

/* Whether the set "A::AS1:AS-0" names the set "B::AS1:AS-2". */
static bool
names(const struct world *w, const char *from, const char *to)
{
	const uint32_t set =
	    (uint32_t)(from[10] - '0') * SOURCES + (uint32_t)(from[0] - 'A');
	const uint32_t other =
	    (uint32_t)(to[10] - '0') * SOURCES + (uint32_t)(to[0] - 'A');
	const struct member *m = w->set[set].member;
	uint32_t i;

	for (i = 0; i < w->set[set].members; i++)
		if (m[i].kind == SET && world_resolve(w, &m[i]) == other)
			return true;
	return false;
}

/* Walk the path of a loop from its set and back to it. */
static void
walk_path(const struct world *w, const struct rsec_irr_set_finding *finding)
{
	char *path = strdup(finding->detail), *rest = NULL;
	const char *at = strtok_r(path, " >", &rest), *next;

	assert_string_equal(at, finding->set);
	while ((next = strtok_r(NULL, " >", &rest)) != NULL) {
		assert_true(names(w, at, next));
		at = next;
	}
	assert_string_equal(at, finding->set);
	free(path);
}

static void
paths_of_loops_can_be_walked(void **state)
{
	static struct world w;
	struct rsec_irr_sets *sets;
	struct rsec_irr_expansion x;
	char *text;
	size_t j, loops = 0;
	int i;

	(void)state;
	world_init(&w, 4012);
	for (i = 0; i < 200; i++) {
		world_make(&w);
		w.set[0].exists = true;
		text = world_write(&w, &w.random);
		sets = irrsets_of(text, "A B");
		assert_int_equal(
		    rsec_irr_expand(sets, "A::AS1:AS-0", &x, NULL), 0);
		for (j = 0; j < x.findings; j++) {
			if (x.finding[j].what != RSEC_IRR_LOOP)
				continue;
			walk_path(&w, &x.finding[j]);
			loops++;
		}
		rsec_irr_expansion_fini(&x);
		rsec_irr_sets_free(sets);
		free(text);
	}
	assert_true(loops > 20);
	world_fini(&w);
}

/* A text that grows. */
struct text {
	FILE *out;
	char *s;
	size_t size;
};

static void
text_begin(struct text *t)
{
	t->s = NULL;
	t->out = open_memstream(&t->s, &t->size);
	assert_non_null(t->out);
}

/* Expand NAME of what was written. */
static void
text_expand(struct text *t, const char *name, struct rsec_irr_expansion *x)
{
	struct rsec_irr_sets *sets;
	struct rsec_err err;

	fclose(t->out);
	sets = irrsets_of(t->s, "");
	if (rsec_irr_expand(sets, name, x, &err) == -1)
		fail_msg("%s", err.msg);
	rsec_irr_sets_free(sets);
	free(t->s);
}

static void
a_chain_of_ten_thousand_sets(void **state)
{
	struct rsec_irr_expansion x;
	struct text t;
	unsigned i;

	(void)state;
	text_begin(&t);
	for (i = 1; i <= 10000; i++)
		fprintf(t.out,
		    "as-set: AS1:AS-%u\nmembers: AS%u, AS1:AS-%u\n"
		    "source: A\n\n",
		    i, i, i % 10000 + 1);
	text_expand(&t, "AS1:AS-1", &x);
	assert_int_equal(x.asns, 10000);
	assert_int_equal(x.asn[9999], 10000);
	assert_int_equal(x.sets, 10000);
	assert_int_equal(x.depth, 10000);
	assert_int_equal(x.findings, 2);
	assert_int_equal(count_findings(&x, RSEC_IRR_LOOP), 1);
	assert_int_equal(count_findings(&x, RSEC_IRR_DEPTH), 1);
	rsec_irr_expansion_fini(&x);
}

static void
a_set_of_a_hundred_thousand_members(void **state)
{
	struct rsec_irr_expansion x;
	struct text t;
	unsigned i;

	(void)state;
	text_begin(&t);
	fprintf(t.out, "as-set: AS1:AS-X\n");
	for (i = 100000; i > 0; i--)
		fprintf(t.out, "members: AS%u\n", i);
	fprintf(t.out, "source: A\n");
	text_expand(&t, "AS1:AS-X", &x);
	assert_int_equal(x.asns, 100000);
	for (i = 0; i < 100000; i++)
		assert_int_equal(x.asn[i], i + 1);
	assert_int_equal(x.findings, 0);
	rsec_irr_expansion_fini(&x);
}

static void
fifty_thousand_sets_in_one_loop_of_many(void **state)
{
	struct random r = { 50000 };
	struct rsec_irr_expansion x;
	struct text t;
	unsigned i, j;

	(void)state;
	text_begin(&t);
	for (i = 0; i < 50000; i++) {
		fprintf(t.out, "as-set: AS1:AS-%u\nmembers: AS%u, AS1:AS-%u", i,
		    i, (i + 1) % 50000);
		for (j = 0; j < 4; j++)
			fprintf(t.out, ", AS1:AS-%u", random_below(&r, 50000));
		fprintf(t.out, "\nsource: A\n\n");
	}
	text_expand(&t, "AS1:AS-0", &x);
	assert_int_equal(x.asns, 50000);
	assert_int_equal(x.sets, 50000);
	assert_true(count_findings(&x, RSEC_IRR_LOOP) >= 1);
	rsec_irr_expansion_fini(&x);
}

static void
a_million_edges(void **state)
{
	struct rsec_irr_expansion x;
	struct text t;
	unsigned i, j;

	(void)state;
	text_begin(&t);
	for (i = 0; i < 1000; i++) {
		fprintf(t.out, "as-set: AS1:AS-%u\nmembers: AS%u", i, i);
		for (j = 0; j < 1000; j++)
			fprintf(t.out, ",AS1:AS-%u", j);
		fprintf(t.out, "\nsource: A\n\n");
	}
	text_expand(&t, "AS1:AS-999", &x);
	assert_int_equal(x.asns, 1000);
	assert_int_equal(x.depth, 2);
	assert_int_equal(count_findings(&x, RSEC_IRR_LOOP), 1001);
	assert_int_equal(x.findings, 1001);
	rsec_irr_expansion_fini(&x);
}

/* Quadratic in a table that hashes what names begin with. */
static void
fifty_thousand_names_that_begin_alike(void **state)
{
	struct rsec_irr_expansion x;
	struct text t;
	char name[80];
	unsigned i;

	(void)state;
	memset(name, 'X', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	text_begin(&t);
	fprintf(t.out, "as-set: AS1:AS-X\nmembers: ");
	for (i = 0; i < 50000; i++)
		fprintf(t.out, "AS1:AS-%s%u,", name, i);
	fprintf(t.out, "\nsource: A\n");
	text_expand(&t, "AS1:AS-X", &x);
	assert_int_equal(x.findings, 50000);
	rsec_irr_expansion_fini(&x);
}

static void
a_loop_of_operators_ends(void **state)
{
	struct rsec_irr_expansion x;
	struct text t;

	(void)state;
	text_begin(&t);
	fprintf(t.out, "route-set: AS1:RS-X\n"
		       "members: 192.0.2.0/24, 2001:db8::/32, AS1:RS-X^-\n"
		       "source: A\n\n");
	text_expand(&t, "AS1:RS-X", &x);
	assert_int_equal(x.ranges, (1 + 32 - 24) + (1 + 128 - 32));
	assert_int_equal(x.sets, 1);
	assert_int_equal(x.findings, 1);
	rsec_irr_expansion_fini(&x);
}

static void
ways_beyond_number_are_refused(void **state)
{
	struct rsec_irr_sets *sets;
	struct rsec_irr_expansion x;
	struct rsec_err err;
	struct text t;
	unsigned i, j;

	(void)state;
	text_begin(&t);
	fprintf(t.out, "route-set: AS1:RS-X\nmembers: ");
	for (i = 0; i <= 128; i++)
		for (j = i; j <= 128; j++)
			fprintf(t.out, "AS1:RS-Y^%u-%u\n\t", i, j);
	fprintf(t.out, "\nsource: A\n\nroute-set: AS1:RS-Y\nmembers: ");
	for (i = 0; i < 2100; i++)
		fprintf(t.out, "AS1:RS-Y\n ");
	fprintf(t.out, "\nsource: A\n\n");
	fclose(t.out);
	sets = irrsets_of(t.s, "");
	assert_int_equal(rsec_irr_expand(sets, "AS1:RS-X", &x, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_LIMIT);
	assert_string_equal(
	    err.msg, "the expansion looks at more than 16777216 members");
	assert_int_equal(rsec_irr_expand(sets, "AS1:RS-Y", &x, &err), 0);
	rsec_irr_expansion_fini(&x);
	rsec_irr_sets_free(sets);
	free(t.s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_collections_expand_as_they_do_naively),
		cmocka_unit_test(paths_of_loops_can_be_walked),
		cmocka_unit_test(a_chain_of_ten_thousand_sets),
		cmocka_unit_test(a_set_of_a_hundred_thousand_members),
		cmocka_unit_test(fifty_thousand_sets_in_one_loop_of_many),
		cmocka_unit_test(a_million_edges),
		cmocka_unit_test(fifty_thousand_names_that_begin_alike),
		cmocka_unit_test(a_loop_of_operators_ends),
		cmocka_unit_test(ways_beyond_number_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
