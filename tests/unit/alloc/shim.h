/* SPDX-License-Identifier: ISC */
/*
 * malloc, calloc, realloc, aligned_alloc and free of the whole process, those
 * of shared libraries included, so that a test can have any allocation fail,
 * and count what is not given back.  Only alloc_test is linked with it:
 * valgrind and the sanitizers have to find the system's functions everywhere
 * else.
 */
#ifndef RSEC_TESTS_UNIT_ALLOC_SHIM_H
#define RSEC_TESTS_UNIT_ALLOC_SHIM_H

#include <stdbool.h>
#include <stdint.h>

enum alloc_failing {
	ALLOC_ONE, /* the N-th fails, later ones succeed */
	ALLOC_ALL, /* the N-th fails and all that follow */
};

/*
 * Whether allocations come here: not with another libc, a sanitizer, or
 * valgrind.
 */
bool alloc_works(void);

/* Have the N-th allocation from now on fail, 1 is the next; 0: none. */
void alloc_fail_at(uint64_t n, enum alloc_failing failing);

/* How many failed since then. */
uint64_t alloc_failures(void);

/* Allocations that are not freed. */
int64_t alloc_live(void);

#endif
