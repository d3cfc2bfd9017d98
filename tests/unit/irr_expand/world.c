/* SPDX-License-Identifier: ISC */
/* Random collections and their naive expansion; see world.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/prefixes.h"
#include "tests/unit/irr_expand/world.h"

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

void
world_init(struct world *w, uint64_t seed)
{
	uint32_t i;

	w->random.state = seed;
	for (i = 0; i < SETS; i++) {
		w->known[i].range = calloc(RANGES, sizeof(struct range));
		assert_non_null(w->known[i].range);
	}
	for (i = 0; i < PREFIXES; i++)
		w->prefix[i] = prefix_of(prefix_texts[i]);
}

void
world_fini(struct world *w)
{
	uint32_t i;

	for (i = 0; i < SETS; i++)
		free(w->known[i].range);
}

bool
world_is_route_set(uint32_t set)
{
	return set / SOURCES % 2 == 1;
}

static void
make_member(struct world *w, uint32_t set, struct member *m)
{
	struct random *r = &w->random;

	m->operator= world_is_route_set(set) ? random_below(r, OPERATORS) : 0;
	m->kind = random_below(r, 3);
	if (m->kind == PREFIX && !world_is_route_set(set))
		m->kind = SET;
	if (m->kind == PREFIX && !operators[m->operator].any)
		m->operator= 0;
	m->source = random_below(r, SOURCES + 2);
	if (m->source > SOURCES)
		m->source = SOURCES;
	m->value = random_below(r, m->kind == ASN      ? ASNS
				   : m->kind == PREFIX ? PREFIXES
						       : NAMES);
	if (m->kind == SET && !world_is_route_set(set))
		m->value &= ~1u;
}

void
world_make(struct world *w)
{
	struct random *r = &w->random;
	uint32_t i, j;

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

	fprintf(out, "%s: ", world_is_route_set(i) ? "route-set" : "as-set");
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

char *
world_write(const struct world *w, struct random *r)
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

uint32_t
world_resolve(const struct world *w, const struct member *m)
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
	const uint32_t other = world_resolve(w, m);
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
void
world_expand(struct world *w)
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
