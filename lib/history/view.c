/* SPDX-License-Identifier: ISC */
/* How a point in time lies among the observations of a trust anchor. */
#include "base/utc.h"
#include "history/view_private.h"

#define DAY ((uint32_t)RSEC_DAY)

/* The view of a whole day: its last observation. */
static struct rsec_view
view_day(struct rsec_history *history, uint8_t ta, uint32_t day)
{
	uint32_t last = day > UINT32_MAX - DAY ? UINT32_MAX : day + DAY - 1;
	uint32_t n = rsec_history_trusted_until(history, ta, last);

	if (n > 0 && rsec_history_trusted_time(history, ta, n - 1) >= day)
		return (struct rsec_view){ RSEC_VIEW_OBSERVED, n - 1, n - 1 };
	return (struct rsec_view){ RSEC_VIEW_UNKNOWN,
		n > 0 ? n - 1 : RSEC_VIEW_NONE,
		n < rsec_history_trusted(history, ta) ? n : RSEC_VIEW_NONE };
}

/* The view of a time of day: the observations around it. */
static struct rsec_view
view_time(struct rsec_history *history, uint8_t ta, uint32_t at)
{
	uint32_t n = rsec_history_trusted_until(history, ta, at), before = 0;
	struct rsec_view view = { RSEC_VIEW_UNKNOWN, RSEC_VIEW_NONE,
		RSEC_VIEW_NONE };

	if (n > 0) {
		view.before = n - 1;
		before = rsec_history_trusted_time(history, ta, n - 1);
		if (before == at)
			return (struct rsec_view){ RSEC_VIEW_OBSERVED, n - 1,
				n - 1 };
	}
	if (n == rsec_history_trusted(history, ta))
		return view;
	view.after = n;
	if (n > 0 && rsec_history_trusted_time(history, ta, n) - before <=
			 RSEC_HISTORY_NEAR)
		view.kind = RSEC_VIEW_BETWEEN;
	return view;
}

struct rsec_view
rsec_view(struct rsec_history *history, uint8_t ta, uint32_t at,
    enum rsec_history_gaps gaps)
{
	struct rsec_view view = at % DAY == 0 ? view_day(history, ta, at)
					      : view_time(history, ta, at);

	if (view.kind != RSEC_VIEW_UNKNOWN || gaps == RSEC_GAPS_UNKNOWN)
		return view;
	if (gaps == RSEC_GAPS_WITHDRAWN)
		view.before = RSEC_VIEW_NONE;
	return (
	    struct rsec_view){ RSEC_VIEW_OBSERVED, view.before, view.before };
}

int
rsec_view_holds(struct rsec_history *history,
    const struct rsec_history_vrp *vrp, uint32_t number, struct rsec_err *err)
{
	uint32_t i;

	if (number == RSEC_VIEW_NONE)
		return 0;
	return rsec_history_holds(history, vrp, number, &i, err);
}

int
rsec_history_all(struct rsec_history *history, rsec_history_found *found,
    void *ctx, struct rsec_err *err)
{
	static const uint8_t families[] = { RSEC_IPV4, RSEC_IPV6 };
	struct rsec_prefix all;
	size_t i;
	int rc;

	for (i = 0; i < 2; i++) {
		all = (struct rsec_prefix){ 0, 0, families[i], 0 };
		rc = rsec_history_covering(history, &all, found, ctx, err);
		if (rc == 0)
			rc =
			    rsec_history_inside(history, &all, found, ctx, err);
		if (rc != 0)
			return rc;
	}
	return 0;
}
