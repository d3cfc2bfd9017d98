/* SPDX-License-Identifier: ISC */
/*
 * The signature of an object.  See meaning.h; compare.c tells what differs.
 *
 * What is hashed for each piece of a value is the number of its attribute, or
 * its folded name where that has none; whether it is the first of the object,
 * which makes the class; and the piece, folded and with one blank for many.
 * compare.c holds two objects against each other by the same rules, and a test
 * holds the two against each other.
 *
 * Three of four values are one line without a comment or a run of blanks.
 * They take the short way of sign_plain(), 16 bytes at a time; anything else
 * goes the long way through the walks of value.h.
 */
#include "irr/meaning.h"

#include <string.h>

#include "irr/meaning_private.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#define HEAD  ((size_t)4)   /* bytes before the piece */
#define BLOCK ((size_t)16)  /* bytes that are looked at at once */
#define ROOM  ((size_t)512) /* what is longer is hashed in parts */

typedef uint8_t block __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16)));

struct signer {
	struct rsec_rpsl_signature sum;
	const struct rsec_rpsl_object *object;
	bool in_parts; /* STATE has what does not fit into TEXT */
	size_t n;
	uint8_t text[ROOM + BLOCK];
	XXH3_state_t state;
};

unsigned
rsec_rpsl_forms(uint16_t id)
{
	switch (id) {
	case RSEC_RPSL_ATTR_ORIGIN:
	case RSEC_RPSL_ATTR_AUT_NUM:
	case RSEC_RPSL_ATTR_LOCAL_AS:
		return RSEC_RPSL_AS_NUMBER;
	case RSEC_RPSL_ATTR_ROUTE6:
	case RSEC_RPSL_ATTR_INET6NUM:
	case RSEC_RPSL_ATTR_HOLES:
		return RSEC_RPSL_IPV6_PREFIX;
	case RSEC_RPSL_ATTR_MEMBERS:
	case RSEC_RPSL_ATTR_MP_MEMBERS:
		return RSEC_RPSL_AS_NUMBER | RSEC_RPSL_IPV6_PREFIX;
	default:
		return 0;
	}
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
begins_as_number(const char *s, size_t n)
{
	return n > 2 && rsec_rpsl_fold(s[0]) == 'a' &&
	       rsec_rpsl_fold(s[1]) == 's' && is_digit(s[2]);
}

size_t
rsec_rpsl_form_write(
    char to[RSEC_RPSL_FORM_SIZE], unsigned forms, const char *s, size_t n)
{
	struct rsec_prefix prefix;
	uint32_t asn;

	if ((forms & RSEC_RPSL_AS_NUMBER) != 0 && begins_as_number(s, n) &&
	    rsec_asn_parse(s, n, &asn)) {
		n = rsec_asn_format(to, asn);
		to[0] = 'a';
		to[1] = 's';
		return n;
	}
	if ((forms & RSEC_RPSL_IPV6_PREFIX) != 0 && n > 0 &&
	    memchr(s, ':', n) != NULL && memchr(s, '/', n) != NULL &&
	    rsec_prefix_parse(s, n, &prefix, NULL) == 0)
		return rsec_prefix_format(to, &prefix);
	return 0;
}

/* Whether the folded S[0..n) is what rsec_rpsl_form_write() would write. */
static bool
is_written_so(unsigned forms, const char *s, size_t n)
{
	if (forms == 0)
		return true;
	if ((forms & RSEC_RPSL_AS_NUMBER) != 0 && begins_as_number(s, n))
		return s[2] != '0' && memchr(s, '.', n) == NULL;
	return (forms & RSEC_RPSL_IPV6_PREFIX) == 0 ||
	       memchr(s, ':', n) == NULL;
}

static void
put(struct signer *signer, char c)
{
	if (signer->n == ROOM) {
		if (!signer->in_parts)
			XXH3_128bits_reset(&signer->state);
		XXH3_128bits_update(&signer->state, signer->text, ROOM);
		signer->in_parts = true;
		signer->n = 0;
	}
	signer->text[signer->n++] = (uint8_t)rsec_rpsl_fold(c);
}

/* S[0..n), which neither begins nor ends with a blank. */
static void
put_text(struct signer *signer, const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (!rsec_rpsl_is_blank(s[i]))
			put(signer, s[i]);
		else if (!rsec_rpsl_is_blank(s[i + 1]))
			put(signer, ' ');
	}
}

static void
put_head(struct signer *signer, const struct rsec_rpsl_attribute *attribute)
{
	size_t i;

	signer->in_parts = false;
	signer->n = HEAD;
	signer->text[0] = (uint8_t)attribute->id;
	signer->text[1] = (uint8_t)(attribute->id >> 8);
	signer->text[2] = attribute == signer->object->attributes;
	signer->text[3] = 0;
	if (attribute->id != RSEC_RPSL_UNKNOWN_NAME)
		return;
	for (i = 0; i < attribute->name_len; i++)
		put(signer, attribute->name[i]);
	put(signer, ':');
}

static void
add_hash(struct signer *signer)
{
	XXH128_hash_t hash;

	if (signer->in_parts) {
		XXH3_128bits_update(&signer->state, signer->text, signer->n);
		hash = XXH3_128bits_digest(&signer->state);
	} else {
		hash = XXH3_128bits(signer->text, signer->n);
	}
	signer->sum.hi += hash.high64;
	signer->sum.lo += hash.low64;
}

