/* SPDX-License-Identifier: ISC */
/* Sources over memory, and over what was looked at.  See source.h. */
#include "base/source.h"

#include <string.h>

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

/* Pull the next run; 1, 0 at the end, -1 with ERR. */
static int
pull(struct rsec_peeked *peeked, struct rsec_err *err)
{
	int more;

	more = peeked->inner.next(
	    peeked->inner.ctx, &peeked->run, &peeked->run_len, err);
	if (more != 1)
		peeked->run_len = 0;
	return more;
}

/* Move what is missing of WANT bytes from the run to the head. */
static void
move(struct rsec_peeked *peeked, size_t want)
{
	size_t n = want - peeked->head_len;

	if (n > peeked->run_len)
		n = peeked->run_len;
	if (n == 0)
		return;
	memcpy(peeked->head + peeked->head_len, peeked->run, n);
	peeked->head_len += n;
	peeked->run += n;
	peeked->run_len -= n;
}

int
rsec_source_peek(struct rsec_peeked *peeked, struct rsec_source source,
    size_t want, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	int more;

	*peeked = (struct rsec_peeked){ .inner = source };
	if (want > RSEC_PEEK_MAX)
		want = RSEC_PEEK_MAX;
	if ((more = pull(peeked, err)) == -1)
		return -1;
	if (peeked->run_len >= want) {
		*data = peeked->run;
		*len = want;
		return 0;
	}
	move(peeked, want);
	while (more == 1 && peeked->head_len < want) {
		if ((more = pull(peeked, err)) == -1)
			return -1;
		move(peeked, want);
	}
	*data = peeked->head;
	*len = peeked->head_len;
	return 0;
}

static int
peeked_next(void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	struct rsec_peeked *peeked = ctx;

	if (peeked->head_len != 0) {
		*data = peeked->head;
		*len = peeked->head_len;
		peeked->head_len = 0;
		return 1;
	}
	if (peeked->run_len != 0) {
		*data = peeked->run;
		*len = peeked->run_len;
		peeked->run_len = 0;
		return 1;
	}
	return peeked->inner.next(peeked->inner.ctx, data, len, err);
}

struct rsec_source
rsec_source_peeked(struct rsec_peeked *peeked)
{
	return (struct rsec_source){ peeked_next, peeked };
}
