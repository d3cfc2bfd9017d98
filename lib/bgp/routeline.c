/* SPDX-License-Identifier: ISC */
/*
 * Which kind of line it is, and the plain kinds: prefix and origin in either
 * order, CAIDA pfx2as, RIPE riswhois.  See routeline.h; bgpdump's lines are in
 * routeline_bgpdump.c, CSV with a header in routeline_columns.c.
 *
 * A plain line is a row of words.  What a word may be is told by the
 * characters that occur in it, from one pass over the line: the first word
 * that can only be a prefix, and the first that can only be origins, are
 * taken, and then it is an error if they do not parse.  A wrong prefix is
 * thus never skipped in favour of a later one.  Other words are passed over.
 *
 * Nothing is copied or allocated: at 1.5 million lines a second a line has
 * less than 700 ns for everything, and this parser takes a tenth of it.
 */
#include "bgp/routeline.h"

#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "bgp/routeline_private.h"
#include "net/asn.h"

/* What occurs in a word. */
enum {
	DIGIT = 1,
	HEX = 2, /* a to f */
	DOT = 4,
	COLON = 8,
	SLASH = 16,
	UNDERSCORE = 32,
	OTHER = 64,
	SEPARATOR = 128,
	BRACE = 256, /* opens an AS_SET */
};

struct word {
	struct field text;
	unsigned has; /* the bits above */
};

static unsigned
class_of(char c)
{
	enum {
		o = OTHER,
		D = DIGIT,
		H = HEX,
		P = DOT,
		C = COLON,
		S = SLASH,
		U = UNDERSCORE,
		B = SEPARATOR
	};
	/* clang-format off */
	static const uint8_t classes[128] = {
		o, o, o, o, o, o, o, o, o, B, o, o, o, B, o, o, /* tab, CR */
		o, o, o, o, o, o, o, o, o, o, o, o, o, o, o, o,
		B, o, B, o, o, o, o, o, o, o, o, o, B, o, P, S, /* " , . / */
		D, D, D, D, D, D, D, D, D, D, C, B, o, o, o, o, /* digits : ; */
		o, H, H, H, H, H, H, o, o, o, o, o, o, o, o, o, /* A to F */
		o, o, o, o, o, o, o, o, o, o, o, o, o, o, o, U, /* _ */
		o, H, H, H, H, H, H, o, o, o, o, o, o, o, o, o, /* a to f */
		o, o, o, o, o, o, o, o, o, o, o, o, B, o, o, o, /* | */
	};
	/* clang-format on */
	unsigned char byte = (unsigned char)c;

	return byte < 128 ? classes[byte] : OTHER;
}

/* Take the next word off LINE; false where none is left. */
static bool
next_word(struct field *line, struct word *word)
{
	const char *p = line->s, *end = line->s + line->n, *brace;
	unsigned has = 0, found;

	while (p < end && class_of(*p) == SEPARATOR)
		p++;
	word->text.s = p;
	for (; p < end && (found = class_of(*p)) != SEPARATOR; p++) {
		has |= found;
		if (*p != '{')
			continue;
		has |= BRACE;
		brace = memchr(p, '}', (size_t)(end - p));
		p = brace != NULL ? brace : end - 1;
	}
	word->text.n = (size_t)(p - word->text.s);
	word->has = has;
	line->s = p;
	line->n = (size_t)(end - p);
	return word->text.n > 0;
}

static size_t
count(struct field f, char c)
{
	size_t i, n = 0;

	for (i = 0; i < f.n; i++)
		n += f.s[i] == c;
	return n;
}

/*
 * Only a prefix or an address looks like this.  An address needs three dots,
 * "::" or six colons: "1.10" is an AS number, "04:05:06" a time of day,
 * "64496:100" a community.  "192.0.2.0/24x" was meant to be a prefix.
 */
