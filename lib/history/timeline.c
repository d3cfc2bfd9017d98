/* SPDX-License-Identifier: ISC */
/*
 * From runs of times to runs of trusted observations, which are what a store
 * has.  Suspect observations are left out, and runs that they part become one;
 * where a suspect one said something else than the runs then imply, the record
 * goes on its list.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "history/builder_private.h"

static uint32_t
day_of(uint32_t time)
{
	return time / (uint32_t)RSEC_DAY;
}

/* Whether entry E is in the lane of extras, or of VRPs. */
static bool
is_in_lane(const struct rsec_history_entry *entry, bool extras)
{
	return extras ? (entry->flags & RSEC_ENTRY_EXTRA_COUNTS) != 0
		      : rsec_entry_counts(entry);
}

static int
find_suspects(
    struct rsec_timeline *timeline, const struct rsec_ta *ta, bool extras)
{
	struct rsec_suspect_list *suspect;
	const struct rsec_history_entry *entry;
	uint32_t at = 0, trusted = 0;
	size_t i, n = 0;

	for (i = 0; i < ta->count; i++)
		n += ta->ledger[i].entry.state == RSEC_OBSERVATION_SUSPECT;
	timeline->suspects = calloc(n + 1, sizeof(*timeline->suspects));
	if (timeline->suspects == NULL)
		return -1;
	for (i = 0; i < ta->count; i++) {
		entry = &ta->ledger[i].entry;
		if (!is_in_lane(entry, extras))
			continue;
		timeline->trusted[at] = trusted;
		if (entry->state == RSEC_OBSERVATION_SUSPECT) {
			suspect =
			    &timeline->suspects[timeline->suspect_count++];
			suspect->at = at;
		} else {
			trusted++;
		}
		at++;
	}
	timeline->trusted[at] = trusted;
	return 0;
}

/*
 * Times are looked up once for each end of each run: by day, which is the
 * answer where each day has one observation.
 */
static int
make_days(struct rsec_timeline *timeline)
{
	const struct rsec_lane *lane = timeline->lane;
	uint32_t day, last, i = 0;

	if (lane->count == 0)
		return 0;
	timeline->first_day = day_of(lane->times[0]);
	last = day_of(lane->times[lane->count - 1]);
	timeline->days =
	    malloc((last - timeline->first_day + 1) * sizeof(*timeline->days));
	if (timeline->days == NULL)
		return -1;
	for (day = timeline->first_day; day <= last; day++) {
		while (day_of(lane->times[i]) < day)
			i++;
		timeline->days[day - timeline->first_day] = i;
	}
	return 0;
}

int
rsec_timeline_init(struct rsec_timeline *timeline, const struct rsec_ta *ta,
    bool extras, struct rsec_err *err)
{
	*timeline = (struct rsec_timeline){ .lane = &ta->vrps };
	if (extras)
		timeline->lane = &ta->extras;
	timeline->trusted =
	    malloc((timeline->lane->count + 1) * sizeof(*timeline->trusted));
	if (timeline->trusted == NULL ||
	    find_suspects(timeline, ta, extras) == -1 ||
	    make_days(timeline) == -1)
		return rsec_err_nomem(err);
	return 0;
}

void
rsec_timeline_fini(struct rsec_timeline *timeline)
{
	size_t i;

	for (i = 0; i < timeline->suspect_count; i++)
		rsec_buf_fini(&timeline->suspects[i].gaps);
	free(timeline->suspects);
	free(timeline->trusted);
	free(timeline->days);
	free(timeline->raw);
	free(timeline->runs);
}

uint32_t
rsec_timeline_trusted(const struct rsec_timeline *timeline)
{
	return timeline->trusted[timeline->lane->count];
}

static uint32_t
number_of(const struct rsec_timeline *timeline, uint32_t time)
{
	const uint32_t *times = timeline->lane->times;
	uint32_t i;

	if (time == RSEC_RUN_OPEN)
		return (uint32_t)timeline->lane->count - 1;
	i = timeline->days[day_of(time) - timeline->first_day];
	while (times[i] < time)
		i++;
	return i;
}

