/* SPDX-License-Identifier: ISC */
/*
 * The options of irr-diff: one table for getopt and --help, one that says
 * where each goes and to which questions it belongs.  An option that means
 * nothing to the question that is asked is refused.
 */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/irr-diff/arguments.h"

#define THREADS_MAX 256

enum {
	OPT_AGAINST = 256,
	OPT_ALL_ATTRIBUTES,
	OPT_APPLY,
	OPT_AS_ORG,
	OPT_AS_REL,
	OPT_AUTH_ALSO,
	OPT_CACHE,
	OPT_DATA,
	OPT_CLASS,
	OPT_DELEGATED,
	OPT_DROP,
	OPT_FREEZE,
	OPT_IMPACT,
	OPT_IRREGULAR,
	OPT_LENIENT,
	OPT_LIST,
	OPT_MATRIX,
	OPT_MAX_REMOVED,
	OPT_MNT,
	OPT_NO_PAIR,
	OPT_ONLY,
	OPT_ORIGIN,
	OPT_PREFIX,
	OPT_RULE,
	OPT_SERIAL,
	OPT_SESSION,
	OPT_SLURM,
	OPT_SOURCE,
	OPT_STATUS,
	OPT_STRICT,
	OPT_SUMMARY,
	OPT_TODAY,
	OPT_TRANSFERS,
	OPT_UNIT,
};

static const struct cli_option table[] = {
	{ OPT_CLASS, "class", "CLASS[,CLASS]",
	    "compare these classes, or all (default route,route6)" },
	{ OPT_ALL_ATTRIBUTES, "all-attributes", NULL,
	    "count changed:, last-modified: and other noise" },
	{ OPT_NO_PAIR, "no-pair", NULL,
	    "another origin is a removal and an addition" },
	{ OPT_APPLY, "apply", "JOURNAL",
	    "change OLD by an NRTM journal before comparing" },
	{ OPT_MAX_REMOVED, "max-removed", "N%",
	    "refuse if more of OLD is gone, printing nothing" },
	{ 'u', "unified", NULL, "print the lines of each object that changed" },
	{ OPT_SERIAL, "serial", "N|FILE",
	    "first serial of nrtm3, or FILE's + 1; version of nrtm4" },
	{ OPT_SESSION, "session", "UUID", "session of nrtm4" },
	{ OPT_STATUS, "status", NULL, "print nothing; the exit status tells" },
	{ OPT_AGAINST, "against", "AUTH[,AUTH]",
	    "hold objects against these registries, or rir" },
	{ OPT_AUTH_ALSO, "auth-also", "SOURCE[,SOURCE]",
	    "take these for authoritative as well" },
	{ 'r', "vrps", "VRPS",
	    "VRPs: a file, -, http(s):// or rtr:// (repeatable)" },
	{ OPT_SLURM, "slurm", "FILE",
	    "apply local exceptions (RFC 8416; repeatable)" },
	{ 'b', "bgp", "ROUTES", "what BGP announces (repeatable)" },
	{ OPT_AS_ORG, "as-org", "FILE",
	    "which ASes are one organisation's (CAIDA as-org2info)" },
	{ OPT_AS_REL, "as-rel", "FILE",
	    "customers, providers and peers (CAIDA as-rel)" },
	{ OPT_IRREGULAR, "irregular", NULL,
	    "objects that contradict both RIRs and part of BGP" },
	{ OPT_MATRIX, "matrix", NULL,
	    "how often each registry contradicts each other one" },
	{ OPT_IMPACT, "impact", NULL,
	    "what BGP would lose without some registries" },
	{ OPT_DROP, "drop", "SOURCE[,SOURCE]",
	    "registries that go (default all but the RIRs')" },
	{ OPT_FREEZE, "freeze", "DATE",
	    "objects of third parties made after DATE go" },
	{ OPT_RULE, "rule", "RULE", "ripe-731: objects by that rule go" },
	{ OPT_LIST, "list", NULL, "with --impact, the routes by origin" },
	{ OPT_TRANSFERS, "transfers", "FILE",
	    "objects older than a transfer of their space (NRO JSON)" },
	{ OPT_DELEGATED, "delegated", "FILE",
	    "objects older than a registration (delegated-extended)" },
	{ OPT_SUMMARY, "summary", NULL, "print only counts" },
	{ OPT_UNIT, "unit", "UNIT", "with --summary, count objects or pairs" },
	{ OPT_TODAY, "today", "DATE", "count ages from DATE (default now)" },
	{ OPT_PREFIX, "prefix", "PREFIX", "only objects of that prefix" },
	{ 'm', "more-specific", NULL, "with --prefix, those inside it, too" },
	{ OPT_ORIGIN, "origin", "AS", "only objects of that origin" },
	{ OPT_MNT, "mnt", "MNT", "only objects of that maintainer" },
	{ OPT_SOURCE, "source", "SOURCE", "only objects of that registry" },
	{ '4', "ipv4", NULL, "only IPv4" },
	{ '6', "ipv6", NULL, "only IPv6" },
	{ OPT_ONLY, "only", "[KIND=]VALUE[,...]",
	    "only changes, or objects, of these" },
	{ 'f', "format", "FORMAT",
	    "text, tsv, csv, json, jsonl; rpsl, nrtm3 or nrtm4" },
	{ 'e', "exit-code", NULL, "exit with 1 if a report finds anything" },
	{ 'j', "threads", "N", "work in N threads (default one a processor)" },
	{ OPT_CACHE, "cache", "DIR",
	    "keep copies of URLs, fetch only what changed" },
	{ OPT_DATA, "data", "DIR",
	    "what is not named comes from a folder of public inputs" },
	CLI_INPUT_OPTIONS,
	{ OPT_STRICT, "strict", NULL,
	    "stop at the first malformed object, with exit status 2" },
	{ OPT_LENIENT, "lenient", NULL,
	    "repair host bits, leading zeros, a missing source" },
	{ 'q', "quiet", NULL, "print no counts and no progress" },
	{ 'v', "verbose", NULL, "tell what was read, and every warning" },
	CLI_COMMON_OPTIONS,
	{ 0, NULL, NULL, NULL },
};

