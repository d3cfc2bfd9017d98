/* SPDX-License-Identifier: ISC */
/*
 * Verifying all of a store: every block against its digest, and then that it is
 * what a builder writes that holds the same.  There is only one form for that,
 * so no order, link, count or judgement can be wrong and stay unseen.
 */
#include <inttypes.h>

#include "history/builder_private.h"
#include "history/store_private.h"

int
rsec_history_verify_digests(struct rsec_history *history, struct rsec_err *err)
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

/* The store as far as it is the same as what is written again. */
struct comparison {
	const struct rsec_history *history;
	uint64_t at; /* the next byte */
	bool differs;
};

static int
compare(void *ctx, const void *data, size_t len)
{
	struct comparison *comparison = ctx;
	const struct rsec_history *history = comparison->history;
	const uint8_t *bytes = data;
	uint64_t left = history->header.len - comparison->at;

	while (len > 0 && left > 0 && *bytes == history->data[comparison->at]) {
		comparison->at++;
		bytes++;
		len--;
		left--;
	}
	comparison->differs = len > 0;
	return comparison->differs ? -1 : 0;
}

/* The section that byte AT is in, or the header. */
static const char *
place_of(const struct rsec_history *history, uint64_t at)
{
	const struct rsec_history_span_of *span = history->header.sections;
	int i;

	for (i = 0; i < RSEC_SECTIONS; i++)
		if (at >= span[i].offset && at - span[i].offset < span[i].len)
			return rsec_section_name((enum rsec_history_section)i);
	return "header";
}

static int
verify_form(struct rsec_history *history, struct rsec_err *err)
{
	struct comparison comparison = { history, 0, false };
	struct rsec_builder *builder = rsec_builder_new(history, err);
	size_t i, j;
	int rc;

	if (builder == NULL)
		return -1;
	for (i = 0; i < builder->count; i++)
		for (j = 0; j < builder->tas[i].count; j++)
			builder->tas[i].ledger[j].changed = true;
	rc = rsec_builder_write(builder, compare, &comparison, err);
	rsec_builder_free(builder);
	if (comparison.differs ||
	    (rc == 0 && comparison.at < history->header.len))
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "section %s: byte %" PRIu64
		    " of the file is not what follows from the rest",
		    place_of(history, comparison.at), comparison.at);
	return rc;
}

int
rsec_history_verify(struct rsec_history *history, struct rsec_err *err)
{
	if (rsec_history_verify_digests(history, err) == -1)
		return -1;
	return verify_form(history, err);
}
