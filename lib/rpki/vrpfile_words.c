/* SPDX-License-Identifier: ISC */
/*
 * The words of a router's configuration: separated by blanks and line ends,
 * each of { } ; , = a word by itself, and nothing from "#" to the end of the
 * line.  Strings and comments of other kinds do not occur in exported VRPs.
 */
#include <string.h>

#include "rpki/vrpfile_private.h"

struct rsec_vrpfile_words
rsec_vrpfile_words(struct rsec_lines *lines, const char *first, size_t n)
{
	return (struct rsec_vrpfile_words){
		.lines = lines, .at = first, .end = first + n
	};
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static bool
is_mark(char c)
{
	return c == '{' || c == '}' || c == ';' || c == ',' || c == '=';
}

/* Go to the next word; 0 at the end of the text. */
static int
skip_blanks(struct rsec_vrpfile_words *words, struct rsec_err *err)
{
	size_t n;
	int rc;

	for (;;) {
		while (words->at < words->end && is_blank(*words->at))
			words->at++;
		if (words->at < words->end && *words->at != '#')
			return 1;
		rc = rsec_lines_next(words->lines, &words->at, &n, err);
		if (rc != 1) {
			words->at = words->end = NULL;
			return rc;
		}
		words->end = words->at + n;
	}
}

int
rsec_vrpfile_word(struct rsec_vrpfile_words *words, struct rsec_err *err)
{
	int rc;

	if (words->again) {
		words->again = false;
		return 1;
	}
	if ((rc = skip_blanks(words, err)) != 1)
		return rc;
	words->line = words->lines->number;
	words->word = words->at++;
	if (!is_mark(*words->word))
		while (words->at < words->end && !is_blank(*words->at) &&
		       !is_mark(*words->at) && *words->at != '#')
			words->at++;
	words->len = (size_t)(words->at - words->word);
	return 1;
}

bool
rsec_vrpfile_word_is(const struct rsec_vrpfile_words *words, const char *s)
{
	return words->len == strlen(s) &&
	       memcmp(words->word, s, words->len) == 0;
}