static const struct cli_tool tool = {
	"irr-diff",
	"irr-diff [options] OLD NEW\n"
	"irr-diff --against AUTH[,AUTH] [-r VRPS] [-b ROUTES] [options] "
	"DUMP...\n"
	"irr-diff --irregular -b ROUTES [options] DUMP...\n"
	"irr-diff --matrix [options] DUMP...\n"
	"irr-diff --impact -b ROUTES [-r VRPS] [--drop SOURCE] [options] "
	"DUMP...\n"
	"irr-diff [--transfers FILE] [--delegated FILE] [options] DUMP...",
	"What changed in a routing registry, what contradicts the RIRs, what "
	"would BGP lose?",
	table,
	NULL,
};

/* How an option's argument is taken. */
enum take {
	TAKE_FLAG,  /* a bool */
	TAKE_TEXT,  /* a const char * */
	TAKE_NAME,  /* one more of a struct cli_names */
	TAKE_NAMES, /* likewise, between commas */
	TAKE_OWN,   /* by a case of apply() */
};

#define CHANGES	   MODE_CHANGES
#define JUDGED	   (MODE_AGAINST | MODE_IRREGULAR | MODE_IMPACT)
#define ROWS	   (JUDGED | MODE_REGISTRATION)
#define OBJECTS	   (ROWS & ~(unsigned)MODE_IMPACT)
#define REPORTS	   (ROWS | MODE_MATRIX)
#define ALL	   (CHANGES | REPORTS)
#define AT(member) offsetof(struct options, member)

