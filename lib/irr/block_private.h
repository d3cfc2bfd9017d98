/* SPDX-License-Identifier: ISC */
/*
 * Sixteen bytes at once, with what GCC and Clang make of vectors on any
 * machine.  Only the step from a vector to bits has no portable name; without
 * SSE2 it is a loop.
 */
#ifndef RSEC_IRR_BLOCK_PRIVATE_H
#define RSEC_IRR_BLOCK_PRIVATE_H

#include <stdint.h>
#include <string.h>

#define RSEC_BLOCK ((size_t)16)

typedef uint8_t rsec_block __attribute__((vector_size(16)));
typedef char rsec_block_chars __attribute__((vector_size(16)));

static inline rsec_block
rsec_block_load(const void *s)
{
	rsec_block b;

	memcpy(&b, s, sizeof(b));
	return b;
}

/* The bytes that are C, as bytes of ones. */
static inline rsec_block
rsec_block_equal(rsec_block b, char c)
{
	return (rsec_block)(b == (uint8_t)c);
}

/* A bit for each byte that is all ones, the first in the lowest. */
static inline unsigned
rsec_block_bits(rsec_block b)
{
#ifdef __SSE2__
	return (unsigned)__builtin_ia32_pmovmskb128((rsec_block_chars)b);
#else
	unsigned bits = 0, i;

	for (i = 0; i < RSEC_BLOCK; i++)
		bits |= (unsigned)(b[i] >> 7) << i;
	return bits;
#endif
}

/* ASCII letters in lower case. */
static inline rsec_block
rsec_block_fold(rsec_block b)
{
	return b | ((rsec_block)(b - 'A' < 26) & 0x20);
}

/* The first N (at most 16) bytes; the others are 0. */
static inline rsec_block
rsec_block_first(rsec_block b, size_t n)
{
	static const uint8_t ones[2 * RSEC_BLOCK] = { 255, 255, 255, 255, 255,
		255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255 };

	return b & rsec_block_load(ones + RSEC_BLOCK - n);
}

#endif
