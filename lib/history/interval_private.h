/* SPDX-License-Identifier: ISC */
/* Sets of numbers (days, points of a series) as ascending intervals. */
#ifndef RSEC_HISTORY_INTERVAL_PRIVATE_H
#define RSEC_HISTORY_INTERVAL_PRIVATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct rsec_interval {
	uint32_t from, to; /* to is not in it */
};

struct rsec_intervals {
	struct rsec_interval *list;
	size_t count, cap;
};

void rsec_intervals_fini(struct rsec_intervals *set);

/* Add FROM..TO - 1, in any order; the set needs to be merged after. */
int rsec_intervals_add(struct rsec_intervals *set, uint32_t from, uint32_t to,
    struct rsec_err *err);

/* In order, without any two that overlap or touch. */
void rsec_intervals_merge(struct rsec_intervals *set);

/* *TO = A and B; *TO = A without B; both merged, neither of them TO. */
int rsec_intervals_unite(struct rsec_intervals *to,
    const struct rsec_intervals *a, const struct rsec_intervals *b,
    struct rsec_err *err);
int rsec_intervals_subtract(struct rsec_intervals *to,
    const struct rsec_intervals *a, const struct rsec_intervals *b,
    struct rsec_err *err);

#endif
