/* SPDX-License-Identifier: ISC */
/* What there was at a point in time, and what changed between two. */
#include "history/view_private.h"

struct changes {
	struct rsec_history *history;
	struct rsec_view a[RSEC_HISTORY_TAS_MAX], b[RSEC_HISTORY_TAS_MAX];
	int (*change)(
	    void *ctx, bool added, const struct rsec_history_vrp *vrp);
	rsec_history_found *found;
	void *ctx;
	struct rsec_err *err;
};

/* The views of all trust anchors at a time. */
static void
look(struct rsec_history *history, uint32_t at, enum rsec_history_gaps gaps,
    struct rsec_view *views)
{
	size_t tas = rsec_history_tas(history), ta;

	for (ta = 0; ta < tas; ta++)
		views[ta] = rsec_view(history, (uint8_t)ta, at, gaps);
}

static int
tell_change(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct changes *changes = ctx;
	const struct rsec_view *a = &changes->a[vrp->ta];
	const struct rsec_view *b = &changes->b[vrp->ta];
	int before, after;

	if (a->kind == RSEC_VIEW_UNKNOWN || b->kind == RSEC_VIEW_UNKNOWN)
		return 0;
	before =
	    rsec_view_holds(changes->history, vrp, a->before, changes->err);
	after = rsec_view_holds(changes->history, vrp, b->before, changes->err);
	if (before == -1 || after == -1)
		return -1;
	return before == after ? 0 : changes->change(changes->ctx, after, vrp);
}

int
rsec_history_changes(struct rsec_history *history, uint32_t a, uint32_t b,
    int (*change)(void *ctx, bool added, const struct rsec_history_vrp *vrp),
    void *ctx, struct rsec_err *err)
{
	struct changes changes = {
		.history = history, .change = change, .ctx = ctx, .err = err
	};

	look(history, a, RSEC_GAPS_UNKNOWN, changes.a);
	look(history, b, RSEC_GAPS_UNKNOWN, changes.b);
	return rsec_history_all(history, tell_change, &changes, err);
}

static int
tell_present(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct changes *changes = ctx;
	const struct rsec_view *at = &changes->a[vrp->ta];
	int here;

	if (at->kind == RSEC_VIEW_UNKNOWN)
		return 0;
	here = rsec_view_holds(changes->history, vrp, at->before, changes->err);
	return here == 1 ? changes->found(changes->ctx, vrp) : here;
}

int
rsec_history_at(struct rsec_history *history, uint32_t at,
    enum rsec_history_gaps gaps, rsec_history_found *found, void *ctx,
    struct rsec_err *err)
{
	struct changes changes = {
		.history = history, .found = found, .ctx = ctx, .err = err
	};

	look(history, at, gaps, changes.a);
	return rsec_history_all(history, tell_present, &changes, err);
}