/* To which modes an option belongs; those that are not here: to all. */
static const struct place {
	int key;
	unsigned modes;
	enum take take;
	size_t at;
} places[] = {
	{ OPT_CLASS, CHANGES, TAKE_OWN, 0 },
	{ OPT_ALL_ATTRIBUTES, CHANGES, TAKE_FLAG, AT(all_attributes) },
	{ OPT_NO_PAIR, CHANGES, TAKE_FLAG, AT(no_pair) },
	{ OPT_APPLY, CHANGES, TAKE_NAME, AT(apply) },
	{ OPT_MAX_REMOVED, CHANGES, TAKE_TEXT, AT(max_removed) },
	{ 'u', CHANGES, TAKE_OWN, 0 },
	{ OPT_SERIAL, CHANGES, TAKE_TEXT, AT(serial_given) },
	{ OPT_SESSION, CHANGES, TAKE_TEXT, AT(session) },
	{ OPT_STATUS, CHANGES, TAKE_FLAG, AT(status) },
	{ OPT_AGAINST, REPORTS, TAKE_NAMES, AT(against) },
	{ OPT_AUTH_ALSO, REPORTS, TAKE_NAMES, AT(auth_also) },
	{ 'r', ROWS, TAKE_NAME, AT(vrps) },
	{ OPT_SLURM, ROWS, TAKE_NAME, AT(slurm) },
	{ 'b', ROWS, TAKE_NAME, AT(bgp) },
	{ OPT_AS_ORG, ROWS, TAKE_NAME, AT(as_org) },
	{ OPT_AS_REL, JUDGED, TAKE_NAME, AT(as_rel) },
	{ OPT_IRREGULAR, MODE_IRREGULAR, TAKE_FLAG, AT(irregular) },
	{ OPT_MATRIX, MODE_MATRIX, TAKE_FLAG, AT(matrix) },
	{ OPT_IMPACT, MODE_IMPACT, TAKE_FLAG, AT(impact) },
	{ OPT_DROP, MODE_IMPACT, TAKE_NAMES, AT(drop) },
	{ OPT_FREEZE, MODE_IMPACT, TAKE_OWN, 0 },
	{ OPT_RULE, MODE_IMPACT, TAKE_OWN, 0 },
	{ OPT_LIST, MODE_IMPACT, TAKE_FLAG, AT(list) },
	{ OPT_TRANSFERS, MODE_REGISTRATION, TAKE_NAME, AT(transfers) },
	{ OPT_DELEGATED, MODE_REGISTRATION | MODE_IMPACT, TAKE_NAME,
	    AT(delegated) },
	{ OPT_SUMMARY, ALL & ~(unsigned)MODE_MATRIX, TAKE_FLAG, AT(summary) },
	{ OPT_UNIT, MODE_AGAINST, TAKE_OWN, 0 },
	{ OPT_TODAY, MODE_AGAINST | MODE_IRREGULAR, TAKE_OWN, 0 },
	{ OPT_PREFIX, CHANGES | ROWS, TAKE_OWN, 0 },
	{ 'm', CHANGES | ROWS, TAKE_FLAG, AT(filter.more_specific) },
	{ OPT_ORIGIN, CHANGES | ROWS, TAKE_OWN, 0 },
	{ OPT_MNT, CHANGES | OBJECTS, TAKE_TEXT, AT(filter.maintainer) },
	{ OPT_SOURCE, CHANGES | OBJECTS, TAKE_TEXT, AT(filter.source) },
	{ '4', REPORTS, TAKE_OWN, 0 },
	{ '6', REPORTS, TAKE_OWN, 0 },
	{ OPT_ONLY, CHANGES | ROWS, TAKE_OWN, 0 },
	{ 'f', ALL, TAKE_OWN, 0 },
	{ 'e', REPORTS, TAKE_FLAG, AT(exit_code) },
	{ 'j', ALL, TAKE_OWN, 0 },
	{ OPT_CACHE, ALL, TAKE_TEXT, AT(input.cache) },
	{ OPT_DATA, REPORTS, TAKE_TEXT, AT(folder) },
	{ CLI_MAX_SIZE, ALL, TAKE_OWN, 0 },
	{ CLI_MRT_READER, ROWS, TAKE_OWN, 0 },
	{ CLI_TIMEOUT, ALL, TAKE_OWN, 0 },
	{ OPT_STRICT, ALL, TAKE_FLAG, AT(input.strict) },
	{ OPT_LENIENT, ALL, TAKE_FLAG, AT(lenient) },
	{ 'q', ALL, TAKE_FLAG, AT(input.quiet) },
	{ 'v', ALL, TAKE_FLAG, AT(input.verbose) },
};

