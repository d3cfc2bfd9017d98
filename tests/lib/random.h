/* SPDX-License-Identifier: ISC */
/*
 * Numbers that look random and are the same in every run (splitmix64), so
 * that a test that fails fails again.
 */
#ifndef RSEC_TESTS_LIB_RANDOM_H
#define RSEC_TESTS_LIB_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random {
	uint64_t state; /* the seed; any number is a good one */
};

static inline uint64_t
random_u64(struct random *r)
{
	uint64_t z = r->state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

/* 0..n-1; n > 0. */
static inline uint32_t
random_below(struct random *r, uint32_t n)
{
	return (uint32_t)((random_u64(r) >> 32) * n >> 32);
}

/* True once in N calls. */
static inline bool
random_once_in(struct random *r, uint32_t n)
{
	return random_below(r, n) == 0;
}

/* Put N records of SIZE bytes (at most 256) in another order. */
void random_shuffle(struct random *r, void *records, size_t n, size_t size);

#endif
