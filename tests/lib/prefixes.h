/* SPDX-License-Identifier: ISC */
/* Prefixes for tests: written as texts, and random ones that nearly collide. */
#ifndef RSEC_TESTS_LIB_PREFIXES_H
#define RSEC_TESTS_LIB_PREFIXES_H

#include <stddef.h>
#include <stdint.h>

#include "net/prefix.h"
#include "tests/lib/random.h"

/* The prefix that TEXT is; the test fails where it is none. */
struct rsec_prefix prefix_of(const char *text);

/* Set each bit of P beyond its length to 0. */
struct rsec_prefix prefix_masked(struct rsec_prefix p);

/* Any prefix of FAMILY, each length equally likely. */
struct rsec_prefix prefix_random(struct random *r, uint8_t family);

/*
 * A prefix that is P, or nearly: shorter or longer by a few bits, its sibling,
 * its neighbour, one with a bit changed, the first or the last inside it.
 */
struct rsec_prefix prefix_near(struct random *r, const struct rsec_prefix *p);

/*
 * N prefixes of one FAMILY (or of both, FAMILY 0): one in eight is new, the
 * others are near an earlier one, so that they nest and touch.  Not sorted,
 * and some are equal.
 */
void prefixes_random(
    struct random *r, uint8_t family, struct rsec_prefix *out, size_t n);

/* rsec_prefix_cmp() for qsort. */
int prefixes_cmp(const void *a, const void *b);

#endif