#define PLACES (sizeof(places) / sizeof(places[0]))

static const struct {
	enum mode mode;
	const char *what; /* how messages call it */
} modes[] = {
	{ MODE_CHANGES, "comparing OLD and NEW" },
	{ MODE_AGAINST, "--against" },
	{ MODE_IRREGULAR, "--irregular" },
	{ MODE_MATRIX, "--matrix" },
	{ MODE_IMPACT, "--impact" },
	{ MODE_REGISTRATION, "--transfers and --delegated" },
};

static const char *
long_name(int key)
{
	return cli_long_name(table, key);
}

/* The options whose arguments are more than names. */
static void
apply_own(struct options *options, int key, const char *arg)
{
	switch (key) {
	case OPT_CLASS:
		arg_classes(options, arg);
		break;
	case 'u':
		options->shape = SHAPE_UNIFIED;
		break;
	case OPT_FREEZE:
		options->freeze = arg_day("--freeze", arg);
		break;
	case OPT_RULE:
		arg_rule(options, arg);
		break;
	case OPT_UNIT:
		arg_unit(options, arg);
		break;
	case OPT_TODAY:
		options->today = arg_day("--today", arg);
		break;
	case OPT_PREFIX:
		arg_prefix(options, arg);
		break;
	case OPT_ORIGIN:
		arg_origin(options, arg);
		break;
	case '4':
	case '6':
		options->family = (uint8_t)(key - '0');
		break;
	case 'f':
		arg_format(options, arg);
		break;
	case 'j':
		options->threads =
		    (unsigned)cli_number("--threads", arg, THREADS_MAX);
		break;
	case CLI_MAX_SIZE:
	case CLI_MRT_READER:
	case CLI_TIMEOUT:
		cli_input_option(&options->input, key, arg);
		break;
	}
}

static void
apply(struct options *options, const struct place *place, const char *arg)
{
	char *to = (char *)options + place->at;
	const char *name = long_name(place->key);

	switch (place->take) {
	case TAKE_FLAG:
		*(bool *)to = true;
		break;
	case TAKE_TEXT:
		*(const char **)to = arg;
		break;
	case TAKE_NAME:
		cli_names_add((struct cli_names *)to, name, arg);
		break;
	case TAKE_NAMES:
		arg_sources(options, (struct cli_names *)to, name, arg);
		break;
	case TAKE_OWN:
		apply_own(options, place->key, arg);
		break;
	}
}

static enum mode
choose_mode(const struct options *options)
{
	if (options->irregular + options->matrix + options->impact > 1)
		cli_die("--irregular, --matrix and --impact are different "
			"questions: ask one at a time");
	if (options->irregular)
		return MODE_IRREGULAR;
	if (options->matrix)
		return MODE_MATRIX;
	if (options->impact)
		return MODE_IMPACT;
	if (options->against.count > 0)
		return MODE_AGAINST;
	if (options->transfers.count > 0 || options->delegated.count > 0)
		return MODE_REGISTRATION;
	return MODE_CHANGES;
}

static void
refuse_foreign(const struct options *options, const bool seen[PLACES])
{
	size_t i, m = 0;

	while (modes[m].mode != options->mode)
		m++;
	for (i = 0; i < PLACES; i++)
		if (seen[i] && (places[i].modes & options->mode) == 0)
			cli_die("%s is not for %s", long_name(places[i].key),
			    modes[m].what);
	if (options->mode != MODE_CHANGES && options->shape != SHAPE_RECORDS)
		cli_die("-f rpsl, nrtm3 and nrtm4 are for comparing OLD and "
			"NEW");
}

