/* SPDX-License-Identifier: ISC */
/*
 * The route objects of many registries (RFC 2622 section 4, RFC 4012 section
 * 3), in sorted records whose bytes are their own key:
 *
 *	IPv4	address  4  length 1  origin 4  registry 1  maintainer 4
 *		changed 2  created 2				   = 18
 *	IPv6	address 16  and the same			   = 30
 *
 * all big-endian, so that memcmp() is the order of the set and one sort serves
 * both families.  A date is the number of days since 1970, 0 where none is
 * said: 1970-01-01 is what registries write for "unknown", and what lies before
 * it or behind 2149 was never true.
 *
 * The freeze numbers registries and maintainers by their names; then the same
 * objects make the same set, byte by byte, in whatever order they came.  The
 * records stay as they are, with a trie over them: 4 million objects take
 * 72 MB, and twice that while they are sorted.
 */
#include "irr/routes.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/sort.h"
#include "irr/names_private.h"

#define SIZE4 18 /* bytes of a record */
#define SIZE6 30

/* Bytes before the end of a record where what follows the address starts. */
#define LEN	    14
#define ORIGIN	    13
#define REGISTRY    9
#define MAINTAINER  8
#define CHANGED	    4
#define CREATED	    2

#define MAX_RECORDS (UINT32_MAX - 1) /* numbers of the trie's values */

/* Records of one family. */
struct records {
	uint8_t *data;
	uint32_t count;
	size_t cap;
};

struct rsec_irr_routes {
	struct records v4, v6;
	struct rsec_irr_names registries, maintainers;
	struct rsec_trie *trie; /* NULL until the freeze */
};

struct rsec_irr_routes *
rsec_irr_routes_new(void)
{
	return calloc(1, sizeof(struct rsec_irr_routes));
}

void
rsec_irr_routes_free(struct rsec_irr_routes *routes)
{
	if (routes == NULL)
		return;
	rsec_trie_free(routes->trie);
	free(routes->v4.data);
	free(routes->v6.data);
	rsec_irr_names_fini(&routes->registries);
	rsec_irr_names_fini(&routes->maintainers);
	free(routes);
}

static int
fail_frozen(struct rsec_err *err)
{
	return rsec_err_set(
	    err, RSEC_ERR_RANGE, "the set of route objects is frozen");
}

/* Room for MORE records of SIZE bytes behind the last. */
static int
reserve(struct records *records, size_t more, size_t size, struct rsec_err *err)
{
	size_t cap = records->cap, bytes;
	uint8_t *data;

	if (more <= cap - records->count)
		return 0;
	if (more > MAX_RECORDS - records->count)
		return rsec_err_set(err, RSEC_ERR_LIMIT,
		    "more than %u route objects", MAX_RECORDS);
	cap = cap < 64 ? 64 : cap * 2;
	if (cap < records->count + more)
		cap = records->count + more;
	if (!rsec_size_mul(cap, size, &bytes) ||
	    (data = realloc(records->data, bytes)) == NULL)
		return rsec_err_nomem(err);
	records->data = data;
	records->cap = cap;
	return 0;
}

static void
put_date(uint8_t *to, int32_t days)
{
	if (days < 0 || days > UINT16_MAX)
		days = 0;
	to[0] = (uint8_t)(days >> 8);
	to[1] = (uint8_t)days;
}

static int32_t
get_date(const uint8_t *from)
{
	const uint16_t days = rsec_get_be16(from);

	return days == 0 ? RSEC_IRR_NO_DATE : days;
}

/* Write ROUTE as one more record. */
static void
encode(struct records *records, size_t size, const struct rsec_irr_route *route,
    uint32_t registry, uint32_t maintainer)
{
	uint8_t *start = records->data + records->count++ * size;
	uint8_t *end = start + size;

	if (size == SIZE4) {
		rsec_put_be32(start, (uint32_t)(route->prefix.hi >> 32));
	} else {
		rsec_put_be64(start, route->prefix.hi);
		rsec_put_be64(start + 8, route->prefix.lo);
	}
	end[-LEN] = route->prefix.len;
	rsec_put_be32(end - ORIGIN, route->origin);
	end[-REGISTRY] = (uint8_t)registry;
	rsec_put_be32(end - MAINTAINER, maintainer);
	put_date(end - CHANGED, route->changed);
	put_date(end - CREATED, route->created);
}

static int
add_registry(struct rsec_irr_routes *routes, const char *name, size_t n,
    uint32_t *registry, struct rsec_err *err)
{
	return rsec_irr_names_add(&routes->registries, name, n,
	    RSEC_IRR_REGISTRIES_MAX, "registries", registry, err);
}

static int
add_maintainer(struct rsec_irr_routes *routes, const char *name, size_t n,
    uint32_t *maintainer, struct rsec_err *err)
{
	return rsec_irr_names_add(&routes->maintainers, name, n, INT32_MAX,
	    "maintainers", maintainer, err);
}

