/* SPDX-License-Identifier: ISC */
/*
 * Who is assessed.  The operands are one organisation; of --asn-file each line
 * is one:
 *
 *	AS64496,AS64497 Example Networks
 *	64500	# a comment
 *
 * or it is the table of participants that manrs.org publishes.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/manrs-check/manrs-check.h"
#include "net/asn.h"
#include "text/field.h"
#include "text/line.h"

#define ASNS_MAX 1024 /* of one organisation */

static int
compare_asns(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Sort, and keep one of each. */
static size_t
sort_asns(uint32_t *asn, size_t n)
{
	size_t i, kept = 0;

	qsort(asn, n, sizeof(*asn), compare_asns);
	for (i = 0; i < n; i++)
		if (kept == 0 || asn[kept - 1] != asn[i])
			asn[kept++] = asn[i];
	return kept;
}

static void
add_subject(struct options *options, const uint32_t *asn, size_t asns,
    const char *name, size_t name_len, uint64_t line)
{
	struct subject *subject;

	options->subject = reallocarray(
	    options->subject, options->subjects + 1, sizeof(*options->subject));
	if (options->subject == NULL)
		cli_die("out of memory");
	subject = &options->subject[options->subjects++];
	subject->asn =
	    rsec_arena_alloc(&options->texts, asns * sizeof(*subject->asn));
	subject->name = rsec_arena_strndup(&options->texts, name, name_len);
	if (subject->asn == NULL || subject->name == NULL)
		cli_die("out of memory");
	memcpy(subject->asn, asn, asns * sizeof(*asn));
	subject->asns = sort_asns(subject->asn, asns);
	subject->line = line;
}

/* By the first AS number, then the line. */
static int
compare_subjects(const void *a, const void *b)
{
	const struct subject *x = *(const struct subject *const *)a;
	const struct subject *y = *(const struct subject *const *)b;
	const int order = compare_asns(&x->asn[0], &y->asn[0]);

	return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

/* A report is known by its first AS number, and so is its file. */
static void
refuse_same(const struct options *options, const char *path)
{
	const struct subject **sorted =
	    cli_calloc(options->subjects, sizeof(*sorted));
	const struct subject *one = NULL, *other = NULL;
	size_t i;

	for (i = 0; i < options->subjects; i++)
		sorted[i] = &options->subject[i];
	qsort(sorted, options->subjects, sizeof(*sorted), compare_subjects);
	for (i = 1; i < options->subjects && one == NULL; i++) {
		if (sorted[i - 1]->asn[0] != sorted[i]->asn[0])
			continue;
		one = sorted[i - 1];
		other = sorted[i];
	}
	free(sorted);
	if (one == NULL)
		return;
	if (one->line == 0)
		cli_die("%s: AS%u is the first of two organisations", path,
		    one->asn[0]);
	cli_die("%s:%llu: AS%u is the first of two organisations, and of that "
		"in line %llu",
	    path, (unsigned long long)other->line, other->asn[0],
	    (unsigned long long)one->line);
}

/*
 * Numbers that no network has, and of which nothing could be said: 0 (RFC
 * 7607), AS_TRANS (RFC 6793), the last ones (RFC 7300).
 */
static bool
is_of_nobody(uint32_t asn)
{
	return asn == 0 || asn == 23456 || asn == 65535 || asn == UINT32_MAX;
}

void
subjects_operands(struct options *options, int count, char *word[])
{
	uint32_t asn[ASNS_MAX];
	size_t n = 0;

	if (count > ASNS_MAX)
		cli_die(
		    "more than %d ASNs: name them with --asn-file", ASNS_MAX);
	for (; count > 0; count--, word++, n++) {
		if (!rsec_asn_parse(*word, strlen(*word), &asn[n]))
			cli_die(
			    "\"%s\" is not an AS number like AS64496", *word);
		if (is_of_nobody(asn[n]))
			cli_die("AS%u is reserved, no network has it", asn[n]);
	}
	if (n > 0)
		add_subject(options, asn, n, "", 0, 0);
}

/* Where the ASNs at the start of a line end: at a blank beside no comma. */
static size_t
find_end(const char *line, size_t len)
{
	size_t end = 0, next;

	for (;;) {
		while (end < len && line[end] != ' ' && line[end] != '\t')
			end++;
		next = end;
		while (next < len && (line[next] == ' ' || line[next] == '\t'))
			next++;
		if (next == len ||
		    (end > 0 && line[end - 1] != ',' && line[next] != ','))
			return end;
		end = next;
	}
}

/* The ASN that FIELD of a line is, or die. */
static uint32_t
parse_asn(struct rsec_field field, const char *path, uint64_t number)
{
	const unsigned long long line = number;
	uint32_t asn;

	if (field.n == 0)
		cli_die("%s:%llu: no AS number beside a comma", path, line);
	if (!rsec_asn_parse(field.s, field.n, &asn))
		cli_die("%s:%llu: \"%.*s\" is not an AS number", path, line,
		    (int)field.n, field.s);
	if (is_of_nobody(asn))
		cli_die("%s:%llu: AS%u is reserved, no network has it", path,
		    line, asn);
	return asn;
}

static void
parse_line(struct options *options, const char *path, uint64_t number,
    const char *line, size_t len)
{
	struct rsec_field field[ASNS_MAX];
	uint32_t asn[ASNS_MAX];
	size_t i, n, end = find_end(line, len);

	n = rsec_fields_cut(line, end, ',', field, ASNS_MAX);
	if (n > ASNS_MAX)
		cli_die("%s:%llu: more than %d ASNs of one organisation", path,
		    (unsigned long long)number, ASNS_MAX);
	for (i = 0; i < n; i++)
		asn[i] = parse_asn(field[i], path, number);
	while (end < len && (line[end] == ' ' || line[end] == '\t'))
		end++;
	add_subject(options, asn, n, line + end, len - end, number);
}

/* The organisations of the table of participants. */
static void
add_participants(
    struct options *options, struct rsec_input *in, const char *path)
{
	struct cli_notes notes = {
		.file = path, .unit = "line", .verbose = options->input.verbose
	};
	const struct rsec_diag diag = cli_notes_diag(&notes);
	struct rsec_manrs_participants *table = rsec_manrs_participants_new();
	struct rsec_manrs_participant line;
	struct rsec_err err;
	uint64_t count = 0;
	size_t i;

	if (table == NULL)
		cli_die("out of memory");
	if (rsec_manrs_participants_read(
		table, rsec_input_source(in), &diag, &count, &err) == -1)
		cli_die_err(path, &err);
	cli_notes_tell(&notes, count + notes.skipped);
	for (i = 0; i < rsec_manrs_participants_count(table); i++) {
		line = rsec_manrs_participants_get(table, i);
		add_subject(options, line.asn, line.asns, line.name,
		    strlen(line.name), 0);
	}
	cli_notes_fini(&notes);
	rsec_manrs_participants_free(table);
}

static bool
is_table(struct rsec_input *in)
{
	const uint8_t *data;
	size_t n;

	return rsec_input_peek(in, &data, &n, NULL) == 0 &&
	       rsec_manrs_participants_is(data, n);
}

static void
add_lines(struct options *options, struct rsec_input *in, const char *path)
{
	struct rsec_lines lines;
	struct rsec_field rest;
	struct rsec_err err;
	const char *line;
	size_t len;
	int status;

	rsec_lines_init(&lines, rsec_input_source(in));
	while ((status = rsec_lines_next(&lines, &line, &len, &err)) > 0) {
		(void)rsec_fields_cut(line, len, '#', &rest, 1);
		if (rest.n > 0)
			parse_line(options, path, lines.number, rest.s, rest.n);
	}
	if (status < 0)
		cli_die_err(path, &err);
	rsec_lines_fini(&lines);
}

void
subjects_file(struct options *options, const char *path)
{
	struct rsec_input *in = cli_open(&options->input, path);

	if (is_table(in))
		add_participants(options, in, path);
	else
		add_lines(options, in, path);
	rsec_input_close(in);
	if (options->subjects == 0)
		cli_die("%s: no AS number in it", path);
	refuse_same(options, path);
}
