/* SPDX-License-Identifier: ISC */
/* The arguments of options and operands, read or refused. */
#include "cmd/irr-diff/arguments.h"

#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "cmd/cli.h"
#include "net/asn.h"

/* A copy of S[0..n) in upper case, which lives as long as OPTIONS. */
static const char *
upper(struct options *options, const char *s, size_t n)
{
	char *copy = rsec_arena_strndup(&options->texts, s, n);
	size_t i;

	if (copy == NULL)
		cli_die("out of memory");
	for (i = 0; i < n; i++)
		if (copy[i] >= 'a' && copy[i] <= 'z')
			copy[i] = (char)(copy[i] - 'a' + 'A');
	return copy;
}

/* Whether S[0..n) can be the name of a registry (RFC 2622 section 2). */
static bool
is_source(const char *s, size_t n)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char others[] = "0123456789_-";
	size_t len = 0;

	if (n == 0 || strchr(letters, s[0]) == NULL)
		return false;
	while (len < n && (strchr(letters, s[len]) != NULL ||
			      strchr(others, s[len]) != NULL))
		len++;
	return len == n;
}

void
arg_sources(struct options *options, struct cli_names *names,
    const char *option, const char *arg)
{
	size_t len;

	for (;; arg += len + 1) {
		len = strcspn(arg, ",");
		if (!is_source(arg, len))
			cli_die("%s: \"%.*s\" is not the name of a registry",
			    option, (int)len, arg);
		cli_names_add(names, option, upper(options, arg, len));
		if (arg[len] == '\0')
			return;
	}
}

int32_t
arg_day(const char *option, const char *arg)
{
	int64_t t;

	if (!rsec_utc_parse(arg, strlen(arg), &t) || t / RSEC_DAY > INT32_MAX ||
	    t < 0)
		cli_die(
		    "%s: \"%s\" is not a date such as 2026-11-23", option, arg);
	return (int32_t)(t / RSEC_DAY);
}

void
arg_classes(struct options *options, const char *arg)
{
	enum rsec_rpsl_class class;
	size_t len;

	if (strcmp(arg, "all") == 0) {
		options->filter.classes = 0;
		return;
	}
	options->filter.classes = 0;
	for (;; arg += len + 1) {
		len = strcspn(arg, ",");
		class = rsec_rpsl_class_find(arg, len);
		if (class == RSEC_RPSL_UNKNOWN_CLASS)
			cli_die("--class: \"%.*s\" is not a class that is "
				"known; \"all\" is every one",
			    (int)len, arg);
		options->filter.classes |= UINT64_C(1) << class;
		if (arg[len] == '\0')
			return;
	}
}

void
arg_format(struct options *options, const char *arg)
{
	static const struct {
		const char *name;
		enum shape shape;
	} shapes[] = {
		{ "rpsl", SHAPE_RPSL },
		{ "nrtm3", SHAPE_NRTM3 },
		{ "nrtm4", SHAPE_NRTM4 },
	};
	size_t i;

	options->shape = SHAPE_RECORDS;
	if (rsec_out_format_parse(arg, &options->format))
		return;
	for (i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
		if (strcmp(arg, shapes[i].name) == 0) {
			options->shape = shapes[i].shape;
			options->format = RSEC_OUT_TEXT;
			return;
		}
	cli_die("-f: \"%s\" is not a format; there are text, tsv, csv, json, "
		"jsonl, rpsl, nrtm3, nrtm4",
	    arg);
}

void
arg_unit(struct options *options, const char *arg)
{
	if (strcmp(arg, "pairs") == 0)
		options->unit = RSEC_HYGIENE_PAIRS;
	else if (strcmp(arg, "objects") == 0)
		options->unit = RSEC_HYGIENE_OBJECTS;
	else
		cli_die("--unit: \"%s\" is neither objects nor pairs", arg);
}

void
arg_rule(struct options *options, const char *arg)
{
	if (strcmp(arg, "ripe-731") != 0)
		cli_die("--rule: \"%s\" is not a rule that is known; there is "
			"ripe-731",
		    arg);
	options->ripe_731 = true;
}

void
arg_prefix(struct options *options, const char *arg)
{
	struct rsec_err err;

	if (rsec_prefix_parse(arg, strlen(arg), &options->prefix, &err) != 0)
		cli_die("--prefix: %s", err.msg);
	options->filter.prefix = &options->prefix;
}

void
arg_origin(struct options *options, const char *arg)
{
	if (!rsec_asn_parse(arg, strlen(arg), &options->filter.origin))
		cli_die("--origin: \"%s\" is not an AS number", arg);
	options->filter.has_origin = true;
}

void
arg_max_removed(struct options *options)
{
	const char *arg = options->max_removed;
	char *end;

	if (arg == NULL)
		return;
	options->max_removed_percent = strtod(arg, &end);
	if (strspn(arg, "0123456789.") == 0 || strcmp(end, "%") != 0 ||
	    !(options->max_removed_percent <= 100))
		cli_die(
		    "--max-removed: \"%s\" is not a share such as 5%%", arg);
}

/* A UUID as RFC 9562 section 4 writes it. */
bool
arg_is_uuid(const char *s)
{
	static const char hex[] = "0123456789abcdefABCDEF";
	size_t i;

	for (i = 0; i < 36; i++)
		if (i == 8 || i == 13 || i == 18 || i == 23
			? s[i] != '-'
			: s[i] == '\0' || strchr(hex, s[i]) == NULL)
			return false;
	return s[36] == '\0';
}

void
arg_operand(struct options *options, const char *arg)
{
	struct operand *operand = &options->dump[options->dumps++];
	size_t len = strcspn(arg, "=");

	operand->path = arg;
	if (arg[len] != '=' || !is_source(arg, len))
		return;
	operand->source = upper(options, arg, len);
	operand->path = arg + len + 1;
}
