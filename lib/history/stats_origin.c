/* SPDX-License-Identifier: ISC */
/*
 * How many ASes were origins of VRPs at a point: what each VRP says is kept as
 * a record, and those of one AS are merged when all are there.
 */
#include <stdlib.h>

#include "base/num.h"
#include "base/sort.h"
#include "history/stats_private.h"

#define RECORD 16 /* bytes: group, ASN, from, to, big-endian */

int
rsec_stats_origin_add(struct rsec_stats *stats,
    const struct rsec_stats_group *group, uint32_t asn, uint32_t from,
    uint32_t to)
{
	uint8_t *records, *at;
	size_t cap;

	if (stats->origin_count == stats->origin_cap) {
		cap = stats->origin_cap * 2 + 1024;
		records = realloc(stats->origins, cap * RECORD);
		if (records == NULL)
			return rsec_err_nomem(stats->err);
		stats->origins = records;
		stats->origin_cap = cap;
	}
	at = stats->origins + stats->origin_count++ * RECORD;
	rsec_put_be32(at, group->number);
	rsec_put_be32(at + 4, asn);
	rsec_put_be32(at + 8, from);
	rsec_put_be32(at + 12, to);
	return 0;
}

static void
count(
    struct rsec_stats *stats, const uint8_t *record, uint32_t from, uint32_t to)
{
	struct rsec_stats_group *group = stats->groups[rsec_get_be32(record)];

	group->steps[from].origins++;
	group->steps[to].origins--;
}

int
rsec_stats_origins(struct rsec_stats *stats)
{
	const uint8_t *record, *last = NULL;
	uint32_t from = 0, to = 0;
	size_t i;

	if (rsec_sort_records(
		stats->origins, stats->origin_count, RECORD, stats->err) == -1)
		return -1;
	for (i = 0; i < stats->origin_count; i++, last = record) {
		record = stats->origins + i * RECORD;
		if (last != NULL &&
		    rsec_get_be64(last) == rsec_get_be64(record) &&
		    rsec_get_be32(record + 8) <= to) {
			if (rsec_get_be32(record + 12) > to)
				to = rsec_get_be32(record + 12);
			continue;
		}
		if (last != NULL)
			count(stats, last, from, to);
		from = rsec_get_be32(record + 8);
		to = rsec_get_be32(record + 12);
	}
	if (last != NULL)
		count(stats, last, from, to);
	return 0;
}
