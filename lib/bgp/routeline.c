/* SPDX-License-Identifier: ISC */
/*
 * Which kind of line it is.  See routeline.h; the kinds are read by
 * routeline_plain.c, routeline_bgpdump.c, routeline_json.c and
 * routeline_columns.c, the most usual lines by routeline_quick.c.
 *
 * Nothing is copied or allocated: at 1.5 million lines a second a line has
 * less than 700 ns for everything, of which the parser takes about 130.
 */
#include "bgp/routeline.h"

#include <string.h>

#include "bgp/routeline_private.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

struct field
rsec_routeline_trim(struct field f)
{
	while (f.n > 0 && is_blank(f.s[0])) {
		f.s++;
		f.n--;
	}
	while (f.n > 0 && is_blank(f.s[f.n - 1]))
		f.n--;
	return f;
}

static bool
is_one_of(struct field f, const char *const names[3])
{
	size_t i;

	for (i = 0; i < 3; i++)
		if (f.n > 0 && f.s[0] == names[i][0] &&
		    f.n == strlen(names[i]) && memcmp(f.s, names[i], f.n) == 0)
			return true;
	return false;
}

bool
rsec_routeline_is_route_state(struct field f)
{
	static const char *const states[] = { "valid", "invalid", "not-found" };

	return is_one_of(f, states);
}

bool
rsec_routeline_is_prefix_state(struct field f)
{
	static const char *const states[] = { "covered", "partly-covered",
		"not-covered" };

	return is_one_of(f, states);
}

/* Take what "roa-check --tag" put before LINE off it. */
static struct field
without_tag(struct field line)
{
	struct field tag = line;

	for (tag.n = 0; tag.n < line.n && !is_blank(line.s[tag.n]); tag.n++)
		;
	if (!rsec_routeline_is_route_state(tag) &&
	    !rsec_routeline_is_prefix_state(tag))
		return line;
	line.s += tag.n;
	line.n -= tag.n;
	return rsec_routeline_trim(line);
}

/* A byte order mark, as spreadsheets put it before the first line. */
static struct field
without_mark(struct field line)
{
	if (line.n >= 3 && memcmp(line.s, "\xef\xbb\xbf", 3) == 0) {
		line.s += 3;
		line.n -= 3;
	}
	return line;
}

int
rsec_routeline_parse(struct rsec_routeline_reader *reader, const char *line,
    size_t len, struct rsec_routeline *out, struct rsec_err *err)
{
	struct field whole = { line, len }, text;
	bool first = !reader->started;
	bool below = reader->answered && len > 0 && line[0] == ' ';

	if (reader->started && reader->separator == 0 &&
	    rsec_routeline_quick(whole, out)) {
		reader->answered = false;
		return 0;
	}
	out->kind = RSEC_ROUTELINE_NOTHING;
	out->origins = 0;
	out->peers = 0;
	out->dumped = false;
	if (first)
		whole = without_mark(whole);
	text = rsec_routeline_trim(whole);
	if (text.n == 0 || text.s[0] == '#' || text.s[0] == '%' || below)
		return 0;
	reader->started = true;
	if (reader->separator == 0 && rsec_routeline_is_json(text))
		return rsec_routeline_json(text, out, err);
	if (first && rsec_routeline_is_header(reader, whole))
		return 0;
	if (reader->separator != 0)
		return rsec_routeline_columns(reader, whole, out, err);
	if (memchr("vincp", text.s[0], 5) != NULL)
		text = without_tag(text);
	if (rsec_routeline_is_bgpdump(text))
		return rsec_routeline_bgpdump(text, out, err);
	reader->answered = false;
	return rsec_routeline_plain(reader, text, out, err);
}
