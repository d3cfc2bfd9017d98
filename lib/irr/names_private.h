/* SPDX-License-Identifier: ISC */
/* Names of registries and maintainers, each kept once; not installed. */
#ifndef RSEC_IRR_NAMES_PRIVATE_H
#define RSEC_IRR_NAMES_PRIVATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/* A place of the hash table: all that a look at it needs, side by side. */
struct rsec_irr_names_slot {
	const char *name; /* NULL: it is free */
	uint32_t number;
	uint32_t hash;
};

/* Names in upper case, numbered as they come; zero is an empty set. */
struct rsec_irr_names {
	const char **name;
	uint32_t count, cap;
	struct rsec_irr_names_slot *slots; /* hash table */
	uint32_t slot_count;
	uint32_t last;	       /* the number that was asked for last, */
	const char *last_name; /* and its name: NULL for none */
	struct rsec_arena arena;
};

void rsec_irr_names_fini(struct rsec_irr_names *names);

/*
 * The number of S[0..n) in any case, up to a NUL, which is new to NAMES or
 * not.  Returns 0, or -1 with ERR: no memory, or more than MAX names; WHAT they
 * are, in plural.
 */
int rsec_irr_names_add(struct rsec_irr_names *names, const char *s, size_t n,
    uint32_t max, const char *what, uint32_t *number, struct rsec_err *err);

/*
 * Number the names in their order.  MAP, which the caller frees, tells the new
 * number of each old one.  Nothing can be added afterwards.
 */
int rsec_irr_names_sort(
    struct rsec_irr_names *names, uint32_t **map, struct rsec_err *err);

/* Compare S[0..n), which has no NUL, in any case with NAME, which is upper
 * case. */
int rsec_irr_name_cmp(const char *s, size_t n, const char *name);

#endif
