/* SPDX-License-Identifier: ISC */
/* Days of VRPs as sets, and the store that is made of them. */
#ifndef RSEC_TESTS_UNIT_HISTORY_QUERY_ARCHIVE_H
#define RSEC_TESTS_UNIT_HISTORY_QUERY_ARCHIVE_H

#include "base/buf.h"
#include "base/utc.h"
#include "history/store.h"
#include "rpki/origin.h"

#define TAS  2
#define DAYS 24
#define VRPS 12
#define DAY  ((uint32_t)RSEC_DAY)
#define ZERO (15000 * DAY)

/* What there is: for each trust anchor and day the set, or nothing. */
struct archive {
	struct rsec_vrp vrps[VRPS];
	size_t vrp_count;
	bool observed[TAS][DAYS];
	bool has[TAS][DAYS][VRPS];
};

struct image {
	struct rsec_buf bytes;
	struct rsec_history *history;
};

struct rsec_prefix prefix(const char *s);
void add_vrp(
    struct archive *archive, const char *s, uint8_t max_len, uint32_t asn);

/* Trust anchor 0 is apnic, 1 is ripe. */
struct image build(const struct archive *archive);
void drop(struct image *image);

#endif
