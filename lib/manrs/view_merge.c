/* SPDX-License-Identifier: ISC */
/* Two views as one: what the second holds is told to the first. */
#include <stdlib.h>

#include "manrs/set_private.h"
#include "manrs/view_private.h"

/* The numbers that what FROM has got in VIEW. */
struct numbers {
	uint32_t *announcement, *end, *set;
};

static int
add_announcements(struct rsec_manrs_view *view,
    const struct rsec_manrs_view *from, const struct numbers *numbers)
{
	const struct rsec_manrs_announcement *a =
	    rsec_manrs_view_announced(from);
	const uint32_t count = RSEC_MANRS_COUNT(from->announced, *a);
	uint32_t i;

	for (i = 0; i < count; i++) {
		numbers->announcement[i] =
		    rsec_manrs_view_announce(view, &a[i]);
		if (numbers->announcement[i] == RSEC_MANRS_NONE)
			return -1;
	}
	return 0;
}

static int
add_ends(struct rsec_manrs_view *view, const struct rsec_manrs_view *from,
    const struct numbers *numbers)
{
	const struct rsec_manrs_end *end = (void *)from->ends.data;
	const uint32_t count = RSEC_MANRS_COUNT(from->ends, *end);
	uint32_t i;

	for (i = 0; i < count; i++) {
		numbers->end[i] = rsec_manrs_view_end(view, end[i].origin,
		    end[i].next_hop,
		    rsec_manrs_view_numbers(from) + end[i].first, end[i].count);
		if (numbers->end[i] == RSEC_MANRS_NONE)
			return -1;
	}
	return 0;
}

static int
compare(const void *a, const void *b)
{
	return RSEC_MANRS_CMP(*(const uint32_t *)a, *(const uint32_t *)b);
}

static int
add_set(struct rsec_manrs_view *view, const struct rsec_manrs_view *from,
    const struct numbers *numbers, uint32_t i, struct rsec_buf *ends)
{
	const struct rsec_manrs_ends *set = (void *)from->sets.data;
	const uint32_t *end = rsec_manrs_view_numbers(from) + set[i].first;
	uint32_t *moved, j;

	ends->len = 0;
	moved = (void *)rsec_buf_reserve(ends, set[i].count * sizeof(*moved));
	if (moved == NULL)
		return -1;
	for (j = 0; j < set[i].count; j++)
		moved[j] = numbers->end[end[j]];
	qsort(moved, set[i].count, sizeof(*moved), compare);
	numbers->set[i] = rsec_manrs_view_set(view, moved, set[i].count);
	return numbers->set[i] == RSEC_MANRS_NONE ? -1 : 0;
}

static int
add_links(struct rsec_manrs_view *view, const struct rsec_manrs_view *from,
    const struct numbers *numbers)
{
	const uint32_t sets =
	    RSEC_MANRS_COUNT(from->sets, struct rsec_manrs_ends);
	const uint64_t *link = (void *)from->links.data;
	const uint32_t count = RSEC_MANRS_COUNT(from->links, *link);
	struct rsec_buf ends = RSEC_BUF_INIT;
	uint32_t i;
	int rc = 0;

	for (i = 0; i < sets && rc == 0; i++)
		rc = add_set(view, from, numbers, i, &ends);
	for (i = 0; i < count && rc == 0; i++)
		rc = rsec_manrs_view_link(view,
		    numbers->announcement[link[i] >> 32],
		    numbers->set[(uint32_t)link[i]]);
	rsec_buf_fini(&ends);
	return rc;
}

static int
add_paths(struct rsec_manrs_view *view, const struct rsec_manrs_view *from)
{
	const struct rsec_manrs_bad_path *bad = (void *)from->bad.data;
	struct rsec_manrs_bad_path *to;
	struct rsec_manrs_path path = { .step = NULL };
	const uint32_t count = RSEC_MANRS_COUNT(from->bad, *bad);
	uint32_t i, number;

	for (i = 0; i < count; i++) {
		path.asn = rsec_manrs_view_numbers(from) + bad[i].first;
		path.len = bad[i].len;
		path.has_otc = bad[i].has_otc;
		path.otc = bad[i].otc;
		number = rsec_manrs_view_bad(view, &path);
		if (number == RSEC_MANRS_NONE)
			return -1;
		to = (struct rsec_manrs_bad_path *)(void *)view->bad.data;
		if (bad[i].routes > 0)
			rsec_manrs_view_seen(&to[number], &bad[i].prefix,
			    bad[i].days, bad[i].first_time, bad[i].last_time,
			    bad[i].routes);
	}
	return 0;
}

static int
add_neighbours(struct rsec_manrs_view *view, const struct rsec_manrs_view *from)
{
	const struct rsec_manrs_step *step = (void *)from->steps.data;
	const uint32_t *otc = (void *)from->otc.data;
	const uint32_t steps = RSEC_MANRS_COUNT(from->steps, *step);
	const uint32_t otcs = RSEC_MANRS_COUNT(from->otc, *otc);
	uint32_t i;

	for (i = 0; i < steps; i++)
		if (rsec_manrs_view_step(view, step[i].right, step[i].left) ==
		    -1)
			return -1;
	for (i = 0; i < otcs; i++)
		if (rsec_manrs_view_otc(view, otc[i]) == -1)
			return -1;
	return 0;
}

static uint32_t *
new_numbers(const struct rsec_manrs_index *index)
{
	return malloc(((size_t)index->count + 1) * sizeof(uint32_t));
}

int
rsec_manrs_view_merge(struct rsec_manrs_view *view,
    struct rsec_manrs_view *from, struct rsec_err *err)
{
	struct numbers numbers;
	int rc = -1;

	if (view->frozen || from->frozen)
		return rsec_err_set(err, RSEC_ERR_RANGE, "the view is frozen");
	numbers.announcement = new_numbers(&from->announced_index);
	numbers.end = new_numbers(&from->ends_index);
	numbers.set = new_numbers(&from->sets_index);
	if (numbers.announcement != NULL && numbers.end != NULL &&
	    numbers.set != NULL &&
	    add_announcements(view, from, &numbers) == 0 &&
	    add_ends(view, from, &numbers) == 0 &&
	    add_links(view, from, &numbers) == 0 &&
	    add_paths(view, from) == 0 && add_neighbours(view, from) == 0)
		rc = 0;
	free(numbers.announcement);
	free(numbers.end);
	free(numbers.set);
	if (rc == -1)
		return rsec_err_nomem(err);
	rsec_manrs_view_clear(from);
	return 0;
}
