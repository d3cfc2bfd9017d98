/* SPDX-License-Identifier: ISC */
/*
 * What went wrong in a month and who is held for it: events, as GRIP,
 * BGPStream and the CIDR Report publish them, and the incidents that they make.
 *
 *	M1	route leak		M1C	accepted it from the leaker
 *	M2	hijack (new origin)	M2C	accepted it from the origin
 *	M3	bogon prefix		M3C	accepted it
 *	M4	bogon ASN in a path	M4C	accepted it
 *
 * Only the culprit and the networks next to it are considered.
 */
#ifndef RSEC_MANRS_EVENT_H
#define RSEC_MANRS_EVENT_H

#include "base/arena.h"
#include "base/source.h"
#include "manrs/month.h"
#include "net/prefix.h"

#define RSEC_MANRS_OPEN INT64_MAX /* an event that has not ended */
#define RSEC_MANRS_ONE	10000	  /* one, in units of a raw metric */

enum rsec_manrs_metric {
	RSEC_MANRS_M1,
	RSEC_MANRS_M1C,
	RSEC_MANRS_M2,
	RSEC_MANRS_M2C,
	RSEC_MANRS_M3,
	RSEC_MANRS_M3C,
	RSEC_MANRS_M4,
	RSEC_MANRS_M4C,
	RSEC_MANRS_INCIDENT_METRICS
};

enum rsec_manrs_event_source {
	RSEC_MANRS_BY_GRIP,
	RSEC_MANRS_BY_BGPSTREAM,
	RSEC_MANRS_BY_CIDR_REPORT,
	RSEC_MANRS_BY_BGP, /* seen in the BGP data of the month */
};

/* Strings are never NULL. */
struct rsec_manrs_event {
	uint32_t asn; /* who is held for it */
	enum rsec_manrs_metric metric;
	enum rsec_manrs_event_source source;
	int64_t begin, end; /* seconds UTC; END may be RSEC_MANRS_OPEN */
	uint32_t weight;    /* hundredths; 100 */
	bool has_prefix;
	struct rsec_prefix prefix;
	bool has_other;
	uint32_t other; /* the victim; for an accomplice the culprit */
	/* Of a hijack the only victim, and whether PREFIX is all of it. */
	bool has_victim, is_all;
	uint32_t victim;
	const char *id;	 /* by which it can be disputed; "" */
	const char *why; /* does not count: "all newcomers have ROAs"; "" */
	const char *url; /* ""  */
};

struct rsec_manrs_data;
struct rsec_manrs_events; /* opaque */

/* Events of one metric and weight that touch each other, as one. */
struct rsec_manrs_incident {
	enum rsec_manrs_metric metric;
	int64_t begin, end; /* clipped to the month */
	bool open;	    /* has not ended in the month */
	uint64_t raw;	 /* duration weight x event weight, ten-thousandths */
	uint32_t events; /* how many were merged */
	const struct rsec_manrs_event *event; /* the one that begins first */
};

RSEC_BEGIN_API

struct rsec_manrs_events *rsec_manrs_events_new(void);
void rsec_manrs_events_free(struct rsec_manrs_events *events);

/* Add one; its strings are copied.  Returns 0, or -1 with ERR. */
int rsec_manrs_events_add(struct rsec_manrs_events *events,
    const struct rsec_manrs_event *event, struct rsec_err *err);

/*
 * Sort by ASN, metric, weight, begin, end, prefix, id; drop what is the same
 * twice.
 * Nothing depends on the order of adding.
 */
int rsec_manrs_events_freeze(
    struct rsec_manrs_events *events, struct rsec_err *err);

/* After the freeze: the events of ASN are *FIRST.. + returned count - 1. */
uint32_t rsec_manrs_events_of(
    const struct rsec_manrs_events *events, uint32_t asn, uint32_t *first);
uint32_t rsec_manrs_events_count(const struct rsec_manrs_events *events);
const struct rsec_manrs_event *rsec_manrs_events_get(
    const struct rsec_manrs_events *events, uint32_t i); /* borrowed */

/*
 * The readers; each takes any number of files.  A record that is wrong is
 * reported through DIAG and left out.
 *
 * GRIP: answers of its API ({"data":[...]}), an array of events, or one event
 * a line.  Events of every suspicion come in: those below SUSPICION (0..100)
 * and, where FILTERED, those that RPKI or IRR tags explain, with their why.
 */
struct rsec_manrs_grip_options {
	uint32_t suspicion;
	bool filtered;
};
int rsec_manrs_grip_read(struct rsec_manrs_events *events,
    const struct rsec_manrs_grip_options *options, struct rsec_source source,
    const struct rsec_diag *diag, uint64_t *count, struct rsec_err *err);
int rsec_manrs_bgpstream_read(struct rsec_manrs_events *events,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err);
/*
 * CIDR Report: "PREFIX ASnnn Prefix is within|spans unallocated space: a - b",
 * below a line with its date, or DAY (days since 1970, or INT32_MIN) where it
 * has none.  A day is an event of 24 hours.
 */
int rsec_manrs_cidr_report_read(struct rsec_manrs_events *events,
    struct rsec_source source, int32_t day, const struct rsec_diag *diag,
    uint64_t *count, struct rsec_err *err);

/*
 * After all readers but the next, and before the freeze: add what BGP shows
 * itself, and say of what does not count why.  Of DATA, its events still open,
 * month and rules are asked, and what is held against them: each of the view,
 * delegated, vrps, registry and organisations may be NULL.
 *
 *	M3	what was announced of bogon prefixes: a day is an event of 24
 *		hours; of routes without times one day is known
 *	M3C	who stood next to the origin of such a prefix, or of a listed
 *		one
 *	M4, M4C	the findings of paths: a day is an event of 24 hours; of paths
 *		without times one day is known
 *
 * Not counted: what is of a source that did not count in the year; where only
 * full bogons do, administrative ones; a hijack among siblings, or, where
 *hijacks are filtered, of a route that a ROA or an RIR's route object
 *authorises.
 */
int rsec_manrs_events_derive(struct rsec_manrs_events *events,
    const struct rsec_manrs_data *data, struct rsec_err *err);

/*
 * Disputed incidents: lines "ID reason", '#' comments.  Applied before the
 * freeze: the events of each id get the reason as their why.  *MATCHED counts
 * the ids that have events; others are reported through DIAG.
 */
int rsec_manrs_feedback_read(struct rsec_manrs_events *events,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *matched,
    struct rsec_err *err);

/*
 * The weight of an incident that lasted SECONDS, in ten-thousandths: 0 for 0,
 * 0.5 under 30 minutes, 1 under 24 hours, else 1 + whole days.
 */
uint64_t rsec_manrs_duration_weight(int64_t seconds);

/*
 * The incidents that the events FIRST.. + COUNT - 1, all of one ASN, make in
 * MONTH, in order, in memory of ARENA; those with a why are left out.  An open
 * event lasts until NOW, or until the month ends where that was earlier.
 * Returns how many, or -1 without memory.
 */
int rsec_manrs_incidents(const struct rsec_manrs_events *events, uint32_t first,
    uint32_t count, const struct rsec_manrs_month *month, int64_t now,
    struct rsec_arena *arena, struct rsec_manrs_incident **out);

/* "M2C"; "GRIP", "BGPStream", "CIDR Report", "BGP". */
const char *rsec_manrs_metric_name(enum rsec_manrs_metric metric);
const char *rsec_manrs_event_source_name(enum rsec_manrs_event_source source);
bool rsec_manrs_metric_is_accomplice(enum rsec_manrs_metric metric);

RSEC_END_API

#endif