int
rsec_irr_routes_add(struct rsec_irr_routes *routes,
    const struct rsec_irr_route *route, struct rsec_err *err)
{
	const bool is_v4 = route->prefix.family == RSEC_IPV4;
	struct records *records = is_v4 ? &routes->v4 : &routes->v6;
	const size_t size = is_v4 ? SIZE4 : SIZE6;
	uint32_t registry, maintainer;

	if (routes->trie != NULL)
		return fail_frozen(err);
	if (reserve(records, 1, size, err) == -1 ||
	    add_registry(routes, route->source.s, route->source.n, &registry,
		err) == -1 ||
	    add_maintainer(routes, route->maintainer.s, route->maintainer.n,
		&maintainer, err) == -1)
		return -1;
	encode(records, size, route, registry, maintainer);
	return 0;
}

/* Give the registries and maintainers of records FIRST.. new numbers. */
static void
renumber(struct records *records, uint32_t first, size_t size,
    const uint32_t *registries, const uint32_t *maintainers)
{
	uint8_t *end;
	uint32_t i;

	for (i = first; i < records->count; i++) {
		end = records->data + (i + 1) * size;
		end[-REGISTRY] = (uint8_t)registries[end[-REGISTRY]];
		rsec_put_be32(end - MAINTAINER,
		    maintainers[rsec_get_be32(end - MAINTAINER)]);
	}
}

/* Copy FROM behind TO; there is room. */
static void
append_records(struct records *to, const struct records *from, size_t size)
{
	if (from->count == 0)
		return;
	memcpy(to->data + to->count * size, from->data, from->count * size);
	to->count += from->count;
}

/* The numbers that FROM's registries and maintainers have in ROUTES. */
static int
merge_names(struct rsec_irr_routes *routes, const struct rsec_irr_routes *from,
    uint32_t *registries, uint32_t *maintainers, struct rsec_err *err)
{
	const char *name;
	uint32_t i;

	for (i = 0; i < from->registries.count; i++) {
		name = from->registries.name[i];
		if (add_registry(
			routes, name, strlen(name), &registries[i], err) == -1)
			return -1;
	}
	for (i = 0; i < from->maintainers.count; i++) {
		name = from->maintainers.name[i];
		if (add_maintainer(
			routes, name, strlen(name), &maintainers[i], err) == -1)
			return -1;
	}
	return 0;
}

static int
merge_into(struct rsec_irr_routes *routes, const struct rsec_irr_routes *from,
    uint32_t *maintainers, struct rsec_err *err)
{
	const uint32_t first4 = routes->v4.count, first6 = routes->v6.count;
	uint32_t registries[RSEC_IRR_REGISTRIES_MAX];

	if (reserve(&routes->v4, from->v4.count, SIZE4, err) == -1 ||
	    reserve(&routes->v6, from->v6.count, SIZE6, err) == -1 ||
	    merge_names(routes, from, registries, maintainers, err) == -1)
		return -1;
	append_records(&routes->v4, &from->v4, SIZE4);
	append_records(&routes->v6, &from->v6, SIZE6);
	renumber(&routes->v4, first4, SIZE4, registries, maintainers);
	renumber(&routes->v6, first6, SIZE6, registries, maintainers);
	return 0;
}

static void
swap(struct rsec_irr_routes *a, struct rsec_irr_routes *b)
{
	struct rsec_irr_routes c = *a;

	*a = *b;
	*b = c;
}

int
rsec_irr_routes_merge(struct rsec_irr_routes *routes,
    struct rsec_irr_routes *from, struct rsec_err *err)
{
	uint32_t *maintainers;
	int rc;

	if (routes->trie != NULL || from->trie != NULL)
		return fail_frozen(err);
	if (routes->v4.count == 0 && routes->v6.count == 0) {
		swap(routes, from);
	} else {
		maintainers = malloc(
		    (from->maintainers.count + 1u) * sizeof(*maintainers));
		if (maintainers == NULL)
			return rsec_err_nomem(err);
		rc = merge_into(routes, from, maintainers, err);
		free(maintainers);
		if (rc == -1)
			return -1;
	}
	free(from->v4.data);
	free(from->v6.data);
	rsec_irr_names_fini(&from->registries);
	rsec_irr_names_fini(&from->maintainers);
	*from = (struct rsec_irr_routes){ .trie = NULL };
	return 0;
}

static int
sort_names(struct rsec_irr_routes *routes, struct rsec_err *err)
{
	uint32_t *registries, *maintainers;

	if (rsec_irr_names_sort(&routes->registries, &registries, err) == -1)
		return -1;
	if (rsec_irr_names_sort(&routes->maintainers, &maintainers, err) ==
	    -1) {
		free(registries);
		return -1;
	}
	renumber(&routes->v4, 0, SIZE4, registries, maintainers);
	renumber(&routes->v6, 0, SIZE6, registries, maintainers);
	free(registries);
	free(maintainers);
	return 0;
}

