/* SPDX-License-Identifier: ISC */
/* The VRPs that covered a prefix at a time, and how each stands to a route. */
#include <stdio.h>
#include <string.h>

#include "cmd/roa-history/ask.h"
#include "net/asn.h"

const struct rsec_out_column evidence_columns[] = {
	{ "asn", RSEC_OUT_ASN, 10, NULL },
	{ "prefix", RSEC_OUT_PREFIX, 18, NULL },
	{ "max_length", RSEC_OUT_MAX_LENGTH, 0, NULL },
	{ "ta", RSEC_OUT_STRING, 8, NULL },
	{ "why", RSEC_OUT_STRING, 0, NULL },
	{ NULL, 0, 0, NULL },
};

struct evidence {
	struct ask *ask;
	const struct rsec_route *route; /* NULL: only the cover */
	uint32_t at;
	bool here; /* a span of the VRP at hand holds the time */
};

static int
look(void *ctx, const struct rsec_history_span *span)
{
	struct evidence *evidence = ctx;
	const uint32_t at = evidence->at;

	if (at % DAY == 0)
		evidence->here |=
		    span->from / DAY <= at / DAY && at / DAY <= span->to / DAY;
	else
		evidence->here |= span->from <= at && at <= span->to;
	return 0;
}

static void
explain(const struct rsec_history_vrp *vrp, const struct rsec_route *route,
    char *to, size_t size)
{
	const struct rsec_vrp value = {
		.prefix = vrp->prefix, .asn = vrp->asn, .max_len = vrp->max_len
	};
	char asn[RSEC_ASN_SIZE];

	switch (rsec_rov_match(&value, route)) {
	case RSEC_VRP_MATCHES:
		snprintf(to, size, "matches");
		break;
	case RSEC_VRP_AS0:
		snprintf(to, size, "AS0: not to be routed");
		break;
	case RSEC_VRP_OTHER_AS:
		rsec_asn_format(asn, vrp->asn);
		snprintf(to, size, "authorises %s", asn);
		break;
	case RSEC_VRP_TOO_LONG:
		snprintf(to, size, "/%u is longer than maxLength %u",
		    route->prefix.len, vrp->max_len);
		break;
	}
}

/* Whether TA was observed at the time, or near to it on both sides. */
static bool
is_observed(const struct ask *ask, uint8_t ta, uint32_t at)
{
	struct rsec_history *history = ask->history;
	uint32_t n, before;

	if (at % DAY == 0)
		return rsec_history_day(history, ta, at) ==
		       RSEC_OBSERVATION_OBSERVED;
	n = rsec_history_trusted_until(history, ta, at);
	if (n == 0)
		return false;
	before = rsec_history_trusted_time(history, ta, n - 1);
	if (before == at)
		return true;
	return n < rsec_history_trusted(history, ta) &&
	       rsec_history_trusted_time(history, ta, n) - before <=
		   RSEC_HISTORY_NEAR;
}

static int
print_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct evidence *evidence = ctx;
	struct ask *ask = evidence->ask;
	struct rsec_out *out = ask->out;
	char why[64] = "covers";

	evidence->here = false;
	if (rsec_history_spans(ask->history, vrp, ask->options->gaps, look,
		evidence, &ask->err) == -1)
		return -1;
	if (!evidence->here)
		return 0;
	if (ask->options->gaps == RSEC_GAPS_UNKNOWN &&
	    !is_observed(ask, vrp->ta, evidence->at))
		strcpy(why, "before and after; not observed then");
	else if (evidence->route != NULL)
		explain(vrp, evidence->route, why, sizeof(why));
	rsec_out_asn(out, vrp->asn);
	rsec_out_prefix(out, &vrp->prefix);
	rsec_out_uint(out, vrp->max_len);
	rsec_out_string(out, rsec_history_ta(ask->history, vrp->ta));
	rsec_out_string(out, why);
	rsec_out_row_end(out);
	return 0;
}

void
print_evidence(struct ask *ask, const struct rsec_prefix *prefix,
    const struct rsec_route *route, uint32_t at)
{
	struct evidence evidence = { .ask = ask, .route = route, .at = at };

	rsec_out_rows_begin(ask->out);
	ask_done(ask, rsec_history_covering(ask->history, prefix, print_vrp,
			  &evidence, &ask->err));
	rsec_out_rows_end(ask->out);
}
