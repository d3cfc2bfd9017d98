/* SPDX-License-Identifier: ISC */
/*
 * IP prefixes of both families in one shape: the address is left-aligned in
 * 128 bits, so that one comparison and one mask serve IPv4 and IPv6 alike.
 *
 *	192.0.2.0/24	hi c000020000000000  lo 0		 len 24
 *	2001:db8::/32	hi 20010db800000000  lo 0		 len 32
 */
#ifndef RSEC_NET_PREFIX_H
#define RSEC_NET_PREFIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"
#include "base/err.h"

#define RSEC_IPV4	 4
#define RSEC_IPV6	 6
#define RSEC_PREFIX_SIZE 44 /* bytes of the longest text and its NUL */

/* Invariant of every prefix from this library: no bit set beyond len. */
struct rsec_prefix {
	uint64_t hi, lo; /* address bits, the first is the top bit of hi */
	uint8_t family;	 /* RSEC_IPV4 or RSEC_IPV6 */
	uint8_t len;	 /* 0..32 or 0..128 */
};

RSEC_BEGIN_API

/*
 * Parse exactly S[0..n) as "address/length": dotted quads without leading
 * zeros, or RFC 4291 section 2.2 texts.  Without a length the prefix is one
 * address.  Bits beyond the length are an error, never masked.  Returns 0, or
 * -1 with ERR (which may be NULL) saying which part is wrong.
 */
int rsec_prefix_parse(
    const char *s, size_t n, struct rsec_prefix *out, struct rsec_err *err);

/*
 * The same, for input that leaves host bits to its reader: they are cleared,
 * and *MASKED tells whether there were any.
 */
int rsec_prefix_parse_masked(const char *s, size_t n, struct rsec_prefix *out,
    bool *masked, struct rsec_err *err);

/*
 * "192.0.2.0/24", or the RFC 5952 form of an IPv6 prefix, NUL-terminated.
 * Returns the length.
 */
size_t rsec_prefix_format(
    char to[RSEC_PREFIX_SIZE], const struct rsec_prefix *p);

/* The same without "/length": the first address of P. */
size_t rsec_prefix_format_address(
    char to[RSEC_PREFIX_SIZE], const struct rsec_prefix *p);

/*
 * From an address in network order: 4 or 16 bytes by FAMILY.  Host bits are
 * cleared; false where LEN is longer than the family's addresses.
 */
bool rsec_prefix_from_bytes(
    struct rsec_prefix *out, uint8_t family, const uint8_t *addr, uint8_t len);

RSEC_END_API

/* Bits in an address of FAMILY. */
static inline uint8_t
rsec_family_bits(uint8_t family)
{
	return family == RSEC_IPV4 ? 32 : 128;
}

/* The top 64 and the low 64 bits of a mask of LEN (0..128) ones. */
static inline uint64_t
rsec_mask_hi(unsigned len)
{
	return len == 0 ? 0 : len >= 64 ? UINT64_MAX : UINT64_MAX << (64 - len);
}

static inline uint64_t
rsec_mask_lo(unsigned len)
{
	return len <= 64 ? 0 : UINT64_MAX << (128 - len);
}

/*
 * Order: IPv4 first, then by address, then the shorter first.  It is the
 * pre-order of the prefix forest: each prefix stands right before all that it
 * contains.
 */
static inline int
rsec_prefix_cmp(const struct rsec_prefix *a, const struct rsec_prefix *b)
{
	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	if (a->hi != b->hi)
		return a->hi < b->hi ? -1 : 1;
	if (a->lo != b->lo)
		return a->lo < b->lo ? -1 : 1;
	return (a->len > b->len) - (a->len < b->len);
}

static inline bool
rsec_prefix_equal(const struct rsec_prefix *a, const struct rsec_prefix *b)
{
	return a->hi == b->hi && a->lo == b->lo && a->len == b->len &&
	       a->family == b->family;
}

/* Whether A contains B: B is A, or a more-specific of A ("A covers B"). */
static inline bool
rsec_prefix_contains(const struct rsec_prefix *a, const struct rsec_prefix *b)
{
	return a->family == b->family && a->len <= b->len &&
	       ((a->hi ^ b->hi) & rsec_mask_hi(a->len)) == 0 &&
	       ((a->lo ^ b->lo) & rsec_mask_lo(a->len)) == 0;
}

#endif
