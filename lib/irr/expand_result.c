/* SPDX-License-Identifier: ISC */
/*
 * What an expansion found, sorted and each thing once.  AS numbers and prefix
 * ranges are collected as records that sort by their bytes (base/sort.h).
 */
#include "irr/expand_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/sort.h"

#define ASN_RECORD   ((size_t)8)  /* ASN, range */
#define RANGE_RECORD ((size_t)20) /* family, address, three lengths */

const char *
rsec_irr_finding_name(enum rsec_irr_finding finding)
{
	static const char *const names[] = {
		[RSEC_IRR_LOOP] = "loop",
		[RSEC_IRR_MISSING] = "missing",
		[RSEC_IRR_AMBIGUOUS] = "ambiguous",
		[RSEC_IRR_EMPTY] = "empty",
		[RSEC_IRR_DEPTH] = "depth",
		[RSEC_IRR_MALFORMED] = "malformed",
		[RSEC_IRR_ANY] = "any",
		[RSEC_IRR_FLAT_NAME] = "flat-name",
	};

	return names[finding];
}

int
rsec_expand_take(
    struct rsec_expand *expand, const struct rsec_irr_prefix_range *range)
{
	uint8_t record[RANGE_RECORD];

	record[0] = range->prefix.family;
	rsec_put_be64(record + 1, range->prefix.hi);
	rsec_put_be64(record + 9, range->prefix.lo);
	record[17] = range->prefix.len;
	record[18] = range->min_len;
	record[19] = range->max_len;
	if (rsec_buf_add(&expand->ranges, record, sizeof(record)) == -1)
		return rsec_err_nomem(expand->err);
	return 0;
}

static void
get_range(const uint8_t *record, struct rsec_irr_prefix_range *range)
{
	range->prefix.family = record[0];
	range->prefix.hi = rsec_get_be64(record + 1);
	range->prefix.lo = rsec_get_be64(record + 9);
	range->prefix.len = record[17];
	range->min_len = record[18];
	range->max_len = record[19];
}

/* Sort the records of BUF and keep one of each. */
static int
sort_buf(struct rsec_buf *buf, size_t size, struct rsec_err *err)
{
	const size_t count = buf->len / size;

	if (count == 0)
		return 0;
	if (rsec_sort_records((uint8_t *)buf->data, count, size, err) == -1)
		return -1;
	buf->len = rsec_sort_unique((uint8_t *)buf->data, count, size) * size;
	return 0;
}

