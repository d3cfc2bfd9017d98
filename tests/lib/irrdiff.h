/* SPDX-License-Identifier: ISC */
/* Comparing two texts as irr-diff does, and the journal between them. */
#ifndef RSEC_TESTS_LIB_IRRDIFF_H
#define RSEC_TESTS_LIB_IRRDIFF_H

#include "irr/diff.h"

/* One dump, and how it is read. */
struct irrdiff_side {
	const char *text;
	size_t len;
	size_t chunk; /* bytes of a run; 0: all at once, and stable */
	const struct rsec_nrtm *journal;
	uint64_t stop_at; /* the fault at which its diag stops; 0: none */
	/* What came of it. */
	struct rsec_irr_diff *diff;
	enum rsec_irr_side side;
	int rc;
	struct rsec_err err;
	uint64_t faults;
	struct rsec_err fault; /* the last */
	uint64_t told;	       /* a hash of all, in their order */
};

/*
 * Read both sides by a thread each, or one after the other, and finish if both
 * could be read.  The caller frees what is returned; sides say what happened.
 */
struct rsec_irr_diff *irrdiff_run(const struct rsec_irr_diff_options *options,
    struct irrdiff_side sides[2], bool threads);

/* Write what DIFF found as a journal of FORMAT and SOURCE; 0 or -1. */
int irrdiff_journal(const struct rsec_irr_diff *diff,
    enum rsec_nrtm_format format, const char *source, struct rsec_buf *out,
    struct rsec_err *err);

#endif
