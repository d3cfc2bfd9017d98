/* SPDX-License-Identifier: ISC */
/*
 * Lines of "bgpdump -m" and "-M":
 *
 *	TABLE_DUMP2|time|B|peer|peer AS|prefix|path|...
 *	TABLE_DUMP2_AP|time|B|peer|peer AS|prefix|path id|path|...
 *	BGP4MP|time|A|peer|peer AS|prefix|path|...
 *	BGP4MP|time|W|peer|peer AS|prefix
 *	BGP4MP|time|STATE|peer|peer AS|old|new
 *
 * "_AP" (RFC 8050 add-path) in the first field, and nothing else, tells that
 * there is a path id.  "-p" puts a running number before the time.
 *
 * The origin is that of RFC 6811 section 2: the last AS of a path that ends
 * in an AS_SEQUENCE, and else NONE.  A confederation segment or an empty path
 * mean the AS of the speaker itself, which the line does not tell: NONE, too.
 */
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "bgp/routeline_private.h"
#include "net/asn.h"

bool
rsec_routeline_is_bgpdump(struct field line)
{
	return line.n > 10 && (memcmp(line.s, "TABLE_DUMP", 10) == 0 ||
				  memcmp(line.s, "BGP4MP", 6) == 0);
}

/* Take the next field between '|' off LINE; false where none is left. */
static bool
next_field(struct field *line, struct field *f)
{
	const char *bar;

	if (line->s == NULL)
		return false;
	*f = *line;
	bar = memchr(line->s, '|', line->n);
	if (bar == NULL) {
		line->s = NULL;
		return true;
	}
	f->n = (size_t)(bar - line->s);
	line->s = bar + 1;
	line->n -= f->n + 1;
	return true;
}

static bool
skip_fields(struct field *line, int count)
{
	struct field f;

	while (count-- > 0)
		if (!next_field(line, &f))
			return false;
	return true;
}

static bool
field_is(struct field f, const char *s)
{
	return f.n == strlen(s) && memcmp(f.s, s, f.n) == 0;
}

/* Whether PATH ends in a set, a confederation, an error, or cut short. */
static bool
has_no_origin(struct field path)
{
	char last = path.n > 0 ? path.s[path.n - 1] : '!';

	return last == '}' || last == ')' || last == ']' || last == '!' ||
	       last == '.';
}

/*
 * The origin of an AS path: "64500 64496", "64500 {64496,64497}" (AS_SET),
 * "(64500 64501)" and "[64500,64501]" (confederation), "! Error !", or cut
 * with dots where it was longer than bgpdump's buffer.
 */
static int
path_origin(struct field path, struct rsec_routeline *out, struct rsec_err *err)
{
	char shown[RSEC_QUOTE_SIZE];
	const char *last;
	uint32_t asn;
	size_t i;

	path = rsec_routeline_trim(path);
	if (has_no_origin(path))
		return rsec_routeline_add(out, 0, true, err);
	for (i = path.n; i > 0 && path.s[i - 1] != ' '; i--)
		;
	last = path.s + i;
	if (!rsec_asn_parse(last, path.n - i, &asn))
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "AS path ends in %s, which is no AS number",
		    rsec_quote(shown, last, path.n - i));
	return rsec_routeline_add(out, asn, false, err);
}

/*
 * Read up to the letter that tells announcements, table entries, withdrawals
 * and state changes apart: the third field, or the fourth after "-p".  Before
 * it stands the time.
 */
static bool
find_letter(struct field *line, struct field *time, struct field *letter)
{
	if (!next_field(line, time) || !next_field(line, letter))
		return false;
	if (letter->n == 0 || letter->s[0] > '9')
		return true;
	*time = *letter;
	return next_field(line, letter);
}

/* Seconds, maybe with a fraction; 0 for a date of "-M". */
static uint32_t
parse_time(struct field f)
{
	const char *point = memchr(f.s, '.', f.n);
	uint32_t time;

	if (point != NULL)
		f.n = (size_t)(point - f.s);
	return rsec_parse_u32(f.s, f.n, UINT32_MAX, &time) ? time : 0;
}

/* Address and AS of the peer, as they stand there. */
static bool
find_peer(struct field *line, struct rsec_routeline *out)
{
	struct field address, asn;

	if (!next_field(line, &address) || !next_field(line, &asn))
		return false;
	out->peer = address.s;
	out->peer_len = (size_t)(asn.s + asn.n - address.s);
	return true;
}

int
rsec_routeline_bgpdump(
    struct field line, struct rsec_routeline *out, struct rsec_err *err)
{
	struct field rest = line, token, time, letter, prefix, path;
	char shown[RSEC_QUOTE_SIZE];
	bool masked, add_path;

	next_field(&rest, &token);
	add_path = token.n > 3 && memcmp(token.s + token.n - 3, "_AP", 3) == 0;
	if (!find_letter(&rest, &time, &letter))
		return rsec_err_set(err, RSEC_ERR_TRUNCATED,
		    "bgpdump line %s has too few fields",
		    rsec_quote(shown, line.s, line.n));
	if (field_is(letter, "W") || field_is(letter, "STATE"))
		return 0;
	if (!field_is(letter, "A") && !field_is(letter, "B"))
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "bgpdump line of type %s is none of A, B, W and STATE",
		    rsec_quote(shown, letter.s, letter.n));
	if (!find_peer(&rest, out) || !next_field(&rest, &prefix) ||
	    !skip_fields(&rest, add_path) || !next_field(&rest, &path))
		return rsec_err_set(err, RSEC_ERR_TRUNCATED,
		    "bgpdump line %s has too few fields",
		    rsec_quote(shown, line.s, line.n));
	if (rsec_prefix_parse_masked(
		prefix.s, prefix.n, &out->prefix, &masked, err) == -1)
		return -1;
	out->kind = RSEC_ROUTELINE_ROUTE;
	out->dumped = true;
	out->update = field_is(letter, "A");
	out->time = parse_time(time);
	out->path = path.s;
	out->path_len = path.n;
	return path_origin(path, out, err);
}