/* Sign one piece. */
static void
sign_piece(struct signer *signer, const struct rsec_rpsl_attribute *attribute,
    struct rsec_rpsl_piece piece)
{
	unsigned forms = rsec_rpsl_forms(attribute->id);
	char written[RSEC_RPSL_FORM_SIZE];
	size_t n = 0;

	if (forms != 0)
		n = rsec_rpsl_form_write(written, forms, piece.s, piece.n);
	put_head(signer, attribute);
	if (n > 0)
		put_text(signer, written, n);
	else
		put_text(signer, piece.s, piece.n);
	add_hash(signer);
}

/* Sign all lines as one piece. */
static void
sign_whole(struct signer *signer, const struct rsec_rpsl_attribute *attribute)
{
	struct rsec_rpsl_walk walk = { attribute, NULL };
	struct rsec_rpsl_piece first, line;

	if (!rsec_rpsl_line_next(&walk, &first))
		return;
	if (!rsec_rpsl_line_next(&walk, &line)) {
		sign_piece(signer, attribute, first);
		return;
	}
	put_head(signer, attribute);
	put_text(signer, first.s, first.n);
	do {
		put(signer, ' ');
		put_text(signer, line.s, line.n);
	} while (rsec_rpsl_line_next(&walk, &line));
	add_hash(signer);
}

/* Sign a value of any kind: the long way. */
static void
sign_pieces(struct signer *signer, const struct rsec_rpsl_attribute *attribute,
    bool all)
{
	struct rsec_rpsl_walk walk = { attribute, NULL };
	struct rsec_rpsl_piece piece;

	switch (rsec_rpsl_schema[attribute->id].kind) {
	case RSEC_RPSL_WHOLE:
		sign_whole(signer, attribute);
		break;
	case RSEC_RPSL_LIST:
		while (rsec_rpsl_item_next(&walk, &piece))
			sign_piece(signer, attribute, piece);
		break;
	default:
		while (rsec_rpsl_line_next(&walk, &piece))
			if (all || !rsec_rpsl_is_noise(attribute, piece))
				sign_piece(signer, attribute, piece);
		break;
	}
}

/*
 * Fold S[0..n) to TO, both with room for a whole number of blocks.  False
 * where there is a byte in it that the short way has no way with: a comment,
 * a line's end, a tab, a CR, two blanks together, or, in a LIST, a comma or
 * any blank.
 */
static bool
fold_plain(uint8_t *to, const char *s, size_t n, bool list)
{
	static const uint8_t last[2 * BLOCK] = { 255, 255, 255, 255, 255, 255,
		255, 255, 255, 255, 255, 255, 255, 255, 255, 255 };
	block c, before, blank, odd, any = { 0 };
	halves half;
	size_t i;

	for (i = 0; i < n; i += BLOCK) {
		memcpy(&c, s + i, BLOCK);
		memcpy(&before, s + i - 1, BLOCK);
		blank = (block)(c == ' ');
		odd = (block)(c < ' ') | (block)(c == '#') |
		      (blank & (block)(before == ' '));
		if (list)
			odd |= blank | (block)(c == ',');
		if (n - i < BLOCK) {
			memcpy(&before, last + BLOCK - (n - i), BLOCK);
			odd &= before;
		}
		any |= odd;
		c |= (block)(c - 'A' < 26) & 0x20;
		memcpy(to + i, &c, BLOCK);
	}
	memcpy(&half, &any, sizeof(half));
	return (half[0] | half[1]) == 0;
}

/* Sign a value that is one plain piece; false, with nothing done, if not. */
static bool
sign_plain(struct signer *signer, const struct rsec_rpsl_attribute *attribute)
{
	const struct rsec_rpsl_object *object = signer->object;
	const char *s = attribute->value, *end = s + attribute->value_len;
	unsigned kind = rsec_rpsl_schema[attribute->id].kind;
	char *to = (char *)signer->text + HEAD;
	size_t n;

	while (s < end && *s == ' ')
		s++;
	while (s < end && end[-1] == ' ')
		end--;
	n = (size_t)(end - s);
	if (n == 0)
		return true;
	/* A block may reach behind the value, but not behind the object. */
	if (n > ROOM - HEAD ||
	    (size_t)(object->text + object->len - end) < BLOCK ||
	    attribute->id == RSEC_RPSL_UNKNOWN_NAME ||
	    (attribute->id == RSEC_RPSL_ATTR_REMARKS && *s == '*'))
		return false;
	put_head(signer, attribute);
	if (!fold_plain((uint8_t *)to, s, n, kind == RSEC_RPSL_LIST) ||
	    !is_written_so(rsec_rpsl_forms(attribute->id), to, n))
		return false;
	signer->n = HEAD + n;
	add_hash(signer);
	return true;
}

struct rsec_rpsl_signature
rsec_rpsl_sign(const struct rsec_rpsl_object *object, bool all)
{
	struct signer signer;
	size_t i;

	signer.sum = (struct rsec_rpsl_signature){ 0, 0 };
	signer.object = object;
	for (i = 0; i < object->count; i++) {
		if (rsec_rpsl_schema[object->attributes[i].id].noise && !all)
			continue;
		if (!sign_plain(&signer, &object->attributes[i]))
			sign_pieces(&signer, &object->attributes[i], all);
	}
	return signer.sum;
}
