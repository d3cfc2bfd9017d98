/* SPDX-License-Identifier: ISC */
/* The ledger of an open store, and the times of what is trusted in it. */
#include <stdlib.h>

#include "base/utc.h"
#include "history/store_private.h"

#define DAY ((uint32_t)RSEC_DAY)

static int
read_entry(struct rsec_history *history, size_t i,
    struct rsec_history_entry *entry, struct rsec_err *err)
{
	const uint8_t *at = rsec_history_bytes(history, RSEC_SECTION_LEDGER,
	    (uint64_t)i * sizeof(*entry), sizeof(*entry), err);

	if (at == NULL)
		return -1;
	memcpy(entry, at, sizeof(*entry));
	return 0;
}

static bool
is_sound(const struct rsec_history *history,
    const struct rsec_history_entry *before,
    const struct rsec_history_entry *entry)
{
	if (entry->ta >= history->header.tas ||
	    entry->state == RSEC_OBSERVATION_ABSENT ||
	    entry->state > RSEC_OBSERVATION_SUPERSEDED ||
	    entry->time == UINT32_MAX)
		return false;
	if (before == NULL || before->ta != entry->ta)
		return before == NULL || before->ta < entry->ta;
	return before->time <= entry->time;
}

/* Distinct days of TIMES and of one more at TIME. */
static uint32_t
days_until(const struct rsec_history_times *times, uint32_t time)
{
	const uint32_t n = times->count;

	if (n == 0)
		return 1;
	return times->days[n - 1] + (times->list[n - 1] / DAY != time / DAY);
}

/* ENTRY is trusted for the list of TIMES: the next one, if time goes on. */
static bool
add_time(
    struct rsec_history_times *times, const struct rsec_history_entry *entry)
{
	if (times->count > 0 && times->list[times->count - 1] >= entry->time)
		return false;
	if (times->days != NULL)
		times->days[times->count] = days_until(times, entry->time);
	times->list[times->count++] = entry->time;
	return true;
}

static bool
take_entry(struct rsec_history *history, const struct rsec_history_entry *entry)
{
	const uint8_t ta = entry->ta;

	if (entry->state == RSEC_OBSERVATION_OBSERVED &&
	    !add_time(&history->vrps[ta], entry))
		return false;
	if (entry->state != RSEC_OBSERVATION_SUSPECT &&
	    (entry->flags & RSEC_ENTRY_EXTRA_COUNTS) != 0 &&
	    !add_time(&history->extras[ta], entry))
		return false;
	return true;
}

int
rsec_history_read_ledger(struct rsec_history *history, struct rsec_err *err)
{
	const uint32_t count = history->header.observations;
	struct rsec_history_entry entry, before;
	uint32_t i, ta = 0;

	history->times = malloc(((size_t)count * 3 + 1) * sizeof(uint32_t));
	if (history->times == NULL)
		return rsec_err_nomem(err);
	history->vrps[0].list = history->times;
	history->vrps[0].days = history->times + count;
	history->extras[0].list = history->times + 2 * (size_t)count;
	for (i = 0; i < count; i++) {
		if (read_entry(history, i, &entry, err) == -1)
			return -1;
		if (!is_sound(history, i == 0 ? NULL : &before, &entry))
			return rsec_err_set(err, RSEC_ERR_CORRUPT,
			    "section ledger: entry %u is out of order", i);
		for (; ta < entry.ta; ta++) {
			history->ledger[ta + 1] = i;
			history->vrps[ta + 1].list =
			    history->vrps[ta].list + history->vrps[ta].count;
			history->vrps[ta + 1].days =
			    history->vrps[ta].days + history->vrps[ta].count;
			history->extras[ta + 1].list =
			    history->extras[ta].list +
			    history->extras[ta].count;
		}
		if (!take_entry(history, &entry))
			return rsec_err_set(err, RSEC_ERR_CORRUPT,
			    "section ledger: two observations of one time");
		before = entry;
	}
	for (; ta < history->header.tas; ta++)
		history->ledger[ta + 1] = count;
	return 0;
}

size_t
rsec_history_observations(const struct rsec_history *history)
{
	return history->header.observations;
}

int
rsec_history_observation(struct rsec_history *history, size_t i,
    struct rsec_observation *out, struct rsec_err *err)
{
	struct rsec_history_entry entry;

	if (read_entry(history, i, &entry, err) == -1)
		return -1;
	*out = (struct rsec_observation){
		.ta = entry.ta,
		.state = (enum rsec_observation_state)entry.state,
		.time = entry.time,
		.made = entry.made,
		.records = entry.records,
		.vrps = entry.vrps,
		.aspas = entry.aspas,
		.router_keys = entry.router_keys,
		.skipped = entry.skipped,
		.has_extras = (entry.flags & RSEC_ENTRY_EXTRA) != 0,
		.extras_count = (entry.flags & RSEC_ENTRY_EXTRA_COUNTS) != 0,
	};
	memcpy(out->digest, entry.digest, sizeof(out->digest));
	return 0;
}

size_t
rsec_history_ledger(
    const struct rsec_history *history, uint8_t ta, size_t *first)
{
	*first = 0;
	if (ta >= history->header.tas)
		return 0;
	*first = history->ledger[ta];
	return history->ledger[ta + 1] - history->ledger[ta];
}

uint32_t
rsec_history_trusted(const struct rsec_history *history, uint8_t ta)
{
	return history->vrps[ta].count;
}

uint32_t
rsec_history_trusted_time(
    const struct rsec_history *history, uint8_t ta, uint32_t i)
{
	return history->vrps[ta].list[i];
}

uint32_t
rsec_history_trusted_until(
    const struct rsec_history *history, uint8_t ta, uint32_t time)
{
	const struct rsec_history_times *times = &history->vrps[ta];
	uint32_t from = 0, to = times->count, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (times->list[middle] <= time)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* The first entry of TA at TIME or later; the end of its ledger, none. */
static int
first_at(struct rsec_history *history, uint8_t ta, uint32_t time, uint32_t *i)
{
	uint32_t from = history->ledger[ta], to = history->ledger[ta + 1];
	struct rsec_history_entry entry;
	uint32_t middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (read_entry(history, middle, &entry, NULL) == -1)
			return -1;
		if (entry.time < time)
			from = middle + 1;
		else
			to = middle;
	}
	*i = from;
	return 0;
}

enum rsec_observation_state
rsec_history_day(struct rsec_history *history, uint8_t ta, uint32_t day)
{
	enum rsec_observation_state state = RSEC_OBSERVATION_ABSENT;
	struct rsec_history_entry entry;
	uint32_t i;

	if (ta >= history->header.tas || first_at(history, ta, day, &i) == -1)
		return state;
	for (; i < history->ledger[ta + 1]; i++) {
		if (read_entry(history, i, &entry, NULL) == -1 ||
		    entry.time - day >= RSEC_DAY)
			break;
		if (entry.state == RSEC_OBSERVATION_OBSERVED)
			return RSEC_OBSERVATION_OBSERVED;
		if (entry.state == RSEC_OBSERVATION_SUSPECT ||
		    state == RSEC_OBSERVATION_ABSENT)
			state = (enum rsec_observation_state)entry.state;
	}
	return state;
}