static bool
looks_like_prefix(const struct word *word)
{
	if ((word->has & SLASH) != 0 && (word->has & (DOT | COLON)) != 0 &&
	    class_of(word->text.s[0]) == DIGIT)
		return true;
	if ((word->has & (OTHER | UNDERSCORE | BRACE)) != 0 ||
	    (word->has & (DOT | COLON)) == 0)
		return false;
	if ((word->has & SLASH) != 0)
		return true;
	if ((word->has & COLON) == 0)
		return count(word->text, '.') >= 3;
	return memmem(word->text.s, word->text.n, "::", 2) != NULL ||
	       count(word->text, ':') >= 6;
}

/* "AS" and a digit, a digit and nothing but what AS numbers have, or "{". */
static bool
looks_like_origin(const struct word *word)
{
	const char *s = word->text.s;

	if ((word->has & BRACE) != 0)
		return true;
	if (word->text.n > 2 && (s[0] | 0x20) == 'a' && (s[1] | 0x20) == 's')
		return class_of(s[2]) == DIGIT;
	return (word->has & ~(unsigned)(DIGIT | DOT | UNDERSCORE)) == 0 &&
	       (word->has & DIGIT) != 0;
}

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

int
rsec_routeline_add(
    struct rsec_routeline *out, uint32_t asn, bool none, struct rsec_err *err)
{
	if (out->origins == RSEC_ROUTELINE_ORIGINS)
		return rsec_err_set(err, RSEC_ERR_LIMIT,
		    "more than %d origins in one line", RSEC_ROUTELINE_ORIGINS);
	out->origin[out->origins].asn = asn;
	out->origin[out->origins].none = none;
	out->origins++;
	return 0;
}

static int
origin_error(struct field f, struct rsec_err *err)
{
	char shown[RSEC_QUOTE_SIZE];

	return rsec_err_set(err, RSEC_ERR_SYNTAX,
	    "origin %s is not an AS number", rsec_quote(shown, f.s, f.n));
}

/* One origin, between the '_' of MOAS: an AS number, or a set of them. */
static int
parse_origin(struct field f, struct rsec_routeline *out, struct rsec_err *err)
{
	struct field whole = f, member;
	const char *comma;
	bool set = memchr(f.s, ',', f.n) != NULL;
	uint32_t asn;

	if (f.n >= 2 && f.s[0] == '{' && f.s[f.n - 1] == '}') {
		f.s++;
		f.n -= 2;
		set = true;
	}
	for (;;) {
		member = f;
		if ((comma = memchr(f.s, ',', f.n)) != NULL)
			member.n = (size_t)(comma - f.s);
		member = rsec_routeline_trim(member);
		if (!rsec_asn_parse(member.s, member.n, &asn))
			return origin_error(whole, err);
		if (comma == NULL)
			break;
		f.n -= (size_t)(comma + 1 - f.s);
		f.s = comma + 1;
	}
	return rsec_routeline_add(out, set ? 0 : asn, set, err);
}

int
rsec_routeline_origins(
    struct field f, struct rsec_routeline *out, struct rsec_err *err)
{
	struct field one;
	const char *bar;
	uint32_t asn;

	if (rsec_asn_parse(f.s, f.n, &asn)) /* all but a few */
		return rsec_routeline_add(out, asn, false, err);
	for (;;) {
		one = f;
		if ((bar = memchr(f.s, '_', f.n)) != NULL)
			one.n = (size_t)(bar - f.s);
		if (parse_origin(one, out, err) == -1)
			return -1;
		if (bar == NULL)
			return 0;
		f.n -= one.n + 1;
		f.s = bar + 1;
	}
}

/*
 * The pfx2as form: a bare address, its length, and origins to the end of the
 * line.  False where what follows the address is no length.
 */
static bool
is_pfx2as(struct field rest, struct word *length, struct field *origins)
{
	struct word word;

	if (!next_word(&rest, length) || length->has != DIGIT ||
	    length->text.n > 3)
		return false;
	*origins = rsec_routeline_trim(rest);
	if (!next_word(&rest, &word))
		return true;
	return looks_like_origin(&word);
}

