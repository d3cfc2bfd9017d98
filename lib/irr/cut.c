/* SPDX-License-Identifier: ISC */
/*
 * Objects cut off the stream without a look at their lines, for who has seen
 * most of them before.  See reader_private.h.
 *
 * What is looked for is a newline behind which another line ends at once, 64
 * bytes at a time; the newlines on the way are counted.  That takes 10 ns for
 * 100 bytes, a tenth of what it takes to read them.
 */
#include <string.h>

#include "irr/block_private.h"
#include "irr/reader_private.h"
#include "irr/rpsl_private.h"

#define WORD ((size_t)64)

/* Bits of 64 bytes. */
struct word {
	uint64_t lf, cr;
};

/* How far an object was followed. */
struct trace {
	struct word before; /* the last word */
	uint64_t lines;	    /* newlines so far */
	const char *stop;   /* the empty line; NULL: not found */
};

static inline struct word
word_of(const char *s)
{
	struct word word = { 0, 0 };
	rsec_block b;
	unsigned i;

	for (i = 0; i < WORD; i += RSEC_BLOCK) {
		b = rsec_block_load(s + i);
		word.lf |= (uint64_t)rsec_block_bits(rsec_block_equal(b, '\n'))
			   << i;
		word.cr |= (uint64_t)rsec_block_bits(rsec_block_equal(b, '\r'))
			   << i;
	}
	return word;
}

/* How many bits there are: without an instruction for that. */
static inline uint64_t
count_bits(uint64_t bits)
{
	bits -= bits >> 1 & 0x5555555555555555;
	bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
	bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0f;
	return bits * 0x0101010101010101 >> 56;
}

/*
 * The newlines of empty lines among those of WORD: there is another one before
 * them, or one and a CR.
 */
static inline uint64_t
empty_lines(const struct word *before, const struct word *word)
{
	uint64_t lf1 = word->lf << 1 | before->lf >> 63;
	uint64_t lf2 = word->lf << 2 | before->lf >> 62;
	uint64_t cr1 = word->cr << 1 | before->cr >> 63;

	return word->lf & (lf1 | (cr1 & lf2));
}

/* Follow an object through the word at S; whether it ends there. */
static inline bool
follow(struct trace *trace, struct word word, const char *s)
{
	uint64_t empty = empty_lines(&trace->before, &word);
	unsigned at;

	if (empty == 0) {
		trace->lines += count_bits(word.lf);
		trace->before = word;
		return false;
	}
	at = (unsigned)__builtin_ctzll(empty);
	trace->lines += count_bits(word.lf & (((uint64_t)1 << at) - 1));
	trace->stop = s + at;
	if (trace->stop[-1] == '\r')
		trace->stop--;
	return true;
}

/* Follow the object at S to its end, or to that of the text. */
static struct trace
trace_object(const char *s, const char *end)
{
	struct trace trace = { { 0, 0 }, 0, NULL };
	char last[WORD] = { 0 };

	for (; (size_t)(end - s) >= WORD; s += WORD)
		if (follow(&trace, word_of(s), s))
			return trace;
	memcpy(last, s, (size_t)(end - s));
	(void)follow(&trace, word_of(last), s);
	return trace;
}

/* Whether the line S[0..n) belongs to no object that has not begun. */
static bool
is_between(const char *s, size_t n)
{
	if (*s == '#' || *s == '%')
		return true;
	while (n > 0 && rsec_rpsl_is_blank(*s))
		s++, n--;
	return n == 0;
}

/* Have an object at the window's beginning; false where there is none. */
static bool
to_object(struct rsec_rpsl_window *window)
{
	size_t n, left;
	const char *lf;

	while ((left = (size_t)(window->end - window->at)) > 0) {
		if (rsec_rpsl_fold(*window->at) >= 'a')
			return true;
		lf = memchr(window->at, '\n', left);
		if (lf == NULL && !window->last)
			return false;
		n = lf != NULL ? (size_t)(lf - window->at) : left;
		if (!is_between(window->at, n))
			return true;
		n += lf != NULL;
		window->at += n;
		window->offset += n;
		window->line++;
	}
	return false;
}

/* Cut the window's next object: 1, 0 where it has none that is whole, or -1. */
static int
cut(struct rsec_rpsl *rpsl, struct rsec_rpsl_raw *raw, struct rsec_err *err)
{
	struct rsec_rpsl_window *window = &rpsl->window;
	const char *text, *next, *stop;
	struct trace trace;

	if (!to_object(window))
		return 0;
	text = window->at;
	trace = trace_object(text, window->end);
	if (trace.stop == NULL && !window->last)
		return 0;
	stop = next = trace.stop != NULL ? trace.stop : window->end;
	if (stop - text > (ptrdiff_t)RSEC_RPSL_OBJECT_MAX)
		return rsec_rpsl_too_long(rpsl, err);
	if (next < window->end)
		next += *next == '\r' ? 2 : 1;
	if (stop[-1] == '\n')
		stop--;
	*raw = (struct rsec_rpsl_raw){ text, (size_t)(stop - text),
		window->line, window->offset, window->is_joined,
		trace.stop == NULL && rsec_rpsl_is_unended(window->end) };
	window->at = next;
	window->offset += (uint64_t)(next - text);
	window->line += trace.lines + 1;
	return 1;
}

int
rsec_rpsl_cut(struct rsec_rpsl *rpsl, struct rsec_rpsl_raw *raw, int max,
    struct rsec_err *err)
{
	int n = 0, rc;

	while (n < max) {
		if ((rc = cut(rpsl, &raw[n], err)) == 1) {
			n++;
			continue;
		}
		if (n > 0)
			return n;
		if (rc == -1)
			return -1;
		if ((rc = rsec_rpsl_fill(rpsl, err)) != 1)
			return rc;
	}
	return n;
}
