/* SPDX-License-Identifier: ISC */
/*
 * The expansion of random collections of sets against a naive one, which goes
 * over all sets until nothing is added any more; and collections that someone
 * made to hurt.
 */
#include "tests/lib/test.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/irrsets.h"
#include "tests/lib/prefixes.h"
#include "tests/lib/random.h"

#define NAMES	 6 /* the even ones are of as-sets */
#define SOURCES	 2
#define SETS	 (NAMES * SOURCES)
#define MEMBERS	 4 /* of a set, at most */
#define ASNS	 4
#define PREFIXES 5
#define ROUTES	 6
#define RANGES	 20000 /* of a set, at most */

static const char *const prefix_texts[PREFIXES] = { "192.0.2.0/24",
	"192.0.2.128/26", "198.51.100.0/30", "203.0.113.1/32",
	"2001:db8::/120" };

/* Operators, and whether they may stand behind any prefix. */
static const struct {
	const char *text;
	bool any;
} operators[] = { { "", true }, { "^-", true }, { "^+", true }, { "^25", true },
	{ "^26-28", true }, { "^28-30", true }, { "^24-25", true },
	{ "^27-31", true }, { "^30-126", false }, { "^24-122", false } };
#define OPERATORS ((uint32_t)(sizeof(operators) / sizeof(*operators)))

enum kind {
	ASN,
	PREFIX,
	SET
};

struct member {
	enum kind kind;
	uint32_t value;	 /* ASN, prefix or name */
	uint32_t source; /* of a set; SOURCES: not told */
	uint32_t operator;
};

struct set {
	bool exists;
	struct member member[MEMBERS];
	uint32_t members;
};

/* A prefix with lengths. */
struct range {
	uint32_t prefix;
	unsigned from, to;
};

/* What the naive expansion knows of a set. */
struct known {
	bool asn[ASNS];
	bool reaches[SETS]; /* through one member or more */
	struct range *range;
	size_t ranges;
};

struct world {
	struct random random;
	struct rsec_prefix prefix[PREFIXES];
	struct set set[SETS]; /* name * SOURCES + source */
	struct {
		uint32_t asn, prefix;
	} route[ROUTES];
	struct known known[SETS];
};

static bool
is_route_set(uint32_t set)
{
	return set / SOURCES % 2 == 1;
}

static void
make_member(struct world *w, uint32_t set, struct member *m)
{
	struct random *r = &w->random;

	m->operator= is_route_set(set) ? random_below(r, OPERATORS) : 0;
	m->kind = random_below(r, 3);
	if (m->kind == PREFIX && !is_route_set(set))
		m->kind = SET;
	if (m->kind == PREFIX && !operators[m->operator].any)
		m->operator= 0;
	m->source = random_below(r, SOURCES + 2);
	if (m->source > SOURCES)
		m->source = SOURCES;
	m->value = random_below(r, m->kind == ASN      ? ASNS
				   : m->kind == PREFIX ? PREFIXES
						       : NAMES);
	if (m->kind == SET && !is_route_set(set))
		m->value &= ~1u;
}

static void
make_world(struct world *w)
{
	struct random *r = &w->random;
	uint32_t i, j;

	for (i = 0; i < PREFIXES; i++)
		w->prefix[i] = prefix_of(prefix_texts[i]);
	for (i = 0; i < SETS; i++) {
		w->set[i].exists = !random_once_in(r, 3);
		w->set[i].members = random_below(r, MEMBERS + 1);
		for (j = 0; j < w->set[i].members; j++)
			make_member(w, i, &w->set[i].member[j]);
	}
	for (i = 0; i < ROUTES; i++) {
		w->route[i].asn = random_below(r, ASNS);
		w->route[i].prefix = random_below(r, PREFIXES);
	}
}

static void
write_name(FILE *out, uint32_t name)
{
	fprintf(out, "AS1:%s-%u", name % 2 ? "RS" : "AS", name);
}