/* The first route of an origin that is not below ASN. */
static size_t
lower_bound(const struct rsec_buf *routes, uint32_t asn)
{
	const uint8_t *data = (const uint8_t *)routes->data;
	size_t low = 0, high = routes->len / RSEC_ORIGIN_RECORD, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (rsec_get_be32(data + middle * RSEC_ORIGIN_RECORD) < asn)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The routes of origin ASN, with RANGE behind it. */
static int
take_routes(struct rsec_expand *expand, uint32_t asn, struct rsec_range range)
{
	const struct rsec_buf *routes = &expand->sets->routes;
	struct rsec_irr_prefix_range prefix;
	const uint8_t *record, *end;

	if (routes->len == 0)
		return 0;
	record = (const uint8_t *)routes->data;
	end = record + routes->len;
	record += lower_bound(routes, asn) * RSEC_ORIGIN_RECORD;
	for (; record < end; record += RSEC_ORIGIN_RECORD) {
		if (rsec_get_be32(record) != asn)
			break;
		if (rsec_expand_step(expand, 1) == -1)
			return -1;
		prefix.prefix.family = record[4];
		prefix.prefix.hi = rsec_get_be64(record + 5);
		prefix.prefix.lo = rsec_get_be64(record + 13);
		prefix.prefix.len = record[21];
		prefix.min_len = prefix.max_len = record[21];
		if (rsec_range_apply(range,
			rsec_family_bits(prefix.prefix.family), &prefix.min_len,
			&prefix.max_len) &&
		    rsec_expand_take(expand, &prefix) == -1)
			return -1;
	}
	return 0;
}

static int
finish_asns(struct rsec_expand *expand)
{
	struct rsec_irr_expansion *out = expand->out;
	struct rsec_range range;
	const uint8_t *record;
	size_t i, count;
	uint32_t asn;

	if (sort_buf(&expand->asns, ASN_RECORD, expand->err) == -1)
		return -1;
	count = expand->asns.len / ASN_RECORD;
	out->asn = rsec_arena_alloc(&out->arena, count * sizeof(*out->asn));
	if (out->asn == NULL)
		return rsec_err_nomem(expand->err);
	record = (const uint8_t *)expand->asns.data;
	for (i = 0; i < count; i++, record += ASN_RECORD) {
		asn = rsec_get_be32(record);
		if (out->asns == 0 || out->asn[out->asns - 1] != asn)
			out->asn[out->asns++] = asn;
		range = (struct rsec_range){ record[4], record[5], record[6],
			record[7] };
		if (expand->is_route_set &&
		    take_routes(expand, asn, range) == -1)
			return -1;
	}
	return 0;
}

static int
finish_ranges(struct rsec_expand *expand)
{
	struct rsec_irr_expansion *out = expand->out;
	const uint8_t *record;
	size_t i;

	if (sort_buf(&expand->ranges, RANGE_RECORD, expand->err) == -1)
		return -1;
	out->ranges = expand->ranges.len / RANGE_RECORD;
	out->range =
	    rsec_arena_alloc(&out->arena, out->ranges * sizeof(*out->range));
	if (out->range == NULL)
		return rsec_err_nomem(expand->err);
	record = (const uint8_t *)expand->ranges.data;
	for (i = 0; i < out->ranges; i++, record += RANGE_RECORD)
		get_range(record, &out->range[i]);
	return 0;
}

static int
labels_cmp(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

static int
finish_sets(struct rsec_expand *expand)
{
	const struct rsec_opened *opened = expand->opened.data;
	struct rsec_irr_expansion *out = expand->out;
	size_t i;

	out->sets = expand->opened.count;
	out->set = rsec_arena_alloc(&out->arena, out->sets * sizeof(*out->set));
	if (out->set == NULL)
		return rsec_err_nomem(expand->err);
	for (i = 0; i < out->sets; i++)
		out->set[i] = opened[i].label;
	qsort(out->set, out->sets, sizeof(*out->set), labels_cmp);
	return 0;
}

static int
findings_cmp(const void *a, const void *b)
{
	const struct rsec_irr_set_finding *x = a, *y = b;
	int order = strcmp(x->set, y->set);

	if (order == 0)
		order = (x->what > y->what) - (x->what < y->what);
	if (order == 0)
		order = strcmp(x->member, y->member);
	return order != 0 ? order : strcmp(x->detail, y->detail);
}

static int
finish_findings(struct rsec_expand *expand)
{
	struct rsec_irr_set_finding *finding = expand->findings.data;
	struct rsec_irr_expansion *out = expand->out;
	const size_t count = expand->findings.count;
	size_t i;

	out->finding =
	    rsec_arena_alloc(&out->arena, count * sizeof(*out->finding));
	if (out->finding == NULL)
		return rsec_err_nomem(expand->err);
	if (count > 0)
		qsort(finding, count, sizeof(*finding), findings_cmp);
	for (i = 0; i < count; i++)
		if (i == 0 || findings_cmp(&finding[i - 1], &finding[i]) != 0)
			out->finding[out->findings++] = finding[i];
	return 0;
}

int
rsec_expand_finish(struct rsec_expand *expand)
{
	if (finish_asns(expand) == -1 || finish_ranges(expand) == -1 ||
	    finish_sets(expand) == -1)
		return -1;
	return finish_findings(expand);
}
