/* SPDX-License-Identifier: ISC */
/* Newlines by the word.  See newlines_private.h. */
#include "irr/newlines_private.h"

#include "irr/block_private.h"

/* A bit for each newline of the 64 bytes at S. */
static uint64_t
newlines_of(const char *s)
{
	uint64_t bits = 0;
	unsigned i;

	for (i = 0; i < RSEC_NEWLINES_WORD / RSEC_BLOCK; i++)
		bits |= (uint64_t)rsec_block_bits(rsec_block_equal(
			    rsec_block_load(s + i * RSEC_BLOCK), '\n'))
			<< i * RSEC_BLOCK;
	return bits;
}

/*
 * Put down the places of BITS from BASE on; how many there are.  Four are
 * written even where there are fewer: that is cheaper than to ask.
 */
static size_t
put_places(uint16_t *place, uint64_t bits, size_t base)
{
	const uint64_t last = (uint64_t)1 << 63; /* no bits is not for ctz */
	uint64_t left = bits;
	size_t i, n = 0;

	for (i = 0; i < 4; i++) {
		place[i] =
		    (uint16_t)(base + (size_t)__builtin_ctzll(left | last));
		n += left != 0;
		left &= left - 1;
	}
	for (; left != 0; left &= left - 1)
		place[n++] = (uint16_t)(base + (size_t)__builtin_ctzll(left));
	return n;
}

void
rsec_newlines_search(struct rsec_newlines *newlines)
{
	char last[RSEC_NEWLINES_WORD] = { 0 };
	const char *s;
	size_t i, left, count = 0;

	while (count == 0 && newlines->at < newlines->end) {
		s = newlines->text = newlines->at;
		left = (size_t)(newlines->end - s);
		if (left > RSEC_NEWLINES_SPAN)
			left = RSEC_NEWLINES_SPAN;
		newlines->at += left;
		for (i = 0; i + sizeof(last) <= left; i += sizeof(last))
			count += put_places(
			    newlines->place + count, newlines_of(s + i), i);
		if (i == left)
			continue;
		memcpy(last, s + i, left - i);
		count +=
		    put_places(newlines->place + count, newlines_of(last), i);
	}
	newlines->next = 0;
	newlines->count = count;
}
