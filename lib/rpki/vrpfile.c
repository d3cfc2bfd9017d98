/* SPDX-License-Identifier: ISC */
/*
 * Which format an export of VRPs has, by what it begins with:
 *
 *	{				JSON
 *	roa-set, aspa-set		OpenBGPD
 *	route, roa, protocol, ...	BIRD
 *	anything else			CSV, which must have a header or look
 *					like what follows one
 *
 * A byte order mark in front is dropped; blanks are jumped over, and so are
 * comments ("#") in all but JSON.
 */
#include "rpki/vrpfile.h"

#include <string.h>

#include "base/quote.h"
#include "rpki/vrpfile_private.h"

#define BLANK_MAX ((size_t)64 * 1024) /* bytes of blanks before the content */

/* A source of which the beginning was looked at; it hands that out again. */
struct opening {
	struct rsec_source source;
	struct rsec_buf blank; /* whole runs of blanks, copied */
	const uint8_t *run;    /* the run after them, still borrowed */
	size_t len;
	size_t mark; /* bytes of a byte order mark that were seen */
};

/* The first byte of the run that says something, or its end. */
static size_t
skip_blank(struct opening *open)
{
	static const uint8_t mark[] = { 0xef, 0xbb, 0xbf };
	size_t i;

	for (i = 0; i < open->len; i++) {
		if (open->mark < sizeof(mark) &&
		    open->blank.len + i == open->mark &&
		    open->run[i] == mark[open->mark])
			open->mark++;
		else if (open->run[i] == 0 ||
			 strchr(" \t\r\n", open->run[i]) == NULL)
			break;
	}
	return i;
}

/* *FIRST becomes the first byte that says something, or -1. */
static int
look(struct opening *open, int *first, struct rsec_err *err)
{
	size_t i;
	int rc;

	*first = -1;
	for (;;) {
		rc = open->source.next(
		    open->source.ctx, &open->run, &open->len, err);
		if (rc != 1) {
			open->len = 0;
			return rc;
		}
		if ((i = skip_blank(open)) < open->len) {
			/* Half a mark is no mark, but what it begins with. */
			*first = open->mark % 3 == 0 ? open->run[i] : 0xef;
			return 0;
		}
		if (open->len > BLANK_MAX - open->blank.len)
			return rsec_vrpfile_unknown("", 0, 1, err);
		if (rsec_buf_add(&open->blank, open->run, open->len) != 0)
			return rsec_err_nomem(err);
	}
}

/* As a source: the blanks, the run behind them, and then what follows. */
static int
opening_next(void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	struct opening *open = ctx;
	size_t drop = open->mark == 3 ? 3 : 0;

	if (open->blank.len > drop) {
		*data = (const uint8_t *)open->blank.data + drop;
		*len = open->blank.len - drop;
		open->blank.len = 0;
		open->mark = 0;
		return 1;
	}
	drop -= open->blank.len;
	if (open->len > drop) {
		*data = open->run + drop;
		*len = open->len - drop;
		open->len = 0;
		open->blank.len = open->mark = 0;
		return 1;
	}
	return open->source.next(open->source.ctx, data, len, err);
}

int
rsec_vrpfile_unknown(
    const char *s, size_t n, uint64_t line, struct rsec_err *err)
{
	char quote[RSEC_QUOTE_SIZE];

	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, line,
	    "no format of VRPs that is known begins with %s",
	    rsec_quote(quote, s, n));
}

static bool
is_one_of(const char *s, size_t n, const char *const words[])
{
	size_t i;

	for (i = 0; words[i] != NULL; i++)
		if (strlen(words[i]) == n && memcmp(words[i], s, n) == 0)
			return true;
	return false;
}

/* The first byte of LINE[0..n) that is no blank, or its end. */
static size_t
skip_spaces(const char *line, size_t n)
{
	size_t i = 0;

	while (i < n && (line[i] == ' ' || line[i] == '\t'))
		i++;
	return i;
}

