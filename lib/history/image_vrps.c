/* SPDX-License-Identifier: ISC */
/*
 * The sections of VRPs: one pass over those of all trust anchors in one order,
 * by a heap of trust anchors whose next VRP is the least.
 */
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "history/builder_private.h"

#define DEPTH 130 /* prefixes that contain each other, of one family */

/* The trust anchors that have a VRP left. */
struct merge {
	const struct rsec_image *image;
	uint8_t heap[RSEC_HISTORY_TAS_MAX];
	size_t count;
	uint8_t second; /* the least but for heap[0], where there are two */
	const struct rsec_vrp_key *next[RSEC_HISTORY_TAS_MAX];
};

struct put {
	struct rsec_image *image;
	struct merge merge;
	struct rsec_vrp_key last; /* the prefix at hand */
	/* The prefixes that contain it and it itself. */
	struct rsec_vrp_key above[DEPTH];
	uint32_t above_at[DEPTH];
	size_t depth;
	bool has_seen; /* some VRP has a Not Before */
	bool full;     /* more than the layout has numbers for */
};

static bool
before(const struct merge *merge, uint8_t a, uint8_t b)
{
	const struct rsec_vrp_key *left = merge->next[a];
	const struct rsec_vrp_key *right = merge->next[b];

	if (rsec_vrp_key_before(left, right))
		return true;
	return a < b && rsec_vrp_key_equal(left, right);
}

