/* SPDX-License-Identifier: ISC */
/*
 * --against --summary: one record a registry with the counts of its classes
 * and their shares, which add up.  In text the record is spread over tables
 * of no more than 100 columns, one for each kind of class that there is an
 * input for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"

#define CLASSES_MAX 6  /* of one kind */
#define NAME_SIZE   40 /* bytes of a column's name and its NUL */
#define SHARE	    7  /* characters of a share in text */

static const char *
auth(int class)
{
	return rsec_hygiene_auth_name((enum rsec_hygiene_auth) class);
}

static const char *
exact(int class)
{
	static const char *const names[] = { "none", "same", "different" };

	return names[class];
}

static const char *
rpki(int class)
{
	return rsec_hygiene_rpki_name((enum rsec_hygiene_rpki) class);
}

static const char *
bgp(int class)
{
	return rsec_hygiene_bgp_name((enum rsec_hygiene_bgp) class);
}

static const char *
age(int class)
{
	return rsec_hygiene_age_name((enum rsec_hygiene_age) class);
}

/* The kinds of classes, in the order of the columns. */
enum kind {
	KIND_AUTH,
	KIND_EXACT,
	KIND_RPKI,
	KIND_BGP,
	KIND_AGE,
	KINDS
};

static const struct {
	const char *name;
	const char *title; /* of its table in text */
	int classes;
	const char *(*class)(int class);
} kinds[KINDS] = {
	{ "auth", "Authoritative registries", RSEC_AUTHS, auth },
	{ "exact", "The same, of the very prefix only", 3, exact },
	{ "rpki", "RPKI", RSEC_HYGIENE_RPKIS, rpki },
	{ "bgp", "BGP", RSEC_HYGIENE_BGPS, bgp },
	{ "age", "Last touched", RSEC_AGES, age },
};

#define FIXED	5 /* columns before the classes */
#define COLUMNS (FIXED + 2 * KINDS * CLASSES_MAX + 1)

static const uint64_t *
counts_of(const struct rsec_hygiene_counts *counts, int kind, uint64_t three[3])
{
	switch (kind) {
	case KIND_AUTH:
		return counts->auth;
	case KIND_EXACT:
		three[0] = counts->exact_none;
		three[1] = counts->exact_same;
		three[2] = counts->exact_different;
		return three;
	case KIND_RPKI:
		return counts->rpki;
	case KIND_BGP:
		return counts->bgp;
	default:
		return counts->age;
	}
}

/* "rpki_invalid_as", what no key needs quotes for. */
static void
name_column(char *to, int kind, int class, const char *suffix)
{
	snprintf(to, NAME_SIZE, "%s_%s%s", kinds[kind].name,
	    kinds[kind].class(class), suffix);
	for (; *to != '\0'; to++)
		if (*to == '-' || *to == ' ')
			*to = '_';
}

const struct rsec_out_column *
summary_columns(void)
{
	static struct rsec_out_column columns[COLUMNS] = {
		{ "source", RSEC_OUT_STRING, 0, NULL },
		{ "objects", RSEC_OUT_UINT, 0, NULL },
		{ "pairs", RSEC_OUT_UINT, 0, NULL },
		{ "origins", RSEC_OUT_UINT, 0, NULL },
		{ "maintainers", RSEC_OUT_UINT, 0, NULL },
	};
	static char names[COLUMNS][NAME_SIZE];
	int kind, class, n = FIXED;

	for (kind = 0; kind < KINDS; kind++)
		for (class = 0; class < kinds[kind].classes; class ++) {
			name_column(names[n], kind, class, "");
			columns[n].name = names[n];
			columns[n++].type = RSEC_OUT_UINT;
			name_column(names[n], kind, class, "_percent");
			columns[n].name = names[n];
			columns[n++].type = RSEC_OUT_REAL;
		}
	return columns;
}

struct table {
	struct report *report;
	const struct rsec_hygiene_counts *counts; /* by registry */
	size_t registries;
};

static const char *
registry_name(const struct table *table, size_t i)
{
	return rsec_irr_routes_registry(
	    table->report->evidence->inputs.routes, (uint16_t)i);
}

/* Registries without an object of the family, or not asked for: no row. */
static bool
wants(const struct table *table, size_t i)
{
	const char *source = table->report->options->filter.source;

	return table->counts[i].objects > 0 &&
	       (source == NULL ||
		   strcasecmp(source, registry_name(table, i)) == 0);
}

static void
print_record(const struct table *table, size_t i)
{
	const struct rsec_hygiene_counts *counts = &table->counts[i];
	struct rsec_out *out = table->report->out;
	uint64_t share[CLASSES_MAX], three[3];
	const uint64_t *count;
	int kind, class;

	rsec_out_string(out, registry_name(table, i));
	rsec_out_uint(out, counts->objects);
	rsec_out_uint(out, counts->pairs);
	rsec_out_uint(out, counts->origins);
	rsec_out_uint(out, counts->maintainers);
	for (kind = 0; kind < KINDS; kind++) {
		count = counts_of(counts, kind, three);
		shares(count, (size_t)kinds[kind].classes, share);
		for (class = 0; class < kinds[kind].classes; class ++) {
			rsec_out_uint(out, count[class]);
			rsec_out_real(out, (double)share[class] / 100, 2);
		}
	}
	rsec_out_end(out);
}

