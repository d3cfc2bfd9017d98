/* SPDX-License-Identifier: ISC */
/*
 * The options of roa-history: one table for getopt and --help, one that says
 * where each goes and to which verbs it belongs.  An option that means nothing
 * to the verb is refused; "roa-history VERB --help" lists those of the verb.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/roa-history/roa-history.h"
#include "history/archive.h"
#include "io/fetch.h"
#include "net/asn.h"

#define THREADS_MAX	256
#define CONNECTIONS_MAX 16
#define ARCHIVE		"https://ftp.ripe.net/rpki"

enum {
	OPT_ASN = 256,
	OPT_AT,
	OPT_BASE,
	OPT_BGP,
	OPT_BY,
	OPT_CACHE,
	OPT_CGI,
	OPT_CONNECTIONS,
	OPT_COVERED,
	OPT_COVERING,
	OPT_DATE,
	OPT_DELEGATED,
	OPT_EXACT,
	OPT_FROM,
	OPT_GAPS,
	OPT_KEEP,
	OPT_KIND,
	OPT_LISTEN,
	OPT_RATE,
	OPT_REPLACE,
	OPT_STEP,
	OPT_STRICT,
	OPT_SUMMARY,
	OPT_TAL,
	OPT_TO,
};

static const struct cli_option table[] = {
	{ 'd', "store", "STORE", "the file that holds the history" },
	{ OPT_TAL, "tal", "NAME[,NAME]",
	    "only these trust anchors; ingest: of inputs that name none" },
	{ OPT_AT, "at", "DATE", "on this day, or at this time of it" },
	{ OPT_FROM, "from", "DATE", "from this day on" },
	{ OPT_TO, "to", "DATE", "up to this day" },
	{ OPT_GAPS, "gaps", "WAY",
	    "a day that nobody observed: unknown, carry or withdrawn" },
	{ OPT_EXACT, "exact", NULL, "VRPs for the prefix itself" },
	{ OPT_COVERING, "covering", NULL,
	    "VRPs that cover the prefix (the default)" },
	{ OPT_COVERED, "covered", NULL, "VRPs inside the prefix" },
	{ OPT_ASN, "asn", "ASN", "only VRPs of this AS" },
	{ OPT_SUMMARY, "summary", NULL, "only counts, by trust anchor" },
	{ OPT_BY, "by", "WHAT", "numbers of all, by ta, rir or economy" },
	{ OPT_STEP, "step", "STEP",
	    "between two points: day, week, month, year, or days" },
	{ OPT_DELEGATED, "delegated", "FILE",
	    "who holds what: statistics files of the RIRs (repeatable)" },
	{ OPT_BGP, "bgp", "FILE",
	    "a table of routes, for the shares of its states (repeatable)" },
	{ OPT_DATE, "date", "DATE",
	    "when inputs that do not say it were made" },
	{ OPT_REPLACE, "replace", NULL,
	    "inputs count even if the store has later made ones" },
	{ OPT_BASE, "base", "URL",
	    "where the archive is (default " ARCHIVE ")" },
	{ OPT_KIND, "kind", "KIND",
	    "roas, or output where there is one (default roas)" },
	{ OPT_KEEP, "keep", "DIR", "keep the files that are fetched here" },
	{ OPT_CONNECTIONS, "connections", "N",
	    "fetch N files at once (default 4)" },
	{ OPT_RATE, "rate", "SIZE", "fetch at most SIZE bytes a second" },
	{ 'n', "dry-run", NULL, "print what would be fetched" },
	{ 'f', "format", "FORMAT",
	    "text, tsv, csv, json or jsonl; sql for export" },
	{ OPT_LISTEN, "listen", "ADDRESS:PORT",
	    "serve HTTP here (default 127.0.0.1:8080)" },
	{ OPT_CGI, "cgi", NULL, "answer one request of a web server" },
	{ 'j', "threads", "N", "work in N threads (default one a processor)" },
	{ OPT_CACHE, "cache", "DIR",
	    "keep copies of URLs, fetch only what changed" },
	CLI_LIMIT_OPTIONS,
	{ OPT_STRICT, "strict", NULL,
	    "refuse an input with a malformed record" },
	{ 'q', "quiet", NULL, "print no counts and no progress" },
	{ 'v', "verbose", NULL, "tell what was passed over" },
	CLI_COMMON_OPTIONS,
	{ 0, NULL, NULL, NULL },
};

/* How an option's argument is taken. */
enum take {
	TAKE_FLAG,   /* a bool */
	TAKE_TEXT,   /* a const char * */
	TAKE_NAMES,  /* a struct cli_names */
	TAKE_MOMENT, /* a struct moment */
	TAKE_OWN,    /* by a case of apply_own() */
};

