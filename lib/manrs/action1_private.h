/* SPDX-License-Identifier: ISC */
/* What the parts of Action 1 share; not installed. */
#ifndef RSEC_MANRS_ACTION1_PRIVATE_H
#define RSEC_MANRS_ACTION1_PRIVATE_H

#include "manrs/report_private.h"

/* An announcement as it is judged. */
struct rsec_manrs_judged {
	struct rsec_manrs_announcement announcement;
	struct rsec_manrs_route route;
};

/* The parts: 0, or -1 with ERR. */
int rsec_manrs_action1_own(struct rsec_manrs_work *work);
int rsec_manrs_action1_customers(struct rsec_manrs_work *work);
int rsec_manrs_action1_paths(struct rsec_manrs_work *work);

/*
 * action1.c: " on 3 days, last on 2026-10-05"; "" where the input has no times;
 * NULL without memory.
 */
const char *rsec_manrs_when(
    struct rsec_manrs_work *work, uint32_t days, uint32_t last);

/*
 * action1.c: as rsec_manrs_check_begin(), of a check of what stands in paths:
 * without paths it is no-data, too.
 */
bool rsec_manrs_check_begin_paths(
    struct rsec_manrs_work *work, enum rsec_manrs_check check);

/* action1.c: add a row for a bogon, and WHY it is one; 0, or -1 with ERR. */
int rsec_manrs_tell_bogon(struct rsec_manrs_work *work,
    const struct rsec_manrs_judged *judged, const char *why, bool customer);

#endif
