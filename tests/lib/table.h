/* SPDX-License-Identifier: ISC */
/*
 * A model of the Internet's routes and VRPs, for benchmarks: 1.04 million IPv4
 * and 0.23 million IPv6 routes, 450,000 and 150,000 VRPs.  What is modelled is
 * the shape that decides the cost of a question: the mix of lengths, how
 * prefixes nest, how many VRPs a prefix has and which share of the routes they
 * cover.  Addresses and ASNs are random, and the same in every run.
 */
#ifndef RSEC_TESTS_LIB_TABLE_H
#define RSEC_TESTS_LIB_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "net/prefix.h"

/* A route, or a VRP whose max_len is then set. */
struct table_row {
	struct rsec_prefix prefix;
	uint32_t asn;
	uint8_t max_len;
};

struct table {
	struct table_row *rows; /* in the order of rsec_prefix_cmp() */
	size_t count;
};

/*
 * The routes of FAMILY, and VRPs for them.  The caller frees rows.  They die
 * without memory.
 */
struct table table_routes(uint8_t family);
struct table table_vrps(uint8_t family, const struct table *routes);

#endif
