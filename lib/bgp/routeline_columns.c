/* SPDX-License-Identifier: ISC */
/*
 * CSV and TSV whose first line names the columns.  Fields may stand between
 * double quotes as in RFC 4180; a field never holds a line end here, because
 * the caller has cut the lines.
 *
 * Names are compared without case, blanks, '_' and '-'.  Where a header has
 * several columns that may hold the origin ("asn,prefix,origin_asn"), the one
 * whose name says "origin" is taken.
 */
#include <ctype.h>
#include <string.h>

#include "base/quote.h"
#include "bgp/routeline_private.h"

#define NAME_MAX_BYTES 24 /* of a column's name, blanks left out */

/*
 * Take the next field between SEPARATOR off LINE; the quotes around it are
 * taken off.  False where none is left.
 */
static bool
next_cell(struct field *line, char separator, struct field *cell)
{
	const char *at = line->s, *end, *stop;

	if (at == NULL)
		return false;
	end = at + line->n;
	if (at < end && *at == '"') {
		stop = memchr(at + 1, '"', line->n - 1);
		cell->s = at + 1;
		cell->n = (size_t)((stop != NULL ? stop : end) - cell->s);
		at = stop != NULL ? stop + 1 : end;
	}
	stop = memchr(at, separator, (size_t)(end - at));
	if (at == line->s) {
		cell->s = at;
		cell->n = (size_t)((stop != NULL ? stop : end) - at);
	}
	line->s = stop != NULL ? stop + 1 : NULL;
	line->n = stop != NULL ? (size_t)(end - line->s) : 0;
	return true;
}

/* Whether the name in CELL is NAME, which is all lower-case letters. */
static bool
is_named(struct field cell, const char *name)
{
	size_t i;

	for (i = 0; i < cell.n; i++) {
		if (strchr(" _-", cell.s[i]) != NULL)
			continue;
		if (tolower((unsigned char)cell.s[i]) != *name)
			return false;
		name++;
	}
	return *name == '\0';
}

static bool
is_one_of(struct field cell, const char *const names[])
{
	if (cell.n == 0 || cell.n > NAME_MAX_BYTES)
		return false;
	for (; *names != NULL; names++)
		if (is_named(cell, *names))
			return true;
	return false;
}

/* The character between the names of a header: the first of these in it. */
static char
find_separator(struct field line)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (memchr(",\t;|", line.s[i], 4) != NULL)
			return line.s[i];
	return ',';
}

bool
rsec_routeline_is_header(
    struct rsec_routeline_reader *reader, struct field line)
{
	static const char *const prefixes[] = { "prefix", "network", "ipprefix",
		"cidr", "route", NULL };
	static const char *const origins[] = { "origin", "originas",
		"originasn", "originasnid", "originasnumber", "origins", NULL };
	static const char *const numbers[] = { "asn", "as", "asnumber", "asns",
		"aspath", NULL };
	static const char *const states[] = { "state", NULL };
	const unsigned none = RSEC_ROUTELINE_NO_COLUMN;
	unsigned column, prefix = none, origin = none, asn = none, state = none;
	char separator = find_separator(line);
	struct field cell;

	for (column = 0; next_cell(&line, separator, &cell); column++) {
		cell = rsec_routeline_trim(cell);
		if (prefix == none && is_one_of(cell, prefixes))
			prefix = column;
		else if (origin == none && is_one_of(cell, origins))
			origin = column;
		else if (asn == none && is_one_of(cell, numbers))
			asn = column;
		else if (state == none && is_one_of(cell, states))
			state = column;
	}
	if (prefix == none)
		return false;
	reader->separator = separator;
	reader->prefix_column = prefix;
	reader->origin_column = origin != none ? origin : asn;
	reader->state_column = state;
	return true;
}

/* What is written where there is no origin. */
static bool
is_absent(struct field f)
{
	return f.n == 0 || (f.n == 1 && f.s[0] == '-');
}

int
rsec_routeline_columns(const struct rsec_routeline_reader *reader,
    struct field line, struct rsec_routeline *out, struct rsec_err *err)
{
	struct field rest = line, cell, prefix = { NULL, 0 }, origin = prefix,
		     state = prefix;
	char shown[RSEC_QUOTE_SIZE];
	unsigned column;

	for (column = 0; next_cell(&rest, reader->separator, &cell); column++)
		if (column == reader->prefix_column)
			prefix = rsec_routeline_trim(cell);
		else if (column == reader->origin_column)
			origin = rsec_routeline_trim(cell);
		else if (column == reader->state_column)
			state = rsec_routeline_trim(cell);
	if (prefix.n == 0)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "no prefix in column %u of %s", reader->prefix_column + 1,
		    rsec_quote(shown, line.s, line.n));
	if (rsec_prefix_parse(prefix.s, prefix.n, &out->prefix, err) == -1)
		return -1;
	out->kind = RSEC_ROUTELINE_ROUTE;
	if (!is_absent(origin))
		return rsec_routeline_origins(origin, out, err);
	if (rsec_routeline_is_route_state(state))
		return rsec_routeline_add(out, 0, true, err);
	out->kind = RSEC_ROUTELINE_PREFIX;
	return 0;
}
