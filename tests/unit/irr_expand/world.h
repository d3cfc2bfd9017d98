/* SPDX-License-Identifier: ISC */
/*
 * Random collections of sets in two registries, A and B, and a naive expansion
 * of them all, which goes over every member until nothing new is learnt.
 */
#ifndef RSEC_TESTS_UNIT_IRR_EXPAND_WORLD_H
#define RSEC_TESTS_UNIT_IRR_EXPAND_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "net/prefix.h"
#include "tests/lib/random.h"

#define NAMES	 6 /* the even ones are of as-sets */
#define SOURCES	 2
#define SETS	 (NAMES * SOURCES)
#define MEMBERS	 4 /* of a set, at most */
#define ASNS	 4
#define PREFIXES 5
#define ROUTES	 6
#define RANGES	 20000 /* of a set, at most */

enum kind {
	ASN,
	PREFIX,
	SET
};

struct member {
	enum kind kind;
	uint32_t value;	 /* ASN, prefix or name */
	uint32_t source; /* of a set; SOURCES: not told */
	uint32_t operator;
};

struct set {
	bool exists;
	struct member member[MEMBERS];
	uint32_t members;
};

/* A prefix with lengths. */
struct range {
	uint32_t prefix;
	unsigned from, to;
};

/* What the naive expansion knows of a set. */
struct known {
	bool asn[ASNS];
	bool reaches[SETS]; /* through one member or more */
	struct range *range;
	size_t ranges;
};

struct world {
	struct random random;
	struct rsec_prefix prefix[PREFIXES];
	struct set set[SETS]; /* name * SOURCES + source */
	struct {
		uint32_t asn, prefix;
	} route[ROUTES];
	struct known known[SETS];
};

void world_init(struct world *w, uint64_t seed);
void world_fini(struct world *w);

/* Another collection. */
void world_make(struct world *w);

/* The objects in some order, as a text that the caller frees. */
char *world_write(const struct world *w, struct random *r);

/* Learn all of w->known. */
void world_expand(struct world *w);

/* Sets of odd names are route-sets. */
bool world_is_route_set(uint32_t set);

/* The set that a member is, SETS where there is none. */
uint32_t world_resolve(const struct world *w, const struct member *m);

#endif
