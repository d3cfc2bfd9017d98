/* SPDX-License-Identifier: ISC */
/* What the verbs that ask a store share: opening it, operands, dates. */
#include "cmd/roa-history/ask.h"

#include <string.h>
#include <unistd.h>

#include "cmd/sandbox.h"
#include "net/asn.h"

void
ask_open(struct ask *ask, const struct options *options)
{
	*ask = (struct ask){ .options = options };
	store_open(&ask->store, options);
}

/* The days between which something was observed. */
static void
find_limits(struct ask *ask)
{
	const size_t tas = rsec_history_tas(ask->history);
	uint32_t count, time;
	size_t ta;

	ask->first = UINT32_MAX;
	for (ta = 0; ta < tas; ta++) {
		count = rsec_history_trusted(ask->history, (uint8_t)ta);
		if (count == 0)
			continue;
		time = rsec_history_trusted_time(ask->history, (uint8_t)ta, 0);
		if (time < ask->first)
			ask->first = time;
		time = rsec_history_trusted_time(
		    ask->history, (uint8_t)ta, count - 1);
		if (time > ask->last)
			ask->last = time;
	}
	if (ask->first == UINT32_MAX)
		cli_die("%s: nothing was observed", ask->store.path);
	ask->first -= ask->first % DAY;
	ask->last -= ask->last % DAY;
}

/* All trust anchors but those that --tal names are as if they were not. */
static void
apply_tals(struct ask *ask)
{
	const struct cli_names *tal = &ask->options->tal;
	const size_t tas = rsec_history_tas(ask->history);
	size_t i;

	for (i = 0; i < tal->count; i++)
		if (rsec_history_ta_find(ask->history, tal->name[i]) == -1)
			cli_die("--tal: %s has no trust anchor \"%s\"",
			    ask->store.path, tal->name[i]);
	for (i = 0; i < tas; i++)
		if (!store_wants(ask->options,
			rsec_history_ta(ask->history, (uint8_t)i)))
			rsec_history_leave_out(ask->history, (uint8_t)i);
}

static _Noreturn void
die_of_interval(const struct ask *ask)
{
	const struct options *options = ask->options;
	char day[RSEC_UTC_SIZE];

	if (options->from.given && options->to.given)
		cli_die("the interval ends before it begins");
	format_time(day, options->from.given ? ask->last : ask->first);
	cli_die("%s: the %s observation is of %s",
	    options->from.given ? "--from" : "--to",
	    options->from.given ? "last" : "first", day);
}

void
ask_begin(struct ask *ask)
{
	const struct options *options = ask->options;

	sandbox_enter();
	ask->history = store_read(&ask->store);
	apply_tals(ask);
	find_limits(ask);
	ask->from = options->from.given ? options->from.time : ask->first;
	ask->to = options->to.given ? options->to.time : ask->last;
	ask->from -= ask->from % DAY;
	ask->to -= ask->to % DAY;
	if (ask->from > ask->to)
		die_of_interval(ask);
}

void
ask_done(struct ask *ask, int rc)
{
	if (rc == -1)
		cli_die_err(ask->store.path, &ask->err);
}

int
ask_close(struct ask *ask, int status)
{
	gaps_fini(ask);
	store_close(&ask->store);
	return cli_close(ask->out, status);
}

bool
ask_text(const struct ask *ask)
{
	return ask->options->format == RSEC_OUT_TEXT;
}

struct rsec_prefix
parse_prefix(const char *s)
{
	struct rsec_prefix prefix;
	struct rsec_err err;

	if (rsec_prefix_parse(s, strlen(s), &prefix, &err) != 0)
		cli_die("%s", err.msg);
	return prefix;
}

uint32_t
parse_asn(const char *s)
{
	uint32_t asn;

	if (!rsec_asn_parse(s, strlen(s), &asn))
		cli_die("\"%s\" is not an AS number", s);
	return asn;
}

uint32_t
parse_time(const char *s)
{
	int64_t t;

	if (!rsec_utc_parse(s, strlen(s), &t) || t < 0 || t > UINT32_MAX)
		cli_die("\"%s\" is not a date such as 2026-11-23, nor a "
			"time such as 2026-11-23T04:05:06Z",
		    s);
	return (uint32_t)t;
}

void
format_time(char to[RSEC_UTC_SIZE], uint32_t t)
{
	if (t % DAY == 0)
		rsec_utc_format_day(to, t / DAY);
	else
		rsec_utc_format(to, t);
}

void
format_span(char to[SPAN_SIZE], uint32_t from, uint32_t end)
{
	format_time(to, from);
	if (from == end)
		return;
	to = stpcpy(to + strlen(to), " .. ");
	format_time(to, end);
}

void
print_time(struct rsec_out *out, uint32_t t)
{
	char text[RSEC_UTC_SIZE];

	format_time(text, t);
	rsec_out_string(out, text);
}
