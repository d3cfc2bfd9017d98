/* SPDX-License-Identifier: ISC */
/* Since when a prefix is covered, or is not. */
#include "cmd/roa-history/ask.h"

struct follower {
	const struct ask *ask;
	struct stretch *stretch;
};

static int
follow(void *ctx, const struct rsec_history_segment *segment)
{
	const struct follower *follower = ctx;
	struct stretch *stretch = follower->stretch;
	const struct rsec_history_answer *answer = &segment->answer;

	if (answer->verdict.state == RSEC_HISTORY_UNKNOWN) {
		stretch->missing =
		    rsec_history_ta(follower->ask->history, answer->unknown_ta);
		return 0;
	}
	if (stretch->state != answer->verdict.state) {
		stretch->state = answer->verdict.state;
		stretch->since = segment->from;
		stretch->observed = 0;
	}
	stretch->missing = NULL;
	stretch->until = segment->to;
	stretch->observed += (segment->to - segment->from) / DAY + 1;
	stretch->ever |= stretch->state == RSEC_HISTORY_VALID;
	return 0;
}

void
find_stretch(
    struct ask *ask, const struct rsec_prefix *prefix, struct stretch *stretch)
{
	struct follower follower = { ask, stretch };

	*stretch = (struct stretch){ .state = RSEC_HISTORY_UNKNOWN };
	ask_done(ask,
	    rsec_history_covered_range(ask->history, prefix, ask->from, ask->to,
		ask->options->gaps, follow, &follower, &ask->err));
}
