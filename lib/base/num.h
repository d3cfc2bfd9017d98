/* SPDX-License-Identifier: ISC */
/* Numbers: checked parsing and sizes, and fixed-width integers in bytes. */
#ifndef RSEC_BASE_NUM_H
#define RSEC_BASE_NUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"

#define RSEC_U64_DIGITS 20 /* decimal digits of the largest uint64_t */

RSEC_BEGIN_API

/*
 * The decimal number that is exactly S[0..n): digits only, no sign, at most
 * MAX.  False leaves *OUT as it was.
 */
bool rsec_parse_u64(const char *s, size_t n, uint64_t max, uint64_t *out);
bool rsec_parse_u32(const char *s, size_t n, uint32_t max, uint32_t *out);

/*
 * Write V in decimal without a NUL; returns the number of bytes, at most
 * RSEC_U64_DIGITS.
 */
size_t rsec_format_u64(char *to, uint64_t v);

RSEC_END_API

/* *OUT = A * B; false where that does not fit. */
static inline bool
rsec_size_mul(size_t a, size_t b, size_t *out)
{
	return !__builtin_mul_overflow(a, b, out);
}

/* *OUT = A + B; false where that does not fit. */
static inline bool
rsec_size_add(size_t a, size_t b, size_t *out)
{
	return !__builtin_add_overflow(a, b, out);
}

/* Integers in network order, at any alignment. */
static inline uint16_t
rsec_get_be16(const uint8_t *p)
{
	return (uint16_t)(p[0] << 8 | p[1]);
}

static inline uint32_t
rsec_get_be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

static inline uint64_t
rsec_get_be64(const uint8_t *p)
{
	return (uint64_t)rsec_get_be32(p) << 32 | rsec_get_be32(p + 4);
}

static inline void
rsec_put_be32(uint8_t *p, uint32_t v)
{
	p[0] = (uint8_t)(v >> 24);
	p[1] = (uint8_t)(v >> 16);
	p[2] = (uint8_t)(v >> 8);
	p[3] = (uint8_t)v;
}

static inline void
rsec_put_be64(uint8_t *p, uint64_t v)
{
	rsec_put_be32(p, (uint32_t)(v >> 32));
	rsec_put_be32(p + 4, (uint32_t)v);
}

#endif