/* Whether the option KEY was given. */
static bool
is_given(const bool seen[PLACES], int key)
{
	size_t i = 0;

	while (places[i].key != key)
		i++;
	return seen[i];
}

/* An option that says more about another one, which is not given. */
static void
refuse_idle(const struct options *options, const bool seen[PLACES])
{
	const bool journal =
	    options->shape == SHAPE_NRTM3 || options->shape == SHAPE_NRTM4;

	if (is_given(seen, 'u') && is_given(seen, 'f'))
		cli_die("-u is a format of its own: it takes no -f");
	if (options->filter.more_specific && options->filter.prefix == NULL)
		cli_die("--more-specific says what of --prefix");
	if (is_given(seen, OPT_UNIT) && !options->summary)
		cli_die("--unit says what --summary counts");
	if (options->serial_given != NULL && !journal)
		cli_die("--serial is for -f nrtm3 and nrtm4");
	if (options->session != NULL && !journal)
		cli_die("--session is for -f nrtm4");
}

static void
check_changes(struct options *options)
{
	arg_max_removed(options);
	if (options->dumps != 2)
		cli_die("%s; see irr-diff --help",
		    options->dumps < 2 ? "two dumps are compared: OLD NEW"
				       : "more than two dumps: a report is "
					 "asked for by --against, --impact, "
					 "--transfers and so on");
	if (options->apply.count > 1)
		cli_die("--apply: one journal is enough");
	if (options->session != NULL && !arg_is_uuid(options->session))
		cli_die("--session: \"%s\" is not a UUID", options->session);
	if (options->shape == SHAPE_NRTM4 && options->session == NULL)
		cli_die("-f nrtm4 needs the session of the server: --session "
			"UUID");
	if (options->summary &&
	    (options->shape != SHAPE_RECORDS || only_any(options)))
		cli_die("--summary counts all changes; it prints no objects");
}

/* Whether objects or routes are chosen by what they are. */
static bool
chooses(const struct options *options)
{
	return options->filter.prefix != NULL || options->filter.has_origin ||
	       only_any(options);
}

static void
check_report(struct options *options)
{
	bool needs_bgp =
	    options->mode == MODE_IRREGULAR || options->mode == MODE_IMPACT;

	if (options->dumps == 0)
		cli_die("no dumps to read; see irr-diff --help");
	if (needs_bgp && options->bgp.count == 0)
		cli_die("%s asks what BGP announces: name it with -b",
		    options->mode == MODE_IMPACT ? "--impact" : "--irregular");
	if (options->mode == MODE_IMPACT && !options->list &&
	    (options->family != 0 || chooses(options)))
		cli_die("--impact counts all routes: choose some with --list");
	if (options->summary &&
	    (only_any(options) ||
		(options->mode == MODE_AGAINST &&
		    (options->filter.maintainer != NULL || chooses(options)))))
		cli_die("--summary counts whole registries: choose objects "
			"without it");
	if (options->summary && options->list)
		cli_die("--summary prints only counts, and --list routes");
	if (options->ripe_731 && options->vrps.count == 0)
		cli_die("--rule ripe-731 needs VRPs: name them with -r");
}

/* Add the files of KIND in the folder to NAMES. */
static void
add_from_folder(
    struct options *options, const char *kind, struct cli_names *names)
{
	size_t i = options->data.count;

	cli_data_find(&options->data, options->folder, kind);
	for (; i < options->data.count; i++)
		cli_names_add(names, "--data", options->data.paths[i]);
}

