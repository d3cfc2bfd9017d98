/* SPDX-License-Identifier: ISC */
/* A calendar month, UTC: what the Observatory counts by. */
#ifndef RSEC_MANRS_MONTH_H
#define RSEC_MANRS_MONTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"

#define RSEC_MANRS_MONTH_SIZE 8 /* bytes of "2026-10" and its NUL */

struct rsec_manrs_month {
	int64_t begin, end; /* seconds UTC; END is the first of the next */
	unsigned days;	    /* 28..31 */
};

RSEC_BEGIN_API

/* Exactly S[0..n), "2026-10"; false leaves *OUT. */
bool rsec_manrs_month_parse(
    const char *s, size_t n, struct rsec_manrs_month *out);

/* The month that holds the time T. */
struct rsec_manrs_month rsec_manrs_month_of(int64_t t);

/* "2026-10", NUL-terminated. */
void rsec_manrs_month_format(
    char to[RSEC_MANRS_MONTH_SIZE], const struct rsec_manrs_month *month);

RSEC_END_API

/* Bit 0 is the first day; 0 for a time outside of the month. */
static inline uint32_t
rsec_manrs_month_bit(const struct rsec_manrs_month *month, int64_t t)
{
	if (t < month->begin || t >= month->end)
		return 0;
	return (uint32_t)1 << ((t - month->begin) / 86400);
}

#endif
