/* SPDX-License-Identifier: ISC */
/*
 * irr-diff OLD NEW: what was added, removed and changed, one record for each
 * attribute that differs, or in another shape.  Exit status as diff(1).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"
#include "net/asn.h"

#define OPS (RSEC_IRR_ORIGIN + 1)

static const struct rsec_out_column columns[] = {
	{ "op", RSEC_OUT_STRING, 0, NULL },
	{ "class", RSEC_OUT_STRING, 0, NULL },
	{ "prefix", RSEC_OUT_STRING, 0, NULL },
	{ "origin", RSEC_OUT_ASN, 0, NULL },
	{ "source", RSEC_OUT_STRING, 0, NULL },
	{ "field", RSEC_OUT_STRING, 0, NULL },
	{ "old", RSEC_OUT_STRING, 0, NULL },
	{ "new", RSEC_OUT_STRING, 0, NULL },
	{ NULL, 0, 0, NULL },
};

/* In text old and new are one, "OLD > NEW", and it says whose object it is. */
static const struct rsec_out_column text_columns[] = {
	{ "op", RSEC_OUT_STRING, 1, NULL },
	{ "class", RSEC_OUT_STRING, 6, NULL },
	{ "prefix", RSEC_OUT_STRING, 18, NULL },
	{ "origin", RSEC_OUT_ASN, 8, NULL },
	{ "source", RSEC_OUT_STRING, 6, NULL },
	{ "maintainer", RSEC_OUT_STRING, 16, NULL },
	{ "field", RSEC_OUT_STRING, 0, NULL },
	{ "change", RSEC_OUT_STRING, 0, NULL },
	{ NULL, 0, 0, NULL },
};

static const struct rsec_out_column summary[] = {
	{ "op", RSEC_OUT_STRING, 9, NULL },
	{ "count", RSEC_OUT_UINT, 0, NULL },
	{ NULL, 0, 0, NULL },
};

struct printer {
	const struct options *options;
	const struct rsec_irr_change *change;
	struct rsec_out *out;
	struct rsec_buf text;
	bool any;    /* attribute of the change was printed */
	bool origin; /* print the origin of an origin change, or the rest */
};

static bool is_route(enum rsec_rpsl_class class)
{
	return class == RSEC_RPSL_ROUTE || class == RSEC_RPSL_ROUTE6;
}

bool
changes_wanted(
    const struct options *options, const struct rsec_irr_change *change)
{
	return only_has(options, ONLY_OP, change->op);
}

const char *
changes_source(const struct options *options, const struct rsec_irr_diff *diff)
{
	const struct rsec_irr_change *change;
	const char *source = NULL;
	size_t i;

	for (i = 0; i < rsec_irr_diff_count(diff); i++) {
		change = rsec_irr_diff_get(diff, i);
		if (!changes_wanted(options, change))
			continue;
		if (source != NULL && strcmp(source, change->source) != 0)
			cli_die("a journal is of one registry, and there are "
				"changes of %s and %s: name one with --source",
			    source, change->source);
		source = change->source;
	}
	return source;
}

static enum rsec_out_look
op_look(enum rsec_irr_op op)
{
	switch (op) {
	case RSEC_IRR_ADDED:
		return RSEC_OUT_GOOD;
	case RSEC_IRR_REMOVED:
		return RSEC_OUT_BAD;
	default:
		return RSEC_OUT_OPEN;
	}
}

/* The columns that say which object it is. */
static void
print_object(struct printer *printer)
{
	const struct rsec_irr_change *change = printer->change;
	struct rsec_out *out = printer->out;
	char prefix[RSEC_PREFIX_SIZE];
	const char *sign = rsec_irr_op_sign(change->op);

	rsec_out_look(out, op_look(change->op));
	if (printer->options->format == RSEC_OUT_TEXT)
		rsec_out_bytes(out, sign, 1);
	else
		rsec_out_string(out, sign);
	rsec_out_string(out, rsec_rpsl_class_name(change->class_id));
	if (is_route(change->class_id)) {
		rsec_prefix_format(prefix, &change->prefix);
		rsec_out_string(out, prefix);
		rsec_out_asn(out, change->origin);
	} else {
		rsec_out_string(out, change->key);
		rsec_out_null(out);
	}
	rsec_out_string(out, change->source);
	if (printer->options->format == RSEC_OUT_TEXT)
		rsec_out_string(out, change->maintainer);
}

