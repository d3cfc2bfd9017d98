/* SPDX-License-Identifier: ISC */
/*
 * VRPs from CSV (RFC 4180, but a quoted field ends in its line), or from the
 * same with tabs, if one is in the first line.  A header tells which columns
 * there are, in any order, and the rest are read over:
 *
 *	rpki-client	ASN,IP Prefix,Max Length,Trust Anchor,Expires
 *	Routinator	csv: ASN,IP Prefix,Max Length,Trust Anchor
 *			csvcompat: the same, quoted, and ASN without "AS"
 *			csvext, RIPE archive: URI,ASN,IP Prefix,Max Length,
 *			Not Before,Not After
 *	roa-print	uri,asn,prefix,maxlen,notBefore,notAfter (csv, tsv)
 *
 * A header may stand again further on: files put behind each other are one.
 * Without any header, as grep leaves a file, the columns are those of
 * rpki-client where the first is an AS number and the second a prefix, and
 * those of csvext where the second and the third are.
 *
 * A file that is cut in its header, or in a record before the last field, has
 * no line end there, which is an error.  A cut in the last field cannot be
 * told, for the last line needs no end (section 2 rule 2); nor can one between
 * two lines.
 */
#include <string.h>
#include <strings.h>

#include "net/asn.h"
#include "rpki/vrpfile_private.h"
#include "text/field.h"

#define FIELDS_MAX 32
#define NO_COLUMN  FIELDS_MAX

enum column {
	ASN,
	PREFIX,
	MAX_LEN,
	TA,
	NOT_BEFORE,
	COLUMNS
};

struct reader {
	struct rsec_vrpfile *file;
	struct rsec_lines *lines;
	char separator; /* a comma, or a tab: then no field is quoted */
	struct rsec_field
	    fields[FIELDS_MAX + 1]; /* of a line; the last is empty */
	size_t count;
	struct rsec_buf text;	 /* fields without their doubled quotes */
	size_t columns[COLUMNS]; /* index of a field, or NO_COLUMN */
	size_t width;		 /* fields in each line */
	struct rsec_vrpfile_record record;
};

/* A quoted field at *AT; its text goes to reader->text, which has room. */
static const char *
split_quoted(struct reader *reader, struct rsec_field *field, const char **at,
    const char *end)
{
	char *to = reader->text.data + reader->text.len;
	const char *s = *at + 1;

	field->s = to;
	for (;; s++) {
		if (s == end)
			return "quoted field does not end in its line "
			       "(RFC 4180 section 2)";
		if (*s == '"' && (++s == end || *s != '"'))
			break;
		*to++ = *s;
	}
	field->n = (size_t)(to - field->s);
	reader->text.len += field->n;
	while (s < end && *s == ' ')
		s++;
	*at = s;
	return s == end || *s == ','
		   ? NULL
		   : "text follows a closing quote (RFC 4180 section 2)";
}

static void
split_plain(
    struct rsec_field *field, char separator, const char **at, const char *end)
{
	const char *next = memchr(*at, separator, (size_t)(end - *at));
	const char *stop = next == NULL ? end : next;

	field->s = *at;
	*at = stop;
	while (stop > field->s && stop[-1] == ' ')
		stop--;
	field->n = (size_t)(stop - field->s);
}

/* Split a line into fields; NULL, or what is wrong with it. */
static const char *
split(struct reader *reader, const char *at, const char *end)
{
	const char *why;

	for (reader->count = 0; reader->count < FIELDS_MAX; at++) {
		struct rsec_field *field = &reader->fields[reader->count++];

		while (at < end && *at == ' ')
			at++;
		if (at < end && *at == '"' && reader->separator == ',') {
			why = split_quoted(reader, field, &at, end);
			if (why != NULL)
				return why;
		} else {
			split_plain(field, reader->separator, &at, end);
		}
		if (at == end)
			return NULL;
	}
	return "record has more than 32 fields";
}

/* Which column is called NAME; COLUMNS where it is none of ours. */
static enum column
column_of(struct rsec_field name)
{
	static const struct {
		const char *name;
		enum column column;
	} names[] = { { "ASN", ASN }, { "IP Prefix", PREFIX },
		{ "Prefix", PREFIX }, { "Trust Anchor", TA }, { "TA", TA },
		{ "Not Before", NOT_BEFORE }, { "NotBefore", NOT_BEFORE } };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (rsec_field_is(name, names[i].name))
			return names[i].column;
	/* Read over, under whatever name, it would make routes invalid. */
	return name.n >= 3 && strncasecmp(name.s, "max", 3) == 0 ? MAX_LEN
								 : COLUMNS;
}

/* Whether the fields are a header; it tells the columns from here on. */
static bool
find_header(struct reader *reader)
{
	size_t columns[COLUMNS + 1], i;

	for (i = 0; i < COLUMNS; i++)
		columns[i] = NO_COLUMN;
	for (i = 0; i < reader->count; i++)
		columns[column_of(reader->fields[i])] = i;
	if (columns[ASN] == NO_COLUMN || columns[PREFIX] == NO_COLUMN)
		return false;
	memcpy(reader->columns, columns, sizeof(reader->columns));
	reader->width = reader->count;
	return true;
}