static void
sift(struct merge *merge, size_t at)
{
	uint8_t *heap = merge->heap, moved = heap[at];
	size_t child;

	while ((child = at * 2 + 1) < merge->count) {
		if (child + 1 < merge->count &&
		    before(merge, heap[child + 1], heap[child]))
			child++;
		if (!before(merge, heap[child], moved))
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = moved;
}

static void
find_second(struct merge *merge)
{
	const uint8_t *heap = merge->heap;

	if (merge->count > 1)
		merge->second = heap[1];
	if (merge->count > 2 && before(merge, heap[2], heap[1]))
		merge->second = heap[2];
}

static void
begin(struct merge *merge, const struct rsec_image *image)
{
	uint32_t i;
	size_t at;

	merge->image = image;
	for (i = 0; i < image->header.tas; i++) {
		merge->next[i] = image->tas[i]->vrp_keys;
		if (image->tas[i]->vrps.keys > 0)
			merge->heap[merge->count++] = (uint8_t)i;
	}
	for (at = merge->count / 2; at-- > 0;)
		sift(merge, at);
	find_second(merge);
}

/*
 * Go behind the least.  A trust anchor has many VRPs beside each other, so that
 * the next one is nearly always the least again.
 */
static void
advance(struct merge *merge)
{
	const uint8_t ta = merge->heap[0];
	const struct rsec_ta *of = merge->image->tas[ta];

	if (++merge->next[ta] == of->vrp_keys + of->vrps.keys) {
		if (--merge->count == 0)
			return;
		merge->heap[0] = merge->heap[merge->count];
	} else if (merge->count == 1 || !before(merge, merge->second, ta)) {
		return;
	}
	sift(merge, 0);
	find_second(merge);
}

static uint8_t
family_of(const struct rsec_vrp_key *key)
{
	return (uint8_t)(key->place >> 16);
}

static uint8_t
len_of(const struct rsec_vrp_key *key)
{
	return (uint8_t)(key->place >> 8);
}

static struct rsec_prefix
prefix_of_key(const struct rsec_vrp_key *key)
{
	return (struct rsec_prefix){ key->hi, key->lo, family_of(key),
		len_of(key) };
}

static int
add_net(struct rsec_image *image, const struct rsec_vrp_key *key)
{
	const uint32_t net4 = (uint32_t)(key->hi >> 32);
	const uint64_t net6[2] = { key->hi, key->lo };

	if (family_of(key) == RSEC_IPV4)
		return rsec_image_add(
		    image, RSEC_SECTION_NETS4, &net4, sizeof(net4));
	return rsec_image_add(image, RSEC_SECTION_NETS6, net6, sizeof(net6));
}

/* The longest prefix above KEY's; all ones where there is none. */
static uint32_t
parent_of(struct put *put, const struct rsec_vrp_key *key)
{
	const struct rsec_prefix prefix = prefix_of_key(key);
	struct rsec_prefix above;

	while (put->depth > 0) {
		above = prefix_of_key(&put->above[put->depth - 1]);
		if (rsec_prefix_contains(&above, &prefix))
			return put->above_at[put->depth - 1];
		put->depth--;
	}
	return UINT32_MAX;
}

static int
add_node(struct put *put, const struct rsec_vrp_key *key)
{
	struct rsec_image *image = put->image;
	const bool v4 = family_of(key) == RSEC_IPV4;
	const unsigned bits = v4 ? RSEC_LINK4_LEN : RSEC_LINK6_LEN;
	uint32_t *count = v4 ? &image->header.v4 : &image->header.v6;
	const uint32_t parent = parent_of(put, key);
	const struct rsec_history_node node = { image->header.records,
		parent << bits | len_of(key) };

	put->full = *count >= UINT32_MAX >> bits;
	if (put->full)
		return -1;
	put->above[put->depth] = *key;
	put->above_at[put->depth++] = (*count)++;
	put->last = *key;
	if (add_net(image, key) == -1)
		return -1;
	return rsec_image_add(image, RSEC_SECTION_NODES, &node, sizeof(node));
}

static bool
same_prefix(const struct rsec_vrp_key *a, const struct rsec_vrp_key *b)
{
	return a->hi == b->hi && a->lo == b->lo &&
	       a->place >> 8 == b->place >> 8;
}

static int
add_record(struct rsec_image *image, const struct rsec_vrp_key *key, uint8_t ta,
    uint32_t runs)
{
	uint8_t record[sizeof(key->asn) + 2 + sizeof(runs)];
	const uint16_t narrow = (uint16_t)runs;

	memcpy(record, &key->asn, sizeof(key->asn));
	record[4] = (uint8_t)key->place;
	record[5] = ta;
	if (image->wide)
		memcpy(record + 6, &runs, sizeof(runs));
	else
		memcpy(record + 6, &narrow, sizeof(narrow));
	return rsec_image_add(
	    image, RSEC_SECTION_RECORDS, record, image->wide ? 10 : 8);
}

static int
add_seen(struct put *put, uint32_t seen)
{
	const uint8_t bytes[3] = { (uint8_t)seen, (uint8_t)(seen >> 8),
		(uint8_t)(seen >> 16) };

	put->has_seen |= seen != RSEC_HISTORY_NO_TIME;
	return rsec_image_add(
	    put->image, RSEC_SECTION_SEEN, bytes, sizeof(bytes));
}

/*
 * Five trust anchors with three arrays each, and the sections that are written,
 * are more streams than a processor looks ahead in: a tenth of the time.
 */
static void
fetch_ahead(const struct rsec_ta *ta, uint32_t at)
{
	const uint32_t ahead = at + 24;

	if (ahead >= ta->vrps.keys)
		return;
	__builtin_prefetch(&ta->vrp_keys[ahead]);
	__builtin_prefetch(&ta->seen[ahead]);
	__builtin_prefetch(&ta->vrps.heads[ahead]);
}

/* The VRP that is the least of those left. */
static int
put_one(struct put *put)
{
	struct rsec_image *image = put->image;
	struct rsec_history_header *header = &image->header;
	const uint8_t ta = put->merge.heap[0];
	const struct rsec_vrp_key *key = put->merge.next[ta];
	const uint32_t at = (uint32_t)(key - image->tas[ta]->vrp_keys);
	struct rsec_timeline *timeline = &image->vrps[ta];
	const uint32_t seen = image->tas[ta]->seen[at];

	fetch_ahead(image->tas[ta], at);

	if (rsec_timeline_runs(timeline, at, header->records) == -1)
		return -1;
	if (timeline->raw_count == 0 && seen == RSEC_HISTORY_NO_TIME)
		return 0;
	if ((header->records == 0 || !same_prefix(key, &put->last)) &&
	    add_node(put, key) == -1)
		return -1;
	if (header->records % RSEC_HISTORY_MARK_EVERY == 0 &&
	    rsec_image_add(image, RSEC_SECTION_MARKS, &header->runs,
		sizeof(header->runs)) == -1)
		return -1;
	put->full = timeline->count > UINT32_MAX - header->runs ||
		    header->records == UINT32_MAX;
	if (put->full)
		return -1;
	header->records++;
	header->runs += (uint32_t)timeline->count;
	header->vrps += timeline->count > 0;
	if (add_record(image, key, ta, (uint32_t)timeline->count) == -1 ||
	    rsec_image_add_runs(image, RSEC_SECTION_RUNS, timeline) == -1)
		return -1;
	return add_seen(put, seen);
}

static bool
has_room(
    struct rsec_image *image, enum rsec_history_section section, size_t size)
{
	char *room = rsec_buf_reserve(&image->sections[section], size);

	if (room != NULL)
		rsec_table_advise(room, size);
	return room != NULL;
}

/* Room for all, so that nothing is moved; what is not used costs nothing. */
static int
reserve(struct rsec_image *image)
{
	const size_t wide = image->wide ? 2 : 1;
	size_t keys = 1, runs = 1, i;

	for (i = 0; i < image->header.tas; i++) {
		keys += image->tas[i]->vrps.keys;
		runs += image->tas[i]->vrps.older_count;
	}
	runs += keys;
	if (has_room(image, RSEC_SECTION_NETS4, keys * 4) &&
	    has_room(image, RSEC_SECTION_NETS6, keys * 16) &&
	    has_room(image, RSEC_SECTION_NODES,
		keys * sizeof(struct rsec_history_node)) &&
	    has_room(image, RSEC_SECTION_RECORDS, keys * (6 + wide * 2)) &&
	    has_room(image, RSEC_SECTION_RUNS, runs * wide * 4) &&
	    has_room(image, RSEC_SECTION_SEEN, keys * 3))
		return 0;
	return -1;
}

static int
fail(const struct put *put, struct rsec_err *err)
{
	if (!put->full)
		return rsec_err_nomem(err);
	return rsec_err_set(err, RSEC_ERR_LIMIT,
	    "more prefixes, VRPs or runs than a store can hold");
}

int
rsec_image_put_vrps(struct rsec_image *image, struct rsec_err *err)
{
	struct put put = { .image = image };
	struct rsec_history_node end = { 0, 0 };

	if (reserve(image) == -1)
		return rsec_err_nomem(err);
	begin(&put.merge, image);
	for (; put.merge.count > 0; advance(&put.merge))
		if (put_one(&put) == -1)
			return fail(&put, err);
	end.first = image->header.records;
	if (rsec_image_add(image, RSEC_SECTION_NODES, &end, sizeof(end)) == -1)
		return rsec_err_nomem(err);
	if (!put.has_seen)
		image->sections[RSEC_SECTION_SEEN].len = 0;
	return 0;
}