#define AT(member) offsetof(struct options, member)

/* Verbs that tell of spans of time, and those that have -f. */
#define VERBS_SPAN (VERB_SHOW | VERB_ASN | VERB_EXPORT | VERB_STATS | VERB_PLOT)
#define VERBS_FORMAT                                                        \
	(VERB_SOURCES | VERB_INFO | VERB_SHOW | VERB_CHECK | VERB_COVERED | \
	    VERB_ASN | VERB_CHANGES | VERB_STATS | VERB_DELAY | VERB_EXPORT)
#define VERBS_NUMBERS (VERB_STATS | VERB_PLOT)

/* To which verbs an option belongs, and where its argument goes. */
static const struct place {
	int key;
	unsigned verbs;
	enum take take;
	size_t at;
} places[] = {
	{ 'd', VERB_ALL, TAKE_TEXT, AT(store) },
	{ OPT_TAL,
	    VERBS_SPAN | VERB_INGEST | VERB_FETCH | VERB_SOURCES | VERB_INFO |
		VERB_CHANGES | VERB_DELAY | VERB_CHECK | VERB_COVERED,
	    TAKE_OWN, 0 },
	{ 'f', VERBS_FORMAT, TAKE_OWN, 0 },
	{ OPT_AT, VERB_CHECK | VERB_COVERED, TAKE_MOMENT, AT(at) },
	{ OPT_FROM, VERBS_SPAN | VERB_CHECK | VERB_FETCH | VERB_SOURCES,
	    TAKE_MOMENT, AT(from) },
	{ OPT_TO, VERBS_SPAN | VERB_CHECK | VERB_FETCH | VERB_SOURCES,
	    TAKE_MOMENT, AT(to) },
	{ OPT_GAPS,
	    VERB_SHOW | VERB_ASN | VERB_EXPORT | VERB_CHECK | VERB_COVERED |
		VERBS_NUMBERS,
	    TAKE_OWN, 0 },
	{ OPT_EXACT, VERB_SHOW, TAKE_OWN, 0 },
	{ OPT_COVERING, VERB_SHOW, TAKE_OWN, 0 },
	{ OPT_COVERED, VERB_SHOW, TAKE_OWN, 0 },
	{ OPT_ASN, VERB_SHOW | VERB_EXPORT, TAKE_OWN, 0 },
	{ OPT_SUMMARY, VERB_CHANGES, TAKE_FLAG, AT(summary) },
	{ OPT_BY, VERBS_NUMBERS, TAKE_OWN, 0 },
	{ OPT_STEP, VERBS_NUMBERS, TAKE_OWN, 0 },
	{ OPT_DELEGATED, VERBS_NUMBERS, TAKE_NAMES, AT(delegated) },
	{ OPT_BGP, VERBS_NUMBERS, TAKE_NAMES, AT(bgp) },
	{ OPT_DATE, VERB_INGEST, TAKE_MOMENT, AT(date) },
	{ OPT_REPLACE, VERB_INGEST, TAKE_FLAG, AT(replace) },
	{ OPT_BASE, VERB_FETCH, TAKE_OWN, 0 },
	{ OPT_KIND, VERB_FETCH, TAKE_OWN, 0 },
	{ OPT_KEEP, VERB_FETCH, TAKE_TEXT, AT(keep) },
	{ OPT_CONNECTIONS, VERB_FETCH, TAKE_OWN, 0 },
	{ OPT_RATE, VERB_FETCH, TAKE_OWN, 0 },
	{ 'n', VERB_FETCH, TAKE_FLAG, AT(dry_run) },
	{ OPT_LISTEN, VERB_SERVE, TAKE_TEXT, AT(listen) },
	{ OPT_CGI, VERB_SERVE, TAKE_FLAG, AT(cgi) },
	{ 'j', VERB_INGEST | VERB_FETCH, TAKE_OWN, 0 },
	{ OPT_CACHE, VERB_INGEST | VERBS_NUMBERS, TAKE_TEXT, AT(input.cache) },
	{ CLI_MAX_SIZE, VERB_INGEST | VERBS_NUMBERS | VERB_CHECK, TAKE_OWN, 0 },
	{ CLI_TIMEOUT, VERB_INGEST | VERBS_NUMBERS, TAKE_OWN, 0 },
	{ OPT_STRICT, VERB_INGEST | VERBS_NUMBERS | VERB_CHECK, TAKE_FLAG,
	    AT(input.strict) },
	{ 'q', VERB_ALL, TAKE_FLAG, AT(input.quiet) },
	{ 'v', VERB_INGEST | VERB_FETCH | VERBS_NUMBERS | VERB_CHECK, TAKE_FLAG,
	    AT(input.verbose) },
};

