/* SPDX-License-Identifier: ISC */
/*
 * Plain lines: prefix and origin in either order, CAIDA pfx2as, RIPE
 * riswhois, and the text that roa-check writes.
 *
 * A plain line is a row of words.  What a word may be is told by the
 * characters that occur in it, from one pass over the line: the first word
 * that can only be a prefix, and the first that can only be origins, are
 * taken, and then it is an error if they do not parse.  A wrong prefix is
 * thus never skipped in favour of a later one.  Other words are passed over,
 * unless the answer would be another one than was asked for: where there is no
 * origin, but what was meant as one, or two numbers of which one says "AS".
 */
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

static bool
begins_with_as(struct field f)
{
	return f.n > 2 && (f.s[0] | 0x20) == 'a' && (f.s[1] | 0x20) == 's';
}

/* "AS" and a digit. */
static bool
is_marked(struct field f)
{
	return begins_with_as(f) && class_of(f.s[2]) == DIGIT;
}

/* The same, a digit and nothing but what AS numbers have, or "{". */
static bool
looks_like_origin(const struct word *word)
{
	if ((word->has & BRACE) != 0)
		return true;
	if (begins_with_as(word->text))
		return is_marked(word->text);
	return (word->has & ~(unsigned)(DIGIT | DOT | UNDERSCORE)) == 0 &&
	       (word->has & DIGIT) != 0;
}

static bool
is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/*
 * No name, but a number in some way: "(64496)", "64496x", a second prefix; or
 * "ASN64496".
 */
static bool
is_meant_as_origin(const struct word *word)
{
	struct field f = word->text;

	if ((word->has & DIGIT) == 0)
		return false;
	if (!begins_with_as(f))
		return !is_letter(f.s[0]);
	if (f.n > 3 && (f.s[2] | 0x20) == 'n')
		f.s++;
	return !is_letter(f.s[2]);
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

/*
 * Whether WORD ends the words of a plain line: a comment, or a state, behind
 * which roa-check gives its reasons.
 */
static bool
ends_words(const struct word *word)
{
	if ((word->has & OTHER) == 0 || word->text.s[0] == 'A')
		return false; /* nearly all */
	return word->text.s[0] == '#' ||
	       rsec_routeline_is_route_state(word->text) ||
	       rsec_routeline_is_prefix_state(word->text);
}

/*
 * The origin of OUT has no "AS" in front, as a length or a count has none: no
 * word of what follows it may have one.
 */
static int
check_unmarked(
    struct field rest, const struct rsec_routeline *out, struct rsec_err *err)
{
	char shown[RSEC_QUOTE_SIZE];
	struct word word;
	uint32_t asn;

	if (out->peers > 0 || out->origins != 1 || out->origin[0].none)
		return 0; /* of riswhois it is known what is what */
	while (next_word(&rest, &word) && !ends_words(&word))
		if (is_marked(word.text) &&
		    rsec_asn_parse(word.text.s, word.text.n, &asn) &&
		    asn != out->origin[0].asn)
			return rsec_err_set(err, RSEC_ERR_SYNTAX,
			    "the origin may be %u or %s: write \"AS\" before "
			    "the first, or leave one",
			    out->origin[0].asn,
			    rsec_quote(shown, word.text.s, word.text.n));
	return 0;
}

/* The line is complete; WORD, which may be empty, ended it. */
static int
finish_plain(struct rsec_routeline_reader *reader, const struct word *word,
    struct rsec_routeline *out, struct rsec_err *err)
{
	bool of_route = false;

	if ((word->has & OTHER) != 0) {
		of_route = rsec_routeline_is_route_state(word->text);
		reader->answered =
		    of_route || rsec_routeline_is_prefix_state(word->text);
	}
	if (of_route && out->origins == 0 &&
	    rsec_routeline_add(out, 0, true, err) == -1)
		return -1;
	out->kind =
	    out->origins > 0 ? RSEC_ROUTELINE_ROUTE : RSEC_ROUTELINE_PREFIX;
	return 0;
}

/*
 * The number of peers that ends a line of riswhois, whose words are "origins,
 * prefix, peers" and stand between tabs; 0 where LINE is none.
 */
static uint32_t
count_peers(struct field line, const struct word *prefix, bool origins_first)
{
	const char *at = prefix->text.s + prefix->text.n;
	const char *end = line.s + line.n;
	uint32_t peers;

	if (!origins_first || prefix->text.s[-1] != '\t' || at == end ||
	    *at != '\t' ||
	    !rsec_parse_u32(at + 1, (size_t)(end - at - 1), UINT32_MAX, &peers))
		return 0;
	return peers;
}

int
rsec_routeline_plain(struct rsec_routeline_reader *reader, struct field line,
    struct rsec_routeline *out, struct rsec_err *err)
{
	struct field rest = line, behind = { line.s, 0 }, meant = behind,
		     origins;
	struct word word, length;
	bool has_prefix = false;
	char shown[RSEC_QUOTE_SIZE];

	while (next_word(&rest, &word) && !ends_words(&word)) {
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
			out->peers = count_peers(line, &word, out->origins > 0);
		} else if (out->origins == 0 && looks_like_origin(&word)) {
			if (rsec_routeline_origins(word.text, out, err) == -1)
				return -1;
			if (!is_marked(word.text))
				behind = rest;
		} else if (meant.n == 0 && is_meant_as_origin(&word)) {
			meant = word.text;
		}
	}
	if (!has_prefix)
		return rsec_err_set(err, RSEC_ERR_SYNTAX, "no prefix in %s",
		    rsec_quote(shown, line.s, line.n));
	if (out->origins == 0 && meant.n > 0)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "origin %s is not an AS number",
		    rsec_quote(shown, meant.s, meant.n));
	if (check_unmarked(behind, out, err) == -1)
		return -1;
	return finish_plain(reader, &word, out, err);
}
