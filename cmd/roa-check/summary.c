/* SPDX-License-Identifier: ISC */
/* Counts of answers by state and family, and the exit status they give. */
#include "cmd/cli.h"
#include "cmd/roa-check/roa-check.h"

const struct rsec_out_column summary_columns[] = {
	{ "family", RSEC_OUT_STRING, 6, NULL },
	{ "state", RSEC_OUT_STRING, 14, NULL },
	{ "count", RSEC_OUT_UINT, 0, NULL },
	{ NULL, 0, 0, NULL },
};

static uint64_t
total(const struct check *check, enum state state)
{
	return check->count[0][state] + check->count[1][state];
}

/* Whether any question had one of the states FROM..TO. */
static bool
any(const struct check *check, enum state from, enum state to)
{
	unsigned s;

	for (s = from; s <= to; s++)
		if (total(check, (enum state)s) > 0)
			return true;
	return false;
}

static void
print_states(const struct check *check, enum state from)
{
	static const char *const families[] = { "ipv4", "ipv6", "all" };
	unsigned s;
	int family;

	for (family = 0; family < 3; family++)
		for (s = from; s < from + 3u; s++) {
			rsec_out_string(check->out, families[family]);
			rsec_out_string(check->out, state_name((enum state)s));
			rsec_out_uint(check->out,
			    family < 2 ? check->count[family][s]
				       : total(check, (enum state)s));
			rsec_out_end(check->out);
		}
}

void
summary_print(const struct check *check)
{
	bool prefixes = any(check, STATE_COVERED, STATE_NOT_COVERED);

	if (any(check, STATE_VALID, STATE_NOT_FOUND) || !prefixes)
		print_states(check, STATE_VALID);
	if (prefixes)
		print_states(check, STATE_COVERED);
}

static void
warn_states(const struct check *check, const char *one, const char *many,
    enum state from)
{
	char text[3][CLI_COUNT_SIZE], all[CLI_COUNT_SIZE];
	uint64_t n, sum = 0;
	int i;

	for (i = 0; i < 3; i++) {
		n = total(check, (enum state)((int)from + i));
		cli_count(text[i], n);
		sum += n;
	}
	if (sum > 0)
		cli_warn("%s %s: %s %s, %s %s, %s %s", cli_count(all, sum),
		    sum == 1 ? one : many, text[0], state_name(from), text[1],
		    state_name((enum state)(from + 1)), text[2],
		    state_name((enum state)(from + 2)));
}

void
summary_warn(const struct check *check)
{
	if (check->options->input.quiet ||
	    check->options->print != PRINT_RECORDS ||
	    check->options->format != RSEC_OUT_TEXT)
		return;
	rsec_out_flush(check->out); /* the answers come first */
	warn_states(check, "route", "routes", STATE_VALID);
	warn_states(check, "prefix", "prefixes", STATE_COVERED);
}

/*
 * Where none of the lines or records could be answered, nothing says that all
 * is well.
 */
int
summary_status(const struct check *check, uint64_t unanswered)
{
	if (any(check, STATE_INVALID, STATE_NOT_FOUND) ||
	    any(check, STATE_PARTLY_COVERED, STATE_NOT_COVERED))
		return CLI_FINDING;
	if (unanswered > 0 && !any(check, STATE_VALID, STATE_NOT_COVERED))
		return CLI_TROUBLE;
	return CLI_OK;
}
