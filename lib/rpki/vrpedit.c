/* SPDX-License-Identifier: ISC */
/*
 * Changing a VRP set that is being filled: taking VRPs out, giving its trust
 * anchors other names, adding another set.  See vrp.c for the records.
 */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "rpki/vrp_private.h"

static uint64_t
remove_from(struct rsec_vrp_records *records, size_t size, size_t step,
    bool (*drop)(void *ctx, const struct rsec_vrp *vrp), void *ctx)
{
	const size_t before = records->count;
	const uint8_t *from;
	struct rsec_vrp vrp;
	size_t i, kept = 0;

	for (i = 0; i < before; i++) {
		from = records->data + i * step;
		rsec_vrp_decode(from, size, &vrp);
		if (drop(ctx, &vrp))
			continue;
		if (kept < i)
			memcpy(records->data + kept * step, from, step);
		kept++;
	}
	records->count = kept;
	return before - kept;
}

uint64_t
rsec_vrps_remove_if(struct rsec_vrps *vrps,
    bool (*drop)(void *ctx, const struct rsec_vrp *vrp), void *ctx)
{
	uint64_t n;

	n = remove_from(&vrps->v4, RSEC_VRP_SIZE4,
	    rsec_vrps_step(vrps, RSEC_VRP_SIZE4), drop, ctx);
	return n + remove_from(&vrps->v6, RSEC_VRP_SIZE6,
		       rsec_vrps_step(vrps, RSEC_VRP_SIZE6), drop, ctx);
}

static void
renumber_records(struct rsec_vrp_records *records, size_t size, size_t step,
    const uint16_t *to)
{
	uint8_t *end;
	uint16_t ta;
	size_t i;

	for (i = 0; i < records->count; i++) {
		end = records->data + i * step + size;
		ta = to[rsec_get_be16(end - RSEC_VRP_TA)];
		end[-RSEC_VRP_TA] = (uint8_t)(ta >> 8);
		end[-RSEC_VRP_TA + 1] = (uint8_t)ta;
	}
}

void
rsec_vrps_renumber(struct rsec_vrps *vrps, const uint16_t *to)
{
	renumber_records(&vrps->v4, RSEC_VRP_SIZE4,
	    rsec_vrps_step(vrps, RSEC_VRP_SIZE4), to);
	renumber_records(&vrps->v6, RSEC_VRP_SIZE6,
	    rsec_vrps_step(vrps, RSEC_VRP_SIZE6), to);
}

int
rsec_vrps_rename(struct rsec_vrps *vrps,
    const char *(*rename)(void *ctx, const char *name), void *ctx,
    struct rsec_err *err)
{
	const uint32_t count = vrps->ta_count;
	uint16_t *to = calloc(RSEC_TA_MAX + 1, sizeof(*to));
	const char *name;
	uint32_t i;
	int rc = 0;

	if (to == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < count && rc == 0; i++) {
		name = rename(ctx, vrps->ta_names[i]);
		rc = rsec_vrps_ta(vrps, name, strlen(name), &to[i], err);
	}
	if (rc == 0)
		rsec_vrps_renumber(vrps, to);
	free(to);
	return rc;
}

static int
merge_records(struct rsec_vrps *vrps, const struct rsec_vrps *from,
    const struct rsec_vrp_records *records, size_t size, struct rsec_err *err)
{
	const size_t step = rsec_vrps_step(from, size);
	const uint8_t *record = records->data;
	struct rsec_vrp vrp;
	const char *ta;
	uint32_t time;
	size_t i;

	for (i = 0; i < records->count; i++, record += step) {
		rsec_vrp_decode(record, size, &vrp);
		time = from->keeps_times ? rsec_get_be32(record + size) + 1 : 0;
		ta = rsec_vrps_ta_name(from, vrp.ta);
		if (rsec_vrps_ta(vrps, ta, strlen(ta), &vrp.ta, err) == -1 ||
		    rsec_vrps_add_at(vrps, &vrp, time, err) == -1)
			return -1;
	}
	return 0;
}

int
rsec_vrps_merge(
    struct rsec_vrps *vrps, const struct rsec_vrps *from, struct rsec_err *err)
{
	if (from->trie != NULL)
		return rsec_vrps_fail_frozen(err);
	if (merge_records(vrps, from, &from->v4, RSEC_VRP_SIZE4, err) == -1)
		return -1;
	return merge_records(vrps, from, &from->v6, RSEC_VRP_SIZE6, err);
}
