/* SPDX-License-Identifier: ISC */
/* The options of roa-print. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/roa-print/roa-print.h"

#define THREADS_MAX 64
#define DEPTH	    64	      /* of folders, by default */
#define OBJECTS	    100000000 /* of one run, by default */

enum {
	OPT_AT = 256,
	OPT_BRIEF,
	OPT_DIFF,
	OPT_EXPLAIN,
	OPT_FILES_FROM,
	OPT_IGNORE,
	OPT_MATCH,
	OPT_MAX_DEPTH,
	OPT_MAX_OBJECTS,
	OPT_MAX_SIZE,
	OPT_PROFILE,
	OPT_REJECTED,
	OPT_RULES,
	OPT_TAL_OUT,
	OPT_URIS,
	OPT_VALIDATE,
	OPT_VERIFY_FILES,
};

static const struct cli_option table[] = {
	{ 'r', "recurse", NULL, "print what is in folders, and below them" },
	{ OPT_FILES_FROM, "files-from", "FILE",
	    "more operands: the lines of FILE, or of - for stdin" },
	{ 'd', "cache", "DIR",
	    "judge by the files that a relying party keeps in DIR" },
	{ 't', "tal", "TAL",
	    "trust this anchor (repeatable; default /etc/tals/*.tal)" },
	{ OPT_AT, "at", "TIME", "judge as at TIME (default now)" },
	{ OPT_PROFILE, "profile", "PROFILE",
	    "rules that are fatal: current or 2013" },
	{ OPT_IGNORE, "ignore", "RULE",
	    "take RULE for a note, whatever it is (repeatable)" },
	{ 'n', "no-verify", NULL, "decode only, verify no signature" },
	{ 'f', "format", "FORMAT",
	    "text, json, jsonl, csv, tsv, print_roa, print_rpki_manifest, "
	    "rpki-client or vrps" },
	{ OPT_BRIEF, "brief", NULL, "one line an object" },
	{ OPT_URIS, "uris", NULL, "the URIs in each object" },
	{ OPT_MATCH, "match", "AS|PREFIX",
	    "print only objects that speak of it" },
	{ OPT_DIFF, "diff", NULL,
	    "compare two manifests or ROAs, the operands" },
	{ OPT_TAL_OUT, "tal-out", NULL,
	    "print the key of a TAK or certificate as a TAL" },
	{ OPT_VERIFY_FILES, "verify-files", "DIR",
	    "check the files in DIR by an RSC" },
	{ OPT_VALIDATE, "validate", NULL,
	    "validate all of the cache, print what is accepted" },
	{ OPT_REJECTED, "rejected", NULL,
	    "with --validate, print what is refused and why" },
	{ OPT_EXPLAIN, "explain", "RULE",
	    "print what RULE is about, and exit" },
	{ OPT_RULES, "rules", NULL, "print all rules and exit" },
	{ 'j', "threads", "N", "work in N threads (default one a processor)" },
	{ OPT_MAX_SIZE, "max-size", "SIZE", "largest object (default 8M)" },
	{ OPT_MAX_OBJECTS, "max-objects", "N",
	    "most objects of one run (default 100000000)" },
	{ OPT_MAX_DEPTH, "max-depth", "N",
	    "deepest folder below an operand (default 64)" },
	{ 'q', "quiet", NULL, "no counts and no progress" },
	{ 'v', "verbose", NULL, "tell what was read" },
	CLI_COMMON_OPTIONS,
	{ 0, NULL, NULL, NULL },
};

static const struct cli_tool tool = {
	"roa-print",
	"roa-print [-r] [-d DIR [-t TAL]...] [-f FORMAT] [options] OPERAND...\n"
	"roa-print [options] --diff A B\n"
	"roa-print --validate -d DIR [-t TAL]... [-f FORMAT] [--rejected]\n"
	"roa-print --rules | --explain RULE",
	"Decode, judge and explain objects of the RPKI.",
	table,
	NULL,
};

