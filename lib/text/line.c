/* SPDX-License-Identifier: ISC */
/*
 * Lines from a source.  A line that lies inside one run of the source is
 * handed out where it is; only one that spans runs is copied together.  Every
 * byte but the line's end is data, NUL and a lone CR included.
 *
 * Which lines come out does not depend on how the source cuts its runs.
 */
#include "text/line.h"

#include <stdbool.h>
#include <string.h>

void
rsec_lines_init(struct rsec_lines *lines, struct rsec_source source)
{
	*lines = (struct rsec_lines){ .source = source };
}

void
rsec_lines_fini(struct rsec_lines *lines)
{
	rsec_buf_fini(&lines->joined);
}

/* Pull the next run; as a source does, but may be called after the end. */
static int
next_run(struct rsec_lines *lines, struct rsec_err *err)
{
	size_t len;
	int rc;

	if (lines->source.next == NULL)
		return 0;
	rc = lines->source.next(lines->source.ctx, &lines->at, &len, err);
	if (rc == 1) {
		lines->end = lines->at + len;
	} else {
		lines->at = lines->end = NULL;
		lines->source.next = NULL;
	}
	return rc;
}

static int
too_long(const struct rsec_lines *lines, struct rsec_err *err)
{
	return rsec_err_at_line(err, RSEC_ERR_LIMIT, lines->number,
	    "line is longer than %zu bytes", RSEC_LINE_MAX);
}

/* The run ends before the line does: put its rest aside and go on. */
static int
join(struct rsec_lines *lines, size_t n, struct rsec_err *err)
{
	if (n == 0)
		return 0;
	/* One more than fits: it may turn out to be the CR of a CRLF. */
	if (n > RSEC_LINE_MAX + 1 - lines->joined.len)
		return too_long(lines, err);
	if (rsec_buf_add(&lines->joined, lines->at, n) != 0)
		return rsec_err_nomem(err);
	return 0;
}

/* Hand out what was joined or, where nothing was, the N bytes of the run. */
static int
hand_out(struct rsec_lines *lines, size_t n, bool ended, const char **line,
    size_t *len, struct rsec_err *err)
{
	*line = (const char *)lines->at;
	*len = n;
	if (lines->joined.len > 0) {
		if (join(lines, n, err) != 0)
			return -1;
		*line = lines->joined.data;
		*len = lines->joined.len;
	}
	lines->next_offset = lines->offset + *len + ended;
	if (ended && *len > 0 && (*line)[*len - 1] == '\r')
		--*len;
	if (*len > RSEC_LINE_MAX)
		return too_long(lines, err);
	return 1;
}

int
rsec_lines_next(struct rsec_lines *lines, const char **line, size_t *len,
    struct rsec_err *err)
{
	const uint8_t *lf;
	size_t n;
	int rc;

	lines->offset = lines->next_offset;
	lines->number++;
	lines->joined.len = 0;
	for (;;) {
		n = (size_t)(lines->end - lines->at);
		lf = n > 0 ? memchr(lines->at, '\n', n) : NULL;
		if (lf != NULL)
			break;
		if (join(lines, n, err) != 0)
			return -1;
		if ((rc = next_run(lines, err)) < 0)
			return -1;
		if (rc > 0)
			continue;
		if (lines->joined.len > 0)
			return hand_out(lines, 0, false, line, len, err);
		lines->number--;
		return 0;
	}
	rc = hand_out(lines, (size_t)(lf - lines->at), true, line, len, err);
	lines->at = lf + 1;
	return rc;
}
