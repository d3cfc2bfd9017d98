/* SPDX-License-Identifier: ISC */
/*
 * Where the lines of a text end, found for many lines at once.
 *
 * A search for one newline after the other costs a mispredicted branch each,
 * for lines are of any length.  Here 64 bytes give one word of bits, and the
 * bits places, whatever they are.
 */
#ifndef RSEC_IRR_NEWLINES_PRIVATE_H
#define RSEC_IRR_NEWLINES_PRIVATE_H

#include <stddef.h>
#include <stdint.h>

#define RSEC_NEWLINES_WORD 64	  /* bytes that give a word of bits */
#define RSEC_NEWLINES_SPAN 0x2000 /* bytes that are searched at once */

struct rsec_newlines {
	const char *text;     /* the places below are from here */
	const char *at, *end; /* what was not yet searched */
	size_t next, count;
	uint16_t place[RSEC_NEWLINES_SPAN + RSEC_NEWLINES_WORD];
};

static inline void
rsec_newlines_init(
    struct rsec_newlines *newlines, const char *text, const char *end)
{
	newlines->at = text;
	newlines->end = end;
	newlines->next = newlines->count = 0;
}

/* Search on until there is a newline or the text has ended. */
void rsec_newlines_search(struct rsec_newlines *newlines);

/* The next newline, or NULL where there is none any more. */
static inline const char *
rsec_newlines_next(struct rsec_newlines *newlines)
{
	if (newlines->next == newlines->count) {
		rsec_newlines_search(newlines);
		if (newlines->count == 0)
			return NULL;
	}
	return newlines->text + newlines->place[newlines->next++];
}

/* The newline that was last handed out is the next again. */
static inline void
rsec_newlines_back(struct rsec_newlines *newlines)
{
	newlines->next--;
}

#endif
