/* SPDX-License-Identifier: ISC */
/*
 * A set of signed checklists, and which of them have an AS number or share
 * addresses with a prefix.  AS numbers are kept as addresses whose upper half
 * they are, so that one search does for all three kinds of resources.
 */
#include "manrs/checklist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manrs/set_private.h"
#include "manrs/span_private.h"

#define SIZE sizeof(struct rsec_manrs_checklist)

struct rsec_manrs_checklists {
	struct rsec_manrs_set set; /* never asked by AS number */
	struct rsec_buf asn, ipv4, ipv6;
};

/* Whom a search tells. */
struct asked {
	struct rsec_buf *claims;
	uint8_t family;
};

struct rsec_manrs_checklists *
rsec_manrs_checklists_new(void)
{
	return calloc(1, sizeof(struct rsec_manrs_checklists));
}

void
rsec_manrs_checklists_free(struct rsec_manrs_checklists *lists)
{
	if (lists == NULL)
		return;
	rsec_manrs_set_fini(&lists->set);
	rsec_buf_fini(&lists->asn);
	rsec_buf_fini(&lists->ipv4);
	rsec_buf_fini(&lists->ipv6);
	free(lists);
}

/* COUNT items of SIZE bytes in the arena; NULL without memory. */
static void *
copy_items(
    struct rsec_arena *arena, const void *items, size_t count, size_t size)
{
	void *copy = rsec_arena_alloc(arena, count * size);

	if (copy != NULL && count > 0)
		memcpy(copy, items, count * size);
	return copy;
}

static int
copy_resources(struct rsec_arena *arena, struct rsec_resources *r)
{
	r->asn.list =
	    copy_items(arena, r->asn.list, r->asn.count, sizeof(*r->asn.list));
	r->ipv4.list = copy_items(
	    arena, r->ipv4.list, r->ipv4.count, sizeof(*r->ipv4.list));
	r->ipv6.list = copy_items(
	    arena, r->ipv6.list, r->ipv6.count, sizeof(*r->ipv6.list));
	if (r->asn.list == NULL || r->ipv4.list == NULL || r->ipv6.list == NULL)
		return -1;
	rsec_asn_resources_canonize(&r->asn);
	rsec_ip_resources_canonize(&r->ipv4);
	rsec_ip_resources_canonize(&r->ipv6);
	return 0;
}

static int
copy_files(
    struct rsec_manrs_set *set, const struct rsec_manrs_listed **file, size_t n)
{
	struct rsec_manrs_listed *copy =
	    copy_items(&set->arena, *file, n, sizeof(*copy));
	size_t i;

	*file = copy;
	if (copy == NULL)
		return -1;
	for (i = 0; i < n; i++)
		if ((copy[i].name = rsec_manrs_set_text(set, copy[i].name)) ==
		    NULL)
			return -1;
	return 0;
}

int
rsec_manrs_checklists_add(struct rsec_manrs_checklists *lists,
    const struct rsec_manrs_checklist *list, struct rsec_err *err)
{
	struct rsec_manrs_checklist copy = *list;

	copy.path = rsec_manrs_set_text(&lists->set, list->path);
	if (copy.path == NULL ||
	    copy_files(&lists->set, &copy.file, copy.files) == -1 ||
	    copy_resources(&lists->set.arena, &copy.resources) == -1)
		return rsec_err_nomem(err);
	return rsec_manrs_set_add(&lists->set, &copy, SIZE, err);
}

/* What has the same digest says the same. */
static int
order(const void *a, const void *b)
{
	const struct rsec_manrs_checklist *x = a, *y = b;
	int c = strcmp(x->path, y->path);

	return c != 0 ? c : memcmp(x->digest, y->digest, sizeof(x->digest));
}

static struct rsec_address
address_of(uint32_t asn)
{
	return (struct rsec_address){ asn, 0 };
}

static int
add_ip(
    struct rsec_buf *spans, const struct rsec_ip_resources *ip, uint32_t owner)
{
	struct rsec_manrs_span span = { .owner = owner };

	for (; span.number < ip->count; span.number++) {
		span.min = ip->list[span.number].min;
		span.max = ip->list[span.number].max;
		if (rsec_buf_add(spans, &span, sizeof(span)) == -1)
			return -1;
	}
	return 0;
}

static int
add_asn(struct rsec_buf *spans, const struct rsec_asn_resources *asn,
    uint32_t owner)
{
	struct rsec_manrs_span span = { .owner = owner };

	for (; span.number < asn->count; span.number++) {
		span.min = address_of(asn->list[span.number].min);
		span.max = address_of(asn->list[span.number].max);
		if (rsec_buf_add(spans, &span, sizeof(span)) == -1)
			return -1;
	}
	return 0;
}

