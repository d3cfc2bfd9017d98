/* SPDX-License-Identifier: ISC */
/*
 * Sets of addresses and AS numbers as sorted ranges: containment, canonical
 * order, texts.  The RFC 3779 extensions are read in resources_parse.c.
 */
#include "rpki/resources.h"

#include <stdlib.h>

static int
address_cmp(struct rsec_address a, struct rsec_address b)
{
	if (a.hi != b.hi)
		return a.hi < b.hi ? -1 : 1;
	return (a.lo > b.lo) - (a.lo < b.lo);
}

/*
 * The address after A, which is not the last.  The end of a range is filled
 * with ones to the last bit, of IPv4 as well, so that one carry serves both.
 */
static struct rsec_address
next_address(struct rsec_address a)
{
	if (++a.lo == 0)
		a.hi++;
	return a;
}

struct rsec_ip_range
rsec_ip_range_of(const struct rsec_prefix *p)
{
	struct rsec_ip_range range = { .offset = RSEC_NO_OFFSET };

	range.min = (struct rsec_address){ p->hi, p->lo };
	range.max.hi = p->hi | ~rsec_mask_hi(p->len);
	range.max.lo = p->lo | ~rsec_mask_lo(p->len);
	return range;
}

bool
rsec_ip_resources_contain(
    const struct rsec_ip_resources *set, const struct rsec_ip_range *range)
{
	size_t low = 0, high = set->count, mid;

	while (low < high) { /* the last range that starts at or before it */
		mid = low + (high - low) / 2;
		if (address_cmp(set->list[mid].min, range->min) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low > 0 && address_cmp(range->max, set->list[low - 1].max) <= 0;
}

bool
rsec_asn_resources_contain(
    const struct rsec_asn_resources *set, const struct rsec_asn_range *range)
{
	size_t low = 0, high = set->count, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (set->list[mid].min <= range->min)
			low = mid + 1;
		else
			high = mid;
	}
	return low > 0 && range->max <= set->list[low - 1].max;
}

static int
ip_range_cmp(const void *va, const void *vb)
{
	const struct rsec_ip_range *a = va, *b = vb;
	int order = address_cmp(a->min, b->min);

	return order != 0 ? order : address_cmp(a->max, b->max);
}

static int
asn_range_cmp(const void *va, const void *vb)
{
	const struct rsec_asn_range *a = va, *b = vb;

	if (a->min != b->min)
		return a->min < b->min ? -1 : 1;
	return (a->max > b->max) - (a->max < b->max);
}

/* Whether B, which does not start before A, overlaps A or follows it. */
static bool
touches(const struct rsec_ip_range *a, const struct rsec_ip_range *b)
{
	struct rsec_address next;

	if (address_cmp(b->min, a->max) <= 0)
		return true;
	next = next_address(a->max);
	return address_cmp(b->min, next) == 0;
}

void
rsec_ip_resources_canonize(struct rsec_ip_resources *set)
{
	struct rsec_ip_range *last, *range;
	size_t i, n = 1;

	if (set->count < 2)
		return;
	qsort(set->list, set->count, sizeof(*set->list), ip_range_cmp);
	for (i = 1; i < set->count; i++) {
		last = &set->list[n - 1];
		range = &set->list[i];
		if (!touches(last, range))
			set->list[n++] = *range;
		else if (address_cmp(range->max, last->max) > 0)
			last->max = range->max;
	}
	set->count = n;
}

void
rsec_asn_resources_canonize(struct rsec_asn_resources *set)
{
	struct rsec_asn_range *last, *range;
	size_t i, n = 1;

	if (set->count < 2)
		return;
	qsort(set->list, set->count, sizeof(*set->list), asn_range_cmp);
	for (i = 1; i < set->count; i++) {
		last = &set->list[n - 1];
		range = &set->list[i];
		if (range->min > last->max && range->min - 1 != last->max)
			set->list[n++] = *range;
		else if (range->max > last->max)
			last->max = range->max;
	}
	set->count = n;
}

/* The length of the prefix that RANGE is, or -1. */
static int
prefix_len(const struct rsec_ip_range *range, uint8_t family)
{
	struct rsec_prefix p = { range->min.hi, range->min.lo, family, 0 };
	struct rsec_ip_range whole;
	int len;

	for (len = 0; len <= rsec_family_bits(family); len++) {
		p.len = (uint8_t)len;
		whole = rsec_ip_range_of(&p);
		if ((p.hi & ~rsec_mask_hi(p.len)) == 0 &&
		    (p.lo & ~rsec_mask_lo(p.len)) == 0 &&
		    address_cmp(whole.max, range->max) == 0)
			return len;
	}
	return -1;
}

size_t
rsec_ip_range_format(char to[RSEC_IP_RANGE_SIZE],
    const struct rsec_ip_range *range, uint8_t family)
{
	struct rsec_prefix min = { range->min.hi, range->min.lo, family, 0 };
	struct rsec_prefix max = { range->max.hi, range->max.lo, family, 0 };
	int len = prefix_len(range, family);
	size_t n;

	if (len >= 0) {
		min.len = (uint8_t)len;
		return rsec_prefix_format(to, &min);
	}
	n = rsec_prefix_format_address(to, &min);
	to[n++] = '-';
	return n + rsec_prefix_format_address(to + n, &max);
}
