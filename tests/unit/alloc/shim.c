/* SPDX-License-Identifier: ISC */
/*
 * The allocation shim; see shim.h.  A symbol of the program is found before
 * that of libc, by libc itself as well, and glibc has its own functions under
 * second names.  Counters are atomic: an input has a thread.
 */
#include "tests/unit/alloc/shim.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

static _Atomic uint64_t countdown; /* 0: none will fail */
static _Atomic uint64_t failures;
static _Atomic int64_t live;
static atomic_bool failing_all;

void
alloc_fail_at(uint64_t n, enum alloc_failing failing)
{
	failing_all = failing == ALLOC_ALL;
	failures = 0;
	countdown = n;
}

uint64_t
alloc_failures(void)
{
	return failures;
}

int64_t
alloc_live(void)
{
	return live;
}

bool
alloc_works(void)
{
	void *volatile p;

	alloc_fail_at(1, ALLOC_ONE);
	p = malloc(1);
	alloc_fail_at(0, ALLOC_ONE);
	free(p);
	return p == NULL;
}

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
void *__libc_memalign(size_t align, size_t size);
void __libc_free(void *p);

/* Shared libraries find only what the program exports. */
#pragma GCC visibility push(default)
void *malloc(size_t size);
void *calloc(size_t n, size_t size);
void *realloc(void *p, size_t size);
void *aligned_alloc(size_t align, size_t size);
void free(void *p);
#pragma GCC visibility pop

/* Whether this allocation is to fail. */
static bool
fails(void)
{
	uint64_t left = countdown;

	while (left > 1 &&
	       !atomic_compare_exchange_weak(&countdown, &left, left - 1))
		;
	if (left != 1)
		return false;
	if (!failing_all)
		countdown = 0;
	failures++;
	errno = ENOMEM;
	return true;
}

static void *
counted(void *p)
{
	live += p != NULL;
	return p;
}

void *
malloc(size_t size)
{
	return fails() ? NULL : counted(__libc_malloc(size));
}

void *
calloc(size_t n, size_t size)
{
	return fails() ? NULL : counted(__libc_calloc(n, size));
}

void *
realloc(void *p, size_t size)
{
	if (p == NULL)
		return malloc(size);
	return fails() ? NULL : __libc_realloc(p, size);
}

void *
aligned_alloc(size_t align, size_t size)
{
	return fails() ? NULL : counted(__libc_memalign(align, size));
}

void
free(void *p)
{
	live -= p != NULL;
	__libc_free(p);
}

#endif