int
rsec_manrs_checklists_freeze(
    struct rsec_manrs_checklists *lists, struct rsec_err *err)
{
	const struct rsec_resources *r;
	uint32_t i;

	rsec_manrs_set_freeze(&lists->set, SIZE, order);
	lists->asn.len = lists->ipv4.len = lists->ipv6.len = 0;
	for (i = 0; i < rsec_manrs_checklists_count(lists); i++) {
		r = &rsec_manrs_checklists_get(lists, i)->resources;
		if (add_asn(&lists->asn, &r->asn, i) == -1 ||
		    add_ip(&lists->ipv4, &r->ipv4, i) == -1 ||
		    add_ip(&lists->ipv6, &r->ipv6, i) == -1)
			return rsec_err_nomem(err);
	}
	rsec_manrs_spans_sort(&lists->asn);
	rsec_manrs_spans_sort(&lists->ipv4);
	rsec_manrs_spans_sort(&lists->ipv6);
	return 0;
}

uint32_t
rsec_manrs_checklists_count(const struct rsec_manrs_checklists *lists)
{
	return rsec_manrs_set_count(&lists->set, SIZE);
}

const struct rsec_manrs_checklist *
rsec_manrs_checklists_get(const struct rsec_manrs_checklists *lists, uint32_t i)
{
	return rsec_manrs_set_get(&lists->set, SIZE, i);
}

static int
claim(void *ctx, const struct rsec_manrs_span *span)
{
	const struct asked *asked = ctx;
	const struct rsec_manrs_claim one = { span->owner, span->number,
		asked->family };

	return rsec_buf_add(asked->claims, &one, sizeof(one));
}

int
rsec_manrs_checklists_of(const struct rsec_manrs_checklists *lists,
    uint32_t asn, struct rsec_buf *claims, struct rsec_err *err)
{
	struct asked asked = { claims, 0 };

	if (rsec_manrs_spans_find(&lists->asn, address_of(asn), address_of(asn),
		claim, &asked) == -1)
		return rsec_err_nomem(err);
	return 0;
}

int
rsec_manrs_checklists_within(const struct rsec_manrs_checklists *lists,
    const struct rsec_prefix *prefix, struct rsec_buf *claims,
    struct rsec_err *err)
{
	const struct rsec_ip_range range = rsec_ip_range_of(prefix);
	struct asked asked = { claims, prefix->family };

	if (rsec_manrs_spans_find(
		prefix->family == RSEC_IPV4 ? &lists->ipv4 : &lists->ipv6,
		range.min, range.max, claim, &asked) == -1)
		return rsec_err_nomem(err);
	return 0;
}

static int
claim_order(const void *a, const void *b)
{
	const struct rsec_manrs_claim *x = a, *y = b;
	int c = RSEC_MANRS_CMP(x->checklist, y->checklist);

	if (c == 0)
		c = RSEC_MANRS_CMP(x->family, y->family);
	return c != 0 ? c : RSEC_MANRS_CMP(x->range, y->range);
}

void
rsec_manrs_claims_sort(struct rsec_buf *claims)
{
	struct rsec_manrs_claim *row = (void *)claims->data;
	const size_t count = claims->len / sizeof(*row);
	size_t i, kept = 0;

	if (count < 2)
		return;
	qsort(row, count, sizeof(*row), claim_order);
	for (i = 0; i < count; i++)
		if (i == 0 || claim_order(&row[kept - 1], &row[i]) != 0)
			row[kept++] = row[i];
	claims->len = kept * sizeof(*row);
}

size_t
rsec_manrs_claim_format(char to[RSEC_IP_RANGE_SIZE],
    const struct rsec_manrs_checklists *lists,
    const struct rsec_manrs_claim *claim)
{
	const struct rsec_resources *r =
	    &rsec_manrs_checklists_get(lists, claim->checklist)->resources;
	const struct rsec_asn_range *asn;

	if (claim->family == RSEC_IPV4)
		return rsec_ip_range_format(
		    to, &r->ipv4.list[claim->range], RSEC_IPV4);
	if (claim->family == RSEC_IPV6)
		return rsec_ip_range_format(
		    to, &r->ipv6.list[claim->range], RSEC_IPV6);
	asn = &r->asn.list[claim->range];
	if (asn->min == asn->max)
		return (size_t)snprintf(
		    to, RSEC_IP_RANGE_SIZE, "AS%u", asn->min);
	return (size_t)snprintf(
	    to, RSEC_IP_RANGE_SIZE, "AS%u-AS%u", asn->min, asn->max);
}
