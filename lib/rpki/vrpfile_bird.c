/* SPDX-License-Identifier: ISC */
/*
 * VRPs from BIRD's configuration, as Routinator writes it,
 *
 *	route 192.0.2.0/24 max 26 as 64496;	(BIRD 2; "roa" in BIRD 1)
 *
 * and rpki-client, which puts the routes into static protocols:
 *
 *	define force_roa_table_update = 1795406706;
 *	roa4 table ROAS4;
 *	protocol static { roa4 { table ROAS4; }; route ...; }
 *
 * The number that is defined there is the time of the export.  Routes of
 * ASPAs, tables and channels are read over; any other statement is reported.
 * Trust anchors are not told.  A file without blocks that is cut between two
 * statements leaves no trace of it and cannot be told.
 */
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "rpki/vrpfile_private.h"

struct reader {
	struct rsec_vrpfile *file;
	struct rsec_vrpfile_words words;
	struct rsec_vrpfile_record record;
	unsigned depth; /* of blocks */
};

static bool
is(const struct reader *reader, const char *s)
{
	return rsec_vrpfile_word_is(&reader->words, s);
}

/* The next word, which there must be. */
static int
need_word(struct reader *reader, struct rsec_err *err)
{
	int rc = rsec_vrpfile_word(&reader->words, err);

	if (rc == 0)
		return rsec_err_at_line(err, RSEC_ERR_TRUNCATED,
		    reader->words.lines->number,
		    "file ends inside a statement");
	return rc == 1 ? 0 : -1;
}

/* Read over the rest of a statement, or up to the block that it opens. */
static int
skip_statement(struct reader *reader, struct rsec_err *err)
{
	while (!is(reader, ";") && !is(reader, "{") && !is(reader, "}"))
		if (need_word(reader, err) != 0)
			return -1;
	reader->words.again = !is(reader, ";");
	return 0;
}

/* "max N" or "as A". */
static int
read_attribute(struct reader *reader, struct rsec_err *err)
{
	struct rsec_vrpfile_words *words = &reader->words;
	struct rsec_vrpfile_record *record = &reader->record;
	const bool max_len = is(reader, "max");
	char quote[RSEC_QUOTE_SIZE];

	if (!max_len && !is(reader, "as")) {
		rsec_vrpfile_refuse(record, words->line,
		    "expected max, as or \";\", found %s",
		    rsec_quote(quote, words->word, words->len));
		return skip_statement(reader, err);
	}
	if (need_word(reader, err) != 0)
		return -1;
	if (max_len)
		rsec_vrpfile_max_len(
		    record, words->word, words->len, words->line);
	else
		rsec_vrpfile_asn(record, words->word, words->len, words->line);
	return 0;
}

/* "route" is read, and the word behind it, which is no "aspa". */
static int
read_route(struct reader *reader, uint64_t line, struct rsec_err *err)
{
	struct rsec_vrpfile_words *words = &reader->words;
	struct rsec_vrpfile_record *record = &reader->record;

	rsec_vrpfile_begin(record, line);
	rsec_vrpfile_prefix(record, words->word, words->len, words->line);
	while (!record->bad) {
		if (need_word(reader, err) != 0)
			return -1;
		if (is(reader, ";"))
			return rsec_vrpfile_end(reader->file, record, err);
		if (read_attribute(reader, err) != 0)
			return -1;
	}
	if (!words->again && !is(reader, ";") &&
	    skip_statement(reader, err) != 0)
		return -1;
	return rsec_vrpfile_end(reader->file, record, err);
}

/* "define force_roa_table_update = 1795406706;" */
static int
read_define(struct reader *reader, struct rsec_err *err)
{
	const struct rsec_vrpfile_words *words = &reader->words;
	uint64_t seconds;
	bool is_time;

	if (need_word(reader, err) != 0)
		return -1;
	is_time = is(reader, "force_roa_table_update");
	if (!is(reader, ";") && need_word(reader, err) != 0)
		return -1;
	if (is_time && is(reader, "=")) {
		if (need_word(reader, err) != 0)
			return -1;
		if (rsec_parse_u64(words->word, words->len,
			RSEC_VRPFILE_TIME_MAX, &seconds))
			reader->file->stats.time = (int64_t)seconds;
	}
	return skip_statement(reader, err);
}

static bool
is_known(const struct reader *reader)
{
	static const char *const names[] = { "roa4", "roa6", "aspa", "table",
		"protocol" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is(reader, names[i]))
			return true;
	return false;
}

/* A statement that is none of ours. */
static int
refuse_statement(struct reader *reader, struct rsec_err *err)
{
	struct rsec_vrpfile_words *words = &reader->words;
	char quote[RSEC_QUOTE_SIZE];

	rsec_vrpfile_begin(&reader->record, words->line);
	rsec_vrpfile_refuse(&reader->record, words->line,
	    "statement %s has no VRP",
	    rsec_quote(quote, words->word, words->len));
	if (rsec_vrpfile_end(reader->file, &reader->record, err) != 0)
		return -1;
	return skip_statement(reader, err);
}

/* The statement whose first word is read. */
static int
read_statement(struct reader *reader, struct rsec_err *err)
{
	const uint64_t line = reader->words.line;

	if (is(reader, "define"))
		return read_define(reader, err);
	if (is_known(reader))
		return skip_statement(reader, err);
	if (!is(reader, "route") && !is(reader, "roa"))
		return refuse_statement(reader, err);
	if (need_word(reader, err) != 0)
		return -1;
	if (is(reader, "aspa") || is(reader, "table"))
		return skip_statement(reader, err);
	return read_route(reader, line, err);
}

/* A word that opens, closes or separates: 1; 0 where it is none of these. */
static int
read_mark(struct reader *reader, struct rsec_err *err)
{
	if (is(reader, ";"))
		return 1;
	if (is(reader, "{")) {
		reader->depth++;
		return 1;
	}
	if (!is(reader, "}"))
		return 0;
	if (reader->depth == 0)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX,
		    reader->words.line, "\"}\" closes no block");
	reader->depth--;
	return 1;
}

int
rsec_vrpfile_bird(struct rsec_vrpfile *file, struct rsec_lines *lines,
    const char *first, size_t n, struct rsec_err *err)
{
	struct reader reader = { .file = file };
	int rc;

	reader.words = rsec_vrpfile_words(lines, first, n);
	while ((rc = rsec_vrpfile_word(&reader.words, err)) == 1) {
		if ((rc = read_mark(&reader, err)) == 0)
			rc = read_statement(&reader, err);
		if (rc == -1)
			return -1;
	}
	if (rc == 0 && reader.depth > 0)
		return rsec_err_at_line(err, RSEC_ERR_TRUNCATED, lines->number,
		    "file ends inside a block");
	return rc;
}
