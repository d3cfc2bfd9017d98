/* SPDX-License-Identifier: ISC */
/* The options of manrs-check. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/manrs-check/manrs-check.h"

#define THREADS_MAX 64

enum {
	OPT_KIND = 256, /* and those of all kinds behind it */
	OPT_PROGRAM = OPT_KIND + KINDS,
	OPT_MONTH,
	OPT_RULESET,
	OPT_DATA,
	OPT_ASN_FILE,
	OPT_IRR_ORDER,
	OPT_WHAT_IF,
	OPT_CUSTOMERS,
	OPT_REGION,
	OPT_REPORT_DIR,
	OPT_FIXES,
	OPT_ACCOMPLICE,
	OPT_READY,
	OPT_ASPIRING,
	OPT_SUSPICION,
	OPT_CONTACT_MONTHS,
	OPT_MIN_PEERS,
	OPT_CONFORMANT,
	OPT_COMMUNITY,
	OPT_NOW,
	OPT_CACHE,
	OPT_STRICT,
};

static const struct cli_option table[] = {
	{ OPT_PROGRAM, "program", "PROGRAM",
	    "netops, ixp, cdn or vendor (default netops)" },
	{ OPT_MONTH, "month", "YYYY-MM",
	    "which month (default that of the newest table)" },
	{ OPT_RULESET, "ruleset", "YEAR",
	    "rules of 2018, 2023 or 2024 (default 2024)" },
	{ OPT_DATA, "data", "DIR",
	    "folder of inputs, for kinds that no option names" },
	{ OPT_KIND + KIND_RIB, "rib", "FILE",
	    "BGP tables: MRT, or lines (all inputs: repeatable)" },
	{ OPT_KIND + KIND_UPDATES, "updates", "FILE", "BGP updates: MRT" },
	{ OPT_KIND + KIND_VRPS, "vrps", "FILE",
	    "VRP exports, maybe with ASPAs" },
	{ OPT_KIND + KIND_ASPA, "aspa", "FILE", "VRP exports, for ASPAs only" },
	{ OPT_KIND + KIND_IRR, "irr", "FILE", "dumps of routing registries" },
	{ OPT_KIND + KIND_WHOIS, "whois", "FILE",
	    "contacts: whois dumps of RIRs, RDAP" },
	{ OPT_KIND + KIND_PEERINGDB, "peeringdb", "FILE",
	    "PeeringDB: net, poc, netixlan, or a dump" },
	{ OPT_KIND + KIND_DELEGATED, "delegated", "FILE",
	    "delegated-extended files of the RIRs" },
	{ OPT_KIND + KIND_BOGONS, "bogons", "FILE", "lists of full bogons" },
	{ OPT_KIND + KIND_CIDR_REPORT, "cidr-report", "FILE",
	    "bogons of the CIDR Report" },
	{ OPT_KIND + KIND_GRIP, "grip", "FILE", "events of GRIP" },
	{ OPT_KIND + KIND_BGPSTREAM, "bgpstream", "FILE",
	    "events of BGPStream" },
	{ OPT_KIND + KIND_SPOOFER, "spoofer", "FILE",
	    "sessions of CAIDA's Spoofer" },
	{ OPT_KIND + KIND_RSC, "rsc", "FILE",
	    "signed checklists (RFC 9323), one a file" },
	{ OPT_KIND + KIND_AS_REL, "as-rel", "FILE",
	    "customers, providers and peers (CAIDA as-rel)" },
	{ OPT_KIND + KIND_AS_ORG, "as-org", "FILE",
	    "names of organisations (CAIDA as-org2info)" },
	{ OPT_KIND + KIND_PARTICIPANTS, "participants", "FILE",
	    "participants of MANRS, who are left out of Action 1" },
	{ OPT_KIND + KIND_FEEDBACK, "feedback", "FILE",
	    "incidents that are disputed: ID REASON" },
	{ OPT_KIND + KIND_PREVIOUS, "previous", "FILE",
	    "an earlier report in JSON, for the trend" },
	{ OPT_ASN_FILE, "asn-file", "FILE",
	    "organisations, one a line: AS,AS NAME" },
	{ OPT_IRR_ORDER, "irr-order", "SOURCE,...",
	    "registries that as-sets are taken from first" },
	{ OPT_WHAT_IF, "what-if", "CHANGE",
	    "roa=, route= or withdraw=AS,PREFIX (repeatable)" },
	{ OPT_CUSTOMERS, "customers", NULL,
	    "print what to tell each customer" },
	{ OPT_REGION, "region", "RIR|CC",
	    "rank all ASNs of a registry or an economy" },
	{ OPT_REPORT_DIR, "report-dir", "DIR",
	    "write a report for each organisation, and an index" },
	{ 'o', "output", "FILE", "write the report to FILE" },
	{ OPT_FIXES, "fixes", "FILE",
	    "write all remedies, ready to be pasted, to FILE" },
	{ 'f', "format", "FORMAT",
	    "text, markdown, html, json, jsonl, observatory-json, tsv" },
	{ OPT_ACCOMPLICE, "accomplice-weight", "N",
	    "weight of what was only accepted, percent (50)" },
	{ OPT_READY, "ready", "PERCENT", "least score that is ready (80)" },
	{ OPT_ASPIRING, "aspiring", "PERCENT",
	    "least score that is aspiring (60)" },
	{ OPT_CONFORMANT, "conformant", "PERCENT",
	    "least share of Action 4 (90; cdn: 100)" },
	{ OPT_COMMUNITY, "invalid-community", "COMMUNITY",
	    "of RPKI-invalid routes at a route server (repeatable)" },
	{ OPT_SUSPICION, "grip-suspicion", "N",
	    "least suspicion of a GRIP event that counts (80)" },
	{ OPT_CONTACT_MONTHS, "contact-months", "N",
	    "age at which contacts are a warning (12)" },
	{ OPT_MIN_PEERS, "min-peers", "N", "peers that must see a route (1)" },
	{ OPT_NOW, "now", "TIME", "count ages from TIME (default now)" },
	{ 'j', "threads", "N", "work in N threads (default one a processor)" },
	{ OPT_CACHE, "cache", "DIR",
	    "keep copies of URLs, fetch only what changed" },
	CLI_LIMIT_OPTIONS,
	{ OPT_STRICT, "strict", NULL,
	    "an Action that could not be evaluated is not conformant" },
	{ 'q', "quiet", NULL, "print no progress" },
	{ 'v', "verbose", NULL, "print all evidence, and every warning" },
	CLI_COMMON_OPTIONS,
	{ 0, NULL, NULL, NULL },
};

