/* SPDX-License-Identifier: ISC */
/* What the set of events shows to its readers; not installed. */
#ifndef RSEC_MANRS_EVENT_PRIVATE_H
#define RSEC_MANRS_EVENT_PRIVATE_H

#include "manrs/event.h"
#include "manrs/set_private.h"

/* event.c: its records, each a struct rsec_manrs_event. */
struct rsec_manrs_set *rsec_manrs_events_set(struct rsec_manrs_events *events);

/* The end of an AS path: its origin, and who accepted the route from it. */
struct rsec_manrs_hop {
	uint32_t origin;
	uint32_t next; /* not the first AS: the peer of the collector */
};

/*
 * event_path.c: the next path of a text that may hold many ("64511 64498
 * 64497:64511 64497"), from *AT on, that has both; paths that have not are
 * passed over.  False at the end.
 */
bool rsec_manrs_hop_next(const char **at, struct rsec_manrs_hop *hop);

#endif
