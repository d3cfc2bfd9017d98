/* SPDX-License-Identifier: ISC */
/*
 * Sets of addresses and AS numbers as sorted ranges: containment, canonical
 * order, texts.  The RFC 3779 extensions are read in resources_parse.c.
 */
#include "rpki/resources_private.h"

#include <stdlib.h>

int
rsec_address_cmp(struct rsec_address a, struct rsec_address b)
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
		if (rsec_address_cmp(set->list[mid].min, range->min) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low > 0 &&
	       rsec_address_cmp(range->max, set->list[low - 1].max) <= 0;
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
	int order = rsec_address_cmp(a->min, b->min);

	return order != 0 ? order : rsec_address_cmp(a->max, b->max);
}

static int
asn_range_cmp(const void *va, const void *vb)
{
	const struct rsec_asn_range *a = va, *b = vb;

	if (a->min != b->min)
		return a->min < b->min ? -1 : 1;
	return (a->max > b->max) - (a->max < b->max);
}

bool
rsec_ip_ranges_touch(
    const struct rsec_ip_range *a, const struct rsec_ip_range *b)
{
	struct rsec_address next;

	if (rsec_address_cmp(b->min, a->max) <= 0)
		return true;
	next = next_address(a->max);
	return rsec_address_cmp(b->min, next) == 0;
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
		if (!rsec_ip_ranges_touch(last, range))
			set->list[n++] = *range;
		else if (rsec_address_cmp(range->max, last->max) > 0)
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

bool
rsec_ip_range_prefix(
    const struct rsec_ip_range *range, uint8_t family, struct rsec_prefix *out)
{
	uint64_t hi = range->min.hi ^ range->max.hi;
	uint64_t lo = range->min.lo ^ range->max.lo;
	unsigned len;

	/* The ends differ in a run of last bits, zeros there and ones here. */
	if ((range->min.hi & hi) != 0 || (range->min.lo & lo) != 0 ||
	    (hi & (hi + 1)) != 0 || (lo & (lo + 1)) != 0 ||
	    (hi != 0 && lo != UINT64_MAX))
		return false;
	len = hi != 0	? (unsigned)__builtin_clzll(hi)
	      : lo != 0 ? 64 + (unsigned)__builtin_clzll(lo)
			: 128;
	if (len > rsec_family_bits(family))
		return false;
	*out = (struct rsec_prefix){ range->min.hi, range->min.lo, family,
		(uint8_t)len };
	return true;
}

size_t
rsec_ip_range_format(char to[RSEC_IP_RANGE_SIZE],
    const struct rsec_ip_range *range, uint8_t family)
{
	struct rsec_prefix min = { range->min.hi, range->min.lo, family, 0 };
	struct rsec_prefix max = { range->max.hi, range->max.lo, family, 0 };
	size_t n;

	if (rsec_ip_range_prefix(range, family, &min))
		return rsec_prefix_format(to, &min);
	n = rsec_prefix_format_address(to, &min);
	to[n++] = '-';
	return n + rsec_prefix_format_address(to + n, &max);
}
