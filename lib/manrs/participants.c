/* SPDX-License-Identifier: ISC */
/*
 * The table of participants that manrs.org publishes, CSV (RFC 4180) in UTF-8
 * with a byte order mark:
 *
 *	Organization Name,Areas,ASNs(;),Action 1: Filtering,...
 *	"Example Networks, Ltd",NL,64496;64497,Yes,...
 *
 * Columns are found by their names.  What the Actions' columns say is not
 * read: they are a judgement of their own.
 */
#include "manrs/participants.h"

#include <stdlib.h>
#include <string.h>

#include "base/quote.h"
#include "manrs/set_private.h"
#include "net/asn.h"
#include "text/field.h"
#include "text/line.h"

#define COLUMNS_MAX 64
#define ASNS_MAX    1024	   /* of one organisation */
#define MARK	    "\xef\xbb\xbf" /* U+FEFF in UTF-8 */
#define SIZE	    sizeof(struct record)

/* An AS number, and whose. */
struct record {
	uint32_t asn;
	const char *name;
};

/* A line: where its AS numbers begin in the list of all. */
struct line {
	const char *name;
	size_t first, asns;
};

struct rsec_manrs_participants {
	struct rsec_manrs_set set; /* struct record */
	struct rsec_buf lines;	   /* struct line */
	struct rsec_buf asns;	   /* uint32_t, line by line */
};

/* The table at hand. */
struct reader {
	struct rsec_manrs_participants *participants;
	size_t name, asns; /* columns; COLUMNS_MAX: none */
	uint64_t line, count;
};

struct rsec_manrs_participants *
rsec_manrs_participants_new(void)
{
	return calloc(1, sizeof(struct rsec_manrs_participants));
}

void
rsec_manrs_participants_free(struct rsec_manrs_participants *participants)
{
	if (participants == NULL)
		return;
	rsec_manrs_set_fini(&participants->set);
	rsec_buf_fini(&participants->lines);
	rsec_buf_fini(&participants->asns);
	free(participants);
}

/*
 * The quoted field that begins at AT, without its quotes, in its place; where
 * it ends, or NULL where it does not.
 */
static char *
cut_quoted(char *at, const char *end, struct rsec_field *out)
{
	char *to = ++at;

	out->s = at;
	for (; at < end; at++) {
		if (*at == '"' && (at + 1 == end || at[1] != '"'))
			break;
		at += *at == '"'; /* a doubled one is one */
		*to++ = *at;
	}
	out->n = (size_t)(to - out->s);
	return at < end ? at + 1 : NULL;
}

/*
 * Cut LINE[0..n), which is changed, at its commas.  How many columns there
 * are, at most COLUMNS_MAX; 0 where a quoted field does not end.
 */
static size_t
cut(char *line, size_t n, struct rsec_field column[COLUMNS_MAX])
{
	char *at = line, *const end = line + n;
	bool quoted;
	size_t i;

	for (i = 0; i < COLUMNS_MAX; i++) {
		column[i].s = at;
		quoted = at < end && *at == '"';
		if (quoted && (at = cut_quoted(at, end, &column[i])) == NULL)
			return 0;
		while (at < end && *at != ',')
			at++;
		if (!quoted)
			column[i].n = (size_t)(at - column[i].s);
		if (at++ == end)
			return i + 1;
	}
	return COLUMNS_MAX;
}

static bool
begins_with(struct rsec_field f, const char *word)
{
	const size_t n = strlen(word);

	return f.n >= n && rsec_field_is((struct rsec_field){ f.s, n }, word);
}

/* Where the columns are; false where this is no head of a table. */
static bool
read_head(struct reader *reader, char *line, size_t n)
{
	struct rsec_field column[COLUMNS_MAX];
	size_t columns, i;

	if (n >= strlen(MARK) && memcmp(line, MARK, strlen(MARK)) == 0) {
		line += strlen(MARK);
		n -= strlen(MARK);
	}
	columns = cut(line, n, column);
	reader->name = reader->asns = COLUMNS_MAX;
	for (i = columns; i-- > 0;) {
		if (begins_with(column[i], "ASN"))
			reader->asns = i;
		else if (memmem(column[i].s, column[i].n, "Name", 4) != NULL)
			reader->name = i;
	}
	return reader->asns != COLUMNS_MAX && columns > 1;
}

bool
rsec_manrs_participants_is(const uint8_t *data, size_t n)
{
	const uint8_t *end = memchr(data, '\n', n);
	const size_t len = end == NULL ? n : (size_t)(end - data);
	struct reader reader;
	char *copy = strndup((const char *)data, len);
	bool is = false;

	if (copy != NULL)
		is = read_head(&reader, copy, strlen(copy));
	free(copy);
	return is;
}

/* Keep an organisation whose AS numbers are ASN[0..n). */
static int
add(struct rsec_manrs_participants *participants, struct rsec_field name,
    const uint32_t *asn, size_t n, struct rsec_err *err)
{
	struct line line = { .first = participants->asns.len / sizeof(*asn),
		.asns = n };
	struct record record;
	size_t i;

	record.name = line.name =
	    rsec_arena_strndup(&participants->set.arena, name.s, name.n);
	if (line.name == NULL ||
	    rsec_buf_add(&participants->lines, &line, sizeof(line)) == -1 ||
	    rsec_buf_add(&participants->asns, asn, n * sizeof(*asn)) == -1)
		return rsec_err_nomem(err);
	for (i = 0; i < n; i++) {
		record.asn = asn[i];
		if (rsec_manrs_set_add(
			&participants->set, &record, SIZE, err) == -1)
			return -1;
	}
	return 0;
}

