/* SPDX-License-Identifier: ISC */
/*
 * Counts of classes by registry.
 *
 * The entries of the trie are shared among threads in runs of equal length.
 * What depends on the prefix alone is asked once for each entry, what depends
 * on the origin as well once for each of its origins, whatever the number of
 * records.  Counts are sums, and distinct origins and maintainers are sets, so
 * that neither the number of threads nor their speed makes a difference.
 */
#include "hygiene/summary.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "hygiene/hygiene_private.h"

#define THREADS_MAX 64

/* What one thread does. */
struct part {
	const struct rsec_hygiene *hygiene;
	enum rsec_hygiene_unit unit;
	uint32_t from, to; /* entries */
	uint32_t nameless; /* the maintainer "" */
	struct rsec_hygiene_counts *counts;
	struct rsec_tally origins, maintainers;
	int rc;
	struct rsec_err err;
};

/* The classes of an origin at an entry; age is each record's own. */
struct classes {
	struct rsec_hygiene_authority authority;
	enum rsec_hygiene_rpki rpki;
	enum rsec_hygiene_bgp bgp;
};

/* An entry of the trie, and what is asked once for it. */
struct entry {
	uint32_t number;
	struct rsec_prefix prefix;
	uint32_t end; /* one past its last record */
	struct rsec_hygiene_announced announced;
};

static struct classes
classify(const struct rsec_hygiene *hygiene, const struct entry *entry,
    uint32_t origin)
{
	const struct rsec_hygiene_inputs *inputs = &hygiene->inputs;

	return (struct classes){
		.authority =
		    rsec_hygiene_authority(hygiene, entry->number, origin),
		.rpki = rsec_hygiene_rpki(inputs->vrps, &entry->prefix, origin),
		.bgp = rsec_hygiene_bgp(inputs->bgp, &entry->announced, origin),
	};
}

static void
count_classes(struct rsec_hygiene_counts *counts, const struct classes *classes,
    uint64_t n)
{
	counts->auth[classes->authority.class] += n;
	counts->rpki[classes->rpki] += n;
	counts->bgp[classes->bgp] += n;
	if (!classes->authority.exact)
		counts->exact_none += n;
	else if (classes->authority.exact_same)
		counts->exact_same += n;
	else
		counts->exact_different += n;
}

/* What each record counts for, whatever pair it is of. */
static int
count_record(struct part *part, const struct rsec_irr_record *record)
{
	struct rsec_hygiene_counts *counts = &part->counts[record->registry];
	int32_t date;

	counts->objects++;
	if (part->unit == RSEC_HYGIENE_OBJECTS) {
		date = rsec_hygiene_date(record);
		counts->age[rsec_hygiene_age(
		    part->hygiene->inputs.today, date)]++;
	}
	if (record->maintainer == part->nameless)
		return 0;
	return rsec_tally_add(&part->maintainers, (uint8_t)record->registry,
	    record->maintainer, &part->err);
}

/*
 * The records of one pair, of which RECORD is the first and number I.  Returns
 * the number of the first one behind them, or RSEC_TRIE_NONE with part->err.
 */
static uint32_t
count_pair(struct part *part, const struct entry *entry, uint32_t i,
    struct rsec_irr_record *record, const struct classes *classes)
{
	const struct rsec_irr_routes *routes = part->hygiene->inputs.routes;
	const uint32_t first = i, origin = record->origin;
	const uint16_t registry = record->registry;
	struct rsec_hygiene_counts *counts = &part->counts[registry];
	int32_t newest = RSEC_IRR_NO_DATE;

	do {
		if (count_record(part, record) == -1)
			return RSEC_TRIE_NONE;
		if (rsec_hygiene_date(record) > newest)
			newest = rsec_hygiene_date(record);
		if (++i < entry->end)
			rsec_irr_routes_get(routes, i, record);
	} while (i < entry->end && record->origin == origin &&
		 record->registry == registry);
	counts->pairs++;
	if (part->unit == RSEC_HYGIENE_PAIRS)
		counts->age[rsec_hygiene_age(
		    part->hygiene->inputs.today, newest)]++;
	count_classes(
	    counts, classes, part->unit == RSEC_HYGIENE_PAIRS ? 1 : i - first);
	if (rsec_tally_add(
		&part->origins, (uint8_t)registry, origin, &part->err) == -1)
		return RSEC_TRIE_NONE;
	return i;
}

static int
count_entry(struct part *part, uint32_t e)
{
	const struct rsec_hygiene_inputs *inputs = &part->hygiene->inputs;
	struct entry entry = { .number = e };
	struct rsec_irr_record record;
	struct classes classes;
	uint32_t i, origin;

	entry.end = rsec_trie_get(
	    rsec_irr_routes_trie(inputs->routes), e, &entry.prefix, &i);
	entry.end += i;
	entry.announced = rsec_hygiene_announced(inputs->bgp, &entry.prefix);
	rsec_irr_routes_get(inputs->routes, i, &record);
	while (i < entry.end) {
		origin = record.origin;
		classes = classify(part->hygiene, &entry, origin);
		while (i < entry.end && record.origin == origin) {
			i = count_pair(part, &entry, i, &record, &classes);
			if (i == RSEC_TRIE_NONE)
				return -1;
		}
	}
	return 0;
}

