/* SPDX-License-Identifier: ISC */
/* How a state is shown, and in words what is behind it. */
#include <stdio.h>
#include <string.h>

#include "cmd/roa-history/ask.h"

void
print_state(struct rsec_out *out, enum rsec_history_state state,
    const char *(*name)(enum rsec_history_state state))
{
	switch (state) {
	case RSEC_HISTORY_VALID:
		rsec_out_look(out, RSEC_OUT_GOOD);
		break;
	case RSEC_HISTORY_INVALID:
		rsec_out_look(out, RSEC_OUT_BAD);
		break;
	default:
		rsec_out_look(out, RSEC_OUT_OPEN);
		break;
	}
	rsec_out_string(out, name(state));
}

const char *
cover_name(enum rsec_history_state state)
{
	switch (state) {
	case RSEC_HISTORY_VALID:
		return "yes";
	case RSEC_HISTORY_NOT_FOUND:
		return "no";
	default:
		return rsec_history_state_name(state);
	}
}

/* What is known before and after, as in "invalid before and after". */
static void
format_around(const struct rsec_history_answer *answer,
    const char *(*name)(enum rsec_history_state state), char *to, size_t size)
{
	const enum rsec_history_state before = answer->before.state;
	const enum rsec_history_state after = answer->after.state;
	const char *a =
	    before == RSEC_HISTORY_UNKNOWN ? "nothing known" : name(before);
	const char *b =
	    after == RSEC_HISTORY_UNKNOWN ? "nothing known" : name(after);

	if (before == after)
		snprintf(to, size, "%s before and after", a);
	else
		snprintf(to, size, "%s before, %s after", a, b);
}

void
format_note(const struct ask *ask, const struct rsec_history_answer *answer,
    const char *(*name)(enum rsec_history_state state), char to[NOTE_SIZE])
{
	char around[64];

	switch (answer->verdict.state) {
	case RSEC_HISTORY_UNKNOWN:
		format_around(answer, name, around, sizeof(around));
		snprintf(to, NOTE_SIZE, "%.64s not observed (%s)",
		    rsec_history_ta(ask->history, answer->unknown_ta), around);
		break;
	case RSEC_HISTORY_CHANGED:
		format_around(answer, name, to, NOTE_SIZE);
		break;
	default:
		strcpy(to, rsec_rov_reason_name(answer->verdict.reason));
		break;
	}
}

static void
print_verdict(struct rsec_out *out, const struct rsec_history_verdict *verdict,
    const char *(*name)(enum rsec_history_state state))
{
	if (verdict->state == RSEC_HISTORY_UNKNOWN)
		rsec_out_null(out);
	else
		rsec_out_string(out, name(verdict->state));
}

void
print_around(const struct ask *ask, const struct rsec_history_answer *answer,
    const char *(*name)(enum rsec_history_state state))
{
	const enum rsec_history_state state = answer->verdict.state;

	if (state == RSEC_HISTORY_UNKNOWN)
		rsec_out_string(ask->out,
		    rsec_history_ta(ask->history, answer->unknown_ta));
	else
		rsec_out_null(ask->out);
	if (state != RSEC_HISTORY_UNKNOWN && state != RSEC_HISTORY_CHANGED) {
		rsec_out_null(ask->out);
		rsec_out_null(ask->out);
		return;
	}
	print_verdict(ask->out, &answer->before, name);
	print_verdict(ask->out, &answer->after, name);
}

int
state_status(enum rsec_history_state state)
{
	switch (state) {
	case RSEC_HISTORY_VALID:
		return CLI_OK;
	case RSEC_HISTORY_INVALID:
	case RSEC_HISTORY_NOT_FOUND:
		return CLI_FINDING;
	default:
		return CLI_UNCHECKED;
	}
}
