/* SPDX-License-Identifier: ISC */
/*
 * The arena: a list of blocks, the newest first.  A request that is larger
 * than a block gets a block of its own behind the head, so that the room that
 * is left in the head is not lost.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_BLOCK ((size_t)64 * 1024)

struct rsec_arena_block {
	struct rsec_arena_block *next;
	alignas(max_align_t) char data[];
};

void
rsec_arena_fini(struct rsec_arena *arena)
{
	struct rsec_arena_block *block, *next;

	for (block = arena->head; block != NULL; block = next) {
		next = block->next;
		free(block);
	}
	*arena = RSEC_ARENA_INIT;
}

void
rsec_arena_reset(struct rsec_arena *arena)
{
	struct rsec_arena_block *block, *next;

	if (arena->at == NULL) { /* the head is not a block of the usual size */
		rsec_arena_fini(arena);
		return;
	}
	for (block = arena->head->next; block != NULL; block = next) {
		next = block->next;
		free(block);
	}
	arena->head->next = NULL;
	arena->at = arena->head->data;
	arena->left = ARENA_BLOCK;
}

static void *
alloc_large(struct rsec_arena *arena, size_t size)
{
	struct rsec_arena_block *block;

	if (size > SIZE_MAX - sizeof(*block))
		return NULL;
	if ((block = malloc(sizeof(*block) + size)) == NULL)
		return NULL;
	if (arena->head == NULL) {
		block->next = NULL;
		arena->head = block;
	} else {
		block->next = arena->head->next;
		arena->head->next = block;
	}
	return block->data;
}

void *
rsec_arena_alloc(struct rsec_arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct rsec_arena_block *block;
	void *p;

	if (size > SIZE_MAX - align)
		return NULL;
	size = size == 0 ? align : (size + align - 1) / align * align;
	if (size > ARENA_BLOCK / 4)
		return alloc_large(arena, size);
	if (size > arena->left) {
		block = malloc(sizeof(*block) + ARENA_BLOCK);
		if (block == NULL)
			return NULL;
		block->next = arena->head;
		arena->head = block;
		arena->at = block->data;
		arena->left = ARENA_BLOCK;
	}
	p = arena->at;
	arena->at += size;
	arena->left -= size;
	return p;
}

char *
rsec_arena_strndup(struct rsec_arena *arena, const char *s, size_t n)
{
	char *copy;

	if (n == SIZE_MAX || (copy = rsec_arena_alloc(arena, n + 1)) == NULL)
		return NULL;
	if (n > 0)
		memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}
