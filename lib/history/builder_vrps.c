/* SPDX-License-Identifier: ISC */
/*
 * Sorting the VRPs of an input into those that a trust anchor ever had.  Both
 * are in the same order, so that one pass over them tells which are present
 * and which are new; new ones are then moved to their place, all at once and
 * from the end.
 */
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "history/builder_private.h"

/* A VRP that the trust anchor did not have yet. */
struct fresh {
	struct rsec_vrp_key key;
	uint32_t seen;
	uint32_t at; /* number of the key that it stands before */
};

struct fresh_list {
	struct fresh *list;
	uint32_t count, cap;
};

/* The VRPs of SNAPSHOT, in turn, that are those of its trust anchor. */
struct input {
	const struct rsec_snapshot *snapshot;
	struct rsec_vrp_walk walk;
	uint32_t next; /* number of the next VRP of the set */
	uint16_t ta;
	bool has_ta;
	struct rsec_vrp_key key;
	uint32_t seen;
};

static uint32_t
minutes(uint32_t time)
{
	if (time == 0)
		return RSEC_HISTORY_NO_TIME;
	if (time < RSEC_HISTORY_EPOCH)
		return 0;
	time = (time - RSEC_HISTORY_EPOCH) / 60;
	return time < RSEC_HISTORY_NO_TIME ? time : RSEC_HISTORY_NO_TIME - 1;
}

static bool
is_mine(struct input *input, uint16_t ta)
{
	const struct rsec_snapshot *snapshot = input->snapshot;

	if (input->has_ta)
		return ta == input->ta;
	if (strcmp(rsec_vrps_ta_name(snapshot->vrps, ta), snapshot->ta) != 0)
		return false;
	input->ta = ta;
	input->has_ta = true;
	return true;
}

static bool
next(struct input *input)
{
	const struct rsec_snapshot *snapshot = input->snapshot;
	struct rsec_vrp vrp;
	uint32_t i;

	do {
		if (!rsec_vrp_walk_next(&input->walk, &vrp))
			return false;
		i = input->next++;
	} while (!is_mine(input, vrp.ta));
	input->key.hi = vrp.prefix.hi;
	input->key.lo = vrp.prefix.lo;
	input->key.place = (uint32_t)vrp.prefix.family << 16 |
			   (uint32_t)vrp.prefix.len << 8 | vrp.max_len;
	input->key.asn = vrp.asn;
	input->seen =
	    minutes(snapshot->not_before == NULL ? 0 : snapshot->not_before[i]);
	return true;
}

static int
add_fresh(struct fresh_list *fresh, const struct input *input, uint32_t at)
{
	struct fresh *list;
	size_t cap;

	if (fresh->count == fresh->cap) {
		cap = (size_t)fresh->cap * 2 + 64;
		if (cap > UINT32_MAX ||
		    (list = realloc(fresh->list, cap * sizeof(*list))) == NULL)
			return -1;
		fresh->list = list;
		fresh->cap = (uint32_t)cap;
	}
	fresh->list[fresh->count++] =
	    (struct fresh){ input->key, input->seen, at };
	return 0;
}

/* Note which keys are present; *COUNT is how many VRPs there are. */
static int
match(struct rsec_ta *ta, const struct rsec_snapshot *snapshot,
    struct fresh_list *fresh, uint32_t *count)
{
	struct input input = { .snapshot = snapshot };
	const uint32_t keys = ta->vrps.keys;
	uint8_t *present = ta->vrps.present;
	uint32_t i = 0;

	*count = 0;
	if (keys > 0)
		memset(present, 0, keys);
	input.walk = rsec_vrps_all(snapshot->vrps);
	while (next(&input)) {
		++*count;
		while (i < keys &&
		       rsec_vrp_key_before(&ta->vrp_keys[i], &input.key))
			i++;
		if (i < keys &&
		    rsec_vrp_key_equal(&ta->vrp_keys[i], &input.key)) {
			present[i] = 1;
			if (input.seen < ta->seen[i])
				ta->seen[i] = input.seen;
			i++;
		} else if (add_fresh(fresh, &input, i) == -1) {
			return -1;
		}
	}
	return 0;
}

int
rsec_ta_reserve_vrps(struct rsec_ta *ta, uint32_t more)
{
	const uint32_t cap = ta->vrps.keys_cap;
	struct rsec_vrp_key *keys;
	uint32_t *seen;

	if (rsec_lane_reserve(&ta->vrps, more) == -1)
		return -1;
	if (ta->vrps.keys_cap == cap)
		return 0;
	keys = realloc(ta->vrp_keys, ta->vrps.keys_cap * sizeof(*keys));
	if (keys == NULL)
		return -1;
	rsec_table_advise(keys, ta->vrps.keys_cap * sizeof(*keys));
	ta->vrp_keys = keys;
	seen = realloc(ta->seen, ta->vrps.keys_cap * sizeof(*seen));
	if (seen == NULL)
		return -1;
	rsec_table_advise(seen, ta->vrps.keys_cap * sizeof(*seen));
	ta->seen = seen;
	return 0;
}

/* Move the keys FROM..TO-1 up by BY. */
static void
move_keys(struct rsec_ta *ta, uint32_t from, uint32_t to, uint32_t by)
{
	const size_t n = to - from;

	memmove(ta->vrp_keys + from + by, ta->vrp_keys + from,
	    n * sizeof(*ta->vrp_keys));
	memmove(ta->seen + from + by, ta->seen + from, n * sizeof(*ta->seen));
	rsec_lane_move(&ta->vrps, from, to, by);
}

static int
insert_all(struct rsec_ta *ta, const struct fresh_list *fresh)
{
	uint32_t left, end = ta->vrps.keys;
	const struct fresh *one;

	if (fresh->count == 0)
		return 0;
	if (rsec_ta_reserve_vrps(ta, fresh->count) == -1)
		return -1;
	for (left = fresh->count; left > 0; left--) {
		one = &fresh->list[left - 1];
		move_keys(ta, one->at, end, left);
		end = one->at;
		ta->vrp_keys[end + left - 1] = one->key;
		ta->seen[end + left - 1] = one->seen;
		rsec_lane_begin(&ta->vrps, end + left - 1);
	}
	ta->vrps.keys += fresh->count;
	return 0;
}

int
rsec_ta_take_vrps(struct rsec_ta *ta, const struct rsec_snapshot *snapshot,
    uint32_t *count, struct rsec_err *err)
{
	struct fresh_list fresh = { NULL, 0, 0 };
	int rc = 0;

	if (match(ta, snapshot, &fresh, count) == -1 ||
	    insert_all(ta, &fresh) == -1)
		rc = rsec_err_nomem(err);
	free(fresh.list);
	return rc;
}