/* Whether the fields look like a record whose AS number is field FIRST. */
static bool
find_record(struct reader *reader, size_t first)
{
	const struct rsec_field *field = &reader->fields[first];
	struct rsec_prefix prefix;
	uint32_t asn;

	if (reader->count < first + 2 ||
	    !rsec_asn_parse(field[0].s, field[0].n, &asn) ||
	    rsec_prefix_parse(field[1].s, field[1].n, &prefix, NULL) != 0)
		return false;
	reader->columns[ASN] = first;
	reader->columns[PREFIX] = first + 1;
	reader->columns[MAX_LEN] =
	    reader->count > first + 2 ? first + 2 : NO_COLUMN;
	reader->columns[TA] = first == 0 && reader->count > 3 ? 3 : NO_COLUMN;
	reader->columns[NOT_BEFORE] =
	    first == 1 && reader->count == 6 ? 4 : NO_COLUMN;
	reader->width = reader->count;
	return true;
}

/* The field of COLUMN; empty where there is none. */
static const struct rsec_field *
get(const struct reader *reader, enum column column)
{
	return &reader->fields[reader->columns[column]];
}

/* Whether the line that was read last has no end: a file may be cut there. */
static bool
is_open(const struct rsec_lines *lines, size_t n)
{
	return lines->next_offset == lines->offset + n;
}

/* The fields are those of a record. */
static int
read_fields(struct reader *reader, struct rsec_err *err)
{
	struct rsec_vrpfile_record *record = &reader->record;
	const uint64_t line = reader->lines->number;
	const struct rsec_field *field;

	rsec_vrpfile_begin(record, line);
	field = get(reader, ASN);
	rsec_vrpfile_asn(record, field->s, field->n, line);
	field = get(reader, PREFIX);
	rsec_vrpfile_prefix(record, field->s, field->n, line);
	field = get(reader, MAX_LEN);
	rsec_vrpfile_max_len(record, field->s, field->n, line);
	field = get(reader, TA);
	if (rsec_vrpfile_ta(
		reader->file, record, field->s, field->n, line, err) != 0)
		return -1;
	if (reader->columns[NOT_BEFORE] != NO_COLUMN) {
		field = get(reader, NOT_BEFORE);
		rsec_vrpfile_not_before(record, field->s, field->n);
	}
	if (record->bad && find_header(reader))
		return 0;
	return rsec_vrpfile_end(reader->file, record, err);
}

static int
refuse(struct reader *reader, const char *why, struct rsec_err *err)
{
	rsec_vrpfile_begin(&reader->record, reader->lines->number);
	rsec_vrpfile_refuse(&reader->record, reader->lines->number, "%s", why);
	return rsec_vrpfile_end(reader->file, &reader->record, err);
}

static int
read_line(
    struct reader *reader, const char *line, size_t n, struct rsec_err *err)
{
	const bool open = is_open(reader->lines, n);
	const char *why;

	reader->text.len = 0;
	if (rsec_buf_reserve(&reader->text, n) == NULL)
		return rsec_err_nomem(err);
	why = split(reader, line, line + n);
	if (why == NULL && reader->count == 1 && reader->fields[0].n == 0)
		return 0; /* a blank line */
	if (why == NULL && reader->count == reader->width)
		return read_fields(reader, err);
	if (why == NULL && find_header(reader))
		return 0;
	if (open && (why != NULL || reader->count < reader->width))
		return rsec_err_at_line(err, RSEC_ERR_TRUNCATED,
		    reader->lines->number, "file ends inside a record");
	if (why == NULL)
		why = reader->count < reader->width
			  ? "record has too few fields"
			  : "record has too many fields";
	return refuse(reader, why, err);
}

/* The columns by the first line; it is a record where it is no header. */
static int
read_first(
    struct reader *reader, const char *line, size_t n, struct rsec_err *err)
{
	if (rsec_buf_reserve(&reader->text, n) == NULL)
		return rsec_err_nomem(err);
	reader->separator = memchr(line, '\t', n) == NULL ? ',' : '\t';
	if (split(reader, line, line + n) == NULL) {
		if (find_header(reader)) {
			if (!is_open(reader->lines, n))
				return 0;
			return rsec_err_at_line(err, RSEC_ERR_TRUNCATED,
			    reader->lines->number,
			    "file ends inside its header");
		}
		if (find_record(reader, 0) || find_record(reader, 1))
			return read_fields(reader, err);
	}
	reader->file->stats.format = RSEC_VRPFILE_UNKNOWN;
	return rsec_vrpfile_unknown(line, n, reader->lines->number, err);
}

int
rsec_vrpfile_csv(struct rsec_vrpfile *file, struct rsec_lines *lines,
    const char *first, size_t n, struct rsec_err *err)
{
	struct reader reader = { .file = file, .lines = lines };
	const char *line = first;
	int rc;

	reader.fields[NO_COLUMN] = (struct rsec_field){ "", 0 };
	rc = read_first(&reader, first, n, err);
	while (rc == 0) {
		if ((rc = rsec_lines_next(lines, &line, &n, err)) != 1)
			break;
		rc = read_line(&reader, line, n, err);
	}
	rsec_buf_fini(&reader.text);
	return rc;
}
