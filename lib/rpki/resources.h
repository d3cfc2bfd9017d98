/* SPDX-License-Identifier: ISC */
/*
 * Internet number resources of a certificate: the address and AS ranges of
 * RFC 3779, and whether one set holds another.
 */
#ifndef RSEC_RPKI_RESOURCES_H
#define RSEC_RPKI_RESOURCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"
#include "net/prefix.h"
#include "rpki/der.h"

#define RSEC_RESOURCES_MAX 200000 /* ranges of one kind in one object */

/*
 * Left-aligned, as in struct rsec_prefix.  The end of a range has all bits
 * behind the address set, of IPv4 as well.
 */
struct rsec_address {
	uint64_t hi, lo;
};

struct rsec_ip_range {
	struct rsec_address min, max; /* inclusive */
	uint64_t offset;	      /* where it stands in the file */
};

struct rsec_asn_range {
	uint32_t min, max; /* inclusive */
	uint64_t offset;
};

/* One kind of resource: a list, or "as my issuer". */
struct rsec_ip_resources {
	bool present, inherit;
	struct rsec_ip_range *list; /* in the arena, as it stands */
	size_t count;
};

struct rsec_asn_resources {
	bool present, inherit;
	struct rsec_asn_range *list;
	size_t count;
};

struct rsec_resources {
	struct rsec_ip_resources ipv4, ipv6;
	struct rsec_asn_resources asn;
};

RSEC_BEGIN_API

/*
 * Parse the value of the sbgp-ipAddrBlock extension (RFC 3779 section 2.2.3)
 * or of sbgp-autonomousSysNum (section 3.2.3) into OUT; lists are in ARENA.
 * RFC 6487 section 4.8.10 and 4.8.11 rules are findings.  Returns 0, or -1
 * where nothing could be read.
 */
int rsec_ip_resources_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_resources *out);
int rsec_asn_resources_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_resources *out);

/*
 * IPAddrBlocks without the extension around it, as an RSC has (RFC 9323).
 * IPAddress BIT STRING to a prefix: rsec_ip_bits_parse() is shared with ROAs.
 */
bool rsec_ip_bits_parse(struct rsec_bytes bits, unsigned unused, uint8_t family,
    struct rsec_prefix *out);

/* The range of a prefix; and the prefix that a range is, or false. */
struct rsec_ip_range rsec_ip_range_of(const struct rsec_prefix *p);
bool rsec_ip_range_prefix(
    const struct rsec_ip_range *range, uint8_t family, struct rsec_prefix *out);

/*
 * Whether ranges in canonical order (sorted, apart, not adjacent) contain
 * RANGE: O(log n).
 */
bool rsec_ip_resources_contain(
    const struct rsec_ip_resources *set, const struct rsec_ip_range *range);
bool rsec_asn_resources_contain(
    const struct rsec_asn_resources *set, const struct rsec_asn_range *range);

/* Put a list in canonical order, merging what overlaps or touches. */
void rsec_ip_resources_canonize(struct rsec_ip_resources *set);
void rsec_asn_resources_canonize(struct rsec_asn_resources *set);

/* "192.0.2.0/24" or "192.0.2.0-192.0.2.9"; NUL-terminated. */
#define RSEC_IP_RANGE_SIZE 96
size_t rsec_ip_range_format(char to[RSEC_IP_RANGE_SIZE],
    const struct rsec_ip_range *range, uint8_t family);

RSEC_END_API

#endif
