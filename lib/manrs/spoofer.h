/* SPDX-License-Identifier: ISC */
/*
 * Sessions of the CAIDA Spoofer: tests, run by volunteers inside a network,
 * whether packets with a forged source address leave it.
 */
#ifndef RSEC_MANRS_SPOOFER_H
#define RSEC_MANRS_SPOOFER_H

#include "base/source.h"
#include "net/prefix.h"

enum rsec_manrs_spoof {
	RSEC_MANRS_SPOOF_UNKNOWN,
	RSEC_MANRS_SPOOF_RECEIVED, /* the forged packet arrived */
	RSEC_MANRS_SPOOF_BLOCKED,
	RSEC_MANRS_SPOOF_REWRITTEN, /* by NAT: says nothing of the network */
};

/* One session and one family of it. */
struct rsec_manrs_test {
	uint32_t asn;
	uint64_t session;
	int64_t time;		   /* seconds UTC */
	struct rsec_prefix client; /* /24 or /40 */
	enum rsec_manrs_spoof private_source, routed_source;
	bool nat;
};

struct rsec_manrs_tests; /* opaque */

RSEC_BEGIN_API

struct rsec_manrs_tests *rsec_manrs_tests_new(void);
void rsec_manrs_tests_free(struct rsec_manrs_tests *tests);

/* Pages of the API ("hydra:member"), an array, or one session a line. */
int rsec_manrs_spoofer_read(struct rsec_manrs_tests *tests,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err);
/* By ASN, family, time, session; nothing twice. */
int rsec_manrs_tests_freeze(
    struct rsec_manrs_tests *tests, struct rsec_err *err);
/* Before it all that were read, in that order; after it one of each. */
uint32_t rsec_manrs_tests_count(const struct rsec_manrs_tests *tests);
uint32_t rsec_manrs_tests_of(
    const struct rsec_manrs_tests *tests, uint32_t asn, uint32_t *first);
const struct rsec_manrs_test *rsec_manrs_tests_get(
    const struct rsec_manrs_tests *tests, uint32_t i);
/* "received", "blocked", "rewritten", "unknown". */
const char *rsec_manrs_spoof_name(enum rsec_manrs_spoof spoof);

RSEC_END_API

#endif
