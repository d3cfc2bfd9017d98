/* SPDX-License-Identifier: ISC */
/*
 * Time is UTC, in seconds since 1970-01-01 00:00:00 (int64_t); a day is that
 * divided by 86400, rounded down.  No time zone, no locale, no mktime.
 */
#ifndef RSEC_BASE_UTC_H
#define RSEC_BASE_UTC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"

#define RSEC_DAY      ((int64_t)86400)
#define RSEC_UTC_SIZE 32 /* bytes that hold any formatted time and its NUL */

struct rsec_civil {
	int64_t year;	/* proleptic Gregorian */
	unsigned month; /* 1..12 */
	unsigned day;	/* 1..31 */
};

RSEC_BEGIN_API

/* Days since 1970-01-01 of a civil date, and back; exact for any year. */
int64_t rsec_utc_days(const struct rsec_civil *date);
struct rsec_civil rsec_utc_civil(int64_t days);

/*
 * Parse exactly S[0..n): "2026-11-23" (midnight), "2026-11-23T04:05:06Z",
 * the same with a blank for T, without Z, or with an offset "+01:00"
 * (RFC 3339 section 5.6; fractions of a second are cut).  False leaves *OUT.
 */
bool rsec_utc_parse(const char *s, size_t n, int64_t *out);

/* "20261123", midnight: exactly the eight digits of S[0..n). */
bool rsec_utc_parse_digits(const char *s, size_t n, int64_t *out);

/* "2026-11-23T04:05:06Z" and "2026-11-23", NUL-terminated; the length. */
size_t rsec_utc_format(char to[RSEC_UTC_SIZE], int64_t t);
size_t rsec_utc_format_day(char to[RSEC_UTC_SIZE], int64_t days);

RSEC_END_API

#endif
