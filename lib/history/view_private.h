/* SPDX-License-Identifier: ISC */
/* How a point in time lies among the observations of a trust anchor. */
#ifndef RSEC_HISTORY_VIEW_PRIVATE_H
#define RSEC_HISTORY_VIEW_PRIVATE_H

#include "history/query.h"

#define RSEC_VIEW_NONE UINT32_MAX /* no such observation */

enum rsec_view_kind {
	RSEC_VIEW_OBSERVED, /* by one observation: before and after are it */
	RSEC_VIEW_BETWEEN,  /* two that are 36 hours apart at most */
	RSEC_VIEW_UNKNOWN,  /* nothing that near */
};

/* Numbers of trusted observations. */
struct rsec_view {
	enum rsec_view_kind kind;
	uint32_t before, after; /* RSEC_VIEW_NONE: there is none */
};

/*
 * The view of TA at a time, where GAPS other than UNKNOWN leave nothing
 * unknown: what was before is carried, or there was nothing.
 */
struct rsec_view rsec_view(struct rsec_history *history, uint8_t ta,
    uint32_t at, enum rsec_history_gaps gaps);

/* Whether VRP was in the observation NUMBER, none included; -1 with ERR. */
int rsec_view_holds(struct rsec_history *history,
    const struct rsec_history_vrp *vrp, uint32_t number, struct rsec_err *err);

#endif
