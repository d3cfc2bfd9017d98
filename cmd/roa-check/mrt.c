/* SPDX-License-Identifier: ISC */
/*
 * Questions from an MRT table or from updates (RFC 6396).  A table has an
 * entry for each peer: of a prefix every origin is asked about once, as long
 * as its entries follow each other.  Updates are asked about as they come;
 * withdrawals have no origin.
 */
#include "bgp/mrt.h"
#include "cmd/cli.h"
#include "cmd/roa-check/roa-check.h"

/*
 * The origins of one prefix that were asked about: a real one has ten at most.
 * Those beyond the last that is kept are asked about each time, so that a
 * million of them take no square of the time.
 */
#define ASKED_MAX 256

struct asked {
	struct rsec_route route[ASKED_MAX];
	size_t count;
};

static bool
was_asked(const struct asked *asked, const struct rsec_route *route)
{
	size_t i;

	for (i = 0; i < asked->count; i++)
		if (asked->route[i].origin == route->origin &&
		    asked->route[i].has_origin == route->has_origin)
			return true;
	return false;
}

/* Whether an entry of a table asks what was asked before. */
static bool
is_repeated(struct asked *asked, const struct rsec_route *route)
{
	if (asked->count != 0 &&
	    !rsec_prefix_equal(&asked->route[0].prefix, &route->prefix))
		asked->count = 0;
	if (was_asked(asked, route))
		return true;
	if (asked->count < ASKED_MAX)
		asked->route[asked->count++] = *route;
	return false;
}

static void
ask_entry(struct check *check, struct asked *asked,
    const struct rsec_mrt_route *entry)
{
	struct question question = { .is_route = true };
	struct rsec_route *route = &question.route;

	route->prefix = entry->prefix;
	route->has_origin = rsec_bgp_origin(&entry->attributes, &route->origin);
	if (!route->has_origin)
		route->origin = 0;
	if (entry->kind == RSEC_MRT_ANNOUNCED || !is_repeated(asked, route))
		check_ask(check, &question);
}

static int
ask_entries(struct check *check, struct rsec_mrt *mrt, struct rsec_err *err)
{
	struct asked asked;
	struct rsec_mrt_route entry;
	int more = 0;

	asked.count = 0;
	while (!rsec_out_failed(check->out) &&
	       (more = rsec_mrt_next(mrt, &entry, err)) == 1)
		if (entry.kind != RSEC_MRT_WITHDRAWN)
			ask_entry(check, &asked, &entry);
	return more;
}

int
ask_mrt(struct check *check, struct rsec_source source)
{
	const struct options *options = check->options;
	struct cli_diag diag = { .file = "stdin",
		.unit = "record",
		.strict = options->input.strict,
		.verbose = options->input.verbose };
	const struct rsec_diag report = { cli_diag_report, &diag };
	const struct rsec_mrt_stats *stats;
	struct rsec_mrt *mrt;
	struct rsec_err err;
	uint64_t unanswered;
	int more;

	if (options->print == PRINT_TAGGED)
		cli_die("--tag repeats lines; standard input is MRT");
	if ((mrt = rsec_mrt_new(source, &report)) == NULL)
		cli_die("out of memory");
	if ((more = ask_entries(check, mrt, &err)) == -1)
		cli_warn_err("stdin", &err);
	stats = rsec_mrt_stats(mrt);
	cli_diag_summary(&diag, stats->records);
	cli_mrt_unread("stdin", stats);
	unanswered = diag.skipped + stats->other + stats->generic;
	rsec_mrt_free(mrt);
	summary_warn(check);
	return more == -1 ? CLI_TROUBLE : ask_end(check, unanswered);
}