#define PLACES (sizeof(places) / sizeof(places[0]))

/* The verb whose --help is asked for; NULL: the help of all. */
static const struct verb *helped;

static bool
is_of_verb(const struct cli_option *option)
{
	size_t i;

	for (i = 0; i < PLACES; i++)
		if (places[i].key == option->key)
			return helped == NULL ||
			       (places[i].verbs & helped->bit) != 0;
	return true; /* --help and --version */
}

static const char *
long_name(int key)
{
	return cli_long_name(table, key);
}

static struct moment
parse_moment(int key, const char *arg)
{
	struct moment moment = { 0, true };
	int64_t t;

	if (!rsec_utc_parse(arg, strlen(arg), &t) || t < 0 || t >= UINT32_MAX)
		cli_die("%s: \"%s\" is not a date such as 2026-11-23, nor a "
			"time such as 2026-11-23T04:05:06Z",
		    long_name(key), arg);
	moment.time = (uint32_t)t;
	return moment;
}

/* Names between commas, as stores have them. */
static void
parse_tals(struct options *options, const char *arg)
{
	char *name;
	size_t len;

	for (;; arg += len + 1) {
		len = strcspn(arg, ",");
		if (len == 0)
			cli_die("--tal: \"%s\" has an empty name", arg);
		name = cli_calloc(1, 64); /* of few; they live as we do */
		rsec_archive_ta(arg, len, name);
		cli_names_add(&options->tal, "--tal", name);
		if (arg[len] == '\0')
			return;
	}
}

/* The index of ARG among WORDS, which ends with NULL, or die. */
static unsigned
parse_word(int key, const char *arg, const char *const words[])
{
	unsigned i;

	for (i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], arg) == 0)
			return i;
	cli_die("%s: \"%s\" is none of those that --help tells", long_name(key),
	    arg);
}

static void
parse_step(struct options *options, const char *arg)
{
	static const char *const names[] = { "day", "week", "month", "year" };
	static const unsigned days[] = { 1, 7, 30, 365 };
	size_t i;

	for (i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		if (strcmp(names[i], arg) == 0) {
			options->step = days[i];
			return;
		}
	options->step = (unsigned)cli_number("--step", arg, 36500);
	if (options->step == 0)
		cli_die("--step: 0 days lead nowhere");
}

static void
parse_format(struct options *options, const char *arg)
{
	options->sql = strcmp(arg, "sql") == 0;
	if (!options->sql && !rsec_out_format_parse(arg, &options->format))
		cli_die("-f: \"%s\" is not a format; there are text, tsv, "
			"csv, json, jsonl",
		    arg);
}

/* Those of fetch. */
static void
apply_fetch(struct options *options, int key, const char *arg)
{
	static const char *const kinds[] = { "roas", "output", NULL };

	switch (key) {
	case OPT_BASE:
		if (!rsec_fetch_is_url(arg))
			cli_die("--base: \"%s\" is no http:// or https:// URL",
			    arg);
		options->base = arg;
		break;
	case OPT_KIND:
		options->kind =
		    (enum rsec_archive_kind)parse_word(key, arg, kinds);
		break;
	case OPT_CONNECTIONS:
		options->connections =
		    (unsigned)cli_number("--connections", arg, CONNECTIONS_MAX);
		break;
	case OPT_RATE:
		options->rate = cli_size("--rate", arg);
		break;
	}
}

static void
apply_own(struct options *options, int key, const char *arg)
{
	static const char *const gaps[] = { "unknown", "carry", "withdrawn",
		NULL };
	static const char *const by[] = { "all", "ta", "rir", "economy", NULL };

	switch (key) {
	case OPT_TAL:
		parse_tals(options, arg);
		break;
	case 'f':
		parse_format(options, arg);
		break;
	case OPT_GAPS:
		options->gaps =
		    (enum rsec_history_gaps)parse_word(key, arg, gaps);
		break;
	case OPT_BY:
		options->by = (enum rsec_stats_by)parse_word(key, arg, by);
		break;
	case OPT_STEP:
		parse_step(options, arg);
		break;
	case OPT_EXACT:
		options->match = MATCH_EXACT;
		break;
	case OPT_COVERING:
		options->match = MATCH_COVERING;
		break;
	case OPT_COVERED:
		options->match = MATCH_COVERED;
		break;
	case OPT_ASN:
		options->asn.given = true;
		if (!rsec_asn_parse(arg, strlen(arg), &options->asn.number))
			cli_die("--asn: \"%s\" is not an AS number", arg);
		break;
	case 'j':
		options->threads =
		    (unsigned)cli_number("--threads", arg, THREADS_MAX);
		break;
	case CLI_MAX_SIZE:
	case CLI_TIMEOUT:
		cli_input_option(&options->input, key, arg);
		break;
	default:
		apply_fetch(options, key, arg);
	}
}

static void
apply(struct options *options, const struct place *place, const char *arg)
{
	char *to = (char *)options + place->at;

	switch (place->take) {
	case TAKE_FLAG:
		*(bool *)to = true;
		break;
	case TAKE_TEXT:
		*(const char **)to = arg;
		break;
	case TAKE_NAMES:
		cli_names_add(
		    (struct cli_names *)to, long_name(place->key), arg);
		break;
	case TAKE_MOMENT:
		*(struct moment *)to = parse_moment(place->key, arg);
		break;
	case TAKE_OWN:
		apply_own(options, place->key, arg);
		break;
	}
}

static void
set_defaults(struct options *options)
{
	long online = sysconf(_SC_NPROCESSORS_ONLN);

	memset(options, 0, sizeof(*options));
	options->step = 30;
	options->base = ARCHIVE;
	options->threads = online < 1 ? 1 : (unsigned)online;
	if (options->threads > THREADS_MAX)
		options->threads = THREADS_MAX;
}

/* The lines of usage: of VERB, or of each verb. */
static char *
make_synopsis(const struct verb *verb)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	const struct verb *one;
	int rc = 0;

	for (one = verbs; one->name != NULL; one++) {
		if (verb != NULL && one != verb)
			continue;
		if (text.len > 0)
			rc |= rsec_buf_addc(&text, '\n');
		rc |= rsec_buf_puts(&text, "roa-history ");
		rc |= rsec_buf_puts(&text, one->name);
		rc |= rsec_buf_puts(&text, " -d STORE ");
		rc |= rsec_buf_puts(&text, one->synopsis);
		if (*one->synopsis == '\0')
			text.len--;
	}
	if (rsec_buf_addc(&text, '\0') != 0 || rc != 0)
		cli_die("out of memory");
	return text.data;
}

