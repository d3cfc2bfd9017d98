/* SPDX-License-Identifier: ISC */
/*
 * changes: what came and went between two days, or times of them.  Of a trust
 * anchor that was not observed at one of them nothing is told but that.
 */
#include <stdlib.h>
#include <unistd.h>

#include "cmd/roa-history/ask.h"

/* A mass event: so many, and so large a share of all that were there, soon. */
#define MASS_DAYS  7
#define MASS_LEAST 200
#define MASS_SHARE 20 /* one in that many */

static const struct rsec_out_column columns[] = {
	{ "change", RSEC_OUT_STRING, 1, NULL },
	{ "asn", RSEC_OUT_ASN, 10, NULL },
	{ "prefix", RSEC_OUT_PREFIX, 18, NULL },
	{ "max_length", RSEC_OUT_MAX_LENGTH, 0, NULL },
	{ "ta", RSEC_OUT_STRING, 0, NULL },
	{ NULL, 0, 0, NULL },
};

static const struct rsec_out_column summary_columns[] = {
	{ "ta", RSEC_OUT_STRING, 10, NULL },
	{ "from", RSEC_OUT_STRING, 10, NULL },
	{ "to", RSEC_OUT_STRING, 10, NULL },
	{ "before", RSEC_OUT_UINT, 8, NULL },
	{ "added", RSEC_OUT_UINT, 7, NULL },
	{ "removed", RSEC_OUT_UINT, 7, NULL },
	{ "after", RSEC_OUT_UINT, 8, NULL },
	{ "note", RSEC_OUT_STRING, 0, NULL },
	{ NULL, 0, 0, NULL },
};

struct counts {
	uint64_t added, removed, before;
};

struct changes {
	struct ask *ask;
	uint32_t a, b; /* midnights stand for days */
	struct counts of[RSEC_HISTORY_TAS_MAX];
};

static int
tell(void *ctx, bool added, const struct rsec_history_vrp *vrp)
{
	struct changes *changes = ctx;
	struct ask *ask = changes->ask;
	const char *ta = rsec_history_ta(ask->history, vrp->ta);
	struct counts *counts = &changes->of[vrp->ta];

	if (added)
		counts->added++;
	else
		counts->removed++;
	if (ask->options->summary)
		return 0;
	rsec_out_look(ask->out, added ? RSEC_OUT_GOOD : RSEC_OUT_BAD);
	rsec_out_string(ask->out, added ? "+" : "-");
	rsec_out_asn(ask->out, vrp->asn);
	rsec_out_prefix(ask->out, &vrp->prefix);
	rsec_out_uint(ask->out, vrp->max_len);
	rsec_out_string(ask->out, ta);
	rsec_out_end(ask->out);
	return rsec_out_failed(ask->out);
}

/*
 * The time of the last observation of TA that counts for AT: one of that day,
 * or before that time of day with another one near; false where there is none.
 */
static bool
observed_at(struct rsec_history *history, uint8_t ta, uint32_t at, uint32_t *t)
{
	const bool is_day = at % DAY == 0;
	const uint32_t last =
	    is_day && at < UINT32_MAX - DAY ? at + DAY - 1 : at;
	const uint32_t n = rsec_history_trusted_until(history, ta, last);

	if (n == 0)
		return false;
	*t = rsec_history_trusted_time(history, ta, n - 1);
	if (*t >= at)
		return true;
	return !is_day && n < rsec_history_trusted(history, ta) &&
	       rsec_history_trusted_time(history, ta, n) - *t <=
		   RSEC_HISTORY_NEAR;
}

/* How many VRPs TA had then. */
static uint64_t
count_vrps(struct ask *ask, uint8_t ta, uint32_t at)
{
	struct rsec_observation one;
	uint64_t vrps = 0;
	size_t first, i, n;
	uint32_t t;

	if (!observed_at(ask->history, ta, at, &t))
		return 0;
	n = rsec_history_ledger(ask->history, ta, &first);
	for (i = first; i < first + n; i++) {
		ask_done(ask,
		    rsec_history_observation(ask->history, i, &one, &ask->err));
		if (one.state == RSEC_OBSERVATION_OBSERVED && one.time == t)
			vrps = one.vrps;
	}
	return vrps;
}

static bool
is_mass(uint64_t changed, uint64_t of)
{
	return changed > MASS_LEAST && changed * MASS_SHARE > of;
}

