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
 * They take the short way of sign_line(), 16 bytes at a time; anything else
 * goes the long way through the walks of value.h.
 */
#include "irr/meaning.h"

#include <string.h>

#include "irr/block_private.h"
#include "irr/meaning_private.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#define HEAD ((size_t)4)   /* bytes before the piece */
#define ROOM ((size_t)512) /* what is longer is hashed in parts */

/* Pieces of one hash each, filled up with zeros to a length that is known. */
#define SHORT	   ((size_t)28)
#define MIDDLE	   ((size_t)60)

#define IN_PARTS   0xffff /* for the length, of pieces that are longer */
#define MAX_BLOCKS 4	  /* that hold a piece of MIDDLE bytes */

#define ONES_16                                                               \
	255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, \
	    255, 255

struct signer {
	struct rsec_rpsl_signature sum;
	const struct rsec_rpsl_object *object;
	const char *end; /* of the object: nothing is read behind it */
	bool in_parts;	 /* STATE has what does not fit into TEXT */
	size_t n;
	uint8_t text[ROOM + RSEC_BLOCK];
	XXH3_state_t state;
};

static const uint8_t forms_of[RSEC_RPSL_NAMES] = {
	[RSEC_RPSL_ATTR_ORIGIN] = RSEC_RPSL_AS_NUMBER,
	[RSEC_RPSL_ATTR_AUT_NUM] = RSEC_RPSL_AS_NUMBER,
	[RSEC_RPSL_ATTR_LOCAL_AS] = RSEC_RPSL_AS_NUMBER,
	[RSEC_RPSL_ATTR_ROUTE6] = RSEC_RPSL_IPV6_PREFIX,
	[RSEC_RPSL_ATTR_INET6NUM] = RSEC_RPSL_IPV6_PREFIX,
	[RSEC_RPSL_ATTR_HOLES] = RSEC_RPSL_IPV6_PREFIX,
	[RSEC_RPSL_ATTR_MEMBERS] = RSEC_RPSL_AS_NUMBER | RSEC_RPSL_IPV6_PREFIX,
	[RSEC_RPSL_ATTR_MP_MEMBERS] =
	    RSEC_RPSL_AS_NUMBER | RSEC_RPSL_IPV6_PREFIX,
};

