/* SPDX-License-Identifier: ISC */
/*
 * The curve from a raw metric to a score, 0.6 ^ sqrt(2 raw), in integers: the
 * same on every machine.  The power of a fraction is the product of the square
 * roots that its binary digits stand for.  The result is off by less than one
 * millionth.
 */
#include "manrs/report.h"

#define ONE	  ((uint64_t)1 << 31)  /* of a fixed-point number below */
#define BASE	  (ONE / 10 * 6 + 5)   /* 0.6, rounded */
#define X_BITS	  20		       /* of a fraction, in the exponent */
#define NO_SCORE  ((uint64_t)20000000) /* raw 2000: less than 10 ^ -13 */
#define MILLIONTH 1000000

/* The whole part of the square root. */
static uint64_t
root(uint64_t v)
{
	uint64_t result = 0, bit;

	for (bit = (uint64_t)1 << 62; bit != 0; bit >>= 2) {
		if (v >= result + bit) {
			v -= result + bit;
			result = (result >> 1) + bit;
		} else
			result >>= 1;
	}
	return result;
}

uint32_t
rsec_manrs_decay(uint64_t raw)
{
	uint64_t x, power = ONE, factor = BASE;
	unsigned bit;

	if (raw > NO_SCORE)
		return 0;
	/* sqrt(2 raw / 10^4) with X_BITS binary digits; 10^4 is 625 * 2^4 */
	x = root((2 * raw << (2 * X_BITS - 4)) / 625);
	for (; x >> X_BITS != 0; x -= (uint64_t)1 << X_BITS)
		power = power * BASE >> 31;
	for (bit = X_BITS; bit-- > 0;) {
		factor = root(factor << 31);
		if (x >> bit & 1)
			power = power * factor >> 31;
	}
	return (uint32_t)((power * MILLIONTH + ONE / 2) / ONE);
}