static const char *
note_of(const struct changes *changes, uint8_t ta)
{
	const struct counts *counts = &changes->of[ta];

	if (changes->b - changes->a > MASS_DAYS * DAY)
		return "";
	if (is_mass(counts->removed, counts->before))
		return is_mass(counts->added, counts->before)
			   ? "mass exchange"
			   : "mass disappearance";
	return is_mass(counts->added, counts->before) ? "mass appearance" : "";
}

static bool
was_observed(const struct changes *changes, uint8_t ta, uint32_t at)
{
	uint32_t t;

	return observed_at(changes->ask->history, ta, at, &t);
}

static void
print_summary(const struct changes *changes, uint8_t ta, bool known)
{
	const struct counts *counts = &changes->of[ta];
	struct ask *ask = changes->ask;
	struct rsec_out *out = ask->out;

	rsec_out_string(out, rsec_history_ta(ask->history, ta));
	print_time(out, changes->a);
	print_time(out, changes->b);
	if (!known) {
		rsec_out_null(out);
		rsec_out_null(out);
		rsec_out_null(out);
		rsec_out_null(out);
		rsec_out_string(out, was_observed(changes, ta, changes->a)
					 ? "no end observed"
				     : was_observed(changes, ta, changes->b)
					 ? "no start observed"
					 : "not observed");
	} else {
		rsec_out_uint(out, counts->before);
		rsec_out_uint(out, counts->added);
		rsec_out_uint(out, counts->removed);
		rsec_out_uint(
		    out, counts->before + counts->added - counts->removed);
		rsec_out_string(out, note_of(changes, ta));
	}
	rsec_out_end(out);
}

static void
warn_summary(const struct changes *changes, uint8_t ta, bool known)
{
	const struct counts *counts = &changes->of[ta];
	const char *name = rsec_history_ta(changes->ask->history, ta);
	char added[CLI_COUNT_SIZE], removed[CLI_COUNT_SIZE];
	char before[CLI_COUNT_SIZE], day[RSEC_UTC_SIZE];

	if (!known) {
		format_time(day, was_observed(changes, ta, changes->a)
				     ? changes->b
				     : changes->a);
		cli_warn(
		    "%s: not observed on %s; nothing is told of it", name, day);
		return;
	}
	if (changes->ask->options->input.quiet)
		return;
	cli_warn("%s: %s added, %s removed, %s before%s%s", name,
	    cli_count(added, counts->added),
	    cli_count(removed, counts->removed),
	    cli_count(before, counts->before),
	    note_of(changes, ta)[0] != '\0' ? ": " : "", note_of(changes, ta));
}

/* What is to be said of each trust anchor; the exit status. */
static int
summarise(struct changes *changes)
{
	struct ask *ask = changes->ask;
	const size_t tas = rsec_history_tas(ask->history);
	bool known, any = false, open = false;
	size_t i;

	for (i = 0; i < tas; i++) {
		const uint8_t ta = (uint8_t)i;

		if (!store_wants(
			ask->options, rsec_history_ta(ask->history, ta)))
			continue;
		known = was_observed(changes, ta, changes->a) &&
			was_observed(changes, ta, changes->b);
		changes->of[ta].before = count_vrps(ask, ta, changes->a);
		any |= changes->of[ta].added + changes->of[ta].removed > 0;
		open |= !known;
		if (ask->options->summary)
			print_summary(changes, ta, known);
		else
			warn_summary(changes, ta, known);
	}
	return any ? CLI_FINDING : open ? CLI_UNCHECKED : CLI_OK;
}

int
changes(const struct options *options)
{
	struct changes *changes = cli_calloc(1, sizeof(*changes));
	struct ask ask;
	int status;

	need_operands(options, 1, 2, "one date or two");
	changes->ask = &ask;
	changes->a = parse_time(options->operand[0]);
	changes->b = changes->a;
	if (options->operands == 2)
		changes->b = parse_time(options->operand[1]);
	else if (changes->a >= DAY)
		changes->a -= DAY;
	if (changes->a > changes->b)
		cli_die("the first date is the later one");
	ask_open(&ask, options);
	ask_begin(&ask);
	ask.out = cli_out(STDOUT_FILENO, options->format,
	    options->summary ? summary_columns : columns);
	ask_done(&ask, rsec_history_changes(ask.history, changes->a, changes->b,
			   tell, changes, &ask.err));
	rsec_out_flush(ask.out); /* the changes come first */
	status = summarise(changes);
	free(changes);
	return ask_close(&ask, status);
}
