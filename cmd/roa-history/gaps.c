/* SPDX-License-Identifier: ISC */
/* The days on which a trust anchor was not observed, by their names. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cmd/roa-history/ask.h"

#define NAMED 3 /* gaps that a text names; of more it says how many */

struct gap {
	uint32_t from, to; /* days, as times of midnights */
};

struct gaps {
	struct rsec_history *history;
	uint8_t ta;
	uint32_t number, count; /* of trusted observations */
	uint32_t end;
};

static struct gaps
gaps_of(const struct ask *ask, uint8_t ta, uint32_t from, uint32_t end)
{
	struct gaps gaps = { ask->history, ta, 0, 0, end };

	gaps.count = rsec_history_trusted(ask->history, ta);
	gaps.number = rsec_history_trusted_until(ask->history, ta, from);
	if (gaps.number > 0)
		gaps.number--;
	return gaps;
}

/* The next gap between two observations, or from the last one to the end. */
static bool
gaps_next(struct gaps *gaps, struct gap *gap)
{
	uint32_t day, next;

	while (gaps->number < gaps->count) {
		day = rsec_history_trusted_time(
		    gaps->history, gaps->ta, gaps->number++);
		day -= day % DAY;
		if (day >= gaps->end)
			return false;
		next = gaps->end + DAY;
		if (gaps->number < gaps->count)
			next = rsec_history_trusted_time(
			    gaps->history, gaps->ta, gaps->number);
		next -= next % DAY;
		if (next > gaps->end + DAY)
			next = gaps->end - gaps->end % DAY + DAY;
		if (next <= day + DAY)
			continue;
		*gap = (struct gap){ day + DAY, next - DAY };
		return true;
	}
	return false;
}

void
format_gaps(const struct ask *ask, uint8_t ta, uint32_t from, uint32_t end,
    struct rsec_buf *to)
{
	struct gaps gaps = gaps_of(ask, ta, from, end);
	char text[RSEC_UTC_SIZE];
	struct gap gap;
	int rc = 0;

	while (gaps_next(&gaps, &gap)) {
		if (to->len > 0)
			rc |= rsec_buf_addc(to, ' ');
		format_time(text, gap.from);
		rc |= rsec_buf_puts(to, text);
		if (gap.to == gap.from)
			continue;
		format_time(text, gap.to);
		rc |= rsec_buf_puts(to, "..");
		rc |= rsec_buf_puts(to, text);
	}
	if (rc != 0)
		cli_die("out of memory");
}

void
format_some_gaps(const struct ask *ask, uint8_t ta, uint32_t from, uint32_t end,
    char to[NOTE_SIZE])
{
	struct gaps gaps = gaps_of(ask, ta, from, end);
	char text[SPAN_SIZE];
	struct gap gap;
	unsigned n = 0;
	size_t len = 0;

	to[0] = '\0';
	while (gaps_next(&gaps, &gap)) {
		if (n++ >= NAMED)
			continue;
		format_span(text, gap.from, gap.to);
		len += (size_t)snprintf(to + len, NOTE_SIZE - len, "%s%s",
		    n == 1 ? "" : ", ", text);
	}
	if (n > NAMED)
		snprintf(to + len, NOTE_SIZE - len, " and %u more", n - NAMED);
}
