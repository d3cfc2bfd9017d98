/* SPDX-License-Identifier: ISC */
/*
 * A model of the RIPE NCC's archive of VRPs, for benchmarks: five trust
 * anchors, every day from 2011-01-21 to 2026-09-16, with the growth that is
 * published and a churn that makes 1.2 million distinct VRPs of it.  All of it
 * is synthetic, and the same in every run.
 *
 * Each day 0.07 % of the VRPs go; of those that come, 30 % were there before,
 * 28 % are siblings or more-specifics of another, and 42 % are new.  Files of
 * some days are missing, or cut short.
 */
#ifndef RSEC_TESTS_LIB_ARCHIVE_H
#define RSEC_TESTS_LIB_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rpki/vrp.h"

#define ARCHIVE_FIRST 14995 /* 2011-01-21, days since 1970-01-01 */
#define ARCHIVE_LAST  20712 /* 2026-09-16 */
#define ARCHIVE_TAS   5

enum archive_state {
	ARCHIVE_WHOLE,
	ARCHIVE_ABSENT,
	ARCHIVE_CUT,
};

struct archive_row {
	struct rsec_prefix prefix;
	uint32_t asn;
	uint8_t max_len;
	uint8_t ta;
	uint32_t since; /* day on which it came */
};

struct archive_event;

struct archive {
	struct archive_row *rows; /* in order */
	uint8_t *alive;		  /* one a row */
	uint32_t count;
	/* The rows of each trust anchor, in order. */
	uint32_t *of[ARCHIVE_TAS], of_count[ARCHIVE_TAS];
	struct archive_event *events; /* by day */
	size_t event_count, event_next;
	uint32_t day, rolled; /* the first of July before it */
};

/* It dies without memory. */
void archive_init(struct archive *archive);
void archive_fini(struct archive *archive);

/* Go on to DAY. */
void archive_go(struct archive *archive, uint32_t day);

const char *archive_ta(uint8_t ta);

/* What is known of the file of TA on DAY; of a cut one, whether ROW is left. */
enum archive_state archive_state(uint8_t ta, uint32_t day);
bool archive_keeps(uint32_t day, uint32_t row);

/* Not Before of a row: roll-over is on each first of July. */
uint32_t archive_not_before(
    const struct archive *archive, const struct archive_row *row);

/*
 * The numbers of the rows that the file of TA has at the day at hand, in order:
 * how many, in LIST, which has room for all rows.
 */
uint32_t archive_list(
    const struct archive *archive, uint8_t ta, uint32_t *list);

/*
 * The set of TA at the day at hand, frozen, with Not Before of each VRP in
 * NOT_BEFORE, which has room for all rows.
 */
struct rsec_vrps *archive_set(
    const struct archive *archive, uint8_t ta, uint32_t *not_before);

#endif
