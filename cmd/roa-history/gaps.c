/* SPDX-License-Identifier: ISC */
/*
 * The days on which a trust anchor was not observed, by their names.
 *
 * A time during which a VRP was there begins with an observation and ends with
 * one, or with the day before one: so it holds gaps whole or not at all.  The
 * names of all gaps of a trust anchor are written once, and those of a time
 * are a part of that text; an export asks for them a million times.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/roa-history/ask.h"

#define NAMED 3 /* gaps that a text names; of more it says how many */

struct gap {
	uint32_t from, to; /* days, as times of midnights */
	size_t at;	   /* of its name in the text */
};

struct gaps {
	struct gap *list; /* one more behind the last */
	size_t count;
	struct rsec_buf text;
};

static void
add_gap(struct gaps *gaps, uint32_t from, uint32_t to)
{
	char text[SPAN_SIZE];
	int rc = 0;

	if (gaps->count > 0)
		rc |= rsec_buf_addc(&gaps->text, ' ');
	gaps->list[gaps->count++] = (struct gap){ from, to, gaps->text.len };
	format_time(text, from);
	rc |= rsec_buf_puts(&gaps->text, text);
	if (to != from) {
		format_time(text, to);
		rc |= rsec_buf_puts(&gaps->text, "..");
		rc |= rsec_buf_puts(&gaps->text, text);
	}
	if (rc != 0)
		cli_die("out of memory");
}

static struct gaps *
gaps_new(struct rsec_history *history, uint8_t ta)
{
	const uint32_t count = rsec_history_trusted(history, ta);
	struct gaps *gaps = cli_calloc(1, sizeof(*gaps));
	uint32_t i, day, next = 0; /* behind the observation before */

	gaps->list = cli_calloc((size_t)count + 1, sizeof(*gaps->list));
	gaps->text = RSEC_BUF_INIT;
	for (i = 0; i < count; i++) {
		day = rsec_history_trusted_time(history, ta, i);
		day -= day % DAY;
		if (i > 0 && day > next)
			add_gap(gaps, next, day - DAY);
		next = day + DAY;
	}
	gaps->list[gaps->count] =
	    (struct gap){ UINT32_MAX, UINT32_MAX, gaps->text.len + 1 };
	return gaps;
}

static const struct gaps *
gaps_of(struct ask *ask, uint8_t ta)
{
	if (ask->gaps[ta] == NULL)
		ask->gaps[ta] = gaps_new(ask->history, ta);
	return ask->gaps[ta];
}

void
gaps_fini(struct ask *ask)
{
	size_t ta;

	for (ta = 0; ta < RSEC_HISTORY_TAS_MAX; ta++) {
		if (ask->gaps[ta] == NULL)
			continue;
		rsec_buf_fini(&ask->gaps[ta]->text);
		free(ask->gaps[ta]->list);
		free(ask->gaps[ta]);
	}
}

/* The first gap that begins behind TIME. */
static size_t
first_after(const struct gaps *gaps, uint32_t time)
{
	size_t from = 0, to = gaps->count, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (gaps->list[middle].from <= time)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

const char *
find_gaps(struct ask *ask, uint8_t ta, uint32_t from, uint32_t end, size_t *len)
{
	const struct gaps *gaps = gaps_of(ask, ta);
	const size_t first = first_after(gaps, from);
	const size_t last = first_after(gaps, end); /* behind it */

	*len = 0;
	if (first == last)
		return "";
	*len = gaps->list[last].at - 1 - gaps->list[first].at;
	return gaps->text.data + gaps->list[first].at;
}

void
format_some_gaps(struct ask *ask, uint8_t ta, uint32_t from, uint32_t end,
    char to[NOTE_SIZE])
{
	const struct gaps *gaps = gaps_of(ask, ta);
	const size_t first = first_after(gaps, from);
	const size_t last = first_after(gaps, end);
	char text[SPAN_SIZE];
	size_t i, len = 0;

	to[0] = '\0';
	for (i = first; i < last && i < first + NAMED; i++) {
		format_span(text, gaps->list[i].from, gaps->list[i].to);
		len += (size_t)snprintf(to + len, NOTE_SIZE - len, "%s%s",
		    i == first ? "" : ", ", text);
	}
	if (last - first > NAMED)
		snprintf(to + len, NOTE_SIZE - len, " and %zu more",
		    last - first - NAMED);
}
