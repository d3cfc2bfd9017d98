/* SPDX-License-Identifier: ISC */
/* Calendar months. */
#include "manrs/month.h"

#include <string.h>

#include "base/num.h"
#include "base/utc.h"

static struct rsec_manrs_month
month_from(int64_t year, unsigned number)
{
	const struct rsec_civil first = { year, number, 1 };
	const struct rsec_civil next = { year + number / 12, number % 12 + 1,
		1 };
	const int64_t from = rsec_utc_days(&first), to = rsec_utc_days(&next);

	return (struct rsec_manrs_month){ from * RSEC_DAY, to * RSEC_DAY,
		(unsigned)(to - from) };
}

bool
rsec_manrs_month_parse(const char *s, size_t n, struct rsec_manrs_month *out)
{
	uint32_t year, number;

	if (n != 7 || s[4] != '-' || !rsec_parse_u32(s, 4, 9999, &year) ||
	    !rsec_parse_u32(s + 5, 2, 12, &number) || number == 0)
		return false;
	*out = month_from(year, number);
	return true;
}

struct rsec_manrs_month
rsec_manrs_month_of(int64_t t)
{
	const int64_t day = t / RSEC_DAY - (t % RSEC_DAY < 0);
	const struct rsec_civil date = rsec_utc_civil(day);

	return month_from(date.year, date.month);
}

void
rsec_manrs_month_format(
    char to[RSEC_MANRS_MONTH_SIZE], const struct rsec_manrs_month *month)
{
	char day[RSEC_UTC_SIZE];

	rsec_utc_format_day(day, month->begin / RSEC_DAY);
	memcpy(to, day, RSEC_MANRS_MONTH_SIZE - 1);
	to[RSEC_MANRS_MONTH_SIZE - 1] = '\0';
}