/* The AS numbers of a line: 0, or -1 with WHY where one is none. */
static int
parse_asns(
    struct rsec_field list, uint32_t *asn, size_t *n, struct rsec_err *why)
{
	struct rsec_field field[ASNS_MAX];
	const size_t count =
	    rsec_fields_cut(list.s, list.n, ';', field, ASNS_MAX);
	char shown[RSEC_QUOTE_SIZE];
	size_t i;

	*n = 0;
	if (count > ASNS_MAX)
		return rsec_err_set(why, RSEC_ERR_RANGE,
		    "more than %d AS numbers of one organisation", ASNS_MAX);
	for (i = 0; i < count; i++) {
		if (field[i].n == 0)
			continue;
		if (!rsec_asn_parse(field[i].s, field[i].n, &asn[*n]))
			return rsec_err_set(why, RSEC_ERR_SYNTAX,
			    "%s is not an AS number",
			    rsec_quote(shown, field[i].s, field[i].n));
		++*n;
	}
	return 0;
}

static int
read_row(struct reader *reader, char *line, size_t n,
    const struct rsec_diag *diag, struct rsec_err *err)
{
	struct rsec_field column[COLUMNS_MAX];
	const size_t columns = cut(line, n, column);
	struct rsec_err why = { .line = 0 };
	uint32_t asn[ASNS_MAX];
	size_t asns;

	if (columns == 0)
		rsec_err_set(&why, RSEC_ERR_SYNTAX,
		    "a quoted field does not end (RFC 4180 section 2)");
	else if (columns <= reader->asns)
		rsec_err_set(&why, RSEC_ERR_SYNTAX,
		    "the line has no column of AS numbers");
	else if (parse_asns(column[reader->asns], asn, &asns, &why) == 0) {
		reader->count++;
		if (asns == 0)
			return 0;
		return add(reader->participants,
		    reader->name < columns ? column[reader->name]
					   : (struct rsec_field){ "", 0 },
		    asn, asns, err);
	}
	why.line = reader->line;
	return rsec_diag_skip(diag, &why, err);
}

/* A line, cut in place: the head is the first. */
static int
read_line(struct reader *reader, char *line, size_t n,
    const struct rsec_diag *diag, struct rsec_err *err)
{
	if (reader->line > 1)
		return n == 0 ? 0 : read_row(reader, line, n, diag, err);
	if (read_head(reader, line, n))
		return 0;
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, 1,
	    "the table of participants has no column \"ASNs(;)\"");
}

int
rsec_manrs_participants_read(struct rsec_manrs_participants *participants,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err)
{
	struct reader reader = { .participants = participants };
	struct rsec_buf copy = RSEC_BUF_INIT;
	struct rsec_lines lines;
	const char *line;
	size_t n;
	int rc;

	rsec_lines_init(&lines, source);
	while ((rc = rsec_lines_next(&lines, &line, &n, err)) == 1) {
		reader.line = lines.number;
		copy.len = 0;
		rc = rsec_buf_add(&copy, line, n) == -1
			 ? rsec_err_nomem(err)
			 : read_line(&reader, copy.data, n, diag, err);
		if (rc == -1)
			break;
	}
	if (rc == 0 && reader.line == 0)
		rc = rsec_err_set(
		    err, RSEC_ERR_SYNTAX, "the table of participants is empty");
	rsec_lines_fini(&lines);
	rsec_buf_fini(&copy);
	if (count != NULL)
		*count += reader.count;
	return rc;
}

static int
order(const void *a, const void *b)
{
	const struct record *x = a, *y = b;

	if (x->asn != y->asn)
		return RSEC_MANRS_CMP(x->asn, y->asn);
	return strcmp(x->name, y->name);
}

int
rsec_manrs_participants_freeze(
    struct rsec_manrs_participants *participants, struct rsec_err *err)
{
	(void)err;
	rsec_manrs_set_freeze(&participants->set, SIZE, order);
	return 0;
}

size_t
rsec_manrs_participants_count(
    const struct rsec_manrs_participants *participants)
{
	return participants->lines.len / sizeof(struct line);
}

struct rsec_manrs_participant
rsec_manrs_participants_get(
    const struct rsec_manrs_participants *participants, size_t i)
{
	const struct line *line =
	    (const struct line *)(const void *)participants->lines.data + i;

	return (struct rsec_manrs_participant){ line->name,
		(const uint32_t *)(const void *)participants->asns.data +
		    line->first,
		line->asns };
}

const char *
rsec_manrs_participants_name(
    const struct rsec_manrs_participants *participants, uint32_t asn)
{
	const struct record *record;
	uint32_t first;

	if (rsec_manrs_set_of(&participants->set, SIZE, asn, &first) == 0)
		return NULL;
	record = rsec_manrs_set_get(&participants->set, SIZE, first);
	return record->name;
}
