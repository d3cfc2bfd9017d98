/* SPDX-License-Identifier: ISC */
/*
 * Civil dates and RFC 3339 times.  The day arithmetic counts eras of 400
 * years (146097 days) from 1 March of year 0, so that the leap day is the last
 * of its year and no table of months is needed.
 */
#include "base/utc.h"

#include <stdio.h>

#define ERA_DAYS   146097 /* days in 400 Gregorian years */
#define EPOCH_DAYS 719468 /* from 0000-03-01 to 1970-01-01 */

int64_t
rsec_utc_days(const struct rsec_civil *date)
{
	int64_t year = date->month <= 2 ? date->year - 1 : date->year;
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t of_era = year - era * 400;
	int64_t month = (date->month + 9) % 12; /* March is 0 */
	int64_t of_year = (153 * month + 2) / 5 + (int64_t)date->day - 1;

	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - EPOCH_DAYS;
}

struct rsec_civil
rsec_utc_civil(int64_t days)
{
	int64_t z = days + EPOCH_DAYS;
	int64_t era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
	int64_t doe = z - era * ERA_DAYS; /* day of era */
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t month = (5 * doy + 2) / 153; /* March is 0 */
	struct rsec_civil date;

	date.day = (unsigned)(doy - (153 * month + 2) / 5 + 1);
	date.month = (unsigned)(month < 10 ? month + 3 : month - 9);
	date.year = yoe + era * 400 + (date.month <= 2);
	return date;
}

/* N decimal digits at *S, which moves behind them. */
static bool
digits(const char **s, const char *end, int n, unsigned *out)
{
	unsigned v = 0;

	if (end - *s < n)
		return false;
	for (; n > 0; n--, (*s)++) {
		unsigned digit = (unsigned)(unsigned char)**s - '0';

		if (digit > 9)
			return false;
		v = v * 10 + digit;
	}
	*out = v;
	return true;
}

static bool
skip(const char **s, const char *end, char c)
{
	if (*s == end || **s != c)
		return false;
	(*s)++;
	return true;
}

/* The day of a DATE that was read; false where there is none such. */
static bool
day_of(const struct rsec_civil *date, int64_t *days)
{
	struct rsec_civil back;

	if (date->month < 1 || date->month > 12 || date->day < 1 ||
	    date->day > 31)
		return false;
	*days = rsec_utc_days(date);
	back = rsec_utc_civil(*days); /* refuses 30 February */
	return back.month == date->month && back.day == date->day;
}

static bool
parse_date(const char **s, const char *end, int64_t *days)
{
	struct rsec_civil date;
	unsigned year;

	if (!digits(s, end, 4, &year) || !skip(s, end, '-') ||
	    !digits(s, end, 2, &date.month) || !skip(s, end, '-') ||
	    !digits(s, end, 2, &date.day))
		return false;
	date.year = year;
	return day_of(&date, days);
}

static bool
parse_clock(const char **s, const char *end, int64_t *seconds)
{
	unsigned hour, minute, second;

	if (!digits(s, end, 2, &hour) || !skip(s, end, ':') ||
	    !digits(s, end, 2, &minute) || !skip(s, end, ':') ||
	    !digits(s, end, 2, &second))
		return false;
	if (hour > 23 || minute > 59 || second > 60)
		return false;
	if (skip(s, end, '.'))
		while (*s < end && **s >= '0' && **s <= '9')
			(*s)++;
	*seconds = (int64_t)hour * 3600 + minute * 60 + second;
	return true;
}

/* "Z", an offset, or nothing: what is to be taken from the local time. */
static bool
parse_zone(const char **s, const char *end, int64_t *offset)
{
	bool west = *s < end && **s == '-';
	unsigned hour, minute;

	*offset = 0;
	if (*s == end || skip(s, end, 'Z') || skip(s, end, 'z'))
		return true;
	if (!skip(s, end, west ? '-' : '+') || !digits(s, end, 2, &hour) ||
	    !skip(s, end, ':') || !digits(s, end, 2, &minute) || hour > 23 ||
	    minute > 59)
		return false;
	*offset = (int64_t)hour * 3600 + minute * 60;
	if (west)
		*offset = -*offset;
	return true;
}

bool
rsec_utc_parse(const char *s, size_t n, int64_t *out)
{
	const char *end = s + n;
	int64_t days, seconds = 0, offset = 0;

	if (!parse_date(&s, end, &days))
		return false;
	if (s < end) {
		if (!skip(&s, end, 'T') && !skip(&s, end, 't') &&
		    !skip(&s, end, ' '))
			return false;
		if (!parse_clock(&s, end, &seconds) ||
		    !parse_zone(&s, end, &offset) || s != end)
			return false;
	}
	*out = days * RSEC_DAY + seconds - offset;
	return true;
}

bool
rsec_utc_parse_digits(const char *s, size_t n, int64_t *out)
{
	const char *end = s + n;
	struct rsec_civil date;
	unsigned year;
	int64_t days;

	if (n != 8 || !digits(&s, end, 4, &year) ||
	    !digits(&s, end, 2, &date.month) || !digits(&s, end, 2, &date.day))
		return false;
	date.year = year;
	if (!day_of(&date, &days))
		return false;
	*out = days * RSEC_DAY;
	return true;
}

/* V in N digits at TO; returns what is behind them. */
static char *
put_digits(char *to, int n, uint64_t v)
{
	int i;

	for (i = n - 1; i >= 0; i--, v /= 10)
		to[i] = (char)('0' + v % 10);
	return to + n;
}

/* By hand: a printed object has half a dozen times, and snprintf() is slow. */
size_t
rsec_utc_format_day(char to[RSEC_UTC_SIZE], int64_t days)
{
	struct rsec_civil date = rsec_utc_civil(days);
	char *at = to;

	if (date.year < 0 || date.year > 9999)
		return (size_t)snprintf(to, RSEC_UTC_SIZE, "%04lld-%02u-%02u",
		    (long long)date.year, date.month, date.day);
	at = put_digits(at, 4, (uint64_t)date.year);
	*at++ = '-';
	at = put_digits(at, 2, date.month);
	*at++ = '-';
	at = put_digits(at, 2, date.day);
	*at = '\0';
	return (size_t)(at - to);
}

size_t
rsec_utc_format(char to[RSEC_UTC_SIZE], int64_t t)
{
	int64_t days = t / RSEC_DAY, rest = t % RSEC_DAY;
	char *at;

	if (rest < 0) {
		rest += RSEC_DAY;
		days--;
	}
	at = to + rsec_utc_format_day(to, days);
	*at++ = 'T';
	at = put_digits(at, 2, (uint64_t)rest / 3600);
	*at++ = ':';
	at = put_digits(at, 2, (uint64_t)rest / 60 % 60);
	*at++ = ':';
	at = put_digits(at, 2, (uint64_t)rest % 60);
	*at++ = 'Z';
	*at = '\0';
	return (size_t)(at - to);
}
