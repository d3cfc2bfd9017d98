/* SPDX-License-Identifier: ISC */
/*
 * Counts of classes for each registry, and how often two registries
 * contradict each other.
 */
#ifndef RSEC_HYGIENE_SUMMARY_H
#define RSEC_HYGIENE_SUMMARY_H

#include "hygiene/hygiene.h"

/* Counts of one registry; each group of classes adds up to total. */
struct rsec_hygiene_counts {
	uint64_t objects; /* records, duplicate keys included */
	uint64_t pairs;	  /* distinct (prefix, origin) */
	uint64_t auth[RSEC_AUTHS];
	/* The same with authoritative objects of the very prefix only. */
	uint64_t exact_none, exact_same, exact_different;
	uint64_t rpki[RSEC_HYGIENE_RPKIS];
	uint64_t bgp[RSEC_HYGIENE_BGPS];
	uint64_t age[RSEC_AGES];
	uint64_t origins, maintainers; /* distinct */
};

/*
 * What a class counts: every record, or each (prefix, origin) of a registry
 * once; the age of a pair is that of its newest record.
 */
enum rsec_hygiene_unit {
	RSEC_HYGIENE_OBJECTS,
	RSEC_HYGIENE_PAIRS
};

/* One cell of the matrix: of L's pairs whose prefix R has, ... */
struct rsec_hygiene_cell {
	uint64_t compared;     /* all of them */
	uint64_t inconsistent; /* those whose origin R does not have there */
};

RSEC_BEGIN_API

/*
 * COUNTS has one element for each registry of inputs->routes.  FAMILY is
 * RSEC_IPV4, RSEC_IPV6, or 0 for both.  With THREADS above 1 work is shared;
 * the counts are the same.
 */
int rsec_hygiene_summarise(const struct rsec_hygiene *hygiene, uint8_t family,
    enum rsec_hygiene_unit unit, unsigned threads,
    struct rsec_hygiene_counts *counts, struct rsec_err *err);

/* N * N cells for N registries: row L, column R; the diagonal is zero. */
void rsec_hygiene_matrix(const struct rsec_irr_routes *routes, uint8_t family,
    struct rsec_hygiene_cell *cells);

RSEC_END_API

#endif
