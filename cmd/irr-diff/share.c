/* SPDX-License-Identifier: ISC */
/*
 * Shares that add up: rounded down to hundredths of a percent, and what is
 * missing to 100 given to those that lost most (the largest remainders).
 */
#include "cmd/irr-diff/irr-diff.h"

#define WHOLE 10000

void
shares(const uint64_t *counts, size_t n, uint64_t *hundredths)
{
	uint64_t total = 0, given = 0, lost, most;
	size_t i, winner = 0;

	for (i = 0; i < n; i++)
		total += counts[i];
	for (i = 0; i < n; i++) {
		hundredths[i] = total > 0 ? counts[i] * WHOLE / total : 0;
		given += hundredths[i];
	}
	for (; total > 0 && given < WHOLE; given++) {
		for (i = 0, most = 0; i < n; i++) {
			/* One that was given more has lost nothing. */
			if (hundredths[i] * total > counts[i] * WHOLE)
				continue;
			lost = counts[i] * WHOLE - hundredths[i] * total;
			if (lost > most) {
				most = lost;
				winner = i;
			}
		}
		hundredths[winner]++;
	}
}