static const struct cli_tool tool = {
	"manrs-check",
	"manrs-check [--data DIR] [inputs] [options] ASN...\n"
	"manrs-check [--data DIR] [inputs] --asn-file FILE [--report-dir DIR]\n"
	"manrs-check [--data DIR] [inputs] --region RIR|CC",
	"Would this network pass the audit of MANRS, and what should it fix "
	"first?",
	table,
	NULL,
};

/* What is parsed once all options are known. */
struct late {
	const char *data, *asn_file;
	unsigned ruleset;
	uint32_t conformant;	       /* 0: that of the program */
	struct rsec_manrs_rules rules; /* what options set, else UINT32_MAX */
};

const char *
kind_name(enum kind kind)
{
	const struct cli_option *option = table;

	while (option->key != OPT_KIND + (int)kind)
		option++;
	return option->name;
}

static uint32_t
number(const char *option, const char *arg, uint32_t max)
{
	return (uint32_t)cli_number(option, arg, max);
}

/* Options of the rules; false for any other. */
static bool
apply_rule(struct late *late, int key, const char *arg)
{
	switch (key) {
	case OPT_RULESET:
		late->ruleset = number("--ruleset", arg, 9999);
		return true;
	case OPT_ACCOMPLICE:
		late->rules.accomplice_weight =
		    number("--accomplice-weight", arg, 100);
		return true;
	case OPT_READY:
		late->rules.ready = number("--ready", arg, 100);
		return true;
	case OPT_ASPIRING:
		late->rules.aspiring = number("--aspiring", arg, 100);
		return true;
	case OPT_CONFORMANT:
		late->rules.conformant = number("--conformant", arg, 100);
		return true;
	case OPT_SUSPICION:
		late->rules.grip_suspicion =
		    number("--grip-suspicion", arg, 100);
		return true;
	case OPT_CONTACT_MONTHS:
		late->rules.contact_months =
		    number("--contact-months", arg, 1200);
		return true;
	case OPT_MIN_PEERS:
		late->rules.min_peers = number("--min-peers", arg, 65535);
		return true;
	}
	return false;
}

static void
apply_order(struct options *options, const char *arg)
{
	size_t len;

	for (;; arg += len + 1) {
		len = strcspn(arg, ",");
		if (len == 0)
			cli_die("--irr-order: a name of a registry is empty");
		cli_names_add(&options->order, "--irr-order",
		    rsec_arena_strndup(&options->texts, arg, len));
		if (arg[len] == '\0')
			return;
	}
}

