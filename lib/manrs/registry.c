/* SPDX-License-Identifier: ISC */
/*
 * What registries say of ASNs, in sets that are filled and then frozen.
 *
 * Route objects and as-sets are kept by lib/irr.  Beside them stand the
 * aut-nums, of which one of each ASN and registry counts, the one that was
 * changed last; and, for each origin, the numbers of its route objects.
 */
#include <stdlib.h>
#include <string.h>

#include "manrs/registry_private.h"

struct rsec_manrs_registry *
rsec_manrs_registry_new(void)
{
	struct rsec_manrs_registry *registry = calloc(1, sizeof(*registry));
	const struct rsec_arena arena = RSEC_ARENA_INIT;

	if (registry == NULL)
		return NULL;
	registry->routes = rsec_irr_routes_new();
	registry->sets = rsec_irr_sets_new();
	if (registry->routes == NULL || registry->sets == NULL ||
	    rsec_buf_add(&registry->arenas, &arena, sizeof(arena)) == -1) {
		rsec_manrs_registry_free(registry);
		return NULL;
	}
	return registry;
}

void
rsec_manrs_registry_free(struct rsec_manrs_registry *registry)
{
	struct rsec_arena *arena;
	size_t i;

	if (registry == NULL)
		return;
	rsec_irr_routes_free(registry->routes);
	rsec_irr_sets_free(registry->sets);
	arena = (struct rsec_arena *)(void *)registry->arenas.data;
	for (i = 0; i < registry->arenas.len / sizeof(*arena); i++)
		rsec_arena_fini(&arena[i]);
	rsec_buf_fini(&registry->arenas);
	rsec_buf_fini(&registry->aut_nums);
	rsec_buf_fini(&registry->people);
	rsec_buf_fini(&registry->references);
	rsec_buf_fini(&registry->holdings);
	rsec_manrs_rows_fini(&registry->origins);
	free(registry);
}

const char *
rsec_manrs_registry_text(
    struct rsec_manrs_registry *registry, const char *s, size_t n)
{
	if (n == 0)
		return "";
	return rsec_arena_strndup(
	    (struct rsec_arena *)(void *)registry->arenas.data, s, n);
}

const char *
rsec_manrs_registry_upper(
    struct rsec_manrs_registry *registry, const char *s, size_t n)
{
	char *copy, *at;

	if (n == 0)
		return "";
	copy = rsec_arena_strndup(
	    (struct rsec_arena *)(void *)registry->arenas.data, s, n);
	for (at = copy; at != NULL && *at != '\0'; at++)
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
	return copy;
}

/* Move what is in FROM to the end of TO. */
static int
append(struct rsec_buf *to, struct rsec_buf *from)
{
	if (from->len > 0 && rsec_buf_add(to, from->data, from->len) == -1)
		return -1;
	rsec_buf_fini(from);
	return 0;
}

int
rsec_manrs_registry_merge(struct rsec_manrs_registry *registry,
    struct rsec_manrs_registry *from, struct rsec_err *err)
{
	if (registry->frozen || from->frozen)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "the data of registries are frozen");
	if (rsec_irr_routes_merge(registry->routes, from->routes, err) == -1 ||
	    rsec_irr_sets_merge(registry->sets, from->sets, err) == -1)
		return -1;
	/* The texts first: what refers to them must not outlive them. */
	if (append(&registry->arenas, &from->arenas) == -1 ||
	    append(&registry->aut_nums, &from->aut_nums) == -1 ||
	    append(&registry->people, &from->people) == -1 ||
	    append(&registry->references, &from->references) == -1 ||
	    append(&registry->holdings, &from->holdings) == -1)
		return rsec_err_nomem(err);
	return 0;
}

/* By ASN, registry, then what was changed last, then all the rest. */
static int
compare_aut_nums(const void *a, const void *b)
{
	const struct rsec_manrs_aut_num *x = a, *y = b;
	uint32_t i;
	int order;

	if (x->asn != y->asn)
		return x->asn < y->asn ? -1 : 1;
	if ((order = strcmp(x->registry, y->registry)) != 0)
		return order;
	if (x->changed != y->changed)
		return x->changed > y->changed ? -1 : 1;
	if ((order = strcmp(x->as_name, y->as_name)) != 0)
		return order;
	if (x->imports != y->imports)
		return x->imports > y->imports ? -1 : 1;
	if (x->exports != y->exports)
		return x->exports > y->exports ? -1 : 1;
	if (x->has_admin != y->has_admin)
		return x->has_admin ? -1 : 1;
	if (x->has_tech != y->has_tech)
		return x->has_tech ? -1 : 1;
	for (i = 0; i < x->as_sets && i < y->as_sets; i++)
		if ((order = strcmp(x->as_set[i], y->as_set[i])) != 0)
			return order;
	return (x->as_sets < y->as_sets) - (x->as_sets > y->as_sets);
}

