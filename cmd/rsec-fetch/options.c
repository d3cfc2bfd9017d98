/* SPDX-License-Identifier: ISC */
/* The options of rsec-fetch. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/data.h"
#include "cmd/rsec-fetch/rsec-fetch.h"

#define AT_ONCE_MAX 64

enum {
	OPT_LIST = 256,
	OPT_MONTH,
	OPT_RATE,
	OPT_STALL,
	OPT_TRIES,
};

static const struct cli_option table[] = {
	{ 'a', "all", NULL, "fetch optional sources as well" },
	{ 'c', "conf", "FILE", "read the sources from FILE" },
	{ 'd', "data", "DIR", "the folder to keep up to date" },
	{ 'F', "force", NULL, "ask for fresh files, too" },
	{ 'f', "format", "FORMAT", "text, tsv, csv, json or jsonl" },
	{ 'j', "connections", "N", "fetch N files at once (default 4)" },
	{ OPT_LIST, "list", NULL, "print what the folder has, fetch nothing" },
	{ OPT_MONTH, "month", "YYYY-MM",
	    "what was published in this month, step by step" },
	{ 'n', "dry-run", NULL, "print what would be asked for" },
	{ OPT_RATE, "rate", "SIZE", "fetch at most SIZE bytes a second" },
	{ OPT_STALL, "stall", "SECONDS",
	    "break off what stands still for so long (default 30)" },
	{ OPT_TRIES, "tries", "N", "ask N times at most (default 4)" },
	{ 'q', "quiet", NULL, "print no rows, counts or progress" },
	{ 'v', "verbose", NULL, "print rows of fresh files, and URLs" },
	CLI_COMMON_OPTIONS,
	{ 0, NULL, NULL, NULL },
};

static const struct cli_tool tool = {
	"rsec-fetch",
	"rsec-fetch [-d DIR] [-c FILE] [options] [SOURCE]...\n"
	"rsec-fetch [-d DIR] [-c FILE] --list [SOURCE]...",
	"Keep a folder of public inputs up to date.",
	table,
	NULL,
};

static void
parse_month(struct options *options, const char *arg)
{
	struct rsec_feed month = { .step_months = 1 };
	struct rsec_feed_place place;
	char day[16];
	int64_t t = -1;

	if (strlen(arg) == strlen("YYYY-MM")) {
		snprintf(day, sizeof(day), "%s-01", arg);
		if (!rsec_utc_parse(day, strlen(day), &t))
			t = -1;
	}
	if (t < 0)
		cli_die("--month: \"%s\" is not a month, as 2026-10", arg);
	if (t > options->now)
		cli_die("--month: %s has not begun", arg);
	place = rsec_feed_step(&month, t);
	options->has_month = true;
	options->from = place.from;
	options->to = place.to;
}

static unsigned
parse_count(const char *option, const char *arg, uint64_t max)
{
	const uint64_t n = cli_number(option, arg, max);

	if (n == 0)
		cli_die("%s: 0 is too few", option);
	return (unsigned)n;
}

static void
apply(struct options *options, int key, const char *arg)
{
	switch (key) {
	case 'a':
		options->all = true;
		break;
	case 'c':
		options->conf = arg;
		break;
	case 'd':
		options->folder = arg;
		break;
	case 'F':
		options->force = true;
		break;
	case 'f':
		if (!rsec_out_format_parse(arg, &options->format))
			cli_die("-f: \"%s\" is not a format; there are text, "
				"tsv, csv, json, jsonl",
			    arg);
		break;
	case 'j':
		options->at_once = parse_count("-j", arg, AT_ONCE_MAX);
		break;
	case OPT_LIST:
		options->list = true;
		break;
	case OPT_MONTH:
		parse_month(options, arg);
		break;
	case 'n':
		options->dry_run = true;
		break;
	case OPT_RATE:
		options->rate = cli_size("--rate", arg);
		break;
	case OPT_STALL:
		options->stall = parse_count("--stall", arg, 86400);
		break;
	case OPT_TRIES:
		options->tries = parse_count("--tries", arg, 100);
		break;
	case 'q':
		options->quiet = true;
		break;
	case 'v':
		options->verbose = true;
		break;
	}
}

void
options_parse(struct options *options, int argc, char *argv[])
{
	const char *arg;
	int key;

	*options = (struct options){ .now = (int64_t)time(NULL) };
	while ((key = cli_next(&tool, argc, argv, &arg)) != -1)
		apply(options, key, arg);
	if (options->folder == NULL)
		options->folder = getenv("RSEC_DATA");
	if (options->folder == NULL || *options->folder == '\0')
		cli_die("no folder: name it with -d, or in the environment as "
			"RSEC_DATA");
	if (options->list && options->dry_run)
		cli_die("--list and --dry-run exclude each other");
	options->operands = argv + cli_operands();
	options->operand_count = (size_t)(argc - cli_operands());
}
