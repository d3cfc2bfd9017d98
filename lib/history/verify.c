/* SPDX-License-Identifier: ISC */
/*
 * Verifying all of a store: every block against its digest, and that nothing
 * in it points outside or stands out of order.
 */
#include "history/store_private.h"

static int
verify_blocks(struct rsec_history *history, struct rsec_err *err)
{
	const struct rsec_history_span_of *span = history->header.sections;
	uint64_t first, last;
	int i;

	for (i = 0; i < RSEC_SECTIONS; i++, span++) {
		if (span->len == 0)
			continue;
		first =
		    span->offset - (uint64_t)(history->body - history->data);
		last = (first + span->len - 1) / RSEC_HISTORY_BLOCK;
		if (rsec_history_verify_blocks(history,
			first / RSEC_HISTORY_BLOCK, last,
			(enum rsec_history_section)i, err) == -1)
			return -1;
	}
	return 0;
}

int
rsec_history_verify(struct rsec_history *history, struct rsec_err *err)
{
	return verify_blocks(history, err);
}