static void
decode_prefix(const uint8_t *record, size_t size, struct rsec_prefix *prefix)
{
	if (size == SIZE4) {
		prefix->family = RSEC_IPV4;
		prefix->hi = (uint64_t)rsec_get_be32(record) << 32;
		prefix->lo = 0;
	} else {
		prefix->family = RSEC_IPV6;
		prefix->hi = rsec_get_be64(record);
		prefix->lo = rsec_get_be64(record + 8);
	}
	prefix->len = record[size - LEN];
}

/* Sort RECORDS, give back the room that is not needed, put them into TRIE. */
static int
freeze_records(struct records *records, size_t size, struct rsec_trie *trie,
    struct rsec_err *err)
{
	struct rsec_prefix prefix;
	uint8_t *data;
	uint32_t i;

	if (records->count == 0)
		return 0;
	data = realloc(records->data, records->count * size);
	if (data != NULL)
		records->data = data;
	records->cap = records->count;
	if (rsec_sort_records(records->data, records->count, size, err) == -1)
		return -1;
	for (i = 0; i < records->count; i++) {
		decode_prefix(records->data + i * size, size, &prefix);
		if (rsec_trie_append(trie, &prefix, err) == -1)
			return -1;
	}
	return 0;
}

int
rsec_irr_routes_freeze(struct rsec_irr_routes *routes, struct rsec_err *err)
{
	struct rsec_trie *trie;

	if (routes->trie != NULL)
		return 0;
	if (sort_names(routes, err) == -1)
		return -1;
	if ((trie = rsec_trie_new()) == NULL)
		return rsec_err_nomem(err);
	if (freeze_records(&routes->v4, SIZE4, trie, err) == -1 ||
	    freeze_records(&routes->v6, SIZE6, trie, err) == -1 ||
	    rsec_trie_freeze(trie, err) == -1) {
		rsec_trie_free(trie);
		return -1;
	}
	routes->trie = trie;
	return 0;
}

uint32_t
rsec_irr_routes_count(const struct rsec_irr_routes *routes)
{
	return routes->v4.count + routes->v6.count;
}

/* The end of record I, from where all but the address is counted. */
static const uint8_t *
end_of(const struct rsec_irr_routes *routes, uint32_t i)
{
	if (i < routes->v4.count)
		return routes->v4.data + (i + (size_t)1) * SIZE4;
	return routes->v6.data + (i - routes->v4.count + (size_t)1) * SIZE6;
}

void
rsec_irr_routes_get(const struct rsec_irr_routes *routes, uint32_t i,
    struct rsec_irr_record *record)
{
	const size_t size = i < routes->v4.count ? SIZE4 : SIZE6;
	const uint8_t *end = end_of(routes, i);

	decode_prefix(end - size, size, &record->prefix);
	record->origin = rsec_get_be32(end - ORIGIN);
	record->registry = end[-REGISTRY];
	record->maintainer = rsec_get_be32(end - MAINTAINER);
	record->changed = get_date(end - CHANGED);
	record->created = get_date(end - CREATED);
}

/* The first of records FROM..TO - 1, of one prefix, whose origin is ORIGIN or
 * more. */
static uint32_t
first_origin(const struct rsec_irr_routes *routes, uint32_t from, uint32_t to,
    uint64_t origin)
{
	uint32_t middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (rsec_get_be32(end_of(routes, middle) - ORIGIN) < origin)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

uint32_t
rsec_irr_routes_of_origin(const struct rsec_irr_routes *routes, uint32_t *i,
    uint32_t count, uint32_t origin)
{
	const uint32_t end = *i + count;

	*i = first_origin(routes, *i, end, origin);
	return first_origin(routes, *i, end, (uint64_t)origin + 1) - *i;
}

uint16_t
rsec_irr_routes_registry_of(const struct rsec_irr_routes *routes, uint32_t i)
{
	return end_of(routes, i)[-REGISTRY];
}

const struct rsec_trie *
rsec_irr_routes_trie(const struct rsec_irr_routes *routes)
{
	return routes->trie;
}

size_t
rsec_irr_routes_registries(const struct rsec_irr_routes *routes)
{
	return routes->registries.count;
}

const char *
rsec_irr_routes_registry(
    const struct rsec_irr_routes *routes, uint16_t registry)
{
	return routes->registries.name[registry];
}

int
rsec_irr_routes_registry_find(
    const struct rsec_irr_routes *routes, const char *name)
{
	const size_t n = strlen(name);
	uint32_t i;

	for (i = 0; i < routes->registries.count; i++)
		if (rsec_irr_name_cmp(name, n, routes->registries.name[i]) == 0)
			return (int)i;
	return -1;
}

const char *
rsec_irr_routes_maintainer(
    const struct rsec_irr_routes *routes, uint32_t maintainer)
{
	return routes->maintainers.name[maintainer];
}

bool
rsec_irr_is_authoritative(const char *name)
{
	static const char *const rirs[] = { "AFRINIC", "APNIC", "ARIN",
		"LACNIC", "RIPE" };
	size_t i;

	for (i = 0; i < sizeof(rirs) / sizeof(rirs[0]); i++)
		if (rsec_irr_name_cmp(name, strlen(name), rirs[i]) == 0)
			return true;
	return false;
}
