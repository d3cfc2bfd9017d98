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

RSEC_BEGIN_API

/* MEM becomes the context of the source that is returned. */
struct rsec_source rsec_source_memory(struct rsec_memory *mem);

RSEC_END_API

#endif