static int
reserve(struct rsec_timeline *timeline, size_t n)
{
	struct rsec_numbers *raw, *runs;

	if (n <= timeline->cap)
		return 0;
	n = n * 2 + 16;
	raw = realloc(timeline->raw, n * sizeof(*raw));
	if (raw == NULL)
		return -1;
	timeline->raw = raw;
	runs = realloc(timeline->runs, n * sizeof(*runs));
	if (runs == NULL)
		return -1;
	timeline->runs = runs;
	timeline->cap = n;
	return 0;
}

/* The runs of KEY among all observations of the lane, the first one first. */
static int
list_raw(struct rsec_timeline *timeline, uint32_t key)
{
	const struct rsec_lane *lane = timeline->lane;
	const struct rsec_lane_run *run = &lane->heads[key];
	size_t i, n = 0;

	timeline->raw_count = 0;
	if (run->from > run->to)
		return 0;
	for (n = 1; run->next != RSEC_RUN_NONE; n++)
		run = &lane->older[run->next];
	if (reserve(timeline, n) == -1)
		return -1;
	run = &lane->heads[key];
	for (i = n; i > 0; i--) {
		timeline->raw[i - 1].first = number_of(timeline, run->from);
		timeline->raw[i - 1].last = number_of(timeline, run->to);
		if (i > 1)
			run = &lane->older[run->next];
	}
	timeline->raw_count = n;
	return 0;
}

/* The same among the trusted; false where some suspect one is touched. */
static bool
list_runs(struct rsec_timeline *timeline)
{
	const struct rsec_numbers *raw = timeline->raw;
	const uint32_t *trusted = timeline->trusted;
	struct rsec_numbers *run = timeline->runs;
	uint32_t first, end;
	size_t i, n = 0;
	bool all = true;

	for (i = 0; i < timeline->raw_count; i++, raw++) {
		first = trusted[raw->first];
		end = trusted[raw->last + 1];
		/* Both ends are trusted: then nothing is said at them. */
		if (trusted[raw->first + 1] == first ||
		    trusted[raw->last] == end)
			all = false;
		if (first == end)
			continue;
		if (n > 0 && run[n - 1].last + 1 == first) {
			run[n - 1].last = end - 1;
			all = false;
		} else {
			run[n++] = (struct rsec_numbers){ first, end - 1 };
		}
	}
	timeline->count = n;
	return all;
}

static int
add_gap(struct rsec_suspect_list *suspect, uint32_t record)
{
	uint32_t gap = record - suspect->next;

	while (gap >= 0x80) {
		if (rsec_buf_addc(
			&suspect->gaps, (char)(uint8_t)(gap | 0x80)) == -1)
			return -1;
		gap >>= 7;
	}
	if (rsec_buf_addc(&suspect->gaps, (char)gap) == -1)
		return -1;
	suspect->next = record + 1;
	suspect->count++;
	return 0;
}

/* Put RECORD on the lists of all that said something else. */
static int
list_suspects(struct rsec_timeline *timeline, uint32_t record)
{
	struct rsec_suspect_list *suspect = timeline->suspects;
	struct rsec_suspect_list *end = suspect + timeline->suspect_count;
	size_t raw = 0, run = 0;
	uint32_t next;
	bool said, implied;

	for (; suspect < end; suspect++) {
		while (raw < timeline->raw_count &&
		       timeline->raw[raw].last < suspect->at)
			raw++;
		said = raw < timeline->raw_count &&
		       timeline->raw[raw].first <= suspect->at;
		/* The trusted one behind it is in the run, and not its first */
		next = timeline->trusted[suspect->at];
		while (run < timeline->count && timeline->runs[run].last < next)
			run++;
		implied =
		    run < timeline->count && timeline->runs[run].first < next;
		if (said != implied && add_gap(suspect, record) == -1)
			return -1;
	}
	return 0;
}

int
rsec_timeline_runs(
    struct rsec_timeline *timeline, uint32_t key, uint32_t record)
{
	if (list_raw(timeline, key) == -1)
		return -1;
	if (list_runs(timeline))
		return 0;
	return list_suspects(timeline, record);
}
