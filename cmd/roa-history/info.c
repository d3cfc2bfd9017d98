/* SPDX-License-Identifier: ISC */
/* info: what is in a store, one record a trust anchor. */
#include <unistd.h>

#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/roa-history/roa-history.h"
#include "cmd/sandbox.h"

static const struct rsec_out_column columns[] = {
	{ "ta", RSEC_OUT_STRING, 10, NULL },
	{ "from", RSEC_OUT_TIME, 20, NULL },
	{ "to", RSEC_OUT_TIME, 20, NULL },
	{ "observed", RSEC_OUT_UINT, 8, NULL },
	{ "suspect", RSEC_OUT_UINT, 7, NULL },
	{ "corrupt", RSEC_OUT_UINT, 7, NULL },
	{ "superseded", RSEC_OUT_UINT, 10, NULL },
	{ "vrps", RSEC_OUT_UINT, 0, NULL },
	{ NULL, 0, 0, NULL },
};

/* What the ledger says of one trust anchor. */
struct counts {
	uint32_t from, to; /* of what was observed; 0: nothing was */
	uint64_t of[RSEC_OBSERVATION_SUPERSEDED + 1];
	uint32_t vrps; /* in the last one */
};

static void
count(struct rsec_history *history, const struct store *store, uint8_t ta,
    struct counts *counts)
{
	struct rsec_observation one;
	struct rsec_err err;
	size_t first, n, i;

	*counts = (struct counts){ 0 };
	n = rsec_history_ledger(history, ta, &first);
	for (i = first; i < first + n; i++) {
		if (rsec_history_observation(history, i, &one, &err) != 0)
			cli_die_err(store->path, &err);
		counts->of[one.state]++;
		if (one.state != RSEC_OBSERVATION_OBSERVED)
			continue;
		if (counts->from == 0)
			counts->from = one.time;
		counts->to = one.time;
		counts->vrps = one.vrps;
	}
}

static void
print_ta(struct rsec_out *out, const char *name, const struct counts *counts)
{
	const uint64_t *of = counts->of;

	rsec_out_string(out, name);
	if (of[RSEC_OBSERVATION_OBSERVED] > 0) {
		rsec_out_time(out, counts->from);
		rsec_out_time(out, counts->to);
	} else {
		rsec_out_null(out);
		rsec_out_null(out);
	}
	rsec_out_uint(out, of[RSEC_OBSERVATION_OBSERVED]);
	rsec_out_uint(out, of[RSEC_OBSERVATION_SUSPECT]);
	rsec_out_uint(out, of[RSEC_OBSERVATION_CORRUPT]);
	rsec_out_uint(out, of[RSEC_OBSERVATION_SUPERSEDED]);
	rsec_out_uint(out, counts->vrps);
	rsec_out_end(out);
}

static void
say_totals(struct rsec_history *history, const struct store *store)
{
	char vrps[CLI_COUNT_SIZE], runs[CLI_COUNT_SIZE], size[CLI_COUNT_SIZE];
	char digest[33];

	rsec_history_digest(history, digest);
	cli_warn("%s: %s VRPs ever, %s runs, %s bytes, digest %s", store->path,
	    cli_count(vrps, rsec_history_vrps(history)),
	    cli_count(runs, rsec_history_runs(history)),
	    cli_count(size, store->len), digest);
}

int
info(const struct options *options)
{
	struct rsec_history *history;
	struct counts counts;
	struct rsec_out *out;
	struct store store;
	size_t ta;

	need_operands(options, 0, 0, NULL);
	store_open(&store, options);
	sandbox_enter();
	history = store_read(&store);
	out = cli_out(STDOUT_FILENO, options->format, columns);
	for (ta = 0; ta < rsec_history_tas(history); ta++) {
		const char *name = rsec_history_ta(history, (uint8_t)ta);

		if (!store_wants(options, name))
			continue;
		count(history, &store, (uint8_t)ta, &counts);
		print_ta(out, name, &counts);
	}
	rsec_out_flush(out);
	if (!options->input.quiet)
		say_totals(history, &store);
	store_close(&store);
	return cli_close(out, CLI_OK);
}