unsigned
rsec_rpsl_forms(uint16_t id)
{
	return forms_of[id];
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

/*
 * Put a block at once, of 17 bytes at S; false, with nothing done, where there
 * is no room, or blanks in it that are to be one.
 */
static bool
put_block(struct signer *signer, const char *s)
{
	rsec_block c = rsec_block_load(s), after = rsec_block_load(s + 1);
	rsec_block odd =
	    (rsec_block)(c < ' ') |
	    (rsec_block_equal(c, ' ') & (rsec_block)(after <= ' '));

	if (ROOM - signer->n < RSEC_BLOCK || rsec_block_bits(odd) != 0)
		return false;
	c = rsec_block_fold(c);
	memcpy(signer->text + signer->n, &c, sizeof(c));
	signer->n += RSEC_BLOCK;
	return true;
}

/* S[0..n), which neither begins nor ends with a blank. */
static void
put_text(struct signer *signer, const char *s, size_t n)
{
	size_t i = 0;

	while (i < n) {
		if (i % RSEC_BLOCK == 0 && n - i > RSEC_BLOCK &&
		    put_block(signer, s + i)) {
			i += RSEC_BLOCK;
			continue;
		}
		if (!rsec_rpsl_is_blank(s[i]))
			put(signer, s[i]);
		else if (!rsec_rpsl_is_blank(s[i + 1]))
			put(signer, ' ');
		i++;
	}
}

/*
 * The head: which attribute, whether it is the first, and how long a plain
 * piece is, as what is hashed of that is filled up with zeros.
 */
static void
put_head(struct signer *signer, const struct rsec_rpsl_attribute *attribute,
    size_t n)
{
	uint8_t head[HEAD] = { (uint8_t)attribute->id,
		attribute == signer->object->attributes, (uint8_t)n,
		(uint8_t)(n >> 8) };

	memcpy(signer->text, head, sizeof(head));
	signer->n = HEAD;
	signer->in_parts = false;
}

static void
add(struct signer *signer, XXH128_hash_t hash)
{
	signer->sum.hi += hash.high64;
	signer->sum.lo += hash.low64;
}

/* The head and N bytes behind it; lengths that the compiler knows are fast. */
static inline void
add_text(struct signer *signer, size_t n)
{
	if (n <= SHORT)
		add(signer, XXH3_128bits(signer->text, HEAD + SHORT));
	else if (n <= MIDDLE)
		add(signer, XXH3_128bits(signer->text, HEAD + MIDDLE));
	else
		add(signer, XXH3_128bits(signer->text, HEAD + n));
}

/* Begin a piece of any length. */
static void
begin_piece(struct signer *signer, const struct rsec_rpsl_attribute *attribute)
{
	size_t i;

	put_head(signer, attribute, IN_PARTS);
	if (attribute->id != RSEC_RPSL_UNKNOWN_NAME)
		return;
	for (i = 0; i < attribute->name_len; i++)
		put(signer, attribute->name[i]);
	put(signer, ':');
}

static void
end_piece(struct signer *signer)
{
	size_t n = signer->n - HEAD;

	if (signer->in_parts) {
		XXH3_128bits_update(&signer->state, signer->text, signer->n);
		add(signer, XXH3_128bits_digest(&signer->state));
		return;
	}
	signer->text[2] = (uint8_t)n;
	signer->text[3] = (uint8_t)(n >> 8);
	if (n <= SHORT)
		memset(signer->text + HEAD + n, 0, SHORT - n);
	else if (n <= MIDDLE)
		memset(signer->text + HEAD + n, 0, MIDDLE - n);
	add_text(signer, n);
}

/*
 * Fold S[0..n) to TO, in BLOCKS blocks with zeros at the end.  False where
 * there is a byte in it with which it is not one piece, or is to be written in
 * another way: a comment, a line's end, a tab, a CR, two blanks together, or
 * one of STOP.
 */
static inline bool
fold(uint8_t *to, const char *s, size_t n, size_t blocks, const char stop[2])
{
	static const uint8_t ones[2 * MAX_BLOCKS * RSEC_BLOCK] = { ONES_16,
		ONES_16, ONES_16, ONES_16 };
	const uint8_t *mask = ones + MAX_BLOCKS * RSEC_BLOCK - n;
	rsec_block c, odd, within, any = { 0 };
	size_t i;

	for (i = 0; i < blocks * RSEC_BLOCK; i += RSEC_BLOCK) {
		c = rsec_block_load(s + i);
		within = rsec_block_load(mask + i);
		odd = (rsec_block)(c < ' ') | rsec_block_equal(c, '#') |
		      rsec_block_equal(c, stop[0]) |
		      rsec_block_equal(c, stop[1]) |
		      (rsec_block_equal(c, ' ') &
			  rsec_block_equal(rsec_block_load(s + i - 1), ' '));
		any |= odd & within;
		c = rsec_block_fold(c) & within;
		memcpy(to + i, &c, sizeof(c));
	}
	return rsec_block_bits(any) == 0;
}

/* The bytes with which a value of that attribute is not plain. */
static void
stops_of(uint16_t id, char stop[2])
{
	bool list = rsec_rpsl_schema[id].kind == RSEC_RPSL_LIST;

	stop[0] = list ? ',' : '#';
	stop[1] = list					   ? ' '
		  : (forms_of[id] & RSEC_RPSL_AS_NUMBER)   ? '.'
		  : (forms_of[id] & RSEC_RPSL_IPV6_PREFIX) ? ':'
							   : '#';
}

/* Sign S[0..n) if it is plain; false, with nothing done, if not. */
static inline bool
sign_plain(struct signer *signer, const struct rsec_rpsl_attribute *attribute,
    const char *s, size_t n)
{
	char copy[1 + MAX_BLOCKS * RSEC_BLOCK], stop[2];
	size_t left = (size_t)(signer->end - s);
	bool plain;

	stops_of(attribute->id, stop);
	put_head(signer, attribute, n);
	if (n > MIDDLE)
		return false;
	if (left < MAX_BLOCKS * RSEC_BLOCK) { /* nor behind the object */
		memset(copy, 0, sizeof(copy));
		memcpy(copy, s - 1, left + 1);
		s = copy + 1;
	}
	if (n <= SHORT)
		plain = fold(signer->text + HEAD, s, n, 2, stop);
	else
		plain = fold(signer->text + HEAD, s, n, 4, stop);
	if (!plain ||
	    (forms_of[attribute->id] != 0 &&
		(rsec_rpsl_schema[attribute->id].kind == RSEC_RPSL_LIST ||
		    signer->text[HEAD + 2] == '0')))
		return false;
	add_text(signer, n);
	return true;
}

/* Sign one piece. */
static void
sign_piece(struct signer *signer, const struct rsec_rpsl_attribute *attribute,
    struct rsec_rpsl_piece piece)
{
	char written[RSEC_RPSL_FORM_SIZE];
	size_t n;

	if (attribute->id != RSEC_RPSL_UNKNOWN_NAME &&
	    sign_plain(signer, attribute, piece.s, piece.n))
		return;
	n = rsec_rpsl_form_write(
	    written, forms_of[attribute->id], piece.s, piece.n);
	begin_piece(signer, attribute);
	if (n > 0)
		put_text(signer, written, n);
	else
		put_text(signer, piece.s, piece.n);
	end_piece(signer);
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
	begin_piece(signer, attribute);
	put_text(signer, first.s, first.n);
	do {
		put(signer, ' ');
		put_text(signer, line.s, line.n);
	} while (rsec_rpsl_line_next(&walk, &line));
	end_piece(signer);
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

/* Sign a value that is one plain piece; false, with nothing done, if not. */
static inline bool
sign_line(struct signer *signer, const struct rsec_rpsl_attribute *attribute)
{
	const char *s = attribute->value, *end = s + attribute->value_len;
	rsec_block said;

	/* Values stand in a column: most begin within a block of blanks. */
	if ((size_t)(end - s) >= RSEC_BLOCK) {
		said = ~rsec_block_equal(rsec_block_load(s), ' ');
		s += __builtin_ctz(rsec_block_bits(said) | 1U << 15);
	}
	while (s < end && *s == ' ')
		s++;
	while (s < end && end[-1] == ' ')
		end--;
	if (s == end)
		return true;
	if (attribute->id == RSEC_RPSL_UNKNOWN_NAME ||
	    (attribute->id == RSEC_RPSL_ATTR_REMARKS && *s == '*'))
		return false;
	return sign_plain(signer, attribute, s, (size_t)(end - s));
}

struct rsec_rpsl_signature
rsec_rpsl_sign(const struct rsec_rpsl_object *object, bool all)
{
	struct signer signer;
	size_t i;

	signer.sum = (struct rsec_rpsl_signature){ 0, 0 };
	signer.object = object;
	signer.end = object->text + object->len;
	for (i = 0; i < object->count; i++) {
		if (rsec_rpsl_schema[object->attributes[i].id].noise && !all)
			continue;
		if (!sign_line(&signer, &object->attributes[i]))
			sign_pieces(&signer, &object->attributes[i], all);
	}
	return signer.sum;
}
