/* SPDX-License-Identifier: ISC */
/* What stats and plot share: series of numbers over time. */
#ifndef RSEC_CMD_ROA_HISTORY_NUMBERS_H
#define RSEC_CMD_ROA_HISTORY_NUMBERS_H

#include "cmd/roa-history/ask.h"
#include "history/stats.h"

struct numbers {
	struct ask ask;
	struct rsec_stats_options options;
	struct rsec_input *in[2 * CLI_INPUTS_MAX]; /* until they are read */
	struct rsec_delegated *delegated;
	struct rsec_bgp_table *bgp;
	bool tas[RSEC_HISTORY_TAS_MAX];
};

/*
 * Open the store and the other inputs, lock the process down, read them; the
 * interval is cut so that its last point is the last day.  Dies of what fails.
 */
void numbers_begin(struct numbers *numbers, const struct options *options);
int numbers_end(struct numbers *numbers, int status);

#endif
