/* SPDX-License-Identifier: ISC */
/* The VRPs of an open store and their runs, by number. */
#include "history/store_private.h"

int
rsec_history_record(struct rsec_history *history, uint32_t i,
    struct rsec_history_record *record, struct rsec_err *err)
{
	const uint32_t size = rsec_history_record_size(history);
	const uint8_t *at = rsec_history_bytes(
	    history, RSEC_SECTION_RECORDS, (uint64_t)i * size, size, err);

	if (at == NULL)
		return -1;
	rsec_history_record_decode(at, size, record);
	if (record->ta >= history->header.tas)
		return rsec_history_outside(RSEC_SECTION_RECORDS, err);
	return 0;
}

int
rsec_history_first_run(struct rsec_history *history, uint32_t record,
    uint32_t *run, struct rsec_err *err)
{
	const uint32_t mark = record / RSEC_HISTORY_MARK_EVERY;
	struct rsec_history_record before;
	const uint8_t *at;
	uint32_t i;

	at = rsec_history_bytes(
	    history, RSEC_SECTION_MARKS, (uint64_t)mark * 4, sizeof(*run), err);
	if (at == NULL)
		return -1;
	memcpy(run, at, sizeof(*run));
	for (i = mark * RSEC_HISTORY_MARK_EVERY; i < record; i++) {
		if (rsec_history_record(history, i, &before, err) == -1)
			return -1;
		*run += before.runs;
	}
	return 0;
}

int
rsec_history_numbers(struct rsec_history *history,
    enum rsec_history_section section, uint32_t i, uint32_t *first,
    uint32_t *last, struct rsec_err *err)
{
	const uint32_t size = rsec_history_run_size(history);
	const uint8_t *at =
	    rsec_history_bytes(history, section, (uint64_t)i * size, size, err);
	uint16_t narrow[2];

	if (at == NULL)
		return -1;
	if (size == 4) {
		memcpy(narrow, at, sizeof(narrow));
		*first = narrow[0];
		*last = narrow[1];
	} else {
		memcpy(first, at, sizeof(*first));
		memcpy(last, at + 4, sizeof(*last));
	}
	return 0;
}

/* Run I of SECTION as times. */
static int
get_run(struct rsec_history *history, enum rsec_history_section section,
    uint32_t i, const struct rsec_history_times *times,
    struct rsec_history_run *run, struct rsec_err *err)
{
	if (rsec_history_numbers(
		history, section, i, &run->first, &run->last, err) == -1)
		return -1;
	if (run->first > run->last || run->last >= times->count)
		return rsec_history_outside(section, err);
	run->from = times->list[run->first];
	run->to = times->list[run->last];
	return 0;
}

int
rsec_history_run_get(struct rsec_history *history,
    const struct rsec_history_vrp *vrp, uint32_t i,
    struct rsec_history_run *run, struct rsec_err *err)
{
	return get_run(history, RSEC_SECTION_RUNS, vrp->run + i,
	    &history->vrps[vrp->ta], run, err);
}

int
rsec_history_extra_run_get(struct rsec_history *history,
    const struct rsec_history_extra *extra, uint32_t i,
    struct rsec_history_run *run, struct rsec_err *err)
{
	return get_run(history, RSEC_SECTION_EXTRA_RUNS, extra->run + i,
	    &history->extras[extra->ta], run, err);
}

int
rsec_history_holds(struct rsec_history *history,
    const struct rsec_history_vrp *vrp, uint32_t number, uint32_t *i,
    struct rsec_err *err)
{
	uint32_t from = 0, to = vrp->runs, middle, first, last;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (rsec_history_numbers(history, RSEC_SECTION_RUNS,
			vrp->run + middle, &first, &last, err) == -1)
			return -1;
		if (last < number)
			from = middle + 1;
		else
			to = middle;
	}
	*i = from;
	if (from == vrp->runs)
		return 0;
	if (rsec_history_numbers(history, RSEC_SECTION_RUNS, vrp->run + from,
		&first, &last, err) == -1)
		return -1;
	return first <= number && number <= last;
}

int
rsec_history_seen(struct rsec_history *history, uint32_t record,
    uint32_t *minutes, struct rsec_err *err)
{
	const uint8_t *at;

	*minutes = RSEC_HISTORY_NO_TIME;
	if (history->header.sections[RSEC_SECTION_SEEN].len == 0)
		return 0;
	at = rsec_history_bytes(
	    history, RSEC_SECTION_SEEN, (uint64_t)record * 3, 3, err);
	if (at == NULL)
		return -1;
	*minutes = at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16;
	return 0;
}

int
rsec_history_not_before(struct rsec_history *history,
    const struct rsec_history_vrp *vrp, uint32_t *time, struct rsec_err *err)
{
	uint32_t minutes;

	if (rsec_history_seen(history, vrp->record, &minutes, err) == -1)
		return -1;
	*time = minutes == RSEC_HISTORY_NO_TIME
		    ? 0
		    : RSEC_HISTORY_EPOCH + minutes * 60;
	return 0;
}
