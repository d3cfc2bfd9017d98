/* SPDX-License-Identifier: ISC */
/* plot: the timeline of a prefix, or a series of numbers, as SVG. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "cmd/roa-history/numbers.h"
#include "history/plot.h"

#define LINES_MAX 16 /* of one plot; the greatest at the end are drawn */

/* A number of a point that can be drawn. */
static const struct kind {
	const char *name, *title, *unit;
	bool routes; /* it needs --bgp */
} kinds[] = {
	{ "vrps", "VRPs", "VRPs", false },
	{ "prefixes4", "IPv4 prefixes with a ROA", "prefixes", false },
	{ "prefixes6", "IPv6 prefixes with a ROA", "prefixes", false },
	{ "origins", "ASes that a ROA names", "ASes", false },
	{ "space4", "IPv4 space covered by ROAs", "/24s", false },
	{ "space6", "IPv6 space covered by ROAs", "/48s", false },
	{ "valid", "Routes that were valid", "%", true },
	{ "invalid", "Routes that were invalid", "%", true },
	{ "not-found", "Routes without a ROA", "%", true },
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

struct line {
	char name[64];
	double *value;
	size_t count;
	double last; /* of the values that are known */
};

struct plot {
	struct numbers numbers;
	size_t kind;
	uint32_t *time;
	size_t points; /* times so far */
	size_t most;   /* how many there will be */
	struct line *lines;
	size_t count, cap;
};

static double
share(uint64_t part, const struct rsec_stats_point *point)
{
	const uint64_t all = point->valid + point->invalid + point->not_found;

	return all == 0 ? (double)NAN : (double)part / (double)all * 100;
}

static double
value_of(size_t kind, const struct rsec_stats_point *point)
{
	if (!point->known)
		return (double)NAN;
	switch (kind) {
	case 0:
		return (double)point->vrps;
	case 1:
		return (double)point->prefixes4;
	case 2:
		return (double)point->prefixes6;
	case 3:
		return (double)point->origins;
	case 4:
		return point->space4;
	case 5:
		return point->space6;
	case 6:
		return share(point->valid, point);
	case 7:
		return share(point->invalid, point);
	default:
		return share(point->not_found, point);
	}
}

static struct line *
line_of(struct plot *plot, const char *name)
{
	struct line *line;
	size_t i;

	for (i = 0; i < plot->count; i++)
		if (strcmp(plot->lines[i].name, name) == 0)
			return &plot->lines[i];
	if (plot->count == plot->cap) {
		plot->cap = plot->cap * 2 + 16;
		line = realloc(plot->lines, plot->cap * sizeof(*line));
		if (line == NULL)
			cli_die("out of memory");
		plot->lines = line;
	}
	line = &plot->lines[plot->count++];
	memset(line, 0, sizeof(*line));
	snprintf(line->name, sizeof(line->name), "%s", name);
	line->value = cli_calloc(plot->most, sizeof(*line->value));
	return line;
}

static int
keep_point(void *ctx, const struct rsec_stats_point *point)
{
	struct plot *plot = ctx;
	struct line *line = line_of(plot, point->of);

	if (plot->points == 0 || plot->time[plot->points - 1] != point->time)
		plot->time[plot->points++] = point->time;
	line->value[line->count] = value_of(plot->kind, point);
	if (isfinite(line->value[line->count]))
		line->last = line->value[line->count];
	line->count++;
	return 0;
}

/* The greatest at the end stands first. */
static int
cmp(const void *a, const void *b)
{
	const struct line *left = a, *right = b;

	if (left->last != right->last)
		return left->last > right->last ? -1 : 1;
	return strcmp(left->name, right->name);
}

static void
draw(struct plot *plot, struct rsec_buf *svg)
{
	const struct kind *kind = &kinds[plot->kind];
	struct rsec_plot_series series[LINES_MAX];
	size_t i;

	qsort(plot->lines, plot->count, sizeof(*plot->lines), cmp);
	for (i = 0; i < plot->count && i < LINES_MAX; i++)
		series[i] =
		    (struct rsec_plot_series){ plot->lines[i].name, plot->time,
			    plot->lines[i].value, plot->lines[i].count };
	if (plot->count > LINES_MAX && !plot->numbers.ask.options->input.quiet)
		cli_warn("the %zu smallest of %zu series are not drawn",
		    plot->count - LINES_MAX, plot->count);
	ask_done(
	    &plot->numbers.ask, rsec_plot_series(kind->title, kind->unit,
				    series, i, svg, &plot->numbers.ask.err));
}

static void
print_svg(struct ask *ask, struct rsec_buf *svg)
{
	ask->out = cli_out(STDOUT_FILENO, RSEC_OUT_TEXT, NULL);
	rsec_out_raw_bytes(ask->out, svg->data, svg->len);
	rsec_buf_fini(svg);
}

static int
plot_numbers(const struct options *options, size_t kind)
{
	struct plot *plot = cli_calloc(1, sizeof(*plot));
	struct rsec_buf svg = RSEC_BUF_INIT;
	size_t i;
	int status;

	if (kinds[kind].routes && options->bgp.count == 0)
		cli_die("%s needs a table of routes: --bgp", kinds[kind].name);
	plot->kind = kind;
	numbers_begin(&plot->numbers, options);
	plot->most =
	    (plot->numbers.options.to - plot->numbers.options.from) / DAY + 1;
	plot->time = cli_calloc(plot->most, sizeof(*plot->time));
	ask_done(&plot->numbers.ask,
	    rsec_stats_walk(plot->numbers.ask.history, &plot->numbers.options,
		keep_point, plot, &plot->numbers.ask.err));
	draw(plot, &svg);
	print_svg(&plot->numbers.ask, &svg);
	for (i = 0; i < plot->count; i++)
		free(plot->lines[i].value);
	free(plot->lines);
	free(plot->time);
	status = numbers_end(&plot->numbers, CLI_OK);
	free(plot);
	return status;
}

static int
plot_timeline(const struct options *options)
{
	const struct rsec_prefix prefix = parse_prefix(options->operand[0]);
	struct rsec_buf svg = RSEC_BUF_INIT;
	struct ask ask;

	if (options->bgp.count > 0 || options->delegated.count > 0)
		cli_die("--bgp and --delegated are for series of numbers");
	ask_open(&ask, options);
	ask_begin(&ask);
	ask_done(&ask, rsec_plot_timeline(ask.history, &prefix, ask.from,
			   ask.to, &svg, &ask.err));
	print_svg(&ask, &svg);
	return ask_close(&ask, CLI_OK);
}

int
plot(const struct options *options)
{
	size_t i;

	need_operands(options, 1, 1, "a prefix, or a number such as vrps");
	for (i = 0; i < KINDS; i++)
		if (strcmp(options->operand[0], kinds[i].name) == 0)
			return plot_numbers(options, i);
	if (strchr("0123456789", options->operand[0][0]) == NULL &&
	    strchr(options->operand[0], ':') == NULL)
		cli_die("\"%s\" is neither a prefix nor a number that there "
			"is: vrps, prefixes4, prefixes6, origins, space4, "
			"space6, valid, invalid, not-found",
		    options->operand[0]);
	return plot_timeline(options);
}