/* Options of what is printed, and where; false for any other. */
static bool
apply_output(struct options *options, int key, const char *arg)
{
	switch (key) {
	case OPT_CUSTOMERS:
		options->customers = true;
		return true;
	case OPT_REGION:
		arg_region(options, arg);
		return true;
	case OPT_REPORT_DIR:
		options->report_dir = arg;
		return true;
	case 'o':
		options->output = strcmp(arg, "-") == 0 ? NULL : arg;
		return true;
	case OPT_FIXES:
		options->fixes = arg;
		return true;
	case 'f':
		arg_format(options, arg);
		return true;
	case 'q':
		options->input.quiet = true;
		return true;
	case 'v':
		options->input.verbose = true;
		return true;
	}
	return false;
}

static void
apply(struct options *options, struct late *late, int key, const char *arg)
{
	switch (key) {
	case OPT_PROGRAM:
		arg_program(options, arg);
		break;
	case OPT_MONTH:
		arg_month(options, arg);
		break;
	case OPT_DATA:
		late->data = arg;
		break;
	case OPT_ASN_FILE:
		late->asn_file = arg;
		break;
	case OPT_IRR_ORDER:
		apply_order(options, arg);
		break;
	case OPT_WHAT_IF:
		arg_what_if(options, arg);
		break;
	case OPT_COMMUNITY:
		arg_community(options, arg);
		break;
	case OPT_NOW:
		arg_now(options, arg);
		break;
	case 'j':
		options->threads = number("--threads", arg, THREADS_MAX);
		break;
	case OPT_CACHE:
		options->input.cache = arg;
		break;
	case CLI_MAX_SIZE:
	case CLI_TIMEOUT:
		cli_input_option(&options->input, key, arg);
		break;
	case OPT_STRICT:
		options->strict = true;
		break;
	default:
		cli_data_put(&options->data[key - OPT_KIND], arg);
	}
}

static void
set_rule(uint32_t *rule, uint32_t given)
{
	if (given != UINT32_MAX)
		*rule = given;
}

/* The rules of the year, and what options change of them. */
static void
make_rules(struct options *options, const struct late *late)
{
	struct rsec_manrs_rules *rules = &options->rules;

	if (!rsec_manrs_rules_init(rules, late->ruleset, rules->program))
		cli_die("--ruleset: there are rules of 2018, 2023 and 2024");
	set_rule(&rules->accomplice_weight, late->rules.accomplice_weight);
	set_rule(&rules->ready, late->rules.ready);
	set_rule(&rules->aspiring, late->rules.aspiring);
	set_rule(&rules->conformant, late->rules.conformant);
	set_rule(&rules->grip_suspicion, late->rules.grip_suspicion);
	set_rule(&rules->contact_months, late->rules.contact_months);
	set_rule(&rules->min_peers, late->rules.min_peers);
	if (rules->aspiring > rules->ready)
		cli_die("--aspiring %u is more than --ready %u",
		    rules->aspiring, rules->ready);
}

static bool
has_what_if(const struct options *options)
{
	return options->vrps.len + options->routes.len +
		   options->withdrawn.len >
	       0;
}

/* What is wrong in itself, before anything is opened. */
static void
check(const struct options *options)
{
	const bool region = options->region != NULL;

	if (options->server.count > 0 &&
	    options->rules.program != RSEC_MANRS_IXP)
		cli_die("--invalid-community is for --program ixp");
	if (region && options->subjects > 0)
		cli_die("--region ranks all ASNs: name none");
	if (!region && options->subjects == 0)
		cli_die("no AS number; see manrs-check --help");
	if (region && options->rules.program != RSEC_MANRS_NETOPS &&
	    options->rules.program != RSEC_MANRS_CDN)
		cli_die("--region is for --program netops or cdn: Actions of "
			"others are not on routes of an AS");
	if (region && options->format != FORMAT_TSV &&
	    options->format != FORMAT_HTML)
		cli_die("--region is a table: -f tsv or html");
	if (!region && options->format == FORMAT_TSV)
		cli_die("-f tsv is for --region");
	if (region && (options->report_dir != NULL || options->customers ||
			  options->fixes != NULL || has_what_if(options)))
		cli_die("--region has no reports of single networks");
	if (options->customers && options->format != FORMAT_TEXT)
		cli_die("--customers is text; the customers are in the report "
			"of -f json, too");
	if (has_what_if(options) && options->format == FORMAT_OBSERVATORY)
		cli_die("-f observatory-json has no place to tell of "
			"--what-if; -f json has");
	if (options->report_dir != NULL && options->output != NULL)
		cli_die("--report-dir and --output: choose one");
	if (options->fixes != NULL && options->output != NULL &&
	    strcmp(options->fixes, options->output) == 0)
		cli_die("--output and --fixes are the same file");
	if (options->fixes != NULL && strcmp(options->fixes, "-") == 0)
		cli_die("--fixes -: standard output is of the report");
	if (options->subjects > 1 && options->report_dir == NULL &&
	    options->format != FORMAT_JSONL && options->format != FORMAT_JSON)
		cli_die("%zu organisations: -f jsonl prints all of them, "
			"--report-dir writes a file for each",
		    options->subjects);
}