static void
write_set(const struct world *w, uint32_t i, FILE *out)
{
	const struct set *set = &w->set[i];
	const struct member *m = set->member;

	fprintf(out, "%s: ", is_route_set(i) ? "route-set" : "as-set");
	write_name(out, i / SOURCES);
	fprintf(out, "\nmembers: ");
	for (; m < set->member + set->members; m++) {
		if (m->kind == ASN)
			fprintf(out, "AS%u", m->value);
		else if (m->kind == PREFIX)
			fprintf(out, "%s", prefix_texts[m->value]);
		else if (m->source < SOURCES)
			fprintf(out, "%c::", 'A' + m->source);
		if (m->kind == SET)
			write_name(out, m->value);
		fprintf(out, "%s, ", operators[m->operator].text);
	}
	fprintf(out, "\nsource: %c\n\n", 'A' + i % SOURCES);
}

/* The objects in some order, as a text that the caller frees. */
static char *
write_world(const struct world *w, struct random *r)
{
	uint32_t order[SETS + ROUTES], i;
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	for (i = 0; i < SETS + ROUTES; i++)
		order[i] = i;
	random_shuffle(r, order, SETS + ROUTES, sizeof(*order));
	for (i = 0; i < SETS + ROUTES; i++) {
		const uint32_t k = order[i], route = k - SETS;

		if (k < SETS && w->set[k].exists)
			write_set(w, k, out);
		else if (k >= SETS)
			fprintf(out,
			    "route%s: %s\norigin: AS%u\nsource: %c\n\n",
			    w->prefix[w->route[route].prefix].family ==
				    RSEC_IPV6
				? "6"
				: "",
			    prefix_texts[w->route[route].prefix],
			    w->route[route].asn, 'A' + (int)route % SOURCES);
	}
	fclose(out);
	return text;
}

/* The set that a member is, SETS where there is none. */
static uint32_t
resolve(const struct world *w, const struct member *m)
{
	uint32_t source;

	for (source = 0; source < SOURCES; source++)
		if ((m->source == SOURCES || m->source == source) &&
		    w->set[m->value * SOURCES + source].exists)
			return m->value * SOURCES + source;
	return SETS;
}

/* RFC 2622 section 2, word for word.  False: deleted. */
static bool
operate(const struct world *w, const char *operator, struct range * range)
{
	const unsigned bits = rsec_family_bits(w->prefix[range->prefix].family);
	unsigned n, m;

	if (operator[0] == '\0')
		return true;
	if (strcmp(operator, "^+") == 0) {
		range->to = bits;
	} else if (strcmp(operator, "^-") == 0) {
		range->from++;
		range->to = bits;
	} else {
		if (sscanf(operator, "^%u-%u", &n, &m) < 2)
			m = n;
		range->from = n > range->from ? n : range->from;
		range->to = m < bits ? m : bits;
	}
	return range->from <= range->to;
}

static bool
learn_range(const struct world *w, struct known *known, uint32_t operator,
    struct range range)
{
	size_t i;

	if (!operate(w, operators[operator].text, &range))
		return false;
	for (i = 0; i < known->ranges; i++)
		if (memcmp(&known->range[i], &range, sizeof(range)) == 0)
			return false;
	assert_true(known->ranges < RANGES);
	known->range[known->ranges++] = range;
	return true;
}

static bool
learn(bool *what)
{
	const bool is_new = !*what;

	*what = true;
	return is_new;
}

static bool
learn_asn(struct world *w, uint32_t set, const struct member *m)
{
	bool more = learn(&w->known[set].asn[m->value]);
	struct range range;
	uint32_t i;

	for (i = 0; i < ROUTES; i++) {
		if (w->route[i].asn != m->value)
			continue;
		range.prefix = w->route[i].prefix;
		range.from = range.to = w->prefix[range.prefix].len;
		more |= learn_range(w, &w->known[set], m->operator, range);
	}
	return more;
}

static bool
learn_set(struct world *w, uint32_t set, const struct member *m)
{
	const uint32_t other = resolve(w, m);
	const struct known *from;
	bool more;
	uint32_t i;

	if (other == SETS)
		return false;
	from = &w->known[other];
	more = learn(&w->known[set].reaches[other]);
	for (i = 0; i < SETS; i++)
		if (from->reaches[i])
			more |= learn(&w->known[set].reaches[i]);
	for (i = 0; i < ASNS; i++)
		if (from->asn[i])
			more |= learn(&w->known[set].asn[i]);
	for (i = 0; i < from->ranges; i++)
		more |=
		    learn_range(w, &w->known[set], m->operator, from->range[i]);
	return more;
}