/* "OLD > NEW"; "-" stands for nothing. */
static void
print_arrow(struct printer *printer, const char *old, const char *new)
{
	struct rsec_buf *text = &printer->text;

	text->len = 0;
	if (rsec_buf_puts(text, *old != '\0' ? old : "-") != 0 ||
	    rsec_buf_puts(text, " > ") != 0 ||
	    rsec_buf_puts(text, *new != '\0' ? new : "-") != 0)
		cli_die("out of memory");
	rsec_out_bytes(printer->out, text->data, text->len);
}

/* A value; what is not there is null. */
static void
print_value(struct rsec_out *out, const char *value)
{
	if (*value == '\0')
		rsec_out_null(out);
	else
		rsec_out_string(out, value);
}

/* An origin as all others are printed, however the registry writes it. */
static const char *
plain_origin(const char *value, char to[RSEC_ASN_SIZE])
{
	uint32_t asn;

	if (!rsec_asn_parse(value, strlen(value), &asn))
		return value;
	rsec_asn_format(to, asn);
	return to;
}

static int
print_field(void *ctx, const char *name, const char *old, const char *new)
{
	struct printer *printer = ctx;
	struct rsec_out *out = printer->out;
	bool origin = strcmp(name, "origin") == 0;
	char plain[2][RSEC_ASN_SIZE];

	if (printer->origin != origin && printer->change->op == RSEC_IRR_ORIGIN)
		return 0;
	if (origin) {
		old = plain_origin(old, plain[0]);
		new = plain_origin(new, plain[1]);
	}
	print_object(printer);
	rsec_out_string(out, name);
	if (printer->options->format == RSEC_OUT_TEXT)
		print_arrow(printer, old, new);
	else {
		print_value(out, old);
		print_value(out, new);
	}
	rsec_out_end(out);
	printer->any = true;
	return rsec_out_failed(out) ? 1 : 0;
}

/* An object that was added or removed as a whole. */
static void
print_whole(struct printer *printer)
{
	struct rsec_out *out = printer->out;

	int columns_left = 3;

	print_object(printer);
	if (printer->options->format == RSEC_OUT_TEXT) {
		rsec_out_string(out, "");
		rsec_out_string(out, "");
	} else
		while (columns_left-- > 0)
			rsec_out_null(out);
	rsec_out_end(out);
}

static void
print_fields(struct printer *printer, bool origin)
{
	const struct rsec_irr_change *change = printer->change;
	struct rsec_err err;

	printer->origin = origin;
	if (rsec_rpsl_compare(change->old_object, change->new_object,
		printer->options->all_attributes, print_field, printer,
		&err) == -1)
		cli_die("%s", err.msg);
}

/* Of an origin change the origin comes first, whatever else changed. */
static void
print_change(struct printer *printer)
{
	const struct rsec_irr_change *change = printer->change;

	if (change->old_object == NULL || change->new_object == NULL) {
		print_whole(printer);
		return;
	}
	printer->any = false;
	if (change->op == RSEC_IRR_ORIGIN)
		print_fields(printer, true);
	print_fields(printer, false);
	if (!printer->any)
		print_whole(printer);
}

static void
print_records(const struct options *options, const struct rsec_irr_diff *diff,
    struct rsec_out *out)
{
	struct printer printer = { .options = options, .out = out };
	size_t i;

	for (i = 0; i < rsec_irr_diff_count(diff); i++) {
		printer.change = rsec_irr_diff_get(diff, i);
		if (changes_wanted(options, printer.change))
			print_change(&printer);
		if (rsec_out_failed(out))
			break;
	}
	rsec_buf_fini(&printer.text);
}

static void
count_ops(const struct rsec_irr_diff *diff, uint64_t count[OPS])
{
	size_t i;

	memset(count, 0, OPS * sizeof(count[0]));
	for (i = 0; i < rsec_irr_diff_count(diff); i++)
		count[rsec_irr_diff_get(diff, i)->op]++;
}

