/* SPDX-License-Identifier: ISC */
/*
 * Bogons: what must not be announced.  A full bogon is special-purpose (IANA),
 * never allocated, or free at its RIR; an administrative one is reserved there
 * (returned, in quarantine, in dispute), and by practice routed on.
 */
#ifndef RSEC_MANRS_BOGON_H
#define RSEC_MANRS_BOGON_H

#include "rir/delegated.h"

enum rsec_manrs_bogon {
	RSEC_MANRS_NO_BOGON,
	RSEC_MANRS_BOGON_ADMINISTRATIVE,
	RSEC_MANRS_BOGON_FULL,
};

struct rsec_manrs_bogons; /* lists of prefixes; opaque */

RSEC_BEGIN_API

struct rsec_manrs_bogons *rsec_manrs_bogons_new(void);
void rsec_manrs_bogons_free(struct rsec_manrs_bogons *bogons);

/* One list: a prefix a line, '#' comments (Team Cymru's full bogons). */
int rsec_manrs_bogons_read(struct rsec_manrs_bogons *bogons,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err);
int rsec_manrs_bogons_freeze(
    struct rsec_manrs_bogons *bogons, struct rsec_err *err);

/*
 * What PREFIX is; *WHY, which may be NULL, is borrowed and names list or
 * registry ("special-purpose: RFC 1918", "full bogons: 203.0.112.0/22",
 * "available at RIPE").  WHY_SIZE bytes at least go to WHY.  Special-purpose
 * space is known without input, unless an RIR has given it to somebody; BOGONS
 * and DELEGATED may be NULL.
 */
#define RSEC_MANRS_WHY_SIZE 96
enum rsec_manrs_bogon rsec_manrs_bogon_prefix(
    const struct rsec_manrs_bogons *bogons,
    const struct rsec_delegated *delegated, const struct rsec_prefix *prefix,
    char why[RSEC_MANRS_WHY_SIZE]);

/*
 * The same of an AS number: 0, 23456 and others of RFC 5398, 6793, 6996, 7300,
 * 7607, and what DELEGATED, which may be NULL, calls available or reserved.
 */
enum rsec_manrs_bogon rsec_manrs_bogon_asn(
    const struct rsec_delegated *delegated, uint32_t asn,
    char why[RSEC_MANRS_WHY_SIZE]);

RSEC_END_API

#endif
