/* SPDX-License-Identifier: ISC */
/*
 * Random objects, written in random ways: the signature must not see how, and
 * must see every change of what they say.  The comparison must agree.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "irr/meaning.h"
#include "tests/lib/random.h"

#define OBJECTS	   3000
#define PIECES_MAX 24
#define WORDS_MAX  6
#define WORD_SIZE  48

enum kind {
	WHOLE,
	TEXT,
	LIST
};

static const struct {
	const char *name;
	enum kind kind;
} attributes[] = {
	{ "descr", TEXT },
	{ "remarks", TEXT },
	{ "x-our-own", TEXT },
	{ "x-our-own-attribute", TEXT },
	{ "mnt-by", LIST },
	{ "members", LIST },
	{ "admin-c", LIST },
	{ "import", WHOLE },
	{ "status", WHOLE },
	{ "origin", WHOLE },
};
#define ATTRIBUTES (sizeof(attributes) / sizeof(attributes[0]))

/* One thing that an object says. */
struct piece {
	unsigned attribute;
	unsigned words;
	char word[WORDS_MAX][WORD_SIZE];
};

struct model {
	struct piece piece[PIECES_MAX];
	unsigned count;
};

static void
make_piece(struct piece *piece, struct random *r)
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyz0123456789-_.:/*%+@\xc3\xbc";
	unsigned i, n, len;

	piece->attribute = random_below(r, ATTRIBUTES);
	piece->words = 1 + random_below(r, WORDS_MAX);
	if (attributes[piece->attribute].kind == LIST)
		piece->words = 1;
	for (i = 0; i < piece->words; i++) {
		len = 1 +
		      random_below(r, random_once_in(r, 3) ? WORD_SIZE - 1 : 8);
		for (n = 0; n < len; n++)
			piece->word[i][n] =
			    letters[random_below(r, sizeof(letters) - 1)];
		piece->word[i][len] = '\0';
	}
}

static void
make_model(struct model *model, struct random *r)
{
	unsigned i;

	model->count = 1 + random_below(r, PIECES_MAX - 1);
	for (i = 0; i < model->count; i++)
		make_piece(&model->piece[i], r);
}

static void
put(struct rsec_buf *out, const char *s)
{
	assert_int_equal(rsec_buf_puts(out, s), 0);
}

/* As it is, or with some letters in upper case. */
static void
put_in_a_case(struct rsec_buf *out, const char *s, struct random *r)
{
	for (; *s != '\0'; s++) {
		bool upper = *s >= 'a' && *s <= 'z' && random_once_in(r, 4);

		assert_int_equal(
		    rsec_buf_addc(out, upper ? (char)(*s - 32) : *s), 0);
	}
}

static void
put_blanks(struct rsec_buf *out, struct random *r, unsigned least)
{
	static const char *const blanks[] = { " ", " ", "\t", "  ", " \t ",
		"\r " };

	for (; least > 0 || random_once_in(r, 4); least -= least > 0)
		put(out, blanks[random_once_in(r, 2) ? random_below(r, 6) : 0]);
}

/* End the line; or the value goes on after it: COMMENT says it may. */
static void
put_end(struct rsec_buf *out, struct random *r)
{
	static const char *const lines[] = { "# a: comment\n", "%\n",
		"%  origin: AS1\r\n", "#\n" };

	put_blanks(out, r, 0);
	if (random_once_in(r, 5))
		put(out, "# not, this");
	put(out, random_once_in(r, 4) ? "\r\n" : "\n");
	if (random_once_in(r, 8))
		put(out, lines[random_below(r, 4)]);
}

static void
put_line_of_value(struct rsec_buf *out, struct random *r)
{
	static const char *const begin[] = { " ", "\t", "+", "+ ", "    " };

	put_end(out, r);
	if (random_once_in(r, 6)) {
		put(out, random_once_in(r, 2) ? "+" : " \t");
		put_end(out, r);
	}
	put(out, begin[random_below(r, 5)]);
}

static void
put_piece(struct rsec_buf *out, const struct piece *piece, struct random *r)
{
	bool whole = attributes[piece->attribute].kind == WHOLE;
	unsigned i;

	for (i = 0; i < piece->words; i++) {
		if (i > 0 && whole && random_once_in(r, 5))
			put_line_of_value(out, r);
		else if (i > 0)
			put_blanks(out, r, 1);
		put_in_a_case(out, piece->word[i], r);
	}
}

static void
put_noise(struct rsec_buf *out, struct random *r)
{
	static const char *const noise[] = { "changed: x@example.net 20200101",
		"Last-Modified:2020-01-01T00:00:00Z", "descr:", "members: ,",
		("remarks: *  please note that ALL data that is generally"
		 " regarded as personal"),
		"created:\t", "remarks: # x" };

	put(out, noise[random_below(r, 7)]);
	put_end(out, r);
}