static void
print_summary(const struct rsec_irr_diff *diff, struct rsec_out *out)
{
	uint64_t count[OPS];
	int op;

	count_ops(diff, count);
	for (op = 0; op < OPS; op++) {
		rsec_out_string(out, rsec_irr_op_name((enum rsec_irr_op)op));
		rsec_out_uint(out, count[op]);
		rsec_out_end(out);
	}
	rsec_out_string(out, "unchanged");
	rsec_out_uint(out, rsec_irr_diff_unchanged(diff));
	rsec_out_end(out);
}

static void
warn_summary(const struct options *options, const struct rsec_irr_diff *diff,
    struct rsec_out *out)
{
	char text[OPS + 1][CLI_COUNT_SIZE];
	uint64_t count[OPS];
	int op;

	if (options->input.quiet || options->summary ||
	    options->shape != SHAPE_RECORDS || options->format != RSEC_OUT_TEXT)
		return;
	rsec_out_flush(out); /* the changes come first */
	if (rsec_out_failed(out))
		return;
	count_ops(diff, count);
	for (op = 0; op < OPS; op++)
		cli_count(text[op], count[op]);
	cli_count(text[OPS], rsec_irr_diff_unchanged(diff));
	cli_warn("%s added, %s removed, %s changed origin, %s changed "
		 "otherwise, %s unchanged",
	    text[RSEC_IRR_ADDED], text[RSEC_IRR_REMOVED], text[RSEC_IRR_ORIGIN],
	    text[RSEC_IRR_CHANGED], text[OPS]);
}

/* Whether so much of OLD is gone that nobody should act on it. */
static bool
too_many_removed(
    const struct options *options, const struct rsec_irr_diff *diff)
{
	uint64_t all = rsec_irr_diff_stats(diff, RSEC_IRR_OLD)->objects;
	char text[2][CLI_COUNT_SIZE];
	uint64_t count[OPS];
	double share;

	if (options->max_removed == NULL || all == 0)
		return false;
	count_ops(diff, count);
	share = 100 * (double)count[RSEC_IRR_REMOVED] / (double)all;
	if (share <= options->max_removed_percent)
		return false;
	cli_warn("%s of %s objects removed (%.1f %%), more than --max-removed "
		 "%s; nothing printed",
	    cli_count(text[0], count[RSEC_IRR_REMOVED]),
	    cli_count(text[1], all), share, options->max_removed);
	return true;
}

static struct rsec_out *
open_out(const struct options *options)
{
	const struct rsec_out_column *schema = columns;

	if (options->status || options->shape != SHAPE_RECORDS)
		schema = NULL; /* nothing of it comes from columns */
	else if (options->summary)
		schema = summary;
	else if (options->format == RSEC_OUT_TEXT)
		schema = text_columns;
	return cli_out(STDOUT_FILENO,
	    schema != NULL ? options->format : RSEC_OUT_TEXT, schema);
}

static void
print(const struct options *options, const struct rsec_irr_diff *diff,
    struct rsec_out *out)
{
	static void (*const print_shape[])(const struct options *options,
	    const struct rsec_irr_diff *diff, struct rsec_out *out) = {
		[SHAPE_RECORDS] = print_records,
		[SHAPE_RPSL] = print_rpsl,
		[SHAPE_UNIFIED] = print_unified,
		[SHAPE_NRTM3] = print_journal,
		[SHAPE_NRTM4] = print_journal,
	};

	if (options->status)
		return;
	if (options->summary)
		print_summary(diff, out);
	else
		print_shape[options->shape](options, diff, out);
	warn_summary(options, diff, out);
}

int
changes(const struct options *options)
{
	struct sides *sides = sides_open(options);
	const struct rsec_irr_diff *diff = sides_read(sides);
	struct rsec_out *out;
	int status = CLI_TROUBLE;

	if (diff != NULL && !too_many_removed(options, diff)) {
		status = rsec_irr_diff_count(diff) > 0 ? CLI_FINDING : CLI_OK;
		out = open_out(options);
		print(options, diff, out);
		status = cli_close(out, status);
	}
	sides_close(sides);
	return status;
}
