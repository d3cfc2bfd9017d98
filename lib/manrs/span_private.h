/* SPDX-License-Identifier: ISC */
/*
 * Ranges that may overlap, and which of them overlap another.  Not installed.
 */
#ifndef RSEC_MANRS_SPAN_PRIVATE_H
#define RSEC_MANRS_SPAN_PRIVATE_H

#include "base/buf.h"
#include "rpki/resources.h"

struct rsec_manrs_span {
	struct rsec_address min, max; /* inclusive */
	struct rsec_address top;      /* see span.c */
	uint32_t owner, number;	      /* what it stands for */
};

/* SPANS is a row of struct rsec_manrs_span: put it in order. */
void rsec_manrs_spans_sort(struct rsec_buf *spans);

/* Called with a span; -1 ends the search. */
typedef int rsec_manrs_span_found(
    void *ctx, const struct rsec_manrs_span *span);

/* All that have an address from MIN to MAX: 0, or what FOUND returned. */
int rsec_manrs_spans_find(const struct rsec_buf *spans, struct rsec_address min,
    struct rsec_address max, rsec_manrs_span_found *found, void *ctx);

#endif
