/* SPDX-License-Identifier: ISC */
/* The options of roa-check. */
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/roa-check/roa-check.h"

enum {
	OPT_SLURM = 256,
	OPT_ONLY,
	OPT_TAG,
	OPT_SUMMARY,
	OPT_SUGGEST,
	OPT_SPACE,
	OPT_COMPILE,
	OPT_CACHE,
	OPT_DATA,
	OPT_STRICT,
};

static const struct cli_option table[] = {
	{ 'r', "vrps", "VRPS",
	    "VRPs: a file, -, http(s):// or rtr:// (repeatable)" },
	{ OPT_SLURM, "slurm", "FILE",
	    "apply local exceptions (RFC 8416; repeatable)" },
	{ 'f', "format", "FORMAT",
	    "text, tsv, csv, json, jsonl or routinator" },
	{ OPT_ONLY, "only", "STATE[,STATE]", "print answers of these states" },
	{ OPT_TAG, "tag", NULL, "repeat each input line, its state in front" },
	{ OPT_SUMMARY, "summary", NULL, "print only counts" },
	{ OPT_SUGGEST, "suggest", NULL,
	    "print the ROA that would make a route valid" },
	{ 'm', "more-specific", NULL,
	    "for a prefix, the VRPs inside it as well" },
	{ OPT_SPACE, "space", NULL,
	    "for a prefix, the covered share and the holes" },
	{ OPT_COMPILE, "compile", "OUT",
	    "write the VRPs to OUT in compiled form, and exit" },
	{ OPT_CACHE, "cache", "DIR",
	    "keep copies of URLs, fetch only what changed" },
	{ OPT_DATA, "data", "DIR",
	    "without -r, the VRPs of a folder of public inputs" },
	CLI_INPUT_OPTIONS,
	{ OPT_STRICT, "strict", NULL,
	    "stop at the first malformed line, with exit status 2" },
	{ 'q', "quiet", NULL, "print no counts and no progress" },
	{ 'v', "verbose", NULL, "tell what was read, and every warning" },
	CLI_COMMON_OPTIONS,
	{ 0, NULL, NULL, NULL },
};

static const struct cli_tool tool = {
	"roa-check",
	"roa-check [-r VRPS]... [--slurm FILE] [options] [PREFIX [ORIGIN]]...\n"
	"roa-check [-r VRPS]... [--slurm FILE] --compile OUT",
	"Is this prefix covered by a ROA, is this route valid (RFC 6811)?",
	table,
	NULL,
};

static unsigned
parse_states(const char *arg)
{
	unsigned states = 0;
	size_t len;
	int s;

	for (;;) {
		len = strcspn(arg, ",");
		for (s = 0; s < STATES; s++)
			if (strlen(state_name((enum state)s)) == len &&
			    strncmp(arg, state_name((enum state)s), len) == 0)
				break;
		if (s == STATES)
			cli_die("--only: \"%.*s\" is not a state; there are "
				"valid, invalid, not-found, covered, "
				"partly-covered, not-covered",
			    (int)len, arg);
		states |= 1U << s;
		if (arg[len] == '\0')
			return states;
		arg += len + 1;
	}
}

static void
set_print(struct options *options, enum print_mode print)
{
	if (options->print != PRINT_RECORDS && options->print != print)
		cli_die("--tag, --summary, --suggest and -f routinator exclude "
			"each other");
	options->print = print;
}

static void
parse_format(struct options *options, const char *arg)
{
	if (strcmp(arg, "routinator") == 0)
		set_print(options, PRINT_ROUTINATOR);
	else if (!rsec_out_format_parse(arg, &options->format))
		cli_die("-f: \"%s\" is not a format; there are text, tsv, csv, "
			"json, jsonl, routinator",
		    arg);
	else if (options->print == PRINT_ROUTINATOR)
		options->print = PRINT_RECORDS; /* the last -f counts */
}

static void
apply(struct options *options, int key, const char *arg)
{
	switch (key) {
	case 'r':
		cli_names_add(&options->vrps, "-r", arg);
		break;
	case OPT_SLURM:
		cli_names_add(&options->slurm, "--slurm", arg);
		break;
	case 'f':
		parse_format(options, arg);
		break;
	case OPT_ONLY:
		options->only |= parse_states(arg);
		break;
	case OPT_TAG:
		set_print(options, PRINT_TAGGED);
		break;
	case OPT_SUMMARY:
		set_print(options, PRINT_SUMMARY);
		break;
	case OPT_SUGGEST:
		set_print(options, PRINT_SUGGESTION);
		break;
	case 'm':
		options->more_specific = true;
		break;
	case OPT_SPACE:
		options->space = true;
		break;
	case OPT_COMPILE:
		options->compile = arg;
		break;
	case OPT_CACHE:
		options->input.cache = arg;
		break;
	case OPT_DATA:
		options->folder = arg;
		break;
	case CLI_MAX_SIZE:
	case CLI_MRT_READER:
	case CLI_TIMEOUT:
		cli_input_option(&options->input, key, arg);
		break;
	case OPT_STRICT:
		options->input.strict = true;
		break;
	case 'q':
		options->input.quiet = true;
		break;
	case 'v':
		options->input.verbose = true;
		break;
	}
}

/* Without -r: --data, else what the environment names. */
static void
add_default_vrps(struct options *options)
{
	const char *env = getenv("RSEC_VRPS"), *folder;

	if (options->folder == NULL && env != NULL && *env != '\0') {
		cli_names_add(&options->vrps, "RSEC_VRPS", env);
		return;
	}
	if ((folder = cli_data_folder(options->folder)) == NULL)
		cli_die("no VRPs: name an export with -r, or a folder with "
			"--data, or in the environment as RSEC_VRPS or "
			"RSEC_DATA");
	cli_data_find(&options->data, folder, "vrps");
	if (options->data.count == 0)
		cli_die("no VRPs: nothing is in %s/vrps", folder);
	cli_data_add(&options->vrps, &options->data, "--data");
}

/* Of what else was asked for, nothing may be left undone without a word. */
static void
check_together(const struct options *options, bool operands)
{
	if (options->compile != NULL && operands)
		cli_die("--compile takes no routes");
	if (options->compile != NULL &&
	    (options->print != PRINT_RECORDS || options->only != 0 ||
		options->more_specific || options->space ||
		options->format != RSEC_OUT_TEXT))
		cli_die("--compile gives no answers; it takes no option that "
			"is for them");
	if (options->print == PRINT_TAGGED && operands)
		cli_die("--tag repeats lines of standard input; it takes no "
			"operands");
	if (options->print == PRINT_TAGGED && options->format != RSEC_OUT_TEXT)
		cli_die("--tag repeats lines as they are; it takes no -f");
}

int
options_parse(struct options *options, int argc, char *argv[])
{
	const char *arg;
	int key;

	memset(options, 0, sizeof(*options));
	while ((key = cli_next(&tool, argc, argv, &arg)) != -1)
		apply(options, key, arg);

	if (options->vrps.count == 0)
		add_default_vrps(options);
	check_together(options, cli_operands() < argc);
	return cli_operands();
}
