/* SPDX-License-Identifier: ISC */
/* What the arguments of options mean. */
#include <ctype.h>
#include <string.h>

#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/manrs-check/manrs-check.h"
#include "net/asn.h"
#include "rir/delegated.h"
#include "text/field.h"

static const struct {
	const char *name, *suffix;
	enum format format;
} formats[] = {
	{ "text", "txt", FORMAT_TEXT },
	{ "markdown", "md", FORMAT_MARKDOWN },
	{ "html", "html", FORMAT_HTML },
	{ "json", "json", FORMAT_JSON },
	{ "jsonl", "jsonl", FORMAT_JSONL },
	{ "observatory-json", "json", FORMAT_OBSERVATORY },
	{ "tsv", "tsv", FORMAT_TSV },
};

#define FORMATS (sizeof(formats) / sizeof(formats[0]))

void
arg_format(struct options *options, const char *arg)
{
	size_t i;

	for (i = 0; i < FORMATS; i++)
		if (strcmp(formats[i].name, arg) == 0) {
			options->format = formats[i].format;
			return;
		}
	cli_die("-f: \"%s\" is not a format; there are text, markdown, html, "
		"json, jsonl, observatory-json, and tsv for --region",
	    arg);
}

const char *
format_suffix(enum format format)
{
	size_t i = 0;

	while (formats[i].format != format)
		i++;
	return formats[i].suffix;
}

void
arg_community(struct options *options, const char *arg)
{
	struct rsec_manrs_community community;

	if (!rsec_manrs_community_parse(arg, &community))
		cli_die("--invalid-community: \"%s\" is not a community like "
			"64500:666 or 64500:1:2",
		    arg);
	if (rsec_buf_add(
		&options->communities, &community, sizeof(community)) == -1)
		cli_die("out of memory");
}

void
arg_month(struct options *options, const char *arg)
{
	if (!rsec_manrs_month_parse(arg, strlen(arg), &options->month))
		cli_die("--month: \"%s\" is not a month like 2026-10", arg);
	options->has_month = true;
}

void
arg_now(struct options *options, const char *arg)
{
	if (!rsec_utc_parse(arg, strlen(arg), &options->now))
		cli_die("--now: \"%s\" is not a time like 2026-11-23 or "
			"2026-11-23T04:05:06Z",
		    arg);
}

void
arg_program(struct options *options, const char *arg)
{
	if (!rsec_manrs_program_parse(arg, &options->rules.program))
		cli_die("--program: \"%s\" is not a program; there are netops, "
			"ixp, cdn, vendor",
		    arg);
}

/* An RIR by any of its names, or the two letters of an economy in any case. */
void
arg_region(struct options *options, const char *arg)
{
	const enum rsec_rir rir = rsec_rir_parse(arg, strlen(arg));
	char economy[3] = "";

	if (rir != RSEC_RIR_NONE) {
		options->region = rsec_rir_name(rir);
		return;
	}
	if (strlen(arg) != 2 || !isalpha((unsigned char)arg[0]) ||
	    !isalpha((unsigned char)arg[1]))
		cli_die("--region: \"%s\" is neither an RIR nor the two "
			"letters of an economy",
		    arg);
	economy[0] = (char)toupper((unsigned char)arg[0]);
	economy[1] = (char)toupper((unsigned char)arg[1]);
	options->region = rsec_arena_strndup(&options->texts, economy, 2);
	if (options->region == NULL)
		cli_die("out of memory");
}

/* The fields "AS,PREFIX[,MAXLEN]" of ARG in any order of the first two. */
static void
parse_change(const char *arg, const char *fields, struct rsec_vrp *vrp)
{
	struct rsec_field field[3];
	struct rsec_err err;
	size_t n = rsec_fields_cut(fields, strlen(fields), ',', field, 3);
	size_t as = 0;

	if (n < 2 || n > 3)
		cli_die("--what-if %s: a change is AS,PREFIX, and of a ROA "
			"maybe ,MAXLENGTH",
		    arg);
	if (!rsec_asn_parse(field[0].s, field[0].n, &vrp->asn))
		as = 1;
	if (!rsec_asn_parse(field[as].s, field[as].n, &vrp->asn))
		cli_die("--what-if %s: no AS number in it", arg);
	if (rsec_prefix_parse(
		field[1 - as].s, field[1 - as].n, &vrp->prefix, &err) != 0)
		cli_die("--what-if %s: %s", arg, err.msg);
	vrp->max_len = vrp->prefix.len;
	if (n == 3)
		vrp->max_len =
		    (uint8_t)cli_number("--what-if maxLength", field[2].s, 128);
	if (vrp->max_len < vrp->prefix.len ||
	    vrp->max_len > rsec_family_bits(vrp->prefix.family))
		cli_die("--what-if %s: maxLength is not from %u to %u (RFC "
			"9582 section 4.3.2.2)",
		    arg, vrp->prefix.len, rsec_family_bits(vrp->prefix.family));
}

void
arg_what_if(struct options *options, const char *arg)
{
	static const char *const kinds[] = { "roa=", "route=", "withdraw=" };
	struct rsec_buf *lists[] = { &options->vrps, &options->routes,
		&options->withdrawn };
	struct rsec_vrp vrp = { .asn = 0 };
	struct rsec_route route;
	const void *item = &route;
	size_t kind, size = sizeof(route);

	for (kind = 0; kind < 3; kind++)
		if (strncmp(arg, kinds[kind], strlen(kinds[kind])) == 0)
			break;
	if (kind == 3)
		cli_die("--what-if: \"%s\" is not roa=, route= or withdraw= "
			"with AS,PREFIX",
		    arg);
	parse_change(arg, arg + strlen(kinds[kind]), &vrp);
	route = (struct rsec_route){ vrp.prefix, vrp.asn, true };
	if (kind == 0) {
		item = &vrp;
		size = sizeof(vrp);
	} else if (vrp.max_len != vrp.prefix.len)
		cli_die("--what-if %s: only a ROA has a maxLength", arg);
	else if (vrp.asn == 0)
		cli_die("--what-if %s: AS0 announces nothing, it is for ROAs "
			"only (RFC 7607)",
		    arg);
	if (rsec_buf_add(lists[kind], item, size) != 0)
		cli_die("out of memory");
}
