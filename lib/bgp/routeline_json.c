/* SPDX-License-Identifier: ISC */
/*
 * The JSON lines of bgp.tools:
 *
 *	{"CIDR":"192.0.2.0/24","ASN":64496,"Hits":310}
 *
 * One object a line, whose members are strings, numbers and literals.  Other
 * members than the two are passed over; what has deeper values is refused.  A
 * brace with a quote behind it is told from an AS_SET of riswhois, "{64496}".
 */
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "bgp/routeline_private.h"
#include "net/asn.h"

static void
skip_blanks(struct field *line)
{
	while (line->n > 0 && (line->s[0] == ' ' || line->s[0] == '\t')) {
		line->s++;
		line->n--;
	}
}

/* Take the byte C, and blanks around it, off LINE. */
static bool
take(struct field *line, char c)
{
	skip_blanks(line);
	if (line->n == 0 || line->s[0] != c)
		return false;
	line->s++;
	line->n--;
	skip_blanks(line);
	return true;
}

/* Take a string off LINE; what stands between its quotes, escapes as such. */
static bool
take_string(struct field *line, struct field *out)
{
	if (!take(line, '"'))
		return false;
	*out = (struct field){ line->s, 0 };
	while (out->n < line->n && out->s[out->n] != '"')
		out->n += out->s[out->n] == '\\' ? 2 : 1;
	if (out->n >= line->n)
		return false;
	line->s += out->n + 1;
	line->n -= out->n + 1;
	return true;
}

/* Take a string, a number or a literal. */
static bool
take_value(struct field *line, struct field *out)
{
	skip_blanks(line);
	if (line->n > 0 && line->s[0] == '"')
		return take_string(line, out);
	*out = (struct field){ line->s, 0 };
	while (
	    out->n < line->n && memchr(" \t,}{[\"", line->s[out->n], 7) == NULL)
		out->n++;
	line->s += out->n;
	line->n -= out->n;
	return out->n > 0;
}

static bool
is(struct field f, const char *s)
{
	return f.n == strlen(s) && memcmp(f.s, s, f.n) == 0;
}

bool
rsec_routeline_is_json(struct field line)
{
	return take(&line, '{') && line.n > 0 && line.s[0] == '"';
}

/* The members of the object in LINE; false where it is no such object. */
static bool
find_members(struct field line, struct field *prefix, struct field *origin,
    struct field *hits)
{
	struct field name, value;

	if (!take(&line, '{'))
		return false;
	do {
		if (!take_string(&line, &name) || !take(&line, ':') ||
		    !take_value(&line, &value))
			return false;
		if (is(name, "CIDR"))
			*prefix = value;
		else if (is(name, "ASN"))
			*origin = value;
		else if (is(name, "Hits"))
			*hits = value;
	} while (take(&line, ','));
	return take(&line, '}') && line.n == 0;
}

int
rsec_routeline_json(
    struct field line, struct rsec_routeline *out, struct rsec_err *err)
{
	struct field prefix = { NULL, 0 }, origin = prefix, hits = prefix;
	char shown[RSEC_QUOTE_SIZE];
	uint32_t asn;

	if (!find_members(line, &prefix, &origin, &hits))
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "%s is no flat JSON object",
		    rsec_quote(shown, line.s, line.n));
	if (prefix.s == NULL)
		return rsec_err_set(err, RSEC_ERR_SYNTAX, "no CIDR in %s",
		    rsec_quote(shown, line.s, line.n));
	if (rsec_prefix_parse(prefix.s, prefix.n, &out->prefix, err) == -1)
		return -1;
	out->kind = RSEC_ROUTELINE_PREFIX;
	if (origin.s == NULL)
		return 0;
	if (!rsec_asn_parse(origin.s, origin.n, &asn))
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "origin %s is not an AS number",
		    rsec_quote(shown, origin.s, origin.n));
	if (!rsec_parse_u32(hits.s, hits.n, UINT32_MAX, &out->peers))
		out->peers = 0;
	out->kind = RSEC_ROUTELINE_ROUTE;
	return rsec_routeline_add(out, asn, false, err);
}