static const struct {
	const char *name;
	enum print_format format;
} formats[] = {
	{ "text", FORMAT_TEXT },
	{ "json", FORMAT_JSON },
	{ "jsonl", FORMAT_JSONL },
	{ "csv", FORMAT_CSV },
	{ "tsv", FORMAT_TSV },
	{ "print_roa", FORMAT_PRINT_ROA },
	{ "print_rpki_manifest", FORMAT_PRINT_MANIFEST },
	{ "rpki-client", FORMAT_RPKI_CLIENT },
};

static void
parse_format(struct options *options, const char *arg)
{
	size_t i;

	options->vrps = strcmp(arg, "vrps") == 0;
	if (options->vrps)
		return;
	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (strcmp(formats[i].name, arg) == 0) {
			options->format = formats[i].format;
			return;
		}
	cli_die("-f: \"%s\" is not a format; there are text, json, jsonl, csv, "
		"tsv, print_roa, print_rpki_manifest, rpki-client, vrps",
	    arg);
}

static void
parse_profile(struct options *options, const char *arg)
{
	if (strcmp(arg, "current") == 0)
		options->policy.profile = RSEC_PROFILE_CURRENT;
	else if (strcmp(arg, "2013") == 0)
		options->policy.profile = RSEC_PROFILE_2013;
	else
		cli_die("--profile: \"%s\" is neither current nor 2013", arg);
}

static enum rsec_rule
parse_rule(const char *option, const char *arg)
{
	enum rsec_rule rule = rsec_rule_find(arg);

	if (rule == RSEC_RULES)
		cli_die("%s: \"%s\" is not a rule; see %s --rules", option, arg,
		    tool.name);
	return rule;
}

static void
parse_match(struct options *options, const char *arg)
{
	options->has_match = true;
	if (!match_parse(&options->match, arg))
		cli_die("--match: \"%s\" is neither an AS number nor a prefix",
		    arg);
}

static void
set_task(struct options *options, enum task task)
{
	if (options->task != TASK_PRINT && options->task != task)
		cli_die("--diff, --tal-out, --validate, --explain and --rules "
			"exclude each other");
	options->task = task;
}

static void
add_tal(struct options *options, const char *arg)
{
	if (options->tal_count == TALS_MAX)
		cli_die("more than %d trust anchors with -t", TALS_MAX);
	options->tal[options->tal_count++] = arg;
}

/* The options that choose what is done with the objects. */
static void
apply_task(struct options *options, int key, const char *arg)
{
	switch (key) {
	case OPT_DIFF:
		set_task(options, TASK_DIFF);
		break;
	case OPT_EXPLAIN:
		set_task(options, TASK_EXPLAIN);
		options->explain = parse_rule("--explain", arg);
		break;
	case OPT_RULES:
		set_task(options, TASK_RULES);
		break;
	case OPT_TAL_OUT:
		set_task(options, TASK_TAL_OUT);
		break;
	case OPT_VALIDATE:
		set_task(options, TASK_VALIDATE);
		break;
	case OPT_REJECTED:
		options->rejected = true;
		break;
	case OPT_BRIEF:
		options->format = FORMAT_BRIEF;
		break;
	case OPT_URIS:
		options->format = FORMAT_URIS;
		break;
	case 'f':
		parse_format(options, arg);
		break;
	case OPT_MATCH:
		parse_match(options, arg);
		break;
	}
}

/* Limits, and how it is told. */
static void
apply_limit(struct options *options, int key, const char *arg)
{
	switch (key) {
	case 'j':
		options->threads = (unsigned)cli_number("-j", arg, THREADS_MAX);
		break;
	case OPT_MAX_SIZE:
		options->max_size = cli_size("--max-size", arg);
		break;
	case OPT_MAX_OBJECTS:
		options->max_objects =
		    cli_number("--max-objects", arg, UINT64_MAX);
		break;
	case OPT_MAX_DEPTH:
		options->max_depth =
		    (unsigned)cli_number("--max-depth", arg, 1000);
		break;
	case 'q':
		options->quiet = true;
		break;
	case 'v':
		options->verbose = true;
		break;
	}
}