/* One of each ASN and registry. */
static void
sort_aut_nums(struct rsec_buf *buf)
{
	struct rsec_manrs_aut_num *list = (void *)buf->data;
	const size_t count = buf->len / sizeof(*list);
	size_t i, kept = 0;

	if (count == 0)
		return;
	qsort(list, count, sizeof(*list), compare_aut_nums);
	for (i = 0; i < count; i++)
		if (kept == 0 || list[i].asn != list[kept - 1].asn ||
		    strcmp(list[i].registry, list[kept - 1].registry) != 0)
			list[kept++] = list[i];
	buf->len = kept * sizeof(*list);
}

static int
index_origins(struct rsec_manrs_registry *registry, struct rsec_err *err)
{
	const uint32_t count = rsec_irr_routes_count(registry->routes);
	struct rsec_buf pairs = RSEC_BUF_INIT;
	struct rsec_irr_record record;
	uint32_t i;
	int rc = 0;

	for (i = 0; i < count && rc == 0; i++) {
		rsec_irr_routes_get(registry->routes, i, &record);
		rc = rsec_manrs_pair_add(&pairs, record.origin, i);
	}
	if (rc == -1)
		rsec_err_nomem(err);
	else
		rc = rsec_manrs_rows_build(&registry->origins, &pairs, err);
	rsec_buf_fini(&pairs);
	return rc;
}

int
rsec_manrs_registry_freeze(struct rsec_manrs_registry *registry,
    const char *const order[], size_t count,
    struct rsec_manrs_contacts *contacts, struct rsec_err *err)
{
	size_t i;

	if (registry->frozen)
		return 0;
	if (rsec_irr_routes_freeze(registry->routes, err) == -1 ||
	    rsec_irr_sets_freeze(registry->sets, order, count, err) == -1 ||
	    rsec_manrs_registry_people(registry, contacts, err) == -1)
		return -1;
	sort_aut_nums(&registry->aut_nums);
	for (i = 0; i < rsec_irr_routes_registries(registry->routes); i++)
		registry->is_rir[i] = rsec_irr_is_authoritative(
		    rsec_irr_routes_registry(registry->routes, (uint16_t)i));
	if (index_origins(registry, err) == -1)
		return -1;
	registry->frozen = true;
	return 0;
}

const struct rsec_irr_routes *
rsec_manrs_registry_routes(const struct rsec_manrs_registry *registry)
{
	return registry->routes;
}

const struct rsec_irr_sets *
rsec_manrs_registry_sets(const struct rsec_manrs_registry *registry)
{
	return registry->sets;
}

const struct rsec_manrs_aut_num *
rsec_manrs_registry_aut_num(
    const struct rsec_manrs_registry *registry, uint32_t i)
{
	return (const struct rsec_manrs_aut_num *)(const void *)
		   registry->aut_nums.data +
	       i;
}

/* The first aut-num whose ASN is ASN or more. */
static uint32_t
first_aut_num(const struct rsec_manrs_registry *registry, uint64_t asn)
{
	uint32_t from = 0, middle;
	uint32_t to = (uint32_t)(registry->aut_nums.len /
				 sizeof(struct rsec_manrs_aut_num));

	while (from < to) {
		middle = from + (to - from) / 2;
		if (rsec_manrs_registry_aut_num(registry, middle)->asn < asn)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

uint32_t
rsec_manrs_registry_aut_nums(
    const struct rsec_manrs_registry *registry, uint32_t asn, uint32_t *first)
{
	*first = first_aut_num(registry, asn);
	return first_aut_num(registry, (uint64_t)asn + 1) - *first;
}

uint32_t
rsec_manrs_registry_routes_of(const struct rsec_manrs_registry *registry,
    uint32_t origin, const uint32_t **records)
{
	return rsec_manrs_rows_of(&registry->origins, origin, records);
}
