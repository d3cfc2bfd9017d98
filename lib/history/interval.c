/* SPDX-License-Identifier: ISC */
/* Sets of numbers as ascending intervals. */
#include "history/interval_private.h"

#include <stdlib.h>

#define GROW_MIN 8

void
rsec_intervals_fini(struct rsec_intervals *set)
{
	free(set->list);
	*set = (struct rsec_intervals){ NULL, 0, 0 };
}

int
rsec_intervals_add(struct rsec_intervals *set, uint32_t from, uint32_t to,
    struct rsec_err *err)
{
	struct rsec_interval *list;
	size_t cap;

	if (from >= to)
		return 0;
	if (set->count == set->cap) {
		cap = set->cap * 2 + GROW_MIN;
		list = realloc(set->list, cap * sizeof(*list));
		if (list == NULL)
			return rsec_err_nomem(err);
		set->list = list;
		set->cap = cap;
	}
	set->list[set->count++] = (struct rsec_interval){ from, to };
	return 0;
}

static int
cmp(const void *a, const void *b)
{
	const struct rsec_interval *left = a, *right = b;

	return (left->from > right->from) - (left->from < right->from);
}

void
rsec_intervals_merge(struct rsec_intervals *set)
{
	struct rsec_interval *last;
	size_t i, n = 0;

	if (set->count < 2)
		return;
	qsort(set->list, set->count, sizeof(*set->list), cmp);
	for (i = 1; i < set->count; i++) {
		last = &set->list[n];
		if (set->list[i].from > last->to)
			set->list[++n] = set->list[i];
		else if (set->list[i].to > last->to)
			last->to = set->list[i].to;
	}
	set->count = n + 1;
}

int
rsec_intervals_unite(struct rsec_intervals *to, const struct rsec_intervals *a,
    const struct rsec_intervals *b, struct rsec_err *err)
{
	size_t i;

	to->count = 0;
	for (i = 0; i < a->count; i++)
		if (rsec_intervals_add(
			to, a->list[i].from, a->list[i].to, err) == -1)
			return -1;
	for (i = 0; i < b->count; i++)
		if (rsec_intervals_add(
			to, b->list[i].from, b->list[i].to, err) == -1)
			return -1;
	rsec_intervals_merge(to);
	return 0;
}

int
rsec_intervals_subtract(struct rsec_intervals *to,
    const struct rsec_intervals *a, const struct rsec_intervals *b,
    struct rsec_err *err)
{
	const struct rsec_interval *hole;
	uint32_t from;
	size_t i, j = 0;

	to->count = 0;
	for (i = 0; i < a->count; i++) {
		from = a->list[i].from;
		while (j < b->count && b->list[j].to <= from)
			j++;
		/* A hole may reach into the next interval: keep it. */
		while (j < b->count && b->list[j].from < a->list[i].to) {
			hole = &b->list[j];
			if (hole->from > from &&
			    rsec_intervals_add(to, from, hole->from, err) == -1)
				return -1;
			from = hole->to;
			if (from >= a->list[i].to)
				break;
			j++;
		}
		if (rsec_intervals_add(to, from, a->list[i].to, err) == -1)
			return -1;
	}
	return 0;
}
