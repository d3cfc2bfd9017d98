/* SPDX-License-Identifier: ISC */
/*
 * A set of records of one size, each of which begins with its AS number as
 * uint32_t: filled in any order, frozen, then asked.  Texts of the records are
 * in its arena.  Not installed.
 */
#ifndef RSEC_MANRS_SET_PRIVATE_H
#define RSEC_MANRS_SET_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/*
 * Orders two records, by the AS number first, and by everything that they say:
 * those that are equal are the same.
 */
typedef int rsec_manrs_order(const void *a, const void *b);

/* Zeroed is empty. */
struct rsec_manrs_set {
	struct rsec_arena arena;
	struct rsec_buf records;
	bool frozen;
};

void rsec_manrs_set_fini(struct rsec_manrs_set *set);

/* Add a record, whose texts stay where they are; 0, or -1 with ERR. */
int rsec_manrs_set_add(struct rsec_manrs_set *set, const void *record,
    size_t size, struct rsec_err *err);

/* A copy of TEXT in the arena; NULL without memory. */
const char *rsec_manrs_set_text(struct rsec_manrs_set *set, const char *text);

/* Sort, and keep one of those that are the same. */
void rsec_manrs_set_freeze(
    struct rsec_manrs_set *set, size_t size, rsec_manrs_order *order);

/* After the freeze: the records of ASN are *FIRST.. + returned count - 1. */
uint32_t rsec_manrs_set_of(const struct rsec_manrs_set *set, size_t size,
    uint32_t asn, uint32_t *first);
uint32_t rsec_manrs_set_count(const struct rsec_manrs_set *set, size_t size);
const void *rsec_manrs_set_get(
    const struct rsec_manrs_set *set, size_t size, uint32_t i);

/* Which of two numbers or times comes first. */
#define RSEC_MANRS_CMP(a, b) (((a) > (b)) - ((a) < (b)))

#endif
