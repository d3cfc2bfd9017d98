/* SPDX-License-Identifier: ISC */
/*
 * A small made-up past: for each of two trust anchors and each day the set of
 * its VRPs, or nothing.  A test asks the store that is built of it, and the
 * sets.
 */
#ifndef RSEC_TESTS_LIB_PAST_H
#define RSEC_TESTS_LIB_PAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "history/query.h"
#include "rpki/vrp.h"

#define PAST_TAS  2
#define PAST_DAYS 40
#define PAST_VRPS 16
#define PAST_DAY  ((uint32_t)86400)
#define PAST_ZERO (15000 * PAST_DAY) /* the first day: 2011-01-26 */

struct past {
	struct rsec_vrp vrps[PAST_VRPS];
	uint32_t not_before[PAST_VRPS]; /* 0: it has none */
	size_t vrp_count;
	bool observed[PAST_TAS][PAST_DAYS];
	bool has[PAST_TAS][PAST_DAYS][PAST_VRPS];
	struct rsec_buf bytes;
	struct rsec_history *history;
};

/* "apnic", "ripe" */
extern const char *const past_tas[PAST_TAS];

void past_init(struct past *past);
void past_fini(struct past *past);

/* A VRP, nowhere so far; returns its number. */
size_t past_add(
    struct past *past, const char *prefix, uint8_t max_len, uint32_t asn);

/* VRP is in what TA says on the days FROM..TO; these were observed. */
void past_put(struct past *past, size_t ta, size_t vrp, size_t from, size_t to);

/* Fill all sets and the days that are observed at random. */
void past_fill(struct past *past, uint64_t seed);

/* Build the store and open it. */
void past_build(struct past *past);

/* The set of TA on DAY as GAPS says; NULL: nothing is known. */
const bool *past_set(const struct past *past, size_t ta, size_t day,
    enum rsec_history_gaps gaps);

#endif
