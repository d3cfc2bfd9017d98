/* SPDX-License-Identifier: ISC */
/*
 * Journals of versions 1 and 3, line by line:
 *
 *	comments, empty lines
 *	%START Version: 3 SOURCE FIRST-LAST [FILTERED]
 *	ADD SERIAL | DEL SERIAL		without SERIAL in version 1
 *	an object, up to an empty line
 *	...
 *	%END SOURCE
 *
 * There is no standard; this is what servers of RIPE and IRRd send.  Serials
 * grow, and some may be missing.  In version 1 operations count from FIRST.  A
 * line "%ERROR..." is what a server says instead of a journal.
 */
#include "irr/nrtm_private.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"
#include "base/quote.h"
#include "irr/value.h"

enum state {
	BEFORE,	   /* %START */
	BETWEEN,   /* operations */
	OPERATION, /* was read, its object is to come */
	OBJECT,	   /* inside one */
	AFTER,	   /* %END */
};

struct reader {
	struct rsec_nrtm *nrtm;
	enum state state;
	bool deleted;	 /* the operation at hand is DEL */
	bool any;	 /* there was an operation */
	uint64_t serial; /* of the last operation */
	uint64_t line;	 /* of what is read */
	uint64_t object_line;
	struct rsec_buf object;
};

/* The words of a line, one at a time. */
struct words {
	const char *at, *end;
};

static struct rsec_rpsl_piece
next_word(struct words *words)
{
	struct rsec_rpsl_piece word;

	while (
	    words->at < words->end && (*words->at == ' ' || *words->at == '\t'))
		words->at++;
	word.s = words->at;
	while (
	    words->at < words->end && *words->at != ' ' && *words->at != '\t')
		words->at++;
	word.n = (size_t)(words->at - word.s);
	return word;
}

static bool
is_word(struct rsec_rpsl_piece word, const char *s)
{
	return word.n == strlen(s) && memcmp(word.s, s, word.n) == 0;
}

static int
no_start(const struct reader *reader, struct rsec_err *err)
{
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->line,
	    "no %%START line before the first operation");
}

static int
bad_start(const struct reader *reader, const char *line, size_t n,
    struct rsec_err *err)
{
	char quote[RSEC_QUOTE_SIZE];

	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->line,
	    "%s is not \"%%START Version: 3 SOURCE FIRST-LAST\"",
	    rsec_quote(quote, line, n));
}

static int
read_version(
    struct reader *reader, struct rsec_rpsl_piece word, struct rsec_err *err)
{
	char quote[RSEC_QUOTE_SIZE];

	if (!is_word(word, "1") && !is_word(word, "3"))
		return rsec_err_at_line(err, RSEC_ERR_UNSUPPORTED, reader->line,
		    "NRTM version %s is none of 1, 3 and 4",
		    rsec_quote(quote, word.s, word.n));
	reader->nrtm->head.format =
	    *word.s == '1' ? RSEC_NRTM_V1 : RSEC_NRTM_V3;
	return 0;
}

/* "100-101" */
static bool
read_range(struct rsec_nrtm_head *head, struct rsec_rpsl_piece word)
{
	const char *dash = memchr(word.s, '-', word.n);
	size_t n;

	if (dash == NULL)
		return false;
	n = (size_t)(dash - word.s);
	return rsec_parse_u64(word.s, n, UINT64_MAX, &head->first) &&
	       rsec_parse_u64(
		   dash + 1, word.n - n - 1, UINT64_MAX, &head->last) &&
	       head->first <= head->last;
}