static void
apply(struct options *options, int key, const char *arg)
{
	switch (key) {
	case 'r':
		options->recurse = true;
		break;
	case OPT_FILES_FROM:
		options->files_from = arg;
		break;
	case 'd':
		options->cache = arg;
		break;
	case 't':
		add_tal(options, arg);
		break;
	case OPT_AT:
		if (!rsec_utc_parse(arg, strlen(arg), &options->at))
			cli_die("--at: \"%s\" is not a time, as in 2026-11-23 "
				"or 2026-11-23T04:05:06Z",
			    arg);
		break;
	case OPT_PROFILE:
		parse_profile(options, arg);
		break;
	case OPT_IGNORE:
		options->policy.ignore[parse_rule("--ignore", arg)] = true;
		break;
	case 'n':
		options->no_verify = true;
		break;
	case OPT_VERIFY_FILES:
		options->verify_files = arg;
		break;
	default:
		apply_task(options, key, arg);
		apply_limit(options, key, arg);
		break;
	}
}

/* What --validate and --diff would pass over without a word. */
static void
check_output(const struct options *options)
{
	bool validate = options->task == TASK_VALIDATE;

	if (validate && options->format > FORMAT_TSV)
		cli_die("--validate prints text, json, jsonl, csv, tsv or "
			"vrps");
	if (options->task == TASK_DIFF && options->format != FORMAT_TEXT)
		cli_die("--diff prints text only");
	if (validate && (options->has_match || options->verify_files != NULL))
		cli_die("--match and --verify-files select operands, which "
			"--validate has not");
	if (!validate && (options->vrps || options->rejected))
		cli_die("-f vrps and --rejected go with --validate");
}

static void
check(const struct options *options)
{
	bool none = options->operand_count == 0 && options->files_from == NULL;

	if (options->tal_count > 0 && options->cache == NULL)
		cli_die("-t needs a cache to look in, with -d");
	if (options->no_verify && options->cache != NULL)
		cli_die("-n verifies nothing, -d asks for all: name one");
	if (options->no_verify && options->verify_files != NULL)
		cli_die("-n verifies nothing, --verify-files asks for it: name "
			"one");
	check_output(options);
	switch (options->task) {
	case TASK_RULES:
	case TASK_EXPLAIN:
		if (!none)
			cli_die("--rules and --explain take no operands");
		break;
	case TASK_VALIDATE:
		if (options->cache == NULL)
			cli_die("--validate needs a cache, with -d");
		if (!none)
			cli_die("--validate takes no operands: it walks all of "
				"the cache");
		break;
	case TASK_DIFF:
		if (options->operand_count != 2)
			cli_die("--diff compares two operands");
		break;
	default:
		if (none)
			cli_die("no objects: name files, folders with -r, "
				"URLs, or - for standard input");
		break;
	}
}

void
options_parse(struct options *options, int argc, char *argv[])
{
	const char *arg;
	long online;
	int key;

	memset(options, 0, sizeof(*options));
	options->at = time(NULL);
	options->max_size = RSEC_OBJECT_MAX;
	options->max_objects = OBJECTS;
	options->max_depth = DEPTH;
	while ((key = cli_next(&tool, argc, argv, &arg)) != -1)
		apply(options, key, arg);
	options->operands = argv + cli_operands();
	options->operand_count = (size_t)(argc - cli_operands());
	options->default_tals = options->tal_count == 0;
	if (options->threads == 0) {
		online = sysconf(_SC_NPROCESSORS_ONLN);
		options->threads = online < 1		  ? 1
				   : online > THREADS_MAX ? THREADS_MAX
							  : (unsigned)online;
	}
	check(options);
}
