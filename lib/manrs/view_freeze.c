/* SPDX-License-Identifier: ISC */
/*
 * All is read: announcements are sorted and get numbers in that order, links
 * become rows, and bad paths findings (view_findings.c).  Nothing is left of
 * the order in which things were read.
 */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/sort.h"
#include "manrs/set_private.h"
#include "manrs/view_private.h"

#define KEY 26 /* origin 4, family 1, address 16, length 1, number 4 */

static void
put_key(uint8_t *to, const struct rsec_manrs_announcement *a, uint32_t number)
{
	rsec_put_be32(to, a->origin);
	to[4] = a->prefix.family;
	rsec_put_be64(to + 5, a->prefix.hi);
	rsec_put_be64(to + 13, a->prefix.lo);
	to[21] = a->prefix.len;
	rsec_put_be32(to + 22, number);
}

/* The order of the announcements to KEYS; 0, or -1 with ERR. */
static int
sort_keys(const struct rsec_manrs_view *view, struct rsec_buf *keys,
    struct rsec_err *err)
{
	const uint32_t count =
	    RSEC_MANRS_COUNT(view->announced, struct rsec_manrs_announcement);
	uint32_t i;

	if (rsec_buf_reserve(keys, (size_t)count * KEY) == NULL)
		return rsec_err_nomem(err);
	keys->len = (size_t)count * KEY;
	for (i = 0; i < count; i++)
		put_key((uint8_t *)keys->data + (size_t)i * KEY,
		    rsec_manrs_view_announced(view) + i, i);
	return rsec_sort_records((uint8_t *)keys->data, count, KEY, err);
}

/* Put the announcements in order; *NUMBER is each one's new number. */
static int
move_announcements(struct rsec_manrs_view *view, const struct rsec_buf *keys,
    uint32_t **number, struct rsec_err *err)
{
	const struct rsec_manrs_announcement *from =
	    rsec_manrs_view_announced(view);
	const uint8_t *key = (const uint8_t *)keys->data;
	const uint32_t count =
	    RSEC_MANRS_COUNT(view->announced, struct rsec_manrs_announcement);
	struct rsec_buf moved = RSEC_BUF_INIT;
	uint32_t i, old;

	*number = malloc(((size_t)count + 1) * sizeof(**number));
	if (*number == NULL ||
	    rsec_buf_reserve(&moved, count * sizeof(*from)) == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < count; i++, key += KEY) {
		old = rsec_get_be32(key + 22);
		(*number)[old] = i;
		rsec_buf_add(&moved, &from[old], sizeof(*from));
	}
	rsec_buf_fini(&view->announced);
	view->announced = moved;
	return 0;
}

static int
order_announcements(
    struct rsec_manrs_view *view, uint32_t **number, struct rsec_err *err)
{
	struct rsec_buf keys = RSEC_BUF_INIT;
	int rc;

	rsec_manrs_index_fini(&view->announced_index);
	rc = sort_keys(view, &keys, err);
	if (rc == 0)
		rc = move_announcements(view, &keys, number, err);
	rsec_buf_fini(&keys);
	return rc;
}

/* The distinct origins, and where their announcements begin. */
static int
list_origins(struct rsec_manrs_view *view, struct rsec_err *err)
{
	const struct rsec_manrs_announcement *a =
	    rsec_manrs_view_announced(view);
	const uint32_t count =
	    RSEC_MANRS_COUNT(view->announced, struct rsec_manrs_announcement);
	size_t i, n = 0;

	for (i = 0; i < count; i++)
		n += i == 0 || a[i].origin != a[i - 1].origin;
	view->origins = malloc((n + 1) * sizeof(*view->origins));
	view->origin_first = malloc((n + 1) * sizeof(*view->origin_first));
	if (view->origins == NULL || view->origin_first == NULL)
		return rsec_err_nomem(err);
	for (i = 0, n = 0; i < count; i++)
		if (i == 0 || a[i].origin != a[i - 1].origin) {
			view->origins[n] = a[i].origin;
			view->origin_first[n++] = (uint32_t)i;
		}
	view->origin_first[n] = count;
	view->origin_count = n;
	return 0;
}