/* WORDS stand behind "%START". */
static int
read_start(struct reader *reader, struct words words, const char *line,
    size_t n, struct rsec_err *err)
{
	struct rsec_rpsl_piece source, rest;

	if (reader->state != BEFORE)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->line,
		    "a second %%START line");
	if (!is_word(next_word(&words), "Version:"))
		return bad_start(reader, line, n, err);
	if (read_version(reader, next_word(&words), err) != 0)
		return -1;
	source = next_word(&words);
	if (!read_range(&reader->nrtm->head, next_word(&words)))
		return bad_start(reader, line, n, err);
	rest = next_word(&words);
	if (rest.n > 0 &&
	    (!is_word(rest, "FILTERED") || next_word(&words).n > 0))
		return bad_start(reader, line, n, err);
	reader->state = BETWEEN;
	return rsec_nrtm_set_source(
	    reader->nrtm, source.s, source.n, reader->line, err);
}

/* "%END SOURCE" */
static int
read_end(
    struct reader *reader, struct rsec_rpsl_piece source, struct rsec_err *err)
{
	const char *name = reader->nrtm->head.source;
	char quote[RSEC_QUOTE_SIZE];

	if (reader->state == BEFORE)
		return no_start(reader, err);
	if (reader->state != BETWEEN)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->line,
		    "%%END after %s",
		    reader->state == AFTER ? "%END"
					   : "an operation without an object");
	if (source.n != strlen(name) ||
	    strncasecmp(source.s, name, source.n) != 0)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->line,
		    "%%END of %s in a journal of %s",
		    rsec_quote(quote, source.s, source.n), name);
	reader->state = AFTER;
	return 0;
}

/*
 * A comment, LINE[0..n), that may mean something: "%START Version:..." and
 * "%END SOURCE", also with blanks behind the '%', as long as no other text
 * could be meant, and "%ERROR...".
 */
static int
read_comment(
    struct reader *reader, const char *line, size_t n, struct rsec_err *err)
{
	struct words words = { line + 1, line + n }, ahead;
	struct rsec_rpsl_piece word, next;
	char quote[RSEC_QUOTE_SIZE];

	if (*line == '#')
		return 0;
	if (n >= 6 && memcmp(line, "%ERROR", 6) == 0)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->line,
		    "the server answered %s", rsec_quote(quote, line, n));
	word = next_word(&words);
	ahead = words;
	next = next_word(&ahead);
	if (is_word(word, "START") &&
	    (word.s == line + 1 || is_word(next, "Version:")))
		return read_start(reader, words, line, n, err);
	if (is_word(word, "END") &&
	    (word.s == line + 1 || (next.n > 0 && next_word(&ahead).n == 0)))
		return read_end(reader, next, err);
	return 0;
}

/* Whether LINE is "ADD" or "DEL", alone or with one more word. */
static bool
is_operation(const char *line, size_t n)
{
	return n >= 3 &&
	       (memcmp(line, "ADD", 3) == 0 || memcmp(line, "DEL", 3) == 0) &&
	       (n == 3 || line[3] == ' ' || line[3] == '\t') &&
	       memchr(line, ':', n) == NULL;
}

/* In version 1 an operation has the serial that is its turn. */
static int
count_serial(struct reader *reader, struct rsec_err *err)
{
	const struct rsec_nrtm_head *head = &reader->nrtm->head;
	uint64_t serial = reader->any ? reader->serial + 1 : head->first;

	if (reader->any && reader->serial == head->last)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->line,
		    "more operations than the serials %" PRIu64 "-%" PRIu64
		    " announce",
		    head->first, head->last);
	reader->serial = serial;
	return 0;
}

static int
read_serial(
    struct reader *reader, struct rsec_rpsl_piece word, struct rsec_err *err)
{
	const struct rsec_nrtm_head *head = &reader->nrtm->head;
	char quote[RSEC_QUOTE_SIZE];
	uint64_t serial;

	if (!rsec_parse_u64(word.s, word.n, UINT64_MAX, &serial))
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->line,
		    "%s is not the serial of an operation",
		    rsec_quote(quote, word.s, word.n));
	if (serial < head->first || serial > head->last)
		return rsec_err_at_line(err, RSEC_ERR_RANGE, reader->line,
		    "serial %" PRIu64 " is outside the announced %" PRIu64
		    "-%" PRIu64,
		    serial, head->first, head->last);
	if (reader->any && serial <= reader->serial)
		return rsec_err_at_line(err, RSEC_ERR_RANGE, reader->line,
		    "serial %" PRIu64 " after %" PRIu64 ": serials must grow",
		    serial, reader->serial);
	reader->serial = serial;
	return 0;
}

