/* SPDX-License-Identifier: ISC */
/*
 * A month in IPv4 and its mirror in IPv6, which has the 32 bits of each address
 * behind 2a20:00: 20.1.2.0/24 is 2a20:14:102::/48.  So the longest prefix that
 * is to be announced is that of both, and what covers another, or is next to
 * it, is so in both.
 */
#ifndef RSEC_TESTS_UNIT_MANRS_MIRROR_MIRROR_H
#define RSEC_TESTS_UNIT_MANRS_MIRROR_MIRROR_H

#include "tests/lib/manrs.h"
#include "tests/lib/random.h"

#define OWN 201

/* A month: its texts, and what is made of them. */
struct month {
	unsigned family;
	struct rsec_buf text[16];
	size_t texts;
	struct manrs_world world;
	struct rsec_manrs_report report;
};

/* world.c: the month of R, which is not changed, of FAMILY, assessed. */
void month_make(struct month *month, struct random r, unsigned family);
void month_fini(struct month *month);

/* words.c: append what the report of MONTH says. */
void say_report(struct rsec_buf *to, const struct month *month);
/* Append TEXT, which speaks of IPv4, as it would of the mirror. */
void say_mirrored(struct rsec_buf *to, const char *text);

#define MIRROR_MORE 24 /* bits, in all lengths */

/* The prefix of the address BITS of IPv4, or its mirror. */
struct rsec_prefix mirror_prefix(unsigned family, uint32_t bits, unsigned len);

#endif