static bool
learn_member(struct world *w, uint32_t set, const struct member *m)
{
	struct range range;

	if (m->kind == ASN)
		return learn_asn(w, set, m);
	if (m->kind == SET)
		return learn_set(w, set, m);
	range.prefix = m->value;
	range.from = range.to = w->prefix[m->value].len;
	return learn_range(w, &w->known[set], m->operator, range);
}

/* Go over all members until nothing is new. */
static void
expand_naively(struct world *w)
{
	uint32_t i, j;
	bool more;

	for (i = 0; i < SETS; i++) {
		memset(w->known[i].asn, 0, sizeof(w->known[i].asn));
		memset(w->known[i].reaches, 0, sizeof(w->known[i].reaches));
		w->known[i].ranges = 0;
	}
	do {
		more = false;
		for (i = 0; i < SETS; i++)
			for (j = 0; w->set[i].exists && j < w->set[i].members;
			     j++)
				more |=
				    learn_member(w, i, &w->set[i].member[j]);
	} while (more);
}

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
			assert_true(is_route_set(set));
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
			    resolve(w, &w->set[i].member[j]) == i) {
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

	if (is_route_set(root))
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
				   resolve(w, &m[j]) == SETS;
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
		    'A' + (int)i % SOURCES, is_route_set(i) ? "RS" : "AS",
		    i / SOURCES);
		assert_int_equal(rsec_irr_expand(sets, name, &x, NULL), 0);
		compare_asns(w, i, &x);
		if (is_route_set(i))
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
	w.random.state = 2622;
	for (i = 0; i < SETS; i++) {
		w.known[i].range = calloc(RANGES, sizeof(struct range));
		assert_non_null(w.known[i].range);
	}
	for (i = 0; i < 2000; i++) {
		make_world(&w);
		expand_naively(&w);
		text = write_world(&w, &w.random);
		other = write_world(&w, &w.random);
		compare_all(&w, text, other);
		free(text);
		free(other);
	}
	for (i = 0; i < SETS; i++)
		free(w.known[i].range);
}

/* Each loop that is told is one: every set names the next. */
static void
paths_of_loops_can_be_walked(void **state)
{
	static struct world w;
	struct rsec_irr_sets *sets;
	struct rsec_irr_expansion x;
	char *text, *path, *rest, *word, *before;
	int i;
	size_t j;

	(void)state;
	w.random.state = 4012;
	for (i = 0; i < SETS; i++)
		w.known[i].range = calloc(RANGES, sizeof(struct range));
	for (i = 0; i < 200; i++) {
		make_world(&w);
		expand_naively(&w);
		text = write_world(&w, &w.random);
		sets = irrsets_of(text, "A B");
		if (!w.set[0].exists) {
			free(text);
			rsec_irr_sets_free(sets);
			continue;
		}
		assert_int_equal(
		    rsec_irr_expand(sets, "A::AS1:AS-0", &x, NULL), 0);
		for (j = 0; j < x.findings; j++) {
			if (x.finding[j].what != RSEC_IRR_LOOP)
				continue;
			path = strdup(x.finding[j].detail);
			before = strtok_r(path, " >", &rest);
			assert_string_equal(before, x.finding[j].set);
			while ((word = strtok_r(NULL, " >", &rest)) != NULL) {
				const uint32_t from =
				    (uint32_t)(before[10] - '0') * SOURCES +
				    (uint32_t)(before[0] - 'A');
				const uint32_t to =
				    (uint32_t)(word[10] - '0') * SOURCES +
				    (uint32_t)(word[0] - 'A');
				uint32_t k;

				for (k = 0; k < w.set[from].members; k++)
					if (w.set[from].member[k].kind == SET &&
					    resolve(&w,
						&w.set[from].member[k]) == to)
						break;
				assert_true(k < w.set[from].members);
				before = word;
			}
			assert_string_equal(before, x.finding[j].set);
			free(path);
		}
		rsec_irr_expansion_fini(&x);
		rsec_irr_sets_free(sets);
		free(text);
	}
	for (i = 0; i < SETS; i++)
		free(w.known[i].range);
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
		cmocka_unit_test(a_loop_of_operators_ends),
		cmocka_unit_test(ways_beyond_number_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
