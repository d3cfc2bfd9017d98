/* SPDX-License-Identifier: ISC */
/*
 * The part of a long list that a page shows.  A network of 300,000 routes has
 * as many rows of evidence: the first are shown, and how many there are more
 * and what prints them.
 */
#include <string.h>

#include "cmd/cli.h"
#include "cmd/manrs-check/page.h"

#define ROWS 200 /* of a finding, and lines of a remedy, without --verbose */

size_t
shown_of_rows(const struct sheet *sheet, size_t n)
{
	return sheet->options->input.verbose || n < ROWS ? n : ROWS;
}

static size_t
count_lines(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s == '\n' || s[1] == '\0';
	return n;
}

/* Bytes of the first MAX lines of S; no object of RPSL is cut in two. */
static size_t
cut_remedy(const char *s, size_t max)
{
	const char *at = s, *blank = NULL;
	size_t n;

	for (n = 0; n < max && *at != '\0'; n++) {
		if (*at == '\n')
			blank = at;
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
	if (*at != '\0' && blank != NULL)
		at = blank;
	return (size_t)(at - s);
}

size_t
shown_of_remedy(const struct sheet *sheet, const char *remedy)
{
	return cut_remedy(remedy, shown_of_rows(sheet, count_lines(remedy)));
}

void
put_rows_left(
    struct rsec_buf *page, size_t left, const char *before, const char *behind)
{
	char count[CLI_COUNT_SIZE];

	put(page,
	    "and %s more: %smanrs-check -f jsonl%s, or %s-v%s, prints all",
	    cli_count(count, left), before, behind, before, behind);
}

void
put_lines_left(struct rsec_buf *page, const char *rest, const char *before,
    const char *behind)
{
	char count[CLI_COUNT_SIZE];

	put(page, "and %s lines more: %smanrs-check --fixes FILE%s writes all",
	    cli_count(count, count_lines(rest + strspn(rest, "\n"))), before,
	    behind);
}