/* Go on with the piece before, if the two are of one value. */
static bool
put_further_piece(struct rsec_buf *out, const struct piece *before,
    const struct piece *piece, struct random *r)
{
	enum kind kind = attributes[piece->attribute].kind;

	if (before == NULL || before->attribute != piece->attribute ||
	    kind == WHOLE || random_once_in(r, 2))
		return false;
	if (kind == TEXT || random_once_in(r, 3))
		put_line_of_value(out, r);
	else
		put(out, random_once_in(r, 2) ? ", " : " ,\t");
	return true;
}

static void
write_object(struct rsec_buf *out, const struct model *model, struct random *r)
{
	struct model other = *model;
	const struct piece *before = NULL;
	unsigned i;

	for (i = other.count; i > 1; i--) {
		unsigned j = random_below(r, i);
		struct piece swap = other.piece[i - 1];

		other.piece[i - 1] = other.piece[j];
		other.piece[j] = swap;
	}
	out->len = 0;
	put_in_a_case(out, "route", r);
	put(out, ": 192.0.2.0/24");
	for (i = 0; i < other.count; i++) {
		if (put_further_piece(out, before, &other.piece[i], r)) {
			put_piece(out, &other.piece[i], r);
			before = &other.piece[i];
			continue;
		}
		put_end(out, r);
		if (random_once_in(r, 5))
			put_noise(out, r);
		put_in_a_case(
		    out, attributes[other.piece[i].attribute].name, r);
		put(out, ":");
		put_blanks(out, r, 0);
		put_piece(out, &other.piece[i], r);
		before = &other.piece[i];
	}
	put_end(out, r);
}

/* Change one thing that the object says. */
static void
mutate(struct model *model, struct random *r)
{
	struct piece *piece = &model->piece[random_below(r, model->count)];
	char *word = piece->word[random_below(r, piece->words)];
	unsigned i;

	switch (random_below(r, 5)) {
	case 0: /* a letter that is in no other word */
		word[random_below(r, (uint32_t)strlen(word))] = '!';
		break;
	case 1: /* a word is another one */
		strcpy(word, "!");
		break;
	case 2: /* a thing is not said any more */
		*piece = model->piece[--model->count];
		break;
	case 3: /* or it is said once more */
		if (model->count == PIECES_MAX)
			model->count--;
		else
			model->piece[model->count++] = *piece;
		break;
	case 4: /* or of another attribute, that is of the same kind */
		i = piece->attribute;
		if (attributes[i].kind == LIST)
			piece->attribute = i == 6 ? 5 : i + 1;
		else if (attributes[i].kind == TEXT)
			piece->attribute = (i + 1) % 4;
		else
			piece->attribute = i == 9 ? 8 : i + 1;
		break;
	}
}

static int
count_field(
    void *ctx, const char *name, const char *old_value, const char *new_value)
{
	unsigned *count = ctx;

	assert_true(*name != '\0');
	assert_true(*old_value != '\0' || *new_value != '\0');
	(*count)++;
	return 0;
}

struct written {
	struct rsec_rpsl *rpsl;
	struct rsec_buf text;
	struct rsec_rpsl_object object;
	struct rsec_rpsl_signature signature;
};

static void
write_and_sign(
    struct written *written, const struct model *model, struct random *r)
{
	struct rsec_err err;

	write_object(&written->text, model, r);
	if (rsec_rpsl_parse(written->rpsl, written->text.data,
		written->text.len, &written->object, &err) != 0)
		fail_msg("%llu: %s", (unsigned long long)err.line, err.msg);
	written->signature = rsec_rpsl_sign(&written->object, false);
}

static void
assert_same(const struct written *a, const struct written *b, bool same)
{
	unsigned fields = 0;

	assert_int_equal(rsec_rpsl_compare(&a->object, &b->object, false,
			     count_field, &fields, NULL),
	    0);
	if ((fields == 0) != same)
		print_message("--- %.*s--- %.*s", (int)a->text.len,
		    a->text.data, (int)b->text.len, b->text.data);
	assert_int_equal(fields == 0, same);
	assert_int_equal(a->signature.hi == b->signature.hi &&
			     a->signature.lo == b->signature.lo,
	    same);
}

static void
layout_is_not_signed_but_every_change_is(void **state)
{
	struct rsec_source none = { NULL, NULL };
	struct written a = { rsec_rpsl_new(none, NULL), RSEC_BUF_INIT, { 0 },
		{ 0, 0 } };
	struct written b = { rsec_rpsl_new(none, NULL), RSEC_BUF_INIT, { 0 },
		{ 0, 0 } };
	struct random r = { 4012 };
	struct model model;
	int i, round;

	(void)state;
	assert_non_null(a.rpsl);
	assert_non_null(b.rpsl);
	for (i = 0; i < OBJECTS; i++) {
		make_model(&model, &r);
		write_and_sign(&a, &model, &r);
		for (round = 0; round < 3; round++) {
			write_and_sign(&b, &model, &r);
			assert_same(&a, &b, true);
		}
		mutate(&model, &r);
		write_and_sign(&b, &model, &r);
		assert_same(&a, &b, false);
	}
	rsec_rpsl_free(a.rpsl);
	rsec_rpsl_free(b.rpsl);
	rsec_buf_fini(&a.text);
	rsec_buf_fini(&b.text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(layout_is_not_signed_but_every_change_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
