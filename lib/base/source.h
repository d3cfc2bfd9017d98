/* SPDX-License-Identifier: ISC */
/*
 * Where a parser's bytes come from.  A parser pulls runs of bytes and never
 * learns whether they are a file, a pipe, an archive member or a test's array:
 * that is what makes each of them testable and fuzzable.
 */
#ifndef RSEC_BASE_SOURCE_H
#define RSEC_BASE_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/*
 * next() hands out the next run of bytes: 1 with *len > 0, 0 at the end, -1
 * with *err filled.  The run is borrowed until the following call.  After 0 or
 * -1 it is not called again.
 */
struct rsec_source {
	int (*next)(
	    void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err);
	void *ctx;
};

/*
 * A source over bytes in memory, which the caller keeps until it is read.
 * CHUNK is the most that one run holds; 0 hands out everything at once.
 */
struct rsec_memory {
	const uint8_t *data;
	size_t len;
	size_t chunk;
};

#define RSEC_PEEK_MAX 64 /* bytes that can be looked at */

/* A source whose first bytes were looked at; the struct is the caller's. */
struct rsec_peeked {
	struct rsec_source inner;
	uint8_t head[RSEC_PEEK_MAX]; /* what came in shorter runs */
	size_t head_len;
	const uint8_t *run; /* behind the head; borrowed */
	size_t run_len;
};

RSEC_BEGIN_API

/* MEM becomes the context of the source that is returned. */
struct rsec_source rsec_source_memory(struct rsec_memory *mem);

/*
 * Look at the first WANT bytes of SOURCE, at most RSEC_PEEK_MAX: *DATA is what
 * there is, fewer than WANT only where the source is shorter.  Returns 0, or
 * -1 with ERR.  rsec_source_peeked() then hands out all of it, from the first
 * byte; PEEKED is its context.
 */
int rsec_source_peek(struct rsec_peeked *peeked, struct rsec_source source,
    size_t want, const uint8_t **data, size_t *len, struct rsec_err *err);
struct rsec_source rsec_source_peeked(struct rsec_peeked *peeked);

RSEC_END_API

#endif
