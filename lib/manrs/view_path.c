/* SPDX-License-Identifier: ISC */
/*
 * Paths.  A table has ten entries and more for each distinct path, so that
 * what was found of a path is remembered by the hash of its attributes; the
 * memory for that is bounded, and a path that fell out of it is looked at
 * again, with the same result.
 *
 * The hash has 64 bits and a seed that nobody outside knows: two paths of a
 * month that are taken for each other are less likely than a broken disk, and
 * cannot be made by whoever announces them.
 *
 * Of a path with a set only what is left of the set is a row of neighbours,
 * and only that is held against the rules; confederations (RFC 5065) are
 * passed over.  Of a path beyond the limits (view.h) it is what they allow.
 */
#include <stdlib.h>
#include <xxhash.h>

#include "base/table.h"
#include "manrs/view_private.h"

#define KNOWN_MIN ((size_t)1 << 10) /* rows */
#define KNOWN_MAX ((size_t)1 << 20) /* 64 MB */

/* A row of neighbours in VIEW->asn. */
struct row {
	uint32_t len;
	bool whole;  /* it ends in the origin */
	bool beyond; /* it was longer */
};

/* Of the hops in VIEW->hop. */
static struct row
make_row(struct rsec_manrs_view *view, int hops)
{
	const struct rsec_bgp_hop *hop = view->hop;
	struct row row = { .whole = true };
	int i;

	for (i = 0; i < hops; i++, hop++) {
		row.whole = hop->segment != RSEC_BGP_SET;
		if (!row.whole)
			break;
		if (hop->segment != RSEC_BGP_SEQUENCE ||
		    (row.len > 0 && view->asn[row.len - 1] == hop->asn))
			continue;
		row.beyond = row.len == RSEC_MANRS_PATH_MAX;
		row.whole = !row.beyond;
		if (row.beyond)
			break;
		view->asn[row.len++] = hop->asn;
	}
	return row;
}

static int
take_steps(struct rsec_manrs_view *view, uint32_t len)
{
	uint32_t i;
	int is;

	for (i = 0; i + 1 < len; i++) {
		is = rsec_manrs_view_step(view, view->asn[i + 1], view->asn[i]);
		if (is == -1)
			return -1;
		view->step[i] = (uint16_t)is;
	}
	return 0;
}