/* What END says of the announcement as pairs, with its next hop, carriers. */
static int
pair_end(const struct rsec_manrs_view *view, const struct rsec_manrs_end *end,
    uint32_t announcement, struct rsec_buf *next_hops, struct rsec_buf *carried)
{
	const uint32_t *carriers = rsec_manrs_view_numbers(view) + end->first;
	uint32_t i;

	if (end->next_hop != 0 &&
	    rsec_manrs_pair_add(next_hops, announcement, end->next_hop) == -1)
		return -1;
	for (i = 0; i < end->count; i++)
		if (rsec_manrs_pair_add(carried, carriers[i], announcement) ==
		    -1)
			return -1;
	return 0;
}

static int
pair_links(const struct rsec_manrs_view *view, const uint32_t *number,
    struct rsec_buf *next_hops, struct rsec_buf *carried)
{
	const uint32_t count = RSEC_MANRS_COUNT(view->links, uint64_t);
	const struct rsec_manrs_ends *sets = (void *)view->sets.data, *set;
	const struct rsec_manrs_end *ends = (void *)view->ends.data;
	const uint64_t *link = (void *)view->links.data;
	const uint32_t *end;
	uint32_t i, j;

	for (i = 0; i < count; i++) {
		set = &sets[(uint32_t)link[i]];
		end = rsec_manrs_view_numbers(view) + set->first;
		for (j = 0; j < set->count; j++)
			if (pair_end(view, &ends[end[j]], number[link[i] >> 32],
				next_hops, carried) == -1)
				return -1;
	}
	return 0;
}

static int
order_links(
    struct rsec_manrs_view *view, const uint32_t *number, struct rsec_err *err)
{
	struct rsec_buf next_hops = RSEC_BUF_INIT, carried = RSEC_BUF_INIT;
	int rc = 0;

	if (pair_links(view, number, &next_hops, &carried) == -1)
		rc = rsec_err_nomem(err);
	rsec_manrs_index_fini(&view->links_index);
	rsec_buf_fini(&view->links);
	rsec_manrs_index_fini(&view->sets_index);
	rsec_buf_fini(&view->sets);
	if (rc == 0)
		rc = rsec_manrs_rows_build(&view->next_hops, &next_hops, err);
	if (rc == 0)
		rc = rsec_manrs_rows_build(&view->carried, &carried, err);
	rsec_buf_fini(&next_hops);
	rsec_buf_fini(&carried);
	return rc;
}

static int
order_neighbours(struct rsec_manrs_view *view, struct rsec_err *err)
{
	const struct rsec_manrs_step *step = (void *)view->steps.data;
	struct rsec_buf pairs = RSEC_BUF_INIT;
	uint32_t i;
	int rc = 0;

	for (i = 0; i < RSEC_MANRS_COUNT(view->steps, struct rsec_manrs_step) &&
		    rc == 0;
	     i++)
		rc = rsec_manrs_pair_add(&pairs, step[i].right, step[i].left);
	if (rc == -1)
		rsec_err_nomem(err);
	else
		rc = rsec_manrs_rows_build(&view->neighbours, &pairs, err);
	rsec_buf_fini(&pairs);
	return rc;
}

static int
compare_numbers(const void *a, const void *b)
{
	return RSEC_MANRS_CMP(*(const uint32_t *)a, *(const uint32_t *)b);
}

int
rsec_manrs_view_freeze(struct rsec_manrs_view *view, struct rsec_err *err)
{
	uint32_t *number = NULL;
	int rc;

	if (view->frozen)
		return 0;
	free(view->known);
	view->known = NULL;
	rc = order_announcements(view, &number, err);
	if (rc == 0)
		rc = list_origins(view, err);
	if (rc == 0)
		rc = order_links(view, number, err);
	if (rc == 0)
		rc = rsec_manrs_view_cover(view, err);
	if (rc == 0)
		rc = rsec_manrs_view_find(view, err);
	if (rc == 0)
		rc = order_neighbours(view, err);
	free(number);
	if (rc == -1)
		return -1;
	if (view->otc.len > 0)
		qsort(view->otc.data, RSEC_MANRS_COUNT(view->otc, uint32_t),
		    sizeof(uint32_t), compare_numbers);
	rsec_manrs_index_fini(&view->steps_index);
	rsec_buf_fini(&view->steps);
	rsec_buf_fini(&view->ends);
	view->frozen = true;
	return 0;
}
