/* SPDX-License-Identifier: ISC */
/* The cover of a prefix over time in one line of text. */
#include <stdlib.h>

#include "base/utc.h"
#include "history/plot.h"

#define DAY ((uint32_t)RSEC_DAY)

/* Days of one character. */
struct cell {
	uint32_t covered, observed;
};

struct spark {
	uint32_t from, days;
	unsigned width;
	struct cell *cells;
};

/* The first day of cell I; that of the next one ends it. */
static uint32_t
begin_of(const struct spark *spark, unsigned i)
{
	return (uint32_t)((uint64_t)spark->days * i / spark->width);
}

static int
count_days(void *ctx, const struct rsec_history_segment *segment)
{
	const struct spark *spark = ctx;
	const uint32_t from = segment->from / DAY - spark->from;
	const uint32_t end = segment->to / DAY - spark->from + 1;
	uint32_t a, b;
	unsigned i;

	if (segment->answer.verdict.state == RSEC_HISTORY_UNKNOWN)
		return 0;
	for (i = 0; i < spark->width; i++) {
		a = begin_of(spark, i);
		b = begin_of(spark, i + 1);
		a = a < from ? from : a;
		b = b > end ? end : b;
		if (a >= b)
			continue;
		spark->cells[i].observed += b - a;
		if (segment->answer.verdict.state == RSEC_HISTORY_VALID)
			spark->cells[i].covered += b - a;
	}
	return 0;
}

static int
put(const struct cell *cell, struct rsec_buf *out)
{
	char block[] = "\xe2\x96\x80"; /* U+2580 */

	if (cell->observed == 0)
		return rsec_buf_puts(out, "\xe2\x96\x91"); /* U+2591 */
	if (cell->covered == 0)
		return rsec_buf_puts(out, "\xc2\xb7"); /* U+00B7 */
	block[2] =
	    (char)(0x80 + ((uint64_t)cell->covered * 8 + cell->observed - 1) /
			      cell->observed);
	return rsec_buf_puts(out, block);
}

int
rsec_plot_spark(struct rsec_history *history, const struct rsec_prefix *prefix,
    uint32_t from, uint32_t to, unsigned width, struct rsec_buf *out,
    struct rsec_err *err)
{
	struct spark spark = { .from = from / DAY, .width = width };
	unsigned i;
	int rc;

	if (from > to || width == 0)
		return 0;
	spark.days = to / DAY - from / DAY + 1;
	if (spark.width > spark.days)
		spark.width = spark.days;
	spark.cells = calloc(spark.width, sizeof(*spark.cells));
	if (spark.cells == NULL)
		return rsec_err_nomem(err);
	rc = rsec_history_covered_range(history, prefix, from, to,
	    RSEC_GAPS_UNKNOWN, count_days, &spark, err);
	for (i = 0; i < spark.width && rc == 0; i++)
		if (put(&spark.cells[i], out) == -1)
			rc = rsec_err_nomem(err);
	free(spark.cells);
	return rc;
}