/* What the mode asks for and no option names. */
static void
add_folder(struct options *options)
{
	static const struct {
		const char *kind;
		int key;
	} kinds[] = {
		{ "vrps", 'r' },
		{ "rib", 'b' },
		{ "as-org", OPT_AS_ORG },
		{ "as-rel", OPT_AS_REL },
		{ "delegated", OPT_DELEGATED },
		{ "transfers", OPT_TRANSFERS },
	};
	const struct place *place;
	struct cli_names *names;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		for (place = places; place->key != kinds[i].key; place++)
			continue;
		names = (struct cli_names *)((char *)options + place->at);
		if ((place->modes & options->mode) != 0 && names->count == 0)
			add_from_folder(options, kinds[i].kind, names);
	}
}

static void
add_dumps(struct options *options, int argc, char *argv[])
{
	struct cli_names found = { .count = 0 };
	size_t i, stdins = 0;
	int n = cli_operands();

	if (options->folder != NULL && n == argc)
		add_from_folder(options, "irr", &found);
	options->dump =
	    cli_calloc((size_t)argc + found.count, sizeof(*options->dump));
	for (; n < argc; n++)
		arg_operand(options, argv[n]);
	for (i = 0; i < found.count; i++)
		options->dump[options->dumps++] =
		    (struct operand){ .path = found.name[i],
			    .of_folder = true };
	for (i = 0; i < options->dumps; i++)
		stdins += strcmp(options->dump[i].path, "-") == 0;
	if (stdins > 1)
		cli_die("-: standard input can be read once");
}

/* Standard input is one input's at most. */
static void
claim_stdin(const struct options *options)
{
	static const char what[] = "another input comes from";
	const char *taken = NULL;
	const struct cli_names *names;
	size_t i;

	for (i = 0; i < options->dumps; i++)
		if (strcmp(options->dump[i].path, "-") == 0)
			taken = "a dump comes from";
	for (i = 0; i < PLACES; i++) {
		if (places[i].take != TAKE_NAME)
			continue;
		names = (const struct cli_names *)((const char *)options +
						   places[i].at);
		cli_claim_stdin(names, long_name(places[i].key), what, &taken);
	}
}

static void
set_defaults(struct options *options)
{
	long online = sysconf(_SC_NPROCESSORS_ONLN);

	memset(options, 0, sizeof(*options));
	options->input.failed = "; nothing reported";
	options->filter.classes =
	    UINT64_C(1) << RSEC_RPSL_ROUTE | UINT64_C(1) << RSEC_RPSL_ROUTE6;
	options->freeze = RSEC_IRR_NO_DATE;
	options->today = (int32_t)(time(NULL) / RSEC_DAY);
	options->threads = online < 1 ? 1 : (unsigned)online;
	if (options->threads > THREADS_MAX)
		options->threads = THREADS_MAX;
}

void
options_parse(struct options *options, int argc, char *argv[])
{
	bool seen[PLACES] = { false };
	const char *arg;
	struct cli_names only = { .count = 0 };
	size_t i;
	int key;

	set_defaults(options);
	while ((key = cli_next(&tool, argc, argv, &arg)) != -1) {
		for (i = 0; places[i].key != key; i++)
			continue;
		seen[i] = true;
		if (key == OPT_ONLY)
			cli_names_add(&only, "--only", arg);
		else
			apply(options, &places[i], arg);
	}
	options->mode = choose_mode(options);
	refuse_foreign(options, seen);
	for (i = 0; i < only.count; i++) /* its words depend on the mode */
		only_parse(options, only.name[i]);
	if (options->folder != NULL) {
		cli_data_folder(options->folder);
		add_folder(options);
	}
	add_dumps(options, argc, argv);
	if (options->threads == 0)
		options->threads = 1;
	if (options->mode == MODE_CHANGES)
		check_changes(options);
	else
		check_report(options);
	refuse_idle(options, seen);
	claim_stdin(options);
	if (options->mode == MODE_CHANGES)
		serial_choose(options, options->serial_given);
}

void
options_fini(struct options *options)
{
	free(options->dump);
	cli_data_free(&options->data);
	rsec_arena_fini(&options->texts);
}
