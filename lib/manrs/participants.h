/* SPDX-License-Identifier: ISC */
/* Who takes part in MANRS, as its table of participants (CSV) tells. */
#ifndef RSEC_MANRS_PARTICIPANTS_H
#define RSEC_MANRS_PARTICIPANTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/source.h"

struct rsec_manrs_participants; /* opaque */

/* A line of the table; borrowed. */
struct rsec_manrs_participant {
	const char *name; /* of the organisation; "" */
	const uint32_t *asn;
	size_t asns; /* 1 or more */
};

RSEC_BEGIN_API

struct rsec_manrs_participants *rsec_manrs_participants_new(void);
void rsec_manrs_participants_free(struct rsec_manrs_participants *participants);

/* Whether DATA[0..n), the begin of a file, is the head of such a table. */
bool rsec_manrs_participants_is(const uint8_t *data, size_t n);

/*
 * Read a table: of its columns the one called "ASNs(;)" and the first that is
 * called a name.  A line without AS numbers is passed over, one that is wrong
 * told and skipped.  COUNT grows by the lines that were read.
 */
int rsec_manrs_participants_read(struct rsec_manrs_participants *participants,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err);
int rsec_manrs_participants_freeze(
    struct rsec_manrs_participants *participants, struct rsec_err *err);

/* After the freeze: the lines as they stood; and by AS number, NULL: none. */
size_t rsec_manrs_participants_count(
    const struct rsec_manrs_participants *participants);
struct rsec_manrs_participant rsec_manrs_participants_get(
    const struct rsec_manrs_participants *participants, size_t i);
const char *rsec_manrs_participants_name(
    const struct rsec_manrs_participants *participants, uint32_t asn);

RSEC_END_API

#endif
