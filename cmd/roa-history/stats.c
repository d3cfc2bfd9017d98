/* SPDX-License-Identifier: ISC */
/* stats: how many VRPs, prefixes and origins there were, how much space. */
#include <stdlib.h>
#include <unistd.h>

#include "cmd/roa-history/numbers.h"

#define STATS_COLUMNS                                \
	{ "date", RSEC_OUT_STRING, 10, NULL },       \
	    { "of", RSEC_OUT_STRING, 8, NULL },      \
	    { "vrps", RSEC_OUT_UINT, 9, NULL },      \
	    { "prefixes4", RSEC_OUT_UINT, 9, NULL }, \
	    { "prefixes6", RSEC_OUT_UINT, 9, NULL }, \
	    { "origins", RSEC_OUT_UINT, 7, NULL },   \
	    { "space4", RSEC_OUT_REAL, 12, NULL },   \
	{                                            \
		"space6", RSEC_OUT_REAL, 14, NULL    \
	}

static const struct rsec_out_column columns[] = {
	STATS_COLUMNS,
	{ NULL, 0, 0, NULL },
};

static const struct rsec_out_column route_columns[] = {
	STATS_COLUMNS,
	{ "valid", RSEC_OUT_UINT, 9, NULL },
	{ "invalid", RSEC_OUT_UINT, 9, NULL },
	{ "not_found", RSEC_OUT_UINT, 9, NULL },
	{ "valid_share", RSEC_OUT_PERCENT, 7, NULL },
	{ "invalid_share", RSEC_OUT_PERCENT, 7, NULL },
	{ NULL, 0, 0, NULL },
};

static void
print_share(struct rsec_out *out, uint64_t of, const uint64_t all)
{
	if (all == 0)
		rsec_out_null(out);
	else
		rsec_out_real(out, (double)of / (double)all * 100, 2);
}

static void
print_routes(struct rsec_out *out, const struct rsec_stats_point *point)
{
	const uint64_t all = point->valid + point->invalid + point->not_found;

	rsec_out_uint(out, point->valid);
	rsec_out_uint(out, point->invalid);
	rsec_out_uint(out, point->not_found);
	print_share(out, point->valid, all);
	print_share(out, point->invalid, all);
}

static int
print_point(void *ctx, const struct rsec_stats_point *point)
{
	const struct numbers *numbers = ctx;
	struct rsec_out *out = numbers->ask.out;
	unsigned i, missing = numbers->bgp != NULL ? 11 : 6;

	print_time(out, point->time);
	rsec_out_string(out, point->of);
	if (!point->known) {
		for (i = 0; i < missing; i++)
			rsec_out_null(out);
		rsec_out_end(out);
		return rsec_out_failed(out);
	}
	rsec_out_uint(out, point->vrps);
	rsec_out_uint(out, point->prefixes4);
	rsec_out_uint(out, point->prefixes6);
	rsec_out_uint(out, point->origins);
	rsec_out_real(out, point->space4, 2);
	rsec_out_real(out, point->space6, 2);
	if (numbers->bgp != NULL)
		print_routes(out, point);
	rsec_out_end(out);
	return rsec_out_failed(out);
}

int
stats(const struct options *options)
{
	struct numbers *numbers = cli_calloc(1, sizeof(*numbers));
	int status;

	need_operands(options, 0, 0, NULL);
	numbers_begin(numbers, options);
	numbers->ask.out = cli_out(STDOUT_FILENO, options->format,
	    numbers->bgp != NULL ? route_columns : columns);
	if (ask_text(&numbers->ask))
		rsec_out_raw(numbers->ask.out,
		    numbers->bgp != NULL
			? "date        of             vrps  prefixes4  "
			  "prefixes6  origins  IPv4 in /24s    IPv6 in /48s"
			  "      valid    invalid  not-found\n"
			: "date        of             vrps  prefixes4  "
			  "prefixes6  origins  IPv4 in /24s    IPv6 in "
			  "/48s\n");
	ask_done(&numbers->ask,
	    rsec_stats_walk(numbers->ask.history, &numbers->options,
		print_point, numbers, &numbers->ask.err));
	status = numbers_end(numbers, CLI_OK);
	free(numbers);
	return status;
}