static int
compare(const void *a, const void *b)
{
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* The providers of ORIGIN, sorted, to VIEW->last_*. */
static void
find_providers(struct rsec_manrs_view *view, uint32_t origin)
{
	if (view->last_providers != NULL && view->last_origin == origin)
		return;
	view->last_count =
	    rsec_manrs_rows_of(&view->providers, origin, &view->last_providers);
	view->last_origin = origin;
}

/*
 * Those in VIEW->asn[0..len - 1) that are providers of the origin, sorted, to
 * CARRIERS; how many.  Without relationships it is the next hop.  Of more than
 * the limit the nearest to the origin are taken, and *BEYOND is set.
 */
static uint32_t
find_carriers(struct rsec_manrs_view *view, uint32_t len, uint32_t origin,
    uint32_t carriers[RSEC_MANRS_CARRIERS_MAX], bool *beyond)
{
	uint32_t i, j, n = 0;

	if (view->inputs.relations == NULL) {
		carriers[0] = view->asn[len - 2];
		return 1;
	}
	find_providers(view, origin);
	for (i = len - 1; i-- > 0;) {
		if (!rsec_manrs_row_has(
			view->last_providers, view->last_count, view->asn[i]))
			continue;
		for (j = 0; j < n && carriers[j] != view->asn[i]; j++)
			continue;
		if (j < n)
			continue;
		*beyond |= n == RSEC_MANRS_CARRIERS_MAX;
		if (*beyond)
			break;
		carriers[n++] = view->asn[i];
	}
	if (n > 1)
		qsort(carriers, n, sizeof(*carriers), compare);
	return n;
}

/* The end of the path in VIEW->asn, LEN long; NONE without memory. */
static uint32_t
find_end(struct rsec_manrs_view *view, uint32_t len, uint32_t origin,
    struct rsec_manrs_known *out)
{
	uint32_t carriers[RSEC_MANRS_CARRIERS_MAX], n;
	bool beyond = false;

	if (len < 2)
		return rsec_manrs_view_end(view, origin, 0, NULL, 0);
	n = find_carriers(view, len, origin, carriers, &beyond);
	out->beyond |= beyond;
	return rsec_manrs_view_end(
	    view, origin, view->asn[len - 2], carriers, n);
}

/* Keep PATH where it breaks a rule; 0, or -1 without memory. */
static int
look_at_rules(struct rsec_manrs_view *view, const struct rsec_manrs_path *path,
    struct rsec_manrs_known *out)
{
	const uint32_t breaches = rsec_manrs_path_breaches(path);
	uint32_t bad;

	if (breaches == 0)
		return 0;
	out->beyond |= breaches > RSEC_MANRS_BREACHES_MAX;
	bad = rsec_manrs_view_bad(view, path);
	if (bad >= RSEC_MANRS_SOUND)
		return -1;
	out->bad = bad & RSEC_MANRS_SOUND;
	return 0;
}

/* Look at the path; 0, or -1 without memory. */
static int
look(struct rsec_manrs_view *view, const struct rsec_bgp_attributes *attributes,
    struct rsec_manrs_known *out)
{
	struct rsec_manrs_path path = { view->asn, view->step, 0,
		attributes->has_otc, attributes->otc };
	uint32_t origin;
	struct row row;
	int hops;

	hops = rsec_bgp_path(attributes, view->hop, RSEC_BGP_PATH_MAX, NULL);
	*out = (struct rsec_manrs_known){ .end = RSEC_MANRS_END_UNREADABLE,
		.bad = RSEC_MANRS_SOUND };
	if (hops == -1)
		return 0;
	row = make_row(view, hops);
	path.len = row.len;
	out->beyond = row.beyond;
	if (take_steps(view, path.len) == -1)
		return -1;
	if (path.has_otc && rsec_manrs_view_otc(view, path.otc) == -1)
		return -1;
	out->end = RSEC_MANRS_END_NONE;
	if (rsec_bgp_origin(attributes, &origin)) {
		out->end =
		    find_end(view, row.whole ? path.len : 0, origin, out);
		if (out->end == RSEC_MANRS_NONE)
			return -1;
	}
	return look_at_rules(view, &path, out);
}

/* Not 0. */
static uint64_t
hash_path(const struct rsec_manrs_view *view,
    const struct rsec_bgp_attributes *attributes)
{
	uint64_t seed =
	    (uint64_t)(uintptr_t)view ^ (uint64_t)attributes->otc << 20 ^
	    (uint64_t)attributes->has_otc << 8 ^ attributes->asn_size;

	if (attributes->as4_path.data != NULL && attributes->asn_size == 2)
		seed = XXH3_64bits_withSeed(
		    attributes->as4_path.data, attributes->as4_path.len, seed);
	return XXH3_64bits_withSeed(
		   attributes->path.data, attributes->path.len, seed) |
	       1;
}

/* The row in which HASH is, if it is known. */
static struct rsec_manrs_known *
row_of(struct rsec_manrs_known *known, size_t mask, uint64_t hash)
{
	return &known[((hash >> 3) & mask) * RSEC_MANRS_KNOWN_WAYS];
}

/* The slot of HASH in ROW: where it is, else a free one, else a victim. */
static struct rsec_manrs_known *
slot_in(struct rsec_manrs_known *row, uint64_t hash)
{
	unsigned i;

	for (i = 0; i < RSEC_MANRS_KNOWN_WAYS; i++)
		if (row[i].hash == hash || row[i].hash == 0)
			return &row[i];
	return &row[hash >> 62];
}

/* More room for what is known; 0, or -1 without memory. */
static int
know_more(struct rsec_manrs_view *view)
{
	const size_t old = view->known == NULL ? 0 : view->known_mask + 1;
	const size_t rows = old == 0 ? KNOWN_MIN : old * 4;
	const size_t slots = old * RSEC_MANRS_KNOWN_WAYS;
	struct rsec_manrs_known *known, *from = view->known;
	size_t i;

	known = rsec_table_alloc(rows * RSEC_MANRS_KNOWN_WAYS * sizeof(*known));
	if (known == NULL)
		return -1;
	for (i = 0; i < slots; i++)
		if (from[i].hash != 0)
			*slot_in(row_of(known, rows - 1, from[i].hash),
			    from[i].hash) = from[i];
	free(view->known);
	view->known = known;
	view->known_mask = rows - 1;
	view->missed = 0;
	return 0;
}

int
rsec_manrs_view_path(struct rsec_manrs_view *view,
    const struct rsec_bgp_attributes *attributes, struct rsec_manrs_known *out,
    struct rsec_err *err)
{
	const uint64_t hash = hash_path(view, attributes);
	struct rsec_manrs_known *slot;

	if (view->known == NULL || (view->missed > view->known_mask * 2 &&
				       view->known_mask + 1 < KNOWN_MAX)) {
		if (know_more(view) == -1)
			return rsec_err_nomem(err);
	}
	slot = slot_in(row_of(view->known, view->known_mask, hash), hash);
	if (slot->hash != hash) {
		view->missed++;
		slot->hash = 0;
		if (look(view, attributes, slot) == -1)
			return rsec_err_nomem(err);
		slot->hash = hash;
	}
	*out = *slot;
	return 0;
}