static int
parse_pfx2as(struct field address, struct field length, struct field origins,
    struct rsec_routeline *out, struct rsec_err *err)
{
	char text[RSEC_PREFIX_SIZE + 8], shown[RSEC_QUOTE_SIZE];
	size_t n = address.n;

	if (origins.n == 0)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "%s after an address may be its length or an origin: "
		    "write a '/' or \"AS\" before it",
		    rsec_quote(shown, length.s, length.n));
	if (n > RSEC_PREFIX_SIZE)
		return rsec_prefix_parse(address.s, n, &out->prefix, err);
	memcpy(text, address.s, n);
	text[n++] = '/';
	memcpy(text + n, length.s, length.n);
	n += length.n;
	if (rsec_prefix_parse(text, n, &out->prefix, err) == -1)
		return -1;
	out->kind = RSEC_ROUTELINE_ROUTE;
	return rsec_routeline_origins(origins, out, err);
}

/* Whether F is what roa-check calls the state of a route or a prefix. */
static bool
is_state(struct field f)
{
	static const char *const states[] = { "valid", "invalid", "not-found",
		"covered", "partly-covered", "not-covered" };
	size_t i;

	for (i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (f.n == strlen(states[i]) &&
		    memcmp(f.s, states[i], f.n) == 0)
			return true;
	return false;
}

/* Where the words of a plain line end: a comment, or roa-check's state. */
static bool
ends_words(struct rsec_routeline_reader *reader, const struct word *word)
{
	if (word->text.s[0] == '#')
		return true;
	return (word->has & OTHER) != 0 &&
	       (reader->answered = is_state(word->text));
}

static int
parse_plain(struct rsec_routeline_reader *reader, struct field line,
    struct rsec_routeline *out, struct rsec_err *err)
{
	struct field rest = line, origins;
	struct word word, length;
	bool has_prefix = false;
	char shown[RSEC_QUOTE_SIZE];

	while (next_word(&rest, &word) && !ends_words(reader, &word)) {
		if (has_prefix && out->origins > 0)
			break; /* only a state was of interest there */
		if (!has_prefix && looks_like_prefix(&word)) {
			has_prefix = true;
			if ((word.has & SLASH) == 0 && out->origins == 0 &&
			    is_pfx2as(rest, &length, &origins))
				return parse_pfx2as(
				    word.text, length.text, origins, out, err);
			if (rsec_prefix_parse(word.text.s, word.text.n,
				&out->prefix, err) == -1)
				return -1;
		} else if (out->origins == 0 && looks_like_origin(&word) &&
			   rsec_routeline_origins(word.text, out, err) == -1)
			return -1;
	}
	if (!has_prefix)
		return rsec_err_set(err, RSEC_ERR_SYNTAX, "no prefix in %s",
		    rsec_quote(shown, line.s, line.n));
	out->kind =
	    out->origins > 0 ? RSEC_ROUTELINE_ROUTE : RSEC_ROUTELINE_PREFIX;
	return 0;
}

/* Take what "roa-check --tag" put before LINE off it. */
static struct field
without_tag(struct field line)
{
	struct field rest = line;
	struct word word;

	if (memchr("vincp", line.s[0], 5) != NULL && next_word(&rest, &word) &&
	    is_state(word.text))
		return rsec_routeline_trim(rest);
	return line;
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

	out->kind = RSEC_ROUTELINE_NOTHING;
	out->origins = 0;
	if (first)
		whole = without_mark(whole);
	text = rsec_routeline_trim(whole);
	if (text.n == 0 || text.s[0] == '#' || text.s[0] == '%' || below)
		return 0;
	reader->started = true;
	if (first && rsec_routeline_is_header(reader, whole))
		return 0;
	if (reader->separator != 0)
		return rsec_routeline_columns(reader, whole, out, err);
	text = without_tag(text);
	if (rsec_routeline_is_bgpdump(text))
		return rsec_routeline_bgpdump(text, out, err);
	reader->answered = false;
	return parse_plain(reader, text, out, err);
}
