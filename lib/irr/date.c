/* SPDX-License-Identifier: ISC */
/*
 * Dates of objects.  last-modified and created are RFC 3339 times of the RIPE
 * database; changed is "mail date" (RFC 2622 section 3.1), with what four
 * registries make of it: two-digit years, dates without a mail, mails without
 * a date, RFC 3339 dates, comments behind.
 *
 * A date that cannot be read is no fault of the object: it is not known.
 */
#include "irr/object_private.h"

#include <string.h>

#include "base/utc.h"

#define CENTURY 70 /* two-digit years from here on are of 19xx */

/* The number that is the N digits at S; -1 where one of them is none. */
static inline int
number(const char *s, int n)
{
	unsigned digit;
	int i, v = 0;

	for (i = 0; i < n; i++) {
		digit = (unsigned)(unsigned char)s[i] - '0';
		if (digit > 9)
			return -1;
		v = v * 10 + (int)digit;
	}
	return v;
}

static int32_t
days_of(int year, int month, int day)
{
	static const uint8_t last[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	struct rsec_civil date;
	int64_t days;

	if (year < 0 || month < 1 || month > 12 || day < 1 ||
	    day > last[month - 1])
		return RSEC_IRR_NO_DATE;
	if (month == 2 && day == 29 &&
	    (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0)))
		return RSEC_IRR_NO_DATE;
	date.year = year;
	date.month = (unsigned)month;
	date.day = (unsigned)day;
	days = rsec_utc_days(&date);
	return days > 0 ? (int32_t)days : RSEC_IRR_NO_DATE;
}

/* "2003-05-28", ten bytes of it. */
static int32_t
dashed(const char *s)
{
	if (s[4] != '-' || s[7] != '-')
		return RSEC_IRR_NO_DATE;
	return days_of(number(s, 4), number(s + 5, 2), number(s + 8, 2));
}

int32_t
rsec_irr_date_stamp(const struct rsec_rpsl_attribute *attribute)
{
	const struct rsec_rpsl_piece value = rsec_irr_word(attribute);

	if (value.n < 10)
		return RSEC_IRR_NO_DATE;
	if (value.n > 10 && value.s[10] != 'T' && value.s[10] != ' ')
		return RSEC_IRR_NO_DATE;
	return dashed(value.s);
}

/* The date that is exactly S[0..n), in any of its forms. */
static int32_t
any_form(const char *s, size_t n)
{
	int year;

	if (n == 8)
		return days_of(
		    number(s, 4), number(s + 4, 2), number(s + 6, 2));
	if (n == 10)
		return dashed(s);
	if (n != 6 || (year = number(s, 2)) == -1)
		return RSEC_IRR_NO_DATE;
	year += year < CENTURY ? 2000 : 1900;
	return days_of(year, number(s + 2, 2), number(s + 4, 2));
}

/* The date that is the last word of LINE. */
static int32_t
last_word(struct rsec_rpsl_piece line)
{
	const char *const end = line.s + line.n;
	const char *at = end;

	while (at > line.s && (unsigned char)at[-1] > ' ')
		at--;
	return any_form(at, (size_t)(end - at));
}

/* The date of a value that is one line, comment and all. */
static int32_t
one_line(const char *s, size_t n)
{
	const char *end = memchr(s, '#', n);

	if (end == NULL)
		end = s + n;
	while (end > s && (unsigned char)end[-1] <= ' ')
		end--;
	return last_word((struct rsec_rpsl_piece){ s, (size_t)(end - s) });
}

int32_t
rsec_irr_date_changed(const struct rsec_rpsl_attribute *attribute)
{
	struct rsec_rpsl_walk walk = { attribute, NULL };
	int32_t newest = RSEC_IRR_NO_DATE, days;
	struct rsec_rpsl_piece line;

	if (memchr(attribute->value, '\n', attribute->value_len) == NULL)
		return one_line(attribute->value, attribute->value_len);
	while (rsec_rpsl_line_next(&walk, &line)) {
		days = last_word(line);
		if (days > newest)
			newest = days;
	}
	return newest;
}

int32_t
rsec_irr_object_changed(const struct rsec_rpsl_object *object)
{
	const struct rsec_rpsl_attribute *at = object->attributes;
	const struct rsec_rpsl_attribute *const end = at + object->count;
	int32_t newest = RSEC_IRR_NO_DATE, days;

	for (; at < end; at++) {
		if (at->id == RSEC_RPSL_ATTR_CHANGED)
			days = rsec_irr_date_changed(at);
		else if (at->id == RSEC_RPSL_ATTR_LAST_MODIFIED)
			days = rsec_irr_date_stamp(at);
		else
			continue;
		if (days > newest)
			newest = days;
	}
	return newest;
}
