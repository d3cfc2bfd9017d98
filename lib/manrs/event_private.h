/* SPDX-License-Identifier: ISC */
/* What the set of events shows to its readers; not installed. */
#ifndef RSEC_MANRS_EVENT_PRIVATE_H
#define RSEC_MANRS_EVENT_PRIVATE_H

#include "manrs/event.h"
#include "manrs/set_private.h"

/* event.c: its records, each a struct rsec_manrs_event. */
struct rsec_manrs_set *rsec_manrs_events_set(struct rsec_manrs_events *events);

#endif