/* Text of a cell, to the right of WIDTH columns. */
static void
put_right(struct rsec_out *out, const char *s, int width)
{
	char text[64];

	snprintf(text, sizeof(text), "%*s", width, s);
	rsec_out_raw(out, text);
}

static void
put_count(struct rsec_out *out, uint64_t count, int width)
{
	char text[CLI_COUNT_SIZE];

	put_right(out, cli_count(text, count), width);
}

static void
put_name(struct rsec_out *out, const char *name)
{
	char text[64];

	snprintf(text, sizeof(text), "%-14.63s", name);
	rsec_out_raw(out, text);
}

static void
put_sizes(const struct table *table)
{
	static const char *const titles[] = { "objects", "pairs", "origins",
		"maintainers" };
	const struct rsec_hygiene_counts *counts;
	struct rsec_out *out = table->report->out;
	size_t i;

	put_name(out, "");
	for (i = 0; i < 4; i++)
		put_right(out, titles[i], 13);
	rsec_out_raw(out, "\n");
	for (i = 0; i < table->registries; i++) {
		if (!wants(table, i))
			continue;
		counts = &table->counts[i];
		put_name(out, registry_name(table, i));
		put_count(out, counts->objects, 13);
		put_count(out, counts->pairs, 13);
		put_count(out, counts->origins, 13);
		put_count(out, counts->maintainers, 13);
		rsec_out_raw(out, "\n");
	}
}

/* The classes of KIND that text shows: "unknown" stands for no input. */
static int
shown_classes(int kind)
{
	return kinds[kind].classes - (kind == KIND_RPKI || kind == KIND_BGP);
}

/* Of the count and the share of a class; names have up to 18 characters. */
static int
cell_width(int kind)
{
	return shown_classes(kind) < 5 ? 20 : 17;
}

static void
put_row(const struct table *table, int kind, size_t i)
{
	struct rsec_out *out = table->report->out;
	uint64_t share[CLASSES_MAX], three[3];
	const uint64_t *count = counts_of(&table->counts[i], kind, three);
	const int width = cell_width(kind);
	char text[32];
	int class;

	put_name(out, registry_name(table, i));
	shares(count, (size_t)kinds[kind].classes, share);
	for (class = 0; class < shown_classes(kind); class ++) {
		put_count(out, count[class], width - SHARE);
		snprintf(text, sizeof(text), " %3llu.%02llu",
		    (unsigned long long)share[class] / 100,
		    (unsigned long long)share[class] % 100);
		rsec_out_raw(out, text);
	}
	rsec_out_raw(out, "\n");
}

static void
put_table(const struct table *table, int kind)
{
	struct rsec_out *out = table->report->out;
	size_t i;
	int class;

	rsec_out_raw(out, "\n");
	rsec_out_raw(out, kinds[kind].title);
	rsec_out_raw(out, table->report->options->unit == RSEC_HYGIENE_PAIRS
			      ? " (pairs, percent)\n"
			      : " (objects, percent)\n");
	put_name(out, "");
	for (class = 0; class < shown_classes(kind); class ++)
		put_right(out, kinds[kind].class(class), cell_width(kind));
	rsec_out_raw(out, "\n");
	for (i = 0; i < table->registries; i++)
		if (wants(table, i))
			put_row(table, kind, i);
}

static void
put_tables(const struct table *table)
{
	const struct rsec_hygiene_inputs *inputs =
	    &table->report->evidence->inputs;

	put_sizes(table);
	put_table(table, KIND_AUTH);
	put_table(table, KIND_EXACT);
	if (inputs->vrps != NULL)
		put_table(table, KIND_RPKI);
	if (inputs->bgp != NULL)
		put_table(table, KIND_BGP);
	put_table(table, KIND_AGE);
}

static void
count_findings(const struct table *table)
{
	const bool *is_authoritative =
	    table->report->evidence->inputs.authoritative;
	const struct rsec_hygiene_counts *counts;
	size_t i;

	for (i = 0; i < table->registries; i++) {
		counts = &table->counts[i];
		if (is_authoritative[i] || !wants(table, i))
			continue;
		table->report->findings +=
		    counts->auth[RSEC_AUTH_DIFFERENT] +
		    counts->rpki[RSEC_HYGIENE_INVALID_AS] +
		    counts->rpki[RSEC_HYGIENE_INVALID_LENGTH];
	}
}

void
summary_print(struct report *report)
{
	const struct options *options = report->options;
	struct rsec_hygiene_counts *counts;
	struct table table = { .report = report };
	struct rsec_err err;
	size_t i;

	table.registries =
	    rsec_irr_routes_registries(report->evidence->inputs.routes);
	counts = cli_calloc(table.registries, sizeof(*counts));
	table.counts = counts;
	if (rsec_hygiene_summarise(report->evidence->hygiene, options->family,
		options->unit, options->threads, counts, &err) != 0)
		cli_die("%s", err.msg);
	count_findings(&table);
	if (options->format == RSEC_OUT_TEXT)
		put_tables(&table);
	for (i = 0; options->format != RSEC_OUT_TEXT && i < table.registries;
	     i++)
		if (wants(&table, i))
			print_record(&table, i);
	free(counts);
}