static void *
count_part(void *ctx)
{
	struct part *part = ctx;
	uint32_t e;

	for (e = part->from; e < part->to && part->rc == 0; e++)
		part->rc = count_entry(part, e);
	return NULL;
}

/* Add FROM to TO: counts are nothing but numbers. */
static void
add_counts(struct rsec_hygiene_counts *to,
    const struct rsec_hygiene_counts *from, size_t registries)
{
	const size_t n = registries * sizeof(*to) / sizeof(uint64_t);
	const uint64_t *b = (const uint64_t *)from;
	uint64_t *a = (uint64_t *)to;
	size_t i;

	for (i = 0; i < n; i++)
		a[i] += b[i];
}

/* Put what the parts counted together, in the first of them. */
static int
join(struct part *parts, unsigned n, size_t registries,
    struct rsec_hygiene_counts *counts, struct rsec_err *err)
{
	uint64_t origins[RSEC_TALLY_GROUPS], maintainers[RSEC_TALLY_GROUPS];
	struct part *first = &parts[0];
	unsigned i;

	for (i = 0; i < n; i++) {
		if (parts[i].rc == -1) {
			if (err != NULL)
				*err = parts[i].err;
			return -1;
		}
		add_counts(counts, parts[i].counts, registries);
		if (i > 0 && (rsec_tally_join(&first->origins,
				  &parts[i].origins, err) == -1 ||
				 rsec_tally_join(&first->maintainers,
				     &parts[i].maintainers, err) == -1))
			return -1;
	}
	if (rsec_tally_count(&first->origins, origins, err) == -1 ||
	    rsec_tally_count(&first->maintainers, maintainers, err) == -1)
		return -1;
	for (i = 0; i < registries; i++) {
		counts[i].origins = origins[i];
		counts[i].maintainers = maintainers[i];
	}
	return 0;
}

/*
 * Run PARTS[0..n), the first in this thread, as is each for which there is no
 * other.
 */
static void
run(struct part *parts, unsigned n)
{
	bool started[THREADS_MAX] = { false };
	pthread_t threads[THREADS_MAX];
	unsigned i;

	for (i = 1; i < n; i++)
		started[i] = pthread_create(
				 &threads[i], NULL, count_part, &parts[i]) == 0;
	for (i = 0; i < n; i++)
		if (!started[i])
			count_part(&parts[i]);
	for (i = 1; i < n; i++)
		if (started[i])
			pthread_join(threads[i], NULL);
}

/* The number of the maintainer "", which is the first if there is one. */
static uint32_t
find_nameless(const struct rsec_irr_routes *routes)
{
	return rsec_irr_routes_count(routes) > 0 &&
		       *rsec_irr_routes_maintainer(routes, 0) == '\0'
		   ? 0
		   : UINT32_MAX;
}

/* N parts of the entries of FAMILY; NULL without memory. */
static struct part *
make_parts(const struct rsec_hygiene *hygiene, uint8_t family,
    enum rsec_hygiene_unit unit, unsigned n, size_t registries)
{
	const uint32_t nameless = find_nameless(hygiene->inputs.routes);
	struct part *parts = calloc(n, sizeof(*parts));
	uint32_t from, to;
	unsigned i;

	if (parts == NULL)
		return NULL;
	rsec_hygiene_family(
	    rsec_irr_routes_trie(hygiene->inputs.routes), family, &from, &to);
	for (i = 0; i < n; i++) {
		parts[i].hygiene = hygiene;
		parts[i].unit = unit;
		parts[i].nameless = nameless;
		parts[i].from =
		    from + (uint32_t)((uint64_t)(to - from) * i / n);
		parts[i].to =
		    from + (uint32_t)((uint64_t)(to - from) * (i + 1) / n);
		parts[i].counts =
		    calloc(registries + 1, sizeof(*parts[i].counts));
		if (parts[i].counts == NULL)
			parts[i].rc = rsec_err_nomem(&parts[i].err);
	}
	return parts;
}

int
rsec_hygiene_summarise(const struct rsec_hygiene *hygiene, uint8_t family,
    enum rsec_hygiene_unit unit, unsigned threads,
    struct rsec_hygiene_counts *counts, struct rsec_err *err)
{
	const size_t registries =
	    rsec_irr_routes_registries(hygiene->inputs.routes);
	struct part *parts;
	unsigned i;
	int rc;

	memset(counts, 0, registries * sizeof(*counts));
	if (threads < 1)
		threads = 1;
	if (threads > THREADS_MAX)
		threads = THREADS_MAX;
	parts = make_parts(hygiene, family, unit, threads, registries);
	if (parts == NULL)
		return rsec_err_nomem(err);
	run(parts, threads);
	rc = join(parts, threads, registries, counts, err);
	for (i = 0; i < threads; i++) {
		free(parts[i].counts);
		rsec_tally_fini(&parts[i].origins);
		rsec_tally_fini(&parts[i].maintainers);
	}
	free(parts);
	return rc;
}
