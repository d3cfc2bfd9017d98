/* SPDX-License-Identifier: ISC */
/*
 * A builder: its trust anchors, their ledgers, and which input counts where
 * there is more than one for a time.
 *
 * An input can tell of VRPs only (CSV), or of ASPAs and router keys too.  For
 * each of the two it is compared only with those that tell of it: the VRPs of
 * a CSV may count beside the ASPAs of a JSON of the same day.
 *
 * Not Before is taken from all inputs, whether they count or not, and the
 * earliest is kept: it must not depend on which of them came first.
 */
#include "history/builder.h"

#include <stdlib.h>
#include <string.h>

#include "history/builder_private.h"

static void
fini_ta(struct rsec_ta *ta)
{
	free(ta->ledger);
	rsec_lane_fini(&ta->vrps);
	rsec_lane_fini(&ta->extras);
	free(ta->vrp_keys);
	free(ta->seen);
	free(ta->extra_keys);
}

void
rsec_builder_free(struct rsec_builder *builder)
{
	size_t i;

	if (builder == NULL)
		return;
	for (i = 0; i < builder->count; i++)
		fini_ta(&builder->tas[i]);
	free(builder->tas);
	rsec_arena_fini(&builder->arena);
	free(builder);
}

struct rsec_builder *
rsec_builder_new(struct rsec_history *old, struct rsec_err *err)
{
	struct rsec_builder *builder = calloc(1, sizeof(*builder));

	if (builder == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	builder->arena = RSEC_ARENA_INIT;
	if (old != NULL && rsec_builder_load(builder, old, err) == -1) {
		rsec_builder_free(builder);
		return NULL;
	}
	return builder;
}

static struct rsec_ta *
new_ta(struct rsec_builder *builder, const char *name, struct rsec_err *err)
{
	const size_t len = strlen(name);
	struct rsec_ta *ta;

	if (builder->count == RSEC_HISTORY_TAS_MAX) {
		rsec_err_set(err, RSEC_ERR_LIMIT, "more than %d trust anchors",
		    RSEC_HISTORY_TAS_MAX);
		return NULL;
	}
	if (len > RSEC_TA_NAME_MAX) {
		rsec_err_set(err, RSEC_ERR_LIMIT,
		    "the name of a trust anchor has more than %d bytes",
		    RSEC_TA_NAME_MAX);
		return NULL;
	}
	ta = realloc(builder->tas, (builder->count + 1) * sizeof(*ta));
	if (ta == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	builder->tas = ta;
	ta += builder->count;
	*ta = (struct rsec_ta){ .count = 0 };
	ta->name = rsec_arena_strndup(&builder->arena, name, len);
	if (ta->name == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	rsec_lane_init(&ta->vrps);
	rsec_lane_init(&ta->extras);
	builder->count++;
	return ta;
}

struct rsec_ta *
rsec_builder_ta(
    struct rsec_builder *builder, const char *name, struct rsec_err *err)
{
	size_t i;

	for (i = 0; i < builder->count; i++)
		if (strcmp(builder->tas[i].name, name) == 0)
			return &builder->tas[i];
	return new_ta(builder, name, err);
}

/* Which of two inputs counts: the later made, with more VRPs, by digest. */
static int
weigh(const struct rsec_history_entry *a, const struct rsec_history_entry *b)
{
	if (a->made != b->made)
		return a->made < b->made ? -1 : 1;
	if (a->vrps != b->vrps)
		return a->vrps < b->vrps ? -1 : 1;
	return memcmp(a->digest, b->digest, sizeof(a->digest));
}

/* The order of a ledger: by time, refused inputs first. */
static int
cmp(const struct rsec_history_entry *a, const struct rsec_history_entry *b)
{
	const bool refused = a->state == RSEC_OBSERVATION_CORRUPT;

	if (a->time != b->time)
		return a->time < b->time ? -1 : 1;
	if (refused != (b->state == RSEC_OBSERVATION_CORRUPT))
		return refused ? -1 : 1;
	return weigh(a, b);
}

bool
rsec_ledger_follows(
    const struct rsec_ta *ta, const struct rsec_history_entry *entry)
{
	return ta->count == 0 ||
	       cmp(&ta->ledger[ta->count - 1].entry, entry) < 0;
}

int
rsec_ledger_insert(struct rsec_ta *ta, const struct rsec_history_entry *entry,
    struct rsec_err *err)
{
	struct rsec_ledger_entry *ledger = ta->ledger;
	size_t i = ta->count, cap;

	if (ta->count == ta->cap) {
		cap = ta->cap * 2 + 64;
		ledger = realloc(ledger, cap * sizeof(*ledger));
		if (ledger == NULL)
			return rsec_err_nomem(err);
		ta->ledger = ledger;
		ta->cap = cap;
	}
	while (i > 0 && cmp(&ledger[i - 1].entry, entry) > 0)
		i--;
	memmove(ledger + i + 1, ledger + i, (ta->count - i) * sizeof(*ledger));
	ledger[i] = (struct rsec_ledger_entry){ *entry, true };
	ta->count++;
	return 0;
}

/* The first entry of TIME or later. */
static size_t
entries_at(const struct rsec_ta *ta, uint32_t time)
{
	size_t from = 0, to = ta->count, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (ta->ledger[middle].entry.time < time)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* What the ledger has for the time of an input; NULL: nothing. */
struct rivals {
	struct rsec_ledger_entry *same;	  /* that very input */
	struct rsec_ledger_entry *vrps;	  /* whose VRPs count */
	struct rsec_ledger_entry *extras; /* whose extras count */
	bool refused;			  /* an input was */
};

static struct rivals
find_rivals(struct rsec_ta *ta, const struct rsec_history_entry *entry)
{
	struct rivals rivals = { NULL, NULL, NULL, false };
	size_t i = entries_at(ta, entry->time);
	struct rsec_ledger_entry *one;

	for (; i < ta->count; i++) {
		one = &ta->ledger[i];
		if (one->entry.time != entry->time)
			break;
		if (one->entry.state == RSEC_OBSERVATION_CORRUPT)
			rivals.refused = true;
		else if (memcmp(one->entry.digest, entry->digest,
			     sizeof(entry->digest)) == 0)
			rivals.same = one;
		if (rsec_entry_counts(&one->entry))
			rivals.vrps = one;
		if ((one->entry.flags & RSEC_ENTRY_EXTRA_COUNTS) != 0)
			rivals.extras = one;
	}
	return rivals;
}

/* The VRPs that are present count from now on, or not. */
static int
settle_vrps(struct rsec_ta *ta, struct rsec_history_entry *entry,
    struct rsec_ledger_entry *rival, bool replace)
{
	entry->state = RSEC_OBSERVATION_SUPERSEDED;
	if (rival != NULL && !replace && weigh(entry, &rival->entry) < 0)
		return 0;
	if (rival != NULL)
		rival->entry.state = RSEC_OBSERVATION_SUPERSEDED;
	entry->state = RSEC_OBSERVATION_OBSERVED;
	return rsec_lane_put(&ta->vrps, entry->time);
}

static int
settle_extras(struct rsec_ta *ta, struct rsec_history_entry *entry,
    struct rsec_ledger_entry *rival, bool replace)
{
	if (rival != NULL && !replace && weigh(entry, &rival->entry) < 0)
		return 0;
	if (rival != NULL)
		rival->entry.flags &= (uint8_t)~RSEC_ENTRY_EXTRA_COUNTS;
	entry->flags |= RSEC_ENTRY_EXTRA_COUNTS;
	return rsec_lane_put(&ta->extras, entry->time);
}

static int
take(struct rsec_builder *builder, struct rsec_ta *ta,
    const struct rsec_snapshot *snapshot, bool replace,
    struct rsec_history_entry *entry, struct rsec_err *err)
{
	const struct rivals rivals = find_rivals(ta, entry);

	if (rsec_ta_take_vrps(ta, snapshot, &entry->vrps, err) == -1)
		return -1;
	if (snapshot->extra != NULL) {
		entry->flags = RSEC_ENTRY_EXTRA;
		if (rsec_ta_take_extras(
			builder, ta, snapshot->extra, entry, err) == -1)
			return -1;
		if (settle_extras(ta, entry, rivals.extras, replace) == -1)
			return rsec_err_nomem(err);
	}
	if (settle_vrps(ta, entry, rivals.vrps, replace) == -1)
		return rsec_err_nomem(err);
	if (rivals.same == NULL)
		return rsec_ledger_insert(ta, entry, err);
	rivals.same->entry.state = entry->state;
	rivals.same->entry.flags = entry->flags;
	rivals.same->changed = true;
	return 0;
}

static int
check_time(uint32_t time, struct rsec_err *err)
{
	if (time != UINT32_MAX)
		return 0;
	return rsec_err_set(err, RSEC_ERR_RANGE,
	    "the time of an observation is the last that 32 bits hold");
}

int
rsec_builder_add(struct rsec_builder *builder,
    const struct rsec_snapshot *snapshot, bool replace, struct rsec_err *err)
{
	struct rsec_history_entry entry = { .time = snapshot->time };
	struct rivals rivals;
	struct rsec_ta *ta;

	if (check_time(snapshot->time, err) == -1)
		return -1;
	entry.made = snapshot->made;
	entry.records = snapshot->records;
	entry.skipped = snapshot->skipped;
	memcpy(entry.digest, snapshot->digest, sizeof(entry.digest));
	ta = rsec_builder_ta(builder, snapshot->ta, err);
	if (ta == NULL)
		return -1;
	rivals = find_rivals(ta, &entry);
	if (rivals.same != NULL && (!replace || rivals.same == rivals.vrps))
		return 0;
	return take(builder, ta, snapshot, replace, &entry, err);
}

int
rsec_builder_add_corrupt(struct rsec_builder *builder, const char *ta,
    uint32_t time, struct rsec_err *err)
{
	struct rsec_history_entry entry = { .time = time };
	struct rsec_ta *found;

	if (check_time(time, err) == -1 ||
	    (found = rsec_builder_ta(builder, ta, err)) == NULL)
		return -1;
	entry.state = RSEC_OBSERVATION_CORRUPT;
	if (find_rivals(found, &entry).refused)
		return 0;
	return rsec_ledger_insert(found, &entry, err);
}