static int
read_operation(
    struct reader *reader, const char *line, size_t n, struct rsec_err *err)
{
	struct words words = { line, line + n };
	struct rsec_rpsl_piece word;
	int rc;

	if (reader->state == BEFORE)
		return no_start(reader, err);
	if (reader->state == AFTER)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->line,
		    "an operation after %%END");
	if (reader->state == OPERATION)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->line,
		    "an operation without an object before this one");
	reader->deleted = is_word(next_word(&words), "DEL");
	word = next_word(&words);
	if (reader->nrtm->head.format == RSEC_NRTM_V3)
		rc = read_serial(reader, word, err);
	else if (word.n == 0)
		rc = count_serial(reader, err);
	else
		rc = rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->line,
		    "version 1 has no serials at operations");
	reader->any = true;
	reader->state = OPERATION;
	return rc;
}

static int
add_line(
    struct reader *reader, const char *line, size_t n, struct rsec_err *err)
{
	if (n > RSEC_RPSL_OBJECT_MAX - reader->object.len)
		return rsec_err_at_line(err, RSEC_ERR_LIMIT,
		    reader->object_line, "object is longer than %zu bytes",
		    RSEC_RPSL_OBJECT_MAX);
	if (rsec_buf_add(&reader->object, line, n) != 0 ||
	    rsec_buf_addc(&reader->object, '\n') != 0)
		return rsec_err_nomem(err);
	return 0;
}

static int
finish_object(struct reader *reader, struct rsec_err *err)
{
	reader->state = BETWEEN;
	return rsec_nrtm_add(reader->nrtm, reader->deleted, reader->object.data,
	    reader->object.len - 1, reader->object_line, err);
}

static int
read_line(
    struct reader *reader, const char *line, size_t n, struct rsec_err *err)
{
	if (reader->state == OBJECT)
		return n == 0 ? finish_object(reader, err)
			      : add_line(reader, line, n, err);
	if (n == 0)
		return 0;
	if (*line == '%' || *line == '#')
		return read_comment(reader, line, n, err);
	if (is_operation(line, n))
		return read_operation(reader, line, n, err);
	if (reader->state == OPERATION) {
		reader->state = OBJECT;
		reader->object_line = reader->line;
		reader->object.len = 0;
		return add_line(reader, line, n, err);
	}
	if (reader->state == BEFORE)
		return no_start(reader, err);
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->line,
	    reader->state == AFTER ? "text after %%END"
				   : "an object without ADD or DEL");
}

static int
check_end(const struct reader *reader, struct rsec_err *err)
{
	if (reader->state == AFTER)
		return 0;
	if (reader->state == BEFORE)
		return rsec_err_set(
		    err, RSEC_ERR_TRUNCATED, "journal has no %%START line");
	return rsec_err_at_line(err, RSEC_ERR_TRUNCATED, reader->line,
	    "journal ends without \"%%END %s\"", reader->nrtm->head.source);
}

int
rsec_nrtm_read_text(
    struct rsec_nrtm *nrtm, struct rsec_source source, struct rsec_err *err)
{
	struct reader reader = { .nrtm = nrtm, .state = BEFORE };
	struct rsec_lines lines;
	const char *line;
	size_t n;
	int rc;

	rsec_lines_init(&lines, source);
	while ((rc = rsec_lines_next(&lines, &line, &n, err)) == 1) {
		reader.line = lines.number;
		if ((rc = read_line(&reader, line, n, err)) != 0)
			break;
	}
	if (rc == 0)
		rc = check_end(&reader, err);
	rsec_lines_fini(&lines);
	rsec_buf_fini(&reader.object);
	return rc;
}
