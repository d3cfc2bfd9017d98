/* SPDX-License-Identifier: ISC */
/*
 * The attributes of a BGP route as they stand on the wire (RFC 4271 section
 * 4.3), found but not copied, and the AS path that they hold.
 */
#ifndef RSEC_BGP_PATH_H
#define RSEC_BGP_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"
#include "base/buf.h"
#include "base/err.h"

#define RSEC_BGP_PATH_MAX 4096 /* ASNs of one path; more is an error */

/* A run of bytes in a record; borrowed.  NULL: the attribute is absent. */
struct rsec_bgp_bytes {
	const uint8_t *data;
	size_t len;
};

struct rsec_bgp_attributes {
	struct rsec_bgp_bytes path;	/* AS_PATH */
	struct rsec_bgp_bytes as4_path; /* RFC 6793 */
	uint8_t asn_size;		/* 2 or 4: octets of an ASN in path */
	struct rsec_bgp_bytes communities;	 /* RFC 1997, 4 octets each */
	struct rsec_bgp_bytes large_communities; /* RFC 8092, 12 each */
	struct rsec_bgp_bytes reach, unreach;	 /* RFC 4760 */
	bool has_otc; /* Only to Customer, RFC 9234 section 5 */
	uint32_t otc;
};

enum rsec_bgp_segment {
	RSEC_BGP_SET = 1,
	RSEC_BGP_SEQUENCE = 2,
	RSEC_BGP_CONFED_SEQUENCE = 3, /* RFC 5065 */
	RSEC_BGP_CONFED_SET = 4,
};

/* One AS of a path, with what it is part of. */
struct rsec_bgp_hop {
	uint32_t asn;
	enum rsec_bgp_segment segment;
	bool first; /* of its segment */
};

RSEC_BEGIN_API

/*
 * Find the attributes in DATA[0..len).  An attribute that runs over the end,
 * or stands twice (RFC 7606 section 3 g), is an error.  Returns 0, or -1 with
 * ERR whose offset counts from DATA.
 */
int rsec_bgp_attributes_parse(const uint8_t *data, size_t len, uint8_t asn_size,
    struct rsec_bgp_attributes *out, struct rsec_err *err);

/*
 * The hops of the path, the neighbour first, with AS4_PATH put in where the
 * peer spoke two-octet ASNs (RFC 6793 section 4.2.3).  Returns how many, or -1
 * with ERR: a segment that runs over the end, of an unknown type, of no AS, or
 * more than MAX.
 */
int rsec_bgp_path(const struct rsec_bgp_attributes *attributes,
    struct rsec_bgp_hop *hops, size_t max, struct rsec_err *err);

/*
 * The origin (RFC 6811 section 2): the last AS of the last segment.  False
 * where there is none: the path ends in a set, is empty, or cannot be read.
 * Confederation segments do not count (RFC 5065).
 */
bool rsec_bgp_origin(
    const struct rsec_bgp_attributes *attributes, uint32_t *origin);

/*
 * Add to WIRE, as an AS_PATH of four-octet ASNs, the path that TEXT[0..len)
 * tells as bgpdump prints it: "64500 {64496,64497}" (AS_SET), "(64500 64501)"
 * and "[64500,64501]" (confederation).  Returns 0, or -1 with ERR.
 */
int rsec_bgp_path_parse(
    const char *text, size_t len, struct rsec_buf *wire, struct rsec_err *err);

RSEC_END_API

#endif
