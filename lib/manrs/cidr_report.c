/* SPDX-License-Identifier: ISC */
/*
 * Bogons of the CIDR Report, a line each, below a line that tells the day:
 *
 *	Report of 2026-10-05
 *	192.0.2.0/24	AS64496	Prefix is within unallocated space: a - b
 *
 * The day may be 2026-10-05, 20261005, 5 October 2026, or the form of ctime(),
 * Mon Oct  5 06:14:04 2026, anywhere in its line.  Other text of the report is
 * passed over, but a file that has neither a day nor a bogon is none.
 */
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "base/utc.h"
#include "manrs/event.h"
#include "net/asn.h"
#include "text/line.h"

#define BLANKS	  " \t,()"
#define WORDS_MAX 16 /* of a line that are looked at */
#define ID_SIZE	  (RSEC_UTC_SIZE + RSEC_PREFIX_SIZE + 16)

struct word {
	const char *s;
	size_t n;
};

struct reader {
	struct rsec_manrs_events *events;
	int32_t day; /* INT32_MIN: not known */
	bool found;  /* a day or a bogon */
	uint64_t line, count;
};

static size_t
cut(const char *line, size_t n, struct word words[WORDS_MAX])
{
	const char *end = line + n, *at = line;
	size_t count = 0;

	while (count < WORDS_MAX) {
		while (at < end && (*at == '\0' || strchr(BLANKS, *at) != NULL))
			at++;
		if (at == end)
			break;
		words[count].s = at;
		while (at < end && *at != '\0' && strchr(BLANKS, *at) == NULL)
			at++;
		words[count].n = (size_t)(at - words[count].s);
		count++;
	}
	return count;
}

/* The number of a month whose name W is, or is short for; 0: none. */
static unsigned
month_of(struct word w)
{
	static const char names[][4] = { "jan", "feb", "mar", "apr", "may",
		"jun", "jul", "aug", "sep", "oct", "nov", "dec" };
	unsigned i, k;

	for (i = 0; i < 12 && w.n >= 3; i++) {
		for (k = 0; k < 3; k++)
			if ((w.s[k] | 0x20) != names[i][k])
				break;
		if (k == 3)
			return i + 1;
	}
	return 0;
}

/* "2026-10-05" or "20261005". */
static bool
day_of_word(struct word w, int64_t *time)
{
	return (w.n >= 10 && rsec_utc_parse(w.s, w.n, time)) ||
	       rsec_utc_parse_digits(w.s, w.n, time);
}

/* The day that the words of a line tell, in any form. */
static bool
find_day(const struct word *words, size_t count, int64_t *time)
{
	unsigned month = 0;
	uint32_t day = 0, year = 0, number;
	char text[36]; /* as wide as three numbers can be */
	size_t i;

	for (i = 0; i < count; i++) {
		if (day_of_word(words[i], time))
			return true;
		if (month == 0)
			month = month_of(words[i]);
		if (!rsec_parse_u32(words[i].s, words[i].n, 2999, &number))
			continue;
		if (words[i].n <= 2 && day == 0 && number <= 31)
			day = number;
		else if (words[i].n == 4 && year == 0)
			year = number;
	}
	if (month == 0 || day == 0 || year == 0)
		return false;
	snprintf(text, sizeof(text), "%04u-%02u-%02u", (unsigned)year, month,
	    (unsigned)day);
	return rsec_utc_parse(text, 10, time);
}

static bool
is_unallocated(const struct word *words, size_t count)
{
	static const char word[] = "unallocated";
	size_t i;

	for (i = 0; i < count; i++)
		if (words[i].n == strlen(word) &&
		    memcmp(words[i].s, word, words[i].n) == 0)
			return true;
	return false;
}

static int
add(struct reader *reader, struct rsec_manrs_event *event, struct rsec_err *err)
{
	char id[ID_SIZE], day[RSEC_UTC_SIZE], prefix[RSEC_PREFIX_SIZE];

	rsec_utc_format_day(day, reader->day);
	rsec_prefix_format(prefix, &event->prefix);
	snprintf(id, sizeof(id), "cidr-report:%s:%s", day, prefix);
	event->id = id;
	event->begin = reader->day * RSEC_DAY;
	event->end = event->begin + RSEC_DAY;
	reader->count++;
	return rsec_manrs_events_add(reader->events, event, err);
}

/* A line that begins with what has a '/': a bogon, or wrong. */
static int
read_bogon(struct reader *reader, const struct word *words, size_t count,
    const struct rsec_diag *diag, struct rsec_err *err)
{
	struct rsec_manrs_event event = { .metric = RSEC_MANRS_M3,
		.source = RSEC_MANRS_BY_CIDR_REPORT,
		.weight = 100,
		.has_prefix = true,
		.why = "",
		.url = "" };
	struct rsec_err why = { .line = 0 };
	char shown[RSEC_QUOTE_SIZE];

	if (rsec_prefix_parse(words[0].s, words[0].n, &event.prefix, &why) ==
	    -1)
		why.line = reader->line;
	else if (count < 2 ||
		 !rsec_asn_parse(words[1].s, words[1].n, &event.asn))
		rsec_err_at_line(&why, RSEC_ERR_SYNTAX, reader->line,
		    "no AS number follows the prefix %s",
		    rsec_quote(shown, words[0].s, words[0].n));
	else if (!is_unallocated(words, count))
		rsec_err_at_line(&why, RSEC_ERR_SYNTAX, reader->line,
		    "the line does not say that %s is unallocated",
		    rsec_quote(shown, words[0].s, words[0].n));
	else if (reader->day == INT32_MIN)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->line,
		    "no line above the first bogon tells the day");
	else
		return add(reader, &event, err);
	return rsec_diag_skip(diag, &why, err);
}

static int
read_line(struct reader *reader, const char *line, size_t n,
    const struct rsec_diag *diag, struct rsec_err *err)
{
	struct word words[WORDS_MAX];
	const size_t count = cut(line, n, words);
	int64_t time;

	if (count == 0)
		return 0;
	if (memchr(words[0].s, '/', words[0].n) != NULL &&
	    strchr("0123456789abcdefABCDEF:", words[0].s[0]) != NULL) {
		reader->found = true;
		return read_bogon(reader, words, count, diag, err);
	}
	if (!find_day(words, count, &time) || time < 0)
		return 0;
	reader->day = (int32_t)(time / RSEC_DAY);
	reader->found = true;
	return 0;
}

int
rsec_manrs_cidr_report_read(struct rsec_manrs_events *events,
    struct rsec_source source, int32_t day, const struct rsec_diag *diag,
    uint64_t *count, struct rsec_err *err)
{
	struct reader reader = { .events = events, .day = day };
	struct rsec_lines lines;
	const char *line;
	size_t n;
	int rc;

	rsec_lines_init(&lines, source);
	while ((rc = rsec_lines_next(&lines, &line, &n, err)) == 1) {
		reader.line = lines.number;
		rc = read_line(&reader, line, n, diag, err);
		if (rc == -1)
			break;
	}
	if (rc == 0 && !reader.found && reader.line > 0)
		rc = rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "the file has neither a day nor a bogon of the CIDR "
		    "Report");
	rsec_lines_fini(&lines);
	if (count != NULL)
		*count += reader.count;
	return rc;
}