/* Kinds that no option names come from the folder; stdin is read once. */
static void
find_inputs(struct options *options, const char *data)
{
	const char *folder = cli_data_folder(data), *taken = NULL;
	size_t kind, i, found = 0;

	for (kind = 0; kind < KINDS; kind++) {
		if (options->data[kind].count == 0 && folder != NULL)
			cli_data_find(&options->data[kind], folder,
			    kind_name((enum kind)kind));
		found += options->data[kind].count;
		for (i = 0; i < options->data[kind].count; i++) {
			if (strcmp(options->data[kind].paths[i], "-") != 0)
				continue;
			if (taken != NULL)
				cli_die("--%s -: standard input is where --%s "
					"comes from",
				    kind_name((enum kind)kind), taken);
			taken = kind_name((enum kind)kind);
		}
	}
	if (found == 0)
		cli_die("no inputs: name a folder of them with --data or "
			"RSEC_DATA, or each with its option");
}

static void
set_defaults(struct options *options, struct late *late)
{
	const long online = sysconf(_SC_NPROCESSORS_ONLN);

	memset(options, 0, sizeof(*options));
	memset(late, 0, sizeof(*late));
	memset(&late->rules, 0xff, sizeof(late->rules));
	late->ruleset = 2024;
	options->now = time(NULL);
	options->texts = RSEC_ARENA_INIT;
	options->threads = online < 1 ? 1 : (unsigned)online;
	if (options->threads > THREADS_MAX)
		options->threads = THREADS_MAX;
}

static void
point_what_if(struct options *options)
{
	struct rsec_manrs_what_if *what_if = &options->what_if;

	what_if->vrp = (const void *)options->vrps.data;
	what_if->vrps = options->vrps.len / sizeof(*what_if->vrp);
	what_if->route = (const void *)options->routes.data;
	what_if->routes = options->routes.len / sizeof(*what_if->route);
	what_if->withdrawn = (const void *)options->withdrawn.data;
	options->server.invalid = (const void *)options->communities.data;
	options->server.count =
	    options->communities.len / sizeof(*options->server.invalid);
	what_if->withdrawals =
	    options->withdrawn.len / sizeof(*what_if->withdrawn);
}

void
options_parse(struct options *options, int argc, char *argv[])
{
	struct late late;
	const char *arg;
	bool has_format = false;
	int key;

	set_defaults(options, &late);
	while ((key = cli_next(&tool, argc, argv, &arg)) != -1) {
		has_format = has_format || key == 'f';
		if (!apply_rule(&late, key, arg) &&
		    !apply_output(options, key, arg))
			apply(options, &late, key, arg);
	}
	if (options->region != NULL && !has_format)
		options->format = FORMAT_TSV;
	if (options->report_dir != NULL && !has_format && !options->customers)
		options->format = FORMAT_HTML;
	if (options->threads == 0)
		options->threads = 1;
	make_rules(options, &late);
	point_what_if(options);
	subjects_operands(
	    options, argc - cli_operands(), argv + cli_operands());
	if (late.asn_file != NULL)
		subjects_file(options, late.asn_file);
	check(options);
	find_inputs(options, late.data);
}

void
options_fini(struct options *options)
{
	size_t kind;

	for (kind = 0; kind < KINDS; kind++)
		cli_data_free(&options->data[kind]);
	free(options->subject);
	rsec_arena_fini(&options->texts);
	rsec_buf_fini(&options->vrps);
	rsec_buf_fini(&options->routes);
	rsec_buf_fini(&options->withdrawn);
	rsec_buf_fini(&options->communities);
}
