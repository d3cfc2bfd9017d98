/* SPDX-License-Identifier: ISC */
/* When a VRP was there, as the three ways to read a missing day see it. */
#include <string.h>

#include "base/utc.h"
#include "history/store_private.h"
#include "history/view_private.h"

#define DAY ((uint32_t)RSEC_DAY)

struct spans {
	struct rsec_history *history;
	uint8_t ta;
	enum rsec_history_gaps gaps;
	int (*span)(void *ctx, const struct rsec_history_span *span);
	void *ctx;
};

static uint32_t
time_of(const struct spans *spans, uint32_t number)
{
	return rsec_history_trusted_time(spans->history, spans->ta, number);
}

/* Distinct days with an observation among the numbers FIRST..LAST. */
static uint32_t
count_days(const struct spans *spans, uint32_t first, uint32_t last)
{
	const uint32_t *days = spans->history->vrps[spans->ta].days;

	return days[last] - days[first] + 1;
}

static int
tell(const struct spans *spans, uint32_t first, uint32_t last)
{
	uint32_t trusted = rsec_history_trusted(spans->history, spans->ta);
	struct rsec_history_span span = {
		.from = time_of(spans, first),
		.to = time_of(spans, last),
		.observed = count_days(spans, first, last),
		.ongoing = last + 1 == trusted,
		.after = first == 0 ? 0 : time_of(spans, first - 1),
	};
	uint32_t next;

	if (spans->gaps == RSEC_GAPS_CARRY && !span.ongoing) {
		next = time_of(spans, last + 1) / DAY * DAY;
		if (next - DAY > span.to && next > DAY)
			span.to = next - DAY;
	}
	span.unknown = span.to / DAY - span.from / DAY + 1 - span.observed;
	return spans->span(spans->ctx, &span);
}

/* The parts of a run between days that nobody observed. */
static int
tell_parts(const struct spans *spans, uint32_t first, uint32_t last)
{
	uint32_t i, from = first;
	int rc;

	for (i = first + 1; i <= last; i++) {
		if (time_of(spans, i) / DAY - time_of(spans, i - 1) / DAY <= 1)
			continue;
		if ((rc = tell(spans, from, i - 1)) != 0)
			return rc;
		from = i;
	}
	return tell(spans, from, last);
}

int
rsec_history_spans(struct rsec_history *history,
    const struct rsec_history_vrp *vrp, enum rsec_history_gaps gaps,
    int (*span)(void *ctx, const struct rsec_history_span *span), void *ctx,
    struct rsec_err *err)
{
	const struct spans spans = { history, vrp->ta, gaps, span, ctx };
	struct rsec_history_run run;
	uint32_t i;
	int rc;

	for (i = 0; i < vrp->runs; i++) {
		if (rsec_history_run_get(history, vrp, i, &run, err) == -1)
			return -1;
		rc = gaps == RSEC_GAPS_WITHDRAWN
			 ? tell_parts(&spans, run.first, run.last)
			 : tell(&spans, run.first, run.last);
		if (rc != 0)
			return rc;
	}
	return 0;
}