/* The verb is the first word, or the first operand. */
static void
find_verb(struct options *options, const char *word)
{
	if (word == NULL)
		cli_die("what is to be done? name a verb; see roa-history "
			"--help");
	options->verb = verb_find(word);
	if (options->verb == NULL)
		cli_die("\"%s\" is not a verb; see roa-history --help", word);
}

static void
refuse_foreign(const struct options *options, const bool seen[PLACES])
{
	size_t i;

	for (i = 0; i < PLACES; i++)
		if (seen[i] && (places[i].verbs & options->verb->bit) == 0)
			cli_die("%s is not for %s", long_name(places[i].key),
			    options->verb->name);
}

static void
check_options(struct options *options)
{
	if (options->store == NULL || *options->store == '\0')
		options->store = getenv("RSEC_HISTORY");
	if (options->store == NULL || *options->store == '\0')
		cli_die("no store: name one with -d, or in the environment as "
			"RSEC_HISTORY");
	if (options->sql && options->verb->bit != VERB_EXPORT)
		cli_die("-f sql is for export");
	if (options->threads == 0)
		options->threads = 1;
}

void
options_parse(struct options *options, int argc, char *argv[])
{
	struct cli_tool tool = { "roa-history", NULL,
		"Was this prefix covered by a ROA then?", table, is_of_verb };
	const int first = argc > 1 && argv[1][0] != '-';
	bool seen[PLACES] = { false };
	char *synopsis;
	const char *arg;
	int key, at;
	size_t i;

	set_defaults(options);
	helped = first ? verb_find(argv[1]) : NULL;
	tool.synopsis = synopsis = make_synopsis(helped);
	while (
	    (key = cli_next(&tool, argc - first, argv + first, &arg)) != -1) {
		for (i = 0; places[i].key != key; i++)
			continue;
		seen[i] = true;
		apply(options, &places[i], arg);
	}
	at = first + cli_operands();
	find_verb(options, first ? argv[1] : argv[at++]);
	free(synopsis);
	refuse_foreign(options, seen);
	options->operand = argv + at;
	options->operands = at < argc ? (size_t)(argc - at) : 0;
	check_options(options);
}

void
options_fini(struct options *options)
{
	size_t i;

	for (i = 0; i < options->tal.count; i++)
		free((char *)(uintptr_t)options->tal.name[i]);
}

void
need_operands(
    const struct options *options, size_t min, size_t max, const char *what)
{
	if (options->operands < min)
		cli_die("%s needs %s; see roa-history %s --help",
		    options->verb->name, what, options->verb->name);
	if (options->operands > max)
		cli_die("\"%s\" is one operand too many; see roa-history %s "
			"--help",
		    options->operand[max], options->verb->name);
}
