/* SPDX-License-Identifier: ISC */
/* One question, one answer: judged, counted, and printed if it was asked. */
#include "cmd/roa-check/roa-check.h"
#include "rpki/coverage.h"

const char *
state_name(enum state state)
{
	static const char *const names[STATES] = {
		[STATE_VALID] = "valid",
		[STATE_INVALID] = "invalid",
		[STATE_NOT_FOUND] = "not-found",
		[STATE_COVERED] = "covered",
		[STATE_PARTLY_COVERED] = "partly-covered",
		[STATE_NOT_COVERED] = "not-covered",
	};

	return names[state];
}

static enum state
judge_route(const struct check *check, const struct rsec_route *route,
    enum rsec_rov_reason *reason)
{
	switch (rsec_rov_validate(check->vrps, route, reason)) {
	case RSEC_ROV_VALID:
		return STATE_VALID;
	case RSEC_ROV_INVALID:
		return STATE_INVALID;
	default:
		return STATE_NOT_FOUND;
	}
}

static enum state
judge_prefix(const struct check *check, const struct rsec_prefix *prefix)
{
	switch (rsec_coverage(check->vrps, prefix)) {
	case RSEC_COVERED:
		return STATE_COVERED;
	case RSEC_PARTLY_COVERED:
		return STATE_PARTLY_COVERED;
	default:
		return STATE_NOT_COVERED;
	}
}

static void
print_tagged(
    struct check *check, const struct question *question, enum state state)
{
	rsec_out_raw(check->out, state_name(state));
	rsec_out_raw(check->out, "\t");
	rsec_out_raw_bytes(check->out, question->line, question->line_len);
	rsec_out_raw(check->out, "\n");
}

void
check_ask(struct check *check, const struct question *question)
{
	const struct options *options = check->options;
	enum rsec_rov_reason reason = RSEC_ROV_NONE;
	enum state state;

	if (question->is_route)
		state = judge_route(check, &question->route, &reason);
	else
		state = judge_prefix(check, &question->route.prefix);
	check->count[question->route.prefix.family == RSEC_IPV6][state]++;
	if (options->only != 0 && (options->only & 1U << state) == 0)
		return;

	switch (options->print) {
	case PRINT_RECORDS:
		record_print(check, question, state, reason);
		break;
	case PRINT_TAGGED:
		print_tagged(check, question, state);
		break;
	case PRINT_SUGGESTION:
		if (state == STATE_INVALID || state == STATE_NOT_FOUND)
			suggest_print(check, question);
		break;
	case PRINT_ROUTINATOR:
		routinator_print(check, question, state);
		break;
	case PRINT_SUMMARY:
		break;
	}
}
