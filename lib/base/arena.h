/* SPDX-License-Identifier: ISC */
/*
 * An arena: many small allocations of one lifetime, freed at once.  Memory
 * that it hands out never moves.
 */
#ifndef RSEC_BASE_ARENA_H
#define RSEC_BASE_ARENA_H

#include <stddef.h>

#include "base/api.h"

struct rsec_arena_block;

struct rsec_arena {
	struct rsec_arena_block *head; /* the block that is being filled */
	char *at;		       /* next free byte of it */
	size_t left;		       /* bytes left from there */
};

#define RSEC_ARENA_INIT ((struct rsec_arena){ NULL, NULL, 0 })

RSEC_BEGIN_API

/* Free everything that came from ARENA; it may be used again. */
void rsec_arena_fini(struct rsec_arena *arena);

/*
 * Take back everything that came from ARENA, and keep memory for what comes
 * next: for one object after another.
 */
void rsec_arena_reset(struct rsec_arena *arena);

/* SIZE bytes aligned for any type, not cleared; NULL without memory. */
void *rsec_arena_alloc(struct rsec_arena *arena, size_t size);

/* A NUL-terminated copy of S[0..n); NULL without memory. */
char *rsec_arena_strndup(struct rsec_arena *arena, const char *s, size_t n);

RSEC_END_API

#endif
