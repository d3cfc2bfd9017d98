/* SPDX-License-Identifier: ISC */
/*
 * sources: the ledger.  A record for each entry, and for each run of days
 * between two of them on which a trust anchor was not observed at all.
 */
#include <unistd.h>

#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/roa-history/roa-history.h"
#include "cmd/sandbox.h"
#include "history/query.h"

static const struct rsec_out_column columns[] = {
	{ "ta", RSEC_OUT_STRING, 10, NULL },
	{ "time", RSEC_OUT_TIME, 20, NULL },
	{ "state", RSEC_OUT_STRING, 10, NULL },
	{ "days", RSEC_OUT_UINT, 4, NULL },
	{ "records", RSEC_OUT_UINT, 8, NULL },
	{ "vrps", RSEC_OUT_UINT, 8, NULL },
	{ "aspas", RSEC_OUT_UINT, 6, NULL },
	{ "router_keys", RSEC_OUT_UINT, 6, NULL },
	{ "skipped", RSEC_OUT_UINT, 7, NULL },
	{ "made", RSEC_OUT_TIME, 20, NULL },
	{ "digest", RSEC_OUT_STRING, 0, NULL },
	{ NULL, 0, 0, NULL },
};

struct listing {
	const struct options *options;
	struct rsec_out *out;
	const char *ta;
	uint64_t absent, suspect, corrupt;
};

/* Whether the day of TIME is one that was asked for. */
static bool
is_asked(const struct options *options, uint32_t time)
{
	const uint32_t day = (uint32_t)(time - time % RSEC_DAY);

	if (options->from.given && time < options->from.time)
		return false;
	return !options->to.given || day <= options->to.time;
}

/* There is nothing to count: the columns from "records" on. */
static void
print_nothing(struct rsec_out *out)
{
	int i;

	for (i = 0; i < 7; i++)
		rsec_out_null(out);
	rsec_out_end(out);
}

/* Nothing is known from the day FIRST to the day LAST. */
static void
print_absent(struct listing *listing, uint32_t first, uint32_t last)
{
	const struct options *options = listing->options;
	struct rsec_out *out = listing->out;
	const uint32_t day = (uint32_t)RSEC_DAY;

	while (first <= last && !is_asked(options, first))
		first += day;
	while (first <= last && !is_asked(options, last))
		last -= day;
	if (first > last)
		return;
	listing->absent += (last - first) / day + 1;
	rsec_out_string(out, listing->ta);
	rsec_out_time(out, first);
	rsec_out_look(out, RSEC_OUT_OPEN);
	rsec_out_string(
	    out, rsec_observation_state_name(RSEC_OBSERVATION_ABSENT));
	rsec_out_uint(out, (last - first) / day + 1);
	print_nothing(out);
}

static enum rsec_out_look
look_of(enum rsec_observation_state state)
{
	switch (state) {
	case RSEC_OBSERVATION_OBSERVED:
	case RSEC_OBSERVATION_SUPERSEDED:
		return RSEC_OUT_PLAIN;
	case RSEC_OBSERVATION_CORRUPT:
		return RSEC_OUT_BAD;
	default:
		return RSEC_OUT_OPEN;
	}
}

static void
print_digest(struct rsec_out *out, const uint8_t digest[16])
{
	static const char digits[] = "0123456789abcdef";
	char text[33];
	int i;

	for (i = 0; i < 16; i++) {
		text[2 * i] = digits[digest[i] >> 4];
		text[2 * i + 1] = digits[digest[i] & 15];
	}
	rsec_out_bytes(out, text, 32);
}

static void
print_entry(struct listing *listing, const struct rsec_observation *one)
{
	struct rsec_out *out = listing->out;

	if (!is_asked(listing->options, one->time))
		return;
	listing->suspect += one->state == RSEC_OBSERVATION_SUSPECT;
	listing->corrupt += one->state == RSEC_OBSERVATION_CORRUPT;
	rsec_out_string(out, listing->ta);
	rsec_out_time(out, one->time);
	rsec_out_look(out, look_of(one->state));
	rsec_out_string(out, rsec_observation_state_name(one->state));
	rsec_out_uint(out, 1);
	if (one->state == RSEC_OBSERVATION_CORRUPT) {
		print_nothing(out);
		return;
	}
	rsec_out_uint(out, one->records);
	rsec_out_uint(out, one->vrps);
	if (one->has_extras) {
		rsec_out_uint(out, one->aspas);
		rsec_out_uint(out, one->router_keys);
	} else {
		rsec_out_null(out);
		rsec_out_null(out);
	}
	rsec_out_uint(out, one->skipped);
	if (one->made != 0)
		rsec_out_time(out, one->made);
	else
		rsec_out_null(out);
	print_digest(out, one->digest);
	rsec_out_end(out);
}

static void
print_ledger(struct listing *listing, struct rsec_history *history,
    const struct store *store, uint8_t ta)
{
	const uint32_t day = (uint32_t)RSEC_DAY;
	struct rsec_observation one;
	struct rsec_err err;
	uint32_t today, next = 0;
	size_t first, n, i;

	listing->ta = rsec_history_ta(history, ta);
	n = rsec_history_ledger(history, ta, &first);
	for (i = first; i < first + n; i++) {
		if (rsec_history_observation(history, i, &one, &err) != 0)
			cli_die_err(store->path, &err);
		today = one.time - one.time % day;
		if (next != 0 && today > next)
			print_absent(listing, next, today - day);
		print_entry(listing, &one);
		next = today + day;
	}
}

int
sources(const struct options *options)
{
	struct listing listing = { .options = options };
	char absent[CLI_COUNT_SIZE], suspect[CLI_COUNT_SIZE];
	char corrupt[CLI_COUNT_SIZE];
	struct rsec_history *history;
	struct store store;
	size_t ta;

	need_operands(options, 0, 0, NULL);
	store_open(&store, options);
	sandbox_enter();
	history = store_read(&store);
	listing.out = cli_out(STDOUT_FILENO, options->format, columns);
	for (ta = 0; ta < rsec_history_tas(history); ta++)
		if (store_wants(options, rsec_history_ta(history, (uint8_t)ta)))
			print_ledger(&listing, history, &store, (uint8_t)ta);
	rsec_out_flush(listing.out);
	if (!options->input.quiet)
		cli_warn("%s day%s absent, %s observation%s suspect, %s "
			 "refused",
		    cli_count(absent, listing.absent),
		    listing.absent == 1 ? "" : "s",
		    cli_count(suspect, listing.suspect),
		    listing.suspect == 1 ? "" : "s",
		    cli_count(corrupt, listing.corrupt));
	store_close(&store);
	return cli_close(listing.out, CLI_OK);
}
