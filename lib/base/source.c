/* SPDX-License-Identifier: ISC */
/* The source that reads from memory.  See source.h. */
#include "base/source.h"

static int
memory_next(void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	struct rsec_memory *mem = ctx;
	size_t n = mem->len;

	(void)err; /* memory does not fail */
	if (n == 0)
		return 0;
	if (mem->chunk != 0 && n > mem->chunk)
		n = mem->chunk;
	*data = mem->data;
	*len = n;
	mem->data += n;
	mem->len -= n;
	return 1;
}

struct rsec_source
rsec_source_memory(struct rsec_memory *mem)
{
	return (struct rsec_source){ memory_next, mem };
}