/* The format that a line begins which is neither blank nor a comment. */
static enum rsec_vrpfile_format
format_of(const char *line, size_t n)
{
	static const char *const openbgpd[] = { "roa-set", "aspa-set", NULL };
	static const char *const bird[] = { "route", "roa", "roa4", "roa6",
		"aspa", "define", "protocol", NULL };
	size_t from = skip_spaces(line, n), to = from;

	while (to < n && line[to] != '\0' && strchr(" \t{;", line[to]) == NULL)
		to++;
	if (is_one_of(line + from, to - from, openbgpd))
		return RSEC_VRPFILE_OPENBGPD;
	if (is_one_of(line + from, to - from, bird))
		return RSEC_VRPFILE_BIRD;
	return RSEC_VRPFILE_CSV;
}

/* The first line that says something. */
static int
first_line(struct rsec_lines *lines, const char **line, size_t *n,
    struct rsec_err *err)
{
	size_t blank;
	int rc;

	while ((rc = rsec_lines_next(lines, line, n, err)) == 1) {
		blank = skip_spaces(*line, *n);
		if (blank < *n && (*line)[blank] != '#')
			return 0;
	}
	if (rc == 0)
		return rsec_err_set(err, RSEC_ERR_TRUNCATED, "input is empty");
	return -1;
}

static int
read_text(
    struct rsec_vrpfile *file, struct rsec_source source, struct rsec_err *err)
{
	struct rsec_lines lines;
	const char *line;
	size_t n;
	int rc;

	rsec_lines_init(&lines, source);
	if ((rc = first_line(&lines, &line, &n, err)) == 0) {
		file->stats.format = format_of(line, n);
		if (file->stats.format == RSEC_VRPFILE_OPENBGPD)
			rc = rsec_vrpfile_openbgpd(file, &lines, line, n, err);
		else if (file->stats.format == RSEC_VRPFILE_BIRD)
			rc = rsec_vrpfile_bird(file, &lines, line, n, err);
		else
			rc = rsec_vrpfile_csv(file, &lines, line, n, err);
	}
	rsec_lines_fini(&lines);
	return rc;
}

static int
read_any(
    struct rsec_vrpfile *file, struct rsec_source source, struct rsec_err *err)
{
	struct opening open = { .source = source };
	struct rsec_source again = { opening_next, &open };
	int first, rc;

	if ((rc = look(&open, &first, err)) == 0) {
		if (first == -1)
			rc = rsec_err_set(
			    err, RSEC_ERR_TRUNCATED, "input is empty");
		else if (first == '{')
			rc = rsec_vrpfile_json(file, again, err);
		else
			rc = read_text(file, again, err);
	}
	rsec_buf_fini(&open.blank);
	return rc;
}

int
rsec_vrpfile_read(struct rsec_source source, const char *ta,
    struct rsec_vrps *vrps, const struct rsec_diag *diag,
    struct rsec_vrpfile_stats *stats, struct rsec_err *err)
{
	return rsec_vrpfile_read_all(
	    source, ta, vrps, NULL, NULL, diag, stats, err);
}

int
rsec_vrpfile_read_all(struct rsec_source source, const char *ta,
    struct rsec_vrps *vrps,
    int (*extra)(void *ctx, const struct rsec_vrpfile_extra *extra,
	struct rsec_err *err),
    void *ctx, const struct rsec_diag *diag, struct rsec_vrpfile_stats *stats,
    struct rsec_err *err)
{
	struct rsec_vrpfile file = {
		.vrps = vrps, .diag = diag, .extra = extra, .ctx = ctx
	};
	int rc;

	rc = rsec_vrps_ta(vrps, ta, strlen(ta), &file.ta, err);
	if (rc == 0)
		rc = read_any(&file, source, err);
	if (stats != NULL)
		*stats = file.stats;
	return rc;
}

const char *
rsec_vrpfile_format_name(enum rsec_vrpfile_format format)
{
	static const char *const names[] = { "unknown", "json", "csv",
		"openbgpd", "bird" };

	return names[(size_t)format < 5 ? format : RSEC_VRPFILE_UNKNOWN];
}
