/* SPDX-License-Identifier: ISC */
/* The view: made, merged, asked.  See view_private.h for its parts. */
#include <stdlib.h>

#include "manrs/view_private.h"

/* A row of providers for each customer. */
static int
list_providers(struct rsec_manrs_view *view)
{
	const struct rsec_relations *relations = view->inputs.relations;
	struct rsec_buf pairs = RSEC_BUF_INIT;
	enum rsec_relation relation;
	uint32_t a, b;
	size_t i;
	int rc = 0;

	for (i = 0; i < rsec_relations_count(relations) && rc == 0; i++) {
		relation = rsec_relations_at(relations, i, &a, &b);
		if (relation == RSEC_RELATION_PROVIDER)
			rc = rsec_manrs_pair_add(&pairs, b, a);
		else if (relation == RSEC_RELATION_CUSTOMER)
			rc = rsec_manrs_pair_add(&pairs, a, b);
		else if (view->inputs.peers &&
			 (rc = rsec_manrs_pair_add(&pairs, a, b)) == 0)
			rc = rsec_manrs_pair_add(&pairs, b, a);
	}
	if (rc == 0)
		rc = rsec_manrs_rows_build(&view->providers, &pairs, NULL);
	rsec_buf_fini(&pairs);
	return rc;
}

struct rsec_manrs_view *
rsec_manrs_view_new(const struct rsec_manrs_view_inputs *inputs)
{
	struct rsec_manrs_view *view = calloc(1, sizeof(*view));

	if (view == NULL)
		return NULL;
	view->inputs = *inputs;
	view->all_days = (uint32_t)(((uint64_t)1 << inputs->month.days) - 1);
	if (inputs->relations != NULL &&
	    (list_providers(view) == -1 ||
		rsec_manrs_view_list_transit_free(view) == -1)) {
		rsec_manrs_view_free(view);
		return NULL;
	}
	return view;
}

void
rsec_manrs_view_clear(struct rsec_manrs_view *view)
{
	struct rsec_buf *const bufs[] = { &view->announced, &view->ends,
		&view->sets, &view->links, &view->steps, &view->bad, &view->otc,
		&view->numbers };
	struct rsec_manrs_index *const indexes[] = { &view->announced_index,
		&view->ends_index, &view->sets_index, &view->links_index,
		&view->steps_index, &view->bad_index, &view->otc_index };
	size_t i;

	for (i = 0; i < sizeof(bufs) / sizeof(bufs[0]); i++) {
		rsec_buf_fini(bufs[i]);
		*bufs[i] = RSEC_BUF_INIT;
	}
	for (i = 0; i < sizeof(indexes) / sizeof(indexes[0]); i++)
		rsec_manrs_index_fini(indexes[i]);
	free(view->known);
	view->known = NULL;
}

void
rsec_manrs_view_free(struct rsec_manrs_view *view)
{
	if (view == NULL)
		return;
	rsec_manrs_view_clear(view);
	rsec_manrs_rows_fini(&view->providers);
	rsec_buf_fini(&view->transit_free);
	rsec_manrs_rows_fini(&view->next_hops);
	rsec_manrs_rows_fini(&view->carried);
	rsec_manrs_rows_fini(&view->unknown);
	rsec_manrs_rows_fini(&view->neighbours);
	free(view->origins);
	free(view->origin_first);
	rsec_buf_fini(&view->findings);
	free(view);
}

uint32_t
rsec_manrs_view_count(const struct rsec_manrs_view *view)
{
	return RSEC_MANRS_COUNT(
	    view->announced, struct rsec_manrs_announcement);
}

void
rsec_manrs_view_get(const struct rsec_manrs_view *view, uint32_t i,
    struct rsec_manrs_announcement *out)
{
	*out = rsec_manrs_view_announced(view)[i];
}

static int
compare(const void *a, const void *b)
{
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

uint32_t
rsec_manrs_view_of(
    const struct rsec_manrs_view *view, uint32_t origin, uint32_t *first)
{
	const uint32_t *found = bsearch(&origin, view->origins,
	    view->origin_count, sizeof(origin), compare);
	size_t i;

	*first = 0;
	if (found == NULL)
		return 0;
	i = (size_t)(found - view->origins);
	*first = view->origin_first[i];
	return view->origin_first[i + 1] - view->origin_first[i];
}

uint32_t
rsec_manrs_view_carried(const struct rsec_manrs_view *view, uint32_t carrier,
    const uint32_t **announcements)
{
	return rsec_manrs_rows_of(&view->carried, carrier, announcements);
}

uint32_t
rsec_manrs_view_next_hops(
    const struct rsec_manrs_view *view, uint32_t i, const uint32_t **asns)
{
	return rsec_manrs_rows_of(&view->next_hops, i, asns);
}

uint32_t
rsec_manrs_view_neighbours(const struct rsec_manrs_view *view, uint32_t asn,
    const uint32_t **neighbours)
{
	return rsec_manrs_rows_of(&view->neighbours, asn, neighbours);
}

bool
rsec_manrs_view_has_otc(const struct rsec_manrs_view *view, uint32_t asn)
{
	return view->otc.len > 0 && bsearch(&asn, view->otc.data,
					RSEC_MANRS_COUNT(view->otc, uint32_t),
					sizeof(asn), compare) != NULL;
}

const uint32_t *
rsec_manrs_view_origins(const struct rsec_manrs_view *view, size_t *count)
{
	*count = view->origin_count;
	return view->origins;
}
